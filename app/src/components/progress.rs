//! How far something is: a bar with count, time and cancel, numbered steps, segments.

use super::{
    Text,
    button::{Button, ButtonKind},
    icon::{Glyph, Icon},
};
use leptos::prelude::*;

/// Returns how much is done, in thousandths; nothing to do counts as nothing done.
pub fn per_mille(done: u64, total: u64) -> u64 {
    match total {
        0 => 0,
        _ => {
            let share = u128::from(done.min(total)) * 1000 / u128::from(total);
            u64::try_from(share).unwrap_or(1000)
        }
    }
}

/// Long work: its name, a bar, "2.911 dari 4.163", "sekitar 2 detik" and a way to stop.
#[component]
pub fn ProgressBar(
    #[prop(into)] label: Text,
    #[prop(into)] done: Signal<u64>,
    #[prop(into)] total: Signal<u64>,
    /// Count in words.
    #[prop(optional, into)]
    count: Text,
    /// Time left in words.
    #[prop(optional, into)]
    left: Text,
    /// "Batalkan"; absent when nothing can be stopped.
    #[prop(optional, into)]
    cancel: Text,
    #[prop(optional, into)] on_cancel: Option<Callback<()>>,
) -> AnyView {
    view! {
        <div class="progress">
            <span class="label">{label.view()}</span>
            <div
                class="meter"
                role="progressbar"
                aria-label=label.view()
                aria-valuemin="0"
                aria-valuemax=move || total.get()
                aria-valuenow=move || done.get()
                aria-valuetext=move || count.find()
            >
                {meter(Signal::derive(move || per_mille(done.get(), total.get())))}
            </div>
            {count.show(|count| view! { <span>{count.view()}</span> }.into_any())}
            {left.show(|left| view! { <span class="quiet">{left.view()}</span> }.into_any())}
            {on_cancel
                .map(|cancelled| {
                    view! { <Button label=cancel kind=ButtonKind::Text on_press=cancelled /> }
                })}
        </div>
    }
    .into_any()
}

/// A share that is reached: "8 dari 20 JP" in words beside it.
#[component]
pub fn Meter(
    #[prop(into)] label: Text,
    #[prop(into)] done: Signal<u64>,
    #[prop(into)] total: Signal<u64>,
    /// What a screen reader says.
    #[prop(into)]
    text: Text,
) -> AnyView {
    view! {
        <div
            class="meter"
            role="meter"
            aria-label=label.view()
            aria-valuemin="0"
            aria-valuemax=move || total.get()
            aria-valuenow=move || done.get()
            aria-valuetext=text.view()
        >
            {meter(Signal::derive(move || per_mille(done.get(), total.get())))}
        </div>
    }
    .into_any()
}

fn meter(at: Signal<u64>) -> AnyView {
    view! {
        <svg class="bar-plot" viewBox="0 0 1000 8" preserveAspectRatio="none" aria-hidden="true">
            <rect class="rail" width="1000" height="8"></rect>
            <rect class="way" width=move || at.get() height="8"></rect>
        </svg>
    }
    .into_any()
}

/// The place of a step in a course of steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    /// Behind us.
    Done,
    /// Here.
    Current,
    /// Ahead.
    Ahead,
}

/// A course of named steps: Peristiwa, Hitung, Periksa, Setujui, Bayar.
#[component]
pub fn Steps(
    #[prop(into)] label: Text,
    #[prop(into)] steps: Signal<Vec<(String, StepState)>>,
    /// "selesai", spoken after a step that is done.
    #[prop(into)]
    done_word: Text,
) -> AnyView {
    view! {
        <ol class="steps" aria-label=label.view()>
            {move || {
                steps
                    .get()
                    .into_iter()
                    .enumerate()
                    .map(|(index, (name, state))| {
                        let (class, sign) = match state {
                            StepState::Done => {
                                ("done", view! { <Icon glyph=Glyph::Check /> }.into_any())
                            }
                            StepState::Current => ("", (index + 1).into_any()),
                            StepState::Ahead => ("ahead", (index + 1).into_any()),
                        };
                        view! {
                            <li
                                class=class
                                aria-current=(state == StepState::Current).then_some("step")
                            >
                                <i aria-hidden="true">{sign}</i>
                                <span>{name}</span>
                                {(state == StepState::Done)
                                    .then(|| view! { <span class="vh">{done_word.view()}</span> })}
                            </li>
                        }
                    })
                    .collect_view()
            }}
        </ol>
    }
    .into_any()
}

/// Small bars in a row: the place in a questionnaire, or a level that is held and a level that is wanted.
#[component]
pub fn Segments(
    /// What a screen reader says: "3 dari 8".
    #[prop(into)]
    text: Text,
    #[prop(into)] done: Signal<u32>,
    #[prop(into)] total: Signal<u32>,
    /// Up to here is wanted but not held, in orange.
    #[prop(optional, into)]
    wanted: Signal<u32>,
    /// Short bars beside words, instead of the full width.
    #[prop(optional)]
    small: bool,
) -> AnyView {
    view! {
        <div class="segments" class:short=small role="img" aria-label=text.view()>
            {move || {
                (0..total.get())
                    .map(|at| {
                        let class = if at < done.get() {
                            "on"
                        } else if at < wanted.get() {
                            "gap"
                        } else {
                            ""
                        };
                        view! { <span class=class></span> }
                    })
                    .collect_view()
            }}
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_stays_between_nothing_and_all() {
        assert_eq!(per_mille(0, 0), 0);
        assert_eq!(per_mille(2_911, 4_163), 699);
        assert_eq!(per_mille(9, 4), 1000);
        assert_eq!(per_mille(u64::MAX, u64::MAX), 1000);
    }
}
