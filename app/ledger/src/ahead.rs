//! What will change in a person's pay by itself, gathered from the book for the watch of the domain.

use domain::asn::{NipKind, Status};
use domain::calendar::Month;
use domain::derive::Silent;
use domain::law::Rulebook;
use domain::outcome::Gap;
use domain::watch::{Person, Report, watch};

use crate::facts::Profile;

/// Returns what the watch is told of a person as the facts stand in a month.
#[must_use]
pub fn person(profile: &Profile, month: Month) -> Person {
    let appointed = match (profile.status, profile.nip.map(domain::asn::Nip::kind)) {
        // The number states when a candidate began.
        (Some(Status::Cpns), Some(NipKind::Pns { appointed })) => Some(appointed.first()),
        _ => None,
    };
    Person {
        born: profile.nip.map(domain::asn::Nip::born),
        status: profile.status,
        golongan: profile.golongan,
        mkg: profile.mkg.map(|mkg| (month, mkg)),
        post: profile.jabatan.as_ref().map(|jabatan| jabatan.post.clone()),
        family: profile.family.clone(),
        cpns_since: appointed,
        contract_until: None,
        service: profile.service,
        acting: profile.penugasan.as_ref().and_then(|(since, order)| Some((*since, order.until?))),
        decided_until: profile.putusan.iter().filter_map(|one| one.until).collect(),
    }
}

/// Lists what will change from a month to the last one, both included, as the facts of the first month stand.
///
/// # Errors
/// A span that runs backwards.
pub fn ahead(profile: &Profile, from: Month, last: Month, law: &Rulebook) -> Result<Report, Gap> {
    watch(&person(profile, from), from, last, law, &mut Silent)
}
