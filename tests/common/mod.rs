//! What the tests share: finding inputs, reading corpus cases, comparing records partially, folding texts, KNOWN lists.
#![allow(dead_code, reason = "each test binary uses a part")]

pub mod command;

use gongbao::{Extraction, Options, TextMode, extract};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// The folder of the tests.
pub fn tests_dir() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

/// Every file under `dir` whose name ends in one of `ends`, sorted; none where there is no such folder.
pub fn files_under(dir: &Path, ends: &[&str]) -> Vec<PathBuf> {
    let mut out = Vec::new();
    let mut todo = vec![dir.to_path_buf()];
    while let Some(dir) = todo.pop() {
        let Ok(entries) = fs::read_dir(&dir) else { continue };
        for path in entries.flatten().map(|e| e.path()) {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if path.is_dir() {
                todo.push(path);
            } else if ends.iter().any(|e| name.ends_with(e)) {
                out.push(path);
            }
        }
    }
    out.sort();
    out
}

/// `path` seen from `base`, with `/`.
pub fn relative(base: &Path, path: &Path) -> String {
    path.strip_prefix(base).unwrap_or(path).components().map(|c| c.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// The entries of a KNOWN list: one a line, `#` begins a comment.
pub fn known(path: &Path) -> Vec<String> {
    let text = fs::read_to_string(path).unwrap_or_default();
    text.lines().map(|l| l.split('#').next().unwrap_or("").trim().to_owned()).filter(|l| !l.is_empty()).collect()
}

/// Holds the outcome of every case against the KNOWN list; `failures` maps the name of a case to what differs.
/// What to say where the two disagree; `None` where all is as listed.
pub fn against_known(list: &Path, names: &[String], failures: &BTreeMap<String, String>) -> Option<String> {
    let known = known(list);
    let mut out = String::new();
    for (name, diff) in failures.iter().filter(|(n, _)| !known.contains(n)) {
        let _ = writeln!(out, "\nFAILED {name}\n{diff}");
    }
    for name in known.iter().filter(|n| !failures.contains_key(*n)) {
        let why = if names.contains(name) { "passes now: take it out of" } else { "is no case: take it out of" };
        let _ = writeln!(out, "\n{name} {why} {}", list.display());
    }
    if std::env::var_os("GONGBAO_PASSING").is_some() {
        let passing: Vec<_> = names.iter().filter(|n| !failures.contains_key(*n)).cloned().collect();
        eprintln!("passing:\n{}", passing.join("\n"));
    }
    let fine = names.len() - failures.len();
    eprintln!("{}: {fine} of {} pass, {} known to fail", list.display(), names.len(), known.len());
    (!out.is_empty()).then_some(out)
}

/// A corpus case: a Markdown file with fenced blocks.
pub struct Case {
    /// The title.
    pub title: String,
    /// The input, as bytes in the encoding asked for.
    pub bytes: Vec<u8>,
    /// What is expected.
    pub expected: Value,
    /// `published` of the options block.
    pub published: Option<String>,
    /// `name` of the options block.
    pub name: String,
    /// Whether the input is HTML.
    pub html: bool,
}

/// Reads a case. The blocks are `text` (or `html`, `markdown`), `yaml` and, where wanted, `options`:
/// `published`, `name`, `bytes` (the encoding to write the text in), `newline: crlf`, `bom: true`.
///
/// # Panics
/// Where the file is no case.
pub fn read_case(path: &Path) -> Case {
    let file = fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let blocks = fences(&file);
    let block = |names: &[&str]| blocks.iter().find(|(n, _)| names.contains(&n.as_str()));
    let (kind, text) = block(&["text", "html", "markdown"]).unwrap_or_else(|| panic!("{}: no text block", path.display()));
    let (_, yaml) = block(&["yaml"]).unwrap_or_else(|| panic!("{}: no yaml block", path.display()));
    let read = |y: &str| -> Value { serde_yaml::from_str(y).unwrap_or_else(|e| panic!("{}: {e}", path.display())) };
    let options = block(&["options"]).map_or(Value::Null, |(_, y)| read(y));
    let option = |k: &str| options.get(k).and_then(Value::as_str).map(str::to_owned);
    let mut text = text.clone();
    if option("newline").as_deref() == Some("crlf") {
        text = text.replace('\n', "\r\n");
    }
    if options.get("bom").and_then(Value::as_bool) == Some(true) {
        text.insert(0, '\u{feff}');
    }
    Case {
        title: file.lines().find_map(|l| l.strip_prefix("# ")).unwrap_or("").to_owned(),
        bytes: encode(&text, option("bytes").as_deref().unwrap_or("utf-8")),
        expected: read(yaml),
        published: option("published"),
        name: option("name").unwrap_or_else(|| "case.txt".into()),
        html: kind == "html",
    }
}

/// The fenced blocks of a Markdown text: what stands behind the opening fence, and the lines inside.
fn fences(text: &str) -> Vec<(String, String)> {
    let mut out = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let ticks = line.len() - line.trim_start_matches('`').len();
        if ticks < 3 {
            continue;
        }
        let fence = &line[..ticks];
        let body: Vec<&str> = lines.by_ref().take_while(|l| l.trim_end() != fence).collect();
        out.push((line[ticks..].trim().to_owned(), body.join("\n") + "\n"));
    }
    out
}

/// `text` in an encoding.
///
/// # Panics
/// Where there is no such encoding.
pub fn encode(text: &str, encoding: &str) -> Vec<u8> {
    match encoding.to_ascii_lowercase().as_str() {
        "utf-8" => text.as_bytes().to_vec(),
        "utf-16le" => "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect(),
        "utf-16be" => "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect(),
        label => {
            let e = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap_or_else(|| panic!("no encoding {label}"));
            e.encode(text).0.into_owned()
        }
    }
}

/// Runs the library as the tests do: every text is asked for.
pub fn run(bytes: &[u8], name: &str, published: Option<&str>) -> Extraction {
    let options =
        Options { name: name.into(), published: published.map(str::to_owned), text: TextMode::Full, ..Options::default() };
    extract(bytes, &options).value
}

/// The lists of records.
pub const LISTS: [&str; 6] = ["articles", "meetings", "statements", "documents", "bundles", "visits"];

/// How `actual` differs from what a case expects; empty where it does not.
pub fn differences(expected: &Value, actual: &Value) -> Vec<String> {
    let mut out = Vec::new();
    let Some(map) = expected.as_object() else { return vec!["the yaml block is no mapping".into()] };
    for (key, want) in map {
        let have = actual.get(key).unwrap_or(&Value::Null);
        match key.as_str() {
            "diagnostics" => {
                let codes: Vec<&Value> = have.as_array().into_iter().flatten().filter_map(|d| d.get("code")).collect();
                for code in want.as_array().into_iter().flatten().filter(|c| !codes.contains(c)) {
                    out.push(format!("diagnostics: no {code}, only {}", codes.iter().copied().cloned().collect::<Value>()));
                }
            }
            "absent" => {
                for list in want.as_array().into_iter().flatten().filter_map(Value::as_str) {
                    match actual.get(list).and_then(Value::as_array) {
                        _ if !LISTS.contains(&list) => {
                            out.push(format!("absent: {list} is no list of records"));
                        }
                        Some(records) if !records.is_empty() => {
                            out.push(format!("{list}: want none, have {}", brief(&records.clone().into())));
                        }
                        _ => {}
                    }
                }
            }
            "source" => compare(key, want, have, &mut out),
            _ if LISTS.contains(&key.as_str()) => compare(key, want, have, &mut out),
            _ => out.push(format!("{key}: no such key in a case")),
        }
    }
    out
}

/// Compares partially: a list item by item, a mapping by the keys given, a string that ends in `…` as a prefix;
/// `null`, `false` and `[]` are what an absent field is.
fn compare(path: &str, want: &Value, have: &Value, out: &mut Vec<String>) {
    match (want, have) {
        (Value::Object(w), Value::Object(h)) => {
            for (k, v) in w {
                compare(&format!("{path}.{k}"), v, h.get(k).unwrap_or(&Value::Null), out);
            }
        }
        (Value::Array(w), h) if h.is_array() || h.is_null() => {
            let h = h.as_array().map_or(&[][..], Vec::as_slice);
            if w.len() != h.len() {
                out.push(format!("{path}: want {} of them, have {}: {}", w.len(), h.len(), brief(&h.to_vec().into())));
            }
            for (i, (a, b)) in w.iter().zip(h).enumerate() {
                compare(&format!("{path}[{i}]"), a, b, out);
            }
        }
        (Value::String(w), Value::String(h)) if w.ends_with('…') && h.starts_with(w.trim_end_matches('…')) => {}
        (Value::Bool(false), Value::Null) => {}
        (w, h) if w == h => {}
        (w, h) => out.push(format!("{path}\n    want {w}\n    have {}", brief(h))),
    }
}

/// A value in one line, without the spans, not too long.
fn brief(value: &Value) -> String {
    let text = without(value, &["source", "id", "article", "paragraphs"]).to_string();
    if text.chars().count() > 600 { text.chars().take(600).collect::<String>() + " …" } else { text }
}

/// `value` without the keys named, at any depth.
pub fn without(value: &Value, keys: &[&str]) -> Value {
    match value {
        Value::Object(m) => {
            m.iter().filter(|(k, _)| !keys.contains(&k.as_str())).map(|(k, v)| (k.clone(), without(v, keys))).collect()
        }
        Value::Array(a) => a.iter().map(|v| without(v, keys)).collect(),
        v => v.clone(),
    }
}

/// `text` without white space, in half width, punctuation and dashes and quotation marks each as one sort.
pub fn fold(text: &str) -> String {
    text.chars().filter_map(fold_char).collect()
}

fn fold_char(c: char) -> Option<char> {
    Some(match c {
        '。' | '︒' | '﹒' | '｡' => '.',
        '︐' | '﹐' => ',',
        '﹑' | '､' => '、',
        '﹔' => ';',
        '﹕' => ':',
        '﹖' => '?',
        '﹗' => '!',
        '“' | '”' | '「' | '」' | '〝' | '〞' | '＂' => '"',
        '‘' | '’' | '『' | '』' | '＇' => '\'',
        '－' | '—' | '–' | '―' | '─' | '‐' | '‑' | '−' => '-',
        '〈' | '＜' => '<',
        '〉' | '＞' => '>',
        '•' | '・' | '‧' => '·',
        '﹙' => '(',
        '﹚' => ')',
        '︽' => '《',
        '︾' => '》',
        c if c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{ad}') => return None,
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        c => c,
    })
}

/// An input of the invariants: a page or the text of a case.
pub struct Input {
    /// What to call it.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Whether it is HTML or Markdown, so that a text is not its bytes.
    pub marked_up: bool,
}

/// Every page, every case, and the texts beside the repository where there are any.
pub fn inputs() -> Vec<Input> {
    let root = tests_dir();
    let mut out = Vec::new();
    let outside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/seeds");
    for (dir, ends) in [(root.join("pages"), &[".txt", ".md", ".html"][..]), (outside, &[".txt"][..])] {
        for path in files_under(&dir, ends) {
            let name = relative(&dir, &path);
            if name == "KNOWN.txt" || name == "README.md" {
                continue;
            }
            let marked_up = path.extension().is_none_or(|e| e != "txt");
            out.push(Input { name, bytes: fs::read(&path).unwrap_or_default(), marked_up });
        }
    }
    for path in files_under(&root.join("corpus"), &[".md"]) {
        let case = read_case(&path);
        out.push(Input { name: relative(&root.join("corpus"), &path), bytes: case.bytes, marked_up: case.html });
    }
    out
}

/// What is wrong with expected records as records: a field or code that the types do not know. `null` stands for absent;
/// the keys in `besides` are the test's own.
pub fn no_records(expected: &Value, besides: &[&str]) -> Option<String> {
    fn clean(value: &Value, besides: &[&str]) -> Value {
        match value {
            Value::Object(m) => {
                let kept = m.iter().filter(|(k, v)| !v.is_null() && !besides.contains(&k.as_str()));
                kept.map(|(k, v)| (k.clone(), clean(v, besides))).collect()
            }
            Value::Array(a) => a.iter().map(|v| clean(v, besides)).collect(),
            v => v.clone(),
        }
    }
    let lists = expected.as_object()?.iter().filter(|(k, _)| LISTS.contains(&k.as_str()));
    let lists: Value = lists.map(|(k, v)| (k.clone(), clean(v, besides))).collect();
    serde_json::from_value::<Extraction>(lists).err().map(|e| e.to_string())
}
