//! Text to blocks.
use crate::decode::Decoded;
use crate::diagnostic::Outcome;
use crate::lexicon::Lexicon;

/// A block.
#[derive(Debug, Clone, Default, serde::Serialize)]
pub struct Block {}

/// Lays out.
pub fn layout(_decoded: &Decoded, _lexicon: &Lexicon) -> Outcome<Vec<Block>> {
    Outcome { value: vec![], diagnostics: vec![] }
}
