use proptest::prelude::*;

use super::*;
use crate::hash::Hash;
use crate::kind::VERSION;
use crate::payload::{PayMonth, PayStep, RunSeal, SealedMonth};
use crate::record::{Envelope, Sealed};

const WHO: Id = Id([7; 16]);

/// A book in which the slip of one person is locked; signatures are invented.
struct Shelf {
    book: Book,
    seq: u64,
    point: Vec<u8>,
    filing: Filing,
}

impl Shelf {
    fn new() -> Self {
        let point = [&[4][..], &[1; 32], &[2; 32]].concat();
        Self { book: Book::new(), seq: 0, point, filing: Filing::Decided(Verdict::Accepted) }
    }

    fn chain(&self) -> Id {
        crate::chain::chain_id(&self.point)
    }

    fn write(&mut self, kind: Kind, subject: String, payload: &str) {
        let salt = [u8::try_from(self.seq).unwrap(); 16];
        let sealed = Sealed { salt, payload: payload.as_bytes().to_vec() };
        let envelope = Envelope {
            chain_id: self.chain(),
            seq: self.seq,
            prev_hash: Hash::of(&self.seq.to_le_bytes()),
            author: subject::author_of(Id([9; 16])),
            dossier: kind.dossier(&kind.place(&subject).unwrap()).to_string(),
            based_on: self.book.heads(&subject),
            subject,
            kind: kind.code().into(),
            version: VERSION,
            seen: Vec::new(),
            rules_hash: Hash([5; 32]),
            recorded_at: 1_795_000_000,
            payload_digest: sealed.digest(),
        };
        let signature = core::array::from_fn(|at| u8::try_from(at).unwrap());
        let record = Arc::new(Record::seal(envelope, signature, sealed).unwrap());
        self.seq += 1;
        match self.filing {
            Filing::Decided(verdict) => self.book.add_decided(record, verdict),
            filing => self.book.add_own(record, filing),
        }
    }

    /// Writes a slip as given and locks its month.
    fn lock(&mut self, slip: &Slip) {
        let month = slip.month.pay.month;
        let inputs = slip.rests_on();
        let seal = RunSeal { rules: Hash([5; 32]), people: 1, left_out: 0, inputs, slips: slip.digest };
        let payload = serde_json::to_string(slip).unwrap();
        self.write(Kind::Slip, subject::slip(WHO, month, seal.run()), &payload);
        let step = PayMonth { step: PayStep::Locked, seal };
        self.write(Kind::PayMonth, subject::pay_month("pkm", month), &serde_json::to_string(&step).unwrap());
    }

    /// Writes who the person is.
    fn named(mut self) -> Self {
        let name = r#"{"field":"identitas","nip":"198001012005011003","name":"Sari Dewi, S.Kep."}"#;
        self.write(Kind::Fact, subject::fact(WHO, Field::Identitas, "2024-01-01".parse().unwrap()), name);
        self
    }

    fn code(&self) -> Result<Code, NoCode> {
        let mut code = Code::of(&self.book, &Closed::of(&self.book), WHO, month())?;
        code.keys.insert(self.chain(), self.point.clone());
        Ok(code)
    }
}

fn month() -> Month {
    "2026-10".parse().unwrap()
}

/// A plain month, as a run seals it.
fn slip(heads: u8) -> Slip {
    let text = format!(
        r#"{{"month":"2026-10","status":"pns","golongan":"III/b","mkg":[8,0],"family":{{"spouse":true,"children":2}},
        "rice_heads":{heads},"post":{{"kind":"umum"}},"ptkp":"K/2","practice":{}}}"#,
        serde_json::to_string(&domain::law::Practice::central_gpp()).unwrap(),
    );
    let month = SealedMonth { pay: serde_json::from_str(&text).unwrap(), tpp: None };
    let digest = Hash(month.open().unwrap().slip(Rulebook::national()).unwrap().digest());
    Slip { month, back: Vec::new(), before: Vec::new(), digest }
}

fn locked() -> Shelf {
    let mut shelf = Shelf::new().named();
    shelf.lock(&slip(4));
    shelf
}

fn examined(digits: &str) -> Report {
    let code = Code::read(digits).unwrap();
    let signed = vec![Some(true); code.records.len()];
    code.examine(&signed, Rulebook::national()).unwrap()
}

#[test]
fn a_code_holds_the_slip_the_step_and_the_name_and_nothing_is_lost() {
    let code = locked().code().unwrap();
    let digits = code.digits().unwrap();
    assert_eq!(Code::read(&digits), Ok(code.clone()));
    let report = examined(&digits);
    assert_eq!((report.person, report.month, report.office.as_deref()), (WHO, month(), Some("pkm")));
    assert_eq!(report.fault, None);
    assert_eq!(facts::profile(&report.book, WHO, month().first()).name.as_deref(), Some("Sari Dewi, S.Kep."));
    let (author, signs) = &report.keys[&locked().chain()];
    assert_eq!(*author, subject::author_of(Id([9; 16])));
    assert_eq!(signs.iter().copied().collect::<Vec<_>>(), [Signed::Slip, Signed::Month, Signed::Name]);
}

#[test]
fn every_changed_digit_is_named_as_changed() {
    let digits = locked().code().unwrap().digits().unwrap();
    for at in 0..digits.len() {
        for other in ["0", "9"] {
            let mut changed = digits.clone();
            changed.replace_range(at..=at, other);
            if changed != digits {
                assert_eq!(Code::read(&changed), Err(NotACode::Changed), "digit {at}");
            }
        }
    }
    for more in ["0", "x", "&a=b"] {
        assert_eq!(Code::read(&format!("{digits}{more}")), Err(NotACode::Changed));
    }
}

#[test]
fn every_cut_is_named_as_cut() {
    let digits = locked().code().unwrap().digits().unwrap();
    for len in 4..digits.len() {
        assert_eq!(Code::read(&digits[..len]), Err(NotACode::Cut), "{len} digits");
    }
    for foreign in ["", "123", "halo", "isi-utama"] {
        assert_eq!(Code::read(foreign), Err(NotACode::Foreign), "{foreign}");
    }
}

#[test]
fn a_newer_form_is_named_and_a_form_that_never_was_is_foreign() {
    let framed = |body: &[u8]| {
        let sum = Hash::of(body).0;
        digits::write(&[&sum[..4], body].concat())
    };
    assert_eq!(Code::read(&framed(&[2, 1, 1, 1])), Err(NotACode::Newer));
    for body in [&[][..], &[0, 0, 0, 0], &[1, 0, 0, 0], &[1, 1, 0, 0], &[1, 0, 0, 1, 5]] {
        assert_eq!(Code::read(&framed(body)), Err(NotACode::Foreign), "{body:?}");
    }
}

#[test]
fn a_slip_that_is_not_closed_not_filed_or_not_here_has_no_code() {
    let empty = Shelf::new().named();
    assert_eq!(empty.code(), Err(NoCode::Open));
    let mut own = Shelf::new().named();
    own.filing = Filing::Received;
    own.lock(&slip(4));
    assert_eq!(own.code(), Err(NoCode::NotFiled));
    let mut code = locked().code().unwrap();
    code.keys.clear();
    assert_eq!(code.digits(), Err(NoCode::NoKey));
}

#[test]
fn a_code_that_fits_no_qr_is_refused_when_it_is_written() {
    let mut code = locked().code().unwrap();
    assert!(code.digits().unwrap().len() < 2_600);
    // Signatures and salts do not shrink.
    while code.digits().is_ok() {
        code.records.push(code.records[0].clone());
        assert!(code.records.len() < 100);
    }
    assert_eq!(code.digits(), Err(NoCode::TooLarge));
    assert!(code.records.len() > 10, "{}", code.records.len());
}

#[test]
fn what_is_signed_but_wrong_is_named() {
    let fault = |shelf: &Shelf| examined(&shelf.code().unwrap().digits().unwrap()).fault;
    let mut other = Shelf::new().named();
    other.lock(&Slip { digest: Hash([1; 32]), ..slip(4) });
    assert_eq!(fault(&other), Some(Fault::Differs));
    let mut unknown = Shelf::new().named();
    let tpp = serde_json::from_str(r#"{"policy":"tak-dikenal","measures":{}}"#).unwrap();
    let mut with_tpp = slip(4);
    with_tpp.month.tpp = Some(tpp);
    unknown.lock(&with_tpp);
    let gap = Gap::NoFact { field: "policy.tak-dikenal".into() };
    assert_eq!(fault(&unknown), Some(Fault::Unworkable(vec![gap])));
    // Without the step that closed its month a slip proves no pay.
    let mut code = locked().code().unwrap();
    code.records.remove(1);
    assert_eq!(examined(&code.digits().unwrap()).fault, Some(Fault::NotASlip));
    // One signature that does not fit is enough, and so is one that nobody could check.
    for wrong in [Some(false), None] {
        let code = locked().code().unwrap();
        let signed = [Some(true), wrong, Some(true)];
        assert_eq!(code.examine(&signed, Rulebook::national()).unwrap().fault, Some(Fault::Signature));
    }
    // Digits whose first record is something else.
    let mut code = locked().code().unwrap();
    code.records.reverse();
    let read = Code::read(&code.digits().unwrap()).unwrap();
    assert_eq!(read.examine(&[Some(true); 3], Rulebook::national()).map(|_| ()), Err(NotACode::Foreign));
}

#[test]
fn a_key_is_known_only_to_a_book_that_holds_what_it_signed() {
    let shelf = locked();
    let report = examined(&shelf.code().unwrap().digits().unwrap());
    assert!(report.is_known(shelf.chain(), &shelf.book));
    assert!(!report.is_known(shelf.chain(), &Book::new()));
    assert!(!report.is_known(Id([3; 16]), &shelf.book));
    // A device that knows the key from other work, or only from one of the two, does not vouch for it.
    assert!(!report.is_known(shelf.chain(), &Shelf::new().named().book));
    let mut other = Shelf::new();
    other.write(Kind::Log, subject::log(WHO, 2026), r#"{"date":"2026-11-21","note":"Posyandu"}"#);
    assert!(!report.is_known(shelf.chain(), &other.book));
    let mut slips = Shelf::new();
    slips.lock(&slip(1));
    assert!(!report.is_known(shelf.chain(), &slips.book));
    // What was refused vouches for nothing.
    let mut refused = Shelf::new();
    refused.filing = Filing::Decided(Verdict::Refused(crate::judge::Reason::NotInRole));
    refused.lock(&slip(1));
    assert!(!report.is_known(shelf.chain(), &refused.book));
}

/// A code as version 1 writes it; never edited: what was printed is read for ever.
const FROZEN: &str = include_str!("frozen-1.txt");

#[test]
fn a_printed_code_is_read_for_ever() {
    let read = Code::read(FROZEN.trim()).unwrap();
    let hashes: Vec<String> = read.records.iter().map(|record| record.hash.short().to_string()).collect();
    let written =
        ["8282cf01b6890bc122c43e5bae928c3e", "1cd27f688d5419aeeea1e1dea1d3cb39", "2365ff6ece83738488a5a03b84df2913"];
    assert_eq!(hashes, written);
    let report = examined(FROZEN.trim());
    assert_eq!((report.person, report.fault), (WHO, None));
}

proptest! {
    #[test]
    fn any_bytes_come_back_from_their_digits(bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
        let digits = digits::write(&bytes);
        let found = digits::read(&digits).unwrap();
        prop_assert_eq!((found.told, found.bytes), (found.found, Some(bytes)));
    }

    #[test]
    fn any_text_comes_back_squeezed(text in proptest::collection::vec(any::<u8>(), 0..400)) {
        let small = squeeze::squeeze(&text);
        prop_assert_eq!(squeeze::expand(&small, 1_000), Some(text.clone()));
        if !text.is_empty() {
            prop_assert_eq!(squeeze::expand(&small, text.len() - 1), None);
        }
    }

    #[test]
    fn no_digits_stop_the_reader(text in "[0-9]{0,200}") {
        prop_assert!(Code::read(&text).is_err());
    }
}
