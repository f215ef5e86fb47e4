//! The ceiling of a month: amount of the post by account, acting post, share of the kind of civil servant.

use rust_decimal::{Decimal, RoundingStrategy};

use super::ceiling::{Account, CriterionRow, Pagu};
use super::eval::{Run, tpp};
use super::input::{Acting, ActingMode};
use super::policy::{ActingChoice, ActingRule};
use super::step::TppStep;
use crate::derive::{Recorder, Value};
use crate::outcome::Gap;

const HUNDRED: Decimal = Decimal::ONE_HUNDRED;
/// One hundredth: a product is exact and far cheaper than a quotient.
const CENT: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

impl<R: Recorder> Run<'_, R> {
    /// Returns the ceiling per account, in the order of the policy's accounts.
    pub(super) fn pagu(&mut self) -> Vec<Decimal> {
        let (policy, input) = (self.policy, self.input);
        self.rec.open(|| tpp(TppStep::Pagu));
        let mut shares = self.of_post(input.kelas, input.post, false);
        if let Some(acting) = &input.acting {
            match &policy.acting {
                Some(rule) => self.acting(rule, acting, &mut shares),
                None => self.gaps.push(Gap::Unconfirmed { value: "acting".into() }),
            }
        }
        let factor = policy.receiver(input.status);
        let percent = self.parameter(|| TppStep::Receiver, factor, Value::Percent);
        if percent != HUNDRED {
            for share in &mut shares {
                *share = (*share * percent * CENT).normalize();
            }
        }
        for (account, share) in policy.accounts.iter().zip(&mut shares) {
            if let Some(plus) = &account.plus {
                *share += self.measure(plus).unwrap_or_default();
            }
        }
        let sum = shares.iter().sum();
        let sum = self.bounded(sum);
        self.rec.close(|| Value::Exact(sum.normalize()));
        shares
    }

    fn acting(&mut self, rule: &ActingRule, acting: &Acting<'_>, own: &mut Vec<Decimal>) {
        if let Some(months) = &rule.from_full_months {
            let from = self.value(months);
            if Decimal::from(acting.full_months) < from {
                return;
            }
        }
        let mode = match &rule.mode {
            ActingChoice::Assignment(usual) => acting.mode.unwrap_or(*usual),
            ActingChoice::ByClass(choice) => match (acting.kelas, self.input.kelas) {
                (Some(other), Some(own)) if other > own => choice.higher,
                (Some(_), Some(_)) => choice.equal_or_lower,
                _ => {
                    self.gaps.push(Gap::NoFact { field: "kelas".into() });
                    return;
                }
            },
        };
        self.rec.open(|| tpp(TppStep::Acting { mode }));
        let mut other = self.of_post(acting.kelas, acting.post, true);
        if matches!(mode, ActingMode::Share | ActingMode::Add) {
            let share = match (&rule.share, acting.share_percent) {
                (Some(share), _) => self.parameter(|| TppStep::ActingShare, share, Value::Percent),
                (None, Some(share)) if share >= Decimal::ZERO && share <= HUNDRED => {
                    self.rec.leaf(|| tpp(TppStep::ActingShare), || Value::Percent(share));
                    share
                }
                (None, Some(_)) => {
                    self.gaps.push(Gap::OutOfRange { field: "acting.share".into() });
                    Decimal::ZERO
                }
                (None, None) => {
                    self.gaps.push(Gap::NoFact { field: "acting.share".into() });
                    Decimal::ZERO
                }
            };
            for amount in &mut other {
                *amount = (*amount * share * CENT).normalize();
            }
        }
        match mode {
            ActingMode::Replace | ActingMode::Share => *own = other,
            ActingMode::Add => {
                for (amount, more) in own.iter_mut().zip(&other) {
                    *amount += more;
                }
            }
            ActingMode::Higher => {
                if other.iter().sum::<Decimal>() > own.iter().sum() {
                    *own = other;
                }
            }
        }
        let sum: Decimal = own.iter().sum();
        self.rec.close(|| Value::Exact(sum.normalize()));
    }

    /// Amounts of one post; what is missing becomes a gap and reads as zero.
    fn of_post(&mut self, kelas: Option<u8>, post: Option<&str>, acting: bool) -> Vec<Decimal> {
        let policy = self.policy;
        self.rec.open(|| tpp(TppStep::PaguOfPost { acting }));
        let shares = match &policy.pagu {
            Pagu::Post(posts) => match self.post(post).map(|post| (post, posts.get(post))) {
                Some((_, Some(row))) => (policy.accounts.iter())
                    .map(|account| match row.get(&account.key) {
                        Some(amount) => {
                            self.parameter(|| TppStep::Criterion { label: account.label.clone() }, amount, Value::Exact)
                        }
                        None => Decimal::ZERO,
                    })
                    .collect(),
                Some((post, None)) => {
                    self.gaps.push(Gap::Unconfirmed { value: format!("pagu.{post}") });
                    self.nothing()
                }
                None => self.no_fact("jabatan"),
            },
            Pagu::Class(_) | Pagu::ClassIndex(_) | Pagu::Points(_) => {
                let basic = match &policy.pagu {
                    Pagu::Points(_) => self.points(post),
                    _ => self.basic(kelas),
                };
                match basic {
                    Some(basic) => (policy.accounts.iter())
                        .map(|account| (basic * self.criterion(account, kelas, post) * CENT).normalize())
                        .collect(),
                    None => self.nothing(),
                }
            }
        };
        self.rec.close(|| Value::Exact(shares.iter().sum::<Decimal>().normalize()));
        shares
    }

    /// The post that was named; where the policy lists one post only, it stands for all.
    pub(super) fn post<'p>(&self, named: Option<&'p str>) -> Option<&'p str>
    where
        Self: 'p,
    {
        named.or_else(|| self.policy.only_post())
    }

    fn nothing(&self) -> Vec<Decimal> {
        vec![Decimal::ZERO; self.policy.accounts.len()]
    }

    fn no_fact(&mut self, field: &str) -> Vec<Decimal> {
        self.gaps.push(Gap::NoFact { field: field.into() });
        self.nothing()
    }

    /// Basic amount of a class. A missing one does not stop the walk: the percents are asked for too.
    fn basic(&mut self, kelas: Option<u8>) -> Option<Decimal> {
        let policy = self.policy;
        let Some(kelas) = kelas else {
            self.gaps.push(Gap::NoFact { field: "kelas".into() });
            return None;
        };
        let (rows, index) = match &policy.pagu {
            Pagu::Class(rows) => (rows, None),
            Pagu::ClassIndex(formula) => (&formula.class, Some(&formula.index)),
            Pagu::Post(_) | Pagu::Points(_) => return None,
        };
        let amount = match rows.get(&kelas) {
            Some(amount) => self.parameter(|| TppStep::ClassAmount { kelas }, amount, Value::Exact),
            None => {
                self.gaps.push(Gap::Unconfirmed { value: format!("pagu.class.{kelas}") });
                Decimal::ZERO
            }
        };
        let Some(index) = index else { return Some(amount) };
        let index = self.parameter(|| TppStep::Index, index, Value::Number);
        // SK basic TPP Lubuklinggau 2022: the product is rounded half up before any percent is taken of it.
        let basic = (amount * index).round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
        let basic = self.bounded(basic);
        self.rec.leaf(|| tpp(TppStep::BasicTpp), || Value::Exact(basic));
        Some(basic)
    }

    fn points(&mut self, post: Option<&str>) -> Option<Decimal> {
        let Pagu::Points(table) = &self.policy.pagu else { return None };
        let Some(post) = self.post(post) else {
            self.gaps.push(Gap::NoFact { field: "jabatan".into() });
            return None;
        };
        let Some(points) = table.posts.get(post) else {
            self.gaps.push(Gap::Unconfirmed { value: format!("pagu.points.{post}") });
            return None;
        };
        let points = self.parameter(|| TppStep::Points, points, Value::Number);
        let price = self.input.unit_kind.and_then(|kind| table.price_by_unit.get(kind)).unwrap_or(&table.price);
        let price = self.parameter(|| TppStep::PointPrice, price, Value::Exact);
        let basic = points * price;
        Some(self.bounded(basic))
    }

    fn criterion(&mut self, account: &Account, kelas: Option<u8>, post: Option<&str>) -> Decimal {
        let of_class =
            |row: &&CriterionRow| kelas.is_none_or(|kelas| (row.from_class..=row.upto_class).contains(&kelas));
        // A row for named posts meets an unknown post: whether it applies is not known.
        let fits = |row: &&CriterionRow| {
            row.posts.is_empty() || post.is_none_or(|post| row.posts.iter().any(|one| one == post))
        };
        match account.percent.iter().filter(of_class).find(fits) {
            Some(row) if post.is_none() && !row.posts.is_empty() => {
                self.gaps.push(Gap::NoFact { field: "jabatan".into() });
                Decimal::ZERO
            }
            Some(row) => {
                self.parameter(|| TppStep::Criterion { label: account.label.clone() }, &row.is, Value::Percent)
            }
            None => Decimal::ZERO,
        }
    }
}
