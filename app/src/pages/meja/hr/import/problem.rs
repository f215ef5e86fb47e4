//! What can be wrong with a row of an import, as codes with values; the sentences live with the page.

use domain::asn::{NipError, NotANumber};
use domain::calendar::Day;

/// One thing wrong in one cell, or in a row as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Line in the file.
    pub line: u64,
    /// Head of the column; empty when the row as a whole is meant.
    pub column: &'static str,
    /// The cell as it stands.
    pub value: String,
    /// What is wrong.
    pub problem: Problem,
}

/// What is wrong with a cell or row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// The cell must not be empty.
    Required,
    /// Another number of cells than heads.
    Cells {
        /// Cells found.
        found: usize,
        /// Heads.
        expected: usize,
    },
    /// No NIP.
    Nip(NipError),
    /// A spreadsheet has rounded the number: `1,98704E+17`.
    NipRounded,
    /// No number of the kind that the cell is for.
    Digits(NotANumber),
    /// Longer than is kept.
    TooLong {
        /// Most characters.
        max: usize,
    },
    /// None of the listed words.
    NotAWord {
        /// The words.
        allowed: &'static str,
    },
    /// No golongan.
    Golongan,
    /// A golongan of the other kind of civil servant.
    GolonganForStatus,
    /// Not a whole number inside the bounds.
    Number {
        /// Least.
        min: u32,
        /// Most.
        max: u32,
    },
    /// More years of service than the person's age allows.
    ServiceBeyondAge {
        /// Most years at that age.
        max: u32,
    },
    /// Not in the table of structural allowances.
    Eselon,
    /// Not in the table of functional posts.
    Rumpun,
    /// Not a level of the family.
    Jenjang,
    /// Filled although the kind of post has no such thing.
    NotForPost,
    /// No office has this code.
    Office,
    /// The office lies outside the scope of the role.
    OfficeOutside,
    /// No PTKP status.
    Ptkp,
    /// No day.
    Date,
    /// A day outside the bounds.
    DateOutside {
        /// First day that is taken.
        from: Day,
        /// Last day that is taken.
        until: Day,
    },
    /// Says something of a spouse of whom no marriage is recorded.
    NoSpouse,
    /// The same NIP stands in another row.
    TwiceInFile {
        /// Line of the other row.
        other: u64,
    },
    /// A person is named as the own superior.
    OwnSuperior,
    /// The superior is neither recorded nor in the file.
    UnknownSuperior,
    /// The row of the superior is left out because it is wrong itself.
    SuperiorLeftOut {
        /// Its line.
        other: u64,
    },
    /// Following superiors upwards leads back to the person.
    Circle,
    /// The recorded value is contested; an import does not decide that.
    Contested,
    /// Only the region may enter somebody new.
    NewNeedsRegion,
    /// Nobody with this NIP is among the people shown.
    NobodyHere,
    /// No number.
    NotANumber,
    /// A number the policy does not take for this measure.
    NotTaken,
    /// No time of the day.
    Time,
    /// The clock-out lies before the clock-in: a night is told by one row for each mark.
    OutBeforeIn,
    /// Another row gives the same day another word.
    TwoWords {
        /// Line of the other row.
        other: u64,
    },
    /// Another row gives the same day another shift.
    TwoShifts {
        /// Line of the other row.
        other: u64,
    },
    /// The word says that nobody came, and a mark stands beside it.
    WordAgainstMark,
}
