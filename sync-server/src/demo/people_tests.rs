//! Claims about the invented region.

use super::*;
use domain::asn::NipKind;

fn today() -> Day {
    "2026-11-21".parse().unwrap()
}

fn seeds() -> impl Iterator<Item = Region> {
    (0..12).map(|seed| people(seed, today(), PEOPLE))
}

fn bp(part: usize, whole: usize) -> u32 {
    u32::try_from(part * 10_000 / whole).unwrap()
}

#[test]
fn one_seed_and_day_give_one_region() {
    assert_eq!(people(7, today(), PEOPLE), people(7, today(), PEOPLE));
    assert_ne!(people(7, today(), PEOPLE).people[0], people(8, today(), PEOPLE).people[0]);
}

#[test]
fn a_region_can_be_made_on_any_day() {
    for day in ["2025-01-01", "2026-01-01", "2028-02-29", "2031-12-31"] {
        let today = day.parse().unwrap();
        let region = people(7, today, PEOPLE);
        assert_eq!(region.people.len(), 600, "{day}");
        assert!(keeps_shares(&data().shares.check, &region.people, today), "{day}");
        assert!(region.people.iter().all(|one| one.appointed < today && one.golongan_since <= today), "{day}");
    }
}

#[test]
fn six_hundred_people_work_in_the_offices_named() {
    let region = people(7, today(), PEOPLE);
    assert_eq!(region.people.len(), 600);
    for kind in [
        "dindik",
        "sd",
        "smp",
        "dinkes",
        "puskesmas",
        "dishub",
        "kecamatan",
        "kelurahan",
        "dukcapil",
        "dp3a",
        "bkpsdm",
        "bpkad",
        "inspektorat",
        "setda",
    ] {
        let office = region.offices.iter().find(|office| office.kind == kind).unwrap();
        assert!(region.people.iter().any(|person| person.office == office.code), "{kind}");
    }
}

#[test]
fn totals_keep_the_published_shares() {
    for region in seeds() {
        let pns: Vec<&DemoPerson> = region.people.iter().filter(|one| one.status != Status::Pppk).collect();
        let group = |wanted: GolonganGroup| {
            let held =
                |one: &&&DemoPerson| matches!(one.golongan, Golongan::Pns(golongan) if golongan.group() == wanted);
            bp(pns.iter().filter(held).count(), pns.len())
        };
        let women = region.people.iter().filter(|one| one.sex == Sex::Woman).count();
        let old = pns.iter().filter(|one| one.born.age_on(today()) >= 51).count();
        let pppk = region.people.iter().filter(|one| one.status == Status::Pppk).count();
        let cpns = region.people.iter().filter(|one| one.status == Status::Cpns).count();
        // Basis points. The share of schools and health follows from the head counts and is lower than in the country.
        for (name, found, share) in [
            ("golongan III", group(GolonganGroup::III), 5_200..=5_900),
            ("golongan IV", group(GolonganGroup::IV), 2_400..=3_100),
            ("women", bp(women, 600), 5_300..=5_900),
            ("51 and older", bp(old, pns.len()), 3_200..=3_700),
        ] {
            assert!(share.contains(&found), "{name}: {found} not in {share:?}");
        }
        assert_eq!((pppk, cpns), (216, 10));
    }
}

#[test]
fn every_number_says_what_the_person_is() {
    for region in seeds() {
        let mut seen = BTreeSet::new();
        for person in &region.people {
            let text = person.nip.to_string();
            let nip: Nip = text.parse().unwrap();
            assert!(seen.insert(nip), "{text} twice");
            assert!((900..=999).contains(&text[15..].parse::<u32>().unwrap()));
            assert_eq!((nip.born(), nip.sex()), (person.born, person.sex));
            match (nip.kind(), person.status) {
                (NipKind::Pns { appointed }, Status::Pns | Status::Cpns) => {
                    assert_eq!(appointed.first(), person.appointed);
                }
                (NipKind::Pppk { year, contract: 21 }, Status::Pppk) => {
                    assert_eq!(year, person.appointed.month().year());
                }
                (kind, status) => panic!("{kind:?} {status:?}"),
            }
        }
        let names: BTreeSet<&str> = region.people.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names.len(), 600);
    }
}

#[test]
fn service_fits_the_entry_date_and_the_rank() {
    for region in seeds() {
        for person in &region.people {
            let age = person.born.age_on(today());
            assert!((20..i32::from(person.bup)).contains(&age), "{person:?}");
            assert!(person.appointed < today() && person.golongan_since >= person.appointed);
            assert!(person.golongan_since <= today() && person.post_since <= today());
            assert!(person.post_since >= person.golongan_since);
            let between = today().month().months_since(person.golongan_since.month());
            assert_eq!(person.mkg_since.plus_months(between), Some(person.mkg), "{person:?}");
            let served = today().month().months_since(person.appointed.month());
            let counted = i32::from(person.mkg.years()) * 12 + i32::from(person.mkg.months());
            assert!((served - 132..=served + 36).contains(&counted), "{person:?}");
            match (person.status, person.golongan) {
                (Status::Pppk, Golongan::Pppk(golongan)) => {
                    assert_eq!(golongan.to_string(), person.education.pppk());
                    let until = person.contract_until.unwrap();
                    assert!(until >= today() && until.days_since(person.appointed) <= 10 * 366);
                }
                (Status::Cpns, Golongan::Pns(golongan)) => {
                    assert_eq!(golongan.index(), person.education.entry());
                    assert!(served <= 24 && person.pns_since.is_none());
                }
                (Status::Pns, Golongan::Pns(golongan)) => {
                    let steps = i32::try_from(golongan.index() - person.education.entry()).unwrap();
                    assert!(served >= 48 * steps && served >= 12, "{person:?}");
                }
                other => panic!("{other:?}"),
            }
        }
    }
}

#[test]
fn everyone_but_the_head_of_staff_has_a_superior_and_nobody_is_his_own() {
    for region in seeds() {
        let without: Vec<&str> =
            region.people.iter().filter(|one| one.superior.is_none()).map(|one| one.post_code.as_str()).collect();
        assert_eq!(without, ["sekda"]);
        for at in 0..region.people.len() {
            let mut here = at;
            for step in 0.. {
                match region.people[here].superior {
                    Some(above) => here = above,
                    None => break,
                }
                assert!(step < 8, "{} runs in a circle", region.people[at].post_code);
            }
        }
    }
}

#[test]
fn couples_share_one_family_and_one_allowance() {
    for region in seeds() {
        let mut pairs = 0;
        for (at, person) in region.people.iter().enumerate() {
            for child in &person.family.children {
                assert!(child.born < today() && child.born.age_on(today()) < 45);
                assert!(person.born.age_on(child.born) >= 18, "{person:?}");
            }
            let Some(other) = person.spouse else { continue };
            let spouse = &region.people[other];
            assert_eq!(spouse.spouse, Some(at));
            assert_ne!(spouse.sex, person.sex);
            assert_eq!(spouse.family.children, person.family.children);
            let (mine, theirs) = (person.family.spouse.as_ref().unwrap(), spouse.family.spouse.as_ref().unwrap());
            assert_eq!(mine.since, theirs.since);
            assert_ne!(mine.takes_allowance, theirs.takes_allowance);
            pairs += 1;
        }
        assert!((60..=130).contains(&pairs), "{pairs}");
        let married = region.people.iter().filter(|one| one.family.spouse.is_some()).count();
        assert!((480..=580).contains(&married), "{married}");
        let kinds: BTreeSet<String> = region.people.iter().map(|one| one.ptkp.to_string()).collect();
        assert!(kinds.len() >= 7, "{kinds:?}");
    }
}

#[test]
fn two_posts_alone_carry_an_allowance_no_table_has() {
    let region = people(7, today(), PEOPLE);
    let families: BTreeSet<String> = region
        .people
        .iter()
        .filter_map(|one| match &one.post {
            domain::pay::Post::Fungsional { family, .. } => Some(family.clone()),
            _ => None,
        })
        .collect();
    let known = ["analis_sdm_aparatur", "bidan", "dokter", "guru", "perawat", "pranata_sdm_aparatur"];
    let strange: Vec<&String> = families.iter().filter(|one| !known.contains(&one.as_str())).collect();
    assert_eq!(strange, ["asesor", "medik_veteriner"]);
}
#[test]
fn a_larger_region_repeats_the_offices_below_one_head_of_staff() {
    let region = people(7, today(), 2_000);
    assert_eq!(region.people.len(), 2_000);
    assert!(keeps_shares(&data().shares.check, &region.people, today()));
    let codes: BTreeSet<&str> = region.offices.iter().map(|office| office.code.as_str()).collect();
    assert_eq!(codes.len(), region.offices.len());
    let above = |office: &DemoOffice| office.parent.as_deref().is_none_or(|parent| codes.contains(parent));
    assert!(region.offices.iter().all(above));
    assert_eq!(region.people.iter().filter(|one| one.superior.is_none()).count(), 1);
    let nips: BTreeSet<Nip> = region.people.iter().map(|one| one.nip).collect();
    assert_eq!(nips.len(), 2_000);
}
