//! Push, pull and the comparison at the end of a sync.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::{BytesRejection, QueryRejection};
use axum::extract::{Extension, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use ledger::hash::Id;
use ledger::wire::{Cursor, PROTOCOL, Pushed, read_push, write_push};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::App;
use super::error::ApiError;
use super::guard::SignedIn;
use crate::receive::BadBatch;
use crate::store::{Digest, PushRefusal};

const OCTETS: &str = "application/octet-stream";
/// Items of a page when the device asks for no number.
const DEFAULT_LIMIT: usize = 500;

/// Most chains whose keys are asked for at once; their ids have room in an address.
const MAX_KEYS: usize = 64;

/// Takes in records of one chain of the account.
pub async fn push(
    State(app): State<Arc<App>>,
    Extension(signed_in): Extension<SignedIn>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<Pushed>, ApiError> {
    if headers.get(header::CONTENT_TYPE).is_none_or(|kind| kind != OCTETS) {
        return Err(ApiError::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "wrong_type"));
    }
    let body = body?;
    let bad = |code| ApiError::new(StatusCode::BAD_REQUEST, code);
    if body.first_chunk() != Some(&PROTOCOL.to_le_bytes()) {
        return Err(ApiError::new(StatusCode::UPGRADE_REQUIRED, "protocol").with(json!(PROTOCOL)));
    }
    let records = read_push(&body).map_err(|error| bad("malformed").with(json!(error.to_string())))?;
    let now = app.clock.now();
    let pushed = app.store.push(signed_in.account.author, records, now, app.clock.day_at(now)).await?;
    app.derive.notify_one();
    pushed.map(Json).map_err(|refusal| match refusal {
        PushRefusal::Batch(BadBatch::Empty) => bad("empty_batch"),
        PushRefusal::Batch(BadBatch::TooMany) => bad("too_many_records"),
        PushRefusal::Batch(BadBatch::NotOneSeries) => bad("not_one_series"),
        PushRefusal::Batch(BadBatch::OtherAuthor) => ApiError::new(StatusCode::FORBIDDEN, "other_author"),
        PushRefusal::OtherChain => ApiError::new(StatusCode::FORBIDDEN, "other_chain"),
    })
}

/// Where a device stands, as it asks.
#[derive(Deserialize)]
pub struct PullQuery {
    #[serde(default)]
    epoch: String,
    #[serde(default)]
    after: u64,
    #[serde(default)]
    within: u64,
    limit: Option<usize>,
}

/// Gives the page after a cursor.
pub async fn pull(
    State(app): State<Arc<App>>,
    Extension(signed_in): Extension<SignedIn>,
    query: Result<Query<PullQuery>, QueryRejection>,
) -> Result<Response, ApiError> {
    let Query(query) = query.map_err(|_| ApiError::new(StatusCode::BAD_REQUEST, "bad_request"))?;
    let cursor = Cursor { epoch: query.epoch, after: query.after, within: query.within };
    let limit = query.limit.unwrap_or(DEFAULT_LIMIT);
    let page = app.store.pull(signed_in.account.author, cursor, limit, app.clock.now()).await?;
    Ok(([(header::CONTENT_TYPE, OCTETS)], page.to_bytes()).into_response())
}

/// Which chains' keys are asked for: ids in hexadecimal digits with commas between.
#[derive(Deserialize)]
pub struct KeysQuery {
    #[serde(default)]
    chains: String,
}

/// Gives the records that open chains and carry their keys, for a pack or a slip that is checked without this server.
/// Whoever holds a record knows its chain and may know its key.
pub async fn keys(
    State(app): State<Arc<App>>,
    query: Result<Query<KeysQuery>, QueryRejection>,
) -> Result<Response, ApiError> {
    let bad = || ApiError::new(StatusCode::BAD_REQUEST, "bad_request");
    let Query(query) = query.map_err(|_| bad())?;
    let chains = query.chains.split(',').filter(|text| !text.is_empty());
    let chains: Vec<Id> = chains.map(str::parse).collect::<Result<_, _>>().map_err(|_| bad())?;
    if chains.len() > MAX_KEYS {
        return Err(bad());
    }
    let records = app.store.openings(chains).await?;
    Ok(([(header::CONTENT_TYPE, OCTETS)], write_push(&records)).into_response())
}

/// What a device compares at the end of a sync.
#[derive(Serialize, Deserialize)]
pub struct DigestAnswer {
    /// Digest over what stands in the granted dossiers and what the account wrote.
    pub digest: ledger::hash::Hash,
    /// Place of the log for which it holds.
    pub log_head: u64,
    /// Epoch of the log.
    pub epoch: String,
}

/// Gives the digest over everything the account may hold.
pub async fn digest(
    State(app): State<Arc<App>>,
    Extension(signed_in): Extension<SignedIn>,
) -> Result<Json<DigestAnswer>, ApiError> {
    let Digest { digest, log_head, epoch } = app.store.digest(signed_in.account.author).await?;
    Ok(Json(DigestAnswer { digest, log_head, epoch }))
}
