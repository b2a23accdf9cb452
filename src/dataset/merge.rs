//! Several tellings of one thing: what most of them say is kept, what others say stands beside it.

use super::folded;
use crate::source::Source;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// A record as one page tells it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Telling {
    /// The input.
    pub input: String,
    /// Id of the article in it.
    pub article: String,
    /// Id of the record in it; `None` where the page only carries on a text that tells it.
    pub record: Option<String>,
    /// Where it stands.
    pub source: Source,
    /// What is told, by field.
    pub fields: Map<String, Value>,
    /// The sides.
    pub parties: Vec<Map<String, Value>>,
    /// Whether it is the first of its kind in its article: what the article is about.
    pub leads: bool,
}

/// A value that one or more sources give for a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Variant {
    /// The field; `parties.NAME.office` for one of a side.
    pub field: String,
    /// The value; lists as JSON.
    pub value: String,
    /// Who says so.
    pub inputs: Vec<String>,
    /// Whether it is the one that stands in the table.
    pub kept: bool,
}

/// What several tellings come to.
#[derive(Debug, Clone, Default)]
pub struct Merged {
    /// The values kept.
    pub fields: Map<String, Value>,
    /// The sides, in the order of the telling that names most.
    pub parties: Vec<Map<String, Value>>,
    /// The fields of which there is more than one value.
    pub variants: Vec<Variant>,
}

/// Merges tellings. `compared` are the fields, in order; of `either` it is enough that one source says yes.
pub fn merge(tellings: &[Telling], compared: &[&str], either: &[&str]) -> Merged {
    let mut out = Merged::default();
    for field in compared {
        let said: Vec<(&str, &Value)> =
            tellings.iter().filter_map(|t| t.fields.get(*field).map(|v| (t.input.as_str(), v))).collect();
        if let Some(value) = settle(field, &said, &mut out.variants) {
            out.fields.insert((*field).to_owned(), value);
        }
    }
    for field in either {
        if tellings.iter().any(|t| t.fields.get(*field) == Some(&Value::Bool(true))) {
            out.fields.insert((*field).to_owned(), Value::Bool(true));
        }
    }
    let mut order: Vec<&Telling> = tellings.iter().collect();
    order.sort_by_key(|t| std::cmp::Reverse(t.parties.len()));
    let mut keys: Vec<String> = Vec::new();
    for key in order.iter().flat_map(|t| &t.parties).map(party_key) {
        if !keys.iter().any(|k| same_name(k, &key)) {
            keys.push(key);
        }
    }
    for key in keys {
        let of = |t: &Telling| t.parties.iter().find(|p| same_name(&party_key(p), &key)).cloned();
        let told: Vec<(&str, Map<String, Value>)> =
            tellings.iter().filter_map(|t| of(t).map(|p| (t.input.as_str(), p))).collect();
        let mut side = Map::new();
        for field in ["name", "office", "country", "org", "level", "role", "delegation"] {
            let said: Vec<(&str, &Value)> = told.iter().filter_map(|(i, p)| p.get(field).map(|v| (*i, v))).collect();
            if let Some(value) = settle(&format!("parties.{key}.{field}"), &said, &mut out.variants) {
                side.insert(field.to_owned(), value);
            }
        }
        out.parties.push(side);
    }
    out
}

/// The short form of a name: what stands behind the last ·, so that a person named once in full and once in short is one.
pub fn short_name(name: &str) -> String {
    folded(name.rsplit(['·', '•', '・']).next().unwrap_or(name))
}

/// Whether two short names are one, a misprinted character apart.
pub fn same_name(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let apart = a.iter().zip(&b).filter(|(x, y)| x != y).count();
    a == b || (a.len() == b.len() && a.len() > 2 && apart == 1)
}

fn party_key(party: &Map<String, Value>) -> String {
    short_name(party.get("name").and_then(Value::as_str).unwrap_or_default())
}

/// The value that most sources give, then the longest, then the first; all are variants where there are several.
fn settle(field: &str, said: &[(&str, &Value)], variants: &mut Vec<Variant>) -> Option<Value> {
    let mut values: Vec<(String, &Value, BTreeSet<&str>)> = Vec::new();
    for (input, value) in said {
        let written = written(value);
        match values.iter_mut().find(|(w, ..)| same(w, &written)) {
            Some((.., inputs)) => {
                inputs.insert(input);
            }
            None => values.push((written, value, BTreeSet::from([*input]))),
        }
    }
    // The last of equals would win `max_by_key`, so the order is turned round.
    let best =
        values.iter().enumerate().rev().max_by_key(|(_, (w, _, inputs))| (inputs.len(), w.chars().count())).map(|(n, _)| n)?;
    if values.len() > 1 {
        for (n, (written, _, inputs)) in values.iter().enumerate() {
            variants.push(Variant {
                field: field.to_owned(),
                value: written.clone(),
                inputs: inputs.iter().map(|i| (*i).to_owned()).collect(),
                kept: n == best,
            });
        }
    }
    values.get(best).map(|(_, value, _)| (*value).clone())
}

/// Whether two values differ in punctuation at most.
fn same(a: &str, b: &str) -> bool {
    a == b || (!folded(a).is_empty() && folded(a) == folded(b))
}

/// A value as a cell shows it.
fn written(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn telling(input: &str, fields: &Value, parties: &[&str]) -> Telling {
        let side = |n: &&str| json!({"name": n}).as_object().cloned().unwrap_or_default();
        Telling {
            input: input.into(),
            article: "report-1".into(),
            record: Some("talks-1".into()),
            source: Source::default(),
            fields: fields.as_object().cloned().unwrap_or_default(),
            parties: parties.iter().map(side).collect(),
            leads: true,
        }
    }

    #[test]
    fn what_most_say_is_kept() {
        let told = [
            telling("a.txt", &json!({"venue": "人民大会堂", "city": "北京"}), &["陈望舒", "勒布朗"]),
            telling("b.txt", &json!({"venue": "钓鱼台国宾馆"}), &["陈望舒", "让·勒布朗"]),
            telling("c.txt", &json!({"venue": "钓鱼台国宾馆", "announced": true}), &["陈望舒"]),
        ];
        let merged = merge(&told, &["venue", "city"], &["announced"]);
        assert_eq!(Value::Object(merged.fields), json!({"venue": "钓鱼台国宾馆", "city": "北京", "announced": true}));
        let said: Vec<(&str, &str, bool)> =
            merged.variants.iter().map(|v| (v.field.as_str(), v.value.as_str(), v.kept)).collect();
        assert_eq!(
            said,
            [
                ("venue", "人民大会堂", false),
                ("venue", "钓鱼台国宾馆", true),
                ("parties.勒布朗.name", "勒布朗", false),
                ("parties.勒布朗.name", "让·勒布朗", true)
            ]
        );
        assert_eq!(merged.parties.len(), 2);
    }

    #[test]
    fn punctuation_is_no_difference() {
        let told = [telling("a", &json!({"name": "“一带一路”论坛"}), &[]), telling("b", &json!({"name": "一带一路论坛"}), &[])];
        assert!(merge(&told, &["name"], &[]).variants.is_empty());
    }
}
