//! Who stands in front in the demonstration, and which days its past speaks of.

use domain::asn::Status;
use domain::calendar::{Day, Month};
use domain::kinerja::Period;

use super::people::Region;

/// The days and periods that the region's past speaks of.
pub struct Times {
    /// Quarter that was judged last.
    pub quarter: Period,
    /// First month with a recap.
    pub first_recap: Month,
    /// Last finished month.
    pub last_recap: Month,
    /// Day from which pay can be worked out.
    pub start: Day,
    /// Years with a plan.
    pub years: Vec<i32>,
}

impl Times {
    /// Counts back from a day; `months` finished months have a recap.
    pub fn before(today: Day, months: i32) -> Self {
        let month = today.month();
        let current = Period::triwulan_of(month);
        let quarter = Period::triwulan_of(current.first_month().previous());
        let first_recap = month.plus(-months);
        let start = Month::new(first_recap.year().min(quarter.year()), 1).unwrap_or(month).first();
        let mut years = vec![quarter.year(), month.year()];
        years.dedup();
        Self { quarter, first_recap, last_recap: month.previous(), start, years }
    }

    /// Returns the months with a recap, oldest first.
    pub fn recap_months(&self) -> impl Iterator<Item = Month> + use<> {
        let (first, last) = (self.first_recap, self.last_recap);
        (0..=last.months_since(first)).map(move |n| first.plus(n))
    }
}

/// The people behind the accounts that are easy to remember; places in the list.
pub struct Cast {
    /// The employee.
    pub employee: usize,
    /// A peer of the same team.
    pub peer: usize,
    /// Their superior.
    pub superior: usize,
    /// Everyone below that superior, the employee first.
    pub team: Vec<usize>,
    /// HR of the region.
    pub hr: usize,
    /// Treasurer of the region.
    pub treasurer: usize,
    /// Checks what the treasurer submits: another person of the same house.
    pub approver: usize,
    /// Who has no superior here.
    pub leader: usize,
}

impl Cast {
    /// Chooses a team in a health centre, the desks where such posts are, and who stands above all.
    pub fn choose(region: &Region) -> Self {
        let people = &region.people;
        let kind = |at: usize| {
            let office = region.offices.iter().find(|office| office.code == people[at].office);
            office.map_or("", |office| office.kind.as_str())
        };
        let below = |at: usize| (0..people.len()).filter(move |one| people[*one].superior == Some(at));
        let in_puskesmas = (0..people.len()).filter(|at| kind(*at) == "puskesmas");
        let superior = in_puskesmas.max_by_key(|at| (below(*at).count(), usize::MAX - at)).unwrap_or(0);
        let mut team: Vec<usize> = below(superior).collect();
        // Nurses and midwives in service for years come first.
        team.sort_by_key(|at| {
            let person = &people[*at];
            let in_the_field = person.post_code.starts_with("perawat") || person.post_code.starts_with("bidan");
            (!in_the_field, person.status != Status::Pns, person.appointed)
        });
        let desk = |post: &str, office: &str| {
            let fits = |at: &usize| people[*at].post_code.starts_with(post) && kind(*at) == office;
            (0..people.len()).find(fits).or_else(|| (0..people.len()).find(|at| kind(*at) == office)).unwrap_or(0)
        };
        let treasurer = desk("bendahara", "bpkad");
        let approver = (0..people.len()).find(|at| kind(*at) == "bpkad" && *at != treasurer).unwrap_or(0);
        Self {
            employee: team.first().copied().unwrap_or(0),
            peer: team.get(1).copied().unwrap_or(0),
            superior,
            hr: desk("analis_sdm", "bkpsdm"),
            treasurer,
            approver,
            leader: (0..people.len()).find(|at| people[*at].superior.is_none()).unwrap_or(0),
            team,
        }
    }
}
