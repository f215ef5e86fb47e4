//! What closed months come to beside a slip: arrears with their tax, what was paid too much, what is not known yet.

use domain::money::Rupiah;
use domain::pay::{Payment, TaxBearer};
use leptos::prelude::*;

use super::work::Late;
use crate::components::{Glyph, IconLine, Notice, Row, Rows, Section, Tone};
use crate::say;
use crate::words::format::{amount, month, rupiah, spoken};
use crate::words::{beside, gaps};

/// The address of the arrears.
pub const LINE: &str = "rapel";

/// Shows everything late beside a slip whose net is `net`; `prefix` is the address its figures open under.
#[must_use]
pub fn late(of: &Late, net: Option<Rupiah>, prefix: &str) -> AnyView {
    let href = format!("{prefix}/{LINE}");
    let back = of.back.as_ref().map(|back| {
        let rows: Vec<AnyView> = back
            .table
            .months
            .iter()
            .filter_map(|row| {
                let sums = [Payment::Salary, Payment::Tpp].map(|payment| row.difference(payment).map(|sums| sums.net));
                let [Ok(salary), Ok(tpp)] = sums else { return None };
                let both =
                    salary.at_least_zero().plus(tpp.at_least_zero()).ok().filter(|both| *both != Rupiah::ZERO)?;
                let title = say!(bayar.rapel_bulan, bulan = month(row.month));
                Some(
                    view! {
                        <Row title=title amount=amount(both) spoken=spoken(both) href=href.clone() />
                    }
                    .into_any(),
                )
            })
            .collect();
        let taxes: Vec<AnyView> = back
            .arrears
            .tax
            .iter()
            .map(|tax| {
                let borne = tax.bearer == TaxBearer::State;
                let shown = if borne { tax.tax } else { Rupiah::ZERO.minus(tax.tax).unwrap_or(tax.tax) };
                let sub = if borne { say!(bayar.rapel_ditanggung) } else { beside::kind(tax.kind) };
                view! { <Row title=say!(bayar.rapel_pajak) sub=sub amount=amount(shown) spoken=spoken(shown) /> }
                    .into_any()
            })
            .collect();
        let received = back.arrears.net;
        let together = net.and_then(|net| net.plus(received).ok()).map(|sum| {
            view! { <Row title=say!(bayar.seluruhnya) amount=amount(sum) spoken=spoken(sum) strong=true /> }
        });
        view! {
            <Section title=say!(bayar.rapel_judul)>
                <p class="sub">{say!(bayar.rapel_jelas)}</p>
                <Rows label=say!(bayar.rapel_judul)>
                    {rows}
                    {taxes}
                    <Row
                        title=say!(bayar.rapel_diterima)
                        amount=amount(received)
                        spoken=spoken(received)
                        strong=true
                        href=href.clone()
                    />
                    {together}
                </Rows>
            </Section>
        }
    });
    let over = (of.overpaid < Rupiah::ZERO).then(|| {
        let whole = Rupiah::ZERO.minus(of.overpaid).unwrap_or_default();
        let text = match of.takes {
            None => say!(bayar.lebih_jelas, jumlah = rupiah(whole)),
            Some(plan) => say!(bayar.lebih_rencana, jumlah = rupiah(whole), kali = plan.instalments),
        };
        // What is agreed needs nobody to act.
        let tone = if of.takes.is_some() { Tone::Sogan } else { Tone::Mengkudu };
        view! { <Notice tone=tone title=say!(bayar.lebih_judul) text=text /> }
    });
    let open = (!of.gaps.is_empty()).then(|| {
        let mut words: Vec<String> = of.gaps.iter().map(|gap| gaps::gap(gap, None)).collect();
        words.dedup();
        view! {
            <Notice tone=Tone::Sogan title=say!(bayar.rapel_tertunda) text=say!(bayar.rapel_tertunda_jelas)>
                {words.into_iter().map(|text| view! { <IconLine glyph=Glyph::CircleAlert text=text /> }).collect_view()}
            </Notice>
        }
    });
    view! {
        {over}
        {open}
        {back}
    }
    .into_any()
}
