//! The names that sentences open with, and those behind offices that they confirm.

use super::Context;
use crate::lexicon::Category;
use crate::parse::date::date;
use crate::parse::enumerator::opens_point;
use crate::parse::names::Names;
use crate::parse::person::{ends_name, name_end};
use crate::span::{Span, find_rare, first_chars};

/// Words that open no name.
const NEVER: &[&str] = &[
    "外交", "出席", "进行", "会议", "共同", "先后", "分别", "一致", "和", "与", "同", "在", "的", "、", "，", "等", "将", "应",
    "对", "举行", "合作", "经济", "双边", "多边", "中方", "国家", "高级",
];

/// Words that open a sentence and are nobody's name.
const NOBODY: &[&str] = &["我", "他", "她", "双方", "各方", "你", "这", "中方", "会议", "报道", "声明", "文章", "与会"];

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
    // 秦怀谷在讲话中对…感到高兴
    let speaking = ["在讲话中", "在致辞中", "在致词中", "在祝酒辞中", "在祝酒词中", "在答辞中", "在答词中", "在发言中"];
    let who = speaking.iter().find_map(|w| Some(&clause[..find_rare(clause, w)?]));
    if let Some(who) = who.filter(|w| (2..=8).contains(&w.chars().count()) && w.chars().all(|c| c.is_alphabetic() || c == '·')) {
        let at = |c| cx.hits.within(c, Span::of_slice(cx.text(), who)).next().is_some();
        if !NOBODY.iter().any(|w| who.starts_with(w))
            && ![Category::Countries, Category::Offices, Category::Groups, Category::Bodies].into_iter().any(at)
        {
            return vec![who];
        }
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
    let pronoun = NOBODY.iter().any(|p| words.starts_with(p));
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

/// A name behind an office is one where it also opens a sentence: 泰国总理赛塔会谈。…赛塔热烈祝贺….
pub(super) fn confirm(cx: &Context<'_>, sentences: &[Span], known: &mut Names) {
    let text = cx.text();
    let mut heads: Vec<&str> = Vec::new();
    for &s in sentences {
        let head = cx.get(s);
        // 在谈到…时，陈望舒指出 · 作为主人，陈望舒表示: a circumstance before the subject
        let aside = ['在', '当', '就', '对', '谈', '关', '针', '据', '根', '会', '作', '随', '此', '另', '围', '面', '鉴'];
        let behind = head.starts_with(aside).then(|| head.split_once('，')).flatten().map(|h| h.1);
        heads.extend(std::iter::once(head).chain(behind));
    }
    heads.sort_unstable();
    for a in &cx.page.articles {
        for h in cx.hits.within(Category::Offices, a.body_span()) {
            let kind = cx.lexicon.entry(h).kind.as_deref();
            if matches!(kind, Some("not_office" | "weak" | "honorific")) {
                continue;
            }
            let tail = &text[h.span.end..];
            let opens_word = [
                Category::Speech,
                Category::Encounters,
                Category::Acts,
                Category::Visits,
                Category::Places,
                Category::Countries,
                Category::Organisations,
                Category::Groups,
                Category::Offices,
            ]
            .iter()
            .any(|&c| cx.hits.at(c, h.span.end).is_some());
            // 同…总统去年11月…
            if opens_word || NEVER.iter().any(|w| tail.starts_with(w)) || date(tail).is_ok() {
                continue;
            }
            // 能源部长里克·佩里: a sentence opens with the last part
            let near = tail.char_indices().nth(16).map_or(tail, |(i, _)| &tail[..i]);
            if near.contains('·') {
                let len = name_end(near, h.span.end, cx.hits, cx.lexicon, &Names::default());
                let last = near[..len].rsplit('·').next().filter(|l| l.chars().count() > 1 && l.len() < len);
                if let Some(last) = last
                    && heads.get(heads.partition_point(|h| *h < last)).is_some_and(|h| h.starts_with(last))
                {
                    known.learn(last);
                }
            }
            // the longest opening that the two places share, cut where a name ends: sorted, it is a neighbour that shares it
            let at = heads.partition_point(|h| *h < tail);
            let same = |h: &&str| h.chars().zip(tail.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
            let Some(&head) = heads.iter().skip(at.saturating_sub(1)).take(2).max_by_key(|h| same(h)) else { continue };
            let shared: usize = same(&head);
            // 扎帕罗夫 and 扎帕罗娃 share no name
            let goes_on = tail[shared..].starts_with(['夫', '娃', '娅', '奇', '斯', '基', '娜', '诺', '瓦']);
            if tail[..shared].chars().nth(1).is_none() || goes_on {
                continue;
            }
            let len = name_end(&tail[..shared], h.span.end, cx.hits, cx.lexicon, known);
            let mut name = &tail[..len];
            // 西哈莫尼和太后, 周文渊和与会者: what both places share is the name and a word that goes on; 阮文和举行会谈 is the name
            let behind = &tail[len..];
            if name.chars().count() > 2 && (behind.starts_with("与会") || !ends_name(behind, cx.lexicon)) {
                name = name.strip_suffix(['和', '与']).unwrap_or(name);
            }
            // 王毅同所罗门群岛外长…, 王毅同马内莱…: with whom he met
            let with = || {
                let at = Span::of_slice(text, tail).start + name.len();
                [Category::Countries, Category::Organisations, Category::Offices].iter().any(|&c| cx.hits.at(c, at).is_some())
            };
            if name.chars().count() > 2 && name.ends_with('同') && with() {
                name = &name[..name.len() - '同'.len_utf8()];
            }
            // 莫罗昌达 and 莫罗博沃 only begin alike: the name ends in one of the places
            let ends = |words: &str| {
                let near = first_chars(words, 16);
                words[name.len()..].starts_with(['和', '与'])
                    || name_end(near, Span::of_slice(text, words).start, cx.hits, cx.lexicon, &Names::default()) <= name.len()
            };
            if (2..=16).contains(&name.chars().count()) && (ends(tail) || ends(head)) {
                known.learn(name);
            }
        }
    }
}
