//! The files of `demo/`, read once.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use domain::asn::Golongan;
use domain::calendar::Month;
use domain::cite::Confidence;
use domain::growth::{Area, Jalur};
use domain::kinerja::{Arah, Aspek, Perspektif, Target};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::people::Education;

/// Everything the generator draws from.
pub struct Data {
    pub offices: Offices,
    pub posts: Vec<Post>,
    pub names: Names,
    pub shares: Shares,
    pub indicators: Vec<Indicator>,
    pub programmes: Vec<Written>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Offices {
    pub name: String,
    pub office: Vec<Office>,
    pub staff: BTreeMap<String, BTreeMap<String, u32>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Office {
    pub code: String,
    pub name: String,
    pub kind: String,
    pub parent: Option<String>,
    #[serde(default)]
    pub six_days: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Post {
    pub code: String,
    pub title: String,
    pub group: Option<String>,
    pub kind: String,
    pub golongan: [Golongan; 2],
    pub kelas: u8,
    pub bup: u8,
    pub superior: Vec<String>,
    pub education: Education,
    pub people: String,
    pub pppk: u32,
    pub allowance: Allowance,
    #[serde(default)]
    pub prefix: String,
    #[serde(default)]
    pub suffix: Vec<String>,
}

#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Allowance {
    Umum,
    Struktural { eselon: String },
    Fungsional { family: String, level: String },
    Guru,
    Given { amount_rp: i64 },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Names {
    pub avoid: Vec<String>,
    pub pattern: Pattern,
    pub mix: BTreeMap<String, u32>,
    pub male: BTreeMap<String, Vec<String>>,
    pub female: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pattern {
    pub one_word: u32,
    pub two_words: u32,
    pub three_words: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shares {
    pub status: StatusShares,
    pub golongan: BTreeMap<Golongan, u32>,
    pub age: Ages,
    pub women: BTreeMap<String, u32>,
    pub family: FamilyShares,
    pub waves: Waves,
    pub check: Check,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Check {
    pub golongan_iii: [usize; 2],
    pub golongan_iv: [usize; 2],
    pub women: [usize; 2],
    pub pns_51_up: [usize; 2],
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatusShares {
    pub pppk: u32,
    pub cpns: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ages {
    pub pns: Vec<Band>,
    pub pppk: Vec<Band>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    pub from: i64,
    pub upto: i64,
    pub weight: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FamilyShares {
    pub spouse_is_asn: u32,
    pub husband_without_income: u32,
    pub married: Vec<MarriedBand>,
    pub children: Children,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarriedBand {
    pub from: i32,
    pub upto: i32,
    pub married: u32,
    pub alone: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Children {
    pub weights: Vec<u32>,
    pub mother_from: i64,
    pub mother_upto: i64,
    pub student: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Waves {
    pub pns: Vec<Month>,
    pub pppk: Vec<Month>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    pub r#for: Vec<String>,
    pub result: String,
    pub text: String,
    pub aspect: Aspek,
    pub unit: String,
    pub target: Target,
    pub direction: Arah,
    pub perspective: Option<Perspektif>,
    #[serde(rename = "confidence")]
    pub _confidence: Confidence,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Written {
    pub id: String,
    pub title: String,
    pub topic: String,
    pub provider: String,
    pub form: Jalur,
    pub jp: u32,
    pub jp_confidence: Confidence,
    pub days: i64,
    pub areas: Vec<Area>,
    #[serde(default)]
    pub r#for: Vec<String>,
    pub description: String,
    pub starts: Vec<i64>,
    pub place: String,
    pub quota: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PostFile {
    post: Vec<Post>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IndicatorFile {
    indicator: Vec<Indicator>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProgrammeFile {
    programme: Vec<Written>,
}

fn file<T: DeserializeOwned>(name: &str, text: &str) -> Result<T, String> {
    toml::from_str(text).map_err(|error| format!("{name}: {error}"))
}

fn read() -> Result<Data, String> {
    Ok(Data {
        offices: file("offices", include_str!("../../demo/offices.toml"))?,
        posts: file::<PostFile>("posts", include_str!("../../demo/posts.toml"))?.post,
        names: file("names", include_str!("../../demo/names.toml"))?,
        shares: file("shares", include_str!("../../demo/shares.toml"))?,
        indicators: file::<IndicatorFile>("indicators", include_str!("../../demo/indicators.toml"))?.indicator,
        programmes: file::<ProgrammeFile>("programmes", include_str!("../../demo/programmes.toml"))?.programme,
    })
}

/// Returns the files.
pub fn data() -> &'static Data {
    static DATA: LazyLock<Data> =
        LazyLock::new(|| read().expect("the files are embedded, and the tests of this folder read them"));
    &DATA
}

impl Post {
    /// Says whether a code, group or kind names this post.
    pub fn is(&self, name: &str) -> bool {
        self.code == name || self.kind == name || self.group.as_deref() == Some(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_in_a_file_is_known_to_the_others() {
        let data = read().unwrap();
        let known = |name: &str| data.posts.iter().any(|post| post.is(name));
        let names = data.offices.staff.values().flat_map(BTreeMap::keys);
        let names = names.chain(data.posts.iter().flat_map(|post| &post.superior));
        let names = names.chain(data.indicators.iter().flat_map(|one| &one.r#for));
        let names = names.chain(data.programmes.iter().flat_map(|one| &one.r#for));
        let strangers: Vec<&String> = names.filter(|name| !known(name)).collect();
        assert!(strangers.is_empty(), "{strangers:?}");
        for office in &data.offices.office {
            assert!(data.offices.staff.contains_key(&office.kind), "{}", office.kind);
        }
        assert!(data.posts.iter().all(|post| data.shares.women.contains_key(&post.people)));
    }
}
