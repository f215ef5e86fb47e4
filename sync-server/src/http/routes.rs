//! The table of routes. The router is built from it and the role test walks it: a route without a row cannot exist.

use std::sync::Arc;

use axum::routing::{MethodRouter, get};

use super::{App, status};

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

/// One row of the table.
pub struct Route {
    /// Method.
    pub method: &'static str,
    /// Path.
    pub path: &'static str,
    /// Who may call it.
    pub access: Access,
    /// What answers.
    pub handler: fn() -> MethodRouter<Arc<App>>,
}

/// Every route of the API.
pub const ROUTES: &[Route] = &[
    Route { method: "GET", path: "/api/health", access: Access::Public, handler: || get(status::health) },
    Route { method: "GET", path: "/api/version", access: Access::Public, handler: || get(status::version) },
];
