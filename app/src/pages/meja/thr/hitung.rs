//! `/thr/baru`: THR and gaji ke-13 of an office or the region, worked out: what each person receives, who receives nothing
//! and why, who is blocked; every figure opens to the month it is measured by. What came out is submitted from here.

use domain::calendar::{Day, Month};
use domain::law::{Rulebook, YearlyKind};
use ledger::facts::offices;
use ledger::payload::{Decided, TppShare};
use ledger::role::{Role, Scope};
use ledger::yearly::Order;
use leptos::prelude::*;

use super::ajukan::Pengajuan;
use super::hasil::Hasil;
use super::work::Work;
use crate::components::{
    Button, Choice, DateField, Glyph, Leave, NumberField, Page, ProgressBar, SelectField, TextField,
};
use crate::desk::{Desk, use_desk};
use crate::pages::gaji::{eye, print};
use crate::pages::meja::dua_tangan::{closed, takes_part};
use crate::say;
use crate::words::format::{grouped, read_decimal};

/// What is typed before it is worked out.
#[derive(Clone, Copy)]
struct Typed {
    kind: RwSignal<String>,
    year: RwSignal<String>,
    payday: RwSignal<String>,
    feast: RwSignal<String>,
    share: RwSignal<String>,
    decree: RwSignal<String>,
    office: RwSignal<String>,
}

/// What is wrong with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Problem {
    Payday,
    Feast,
    Share,
    Decree,
}

impl Typed {
    fn order(self) -> Result<Order, Problem> {
        let text = |of: RwSignal<String>| of.with_untracked(|text| text.trim().to_owned());
        let kind = if text(self.kind) == YearlyKind::Gaji13.code() { YearlyKind::Gaji13 } else { YearlyKind::Thr };
        let payday: Month = text(self.payday).parse().map_err(|_| Problem::Payday)?;
        let feast = match text(self.feast) {
            empty if empty.is_empty() => None,
            day => Some(day.parse::<Day>().map_err(|_| Problem::Feast)?),
        };
        let tpp = match text(self.share) {
            empty if empty.is_empty() => None,
            share => {
                let hundredths = read_decimal(&share)
                    .and_then(|percent| u32::try_from((percent * rust_decimal::Decimal::ONE_HUNDRED).normalize()).ok());
                let share_bp = hundredths.filter(|bp| (1..=10_000).contains(bp)).ok_or(Problem::Share)?;
                let decree = Some(text(self.decree)).filter(|decree| !decree.is_empty()).ok_or(Problem::Decree)?;
                Some(TppShare { share_bp, decree })
            }
        };
        let year = text(self.year).parse().unwrap_or(payday.year());
        Ok(Order { kind, year, payday, decided: Decided { feast, tpp } })
    }
}

#[component]
pub fn HitungThr() -> impl IntoView {
    let desk = use_desk();
    if !takes_part(desk) {
        return closed(say!(thr.judul));
    }
    let typed = Typed {
        kind: RwSignal::new(YearlyKind::Thr.code().to_owned()),
        year: RwSignal::new(newest(YearlyKind::Thr).to_string()),
        payday: RwSignal::new(desk.this_month().to_string()),
        feast: RwSignal::new(String::new()),
        share: RwSignal::new(String::new()),
        decree: RwSignal::new(String::new()),
        office: RwSignal::new(String::new()),
    };
    let work = Work::new();
    let problem = RwSignal::new(None::<Problem>);
    let start = move || match typed.order() {
        Ok(order) => {
            problem.set(None);
            let office = typed.office.get_untracked();
            work.start(desk, order, Some(office).filter(|code| !code.is_empty()));
        }
        Err(found) => problem.set(Some(found)),
    };
    let said = move |of: Problem, text: fn() -> String| {
        Signal::derive(move || (problem.get() == Some(of)).then(text).unwrap_or_default())
    };
    let years = Memo::new(move |_| {
        let kind = if typed.kind.get() == YearlyKind::Gaji13.code() { YearlyKind::Gaji13 } else { YearlyKind::Thr };
        let mut years: Vec<i32> = Rulebook::national().yearly_years(kind).collect();
        years.sort_unstable_by(|a, b| b.cmp(a));
        years.into_iter().map(|year| Choice::new(year.to_string(), year.to_string())).collect::<Vec<_>>()
    });
    let kinds = || vec![Choice::new("thr", say!(bayar.thr)), Choice::new("gaji13", say!(bayar.gaji13))];
    let field = |of: RwSignal<String>| Callback::new(move |text: String| of.set(text));
    let houses = Memo::new(move |_| reached(desk));
    view! {
        <Page
            title=say!(thr.hitung)
            leave=Leave::Back("/thr")
            leave_label=say!(umum.kembali)
            actions=move || view! { {eye()} {print()} }
        >
            <p class="sub">{say!(thr.jelas)}</p>
            <form
                class="stack"
                on:submit=move |event| {
                    event.prevent_default();
                    start();
                }
            >
                <div class="fields">
                    <SelectField
                        id="thr-jenis"
                        label=say!(thr.jenis)
                        options=Signal::derive(kinds)
                        value=Signal::derive(move || Some(typed.kind.get()))
                        on_change=field(typed.kind)
                    />
                    <SelectField
                        id="thr-tahun"
                        label=say!(thr.tahun)
                        options=years
                        value=Signal::derive(move || Some(typed.year.get()))
                        on_change=field(typed.year)
                        hint=say!(thr.tahun_jelas)
                    />
                    <DateField
                        id="thr-bulan"
                        label=say!(thr.dibayar)
                        month=true
                        value=typed.payday
                        on_input=field(typed.payday)
                        hint=say!(thr.dibayar_jelas)
                        error=said(Problem::Payday, || say!(meja.bulan_salah))
                    />
                </div>
                <div class="fields">
                    <DateField
                        id="thr-raya"
                        label=say!(thr.hari_raya)
                        value=typed.feast
                        on_input=field(typed.feast)
                        hint=say!(thr.hari_raya_jelas)
                        error=said(Problem::Feast, || say!(masa.tanggal_salah))
                    />
                    <NumberField
                        id="thr-bagian"
                        label=say!(thr.bagian)
                        value=typed.share
                        on_input=field(typed.share)
                        unit="%"
                        decimals=true
                        hint=say!(thr.bagian_jelas)
                        error=said(Problem::Share, || say!(thr.bagian_salah))
                    />
                    <TextField
                        id="thr-dasar"
                        label=say!(thr.dasar)
                        value=typed.decree
                        on_input=field(typed.decree)
                        error=said(Problem::Decree, || say!(thr.dasar_kosong))
                        maxlength=200
                    />
                </div>
                <div class="fields">
                    <SelectField
                        id="thr-kantor"
                        label=say!(meja.kantor)
                        options=houses
                        value=Signal::derive(move || Some(typed.office.get()))
                        on_change=field(typed.office)
                    />
                    <Button label=say!(meja.hitung) submit=true glyph=Glyph::Calculator busy=work.running() />
                </div>
            </form>
            {move || {
                work.total
                    .get()
                    .map(|total| {
                        view! {
                            <ProgressBar
                                label=say!(meja.menghitung)
                                done=work.done
                                total=Signal::stored(total.max(1))
                                count=move || {
                                    say!(meja.dari, jumlah = grouped(work.done.get() as i64), semua = grouped(total as i64))
                                }
                                cancel=say!(umum.batalkan)
                                on_cancel=move |()| work.stop()
                            />
                        }
                    })
            }}
            <Hasil work=work />
            <Pengajuan work=work />
        </Page>
    }
    .into_any()
}

fn newest(kind: YearlyKind) -> i32 {
    Rulebook::national().yearly_years(kind).max().unwrap_or_default()
}

/// The offices that the account reaches, the whole region first.
fn reached(desk: Desk) -> Vec<Choice> {
    let scopes = |role: &Role| matches!(role, Role::Treasurer(Scope::Region) | Role::Approver(Scope::Region));
    let whole = desk.has_role(scopes);
    let region = [Choice::new("", if whole { say!(meja.seluruh_daerah) } else { say!(thr.kantor_saya) })];
    let houses = desk.book.with(offices);
    region.into_iter().chain(houses.iter().map(|(code, office)| Choice::new(code, office.name.clone()))).collect()
}
