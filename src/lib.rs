//! gongbao (公报, communiqué) reads the raw text of Chinese diplomatic news and documents and gives typed records.
//!
//! The way of the data, one module a stage:
//!
//! 1. `decode`: bytes to text: encoding, HTML and Markdown to lines, width and punctuation; begins the source map.
//! 2. `layout`: text to blocks: furniture, captions, headlines, body; joins what a column, page or caption cut.
//! 3. `article`: blocks to articles: datelines, headlines before or behind, continuations, lists, document texts.
//! 4. `parse`: written forms, by nom: dates, datelines, persons, titles, attributions, enumerators; no judgement.
//! 5. `record`: parts to meetings, statements, documents, visits.
//! 6. `link`: ids, years, short names, one encounter told twice, counts held against lists.
//! 7. `emit`: records to YAML, JSON, JSON Lines.
//! 8. `explain`: what each stage made of a page, and which words and rules led to a record.
//! 9. `review`: records beside the page they were read from, as one HTML page.
//! 10. `dataset`: the records of many pages to tables, one event for all pages that tell of it.
//!
//! `pipeline` shows this way in one screen. The library does no I/O, asks no clock, and does not panic on any bytes.
#![forbid(unsafe_code)]
#![warn(missing_docs)]
// An input may hold anything: what cannot be is an `Option`, not an end. Tests may end.
#![cfg_attr(
    not(test),
    deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::unreachable, clippy::todo, clippy::unimplemented)
)]

// Where a module asks for a slice or an item by a number, the number may be wrong. Those below are free of that; in the others
// positions come from searching the very text or list that they index, which fuzzing and the tests of hostile texts look after.
mod article;
#[cfg_attr(not(test), deny(clippy::string_slice))]
pub mod cli;
#[cfg_attr(not(test), deny(clippy::string_slice))]
mod dataset;
mod decode;
#[cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice))]
mod diagnostic;
#[cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice))]
mod emit;
#[cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice))]
mod explain;
mod layout;
mod lexicon;
#[cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice))]
mod link;
#[cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice))]
pub mod model;
// spans of the lexicon and of nom are slices of the text in hand
#[cfg_attr(not(test), deny(clippy::indexing_slicing))]
mod parse;
#[cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice))]
mod pipeline;
mod record;
#[cfg_attr(not(test), deny(clippy::string_slice))]
mod review;
#[cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice))]
mod source;
#[cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice))]
mod span;

pub use diagnostic::{Code, Diagnostic, Outcome, Severity, Sink};
pub use emit::{Format, Writer, schema};
pub use explain::{Inferred, Item, Made, Place, Stage, Step, Tried, Why, Word, stage as explain, why};
pub use lexicon::{Entries, Entry, Lexicon};
pub use model::Extraction;
pub use pipeline::{Options, TextMode, extract};
pub use source::{Positions, Source};
pub use span::Span;

/// What only the fuzz targets reach.
#[cfg(fuzzing)]
#[doc(hidden)]
pub mod fuzzing {
    /// Reads a file of corrections and applies it.
    pub fn correct(yaml: &str, to: &mut crate::Extraction) {
        if let Ok(corrections) = crate::review::corrections::read(yaml) {
            corrections.apply(to);
        }
    }
}

/// The examples of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
