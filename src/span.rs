//! Where something stands in a text: half-open ranges of bytes.

use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A half-open range of bytes of a text, always on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` up to, not including, `end`; an inverted pair is the empty span at `start`.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end: if end < start { start } else { end } }
    }

    /// Length in bytes.
    #[must_use]
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it holds nothing.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly inside.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// What the span holds of `text`; the empty string where it does not fit the text.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    /// The same as a standard range.
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// The span of `part`, a slice of `whole`: what nom parsers leave is a slice, so no position is passed around.
    #[must_use]
    pub fn of_slice(whole: &str, part: &str) -> Self {
        let start = (part.as_ptr() as usize).saturating_sub(whole.as_ptr() as usize).min(whole.len());
        Self::new(start, (start + part.len()).min(whole.len()))
    }

    /// The span without the white space at either end.
    #[must_use]
    pub fn trimmed(self, text: &str) -> Self {
        let inner = self.of(text);
        let start = self.start + (inner.len() - inner.trim_start().len());
        Self::new(start, start + inner.trim().len())
    }
}

/// The first `n` characters of a text, or all of it.
#[must_use]
pub fn first_chars(text: &str, n: usize) -> &str {
    // `Chars` passes over many characters at once
    let mut rest = text.chars();
    if let Some(last) = n.checked_sub(1) {
        rest.nth(last);
    }
    text.get(..text.len() - rest.as_str().len()).unwrap_or(text)
}

/// Where the Chinese characters (U+4E00 to U+9FFF) end that stand in a row from `at` on.
#[must_use]
pub fn han_end(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    loop {
        match bytes.get(at) {
            Some(0xe5..=0xe9) => at += 3,
            Some(0xe4) if bytes.get(at + 1).is_some_and(|b| *b >= 0xb8) => at += 3,
            _ => return at,
        }
    }
}

/// Whether a character is a letter or a digit; what Chinese text is made of is told without the tables of Unicode.
#[must_use]
pub fn is_letter(c: char) -> bool {
    match c {
        '\u{4e00}'..='\u{9fff}' => true,
        '\u{2010}'..='\u{2027}'
        | '\u{3000}'..='\u{3003}'
        | '\u{3008}'..='\u{3011}'
        | '\u{ff01}'
        | '\u{ff08}'..='\u{ff0c}'
        | '\u{ff1a}'
        | '\u{ff1b}'
        | '\u{ff1f}' => false,
        _ => c.is_alphanumeric(),
    }
}

/// The characters of a text that are not Chinese ones, with where they stand: marks are among them, and nearly all of a text is not.
pub fn signs(text: &str) -> impl Iterator<Item = (usize, char)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        // what the three bytes of a character from U+4000 to U+9FFF begin with
        while matches!(bytes.get(at), Some(0xe4..=0xe9)) {
            at += 3;
        }
        let c = text.get(at..)?.chars().next()?;
        at += c.len_utf8();
        Some((at - c.len_utf8(), c))
    })
}

/// Where a word stands first in a text that seldom holds it: to ask that costs less than to prepare the search.
#[must_use]
pub fn find_rare(text: &str, word: &str) -> Option<usize> {
    if text.contains(word) { text.find(word) } else { None }
}

/// A text without a word at its end, however often it stands there; `trim_end_matches` prepares a search for each word first.
#[must_use]
pub fn without_end<'a>(mut text: &'a str, word: &str) -> &'a str {
    while let Some(rest) = text.strip_suffix(word).filter(|_| !word.is_empty()) {
        text = rest;
    }
    text
}

/// The first byte from `at` on that is asked for; many are looked at without a question to each.
pub fn find_byte(text: &str, mut at: usize, asked: impl Fn(u8) -> bool) -> Option<usize> {
    let bytes = text.as_bytes();
    let none = |chunk: &[u8; 16]| chunk.iter().fold(0, |any, b| any | u8::from(asked(*b))) == 0;
    while bytes.get(at..).and_then(<[u8]>::first_chunk).is_some_and(none) {
        at += 16;
    }
    bytes.get(at..)?.iter().position(|b| asked(*b)).map(|found| at + found)
}

/// The last place up to `at` where a character begins.
#[must_use]
pub fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0)
}
