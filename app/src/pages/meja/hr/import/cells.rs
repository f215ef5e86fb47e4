//! Reads single cells: days, ranks, posts, families. A cell that is not understood is a problem, never a guess.

use core::str::FromStr;

use domain::asn::{Child, Family, Golongan, Nip, NotANumber, Spouse, Status};
use domain::calendar::Day;
use domain::hadir::Minute;
use domain::law::Rulebook;
use domain::pay::Post;

use super::problem::Problem;

/// Reads a day, `2026-01-31` or `31/01/2026` with `/`, `-` or `.` between.
pub fn day(text: &str) -> Result<Day, Problem> {
    if let Ok(day) = text.parse() {
        return Ok(day);
    }
    let parts: Vec<&str> = text.split(['/', '-', '.']).collect();
    let [day, month, year] = parts[..] else { return Err(Problem::Date) };
    let short = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    if !short(day) || !short(month) || year.len() != 4 {
        return Err(Problem::Date);
    }
    let number = |part: &str| part.parse::<u8>().ok();
    year.parse().ok().zip(number(month)).zip(number(day)).and_then(|((y, m), d)| Day::new(y, m, d)).ok_or(Problem::Date)
}

/// Reads a day inside bounds, both included.
pub fn day_within(text: &str, from: Day, until: Day) -> Result<Day, Problem> {
    let day = day(text)?;
    if day < from || day > until { Err(Problem::DateOutside { from, until }) } else { Ok(day) }
}

/// Reads a time of the day, `07:30`, `07.30` or `07:30:59`; empty or a dash is none. Machines that write 00:00 for no
/// mark are not taken at their word: the cell is named.
pub fn minute(text: &str) -> Result<Option<Minute>, Problem> {
    if matches!(text, "" | "-" | "–") {
        return Ok(None);
    }
    text.parse().ok().filter(|minute| *minute != Minute::FIRST).map(Some).ok_or(Problem::Time)
}

/// Reads a NIP; a number that a spreadsheet has rounded is told apart.
pub fn nip(text: &str) -> Result<Nip, Problem> {
    let text = text.trim_start_matches('\'');
    let rounded = text.contains(['E', 'e']) && text.bytes().next().is_some_and(|byte| byte.is_ascii_digit());
    text.parse().map_err(|problem| if rounded { Problem::NipRounded } else { Problem::Nip(problem) })
}

/// Most characters of an address.
pub const ADDRESS_MAX: usize = 200;

/// Reads a number that is kept as text: NIK, NPWP, bank code, account.
pub fn digits<T: FromStr<Err = NotANumber>>(text: &str) -> Result<T, Problem> {
    text.trim_start_matches('\'').parse().map_err(Problem::Digits)
}

/// Reads words up to a length.
pub fn words(max: usize) -> impl Fn(&str) -> Result<String, Problem> {
    move |text| {
        if text.chars().count() > max { Err(Problem::TooLong { max }) } else { Ok(text.to_owned()) }
    }
}

/// Reads a whole number inside bounds, both included.
pub fn number(text: &str, min: u32, max: u32) -> Result<u8, Problem> {
    let read = text.parse::<u8>().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()));
    read.filter(|read| (min..=max).contains(&u32::from(*read))).ok_or(Problem::Number { min, max })
}

/// Reads a kind of civil servant.
pub fn status(text: &str) -> Result<Status, Problem> {
    match text.to_lowercase().as_str() {
        "pns" => Ok(Status::Pns),
        "cpns" => Ok(Status::Cpns),
        "pppk" | "p3k" => Ok(Status::Pppk),
        _ => Err(Problem::NotAWord { allowed: "pns, cpns, pppk" }),
    }
}

/// Reads a rank: `III/b`, `III-b`, `III.b`, `IIIb`, `IX`.
pub fn golongan(text: &str) -> Result<Golongan, Problem> {
    let plain: String = text.chars().filter(|c| c.is_ascii_alphabetic()).collect();
    let exact = text.replace(['-', '.', ' '], "/").parse::<Golongan>();
    let joined = || Golongan::all().find(|one| one.to_string().replace('/', "").eq_ignore_ascii_case(&plain));
    match exact {
        Ok(found) => Ok(found),
        Err(_) if text.chars().all(|c| c.is_ascii_alphabetic()) => joined().ok_or(Problem::Golongan),
        Err(_) => Err(Problem::Golongan),
    }
}

/// Says whether a rank belongs to a kind of civil servant.
#[must_use]
pub fn rank_fits(golongan: Golongan, status: Status) -> bool {
    matches!((golongan, status), (Golongan::Pns(_), Status::Pns | Status::Cpns) | (Golongan::Pppk(_), Status::Pppk))
}

/// Reads yes or no.
pub fn yes(text: &str) -> Result<bool, Problem> {
    match text.to_lowercase().as_str() {
        "ya" | "y" => Ok(true),
        "tidak" | "t" | "" => Ok(false),
        _ => Err(Problem::NotAWord { allowed: "ya, tidak" }),
    }
}

/// The cells that say which allowance a post carries.
#[derive(Debug, Clone, Copy)]
pub struct PostCells<'a> {
    /// `umum`, `struktural` or `fungsional`.
    pub kind: &'a str,
    /// Eselon of a structural post.
    pub eselon: &'a str,
    /// Family of a functional post.
    pub family: &'a str,
    /// Level of a functional post.
    pub level: &'a str,
}

/// Reads a post against the tables of the law; a problem names its column.
pub fn post(cells: PostCells<'_>, law: &Rulebook) -> Result<Post, Vec<(&'static str, Problem)>> {
    let extra = |used: [&str; 3]| -> Vec<(&'static str, Problem)> {
        let filled = [("eselon", cells.eselon), ("rumpun", cells.family), ("jenjang", cells.level)];
        let wrong = filled.into_iter().filter(|(name, text)| !text.is_empty() && !used.contains(name));
        wrong.map(|(name, _)| (name, Problem::NotForPost)).collect()
    };
    let (post, mut wrong) = match cells.kind.to_lowercase().as_str() {
        "umum" => (Ok(Post::Umum), extra([""; 3])),
        "struktural" => (structural(cells.eselon, law), extra(["eselon", "", ""])),
        "fungsional" => (functional(cells.family, cells.level, law), extra(["rumpun", "jenjang", ""])),
        "" => (Err(("jenis_jabatan", Problem::Required)), Vec::new()),
        _ => (Err(("jenis_jabatan", Problem::NotAWord { allowed: "umum, struktural, fungsional" })), Vec::new()),
    };
    match post {
        Ok(post) if wrong.is_empty() => Ok(post),
        Ok(_) => Err(wrong),
        Err(problem) => {
            wrong.push(problem);
            Err(wrong)
        }
    }
}

fn structural(eselon: &str, law: &Rulebook) -> Result<Post, (&'static str, Problem)> {
    if eselon.is_empty() {
        return Err(("eselon", Problem::Required));
    }
    let plain = |text: &str| text.chars().filter(char::is_ascii_alphabetic).collect::<String>().to_lowercase();
    let found = law.eselons().find(|code| plain(code) == plain(eselon));
    found.map(|code| Post::Struktural { eselon: code.to_owned() }).ok_or(("eselon", Problem::Eselon))
}

fn functional(family: &str, level: &str, law: &Rulebook) -> Result<Post, (&'static str, Problem)> {
    if family.is_empty() {
        return Err(("rumpun", Problem::Required));
    }
    let code = |text: &str| text.trim().to_lowercase().replace([' ', '-'], "_");
    let wanted = code(family);
    let Some((family, levels)) = law.functional_posts().find(|(name, _)| *name == wanted) else {
        return Err(("rumpun", Problem::Rumpun));
    };
    let levels: Vec<&str> = levels.collect();
    let level = code(level);
    // Where the table goes by golongan, the level is no row of it and may be told or not.
    if by_rank(&levels) && (level.is_empty() || LEVELS.contains(&level.as_str())) {
        return Ok(Post::Fungsional { family: family.to_owned(), level });
    }
    match level.as_str() {
        "" => Err(("jenjang", Problem::Required)),
        level if levels.contains(&level) => Ok(Post::Fungsional { family: family.to_owned(), level: level.to_owned() }),
        _ => Err(("jenjang", Problem::Jenjang)),
    }
}

/// Levels of functional posts (PermenPANRB 1/2023 Pasal 8, recalled).
pub const LEVELS: [&str; 8] =
    ["pemula", "terampil", "mahir", "penyelia", "ahli_pertama", "ahli_muda", "ahli_madya", "ahli_utama"];

/// Says whether the levels of a family are golongan, so that no level need be told.
#[must_use]
pub fn by_rank(levels: &[&str]) -> bool {
    !levels.is_empty() && levels.iter().all(|level| level.starts_with("pppk_") || *level == level.to_uppercase())
}

/// Reads a family: day of marriage, who takes the allowance, days of birth with blanks between.
pub fn family(
    married: &str,
    takes: &str,
    children: &str,
    from: Day,
    today: Day,
) -> Result<Family, Vec<(&'static str, String, Problem)>> {
    let mut wrong = Vec::new();
    let takes_allowance = match yes(takes) {
        Ok(takes) => takes,
        Err(problem) => {
            wrong.push(("pasangan_menerima", takes.to_owned(), problem));
            false
        }
    };
    let mut spouse = None;
    if married.is_empty() {
        if takes_allowance {
            wrong.push(("pasangan_menerima", takes.to_owned(), Problem::NoSpouse));
        }
    } else {
        match day_within(married, from, today) {
            Ok(since) => spouse = Some(Spouse { since, until: None, takes_allowance, nip: None }),
            Err(problem) => wrong.push(("kawin_sejak", married.to_owned(), problem)),
        }
    }
    let mut born = Vec::new();
    for text in children.split([' ', ',', '|']).filter(|text| !text.is_empty()) {
        match day_within(text, from, today) {
            Ok(day) => born.push(Child { born: day, student_until: None, until: None }),
            Err(problem) => wrong.push(("anak", text.to_owned(), problem)),
        }
    }
    if wrong.is_empty() { Ok(Family { spouse, children: born }) } else { Err(wrong) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_people_write_them_and_never_swapped() {
        for text in ["2026-01-31", "31/01/2026", "31-1-2026", "31.01.2026"] {
            assert_eq!(day(text).unwrap().to_string(), "2026-01-31", "{text}");
        }
        for text in ["", "01/31/2026", "2026/01/31", "31/1/26", "31 Januari 2026", "29/02/2025", "45678"] {
            assert_eq!(day(text), Err(Problem::Date), "{text}");
        }
    }

    #[test]
    fn ranks_and_posts_are_read_in_every_usual_spelling() {
        for text in ["III/b", "iii/B", "III-b", "III.b", "IIIb"] {
            assert_eq!(golongan(text).unwrap().to_string(), "III/b", "{text}");
        }
        assert_eq!(golongan("ix").unwrap().to_string(), "IX");
        for text in ["", "V/a", "III/z", "3b", "XVIII"] {
            assert_eq!(golongan(text), Err(Problem::Golongan), "{text}");
        }
        let law = Rulebook::national();
        let read =
            |kind: &str, eselon: &str, family: &str, level: &str| post(PostCells { kind, eselon, family, level }, law);
        assert_eq!(read("Umum", "", "", ""), Ok(Post::Umum));
        let eselon = law.eselons().next().unwrap().to_owned();
        assert_eq!(read("struktural", &eselon.to_uppercase(), "", ""), Ok(Post::Struktural { eselon: eselon.clone() }));
        assert_eq!(read("umum", &eselon, "", ""), Err(vec![("eselon", Problem::NotForPost)]));
        assert_eq!(read("fungsional", "", "", ""), Err(vec![("rumpun", Problem::Required)]));
        assert_eq!(read("fungsional", "", "astronot", "x"), Err(vec![("rumpun", Problem::Rumpun)]));
        assert_eq!(read("fungsional", "", "perawat", "ahli"), Err(vec![("jenjang", Problem::Jenjang)]));
        assert!(
            matches!(read("fungsional", "", "Guru", "ahli_muda"), Ok(Post::Fungsional { level, .. }) if level == "ahli_muda")
        );
        assert!(matches!(read("fungsional", "", "guru", ""), Ok(Post::Fungsional { level, .. }) if level.is_empty()));
        assert!(matches!(read("dosen", "", "", "").unwrap_err()[0], ("jenis_jabatan", Problem::NotAWord { .. })));
    }

    #[test]
    fn a_number_that_a_spreadsheet_rounded_is_named_as_such() {
        assert_eq!(nip("1,98704E+17"), Err(Problem::NipRounded));
        assert!(matches!(nip("19870415"), Err(Problem::Nip(_))));
        assert_eq!(nip("'19870415 201104 2 901").unwrap().to_string(), "198704152011042901");
    }
}
