//! From the title of an instrument to the fields that follow from it.

use super::Context;
use super::belonging::belongs;
use super::countries::stands_for;
use crate::lexicon::Category;
use crate::model::{Document, DocumentKind, PartyLevel, Signatory};
use crate::parse::title::parts;
use crate::span::Span;

/// The document of a title; only what the title itself says.
#[must_use]
pub fn document(cx: &Context<'_>, title: Span) -> Document {
    let title = title.trimmed(cx.text());
    let words = cx.get(title);
    let p = parts(words, cx.lexicon);
    let at = |s: Span| Span::new(title.start + s.start, title.start + s.end);
    cx.trace.attempt("documents", title, p.noun.map_or(title, at), || "title".into());
    if let (Some(noun), Some(code)) = (p.noun, &p.code) {
        cx.trace.took("kind", at(noun), "the noun that ends the title", || code.clone());
    }
    let mut parties: Vec<_> = p.parties.iter().map(|&s| signatory(cx, at(s))).collect();
    // 中乙两国政府…, 中乙两国外交部…: for whom the two letters stand
    if parties.iter().all(|p| p.name.chars().count() == 1)
        && let Some(last) = p.parties.last()
    {
        let behind = words[last.end..].trim_start_matches("两国");
        let body = cx.lexicon.prefix(Category::Bodies, behind).and_then(|(e, _)| PartyLevel::from_code(e.kind.as_deref()?));
        let level = if behind.starts_with("政府") { Some(PartyLevel::Government) } else { body };
        if level.is_some() {
            for p in &mut parties {
                p.level = level;
            }
        }
    }
    for (party, &s) in parties.iter().zip(&p.parties) {
        cx.trace.took("parties", at(s), "a party opens with a country, an organisation or a known body", || party.name.clone());
    }
    if let Some(s) = p.subject {
        cx.trace.took("subject", at(s), "between 关于 and the noun", || cx.get(at(s)).to_owned());
    }
    cx.trace.gives(|| p.code.clone().unwrap_or_else(|| "other".into()));
    Document {
        title: Some(words.to_owned()),
        kind: p.code.as_deref().and_then(DocumentKind::from_code).unwrap_or_default(),
        parties,
        subject: p.subject.map(|s| cx.get(at(s)).to_owned()),
        period: p.period.map(|(a, b)| format!("{a:04}/{b:04}")),
        source: cx.source(title),
        span: title,
        ..Document::default()
    }
}

/// A side of an instrument, as its name tells.
pub(super) fn signatory(cx: &Context<'_>, s: Span) -> Signatory {
    let name = cx.get(s).to_owned();
    let (mut country, mut org) = belongs(cx, s);
    let mut chars = name.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        country = stands_for(cx, c);
        org = None;
    }
    Signatory { level: level(cx, s), name, country, org }
}

/// On what level a party acts: by the noun that ends its name.
fn level(cx: &Context<'_>, s: Span) -> Option<PartyLevel> {
    let words = cx.get(s).trim_end_matches('）');
    if ["主席", "总统", "国王", "元首"].iter().any(|w| words.ends_with(w)) {
        return Some(PartyLevel::HeadOfState);
    }
    if cx.hits.within(Category::Organisations, s).any(|h| h.span == s) {
        return Some(PartyLevel::Organisation);
    }
    if let Some(h) = cx.hits.within(Category::Bodies, s).rfind(|h| h.span.end == s.end || h.span.end + 3 >= s.end) {
        let kind = cx.lexicon.entry(h).kind.as_deref();
        if let Some(l) = kind.and_then(PartyLevel::from_code) {
            return Some(l);
        }
    }
    let country = cx.hits.within(Category::Countries, s).any(|h| h.span == s);
    (country || words.chars().count() == 1).then_some(PartyLevel::State)
}
