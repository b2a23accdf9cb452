//! `extract diff OLD NEW`: what was gained, lost and changed from one dataset, or file of records, to the next.

use super::args::DiffArgs;
use super::records;
use super::shown::keeping_lines;
use super::values::DiffFormat;
use super::{Exit, output, report, shown};
use crate::dataset::diff::{Records, Tables, diff, text};
use crate::dataset::tables::TABLES;
use serde_json::{Map, Value};
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

/// Prints the changes.
pub fn run(args: &DiffArgs) -> io::Result<Exit> {
    let (old, new) = match (load(&args.old), load(&args.new)) {
        (Ok(old), Ok(new)) => (old, new),
        (Err(message), _) | (_, Err(message)) => return Ok(report::failure(&message)),
    };
    let changes = diff(&old, &new);
    if args.format == DiffFormat::Json {
        output::json(&serde_json::to_value(&changes)?)?;
    } else {
        output::bytes(keeping_lines(&text(&changes)).as_bytes())?;
    }
    Ok(if args.exit_code && !changes.is_empty() { Exit::Failed } else { Exit::Good })
}

/// The records of a dataset or of a file, by id.
fn load(path: &Path) -> Result<Tables, String> {
    if !path.is_dir() {
        let mut tables = Tables::new();
        for document in records::documents(path)? {
            let name = document.value.pointer("/source/name").and_then(Value::as_str).unwrap_or_default().to_owned();
            for list in ["articles", "meetings", "statements", "documents", "bundles", "visits"] {
                let found = document.value.get(list).and_then(Value::as_array).into_iter().flatten();
                for record in found.filter_map(Value::as_object) {
                    insert(tables.entry(list.to_owned()).or_default(), record.clone(), Some(&name));
                }
            }
        }
        return Ok(tables);
    }
    if !path.join("index.json").is_file() {
        return Err(format!("{}: no index.json here, so it is no dataset", shown(&path.to_string_lossy())));
    }
    let mut tables = Tables::new();
    for table in TABLES.iter().filter(|t| t.keyed) {
        let file = path.join(format!("{}.jsonl", table.name));
        let wrong = |e: &dyn std::fmt::Display| format!("{}: {e}", shown(&file.to_string_lossy()));
        let lines = BufReader::new(File::open(&file).map_err(|e| wrong(&e))?).lines();
        let records = tables.entry(table.name.to_owned()).or_default();
        for line in lines {
            let record: Map<String, Value> = serde_json::from_str(&line.map_err(|e| wrong(&e))?).map_err(|e| wrong(&e))?;
            insert(records, record, None);
        }
    }
    Ok(tables)
}

/// Where a record stands says nothing of what it is; one of a stream of files has the name of its file before its id.
fn insert(records: &mut Records, mut record: Map<String, Value>, file: Option<&str>) {
    for about in ["source", "first_line", "last_line", "bytes", "record"] {
        record.remove(about);
    }
    let Some(id) = record.get("id").or_else(|| record.get("name")).and_then(Value::as_str) else { return };
    let mut key = id.to_owned();
    while let Some(file) = file.filter(|_| records.contains_key(&key)) {
        key = format!("{file}#{key}");
    }
    records.insert(key, record);
}
