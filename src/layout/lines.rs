//! The lines of a text, in chunks that empty lines part.

use crate::span::Span;

/// A line that is not empty.
#[derive(Debug, Clone, Copy)]
pub struct Line {
    /// Without the blanks at either end.
    pub span: Span,
    /// Number of characters.
    pub chars: usize,
    /// Level of a Markdown heading, whose marks are not in the span; 0 for none.
    pub level: u8,
    /// Whether it begins with blanks.
    pub indented: bool,
}

/// Lines with no empty line between them.
pub type Chunk = Vec<Line>;

/// The chunks of a text.
pub fn chunks(text: &str) -> Vec<Chunk> {
    let mut out = Vec::new();
    let mut chunk = Chunk::new();
    let mut at = 0;
    for raw in text.split_inclusive('\n') {
        let span = Span::new(at, at + raw.len()).trimmed(text);
        let indented = raw.starts_with(' ');
        at += raw.len();
        if span.is_empty() {
            if !chunk.is_empty() {
                // most chunks are one line
                chunk.shrink_to_fit();
                out.push(std::mem::take(&mut chunk));
            }
            continue;
        }
        let (level, span) = heading(text, span);
        chunk.push(Line { span, chars: span.of(text).chars().count(), level, indented });
    }
    if !chunk.is_empty() {
        out.push(chunk);
    }
    out
}

/// `heading = "#", {"#"}, " ", line`
fn heading(text: &str, span: Span) -> (u8, Span) {
    let line = span.of(text);
    let marks = line.bytes().take_while(|b| *b == b'#').count();
    if (1..=6).contains(&marks) && line[marks..].starts_with(' ') {
        let inner = Span::new(span.start + marks, span.end).trimmed(text);
        if !inner.is_empty() {
            return (u8::try_from(marks).unwrap_or(6), inner);
        }
    }
    (0, span)
}

/// Whether a paragraph that ends so is at its end: closing punctuation, whatever marks stand behind it.
pub fn closes(text: &str) -> bool {
    let t = text.trim_end();
    let t = t.trim_end_matches(['”', '’', '」', '』', '）', ')', '》', ' ']);
    t.ends_with(['。', '！', '？', '!', '?', '…', '：', '；'])
}

/// Whether a character is Chinese.
pub fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}
