//! Signing in and out, and asking for a sync: the server as pages may know it.

use super::{Desk, OnLeaving, leave, start};
use crate::sync::{Answer, engine, http};

impl Desk {
    /// Signs in and opens the account's records on this device.
    pub async fn sign_in(self, name: &str, password: &str) -> Answer<()> {
        http::sign_in(name, password).await?;
        let account = http::me().await?;
        start(self, Some(account)).await;
        Ok(())
    }

    /// Signs out and goes back to work without an account.
    pub async fn sign_out(self, records: OnLeaving) {
        // Without a connection the sign-in ends by itself; the device forgets the account either way.
        let _ = http::sign_out().await;
        leave(self, records).await;
        start(self, None).await;
    }

    /// Changes the own password.
    pub async fn change_password(self, old: &str, new: &str) -> Answer<()> {
        http::change_password(old, new).await
    }

    /// Asks for a sync now.
    pub fn sync_now(self) {
        engine::wake(self);
    }
}
