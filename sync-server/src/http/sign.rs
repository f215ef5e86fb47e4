//! Signing in and out, who is signed in, and the own password.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{ConnectInfo, Extension, FromRequestParts, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use ledger::hash::Hash;
use ledger::role::Role;
use ledger::wire;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::json;

use super::App;
use super::error::ApiError;
use super::guard::{SignedIn, cookie};
use crate::accounts::{SHORTEST_PASSWORD, digest, fits, is_fit, login_key};
use crate::key;
use crate::store::{Account, Attempt};

/// A session lasts this long after it was last used.
const SESSION_S: i64 = 30 * 24 * 3600;
/// Its end is moved at most this often.
const PROLONG_AFTER_S: i64 = 24 * 3600;
/// A sign-in waits this long for its turn to be checked.
const TURN: Duration = Duration::from_secs(10);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SignIn {
    name: String,
    password: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewPassword {
    old: String,
    new: String,
}

/// The address a request comes from, as far as it can be trusted.
pub struct Caller(String);

impl FromRequestParts<Arc<App>> for Caller {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip().to_string());
        // Only the last hop was written by the proxy; the others are what a client claims.
        let forwarded = parts.headers.get("x-forwarded-for").and_then(|value| value.to_str().ok());
        let hop = forwarded.and_then(|hops| hops.rsplit(',').next()).map(|hop| hop.trim().to_owned());
        let address = if app.settings.behind_proxy { hop.or(peer) } else { peer };
        Ok(Self(address.unwrap_or_default()))
    }
}

/// Opens a session for name and password.
pub async fn sign_in(
    State(app): State<Arc<App>>,
    Caller(address): Caller,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, ApiError> {
    let SignIn { name, password } = read(&headers, &body?)?;
    let now = app.clock.now();
    let login = login_key(&name);
    let name = Hash::of_parts(&[b"login ", login.as_bytes()]);
    let slow_down = |wait_s| ApiError::new(StatusCode::TOO_MANY_REQUESTS, "too_many").with(json!(wait_s));
    app.by_address.take(&address, now).map_err(slow_down)?;
    app.by_name.take(&login, now).map_err(slow_down)?;
    refuse_locked(&app, name, now).await?;

    let account = app.store.account_by_login(login).await?.filter(|account| !account.disabled);
    let known = account.as_ref().and_then(|account| account.password.clone());
    if !check(&app, password, known).await? {
        return Err(wrong(&app, name, now).await?);
    }
    let Some(account) = account else { return Err(wrong(&app, name, now).await?) };

    let token =
        Hash(key::random().map_err(|_| ApiError::new(StatusCode::INTERNAL_SERVER_ERROR, "internal"))?).to_string();
    let token_hash = Hash::of(token.as_bytes()).0;
    app.store.open_session(token_hash, account.author.clone(), name, now, now + SESSION_S).await?;
    let me = describe(&app, account).await?;
    Ok(([(header::SET_COOKIE, cookie(&app, token, SESSION_S))], Json(me)).into_response())
}

/// Ends the session.
pub async fn sign_out(
    State(app): State<Arc<App>>,
    Extension(signed_in): Extension<SignedIn>,
) -> Result<Response, ApiError> {
    app.store.close_session(signed_in.token_hash).await?;
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie(&app, String::new(), 0))]).into_response())
}

/// Says who is signed in.
pub async fn me(
    State(app): State<Arc<App>>,
    Extension(signed_in): Extension<SignedIn>,
) -> Result<Json<wire::Account>, ApiError> {
    let expires_at = app.clock.now() + SESSION_S;
    if expires_at - signed_in.expires_at > PROLONG_AFTER_S {
        app.store.prolong_session(signed_in.token_hash, expires_at).await?;
    }
    describe(&app, signed_in.account).await.map(Json)
}

/// Replaces the own password; every other session of the account ends.
pub async fn password(
    State(app): State<Arc<App>>,
    Extension(signed_in): Extension<SignedIn>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<StatusCode, ApiError> {
    let NewPassword { old, new } = read(&headers, &body?)?;
    let now = app.clock.now();
    let name = Hash::of_parts(&[b"login ", signed_in.account.login.as_bytes()]);
    refuse_locked(&app, name, now).await?;
    if !is_fit(&new) {
        let weak = ApiError::new(StatusCode::UNPROCESSABLE_ENTITY, "weak_password");
        return Err(weak.with(json!(SHORTEST_PASSWORD)));
    }
    if !check(&app, old, signed_in.account.password).await? {
        return Err(wrong(&app, name, now).await?);
    }
    let cost = app.settings.cost;
    let made = in_turn(&app, move || digest(&new, cost)).await?;
    let made = made.map_err(|_| ApiError::new(StatusCode::INTERNAL_SERVER_ERROR, "internal"))?;
    app.store.set_password(signed_in.account.author, made, Some(signed_in.token_hash)).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn refuse_locked(app: &App, name: Hash, now: i64) -> Result<(), ApiError> {
    match app.store.may_attempt(name, now).await? {
        Attempt::Allowed => Ok(()),
        Attempt::LockedUntil(until) => Err(locked(until, now)),
    }
}

fn locked(until: i64, now: i64) -> ApiError {
    ApiError::new(StatusCode::TOO_MANY_REQUESTS, "locked").with(json!(until - now))
}

async fn wrong(app: &App, name: Hash, now: i64) -> Result<ApiError, ApiError> {
    match app.store.note_failure(name, now).await? {
        Attempt::Allowed => Ok(ApiError::new(StatusCode::UNAUTHORIZED, "wrong_password")),
        Attempt::LockedUntil(until) => Ok(locked(until, now)),
    }
}

async fn check(app: &App, password: String, known: Option<String>) -> Result<bool, ApiError> {
    let cost = app.settings.cost;
    in_turn(app, move || fits(&password, known.as_deref(), cost)).await
}

/// Runs slow digesting on a thread that may block, a few at a time.
async fn in_turn<T: Send + 'static>(app: &App, work: impl FnOnce() -> T + Send + 'static) -> Result<T, ApiError> {
    let busy = ApiError::new(StatusCode::SERVICE_UNAVAILABLE, "busy");
    let permit = tokio::time::timeout(TURN, app.digesting.acquire()).await;
    let Ok(Ok(_permit)) = permit else { return Err(busy) };
    tokio::task::spawn_blocking(work).await.map_err(|_| busy)
}

async fn describe(app: &App, account: Account) -> Result<wire::Account, ApiError> {
    let region = app.store.region().await?;
    let region = region.ok_or_else(|| ApiError::new(StatusCode::SERVICE_UNAVAILABLE, "no_region"))?;
    let enters_people = account.roles.iter().any(|role| matches!(role, Role::Hr(_)));
    let salt = region.salt.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(wire::Account {
        author: account.author,
        person: account.person,
        name: account.name,
        roles: account.roles,
        region: region.name,
        region_salt: Some(salt).filter(|_| enters_people),
        epoch: region.epoch,
    })
}

fn read<T: DeserializeOwned>(headers: &HeaderMap, body: &[u8]) -> Result<T, ApiError> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
    if !kind.starts_with("application/json") {
        return Err(ApiError::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "wrong_type"));
    }
    serde_json::from_slice(body).map_err(|_| ApiError::new(StatusCode::BAD_REQUEST, "bad_request"))
}
