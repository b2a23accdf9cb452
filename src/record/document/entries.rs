//! Entries of a list that stands in a report: 这31份备忘录为：, 签署的文件如下：, with a number before each.

use super::Shelf;
use super::unmarked::{LISTS, names_kind, signs};
use crate::lexicon::Category;
use crate::model::{Act, ActKind, ListEntry};
use crate::parse::enumerator::{Style, enumerator};
use crate::parse::title::titles;
use crate::record::Context;
use crate::record::anatomy::document;
use crate::record::scene::{Scene, Sentence};
use crate::span::Span;

/// An entry as printed: its title without 《》, its number and its paragraph.
struct Entry {
    title: Span,
    number: u32,
    paragraph: Span,
}

/// The entries of the lists in a report, where what introduces them speaks of what was signed. Gives the paragraphs they are.
pub(super) fn entries(cx: &Context<'_>, scene: &Scene, shelf: &mut Shelf) -> Vec<Span> {
    let paragraphs: Vec<Span> = scene
        .sentences
        .chunk_by(|a, b| a.paragraph == b.paragraph)
        .filter_map(|c| Some(c.first()?.span.cover(c.last()?.span)))
        .collect();
    let mut read = Vec::new();
    let mut at = 0;
    while at < paragraphs.len() {
        let run: Vec<Entry> = paragraphs[at..].iter().map_while(|&p| entry(cx, p)).collect();
        if run.len() < 2 || at == 0 {
            at += run.len().max(1);
            continue;
        }
        let named = run.iter().filter(|e| names_kind(cx.get(e.title), cx)).count();
        let before = scene.sentences.partition_point(|s| s.span.end <= run[0].paragraph.start);
        let act = introduced(cx, cx.get(paragraphs[at - 1]), &scene.sentences[..before]);
        if let Some((act, meeting_at)) = act.filter(|_| named * 3 >= run.len() * 2) {
            for e in &run {
                let mut d = document(cx, e.title);
                d.article.clone_from(&scene.article);
                d.list = Some(ListEntry { number: Some(e.number), ..ListEntry::default() });
                d.acts.push(Act { act, source: cx.source(meeting_at.cover(e.title)), ..Act::default() });
                shelf.add(d);
                read.push(e.paragraph);
            }
        }
        at += run.len();
    }
    read
}

/// What was done with the instruments of a list: the words before it end with a colon and speak of instruments, and they or one of
/// the sentences before them say that these were signed or issued.
fn introduced(cx: &Context<'_>, line: &str, before: &[Sentence]) -> Option<(ActKind, Span)> {
    let opens =
        line.trim_end().ends_with('：') || LISTS.iter().any(|w| line.trim_end_matches('。').ends_with(w.trim_end_matches('：')));
    let speaks = crate::record::bundle::NOUNS.iter().any(|n| line.contains(n));
    if !opens || !speaks {
        return None;
    }
    before.iter().rev().take(8).find_map(|s| {
        let verb = cx.hits.within(Category::Acts, s.span).rfind(|h| signs(cx, h))?;
        let act = ActKind::from_code(cx.lexicon.entry(verb).code.as_deref()?)?;
        let witnessed = act == ActKind::Sign && cx.get(Span::new(s.span.start, verb.span.start)).contains("见证");
        Some((if witnessed { ActKind::WitnessSigning } else { act }, verb.span))
    })
}

/// `entry = number, title`
fn entry(cx: &Context<'_>, p: Span) -> Option<Entry> {
    let text = cx.get(p);
    let (rest, e) = enumerator(text).ok()?;
    let counts = matches!(e.style, Style::Arabic | Style::Section | Style::Bracketed | Style::Decimal);
    let from = p.end - rest.trim_start().len();
    let title = rest.trim().trim_end_matches(['；', '。', '，']);
    let chars = title.chars().count();
    let mut title = Span::new(from, from + title.len());
    if cx.get(title).starts_with('《') {
        // one title and nothing else
        let inner = titles(cx.text(), title).0.into_iter().filter(|t| t.1 == 0).map(|t| t.0).collect::<Vec<_>>();
        let [one] = inner[..] else { return None };
        if one.end + '》'.len_utf8() != title.end {
            return None;
        }
        title = one;
    }
    (counts && (4..=90).contains(&chars) && !cx.get(title).contains('。')).then_some(Entry {
        title,
        number: e.number,
        paragraph: p,
    })
}
