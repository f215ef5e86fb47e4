//! A QR code as a drawing that scales: dark on white in every theme, with its quiet zone.

use leptos::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc, QrSegment};

use super::Text;

/// Modules of white on each side that a reader needs.
const QUIET: i32 = 4;

/// A code ready to be drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    size: i32,
    path: String,
}

/// Draws a text that goes on in decimal digits, which take little room; nothing when no code is large enough.
#[must_use]
pub fn draw(text: &str, digits: &str) -> Option<Drawn> {
    if !QrSegment::is_numeric(digits) {
        return None;
    }
    let segments = [QrSegment::make_bytes(text.as_bytes()), QrSegment::make_numeric(digits)];
    // The weakest correction: what is read is checked again anyway, and fewer modules are larger ones. Where there is
    // room left in the same size, a stronger one is taken.
    let code = QrCode::encode_segments(&segments, QrCodeEcc::Low).ok()?;
    // One stroke along each run of dark modules, as wide as a row.
    let mut path = String::new();
    for y in 0..code.size() {
        path.push_str(&format!("M0 {y}"));
        let mut pen = 0;
        for x in (0..code.size()).filter(|x| code.get_module(*x, y) && !code.get_module(x - 1, y)) {
            let end = (x..code.size()).find(|x| !code.get_module(*x, y)).unwrap_or(code.size());
            path.push_str(&format!("m{} 0h{}", x - pen, end - x));
            pen = end;
        }
    }
    Some(Drawn { size: code.size(), path })
}

/// Shows a code; `label` says what it holds to those who do not see it.
#[component]
pub fn Qr(code: Drawn, #[prop(into)] label: Text) -> AnyView {
    let side = code.size + 2 * QUIET;
    view! {
        <svg class="qr" role="img" aria-label=move || label.find() viewBox=format!("-{QUIET} -{QUIET}.5 {side} {side}")>
            <path d=code.path />
        </svg>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// The size of a version.
    fn side(version: i32) -> i32 {
        17 + 4 * version
    }

    #[test]
    fn the_largest_code_of_a_slip_fits_and_more_is_said() {
        let address = "a".repeat(140);
        let most = ledger::code::MAX_BYTES.div_ceil(7) * 17 + 4;
        assert_eq!(draw(&address, &"7".repeat(most)).unwrap().size, side(40));
        assert_eq!(draw(&address, &"7".repeat(7_100)), None);
        assert_eq!(draw(&address, "12x"), None);
    }

    #[test]
    fn a_slip_of_a_region_stays_below_version_25() {
        let address = "https://gaji.kabupaten-contoh.go.id/periksa#";
        for (digits, version) in [(1_850, 20), (2_400, 23), (2_600, 24), (2_700, 25)] {
            let drawn = draw(address, &"8".repeat(digits)).unwrap();
            assert!(drawn.size <= side(version), "{digits} digits: {}", drawn.size);
        }
    }

    #[test]
    fn every_dark_module_is_drawn_once() {
        let segments = [QrSegment::make_bytes(b"https://a.id/#"), QrSegment::make_numeric("0123456789")];
        let code = QrCode::encode_segments(&segments, QrCodeEcc::Low).unwrap();
        let drawn = draw("https://a.id/#", "0123456789").unwrap();
        let mut covered = BTreeSet::new();
        for (y, row) in (0..).zip(drawn.path.split('M').skip(1)) {
            let mut strokes = row.split('m');
            assert_eq!(strokes.next(), Some(format!("0 {y}").as_str()));
            let mut x = 0;
            for stroke in strokes {
                let (gap, run) = stroke.split_once(" 0h").unwrap();
                x += gap.parse::<i32>().unwrap();
                for _ in 0..run.parse::<i32>().unwrap() {
                    assert!(covered.insert((x, y)));
                    x += 1;
                }
            }
        }
        let all = (0..code.size()).flat_map(|y| (0..code.size()).map(move |x| (x, y)));
        let dark: BTreeSet<(i32, i32)> = all.filter(|(x, y)| code.get_module(*x, *y)).collect();
        assert_eq!(covered, dark);
    }
}
