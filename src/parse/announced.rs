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

/// The noun of what both sides issue below: 双方发表联合宣言如下：.
#[must_use]
pub fn sort(paragraph: &str, lexicon: &Lexicon) -> Option<Span> {
    let text = announcing(paragraph)?;
    let (len, code) = noun(text, lexicon)?;
    let at = text.len() - len;
    let clause = text[..at].rfind(['，', '。']).map_or(0, |i| i + '，'.len_utf8());
    let words = &text[clause..at];
    let issues = lexicon.scan(words).within(Category::Acts, Span::new(0, words.len())).any(|h| h.span.end == words.len());
    (issues && code.starts_with("joint")).then_some(Span::new(at, text.len()))
}
