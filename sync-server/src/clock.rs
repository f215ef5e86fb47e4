//! Time at the border: the only place where the server reads a clock. Everything below takes it as an argument.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use domain::calendar::Day;

/// Tells seconds since 1970-01-01 UTC, and the civil day of the region.
#[derive(Clone)]
pub struct Clock {
    now: Arc<dyn Fn() -> i64 + Send + Sync>,
    utc_offset_s: i64,
}

impl Clock {
    /// Reads the clock of the machine; `utc_offset_hours` is the region's (7 WIB, 8 WITA, 9 WIT).
    #[must_use]
    pub fn system(utc_offset_hours: i8) -> Self {
        Self::from_fn(utc_offset_hours, || {
            SystemTime::now()
                .duration_since(UNIX_EPOCH)
                .ok()
                .and_then(|since| i64::try_from(since.as_secs()).ok())
                .unwrap_or(0)
        })
    }

    /// Reads another source of time, for tests.
    #[must_use]
    pub fn from_fn(utc_offset_hours: i8, now: impl Fn() -> i64 + Send + Sync + 'static) -> Self {
        Self { now: Arc::new(now), utc_offset_s: i64::from(utc_offset_hours) * 3600 }
    }

    /// Returns seconds since 1970-01-01 UTC.
    #[must_use]
    pub fn now(&self) -> i64 {
        (self.now)()
    }

    /// Returns the region's civil day at a time.
    #[must_use]
    pub fn day_at(&self, time: i64) -> Day {
        Day::from_unix_days((time + self.utc_offset_s).div_euclid(86_400))
    }
}
