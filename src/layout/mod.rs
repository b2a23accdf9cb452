//! Text to blocks: furniture, captions, headlines, body; what a column, page or caption cut is joined.
//!
//! 1. [`lines`]: the lines of the text, in chunks that empty lines part.
//! 2. [`unwrap`]: hard-wrapped lines to paragraphs.
//! 3. [`classify`]: what each paragraph is; [`furniture`] knows what stands around texts, [`halves`] what a cut left, [`opens`] how
//!    paragraphs open and end.
//! 4. [`join`]: halves of a paragraph that belong together; what stood between them steps aside.

mod bag;
mod classify;
mod furniture;
mod halves;
mod inline;
mod join;
mod lines;
mod opens;
mod unwrap;

use crate::decode::Decoded;
use crate::diagnostic::{Code, Diagnostic, Outcome};
use crate::lexicon::Lexicon;
use crate::source::Text;
use crate::span::Span;
pub use opens::{bullet, is_open, opens_paragraph, speaks};
use serde::Serialize;
use std::borrow::Cow;

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// A line of a headline: kicker, headline, subhead, title of a document.
    Headline,
    /// A paragraph of a text.
    Body,
    /// A photo caption.
    Caption,
    /// Who signed a document.
    Signature,
    /// （上接第一版）, （下转第三版）.
    Jump,
    /// The label of a page: P02, 第03版.
    PageLabel,
    /// Anything else that is printed around the texts.
    Furniture,
}

/// A block: one paragraph, headline line, caption or piece of furniture.
#[derive(Debug, Clone, Serialize)]
pub struct Block<'a> {
    /// What it is.
    pub kind: BlockKind,
    /// Level of a Markdown or HTML heading; 0 for none.
    pub level: u8,
    /// Its words, parts joined; those of one part are not copied.
    pub text: Cow<'a, str>,
    /// Where it stands in the decoded text: the spans that are joined.
    pub parts: Vec<Span>,
    /// Number of the chunk (lines between empty lines) that it begins in.
    pub chunk: usize,
}

impl<'a> Block<'a> {
    fn new(kind: BlockKind, text: &'a str, parts: Vec<Span>, chunk: usize) -> Self {
        let words = match parts[..] {
            [one] => one.of(text).into(),
            _ => parts.iter().map(|s| s.of(text)).collect(),
        };
        Self { kind, level: 0, text: words, parts, chunk }
    }

    /// Writes the block into a text under repair and returns where it stands there.
    pub fn write(&self, from: &Text, into: &mut Text) -> Span {
        let start = into.len();
        let mut last: Option<Span> = None;
        for &part in &self.parts {
            if let Some(l) = last
                && part.start > l.end
                && from.as_str()[l.end..part.start].chars().all(char::is_whitespace)
            {
                into.append_dropped(from, Span::new(l.end, part.start));
            }
            into.append(from, part);
            last = Some(part);
        }
        Span::new(start, into.len())
    }
}

/// Lays out a decoded text.
pub fn layout<'a>(decoded: &'a Decoded, lexicon: &Lexicon) -> Outcome<Vec<Block<'a>>> {
    let text = decoded.text.as_str();
    let chunks = lines::chunks(text, lexicon);
    let paragraphs = unwrap::paragraphs(text, &chunks, lexicon);
    drop(chunks);
    let mut diagnostics = Vec::new();
    let mut tell = |code, message: String, span: Span| {
        diagnostics.push(Diagnostic::new(code, message, Some(decoded.lines.source(&decoded.text, span))));
    };
    if let Some(p) = paragraphs.iter().find(|p| p.parts.len() > 1) {
        let joined: usize = paragraphs.iter().map(|p| p.parts.len() - 1).sum();
        tell(Code::Unwrapped, format!("{joined} line breaks inside paragraphs joined"), p.parts[0]);
    }
    let blocks = classify::classify(text, paragraphs, lexicon);
    let (mut blocks, joins) = join::join(blocks, lexicon);
    furniture::echoes(&mut blocks);
    for at in joins {
        tell(Code::JoinedBreak, "two halves of a paragraph joined".into(), at);
    }
    for caption in blocks.iter().filter(|b| b.kind == BlockKind::Caption) {
        if let (Some(first), Some(last)) = (caption.parts.first(), caption.parts.last()) {
            tell(Code::MovedCaption, "a caption taken out of the text".into(), first.cover(*last));
        }
    }
    Outcome { value: blocks, diagnostics }
}
