//! What was gained, lost and changed from one set of records to the next, by id.

use serde::Serialize;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// The records of a table, by id.
pub type Records = BTreeMap<String, Map<String, Value>>;

/// Tables by name.
pub type Tables = BTreeMap<String, Records>;

/// The changes of one table.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Changes {
    /// Records that are new.
    pub gained: Records,
    /// Records that are gone.
    pub lost: Records,
    /// Fields of records that are in both: the value before, and now.
    pub changed: BTreeMap<String, BTreeMap<String, [Value; 2]>>,
}

/// The changes of all tables that have any.
pub fn diff(old: &Tables, new: &Tables) -> BTreeMap<String, Changes> {
    let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let none = Records::new();
    let mut out = BTreeMap::new();
    for name in names {
        let (a, b) = (old.get(name).unwrap_or(&none), new.get(name).unwrap_or(&none));
        let mut changes = Changes::default();
        for (id, record) in b {
            match a.get(id) {
                None => {
                    changes.gained.insert(id.clone(), record.clone());
                }
                Some(before) if before != record => {
                    changes.changed.insert(id.clone(), fields(before, record));
                }
                Some(_) => {}
            }
        }
        changes.lost = a.iter().filter(|(id, _)| !b.contains_key(*id)).map(|(id, r)| (id.clone(), r.clone())).collect();
        if changes != Changes::default() {
            out.insert(name.clone(), changes);
        }
    }
    out
}

fn fields(before: &Map<String, Value>, now: &Map<String, Value>) -> BTreeMap<String, [Value; 2]> {
    let names: BTreeSet<&String> = before.keys().chain(now.keys()).collect();
    let value = |of: &Map<String, Value>, name: &String| of.get(name).cloned().unwrap_or_default();
    let pairs = names.into_iter().map(|n| (n.clone(), [value(before, n), value(now, n)]));
    pairs.filter(|(_, [a, b])| a != b).collect()
}

/// The changes for people: a line a record (`+` gained, `-` lost, `~` changed), a line a field that changed.
pub fn text(changes: &BTreeMap<String, Changes>) -> String {
    let mut out = String::new();
    for (table, c) in changes {
        let _ = writeln!(out, "{table}: {} gained, {} lost, {} changed", c.gained.len(), c.lost.len(), c.changed.len());
        for (sign, records) in [('+', &c.gained), ('-', &c.lost)] {
            for (id, record) in records {
                let _ = writeln!(out, "  {sign} {id}{}", gist(id, record));
            }
        }
        for (id, fields) in &c.changed {
            let _ = writeln!(out, "  ~ {id}");
            for (field, [before, now]) in fields {
                let _ = writeln!(out, "      {field}: {} → {}", brief(before), brief(now));
            }
        }
    }
    out
}

/// What a reader knows a record by.
fn gist(id: &str, record: &Map<String, Value>) -> String {
    let named = ["title", "headline", "visitor", "speaker", "name"].iter().find_map(|f| record.get(*f)).filter(|v| *v != id);
    named.map_or_else(String::new, |v| format!("  {}", brief(v)))
}

/// A value in one line.
fn brief(value: &Value) -> String {
    const MOST: usize = 60;
    let text = match value {
        Value::Null => "(none)".to_owned(),
        Value::String(text) => text.replace('\n', " "),
        other => other.to_string(),
    };
    if text.chars().count() <= MOST {
        return text;
    }
    text.chars().take(MOST).chain(std::iter::once('…')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn gained_lost_changed() {
        let tables = |v: Value| serde_json::from_value::<Tables>(v).unwrap();
        let old = tables(json!({"meetings": {"a": {"city": "巴黎"}, "b": {"city": "北京"}, "c": {}}}));
        let new = tables(json!({"meetings": {"b": {"city": "上海", "venue": "外滩"}, "c": {}, "d": {"name": "对话"}}}));
        let changes = diff(&old, &new);
        assert_eq!(
            text(&changes),
            "meetings: 1 gained, 1 lost, 1 changed\n  + d  对话\n  - a\n  ~ b\n      city: 北京 → 上海\n      venue: (none) → 外滩\n"
        );
        assert!(diff(&old, &old).is_empty());
    }
}
