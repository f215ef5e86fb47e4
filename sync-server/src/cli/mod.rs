//! Subcommands and flags, with their help. Each subcommand is one file.

mod serve;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

/// Takar: plan, assessment, pay and training of civil servants. One program, one file of data.
#[derive(Parser)]
#[command(name = "takar", version, after_help = "Without a subcommand the program serves, as `takar serve` does.")]
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
}

/// Where the data lies.
#[derive(Args, Clone)]
struct DataArgs {
    /// Folder of the database; made when it is not there.
    #[arg(long, env = "DATA_DIR", default_value = "data", value_name = "FOLDER")]
    data: PathBuf,
}

/// Runs the program.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let outcome = match cli.command {
        None => serve::run(cli.serve),
        Some(Command::Serve(args)) => serve::run(args),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("takar: {sentence}");
            ExitCode::FAILURE
        }
    }
}
