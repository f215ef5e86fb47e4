//! Signing in with an office account. Paste is allowed; a wrong password keeps what was typed.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::kit;
use crate::components::{Button, Leave, Notice, Page, TextField, Tone};
use crate::desk::{Desk, Line, ServerProblem, left_here, use_desk};
use crate::say;

#[component]
pub fn Masuk() -> impl IntoView {
    let desk = use_desk();
    let name = RwSignal::new(String::new());
    let password = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let navigate = use_navigate();
    let submit = move || {
        if busy.get_untracked() {
            return;
        }
        let (who, secret) = (name.get_untracked().trim().to_owned(), password.get_untracked());
        if who.is_empty() || secret.is_empty() {
            problem.set(Some(say!(mulai.masuk_kosong)));
            return;
        }
        busy.set(true);
        problem.set(None);
        let navigate = navigate.clone();
        leptos::task::spawn_local(async move {
            match desk.sign_in(&who, &secret).await {
                Ok(()) => navigate("/beranda", leptos_router::NavigateOptions::default()),
                Err(refused) => problem.set(Some(why_not(&refused))),
            }
            busy.set(false);
        });
    };
    view! {
        <Page title=say!(umum.masuk) leave=Leave::Back("/") leave_label=say!(umum.kembali)>
            {waiting(desk)}
            <LeftHere />
            <form
                class="stack"
                on:submit=move |event| {
                    event.prevent_default();
                    submit();
                }
            >
                {move || {
                    problem.get().map(|text| view! { <Notice tone=Tone::Mengkudu live=true text=text /> })
                }}
                <TextField
                    id="nama"
                    label=say!(mulai.nama_akun)
                    hint=say!(mulai.nama_akun_petunjuk)
                    autocomplete="username"
                    value=name
                    on_input=move |text| name.set(text)
                />
                <TextField
                    id="sandi"
                    label=say!(mulai.kata_sandi)
                    kind="password"
                    autocomplete="current-password"
                    value=password
                    on_input=move |text| password.set(text)
                />
                <Button label=say!(umum.masuk) submit=true wide=true busy=busy />
            </form>
            <p class="sub">{say!(mulai.masuk_catatan)}</p>
            <a class="btn text" href="/">
                {say!(mulai.tanpa_akun)}
            </a>
        </Page>
    }
}

/// What waits for the sign-in of the account this device works for; known once the records are open.
fn waiting(desk: Desk) -> impl IntoView {
    let unsent = Memo::new(move |_| desk.unsent());
    move || {
        let name = desk.account.with(|account| account.as_ref().map(|account| account.name.clone()))?;
        let text = match (desk.line.get(), unsent.get()) {
            (Line::SignedOut, 0) => say!(mulai.masuk_habis),
            (Line::SignedOut, jumlah) => say!(mulai.masuk_lagi, jumlah = jumlah),
            (_, 0) => return None,
            (_, jumlah) => say!(mulai.masuk_menunggu, jumlah = jumlah, nama = name),
        };
        Some(view! { <Notice tone=Tone::Sogan text=text /> })
    }
}

/// Unsent records of people who are signed out; they wait for their author, whoever signs in now.
#[component]
pub fn LeftHere() -> impl IntoView {
    let left = RwSignal::new(Vec::new());
    leptos::task::spawn_local(async move {
        let _ = left.try_set(left_here().await);
    });
    move || {
        let line = |one: crate::desk::Left| {
            let text = say!(mulai.masuk_orang_lain, jumlah = one.unsent, nama = one.name);
            view! { <Notice tone=Tone::Action text=text /> }
        };
        left.get().into_iter().map(line).collect_view()
    }
}

/// Says why nobody is signed in now.
fn why_not(refused: &ServerProblem) -> String {
    match refused {
        ServerProblem::Unreachable => say!(mulai.masuk_server_jauh),
        ServerProblem::NoServer => say!(mulai.masuk_tanpa_server),
        other => kit::server_problem(other),
    }
}
