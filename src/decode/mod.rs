//! Bytes to text.
//!
//! 1. `encoding`: bytes to characters, each with the bytes it was read from; before that, what is no text is turned away.
//! 2. Line ends to `\n`, control characters away.
//! 3. `markup`: HTML to lines. `exports`: what other programs put around texts. `numbers`: those of lines and notes away.
//!    `markdown`: its marks away, headings stay.
//! 4. `columns`: what stands side by side, one below the other.
//! 5. `fold`: width, blanks, punctuation.
//! 6. `script`: simplified or traditional; traditional characters are read as simplified ones, what is printed goes along.
//!
//! Every step makes a new [`Text`] out of the last one, so that each byte of the input is in exactly one piece of the result.

// bytes that are looked at many at a time are asked without branches
#![allow(clippy::needless_bitwise_bool)]

mod blanks;
mod columns;
mod commas;
mod encoding;
mod entity;
mod exports;
mod fold;
mod forms;
mod joined;
mod line;
mod markdown;
mod marks;
mod markup;
mod numbers;
mod pairs;
mod script;
mod tally;
#[cfg(test)]
mod tests;

use crate::diagnostic::{Code, Diagnostic, Outcome};
use crate::lexicon::{Lexicon, simplified};
use crate::source::{LineIndex, Rewriter, Source, Text};
use crate::span::{Span, find_byte};
use std::borrow::Cow;
use std::sync::Arc;
use tally::Tally;

/// A decoded input.
#[derive(Debug, Clone, Default)]
pub struct Decoded {
    /// The text: lines parted by `\n`, Chinese punctuation full-width, digits and Latin letters half-width, characters
    /// simplified. HTML and Markdown headings are lines that open with `#`s and a blank.
    pub text: Text,
    /// Lines of the input.
    pub lines: Arc<LineIndex>,
    /// Name of the encoding: `UTF-8`, `GB18030`, `Big5`, `UTF-16LE`, `UTF-16BE`, or what the caller asked for; `binary` where
    /// the input is no text.
    pub encoding: &'static str,
    /// `hans` or `hant`.
    pub script: &'static str,
}

/// Decodes `bytes`, and lets go of them where it owns them; `encoding` is a WHATWG label where the caller knows it; family names
/// are those of the lexicon.
pub fn decode(bytes: Cow<'_, [u8]>, encoding: Option<&str>, lexicon: &Lexicon) -> Outcome<Decoded> {
    let mut diagnostics = Vec::new();
    let choice = encoding::choose(&bytes, encoding, &mut diagnostics);
    let chosen = choice.encoding;
    if let Some(what) = binary(&bytes, encoding::name(chosen)) {
        diagnostics.push(Diagnostic::new(Code::BinaryInput, what, None));
        let mut text = Text::default();
        text.push_dropped(Span::new(0, bytes.len()));
        let value = Decoded { text, lines: Arc::default(), encoding: "binary", script: "hans" };
        return Outcome { value, diagnostics };
    }
    let (read, malformed) = encoding::read(&bytes, &choice);
    drop(bytes);
    let (text, lines) = line_ends(&read);
    drop(read);
    let stripped = exports::strip(markup::strip(text));
    let (marked, numbers) = numbers::strip(stripped.text);
    let text = markdown::strip(&marked);
    drop(marked);
    let (text, parted) = columns::unfold(text);
    let folded = fold::fold(text, lexicon);
    let text = folded.text;
    let mut tell = |code, tally: Tally, what: &str| {
        if tally.count > 0 {
            let source = tally.first.map(|first| Source {
                lines: [lines.line(first.start), lines.line(first.end - 1)],
                bytes: vec![[first.start, first.end]],
            });
            diagnostics.push(Diagnostic::new(code, format!("{} {what}", tally.count), source));
        }
    };
    tell(
        Code::MalformedBytes,
        malformed,
        &format!("sequences of bytes that {} does not know, read as U+FFFD", encoding::name(chosen)),
    );
    tell(Code::FoldedPunctuation, folded.done.punctuation, "punctuation marks beside Chinese read as full-width");
    tell(Code::FoldedWidth, folded.done.width, "full-width or compatibility characters read as ordinary ones");
    tell(Code::MisreadDigits, folded.done.digits, "letters inside numbers read as digits");
    tell(Code::MendedPunctuation, folded.done.doubled, "punctuation marks printed twice read as one");
    tell(Code::MendedPunctuation, folded.done.stops, "full stops set where lines end without one or a letter stands for them");
    tell(Code::MendedPunctuation, stripped.marks, "hyphens at line ends left out, or commas and blanks read as other marks");
    tell(Code::DroppedNumbers, stripped.hours, "hours before lines left out");
    tell(Code::UnfoldedColumns, parted, "lines of columns side by side put one column below the other");
    tell(Code::DroppedNumbers, numbers, "numbers of lines or notes left out");
    diagnostics.extend(not_chinese(text.as_str()));
    let script = script::script(text.as_str());
    let text = match simplified(text.as_str()) {
        Cow::Owned(read) => text.read_as(read),
        Cow::Borrowed(_) => text,
    };
    Outcome { value: Decoded { text, lines: Arc::new(lines), encoding: encoding::name(chosen), script }, diagnostics }
}

/// Line ends to `\n`; other control characters, which must never reach a terminal, are dropped. The lines of the input are
/// those an editor counts: parted by LF, CR LF or CR.
fn line_ends(old: &Text) -> (Text, LineIndex) {
    let s = old.as_str();
    let bytes = s.as_bytes();
    let mut rw = Rewriter::new(old);
    let mut starts = Vec::new();
    let mut at = 0;
    let special = |b: u8| (b < 0x20 && b != b'\t') | (b == 0x7f) | (b == 0xc2) | (b == 0xe2) | (b == b'\\');
    while let Some(found) = find_byte(s, at, special) {
        at = found;
        let c = s[at..].chars().next().unwrap_or_default();
        let end = at + c.len_utf8();
        match c {
            '\n' => {
                rw.keep_to(end);
                starts.push(rw.from());
                at = end;
            }
            '\r' => {
                rw.keep_to(at);
                at = if bytes.get(end) == Some(&b'\n') { end + 1 } else { end };
                rw.replace_to(at, "\n");
                starts.push(rw.from());
            }
            // a line end as programs write it, before words
            '\\' if matches!(bytes.get(end), Some(b'n' | b'r')) && !bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric) => {
                rw.keep_to(at);
                rw.replace_to(end + 1, "\n");
                at = end + 1;
            }
            // a character as programs write it
            '\\' => match escaped(&s[end..]) {
                Some(read) => {
                    rw.keep_to(at);
                    at = end + "uFFFF".len();
                    rw.replace_to(at, read.encode_utf8(&mut [0; 4]));
                }
                None => at = end,
            },
            '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                rw.keep_to(at);
                rw.replace_to(end, "\n");
                at = end;
            }
            c if c.is_control() => {
                rw.keep_to(at);
                rw.drop_to(end);
                at = end;
            }
            _ => at = end,
        }
    }
    (rw.finish(), LineIndex { starts })
}

/// `"u", hex, hex, hex, hex` behind a backslash: the character beyond ASCII that it stands for.
fn escaped(rest: &str) -> Option<char> {
    let code = rest.strip_prefix('u')?.get(..4).filter(|c| c.bytes().all(|b| b.is_ascii_hexdigit()))?;
    u32::from_str_radix(code, 16).ok().and_then(char::from_u32).filter(|c| !c.is_ascii() && !c.is_control())
}

/// What the input is where it is no text, and what to do about it.
fn binary(bytes: &[u8], encoding: &str) -> Option<String> {
    const MAGIC: [(&[u8], &str); 11] = [
        (b"%PDF-", "this is a PDF: take out its text first (pdftotext file.pdf)"),
        (b"PK\x03\x04", "this is a ZIP archive (or a .docx, .xlsx, .epub): take out its text first"),
        (b"\xd0\xcf\x11\xe0", "this is an old Office document: save it as plain text first"),
        (b"{\\rtf", "this is an RTF document: save it as plain text first"),
        (b"\x89PNG", "this is a PNG picture: take out its text first (OCR)"),
        (b"\xff\xd8\xff", "this is a JPEG picture: take out its text first (OCR)"),
        (b"GIF8", "this is a GIF picture: take out its text first (OCR)"),
        (b"\x7fELF", "this is a program, not a text"),
        (b"\x1f\x8b", "this is compressed by gzip: unpack it first (gunzip)"),
        (b"7z\xbc\xaf\x27\x1c", "this is a 7z archive: unpack it first"),
        (b"Rar!\x1a\x07", "this is a RAR archive: unpack it first"),
    ];
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some((*what).to_owned());
    }
    if encoding.starts_with("UTF-16") {
        return None;
    }
    if is_json(bytes) {
        return Some("this is JSON: take out its texts first, each into a file of its own (jq -r .content file.json)".to_owned());
    }
    let (mut nuls, mut controls) = (0, 0);
    for chunk in bytes.chunks(128) {
        // few enough to be counted in a byte, which counts many at once
        nuls += usize::from(chunk.iter().map(|b| u8::from(*b == 0)).sum::<u8>());
        let control = |b: u8| (b <= 31) & ((b <= 8) | (b >= 14)) & (b != 27);
        controls += usize::from(chunk.iter().map(|b| u8::from(control(*b))).sum::<u8>());
    }
    (nuls * 1000 > bytes.len() || controls * 20 > bytes.len()).then(|| {
        format!(
            "this is no text: {controls} of its {} bytes are control characters; give a text, HTML or Markdown file",
            bytes.len()
        )
    })
}

/// Whether the input is objects or lists of JSON, one or several.
fn is_json(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let opens = bytes.starts_with(b"{") || bytes.starts_with(b"[");
    // a text may open so: [新闻联播]
    opens
        && bytes.contains(&b'"')
        && serde_json::Deserializer::from_slice(bytes).into_iter::<serde::de::IgnoredAny>().all(|value| value.is_ok())
}

/// What there is to say where the text is empty or not Chinese.
fn not_chinese(text: &str) -> Option<Diagnostic> {
    if text.chars().all(|c| c.is_whitespace() || c == '\u{fffd}') {
        return Some(Diagnostic::new(Code::EmptyInput, "there is no text", None));
    }
    let (mut letters, mut han) = (0, 0);
    for c in text.chars() {
        let is_han = script::is_han(c);
        han += usize::from(is_han);
        letters += usize::from(c == '\u{fffd}' || matches!(c, '\u{4e00}'..='\u{9fff}') || c.is_alphabetic());
        if han == 20 {
            return None;
        }
    }
    (han == 0 || (han < 20 && han * 20 < letters))
        .then(|| Diagnostic::new(Code::NotChinese, format!("{han} of {letters} letters are Chinese characters"), None))
}
