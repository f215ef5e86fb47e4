//! The door: one table of routes with the access each needs, the middle layers, and the files of the app.
//!
//! Knows HTTP and nothing of SQL.

pub mod error;
pub mod guard;
pub mod headers;
pub mod limit;
pub mod observe;
pub mod routes;
pub mod sign;
pub mod statics;
pub mod status;
pub mod sync;

use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use tokio::sync::{Notify, Semaphore};

use crate::accounts::Cost;
use crate::clock::Clock;
use crate::store::Store;
use limit::Limit;

/// Passwords digested at the same time; each takes the memory of its cost.
const DIGESTS_AT_ONCE: usize = 2;

/// What the operator chose.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Folder of the built app.
    pub dist: PathBuf,
    /// Whether people reach the site over https: then the cookie is bound to it.
    pub https: bool,
    /// Whether a proxy stands in front and writes the last hop of `X-Forwarded-For`.
    pub behind_proxy: bool,
    /// What a digest of a password costs.
    pub cost: Cost,
}

/// What every handler may reach.
pub struct App {
    /// The data.
    pub store: Store,
    /// What the operator chose.
    pub settings: Settings,
    /// The time at the border.
    pub clock: Clock,
    /// Wakes the worker that derives.
    pub derive: Notify,
    by_address: Limit,
    by_name: Limit,
    digesting: Semaphore,
}

impl App {
    /// Joins data, settings and time.
    #[must_use]
    pub fn new(store: Store, settings: Settings, clock: Clock) -> Arc<Self> {
        Arc::new(Self {
            store,
            settings,
            clock,
            derive: Notify::new(),
            by_address: Limit::new(60, 2),
            by_name: Limit::new(12, 10),
            digesting: Semaphore::new(DIGESTS_AT_ONCE),
        })
    }
}

/// Builds the service from the table of routes.
pub fn router(app: Arc<App>) -> Router {
    let dist = app.settings.dist.clone();
    let mut router = Router::new();
    for route in routes::ROUTES {
        let access = route.access;
        let guard = from_fn_with_state(app.clone(), move |app, request, next| guard::guard(access, app, request, next));
        let limit = DefaultBodyLimit::max(route.body_limit);
        router = router.route(route.path, (route.handler)().route_layer(guard).route_layer(limit));
    }
    router
        .method_not_allowed_fallback(|| async { error::ApiError::method_not_allowed() })
        .fallback(move |request| statics::serve(dist.clone(), request))
        .with_state(app)
        .layer(from_fn(headers::secure))
        .layer(from_fn(observe::observe))
}
