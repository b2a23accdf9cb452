//! One buffer in reading order: each article's headlines, body and captions; then what belongs to no article.

use super::heads::Plan;
use super::kind::kind;
use super::{Draft, Page};
use crate::decode::Decoded;
use crate::diagnostic::{Code, Diagnostic};
use crate::layout::{Block, BlockKind};
use crate::lexicon::{Category, Lexicon};
use crate::model::ArticleKind;
use crate::parse::date::WrittenDate;
use crate::parse::dateline::Dateline;
use crate::parse::{byline, credit, dateline, dates, ending};
use crate::source::Text;
use crate::span::Span;

/// The dates that a line of furniture prints about the page; a year alone counts (2025年第8期).
fn header_dates(b: &Block<'_>, at: Span) -> Vec<(WrittenDate, Span)> {
    if !matches!(b.kind, BlockKind::Furniture | BlockKind::PageLabel) {
        return Vec::new();
    }
    let shift = |d: WrittenDate| {
        let span = Span::new(at.start + d.span.start, at.start + d.span.end);
        (WrittenDate { span, ..d }, span)
    };
    let mut found: Vec<_> = dates::dates(&b.text).into_iter().filter(|d| d.year.is_some()).map(shift).collect();
    if found.is_empty() {
        found.extend(dates::in_digits(&b.text).map(shift));
    }
    found
}

/// Writes blocks into the buffer, each once.
struct Composer<'a> {
    from: &'a Text,
    blocks: &'a [Block<'a>],
    into: Text,
    used: Vec<bool>,
    /// Where each block stands in the buffer.
    placed: Vec<Span>,
}

impl Composer<'_> {
    /// Writes blocks that are one line and closes the line.
    fn line(&mut self, blocks: &[usize]) -> Option<Span> {
        let start = self.into.len();
        for &b in blocks {
            self.used[b] = true;
            self.placed[b] = self.blocks[b].write(self.from, &mut self.into);
        }
        let span = Span::new(start, self.into.len()).trimmed(self.into.as_str());
        let near = blocks
            .last()
            .and_then(|&b| self.blocks[b].parts.last())
            .map_or(0, |s| self.from.to_source(*s).last().map_or(0, |r| r[1]));
        self.into.push_inserted("\n", near);
        (!span.is_empty()).then_some(span)
    }
}

/// Composes the page.
pub fn compose(
    decoded: &Decoded,
    blocks: &[Block<'_>],
    plans: Vec<Plan>,
    lexicon: &Lexicon,
    diagnostics: &mut Vec<Diagnostic>,
) -> Page {
    let mut c = Composer {
        from: &decoded.text,
        blocks,
        into: Text::with_room(decoded.text.len() + blocks.len()),
        used: vec![false; blocks.len()],
        placed: vec![Span::default(); blocks.len()],
    };
    let mut page = Page { lines: decoded.lines.clone(), ..Page::default() };
    let mut notes: Vec<(Code, &str, Span)> = Vec::new();
    page.articles.reserve_exact(plans.len());
    for plan in plans {
        let draft = draft(&mut c, &plan, lexicon);
        if plan.head.behind
            && let Some(h) = draft.headline
        {
            notes.push((Code::HeadlineBehind, "a headline that stands behind the opening of its text", h));
        }
        if plan.head.reordered
            && let Some(h) = draft.headline
        {
            notes.push((Code::ReorderedTitle, "the lines of a title put into the order in which they give one", h));
        }
        for &(b, _) in &plan.run.resumed {
            notes.push((Code::JoinedBreak, "a text that goes on elsewhere joined", c.placed[b]));
        }
        if draft.kind == ArticleKind::Fragment
            && let Some(b) = draft.body.first()
        {
            notes.push((Code::MissingHead, "a text whose beginning is on another page", *b));
        }
        page.articles.push(draft);
    }
    for (i, b) in blocks.iter().enumerate() {
        if !c.used[i] {
            let Some(span) = c.line(&[i]) else { continue };
            page.other.push(span);
            // 2026年1月16日 15:06, line by line: a list of other texts
            let stamped = |n: Option<usize>| {
                n.and_then(|n| blocks.get(n)).is_some_and(|b| header_dates(b, span).len() == 1 && b.text.contains(':'))
            };
            let listed = i > 0 && stamped(Some(i)) && (stamped(i.checked_sub(1)) || stamped(Some(i + 1)));
            if !listed {
                page.dates.extend(header_dates(b, span));
            }
        }
    }
    // the title of the page, and that of its first text where nothing else tells the day
    let told = page.dates.iter().any(|(d, _)| d.day.is_some());
    let titles = blocks.iter().enumerate().take(4).filter(|(_, b)| b.kind == BlockKind::Headline && (b.level == 1 || !told));
    let of_title = titles.filter_map(|(i, b)| {
        let mut d = dates::of_title(&b.text)?;
        d.span = Span::new(c.placed[i].start + d.span.start, c.placed[i].start + d.span.end);
        Some((d, d.span))
    });
    page.dates.splice(0..0, of_title);
    page.text = c.into.trimmed();
    for (code, message, span) in notes {
        diagnostics.push(Diagnostic::new(code, message, Some(page.source(span))));
    }
    page
}

fn draft(c: &mut Composer<'_>, plan: &Plan, lexicon: &Lexicon) -> Draft {
    let start = c.into.len();
    let mut d = Draft::default();
    if !plan.head.kicker.is_empty() {
        d.kicker = c.line(&plan.head.kicker);
    }
    if !plan.head.headline.is_empty() {
        d.headline = c.line(&plan.head.headline);
    }
    if !plan.head.subhead.is_empty() {
        d.subhead = c.line(&plan.head.subhead);
    }
    let halves = |_: &usize, b: &usize| plan.run.resumed.contains(&(*b, true));
    for paragraph in plan.run.body.chunk_by(halves) {
        d.body.extend(c.line(paragraph));
    }
    let end_of_body = c.into.len();
    for &b in &plan.captions {
        d.captions.extend(c.line(&[b]));
    }
    let jump = |c: &mut Composer<'_>, b: Option<usize>| {
        let span = c.line(&[b?])?;
        let (_, _, named) = credit::jump(span.of(c.into.as_str()))?;
        Some(Span::new(span.start + named.start, span.start + named.end))
    };
    d.continued_from = jump(c, plan.run.from);
    d.continues_on = jump(c, plan.run.to);
    if let Some(l) = plan.label {
        if c.used[l] {
            // a label that several teasers share stands where the first of them wrote it
            let text = c.blocks[l].text.trim();
            d.page = c.into.as_str().rfind(text).map(|at| Span::new(at, at + text.len()));
        } else {
            d.page = c.line(&[l]);
        }
    }
    d.span = Span::new(start, c.into.len());
    let text = c.into.as_str();
    d.headline = d.headline.map(|h| bare(text, h, lexicon));
    if let Some(first) = d.body.first_mut()
        && let Some(mut line) = dateline::dateline(first.of(text), lexicon)
    {
        let at = first.start;
        let shift = |s: Span| Span::new(at + s.start, at + s.end);
        line.place = line.place.map(shift);
        line.span = shift(line.span);
        if let Some(date) = &mut line.date {
            date.span = line.span;
        }
        *first = Span::new(line.span.end, first.end).trimmed(text);
        d.dateline = Some(Box::new(line));
    }
    // 新华社北京5月20日电 题：…: the headline, where there is no other
    if d.headline.is_none()
        && let Some(title) = d.body.first().and_then(|b| b.of(text).strip_prefix("题：")).filter(|t| !t.contains('。'))
    {
        d.headline = Some(Span::of_slice(text, title).trimmed(text));
        d.body.remove(0);
    }
    // 新华社记者李明、王小雨 on a line of its own
    d.body.retain(|s| !s.is_empty());
    if let Some(by) = d.body.first().filter(|_| d.body.len() > 1).and_then(|b| byline::byline(b.of(text), lexicon)) {
        let own = d.body.remove(0);
        match &mut d.dateline {
            Some(line) => line.reporters.extend(by.reporters),
            None => d.dateline = Some(Box::new(Dateline { span: own, ..by })),
        }
    }
    // 本报记者 杨依军 below the headline
    if let Some(by) = d.subhead.and_then(|s| byline::byline(s.of(text), lexicon)) {
        let below = d.subhead.take().unwrap_or_default();
        match &mut d.dateline {
            Some(line) if line.reporters.is_empty() => line.reporters = by.reporters,
            Some(_) => {}
            None => d.dateline = Some(Box::new(Dateline { span: below, ..by })),
        }
    }
    if let Some(last) = d.body.last_mut() {
        *last = Span::new(last.start, last.start + ending::without_end_mark(last.of(text), lexicon).len()).trimmed(text);
    }
    if let Some(last) = d.body.last_mut()
        && let Some(by) = ending::signed_off(last.of(text), lexicon)
    {
        let span = Span::new(last.start + by.span.start, last.start + by.span.end);
        *last = Span::new(last.start, span.start).trimmed(text);
        match &mut d.dateline {
            Some(line) if line.reporters.is_empty() => line.reporters = by.reporters,
            Some(_) => {}
            None => d.dateline = Some(Box::new(Dateline { span, ..by })),
        }
    }
    if let Some(last) = d.body.last_mut()
        && let Some(mut line) = ending::behind(last.of(text), lexicon).filter(|_| d.dateline.is_none())
    {
        let shift = |s: Span| Span::new(last.start + s.start, last.start + s.end);
        line.place = line.place.map(shift);
        line.span = shift(line.span);
        if let Some(date) = &mut line.date {
            date.span = line.span;
        }
        *last = Span::new(last.start, line.span.start).trimmed(text);
        d.dateline = Some(Box::new(line));
    }
    if let Some(last) = d.body.last_mut()
        && let Some(note) = ending::source_note(last.of(text), lexicon)
    {
        d.note = Some(Span::new(last.start + note.start, last.start + note.end));
        *last = Span::new(last.start, last.start + note.start).trimmed(text);
    }
    d.body.retain(|s| !s.is_empty());
    debug_assert!(d.body.iter().all(|s| s.end <= end_of_body));
    d.kind = kind(text, &d, plan, lexicon);
    d
}

/// A headline without what is put before it or around it: ■, 【】, 标题：, （国际）.
fn bare(text: &str, head: Span, lexicon: &Lexicon) -> Span {
    let marks = ['■', '●', '◆', '★', '□', '▲', '▶', '►', '◇', '○', '◎', '☆', '△', ' ', '—', '─'];
    let mut t = head.of(text).trim_start_matches(marks);
    t = ["标题：", "主题：", "题目：", "Subject："].iter().find_map(|w| t.strip_prefix(w)).unwrap_or(t);
    if let Some((section, rest)) = t.strip_prefix('（').and_then(|t| t.split_once('）')).filter(|s| s.1.chars().count() > 5) {
        let named = lexicon
            .prefix(Category::Furniture, section)
            .is_some_and(|(e, n)| n == section.len() && e.kind.as_deref() == Some("section"));
        t = if named { rest } else { t };
    }
    if let Some(inner) = t.strip_prefix('【').and_then(|t| t.strip_suffix('】')).filter(|t| !t.contains('】')) {
        t = inner.trim_matches('#');
    }
    let start = head.start + Span::of_slice(head.of(text), t).start;
    let span = Span::new(start, start + t.len()).trimmed(text);
    if span.is_empty() { head } else { span }
}
