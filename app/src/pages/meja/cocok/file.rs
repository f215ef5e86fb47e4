//! The list that payroll pays by, read from a file of separated values whatever else stands in it.

use ledger::reconcile::{BadNumber, Listed};

use crate::pages::meja::hr::import::cells;
use crate::pages::meja::hr::import::problem::Problem;
use crate::pages::meja::hr::import::sheet::{FileProblem, Sheet};

/// What a head may be called, by what it means.
const HEADS: [(&str, &[&str]); 3] = [
    ("nip", &["nip", "nip baru", "nip_baru", "no induk pegawai", "nip pegawai"]),
    ("nama", &["nama", "nama pegawai", "nama_pegawai", "nama lengkap"]),
    ("golongan", &["golongan", "gol", "gol.", "golongan ruang", "gol/ruang", "pangkat/gol"]),
];

/// Reads the rows; heads that mean nothing here are left alone.
///
/// # Errors
/// What makes the whole file unusable; without a head for the number it is another kind of file.
pub fn read(bytes: &[u8]) -> Result<Vec<Listed>, FileProblem> {
    let sheet = Sheet::apart(bytes, |heads| {
        let named: Vec<String> = heads.iter().map(|head| meaning(head).unwrap_or(head).to_owned()).collect();
        let twice: Vec<String> = HEADS
            .iter()
            .map(|(name, _)| *name)
            .filter(|name| named.iter().filter(|head| head == name).count() > 1)
            .map(str::to_owned)
            .collect();
        match (named.iter().any(|head| head == "nip"), twice.is_empty()) {
            (false, _) => Err(FileProblem::Missing(vec!["nip".to_owned()])),
            (true, false) => Err(FileProblem::Twice(twice)),
            (true, true) => Ok(named),
        }
    })?;
    let row = |row| {
        let cell = |head| sheet.cell(row, head).unwrap_or_default().to_owned();
        let written = cell("nip");
        let nip = cells::nip(&written).map_err(|problem| match problem {
            Problem::NipRounded => BadNumber::Rounded,
            _ => BadNumber::Unreadable,
        });
        Listed { line: row.line, nip, written, name: cell("nama"), golongan: cell("golongan") }
    };
    Ok(sheet.rows.iter().map(row).collect())
}

fn meaning(head: &str) -> Option<&'static str> {
    HEADS.iter().find(|(_, words)| words.contains(&head)).map(|(name, _)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_by_the_meaning_of_its_heads_and_other_columns_stay_out() {
        let text =
            "No;NIP Baru;Nama Pegawai;Gol;Gaji Pokok\n1;'198704152011042901;SRI;III/b;3500000\n2;1,98E+17;;;\n3;x;;;\n";
        let rows = read(text.as_bytes()).unwrap();
        let expected = Listed {
            line: 2,
            nip: Ok("198704152011042901".parse().unwrap()),
            written: "'198704152011042901".into(),
            name: "SRI".into(),
            golongan: "III/b".into(),
        };
        assert_eq!(rows[0], expected);
        assert_eq!([rows[1].nip, rows[2].nip], [Err(BadNumber::Rounded), Err(BadNumber::Unreadable)]);
    }

    #[test]
    fn a_file_without_numbers_or_with_two_columns_of_them_is_refused() {
        assert_eq!(read(b"nama;gol\nSri;III/b\n"), Err(FileProblem::Missing(vec!["nip".into()])));
        assert_eq!(read(b"nip;nip baru\n1;2\n"), Err(FileProblem::Twice(vec!["nip".into()])));
    }
}
