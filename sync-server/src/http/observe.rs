//! One log line per request: id, method, path template, status, duration. Never a name, a query or a body.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

static COUNT: AtomicU64 = AtomicU64::new(0);

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Numbers the request, waits for the answer and writes the line.
pub async fn observe(request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let id = format!("{:x}-{:x}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    let method = request.method().clone();
    let template = request.extensions().get::<MatchedPath>().map_or("static", MatchedPath::as_str).to_owned();
    let mut response = next.run(request).await;
    let status = response.status().as_u16();
    let duration_us = u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX);
    if status >= 500 {
        tracing::error!(id, %method, path = template, status, duration_us, "request");
    } else {
        tracing::info!(id, %method, path = template, status, duration_us, "request");
    }
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    response
}
