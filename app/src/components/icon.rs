//! Icons: one sprite (`public/icons.svg`), one enum. Refuses names that the sprite lacks.

use leptos::prelude::*;

macro_rules! glyphs {
    ($($name:ident = $id:literal),* $(,)?) => {
        /// Names a symbol of the sprite `icons.svg`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs)]
        pub enum Glyph { $($name),* }

        impl Glyph {
            /// Every symbol, in the order of the sprite.
            pub const ALL: &[Glyph] = &[$(Glyph::$name),*];

            /// Returns the id of the symbol in the sprite.
            pub const fn id(self) -> &'static str {
                match self { $(Glyph::$name => $id),* }
            }

            /// Returns the address of the symbol, from the root of the site.
            pub const fn href(self) -> &'static str {
                match self { $(Glyph::$name => concat!("/icons.svg#", $id)),* }
            }
        }
    };
}

glyphs! {
    Takar = "takar", House = "house", ClipboardList = "clipboard-list", Scale = "scale", Wallet = "wallet",
    BookOpen = "book-open", ChevronRight = "chevron-right", ChevronLeft = "chevron-left",
    ChevronDown = "chevron-down", ChevronUp = "chevron-up", X = "x", Check = "check", Plus = "plus",
    Minus = "minus", Search = "search", Eye = "eye", EyeOff = "eye-off", Printer = "printer",
    EllipsisVertical = "ellipsis-vertical", FileText = "file-text", Image = "image", Camera = "camera",
    Clock = "clock", Smartphone = "smartphone", CloudOff = "cloud-off", RefreshCw = "refresh-cw",
    CircleAlert = "circle-alert", TriangleAlert = "triangle-alert", Info = "info",
    CircleCheck = "circle-check", ShieldCheck = "shield-check", Calculator = "calculator",
    SlidersHorizontal = "sliders-horizontal", Pencil = "pencil", MessageSquare = "message-square",
    Calendar = "calendar", Users = "users", User = "user", Flag = "flag", History = "history",
    Split = "split", Megaphone = "megaphone", ArrowUp = "arrow-up", ArrowDown = "arrow-down",
    ArrowRight = "arrow-right", Award = "award", GraduationCap = "graduation-cap", Trash = "trash-2",
    Download = "download", Upload = "upload", Lock = "lock", LogOut = "log-out", Settings = "settings",
    Gavel = "gavel", Building = "building-2", Undo = "undo-2",
}

/// Draws a symbol, silent to a screen reader: the word beside it speaks.
#[component]
pub fn Icon(glyph: Glyph, #[prop(default = "icon")] class: &'static str) -> AnyView {
    view! {
        <svg class=class aria-hidden="true" focusable="false">
            <use href=glyph.href()></use>
        </svg>
    }
    .into_any()
}

/// Draws the symbol if one is given.
pub(super) fn maybe_icon(glyph: Option<Glyph>) -> AnyView {
    match glyph {
        Some(glyph) => view! { <Icon glyph=glyph /> }.into_any(),
        None => ().into_any(),
    }
}

/// Shows a symbol beside a line of small text: a time, a place, a promise of privacy.
#[component]
pub fn IconLine(glyph: Glyph, #[prop(into)] text: super::Text, #[prop(optional)] tone: super::Tone) -> AnyView {
    view! {
        <p class=tone.class("with-icon")>
            <Icon glyph=glyph />
            <span>{text.view()}</span>
        </p>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_glyph_has_its_symbol_in_the_sprite() {
        let sprite = include_str!("../../../public/icons.svg");
        for glyph in Glyph::ALL {
            let symbol = format!("<symbol id=\"{}\" ", glyph.id());
            assert_eq!(sprite.matches(&symbol).count(), 1, "{glyph:?}");
        }
        assert_eq!(sprite.matches("<symbol ").count(), Glyph::ALL.len());
    }
}
