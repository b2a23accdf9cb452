//! Parts to records.
use crate::article::Page;
use crate::diagnostic::Outcome;
use crate::lexicon::{Hits, Lexicon};
use crate::model::Extraction;

/// Records.
pub fn records(_page: &Page, _hits: &Hits, _lexicon: &Lexicon) -> Outcome<Extraction> {
    Outcome { value: Extraction::default(), diagnostics: vec![] }
}
