//! Which bytes of the input belong to which record.

use crate::layout::BlockKind;
use crate::model::Extraction;
use serde_json::{Map, Value};

/// A kind of record: its list in the records, its name, and the letter of its short names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kind {
    /// The list of the records that holds it.
    pub list: &'static str,
    /// Its name.
    pub name: &'static str,
    /// The letter of its short names: m of m2.
    pub letter: char,
}

/// The kinds, those that hold others first.
pub const KINDS: [Kind; 7] = [
    Kind { list: "articles", name: "article", letter: 'a' },
    Kind { list: "meetings", name: "meeting", letter: 'm' },
    Kind { list: "visits", name: "visit", letter: 'v' },
    Kind { list: "bundles", name: "bundle", letter: 'b' },
    Kind { list: "documents", name: "document", letter: 'd' },
    Kind { list: "statements", name: "statement", letter: 's' },
    Kind { list: "diagnostics", name: "diagnostic", letter: 'n' },
];

/// A record, and where it was read.
#[derive(Debug, Clone)]
pub struct Record {
    /// Its kind, by its place in [`KINDS`].
    pub kind: usize,
    /// Its short name on the page: `m2`.
    pub handle: String,
    /// The record.
    pub fields: Map<String, Value>,
    /// The bytes it was read from, in order, none twice.
    pub ranges: Vec<[usize; 2]>,
    /// The bytes that something in it was inferred from.
    pub evidence: Vec<[usize; 2]>,
}

impl Record {
    /// Where it begins; behind everything where it stands nowhere.
    pub fn start(&self) -> usize {
        self.ranges.first().map_or(usize::MAX, |r| r[0])
    }

    /// How many bytes it was read from.
    pub fn size(&self) -> usize {
        self.ranges.iter().map(|r| r[1] - r[0]).sum()
    }
}

/// The records of an input in the order of the page, each with a short name; `counts` goes on from input to input.
pub fn records(value: &Extraction, length: usize, counts: &mut [usize; KINDS.len()]) -> Vec<Record> {
    let Ok(Value::Object(mut lists)) = serde_json::to_value(value) else { return Vec::new() };
    let mut out = Vec::new();
    for (kind, what) in KINDS.iter().enumerate() {
        let Some(Value::Array(list)) = lists.remove(what.list) else { continue };
        for record in list {
            let Value::Object(fields) = record else { continue };
            let (mut ranges, mut evidence) = (Vec::new(), Vec::new());
            gather(&fields, &mut ranges, &mut evidence);
            let handle = String::new();
            out.push(Record { kind, handle, fields, ranges: united(ranges, length), evidence: united(evidence, length) });
        }
    }
    out.sort_by_key(|r| (r.start(), r.kind, usize::MAX - r.size()));
    for record in &mut out {
        counts[record.kind] += 1;
        record.handle = format!("{}{}", KINDS[record.kind].letter, counts[record.kind]);
    }
    out
}

/// Short name and id of every record that has one, in the order of the page.
pub fn handles(value: &Extraction, length: usize) -> Vec<(String, String)> {
    let named = |r: Record| Some((r.handle, r.fields.get("id")?.as_str()?.to_owned()));
    records(value, length, &mut [0; KINDS.len()]).into_iter().filter_map(named).collect()
}

/// Every `source` inside a record; that of a basis is evidence.
fn gather(fields: &Map<String, Value>, ranges: &mut Vec<[usize; 2]>, evidence: &mut Vec<[usize; 2]>) {
    for (name, value) in fields {
        match value {
            Value::Object(source) if name == "source" => {
                let pairs = source.get("bytes").and_then(Value::as_array).into_iter().flatten();
                ranges.extend(pairs.filter_map(|p| serde_json::from_value::<[usize; 2]>(p.clone()).ok()));
            }
            Value::Object(inner) if name == "date_basis" => gather(inner, evidence, &mut Vec::new()),
            Value::Object(inner) => gather(inner, ranges, evidence),
            Value::Array(items) => {
                for inner in items.iter().filter_map(Value::as_object) {
                    gather(inner, ranges, evidence);
                }
            }
            _ => {}
        }
    }
}

/// The same bytes, in order, none twice, none behind the end.
fn united(mut ranges: Vec<[usize; 2]>, length: usize) -> Vec<[usize; 2]> {
    ranges.retain(|r| r[0] < r[1] && r[1] <= length);
    ranges.sort_unstable();
    let mut out: Vec<[usize; 2]> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match out.last_mut() {
            Some(last) if range[0] <= last[1] => last[1] = last[1].max(range[1]),
            _ => out.push(range),
        }
    }
    out
}

/// How a block is shown that is no ordinary text: its name, and whether the name is printed beside it.
pub const fn shade(kind: BlockKind) -> Option<(&'static str, bool)> {
    match kind {
        BlockKind::Headline => Some(("headline", false)),
        BlockKind::Body | BlockKind::Signature => None,
        BlockKind::Caption => Some(("caption", true)),
        BlockKind::Jump => Some(("jump", true)),
        BlockKind::PageLabel => Some(("page", true)),
        BlockKind::Furniture => Some(("furniture", true)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_united() {
        assert_eq!(united(vec![[5, 9], [0, 3], [2, 4], [9, 10], [7, 7], [8, 99]], 20), [[0, 4], [5, 10]]);
    }

    #[test]
    fn short_names_follow_the_page() {
        let page = "新华社巴黎2026年3月4日电 3月4日，外交部长陈望舒在巴黎同法国外交部长勒布朗举行会谈。\n勒布朗说，法方期待更多中国游客。\n";
        let value = crate::extract(page.as_bytes(), &crate::Options::default()).value;
        let mut counts = [0; KINDS.len()];
        let found = records(&value, page.len(), &mut counts);
        let handles: Vec<&str> = found.iter().map(|r| r.handle.as_str()).collect();
        assert_eq!(handles, ["a1", "m1", "s1"]);
    }
}
