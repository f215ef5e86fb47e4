//! `/rekap/kehadiran`: an export of the attendance machine becomes recaps. Hours and outages first, then the file, then
//! what it would change, person by person and day by day; only then it is written, over what was shown.

mod days;
mod file;
mod form;
mod gilir;
mod hours;
mod outages;
mod plan;
mod preview;
mod state;
mod words;

use leptos::prelude::*;

use self::state::Import;
use super::choose::choose;
use crate::components::{Leave, Page};
use crate::desk::use_desk;
use crate::pages::meja::hr::{closed, is_hr};
use crate::say;

#[component]
pub fn Hadir() -> impl IntoView {
    let desk = use_desk();
    if !is_hr(desk) {
        return closed(say!(hadir.judul));
    }
    let (shared, head) = choose(desk);
    let of = Import::new(shared);
    view! {
        <Page title=say!(hadir.judul) leave=Leave::Back("/rekap") leave_label=say!(umum.kembali)>
            <p>{say!(hadir.jelas)}</p>
            {head}
            <super::Progress of=shared />
            <hours::HoursSection of=of />
            <gilir::Gilir of=of />
            <outages::Outages of=of />
            <file::File of=of />
            <preview::Preview of=of />
        </Page>
    }
    .into_any()
}
