//! Whether the server lives and which build it serves.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use ledger::hash::Hash;
use serde_json::{Value, json};

use super::App;

/// Says that the server answers.
pub async fn health() -> Json<Value> {
    Json(json!({ "status": "ok" }))
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
