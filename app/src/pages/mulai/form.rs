//! The form of a slip worked out alone: entries as typed in, the engine's question or the problems of single fields out.
//!
//! Knows no page and no sentence. An entry that is wrong is never read as another one.

use std::collections::BTreeMap;

use domain::asn::{Child, Counted, Family, Golongan, MasaKerja, Ptkp, Spouse, Status};
use domain::calendar::{Day, Month};
use domain::cite::{Cite, Confidence};
use domain::kinerja::Predikat;
use domain::law::{PracticePreset, Rulebook};
use domain::money::{Rounding, Rupiah};
use domain::outcome::Gap;
use domain::pay::{Given, Opening, PayInput, Post, TaxPlan, TppPart, TppTaxMode};
use domain::tax::{Deduction, Liability, Previous};
use domain::tpp::{self, ActingMode, Bearer, Confirmation, Measure, MeasureKind, Policy, PolicyError, ValueUnit};
use rust_decimal::Decimal;

use crate::desk::Fields;
use crate::pages::gaji::{Ask, AskActing, AskTpp};
use crate::words::derive::TRIED;
use crate::words::format::{read_decimal, read_rupiah};

/// Most children the form takes.
pub const MOST_CHILDREN: u8 = 10;
/// Most family members insured at the employee's cost.
pub const MOST_MEMBERS: i64 = 20;
/// Most years of service.
pub const MOST_YEARS: i64 = 45;
/// Highest amount in rupiah.
pub const MOST_RUPIAH: i64 = 1_000_000_000_000;
/// The last choice of a list of posts: the amount stands on a paper.
pub const BY_PAPER: &str = "surat";

/// One entry that keeps the slip from being worked out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldProblem {
    /// Name of the field; also its id on the page.
    pub field: String,
    /// What is wrong.
    pub problem: Problem,
}

/// What is wrong with an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// Nothing was entered.
    Missing,
    /// No month.
    NotAMonth,
    /// No day of the calendar.
    NotADay,
    /// No number.
    NotANumber,
    /// A fraction where only whole numbers exist.
    NotWhole,
    /// Below zero.
    Negative,
    /// Outside what is possible.
    Outside {
        /// Least possible.
        least: Decimal,
        /// Most possible.
        most: Decimal,
    },
    /// More rupiah than a slip may hold.
    TooMuch,
    /// None of the choices.
    NotAChoice,
    /// A rank of the other kind of civil servant, or none.
    NoGolongan,
    /// The pay table has no row for so few years.
    NoRow {
        /// The rank.
        golongan: Golongan,
    },
    /// After the month of the slip.
    AfterMonth,
    /// Before the day of birth.
    BeforeBirth,
    /// The weights that are tried do not sum to what they must.
    Weights {
        /// Their sum.
        sum: Decimal,
        /// What they must sum to.
        must: Decimal,
    },
    /// A value that is tried contradicts the rest of the policy.
    DoesNotFit,
    /// The policy does not hold in the month.
    NotInForce {
        /// First day it holds.
        from: Day,
    },
}

/// Reads all entries, or names every wrong one.
pub fn read(fields: &Fields) -> Result<Ask, Vec<FieldProblem>> {
    let mut reader = Reader { fields, problems: Vec::new() };
    let asked = reader.ask();
    match asked {
        Some(ask) if reader.problems.is_empty() => Ok(ask),
        _ => Err(reader.problems),
    }
}

/// The entries a new form begins with; what decides the amount stays open.
#[must_use]
pub fn fresh(month: Month) -> Fields {
    let entries = [
        ("bulan", month.to_string()),
        ("status", "pns".into()),
        ("keluarga", "ringkas".into()),
        ("anak", "0".into()),
        ("jabatan", "umum".into()),
        ("praktik", "daerah".into()),
        ("tpp", "tidak".into()),
    ];
    entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

/// What belongs to one month alone: attendance, what was measured, amounts of that month's papers, balances of its year.
const OF_ONE_MONTH: [&str; 8] =
    ["bulan", "gapok", "gapok-surat", "tpp-jumlah", "tpp-surat", "predikat", "terakhir", "wajib-pajak"];

/// The entries a new month begins with after another one: what lasts is taken over, the years of service go on.
#[must_use]
pub fn follow(before: &Fields, month: Month) -> Fields {
    let of_one_month = |key: &str| {
        OF_ONE_MONTH.contains(&key) || ["u-", "saldo-", "bukti-"].iter().any(|prefix| key.starts_with(prefix))
    };
    let lasting = before.iter().filter(|(key, _)| !of_one_month(key));
    let mut made = fresh(month);
    made.extend(lasting.map(|(key, value)| (key.clone(), value.clone())));
    let passed = text(before, "bulan").parse::<Month>().map_or(0, |from| month.months_since(from).max(0));
    for (field, by) in [("mkg", passed / 12), ("plt-bulan", passed)] {
        if let Ok(count) = text(before, field).parse::<i32>() {
            made.insert(field.to_owned(), (count + by).to_string());
        }
    }
    made
}

/// Says whether the balances of the year are asked for.
#[must_use]
pub fn needs_opening(fields: &Fields) -> bool {
    let december = text(fields, "bulan").parse::<Month>().is_ok_and(|month| month.number() == 12);
    december || text(fields, "terakhir") == "ya"
}

/// Returns the policy that was chosen, the version of the month before others.
#[must_use]
pub fn policy(fields: &Fields) -> Option<&'static Policy> {
    let key = text(fields, "aturan");
    let month = text(fields, "bulan").parse::<Month>().ok();
    month.and_then(|month| tpp::in_force(tpp::shipped(), key, month)).or_else(|| tpp::by_key(key))
}

/// Returns an entry without blanks around it, empty when there is none.
#[must_use]
pub fn text<'f>(fields: &'f Fields, key: &str) -> &'f str {
    fields.get(key).map_or("", |entry| entry.trim())
}

/// The key for whatever the policy does not name.
pub const OTHER: &str = "lain";

/// Lists the posts to choose from; none where the policy asks for none.
#[must_use]
pub fn posts(policy: &Policy) -> Vec<String> {
    let mut keys: Vec<String> = policy.posts().into_iter().map(str::to_owned).collect();
    if policy.pays_by_post() {
        // One post stands for all.
        keys.retain(|_| policy.posts().len() > 1);
    } else if !keys.is_empty() {
        keys.push(OTHER.to_owned());
    }
    keys
}

/// Lists the kinds of unit to choose from; none where the policy asks for none.
#[must_use]
pub fn unit_kinds(policy: &Policy) -> Vec<String> {
    let mut keys: Vec<String> = policy.unit_kinds().into_iter().map(str::to_owned).collect();
    if !keys.is_empty() {
        keys.push(OTHER.to_owned());
    }
    keys
}

/// Names the field of a measure.
#[must_use]
pub fn measure_field(key: &str) -> String {
    format!("u-{key}")
}

/// Names the field of a value of the policy that is tried.
#[must_use]
pub fn value_field(path: &str) -> String {
    format!("v-{path}")
}

struct Reader<'f> {
    fields: &'f Fields,
    problems: Vec<FieldProblem>,
}

impl Reader<'_> {
    fn text(&self, key: &str) -> &str {
        text(self.fields, key)
    }

    fn wrong<T>(&mut self, field: &str, problem: Problem) -> Option<T> {
        self.problems.push(FieldProblem { field: field.to_owned(), problem });
        None
    }

    fn choice<T>(&mut self, field: &str, choices: &[(&str, T)]) -> Option<T>
    where
        T: Copy,
    {
        let typed = self.text(field);
        if typed.is_empty() {
            return self.wrong(field, Problem::Missing);
        }
        match choices.iter().find(|(code, _)| *code == typed) {
            Some((_, value)) => Some(*value),
            None => self.wrong(field, Problem::NotAChoice),
        }
    }

    fn yes(&mut self, field: &str) -> Option<bool> {
        self.choice(field, &[("ya", true), ("tidak", false)])
    }

    /// Reads a number with its limits; whole where `whole` says so.
    fn number(&mut self, field: &str, least: i64, most: i64, whole: Whole) -> Option<Decimal> {
        let typed = self.text(field).to_owned();
        if typed.is_empty() {
            return self.wrong(field, Problem::Missing);
        }
        let Some(number) = read_decimal(&typed) else { return self.wrong(field, Problem::NotANumber) };
        let (least, most) = (Decimal::from(least), Decimal::from(most));
        if number.is_sign_negative() && !number.is_zero() && least >= Decimal::ZERO {
            return self.wrong(field, Problem::Negative);
        }
        if whole == Whole::Only && !number.fract().is_zero() {
            return self.wrong(field, Problem::NotWhole);
        }
        if number < least || number > most {
            return self.wrong(field, Problem::Outside { least, most });
        }
        Some(number)
    }

    fn count(&mut self, field: &str, least: i64, most: i64) -> Option<u8> {
        let number = self.number(field, least, most, Whole::Only)?;
        u8::try_from(number.mantissa() / 10_i128.pow(number.scale())).ok()
    }

    fn rupiah(&mut self, field: &str) -> Option<Rupiah> {
        let typed = self.text(field).to_owned();
        if typed.is_empty() {
            return self.wrong(field, Problem::Missing);
        }
        match read_rupiah(&typed) {
            Some(amount) if amount < Rupiah::ZERO => self.wrong(field, Problem::Negative),
            Some(amount) if amount.get() > MOST_RUPIAH => self.wrong(field, Problem::TooMuch),
            Some(amount) => Some(amount),
            None if read_decimal(&typed).is_some_and(|number| !number.fract().is_zero()) => {
                self.wrong(field, Problem::NotWhole)
            }
            None if typed.chars().filter(char::is_ascii_digit).count() > 15 => self.wrong(field, Problem::TooMuch),
            None => self.wrong(field, Problem::NotANumber),
        }
    }

    fn rupiah_or_none(&mut self, field: &str) -> Option<Rupiah> {
        if self.text(field).is_empty() { None } else { self.rupiah(field) }
    }

    fn day(&mut self, field: &str) -> Option<Day> {
        let typed = self.text(field);
        if typed.is_empty() {
            return self.wrong(field, Problem::Missing);
        }
        match typed.parse::<Day>() {
            Ok(day) if (1920..=2100).contains(&day.month().year()) => Some(day),
            _ => self.wrong(field, Problem::NotADay),
        }
    }

    fn paper(&self, field: &str) -> String {
        match self.text(field) {
            "" => "-".to_owned(),
            written => written.chars().take(120).collect(),
        }
    }

    fn ask(&mut self) -> Option<Ask> {
        let month = self.month();
        let status = self.choice("status", &[("pns", Status::Pns), ("cpns", Status::Cpns), ("pppk", Status::Pppk)]);
        let golongan = self.golongan(status);
        let years = self.count("mkg", 0, MOST_YEARS);
        let given = self.rupiah_or_none("gapok").map(|amount| Given { amount, source: self.paper("gapok-surat") });
        if let (Some(month), Some(golongan), Some(years), None) = (month, golongan, years, &given)
            && let Err(Gap::NoRow { .. }) = Rulebook::national().base_pay(golongan, years, month.first())
        {
            self.wrong::<()>("mkg", Problem::NoRow { golongan });
        }
        let family = self.family(month);
        let post = self.post();
        let extra = if self.text("lain").is_empty() { Some(0) } else { self.count("lain", 0, MOST_MEMBERS) };
        let ptkp = self.ptkp();
        let preset = self.choice(
            "praktik",
            &[
                ("pusat", PracticePreset::Pusat),
                ("daerah", PracticePreset::Daerah),
                ("daerah_pajak_ke_atas", PracticePreset::DaerahPajakKeAtas),
            ],
        );
        let tax = self.tax();
        let (part, policy) = self.tpp(month);
        let month = month?;
        let preset = preset?;
        let practice = match Rulebook::national().practice(preset, month.first()) {
            Ok((practice, _)) => practice,
            Err(_) => domain::law::Practice::preset(preset),
        };
        let family = family?;
        let pay = PayInput {
            family,
            rice_heads: 1 + u8::from(family.spouse) + family.children,
            post: post?,
            extra_bpjs_members: extra?,
            ptkp: ptkp?,
            tax: tax?,
            gaji_pokok_given: given,
            tpp: part,
            ..PayInput::bare(month, status?, golongan?, MasaKerja::new(years?, 0)?, practice)
        };
        Some(Ask { pay, tpp: policy })
    }

    fn month(&mut self) -> Option<Month> {
        let typed = self.text("bulan");
        if typed.is_empty() {
            return self.wrong("bulan", Problem::Missing);
        }
        match typed.parse::<Month>() {
            Ok(month) if (1977..=2100).contains(&month.year()) => Some(month),
            _ => self.wrong("bulan", Problem::NotAMonth),
        }
    }

    fn golongan(&mut self, status: Option<Status>) -> Option<Golongan> {
        let typed = self.text("golongan");
        if typed.is_empty() {
            return self.wrong("golongan", Problem::Missing);
        }
        match (typed.parse::<Golongan>(), status) {
            (Ok(rank @ Golongan::Pns(_)), Some(Status::Pns | Status::Cpns) | None) => Some(rank),
            (Ok(rank @ Golongan::Pppk(_)), Some(Status::Pppk) | None) => Some(rank),
            _ => self.wrong("golongan", Problem::NoGolongan),
        }
    }

    fn ptkp(&mut self) -> Option<Ptkp> {
        let typed = self.text("ptkp");
        if typed.is_empty() {
            return self.wrong("ptkp", Problem::Missing);
        }
        match typed.parse() {
            Ok(ptkp) => Some(ptkp),
            Err(_) => self.wrong("ptkp", Problem::NotAChoice),
        }
    }

    fn family(&mut self, month: Option<Month>) -> Option<Counted> {
        let limits = month.and_then(|month| Rulebook::national().family_limits(month.first()).ok());
        if self.choice("keluarga", &[("ringkas", true), ("rinci", false)])? {
            let spouse = self.yes("pasangan");
            let most = limits.map_or(3, |limits| i64::from(limits.max_children));
            let children = self.count("anak", 0, most);
            return Some(Counted { spouse: spouse?, children: children? });
        }
        let spouse = match self.yes("kawin") {
            Some(true) => {
                let since = self.day("kawin-sejak");
                let takes = self.yes("pasangan-ambil");
                Some(Some(Spouse { since: since?, until: None, takes_allowance: takes?, nip: None }))
            }
            Some(false) => Some(None),
            None => None,
        };
        let rows = self.count("anak-n", 0, i64::from(MOST_CHILDREN)).unwrap_or(0);
        let mut children = Vec::new();
        for row in 1..=rows {
            children.extend(self.child(row, month));
        }
        let family = Family { spouse: spouse?, children };
        Some(family.counted(month?.first(), limits?))
    }

    fn child(&mut self, row: u8, month: Option<Month>) -> Option<Child> {
        let (born_field, letter_field) = (format!("anak-{row}-lahir"), format!("anak-{row}-sekolah"));
        let born = self.day(&born_field)?;
        if month.is_some_and(|month| born > month.last()) {
            return self.wrong(&born_field, Problem::AfterMonth);
        }
        let student_until = if self.text(&letter_field).is_empty() { None } else { Some(self.day(&letter_field)?) };
        if student_until.is_some_and(|until| until < born) {
            return self.wrong(&letter_field, Problem::BeforeBirth);
        }
        Some(Child { born, student_until, until: None })
    }

    fn post(&mut self) -> Option<Post> {
        let law = Rulebook::national();
        match self.choice("jabatan", &[("umum", 'u'), ("struktural", 's'), ("fungsional", 'f')])? {
            'u' => Some(Post::Umum),
            's' => {
                let eselon = self.text("eselon").to_owned();
                if eselon.is_empty() {
                    self.wrong("eselon", Problem::Missing)
                } else if eselon == BY_PAPER {
                    let amount_rp = self.rupiah("tunjangan")?;
                    Some(Post::StrukturalGiven { amount_rp, source: self.paper("tunjangan-surat") })
                } else if law.eselons().any(|known| known == eselon) {
                    Some(Post::Struktural { eselon })
                } else {
                    self.wrong("eselon", Problem::NotAChoice)
                }
            }
            _ => {
                let family = self.text("jf").to_owned();
                if family.is_empty() {
                    return self.wrong("jf", Problem::Missing);
                }
                if family == BY_PAPER {
                    let amount_rp = self.rupiah("tunjangan")?;
                    return Some(Post::Given { amount_rp, source: self.paper("tunjangan-surat") });
                }
                let levels = levels(&family);
                if levels.is_empty() {
                    return self.wrong("jf", Problem::NotAChoice);
                }
                // Where the table goes by golongan there is no level to choose.
                if by_rank(&family) {
                    return Some(Post::Fungsional { family, level: String::new() });
                }
                let level = self.text("jenjang").to_owned();
                if level.is_empty() {
                    self.wrong("jenjang", Problem::Missing)
                } else if levels.contains(&level) {
                    Some(Post::Fungsional { family, level })
                } else {
                    self.wrong("jenjang", Problem::NotAChoice)
                }
            }
        }
    }

    fn tax(&mut self) -> Option<TaxPlan> {
        if !needs_opening(self.fields) {
            return Some(TaxPlan::Ordinary);
        }
        let months = self.count("saldo-bulan", 0, 11);
        let gross = self.rupiah("saldo-bruto");
        let tax = self.rupiah("saldo-pajak");
        let contributions = self.rupiah("saldo-iuran");
        let zakat = match self.text("saldo-zakat") {
            "" => Some(Rupiah::ZERO),
            _ => self.rupiah("saldo-zakat"),
        };
        let previous = if self.text("bukti-neto").is_empty() && self.text("bukti-pajak").is_empty() {
            Some(None)
        } else {
            let (net, tax) = (self.rupiah("bukti-neto"), self.rupiah("bukti-pajak"));
            Some(Some(Previous { net: net?, tax: tax? }))
        };
        let liability = match self.text("wajib-pajak") {
            "" => Some(Liability::WholeYear),
            _ => self.choice("wajib-pajak", &[("setahun", Liability::WholeYear), ("sebagian", Liability::PartOfYear)]),
        };
        Some(TaxPlan::LastMonth(Opening {
            months: months?,
            gross: gross?,
            tax: tax?,
            contributions: contributions?,
            zakat: zakat?,
            previous: previous?,
            deduction: Deduction::BiayaJabatan,
            liability: liability?,
        }))
    }

    fn tpp(&mut self, month: Option<Month>) -> (Option<TppPart>, Option<AskTpp>) {
        match self.choice("tpp", &[("tidak", 't'), ("jumlah", 'j'), ("aturan", 'a')]) {
            Some('j') => (self.tpp_by_amount(), None),
            Some('a') => (None, self.tpp_by_policy(month)),
            _ => (None, None),
        }
    }

    fn tpp_by_amount(&mut self) -> Option<TppPart> {
        let amount = self.rupiah("tpp-jumlah");
        let source = self.paper("tpp-surat");
        let elsewhere = self.choice("tpp-cara", &[("lain", true), ("ikut", false)])?;
        if elsewhere {
            return Some(TppPart::Elsewhere(Given { amount: amount?, source }));
        }
        let tax = self.choice("tpp-pajak", &[("gabung", TppTaxMode::Joint), ("final", TppTaxMode::Final)]);
        let borne_by = self.choice("tpp-penanggung", &[("pegawai", Bearer::Employee), ("daerah", Bearer::Region)]);
        Some(TppPart::Gross {
            given: Given { amount: amount?, source },
            tax: tax?,
            borne_by: borne_by?,
            rounding: Rounding::HalfUp,
        })
    }

    fn tpp_by_policy(&mut self, month: Option<Month>) -> Option<AskTpp> {
        if self.text("aturan").is_empty() {
            return self.wrong("aturan", Problem::Missing);
        }
        let Some(policy) = policy(self.fields) else { return self.wrong("aturan", Problem::NotAChoice) };
        if month.is_some_and(|month| !policy.span().contains(month.first())) {
            let from = policy.span().from;
            return self.wrong("aturan", Problem::NotInForce { from });
        }
        let kelas = self.count("kelas", 1, 17);
        let delivered = self.measures(policy);
        let predikat = match self.text("predikat") {
            "" => None,
            code => match code.parse::<Predikat>() {
                Ok(predikat) => Some(predikat),
                Err(_) => return self.wrong("predikat", Problem::NotAChoice),
            },
        };
        let acting = if self.text("plt") == "ya" { self.acting() } else { None };
        let tried = self.tried(policy);
        let zakat = self.text("zakat") == "ya";
        let tried_count = tried.len();
        let policy = match policy.confirmed(&tried) {
            Ok(policy) => policy,
            Err(refused) => return self.refused(&refused, &tried),
        };
        let measures = policy.read_measures(delivered.iter().map(|(key, value)| (key.as_str(), *value))).ok()?;
        let (post, unit_kind) =
            (self.key_of(&posts(&policy), "tpp-posisi"), self.key_of(&unit_kinds(&policy), "tpp-unit"));
        let kelas = Some(kelas?);
        Some(AskTpp { policy, tried: tried_count, kelas, post, unit_kind, measures, predikat, acting, zakat })
    }

    /// A key of another policy counts as not told: the policy says what it lacks.
    fn key_of(&self, keys: &[String], field: &str) -> Option<String> {
        let typed = self.text(field);
        keys.iter().find(|key| *key == typed).cloned()
    }

    /// Names the tried value that the policy's own rules refuse; weights are named at the first of them.
    fn refused<T>(&mut self, refused: &[PolicyError], tried: &[Confirmation]) -> Option<T> {
        let first = tried.iter().find(|one| one.path.ends_with("weight"));
        let at = first.map_or_else(|| "aturan".to_owned(), |one| value_field(&one.path));
        match refused.first() {
            Some(PolicyError::Weights { sum, must, .. }) => {
                self.wrong(&at, Problem::Weights { sum: *sum, must: *must })
            }
            Some(PolicyError::Value { path, .. } | PolicyError::Bands { path, .. })
                if tried.iter().any(|one| one.path == *path) =>
            {
                self.wrong(&value_field(path), Problem::DoesNotFit)
            }
            _ => self.wrong("aturan", Problem::DoesNotFit),
        }
    }

    fn measures(&mut self, policy: &Policy) -> BTreeMap<String, Decimal> {
        let mut delivered = BTreeMap::new();
        for measure in policy.measures() {
            let field = measure_field(&measure.key);
            // A measure that was not entered stays unknown: the policy says what it lacks.
            if self.text(&field).is_empty() {
                continue;
            }
            let value = if measure.kind == MeasureKind::Flag {
                self.yes(&field).map(|yes| if yes { Decimal::ONE } else { Decimal::ZERO })
            } else {
                let (least, most, whole) = measure_limits(measure);
                self.number(&field, least, most, whole)
            };
            if let Some(value) = value {
                delivered.insert(measure.key.clone(), value);
            }
        }
        delivered
    }

    fn acting(&mut self) -> Option<AskActing> {
        let kelas = self.count("plt-kelas", 1, 17);
        let months = self.count("plt-bulan", 0, 120);
        let mode = match self.text("plt-cara") {
            "" => None,
            _ => Some(self.choice(
                "plt-cara",
                &[
                    ("replace", ActingMode::Replace),
                    ("share", ActingMode::Share),
                    ("add", ActingMode::Add),
                    ("higher", ActingMode::Higher),
                ],
            )?),
        };
        let share_percent = match self.text("plt-persen") {
            "" => None,
            _ => Some(self.number("plt-persen", 0, 100, Whole::OrNot)?),
        };
        Some(AskActing { kelas: Some(kelas?), mode, share_percent, full_months: u32::from(months?) })
    }

    /// Values of the policy that do not stand and that the person tries.
    fn tried(&mut self, policy: &Policy) -> Vec<Confirmation> {
        let mut tried = Vec::new();
        for entry in policy.unconfirmed() {
            let field = value_field(&entry.path);
            if self.text(&field).is_empty() {
                continue;
            }
            let value = match entry.unit {
                ValueUnit::Rupiah => self.rupiah(&field).map(Rupiah::to_decimal),
                ValueUnit::Percent => self.number(&field, 0, 100, Whole::OrNot),
                ValueUnit::Number => self.number(&field, 0, 100_000, Whole::OrNot),
            };
            if let Some(value) = value {
                tried.push(Confirmation {
                    path: entry.path.clone(),
                    value: Some(value.normalize().to_string()),
                    by: TRIED.to_owned(),
                    cite: Cite::new(TRIED, "", Confidence::Recalled),
                });
            }
        }
        tried
    }
}

/// Whether a number may have a fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whole {
    /// Whole numbers only.
    Only,
    /// Fractions too.
    OrNot,
}

/// Returns the least and the most a measure may be, and whether it is whole.
#[must_use]
pub fn measure_limits(measure: &Measure) -> (i64, i64, Whole) {
    let most = match measure.kind {
        MeasureKind::Percent => 100,
        MeasureKind::DayOfMonth | MeasureKind::Days => 31,
        MeasureKind::Minutes => 31 * 24 * 60,
        MeasureKind::Flag => 1,
        MeasureKind::Events | MeasureKind::Number => 100_000,
        MeasureKind::Rupiah => MOST_RUPIAH,
    };
    let stated = measure.max.and_then(|max| max.floor().to_string().parse().ok());
    let whole = match measure.kind {
        MeasureKind::Percent | MeasureKind::Number => Whole::OrNot,
        _ => Whole::Only,
    };
    (i64::from(measure.kind == MeasureKind::DayOfMonth), stated.unwrap_or(most), whole)
}

/// Returns the families of functional posts in the rule book.
#[must_use]
pub fn families() -> Vec<String> {
    Rulebook::national().functional_posts().map(|(family, _)| family.to_owned()).collect()
}

/// Returns the levels of a family of functional posts, lowest first.
#[must_use]
pub fn levels(family: &str) -> Vec<String> {
    const ORDER: [&str; 8] =
        ["pemula", "terampil", "mahir", "penyelia", "ahli_pertama", "ahli_muda", "ahli_madya", "ahli_utama"];
    let found = Rulebook::national().functional_posts().find(|(name, _)| *name == family);
    let mut levels: Vec<String> = found.map(|(_, levels)| levels.map(str::to_owned).collect()).unwrap_or_default();
    levels.sort_by_key(|level| ORDER.iter().position(|known| known == level).unwrap_or(ORDER.len()));
    levels
}

/// Says whether the table of a family goes by golongan.
#[must_use]
pub fn by_rank(family: &str) -> bool {
    levels(family).iter().any(|level| matches!(level.as_str(), "I" | "II" | "III" | "IV"))
}

#[cfg(test)]
#[path = "form_tests.rs"]
mod tests;
