//! The device's clock and randomness, read here and nowhere else. They decide nothing; they only stamp.

use domain::calendar::Day;
use js_sys::Date;

/// Returns seconds since 1970-01-01 UTC as the device claims.
#[must_use]
pub fn now() -> i64 {
    (Date::now() / 1000.0) as i64
}

/// Returns the civil day at the device's place.
#[must_use]
pub fn today() -> Day {
    let date = Date::new_0();
    let day = Day::new(date.get_full_year() as i32, date.get_month() as u8 + 1, date.get_date() as u8);
    day.unwrap_or_else(|| Day::from_unix_days(now() / 86_400))
}

/// Returns minutes since midnight at the device's place.
#[must_use]
pub fn minutes() -> u32 {
    let date = Date::new_0();
    date.get_hours() * 60 + date.get_minutes()
}

/// Returns minutes since midnight at the device's place for a stamp.
#[must_use]
pub fn minutes_of(stamp: i64) -> u32 {
    let date = Date::new(&wasm_bindgen::JsValue::from_f64(stamp as f64 * 1000.0));
    date.get_hours() * 60 + date.get_minutes()
}

/// Returns random bytes from the browser's generator.
#[must_use]
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    if let Some(crypto) = web_sys::window().and_then(|window| window.crypto().ok()) {
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    bytes
}

/// Returns milliseconds of a clock that never goes back, for measuring how long work takes.
#[must_use]
pub fn millis() -> u64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0, |performance| performance.now() as u64)
}

/// Lets the browser do its own work for at least so long.
pub async fn pause(millis: u32) {
    gloo_timers::future::TimeoutFuture::new(millis).await;
}
