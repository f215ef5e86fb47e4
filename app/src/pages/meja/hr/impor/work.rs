//! The import as it goes on: checking every row in slices, then writing in portions. What was written stays.

use std::sync::Arc;

use domain::asn::Nip;
use domain::calendar::Day;
use ledger::facts::{fact_on, offices};
use ledger::kind::Kind;
use ledger::subject::Field;
use leptos::prelude::*;

use crate::desk::{self, Desk, Statement, WriteProblem};
use crate::pages::meja::hr::gather::Slices;
use crate::pages::meja::hr::import::cells;
use crate::pages::meja::hr::import::plan::{Known, Planned, changes, portions, settle};
use crate::pages::meja::hr::import::problem::Finding;
use crate::pages::meja::hr::import::row::{self, LAYOUT, Rules};
use crate::pages::meja::hr::import::sheet::Sheet;
use crate::pages::meja::hr::{is_region_hr, reaches, roster, words};

/// Most bytes of a file that is read.
const MOST_BYTES: u32 = 8 * 1024 * 1024;

/// Most statements written at once.
const PORTION: usize = 200;

/// What a row does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Enters somebody new.
    New,
    /// Changes facts of somebody recorded.
    Changed,
    /// Equals what is recorded.
    Same,
}

/// A good row, as the preview shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    /// Line in the file.
    pub line: u64,
    /// Name.
    pub name: String,
    /// Number.
    pub nip: Nip,
    /// What it does.
    pub deed: Deed,
    /// Which facts it states.
    pub fields: Vec<Field>,
}

/// A file that was checked in full.
#[derive(Debug, PartialEq)]
pub struct Checked {
    /// Name of the file.
    pub file: String,
    /// Good rows.
    pub shown: Vec<Shown>,
    /// Their statements, person by person.
    pub plan: Vec<Vec<Planned>>,
    /// What stood when the file was checked.
    stood: desk::Shown,
    /// Everything wrong in the other rows.
    pub bad: Arc<Vec<Finding>>,
    /// How many rows those are.
    pub bad_rows: usize,
}

impl Checked {
    /// Counts the rows that do something.
    pub fn count(&self, deed: Deed) -> usize {
        self.shown.iter().filter(|one| one.deed == deed).count()
    }
}

/// Where the import stands.
#[derive(Debug, Clone, PartialEq)]
pub enum Stage {
    /// No file is chosen.
    Idle,
    /// Rows are being checked.
    Checking,
    /// A file is not used: its name, and why.
    Refused(String, String),
    /// A file was checked in full.
    Checked(Arc<Checked>),
    /// Statements are being written.
    Saving,
    /// Somebody stopped it; what was written stays.
    Stopped,
    /// The device did not take more; what was written stays.
    Failed(WriteProblem),
    /// Everything was written.
    Done,
}

/// The import of this session; cheap to copy.
#[derive(Clone, Copy)]
pub struct ImportDesk {
    /// Where it stands.
    pub stage: RwSignal<Stage>,
    /// Rows checked or statements written so far.
    pub done: RwSignal<u64>,
    /// Of how many.
    pub total: RwSignal<u64>,
    /// People written so far, and rows left out.
    pub people: RwSignal<(usize, usize)>,
    turn: RwSignal<u32>,
}

/// Provides the import to all pages; call once.
pub fn provide() {
    provide_context(ImportDesk {
        stage: RwSignal::new(Stage::Idle),
        done: RwSignal::new(0),
        total: RwSignal::new(0),
        people: RwSignal::new((0, 0)),
        turn: RwSignal::new(0),
    });
}

impl ImportDesk {
    fn is_over(self, turn: u32) -> bool {
        self.turn.get_untracked() != turn
    }

    fn next_turn(self) -> u32 {
        self.turn.update(|turn| *turn += 1);
        self.turn.get_untracked()
    }

    /// Forgets the file.
    pub fn reset(self) {
        self.next_turn();
        self.stage.set(Stage::Idle);
    }

    /// Stops; what was written stays.
    pub fn stop(self) {
        self.next_turn();
        match self.stage.get_untracked() {
            Stage::Saving => self.stage.set(Stage::Stopped),
            Stage::Checking => self.stage.set(Stage::Idle),
            _ => {}
        }
    }

    /// Reads and checks a chosen file.
    pub fn check(self, desk: Desk, file: Option<web_sys::File>) {
        let turn = self.next_turn();
        leptos::task::spawn_local(async move {
            let (name, bytes) = match desk::read_chosen(file, MOST_BYTES).await {
                Ok(read) => read,
                Err(problem) => {
                    if let Some(why) = words::not_taken(problem) {
                        self.stage.set(Stage::Refused(String::new(), why));
                    }
                    return;
                }
            };
            self.stage.set(Stage::Checking);
            self.done.set(0);
            match Sheet::read(&bytes, LAYOUT) {
                Err(problem) => self.stage.set(Stage::Refused(name, words::file_problem(&problem))),
                Ok(sheet) => {
                    self.total.set(sheet.rows.len() as u64);
                    if let Some(checked) = self.look_through(desk, name, &sheet, turn).await {
                        self.stage.set(Stage::Checked(Arc::new(checked)));
                    }
                }
            }
        });
    }

    /// Checks every row; nothing when it was stopped.
    async fn look_through(self, desk: Desk, file: String, sheet: &Sheet, turn: u32) -> Option<Checked> {
        let mut slices = Slices::new();
        let stood = desk.shown("fact/");
        let known = self.known(desk, turn, &mut slices).await?;
        let houses = desk.book.with_untracked(offices);
        let reached = houses.keys().map(|code| (code.clone(), reaches(desk, &houses, code))).collect();
        let rules = Rules { offices: reached, today: desk.today() };
        let (mut good, mut bad, mut numbers) = (Vec::new(), Vec::new(), Vec::new());
        for (at, raw) in sheet.rows.iter().enumerate() {
            let number = sheet.cell(raw, "nip").and_then(|text| cells::nip(text).ok());
            numbers.extend(number.map(|nip| (raw.line, nip)));
            match row::read(sheet, raw, &rules) {
                Ok(parsed) => good.push(parsed),
                Err(found) => bad.extend(found),
            }
            self.done.set(at as u64 / 2);
            slices.breathe().await;
            if self.is_over(turn) {
                return None;
            }
        }
        let (settled, found) = settle(good, &numbers, &known);
        bad.extend(found);
        let (mut shown, mut plan) = (Vec::with_capacity(settled.len()), Vec::with_capacity(settled.len()));
        for one in settled {
            let from = one.row.from;
            let year = Day::new(from.month().year(), 1, 1).unwrap_or(from);
            let planned = desk.book.with_untracked(|book| {
                changes(&one, |field| fact_on(book, one.person, field, if field == Field::Pajak { year } else { from }))
            });
            match planned {
                Err(found) => bad.extend(found),
                Ok(planned) => {
                    let deed = match (one.is_known, planned.is_empty()) {
                        (_, true) => Deed::Same,
                        (false, _) => Deed::New,
                        (true, false) => Deed::Changed,
                    };
                    let fields = planned.iter().map(|one| one.field).collect();
                    let row = one.row;
                    shown.push(Shown { line: row.line, name: row.name, nip: row.nip, deed, fields });
                    plan.push(planned);
                }
            }
            self.done.update(|done| *done += 1);
            slices.breathe().await;
            if self.is_over(turn) {
                return None;
            }
        }
        bad.sort_by_key(|one| one.line);
        let mut lines: Vec<u64> = bad.iter().map(|one| one.line).collect();
        lines.dedup();
        Some(Checked { file, shown, plan, stood, bad_rows: lines.len(), bad: Arc::new(bad) })
    }

    async fn known(self, desk: Desk, turn: u32, slices: &mut Slices) -> Option<Known> {
        let salt = desk.account.with_untracked(|account| account.as_ref().and_then(|a| a.region_salt.clone()))?;
        let mut known = Known { salt: bytes_of(&salt)?, may_add: is_region_hr(desk), ..Known::default() };
        let today = desk.today();
        for (id, dates) in desk.book.with_untracked(roster::held) {
            let line = desk.book.with_untracked(|book| roster::line(book, id, &dates, today));
            known.by_nip.extend(line.nip.map(|nip| (nip, id)));
            known.superior_of.extend(line.jabatan.and_then(|jabatan| jabatan.superior).map(|superior| (id, superior)));
            slices.breathe().await;
            if self.is_over(turn) {
                return None;
            }
        }
        Some(known)
    }

    /// Writes what the good rows state.
    pub fn save(self, desk: Desk, checked: &Arc<Checked>) {
        let turn = self.next_turn();
        let people: Vec<Vec<Statement>> = checked.plan.iter().map(|plan| statements(plan, &checked.stood)).collect();
        // Each statement knows after which of them its person is whole.
        let marked = people.into_iter().map(|mut of| {
            let last = of.pop();
            of.into_iter().map(|one| (one, false)).chain(last.map(|one| (one, true))).collect()
        });
        let portions: Vec<Vec<(Statement, bool)>> = portions(marked.collect(), PORTION);
        self.done.set(0);
        self.total.set(portions.iter().map(Vec::len).sum::<usize>() as u64);
        self.people.set((0, checked.bad_rows));
        self.stage.set(Stage::Saving);
        leptos::task::spawn_local(async move {
            for portion in portions {
                if self.is_over(turn) {
                    return;
                }
                let (count, whole) = (portion.len() as u64, portion.iter().filter(|(_, last)| *last).count());
                let outcome = desk.write(portion.into_iter().map(|(one, _)| one).collect()).await;
                if let Err(problem) = outcome {
                    self.stage.set(Stage::Failed(problem));
                    return;
                }
                self.done.update(|done| *done += count);
                self.people.update(|(people, _)| *people += whole);
            }
            if !self.is_over(turn) {
                self.stage.set(Stage::Done);
            }
        });
    }
}

fn statements(of: &[Planned], stood: &desk::Shown) -> Vec<Statement> {
    of.iter().map(|one| Statement::new(Kind::Fact, one.subject.clone(), &one.fact).over(stood)).collect()
}

/// Reads hexadecimal digits.
pub fn bytes_of(hex: &str) -> Option<Vec<u8>> {
    let pair = |at: usize| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok();
    hex.len().is_multiple_of(2).then(|| (0..hex.len()).step_by(2).map(pair).collect::<Option<Vec<u8>>>())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_salt_is_read_from_pairs_of_digits_or_not_at_all() {
        assert_eq!(bytes_of("00ff10"), Some(vec![0, 255, 16]));
        assert_eq!(bytes_of("0f1"), None);
        assert_eq!(bytes_of("zz"), None);
    }
}
