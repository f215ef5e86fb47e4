//! The form of one dated fact: entries by name as typed, read into a fact or into problems at their fields.
//!
//! Shares the reading of single cells with the import, so both refuse the same things.

use std::collections::{BTreeMap, BTreeSet};

use domain::asn::{Child, Family, Keadaan, MasaKerja, Spouse};
use domain::calendar::{Day, Month};
use domain::law::Rulebook;
use domain::pay::Post;
use domain::tpp::{ActingMode, Measure, MeasureKind, MeasureSource, Policy};
use ledger::payload::{Diri, Fact, Jabatan, Penugasan, Putusan, Sebagai};
use ledger::subject::Field;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::pages::meja::hr::import::cells::{self, PostCells};
use crate::pages::meja::hr::import::problem::Problem;
use crate::pages::meja::hr::import::row::{earliest, latest};
use crate::words::format;

/// Fields that can be stated by form.
pub const FIELDS: [Field; 10] = [
    Field::Golongan,
    Field::Jabatan,
    Field::Keadaan,
    Field::Penugasan,
    Field::Putusan,
    Field::Keluarga,
    Field::Pajak,
    Field::Status,
    Field::Diri,
    Field::Identitas,
];

/// Most children of a form; more than any rule counts.
pub const MOST_CHILDREN: usize = 12;

/// Entries by name, as typed; saved as a draft at each change.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct FactForm {
    /// Entries.
    pub texts: BTreeMap<String, String>,
    /// Numbers of the children shown.
    pub children: Vec<u32>,
}

/// What is wrong at a field of the form.
pub type Wrong = Vec<(String, Problem)>;

/// What the form is read against.
#[derive(Debug, Clone)]
pub struct Rules {
    /// Codes of the offices the role reaches.
    pub offices: BTreeSet<String>,
    /// People who can be a superior, as texts of their ids; the person is not among them.
    pub superiors: BTreeSet<String>,
    /// The day of writing.
    pub today: Day,
    /// The policy in force, for the decisions it measures.
    pub policy: Option<&'static Policy>,
}

/// Lists what a policy learns from decisions about a person.
pub fn decisions(policy: Option<&'static Policy>) -> impl Iterator<Item = &'static Measure> {
    policy.into_iter().flat_map(Policy::measures).filter(|measure| measure.source == MeasureSource::Decision)
}

/// Ways in which TPP of both posts meet, with their codes.
pub const WAYS: [(&str, ActingMode); 4] = [
    ("replace", ActingMode::Replace),
    ("share", ActingMode::Share),
    ("add", ActingMode::Add),
    ("higher", ActingMode::Higher),
];

/// How a post beside the own one is held, with its codes.
pub const HELD_AS: [(&str, Sebagai); 3] = [("plt", Sebagai::Plt), ("plh", Sebagai::Plh), ("pj", Sebagai::Pj)];

/// Names of a child's entries.
#[must_use]
pub fn child(number: u32, part: &str) -> String {
    format!("anak-{number}-{part}")
}

impl FactForm {
    /// Returns the entry as typed.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.texts.get(name).map_or("", |text| text.as_str())
    }

    /// Takes an entry.
    pub fn set(&mut self, name: &str, text: String) {
        self.texts.insert(name.to_owned(), text);
    }

    /// Says whether two forms hold the same text under a name.
    #[must_use]
    pub fn same_text(a: &Self, b: &Self, name: &str) -> bool {
        a.get(name) == b.get(name)
    }

    /// Returns the chosen field.
    #[must_use]
    pub fn field(&self) -> Option<Field> {
        FIELDS.into_iter().find(|field| field.code() == self.get("bidang"))
    }

    /// Adds an empty child and returns its number.
    pub fn add_child(&mut self) -> u32 {
        let number = self.children.iter().max().map_or(1, |last| last + 1);
        self.children.push(number);
        number
    }

    /// Takes a child away.
    pub fn drop_child(&mut self, number: u32) {
        self.children.retain(|one| *one != number);
        self.texts.retain(|name, _| !name.starts_with(&child(number, "")));
    }

    /// Begins with a field as it stands, so that only what changed needs typing; the first day stays open.
    #[must_use]
    pub fn of(field: Field, fact: Option<&Fact>) -> Self {
        let mut form = Self::default();
        form.set("bidang", field.code().to_owned());
        let Some(fact) = fact else { return form };
        match fact {
            Fact::Identitas { nip, name } => {
                form.set("nip", nip.to_string());
                form.set("nama", name.clone());
            }
            Fact::Status { status } => form.set("status", crate::words::pay::status(*status).to_lowercase()),
            Fact::Golongan { golongan, mkg } => {
                form.set("golongan", golongan.to_string());
                form.set("mkg-tahun", mkg.years().to_string());
                form.set("mkg-bulan", mkg.months().to_string());
            }
            Fact::Jabatan(jabatan) => form.fill_post(jabatan),
            Fact::Keluarga(family) => form.fill_family(family),
            Fact::Pajak { ptkp } => form.set("ptkp", ptkp.to_string()),
            Fact::Diri(diri) => form.fill_diri(diri),
            // A paper speaks of one standing; the next one brings its own.
            Fact::Keadaan { keadaan, .. } => form.set("keadaan", keadaan.code().to_owned()),
            Fact::Penugasan(order) => form.fill_order(order),
            // Each decision is its own.
            Fact::Putusan { .. }
            | Fact::Saldo(_)
            | Fact::Rekening(_)
            | Fact::Pengembalian { .. }
            | Fact::Penghasilan { .. } => {}
        }
        form
    }

    fn fill_order(&mut self, order: &Penugasan) {
        let code = HELD_AS.iter().find(|(_, held)| *held == order.sebagai).map_or("", |(code, _)| code);
        self.set("sebagai", code.to_owned());
        self.set("jabatan-rangkap", order.title.clone());
        self.set("kelas-rangkap", order.kelas.map(|kelas| kelas.to_string()).unwrap_or_default());
        self.set("selesai", order.until.map(|day| day.to_string()).unwrap_or_default());
        let way = order.mode.and_then(|mode| WAYS.iter().find(|(_, way)| *way == mode)).map_or("", |(code, _)| code);
        self.set("cara", way.to_owned());
        self.set("persen", order.share_percent.map(format::decimal).unwrap_or_default());
        self.set("surat", order.paper.clone());
    }

    /// Returns the first day of what is stated, when it can be read already.
    #[must_use]
    pub fn first_day(&self) -> Option<Day> {
        match self.field()? {
            Field::Pajak => Day::new(self.get("tahun").trim().parse().ok()?, 1, 1),
            Field::Putusan => self.get("mulai-bulan").parse::<Month>().ok().map(Month::first),
            _ => self.get("berlaku").parse().ok(),
        }
    }

    fn fill_post(&mut self, jabatan: &Jabatan) {
        self.set("jabatan", jabatan.title.clone());
        let (kind, eselon, family, level) = match &jabatan.post {
            Post::Umum => ("umum", "", "", ""),
            Post::Struktural { eselon } => ("struktural", eselon.as_str(), "", ""),
            Post::Fungsional { family, level } => ("fungsional", "", family.as_str(), level.as_str()),
            Post::Given { .. } | Post::StrukturalGiven { .. } => (GIVEN, "", "", ""),
        };
        for (name, text) in [("jenis", kind), ("eselon", eselon), ("rumpun", family), ("jenjang", level)] {
            self.set(name, text.to_owned());
        }
        self.set("kelas", jabatan.kelas.map(|kelas| kelas.to_string()).unwrap_or_default());
        self.set("kantor", jabatan.office.clone());
        self.set("atasan", jabatan.superior.map(|id| id.to_string()).unwrap_or_default());
    }

    fn fill_diri(&mut self, diri: &Diri) {
        self.set("nik", diri.nik.as_ref().map(ToString::to_string).unwrap_or_default());
        self.set("npwp", diri.npwp.as_ref().map(ToString::to_string).unwrap_or_default());
        self.set("alamat", diri.address.clone().unwrap_or_default());
    }

    fn fill_family(&mut self, family: &Family) {
        if let Some(spouse) = &family.spouse {
            self.set("kawin", "ya".into());
            self.set("kawin-sejak", spouse.since.to_string());
            self.set("kawin-sampai", spouse.until.map(|day| day.to_string()).unwrap_or_default());
            self.set("nip-pasangan", spouse.nip.map(|nip| nip.to_string()).unwrap_or_default());
            self.set("menerima", if spouse.takes_allowance { "ya".into() } else { "tidak".into() });
        } else {
            self.set("kawin", "tidak".into());
        }
        for one in &family.children {
            let number = self.add_child();
            self.set(&child(number, "lahir"), one.born.to_string());
            self.set(&child(number, "sekolah"), one.student_until.map(|day| day.to_string()).unwrap_or_default());
            self.set(&child(number, "sampai"), one.until.map(|day| day.to_string()).unwrap_or_default());
        }
    }

    /// Reads the form.
    ///
    /// # Errors
    /// Everything that is wrong, at its field.
    pub fn read(&self, rules: &Rules, before: Option<&Fact>) -> Result<(Field, Day, Fact), Wrong> {
        let mut wrong = Vec::new();
        let Some(field) = self.field() else { return Err(vec![("bidang".into(), Problem::Required)]) };
        let mut r = Reading { form: self, wrong: &mut wrong, today: rules.today };
        let from = match field {
            // PTKP is the status on the first day of the year.
            Field::Pajak => {
                let last = u32::try_from(rules.today.month().year() + 1).unwrap_or(9998);
                r.must("tahun", |text| year(text, last)).and_then(|year| Day::new(year, 1, 1))
            }
            // A decision counts in whole months.
            Field::Putusan => r.month("mulai-bulan").map(Month::first),
            _ => r.must("berlaku", |text| cells::day_within(text, earliest(), latest(rules.today))),
        };
        let fact = match field {
            Field::Identitas => r.identity(),
            Field::Status => r.must("status", cells::status).map(|status| Fact::Status { status }),
            Field::Golongan => r.rank(),
            Field::Jabatan => r.post(rules, before),
            Field::Keluarga => r.family(),
            Field::Pajak => {
                r.must("ptkp", |text| text.parse().map_err(|_| Problem::Ptkp)).map(|ptkp| Fact::Pajak { ptkp })
            }
            Field::Diri => r.diri(),
            Field::Keadaan => r.keadaan(),
            Field::Penugasan => r.order(from),
            Field::Putusan => r.decision(rules, from, before),
            Field::Saldo | Field::Rekening | Field::Pengembalian | Field::Penghasilan => None,
        };
        match (from, fact) {
            (Some(from), Some(fact)) if wrong.is_empty() => Ok((field, from, fact)),
            _ => Err(wrong),
        }
    }
}

/// The kind of a post whose allowance is given by a letter; it can be kept, not entered here.
pub const GIVEN: &str = "surat";

fn year(text: &str, last: u32) -> Result<i32, Problem> {
    let read = text.parse::<i32>().ok().filter(|year| (2000..=i32::try_from(last).unwrap_or(9998)).contains(year));
    read.ok_or(Problem::Number { min: 2000, max: last })
}

struct Reading<'a> {
    form: &'a FactForm,
    wrong: &'a mut Wrong,
    today: Day,
}

impl Reading<'_> {
    fn must<T>(&mut self, name: &str, read: impl Fn(&str) -> Result<T, Problem>) -> Option<T> {
        let text = self.form.get(name).trim();
        let found = if text.is_empty() { Err(Problem::Required) } else { read(text) };
        found.map_err(|problem| self.wrong.push((name.to_owned(), problem))).ok()
    }

    fn may<T>(&mut self, name: &str, read: impl Fn(&str) -> Result<T, Problem>) -> Option<T> {
        if self.form.get(name).trim().is_empty() { None } else { self.must(name, read) }
    }

    fn words(&mut self, name: &str, max: usize) -> Option<String> {
        self.must(
            name,
            |text| {
                if text.chars().count() > max { Err(Problem::TooLong { max }) } else { Ok(text.to_owned()) }
            },
        )
    }

    fn identity(&mut self) -> Option<Fact> {
        let (nip, name) = (self.must("nip", cells::nip), self.words("nama", 120));
        Some(Fact::Identitas { nip: nip?, name: name? })
    }

    fn keadaan(&mut self) -> Option<Fact> {
        let keadaan = self.must("keadaan", |text| Keadaan::from_code(text).ok_or(Problem::Required));
        let paper = self.words("surat", 160);
        Some(Fact::Keadaan { keadaan: keadaan?, paper: paper? })
    }

    fn month(&mut self, name: &str) -> Option<Month> {
        let (first, last) = (earliest(), latest(self.today));
        self.must(name, |text| {
            let month: Month = text.parse().map_err(|_| Problem::Date)?;
            cells::day_within(&month.first().to_string(), first, last).map(Day::month)
        })
    }

    fn percent(text: &str) -> Result<Decimal, Problem> {
        let read = format::read_decimal(text).filter(|share| (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(share));
        read.ok_or(Problem::Number { min: 0, max: 100 })
    }

    fn order(&mut self, from: Option<Day>) -> Option<Fact> {
        let held = |text: &str| HELD_AS.iter().find(|(code, _)| *code == text).map(|(_, held)| *held);
        let sebagai = self.must("sebagai", |text| held(text).ok_or(Problem::Required));
        let title = self.words("jabatan-rangkap", 160);
        let kelas = self.may("kelas-rangkap", |text| cells::number(text, 1, 17));
        let (first, last) = (from.unwrap_or(earliest()), latest(self.today));
        let until = self.may("selesai", |text| cells::day_within(text, first, last));
        let way = |text: &str| WAYS.iter().find(|(code, _)| *code == text).map(|(_, way)| *way);
        let mode = self.may("cara", |text| way(text).ok_or(Problem::Required));
        let share_percent = self.may("persen", Self::percent);
        let paper = self.words("surat", 160);
        let (sebagai, title, paper) = (sebagai?, title?, paper?);
        Some(Fact::Penugasan(Penugasan { sebagai, title, kelas, until, mode, share_percent, paper }))
    }

    /// Adds a decision to those of the same month, in place of one about the same measure.
    fn decision(&mut self, rules: &Rules, from: Option<Day>, before: Option<&Fact>) -> Option<Fact> {
        let key = self.form.get("ukuran").to_owned();
        let measure = decisions(rules.policy).find(|one| one.key == key);
        if measure.is_none() {
            self.wrong.push(("ukuran".to_owned(), Problem::Required));
        }
        let value = match measure.map(|one| one.kind) {
            None | Some(MeasureKind::Flag) => Some(Decimal::ONE),
            Some(_) => self.must("nilai", |text| {
                let value = format::read_decimal(text).ok_or(Problem::NotANumber)?;
                if measure.is_some_and(|one| one.accepts(value)) { Ok(value) } else { Err(Problem::NotTaken) }
            }),
        };
        let until = if self.form.get("sampai-bulan").trim().is_empty() { None } else { self.month("sampai-bulan") };
        if let (Some(from), Some(until)) = (from, until)
            && until < from.month()
        {
            let problem = Problem::DateOutside { from, until: latest(self.today) };
            self.wrong.push(("sampai-bulan".to_owned(), problem));
        }
        let paper = self.words("surat", 160);
        let one = Putusan { measure: key, value: value?, until, paper: paper? };
        let mut decided = match before {
            Some(Fact::Putusan { decided }) => decided.clone(),
            _ => Vec::new(),
        };
        match decided.iter_mut().find(|other| other.measure == one.measure) {
            Some(other) => *other = one,
            None => decided.push(one),
        }
        Some(Fact::Putusan { decided })
    }

    fn diri(&mut self) -> Option<Fact> {
        let nik = self.may("nik", cells::digits);
        let npwp = self.may("npwp", cells::digits);
        let address = self.may("alamat", cells::words(cells::ADDRESS_MAX));
        if self.wrong.is_empty() && nik.is_none() && npwp.is_none() && address.is_none() {
            self.wrong.push(("nik".to_owned(), Problem::Required));
        }
        Some(Fact::Diri(Diri { nik, npwp, address }))
    }

    fn rank(&mut self) -> Option<Fact> {
        let golongan = self.must("golongan", cells::golongan);
        let years = self.must("mkg-tahun", |text| cells::number(text, 0, 60));
        let months = self.must("mkg-bulan", |text| cells::number(text, 0, 11));
        Some(Fact::Golongan { golongan: golongan?, mkg: MasaKerja::new(years?, months?)? })
    }

    fn post(&mut self, rules: &Rules, before: Option<&Fact>) -> Option<Fact> {
        let title = self.words("jabatan", 160);
        let before = match before {
            Some(Fact::Jabatan(jabatan)) => Some(jabatan),
            _ => None,
        };
        let post = self.allowance(before);
        let kelas = self.may("kelas", |text| cells::number(text, 1, 17));
        let office =
            self.must(
                "kantor",
                |text| {
                    if rules.offices.contains(text) { Ok(text.to_owned()) } else { Err(Problem::Office) }
                },
            );
        let superior = self.may("atasan", |text| match rules.superiors.contains(text) {
            true => text.parse().map_err(|_| Problem::UnknownSuperior),
            false => Err(Problem::UnknownSuperior),
        });
        let title = title?;
        let code = before.filter(|old| old.title == title).and_then(|old| old.code.clone());
        Some(Fact::Jabatan(Jabatan { title, code, post: post?, kelas, office: office?, superior }))
    }

    fn allowance(&mut self, before: Option<&Jabatan>) -> Option<Post> {
        let kind = self.form.get("jenis").to_owned();
        if kind == GIVEN {
            let kept = before.map(|old| old.post.clone());
            let kept = kept.filter(|post| matches!(post, Post::Given { .. } | Post::StrukturalGiven { .. }));
            if kept.is_none() {
                self.wrong.push(("jenis".into(), Problem::Required));
            }
            return kept;
        }
        // Entries of another kind of post stay in the draft, but are not shown and do not count.
        let of = |wanted: &str, name: &str| if kind == wanted { self.form.get(name) } else { "" };
        let cells = PostCells {
            kind: &kind,
            eselon: of("struktural", "eselon"),
            family: of("fungsional", "rumpun"),
            level: of("fungsional", "jenjang"),
        };
        match cells::post(cells, Rulebook::national()) {
            Ok(post) => Some(post),
            Err(problems) => {
                let named = problems.into_iter().map(|(column, problem)| {
                    (if column == "jenis_jabatan" { "jenis" } else { column }.to_owned(), problem)
                });
                self.wrong.extend(named);
                None
            }
        }
    }

    fn family(&mut self) -> Option<Fact> {
        let first = Day::new(1920, 1, 1).unwrap_or(self.today);
        let (today, last) = (self.today, latest(self.today));
        let past = |text: &str| cells::day_within(text, first, today);
        let any = |text: &str| cells::day_within(text, first, last);
        let married = self.must("kawin", cells::yes);
        let spouse = (married == Some(true)).then(|| {
            let since = self.must("kawin-sejak", past);
            let until = self.may("kawin-sampai", any);
            let takes_allowance = self.must("menerima", cells::yes);
            let nip = self.may("nip-pasangan", cells::nip);
            Some(Spouse { since: since?, until, takes_allowance: takes_allowance?, nip })
        });
        let mut children = Vec::new();
        for number in &self.form.children {
            let born = self.must(&child(*number, "lahir"), past);
            let student_until = self.may(&child(*number, "sekolah"), any);
            let until = self.may(&child(*number, "sampai"), any);
            children.extend(born.map(|born| Child { born, student_until, until }));
        }
        let spouse = match spouse {
            None => None,
            Some(read) => Some(read?),
        };
        married.map(|_| Fact::Keluarga(Family { spouse, children }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ledger::hash::Id;

    fn rules() -> Rules {
        Rules {
            offices: BTreeSet::from(["dindik".to_owned()]),
            superiors: BTreeSet::from([Id([7; 16]).to_string()]),
            today: "2026-06-15".parse().unwrap(),
            policy: domain::tpp::named("nasional", "2026-06".parse().unwrap()),
        }
    }

    fn form(field: Field, texts: &[(&str, &str)]) -> FactForm {
        let mut form = FactForm::of(field, None);
        texts.iter().for_each(|(name, text)| form.set(name, (*text).to_owned()));
        form
    }

    #[test]
    fn a_fact_filled_from_what_stands_reads_back_equal() {
        let nip = "198704152011042901".parse().ok();
        let spouse = Spouse { since: "2012-05-01".parse().unwrap(), until: None, takes_allowance: true, nip };
        let child = Child {
            born: "2014-02-03".parse().unwrap(),
            student_until: Some("2026-12-31".parse().unwrap()),
            until: None,
        };
        let facts = [
            (
                Field::Golongan,
                Fact::Golongan { golongan: "III/b".parse().unwrap(), mkg: MasaKerja::new(8, 3).unwrap() },
            ),
            (Field::Status, Fact::Status { status: domain::asn::Status::Cpns }),
            (
                Field::Penugasan,
                Fact::Penugasan(Penugasan {
                    sebagai: Sebagai::Plh,
                    title: "Kepala Bidang".into(),
                    kelas: Some(11),
                    until: "2026-12-31".parse().ok(),
                    mode: Some(ActingMode::Add),
                    share_percent: "12.5".parse().ok(),
                    paper: "SK 1".into(),
                }),
            ),
            (Field::Diri, Fact::Diri(Diri { nik: "9901015504870001".parse().ok(), ..Diri::default() })),
            (Field::Keluarga, Fact::Keluarga(Family { spouse: Some(spouse), children: vec![child] })),
            (
                Field::Jabatan,
                Fact::Jabatan(Jabatan {
                    title: "Guru".into(),
                    code: Some("guru".into()),
                    post: Post::Fungsional { family: "guru".into(), level: "ahli_muda".into() },
                    kelas: Some(8),
                    office: "dindik".into(),
                    superior: Some(Id([7; 16])),
                }),
            ),
        ];
        for (field, fact) in facts {
            let mut form = FactForm::of(field, Some(&fact));
            form.set("berlaku", "2026-07-01".into());
            let read = form.read(&rules(), Some(&fact)).unwrap();
            assert_eq!(read, (field, "2026-07-01".parse().unwrap(), fact));
        }
        let tax = form(Field::Pajak, &[("ptkp", "K/1"), ("tahun", "2026")]).read(&rules(), None).unwrap();
        assert_eq!(tax.1.to_string(), "2026-01-01");
    }

    #[test]
    fn every_wrong_entry_is_named_at_its_field() {
        let names = |form: FactForm| -> Vec<String> {
            form.read(&rules(), None).unwrap_err().into_iter().map(|(name, _)| name).collect()
        };
        assert_eq!(names(FactForm::default()), ["bidang"]);
        assert_eq!(names(form(Field::Golongan, &[])), ["berlaku", "golongan", "mkg-tahun", "mkg-bulan"]);
        let post =
            form(Field::Jabatan, &[("berlaku", "2026-07-01"), ("kantor", "x"), ("atasan", "y"), ("eselon", "IVa")]);
        assert_eq!(names(post), ["jabatan", "jenis", "kantor", "atasan"]);
        let mut family = form(Field::Keluarga, &[("berlaku", "2026-07-01"), ("kawin", "ya")]);
        let number = family.add_child();
        family.set(&child(number, "lahir"), "2030-01-01".into());
        assert_eq!(names(family.clone()), ["kawin-sejak", "menerima", "anak-1-lahir"]);
        family.drop_child(number);
        family.set("kawin", "tidak".into());
        assert!(family.read(&rules(), None).is_ok());
        assert_eq!(names(form(Field::Pajak, &[("ptkp", "K/1"), ("tahun", "1999")])), ["tahun"]);
    }

    #[test]
    fn decisions_of_one_month_lie_side_by_side_and_one_about_the_same_takes_the_place_of_the_other() {
        let typed = |paper: &str| {
            let texts = [("mulai-bulan", "2026-07"), ("ukuran", "hukdis_sedang"), ("sampai-bulan", "2026-12")];
            let mut form = form(Field::Putusan, &texts);
            form.set("surat", paper.to_owned());
            form
        };
        let other = Putusan { measure: "lain".into(), value: Decimal::ONE, until: None, paper: "SK 0".into() };
        let before = Fact::Putusan { decided: vec![other.clone()] };
        let (field, from, first) = typed("SK 1").read(&rules(), Some(&before)).unwrap();
        assert_eq!((field, from), (Field::Putusan, "2026-07-01".parse().unwrap()));
        let (.., second) = typed("SK 2").read(&rules(), Some(&first)).unwrap();
        let Fact::Putusan { decided } = second else { panic!("no decision") };
        let until = "2026-12".parse().ok();
        let one = Putusan { measure: "hukdis_sedang".into(), value: Decimal::ONE, until, paper: "SK 2".into() };
        assert_eq!(decided, [other, one]);
        let mut backwards = typed("SK 1");
        backwards.set("sampai-bulan", "2026-06".into());
        let wrong = backwards.read(&rules(), None).unwrap_err();
        assert!(matches!(&wrong[..], [(name, Problem::DateOutside { .. })] if name == "sampai-bulan"), "{wrong:?}");
    }

    #[test]
    fn an_allowance_by_letter_is_kept_but_not_made_up() {
        let source = "SK 1".to_owned();
        let post = Post::Given { amount_rp: domain::money::Rupiah::new(1), source };
        let jabatan =
            Jabatan { title: "A".into(), code: None, post, kelas: None, office: "dindik".into(), superior: None };
        let fact = Fact::Jabatan(jabatan);
        let mut form = FactForm::of(Field::Jabatan, Some(&fact));
        form.set("berlaku", "2026-07-01".into());
        assert_eq!(form.read(&rules(), Some(&fact)).unwrap().2, fact);
        assert_eq!(form.read(&rules(), None).unwrap_err(), [("jenis".to_owned(), Problem::Required)]);
    }
}
