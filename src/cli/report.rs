//! What goes to standard error: what could not be read, and the diagnostics with the line that they are about.

use super::{Exit, shown};
use crate::{Code, Diagnostic, Severity};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use std::io::Write;
use std::ops::Range;

/// So many characters of a line are shown before and behind what a diagnostic is about.
const AROUND: usize = 24;

/// So many characters of it are underlined at most.
const WIDEST: usize = 40;

/// Prints one line. That nobody reads it is no failure.
pub fn line(text: &str) {
    let _ = writeln!(anstream::stderr(), "{text}");
}

/// Says that something could not be read.
pub fn failure(message: &str) -> Exit {
    line(&format!("\u{1b}[1m\u{1b}[31merror\u{1b}[0m: {message}"));
    Exit::Failed
}

/// An input, for its diagnostics.
#[derive(Debug, Clone, Copy)]
pub struct Page<'a> {
    /// Its name as shown.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// Label of its encoding.
    pub encoding: &'a str,
}

impl Page<'_> {
    /// Prints a diagnostic that stands at a line and column: `file:line:column: severity[code]: message`, then the line where it
    /// can be shown.
    pub fn say(&self, d: &Diagnostic, at: Option<[usize; 2]>) {
        let (severity, style) = match d.severity {
            Severity::Error => ("error", "\u{1b}[1m\u{1b}[31m"),
            Severity::Warning => ("warning", "\u{1b}[1m\u{1b}[33m"),
            Severity::Note => ("note", "\u{1b}[1m\u{1b}[36m"),
        };
        let at = at.map_or_else(String::new, |[line, column]| format!(":{line}:{column}"));
        let (name, code, message) = (self.name, d.code.name(), shown(&d.message));
        line(&format!("{name}{at}: {style}{severity}[{code}]\u{1b}[0m: {message}"));
        if let Some(text) = self.snippet(d) {
            line(&text);
        }
        if let Some(help) = help(d.code) {
            line(&format!("  help: {help}"));
        }
    }

    /// The line with marks under what the diagnostic is about; nothing where the bytes cannot be cut into lines.
    fn snippet(&self, d: &Diagnostic) -> Option<String> {
        let source = d.source.as_ref()?;
        let &[start, end] = source.bytes.first()?;
        let (text, marked) = self.window(start, end)?;
        let level = match d.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
        };
        let number = source.lines[0].max(1);
        let snippet = Snippet::source(text).line_start(number).annotation(AnnotationKind::Primary.span(marked));
        Some(Renderer::styled().render(&[Group::with_level(level).element(snippet)]))
    }

    /// The part of the line around bytes `start..end`, fit for a terminal, and what of it is to be marked.
    fn window(&self, start: usize, end: usize) -> Option<(String, Range<usize>)> {
        let encoding = encoding_rs::Encoding::for_label(self.encoding.as_bytes())?;
        // In UTF-16 a byte 0x0A may be half of a character.
        if !encoding.is_ascii_compatible() || start > end || end > self.bytes.len() {
            return None;
        }
        let is_end = |b: &u8| matches!(b, b'\n' | b'\r');
        let first = self.bytes[..start].iter().rposition(is_end).map_or(0, |at| at + 1);
        let last = self.bytes[start..].iter().position(is_end).map_or(self.bytes.len(), |at| start + at);
        let text = |range: Range<usize>| encoding.decode_without_bom_handling(&self.bytes[range]).0.into_owned();
        let (before, inside, behind) = (text(first..start), text(start..end.min(last)), text(end.min(last)..last));

        let mut out = String::new();
        let skip = before.chars().count().saturating_sub(AROUND);
        let visible: String = before.chars().skip(skip).collect();
        if skip > 0 {
            out.push('…');
        }
        out.push_str(&shown(visible.trim_start_matches('\u{feff}')));
        let from = out.len();
        let visible: String = inside.chars().take(WIDEST).collect();
        out.push_str(&shown(&visible));
        let to = out.len();
        if visible.len() < inside.len() {
            out.push('…');
        } else {
            let visible: String = behind.chars().take(AROUND).collect();
            out.push_str(&shown(&visible));
            if visible.len() < behind.len() {
                out.push('…');
            }
        }
        (!out.is_empty()).then_some((out, from..to))
    }
}

/// What to do about an input that could not be read.
pub fn help(code: Code) -> Option<&'static str> {
    match code {
        Code::EmptyInput => Some("give a file that holds the text of a page"),
        Code::BinaryInput => {
            Some("give text, Markdown or HTML; take the text out of other files first, as with `pdftotext` or `jq`")
        }
        Code::NotChinese => Some("only Chinese is read; where it is Chinese, name its encoding: --encoding gb18030"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Source;

    fn page<'a>(bytes: &'a [u8], encoding: &'a str) -> Page<'a> {
        Page { name: "a.txt", bytes, encoding }
    }

    #[test]
    fn marks_stand_under_chinese() {
        let text = "第一行\n新华社北京2月30日电\n";
        let start = text.find("2月").unwrap();
        let source = Source { lines: [2, 2], bytes: vec![[start, start + "2月30日".len()]] };
        let d = Diagnostic::new(Code::ImpossibleDate, "no day of the calendar", Some(source));
        let shown = page(text.as_bytes(), "UTF-8").snippet(&d).unwrap();
        let plain = anstream::adapter::strip_str(&shown).to_string();
        // 新华社北京 is ten columns wide, 2月30日 seven.
        assert_eq!(plain, "  |\n2 | 新华社北京2月30日电\n  |           ^^^^^^^");
    }

    #[test]
    fn windows() {
        let line = "甲".repeat(50) + "乙" + &"丙".repeat(50);
        let (text, marked) = page(line.as_bytes(), "UTF-8").window(150, 153).unwrap();
        assert_eq!(text, format!("…{}乙{}…", "甲".repeat(24), "丙".repeat(24)));
        assert_eq!(&text[marked], "乙");
        let (gb, _, _) = encoding_rs::GB18030.encode("公报\n双方");
        let (text, marked) = page(&gb, "gb18030").window(7, 9).unwrap();
        assert_eq!((text.as_str(), &text[marked]), ("双方", "方"));
        assert_eq!(page(&gb, "UTF-16LE").window(0, 2), None);
        assert_eq!(page(&gb, "gb18030").window(5, 400), None);
        let (text, _) = page("a\u{1b}[2J".as_bytes(), "UTF-8").window(0, 1).unwrap();
        assert_eq!(text, "a\\u{1b}[2J");
    }
}
