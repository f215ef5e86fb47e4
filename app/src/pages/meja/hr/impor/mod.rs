//! `/pegawai/impor`: a file of people is checked in full, shown, and only then written, in portions with a stop.
//!
//! The work goes on when the page is left; what was written stays, whatever happens after it.

mod guide;
mod preview;
mod work;

pub use work::provide;

use leptos::prelude::*;

use self::guide::Guide;
use self::preview::Preview;
use self::work::{ImportDesk, Stage, bytes_of};
use super::import::row::COLUMNS;
use super::import::sheet;
use super::{closed, is_hr};
use crate::components::{
    Button, ButtonKind, FilePicker, Glyph, Leave, LinkButton, Notice, Page, ProgressBar, Toasts, Tone,
};
use crate::desk::{self, Desk, use_desk};
use crate::pages::kit;
use crate::say;
use crate::words::format;

#[component]
pub fn Impor() -> impl IntoView {
    let desk = use_desk();
    if !is_hr(desk) {
        return closed(say!(hr.impor_judul));
    }
    let import = expect_context::<ImportDesk>();
    let salted = desk.account.with_untracked(|account| {
        account.as_ref().and_then(|account| account.region_salt.as_deref()).and_then(bytes_of).is_some()
    });
    view! {
        <Page title=say!(hr.impor_judul) leave=Leave::Back("/pegawai") leave_label=say!(umum.kembali)>
            {if salted {
                move_through(desk, import)
            } else {
                view! { <Notice tone=Tone::Sogan title=say!(hr.tanpa_garam) text=say!(hr.tanpa_garam_jelas) /> }
                    .into_any()
            }}
        </Page>
    }
    .into_any()
}

fn move_through(desk: Desk, import: ImportDesk) -> AnyView {
    let count = move || {
        let (done, total) = (import.done.get(), import.total.get());
        say!(hr.dari, jumlah = format::grouped(done as i64), semua = format::grouped(total as i64))
    };
    let progress = move |label: String, cancel: String| {
        view! {
            <ProgressBar
                label=label
                done=import.done
                total=Signal::derive(move || import.total.get().max(1))
                count=count
                cancel=cancel
                on_cancel=move |()| import.stop()
            />
        }
        .into_any()
    };
    (move || match import.stage.get() {
        Stage::Idle => view! {
            <Picker desk=desk import=import />
            <Guide />
        }
        .into_any(),
        Stage::Checking => progress(say!(hr.memeriksa), say!(umum.batalkan)),
        Stage::Refused(name, why) => view! {
            <Notice tone=Tone::Mengkudu live=true title=say!(hr.berkas_ditolak, nama = name) text=why>
                <p>{say!(hr.tidak_ada_berubah)}</p>
            </Notice>
            <Picker desk=desk import=import />
            <Guide />
        }
        .into_any(),
        Stage::Checked(checked) => view! { <Preview checked=checked import=import /> }.into_any(),
        Stage::Saving => view! {
            {progress(say!(hr.menyimpan), say!(umum.batalkan))}
            <p class="sub">{say!(hr.batal_menyimpan)}</p>
        }
        .into_any(),
        Stage::Stopped => ended(import, Tone::Sogan, |people, _| say!(hr.impor_berhenti, jumlah = people)),
        Stage::Failed(problem) => ended(import, Tone::Mengkudu, move |people, _| {
            format!("{} {}", say!(hr.impor_terputus, jumlah = people), kit::write_problem(&problem))
        }),
        Stage::Done => ended(import, Tone::Daun, |people, left| {
            let people = format::grouped(people as i64);
            if left == 0 {
                say!(hr.impor_selesai, jumlah = people)
            } else {
                say!(hr.impor_selesai_sisa, jumlah = people, sisa = format::grouped(left as i64))
            }
        }),
    })
    .into_any()
}

fn ended(import: ImportDesk, tone: Tone, sentence: impl Fn(usize, usize) -> String) -> AnyView {
    let (people, left) = import.people.get_untracked();
    view! {
        <Notice tone=tone live=true text=sentence(people, left) />
        <div class="line">
            <LinkButton label=say!(hr.lihat_pegawai) href="/pegawai".to_owned() />
            <Button label=say!(hr.berkas_lain) kind=ButtonKind::Outline on_press=move |()| import.reset() />
        </div>
    }
    .into_any()
}

#[component]
fn Picker(desk: Desk, import: ImportDesk) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let template = move |()| {
        let heads: Vec<String> = COLUMNS.iter().map(|column| (*column).to_owned()).collect();
        match desk::download("takar-pegawai.csv", "text/csv", &sheet::write(&heads, &[])) {
            Ok(()) => toasts.say(say!(hr.terunduh, nama = "takar-pegawai.csv")),
            Err(problem) => toasts.say(kit::storage_problem(problem)),
        }
    };
    view! {
        <p>{say!(hr.impor_jelas)}</p>
        <FilePicker
            id="berkas-pegawai"
            label=say!(hr.pilih_csv)
            accept=sheet::SHEETS
            on_pick=move |event| import.check(desk, desk::chosen(&event))
        />
        <div class="line">
            <Button
                label=say!(hr.unduh_contoh)
                kind=ButtonKind::Outline
                glyph=Glyph::Download
                on_press=template
            />
        </div>
    }
}
