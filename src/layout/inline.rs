//! Captions that a page without line breaks prints inside its text: （图为…。新华社记者 李明 摄）, or 图为… and its credit.

use super::classify::cut;
use super::opens::opens_caption;
use super::{Block, BlockKind};
use crate::lexicon::{Category, Lexicon};
use crate::parse::{credit, sentence};
use crate::span::Span;

/// Takes the captions out of the paragraphs; each stands behind its own.
pub fn take_out<'a>(text: &'a str, blocks: Vec<Block<'a>>, lexicon: &Lexicon) -> Vec<Block<'a>> {
    let mut out = Vec::with_capacity(blocks.len());
    for b in blocks {
        let found = if b.kind == BlockKind::Body { captions(&b.text, lexicon) } else { Vec::new() };
        let (mut body, mut taken) = (b, Vec::new());
        for at in found.into_iter().rev() {
            let (level, kind) = (body.level, body.kind);
            let (head, tail) = cut(text, &body, at.end);
            let (head, mut caption) = cut(text, &head, at.start);
            caption.kind = BlockKind::Caption;
            taken.push(caption);
            body = Block::new(kind, text, [head.parts, tail.parts].concat(), head.chunk);
            body.level = level;
        }
        out.push(body);
        out.extend(taken.into_iter().rev());
    }
    out
}

/// Where captions stand in a paragraph that says more than they do.
fn captions(t: &str, lexicon: &Lexicon) -> Vec<Span> {
    // nearly no paragraph holds such a word
    if !t.contains(['摄', '攝', '图', '圖']) {
        return Vec::new();
    }
    let mut out: Vec<Span> = Vec::new();
    for (at, _) in t.match_indices('（') {
        let Some(end) = t[at..].find('）').map(|i| at + i) else { break };
        let inner = &t[at + '（'.len_utf8()..end];
        let credited = inner.ends_with(['摄', '攝']) && credit::credit(inner, lexicon).is_some();
        if credited || inner.chars().count() < 120 && credit::opens_caption(inner) {
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
