//! The names that sentences open with.

use super::Context;
use crate::lexicon::Category;
use crate::parse::enumerator::opens_point;
use crate::parse::names::Names;
use crate::parse::person::name_end;
use crate::span::Span;

/// The names that open a sentence before a verb of speech: of one person, or of two (莱恩斯和迪克表示).
pub(super) fn head_names<'a>(cx: &Context<'a>, sentence: Span) -> Vec<&'a str> {
    let mut names: Vec<&str> = Vec::new();
    // 在会见马丹时陈望舒说: both
    let words = cx.get(sentence);
    let clause = words.find(['，', '。', '：']).map_or(words, |i| &words[..i]);
    let received = ["在会见", "会见", "在会晤"].iter().find_map(|w| clause.strip_prefix(w)).and_then(|r| r.rsplit_once('时'));
    if let Some((whom, behind)) = received
        && (2..=8).contains(&whom.chars().count())
        && whom.chars().all(|c| c.is_alphabetic() || c == '·')
    {
        let at = |c| cx.hits.within(c, Span::of_slice(cx.text(), whom)).next().is_some();
        if ![Category::Countries, Category::Offices, Category::Groups, Category::Bodies].into_iter().any(at) {
            names.push(whom);
        }
        let from = Span::of_slice(cx.text(), behind);
        let from = if from.is_empty() { from.end + '，'.len_utf8() } else { from.start };
        names.extend(head_name(cx, Span::new(from.min(sentence.end), sentence.end)));
        return names;
    }
    let Some(words) = head_name(cx, sentence) else { return names };
    let two = ['和', '与'].iter().find_map(|c| words.split_once(*c));
    match two {
        Some((a, b)) if [a, b].iter().all(|n| n.chars().count() > 1) => vec![a, b],
        _ => vec![words],
    }
}

/// The words that open a sentence before a verb of speech and its comma, where they can be a name.
fn head_name<'a>(cx: &Context<'a>, sentence: Span) -> Option<&'a str> {
    let text = cx.get(sentence);
    let comma = text.find(['，', '：', '“', '。'])?;
    if comma > 60 {
        return None;
    }
    let head = Span::new(sentence.start, sentence.start + comma);
    let verb = cx
        .hits
        .within(Category::Speech, head)
        .find(|h| h.span.end == head.end && !matches!(cx.lexicon.entry(h).kind.as_deref(), Some("not_speech")))?;
    let mut name = Span::new(head.start, verb.span.start).trimmed(cx.text());
    if let Some(o) = cx.hits.within(Category::Offices, name).rfind(|h| cx.lexicon.entry(h).kind.as_deref() != Some("not_office"))
    {
        name = Span::new(o.span.end, name.end);
    }
    let mut words = cx.get(name);
    while let Some((_, at, _)) = cx.lexicon.last(Category::Adverbs, words).filter(|(_, at, len)| at + len == words.len()) {
        words = &words[..at];
    }
    let len = name_end(words, name.start, cx.hits, cx.lexicon, &Names::default());
    // 米勒和参加会谈的部长们表示
    let others = ["参加", "出席", "与会", "其他", "其余"].iter().any(|w| words[len..].starts_with(w));
    let words = if others { words[..len].trim_end_matches(['和', '与', '及']) } else { &words[..len] };
    let len = words.len();
    let chars = words.chars().count();
    // 当地各界群众挥舞两国国旗夹道欢迎: no name without a dot is as long
    if chars > 10 && !words.contains(['·', '-', '－', '．']) {
        return None;
    }
    let pronoun = ["我", "他", "她", "双方", "各方", "你", "这", "中方", "会议", "报道", "声明", "文章", "与会"]
        .iter()
        .any(|p| words.starts_with(p));
    let other = [Category::Groups, Category::Countries, Category::Organisations, Category::Bodies, Category::Agencies]
        .iter()
        .any(|&c| cx.hits.within(c, Span::new(name.start, name.start + len)).any(|h| h.span.start == name.start));
    ((2..=16).contains(&chars)
        && !opens_point(words)
        && !pronoun
        && !other
        && !words.ends_with("消息")
        && !words.ends_with('方')
        && !words.contains(['“', '《', '（']))
    .then_some(words)
}
