//! The yearly tax certificate as one sheet, from any source, so that the treasurer's paper and the own page show the same.
//! `/bukti-potong`: the own certificate of a year.

use domain::asn::Sex;
use domain::calendar::Month;
use domain::law::Rulebook;
use ledger::certificate::{Certificate, Certificates, Outcome, Row};
use ledger::facts::{Profile, offices};
use ledger::month::recapped;
use leptos::prelude::*;

use super::lembar;
use super::slip::{eye, print};
use crate::components::{Choice, Empty, Glyph, Notice, Page, PrivacyEye, SelectField, Tone};
use crate::desk::use_desk;
use crate::say;
use crate::words::{certificate as words, format};

/// A certificate with what identifies its person.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// Facts of the last month.
    pub facts: Profile,
    /// The certificate.
    pub certificate: Certificate,
    /// Name of the office.
    pub office: String,
}

/// The sheet; what stands below it, who withheld the tax, is the caller's.
#[component]
pub fn BuktiView(sheet: Sheet, #[prop(optional)] children: Option<Children>) -> impl IntoView {
    let Sheet { facts, certificate, office } = sheet;
    let of = &certificate;
    let year = say!(bukti.tahun, tahun = of.last.year());
    let parts = [
        (say!(bukti.b_bruto), Row::GajiPokok, Row::Bruto),
        (say!(bukti.b_kurang), Row::BiayaJabatan, Row::Pengurangan),
        (say!(bukti.b_hitung), Row::Neto, Row::PphPegawai),
    ];
    let rows = parts.map(|(head, first, last)| {
        let rows = Row::ALL.into_iter().filter(|row| (first..=last).contains(row)).filter_map(|row| line(of, row));
        view! {
            <tr>
                <th scope="rowgroup" colspan="3">
                    {head}
                </th>
            </tr>
            {rows.collect_view()}
        }
    });
    let rows = rows.into_iter().collect_view();
    let signed = children.map(|children| {
        view! {
            <h3>{say!(bukti.c_pemotong)}</h3>
            {children()}
        }
    });
    view! {
        <h2>{say!(bukti.judul)}</h2>
        <p>{year}</p>
        {lembar::draft(&words::draft(of))}
        <h3>{say!(bukti.a_identitas)}</h3>
        {lembar::entries(identity(&facts, of, office))}
        <h3>{say!(bukti.b_rincian)}</h3>
        <table class="list">
            <thead>
                <tr>
                    <th scope="col">{say!(bukti.k_nomor)}</th>
                    <th scope="col">{say!(bukti.k_uraian)}</th>
                    <th scope="col">{say!(bukti.k_rupiah)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        {signed}
        {lembar::notes(words::notes(of))}
    }
}

/// A row of the form: always there, empty where no record speaks of it. Rows that are not of the form come when they say
/// something.
fn line(of: &Certificate, row: Row) -> Option<impl IntoView + use<>> {
    let amount = of.amount(row);
    (row.number().is_some() || amount.is_some()).then(|| {
        view! {
            <tr>
                <td>{row.number()}</td>
                <td>{words::row(row)}</td>
                <td class="num">{amount.map(format::amount)}</td>
            </tr>
        }
    })
}

fn identity(facts: &Profile, of: &Certificate, office: String) -> Vec<(String, String)> {
    let diri = facts.diri.as_ref();
    let or_lack = |text: Option<String>| text.unwrap_or_else(|| say!(bukti.belum));
    let sex = facts.nip.map(|nip| match nip.sex() {
        Sex::Man => say!(bukti.laki),
        Sex::Woman => say!(bukti.perempuan),
    });
    let period = say!(bukti.masa, awal = format::month(of.first), akhir = format::month(of.last), jumlah = of.months);
    vec![
        (say!(umum.nama), facts.call()),
        (say!(meja.nip), or_lack(facts.nip.map(|nip| nip.grouped()))),
        (say!(bukti.i_npwp), or_lack(diri.and_then(|diri| diri.npwp.as_ref()).map(ToString::to_string))),
        (say!(bukti.i_nik), or_lack(diri.and_then(|diri| diri.nik.as_ref()).map(ToString::to_string))),
        (say!(bukti.i_kelamin), or_lack(sex)),
        (say!(bukti.i_alamat), or_lack(diri.and_then(|diri| diri.address.clone()))),
        (say!(bukti.i_golongan), of.input.golongan.to_string()),
        (say!(meja.jabatan), or_lack(facts.title().map(str::to_owned))),
        (say!(meja.kantor), office),
        (say!(bukti.i_ptkp), of.input.ptkp.to_string()),
        (say!(bukti.i_masa), period),
    ]
}

/// The own certificate of a year: the newest that a recap stands of, unless another is chosen.
#[component]
pub fn Bukti() -> impl IntoView {
    let desk = use_desk();
    let years = Memo::new(move |_| {
        let months = desk.book.with(|book| recapped(book, desk.me()));
        let mut years: Vec<Month> = months.into_iter().map(Month::december).collect();
        years.dedup();
        years
    });
    let chosen = RwSignal::new(None::<Month>);
    let year = Memo::new(move |_| chosen.get().or_else(|| years.with(|years| years.first().copied())));
    let options = Memo::new(move |_| {
        years.get().into_iter().map(|last| Choice::new(last.to_string(), last.year().to_string())).collect::<Vec<_>>()
    });
    let own = Memo::new(move |_| {
        let december = year.get()?;
        let one = desk
            .book
            .with(|book| Certificates::of(book, december).map(|all| all.person(book, desk.me(), Rulebook::national())));
        Some(one.map_err(Outcome::Missing))
    });
    let hidden = use_context::<PrivacyEye>();
    let actions = ViewFn::from(|| view! { {eye()} {print()} }.into_any());
    let shown = move || match own.get() {
        None => view! { <Empty text=say!(gaji.kosong_akun) glyph=Glyph::Wallet /> }.into_any(),
        Some(Err(outcome)) => without(&outcome),
        Some(Ok(one)) => match one.outcome {
            Outcome::Made(_) if hidden.as_ref().is_some_and(|eye| eye.hidden.get()) => {
                view! { <p class="sub">{say!(umum.disembunyikan)}</p> }.into_any()
            }
            Outcome::Made(certificate) => {
                let houses = desk.book.with_untracked(offices);
                let office = one.facts.office_name(&houses).to_owned();
                let sheet = Sheet { facts: one.facts, certificate: *certificate, office };
                view! {
                    <div class="card certificate">
                        <BuktiView sheet=sheet />
                    </div>
                }
                .into_any()
            }
            outcome => without(&outcome),
        },
    };
    view! {
        <Page title=say!(bukti.sendiri) actions=actions>
            <div class="fields screen-only">
                <SelectField
                    id="tahun-pajak"
                    label=say!(bukti.tahun_pajak)
                    options=options
                    value=Signal::derive(move || Some(year.get().map(|last| last.to_string()).unwrap_or_default()))
                    on_change=move |code: String| chosen.set(code.parse().ok())
                />
            </div>
            <p class="sub">{say!(bukti.sendiri_jelas)}</p>
            {shown}
        </Page>
    }
}

fn without(outcome: &Outcome) -> AnyView {
    view! { <Notice tone=Tone::Sogan title=say!(bukti.sendiri_belum) text=words::why_not(outcome, None) /> }.into_any()
}
