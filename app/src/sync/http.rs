//! Requests to the sync server. Every failure has a code that the screen turns into a sentence and a next step.

use gloo_net::http::{Request, Response};
use ledger::hash::Id;
use ledger::record::Record;
use ledger::wire::{Account, Cursor, Page, Pushed, read_push};
use serde::Deserialize;

/// Why the server did not do what was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ServerProblem {
    /// No answer: no signal, or the server is down.
    Unreachable,
    /// Not signed in, or the sign-in has expired.
    SignedOut,
    /// The server refused with this code (`wrong_password`, `locked`, `too_old`, …).
    Refused {
        /// Stable code.
        code: String,
        /// Further words for the sentence: seconds to wait, a limit.
        detail: Option<String>,
    },
    /// Pages are served here, and nothing else: the answer is a page or says that there is none.
    NoServer,
    /// The answer cannot be read: another program answers, or the versions do not fit.
    Garbled,
}

/// What a request gives.
pub type Answer<T> = Result<T, ServerProblem>;

#[derive(Deserialize)]
struct Refusal {
    code: String,
    #[serde(default)]
    detail: Option<serde_json::Value>,
}

async fn good(response: Result<Response, gloo_net::Error>) -> Answer<Response> {
    let response = response.map_err(|_| ServerProblem::Unreachable)?;
    let status = response.status();
    let is_page = response.headers().get("content-type").is_some_and(|kind| kind.starts_with("text/html"));
    if is_page && status != 401 && (status < 500 || status == 501) {
        return Err(ServerProblem::NoServer);
    }
    if response.ok() {
        return Ok(response);
    }
    let refusal = response.json::<Refusal>().await.ok();
    match (status, refusal) {
        (401, None) => Err(ServerProblem::SignedOut),
        (401, Some(refusal)) if refusal.code != "wrong_password" => Err(ServerProblem::SignedOut),
        (_, Some(Refusal { code, detail })) => {
            let detail = detail.map(|detail| detail.as_str().map_or_else(|| detail.to_string(), str::to_owned));
            Err(ServerProblem::Refused { code, detail })
        }
        (404 | 405, None) => Err(ServerProblem::NoServer),
        (502..=504, None) => Err(ServerProblem::Unreachable),
        _ => Err(ServerProblem::Garbled),
    }
}

async fn json<T: for<'de> Deserialize<'de>>(response: Result<Response, gloo_net::Error>) -> Answer<T> {
    good(response).await?.json().await.map_err(|_| ServerProblem::Garbled)
}

/// Signs in.
pub async fn sign_in(name: &str, password: &str) -> Answer<()> {
    let body = serde_json::json!({ "name": name, "password": password });
    let request = Request::post("/api/sign-in").json(&body).map_err(|_| ServerProblem::Garbled)?;
    good(request.send().await).await.map(|_| ())
}

/// Signs out; the records on the device stay.
pub async fn sign_out() -> Answer<()> {
    good(Request::post("/api/sign-out").send().await).await.map(|_| ())
}

/// Asks who is signed in.
pub async fn me() -> Answer<Account> {
    json(Request::get("/api/me").send().await).await
}

/// Changes the own password.
pub async fn change_password(old: &str, new: &str) -> Answer<()> {
    let body = serde_json::json!({ "old": old, "new": new });
    let request = Request::post("/api/password").json(&body).map_err(|_| ServerProblem::Garbled)?;
    good(request.send().await).await.map(|_| ())
}

/// Sends records of the own chain.
pub async fn push(body: &[u8]) -> Answer<Pushed> {
    let bytes = js_sys::Uint8Array::from(body);
    let request = Request::post("/api/push")
        .header("content-type", "application/octet-stream")
        .body(bytes)
        .map_err(|_| ServerProblem::Garbled)?;
    json(request.send().await).await
}

/// Fetches the next page of the granted dossiers.
pub async fn pull(cursor: &Cursor) -> Answer<(Page, Vec<u8>)> {
    let url = format!("/api/pull?epoch={}&after={}&within={}", cursor.epoch, cursor.after, cursor.within);
    let response = good(Request::get(&url).send().await).await?;
    let bytes = response.binary().await.map_err(|_| ServerProblem::Unreachable)?;
    let page = Page::from_bytes(&bytes).map_err(|_| ServerProblem::Garbled)?;
    Ok((page, bytes))
}

/// Fetches the records that open chains and carry their keys.
pub async fn keys(chains: &[Id]) -> Answer<Vec<Record>> {
    let chains: Vec<String> = chains.iter().map(ToString::to_string).collect();
    let response = good(Request::get(&format!("/api/keys?chains={}", chains.join(","))).send().await).await?;
    let bytes = response.binary().await.map_err(|_| ServerProblem::Unreachable)?;
    read_push(&bytes).map_err(|_| ServerProblem::Garbled)
}

/// Fetches the digest over the heads of the granted dossiers, and the place of the log it speaks of.
pub async fn digest() -> Answer<(String, u64)> {
    #[derive(Deserialize)]
    struct Digest {
        digest: String,
        log_head: u64,
    }
    json::<Digest>(Request::get("/api/digest").send().await).await.map(|answer| (answer.digest, answer.log_head))
}
