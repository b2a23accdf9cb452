//! Who speaks: the subject at the head of a sentence.

use super::aside::{PRINTED, is_aside, long_aside};
use super::attribution::is_adverb;
use super::group::{another_name, audience, both_sides, examples, side_abroad, those_who_came, two_countries};
use crate::lexicon::{Category, Hit};
use crate::parse::date::{Relative, date};
use crate::parse::enumerator::opens_point;
use crate::parse::person::persons;
use crate::record::Context;
use crate::record::countries::chinese_name;
use crate::record::people::People;
use crate::span::{Span, find_rare};

/// A subject at the head of a sentence.
#[derive(Debug, Clone, Default)]
pub(super) struct Subject {
    /// As written.
    pub(super) span: Span,
    pub(super) name: String,
    pub(super) group: bool,
    /// Only at the head of a paragraph: printed words that no lexicon knows.
    pub(super) loose: bool,
    /// A group of which nobody speaks who speaks for himself: 多国人士, 米勒和陈望舒.
    pub(super) outside: bool,
}

impl Subject {
    pub(super) fn one(span: Span, name: &str) -> Self {
        Self { span, name: name.to_owned(), ..Self::default() }
    }

    pub(super) fn group(cx: &Context<'_>, span: Span, outside: bool) -> Self {
        Self { group: true, outside, ..Self::one(span, cx.get(span)) }
    }
}

/// The subject that opens `head`, which ends before the first verb of speech.
pub(super) fn subject(cx: &Context<'_>, head: Span, people: &People, may_introduce: bool) -> Option<Subject> {
    let mut head = head.trimmed(cx.text());
    // 5月20日，… and 会谈中，… stand before the subject
    for _ in 0..3 {
        let words = cx.get(head);
        if let Ok((rest, w)) = date(words)
            && (w.has_day() || w.part.is_some() || w.relative == Some(Relative::SameDay) && rest.starts_with('，'))
        {
            head = Span::new(head.end - rest.trim_start_matches('，').len(), head.end);
            continue;
        }
        if let Some(comma) = words.find('，')
            && (is_aside(cx, &words[..comma]) || long_aside(&words[..comma], &words[comma + '，'.len_utf8()..], people))
            && !people.known.open(words)
        {
            head = Span::new(head.start + comma + '，'.len_utf8(), head.end);
            continue;
        }
        // 在会见马丹时陈望舒说: no comma
        if let Some(at) = undivided(cx, head, people) {
            head = Span::new(at, head.end);
            continue;
        }
        break;
    }
    // 但陈望舒强调说
    let words = cx.get(head);
    let but = ["但", "但是", "不过", "然而"].iter().filter_map(|w| words.strip_prefix(w)).find(|r| people.known.open(r));
    if let Some(rest) = but {
        head = Span::new(head.end - rest.len(), head.end);
    }
    // 二是回应人民期待: a point opens with no speaker
    if opens_point(cx.get(head)) {
        return None;
    }
    // 最新消息指出, 联合声明说: nobody speaks
    let printed = PRINTED.iter().find(|w| cx.get(head).starts_with(**w));
    let says = |at: usize| at == head.end || cx.hits.at(Category::Speech, at).is_some();
    let words = cx.get(head);
    if matches!(words, "另有" | "还有" | "又有" | "有" | "报道" | "报导" | "文告" | "新闻稿" | "通报")
        || words.ends_with("消息")
        || words.starts_with('有') && words.ends_with("报道") && words.contains('媒')
        || printed.is_some_and(|w| says(head.start + w.len()))
    {
        return None;
    }
    // 据美国地质调查局公布的最新报告称
    let words = cx.get(head);
    if let Some(w) = ["另据", "据"].iter().find(|w| words.starts_with(**w)).filter(|_| !words.contains('，')) {
        head.start += w.len();
    }
    let words = cx.get(head);
    if let Some(group) = audience(cx, head) {
        return Some(Subject::group(cx, group, true));
    }
    if let Some(k) = people.known.first(words) {
        // 莱恩斯和迪克表示, 莱恩斯、米勒和迪克表示, 米勒和参加会谈的部长们表示
        let mut last = head.start + k.len();
        while let Some(end) = another_name(cx, Span::new(last, head.end), people) {
            last = end;
        }
        if last > head.start + k.len() {
            return Some(Subject::group(cx, Span::new(head.start, last), true));
        }
        let rest = cx.get(Span::new(last, head.end));
        if ["和", "、", "与"].iter().filter_map(|w| rest.strip_prefix(w)).any(those_who_came) {
            return Some(Subject::group(cx, head, true));
        }
        let end = if k.is_empty() { head.end } else { head.start + k.len() };
        return Some(Subject::one(Span::new(head.start, end), k));
    }
    let from = [Category::Countries, Category::Organisations].iter().find_map(|&c| cx.hits.at(c, head.start));
    if let Some(group) = examples(cx, head, people).filter(|_| may_introduce || from.is_some()) {
        return Some(group);
    }
    if let Some(h) = cx.hits.within(Category::Groups, head).find(|h| h.span.start == head.start) {
        let kind = cx.lexicon.entry(h).kind.as_deref();
        if kind == Some("joint") {
            return Some(Subject::group(cx, h.span, false));
        }
        if kind == Some("side") && cx.get(h.span) != words {
            return None;
        }
    }
    // 塞方表示，: a side, where nothing else stands before the verb
    let mut chars = words.chars();
    if let (Some(c), Some('方')) = (chars.next(), chars.next())
        && (chars.as_str().is_empty() || is_adverb(cx, chars.as_str()))
    {
        let known = c == '中' || cx.lexicon.abbreviated(c).next().is_some();
        let at = Span::new(head.start, head.end - chars.as_str().len());
        let outside = chars.as_str().is_empty();
        return known.then(|| Subject { loose: true, outside, ..Subject::one(at, cx.get(at)) });
    }
    if let Some(at) = from.and_then(|h| side_abroad(cx, h, head)) {
        return Some(Subject { loose: true, outside: true, ..Subject::one(at, cx.get(at)) });
    }
    if let Some(len) = both_sides(cx, words).or_else(|| two_countries(cx, words)) {
        return Some(Subject::group(cx, Span::new(head.start, head.start + len), false));
    }
    let first = words.find(['，', '。', '：']).map_or(head.end, |i| head.start + i);
    let zone = Span::new(head.start, first);
    let office = cx.hits.within(Category::Offices, zone).find(|h| cx.lexicon.entry(h).kind.as_deref() != Some("not_office"));
    // 法国驻华大使马丹表示: who is introduced with a country inside a speech is introduced by the report
    // 国务院总理何文远在贺函中说: or with an office and an occasion
    // 商务部新闻发言人…表示 inside the words of another spokesman: the report, for such a one only speaks
    let own = |o: &Hit| o.span.start == head.start || cx.hits.at(Category::Bodies, head.start).is_some();
    let spokesman = office.is_some_and(|o| cx.get(o.span).ends_with("发言人") && own(o));
    let foreign = office.is_some_and(|o| from.is_some() || spokesman || o.span.start == head.start);
    if !may_introduce && !foreign {
        return None;
    }
    // 塔拉斯致函国家主席…: who sends stands before
    // 陈望舒还会见了经济部长，强调: and so does who receives
    let kind = |h: &Hit| cx.lexicon.entry(h).kind.as_deref();
    let sends = |h: &&Hit| matches!(kind(h), Some("message" | "object"));
    if let Some(m) =
        cx.hits.within(Category::Encounters, zone).find(sends).filter(|m| office.is_some_and(|o| o.span.start >= m.span.end))
        && let words = cx.get(Span::new(zone.start, m.span.start)).trim_end_matches(['还', '也', '又'])
        && let sender = Span::new(zone.start, zone.start + words.len()).trimmed(cx.text())
        && (2..=12).contains(&cx.get(sender).chars().count())
        && cx.get(sender).chars().all(|c| c.is_alphabetic() || c == '·')
        && !cx.lexicon.is_no_name(cx.get(sender))
        && (kind(m) == Some("message") || chinese_name(cx, cx.get(sender)))
    {
        return may_introduce.then(|| Subject::one(sender, cx.get(sender)));
    }
    if let Some(o) = office {
        // 国家主席周文渊会见法国总统马丹: the first of two offices is the subject's
        let other = Span::new(o.span.end, zone.end);
        let with = |h: &&Hit| matches!(cx.lexicon.entry(h).kind.as_deref(), Some("with" | "object"));
        let met = cx.hits.within(Category::Encounters, other).find(with).map(|h| h.span.start);
        let met = met.filter(|_| cx.hits.within(Category::Offices, other).next().is_some());
        let day = crate::parse::dates::dates(cx.get(zone)).first().map(|w| zone.start + w.span.start);
        // 外交部长陈望舒同法国外长马丹通电话时
        let with =
            cx.get(other).match_indices(['同', '与', '向', '对']).map(|(i, c)| (other.start + i, other.start + i + c.len()));
        // 王储某代表国王某致辞
        let for_whom = cx.get(other).match_indices("代表").map(|(i, w)| (other.start + i, other.start + i + w.len()));
        let with = with.filter(|w| {
            [Category::Countries, Category::Offices].iter().any(|&c| cx.hits.at(c, w.1).is_some())
                || people.known.open(&cx.text()[w.1..zone.end])
        });
        let whose = [Category::Countries, Category::Offices, Category::Groups, Category::Organisations];
        let with = with.chain(for_whom.filter(|w| whose.iter().any(|&c| cx.hits.at(c, w.1).is_some())));
        // 甲国总统某在贺函中祝贺…当选
        let wrote = cx.hits.within(Category::Encounters, other).find(|h| kind(h) == Some("message")).map(|h| h.span.start);
        let wrote = wrote.map(|at| at - if cx.text()[..at].ends_with('在') { '在'.len_utf8() } else { 0 });
        let with = with.map(|w| w.0).filter(|at| *at > o.span.end).min();
        // 欧洲理事会主席某在会后的记者会上: where he speaks is no part of who he is
        let where_he_speaks = cx.get(other).ends_with(['上', '中', '时', '后']);
        let there = cx.get(other).match_indices('在').map(|(i, _)| i).find(|&i| cx.get(other)[..i].chars().nth(1).is_some());
        let there = there.filter(|_| where_he_speaks).map(|i| other.start + i);
        let told = Span::new(
            zone.start,
            [met, day, with, wrote, there].into_iter().flatten().filter(|at| *at >= o.span.end).fold(zone.end, usize::min),
        );
        let list = persons(cx.text(), told, cx.hits, cx.lexicon, &people.known);
        if let Some(p) = list.first().filter(|p| p.span.start <= o.span.start) {
            let name = p.name.filter(|n| {
                cx.get(*n).chars().count() <= 16
                    && !is_adverb(cx, cx.get(*n))
                    && !cx.get(*n).starts_with(['在', '和', '与', '我'])
                    && !["发表", "发布"].iter().any(|w| cx.get(*n).starts_with(w))
            });
            if let Some(n) = name {
                // 甲国常驻联合国代表团
                if cx.get(n) == "团" {
                    let whole = Span::new(p.span.start, n.end);
                    let rest = cx.get(Span::new(n.end, head.end));
                    let alone = on_occasion(cx, rest) && (from.is_some() || rest.starts_with('在'));
                    return (may_introduce || alone).then(|| Subject::one(whole, cx.get(whole)));
                }
                let n = Span::new(n.start, n.start + without_adverb(cx, cx.get(n)).len());
                let found = Subject::one(Span::new(p.span.start, n.end), cx.get(n));
                let rest = cx.get(Span::new(found.span.end, head.end));
                let alone = on_occasion(cx, rest) && (from.is_some() || rest.starts_with('在') || spokesman);
                return (may_introduce || alone).then_some(found);
            }
            let span = Span::new(head.start, o.span.end);
            if unbalanced(cx.get(span)) {
                return None;
            }
            // 勒布朗总统在机场发表讲话: the name stands before the office
            let called = persons(cx.text(), span, cx.hits, cx.lexicon, &people.known);
            if let Some(n) = called.first().and_then(|p| p.name).filter(|n| n.start == head.start) {
                return may_introduce.then(|| Subject::one(span, cx.get(n)));
            }
            let name = fuller_office(cx, span);
            let home = from.is_none_or(|h| cx.lexicon.entry(h).code.as_deref() == Some(cx.home));
            let alone = spokesman && home && on_occasion(cx, cx.get(Span::new(o.span.end, head.end)));
            return ((may_introduce || alone) && name.chars().count() <= 30).then(|| Subject::one(span, &name));
        }
    }
    if !may_introduce {
        return None;
    }
    // printed words that only the head of a paragraph makes a speaker
    let mut end = zone.end;
    for w in crate::parse::dates::dates(cx.get(zone)) {
        end = end.min(zone.start + w.span.start);
    }
    let mut name = cx.get(Span::new(zone.start, end)).trim();
    for w in [
        "发表声明",
        "发布声明",
        "发文告",
        "发表文告",
        "发布文告",
        "发表新闻稿",
        "发布新闻稿",
        "发布的",
        "公布",
        "发表谈话",
        "在一份声明中",
        "在声明中",
        "在社交媒体",
        "还",
        "也",
        "均",
        "日前",
        "近日",
        "随后",
        "此前",
        "凌晨",
        "在",
    ] {
        if let Some(at) = find_rare(name, w) {
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
        "让",
        "经",
    ]
    .iter()
    .any(|p| name.starts_with(p));
    let chars = name.chars().count();
    let span = Span::new(zone.start, zone.start + name.len());
    if unbalanced(name) {
        return None;
    }
    (!pronoun
        && (2..=24).contains(&chars)
        && !name.starts_with(|c: char| c.is_ascii_digit())
        && !name.ends_with('方')
        && !name.contains(['“', '”'])
        && (of_many(name) || !cx.lexicon.is_no_name(name))
        || name.starts_with('《') && chars <= 24)
        .then(|| Subject { loose: true, ..Subject::one(span, name) })
}

/// 多位国际人士, 阿盟外长会议: people who are not told one by one, and what they came to.
fn of_many(name: &str) -> bool {
    let meets = ["会议", "峰会", "会晤"];
    let people = ["人士", "嘉宾", "学者", "媒体"];
    meets.iter().any(|w| name.starts_with(w) || name.ends_with(w)) || people.iter().any(|w| name.ends_with(w))
}

/// 会晤发表《: whether a mark is not closed.
fn unbalanced(words: &str) -> bool {
    words.matches(['《', '（', '“']).count() != words.matches(['》', '）', '”']).count()
}

/// 3日, 在接受采访时, 3日早些时候回答提问时: nothing but when or where somebody speaks, between his name and the verb.
pub(super) fn on_occasion(cx: &Context<'_>, words: &str) -> bool {
    let rest = date(words).map_or(words, |(rest, _)| rest);
    let rest = rest.strip_prefix("早些时候").unwrap_or(rest).trim_start_matches(['也', '还']);
    let opens = ["在", "接受", "回答", "出席", "会见"].iter().any(|w| rest.starts_with(w));
    rest.is_empty()
        || opens && rest.ends_with(['时', '中', '后', '上']) && rest.chars().count() <= 24 && !rest.contains('，')
        || is_adverb(cx, rest)
}

/// 秋山郁夫向陈望舒, 米勒满意地: the name without what does not belong to it.
pub(super) fn without_adverb<'a>(cx: &Context<'_>, name: &'a str) -> &'a str {
    let to = ['向', '请'].iter().filter_map(|c| name.find(*c)).filter(|i| *i > 3).min().unwrap_or(name.len());
    let name = &name[..to];
    let ends = |at: usize, len: usize| at + len == name.len() && at > 3 && name.ends_with('地');
    let adverb = cx.lexicon.last(Category::Adverbs, name).filter(|(_, at, len)| ends(*at, *len));
    adverb.map_or(name, |(_, at, _)| &name[..at])
}

/// Where the subject begins behind a circumstance without a comma: 在会见马丹时陈望舒说, 会谈中周文渊表示. A name that is known opens it.
fn undivided(cx: &Context<'_>, head: Span, people: &People) -> Option<usize> {
    let words = cx.get(head);
    // 网站新闻稿援引陈望舒称
    if let Some(at) = words.find("援引").map(|i| i + "援引".len()).filter(|at| people.known.open(&words[*at..])) {
        return Some(head.start + at);
    }
    let opens = ["在", "会谈", "会见", "谈到", "谈及", "当"].iter().any(|w| words.starts_with(w));
    let ends =
        words.match_indices(['时', '中', '后']).map(|(i, c)| i + c.len()).take_while(|i| words[..*i].chars().count() <= 40);
    ends.filter(|_| opens)
        .filter(|i| !words[..*i].contains(['，', '。']))
        .find(|i| people.known.open(&words[*i..]))
        .map(|i| head.start + i)
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
                .rfind(['，', '。', '\n', '：', '）', '“', '”', ' '])
                .map_or(0, |i| i + text[i..].chars().next().map_or(1, char::len_utf8));
            text[from..].trim().to_owned()
        })
        .find(|f| {
            f.chars().count() > words.chars().count() && f.chars().count() <= 24 && !f.contains(|c: char| c.is_ascii_digit())
        })
        .unwrap_or_else(|| words.to_owned())
}
