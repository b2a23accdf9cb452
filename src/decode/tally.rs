//! What repair did to the characters of an input, and how often.

use crate::span::Span;

/// What was found and how many times.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Tally {
    /// How many there are.
    pub(super) count: usize,
    /// Where in the input the first one is that stands there.
    pub(super) first: Option<Span>,
}

impl Tally {
    /// Counts one more.
    pub(super) fn add(&mut self, from: Span) {
        self.count += 1;
        // what markup set between two words is nowhere in the input
        self.first = self.first.or(Some(from).filter(|s| !s.is_empty()));
    }

    /// With those of a later reading.
    pub(super) fn with(self, later: Self) -> Self {
        Self { count: self.count + later.count, first: self.first.or(later.first) }
    }
}

/// What folding did.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Folding {
    /// Punctuation that changed.
    pub(super) punctuation: Tally,
    /// Letters, digits and compatibility characters that changed.
    pub(super) width: Tally,
    /// Letters that were read as digits.
    pub(super) digits: Tally,
    /// Marks left out because the next one says the same.
    pub(super) doubled: Tally,
    /// Full stops that were set.
    pub(super) stops: Tally,
}

impl Folding {
    /// With that of a later reading.
    pub(super) fn with(self, later: Self) -> Self {
        Self {
            punctuation: self.punctuation.with(later.punctuation),
            width: self.width.with(later.width),
            digits: self.digits.with(later.digits),
            doubled: self.doubled.with(later.doubled),
            stops: self.stops.with(later.stops),
        }
    }
}
