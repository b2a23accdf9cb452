//! Groups that speak as one: 两国元首, 中俄双方, 与会领导人, 格林、史密斯等美方代表.

use super::subject::{Subject, without_adverb};
use crate::lexicon::{Category, Hit};
use crate::parse::date::date;
use crate::parse::person::{name_end, persons};
use crate::record::Context;
use crate::record::people::People;
use crate::span::Span;

/// 格林、史密斯等美方代表 · 商会会长格林、集团董事长史密斯等美方代表: some of a group by name, called without their offices.
pub(super) fn examples(cx: &Context<'_>, head: Span, people: &People) -> Option<Subject> {
    let words = cx.get(head);
    let at = words.find('等').filter(|at| *at <= 600 && !words[..*at].contains(['，', '。']))?;
    let name = |n: &str| (2..=12).contains(&n.chars().count()) && n.chars().all(|c| c.is_alphabetic() || c == '·');
    let list = Span::new(head.start, head.start + at);
    let holders = persons(cx.text(), list, cx.hits, cx.lexicon, &people.known);
    let introduced = || -> Option<Vec<&str>> {
        holders.iter().map(|p| p.name.filter(|_| p.office.is_some()).map(|n| cx.get(n)).filter(|n| name(n))).collect()
    };
    let names = introduced().filter(|n| !n.is_empty()).or_else(|| {
        let bare: Vec<&str> = words[..at].split('、').collect();
        (at <= 120 && bare.len() > 1 && bare.iter().all(|n| name(n))).then_some(bare)
    })?;
    let behind = &words[at + '等'.len_utf8()..];
    let stop = behind.char_indices().take_while(|(_, c)| c.is_alphabetic()).nth(10).map_or(behind.len(), |(i, _)| i);
    let group = ["代表", "企业家", "人士", "负责人", "嘉宾", "专家", "学者", "使节", "议员", "领导人", "政要"];
    let end = group.iter().filter_map(|g| Some(behind[..stop].find(g)? + g.len())).min()?;
    // 某等向外国驻华使节介绍
    if behind[..end].replace("与会", "").contains(['向', '对', '同', '与', '和', '为']) {
        return None;
    }
    let whole = Span::new(head.start, head.start + at + '等'.len_utf8() + end);
    let called = names.join("、") + cx.get(Span::new(list.end, whole.end));
    Some(Subject { name: called, ..Subject::group(cx, whole, true) })
}

/// 中法两国市长, 中美省州负责人: where words end that call those who came by what they are.
fn both_called(cx: &Context<'_>, head: Span) -> Option<usize> {
    const CALLED: [&str; 12] =
        ["代表", "人士", "负责人", "嘉宾", "企业家", "使节", "专家", "学者", "议员", "市长", "领导人", "记者"];
    let words = cx.get(head);
    let stop = words.char_indices().take_while(|(_, c)| c.is_alphabetic()).nth(16).map_or(words.len(), |(i, _)| i);
    CALLED.iter().filter_map(|g| Some(words[..stop].find(g)? + g.len())).min().map(|len| head.start + len)
}

/// What may stand before a group of those who are present: 阿拉伯国家人士, 与会的多国人士.
const WHERE: [&str; 18] = [
    "与会",
    "与会的",
    "参会的",
    "各国",
    "各国与会",
    "非洲",
    "阿拉伯",
    "拉美",
    "拉美和加勒比",
    "欧洲",
    "亚洲",
    "海湾",
    "中东",
    "中亚",
    "东南亚",
    "太平洋岛国",
    "国内外",
    "阿盟",
];

/// 与会代表, 其他与会代表, 法国工商界代表: those who are present, with the country that they come from.
pub(super) fn audience(cx: &Context<'_>, head: Span) -> Option<Span> {
    let head_of = |w: &str| Span::new(head.start + w.len(), head.end);
    if let Some(rest) = ["其他", "其余"].iter().find(|w| cx.get(head).starts_with(**w)).map(|w| head_of(w)) {
        return Some(Span::new(head.start, audience(cx, rest)?.end));
    }
    // 出席论坛的法国企业家: by what they take part in
    let taking_part = |at: usize| ["出席", "参加"].iter().any(|w| cx.get(head).starts_with(w)) && at <= 36;
    if let Some(at) = cx.get(head).find('的').filter(|at| taking_part(*at))
        && let behind = Span::new(head.start + at + '的'.len_utf8(), head.end)
        && let Some(end) = audience(cx, behind).map(|a| a.end).or_else(|| both_called(cx, behind))
    {
        return Some(Span::new(head.start, end));
    }
    // 与会阿方领导人, 阿方人士: of one side
    let words = cx.get(head);
    let present = ["与会", "参会"].iter().find(|w| words.starts_with(**w)).map_or(0, |w| w.len());
    let mut chars = words[present..].chars();
    let side = chars.next().filter(|c| *c != '中' && cx.lexicon.abbreviated(*c).next().is_some());
    if let (Some(c), Some('方')) = (side, chars.next())
        && let at = present + c.len_utf8() + '方'.len_utf8()
        && let Some(who) = ["领导人", "代表", "人士", "嘉宾", "企业家"].iter().find(|w| words[at..].starts_with(**w))
        && !words[at + who.len()..].starts_with('团')
    {
        return Some(Span::new(head.start, head.start + at + who.len()));
    }
    let from = [Category::Countries, Category::Organisations].iter().find_map(|&c| cx.hits.at(c, head.start)).map(|h| h.span.end);
    let group = |at: usize| cx.hits.at(Category::Groups, at).filter(|h| cx.lexicon.entry(h).kind.as_deref() == Some("audience"));
    // 阿拉伯国家人士, 与会的多国人士
    let last = || {
        let audience = |h: &&Hit| h.span.end == head.end && cx.lexicon.entry(h).kind.as_deref() == Some("audience");
        let h = cx.hits.within(Category::Groups, head).rfind(audience)?;
        let before = cx.get(Span::new(head.start, h.span.start));
        WHERE.contains(&before).then_some(h)
    };
    let h = group(head.start).or_else(|| group(from?)).or_else(last)?;
    // 各国驻华使节和机构代表
    let behind = cx.get(Span::new(h.span.end, head.end.max(h.span.end)));
    let stop = behind.char_indices().take_while(|(_, c)| c.is_alphabetic()).nth(10).map_or(behind.len(), |(i, _)| i);
    let beside = ["和", "及", "与"].iter().any(|w| behind.starts_with(w));
    let more = ["代表", "使节", "人士", "嘉宾", "官员"].iter().filter_map(|w| Some(behind[..stop].find(w)? + w.len())).min();
    let end = h.span.end + more.filter(|_| beside).unwrap_or(0);
    (end <= head.end).then_some(Span::new(head.start, end))
}

/// 中俄双方, 中法两国元首, 两国总理: how many bytes a group takes that is made of the names of its sides.
pub(super) fn both_sides(cx: &Context<'_>, words: &str) -> Option<usize> {
    let mut rest = words;
    let mut sides = 0;
    while let Some(c) = rest.chars().next() {
        if cx.lexicon.abbreviated(c).next().is_none() || sides == 4 {
            break;
        }
        rest = &rest[c.len_utf8()..];
        sides += 1;
    }
    if sides < 2 {
        return None;
    }
    let (e, len) = cx.lexicon.prefix(Category::Groups, rest)?;
    (e.kind.as_deref() == Some("joint")).then_some(words.len() - rest.len() + len)
}

/// 叙利亚和伊朗今天…: how many bytes countries take that are joined by 和, 与 or 、.
pub(super) fn two_countries(cx: &Context<'_>, words: &str) -> Option<usize> {
    let (mut end, mut n) = (0, 0);
    loop {
        let rest = &words[end..];
        let rest = if n == 0 { rest } else { ["和", "与", "、", "以及"].iter().find_map(|w| rest.strip_prefix(w))? };
        let (_, len) = cx.lexicon.prefix(Category::Countries, rest)?;
        end = words.len() - rest.len() + len;
        n += 1;
        let behind = &words[end..];
        if n > 1
            && (behind.is_empty() || date(behind).is_ok() || behind.starts_with(['在', '，', '于', '共', '两', '双', '三', '发']))
        {
            return Some(end);
        }
    }
}

/// Where a group that opens a sentence ends.
pub(super) fn both_or_group(cx: &Context<'_>, s: Span) -> Option<usize> {
    let joint = |h: &&Hit| h.span.start == s.start && cx.lexicon.entry(h).kind.as_deref() == Some("joint");
    cx.hits.within(Category::Groups, s).find(joint).map(|h| h.span.end).or_else(|| both_sides(cx, cx.get(s)).map(|n| s.start + n))
}

/// 和迪克: where a name ends that is joined to the one before it.
pub(super) fn another_name(cx: &Context<'_>, rest: Span, people: &People) -> Option<usize> {
    let words = cx.get(rest);
    let (join, second) = ["和", "、", "与"].iter().find_map(|j| Some((*j, words.strip_prefix(j)?)))?;
    if ["出席", "参加", "与会", "其"].iter().any(|w| second.starts_with(w)) {
        return None;
    }
    let at = rest.start + join.len();
    let other = name_end(second, at, cx.hits, cx.lexicon, &people.known);
    let other = without_adverb(cx, &second[..other]);
    // 布拉尼斯拉夫·奈迪莫维奇 is a long name by its parts
    let most = if other.contains('·') { 20 } else { 8 };
    (2..=most).contains(&other.chars().count()).then_some(at + other.len())
}

/// 参加会谈的部长们, 其他代表: who speak with the one that is named before them.
pub(super) fn those_who_came(words: &str) -> bool {
    ["出席", "参加", "与会", "其他"].iter().any(|w| words.starts_with(w))
        && words.ends_with(['们', '表'])
        && words.chars().count() <= 24
        && !words.contains('，')
}

/// 伊朗方面强调，, 丹麦国防部14日称，: another country's side or ministry, with nothing but a day before the verb.
pub(super) fn side_abroad(cx: &Context<'_>, country: &Hit, head: Span) -> Option<Span> {
    let at = country.span.end;
    let side = cx.get(Span::new(at, head.end)).starts_with("方面").then(|| at + "方面".len());
    let end = side.or_else(|| cx.hits.at(Category::Bodies, at).map(|b| b.span.end).filter(|e| *e < head.end))?;
    let behind = cx.get(Span::new(end, head.end));
    (side.is_some() && behind.is_empty() || is_day(behind)).then(|| Span::new(head.start, end))
}

/// Whether words are a day and nothing else.
pub(super) fn is_day(words: &str) -> bool {
    date(words).is_ok_and(|(rest, w)| w.has_day() && rest.is_empty())
}
