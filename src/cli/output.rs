//! Standard output.

use super::Exit;
use std::io::{self, BufWriter, StdoutLock, Write};

/// Standard output, buffered; what is written must be flushed.
pub fn stdout() -> BufWriter<StdoutLock<'static>> {
    BufWriter::new(io::stdout().lock())
}

/// Prints a JSON value for people.
pub fn json(value: &serde_json::Value) -> io::Result<Exit> {
    let mut text = serde_json::to_vec_pretty(value)?;
    text.push(b'\n');
    bytes(&text)
}

/// Prints bytes.
pub fn bytes(text: &[u8]) -> io::Result<Exit> {
    let mut out = stdout();
    out.write_all(text)?;
    out.flush()?;
    Ok(Exit::Good)
}
