//! The statement that pay stops (SKPP) as one sheet: who, by which paper, the last pay line by line, what is owed, the year.

use domain::pay::{Line, LineKind, Payment};
use ledger::document::account;
use ledger::facts::Profile;
use ledger::skpp::Skpp;
use leptos::prelude::*;

use crate::pages::gaji::lembar;
use crate::say;
use crate::words::{beside, format, pay, skpp as words};

/// A statement with what identifies its person.
#[derive(Clone)]
pub struct Statement {
    /// Facts of the last month that paid.
    pub facts: Profile,
    /// The statement.
    pub skpp: Skpp,
    /// Name of the office.
    pub office: String,
}

/// The sheet; who signs below it is the caller's.
#[component]
pub fn SkppView(of: Statement, children: Children) -> impl IntoView {
    let Statement { facts, skpp, office } = of;
    let policy = skpp.last.case.policy();
    let paid = say!(skpp.b_gaji, bulan = format::month(skpp.last_month()));
    let year = say!(skpp.b_tahun, tahun = skpp.last_month().year());
    view! {
        <h2>{say!(skpp.judul)}</h2>
        <p>{say!(skpp.nomor)} ": " {".".repeat(30)}</p>
        {lembar::draft(&words::draft(&skpp))}
        <h3>{say!(skpp.b_identitas)}</h3>
        {lembar::entries(identity(&facts, &skpp, office))}
        <h3>{say!(skpp.b_dasar)}</h3>
        {lembar::entries(ground(&skpp))}
        <h3>{paid}</h3>
        <table class="list">
            <thead>
                <tr>
                    <th scope="col">{say!(bukti.k_uraian)}</th>
                    <th scope="col">{say!(bukti.k_rupiah)}</th>
                </tr>
            </thead>
            <tbody>{lines(&skpp)}</tbody>
        </table>
        <h3>{say!(skpp.b_sisa)}</h3>
        <ul>{lembar::points(words::left(&skpp, policy))}</ul>
        <h3>{year}</h3>
        {lembar::entries(so_far(&skpp))}
        {children()}
        {lembar::notes(words::notes(&skpp))}
    }
}

fn identity(facts: &Profile, of: &Skpp, office: String) -> Vec<(String, String)> {
    let or_lack = |text: Option<String>| text.unwrap_or_else(|| say!(bukti.belum));
    let input = &of.last.case.pay;
    let npwp = facts.diri.as_ref().and_then(|diri| diri.npwp.as_ref()).map(ToString::to_string);
    let to = account(facts).map(|at| {
        say!(skpp.rekening, bank = at.bank.clone(), nomor = at.account.to_string(), nama = at.holder.clone())
    });
    vec![
        (say!(umum.nama), facts.call()),
        (say!(meja.nip), or_lack(facts.nip.map(|nip| nip.grouped()))),
        (say!(skpp.i_lahir), or_lack(facts.nip.map(|nip| format::day(nip.born())))),
        (say!(bukti.i_golongan), input.golongan.to_string()),
        (say!(skpp.i_mkg), format::masa_kerja(input.mkg)),
        (say!(meja.jabatan), or_lack(facts.title().map(str::to_owned))),
        (say!(meja.kantor), office),
        (say!(bukti.i_npwp), or_lack(npwp)),
        (say!(bukti.i_ptkp), input.ptkp.to_string()),
        (say!(skpp.i_keluarga), words::family(input.family)),
        (say!(skpp.i_beras), say!(skpp.jiwa, jumlah = input.rice_heads)),
        (say!(skpp.i_rekening), or_lack(to)),
    ]
}

fn ground(of: &Skpp) -> Vec<(String, String)> {
    vec![
        (say!(skpp.i_keadaan), pay::capital(&beside::keadaan(of.service.keadaan))),
        (say!(skpp.i_sejak), format::day(of.service.since)),
        (say!(skpp.i_surat), of.paper.clone()),
        (say!(skpp.i_berhenti), format::month(of.stops)),
        (say!(skpp.i_terakhir), format::month(of.last_month())),
    ]
}

fn so_far(of: &Skpp) -> Vec<(String, String)> {
    vec![
        (say!(skpp.k_bulan), of.year.months.to_string()),
        (say!(skpp.k_bruto), format::rupiah(of.year.part.gross)),
        (say!(skpp.k_iuran), format::rupiah(of.year.part.contributions)),
        (say!(skpp.k_pph), format::rupiah(of.year.part.tax)),
    ]
}

/// The slip of the last month: every line, each payment with its sums, and the arrears that went out with it.
fn lines(of: &Skpp) -> Vec<AnyView> {
    let slip = &of.last.paying.slip;
    let policy = of.last.case.policy();
    let row = |name: String, amount| {
        view! {
            <tr>
                <td>{name}</td>
                <td class="num">{format::amount(amount)}</td>
            </tr>
        }
        .into_any()
    };
    let sum = |name: String, amount| {
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td class="num">
                    <b>{format::amount(amount)}</b>
                </td>
            </tr>
        }
        .into_any()
    };
    let all = |payment: Payment, kind: LineKind| {
        let fits = move |line: &&Line| line.code.payment() == payment && line.code.kind() == kind;
        slip.lines.iter().filter(fits).map(|line| row(pay::line(line.code, policy), line.amount)).collect::<Vec<_>>()
    };
    let mut rows = all(Payment::Salary, LineKind::Earning);
    rows.push(sum(say!(dokumen.k_gaji_kotor), slip.salary.gross));
    rows.extend(all(Payment::Salary, LineKind::Deduction));
    rows.push(sum(say!(dokumen.k_gaji_potongan), slip.salary.deductions));
    rows.push(sum(say!(dokumen.k_gaji_bersih), slip.salary.net));
    if let Some(tpp) = slip.tpp {
        rows.extend(all(Payment::Tpp, LineKind::Earning));
        rows.push(sum(say!(dokumen.k_tpp_kotor), tpp.gross));
        rows.extend(all(Payment::Tpp, LineKind::Deduction));
        rows.push(sum(say!(dokumen.k_tpp_potongan), tpp.deductions));
        rows.push(sum(say!(dokumen.k_tpp_bersih), tpp.net));
    }
    if let Some(back) = &of.last.paying.back {
        rows.push(sum(say!(skpp.rapel), back.arrears.net));
    }
    rows
}
