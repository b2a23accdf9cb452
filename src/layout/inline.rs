//! Captions that a page without line breaks prints inside its text: （图为…。新华社记者 李明 摄）, or 图为… and its credit.

use super::opens::opens_caption;
use super::{Block, BlockKind};
use crate::lexicon::{Category, Lexicon};
use crate::parse::{credit, sentence};
use crate::span::{Span, first_chars};

/// Takes the captions out of the paragraphs; each stands behind its own.
pub fn take_out<'a>(text: &'a str, blocks: Vec<Block<'a>>, lexicon: &Lexicon) -> Vec<Block<'a>> {
    let mut out = Vec::with_capacity(blocks.len());
    for b in blocks {
        let found = if b.kind == BlockKind::Body { captions(&b.text, lexicon) } else { Vec::new() };
        if found.is_empty() {
            out.push(b);
            continue;
        }
        let (rest, taken) = apart(&b.parts, &found);
        let mut body = Block::new(b.kind, text, rest, b.chunk);
        body.level = b.level;
        out.push(body);
        out.extend(taken.into_iter().map(|parts| Block::new(BlockKind::Caption, text, parts, b.chunk)));
    }
    out
}

/// The parts of a block without some of its words, and those of each of these; `found` are places in its words, in order.
fn apart(parts: &[Span], found: &[Span]) -> (Vec<Span>, Vec<Vec<Span>>) {
    let (mut rest, mut taken) = (Vec::new(), vec![Vec::new(); found.len()]);
    let (mut seen, mut n) = (0, 0);
    for part in parts {
        let mut at = 0;
        while at < part.len() {
            // up to the next caption, or to the end of the one here
            let here = found.get(n).filter(|f| f.start <= seen + at);
            let end = here.map_or_else(|| found.get(n).map_or(usize::MAX, |f| f.start), |f| f.end) - seen;
            let piece = Span::new(part.start + at, part.start + end.min(part.len()));
            match here.and(taken.get_mut(n)) {
                Some(caption) => caption.push(piece),
                None => rest.push(piece),
            }
            n += usize::from(here.is_some() && end <= part.len());
            at = end.min(part.len());
        }
        seen += part.len();
    }
    (rest, taken)
}

/// Where captions stand in a paragraph that says more than they do.
fn captions(t: &str, lexicon: &Lexicon) -> Vec<Span> {
    // nearly no paragraph holds such a word
    if !t.contains(['摄', '攝', '图', '圖']) {
        return Vec::new();
    }
    let mut out: Vec<Span> = Vec::new();
    for (at, _) in t.match_indices('（') {
        // no caption is longer
        let Some(end) = first_chars(&t[at..], 120).find('）').map(|i| at + i) else { continue };
        let inner = &t[at + '（'.len_utf8()..end];
        let credited = inner.ends_with(['摄', '攝']) && credit::credit(inner, lexicon).is_some();
        if credited || credit::opens_caption(inner) {
            out.push(Span::new(at, end + '）'.len_utf8()));
        }
    }
    let ends = |c: char| sentence::ends_sentence(c) || matches!(c, '”' | '）');
    let mut from = 0;
    for (i, mark) in t.match_indices(ends) {
        let at = i + mark.len();
        if let Some(len) = signed(&t[at..], lexicon) {
            let told = Span::new(from, at).trimmed(t);
            // a sentence that only tells the day may be all that the text says of it: the credit alone is taken out
            let picture = opens_caption(told.of(t));
            out.push(Span::new(if picture { told.start } else { at }, at + len));
            from = at + len;
        } else if mark != "）" {
            from = at;
        }
    }
    out.sort_unstable_by_key(|s| s.start);
    out.dedup_by(|b, a| b.start < a.end);
    let rest = t.len() - out.iter().map(|s| s.len()).sum::<usize>();
    if rest > 60 { out } else { Vec::new() }
}

/// `[" "], agency, "记者", name, "摄"` before other words: how many bytes it takes.
fn signed(t: &str, lexicon: &Lexicon) -> Option<usize> {
    let words = t.trim_start();
    let (_, agency) = lexicon.prefix(Category::Agencies, words)?;
    let name = words[agency..].trim_start().strip_prefix("记者")?;
    let end = name.char_indices().take(14).find(|(_, c)| *c == '摄').map(|(i, _)| i)?;
    let plain = name[..end].trim().chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '、'));
    let rest = &name[end + '摄'.len_utf8()..];
    (plain && end > 0 && !rest.trim().is_empty() && !rest.starts_with('影')).then(|| t.len() - rest.len())
}
