//! Bytes to text.
use crate::diagnostic::Outcome;
use crate::source::{LineIndex, Text};

/// A decoded input.
#[derive(Debug, Clone, Default)]
pub struct Decoded {
    /// The text: lines parted by `\n`, Chinese punctuation full-width, digits and Latin letters half-width. HTML and
    /// Markdown headings are lines that open with `#`s and a blank.
    pub text: Text,
    /// Lines of the input.
    pub lines: LineIndex,
    /// Label of the encoding.
    pub encoding: &'static str,
    /// `hans` or `hant`.
    pub script: &'static str,
}

/// Decodes.
pub fn decode(bytes: &[u8], _encoding: Option<&str>) -> Outcome<Decoded> {
    let s = String::from_utf8_lossy(bytes);
    let mut text = Text::default();
    text.push_verbatim(&s, 0);
    let starts = bytes.iter().enumerate().filter(|(_, b)| **b == b'\n').map(|(i, _)| i + 1).collect();
    Outcome { value: Decoded { text, lines: LineIndex { starts }, encoding: "UTF-8", script: "hans" }, diagnostics: vec![] }
}
