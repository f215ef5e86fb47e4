//! Cases that are one month's slip, and the difference of two.

use domain::asn::{Counted, Golongan, MasaKerja, Ptkp, Status};
use domain::calendar::Month;
use domain::derive::{Derivation, Silent, Step, Value as Told};
use domain::law::{BpjsOnTpp, EmployerLines, Practice, Rulebook};
use domain::money::{Rounding, Rupiah};
use domain::pay::{self, Given, LineCode, PayInput, PayStep, Post, Slip, TaxPlan, TppPart};
use domain::rapel::{self, Entry, MonthRow, PaidLine, Span};
use domain::tax::{self, Deduction, Liability, Round};

use super::{Work, gap, gaps};

/// Functional posts a case may name, with the family of the table; teachers go by golongan.
const FUNCTIONAL: [&str; 5] = ["guru", "perawat", "bidan", "dokter", "pranata_komputer"];

impl Work<'_> {
    pub(super) fn slip(&mut self) -> Result<(), String> {
        let input = self.pay_input()?;
        let law = Rulebook::national();
        let silent = pay::month(&input, law, &mut Silent).map_err(gaps)?;
        let (told, derivations) = pay::explain(&input, None, law);
        if told.as_ref() != Ok(&silent) {
            return Err("explaining gives another slip".into());
        }
        self.check_slip(&silent);
        if self.expected.wants("bpjs_base") {
            let base = base_of(&derivations, LineCode::BpjsKesehatan);
            self.expected.check("bpjs_base", base.ok_or("no base is told for the health contribution")?);
        }
        if self.expected.wants("biaya_jabatan_month_as_computed_there") {
            self.computed_there(&input, &silent, &derivations)?;
        }
        Ok(())
    }

    pub(super) fn pay_input(&mut self) -> Result<PayInput, String> {
        let month = self.month()?;
        let status = match (self.inputs.bool("pppk")?, self.inputs.bool("cpns")?) {
            (_, Some(true)) => Some(Status::Cpns),
            (Some(true), _) => Some(Status::Pppk),
            (Some(false), _) => Some(Status::Pns),
            (None, _) => None,
        };
        let golongan = self.golongan()?;
        let status = status.unwrap_or(match golongan {
            Golongan::Pns(_) => Status::Pns,
            Golongan::Pppk(_) => Status::Pppk,
        });
        let years = self.inputs.int("mkg")?.or(self.inputs.int("mkg_years")?).unwrap_or(0);
        let months = self.inputs.int("mkg_months")?.unwrap_or(0);
        let small = |key: &str, number: i64| u8::try_from(number).map_err(|_| format!("{key}: {number}"));
        let mkg = MasaKerja::new(small("mkg", years)?, small("mkg_months", months)?).ok_or("mkg out of range")?;
        let (family, ptkp) = self.family()?;
        let heads = match self.inputs.int("rice_heads")? {
            Some(heads) => small("rice_heads", heads)?,
            None => 1 + u8::from(family.spouse) + family.children,
        };
        let extra = self.inputs.int("extra_bpjs_members")?.unwrap_or(0);
        let gaji_pokok_given = self.inputs.int("gaji_pokok_given")?.map(|amount| given(amount, "kasus"));
        if let Some(matrix) = self.inputs.text("matrix")? {
            let known = Rulebook::national().entries().iter().any(|entry| entry.cite.act == matrix);
            if !known {
                return Err(format!("matrix: {matrix} is not in the rule book"));
            }
        }
        let post = self.post()?;
        let (mut practice, tpp) = self.practice_and_tpp()?;
        if let Some(rounding) = self.rounding()? {
            (practice.iwp, practice.bpjs, practice.tax) = (rounding, rounding, rounding);
        }
        let tax = match self.inputs.int("tunjangan_pph_given")?.or(self.inputs.int("potongan_pph_given")?) {
            Some(amount) => TaxPlan::Given(given(amount, "kasus")),
            None => TaxPlan::Ordinary,
        };
        Ok(PayInput {
            family,
            rice_heads: heads,
            post,
            extra_bpjs_members: small("extra_bpjs_members", extra)?,
            ptkp,
            tax,
            gaji_pokok_given,
            tpp,
            ..PayInput::bare(month, status, golongan, mkg, practice)
        })
    }

    /// The month: `month`, or the one in the case's id, or January of `year`, or a month of 2024.
    fn month(&mut self) -> Result<Month, String> {
        let year = self.inputs.int("year")?;
        if let Some(text) = self.inputs.text("month")? {
            return text.parse().map_err(|_| format!("month: {text}"));
        }
        let in_id =
            (0..self.id.len()).filter_map(|at| self.id.get(at..at + 7)).find_map(|part| part.parse::<Month>().ok());
        let of_year = year.and_then(|year| Month::new(i32::try_from(year).ok()?, 1));
        let found = in_id.or(of_year).or_else(|| Month::new(2024, 6)).ok_or("no month")?;
        match year {
            Some(year) if i64::from(found.year()) != year => Err(format!("year: {year} is not that of {found}")),
            _ => Ok(found),
        }
    }

    fn golongan(&mut self) -> Result<Golongan, String> {
        match self.inputs.text("golongan_group")? {
            // Only the group is known; with base pay given, nothing else of the rank is read.
            Some(group) => format!("{group}/a").parse().map_err(|_| format!("golongan_group: {group}")),
            None => self.parsed("golongan"),
        }
    }

    fn family(&mut self) -> Result<(Counted, Ptkp), String> {
        let stated = match self.inputs.text("ptkp")?.or(self.inputs.text("status")?) {
            Some(text) => Some(text.parse::<Ptkp>().map_err(|_| format!("ptkp: {text}"))?),
            None => None,
        };
        let spouse = self.inputs.bool("spouse_allowance")?;
        let children = match self.inputs.int("children_allowance")? {
            Some(children) => Some(u8::try_from(children).map_err(|_| format!("children_allowance: {children}"))?),
            None => None,
        };
        let spouse = spouse.or(stated.map(|ptkp| ptkp.married)).unwrap_or(false);
        let children = children.or(stated.map(|ptkp| ptkp.dependants().min(2))).unwrap_or(0);
        let ptkp = stated.or_else(|| Ptkp::new(spouse, children.min(3))).ok_or("no ptkp")?;
        Ok((Counted { spouse, children }, ptkp))
    }

    fn post(&mut self) -> Result<Post, String> {
        let functional = self.inputs.int("tunjangan_fungsional_given")?.filter(|amount| *amount != 0);
        let structural = self.inputs.int("tunjangan_struktural_given")?.filter(|amount| *amount != 0);
        let eselon = self.inputs.text("eselon")?;
        let level = self.inputs.text("level")?.unwrap_or_default();
        let named = self.inputs.text("post")?;
        let source = || "kasus".to_owned();
        Ok(match (functional, structural, eselon, named) {
            (Some(amount), None, ..) => Post::Given { amount_rp: Rupiah::new(amount), source: source() },
            (None, Some(amount), ..) => Post::StrukturalGiven { amount_rp: Rupiah::new(amount), source: source() },
            (None, None, Some(eselon), _) => Post::Struktural { eselon: eselon.to_owned() },
            (None, None, None, None | Some("umum")) => Post::Umum,
            (None, None, None, Some(family)) if FUNCTIONAL.contains(&family) => {
                Post::Fungsional { family: family.to_owned(), level: level.to_owned() }
            }
            (.., other) => return Err(format!("post: {other:?} beside given amounts is not one post")),
        })
    }

    fn practice_and_tpp(&mut self) -> Result<(Practice, Option<TppPart>), String> {
        let system = self.inputs.text("system")?.unwrap_or("central");
        let central = system.contains("central");
        if !central && !system.contains("regional") {
            return Err(format!("system: {system} is neither central nor regional"));
        }
        let mut practice = if central { Practice::central_gpp() } else { Practice::regional() };
        practice.employer = if system.contains("printed in and out") {
            EmployerLines::PrintedInAndOut
        } else {
            EmployerLines::NotPrinted
        };
        let mut elsewhere = None;
        for key in ["tunjangan_kinerja_inferred", "tunjangan_kinerja", "tpp"] {
            elsewhere = self.inputs.int(key)?.or(elsewhere);
        }
        if self.inputs.bool("bpjs_base_capped")? == Some(true) {
            // The list takes the whole 1 % in the salary slip; TPP of unknown size fills the ceiling.
            practice.bpjs_on_tpp = BpjsOnTpp::InSalarySlip;
            elsewhere = Some(12_000_000);
        }
        let tpp = elsewhere.filter(|amount| *amount != 0).map(|amount| TppPart::Elsewhere(given(amount, "kasus")));
        Ok((practice, tpp))
    }

    fn check_slip(&mut self, slip: &Slip) {
        let amount = |code: LineCode| slip.amount(code).unwrap_or(Rupiah::ZERO).get();
        let lines = [
            ("gaji_pokok", LineCode::GajiPokok),
            ("tunjangan_istri_suami", LineCode::TunjanganIstriSuami),
            ("tunjangan_anak", LineCode::TunjanganAnak),
            ("tunjangan_umum", LineCode::TunjanganUmum),
            ("tunjangan_struktural", LineCode::TunjanganStruktural),
            ("tunjangan_fungsional", LineCode::TunjanganFungsional),
            ("tunjangan_beras", LineCode::TunjanganBeras),
            ("tunjangan_pph", LineCode::TunjanganPph),
            ("tunjangan_bpjs_4", LineCode::TunjanganBpjs),
            ("tunjangan_jkk", LineCode::TunjanganJkk),
            ("tunjangan_jkm", LineCode::TunjanganJkm),
            ("pembulatan", LineCode::Pembulatan),
            ("potongan_iwp_8", LineCode::Iwp),
            ("potongan_iwp_10", LineCode::Iwp),
            ("potongan_iwp_3_25", LineCode::Iwp),
            ("potongan_bpjs_1", LineCode::BpjsKesehatan),
            ("potongan_iwp_1", LineCode::BpjsKesehatan),
            ("potongan_bpjs_tambahan", LineCode::BpjsTambahan),
            ("potongan_bpjs_4", LineCode::PotonganBpjs),
            ("potongan_jkk", LineCode::PotonganJkk),
            ("potongan_jkm", LineCode::PotonganJkm),
            ("potongan_pph", LineCode::Pph21),
            ("pph", LineCode::Pph21),
            ("potongan_taperum", LineCode::Taperum),
        ];
        for (key, code) in lines {
            self.expected.check(key, amount(code));
        }
        let family = [LineCode::GajiPokok, LineCode::TunjanganIstriSuami, LineCode::TunjanganAnak];
        self.expected.check("jumlah_gaji_keluarga", family.map(amount).iter().sum::<i64>());
        self.expected.check("jumlah_kotor", slip.salary.gross.get());
        self.expected.check("kotor_sebelum_pembulatan", slip.salary.gross.get() - amount(LineCode::Pembulatan));
        self.expected.check("jumlah_potongan", slip.salary.deductions.get());
        self.expected.check("dibayarkan", slip.salary.net.get());
        let employer = amount(LineCode::PemberiKerjaBpjs) + amount(LineCode::TunjanganBpjs);
        self.expected.check("bpjs_employer_4", employer);
        if let Some(category) = slip.tax.category {
            self.expected.check("ter_category", category.to_string());
        }
        if let Some(rate_bp) = slip.tax.rate_bp {
            self.expected.check("ter_rate_bp", i64::from(rate_bp));
        }
    }

    /// Two figures of a tax run that rounds each share up.
    fn computed_there(&mut self, input: &PayInput, slip: &Slip, told: &[Derivation]) -> Result<(), String> {
        let facts = tax::Year {
            gross: slip.tax.gross,
            months: 1,
            deduction: Deduction::BiayaJabatan,
            contributions: Rupiah::ZERO,
            zakat: Rupiah::ZERO,
            previous: None,
            liability: Liability::PartOfYear,
            ptkp: input.ptkp,
        };
        let up = Round::of(Rounding::Ceil);
        let year = tax::year(&facts, input.month.first(), up, Rulebook::national(), &mut Silent).map_err(gap)?;
        self.expected.check("biaya_jabatan_month_as_computed_there", year.cost.get());
        let pension_bp = told
            .iter()
            .filter(|root| root.step == Step::Pay(PayStep::Line(LineCode::Iwp)))
            .flat_map(|root| &root.parts)
            .find_map(|part| match part.step {
                Step::Pay(PayStep::IwpRate { pensiun_bp, .. }) => Some(pensiun_bp),
                _ => None,
            })
            .ok_or("no rate is told for iuran wajib")?;
        let base = base_of(told, LineCode::Iwp).ok_or("no base is told for iuran wajib")?;
        let pension = Rupiah::new(base).share_bp(pension_bp, Rounding::Ceil).map_err(|error| error.to_string())?;
        self.expected.check("iuran_pensiun_4_75_month_as_computed_there", pension.get());
        Ok(())
    }

    pub(super) fn back_pay(&mut self) -> Result<(), String> {
        let (old, new) = (self.rupiah("old_gaji_pokok")?, self.rupiah("new_gaji_pokok")?);
        let months = self.inputs.texts("months")?.ok_or("input missing: months")?;
        let due_input = self.pay_input()?;
        let law = Rulebook::national();
        let mut slips = Vec::new();
        let mut paid = Vec::new();
        for month in &months {
            let month: Month = month.parse().map_err(|_| format!("months: {month}"))?;
            let due = PayInput { month, ..due_input.clone() };
            let was = PayInput { gaji_pokok_given: Some(given(old.get(), "kasus")), ..due.clone() };
            let due = pay::month(&due, law, &mut Silent).map_err(gaps)?;
            if due.amount(LineCode::GajiPokok) != Some(new) {
                return Err(format!("new_gaji_pokok: the table says {:?}", due.amount(LineCode::GajiPokok)));
            }
            let was = pay::month(&was, law, &mut Silent).map_err(gaps)?;
            slips.push(due);
            paid.push((month, was.lines.iter().map(PaidLine::from).collect::<Vec<_>>()));
        }
        // What was paid is said first and newest first: the order of entry has no meaning.
        let paid = paid.iter().rev().map(|(month, lines)| Entry::Paid { month: *month, lines });
        let entries: Vec<Entry<'_>> = paid.chain(slips.iter().map(Entry::Due)).collect();
        let ends = slips.iter().map(|slip| slip.month).min().zip(slips.iter().map(|slip| slip.month).max());
        let (from, last) = ends.ok_or("months: none")?;
        let span = Span { from, last, tpp_tax: pay::TppTaxMode::Final };
        let table = rapel::solve(&entries, span, &mut Silent).map_err(gap)?;
        let total = table.total.final_value().ok_or_else(|| gaps(table.gaps()))?;
        let keys = [
            ("selisih_gaji_pokok", LineCode::GajiPokok),
            ("selisih_iwp_8", LineCode::Iwp),
            ("selisih_bpjs_1", LineCode::BpjsKesehatan),
        ];
        for (key, code) in keys {
            self.expected.check(key, total.line(code).map_or(0, |line| line.more.get() + line.less.get()));
            let of = |row: &MonthRow| {
                let lines = row.lines.as_ref().map_or(&[][..], Vec::as_slice);
                lines.iter().find(|line| line.code == code).map_or(0, |line| line.difference.get())
            };
            if let Some(first) =
                table.months.first().map(of).filter(|first| table.months.iter().all(|row| of(row) == *first))
            {
                self.expected.check(&format!("{key}_per_month"), first);
            }
        }
        self.expected.check("selisih_bersih", total.salary.arrears.sums.net.get());
        self.expected.check("kelebihan_bayar", total.salary.overpaid.sums.net.get());
        Ok(())
    }
}

pub(super) fn given(amount: i64, source: &str) -> Given {
    Given { amount: Rupiah::new(amount), source: source.to_owned() }
}

/// Returns the base that a line's derivation tells.
fn base_of(told: &[Derivation], line: LineCode) -> Option<i64> {
    let root = told.iter().find(|root| root.step == Step::Pay(PayStep::Line(line)))?;
    root.parts.iter().find_map(|part| match (&part.step, &part.value) {
        (Step::Pay(PayStep::Base { .. }), Some(Told::Rupiah(base))) => Some(base.get()),
        _ => None,
    })
}
