//! Hard-wrapped lines to paragraphs.
//!
//! Hard wrap shows in the distribution of line lengths, not in any one line: most lines of a column are as long as the column
//! is wide and end in the middle of a sentence.

use super::lines::{Chunk, Line, closes};
use super::opens;
use crate::lexicon::{Category, Lexicon};
use crate::parse::enumerator::{Style, enumerator};
use crate::parse::signature;
use crate::parse::words::Words;
use crate::span::Span;
use std::collections::{BTreeMap, BTreeSet};

/// A paragraph: spans of the text that are joined.
#[derive(Debug, Clone)]
pub struct Paragraph {
    /// Its lines.
    pub parts: Vec<Span>,
    /// Level of a heading; 0 for none.
    pub level: u8,
    /// Number of its chunk.
    pub chunk: usize,
}

/// How a chunk is wrapped.
#[derive(Debug, Clone, Copy)]
struct Wrap {
    /// The usual length of a line in characters.
    width: usize,
    /// Whether nearly all lines have exactly that length, so that any shorter one is an end.
    exact: bool,
}

/// The wrap of a run of lines, if it is wrapped: at least three lines whose lengths agree and that mostly do not end a sentence.
fn wrap(text: &str, lines: &[Line]) -> Option<Wrap> {
    let inner: Vec<&Line> = lines.iter().take(lines.len().saturating_sub(1)).filter(|l| l.level == 0).collect();
    if inner.len() < 3 {
        return None;
    }
    let open = inner.iter().filter(|l| !closes(l.span.of(text))).count();
    let mut lengths: Vec<usize> = inner.iter().map(|l| l.chars).collect();
    lengths.sort_unstable();
    let width = lengths[lengths.len() / 2];
    let near = lengths.iter().filter(|&&n| n + 4 > width && n < width + 5).count();
    if !(6..=60).contains(&width) || open * 2 < inner.len() || near * 2 < inner.len() {
        return None;
    }
    // lines that end in the middle of a sentence are full
    let mut full: BTreeMap<usize, usize> = BTreeMap::new();
    for l in inner.iter().filter(|l| !closes(l.span.of(text))) {
        *full.entry(l.chars).or_default() += 1;
    }
    let (mode_width, mode) = full.iter().map(|(&n, &count)| (n, count)).max_by_key(|m| m.1).unwrap_or((width, 0));
    let longer = lengths.iter().filter(|&&n| n > mode_width).count();
    let exact = open >= 4 && mode * 10 >= open * 7 && longer <= 1;
    Some(Wrap { width: if exact { mode_width } else { width }, exact })
}

/// The width of a page whose paragraphs are all short: that of nearly all lines that are not the last of their chunk.
fn common_width(chunks: &[Chunk]) -> Option<usize> {
    let mut inner: Vec<usize> = chunks.iter().flat_map(|c| &c[..c.len() - 1]).map(|l| l.chars).collect();
    inner.sort_unstable();
    let width = *inner.get(inner.len() / 2)?;
    let same = inner.iter().filter(|n| n.abs_diff(width) <= 1).count();
    ((10..=60).contains(&width) && same >= 4 && same * 5 >= inner.len() * 4).then_some(width)
}

/// The paragraphs of all chunks, in order.
pub fn paragraphs(text: &str, chunks: &[Chunk], lexicon: &Lexicon) -> Vec<Paragraph> {
    let own: Vec<Option<Wrap>> = chunks.iter().map(|c| wrap(text, c)).collect();
    // where a page has one long wrapped column, its short chunks are wrapped too
    let mut widths: Vec<usize> =
        chunks.iter().zip(&own).filter(|(c, _)| c.len() >= 5).filter_map(|(_, w)| w.map(|w| w.width)).collect();
    widths.sort_unstable();
    let usual = widths.get(widths.len() / 2).copied().or_else(|| common_width(chunks));
    let page = usual.map(|width| Wrap { width, exact: false });
    let mut out = Vec::new();
    for (n, chunk) in chunks.iter().enumerate() {
        let w = own[n].or(page.filter(|_| chunk.len() < 4 || own[n].is_some()));
        let mut open: Option<(Paragraph, usize)> = None;
        let captions = captions(text, chunk, w, lexicon);
        let titled = titled(text, chunk);
        let heads = heads(text, chunk);
        // only the lines of what is wrapped are asked
        let series = if w.is_some() { series(text, chunk) } else { Vec::new() };
        for (k, line) in chunk.iter().enumerate() {
            let words = line.span.of(text);
            let joins = open.as_ref().is_some_and(|(p, last)| {
                if captions[k].is_some() || captions[k - 1].is_some() {
                    return captions[k] == captions[k - 1];
                }
                let before = p.parts.last().map_or("", |s| s.of(text));
                let first = p.parts.first().map_or("", |s| s.of(text));
                let goes_on = |w| {
                    !series.get(k).is_some_and(|s| *s)
                        && !opens::follows(first, words)
                        && goes_on(before, *last, words, line, w, lexicon)
                };
                line.level == 0
                    && p.level == 0
                    && (titled[k]
                        || opens::torn(before, words)
                        || k == 1 && !line.indented && opens::drop_cap(first, words)
                        || k >= heads && w.is_some_and(goes_on) && !(p.parts.len() == 1 && told_again(text, chunk, k, lexicon)))
            });
            match open.as_mut().filter(|_| joins) {
                Some((p, last)) => {
                    p.parts.push(line.span);
                    *last = line.chars;
                }
                None => {
                    out.extend(open.take().map(|o| o.0));
                    open = Some((Paragraph { parts: vec![line.span], level: line.level, chunk: n }, line.chars));
                }
            }
        }
        out.extend(open.map(|o| o.0));
    }
    out
}

/// How many lines at the head of a chunk stand over its text: what is printed flush above a first indented line and holds no sentence.
fn heads(text: &str, chunk: &Chunk) -> usize {
    let n = chunk.iter().take(5).take_while(|l| !l.indented).count();
    let sentence = |l: &Line| l.span.of(text).contains(['，', '。', '；']) || closes(l.span.of(text));
    if n < 5 && n < chunk.len() && !chunk[..n].iter().any(sentence) { n } else { 0 }
}

/// Whether the line before line `k`, near the head of a chunk, is a headline that fills its column: what follows opens with a country
/// or an office and tells it again.
fn told_again(text: &str, chunk: &Chunk, k: usize, lexicon: &Lexicon) -> bool {
    let (Some(head), Some(first)) = (k.checked_sub(1).and_then(|n| chunk.get(n)), chunk.get(k)) else { return false };
    let (head, first) = (head.span.of(text), first.span.of(text));
    let behind: Vec<&str> = chunk[k..].iter().take(4).map(|l| l.span.of(text)).collect();
    k <= 3
        && !head.contains(['，', '。', '；', '：'])
        && [Category::Offices, Category::Bodies, Category::Countries].iter().any(|&c| lexicon.prefix(c, first).is_some())
        && !opens::across(head, first, lexicon)
        && Words::of([head]).share(&behind) >= 0.6
}

/// Which lines of a chunk open with a number of a series that goes on, or has begun, at the head of another line: entries of a list whose
/// lines happen to be of one length.
fn series(text: &str, chunk: &Chunk) -> Vec<bool> {
    use Style::{Arabic, Article, Bracketed, Chapter, Part, Section, SmallBracketed};
    let number = |l: &Line| {
        let e = enumerator(l.span.of(text)).ok()?.1;
        let listed = matches!(e.style, Chapter | Part | Article | Section | Bracketed | Arabic | SmallBracketed);
        listed.then_some((e.style, e.number))
    };
    let numbers: Vec<_> = chunk.iter().map(number).collect();
    let all: BTreeSet<_> = numbers.iter().flatten().copied().collect();
    let beside = |(style, n): (Style, u32)| all.contains(&(style, n + 1)) || n > 1 && all.contains(&(style, n - 1));
    numbers.into_iter().map(|n| n.is_some_and(beside)).collect()
}

/// Which lines of a chunk begin inside 《》 that closes a few lines below where it opened.
fn titled(text: &str, chunk: &Chunk) -> Vec<bool> {
    let mut out = vec![false; chunk.len()];
    if chunk.len() < 2 {
        return out;
    }
    let mut open: Vec<usize> = Vec::new();
    for (k, line) in chunk.iter().enumerate() {
        for c in line.span.of(text).chars() {
            match c {
                '《' if open.len() < 8 => open.push(k),
                '》' => match open.pop() {
                    Some(from) if k - from <= 6 => out[from + 1..=k].fill(true),
                    _ => {}
                },
                _ => {}
            }
        }
        open.retain(|from| k - from <= 6);
    }
    out
}

/// Which lines of a wrapped chunk are captions between the lines of the text: for each line the number of its caption.
fn captions(text: &str, chunk: &Chunk, w: Option<Wrap>, lexicon: &Lexicon) -> Vec<Option<usize>> {
    let mut out = vec![None; chunk.len()];
    let Some(w) = w else { return out };
    for end in 0..chunk.len() {
        if !chunk[end].span.of(text).ends_with(['发', '摄', '图', '）', '。']) {
            continue;
        }
        let near = end.saturating_sub(3);
        let first = (near..end).rev().find(|&k| out[k].is_some()).map_or(near, |k| k + 1);
        let starts = (first..=end).rev().filter(|&k| {
            let words: String = chunk[k..=end].iter().map(|l| l.span.of(text)).collect();
            opens::credited(&words, lexicon)
        });
        let starts: Vec<usize> = starts.collect();
        let told = starts.iter().copied().find(|&k| opens::opens_caption(chunk[k].span.of(text)));
        // without a word that says so only in the middle of a sentence, where the lines are not as long as those of the column: the
        // last line of a caption is not a caption by itself
        let between = |&k: &usize| {
            let off = |l: &Line| l.chars.abs_diff(w.width) > if w.exact { 0 } else { 2 };
            k > 0 && end + 1 < chunk.len() && !closes(chunk[k - 1].span.of(text)) && chunk[k - 1..=end].iter().any(off)
        };
        if let Some(k) = told.or_else(|| starts.first().copied().filter(between)) {
            out[k..=end].fill(Some(k));
        }
    }
    out
}

/// Whether `line` goes on the paragraph whose last line is `before`.
fn goes_on(before: &str, length: usize, words: &str, line: &Line, w: Wrap, lexicon: &Lexicon) -> bool {
    // behind the number of a page it is of what stood before that
    if opens::only_closes(words) {
        return !opens::stands_alone(before, lexicon);
    }
    // a line that is not full and says when, or who signed
    let apart = |t: &str, chars: usize| chars + 2 < w.width && (signature::dated(t) || signature::signs(t, lexicon));
    if line.indented
        || apart(words, line.chars)
        || apart(before, length)
        || words.ends_with("（签字）") && signature::signs(before, lexicon)
        || opens::dateline_opens(words, lexicon)
        || opens::stands_alone(words, lexicon)
        || opens::stands_alone(before, lexicon)
    {
        return false;
    }
    if w.exact {
        let full = length <= w.width + 2 && length + 2 >= w.width;
        return if closes(before) { length == w.width && !opens::reports_anew(words, lexicon) } else { full };
    }
    if closes(before) && !before.ends_with('；') {
        return (w.width..=w.width * 2).contains(&(length + 1)) && !opens::opens_paragraph(words, lexicon);
    }
    length * 10 >= w.width * 6 && length <= w.width * 2
}
