//! A small seeded generator (PCG-XSH-RR 64/32). The same seed gives the same numbers on every machine.

/// State of the generator.
#[derive(Debug, Clone)]
pub struct Rng {
    state: u64,
}

const STEP: u64 = 6_364_136_223_846_793_005;
const STREAM: u64 = 1_442_695_040_888_963_407;

impl Rng {
    /// Begins a sequence.
    pub fn new(seed: u64) -> Self {
        let mut rng = Self { state: seed.wrapping_add(STREAM) };
        rng.next();
        rng
    }

    fn next(&mut self) -> u32 {
        let old = self.state;
        self.state = old.wrapping_mul(STEP).wrapping_add(STREAM);
        let mixed = ((old >> 18) ^ old) >> 27;
        // The low 32 bits are what the method keeps.
        (mixed as u32).rotate_right((old >> 59) as u32)
    }

    /// Returns a number below `n`; nothing but zero below one.
    pub fn below(&mut self, n: usize) -> usize {
        let n = u64::try_from(n).unwrap_or(u64::MAX).min(u64::from(u32::MAX));
        usize::try_from((u64::from(self.next()) * n) >> 32).unwrap_or(0)
    }

    /// Returns a number from `low` to `high`, both inside.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let width = usize::try_from(high.saturating_sub(low).saturating_add(1)).unwrap_or(1);
        low + i64::try_from(self.below(width)).unwrap_or(0)
    }

    /// Says yes in `bp` of 10000 cases.
    pub fn chance(&mut self, bp: u32) -> bool {
        self.below(10_000) < bp as usize
    }

    /// Returns one of the items, or nothing when there is none.
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        items.get(self.below(items.len()))
    }

    /// Returns the place of one weight, the heavier the likelier; nothing when all are zero.
    pub fn weighted(&mut self, weights: &[u32]) -> Option<usize> {
        let sum: usize = weights.iter().map(|weight| *weight as usize).sum();
        let mut left = self.below(sum);
        weights.iter().position(|weight| {
            let here = left < *weight as usize;
            left = left.saturating_sub(*weight as usize);
            here
        })
    }

    /// Puts the items into another order.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.below(at + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sequence_of_a_seed_never_changes() {
        let mut rng = Rng::new(42);
        let drawn: Vec<usize> = (0..6).map(|_| rng.below(1_000)).collect();
        assert_eq!(drawn, FROZEN);
        assert_eq!(rng.weighted(&[0, 0]), None);
        assert!((0..100).all(|_| rng.weighted(&[0, 5, 0]) == Some(1)));
    }

    const FROZEN: [usize; 6] = [761, 418, 448, 266, 959, 409];
}
