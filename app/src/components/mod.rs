//! Takar's components: generic, accessible, styled by `app/style/takar.css` and `print.css`. They know
//! no domain, no storage, no translations, no routes: words come in finished, events go out as `Callback`.
//!
//! **How to hand things in.** Words are [`Text`]: `"abc"`, `String`, a signal, or a closure (`move || t(..)`);
//! a closure that returns `Option` may say nothing. `Signal<T>` props take a value's signal or
//! `Signal::derive(..)`/`Signal::stored(..)`; `RwSignal` works as it is. `Callback<T>` props take closures
//! (`move |value| ..`, `move |_| ..` for `()`). Slots (`actions`, `footer`, `action`) are closures that return a view.
//! Props in \[brackets\] may be left out. The page `gallery.rs` shows each in use. No `style` attributes (CSP).
//!
//! | component | props |
//! |---|---|
//! | **frame** | provide once as context: [`Shell`], [`PrivacyEye`], [`Toasts`] |
//! | `Page` | `title`, \[`own_heading`, `leave`: `Leave::Back/Close("/x")` or `Call(glyph, cb)`, `leave_label`, `actions`, `footer`, `beside`\], children; with `leave` the tab bar is hidden |
//! | `Heading` | `text`, \[`kicker`, `sub`\]: the h1 of a page with `own_heading=true` |
//! | `StatusStrip` | `state`: [`StripState`], `text`, `age`, `href` |
//! | `Hero`, `Band` | `product`, `title`, \[`sub`, `right`\]; `title`, \[`kicker`\]: pages without account |
//! | **content** | |
//! | `Section` | `title`, \[`aside`, `action`\], children: h2 above its content |
//! | `Card` | \[`title`, `tag`, `tag_tone`, `look`: [`CardLook`]\], children |
//! | `Rows`, `Row` | \[`label`\], children; `title`, \[`sub`, `glyph`, `tile`, `tag`, `tag_tone`, `trailing`, `amount`, `spoken`, `strong`, `current`, `href` or `on_press`, `action`\] |
//! | `Figure` | `label`, `amount`, \[`state`: [`FigureState`], `state_word`, `href`, `open_word`, `spoken`, `note`, `public`\] |
//! | `Amount`, `Door` | `text`, \[`spoken`, `public`\]; the same with `href`: amounts in sentences and cells |
//! | `Stat` | `label`, `value`, \[`sub`, `tone`, `private`\]: count cards, inside `div.grid` |
//! | `Facts` | `facts`: `Vec<(String, String)>`: name over value |
//! | `Tag` | `text`, \[`tone`: [`Tone`] `Neutral, Action, Sogan, Daun, Mengkudu`\] |
//! | `Avatar` | `initials`, \[`label`, `href`\] |
//! | `Cite`, `IconLine`, `Icon` | `text`, \[`href`\]; `glyph`, `text`, \[`tone`\]; `glyph`: [`Glyph`] |
//! | **buttons** | |
//! | `Button` | `label`, `on_press`, \[`kind`: [`ButtonKind`], `glyph`, `busy`, `why_not`, `wide`, `submit`\] |
//! | `LinkButton`, `More` | `label`, `href`, \[`kind`, `glyph`, `wide`\]; `label`, `href` |
//! | `IconButton`, `IconLink` | `label`, `glyph`, `on_press`, \[`pressed`\]; `label`, `glyph`, `href` |
//! | `HeadAction` | `label`, `glyph`, `on_press`: symbol on phones, outlined button on desks, in `Page actions` |
//! | **fields** | all: `id`, `label`, `value`, \[`aside`, `hint`, `error`\] |
//! | `TextField` | `on_input`, \[`on_blur`, `counter`, `kind`, `inputmode`, `autocomplete`, `maxlength`, `unit`, `short`\] |
//! | `TextArea` | `on_input`, \[`on_blur`, `counter`, `rows`, `maxlength`\] |
//! | `NumberField` | `on_input` (text; read it with [`number::read`]), \[`on_blur`, `prefix`, `unit`, `decimals`\]; groups on leaving |
//! | `DateField` | `on_input` (ISO), \[`min`, `max`, `month`\] |
//! | `SearchField` | `on_input`, \[`found`\] |
//! | `ChoiceGroup` | `legend` for `label`, `options`: `Vec<`[`Choice`]`>`, `value`: `Option<String>`, `on_change`, \[`look`: [`ChoiceLook`], `hide_legend`\] |
//! | `Checkbox` | `checked`, `on_change: Callback<bool>` |
//! | `SelectField` | `options`, `value`, `on_change`, \[`empty`\]: up to fifteen |
//! | `Combobox` | `options`, `value`, `on_change`, `found: Callback<usize, String>`: long lists |
//! | `Stepper` | `value: i64`, `on_change`, `bounds`: [`Bounds`], `less`, `more`, \[`unit`\] |
//! | `Slider` | `value: i64`, `on_change`, `bounds`, `write`, `read`, \[`old`, `old_word`\] |
//! | `FilePicker` | `on_pick: Callback<Event>`, \[`glyph`, `accept`, `capture`, `multiple`\] |
//! | `EvidenceTile` | `name`, `state`: [`EvidenceState`], `state_word`, \[`sub`, `glyph`, `remove`, `on_remove`\] |
//! | **saying back** | |
//! | `ErrorSummary` | `title`, `errors`: `Vec<`[`FieldError`]`>`, `attempt: u32`: focus moves there when `attempt` grows |
//! | `Notice` | \[`title`, `text`, `tone`, `live`\], \[children\] |
//! | `Dialog` | `open`, `on_close`, `title`, `confirm`, `on_confirm`, `cancel`, \[`kind`, `busy`, `why_not`\], children |
//! | `ToastLine` | `toasts`, `close`; elsewhere `Toasts::say`, `say_undo` |
//! | `Empty`, `Skeleton` | `text`, \[`glyph`\], \[children\]; `label`, \[`lines`\] |
//! | `ProgressBar` | `label`, `done`, `total`, \[`count`, `left`, `cancel`, `on_cancel`\] |
//! | `Meter`, `Segments` | `label`, `text`, `done`, `total`; `text`, `done`, `total`, \[`wanted`, `small`\] |
//! | `Steps` | `label`, `steps`: `Vec<(String, `[`StepState`]`)>`, `done_word` |
//! | **figures and judging** | |
//! | `Tree` | `nodes`: `Vec<`[`Node`]`>` with [`Source`]s, \[`public`, `plain`\]: the opened figure |
//! | `Matrix` | `label`, `words`: [`MatrixWords`], `value: Option<(row, column)>`, `on_change` |
//! | `Contested` | `id`, `legend`, `sides`: `Vec<`[`Side`]`>`, `value`, `on_change` |
//! | `Qr` | `code`: what `draw(text, digits)` gives, `label` |
//! | `BeforeAfter` | `before_label`, `before`, `after_label`, `after` |
//! | **tables and plots** | |
//! | `Table` | `caption`, `columns`: `Vec<`[`Column`]`>`, \[`rows`: `Vec<`[`TableRow`]`>`, `sort`, `on_sort`, `hide_caption`\], \[children\] |
//! | `BigTable` | `caption`, `columns`, `count`, `row: Callback<usize, TableRow>`, \[`on_open`, `selected`, `select_word`, `sort`, `on_sort`, `rows_shown`\]: to 100,000 rows |
//! | `plots::SplitBar` | `words`: [`plots::PlotWords`], `parts`: `Vec<`[`plots::Mark`]`>`, \[`all`, `no_table`\] |
//! | `plots::Bars`, `Columns` | `words`, `marks`, \[`private`\]: lying, standing |
//! | `plots::Waterfall` | `caption`, `before`, `causes`, `after`, `too_large`, \[`total`\] |
//! | `plots::Line` | `words`, `points`: `Vec<`[`plots::Point`]`>`, `write`: gaps stay gaps |
//! | `plots::Legend` | `items`: `Vec<(`[`plots::Ink`]`, String)>` |
//!
//! Classes for layout: `stack` (column), `loose`, `line` (wrapping row), `apart` (with `line`: spread), `grid`
//! (cards side by side), `two`, `three` (columns on desks), `with-icon`, `sub`, `small`, `quiet`, `num` (never
//! breaks), `vh` (spoken only), `label`, `hint`, `desk-only`, `screen-only`, `paper-only`, `hero-next`.

// Props speak by their names and by the table above; a comment on each would repeat them.
#![allow(missing_docs)]

mod amount;
mod big_table;
mod button;
mod card;
mod choice;
mod combobox;
pub mod dom;
mod evidence;
mod feedback;
mod field;
mod frame;
pub mod gallery;
mod hero;
mod icon;
mod matrix;
pub mod number;
mod pair;
pub mod plots;
mod progress;
mod qr;
mod range;
mod table;
mod tag;
mod text;
mod tree;
mod window;

pub use amount::*;
pub use big_table::BigTable;
pub use button::*;
pub use card::*;
pub use choice::*;
pub use combobox::Combobox;
pub use evidence::*;
pub use feedback::*;
pub use field::*;
pub use frame::*;
pub use hero::*;
pub use icon::*;
pub use matrix::{Matrix, MatrixCell, MatrixWords};
pub use pair::*;
pub use progress::*;
pub use qr::{Drawn, Qr, draw};
pub use range::*;
pub use table::{Cell, Column, SortWay, Table, TableRow};
pub use tag::*;
pub use text::*;
pub use tree::*;

use leptos::prelude::*;

/// Returns an id that no other element has.
pub fn fresh_id(prefix: &str) -> String {
    use std::sync::atomic::{AtomicU32, Ordering};
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!("{prefix}-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}
