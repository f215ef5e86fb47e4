//! The walk through the ordered steps: tests with their parts, bands, cuts, and what stands between them.

use rust_decimal::Decimal;

use super::Walk;
use crate::tpp::bands;
use crate::tpp::error::{BandFault, PolicyError};
use crate::tpp::measure::MeasureKind;
use crate::tpp::rule::{
    Band, Bands, Cut, CutBase, CutRow, Gives, MeasureRef, Part, PredikatRows, Score, Size, Step, Test,
};
use crate::tpp::value::ValueUnit;

/// Where bands stand, which decides what they may give.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Score,
    Gate,
    Cut,
}

impl Walk<'_> {
    pub(super) fn steps(&mut self, steps: &mut [Step]) {
        for step in steps {
            self.step(step);
        }
    }

    fn step(&mut self, step: &mut Step) {
        match step {
            Step::Test(Test { key, label, parts, cuts, for_posts, .. }) => self.at(key, Some(label), |walk| {
                walk.parts(parts);
                walk.cuts(cuts);
                for row in for_posts {
                    walk.at(&row.key, Some(&row.label), |walk| {
                        walk.parts(&mut row.parts);
                        walk.cuts(&mut row.cuts);
                    });
                }
            }),
            Step::Gate(gate) => {
                self.at(&gate.key, Some(&gate.label), |walk| walk.bands(&mut gate.bands, Place::Gate));
            }
            Step::Threshold(threshold) => self.at(&threshold.key, Some(&threshold.label), |walk| {
                walk.measure(&mut threshold.measure);
                walk.value("at", ValueUnit::Number, &mut threshold.at);
                for (month, at) in &mut threshold.in_month {
                    walk.value(&format!("in_month.{month}"), ValueUnit::Number, at);
                }
            }),
            Step::AtLeast(least) => self.at(&least.key, Some(&least.label), |walk| {
                walk.value("at", ValueUnit::Percent, &mut least.at);
            }),
            Step::Reduce(reduce) => {
                self.at(&reduce.key, Some(&reduce.label), |walk| walk.cut_rows(&mut reduce.rows));
            }
            Step::Deduct(deduct) => self.at(&deduct.key, Some(&deduct.label), |walk| {
                walk.measure_of(&mut deduct.on, Some(MeasureKind::Events));
                for row in &mut deduct.rows {
                    walk.value(&row.key, ValueUnit::Rupiah, &mut row.each);
                }
            }),
            Step::UnitFactor(factor) => self.at(&factor.key, Some(&factor.label), |walk| {
                for (kind, value) in &mut factor.kinds {
                    walk.value(kind, ValueUnit::Number, value);
                }
                if let Some(other) = &mut factor.other {
                    walk.value("other", ValueUnit::Number, other);
                }
            }),
            Step::Clamp(clamp) => self.at(&clamp.key, None, |walk| {
                for (key, limit) in [("min", &mut clamp.min), ("max", &mut clamp.max)] {
                    if let Some(limit) = limit {
                        walk.value(key, ValueUnit::Number, limit);
                    }
                }
            }),
            Step::Round(_) | Step::Pay {} => {}
            Step::Split(split) => {
                self.steps(&mut split.each);
                for (account, steps) in &mut split.own {
                    self.at(account, None, |walk| walk.steps(steps));
                }
            }
            Step::Defer(defer) => self.at(&defer.key, Some(&defer.label), |walk| {
                walk.value("share", ValueUnit::Percent, &mut defer.share);
                walk.measure(&mut defer.measure);
                walk.value("at", ValueUnit::Number, &mut defer.at);
                if let Some(memory) = &mut defer.memory {
                    walk.measure_of(&mut memory.owed, Some(MeasureKind::Rupiah));
                    walk.measure_of(&mut memory.missed, Some(MeasureKind::Events));
                    walk.value("lost_after", ValueUnit::Number, &mut memory.lost_after);
                }
            }),
        }
    }

    fn parts(&mut self, parts: &mut [Part]) {
        for Part { key, label, weight, score, cuts, steps } in parts {
            self.at(key, Some(label), |walk| {
                walk.value("weight", ValueUnit::Percent, weight);
                match score {
                    Score::Full => {}
                    Score::Measure(measure) => walk.measure_of(measure, Some(MeasureKind::Percent)),
                    Score::MeasureOrPredikat(either) => {
                        walk.stand_in(&mut either.measure);
                        walk.predikat(&mut either.predikat);
                    }
                    Score::Bands(bands) => walk.bands(bands, Place::Score),
                    Score::Predikat(rows) => walk.predikat(rows),
                    Score::Parts(parts) => walk.parts(parts),
                }
                walk.cuts(cuts);
                walk.steps(steps);
            });
        }
    }

    fn predikat(&mut self, rows: &mut PredikatRows) {
        self.value("predikat.sangat_baik", ValueUnit::Percent, &mut rows.sangat_baik);
        self.value("predikat.baik", ValueUnit::Percent, &mut rows.baik);
        self.value("predikat.butuh_perbaikan", ValueUnit::Percent, &mut rows.butuh_perbaikan);
        self.value("predikat.kurang_misconduct", ValueUnit::Percent, &mut rows.kurang_misconduct);
        self.value("predikat.sangat_kurang", ValueUnit::Percent, &mut rows.sangat_kurang);
        if let Some(none) = &mut rows.none {
            self.value("predikat.none", ValueUnit::Percent, none);
        }
    }

    fn bands(&mut self, bands: &mut Bands, place: Place) {
        self.measure(&mut bands.measure);
        let whole = self.counts_whole(&bands.measure);
        self.band_rows(&mut bands.rows, place, whole);
    }

    fn counts_whole(&self, measure: &MeasureRef) -> bool {
        let kind = self.measures.get(measure.index).map(|measure| measure.kind);
        !matches!(kind, Some(MeasureKind::Percent | MeasureKind::Number))
    }

    fn band_rows(&mut self, rows: &mut [Band], place: Place, whole: bool) {
        let here = self.here();
        self.errors.extend(bands::rows(&here, rows, whole));
        for (number, band) in rows.iter_mut().enumerate() {
            let key = format!("{}", number + 1);
            let (unit, fits, value) = match &mut band.gives {
                Gives::Percent(value) => (ValueUnit::Percent, place != Place::Gate, value),
                Gives::Points(value) => (ValueUnit::Number, place == Place::Score, value),
                Gives::LinearOver(value) => {
                    (ValueUnit::Number, place == Place::Score && value.written() != Some(Decimal::ZERO), value)
                }
                Gives::Factor(value) => (ValueUnit::Number, place == Place::Gate, value),
            };
            if !fits {
                let path = format!("{here}.{key}");
                self.errors.push(PolicyError::Bands { path, at: None, fault: BandFault::Gives });
            }
            self.value(&key, unit, value);
        }
    }

    fn cuts(&mut self, cuts: &mut [Cut]) {
        for cut in cuts {
            self.at(&cut.key, Some(&cut.label), |walk| {
                if let CutBase::Day(day) = &mut cut.base {
                    walk.measure(&mut day.working_days);
                    walk.value("share", ValueUnit::Percent, &mut day.share);
                }
                walk.cut_rows(&mut cut.rows);
            });
        }
    }

    fn cut_rows(&mut self, rows: &mut [CutRow]) {
        for row in rows {
            for measure in &mut row.on {
                self.measure_of(measure, (row.size == Size::Own).then_some(MeasureKind::Percent));
            }
            let Some(first) = row.on.first().cloned() else {
                self.errors.push(PolicyError::UnknownMeasure { path: self.here(), measure: String::new() });
                continue;
            };
            match &mut row.size {
                Size::Each(value) => self.value(&first.key, ValueUnit::Percent, value),
                Size::Own => {}
                Size::Bands(bands) => {
                    let whole = self.counts_whole(&first);
                    self.at(&first.key, None, |walk| walk.band_rows(bands, Place::Cut, whole));
                }
            }
        }
    }
}
