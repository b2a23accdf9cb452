//! What holds for every input, whatever it says: every page under `tests/pages`, every corpus case, and the texts beside the
//! repository where there are any.

mod common;

use common::{Input, LISTS, encode, fold, inputs, run, without};
use gongbao::{Code, Extraction, Source};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Runs `check` on every input and panics with all that it found.
fn every(check: impl Fn(&Input, &Extraction, &mut Vec<String>)) {
    let mut found = Vec::new();
    for input in inputs() {
        let records = run(&input.bytes, &input.name, None);
        let mut here = Vec::new();
        check(&input, &records, &mut here);
        found.extend(here.into_iter().map(|f| format!("{}: {f}", input.name)));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// Every `source` of an extraction with the path of its record.
fn sources(extraction: &Extraction) -> Vec<(String, Source)> {
    fn walk(path: &str, value: &Value, out: &mut Vec<(String, Source)>) {
        match value {
            Value::Object(map) => {
                for (k, v) in map {
                    match (k.as_str(), serde_json::from_value::<Source>(v.clone())) {
                        ("source", Ok(source)) => out.push((path.to_owned(), source)),
                        _ => walk(&format!("{path}.{k}"), v, out),
                    }
                }
            }
            Value::Array(items) => items.iter().enumerate().for_each(|(i, v)| walk(&format!("{path}[{i}]"), v, out)),
            _ => {}
        }
    }
    let mut out = Vec::new();
    walk("", &serde_json::to_value(extraction).unwrap(), &mut out);
    out
}

/// The paths of records, and of what is inside them and has a place of its own, that do not say where they were read.
fn without_source(path: &str, value: &Value, out: &mut Vec<String>) {
    const INSIDE: [&str; 5] = ["captions", "points", "acts", "clauses", "commitments"];
    match value {
        Value::Object(map) => {
            for (k, v) in map {
                let path = format!("{path}.{k}");
                if LISTS.contains(&k.as_str()) || INSIDE.contains(&k.as_str()) {
                    let items = v.as_array().into_iter().flatten().enumerate();
                    out.extend(items.filter(|(_, r)| r.get("source").is_none()).map(|(i, _)| format!("{path}[{i}]")));
                }
                without_source(&path, v, out);
            }
        }
        Value::Array(items) => items.iter().enumerate().for_each(|(i, v)| without_source(&format!("{path}[{i}]"), v, out)),
        _ => {}
    }
}

/// Id, article and source of every record.
fn records_sources(x: &Extraction) -> Vec<(&str, &str, &Source)> {
    let mut out: Vec<(&str, &str, &Source)> = x.articles.iter().map(|r| (r.id.as_str(), r.id.as_str(), &r.source)).collect();
    out.extend(x.meetings.iter().map(|r| (r.id.as_str(), r.article.as_str(), &r.source)));
    out.extend(x.statements.iter().map(|r| (r.id.as_str(), r.article.as_str(), &r.source)));
    out.extend(x.documents.iter().map(|r| (r.id.as_str(), r.article.as_str(), &r.source)));
    out.extend(x.bundles.iter().map(|r| (r.id.as_str(), r.article.as_str(), &r.source)));
    out.extend(x.visits.iter().map(|r| (r.id.as_str(), r.article.as_str(), &r.source)));
    out
}

/// Line (from 1) of byte `at`.
fn line_of(bytes: &[u8], at: usize) -> usize {
    bytes[..at].split(|b| *b == b'\n').count()
}

#[test]
fn ranges_lie_in_the_input() {
    every(|input, x, found| {
        let bytes = &input.bytes;
        let utf8 = std::str::from_utf8(bytes).ok();
        let mut nowhere = Vec::new();
        without_source("", &serde_json::to_value(x).unwrap(), &mut nowhere);
        found.extend(nowhere.into_iter().map(|p| format!("{p}: no source")));
        for (path, source) in sources(x) {
            let mut ranges = source.bytes.clone();
            if ranges.is_empty() {
                found.push(format!("{path}: read nowhere"));
                continue;
            }
            for &[start, end] in &ranges {
                let inside = start < end && end <= bytes.len();
                let whole = utf8.is_none_or(|t| t.is_char_boundary(start) && t.is_char_boundary(end));
                if !inside || !whole {
                    found.push(format!("{path}: range {start}..{end} of {} bytes", bytes.len()));
                    return;
                }
            }
            ranges.sort_unstable();
            if let Some([a, b]) = ranges.windows(2).find(|w| w[0][1] > w[1][0]) {
                found.push(format!("{path}: ranges {a:?} and {b:?} overlap"));
            }
            // A byte of a line end is one in UTF-8 and in GB18030, not in UTF-16.
            if !bytes.starts_with(&[0xff, 0xfe]) && !bytes.starts_with(&[0xfe, 0xff]) {
                let last = ranges.iter().map(|r| r[1]).max().unwrap_or(1);
                let lines = [line_of(bytes, ranges[0][0]), line_of(bytes, last - 1)];
                if lines != source.lines {
                    found.push(format!("{path}: lines {:?}, by the bytes {lines:?}", source.lines));
                }
            }
        }
    });
}

#[test]
fn records_lie_in_their_article() {
    every(|_, x, found| {
        let hull =
            |s: &Source| (s.bytes.iter().map(|r| r[0]).min().unwrap_or(0), s.bytes.iter().map(|r| r[1]).max().unwrap_or(0));
        for (id, article, source) in records_sources(x) {
            let Some(a) = x.articles.iter().find(|a| a.id == article) else {
                found.push(format!("{id}: no article {article}"));
                continue;
            };
            let ((start, end), (from, until)) = (hull(source), hull(&a.source));
            // An encounter or document that is told of in several places has ranges in several articles.
            let told_twice = x.meetings.iter().any(|r| r.id == id) || x.documents.iter().any(|r| r.id == id);
            let inside = |r: &[usize; 2]| from <= r[0] && r[1] <= until;
            let fits = if told_twice { source.bytes.iter().any(inside) } else { source.bytes.iter().all(inside) };
            if !fits {
                found.push(format!("{id}: {start}..{end} is not inside {article}, {from}..{until}"));
            }
        }
        for s in x.statements.iter().filter(|s| s.meeting.is_some()) {
            if !x.meetings.iter().any(|m| Some(&m.id) == s.meeting.as_ref()) {
                found.push(format!("{}: no meeting {:?}", s.id, s.meeting));
            }
        }
    });
}

#[test]
fn ids_are_unique() {
    every(|_, x, found| {
        let mut seen = BTreeSet::new();
        for (id, ..) in records_sources(x) {
            if id.is_empty() || !seen.insert(id.to_owned()) {
                found.push(format!("id {id:?} is empty or there twice"));
            }
        }
    });
}

#[test]
fn the_same_twice() {
    every(|input, x, found| {
        if *x != run(&input.bytes, &input.name, None) {
            found.push("another result the second time".into());
        }
    });
}

/// What must not depend on how the characters are written down.
fn content(x: &Extraction) -> Value {
    let mut value = without(&serde_json::to_value(x).unwrap(), &["source"]);
    let codes: Vec<&Value> = value["diagnostics"].as_array().into_iter().flatten().map(|d| &d["code"]).collect();
    let codes: BTreeSet<String> = codes.into_iter().map(Value::to_string).collect();
    value["diagnostics"] = codes.into_iter().collect();
    value
}

/// The text of an input; `None` where it is not UTF-8.
fn text_of(input: &Input) -> Option<String> {
    let text = std::str::from_utf8(&input.bytes).ok()?;
    Some(text.trim_start_matches('\u{feff}').to_owned())
}

/// Says where two values differ first.
fn first_difference(path: &str, a: &Value, b: &Value) -> Option<String> {
    match (a, b) {
        (Value::Object(x), Value::Object(y)) => {
            let keys: BTreeSet<&String> = x.keys().chain(y.keys()).collect();
            keys.into_iter().find_map(|k| {
                first_difference(&format!("{path}.{k}"), x.get(k).unwrap_or(&Value::Null), y.get(k).unwrap_or(&Value::Null))
            })
        }
        (Value::Array(x), Value::Array(y)) if x.len() == y.len() => {
            x.iter().zip(y).enumerate().find_map(|(i, (a, b))| first_difference(&format!("{path}[{i}]"), a, b))
        }
        _ => (a != b).then(|| format!("{path}: {a} and {b}")),
    }
}

#[test]
fn line_ends_do_not_matter() {
    every(|input, _, found| {
        let Some(text) = text_of(input) else { return };
        let lf = text.replace("\r\n", "\n");
        let crlf = lf.replace('\n', "\r\n");
        let [a, b] = [lf, crlf].map(|t| content(&run(t.as_bytes(), &input.name, None)));
        found.extend(first_difference("", &a, &b).map(|d| format!("LF and CRLF: {d}")));
    });
}

#[test]
fn encodings_do_not_matter() {
    every(|input, _, found| {
        let Some(text) = text_of(input) else { return };
        // A page that names its own encoding means it.
        if text.contains("charset") || text.contains('\u{fffd}') {
            return;
        }
        let a = content(&run(text.as_bytes(), &input.name, None));
        for encoding in ["utf-16le", "utf-16be", "gb18030"] {
            // Too little Chinese to tell one encoding from another is no page.
            if encoding == "gb18030" && text.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).count() < 20 {
                continue;
            }
            let b = content(&run(&encode(&text, encoding), &input.name, None));
            found.extend(first_difference("", &a, &b).map(|d| format!("UTF-8 and {encoding}: {d}")));
        }
    });
}

/// Bytes as the text they hold, in whatever encoding the extraction found.
fn decoded(bytes: &[u8], encoding: &str) -> String {
    let encoding = encoding_rs::Encoding::for_label(encoding.as_bytes()).unwrap_or(encoding_rs::UTF_8);
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

#[test]
fn the_text_of_a_statement_is_what_stands_there() {
    every(|input, x, found| {
        // Tags and entities stand between the characters of a web page.
        if input.marked_up {
            return;
        }
        for s in &x.statements {
            let read: String = s.source.bytes.iter().map(|r| decoded(&input.bytes[r[0]..r[1]], &x.source.encoding)).collect();
            // what an input is said to have had mended may differ, and nothing else
            let said = |code| x.diagnostics.iter().any(|d| d.code == code);
            let (marks, digits) = (said(Code::MendedPunctuation), said(Code::MisreadDigits));
            let numbers = said(Code::DroppedNumbers);
            // o, O and 0 stand for full stops, hyphens at line ends for nothing
            let kept = |c: &char| !(marks && ",.、;:-oO0".contains(*c) || numbers && (c.is_ascii_digit() || "[]:".contains(*c)));
            let fold = |t: &str| {
                let digit = |c| match c {
                    'O' | 'o' if digits => '0',
                    'l' | 'I' if digits => '1',
                    c => c,
                };
                fold(t).chars().filter(kept).map(digit).collect::<String>()
            };
            let (read, text) = (fold(&read), fold(s.text.as_deref().unwrap_or("")));
            if read != text {
                found.push(format!("{}: the text\n  {text}\nis not what stands there\n  {read}", s.id));
            }
            for p in &s.points {
                let point = fold(p.text.as_deref().unwrap_or(""));
                if !text.contains(&point) {
                    found.push(format!("{}: point {} is not in the text: {point}", s.id, p.number));
                }
            }
        }
    });
}

#[test]
fn no_place_to_cut_is_fatal() {
    for input in inputs() {
        let text = String::from_utf8_lossy(&input.bytes).into_owned();
        let ends: Vec<usize> = text.char_indices().map(|(i, _)| i).collect();
        for i in 0..20 {
            let Some(&end) = ends.get(i * ends.len() / 20) else { continue };
            let x = run(&text.as_bytes()[..end], &input.name, None);
            for (path, source) in sources(&x) {
                assert!(source.bytes.iter().all(|r| r[0] < r[1] && r[1] <= end), "{}, cut at {end}: {path}", input.name);
            }
        }
        // Nor is a cut inside a character.
        let _ = run(&input.bytes[..input.bytes.len().div_ceil(3)], &input.name, None);
    }
}

#[test]
fn json_comes_back_the_same() {
    every(|_, x, found| {
        let json = serde_json::to_string(x).unwrap();
        let value: Value = serde_json::from_str(&json).unwrap();
        match serde_json::from_str::<Extraction>(&json) {
            Ok(back) if serde_json::to_value(&back).unwrap() == value => {}
            Ok(_) => found.push("JSON read and written again is not the same".into()),
            Err(e) => found.push(format!("JSON cannot be read back: {e}")),
        }
    });
}

#[test]
fn records_fit_their_schema() {
    let schema = serde_json::to_value(schemars::schema_for!(Extraction)).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    every(|_, x, found| {
        let value = serde_json::to_value(x).unwrap();
        found.extend(validator.iter_errors(&value).map(|e| format!("{}: {e}", e.instance_path())));
    });
}

/// Nothing is written that says nothing: no empty string, no `null`, no empty list but those of the top level.
#[test]
fn what_is_absent_is_left_out() {
    fn walk(path: &str, value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(m) => m.iter().for_each(|(k, v)| walk(&format!("{path}.{k}"), v, found)),
            Value::Array(a) if a.is_empty() && path.matches('.').count() > 1 => found.push(format!("{path}: []")),
            Value::Array(a) => a.iter().enumerate().for_each(|(i, v)| walk(&format!("{path}[{i}]"), v, found)),
            Value::Null => found.push(format!("{path}: null")),
            Value::String(s) if s.is_empty() => found.push(format!("{path}: an empty string")),
            _ => {}
        }
    }
    every(|_, x, found| walk("", &serde_json::to_value(x).unwrap(), found));
}

/// A page is told apart from the others: no two inputs of the tests carry one name.
#[test]
fn names_of_inputs_are_unique() {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for input in inputs() {
        *seen.entry(input.name).or_default() += 1;
    }
    let twice: Vec<_> = seen.into_iter().filter(|(_, n)| *n > 1).collect();
    assert!(twice.is_empty(), "{twice:?}");
}
