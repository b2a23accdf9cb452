//! Words, and where they stand in the input.

use crate::source::{LineIndex, Positions, Source, Text};
use crate::span::Span;
use serde::Serialize;

/// Some words of a page.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Place {
    /// The words, as printed.
    pub text: String,
    /// The line on which they begin, from 1.
    pub line: usize,
    /// The character of that line with which they begin, from 1.
    pub column: usize,
    /// Their lines and bytes.
    pub source: Source,
}

impl Place {
    /// What some spans of a text hold. The column is found by [`Place::settle`], for all places in one walk.
    pub(super) fn of(text: &Text, lines: &LineIndex, spans: &[Span]) -> Self {
        let words = spans.iter().map(|s| text.printed(*s)).collect();
        let bytes: Vec<[usize; 2]> = spans.iter().flat_map(|s| text.to_source(*s)).collect();
        let first = bytes.iter().map(|b| b[0]).min().unwrap_or(0);
        let last = bytes.iter().map(|b| b[1]).max().map_or(first, |e| e.saturating_sub(1).max(first));
        Self { text: words, line: 0, column: 0, source: Source { lines: [lines.line(first), lines.line(last)], bytes } }
    }

    /// Where it begins in the input.
    fn start(&self) -> usize {
        self.source.bytes.first().map_or(0, |b| b[0])
    }

    /// Finds line and column of places.
    pub(crate) fn settle<'a>(bytes: &[u8], encoding: &str, places: impl Iterator<Item = &'a mut Self>) {
        let places: Vec<&mut Self> = places.collect();
        let found = Positions::of(bytes, encoding, places.iter().map(|p| p.start()).collect());
        for place in places {
            [place.line, place.column] = found.get(place.start());
        }
    }
}
