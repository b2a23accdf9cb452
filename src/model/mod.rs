//! The records: the contract of what comes out, defined once. YAML, JSON and the JSON Schema follow from these types.
//!
//! Field names and codes are English and fixed; names, titles and texts stay in the language of the source. What is absent
//! is left out. Dates are EDTF (ISO 8601-2), countries ISO 3166-1 alpha-2.

#[macro_use]
mod form;

mod article;
mod document;
mod meeting;
mod statement;
mod visit;

use crate::diagnostic::Diagnostic;
pub use article::*;
pub use document::*;
pub use meeting::*;
pub use statement::*;
pub use visit::*;

/// The name of this contract, in every output.
pub const SCHEMA: &str = "gongbao/1";

record! {
    /// Everything that one input file gives.
    Extraction {
        /// `gongbao/1`.
        schema: String,
        /// The input.
        source: Input,
        /// The news items, document texts and lists that the page carries.
        articles: Vec<Article>,
        /// Encounters: talks, calls, ceremonies, messages.
        meetings: Vec<Meeting>,
        /// Who said what.
        statements: Vec<Statement>,
        /// Instruments: signed, issued, announced, extended, cited.
        documents: Vec<Document>,
        /// Instruments that are only counted.
        bundles: Vec<Bundle>,
        /// Who travels where, when, in what form.
        visits: Vec<Visit>,
        /// What was repaired, guessed or could not be read.
        diagnostics: Vec<Diagnostic>,
    }
}

record! {
    /// The input file.
    Input {
        /// File name without its folder.
        name: String,
        /// SHA-256 of the bytes, in hexadecimal.
        sha256: String,
        /// Label of the encoding, as the WHATWG Encoding Standard names it: `UTF-8`, `GB18030`, `Big5`, `UTF-16LE`.
        encoding: String,
        /// ISO 15924 in lower case: `hans`, `hant`.
        script: String,
        /// When it was published, where known.
        published: Option<String>,
    }
}

impl form::Absent for Input {}
