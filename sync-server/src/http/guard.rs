//! What stands before every route: same site for what changes something, a session and the row's access for the rest.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use ledger::hash::Hash;

use super::App;
use super::error::ApiError;
use super::routes::Access;
use crate::store::Account;

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Who asks, put beside the request of a signed-in account.
#[derive(Clone)]
pub struct SignedIn {
    /// The account.
    pub account: Account,
    /// Digest of the session's token.
    pub token_hash: [u8; 32],
    /// When the session ends.
    pub expires_at: i64,
}

/// Lets a request through to its route, or answers it with a refusal.
pub async fn guard(access: Access, State(app): State<Arc<App>>, mut request: Request, next: Next) -> Response {
    if let Err(refusal) = check(access, &app, &mut request).await {
        return refusal.into_response();
    }
    let mut response = next.run(request).await;
    if access != Access::Public {
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

async fn check(access: Access, app: &App, request: &mut Request) -> Result<(), ApiError> {
    let is_safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if !is_safe && !is_same_site(request.headers()) {
        return Err(ApiError::new(StatusCode::FORBIDDEN, "cross_site"));
    }
    if access == Access::Public {
        return Ok(());
    }
    let signed_in = session(app, request.headers()).await?;
    if !access.admits(&signed_in.account.roles) {
        return Err(ApiError::new(StatusCode::FORBIDDEN, "not_in_role"));
    }
    request.extensions_mut().insert(signed_in);
    Ok(())
}

/// A browser says where a request comes from; what says nothing is not trusted with changes.
fn is_same_site(headers: &HeaderMap) -> bool {
    if let Some(site) = headers.get(SEC_FETCH_SITE) {
        return site == "same-origin" || site == "none";
    }
    let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    match (text(header::ORIGIN), text(header::HOST)) {
        (Some(origin), Some(host)) => origin.split_once("://").is_some_and(|(_, authority)| authority == host),
        _ => false,
    }
}

/// Looks up the session of a request.
pub async fn session(app: &App, headers: &HeaderMap) -> Result<SignedIn, ApiError> {
    let not_signed_in = ApiError::new(StatusCode::UNAUTHORIZED, "not_signed_in");
    let jar = CookieJar::from_headers(headers);
    let token = jar.get(cookie_name(app)).map(Cookie::value).ok_or_else(|| not_signed_in.clone())?;
    let token_hash = Hash::of(token.as_bytes()).0;
    let found = app.store.session(token_hash, app.clock.now()).await?;
    found.map(|(account, expires_at)| SignedIn { account, token_hash, expires_at }).ok_or(not_signed_in)
}

fn cookie_name(app: &App) -> &'static str {
    if app.settings.https { "__Host-takar" } else { "takar" }
}

/// Makes the cookie that carries a token; an empty token takes the cookie away.
pub fn cookie(app: &App, token: String, seconds: i64) -> HeaderValue {
    let secure = if app.settings.https { "; Secure" } else { "" };
    let same_site = SameSite::Strict;
    let text =
        format!("{}={token}; HttpOnly; SameSite={same_site}; Path=/; Max-Age={seconds}{secure}", cookie_name(app));
    // Hexadecimal digits and the words above are always a header.
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static(""))
}
