//! Pages: one folder per room, one file per page; the form of a page lives beside it and knows no Leptos.
//!
//! A page reads the book through the desk, speaks through `words`, and is built from `components`.

pub mod kit;
pub mod parts;
pub mod shell;

mod akun;
mod beranda;
mod masuk;
mod periksa;
mod riwayat;

pub mod belajar;
pub mod gaji;
pub mod hadir;
pub mod kerja;
pub mod meja;
pub mod mulai;
pub mod nilai;

use leptos::prelude::*;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::path;

use crate::components::{Empty, Notice, Page, Tone};
use crate::desk::{Desk, Phase};
use crate::say;
use parts::{
    audit, desk_hr, desk_month, desk_papers, desk_reward, desk_rules, desk_run, desk_watch, entry, field, pay, policy,
    solo,
};

/// The whole app.
#[component]
pub fn App() -> impl IntoView {
    let desk = Desk::new();
    provide_context(desk);
    shell::provide(desk);
    meja::provide();
    periksa::provide();
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
                <Route path=path!("/") view=|| entry::Page::Mulai.show() />
                <Route path=path!("/hitung") view=|| solo::Page::Hitung.show() />
                <Route path=path!("/data") view=|| solo::Page::Data.show() />
                <Route path=path!("/contoh") view=gallery />
                <Route path=path!("/masuk") view=masuk::Masuk />
                <Route path=path!("/beranda") view=|| ready(|| entry::Page::Beranda.show()) />
                <Route path=path!("/akun") view=|| ready(|| akun::Akun().into_any()) />
                <Route path=path!("/riwayat") view=|| ready(|| field::Page::Riwayat.show()) />
                <Route path=path!("/kerja") view=|| ready(|| field::Page::Kerja.show()) />
                <Route path=path!("/kerja/rencana") view=|| ready(|| field::Page::Rencana.show()) />
                <Route path=path!("/kerja/catat") view=|| ready(|| field::Page::Catat.show()) />
                <Route path=path!("/penilaian") view=|| ready(|| field::Page::Penilaian.show()) />
                <Route path=path!("/penilaian/diri/:period") view=|| ready(|| field::Page::Diri.show()) />
                <Route path=path!("/penilaian/rekan/:person/:period") view=|| ready(|| field::Page::Rekan.show()) />
                <Route path=path!("/penilaian/pegawai/:person") view=|| ready(|| field::Page::Pegawai.show()) />
                <Route path=path!("/penilaian/pegawai/:person/:period") view=|| ready(|| field::Page::Nilai.show()) />
                <Route path=path!("/gaji") view=|| ready(|| pay::Page::Gaji.show()) />
                <Route path=path!("/gaji/:month") view=|| ready(|| pay::Page::Slip.show()) />
                <Route path=path!("/gaji/:month/:line") view=|| ready(|| pay::Page::Asal.show()) />
                <Route path=path!("/kehadiran") view=|| ready(|| pay::Page::Kehadiran.show()) />
                <Route path=path!("/bukti-potong") view=|| ready(|| pay::Page::Bukti.show()) />
                <Route path=path!("/aturan") view=|| ready(|| pay::Page::Aturan.show()) />
                <Route path=path!("/aturan/kebijakan") view=|| ready(|| policy::Page::Kebijakan.show()) />
                <Route path=path!("/aturan/perubahan") view=|| ready(|| desk_rules::Page::Perubahan.show()) />
                <Route path=path!("/aturan/ubah") view=|| ready(|| desk_rules::Page::Susun.show()) />
                <Route path=path!("/periksa") view=|| ready(|| audit::Page::Periksa.show()) />
                <Route path=path!("/periksa/:person") view=|| ready(|| audit::Page::SlipBerkas.show()) />
                <Route path=path!("/periksa/:person/:line") view=|| ready(|| audit::Page::AsalBerkas.show()) />
                <Route path=path!("/belajar") view=|| ready(|| field::Page::Belajar.show()) />
                <Route path=path!("/belajar/:programme") view=|| ready(|| field::Page::Program.show()) />
                <Route path=path!("/pegawai") view=|| ready(|| desk_hr::Page::Pegawai.show()) />
                <Route path=path!("/pegawai/impor") view=|| ready(|| desk_hr::Page::Impor.show()) />
                <Route path=path!("/pegawai/:person") view=|| ready(|| desk_hr::Page::Orang.show()) />
                <Route path=path!("/rekap") view=|| ready(|| desk_hr::Page::Rekap.show()) />
                <Route path=path!("/rekap/kehadiran") view=|| ready(|| desk_hr::Page::Hadir.show()) />
                <Route path=path!("/program") view=|| ready(|| desk_hr::Page::Katalog.show()) />
                <Route path=path!("/program/:programme") view=|| ready(|| desk_hr::Page::ProgramUbah.show()) />
                <Route path=path!("/proses") view=|| ready(|| desk_run::Page::Proses.show()) />
                <Route path=path!("/proses/:month/:person") view=|| ready(|| desk_run::Page::SlipOrang.show()) />
                <Route path=path!("/proses/:month/:person/:line") view=|| ready(|| desk_run::Page::AsalOrang.show()) />
                <Route path=path!("/dokumen") view=|| ready(|| desk_papers::Page::Dokumen.show()) />
                <Route path=path!("/dokumen/:month/:office") view=|| ready(|| desk_papers::Page::DokumenBulan.show()) />
                <Route path=path!("/rekening") view=|| ready(|| desk_papers::Page::Rekening.show()) />
                <Route path=path!("/rekening/:person") view=|| ready(|| desk_papers::Page::RekeningOrang.show()) />
                <Route path=path!("/akan-berubah") view=|| ready(|| desk_watch::Page::Jaga.show()) />
                <Route path=path!("/cocok") view=|| ready(|| desk_watch::Page::Cocok.show()) />
                <Route path=path!("/keberatan") view=|| ready(|| desk_month::Page::Keberatan.show()) />
                <Route path=path!("/thr") view=|| ready(|| desk_reward::Page::Thr.show()) />
                <Route path=path!("/thr/baru") view=|| ready(|| desk_reward::Page::HitungThr.show()) />
                <Route
                    path=path!("/thr/:office/:kind/:year/:payday")
                    view=|| ready(|| desk_reward::Page::DaftarThr.show())
                />
                <Route path=path!("/thr-saya/:kind/:year/:payday") view=|| ready(|| pay::Page::ThrSaya.show()) />
                <Route path=path!("/masa") view=|| ready(|| desk_month::Page::Masa.show()) />
                <Route path=path!("/masa/:month/:office") view=|| ready(|| desk_month::Page::BulanKantor.show()) />
                <Route path=path!("/masa/:month/:office/:person") view=|| ready(|| desk_month::Page::SlipTerkunci.show()) />
                <Route path=path!("/imbalan") view=|| ready(|| desk_reward::Page::Imbalan.show()) />
                <Route path=path!("/imbalan/baru") view=|| ready(|| desk_reward::Page::ImbalanBaru.show()) />
                <Route
                    path=path!("/imbalan/:office/:day/:list")
                    view=|| ready(|| desk_reward::Page::DaftarImbalan.show())
                />
                <Route
                    path=path!("/imbalan/:office/:day/:list/ubah")
                    view=|| ready(|| desk_reward::Page::ImbalanUbah.show())
                />
                <Route
                    path=path!("/imbalan/:office/:day/:list/:person")
                    view=|| ready(|| desk_reward::Page::ImbalanOrang.show())
                />
                <Route path=path!("/imbalan-saya/:run") view=|| ready(|| pay::Page::ImbalanSaya.show()) />
                <Route
                    path=path!("/masa/:month/:office/:person/:line")
                    view=|| ready(|| desk_month::Page::AsalTerkunci.show())
                />
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
fn ready(page: fn() -> AnyView) -> AnyView {
    let desk = crate::desk::use_desk();
    let phase = Memo::new(move |_| desk.phase.get());
    (move || match phase.get() {
        Phase::Opening => view! { <Opening /> }.into_any(),
        Phase::Unsafe => view! { <Refused /> }.into_any(),
        Phase::Ready => page(),
    })
    .into_any()
}

/// Nothing can be read: saying so is better than showing empty lists.
#[component]
fn Refused() -> impl IntoView {
    view! {
        <Page title=say!(umum.takar)>
            <Notice tone=Tone::Mengkudu live=true text=say!(galat.tak_dapat_dibuka) />
            <p>{say!(galat.hitung_tanpa_simpan)}</p>
            <a class="btn" href="/hitung">
                {say!(umum.hitung_slip)}
            </a>
        </Page>
    }
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
