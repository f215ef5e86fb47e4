//! Taking a saved calculation back. The record stays in the history; the month no longer shows.

use domain::calendar::Month;
use ledger::kind::Kind;
use ledger::payload::Withdrawal;
use ledger::subject;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use crate::components::{Button, ButtonKind, Dialog, Toasts};
use crate::desk::{Statement, use_desk};
use crate::pages::kit;
use crate::say;
use crate::words::format;

/// Takes a saved calculation back, asked once more.
#[component]
pub fn Hapus(month: Month) -> impl IntoView {
    let desk = use_desk();
    let (asked, busy) = (RwSignal::new(false), RwSignal::new(false));
    let subject = subject::trial(desk.me(), month);
    let shown = StoredValue::new((subject.clone(), desk.shown(&subject)));
    let toasts = expect_context::<Toasts>();
    let go = use_navigate();
    let remove = Callback::new(move |()| {
        asked.set(false);
        busy.set(true);
        let (subject, shown) = shown.get_value();
        let statement = Statement::new(Kind::Trial, subject, &Withdrawal::WITHDRAWN).over(&shown);
        let go = go.clone();
        leptos::task::spawn_local(async move {
            match desk.write(vec![statement]).await {
                // What was shown here is gone with the commit, and this button with it.
                Ok(_) => {
                    toasts.say(say!(galat.tersimpan));
                    go("/gaji", leptos_router::NavigateOptions::default());
                }
                Err(problem) => {
                    let _ = busy.try_set(false);
                    toasts.say(kit::write_problem(&problem));
                }
            }
        });
    });
    view! {
        <Button
            label=say!(gaji.hapus_hitungan)
            kind=ButtonKind::Text
            busy=busy
            on_press=move |()| asked.set(true)
        />
        <Dialog
            open=asked
            on_close=move |()| asked.set(false)
            title=say!(gaji.hapus_hitungan)
            confirm=say!(gaji.hapus_hitungan)
            cancel=say!(umum.kembali)
            kind=ButtonKind::Danger
            on_confirm=remove
        >
            <p>{say!(gaji.hapus_tanya, bulan = format::month(month))}</p>
        </Dialog>
    }
}
