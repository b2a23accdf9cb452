//! One line in the folding: what becomes of each of its characters, by what stands around it.

use super::blanks::{Names, blank, files};
use super::forms::{form, full, is_dot, narrow, shuts, zero_width};
use super::marks::{Stops, doubled};
use super::script::is_han;
use crate::span::is_letter;
use std::collections::VecDeque;

/// Behind these a dot is no decimal point and no part of a name.
const CLOSERS: &str = "”’》）】」』%";

/// What becomes of the characters at hand: how many bytes of the line, and what they are read as.
pub(super) enum Act {
    Keep,
    Drop,
    Blank,
    Digit(char),
    /// Leave it out: the next mark says the same.
    Doubled,
    Width(char),
    Mark(usize, &'static str),
    Sign(char),
}

/// Whether a mark may stand behind a character: Chinese, or what closes a quotation or a title.
pub(super) fn closes(c: char) -> bool {
    is_han(c) || CLOSERS.contains(c)
}

/// One line in the folding.
#[derive(Default)]
#[allow(clippy::struct_excessive_bools)]
pub(super) struct State<'a> {
    body: &'a str,
    pairs: VecDeque<(usize, char)>,
    /// The next line opens with a digit.
    pub(super) more: bool,
    /// How many brackets are open.
    depth: usize,
    /// The last character of the line before: a column may leave the mark that ends a sentence to the next line.
    pub(super) carry: Option<char>,
    /// Its blanks between Chinese characters say nothing.
    pub(super) rejoined: bool,
    /// Blanks between its Chinese characters only fill it.
    pub(super) justified: bool,
    /// Its names of two characters with a blank in them.
    names: Option<&'a Names>,
    /// What the page does with its full stops.
    stops: Stops,
    /// The character before, as folded.
    pub(super) prev: Option<char>,
    /// And the one before that.
    before: Option<char>,
    /// Two marks stand side by side now of which the first says no more than the second.
    pub(super) twice: bool,
    /// The nearest letter, digit or Chinese character before.
    letter: Option<char>,
    /// The nearest one behind, and where it stands.
    ahead: (usize, Option<char>),
    /// What stands before the digits and dots, or the Latin letters, that `prev` ends.
    before_run: Option<char>,
    run: usize,
    pub(super) han: bool,
}

impl<'a> State<'a> {
    /// Before the first character of a line.
    pub(super) fn of(body: &'a str, pairs: VecDeque<(usize, char)>, names: &'a Names, stops: Stops) -> Self {
        Self { body, pairs, names: Some(names), stops, ..Self::default() }
    }

    pub(super) fn pass(&mut self, c: char) {
        let kind = |c: char| match c {
            '0'..='9' | '.' => 1,
            'A'..='Z' | 'a'..='z' => 2,
            _ => 0,
        };
        if self.prev.is_none_or(|p| kind(p) != kind(c)) {
            self.before_run = self.prev;
            self.run = 0;
        }
        self.run += 1;
        self.twice |= self.says_no_more(c);
        self.before = self.prev.replace(c);
        match c {
            '（' => self.depth += 1,
            '）' => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        if is_letter(c) {
            self.letter = Some(c);
            self.han |= is_han(c);
        }
    }

    /// Whether the character before is a mark that says no more than this one.
    fn says_no_more(&self, c: char) -> bool {
        self.prev.is_some_and(|p| doubled(p, Some(c))) && self.before.is_some_and(closes)
    }

    /// The nearest letter, digit or Chinese character from `at` on; each stretch is walked once.
    fn ahead(&mut self, at: usize) -> Option<char> {
        if self.ahead.0 < at || (self.ahead.0 == 0 && self.ahead.1.is_none()) {
            let mut folded = self.body[at..].char_indices().map(|(i, c)| (i, narrow(c)));
            let found = folded.find(|(_, c)| c.is_alphanumeric());
            self.ahead = found.map_or((usize::MAX, None), |(i, c)| (at + i, Some(c)));
        }
        self.ahead.1
    }

    /// The character from `at` on, as folded in its width or as half of a pair.
    pub(super) fn next(&self, at: usize) -> Option<char> {
        let (i, c) = self.body[at..].char_indices().find(|(_, c)| !zero_width(*c))?;
        Some(self.pairs.front().filter(|p| p.0 == at + i).map_or_else(|| narrow(c), |p| p.1))
    }

    /// Where the blanks end of which `c` before `end` is the first, if they say nothing: beside a mark that has its own room, beside
    /// a number that has blanks on both sides (5 月 20 日) or before its unit, in a line put together with blanks.
    pub(super) fn void(&self, c: char, end: usize) -> Option<usize> {
        let prev = self.prev.filter(|p| blank(c) && !blank(*p))?;
        let rest = self.body[end..].trim_start_matches(|c| blank(c) || zero_width(c));
        let to = self.body.len() - rest.len();
        let next = self.next(to)?;
        let marked = "，；、（《“‘".contains(prev) || shuts(next);
        (marked || ((to == end || self.justified) && self.void_between(prev, next, end))).then_some(to)
    }

    /// The same of the one blank before `end`, between two characters that are no such marks.
    fn void_between(&self, prev: char, next: char, end: usize) -> bool {
        let rest = &self.body[end..];
        let number = |t: &str| t.trim_start_matches(|c| narrow(c).is_ascii_digit()).starts_with(blank);
        match (prev, next) {
            (p, n) if is_han(p) && is_han(n) => {
                self.depth == 0 && (self.named(p, n) || (self.rejoined || self.justified) && !files(p))
            }
            (p, n) if p.is_ascii_digit() && is_han(n) => self.before_run.is_some_and(is_han) || "年月日时分项个份".contains(n),
            (p, n) if is_han(p) && n.is_ascii_digit() => !files(p) && number(rest),
            (p, n) if is_han(p) && is_dot(n) => {
                rest.strip_prefix(is_dot).and_then(|t| t.strip_prefix(' ')).is_some_and(|t| t.starts_with(is_han))
            }
            (p, n) if is_dot(p) && is_han(n) => {
                let before = self.body[..end].trim_end_matches(blank).trim_end_matches(is_dot);
                before.strip_suffix(blank).is_some_and(|t| t.ends_with(is_han))
            }
            _ => false,
        }
    }

    /// Whether two characters are a name: 李　强.
    fn named(&self, family: char, given: char) -> bool {
        self.names.is_some_and(|names| names.contains(&[family, given]))
    }

    /// How often the character at `at` stands there in a row, and the bytes that takes; `most` is far enough to look.
    fn run(&self, at: usize, most: usize) -> (usize, usize) {
        let mut same = self.body[at..].char_indices().filter(|(_, c)| !zero_width(*c));
        let Some((_, first)) = same.next() else { return (0, 0) };
        let rest = same.take(most - 1).take_while(|(_, c)| *c == first);
        rest.fold((1, first.len_utf8()), |(count, _), (i, c)| (count + 1, i + c.len_utf8()))
    }

    fn near(&mut self, end: usize) -> bool {
        self.letter.is_some_and(is_han) || self.ahead(end).is_some_and(is_han)
    }

    pub(super) fn act(&mut self, c: char, at: usize, end: usize) -> Act {
        let rest = &self.body[end..];
        match c {
            '(' | ')' | '"' | '\'' | '<' | '>' | '＜' | '＞' | '〈' | '〉' | '«' | '»'
                if self.pairs.front().is_some_and(|p| p.0 == at) =>
            {
                self.pairs.pop_front().map_or(Act::Keep, |p| Act::Sign(p.1))
            }
            '(' | ')' | '"' | '\'' => Act::Keep,
            ',' | ';' | ':' | '?' | '!' => {
                let next = self.next(end);
                let inside = self.prev.is_some_and(|p| p.is_ascii_digit()) && next.is_some_and(|n| n.is_ascii_digit());
                let after = self.prev.is_some_and(|p| "”》）】」』，。；：？！、".contains(p));
                let address = c == ':' && rest.starts_with("//");
                let left = self.prev.is_none() && self.carry.is_some_and(is_han);
                if !inside && !address && (after || left || self.near(end)) {
                    return Act::Mark(1, full(c));
                }
                Act::Keep
            }
            '.' => self.dots(at, end),
            '-' | '<' | '>' => {
                let (run, length) = self.run(at, if c == '-' { 7 } else { 2 });
                if run < 2 || !self.near(end) {
                    return Act::Keep;
                }
                match c {
                    '<' => Act::Mark(length, "《"),
                    '>' => Act::Mark(length, "》"),
                    // Longer runs are rules.
                    _ if run < 4 => Act::Mark(length, "—"),
                    _ if run < 7 => Act::Mark(length, "——"),
                    _ => Act::Keep,
                }
            }
            '―' | '─' if self.near(end) => Act::Mark(c.len_utf8(), "—"),
            '‧' | '•' | '・' | '∙' | '･' | '⋅' => {
                let next = self.next(end);
                let name = |c: Option<char>| c.is_some_and(|c| is_han(c) || c.is_ascii_alphabetic());
                let han = self.prev.is_some_and(is_han) || next.is_some_and(is_han);
                if name(self.prev) && name(next) && han { Act::Mark(c.len_utf8(), "·") } else { Act::Keep }
            }
            '．' => {
                let next = self.next(end);
                let number = self.prev.is_some_and(|p| p.is_ascii_digit() || CLOSERS.contains(p)) && next != Some('.');
                let latin = self.prev.is_some_and(|p| p.is_ascii_alphabetic());
                let dot = number || (latin && next.is_some_and(|n| n.is_ascii_alphanumeric()));
                if self.stops.dots && !(number && next.is_some_and(|n| n.is_ascii_digit())) {
                    return Act::Mark(3, "。");
                }
                // A full stop where one of half the width would be.
                Act::Mark(
                    3,
                    if !dot {
                        "·"
                    } else if self.stop(next) {
                        "。"
                    } else {
                        "."
                    },
                )
            }
            '\t' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => Act::Blank,
            _ if zero_width(c) => Act::Drop,
            _ => match (form(c), narrow(c)) {
                (Some(mark), _) => Act::Sign(mark),
                (None, same) if same == c => Act::Keep,
                (None, other) => Act::Width(other),
            },
        }
    }

    /// `.`: the end of a sentence, a decimal point, part of a name or an address, the mark of a list, or dots of omission.
    fn dots(&mut self, at: usize, end: usize) -> Act {
        let (run, length) = self.run(at, 10);
        if run > 2 {
            return if run < 10 && self.near(at + length) { Act::Mark(length, "……") } else { Act::Keep };
        }
        if run == 1 && self.stop(self.next(end)) { Act::Mark(1, "。") } else { Act::Keep }
    }

    /// Whether one dot ends a sentence.
    fn stop(&self, next: Option<char>) -> bool {
        let Some(prev) = self.prev else {
            let left = self.carry.is_some_and(|c| is_han(c) || CLOSERS.contains(c));
            return left && next.is_none_or(|n| is_han(n) || "“《（<".contains(n));
        };
        let ends = next.is_none_or(|n| is_han(n) || "“”\"‘’《（(<".contains(n));
        if is_han(prev) || CLOSERS.contains(prev) {
            self.han && !next.is_some_and(|n| n.is_ascii_lowercase())
        } else if prev.is_ascii_digit() {
            let list = self.before_run.is_none_or(|b| " 。！？；：，、（(“”《【>#.".contains(b));
            ends && !list && self.han && !(next.is_none() && self.more)
        } else if prev.is_ascii_alphabetic() {
            let word = self.run > 1 || (next.is_none() && self.before_run.is_some_and(is_han));
            ends && word && self.han
        } else {
            false
        }
    }
}
