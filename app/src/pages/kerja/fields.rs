//! The fields of one entry of the log: for a new one, and for what a written one should say instead.

use domain::calendar::Day;
use domain::kinerja::{Skp, limits};
use leptos::prelude::*;

use super::log::{LogFault, LogForm};
use super::view::Work;
use crate::components::{Choice, DateField, FieldError, NumberField, SelectField, Text, TextArea};
use crate::say;
use crate::words::{format, kinerja as words};

/// One entry while it is typed.
#[derive(Clone, Copy)]
pub struct Sheet {
    /// What is typed.
    pub form: RwSignal<LogForm>,
    /// The plan it counts for, and what was written before.
    pub work: Memo<Work>,
    /// What is wrong, by field.
    pub errors: Memo<Vec<FieldError>>,
    /// What the ids of the fields begin with.
    pub prefix: &'static str,
    /// First and last day that can be chosen.
    pub days: (Option<Day>, Day),
}

/// Says what is wrong with an entry, at its field.
#[must_use]
pub fn problem(fault: &LogFault, prefix: &str) -> FieldError {
    let text = match fault {
        LogFault::NoDay => say!(kerja.salah_hari),
        LogFault::Ahead => say!(kerja.salah_hari_depan),
        LogFault::LongAgo { from } => say!(kerja.s_terlalu_lama, hari = format::day(*from)),
        LogFault::TooLarge => say!(kerja.s_terlalu_besar, batas = format::grouped(limits::AMOUNT)),
        LogFault::OtherYear => say!(kerja.salah_hari_tahun),
        LogFault::LeavesYear { year } => say!(kerja.salah_pindah_tahun, tahun = *year),
        LogFault::Empty => say!(kerja.salah_catatan),
        LogFault::NotANumber => say!(kerja.salah_bukan_angka),
        LogFault::Plan(problem) => words::plan_problem(problem),
    };
    FieldError { id: format!("{prefix}{}", fault.place()), text }
}

impl Sheet {
    fn id(self, name: &str) -> String {
        format!("{}{name}", self.prefix)
    }

    fn error(self, name: &str) -> Text {
        let id = self.id(name);
        Text::from(move || self.errors.with(|all| all.iter().find(|one| one.id == id).map(|one| one.text.clone())))
    }
}

/// Day and words.
pub fn told(of: Sheet) -> AnyView {
    let form = of.form;
    let (first, last) = of.days;
    view! {
        <DateField
            id=of.id("tanggal")
            label=say!(kerja.hari)
            hint=move || form.with(LogForm::day).map(format::long_day)
            min=first.map(|day| day.to_string())
            max=last.to_string()
            value=Signal::derive(move || form.with(|form| form.date.clone()))
            on_input=move |date| form.update(|form| form.date = date)
            error=of.error("tanggal")
        />
        <TextArea
            id=of.id("uraian")
            label=say!(kerja.apa_hasil)
            maxlength=1000
            value=Signal::derive(move || form.with(|form| form.note.clone()))
            on_input=move |note| form.update(|form| form.note = note)
            error=of.error("uraian")
        />
    }
    .into_any()
}

/// What it counts for and how much; stands only where there is a plan.
pub fn counted(of: Sheet) -> AnyView {
    let Sheet { form, work, .. } = of;
    let first = form.with_untracked(|form| form.indicator.clone());
    // A memo: a list that is open under the person's thumb is not drawn again by a sync.
    let options = Memo::new(move |_| {
        work.with(|work| {
            let indicators = work.plan().into_iter().flat_map(Skp::indicators);
            let mut options: Vec<Choice> =
                indicators.map(|(_, one)| Choice::new(one.id.clone(), one.text.clone())).collect();
            if !first.is_empty() && !options.iter().any(|one| one.value == first) {
                options.push(Choice::new(first.clone(), say!(kerja.ukuran_lama)));
            }
            options
        })
    });
    let chosen = Memo::new(move |_| form.with(|form| form.indicator.clone()));
    let so_far = move || {
        work.with(|work| {
            let one = work.plan()?.indicator(&chosen.get())?;
            let until = Day::new(work.year, 12, 31)?;
            let done = words::realised(one, &work.progress(one, until).realised);
            Some(say!(kerja.tercatat_dari, sudah = done, target = words::target(one)))
        })
    };
    let own_unit = Memo::new(move |_| form.with(|form| form.unit.clone()));
    let unit = move || {
        own_unit.get().or_else(|| work.with(|work| work.plan()?.indicator(&chosen.get()).map(|one| one.unit.clone())))
    };
    let countable = Memo::new(move |_| !chosen.get().is_empty());
    let amount = of.id("jumlah");
    let amount_error = of.error("jumlah");
    view! {
        <SelectField
            id=of.id("indikator")
            label=say!(kerja.untuk_ukuran)
            hint=so_far
            options=options
            empty=say!(kerja.tanpa_ukuran)
            value=Signal::derive(move || Some(chosen.get()))
            on_change=move |id| form.update(|form| form.choose(id))
            error=of.error("indikator")
        />
        {move || {
            let amount = amount.clone();
            countable
                .get()
                .then(|| {
                    view! {
                        <NumberField
                            id=amount
                            label=say!(kerja.jumlah)
                            hint=say!(kerja.jumlah_petunjuk)
                            unit=unit
                            decimals=true
                            value=Signal::derive(move || form.with(|form| form.amount.clone()))
                            on_input=move |typed| form.update(|form| form.amount = typed)
                            error=amount_error
                        />
                    }
                })
        }}
    }
    .into_any()
}
