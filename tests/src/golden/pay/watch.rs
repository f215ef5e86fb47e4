//! Cases of the watch: a person's dated facts and a span of months; the changes, one text each, in order of day.

use domain::asn::{Child, Family, Status};
use domain::calendar::{Day, Month};
use domain::derive::{Explaining, Silent};
use domain::law::Rulebook;
use domain::pay::Post;
use domain::watch::{self, Change, Notice, Person};

use super::{Work, gap};

impl Work<'_> {
    pub(super) fn watch(&mut self) -> Result<(), String> {
        let (from, last): (Month, Month) = (self.parsed("watch_from")?, self.parsed("watch_last")?);
        let status = match self.inputs.text("kind")? {
            Some("pns") => Some(Status::Pns),
            Some("cpns") => Some(Status::Cpns),
            Some("pppk") => Some(Status::Pppk),
            None => None,
            Some(other) => return Err(format!("kind: {other}")),
        };
        let mkg = match self.inputs.text("mkg_month")? {
            Some(stood) => {
                let stood = stood.parse().map_err(|_| format!("mkg_month: {stood}"))?;
                Some((stood, self.service()?))
            }
            None => None,
        };
        let born = self.inputs.texts("children_born")?.unwrap_or_default();
        let proofs = self.inputs.texts("proofs_until")?.unwrap_or_else(|| vec![String::new(); born.len()]);
        if born.len() != proofs.len() {
            return Err("proofs_until: one for each child, empty where there is none".into());
        }
        let day = |text: &str| text.parse::<Day>().map_err(|_| format!("not a day: {text}"));
        let mut children = Vec::new();
        for (born, proof) in born.iter().zip(&proofs) {
            let student_until = if proof.is_empty() { None } else { Some(day(proof)?) };
            children.push(Child { born: day(born)?, student_until, until: None });
        }
        let post = match (self.inputs.text("eselon")?, self.inputs.text("family")?) {
            (Some(eselon), None) => Post::Struktural { eselon: eselon.into() },
            (None, Some(family)) => {
                let level = self.inputs.text("level")?.unwrap_or_default().into();
                Post::Fungsional { family: family.into(), level }
            }
            (None, None) => Post::Umum,
            (Some(_), Some(_)) => return Err("eselon and family: one post only".into()),
        };
        let mut fact = |key: &str| self.inputs.text(key)?.map(day).transpose();
        let (born, cpns_since, contract_until) = (fact("born")?, fact("cpns_since")?, fact("contract_until")?);
        let person = Person {
            born,
            status,
            golongan: Some(self.parsed("golongan")?),
            mkg,
            post: Some(post),
            family: Some(Family { spouse: None, children }),
            cpns_since,
            contract_until,
            service: None,
            acting: None,
            decided_until: Vec::new(),
        };
        let law = Rulebook::national();
        let report = watch::watch(&person, from, last, law, &mut Silent).map_err(gap)?;
        if watch::watch(&person, from, last, law, &mut Explaining::default()).as_ref() != Ok(&report) {
            return Err("silent and explained differ".into());
        }
        let told: Vec<super::Value> = report.notices.iter().map(|notice| super::Value::Text(text(notice))).collect();
        self.expected.check("notices", super::Value::List(told));
        self.expected.check("unknown", i64::try_from(report.unknown.len()).unwrap_or(i64::MAX));
        Ok(())
    }
}

fn text(notice: &Notice) -> String {
    let what = match &notice.change {
        Change::Increment { years, amount } => format!("increment {years} {amount}"),
        Change::ChildOfAge { child, age, .. } => format!("child {child} is {age}"),
        Change::ProofEnds { child, .. } => format!("proof of child {child} ends"),
        Change::Retirement { age } => format!("retirement {age}"),
        Change::ContractAge { age, .. } => format!("contract age {age}"),
        Change::CandidacyEnds { months } => format!("candidacy {months}"),
        Change::ContractEnds => "contract ends".to_owned(),
        Change::Keadaan { service, .. } => format!("keadaan {}", service.keadaan.code()),
        Change::ActingEnds => "acting ends".to_owned(),
        Change::DecisionEnds => "decision ends".to_owned(),
    };
    format!("{} {} {what}", notice.day, notice.month)
}
