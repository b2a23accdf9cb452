//! The fields of each record, for people.

use super::lines::{carried, visible};
use super::marks::{KINDS, Record};
use crate::explain::{Tried, Why};
use serde_json::{Map, Value};

/// A record as shown.
#[derive(Debug, Default)]
pub struct Card {
    /// Its kind.
    pub kind: &'static str,
    /// Its short name on the page.
    pub handle: String,
    /// Its id in the records; empty for a diagnostic.
    pub id: String,
    /// Its code: talks, agreement, joined-break.
    pub code: String,
    /// What it is about, in one line.
    pub title: String,
    /// How much a diagnostic matters.
    pub severity: String,
    /// The lines it was read from, as shown, and the first of them; none where it stands nowhere.
    pub lines: Option<(String, u64)>,
    /// Its fields.
    pub rows: Vec<Row>,
    /// Those of long texts, shown when they are asked for.
    pub more: Vec<Row>,
    /// What led to it.
    pub why: Vec<Reason>,
}

/// A field, or an entry of a list.
#[derive(Debug, Default)]
pub struct Row {
    /// Its name.
    pub label: String,
    /// Its values.
    pub values: Vec<Shown>,
    /// What it was inferred from.
    pub basis: Option<Basis>,
}

/// A value.
#[derive(Debug)]
pub struct Shown {
    /// The name of the field, where the row has several.
    pub name: String,
    /// Where it stands in the record: a JSON Pointer.
    pub path: String,
    /// What is shown.
    pub text: String,
    /// The value itself, escaped, where something else is shown.
    pub raw: Option<String>,
}

/// What an inferred value rests on.
#[derive(Debug)]
pub struct Basis {
    /// Of what kind it is.
    pub from: String,
    /// The words.
    pub evidence: String,
    /// The line they stand in; 0 where they stand nowhere.
    pub line: u64,
}

/// A rule that gave the record or was given up in its words, or what it took from some of them.
#[derive(Debug)]
pub struct Reason {
    /// Whether it is a step of the rule above it.
    pub step: bool,
    /// Whether it was refused.
    pub refused: bool,
    /// The rule, or the field.
    pub name: String,
    /// The words, or the value.
    pub words: String,
    /// What came of it, or how it was read.
    pub how: String,
    /// The entry of the lexicon that it rests on.
    pub entry: String,
    /// The line of the words.
    pub line: usize,
}

/// So many characters of the words of a reason are shown.
const SHORT: usize = 40;

/// So many reasons stand on a card: an instrument may be named at a hundred places of a page.
const MOST: usize = 80;

/// The reasons of a record, for people.
pub fn reasons(why: &Why) -> Vec<Reason> {
    let short = |text: &str| {
        let words: String = text.trim().chars().take(SHORT).collect();
        visible(&if words.len() < text.trim().len() { words + "…" } else { words }.replace('\n', " "))
    };
    let lines = why.place.source.lines;
    let here = |t: &Tried| (lines[0]..=lines[1]).contains(&t.at.source.lines[0]);
    let mut out = Vec::new();
    for t in why.rules.iter().chain(why.refused.iter().filter(|t| here(t))) {
        let how = match (&t.gives, t.refused) {
            (Some(gives), _) => format!("→ {}", visible(gives)),
            (None, Some(why)) => why.to_owned(),
            (None, None) => String::new(),
        };
        let line = t.at.source.lines[0];
        out.push(Reason {
            step: false,
            refused: t.refused.is_some(),
            name: t.rule.clone(),
            words: short(&t.at.text),
            how,
            entry: t.entry.clone().unwrap_or_default(),
            line,
        });
        for s in &t.steps {
            let words = short(if s.field.is_none() { &s.from.text } else { &s.value });
            let name = s.field.unwrap_or("not").replace('_', " ");
            let line = s.from.source.lines[0];
            out.push(Reason {
                step: true,
                refused: s.field.is_none(),
                name,
                words,
                how: s.how.to_owned(),
                entry: s.entry.clone().unwrap_or_default(),
                line,
            });
        }
    }
    if out.len() > MOST {
        let how = format!("{} more: extract explain {}", out.len() - MOST, why.id);
        out.truncate(MOST);
        let line = why.place.source.lines[0];
        out.push(Reason {
            step: false,
            refused: false,
            name: "and".into(),
            words: String::new(),
            how,
            entry: String::new(),
            line,
        });
    }
    out
}

/// Fields that stand in the head of the card, or say where it was read.
const HEAD: [&str; 7] = ["id", "source", "article", "severity", "code", "message", "corrected"];

/// Fields that hold whole texts.
const LONG: [&str; 4] = ["clauses", "preamble", "closing", "paragraphs"];

/// The card of a record.
pub fn card(record: &Record) -> Card {
    let fields = &record.fields;
    let text = |name: &str| fields.get(name).and_then(Value::as_str).unwrap_or_default();
    let mut card = Card {
        kind: KINDS[record.kind].name,
        handle: record.handle.clone(),
        id: text("id").to_owned(),
        code: [text("kind"), text("act"), text("code")].into_iter().find(|c| !c.is_empty()).unwrap_or_default().replace('_', " "),
        title: visible(&title(fields)),
        severity: text("severity").to_owned(),
        lines: lines(fields),
        ..Card::default()
    };
    for (name, value) in fields {
        if HEAD.contains(&name.as_str()) || name == "date_basis" {
            continue;
        }
        let into = if LONG.contains(&name.as_str()) { &mut card.more } else { &mut card.rows };
        rows(&name.replace('_', " "), &format!("/{name}"), value, into);
        if name == "date" || name == "from" {
            let basis = fields.get("date_basis").and_then(basis);
            if let Some(row) = card.rows.last_mut().filter(|_| basis.is_some()) {
                row.basis = basis;
            }
        }
    }
    card
}

/// What a record is about, in one line.
fn title(fields: &Map<String, Value>) -> String {
    let text = |name: &str| fields.get(name).and_then(Value::as_str);
    if let Some(parties) =
        fields.get("parties").and_then(Value::as_array).filter(|_| fields.contains_key("mode") || text("title").is_none())
    {
        let names: Vec<&str> = parties.iter().filter_map(|p| p["name"].as_str()).collect();
        if !names.is_empty() {
            return names.join("、");
        }
    }
    if let Some(visitor) = text("visitor") {
        return format!("{visitor} → {}", text("to").unwrap_or("?"));
    }
    if let Some(count) = fields.get("count").filter(|_| fields.contains_key("act")) {
        return format!("{count} instruments");
    }
    if let (Some(speaker), Some(verb)) = (text("speaker"), text("verb")) {
        return format!("{speaker}{verb}");
    }
    let first = ["headline", "title", "description", "speaker", "message", "name", "document"].into_iter().find_map(text);
    first.unwrap_or_default().to_owned()
}

/// The lines of a `source`.
fn lines(fields: &Map<String, Value>) -> Option<(String, u64)> {
    let lines = &fields.get("source")?["lines"];
    let (first, last) = (lines[0].as_u64()?, lines[1].as_u64()?);
    Some((if first == last { format!("line {first}") } else { format!("lines {first}–{last}") }, first))
}

fn basis(value: &Value) -> Option<Basis> {
    let fields = value.as_object()?;
    Some(Basis {
        from: fields.get("from")?.as_str()?.to_owned(),
        evidence: visible(fields.get("evidence").and_then(Value::as_str).unwrap_or_default()),
        line: lines(fields).map_or(0, |l| l.1),
    })
}

/// A value that is neither list nor record, as shown.
fn shown(name: &str, path: &str, value: &Value) -> Shown {
    let raw = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let text = visible(&raw);
    let raw = (raw != text).then(|| carried(&raw));
    Shown { name: name.replace('_', " "), path: path.to_owned(), text, raw }
}

/// The rows of a value: one for a plain value or a list of them, one for each record inside.
fn rows(label: &str, path: &str, value: &Value, out: &mut Vec<Row>) {
    match value {
        Value::Array(items) if items.iter().all(|i| !i.is_object() && !i.is_array()) => {
            let values = items.iter().enumerate().map(|(n, item)| shown("", &format!("{path}/{n}"), item)).collect();
            out.push(Row { label: label.to_owned(), values, basis: None });
        }
        Value::Array(items) => {
            for (n, item) in items.iter().enumerate() {
                rows(&format!("{label} {}", n + 1), &format!("{path}/{n}"), item, out);
            }
        }
        Value::Object(fields) => {
            let mut row = Row { label: label.to_owned(), ..Row::default() };
            row.basis = fields.get("date_basis").and_then(basis);
            let mut inside = Vec::new();
            for (name, value) in fields.iter().filter(|(name, _)| *name != "source" && *name != "date_basis") {
                if value.is_array() || value.is_object() {
                    rows(&format!("{label} · {}", name.replace('_', " ")), &format!("{path}/{name}"), value, &mut inside);
                } else {
                    row.values.push(shown(name, &format!("{path}/{name}"), value));
                }
            }
            out.push(row);
            out.append(&mut inside);
        }
        plain => out.push(Row { label: label.to_owned(), values: vec![shown("", path, plain)], basis: None }),
    }
}
