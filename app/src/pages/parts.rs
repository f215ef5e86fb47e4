//! The parts of the app that a device fetches when someone first opens one of their pages.
//!
//! The build cuts the program here (`app/build/src/split.rs`): what only one part needs lies in a file of its own, what
//! several need in a file that they share. A page of another part is named by its `Page`, never by its component.

use std::future::Future;
use std::pin::Pin;

use leptos::prelude::*;
use send_wrapper::SendWrapper;

use super::{belajar, beranda, gaji, hadir, kerja, meja, mulai, nilai, periksa, riwayat};
use crate::components::{Button, Empty, Glyph, Page as Frame};
use crate::say;

/// The part could not be fetched: no connection, or a newer version has taken its place on the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotFetched;

#[cfg(all(target_arch = "wasm32", not(debug_assertions)))]
impl From<wasm_split_helpers::SplitLoaderError> for NotFetched {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> Self {
        Self
    }
}

type Fetched = Pin<Box<dyn Future<Output = Result<AnyView, NotFetched>>>>;

/// Declares a part with its pages. Development builds are not cut.
macro_rules! part {
    ($(#[$about:meta])* $part:ident: $($page:ident => $view:expr),+ $(,)?) => {
        $(#[$about])*
        pub mod $part {
            use super::*;

            /// A page of this part.
            #[derive(Debug, Clone, Copy, PartialEq, Eq)]
            pub enum Page {
                $(#[allow(missing_docs)] $page,)+
            }

            #[cfg_attr(
                all(target_arch = "wasm32", not(debug_assertions)),
                wasm_split_helpers::wasm_split($part, fallible)
            )]
            fn build(page: Option<Page>) -> Result<AnyView, NotFetched> {
                Ok(match page {
                    None => ().into_any(),
                    $(Some(Page::$page) => $view().into_any(),)+
                })
            }

            #[cfg(all(target_arch = "wasm32", not(debug_assertions)))]
            fn fetch(page: Option<Page>) -> Fetched {
                Box::pin(build(page))
            }

            #[cfg(not(all(target_arch = "wasm32", not(debug_assertions))))]
            fn fetch(page: Option<Page>) -> Fetched {
                Box::pin(std::future::ready(build(page)))
            }

            /// Fetches the part before anybody opens it, so that it is there without a connection. A part that cannot be
            /// fetched now is fetched when it is opened.
            #[allow(dead_code)]
            pub fn keep() {
                leptos::task::spawn_local(async {
                    let _ = fetch(None).await;
                });
            }

            impl Page {
                /// Shows the page as soon as its part is on the device.
                #[allow(dead_code)]
                pub fn show(self) -> AnyView {
                    fetched(std::rc::Rc::new(move || fetch(Some(self))), Place::Page)
                }

                /// Shows it within a page of another part, as soon as its part is on the device.
                #[allow(dead_code)]
                pub fn show_within(self) -> AnyView {
                    fetched(std::rc::Rc::new(move || fetch(Some(self))), Place::Within)
                }
            }
        }
    };
}

part!(
    /// The two first pages: of a visitor, and of someone who has signed in.
    entry: Mulai => mulai::Mulai, Beranda => beranda::Beranda
);
part!(
    /// Plan and log, assessment, training, and what was written.
    field: Kerja => kerja::Kerja, Rencana => kerja::Rencana, Catat => kerja::Catat, Penilaian => nilai::Penilaian,
    Diri => nilai::Diri, Rekan => nilai::Rekan, Pegawai => nilai::Pegawai, Nilai => nilai::Nilai,
    Belajar => belajar::Belajar, Program => belajar::Program, Riwayat => riwayat::Riwayat
);
part!(
    /// Slips and where their figures come from, the own attendance with what it does to them, and the rule book.
    pay: Gaji => gaji::Gaji, Slip => gaji::Slip, Asal => gaji::Asal, Bukti => gaji::Bukti, Aturan => gaji::Aturan,
    ImbalanSaya => gaji::ImbalanSaya, ThrSaya => gaji::ThrSaya, Kehadiran => hadir::Kehadiran
);
part!(
    /// Pay worked out alone, and the work of this device as a file.
    solo: Hitung => mulai::Hitung, Data => mulai::Data
);
part!(
    /// The regional policies in words and the check of policy files.
    policy: Kebijakan => gaji::Kebijakan
);
part!(
    /// The check of an auditor's pack.
    audit: Periksa => periksa::Periksa, SlipBerkas => periksa::SlipBerkas, AsalBerkas => periksa::AsalBerkas
);
part!(
    /// The cards of pay on first pages; they follow when the page stands.
    card: SlipTerakhir => gaji::SlipTerakhir, Contoh => gaji::Contoh
);
part!(
    /// HR's desk: people, import, recap, attendance, catalogue.
    desk_hr: Pegawai => meja::Pegawai, Impor => meja::Impor, Orang => meja::Orang, Rekap => meja::Rekap,
    Hadir => meja::Hadir, Katalog => meja::Katalog, ProgramUbah => meja::ProgramUbah
);
part!(
    /// The run of a month, person by person.
    desk_run: Proses => meja::Proses, SlipOrang => meja::SlipOrang, AsalOrang => meja::AsalOrang
);
part!(
    /// The way of a month's pay: who submits, approves, locks and answers objections.
    desk_month: Masa => meja::Masa, BulanKantor => meja::BulanKantor, SlipTerkunci => meja::SlipTerkunci,
    AsalTerkunci => meja::AsalTerkunci, Giliran => meja::Giliran, Keberatan => meja::Keberatan
);
part!(
    /// What will change by itself, and what two lists differ in, for every desk.
    desk_watch: Jaga => meja::Jaga, Cocok => meja::Cocok
);
part!(
    /// Changes of the regional policy.
    desk_rules: Perubahan => meja::Perubahan, Susun => meja::Susun
);
part!(
    /// The documents of a run, and the accounts that its money goes to.
    desk_papers: Dokumen => meja::Dokumen, DokumenBulan => meja::DokumenBulan, Rekening => meja::Rekening, RekeningOrang => meja::RekeningOrang
);
part!(
    /// What is paid beside the month: lists of rewards, THR and gaji ke-13, a new one, one person's figures.
    desk_reward: Imbalan => meja::Imbalan, ImbalanBaru => meja::ImbalanBaru, ImbalanUbah => meja::ImbalanUbah,
    DaftarImbalan => meja::DaftarImbalan, ImbalanOrang => meja::ImbalanOrang, Thr => meja::Thr,
    HitungThr => meja::HitungThr, DaftarThr => meja::DaftarThr
);

/// Writing workbooks, which a thread of its own does (`thread.js`): a part without a page.
pub mod desk_sheet {
    use wasm_bindgen::JsCast;

    use super::*;

    type Writing = Pin<Box<dyn Future<Output = Option<Vec<u8>>>>>;

    #[cfg_attr(
        all(target_arch = "wasm32", not(debug_assertions)),
        wasm_split_helpers::wasm_split(desk_sheet, fallible)
    )]
    fn begin(cells: Vec<u8>, told: js_sys::Function) -> Result<Writing, NotFetched> {
        let told = move |done: usize| {
            // The page may have stopped listening; the work ends with the thread.
            let _ = told.call1(&wasm_bindgen::JsValue::UNDEFINED, &wasm_bindgen::JsValue::from(done as f64));
        };
        Ok(Box::pin(meja::workbook(cells, told)))
    }

    #[cfg(all(target_arch = "wasm32", not(debug_assertions)))]
    async fn fetch(cells: Vec<u8>, told: js_sys::Function) -> Result<Writing, NotFetched> {
        begin(cells, told).await
    }

    #[cfg(not(all(target_arch = "wasm32", not(debug_assertions))))]
    async fn fetch(cells: Vec<u8>, told: js_sys::Function) -> Result<Writing, NotFetched> {
        begin(cells, told)
    }

    /// Fetches the part, so that it is there without a connection.
    pub fn keep() {
        leptos::task::spawn_local(async {
            // Nobody listens, because what is fetched is not asked to do anything.
            let nobody = js_sys::Function::unchecked_from_js(wasm_bindgen::JsValue::UNDEFINED);
            let _ = fetch(Vec::new(), nobody).await;
        });
    }

    /// Writes a workbook of plain cells; nothing when it is larger than the format holds. `told` hears how many rows are
    /// written.
    ///
    /// # Errors
    /// The part could not be fetched.
    #[wasm_bindgen::prelude::wasm_bindgen]
    pub async fn workbook(
        cells: Vec<u8>,
        told: js_sys::Function,
    ) -> Result<Option<js_sys::Uint8Array>, wasm_bindgen::JsValue> {
        let writing = fetch(cells, told).await.map_err(|NotFetched| "no part")?;
        Ok(writing.await.map(|bytes| js_sys::Uint8Array::from(&bytes[..])))
    }
}

/// Where a part's view stands while it is fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// It is the page.
    Page,
    /// It stands on a page of another part.
    Within,
}

/// Shows what was fetched; says that it is on its way, or that it was not fetched and offers another try.
fn fetched(fetch: std::rc::Rc<dyn Fn() -> Fetched>, place: Place) -> AnyView {
    let again = RwSignal::new(());
    let fetch = SendWrapper::new(fetch);
    (move || {
        again.track();
        let waiting = RwSignal::new(true);
        let fetching = SendWrapper::new((*fetch)());
        let view = Suspend::new(async move {
            let outcome = fetching.await;
            waiting.set(false);
            outcome.unwrap_or_else(|NotFetched| place.frame(missing(again)))
        });
        // The view first: where its part lies on the device it stands at once, and nothing waits.
        view! {
            {view}
            {move || waiting.get().then(|| place.frame(on_its_way()))}
        }
    })
    .into_any()
}

impl Place {
    fn frame(self, view: AnyView) -> AnyView {
        match self {
            Self::Page => view! { <Frame title=say!(umum.takar)>{view}</Frame> }.into_any(),
            Self::Within => view,
        }
    }
}

/// Shown after a moment only: a part that lies on the device is there at once.
fn on_its_way() -> AnyView {
    view! {
        <p class="after-a-moment" role="status">
            {say!(umum.memuat)}
        </p>
    }
    .into_any()
}

fn missing(again: RwSignal<()>) -> AnyView {
    view! {
        <Empty text=say!(galat.bagian_belum_ada) glyph=Glyph::CircleAlert>
            <Button label=say!(umum.coba_lagi) on_press=move |()| again.notify() />
        </Empty>
    }
    .into_any()
}
