//! The command `extract`.

/// Runs the command with the arguments of the process and gives its exit code.
#[must_use]
pub fn run() -> u8 {
    let path = std::env::args().last().unwrap_or_default();
    let bytes = std::fs::read(&path).unwrap_or_default();
    let out = crate::extract(&bytes, &crate::Options::default());
    println!("{}", serde_json::to_string(&out.value).unwrap_or_default());
    0
}
