//! A person's month as pay needs it: facts in force, the recap and the policy, gathered from the book.
//!
//! Gathers and names what is missing; the arithmetic is the domain's. The same code feeds a slip on a phone, the
//! treasurer's run and a native recomputation, so all three give the same digest.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::asn::Keadaan;
use domain::calendar::Month;
use domain::derive::Derivation;
use domain::law::{PracticePreset, Rulebook, SalaryDue};
use domain::lever::{Supposed, supposed};
use domain::money::Rupiah;
use domain::outcome::Gap;
use domain::pay::{Given, InService, Opening, PayInput, Slip, TaxPlan, TppRun, explain, silent};
use domain::tax::{Deduction, Liability};
use domain::tpp::{self, MeasureKind, Measures, Policy};
use domain::watch::pension_month;
use rust_decimal::Decimal;

use crate::book::{Book, Standing};
use crate::facts::{History, Profile, offices};
use crate::hash::Id;
use crate::pay_month::Closed;
use crate::payload::{Office, Recap, SealedActing};
use crate::policy;
use crate::sealed::Paying;
use crate::settle::{PaidMonth, closed_month};
use crate::subject;

/// What all people of a run share in one month.
#[derive(Debug, Clone)]
pub struct Frame {
    /// The month paid for.
    pub month: Month,
    /// The policy in force, when one is recorded.
    pub policy: Option<&'static Policy>,
    /// Offices by code, for kinds of unit.
    pub offices: Arc<BTreeMap<String, Office>>,
    /// The earlier months of the year, for those whose last month this is: its tax is that of the whole year.
    earlier: Vec<Result<Self, Vec<Gap>>>,
    /// Runs whose month is closed: what they paid counts for the year, not what facts say of it today.
    closed: Arc<Closed>,
}

/// One person's month, ready to be computed.
#[derive(Debug, Clone)]
pub struct Case {
    /// What the salary rests on.
    pub pay: PayInput,
    /// The policy with what it asks, when TPP is paid.
    pub tpp: Option<TppCase>,
}

/// One person in a run: what is stated, and the month or everything that it lacks. Needs no book any more.
#[derive(Debug, Clone)]
pub struct Gathered {
    /// Facts in force on the first day of the month.
    pub facts: Profile,
    /// The month, ready to be computed.
    pub case: Result<Case, Vec<Gap>>,
}

/// What the policy asks about one person and month.
#[derive(Debug, Clone)]
pub struct TppCase {
    pub(crate) policy: &'static Policy,
    pub(crate) kelas: Option<u8>,
    pub(crate) unit_kind: Option<String>,
    pub(crate) measures: Measures,
    pub(crate) predikat: Option<domain::kinerja::Predikat>,
    pub(crate) acting: Option<SealedActing>,
}

impl Frame {
    /// Gathers what all people share; a contested or unknown policy is a gap.
    pub fn of(book: &Book, month: Month) -> Result<Self, Vec<Gap>> {
        let offices = Arc::new(offices(book));
        let closed = Arc::new(Closed::of(book));
        let alone = |month| {
            let policy = policy::in_force(book, month)?;
            Ok(Self { month, policy, offices: offices.clone(), earlier: Vec::new(), closed: closed.clone() })
        };
        let earlier = (1..month.number()).filter_map(|n| Month::new(month.year(), n));
        Ok(Self { earlier: earlier.map(alone).collect(), ..alone(month)? })
    }

    /// Returns the closed runs of the book.
    pub(crate) fn closed(&self) -> &Closed {
        &self.closed
    }

    /// Gathers one person's month, or names everything that is missing.
    pub fn case(&self, book: &Book, person: Id, law: &Rulebook) -> Result<Case, Vec<Gap>> {
        self.gather(book, person, law).case
    }

    /// Gathers one person's month with the facts in force on its first day.
    #[must_use]
    pub fn gather(&self, book: &Book, person: Id, law: &Rulebook) -> Gathered {
        let history = History::of(book, person);
        let facts = history.on(self.month.first());
        let case = self.case_of(book, &history, &facts, law);
        Gathered { facts, case }
    }

    /// Gathers the month of a person whose history is at hand.
    ///
    /// # Errors
    /// Everything that is missing.
    pub fn of_person(&self, book: &Book, history: &History<'_>, law: &Rulebook) -> Result<Case, Vec<Gap>> {
        self.case_of(book, history, &history.on(self.month.first()), law)
    }

    /// Gathers the salary of a person whose history is at hand, without TPP: it needs no recap.
    ///
    /// # Errors
    /// Everything that is missing.
    pub fn salary_of(&self, history: &History<'_>, law: &Rulebook) -> Result<Case, Vec<Gap>> {
        let facts = history.on(self.month.first());
        self.due(&facts, law)?;
        let mut gaps: Vec<Gap> = facts.contested.iter().map(|s| Gap::Contested { subject: s.clone() }).collect();
        match self.pay_input(&facts, law, &mut gaps) {
            Some(pay) if gaps.is_empty() => Ok(Case { pay, tpp: None }),
            _ => Err(gaps),
        }
    }

    /// Gathers the month of a person under a recap that is only supposed; the year's tax is left out.
    ///
    /// # Errors
    /// Everything that is missing.
    pub fn supposing(&self, book: &Book, person: Id, recap: &Recap, law: &Rulebook) -> Result<Case, Vec<Gap>> {
        let facts = History::of(book, person).on(self.month.first());
        self.due(&facts, law)?;
        let mut gaps: Vec<Gap> = facts.contested_figures().map(|s| Gap::Contested { subject: s.clone() }).collect();
        let pay = self.pay_input(&facts, law, &mut gaps);
        let tpp = self.tpp_case(&facts, Some(recap), &mut gaps);
        match pay {
            Some(pay) if gaps.is_empty() => Ok(Case { pay, tpp }),
            _ => Err(gaps),
        }
    }

    fn case_of(&self, book: &Book, history: &History<'_>, facts: &Profile, law: &Rulebook) -> Result<Case, Vec<Gap>> {
        let due = self.due(facts, law)?;
        let mut gaps: Vec<Gap> = facts.contested_figures().map(|s| Gap::Contested { subject: s.clone() }).collect();
        let subject = subject::recap(facts.id, self.month);
        let recap = match book.peek::<Recap>(&subject) {
            // What a decree names is paid whatever the month brought, and without TPP.
            _ if due == SalaryDue::ByDecree => None,
            Standing::One(stated) => Some(stated.value),
            Standing::Nothing => {
                gaps.push(Gap::NoRecap { month: self.month });
                None
            }
            Standing::Contested(_) => {
                gaps.push(Gap::Contested { subject });
                None
            }
        };
        let pay = self.pay_input(facts, law, &mut gaps);
        let tpp = self.tpp_case(facts, recap.as_deref(), &mut gaps);
        match pay {
            Some(mut pay) if gaps.is_empty() => {
                if tpp.is_some() {
                    pay.before = self.closed.before(book, facts.id, self.month, law)?;
                }
                if let Some(liability) = self.is_last(history) {
                    pay.tax = TaxPlan::LastMonth(self.year_so_far(book, history, facts, liability, law)?);
                }
                Ok(Case { pay, tpp })
            }
            _ => Err(gaps),
        }
    }

    /// Says how much of the salary is due; stops where nothing is, whatever else is missing.
    fn due(&self, facts: &Profile, law: &Rulebook) -> Result<SalaryDue, Vec<Gap>> {
        let Some(InService { keadaan, since }) = facts.service else { return Ok(SalaryDue::Whole) };
        match law.salary_due(keadaan, since, self.month) {
            Ok((SalaryDue::Nothing, _)) => Err(vec![Gap::NotDue { keadaan, since }]),
            Ok((due, _)) => Ok(due),
            Err(gap) => Err(vec![gap]),
        }
    }

    /// Returns what the decree of the standing names; one of an earlier standing does not count.
    fn decreed(&self, facts: &Profile, law: &Rulebook) -> Option<Given> {
        let (from, given) = facts.decreed.as_ref()?;
        let since = facts.service?.since;
        (*from >= since && self.due(facts, law) == Ok(SalaryDue::ByDecree)).then(|| given.clone())
    }

    /// Returns the first month of pension when it has come and no paper since says how the person stands.
    fn past_retirement(&self, facts: &Profile, law: &Rulebook) -> Option<Month> {
        let (nip, jabatan) = (facts.nip?, facts.jabatan.as_ref()?);
        let (month, ..) = pension_month(nip.born(), &jabatan.post, self.month.first(), law).ok()?;
        let said = facts.service.is_some_and(|service| service.since >= month.first());
        (month <= self.month && !said).then_some(month)
    }

    fn pay_input(&self, facts: &Profile, law: &Rulebook, gaps: &mut Vec<Gap>) -> Option<PayInput> {
        let mut missing = |field: &str| gaps.push(Gap::NoFact { field: field.to_owned() });
        if facts.status.is_none() {
            missing("status");
        }
        if facts.golongan.is_none() || facts.mkg.is_none() {
            missing("golongan");
        }
        if facts.jabatan.is_none() {
            missing("jabatan");
        }
        if facts.family.is_none() {
            missing("keluarga");
        }
        if facts.ptkp.is_none() {
            missing("pajak");
        }
        if let Some(since) = self.past_retirement(facts, law) {
            gaps.push(Gap::PastRetirement { since });
        }
        let on = self.month.first();
        let limits = law.family_limits(on).map_err(|gap| gaps.push(gap)).ok()?;
        let practice = law.practice(PracticePreset::Daerah, on).map_err(|gap| gaps.push(gap)).ok()?.0;
        let family = facts.family.as_ref()?.counted(on, limits);
        Some(PayInput {
            family,
            rice_heads: 1 + u8::from(family.spouse) + family.children,
            post: facts.jabatan.as_ref()?.post.clone(),
            ptkp: facts.ptkp?,
            service: facts.service.filter(|service| service.keadaan != Keadaan::Aktif),
            gaji_pokok_given: self.decreed(facts, law),
            ..PayInput::bare(self.month, facts.status?, facts.golongan?, facts.mkg?, practice)
        })
    }

    /// Says whether the year's tax is worked out in this month: the last of the year, or of service. A death ends the
    /// liability with the year's part (PMK 168/2023); who leaves otherwise stays liable for the year.
    pub(crate) fn is_last(&self, history: &History<'_>) -> Option<Liability> {
        let after = history.service_on(self.month.next().first()).filter(|service| service.keadaan.has_left());
        match after {
            Some(service) if service.keadaan == Keadaan::Meninggal => Some(Liability::PartOfYear),
            Some(_) => Some(Liability::WholeYear),
            None => (self.month.number() == 12).then_some(Liability::WholeYear),
        }
    }

    fn tpp_case(&self, facts: &Profile, recap: Option<&Recap>, gaps: &mut Vec<Gap>) -> Option<TppCase> {
        let policy = self.policy?;
        let recap = recap?;
        let jabatan = facts.jabatan.as_ref()?;
        let delivered = delivered(policy, facts, recap).map_err(|gap| gaps.push(gap)).ok()?;
        match policy.read_measures(delivered) {
            Ok(measures) => Some(TppCase {
                policy,
                kelas: jabatan.kelas,
                unit_kind: self.offices.get(&jabatan.office).and_then(|office| office.unit_kind.clone()),
                measures,
                predikat: recap.predikat,
                acting: facts.penugasan.as_ref().and_then(|(from, order)| {
                    let full_months = order.full_months(*from, self.month)?;
                    let (kelas, mode, share_percent) = (order.kelas, order.mode, order.share_percent);
                    Some(SealedActing { kelas, mode, share_percent, full_months })
                }),
            }),
            Err(problems) => {
                gaps.extend(problems.into_iter().map(out_of_range));
                None
            }
        }
    }

    /// Sums the months of the year before this one: those paid outside Takar, then those that closed runs paid, then
    /// those that are still open.
    fn year_so_far(
        &self,
        book: &Book,
        history: &History<'_>,
        facts: &Profile,
        liability: Liability,
        law: &Rulebook,
    ) -> Result<Opening, Vec<Gap>> {
        let saldo = facts.saldo;
        let before = saldo.map_or(0, |saldo| saldo.months);
        let sum = |a: Rupiah, b: Rupiah| a.plus(b).map_err(|overflow| vec![Gap::from(overflow)]);
        let mut opening = Opening {
            months: before,
            gross: saldo.map_or(Rupiah::ZERO, |saldo| saldo.gross_rp),
            tax: saldo.map_or(Rupiah::ZERO, |saldo| saldo.tax_rp),
            contributions: saldo.map_or(Rupiah::ZERO, |saldo| saldo.iwp_rp),
            zakat: Rupiah::ZERO,
            previous: None,
            deduction: Deduction::BiayaJabatan,
            liability,
        };
        for at in usize::from(before)..self.earlier.len() {
            let Some(paid) = self.earlier_month(at)?.paid(book, history, law)? else { continue };
            let part = paid.year_part().map_err(|overflow| vec![Gap::from(overflow)])?;
            opening.months += 1;
            opening.gross = sum(opening.gross, part.gross)?;
            opening.tax = sum(opening.tax, part.tax)?;
            opening.contributions = sum(opening.contributions, part.contributions)?;
        }
        Ok(opening)
    }

    /// Returns the frame of an earlier month of the year, counted from January as zero. Somebody who left and came back had
    /// a last month then, whose year is the months before it.
    pub(crate) fn earlier_month(&self, at: usize) -> Result<Self, Vec<Gap>> {
        Ok(Self { earlier: self.earlier[..at].to_vec(), ..self.earlier[at].clone()? })
    }

    /// Finds what the month pays a person: what a closed run paid, else what today's facts say. Nothing where nothing is
    /// due, so that nothing was earned or withheld.
    ///
    /// # Errors
    /// Everything that keeps it from being worked out.
    pub(crate) fn paid(
        &self,
        book: &Book,
        history: &History<'_>,
        law: &Rulebook,
    ) -> Result<Option<PaidMonth>, Vec<Gap>> {
        if let Some(paid) = closed_month(book, &self.closed, history, self.month, law)? {
            return Ok(Some(paid));
        }
        let open = self.of_person(book, history, law).and_then(|case| case.slip(law).map(|slip| (case, slip)));
        match open {
            Ok((case, slip)) => {
                let beside = self.closed.payouts(book, history.person(), self.month, law)?;
                Ok(Some(PaidMonth { case, paying: Paying { slip, back: None }, beside, closed: false }))
            }
            Err(gaps) if Gap::not_due(&gaps).is_some() => Ok(None),
            Err(gaps) => Err(gaps),
        }
    }
}

/// Returns the months of which a person's recap stands, newest first.
#[must_use]
pub fn recapped(book: &Book, person: Id) -> Vec<Month> {
    let prefix = format!("recap/{person}/");
    let stands = |subject: &&str| !matches!(book.peek::<Recap>(subject), Standing::Nothing);
    let months = book.subjects(&prefix).filter(stands);
    let mut months: Vec<Month> = months.filter_map(|subject| subject.strip_prefix(&prefix)?.parse().ok()).collect();
    months.sort_unstable_by(|a, b| b.cmp(a));
    months
}

/// Returns the newest month up to `until` of which anybody's recap stands.
#[must_use]
pub fn newest_recap(book: &Book, until: Month) -> Option<Month> {
    let month = |subject: &str| subject.rsplit('/').next()?.parse::<Month>().ok();
    let mut months: Vec<Month> = book.subjects("recap/").filter_map(month).filter(|month| *month <= until).collect();
    months.sort_unstable();
    months.dedup();
    let stands = |of: &Month| {
        let mut subjects = book.subjects("recap/").filter(|subject| month(subject) == Some(*of));
        subjects.any(|subject| !matches!(book.peek::<Recap>(subject), Standing::Nothing))
    };
    months.into_iter().rev().find(stands)
}

impl Case {
    /// Returns the policy TPP is paid by.
    #[must_use]
    pub fn policy(&self) -> Option<&'static Policy> {
        self.tpp.as_ref().map(|tpp| tpp.policy)
    }

    /// Measures TPP by the policy before contribution and tax; nothing when none is paid by a policy.
    #[must_use]
    pub fn tpp_gross(&self) -> Option<Result<tpp::Gross, Vec<Gap>>> {
        self.with_run(|run| run.map(|run| tpp::silent(run.policy, run.input)))
    }

    /// Computes the slip.
    pub fn slip(&self, law: &Rulebook) -> Result<Slip, Vec<Gap>> {
        self.with_run(|run| silent(&self.pay, run, law))
    }

    /// Computes the slip and explains each of its lines.
    pub fn explained(&self, law: &Rulebook) -> (Result<Slip, Vec<Gap>>, Vec<Derivation>) {
        self.with_run(|run| explain(&self.pay, run, law))
    }

    /// Works out the slip under every supposition that can be worked out.
    #[must_use]
    pub fn supposed(&self, law: &Rulebook) -> Vec<Supposed> {
        self.with_run(|run| supposed(&self.pay, run, law))
    }

    /// Computes the slip as another policy would pay it; without TPP it stays what it is.
    pub fn slip_under(&self, policy: &Policy, law: &Rulebook) -> Result<Slip, Vec<Gap>> {
        match &self.tpp {
            None => silent(&self.pay, None, law),
            Some(case) => case.under(policy, self, |run| silent(&self.pay, Some(run), law))?,
        }
    }

    /// Computes the TPP before contribution and tax that a policy would pay; nothing where no TPP is paid at all.
    pub fn gross_under(&self, policy: &Policy) -> Result<Option<tpp::Gross>, Vec<Gap>> {
        let Some(case) = &self.tpp else { return Ok(None) };
        case.under(policy, self, |run| tpp::silent(run.policy, run.input).map(Some))?
    }

    fn with_run<T>(&self, compute: impl FnOnce(Option<TppRun<'_>>) -> T) -> T {
        match &self.tpp {
            None => compute(None),
            Some(case) => case.run(case.policy, &case.measures, self, |run| compute(Some(run))),
        }
    }
}

impl TppCase {
    /// Hands over what another policy asks about the person, or says what it asks in vain.
    fn under<T>(&self, policy: &Policy, case: &Case, compute: impl FnOnce(TppRun<'_>) -> T) -> Result<T, Vec<Gap>> {
        // Versions of one policy mostly differ in values: then what was measured lies where it lay.
        if policy.all_measures() == self.policy.all_measures() {
            return Ok(self.run(policy, &self.measures, case, compute));
        }
        let named = self.policy.name_measures(&self.measures);
        let known = |key: &str| policy.all_measures().iter().any(|measure| measure.key == key);
        let delivered = named.iter().map(|(key, value)| (key.as_str(), *value)).filter(|(key, _)| known(key));
        match policy.read_measures(delivered) {
            Ok(measures) => Ok(self.run(policy, &measures, case, compute)),
            Err(problems) => Err(problems.into_iter().map(out_of_range).collect()),
        }
    }

    fn run<T>(&self, policy: &Policy, measures: &Measures, case: &Case, compute: impl FnOnce(TppRun<'_>) -> T) -> T {
        let input = tpp::Input {
            month: case.pay.month,
            kelas: self.kelas,
            post: None,
            status: case.pay.status,
            unit_kind: self.unit_kind.as_deref(),
            measures,
            predikat: self.predikat,
            acting: self.acting.map(|SealedActing { kelas, mode, share_percent, full_months }| tpp::Acting {
                kelas,
                post: None,
                mode,
                share_percent,
                full_months,
            }),
        };
        compute(TppRun { policy, input: &input, zakat: false })
    }
}

/// Returns every measure of the month with its value: what the recap delivers, and what standing and decisions say.
///
/// # Errors
/// A measure that the recap and a decision put differently.
fn delivered<'a>(policy: &'a Policy, facts: &'a Profile, recap: &'a Recap) -> Result<BTreeMap<&'a str, Decimal>, Gap> {
    let is_flag = |key: &str| policy.measures().any(|one| one.key == key && one.kind == MeasureKind::Flag);
    let standing = facts.service.into_iter().flat_map(|service| policy.raised_by(service.keadaan));
    let decisions = facts.putusan.iter().map(|one| (one.measure.as_str(), one.value));
    let mut decided: BTreeMap<&str, Decimal> = BTreeMap::new();
    for (key, value) in standing.map(|key| (key, Decimal::ONE)).chain(decisions) {
        let sum = decided.entry(key).or_default();
        // Two decisions cut more than one; two that say yes say it once.
        *sum = if is_flag(key) { value.max(*sum) } else { *sum + value };
    }
    for (key, value) in &recap.measures {
        if decided.insert(key, *value).is_some_and(|of_paper| of_paper != *value) {
            return Err(Gap::TwoSources { measure: key.clone() });
        }
    }
    Ok(decided)
}

fn out_of_range(problem: tpp::MeasureError) -> Gap {
    match problem {
        tpp::MeasureError::Unknown { measure } | tpp::MeasureError::OutOfRange { measure, .. } => {
            Gap::OutOfRange { field: measure }
        }
    }
}
