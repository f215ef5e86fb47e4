//! One list on the page: its sums, what is lacking, the ways out, and its rows.

use ledger::document::{Cell as Value, Head, Kind};
use leptos::prelude::*;

use super::lacks::Lacks;
use super::making::Yearly;
use super::save::Save;
use super::signers::{Signed, SignersForm, Signing};
use super::{Shown, words};
use crate::components::{BigTable, Cell, Column, Empty, Glyph, Notice, Section, Stat, TableRow, Tone};
use crate::pages::meja::proses::RunDesk;
use crate::say;
use crate::words::format;

/// One list.
#[component]
pub fn List(shown: Shown, signing: Signing) -> impl IntoView {
    let made = shown.made;
    let kind = Memo::new(move |_| made.with(|made| made.as_ref().map_or(Kind::Gaji, |made| made.kind)));
    let count = Memo::new(move |_| made.with(|made| made.as_ref().map_or(0, |made| made.rows.len())));
    let left_out = Memo::new(move |_| made.with(|made| made.as_ref().map_or(0, |made| made.left_out)));
    view! {
        {move || {
            (left_out.get() > 0 && Yearly::of(kind.get()).is_none())
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
                let text = match kind.get() {
                    Kind::BuktiPotong => say!(bukti.kosong),
                    Kind::Skpp => say!(skpp.kosong),
                    _ => say!(dokumen.kosong),
                };
                view! { <Empty text=text glyph=Glyph::FileText /> }.into_any()
            } else {
                view! {
                    <Sums shown=shown />
                    <Lacks made=made />
                    <Section title=say!(dokumen.ambil)>
                        <Save shown=shown signing=signing />
                        <p class="sub">{say!(dokumen.ambil_jelas)}</p>
                        {signed(kind.get()).map(|on| view! { <SignersForm signing=signing on=on /> })}
                    </Section>
                    <Rows shown=shown kind=kind.get() />
                }
                    .into_any()
            }
        }}
    }
}

/// Who signs a list on paper; nobody signs one that another program reads.
fn signed(kind: Kind) -> Option<Signed> {
    match kind {
        Kind::Sipd => None,
        Kind::BuktiPotong => Some(Signed::Certificate),
        _ => Some(Signed::List),
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
        Kind::BuktiPotong => vec![vec![Head::Nama, Head::Nip], vec![Head::Kantor, Head::Ptkp]],
        Kind::Skpp => vec![vec![Head::Nama, Head::Nip], vec![Head::Keadaan, Head::Surat], vec![Head::BulanTerakhir]],
        Kind::Gaji | Kind::TppPerhitungan | Kind::Rapel | Kind::Yearly(_) | Kind::Reward => {
            vec![vec![Head::Nama, Head::Nip], vec![Head::Golongan]]
        }
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
