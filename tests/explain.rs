//! `extract explain`: what a stage made of a page, and what led to a record.

mod common;

use common::command::extract;
use gongbao::{Options, TextMode, Why};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

fn run(args: &[&str]) -> (i32, String, String) {
    let ran = extract(Path::new(env!("CARGO_MANIFEST_DIR")), &[&["explain"], args].concat(), b"");
    (ran.code, ran.out, ran.err)
}

fn pages() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let all = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
    all.filter(|p| p.extension().is_some_and(|e| e == "txt" || e == "md" || e == "html") && !p.ends_with("KNOWN.txt")).collect()
}

/// Every object that has a line and a column.
fn places<'a>(value: &'a Value, out: &mut Vec<&'a Value>) {
    match value {
        Value::Object(fields) => {
            if fields.contains_key("column") {
                out.push(value);
            }
            fields.values().for_each(|v| places(v, out));
        }
        Value::Array(items) => items.iter().for_each(|v| places(v, out)),
        _ => {}
    }
}

/// The words stand where they are said to: line and column in the file, and the same bytes.
fn stand_there(value: &Value, page: &[u8]) {
    let mut all = Vec::new();
    places(value, &mut all);
    assert!(!all.is_empty());
    let text = std::str::from_utf8(page).unwrap();
    for place in all {
        let number = |n: &Value| usize::try_from(n.as_u64().unwrap()).unwrap();
        let Some(first) = place["source"]["bytes"].get(0) else { continue };
        let (start, end) = (number(&first[0]), number(&first[1]));
        let line = text.split('\n').nth(number(&place["line"]) - 1).unwrap();
        let behind: String = line.chars().skip(number(&place["column"]) - 1).collect();
        let here = text.get(start..end).unwrap().lines().next().unwrap_or_default();
        assert!(behind.trim_end().starts_with(here.trim_end()), "{place}");
    }
}

/// Options may stand before the input, behind it and between the two names; with `--timing` only the input is named.
#[test]
fn options_stand_anywhere() {
    let page = "tests/pages/cut.txt";
    let first = run(&["layout", page, "--format", "json"]);
    assert_eq!(first.0, 0, "{}", first.2);
    assert_eq!(run(&["layout", "--format", "json", page]), first);
    assert_eq!(run(&["--format", "json", "layout", page]), first);
    assert_eq!(run(&["--timing", "--format", "json", page]).0, 0);
    for (wrong, why) in
        [(&["layout"][..], "<FILE>"), (&["--timing", "layout", page], "--timing"), (&["m", page], "the stages are")]
    {
        let (code, out, err) = run(wrong);
        assert!(code == 2 && out.is_empty() && err.contains(why), "{wrong:?}: {err}");
    }
}

/// Every record of every page says by which rule it was read, and from which words.
#[test]
fn every_record_has_its_reasons() {
    let mut seen = 0;
    for page in pages() {
        let bytes = fs::read(&page).unwrap();
        let options = Options { text: TextMode::Full, ..Options::default() };
        let value = serde_json::to_value(gongbao::extract(&bytes, &options).value).unwrap();
        for list in ["articles", "meetings", "statements", "documents", "bundles", "visits"] {
            for record in value[list].as_array().into_iter().flatten() {
                let id = record["id"].as_str().unwrap();
                let why: Why = gongbao::why(id, &bytes, &options).unwrap();
                assert_eq!((why.id.as_str(), why.list), (id, list));
                let told = why.rules.iter().any(|r| r.gives.is_some());
                assert!(told, "{}: {id}", page.display());
                if std::str::from_utf8(&bytes).is_ok() {
                    stand_there(&serde_json::to_value(&why).unwrap(), &bytes);
                }
                seen += 1;
            }
        }
    }
    assert!(seen > 100, "{seen}");
}

#[test]
fn a_meeting_says_where_its_place_is_from() {
    let (code, out, err) = run(&["m1", "tests/pages/cut.txt", "--format", "json"]);
    assert_eq!((code, err.as_str()), (0, ""));
    let why: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(why["handle"], "m1");
    let rule = &why["rules"][0];
    assert_eq!((&rule["rule"], &rule["gives"], &rule["at"]["text"]), (&"with clause".into(), &"talks".into(), &"会谈".into()));
    let city = rule["steps"].as_array().unwrap().iter().find(|s| s["field"] == "city").unwrap();
    assert_eq!((&city["value"], &city["from"]["line"], &city["from"]["column"]), (&"巴黎".into(), &3.into(), &27.into()));
    assert_eq!(why["inferred"][0]["evidence"]["text"], "2026年3月5日");
    // 会谈后 is no encounter of its own
    assert!(why["refused"].as_array().unwrap().iter().any(|r| r["at"]["line"] == 13));
    let entries: Vec<&str> = why["words"].as_array().unwrap().iter().filter_map(|w| w["entry"].as_str()).collect();
    assert!(entries.contains(&"talks") && entries.contains(&"paris"), "{entries:?}");

    let id = why["id"].as_str().unwrap();
    let (_, readable, _) = run(&[id, "tests/pages/cut.txt"]);
    assert!(readable.contains("\ntests/pages/cut.txt:3:12 bytes 61..153\n"), "{readable}");
    assert!(readable.contains("3:27      city       巴黎 – the place behind 在 (places.yaml: paris)\n"), "{readable}");
}

#[test]
fn a_record_that_is_not_there() {
    let (code, out, err) = run(&["talks-1999", "tests/pages/cut.txt"]);
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(err.contains("no record talks-1999; there are\n  m1   talks-2026-03-04-CN-FR-"), "{err}");
    let (code, _, err) = run(&["sorting", "tests/pages/cut.txt"]);
    assert!(code == 2 && err.contains("the stages are decode"), "{err}");
}

#[test]
fn stages_have_offsets() {
    let page = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages/cut.txt")).unwrap();
    for stage in ["decode", "layout", "article", "parse"] {
        let (code, out, err) = run(&[stage, "tests/pages/cut.txt", "--format", "json"]);
        assert_eq!(code, 0, "{stage}: {err}");
        stand_there(&serde_json::from_str(&out).unwrap(), &page);
        let (_, out, _) = run(&[stage, "tests/pages/cut.txt"]);
        assert!(out.starts_with("UTF-8, hans\n") && out.lines().any(|l| l.starts_with("3:1 ")), "{stage}: {out}");
    }
    for stage in ["record", "link"] {
        let (_, out, _) = run(&[stage, "tests/pages/cut.txt", "--format", "json"]);
        let records: Value = serde_json::from_str(&out).unwrap();
        assert!(records["meetings"][0]["source"]["bytes"].is_array(), "{stage}");
        assert!(run(&[stage, "tests/pages/cut.txt"]).1.contains("\nmeetings:\n"), "{stage}");
    }
    let (code, _, err) = run(&["decode", "missing.txt"]);
    assert!(code == 1 && err.contains("missing.txt: no such file"), "{err}");
}

/// The seconds of every stage, in the order of the stages; the rest of the command line as it was.
#[test]
fn timing_names_every_stage() {
    const STAGES: [&str; 7] = ["decode", "layout", "article", "parse", "record", "link", "emit"];
    let (code, out, err) = run(&["--timing", "tests/pages/cut.txt"]);
    assert_eq!((code, err.as_str()), (0, ""));
    let first: Vec<&str> = out.lines().skip(1).filter_map(|l| l.split_whitespace().next()).collect();
    assert_eq!(first, [&STAGES[..], &["all", "lexicon"]].concat(), "{out}");

    let (code, out, _) = run(&["--timing", "--format", "json", "tests/pages/cut.txt"]);
    let told: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, told["bytes"].as_u64()), (0, Some(fs::metadata("tests/pages/cut.txt").unwrap().len())));
    let seconds = told["seconds"].as_object().unwrap();
    assert!(seconds.keys().eq(STAGES));
    let sum: f64 = seconds.values().map(|s| s.as_f64().unwrap()).sum();
    assert!(sum > 0.0 && (sum - told["all"].as_f64().unwrap()).abs() < 1e-6, "{out}");
    assert!(told["readings"].as_u64().unwrap() > 0 && told["lexicon"].as_f64().unwrap() > 0.0);

    assert_eq!(run(&["--timing", "tests/pages/no-such-page.txt"]).0, 1);
    for wrong in [&["--timing"][..], &["--timing", "decode", "tests/pages/cut.txt"], &["tests/pages/cut.txt"]] {
        assert_eq!(run(wrong).0, 2, "{wrong:?}");
    }
}
