//! What records mean beside each other.
use crate::article::Page;
use crate::diagnostic::Outcome;
use crate::lexicon::{Hits, Lexicon};
use crate::model::Extraction;

/// Links.
pub fn link(
    mut records: Extraction,
    _page: &Page,
    _hits: &Hits,
    _lexicon: &Lexicon,
    published: Option<&str>,
) -> Outcome<Extraction> {
    records.source.published = published.map(str::to_owned);
    Outcome { value: records, diagnostics: vec![] }
}
