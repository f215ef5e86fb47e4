//! The fields of the form of one dated fact; each follows its own text only.

use std::collections::BTreeSet;

use domain::asn::{Golongan, Keadaan, Ptkp, Status};
use domain::law::{Rulebook, SalaryDue};
use domain::tpp::{MeasureKind, Policy};
use ledger::subject::Field;
use leptos::prelude::*;

use super::form::{self, FactForm, GIVEN, HELD_AS, MOST_CHILDREN, child};
use crate::components::{
    Button, ButtonKind, Card, Choice, ChoiceGroup, ChoiceLook, Combobox, DateField, FieldError, Glyph, Notice,
    NumberField, SelectField, Text, TextField, dom,
};
use crate::pages::meja::hr::import::cells;
use crate::pages::meja::hr::parts;
use crate::say;
use crate::words::derive::{self, cite};
use crate::words::{beside, format, gaps, pay, surat};

/// The form with what is wrong in it, and what can be chosen.
#[derive(Clone, Copy)]
pub struct Sheet {
    /// What is typed.
    pub form: RwSignal<FactForm>,
    /// What is wrong, by field.
    pub errors: RwSignal<Vec<FieldError>>,
    /// Offices.
    pub offices: StoredValue<Vec<Choice>>,
    /// People who can be a superior.
    pub superiors: Signal<Vec<Choice>>,
    /// The policy in force, for the decisions it measures.
    pub policy: Option<&'static Policy>,
}

/// Returns the id of a field on the page.
#[must_use]
pub fn id_of(name: &str) -> String {
    format!("data-{name}")
}

impl Sheet {
    fn value(self, name: &str) -> Signal<String> {
        let name = name.to_owned();
        Signal::derive(move || self.form.with(|form| form.get(&name).to_owned()))
    }

    fn chosen(self, name: &str) -> Signal<Option<String>> {
        let value = self.value(name);
        Signal::derive(move || Some(value.get()))
    }

    fn put(self, name: &str) -> Callback<String> {
        let name = name.to_owned();
        Callback::new(move |typed| self.form.update(|form| form.set(&name, typed)))
    }

    fn error(self, name: &str) -> Text {
        let id = id_of(name);
        Text::from(move || {
            self.errors.with(|all| all.iter().find(|error| error.id == id).map(|error| error.text.clone()))
        })
    }

    fn text(self, name: &str, label: String, hint: String) -> AnyView {
        let (value, put, error) = (self.value(name), self.put(name), self.error(name));
        view! { <TextField id=id_of(name) label=label hint=hint value=value on_input=put error=error /> }.into_any()
    }

    fn number(self, name: &str, label: String, unit: String) -> AnyView {
        let (value, put, error) = (self.value(name), self.put(name), self.error(name));
        view! { <NumberField id=id_of(name) label=label unit=unit value=value on_input=put error=error /> }.into_any()
    }

    fn date(self, name: &str, label: String, hint: String) -> AnyView {
        let (value, put, error) = (self.value(name), self.put(name), self.error(name));
        view! { <DateField id=id_of(name) label=label hint=hint value=value on_input=put error=error /> }.into_any()
    }

    fn month(self, name: &str, label: String, hint: String) -> AnyView {
        let (value, put, error) = (self.value(name), self.put(name), self.error(name));
        view! { <DateField id=id_of(name) label=label hint=hint value=value on_input=put error=error month=true /> }
            .into_any()
    }

    fn select(self, name: &str, label: String, options: Signal<Vec<Choice>>) -> AnyView {
        let (value, put, error) = (self.chosen(name), self.put(name), self.error(name));
        view! {
            <SelectField
                id=id_of(name)
                label=label
                options=options
                empty=say!(hr.pilih)
                value=value
                on_change=put
                error=error
            />
        }
        .into_any()
    }

    fn group(self, name: &str, label: String, options: Vec<Choice>) -> AnyView {
        let (value, put, error) = (self.chosen(name), self.put(name), self.error(name));
        view! {
            <ChoiceGroup
                id=id_of(name)
                legend=label
                options=options
                look=ChoiceLook::Plain
                value=value
                on_change=put
                error=error
            />
        }
        .into_any()
    }
}

/// The fields of the chosen kind of fact.
pub fn fields(of: Sheet) -> AnyView {
    let field = Memo::new(move |_| of.form.with(FactForm::field));
    (move || match field.get() {
        None => ().into_any(),
        Some(field) => {
            let from = match field {
                Field::Pajak => of.number("tahun", say!(hr.tahun), String::new()),
                Field::Putusan => ().into_any(),
                _ => of.date("berlaku", say!(hr.berlaku_sejak), say!(hr.berlaku_jelas)),
            };
            let inside = match field {
                Field::Identitas => identity(of),
                Field::Status => status(of),
                Field::Golongan => rank(of),
                Field::Jabatan => post(of),
                Field::Keluarga => family(of),
                Field::Pajak => tax(of),
                Field::Diri => diri(of),
                Field::Keadaan => keadaan(of),
                Field::Penugasan => order(of),
                Field::Putusan => decision(of),
                Field::Saldo | Field::Rekening | Field::Pengembalian | Field::Penghasilan => ().into_any(),
            };
            view! { <div class="stack">{from} {inside}</div> }.into_any()
        }
    })
    .into_any()
}

fn identity(of: Sheet) -> AnyView {
    view! {
        {of.text("nama", say!(hr.nama_gelar), String::new())}
        {of.text("nip", say!(hr.nip), say!(hr.nip_petunjuk))}
    }
    .into_any()
}

fn diri(of: Sheet) -> AnyView {
    view! {
        {of.text("nik", say!(hr.nik), say!(hr.nik_petunjuk))}
        {of.text("npwp", say!(hr.npwp), say!(hr.npwp_petunjuk))}
        {of.text("alamat", say!(hr.alamat), String::new())}
    }
    .into_any()
}

/// The standing, its paper, and at once what the law makes of it.
fn keadaan(of: Sheet) -> AnyView {
    let all = Keadaan::ALL.map(|(one, code)| Choice::new(code, pay::capital(&beside::keadaan(one)))).to_vec();
    let effect = move || {
        let (chosen, since) =
            of.form.with(|form| (Keadaan::from_code(form.get("keadaan")), form.get("berlaku").parse()));
        let (chosen, since) = (chosen?, since.ok()?);
        let text = match Rulebook::national().salary_changes(chosen, since) {
            Ok(Some((month, salary, source))) => {
                let akibat = beside::salary_due(salary, chosen);
                let text = say!(hr.keadaan_akibat, bulan = format::month(month), akibat = akibat);
                beside::with_heirs(format!("{text} ({})", cite(source)), chosen, since)
            }
            Ok(None) => beside::salary_due(SalaryDue::Whole, chosen),
            Err(gap) => gaps::gap(&gap, None),
        };
        Some(view! { <Notice text=text /> })
    };
    view! {
        {of.select("keadaan", say!(hr.keadaan_jadi), Signal::stored(all))}
        {of.text("surat", say!(hr.surat_keadaan), say!(hr.surat_keadaan_petunjuk))}
        <div id="akibat-keadaan" aria-live="polite">{effect}</div>
    }
    .into_any()
}

/// An order for a post beside the own one.
fn order(of: Sheet) -> AnyView {
    let held = HELD_AS.map(|(code, held)| Choice::new(code, surat::sebagai(held))).to_vec();
    let ways = vec![
        Choice::new("replace", say!(mulai.plt_ganti)),
        Choice::new("share", say!(mulai.plt_bagian)),
        Choice::new("add", say!(mulai.plt_tambah)),
        Choice::new("higher", say!(mulai.plt_tinggi)),
    ];
    let (way, put_way, wrong) = (of.chosen("cara"), of.put("cara"), of.error("cara"));
    view! {
        {of.group("sebagai", say!(hr.sebagai), held)}
        {of.text("jabatan-rangkap", say!(hr.jabatan_rangkap), String::new())}
        {of.number("kelas-rangkap", say!(hr.kelas_rangkap), String::new())}
        {of.date("selesai", say!(hr.penugasan_selesai), say!(hr.penugasan_selesai_petunjuk))}
        {of.text("surat", say!(hr.surat_penugasan), String::new())}
        <p class="hint">{say!(hr.penugasan_cara_jelas)}</p>
        <SelectField
            id=id_of("cara")
            label=say!(mulai.f_plt_cara)
            options=ways
            empty=say!(mulai.plt_ikut_aturan)
            value=way
            on_change=put_way
            error=wrong
        />
        {of.number("persen", say!(mulai.f_plt_persen), "%".to_owned())}
    }
    .into_any()
}

/// A decision that the policy measures, with its months.
fn decision(of: Sheet) -> AnyView {
    let all: Vec<Choice> =
        form::decisions(of.policy).map(|one| Choice::new(one.key.clone(), derive::label(&one.label))).collect();
    if all.is_empty() {
        return view! { <Notice text=say!(hr.putusan_tak_diminta) /> }.into_any();
    }
    let chosen = Memo::new(move |_| of.form.with(|form| form.get("ukuran").to_owned()));
    let amount = move || {
        let kind = form::decisions(of.policy).find(|one| one.key == chosen.get()).map(|one| one.kind)?;
        let unit = if kind == MeasureKind::Percent { "%" } else { "" };
        (kind != MeasureKind::Flag).then(|| of.number("nilai", say!(hr.putusan_nilai), unit.to_owned()))
    };
    view! {
        {of.select("ukuran", say!(hr.putusan_apa), Signal::stored(all))}
        {amount}
        {of.month("mulai-bulan", say!(hr.putusan_mulai), say!(hr.putusan_mulai_petunjuk))}
        {of.month("sampai-bulan", say!(hr.putusan_akhir), say!(hr.putusan_akhir_petunjuk))}
        {of.text("surat", say!(hr.surat_putusan), String::new())}
    }
    .into_any()
}

fn status(of: Sheet) -> AnyView {
    let all = [("pns", Status::Pns), ("cpns", Status::Cpns), ("pppk", Status::Pppk)];
    of.group("status", say!(hr.f_status), all.map(|(code, one)| Choice::new(code, pay::status(one))).to_vec())
}

fn rank(of: Sheet) -> AnyView {
    let all: Vec<Choice> = Golongan::all()
        .map(|one| {
            let kind = if matches!(one, Golongan::Pns(_)) { "PNS" } else { "PPPK" };
            Choice::new(one.to_string(), format!("{one} ({kind})"))
        })
        .collect();
    view! {
        {of.select("golongan", say!(hr.golongan), Signal::stored(all))}
        <div class="two">
            {of.number("mkg-tahun", say!(hr.mkg), say!(hr.tahun_kecil))}
            {of.number("mkg-bulan", say!(hr.mkg_bulan), say!(hr.bulan_kecil))}
        </div>
    }
    .into_any()
}

fn post(of: Sheet) -> AnyView {
    let kind = of.value("jenis");
    let kinds = Signal::derive(move || {
        let mut kinds = vec![
            Choice::new("umum", say!(hr.p_umum)),
            Choice::new("struktural", say!(hr.jenis_struktural)),
            Choice::new("fungsional", say!(hr.jenis_fungsional)),
        ];
        if kind.get() == GIVEN {
            kinds.push(Choice::new(GIVEN, say!(hr.jenis_surat)));
        }
        kinds
    });
    let eselons: Vec<Choice> =
        Rulebook::national().eselons().map(|code| Choice::new(code, pay::eselon(code))).collect();
    let eselons = StoredValue::new(eselons);
    let more = Memo::new(move |_| kind.get());
    let office = of.value("kantor");
    let put_office = of.put("kantor");
    view! {
        {of.text("jabatan", say!(hr.nama_jabatan), String::new())}
        {of.select("jenis", say!(hr.jenis_jabatan), kinds)}
        {move || match more.get().as_str() {
            "struktural" => of.select("eselon", say!(hr.eselon), Signal::stored(eselons.get_value())),
            "fungsional" => functional(of),
            _ => ().into_any(),
        }}
        {of.number("kelas", say!(hr.kelas), String::new())}
        {parts::office_field(
            "data-kantor",
            say!(hr.kantor),
            of.offices.get_value(),
            office,
            put_office,
            of.error("kantor"),
        )}
        <Combobox
            id=id_of("atasan")
            label=say!(hr.atasan)
            hint=say!(hr.atasan_petunjuk)
            options=of.superiors
            value=of.chosen("atasan")
            on_change=of.put("atasan")
            error=of.error("atasan")
            found=|count: usize| say!(hr.cocok, jumlah = count)
        />
        {move || {
            let some = of.form.with(|form| !form.get("atasan").is_empty());
            some.then(|| {
                view! {
                    <div class="line">
                        <Button
                            label=say!(hr.tanpa_atasan)
                            kind=ButtonKind::Text
                            on_press=move |()| of.form.update(|form| form.set("atasan", String::new()))
                        />
                    </div>
                }
            })
        }}
    }
    .into_any()
}

fn levels(family: &str) -> Vec<String> {
    let found = Rulebook::national().functional_posts().find(|(name, _)| *name == family);
    let levels: Vec<String> = found.map(|(_, levels)| levels.map(str::to_owned).collect()).unwrap_or_default();
    let names: Vec<&str> = levels.iter().map(String::as_str).collect();
    // Where the table goes by golongan, the level is told for people, from the levels every family knows.
    if cells::by_rank(&names) { cells::LEVELS.iter().map(|level| (*level).to_owned()).collect() } else { levels }
}

fn functional(of: Sheet) -> AnyView {
    let families: Vec<Choice> =
        Rulebook::national().functional_posts().map(|(code, _)| Choice::new(code, pay::family(code))).collect();
    let family = of.value("rumpun");
    let options = Signal::derive(move || {
        let all = levels(&family.get()).into_iter();
        all.map(|code| Choice::new(code.clone(), pay::capital(&pay::level(&code)))).collect::<Vec<_>>()
    });
    view! {
        {of.select("rumpun", say!(hr.rumpun), Signal::stored(families))}
        {of.select("jenjang", say!(hr.jenjang), options)}
    }
    .into_any()
}

fn tax(of: Sheet) -> AnyView {
    let all: Vec<Choice> = Ptkp::all().map(|one| Choice::new(one.to_string(), one.to_string())).collect();
    view! {
        {of.select("ptkp", say!(hr.f_pajak), Signal::stored(all))}
        <p class="hint">{say!(hr.ptkp_petunjuk)}</p>
    }
    .into_any()
}

fn yes_no() -> Vec<Choice> {
    vec![Choice::new("ya", say!(umum.ya)), Choice::new("tidak", say!(umum.tidak))]
}

fn family(of: Sheet) -> AnyView {
    let married = Memo::new(move |_| of.form.with(|form| form.get("kawin") == "ya"));
    let children = Memo::new(move |_| of.form.with(|form| form.children.clone()));
    let many = Text::from(move || (children.with(Vec::len) >= MOST_CHILDREN).then(|| say!(hr.anak_terbanyak)));
    let add = move |()| {
        if let Some(number) = of.form.try_update(FactForm::add_child) {
            dom::focus_soon(id_of(&child(number, "lahir")));
        }
    };
    view! {
        {of.group("kawin", say!(hr.ada_pasangan), yes_no())}
        {move || {
            married
                .get()
                .then(|| {
                    view! {
                        {of.date("kawin-sejak", say!(hr.kawin_sejak), String::new())}
                        {of.date("kawin-sampai", say!(hr.kawin_sampai), say!(hr.kawin_sampai_petunjuk))}
                        {of.text("nip-pasangan", say!(hr.nip_pasangan), say!(hr.nip_pasangan_petunjuk))}
                        {of.group("menerima", say!(hr.pasangan_tunjangan), yes_no())}
                    }
                })
        }}
        <For each=move || children.get() key=|number| *number children=move |number| one_child(of, number) />
        <div class="line">
            <Button
                label=say!(hr.tambah_anak)
                kind=ButtonKind::Outline
                glyph=Glyph::Plus
                why_not=many
                on_press=add
            />
        </div>
    }
    .into_any()
}

fn one_child(of: Sheet, number: u32) -> AnyView {
    let drop = move |()| of.form.update(|form| form.drop_child(number));
    let title = move || {
        let place = of.form.with(|form| form.children.iter().position(|one| *one == number));
        say!(hr.anak_ke, urutan = place.unwrap_or(0) + 1)
    };
    view! {
        <Card title=title>
            {of.date(&child(number, "lahir"), say!(hr.lahir), String::new())}
            {of.date(&child(number, "sekolah"), say!(hr.surat_sekolah_sampai), say!(hr.surat_sekolah_petunjuk))}
            {of.date(&child(number, "sampai"), say!(hr.tanggungan_akhir), say!(hr.tanggungan_petunjuk))}
            <div class="line">
                <Button label=say!(hr.hapus_anak) kind=ButtonKind::Text glyph=Glyph::Trash on_press=drop />
            </div>
        </Card>
    }
    .into_any()
}

/// Puts the name of a field before what is wrong there, so that the summary can be read by itself.
#[must_use]
pub fn named(name: &str, problem: &str) -> String {
    let label = match name {
        "berlaku" => say!(hr.berlaku_sejak),
        "tahun" => say!(hr.tahun),
        "nama" => say!(hr.nama_gelar),
        "nip" => say!(hr.nip),
        "status" => say!(hr.f_status),
        "golongan" => say!(hr.golongan),
        "mkg-tahun" | "mkg-bulan" => say!(hr.mkg),
        "jabatan" => say!(hr.nama_jabatan),
        "jenis" => say!(hr.jenis_jabatan),
        "eselon" => say!(hr.eselon),
        "rumpun" => say!(hr.rumpun),
        "jenjang" => say!(hr.jenjang),
        "kelas" => say!(hr.kelas),
        "kantor" => say!(hr.kantor),
        "atasan" => say!(hr.atasan),
        "ptkp" => say!(hr.f_pajak),
        "nik" => say!(hr.nik),
        "npwp" => say!(hr.npwp),
        "alamat" => say!(hr.alamat),
        "kawin" => say!(hr.ada_pasangan),
        "kawin-sejak" => say!(hr.kawin_sejak),
        "kawin-sampai" => say!(hr.kawin_sampai),
        "menerima" => say!(hr.pasangan_tunjangan),
        "nip-pasangan" => say!(hr.nip_pasangan),
        "keadaan" => say!(hr.keadaan_jadi),
        "surat" => say!(hr.surat),
        "sebagai" => say!(hr.sebagai),
        "jabatan-rangkap" => say!(hr.jabatan_rangkap),
        "kelas-rangkap" => say!(hr.kelas_rangkap),
        "selesai" => say!(hr.penugasan_selesai),
        "cara" => say!(mulai.f_plt_cara),
        "persen" => say!(mulai.f_plt_persen),
        "ukuran" => say!(hr.putusan_apa),
        "nilai" => say!(hr.putusan_nilai),
        "mulai-bulan" => say!(hr.putusan_mulai),
        "sampai-bulan" => say!(hr.putusan_akhir),
        "bidang" => say!(hr.apa_yang_berubah),
        child => match child.rsplit('-').next() {
            Some("lahir") => say!(hr.lahir),
            Some("sekolah") => say!(hr.surat_sekolah_sampai),
            _ => say!(hr.tanggungan_akhir),
        },
    };
    if label.ends_with('?') { format!("{label} {problem}") } else { format!("{label}: {problem}") }
}

/// Returns the kinds of fact that can be chosen.
pub fn kinds() -> Vec<Choice> {
    form::FIELDS.map(|field| Choice::new(field.code(), crate::pages::meja::hr::words::field(field))).to_vec()
}

/// Returns the codes of choices.
#[must_use]
pub fn codes(of: &[Choice]) -> BTreeSet<String> {
    of.iter().map(|choice| choice.value.clone()).collect()
}
