//! The parts of the slip form about the person: month, rank, family, post, tax, balances.

use domain::asn::{Golongan, Ptkp};
use domain::law::Rulebook;
use leptos::prelude::*;

use super::entries::{Entries, choices, yes_no};
use super::form::{self, BY_PAPER, MOST_CHILDREN};
use super::salah::name;
use crate::components::{
    Button, ButtonKind, Choice, ChoiceGroup, ChoiceLook, DateField, Glyph, NumberField, Section, SelectField, TextField,
};
use crate::desk::Fields;
use crate::say;
use crate::words::pay;

fn words(key: &str) -> String {
    name(key, &Fields::new())
}

/// A number with its words, its unit and its error, for a key.
pub(super) fn number(e: Entries, key: &str, hint: Option<String>, unit: Option<String>) -> AnyView {
    let label = words(key);
    view! {
        <NumberField
            id=key.to_owned()
            label=label.clone()
            value=e.value(key)
            on_input=e.put(key)
            error=e.error(key, label)
            hint=hint
            unit=unit
            decimals=false
        />
    }
    .into_any()
}

/// An amount in rupiah, for a key.
pub(super) fn money(e: Entries, key: &str, label: String, aside: Option<String>, hint: Option<String>) -> AnyView {
    view! {
        <NumberField
            id=key.to_owned()
            label=label.clone()
            value=e.value(key)
            on_input=e.put(key)
            error=e.error(key, label)
            aside=aside
            hint=hint
            prefix="Rp"
        />
    }
    .into_any()
}

/// A choice of one of a few, for a key.
pub(super) fn group(e: Entries, key: &str, options: Signal<Vec<Choice>>, hint: Option<String>) -> AnyView {
    let legend = words(key);
    view! {
        <ChoiceGroup
            id=key.to_owned()
            legend=legend.clone()
            options=options
            value=e.chosen(key)
            on_change=e.put(key)
            error=e.error(key, legend)
            hint=hint
            look=ChoiceLook::Card
        />
    }
    .into_any()
}

/// A choice of one of a few short words side by side, for a key.
pub(super) fn small_group(e: Entries, key: &str, options: Signal<Vec<Choice>>, hint: Option<String>) -> AnyView {
    view! { <div class="compact">{group(e, key, options, hint)}</div> }.into_any()
}

/// A choice of one of many, for a key.
pub(super) fn select(e: Entries, key: &str, options: Signal<Vec<Choice>>, hint: Option<String>) -> AnyView {
    let label = words(key);
    view! {
        <SelectField
            id=key.to_owned()
            label=label.clone()
            options=options
            value=e.chosen(key)
            on_change=e.put(key)
            error=e.error(key, label)
            hint=hint
            empty=say!(mulai.pilih)
        />
    }
    .into_any()
}

fn date(e: Entries, key: String, label: String, aside: Option<String>, hint: Option<String>) -> AnyView {
    view! {
        <DateField
            id=key.clone()
            label=label.clone()
            value=e.value(key.clone())
            on_input=e.put(key.clone())
            error=e.error(key, label)
            aside=aside
            hint=hint
        />
    }
    .into_any()
}

fn paper(e: Entries, key: &str) -> AnyView {
    view! {
        <TextField
            id=key.to_owned()
            label=say!(mulai.f_surat)
            aside=say!(umum.opsional)
            value=e.value(key)
            on_input=e.put(key)
            maxlength=120
        />
    }
    .into_any()
}

/// Month and kind of civil servant.
pub fn month_and_status(e: Entries) -> AnyView {
    let status = choices(vec![("pns", "PNS".into()), ("cpns", "CPNS".into()), ("pppk", "PPPK".into())]);
    view! {
        <Section title=say!(mulai.bag_bulan)>
            <DateField
                id="bulan"
                label=say!(mulai.f_bulan)
                value=e.value("bulan")
                on_input=e.put("bulan")
                error=e.error("bulan", say!(mulai.f_bulan))
                month=true
            />
            {small_group(e, "status", status, None)}
        </Section>
    }
    .into_any()
}

/// Rank and years of service.
pub fn rank(e: Entries) -> AnyView {
    let pppk = e.is("status", "pppk");
    let options = Signal::derive(move || {
        let wanted = |golongan: &Golongan| matches!(golongan, Golongan::Pppk(_)) == pppk.get();
        Golongan::all().filter(wanted).map(|golongan| Choice::new(golongan.to_string(), golongan.to_string())).collect()
    });
    view! {
        <Section title=say!(mulai.bag_golongan)>
            {select(e, "golongan", options, None)}
            {number(e, "mkg", Some(say!(mulai.f_mkg_petunjuk)), Some(say!(mulai.tahun)))}
        </Section>
    }
    .into_any()
}

/// Family, by numbers or with dates.
pub fn family(e: Entries) -> AnyView {
    let ways = Signal::stored(vec![
        Choice::new("ringkas", say!(mulai.ringkas)).sub(say!(mulai.ringkas_sub)),
        Choice::new("rinci", say!(mulai.rinci)).sub(say!(mulai.rinci_sub)),
    ]);
    let dated = e.is("keluarga", "rinci");
    view! {
        <Section title=say!(mulai.bag_keluarga)>
            {group(e, "keluarga", ways, None)}
            {move || if dated.get() { family_dated(e) } else { family_short(e) }}
        </Section>
    }
    .into_any()
}

fn family_short(e: Entries) -> AnyView {
    view! {
        <div class="stack">
            {small_group(e, "pasangan", yes_no(), None)}
            {number(e, "anak", Some(say!(mulai.f_anak_petunjuk)), None)}
        </div>
    }
    .into_any()
}

fn children_count(e: Entries) -> Memo<u8> {
    Memo::new(move |_| e.fields.with(|fields| form::text(fields, "anak-n").parse().unwrap_or(0)))
}

fn family_dated(e: Entries) -> AnyView {
    if e.fields.with_untracked(|fields| form::text(fields, "anak-n").is_empty()) {
        e.set("anak-n", "0".to_owned());
    }
    let married = e.is("kawin", "ya");
    let count = children_count(e);
    let more = Callback::new(move |()| {
        let next = (count.get_untracked() + 1).min(MOST_CHILDREN);
        e.set("anak-n", next.to_string());
        crate::components::dom::focus_soon(format!("anak-{next}-lahir"));
    });
    let fewer = Callback::new(move |()| {
        let last = count.get_untracked();
        e.set(&format!("anak-{last}-lahir"), String::new());
        e.set(&format!("anak-{last}-sekolah"), String::new());
        e.set("anak-n", last.saturating_sub(1).to_string());
    });
    let counted = move || {
        e.read.with(|read| {
            let family = read.as_ref().ok()?.pay.family;
            let pasangan = if family.spouse { say!(mulai.dengan_pasangan) } else { say!(mulai.tanpa_pasangan) };
            Some(say!(mulai.yang_dihitung, pasangan = pasangan, anak = family.children))
        })
    };
    view! {
        <div class="stack">
            {small_group(e, "kawin", yes_no(), None)}
            {move || {
                married
                    .get()
                    .then(|| {
                        view! {
                            {date(e, "kawin-sejak".to_owned(), say!(mulai.f_kawin_sejak), None, None)}
                            {small_group(e, "pasangan-ambil", yes_no(), Some(say!(mulai.f_pasangan_ambil_petunjuk)))}
                        }
                    })
            }}
            <For each=move || 1..=count.get() key=|row| *row let:row>
                {child(e, row)}
            </For>
            <div class="line">
                <Button label=say!(mulai.tambah_anak) kind=ButtonKind::Outline glyph=Glyph::Plus on_press=more />
                {move || {
                    (count.get() > 0)
                        .then(|| {
                            view! {
                                <Button label=say!(mulai.hapus_anak) kind=ButtonKind::Text on_press=fewer />
                            }
                        })
                }}
            </div>
            <p class="sub" role="status">
                {counted}
            </p>
        </div>
    }
    .into_any()
}

fn child(e: Entries, row: u8) -> AnyView {
    let label = |key: &str| name(key, &Fields::new());
    let (born, letter) = (format!("anak-{row}-lahir"), format!("anak-{row}-sekolah"));
    let (born_label, letter_label) = (label(&born), label(&letter));
    view! {
        <div class="fields">
            {date(e, born, born_label, None, None)}
            {date(e, letter, letter_label, Some(say!(umum.opsional)), Some(say!(mulai.f_sekolah_petunjuk)))}
        </div>
    }
    .into_any()
}

/// The post and its allowance.
pub fn post(e: Entries) -> AnyView {
    let kinds = Signal::stored(vec![
        Choice::new("umum", say!(mulai.jab_umum)).sub(say!(mulai.jab_umum_sub)),
        Choice::new("struktural", say!(mulai.jab_struktural)),
        Choice::new("fungsional", say!(mulai.jab_fungsional)),
    ]);
    let kind = e.value("jabatan");
    view! {
        <Section title=say!(mulai.bag_jabatan)>
            {group(e, "jabatan", kinds, None)}
            {move || match kind.get().as_str() {
                "struktural" => structural(e),
                "fungsional" => functional(e),
                _ => ().into_any(),
            }}
        </Section>
    }
    .into_any()
}

fn by_paper(e: Entries, on: Memo<bool>) -> AnyView {
    (move || {
        on.get().then(|| {
            view! {
                {money(e, "tunjangan", say!(mulai.f_tunjangan), None, None)}
                {paper(e, "tunjangan-surat")}
            }
        })
    })
    .into_any()
}

fn structural(e: Entries) -> AnyView {
    let mut options: Vec<Choice> =
        Rulebook::national().eselons().map(|code| Choice::new(code, pay::eselon(code))).collect();
    options.push(Choice::new(BY_PAPER, say!(mulai.menurut_surat)));
    view! {
        <div class="stack">
            {select(e, "eselon", Signal::stored(options), None)}
            {by_paper(e, e.is("eselon", BY_PAPER))}
        </div>
    }
    .into_any()
}

fn functional(e: Entries) -> AnyView {
    let mut options: Vec<Choice> =
        form::families().into_iter().map(|code| Choice::new(code.clone(), pay::family(&code))).collect();
    options.push(Choice::new(BY_PAPER, say!(mulai.menurut_surat)));
    let family = e.value("jf");
    let levels = Signal::derive(move || {
        form::levels(&family.get())
            .into_iter()
            .map(|code| Choice::new(code.clone(), pay::capital(&pay::level(&code))))
            .collect::<Vec<_>>()
    });
    let asks = Memo::new(move |_| {
        let family = family.get();
        !form::levels(&family).is_empty() && !form::by_rank(&family)
    });
    view! {
        <div class="stack">
            {select(e, "jf", Signal::stored(options), None)}
            {move || asks.get().then(|| select(e, "jenjang", levels, None))}
            {by_paper(e, e.is("jf", BY_PAPER))}
        </div>
    }
    .into_any()
}

/// Tax status and the practice of the payroll system.
pub fn tax(e: Entries) -> AnyView {
    let ptkp = Ptkp::all().map(|ptkp| Choice::new(ptkp.to_string(), ptkp.to_string())).collect();
    let practices = choices(vec![
        ("daerah", say!(gaji.praktik_daerah)),
        ("daerah_pajak_ke_atas", say!(gaji.praktik_daerah_atas)),
        ("pusat", say!(gaji.praktik_pusat)),
    ]);
    view! {
        <Section title=say!(mulai.bag_pajak)>
            {select(e, "ptkp", Signal::stored(ptkp), Some(say!(mulai.f_ptkp_petunjuk)))}
            {select(e, "praktik", practices, Some(say!(mulai.f_praktik_petunjuk)))}
        </Section>
    }
    .into_any()
}

/// What few people need.
pub fn other(e: Entries) -> AnyView {
    let filled = ["gapok", "lain", "terakhir"].iter().any(|key| !e.value(*key).get_untracked().is_empty());
    let last = Signal::stored(vec![Choice::new("tidak", say!(umum.tidak)), Choice::new("ya", say!(umum.ya))]);
    view! {
        <details class="card" open=filled>
            <summary class="label">{say!(mulai.bag_lain)}</summary>
            <div class="stack">
                {number(e, "lain", Some(say!(mulai.f_lain_petunjuk)), Some(say!(mulai.orang)))}
                {money(e, "gapok", say!(mulai.f_gapok), None, Some(say!(mulai.f_gapok_petunjuk)))}
                {paper(e, "gapok-surat")}
                <SelectField
                    id="terakhir"
                    label=say!(mulai.f_terakhir)
                    hint=say!(mulai.f_terakhir_petunjuk)
                    options=last
                    value=e.chosen("terakhir")
                    on_change=e.put("terakhir")
                />
            </div>
        </details>
    }
    .into_any()
}

/// Balances of the year, in its last month.
pub fn balances(e: Entries) -> AnyView {
    let asked = Memo::new(move |_| e.fields.with(form::needs_opening));
    let body = move || {
        let liable = e.value("wajib-pajak");
        let liability = choices(vec![("setahun", say!(mulai.wajib_setahun)), ("sebagian", say!(mulai.wajib_sebagian))]);
        let optional = || Some(say!(umum.opsional));
        view! {
            <Section title=say!(mulai.bag_saldo)>
                <p class="sub">{say!(mulai.saldo_penjelasan)}</p>
                {number(e, "saldo-bulan", None, Some(say!(mulai.bulan)))}
                {money(e, "saldo-bruto", say!(mulai.f_saldo_bruto), None, None)}
                {money(e, "saldo-pajak", say!(mulai.f_saldo_pajak), None, None)}
                {money(e, "saldo-iuran", say!(mulai.f_saldo_iuran), None, None)}
                {money(e, "saldo-zakat", say!(mulai.f_saldo_zakat), optional(), None)}
                {money(e, "bukti-neto", say!(mulai.f_bukti_neto), optional(), None)}
                {money(e, "bukti-pajak", say!(mulai.f_bukti_pajak), optional(), None)}
                <SelectField
                    id="wajib-pajak"
                    label=say!(mulai.f_wajib)
                    options=liability
                    value=Signal::derive(move || {
                        Some(liable.get()).filter(|code| !code.is_empty()).or(Some("setahun".into()))
                    })
                    on_change=e.put("wajib-pajak")
                />
            </Section>
        }
    };
    (move || asked.get().then(body)).into_any()
}
