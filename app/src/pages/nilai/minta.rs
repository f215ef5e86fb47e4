//! Asking peers: the superior chooses among the own people; each request lies with the peer; the round can be closed.
//!
//! Shows who is asked and what they said together; never who answered or what one of them said.

use std::collections::BTreeSet;

use domain::kinerja::{PeerSummary, Period};
use ledger::facts;
use ledger::hash::Id;
use ledger::kind::Kind;
use ledger::payload::PeerRequest;
use ledger::subject;
use leptos::prelude::*;

use super::{parts, view};
use crate::components::{Button, ButtonKind, Checkbox, Dialog, Row, Rows, SearchField, Section};
use crate::desk::{Desk, Statement};
use crate::pages::kerja::parts::fold;
use crate::pages::kit;
use crate::say;
use crate::words::format;

/// People offered before a name is typed.
const OFFERED: usize = 8;

/// A colleague who can be asked.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Peer {
    id: Id,
    name: String,
    title: String,
    asked: bool,
}

/// Shows the summary, who is asked, and whom else to ask.
pub fn section(desk: Desk, person: Id, period: Period) -> AnyView {
    let code = period.to_string();
    let peers = Memo::new(move |_| {
        desk.book.with(|book| {
            let people = facts::subordinates(book, desk.me(), desk.today()).into_iter();
            let others = people.filter(|one| one.id != person);
            others
                .map(|one| Peer {
                    id: one.id,
                    name: one.call(),
                    title: one.title().unwrap_or_default().to_owned(),
                    asked: view::asked(book, one.id, &code, person),
                })
                .collect::<Vec<_>>()
        })
    });
    let summary = Memo::new(move |_| desk.book.with(|book| view::summary(book, person, period)));
    let busy = RwSignal::new(false);
    let chosen = RwSignal::new(BTreeSet::<Id>::new());
    let write = move |ids: Vec<Id>, stands: bool| {
        let profile = desk.book.with_untracked(|book| facts::profile(book, person, desk.today()));
        let request =
            PeerRequest { name: profile.call(), title: profile.title().unwrap_or_default().to_owned(), stands };
        let code = period.to_string();
        let statements = ids
            .into_iter()
            .map(|peer| Statement::new(Kind::PeerRequest, subject::peer_request(peer, &code, person), &request))
            .collect();
        kit::save(desk, statements, busy, move || chosen.set(BTreeSet::new()));
    };
    let asked = Memo::new(move |_| peers.with(|all| all.iter().filter(|one| one.asked).cloned().collect::<Vec<_>>()));
    let some_asked = Memo::new(move |_| asked.with(|asked| !asked.is_empty()));
    let row = move |one: Peer| view! { <Row title=one.name sub=one.title /> };
    let closing = RwSignal::new(false);
    let close = move |()| {
        closing.set(false);
        write(asked.with_untracked(|asked| asked.iter().map(|one| one.id).collect()), false);
    };
    // Who has answered is nobody's business: the round is closed as a whole.
    let waits = move || !matches!(summary.get(), Some(PeerSummary::Summary { .. }));
    let asked = move || {
        some_asked.get().then(|| {
            view! {
                <p class="label">{say!(nilai.rekan_sudah_diminta)}</p>
                <Rows label=say!(nilai.rekan_sudah_diminta)>
                    <For each=move || asked.get() key=Clone::clone children=row />
                </Rows>
                {move || {
                    waits()
                        .then(|| {
                            view! {
                                <p class="hint">{say!(nilai.menunggu_semua)}</p>
                                <div class="line">
                                    <Button
                                        label=say!(nilai.tutup_permintaan)
                                        kind=ButtonKind::Text
                                        busy=busy
                                        on_press=move |()| closing.set(true)
                                    />
                                </div>
                            }
                        })
                }}
                <Dialog
                    open=closing
                    on_close=move |()| closing.set(false)
                    title=say!(nilai.tutup_permintaan)
                    confirm=say!(nilai.tutup_permintaan)
                    cancel=say!(umum.kembali)
                    on_confirm=close
                >
                    <p>{say!(nilai.tutup_tanya)}</p>
                </Dialog>
            }
        })
    };
    view! {
        <Section title=say!(nilai.ringkasan_rekan) aside=format::period(period)>
            {move || parts::peers(summary.get().as_ref())}
            {asked}
            {offer(peers, chosen, busy, Callback::new(move |ids| write(ids, true)))}
        </Section>
    }
    .into_any()
}

fn offer(
    peers: Memo<Vec<Peer>>,
    chosen: RwSignal<BTreeSet<Id>>,
    busy: RwSignal<bool>,
    ask: Callback<Vec<Id>>,
) -> AnyView {
    let typed = RwSignal::new(String::new());
    let free = Memo::new(move |_| peers.with(|all| all.iter().filter(|one| !one.asked).cloned().collect::<Vec<_>>()));
    let shown = Memo::new(move |_| {
        let words = typed.get().to_lowercase();
        let fits = |one: &&Peer| {
            let text = format!("{} {}", one.name, one.title).to_lowercase();
            words.split_whitespace().all(|word| text.contains(word))
        };
        free.with(|all| all.iter().filter(fits).take(OFFERED).cloned().collect::<Vec<_>>())
    });
    let tick = move |one: Peer| {
        let id = one.id;
        let put = move |on: bool| {
            chosen.update(|chosen| {
                if on {
                    chosen.insert(id);
                } else {
                    chosen.remove(&id);
                }
            });
        };
        view! {
            <Checkbox
                id=format!("rekan-{id}")
                label=[one.name, one.title].join(", ")
                checked=Signal::derive(move || chosen.with(|chosen| chosen.contains(&id)))
                on_change=put
            />
        }
    };
    let many = Memo::new(move |_| free.with(|all| all.len() > OFFERED));
    let some = Memo::new(move |_| free.with(|all| !all.is_empty()));
    let search = move || {
        many.get().then(|| {
            view! { <SearchField id="cari-rekan" label=say!(umum.cari) value=typed on_input=move |text| typed.set(text) /> }
        })
    };
    let send = move |()| {
        let ids: Vec<Id> = chosen.with_untracked(|chosen| chosen.iter().copied().collect());
        if !ids.is_empty() {
            ask.run(ids);
        }
    };
    let why_not = move || chosen.with(BTreeSet::is_empty).then(|| say!(nilai.pilih_rekan));
    let none_asked = peers.with_untracked(|all| !all.iter().any(|one| one.asked));
    let body = move || {
        if !some.get() {
            return ().into_any();
        }
        view! {
            <details class="fine" open=none_asked>
            {fold(say!(nilai.minta_rekan))}
            <fieldset class="field">
                <legend class="vh">{say!(nilai.minta_rekan)}</legend>
                <p class="hint">{say!(nilai.minta_petunjuk)}</p>
                {search}
                <For each=move || shown.get() key=Clone::clone children=tick />
            </fieldset>
            <div class="line">
                <Button
                    label=move || match chosen.with(BTreeSet::len) {
                        0 => say!(nilai.minta),
                        count => say!(nilai.minta_jumlah, jumlah = count),
                    }
                    kind=ButtonKind::Outline
                    busy=busy
                    why_not=why_not
                    on_press=send
                />
            </div>
            </details>
        }
        .into_any()
    };
    body.into_any()
}
