//! The way of the data in one screen: one call a stage.

use crate::diagnostic::Outcome;
use crate::layout::BlockKind;
use crate::lexicon::Lexicon;
use crate::model::{Extraction, Input, SCHEMA};
use crate::source::LineIndex;
use crate::span::Span;
use crate::{article, decode, layout, link, record};
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::sync::Arc;

/// Which texts the records carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TextMode {
    /// No text of the source: dates, names, titles, counts, spans.
    None,
    /// The texts of statements, clauses and captions.
    #[default]
    Records,
    /// These and the paragraphs of every article.
    Full,
}

/// What the caller knows or wants.
#[derive(Debug, Clone, Default)]
pub struct Options<'a> {
    /// Name of the input, for `source.name`.
    pub name: String,
    /// When the input was published, EDTF (`2026-05-21`); the first basis for years and months that are not printed.
    pub published: Option<String>,
    /// Which texts the records carry.
    pub text: TextMode,
    /// Label of the encoding where the caller knows it (WHATWG: `gb18030`, `big5`, `utf-16le`); detected otherwise.
    pub encoding: Option<String>,
    /// The words; the embedded lexicon where `None`.
    pub lexicon: Option<&'a Lexicon>,
}

/// Reads one input. There is always a value; what could not be read is in the diagnostics, which the value holds too.
///
/// No panic, no I/O, no clock: the same bytes and options give the same result. Bytes that are handed over as a `Vec` are let go
/// of as soon as they are text, which saves their size where most memory is taken.
#[must_use]
pub fn extract<'b>(bytes: impl Into<Cow<'b, [u8]>>, options: &Options<'_>) -> Outcome<Extraction> {
    watched(bytes.into(), options, |_| ())
}

/// Reads one input and says when a stage is over, to whoever holds a clock.
pub(crate) fn watched(bytes: Cow<'_, [u8]>, options: &Options<'_>, mut over: impl FnMut(&'static str)) -> Outcome<Extraction> {
    let lexicon = options.lexicon.unwrap_or_else(|| Lexicon::built_in());
    over("lexicon");
    let (mut diagnostics, trace) = (Vec::new(), record::Trace::default());
    let sha256 = crate::source::hex(&Sha256::digest(&bytes));
    let decoded = decode::decode(bytes, options.encoding.as_deref(), lexicon).tell(&mut diagnostics);
    over("decode");
    let blocks = layout::layout(&decoded, lexicon).tell(&mut diagnostics);
    over("layout");
    let page = article::articles(&decoded, &blocks, lexicon).tell(&mut diagnostics);
    // the page holds all of it
    drop(blocks);
    let (encoding, script) = (decoded.encoding, decoded.script);
    drop(decoded);
    over("article");
    let hits = lexicon.scan(page.text.as_str());
    over("parse");
    let records = record::records(&page, &hits, lexicon, options.published.as_deref(), options.text == TextMode::Full, &trace)
        .tell(&mut diagnostics);
    over("record");
    drop(hits);
    let linked = link::link(records, &trace).tell(&mut diagnostics);
    let mut value = record::printed(&page.text, linked);
    over("link");
    value.schema = SCHEMA.into();
    value.source = Input {
        name: options.name.clone(),
        sha256,
        encoding: encoding.into(),
        script: script.into(),
        published: value.source.published.take(),
    };
    strip_texts(&mut value, options.text);
    value.diagnostics.clone_from(&diagnostics);
    Outcome { value, diagnostics }
}

/// What a block is, and the bytes of the input that it was read from.
pub(crate) type Placed = (BlockKind, Vec<[usize; 2]>);

/// The lines of an input, and what stands where on it, for the review page.
pub(crate) fn laid_out(bytes: &[u8], options: &Options<'_>) -> (Arc<LineIndex>, Vec<Placed>) {
    let lexicon = options.lexicon.unwrap_or_else(|| Lexicon::built_in());
    let decoded = decode::decode(bytes.into(), options.encoding.as_deref(), lexicon).value;
    let blocks = layout::layout(&decoded, lexicon).value;
    let part = |span: &Span| decoded.text.to_source(*span);
    let blocks = blocks.iter().map(|b| (b.kind, b.parts.iter().flat_map(part).collect())).collect();
    (decoded.lines, blocks)
}

/// Takes out of the records the texts that were not asked for.
pub(crate) fn strip_texts(value: &mut Extraction, mode: TextMode) {
    if mode != TextMode::Full {
        for a in &mut value.articles {
            a.paragraphs.clear();
        }
    }
    if mode == TextMode::None {
        for a in &mut value.articles {
            a.captions.iter_mut().for_each(|c| c.text = None);
            // What was taken for a title and holds a sentence is text.
            for title in [&mut a.kicker, &mut a.headline, &mut a.subhead, &mut a.source_note] {
                *title = title.take().filter(|t| !t.contains(['。', '！', '？']));
            }
        }
        for s in &mut value.statements {
            s.text = None;
            s.lead = None;
            for p in &mut s.points {
                p.text = None;
                p.heading = None;
            }
        }
        for d in &mut value.documents {
            d.preamble.clear();
            d.closing.clear();
            strip_clauses(&mut d.clauses);
        }
    }
}

fn strip_clauses(clauses: &mut [crate::model::Clause]) {
    for c in clauses {
        c.paragraphs.clear();
        c.heading = None;
        c.commitments.iter_mut().for_each(|m| m.text = None);
        strip_clauses(&mut c.clauses);
    }
}
