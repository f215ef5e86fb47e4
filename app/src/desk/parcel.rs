//! A parcel: everything of solo work in one file, and what putting it on a device would change.
//!
//! Pure. A parcel that is foreign, damaged or newer is refused as a whole; nothing is taken from it by half.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::calendar::Day;
use ledger::book::{Book, Filing, Standing};
use ledger::hash::{Hash, Id, hex, unhex};
use ledger::item;
use ledger::kind::{Kind, Mode};
use ledger::payload::Withdrawal;
use ledger::record::Record;
use ledger::wire;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Statement;

const VERSION: u32 = 1;

/// Everything of solo work: the signed records and the unfinished entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parcel {
    /// Whose work it is, as the other device called the person.
    pub person: Id,
    /// Records of the chain, oldest first.
    pub records: Vec<Record>,
    /// Drafts by key.
    pub drafts: BTreeMap<String, Value>,
}

/// Why a file is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotAParcel {
    /// Nothing is in the file.
    Empty,
    /// No export of Takar at all.
    Foreign,
    /// An export that is cut short or changed.
    Damaged,
    /// Written by a newer version.
    Newer,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    takar: u32,
    made: Day,
    person: Id,
    records: String,
    drafts: BTreeMap<String, Value>,
    digest: String,
}

impl Parcel {
    /// Writes the parcel as the text of a file.
    #[must_use]
    pub fn write(&self, made: Day) -> String {
        let bytes = wire::write_push(&self.records);
        let written = Written {
            takar: VERSION,
            made,
            person: self.person,
            records: hex(&bytes),
            drafts: self.drafts.clone(),
            digest: digest(&bytes, &self.drafts),
        };
        serde_json::to_string_pretty(&written).unwrap_or_default()
    }

    /// Reads a file, whole or not at all.
    pub fn read(bytes: &[u8]) -> Result<Self, NotAParcel> {
        let text = core::str::from_utf8(bytes).map_err(|_| NotAParcel::Foreign)?;
        if text.trim().is_empty() {
            return Err(NotAParcel::Empty);
        }
        let is_ours = text.trim_start().starts_with('{') && text.contains("\"takar\":");
        let value: Value = match serde_json::from_str(text) {
            Ok(value) => value,
            Err(_) if is_ours => return Err(NotAParcel::Damaged),
            Err(_) => return Err(NotAParcel::Foreign),
        };
        match value.get("takar").and_then(Value::as_u64) {
            None => return Err(NotAParcel::Foreign),
            Some(version) if version > u64::from(VERSION) => return Err(NotAParcel::Newer),
            Some(_) => {}
        }
        let written: Written = serde_json::from_value(value).map_err(|_| NotAParcel::Damaged)?;
        let bytes = unhex(&written.records).ok_or(NotAParcel::Damaged)?;
        if digest(&bytes, &written.drafts) != written.digest {
            return Err(NotAParcel::Damaged);
        }
        let records = wire::read_push(&bytes).map_err(|_| NotAParcel::Damaged)?;
        Ok(Self { person: written.person, records, drafts: written.drafts })
    }
}

/// What one statement of a parcel would change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Nothing was there.
    Added,
    /// Another value was there.
    Replaced,
    /// The same is there already.
    Same,
}

/// One statement of a parcel as this device would state it again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restated {
    /// Its kind.
    pub kind: Kind,
    /// Its subject, with this device's person.
    pub subject: String,
    /// What it would change.
    pub change: Change,
    value: Value,
}

impl Restated {
    /// Returns the statement for the own chain.
    #[must_use]
    pub fn statement(&self) -> Statement {
        Statement::new(self.kind, self.subject.clone(), &self.value)
    }
}

/// Finds what a parcel would change here. The records are another chain's, so the newest value of each subject is stated
/// again by this device; its person takes the place of the parcel's.
#[must_use]
pub fn restate(book: &Book, parcel: &Parcel, me: Id) -> Vec<Restated> {
    let mut theirs = Book::new();
    let mut subjects: Vec<(Kind, String)> = Vec::new();
    for record in &parcel.records {
        let envelope = &record.envelope;
        if let Some(kind) = Kind::from_code(&envelope.kind).filter(|kind| is_own_work(*kind)) {
            let found = (kind, envelope.subject.clone());
            if !subjects.contains(&found) {
                subjects.push(found);
            }
        }
        theirs.add_own(Arc::new(record.clone()), Filing::Unsent);
    }
    let (old, new) = (parcel.person.to_string(), me.to_string());
    let mut made = Vec::new();
    for (kind, subject) in subjects {
        let here = subject.replace(&old, &new);
        let values: Vec<Value> = match kind.mode() {
            Mode::Exclusive => {
                let stands = theirs.standing::<Value>(&subject).one().map(|stated| stated.value);
                stands.filter(|value| *value != withdrawn()).into_iter().collect()
            }
            Mode::Additive => standing_items(&theirs, &subject),
        };
        let held = match kind.mode() {
            Mode::Exclusive => match book.standing::<Value>(&here) {
                Standing::Nothing => Vec::new(),
                Standing::One(stated) => vec![stated.value],
                Standing::Contested(all) => all.into_iter().map(|stated| stated.value).collect(),
            },
            // What was corrected here since is not added once more.
            Mode::Additive => book.items::<Value>(&here).into_iter().map(|stated| stated.value).collect(),
        };
        for value in values {
            let value = with_person(value, &old, &new);
            let alone = kind.mode() == Mode::Additive || held.len() == 1;
            let change = if alone && held.contains(&value) {
                Change::Same
            } else if held.is_empty() || kind.mode() == Mode::Additive {
                Change::Added
            } else {
                Change::Replaced
            };
            made.push(Restated { kind, subject: here.clone(), change, value });
        }
    }
    made
}

/// What is written in place of a statement that was taken back.
fn withdrawn() -> Value {
    serde_json::to_value(Withdrawal::WITHDRAWN).unwrap_or_default()
}

/// Returns what stands of the items of an additive subject; what was taken back or is contested is left out.
fn standing_items(book: &Book, subject: &str) -> Vec<Value> {
    let withdrawn = withdrawn();
    let items = item::items::<Value>(book, subject);
    let standing = items.iter().filter_map(|item| item.standing().one()).map(|stated| stated.value.clone());
    standing.filter(|value| *value != withdrawn).collect()
}

/// Kinds that a person without an account writes.
fn is_own_work(kind: Kind) -> bool {
    match kind {
        Kind::Trial | Kind::Plan | Kind::Rating | Kind::Log | Kind::Feedback | Kind::Expectation | Kind::Enrolment => {
            true
        }
        Kind::ChainOpen
        | Kind::Office
        | Kind::Fact
        | Kind::PeerRequest
        | Kind::Peer
        | Kind::PeerSummary
        | Kind::Recap
        | Kind::Programme
        | Kind::Seat
        | Kind::Policy
        | Kind::PayMonth
        | Kind::Objection
        | Kind::Slip
        | Kind::Reward
        | Kind::RewardSlip
        | Kind::Yearly
        | Kind::YearlySlip
        | Kind::Hours
        | Kind::Outage
        | Kind::Roster
        | Kind::Attendance
        | Kind::Mark => false,
    }
}

fn with_person(value: Value, old: &str, new: &str) -> Value {
    match value {
        Value::String(text) => Value::String(text.replace(old, new)),
        Value::Array(items) => Value::Array(items.into_iter().map(|item| with_person(item, old, new)).collect()),
        Value::Object(fields) => {
            Value::Object(fields.into_iter().map(|(key, value)| (key, with_person(value, old, new))).collect())
        }
        other => other,
    }
}

fn digest(records: &[u8], drafts: &BTreeMap<String, Value>) -> String {
    let drafts = serde_json::to_vec(drafts).unwrap_or_default();
    Hash::of_parts(&[b"takar parcel 1 ", records, b" ", &drafts]).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use ledger::payload::Trial;
    use ledger::record::{Envelope, Sealed};
    use ledger::subject;

    fn trial(person: Id, month: &str, golongan: &str, seq: u64, based_on: Vec<Hash>) -> Record {
        let month = month.parse().unwrap();
        let fields = BTreeMap::from([("golongan".to_owned(), golongan.to_owned())]);
        let payload = serde_json::to_vec(&Trial { month: Some(month), fields }).unwrap();
        record(Kind::Trial, subject::trial(person, month), payload, seq, based_on)
    }

    fn entry(person: Id, note: &str, seq: u64, based_on: Vec<Hash>) -> Record {
        let payload = format!(r#"{{"date":"2026-11-20","note":"{note}"}}"#).into_bytes();
        record(Kind::Log, subject::log(person, 2026), payload, seq, based_on)
    }

    fn record(kind: Kind, subject: String, payload: Vec<u8>, seq: u64, based_on: Vec<Hash>) -> Record {
        let sealed = Sealed { salt: [3; 16], payload };
        let place = kind.place(&subject).unwrap();
        let envelope = Envelope {
            chain_id: Id([1; 16]),
            seq,
            prev_hash: Hash::NONE,
            author: "solo".into(),
            dossier: kind.dossier(&place).to_string(),
            subject,
            kind: kind.code().into(),
            version: 1,
            based_on,
            seen: Vec::new(),
            rules_hash: Hash::NONE,
            recorded_at: 0,
            payload_digest: sealed.digest(),
        };
        Record::seal(envelope, [0; 64], sealed).unwrap()
    }

    fn parcel() -> Parcel {
        let person = Id([7; 16]);
        let first = trial(person, "2024-05", "III/a", 1, Vec::new());
        let second = trial(person, "2024-05", "III/b", 2, vec![first.hash]);
        let other = trial(person, "2024-06", "III/b", 3, Vec::new());
        let drafts = BTreeMap::from([("hitung".to_owned(), serde_json::json!({ "bulan": "2024-07" }))]);
        Parcel { person, records: vec![first, second, other], drafts }
    }

    fn day() -> Day {
        "2026-11-21".parse().unwrap()
    }

    #[test]
    fn a_parcel_reads_back_whole() {
        let parcel = parcel();
        assert_eq!(Parcel::read(parcel.write(day()).as_bytes()), Ok(parcel));
    }

    #[test]
    fn a_foreign_cut_changed_or_newer_file_is_refused_as_a_whole() {
        let text = parcel().write(day());
        for foreign in ["NIP;Nama\n1;A", "{}", "[1]", "{\"records\":\"\"}"] {
            assert_eq!(Parcel::read(foreign.as_bytes()), Err(NotAParcel::Foreign), "{foreign}");
        }
        assert_eq!(Parcel::read(&[0xff, 0xfe, 0]), Err(NotAParcel::Foreign));
        assert_eq!(Parcel::read(b" \n"), Err(NotAParcel::Empty));
        for end in [text.len() - 1, text.len() / 2, 40] {
            assert_eq!(Parcel::read(&text.as_bytes()[..end]), Err(NotAParcel::Damaged), "{end}");
        }
        assert_eq!(Parcel::read(text.replace("2024-07", "2024-08").as_bytes()), Err(NotAParcel::Damaged));
        assert_eq!(Parcel::read(text.replace("\"takar\": 1", "\"takar\": 2").as_bytes()), Err(NotAParcel::Newer));
    }

    #[test]
    fn the_newest_value_is_stated_again_for_this_devices_person() {
        let (parcel, me) = (parcel(), Id([9; 16]));
        let planned = restate(&Book::new(), &parcel, me);
        let may = subject::trial(me, "2024-05".parse().unwrap());
        assert_eq!(planned.len(), 2);
        assert_eq!((&planned[0].subject, planned[0].change), (&may, Change::Added));
        assert_eq!(planned[0].value["fields"]["golongan"], "III/b");
    }

    #[test]
    fn what_is_here_already_is_told_apart_from_what_changes() {
        let (parcel, me) = (parcel(), Id([9; 16]));
        let mut book = Book::new();
        book.add_own(Arc::new(trial(me, "2024-05", "III/b", 1, Vec::new())), Filing::Unsent);
        book.add_own(Arc::new(trial(me, "2024-06", "IV/a", 2, Vec::new())), Filing::Unsent);
        let changes: Vec<Change> = restate(&book, &parcel, me).iter().map(|one| one.change).collect();
        assert_eq!(changes, [Change::Same, Change::Replaced]);
    }

    #[test]
    fn of_a_corrected_log_only_what_stands_is_stated_again() {
        let (person, me) = (Id([7; 16]), Id([9; 16]));
        let (first, gone) = (entry(person, "lima", 1, Vec::new()), entry(person, "keliru", 2, Vec::new()));
        let better = entry(person, "enam", 3, vec![first.hash]);
        let withdrawal = serde_json::to_vec(&Withdrawal::WITHDRAWN).unwrap();
        let withdrawal = record(Kind::Log, subject::log(person, 2026), withdrawal, 4, vec![gone.hash]);
        let records = vec![first, gone, better, withdrawal];
        let parcel = Parcel { person, records, drafts: BTreeMap::new() };
        let notes = |book: &Book| -> Vec<(String, Change)> {
            let note = |one: &Restated| (one.value["note"].as_str().unwrap().to_owned(), one.change);
            restate(book, &parcel, me).iter().map(note).collect()
        };
        assert_eq!(notes(&Book::new()), [("enam".to_owned(), Change::Added)]);
        let same = entry(me, "enam", 1, Vec::new());
        let since = entry(me, "tujuh", 2, vec![same.hash]);
        let mut book = Book::new();
        book.add_own(Arc::new(same), Filing::Unsent);
        book.add_own(Arc::new(since), Filing::Unsent);
        assert_eq!(notes(&book), [("enam".to_owned(), Change::Same)]);
    }
}
