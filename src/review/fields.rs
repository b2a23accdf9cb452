//! Which fields can be corrected, and to what: out of the JSON Schema of the records.

use super::marks::KINDS;
use serde_json::{Map, Value, json};

/// What a reviewer does not change: what others refer to, what a correction itself gives, and whole texts.
const FIXED: [&str; 9] = ["id", "article", "meeting", "source", "corrected", "date_basis", "clauses", "preamble", "closing"];

/// For every kind of record the fields that can be corrected: a JSON Pointer with `#` for any number, and what goes there:
/// `text`, `number`, `boolean`, or a list of codes. `-` is the place behind the last entry of a list.
pub fn correctable() -> Value {
    let schema = crate::schema();
    let mut out = Map::new();
    for kind in KINDS.iter().filter(|k| k.name != "diagnostic") {
        let of = &schema["properties"][kind.list]["items"];
        let mut fields = Map::new();
        walk(&schema, resolved(&schema, of), "", &mut fields);
        out.insert(kind.name.into(), Value::Object(fields));
    }
    Value::Object(out)
}

/// The definition that a property refers to, or the property itself.
fn resolved<'a>(schema: &'a Value, property: &'a Value) -> &'a Value {
    let one = property["anyOf"].as_array().and_then(|all| all.iter().find(|a| a["type"] != "null")).unwrap_or(property);
    let name = one["$ref"].as_str().and_then(|r| r.rsplit('/').next());
    name.map_or(one, |name| &schema["$defs"][name])
}

/// What goes into a field that is no list and no record; nothing where it is one of these.
fn plain(definition: &Value) -> Option<Value> {
    if let Some(codes) = definition["oneOf"].as_array() {
        return Some(codes.iter().map(|c| c["const"].clone()).collect());
    }
    if let Some(codes) = definition["enum"].as_array() {
        return Some(codes.iter().cloned().collect());
    }
    let named =
        |name: &str| definition["type"] == name || definition["type"].as_array().is_some_and(|t| t.contains(&json!(name)));
    let input = [("string", "text"), ("integer", "number"), ("boolean", "boolean")].into_iter().find(|(name, _)| named(name));
    input.map(|(_, input)| json!(input))
}

fn walk(schema: &Value, record: &Value, at: &str, out: &mut Map<String, Value>) {
    for (name, property) in record["properties"].as_object().into_iter().flatten() {
        if FIXED.contains(&name.as_str()) {
            continue;
        }
        let (definition, at) = (resolved(schema, property), format!("{at}/{name}"));
        if let Some(input) = plain(definition) {
            out.insert(at, input);
        } else if definition["type"] == "array" {
            let items = resolved(schema, &definition["items"]);
            match plain(items) {
                Some(input) => {
                    out.insert(format!("{at}/#"), input.clone());
                    out.insert(format!("{at}/-"), input);
                }
                None => walk(schema, items, &format!("{at}/#"), out),
            }
        } else {
            walk(schema, definition, &at, out);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_of_a_meeting() {
        let all = correctable();
        let meeting = &all["meeting"];
        assert_eq!(meeting["/venue"], "text");
        assert_eq!(meeting["/parties/#/role"], json!(["host", "guest"]));
        assert_eq!(meeting["/topics/-"], "text");
        assert_eq!(meeting["/announced"], "boolean");
        assert_eq!(all["bundle"]["/count"], "number");
        assert_eq!(all["article"]["/dateline/place"], "text");
        for fixed in ["/id", "/article", "/source/lines/#", "/date_basis/from"] {
            assert!(meeting.get(fixed).is_none(), "{fixed}");
        }
    }
}
