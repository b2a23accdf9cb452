//! The paragraph that announces a text: 「甲地宣言」全文如下：.

use super::title::{entitles, noun, whole};
use crate::lexicon::{Category, Lexicon};
use crate::span::Span;

/// What stands before 全文如下：.
fn announcing(paragraph: &str) -> Option<&str> {
    let mut words = paragraph.trim_end().strip_suffix('：')?.strip_suffix("如下")?;
    while let Some(w) = ["全文", "内容", "的", "，"].iter().find_map(|w| words.strip_suffix(w)) {
        words = w;
    }
    Some(words)
}

/// `announced = ( "《", title, "》" | "「", title, "」" | "“", title, "”" | title ), [ "，" ], [ "全文" | "内容" ], "如下："`
#[must_use]
pub fn title(paragraph: &str, lexicon: &Lexicon) -> Option<Span> {
    let text = announcing(paragraph)?;
    if let Some((open, close)) = [('《', '》'), ('「', '」'), ('“', '”')].into_iter().find(|m| text.ends_with(m.1)) {
        let end = text.len() - close.len_utf8();
        let start = text[..end].rfind(open)? + open.len_utf8();
        let named = noun(&text[start..end], lexicon).is_some_and(|(_, code)| code != "other");
        return named.then_some(Span::new(start, end));
    }
    // 关于签订…计划的新闻公报，全文如下：
    let own = text.starts_with("关于") && entitles(text, lexicon) || whole(text, lexicon);
    (own && !text.contains(['，', '。'])).then_some(Span::new(0, text.len()))
}

/// What a text without a title calls itself: “条约” of 决定缔结本条约, “议定书” of 本议定书于….
#[must_use]
pub fn own(paragraph: &str, lexicon: &Lexicon) -> Option<Span> {
    paragraph.match_indices('本').find_map(|(at, w)| {
        let from = at + w.len();
        let (e, len) = lexicon.prefix(Category::Instruments, &paragraph[from..])?;
        let kind = e.code.as_deref().filter(|c| *c != "other");
        kind.map(|_| Span::new(from, from + len))
    })
}

/// Whether a paragraph opens a text in which two sides agree, as no report does: …，达成协议如下：, …并议定下列各条：.
#[must_use]
pub fn agrees(paragraph: &str) -> bool {
    const AGREED: [&str; 9] = [
        "达成协议如下",
        "协议如下",
        "议定如下",
        "议定下列各条",
        "条文如下",
        "同意下列各项",
        "协议下列各条",
        "达成如下协议",
        "达成下列协议",
    ];
    AGREED.iter().any(|w| paragraph.contains(w))
}

/// The noun of what both sides issue below: 双方发表联合宣言如下：.
#[must_use]
pub fn sort(paragraph: &str, lexicon: &Lexicon) -> Option<Span> {
    let text = announcing(paragraph)?;
    let (len, code) = noun(text, lexicon)?;
    let at = text.len() - len;
    let clause = text[..at].rfind(['，', '。']).map_or(0, |i| i + '，'.len_utf8());
    let words = &text[clause..at];
    // 双方声明如下：
    if code == "statement" && ["双方", "两国元首", "双方兹"].contains(&words) {
        return Some(Span::new(at, text.len()));
    }
    let issues = lexicon.scan(words).within(Category::Acts, Span::new(0, words.len())).any(|h| h.span.end == words.len());
    (issues && code.starts_with("joint")).then_some(Span::new(at, text.len()))
}
