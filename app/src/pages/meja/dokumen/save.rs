//! What the page of a run's lists gives out: the list that is shown, or the certificates and statements of a year as sheets.

use ledger::document::Kind;
use leptos::prelude::*;

use super::making::{Page, Yearly};
use super::signers::{Signatures, Signing, Withholder};
use super::skpp::SkppView;
use super::ways::{Job, Ways};
use super::{Shown, making, words};
use crate::desk::use_desk;
use crate::pages::gaji::BuktiView;
use crate::pages::meja::proses::RunDesk;

#[component]
pub fn Save(shown: Shown, signing: Signing) -> impl IntoView {
    let desk = use_desk();
    let desk_run = expect_context::<RunDesk>();
    // One sheet per certificate or statement, while they are printed.
    let sheets = RwSignal::new(Vec::<Page>::new());
    let job = move || {
        shown.made.with_untracked(|made| {
            let of = made.clone()?;
            let titles = shown.titles(desk, of.kind, of.month);
            let bank = shown.picked.choice.with_untracked(|choice| choice.bank.clone());
            let period = if Yearly::of(of.kind).is_some() { of.month.year().to_string() } else { of.month.to_string() };
            let parts = [Some(words::code(of.kind).to_owned()), bank, Some(period)];
            let file = parts.into_iter().flatten().collect::<Vec<_>>().join("-");
            Some(Job::new(of, desk_run.policy(), titles, file))
        })
    };
    let own = Callback::new(move |lay: bool| {
        let kind = shown.made.with_untracked(|made| made.as_ref().map(|made| made.kind));
        let own = kind.and_then(Yearly::of).is_some();
        let laid = if own && lay { untrack(|| making::sheets(desk, desk_run, shown.picked)) } else { Vec::new() };
        let _ = sheets.try_set(laid);
        own
    });
    let prints =
        Signal::derive(move || shown.made.with(|made| made.as_ref().is_none_or(|made| made.kind != Kind::Sipd)));
    view! {
        <Ways job=Callback::new(move |()| untrack(job)) signing=signing prints=prints sheets=own />
        <div class="sheets">
            {move || {
                let page = |page| {
                    let inside = match page {
                        Page::Certificate(sheet) => {
                            view! {
                                <BuktiView sheet=*sheet>
                                    <Withholder signing=signing />
                                </BuktiView>
                            }
                                .into_any()
                        }
                        Page::Statement(of) => {
                            view! {
                                <SkppView of=*of>
                                    <Signatures signing=signing />
                                </SkppView>
                            }
                                .into_any()
                        }
                    };
                    view! { <section class="sheet certificate">{inside}</section> }
                };
                sheets.get().into_iter().map(page).collect_view()
            }}
        </div>
    }
}
