//! The JSON Schema of the records, out of the record types.

use crate::model::{Extraction, SCHEMA};
use serde_json::{Map, Value};

/// The JSON Schema (draft 2020-12) of one [`Extraction`].
#[must_use]
pub fn schema() -> Value {
    let mut generated = schemars::schema_for!(Extraction).to_value();
    // What a reader looks for first stands first: `$schema`, `$id`, `title`.
    let mut out = Map::new();
    if let Some(object) = generated.as_object_mut() {
        if let Some(dialect) = object.shift_remove("$schema") {
            out.insert("$schema".into(), dialect);
        }
        out.insert("$id".into(), SCHEMA.into());
        out.insert("title".into(), "gongbao: records of Chinese diplomatic news".into());
        object.shift_remove("title");
        out.append(object);
    }
    Value::Object(out)
}
