//! The rule book on this device: every national value and every value of the policies, with dates, source and certainty.

use domain::cite::Confidence;
use domain::law::{Rulebook, rules_hash};
use domain::tpp::{self, Policy, Standing, ValueEntry};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::components::{
    Button, ButtonKind, Choice, Cite, Empty, Glyph, More, Page, Row, Rows, SearchField, SelectField, Tag, Tone,
};
use crate::desk::use_desk;
use crate::pages::kit;
use crate::say;
use crate::words::derive::{cite, confidence, label, rate};
use crate::words::format::{day, grouped};
use crate::words::gaps::{param, value_name};
use crate::words::{beside, policy};

/// Rows drawn at first, and with each press of "more".
const STEP: usize = 60;
/// The book of national values.
const NATIONAL: &str = "nasional-hukum";

/// How a value stands, over both kinds of book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Sure(Confidence),
    Draft,
    Confirmed,
    Missing,
}

/// One value for reading.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Item {
    book: String,
    name: String,
    value: String,
    dates: String,
    source: String,
    mark: Mark,
    /// Everything above in small letters, for the search.
    text: String,
}

impl Item {
    fn fits(&self, words: &[String], book: &str, mark: &str) -> bool {
        (book.is_empty() || self.book == book)
            && match mark {
                "" => true,
                "verified" => matches!(self.mark, Mark::Sure(Confidence::Verified)),
                "single" => matches!(self.mark, Mark::Sure(Confidence::Single)),
                "recalled" => matches!(self.mark, Mark::Sure(Confidence::Recalled)),
                _ => matches!(self.mark, Mark::Draft | Mark::Missing),
            }
            && words.iter().all(|word| self.text.contains(word))
    }

    fn made(mut self) -> Self {
        self.text = format!("{} {} {} {}", self.name, self.value, self.dates, self.source).to_lowercase();
        self
    }
}

fn national() -> Vec<Item> {
    let rows = Rulebook::national().entries().into_iter();
    rows.map(|row| {
        let dates = match row.until {
            Some(until) => say!(gaji.aturan_rentang, dari = day(row.from), sampai = day(until)),
            None => say!(gaji.aturan_sejak, dari = day(row.from)),
        };
        let value = if row.value_text.is_empty() {
            say!(gaji.aturan_berakhir)
        } else {
            national_value(&row.param, &row.value_text)
        };
        Item {
            book: NATIONAL.to_owned(),
            name: param(&row.param),
            value,
            dates,
            source: cite(&row.cite),
            mark: Mark::Sure(row.cite.confidence),
            text: String::new(),
        }
        .made()
    })
    .collect()
}

fn is_rate(name: &str) -> bool {
    matches!(
        name,
        "gaji.cpns"
            | "keluarga.anak"
            | "keluarga.suami_istri"
            | "bpjs.pekerja"
            | "bpjs.pemberi_kerja"
            | "bpjs.keluarga_lain"
            | "jkk"
            | "jkm"
            | "pph21.bagian_bukan_pegawai"
    ) || name.starts_with("pph21.final.")
        || name.contains(".bagian_tpp.")
}

fn is_scale(name: &str) -> bool {
    name.starts_with("pph21.ter.") && name != "pph21.ter.kategori"
        || matches!(name, "pph21.ter_harian" | "pph21.pasal17")
}

/// Writes a value of the national rule book: rates as percent, amounts grouped, the rest as the book says it.
fn national_value(name: &str, text: &str) -> String {
    if name.starts_with("keadaan.") {
        return text.split("; ").map(beside::standing_value).collect::<Vec<_>>().join(", ");
    }
    let text = &text.replace('_', " ");
    let as_rate = |text: &str| text.parse::<u32>().map_or_else(|_| text.to_owned(), rate);
    if is_rate(name) {
        return as_rate(text);
    }
    let pairs = text.split("; ").map(|pair| match pair.split_once(": ") {
        Some((key, value)) if is_scale(name) => format!("{}: {}", group(key), as_rate(value)),
        Some((key, value)) if name.starts_with("iwp.p") || key == "bp" => format!("{key}: {}", as_rate(value)),
        Some((key, value)) => format!("{key}: {}", group(value)),
        None => group(pair),
    });
    pairs.collect::<Vec<_>>().join("; ")
}

/// Groups the digits of every number of four digits or more.
fn group(text: &str) -> String {
    let words = text.split(' ').map(|word| match word.parse::<i64>() {
        Ok(number) if word.len() > 3 => grouped(number),
        _ => word.to_owned(),
    });
    words.collect::<Vec<_>>().join(" ")
}

fn regional(policy: &'static Policy) -> Vec<Item> {
    let dates = policy::span(policy.span());
    let item = |entry: &ValueEntry| {
        let mark = match entry.standing {
            Standing::Stated | Standing::Recalled => Mark::Sure(entry.cite.confidence),
            Standing::Confirmed => Mark::Confirmed,
            Standing::Draft => Mark::Draft,
            Standing::Missing => Mark::Missing,
        };
        Item {
            book: policy.name(),
            name: value_name(entry, Some(policy)),
            value: policy::value(entry),
            dates: dates.clone(),
            source: cite(&entry.cite),
            mark,
            text: String::new(),
        }
        .made()
    };
    policy.values().iter().map(item).collect()
}

fn tag(mark: Mark) -> (String, Tone) {
    match mark {
        Mark::Sure(Confidence::Recalled) => (say!(gaji.nilai_ingatan), Tone::Sogan),
        Mark::Sure(sure) => (confidence(sure), policy::certainty(sure)),
        Mark::Confirmed => (say!(gaji.nilai_dikonfirmasi), Tone::Daun),
        Mark::Draft => (say!(gaji.nilai_draf), Tone::Sogan),
        Mark::Missing => (say!(gaji.nilai_tidak_ada), Tone::Mengkudu),
    }
}

/// `/aturan`: the rule book.
#[component]
pub fn Aturan() -> impl IntoView {
    let query = use_query_map();
    let typed = RwSignal::new(query.with_untracked(|query| query.get("cari").unwrap_or_default()));
    let book = RwSignal::new(query.with_untracked(|query| query.get("buku").unwrap_or_default()));
    let mark = RwSignal::new(String::new());
    let shown = RwSignal::new(STEP);
    // What the region wrote itself stands beside what ships with the program.
    let desk = use_desk();
    let holds = desk.book.with_untracked(|book| ledger::policy::in_force(book, desk.this_month())).ok().flatten();
    let own = holds.filter(|policy| policy.name() != policy.key());
    let all = StoredValue::new({
        let mut all = national();
        own.iter().for_each(|policy| all.extend(regional(policy)));
        tpp::shipped().iter().for_each(|policy| all.extend(regional(policy)));
        all
    });
    let hits = Memo::new(move |_| {
        let words: Vec<String> = typed.with(|typed| typed.split_whitespace().map(str::to_lowercase).collect());
        let (book, mark) = (book.get(), mark.get());
        all.with_value(|all| (0..all.len()).filter(|at| all[*at].fits(&words, &book, &mark)).collect::<Vec<usize>>())
    });
    Effect::new(move |_| {
        hits.track();
        shown.set(STEP);
    });
    let books = {
        let mut books =
            vec![Choice::new("", say!(gaji.aturan_semua)), Choice::new(NATIONAL, say!(gaji.aturan_nasional))];
        books.extend(
            own.map(|policy| Choice::new(policy.name(), say!(kebijakan.daerah_sendiri, nama = label(policy.label())))),
        );
        books.extend(tpp::shipped().iter().map(|policy| Choice::new(policy.key(), label(policy.label()))));
        books
    };
    let marks = vec![
        Choice::new("", say!(gaji.aturan_semua)),
        Choice::new("verified", confidence(Confidence::Verified)),
        Choice::new("single", confidence(Confidence::Single)),
        Choice::new("recalled", confidence(Confidence::Recalled)),
        Choice::new("open", say!(gaji.aturan_kurang)),
    ];
    let notice = move || {
        let key = book.get();
        let policy = own.filter(|own| own.name() == key).or_else(|| tpp::by_key(&key))?;
        let act = policy.cite().map(cite);
        let ours = holds.is_some_and(|holds| holds.name() == key) && policy.unconfirmed().next().is_some();
        let at = ours.then(|| kit::confirms_at(desk)).flatten();
        Some(view! {
            <p class="sub">
                {policy.notice().map(label)} " " {act}
            </p>
            {at.map(|at| view! { <More label=say!(ubah.sah_buka) href=at /> })}
        })
    };
    let list = move || {
        let hits = hits.get();
        if hits.is_empty() {
            return view! { <Empty text=say!(gaji.aturan_kosong) glyph=Glyph::Search /> }.into_any();
        }
        let rows =
            all.with_value(|all| hits.iter().take(shown.get()).filter_map(|at| all.get(*at)).map(row).collect_view());
        let more = (hits.len() > shown.get()).then(|| {
            let press = Callback::new(move |()| shown.update(|shown| *shown += STEP));
            view! { <Button label=say!(gaji.aturan_lihat_lagi) kind=ButtonKind::Outline on_press=press /> }
        });
        view! {
            <ul class="card rows">{rows}</ul>
            <div class="line">{more}</div>
        }
        .into_any()
    };
    view! {
        <Page title=say!(gaji.aturan_judul)>
            <p class="sub">{say!(gaji.aturan_penjelasan)}</p>
            <p class="small hash">{say!(gaji.aturan_sidik)} ": " <code>{rules_hash()}</code></p>
            <Rows>
                <Row
                    title=say!(kebijakan.pintu)
                    sub=say!(kebijakan.pintu_jelas)
                    glyph=Glyph::FileText
                    href="/aturan/kebijakan"
                />
            </Rows>
            <SearchField
                id="cari"
                label=say!(gaji.aturan_cari)
                value=typed
                on_input=move |text| typed.set(text)
                found=move || say!(gaji.aturan_temu, jumlah = hits.with(Vec::len))
            />
            <div class="grid">
                <SelectField
                    id="buku"
                    label=say!(gaji.aturan_buku)
                    options=Signal::stored(books)
                    value=Signal::derive(move || Some(book.get()))
                    on_change=move |code| book.set(code)
                />
                <SelectField
                    id="kepastian"
                    label=say!(gaji.aturan_saring)
                    options=Signal::stored(marks)
                    value=Signal::derive(move || Some(mark.get()))
                    on_change=move |code| mark.set(code)
                />
            </div>
            {notice}
            {list}
        </Page>
    }
}

fn row(item: &Item) -> AnyView {
    let (word, tone) = tag(item.mark);
    let long = item.value.chars().count() > 60;
    let value = item.value.clone();
    let value = if long {
        let first: String = value.chars().take(40).collect();
        view! {
            <details>
                <summary>
                    <span class="sub">{first} "…"</span>
                </summary>
                <small>{value}</small>
            </details>
        }
        .into_any()
    } else {
        view! { <b class="num">{value}</b> }.into_any()
    };
    view! {
        <li class="row">
            <div>
                <span class="row-text">
                    {item.name.clone()} <small>{item.dates.clone()}</small>
                    <Cite text=item.source.clone() />
                    <span class="line"><Tag text=word tone=tone /></span>
                </span>
                <span class="row-end">{value}</span>
            </div>
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_written_with_their_unit() {
        assert_eq!(national_value("keluarga.suami_istri", "1000"), "10%");
        assert_eq!(
            national_value("pph21.ter.A", "≤ 5400000: 0; > 1400000000: 3400"),
            "≤ 5.400.000: 0%; > 1.400.000.000: 34%"
        );
        assert_eq!(national_value("beras.rupiah_per_kg", "7242"), "7.242");
        assert_eq!(national_value("gaji_pokok.pns III/b", "0: 2903600; 2: 2995000"), "0: 2.903.600; 2: 2.995.000");
    }

    #[test]
    fn every_value_of_both_books_can_be_found() {
        let national = national();
        assert!(national.len() > 150 && national.iter().all(|item| !item.source.is_empty() && !item.value.is_empty()));
        for policy in tpp::shipped() {
            assert_eq!(regional(policy).len(), policy.values().len(), "{}", policy.key());
        }
    }
}
