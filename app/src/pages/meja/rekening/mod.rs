//! `/rekening`: the bank account of everyone that the treasurer pays; who has none stands first.

mod form;
mod impor;
mod orang;

pub use orang::RekeningOrang;

use ledger::facts::fact_on;
use ledger::payload::{Fact, Rekening as Account};
use ledger::role::Role;
use ledger::subject::Field;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use self::impor::Import;
use super::hr::gather::roster;
use crate::components::{
    BigTable, Cell, Checkbox, Column, Empty, Glyph, Page, SearchField, Section, Skeleton, TableRow, Tone,
};
use crate::desk::{Desk, use_desk};
use crate::say;
use crate::words::format;

/// Where a person's account stands today.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Stand {
    None,
    Two,
    One(Account),
}

fn stand(desk: Desk, person: ledger::hash::Id) -> Stand {
    match desk.book.with(|book| fact_on(book, person, Field::Rekening, desk.today())) {
        Ok(Some((_, Fact::Rekening(account)))) => Stand::One(account),
        Ok(_) => Stand::None,
        Err(_) => Stand::Two,
    }
}

fn is_treasurer(desk: Desk) -> bool {
    desk.has_role(|role| matches!(role, Role::Treasurer(_)))
}

fn closed() -> AnyView {
    view! {
        <Page title=say!(rekening.judul)>
            <Empty text=say!(meja.bukan_bendahara) glyph=Glyph::Lock />
        </Page>
    }
    .into_any()
}

#[component]
pub fn Rekening() -> impl IntoView {
    let desk = use_desk();
    if !is_treasurer(desk) {
        return closed();
    }
    let all = roster(desk, Signal::stored(desk.today()));
    view! {
        <Page title=say!(rekening.judul)>
            <p>{say!(rekening.jelas)}</p>
            {move || match all.ready.get() {
                false => view! { <Skeleton label=say!(umum.memuat) lines=8 /> }.into_any(),
                true => view! { <People lines=all.lines /> }.into_any(),
            }}
            <Import lines=all.lines />
        </Page>
    }
    .into_any()
}

type Lines = RwSignal<std::sync::Arc<Vec<super::hr::roster::Line>>>;

#[component]
fn People(lines: Lines) -> impl IntoView {
    let desk = use_desk();
    let sought = RwSignal::new(String::new());
    let only = RwSignal::new(false);
    let stands =
        Memo::new(move |_| lines.with(|lines| lines.iter().map(|line| stand(desk, line.id)).collect::<Vec<_>>()));
    let found = Memo::new(move |_| {
        let words: Vec<String> = sought.get().to_lowercase().split_whitespace().map(str::to_owned).collect();
        lines.with(|lines| {
            stands.with(|stands| {
                let fits = |at: &usize| {
                    lines.get(*at).is_some_and(|line| line.matches(&words))
                        && (!only.get() || !matches!(stands.get(*at), Some(Stand::One(_))))
                };
                let mut found: Vec<usize> = (0..lines.len()).filter(fits).collect();
                let key = |at: &usize| {
                    let name = lines.get(*at).map(|line| line.name.to_lowercase()).unwrap_or_default();
                    (matches!(stands.get(*at), Some(Stand::One(_))), name)
                };
                found.sort_by_cached_key(key);
                found
            })
        })
    });
    let row = Callback::new(move |position: usize| {
        let at = found.with(|found| found.get(position).copied());
        let told = at.and_then(|at| {
            let account = match stands.with(|stands| stands.get(at).cloned())? {
                Stand::One(account) => Cell::Two(account.bank, account.account.to_string()),
                Stand::None => Cell::Tag(Tone::Sogan, say!(rekening.belum_ada)),
                Stand::Two => Cell::Tag(Tone::Mengkudu, say!(umum.dua_nilai)),
            };
            lines.with(|lines| {
                let line = lines.get(at)?;
                let number = line.nip.map(|nip| nip.grouped()).unwrap_or_default();
                Some(TableRow::new(vec![Cell::Two(line.name.clone(), number), account]).key(line.id.to_string()))
            })
        });
        told.unwrap_or_default()
    });
    let navigate = use_navigate();
    let open = move |id: String| navigate(&format!("/rekening/{id}"), leptos_router::NavigateOptions::default());
    let columns = vec![Column::words(say!(umum.nama)).width(3), Column::words(say!(rekening.rekening)).width(2)];
    let lacking = move || stands.with(|all| all.iter().filter(|one| !matches!(one, Stand::One(_))).count());
    view! {
        <Section title=say!(rekening.pegawai) aside=move || say!(rekening.kurang, jumlah = lacking())>
            <SearchField
                id="cari-rekening"
                label=say!(umum.cari)
                value=sought
                on_input=move |text| sought.set(text)
                found=move || say!(meja.ditemukan, jumlah = format::grouped(found.with(Vec::len) as i64))
            />
            <Checkbox
                id="tanpa-rekening"
                label=say!(rekening.hanya_kurang)
                checked=only
                on_change=move |on| only.set(on)
            />
            <BigTable
                caption=say!(rekening.pegawai)
                columns=columns
                count=Signal::derive(move || found.with(Vec::len))
                row=row
                on_open=open
            />
        </Section>
    }
}
