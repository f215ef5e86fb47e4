//! Cases of THR and gaji ke-13: a base month, a month of payment, and the payment of its own.

use domain::calendar::{Day, Month};
use domain::derive::{Explaining, Silent};
use domain::law::Rulebook;
use domain::money::{Rounding, Rupiah};
use domain::pay::{self, LineCode, PayInput, Slip, SlipTax, TaxBearer, Totals, TppTaxMode};
use domain::thr::{self, Ask, Earned, Performance, Right, Share, YearlyKind};
use domain::tpp::Bearer;

use super::slip::given;
use super::{Work, gap, gaps};

/// Lines of a yearly payment as cases call them.
const LINES: [(&str, LineCode); 12] = [
    ("gaji_pokok", LineCode::GajiPokok),
    ("tunjangan_istri_suami", LineCode::TunjanganIstriSuami),
    ("tunjangan_anak", LineCode::TunjanganAnak),
    ("tunjangan_umum", LineCode::TunjanganUmum),
    ("tunjangan_fungsional", LineCode::TunjanganFungsional),
    ("tunjangan_beras", LineCode::TunjanganBeras),
    ("tunjangan_pph", LineCode::TunjanganPph),
    ("pembulatan", LineCode::Pembulatan),
    ("potongan_pph", LineCode::Pph21),
    ("potongan_iwp", LineCode::Iwp),
    ("potongan_bpjs", LineCode::BpjsKesehatan),
    ("tpp_pph", LineCode::TppPph21),
];

impl Work<'_> {
    fn kind(&mut self) -> Result<YearlyKind, String> {
        match self.inputs.text("yearly")? {
            Some("thr") | None => Ok(YearlyKind::Thr),
            Some("gaji13") => Ok(YearlyKind::Gaji13),
            Some(other) => Err(format!("yearly: {other} is neither thr nor gaji13")),
        }
    }

    /// The first year of a PPPK, of whose base month only some lines are known.
    pub(super) fn part_year(&mut self) -> Result<(), String> {
        let _: domain::asn::Golongan = self.parsed("golongan")?;
        let (since, month): (Day, Month) = (self.parsed("tmt")?, self.parsed("base_month")?);
        let keys = [
            ("base_gaji", "gaji", LineCode::GajiPokok),
            ("base_tunjangan_istri_suami", "tunjangan_istri_suami", LineCode::TunjanganIstriSuami),
            ("base_tunjangan_anak", "tunjangan_anak", LineCode::TunjanganAnak),
            ("base_tunjangan_umum", "tunjangan_umum", LineCode::TunjanganUmum),
            ("base_tunjangan_fungsional", "tunjangan_fungsional", LineCode::TunjanganFungsional),
            ("base_tunjangan_beras", "tunjangan_beras", LineCode::TunjanganBeras),
        ];
        let mut lines = Vec::new();
        for (key, _, code) in keys {
            if let Some(amount) = self.inputs.int(key)? {
                lines.push(pay::Line { code, amount: Rupiah::new(amount), zero: None });
            }
        }
        let base = bare(month, lines);
        let ask = Ask {
            kind: self.kind()?,
            year: month.year(),
            status: domain::asn::Status::Pppk,
            base: &base,
            since: Some(since),
            feast: None,
            excluded: None,
            performance: Performance::None,
        };
        let earned = earned(&ask)?;
        self.expected.check("months", i64::from(earned.served.ok_or("a whole payment")?.0));
        let amount = |code: LineCode| {
            earned.lines.iter().find(|line| line.code == code.into()).map_or(0, |line| line.amount.get())
        };
        for (_, name, code) in keys {
            if self.expected.wants(name) {
                self.expected.check(name, amount(code));
            }
        }
        // THR carries no contribution, and no tax is borne for PPPK: what is earned has no such line at all.
        for (name, code) in [
            ("potongan_iwp", LineCode::Iwp),
            ("potongan_bpjs", LineCode::BpjsKesehatan),
            ("tunjangan_pph", LineCode::TunjanganPph),
        ] {
            self.expected.check(name, amount(code));
        }
        Ok(())
    }

    /// A whole payment: the slip of the inputs in the base month, and in the month of payment.
    pub(super) fn yearly(&mut self) -> Result<(), String> {
        let law = Rulebook::national();
        let kind = self.kind()?;
        let (base_month, month): (Month, Month) = (self.parsed("base_month")?, self.parsed("paid_in")?);
        let since =
            self.inputs.text("since")?.map(|text| text.parse().map_err(|_| format!("since: {text}"))).transpose()?;
        let performance = match self.inputs.int("yearly_tpp_final")? {
            None => Performance::None,
            Some(amount) => Performance::Tpp {
                month: given(amount, "kasus"),
                share: Share::Apbn,
                tax: TppTaxMode::Final,
                borne_by: Bearer::Employee,
                rounding: Rounding::HalfUp,
            },
        };
        let payday = PayInput { month, ..self.pay_input()? };
        let base = PayInput { month: base_month, ..payday.clone() };
        let base = pay::month(&base, law, &mut Silent).map_err(gaps)?;
        let own = pay::month(&payday, law, &mut Silent).map_err(gaps)?;
        let status = payday.status;
        let year = base_month.year();
        let ask = Ask { kind, year, status, base: &base, since, feast: None, excluded: None, performance };
        let earned = earned(&ask)?;
        let made = thr::paid(&earned, &ask, (&payday, &own), &[], law, &mut Silent).map_err(gap)?;
        if thr::paid(&earned, &ask, (&payday, &own), &[], law, &mut Explaining::default()) != Ok(made.clone()) {
            return Err("silent and explained differ".into());
        }
        for (name, code) in LINES {
            self.expected.check(name, made.amount(code).unwrap_or_default().get());
        }
        self.expected.check("tpp", made.amount(LineCode::Tpp(0)).unwrap_or_default().get());
        self.expected.check("salary_gross", own.tax.gross.get());
        self.expected.check("gross_of_month", made.payday.gross.get());
        self.expected.check("ter_rate_bp", i64::from(made.payday.rate_bp.unwrap_or_default()));
        self.expected.check("dibayarkan", made.salary.net.get());
        self.expected.check("tpp_dibayarkan", made.tpp.unwrap_or_default().net.get());
        Ok(())
    }
}

fn earned(ask: &Ask<'_>) -> Result<Earned, String> {
    let law = Rulebook::national();
    let found = thr::right(ask, law, &mut Silent).map_err(gaps)?;
    if thr::right(ask, law, &mut Explaining::default()).as_ref() != Ok(&found) {
        return Err("silent and explained differ".into());
    }
    match found {
        Right::Earned(earned) => Ok(earned),
        Right::None { why, .. } => Err(format!("no right: {why:?}")),
    }
}

/// A slip of which only some lines are known.
fn bare(month: Month, lines: Vec<pay::Line>) -> Slip {
    Slip {
        month,
        lines,
        salary: Totals::default(),
        tpp: None,
        total: Totals::default(),
        tax: SlipTax {
            gross: Rupiah::ZERO,
            base: domain::law::Components::default(),
            contributions: Rupiah::ZERO,
            tax: Rupiah::ZERO,
            category: None,
            rate_bp: None,
            bearer: TaxBearer::Employee,
        },
        tpp_held: Vec::new(),
    }
}
