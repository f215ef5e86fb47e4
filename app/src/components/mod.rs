//! Takar's components: generic, accessible, styled by `app/style/takar.css`. They know no domain,
//! no storage, no translations, no routes: words come in finished as [`Text`], events go out as `Callback`.

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
