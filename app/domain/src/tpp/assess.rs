//! Tests: what a part earns by its score, and what cuts take from the part, the whole or a day.

use rust_decimal::Decimal;

use super::eval::{CENT, HUNDRED, Run, State, tpp};
use super::rule::{Band, Bands, Cut, CutBase, CutRow, ForPosts, Gives, Part, PredikatRows, Score, Size, Test, Yield};
use super::step::TppStep;
use crate::derive::{Recorder, Value};
use crate::kinerja::Predikat;
use crate::outcome::Gap;

/// What every part of a test shares.
#[derive(Clone, Copy)]
struct Frame {
    base: Decimal,
    yields: Yield,
    pagu: Decimal,
}

impl Frame {
    fn show(&self, number: Decimal) -> Value {
        match self.yields {
            Yield::Percent => Value::Percent(number.normalize()),
            Yield::Money => Value::Exact(number.normalize()),
        }
    }
}

fn band(rows: &[Band], number: Decimal) -> Option<&Band> {
    rows.iter().find(|band| match (band.upto, band.below) {
        (Some(upto), _) => number <= upto,
        (None, Some(below)) => number < below,
        (None, None) => true,
    })
}

impl<R: Recorder> Run<'_, R> {
    pub(super) fn test(&mut self, test: &Test, state: &mut State) {
        self.rec.open(|| tpp(TppStep::Test { label: test.label.clone() }));
        let base = match test.yields {
            Yield::Percent => HUNDRED,
            Yield::Money => state.amount,
        };
        let frame = Frame { base, yields: test.yields, pagu: state.pagu };
        let own = self.for_posts(&test.for_posts);
        let (parts, cuts) = own.map_or((&test.parts, &test.cuts), |own| (&own.parts, &own.cuts));
        let mut sum = Decimal::ZERO;
        for part in parts {
            sum += self.part(part, frame);
        }
        sum -= self.cuts(cuts, base, frame);
        let sum = self.bounded(sum.max(Decimal::ZERO));
        match test.yields {
            Yield::Percent => state.percent = Some(sum),
            Yield::Money => state.amount = sum,
        }
        self.rec.close(|| state.value());
    }

    /// Finds the row of the person's post. Where rows differ by post, a post that is not recorded is a gap.
    fn for_posts<'t>(&mut self, rows: &'t [ForPosts]) -> Option<&'t ForPosts> {
        if rows.is_empty() {
            return None;
        }
        let Some(post) = self.post(self.input.post) else {
            self.gaps.push(Gap::NoFact { field: "jabatan".into() });
            return None;
        };
        rows.iter().find(|row| row.posts.iter().any(|one| one == post))
    }

    fn part(&mut self, part: &Part, frame: Frame) -> Decimal {
        self.rec.open(|| tpp(TppStep::Part { label: part.label.clone() }));
        let weight = self.parameter(|| TppStep::Weight, &part.weight, Value::Percent);
        let full = frame.base * weight * CENT;
        let earned = self.earned(&part.score, full, frame);
        let cuts = self.cuts(&part.cuts, full, frame);
        let left = (earned - cuts).max(Decimal::ZERO);
        let mut state = match frame.yields {
            Yield::Percent => State { percent: Some(left), amount: Decimal::ZERO, pagu: frame.pagu },
            Yield::Money => State { percent: None, amount: left, pagu: frame.pagu },
        };
        for step in &part.steps {
            self.step(step, &mut state);
        }
        self.rec.close(|| state.value());
        *state.current()
    }

    /// What a score earns of a part, in the unit of the test. Divisions come last.
    fn earned(&mut self, score: &Score, full: Decimal, frame: Frame) -> Decimal {
        match score {
            Score::Full => full,
            Score::Measure(measure) => {
                let percent = self.measure(measure).unwrap_or_default();
                full * percent * CENT
            }
            Score::MeasureOrPredikat(either) => {
                let delivered = self.delivered(&either.measure);
                match delivered {
                    Some(percent) => {
                        self.measure(&either.measure);
                        full * percent * CENT
                    }
                    None => full * self.predikat(&either.predikat) * CENT,
                }
            }
            Score::Predikat(rows) => full * self.predikat(rows) * CENT,
            Score::Bands(bands) => {
                let Some(number) = self.measure(&bands.measure) else { return Decimal::ZERO };
                let Some(band) = band(&bands.rows, number) else { return Decimal::ZERO };
                match &band.gives {
                    Gives::Percent(value) => full * self.parameter(|| TppStep::Band, value, Value::Percent) * CENT,
                    Gives::Points(value) => frame.base * self.parameter(|| TppStep::Band, value, Value::Number) * CENT,
                    Gives::LinearOver(value) => {
                        let over = self.parameter(|| TppStep::Band, value, Value::Number);
                        if over.is_zero() { Decimal::ZERO } else { full * number / over }
                    }
                    // Refused when the policy is loaded.
                    Gives::Factor(_) => Decimal::ZERO,
                }
            }
            Score::Parts(parts) => {
                let mut sum = Decimal::ZERO;
                for part in parts {
                    sum += self.part(part, frame);
                }
                sum
            }
        }
    }

    fn predikat(&mut self, rows: &PredikatRows) -> Decimal {
        let predikat = self.input.predikat;
        let row = match predikat {
            Some(Predikat::SangatBaik) => Some(&rows.sangat_baik),
            Some(Predikat::Baik) => Some(&rows.baik),
            Some(Predikat::ButuhPerbaikan) => Some(&rows.butuh_perbaikan),
            Some(Predikat::KurangMisconduct) => Some(&rows.kurang_misconduct),
            Some(Predikat::SangatKurang) => Some(&rows.sangat_kurang),
            None => rows.none.as_ref(),
        };
        let Some(row) = row else {
            self.gaps.push(Gap::NoPredikat);
            return Decimal::ZERO;
        };
        self.rec.leaf(|| tpp(TppStep::Predikat), || Value::Word(predikat.map_or("none", Predikat::code).to_owned()));
        self.parameter(|| TppStep::Band, row, Value::Percent)
    }

    pub(super) fn factor_of(&mut self, bands: &Bands) -> Decimal {
        let Some(number) = self.measure(&bands.measure) else { return Decimal::ZERO };
        match band(&bands.rows, number).map(|band| &band.gives) {
            Some(Gives::Factor(value)) => self.parameter(|| TppStep::Band, value, Value::Number),
            // Refused when the policy is loaded.
            _ => Decimal::ZERO,
        }
    }

    /// Sums what the cuts take, in the unit of the test. Cuts that did not hit leave no step.
    fn cuts(&mut self, cuts: &[Cut], part: Decimal, frame: Frame) -> Decimal {
        let mut sum = Decimal::ZERO;
        for cut in cuts {
            if !self.hits(&cut.rows) {
                continue;
            }
            self.rec.open(|| tpp(TppStep::Cut { label: cut.label.clone() }));
            let percent = self.rows(&cut.rows);
            let taken = match &cut.base {
                CutBase::Part => part * percent * CENT,
                CutBase::Whole => frame.base * percent * CENT,
                CutBase::Day(day) => {
                    let share = self.value(&day.share);
                    match self.measure(&day.working_days) {
                        Some(days) if days.is_zero() => {
                            self.gaps.push(Gap::OutOfRange { field: day.working_days.key.clone() });
                            Decimal::ZERO
                        }
                        Some(days) => frame.base * share * percent / (HUNDRED * HUNDRED * days),
                        None => Decimal::ZERO,
                    }
                }
            };
            sum += taken;
            self.rec.close(|| frame.show(taken));
        }
        if !sum.is_zero() {
            self.rec.leaf(|| tpp(TppStep::Cuts), || frame.show(sum));
        }
        sum
    }

    /// Says whether a cut has anything to count; a missing measure must be looked at, so that it becomes a gap.
    pub(super) fn hits(&self, rows: &[CutRow]) -> bool {
        rows.iter().flat_map(|row| &row.on).any(|measure| {
            let computed = self.policy.measures.get(measure.index).is_none_or(|one| !one.delivered());
            computed || self.delivered(measure).is_none_or(|number| !number.is_zero())
        })
    }

    /// Sums the percent of rows; rows with nothing to count need no size.
    pub(super) fn rows(&mut self, rows: &[CutRow]) -> Decimal {
        let mut percent = Decimal::ZERO;
        for row in rows {
            if !self.hits(core::slice::from_ref(row)) {
                continue;
            }
            let mut count = Decimal::ZERO;
            for measure in &row.on {
                count += self.measure(measure).unwrap_or_default();
            }
            percent += match &row.size {
                Size::Own => count,
                Size::Each(_) if count.is_zero() => count,
                Size::Each(size) => count * self.parameter(|| TppStep::CutSize, size, Value::Percent),
                Size::Bands(bands) => match band(bands, count).map(|band| &band.gives) {
                    Some(Gives::Percent(size)) => self.parameter(|| TppStep::Band, size, Value::Percent),
                    _ => Decimal::ZERO,
                },
            };
        }
        self.bounded(percent)
    }
}
