//! Paragraphs that go on a text, by what they tell of somebody whom it told of, and those that end it.

use crate::layout::{Block, BlockKind, speaks};
use crate::lexicon::{Category, Lexicon};
use crate::parse::{dateline, ending, signature};
use crate::span::{Span, first_chars, is_letter};

/// Whether the first clause of a paragraph names a day or a part of it, as the opening of a report does.
pub(super) fn tells_the_day(t: &str) -> bool {
    let clause = first_chars(t, 30);
    let clause = &clause[..clause.find(['，', '。']).unwrap_or(clause.len())];
    ["日", "上午", "中午", "下午", "晚"].iter().any(|w| clause.contains(w))
}

/// Whether a paragraph goes on a text that seemed to end: it opens with somebody of whom the text told, or says after what.
pub(super) fn carries_on(t: &str, told: &[&str], lexicon: &Lexicon) -> bool {
    let clause: String = t.chars().take(13).take_while(|c| *c != '，').collect();
    let after = clause.chars().count() < 13 && ["后", "前", "期间"].iter().any(|w| clause.ends_with(w));
    let name: String = t.chars().take(2).collect();
    let known = [Category::Countries, Category::Groups, Category::Places].iter().any(|&c| lexicon.prefix(c, t).is_some());
    after || !known && name.chars().all(is_letter) && told.iter().any(|t| t.contains(&name))
}

/// 陈望舒表示，…: somebody of whom the text told speaks, who is named without office, as nobody is at the head of a text.
pub(super) fn speaks_on(t: &str, told: &[&str], lexicon: &Lexicon) -> bool {
    let head = first_chars(t, 14);
    head.contains(['，', '：'])
        && !head.contains(['的', '日'])
        && speaks(t, lexicon)
        && carries_on(t, told, lexicon)
        && lexicon.scan(head).within(Category::Offices, Span::new(0, head.len())).next().is_none()
}

/// 陈望舒就…, 应记者要求，陈望舒就…: somebody of whom the text told, named without office and on no day of its own.
pub(super) fn tells_on(t: &str, told: &[&str], lexicon: &Lexicon) -> bool {
    let office = |clause: &str| {
        let head = first_chars(clause, 14);
        lexicon.scan(head).within(Category::Offices, Span::new(0, head.len())).next().is_some()
    };
    !tells_the_day(t) && t.split('，').take(2).any(|clause| carries_on(clause, told, lexicon) && !office(clause))
}

/// Whether a paragraph ends a text: who took part, or where it was taken from.
pub(super) fn ends_text(t: &str, lexicon: &Lexicon) -> bool {
    if ending::source_note(t, lexicon).is_some() || t.contains('于') && signature::dated(t) {
        return true;
    }
    let text = t.trim_end_matches(['。', '）', ' ']);
    let takes_part = [
        "参加",
        "出席",
        "参加上述活动",
        "出席上述活动",
        "参加活动",
        "参加会见",
        "参加会谈",
        "陪同参加",
        "出席会见",
        "参加有关活动",
        "出席有关活动",
    ]
    .iter()
    .any(|w| text.ends_with(w));
    if !takes_part {
        return false;
    }
    let last = &text[text.rfind(['。', '！']).map_or(0, |p| p + '。'.len_utf8())..];
    last.chars().count() < 120 && (last.contains('、') || last.contains('等') || last.chars().count() < 16)
}

/// Whether the archive of a paper says that another item begins: 专栏：外事往来.
pub(super) fn columned(between: &[Block<'_>]) -> bool {
    between.iter().any(|b| b.kind == BlockKind::Furniture && b.text.starts_with("专栏："))
}

/// Whether a paragraph is nothing but a dateline in brackets, or 据新华社电, which ends a text.
pub(super) fn filed_behind(t: &str, lexicon: &Lexicon) -> bool {
    ending::behind(t, lexicon).is_some_and(|d| d.span.start == 0)
        || ending::source_note(t, lexicon).is_some_and(|n| n.start == 0)
            && dateline::dateline(t, lexicon).is_some_and(|d| d.date.is_none())
}

/// Whether a paragraph says beforehand what the report behind it does, which begins with a dateline: 核心提示：….
pub(super) fn is_digest(blocks: &[Block<'_>], lexicon: &Lexicon) -> bool {
    let mut texts = blocks.iter().filter(|b| b.kind == BlockKind::Body).map(|b| b.text.as_ref());
    let named = |t: &str| {
        let label = lexicon.prefix(Category::Furniture, t.trim_start_matches(['【', '[']));
        let label = label.filter(|(e, _)| e.kind.as_deref() == Some("digest"));
        label.is_some_and(|(_, len)| t[len..].trim_start_matches(['【', '[', '】', ']']).starts_with(['：', ' ']))
    };
    texts.next().is_some_and(named) && texts.next().is_some_and(|t| dateline::dateline(t, lexicon).is_some())
}
