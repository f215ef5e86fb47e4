//! The forms of payloads, one per kind: facts and judgements, never computed results.
//!
//! Field names are part of the record form: a released form is never edited, a new version is added.

mod attendance;
mod fact;
mod pay;
mod policy;
mod reward;
mod work;

pub use attendance::{Attendance, Gangguan, Mark, OfficeHours, Recap, Roster};
pub use fact::{Diri, Fact, Jabatan, Penugasan, Putusan, Rekening, Saldo, Sebagai};
pub use pay::{
    Decided, Objection, PayMonth, PayStep, RunSeal, SealedActing, SealedMonth, SealedTpp, Slip, TppShare, Trial,
    YearlyPay, YearlySlip,
};
pub use policy::{FoundedPolicy, Policy, PolicySource, PolicyStep};
pub use reward::{Reward, RewardBasis, RewardList, RewardSlip, RewardStep};
pub use work::{
    Answer, Enrolment, EnrolmentState, Expectation, Feedback, Log, PeerRequest, Seat, Stance, SuperiorResult,
};

use domain::kinerja::{PeerAnswer, Penilaian, Skp};
use serde::{Deserialize, Serialize};

use crate::chain::Head;
use crate::hash::Id;

/// A person's annual plan.
pub type Plan = Skp;
/// A self-assessment, or a superior's rating: the author tells which.
pub type Rating = Penilaian;
/// A peer's answer.
pub type Peer = PeerAnswer;
/// The summary of peers' answers.
pub type PeerSummary = domain::kinerja::PeerSummary;
/// A training programme.
pub type Programme = domain::growth::Programme;

/// Opens a chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChainOpen {
    /// Public key, uncompressed P-256 point, 130 hexadecimal digits.
    pub public_key: String,
    /// Name of the device for people.
    pub device: String,
    /// The closed chain that this one continues.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub continues: Option<ClosedChain>,
}

/// A chain that could not go on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClosedChain {
    /// Its id.
    pub chain: Id,
    /// The last record the server holds of it.
    pub head: Option<Head>,
}

/// An office of the region.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// Name for people.
    pub name: String,
    /// Kind of unit, as policies name it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_kind: Option<String>,
    /// Code of the office above.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
}

/// A statement, or that it was taken back: then nothing stands under its subject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Revocable<T> {
    /// What is stated.
    Stated(T),
    /// It counts no longer.
    Withdrawal(Withdrawal),
}

/// Says that something was taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Withdrawal {
    /// What became of it.
    pub state: WithdrawalState,
}

impl Withdrawal {
    /// Takes a statement back.
    pub const WITHDRAWN: Self = Self { state: WithdrawalState::Withdrawn };
}

/// What became of something that was taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WithdrawalState {
    /// It counts no longer.
    Withdrawn,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::Hash;

    #[test]
    fn feedback_without_an_answer_keeps_its_bytes() {
        let written = r#"{"from":"Ani","text":"Rapi","day":"2026-11-21"}"#;
        let said: Feedback = serde_json::from_str(written).unwrap();
        assert_eq!(said.answer, None);
        assert_eq!(serde_json::to_string(&said).unwrap(), written);
        let answer = Answer { to: Hash([7; 32]), stance: Stance::ToDiscuss };
        let text = serde_json::to_string(&Feedback { answer: Some(answer), ..said }).unwrap();
        assert!(text.ends_with(r#"070707","stance":"to_discuss"}}"#), "{text}");
        assert_eq!(serde_json::from_str::<Feedback>(&text).unwrap().answer, Some(answer));
    }

    #[test]
    fn an_account_and_the_numbers_of_papers_have_their_bytes() {
        let written = [
            r#"{"field":"diri","nik":"9901015504870001","npwp":"9901015504870001","address":"Jalan Contoh 1"}"#,
            r#"{"field":"diri"}"#,
            r#"{"field":"rekening","bank_code":"900","bank":"Bank Contoh","account":"0012345678","holder":"Sari Dewi"}"#,
        ];
        for written in written {
            let fact: Fact = serde_json::from_str(written).unwrap();
            assert_eq!(serde_json::to_string(&fact).unwrap(), written);
        }
        for foreign in [r#"{"field":"diri","nik":"12"}"#, r#"{"field":"rekening","bank_code":"900","bank":"Bank"}"#] {
            assert!(serde_json::from_str::<Fact>(foreign).is_err(), "{foreign}");
        }
    }

    #[test]
    fn a_list_of_rewards_and_what_it_gives_have_their_bytes() {
        let hash = "07".repeat(32);
        let seal = format!(r#"{{"rules":"{hash}","people":3,"left_out":0,"inputs":"{hash}","slips":"{hash}"}}"#);
        let list = format!(
            r#"{{"title":"Tim Posyandu","decree":"800/12/2026","basis":"team","reason":"Cakupan 105%","seal":{seal}}}"#
        );
        for step in [
            r#"{"step":"proposed"}"#,
            r#"{"step":"returned","reason":"Bobot salah"}"#,
            r#"{"step":"approved"}"#,
            r#"{"step":"paid","day":"2026-11-20","number":"00123/LS"}"#,
        ] {
            let written = format!(r#"{{"step":{step},"list":{list}}}"#);
            let reward: Reward = serde_json::from_str(&written).unwrap();
            assert_eq!(serde_json::to_string(&reward).unwrap(), written);
        }
        for written in [
            r#"{"nip":"198704152011042901","golongan":"III/b","gross":{"from":"given","amount_rp":1000000},"why":"Juara"}"#,
            r#"{"nip":"198704152011042901","golongan":"IX","gross":{"from":"part","pool_rp":10,"weight":1,"weights":3,"rest":true}}"#,
        ] {
            let slip: RewardSlip = serde_json::from_str(written).unwrap();
            assert_eq!(serde_json::to_string(&slip).unwrap(), written);
        }
        let without_rank = r#"{"nip":"198704152011042901","gross":{"from":"given","amount_rp":1}}"#;
        assert!(serde_json::from_str::<RewardSlip>(without_rank).is_err());
    }

    #[test]
    fn an_entry_of_the_log_keeps_its_bytes() {
        let written = r#"{"date":"2026-11-21","indicator":"i1","amount":"24.5","note":"Posyandu"}"#;
        let log: Log = serde_json::from_str(written).unwrap();
        assert_eq!(log.entry().unwrap().note, "Posyandu");
        assert_eq!(serde_json::to_string(&log).unwrap(), written);
        assert_eq!(serde_json::to_string(&Log::WITHDRAWN).unwrap(), r#"{"state":"withdrawn"}"#);
        assert_eq!(serde_json::from_str::<Log>(r#"{"state":"withdrawn"}"#).unwrap(), Log::WITHDRAWN);
        for foreign in [r#"{"note":"x"}"#, r#"{"date":"2026-11-21","note":"x","by":"y"}"#, r#"{"state":"enrolled"}"#] {
            assert!(serde_json::from_str::<Log>(foreign).is_err(), "{foreign}");
        }
    }
}
