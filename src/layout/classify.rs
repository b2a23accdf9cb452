//! What each paragraph is.

use super::furniture::{furnished, furniture, page_label};
use super::halves::settle_headlines;
use super::inline;
use super::lines::closes;
use super::opens::{bullet, credit_only, dateline_opens, opens_caption, presents, speaks};
use super::unwrap::Paragraph;
use super::{Block, BlockKind};
use crate::lexicon::Lexicon;
use crate::parse::{byline, circumstance::opens_circumstance, credit, date, dateline, ending, enumerator, signature, title};
use crate::span::Span;

/// No headline is longer, in characters.
const LONGEST: usize = 200;

/// Gives each paragraph its kind.
pub fn classify<'a>(text: &'a str, paragraphs: Vec<Paragraph>, lexicon: &Lexicon) -> Vec<Block<'a>> {
    let mut out: Vec<Block<'_>> = Vec::new();
    let furnished = furnished(text, &paragraphs, lexicon);
    for p in paragraphs {
        let mut b = Block::new(BlockKind::Body, text, p.parts, p.chunk);
        b.level = p.level;
        if furnished.binary_search(&p.chunk).is_ok() && !closes(&b.text) {
            b.kind = BlockKind::Furniture;
            out.push(b);
            continue;
        }
        b.kind = kind(&b, lexicon);
        // the day under the title of a document
        let under = |a: &Block| a.kind == BlockKind::Headline && crate::parse::title::whole(&a.text, lexicon);
        if b.kind == BlockKind::Furniture && signature::dated(&b.text) && out.last().is_some_and(under) {
            b.kind = BlockKind::Headline;
        }
        // · 外交部举行招待会, below 相关链接
        let linked = |a: &Block| a.kind == BlockKind::Furniture && (bullet(&a.text) || ending::after(&a.text, lexicon));
        if bullet(&b.text) && !closes(&b.text) && out.last().is_some_and(linked) {
            b.kind = BlockKind::Furniture;
        }
        // the names below an office
        let signed = out.last().is_some_and(|a| a.kind == BlockKind::Signature);
        if b.kind == BlockKind::Headline && b.level == 0 && signed && signature::names(&b.text) {
            b.kind = BlockKind::Signature;
        }
        match title_behind_dateline(&b, lexicon) {
            // 新华社甲地7月8日电 甲国和乙国联合声明
            Some(at) => {
                let (dateline, mut title) = cut(text, &b, at);
                title.kind = BlockKind::Headline;
                out.extend([dateline, title]);
            }
            None => out.extend(split_jumps(text, b)),
        }
    }
    headings_of_articles(&mut out);
    // names alone above the day of a document
    for i in 1..out.len().saturating_sub(1) {
        let (above, below) = (out[i - 1].kind, &out[i + 1].text);
        let b = &out[i];
        let apart = b.kind == BlockKind::Headline && b.level == 0 && above == BlockKind::Body && b.text.contains("  ");
        if apart && signature::names(&b.text) && signature::dated(below) {
            out[i].kind = BlockKind::Signature;
        }
    }
    // 陈望舒祝酒说，…; 宾主先后讲话。某某等出席: what lacks its stop between a headline and a dateline is the last line of the headline
    for i in 1..out.len().saturating_sub(1) {
        let deck = out[i].kind == BlockKind::Body && !closes(&out[i].text);
        let deck = deck && (!out[i].text.contains('。') || out[i].text.chars().count() <= 80);
        let (above, below) = (&out[i - 1], &out[i + 1]);
        let filed = |b: &Block| dateline::dateline(&b.text, lexicon).is_some_and(|d| d.date.is_some());
        if deck && above.kind == BlockKind::Headline && above.chunk == out[i].chunk && filed(below) && !filed(&out[i]) {
            out[i].kind = BlockKind::Headline;
        }
    }
    // three headlines of one item in a row, parted by blanks, above its dateline
    for i in 0..out.len().saturating_sub(1) {
        let (b, below) = (&out[i], &out[i + 1]);
        let apart = i.checked_sub(1).is_none_or(|n| out[n].chunk != b.chunk && closes(&out[n].text)) && below.chunk != b.chunk;
        let long = b.kind == BlockKind::Body && b.text.contains(' ') && !b.text.contains(['，', '。', '；']) && !closes(&b.text);
        if long && apart && b.text.chars().count() <= LONGEST && dateline_opens(&below.text, lexicon) {
            out[i].kind = BlockKind::Headline;
        }
    }
    merge_captions(&mut out, lexicon);
    let mut out = inline::take_out(text, out, lexicon);
    settle_headlines(&mut out, lexicon);
    out
}

/// 第一条定义, 第二条领馆的设立: the headings of articles that lost the blank behind their numbers are no headlines.
fn headings_of_articles(blocks: &mut [Block<'_>]) {
    let number = |b: &Block<'_>| enumerator::article_mark(&b.text).map(|a| a.0);
    let of = |n: u32| blocks.iter().any(|b| number(b) == Some(n));
    if !(of(1) && of(2)) {
        return;
    }
    for b in blocks.iter_mut().filter(|b| b.kind == BlockKind::Headline && b.level == 0) {
        let chapter = || b.text.starts_with('第') && b.text.chars().take(4).any(|c| c == '章');
        if b.text.chars().count() <= 24 && (number(b).is_some() || chapter()) {
            b.kind = BlockKind::Body;
        }
    }
}

/// The kind of a paragraph by itself; `Headline` means that it may be one.
fn kind(b: &Block<'_>, lexicon: &Lexicon) -> BlockKind {
    let t = b.text.as_ref();
    if page_label(t) {
        return BlockKind::PageLabel;
    }
    if furniture(t, lexicon) {
        return BlockKind::Furniture;
    }
    if b.level > 0 {
        return BlockKind::Headline;
    }
    if is_caption(t, lexicon) {
        return BlockKind::Caption;
    }
    let listed = enumerator::alone(t).is_some()
        || enumerator::enumerator(t).is_ok_and(|(_, e)| e.style != enumerator::Style::Dash)
        || (t.starts_with('《') && t.ends_with('》'));
    if signature::signs(t, lexicon) {
        return BlockKind::Signature;
    }
    // a full stop inside: no headline
    if closes(t) || t.contains('。') || listed || dateline_opens(t, lexicon) || credit::jump(t).is_some() {
        return BlockKind::Body;
    }
    // 二〇二四年六月十二日于北京: the close of a document
    if let Ok((rest, d)) = date::date(t)
        && d.year.is_some()
        && d.day.is_some()
        && rest.trim_start().starts_with(['于', '在', '订'])
        && (rest.chars().count() <= 16 || rest.contains("（签字）"))
    {
        return BlockKind::Body;
    }
    if presents(t) || byline::byline(t, lexicon).is_some_and(|d| !d.reporters.is_empty()) {
        return BlockKind::Body;
    }
    if ending::source_note(t, lexicon).is_some() || ending::signed_off(t, lexicon).is_some_and(|d| d.span.start == 0) {
        return BlockKind::Body;
    }
    // 蔡某、王某等出席上述活动, with the full stop left out
    let took_part = |w: &&str| t.ends_with(*w) && (t.contains('、') || t.chars().count() <= 12 && !t.contains('将'));
    if ["参加", "等出席", "参加上述活动", "出席上述活动", "参加会见", "参加会谈"].iter().any(took_part) {
        return BlockKind::Body;
    }
    // 拉希莫夫表示，…; 会谈前，林致远…: no headline says so, whether it is cut or only lacks its full stop
    let commas = t.matches('，').count();
    // 总统致欢迎辞，主席致答辞: two halves of a headline
    let addresses = commas == 1 && t.split('，').all(|half| half.contains('致') && half.ends_with(['辞', '词']));
    if commas > 1 && t.chars().count() > 40
        || commas > 0
            && !addresses
            && (speaks(t.split_inclusive('，').next().unwrap_or(t), lexicon) || opens_circumstance(t).is_some())
    {
        return BlockKind::Body;
    }
    if t.chars().count() <= 90 { BlockKind::Headline } else { BlockKind::Body }
}

/// Where the title of an instrument stands behind a dateline, and nothing else does.
fn title_behind_dateline(b: &Block<'_>, lexicon: &Lexicon) -> Option<usize> {
    let t = b.text.as_ref();
    let plain = b.kind == BlockKind::Body && !t.contains(['。', '，', '《']) && t.chars().count() <= LONGEST;
    let at = dateline::dateline(t, lexicon).filter(|d| plain && d.date.is_some())?.span.end;
    let rest = t[at..].trim_start();
    (!rest.is_empty() && title::entitled(rest, lexicon)).then_some(t.len() - rest.len())
}

fn is_caption(t: &str, lexicon: &Lexicon) -> bool {
    let chars = t.chars().count();
    (credit::credit(t, lexicon).is_some() && chars < 260 && dateline::dateline(t, lexicon).is_none())
        || (credit::opens_caption(t) && chars < 120)
}

/// A paragraph with （上接…） or （下转…） at one end is two blocks.
fn split_jumps<'a>(text: &'a str, b: Block<'a>) -> Vec<Block<'a>> {
    let Some((_, span, _)) = credit::jump(&b.text) else { return vec![b] };
    let (head, mark) = cut(text, &b, span.start);
    let (mark, tail) = cut(text, &mark, span.len());
    let mut out = Vec::new();
    for (mut part, kind) in [(head, b.kind), (mark, BlockKind::Jump), (tail, b.kind)] {
        if !part.text.trim().is_empty() {
            part.kind = kind;
            out.push(part);
        }
    }
    out
}

/// Cuts a block at byte `at` of its words.
fn cut<'a>(text: &'a str, b: &Block<'_>, at: usize) -> (Block<'a>, Block<'a>) {
    let (mut left, mut right, mut seen) = (Vec::new(), Vec::new(), 0);
    for &p in &b.parts {
        let here = at.saturating_sub(seen).min(p.len());
        if here > 0 {
            left.push(Span::new(p.start, p.start + here));
        }
        if here < p.len() {
            right.push(Span::new(p.start + here, p.end));
        }
        seen += p.len();
    }
    (Block::new(b.kind, text, left, b.chunk), Block::new(b.kind, text, right, b.chunk))
}

/// A credit on a line of its own belongs to the caption above it in the same chunk; so does the last line of a caption that takes
/// the whole chunk.
fn merge_captions(blocks: &mut Vec<Block<'_>>, lexicon: &Lexicon) {
    let chunks: Vec<usize> = blocks.iter().map(|b| b.chunk).collect();
    let mut out: Vec<Block<'_>> = Vec::with_capacity(blocks.len());
    for (i, b) in std::mem::take(blocks).into_iter().enumerate() {
        let merges = b.kind == BlockKind::Caption
            && out.last().is_some_and(|a| {
                let whole = || {
                    let other = |o: Option<&usize>| o.is_none_or(|chunk| *chunk != b.chunk);
                    other(i.checked_sub(2).and_then(|n| chunks.get(n)))
                        && other(chunks.get(i + 1))
                        && !closes(&a.text)
                        && !opens_caption(&b.text)
                };
                let words = a.kind == BlockKind::Body || a.kind == BlockKind::Caption || a.kind == BlockKind::Headline;
                a.chunk == b.chunk
                    && words
                    && a.level == 0
                    && a.text.chars().count() < 200
                    && credit::credit(&a.text, lexicon).is_none()
                    && dateline::dateline(&a.text, lexicon).is_none()
                    && (credit_only(&b.text, lexicon) || whole())
            });
        match out.last_mut().filter(|_| merges) {
            Some(a) => {
                a.kind = BlockKind::Caption;
                let words = a.text.to_mut();
                words.push(' ');
                words.push_str(&b.text);
                a.parts.extend(&b.parts);
            }
            None => out.push(b),
        }
    }
    *blocks = out;
}
