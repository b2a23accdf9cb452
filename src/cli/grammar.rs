//! `--grammar DIR`: the user's own words.

use super::input::reason;
use super::shown;
use crate::emit::too_deep;
use crate::lexicon::Category;
use crate::{Entries, Entry};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Larger files are no lexicon.
const LARGEST: u64 = 4 << 20;

/// The entries of `DIR/lexicon/*.yaml`, or of `DIR/*.yaml` where there is no such folder; or what is wrong with them, a line each.
pub fn load(dir: &Path) -> Result<Entries, Vec<String>> {
    let inner = dir.join("lexicon");
    let folder = if inner.is_dir() { inner } else { dir.to_owned() };
    let mut entries = Entries::new();
    let mut wrong = Vec::new();
    let files = match files(&folder) {
        Ok(files) => files,
        Err(error) => return Err(vec![format!("{}: {}", name(dir), reason(&error))]),
    };
    if files.is_empty() {
        return Err(vec![format!("{}: no lexicon here; it takes files like {}", name(dir), known())]);
    }
    for file in files {
        let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if !Category::ALL.iter().any(|c| c.name() == stem) {
            wrong.push(format!("{}: no such part of the lexicon; there are {}", name(&file), known()));
            continue;
        }
        match read(&file) {
            Ok(list) => {
                entries.insert(stem, list);
            }
            Err(message) => wrong.push(message),
        }
    }
    if wrong.is_empty() { Ok(entries) } else { Err(wrong) }
}

fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_file() && path.extension().is_some_and(|e| e == "yaml" || e == "yml") {
            out.push(path);
        }
    }
    out.sort();
    Ok(out)
}

fn read(file: &Path) -> Result<Vec<Entry>, String> {
    let mut bytes = Vec::new();
    File::open(file)
        .and_then(|f| f.take(LARGEST + 1).read_to_end(&mut bytes))
        .map_err(|error| format!("{}: {}", name(file), reason(&error)))?;
    if bytes.len() as u64 > LARGEST {
        return Err(format!("{}: larger than {} MiB; split it", name(file), LARGEST >> 20));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let line = error.as_bytes()[..error.utf8_error().valid_up_to()].split(|b| *b == b'\n').count();
        format!("{}:{line}: not UTF-8; save it as UTF-8", name(file))
    })?;
    if let Some([line, column]) = too_deep(&text) {
        return Err(format!("{}:{line}:{column}: nested too deep", name(file)));
    }
    let entries: Option<Vec<Entry>> = serde_yaml::from_str(&text).map_err(|e| placed(file, &e))?;
    let entries = entries.unwrap_or_default();
    match entries.iter().position(|e| e.id.is_empty() || e.name.is_empty()) {
        Some(n) => Err(format!("{}: entry {} has no id or no name; every entry needs both", name(file), n + 1)),
        None => Ok(entries),
    }
}

/// `file:line:column: message`, the place at the head, where editors look for it.
fn placed(file: &Path, error: &serde_yaml::Error) -> String {
    let message = error.to_string();
    let Some(at) = error.location() else {
        return format!("{}: {}", name(file), shown(&message));
    };
    // The reader repeats the place at the end, and puts a path of indices (`.[0].variants: `) before.
    let message = message.split(" at line ").next().unwrap_or_default();
    let message = match message.split_once(": ") {
        Some((path, rest)) if path.starts_with(['.', '[']) => rest,
        _ => message,
    };
    format!("{}:{}:{}: {}", name(file), at.line(), at.column(), shown(message))
}

fn name(path: &Path) -> String {
    shown(&path.to_string_lossy()).into_owned()
}

fn known() -> String {
    Category::ALL.map(|c| format!("{}.yaml", c.name())).join(", ")
}
