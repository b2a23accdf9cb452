//! Width, blanks and punctuation.
//!
//! What a mark beside Chinese is, is told by the nearest letter, digit or character on either side of it on its line. Folding
//! changes none of those, so that a folded text folds to itself.

use super::blanks::{blank, justified, names, rejoined, spaced, spaced_head, spaced_page, told};
use super::forms::{is_dot, narrow, plain, shuts, zero_width};
use super::line::{Act, State, closes};
use super::marks::{Stops, doubled, may_double, misread, ring, untouched};
use super::pairs::{self, Quotes};
use super::script::is_han;
use super::tally::Folding;
use crate::lexicon::Lexicon;
use crate::source::{Rewriter, Text};
use crate::span::{Span, han_end};

/// A folded text and what was done to it.
pub(super) struct Folded {
    /// The text.
    pub(super) text: Text,
    /// What changed.
    pub(super) done: Folding,
}

/// Folds. What a mark is may show only when the blank beside it is away: such a text is read again.
pub(super) fn fold(text: Text, lexicon: &Lexicon) -> Folded {
    let (mut folded, mut again) = pass(&text, lexicon);
    // a large one is not kept beside the next two
    drop(text);
    for _ in 0..MOST {
        if !again {
            break;
        }
        let (next, more) = pass(&folded.text, lexicon);
        again = more;
        folded = Folded { text: next.text, done: folded.done.with(next.done) };
    }
    folded
}

/// How often a text is read again at most.
const MOST: usize = 8;

/// Folds once; whether a mark may be another one now: a blank beside it went away or may go, a character is Chinese.
fn pass(old: &Text, lexicon: &Lexicon) -> (Folded, bool) {
    let s = old.as_str();
    let mut again = false;
    let mut rw = Rewriter::new(old);
    let mut done = Folding::default();
    let mut quotes = Quotes::default();
    let mut base = 0;
    let mut carry = None;
    let mut buffer = [0; 4];
    let names = names(s, lexicon);
    let (rejoined, page, mut stops) = (rejoined(s), spaced_page(s), Stops::of(s));
    let justified = justified(s).then_some(s.len() - s.trim_start().len());
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
        if !stops.rings && untouched(body, &mut quotes) {
            carry = body.chars().next_back();
            close(&mut rw, &mut done, &mut stops, Span::new(base, base + body.len()));
            base += line.len();
            continue;
        }
        let pairs = pairs::pairs(body, &mut quotes);
        let more = s[base + line.len()..].chars().find(|c| !zero_width(*c)).is_some_and(|c| narrow(c).is_ascii_digit());
        let han = carry.is_some_and(is_han);
        let mut state = State::of(body, pairs.into(), &names, stops);
        (state.more, state.carry, state.han) = (more, carry, han);
        let spaced = spaced(body, page);
        let head = spaced_head(body);
        state.rejoined = rejoined && told(body);
        // the first line is the headline
        state.justified = justified.is_some_and(|first| base > first);
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
            if stops.rings && ring(&body[..at], &body[at..]) {
                rw.keep_to(base + at);
                done.stops.add(rw.replace_to(base + end, "。"));
                state.pass('。');
                at = end;
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
