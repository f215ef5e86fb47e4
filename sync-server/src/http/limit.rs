//! Token buckets by key, in memory: they fill with time and every try takes one.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use ledger::hash::Hash;

/// Most keys remembered; beyond that the full ones are forgotten.
const MOST_KEYS: usize = 20_000;

/// A limit for each of many keys.
pub struct Limit {
    burst: i64,
    refill_s: i64,
    buckets: Mutex<BTreeMap<Hash, Bucket>>,
}

#[derive(Clone, Copy)]
struct Bucket {
    left: i64,
    at: i64,
}

impl Limit {
    /// Allows `burst` tries at once and one more each `refill_s` seconds.
    #[must_use]
    pub const fn new(burst: i64, refill_s: i64) -> Self {
        Self { burst, refill_s, buckets: Mutex::new(BTreeMap::new()) }
    }

    /// Takes a try, or says in how many seconds the next one is allowed.
    pub fn take(&self, key: &str, now: i64) -> Result<(), i64> {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= MOST_KEYS {
            let (burst, refill_s) = (self.burst, self.refill_s);
            buckets.retain(|_, bucket| bucket.left + (now - bucket.at) / refill_s < burst);
        }
        let bucket = buckets.entry(Hash::of(key.as_bytes())).or_insert(Bucket { left: self.burst, at: now });
        let gained = (now - bucket.at).max(0) / self.refill_s;
        bucket.left = (bucket.left + gained).min(self.burst);
        bucket.at = if bucket.left == self.burst { now } else { bucket.at + gained * self.refill_s };
        if bucket.left == 0 {
            return Err((bucket.at + self.refill_s - now).max(1));
        }
        bucket.left -= 1;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tries_come_back_with_time_and_keys_do_not_share_them() {
        let limit = Limit::new(2, 10);
        assert_eq!((limit.take("a", 100), limit.take("a", 101)), (Ok(()), Ok(())));
        assert_eq!(limit.take("a", 102), Err(8));
        assert_eq!(limit.take("b", 102), Ok(()));
        assert_eq!(limit.take("a", 110), Ok(()));
        assert_eq!(limit.take("a", 111), Err(9));
    }
}
