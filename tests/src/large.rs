//! What pay reads of an invented region of any size, as records without signatures: for measuring.

use std::sync::Arc;

use domain::calendar::{Day, Month};
use domain::kinerja::Ekspektasi;
use ledger::hash::{Hash, Id};
use ledger::kind::{Kind, VERSION};
use ledger::payload::{FoundedPolicy, Office, Policy};
use ledger::record::{Envelope, Record, Sealed};
use ledger::subject::{self, person_id};
use sync_server::demo::{self, Rng};
use sync_server::pen::{Draft, NotWritten};

/// Returns offices, the policy, everyone's facts, and a recap of each of the `months` finished before `today`, the
/// newest month first.
///
/// # Errors
/// When a draft cannot be written as a record.
pub fn records(people: usize, months: i32, today: Day) -> Result<Vec<Arc<Record>>, NotWritten> {
    let region = demo::people(demo::SEED, today, people);
    let ids: Vec<Id> = region.people.iter().map(|person| person_id(b"large", person.nip)).collect();
    let first = today.month().plus(-months);
    let start = Month::new(first.year(), 1).unwrap_or(first).first();
    let mut rng = Rng::new(demo::SEED);
    let mut drafts = vec![Draft::new(
        Kind::Policy,
        subject::policy(start),
        &Policy::Founded(FoundedPolicy { key: demo::POLICY.to_owned() }),
    )?];
    for office in &region.offices {
        let words =
            Office { name: office.name.clone(), unit_kind: Some(office.kind.clone()), parent: office.parent.clone() };
        drafts.push(Draft::new(Kind::Office, subject::office(&office.code), &words)?);
    }
    for (person, id) in region.people.iter().zip(&ids) {
        let superior = person.superior.map(|superior| ids[superior]);
        drafts.extend(demo::facts(person, *id, superior, start, today)?);
    }
    for month in (1..=months).map(|n| today.month().plus(-n)) {
        for (person, id) in region.people.iter().zip(&ids).filter(|(person, _)| person.appointed <= month.first()) {
            let pola = region.offices.iter().find(|office| office.code == person.office).map(|office| office.pola);
            let judged = Ekspektasi::Sesuai;
            let words = demo::recap(person, pola.unwrap_or_default(), month, judged, judged, &mut rng);
            drafts.push(Draft::new(Kind::Recap, subject::recap(*id, month), &words)?);
        }
    }
    (0..).zip(drafts).map(|(seq, draft)| unsigned(seq, draft).map(Arc::new)).collect()
}

fn unsigned(seq: u64, draft: Draft) -> Result<Record, NotWritten> {
    let place = draft.kind.place(&draft.subject).ok_or_else(|| NotWritten::Subject(draft.subject.clone()))?;
    let sealed = Sealed { salt: [0; 16], payload: draft.payload };
    let envelope = Envelope {
        chain_id: Id([7; 16]),
        seq,
        prev_hash: Hash::NONE,
        author: "p-00".into(),
        dossier: draft.kind.dossier(&place).to_string(),
        subject: draft.subject,
        kind: draft.kind.code().into(),
        version: VERSION,
        based_on: draft.based_on,
        seen: Vec::new(),
        rules_hash: Hash::NONE,
        recorded_at: 0,
        payload_digest: sealed.digest(),
    };
    Record::seal(envelope, [0; 64], sealed).map_err(NotWritten::Record)
}
