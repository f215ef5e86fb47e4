//! The `takar` program: reads flags and environment, calls the library, speaks to the operator in sentences.
#![allow(clippy::print_stdout)] // A program for a terminal speaks there.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
