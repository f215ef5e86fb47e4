//! A run over many people's month: who is final, who is blocked and why, totals, and one digest over all slips.
//!
//! Grows person by person, so that a screen can show progress and stop at any time with what is done.

use std::collections::BTreeMap;

use domain::asn::Keadaan;
use domain::calendar::{Day, Month};
use domain::law::Rulebook;
use domain::money::{Overflow, Rupiah};
use domain::outcome::Gap;
use domain::pay::{LineCode, Slip, Totals};

use crate::hash::{Hash, Id};
use crate::month::Case;
use crate::settle::{BackPay, Settlement};

/// The result of a run so far.
#[derive(Debug, Clone)]
pub struct Run {
    /// The month paid for.
    pub month: Month,
    /// Final slips by person.
    pub slips: BTreeMap<Id, Slip>,
    /// People who cannot be paid yet, with everything that is missing.
    pub blocked: BTreeMap<Id, Vec<Gap>>,
    /// People to whom nothing is due, with how they stand and since when.
    pub not_due: BTreeMap<Id, (Keadaan, Day)>,
    /// Back pay of closed months that goes out with a slip.
    pub back: BTreeMap<Id, BackPay>,
}

/// What all final slips add up to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RunTotals {
    /// People with a final slip.
    pub people: usize,
    /// Gross, deductions, net of salary and TPP together.
    pub total: Totals,
    /// Salary alone.
    pub salary: Totals,
    /// TPP alone.
    pub tpp: Totals,
    /// Sum per line of the slip.
    pub lines: BTreeMap<LineCode, Rupiah>,
    /// Net of all back pay.
    pub back: Rupiah,
    /// What goes out: net of the slips and of back pay.
    pub paid_out: Rupiah,
}

impl Run {
    /// Begins a run.
    #[must_use]
    pub fn new(month: Month) -> Self {
        Self {
            month,
            slips: BTreeMap::new(),
            blocked: BTreeMap::new(),
            not_due: BTreeMap::new(),
            back: BTreeMap::new(),
        }
    }

    /// Makes a run of everyone's result, each person once and in the order of their ids: one pass, no look-up.
    #[must_use]
    pub fn of(month: Month, results: Vec<(Id, Result<Slip, Vec<Gap>>)>) -> Self {
        let mut run = Self::new(month);
        let mut others = Vec::new();
        let slips = results.into_iter().filter_map(|(person, result)| match result {
            Ok(slip) => Some((person, slip)),
            Err(gaps) => {
                others.push((person, gaps));
                None
            }
        });
        run.slips = slips.collect();
        for (person, gaps) in others {
            run.add(person, Err(gaps));
        }
        run
    }

    /// Adds one person's result; a person added twice counts once, with the later result.
    pub fn add(&mut self, person: Id, result: Result<Slip, Vec<Gap>>) {
        self.blocked.remove(&person);
        self.not_due.remove(&person);
        self.back.remove(&person);
        match result {
            Ok(slip) => drop(self.slips.insert(person, slip)),
            Err(gaps) => {
                self.slips.remove(&person);
                match Gap::not_due(&gaps) {
                    Some(standing) => drop(self.not_due.insert(person, standing)),
                    None => drop(self.blocked.insert(person, gaps)),
                }
            }
        }
    }

    /// Takes what closed months of a person come to: arrears go out with the slip, and what a plan takes back lowers it. The
    /// case is left as its slip was worked out.
    pub fn settle(&mut self, person: Id, case: Option<&mut Case>, settled: &Settlement, law: &Rulebook) {
        if let Some((case, taken)) = case.zip(settled.takes) {
            case.pay.taken_back = Some(taken);
            self.add(person, case.slip(law));
        }
        if self.slips.contains_key(&person) {
            self.back.extend(settled.back.clone().map(|back| (person, back)));
        }
    }

    /// Adds up the final slips.
    pub fn totals(&self) -> Result<RunTotals, Overflow> {
        let mut sums = RunTotals { people: self.slips.len(), ..RunTotals::default() };
        for slip in self.slips.values() {
            sums.total = sums.total.plus(slip.total)?;
            sums.salary = sums.salary.plus(slip.salary)?;
            sums.tpp = sums.tpp.plus(slip.tpp.unwrap_or_default())?;
            for line in &slip.lines {
                let sum = sums.lines.entry(line.code).or_default();
                *sum = sum.plus(line.amount)?;
            }
        }
        for back in self.back.values() {
            sums.back = sums.back.plus(back.arrears.net)?;
        }
        sums.paid_out = sums.total.net.plus(sums.back)?;
        Ok(sums)
    }

    /// Digests month, people and slips in the order of the people's ids: equal on every device that computed the same.
    #[must_use]
    pub fn digest(&self) -> Hash {
        let mut bytes = self.month.to_string().into_bytes();
        for (person, slip) in &self.slips {
            bytes.extend_from_slice(&person.0);
            bytes.extend_from_slice(&slip.digest());
            bytes.extend(self.back.get(person).iter().flat_map(|back| back.digest().0));
        }
        Hash::of(&bytes)
    }
}
