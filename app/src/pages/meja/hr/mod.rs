//! HR's desk: people and their dated facts, import, monthly recap, training catalogue.
//!
//! Shows no pay figure. Everything is written as statements of the signed-in HR account; nothing is changed in place.

pub(super) mod gather;
mod impor;
pub(super) mod import;
mod katalog;
mod orang;
pub(super) mod parts;
mod pegawai;
mod rekap;
pub(super) mod roster;
pub(super) mod words;

pub use impor::Impor;
pub use katalog::{Katalog, ProgramUbah};
pub use orang::Orang;
pub use pegawai::Pegawai;
pub use rekap::{Hadir, Rekap};

use std::collections::BTreeMap;

use ledger::facts::within;
use ledger::payload::Office;
use ledger::role::{Role, Scope};
use leptos::prelude::*;

use crate::components::{Empty, Glyph, Page};
use crate::desk::Desk;
use crate::say;

/// Provides what goes on while pages come and go; call once.
pub fn provide() {
    impor::provide();
}

/// Says whether the account is HR anywhere.
fn is_hr(desk: Desk) -> bool {
    desk.has_role(|role| matches!(role, Role::Hr(_)))
}

/// Says whether the account is HR of the whole region.
fn is_region_hr(desk: Desk) -> bool {
    desk.has_role(|role| *role == Role::Hr(Scope::Region))
}

/// Says whether the account is HR of an office.
fn reaches(desk: Desk, offices: &BTreeMap<String, Office>, office: &str) -> bool {
    let within = |office: &str, above: &str| within(offices, office, above);
    desk.has_role(|role| matches!(role, Role::Hr(_)) && role.covers(Some(office), within))
}

/// What people without the role see instead of a page.
fn closed(title: String) -> AnyView {
    view! {
        <Page title=title>
            <Empty text=say!(hr.bukan_hr) glyph=Glyph::Lock />
        </Page>
    }
    .into_any()
}
