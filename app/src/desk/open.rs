//! Opening and leaving: reads the device's store into the book, and forgets it on request.

use std::rc::Rc;
use std::sync::Arc;

use ledger::book::{Book, Filing};
use ledger::dossier::covers;
use ledger::hash::{Hash, Id};
use ledger::wire::{Account, Item, Page};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::{Desk, Inner, Line, Phase};
use crate::storage::records::{Loaded, Marks, Records};
use crate::storage::{clock, prefs};
use crate::sync::engine;

/// Store of the device itself.
const DEVICE: &str = "device";
/// Note that names the account last used on this device.
const LAST_ACCOUNT: &str = "account";
/// Note that lists who left unsent records on this device.
const LEFT: &str = "left";
/// Note with the person of solo work.
const SOLO: &str = "solo";

/// Unsent records that lie on this device while their author is signed out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Left {
    author: String,
    /// Name of the account.
    pub name: String,
    /// How many.
    pub unsent: usize,
}

/// Opens the account last used on this device, or solo work, and starts the sync loop.
pub async fn start(desk: Desk, account: Option<Account>) {
    let device = Records::open(DEVICE).await.ok();
    let mut account = account;
    if let Some(device) = &device {
        match &account {
            Some(account) => {
                // Written at once and for good: a dead battery must not forget whose records lie here.
                let _ = device.keep_note(LAST_ACCOUNT, Some(account)).await;
                note_left(desk, device, Some(&account.author)).await;
            }
            None => account = device.note(LAST_ACCOUNT).await.ok().flatten(),
        }
    }
    let solo = solo_person(device.as_ref()).await;
    desk.line.set(if account.is_some() { Line::Idle } else { Line::Solo });
    desk.account.set(account);
    desk.phase.set(Phase::Opening);
    let opened = async {
        let store = Records::open(&desk.author()).await?;
        let loaded = store.load().await?;
        Ok::<_, crate::storage::StorageProblem>((store, loaded))
    };
    match opened.await {
        Ok((store, loaded)) => fill(desk, store, loaded, solo),
        Err(_) => desk.phase.set(Phase::Unsafe),
    }
    engine::run(desk);
}

fn fill(desk: Desk, store: Records, loaded: Loaded, solo_person: Id) {
    let Loaded { own, pages, marks, key } = loaded;
    desk.inner.set_value(Some(Inner { store: Rc::new(store), key, solo_person }));
    desk.book.set(rebuild(&desk.author(), own, pages, &marks));
    desk.marks.set(marks);
    desk.phase.set(Phase::Ready);
}

/// Folds what the device holds: pulled entries in order, own undecided records on top.
fn rebuild(author: &str, own: Vec<ledger::record::Record>, pages: Vec<Page>, marks: &Marks) -> Book {
    let mut book = Book::new();
    pages.into_iter().for_each(|page| apply(&mut book, author, page));
    let sent = marks.sent.map(|head| head.seq);
    for record in own {
        let filing =
            if sent.is_some_and(|sent| record.envelope.seq <= sent) { Filing::Received } else { Filing::Unsent };
        book.add_own(Arc::new(record), filing);
    }
    book
}

/// Folds one pulled page into the book.
pub(crate) fn apply(book: &mut Book, author: &str, page: Page) {
    for item in page.items {
        match item {
            Item::Record { verdict, record, .. } => book.add_decided(Arc::new(record), verdict),
            Item::Decided { hash, verdict } => {
                book.decide(hash, verdict);
            }
            Item::Revoked { prefix } => book.forget(author, |dossier: &str| covers(&prefix, dossier)),
        }
    }
}

/// The server was restored: pulled pages go, and every own record is offered again.
pub(crate) async fn begin_anew(
    desk: Desk,
    store: &Records,
    epoch: String,
) -> Result<(), crate::storage::StorageProblem> {
    let mut marks = desk.marks.get_untracked();
    marks.sent = None;
    marks.cursor = ledger::wire::Cursor { epoch, ..Default::default() };
    store.drop_pages(&marks).await?;
    let (own, _) = store.own_from(0, None).await?;
    desk.book.set(rebuild(&desk.author(), own, Vec::new(), &marks));
    desk.marks.set(marks);
    Ok(())
}

/// Takes in what another tab has written, sent or pulled.
pub(crate) async fn read_on(desk: Desk) {
    let Some(store) = desk.store() else { return };
    let Ok(Loaded { own, pages, marks, key }) = store.load().await else { return };
    desk.inner.update_value(|inner| {
        if let Some(inner) = inner {
            inner.key = key;
        }
    });
    desk.book.set(rebuild(&desk.author(), own, pages, &marks));
    desk.marks.set(marks);
}

/// Returns the person of solo work on this device, made up once.
async fn solo_person(device: Option<&Records>) -> Id {
    let fresh = || Hash::of(&clock::random::<16>()).short();
    let Some(device) = device else { return fresh() };
    if let Ok(Some(person)) = device.note(SOLO).await {
        return person;
    }
    let person = fresh();
    let _ = device.keep_note(SOLO, Some(&person)).await;
    person
}

/// Lists who left unsent records on this device.
pub async fn left_here() -> Vec<Left> {
    match Records::open(DEVICE).await {
        Ok(device) => device.note(LEFT).await.ok().flatten().unwrap_or_default(),
        Err(_) => Vec::new(),
    }
}

/// Notes what the account open until now leaves behind; whoever works from now on is no longer on the list.
async fn note_left(desk: Desk, device: &Records, now: Option<&str>) {
    let mut left: Vec<Left> = device.note(LEFT).await.ok().flatten().unwrap_or_default();
    let before = desk.account.get_untracked();
    let is_gone = |author: &str| now == Some(author) || before.as_ref().is_some_and(|one| one.author == author);
    left.retain(|one| !is_gone(&one.author));
    let unsent = untrack(|| desk.unsent());
    if let Some(Account { author, name, .. }) = before.filter(|one| unsent > 0 && now != Some(one.author.as_str())) {
        left.push(Left { author, name, unsent });
    }
    let _ = device.keep_note(LEFT, Some(&left)).await;
}

/// What should happen to the records on the device when someone signs out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnLeaving {
    /// They stay for the next sign-in.
    Keep,
    /// They are deleted, with the drafts; cannot be undone.
    Delete,
}

/// Ends the work of this account on this device.
pub async fn leave(desk: Desk, records: OnLeaving) {
    let author = desk.author();
    if let Some(Inner { store, .. }) = desk.inner.try_update_value(Option::take).flatten() {
        store.close();
    }
    if records == OnLeaving::Delete {
        let _ = Records::delete(&author).await;
        prefs::remove_all(&format!("draft.{author}."));
        desk.book.set(Book::new());
    }
    if let Ok(device) = Records::open(DEVICE).await {
        let _ = device.keep_note(LAST_ACCOUNT, None::<&Account>).await;
        note_left(desk, &device, None).await;
    }
    desk.book.set(Book::new());
    desk.marks.set(Marks::default());
    desk.account.set(None);
}
