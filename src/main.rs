//! `extract`: see [`gongbao::cli`].
#![forbid(unsafe_code)]

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(gongbao::cli::run())
}
