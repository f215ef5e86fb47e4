//! Subcommands and flags, with their help. Each subcommand is one file.

mod copy;
mod payroll;
mod region;
mod serve;
mod user;
mod verify;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use domain::calendar::Day;
use sync_server::clock::Clock;
use sync_server::store::{Region, Store};

/// Takar: plan, assessment, pay and training of civil servants. One program, one file of data.
#[derive(Parser)]
#[command(
    name = "takar",
    version,
    after_help = "Without a subcommand the program serves, as `takar serve` does.\n\
                  Every flag with [env: NAME] can be given as an environment variable."
)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    serve: serve::ServeArgs,
}

#[derive(Subcommand)]
enum Command {
    /// Serves app and API from one process.
    Serve(serve::ServeArgs),
    /// Makes the demonstration region in an empty data folder.
    Demo(region::DemoArgs),
    /// Founds an empty region in an empty data folder.
    Found(region::FoundArgs),
    /// Adds accounts, lists them, changes roles and passwords, switches accounts off.
    User(user::UserArgs),
    /// Looks at every link, signature and digest again and says what is wrong. Changes nothing.
    Verify(DataArgs),
    /// Recomputes a month of the whole region and prints its digest. Changes nothing.
    Payroll(payroll::PayrollArgs),
    /// Copies the database into a new file while the server runs, and checks the copy.
    Backup(copy::BackupArgs),
    /// Puts a backup into an empty data folder. Devices then offer again what they hold.
    Restore(copy::RestoreArgs),
}

/// Where the data lies.
#[derive(Args, Clone)]
struct DataArgs {
    /// Folder of the database; made when it is not there.
    #[arg(long, env = "DATA_DIR", default_value = "data", value_name = "FOLDER")]
    data: PathBuf,
    /// Hours the region's clock is ahead of UTC: 7 WIB, 8 WITA, 9 WIT.
    #[arg(long, env = "UTC_OFFSET", default_value_t = 8, value_name = "HOURS")]
    utc_offset: i8,
}

impl DataArgs {
    fn clock(&self) -> Clock {
        Clock::system(self.utc_offset)
    }

    fn now(&self) -> (i64, Day) {
        let clock = self.clock();
        let now = clock.now();
        (now, clock.day_at(now))
    }

    /// Opens the data, making an empty database when there is none.
    fn open(&self) -> Result<Store, String> {
        Store::open(&self.data).map_err(|error| format!("{}: {error}", shown(&self.data)))
    }

    /// Opens the data of a region that is there.
    fn open_region(&self) -> Result<(Store, Region), String> {
        if !self.data.join(sync_server::store::FILE_NAME).exists() {
            return Err(format!(
                "no data in {}. --data or DATA_DIR names the folder; `takar found` or `takar demo` makes a region",
                shown(&self.data)
            ));
        }
        let store = self.open()?;
        let region = store.region_now().map_err(|error| error.to_string())?;
        let region = region.ok_or("no region was founded here: `takar found --name NAME` does it")?;
        Ok((store, region))
    }
}

fn shown(path: &Path) -> String {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned()).display().to_string()
}

/// Runs the program.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let outcome = match cli.command {
        None => serve::run(&cli.serve),
        Some(Command::Serve(args)) => serve::run(&args),
        Some(Command::Demo(args)) => region::demo(&args),
        Some(Command::Found(args)) => region::found(&args),
        Some(Command::User(args)) => user::run(args),
        Some(Command::Verify(args)) => verify::run(&args),
        Some(Command::Payroll(args)) => payroll::run(&args),
        Some(Command::Backup(args)) => copy::backup(&args),
        Some(Command::Restore(args)) => copy::restore(&args),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("takar: {sentence}");
            ExitCode::FAILURE
        }
    }
}
