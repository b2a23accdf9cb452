//! Width, blanks and punctuation.
//!
//! What a mark beside Chinese is, is told by the nearest letter, digit or character on either side of it on its line. Folding
//! changes none of those, so that a folded text folds to itself.

use super::blanks::{blank, files, rejoined, spaced, spaced_head, spaced_page, told};
use super::forms::{form, full, is_dot, narrow, plain, shuts, zero_width};
use super::marks::{Stops, doubled, may_double, misread, untouched};
use super::pairs::{self, Quotes};
use super::script::is_han;
use super::tally::Folding;
use crate::source::{Rewriter, Text};
use crate::span::{Span, han_end, is_letter};

/// A folded text and what was done to it.
pub(super) struct Folded {
    /// The text.
    pub(super) text: Text,
    /// What changed.
    pub(super) done: Folding,
}

/// Behind these a dot is no decimal point and no part of a name.
const CLOSERS: &str = "”’》）】」』%";

/// What becomes of the characters at hand: how many bytes of the line, and what they are read as.
enum Act {
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

/// Folds. What a mark is may show only when the blank beside it is away: such a text is read again.
pub(super) fn fold(text: Text) -> Folded {
    let (mut folded, mut again) = pass(&text);
    // a large one is not kept beside the next two
    drop(text);
    for _ in 0..MOST {
        if !again {
            break;
        }
        let (next, more) = pass(&folded.text);
        again = more;
        folded = Folded { text: next.text, done: folded.done.with(next.done) };
    }
    folded
}

/// How often a text is read again at most.
const MOST: usize = 8;

/// Folds once; whether a mark may be another one now: a blank beside it went away or may go, a character is Chinese.
fn pass(old: &Text) -> (Folded, bool) {
    let s = old.as_str();
    let mut again = false;
    let mut rw = Rewriter::new(old);
    let mut done = Folding::default();
    let mut quotes = Quotes::default();
    let mut base = 0;
    let mut carry = None;
    let mut buffer = [0; 4];
    let (rejoined, page, mut stops) = (rejoined(s), spaced_page(s), Stops::of(s));
    // a full stop where a line ends without the one it ought to have
    let close = |rw: &mut Rewriter<'_>, done: &mut Folding, stops: &mut Stops, line: Span| {
        let closed = line.of(s).trim_end();
        if stops.lacks(closed) {
            let end = line.start + closed.len();
            rw.keep_to(end);
            rw.insert("。");
            done.stops.add(old.hull(Span::new(end - closed.chars().next_back().map_or(0, char::len_utf8), end)));
        }
    };
    for line in s.split_inclusive('\n') {
        let body = line.trim_end_matches('\n');
        if untouched(body, &mut quotes) {
            carry = body.chars().next_back();
            close(&mut rw, &mut done, &mut stops, Span::new(base, base + body.len()));
            base += line.len();
            continue;
        }
        let pairs = pairs::pairs(body, &mut quotes);
        let more = s[base + line.len()..].chars().find(|c| !zero_width(*c)).is_some_and(|c| narrow(c).is_ascii_digit());
        let han = carry.is_some_and(is_han);
        let mut state = State { body, pairs: pairs.into(), more, carry, han, stops, ..State::default() };
        let spaced = spaced(body, page);
        let head = spaced_head(body);
        state.rejoined = rejoined && told(body);
        let mut at = 0;
        while let Some(c) = body[at..].chars().next() {
            let mut end = at + c.len_utf8();
            if matches!(c, '\u{4e00}'..='\u{9fff}') {
                // of Chinese characters in a row only the last one counts for what follows
                state.pass(c);
                at = han_end(body, end);
                if let Some(last) = body[end..at].chars().next_back() {
                    state.pass(last);
                }
                continue;
            }
            let act = if spaced == Some(c) || at < head && blank(c) {
                Act::Drop
            } else if let Some(to) = state.void(c, end) {
                again = true;
                end = to;
                Act::Drop
            } else if state.prev.is_some_and(closes) && may_double(c) && doubled(c, state.next(end)) {
                Act::Doubled
            } else if let Some(digit) = misread(&body[..at], &body[at..]) {
                Act::Digit(digit)
            } else if plain(c) {
                Act::Keep
            } else {
                state.act(c, at, end)
            };
            if !matches!(act, Act::Keep) {
                rw.keep_to(base + at);
            }
            match act {
                Act::Keep => state.pass(c),
                Act::Drop => {
                    // what it stood between are neighbours now
                    again |= zero_width(c);
                    rw.drop_to(base + end);
                }
                Act::Doubled => done.doubled.add(rw.drop_to(base + end)),
                Act::Digit(to) => {
                    done.digits.add(rw.replace_to(base + end, to.encode_utf8(&mut buffer)));
                    state.pass(to);
                }
                Act::Blank => {
                    rw.replace_to(base + end, " ");
                    state.pass(' ');
                }
                Act::Width(to) => {
                    // ⻓: a mark beside it did not know it for Chinese
                    again |= is_han(to);
                    done.width.add(rw.replace_to(base + end, to.encode_utf8(&mut buffer)));
                    state.pass(to);
                }
                Act::Sign(to) => {
                    again |= state.prev.is_some_and(blank) && (shuts(to) || is_dot(to));
                    done.punctuation.add(rw.replace_to(base + end, to.encode_utf8(&mut buffer)));
                    state.pass(to);
                }
                Act::Mark(length, to) => {
                    again |= state.prev.is_some_and(blank) && to.starts_with(|c| shuts(c) || is_dot(c));
                    // One unit a character: the marks share what is read, `----` being two dashes.
                    let count = to.chars().count();
                    let each = length / count;
                    for (i, c) in to.chars().enumerate() {
                        let share = (each * (i + 1)..length).find(|n| i + 1 < count && body.is_char_boundary(at + n));
                        end = at + share.unwrap_or(length);
                        done.punctuation.add(rw.replace_to(base + end, c.encode_utf8(&mut buffer)));
                        state.pass(c);
                    }
                }
            }
            at = end;
        }
        close(&mut rw, &mut done, &mut stops, Span::new(base, base + body.len()));
        again |= state.twice;
        base += line.len();
        carry = state.prev;
    }
    (Folded { text: rw.finish(), done }, again)
}

/// Whether a mark may stand behind a character: Chinese, or what closes a quotation or a title.
fn closes(c: char) -> bool {
    is_han(c) || CLOSERS.contains(c)
}

/// One line in the folding.
#[derive(Default)]
#[allow(clippy::struct_excessive_bools)]
struct State<'a> {
    body: &'a str,
    pairs: std::collections::VecDeque<(usize, char)>,
    /// The next line opens with a digit.
    more: bool,
    /// How many brackets are open.
    depth: usize,
    /// The last character of the line before: a column may leave the mark that ends a sentence to the next line.
    carry: Option<char>,
    /// Its blanks between Chinese characters say nothing.
    rejoined: bool,
    /// What the page does with its full stops.
    stops: Stops,
    /// The character before, as folded.
    prev: Option<char>,
    /// And the one before that.
    before: Option<char>,
    /// Two marks stand side by side now of which the first says no more than the second.
    twice: bool,
    /// The nearest letter, digit or Chinese character before.
    letter: Option<char>,
    /// The nearest one behind, and where it stands.
    ahead: (usize, Option<char>),
    /// What stands before the digits and dots, or the Latin letters, that `prev` ends.
    before_run: Option<char>,
    run: usize,
    han: bool,
}

impl State<'_> {
    fn pass(&mut self, c: char) {
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
    fn next(&self, at: usize) -> Option<char> {
        let (i, c) = self.body[at..].char_indices().find(|(_, c)| !zero_width(*c))?;
        Some(self.pairs.front().filter(|p| p.0 == at + i).map_or_else(|| narrow(c), |p| p.1))
    }

    /// Where the blanks end of which `c` before `end` is the first, if they say nothing: beside a mark that has its own room, beside
    /// a number that has blanks on both sides (5 月 20 日) or before its unit, in a line put together with blanks.
    fn void(&self, c: char, end: usize) -> Option<usize> {
        let prev = self.prev.filter(|p| blank(c) && !blank(*p))?;
        let rest = self.body[end..].trim_start_matches(|c| blank(c) || zero_width(c));
        let to = self.body.len() - rest.len();
        let next = self.next(to)?;
        let marked = "，；、（《“‘".contains(prev) || shuts(next);
        (marked || (to == end && self.void_between(prev, next, end))).then_some(to)
    }

    /// The same of the one blank before `end`, between two characters that are no such marks.
    fn void_between(&self, prev: char, next: char, end: usize) -> bool {
        let rest = &self.body[end..];
        let number = |t: &str| t.trim_start_matches(|c| narrow(c).is_ascii_digit()).starts_with(blank);
        match (prev, next) {
            (p, n) if is_han(p) && is_han(n) => self.rejoined && self.depth == 0 && !files(p),
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

    fn act(&mut self, c: char, at: usize, end: usize) -> Act {
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
