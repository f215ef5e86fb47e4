//! The one function that every stored row, snapshot and draft passes on its way in and out.
//!
//! Plain now; encrypted with the key of the account's lock when the account has one. The first byte says which.

use super::StorageProblem;

const PLAIN: u8 = 0;

/// Turns bytes into their stored form.
#[must_use]
pub fn seal(bytes: &[u8]) -> Vec<u8> {
    let mut row = Vec::with_capacity(bytes.len() + 1);
    row.push(PLAIN);
    row.extend_from_slice(bytes);
    row
}

/// Turns a stored form back into bytes.
pub fn open(row: &[u8]) -> Result<&[u8], StorageProblem> {
    match row.split_first() {
        Some((&PLAIN, bytes)) => Ok(bytes),
        _ => Err(StorageProblem::Damaged),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_and_an_unknown_lock_is_named() {
        assert_eq!(open(&seal(b"isi")), Ok(&b"isi"[..]));
        assert_eq!(open(&[9, 1]), Err(StorageProblem::Damaged));
        assert_eq!(open(&[]), Err(StorageProblem::Damaged));
    }
}
