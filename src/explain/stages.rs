//! What a stage made of a page, piece by piece.

use super::{Place, Stage};
use crate::article::{self, Page};
use crate::decode::{self, Decoded};
use crate::layout;
use crate::lexicon::{Category, Hits, Lexicon};
use crate::model::Extraction;
use crate::parse::{dates, title};
use crate::pipeline::{Options, extract};
use crate::record::{self, Trace};
use crate::span::Span;
use serde::Serialize;

/// A piece that a stage made.
#[derive(Debug, Clone, Serialize)]
pub struct Item {
    /// What it is.
    pub what: String,
    /// Its words, and where they stand.
    #[serde(flatten)]
    pub place: Place,
}

/// What a stage made.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "snake_case", untagged)]
pub enum Made {
    /// Pieces of the page.
    Items {
        /// The encoding of the input.
        encoding: &'static str,
        /// `hans` or `hant`.
        script: &'static str,
        /// The pieces, in reading order.
        items: Vec<Item>,
    },
    /// Records, each with its own source.
    Records(Box<Extraction>),
}

/// What one stage made of the input, for people who want to know why: `extract explain`.
#[must_use]
pub fn stage(stage: Stage, bytes: &[u8], options: &Options<'_>) -> Made {
    let lexicon = options.lexicon.unwrap_or_else(|| Lexicon::built_in());
    if stage == Stage::Link {
        return Made::Records(Box::new(extract(bytes, options).value));
    }
    let decoded = decode::decode(bytes.into(), options.encoding.as_deref(), lexicon).value;
    let mut items = match stage {
        Stage::Decode => decode_items(&decoded),
        Stage::Layout => layout_items(&decoded, lexicon),
        _ => {
            let blocks = layout::layout(&decoded, lexicon).value;
            let page = article::articles(&decoded, &blocks, lexicon).value;
            let hits = lexicon.scan(page.text.as_str());
            match stage {
                Stage::Article => article_items(&page),
                Stage::Parse => parse_items(&page, &hits, lexicon),
                _ => {
                    let trace = Trace::default();
                    let records = record::records(&page, &hits, lexicon, options.published.as_deref(), true, &trace).value;
                    return Made::Records(Box::new(records));
                }
            }
        }
    };
    Place::settle(bytes, decoded.encoding, items.iter_mut().map(|i| &mut i.place));
    Made::Items { encoding: decoded.encoding, script: decoded.script, items }
}

/// The lines that are not empty.
fn decode_items(decoded: &Decoded) -> Vec<Item> {
    let mut at = 0;
    let mut out = Vec::new();
    for line in decoded.text.as_str().split('\n') {
        let span = Span::new(at, at + line.len());
        at = span.end + 1;
        if !line.trim().is_empty() {
            out.push(Item { what: "line".into(), place: Place::of(&decoded.text, &decoded.lines, &[span]) });
        }
    }
    out
}

fn layout_items(decoded: &Decoded, lexicon: &Lexicon) -> Vec<Item> {
    let item = |b: layout::Block<'_>| {
        let kind = serde_json::to_value(b.kind).ok().and_then(|k| k.as_str().map(str::to_owned)).unwrap_or_default();
        let what = if b.level > 0 { format!("{kind} {}", b.level) } else { kind };
        Item { what, place: Place::of(&decoded.text, &decoded.lines, &b.parts) }
    };
    layout::layout(decoded, lexicon).value.into_iter().map(item).collect()
}

fn article_items(page: &Page) -> Vec<Item> {
    let mut out = Vec::new();
    let mut tell = |what: String, span: Span| {
        out.push(Item { what, place: Place::of(&page.text, &page.lines, &[span]) });
    };
    for (n, a) in page.articles.iter().enumerate() {
        let part = |name: &str| format!("{} {} {name}", n + 1, a.kind.code());
        let heads = [("kicker", a.kicker), ("headline", a.headline), ("subhead", a.subhead)];
        let tails =
            [("source_note", a.note), ("continued_from", a.continued_from), ("continues_on", a.continues_on), ("page", a.page)];
        let dateline = a.dateline.as_ref().map(|d| d.span);
        for (name, span) in heads.into_iter().chain([("dateline", dateline)]) {
            if let Some(span) = span {
                tell(part(name), span);
            }
        }
        a.body.iter().for_each(|s| tell(part("body"), *s));
        a.captions.iter().for_each(|s| tell(part("caption"), *s));
        for (name, span) in tails {
            if let Some(span) = span {
                tell(part(name), span);
            }
        }
    }
    page.other.iter().for_each(|s| tell("outside".into(), *s));
    page.dates.iter().for_each(|d| tell("date of the page".into(), d.1));
    out
}

/// The words of the lexicon, dates and titles.
fn parse_items(page: &Page, hits: &Hits, lexicon: &Lexicon) -> Vec<Item> {
    let text = page.text.as_str();
    let all = Span::new(0, text.len());
    let mut found: Vec<(Span, String)> = Vec::new();
    for category in Category::ALL {
        found.extend(hits.within(category, all).map(|h| (h.span, format!("{} {}", category.name(), lexicon.entry(h).id))));
    }
    found.extend(dates::dates(text).into_iter().map(|d| (d.span, "date".to_owned())));
    found.extend(title::titles(text, all).0.into_iter().map(|(s, _)| (s, "title".to_owned())));
    found.sort_by_key(|f| (f.0.start, usize::MAX - f.0.end));
    found.into_iter().map(|(span, what)| Item { what, place: Place::of(&page.text, &page.lines, &[span]) }).collect()
}
