//! Takar's components: generic, accessible, styled by `app/style/takar.css`. They know no domain,
//! no storage, no translations, no routes: words come in finished as [`Text`], events go out as `Callback`.

// Props speak by their names and by the table above; a comment on each would repeat them.
#![allow(missing_docs)]

mod amount;
mod button;
mod card;
mod choice;
mod combobox;
pub mod dom;
mod field;
mod frame;
mod icon;
pub mod number;
mod range;
mod tag;
mod text;

pub use amount::*;
pub use button::*;
pub use card::*;
pub use choice::*;
pub use combobox::Combobox;
pub use field::*;
pub use frame::*;
pub use icon::*;
pub use range::*;
pub use tag::*;
pub use text::*;

/// Returns an id that no other element has.
pub fn fresh_id(prefix: &str) -> String {
    use std::sync::atomic::{AtomicU32, Ordering};
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!("{prefix}-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}
