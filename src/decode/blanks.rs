//! Blanks that say nothing: those of letter-spaced lines, and those that a viewer gives for the line ends of a column.

use super::script::is_han;
use crate::lexicon::{Category, Lexicon};
use crate::span::{is_letter, signs};
use std::collections::BTreeSet;

/// Names of two characters: family name and given name.
pub(super) type Names = BTreeSet<[char; 2]>;

/// What stands before a name: the end of an office (总理李　强), who meets or is with somebody (会见李　强), and the like.
const CALLS: &str = "理席长任使臣统相裁事官王帅令员记督卿爵见同与和由请邀及";

/// The blank with which a line is letter-spaced: 新 华 社 北 京 3 月 4 日 电. On a page that is so altogether, as recognised print is,
/// two characters tell.
pub(super) fn spaced(line: &str, page: bool) -> Option<char> {
    let least = if page { 1 } else { 7 };
    signs(line).filter(|(_, c)| c.is_whitespace()).nth(least - 1)?;
    let (apart, together, first) = neighbours(line);
    first.filter(|_| apart >= least && apart >= 9 * together)
}

/// Whether a page is letter-spaced.
pub(super) fn spaced_page(text: &str) -> bool {
    // a character takes three bytes
    if text.bytes().filter(|b| *b == b' ').count() * 6 < text.len() {
        return false;
    }
    let (apart, together, _) = neighbours(text);
    apart > 40 && apart >= 9 * together
}

/// How many neighbours of which one is Chinese have blanks between them, how many have none, and the first of these blanks.
fn neighbours(text: &str) -> (usize, usize, Option<char>) {
    let (mut apart, mut together, mut first) = (0, 0, None);
    let (mut last, mut between) = (None, None);
    for c in text.chars() {
        if c != '\n' && c.is_whitespace() {
            between = between.or(Some(c));
            continue;
        }
        let here = Some(c).filter(|c| is_han(*c) || c.is_ascii_digit());
        if let Some((a, b)) = last.zip(here)
            && (is_han(a) || is_han(b))
        {
            match between {
                Some(blank) => {
                    apart += 1;
                    first = first.or(Some(blank));
                }
                None => together += usize::from(is_han(a) && is_han(b)),
            }
        }
        (last, between) = (here, None);
    }
    (apart, together, first)
}

/// Where the letter-spaced head of a line ends, with what blanks: 新 华 社 北 京 3 月 4 日 电 and then the text. Eight characters at
/// least: 张 铎 李 涛 are two names.
pub(super) fn spaced_head(line: &str) -> usize {
    let mut end = 0;
    let (mut tokens, mut han) = (0usize, 0usize);
    let mut rest = line;
    loop {
        let mut chars = rest.chars();
        let Some(c) = chars.next().filter(|c| is_han(*c) || c.is_ascii_digit()) else { break };
        tokens += 1;
        han += usize::from(is_han(c));
        let behind = chars.as_str();
        end = line.len() - behind.len();
        match behind.strip_prefix(blank) {
            // the next one stands alone too
            Some(next) if next.chars().nth(1).is_none_or(|c| blank(c) || !(is_han(c) || c.is_ascii_digit())) => rest = next,
            _ => break,
        }
    }
    if tokens >= 8 && han >= 5 { end } else { 0 }
}

/// Whether the wrapped lines of a page were put together with blanks: most of its paragraphs have blanks inside their sentences,
/// far from each other, as those between names are not.
pub(super) fn rejoined(text: &str) -> bool {
    let (mut chars, mut blanks, mut inside, mut lines, mut broken) = (0usize, 0usize, 0usize, 0usize, 0usize);
    for line in text.lines().filter(|l| l.len() > 120 && told(l)) {
        lines += 1;
        let line = line.trim_matches(blank);
        if !signs(line).any(|s| blank(s.1)) {
            chars += line.chars().count();
            continue;
        }
        let (mut depth, mut here) = (0usize, 0usize);
        let mut last = None;
        let mut all = line.chars().peekable();
        while let Some(c) = all.next() {
            chars += 1;
            match c {
                '（' | '(' => depth += 1,
                '）' | ')' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if blank(c) {
                blanks += 1;
                let han = |c: Option<char>| c.is_some_and(|c| is_han(c) && !files(c));
                here += usize::from(depth == 0 && han(last) && han(all.peek().copied()));
            }
            last = Some(c);
        }
        inside += here;
        broken += usize::from(here > 0);
    }
    inside > 2 && broken * 3 >= lines * 2 && chars >= 9 * (blanks + lines)
}

/// Whether blanks fill the lines of a column to its width: most lines of a page that holds sentences have some between two Chinese
/// characters, as those between names have not.
pub(super) fn justified(text: &str) -> bool {
    if !text.contains(blank) {
        return false;
    }
    // the first line is the headline
    let column = || text.trim_start().lines().skip(1).map(|l| l.trim_matches(blank)).filter(|l| l.len() > 30);
    let (mut lines, mut filled, mut all) = (0usize, 0usize, 0usize);
    for line in column() {
        lines += 1;
        let gaps = signs(line)
            .filter(|&(at, c)| {
                blank(c)
                    && line[at + c.len_utf8()..].starts_with(is_han)
                    && line[..at].trim_end_matches(blank).ends_with(|c| is_han(c) && !files(c) && !"条章款项".contains(c))
            })
            .count();
        // one in every four characters is a name or a number
        filled += usize::from(gaps > 0 && gaps * 9 < line.len());
        all += gaps;
    }
    lines >= 4 && filled * 10 >= lines * 6 && all * 2 >= filled * 3 && column().filter(|l| told(l)).count() * 8 >= lines
}

/// The names of two characters that a text prints as wide as those of three, with a blank between family name and given name: 李　强.
/// What a sentence has at its head, behind a mark, or behind what a name stands behind.
pub(super) fn names(text: &str, lexicon: &Lexicon) -> Names {
    let mut names = Names::new();
    for line in text.lines() {
        let mut blanks = signs(line).filter(|s| blank(s.1)).peekable();
        if blanks.peek().is_none() || !told(line) || spaced(line, false).is_some() {
            continue;
        }
        for (at, c) in blanks {
            let mut before = line[..at].chars().rev();
            let (family, outer) = (before.next().filter(|c| is_han(*c)), before.next());
            let given = line[at + c.len_utf8()..].chars().next().filter(|c| is_han(*c));
            let Some((family, given)) = family.zip(given) else { continue };
            let mut buffer = [0; 4];
            let surname = lexicon.exact(Category::Surnames, family.encode_utf8(&mut buffer)).is_some();
            // a blank before it: letter-spaced words
            let apart = outer.is_some_and(blank) && before.next().is_some_and(is_han);
            if surname && !apart && outer.is_none_or(|c| !is_letter(c) || CALLS.contains(c)) {
                names.insert([family, given]);
            }
        }
    }
    names
}

/// Whether a line holds sentences.
pub(super) fn told(line: &str) -> bool {
    line.contains(['，', '。', ','])
}

/// The end of a dateline.
pub(super) fn files(c: char) -> bool {
    matches!(c, '电' | '讯' | '電' | '訊')
}

/// Blanks that stand inside lines.
pub(super) fn blank(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{3000}')
}
