//! What treasurer and approver do one after the other, and nobody alone: whose it is, the list of what waits, the step that
//! is asked once more before it is written, and the steps that were taken.

mod ajukan;
mod bukti;
mod daftar;
mod jalan;
mod kepala;
mod langkah;
mod langkah_jalan;
mod riwayat;
pub mod view;

pub use ajukan::{Ajukan, Ready, Spoken, Written};
pub use bukti::{Proof, proven};
pub use daftar::Daftar;
pub use jalan::Stand;
pub use kepala::{head, people, state, told};
pub use langkah::{Answer, Deed, Langkah};
pub use langkah_jalan::{Closing, LangkahJalan};
pub use riwayat::steps_taken;

use ledger::facts::offices;
use ledger::role::Role;
use leptos::prelude::*;

use crate::components::{Empty, Glyph, Page};
use crate::desk::Desk;
use crate::say;

/// Says whether the account has a hand in it anywhere.
#[must_use]
pub fn takes_part(desk: Desk) -> bool {
    desk.has_role(|role| matches!(role, Role::Treasurer(_) | Role::Approver(_)))
}

/// Says whether the account has a hand in what concerns an office.
#[must_use]
pub fn reaches(desk: Desk, office: &str) -> bool {
    let houses = desk.book.with(offices);
    view::reach(&desk.roles(), office, &houses)
}

/// What people without either hand see instead of a page.
pub fn closed(title: String) -> AnyView {
    view! {
        <Page title=title>
            <Empty text=say!(masa.bukan_peran) glyph=Glyph::Lock />
        </Page>
    }
    .into_any()
}
