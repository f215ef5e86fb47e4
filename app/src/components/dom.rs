//! The few touches of the document that components need: focus, dialogs, scroll, sizes.
//! Nothing else in `components` names a browser type; no storage, no network.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys;

/// Moves the focus to the element with this id and scrolls it into view; does nothing if there is none.
pub fn focus(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        let inner = element.query_selector("input:checked, input, select, textarea, [tabindex='0']").ok().flatten();
        let target = match (element.has_attribute("tabindex"), inner) {
            (false, Some(inner)) => inner,
            _ => element,
        };
        if let Ok(target) = target.dyn_into::<web_sys::HtmlElement>() {
            let _ = target.focus();
        }
    }
}

/// Moves the focus as [`focus`] does, after the next frame, when new elements stand.
pub fn focus_soon(id: String) {
    request_animation_frame(move || focus(&id));
}

/// Scrolls the element with this id into view, as little as needed.
pub fn show(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        let how = web_sys::ScrollIntoViewOptions::new();
        how.set_block(web_sys::ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&how);
    }
}

/// Opens a native dialog over the page.
pub fn open_dialog(dialog: &web_sys::HtmlDialogElement) {
    if !dialog.open() {
        let _ = dialog.show_modal();
    }
}

/// Closes a native dialog.
pub fn close_dialog(dialog: &web_sys::HtmlDialogElement) {
    if dialog.open() {
        dialog.close();
    }
}

/// Says whether the page has the width of a desk now, as the style sheet draws the line.
pub fn is_wide() -> bool {
    window().match_media("(min-width: 56.25em)").ok().flatten().is_some_and(|query| query.matches())
}

/// Returns the size of one rem in pixels, 16 if the browser does not say.
pub fn rem_px() -> i32 {
    document()
        .document_element()
        .and_then(|root| window().get_computed_style(&root).ok().flatten())
        .and_then(|style| style.get_property_value("font-size").ok())
        .and_then(|size| {
            let whole: String = size.chars().take_while(char::is_ascii_digit).collect();
            whole.parse().ok()
        })
        .unwrap_or(16)
}

/// Puts the text of an input back in place (for a field that reformats what was typed).
pub fn set_input(event: &leptos::ev::FocusEvent, text: &str) {
    if let Some(input) = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok()) {
        input.set_value(text);
    }
}
