//! What every sheet of paper is put together from: entries with their values, why it is a draft, what is noted below.

use leptos::prelude::*;

use crate::say;

/// Entries with their values, one below the other.
pub fn entries(all: Vec<(String, String)>) -> AnyView {
    let rows = all.into_iter().map(|(label, value)| {
        view! {
            <tr>
                <th scope="row">{label}</th>
                <td>": " {value}</td>
            </tr>
        }
    });
    view! {
        <table class="plain">
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
    .into_any()
}

/// Why the sheet is a draft; nothing when it is none.
pub fn draft(reasons: &[String]) -> Option<AnyView> {
    (!reasons.is_empty()).then(|| {
        view! {
            <p>
                <b>{say!(bukti.draf)}</b>
                ". "
                {reasons.join(" ")}
            </p>
        }
        .into_any()
    })
}

/// What is noted below.
pub fn notes(all: Vec<String>) -> AnyView {
    view! { <ul class="sub">{points(all)}</ul> }.into_any()
}

/// The points of a list.
pub fn points(all: Vec<String>) -> AnyView {
    all.into_iter().map(|one| view! { <li>{one}</li> }).collect_view().into_any()
}
