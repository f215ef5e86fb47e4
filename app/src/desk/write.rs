//! Writing: from a statement to a signed record on the medium, then into the book.
//!
//! One writer at a time per device and account, by a Web Lock held for one write. Whoever has the lock first reads what
//! another tab may have appended, so the chain stays gapless.

use ledger::book::{Book, Filing};
use ledger::chain::{self, Head};
use ledger::hash::{Hash, Id};
use ledger::item;
use ledger::kind::{Kind, Mode, VERSION};
use ledger::payload::ChainOpen;
use ledger::record::{Envelope, Record, Sealed};
use ledger::subject;
use leptos::prelude::*;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::Desk;
use crate::storage::{StorageProblem, clock, keys};
use crate::sync::engine;

/// One statement that a page wants to write.
#[derive(Debug, Clone)]
pub struct Statement {
    kind: Kind,
    subject: String,
    payload: Vec<u8>,
    seen: Vec<String>,
    over: Option<Vec<Hash>>,
}

/// What stood under some subjects when a form was opened. A statement made in it replaces that and nothing newer: what
/// came in meanwhile stands beside it, and somebody decides.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shown(BTreeMap<String, Vec<Hash>>);

/// Why a statement was not written; the draft stays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WriteProblem {
    /// The device did not take it.
    Storage(StorageProblem),
    /// It is larger than a record may be.
    TooLarge,
    /// The page built a subject its kind does not know; a mistake of the program.
    BadSubject,
}

impl From<StorageProblem> for WriteProblem {
    fn from(problem: StorageProblem) -> Self {
        Self::Storage(problem)
    }
}

impl Statement {
    /// Makes a statement about a subject.
    #[must_use]
    pub fn new<T: Serialize>(kind: Kind, subject: String, payload: &T) -> Self {
        Self { kind, subject, payload: serde_json::to_vec(payload).unwrap_or_default(), seen: Vec::new(), over: None }
    }

    /// Says what the form showed. Without it the statement replaces whatever stands when it is written.
    #[must_use]
    pub fn over(mut self, shown: &Shown) -> Self {
        self.over = Some(shown.0.get(&self.subject).cloned().unwrap_or_default());
        self
    }

    /// Says which records of an additive subject it takes the place of, as the form showed them.
    #[must_use]
    pub fn replacing(mut self, shown: Vec<Hash>) -> Self {
        self.over = Some(shown);
        self
    }

    /// Names other subjects that the form showed; if one of them moves, the author is asked to confirm.
    #[must_use]
    pub fn seeing(mut self, subjects: impl IntoIterator<Item = String>) -> Self {
        self.seen.extend(subjects);
        self
    }
}

impl Desk {
    /// Remembers what stands now under the subjects that begin with a text; for the moment a form is opened.
    #[must_use]
    pub fn shown(&self, subjects: &str) -> Shown {
        self.book.with_untracked(|book| {
            Shown(book.subjects(subjects).map(|subject| (subject.to_owned(), book.heads(subject))).collect())
        })
    }

    /// Signs and stores statements, all or none; after it returns they are on the medium and in the book.
    pub async fn write(&self, statements: Vec<Statement>) -> Result<Vec<Hash>, WriteProblem> {
        let desk = *self;
        let name = format!("takar-write-{}", self.author());
        let hashes = engine::with_lock(&name, move || async move { desk.write_locked(statements).await }).await??;
        engine::wake(desk);
        // From now on there is something to lose here.
        leptos::task::spawn_local(async {
            let _ = super::spared().await;
        });
        Ok(hashes)
    }

    async fn write_locked(&self, statements: Vec<Statement>) -> Result<Vec<Hash>, WriteProblem> {
        let Some(store) = self.inner.with_value(|inner| inner.as_ref().map(|inner| inner.store.clone())) else {
            return Err(StorageProblem::Refused.into());
        };
        let known = self.marks.with_untracked(|marks| marks.head);
        let (appended, mut last_own) = store.own_from(known.map_or(0, |head| head.seq + 1), None).await?;
        self.book.update(|book| appended.into_iter().for_each(|r| book.add_own(Arc::new(r), Filing::Unsent)));

        let author = self.author();
        let key = self.key().await?;
        let public_key = keys::public_key(&key).await?;
        let chain_id = chain::chain_id(&public_key);
        let mut records = Vec::with_capacity(statements.len() + 1);
        if last_own.is_none() {
            let open = ChainOpen {
                public_key: public_key.iter().map(|byte| format!("{byte:02x}")).collect(),
                device: engine::device_name(),
                continues: None,
            };
            let statement = Statement::new(Kind::ChainOpen, subject::chain(chain_id), &open);
            records.push(self.seal(&statement, &author, chain_id, None, &key).await?);
        }
        for statement in &statements {
            let last = records.last().map(|record| Head { seq: record.envelope.seq, hash: record.hash }).or(last_own);
            let record = self.seal(statement, &author, chain_id, last, &key).await?;
            records.push(record);
        }
        last_own = records.last().map(|record| Head { seq: record.envelope.seq, hash: record.hash }).or(last_own);
        store.append(&records, last_own).await?;
        let hashes = records.iter().map(|record| record.hash).collect();
        self.book.update(|book| records.into_iter().for_each(|r| book.add_own(Arc::new(r), Filing::Unsent)));
        self.marks.update(|marks| marks.head = last_own);
        engine::tell_other_tabs(&author);
        Ok(hashes)
    }

    async fn key(&self) -> Result<web_sys::CryptoKeyPair, StorageProblem> {
        if let Some(key) = self.inner.with_value(|inner| inner.as_ref().and_then(|inner| inner.key.clone())) {
            return Ok(key);
        }
        let store = self.inner.with_value(|inner| inner.as_ref().map(|inner| inner.store.clone()));
        let store = store.ok_or(StorageProblem::Refused)?;
        // Another tab may have made the key since this one was opened; the lock of the write keeps it so.
        let key = match store.key().await? {
            Some(key) => key,
            None => {
                let key = keys::generate().await?;
                store.keep_key(&key).await?;
                key
            }
        };
        self.inner.update_value(|inner| {
            if let Some(inner) = inner {
                inner.key = Some(key.clone());
            }
        });
        Ok(key)
    }

    async fn seal(
        &self,
        statement: &Statement,
        author: &str,
        chain_id: Id,
        last: Option<Head>,
        key: &web_sys::CryptoKeyPair,
    ) -> Result<Record, WriteProblem> {
        let place = statement.kind.place(&statement.subject).ok_or(WriteProblem::BadSubject)?;
        let sealed = Sealed { salt: clock::random(), payload: statement.payload.clone() };
        let (based_on, seen) = self.book.with_untracked(|book| {
            let seen = statement.seen.iter().flat_map(|subject| book.heads(subject)).collect();
            (bases(book, statement, chain_id), seen)
        });
        let envelope = Envelope {
            chain_id,
            seq: last.map_or(0, |head| head.seq + 1),
            prev_hash: last.map_or(Hash::NONE, |head| head.hash),
            author: author.to_owned(),
            dossier: statement.kind.dossier(&place).to_string(),
            subject: statement.subject.clone(),
            kind: statement.kind.code().to_owned(),
            version: VERSION,
            based_on,
            seen,
            rules_hash: domain::law::rules_hash().parse().unwrap_or_default(),
            recorded_at: clock::now(),
            payload_digest: sealed.digest(),
        };
        let signature = keys::sign(key, &envelope.to_bytes()).await?;
        Record::seal(envelope, signature, sealed).map_err(|_| WriteProblem::TooLarge)
    }
}

/// Returns what a statement replaces: what its form showed, and what was written here since; without a form, all.
fn bases(book: &Book, statement: &Statement, chain_id: Id) -> Vec<Hash> {
    let standing = |shown: &[Hash]| match statement.kind.mode() {
        Mode::Exclusive => book.heads(&statement.subject),
        Mode::Additive => item::heads(book, &statement.subject, shown),
    };
    let Some(shown) = &statement.over else { return standing(&[]) };
    let written_here = |hash: &Hash| book.get(*hash).is_some_and(|(record, _)| record.envelope.chain_id == chain_id);
    let since = standing(shown).into_iter().filter(|hash| !shown.contains(hash) && written_here(hash));
    shown.iter().copied().chain(since).collect()
}
