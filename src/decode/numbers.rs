//! Numbers that are of no sentence: those that a viewer puts before each line, and those that lead to notes.

use super::script::is_han;
use super::tally::Tally;
use crate::source::{Rewriter, Text};
use crate::span::{Span, find_rare};

/// So many lines with numbers in a row tell of numbered lines.
const LEAST: usize = 10;

/// Leaves out the numbers; tells of each.
pub(super) fn strip(old: Text) -> (Text, Tally) {
    let s = old.as_str();
    let mut found = of_lines(s);
    found.extend(of_line_ends(s));
    found.extend(of_notes(s));
    let mut done = Tally::default();
    if found.is_empty() {
        return (old, done);
    }
    found.sort_unstable();
    let mut rw = Rewriter::new(&old);
    for number in found {
        rw.keep_to(number.start);
        done.add(rw.drop_to(number.end));
    }
    (rw.finish(), done)
}

/// The numbers before lines, with the blanks behind them: where nearly every line has the one behind that of the line before, and
/// most are about as long as the widest. Those of a list are not, and end with the word for what they name.
fn of_lines(s: &str) -> Vec<Span> {
    let (mut all, mut last, mut ahead) = (0usize, None, 0usize);
    let mut found = Vec::new();
    let (mut lengths, mut entries) = (Vec::new(), 0usize);
    for line in s.lines().filter(|l| !l.trim().is_empty()) {
        all += 1;
        let start = Span::of_slice(s, line).start;
        let Some((number, rest)) = numbered(line) else {
            if all >= 2 * LEAST && found.len() * 2 < all {
                return Vec::new();
            }
            continue;
        };
        ahead += usize::from(last.is_some_and(|n| n + 1 == number));
        last = Some(number);
        found.push(Span::new(start, start + line.len() - rest.len()));
        lengths.push(rest.trim_end().chars().count());
        entries += usize::from(rest.trim_end().ends_with(|c| "。；》录定书划约议".contains(c)));
    }
    let widest = lengths.iter().copied().max().unwrap_or(0);
    let full = lengths.iter().filter(|n| **n * 10 >= widest * 8).count();
    let most = |n: usize| n * 2 >= found.len();
    let counted = found.len() >= LEAST && found.len() * 10 >= all * 8 && (ahead + 1) * 10 >= found.len() * 9;
    if counted && most(full) && !most(entries) { found } else { Vec::new() }
}

/// The numbers behind every fifth or tenth line, with the blanks before them, as papers print that are to be cited by their lines.
fn of_line_ends(s: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut numbers: Vec<(usize, usize)> = Vec::new();
    for (i, line) in s.lines().filter(|l| !l.trim().is_empty()).enumerate() {
        let body = line.trim_end();
        let words = body.trim_end_matches(|c: char| c.is_ascii_digit());
        let text = words.trim_end();
        if words.len() == body.len() || text.len() + 2 > words.len() || text.is_empty() || body.len() - words.len() > 4 {
            continue;
        }
        let Ok(number) = body[words.len()..].parse() else { continue };
        numbers.push((i, number));
        let end = Span::of_slice(s, text).end;
        found.push(Span::new(end, end + body.len() - text.len()));
    }
    // each is as far from the last one as the lines are
    let counts = |w: &[(usize, usize)]| {
        let step = w[1].1.checked_sub(w[0].1);
        step == Some(w[1].0 - w[0].0) && step.is_some_and(|n| n >= 5 && n.is_multiple_of(5))
    };
    if numbers.len() > 1 && numbers.windows(2).all(counts) { found } else { Vec::new() }
}

/// `{" "}, digit, {digit}, (" " | "|"), {" "}` before the words of a line, or before none: the number and the words.
fn numbered(line: &str) -> Option<(u32, &str)> {
    let line = line.trim_start();
    let end = line.find(|c: char| !c.is_ascii_digit()).unwrap_or(line.len());
    let (digits, rest) = line.split_at_checked(end)?;
    let number = digits.parse().ok().filter(|_| digits.len() <= 5)?;
    let apart = rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || c == '|');
    apart.then(|| (number, rest.trim_start_matches(|c: char| c.is_whitespace() || c == '|')))
}

/// `"[", digit, [digit, [digit]], "]"` behind a word or a mark, where it is not that of a document (国发[86]15号).
fn of_notes(s: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(found) = s.get(at..).and_then(|t| find_rare(t, "[")) {
        let start = at + found;
        at = start + 1;
        let digits = s.bytes().skip(at).take(3).take_while(u8::is_ascii_digit).count();
        let Some(rest) = s.get(at + digits..).and_then(|t| t.strip_prefix(']')).filter(|_| digits > 0) else { continue };
        let behind = s[..start].chars().next_back().is_some_and(|c| is_han(c) || "，。；：、！？”’》）]".contains(c));
        let document = rest.starts_with(|c: char| c.is_ascii_digit() || "号第".contains(c));
        if behind && !document {
            at += digits + 1 + link(rest);
            out.push(Span::new(start, at));
        }
    }
    out
}

/// How many bytes of the target of a link stand behind the number of a note: [1](https://…), [1](#note).
fn link(rest: &str) -> usize {
    let target = rest.strip_prefix('(').filter(|t| ["http", "#", "/", "./"].iter().any(|w| t.starts_with(w)));
    let end = target.and_then(|t| t.char_indices().take(400).take_while(|(_, c)| !c.is_whitespace()).find(|(_, c)| *c == ')'));
    end.map_or(0, |(at, _)| at + "()".len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strip(s: &str) -> String {
        let mut text = Text::default();
        text.push_verbatim(s, 0);
        super::strip(text).0.as_str().to_owned()
    }

    #[test]
    fn numbers_of_notes() {
        assert_eq!(strip("会谈。[3]双方[12][13]指出"), "会谈。双方指出");
        assert_eq!(strip("国发[86]15号 [1] 见[2021]"), "国发[86]15号 [1] 见[2021]");
        assert_eq!(strip("会谈[1"), "会谈[1");
        assert_eq!(strip("会谈[1](https://example.org/a)，双方[2](#note)指出[3](见下)"), "会谈，双方指出(见下)");
    }

    #[test]
    fn numbers_of_line_ends() {
        let lines: String =
            (1..=15).map(|n| if n % 5 == 0 { format!("双方就两国关系  {n}\n") } else { "双方交换意见\n".into() }).collect();
        assert!(!strip(&lines).contains(|c: char| c.is_ascii_digit()));
        assert_eq!(strip("目录\n会谈  3\n会见  8\n"), "目录\n会谈  3\n会见  8\n");
    }

    #[test]
    fn numbers_of_lines() {
        let lines =
            |words: &dyn Fn(usize) -> String| (1..=12).map(|n| format!("{n} {}\n", words(n))).collect::<Vec<_>>().concat();
        assert_eq!(strip(&lines(&|_| "双方就两国关系交换了意见".into())), "双方就两国关系交换了意见\n".repeat(12));
        let list = lines(&|n| format!("中国和{}关于经济合作的谅解备忘录", "某".repeat(n)));
        assert_eq!(strip(&list), list);
    }
}
