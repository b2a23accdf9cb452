//! `datapackage.json`: the tables described, so that other programs read them without being told.

use super::table::Kind;
use super::tables::TABLES;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The data package; `rows` is the number of rows by table, `bom` whether the CSV begins with a UTF-8 mark.
pub fn package(rows: &BTreeMap<String, u64>, bom: bool) -> Value {
    let resources: Vec<Value> = TABLES
        .iter()
        .map(|t| {
            let fields: Vec<Value> = t
                .columns
                .iter()
                .enumerate()
                .map(|(n, c)| {
                    let kind = match c.kind {
                        Kind::Text => "string",
                        Kind::Count => "integer",
                        Kind::Flag => "boolean",
                        Kind::List => "array",
                    };
                    let mut field = json!({"name": c.name, "type": kind, "description": c.about});
                    if t.keyed && n == 0 {
                        field["constraints"] = json!({"required": true, "unique": true});
                    }
                    field
                })
                .collect();
            let mut schema = json!({"fields": fields, "missingValues": [""]});
            if t.keyed {
                schema["primaryKey"] = json!([t.columns[0].name]);
            }
            let foreign: Vec<Value> = t
                .columns
                .iter()
                .filter_map(|c| {
                    let to = TABLES.iter().find(|t| Some(t.name) == c.refers)?;
                    // A table that refers to itself is named by an empty text.
                    let resource = if to.name == t.name { "" } else { to.name };
                    Some(json!({"fields": [c.name], "reference": {"resource": resource, "fields": [to.columns[0].name]}}))
                })
                .collect();
            if !foreign.is_empty() {
                schema["foreignKeys"] = foreign.into();
            }
            json!({
                "name": t.name, "path": format!("{}.csv", t.name), "profile": "tabular-data-resource", "format": "csv",
                "mediatype": "text/csv", "encoding": if bom { "utf-8-sig" } else { "utf-8" }, "description": t.about,
                "rows": rows.get(t.name).copied().unwrap_or_default(), "schema": schema,
            })
        })
        .collect();
    json!({
        "profile": "tabular-data-package",
        "name": "gongbao-records",
        "title": "Records of Chinese diplomatic news",
        "description": "Made by gongbao from pages of text. A cell that a spreadsheet would take for a formula has a ' before it.",
        "version": env!("CARGO_PKG_VERSION"),
        "resources": resources,
    })
}
