//! Tables of a few hundred rows: sticky head, numbers right, sorting that is spoken.
//! Sorting itself is the page's; thousands of rows belong in `BigTable`.

use super::{
    Text,
    icon::{Glyph, Icon},
    tag::{Tag, Tone},
};
use leptos::prelude::*;

/// The direction of a sorted column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SortWay {
    /// Smallest first.
    Up,
    /// Largest first.
    Down,
}

/// A column of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// Its head.
    pub label: String,
    /// Numbers stand right and never break.
    pub numeric: bool,
    /// The head is a button that sorts.
    pub sortable: bool,
    /// Share of the width in a [`super::BigTable`], 1 to 4; 0 counts as 1.
    pub width: u8,
    /// Left out of a [`super::BigTable`] on phones.
    pub wide_only: bool,
}

impl Column {
    /// Makes a column of words.
    pub fn words(label: impl Into<String>) -> Self {
        Self { label: label.into(), ..Self::default() }
    }

    /// Makes a column of numbers.
    pub fn numbers(label: impl Into<String>) -> Self {
        Self { label: label.into(), numeric: true, ..Self::default() }
    }

    /// Lets it sort.
    pub fn sorts(mut self) -> Self {
        self.sortable = true;
        self
    }

    /// Sets its share of the width.
    pub fn width(mut self, share: u8) -> Self {
        self.width = share;
        self
    }

    /// Leaves it out of a big table on phones.
    pub fn wide_only(mut self) -> Self {
        self.wide_only = true;
        self
    }

    /// Returns its classes in a big table.
    pub(super) fn class(&self) -> String {
        let right = if self.numeric { " right" } else { "" };
        let wide = if self.wide_only { " desk-only" } else { "" };
        format!("w{}{right}{wide}", self.width.clamp(1, 4))
    }
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Words or a number.
    Words(String),
    /// Words over a quiet line.
    Two(String, String),
    /// Words that open an address.
    Link(String, String),
    /// An amount; the eye hides it.
    Amount(String),
    /// A tag.
    Tag(Tone, String),
}

impl From<String> for Cell {
    fn from(words: String) -> Self {
        Self::Words(words)
    }
}

impl From<&str> for Cell {
    fn from(words: &str) -> Self {
        Self::Words(words.to_owned())
    }
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableRow {
    /// The name of the row for selecting and opening; unique in its table.
    pub key: String,
    /// One cell per column; the first is the head of the row.
    pub cells: Vec<Cell>,
    /// Bold: a sum.
    pub strong: bool,
}

impl TableRow {
    /// Makes a row without a key.
    pub fn new(cells: Vec<Cell>) -> Self {
        Self { cells, ..Self::default() }
    }

    /// Makes it a sum.
    pub fn strong(mut self) -> Self {
        self.strong = true;
        self
    }

    /// Names it.
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = key.into();
        self
    }
}

/// Draws what stands in a cell.
pub(super) fn cell(cell: Cell) -> AnyView {
    match cell {
        Cell::Words(words) => words.into_any(),
        Cell::Two(words, below) => view! {
            <b>{words}</b>
            <small>{below}</small>
        }
        .into_any(),
        Cell::Link(words, href) => view! { <a href=href>{words}</a> }.into_any(),
        Cell::Amount(words) => view! { <super::Amount text=words /> }.into_any(),
        Cell::Tag(tone, word) => view! { <Tag text=word tone=tone /> }.into_any(),
    }
}

/// Draws the head of a column, with the button that sorts it.
pub(super) fn head(
    at: usize,
    column: &Column,
    sort: Signal<Option<(usize, SortWay)>>,
    on_sort: Option<Callback<usize>>,
) -> AnyView {
    let label = column.label.clone();
    match on_sort.filter(|_| column.sortable) {
        None => label.into_any(),
        Some(on_sort) => {
            let glyph = move || match sort.get() {
                Some((by, SortWay::Up)) if by == at => Some(Glyph::ArrowUp),
                Some((by, SortWay::Down)) if by == at => Some(Glyph::ArrowDown),
                _ => None,
            };
            view! {
                <button type="button" class="sort" on:click=move |_| on_sort.run(at)>
                    {label}
                    {move || glyph().map(|glyph| view! { <Icon glyph=glyph /> })}
                </button>
            }
            .into_any()
        }
    }
}

/// Returns what `aria-sort` says of a column.
pub(super) fn aria_sort(
    at: usize,
    sort: Signal<Option<(usize, SortWay)>>,
) -> impl Fn() -> Option<&'static str> + Copy + Send + Sync + 'static {
    move || match sort.get() {
        Some((by, SortWay::Up)) if by == at => Some("ascending"),
        Some((by, SortWay::Down)) if by == at => Some("descending"),
        _ => None,
    }
}

/// A table with its caption. Give `rows`, or `<tr>`s as children, or both.
#[component]
pub fn Table(
    #[prop(into)] caption: Text,
    #[prop(into)] columns: Signal<Vec<Column>>,
    #[prop(optional, into)] rows: Signal<Vec<TableRow>>,
    #[prop(optional, into)] sort: Signal<Option<(usize, SortWay)>>,
    #[prop(optional, into)] on_sort: Option<Callback<usize>>,
    /// Speaks the caption without showing it (a heading stands above).
    #[prop(optional)]
    hide_caption: bool,
    #[prop(optional)] children: Option<ChildrenFn>,
) -> AnyView {
    let heads = move || {
        columns
            .get()
            .iter()
            .enumerate()
            .map(|(at, column)| {
                view! {
                    <th scope="col" class:right=column.numeric aria-sort=aria_sort(at, sort)>
                        {head(at, column, sort, on_sort)}
                    </th>
                }
            })
            .collect_view()
    };
    let body = move || {
        let numeric: Vec<bool> = columns.with(|all| all.iter().map(|one| one.numeric).collect());
        rows.get()
            .into_iter()
            .map(|row| {
                let cells = row
                    .cells
                    .into_iter()
                    .enumerate()
                    .map(|(at, content)| {
                        let right = numeric.get(at).copied().unwrap_or(false);
                        if at == 0 {
                            view! {
                                <th scope="row" class:right=right>
                                    {cell(content)}
                                </th>
                            }
                            .into_any()
                        } else {
                            view! { <td class:right=right>{cell(content)}</td> }.into_any()
                        }
                    })
                    .collect_view();
                view! { <tr class:strong=row.strong>{cells}</tr> }
            })
            .collect_view()
    };
    view! {
        <div class="table-wrap" role="region" aria-label=caption.view() tabindex="0">
            <table>
                <caption class:vh=hide_caption>{caption.view()}</caption>
                <thead>
                    <tr>{heads}</tr>
                </thead>
                <tbody>{body} {children.map(|children| children())}</tbody>
            </table>
        </div>
    }
    .into_any()
}
