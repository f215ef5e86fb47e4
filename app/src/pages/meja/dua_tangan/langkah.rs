//! The steps an account may take now, each asked once more before it is written.

use domain::calendar::Day;
use ledger::facts::offices;
use ledger::pay_month::Hand;
use leptos::prelude::*;

use super::view::reaches;
use crate::components::{
    Button, ButtonKind, Card, DateField, Dialog, Glyph, IconLine, LinkButton, TextArea, TextField, Tone,
};
use crate::desk::{Shown, Statement, use_desk};
use crate::pages::kit;
use crate::say;

/// What a dialog asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// The checker lets it go on.
    Approve,
    /// The checker gives it back.
    Return,
    /// The treasurer closes it.
    Lock,
    /// The treasurer says when it was paid.
    Pay,
}

impl Deed {
    /// Says whose it is.
    #[must_use]
    pub const fn hand(self) -> Hand {
        match self {
            Self::Approve | Self::Return => Hand::Approver,
            Self::Lock | Self::Pay => Hand::Treasurer,
        }
    }

    fn word(self, closing: fn() -> String) -> String {
        match self {
            Self::Approve => say!(masa.setujui),
            Self::Return => say!(masa.kembalikan),
            Self::Lock => closing(),
            Self::Pay => say!(masa.bayar),
        }
    }
}

/// A deed with what was typed for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It goes on.
    Approved,
    /// It goes back.
    Returned {
        /// Why.
        reason: String,
    },
    /// It is closed.
    Locked,
    /// It was paid.
    Paid {
        /// Day of the order to pay.
        day: Day,
        /// Its number.
        number: String,
    },
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
    fn answer(self, deed: Deed, not_before: Option<Day>) -> Result<Answer, Problem> {
        let words = |of: RwSignal<String>| of.with_untracked(|text| text.trim().to_owned());
        let fits = |day: &Day| not_before.is_none_or(|first| *day >= first);
        Ok(match deed {
            Deed::Approve => Answer::Approved,
            Deed::Lock => Answer::Locked,
            Deed::Return => Answer::Returned {
                reason: Some(words(self.reason)).filter(|reason| !reason.is_empty()).ok_or(Problem::Reason)?,
            },
            Deed::Pay => Answer::Paid {
                day: words(self.day).parse().ok().filter(fits).ok_or(Problem::Day)?,
                number: Some(words(self.number)).filter(|number| !number.is_empty()).ok_or(Problem::Number)?,
            },
        })
    }
}

/// The buttons of the account whose turn it is.
#[component]
pub fn Langkah(
    office: String,
    /// What the steps are written under.
    subject: String,
    /// The deeds that may follow where it stands, whoever's they are.
    #[prop(into)]
    after: Signal<Vec<Deed>>,
    /// What is asked once more before a deed is done.
    question: impl Fn(Deed) -> String + Send + Sync + 'static,
    /// Why a deed cannot be done here; empty when it can.
    why_not: impl Fn(Deed) -> String + Copy + Send + Sync + 'static,
    /// What an answer states; nothing where nothing stands that it could follow.
    statement: impl Fn(Answer) -> Option<Statement> + Send + Sync + 'static,
    /// Where the treasurer begins anew after it was given back: words, address and picture.
    #[prop(into)]
    again: Signal<Option<(String, String, Glyph)>>,
    /// The word for closing it.
    #[prop(default = || say!(masa.kunci))]
    closing: fn() -> String,
    /// The first day on which it can have been paid.
    #[prop(optional)]
    not_before: Option<Day>,
) -> impl IntoView {
    let desk = use_desk();
    let (office, subject) = (StoredValue::new(office), StoredValue::new(subject));
    let question = StoredValue::new(question);
    let busy = RwSignal::new(false);
    let asked = RwSignal::new(None::<(Deed, Shown)>);
    let typed = Typed {
        reason: RwSignal::new(String::new()),
        day: RwSignal::new(desk.today().to_string()),
        number: RwSignal::new(String::new()),
        problem: RwSignal::new(None),
    };
    let may = move |hand: Hand| {
        let houses = desk.book.with(offices);
        office.with_value(|office| reaches(&desk.roles(), hand, office, &houses))
    };
    let deeds = Memo::new(move |_| after.get().into_iter().filter(|deed| may(deed.hand())).collect::<Vec<_>>());
    let again = Memo::new(move |_| again.get().filter(|_| may(Hand::Treasurer)));
    let ask = move |deed: Deed| {
        typed.problem.set(None);
        asked.set(Some((deed, subject.with_value(|subject| desk.shown(subject)))));
    };
    let write = move |()| {
        let Some((deed, shown)) = asked.get_untracked() else { return };
        match typed.answer(deed, not_before) {
            Ok(answer) => {
                let Some(statement) = statement(answer) else { return };
                kit::save(desk, vec![statement.over(&shown)], busy, move || asked.set(None));
            }
            Err(problem) => typed.problem.set(Some(problem)),
        }
    };
    let button = move |deed: Deed| {
        let why_not = Memo::new(move |_| why_not(deed));
        let kind = if deed == Deed::Return { ButtonKind::Outline } else { ButtonKind::default() };
        move || {
            let why = why_not.get();
            if why.is_empty() {
                view! { <Button label=deed.word(closing) kind=kind busy=busy on_press=move |()| ask(deed) /> }
                    .into_any()
            } else {
                view! { <IconLine glyph=Glyph::Info tone=Tone::Sogan text=why /> }.into_any()
            }
        }
    };
    let deed = Memo::new(move |_| asked.with(|asked| asked.as_ref().map(|(deed, _)| *deed)));
    view! {
        {move || {
            let (deeds, again) = (deeds.get(), again.get());
            let link = again
                .map(|(label, href, glyph)| view! { <LinkButton label=label href=href glyph=glyph /> }.into_any());
            (!deeds.is_empty() || link.is_some())
                .then(|| {
                    view! {
                        <Card>
                            <div class="line">{deeds.into_iter().map(button).collect_view()} {link}</div>
                        </Card>
                    }
                })
        }}
        <Dialog
            open=Signal::derive(move || deed.get().is_some())
            on_close=move |()| asked.set(None)
            title=move || deed.get().map(|deed| deed.word(closing)).unwrap_or_default()
            confirm=move || deed.get().map(|deed| deed.word(closing)).unwrap_or_default()
            cancel=say!(umum.kembali)
            busy=busy
            on_confirm=write
        >
            <p>{move || deed.get().map(|deed| question.with_value(|question| question(deed)))}</p>
            {move || deed.get().map(|deed| fields(deed, typed, not_before.is_some()))}
        </Dialog>
    }
}

fn fields(deed: Deed, typed: Typed, decreed: bool) -> AnyView {
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
                error=said(
                    Problem::Day,
                    if decreed { || say!(imbalan.tanggal_salah) } else { || say!(masa.tanggal_salah) },
                )
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
