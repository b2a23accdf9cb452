//! Diagnostics: what was repaired, guessed or could not be read.

use crate::source::Source;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How much a diagnostic matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// What was repaired or left open; nothing to do.
    Note,
    /// Something that a reader should look at.
    Warning,
    /// Something that could not be read.
    Error,
}

/// The stable name of a kind of diagnostic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Code {
    /// The input held nothing but white space.
    EmptyInput,
    /// The input is no text.
    BinaryInput,
    /// The text has (almost) no Chinese characters.
    NotChinese,
    /// Bytes that the encoding does not know were read as U+FFFD.
    MalformedBytes,
    /// The encoding that was asked for has no such name; it was detected instead.
    UnknownEncoding,
    /// Half-width punctuation beside Chinese characters was read as full-width.
    FoldedPunctuation,
    /// Full-width digits or letters were read as half-width.
    FoldedWidth,
    /// Letters that stand for digits in a number were read as digits: 2O24年.
    MisreadDigits,
    /// Punctuation marks printed twice were read as one, or full stops that a page leaves out were set.
    MendedPunctuation,
    /// Numbers before lines, or those that lead to notes, were left out.
    DroppedNumbers,
    /// Columns printed side by side were put one below the other.
    UnfoldedColumns,
    /// Hard line breaks inside paragraphs were joined.
    Unwrapped,
    /// Two halves of a paragraph were joined over what stood between.
    JoinedBreak,
    /// A caption was taken out of the text.
    MovedCaption,
    /// The lines of a headline or title were put into another order.
    ReorderedTitle,
    /// A headline stands behind its text.
    HeadlineBehind,
    /// A text whose beginning is on another page.
    MissingHead,
    /// A date that is no day of the calendar.
    ImpossibleDate,
    /// The year could not be known.
    UnknownYear,
    /// Two bases of a date disagree.
    ConflictingDates,
    /// A short name that could mean several countries.
    AmbiguousCountry,
    /// A word that is not in the lexicon, where one is expected that differs from it in one character.
    UnknownWord,
    /// An announced number of points or documents is not what was found.
    CountMismatch,
    /// The numbers of clauses, points or list entries have a gap.
    NumberingGap,
    /// A title that is never closed, or closed and never opened.
    UnbalancedTitle,
}

impl Code {
    /// The name as printed: `joined-break`.
    #[must_use]
    pub fn name(self) -> String {
        serde_json::to_value(self).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
    }

    /// How much it matters.
    #[must_use]
    pub fn severity(self) -> Severity {
        match self {
            Self::EmptyInput | Self::BinaryInput | Self::NotChinese => Severity::Error,
            Self::MalformedBytes
            | Self::UnknownEncoding
            | Self::ImpossibleDate
            | Self::ConflictingDates
            | Self::AmbiguousCountry
            | Self::UnknownWord
            | Self::CountMismatch
            | Self::NumberingGap
            | Self::UnbalancedTitle => Severity::Warning,
            _ => Severity::Note,
        }
    }
}

/// One diagnostic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// What kind it is.
    pub code: Code,
    /// What was found, for a reader.
    pub message: String,
    /// Where in the input; left out where it is about the whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
}

impl Diagnostic {
    /// A diagnostic with the severity of its code.
    #[must_use]
    pub fn new(code: Code, message: impl Into<String>, source: Option<Source>) -> Self {
        Self { severity: code.severity(), code, message: message.into(), source }
    }
}

/// Where diagnostics go: a caller keeps none (`()`), all (`Vec`), or what a closure keeps.
pub trait Sink {
    /// Takes one diagnostic.
    fn report(&mut self, diagnostic: Diagnostic);
}

impl Sink for () {
    fn report(&mut self, _: Diagnostic) {}
}

impl Sink for Vec<Diagnostic> {
    fn report(&mut self, diagnostic: Diagnostic) {
        self.push(diagnostic);
    }
}

impl<F: FnMut(Diagnostic)> Sink for F {
    fn report(&mut self, diagnostic: Diagnostic) {
        self(diagnostic);
    }
}

/// A value and what there was to say about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome<T> {
    /// The value; there is always one.
    pub value: T,
    /// What was repaired, guessed or could not be read.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Outcome<T> {
    /// The value, with its diagnostics handed to `sink`.
    pub fn tell(self, sink: &mut impl Sink) -> T {
        for d in self.diagnostics {
            sink.report(d);
        }
        self.value
    }
}
