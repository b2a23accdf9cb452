//! Markdown to plain lines. Headings stay: the layout reads them.

use super::script::is_han;
use crate::source::{Rewriter, Text};
use crate::span::find_byte;
use std::ops::Range;

/// How far a link is followed before it is taken for brackets; keeps hostile input linear.
const LONGEST_LINK: usize = 2048;

/// Drops the marks of Markdown.
pub(super) fn strip(old: &Text) -> Text {
    let mut rw = Rewriter::new(old);
    let mut at = 0;
    for line in old.as_str().split_inclusive('\n') {
        for mark in marks(line) {
            if at + mark.start >= rw.at() {
                rw.keep_to(at + mark.start);
                rw.drop_to(at + mark.end);
            }
        }
        at += line.len();
    }
    rw.finish()
}

/// What to drop of one line, in order.
fn marks(line: &str) -> Vec<Range<usize>> {
    let body = line.trim_end_matches('\n');
    if let Some(bars) = cell(body) {
        return bars;
    }
    let bytes = body.as_bytes();
    let mark = |b: u8| {
        let brackets = (b == b'[') | (b == b'>') | (b == b'\\');
        brackets | (b == b'*') | (b == b'_') | (b == b'-') | (b == b'+') | (b == b'`') | (b == b'~')
    };
    if find_byte(body, 0, mark).is_none() && !body.ends_with("  ") {
        return Vec::new();
    }
    let trimmed = body.trim();
    if is_rule(trimmed) || is_fence(trimmed) {
        return std::iter::once(0..body.len()).collect();
    }
    let mut out = Vec::new();
    let begin = prefix(body);
    if begin > 0 {
        out.push(0..begin);
    }
    let mut end = body.trim_end_matches(' ').len().max(begin);
    if body.len() - end < 2 {
        end = body.len();
    }
    if end > begin && bytes[end - 1] == b'\\' && !body[..end - 1].ends_with('\\') {
        end -= 1;
    }
    inline(body, begin..end, &mut out);
    if end < body.len() {
        out.push(end..body.len());
    }
    out
}

/// `| text |`: the bars of a row with one cell, and of one with none.
fn cell(body: &str) -> Option<Vec<Range<usize>>> {
    let start = body.len() - body.trim_start().len();
    let inner = body[start..].strip_prefix('|')?;
    let rest = inner.trim_end();
    let Some(text) = rest.strip_suffix('|') else { return rest.is_empty().then(|| std::iter::once(0..body.len()).collect()) };
    let end = start + 1 + text.len();
    (!text.contains('|')).then(|| vec![0..start + 1, end..body.len()])
}

/// `---`, `* * *`: three or more of one mark and nothing else.
fn is_rule(trimmed: &str) -> bool {
    let Some(mark @ ('-' | '*' | '_')) = trimmed.chars().next() else { return false };
    let mut count = 0;
    trimmed.chars().all(|c| {
        count += usize::from(c == mark);
        c == mark || c == ' '
    }) && count >= 3
}

/// The line that opens or closes a block of code.
fn is_fence(trimmed: &str) -> bool {
    ["```", "~~~"].iter().any(|f| {
        trimmed.strip_prefix(f).is_some_and(|rest| {
            let rest = rest.trim_start_matches(&f[..1]);
            rest.len() < 40 && rest.bytes().all(|b| b.is_ascii_alphanumeric() || b" -+_.".contains(&b))
        })
    })
}

/// Length of the quote and list marks that a line opens with. `- 3 -` is the number of a page, not a list.
fn prefix(body: &str) -> usize {
    let mut at = 0;
    loop {
        let rest = body[at..].trim_start_matches(' ');
        let indent = body.len() - at - rest.len();
        let Some(mark @ (b'>' | b'-' | b'*' | b'+')) = rest.bytes().next() else { return at };
        let after = &rest[1..];
        let blanks = after.len() - after.trim_start_matches(' ').len();
        if mark == b'>' && indent < 4 && (blanks > 0 || after.is_empty() || after.starts_with('>')) {
            at += indent + 1 + blanks.min(1);
        } else if mark != b'>' && blanks > 0 && blanks < after.len() && !(mark == b'-' && rest.trim_end().ends_with('-')) {
            return at + indent + 1 + blanks;
        } else {
            return at;
        }
    }
}

/// Emphasis, links, images and escapes inside a line.
fn inline(body: &str, range: Range<usize>, out: &mut Vec<Range<usize>>) {
    let bytes = body.as_bytes();
    let first = out.len();
    let mut brackets: Vec<(usize, usize)> = Vec::new(); // where `[` stands, and how many marks there were then
    let mut open: [Option<Range<usize>>; 8] = Default::default();
    let mut at = range.start;
    while at < range.end {
        match bytes[at] {
            b'\\' if at + 1 < range.end && b"\\*_.-#>[]()!`+~|".contains(&bytes[at + 1]) => {
                out.push(at..at + 1);
                at += 2;
            }
            b'[' => {
                brackets.push((at, out.len()));
                at += 1;
            }
            b']' => {
                at += 1;
                let Some((open, before)) = brackets.pop() else { continue };
                let Some(length) = target(&bytes[at..range.end]) else { continue };
                if open > range.start && bytes[open - 1] == b'!' {
                    out.truncate(before);
                    out.push(open - 1..at + length);
                } else {
                    out.insert(before, open..open + 1);
                    out.push(at - 1..at + length);
                }
                at += length;
            }
            mark @ (b'*' | b'_') => {
                let length = bytes[at..range.end].iter().take_while(|b| **b == mark).count();
                let run = at..at + length;
                at = run.end;
                if length > 3 || (mark == b'_' && length == 1) {
                    continue;
                }
                let slot = &mut open[length + if mark == b'_' { 4 } else { 0 }];
                match slot.take() {
                    Some(opened) if emphasis(body, &opened, &run) => {
                        out.push(opened);
                        out.push(run);
                    }
                    _ => *slot = Some(run),
                }
            }
            _ => at += 1,
        }
    }
    out[first..].sort_unstable_by_key(|r| r.start);
}

/// Whether two runs of marks hold emphasised text between them. A lone `*` is also a sign of multiplication.
fn emphasis(body: &str, open: &Range<usize>, close: &Range<usize>) -> bool {
    let inner = &body[open.end..close.start];
    let (Some(first), Some(last)) = (inner.chars().next(), inner.chars().next_back()) else { return false };
    if first.is_whitespace() || last.is_whitespace() {
        return false;
    }
    let lone_beside = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    open.len() > 1
        || ((is_han(first) || is_han(last))
            && !lone_beside(body[..open.start].chars().next_back())
            && !lone_beside(body[close.end..].chars().next()))
}

/// Length of `(address)` or `(address "title")` that `bytes` begin with; the address must look like one.
fn target(bytes: &[u8]) -> Option<usize> {
    if bytes.first() != Some(&b'(') {
        return None;
    }
    let end = bytes.iter().take(LONGEST_LINK).position(|b| *b == b')')?;
    let inner = std::str::from_utf8(&bytes[1..end]).ok()?;
    let address = inner.split(' ').next()?;
    let like = address.is_empty() || address.contains(['/', '.', '#']) || address.starts_with("mailto:");
    (like && address.is_ascii()).then_some(end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(s: &str) -> String {
        let mut t = Text::default();
        t.push_verbatim(s, 0);
        strip(&t).as_str().to_owned()
    }

    #[test]
    fn marks_go_and_text_stays() {
        assert_eq!(plain("# 标题\n**新华社**北京__电__"), "# 标题\n新华社北京电");
        assert_eq!(plain("*会谈*，7*24小时，5*8小时，138****1234"), "会谈，7*24小时，5*8小时，138****1234");
        assert_eq!(plain("见[外交部](https://a.cn/b \"t\")网站![图](a.jpg)。注[1](略)"), "见外交部网站。注[1](略)");
        assert_eq!(plain("[![图](a.png)](/b)文"), "文");
        assert_eq!(plain("> 引文  \n- 一项\n* 二项\n+ 三项\n- 3 -\n1. 四"), "引文\n一项\n二项\n三项\n- 3 -\n1. 四");
        assert_eq!(plain("---\n文\\\n* * *\n```text\n1\\. 码\n```"), "\n文\n\n\n1. 码\n");
    }
}
