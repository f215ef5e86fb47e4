//! The one byte form of everything that is hashed, signed or sent: little-endian lengths, no optional layout.
//!
//! Frozen: a released form is pinned by golden files and never edited.

use crate::hash::Hash;

/// Says that bytes are no well-formed frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Malformed {
    /// The bytes end before the value does.
    Truncated,
    /// A text is not UTF-8.
    NotText,
    /// A tag or length has a value that is not defined.
    Undefined,
    /// Bytes are left over after the last value.
    Trailing,
}

impl core::fmt::Display for Malformed {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{self:?}")
    }
}

impl core::error::Error for Malformed {}

/// Appends values in the canonical form.
#[derive(Debug, Clone, Default)]
pub struct Writer(Vec<u8>);

impl Writer {
    /// Starts with nothing written.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns what was written.
    #[must_use]
    pub fn finish(self) -> Vec<u8> {
        self.0
    }

    /// Appends one byte.
    pub fn u8(&mut self, value: u8) -> &mut Self {
        self.0.push(value);
        self
    }

    /// Appends two bytes.
    pub fn u16(&mut self, value: u16) -> &mut Self {
        self.0.extend_from_slice(&value.to_le_bytes());
        self
    }

    /// Appends eight bytes.
    pub fn u64(&mut self, value: u64) -> &mut Self {
        self.0.extend_from_slice(&value.to_le_bytes());
        self
    }

    /// Appends eight bytes of a signed value.
    pub fn i64(&mut self, value: i64) -> &mut Self {
        self.0.extend_from_slice(&value.to_le_bytes());
        self
    }

    /// Appends bytes of a length that the form fixes.
    pub fn fixed(&mut self, value: &[u8]) -> &mut Self {
        self.0.extend_from_slice(value);
        self
    }

    /// Appends a length of four bytes, then the bytes.
    pub fn blob(&mut self, value: &[u8]) -> &mut Self {
        let len = u32::try_from(value.len()).unwrap_or(u32::MAX);
        self.0.extend_from_slice(&len.to_le_bytes());
        self.fixed(value)
    }

    /// Appends a text as a blob of UTF-8.
    pub fn text(&mut self, value: &str) -> &mut Self {
        self.blob(value.as_bytes())
    }

    /// Appends a count of two bytes, then the hashes.
    pub fn hashes(&mut self, values: &[Hash]) -> &mut Self {
        self.u16(u16::try_from(values.len()).unwrap_or(u16::MAX));
        values.iter().for_each(|hash| {
            self.0.extend_from_slice(&hash.0);
        });
        self
    }
}

/// Reads values in the canonical form.
#[derive(Debug, Clone)]
pub struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    /// Starts at the first byte.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// Says whether every byte was read.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.0.is_empty()
    }

    /// Ends reading, or says that bytes are left.
    pub fn done(self) -> Result<(), Malformed> {
        if self.is_done() { Ok(()) } else { Err(Malformed::Trailing) }
    }

    /// Returns what was not read.
    #[must_use]
    pub fn rest(&self) -> &'a [u8] {
        self.0
    }

    /// Reads bytes of a fixed length.
    pub fn fixed(&mut self, len: usize) -> Result<&'a [u8], Malformed> {
        let (head, tail) = self.0.split_at_checked(len).ok_or(Malformed::Truncated)?;
        self.0 = tail;
        Ok(head)
    }

    /// Reads an array of a fixed length.
    pub fn array<const N: usize>(&mut self) -> Result<[u8; N], Malformed> {
        self.fixed(N)?.try_into().map_err(|_| Malformed::Truncated)
    }

    /// Reads one byte.
    pub fn u8(&mut self) -> Result<u8, Malformed> {
        Ok(self.array::<1>()?[0])
    }

    /// Reads two bytes.
    pub fn u16(&mut self) -> Result<u16, Malformed> {
        self.array().map(u16::from_le_bytes)
    }

    /// Reads eight bytes.
    pub fn u64(&mut self) -> Result<u64, Malformed> {
        self.array().map(u64::from_le_bytes)
    }

    /// Reads eight bytes of a signed value.
    pub fn i64(&mut self) -> Result<i64, Malformed> {
        self.array().map(i64::from_le_bytes)
    }

    /// Reads a blob.
    pub fn blob(&mut self) -> Result<&'a [u8], Malformed> {
        let len = u32::from_le_bytes(self.array()?);
        self.fixed(usize::try_from(len).map_err(|_| Malformed::Undefined)?)
    }

    /// Reads a text.
    pub fn text(&mut self) -> Result<&'a str, Malformed> {
        core::str::from_utf8(self.blob()?).map_err(|_| Malformed::NotText)
    }

    /// Reads a counted list of hashes.
    pub fn hashes(&mut self) -> Result<Vec<Hash>, Malformed> {
        let count = self.u16()?;
        (0..count).map(|_| self.array().map(Hash)).collect()
    }
}
