//! What stands behind a text: who wrote it, its dateline or source, the mark of its end, links.

use super::byline::byline_of;
use super::dateline::{Dateline, dateline};
use crate::lexicon::{Category, Lexicon};
use crate::span::{Span, boundary};

/// `（记者…）` at the end of a text: who wrote it.
#[must_use]
pub fn signed_off(paragraph: &str, lexicon: &Lexicon) -> Option<Dateline> {
    let end = paragraph.trim_end().len();
    let inner = paragraph[..end].strip_suffix('）')?;
    let at = inner.rfind('（')?;
    let by = byline_of(&inner[at + '（'.len_utf8()..], lexicon)?;
    Some(Dateline { span: Span::new(at, end), ..by })
}

/// `（新华社北京5月20日电）` at the end of a text.
#[must_use]
pub fn behind(paragraph: &str, lexicon: &Lexicon) -> Option<Dateline> {
    let end = paragraph.trim_end().len();
    let inner = paragraph[..end].strip_suffix('）')?;
    let at = inner.rfind('（')?;
    let from = at + '（'.len_utf8();
    let d = dateline(&inner[from..], lexicon).filter(|d| d.date.is_some() && !d.via && from + d.span.end >= inner.len())?;
    let place = d.place.map(|p| Span::new(p.start + from, p.end + from));
    Some(Dateline { place, span: Span::new(at, end), ..d })
}

/// Where about so many of the last characters of a text begin: as many as they would be if each took three bytes.
fn last_chars(text: &str, n: usize) -> usize {
    boundary(text, text.len().saturating_sub(3 * n))
}

/// Whether words lead to other pages or say whose the page is: 相关链接：…, 【版权声明】…, 相关报道 on its own.
#[must_use]
pub fn after(words: &str, lexicon: &Lexicon) -> bool {
    let words = words.trim_start_matches(['（', '【', ' ']);
    let found = lexicon.prefix(Category::Furniture, words).filter(|(e, _)| e.kind.as_deref() == Some("after"));
    found.is_some_and(|(_, len)| words.len() == len || words[len..].starts_with(['：', ' ', '】', '）', '·', '>']))
}

/// A text without what is put at its end: （完）, （责任编辑：…）, 视频编辑：… 文字编辑：….
#[must_use]
pub fn without_end_mark<'a>(paragraph: &'a str, lexicon: &Lexicon) -> &'a str {
    let text = paragraph.trim_end();
    let near = last_chars(text, 80);
    let editors = |i: &usize| {
        let rest = text[*i..].trim_start_matches(['（', '【', ' ']);
        let editor = lexicon.prefix(Category::Furniture, rest).is_some_and(|(e, _)| e.kind.as_deref() == Some("editor"));
        editor && rest.contains('：') && !rest.contains('。')
    };
    let ends = |from: usize| text[from..].match_indices(['。', '！', '？', '”', '）']).map(move |(i, w)| from + i + w.len());
    let led = || ends(last_chars(text, 400)).find(|&i| after(text[i..].trim_start(), lexicon));
    let text = ends(near).find(editors).or_else(led).map_or(text, |i| &text[..i]);
    let text = ["（完）", "【完】", "（全文完）", "（完）。"].iter().find_map(|m| text.strip_suffix(m)).unwrap_or(text);
    // 【纠错】: a button behind the last full stop
    let button = text.strip_suffix(['】', ']']).and_then(|t| t.rsplit_once(['【', '[']));
    let web = |w: &str| lexicon.exact(Category::Furniture, w).is_some_and(|e| e.kind.as_deref() == Some("web"));
    button.filter(|(before, w)| web(w) && before.trim_end().ends_with(['。', '！', '？', '”'])).map_or(text, |b| b.0.trim_end())
}

/// `note = "据新华社" | "（据新华社…）" | "（来源：…）"` at the end of a text: its span and the words without brackets.
#[must_use]
pub fn source_note(paragraph: &str, lexicon: &Lexicon) -> Option<Span> {
    let end = paragraph.trim_end().len();
    let s = &paragraph[..end];
    let body = s.strip_suffix('）').unwrap_or(s);
    // no note is longer, and nearly no paragraph holds such a word
    let near = last_chars(body, 120);
    // （新华社）, （外交部）: nothing but the source
    let alone = s.strip_suffix('）').and_then(|t| t.rsplit_once('（')).filter(|(before, w)| {
        before.ends_with(['。', '！', '？', '”']) && (lexicon.exact(Category::Agencies, w).is_some() || *w == "外交部")
    });
    if let Some((before, _)) = alone {
        return Some(Span::new(before.len(), end));
    }
    if !["据", "来源：", "综合"].iter().any(|w| body[near..].contains(w)) {
        return None;
    }
    let at = ["（据", "据", "（来源：", "来源：", "（综合", "综合"]
        .iter()
        .filter_map(|w| body[near..].rfind(w).map(|p| (near + p, near + p + w.len())))
        .max_by_key(|p| (p.1, p.1 - p.0))?;
    let tail = body.get(at.1..)?.trim_matches(['。', ' ', '：']);
    let (_, len) = lexicon.prefix(Category::Agencies, tail)?;
    let rest = &tail[len..];
    let before = s[..at.0].trim_end();
    let stands_alone = before.is_empty() || before.ends_with(['。', '！', '？', '”', '）', '』', '」']);
    let short = rest.chars().count() <= 16
        && (rest.is_empty()
            || rest.starts_with(['、', '等'])
            || ["电", "讯", "消息", "报道", "网站"].iter().any(|w| rest.ends_with(w)));
    (stands_alone && short && !s.ends_with('，')).then(|| Span::new(at.0, end))
}
