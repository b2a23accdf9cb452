//! Every case under `tests/corpus`: one phenomenon, its text, the records expected, and prose saying why.
//!
//! `GONGBAO_CASE=part-of-a-path cargo test --test corpus -- --nocapture` runs those cases and prints what was read;
//! `GONGBAO_PASSING=1` names the cases that pass. Cases in `tests/corpus/KNOWN.txt` are expected to fail: one that passes fails
//! the test, so that the list shrinks.

mod common;

use common::{against_known, differences, files_under, read_case, relative, run, tests_dir, without};
use std::collections::BTreeMap;

#[test]
fn cases() {
    let dir = tests_dir().join("corpus");
    let only = std::env::var("GONGBAO_CASE").ok();
    let mut names = Vec::new();
    let mut failures = BTreeMap::new();
    for path in files_under(&dir, &[".md"]) {
        let name = relative(&dir, &path);
        if only.as_ref().is_some_and(|o| !name.contains(o.as_str())) {
            continue;
        }
        let case = read_case(&path);
        assert!(!case.title.is_empty(), "{name}: no title");
        let actual = serde_json::to_value(run(&case.bytes, &case.name, case.published.as_deref())).unwrap();
        let diff = differences(&case.expected, &actual);
        if only.is_some() {
            let records = without(&actual, &["bytes", "sha256"]);
            println!("{name}: {}\n{}", case.title, serde_json::to_string_pretty(&records).unwrap());
        }
        if !diff.is_empty() {
            failures.insert(name.clone(), format!("  {}\n  {}", case.title, diff.join("\n  ")));
        }
        names.push(name);
    }
    assert!(!names.is_empty(), "no case");
    if only.is_some() {
        for (name, diff) in &failures {
            println!("DIFFERS {name}\n{diff}");
        }
        return;
    }
    if let Some(report) = against_known(&dir.join("KNOWN.txt"), &names, &failures) {
        panic!("{report}");
    }
}

/// The list of known failures says nothing twice.
#[test]
fn known_is_a_set() {
    let mut list = common::known(&tests_dir().join("corpus/KNOWN.txt"));
    let all = list.len();
    list.sort();
    list.dedup();
    assert_eq!(all, list.len());
}

/// The comparison itself: partial, in order, and not blind.
#[test]
fn comparison() {
    let actual = serde_json::json!({
        "meetings": [{"kind": "talks", "parties": [{"name": "陈望舒", "country": "CN"}]}, {"kind": "tea"}],
        "statements": [{"text": "好朋友要常来常往。"}],
        "diagnostics": [{"code": "unwrapped"}],
    });
    let differs = |yaml: &str| differences(&serde_yaml::from_str(yaml).unwrap(), &actual).len();
    assert_eq!(differs("meetings: [{kind: talks, city: null, announced: false, formats: [], parties: [{name: 陈望舒}]}, {}]"), 0);
    assert_eq!(differs("statements: [{text: 好朋友…}]\ndiagnostics: [unwrapped]\nabsent: [visits]"), 0);
    assert_eq!(differs("meetings: [{kind: talks}]"), 1, "length");
    assert_eq!(differs("meetings: [{kind: tea}, {kind: talks}]"), 2, "order");
    assert_eq!(differs("meetings: [{parties: [{country: FR}]}, {city: 北京}]"), 2, "fields");
    assert_eq!(differs("statements: [{text: 朋友…}]\ndiagnostics: [joined-break]\nabsent: [meetings]\nmeeting: []"), 4);
}

/// What a case expects can be read as records: no field and no code that there is not.
#[test]
fn expectations_are_records() {
    let dir = tests_dir().join("corpus");
    for path in files_under(&dir, &[".md"]) {
        let wrong = common::no_records(&read_case(&path).expected, &["source"]);
        assert!(wrong.is_none(), "{}: {}", relative(&dir, &path), wrong.unwrap_or_default());
    }
}
