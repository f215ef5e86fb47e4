//! What befell a few people of the region: study, an acting post, a punishment. Enough that the watch and the run have
//! something to say; everybody else simply works.

use domain::asn::{Keadaan, Status};
use domain::calendar::{Day, Month};
use ledger::hash::Id;
use ledger::kind::Kind;
use ledger::payload::{Fact, Penugasan, Putusan, Sebagai};
use ledger::subject::{self, Field};
use rust_decimal::Decimal;

use super::cast::Cast;
use super::people::Region;
use crate::pen::{Draft, NotWritten};

/// Drafts the facts, seen from a day.
pub fn events(region: &Region, cast: &Cast, ids: &[Id], today: Day) -> Result<Vec<Draft>, NotWritten> {
    let month = today.month();
    let chosen = chosen(region, cast);
    let told = [study(month), acting(month), punishment(month)];
    let draft = |(at, (field, from, fact)): (usize, (Field, Day, Fact))| {
        Draft::new(Kind::Fact, subject::fact(ids[at], field, from), &fact)
    };
    chosen.into_iter().zip(told).map(draft).collect()
}

/// PNS spread over the list who stand in front of nobody.
fn chosen(region: &Region, cast: &Cast) -> Vec<usize> {
    let people = &region.people;
    let front = [cast.employee, cast.peer, cast.superior, cast.hr, cast.treasurer, cast.approver, cast.leader];
    let free = |at: &usize| {
        people[*at].status == Status::Pns && people[*at].kelas <= 9 && !front.contains(at) && !cast.team.contains(at)
    };
    (1..4).filter_map(|part| (people.len() * part / 4..people.len()).find(free)).collect()
}

/// Away to study for four months: the allowance of the post ends in a few.
fn study(month: Month) -> (Field, Day, Fact) {
    let fact = Fact::Keadaan { keadaan: Keadaan::TugasBelajar, paper: "SK 800.1.3/0042 (rekaan)".to_owned() };
    (Field::Keadaan, month.plus(-4).first(), fact)
}

/// Plt of a head of section for half a year.
fn acting(month: Month) -> (Field, Day, Fact) {
    let order = Penugasan {
        sebagai: Sebagai::Plt,
        title: "Kepala Seksi".to_owned(),
        kelas: Some(9),
        until: Some(month.plus(3).first().plus_days(-1)),
        mode: None,
        share_percent: None,
        paper: "SP 824/0107 (rekaan)".to_owned(),
    };
    (Field::Penugasan, month.plus(-3).first(), Fact::Penugasan(order))
}

/// A medium punishment of six months.
fn punishment(month: Month) -> (Field, Day, Fact) {
    let one = Putusan {
        measure: "hukdis_sedang".to_owned(),
        value: Decimal::ONE,
        until: Some(month.plus(3)),
        paper: "SK 862/0015 (rekaan)".to_owned(),
    };
    (Field::Putusan, month.plus(-2).first(), Fact::Putusan { decided: vec![one] })
}
