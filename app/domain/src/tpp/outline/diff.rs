//! What differs between two versions of a policy, clause by clause.
//!
//! Steps are met in their order, since the order is the rule; everything else is met by what it speaks of.

use super::{Chapter, Clause, Rule};
use crate::tpp::policy::Policy;
use crate::tpp::value::ValueEntry;

/// One thing that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The chapter it lies in.
    pub chapter: Chapter,
    /// The rules around it, outermost first, and the rule itself; the newer ones where there are any.
    pub trail: Vec<Rule>,
    /// What differs.
    pub what: Difference,
}

/// What differs at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// Only the newer one has it, with all it holds.
    Added,
    /// Only the older one has it, with all it held.
    Removed,
    /// A step stands in another place of the order.
    Moved,
    /// It says something else.
    Rule {
        /// What it said.
        old: Rule,
    },
    /// Value, source or standing differ.
    Value {
        /// As it was, where there was one.
        old: Option<ValueEntry>,
        /// As it is, where there is one.
        new: Option<ValueEntry>,
    },
}

/// Most cells of the table that finds the common order; larger lists are met by what they speak of alone.
const MOST_CELLS: usize = 4_000_000;

/// Lists what differs between an older and a newer policy; names, dates and notices are not rules.
#[must_use]
pub fn changes(old: &Policy, new: &Policy) -> Vec<Change> {
    let (old, new) = (old.chapters(), new.chapters());
    let mut found = Vec::new();
    for chapter in Chapter::ALL {
        let of = |all: &[(Chapter, Vec<Clause>)]| {
            all.iter().find(|(one, _)| *one == chapter).map(|(_, clauses)| clauses.clone()).unwrap_or_default()
        };
        let mut meet = Meet { chapter, trail: Vec::new(), found: &mut found };
        meet.lists(&of(&old), &of(&new));
    }
    found
}

struct Meet<'a> {
    chapter: Chapter,
    trail: Vec<Rule>,
    found: &'a mut Vec<Change>,
}

/// Whether two clauses speak of the same thing. A step without key is known by what it says.
fn same(old: &Clause, new: &Clause) -> bool {
    let keyless = |rule: &Rule| matches!(rule, Rule::Round { .. } | Rule::Pay | Rule::Split | Rule::SplitEach);
    old.path == new.path
        && if keyless(&old.rule) || keyless(&new.rule) {
            old.rule == new.rule
        } else {
            core::mem::discriminant(&old.rule) == core::mem::discriminant(&new.rule) || is_score(old) && is_score(new)
        }
}

/// Ways in which a part is earned: each part has one, and it may change.
fn is_score(of: &Clause) -> bool {
    matches!(
        of.rule,
        Rule::Full | Rule::ByMeasure(_) | Rule::ByMeasureOrPredikat(_) | Rule::ByPredikat | Rule::ByBands(_)
    )
}

impl Meet<'_> {
    fn lists(&mut self, old: &[Clause], new: &[Clause]) {
        let mut partner: Vec<Option<usize>> = vec![None; new.len()];
        let mut taken = vec![false; old.len()];
        for (at, to) in in_order(old, new) {
            partner[to] = Some(at);
            taken[at] = true;
        }
        let mut moved = vec![false; new.len()];
        for (to, clause) in new.iter().enumerate().filter(|(to, _)| partner[*to].is_none()).collect::<Vec<_>>() {
            let at = (0..old.len()).find(|at| !taken[*at] && same(&old[*at], clause));
            if let Some(at) = at {
                (partner[to], taken[at], moved[to]) = (Some(at), true, true);
            }
        }
        for (clause, _) in old.iter().zip(&taken).filter(|(_, taken)| !**taken) {
            self.tell(&clause.rule, Difference::Removed);
        }
        let ordered = matches!(self.chapter, Chapter::Steps | Chapter::Net);
        for (to, clause) in new.iter().enumerate() {
            match partner[to] {
                None => self.tell(&clause.rule, Difference::Added),
                Some(at) => {
                    if moved[to] && ordered {
                        self.tell(&clause.rule, Difference::Moved);
                    }
                    self.pair(&old[at], clause);
                }
            }
        }
    }

    fn pair(&mut self, old: &Clause, new: &Clause) {
        if old.rule != new.rule {
            self.tell(&new.rule, Difference::Rule { old: old.rule.clone() });
        }
        let known = |entry: &Option<ValueEntry>| {
            entry.as_ref().map(|entry| (entry.value, entry.cite.clone(), entry.standing, entry.confirmed_by.clone()))
        };
        if known(&old.value) != known(&new.value) {
            self.tell(&new.rule, Difference::Value { old: old.value.clone(), new: new.value.clone() });
        }
        self.trail.push(new.rule.clone());
        self.lists(&old.parts, &new.parts);
        self.trail.pop();
    }

    fn tell(&mut self, rule: &Rule, what: Difference) {
        let mut trail = self.trail.clone();
        trail.push(rule.clone());
        self.found.push(Change { chapter: self.chapter, trail, what });
    }
}

/// Pairs what stands in the same order in both, as much of it as there is.
fn in_order(old: &[Clause], new: &[Clause]) -> Vec<(usize, usize)> {
    let head = old.iter().zip(new).take_while(|(old, new)| same(old, new)).count();
    let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(|(old, new)| same(old, new)).count();
    let (rows, columns) = (old.len() - head - tail, new.len() - head - tail);
    let mut pairs: Vec<(usize, usize)> = (0..head).map(|at| (at, at)).collect();
    pairs.extend((0..tail).map(|at| (old.len() - tail + at, new.len() - tail + at)));
    if rows.saturating_mul(columns) > MOST_CELLS {
        return pairs;
    }
    // Length of the longest common order of what is left from each cell on.
    let width = columns + 1;
    let mut longest = vec![0_u32; (rows + 1) * width];
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            longest[row * width + column] = if same(&old[head + row], &new[head + column]) {
                longest[(row + 1) * width + column + 1] + 1
            } else {
                longest[(row + 1) * width + column].max(longest[row * width + column + 1])
            };
        }
    }
    let (mut row, mut column) = (0, 0);
    while row < rows && column < columns {
        if same(&old[head + row], &new[head + column]) {
            pairs.push((head + row, head + column));
            row += 1;
            column += 1;
        } else if longest[(row + 1) * width + column] >= longest[row * width + column + 1] {
            row += 1;
        } else {
            column += 1;
        }
    }
    pairs
}
