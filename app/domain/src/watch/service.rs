//! Service: increments of base pay, retirement, the end of candidacy and of a contract.

use super::Change;
use super::notice::Watch;
use crate::asn::Status;
use crate::calendar::{Day, Month};
use crate::cite::Cite;
use crate::law::{PostKind, Rulebook};
use crate::outcome::Gap;
use crate::pay::Post;

impl Watch<'_> {
    /// Lists every printed row of the pay table that service reaches inside the span (PP 7/1977 Pasal 11; PPPK: Perpres
    /// 98/2020 Pasal 3), from the first of its month.
    pub(super) fn increments(&mut self) -> Result<(), Vec<Gap>> {
        let missing = [
            Self::need(self.person.status, "status").err(),
            Self::need(self.person.golongan, "golongan").err(),
            Self::need(self.person.mkg, "mkg").err(),
        ];
        let (Some(status), Some(golongan), Some((stood, mkg))) =
            (self.person.status, self.person.golongan, self.person.mkg)
        else {
            return Err(missing.into_iter().flatten().collect());
        };
        let one = |gap: Gap| vec![gap];
        let bad = || one(Gap::OutOfRange { field: "mkg".to_owned() });
        let start = self.from.first();
        let (_, cite) = self.law.increment_years_of(status, start).map_err(one)?;
        // What stood in the month before the span decides whether a row is reached in its first month; before the day the
        // years are stated for, nothing is known.
        let since = self.from.previous().months_since(stood).max(0);
        let mut years = mkg.plus_months(since).ok_or_else(bad)?.years();
        self.law.base_pay(golongan, years, start).map_err(one)?;
        let day_of = |years: u8| {
            let wait = (i32::from(years) - i32::from(mkg.years())) * 12 - i32::from(mkg.months());
            stood.plus(wait).first()
        };
        while let Some(next) = self.law.next_row(golongan, years, start).map_err(one)? {
            let day = day_of(next);
            if day > self.last.first() {
                break;
            }
            let row = self.law.base_pay(golongan, next, start).map_err(one)?;
            let change = Change::Increment { years: next, amount: row.amount };
            self.add(day, stood.first(), change, &[cite, row.cite], false);
            years = next;
        }
        Ok(())
    }

    /// Lists the retirement age of a PNS or CPNS with the first month of pension (PP 11/2017 Pasal 239), and the age at
    /// which the contract of a PPPK ends at the latest.
    pub(super) fn retirement(&mut self) -> Result<(), Vec<Gap>> {
        let person = self.person;
        let missing = [
            Self::need(person.status, "status").err(),
            Self::need(person.born, "tanggal_lahir").err(),
            Self::need(person.post.as_ref(), "jabatan").err(),
        ];
        let (Some(status), Some(born), Some(post)) = (person.status, person.born, &person.post) else {
            return Err(missing.into_iter().flatten().collect());
        };
        let one = |gap: Gap| vec![gap];
        let on = self.from.first();
        let (month, age, mut named) = pension_month(born, post, on, self.law).map_err(one)?;
        let first = month.first();
        let change = match status {
            Status::Pns | Status::Cpns => Change::Retirement { age },
            Status::Pppk => {
                let (ends, cite) = self.law.contract_ends_at_age(on).map_err(one)?;
                if !ends {
                    return Ok(());
                }
                named.push(cite);
                let contract_longer = person.contract_until.is_some_and(|until| until >= first);
                Change::ContractAge { age, contract_longer }
            }
        };
        self.add(first, born, change, &named, true);
        Ok(())
    }

    /// Lists the month from which the standing in service changes the salary.
    pub(super) fn standing(&mut self) -> Result<(), Vec<Gap>> {
        let Some(service) = self.person.service else { return Ok(()) };
        let found = self.law.salary_changes(service.keadaan, service.since).map_err(|gap| vec![gap])?;
        if let Some((month, salary, cite)) = found {
            self.add(month.first(), service.since, Change::Keadaan { service, salary }, &[cite], false);
        }
        Ok(())
    }

    /// Lists the end of a post held beside the own one, as its order says.
    pub(super) fn acting(&mut self) -> Result<(), Vec<Gap>> {
        if let Some((since, until)) = self.person.acting {
            self.add(until.plus_days(1), since, Change::ActingEnds, &[], false);
        }
        Ok(())
    }

    /// Lists the ends of decisions that a policy measures, as their papers say.
    pub(super) fn decisions(&mut self) -> Result<(), Vec<Gap>> {
        for until in &self.person.decided_until {
            self.add(until.next().first(), until.first(), Change::DecisionEnds, &[], false);
        }
        Ok(())
    }

    /// Lists the end of a candidate's probation; the day was not read in a source.
    pub(super) fn candidacy(&mut self) -> Result<(), Vec<Gap>> {
        let one = |gap: Gap| vec![gap];
        if Self::need(self.person.status, "status").map_err(one)? != Status::Cpns {
            return Ok(());
        }
        let since = Self::need(self.person.cpns_since, "tmt_cpns").map_err(one)?;
        let (months, cite) = self.law.candidacy_months(self.from.first()).map_err(one)?;
        let day = since.plus_months(i32::from(months));
        self.add(day, since, Change::CandidacyEnds { months }, &[cite], true);
        Ok(())
    }

    /// Lists the end of a PPPK's contract as it is recorded: the contract itself is the source.
    pub(super) fn contract(&mut self) -> Result<(), Vec<Gap>> {
        let one = |gap: Gap| vec![gap];
        if Self::need(self.person.status, "status").map_err(one)? != Status::Pppk {
            return Ok(());
        }
        let until = Self::need(self.person.contract_until, "kontrak_sampai").map_err(one)?;
        self.add(until.plus_days(1), until, Change::ContractEnds, &[], true);
        Ok(())
    }
}

/// Returns the first month of pension of a post, the age that is reached, and the sources.
///
/// # Errors
/// A post of which the age is not known, or a birthday past the calendar (`tanggal_lahir`).
pub fn pension_month<'l>(
    born: Day,
    post: &Post,
    on: Day,
    law: &'l Rulebook,
) -> Result<(Month, u8, Vec<&'l Cite>), Gap> {
    let (age, mut cites) = retirement_age(post, on, law)?;
    let reached = born.birthday(i32::from(age)).ok_or_else(|| Gap::OutOfRange { field: "tanggal_lahir".to_owned() })?;
    let (wait, starts) = law.pension_starts(on)?;
    cites.push(starts);
    Ok((reached.month().plus(i32::from(wait)), age, cites))
}

/// Returns the retirement age of a post with its sources.
///
/// Errors: an allowance by amount, which does not say what the post is (`jabatan`); a level the rule book does not know;
/// a family whose own age stands against a higher one of the level.
fn retirement_age<'l>(post: &Post, on: Day, law: &'l Rulebook) -> Result<(u8, Vec<&'l Cite>), Gap> {
    let by_kind = |kind, mut cites: Vec<&'l Cite>| {
        let (age, cite) = law.retirement_age(kind, on)?;
        cites.push(cite);
        Ok((age, cites))
    };
    match post {
        // Perpres 12/2006: the general allowance goes to those who hold neither of the other posts.
        Post::Umum => by_kind(PostKind::Pelaksana, Vec::new()),
        Post::Struktural { eselon } => {
            let (kind, cite) = law.kind_of_eselon(eselon, on)?;
            by_kind(kind, vec![cite])
        }
        Post::Fungsional { family, level } => {
            let of_level = level_kind(level).map(|kind| by_kind(kind, Vec::new())).transpose()?;
            match (law.retirement_age_of_family(family, on), of_level) {
                (Some((age, _)), Some((higher, _))) if higher > age => {
                    Err(Gap::Contested { subject: format!("pensiun.bup/{family}/{level}") })
                }
                (Some((age, cite)), _) => Ok((age, vec![cite])),
                (None, Some(found)) => Ok(found),
                (None, None) => Err(Gap::NoFact { field: "jenjang_jabatan".to_owned() }),
            }
        }
        Post::Given { .. } | Post::StrukturalGiven { .. } => Err(Gap::NoFact { field: "jabatan".to_owned() }),
    }
}

fn level_kind(level: &str) -> Option<PostKind> {
    Some(match level {
        "pemula" | "terampil" | "mahir" | "penyelia" => PostKind::Keterampilan,
        "ahli_pertama" => PostKind::AhliPertama,
        "ahli_muda" => PostKind::AhliMuda,
        "ahli_madya" => PostKind::AhliMadya,
        "ahli_utama" => PostKind::AhliUtama,
        _ => return None,
    })
}
