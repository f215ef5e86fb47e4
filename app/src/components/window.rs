//! Which rows of a long list to draw, and where the keyboard leads. Whole pixels, no browser.

/// A long list seen through a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Rows in the list.
    pub count: usize,
    /// Height of each row, in pixels, at least 1.
    pub row_px: i32,
    /// Height of the window, in pixels.
    pub view_px: i32,
}

/// Rows drawn above and below the window.
const SPARE: usize = 6;

impl Window {
    fn row(self) -> i32 {
        self.row_px.max(1)
    }

    fn whole(px: i32) -> usize {
        usize::try_from(px).unwrap_or(0)
    }

    /// Returns the rows to draw when scrolled to `top`: first, and one past the last.
    pub fn drawn(self, top: i32) -> (usize, usize) {
        let first = Self::whole(top / self.row()).min(self.count);
        let shown = Self::whole(self.view_px / self.row()) + 1;
        (first.saturating_sub(SPARE), (first + shown + SPARE).min(self.count))
    }

    /// Returns how many whole rows fit, at least one.
    pub fn page(self) -> usize {
        Self::whole(self.view_px / self.row()).max(1)
    }

    /// Returns the height of the whole list, in pixels.
    pub fn height(self) -> i64 {
        i64::try_from(self.count).unwrap_or(0) * i64::from(self.row())
    }

    /// Returns where row `at` begins, in pixels.
    pub fn offset(self, at: usize) -> i32 {
        i32::try_from(at).unwrap_or(0).saturating_mul(self.row())
    }

    /// Returns where to scroll so that row `at` is in view, from `top`.
    pub fn reveal(self, at: usize, top: i32) -> i32 {
        let begin = self.offset(at);
        if begin < top {
            begin
        } else if begin + self.row() > top + self.view_px {
            begin + self.row() - self.view_px
        } else {
            top
        }
    }

    /// Returns the row that a key leads to from `at`; `None` for other keys and an empty list.
    pub fn key(self, key: &str, at: usize) -> Option<usize> {
        let last = self.count.checked_sub(1)?;
        let to = match key {
            "ArrowDown" => at + 1,
            "ArrowUp" => at.saturating_sub(1),
            "PageDown" => at + self.page(),
            "PageUp" => at.saturating_sub(self.page()),
            "Home" => 0,
            "End" => last,
            _ => return None,
        };
        Some(to.min(last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: Window = Window { count: 100_000, row_px: 44, view_px: 600 };

    #[test]
    fn only_the_rows_near_the_window_are_drawn() {
        assert_eq!(LIST.drawn(0), (0, 20));
        let (first, end) = LIST.drawn(44 * 50_000);
        assert_eq!((first, end), (49_994, 50_020));
        assert_eq!(LIST.drawn(i32::MAX).1, 100_000);
        assert_eq!(Window { count: 3, ..LIST }.drawn(0), (0, 3));
        assert_eq!(Window { count: 0, ..LIST }.drawn(500), (0, 0));
    }

    #[test]
    fn every_row_is_drawn_when_it_is_revealed() {
        for at in [0, 1, 13, 14, 99_999, 50_000] {
            for top in [0, 44 * 49_990, 44 * 99_000] {
                let (first, end) = LIST.drawn(LIST.reveal(at, top));
                assert!(first <= at && at < end, "{at} from {top}");
            }
        }
    }

    #[test]
    fn keys_stop_at_both_ends() {
        assert_eq!(LIST.key("ArrowUp", 0), Some(0));
        assert_eq!(LIST.key("PageDown", 99_995), Some(99_999));
        assert_eq!(LIST.key("PageDown", 0), Some(13));
        assert_eq!(LIST.key("End", 5), Some(99_999));
        assert_eq!(LIST.key("a", 5), None);
        assert_eq!(Window { count: 0, ..LIST }.key("Home", 0), None);
    }

    #[test]
    fn a_row_taller_than_nothing_never_divides_by_nothing() {
        assert_eq!(Window { row_px: 0, ..LIST }.page(), 600);
    }
}
