//! Documents: one instrument, with all pages that sign, issue, cite or list it.
//!
//! A title is the same where its letters are; 与 and 和 between parties are one. A title that does not name its parties is too
//! little to go by, so there the page stands beside it. One title signed in two years is two instruments.

use super::event::Event;
use super::merge::{Telling, merge};
use super::{folded, short_hash};
use crate::model::Document;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// What sources may say differently. Parties, subject and period come with the title.
const FIELDS: [&str; 8] = ["title", "description", "kind", "subject", "period", "date", "truncated", "continues_on"];

/// Shorter titles are not compared character by character.
const LONG: usize = 16;

/// A document as a page tells it.
pub fn document(input: &str, d: &Document) -> Telling {
    let mut fields = serde_json::to_value(d).ok().and_then(|v| v.as_object().cloned()).unwrap_or_default();
    let parties: Vec<Map<String, Value>> =
        fields.remove("parties").and_then(|p| serde_json::from_value(p).ok()).unwrap_or_default();
    fields.retain(|key, _| FIELDS.contains(&key.as_str()) || key == "list");
    Telling {
        input: input.to_owned(),
        article: d.article.clone(),
        record: Some(d.id.clone()),
        source: d.source.clone(),
        fields,
        parties,
        leads: false,
    }
}

/// The block in which other tellings of a document stand: its kind and the countries of its parties, or its title.
pub fn block(t: &Telling) -> String {
    let countries: BTreeSet<&str> =
        t.parties.iter().filter_map(|p| p.get("country").or_else(|| p.get("org"))).filter_map(Value::as_str).collect();
    let kind = text(t, "kind");
    if t.parties.len() < 2 || countries.is_empty() {
        return format!("{kind}||{}", title(t));
    }
    format!("{kind}|{}", countries.into_iter().collect::<Vec<_>>().join("-"))
}

/// The title as it is compared.
fn title(t: &Telling) -> String {
    let said = if text(t, "title").is_empty() { text(t, "description") } else { text(t, "title") };
    folded(said).replace('与', "和")
}

fn text<'a>(t: &'a Telling, field: &str) -> &'a str {
    t.fields.get(field).and_then(Value::as_str).unwrap_or_default()
}

/// The year of a document, where it is known.
fn year(t: &Telling) -> Option<&str> {
    text(t, "date").get(..4).filter(|y| y.bytes().all(|b| b.is_ascii_digit()))
}

/// The instruments of one block.
pub fn instruments(block: Vec<Telling>) -> Vec<Event> {
    let mut titles: BTreeMap<String, Vec<Telling>> = BTreeMap::new();
    for t in block {
        let mut key = title(&t);
        // 联合公报, 谅解备忘录: what many are called.
        if t.parties.len() < 2 && key.chars().count() < 8 {
            key = format!("{key}|{}", t.input);
        }
        titles.entry(key).or_default().push(t);
    }
    let mut out = Vec::new();
    for (title, tellings) in near(titles) {
        let years: BTreeSet<String> = tellings.iter().filter_map(year).map(str::to_owned).collect();
        let first = years.first().cloned();
        let mut by_year: BTreeMap<String, Vec<Telling>> = BTreeMap::new();
        for t in tellings {
            // One that tells no year is the one there is; of several it could be any.
            let year = match (year(&t), years.len()) {
                (Some(year), _) => year.to_owned(),
                (None, 0 | 1) => first.clone().unwrap_or_default(),
                (None, _) => "undated".into(),
            };
            by_year.entry(year).or_default().push(t);
        }
        for (year, mut tellings) in by_year {
            tellings.sort_by(|a, b| (&a.input, &a.source.bytes).cmp(&(&b.input, &b.source.bytes)));
            let mut merged = merge(&tellings, &FIELDS, &[]);
            // A text that stands somewhere whole is not cut.
            if tellings.iter().any(|t| !t.fields.contains_key("truncated")) {
                merged.fields.remove("truncated");
                merged.fields.remove("continues_on");
            }
            merged.variants.retain(|v| v.field != "truncated" && v.field != "continues_on");
            let kind = text(&tellings[0], "kind");
            let later = if first.as_ref().is_none_or(|f| *f == year) { String::new() } else { format!("-{year}") };
            out.push(Event { id: format!("{kind}-{}{later}", short_hash(&title, 8)), tellings, merged });
        }
    }
    out
}

/// Titles a misprint apart are one, by the form that most pages have, then the first.
fn near(titles: BTreeMap<String, Vec<Telling>>) -> Vec<(String, Vec<Telling>)> {
    let mut all: Vec<(String, Vec<Telling>)> = titles.into_iter().collect();
    all.sort_by_key(|(title, tellings)| (std::cmp::Reverse(tellings.len()), title.clone()));
    let mut out: Vec<(String, Vec<char>, Vec<Telling>)> = Vec::new();
    for (title, tellings) in all {
        let chars: Vec<char> = title.chars().collect();
        match out.iter_mut().find(|(_, other, _)| misprint(&chars, other)) {
            Some((.., into)) => into.extend(tellings),
            None => out.push((title, chars, tellings)),
        }
    }
    out.sort_by(|a, b| a.0.cmp(&b.0));
    out.into_iter().map(|(title, _, tellings)| (title, tellings)).collect()
}

/// Whether two long titles are one but for a character or two; numbers are never misprints, they are another document.
fn misprint(a: &[char], b: &[char]) -> bool {
    if a.len() != b.len() || a.len() < LONG {
        return false;
    }
    let apart: Vec<(&char, &char)> = a.iter().zip(b).filter(|(x, y)| x != y).collect();
    let number = |c: &char| c.is_numeric() || crate::parse::number::is_numeral(*c);
    apart.len() <= 2 && !apart.iter().any(|(x, y)| number(x) || number(y))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misprints() {
        let chars = |s: &str| s.chars().collect::<Vec<char>>();
        let title = "中华人民共和国和挪威王国关于深化战略协作伙伴关系的联合声明";
        assert!(misprint(&chars(title), &chars(&title.replace("协作", "合作"))));
        assert!(!misprint(&chars(title), &chars(&title.replace("深化", "进一步深化"))));
        let visit = "中国挪威总理第二十九次定期会晤联合公报全文";
        assert!(!misprint(&chars(visit), &chars(&visit.replace('九', "八"))));
    }
}
