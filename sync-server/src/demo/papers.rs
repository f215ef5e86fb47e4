//! What papers ask for about invented people: NIK, address and bank account, in the form of real ones.
//!
//! Place 99 is no province and banks 900 to 902 are no banks, so nothing here can be anybody's. A few people lack
//! something, as everywhere, and the documents say so.

use domain::asn::{BankCode, Nik, Sex};
use ledger::payload::{Diri, Rekening};

use super::people::DemoPerson;
use super::rng::Rng;

const BANKS: [(&str, &str, i64); 3] =
    [("900", "Bank Daerah Contoh", 10), ("901", "Bank Rakyat Contoh", 15), ("902", "Bank Syariah Contoh", 10)];
const STREETS: [&str; 8] = ["Melati", "Kenanga", "Merdeka", "Pahlawan", "Cempaka", "Anggrek", "Sudirman", "Kartini"];

/// Draws for each person apart, so that nothing else of the region changes with what is drawn here.
fn rng(person: &DemoPerson) -> Rng {
    let seed = person.nip.to_string().bytes().fold(0_u64, |sum, digit| sum.wrapping_mul(31).wrapping_add(digit.into()));
    Rng::new(seed)
}

/// Returns NIK, NPWP and address; the NPWP of a person is the NIK.
pub fn diri(person: &DemoPerson) -> Diri {
    let mut rng = rng(person);
    let (year, month, day) = person.born.parts();
    let day = if person.sex == Sex::Woman { day + 40 } else { day };
    let (place, series) = (rng.between(1, 12), rng.between(1, 9_999));
    let nik = format!("9901{place:02}{day:02}{month:02}{:02}{series:04}", year.rem_euclid(100)).parse::<Nik>().ok();
    let npwp = nik.as_ref().filter(|_| !rng.chance(150)).and_then(|nik| nik.as_str().parse().ok());
    let street = rng.pick(&STREETS).copied().unwrap_or("Melati");
    let address =
        format!("Jalan {street} {} RT {:02}/RW {:02}", rng.between(1, 120), rng.between(1, 9), rng.between(1, 6));
    Diri { nik, npwp, address: Some(address) }
}

/// Returns the account that pay goes to; a few people have handed none in.
pub fn rekening(person: &DemoPerson) -> Option<Rekening> {
    let mut rng = rng(person);
    if rng.chance(120) {
        return None;
    }
    let (code, bank, digits) = BANKS.get(rng.weighted(&[86, 10, 4])?)?;
    let number = (0..*digits).fold(String::new(), |text, at| match at {
        0 => text + "0",
        _ => text + &rng.between(0, 9).to_string(),
    });
    let holder = person.name.split(',').next().unwrap_or(&person.name).to_uppercase();
    Some(Rekening {
        bank_code: code.parse::<BankCode>().ok()?,
        bank: (*bank).into(),
        account: number.parse().ok()?,
        holder,
    })
}
