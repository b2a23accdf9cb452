//! Paragraphs that a program joined to one line, or ended with a mark of its own.

use super::exports::Edit;
use crate::span::{Span, find_rare};

/// Several reports on one line, of each the headline, four blanks or more, and the text: each on a line of its own.
pub(super) fn gaps(s: &str, line: Span) -> Vec<Edit> {
    let text = line.of(s);
    let mut out = Vec::new();
    if text.len() < 600 || find_rare(text, "    ").is_none() {
        return out;
    }
    let mut at = 0;
    while let Some(found) = text[at..].find("    ") {
        let from = at + found;
        let rest = text[from..].trim_start_matches(' ');
        let end = text.len() - rest.len();
        let before = &text[at..from];
        // a headline behind a full stop
        if let Some(stop) = before.rfind('。').filter(|i| (6..=40).contains(&before[*i..].chars().count())) {
            let stop = line.start + at + stop;
            out.push((Span::new(stop, stop + '。'.len_utf8()), "。\n\n"));
        }
        out.push((Span::new(line.start + from, line.start + end), "\n\n"));
        at = end;
    }
    // columns side by side have shorter lines between their blanks
    if out.len() * 60 < text.len() / '。'.len_utf8() { out } else { Vec::new() }
}

/// 陈望舒会见马丹 | 新华社…。 | 陈望舒表示，…。 | …: bars, most of them behind the end of a sentence.
pub(super) fn bars(s: &str, line: Span) -> Vec<Edit> {
    let text = line.of(s);
    let Some(bar) = ['|', '｜', '¶', '§'].into_iter().find(|b| text.contains(*b)).filter(|_| text.len() > 300) else {
        return Vec::new();
    };
    let found: Vec<usize> = text.match_indices(bar).map(|(i, _)| i).collect();
    let ended = found.iter().filter(|i| text[..**i].trim_end().ends_with(['。', '！', '？', '”', '）'])).count();
    if ended < 2 || ended * 2 < found.len() {
        return Vec::new();
    }
    found.into_iter().map(|i| (Span::new(line.start + i, line.start + i + bar.len_utf8()), "\n\n")).collect()
}

/// 陈望舒会见马丹\par: how a word processor ends its paragraphs.
pub(super) fn ends(s: &str, lines: &[Span]) -> Vec<Edit> {
    if find_rare(s, "\\par").is_none() {
        return Vec::new();
    }
    let mark = |l: &Span| Some((*l, l.of(s).strip_suffix("\\par")?.len()));
    lines.iter().filter_map(mark).map(|(l, n)| (Span::new(l.start + n, l.end), "")).collect()
}
