//! Claims about the fold, and a naive fold that the book must equal whatever happens in whatever order.

use proptest::prelude::*;

use super::*;
use crate::hash::Id;
use crate::judge::Reason;
use crate::record::{Envelope, Sealed};

fn record(author: &str, kind: Kind, subject: &str, seq: u64, based_on: &[&Arc<Record>]) -> Arc<Record> {
    let place = kind.place(subject).unwrap();
    let sealed = Sealed { salt: [7; 16], payload: (seq % 4).to_string().into_bytes() };
    let envelope = Envelope {
        chain_id: Id([1; 16]),
        seq,
        prev_hash: Hash::NONE,
        author: author.into(),
        dossier: kind.dossier(&place).to_string(),
        subject: subject.into(),
        kind: kind.code().into(),
        version: 1,
        based_on: based_on.iter().map(|record| record.hash).collect(),
        seen: Vec::new(),
        rules_hash: Hash::NONE,
        recorded_at: 0,
        payload_digest: sealed.digest(),
    };
    Arc::new(Record::seal(envelope, [0; 64], sealed).unwrap())
}

#[test]
fn a_base_that_is_accepted_late_does_not_stand_again() {
    let subject = crate::subject::plan(Id([9; 16]), 2026);
    let base = record("p-a", Kind::Plan, &subject, 1, &[]);
    let next = record("p-a", Kind::Plan, &subject, 2, &[&base]);
    let (mut in_order, mut late) = (Book::new(), Book::new());
    in_order.add_decided(base.clone(), Verdict::Accepted);
    in_order.add_decided(next.clone(), Verdict::Accepted);
    late.add_decided(base.clone(), Verdict::Deferred(Reason::UnknownAuthor));
    late.add_decided(next.clone(), Verdict::Accepted);
    late.decide(base.hash, Verdict::Accepted);
    assert_eq!(late.heads(&subject), vec![next.hash]);
    assert_eq!(late.digest(), in_order.digest());
    late.decide(next.hash, Verdict::Refused(Reason::NotOwn));
    assert_eq!(late.heads(&subject), vec![base.hash]);
}

#[test]
fn a_revoked_dossier_goes_except_for_what_one_wrote() {
    let (person, other) = (Id([9; 16]), Id([8; 16]));
    let subject = crate::subject::log(person, 2026);
    let mine = record("p-me", Kind::Log, &subject, 1, &[]);
    let theirs = record("p-other", Kind::Log, &subject, 2, &[]);
    let unsent = record("p-me", Kind::Log, &subject, 3, &[]);
    let elsewhere = record("p-other", Kind::Log, &crate::subject::log(other, 2026), 4, &[]);
    let mut book = Book::new();
    for record in [&theirs, &mine, &elsewhere] {
        book.add_decided(record.clone(), Verdict::Accepted);
    }
    book.add_own(unsent.clone(), Filing::Unsent);
    let prefix = format!("p-{person}/kinerja/");
    book.forget("p-me", |dossier| crate::dossier::covers(&prefix, dossier));
    assert_eq!(book.len(), 3);
    assert!(book.get(theirs.hash).is_none());
    let mut kept = Book::new();
    kept.add_decided(elsewhere, Verdict::Accepted);
    kept.add_decided(mine, Verdict::Accepted);
    assert_eq!(book.digest(), kept.digest());
    assert_eq!(book.unsent(), 1);
}

const ME: &str = "p-me";

/// What can happen to a record.
#[derive(Debug, Clone)]
enum Event {
    AddOwn(Filing),
    AddDecided(Verdict),
    Decide(Verdict),
    MarkReceived,
    /// The dossier in which it lies is revoked.
    Forget,
}

/// Records in the order in which they came to where they are filed.
#[derive(Default)]
struct Naive(Vec<(Arc<Record>, Filing)>);

impl Naive {
    fn put(&mut self, record: &Arc<Record>, filing: Filing) {
        if self.filing(record) != Some(filing) {
            self.0.retain(|(held, _)| held.hash != record.hash);
            self.0.push((record.clone(), filing));
        }
    }

    fn filing(&self, record: &Record) -> Option<Filing> {
        self.0.iter().find(|(held, _)| held.hash == record.hash).map(|(_, filing)| *filing)
    }

    fn happen(&mut self, record: &Arc<Record>, event: &Event) {
        match event {
            Event::AddOwn(filing) if self.filing(record).is_none() => self.put(record, *filing),
            Event::AddDecided(verdict) => self.put(record, Filing::Decided(*verdict)),
            Event::Decide(verdict) if self.filing(record).is_some() => self.put(record, Filing::Decided(*verdict)),
            Event::MarkReceived => {
                let held = self.0.iter_mut().find(|(held, _)| held.hash == record.hash);
                if let Some((_, filing @ Filing::Unsent)) = held {
                    *filing = Filing::Received;
                }
            }
            Event::Forget => self.0.retain(|(held, filing)| {
                let decided = matches!(filing, Filing::Decided(_));
                !decided || held.envelope.author == ME || held.envelope.dossier != record.envelope.dossier
            }),
            Event::AddOwn(_) | Event::Decide(_) => {}
        }
    }

    fn pending(&self) -> Vec<&Arc<Record>> {
        self.0.iter().filter(|(_, filing)| !matches!(filing, Filing::Decided(_))).map(|(record, _)| record).collect()
    }

    fn accepted(&self) -> Vec<&Arc<Record>> {
        let accepted = |(_, filing): &&(_, Filing)| *filing == Filing::Decided(Verdict::Accepted);
        self.0.iter().filter(accepted).map(|(record, _)| record).collect()
    }

    fn shown(&self, subject: &str) -> Vec<Arc<Record>> {
        let all = self.accepted().into_iter().chain(self.pending());
        all.filter(|record| record.envelope.subject == subject).cloned().collect()
    }
}

fn of_mode(records: &[Arc<Record>], mode: Mode) -> Vec<&Arc<Record>> {
    records.iter().filter(|one| Kind::from_code(&one.envelope.kind).map(Kind::mode) == Some(mode)).collect()
}

fn naive_heads(records: &[Arc<Record>]) -> Vec<&Arc<Record>> {
    let exclusive = of_mode(records, Mode::Exclusive);
    let replaced: Vec<Hash> = exclusive.iter().flat_map(|record| record.envelope.based_on.clone()).collect();
    exclusive.into_iter().filter(|record| !replaced.contains(&record.hash)).collect()
}

fn naive_digest(naive: &Naive, subjects: &[String]) -> Hash {
    let mut bytes = Vec::new();
    for subject in subjects {
        let held = naive.accepted().into_iter().filter(|record| record.envelope.subject == *subject);
        let held: Vec<Arc<Record>> = held.cloned().collect();
        let standing = naive_heads(&held).into_iter().chain(of_mode(&held, Mode::Additive));
        let mut hashes: Vec<Hash> = standing.map(|record| record.hash).collect();
        hashes.sort();
        if !held.is_empty() {
            bytes.extend_from_slice(subject.as_bytes());
        }
        hashes.iter().for_each(|hash| bytes.extend_from_slice(&hash.0));
    }
    Hash::of(&bytes)
}

/// Two plans and two logs of two people, in the order of their texts.
fn all_subjects() -> Vec<String> {
    let people = [Id([8; 16]), Id([9; 16])];
    let logs = people.map(|person| crate::subject::log(person, 2026));
    logs.into_iter().chain(people.map(|person| crate::subject::plan(person, 2026))).collect()
}

/// Each record may replace earlier ones of its subject.
fn records() -> impl Strategy<Value = Vec<Arc<Record>>> {
    let one = (0..4_usize, any::<bool>(), any::<u16>());
    prop::collection::vec(one, 1..12).prop_map(|drawn| {
        let subjects = all_subjects();
        let mut made: Vec<Arc<Record>> = Vec::new();
        for (seq, (about, own, bases)) in (0_u64..).zip(drawn) {
            let kind = if about < 2 { Kind::Log } else { Kind::Plan };
            let author = if own { ME } else { "p-other" };
            let before = made.iter().enumerate().filter(|(at, one)| {
                kind == Kind::Plan && one.envelope.subject == subjects[about] && bases >> at & 1 == 1
            });
            let based_on: Vec<&Arc<Record>> = before.map(|(_, one)| one).collect();
            let next = record(author, kind, &subjects[about], seq, &based_on);
            made.push(next);
        }
        made
    })
}

fn events() -> impl Strategy<Value = Vec<(prop::sample::Index, Event)>> {
    let verdict = prop_oneof![
        4 => Just(Verdict::Accepted),
        1 => Just(Verdict::Refused(Reason::NotOwn)),
        1 => Just(Verdict::NeedsReview(Reason::SuperiorMoved)),
        1 => Just(Verdict::Deferred(Reason::UnknownBase)),
    ];
    let own = prop_oneof![Just(Filing::Unsent), Just(Filing::Received)];
    let event = prop_oneof![
        3 => own.prop_map(Event::AddOwn),
        4 => verdict.clone().prop_map(Event::AddDecided),
        3 => verdict.prop_map(Event::Decide),
        1 => Just(Event::MarkReceived),
        1 => Just(Event::Forget),
    ];
    prop::collection::vec((any::<prop::sample::Index>(), event), 0..40)
}

fn happen(book: &mut Book, record: &Arc<Record>, event: &Event) {
    match event {
        Event::AddOwn(filing) => book.add_own(record.clone(), *filing),
        Event::AddDecided(verdict) => book.add_decided(record.clone(), *verdict),
        Event::Decide(verdict) => {
            book.decide(record.hash, *verdict);
        }
        Event::MarkReceived => book.mark_received(record.hash),
        Event::Forget => book.forget(ME, |dossier| dossier == record.envelope.dossier),
    }
}

proptest! {
    #[test]
    fn the_book_equals_a_naive_fold(records in records(), events in events()) {
        let (mut book, mut naive) = (Book::new(), Naive::default());
        for (index, event) in events {
            let record = index.get(&records);
            happen(&mut book, record, &event);
            naive.happen(record, &event);
        }
        let hashes = |records: Vec<&Arc<Record>>| records.into_iter().map(|record| record.hash).collect::<Vec<_>>();
        let mut contested = Vec::new();
        let mut subjects = Vec::new();
        for subject in all_subjects() {
            let shown = naive.shown(&subject);
            let heads = naive_heads(&shown);
            let mut values: Vec<Vec<u8>> = Vec::new();
            for head in &heads {
                let payload = head.sealed.clone().unwrap().payload;
                if !values.contains(&payload) {
                    values.push(payload);
                }
            }
            let stands = match book.standing::<u64>(&subject) {
                Standing::Nothing => Vec::new(),
                Standing::One(one) => vec![one],
                Standing::Contested(all) => all,
            };
            let stands: Vec<Vec<u8>> = stands.into_iter().map(|one| one.value.to_string().into_bytes()).collect();
            prop_assert_eq!(&stands, &values);
            if values.len() > 1 {
                contested.push(subject.clone());
            }
            prop_assert_eq!(book.heads(&subject), hashes(heads));
            let items = book.items::<u64>(&subject).into_iter().map(|item| item.record.hash).collect::<Vec<_>>();
            prop_assert_eq!(items, hashes(of_mode(&shown, Mode::Additive)));
            if !shown.is_empty() {
                subjects.push(subject);
            }
        }
        prop_assert_eq!(book.subjects("").collect::<Vec<_>>(), subjects);
        prop_assert_eq!(book.contested(), contested);
        prop_assert_eq!(book.digest(), naive_digest(&naive, &all_subjects()));
        prop_assert_eq!(book.len(), naive.0.len());
        prop_assert_eq!(book.pending().map(|(record, _)| record.hash).collect::<Vec<_>>(), hashes(naive.pending()));
        let unsent = naive.0.iter().filter(|(_, filing)| *filing == Filing::Unsent).count();
        prop_assert_eq!(book.unsent(), unsent);
        for (record, filing) in &naive.0 {
            prop_assert_eq!(book.get(record.hash).map(|(_, filing)| filing), Some(*filing));
        }
    }
}
