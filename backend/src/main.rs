//! The command line of Rõ Việc.

use std::process::ExitCode;

use clap::Parser;
use roviec_backend::command::{Command, run};

fn main() -> ExitCode {
    let filter = tracing_subscriber::EnvFilter::try_from_env("ROVIEC_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    match run(Command::parse()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("roviec: {error}");
            ExitCode::FAILURE
        }
    }
}
