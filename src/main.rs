//! `extract`: see [`gongbao::cli`].
use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(gongbao::cli::run())
}
