//! Blocks to articles.
use crate::decode::Decoded;
use crate::diagnostic::Outcome;
use crate::layout::Block;
use crate::lexicon::Lexicon;
use crate::source::{LineIndex, Text};

/// A page.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// The repaired text.
    pub text: Text,
    /// Lines of the input.
    pub lines: LineIndex,
}

/// Finds articles.
pub fn articles(decoded: &Decoded, _blocks: Vec<Block>, _lexicon: &Lexicon) -> Outcome<Page> {
    Outcome { value: Page { text: decoded.text.clone(), lines: decoded.lines.clone() }, diagnostics: vec![] }
}
