//! `/dokumen`: the lists of a run as offices use them: seen, as a workbook, as CSV, and on paper with who signs.
//!
//! What stands here follows from the run that was computed last; nothing is computed anew and nothing is sent.

mod csv;
mod form;
mod lacks;
mod letter;
mod paper;
mod save;
mod signers;
mod words;
mod xlsx;
mod zip;

use domain::calendar::Month;
use ledger::book::Book;
use ledger::document::{Cell as Value, Choice as Chosen, Document, Group, Head, Kind, Paying, Source, make};
use ledger::facts::offices;
use ledger::role::Role;
use leptos::prelude::*;

use self::lacks::Lacks;
use self::letter::Letter;
use self::save::Save;
use self::signers::{SignersForm, Signing};
use super::proses::{RunDesk, Stage};
use crate::components::{
    BigTable, Button, Cell, Choice, Column, Empty, Glyph, More, Notice, Page, Section, SelectField, Stat, TableRow,
    Tone,
};
use crate::desk::{Desk, use_desk};
use crate::say;
use crate::words::format;

/// What is asked for: a list, or the letter that goes with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Paper {
    List(Kind),
    Letter,
}

const LETTER: &str = "sptjm";

impl Paper {
    fn of(code: &str) -> Self {
        let list = words::KINDS.into_iter().find(|kind| words::code(*kind) == code);
        list.map_or(if code == LETTER { Self::Letter } else { Self::List(Kind::Gaji) }, Self::List)
    }

    fn code(self) -> &'static str {
        match self {
            Self::List(kind) => words::code(kind),
            Self::Letter => LETTER,
        }
    }
}

/// What is chosen on the page; cheap to copy.
#[derive(Clone, Copy)]
struct Picked {
    paper: RwSignal<Paper>,
    choice: RwSignal<Chosen>,
}

/// A list as it is shown, with the run it was made of.
#[derive(Clone, Copy)]
struct Shown {
    picked: Picked,
    made: Memo<Option<Document>>,
}

impl Shown {
    /// Returns the name of the chosen office, or of the region.
    fn office(self, desk: Desk) -> String {
        let code = self.picked.choice.with(|choice| choice.office.clone());
        let name = code.and_then(|code| desk.book.with(|book| offices(book).get(&code).map(|one| one.name.clone())));
        name.unwrap_or_else(|| desk.account.with(|one| one.as_ref().map(|one| one.region.clone())).unwrap_or_default())
    }

    /// Returns the lines above a list: its name, the group, the office, the month.
    fn titles(self, desk: Desk, kind: Kind, month: Month) -> Vec<String> {
        let (group, bank) = self.picked.choice.with(|choice| (choice.group, choice.bank.clone()));
        let group = (group != Group::All).then(|| words::group(group));
        let name = [Some(words::kind(kind)), group, bank].into_iter().flatten().collect::<Vec<_>>().join(", ");
        vec![name, self.office(desk), say!(dokumen.bulan, bulan = format::month(month))]
    }
}

#[component]
pub fn Dokumen() -> impl IntoView {
    let desk = use_desk();
    let desk_run = expect_context::<RunDesk>();
    if !desk.has_role(|role| matches!(role, Role::Treasurer(_))) {
        return view! {
            <Page title=say!(dokumen.judul)>
                <Empty text=say!(meja.bukan_bendahara) glyph=Glyph::Lock />
            </Page>
        }
        .into_any();
    }
    let title = move || match desk_run.month.get() {
        Some(month) => say!(dokumen.judul_bulan, bulan = format::month(month)),
        None => say!(dokumen.judul),
    };
    let there = Memo::new(move |_| {
        desk_run.stage.get() == Stage::Done
            && desk_run.run.with(|run| run.as_ref().is_some_and(|r| !r.slips.is_empty()))
    });
    view! {
        <Page title=title>
            {move || if there.get() { view! { <Papers /> }.into_any() } else { nothing_yet(desk_run) }}
        </Page>
    }
    .into_any()
}

fn nothing_yet(desk_run: RunDesk) -> AnyView {
    let text = match desk_run.stage.get() {
        Stage::Running => say!(dokumen.sedang_dihitung),
        Stage::Done => say!(dokumen.tanpa_slip),
        Stage::Idle | Stage::Stopped => say!(dokumen.belum_dihitung),
    };
    view! {
        <Empty text=text glyph=Glyph::FileText>
            <More label=say!(dokumen.ke_proses) href="/proses" />
        </Empty>
    }
    .into_any()
}

/// The choice, and what follows from it.
#[component]
fn Papers() -> impl IntoView {
    let desk = use_desk();
    let desk_run = expect_context::<RunDesk>();
    let office = desk_run.office.get_untracked();
    let picked = Picked {
        paper: RwSignal::new(Paper::List(Kind::Gaji)),
        choice: RwSignal::new(Chosen { office, ..Chosen::default() }),
    };
    let made = Memo::new(move |_| {
        let kind = match picked.paper.get() {
            Paper::List(kind) => kind,
            Paper::Letter => Kind::RekapKantor,
        };
        with_source(desk, desk_run, |source| picked.choice.with(|choice| make(kind, source, choice).ok()))?
    });
    let shown = Shown { picked, made };
    let signing = Signing::new(desk, shown);
    let stale = move || desk_run.edition() != Some(desk.book.with(Book::edition));
    view! {
        {move || {
            stale()
                .then(|| {
                    view! {
                        <Notice tone=Tone::Sogan text=say!(dokumen.lama)>
                            <More label=say!(dokumen.ke_proses) href="/proses" />
                        </Notice>
                    }
                })
        }}
        <Pick picked=picked />
        {move || {
            if made.with(Option::is_none) {
                view! { <Notice tone=Tone::Mengkudu text=say!(meja.jumlah_di_luar) /> }.into_any()
            } else if picked.paper.get() == Paper::Letter {
                view! { <Letter shown=shown signing=signing /> }.into_any()
            } else {
                view! { <List shown=shown signing=signing /> }.into_any()
            }
        }}
    }
}

/// Reads the run of the desk as lists want it; nothing when none was computed.
fn with_source<T>(desk: Desk, desk_run: RunDesk, read: impl FnOnce(&Source<'_>) -> T) -> Option<T> {
    let houses = desk.book.with_untracked(offices);
    desk_run
        .people
        .with(|people| desk_run.run.with(|run| run.as_ref().map(|run| read(&Source { run, people, offices: &houses }))))
}

#[component]
fn Pick(picked: Picked) -> impl IntoView {
    let desk = use_desk();
    let desk_run = expect_context::<RunDesk>();
    let mut papers: Vec<Choice> =
        words::KINDS.iter().map(|kind| Choice::new(words::code(*kind), words::kind(*kind))).collect();
    papers.push(Choice::new(LETTER, say!(dokumen.d_sptjm)));
    let groups = [Group::All, Group::Pns, Group::Pppk];
    let group_code = |group: Group| format!("{group:?}");
    let payings = [Paying::Both, Paying::Salary, Paying::Tpp];
    let choice = picked.choice;
    let within = Memo::new(move |_| {
        let above = desk_run.office.get();
        let houses = desk.book.with(offices);
        let single = houses
            .iter()
            .filter(|(code, _)| above.as_ref().is_none_or(|above| ledger::facts::within(&houses, code, above)));
        let region = above.is_none().then(|| Choice::new("", say!(meja.seluruh_daerah)));
        region
            .into_iter()
            .chain(single.map(|(code, office)| Choice::new(code, office.name.clone())))
            .collect::<Vec<_>>()
    });
    let banks = Memo::new(move |_| {
        let all = with_source(desk, desk_run, |source| source.banks()).unwrap_or_default();
        let every = Choice::new("", say!(dokumen.semua_bank));
        let single = all.into_iter().map(|(code, name)| Choice::new(code.clone(), format!("{name} ({code})")));
        std::iter::once(every).chain(single).collect::<Vec<_>>()
    });
    let is_bank = Memo::new(move |_| picked.paper.get() == Paper::List(Kind::Bank));
    let purpose = move || match picked.paper.get() {
        Paper::List(kind) => words::purpose(kind),
        Paper::Letter => say!(dokumen.g_sptjm),
    };
    let some = |code: String| Some(code).filter(|code| !code.is_empty());
    view! {
        <div class="fields">
            <SelectField
                id="dokumen"
                label=say!(dokumen.dokumen)
                options=Signal::stored(papers)
                value=Signal::derive(move || Some(picked.paper.get().code().to_owned()))
                on_change=move |code: String| {
                    picked.paper.set(Paper::of(&code));
                    choice.update(|choice| choice.bank = None);
                }
            />
            <SelectField
                id="kelompok"
                label=say!(dokumen.kelompok)
                options=Signal::stored(
                    groups.iter().map(|one| Choice::new(group_code(*one), words::group(*one))).collect::<Vec<_>>(),
                )
                value=Signal::derive(move || Some(choice.with(|choice| group_code(choice.group))))
                on_change=move |code: String| {
                    let group = groups.into_iter().find(|one| group_code(*one) == code).unwrap_or_default();
                    choice.update(|choice| choice.group = group);
                }
            />
            <SelectField
                id="kantor"
                label=say!(meja.kantor)
                options=within
                value=Signal::derive(move || Some(choice.with(|choice| choice.office.clone().unwrap_or_default())))
                on_change=move |code: String| choice.update(|choice| choice.office = some(code))
            />
            {move || {
                is_bank
                    .get()
                    .then(|| {
                        view! {
                            <SelectField
                                id="bank"
                                label=say!(dokumen.bank)
                                options=banks
                                value=Signal::derive(move || {
                                    Some(choice.with(|choice| choice.bank.clone().unwrap_or_default()))
                                })
                                on_change=move |code: String| choice.update(|choice| choice.bank = some(code))
                            />
                            <SelectField
                                id="pembayaran"
                                label=say!(dokumen.pembayaran)
                                options=Signal::stored(
                                    payings
                                        .iter()
                                        .map(|one| Choice::new(format!("{one:?}"), words::paying(*one)))
                                        .collect::<Vec<_>>(),
                                )
                                value=Signal::derive(move || Some(choice.with(|choice| format!("{:?}", choice.paying))))
                                on_change=move |code: String| {
                                    let paying =
                                        payings.into_iter().find(|one| format!("{one:?}") == code).unwrap_or_default();
                                    choice.update(|choice| choice.paying = paying);
                                }
                            />
                        }
                    })
            }}
        </div>
        <p class="sub">{purpose}</p>
    }
}

/// One list: its sums, what is lacking, the ways out, and its rows.
#[component]
fn List(shown: Shown, signing: Signing) -> impl IntoView {
    let made = shown.made;
    let kind = Memo::new(move |_| made.with(|made| made.as_ref().map_or(Kind::Gaji, |made| made.kind)));
    let count = Memo::new(move |_| made.with(|made| made.as_ref().map_or(0, |made| made.rows.len())));
    let left_out = Memo::new(move |_| made.with(|made| made.as_ref().map_or(0, |made| made.left_out)));
    view! {
        {move || {
            (left_out.get() > 0)
                .then(|| {
                    view! { <Notice tone=Tone::Sogan text=say!(dokumen.tertahan, jumlah = left_out.get()) /> }
                })
        }}
        {move || {
            (kind.get() == Kind::Sipd)
                .then(|| view! { <Notice tone=Tone::Sogan text=say!(dokumen.sipd_kode) /> })
        }}
        {move || {
            if count.get() == 0 {
                view! { <Empty text=say!(dokumen.kosong) glyph=Glyph::FileText /> }.into_any()
            } else {
                view! {
                    <Sums shown=shown />
                    <Lacks made=made />
                    <Section title=say!(dokumen.ambil)>
                        <Save shown=shown signing=signing />
                        <p class="sub">{say!(dokumen.ambil_jelas)}</p>
                        {(kind.get() != Kind::Sipd).then(|| view! { <SignersForm signing=signing letter=false /> })}
                    </Section>
                    <Rows shown=shown kind=kind.get() />
                }
                    .into_any()
            }
        }}
    }
}

#[component]
fn Sums(shown: Shown) -> impl IntoView {
    let desk_run = expect_context::<RunDesk>();
    move || {
        shown.made.with(|made| {
            let made = made.as_ref()?;
            let policy = desk_run.policy();
            let stats = words::sums(made.kind).iter().filter_map(|head| {
                let value = format::rupiah(made.total(*head)?);
                Some(view! { <Stat label=words::head(*head, policy) value=value private=true /> })
            });
            let rows = format::grouped(i64::try_from(made.rows.len()).unwrap_or(i64::MAX));
            Some(view! {
                <div class="stats">
                    <Stat label=say!(dokumen.baris) value=rows sub=say!(dokumen.kolom, jumlah = made.columns.len()) />
                    {stats.collect_view()}
                </div>
            })
        })
    }
}

/// The rows with the columns that a list is known by; files and paper hold all.
#[component]
fn Rows(shown: Shown, kind: Kind) -> impl IntoView {
    let desk_run = expect_context::<RunDesk>();
    let made = shown.made;
    let policy = desk_run.policy();
    let seen: Vec<Vec<Head>> = match kind {
        Kind::RekapKantor => vec![vec![Head::Kantor], vec![Head::Pegawai]],
        Kind::RekapRekening => vec![vec![Head::Kriteria, Head::KodeRekening]],
        Kind::Bank => vec![vec![Head::Nama, Head::Nip], vec![Head::NamaBank, Head::NomorRekening]],
        Kind::Sipd => vec![
            vec![Head::Fixed("Nama Pegawai"), Head::Fixed("NIP")],
            vec![Head::Fixed("Nama Bank"), Head::Fixed("Nomor Rekening")],
        ],
        Kind::TppPembayaran => {
            vec![vec![Head::Nama, Head::Nip], vec![Head::NamaBank, Head::NomorRekening], vec![Head::Jabatan]]
        }
        Kind::Gaji | Kind::TppPerhitungan | Kind::Rapel => vec![vec![Head::Nama, Head::Nip], vec![Head::Golongan]],
    };
    let named = seen.iter().map(|heads| heads[0]).map(|head| Column::words(words::head(head, policy)).width(2));
    let sums = words::sums(kind).iter().map(|head| Column::numbers(words::head(*head, policy)).width(2));
    let columns: Vec<Column> = named.chain(sums).collect();
    let stacks: Vec<Vec<Head>> = seen.into_iter().chain(words::sums(kind).iter().map(|head| vec![*head])).collect();
    let row = Callback::new(move |at: usize| {
        made.with(|made| {
            let Some((made, row)) = made.as_ref().and_then(|made| Some((made, made.rows.get(at)?))) else {
                return TableRow::default();
            };
            let word = |head: &Head| {
                let place = made.columns.iter().position(|column| column.head == *head)?;
                Some((row.get(place)?, made.columns[place]))
            };
            let cell = |heads: &Vec<Head>| {
                let mut told = heads.iter().filter_map(word);
                match (told.next(), told.next()) {
                    (Some((Value::Rupiah(amount), _)), None) => Cell::Amount(format::amount(*amount)),
                    (Some((one, column)), None) => Cell::Words(words::cell(one, column, policy)),
                    (Some((one, column)), Some((other, below))) => {
                        let below = words::cell(other, below, policy);
                        Cell::Two(words::cell(one, column, policy), below)
                    }
                    (None, _) => Cell::Words(String::new()),
                }
            };
            TableRow::new(stacks.iter().map(cell).collect()).key(at.to_string())
        })
    });
    view! {
        <Section title=say!(dokumen.isi)>
            <BigTable
                caption=words::kind(kind)
                columns=columns
                count=Signal::derive(move || made.with(|made| made.as_ref().map_or(0, |made| made.rows.len())))
                row=row
            />
        </Section>
    }
}

/// A button that says what it does with the list.
fn way_out(label: String, glyph: Glyph, primary: bool, busy: Signal<bool>, press: Callback<()>) -> AnyView {
    let kind = if primary { crate::components::ButtonKind::Primary } else { crate::components::ButtonKind::Outline };
    view! { <Button label=label kind=kind glyph=glyph busy=busy on_press=press /> }.into_any()
}
