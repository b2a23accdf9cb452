//! Records against the fields that an example names.

use serde_json::{Map, Value};

/// The fields in which a counter-example looks for the name of its entry.
const NAMES: [&str; 9] = ["agency", "name", "office", "verb", "kind", "title", "speaker", "venue", "city"];

/// Whether some object of the records has all the fields.
pub fn all_hold(records: &Value, fields: &Map<String, Value>) -> bool {
    let mut found = false;
    each_object(records, &mut |object| found |= holds(object, fields));
    found
}

/// Fields of the object that comes nearest, for a message; what records there are where none comes near.
pub fn nearest(records: &Value, fields: &Map<String, Value>) -> String {
    let mut best: (usize, usize, Map<String, Value>) = (0, 0, Map::new());
    each_object(records, &mut |object| {
        let of_interest: Map<String, Value> =
            object.iter().filter(|(k, _)| fields.contains_key(*k)).map(|(k, v)| (k.clone(), v.clone())).collect();
        let right = of_interest.iter().filter(|(k, v)| fields.get(*k).is_some_and(|wanted| equals(v, wanted))).count();
        if (right, of_interest.len()) > (best.0, best.1) {
            best = (right, of_interest.len(), of_interest);
        }
    });
    if !best.2.is_empty() {
        return Value::Object(best.2).to_string();
    }
    let counts: Vec<String> = records
        .as_object()
        .into_iter()
        .flatten()
        .filter_map(|(kind, list)| Some(format!("{} {kind}", list.as_array()?.len())))
        .collect();
    if counts.is_empty() { "no records".into() } else { format!("none of these fields in {}", counts.join(", ")) }
}

/// The field that carries the name of an entry, or in `kind` its code: `agency: 新华社`.
pub fn carries(records: &Value, name: &str, code: Option<&str>) -> Option<String> {
    let mut found = None;
    each_object(records, &mut |object| {
        for (key, value) in object {
            let Some(text) = value.as_str().filter(|_| NAMES.contains(&key.as_str())) else { continue };
            if found.is_none() && (text == name || (key == "kind" && Some(text) == code)) {
                found = Some(format!("{key}: {text}"));
            }
        }
    });
    found
}

fn each_object(value: &Value, see: &mut impl FnMut(&Map<String, Value>)) {
    match value {
        Value::Object(fields) => {
            see(fields);
            fields.values().for_each(|v| each_object(v, see));
        }
        Value::Array(items) => items.iter().for_each(|v| each_object(v, see)),
        _ => {}
    }
}

fn holds(object: &Map<String, Value>, fields: &Map<String, Value>) -> bool {
    fields.iter().all(|(key, wanted)| object.get(key).is_some_and(|value| equals(value, wanted)))
}

/// An object may have more fields than are wanted of it; anything else is equal or not.
fn equals(value: &Value, wanted: &Value) -> bool {
    match (value, wanted) {
        (Value::Object(value), Value::Object(wanted)) => holds(value, wanted),
        _ => value == wanted,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn records() -> Value {
        json!({
            "articles": [{"kind": "report", "dateline": {"agency": "新华社", "place": "北京", "date": "XXXX-05-20"}}],
            "meetings": [{"kind": "talks", "parties": [{"name": "李明"}], "topics": ["经贸"]}],
        })
    }

    fn fields(value: &Value) -> Map<String, Value> {
        value.as_object().cloned().unwrap_or_default()
    }

    #[test]
    fn fields_of_one_object() {
        for good in [
            json!({"agency": "新华社", "place": "北京"}),
            json!({"dateline": {"agency": "新华社"}, "kind": "report"}),
            json!({"topics": ["经贸"]}),
            json!({"name": "李明"}),
        ] {
            assert!(all_hold(&records(), &fields(&good)), "{good}");
        }
        for bad in [json!({"agency": "新华社", "kind": "report"}), json!({"topics": []}), json!({"place": "上海"})] {
            assert!(!all_hold(&records(), &fields(&bad)), "{bad}");
        }
    }

    #[test]
    fn what_came_out() {
        let wanted = fields(&json!({"agency": "新华社", "place": "上海"}));
        assert_eq!(nearest(&records(), &wanted), r#"{"agency":"新华社","place":"北京"}"#);
        assert_eq!(nearest(&records(), &fields(&json!({"verb": "说"}))), "none of these fields in 1 articles, 1 meetings");
        assert_eq!(nearest(&json!({}), &wanted), "no records");
    }

    #[test]
    fn names() {
        assert_eq!(carries(&records(), "新华社", None).as_deref(), Some("agency: 新华社"));
        assert_eq!(carries(&records(), "会谈", Some("talks")).as_deref(), Some("kind: talks"));
        assert_eq!(carries(&records(), "经贸", None), None);
    }
}
