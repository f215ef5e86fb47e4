//! The steps an account may take now with a list, each asked once more before it is written.

use domain::calendar::Day;
use ledger::facts::offices;
use ledger::kind::Kind;
use ledger::pay_month::Hand;
use ledger::payload::{Reward, RewardStep};
use ledger::reward::Place;
use leptos::prelude::*;

use super::view::Stand;
use super::{address, roles};
use crate::components::{
    Button, ButtonKind, Card, DateField, Dialog, Glyph, IconLine, LinkButton, TextArea, TextField, Tone,
};
use crate::desk::{Shown, Statement, use_desk};
use crate::pages::kit;
use crate::pages::meja::masa::view::reaches;
use crate::say;

/// What a dialog asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Deed {
    Approve,
    Return,
    Pay,
}

impl Deed {
    const fn hand(self) -> Hand {
        match self {
            Self::Approve | Self::Return => Hand::Approver,
            Self::Pay => Hand::Treasurer,
        }
    }

    /// The deeds that may follow where a list stands.
    fn after(stand: &Stand) -> &'static [Self] {
        match stand {
            Stand::Apart(..) if stand.is_paid() => &[Self::Pay],
            Stand::Apart(..) => &[Self::Return],
            Stand::At(taken) => match taken.reward.step {
                RewardStep::Proposed => &[Self::Approve, Self::Return],
                RewardStep::Approved => &[Self::Pay, Self::Return],
                RewardStep::Returned { .. } | RewardStep::Paid { .. } => &[],
            },
        }
    }

    fn word(self) -> String {
        match self {
            Self::Approve => say!(masa.setujui),
            Self::Return => say!(masa.kembalikan),
            Self::Pay => say!(masa.bayar),
        }
    }

    fn question(self, people: u32) -> String {
        match self {
            Self::Approve => say!(imbalan.setujui_tanya, jumlah = people),
            Self::Return => say!(imbalan.kembalikan_tanya),
            Self::Pay => say!(masa.bayar_tanya),
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
    fn step(self, deed: Deed, decreed: Day) -> Result<RewardStep, Problem> {
        let words = |of: RwSignal<String>| of.with_untracked(|text| text.trim().to_owned());
        Ok(match deed {
            Deed::Approve => RewardStep::Approved,
            Deed::Return => RewardStep::Returned {
                reason: Some(words(self.reason)).filter(|reason| !reason.is_empty()).ok_or(Problem::Reason)?,
            },
            Deed::Pay => RewardStep::Paid {
                day: words(self.day).parse().ok().filter(|day: &Day| *day >= decreed).ok_or(Problem::Day)?,
                number: Some(words(self.number)).filter(|number| !number.is_empty()).ok_or(Problem::Number)?,
            },
        })
    }
}

/// The buttons of the account whose turn it is. `proven` says whether the list came out the same here, `receives` whether
/// the account is among those who receive from it.
#[component]
pub fn Langkah(
    place: Place,
    stand: Memo<Option<Stand>>,
    #[prop(into)] proven: Signal<bool>,
    #[prop(into)] receives: Signal<bool>,
) -> impl IntoView {
    let desk = use_desk();
    let place = StoredValue::new(place);
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
        place.with_value(|place| reaches(&roles(desk), hand, &place.office, &houses))
    };
    let own = Memo::new(move |_| {
        let author = desk.author();
        stand.with(|stand| matches!(stand, Some(Stand::At(taken)) if taken.author == author))
    });
    let deeds = Memo::new(move |_| {
        let possible = stand.with(|stand| stand.as_ref().map_or(&[][..], Deed::after));
        possible.iter().copied().filter(|deed| may(deed.hand())).collect::<Vec<_>>()
    });
    let subject = move || place.with_value(Place::subject);
    let ask = Callback::new(move |deed: Deed| {
        typed.problem.set(None);
        asked.set(Some((deed, desk.shown(&subject()))));
    });
    let write = Callback::new(move |()| {
        let Some((deed, shown)) = asked.get_untracked() else { return };
        let Some(list) = stand.with_untracked(|stand| stand.as_ref().map(|stand| stand.list().clone())) else { return };
        match typed.step(deed, place.with_value(|place| place.decreed)) {
            Ok(step) => {
                let statement = Statement::new(Kind::Reward, subject(), &Reward { step, list }).over(&shown);
                kit::save(desk, vec![statement], busy, move || asked.set(None));
            }
            Err(problem) => typed.problem.set(Some(problem)),
        }
    });
    let button = move |deed: Deed| {
        let why_not = Signal::derive(move || match deed {
            Deed::Approve if own.get() => say!(imbalan.diri_sendiri),
            Deed::Approve if receives.get() => say!(imbalan.penerima_sendiri),
            Deed::Approve if !proven.get() => say!(imbalan.tak_dapat_setujui),
            _ => String::new(),
        });
        let kind = if deed == Deed::Return { ButtonKind::Outline } else { ButtonKind::default() };
        move || {
            let why = why_not.get();
            if why.is_empty() {
                view! { <Button label=deed.word() kind=kind busy=busy on_press=move |()| ask.run(deed) /> }.into_any()
            } else {
                view! { <IconLine glyph=Glyph::Info tone=Tone::Sogan text=why /> }.into_any()
            }
        }
    };
    let again = move || {
        let back = stand.with(|stand| stand.as_ref().is_some_and(Stand::is_returned));
        (back && may(Hand::Treasurer)).then(|| {
            let href = place.with_value(|place| format!("{}/ubah", address(place)));
            view! { <LinkButton label=say!(imbalan.perbaiki) href=href glyph=Glyph::Pencil /> }
        })
    };
    let deed = Memo::new(move |_| asked.with(|asked| asked.as_ref().map(|(deed, _)| *deed)));
    let people = move || stand.with(|stand| stand.as_ref().map_or(0, |stand| stand.list().seal.people));
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
        Deed::Approve => ().into_any(),
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
                error=said(Problem::Day, || say!(imbalan.tanggal_salah))
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
