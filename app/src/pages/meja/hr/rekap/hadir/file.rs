//! The choice of a file, and what is said when nothing of it is taken.

use std::sync::Arc;

use leptos::prelude::*;

use super::state::{Import, Stage, Taken};
use crate::components::{Button, ButtonKind, FilePicker, Glyph, Notice, Section, Tone};
use crate::desk;
use crate::pages::meja::hr::import::bulan::Refused;
use crate::pages::meja::hr::import::presensi;
use crate::pages::meja::hr::import::sheet::SHEETS;
use crate::pages::meja::hr::{parts, words};
use crate::say;
use crate::words::format;

const MOST_BYTES: u32 = 8 * 1024 * 1024;

#[component]
pub fn File(of: Import) -> impl IntoView {
    let there = Memo::new(move |_| of.shared.policy.get().is_some() && of.shared.rows.with(|rows| !rows.is_empty()));
    move || {
        there.get().then(|| {
            view! {
                <Section title=say!(hadir.berkas)>
                    <p>{say!(hadir.berkas_jelas)}</p>
                    {move || picker(of)}
                    <div class="line">
                        <Button
                            label=say!(hadir.hitung_tercatat)
                            kind=ButtonKind::Outline
                            glyph=Glyph::Calculator
                            on_press=move |()| of.stage.set(Stage::Recorded)
                        />
                    </div>
                    <p class="hint">{say!(hadir.hitung_tercatat_jelas)}</p>
                </Section>
            }
        })
    }
}

/// The picker is made anew with each file: a corrected file of the same name is chosen again.
fn picker(of: Import) -> AnyView {
    let stage = of.stage.get();
    view! {
        {said(&stage)}
        <FilePicker
            id="berkas-hadir"
            label=say!(hr.pilih_csv)
            accept=SHEETS
            on_pick=move |event| take(of, desk::chosen(&event))
        />
    }
    .into_any()
}

fn take(of: Import, file: Option<web_sys::File>) {
    leptos::task::spawn_local(async move {
        let (name, bytes) = match desk::read_chosen(file, MOST_BYTES).await {
            Ok(read) => read,
            Err(problem) => {
                if let Some(why) = words::not_taken(problem) {
                    of.stage.try_set(Stage::Unread(why));
                }
                return;
            }
        };
        let Some(Some(month)) = of.shared.month.try_get_untracked() else { return };
        let stage = match presensi::read(&bytes, month) {
            Ok(presensi) => Stage::Read(Arc::new(Taken { name, presensi })),
            Err(refused) => Stage::Refused(name, Arc::new(refused)),
        };
        of.stage.try_set(stage);
    });
}

fn said(stage: &Stage) -> AnyView {
    match stage {
        Stage::Idle | Stage::Read(_) | Stage::Recorded => ().into_any(),
        Stage::Unread(why) => unread("", why.clone()),
        Stage::Refused(name, found) => refused(name, found),
    }
}

/// Says why a file was not read, and that nothing changed.
pub fn unread(name: &str, why: String) -> AnyView {
    view! {
        <Notice tone=Tone::Mengkudu live=true title=say!(hr.berkas_ditolak, nama = name.to_owned()) text=why>
            <p>{say!(hr.tidak_ada_berubah)}</p>
        </Notice>
    }
    .into_any()
}

/// Says why nothing of a file is taken.
pub fn refused(name: &str, found: &Refused) -> AnyView {
    match found {
        Refused::File(problem) => unread(name, words::file_problem(problem)),
        Refused::OtherMonth(months) => {
            let months: Vec<String> = months.iter().map(|month| format::month(*month)).collect();
            unread(name, say!(hadir.bulan_lain, bulan = months.join(", ")))
        }
        Refused::Rows(found) => view! {
            <Notice tone=Tone::Mengkudu live=true title=say!(hr.berkas_ditolak, nama = name.to_owned())>
                <p>{say!(hadir.baris_salah)}</p>
            </Notice>
            {parts::findings(Arc::new(found.clone()))}
        }
        .into_any(),
    }
}
