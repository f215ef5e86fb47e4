//! Errors as the app sees them: a status, a stable code and sometimes a detail. The app writes the sentence.

use axum::Json;
use axum::extract::rejection::BytesRejection;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::store::StoreError;

/// A refusal or failure, sent as JSON `{code, detail?}`.
#[derive(Debug, Clone, PartialEq)]
pub struct ApiError {
    status: StatusCode,
    code: &'static str,
    detail: Option<Value>,
}

impl ApiError {
    /// Makes an error with a stable code.
    #[must_use]
    pub const fn new(status: StatusCode, code: &'static str) -> Self {
        Self { status, code, detail: None }
    }

    /// Adds the one value that the sentence needs (seconds to wait, a limit), never personal data.
    #[must_use]
    pub fn with(mut self, detail: Value) -> Self {
        self.detail = Some(detail);
        self
    }

    /// Nothing lives at this address.
    #[must_use]
    pub const fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found")
    }

    /// The route does not know this method.
    #[must_use]
    pub const fn method_not_allowed() -> Self {
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed")
    }

    /// Returns the stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.code
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let body = match self.detail {
            Some(detail) => json!({ "code": self.code, "detail": detail }),
            None => json!({ "code": self.code }),
        };
        (self.status, Json(body)).into_response()
    }
}

impl From<StoreError> for ApiError {
    /// Logs the operator's sentence; the device learns only whether trying again may help.
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "store");
        match error {
            StoreError::Busy | StoreError::QueueFull | StoreError::Stopped => {
                Self::new(StatusCode::SERVICE_UNAVAILABLE, "busy")
            }
            StoreError::DiskFull => Self::new(StatusCode::INSUFFICIENT_STORAGE, "disk_full"),
            StoreError::ReadOnly => Self::new(StatusCode::SERVICE_UNAVAILABLE, "read_only"),
            StoreError::Damaged(_)
            | StoreError::CannotOpen(_)
            | StoreError::Newer
            | StoreError::Row(_)
            | StoreError::Engine(_) => Self::new(StatusCode::INTERNAL_SERVER_ERROR, "storage"),
        }
    }
}

impl From<BytesRejection> for ApiError {
    fn from(rejection: BytesRejection) -> Self {
        match rejection.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Self::new(StatusCode::PAYLOAD_TOO_LARGE, "body_too_large"),
            _ => Self::new(StatusCode::BAD_REQUEST, "body_cut_off"),
        }
    }
}
