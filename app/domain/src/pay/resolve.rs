//! Reads every parameter of one person's month from the rule book, and collects all that is missing at once.

use super::{PayInput, Post, TaxPlan, TppPart};
use crate::asn::{Golongan, Status};
use crate::calendar::Day;
use crate::cite::{Cite, NoValue};
use crate::law::{BpjsMethod, Components, Iwp, PayRow, Rulebook, SalaryDue, TaxMethod};
use crate::money::Rupiah;
use crate::outcome::Gap;

/// Largest amount a line or a given figure may have.
pub(crate) const LIMIT: Rupiah = Rupiah::new(1_000_000_000_000);

type Cited<'l, T> = (T, &'l Cite);

/// Rates and base of the health contribution.
#[derive(Debug, Clone, Copy)]
pub(super) struct BpjsTerms<'l> {
    pub(super) employee: Cited<'l, u32>,
    pub(super) employer: Cited<'l, u32>,
    pub(super) extra: Cited<'l, u32>,
    pub(super) cap: Cited<'l, Rupiah>,
    pub(super) base: Cited<'l, Components>,
}

/// Every parameter of the month.
#[derive(Debug, Clone, Copy)]
pub(super) struct Resolved<'l> {
    /// The row of the pay table; nothing when base pay is given by paper.
    pub(super) row: Option<PayRow<'l>>,
    /// The candidate's share, for a CPNS.
    pub(super) cpns: Option<Cited<'l, u32>>,
    pub(super) spouse: Cited<'l, u32>,
    pub(super) child: Cited<'l, u32>,
    pub(super) rice_kg: Cited<'l, u32>,
    pub(super) rice_price: Cited<'l, Rupiah>,
    /// Post allowance; without a source when given by paper.
    pub(super) post: (Rupiah, Option<&'l Cite>),
    /// What the standing in service leaves of the salary, when not all of it.
    pub(super) due: Option<Cited<'l, SalaryDue>>,
    pub(super) iwp: Cited<'l, Iwp>,
    pub(super) iwp_base: Cited<'l, Components>,
    /// Nothing while the health contribution was part of iuran wajib.
    pub(super) bpjs: Option<BpjsTerms<'l>>,
    pub(super) jkk: Cited<'l, u32>,
    pub(super) jkm: Cited<'l, u32>,
    pub(super) taspen_base: Cited<'l, Components>,
    pub(super) taperum: Option<Cited<'l, Rupiah>>,
    pub(super) tax_method: TaxMethod,
    pub(super) gross_components: Cited<'l, Components>,
    /// Whether the state bears the tax on salary, with its source.
    pub(super) borne_by_state: Cited<'l, bool>,
    pub(super) practice_cite: Option<&'l Cite>,
}

/// Keeps the value, or the reason why there is none.
struct Gaps(Vec<Gap>);

impl Gaps {
    #[inline]
    fn keep<T>(&mut self, found: Result<T, impl Into<Gap>>) -> Option<T> {
        found.map_err(|gap| self.0.push(gap.into())).ok()
    }

    #[inline]
    fn copy<'l, T: Copy>(&mut self, found: Result<(&T, &'l Cite), NoValue>) -> Option<Cited<'l, T>> {
        self.keep(found).map(|(value, cite)| (*value, cite))
    }

    fn field(&mut self, field: &str, held: bool) {
        if !held {
            self.0.push(Gap::OutOfRange { field: field.to_owned() });
        }
    }
}

/// Resolves the month, or returns every gap there is.
pub(super) fn resolve<'l>(input: &PayInput, law: &'l Rulebook, on: Day) -> Result<Resolved<'l>, Vec<Gap>> {
    let mut gaps = Gaps(Vec::new());
    let due = due(input, law).map_err(|gap| vec![gap])?;
    let decreed = matches!(due, Some((SalaryDue::ByDecree, _)));
    check(input, &mut gaps);
    let row = match &input.gaji_pokok_given {
        Some(_) => None,
        None => gaps.keep(law.base_pay(input.golongan, input.mkg.years(), on)),
    };
    let cpns = match input.status {
        // A decree names what is paid, not what a share is taken of.
        Status::Cpns if !decreed => gaps.copy(law.cpns_share.on(on)),
        Status::Cpns | Status::Pns | Status::Pppk => None,
    };
    let post = match &input.post {
        Post::Umum => gaps.keep(law.umum(input.golongan, on)),
        Post::Struktural { eselon } => gaps.keep(law.struktural(eselon, on)),
        Post::Fungsional { family, level } => gaps.keep(law.fungsional(family, level, input.golongan, on)),
        Post::Given { .. } | Post::StrukturalGiven { .. } => None,
    };
    let post = match &input.post {
        Post::Given { amount_rp, .. } | Post::StrukturalGiven { amount_rp, .. } => Some((*amount_rp, None)),
        Post::Umum | Post::Struktural { .. } | Post::Fungsional { .. } => post.map(|(value, cite)| (value, Some(cite))),
    };
    let iwp = match input.status {
        Status::Pns | Status::Cpns => law.iwp_pns.on(on),
        Status::Pppk => law.iwp_pppk.on(on),
    };
    let taperum = match (input.status, input.golongan) {
        (Status::Pns | Status::Cpns, Golongan::Pns(rank)) => gaps.copy(law.taperum[rank.group() as usize].on(on)),
        _ => None,
    };
    let bpjs = match gaps.copy(law.bpjs_method.on(on)) {
        Some((BpjsMethod::Terpisah, _)) => bpjs(law, on, &mut gaps),
        Some((BpjsMethod::DalamIwp, _)) | None => None,
    };
    let made = (|| {
        Some(Resolved {
            row,
            cpns,
            spouse: gaps.copy(law.spouse_share.on(on))?,
            child: gaps.copy(law.child_share.on(on))?,
            rice_kg: gaps.copy(law.rice_kg.on(on))?,
            rice_price: gaps.copy(law.rice_price.on(on))?,
            post: post?,
            due,
            iwp: gaps.copy(iwp)?,
            iwp_base: gaps.copy(law.iwp_base.on(on))?,
            bpjs,
            jkk: gaps.copy(law.jkk.on(on))?,
            jkm: gaps.copy(law.jkm.on(on))?,
            taspen_base: gaps.copy(law.taspen_base.on(on))?,
            taperum,
            tax_method: gaps.copy(law.tax_method.on(on))?.0,
            gross_components: gaps.copy(law.gross_components.on(on))?,
            borne_by_state: gaps
                .keep(law.borne_by_state.on(on))
                .map(|(list, cite)| (list.contains(&input.status), cite))?,
            practice_cite: law.practice_cite(&input.practice, on),
        })
    })();
    match made {
        Some(resolved) if gaps.0.is_empty() => Ok(resolved),
        _ => Err(gaps.0),
    }
}

/// Returns what the standing in service leaves of the salary, when not all of it. What a decree names has to be given.
fn due<'l>(input: &PayInput, law: &'l Rulebook) -> Result<Option<Cited<'l, SalaryDue>>, Gap> {
    let Some(service) = input.service else { return Ok(None) };
    let (due, cite) = law.salary_due(service.keadaan, service.since, input.month)?;
    match due {
        SalaryDue::Whole => Ok(None),
        SalaryDue::ByDecree if input.gaji_pokok_given.is_none() => {
            Err(Gap::NoFact { field: service.keadaan.code().to_owned() })
        }
        SalaryDue::WithoutPost | SalaryDue::ByDecree => Ok(Some((due, cite))),
        SalaryDue::Nothing => Err(Gap::NotDue { keadaan: service.keadaan, since: service.since }),
    }
}

fn bpjs<'l>(law: &'l Rulebook, on: Day, gaps: &mut Gaps) -> Option<BpjsTerms<'l>> {
    Some(BpjsTerms {
        employee: gaps.copy(law.bpjs_employee.on(on))?,
        employer: gaps.copy(law.bpjs_employer.on(on))?,
        extra: gaps.copy(law.bpjs_extra.on(on))?,
        cap: gaps.copy(law.bpjs_cap.on(on))?,
        base: gaps.copy(law.bpjs_base.on(on))?,
    })
}

/// Refuses facts that cannot be: the figure would be wrong, not zero.
fn check(input: &PayInput, gaps: &mut Gaps) {
    let fits = |amount: Rupiah| Rupiah::ZERO <= amount && amount <= LIMIT;
    gaps.field(
        "golongan",
        matches!(
            (input.status, input.golongan),
            (Status::Pns | Status::Cpns, Golongan::Pns(_)) | (Status::Pppk, Golongan::Pppk(_))
        ),
    );
    gaps.field("anak", input.family.children <= 3);
    gaps.field("jiwa_beras", input.rice_heads <= 5);
    gaps.field("keluarga_lain", input.extra_bpjs_members <= 20);
    gaps.field("pembulatan", (1..=1_000_000).contains(&input.practice.pembulatan.get()));
    if let Some(given) = &input.gaji_pokok_given {
        gaps.field("gaji_pokok", fits(given.amount) && given.amount != Rupiah::ZERO);
    }
    if let Post::Given { amount_rp, .. } | Post::StrukturalGiven { amount_rp, .. } = &input.post {
        gaps.field("tunjangan_jabatan", fits(*amount_rp));
    }
    if let Some(TppPart::Elsewhere(given) | TppPart::Gross { given, .. }) = &input.tpp {
        gaps.field("tpp", fits(given.amount));
    }
    match &input.tax {
        TaxPlan::Ordinary => {}
        TaxPlan::Given(given) => gaps.field("pph21", fits(given.amount)),
        TaxPlan::LastMonth(opening) => {
            gaps.field("bulan", opening.months <= 11);
            gaps.field("bruto_sebelumnya", fits(opening.gross));
            gaps.field("pph21_sebelumnya", fits(opening.tax));
            gaps.field("iuran_sebelumnya", fits(opening.contributions));
            gaps.field("zakat", fits(opening.zakat));
            if let Some(previous) = opening.previous {
                gaps.field("bukti_potong", fits(previous.net) && fits(previous.tax));
            }
        }
    }
}
