//! The desk: the one place where a page finds the book, the account, and the way to write.
//!
//! Pages read the book through signals and write statements; they know neither storage nor sync.

mod carry;
mod draft;
mod open;
mod parcel;
mod proof;
mod session;
mod write;

pub use crate::storage::StorageProblem;
pub use crate::sync::ServerProblem;
pub use carry::{
    NotTaken, ThreadFailed, all_chosen, chosen, deflated, download, on_own_thread, read_chosen, read_each, spared,
    used_bytes,
};
pub use draft::Draft;
pub use open::{Left, OnLeaving, leave, left_here, start};
pub(crate) use open::{apply as apply_page, begin_anew, read_on};
pub use parcel::{Change, NotAParcel, Parcel, Restated, restate};
pub use proof::{openings, points, signed};
pub use write::{Shown, Statement, WriteProblem};

use std::collections::BTreeMap;

use domain::calendar::{Day, Month};
use ledger::book::{Book, Filing};
use ledger::hash::Id;
use ledger::kind::Kind;
use ledger::record::Record;
use ledger::role::Role;
use ledger::wire::Account;
use leptos::prelude::*;

use crate::storage::records::{Marks, Records};

/// What the device offers pages beside records: its clock, and preferences that may be lost.
pub mod device {
    pub use crate::storage::{clock, prefs};
}

/// How far the start has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    /// Records are being read.
    Opening,
    /// Everything is there.
    Ready,
    /// The device refuses storage or keys: work can be shown but not saved.
    Unsafe,
}

/// Where the connection to the server stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// Solo work: nothing is sent anywhere.
    Solo,
    /// Nothing is under way.
    Idle,
    /// Records are travelling.
    Busy,
    /// The server cannot be reached.
    Offline,
    /// The server answered and refused, or cannot be understood; unsent work waits on the device.
    Refused,
    /// The device could not keep what came.
    Stuck,
    /// The sign-in has expired; unsent work waits on the device.
    SignedOut,
    /// The server holds another record at a place of this chain.
    Broken,
    /// After a sync the digests over all heads differ.
    Differs,
}

/// What pages need of state, provided once as context. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The book, replaced in part by writes and pulls.
    pub book: RwSignal<Book>,
    /// How far the start has come.
    pub phase: RwSignal<Phase>,
    /// Who is signed in; nothing in solo work.
    pub account: RwSignal<Option<Account>>,
    /// Where the connection stands.
    pub line: RwSignal<Line>,
    /// Where chain and sync stand.
    pub marks: RwSignal<Marks>,
    /// Counts half minutes, so that ages on screen stay true.
    pub tick: RwSignal<u32>,
    /// The store and key; nothing before the start or where storage is refused.
    inner: StoredValue<Option<Inner>, LocalStorage>,
}

struct Inner {
    store: std::rc::Rc<Records>,
    key: Option<web_sys::CryptoKeyPair>,
    solo_person: Id,
}

impl Desk {
    /// Makes an empty desk.
    #[must_use]
    pub fn new() -> Self {
        Self {
            book: RwSignal::new(Book::new()),
            phase: RwSignal::new(Phase::Opening),
            account: RwSignal::new(None),
            line: RwSignal::new(Line::Solo),
            marks: RwSignal::new(Marks::default()),
            tick: RwSignal::new(0),
            inner: StoredValue::new_local(None),
        }
    }

    /// Returns the person whose work this is: the account's person, or the one made up for solo work.
    #[must_use]
    pub fn me(&self) -> Id {
        let account = self.account.with(|account| account.as_ref().and_then(|account| account.person));
        account
            .unwrap_or_else(|| self.inner.with_value(|inner| inner.as_ref().map_or(Id::default(), |i| i.solo_person)))
    }

    /// Says whether the work is without an account.
    #[must_use]
    pub fn is_solo(&self) -> bool {
        self.account.with(Option::is_none)
    }

    /// Says whether the account has a role for which the question is answered with yes.
    #[must_use]
    pub fn has_role(&self, fits: impl Fn(&Role) -> bool) -> bool {
        self.account.with(|account| account.as_ref().is_some_and(|account| account.roles.iter().any(fits)))
    }

    /// Returns the roles of the account.
    #[must_use]
    pub fn roles(&self) -> Vec<Role> {
        self.account.with(|account| account.as_ref().map(|account| account.roles.clone()).unwrap_or_default())
    }

    /// Returns the civil day at the device's place.
    #[must_use]
    pub fn today(&self) -> Day {
        crate::storage::clock::today()
    }

    /// Returns the present month at the device's place.
    #[must_use]
    pub fn this_month(&self) -> Month {
        self.today().month()
    }

    /// Counts what was written here and not sent. The record that only opens the chain is nobody's work.
    #[must_use]
    pub fn unsent(&self) -> usize {
        let counts = |record: &Record, filing| {
            filing == Filing::Unsent && Kind::from_code(&record.envelope.kind) != Some(Kind::ChainOpen)
        };
        self.book.with(|book| book.pending().filter(|(record, filing)| counts(record, *filing)).count())
    }

    /// Returns the author field of the own records.
    #[must_use]
    pub fn author(&self) -> String {
        self.account.with(|account| account.as_ref().map_or_else(|| "solo".to_owned(), |a| a.author.clone()))
    }

    /// Returns the open store, for sync.
    pub(crate) fn store(&self) -> Option<std::rc::Rc<Records>> {
        self.inner.with_value(|inner| inner.as_ref().map(|inner| inner.store.clone()))
    }

    /// Returns the drafts kept for this account under a key.
    #[must_use]
    pub fn draft(&self, key: &str) -> Draft {
        Draft::new(&self.author(), key)
    }
}

impl Default for Desk {
    fn default() -> Self {
        Self::new()
    }
}

/// Returns the desk; every page stands under it.
///
/// # Panics
/// Outside the app's root, which provides it.
#[must_use]
pub fn use_desk() -> Desk {
    expect_context::<Desk>()
}

/// Half-filled forms by field name.
pub type Fields = BTreeMap<String, String>;
