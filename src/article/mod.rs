//! Blocks to articles: datelines, headlines before or behind, continuations, lists, document texts.
//!
//! 1. [`texts`]: runs of body blocks that are one text.
//! 2. [`heads`]: all headlines and captions of the page matched with the texts at once.
//! 3. [`resume`]: texts that go on elsewhere.
//! 4. [`compose`]: one buffer in reading order, which the parsers read from here on.

mod compose;
mod goes_on;
mod heads;
mod kind;
mod resume;
mod texts;

use crate::decode::Decoded;
use crate::diagnostic::{Diagnostic, Outcome};
use crate::layout::Block;
use crate::lexicon::Lexicon;
use crate::model::ArticleKind;
use crate::parse::{date::WrittenDate, dateline::Dateline};
use crate::source::{LineIndex, Source, Text};
use crate::span::Span;
use std::sync::Arc;

/// A page: the repaired text in reading order, and what stands where in it.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// The repaired text: articles in order, each its headlines, body and captions; then what belongs to none.
    pub text: Text,
    /// Lines of the input.
    pub lines: Arc<LineIndex>,
    /// The articles.
    pub articles: Vec<Draft>,
    /// Furniture and whatever else belongs to no article.
    pub other: Vec<Span>,
    /// Dates that the page prints about itself: its header, 发布时间.
    pub dates: Vec<(WrittenDate, Span)>,
}

impl Page {
    /// The `source` of a span.
    #[must_use]
    pub fn source(&self, span: Span) -> Source {
        self.lines.source(&self.text, span)
    }
}

/// An article as found: spans of the repaired text.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    /// What it is, as far as the layout tells.
    pub kind: ArticleKind,
    /// 肩题.
    pub kicker: Option<Span>,
    /// 主题.
    pub headline: Option<Span>,
    /// 副题.
    pub subhead: Option<Span>,
    /// The dateline, with its spans in the repaired text.
    pub dateline: Option<Box<Dateline>>,
    /// The paragraphs without dateline and source note.
    pub body: Vec<Span>,
    /// 据新华社 at the end.
    pub note: Option<Span>,
    /// Its captions.
    pub captions: Vec<Span>,
    /// The page named by （上接第一版）.
    pub continued_from: Option<Span>,
    /// The page named by （下转第三版）.
    pub continues_on: Option<Span>,
    /// The label of the page.
    pub page: Option<Span>,
    /// Everything of it.
    pub span: Span,
}

impl Draft {
    /// From the first byte of the body to the last.
    #[must_use]
    pub fn body_span(&self) -> Span {
        match (self.body.first(), self.body.last()) {
            (Some(a), Some(b)) => a.cover(*b),
            _ => Span::new(self.span.end, self.span.end),
        }
    }
}

/// Finds the articles of a page.
pub fn articles(decoded: &Decoded, blocks: &[Block<'_>], lexicon: &Lexicon) -> Outcome<Page> {
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    let sketch = texts::texts(blocks, lexicon);
    let mut plans = heads::heads(blocks, sketch, lexicon);
    resume::resume(&mut plans, blocks, lexicon);
    let page = compose::compose(decoded, blocks, plans, lexicon, &mut diagnostics);
    Outcome { value: page, diagnostics }
}
