//! Changes of the regional policy: tried on real people, proposed by one person, signed by another, in force from a day.

mod dampak;
mod keputusan;
mod konfirmasi;
mod model;
mod nilai;
mod people;
mod perubahan;
mod sah;
mod susun;

pub use perubahan::{Perubahan, waiting};
pub use susun::Susun;

use ledger::policy::Hand;
use leptos::prelude::*;

use crate::components::{Empty, Glyph, Leave, Page};
use crate::desk::Desk;
use crate::say;

/// Says whether the account lends a hand to a change of policy.
fn lends(desk: Desk, hand: Hand) -> bool {
    desk.has_role(|role| hand.is_of(role))
}

/// Says whether the account may look at changes under way.
fn takes_part(desk: Desk) -> bool {
    lends(desk, Hand::Proposer) || lends(desk, Hand::Signer) || people::sees_pay(desk)
}

fn closed(title: String) -> AnyView {
    view! {
        <Page title=title leave=Leave::Back("/aturan/kebijakan") leave_label=say!(umum.kembali)>
            <Empty text=say!(ubah.bukan_peran) glyph=Glyph::Lock />
        </Page>
    }
    .into_any()
}
