//! The table of routes. The router is built from it and the role test walks it: a route without a row cannot exist.

use std::sync::Arc;

use axum::routing::{MethodRouter, get, post};
use ledger::role::Role;

use super::{App, sign, status, sync};

/// Who may call a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Everyone.
    Public,
    /// Every signed-in account; what it gets depends on its grants.
    SignedIn,
    /// Accounts with the operator's role.
    Operator,
}

impl Access {
    /// Says whether a signed-in account with these roles may call.
    #[must_use]
    pub fn admits(self, roles: &[Role]) -> bool {
        match self {
            Self::Public | Self::SignedIn => true,
            Self::Operator => roles.contains(&Role::Operator),
        }
    }
}

/// One row of the table.
pub struct Route {
    /// Method.
    pub method: &'static str,
    /// Path.
    pub path: &'static str,
    /// Who may call it.
    pub access: Access,
    /// Most bytes of a body.
    pub body_limit: usize,
    /// What answers.
    pub handler: fn() -> MethodRouter<Arc<App>>,
}

/// Most bytes of a push.
pub const PUSH_LIMIT: usize = 8 * 1024 * 1024;
const SMALL: usize = 16 * 1024;

const fn row(
    method: &'static str,
    path: &'static str,
    access: Access,
    handler: fn() -> MethodRouter<Arc<App>>,
) -> Route {
    Route { method, path, access, body_limit: SMALL, handler }
}

/// Every route of the API.
pub const ROUTES: &[Route] = &[
    row("GET", "/api/health", Access::Public, || get(status::health)),
    row("GET", "/api/version", Access::Public, || get(status::version)),
    row("POST", "/api/sign-in", Access::Public, || post(sign::sign_in)),
    row("POST", "/api/sign-out", Access::SignedIn, || post(sign::sign_out)),
    row("GET", "/api/me", Access::SignedIn, || get(sign::me)),
    row("POST", "/api/password", Access::SignedIn, || post(sign::password)),
    Route { body_limit: PUSH_LIMIT, ..row("POST", "/api/push", Access::SignedIn, || post(sync::push)) },
    row("GET", "/api/pull", Access::SignedIn, || get(sync::pull)),
    row("GET", "/api/digest", Access::SignedIn, || get(sync::digest)),
    row("GET", "/api/keys", Access::SignedIn, || get(sync::keys)),
    row("GET", "/api/status", Access::Operator, || get(status::status)),
];
