//! SPTJM: the letter in which the budget user takes full responsibility for what a run pays. One sheet, in own words.

use domain::calendar::Month;
use domain::money::Rupiah;
use ledger::document::Head;
use leptos::prelude::*;

use super::Shown;
use super::signers::{Signed, SignersForm, Signing};
use crate::components::{Button, Glyph, Section};
use crate::desk::{device::clock, use_desk};
use crate::pages::meja::proses::RunDesk;
use crate::say;
use crate::words::{format, terbilang};

#[component]
pub fn Letter(shown: Shown, signing: Signing) -> impl IntoView {
    let desk = use_desk();
    let desk_run = expect_context::<RunDesk>();
    let total = move |head| shown.made.with(|made| made.as_ref().and_then(|made| made.total(head)));
    let printing = RwSignal::new(false);
    let print = move |()| {
        printing.set(true);
        leptos::task::spawn_local(async move {
            clock::pause(50).await;
            let _ = window().print();
            let _ = printing.try_set(false);
        });
    };
    let sheet = move || {
        let month = desk_run.month.get()?;
        let sums = (total(Head::GajiBersih)?, total(Head::TppBersih)?, total(Head::Dibayar)?);
        Some(letter(signing, shown.office(desk), month, sums))
    };
    view! {
        <Section title=say!(dokumen.ambil)>
            <div class="actions">
                <Button label=say!(umum.cetak) glyph=Glyph::Printer on_press=print />
            </div>
            <SignersForm signing=signing on=Signed::Letter />
        </Section>
        <div class="card letter">{sheet}</div>
        <div class="sheets">
            {move || printing.get().then(|| view! { <section class="sheet letter">{sheet()}</section> })}
        </div>
    }
}

fn letter(signing: Signing, office: String, month: Month, sums: (Rupiah, Rupiah, Rupiah)) -> AnyView {
    let of = move |name: &'static str| signing.entry(name);
    let (salary, tpp, paid) = sums;
    let who = [
        (say!(dokumen.s_nama), of("kepala-nama")),
        (say!(dokumen.s_nip), of("kepala-nip")),
        (say!(dokumen.s_jabatan), of("kepala-jabatan")),
        (say!(dokumen.s_unit), office),
        (say!(dokumen.s_alamat), of("alamat-kantor")),
    ];
    let points = [
        say!(dokumen.s_satu, bulan = format::month(month)),
        say!(dokumen.s_dua, jumlah = format::rupiah(paid), terbilang = terbilang::rupiah(paid)),
        say!(dokumen.s_tiga, gaji = format::rupiah(salary), tpp = format::rupiah(tpp)),
        say!(dokumen.s_empat, nomor = of("nomor-spm")),
        say!(dokumen.s_lima),
        say!(dokumen.s_enam),
    ];
    view! {
        <h2>{say!(dokumen.s_judul)}</h2>
        <p>{say!(dokumen.s_nomor, nomor = of("nomor"))}</p>
        <p>{say!(dokumen.s_bertanda)}</p>
        <table class="plain">
            <tbody>
                {who
                    .into_iter()
                    .map(|(label, value)| {
                        view! {
                            <tr>
                                <th scope="row">{label}</th>
                                <td>": " {value}</td>
                            </tr>
                        }
                    })
                    .collect_view()}
            </tbody>
        </table>
        <p>{say!(dokumen.s_menyatakan)}</p>
        <ol>{points.into_iter().map(|point| view! { <li>{point}</li> }).collect_view()}</ol>
        <p>{say!(dokumen.s_penutup)}</p>
        <div class="signs">
            <p></p>
            <p>
                {of("tempat")} ", " {of("tanggal")} <br /> {of("kepala-jabatan")}
                <span class="sign-room">{say!(dokumen.s_meterai)}</span> <b>{of("kepala-nama")}</b> <br />
                {say!(dokumen.nip_angka, nip = of("kepala-nip"))}
            </p>
        </div>
    }
    .into_any()
}
