//! Columns that stand side by side, as `pdftotext -layout` prints them: they are put one below the other.

use super::blanks::blank;
use super::script::is_han;
use super::tally::Tally;
use crate::source::Text;
use crate::span::Span;

/// Words of a line between wide blanks.
struct Piece {
    span: Span,
    /// Where they begin and end, in half-widths.
    at: usize,
    end: usize,
    /// How many Chinese characters they have.
    han: usize,
}

/// A line with its pieces.
struct Line {
    span: Span,
    /// Behind its line end.
    next: usize,
    pieces: Vec<Piece>,
}

/// Blanks as wide as these part columns.
const GUTTER: usize = 3;
/// What a column may begin farther in, where a paragraph opens.
const INDENT: usize = 6;

/// Every gutter holds one of these.
const BLANKS: [&str; 4] = ["   ", "\t", "\u{a0}", "\u{3000}"];
/// So many lines with several pieces tell of columns.
const LEAST: usize = 6;

/// Puts columns one below the other; tells of the lines that were parted for it.
pub(super) fn unfold(old: Text) -> (Text, Tally) {
    let s = old.as_str();
    let mut parted = Tally::default();
    // broadcasts of a day and pages of the web have hardly any: no line is taken apart for them
    let blanks: Vec<&str> = BLANKS.into_iter().filter(|b| s.contains(b)).collect();
    let gaps = |l: &&str| blanks.iter().any(|b| l.trim().contains(b));
    if s.lines().filter(gaps).take(LEAST).count() < LEAST {
        return (old, parted);
    }
    let lines = lines(s);
    let Some(columns) = columns(s, &lines) else { return (old, parted) };
    let mut new = Text::with_room(s.len() + lines.len());
    let mut at = 0;
    while at < lines.len() {
        let n = region(&lines[at..], &columns);
        if n == 0 {
            new.append(&old, Span::new(lines[at].span.start, lines[at].next));
            at += 1;
            continue;
        }
        for line in lines[at..at + n].iter().filter(|l| l.pieces.len() > 1) {
            parted.add(old.hull(line.span));
        }
        for k in 0..columns.len() {
            for line in &lines[at..at + n] {
                write(&old, &mut new, line, &columns, k);
            }
        }
        at += n;
    }
    new.append_gap(&old, old.len());
    (new.trimmed(), parted)
}

fn width(c: char) -> usize {
    if c.is_ascii() || c == '\u{a0}' { 1 } else { 2 }
}

fn lines(s: &str) -> Vec<Line> {
    let mut out = Vec::new();
    let mut start = 0;
    for raw in s.split_inclusive('\n') {
        let span = Span::new(start, start + raw.trim_end_matches('\n').len());
        let mut pieces: Vec<Piece> = Vec::new();
        let (mut at, mut gap) = (0, GUTTER);
        for (i, c) in span.of(s).char_indices() {
            let here = start + i;
            if blank(c) || c == '\t' {
                gap += width(c);
            } else {
                let end = here + c.len_utf8();
                match pieces.last_mut().filter(|_| gap < GUTTER) {
                    Some(p) => (p.span.end, p.end) = (end, at + width(c)),
                    None => pieces.push(Piece { span: Span::new(here, end), at, end: at + width(c), han: 0 }),
                }
                if let Some(p) = pieces.last_mut().filter(|_| is_han(c)) {
                    p.han += 1;
                }
                gap = 0;
            }
            at += width(c);
        }
        out.push(Line { span, next: start + raw.len(), pieces });
        start += raw.len();
    }
    out
}

/// Whether a line is one of several columns of prose.
fn paired(line: &Line) -> bool {
    line.pieces.len() > 1 && line.pieces.iter().all(|p| p.han > 4)
}

/// Where the columns of a page begin: most lines with several pieces agree, and these are prose.
fn columns(s: &str, lines: &[Line]) -> Option<Vec<usize>> {
    let rows: Vec<&Line> = lines.iter().filter(|l| paired(l)).collect();
    if rows.len() < LEAST {
        return None;
    }
    let mut starts: Vec<usize> = rows.iter().flat_map(|l| l.pieces[1..].iter().map(|p| p.at)).collect();
    starts.sort_unstable();
    let clusters = starts.chunk_by(|a, b| b - a <= INDENT / 2).filter(|c| c.len() * 2 >= rows.len());
    let mut first: Vec<usize> = rows.iter().map(|l| l.pieces[0].at).collect();
    first.sort_unstable();
    let mut columns: Vec<usize> = vec![usual(&first)];
    columns.extend(clusters.map(usual));
    let fits = |l: &&&Line| l.pieces.len() <= columns.len() && l.pieces.iter().all(|p| column(&columns, p).is_some());
    let pieces = || rows.iter().flat_map(|l| &l.pieces);
    let told = pieces().filter(|p| p.span.of(s).contains(['，', '。', ',', '、'])).count();
    let han: usize = pieces().map(|p| p.han).sum();
    let agreed = columns.len() > 1
        && columns[0] + INDENT < columns[1]
        && rows.iter().filter(fits).count() * 10 >= rows.len() * 8
        && told * 3 >= pieces().count()
        && han >= 8 * pieces().count();
    agreed.then_some(columns)
}

/// The place at which most of these begin; they are in order.
fn usual(starts: &[usize]) -> usize {
    starts.chunk_by(|a, b| a == b).max_by_key(|c| c.len()).map_or(0, |c| c[0])
}

/// The column in which a piece stands: digits and Latin letters put it a little off.
fn column(columns: &[usize], p: &Piece) -> Option<usize> {
    let k = columns.partition_point(|c| *c < p.at + INDENT).checked_sub(1)?;
    let inside = p.at <= columns[k] + INDENT && columns.get(k + 1).is_none_or(|next| p.end <= *next);
    inside.then_some(k)
}

/// How many lines from here on are columns side by side: from one of several pieces on, while no line runs over a gutter.
fn region(lines: &[Line], columns: &[usize]) -> usize {
    let fits = |l: &Line| l.pieces.iter().all(|p| column(columns, p).is_some());
    if !lines.first().is_some_and(|l| paired(l) && fits(l)) {
        return 0;
    }
    let n = lines.iter().take_while(|l| fits(l)).count();
    let n = (1..n).find(|i| headed(&lines[*i..n], columns)).unwrap_or(n);
    let paired = lines[..n].iter().rposition(paired).map_or(0, |i| i + 1);
    // what one column has more than the other, up to an empty line
    paired + lines[paired..n].iter().take_while(|l| !l.pieces.is_empty()).count()
}

/// Whether a headline over all columns opens here, however short it is: it stands alone between empty lines, and columns go on behind it.
fn headed(lines: &[Line], columns: &[usize]) -> bool {
    let Some((gap, rest)) = lines.split_first() else { return false };
    let alone = |l: &&Line| l.pieces.len() == 1 && column(columns, &l.pieces[0]) == Some(0);
    let n = rest.iter().take(4).take_while(alone).count();
    gap.pieces.is_empty()
        && (1..4).contains(&n)
        && rest[n..].first().is_some_and(|l| l.pieces.is_empty())
        && rest[n + 1..].first().is_some_and(paired)
}

/// Writes what a line has in one column, with the blanks that open a paragraph; the rest of its blanks is left out.
fn write(old: &Text, new: &mut Text, line: &Line, columns: &[usize], k: usize) {
    let s = old.as_str();
    let last = line.pieces.len().saturating_sub(1);
    if line.pieces.is_empty() && k == 0 {
        new.append_dropped(old, Span::new(line.span.start, line.next));
    }
    let mut from = line.span.start;
    for (n, p) in line.pieces.iter().enumerate() {
        if column(columns, p) == Some(k) {
            let mut indent = p.at.saturating_sub(columns[k]);
            indent = if indent < GUTTER { 0 } else { indent };
            let blanks = Span::new(from, p.span.start).of(s).char_indices().rev();
            let kept = blanks.take_while(|(_, c)| {
                let fits = width(*c) <= indent;
                indent = indent.saturating_sub(width(*c));
                fits
            });
            let start = kept.last().map_or(p.span.start, |(i, _)| from + i);
            new.append_dropped(old, Span::new(from, start));
            new.append(old, Span::new(start, p.span.end));
            if n == last {
                new.append_dropped(old, Span::new(p.span.end, line.span.end));
                new.append(old, Span::new(line.span.end, line.next));
            } else {
                let near = old.to_source(p.span).last().map_or(0, |r| r[1]);
                new.push_inserted("\n", near);
            }
        }
        from = p.span.end;
    }
}
