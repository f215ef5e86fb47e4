//! Whether the server lives, which build it serves, and how much lies in it.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use ledger::hash::Hash;
use serde_json::{Value, json};

use super::App;
use super::error::ApiError;
use crate::store::Status;

/// Says that the server answers and can read its data.
pub async fn health(State(app): State<Arc<App>>) -> Result<Json<Value>, ApiError> {
    let region = app.store.region().await?;
    Ok(Json(json!({ "status": "ok", "region": region.is_some() })))
}

/// Says which app build, protocol and program are served.
pub async fn version(State(app): State<Arc<App>>) -> Json<Value> {
    let listed = tokio::fs::read(app.settings.dist.join("build.json")).await.ok();
    let build = listed.as_deref().and_then(|json| serde_json::from_slice::<Value>(json).ok());
    Json(json!({
        "build": build.as_ref().and_then(|json| json.get("build")).cloned(),
        "build_digest": listed.as_deref().map(Hash::of),
        "protocol": ledger::wire::PROTOCOL,
        "server": env!("CARGO_PKG_VERSION"),
    }))
}

/// Counts what lies here, for the operator.
pub async fn status(State(app): State<Arc<App>>) -> Result<Json<Status>, ApiError> {
    Ok(Json(app.store.status().await?))
}
