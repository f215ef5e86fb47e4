//! The built app as files: packed variants where the browser takes them, the start page for the app's own addresses.
//!
//! A name with an extension that is not there is not found; nothing under `/api` is answered here.

use std::path::{Path, PathBuf};

use axum::extract::Request;
use axum::http::{Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use tower::ServiceExt;
use tower_http::services::{ServeDir, ServeFile};

use super::error::ApiError;

const NOT_BUILT: &str = "The app is not built here. `make build` makes it; --dist names the folder.\n";

/// Answers everything that no route of the API answers.
pub async fn serve(dist: PathBuf, request: Request) -> Response {
    let path = request.uri().path();
    if path == "/api" || path.starts_with("/api/") {
        return ApiError::not_found().into_response();
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return ApiError::method_not_allowed().into_response();
    }
    let is_file = path.rsplit('/').next().is_some_and(|name| name.contains('.'));
    let answer = if is_file || path == "/" { files(&dist, request).await } else { start_page(&dist, request).await };
    if answer.status() == StatusCode::NOT_FOUND && !is_file {
        return (StatusCode::NOT_FOUND, [(header::CONTENT_TYPE, "text/plain; charset=utf-8")], NOT_BUILT)
            .into_response();
    }
    answer
}

async fn files(dist: &Path, request: Request) -> Response {
    let service = ServeDir::new(dist).precompressed_br().precompressed_gzip();
    match service.oneshot(request).await {
        Ok(answer) => answer.map(axum::body::Body::new).into_response(),
        Err(never) => match never {},
    }
}

async fn start_page(dist: &Path, request: Request) -> Response {
    let service = ServeFile::new(dist.join("index.html")).precompressed_br().precompressed_gzip();
    match service.oneshot(request).await {
        Ok(answer) => answer.map(axum::body::Body::new).into_response(),
        Err(never) => match never {},
    }
}
