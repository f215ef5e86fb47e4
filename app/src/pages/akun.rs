//! The account on this device: who it is, language and look, password, signing out with or without the records.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::masuk::LeftHere;
use super::{kit, shell};
use crate::components::{
    Button, ButtonKind, Card, Choice, ChoiceGroup, Dialog, Facts, Glyph, IconLine, Notice, Page, Row, Rows, Section,
    TextField, Toasts, Tone,
};
use crate::desk::{OnLeaving, spared as spared_here, use_desk};
use crate::say;
use crate::words::Locale;

#[component]
pub fn Akun() -> impl IntoView {
    let desk = use_desk();
    let facts = move || {
        desk.account.with(|account| match account {
            Some(account) => vec![(say!(umum.nama), account.name.clone()), (say!(umum.daerah), account.region.clone())],
            None => vec![(say!(umum.nama), say!(umum.peran_sendiri))],
        })
    };
    let spared = RwSignal::new(None::<bool>);
    leptos::task::spawn_local(async move {
        let _ = spared.try_set(spared_here().await);
    });
    let kept = move || {
        spared.get().map(|spared| {
            let (glyph, text) = if spared {
                (Glyph::ShieldCheck, say!(umum.simpanan_dijaga))
            } else {
                let solo = desk.is_solo();
                (
                    Glyph::Info,
                    if solo { say!(umum.simpanan_tidak_dijaga_sendiri) } else { say!(umum.simpanan_tidak_dijaga) },
                )
            };
            view! { <IconLine glyph=glyph text=text /> }
        })
    };
    view! {
        <Page title=say!(umum.akun)>
            <Card>
                <Facts facts=Signal::derive(facts) />
                {kept}
            </Card>
            <Books />
            <Looks />
            {(!desk.is_solo()).then(|| view! { <Password /> })}
            <Leaving />
        </Page>
    }
}

/// What the side bar of a desk leads to and the bar of a phone has no room for.
#[component]
fn Books() -> impl IntoView {
    view! {
        <Rows label=say!(umum.lainnya)>
            <Row title=say!(umum.buku_aturan) sub=say!(umum.buku_aturan_jelas) glyph=Glyph::FileText href="/aturan" />
            <Row
                title=say!(umum.kebijakan_tpp)
                sub=say!(umum.kebijakan_tpp_jelas)
                glyph=Glyph::SlidersHorizontal
                href="/aturan/kebijakan"
            />
            <Row title=say!(umum.riwayat) sub=say!(umum.riwayat_jelas) glyph=Glyph::History href="/riwayat" />
        </Rows>
    }
}

#[component]
fn Looks() -> impl IntoView {
    let choice = |value: &str, label: String| Choice { value: value.to_owned(), label, sub: None, level: None };
    let languages = vec![choice("id", "Indonesia".to_owned()), choice("en", "English".to_owned())];
    let language = RwSignal::new(Some(if crate::words::locale() == Locale::en { "en" } else { "id" }.to_owned()));
    let looks = vec![
        choice("device", say!(umum.ikut_perangkat)),
        choice("light", say!(umum.terang)),
        choice("dark", say!(umum.gelap)),
    ];
    let look = RwSignal::new(Some(
        match shell::chosen_look() {
            shell::Look::Device => "device",
            shell::Look::Light => "light",
            shell::Look::Dark => "dark",
        }
        .to_owned(),
    ));
    let pick_look = move |value: String| {
        shell::choose_look(match value.as_str() {
            "light" => shell::Look::Light,
            "dark" => shell::Look::Dark,
            _ => shell::Look::Device,
        });
        look.set(Some(value));
    };
    let pick_language =
        move |value: String| shell::choose_language(if value == "en" { Locale::en } else { Locale::id });
    view! {
        <Section title=say!(umum.tampilan)>
            <ChoiceGroup
                legend=say!(umum.bahasa)
                id="bahasa"
                options=languages
                value=language
                on_change=pick_language
            />
            <ChoiceGroup
                legend=say!(umum.tampilan)
                id="tampilan"
                options=looks
                value=look
                on_change=pick_look
            />
        </Section>
    }
}

#[component]
fn Password() -> impl IntoView {
    let (old, new) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let problem = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let toasts = expect_context::<Toasts>();
    let desk = use_desk();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if new.with_untracked(|new| new.chars().count() < 10) {
            problem.set(Some(say!(umum.sandi_pendek)));
            return;
        }
        busy.set(true);
        let (before, after) = (old.get_untracked(), new.get_untracked());
        leptos::task::spawn_local(async move {
            match desk.change_password(&before, &after).await {
                Ok(()) => {
                    old.set(String::new());
                    new.set(String::new());
                    problem.set(None);
                    toasts.say(say!(umum.sandi_diganti));
                }
                Err(refused) => problem.set(Some(kit::server_problem(&refused))),
            }
            busy.set(false);
        });
    };
    view! {
        <Section title=say!(umum.ganti_sandi)>
            <form class="stack" on:submit=submit>
                {move || {
                    problem.get().map(|text| view! { <Notice tone=Tone::Mengkudu live=true text=text /> })
                }}
                <TextField
                    id="sandi-lama"
                    label=say!(umum.sandi_lama)
                    kind="password"
                    autocomplete="current-password"
                    value=old
                    on_input=move |text| old.set(text)
                />
                <TextField
                    id="sandi-baru"
                    label=say!(umum.sandi_baru)
                    hint=say!(umum.sandi_petunjuk)
                    kind="password"
                    autocomplete="new-password"
                    value=new
                    on_input=move |text| new.set(text)
                />
                <Button
                    label=say!(umum.ganti_sandi)
                    kind=ButtonKind::Outline
                    submit=true
                    busy=busy
                />
            </form>
        </Section>
    }
}

#[component]
fn Leaving() -> impl IntoView {
    let desk = use_desk();
    let asked = RwSignal::new(false);
    let navigate = use_navigate();
    let unsent = Memo::new(move |_| desk.unsent());
    let leave = Callback::new(move |records: OnLeaving| {
        let navigate = navigate.clone();
        leptos::task::spawn_local(async move {
            desk.sign_out(records).await;
            navigate("/", leptos_router::NavigateOptions::default());
        });
    });
    let what = move || match unsent.get() {
        0 => say!(umum.hapus_tanya),
        n => say!(umum.hapus_tanya_belum, jumlah = n),
    };
    view! {
        {(!desk.is_solo())
            .then(|| {
                view! {
                    <Section title=say!(umum.keluar)>
                        <p class="sub">{say!(umum.keluar_catatan)}</p>
                        <Button
                            label=say!(umum.keluar)
                            kind=ButtonKind::Outline
                            on_press=move |()| leave.run(OnLeaving::Keep)
                        />
                        <Button
                            label=say!(umum.keluar_hapus)
                            kind=ButtonKind::Text
                            on_press=move |()| asked.set(true)
                        />
                        <Dialog
                            open=asked
                            on_close=move |()| asked.set(false)
                            title=say!(umum.keluar_hapus)
                            confirm=say!(umum.hapus_dari_perangkat)
                            cancel=say!(umum.batalkan)
                            kind=ButtonKind::Danger
                            on_confirm=move |()| leave.run(OnLeaving::Delete)
                        >
                            <p>{what}</p>
                            <LeftHere />
                        </Dialog>
                    </Section>
                }
            })}
        {desk.is_solo().then(|| view! { <a class="btn text" href="/data">{say!(umum.data_perangkat)}</a> })}
    }
}
