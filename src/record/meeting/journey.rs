//! Journeys to what is attended.

use crate::record::Context;
use crate::record::place::place;
use crate::span::Span;

/// A journey to what is attended.
pub(super) struct Journey {
    /// The words of the town.
    pub(super) town: Option<Span>,
}

/// 离开北京赴岘港出席…, 乘专机抵达喀山，出席…: whether somebody travels to what is attended.
pub(super) fn journey(cx: &Context<'_>, before: Span) -> Option<Journey> {
    let words = cx.get(before);
    let flies = ["离开", "离京", "启程", "乘专机", "乘包机", "乘机"].iter().any(|w| words.contains(w));
    let to = ["抵达", "飞抵", "前往", "应邀赴", "赴"].iter().find_map(|w| words.rfind(w).map(|i| i + w.len()));
    let town = to.map(|i| {
        let end = words[i..].find(['，', '出', '参', '对', '进', '并', '、', '举', '同', '与', '共']).unwrap_or(words.len() - i);
        Span::new(before.start + i, before.start + i + end).trimmed(cx.text())
    });
    let town = town.filter(|t| !t.is_empty());
    let known = town.is_some_and(|t| {
        let p = place(cx, t);
        p.venue.is_none() && p.country.is_some()
    });
    let awaited = ["期待", "关注", "普遍", "结束", "圆满", "表示"].iter().any(|w| words.contains(w));
    ((flies || known) && !awaited).then(|| Journey { town: town.filter(|_| known) })
}
