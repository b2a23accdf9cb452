//! The source map: from any span of a text back to the bytes of the input.
//!
//! Repair folds, drops, inserts and moves characters. A [`Text`] carries its string together with a piece table that says of
//! every piece where in the input it came from; pieces are appended in order and never changed.

mod position;
mod rewrite;

use crate::span::Span;
pub use position::Positions;
pub(crate) use rewrite::Rewriter;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::borrow::Cow;

/// Where in the input a record was read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Source {
    /// First and last line, counted from 1.
    pub lines: [usize; 2],
    /// Half-open ranges of bytes of the input, as many as the text is broken into, in reading order.
    pub bytes: Vec<[usize; 2]>,
}

/// A run of equal units: each is `wide` bytes of text and came from `from_wide` bytes of the input.
/// A run copied from UTF-8 has units of one byte; one from GB18030 of three bytes that were two.
/// `wide` 0: dropped by repair; `from_wide` 0: inserted by it.
///
/// A page of the web has one for every tag, so that they are kept small.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Piece {
    at: usize,
    from: usize,
    units: u32,
    wide: u16,
    from_wide: u16,
}

impl Piece {
    fn wide(self) -> usize {
        usize::from(self.wide)
    }
    fn wide_start(self) -> usize {
        usize::from(self.from_wide)
    }
    fn end(self) -> usize {
        self.at + self.units as usize * self.wide()
    }
    fn source_end(self) -> usize {
        self.from + self.units as usize * self.wide_start()
    }
    /// Without the first `skip` of its units and those from `stop` on.
    fn cut(self, skip: usize, stop: usize) -> Self {
        let units = u32::try_from(stop.saturating_sub(skip)).unwrap_or(self.units);
        Self { at: self.at + skip * self.wide(), from: self.from + skip * self.wide_start(), units, ..self }
    }
}

/// A character that is read as another one: its place and what is printed there, in the bits of one number.
#[derive(Debug, Clone, Copy)]
struct Printed(u64);

impl Printed {
    fn new(at: usize, c: char) -> Self {
        Self((at as u64) << 21 | u64::from(c))
    }
    #[allow(clippy::cast_possible_truncation)] // it was a place
    fn at(self) -> usize {
        (self.0 >> 21) as usize
    }
    fn char(self) -> char {
        u32::try_from(self.0 & 0x1f_ffff).ok().and_then(char::from_u32).unwrap_or_default()
    }
}

/// A string that knows where in the input each of its characters came from.
#[derive(Debug, Clone, Default)]
pub struct Text {
    string: String,
    /// What is printed where the string is read in another character, in order; on most pages there is hardly any.
    printed: Vec<Printed>,
    pieces: Vec<Piece>,
}

impl Text {
    /// An empty text with room for so many bytes.
    #[must_use]
    pub fn with_room(bytes: usize) -> Self {
        Self { string: String::with_capacity(bytes), ..Self::default() }
    }

    /// The string.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.string
    }

    /// Whether every character is read as it is printed.
    #[must_use]
    pub fn is_read_as_printed(&self) -> bool {
        self.printed.is_empty()
    }

    /// What `span` holds, as printed.
    #[must_use]
    pub fn printed(&self, span: Span) -> Cow<'_, str> {
        let text = span.of(&self.string);
        let others = self.printed_in(span);
        if others.is_empty() || text.is_empty() {
            return text.into();
        }
        let (mut out, mut from) = (String::with_capacity(text.len()), span.start);
        for p in others {
            out.push_str(Span::new(from, p.at()).of(&self.string));
            out.push(p.char());
            from = p.at() + p.char().len_utf8();
        }
        out.push_str(Span::new(from, span.end).of(&self.string));
        out.into()
    }

    /// Every character as read and as printed.
    pub fn characters(&self) -> impl Iterator<Item = (char, char)> {
        let mut others = self.printed.iter().peekable();
        self.string.char_indices().map(move |(at, c)| (c, others.next_if(|p| p.at() == at).map_or(c, |p| p.char())))
    }

    /// All of it as printed.
    #[cfg(test)]
    pub(crate) fn all_printed(&self) -> Cow<'_, str> {
        self.printed(Span::new(0, self.len()))
    }

    fn printed_in(&self, span: Span) -> &[Printed] {
        let first = self.printed.partition_point(|p| p.at() < span.start);
        let behind = self.printed.partition_point(|p| p.at() < span.end);
        self.printed.get(first..behind).unwrap_or_default()
    }

    /// The same text read in other characters, each as long as the one that is printed.
    #[must_use]
    pub fn read_as(mut self, string: String) -> Self {
        debug_assert_eq!(string.len(), self.string.len());
        let both = self.characters().zip(string.char_indices());
        let others = both.filter(|((_, shown), (_, read))| shown != read);
        self.printed = others.map(|((_, shown), (at, _))| Printed::new(at, shown)).collect();
        self.string = string;
        self
    }

    /// The same, in no more room than it takes.
    #[must_use]
    pub fn trimmed(mut self) -> Self {
        self.string.shrink_to_fit();
        self.pieces.shrink_to_fit();
        self
    }

    /// Length of the string in bytes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.string.len()
    }

    fn push_piece(&mut self, piece: Piece) {
        if piece.units == 0 || (piece.wide == 0 && piece.from_wide == 0) {
            return;
        }
        if let Some(last) = self.pieces.last_mut()
            && last.wide == piece.wide
            && last.from_wide == piece.from_wide
            && last.end() == piece.at
            && last.source_end() == piece.from
            && (piece.from_wide != 0 || last.from == piece.from)
            && let Some(units) = last.units.checked_add(piece.units)
        {
            last.units = units;
            return;
        }
        self.pieces.push(piece);
    }

    /// Notes a run of so many bytes that are one unit each; it takes several pieces where one cannot count them.
    fn push_bytes(&mut self, mut at: usize, mut from: usize, mut bytes: usize, wide: u16, from_wide: u16) {
        while bytes > 0 {
            let piece = Piece { at, from, units: u32::try_from(bytes).unwrap_or(u32::MAX), wide, from_wide };
            self.push_piece(piece);
            bytes -= piece.units as usize;
            (at, from) = (piece.end(), piece.source_end());
        }
    }

    /// Appends text that stands in the input byte for byte, from byte `from` on.
    pub fn push_verbatim(&mut self, text: &str, from: usize) {
        let at = self.string.len();
        self.string.push_str(text);
        self.push_bytes(at, from, text.len(), 1, 1);
    }

    /// Appends `text` as one unit that was read from `from` (a folded or decoded character).
    pub fn push_unit(&mut self, text: &str, from: Span) {
        let at = self.string.len();
        self.string.push_str(text);
        // what is longer than a unit can be stands right behind it: blanks of a page of the web
        let wide = |bytes: usize| u16::try_from(bytes).unwrap_or(u16::MAX);
        let piece = Piece { at, from: from.start, units: 1, wide: wide(text.len()), from_wide: wide(from.len()) };
        self.push_piece(piece);
        self.push_bytes(piece.end(), from.end, text.len() - piece.wide(), 1, 0);
        self.push_dropped(Span::new(piece.source_end(), from.end));
    }

    /// Records that `from` is in the input but not in the text (a line break inside a paragraph, a tag).
    pub fn push_dropped(&mut self, from: Span) {
        self.push_bytes(self.string.len(), from.start, from.len(), 0, 1);
    }

    /// Appends `text` that is nowhere in the input (a paragraph break); `near` is the byte it stands at.
    pub fn push_inserted(&mut self, text: &str, near: usize) {
        let at = self.string.len();
        self.string.push_str(text);
        self.push_bytes(at, near, text.len(), 1, 0);
    }

    /// Appends what `span` holds of `other`, with where it came from; what had been dropped right before it goes along.
    pub fn append(&mut self, other: &Self, span: Span) {
        let text = span.of(&other.string);
        if text.is_empty() {
            return;
        }
        self.append_gap(other, span.start);
        let base = self.string.len();
        self.string.push_str(text);
        self.printed.extend(other.printed_in(span).iter().map(|p| Printed::new(base + p.at() - span.start, p.char())));
        let first = other.pieces.partition_point(|p| p.end() <= span.start);
        for p in other.pieces.iter().skip(first).take_while(|p| p.at < span.end) {
            if p.wide == 0 {
                self.push_piece(Piece { at: base + p.at.saturating_sub(span.start), ..*p });
                continue;
            }
            let skip = span.start.saturating_sub(p.at) / p.wide();
            let cut = p.cut(skip, (span.end.min(p.end()) - p.at).div_ceil(p.wide()));
            self.push_piece(Piece { at: base + cut.at.saturating_sub(span.start), ..cut });
        }
    }

    /// Records that what `span` holds of `other` was left out here, as was what had been dropped right before it.
    pub fn append_dropped(&mut self, other: &Self, span: Span) {
        if span.is_empty() {
            return;
        }
        self.append_gap(other, span.start);
        for [start, end] in other.to_source(span) {
            self.push_dropped(Span::new(start, end));
        }
    }

    /// Records what had been dropped at place `at` of `other`.
    pub fn append_gap(&mut self, other: &Self, at: usize) {
        let first = other.pieces.partition_point(|p| p.end() < at || p.wide > 0 && p.end() == at);
        for p in other.pieces.iter().skip(first).take_while(|p| p.wide == 0 && p.at == at) {
            self.push_dropped(Span::new(p.from, p.source_end()));
        }
    }

    /// Every piece in order: where it stands in the text and where in the input it was read (empty where it was inserted).
    #[cfg(test)]
    pub(crate) fn source_pieces(&self) -> impl Iterator<Item = (Span, Span)> + '_ {
        self.pieces.iter().map(|p| (Span::new(p.at, p.end()), Span::new(p.from, p.source_end())))
    }

    /// From the first byte of the input that `span` was read from to the last.
    #[must_use]
    pub fn hull(&self, span: Span) -> Span {
        let read = self.to_source(span);
        let start = read.iter().map(|r| r[0]).min().unwrap_or(0);
        Span::new(start, read.iter().map(|r| r[1]).max().unwrap_or(start))
    }

    /// The ranges of the input that `span` was read from, in the order of the text. What repair dropped inside the span is
    /// in the ranges; touching ranges are one.
    #[must_use]
    pub fn to_source(&self, span: Span) -> Vec<[usize; 2]> {
        let mut out: Vec<[usize; 2]> = Vec::new();
        let first = self.pieces.partition_point(|p| p.end() <= span.start);
        for p in self.pieces.iter().skip(first).take_while(|p| p.at < span.end) {
            if p.from_wide == 0 {
                continue;
            }
            let cut = match span.start.saturating_sub(p.at).checked_div(p.wide()) {
                None => *p,
                Some(skip) => p.cut(skip, (span.end.min(p.end()) - p.at).div_ceil(p.wide())),
            };
            let (start, end) = (cut.from, cut.source_end());
            if start == end {
                continue;
            }
            match out.last_mut() {
                Some(last) if last[1] == start => last[1] = end,
                _ => out.push([start, end]),
            }
        }
        out
    }
}

/// Where the lines of the input begin, for line numbers.
#[derive(Debug, Clone, Default)]
pub struct LineIndex {
    /// Byte offset in the input of the first byte of each line but the first.
    pub starts: Vec<usize>,
}

impl LineIndex {
    /// The line (from 1) that holds byte `at` of the input.
    #[must_use]
    pub fn line(&self, at: usize) -> usize {
        self.starts.partition_point(|&s| s <= at) + 1
    }

    /// The `source` of a record whose text is `span` of `text`.
    #[must_use]
    pub fn source(&self, text: &Text, span: Span) -> Source {
        let bytes = text.to_source(span);
        let first = bytes.iter().map(|r| r[0]).min().unwrap_or(0);
        let last = bytes.iter().map(|r| r[1]).max().unwrap_or(1).saturating_sub(1).max(first);
        Source { lines: [self.line(first), self.line(last)], bytes }
    }
}

/// The first bytes of the SHA-256 of some words, two hexadecimal digits each.
pub fn hash(words: &[&str], bytes: usize) -> String {
    let all = words.iter().fold(Sha256::new(), Digest::chain_update);
    let digest: [u8; 32] = all.finalize().into();
    hex(digest.get(..bytes).unwrap_or(&digest))
}

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, b| {
        let _ = std::fmt::Write::write_fmt(&mut text, format_args!("{b:02x}"));
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_lead_back() {
        let mut t = Text::default();
        t.push_verbatim("会谈", 10);
        t.push_unit("，", Span::new(16, 17));
        t.push_dropped(Span::new(17, 18));
        t.push_verbatim("指出", 18);
        t.push_verbatim("。", 40);
        assert_eq!(t.to_source(Span::new(0, t.len())), [[10, 24], [40, 43]]);
        assert_eq!(t.to_source(Span::new(6, 9)), [[16, 17]]);
        let mut u = Text::default();
        u.append(&t, Span::new(3, 12));
        assert_eq!(u.as_str(), "谈，指");
        assert_eq!(u.to_source(Span::new(0, 9)), [[13, 21]]);
        assert_eq!(u.to_source(Span::new(3, 9)), [[16, 21]]);
    }

    #[test]
    fn units_of_other_encodings() {
        let mut t = Text::default();
        for (i, c) in "中俄".chars().enumerate() {
            t.push_unit(&c.to_string(), Span::new(2 * i, 2 * i + 2));
        }
        assert_eq!(t.pieces.len(), 1);
        assert_eq!(t.to_source(Span::new(3, 6)), [[2, 4]]);
    }
}
