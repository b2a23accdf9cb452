//! The page: everything through one template.

use super::cards::{Card, card, reasons};
use super::fields::correctable;
use super::lines::{Line, Sheet, carried, visible};
use super::marks::{KINDS, records};
use crate::explain::Reasons;
use crate::model::Extraction;
use crate::pipeline::{Options, laid_out};
use askama::Template;
use sha2::{Digest, Sha256};
use std::fmt;

/// What the page looks like, and what it does. Both stand in it as they are here, and its policy names their hashes.
const STYLE: &str = include_str!("../../templates/review/page.css");
const SCRIPT: &str = include_str!("../../templates/review/page.js");

/// So many lines or cards are laid out, or left out while they are not to be seen, together.
const TOGETHER: usize = 40;

/// Inputs of so many bytes have their reasons on the page; a larger page would only be slow.
const EXPLAINED: usize = 1 << 19;

/// An input that was read.
#[derive(Debug)]
pub struct Input<'a> {
    /// Its bytes.
    pub bytes: &'a [u8],
    /// How it was read.
    pub options: &'a Options<'a>,
    /// What was read from it.
    pub value: &'a Extraction,
}

/// An input as shown.
struct File {
    /// Its place, from 1.
    number: usize,
    name: String,
    /// Its name itself, escaped, for the corrections.
    raw: String,
    sha256: String,
    encoding: String,
    /// The language of its text.
    language: &'static str,
    /// What stands before the number in the ids of its lines.
    prefix: String,
    chunks: Vec<Vec<Line>>,
    cards: Vec<Vec<Card>>,
}

/// A kind of record, and how many there are.
struct Counted {
    name: &'static str,
    letter: char,
    plural: &'static str,
    count: usize,
}

#[derive(Template)]
#[template(path = "review/page.html")]
struct Page {
    title: String,
    policy: String,
    style: &'static str,
    script: &'static str,
    correctable: String,
    version: &'static str,
    kinds: Vec<Counted>,
    files: Vec<File>,
    records: usize,
}

/// Writes the page of some inputs.
pub fn page(inputs: &[Input<'_>]) -> Result<String, fmt::Error> {
    let mut counts = [0; KINDS.len()];
    let mut files = Vec::new();
    for (n, input) in inputs.iter().enumerate() {
        let about = &input.value.source;
        let found = records(input.value, input.bytes.len(), &mut counts);
        let (index, blocks) = laid_out(input.bytes, input.options);
        let explained = (input.bytes.len() <= EXPLAINED).then(|| Reasons::of(input.bytes, input.options));
        let with_reasons = |record| {
            let mut card = card(record);
            card.why = explained.as_ref().and_then(|e| e.of_record(&card.id)).map(|w| reasons(&w)).unwrap_or_default();
            card
        };
        // One file alone has the lines that everybody writes: #L12.
        let prefix = if n == 0 { String::new() } else { format!("f{}", n + 1) };
        let sheet = Sheet {
            bytes: input.bytes,
            encoding: &about.encoding,
            index: &index,
            blocks: &blocks,
            records: &found,
            prefix: &prefix,
        };
        let mut lines = sheet.lines().into_iter().peekable();
        let mut chunks = Vec::new();
        while lines.peek().is_some() {
            chunks.push(lines.by_ref().take(TOGETHER).collect());
        }
        files.push(File {
            number: n + 1,
            name: visible(&about.name),
            raw: carried(&about.name),
            sha256: about.sha256.clone(),
            encoding: about.encoding.clone(),
            language: if about.script == "hant" { "zh-Hant" } else { "zh-Hans" },
            cards: found.chunks(TOGETHER).map(|group| group.iter().map(with_reasons).collect()).collect(),
            prefix,
            chunks,
        });
    }
    let title = match files.as_slice() {
        [one] => one.name.clone(),
        several => format!("{} files", several.len()),
    };
    let kinds = KINDS.iter().zip(counts);
    let kinds = kinds.map(|(k, count)| Counted { name: k.name, letter: k.letter, plural: k.list, count }).collect::<Vec<_>>();
    let records = kinds.iter().filter(|k| k.name != "diagnostic").map(|k| k.count).sum();
    Page {
        title,
        policy: policy(),
        style: STYLE,
        script: SCRIPT,
        correctable: correctable().to_string(),
        version: env!("CARGO_PKG_VERSION"),
        kinds,
        files,
        records,
    }
    .render()
    .map_err(|_| fmt::Error)
}

/// Nothing is loaded, and nothing runs but the style and the script of the page.
fn policy() -> String {
    let hash = |text: &str| base64(&Sha256::digest(text.as_bytes()));
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; img-src data:; base-uri 'none'; form-action 'none'",
        hash(STYLE),
        hash(SCRIPT)
    )
}

/// Bytes in base64.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let whole = chunk.iter().fold(0, |n, b| n << 8 | u32::from(*b)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let letter = LETTERS[(whole >> (18 - 6 * place) & 63) as usize];
            out.push(if place <= chunk.len() { char::from(letter) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> String {
        let options = Options { name: "<b>\u{202e}.txt".into(), ..Options::default() };
        let value = crate::extract(text.as_bytes(), &options).value;
        page(&[Input { bytes: text.as_bytes(), options: &options, value: &value }]).unwrap()
    }

    #[test]
    fn base64_of_all_lengths() {
        for (plain, coded) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")] {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }

    #[test]
    fn texts_stay_texts() {
        let hostile = "新华社巴黎2026年3月4日电 外交部长陈望舒</style><script>alert(1)</script>在巴黎同法国外交部长勒布朗举行会谈。\n\"'&\u{202e}\u{0}";
        let html = of(hostile);
        assert_eq!(html.matches("<script").count(), 1);
        assert_eq!(html.matches("</style").count(), 1);
        assert!(!html.contains("alert(1)</script"));
        assert!(!html.contains('\u{202e}') && !html.contains('\u{0}'));
        assert!(html.contains("&#60;script&#62;") || html.contains("&lt;script&gt;"));
    }

    #[test]
    fn nothing_is_loaded() {
        let html = of("新华社巴黎2026年3月4日电 外交部长陈望舒在巴黎同法国外交部长勒布朗举行会谈。");
        assert!(html.contains("default-src &#39;none&#39;") || html.contains("default-src 'none'"));
        for loads in ["http:", "https:", "src=", "url(", "@import"] {
            assert!(!html.contains(loads), "{loads}");
        }
    }
}
