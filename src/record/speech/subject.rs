//! Who speaks: the subject at the head of a sentence.

use crate::lexicon::{Category, Hit};
use crate::parse::date::date;
use crate::parse::person::persons;
use crate::record::Context;
use crate::record::people::People;
use crate::span::Span;

/// A subject at the head of a sentence.
#[derive(Debug, Clone, Default)]
pub(super) struct Subject {
    /// As written.
    pub(super) span: Span,
    pub(super) name: String,
    pub(super) group: bool,
    /// Only at the head of a paragraph: printed words that no lexicon knows.
    pub(super) loose: bool,
}

/// The subject that opens `head`, which ends before the first verb of speech.
pub(super) fn subject(cx: &Context<'_>, head: Span, people: &People, may_introduce: bool) -> Option<Subject> {
    let mut head = head.trimmed(cx.text());
    // 5月20日，… and 会谈中，… stand before the subject
    for _ in 0..3 {
        let words = cx.get(head);
        if let Ok((rest, w)) = date(words)
            && (w.has_day() || w.part.is_some())
        {
            head = Span::new(head.end - rest.trim_start_matches('，').len(), head.end);
            continue;
        }
        if let Some(comma) = words.find('，') {
            let adverb = &words[..comma];
            let circumstance = (adverb.chars().count() <= 24
                && (["会谈中", "会见中", "会谈后", "会见后", "期间", "仪式上", "会上", "中", "时", "后", "前"]
                    .iter()
                    .any(|w| adverb.ends_with(w))
                    || adverb.starts_with("在")
                    || adverb.starts_with("据")
                    || adverb.starts_with("就"))
                || is_topic(adverb))
                && !people.known.open(adverb);
            if circumstance {
                head = Span::new(head.start + comma + '，'.len_utf8(), head.end);
                continue;
            }
        }
        break;
    }
    let words = cx.get(head);
    if let Some(k) = people.known.first(words) {
        let mut end = head.start + k.len();
        // 莱恩斯和迪克表示: two names
        let rest = &words[k.len()..];
        for join in ["和", "、", "与"] {
            if let Some(second) = rest.strip_prefix(join)
                && let Some(other) = people.known.first(second).map(str::len).or_else(|| {
                    (second.chars().count() <= 8 && !second.contains('，') && !second.is_empty()).then_some(second.len())
                })
            {
                end = head.start + k.len() + join.len() + other;
                let span = Span::new(head.start, end);
                return Some(Subject { span, name: cx.get(span).to_owned(), group: true, loose: false });
            }
        }
        if end == head.start {
            end = head.end;
        }
        let span = Span::new(head.start, end);
        return Some(Subject { span, name: k.to_owned(), group: false, loose: false });
    }
    if let Some(h) = cx.hits.within(Category::Groups, head).find(|h| h.span.start == head.start) {
        let kind = cx.lexicon.entry(h).kind.as_deref();
        if kind == Some("joint") || kind == Some("audience") {
            return Some(Subject { span: h.span, name: cx.get(h.span).to_owned(), group: true, loose: false });
        }
        if kind == Some("side") && cx.get(h.span) != words {
            return None;
        }
    }
    // 塞方表示，: a side, where it alone opens a paragraph
    let mut chars = words.chars();
    let side = (chars.next(), chars.next(), chars.next());
    if let (Some(c), Some('方'), None) = side {
        let known = c == '中' || cx.lexicon.abbreviated(c).next().is_some();
        return (known && may_introduce).then(|| Subject { span: head, name: words.to_owned(), group: false, loose: true });
    }
    if let Some(len) = both_sides(cx, words).or_else(|| two_countries(cx, words)) {
        let span = Span::new(head.start, head.start + len);
        return Some(Subject { span, name: cx.get(span).to_owned(), group: true, loose: false });
    }
    if !may_introduce {
        return None;
    }
    let first = words.find(['，', '。', '：']).map_or(head.end, |i| head.start + i);
    let zone = Span::new(head.start, first);
    let office = cx.hits.within(Category::Offices, zone).find(|h| cx.lexicon.entry(h).kind.as_deref() != Some("not_office"));
    if let Some(o) = office {
        // up to the first word behind the name
        let list = persons(cx.text(), zone, cx.hits, cx.lexicon, &people.known);
        if let Some(p) = list.first().filter(|p| p.span.start <= o.span.start) {
            return match p.name {
                Some(n) if cx.get(n).chars().count() <= 16 => {
                    let name = cx.get(n).to_owned();
                    Some(Subject { span: Span::new(p.span.start, n.end), name, group: false, loose: false })
                }
                _ => {
                    let span = Span::new(head.start, o.span.end);
                    let name = fuller_office(cx, span);
                    (name.chars().count() <= 30).then_some(Subject { span, name, group: false, loose: false })
                }
            };
        }
    }
    // printed words that only the head of a paragraph makes a speaker
    let mut end = zone.end;
    for w in crate::parse::date::dates(cx.get(zone)) {
        end = end.min(zone.start + w.span.start);
    }
    let mut name = cx.get(Span::new(zone.start, end)).trim();
    for w in [
        "发表声明",
        "发表谈话",
        "在一份声明中",
        "在声明中",
        "在社交媒体",
        "还",
        "也",
        "日前",
        "近日",
        "随后",
        "此前",
        "凌晨",
        "在",
    ] {
        if let Some(at) = name.find(w) {
            name = &name[..at];
        }
    }
    let pronoun = [
        "我",
        "我们",
        "中方",
        "你",
        "这",
        "要",
        "希望",
        "其",
        "此",
        "双方要",
        "他们",
        "如果",
        "只有",
        "当前",
        "今天",
        "一个",
        "中国要",
        "一要",
        "而",
    ]
    .iter()
    .any(|p| name.starts_with(p));
    let chars = name.chars().count();
    let span = Span::new(zone.start, zone.start + name.len());
    (!pronoun && (2..=24).contains(&chars) && !name.ends_with('方') && !name.contains(['“', '”'])
        || name.starts_with('《') && chars <= 24)
        .then(|| Subject { span, name: name.to_owned(), group: false, loose: true })
}

/// 谈及中秘党际关系, 关于乌克兰危机: what a speech turns to.
fn is_topic(adverb: &str) -> bool {
    let turns = ["谈及", "谈到", "提及", "说到", "关于", "对于", "针对", "展望", "回顾"];
    let whole = ["一事", "问题", "说法", "言论", "局势", "情况", "报道"].iter().any(|w| adverb.ends_with(w));
    let most = if whole { 30 } else { 18 };
    turns.iter().any(|w| adverb.starts_with(w)) && adverb.chars().count() <= most && !adverb.contains('“')
}

/// 发言人 after 国防部新闻发言人: the longer form in which the same article introduced the office.
fn fuller_office(cx: &Context<'_>, office: Span) -> String {
    let words = cx.get(office);
    let Some(article) =
        cx.page.articles.get(cx.page.articles.partition_point(|a| a.span.end < office.end)).filter(|a| a.span.contains(office))
    else {
        return words.to_owned();
    };
    let before = Span::new(article.span.start, office.start);
    cx.hits
        .within(Category::Offices, before)
        .filter(|h| cx.get(h.span).ends_with(words))
        .take(100)
        .map(|h| {
            let text = cx.get(Span::new(before.start, h.span.end));
            let from = text
                .rfind(['，', '。', '\n', '：', '）', '“', '”'])
                .map_or(0, |i| i + text[i..].chars().next().map_or(1, char::len_utf8));
            text[from..].trim().to_owned()
        })
        .find(|f| {
            f.chars().count() > words.chars().count() && f.chars().count() <= 24 && !f.contains(|c: char| c.is_ascii_digit())
        })
        .unwrap_or_else(|| words.to_owned())
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
fn two_countries(cx: &Context<'_>, words: &str) -> Option<usize> {
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
