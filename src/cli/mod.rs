//! The command `extract`: its arguments, and what each of them starts. All reading and writing is here; the library does none.

mod args;
mod check;
mod dataset;
mod diagnostics;
mod diff;
mod explain;
mod grammar;
mod input;
mod matching;
mod output;
mod read;
mod records;
mod report;
mod review;
mod shown;
mod timing;
mod values;

use args::{Cli, Command};
use clap::{CommandFactory, FromArgMatches};
use shown::shown;
use std::ffi::OsString;
use std::io::Write;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Exit {
    /// Everything was read.
    Good,
    /// An input could not be read, or a check found something.
    Failed,
}

/// Runs the command with the arguments of the process and gives its exit code: 0 read, 1 something could not be read or a check
/// found something, 2 usage.
#[must_use]
pub fn run() -> u8 {
    let args: Vec<OsString> = std::env::args_os().collect();
    let parsed = Cli::command().try_get_matches_from(&args).and_then(|m| Cli::from_arg_matches(&m));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => return usage(&error, &args),
    };
    cli.color.set();
    let result = match cli.command {
        None => read::read(&cli.read),
        Some(Command::Dataset(what)) => dataset::dataset(&what),
        Some(Command::Review(what)) => review::review(&what),
        Some(Command::Diff(what)) => diff::run(&what),
        Some(Command::Check(what)) => check::check(&what),
        Some(Command::Schema) => output::json(&crate::schema()),
        Some(Command::Explain(what)) => match what.asked() {
            Ok((asked, input)) => explain::explain(&what, asked.as_ref(), input),
            Err(error) => return usage(&error, &args),
        },
        Some(Command::Completions { shell }) => {
            let mut out = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "extract", &mut out);
            output::bytes(&out)
        }
        Some(Command::Man) => {
            let mut out = Vec::new();
            clap_mangen::Man::new(Cli::command()).render(&mut out).and_then(|()| output::bytes(&out))
        }
    };
    match result {
        Ok(Exit::Good) => 0,
        Ok(Exit::Failed) => 1,
        // Who reads us has read enough (`| head`): that is no failure.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => 0,
        Err(error) => {
            report::failure(&format!("cannot write to standard output: {error}"));
            1
        }
    }
}

/// Says what is wrong with the arguments (or gives the help that was asked for), and the exit code.
fn usage(error: &clap::Error, args: &[OsString]) -> u8 {
    // clap repeats arguments as they are; those that would steer a terminal are shown instead.
    let harmless = args.iter().all(|a| a.to_string_lossy().chars().all(|c| !shown::steers(c)));
    if harmless {
        let _ = error.print();
    } else {
        let _ = writeln!(std::io::stderr(), "{}", shown::keeping_lines(&error.render().to_string()));
    }
    u8::try_from(error.exit_code()).unwrap_or(2)
}
