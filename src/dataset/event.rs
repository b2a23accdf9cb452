//! Encounters and visits: the pages that tell of one are its sources.
//!
//! What makes two tellings one event is also what its id is made of: kind, day, and the short names of the first two sides in
//! alphabetical order. So an event keeps its id whatever source comes to it. Without a full date nothing is known to be the
//! same, but for the parts of one text that stands in several files.

use super::merge::{Merged, Telling, merge, same_name, short_name};
use super::short_hash;
use crate::model::{Meeting, Visit};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The fields of an encounter of which sources may give different values.
const MEETING: [&str; 13] = [
    "kind",
    "mode",
    "date",
    "time_of_day",
    "country",
    "city",
    "venue",
    "visit",
    "formats",
    "name",
    "topics",
    "attendees",
    "attendees_other",
];

/// And those of a visit.
const VISIT: [&str; 8] = ["visitor", "office", "country", "to", "kind", "from", "until", "inviter"];

/// How far a visit comes, in time.
const STATUS: [&str; 3] = ["announced", "begun", "ended"];

/// Parts of the day in their order.
const DAY: [&str; 5] = ["early_morning", "morning", "noon", "afternoon", "evening"];

/// One event.
#[derive(Debug, Clone)]
pub struct Event {
    /// Its id in the dataset.
    pub id: String,
    /// Who tells of it.
    pub tellings: Vec<Telling>,
    /// What they say together.
    pub merged: Merged,
}

/// An encounter as a page tells it.
pub fn meeting(input: &str, m: &Meeting) -> Telling {
    let mut fields = object(m);
    let parties = fields.remove("parties").and_then(|p| serde_json::from_value(p).ok()).unwrap_or_default();
    told(input, (&m.article, &m.id, m.source.clone()), fields, parties)
}

/// A visit as a page tells it.
pub fn visit(input: &str, v: &Visit) -> Telling {
    told(input, (&v.article, &v.id, v.source.clone()), object(v), Vec::new())
}

fn told(
    input: &str,
    (article, record, source): (&str, &str, crate::Source),
    fields: Map<String, Value>,
    parties: Vec<Map<String, Value>>,
) -> Telling {
    Telling {
        input: input.to_owned(),
        article: article.to_owned(),
        record: Some(record.to_owned()),
        source,
        fields,
        parties,
        leads: false,
    }
}

fn object(record: &impl serde::Serialize) -> Map<String, Value> {
    let mut fields = serde_json::to_value(record).ok().and_then(|v| v.as_object().cloned()).unwrap_or_default();
    for about in ["id", "article", "source"] {
        fields.remove(about);
    }
    fields
}

/// The block in which the other tellings of an encounter stand. Where the day is not known, it is the page itself.
pub fn meeting_block(t: &Telling) -> String {
    let announced = if t.fields.contains_key("announced") { "announced" } else { "" };
    match day(t, "date") {
        Some(day) => format!("{day}|{}|{announced}", text(t, "kind")),
        None => format!("undated|{}|{announced}|{}|{}", text(t, "kind"), names(t), t.input),
    }
}

/// The block in which the other tellings of a visit stand.
pub fn visit_block(t: &Telling) -> String {
    let who = format!("{}|{}|{}", short_name(text(t, "visitor")), text(t, "country"), text(t, "to"));
    match day(t, "from").or_else(|| day(t, "until")) {
        Some(day) => format!("{day}|{who}"),
        None => format!("undated|{who}|{}", t.input),
    }
}

/// The day of an encounter, where it is known in full.
pub fn day_of(t: &Telling) -> Option<&str> {
    day(t, "date")
}

/// A day, or an interval of days, that is known in full.
fn day<'a>(t: &'a Telling, field: &str) -> Option<&'a str> {
    let date = t.fields.get(field)?.as_str()?;
    (date.len() >= 10 && !date.contains('X')).then_some(date)
}

fn text<'a>(t: &'a Telling, field: &str) -> &'a str {
    t.fields.get(field).and_then(Value::as_str).unwrap_or_default()
}

/// The short names of the first two sides, in alphabetical order. One side alone needs the name of the encounter beside it.
pub fn names(t: &Telling) -> String {
    let mut names: Vec<String> =
        t.parties.iter().take(2).filter_map(|p| p.get("name").and_then(Value::as_str)).map(short_name).collect();
    names.sort();
    if names.len() < 2 {
        names.extend(t.fields.get("name").and_then(Value::as_str).map(super::folded));
    }
    names.join("-")
}

/// The events of one block of encounters.
pub fn meetings(block: Vec<Telling>) -> Vec<Event> {
    let mut groups: BTreeMap<String, Vec<Telling>> = BTreeMap::new();
    for t in block {
        let sides = t.parties.len() + usize::from(t.fields.contains_key("name"));
        // Who has no other side and no name cannot be known to be the same.
        let names = if sides < 2 { format!("{}|{}", names(&t), t.input) } else { names(&t) };
        groups.entry(names).or_default().push(t);
    }
    let mut out = Vec::new();
    for (names, tellings) in near(groups) {
        for (n, tellings) in occasions(tellings).into_iter().enumerate() {
            let merged = merge(&tellings, &MEETING, &["local_time", "attendees_open", "announced"]);
            let first = tellings.first();
            let date = first.and_then(|t| day(t, "date")).unwrap_or("undated").replace('/', "_");
            let own = match first {
                Some(t) if date == "undated" || names.contains('|') => format!("-{}", short_hash(&t.article, 4)),
                _ => String::new(),
            };
            let names = short(names.split('|').next().unwrap_or_default());
            let kind = merged.fields.get("kind").and_then(Value::as_str).unwrap_or_default();
            let announced = if merged.fields.contains_key("announced") { "-announced" } else { "" };
            let again = if n > 0 { format!("-{}", n + 1) } else { String::new() };
            out.push(Event { id: format!("{kind}-{date}{announced}-{names}{own}{again}"), tellings, merged });
        }
    }
    out
}

/// The visit of one block.
pub fn visits(block: Vec<Telling>) -> Option<Event> {
    let mut merged = merge(&block, &VISIT, &[]);
    // That it was announced and then begun is no contradiction.
    if let Some(status) = STATUS.iter().rev().find(|s| block.iter().any(|t| text(t, "status") == **s)) {
        merged.fields.insert("status".into(), (*status).into());
    }
    let first = block.first()?;
    let date = day(first, "from").or_else(|| day(first, "until")).map(|d| d.replace('/', "_"));
    let own = if date.is_none() { format!("-{}", short_hash(&first.article, 4)) } else { String::new() };
    let date = date.unwrap_or_else(|| "undated".into());
    let id = format!("visit-{date}-{}-{}{own}", short(&short_name(text(first, "visitor"))), or_unknown(text(first, "to")));
    Some(Event { id, tellings: block, merged })
}

fn or_unknown(code: &str) -> &str {
    if code.is_empty() { "XX" } else { code }
}

/// Names as part of an id: long ones, of bodies and groups, by their beginning and a hash.
fn short(names: &str) -> String {
    if names.chars().count() <= 20 {
        return names.to_owned();
    }
    let head: String = names.chars().take(12).collect();
    format!("{head}-{}", short_hash(names, 4))
}

/// Groups whose names are a misprint apart go to the one that most pages have, then to the first.
fn near(groups: BTreeMap<String, Vec<Telling>>) -> Vec<(String, Vec<Telling>)> {
    let mut all: Vec<(String, Vec<Telling>)> = groups.into_iter().collect();
    all.sort_by_key(|(names, tellings)| {
        (std::cmp::Reverse(tellings.len()), tellings.first().map(|t| t.input.clone()), names.clone())
    });
    let mut out: Vec<(String, Vec<Telling>)> = Vec::new();
    for (names, tellings) in all {
        let like = |(other, _): &&mut (String, Vec<Telling>)| {
            let (a, b): (Vec<&str>, Vec<&str>) = (names.split('-').collect(), other.split('-').collect());
            let each_once = a.iter().all(|x| b.iter().any(|y| same_name(x, y)));
            a.len() == b.len() && each_once && !names.contains('|')
        };
        match out.iter_mut().find(like) {
            Some((_, into)) => into.extend(tellings),
            None => out.push((names, tellings)),
        }
    }
    for (_, tellings) in &mut out {
        tellings.sort_by(|a, b| (&a.input, &a.source.bytes).cmp(&(&b.input, &b.source.bytes)));
    }
    out.sort_by(|a, b| a.0.cmp(&b.0));
    out
}

/// A page tells an encounter once: where it has two of the same sides and day, there were two. So were there where sides of one
/// name are of different countries, or where both place and part of the day differ. The page that has most comes first.
fn occasions(tellings: Vec<Telling>) -> Vec<Vec<Telling>> {
    let mut by_input: BTreeMap<String, Vec<Telling>> = BTreeMap::new();
    for t in tellings {
        by_input.entry(t.input.clone()).or_default().push(t);
    }
    let mut pages: Vec<Vec<Telling>> = by_input.into_values().collect();
    pages.sort_by_key(|t| std::cmp::Reverse(t.len()));
    let mut out: Vec<Vec<Telling>> = Vec::new();
    for mut page in pages {
        page.sort_by_key(part);
        for t in page {
            let here: Vec<usize> =
                (0..out.len()).filter(|n| out[*n].iter().all(|o| o.input != t.input && !apart(o, &t))).collect();
            let agrees = |n: &&usize| out[**n].iter().any(|o| text(o, "time_of_day") == text(&t, "time_of_day"));
            let open =
                |n: &&usize| text(&t, "time_of_day").is_empty() || out[**n].iter().all(|o| text(o, "time_of_day").is_empty());
            let at = here.iter().find(agrees).or_else(|| here.iter().find(open)).or(here.first()).copied();
            match at.and_then(|n| out.get_mut(n)) {
                Some(told) => told.push(t),
                None => out.push(vec![t]),
            }
        }
    }
    for told in &mut out {
        told.sort_by(|a, b| a.input.cmp(&b.input));
    }
    out.sort_by_key(|told| (told.iter().map(part).min(), told.first().map(|t| (t.input.clone(), t.source.bytes.clone()))));
    out
}

/// The place of the part of the day; behind all where it is not told.
fn part(t: &Telling) -> usize {
    DAY.iter().position(|d| *d == text(t, "time_of_day")).unwrap_or(DAY.len())
}

/// Whether two tellings of the same day and names cannot be of one encounter.
fn apart(a: &Telling, b: &Telling) -> bool {
    let differ = |field| !text(a, field).is_empty() && !text(b, field).is_empty() && text(a, field) != text(b, field);
    let word = |p: &Map<String, Value>, field: &str| p.get(field).and_then(Value::as_str).map(str::to_owned);
    let namesake = a.parties.iter().any(|p| {
        let name = word(p, "name").map(|n| short_name(&n));
        let other = b.parties.iter().find(|o| word(o, "name").map(|n| short_name(&n)) == name);
        other.and_then(|o| word(o, "country")).zip(word(p, "country")).is_some_and(|(x, y)| x != y)
    });
    namesake || (differ("time_of_day") && (differ("venue") || differ("city")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Options;

    fn told(pages: &[(&str, &str)]) -> Vec<Event> {
        let mut blocks: BTreeMap<String, Vec<Telling>> = BTreeMap::new();
        for (name, text) in pages {
            let records = crate::extract(text.as_bytes(), &Options::default()).value;
            for m in &records.meetings {
                let t = meeting(name, m);
                blocks.entry(meeting_block(&t)).or_default().push(t);
            }
        }
        blocks.into_values().flat_map(meetings).collect()
    }

    const FIRST: &str = "新华社巴黎2026年3月4日电 3月4日上午，外交部长陈望舒在巴黎同法国外交部长勒布朗举行会谈。\n";
    const SECOND: &str = "央视网消息：2026年3月4日上午，法国外交部长让·勒布朗在巴黎外交部大楼同中国外交部长陈望舒举行会谈。\n";
    const HANT: &str =
        "新華社巴黎2026年3月4日電 3月4日上午，外交部長陳望舒在巴黎同法國外交部長勒布朗舉行會談。雙方見證簽署合作文件。\n";
    const MISPRINT: &str = "新华社巴黎2026年3月4日电 3月4日上午，外交部长陈望书在巴黎同法国外交部长勒布朗举行会谈。\n";

    #[test]
    fn one_event_of_several_pages_keeps_its_id() {
        let alone = told(&[("b.txt", FIRST)]);
        assert_eq!(alone.len(), 1);
        for others in [
            &[("a.txt", SECOND), ("b.txt", FIRST)][..],
            &[("b.txt", FIRST), ("c.txt", SECOND), ("d.txt", MISPRINT), ("e.txt", HANT)],
        ] {
            let events = told(others);
            assert_eq!(events.len(), 1, "{events:#?}");
            assert_eq!(events[0].id, alone[0].id);
            assert_eq!(events[0].tellings.len(), others.len());
        }
        assert_eq!(alone[0].id, "talks-2026-03-04-勒布朗-陈望舒");
    }

    #[test]
    fn other_countries_or_other_places_are_other_events() {
        let namesake = FIRST.replace("法国", "比利时");
        let evening = FIRST.replace("上午", "晚").replace("在巴黎同", "在巴黎外交部大楼同");
        let morning = FIRST.replace("在巴黎同", "在巴黎歌剧院同");
        assert_eq!(told(&[("a.txt", FIRST), ("b.txt", &namesake)]).len(), 2);
        let events = told(&[("a.txt", &evening), ("b.txt", &morning)]);
        let ids: Vec<&str> = events.iter().map(|e| e.id.as_str()).collect();
        assert_eq!(ids, ["talks-2026-03-04-勒布朗-陈望舒", "talks-2026-03-04-勒布朗-陈望舒-2"]);
        // The part of the day alone is a slip of one of them.
        assert_eq!(told(&[("a.txt", FIRST), ("b.txt", &FIRST.replace("上午", "下午"))]).len(), 1);
    }

    #[test]
    fn another_day_is_another_event() {
        let events = told(&[("a.txt", FIRST), ("b.txt", &FIRST.replace("月4日", "月5日"))]);
        assert_eq!(events.len(), 2);
        // Without a day nothing is known to be the same.
        let undated = "陈望舒在巴黎同法国外交部长勒布朗举行会谈。双方就双边关系交换意见。\n";
        let events = told(&[("a.txt", undated), ("b.txt", undated)]);
        assert!(events.len() != 1, "{events:#?}");
    }
}
