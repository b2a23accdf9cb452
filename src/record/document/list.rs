//! Lists of outcomes: sections and entries.

use super::{Shelf, section_act};
use crate::article::Draft;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Act, ActKind, Article, ListEntry};
use crate::parse::enumerator::{Enumerator, Style, alone, enumerator};
use crate::parse::title::titles;
use crate::record::Context;
use crate::record::anatomy::document;
use crate::span::Span;

/// A list of outcomes: sections and entries.
pub(super) fn list(cx: &Context<'_>, draft: &Draft, article: &mut Article, shelf: &mut Shelf, diagnostics: &mut Vec<Diagnostic>) {
    let (mut section, mut heading, mut kind) = (None, None, ActKind::Announce);
    let mut last: Option<(Style, u32)> = None;
    if let Some(h) = draft.headline {
        kind = section_act(cx, h).unwrap_or(ActKind::Announce);
    }
    for &p in &draft.body {
        let text = cx.get(p);
        let e = enumerator(text).ok();
        let (found, _) = titles(cx.text(), p);
        let outer: Vec<Span> = found.iter().filter(|f| f.1 == 0).map(|f| f.0).collect();
        if outer.is_empty() {
            let rest = e.map_or(text, |(rest, _)| rest).trim();
            let named = crate::parse::title::noun(rest.trim_end_matches(['；', '。']), cx.lexicon).filter(|(_, c)| c != "other");
            let opens = rest.starts_with("关于") || crate::parse::title::opens_party(rest, cx.lexicon).is_some();
            if named.is_some() && e.is_some() && opens {
                // a title printed without 《》
                let at = Span::new(p.end - rest.len(), p.end).trimmed(cx.text());
                let title = Span::new(at.start, at.start + cx.get(at).trim_end_matches(['；', '。']).len());
                entry(cx, title, article, shelf, kind, section, heading.clone(), e.map(|e| e.1), &mut last, diagnostics);
                continue;
            }
            if rest.chars().count() <= 60 {
                let n = e.as_ref().map(|(_, e)| e.number).or_else(|| alone(text));
                section = n.or(section.map(|s: u32| s + 1)).or(Some(1));
                heading = Some(rest.trim_end_matches(['：', '。']).to_owned()).filter(|h| !h.is_empty());
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

#[allow(clippy::too_many_arguments)] // one entry of a list, with the section it stands in
pub(super) fn entry(
    cx: &Context<'_>,
    title: Span,
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
