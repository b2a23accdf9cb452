//! The command as a user runs it: what it prints, where, and with which exit code.

mod common;

use assert_cmd::Command;
use common::command::{extract, folder};
use std::fmt::Write as _;
use std::fs;

const PAGE: &str = "新华社北京5月20日电 国家主席李明20日下午在人民大会堂同来华进行国事访问的挪威首相哈拉尔举行会谈。\n\
                    李明指出，中方愿同挪方一道，落实好两国领导人达成的重要共识。\n";

#[test]
fn one_file_gives_one_document() {
    let dir = folder(&[("a.txt", PAGE.as_bytes())]);
    let ran = extract(dir.path(), &["a.txt"], b"");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.starts_with("schema: gongbao/1\nsource:\n  name: a.txt\n"), "{}", ran.out);
    assert!(!ran.out.contains("---"));
}

#[test]
fn several_files_are_a_stream() {
    let dir = folder(&[("a.txt", PAGE.as_bytes()), ("b.txt", PAGE.as_bytes())]);
    let ran = extract(dir.path(), &["a.txt", "b.txt"], b"");
    assert_eq!(ran.code, 0, "{}", ran.err);
    let names: Vec<String> = ran.out.split("---\n").map(|d| name_of(&serde_yaml::from_str(d).unwrap())).collect();
    assert_eq!(names, ["a.txt", "b.txt"]);

    let ran = extract(dir.path(), &["--format", "json", "a.txt", "b.txt"], b"");
    let array: Vec<serde_json::Value> = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(array.len(), 2);
    let ran = extract(dir.path(), &["--format", "jsonl", "a.txt", "b.txt"], b"");
    assert_eq!(ran.out.lines().map(|l| name_of(&serde_json::from_str(l).unwrap())).collect::<Vec<_>>(), ["a.txt", "b.txt"]);
    let ran = extract(dir.path(), &["--format", "json", "a.txt"], b"");
    assert_eq!(name_of(&serde_json::from_str(&ran.out).unwrap()), "a.txt");
}

fn name_of(value: &serde_json::Value) -> String {
    value["source"]["name"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn a_folder_is_searched_in_the_order_of_names() {
    let files = ["b.txt", "a/z.html", "a/b.MD", "c.htm", "c.pdf", ".hidden/x.txt", "README"];
    let dir = folder(&files.map(|f| (f, PAGE.as_bytes())));
    fs::write(dir.path().join(".gitignore"), "*.txt\n").unwrap();
    let ran = extract(dir.path(), &["--format", "jsonl", "."], b"");
    let names: Vec<String> = ran.out.lines().map(|l| name_of(&serde_json::from_str(l).unwrap())).collect();
    assert_eq!(names, ["b.MD", "z.html", "b.txt", "c.htm"], "{}", ran.err);
}

#[test]
fn what_cannot_be_read_does_not_stop_the_rest() {
    let dir = folder(&[("a.txt", PAGE.as_bytes()), ("empty/x.pdf", b"")]);
    let ran = extract(dir.path(), &["missing.txt", "empty", "a.txt"], b"");
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("name: a.txt"));
    assert!(ran.err.contains("error: missing.txt: no such file or folder"), "{}", ran.err);
    assert!(ran.err.contains("error: empty: no .txt, .md, .html, .htm in this folder"), "{}", ran.err);
}

/// A file that is no text to read gives no records, exit 1, its name, the code and what to do.
fn unreadable(bytes: &[u8], code: &str, help: &str) {
    let dir = folder(&[("bad.txt", bytes), ("good.txt", PAGE.as_bytes())]);
    for quiet in [&["bad.txt", "good.txt"][..], &["-q", "bad.txt", "good.txt"]] {
        let ran = extract(dir.path(), quiet, b"");
        assert_eq!(ran.code, 1, "{}", ran.err);
        assert!(ran.err.contains("bad.txt") && ran.err.contains(&format!("error[{code}]")), "{}", ran.err);
        assert!(ran.err.contains(help), "{}", ran.err);
        assert!(!ran.out.contains("bad.txt") && ran.out.contains("good.txt"), "{}", ran.out);
    }
}

#[test]
fn an_empty_file() {
    unreadable(b"", "empty-input", "help: give a file that holds the text of a page");
    unreadable(" \n\u{3000}\n".as_bytes(), "empty-input", "help: give a file that holds the text of a page");
}

#[test]
fn a_binary_file() {
    unreadable(b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0\x01\0\0\0", "binary-input", "help: give text, Markdown or HTML");
    unreadable(
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<</Length 4>>stream\n\0\x01\x02\xff\nendstream",
        "binary-input",
        "pdftotext",
    );
}

#[test]
fn a_file_that_is_not_chinese() {
    let english = "The two presidents held talks in the Great Hall of the People on Wednesday afternoon.\n".repeat(5);
    unreadable(english.as_bytes(), "not-chinese", "help: only Chinese is read");
}

#[test]
fn strict_and_quiet() {
    let mut bytes = PAGE.as_bytes().to_vec();
    bytes.extend("双方\u{fffd}一致同意。\n".as_bytes());
    let at = bytes.windows(3).position(|w| w == "\u{fffd}".as_bytes()).unwrap();
    bytes.splice(at..at + 3, [0xff]);
    let dir = folder(&[("a.txt", &bytes)]);
    let ran = extract(dir.path(), &["a.txt"], b"");
    assert_eq!(ran.code, 0);
    assert!(ran.err.contains("a.txt:3:3: warning[malformed-bytes]: "), "{}", ran.err);
    // Under the character that could not be read: two of Chinese, four columns.
    assert!(ran.err.contains("3 | 双方\u{fffd}一致同意。\n  |     ^\n"), "{}", ran.err);
    assert!(ran.out.contains("code: malformed-bytes"));
    let ran = extract(dir.path(), &["--strict", "-q", "a.txt"], b"");
    assert_eq!(ran.code, 1);
    assert!(ran.err.is_empty() && ran.out.contains("schema: gongbao/1"), "{}", ran.err);
}

#[test]
fn standard_input_and_chinese_names() {
    let dir = folder(&[("人民日报第一版.txt", PAGE.as_bytes()), ("check", PAGE.as_bytes())]);
    assert!(extract(dir.path(), &["-"], PAGE.as_bytes()).out.contains("name: '-'\n"));
    let ran = extract(dir.path(), &["人民日报第一版.txt"], b"");
    assert!(ran.out.contains("name: 人民日报第一版.txt\n"), "{}", ran.out);
    assert!(extract(dir.path(), &["./check"], b"").out.contains("name: check\n"));
}

#[cfg(unix)]
#[test]
fn odd_names() {
    use std::os::unix::ffi::OsStrExt;
    let dir = folder(&[]);
    let name = std::ffi::OsStr::from_bytes(b"\xd0\xc2\xbb\xaa.txt");
    fs::write(dir.path().join(name), PAGE).unwrap();
    let output = Command::cargo_bin("extract").unwrap().current_dir(dir.path()).arg(name).output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    let ran = extract(dir.path(), &["a\u{1b}[31m.txt"], b"");
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("a\\u{1b}[31m.txt"), "{}", ran.err);
    let ran = extract(dir.path(), &["--format", "\u{1b}[31m", "x"], b"");
    assert_eq!(ran.code, 2);
    assert!(!ran.err.contains('\u{1b}'), "{}", ran.err);
}

#[test]
fn usage() {
    let dir = folder(&[("a.txt", PAGE.as_bytes())]);
    let ran = extract(dir.path(), &[], b"");
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("Usage: extract") && ran.out.is_empty(), "{}", ran.err);
    for bad in [
        &["--nonsense"][..],
        &["--format", "xml", "a.txt"],
        &["explain", "sorting", "a.txt"],
        &["explain", "layout"],
        &["explain", "--timing", "layout", "a.txt"],
        &["--strict"],
        &["-q", "-v", "a.txt"],
    ] {
        let ran = extract(dir.path(), bad, b"");
        assert_eq!(ran.code, 2, "{bad:?}: {}", ran.err);
        assert!(ran.out.is_empty() && ran.err.starts_with("error: "), "{}", ran.err);
    }
    let ran = extract(dir.path(), &["--color", "never", "schema"], b"");
    assert!(
        ran.code == 1 && ran.err.contains("schema: no such file or folder") && ran.err.contains("before all options"),
        "{}",
        ran.err
    );
    assert_eq!(extract(dir.path(), &["--help"], b"").code, 0);
    assert!(extract(dir.path(), &["--version"], b"").out.starts_with("extract "));
}

#[test]
fn dates_are_strict() {
    let dir = folder(&[("a.txt", PAGE.as_bytes())]);
    for bad in ["2026-5-2", "2026-02-30", "yesterday"] {
        let ran = extract(dir.path(), &["--published", bad, "a.txt"], b"");
        assert_eq!(ran.code, 2);
        assert!(ran.err.contains(bad), "{}", ran.err);
    }
    assert!(extract(dir.path(), &["--published", "2026-5-2", "a.txt"], b"").err.contains("a date is written 2026-05-21"));
    let ran = extract(dir.path(), &["--published", "2026-05", "a.txt"], b"");
    assert!(ran.out.contains("published: 2026-05\n") || ran.out.contains("published: \"2026-05\"\n"), "{}", ran.out);
}

#[test]
fn encodings_are_named_right() {
    let dir = folder(&[("a.txt", PAGE.as_bytes())]);
    let ran = extract(dir.path(), &["--encoding", "chinese-please", "a.txt"], b"");
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("no such encoding"), "{}", ran.err);
}

#[test]
fn the_schema_holds_for_the_records() {
    let dir = folder(&[("a.txt", PAGE.as_bytes())]);
    let ran = extract(dir.path(), &["schema"], b"");
    assert_eq!(ran.code, 0);
    let schema: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(schema["$id"], "gongbao/1");
    let validator = jsonschema::validator_for(&schema).unwrap();
    let records = extract(dir.path(), &["--format", "json", "--text", "full", "a.txt"], b"");
    let records: serde_json::Value = serde_json::from_str(&records.out).unwrap();
    assert!(validator.is_valid(&records), "{records}");
    assert!(!validator.is_valid(&serde_json::json!({"schema": "gongbao/1", "sauce": 1})));
}

#[test]
fn completions_and_manual() {
    let dir = folder(&[]);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = extract(dir.path(), &["completions", shell], b"");
        assert!(ran.code == 0 && ran.out.contains("published"), "{shell}");
    }
    assert!(extract(dir.path(), &["man"], b"").out.contains(".TH extract 1"));
}

#[test]
fn own_words_are_read_strictly() {
    let dir = folder(&[
        ("a.txt", PAGE.as_bytes()),
        ("typo/lexicon/agencies.yaml", "- id: own\n  name: 某某社\n  exmaples: []\n".as_bytes()),
        ("unknown/agents.yaml", b"[]\n"),
        ("nothing/README.md", b"nothing\n"),
        ("good/agencies.yaml", "- id: own\n  name: 某某社\n".as_bytes()),
    ]);
    for (grammar, says) in [
        ("typo", "typo/lexicon/agencies.yaml:3:3: unknown field `exmaples`, expected one of"),
        ("unknown", "unknown/agents.yaml: no such part of the lexicon; there are agencies.yaml"),
        ("nothing", "nothing: no lexicon here"),
        ("missing", "missing: no such file or folder"),
    ] {
        let ran = extract(dir.path(), &["--grammar", grammar, "a.txt"], b"");
        assert_eq!(ran.code, 1, "{grammar}");
        assert!(ran.out.is_empty(), "{}", ran.out);
        assert!(ran.err.contains(says), "{}", ran.err);
    }
    let ran = extract(dir.path(), &["--grammar", "good", "a.txt"], b"");
    assert_eq!(ran.code, 0, "{}", ran.err);
}

/// Words and corrections come from strangers: what would fill the memory or the stack is told, with its place where it has one.
#[test]
fn what_strangers_wrote_has_bounds() {
    let deep = format!("- id: own\n  name: 某某社\n  examples:\n  - text: x\n    gives: {{a: {}}}\n", "[".repeat(100_000));
    let mut bomb = String::from(
        "- id: own\n  name: 某某社\n  examples:\n  - text: x\n    gives:\n      a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n",
    );
    for n in 1..12 {
        let _ = writeln!(bomb, "      a{n}: &a{n} [{}]", vec![format!("*a{}", n - 1); 10].join(", "));
    }
    let large = format!("# {}\n", "x".repeat(5 << 20));
    let dir = folder(&[
        ("a.txt", PAGE.as_bytes()),
        ("deep/agencies.yaml", deep.as_bytes()),
        ("bomb/agencies.yaml", bomb.as_bytes()),
        ("large/agencies.yaml", large.as_bytes()),
        ("deep.yaml", format!("form: {}", "[".repeat(100_000)).as_bytes()),
        ("typo.yaml", b"form: gongbao-corrections/1\ninputs:\n- {name: a.txt, sha265: x}\n"),
    ]);
    for (grammar, says) in [
        ("deep", "deep/agencies.yaml:5:515: nested too deep"),
        ("bomb", "bomb/agencies.yaml:"),
        ("large", "large/agencies.yaml: larger than 4 MiB"),
    ] {
        let ran = extract(dir.path(), &["--grammar", grammar, "a.txt"], b"");
        assert_eq!(ran.code, 1, "{grammar}");
        assert!(ran.err.contains(says), "{}", ran.err);
    }
    for (file, says) in [("deep.yaml", "nested too deep at line 1 column 507"), ("typo.yaml", "line 3 column 17")] {
        let ran = extract(dir.path(), &["review", "a.txt", "--apply", file], b"");
        assert_eq!(ran.code, 1, "{file}");
        assert!(ran.err.contains(says), "{}", ran.err);
    }
}

#[test]
fn several_threads_write_what_one_writes() {
    let pages: Vec<(String, String)> = (0..40)
        .map(|n| (format!("in/{n:02}.txt"), PAGE.repeat(1 + n % 7).replace("20日", &format!("{}日", 1 + n % 28))))
        .collect();
    let pages: Vec<(&str, &[u8])> = pages.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    let dir = folder(&pages);
    let with = |jobs: &str| extract(dir.path(), &["--jobs", jobs, "--verbose", "in", "missing.txt"], b"");
    let one = with("1");
    assert_eq!(one.code, 1);
    for jobs in ["2", "3", "16", "100"] {
        let several = with(jobs);
        assert!((several.code, &several.out, &several.err) == (one.code, &one.out, &one.err), "{jobs} threads");
    }
}

#[test]
fn own_words_are_checked() {
    let failing = "- id: own\n  name: 某某社\n  examples: [{text: 无, gives: {agency: 某某社}}]\n  not: [{text: 无, because: nothing}]\n\
                   - id: own\n  name: 某某社\n- id: b\n  name: 某报\n  country: China\n";
    let dir = folder(&[
        ("good/agencies.yaml", "- id: own\n  name: 某某社\n  not: [{text: 无, because: nothing}]\n".as_bytes()),
        ("bad/agencies.yaml", failing.as_bytes()),
    ]);
    let ran = extract(dir.path(), &["check", "grammar", "--grammar", "good"], b"");
    assert_eq!((ran.code, ran.out.as_str()), (0, "1 entries, 0 examples, 1 counter-examples: all hold\n"), "{}", ran.err);
    let ran = extract(dir.path(), &["check", "grammar", "--grammar", "bad"], b"");
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("agencies.yaml: own: 无: expected {\"agency\":\"某某社\"}, came out "), "{}", ran.out);
    assert!(ran.out.contains("agencies.yaml: own: the id stands twice\n"), "{}", ran.out);
    assert!(ran.out.contains("agencies.yaml: b: country: China is no code of agencies\n"), "{}", ran.out);
    assert!(ran.out.ends_with("3 entries, 1 examples, 1 counter-examples: 3 failures\n"), "{}", ran.out);
    assert!(ran.err.contains("某某社 stands twice"), "{}", ran.err);
}

#[cfg(unix)]
#[test]
fn a_reader_that_has_enough_is_no_failure() {
    use std::process::{Command, Stdio};
    let dir = folder(&[("a.txt", PAGE.as_bytes())]);
    let mut child = Command::new(assert_cmd::cargo::cargo_bin("extract"))
        .current_dir(dir.path())
        .arg("schema")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty());
    let full = fs::OpenOptions::new().write(true).open("/dev/full");
    if let Ok(full) = full {
        let status =
            Command::new(assert_cmd::cargo::cargo_bin("extract")).arg("schema").stdout(full).stderr(Stdio::null()).status();
        assert_eq!(status.unwrap().code(), Some(1));
    }
}

#[test]
fn a_review_page_and_what_comes_back() {
    let dir = folder(&[("a.txt", PAGE.as_bytes()), ("wrong.yaml", b"meetings: []\n")]);
    let ran = extract(dir.path(), &["review", "a.txt", "-o", "a.html"], b"");
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
    let page = fs::read_to_string(dir.path().join("a.html")).unwrap();
    assert!(page.starts_with("<!doctype html>") && page.contains("Content-Security-Policy") && page.contains("id=\"m1\""));
    assert_eq!(extract(dir.path(), &["review", "a.txt"], b"").out, page);

    let records: serde_json::Value = serde_yaml::from_str(&extract(dir.path(), &["a.txt"], b"").out).unwrap();
    let (id, sha) = (records["meetings"][0]["id"].as_str().unwrap(), records["source"]["sha256"].as_str().unwrap());
    let corrections = format!(
        "form: gongbao-corrections/1\ninputs:\n- name: a.txt\n  sha256: {sha}\n  records:\n  - id: {id}\n    set:\n    - {{field: /venue, was: 人民大会堂, now: 钓鱼台国宾馆}}\n"
    );
    fs::write(dir.path().join("c.yaml"), corrections).unwrap();
    let ran = extract(dir.path(), &["review", "a.txt", "--apply", "c.yaml"], b"");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("a.txt: 0 accepted, 0 taken out, 1 fields corrected"), "{}", ran.err);
    let corrected: serde_json::Value = serde_yaml::from_str(&ran.out).unwrap();
    assert_eq!(corrected["meetings"][0]["venue"], "钓鱼台国宾馆");
    assert_eq!(corrected["meetings"][0]["corrected"], serde_json::json!(["/venue"]));

    assert_eq!(extract(dir.path(), &["review", "a.txt", "--apply", "wrong.yaml"], b"").code, 1);
    assert_eq!(extract(dir.path(), &["review", "missing.txt"], b"").code, 1);
}

/// One diagnostic in a line of Chinese, in every form: the column counts characters.
#[test]
fn diagnostics_in_three_forms() {
    let page = "新华社北京2023年2月30日电 外交部长陈望舒在北京会见塞舌尔外交部长拉莫。\n";
    let dir = folder(&[("第 1版.txt", page.as_bytes())]);
    let ran = extract(dir.path(), &["第 1版.txt"], b"");
    let at = "第 1版.txt:1:1: warning[impossible-date]: ";
    assert!(ran.err.contains(at), "{}", ran.err);
    // a pipe, which cannot be read again, is shown with its line as a file is
    let piped = extract(dir.path(), &["-"], page.as_bytes());
    assert_eq!(piped.err, ran.err.replace("第 1版.txt", "-"));
    assert!(piped.err.contains("外交部长陈望舒"), "{}", piped.err);

    let ran = extract(dir.path(), &["--diagnostics", "json", "第 1版.txt", "missing.txt"], b"");
    let lines: Vec<serde_json::Value> = ran.err.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!((ran.code, &lines[0]["file"], &lines[0]["code"]), (1, &"第 1版.txt".into(), &"impossible-date".into()));
    let (start, end) = (lines[0]["bytes"][0][0].as_u64().unwrap(), lines[0]["bytes"][0][1].as_u64().unwrap());
    let column = |at: u64| page[..usize::try_from(at).unwrap()].chars().count() + 1;
    assert_eq!((&lines[0]["column"], &lines[0]["end_column"]), (&column(start).into(), &column(end).into()));
    let last = lines.last().unwrap();
    assert!(last["message"].as_str().unwrap().starts_with("missing.txt: ") && last["severity"] == "error", "{last}");

    let ran = extract(dir.path(), &["--diagnostics", "sarif", "第 1版.txt", "missing.txt"], b"");
    let log: serde_json::Value = serde_json::from_str(&ran.err).unwrap();
    let run = &log["runs"][0];
    let place = &run["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!((&log["version"], &run["columnKind"]), (&"2.1.0".into(), &"unicodeCodePoints".into()));
    assert_eq!(place["artifactLocation"]["uri"], "%E7%AC%AC%201%E7%89%88.txt");
    assert_eq!(place["region"]["startColumn"], column(start));
    assert_eq!(run["invocations"][0]["executionSuccessful"], false);
    let index = usize::try_from(run["results"][0]["ruleIndex"].as_u64().unwrap()).unwrap();
    assert!(run["tool"]["driver"]["rules"][index]["help"]["markdown"].as_str().unwrap().contains("**What to do:**"));

    let ran = extract(dir.path(), &["--diagnostics", "sarif", "-q", "第 1版.txt"], b"");
    assert_eq!(serde_json::from_str::<serde_json::Value>(&ran.err).unwrap()["runs"][0]["results"], serde_json::json!([]));
    assert!(!extract(dir.path(), &["第 1版.txt"], b"").err.contains('\u{1b}'));
    assert!(extract(dir.path(), &["--color", "always", "第 1版.txt"], b"").err.contains("\u{1b}[33m"));
}
