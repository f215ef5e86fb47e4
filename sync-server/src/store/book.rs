//! Folds every accepted record into a book, for recomputing a month on the server's own machine. Never on the push path.

use std::sync::Arc;

use ledger::book::Book;
use ledger::judge::Verdict;

use super::Store;
use super::code;
use super::error::StoreError;
use super::intake::parse;

impl Store {
    /// Returns the book of all records with their verdicts, in order of receipt.
    pub fn book_now(&self) -> Result<Book, StoreError> {
        self.read_now(|conn| {
            let mut query = conn.prepare("SELECT body, verdict, reason FROM records ORDER BY received_seq")?;
            let mut rows = query.query([])?;
            let mut book = Book::new();
            while let Some(row) = rows.next()? {
                let verdict: Verdict = code::verdict(row.get(1)?, row.get(2)?)?;
                book.add_decided(Arc::new(parse(&row.get::<_, Vec<u8>>(0)?)?), verdict);
            }
            Ok(book)
        })
    }
}
