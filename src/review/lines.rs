//! The input cut into lines, and these where a mark begins or ends: every byte of it, as it stands.

use super::marks::{KINDS, Record, shade};
use crate::pipeline::Placed;
use crate::source::LineIndex;
use encoding_rs::{Encoding, UTF_8};
use std::collections::BTreeMap;

/// A line of the input.
#[derive(Debug, Default)]
pub struct Line {
    /// Its number, from 1.
    pub number: usize,
    /// Its pieces.
    pub pieces: Vec<Piece>,
}

/// A run of characters that belong to the same records.
#[derive(Debug, Default)]
pub struct Piece {
    /// What is said before it.
    pub before: Vec<Label>,
    /// The marks around it, the widest first.
    pub marks: Vec<Wrap>,
    /// What it is, where it is no ordinary text.
    pub shade: &'static str,
    /// The characters.
    pub runs: Vec<Run>,
    /// What is said behind it.
    pub behind: Vec<Label>,
}

/// A mark around a piece.
#[derive(Debug)]
pub struct Wrap {
    /// The kind of the record.
    pub kind: &'static str,
    /// Its short name.
    pub handle: String,
    /// How many underlines stand between it and the text.
    pub depth: usize,
    /// Whether something was only inferred from it.
    pub evidence: bool,
}

/// Something said at a place of the text.
#[derive(Debug, Clone)]
pub struct Label {
    /// What it looks like.
    pub class: &'static str,
    /// The words printed.
    pub text: String,
    /// The words read out.
    pub spoken: String,
    /// What it leads to, without `#`; empty for nothing.
    pub target: String,
}

/// Characters that are shown as they are, or one that cannot be.
#[derive(Debug, PartialEq, Eq)]
pub struct Run {
    /// What is shown.
    pub text: String,
    /// Whether it stands for a character that would not be seen, or would turn the direction of the text.
    pub odd: bool,
}

/// Whether a character would not be seen as one.
pub fn odd(c: char) -> bool {
    (c.is_control() && c != '\t')
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// A text in which every character can be seen.
pub fn visible(text: &str) -> String {
    text.chars().map(|c| if odd(c) && c != '\n' { c.escape_unicode().to_string() } else { c.to_string() }).collect()
}

/// A text that the script of the page reads back as it is, with nothing in it that a reader of HTML would change.
pub fn carried(text: &str) -> String {
    let one = |c: char| match c {
        '\\' => "\\\\".to_owned(),
        c if odd(c) => c.escape_unicode().to_string(),
        c => c.to_string(),
    };
    text.chars().map(one).collect()
}

/// Cuts characters into runs.
fn runs(text: &str, out: &mut Vec<Run>) {
    for c in text.chars() {
        if odd(c) {
            out.push(Run { text: c.escape_unicode().to_string(), odd: true });
        } else if let Some(last) = out.last_mut().filter(|r| !r.odd) {
            last.text.push(c);
        } else {
            out.push(Run { text: c.to_string(), odd: false });
        }
    }
}

/// The characters of a part of the input, without the line end.
fn decoded(bytes: &[u8], encoding: &'static Encoding) -> Vec<Run> {
    let mut out = Vec::new();
    let without_end = |text: &str| {
        let text = text.strip_suffix('\n').unwrap_or(text);
        text.strip_suffix('\r').unwrap_or(text).to_owned()
    };
    if encoding == UTF_8 {
        let mut chunks = bytes.utf8_chunks().peekable();
        while let Some(chunk) = chunks.next() {
            let valid = chunk.valid();
            let last = chunks.peek().is_none() && chunk.invalid().is_empty();
            runs(&if last { without_end(valid) } else { valid.to_owned() }, &mut out);
            out.extend(chunk.invalid().iter().map(|b| Run { text: format!("\\x{b:02x}"), odd: true }));
        }
    } else {
        runs(&without_end(&encoding.decode_without_bom_handling(bytes).0), &mut out);
    }
    out
}

/// A stretch of the input that is marked.
struct Stretch {
    start: usize,
    end: usize,
    record: usize,
    evidence: bool,
}

/// From where to where something stands that is no record: its name, and whether the name is printed beside it.
type Shade = (usize, usize, Option<(&'static str, bool)>);

/// What is said before and behind a byte at which two parts of a text were joined over something else.
type Joins = BTreeMap<usize, (Vec<Label>, Vec<Label>)>;

/// What the lines are made of.
pub struct Sheet<'a> {
    /// The bytes of the input.
    pub bytes: &'a [u8],
    /// Label of its encoding.
    pub encoding: &'a str,
    /// Where its lines begin.
    pub index: &'a LineIndex,
    /// What stands where.
    pub blocks: &'a [Placed],
    /// The records, in order.
    pub records: &'a [Record],
    /// What stands before the number in the ids of lines.
    pub prefix: &'a str,
}

impl Sheet<'_> {
    /// The lines.
    pub fn lines(&self) -> Vec<Line> {
        let length = self.bytes.len();
        let encoding = Encoding::for_label(self.encoding.as_bytes()).unwrap_or(UTF_8);
        let stretches = self.stretches();
        let (shades, joins) = self.shades();
        let firsts = self.firsts();

        let mut cuts: Vec<usize> = vec![0, length];
        cuts.extend(self.index.starts.iter().copied().filter(|&s| s < length));
        cuts.extend(stretches.iter().flat_map(|s| [s.start, s.end]));
        cuts.extend(shades.iter().flat_map(|s| [s.0, s.1]));
        cuts.sort_unstable();
        cuts.dedup();

        let mut out = vec![Line { number: 1, ..Line::default() }];
        let (mut active, mut next): (Vec<usize>, usize) = (Vec::new(), 0);
        let (mut shade_at, mut first_at, mut lines_begun) = (0, 0, 0);
        for pair in cuts.windows(2) {
            let (start, end) = (pair[0], pair[1]);
            if self.index.starts.get(lines_begun).is_some_and(|&s| s <= start) {
                lines_begun = self.index.starts.partition_point(|&s| s <= start);
                out.push(Line { number: lines_begun + 1, ..Line::default() });
            }
            active.retain(|&s| stretches[s].end > start);
            while stretches.get(next).is_some_and(|s| s.start <= start) {
                active.push(next);
                next += 1;
            }
            while shades.get(shade_at).is_some_and(|s| s.1 <= start) {
                shade_at += 1;
            }
            let mut piece = Piece { runs: decoded(&self.bytes[start..end], encoding), ..Piece::default() };
            piece.marks = self.wraps(&stretches, &active);
            let shade = shades.get(shade_at).filter(|s| s.0 <= start);
            piece.shade = match shade {
                Some(s) => s.2.map_or("", |(name, _)| name),
                None if piece.runs.iter().all(|r| r.text.trim().is_empty()) => "",
                None => "outside",
            };
            if let Some(&(from, _, Some((name, true)))) = shade
                && from == start
            {
                piece.before.push(Label { class: "what", text: name.into(), spoken: name.into(), target: String::new() });
            }
            if let Some(label) = joins.get(&start) {
                piece.before.extend(label.0.iter().cloned());
            }
            if let Some(label) = joins.get(&end) {
                piece.behind.extend(label.1.iter().cloned());
            }
            while let Some(record) = firsts.get(first_at).map(|&n| &self.records[n]).filter(|r| r.start() <= start) {
                first_at += 1;
                let name = KINDS[record.kind].name;
                let spoken = format!("{name} {}", record.handle);
                piece.before.push(Label { class: name, text: record.handle.clone(), spoken, target: record.handle.clone() });
            }
            if let Some(line) = out.last_mut() {
                line.pieces.push(piece);
            }
        }
        out
    }

    /// The records that stand somewhere, in the order in which they begin.
    fn firsts(&self) -> Vec<usize> {
        let mut out: Vec<usize> = (0..self.records.len()).filter(|&n| !self.records[n].ranges.is_empty()).collect();
        out.sort_by_key(|&n| self.records[n].start());
        out
    }

    /// Everything that is marked, in order.
    fn stretches(&self) -> Vec<Stretch> {
        let mut out = Vec::new();
        for (record, r) in self.records.iter().enumerate() {
            for (ranges, evidence) in [(&r.ranges, false), (&r.evidence, true)] {
                out.extend(ranges.iter().map(|&[start, end]| Stretch { start, end, record, evidence }));
            }
        }
        out.sort_by_key(|s| (s.start, s.record));
        out
    }

    /// The marks around a piece, the widest record first.
    fn wraps(&self, stretches: &[Stretch], active: &[usize]) -> Vec<Wrap> {
        let mut order: Vec<&Stretch> = active.iter().map(|&s| &stretches[s]).collect();
        order.sort_by_key(|s| {
            let r = &self.records[s.record];
            (KINDS[r.kind].name != "article", s.evidence, usize::MAX - r.size(), s.record)
        });
        let mut out: Vec<Wrap> = order
            .into_iter()
            .map(|s| {
                let r = &self.records[s.record];
                Wrap { kind: KINDS[r.kind].name, handle: r.handle.clone(), depth: 0, evidence: s.evidence }
            })
            .collect();
        let mut depth = 0;
        for wrap in out.iter_mut().rev().filter(|w| !w.evidence && !matches!(w.kind, "article" | "diagnostic")) {
            wrap.depth = depth;
            depth = (depth + 1).min(4);
        }
        out
    }

    /// What each part of the input is, in order; and at which bytes two parts were joined over something else.
    fn shades(&self) -> (Vec<Shade>, Joins) {
        let mut shades = Vec::new();
        let mut joins = Joins::new();
        for (kind, parts) in self.blocks {
            shades.extend(parts.iter().map(|p| (p[0], p[1], shade(*kind))));
            for pair in parts.windows(2) {
                let ([_, left], [right, _]) = (pair[0], pair[1]);
                let between = self.bytes.get(left..right);
                if between.is_some_and(|b| b.iter().all(|b| b.is_ascii_whitespace() || *b == 0)) {
                    continue;
                }
                let (from, to) = (self.index.line(left.saturating_sub(1)), self.index.line(right));
                let label = |text: String, spoken: String, line: usize| Label {
                    class: "join",
                    text,
                    spoken,
                    target: format!("{}L{line}", self.prefix),
                };
                joins.entry(left).or_default().1.push(label(format!("↷{to}"), format!("goes on in line {to}"), to));
                joins.entry(right).or_default().0.push(label(format!("↶{from}"), format!("goes on from line {from}"), from));
            }
        }
        shades.sort_unstable_by_key(|s| (s.0, s.1));
        (shades, joins)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(line: &Line) -> String {
        line.pieces.iter().flat_map(|p| &p.runs).map(|r| r.text.as_str()).collect()
    }

    fn lines(bytes: &[u8]) -> Vec<String> {
        let options = crate::Options::default();
        let value = crate::extract(bytes, &options).value;
        let (index, blocks) = crate::pipeline::laid_out(bytes, &options);
        let records = super::super::marks::records(&value, bytes.len(), &mut [0; KINDS.len()]);
        let sheet =
            Sheet { bytes, encoding: &value.source.encoding, index: &index, blocks: &blocks, records: &records, prefix: "" };
        sheet.lines().iter().map(text).collect()
    }

    #[test]
    fn every_byte_is_there() {
        let page = "新华社巴黎3月4日电\r\n\r\n\t陈望舒表示，“中法”。\n末行";
        assert_eq!(lines(page.as_bytes()), ["新华社巴黎3月4日电", "", "\t陈望舒表示，“中法”。", "末行"]);
        let (gb, _, _) = encoding_rs::GB18030.encode("新华社巴黎3月4日电\n外交部长陈望舒同法国外交部长勒布朗会谈。");
        assert_eq!(lines(&gb), ["新华社巴黎3月4日电", "外交部长陈望舒同法国外交部长勒布朗会谈。"]);
        assert_eq!(lines(b""), [""]);
    }

    #[test]
    fn what_cannot_be_seen_is_shown() {
        assert_eq!(lines("中文\u{202e}字\u{7}\u{feff}。".as_bytes()), ["中文\\u{202e}字\\u{7}\\u{feff}。"]);
        let shown: Vec<String> = decoded(b"\xe4\xb8\xad\xff\xe6\x96\x87", UTF_8).into_iter().map(|r| r.text).collect();
        assert_eq!(shown, ["中", "\\xff", "文"]);
        assert_eq!(carried("a\\\u{200f}"), "a\\\\\\u{200f}");
        assert_eq!(visible("a\u{200f}\n"), "a\\u{200f}\n");
    }
}
