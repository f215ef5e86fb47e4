//! What a record is about, in one line, and the page where it stands.

use domain::calendar::Month;
use domain::kinerja::{CatatanKinerja, Period};
use ledger::book::Book;
use ledger::facts;
use ledger::hash::Id;
use ledger::kind::{Kind, Place};
use ledger::payload::{
    ChainOpen, Enrolment, EnrolmentState, Expectation, Feedback, Log, Mark, Office, PayMonth, PeerRequest, Plan,
    Programme, Rating, Reward, Stance, YearlyPay,
};
use ledger::record::Record;
use ledger::subject::{self, Field};
use serde::de::DeserializeOwned;

use crate::desk::Desk;
use crate::pages::gaji::source;
use crate::pages::nilai::view::cell;
use crate::say;
use crate::words::{beside, format, hadir, kinerja, masa, reward};

/// Most letters of a note that are shown.
const NOTE: usize = 90;

/// The line and the address of a record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct About {
    /// What it is about; empty when nothing can be said.
    pub text: String,
    /// Where it stands, when there is such a page.
    pub href: Option<String>,
}

/// Says what a record is about, to the person who wrote it.
#[must_use]
pub fn about(desk: Desk, book: &Book, record: &Record) -> About {
    let Some(kind) = Kind::from_code(&record.envelope.kind) else { return About::default() };
    let Some(place) = kind.place(&record.envelope.subject) else { return About::default() };
    let of = Reader { desk, book, record, place, me: desk.me() };
    let (parts, href) = of.told(kind);
    let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    About { text: parts.join(", "), href }
}

struct Reader<'b> {
    desk: Desk,
    book: &'b Book,
    record: &'b Record,
    place: Place,
    me: Id,
}

type Told = (Vec<Option<String>>, Option<String>);

impl Reader<'_> {
    fn told(&self, kind: Kind) -> Told {
        let person = self.place.person.unwrap_or_default();
        let own = person == self.me;
        let word = self.place.word.clone().unwrap_or_default();
        let year = Some(self.place.year.to_string());
        let to_person = format!("/penilaian/pegawai/{person}");
        match kind {
            Kind::ChainOpen => (vec![self.read::<ChainOpen>().map(|one| one.device)], None),
            Kind::Office => (vec![self.read::<Office>().map(|one| one.name)], None),
            Kind::Fact => {
                let since = say!(umum.sejak, hari = format::day(self.place.day));
                (vec![self.place.field.map(field), self.name(person), Some(since)], Some(format!("/pegawai/{person}")))
            }
            Kind::Expectation => {
                let text = self.read::<Expectation>().map(|one| short(&one.text));
                (vec![year, self.name(person), text], Some(if own { "/kerja".to_owned() } else { to_person }))
            }
            Kind::Plan => {
                let count = self.read::<Plan>().map(|plan| say!(umum.n_hasil, jumlah = plan.results.len()));
                (vec![year, count], Some("/kerja/rencana".to_owned()))
            }
            Kind::Log => (self.log(), Some("/kerja/catat".to_owned())),
            Kind::Feedback => self.feedback(person, &word),
            Kind::Rating => {
                let predikat = self.read::<Rating>().map(|one| kinerja::predikat(cell(one.rating())));
                let at = if own { format!("/penilaian/diri/{word}") } else { format!("{to_person}/{word}") };
                (vec![period(&word), self.name(person), predikat], Some(at))
            }
            Kind::PeerRequest => {
                let about = self.place.other.unwrap_or_default();
                let asked = self.name(person).map(|nama| say!(umum.diminta, nama = nama));
                let name = self.read::<PeerRequest>().map(|one| one.name);
                (vec![period(&word), name, asked], Some(format!("/penilaian/pegawai/{about}")))
            }
            Kind::Peer => {
                let request = subject::peer_request(self.me, &word, person);
                let name = self.book.standing::<PeerRequest>(&request).one().map(|one| one.value.name);
                (vec![period(&word), name], Some(format!("/penilaian/rekan/{person}/{word}")))
            }
            Kind::PeerSummary | Kind::Seat => (Vec::new(), None),
            Kind::Recap => (vec![month(&word), self.name(person)], Some("/rekap".to_owned())),
            Kind::Programme => (vec![self.read::<Programme>().map(|one| one.title)], Some(format!("/program/{word}"))),
            Kind::Enrolment => {
                let title = self.book.standing::<Programme>(&subject::programme(&word)).one();
                let withdrawn = self
                    .read::<Enrolment>()
                    .filter(|one| one.state == EnrolmentState::Withdrawn)
                    .map(|_| say!(umum.dibatalkan));
                (vec![title.map(|one| one.value.title), withdrawn], Some(format!("/belajar/{word}")))
            }
            Kind::Policy => {
                (vec![Some(say!(umum.sejak, hari = format::day(self.place.day)))], Some("/aturan".to_owned()))
            }
            Kind::Trial => {
                let at = word.parse().ok().map(|at| source::trial_address(self.desk, at));
                (vec![month(&word)], at)
            }
            Kind::PayMonth => self.pay_month(),
            Kind::Slip | Kind::Objection => (vec![month(&word), self.name(person)], None),
            Kind::Reward => {
                let said = self.read::<Reward>();
                let step = said.as_ref().map(|one| reward::state(&one.step).0);
                // The subject of a list is the address of its page.
                let at = self.record.envelope.subject.strip_prefix("reward/").map(|at| format!("/imbalan/{at}"));
                (vec![said.map(|one| one.list.title), step], at)
            }
            Kind::Hours => (vec![Some(self.whose()), Some(format::month(self.place.day.month()))], None),
            Kind::Outage => (vec![Some(format::day(self.place.day)), Some(self.whose())], None),
            Kind::Attendance | Kind::Roster => (vec![month(&word), self.name(person)], None),
            Kind::Mark => {
                let at = self.read::<Mark>().map(|one| one.at);
                let at = at.map(|at| format!("{} {}", format::day(at.day), hadir::time(at.minute)));
                (vec![at], own.then(|| "/kehadiran".to_owned()))
            }
            Kind::Yearly => {
                // The subject of a list is the address of its page.
                let at = self.record.envelope.subject.strip_prefix("yearly/");
                let list = at.and_then(ledger::yearly::Place::of);
                let step = self.read::<YearlyPay>().map(|one| masa::state(Some(&one.at.step)).0);
                let name = list.map(|list| format!("{} {}", beside::yearly(list.kind), list.year));
                (vec![name, step], at.map(|at| format!("/thr/{at}")))
            }
            Kind::YearlySlip => (vec![Some(format::month(self.place.day.month())), self.name(person)], None),
            Kind::RewardSlip => (vec![Some(format::day(self.place.day)), self.name(person)], None),
        }
    }

    fn read<T: DeserializeOwned>(&self) -> Option<T> {
        self.record.payload().and_then(Result::ok)
    }

    /// Names somebody else; the own name says nothing new.
    fn name(&self, person: Id) -> Option<String> {
        (person != self.me).then(|| facts::profile(self.book, person, self.desk.today()).call())
    }

    fn whose(&self) -> String {
        hadir::whose(self.place.word.as_deref(), &facts::offices(self.book))
    }

    fn log(&self) -> Vec<Option<String>> {
        if let Some(Log::Entry(entry)) = self.read() {
            return self.entry(&entry);
        }
        // What was taken back is told by the record it takes the place of.
        let before = self.record.envelope.based_on.iter().find_map(|hash| {
            let (record, _) = self.book.get(*hash)?;
            record.payload::<Log>()?.ok()?.entry().cloned()
        });
        let mut parts = vec![Some(say!(umum.ditarik))];
        parts.extend(before.map(|entry| self.entry(&entry)).unwrap_or_default());
        parts
    }

    fn entry(&self, of: &CatatanKinerja) -> Vec<Option<String>> {
        let plan = of.indicator.as_deref().and_then(|id| {
            let plan = self.book.standing::<Plan>(&subject::plan(self.me, of.date.month().year())).one()?.value;
            Some(plan.indicator(id)?.unit.clone())
        });
        let unit = of.unit.clone().or(plan).unwrap_or_default();
        let amount = of.amount.map(|amount| kinerja::quantity(format::decimal(amount), &unit));
        vec![Some(format::day(of.date)), amount, Some(short(&of.note))]
    }

    fn feedback(&self, person: Id, word: &str) -> Told {
        let Some(said) = self.read::<Feedback>() else { return (vec![period(word), self.name(person)], None) };
        let stance = said.answer.map(|answer| match answer.stance {
            Stance::Agreed => say!(umum.disepakati),
            Stance::ToDiscuss => say!(umum.minta_dibahas),
        });
        let at = if person == self.me { "/kerja".to_owned() } else { format!("/penilaian/pegawai/{person}") };
        (vec![period(word), self.name(person), stance, Some(short(&said.text))], Some(at))
    }

    fn pay_month(&self) -> Told {
        let mut parts = self.record.envelope.subject.split('/').skip(1);
        let (Some(office), Some(at)) = (parts.next(), parts.next()) else { return (Vec::new(), None) };
        let name = self.book.standing::<Office>(&subject::office(office)).one().map(|one| one.value.name);
        let step = self.read::<PayMonth>().map(|one| masa::state(Some(&one.step)).0);
        (vec![month(at), name.or(Some(office.to_owned())), step], Some(format!("/masa/{at}/{office}")))
    }
}

fn field(of: Field) -> String {
    match of {
        Field::Identitas => say!(hr.f_identitas),
        Field::Status => say!(hr.f_status),
        Field::Golongan => say!(hr.f_golongan),
        Field::Jabatan => say!(hr.f_jabatan),
        Field::Keluarga => say!(hr.f_keluarga),
        Field::Pajak => say!(hr.f_pajak),
        Field::Saldo => say!(hr.f_saldo),
        Field::Penghasilan => say!(hr.f_penghasilan),
        Field::Diri => say!(hr.f_diri),
        Field::Rekening => say!(hr.f_rekening),
        Field::Keadaan => say!(hr.f_keadaan),
        Field::Penugasan => say!(hr.f_penugasan),
        Field::Putusan => say!(hr.f_putusan),
        Field::Pengembalian => say!(hr.f_pengembalian),
    }
}

fn period(code: &str) -> Option<String> {
    Some(format::period(code.parse::<Period>().ok()?))
}

fn month(code: &str) -> Option<String> {
    Some(format::month(code.parse::<Month>().ok()?))
}

/// Shortens a note to its first words.
fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= NOTE {
        return line;
    }
    let cut: String = line.chars().take(NOTE).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{whole} …")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_note_ends_after_a_whole_word() {
        assert_eq!(short("Rapat  koordinasi\nposyandu"), "Rapat koordinasi posyandu");
        let long = short(&"kegiatan ".repeat(20));
        assert!(long.ends_with("kegiatan …") && long.chars().count() <= NOTE + 2, "{long}");
    }
}
