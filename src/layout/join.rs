//! What was cut belongs together when neither half can stand alone.

use super::opens::{across, bullet, follows, is_open, opens_paragraph, speaks};
use super::{Block, BlockKind};
use crate::lexicon::{Category, Lexicon};
use crate::parse::{credit, dateline, enumerator, signature};
use crate::span::Span;

/// Joins the halves of paragraphs; gives where a second half began in the decoded text.
pub fn join<'a>(blocks: Vec<Block<'a>>, lexicon: &Lexicon) -> (Vec<Block<'a>>, Vec<Span>) {
    let mut out: Vec<Block<'_>> = Vec::with_capacity(blocks.len());
    let mut joins = Vec::new();
    // index in `out` of the last body block, if it is open
    let mut open: Option<usize> = None;
    for b in blocks {
        match b.kind {
            BlockKind::Body => {
                let parted = |o: &str| {
                    starts_anew(&b.text, lexicon)
                        || follows(o, &b.text)
                        || ended(o, &b.text, lexicon)
                        || headed(o, &b.text, lexicon)
                };
                if let Some(o) = open.filter(|&o| !parted(&out[o].text)) {
                    joins.extend(b.parts.first().copied());
                    let first = &mut out[o];
                    first.text.to_mut().push_str(&b.text);
                    first.parts.extend(b.parts);
                    if !is_open(&out[o].text, lexicon) {
                        open = None;
                    }
                    continue;
                }
                open = is_open(&b.text, lexicon).then_some(out.len());
                out.push(b);
            }
            BlockKind::Jump => {
                // （下转…） ends what is open
                if credit::jump(&b.text).is_some() {
                    open = None;
                }
                out.push(b);
            }
            BlockKind::Signature => {
                open = None;
                out.push(b);
            }
            BlockKind::Headline if b.level > 0 => {
                open = None;
                out.push(b);
            }
            _ => out.push(b),
        }
    }
    (out, joins)
}

/// Whether a paragraph cannot be the second half of another.
fn starts_anew(t: &str, lexicon: &Lexicon) -> bool {
    let invited = || t.starts_with('应') && t.chars().take(40).collect::<String>().contains("邀请，");
    dateline::dateline(t, lexicon).is_some()
        || bullet(t)
        || invited()
        || closes_document(t)
        || enumerator::alone(t).is_some()
        || enumerator::enumerator(t).is_ok_and(|(_, e)| !matches!(e.style, enumerator::Style::Dash) && t.ends_with(['》', '）']))
}

/// Whether a paragraph only lacks its full stop: it ends with a long clause, and the next one opens with who spoke or with a list of
/// those who took part.
fn ended(before: &str, t: &str, lexicon: &Lexicon) -> bool {
    let clause = before.rsplit(['，', '。', '；', '、', '：']).next().unwrap_or("");
    let hits = lexicon.scan(clause);
    let named = |c| hits.within(c, Span::new(0, clause.len())).any(|h| h.span.end == clause.len());
    let last = |c: char| "的和与在将于同向为从以由对就并、，后前时".contains(c);
    clause.chars().count() >= 8
        && !clause.ends_with(last)
        && !across(clause, t, lexicon)
        && (speaks(t, lexicon) && lexicon.prefix(Category::Adverbs, t).is_none() || takes_part(t))
        && ![Category::Offices, Category::Groups, Category::Countries].into_iter().any(named)
}

/// Whether a paragraph is a heading of two halves, and the next one its text: 一、加强政治互信，深化战略沟通.
fn headed(before: &str, t: &str, lexicon: &Lexicon) -> bool {
    use enumerator::Style::{Arabic, Bracketed, Chapter, Decimal, Part, Section};
    let Ok((rest, e)) = enumerator::enumerator(before) else { return false };
    let words = rest.trim();
    let halves = words.split('，').map(|h| h.chars().count());
    let (n, short, long) = halves.fold((0, usize::MAX, 0), |(n, short, long), h| (n + 1, h.min(short), h.max(long)));
    // 一、双方一致认为，…: a sentence
    let sentence = || words.starts_with('应') || lexicon.prefix(Category::Groups, words).is_some();
    matches!(e.style, Section | Bracketed | Arabic | Decimal | Chapter | Part)
        && !words.contains(['。', '；', '：', '“', '《'])
        && (2..=3).contains(&n)
        && short >= 4
        && long <= 14
        && !sentence()
        && (long - short <= 1 && t.starts_with(char::is_alphanumeric) || long - short <= 5 && opens_paragraph(t, lexicon))
}

/// 蔡某、王某等参加会见。
fn takes_part(t: &str) -> bool {
    let t = t.trim_end_matches('。');
    let head: String = t.chars().take(6).collect();
    t.chars().count() < 80
        && head.contains('、')
        && t.split('、').all(|name| name.chars().nth(1).is_some())
        && !t.contains(['，', '。', '；'])
        && ["参加", "出席", "参加会见", "参加会谈", "参加活动", "活动", "陪同"].iter().any(|w| t.ends_with(w))
}

/// 二〇二六年五月二十日于北京 on a line of its own.
fn closes_document(t: &str) -> bool {
    signature::dated(t.trim_end_matches('。')) && t.contains(['于', '订'])
}
