//! The clauses of the step list: tests with their parts, ladders of cuts, gates, limits, roundings.

use rust_decimal::Decimal;

use super::build::{Build, inside, says};
use super::{BandGives, Clause, CutOf, Edge, Rule};
use crate::kinerja::Predikat;
use crate::tpp::measure::MeasureKind;
use crate::tpp::rule::{Band, Bands, Cut, CutBase, CutRow, Gives, Part, PredikatRows, Score, Size, Step, Test};

impl Build<'_> {
    pub(super) fn steps(&self, around: &str, steps: &[Step]) -> Vec<Clause> {
        steps.iter().map(|step| self.step(around, step)).collect()
    }

    fn step(&self, around: &str, step: &Step) -> Clause {
        match step {
            Step::Test(Test { key, label, yields, parts, cuts, for_posts }) => {
                let path = inside(around, key);
                let mut held = self.tested(&path, parts, cuts);
                held.extend(for_posts.iter().map(|row| {
                    let path = inside(&path, &row.key);
                    let rule = Rule::ForPosts { label: row.label.clone(), posts: row.posts.clone() };
                    says(&path, rule, self.tested(&path, &row.parts, &row.cuts))
                }));
                says(&path, Rule::Test { label: label.clone(), yields: *yields }, held)
            }
            Step::Gate(gate) => {
                let rule = Rule::Gate { label: gate.label.clone(), of: self.of(&gate.bands.measure) };
                says(&inside(around, &gate.key), rule, self.bands(&gate.bands))
            }
            Step::Threshold(threshold) => {
                let rule = Rule::Threshold { label: threshold.label.clone(), of: self.of(&threshold.measure) };
                let months = threshold.in_month.iter();
                let months = months.map(|(month, at)| self.value(Rule::LimitInMonth(*month), at)).collect();
                self.states(rule, &threshold.at, months)
            }
            Step::AtLeast(least) => self.value(Rule::AtLeast { label: least.label.clone() }, &least.at),
            Step::Reduce(reduce) => {
                let rule = Rule::Reduce { label: reduce.label.clone(), how: reduce.how };
                let path = inside(around, &reduce.key);
                says(&path, rule, self.rows(&path, &reduce.rows))
            }
            Step::Deduct(deduct) => {
                let rule = Rule::Deduct { label: deduct.label.clone(), of: self.of(&deduct.on) };
                let rows = deduct.rows.iter();
                let rows = rows.map(|row| self.value(Rule::DeductEach { posts: row.posts.clone() }, &row.each));
                says(&inside(around, &deduct.key), rule, rows.collect())
            }
            Step::UnitFactor(factor) => {
                let kinds = factor.kinds.iter().map(|(kind, value)| (Some(kind.clone()), value));
                let kinds = kinds.chain(factor.other.iter().map(|value| (None, value)));
                let kinds = kinds.map(|(kind, value)| self.value(Rule::UnitKind(kind), value)).collect();
                says(&inside(around, &factor.key), Rule::UnitFactor { label: factor.label.clone() }, kinds)
            }
            Step::Clamp(clamp) => {
                let limits = [(Rule::Least, &clamp.min), (Rule::Most, &clamp.max)].into_iter();
                let limits = limits.filter_map(|(rule, limit)| limit.as_ref().map(|limit| self.value(rule, limit)));
                says(&inside(around, &clamp.key), Rule::Clamp, limits.collect())
            }
            Step::Round(round) => says(around, Rule::Round { scale: round.scale, cutoff: round.cutoff }, Vec::new()),
            Step::Pay {} => says(around, Rule::Pay, Vec::new()),
            Step::Split(split) => {
                let own = self.policy.accounts.iter().filter_map(|account| {
                    let path = inside(around, &account.key);
                    let steps = self.steps(&path, split.own.get(&account.key)?);
                    Some(says(&path, Rule::SplitOwn { label: account.label.clone() }, steps))
                });
                let mut ways: Vec<Clause> = own.collect();
                if ways.len() < self.policy.accounts.len() || !split.each.is_empty() {
                    ways.push(says(around, Rule::SplitEach, self.steps(around, &split.each)));
                }
                says(around, Rule::Split, ways)
            }
            Step::Defer(defer) => {
                let rule = Rule::Defer { label: defer.label.clone(), of: self.of(&defer.measure) };
                let mut held = vec![self.value(Rule::DeferLimit, &defer.at)];
                if let Some(memory) = &defer.memory {
                    let owed = Rule::DeferOwed(self.of(&memory.owed));
                    held.push(says(&inside(&inside(around, &defer.key), "owed"), owed, Vec::new()));
                    held.push(self.value(Rule::DeferLost(self.of(&memory.missed)), &memory.lost_after));
                }
                self.states(rule, &defer.share, held)
            }
        }
    }

    fn tested(&self, path: &str, parts: &[Part], cuts: &[Cut]) -> Vec<Clause> {
        parts.iter().map(|part| self.part(part)).chain(self.cuts(path, cuts)).collect()
    }

    fn part(&self, part: &Part) -> Clause {
        let mut held = match &part.score {
            Score::Full => vec![says(&part.weight.path, Rule::Full, Vec::new())],
            Score::Measure(measure) => {
                vec![says(&part.weight.path, Rule::ByMeasure(self.of(measure)), Vec::new())]
            }
            Score::MeasureOrPredikat(either) => {
                let rule = Rule::ByMeasureOrPredikat(self.of(&either.measure));
                vec![says(&part.weight.path, rule, self.predikat(&either.predikat))]
            }
            Score::Predikat(rows) => vec![says(&part.weight.path, Rule::ByPredikat, self.predikat(rows))],
            Score::Bands(bands) => {
                vec![says(&part.weight.path, Rule::ByBands(self.of(&bands.measure)), self.bands(bands))]
            }
            Score::Parts(parts) => parts.iter().map(|part| self.part(part)).collect(),
        };
        let path = part.weight.path.strip_suffix(".weight").unwrap_or_default();
        held.extend(self.cuts(path, &part.cuts));
        held.extend(self.steps(path, &part.steps));
        self.states(Rule::Part { label: part.label.clone() }, &part.weight, held)
    }

    fn predikat(&self, rows: &PredikatRows) -> Vec<Clause> {
        let named = [
            (Predikat::SangatBaik, &rows.sangat_baik),
            (Predikat::Baik, &rows.baik),
            (Predikat::ButuhPerbaikan, &rows.butuh_perbaikan),
            (Predikat::KurangMisconduct, &rows.kurang_misconduct),
            (Predikat::SangatKurang, &rows.sangat_kurang),
        ];
        let named = named.into_iter().map(|(predikat, row)| self.value(Rule::Predikat(Some(predikat)), row));
        named.chain(rows.none.iter().map(|row| self.value(Rule::Predikat(None), row))).collect()
    }

    fn bands(&self, bands: &Bands) -> Vec<Clause> {
        self.band_rows(&bands.rows, self.of(&bands.measure).kind, BandGives::Percent)
    }

    /// `percent` says what a percent means at this place.
    fn band_rows(&self, rows: &[Band], kind: MeasureKind, percent: BandGives) -> Vec<Clause> {
        let mut above = None;
        let mut made = Vec::with_capacity(rows.len());
        for band in rows {
            let edge = |at: Option<Decimal>, in_lower| at.map(|at| Edge { at, in_lower });
            let upto = edge(band.upto, true).or(edge(band.below, false));
            let (gives, value) = match &band.gives {
                Gives::Percent(value) => (percent, value),
                Gives::Points(value) => (BandGives::Points, value),
                Gives::LinearOver(value) => (BandGives::LinearOver, value),
                Gives::Factor(value) => (BandGives::Factor, value),
            };
            made.push(self.value(Rule::Band { above, upto, gives, kind }, value));
            above = upto;
        }
        made
    }

    fn cuts(&self, around: &str, cuts: &[Cut]) -> Vec<Clause> {
        let cuts = cuts.iter().map(|cut| {
            let path = inside(around, &cut.key);
            let rows = self.rows(&path, &cut.rows);
            let label = cut.label.clone();
            match &cut.base {
                CutBase::Part => says(&path, Rule::Cut { label, of: CutOf::Part }, rows),
                CutBase::Whole => says(&path, Rule::Cut { label, of: CutOf::Whole }, rows),
                CutBase::Day(day) => {
                    let of = CutOf::Day { working_days: self.of(&day.working_days) };
                    self.states(Rule::Cut { label, of }, &day.share, rows)
                }
            }
        });
        cuts.collect()
    }

    fn rows(&self, around: &str, rows: &[CutRow]) -> Vec<Clause> {
        let rows = rows.iter().map(|row| {
            let on = self.all_of(&row.on);
            let kind = on.first().map_or(MeasureKind::Number, |first| first.kind);
            match &row.size {
                Size::Each(value) => self.value(Rule::CutEach { on }, value),
                Size::Own => says(around, Rule::CutOwn { on }, Vec::new()),
                Size::Bands(bands) => says(around, Rule::CutBands { on }, self.band_rows(bands, kind, BandGives::Cut)),
            }
        });
        rows.collect()
    }
}
