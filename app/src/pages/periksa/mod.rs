//! What is proven on the device with no account and no server: an auditor's pack, chosen as a file, and one slip, by the
//! code that stands on it.

mod hasil;
mod kode;
mod slip;

use std::sync::Arc;

use domain::law::Rulebook;
use ledger::pack::{NotAPack, Pack, Report};
use leptos::prelude::*;

pub use self::slip::{AsalBerkas, SlipBerkas};
use crate::components::{FilePicker, Leave, Notice, Page, ProgressBar, Section, Tone};
use crate::desk::{self, NotTaken};
use crate::say;

/// Most bytes of a pack.
const MOST_BYTES: u32 = 256 * 1024 * 1024;

/// A pack with what was found in it.
pub struct Found {
    /// Day it was made, month and office as the file says; everybody of the run.
    pub pack: Pack,
    /// What holds and what does not.
    pub report: Report,
}

/// Where the check stands.
#[derive(Clone)]
enum Stage {
    /// No file was chosen.
    Idle,
    /// The file is being read.
    Reading,
    /// Signatures are checked: so many of all.
    Checking(u64, u64),
    /// The file could not be taken.
    NotTaken(NotTaken),
    /// The file is no pack.
    Refused(NotAPack),
    /// This browser checks no signatures.
    Unable,
    /// Everything was looked at.
    Done(Arc<Found>),
}

/// The checks of this session; they stay while their slips are read.
#[derive(Clone, Copy)]
pub struct Check {
    pack: RwSignal<Stage>,
    code: RwSignal<kode::Stage>,
}

impl Check {
    /// Returns the pack that was checked.
    #[must_use]
    pub fn found(self) -> Option<Arc<Found>> {
        self.pack.with(|stage| match stage {
            Stage::Done(found) => Some(found.clone()),
            _ => None,
        })
    }

    /// Returns the slip whose code was read.
    #[must_use]
    pub fn read(self) -> Option<Arc<kode::Read>> {
        self.code.with(|stage| match stage {
            kode::Stage::Done(read) => Some(read.clone()),
            _ => None,
        })
    }
}

/// Provides the check to its pages; call once.
pub fn provide() {
    provide_context(Check { pack: RwSignal::new(Stage::Idle), code: RwSignal::new(kode::Stage::Idle) });
}

/// `/periksa`: the check of a pack, or of the slip whose code the address holds.
#[component]
pub fn Periksa() -> impl IntoView {
    let asked = kode::asked();
    move || match asked.get() {
        Some(digits) => view! { <kode::Kode digits=digits /> }.into_any(),
        None => view! { <Berkas /> }.into_any(),
    }
}

/// The check of a pack.
#[component]
fn Berkas() -> impl IntoView {
    let stage = expect_context::<Check>().pack;
    let pick = Callback::new(move |event: leptos::ev::Event| {
        let chosen = desk::chosen(&event);
        stage.set(Stage::Reading);
        leptos::task::spawn_local(async move {
            let outcome = examine(stage, chosen).await.unwrap_or_else(|stopped| stopped);
            stage.set(outcome);
        });
    });
    let inside = move || match stage.get() {
        Stage::Idle => ().into_any(),
        Stage::Reading => view! { <p role="status">{say!(periksa.membaca)}</p> }.into_any(),
        Stage::Checking(done, total) => view! {
            <ProgressBar
                label=say!(periksa.memeriksa)
                done=Signal::stored(done)
                total=Signal::stored(total.max(1))
            />
        }
        .into_any(),
        Stage::NotTaken(NotTaken::TooLarge) => failed(say!(periksa.besar)),
        Stage::NotTaken(_) => failed(say!(periksa.tak_terbaca)),
        Stage::Refused(NotAPack::Foreign) => failed(say!(periksa.asing)),
        Stage::Refused(NotAPack::Damaged) => failed(say!(periksa.rusak)),
        Stage::Refused(NotAPack::Newer) => failed(say!(periksa.baru)),
        Stage::Unable => failed(say!(periksa.tak_mampu)),
        Stage::Done(found) => hasil::hasil(&found),
    };
    view! {
        <Page title=say!(periksa.judul) leave=Leave::Back("/") leave_label=say!(umum.kembali)>
            <p class="sub">{say!(periksa.jelas)}</p>
            <p class="sub">{say!(kode.pindai)}</p>
            <Section title=say!(periksa.berkas)>
                <FilePicker
                    id="berkas-periksa"
                    label=say!(periksa.pilih)
                    accept=".json,application/json"
                    hint=say!(periksa.tetap_di_sini)
                    on_pick=pick
                />
                <div id="hasil-periksa" class="stack">
                    {inside}
                </div>
            </Section>
        </Page>
    }
    .into_any()
}

fn failed(text: String) -> AnyView {
    view! { <Notice tone=Tone::Mengkudu live=true text=text /> }.into_any()
}

/// Reads a file, checks every signature and works every slip out again.
async fn examine(stage: RwSignal<Stage>, chosen: Option<web_sys::File>) -> Result<Stage, Stage> {
    let (_, bytes) = desk::read_chosen(chosen, MOST_BYTES).await.map_err(Stage::NotTaken)?;
    let opened = Pack::read(&bytes).map_err(Stage::Refused)?.open();
    let pack = opened.pack.clone();
    let progress = move |done: u64, total: u64| stage.set(Stage::Checking(done, total));
    let signed = desk::signed(&opened.keys(), &opened.records, progress).await.map_err(|_| Stage::Unable)?;
    let report = opened.examine(&signed, Rulebook::national());
    Ok(Stage::Done(Arc::new(Found { pack, report })))
}
