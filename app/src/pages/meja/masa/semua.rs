//! One step for many offices: whoever checks approves every month that is proven on this device, the treasurer locks every
//! month that was approved. What is not proven stays and is named.

use ledger::kind::Kind;
use ledger::pay_month::Hand;
use ledger::payload::{PayMonth, PayStep};
use ledger::subject;
use leptos::prelude::*;

use super::view::{self, One, Stand};
use crate::components::{Button, ButtonKind, Card, Dialog, Glyph, Notice, ProgressBar, Tone};
use crate::desk::device::clock;
use crate::desk::{Statement, use_desk};
use crate::pages::kit;
use crate::say;

/// The step that is taken for many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Deed {
    Approve,
    Lock,
}

impl Deed {
    const fn hand(self) -> Hand {
        match self {
            Self::Approve => Hand::Approver,
            Self::Lock => Hand::Treasurer,
        }
    }

    fn fits(self, one: &One) -> bool {
        match one.stand.step() {
            Some(PayStep::Submitted { .. }) => self == Self::Approve,
            Some(PayStep::Approved) => self == Self::Lock,
            _ => false,
        }
    }

    const fn step(self) -> PayStep {
        match self {
            Self::Approve => PayStep::Approved,
            Self::Lock => PayStep::Locked,
        }
    }

    fn word(self, jumlah: usize) -> String {
        match self {
            Self::Approve => say!(masa.setujui_semua, jumlah = jumlah),
            Self::Lock => say!(masa.kunci_semua, jumlah = jumlah),
        }
    }

    fn question(self, jumlah: usize) -> String {
        match self {
            Self::Approve => say!(masa.setujui_semua_tanya, jumlah = jumlah),
            Self::Lock => say!(masa.kunci_semua_tanya, jumlah = jumlah),
        }
    }
}

/// What was checked, ready to be written.
#[derive(Debug, Clone, Default)]
struct Checked {
    ready: Vec<Statement>,
    offices: usize,
    /// Offices whose month is not proven here.
    unproven: Vec<String>,
}

/// The buttons for many, where more than one month waits for the account.
#[component]
pub fn Semua(#[prop(into)] waiting: Signal<Vec<One>>) -> impl IntoView {
    let desk = use_desk();
    let mine = move |deed: Deed| {
        let lends = desk.has_role(|role| deed.hand().is_of(role));
        waiting.with(|all| all.iter().filter(|one| lends && deed.fits(one)).cloned().collect::<Vec<_>>())
    };
    let button = move |deed: Deed| {
        let many = Memo::new(move |_| mine(deed).len());
        move || (many.get() > 1).then(|| view! { <Many deed=deed all=mine(deed) /> })
    };
    view! {
        {button(Deed::Approve)}
        {button(Deed::Lock)}
    }
}

#[component]
fn Many(deed: Deed, all: Vec<One>) -> impl IntoView {
    let desk = use_desk();
    let total = all.len();
    let all = StoredValue::new(all);
    let busy = RwSignal::new(false);
    let done = RwSignal::new(None::<u64>);
    let checked = RwSignal::new(None::<Checked>);
    let unproven = RwSignal::new(Vec::<String>::new());
    let start = move |()| {
        done.set(Some(0));
        unproven.set(Vec::new());
        leptos::task::spawn_local(async move {
            let mut found = Checked::default();
            for (count, one) in (1_u64..).zip(all.get_value()) {
                clock::pause(0).await;
                if done.try_get_untracked().flatten().is_none() {
                    return;
                }
                done.set(Some(count));
                let Stand::At(taken) = &one.stand else { continue };
                let subject = subject::pay_month(&one.office, one.month);
                let shown = desk.shown(&subject);
                let holds = desk
                    .book
                    .with_untracked(|book| deed == Deed::Lock || view::proven(book, one.month, &taken.said.seal));
                if holds {
                    let pay = PayMonth { step: deed.step(), seal: taken.said.seal.clone() };
                    found.ready.push(Statement::new(Kind::PayMonth, subject, &pay).over(&shown));
                    found.offices += 1;
                } else {
                    found.unproven.push(one.name);
                }
            }
            done.set(None);
            unproven.set(found.unproven.clone());
            if found.offices > 0 {
                checked.set(Some(found));
            }
        });
    };
    let write = move |()| {
        let Some(found) = checked.get_untracked() else { return };
        kit::save(desk, found.ready, busy, move || checked.set(None));
    };
    let ready = Memo::new(move |_| checked.with(|checked| checked.as_ref().map_or(0, |found| found.offices)));
    view! {
        <Card>
            <Button
                label=deed.word(total)
                kind=ButtonKind::Outline
                glyph=Glyph::ShieldCheck
                busy=Signal::derive(move || busy.get() || done.get().is_some())
                on_press=start
            />
            {move || {
                done.get()
                    .map(|_| {
                        view! {
                            <ProgressBar
                                label=say!(masa.memeriksa)
                                done=Signal::derive(move || done.get().unwrap_or_default())
                                total=Signal::stored(total as u64)
                                cancel=say!(umum.batalkan)
                                on_cancel=move |()| done.set(None)
                            />
                        }
                    })
            }}
            {move || {
                let names = unproven.get();
                (!names.is_empty())
                    .then(|| {
                        let text = say!(masa.semua_tak_terbukti, jumlah = names.len(), nama = names.join(", "));
                        view! { <Notice tone=Tone::Mengkudu live=true text=text /> }
                    })
            }}
        </Card>
        <Dialog
            open=Signal::derive(move || ready.get() > 0)
            on_close=move |()| checked.set(None)
            title=move || deed.word(ready.get())
            confirm=move || deed.word(ready.get())
            cancel=say!(umum.kembali)
            busy=busy
            on_confirm=write
        >
            <p>{move || deed.question(ready.get())}</p>
        </Dialog>
    }
}
