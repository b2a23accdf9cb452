//! An article as its readers see it: sentences in order, and which of them are speech.

use super::Context;
use crate::article::Draft;
use crate::parse::date::WrittenDate;
use crate::parse::enumerator::{Style, enumerator};
use crate::parse::sentence;
use crate::span::Span;

/// A sentence.
#[derive(Debug, Clone, Copy)]
pub struct Sentence {
    /// Where it stands.
    pub span: Span,
    /// Without the number that it bears in a list of news.
    pub words: Span,
    /// Whether it opens its paragraph.
    pub opens: bool,
    /// Number of its paragraph.
    pub paragraph: usize,
    /// The part that tells; empty for speech. For an attribution, what stands before the verb.
    pub telling: Span,
}

/// Somebody's speech.
#[derive(Debug, Clone, Default)]
pub struct Speech {
    /// The speaker as written.
    pub speaker: Option<Span>,
    /// The name that was settled.
    pub name: String,
    /// Whether the speaker is a group.
    pub joint: bool,
    /// The verb.
    pub verb: Option<Span>,
    /// Between speaker and verb.
    pub lead: Option<Span>,
    /// The speech.
    pub text: Span,
    /// Whether what is said tells of what happens: an announcement.
    pub told: bool,
}

/// An article's sentences and speeches.
pub struct Scene {
    /// Id of the article.
    pub article: String,
    /// The sentences of the body.
    pub sentences: Vec<Sentence>,
    /// The speeches.
    pub speeches: Vec<Speech>,
    /// Whether it is printed as questions and answers.
    pub interview: bool,
    /// The date of the report.
    pub filed: Option<WrittenDate>,
    /// The place in the dateline.
    pub filed_at: Option<Span>,
    /// The headline.
    pub headline: Option<Span>,
    /// All of the body.
    pub body: Span,
}

/// How many bytes of a sentence are a note in brackets that ends the one before it: （据新华社）.
pub fn noted(sentence: &str) -> usize {
    let close = sentence.find('）').filter(|at| sentence.starts_with('（') && *at < 120).map_or(0, |at| at + '）'.len_utf8());
    if close < sentence.len() { close } else { 0 }
}

/// How many bytes of a sentence are a heading before its paragraph: 【人文交流】陈望舒表示….
fn headed(sentence: &str) -> usize {
    let head = sentence.strip_prefix('【').and_then(|s| s.split_once('】'));
    head.filter(|(head, rest)| head.chars().count() <= 12 && !rest.is_empty()).map_or(0, |(_, rest)| sentence.len() - rest.len())
}

/// A sentence without its number, without the heading of its paragraph, and without the note in brackets that ends the one before it:
/// 1.…会见…, （据新华社）马丹表示….
fn words(cx: &Context<'_>, sentence: Span) -> Span {
    let number = enumerator(cx.get(sentence)).map(|(_, e)| e);
    let numbered = number.ok().filter(|e| {
        matches!(e.style, Style::Section | Style::Bracketed | Style::Arabic | Style::SmallBracketed)
            && e.span.end < sentence.len()
    });
    let start = sentence.start + numbered.map_or(0, |e| e.span.end);
    let start = start + headed(&cx.text()[start..sentence.end]);
    Span::new(start + noted(&cx.text()[start..sentence.end]), sentence.end)
}

impl Scene {
    /// The sentences of an article; all of them tell until speeches are found.
    pub fn new(cx: &Context<'_>, draft: &Draft, article: &str, filed: Option<WrittenDate>) -> Self {
        let mut sentences = Vec::new();
        for (paragraph, &p) in draft.body.iter().enumerate() {
            for (n, span) in sentence::sentences(cx.text(), p).into_iter().enumerate() {
                let words = words(cx, span);
                sentences.push(Sentence { span, words, opens: n == 0, paragraph, telling: words });
            }
        }
        let filed_at = draft.dateline.as_ref().and_then(|d| d.place);
        Self {
            article: article.to_owned(),
            sentences,
            speeches: Vec::new(),
            interview: false,
            filed,
            filed_at,
            headline: draft.headline,
            body: draft.body_span(),
        }
    }
}
