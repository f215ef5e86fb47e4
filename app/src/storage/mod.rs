//! What stays on the device: records in IndexedDB, drafts and preferences in localStorage, keys in WebCrypto, the clock,
//! threads.
//!
//! The only place, beside sync, that touches browser APIs. Everything that is stored passes [`seal`].

pub mod clock;
pub mod files;
pub mod keys;
pub mod prefs;
pub mod records;
pub mod seal;
pub mod thread;

/// Says why something could not be stored or read, in words the screen can turn into a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StorageProblem {
    /// The device has no room left.
    Full,
    /// The browser refuses storage or keys here (private window, insecure address, old browser).
    Refused,
    /// A stored row cannot be read.
    Damaged,
    /// Another tab changed the store; reading again helps.
    Moved,
}
