//! Carrying solo work: to a file, from a file, and away. The desk's side of files, for pages.

use std::collections::BTreeMap;

use domain::calendar::Day;
use leptos::prelude::*;
use serde_json::Value;

use super::parcel::{NotAParcel, Parcel};
use super::{Desk, OnLeaving, leave, start};
pub use crate::storage::thread::ThreadFailed;
use crate::storage::{StorageProblem, files, prefs, thread};

/// Most bytes of a parcel that is read.
const MOST_BYTES: u32 = 20 * 1024 * 1024;

/// Why a chosen file was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotTaken {
    /// No file was chosen.
    Nothing,
    /// It is larger than any export.
    TooLarge,
    /// The browser could not read it.
    Unreadable,
    /// It is no parcel.
    Not(NotAParcel),
}

/// Hands bytes to the browser as a download.
pub fn download(name: &str, kind: &str, bytes: &[u8]) -> Result<(), StorageProblem> {
    files::download(name, kind, bytes)
}

/// Deflates bytes beside the thread that draws; nothing where the browser cannot.
pub async fn deflated(pieces: &[Vec<u8>]) -> Option<Vec<u8>> {
    files::deflated(pieces).await
}

/// Does a task of a long list on a thread of its own; `told` hears how far it is, and ends it by answering `false`.
///
/// # Errors
/// The browser starts no such thread, or the task failed on it.
pub async fn on_own_thread(
    cells: &[u8],
    told: impl Fn(usize) -> bool + 'static,
) -> Result<Option<Vec<u8>>, ThreadFailed> {
    thread::task(cells, told).await
}

/// Reads the file of a file input's change event, up to a size in bytes, with its name.
pub async fn read_chosen(file: Option<web_sys::File>, most_bytes: u32) -> Result<(String, Vec<u8>), NotTaken> {
    let file = file.ok_or(NotTaken::Nothing)?;
    match files::read(&file, most_bytes).await {
        Ok(bytes) => Ok((file.name(), bytes)),
        Err(StorageProblem::Full) => Err(NotTaken::TooLarge),
        Err(_) => Err(NotTaken::Unreadable),
    }
}

/// Takes the file out of a file input's change event.
#[must_use]
pub fn chosen(event: &leptos::ev::Event) -> Option<web_sys::File> {
    files::chosen(event)
}

/// Takes every file out of a file input's change event.
#[must_use]
pub fn all_chosen(event: &leptos::ev::Event) -> Vec<web_sys::File> {
    files::all_chosen(event)
}

/// Reads files one after the other, each up to a size in bytes; one that cannot be read keeps its name.
pub async fn read_each(all: Vec<web_sys::File>, most_bytes: u32) -> Vec<(String, Result<Vec<u8>, NotTaken>)> {
    let mut read = Vec::with_capacity(all.len());
    for file in all {
        let name = file.name();
        read.push((name, read_chosen(Some(file), most_bytes).await.map(|(_, bytes)| bytes)));
    }
    read
}

/// Returns how many bytes the site uses on this device, as the browser estimates it.
pub async fn used_bytes() -> Option<u64> {
    files::used_bytes().await
}

/// Asks the browser to spare what lies on this device when space runs short, and returns whether it will.
pub async fn spared() -> Option<bool> {
    files::spared().await
}

impl Desk {
    /// Returns the drafts of this account by key.
    #[must_use]
    pub fn drafts(&self) -> BTreeMap<String, Value> {
        prefs::all(&format!("draft.{}.", self.author()))
    }

    /// Puts drafts back; one that is here already stays as it is.
    pub fn keep_drafts(&self, drafts: &BTreeMap<String, Value>) -> Result<(), StorageProblem> {
        let held = self.drafts();
        for (key, value) in drafts.iter().filter(|(key, _)| !held.contains_key(*key)) {
            self.draft(key).save(value)?;
        }
        Ok(())
    }

    /// Packs everything of this account's own chain.
    #[must_use]
    pub fn parcel(&self) -> Parcel {
        let records = self.book.with_untracked(|book| book.pending().map(|(record, _)| (**record).clone()).collect());
        Parcel { person: self.me(), records, drafts: self.drafts() }
    }

    /// Hands the parcel to the browser as a file, and returns its name.
    pub fn export(&self, made: Day) -> Result<String, StorageProblem> {
        let name = format!("takar-{made}.takar");
        files::download(&name, "application/json", self.parcel().write(made).as_bytes())?;
        Ok(name)
    }

    /// Reads a chosen file as a parcel, whole or not at all.
    pub async fn open_parcel(file: Option<web_sys::File>) -> Result<Parcel, NotTaken> {
        let (_, bytes) = read_chosen(file, MOST_BYTES).await?;
        Parcel::read(&bytes).map_err(NotTaken::Not)
    }

    /// Deletes everything of solo work from this device; cannot be undone.
    pub async fn delete_solo(self) {
        if self.is_solo() {
            leave(self, OnLeaving::Delete).await;
            start(self, None).await;
        }
    }
}
