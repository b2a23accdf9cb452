//! The lines of a text, in chunks that empty lines part; not those that stand between any two lines of a column.

use crate::lexicon::{Category, Lexicon};
use crate::parse::{date, dateline};
use crate::span::{Span, first_chars};

/// A line that is not empty.
#[derive(Debug, Clone, Copy)]
pub struct Line {
    /// Without the blanks at either end.
    pub span: Span,
    /// Number of characters.
    pub chars: usize,
    /// Level of a Markdown heading, whose marks are not in the span; 0 for none.
    pub level: u8,
    /// Whether it begins with more or fewer blanks than the lines of its column do, as the first line of a paragraph does.
    pub indented: bool,
    /// How many blanks it begins with.
    indent: usize,
}

/// Lines with no empty line between them.
pub type Chunk = Vec<Line>;

/// The chunks of a text.
pub fn chunks(text: &str, lexicon: &Lexicon) -> Vec<Chunk> {
    let mut out = Vec::new();
    let mut chunk = Chunk::new();
    let mut at = 0;
    for raw in text.split_inclusive('\n') {
        let span = Span::new(at, at + raw.len()).trimmed(text);
        let indent = raw.bytes().take_while(|b| *b == b' ').count();
        at += raw.len();
        if span.is_empty() {
            if !chunk.is_empty() {
                // most chunks are one line
                chunk.shrink_to_fit();
                out.push(std::mem::take(&mut chunk));
            }
            continue;
        }
        let (level, mut span) = heading(text, span);
        let cuts = if level == 0 { headed(span.of(text), lexicon) } else { [None; 2] };
        let first = span.start;
        for at in cuts.into_iter().flatten() {
            let head = Span::new(span.start, first + at).trimmed(text);
            chunk.push(Line { span: head, chars: head.of(text).chars().count(), level, indented: indent > 0, indent });
            out.push(std::mem::take(&mut chunk));
            span = Span::new(first + at, span.end).trimmed(text);
        }
        chunk.push(Line { span, chars: span.of(text).chars().count(), level, indented: indent > 0, indent });
    }
    if !chunk.is_empty() {
        out.push(chunk);
    }
    let mut out = tightened(text, out);
    for c in &mut out {
        paragraphs_open(text, c);
    }
    out
}

/// Which lines of a chunk open its paragraphs by their blanks: the deeper ones, where the whole column is printed with blanks before
/// it too; the others where the first line of a paragraph hangs out.
fn paragraphs_open(text: &str, chunk: &mut Chunk) {
    let Some(least) = chunk.iter().map(|l| l.indent).min() else { return };
    let behind = |deep: bool| {
        let all = chunk.windows(2).filter(|w| (w[1].indent > least) == deep);
        all.fold((0, 0), |(n, ended), w| (n + 1, ended + usize::from(closes(w[0].span.of(text)))))
    };
    let (deep, flush) = (behind(true), behind(false));
    if deep.0 == 0 {
        // a column of its own, and no paragraphs of one line each
        if least > 0 && flush.0 > 1 && flush.1 * 2 < flush.0 {
            for l in chunk.iter_mut() {
                l.indented = false;
            }
        }
    } else if deep.0 > flush.0 && flush.0 > 0 && deep.1 * flush.0 < flush.1 * deep.0 {
        for l in chunk.iter_mut() {
            l.indented = l.indent == least;
        }
    } else {
        for l in chunk.iter_mut() {
            l.indented = l.indent > least;
        }
    }
}

/// Takes out the empty lines of a page that is printed with one between any two lines of a wrapped column: many lines apart that hold
/// sentences, and nearly all that do not end one have the same length.
fn tightened(text: &str, chunks: Vec<Chunk>) -> Vec<Chunk> {
    let apart = |c: &Chunk| c.len() == 1 && c[0].level == 0;
    let mut out: Vec<Chunk> = Vec::with_capacity(chunks.len());
    let mut rest = chunks.into_iter().peekable();
    while let Some(chunk) = rest.next() {
        if !apart(&chunk) {
            out.push(chunk);
            continue;
        }
        let mut run = chunk;
        while let Some(next) = rest.next_if(apart) {
            run.extend(next);
        }
        let Some(width) = column(text, &run) else {
            out.extend(run.into_iter().map(|l| vec![l]));
            continue;
        };
        // a headline above or below is none of its lines
        let full = |l: &Line| l.chars.abs_diff(width) <= 2;
        let first = run.iter().position(full).unwrap_or(0);
        let end = run.iter().rposition(|l| full(l) || closes(l.span.of(text))).map_or(run.len(), |n| n + 1);
        let below = run.split_off(end);
        let column = run.split_off(first);
        out.extend(run.into_iter().map(|l| vec![l]));
        out.push(column);
        out.extend(below.into_iter().map(|l| vec![l]));
    }
    out
}

/// The width of a run of lines, where they are those of a column.
fn column(text: &str, run: &[Line]) -> Option<usize> {
    let mut full: Vec<usize> = run.iter().filter(|l| !closes(l.span.of(text))).map(|l| l.chars).collect();
    if full.len() < 6 || full.len() * 3 < run.len() * 2 {
        return None;
    }
    full.sort_unstable();
    let width = full[full.len() / 2];
    let same = full.iter().filter(|n| n.abs_diff(width) <= 1).count();
    let told = run.iter().filter(|l| l.span.of(text).contains(['，', '。', '、', '；'])).count();
    ((8..=60).contains(&width) && same * 4 >= full.len() * 3 && told * 5 >= run.len() * 2).then_some(width)
}

/// Where a line that holds a headline, and perhaps a label, above its text is to be cut.
fn headed(line: &str, lexicon: &Lexicon) -> [Option<usize>; 2] {
    if line.len() < 120 {
        return [None; 2];
    }
    stamped(line, lexicon).map_or_else(|| [titled(line, lexicon), None], |(at, end)| [Some(at), Some(end)])
}

/// 陈望舒会见马丹 2024-03-09 18:20 来源：新华社 外交部长…: where the label behind a headline begins, and where the text.
fn stamped(line: &str, lexicon: &Lexicon) -> Option<(usize, usize)> {
    let near = first_chars(line, 70);
    let full = |i: &usize| date::date(&line[*i..]).is_ok_and(|(_, d)| d.year.is_some() && d.day.is_some());
    let at = near.match_indices(' ').map(|(i, _)| i + 1).find(full)?;
    let mut rest = date::date(&line[at..]).ok()?.0.trim_start();
    let mut labels = 0;
    while let Some((word, behind)) = rest.split_once(' ') {
        let clock = word.contains([':', '：']) && word.chars().all(|c| c.is_ascii_digit() || ":：".contains(c));
        let named = || {
            let label =
                lexicon.prefix(Category::Furniture, word).filter(|(e, _)| matches!(e.kind.as_deref(), Some("web" | "editor")));
            label.is_some() || lexicon.exact(Category::Agencies, word).is_some()
        };
        if word.chars().count() > 24 || !(clock || named()) {
            break;
        }
        labels += 1;
        rest = behind.trim_start();
    }
    let head = &line[..at];
    let whole = (6..=60).contains(&head.trim().chars().count()) && !head.contains(['。', '；', '，']);
    (labels > 0 && whole && rest.chars().nth(39).is_some()).then(|| (at, line.len() - rest.len()))
}

/// Where the text begins on a line that holds its headline too: 【…】 before it, or a dateline behind it.
fn titled(line: &str, lexicon: &Lexicon) -> Option<usize> {
    let whole = |head: &str, rest: &str| {
        !head.contains(['。', '；', '：']) && (6..=60).contains(&head.chars().count()) && rest.chars().nth(39).is_some()
    };
    if let Some(at) = line.strip_prefix('【').and_then(|l| l.find('】')) {
        let (head, rest) = line.split_at(at + 2 * '【'.len_utf8());
        return (whole(head, rest) && dateline::dateline(head, lexicon).is_none()).then_some(head.len());
    }
    let near = first_chars(line, 90);
    if !near.contains(['电', '讯', '息', '電', '訊']) || dateline::dateline(line, lexicon).is_some() {
        return None;
    }
    // with a blank between them, or where the headline has no comma, without
    let behind = |at: &usize| line[..*at].ends_with(' ') || !line[..*at].contains('，');
    near.char_indices().map(|(at, _)| at).filter(behind).find(|&at| {
        lexicon.prefix(Category::Agencies, &line[at..]).is_some()
            && whole(&line[..at], &line[at..])
            && dateline::dateline(&line[at..], lexicon)
                .is_some_and(|d| d.date.is_some() || d.span.of(&line[at..]).ends_with('：') && !d.via)
    })
}

/// `heading = "#", {"#"}, " ", line`
fn heading(text: &str, span: Span) -> (u8, Span) {
    let line = span.of(text);
    let marks = line.bytes().take_while(|b| *b == b'#').count();
    if (1..=6).contains(&marks) && line[marks..].starts_with(' ') {
        let inner = Span::new(span.start + marks, span.end).trimmed(text);
        // a page may print all of its text as a heading
        let text = inner.of(text);
        if text.chars().nth(60).is_some() && text.trim_end_matches('。').contains('。') {
            return (0, inner);
        }
        if !inner.is_empty() {
            return (u8::try_from(marks).unwrap_or(6), inner);
        }
    }
    (0, span)
}

/// Whether a paragraph that ends so is at its end: closing punctuation, whatever marks stand behind it.
pub fn closes(text: &str) -> bool {
    let t = text.trim_end();
    // 分手告别。（附图片）
    let note = t.strip_suffix('）').and_then(|b| b.rsplit_once('（')).filter(|b| b.1.starts_with('附'));
    let t = note.map_or(t, |b| b.0.trim_end());
    let t = t.trim_end_matches(['”', '’', '」', '』', '）', ')', '》', ' ']);
    t.ends_with(['。', '！', '？', '!', '?', '…', '：', '；'])
}

/// Whether a character is Chinese.
pub fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}
