//! What a decree names to be paid in place of income, where the standing in service leaves pay to its decree: what stands,
//! and the form in which the treasurer records it.

use domain::calendar::{Day, Month};
use domain::law::{Rulebook, SalaryDue};
use domain::money::Rupiah;
use ledger::facts::profile;
use ledger::hash::Id;
use ledger::payload::Fact;
use ledger::subject::Field;
use leptos::prelude::*;

use super::isian::{Asks, Entry, Isian, Read, must, paper};
use crate::components::{Row, Rows, Section};
use crate::desk::use_desk;
use crate::pages::meja::hr::import::problem::Problem;
use crate::say;
use crate::words::format::{amount, day, read_rupiah, spoken};

/// Most rupiah a month that a decree can name.
const MOST_RP: u32 = 999_999_999;

const ENTRIES: [Entry; 3] = [
    ("surat-mulai", Asks::Day, || say!(bayar.surat_mulai)),
    ("surat-jumlah", Asks::Words, || say!(bayar.surat_jumlah)),
    ("surat-nomor", Asks::Words, || say!(bayar.surat_nomor)),
];

/// The section; nothing where no decree names what is paid.
#[component]
pub fn MenurutSurat(person: Id, month: Month) -> impl IntoView {
    let desk = use_desk();
    let facts = Memo::new(move |_| desk.book.with(|book| profile(book, person, month.first())));
    let since = Memo::new(move |_| {
        let service = facts.with(|facts| facts.service)?;
        let due = Rulebook::national().salary_due(service.keadaan, service.since, month);
        matches!(due, Ok((SalaryDue::ByDecree, _))).then_some(service.since)
    });
    let stands = move || {
        let since = since.get()?;
        let (from, given) = facts.with(|facts| facts.decreed.clone()).filter(|(from, _)| *from >= since)?;
        let sub = say!(bayar.surat_sejak, surat = given.source, hari = day(from));
        Some(view! {
            <Rows label=say!(bayar.surat_judul)>
                <Row
                    title=say!(bayar.surat_jumlah)
                    sub=sub
                    amount=amount(given.amount)
                    spoken=spoken(given.amount)
                    strong=true
                />
            </Rows>
        })
    };
    move || {
        since.get().map(|since| {
            view! {
                <Section title=say!(bayar.surat_judul)>
                    {stands}
                    <Isian
                        person=person
                        field=Field::Penghasilan
                        entries=&ENTRIES
                        begin=vec![since.to_string(), String::new(), String::new()]
                        told=say!(bayar.surat_jelas)
                        save=say!(bayar.surat_simpan)
                        read=read
                    />
                </Section>
            }
        })
    }
}

fn read(typed: &[String]) -> Read {
    let [from, rupiah, named] = [0, 1, 2].map(|at| typed.get(at).map_or("", String::as_str));
    let least = Rupiah::new(1);
    let fits = |read: &Rupiah| (least..=Rupiah::new(MOST_RP.into())).contains(read);
    let too_far = Problem::Number { min: 1, max: MOST_RP };
    let from = must(from, |text| text.parse::<Day>().map_err(|_| Problem::Date));
    let rupiah = must(rupiah, |text| read_rupiah(text).filter(fits).ok_or(too_far));
    match (from, rupiah, paper(named)) {
        (Ok(from), Ok(amount_rp), Ok(paper)) => Ok((from, Fact::Penghasilan { amount_rp, paper })),
        (from, rupiah, paper) => {
            let wrong = [from.err(), rupiah.err(), paper.err()];
            Err(ENTRIES.iter().zip(wrong).filter_map(|((id, ..), wrong)| Some((*id, wrong?))).collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_amount_of_the_paper_is_read_or_named_with_what_is_wrong() {
        let typed = |texts: [&str; 3]| read(&texts.map(str::to_owned));
        let names = |texts| typed(texts).unwrap_err().into_iter().map(|(name, _)| name).collect::<Vec<_>>();
        assert_eq!(names(["", "", ""]), ["surat-mulai", "surat-jumlah", "surat-nomor"]);
        for amount in ["seribu", "0", "-5", "1.000.000.000"] {
            assert_eq!(names(["2026-09-10", amount, "SK 5"]), ["surat-jumlah"], "{amount}");
        }
        let fact = Fact::Penghasilan { amount_rp: Rupiah::new(1_650_000), paper: "SK 5".into() };
        assert_eq!(typed(["2026-09-10", "Rp1.650.000", " SK 5 "]).unwrap(), ("2026-09-10".parse().unwrap(), fact));
    }
}
