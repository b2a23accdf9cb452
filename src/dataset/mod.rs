//! A dataset: many pages as tables, with one event for all pages that tell of it.
//!
//! What is decided is here, and needs no disk; the command (`cli::dataset`) reads, spills and writes.
//!
//! 1. `page`: one input as the dataset keeps it: its records, and a sketch of each article's text.
//! 2. `story`: articles that print the same text, whole or cut, and texts that go on in another file.
//! 3. `event`: encounters and visits told in several places become one, with what is told differently.
//! 4. `instrument`: documents likewise.
//! 5. `wording`: statements printed twice, and where the prints differ.
//! 6. `rows`: records to rows of the tables, which `tables` lists and `table` describes.
//! 7. `package`, `summary`, `plot`: the data package, what is in it, pictures of that.
//!
//! `diff` says what was gained, lost and changed from one dataset to the next.

pub mod counts;
pub mod diff;
pub mod event;
pub mod instrument;
pub mod merge;
pub mod package;
pub mod page;
pub mod plot;
pub mod rows;
pub mod story;
pub mod summary;
pub mod table;
pub mod tables;
pub mod wording;

use crate::lexicon::simplified;

/// Letters and digits only, in simplified characters: what is the same text, whatever its script, punctuation and white space.
pub fn folded(text: &str) -> String {
    simplified(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The first `digits` hexadecimal digits of the SHA-256 of a text.
pub fn short_hash(text: &str, digits: usize) -> String {
    use sha2::{Digest, Sha256};
    let mut hex = crate::source::hex(&Sha256::digest(text.as_bytes())[..8]);
    hex.truncate(digits);
    hex
}
