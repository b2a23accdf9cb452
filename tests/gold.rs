//! Every page under `tests/pages` against what it holds, read by hand: `NAME.gold.yaml` beside `NAME.txt`, `.md` or `.html`.
//!
//! The gold gives for each record the fields that make it that record and some more; `optional: true` costs nothing, found or
//! not. A text is given by how it `starts` and `ends` and its `chars` without white space. Pages in `tests/pages/KNOWN.txt` are
//! expected to differ: one that does not fails the test, so that the list shrinks. `GONGBAO_CASE=part-of-a-name` runs those
//! pages and prints what differs.

mod common;

use common::{LISTS, against_known, files_under, fold, run, tests_dir};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

#[test]
fn pages() {
    let dir = tests_dir().join("pages");
    let only = std::env::var("GONGBAO_CASE").ok();
    let mut names = Vec::new();
    let mut failures = BTreeMap::new();
    for path in files_under(&dir, &[".gold.yaml"]) {
        let name = common::relative(&dir, &path).trim_end_matches(".gold.yaml").to_owned();
        if only.as_ref().is_some_and(|o| !name.contains(o.as_str())) {
            continue;
        }
        let gold: Value =
            serde_yaml::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap_or_else(|e| panic!("{name}: {e}"));
        let page = page_of(&dir, &name);
        let file = page.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let published = gold.get("published").and_then(Value::as_str);
        let actual = serde_json::to_value(run(&std::fs::read(&page).unwrap(), &file, published)).unwrap();
        let diff: Vec<String> = LISTS.iter().flat_map(|list| list_differs(list, &gold, &actual)).collect();
        if only.is_some() {
            println!("{name}\n  {}", diff.join("\n  "));
        }
        if !diff.is_empty() {
            failures.insert(name.clone(), format!("  {}", diff.join("\n  ")));
        }
        names.push(name);
    }
    assert!(!names.is_empty(), "no page");
    if only.is_none()
        && let Some(report) = against_known(&dir.join("KNOWN.txt"), &names, &failures)
    {
        panic!("{report}");
    }
}

/// The page that a gold file is about.
fn page_of(dir: &Path, name: &str) -> std::path::PathBuf {
    let mut files = ["txt", "md", "html"].iter().map(|e| dir.join(format!("{name}.{e}"))).filter(|p| p.exists());
    files.next().unwrap_or_else(|| panic!("{name}: a gold file and no page"))
}

/// What differs in one list of records: pairs them by how well they fit, then holds the fields that the gold gives.
fn list_differs(list: &str, gold: &Value, actual: &Value) -> Vec<String> {
    let records = |v: &Value| v.get(list).and_then(Value::as_array).cloned().unwrap_or_default();
    if gold.get(list).is_none() {
        return vec![];
    }
    let (want, have) = (records(gold), records(actual));
    let have: Vec<Value> = have.into_iter().filter(|p| list != "documents" || p.get("title").is_some()).collect();
    let mut cells: Vec<(u32, usize, usize)> = Vec::new();
    for (i, g) in want.iter().enumerate() {
        cells.extend(have.iter().enumerate().map(|(j, p)| (fit(list, g, p), i, j)).filter(|c| c.0 > 0));
    }
    cells.sort_by_key(|&(f, i, j)| (std::cmp::Reverse(f), i, j));
    let (mut left, mut right) = (vec![false; want.len()], vec![false; have.len()]);
    let mut out = Vec::new();
    for (_, i, j) in cells {
        if left[i] || right[j] {
            continue;
        }
        (left[i], right[j]) = (true, true);
        if !optional(&want[i]) {
            let differ = want[i].as_object().into_iter().flatten().filter_map(|(k, w)| field_differs(list, k, w, &have[j]));
            out.extend(differ.map(|d| format!("{list}: {}: {d}", label(&want[i]))));
        }
    }
    for (g, _) in want.iter().zip(&left).filter(|(g, found)| !**found && !optional(g)) {
        out.push(format!("{list}: missing {}", label(g)));
    }
    // What else stands on a page is free.
    let free = |p: &Value| list == "articles" && text_of(p, "kind") == "other";
    for (p, _) in have.iter().zip(&right).filter(|(p, found)| !**found && !free(p)) {
        out.push(format!("{list}: extra {}", label(p)));
    }
    out
}

fn optional(record: &Value) -> bool {
    record.get("optional") == Some(&Value::Bool(true))
}

/// A field as text; empty where there is none.
fn text_of(record: &Value, key: &str) -> String {
    match record.get(key) {
        Some(Value::String(s)) => s.clone(),
        None | Some(Value::Null) => String::new(),
        Some(v) => v.to_string(),
    }
}

/// A few words that tell which record it is.
fn label(record: &Value) -> String {
    let keys = ["kind", "headline", "date", "speaker", "verb", "starts", "title", "act", "count", "visitor", "to", "text"];
    let words: Vec<String> =
        keys.iter().map(|k| text_of(record, k).chars().take(30).collect::<String>()).filter(|t| !t.is_empty()).collect();
    let names = folded_names(record);
    if names.is_empty() { words.join(" ") } else { format!("{} [{}]", words.join(" "), names.join("/")) }
}

fn folded_names(record: &Value) -> Vec<String> {
    let parties = record.get("parties").and_then(Value::as_array);
    parties.into_iter().flatten().map(|p| fold(&text_of(p, "name"))).collect()
}

/// The text of an article or statement, folded.
fn body(record: &Value) -> String {
    let paragraphs = record.get("paragraphs").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    fold(&(paragraphs.collect::<String>() + &text_of(record, "text")))
}

fn starts_like(gold: &Value, record: &Value, chars: usize) -> bool {
    let start: String = fold(&text_of(gold, "starts")).chars().take(chars).collect();
    !start.is_empty() && body(record).starts_with(&start)
}

/// How well a record fits what the gold gives; 0 for not at all.
fn fit(list: &str, g: &Value, p: &Value) -> u32 {
    let same = |k: &str| u32::from(fold(&text_of(g, k)) == fold(&text_of(p, k)));
    match list {
        "articles" => {
            let headline = !text_of(g, "headline").is_empty() && same("headline") == 1;
            let free = text_of(g, "kind") == "other" && same("kind") == 1;
            2 * u32::from(headline) + 2 * u32::from(starts_like(g, p, 16)) + u32::from(free)
        }
        "meetings" => {
            let (gold, got) = (folded_names(g), folded_names(p));
            let shared = gold.iter().filter(|n| got.contains(n)).count();
            let date_fits = g.get("date").is_none() || p.get("date").is_none() || same("date") == 1;
            if same("kind") == 0 || !date_fits || (!gold.is_empty() && shared == 0) {
                return 0;
            }
            10 + 10 * u32::try_from(shared).unwrap_or(0) + 3 * same("venue") + same("time_of_day")
        }
        "statements" if starts_like(g, p, 6) => 2 + 2 * same("speaker") + same("verb"),
        "documents" => same("title"),
        "bundles" => same("count") * (1 + same("act")),
        "visits" => same("visitor") * same("to") * (1 + same("kind")),
        _ => 0,
    }
}

/// What differs in one field that the gold gives.
fn field_differs(list: &str, key: &str, want: &Value, p: &Value) -> Option<String> {
    let have = p.get(key).unwrap_or(&Value::Null);
    let list_of = |v: &Value| v.as_array().cloned().unwrap_or_default();
    let numbers = |v: &Value| list_of(v).iter().map(|c| text_of(c, "number")).collect::<Vec<_>>();
    let agrees = match (list, key) {
        (_, "optional" | "sections" | "items") | ("articles", "clauses") => true,
        (_, "starts") => body(p).starts_with(&fold(want.as_str().unwrap_or(""))),
        (_, "ends") => {
            let end = fold(want.as_str().unwrap_or(""));
            body(p).trim_end_matches(['.', '"']).ends_with(end.trim_end_matches(['.', '"']))
        }
        (_, "chars") => {
            let (n, have) = (want.as_u64().unwrap_or(0), body(p).chars().count() as u64);
            n.abs_diff(have) <= 2.max(n / 100)
        }
        ("articles", "captions") => want.as_u64() == Some(list_of(have).len() as u64),
        ("articles" | "documents", "dateline" | "list") => {
            let fields = want.as_object().into_iter().flatten();
            return fields.filter_map(|(k, w)| field_differs("", k, w, have)).map(|d| format!("{key}.{d}")).next();
        }
        ("meetings", "parties") => return parties_differ(want, have),
        ("documents", "parties") => {
            let pairs =
                |v: &Value| list_of(v).iter().map(|q| (fold(&text_of(q, "name")), text_of(q, "country"))).collect::<Vec<_>>();
            pairs(want) == pairs(have)
        }
        ("documents", "acts") => {
            let got: Vec<String> = list_of(have).iter().map(|a| text_of(a, "act")).collect();
            list_of(want).iter().filter_map(Value::as_str).all(|a| got.iter().any(|g| g == a) || (a == "cite" && !got.is_empty()))
        }
        ("documents", "clauses") => list_of(want).iter().map(ToString::to_string).collect::<Vec<_>>() == numbers(have),
        ("statements", "points") => {
            let points = |v: &Value| {
                let heading = |q: &Value| fold(&text_of(q, "heading")).trim_end_matches('.').to_owned();
                list_of(v).iter().map(|q| (text_of(q, "number"), heading(q))).collect::<Vec<_>>()
            };
            points(want) == points(have)
        }
        (_, "attendees" | "formats" | "fields" | "reporters") => {
            let set = |v: &Value| {
                let mut s: Vec<String> = list_of(v).iter().filter_map(Value::as_str).map(fold).collect();
                s.sort();
                s
            };
            set(want) == set(have)
        }
        _ if want == &Value::Bool(false) => have != &Value::Bool(true),
        _ => fold(&text_of(&serde_json::json!({ "v": want }), "v")) == fold(&text_of(p, key)),
    };
    let have = if matches!(key, "starts" | "ends" | "chars") { Value::String(body(p)) } else { have.clone() };
    (!agrees).then(|| format!("{key}: want {want}, have {have}"))
}

/// What differs in the parties of a meeting: each that the gold names must be there, in any order, with the fields given.
fn parties_differ(want: &Value, have: &Value) -> Option<String> {
    let got = have.as_array().cloned().unwrap_or_default();
    for q in want.as_array().into_iter().flatten() {
        let name = fold(&text_of(q, "name"));
        let Some(p) = got.iter().find(|p| fold(&text_of(p, "name")) == name) else {
            return Some(format!("parties: no {}, only {}", text_of(q, "name"), label(&serde_json::json!({ "parties": got }))));
        };
        for (k, w) in q.as_object().into_iter().flatten() {
            if let Some(d) = field_differs("", k, w, p) {
                return Some(format!("party {}: {d}", text_of(q, "name")));
            }
        }
    }
    let extra = got.len() > want.as_array().map_or(0, Vec::len);
    extra.then(|| format!("parties: want {want}, have {have}"))
}

/// What the gold gives can be read as records, but for the keys that are the gold's own.
#[test]
fn gold_is_records() {
    let own = ["optional", "starts", "ends", "chars", "captions", "acts", "clauses", "sections", "items"];
    for path in files_under(&tests_dir().join("pages"), &[".gold.yaml"]) {
        let gold: Value = serde_yaml::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        let wrong = common::no_records(&gold, &own);
        assert!(wrong.is_none(), "{}: {}", path.display(), wrong.unwrap_or_default());
    }
}

/// The comparison itself: it pairs, it sees a wrong field, a missing and an extra record, and lets optional ones be.
#[test]
fn comparison() {
    let gold = serde_json::json!({"statements": [
        {"speaker": "陈望舒", "verb": "指出", "starts": "老朋友见面", "ends": "格外亲切。", "chars": 12},
        {"speaker": "门萨", "verb": "说", "starts": "欢迎再来", "optional": true},
    ]});
    let differs = |have: Value| list_differs("statements", &gold, &serde_json::json!({ "statements": have })).len();
    let right = serde_json::json!({"speaker": "陈望舒", "verb": "指出", "text": "老朋友见面, 格外\n亲切。"});
    assert_eq!(differs(serde_json::json!([right])), 0);
    assert_eq!(differs(serde_json::json!([{"speaker": "门萨", "text": "欢迎再来。"}, right])), 0);
    assert_eq!(differs(serde_json::json!([])), 1);
    assert_eq!(differs(serde_json::json!([right, {"speaker": "某人", "text": "没有说过的话。"}])), 1);
    assert_eq!(
        differs(serde_json::json!([{"speaker": "门萨", "verb": "指出", "text": "老朋友见面，格外亲切。还有很多话。"}])),
        3
    );
}
