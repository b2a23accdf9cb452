//! Instruments that are only counted: 见证签署经贸、教育、科技等领域20项合作文件.

use super::Context;
use super::meeting::Tellings;
use super::scene::Scene;
use crate::lexicon::Category;
use crate::model::{ActKind, Bundle, Extraction};
use crate::parse::quantity::{Quantity, quantities};
use crate::parse::sentence::{enclosed, is_inside};
use crate::span::{Span, find_rare};

/// Nouns of instruments that are counted.
pub(super) const NOUNS: &[&str] = &[
    "合作文件",
    "合作文本",
    "合作协议",
    "合作成果",
    "成果文件",
    "谅解备忘录",
    "合作备忘录",
    "双边文件",
    "协议",
    "文件",
    "协定",
    "联合声明",
    "合同",
    "文本",
    "备忘录",
    "共识",
    "成果",
    "议定书",
];

/// Reads the bundles of a scene.
pub fn bundles(cx: &Context<'_>, scene: &Scene, told: &Tellings, out: &mut Extraction) {
    let first = out.bundles.len();
    for s in scene.sentences.iter().filter(|s| s.telling == s.words) {
        for b in in_sentence(cx, s.span) {
            let known = out.bundles[first..].iter().any(|o| o.act == b.act && o.count == b.count && o.fields == b.fields);
            if !known {
                let meeting = told.held(cx, &out.meetings, s.span, b.span.start).map(|m| m.id.clone());
                out.bundles.push(Bundle { article: scene.article.clone(), meeting, ..b });
            }
        }
    }
}

fn in_sentence(cx: &Context<'_>, s: Span) -> Vec<Bundle> {
    if cx.hits.within(Category::Acts, s).next().is_none() {
        return Vec::new();
    }
    let text = cx.get(s);
    let inside = enclosed(text, Span::new(0, text.len()));
    let counts: Vec<Quantity> = quantities(text)
        .into_iter()
        .filter(|q| {
            // 同74个国家签署合作文件
            let parties = ["国", "地区", "组织", "城市", "省", "伙伴"].iter().any(|w| text[q.span.end..].starts_with(w));
            // 在一项贸易协定上签字: the instrument itself
            let one = q.count == Some(1) && !NOUNS.iter().any(|n| text[q.span.end..].starts_with(n));
            !parties && !one && !is_inside(&inside, q.span.start)
        })
        .collect();
    let mut out = Vec::new();
    let mut clause_start = 0;
    for (clause, at) in clauses(text) {
        let zone = Span::new(at, at + clause.len());
        let acts: Vec<(Span, ActKind)> = cx
            .hits
            .within(Category::Acts, Span::new(s.start + clause_start, s.start + zone.end))
            .filter(|h| cx.lexicon.entry(h).kind.as_deref() != Some("not_act") && !is_inside(&inside, h.span.start - s.start))
            .filter_map(|h| Some((h.span, ActKind::from_code(cx.lexicon.entry(h).code.as_deref()?)?)))
            .collect();
        clause_start = zone.end;
        let here = Span::new(s.start + zone.start, s.start + zone.end);
        // 见证…24份文件的签署: the verb is the one before
        let last = |noun: bool| {
            let verb = |v: &Span| here.contains(*v) && (noun || !text[..v.start - s.start].ends_with('的'));
            acts.iter().rev().find(|(v, _)| verb(v)).copied()
        };
        // 出席7个合作文件的签字仪式
        let ceremony = || {
            let held = [
                ("签字仪式", ActKind::WitnessSigning),
                ("签署仪式", ActKind::WitnessSigning),
                ("交换仪式", ActKind::WitnessExchange),
            ];
            held.into_iter().find_map(|(w, act)| {
                let at = here.start + find_rare(clause, w)?;
                Some((Span::new(at, at + w.len()), act))
            })
        };
        let Some((verb, mut act)) = last(false).or_else(|| last(true)).or_else(ceremony) else { continue };
        cx.trace.attempt("bundles", here.trimmed(cx.text()), verb, || format!("instruments that are counted: {}", act.code()));
        // behind the verb: a number or 等领域, and a noun; before the name of a ceremony
        let from = if cx.get(verb).ends_with("仪式") {
            clause.find("出席").map_or(zone.start, |i| zone.start + i + "出席".len())
        } else {
            verb.end - s.start
        };
        // 签署56项文件，其中32项在两国元首见证下签署
        let of_those = clause.starts_with("其中") && NOUNS.iter().any(|n| text[..zone.start].contains(n));
        let count = counts.iter().find(|q| {
            q.span.start >= zone.start
                && q.span.end <= zone.end
                && (of_those || noun_near(clause_from(text, q.span.end, zone.end)))
        });
        let tail = &text[from.min(zone.end)..zone.end];
        let fields_at = field_zone(cx, s.start, text, from, zone.end, count);
        let counted_before_verb = count.is_some_and(|q| q.span.start < from);
        if tail.contains('《') && count.is_none() {
            cx.trace.gives_up("a title stands behind the verb, and no number");
            continue;
        }
        // 在两国总理的见证下，签署31份…
        let before = cx.text()[..here.trimmed(cx.text()).start].trim_end_matches('，');
        let witness = cx.get(Span::new(here.start, verb.start)).contains("见证") || before.ends_with("见证下");
        if witness && act == ActKind::Sign {
            act = ActKind::WitnessSigning;
        }
        let ends_in_noun = NOUNS.iter().any(|n| tail.trim_end_matches(['。', '！']).ends_with(n) || tail.contains(n));
        // 共同见证了双边合作文件的签署
        let witnessed = || {
            let some = ["合作文件", "合作文本", "合作协议", "双边文件"].iter().any(|n| clause.contains(n));
            // 签署了以下合作文件：…
            let listed = ["以下", "下列"].iter().any(|w| clause.contains(w));
            matches!(act, ActKind::WitnessSigning | ActKind::WitnessExchange) && some && !listed && !clause.contains('《')
        };
        if count.is_none() && (fields_at.is_none() || !ends_in_noun) && !witnessed() {
            cx.trace.gives_up("no number, and no 等领域 with a noun of instruments");
            continue;
        }
        if count.is_some() && !ends_in_noun && !counted_before_verb {
            cx.trace.gives_up("what is counted is no instrument");
            continue;
        }
        let mut fields = fields_at.map(|z| list(z.of(text))).unwrap_or_default();
        // 签署《…》、《…》等5项文件, …协定、…备忘录等文件: these are the instruments themselves
        let named = |f: &String| {
            f.ends_with('》') || crate::parse::title::noun(f, cx.lexicon).is_some_and(|(len, c)| c != "other" && len < f.len())
        };
        // 将要签署的文件等问题: nothing but the noun
        if count.is_none() && !fields.is_empty() && fields.iter().all(|f| NOUNS.contains(&f.as_str())) {
            cx.trace.gives_up("no number, and no field");
            continue;
        }
        if !fields.is_empty() && fields.iter().all(named) {
            if count.is_none() {
                continue;
            }
            fields.clear();
        }
        // 签署《…》以及关于信息通信、禁毒等13个文件
        fields.retain(|f| !(f.starts_with('《') && f.ends_with('》')));
        if let Some(about) = fields.first_mut().and_then(|f| f.strip_prefix("关于").map(str::to_owned)) {
            fields[0] = about;
        }
        // 交换20多份文本，涵盖…等领域; 签署3份文件，合作内容涉及…: the fields stand in the next clause
        let mut end = zone.end;
        let behind = &text[zone.end..];
        let about = ["涵盖", "涉及"].iter().filter_map(|w| Some(behind.find(w)? + w.len())).min();
        // 涉及金额近3亿美元: no field
        let field = |i: usize| behind[..i].chars().count() <= 8 && !behind[i..].starts_with("金额");
        if fields.is_empty()
            && let Some(i) = about.filter(|&i| field(i))
        {
            let at = text.len() - behind[i..].trim_start_matches('了').len();
            let stop = text[at..].find(['。', '；']).map_or(text.len(), |p| at + p);
            fields = list(strip_tail(&text[at..stop]));
            end = stop;
        }
        let span = Span::new(s.start + zone.start, s.start + end).trimmed(cx.text());
        if let Some(q) = count {
            let at = Span::new(s.start + q.span.start, s.start + q.span.end);
            cx.trace.took("count", at, "a number before a noun of instruments", || cx.get(at).to_owned());
        }
        cx.trace.gives(|| act.code());
        out.push(Bundle {
            act,
            count: count.and_then(|q| q.count),
            at_least: count.is_some_and(|q| q.at_least),
            fields,
            source: cx.source(span),
            span,
            ..Bundle::default()
        });
    }
    out
}

/// The clauses of a sentence with their offsets: parted by commas that stand in no bracket.
fn clauses(text: &str) -> Vec<(&str, usize)> {
    let inside = enclosed(text, Span::new(0, text.len()));
    let mut out = Vec::new();
    let mut start = 0;
    for (i, c) in text.char_indices() {
        if matches!(c, '，' | '；' | '。') && !is_inside(&inside, i) {
            out.push((&text[start..i], start));
            start = i + c.len_utf8();
        }
    }
    if start < text.len() {
        out.push((&text[start..], start));
    }
    out
}

fn clause_from(text: &str, from: usize, end: usize) -> &str {
    text.get(from..end).unwrap_or("")
}

fn noun_near(rest: &str) -> bool {
    NOUNS.iter().any(|n| rest.find(n).is_some_and(|i| rest[..i].chars().count() <= 24))
}

/// Where the fields stand: between the verb and 等领域, 等方面, 等.
fn field_zone(cx: &Context<'_>, at: usize, text: &str, from: usize, end: usize, count: Option<&Quantity>) -> Option<Span> {
    let zone = text.get(from..end)?;
    let close = listed_until(zone)
        .or_else(|| zone.find("领域").filter(|i| zone[..*i].contains('、')))
        // 发表关于中东局势、…4份联合声明: the fields stand before the number
        .or_else(|| {
            let upto = count?.span.start.checked_sub(from)?;
            let words = zone.get(..upto)?;
            (words.contains('、') && words.trim_start_matches('了').starts_with("关于"))
                .then(|| words.trim_end_matches('的').len())
        })
        // 关于经济、文化合作文件
        .or_else(|| {
            let words = &zone[..zone.find("合作文件").or_else(|| zone.find("合作协议"))?];
            let about = words.trim_start_matches('了').trim_start_matches("两国").starts_with("关于");
            (about && words.contains('、')).then_some(words.len())
        })?;
    let mut start = 0;
    if let Some(q) = count.filter(|q| q.span.end > from && q.span.end - from <= close) {
        // 20项经贸、教育等领域合作文件
        start = q.span.end - from;
    }
    let mut words = &zone[start..close];
    while let Some(rest) =
        ["了", "的", "一系列", "双边", "双方", "两国", "有关", "关于", "涉及", "涵盖"].iter().find_map(|w| words.strip_prefix(w))
        // 两国政府共同推进…建设: who concludes it
        && !rest.starts_with("政府")
    {
        words = rest;
    }
    // 旨在加强双边关系的经贸、投资等领域: what they are for
    let aim = words.strip_prefix("旨在").and_then(|w| w.split_once('的')).filter(|(aim, _)| !aim.contains('、'));
    words = aim.map_or(words, |(_, fields)| fields);
    // 签署中朝互免…: the two sides
    let mut chars = words.chars();
    if let (Some(a), Some(b)) = (chars.next(), chars.next())
        && (a == '中' || b == '中')
        && cx.lexicon.abbreviated(a).next().is_some()
        && cx.lexicon.abbreviated(b).next().is_some()
        && cx.hits.at(Category::Countries, at + from + close - words.len()).is_none()
    {
        words = chars.as_str();
    }
    let start = close - words.len();
    (start < close).then(|| Span::new(from + start, from + close))
}

fn strip_tail(s: &str) -> &str {
    let s = s.trim();
    listed_until(s).map_or(s, |i| &s[..i])
}

/// Where a list is over: 贸易、高等教育等领域.
fn listed_until(s: &str) -> Option<usize> {
    let first = s.match_indices('等').map(|(i, _)| i).find(|&i| !s[..i].ends_with(['高', '初']))?;
    // 甲国“增长计划”等战略对接以及农业、旅游等领域: the list goes on behind the first
    let goes_on = s[first..].find("以及").map(|i| first + i).filter(|&i| !s[first..i].contains('、'));
    let last = goes_on.and_then(|i| Some(i + ["等领域", "等方面"].iter().filter_map(|w| s[i..].find(w)).min()?));
    Some(last.unwrap_or(first))
}

/// The fields of a list.
fn list(s: &str) -> Vec<String> {
    let inside = enclosed(s, Span::new(0, s.len()));
    let mut out = Vec::new();
    let mut start = 0;
    for (i, c) in s.char_indices() {
        let joins = if c == '、' {
            c.len_utf8()
        } else if s[i..].starts_with("以及") {
            "以及".len()
        } else {
            0
        };
        if joins > 0 && !is_inside(&inside, i) {
            out.push(s[start..i].trim().to_owned());
            start = i + joins;
        }
    }
    out.push(s[start..].trim().to_owned());
    out.retain(|f| !f.is_empty() && f.chars().count() <= 30);
    out
}
