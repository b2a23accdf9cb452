//! `extract check grammar`: every entry of the lexicon against its own examples and counter-examples.

use super::args::CheckCommand;
use super::matching::{all_hold, carries, nearest};
use super::{Exit, grammar, output, records, report, shown};
use crate::lexicon::{Category, embedded_entries};
use crate::model::{ActKind, DocumentKind, MeetingKind, Mode, PartyLevel, VisitKind};
use crate::{Entries, Entry, Lexicon, Options};
use serde_json::{Map, Value};
use std::collections::HashSet;
use std::io;

/// Checks what was asked for.
pub fn check(what: &CheckCommand) -> io::Result<Exit> {
    let dir = match what {
        CheckCommand::Grammar { grammar } => grammar,
        CheckCommand::Records { files } => return records::check(files),
    };
    let entries = match dir.as_deref().map(grammar::load) {
        None => embedded_entries(),
        Some(Ok(own)) => own,
        Some(Err(wrong)) => {
            for message in &wrong {
                report::failure(message);
            }
            return Ok(Exit::Failed);
        }
    };
    let own = dir.as_ref().map(|_| Lexicon::with_overlay(entries.clone()));
    let mut found = Findings { lexicon: own.as_ref(), ..Findings::default() };
    for (file, list) in &entries {
        found.file(file, list);
    }
    for warning in &found.warnings {
        report::line(&format!("warning: {}", shown(warning)));
    }
    let mut text = String::new();
    for failure in &found.failures {
        text.push_str(&shown(failure));
        text.push('\n');
    }
    text.push_str(&found.summary(&entries));
    output::bytes(text.as_bytes())?;
    Ok(if found.failures.is_empty() { Exit::Good } else { Exit::Failed })
}

/// What the check came upon.
#[derive(Default)]
struct Findings<'a> {
    lexicon: Option<&'a Lexicon>,
    failures: Vec<String>,
    warnings: Vec<String>,
}

impl Findings<'_> {
    fn file(&mut self, file: &str, list: &[Entry]) {
        let mut ids = HashSet::new();
        let mut forms = HashSet::new();
        for entry in list {
            let at = format!("{file}.yaml: {}", entry.id);
            if entry.id.is_empty() {
                self.failures.push(format!("{at}: no id beside the name {}", entry.name));
            } else if !ids.insert(entry.id.as_str()) {
                self.failures.push(format!("{at}: the id stands twice"));
            }
            if entry.name.is_empty() {
                self.failures.push(format!("{at}: no name"));
            }
            // A one-character abbreviation may stand for several countries.
            let variants = entry.variants.iter().filter(|v| v.kind.as_deref() != Some("abbreviation")).map(|v| v.form.as_str());
            for form in std::iter::once(entry.name.as_str()).chain(variants) {
                if !form.is_empty() && !forms.insert(form) {
                    self.warnings.push(format!("{at}: {form} stands twice in this file; the first counts"));
                }
            }
            self.failures.extend(codes(file, entry).into_iter().map(|wrong| format!("{at}: {wrong}")));
            self.examples(&at, entry);
        }
    }

    fn examples(&mut self, at: &str, entry: &Entry) {
        for example in &entry.examples {
            let gives: Map<String, Value> = example.gives.clone().into_iter().collect();
            if gives.is_empty() {
                self.failures.push(format!("{at}: the example {} does not say what it gives", example.text));
                continue;
            }
            let records = self.records(&example.text);
            if !all_hold(&records, &gives) {
                let expected = Value::Object(gives.clone());
                self.failures.push(format!(
                    "{at}: {}: expected {expected}, came out {}",
                    example.text,
                    nearest(&records, &gives)
                ));
            }
        }
        for counter in &entry.not {
            let records = self.records(&counter.text);
            let because = if counter.because.is_empty() { "a counter-example" } else { &counter.because };
            let gives: Map<String, Value> = counter.gives.clone().into_iter().collect();
            if gives.is_empty() {
                if let Some(where_) = carries(&records, &entry.name, entry.code.as_deref()) {
                    self.failures.push(format!("{at}: {}: expected nothing ({because}), came out {where_}", counter.text));
                }
            } else if all_hold(&records, &gives) {
                let excluded = Value::Object(gives);
                self.failures.push(format!("{at}: {}: expected no {excluded} ({because}), came out just that", counter.text));
            }
        }
    }

    /// The records of a text; what is about the input itself is no record.
    fn records(&self, text: &str) -> Value {
        let options = Options { lexicon: self.lexicon, ..Options::default() };
        let mut value = serde_json::to_value(crate::extract(text.as_bytes(), &options).value).unwrap_or_default();
        if let Some(fields) = value.as_object_mut() {
            fields.retain(|key, _| !matches!(key.as_str(), "schema" | "source" | "diagnostics"));
        }
        value
    }

    fn summary(&self, entries: &Entries) -> String {
        let all = || entries.values().flatten();
        let examples: usize = all().map(|e| e.examples.len()).sum();
        let counters: usize = all().map(|e| e.not.len()).sum();
        let result = match self.failures.len() {
            0 => "all hold".to_owned(),
            1 => "1 failure".to_owned(),
            n => format!("{n} failures"),
        };
        format!("{} entries, {examples} examples, {counters} counter-examples: {result}\n", all().count())
    }
}

/// Codes of an entry that its file does not know.
fn codes(file: &str, entry: &Entry) -> Vec<String> {
    let Some(category) = Category::ALL.into_iter().find(|c| c.name() == file) else { return Vec::new() };
    let mut wrong = Vec::new();
    let mut expect = |field: &str, value: Option<&str>, known: &dyn Fn(&str) -> bool| {
        if let Some(value) = value.filter(|v| !known(v)) {
            wrong.push(format!("{field}: {value} is no code of {file}"));
        }
    };
    let code = entry.code.as_deref();
    match category {
        Category::Encounters => expect("code", code, &|c| MeetingKind::from_code(c).is_some()),
        Category::Instruments => expect("code", code, &|c| DocumentKind::from_code(c).is_some()),
        Category::Acts => expect("code", code, &|c| ActKind::from_code(c).is_some()),
        Category::Visits => expect("code", code, &|c| VisitKind::from_code(c).is_some()),
        Category::Countries => expect("code", code, &is_country),
        Category::Bodies => expect("kind", entry.kind.as_deref(), &|c| PartyLevel::from_code(c).is_some()),
        _ => {}
    }
    expect("mode", entry.mode.as_deref(), &|c| Mode::from_code(c).is_some());
    expect("country", entry.country.as_deref(), &is_country);
    for country in &entry.countries {
        expect("countries", Some(country), &is_country);
    }
    wrong
}

fn is_country(code: &str) -> bool {
    code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_held_against_the_model() {
        let entry = |code: &str, mode: &str| Entry { code: Some(code.into()), mode: Some(mode.into()), ..Entry::default() };
        assert!(codes("encounters", &entry("talks", "phone")).is_empty());
        assert_eq!(codes("encounters", &entry("mou", "pigeon")).len(), 2);
        assert!(codes("instruments", &entry("mou", "phone")).is_empty());
        assert_eq!(codes("countries", &entry("ru", "phone")), ["code: ru is no code of countries"]);
    }

    #[test]
    fn a_file_is_held_against_itself() {
        let entry = |id: &str, name: &str| Entry { id: id.into(), name: name.into(), ..Entry::default() };
        let mut found = Findings::default();
        found.file("agencies", &[entry("a", "新华社"), entry("a", "本报"), entry("b", "新华社"), entry("c", "")]);
        assert_eq!(found.failures, ["agencies.yaml: a: the id stands twice", "agencies.yaml: c: no name"]);
        assert_eq!(found.warnings, ["agencies.yaml: b: 新华社 stands twice in this file; the first counts"]);
    }
}
