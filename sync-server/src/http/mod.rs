//! The door: one table of routes with the access each needs, the middle layers, and the files of the app.
//!
//! Knows HTTP and nothing of SQL.

pub mod error;
pub mod headers;
pub mod observe;
pub mod routes;
pub mod statics;

mod status;

use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::middleware::from_fn;

use crate::clock::Clock;

/// What the operator chose.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Folder of the built app.
    pub dist: PathBuf,
}

/// What every handler may reach.
pub struct App {
    /// What the operator chose.
    pub settings: Settings,
    /// The time at the border.
    pub clock: Clock,
}

/// Builds the service from the table of routes.
pub fn router(app: Arc<App>) -> Router {
    let dist = app.settings.dist.clone();
    let mut router = Router::new();
    for route in routes::ROUTES {
        router = router.route(route.path, (route.handler)());
    }
    router
        .method_not_allowed_fallback(|| async { error::ApiError::method_not_allowed() })
        .fallback(move |request| statics::serve(dist.clone(), request))
        .with_state(app)
        .layer(from_fn(headers::secure))
        .layer(from_fn(observe::observe))
}
