//! The steps that were taken: what, by whom, when, and what was said with it.

use leptos::prelude::*;

use super::view::Taken;
use crate::components::{Glyph, Row, Rows, Section};
use crate::say;
use crate::words::format;

/// The steps, the latest first; `told` names a step and what was said with it. Nothing where none was taken.
pub fn steps_taken<T>(all: Vec<Taken<T>>, told: impl Fn(&T) -> (String, Option<String>)) -> Option<AnyView> {
    if all.is_empty() {
        return None;
    }
    let rows = all.into_iter().map(|taken| {
        let (title, words) = told(&taken.said);
        let by = say!(masa.oleh, nama = taken.by, waktu = format::long_day(taken.at));
        let sub = words.map_or_else(|| by.clone(), |words| format!("{by}. {words}"));
        view! { <Row title=title sub=sub glyph=Glyph::Check /> }
    });
    let rows = rows.collect_view();
    Some(
        view! {
            <Section title=say!(masa.riwayat)>
                <Rows label=say!(masa.riwayat)>{rows}</Rows>
            </Section>
        }
        .into_any(),
    )
}
