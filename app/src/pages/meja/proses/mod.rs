//! The treasurer's run: one office or the whole region, with progress and a stop; who is blocked and why; totals
//! against last month; slips in print and the list as CSV; and the step that hands the month to who approves it.

mod ajukan;
mod blocked;
mod causes;
mod compare;
mod couples;
mod export;
mod isian;
mod kembali;
mod not_due;
mod people;
mod settled;
mod slips;
mod surat;
mod work;

pub use blocked::why;
pub use export::harmless;
pub use people::{Line, SlipTable};
pub use slips::{AsalOrang, SlipOrang};
pub use work::{RunDesk, Stage, provide};

use domain::calendar::Month;
use domain::money::Rupiah;
use ledger::book::Book;
use ledger::facts::{offices, people};
use ledger::month::newest_recap;
use ledger::role::{Role, Scope};
use ledger::run::RunTotals;
use leptos::prelude::*;

use crate::components::{
    Button, Choice, DateField, Empty, Glyph, IconLine, Notice, Page, ProgressBar, SelectField, Stat, Tone,
};
use crate::desk::{Desk, use_desk};
use crate::say;
use crate::words::format;

#[component]
pub fn Proses() -> impl IntoView {
    let desk = use_desk();
    if !desk.has_role(|role| matches!(role, Role::Treasurer(_))) {
        return view! {
            <Page title=say!(umum.proses_gaji)>
                <Empty text=say!(meja.bukan_bendahara) glyph=Glyph::Lock />
            </Page>
        }
        .into_any();
    }
    let desk_run = expect_context::<RunDesk>();
    let title = move || match (desk_run.month.get(), desk_run.office.get()) {
        (Some(month), Some(code)) => {
            let name = desk.book.with(|book| offices(book).get(&code).map(|office| office.name.clone()));
            format!("{}, {}", say!(meja.gaji_bulan, bulan = format::month(month)), name.unwrap_or(code))
        }
        (Some(month), None) => say!(meja.gaji_bulan, bulan = format::month(month)),
        (None, _) => say!(umum.proses_gaji),
    };
    // Offices and months are known only once the first sync is through.
    let synced = Memo::new(move |_| desk.marks.with(|marks| marks.synced_at.is_some()));
    let waiting = move || (!synced.get()).then(|| view! { <Notice tone=Tone::Sogan text=say!(meja.sedang_diambil) /> });
    view! {
        <Page title=title>
            {waiting}
            <Order />
            <Progress />
            {move || {
                desk_run
                    .run
                    .with(|run| run.as_ref().map(|run| (run.totals(), run.slips.len(), run.blocked.len())))
                    .map(|(totals, finals, blocked)| match totals {
                        Ok(totals) => view! { <Figures totals=totals finals=finals blocked=blocked /> }.into_any(),
                        Err(_) => view! { <Notice tone=Tone::Mengkudu text=say!(meja.jumlah_di_luar) /> }.into_any(),
                    })
            }}
            <causes::Causes />
            <compare::Compare />
            <settled::Settled />
            <blocked::Blocked />
            <couples::Suspected />
            <not_due::NotDue />
            <ajukan::Pengajuan />
            <People />
            <Proof />
        </Page>
    }
    .into_any()
}

/// Which month and office, and the button that begins. What is offered follows the book; what was chosen stays.
#[component]
fn Order() -> impl IntoView {
    let desk = use_desk();
    let desk_run = expect_context::<RunDesk>();
    let before = desk_run.month.get_untracked();
    let newest = Memo::new(move |_| desk.book.with(|book| newest_recap(book, desk.this_month())));
    let typed = RwSignal::new(before.map(|month| month.to_string()));
    let month = Signal::derive(move || {
        typed.get().unwrap_or_else(|| newest.get().unwrap_or_else(|| desk.this_month()).to_string())
    });
    let whole = Memo::new(move |_| desk.has_role(|role| *role == Role::Treasurer(Scope::Region)));
    let options = Memo::new(move |_| desk.book.with(|book| reached(desk, book, whole.get())));
    let chosen = RwSignal::new(before.map(|_| desk_run.office.get_untracked().unwrap_or_default()));
    let office = Signal::derive(move || {
        let first = || options.with(|all| all.first().map(|first| first.value.clone()));
        chosen.get().filter(|code| whole.get() || !code.is_empty()).or_else(first)
    });
    let problem = RwSignal::new(None::<String>);
    let start = Callback::new(move |()| match month.get_untracked().parse::<Month>() {
        Ok(month) => {
            problem.set(None);
            let office = office.get_untracked().filter(|code| !code.is_empty());
            desk_run.start(desk, month, office);
        }
        Err(_) => problem.set(Some(say!(meja.bulan_salah))),
    });
    // What stands below belongs to what was chosen when it was computed.
    let old = Memo::new(move |_| {
        let (of, house) = (desk_run.month.get()?, desk_run.office.get());
        let same_month = month.get().parse::<Month>().ok() == Some(of);
        let same_office = office.get().filter(|code| !code.is_empty()) == house;
        if same_month && same_office || desk_run.stage.get() == Stage::Running {
            return None;
        }
        let name =
            house.and_then(|code| desk.book.with_untracked(|book| offices(book).get(&code).map(|o| o.name.clone())));
        let kantor = name.unwrap_or_else(|| say!(meja.seluruh_daerah));
        Some(say!(meja.hasil_lama, kantor = kantor, bulan = format::month(of)))
    });
    let running = Signal::derive(move || desk_run.stage.get() == Stage::Running);
    let nobody = Memo::new(move |_| desk.book.with(|book| people(book).is_empty()));
    view! {
        <form
            class="fields"
            on:submit=move |event| {
                event.prevent_default();
                start.run(());
            }
        >
            <DateField
                id="bulan"
                label=say!(meja.bulan)
                month=true
                value=month
                on_input=move |text| typed.set(Some(text))
                error=Signal::derive(move || problem.get())
            />
            <SelectField
                id="kantor"
                label=say!(meja.kantor)
                options=options
                value=office
                on_change=move |code| chosen.set(Some(code))
            />
            <Button label=say!(meja.hitung) submit=true busy=running glyph=Glyph::Calculator />
        </form>
        {move || nobody.get().then(|| view! { <Empty text=say!(meja.tanpa_pegawai) glyph=Glyph::Users /> })}
        {move || {
            (desk_run.month.get().is_none() && !nobody.get())
                .then(|| view! { <Empty text=say!(meja.belum_dihitung) glyph=Glyph::Calculator /> })
        }}
        {move || old.get().map(|text| view! { <Notice tone=Tone::Sogan live=true text=text /> })}
    }
}

/// The offices that the treasurer reaches, the whole region first.
fn reached(desk: Desk, book: &Book, whole: bool) -> Vec<Choice> {
    let own = |code: &str| desk.has_role(|role| matches!(role, Role::Treasurer(Scope::Office(above)) if above == code));
    let houses = offices(book);
    let single = houses.iter().filter(|(code, _)| whole || own(code));
    let region = whole.then(|| Choice::new("", say!(meja.seluruh_daerah)));
    region.into_iter().chain(single.map(|(code, office)| Choice::new(code, office.name.clone()))).collect()
}

#[component]
fn Progress() -> impl IntoView {
    let desk_run = expect_context::<RunDesk>();
    let count = move || {
        let (done, total) = (desk_run.done.get(), desk_run.total.get());
        say!(meja.dari, jumlah = format::grouped(done as i64), semua = format::grouped(total as i64))
    };
    move || match desk_run.stage.get() {
        Stage::Running => view! {
            <ProgressBar
                label=say!(meja.menghitung)
                done=desk_run.done
                total=Signal::derive(move || desk_run.total.get().max(1))
                count=count
                cancel=say!(umum.batalkan)
                on_cancel=move |()| desk_run.stop()
            />
        }
        .into_any(),
        Stage::Stopped => {
            view! { <Notice tone=Tone::Sogan live=true text=say!(meja.dihentikan, jumlah = desk_run.done.get()) /> }
                .into_any()
        }
        Stage::Done => view! {
            <IconLine
                glyph=Glyph::Check
                tone=Tone::Daun
                text=say!(meja.selesai, jumlah = desk_run.total.get(), milidetik = desk_run.took_ms.get())
            />
        }
        .into_any(),
        Stage::Idle => ().into_any(),
    }
}

#[component]
fn Figures(totals: RunTotals, finals: usize, blocked: usize) -> impl IntoView {
    if finals == 0 {
        return view! { <Notice tone=Tone::Mengkudu text=say!(meja.semua_tertahan) /> }.into_any();
    }
    let money = |amount: Rupiah| format::rupiah(amount);
    let tone = if blocked > 0 { Tone::Mengkudu } else { Tone::Neutral };
    view! {
        <div class="stats">
            <Stat label=say!(umum.akhir) value=format::grouped(finals as i64) sub=say!(meja.siap_dibayar) />
            <Stat
                label=say!(umum.tertahan)
                value=format::grouped(blocked as i64)
                sub=say!(meja.perlu_tindakan)
                tone=tone
            />
            <Stat
                label=say!(meja.jumlah_bersih)
                value=money(totals.total.net)
                sub=say!(meja.gaji_dan_tpp, gaji = money(totals.salary.net), tpp = money(totals.tpp.net))
                private=true
            />
            {(totals.back != Rupiah::ZERO)
                .then(|| {
                    view! {
                        <Stat
                            label=say!(meja.jumlah_dibayar)
                            value=money(totals.paid_out)
                            sub=say!(meja.dengan_rapel, rapel = money(totals.back))
                            private=true
                        />
                    }
                })}
            <Stat
                label=say!(meja.jumlah_potongan)
                value=money(totals.total.deductions)
                sub=say!(meja.dari_kotor, kotor = money(totals.total.gross))
                private=true
            />
        </div>
    }
    .into_any()
}

#[component]
fn People() -> impl IntoView {
    let desk = use_desk();
    let desk_run = expect_context::<RunDesk>();
    let all = Memo::new(move |_| people::lines(desk, desk_run));
    let prefix =
        Signal::derive(move || desk_run.month.get().map(|month| format!("/proses/{month}")).unwrap_or_default());
    view! { <people::SlipTable all=all prefix=prefix action=people::exports /> }
}

/// The digest of the run, which any other device must reach too.
#[component]
fn Proof() -> impl IntoView {
    let desk_run = expect_context::<RunDesk>();
    let digest = Memo::new(move |_| {
        let done = desk_run.stage.get() == Stage::Done;
        desk_run.run.with(|run| run.as_ref().filter(|_| done).map(|run| run.digest().to_string()))
    });
    move || {
        digest.get().map(|digest| {
            view! {
                <details class="proof">
                    <summary>{say!(meja.sidik, pendek = digest.chars().take(12).collect::<String>())}</summary>
                    <p>
                        <code id="sidik-proses">{digest}</code>
                    </p>
                    <p class="sub">{say!(meja.sidik_jelas)}</p>
                </details>
            }
        })
    }
}
