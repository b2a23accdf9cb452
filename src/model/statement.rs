//! Who said what.

use crate::source::Source;
use crate::span::Span;

record! {
    /// What one side said.
    Statement {
        /// Unique in the file, the same for the same content.
        id: String,
        /// The article it was read in.
        article: String,
        /// Full name; a group as printed.
        speaker: Option<String>,
        /// Whether the speaker is a group of several sides.
        joint: bool,
        /// The speaker's office as printed.
        office: Option<String>,
        /// ISO 3166-1 alpha-2.
        country: Option<String>,
        /// Code of the speaker's organisation.
        org: Option<String>,
        /// The verb that opens the speech.
        verb: Option<String>,
        /// The words between the speaker and the speech.
        lead: Option<String>,
        /// The encounter at which it was said.
        meeting: Option<String>,
        /// The speech.
        text: Option<String>,
        /// Points of the speech: 一是…二是….
        points: Vec<Point>,
        /// The beginning, with its speaker, is on another page.
        truncated_start: bool,
        /// The fields that were corrected by hand, as JSON Pointers.
        corrected: Vec<String>,
        /// Where it was read.
        source: Source,
        /// Where it stands in the repaired text.
        #[serde(skip)] span: Span,
    }
}

record! {
    /// A point of a speech.
    Point {
        /// The marker as printed: 一是, 第一，.
        marker: String,
        /// Its number.
        number: u32,
        /// The sentence behind the marker.
        heading: Option<String>,
        /// The text of the point, heading included.
        text: Option<String>,
        /// Where it was read.
        source: Source,
    }
}
