//! The part of the slip form about TPP: not counted, a known amount, or a policy with what it asks.

use domain::calendar::Month;
use domain::derive::Silent;
use domain::kinerja::{Penilaian, Period, Predikat, predikat};
use domain::outcome::Gap;
use domain::tpp::{self, Better, Measure, MeasureKind, MeasureSource, ValueUnit};
use ledger::book::{Book, Standing};
use ledger::hash::Id;
use ledger::subject;
use leptos::prelude::*;

use super::entries::{Entries, choices, yes_no};
use super::form;
use super::sections::{group, money, number, select, small_group};
use crate::components::{Button, ButtonKind, Choice, Glyph, Notice, NumberField, Section, SelectField, Tone};
use crate::desk::Desk;
use crate::say;
use crate::words::derive::label;
use crate::words::{format, gaps, kinerja};

/// The whole part.
pub fn tpp(e: Entries, desk: Desk) -> AnyView {
    let ways = Signal::stored(vec![
        Choice::new("tidak", say!(mulai.tpp_tidak)),
        Choice::new("jumlah", say!(mulai.tpp_jumlah)).sub(say!(mulai.tpp_jumlah_sub)),
        Choice::new("aturan", say!(mulai.tpp_aturan)).sub(say!(mulai.tpp_aturan_sub)),
    ]);
    let way = e.value("tpp");
    view! {
        <Section title=say!(mulai.bag_tpp)>
            {group(e, "tpp", ways, None)}
            {move || match way.get().as_str() {
                "jumlah" => by_amount(e),
                "aturan" => by_policy(e, desk),
                _ => ().into_any(),
            }}
        </Section>
    }
    .into_any()
}

fn by_amount(e: Entries) -> AnyView {
    let ways = Signal::stored(vec![
        Choice::new("lain", say!(mulai.tpp_lain)).sub(say!(mulai.tpp_lain_sub)),
        Choice::new("ikut", say!(mulai.tpp_ikut)),
    ]);
    let with_slip = e.is("tpp-cara", "ikut");
    let more = move || {
        let tax = choices(vec![("gabung", say!(mulai.pajak_gabung)), ("final", say!(mulai.pajak_final))]);
        let bearer = choices(vec![("pegawai", say!(mulai.pegawai)), ("daerah", say!(mulai.daerah))]);
        view! {
            {small_group(e, "tpp-pajak", tax, None)}
            {small_group(e, "tpp-penanggung", bearer, None)}
        }
    };
    view! {
        <div class="stack">
            {money(e, "tpp-jumlah", say!(mulai.f_tpp_jumlah), None, None)}
            {group(e, "tpp-cara", ways, None)}
            {move || with_slip.get().then(more)}
        </div>
    }
    .into_any()
}

fn policies() -> Vec<Choice> {
    let mut made: Vec<Choice> = Vec::new();
    for policy in tpp::shipped() {
        let name = label(policy.label());
        made.retain(|one| one.value != policy.key());
        made.push(Choice::new(policy.key(), name));
    }
    made
}

fn by_policy(e: Entries, desk: Desk) -> AnyView {
    // The version in force: key and first day, so that typing elsewhere does not draw the part anew.
    let version = Memo::new(move |_| {
        e.fields.with(|fields| form::policy(fields).map(|policy| (policy.key().to_owned(), policy.span().from)))
    });
    view! {
        <div class="stack">
            {select(e, "aturan", Signal::stored(policies()), None)}
            {move || version.get().map(|_| of_policy(e, desk))}
        </div>
    }
    .into_any()
}

fn of_policy(e: Entries, desk: Desk) -> AnyView {
    let Some(policy) = e.fields.with_untracked(form::policy) else { return ().into_any() };
    let open = policy.unconfirmed().count();
    let notice = policy.notice().map(label);
    let about = (open > 0 || notice.is_some()).then(|| {
        let counted = (open > 0).then(|| say!(mulai.aturan_nilai, jumlah = open));
        let href = format!("/aturan?buku={}", policy.key());
        let tone = if open > 0 { Tone::Sogan } else { Tone::Action };
        view! {
            <Notice tone=tone text=notice>
                {counted.map(|text| view! { <p>{text}</p> })}
                <a href=href>{say!(mulai.lihat_aturan)}</a>
            </Notice>
        }
    });
    let measures: Vec<&'static Measure> = policy.measures().collect();
    let rows = measures.iter().map(|measure| measure_field(e, measure)).collect_view();
    let faults: Vec<String> =
        measures.iter().filter(|measure| is_fault(measure)).map(|measure| form::measure_field(&measure.key)).collect();
    let none_happened = Callback::new(move |()| {
        e.fields.update(|fields| {
            for field in &faults {
                fields.entry(field.clone()).or_insert_with(|| "0".to_owned());
            }
        });
        e.keep();
    });
    view! {
        <div class="stack">
            {about}
            {number(e, "kelas", Some(say!(mulai.f_kelas_petunjuk)), None)}
            {keys_field(e, "tpp-posisi", &form::posts(policy))}
            {keys_field(e, "tpp-unit", &form::unit_kinds(policy))}
            {predikat_field(e, desk)}
            <h3>{say!(mulai.ukuran)}</h3>
            <p class="sub">{say!(mulai.ukuran_penjelasan)}</p>
            <div class="line">
                <Button label=say!(mulai.isi_nol) kind=ButtonKind::Outline on_press=none_happened />
            </div>
            <div class="fields">{rows}</div>
            {acting(e)}
            <SelectField
                id="zakat"
                label=say!(mulai.f_zakat)
                options=Signal::stored(vec![Choice::new("tidak", say!(umum.tidak)), Choice::new("ya", say!(umum.ya))])
                value=e.chosen("zakat")
                on_change=e.put("zakat")
            />
            {tried(e)}
        </div>
    }
    .into_any()
}

/// A choice among what the policy tells apart; nothing where it tells nothing apart.
fn keys_field(e: Entries, field: &str, keys: &[String]) -> AnyView {
    if keys.is_empty() {
        return ().into_any();
    }
    let name = |key: &String| if key == form::OTHER { say!(mulai.yang_lain) } else { key.replace('_', " ") };
    select(e, field, Signal::stored(keys.iter().map(|key| Choice::new(key, name(key))).collect()), None)
}

/// Attendance that counts against a person: nothing happened means zero, and the person says so.
fn is_fault(measure: &Measure) -> bool {
    measure.better == Better::Lower
        && measure.source == MeasureSource::Recap
        && matches!(measure.kind, MeasureKind::Events | MeasureKind::Minutes | MeasureKind::Days)
}

fn measure_field(e: Entries, measure: &Measure) -> AnyView {
    let key = form::measure_field(&measure.key);
    let name = label(&measure.label);
    let optional = (measure.when_none.is_some() || measure.optional).then(|| say!(umum.opsional));
    if measure.kind == MeasureKind::Flag {
        return view! {
            <SelectField
                id=key.clone()
                label=name.clone()
                aside=optional
                options=yes_no()
                value=e.chosen(key.clone())
                on_change=e.put(key.clone())
                error=e.error(key, name)
                empty=say!(mulai.pilih)
            />
        }
        .into_any();
    }
    let unit = match measure.kind {
        MeasureKind::Percent => say!(mulai.satuan_persen),
        MeasureKind::Events => say!(mulai.satuan_kali),
        MeasureKind::Minutes => say!(mulai.satuan_menit),
        MeasureKind::Days => say!(mulai.satuan_hari),
        MeasureKind::DayOfMonth => say!(mulai.satuan_tanggal),
        MeasureKind::Rupiah => "Rp".to_owned(),
        MeasureKind::Number | MeasureKind::Flag => say!(mulai.satuan_angka),
    };
    view! {
        <NumberField
            id=key.clone()
            label=name.clone()
            aside=optional
            value=e.value(key.clone())
            on_input=e.put(key.clone())
            error=e.error(key, name)
            unit=unit
            decimals=true
        />
    }
    .into_any()
}

/// Returns the predikat of the person's own assessment for the month, its quarter or its year, with its period.
fn own_predikat(book: &Book, me: Id, month: Month) -> Option<(Period, Predikat)> {
    let year = month.year();
    let quarter = (month.number() - 1) / 3 + 1;
    let codes = [format!("{month}"), format!("{year}-T{quarter}"), format!("{year}")];
    codes.iter().filter_map(|code| code.parse::<Period>().ok()).find_map(|period| {
        let subject = subject::rating(me, &period.to_string(), me);
        let Standing::One(stated) = book.standing::<Penilaian>(&subject) else { return None };
        Some((period, predikat(period, stated.value.rating(), &mut Silent).ok()?))
    })
}

fn predikat_field(e: Entries, desk: Desk) -> AnyView {
    let mut options = vec![Choice::new("", say!(mulai.predikat_belum))];
    options.extend(Predikat::ALL.iter().rev().map(|one| Choice::new(one.code(), kinerja::predikat(*one))));
    let month = e.value("bulan");
    let own = Memo::new(move |_| {
        let month: Month = month.get().parse().ok()?;
        desk.book.with(|book| own_predikat(book, desk.me(), month))
    });
    let chosen = e.value("predikat");
    view! {
        <SelectField
            id="predikat"
            label=say!(mulai.f_predikat)
            options=Signal::stored(options)
            value=Signal::derive(move || Some(chosen.get()))
            on_change=e.put("predikat")
            error=e.error("predikat", say!(mulai.f_predikat))
        />
        {move || {
            own.get()
                .filter(|(_, found)| chosen.get() != found.code())
                .map(|(period, found)| {
                    let words = say!(
                        mulai.pakai_predikat, predikat = kinerja::predikat(found), periode = format::period(period)
                    );
                    let take = Callback::new(move |()| e.set("predikat", found.code().to_owned()));
                    view! { <Button label=words kind=ButtonKind::Outline glyph=Glyph::Scale on_press=take /> }
                })
        }}
    }
    .into_any()
}

fn acting(e: Entries) -> AnyView {
    let on = e.is("plt", "ya");
    let body = move || {
        let ways = choices(vec![
            ("replace", say!(mulai.plt_ganti)),
            ("share", say!(mulai.plt_bagian)),
            ("add", say!(mulai.plt_tambah)),
            ("higher", say!(mulai.plt_tinggi)),
        ]);
        view! {
            {number(e, "plt-kelas", Some(say!(mulai.f_kelas_petunjuk)), None)}
            {number(e, "plt-bulan", None, Some(say!(mulai.bulan)))}
            <SelectField
                id="plt-cara"
                label=say!(mulai.f_plt_cara)
                options=ways
                value=e.chosen("plt-cara")
                on_change=e.put("plt-cara")
                empty=say!(mulai.plt_ikut_aturan)
            />
            <NumberField
                id="plt-persen"
                label=say!(mulai.f_plt_persen)
                aside=say!(umum.opsional)
                value=e.value("plt-persen")
                on_input=e.put("plt-persen")
                error=e.error("plt-persen", say!(mulai.f_plt_persen))
                unit="%"
                decimals=true
            />
        }
    };
    view! {
        <SelectField
            id="plt"
            label=say!(mulai.f_plt)
            options=Signal::stored(vec![Choice::new("tidak", say!(umum.tidak)), Choice::new("ya", say!(umum.ya))])
            value=e.chosen("plt")
            on_change=e.put("plt")
        />
        {move || on.get().then(body)}
    }
    .into_any()
}

/// Fields for the values that block the figure, and for those that were filled in to try them.
fn tried(e: Entries) -> AnyView {
    let paths = Memo::new(move |_| {
        let mut paths: Vec<String> = e.fields.with(|fields| {
            let filled = fields.keys().filter_map(|key| key.strip_prefix("v-"));
            filled.map(str::to_owned).collect()
        });
        e.worked.with(|worked| {
            let gaps = worked.as_ref().map(|worked| worked.outcome.gaps().to_vec()).unwrap_or_default();
            for gap in gaps {
                if let Gap::Unconfirmed { value } = gap
                    && !paths.contains(&value)
                {
                    paths.push(value);
                }
            }
        });
        let policy = e.fields.with(form::policy);
        let order = |path: &String| policy.and_then(|policy| policy.values().iter().position(|one| one.path == *path));
        paths.retain(|path| order(path).is_some());
        paths.sort_by_key(order);
        paths
    });
    let any = Memo::new(move |_| paths.with(|paths| !paths.is_empty()));
    let draft_of = move |path: &str| {
        let policy = e.fields.with_untracked(form::policy)?;
        policy.values().iter().find(|one| one.path == path)?.value
    };
    let has_draft = Memo::new(move |_| {
        let empty = |path: &String| e.fields.with(|fields| form::text(fields, &form::value_field(path)).is_empty());
        paths.with(|paths| paths.iter().any(|path| draft_of(path).is_some() && empty(path)))
    });
    let use_drafts = Callback::new(move |()| {
        let found: Vec<(String, String)> = paths.with_untracked(|paths| {
            let pair = |path: &String| Some((form::value_field(path), format::decimal(draft_of(path)?)));
            paths.iter().filter_map(pair).collect()
        });
        e.fields.update(|fields| {
            for (field, value) in found {
                fields.entry(field).or_insert(value);
            }
        });
        e.keep();
    });
    (move || {
        any.get().then(|| {
            view! {
                <h3>{say!(mulai.coba_nilai)}</h3>
                <p class="sub">{say!(mulai.coba_nilai_penjelasan)}</p>
                {move || {
                    has_draft
                        .get()
                        .then(|| {
                            view! {
                                <div class="line">
                                    <Button
                                        label=say!(mulai.pakai_draf)
                                        kind=ButtonKind::Outline
                                        on_press=use_drafts
                                    />
                                </div>
                            }
                        })
                }}
                <For each=move || paths.get() key=String::clone let:path>
                    {value_entry(e, &path)}
                </For>
            }
        })
    })
    .into_any()
}

fn value_entry(e: Entries, path: &str) -> AnyView {
    let policy = e.fields.with_untracked(form::policy);
    let Some(entry) = policy.and_then(|policy| policy.values().iter().find(|one| one.path == path)) else {
        return ().into_any();
    };
    let key = form::value_field(path);
    let name = gaps::value_name(entry, policy);
    let hint = entry.value.map(|value| say!(mulai.nilai_draf, nilai = format::decimal(value)));
    if entry.unit == ValueUnit::Rupiah {
        return money(e, &key, name, None, hint);
    }
    let unit = if entry.unit == ValueUnit::Percent { Some("%".to_owned()) } else { None };
    view! {
        <NumberField
            id=key.clone()
            label=name.clone()
            value=e.value(key.clone())
            on_input=e.put(key.clone())
            error=e.error(key, name)
            hint=hint
            unit=unit
            decimals=true
        />
    }
    .into_any()
}
