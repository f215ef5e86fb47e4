//! The fields of the plan: cards of results and indicators over one form. Each field follows its own text only,
//! so that typing redraws nothing else.

use domain::kinerja::{Arah, Aspek, Hitung, JenisHasil, KelompokJabatan, Pendekatan, Perspektif, limits};
use ledger::payload::SuperiorResult;
use leptos::prelude::*;

use super::form::{At, Field, IndicatorForm, PlanForm, ResultForm};
use super::parts::{choices, fold};
use crate::components::{
    Button, ButtonKind, Checkbox, Choice, FieldError, Glyph, IconButton, NumberField, SelectField, Text, TextArea,
    TextField, Toasts, dom,
};
use crate::say;
use crate::words::{format, kinerja as words};

/// The form with what is wrong in it, and what results may hang on.
#[derive(Clone, Copy)]
pub struct Sheet {
    /// What is typed.
    pub form: RwSignal<PlanForm>,
    /// What is wrong, by field.
    pub errors: Memo<Vec<FieldError>>,
    /// Results of the superior.
    pub superior: StoredValue<Vec<SuperiorResult>>,
    /// What was taken out last, while it can be put back.
    pub removed: StoredValue<Option<Removed>>,
    /// Puts it back; stands as long as the page, for the card it was pressed in may be gone.
    pub undo: Callback<()>,
}

/// What was taken out of the form.
#[derive(Debug, Clone)]
pub enum Removed {
    /// A result from its place.
    Result(usize, ResultForm),
    /// An indicator from its result and place.
    Indicator(String, usize, IndicatorForm),
    /// The whole draft.
    Draft(PlanForm),
}

impl Sheet {
    /// Keeps what was taken out, says so and offers to put it back.
    pub fn offer_undo(self, removed: Removed, words: String) {
        self.removed.set_value(Some(removed));
        expect_context::<Toasts>().say_undo(words, say!(kerja.urungkan), self.undo);
    }

    fn value(self, at: &At) -> Signal<String> {
        let at = at.clone();
        Signal::derive(move || self.form.with(|form| form.get(&at)))
    }

    fn put(self, at: &At) -> Callback<String> {
        let at = at.clone();
        Callback::new(move |typed| self.form.update(|form| form.set(&at, typed)))
    }

    fn error(self, id: String) -> Text {
        Text::from(move || {
            self.errors.with(|all| all.iter().find(|error| error.id == id).map(|error| error.text.clone()))
        })
    }

    fn area(self, at: At, label: String, hint: String) -> AnyView {
        view! {
            <TextArea
                id=at.id()
                label=label
                hint=hint
                rows=2
                maxlength=u32::try_from(limits::TEXT).unwrap_or(500)
                value=self.value(&at)
                on_input=self.put(&at)
                error=self.error(at.id())
            />
        }
        .into_any()
    }

    fn number(self, at: At, label: String) -> AnyView {
        view! {
            <NumberField
                id=at.id()
                label=label
                decimals=true
                value=self.value(&at)
                on_input=self.put(&at)
                error=self.error(at.id())
            />
        }
        .into_any()
    }

    fn choose(self, at: At, label: String, options: Vec<Choice>, empty: Text) -> AnyView {
        let value = self.value(&at);
        view! {
            <SelectField
                id=at.id()
                label=label
                options=options
                empty=empty
                value=Signal::derive(move || Some(value.get()))
                on_change=self.put(&at)
            />
        }
        .into_any()
    }
}

/// All results, the button that adds one, and how the plan is written.
pub fn sheet(of: Sheet) -> AnyView {
    let ids =
        Memo::new(move |_| of.form.with(|form| form.results.iter().map(|one| one.id.clone()).collect::<Vec<_>>()));
    let add = move |()| {
        let id = of.form.try_update(PlanForm::add_result);
        if let Some(id) = id {
            dom::focus_soon(At::of_result(&id, Field::Text).id());
        }
    };
    view! {
        <div class="stack" id="rencana" tabindex="-1">
            <For each=move || ids.get() key=Clone::clone children=move |id| result(of, id) />
        </div>
        <div class="line">
            <Button
                label=say!(kerja.tambah_hasil)
                kind=ButtonKind::Outline
                glyph=Glyph::Plus
                on_press=add
            />
        </div>
        {weights(of)}
        {manner(of)}
    }
    .into_any()
}

fn place(of: Sheet, id: &str) -> usize {
    of.form.with(|form| form.results.iter().position(|one| one.id == id).unwrap_or(0) + 1)
}

fn result(of: Sheet, id: String) -> AnyView {
    let stored = StoredValue::new(id.clone());
    let number = Memo::new(move |_| stored.with_value(|id| place(of, id)));
    let remove = move |()| {
        let Some(Some((at, taken))) = of.form.try_update(|form| stored.with_value(|id| form.take_result(id))) else {
            return;
        };
        of.offer_undo(Removed::Result(at, taken), say!(kerja.hasil_dihapus));
    };
    let shift = move |by: isize| of.form.update(|form| stored.with_value(|id| form.move_result(id, by)));
    let indicators = Memo::new(move |_| {
        of.form.with(|form| {
            let found =
                stored.with_value(|id| form.results.iter().find(|one| one.id == *id).map(|one| &one.indicators));
            found.map(|all| all.iter().map(|one| one.id.clone()).collect::<Vec<_>>()).unwrap_or_default()
        })
    });
    let add = move |()| {
        let id = stored.get_value();
        if let Some(Some(new)) = of.form.try_update(|form| form.add_indicator(&id)) {
            dom::focus_soon(At::of_indicator(&id, &new, Field::Text).id());
        }
    };
    let field = |field| At::of_result(&id, field);
    let leader = move || of.form.with(|form| form.group == KelompokJabatan::Jpt);
    let weighted = Memo::new(move |_| of.form.with(|form| form.weighted));
    let leader = Memo::new(move |_| leader());
    let hangs = superior(of, field(Field::Superior));
    view! {
        <section class="card" aria-label=move || say!(kerja.hasil_ke, nomor = number.get())>
            <div class="card-head tools">
                <h2>{move || say!(kerja.hasil_ke, nomor = number.get())}</h2>
                <span class="line">
                    <IconButton label=say!(kerja.naikkan) glyph=Glyph::ArrowUp on_press=move |()| shift(-1) />
                    <IconButton label=say!(kerja.turunkan) glyph=Glyph::ArrowDown on_press=move |()| shift(1) />
                    <IconButton
                        label=move || say!(kerja.hapus_hasil, nomor = number.get())
                        glyph=Glyph::Trash
                        on_press=remove
                    />
                </span>
            </div>
            {of.area(field(Field::Text), say!(kerja.isi_hasil), say!(kerja.isi_hasil_petunjuk))}
            <div class="grid">
                {of
                    .choose(
                        field(Field::Kind),
                        say!(kerja.jenis_hasil),
                        choices(&[JenisHasil::Utama, JenisHasil::Tambahan], words::jenis),
                        Text::Empty,
                    )}
                {move || {
                    weighted
                        .get()
                        .then(|| {
                            of.number(
                                At::of_result(&stored.get_value(), Field::Weight),
                                say!(kerja.bobot),
                            )
                        })
                }}
                {move || {
                    leader
                        .get()
                        .then(|| {
                            let all = [
                                Perspektif::PenerimaLayanan,
                                Perspektif::ProsesBisnis,
                                Perspektif::PenguatanInternal,
                                Perspektif::Anggaran,
                            ];
                            of.choose(
                                At::of_result(&stored.get_value(), Field::Perspective),
                                say!(kerja.perspektif),
                                choices(&all, words::perspektif),
                                say!(kerja.tidak_ada).into(),
                            )
                        })
                }}
            </div>
            {hangs}
            <For
                each=move || indicators.get()
                key=Clone::clone
                children=move |one| indicator(of, stored.get_value(), one)
            />
            <div class="line">
                <Button
                    label=say!(kerja.tambah_ukuran)
                    kind=ButtonKind::Text
                    glyph=Glyph::Plus
                    on_press=add
                />
            </div>
        </section>
    }
    .into_any()
}

fn superior(of: Sheet, at: At) -> AnyView {
    let mut options: Vec<Choice> = of.superior.with_value(|all| {
        all.iter().map(|one| Choice::new(format!("{}#{}", one.plan, one.id), one.text.clone())).collect()
    });
    let now = of.form.with_untracked(|form| form.get(&at));
    if !now.is_empty() && !options.iter().any(|one| one.value == now) {
        options.push(Choice::new(now, say!(kerja.mendukung_lain)));
    }
    if options.is_empty() {
        return ().into_any();
    }
    of.choose(at, say!(kerja.mendukung_hasil), options, say!(kerja.tidak_ada).into())
}

fn indicator(of: Sheet, result: String, id: String) -> AnyView {
    let ids = StoredValue::new((result.clone(), id.clone()));
    let field = move |field| ids.with_value(|(result, id)| At::of_indicator(result, id, field));
    let number = Memo::new(move |_| {
        of.form.with(|form| {
            ids.with_value(|(result, id)| {
                let found = form.results.iter().find(|one| one.id == *result);
                found.and_then(|one| one.indicators.iter().position(|one| one.id == *id)).unwrap_or(0) + 1
            })
        })
    });
    let remove = move |()| {
        let (result, id) = ids.get_value();
        let Some(Some((at, taken))) = of.form.try_update(|form| form.take_indicator(&result, &id)) else { return };
        of.offer_undo(Removed::Indicator(result, at, taken), say!(kerja.ukuran_dihapus));
    };
    let shift = move |by: isize| {
        of.form.update(|form| ids.with_value(|(result, id)| form.move_indicator(result, id, by)));
    };
    view! {
        <section class="card sunk" aria-label=move || say!(kerja.ukuran_ke, nomor = number.get())>
            <div class="card-head tools">
                <h3>{move || say!(kerja.ukuran_ke, nomor = number.get())}</h3>
                <span class="line">
                    <IconButton label=say!(kerja.naikkan) glyph=Glyph::ArrowUp on_press=move |()| shift(-1) />
                    <IconButton label=say!(kerja.turunkan) glyph=Glyph::ArrowDown on_press=move |()| shift(1) />
                    <IconButton
                        label=move || say!(kerja.hapus_ukuran, nomor = number.get())
                        glyph=Glyph::Trash
                        on_press=remove
                    />
                </span>
            </div>
            {of.area(field(Field::Text), say!(kerja.isi_ukuran), say!(kerja.isi_ukuran_petunjuk))}
            {target(of, field)}
            {fine(of, field)}
        </section>
    }
    .into_any()
}

fn target(of: Sheet, field: impl Fn(Field) -> At + Copy + Send + Sync + 'static) -> AnyView {
    let kind = of.value(&field(Field::Target));
    let shape = Memo::new(move |_| {
        let narrative = of.form.with(|form| form.approach == Pendekatan::Kualitatif);
        if narrative { "narrative".to_owned() } else { kind.get() }
    });
    let kinds = || {
        vec![
            Choice::new("value", say!(kerja.target_angka)),
            Choice::new("range", say!(kerja.target_rentang)),
            Choice::new("at_most", say!(kerja.target_batas)),
        ]
    };
    let figures = move || {
        let low = field(Field::Low);
        match shape.get().as_str() {
            "narrative" => {
                let at = field(Field::Narrative);
                of.area(at, say!(kerja.uraian_target), String::new())
            }
            "range" => view! {
                {of.number(low, say!(kerja.batas_bawah))}
                {of.number(field(Field::High), say!(kerja.batas_atas))}
            }
            .into_any(),
            "at_most" => of.number(low, say!(kerja.batas)),
            _ => of.number(low, say!(kerja.target_isi)),
        }
    };
    let measured = Memo::new(move |_| shape.with(|shape| shape != "narrative"));
    let unit = field(Field::Unit);
    let choose_kind =
        move || measured.get().then(|| of.choose(field(Field::Target), say!(kerja.jenis_target), kinds(), Text::Empty));
    let unit_field = move || {
        let unit = unit.clone();
        measured.get().then(|| {
            view! {
                <TextField
                    id=unit.id()
                    label=say!(kerja.satuan)
                    hint=say!(kerja.satuan_petunjuk)
                    maxlength=u32::try_from(limits::WORD).unwrap_or(64)
                    value=of.value(&unit)
                    on_input=of.put(&unit)
                    error=of.error(unit.id())
                />
            }
        })
    };
    let aspects = [Aspek::Kuantitas, Aspek::Kualitas, Aspek::Waktu, Aspek::Biaya];
    view! {
        <div class="grid">
            {of.choose(field(Field::Aspect), say!(kerja.aspek), choices(&aspects, words::aspek), Text::Empty)}
            {choose_kind}
        </div>
        <div class="grid low">{figures} {unit_field}</div>
    }
    .into_any()
}

fn fine(of: Sheet, field: impl Fn(Field) -> At + Copy + Send + Sync + 'static) -> AnyView {
    let kind = of.value(&field(Field::Target));
    let limit = Memo::new(move |_| kind.get() == "at_most");
    let direction = move || {
        (!limit.get()).then(|| {
            let all = [Arah::Naik, Arah::Turun];
            of.choose(field(Field::Direction), say!(kerja.arah), choices(&all, words::arah), Text::Empty)
        })
    };
    let counting = [Hitung::Jumlah, Hitung::Terakhir, Hitung::RataRata];
    view! {
        <details class="fine">
            {fold(say!(kerja.rinci))}
            <div class="grid">
                {direction}
                {of
                    .choose(
                        field(Field::Counting),
                        say!(kerja.hitung),
                        choices(&counting, words::hitung),
                        Text::Empty,
                    )}
            </div>
        </details>
    }
    .into_any()
}

fn weights(of: Sheet) -> AnyView {
    let weighted = Signal::derive(move || of.form.with(|form| form.weighted));
    let sum = move || {
        let sum = of.form.with(|form| if form.weighted { form.weight_sum() } else { None });
        sum.map(|sum| say!(kerja.jumlah_bobot, jumlah = format::decimal(sum)))
    };
    view! {
        <div class="stack">
            <Checkbox
                id="pakai-bobot"
                label=say!(kerja.pakai_bobot)
                checked=weighted
                on_change=move |on| of.form.update(|form| form.weighted = on)
            />
            <p class="hint" aria-live="polite">
                {sum}
            </p>
        </div>
    }
    .into_any()
}

fn manner(of: Sheet) -> AnyView {
    let approach = Signal::derive(move || Some(super::form::code(&of.form.with(|form| form.approach))));
    let group = Signal::derive(move || Some(super::form::code(&of.form.with(|form| form.group))));
    let set_approach = move |code: String| {
        if let Some(approach) = super::form::from_code(&code) {
            of.form.update(|form| form.approach = approach);
        }
    };
    let set_group = move |code: String| {
        if let Some(group) = super::form::from_code(&code) {
            of.form.update(|form| form.group = group);
        }
    };
    view! {
        <div class="stack">
            <SelectField
                id="cara"
                label=say!(kerja.cara_menulis)
                options=choices(
                    &[Pendekatan::Kuantitatif, Pendekatan::Kualitatif],
                    words::pendekatan,
                )
                value=approach
                on_change=set_approach
            />
            <SelectField
                id="kelompok"
                label=say!(kerja.kelompok)
                options=choices(&[KelompokJabatan::JaJf, KelompokJabatan::Jpt], words::kelompok)
                value=group
                on_change=set_group
            />
        </div>
    }
    .into_any()
}
