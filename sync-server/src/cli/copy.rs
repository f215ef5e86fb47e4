//! `takar backup` and `takar restore`.

use std::path::PathBuf;

use clap::Args;
use ledger::hash::Hash;
use sync_server::key;
use sync_server::store;

use super::{DataArgs, shown};

/// Flags of `backup`.
#[derive(Args)]
pub struct BackupArgs {
    #[command(flatten)]
    data: DataArgs,
    /// The new file. It holds pay, families and keys: keep it as you keep those.
    file: PathBuf,
}

/// Flags of `restore`.
#[derive(Args)]
pub struct RestoreArgs {
    #[command(flatten)]
    data: DataArgs,
    /// The backup.
    file: PathBuf,
}

/// Copies while the server runs.
pub fn backup(args: &BackupArgs) -> Result<(), String> {
    store::backup(&args.data.data, &args.file).map_err(|error| error.to_string())?;
    let bytes = std::fs::read(&args.file).map_err(|error| error.to_string())?;
    println!("{} is whole. SHA-256 {}", shown(&args.file), Hash::of(&bytes));
    Ok(())
}

/// Puts a backup in place.
pub fn restore(args: &RestoreArgs) -> Result<(), String> {
    let epoch = Hash(key::random()?).short().to_string();
    store::restore(&args.file, &args.data.data, &epoch).map_err(|error| error.to_string())?;
    println!("Restored into {}. Everyone signs in again; devices offer again what they hold.", shown(&args.data.data));
    Ok(())
}
