//! The instruments that a sentence names, with what is done with them.

use super::acts::{act, article_cited, by};
use super::days::{day_of_past, filed_day, lately, settled, told_day};
use super::entries::entries;
use super::signers::signatories;
use super::unmarked::{as_told_before, lists_what_came, unmarked};
use super::{Shelf, dated_nouns};
use crate::diagnostic::{Code, Diagnostic};
use crate::lexicon::{Category, Hit};
use crate::model::{Act, ActKind, Document, DocumentKind, Meeting};
use crate::parse::sentence::{enclosed, is_inside};
use crate::parse::title::titles;
use crate::parse::{date::WrittenDate, dates::dates};
use crate::record::Context;
use crate::record::anatomy::document;
use crate::record::meeting::Tellings;
use crate::record::scene::Scene;
use crate::record::when::Calendar;
use crate::span::Span;

/// The instruments that a report names; `met` are the encounters, and where it tells of them.
pub fn mentioned(
    cx: &Context<'_>,
    scene: &Scene,
    calendar: &Calendar,
    met: (&[Meeting], &Tellings),
    shelf: &mut Shelf,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let first = shelf.len();
    let listed = entries(cx, scene, shelf);
    for (n, s) in scene.sentences.iter().enumerate().filter(|(_, s)| !listed.iter().any(|p| p.contains(s.span))) {
        // one for each sentence, however many marks there are
        let lost = titles(cx.text(), s.span).1;
        if let Some(&at) = lost.iter().min() {
            let mark = Span::new(at, at + '《'.len_utf8());
            let mut message = format!("a title that is never {}", if cx.get(mark) == "《" { "closed" } else { "opened" });
            if lost.len() > 1 {
                message = format!("{message}, and {} more in this sentence", lost.len() - 1);
            }
            diagnostics.push(Diagnostic::new(Code::UnbalancedTitle, message, Some(cx.source(mark))));
        }
        dated_nouns(cx, s.span, &scene.article, shelf, calendar);
        let mut found = in_sentence(cx, s.span, scene.filed.as_ref(), calendar);
        found.extend(known_by_name(cx, s.span));
        // the same title in 《》 is the better one
        let better = |d: &Document| {
            // 签署两国建交公报: the one on diplomatic relations, by the name that everybody calls it
            let relations = |o: &Document| o.subject.as_deref().is_some_and(|s| s.ends_with("外交关系")) && o.kind == d.kind;
            if d.title.as_deref().is_some_and(|t| t.contains("建交")) && shelf.since(first).iter().any(relations) {
                return true;
            }
            let ends = |o: &Document| o.title.as_deref().zip(d.title.as_deref()).is_some_and(|(o, t)| o != t && o.ends_with(t));
            shelf.since(0).iter().any(ends)
        };
        let bare = unmarked(cx, s.span, s.telling).into_iter().filter(|d| !better(d));
        let signed = |d: &Document| d.acts.iter().any(|a| matches!(a.act, ActKind::Sign | ActKind::WitnessSigning));
        found.extend(bare.map(|d| match &scene.filed {
            Some(f) if signed(&d) => Document { date: filed_day(Some(f), calendar), ..d },
            _ => d,
        }));
        let listed = lists_what_came(cx.get(s.span));
        let before = if listed { as_told_before(cx, &scene.sentences[..n], s.span, &mut found) } else { None };
        let told = if found.is_empty() { Vec::new() } else { dates(cx.get(s.span)) };
        // 甲国和乙国26日签署3份文件。这3份文件包括…
        let day_before = before.and_then(|b| dates(cx.get(b)).into_iter().find(told_day)).filter(|_| !found.is_empty());
        let past = (!found.is_empty()).then(|| day_of_past(cx, scene, n)).flatten();
        for mut d in found {
            d.article.clone_from(&scene.article);
            let at = d.span.start;
            let near = met.1.held(cx, met.0, s.span, at);
            let meeting = near.map(|m| m.id.clone());
            // what is issued while the sides meet bears the day of it, as what is signed does
            // the day that the sentence tells, else that of the encounter
            let before = |w: &&WrittenDate| s.span.start + w.span.end <= at && told_day(w);
            // 2010年10月，两国签署了《…》: no day, and that of the report is another
            let month = |w: &&WrittenDate| {
                let (from, to) = (s.span.start + w.span.start, s.span.start + w.span.end);
                let opens = from == s.span.start || cx.text()[..from].ends_with('，');
                w.year.is_some() && w.month.is_some() && w.day.is_none() && to < at && opens && cx.text()[to..].starts_with('，')
            };
            let day = told.iter().rfind(|w| before(w) || month(w));
            // 双方5日发表《…》
            let beside = day.is_some_and(|w| !cx.get(Span::new(s.span.start + w.span.end, at)).contains('，'));
            let issued = s.telling == s.words && (near.is_some() || beside);
            let signed = |a: &Act| {
                matches!(a.act, ActKind::Sign | ActKind::SignAndIssue | ActKind::WitnessSigning)
                    || issued && a.act == ActKind::Issue
            };
            // 双方将签署《…》, 双方将发表《…》; but not 将关系提升为…并发表《…》
            let clause = cx.get(Span::new(s.span.start, at)).rsplit('，').next().unwrap_or("");
            let soon = clause.rsplit_once('将').map(|(_, rest)| rest.chars().count() <= 8);
            let to_come =
                soon.is_some_and(|soon| d.acts.iter().all(|a| a.act == ActKind::Sign || soon && a.act == ActKind::Issue));
            if d.acts.iter().any(signed) {
                // 《…》18日在甲地签字: the day directly behind the title
                let next = |w: &&WrittenDate| {
                    let from = s.span.start + w.span.start;
                    let between = || cx.get(Span::new(d.span.end, from)).trim_matches(['》', '于', '的']);
                    // …协定签字仪式今天在甲地举行
                    told_day(w)
                        && from >= d.span.end
                        && (between().is_empty() || between().chars().count() <= 6 && between().ends_with("仪式"))
                };
                let own = day.or_else(|| told.iter().find(next)).or(day_before.as_ref());
                let told = own.and_then(|w| settled(w, scene.filed.as_ref(), calendar));
                let met = near.and_then(|m| m.date.clone()).filter(|d| !d.contains('/'));
                let recent = to_come || lately(cx.get(nearby(cx, Span::new(s.span.start, at))));
                // of an encounter of several days the report may come too late to be one
                let days = near.and_then(|m| m.date.as_deref()?.split_once('/'));
                let within = |day: &String| days.is_none_or(|(first, last)| (first..=last).contains(&day.as_str()));
                let other = || met.or_else(|| d.date.take().filter(within)).or_else(|| near.and_then(|m| m.date.clone()));
                d.date = match past {
                    Some(day) if told.is_none() => {
                        Some(day).filter(told_day).and_then(|w| calendar.resolve(&w, None)).map(|s| s.edtf)
                    }
                    _ if recent => told,
                    _ => told.or_else(other),
                };
                let date = d.date.clone();
                d.acts.iter_mut().filter(|a| signed(a)).for_each(|a| a.date.clone_from(&date));
            }
            // 《宣言》, 《北京宣言》: the one of this report that ends so
            if d.acts.iter().all(|a| a.act == ActKind::Cite) {
                shelf.calls(&mut d, None);
            }
            for a in &mut d.acts {
                // 访华期间，双方将发表…: at none of the encounters told of
                if a.act != ActKind::Cite && !(to_come && cx.get(s.span).contains("期间")) {
                    a.meeting.clone_from(&meeting);
                }
            }
            shelf.add(d);
        }
    }
    untitled(cx, scene, met, first, shelf);
}

/// 双方发表联合声明: what both sides issue without a title in the whole article.
fn untitled(cx: &Context<'_>, scene: &Scene, met: (&[Meeting], &Tellings), first: usize, shelf: &mut Shelf) {
    for s in scene.sentences.iter().filter(|s| s.telling == s.words) {
        let inside = enclosed(cx.text(), s.span);
        for noun in cx.hits.within(Category::Instruments, s.span) {
            let words = cx.get(noun.span);
            let kind = cx.lexicon.entry(noun).code.as_deref().and_then(DocumentKind::from_code).unwrap_or_default();
            let joint =
                matches!(kind, DocumentKind::JointStatement | DocumentKind::JointCommunique | DocumentKind::JointDeclaration);
            // 双方签订了议定书, below 中乙科学技术合作议定书签字
            let headed = scene.headline.filter(|_| !joint).and_then(|h| titled_by(cx, h, words));
            if !joint && headed.is_none() || is_inside(&inside, noun.span.start) {
                continue;
            }
            let before = Span::new(s.span.start, noun.span.start);
            let clause = before.end - cx.get(before).rsplit('，').next().map_or(0, str::len);
            let clause = Span::new(clause, before.end);
            // 双方交换了意见，并发表联合声明
            let clause = if cx.get(clause).starts_with('并') { before } else { clause };
            let countries = cx.hits.within(Category::Countries, clause).map(|h| cx.lexicon.entry(h).code.as_deref());
            let sides = ["双方", "两国", "三国", "三方"].iter().any(|w| cx.get(clause).contains(w));
            if !sides && countries.collect::<std::collections::BTreeSet<_>>().len() < 2 {
                continue;
            }
            // 发表了包括12点内容的中古联合声明: the sides stand before the noun
            let pair = cx.get(before).char_indices().rev().nth(1).map_or(before.end, |(i, _)| before.start + i);
            let sides = Span::new(pair, noun.span.end);
            let sides = Some(sides).filter(|s| crate::parse::title::parts(cx.get(*s), cx.lexicon).parties.len() == 2);
            let opens = sides.map_or(noun.span.start, |s| s.start);
            let issues = |h: &&Hit| {
                let code = cx.lexicon.entry(h).code.as_deref().and_then(ActKind::from_code);
                let between = cx.text().get(h.span.end..opens).unwrap_or("，");
                let sort = between.ends_with('的') && between.chars().count() <= 16 && !between.contains(['，', '、', '《', '“']);
                let done = matches!(code, Some(ActKind::Issue | ActKind::SignAndIssue))
                    || headed.is_some() && code == Some(ActKind::Sign);
                (between.is_empty() || sort) && done
            };
            let Some(verb) = cx.hits.within(Category::Acts, before).find(issues) else { continue };
            let named = |d: &Document| d.kind == kind && d.acts.iter().any(|a| a.act != ActKind::Cite);
            if cx.get(before).contains('将') || shelf.since(first).iter().any(named) {
                continue;
            }
            // the headline may have it
            let marked = |h| titles(cx.text(), h).0.into_iter().map(|t| t.0).find(|&t| cx.get(t).ends_with(words));
            let printed = headed.or_else(|| scene.headline.and_then(marked));
            let near = met.1.held(cx, met.0, s.span, s.span.start);
            let date = near.and_then(|m| m.date.clone()).filter(|d| !d.contains('/'));
            let source = cx.source(verb.span.cover(noun.span));
            let act = cx.lexicon.entry(verb).code.as_deref().and_then(ActKind::from_code).unwrap_or(ActKind::Issue);
            let act = Act {
                act,
                by: by(cx, before, Some(Span::new(verb.span.start, verb.span.end))),
                date: date.clone(),
                meeting: near.map(|m| m.id.clone()),
                source: source.clone(),
                ..Act::default()
            };
            let mut d = match printed.or(sides) {
                Some(title) => document(cx, title),
                None => Document { description: Some(words.to_owned()), kind, source, ..Document::default() },
            };
            if d.parties.is_empty() {
                d.parties = signatories(cx, before, Some(verb.span));
            }
            (d.article, d.date, d.span) = (scene.article.clone(), date, noun.span);
            d.acts.push(act);
            shelf.add(d);
        }
    }
}

/// The instrument of two sides that a headline tells to be signed: 中乙科学技术合作议定书签字.
fn titled_by(cx: &Context<'_>, headline: Span, noun: &str) -> Option<Span> {
    let words = cx.get(headline);
    let end = words.find(noun)? + noun.len();
    let signed = ["签", "在"].iter().any(|w| words[end..].trim_start().starts_with(w));
    let sides = crate::parse::title::parts(&words[..end], cx.lexicon).parties.len();
    (signed && sides > 1 && noun.chars().count() > 1).then(|| Span::new(headline.start, headline.start + end))
}

/// What says of a title before it that it was made before.
const MADE: [&str; 6] = ["签署的", "签订的", "发表的", "达成的", "缔结的", "通过的"];

/// The titles of a sentence with what is done with them.
pub(super) fn in_sentence(cx: &Context<'_>, s: Span, filed: Option<&WrittenDate>, calendar: &Calendar) -> Vec<Document> {
    let (found, _) = titles(cx.text(), s);
    let mut out = Vec::new();
    if found.is_empty() {
        return out;
    }
    let told = dates(cx.get(s));
    // where the last title ended that bore its own day
    let mut dated: Option<(usize, WrittenDate)> = None;
    for (i, &(title, depth)) in found.iter().enumerate() {
        let outer = '《'.len_utf8();
        // （以下简称《协定》） names nothing new, and 《协定》 is what it stands for
        if cx.text()[..title.start.saturating_sub(outer)].ends_with('称') && cx.short_titles.iter().any(|t| t.0 == title) {
            continue;
        }
        // 本《联合声明》: the text itself
        let bare = || crate::parse::title::noun(cx.get(title), cx.lexicon).is_some_and(|(len, _)| len == title.len());
        if cx.text()[..title.start.saturating_sub(outer)].ends_with(['本', '该']) && bare() {
            continue;
        }
        let short = cx.short_titles.iter().rev().find(|t| t.0.start < title.start && cx.get(t.0) == cx.get(title));
        let mut d = document(cx, short.map_or(title, |t| t.1));
        d.span = title;
        if d.kind == DocumentKind::Other && !instrument_other(cx, title) {
            cx.trace.attempt("documents", title, title, || "title".into());
            cx.trace.gives_up("no noun of an instrument ends it: a book, a paper, a play");
            continue;
        }
        let before = nearby(cx, Span::new(s.start, title.start.saturating_sub(outer).max(s.start)));
        let behind = Span::new((title.end + outer).min(s.end), s.end);
        let (kind, verb) = if depth > 0 { (ActKind::Cite, None) } else { act(cx, before, behind) };
        let how = if depth > 0 { "inside another title" } else { "the last verb before it in its clause, or a verb behind it" };
        cx.trace.later(
            ("documents", title),
            verb.unwrap_or(title),
            "act",
            if verb.is_none() && depth == 0 { "no verb of signing near it" } else { how },
            || kind.code(),
        );
        // the date belongs to the title where it stands directly before it: 2005年7月1日《…》, 2025年5月8日签署的《…》
        let near = told.iter().rfind(|w| s.start + w.span.end <= before.end).filter(|w| {
            let between = cx.get(Span::new(s.start + w.span.end, before.end));
            (w.year.is_some() || w.year_offset.is_some())
                && (between.is_empty()
                    || between.chars().count() <= 8 && between.ends_with('的')
                    // 去年10月，我们在北京签署的《…》
                    || between.chars().count() <= 16 && MADE.iter().any(|w| between.ends_with(w)))
        });
        // 2013年9月9日签订的《…条约》和《…宣言》: of the same day
        let beside =
            dated.filter(|(end, _)| matches!(cx.text().get(*end..before.end), Some("》和" | "》及" | "》与" | "》" | "》以及")));
        let near = near.copied().or(beside.map(|(_, w)| w)).filter(|_| depth == 0 || near.is_some());
        if depth == 0 {
            dated = near.map(|w| (title.end, w));
        }
        let mut act = Act {
            act: kind,
            source: cx.source(Span::new(verb.map_or(title.start, |v: Span| v.start.min(title.start)), title.end)),
            ..Act::default()
        };
        if let Some(w) = near {
            d.date = calendar.resolve(&w, filed).map(|d| d.edtf);
            act.act = ActKind::Cite;
        } else if matches!(kind, ActKind::Sign | ActKind::SignAndIssue | ActKind::WitnessSigning) && i < found.len() {
            d.date = filed_day(filed, calendar);
        }
        if act.act == ActKind::Cite {
            act.article_cited = article_cited(cx.get(behind));
        } else {
            act.date.clone_from(&d.date);
            act.by = by(cx, before, verb);
        }
        if d.parties.is_empty() && matches!(act.act, ActKind::Sign | ActKind::WitnessSigning) {
            d.parties = signatories(cx, before, verb);
        }
        d.acts.push(act);
        out.push(d);
    }
    out
}

/// What stands before a title, as far back as a verb may be: a sentence may list any number of titles.
fn nearby(cx: &Context<'_>, before: Span) -> Span {
    let start = cx.get(before).char_indices().rev().nth(2999).map_or(before.start, |(i, _)| before.start + i);
    Span::new(start, before.end)
}

/// Instruments that texts name without 《》 because everybody knows them: 中日和平友好条约缔结45周年.
fn known_by_name(cx: &Context<'_>, s: Span) -> Vec<Document> {
    cx.hits
        .within(Category::Anniversaries, s)
        .filter_map(|h| {
            let name = &cx.lexicon.entry(h).name;
            let (_, code) = crate::parse::title::noun(name, cx.lexicon)?;
            let title = Span::new(h.span.start, h.span.start + name.len());
            (code != "other" && cx.get(title) == name && !cx.text()[..title.start].ends_with('《')).then(|| {
                let mut d = document(cx, title);
                d.acts.push(Act { act: ActKind::Cite, source: cx.source(title), ..Act::default() });
                d
            })
        })
        .collect()
}

/// A title whose noun is an instrument although no kind of its own: 路线图, 共识, 倡议.
fn instrument_other(cx: &Context<'_>, title: Span) -> bool {
    crate::parse::title::noun(cx.get(title).trim_end_matches('）'), cx.lexicon).is_some()
}
