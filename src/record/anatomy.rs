//! From the title of an instrument to the fields that follow from it.

use super::Context;
use super::belonging::belongs;
use crate::lexicon::{Category, Entry};
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
    let parties: Vec<_> = p.parties.iter().map(|&s| signatory(cx, at(s))).collect();
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
        country = abbreviated(cx, c);
        org = None;
    }
    Signatory { level: level(cx, s), name, country, org }
}

/// 中, 俄: settled where one country has the abbreviation, or one of those that have it is named on the page.
fn abbreviated(cx: &Context<'_>, c: char) -> Option<String> {
    let state = |e: &&Entry| e.kind.is_none() && !matches!(e.code.as_deref(), Some("HK" | "MO" | "TW"));
    let all: Vec<&String> = cx.lexicon.abbreviated(c).filter(state).filter_map(|e| e.code.as_ref()).collect();
    let named: Vec<&String> = all.iter().copied().filter(|a| cx.named.contains(a.as_str())).collect();
    // 中阿 where the page names the Arab states together: they may be meant
    let page = Span::new(0, cx.text().len());
    let together = || cx.hits.within(Category::Organisations, page).any(|h| cx.get(h.span).contains(c));
    match (&named[..], &all[..]) {
        ([_], [_, _, ..]) if together() => None,
        ([one], _) | ([], [one]) => Some((*one).clone()),
        _ => None,
    }
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
