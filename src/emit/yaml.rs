//! YAML that people like to read and that every reader reads back the same.
//!
//! What can be misread is quoted by `serde-saphyr`, which knows the rules of YAML 1.1 and 1.2. What is decided here is the
//! style: long texts as literal blocks, spans and short lists on one line, everything else in blocks.

use crate::model::Extraction;
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::Value;
use serde_saphyr::{FlowMap, FlowSeq, LitStr};
use std::io;

/// Texts of more columns stand in a block of their own: sixty Chinese characters.
const LONG: usize = 120;

/// Lists of words stay on one line up to so many columns.
const LINE: usize = 72;

/// One YAML document, without a marker before it.
pub fn to_string(extraction: &Extraction) -> io::Result<String> {
    document(&serde_json::to_value(extraction)?)
}

fn document(value: &Value) -> io::Result<String> {
    // A block is asked for where one is wanted, never chosen by the serialiser.
    let options = serde_saphyr::ser_options! { prefer_block_scalars: false };
    serde_saphyr::to_string_with_options(&Node(value), options).map_err(io::Error::other)
}

/// A value in block style.
struct Node<'a>(&'a Value);

impl Serialize for Node<'_> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::String(text) if wants_block(text) => LitStr(text).serialize(s),
            Value::Array(_) | Value::Object(_) if fits_line(self.0) => flow(self.0, s),
            Value::Array(items) => {
                let mut seq = s.serialize_seq(Some(items.len()))?;
                for item in items {
                    seq.serialize_element(&Node(item))?;
                }
                seq.end()
            }
            Value::Object(fields) => {
                let mut map = s.serialize_map(Some(fields.len()))?;
                for (key, value) in fields {
                    map.serialize_entry(key, &Node(value))?;
                }
                map.end()
            }
            plain => plain.serialize(s),
        }
    }
}

fn flow<S: Serializer>(value: &Value, s: S) -> Result<S::Ok, S::Error> {
    match value {
        Value::Array(items) => FlowSeq(items).serialize(s),
        Value::Object(fields) => FlowMap(fields).serialize(s),
        other => other.serialize(s),
    }
}

/// Whether a text is better read as a literal block, and comes back from one unchanged in every reader.
fn wants_block(text: &str) -> bool {
    let long = text.contains('\n') || columns(text) > LONG;
    // Some readers take a tab or a blank at the head of a block for indentation, and line ends that are no `\n` for one.
    let odd = |c: char| {
        (c.is_control() && c != '\n') || matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
    };
    let edges = text.starts_with([' ', '\n']) || text.ends_with([' ', '\n']) || text.contains(" \n") || text.contains("\n ");
    long && !edges && !text.contains(odd)
}

/// Whether a value is read more easily on one line: spans (`source`, `bytes`, `lines`) however many, and lists of a few words.
fn fits_line(value: &Value) -> bool {
    match value {
        Value::Object(fields) => !fields.is_empty() && fields.keys().all(|k| k == "lines" || k == "bytes"),
        Value::Array(items) if items.iter().all(is_numbers) => true,
        Value::Array(items) => {
            // In a list on one line PyYAML takes the ? of `[?a]` for the mark of a key.
            let simple = |t: &&str| !t.contains(['\n', '"']) && !t.starts_with('?');
            let width = |v: &Value| v.as_str().filter(simple).map(|t| columns(t) + 2);
            items.iter().map(width).sum::<Option<usize>>().is_some_and(|sum| sum <= LINE)
        }
        _ => false,
    }
}

fn is_numbers(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.iter().all(is_numbers),
        other => other.is_number(),
    }
}

/// Columns on a terminal, near enough: what is not ASCII takes two.
fn columns(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

#[cfg(test)]
#[path = "yaml_tests.rs"]
mod tests;
