//! Sentences, and the brackets and quotation marks they hold.

use crate::span::{Span, boundary, signs};

/// Closing mark of an opening one.
#[must_use]
pub fn closing(c: char) -> Option<char> {
    Some(match c {
        '“' => '”',
        '‘' => '’',
        '「' => '」',
        '『' => '』',
        '《' => '》',
        '〈' => '〉',
        '（' => '）',
        '(' => ')',
        '【' => '】',
        _ => return None,
    })
}

/// Whether the character ends a sentence.
#[must_use]
pub fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '…')
}

/// Bytes after which a sentence is cut: nobody writes so long a one, and its readers look back and forth in it.
const LONGEST: usize = 6000;

/// The sentences of a paragraph, closing marks included. A full stop inside quotation marks ends a sentence only where the
/// quotation ends with it; a mark that is never closed binds nothing.
#[must_use]
pub fn sentences(text: &str, span: Span) -> Vec<Span> {
    let body = span.of(text);
    let mut out = Vec::new();
    let mut start = 0;
    // The last closing mark of each kind, looked for when one of the kind opens.
    let mut last: [Option<usize>; 4] = [None; 4];
    let mut open: Vec<char> = Vec::new();
    let mut chars = signs(body).peekable();
    while let Some((at, c)) = chars.next() {
        if let Some(q) = quote(c) {
            let close = closing(c).unwrap_or(c);
            let last = last.get_mut(q).map_or(0, |l| *l.get_or_insert_with(|| body.rfind(close).unwrap_or(0)));
            if last > at && open.len() < 8 {
                open.push(close);
            }
        } else if closing_quote(c) {
            if let Some(i) = open.iter().rposition(|&o| o == c) {
                open.truncate(i);
            }
            // “……。” closes a sentence unless the words that follow belong to it (“……。”他说。)
            let ended = body[..at].chars().next_back().is_some_and(ends_sentence);
            let end = at + c.len_utf8();
            if ended && open.is_empty() && begins_anew(&body[end..]) {
                push(&mut out, text, Span::new(span.start + start, span.start + end));
                start = end;
            }
            continue;
        }
        if c == '\n' || (open.is_empty() && ends_sentence(c)) {
            let mut end = at + c.len_utf8();
            while let Some(&(i, n)) = chars.peek() {
                if i == end && (ends_sentence(n) || matches!(n, '”' | '’' | '」' | '』' | '）')) {
                    end = i + n.len_utf8();
                    chars.next();
                } else {
                    break;
                }
            }
            push(&mut out, text, Span::new(span.start + start, span.start + end));
            start = end;
        }
    }
    push(&mut out, text, Span::new(span.start + start, span.end));
    out
}

/// Whether words behind a closed quotation open a sentence of their own: they go on over a comma (他又表示，…) or to another
/// quotation (马丹答道：“…).
fn begins_anew(rest: &str) -> bool {
    let stop = rest.find(ends_sentence).unwrap_or(rest.len());
    let words = &rest[..stop];
    words.chars().next().is_some_and(char::is_alphanumeric)
        && !words.starts_with(['的', '和', '与', '等', '是', '这'])
        && (words.contains('，') || words.contains("：“"))
}

fn push(out: &mut Vec<Span>, text: &str, span: Span) {
    let mut s = span.trimmed(text);
    while s.len() > LONGEST {
        let head = &text[s.start..boundary(text, s.start + LONGEST)];
        let mark =
            head.rfind(['，', '；', '、', ' ']).map_or(head.len(), |i| i + head[i..].chars().next().map_or(1, char::len_utf8));
        out.push(Span::new(s.start, s.start + mark));
        s = Span::new(s.start + mark, s.end).trimmed(text);
    }
    if !s.is_empty() {
        out.push(s);
    }
}

fn quote(c: char) -> Option<usize> {
    ['“', '‘', '「', '『'].iter().position(|q| *q == c)
}

fn closing_quote(c: char) -> bool {
    matches!(c, '”' | '’' | '」' | '』')
}

/// The spans of `text` (relative to `span`) that stand inside quotation marks or brackets of any kind; outermost only.
#[must_use]
pub fn enclosed(text: &str, span: Span) -> Vec<Span> {
    let mut out = Vec::new();
    let mut open: Vec<(char, usize)> = Vec::new();
    for (at, c) in signs(span.of(text)) {
        if let Some(close) = closing(c) {
            if open.len() < 64 {
                open.push((close, at));
            }
        } else if let Some(i) = open.iter().rposition(|&(o, _)| o == c)
            && let Some(&(_, from)) = open.get(i)
        {
            open.truncate(i);
            if open.is_empty() {
                out.push(Span::new(span.start + from, span.start + at + c.len_utf8()));
            }
        }
    }
    out
}

/// Whether `at` stands inside one of the spans, which are in order.
#[must_use]
pub fn is_inside(spans: &[Span], at: usize) -> bool {
    let i = spans.partition_point(|s| s.end <= at);
    spans.get(i).is_some_and(|s| s.start <= at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_bind() {
        let t = "“合作很好。我们高兴。”陈望舒说。双方同意。";
        let s: Vec<_> = sentences(t, Span::new(0, t.len())).iter().map(|s| s.of(t)).collect();
        assert_eq!(s, ["“合作很好。我们高兴。”陈望舒说。", "双方同意。"]);
        let t = "他说：“没有关上。第二句。";
        assert_eq!(sentences(t, Span::new(0, t.len())).len(), 2);
    }
}
