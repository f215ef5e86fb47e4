//! The few touches of the document that components need: title, focus, dialogs, scroll, sizes.
//! Nothing else in `components` names a browser type; no storage, no network.

use std::cell::RefCell;

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

thread_local! {
    /// The path of the page shown last, and whether it or one before was reached inside the app.
    static SHOWN: RefCell<(String, bool)> = const { RefCell::new((String::new(), false)) };
}

/// Names the document.
pub fn set_title(text: &str) {
    document().set_title(text);
}

/// Takes the focus that went with the page before to the main part with this id, so that a screen reader tells of the
/// new page. Leaves it alone on the first page of a visit, and where the page has put it somewhere itself.
pub fn arrive(main: &'static str) {
    request_animation_frame(move || {
        let path = window().location().pathname().unwrap_or_default();
        let inside = SHOWN.with_borrow_mut(|(last, inside)| {
            *inside |= !last.is_empty() && *last != path;
            *last = path;
            *inside
        });
        let nowhere = document().active_element().is_none_or(|at| at.tag_name() == "BODY");
        let main = document().get_element_by_id(main).and_then(|main| main.dyn_into::<web_sys::HtmlElement>().ok());
        if let Some(main) = main.filter(|_| inside && nowhere) {
            let still = web_sys::FocusOptions::new();
            still.set_prevent_scroll(true);
            let _ = main.focus_with_options(&still);
        }
    });
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
