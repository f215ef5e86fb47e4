//! Where the marks of a plot lie: whole thousandths of the width or height, no floats, no browser.
//! Amounts are `i64` in the caller's unit; intermediates are `i128`, so nothing overflows.

/// The width and height of every plot.
pub const FULL: i64 = 1000;

/// Returns `value` of `span` as thousandths, rounded to the nearest; 0 for an empty span.
fn share(value: i128, span: i128) -> i64 {
    if span <= 0 {
        return 0;
    }
    let scaled = (value * i128::from(FULL) * 2 + span) / (span * 2);
    i64::try_from(scaled).unwrap_or(FULL)
}

/// Splits a bar into parts `(x, width)` that touch and fill it exactly; negative parts count as nothing.
pub fn split(parts: &[i64]) -> Vec<(i64, i64)> {
    let total: i128 = parts.iter().map(|part| i128::from((*part).max(0))).sum();
    let mut sum = 0_i128;
    parts
        .iter()
        .map(|part| {
            let begin = share(sum, total);
            sum += i128::from((*part).max(0));
            (begin, share(sum, total) - begin)
        })
        .collect()
}

/// A scale from the smallest to the largest of some values and zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale {
    low: i64,
    high: i64,
}

impl Scale {
    /// Makes a scale that holds all values and zero.
    pub fn with_zero(values: impl IntoIterator<Item = i64>) -> Self {
        let start = Self { low: 0, high: 0 };
        values.into_iter().fold(start, Self::holding)
    }

    /// Makes a scale that just holds all values; `None` if there are none.
    pub fn of(values: impl IntoIterator<Item = i64>) -> Option<Self> {
        let mut values = values.into_iter();
        let first = values.next()?;
        Some(values.fold(Self { low: first, high: first }, Self::holding))
    }

    fn holding(self, value: i64) -> Self {
        Self { low: self.low.min(value), high: self.high.max(value) }
    }

    /// Returns the smallest value.
    pub fn low(self) -> i64 {
        self.low
    }

    /// Returns the largest value.
    pub fn high(self) -> i64 {
        self.high
    }

    /// Returns where a value lies, 0 to 1000; the middle if all values are equal.
    pub fn at(self, value: i64) -> i64 {
        let span = i128::from(self.high) - i128::from(self.low);
        if span == 0 {
            return FULL / 2;
        }
        share(i128::from(value) - i128::from(self.low), span).clamp(0, FULL)
    }

    /// Returns the bar from zero to a value as `(x, width)`; a value other than zero keeps 3 at least.
    pub fn bar(self, value: i64) -> (i64, i64) {
        self.between(0, value)
    }

    /// Returns the bar between two values as `(x, width)`; unequal values keep 3 at least.
    pub fn between(self, from: i64, to: i64) -> (i64, i64) {
        let (a, b) = (self.at(from), self.at(to));
        let (begin, width) = (a.min(b), (a - b).abs());
        let least = if from == to { 0 } else { 3 };
        let width = width.max(least);
        (begin.min(FULL - width), width)
    }
}

/// Lays changes end to end from `start`: the value before and after each; `None` on overflow.
pub fn waterfall(start: i64, changes: &[i64]) -> Option<Vec<(i64, i64)>> {
    let mut now = start;
    changes
        .iter()
        .map(|change| {
            let before = now;
            now = now.checked_add(*change)?;
            Some((before, now))
        })
        .collect()
}

/// Returns the line through the points as runs of `(x, y)`, y downwards; a gap ends a run.
pub fn runs(points: &[Option<i64>], scale: Scale) -> Vec<Vec<(i64, i64)>> {
    let last = i128::try_from(points.len().saturating_sub(1)).unwrap_or(1);
    let mut all = vec![Vec::new()];
    for (index, point) in points.iter().enumerate() {
        match point {
            Some(value) => {
                let x = if last == 0 { FULL / 2 } else { share(i128::try_from(index).unwrap_or(0), last) };
                if let Some(run) = all.last_mut() {
                    run.push((x, FULL - scale.at(*value)));
                }
            }
            None => all.push(Vec::new()),
        }
    }
    all.retain(|run| !run.is_empty());
    all
}

/// Writes a run as the path of an SVG line; one point alone becomes a dot.
pub fn path(run: &[(i64, i64)]) -> String {
    let mut out = String::new();
    for (index, (x, y)) in run.iter().enumerate() {
        out.push_str(&format!("{}{x} {y}", if index == 0 { "M" } else { "L" }));
    }
    if run.len() == 1 {
        out.push_str("h0");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_a_split_bar_touch_and_fill_it() {
        for parts in [vec![5_795_334, 369_916, 334_750], vec![1, 1, 1], vec![0, 7, 0], vec![i64::MAX, i64::MAX]] {
            let bars = split(&parts);
            let mut edge = 0;
            for (x, width) in &bars {
                assert_eq!(*x, edge, "{parts:?}");
                edge = x + width;
            }
            assert_eq!(edge, FULL, "{parts:?}");
        }
        assert_eq!(split(&[0, 0]), [(0, 0), (0, 0)]);
        assert_eq!(split(&[-5, 10]), [(0, 0), (0, 1000)]);
    }

    #[test]
    fn bars_begin_at_zero_and_small_ones_stay_visible() {
        let scale = Scale::with_zero([-100, 300]);
        assert_eq!(scale.at(0), 250);
        assert_eq!(scale.bar(300), (250, 750));
        assert_eq!(scale.bar(-100), (0, 250));
        assert_eq!(scale.bar(0), (250, 0));
        let tiny = Scale::with_zero([1, 1_000_000]);
        assert_eq!(tiny.bar(1), (0, 3));
    }

    #[test]
    fn extremes_of_the_amounts_do_not_overflow() {
        let scale = Scale::with_zero([i64::MIN, i64::MAX]);
        assert_eq!(scale.at(i64::MIN), 0);
        assert_eq!(scale.at(i64::MAX), FULL);
        assert_eq!(Scale::of([7]).map(|scale| scale.at(7)), Some(500));
        assert_eq!(Scale::of([]), None);
    }

    #[test]
    fn a_waterfall_ends_where_its_changes_lead() {
        let steps = waterfall(100, &[10, -30, 5]);
        assert_eq!(steps, Some(vec![(100, 110), (110, 80), (80, 85)]));
        assert_eq!(waterfall(i64::MAX, &[1]), None);
    }

    #[test]
    fn a_gap_stays_a_gap() {
        let points = [Some(0), Some(10), None, Some(5)];
        let scale = Scale::with_zero([0, 10, 5]);
        let runs = runs(&points, scale);
        assert_eq!(runs, [vec![(0, 1000), (333, 0)], vec![(1000, 500)]]);
        assert_eq!(path(&runs[0]), "M0 1000L333 0");
        assert_eq!(path(&runs[1]), "M1000 500h0");
    }
}
