//! The post a civil servant holds, as far as a national allowance follows from it.
//!
//! At most one of structural, functional and general allowance is paid (Perpres 12/2006).

use serde::{Deserialize, Serialize};

use crate::money::Rupiah;

/// Which allowance a post carries; part of the record form of post facts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Post {
    /// No structural or functional allowance: the general one (tunjangan umum).
    Umum,
    /// A structural post.
    Struktural {
        /// Eselon as written in the table: `IIa`, `IIIb`.
        eselon: String,
    },
    /// A functional post.
    Fungsional {
        /// Family of posts in the table: `guru`, `perawat`.
        family: String,
        /// Level in the table: `ahli_pertama`, `terampil`; a golongan group for teachers.
        level: String,
    },
    /// A functional allowance given by amount, with the paper that says so.
    Given {
        /// Amount per month.
        amount_rp: Rupiah,
        /// Decree or letter.
        source: String,
    },
    /// A structural allowance given by amount, with the paper that says so.
    StrukturalGiven {
        /// Amount per month.
        amount_rp: Rupiah,
        /// Decree or letter.
        source: String,
    },
}
