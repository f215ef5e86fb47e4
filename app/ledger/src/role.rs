//! Roles of accounts and the dossiers each may read. Superior is no role: it follows from the post on a day.

use serde::{Deserialize, Serialize};

use crate::dossier::Class;
use crate::subject::Field;

/// What part of the region a role reaches.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Every office.
    Region,
    /// One office, by its code, with the offices below it.
    Office(String),
}

/// A role given to an account.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "role", content = "scope", rename_all = "snake_case")]
pub enum Role {
    /// Every civil servant.
    Pegawai,
    /// Pengelola kepegawaian: people, recaps, catalogue.
    Hr(Scope),
    /// Bendahara: runs the month.
    Treasurer(Scope),
    /// Pejabat penatausahaan keuangan: checks a month that the treasurer submitted; never submits one.
    Approver(Scope),
    /// Runs the server: accounts, backup; sees no record.
    Operator,
}

impl Role {
    /// Returns the classes of people's dossiers that the role reads inside its scope.
    #[must_use]
    pub fn reads(&self) -> &'static [Class] {
        match self {
            Self::Hr(_) => &[Class::Kepegawaian, Class::Kinerja, Class::Keluarga],
            Self::Treasurer(_) | Self::Approver(_) => &[Class::Kepegawaian, Class::Keluarga, Class::Gaji],
            Self::Pegawai | Self::Operator => &[],
        }
    }

    /// Says whether the role states a field of people inside its scope. It reads what it may replace.
    #[must_use]
    pub fn writes(&self, field: Field) -> bool {
        match field {
            Field::Identitas
            | Field::Status
            | Field::Golongan
            | Field::Jabatan
            | Field::Keadaan
            | Field::Penugasan
            | Field::Putusan => matches!(self, Self::Hr(_)),
            Field::Keluarga | Field::Pajak | Field::Diri => matches!(self, Self::Hr(_) | Self::Treasurer(_)),
            Field::Saldo | Field::Rekening | Field::Pengembalian | Field::Penghasilan => {
                matches!(self, Self::Treasurer(_))
            }
        }
    }

    /// Returns the scope, when the role has one.
    #[must_use]
    pub fn scope(&self) -> Option<&Scope> {
        match self {
            Self::Hr(scope) | Self::Treasurer(scope) | Self::Approver(scope) => Some(scope),
            Self::Pegawai | Self::Operator => None,
        }
    }

    /// Says whether the role reaches an office; where none is known only the whole region does. `within` says whether the
    /// first office is the second or lies below it.
    #[must_use]
    pub fn covers(&self, office: Option<&str>, within: impl Fn(&str, &str) -> bool) -> bool {
        match (self.scope(), office) {
            (Some(Scope::Region), _) => true,
            (Some(Scope::Office(above)), Some(office)) => within(office, above),
            _ => false,
        }
    }
}

/// Classes of the own dossiers that every person reads.
pub const OWN: [Class; 4] = [Class::Kinerja, Class::Kepegawaian, Class::Keluarga, Class::Gaji];

/// Classes of a subordinate's dossiers that a superior reads. Never family or pay, never a single peer's answer.
pub const SUBORDINATE: [Class; 2] = [Class::Kinerja, Class::Kepegawaian];
