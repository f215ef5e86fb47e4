//! Pages: one folder per room, one file per page; the form of a page lives beside it and knows no Leptos.
//!
//! A page reads the book through the desk, speaks through `words`, and is built from `components`.

pub mod kit;
pub mod shell;

mod akun;
mod beranda;
mod masuk;
mod riwayat;

pub mod belajar;
pub mod gaji;
pub mod kerja;
pub mod meja;
pub mod mulai;
pub mod nilai;

use leptos::prelude::*;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::path;

use crate::components::{Empty, Page};
use crate::desk::{Desk, Phase};
use crate::say;

/// The whole app.
#[component]
pub fn App() -> impl IntoView {
    let desk = Desk::new();
    provide_context(desk);
    shell::provide(desk);
    meja::provide();
    leptos::task::spawn_local(crate::desk::start(desk, None));
    view! {
        <Router>
            <Rooms />
        </Router>
    }
}

/// Every page under its path; stands inside the router, whose path the bars follow.
#[component]
fn Rooms() -> impl IntoView {
    shell::follow_path();
    view! {
            <shell::Update />
            <Routes fallback=Missing>
                <Route path=path!("/") view=mulai::Mulai />
                <Route path=path!("/hitung") view=mulai::Hitung />
                <Route path=path!("/data") view=mulai::Data />
                <Route path=path!("/contoh") view=gallery />
                <Route path=path!("/masuk") view=masuk::Masuk />
                <Route path=path!("/beranda") view=|| ready(beranda::Beranda) />
                <Route path=path!("/akun") view=|| ready(akun::Akun) />
                <Route path=path!("/riwayat") view=|| ready(riwayat::Riwayat) />
                <Route path=path!("/kerja") view=|| ready(kerja::Kerja) />
                <Route path=path!("/kerja/rencana") view=|| ready(kerja::Rencana) />
                <Route path=path!("/kerja/catat") view=|| ready(kerja::Catat) />
                <Route path=path!("/penilaian") view=|| ready(nilai::Penilaian) />
                <Route path=path!("/penilaian/diri/:period") view=|| ready(nilai::Diri) />
                <Route path=path!("/penilaian/rekan/:person/:period") view=|| ready(nilai::Rekan) />
                <Route path=path!("/penilaian/pegawai/:person") view=|| ready(nilai::Pegawai) />
                <Route path=path!("/penilaian/pegawai/:person/:period") view=|| ready(nilai::Nilai) />
                <Route path=path!("/gaji") view=|| ready(gaji::Gaji) />
                <Route path=path!("/gaji/:month") view=|| ready(gaji::Slip) />
                <Route path=path!("/gaji/:month/:line") view=|| ready(gaji::Asal) />
                <Route path=path!("/aturan") view=|| ready(gaji::Aturan) />
                <Route path=path!("/belajar") view=|| ready(belajar::Belajar) />
                <Route path=path!("/belajar/:programme") view=|| ready(belajar::Program) />
                <Route path=path!("/pegawai") view=|| ready(meja::Pegawai) />
                <Route path=path!("/pegawai/impor") view=|| ready(meja::Impor) />
                <Route path=path!("/pegawai/:person") view=|| ready(meja::Orang) />
                <Route path=path!("/rekap") view=|| ready(meja::Rekap) />
                <Route path=path!("/program") view=|| ready(meja::Katalog) />
                <Route path=path!("/program/:programme") view=|| ready(meja::ProgramUbah) />
                <Route path=path!("/proses") view=|| ready(meja::Proses) />
                <Route path=path!("/proses/:month/:person") view=|| ready(meja::SlipOrang) />
                <Route path=path!("/proses/:month/:person/:line") view=|| ready(meja::AsalOrang) />
            </Routes>
    }
}

/// Every component in its states, for who works on them; release builds leave it out.
fn gallery() -> AnyView {
    #[cfg(debug_assertions)]
    return crate::components::gallery::Gallery().into_any();
    #[cfg(not(debug_assertions))]
    Missing().into_any()
}

/// Shows a page once the records of the device are open.
fn ready<V: IntoView + 'static>(page: fn() -> V) -> AnyView {
    let desk = crate::desk::use_desk();
    let opening = Memo::new(move |_| desk.phase.get() == Phase::Opening);
    (move || if opening.get() { view! { <Opening /> }.into_any() } else { page().into_any() }).into_any()
}

#[component]
fn Opening() -> impl IntoView {
    view! {
        <Page title=say!(umum.takar)>
            <p role="status">{say!(umum.memuat)}</p>
        </Page>
    }
}

#[component]
fn Missing() -> impl IntoView {
    view! {
        <Page title=say!(umum.tidak_ada_halaman)>
            <Empty text=say!(umum.tidak_ada_halaman)>
                <a class="btn" href="/beranda">
                    {say!(umum.ke_beranda)}
                </a>
            </Empty>
        </Page>
    }
}
