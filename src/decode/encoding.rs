//! Bytes to characters, each with the bytes it was read from.

use super::script::{is_frequent, is_han};
use super::tally::Tally;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Text;
use crate::span::Span;
use encoding_rs::{BIG5, DecoderResult, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

/// How much of the input is looked at to tell its encoding.
const SAMPLE: usize = 64 * 1024;

/// The name of an encoding as the records print it.
pub(super) fn name(encoding: &'static Encoding) -> &'static str {
    if encoding == GB18030 { "GB18030" } else { encoding.name() }
}

/// How to read some bytes.
pub(super) struct Choice<'a> {
    /// Their encoding.
    pub(super) encoding: &'static Encoding,
    /// The length of its mark.
    pub(super) mark: usize,
    /// All of them, where they are known to be UTF-8 without a fault.
    pub(super) text: Option<&'a str>,
}

/// The encoding to read `bytes` in. A mark says more than a label, as on the web.
pub(super) fn choose<'a>(bytes: &'a [u8], label: Option<&str>, diagnostics: &mut Vec<Diagnostic>) -> Choice<'a> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Choice { encoding, mark, text: None };
    }
    match label.map(|l| (l, Encoding::for_label_no_replacement(l.as_bytes()))) {
        // GB18030 holds all of GBK; what calls itself GBK often is GB18030.
        Some((_, Some(e))) => return Choice { encoding: if e == GBK { GB18030 } else { e }, mark: 0, text: None },
        Some((l, None)) => diagnostics.push(Diagnostic::new(
            Code::UnknownEncoding,
            format!("no encoding is called {l:?}; it was detected instead"),
            None,
        )),
        None => {}
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let text = if sample.contains(&0) { None } else { std::str::from_utf8(bytes).ok() };
    Choice { encoding: if text.is_some() { UTF_8 } else { detect(sample) }, mark: 0, text }
}

/// The encoding that bytes without a mark are most likely in, which are not UTF-8 without a fault.
fn detect(sample: &[u8]) -> &'static Encoding {
    if let Some(wide) = utf16(sample) {
        return wide;
    }
    // UTF-8 with some bytes broken: other encodings hardly ever make valid sequences of several bytes.
    let (mut good, mut bad) = (0, 0);
    for chunk in sample.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| *c >= '\u{800}').count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    if good > 2 * bad || sample.is_ascii() {
        return UTF_8;
    }
    let (gb, big5) = (score(GB18030, sample), score(BIG5, sample));
    if big5 > gb { BIG5 } else { GB18030 }
}

/// How Chinese the sample looks in an encoding: frequent characters for, what cannot be read against.
fn score(encoding: &'static Encoding, sample: &[u8]) -> i64 {
    let (text, _) = encoding.decode_without_bom_handling(sample);
    let mut score = 0;
    for c in text.chars().filter(|c| !c.is_ascii()) {
        score += match c {
            '\u{fffd}' => -20,
            '，' | '。' | '、' | '：' | '“' | '”' | '「' | '」' => 4,
            c if is_frequent(c) => 4,
            c if is_han(c) => -1,
            _ => -2,
        };
    }
    score
}

/// UTF-16 without a mark: at one parity nearly every byte is the high byte of a Chinese character, of Chinese punctuation or
/// of ASCII, and at the other it is not.
fn utf16(sample: &[u8]) -> Option<&'static Encoding> {
    let units = sample.len() / 2;
    if units < 4 {
        return None;
    }
    let likely = |high: usize| {
        let fits = sample.chunks_exact(2).filter(|u| match u[high] {
            0 => matches!(u[1 - high], b'\t' | b'\n' | b'\r' | b' '..=b'~' | 0xa0..=0xff),
            0x20 | 0x30 | 0x4e..=0x9f | 0xff => true,
            _ => false,
        });
        fits.count()
    };
    let (big, little) = (likely(0), likely(1));
    let (encoding, most, least) = if big > little { (UTF_16BE, big, little) } else { (UTF_16LE, little, big) };
    (most * 20 >= units * 19 && least * 10 < units * 8).then_some(encoding)
}

/// Reads `bytes` behind the mark; what is malformed is read as U+FFFD and counted.
pub(super) fn read(bytes: &[u8], choice: &Choice<'_>) -> (Text, Tally) {
    let (encoding, start) = (choice.encoding, choice.mark);
    let mut text = Text::with_room(bytes.len());
    let mut bad = Tally::default();
    text.push_dropped(Span::new(0, start));
    if let Some(all) = choice.text {
        text.push_verbatim(all, 0);
    } else if encoding == UTF_8 {
        utf8(bytes, start, &mut text, &mut bad);
    } else if encoding == UTF_16LE || encoding == UTF_16BE {
        utf16_units(bytes, start, encoding == UTF_16BE, &mut text, &mut bad);
    } else if encoding == GB18030 || encoding == BIG5 {
        in_step(bytes, start, encoding, &mut text, &mut bad);
    } else {
        byte_by_byte(bytes, start, encoding, &mut text, &mut bad);
    }
    (text, bad)
}

fn malformed(text: &mut Text, bad: &mut Tally, from: Span) {
    if !from.is_empty() {
        text.push_unit("\u{fffd}", from);
        bad.add(from);
    }
}

fn utf8(bytes: &[u8], start: usize, text: &mut Text, bad: &mut Tally) {
    let mut at = start;
    for chunk in bytes[start..].utf8_chunks() {
        text.push_verbatim(chunk.valid(), at);
        at += chunk.valid().len();
        malformed(text, bad, Span::new(at, at + chunk.invalid().len()));
        at += chunk.invalid().len();
    }
}

fn utf16_units(bytes: &[u8], start: usize, big: bool, text: &mut Text, bad: &mut Tally) {
    let unit = |at: usize| {
        let pair = [*bytes.get(at)?, *bytes.get(at + 1)?];
        Some(if big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) })
    };
    let mut at = start;
    let mut buffer = [0; 4];
    while let Some(first) = unit(at) {
        let read = char::decode_utf16([Some(first), unit(at + 2)].into_iter().flatten()).next();
        if let Some(Ok(c)) = read {
            let end = at + 2 * c.len_utf16();
            text.push_unit(c.encode_utf8(&mut buffer), Span::new(at, end));
            at = end;
        } else {
            malformed(text, bad, Span::new(at, at + 2));
            at += 2;
        }
    }
    malformed(text, bad, Span::new(at, bytes.len()));
}

/// GB18030 and Big5: decodes in bulk and walks the sequences of bytes in step with the characters that came out.
fn in_step(bytes: &[u8], start: usize, encoding: &'static Encoding, text: &mut Text, bad: &mut Tally) {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut buffer = vec![0u8; 16 * 1024];
    let (mut read, mut from) = (start, start);
    loop {
        let (result, taken, written) = decoder.decode_to_utf8_without_replacement(&bytes[read..], &mut buffer, true);
        read += taken;
        let out = std::str::from_utf8(&buffer[..written]).unwrap_or_default();
        let mut chars = out.char_indices();
        while let Some((at, c)) = chars.next() {
            let end = (from + sequence(&bytes[from..], encoding)).min(bytes.len());
            text.push_unit(&out[at..at + c.len_utf8()], Span::new(from, end));
            // Four sequences of Big5 are a letter and a combining mark.
            if encoding == BIG5
                && matches!(c, 'Ê' | 'ê')
                && bytes[from] == 0x88
                && matches!(bytes[end - 1], 0x62 | 0x64 | 0xa3 | 0xa5)
                && let Some((_, mark)) = chars.next()
            {
                text.push_inserted(mark.encode_utf8(&mut [0; 4]), end);
            }
            from = end;
        }
        match result {
            DecoderResult::InputEmpty => break,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(_, after) => {
                let end = (read - usize::from(after)).max(from);
                malformed(text, bad, Span::new(from, end));
                from = end;
            }
        }
    }
    malformed(text, bad, Span::new(from, bytes.len()));
}

/// Length of the sequence that `bytes` begin with.
fn sequence(bytes: &[u8], encoding: &'static Encoding) -> usize {
    match bytes {
        [0x81..=0xfe, 0x30..=0x39, ..] if encoding == GB18030 => 4,
        [0x81..=0xfe, ..] => 2,
        _ => 1,
    }
}

/// Any other encoding the caller names: slow and simple.
fn byte_by_byte(bytes: &[u8], start: usize, encoding: &'static Encoding, text: &mut Text, bad: &mut Tally) {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut buffer = [0u8; 64];
    let (mut read, mut from) = (start, start);
    loop {
        let next = (read + 1).min(bytes.len());
        let last = read == bytes.len();
        let (result, taken, written) = decoder.decode_to_utf8_without_replacement(&bytes[read..next], &mut buffer, last);
        read += taken;
        let out = std::str::from_utf8(&buffer[..written]).unwrap_or_default();
        if let Some(c) = out.chars().next() {
            text.push_unit(&out[..c.len_utf8()], Span::new(from, read));
            text.push_inserted(&out[c.len_utf8()..], read);
            from = read;
        }
        match result {
            DecoderResult::InputEmpty if last => break,
            DecoderResult::Malformed(_, after) => {
                let end = read.saturating_sub(usize::from(after)).max(from);
                malformed(text, bad, Span::new(from, end));
                from = end;
            }
            _ => {}
        }
    }
    text.push_dropped(Span::new(from, bytes.len()));
}
