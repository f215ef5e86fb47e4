//! The steps an account may take now, each asked once more before it is written.

use domain::calendar::Day;
use ledger::facts::offices;
use ledger::kind::Kind;
use ledger::pay_month::Hand;
use ledger::payload::{PayMonth, PayStep, RunSeal};
use ledger::subject;
use leptos::prelude::*;

use super::bulan::Place;
use super::roles;
use super::view::{self, Stand};
use crate::components::{
    Button, ButtonKind, Card, DateField, Dialog, Glyph, IconLine, LinkButton, TextArea, TextField, Tone,
};
use crate::desk::{Shown, Statement, use_desk};
use crate::pages::kit;
use crate::say;

/// What a dialog asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Deed {
    Approve,
    Return,
    Lock,
    Pay,
}

impl Deed {
    const fn hand(self) -> Hand {
        match self {
            Self::Approve | Self::Return => Hand::Approver,
            Self::Lock | Self::Pay => Hand::Treasurer,
        }
    }

    /// The deeds that may follow where a month stands.
    fn after(stand: &Stand) -> &'static [Self] {
        match stand {
            Stand::Open => &[],
            Stand::Apart(taken) if taken.iter().any(|one| one.pay.step.is_closed()) => &[Self::Lock],
            Stand::Apart(_) => &[Self::Return],
            Stand::At(taken) => match taken.pay.step {
                PayStep::Submitted { .. } => &[Self::Approve, Self::Return],
                PayStep::Approved => &[Self::Lock, Self::Return],
                PayStep::Locked => &[Self::Pay],
                PayStep::Returned { .. } | PayStep::Paid { .. } => &[],
            },
        }
    }

    fn word(self) -> String {
        match self {
            Self::Approve => say!(masa.setujui),
            Self::Return => say!(masa.kembalikan),
            Self::Lock => say!(masa.kunci),
            Self::Pay => say!(masa.bayar),
        }
    }

    fn question(self, people: u32) -> String {
        match self {
            Self::Approve => say!(masa.setujui_tanya, jumlah = people),
            Self::Return => say!(masa.kembalikan_tanya),
            Self::Lock => say!(masa.kunci_tanya),
            Self::Pay => say!(masa.bayar_tanya),
        }
    }
}

/// The run the next step speaks of.
fn seal_of(stand: &Stand) -> Option<RunSeal> {
    match stand {
        Stand::Open => None,
        Stand::At(taken) => Some(taken.pay.seal.clone()),
        Stand::Apart(taken) => {
            let closed = taken.iter().find(|one| one.pay.step.is_closed());
            closed.or(taken.first()).map(|one| one.pay.seal.clone())
        }
    }
}

/// What was typed into the dialog.
#[derive(Clone, Copy)]
struct Typed {
    reason: RwSignal<String>,
    day: RwSignal<String>,
    number: RwSignal<String>,
    problem: RwSignal<Option<Problem>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Problem {
    Reason,
    Day,
    Number,
}

impl Typed {
    fn step(self, deed: Deed) -> Result<PayStep, Problem> {
        let words = |of: RwSignal<String>| of.with_untracked(|text| text.trim().to_owned());
        Ok(match deed {
            Deed::Approve => PayStep::Approved,
            Deed::Lock => PayStep::Locked,
            Deed::Return => PayStep::Returned {
                reason: Some(words(self.reason)).filter(|reason| !reason.is_empty()).ok_or(Problem::Reason)?,
            },
            Deed::Pay => PayStep::Paid {
                day: words(self.day).parse::<Day>().map_err(|_| Problem::Day)?,
                number: Some(words(self.number)).filter(|number| !number.is_empty()).ok_or(Problem::Number)?,
            },
        })
    }
}

/// The buttons of the account whose turn it is.
#[component]
pub fn Langkah(place: Place, stand: Memo<Stand>, #[prop(into)] proven: Signal<bool>) -> impl IntoView {
    let desk = use_desk();
    let (month, office) = (place.month, StoredValue::new(place.office));
    let busy = RwSignal::new(false);
    let asked = RwSignal::new(None::<(Deed, Shown)>);
    let typed = Typed {
        reason: RwSignal::new(String::new()),
        day: RwSignal::new(desk.today().to_string()),
        number: RwSignal::new(String::new()),
        problem: RwSignal::new(None),
    };
    let may = move |deed: Deed| {
        let houses = desk.book.with(offices);
        office.with_value(|office| view::reaches(&roles(desk), deed.hand(), office, &houses))
    };
    let own = Memo::new(move |_| {
        let author = desk.author();
        stand.with(|stand| {
            matches!(stand, Stand::At(taken)
                if matches!(taken.pay.step, PayStep::Submitted { .. }) && taken.author == author)
        })
    });
    let deeds = Memo::new(move |_| {
        let possible = stand.with(Deed::after);
        possible.iter().copied().filter(|deed| may(*deed)).collect::<Vec<_>>()
    });
    let subject = move || office.with_value(|office| subject::pay_month(office, month));
    let ask = Callback::new(move |deed: Deed| {
        typed.problem.set(None);
        asked.set(Some((deed, desk.shown(&subject()))));
    });
    let write = Callback::new(move |()| {
        let Some((deed, shown)) = asked.get_untracked() else { return };
        let Some(seal) = stand.with_untracked(seal_of) else { return };
        match typed.step(deed) {
            Ok(step) => {
                let statement = Statement::new(Kind::PayMonth, subject(), &PayMonth { step, seal }).over(&shown);
                kit::save(desk, vec![statement], busy, move || asked.set(None));
            }
            Err(problem) => typed.problem.set(Some(problem)),
        }
    });
    let button = move |deed: Deed| {
        let why_not = Signal::derive(move || match deed {
            Deed::Approve if own.get() => say!(masa.diri_sendiri),
            Deed::Approve if !proven.get() => say!(masa.tak_dapat_setujui),
            _ => String::new(),
        });
        let kind = match deed {
            Deed::Return => ButtonKind::Outline,
            Deed::Approve | Deed::Lock | Deed::Pay => ButtonKind::default(),
        };
        view! {
            {move || {
                let why = why_not.get();
                if why.is_empty() {
                    view! { <Button label=deed.word() kind=kind busy=busy on_press=move |()| ask.run(deed) /> }.into_any()
                } else {
                    view! { <IconLine glyph=Glyph::Info tone=Tone::Sogan text=why /> }.into_any()
                }
            }}
        }
    };
    let again = move || {
        let back = stand.with(|stand| matches!(stand.step(), Some(PayStep::Returned { .. })));
        (back && may(Deed::Lock)).then(|| {
            view! { <LinkButton label=say!(masa.ajukan_lagi) href="/proses" glyph=Glyph::Calculator /> }
        })
    };
    let deed = Memo::new(move |_| asked.with(|asked| asked.as_ref().map(|(deed, _)| *deed)));
    let people = move || stand.with(seal_of).map_or(0, |seal| seal.people);
    view! {
        {move || {
            let deeds = deeds.get();
            let empty = deeds.is_empty() && again().is_none();
            (!empty)
                .then(|| {
                    view! {
                        <Card>
                            <div class="line">
                                {deeds.into_iter().map(button).collect_view()} {again()}
                            </div>
                        </Card>
                    }
                })
        }}
        <Dialog
            open=Signal::derive(move || deed.get().is_some())
            on_close=move |()| asked.set(None)
            title=move || deed.get().map(Deed::word).unwrap_or_default()
            confirm=move || deed.get().map(Deed::word).unwrap_or_default()
            cancel=say!(umum.kembali)
            busy=busy
            on_confirm=write
        >
            <p>{move || deed.get().map(|deed| deed.question(people()))}</p>
            {move || deed.get().map(|deed| fields(deed, typed))}
        </Dialog>
    }
}

fn fields(deed: Deed, typed: Typed) -> AnyView {
    let said = move |of: Problem, text: fn() -> String| {
        Signal::derive(move || (typed.problem.get() == Some(of)).then(text).unwrap_or_default())
    };
    match deed {
        Deed::Approve | Deed::Lock => ().into_any(),
        Deed::Return => view! {
            <TextArea
                id="alasan"
                label=say!(masa.alasan)
                value=typed.reason
                on_input=move |text| typed.reason.set(text)
                error=said(Problem::Reason, || say!(masa.alasan_kosong))
                maxlength=1000
            />
        }
        .into_any(),
        Deed::Pay => view! {
            <DateField
                id="tanggal-sp2d"
                label=say!(masa.tanggal_sp2d)
                value=typed.day
                on_input=move |text| typed.day.set(text)
                error=said(Problem::Day, || say!(masa.tanggal_salah))
            />
            <TextField
                id="nomor-sp2d"
                label=say!(masa.nomor_sp2d)
                value=typed.number
                on_input=move |text| typed.number.set(text)
                error=said(Problem::Number, || say!(masa.nomor_kosong))
                maxlength=60
            />
        }
        .into_any(),
    }
}
