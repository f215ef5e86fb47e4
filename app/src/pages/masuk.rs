//! Signing in with an office account. Paste is allowed; a wrong password keeps what was typed.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::kit;
use crate::components::{Button, Leave, Notice, Page, TextField, Tone};
use crate::desk::use_desk;
use crate::say;

#[component]
pub fn Masuk() -> impl IntoView {
    let desk = use_desk();
    let name = RwSignal::new(desk.account.with_untracked(|a| a.as_ref().map(|a| a.name.clone())).unwrap_or_default());
    name.set(String::new());
    let password = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let navigate = use_navigate();
    let unsent = desk.book.with_untracked(ledger::book::Book::unsent);
    let expired = desk.account.with_untracked(Option::is_some).then(|| {
        view! { <Notice tone=Tone::Sogan text=say!(mulai.masuk_lagi, jumlah = unsent) /> }
    });
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
                Err(refused) => problem.set(Some(kit::server_problem(&refused))),
            }
            busy.set(false);
        });
    };
    view! {
        <Page title=say!(umum.masuk) leave=Leave::Back("/") leave_label=say!(umum.kembali)>
            {expired}
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
