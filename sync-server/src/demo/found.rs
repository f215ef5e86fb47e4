//! Founds the demonstration region: the invented people as ordinary signed records of ordinary accounts, sent in
//! through the ordinary way.
//!
//! Deterministic for a seed and a time, except for the salts of the passwords. Its secrets follow from the seed: it
//! is for trying, never for real people.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::calendar::{Day, Month};
use domain::kinerja::{Ekspektasi, Nilai, Penilaian, Skp};
use domain::law::Rulebook;
use domain::money::Rupiah;
use ledger::book::Book;
use ledger::hash::{Hash, Id};
use ledger::judge::{FOUNDER, Verdict};
use ledger::kind::Kind;
use ledger::month::Frame;
use ledger::payload::{
    Enrolment, EnrolmentState, Expectation, Fact, Feedback, FoundedPolicy, Office, PeerRequest, Policy, Saldo,
    SuperiorResult,
};
use ledger::record::Record;
use ledger::role::{Role, Scope};
use ledger::subject::{self, Field, author_of, person_id};

use super::attendance;
use super::cast::{Cast, Times};
use super::events::events;
use super::people::{DemoPerson, PEOPLE, Region, people};
use super::plans::{catalogue, plan};
use super::rng::Rng;
use super::statements::{Judge, answer, facts, judgement, log, recap};
use crate::accounts::{Cost, NotMade, Wanted, create};
use crate::pen::{Draft, NotWritten, Pen};
use crate::region::{NotFounded, Secrets, file, file_all, found as found_region};
use crate::store::Store;

/// Password of the accounts that can sign in.
pub const PASSWORD: &str = "takar-demo";
/// Seed of the region that `takar demo` makes.
pub const SEED: u64 = 2026;
/// Key of the policy that ships for it.
pub const POLICY: &str = "contoh";

/// How large a region is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// People; the offices repeat until all have a place.
    pub people: usize,
    /// Finished months with a recap.
    pub months: i32,
}

impl Default for Size {
    fn default() -> Self {
        Self { people: PEOPLE, months: 3 }
    }
}

/// How to sign in to what was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Demo {
    /// Name of the region.
    pub region: String,
    /// Name to sign in with, and whose account it is.
    pub accounts: Vec<(String, String)>,
}

impl From<NotWritten> for NotFounded {
    fn from(error: NotWritten) -> Self {
        Self::Record(error.to_string())
    }
}

impl From<NotMade> for NotFounded {
    fn from(error: NotMade) -> Self {
        match error {
            NotMade::Store(error) => Self::Store(error),
            other => Self::Record(other.to_string()),
        }
    }
}

/// Makes the demonstration region of a seed as it stands on a day.
pub fn found(store: &Store, seed: u64, size: Size, cost: Cost, now: i64, today: Day) -> Result<Demo, NotFounded> {
    let region = people(seed, today, size.people);
    let secrets = Secrets::from_seed(seed);
    let founder = found_region(store, &region.name, &secrets, now, today)?;
    let salt = store.region_now()?.map(|region| region.salt).unwrap_or_default();
    let ids = region.people.iter().map(|person| person_id(&salt, person.nip)).collect();
    let cast = Cast::choose(&region);
    let mut making = Making {
        store,
        secrets,
        ids,
        cast,
        rng: Rng::new(seed ^ 0x0074_616b_6172),
        now,
        today,
        times: Times::before(today, size.months),
        book: Book::new(),
        chains: BTreeMap::new(),
        signed: Vec::new(),
        judged: BTreeMap::new(),
        region,
    };
    making.found_facts(founder)?;
    let accounts = making.make_accounts(cost)?;
    making.recaps()?;
    making.work()?;
    making.peers()?;
    store.derive_all_now(now, today)?;
    Ok(Demo { region: making.region.name, accounts })
}

struct Making<'s> {
    store: &'s Store,
    secrets: Secrets,
    region: Region,
    ids: Vec<Id>,
    cast: Cast,
    rng: Rng,
    now: i64,
    today: Day,
    times: Times,
    /// What pay reads, folded as a treasurer's device folds it.
    book: Book,
    /// One chain for each account that wrote something.
    chains: BTreeMap<usize, Pen>,
    /// What was signed and not sent in yet, by author.
    signed: Vec<(String, Vec<Record>)>,
    /// The superior's judgement of each person in the last quarter.
    judged: BTreeMap<usize, Penilaian>,
}

impl Making<'_> {
    fn person(&self, at: usize) -> &DemoPerson {
        &self.region.people[at]
    }

    fn plan(&self, at: usize, year: i32) -> Option<Skp> {
        plan(&self.region, at, year, |superior| subject::plan(self.ids[superior], year))
    }

    fn subordinates(&self, at: usize) -> Vec<usize> {
        (0..self.ids.len()).filter(|one| self.person(*one).superior == Some(at)).collect()
    }

    /// What the person is weak at, the same in every judgement.
    fn weakness(&self, at: usize) -> Option<Nilai> {
        if at == self.cast.employee {
            return Some(Nilai::Adaptif);
        }
        let digit = usize::from(self.ids[at].0[0]);
        (digit % 3 == 0).then(|| Nilai::ALL[digit / 3 % Nilai::ALL.len()])
    }

    /// Signs drafts on a person's chain, opening it the first time; `send` sends what was signed.
    fn write(&mut self, at: usize, drafts: Vec<Draft>) -> Result<Vec<Record>, NotFounded> {
        let author = author_of(self.ids[at]);
        let mut records = Vec::with_capacity(drafts.len() + 1);
        if !self.chains.contains_key(&at) {
            let mut pen = Pen::new(&self.secrets.part(&author), &author, None);
            records.push(pen.open("contoh", None, self.now)?);
            self.chains.insert(at, pen);
        }
        let Some(pen) = self.chains.get_mut(&at) else { return Ok(records) };
        for draft in drafts {
            records.push(pen.write(draft, self.now)?);
        }
        self.signed.push((author, records.clone()));
        Ok(records)
    }

    fn send(&mut self) -> Result<(), NotFounded> {
        file_all(self.store, core::mem::take(&mut self.signed), self.now, self.today)
    }

    fn keep(&mut self, records: Vec<Record>) {
        for record in records {
            self.book.add_decided(Arc::new(record), Verdict::Accepted);
        }
    }

    /// Offices, facts, the policy and the catalogue, written by the founder.
    fn found_facts(&mut self, mut founder: Pen) -> Result<(), NotFounded> {
        let mut drafts = Vec::new();
        for office in &self.region.offices {
            let words = Office {
                name: office.name.clone(),
                unit_kind: Some(office.kind.clone()),
                parent: office.parent.clone(),
            };
            drafts.push(Draft::new(Kind::Office, subject::office(&office.code), &words)?);
        }
        let from = Month::new(2024, 1).unwrap_or(self.times.first_recap).first();
        drafts.push(Draft::new(
            Kind::Policy,
            subject::policy(from),
            &Policy::Founded(FoundedPolicy { key: POLICY.into() }),
        )?);
        for programme in catalogue(self.today) {
            drafts.push(Draft::new(Kind::Programme, subject::programme(&programme.id), &programme)?);
        }
        for (at, person) in self.region.people.iter().enumerate() {
            let superior = person.superior.map(|superior| self.ids[superior]);
            drafts.extend(facts(person, self.ids[at], superior, self.times.start, self.today)?);
        }
        drafts.extend(events(&self.region, &self.cast, &self.ids, self.today)?);
        let now = self.now;
        let records = drafts.into_iter().map(|draft| founder.write(draft, now)).collect::<Result<Vec<_>, _>>()?;
        file(self.store, FOUNDER, records.clone(), now, self.today)?;
        self.keep(records);
        Ok(())
    }

    /// An account for everyone; those of the cast and of its team can sign in.
    fn make_accounts(&mut self, cost: Cost) -> Result<Vec<(String, String)>, NotFounded> {
        let cast = &self.cast;
        let named = BTreeMap::from([
            (cast.employee, ("pegawai", None)),
            (cast.peer, ("rekan", None)),
            (cast.superior, ("atasan", None)),
            (cast.hr, ("hr", Some(Role::Hr(Scope::Region)))),
            (cast.treasurer, ("bendahara", Some(Role::Treasurer(Scope::Region)))),
            (cast.approver, ("ppk", Some(Role::Approver(Scope::Region)))),
            (cast.leader, ("pimpinan", None)),
        ]);
        let nips: Vec<String> = self.region.people.iter().map(|person| person.nip.to_string()).collect();
        let mut wanted = Vec::with_capacity(nips.len() + 1);
        for (at, person) in self.region.people.iter().enumerate() {
            let name = named.get(&at);
            let signs_in = name.is_some() || cast.team.iter().take(6).any(|one| *one == at);
            wanted.push(Wanted {
                author: author_of(self.ids[at]),
                login: name.map_or(nips[at].as_str(), |(login, _)| login),
                name: &person.name,
                password: signs_in.then_some(PASSWORD),
                roles: [Role::Pegawai].into_iter().chain(name.and_then(|(_, role)| role.clone())).collect(),
            });
        }
        wanted.push(Wanted {
            author: format!("a-{}", Hash::of(b"operator").short()),
            login: "operator",
            name: "Operator",
            password: Some(PASSWORD),
            roles: vec![Role::Operator],
        });
        create(self.store, &wanted, cost, self.now, self.today)?;
        let mut accounts: Vec<(String, String)> = named
            .iter()
            .map(|(at, (login, _))| {
                ((*login).to_owned(), format!("{}, {}", self.person(*at).name, self.person(*at).title))
            })
            .collect();
        accounts.push(("operator".into(), "mengelola server, tidak melihat data pegawai".into()));
        let order = ["pegawai", "rekan", "atasan", "pimpinan", "hr", "bendahara", "ppk", "operator"];
        accounts.sort_by_key(|(login, _)| order.iter().position(|one| one == login));
        Ok(accounts)
    }

    /// Recaps of the last finished months, written by HR, and what was paid before them, written by the treasurer.
    fn recaps(&mut self) -> Result<(), NotFounded> {
        let mut drafts = Vec::new();
        for at in 0..self.ids.len() {
            let Some(plan) = self.plan(at, self.times.quarter.year()) else { continue };
            let judged = judgement(&plan, Judge::Superior, self.weakness(at), &mut self.rng);
            let (hasil, perilaku) = (judged.hasil, judged.perilaku);
            self.judged.insert(at, judged);
            drafts.extend(self.recaps_of(at, hasil, perilaku)?);
        }
        let records = self.write(self.cast.hr, drafts)?;
        self.keep(records);
        let shown = [self.cast.employee, self.cast.peer, self.cast.superior]
            .map(|at| (self.ids[at], self.region.people[at].office.as_str()));
        let drafts = attendance::drafts(&self.region.offices, &shown, self.times.start, self.today)?;
        let records = self.write(self.cast.hr, drafts)?;
        self.keep(records);
        let balances = self.balances()?;
        let records = self.write(self.cast.treasurer, balances)?;
        self.keep(records);
        self.send()
    }

    fn recaps_of(&mut self, at: usize, hasil: Ekspektasi, perilaku: Ekspektasi) -> Result<Vec<Draft>, NotWritten> {
        let person = &self.region.people[at];
        let office = self.region.offices.iter().find(|office| office.code == person.office);
        let pola = office.map(|office| office.pola).unwrap_or_default();
        let mut drafts = Vec::new();
        for month in self.times.recap_months() {
            let words = recap(person, pola, month, hasil, perilaku, &mut self.rng);
            // Two people's last month has not been handed in: the run names them.
            let is_last = month == self.times.last_recap;
            let late = is_last && [17, 401].contains(&at);
            if person.appointed <= month.first() && !late {
                drafts.push(Draft::new(Kind::Recap, subject::recap(self.ids[at], month), &words)?);
            }
        }
        Ok(drafts)
    }

    /// Opening balances of the year: the months before the first recap, each worth what the first one gives.
    fn balances(&self) -> Result<Vec<Draft>, NotFounded> {
        let month = self.times.first_recap;
        let months = month.number() - 1;
        let Some(first_of_year) = Day::new(month.year(), 1, 1).filter(|_| months > 0) else { return Ok(Vec::new()) };
        let law = Rulebook::national();
        let Ok(frame) = Frame::of(&self.book, month) else { return Ok(Vec::new()) };
        let mut drafts = Vec::new();
        for (at, person) in self.region.people.iter().enumerate() {
            let worked = i64::from(months).min(i64::from(month.months_since(person.appointed.month())));
            let Ok(slip) = frame.case(&self.book, self.ids[at], law).and_then(|case| case.slip(law)) else {
                continue;
            };
            let times = |amount: Rupiah| Rupiah::new(amount.get().saturating_mul(worked));
            let saldo = Saldo {
                gross_rp: times(slip.tax.gross),
                tax_rp: times(slip.tax.tax),
                iwp_rp: times(slip.tax.contributions),
                months,
            };
            if worked > 0 {
                let subject = subject::fact(self.ids[at], Field::Saldo, first_of_year);
                drafts.push(Draft::new(Kind::Fact, subject, &Fact::Saldo(saldo))?);
            }
        }
        Ok(drafts)
    }

    /// What everyone writes on the own chain: plan, log, judgements, and what superiors say to their people.
    fn work(&mut self) -> Result<(), NotFounded> {
        for at in 0..self.ids.len() {
            let mut drafts = self.own_work(at)?;
            for subordinate in self.subordinates(at) {
                drafts.extend(self.as_superior(at, subordinate)?);
            }
            self.write(at, drafts)?;
        }
        self.send()
    }

    fn own_work(&mut self, at: usize) -> Result<Vec<Draft>, NotWritten> {
        let id = self.ids[at];
        let mut drafts = Vec::new();
        for year in self.times.years.clone() {
            let Some(plan) = self.plan(at, year) else { continue };
            drafts.push(Draft::new(Kind::Plan, subject::plan(id, year), &plan)?);
            let entries = match at {
                _ if at == self.cast.employee => 14,
                _ if self.cast.team.contains(&at) => 6,
                _ if self.rng.chance(3_300) => 4,
                _ => 0,
            };
            let until = self.today.min(Day::new(year, 12, 31).unwrap_or(self.today));
            for entry in log(&plan, year, until, entries, &mut self.rng) {
                drafts.push(Draft::new(Kind::Log, subject::log(id, year), &entry)?);
            }
        }
        let quarter = self.times.quarter;
        let judges_itself = at == self.cast.employee || self.cast.team.contains(&at) || self.rng.chance(9_200);
        if judges_itself && let Some(plan) = self.plan(at, quarter.year()) {
            let own = judgement(&plan, Judge::Own, None, &mut self.rng);
            drafts.push(Draft::new(Kind::Rating, subject::rating(id, &quarter.to_string(), id), &own)?);
        }
        if at != self.cast.employee && self.rng.chance(900) {
            drafts.extend(self.enrolment(at)?);
        }
        Ok(drafts)
    }

    fn enrolment(&mut self, at: usize) -> Result<Option<Draft>, NotWritten> {
        let programmes = catalogue(self.today);
        let person = self.person(at);
        let open = |post: &str, posts: &[String]| posts.is_empty() || posts.iter().any(|one| one == post);
        let fitting: Vec<(&str, &str)> = programmes
            .iter()
            .filter(|programme| open(&person.post_code, &programme.target_posts))
            .filter_map(|programme| Some((programme.id.as_str(), programme.sessions.first()?.id.as_str())))
            .collect();
        let words = Enrolment { state: EnrolmentState::Enrolled, name: format!("{}, {}", person.name, person.title) };
        let Some((programme, session)) = self.rng.pick(&fitting) else { return Ok(None) };
        let subject = subject::enrolment(self.ids[at], programme, session);
        Draft::new(Kind::Enrolment, subject, &words).map(Some)
    }

    fn as_superior(&mut self, at: usize, subordinate: usize) -> Result<Vec<Draft>, NotWritten> {
        let (mine, theirs) = (self.ids[at], self.ids[subordinate]);
        let quarter = self.times.quarter.to_string();
        let mut drafts = Vec::new();
        for year in self.times.years.clone() {
            let plan = subject::plan(mine, year);
            let results = self.plan(at, year).map(|plan| plan.results).unwrap_or_default();
            let result = |result: domain::kinerja::RencanaHasil| SuperiorResult {
                plan: plan.clone(),
                id: result.id,
                text: result.text,
            };
            let words = Expectation {
                from: self.person(at).name.clone(),
                results: results.into_iter().map(result).collect(),
                text: "Layani warga sesuai standar, catat realisasi setiap selesai bekerja, dan bantu rekan satu tim."
                    .into(),
            };
            drafts.push(Draft::new(Kind::Expectation, subject::expectation(theirs, year), &words)?);
        }
        // In the team that is shown, two people still wait for their superior's rating.
        let shown = self.cast.team.iter().position(|one| *one == subordinate);
        let rated = shown.map_or_else(|| self.rng.chance(9_000), |place| !(2..4).contains(&place));
        if rated && let Some(judged) = self.judged.get(&subordinate) {
            drafts.push(Draft::new(Kind::Rating, subject::rating(theirs, &quarter, mine), judged)?);
        }
        if shown == Some(0) {
            let words = Feedback {
                from: self.person(at).name.clone(),
                text: "Warga memuji cara Anda menjelaskan. Coba pakai formulir digital supaya antrean lebih pendek."
                    .into(),
                day: self.times.quarter.last().plus_days(-9),
                answer: None,
            };
            drafts.push(Draft::new(Kind::Feedback, subject::feedback(theirs, &quarter), &words)?);
        }
        for peer in self.asked_about(at, subordinate) {
            let person = self.person(subordinate);
            let words = PeerRequest { name: person.name.clone(), title: person.title.clone(), stands: true };
            drafts.push(Draft::new(
                Kind::PeerRequest,
                subject::peer_request(self.ids[peer], &quarter, theirs),
                &words,
            )?);
        }
        Ok(drafts)
    }

    /// Who is asked about a person: four of the same team, where the team is large enough.
    fn asked_about(&self, superior: usize, person: usize) -> Vec<usize> {
        let team = self.subordinates(superior);
        let shown = superior == self.cast.superior;
        if team.len() < 5 || !(shown || person.is_multiple_of(9)) {
            return Vec::new();
        }
        // The peer of the cast is asked about a third one of the team and has not answered yet. A summary waits for all
        // who were asked; the employee's is there.
        let is_peer = |one: usize| one == self.cast.peer;
        let third = self.cast.team.get(2) == Some(&person);
        let others = team.iter().copied().filter(|one| *one != person);
        let mut asked: Vec<usize> = others.filter(|one| !is_peer(*one) || person != self.cast.employee).collect();
        asked.sort_by_key(|one| (!third || !is_peer(*one), *one));
        asked.truncate(4);
        asked
    }

    /// Peers' answers, after the requests.
    fn peers(&mut self) -> Result<(), NotFounded> {
        let quarter = self.times.quarter.to_string();
        let mut by_peer: BTreeMap<usize, Vec<Draft>> = BTreeMap::new();
        for person in 0..self.ids.len() {
            let Some(superior) = self.person(person).superior else { continue };
            let weak = self.weakness(person);
            for peer in self.asked_about(superior, person) {
                if peer == self.cast.peer {
                    continue;
                }
                let subject = subject::peer(self.ids[person], &quarter, self.ids[peer]);
                let draft = Draft::new(Kind::Peer, subject, &answer(weak, &mut self.rng))?;
                by_peer.entry(peer).or_default().push(draft);
            }
        }
        for (peer, drafts) in by_peer {
            self.write(peer, drafts)?;
        }
        self.send()
    }
}
