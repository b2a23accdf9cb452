//! Files of records: YAML, JSON or JSON Lines, one or many; and `extract check records`, which holds them against the schema.

use super::input::Input;
use super::{Exit, output, report, shown};
use serde::Deserialize as _;
use serde_json::Value;
use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};

/// So many faults of one document are printed.
const PRINTED: usize = 20;

/// One document of a file.
#[derive(Debug, Clone)]
pub struct Document {
    /// Its place in the file, for messages; empty where it is alone.
    pub place: String,
    /// What it holds.
    pub value: Value,
}

/// The documents of a file, whatever the format.
pub fn documents(path: &Path) -> Result<Vec<Document>, String> {
    let input = Input::of(path);
    let name = input.shown();
    let bytes = input.read()?;
    let text = std::str::from_utf8(&bytes).map_err(|_| format!("{name}: not UTF-8"))?;
    let text = text.trim_start_matches('\u{feff}');
    let values: Vec<Value> = if text.trim_start().starts_with(['{', '[']) {
        let read: Result<Vec<Value>, _> = serde_json::Deserializer::from_str(text).into_iter::<Value>().collect();
        let mut out = Vec::new();
        for value in read.map_err(|e| format!("{name}: {e}"))? {
            match value {
                Value::Array(items) => out.extend(items),
                other => out.push(other),
            }
        }
        out
    } else {
        let documents = serde_yaml::Deserializer::from_str(text).map(Value::deserialize);
        documents.collect::<Result<_, _>>().map_err(|e| format!("{name}: {}", shown(&e.to_string())))?
    };
    let several = values.len() > 1;
    let place = |n: usize| if several { format!(" document {}", n + 1) } else { String::new() };
    Ok(values.into_iter().enumerate().map(|(n, value)| Document { place: place(n), value }).collect())
}

/// Holds files of records against the JSON Schema, the same that `extract schema` prints.
pub fn check(files: &[PathBuf]) -> io::Result<Exit> {
    let validator = match jsonschema::options().should_validate_formats(true).build(&crate::schema()) {
        Ok(validator) => validator,
        Err(error) => return Ok(report::failure(&format!("the schema: {error}"))),
    };
    let (mut documents_read, mut wrong, mut failed) = (0, 0, false);
    let mut text = String::new();
    for file in files {
        let documents = match documents(file) {
            Ok(documents) => documents,
            Err(message) => {
                report::failure(&message);
                failed = true;
                continue;
            }
        };
        let name = file.to_string_lossy();
        if documents.is_empty() {
            report::failure(&format!("{}: no records in it", shown(&name)));
            failed = true;
        }
        for document in documents {
            documents_read += 1;
            let mut faults = validator.iter_errors(&document.value).peekable();
            wrong += usize::from(faults.peek().is_some());
            for fault in faults.take(PRINTED) {
                let at = fault.instance_path().to_string();
                let at = if at.is_empty() { "/".to_owned() } else { at };
                let _ =
                    writeln!(text, "{}{}: {}: {}", shown(&name), document.place, shown(&at), shown(&brief(&fault.to_string())));
            }
        }
    }
    let result = if wrong == 0 { "all hold".to_owned() } else { format!("{wrong} do not hold") };
    let _ = writeln!(text, "{documents_read} documents: {result}");
    output::bytes(text.as_bytes())?;
    Ok(if wrong == 0 && !failed { Exit::Good } else { Exit::Failed })
}

/// A message that repeats a whole record is cut.
fn brief(message: &str) -> String {
    const MOST: usize = 160;
    if message.chars().count() <= MOST {
        return message.to_owned();
    }
    // What is wrong stands at the end, behind the value.
    let (head, tail): (String, String) =
        (message.chars().take(MOST / 2).collect(), message.chars().skip(message.chars().count() - MOST / 2).collect());
    format!("{head} … {tail}")
}
