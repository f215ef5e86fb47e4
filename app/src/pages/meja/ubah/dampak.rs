//! What a policy would change: the cost of the region and of each office, who gains and who loses, the distance to the
//! budget. Follows each move of a slider.

use std::sync::Arc;

use domain::law::Rulebook;
use domain::money::Rupiah;
use domain::tpp::Policy;
use ledger::effect::{Beside, Effect, Moved};
use ledger::hash::Id;
use ledger::month::newest_recap;
use leptos::prelude::*;

use super::model::Edits;
use super::people::{Crowd, Gathering, sees_pay};
use crate::components::{
    BigTable, Button, ButtonKind, Card, Cell, Column, Empty, Glyph, Notice, NumberField, ProgressBar, SearchField,
    Section, SortWay, Stat, Table, TableRow, Tone, number,
};
use crate::desk::use_desk;
use crate::say;
use crate::words::format;
use crate::words::gaps;

/// What the policy would change for the people of a month; `edits` keeps the budget where there is a form.
#[component]
pub fn Dampak(
    #[prop(into)] policy: Signal<Option<Arc<Policy>>>,
    #[prop(optional)] edits: Option<RwSignal<Edits>>,
) -> impl IntoView {
    let desk = use_desk();
    if !sees_pay(desk) {
        return view! {
            <Section title=say!(ubah.dampak)>
                <Empty text=say!(ubah.dampak_tertutup) glyph=Glyph::Lock />
            </Section>
        }
        .into_any();
    }
    let crowd = Crowd::new();
    let month = Memo::new(move |_| desk.book.with(|book| newest_recap(book, desk.this_month())));
    let effect = Memo::new(move |_| {
        let policy = policy.get()?;
        crowd.gathered.with(|all| Some(all.as_ref()?.effect(&policy)))
    });
    let begin = move || {
        let Some(month) = month.get() else {
            return view! { <Empty text=say!(ubah.tanpa_rekap) glyph=Glyph::Users /> }.into_any();
        };
        let label = say!(ubah.hitung_dampak, bulan = format::month(month));
        view! {
            <p class="sub">{say!(ubah.dampak_jelas)}</p>
            <Button
                label=label
                kind=ButtonKind::Outline
                glyph=Glyph::Calculator
                on_press=move |()| crowd.gather(desk, month)
            />
        }
        .into_any()
    };
    let inside = move || {
        if let Some(total) = crowd.total.get() {
            return view! {
                <ProgressBar
                    label=say!(ubah.mengumpulkan)
                    done=crowd.done
                    total=Signal::stored(total.max(1))
                    cancel=say!(umum.batalkan)
                    on_cancel=move |()| crowd.stop()
                />
            }
            .into_any();
        }
        if crowd.gathered.with(Option::is_none) {
            return begin();
        }
        view! { <Gathered crowd=crowd effect=effect policy=policy edits=edits /> }.into_any()
    };
    view! { <Section title=say!(ubah.dampak)>{inside}</Section> }.into_any()
}

#[component]
fn Gathered(
    crowd: Crowd,
    effect: Memo<Option<Option<Effect>>>,
    policy: Signal<Option<Arc<Policy>>>,
    edits: Option<RwSignal<Edits>>,
) -> impl IntoView {
    let about = move || {
        crowd.gathered.with(|all| {
            all.as_ref().map(|all| {
                let (bulan, luar) = (format::month(all.month), all.base.left_out);
                let said = say!(ubah.dampak_bulan, bulan = bulan);
                if luar == 0 { said } else { format!("{said} {}", say!(ubah.tidak_ikut, jumlah = luar)) }
            })
        })
    };
    let figures = move || match effect.get() {
        None => view! { <p class="sub">{say!(ubah.belum_berubah)}</p> }.into_any(),
        Some(None) => view! { <Notice tone=Tone::Mengkudu text=say!(meja.jumlah_di_luar) /> }.into_any(),
        Some(Some(effect)) => figures(&effect),
    };
    view! {
        <p class="sub">{about}</p>
        <div id="dampak" aria-live="polite">
            {figures}
        </div>
        {edits.map(|edits| budget(edits, effect))}
        <Houses crowd=crowd effect=effect />
        <People crowd=crowd effect=effect policy=policy />
    }
}

fn signed(amount: Rupiah) -> String {
    let text = format::rupiah(amount);
    if amount > Rupiah::ZERO { format!("+{text}") } else { text }
}

fn change(of: &Beside) -> String {
    of.difference().map_or_else(|_| say!(umum.belum_diketahui), signed)
}

fn figures(effect: &Effect) -> AnyView {
    let group = |people: usize, amount: Rupiah| {
        (format::grouped(people as i64), say!(ubah.jumlahnya, rupiah = format::rupiah(amount)))
    };
    let (more, more_sum) = group(effect.more.people, effect.more.amount);
    let (less, less_sum) = group(effect.less.people, effect.less.amount);
    let blocked = effect.blocked.first().map(|(_, gaps)| {
        let why = gaps.first().map(|gap| gaps::gap(gap, None)).unwrap_or_default();
        let text = say!(ubah.tak_terhitung, jumlah = effect.blocked.len(), sebab = why);
        view! { <Notice tone=Tone::Mengkudu text=text /> }
    });
    view! {
        <div class="stats">
            <Stat
                label=say!(ubah.biaya)
                value=format::rupiah(effect.total.after)
                sub=say!(ubah.semula_rupiah, rupiah = format::rupiah(effect.total.before))
                private=true
            />
            <Stat label=say!(ubah.selisih) value=change(&effect.total) sub=say!(ubah.sebulan) private=true />
            <Stat label=say!(ubah.naik) value=more sub=more_sum />
            <Stat label=say!(ubah.turun) value=less sub=less_sum />
        </div>
        {blocked}
    }
    .into_any()
}

/// The budget line of a month and how far the cost is from it.
fn budget(edits: RwSignal<Edits>, effect: Memo<Option<Option<Effect>>>) -> AnyView {
    let typed = Memo::new(move |_| edits.with(|edits| edits.budget.clone()));
    let unreadable = move || {
        let typed = typed.get();
        if typed.is_empty() || number::read(&typed).is_some() { String::new() } else { say!(ubah.anggaran_salah) }
    };
    let distance = move || {
        let line = Rupiah::new(number::read(&typed.get())?);
        let cost = effect.with(|effect| effect.as_ref().and_then(Option::as_ref).map(|effect| effect.total.after))?;
        let left = line.minus(cost).ok()?;
        let (text, tone) = if left < Rupiah::ZERO {
            (say!(ubah.lewat, rupiah = format::rupiah(cost.minus(line).ok()?)), Tone::Mengkudu)
        } else {
            (say!(ubah.sisa, rupiah = format::rupiah(left)), Tone::Daun)
        };
        Some(view! { <Notice tone=tone text=text live=true /> })
    };
    view! {
        <Card>
            <NumberField
                id="anggaran"
                label=say!(ubah.anggaran)
                value=typed
                on_input=move |text| edits.update(|edits| edits.budget = text)
                prefix="Rp"
                error=unreadable
            />
            {distance}
        </Card>
    }
    .into_any()
}

/// The cost of each office.
#[component]
fn Houses(crowd: Crowd, effect: Memo<Option<Option<Effect>>>) -> impl IntoView {
    let columns = vec![
        Column::words(say!(meja.kantor)),
        Column::numbers(say!(ubah.kini)),
        Column::numbers(say!(ubah.nanti)),
        Column::numbers(say!(meja.selisih)),
    ];
    let rows = Memo::new(move |_| {
        effect.with(|effect| {
            let effect = effect.as_ref()?.as_ref()?;
            let row = |all: &Gathering, code: &str, of: &Beside| {
                TableRow::new(vec![
                    Cell::Two(all.office(code), say!(ubah.orang, jumlah = format::grouped(of.people as i64))),
                    Cell::Amount(format::amount(of.before)),
                    Cell::Amount(format::amount(of.after)),
                    Cell::Amount(change(of)),
                ])
            };
            crowd.gathered.with(|all| {
                let all = all.as_ref()?;
                let mut rows: Vec<_> =
                    effect.offices.iter().map(|(code, of)| (all.office(code), row(all, code, of))).collect();
                rows.sort_by(|a, b| a.0.cmp(&b.0));
                Some(rows.into_iter().map(|(_, row)| row).collect::<Vec<_>>())
            })
        })
    });
    move || {
        let columns = columns.clone();
        rows.get().map(|rows| {
            view! {
                <details class="card history">
                    <summary>
                        <span class="row-text">{say!(ubah.tiap_kantor)}</span>
                    </summary>
                    <Table caption=say!(ubah.tiap_kantor) columns=columns rows=rows hide_caption=true />
                </details>
            }
        })
    }
}

/// Everyone whose amount moves, old beside new; opening a row works out both slips to the end.
#[component]
fn People(crowd: Crowd, effect: Memo<Option<Option<Effect>>>, policy: Signal<Option<Arc<Policy>>>) -> impl IntoView {
    let sought = RwSignal::new(String::new());
    let sort = RwSignal::new(Some((3_usize, SortWay::Up)));
    let opened = RwSignal::new(None::<Id>);
    let lines = Memo::new(move |_| {
        let words: Vec<String> = sought.get().to_lowercase().split_whitespace().map(str::to_owned).collect();
        let moved = effect.with(|effect| {
            effect.as_ref().and_then(Option::as_ref).map(|effect| effect.moved.clone()).unwrap_or_default()
        });
        crowd.gathered.with(|all| {
            let Some(all) = all else { return Vec::new() };
            let mut lines: Vec<(String, Moved)> = moved.into_iter().map(|one| (all.name(&one.person), one)).collect();
            lines.retain(|(name, _)| {
                let name = name.to_lowercase();
                words.iter().all(|word| name.contains(word.as_str()))
            });
            sorted(&mut lines, sort.get());
            lines
        })
    });
    let columns = vec![
        Column::words(say!(umum.nama)).sorts().width(3),
        Column::numbers(say!(ubah.kini)).sorts().width(2).wide_only(),
        Column::numbers(say!(ubah.nanti)).sorts().width(2),
        Column::numbers(say!(meja.selisih)).sorts().width(2),
    ];
    let row = Callback::new(move |at: usize| {
        lines.with(|lines| {
            lines.get(at).map_or_else(TableRow::default, |(name, one)| {
                TableRow::new(vec![
                    Cell::Words(name.clone()),
                    Cell::Amount(format::amount(one.before)),
                    Cell::Amount(format::amount(one.after)),
                    Cell::Amount(one.after.minus(one.before).map(signed).unwrap_or_default()),
                ])
                .key(one.person.to_string())
            })
        })
    });
    let on_sort = move |column: usize| {
        sort.update(|sort| {
            *sort = match *sort {
                Some((at, SortWay::Up)) if at == column => Some((column, SortWay::Down)),
                _ => Some((column, SortWay::Up)),
            };
        });
    };
    let there = Memo::new(move |_| {
        effect.with(|effect| effect.as_ref().and_then(Option::as_ref).is_some_and(|effect| !effect.moved.is_empty()))
    });
    let both = move || {
        let person = opened.get()?;
        let policy = policy.get()?;
        crowd.gathered.with(|all| all.as_ref().and_then(|all| beside(all, &person, &policy)))
    };
    move || {
        let columns = columns.clone();
        there.get().then(|| {
            view! {
                <Section title=say!(ubah.yang_berubah)>
                    <p class="sub">{say!(ubah.yang_berubah_jelas)}</p>
                    <SearchField
                        id="cari-orang"
                        label=say!(umum.cari)
                        value=sought
                        on_input=move |text| sought.set(text)
                        found=move || say!(meja.ditemukan, jumlah = lines.with(Vec::len))
                    />
                    <BigTable
                        caption=say!(ubah.yang_berubah)
                        columns=columns
                        count=Signal::derive(move || lines.with(Vec::len))
                        row=row
                        on_open=move |id: String| opened.set(id.parse().ok())
                        sort=sort
                        on_sort=on_sort
                        rows_shown=8
                    />
                    <div id="berdampingan" aria-live="polite">
                        {both}
                    </div>
                </Section>
            }
        })
    }
}

/// Sorts lines by a column; upwards, the difference begins with who loses most.
fn sorted(lines: &mut [(String, Moved)], sort: Option<(usize, SortWay)>) {
    let Some((column, way)) = sort else { return };
    let moved = |one: &Moved| one.after.get() - one.before.get();
    lines.sort_by(|(a_name, a), (b_name, b)| {
        let order = match column {
            0 => a_name.to_lowercase().cmp(&b_name.to_lowercase()),
            1 => a.before.cmp(&b.before),
            2 => a.after.cmp(&b.after),
            _ => moved(a).cmp(&moved(b)),
        };
        let order = if way == SortWay::Up { order } else { order.reverse() };
        order.then_with(|| a.person.cmp(&b.person))
    });
}

/// One person's month to the end under both rules.
fn beside(all: &Gathering, person: &Id, policy: &Policy) -> Option<AnyView> {
    let law = Rulebook::national();
    let case = all.people.get(person)?.case.as_ref().ok()?;
    let now = case.slip(law).ok()?;
    let then = case.slip_under(policy, law);
    let then = match then {
        Ok(then) => then,
        Err(gaps) => {
            let text = gaps.first().map(|gap| gaps::gap(gap, Some(policy))).unwrap_or_default();
            return Some(view! { <Notice tone=Tone::Mengkudu text=text /> }.into_any());
        }
    };
    let row = |label: String, before: Rupiah, after: Rupiah| {
        let change = after.minus(before).map(signed).unwrap_or_default();
        TableRow::new(vec![
            Cell::Words(label),
            Cell::Amount(format::amount(before)),
            Cell::Amount(format::amount(after)),
            Cell::Amount(change),
        ])
    };
    let tpp = |slip: &domain::pay::Slip| slip.tpp.unwrap_or_default();
    let rows = vec![
        row(say!(ubah.tpp_kotor), tpp(&now).gross, tpp(&then).gross),
        row(say!(ubah.tpp_potongan), tpp(&now).deductions, tpp(&then).deductions),
        row(say!(ubah.tpp_diterima), tpp(&now).net, tpp(&then).net),
        row(say!(ubah.semua_diterima), now.total.net, then.total.net).strong(),
    ];
    let columns = vec![
        Column::words(say!(meja.baris)),
        Column::numbers(say!(ubah.kini)),
        Column::numbers(say!(ubah.nanti)),
        Column::numbers(say!(meja.selisih)),
    ];
    let caption = say!(ubah.berdampingan, nama = all.name(person));
    Some(view! { <Table caption=caption columns=columns rows=rows /> }.into_any())
}
