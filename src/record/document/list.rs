//! Lists of outcomes: sections and entries.

use super::unmarked::signs;
use super::{Shelf, section_act};
use crate::article::Draft;
use crate::diagnostic::{Code, Diagnostic};
use crate::lexicon::Category;
use crate::model::{Act, ActKind, Article, ListEntry};
use crate::parse::enumerator::{Enumerator, Style, alone, enumerator};
use crate::parse::sentence::{enclosed, is_inside};
use crate::parse::title::titles;
use crate::record::Context;
use crate::record::anatomy::{document, signatory};
use crate::span::Span;
use std::collections::BTreeSet;

/// A list of outcomes: sections and entries.
pub(super) fn list(cx: &Context<'_>, draft: &Draft, article: &mut Article, shelf: &mut Shelf, diagnostics: &mut Vec<Diagnostic>) {
    let (mut section, mut heading, mut kind) = (None, None, ActKind::Announce);
    let mut last: Option<(Style, u32)> = None;
    if let Some(h) = draft.headline {
        kind = section_act(cx, h).unwrap_or(ActKind::Announce);
    }
    // what the entries with titles are numbered by
    let numbered: BTreeSet<Style> = draft
        .body
        .iter()
        .filter(|p| cx.get(**p).contains('《'))
        .filter_map(|p| Some(enumerator(cx.get(*p)).ok()?.1.style))
        .collect();
    for &p in &draft.body {
        let text = cx.get(p);
        let e = enumerator(text).ok();
        let (found, _) = titles(cx.text(), p);
        let outer: Vec<Span> = found.iter().filter(|f| f.1 == 0).map(|f| f.0).collect();
        if outer.is_empty() {
            let line = e.map_or(text, |(rest, _)| rest).trim();
            // 签署关于…的谅解备忘录, 发表中法联合声明
            let head = cx.hits.at(Category::Acts, Span::of_slice(cx.text(), line).start).filter(|h| signs(cx, h)).map(|h| h.span);
            let rest = head.map_or(line, |v| line[v.len()..].trim_start_matches('了'));
            let named = crate::parse::title::noun(rest.trim_end_matches(['；', '。']), cx.lexicon).filter(|(_, c)| c != "other");
            let opens = rest.starts_with("关于")
                || crate::parse::parties::opens_party(rest, cx.lexicon).is_some()
                || head.is_some() && !crate::parse::title::parts(rest, cx.lexicon).parties.is_empty();
            if named.is_some() && e.is_some() && opens {
                // a title printed without 《》
                let at = Span::new(p.end - rest.len(), p.end).trimmed(cx.text());
                let title = Span::new(at.start, at.start + cx.get(at).trim_end_matches(['；', '。']).len());
                let e = e.map(|e| e.1);
                for part in parted(cx, title) {
                    let (sides, verb, title) = told(cx, part);
                    let act = verb.or(head).and_then(|v| section_act(cx, v)).unwrap_or(kind);
                    entry(cx, title, sides, article, shelf, act, section, heading.clone(), e, &mut last, diagnostics);
                }
                continue;
            }
            // 甲国政府与某组织签署合作文件。: an entry without a title of its own
            let told = || {
                let sentence = cx.get(p).trim_end().ends_with('。');
                sentence && cx.hits.within(Category::Acts, p).any(|h| signs(cx, h) && !cx.get(h.span).ends_with("仪式"))
            };
            // 发起合作倡议, among entries of the same numbers
            if let Some((_, e)) = e.filter(|(_, e)| numbered.contains(&e.style)) {
                last = Some((e.style, e.number));
            } else if line.chars().count() <= 60 && !told() {
                let n = e.as_ref().map(|(_, e)| e.number).or_else(|| alone(text));
                section = n.or(section.map(|s: u32| s + 1)).or(Some(1));
                heading = Some(line.trim_end_matches(['：', '。']).to_owned()).filter(|h| !h.is_empty());
                kind = section_act(cx, p).unwrap_or(kind);
                last = None;
            }
            continue;
        }
        for title in outer {
            // 签署《…》: the entry says itself what was done
            let told = section_act(cx, Span::new(p.start, title.start));
            entry(
                cx,
                title,
                None,
                article,
                shelf,
                told.unwrap_or(kind),
                section,
                heading.clone(),
                e.as_ref().map(|e| e.1),
                &mut last,
                diagnostics,
            );
        }
    }
}

/// 甲国政府与乙国政府签署合作谅解备忘录: an entry that says who signed what; the sides, the verb and the title.
fn told(cx: &Context<'_>, entry: Span) -> (Option<Span>, Option<Span>, Span) {
    let inside = enclosed(cx.text(), entry);
    let verb = cx.hits.within(Category::Acts, entry).find(|h| signs(cx, h) && !is_inside(&inside, h.span.start));
    let Some(verb) = verb.map(|h| h.span).filter(|v| v.start > entry.start) else { return (None, None, entry) };
    let title = Span::new(verb.end, entry.end);
    let title = Span::new(title.end - cx.get(title).trim_start_matches('了').len(), title.end).trimmed(cx.text());
    (Some(Span::new(entry.start, verb.start)), Some(verb), title)
}

/// 甲国政府与乙国政府签署合作规划，与丙国政府签署贸易协定: what one entry tells of several instruments. Each part names an instrument.
fn parted(cx: &Context<'_>, entry: Span) -> Vec<Span> {
    let inside = enclosed(cx.text(), entry);
    let signed = |s: Span| cx.hits.within(Category::Acts, s).any(|h| signs(cx, h) && !is_inside(&inside, h.span.start));
    let named = |s: Span| crate::parse::title::noun(cx.get(s), cx.lexicon).is_some_and(|(_, c)| c != "other");
    let mut out = Vec::new();
    let mut start = entry.start;
    for (i, c) in cx.get(entry).match_indices('，') {
        let (left, right) = (Span::new(start, entry.start + i), Span::new(entry.start + i + c.len(), entry.end));
        let goes_on = cx.get(right).starts_with(['与', '同', '和']);
        if goes_on && !is_inside(&inside, left.end) && signed(left) && named(left) && signed(right) {
            out.push(left);
            start = right.start + '与'.len_utf8();
        }
    }
    out.push(Span::new(start, entry.end));
    out
}

#[allow(clippy::too_many_arguments)] // one entry of a list, with the section it stands in
pub(super) fn entry(
    cx: &Context<'_>,
    title: Span,
    sides: Option<Span>,
    article: &Article,
    shelf: &mut Shelf,
    kind: ActKind,
    section: Option<u32>,
    heading: Option<String>,
    marker: Option<Enumerator>,
    last: &mut Option<(Style, u32)>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut d = document(cx, title);
    d.article.clone_from(&article.id);
    if let Some(s) = sides.filter(|_| d.parties.is_empty()) {
        let all = crate::parse::parties::sides(cx.get(s), cx.lexicon);
        d.parties = all.iter().map(|p| signatory(cx, Span::new(s.start + p.start, s.start + p.end))).collect();
    }
    let number = marker.map(|m| m.number).filter(|n| *n > 0);
    if let Some(m) = marker {
        if let Some((style, n)) = *last
            && style == m.style
            && m.number > n + 1
        {
            let message = format!("number {} follows {n}", m.number);
            diagnostics.push(Diagnostic::new(Code::NumberingGap, message, Some(cx.source(title))));
        }
        *last = Some((m.style, m.number));
    }
    d.list = Some(ListEntry { section, section_title: heading, number });
    d.acts.push(Act { act: kind, source: cx.source(title), ..Act::default() });
    shelf.add(d);
}
