//! One row of the people's import: its columns, and every finding in it at once.

use std::collections::BTreeMap;

use domain::asn::{Family, Golongan, MasaKerja, Nik, Nip, Npwp, Ptkp, Status};
use domain::calendar::Day;
use domain::law::Rulebook;
use domain::pay::Post;

use super::cells::{self, ADDRESS_MAX, PostCells, words};
use super::problem::{Finding, Problem};
use super::reader::Reader;
use super::sheet::{Layout, RawRow, Sheet};

/// Every column in the order of the template.
pub const COLUMNS: [&str; 22] = [
    "nip",
    "nama",
    "status",
    "golongan",
    "mkg_tahun",
    "mkg_bulan",
    "jabatan",
    "jenis_jabatan",
    "eselon",
    "rumpun",
    "jenjang",
    "kelas",
    "kantor",
    "nip_atasan",
    "ptkp",
    "kawin_sejak",
    "pasangan_menerima",
    "anak",
    "berlaku",
    "nik",
    "npwp",
    "alamat",
];

/// Columns without which a file is not taken.
pub const REQUIRED: [&str; 10] =
    ["nip", "nama", "status", "golongan", "mkg_tahun", "mkg_bulan", "jabatan", "jenis_jabatan", "kantor", "berlaku"];

/// What a file of people may hold.
pub const LAYOUT: Layout<'_> = Layout { known: &COLUMNS, required: &REQUIRED };

/// What rows are read against.
#[derive(Debug, Clone)]
pub struct Rules {
    /// Offices by code; whether the role reaches each.
    pub offices: BTreeMap<String, bool>,
    /// The day of the import.
    pub today: Day,
}

/// A row that was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parsed {
    /// Line in the file.
    pub line: u64,
    /// Number.
    pub nip: Nip,
    /// Name with titles.
    pub name: String,
    /// Kind of civil servant.
    pub status: Status,
    /// Rank.
    pub golongan: Golongan,
    /// Masa kerja golongan on the first day.
    pub mkg: MasaKerja,
    /// Title of the post.
    pub title: String,
    /// Allowance of the post.
    pub post: Post,
    /// Class; nothing when the file has no such column, an inner nothing when the cell is empty.
    pub kelas: Option<Option<u8>>,
    /// Office code.
    pub office: String,
    /// Superior, in the same two steps as the class.
    pub superior: Option<Option<Nip>>,
    /// PTKP, when told.
    pub ptkp: Option<Ptkp>,
    /// Family, when the file has its columns.
    pub family: Option<Family>,
    /// NIK, in the same two steps as the class.
    pub nik: Option<Option<Nik>>,
    /// NPWP, in the same two steps.
    pub npwp: Option<Option<Npwp>>,
    /// Address, in the same two steps.
    pub address: Option<Option<String>>,
    /// First day of all of this.
    pub from: Day,
}

/// Reads one row.
///
/// # Errors
/// Everything that is wrong in it.
pub fn read(sheet: &Sheet, row: &RawRow, rules: &Rules) -> Result<Parsed, Vec<Finding>> {
    let mut r = Reader::begin(sheet, row)?;
    let law = Rulebook::national();
    let first = Day::new(1920, 1, 1).unwrap_or(rules.today);
    let nip = r.must("nip", cells::nip);
    let name = r.must("nama", words(120));
    let status = r.must("status", cells::status);
    let golongan = r.must("golongan", cells::golongan);
    if let (Some(golongan), Some(status)) = (golongan, status)
        && !cells::rank_fits(golongan, status)
    {
        r.wrong("golongan", golongan.to_string(), Problem::GolonganForStatus);
    }
    let years = r.must("mkg_tahun", |text| cells::number(text, 0, 60));
    let months = r.must("mkg_bulan", |text| cells::number(text, 0, 11));
    let mkg = years.zip(months).and_then(|(years, months)| MasaKerja::new(years, months));
    let title = r.must("jabatan", words(160));
    let post = post(&mut r, law);
    let kelas = r.may("kelas", |text| cells::number(text, 1, 17));
    let office = r.must("kantor", |text| match rules.offices.get(text) {
        Some(true) => Ok(text.to_owned()),
        Some(false) => Err(Problem::OfficeOutside),
        None => Err(Problem::Office),
    });
    let superior = r.may("nip_atasan", cells::nip);
    if superior.is_some() && superior == nip {
        r.wrong("nip_atasan", r.text("nip_atasan"), Problem::OwnSuperior);
    }
    let ptkp = r.may("ptkp", |text| text.replace(' ', "").parse().map_err(|_| Problem::Ptkp));
    let family = family(&mut r, first, rules.today);
    let from = r.must("berlaku", |text| cells::day_within(text, earliest(), latest(rules.today)));
    if let (Some(nip), Some(mkg), Some(from)) = (nip, mkg, from) {
        // Nobody serves before sixteen.
        let max = (from.month().months_since(nip.born().month()) / 12 - 16).max(0);
        if i32::from(mkg.years()) > max {
            let max = u32::try_from(max).unwrap_or_default();
            r.wrong("mkg_tahun", mkg.years().to_string(), Problem::ServiceBeyondAge { max });
        }
    }
    let nik = r.may("nik", cells::digits);
    let npwp = r.may("npwp", cells::digits);
    let address = r.may("alamat", words(ADDRESS_MAX));
    let read = (|| {
        Some(Parsed {
            line: row.line,
            nip: nip?,
            name: name?,
            status: status?,
            golongan: golongan?,
            mkg: mkg?,
            title: title?,
            post: post?,
            kelas: sheet.has("kelas").then_some(kelas),
            office: office?,
            superior: sheet.has("nip_atasan").then_some(superior),
            ptkp,
            family,
            nik: sheet.has("nik").then_some(nik),
            npwp: sheet.has("npwp").then_some(npwp),
            address: sheet.has("alamat").then_some(address),
            from: from?,
        })
    })();
    r.end(read)
}

/// First day on which a fact may begin.
#[must_use]
pub fn earliest() -> Day {
    Day::from_unix_days(0)
}

/// Last day on which a fact may begin: the end of the year after next.
#[must_use]
pub fn latest(today: Day) -> Day {
    Day::new(today.month().year() + 2, 12, 31).unwrap_or(today)
}

fn post(r: &mut Reader<'_>, law: &Rulebook) -> Option<Post> {
    let read = {
        let (kind, eselon) = (r.text("jenis_jabatan"), r.text("eselon"));
        cells::post(PostCells { kind, eselon, family: r.text("rumpun"), level: r.text("jenjang") }, law)
    };
    let problems = match read {
        Ok(post) => return Some(post),
        Err(problems) => problems,
    };
    for (column, problem) in problems {
        let text = r.text(column).to_owned();
        r.wrong(column, text, problem);
    }
    None
}

fn family(r: &mut Reader<'_>, first: Day, today: Day) -> Option<Family> {
    if !r.has_any(&["kawin_sejak", "pasangan_menerima", "anak"]) {
        return None;
    }
    let read = cells::family(r.text("kawin_sejak"), r.text("pasangan_menerima"), r.text("anak"), first, today);
    match read {
        Ok(family) => Some(family),
        Err(problems) => {
            problems.into_iter().for_each(|(column, value, problem)| r.wrong(column, value, problem));
            None
        }
    }
}
