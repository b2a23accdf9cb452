//! Corrections: what a reviewer changed on the page, put into the records.

use super::lines::visible;
use super::marks::KINDS;
use crate::emit::too_deep;
use crate::model::Extraction;
use serde::Deserialize;
use serde_json::{Map, Value};

/// What a file of corrections calls itself.
pub const FORM: &str = "gongbao-corrections/1";

/// A file of corrections.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Corrections {
    /// [`FORM`].
    pub form: String,
    /// What was said of each input.
    #[serde(default)]
    pub inputs: Vec<Corrected>,
}

/// What was said of an input.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Corrected {
    /// Its name.
    pub name: String,
    /// The hash of its bytes when it was looked at.
    pub sha256: String,
    /// What was said of each record.
    #[serde(default)]
    pub records: Vec<Said>,
}

/// What was said of a record.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Said {
    /// Its id.
    pub id: String,
    /// Whether it holds.
    #[serde(default)]
    pub verdict: Option<Verdict>,
    /// The fields that were changed.
    #[serde(default)]
    pub set: Vec<Change>,
}

/// Whether a record holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It does.
    Accepted,
    /// It does not: it is taken out.
    Rejected,
}

/// A field that was changed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// Which: a JSON Pointer into the record.
    pub field: String,
    /// What was read; nothing where the field was absent.
    #[serde(default)]
    pub was: Value,
    /// What is right; nothing where it should be absent.
    #[serde(default)]
    pub now: Value,
}

/// What came of it.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Records accepted as they are.
    pub accepted: usize,
    /// Records taken out.
    pub rejected: usize,
    /// Fields changed.
    pub changed: usize,
    /// What could not be put in, or should be looked at again.
    pub warnings: Vec<String>,
    /// How many of the warnings are of something left out.
    pub left_out: usize,
}

/// Reads a file of corrections.
pub fn read(text: &str) -> Result<Corrections, String> {
    if let Some([line, column]) = too_deep(text) {
        return Err(format!("nested too deep at line {line} column {column}"));
    }
    let read: Corrections = serde_yaml::from_str(text).map_err(|e| e.to_string())?;
    if read.form == FORM { Ok(read) } else { Err(format!("these are no {FORM}, but {}", visible(&read.form))) }
}

impl Corrections {
    /// Puts into the records of an input what was said of it.
    pub fn apply(&self, value: &mut Extraction) -> Tally {
        let mut tally = Tally::default();
        let same = |c: &&Corrected| c.sha256 == value.source.sha256;
        let named = |c: &&Corrected| c.name == value.source.name;
        let Some(said) = self.inputs.iter().find(same).or_else(|| self.inputs.iter().find(named)) else { return tally };
        if said.sha256 != value.source.sha256 {
            tally.warnings.push("the text has changed since it was looked at".into());
        }
        for record in &said.records {
            record.apply(value, &mut tally);
        }
        tally
    }
}

impl Tally {
    fn leave_out(&mut self, why: String) {
        self.left_out += 1;
        self.warnings.push(why);
    }
}

impl Said {
    fn apply(&self, value: &mut Extraction, tally: &mut Tally) {
        let id = visible(&self.id);
        let Ok(Value::Object(mut all)) = serde_json::to_value(&*value) else { return };
        let Some((list, at)) = find(&all, &self.id) else {
            return tally.leave_out(format!("{id}: there is no such record any more"));
        };
        if self.verdict == Some(Verdict::Rejected) {
            reject(&mut all, list, &self.id);
            match serde_json::from_value(Value::Object(all)) {
                Ok(without) => {
                    *value = without;
                    tally.rejected += 1;
                }
                Err(error) => tally.leave_out(format!("{id}: {error}")),
            }
            return;
        }
        tally.accepted += usize::from(self.verdict == Some(Verdict::Accepted) && self.set.is_empty());
        for change in &self.set {
            let field = visible(&change.field);
            let mut changed = all.clone();
            let record = &mut changed[list][at];
            let is = record.pointer(&change.field).unwrap_or(&Value::Null);
            if *is != change.was {
                let (is, was) = (visible(&is.to_string()), visible(&change.was.to_string()));
                let why = format!("{id}: {field} is {is} now, not {was} as when it was looked at: left as it is");
                tally.leave_out(why);
                continue;
            }
            if !set(record, &change.field, change.now.clone()) {
                tally.leave_out(format!("{id}: there is no place for {field}"));
                continue;
            }
            match serde_json::from_value::<Extraction>(without_gaps(Value::Object(changed.clone()))) {
                Ok(_) => {
                    all = changed;
                    tally.changed += 1;
                }
                Err(error) => tally.leave_out(format!("{id}: {field}: {}", visible(&error.to_string()))),
            }
        }
        // Entries of a list are taken out last, so that the places of the others hold until then.
        if let Ok(corrected) = serde_json::from_value(without_gaps(Value::Object(all))) {
            *value = corrected;
        }
    }
}

/// The list of a record, and its place there.
fn find(all: &Map<String, Value>, id: &str) -> Option<(&'static str, usize)> {
    KINDS.iter().find_map(|kind| {
        let at = all.get(kind.list)?.as_array()?.iter().position(|r| r["id"] == id)?;
        Some((kind.list, at))
    })
}

/// Takes out a record, and with an article what was read in it. What pointed there points nowhere.
fn reject(all: &mut Map<String, Value>, list: &str, id: &str) {
    for (name, records) in all.iter_mut() {
        let Some(records) = records.as_array_mut() else { continue };
        let inside = |r: &Value| list == "articles" && r["article"] == id;
        records.retain(|r| !(inside(r) || (name == list && r["id"] == id)));
        if list == "meetings" {
            for record in records {
                forget(record, id);
            }
        }
    }
}

fn forget(value: &mut Value, id: &str) {
    match value {
        Value::Object(fields) => {
            if fields.get("meeting").is_some_and(|m| m == id) {
                fields.shift_remove("meeting");
            }
            fields.values_mut().for_each(|v| forget(v, id));
        }
        Value::Array(items) => items.iter_mut().for_each(|v| forget(v, id)),
        _ => {}
    }
}

/// Sets a field and says in the record that it was corrected; `false` where there is no place for it.
fn set(record: &mut Value, field: &str, now: Value) -> bool {
    let Some((parent, name)) = field.rsplit_once('/') else { return false };
    let fixed = ["id", "article", "source", "corrected"];
    if fixed.iter().any(|f| field.split('/').nth(1) == Some(f)) {
        return false;
    }
    if name == "-" {
        // A list that was empty is not there.
        if record.pointer(parent).is_none() {
            let Some((above, list)) = parent.rsplit_once('/') else { return false };
            let Some(fields) = record.pointer_mut(above).and_then(Value::as_object_mut) else { return false };
            fields.insert(list.to_owned(), Value::Array(Vec::new()));
        }
        let Some(items) = record.pointer_mut(parent).and_then(Value::as_array_mut) else { return false };
        items.push(now);
    } else {
        match record.pointer_mut(parent) {
            Some(Value::Object(fields)) => {
                // What was inferred rests on the hand that corrected it.
                if name == "date" {
                    fields.shift_remove("date_basis");
                }
                fields.insert(name.to_owned(), now);
            }
            Some(Value::Array(items)) => match name.parse::<usize>().ok().and_then(|n| items.get_mut(n)) {
                Some(item) => *item = now,
                None => return false,
            },
            _ => return false,
        }
    }
    let Some(fields) = record.as_object_mut() else { return false };
    let marks = fields.entry("corrected").or_insert_with(|| Value::Array(Vec::new()));
    if let Some(marks) = marks.as_array_mut()
        && !marks.iter().any(|m| m == field)
    {
        marks.push(field.into());
    }
    true
}

/// Without what was emptied: absent fields, entries of lists, and parties without a name.
fn without_gaps(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            if fields.get("name").is_some_and(Value::is_null) && !fields.contains_key("id") {
                return Value::Null;
            }
            let kept = fields.into_iter().map(|(name, v)| (name, without_gaps(v))).filter(|(_, v)| !v.is_null());
            Value::Object(kept.collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(without_gaps).filter(|v| !v.is_null()).collect()),
        plain => plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str =
        "新华社巴黎2026年3月4日电 3月4日，外交部长陈望舒在巴黎同法国外交部长勒布朗举行会谈。\n勒布朗说，法方期待更多中国游客。\n";

    fn records() -> Extraction {
        let options = crate::Options { name: "page.txt".into(), ..crate::Options::default() };
        crate::extract(PAGE.as_bytes(), &options).value
    }

    fn with(value: &mut Extraction, sha256: &str, said: &str) -> Tally {
        let text = format!("form: {FORM}\ninputs:\n- name: page.txt\n  sha256: {sha256:?}\n  records:\n{said}");
        read(&text).unwrap().apply(value)
    }

    #[test]
    fn fields_are_set() {
        let mut value = records();
        let (id, sha) = (value.meetings[0].id.clone(), value.source.sha256.clone());
        let said = format!(
            "  - id: {id}\n    set:\n    - {{field: /venue, now: 外交部}}\n    - {{field: /city, was: 巴黎, now: 里昂}}\n    - {{field: /topics/-, now: 旅游}}\n    - {{field: /parties/0/name, was: 陈望舒}}\n"
        );
        let tally = with(&mut value, &sha, &said);
        assert_eq!(tally, Tally { changed: 4, ..Tally::default() });
        let m = &value.meetings[0];
        assert_eq!(
            (m.venue.as_deref(), m.city.as_deref(), m.topics.len(), m.parties.len()),
            (Some("外交部"), Some("里昂"), 1, 1)
        );
        assert_eq!(m.corrected, ["/venue", "/city", "/topics/-", "/parties/0/name"]);
    }

    #[test]
    fn what_does_not_fit_is_left_out() {
        let mut value = records();
        let (id, before) = (value.meetings[0].id.clone(), value.clone());
        let said = format!(
            "  - id: {id}\n    set:\n    - {{field: /city, was: 里昂, now: 尼斯}}\n    - {{field: /kind, was: talks, now: party}}\n    - {{field: /id, was: {id}, now: x}}\n    - {{field: /parties/9/name, now: x}}\n  - id: nobody\n    verdict: accepted\n"
        );
        let tally = with(&mut value, "another", &said);
        assert_eq!((tally.changed, tally.left_out, tally.warnings.len()), (0, 5, 6));
        assert_eq!(serde_json::to_value(&value).unwrap(), serde_json::to_value(&before).unwrap());
    }

    #[test]
    fn rejected_records_are_gone() {
        let mut value = records();
        let (id, sha) = (value.meetings[0].id.clone(), value.source.sha256.clone());
        assert_eq!(value.statements[0].meeting.as_deref(), Some(id.as_str()));
        let tally = with(&mut value, &sha, &format!("  - id: {id}\n    verdict: rejected\n"));
        assert_eq!(tally.rejected, 1);
        assert!(value.meetings.is_empty());
        assert_eq!(value.statements[0].meeting, None);
    }

    #[test]
    fn other_files_are_refused() {
        assert!(read("form: gongbao-corrections/9\ninputs: []\n").is_err());
        assert!(read("meetings: []\n").is_err());
    }
}
