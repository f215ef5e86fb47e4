//! The work beside the requests: deriving after pushes, and moving to the next day.

use std::sync::Arc;
use std::time::Duration;

use crate::http::App;

/// Looks at the day this often when nothing else wakes it.
const TICK: Duration = Duration::from_secs(60);

/// Derives and turns days until it is stopped with its task. A failure is logged and tried again.
pub async fn run(app: Arc<App>) {
    loop {
        let now = app.clock.now();
        let today = app.clock.day_at(now);
        if let Err(error) = app.store.turn_day(now, today).await {
            tracing::error!(%error, "cannot move to the next day");
        }
        loop {
            match app.store.derive_some(now, today).await {
                Ok(true) => {}
                Ok(false) => break,
                Err(error) => {
                    tracing::error!(%error, "cannot derive");
                    break;
                }
            }
        }
        tokio::select! {
            () = app.derive.notified() => {}
            () = tokio::time::sleep(TICK) => {}
        }
    }
}
