//! What was written in the log, day by day, each entry with the way to change it and to take it back.
//!
//! Nothing is changed in place: a change is one more record that names what it takes the place of, and what was said
//! before stays below it.

use domain::calendar::Day;
use ledger::hash::Hash;
use ledger::kind::Kind;
use ledger::payload::Log;
use ledger::subject;
use leptos::prelude::*;

use super::fields::{self, Sheet};
use super::log::{LogForm, by_day};
use super::parts;
use super::view::{Aside, Entry, Why, Work};
use crate::components::{
    Button, ButtonKind, Dialog, Empty, ErrorSummary, Glyph, Notice, Rows, Section, Tag, Toasts, Tone, dom,
};
use crate::desk::{Desk, Draft, Statement};
use crate::pages::kit;
use crate::say;
use crate::words::format;

/// Days of the list that are drawn at first, and that one press adds.
const DAYS: usize = 14;
/// What the keys of drafts of changes begin with.
const DRAFT: &str = "catat.";
/// The list, for the focus when a row has left it.
const LIST: &str = "catatan";

/// What the rows share.
#[derive(Clone, Copy)]
struct Book {
    desk: Desk,
    today: Day,
    work: Memo<Work>,
    /// The entry whose change is being typed.
    changing: RwSignal<Option<Hash>>,
    /// The entry that may be taken back.
    asked: RwSignal<Option<Hash>>,
    /// A withdrawal or what undoes it is being written.
    busy: RwSignal<bool>,
}

impl Book {
    fn entry(self, id: Hash) -> Option<Entry> {
        self.work.with(|work| work.entries.iter().find(|one| one.id == id).cloned())
    }

    fn aside(self, id: Hash) -> Option<Aside> {
        self.work.with(|work| work.aside.iter().find(|one| one.id == id).cloned())
    }

    fn draft(self, id: Hash) -> Draft {
        self.desk.draft(&format!("{DRAFT}{id}"))
    }

    fn statement(self, says: &Log, heads: Vec<Hash>) -> Vec<Statement> {
        let year = self.work.with_untracked(|work| work.year);
        vec![Statement::new(Kind::Log, subject::log(self.desk.me(), year), says).replacing(heads)]
    }

    /// Lets an entry that was set aside say something that counts, or nothing any more.
    fn settle(self, id: Hash, says: &Log) {
        if let Some(aside) = untrack(|| self.aside(id)) {
            let statements = self.statement(says, aside.heads);
            kit::save(self.desk, statements, self.busy, || dom::focus_soon(LIST.to_owned()));
        }
    }
}

fn row_id(id: Hash) -> String {
    format!("catatan-{id}")
}

/// Shows what was written in the year of the work, newest first.
pub fn list(desk: Desk, work: Memo<Work>, today: Day) -> AnyView {
    // A change that was begun is opened again with its draft.
    let begun = desk.drafts().keys().find_map(|key| key.strip_prefix(DRAFT)?.parse::<Hash>().ok());
    let of = Book {
        desk,
        today,
        work,
        changing: RwSignal::new(begun),
        asked: RwSignal::new(None),
        busy: RwSignal::new(false),
    };
    let all = Memo::new(move |_| {
        work.with(|work| by_day(work.entries.iter().map(|entry| (entry.log.date, entry.id)).collect()))
    });
    let far = begun.and_then(|id| all.with_untracked(|all| all.iter().position(|(_, ids)| ids.contains(&id))));
    let shown = RwSignal::new(DAYS.max(far.map_or(0, |at| at + 1)));
    let days =
        Memo::new(move |_| all.with(|all| all.iter().take(shown.get()).map(|(day, _)| *day).collect::<Vec<_>>()));
    let day = move |day: Day| {
        let ids = Memo::new(move |_| {
            all.with(|all| all.iter().find(|(one, _)| *one == day).map(|(_, ids)| ids.clone())).unwrap_or_default()
        });
        view! {
            <h3>{format::long_day(day)}</h3>
            <Rows label=format::long_day(day)>
                <For each=move || ids.get() key=|id| *id children=move |id| row(of, id) />
            </Rows>
        }
    };
    let none = Memo::new(move |_| work.with(|work| work.entries.is_empty() && work.aside.is_empty()));
    let more = Memo::new(move |_| all.with(Vec::len) > shown.get());
    view! {
        <Section title=say!(kerja.catatan_terakhir)>
            <div class="stack" id=LIST tabindex="-1">
                {contests(of)}
                {move || {
                    none.get().then(|| view! { <Empty text=say!(kerja.belum_catatan) glyph=Glyph::Pencil /> })
                }}
                <For each=move || days.get() key=|day| *day children=day />
                {move || {
                    more.get()
                        .then(|| {
                            view! {
                                <div class="line">
                                    <Button
                                        label=say!(kerja.lebih_lama)
                                        kind=ButtonKind::Text
                                        on_press=move |()| shown.update(|shown| *shown += DAYS)
                                    />
                                </div>
                            }
                        })
                }}
                {withdrawn(of)}
            </div>
            {question(of)}
        </Section>
    }
    .into_any()
}

fn row(of: Book, id: Hash) -> AnyView {
    let open = Memo::new(move |_| of.changing.get() == Some(id));
    let words = move || {
        of.entry(id).map(|entry| {
            of.work.with(|work| {
                view! {
                    {parts::entry_words(&entry, work.plan(), parts::Own::Mine, None)}
                    {parts::earlier(&entry, work.plan())}
                }
            })
        })
    };
    let body = move || {
        if open.get() {
            return change(of, id);
        }
        view! {
            {words}
            <span class="row-end">
                <Button
                    label=say!(umum.ubah)
                    kind=ButtonKind::Text
                    on_press=move |()| {
                        of.changing.set(Some(id));
                        dom::focus_soon("ubah-uraian".to_owned());
                    }
                />
                <Button
                    label=say!(kerja.tarik)
                    kind=ButtonKind::Text
                    busy=of.busy
                    on_press=move |()| of.asked.set(Some(id))
                />
            </span>
        }
        .into_any()
    };
    view! {
        <li class="row entry" id=row_id(id) tabindex="-1">
            <div>{body}</div>
        </li>
    }
    .into_any()
}

/// The form in the place of the row.
fn change(of: Book, id: Hash) -> AnyView {
    let Some(before) = untrack(|| of.entry(id)) else { return ().into_any() };
    let Book { desk, today, work, changing, .. } = of;
    let year = before.log.date.month().year();
    let day = format::long_day(before.log.date);
    let draft = of.draft(id);
    let form = RwSignal::new(draft.load().unwrap_or_else(|| LogForm::from_entry(&before.log)));
    let keep = draft.clone();
    let kept = RwSignal::new(true);
    Effect::new(move |seen: Option<()>| {
        form.with(|form| {
            if seen.is_some() {
                kept.set(keep.save(form).is_ok());
            }
        });
    });
    let before = StoredValue::new(before);
    let read = move |work: &Work| {
        form.with(|form| before.with_value(|before| form.read_change(today, work.plan(), &before.log)))
    };
    let attempt = RwSignal::new(0_u32);
    let errors = Memo::new(move |_| {
        if attempt.get() == 0 {
            return Vec::new();
        }
        let wrong = work.with(read).err().unwrap_or_default();
        wrong.iter().map(|fault| fields::problem(fault, "ubah-")).collect::<Vec<_>>()
    });
    let busy = RwSignal::new(false);
    let draft = StoredValue::new(draft);
    let close = move || {
        draft.with_value(Draft::clear);
        changing.set(None);
        dom::focus_soon(row_id(id));
    };
    let save = move |()| {
        attempt.update(|attempt| *attempt += 1);
        let Ok(entry) = untrack(|| work.with(read)) else { return };
        let Entry { log, heads, .. } = before.get_value();
        if entry == log {
            close();
            return;
        }
        let statements = of.statement(&Log::Entry(entry), heads);
        kit::save_form(desk, statements, busy, draft.get_value(), close);
    };
    let first = Day::new(year, 1, 1);
    let last = Day::new(year, 12, 31).map_or(today, |last| last.min(today));
    let sheet = Sheet { form, work, errors, prefix: "ubah-", days: (first, last) };
    let planned = Memo::new(move |_| work.with(|work| work.plan().is_some()));
    view! {
        <section class="stack" aria-label=say!(kerja.ubah_catatan, hari = day)>
            <ErrorSummary
                title=move || say!(umum.ada_perbaikan, jumlah = errors.with(Vec::len))
                errors=errors
                attempt=attempt
            />
            {fields::told(sheet)}
            {move || planned.get().then(|| fields::counted(sheet))}
            {move || (!kept.get()).then(kit::not_kept)}
            <div class="line">
                <Button label=say!(umum.simpan) busy=busy on_press=save />
                <Button label=say!(umum.batalkan) kind=ButtonKind::Text on_press=move |()| close() />
            </div>
        </section>
    }
    .into_any()
}

/// Asks before an entry is taken back, and offers to bring it back afterwards.
fn question(of: Book) -> AnyView {
    let Book { desk, work, asked, busy, .. } = of;
    let toasts = expect_context::<Toasts>();
    let taken = StoredValue::new(None::<Hash>);
    let undo = Callback::new(move |()| {
        let Some(id) = taken.try_update_value(Option::take).flatten() else { return };
        if let Some(Aside { why: Why::Withdrawn(said), .. }) = untrack(|| of.aside(id)) {
            of.settle(id, &Log::Entry(said));
        }
    });
    // The line that offers it leaves with the page that can do it.
    on_cleanup(move || {
        if taken.try_with_value(Option::is_some) == Some(true) {
            toasts.clear();
        }
    });
    let withdraw = move |()| {
        let id = asked.get_untracked();
        asked.set(None);
        let Some(entry) = untrack(|| of.entry(id?)) else { return };
        let statements = of.statement(&Log::WITHDRAWN, entry.heads);
        kit::save_form(desk, statements, busy, of.draft(entry.id), move || {
            taken.set_value(Some(entry.id));
            toasts.say_undo(say!(kerja.catatan_ditarik), say!(kerja.urungkan), undo);
            dom::focus_soon(LIST.to_owned());
        });
    };
    let words = move || {
        let entry = of.entry(asked.get()?)?;
        let (title, sub) = work.with(|work| parts::log_words(&entry.log, work.plan(), Some(entry.log.date)));
        Some(view! {
            <p>
                <b>{title}</b>
                <br />
                <span class="sub">{sub}</span>
            </p>
        })
    };
    view! {
        <Dialog
            open=Signal::derive(move || asked.get().is_some())
            on_close=move |()| asked.set(None)
            title=say!(kerja.tarik_tanya)
            confirm=say!(kerja.tarik)
            on_confirm=withdraw
            cancel=say!(umum.batalkan)
            kind=ButtonKind::Danger
        >
            {words}
            <p>{say!(kerja.tarik_jelas)}</p>
        </Dialog>
    }
    .into_any()
}

/// Entries that were taken back, folded away, each with the way to bring it back.
fn withdrawn(of: Book) -> AnyView {
    let ids = Memo::new(move |_| {
        let taken = |one: &&Aside| matches!(one.why, Why::Withdrawn(_));
        of.work.with(|work| work.aside.iter().filter(taken).map(|one| one.id).collect::<Vec<_>>())
    });
    let some = Memo::new(move |_| ids.with(|ids| !ids.is_empty()));
    let row = move |id: Hash| {
        let words = move || {
            let Why::Withdrawn(said) = of.aside(id)?.why else { return None };
            let (title, sub) = of.work.with(|work| parts::log_words(&said, work.plan(), Some(said.date)));
            let (word, tone) = parts::why_tag(&Why::Withdrawn(said));
            Some(view! {
                <span class="row-text">{title} <small>{sub}</small></span>
                <Tag text=word tone=tone />
            })
        };
        let bring_back = move |()| {
            if let Some(Aside { why: Why::Withdrawn(said), .. }) = untrack(|| of.aside(id)) {
                of.settle(id, &Log::Entry(said));
            }
        };
        view! {
            <li class="row entry">
                <div>
                    {words}
                    <span class="row-end">
                        <Button
                            label=say!(kerja.kembalikan)
                            kind=ButtonKind::Text
                            busy=of.busy
                            on_press=bring_back
                        />
                    </span>
                </div>
            </li>
        }
    };
    let body = move || {
        some.get().then(|| {
            view! {
                <details class="fine" id="ditarik">
                    {parts::fold(move || say!(kerja.tidak_dihitung, jumlah = ids.with(Vec::len)))}
                    <Rows>
                        <For each=move || ids.get() key=|id| *id children=row />
                    </Rows>
                </details>
            }
        })
    };
    body.into_any()
}

/// Entries of which two changes stand against one another; one of them is chosen, and names both.
fn contests(of: Book) -> AnyView {
    let ids = Memo::new(move |_| {
        let apart = |one: &&Aside| matches!(one.why, Why::Contested(_));
        of.work.with(|work| work.aside.iter().filter(apart).map(|one| one.id).collect::<Vec<_>>())
    });
    let one = move |id: Hash| {
        let sides = move || {
            let Some(Why::Contested(all)) = of.aside(id).map(|one| one.why) else { return Vec::new() };
            all.into_iter().map(|says| side(of, id, says)).collect()
        };
        view! {
            <Notice title=say!(umum.dua_nilai) text=say!(kerja.dua_catatan) tone=Tone::Sogan>
                <Rows label=say!(umum.dua_nilai)>{sides}</Rows>
            </Notice>
        }
    };
    view! { <For each=move || ids.get() key=|id| *id children=one /> }.into_any()
}

fn side(of: Book, id: Hash, says: Log) -> AnyView {
    let words = says.entry().map(|log| of.work.with(|work| parts::log_words(log, work.plan(), Some(log.date))));
    let (title, sub) = words.unwrap_or_else(|| (say!(kerja.ditarik), String::new()));
    let choose = move |()| of.settle(id, &says);
    view! {
        <li class="row entry">
            <div>
                <span class="row-text">{title} <small>{sub}</small></span>
                <span class="row-end">
                    <Button label=say!(kerja.pakai_catatan) kind=ButtonKind::Outline busy=of.busy on_press=choose />
                </span>
            </div>
        </li>
    }
    .into_any()
}
