//! Instruments that are named without 《》, and those that a sentence lists for the one before it.

use super::acts::{act, by};
use super::signers::{among, signatories};
use crate::lexicon::{Category, Hit};
use crate::model::{Act, ActKind, Document};
use crate::parse::dates::dates;
use crate::parse::number::number;
use crate::parse::parties::opens_party;
use crate::parse::quantity::quantities;
use crate::parse::sentence::{enclosed, is_inside};
use crate::parse::title::parts;
use crate::record::Context;
use crate::record::anatomy::document;
use crate::record::scene::Sentence;
use crate::span::{Span, find_rare};

/// Instruments without 《》: behind a verb of signing (签署了中国全国人大与洪都拉斯国会合作协议、关于农业合作的议定书), behind the word that
/// lists them (分别是：…), or before the verb (中华人民共和国和…政府关于贸易的协定今天在北京签字).
///
/// `telling` is what is no speech: what somebody wants to sign is called by its sort too (争取签署投资保护协定).
pub(super) fn unmarked(cx: &Context<'_>, s: Span, telling: Span) -> Vec<Document> {
    let verbs: Vec<&Hit> =
        cx.hits.within(Category::Acts, s).filter(|h| signs(cx, h) || cx.get(h.span).ends_with("仪式")).collect();
    if verbs.is_empty() {
        return Vec::new();
    }
    let inside = enclosed(cx.text(), s);
    let (held, verbs): (Vec<&Hit>, Vec<&Hit>) = verbs.into_iter().partition(|h| cx.get(h.span).ends_with("仪式"));
    let mut zones: Vec<(Span, usize)> = Vec::new();
    for h in verbs.into_iter().filter(|h| !is_inside(&inside, h.span.start)) {
        zones.push((h.span, h.span.end));
        // the title stands before the verb
        let before = short(cx, Span::new(s.start, h.span.start), true);
        let from = clause_start(cx, before);
        // …合作计划，今天在北京签字
        let own = Span::new(from, before.end);
        let from = if from > before.start && day_and_place(cx.get(own)) {
            clause_start(cx, Span::new(before.start, from - '，'.len_utf8()))
        } else {
            from
        };
        if cx.hits.within(Category::Instruments, Span::new(from, before.end)).next().is_some() {
            zones.push((h.span, from));
        }
    }
    let mut out: Vec<Document> = held.into_iter().flat_map(|h| at_ceremony(cx, s, h)).collect();
    for (verb, from) in zones {
        let titles = if from > verb.start {
            let done = telling.contains(verb) && !lists_what_came(cx.get(s)) && signed(cx, Span::new(s.start, verb.start), verb);
            listed(cx, short(cx, Span::new(from, s.end), false), done)
        } else {
            before_verb(
                cx,
                Span::new(from, verb.start),
                cx.text()[verb.end..s.end].starts_with(['。', '，']) || verb.end == s.end,
            )
        };
        for title in titles {
            if out.iter().any(|d| d.span == title) {
                continue;
            }
            let mut d = document(cx, title);
            let (kind, by) = match act(cx, Span::new(s.start, verb.end), Span::new(title.end.max(verb.end), s.end)) {
                (ActKind::Cite, _) => (ActKind::Sign, None),
                (kind, at) => (kind, by(cx, Span::new(s.start, title.start.max(verb.start)), at)),
            };
            let signs = matches!(kind, ActKind::Sign | ActKind::WitnessSigning | ActKind::Extend);
            if d.parties.is_empty() && signs && title.start > verb.start {
                d.parties = signatories(cx, Span::new(s.start, verb.end), Some(verb));
            } else if d.parties.is_empty() && signs {
                // 在甲乙两国达成的一项贸易协定上签字
                d.parties = among(cx, Span::new(from.min(title.start), title.start));
            }
            d.acts.push(Act { act: kind, by, source: cx.source(verb.cover(title)), ..Act::default() });
            out.push(d);
        }
    }
    out
}

/// 甲国政府和乙国政府贸易协定签字仪式4日举行, 出席甲国和乙国关于贸易的协定签署仪式: the instrument that is signed there.
fn at_ceremony(cx: &Context<'_>, s: Span, held: &Hit) -> Vec<Document> {
    // 甲国和乙国关于增设领馆的换文仪式: the notes are what is exchanged
    let noun = if cx.get(held.span) == "换文仪式" { "换文".len() } else { 0 };
    let before = short(cx, Span::new(s.start, held.span.start + noun), true);
    let words = cx.get(before).trim_end_matches('的');
    let from = ["，", "：", "；", "出席了", "出席", "参加了", "参加", "举行了", "举行"];
    let from = from.iter().filter_map(|w| words.rfind(w).map(|i| i + w.len())).max().unwrap_or(0);
    let title = Span::new(before.start + from, before.start + words.len()).trimmed(cx.text());
    let whole = names_kind(cx.get(title), cx) && parts(cx.get(title), cx.lexicon).parties.len() > 1;
    if !whole || cx.get(title).chars().count() > 60 {
        return Vec::new();
    }
    let seen = ["出席", "参加", "见证"].iter().any(|w| words[..from].contains(w));
    let act = if seen { ActKind::WitnessSigning } else { ActKind::Sign };
    // 甲国和乙国贸易协定和文化协定签字仪式
    let several = listed(cx, title, true);
    let titles = if several.len() > 1 { several } else { vec![title] };
    let mut out: Vec<Document> = Vec::new();
    for title in titles {
        let mut d = document(cx, title);
        if let Some(first) = out.first().filter(|_| d.parties.is_empty()) {
            d.parties.clone_from(&first.parties);
        }
        d.acts.push(Act { act, source: cx.source(title.cover(held.span)), ..Act::default() });
        out.push(d);
    }
    out
}

/// The words next to a verb, at most 600 characters: a list of titles is no longer.
fn short(cx: &Context<'_>, s: Span, end: bool) -> Span {
    let mut chars = cx.get(s).char_indices();
    let cut = if end { chars.rev().nth(599) } else { chars.nth(600) };
    match cut {
        Some((i, _)) if end => Span::new(s.start + i, s.end),
        Some((i, _)) => Span::new(s.start, s.start + i),
        None => s,
    }
}

/// Whether a verb tells that an instrument was signed or issued.
pub(super) fn signs(cx: &Context<'_>, h: &Hit) -> bool {
    let e = cx.lexicon.entry(h);
    let code = e.code.as_deref().and_then(ActKind::from_code);
    // 续签: signed anew
    let again = code == Some(ActKind::Extend) && cx.get(h.span).starts_with("续签");
    e.kind.as_deref() != Some("not_act")
        && (again || matches!(code, Some(ActKind::Sign | ActKind::SignAndIssue | ActKind::WitnessSigning | ActKind::Issue)))
}

/// Whether a clause tells that something was signed, and not that it will be or that somebody wants it.
fn signed(cx: &Context<'_>, before: Span, verb: Span) -> bool {
    let act = cx.hits.at(Category::Acts, verb.start).and_then(|h| ActKind::from_code(cx.lexicon.entry(h).code.as_deref()?));
    let words = cx.get(before);
    let clause = &words[words.rfind(['，', '；', '。']).map_or(0, |i| i + '，'.len_utf8())..];
    let wanted = [
        "将", "將", "拟", "尽早", "早日", "推动", "争取", "愿", "希望", "准备", "计划", "谈判", "同意", "商定", "应当", "方应",
        "国应", "已同", "已与",
    ];
    matches!(act, Some(ActKind::Sign | ActKind::SignAndIssue | ActKind::WitnessSigning | ActKind::Extend))
        && !wanted.iter().any(|w| clause.contains(w))
}

/// The titles of a list without 《》. All that it lists are instruments, and one of them says between whom or about what; what is
/// only called by its sort (签署合作协议) is no title. Where `done` tells that they were signed, a subject of their own is enough
/// (领事条约).
fn listed(cx: &Context<'_>, zone: Span, done: bool) -> Vec<Span> {
    let words = cx.get(zone);
    let mut words = words.trim_start_matches('了');
    // 《…》和合作协议: those in 《》 are found by their marks
    while let Some(end) = words.strip_prefix('《').and_then(|w| w.find('》')) {
        words = words['《'.len_utf8() + end + '》'.len_utf8()..].trim_start_matches(['、', '和', '与', '及', '以', '》']);
    }
    let from = zone.end - words.len();
    // 签署三个文件，分别是：…
    let behind = LISTS.iter().filter_map(|w| find_rare(words, w).map(|i| i + w.len())).min().filter(|&i| i < 60);
    let from = behind.map_or(from, |i| zone.end - words[i..].trim_start_matches('：').len());
    let words = &cx.text()[from..zone.end];
    let inside = enclosed(words, Span::new(0, words.len()));
    let named = |w: &str| names_kind(w, cx) || done && own_subject(w, cx);
    let item = |i: usize| {
        let from = words[..i].rfind(['，', '；', '、']).map_or(0, |p| p + '，'.len_utf8());
        let next = &words[i + '，'.len_utf8()..];
        let next = next[..next.find(['，', '；', '。']).unwrap_or(next.len())].trim();
        let goes_on = || named(next) && !["并", "根据", "按照"].iter().any(|w| next.starts_with(w));
        (behind.is_some() || done && goes_on()) && named(words[from..i].trim())
    };
    let stop = words
        .char_indices()
        .find(|&(i, c)| (matches!(c, '。' | '《') || matches!(c, '，' | '；') && !item(i)) && !is_inside(&inside, i));
    let words = &words[..stop.map_or(words.len(), |s| s.0)];
    let mut items: Vec<Span> = Vec::new();
    let mut start = 0;
    for (at, c) in words.char_indices() {
        let joins = match c {
            // 这五个文件包括：…，…，…
            '，' | '；' if behind.is_none() && !done => false,
            '、' | '，' | '；' | '和' | '与' | '與' | '及' | '以' | '等' => {
                words.get(start..at).is_some_and(|w| named(w.trim()))
            }
            _ => false,
        };
        if joins && at >= start && !is_inside(&inside, at) {
            items.push(Span::new(start, at));
            start = at + if words[at..].starts_with("以及") { "以及".len() } else { c.len_utf8() };
            if c == '等' {
                start = words.len();
                break;
            }
        }
    }
    items.push(Span::new(start, words.len()));
    items.retain(|i| !i.of(words).trim().is_empty());
    let items: Vec<Span> = items
        .into_iter()
        .map(|i| Span::new(from + i.start, from + i.end).trimmed(cx.text()))
        .map(|i| Span::new(i.end - cx.get(i).trim_start_matches("以及").trim_start_matches("一项").len(), i.end))
        .map(|i| if quoted(cx.get(i)) { Span::new(i.start + '“'.len_utf8(), i.end - '”'.len_utf8()) } else { i })
        .collect();
    let marked = |i: &Span| {
        let from = i.start.checked_sub('“'.len_utf8());
        from.and_then(|from| cx.text().get(from..i.end + '”'.len_utf8())).is_some_and(quoted)
    };
    let whole = |i: &Span| named(cx.get(*i)) && quantities(cx.get(*i)).is_empty() && cx.get(*i).chars().count() <= 60;
    let told = |i: &Span| {
        let w = cx.get(*i);
        marked(i)
            || parts(w, cx.lexicon).parties.len() > 1
                && (opens_party(w, cx.lexicon).is_some() || w.starts_with('中') || w.chars().nth(1) == Some('中'))
            || (done || behind.is_some()) && own_subject(w, cx)
            || (w.starts_with("关于") || w.starts_with("關於")) && w.contains('的')
    };
    if items.iter().all(whole) && items.iter().any(told) { items } else { Vec::new() }
}

/// “…”, 「…」 and nothing else.
fn quoted(words: &str) -> bool {
    let mut inside = words.chars();
    let marks = (inside.next(), inside.next_back());
    matches!(marks, (Some('“'), Some('”')) | (Some('「'), Some('」'))) && !inside.as_str().contains(['“', '”', '「', '」'])
}

/// Whether a name without parties still says what the instrument is about: 全面战略伙伴关系条约, not 双边合作协议.
fn own_subject(words: &str, cx: &Context<'_>) -> bool {
    const SORTS: [&str; 21] = [
        "联合",
        "共同",
        "会议",
        "谅解",
        "会谈",
        "双边",
        "两国",
        "双方",
        "有关",
        "相关",
        "系列",
        "部分",
        "战略",
        "政府间",
        "新",
        "重要",
        "框架",
        "合作",
        "之间",
        "上述",
        "一揽子",
    ];
    let kind = crate::parse::title::noun(words, cx.lexicon).is_some_and(|(_, c)| c != "other");
    let Some(len) = crate::parse::title::bare_noun(words, cx.lexicon).filter(|_| kind) else { return false };
    let mut rest = &words[..words.len() - len];
    // 60架飞机采购协议, 12点内容的联合声明
    let counted = !rest.starts_with("两国") && number(rest).is_ok_and(|(behind, _)| !behind.starts_with(['年', '-', '—', '至']));
    let open = ["等", "领域", "方面", "、", "，", "：", "该", "此", "其", "一系列"].iter().any(|w| rest.contains(w))
        || rest.starts_with('的');
    while let Some(r) = SORTS.iter().find_map(|w| rest.strip_prefix(w).or_else(|| rest.strip_suffix(w))) {
        rest = r;
    }
    !open && !counted && rest.chars().count() > 1
}

/// Where the last clause begins.
fn clause_start(cx: &Context<'_>, s: Span) -> usize {
    cx.get(s).rfind(['，', '：', '；']).map_or(s.start, |i| s.start + i + '，'.len_utf8())
}

/// Whether words are a day, with a place or without, and nothing else: 今天在北京, 26日上午.
pub(super) fn day_and_place(words: &str) -> bool {
    let Some(day) = dates(words).into_iter().find(|d| d.span.start <= '于'.len_utf8()) else { return false };
    let rest = words[day.span.end..].trim_end_matches("正式");
    rest.is_empty() || rest.starts_with(['在', '于']) && rest.chars().count() <= 8
}

/// The title that stands before its verb, with a day and a place between them, or nothing where the verb ends the clause.
fn before_verb(cx: &Context<'_>, zone: Span, last: bool) -> Vec<Span> {
    let Some(noun) = cx.hits.within(Category::Instruments, zone).next_back() else { return Vec::new() };
    let head = Span::new(zone.start, noun.span.start.max(zone.start));
    let from = cx.get(head).rfind(['，', '：', '；', '》']).map_or(zone.start, |i| zone.start + i + '，'.len_utf8());
    let title = Span::new(from.min(noun.span.end), noun.span.end).trimmed(cx.text());
    let between = cx.get(Span::new(noun.span.end, zone.end));
    let apart = between.chars().count() <= 18
        && (dates(between).len() + usize::from(between.contains('在'))) > 0
        && between.strip_prefix('，').map_or(!between.contains('，'), day_and_place)
        || last && between.is_empty();
    let words = cx.get(title);
    // 《甲国和乙国联合声明》3日公布: a title with its marks
    if words.contains('《') {
        return Vec::new();
    }
    // 在两国建立外交关系的联合公报上签字, 在甲国和乙国达成的一项贸易协定和一项文化协定上签字
    if let Some(i) = words.rfind('在').filter(|_| between == "上") {
        let from = words[i..].find("达成的").map_or(i + '在'.len_utf8(), |d| i + d + "达成的".len());
        let title = Span::new(title.start + from, title.end);
        let own = names_kind(cx.get(title), cx) && cx.get(title).chars().count() <= 60;
        let several = listed(cx, title, true);
        return if several.len() > 1 { several } else { own.then_some(title).into_iter().collect() };
    }
    let whole = names_kind(words, cx) && parts(words, cx.lexicon).parties.len() > 1;
    if apart && whole && words.chars().count() <= 60 { vec![title] } else { Vec::new() }
}

/// Whether words end with the noun of a kind.
pub(super) fn names_kind(words: &str, cx: &Context<'_>) -> bool {
    crate::parse::title::noun(words, cx.lexicon).is_some_and(|(len, c)| c != "other" && len < words.len())
}

/// What introduces a list of instruments.
pub(super) const LISTS: [&str; 14] = [
    "以下文件",
    "以下合作文件",
    "下列文件",
    "下列合作文件",
    "分别是",
    "分别为",
    "其中包括",
    "包括",
    "即：",
    "如下：",
    "签署的是",
    "签署的还有",
    "项目还有",
    "文件还有",
];

/// 这五个文件包括…: the instruments of the sentence before.
pub(super) fn lists_what_came(s: &str) -> bool {
    (s.starts_with('这')
        || s.starts_with("上述")
        || s.starts_with("其中")
        || s.starts_with("分别")
        || s.starts_with("包括")
        || s.starts_with("首先签署")
        || s.starts_with("其他")
        || s.starts_with("其它"))
        && LISTS.iter().any(|w| find_rare(s, w).is_some_and(|i| i <= 45))
}

/// The instruments of a list bear the act that the sentence before tells.
/// Gives the sentence that tells it.
pub(super) fn as_told_before(cx: &Context<'_>, before: &[Sentence], s: Span, found: &mut Vec<Document>) -> Option<Span> {
    // 两国签署五个文件。两国总理出席签字仪式。这五个文件包括…
    let told = |b: &Sentence| Some((b.span, *cx.hits.within(Category::Acts, b.span).rfind(|h| signs(cx, h))?));
    let (before, verb) = before.iter().rev().take(3).find_map(told)?;
    let end = Span::new(before.end, before.end);
    let (kind, at) = act(cx, Span::new(before.start, verb.span.end), end);
    let by = by(cx, before, at);
    if found.is_empty() {
        // without 《》 too
        for title in listed(cx, short(cx, s, false), true) {
            let mut d = document(cx, title);
            d.acts.push(Act { source: cx.source(title), ..Act::default() });
            found.push(d);
        }
    }
    for a in found.iter_mut().flat_map(|d| &mut d.acts).filter(|a| a.act == ActKind::Cite && a.article_cited.is_none()) {
        a.act = kind;
        a.by.clone_from(&by);
    }
    Some(before)
}
