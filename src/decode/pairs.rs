//! Half-width brackets and straight quotes beside Chinese: which become full-width, and which way a quote turns.

use super::forms::{narrow, zero_width};
use super::script::is_han;
use crate::span::{find_byte, signs};

/// What one line leaves to the next: a quote that is still open.
#[derive(Debug, Default)]
pub(super) struct Quotes {
    open: bool,
}

impl Quotes {
    /// Passes over a line without half-width brackets and straight quotes; `last` is its last quotation mark.
    pub(super) fn passed(&mut self, last: Option<char>, line: &str) {
        if let Some(last) = last {
            self.open = last == '“';
        }
        // A paragraph that ends leaves nothing open.
        let line = line.trim_end();
        if line.is_empty() || line.ends_with(['。', '！', '？']) {
            self.open = false;
        }
    }
}

/// A mark that waits for its partner: where it stands (nowhere where it needs no folding), and whether Chinese is near.
type Waiting = (Option<usize>, bool);

/// Where on `line` a bracket or a quote is read as another character, in order. Both halves of a pair fold where one does.
pub(super) fn pairs(line: &str, quotes: &mut Quotes) -> Vec<(usize, char)> {
    if line.trim().is_empty() {
        quotes.open = false;
        return Vec::new();
    }
    let mut out = Vec::new();
    if line.contains(ANGLES) {
        angles(line, &mut out);
    }
    if find_byte(line, 0, |b| (b == b'(') | (b == b')') | (b == b'"') | (b == b'\'')).is_some() {
        scan(line, quotes, &mut out);
        out.sort_unstable_by_key(|p| p.0);
        quotes.passed(None, line);
    } else {
        quotes.passed(signs(line).map(|s| s.1).filter(|c| matches!(c, '“' | '”')).last(), line);
    }
    out
}

/// Marks that stand for 《 where a page or a keyboard has none, and their partners.
const ANGLES: [char; 4] = ['<', '＜', '〈', '«'];
const SHUT: [char; 4] = ['>', '＞', '〉', '»'];

/// <中俄睦邻友好合作条约>: angle marks around Chinese words, outside 《》, are those of a title.
fn angles(line: &str, out: &mut Vec<(usize, char)>) {
    let mut open: Option<(usize, usize)> = None;
    let mut depth = 0usize;
    let mut last = ' ';
    for (at, c) in line.char_indices() {
        match c {
            '《' => depth += 1,
            '》' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if let Some(kind) = ANGLES.iter().position(|a| *a == c).filter(|_| depth == 0) {
            open = (last != c).then_some((at, kind));
        } else if let Some((from, kind)) = open.filter(|o| SHUT[o.1] == c) {
            let inner = &line[from + ANGLES[kind].len_utf8()..at];
            let titled = inner.starts_with(is_han) && inner.chars().nth(3).is_some() && inner.chars().nth(80).is_none();
            if titled && !line[at + c.len_utf8()..].starts_with(c) {
                out.extend([(from, '《'), (at, '》')]);
            }
            open = None;
        } else if matches!(c, '。' | '>') {
            open = None;
        }
        last = c;
    }
}

fn scan(line: &str, quotes: &mut Quotes, out: &mut Vec<(usize, char)>) {
    let chars: Vec<(usize, char)> = line.char_indices().filter(|(_, c)| !zero_width(*c)).map(|(at, c)| (at, narrow(c))).collect();
    // The nearest letter, digit or Chinese character from each place on.
    let mut ahead = vec![false; chars.len() + 1];
    for (i, (_, c)) in chars.iter().enumerate().rev() {
        ahead[i] = if c.is_alphanumeric() { is_han(*c) } else { ahead[i + 1] };
    }
    let mut behind = false;
    let mut brackets: Vec<Waiting> = Vec::new();
    let mut double: Option<Waiting> = quotes.open.then_some((None, true));
    let mut single: Option<Waiting> = None;
    for (i, &(at, c)) in chars.iter().enumerate() {
        let near = behind || ahead[i + 1];
        let prev = i.checked_sub(1).map(|p| chars[p].1);
        let next = chars.get(i + 1).map(|n| n.1);
        match c {
            '(' => brackets.push((Some(at), near)),
            '（' => brackets.push((None, true)),
            ')' | '）' => {
                let half = (c == ')').then_some(at);
                close(brackets.pop(), half, near || c == '）', ['（', '）'], out);
            }
            '"' => {
                let opens = matches!(prev, Some('：' | ':' | '（' | '(' | '《' | '<'));
                let ends = next.is_none_or(|n| "，。；！？、）》,;!?)>".contains(n));
                let shuts = !opens && (double.is_some() || (ends && prev.is_some()));
                if shuts {
                    close(double.take(), Some(at), near, ['“', '”'], out);
                } else {
                    close(double.replace((Some(at), near)), None, false, ['“', '”'], out);
                }
            }
            '“' => double = Some((None, true)),
            '”' => double = None,
            '\'' => {
                let word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
                if word(prev) && word(next) {
                    continue;
                }
                if single.is_some() {
                    close(single.take(), Some(at), near, ['‘', '’'], out);
                } else {
                    single = Some((Some(at), near));
                }
            }
            _ => {}
        }
        if c.is_alphanumeric() {
            behind = is_han(c);
        }
    }
    for left in brackets {
        close(Some(left), None, false, ['（', '）'], out);
    }
    quotes.open = double.is_some_and(|d| d.1);
    close(double, None, false, ['“', '”'], out);
    // A single quote without a partner is an apostrophe.
}

fn close(open: Option<Waiting>, shut: Option<usize>, near: bool, marks: [char; 2], out: &mut Vec<(usize, char)>) {
    if !(near || open.is_some_and(|o| o.1)) {
        return;
    }
    if let Some((Some(at), _)) = open {
        out.push((at, marks[0]));
    }
    if let Some(at) = shut {
        out.push((at, marks[1]));
    }
}
