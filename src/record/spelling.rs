//! Words that the lexicon almost knows, where a word of it is expected: 新华杜 at the head of a dateline, 塞尔维业 before an office,
//! a photographer's agency, the noun that ends a title. They are named, not read: what was meant is for a reader to say.

use super::Context;
use crate::article::Draft;
use crate::diagnostic::{Code, Diagnostic};
use crate::lexicon::Category;
use crate::parse::dateline::dateline;
use crate::parse::title::{noun, titles};
use crate::span::Span;

/// So many characters such a word has: shorter ones differ in one character from too many others.
const LENGTHS: std::ops::RangeInclusive<usize> = 4..=8;
/// So many where nothing but a name can stand: 安瓦尔 before an office is a person and not 安道尔.
const LEAST_OF_AGENCY: usize = 3;

/// Names the words of an article that one character parts from one of the lexicon.
pub fn near_words(cx: &Context<'_>, draft: &Draft, diagnostics: &mut Vec<Diagnostic>) {
    let mut tell = |at: Span, what: &str, form: &str| {
        let message = format!("{} is no {what} of the lexicon; {form} is", cx.page.text.printed(at));
        diagnostics.push(Diagnostic::new(Code::UnknownWord, message, Some(cx.source(at))));
    };
    if draft.dateline.is_none()
        && let Some((at, form)) = draft.body.first().and_then(|&p| agency_of_dateline(cx, p))
    {
        tell(at, "agency", &form);
    }
    for &p in draft.body.iter().chain(&draft.captions) {
        if let Some((at, form)) = agency_of_credit(cx, p) {
            tell(at, "agency", &form);
        }
    }
    for &p in draft.body.iter().chain(&draft.headline) {
        for h in cx.hits.within(Category::Offices, p) {
            if let Some((at, form)) = country_before(cx, Span::new(p.start, h.span.start)) {
                tell(at, "country", &form);
            }
        }
        for (title, _) in titles(cx.text(), p).0 {
            if let Some((at, form)) = noun_of_title(cx, title) {
                tell(at, "instrument", &form);
            }
        }
    }
}

/// The ends of a span that have at least so many characters.
fn tails<'a>(cx: &Context<'a>, span: Span, least: usize) -> impl Iterator<Item = Span> + use<'a> {
    let starts = cx.get(span).char_indices().rev().take(*LENGTHS.end()).skip(least - 1);
    starts.map(move |(at, _)| Span::new(span.start + at, span.end))
}

/// The opening of a paragraph that would be a dateline, were its agency spelt as the lexicon has it.
fn agency_of_dateline(cx: &Context<'_>, p: Span) -> Option<(Span, String)> {
    let text = cx.get(p);
    let head = text.char_indices().nth(40).map_or(text, |(at, _)| &text[..at]);
    if !head.contains('日') || !head.contains(['电', '讯']) {
        return None;
    }
    let opening = |n: usize| text.char_indices().nth(n).map(|(at, _)| at);
    (LEAST_OF_AGENCY..=*LENGTHS.end()).filter_map(opening).find_map(|len| {
        let form = cx.lexicon.nearly(Category::Agencies, &text[..len])?;
        let read = dateline(&format!("{form}{}", &text[len..]), cx.lexicon)?;
        read.date.is_some().then(|| (Span::new(p.start, p.start + len), form))
    })
}

/// What stands before 记者 in the credit of a photograph: 新华杜记者 叶青 摄.
fn agency_of_credit(cx: &Context<'_>, p: Span) -> Option<(Span, String)> {
    let text = cx.get(p).trim_end().strip_suffix('摄')?;
    let at = text.rfind("记者").filter(|at| text[*at..].chars().count() <= 12)?;
    tails(cx, Span::new(p.start, p.start + at), LEAST_OF_AGENCY)
        .find_map(|s| Some((s, cx.lexicon.nearly(Category::Agencies, cx.get(s))?)))
}

/// What stands right before an office and is no word of the lexicon.
fn country_before(cx: &Context<'_>, before: Span) -> Option<(Span, String)> {
    tails(cx, before, *LENGTHS.start()).find_map(|s| {
        let opens = cx.get(Span::new(before.start, s.start));
        let opens = opens.is_empty() || opens.ends_with(['同', '与', '和', '、', '，', '。', '：', '的', '见', '为', '向']);
        let words = [Category::Countries, Category::Places, Category::Organisations, Category::Bodies, Category::Offices];
        let known = || words.iter().any(|&c| cx.hits.within(c, s).next().is_some());
        (opens && !known()).then(|| Some((s, cx.lexicon.nearly(Category::Countries, cx.get(s))?))).flatten()
    })
}

/// The end of a title that ends with no noun of an instrument.
fn noun_of_title(cx: &Context<'_>, title: Span) -> Option<(Span, String)> {
    if noun(cx.get(title), cx.lexicon).is_some() {
        return None;
    }
    tails(cx, title, *LENGTHS.start()).find_map(|s| Some((s, cx.lexicon.nearly(Category::Instruments, cx.get(s))?)))
}
