//! `extract dataset`: pages to a dataset, and again with what changed.

use assert_cmd::Command;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const FIRST: &str = "新华社巴黎2026年3月4日电 3月4日上午，外交部长陈望舒在巴黎同法国外交部长勒布朗举行会谈。双方见证签署3项合作文件。\n\
    陈望舒说，今年是中法建立战略协作伙伴关系十周年，两国关系发展势头良好，各领域合作成果丰硕，人民友谊不断加深。\n\
    勒布朗说，法方期待更多中国游客来法国旅行，愿同中方加强航天和农业合作，共同应对全球性挑战。\n";
const SECOND: &str = "央视网消息（新闻联播）：2026年3月4日上午，外交部长陈望舒在巴黎外交部大楼同法国外交部长让·勒布朗举行会谈。\n\
    陈望舒说，今年是中法建立战略合作伙伴关系十周年，两国关系发展势头良好，各领域合作成果丰硕，人民友谊不断加深。\n\
    勒布朗说，法方期待更多中国游客来法国旅行，愿同中方加强航天和农业合作，共同应对全球性挑战。\n";

struct Ran {
    code: i32,
    out: String,
    err: String,
}

fn extract(dir: &Path, args: &[&str], stdin: &[u8]) -> Ran {
    let output = Command::cargo_bin("extract").unwrap().current_dir(dir).args(args).write_stdin(stdin).output().unwrap();
    Ran {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

fn folder(files: &[(&str, &str)]) -> TempDir {
    let dir = TempDir::new().unwrap();
    for (name, text) in files {
        put(dir.path(), name, text.as_bytes());
    }
    dir
}

fn put(dir: &Path, name: &str, bytes: &[u8]) {
    let path = dir.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// Every file below a folder.
fn files(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut out = BTreeMap::new();
    let mut todo = vec![dir.to_owned()];
    while let Some(at) = todo.pop() {
        for path in fs::read_dir(at).unwrap().map(|e| e.unwrap().path()) {
            if path.is_dir() {
                todo.push(path);
            } else {
                let name = path.strip_prefix(dir).unwrap().to_string_lossy().into_owned();
                out.insert(name, fs::read(path).unwrap());
            }
        }
    }
    out
}

fn rows(dir: &Path, table: &str) -> Vec<Value> {
    let text = fs::read_to_string(dir.join(format!("{table}.jsonl"))).unwrap();
    text.lines().map(|l| serde_json::from_str(l).unwrap()).collect()
}

fn pages() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages")
}

#[test]
fn one_event_of_two_pages() {
    let dir = folder(&[("in/a.txt", FIRST), ("in/b/a.txt", SECOND)]);
    let ran = extract(dir.path(), &["dataset", "in", "-o", "out"], b"");
    assert_eq!(ran.code, 0, "{}", ran.err);
    let out = dir.path().join("out");
    let meetings = rows(&out, "meetings");
    assert_eq!(meetings.len(), 1, "{meetings:?}");
    assert_eq!(meetings[0]["id"], "talks-2026-03-04-勒布朗-陈望舒");
    assert_eq!(meetings[0]["sources"], 2);
    assert!(out.join("records/a.yaml").is_file() && out.join("records/b/a.yaml").is_file());
    assert!(!out.join(".work").exists());

    // What the prints say differently.
    let conflicts = fs::read_to_string(out.join("conflicts.csv")).unwrap();
    for expected in ["parties.勒布朗.name,让·勒布朗", "misprint,statement,中法建立战略协作伙伴", "misprint,statement,中法建立战略合作伙伴"] {
        assert!(conflicts.contains(expected), "{expected} is not in\n{conflicts}");
    }
    let statements = rows(&out, "statements");
    assert!(statements.iter().all(|s| s["meeting"] == meetings[0]["id"]), "{statements:?}");
    assert_eq!(statements.iter().filter(|s| s.get("same_as").is_some()).count(), 2);
}

#[test]
fn only_what_changed_is_read() {
    let dir = folder(&[("in/a.txt", FIRST), ("in/b.txt", SECOND)]);
    let run = || extract(dir.path(), &["dataset", "in", "-o", "out"], b"");
    assert!(run().err.contains("2 pages: 2 read, 0 unchanged"));
    let before = files(&dir.path().join("out"));
    let ran = run();
    assert!(ran.err.contains("2 pages: 0 read, 2 unchanged") && ran.err.contains("0 files written"), "{}", ran.err);
    assert_eq!(before, files(&dir.path().join("out")));

    put(dir.path(), "in/b.txt", SECOND.replace("上午", "下午").as_bytes());
    put(dir.path(), "in/c.txt", SECOND.replace("3月4日", "3月5日").as_bytes());
    fs::remove_file(dir.path().join("in/a.txt")).unwrap();
    let ran = extract(dir.path(), &["dataset", "in", "-o", "out", "--check"], b"");
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("out/records/a.yaml: no input gives it") && ran.out.contains("out/records/c.yaml: missing"), "{}", ran.out);
    let ran = run();
    assert!(ran.err.contains("2 pages: 2 read, 0 unchanged") && ran.err.contains("1 removed"), "{}", ran.err);
    assert!(!dir.path().join("out/records/a.yaml").exists());
    assert_eq!(extract(dir.path(), &["dataset", "in", "-o", "out", "--check"], b"").code, 0);

    // A record that was changed by hand is read again.
    put(dir.path(), "out/records/c.yaml", b"schema: gongbao/1\n");
    assert_eq!(extract(dir.path(), &["dataset", "in", "-o", "out", "--check"], b"").code, 1);
    assert!(run().err.contains("1 read, 1 unchanged"));
    assert_eq!(extract(dir.path(), &["dataset", "in", "-o", "out", "--check"], b"").code, 0);
}

#[test]
fn the_same_bytes_with_any_number_of_threads() {
    let dir = TempDir::new().unwrap();
    let pages = pages();
    let made: Vec<_> = ["1", "4"]
        .iter()
        .map(|jobs| {
            let ran = extract(dir.path(), &["dataset", pages.to_str().unwrap(), "-o", jobs, "--jobs", jobs, "--parquet"], b"");
            assert_eq!(ran.code, 0, "{}", ran.err);
            files(&dir.path().join(jobs))
        })
        .collect();
    assert!(made[0].keys().any(|k| k.ends_with(".parquet")));
    assert!(made[0] == made[1]);
}

/// However pages come, they give the same records.
#[test]
fn archives_lists_and_lines() {
    let dir = folder(&[("in/a.txt", FIRST), ("in/b.txt", SECOND), ("in/c.pdf", "no page")]);
    let at = dir.path();
    fs::write(at.join("list"), "# pages\nin/a.txt\nin/b.txt\n").unwrap();
    let line = |name: &str, text: &str| serde_json::json!({"id": name, "text": text, "date": "2026-03-05"}).to_string();
    fs::write(at.join("in.jsonl"), format!("{}\n\n{}\n", line("a", FIRST), line("b", SECOND))).unwrap();

    let mut tar = tar::Builder::new(Vec::new());
    tar.append_dir_all(".", at.join("in")).unwrap();
    let tar = tar.into_inner().unwrap();
    fs::write(at.join("in.tar"), &tar).unwrap();
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gz.write_all(&tar).unwrap();
    let gz = gz.finish().unwrap();
    fs::write(at.join("in.tgz"), &gz).unwrap();
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in [("a.txt", FIRST), ("b.txt", SECOND)] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    fs::write(at.join("in.zip"), zip.finish().unwrap().into_inner()).unwrap();

    extract(at, &["dataset", "in", "-o", "plain"], b"");
    let meetings = fs::read(at.join("plain/meetings.csv")).unwrap();
    let lines = fs::read(at.join("in.jsonl")).unwrap();
    let cases: [(&str, &[u8]); 8] = [
        ("in.tar", b""), ("in.tgz", b""), ("in.zip", b""), ("in.jsonl", b""), ("@list", b""), ("in/*.txt", b""), ("-", &gz), ("-", &lines),
    ];
    for (n, (input, stdin)) in cases.iter().enumerate() {
        let out = format!("out{n}");
        let ran = extract(at, &["dataset", input, "-o", &out], stdin);
        assert_eq!(ran.code, 0, "{input}: {}", ran.err);
        assert_eq!(rows(&at.join(&out), "inputs").len(), 2, "{input}");
        assert_eq!(rows(&at.join(&out), "meetings")[0]["sources"], 2, "{input}");
        if *input != "in.jsonl" && !input.contains('/') && !input.starts_with('@') && !stdin.starts_with(b"{") {
            assert!(fs::read(at.join(&out).join("meetings.csv")).unwrap() == meetings, "{input}");
        }
    }
    assert_eq!(rows(&at.join("out3"), "inputs")[0]["published"], "2026-03-05");
}

#[test]
fn what_cannot_be_read_is_listed() {
    let dir = folder(&[("in/a.txt", FIRST), ("in/b.txt", ""), ("in/c.txt", "only English words, and many of them, are here")]);
    let ran = extract(dir.path(), &["dataset", "in", "missing.txt", "-o", "out"], b"");
    assert_eq!(ran.code, 1);
    let errors = fs::read_to_string(dir.path().join("out/errors.csv")).unwrap();
    for expected in ["in/b.txt,empty-input,", "in/c.txt,not-chinese,", "missing.txt,unreadable,"] {
        assert!(errors.contains(expected), "{errors}");
    }
    assert_eq!(rows(&dir.path().join("out"), "inputs").len(), 1);
}

#[test]
fn folders_that_are_no_dataset_are_left_alone() {
    let dir = folder(&[("in/a.txt", FIRST), ("out/README.md", "mine"), ("file", "")]);
    let ran = extract(dir.path(), &["dataset", "in", "-o", "out"], b"");
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("no dataset"), "{}", ran.err);
    assert_eq!(fs::read(dir.path().join("out/README.md")).unwrap(), b"mine");
    let ran = extract(dir.path(), &["dataset", "in", "-o", "file"], b"");
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("give a folder"), "{}", ran.err);
}

#[test]
fn the_second_of_two_runs_says_so() {
    let dir = folder(&[("in/a.txt", FIRST)]);
    fs::create_dir_all(dir.path().join("out/.work")).unwrap();
    let lock = fs::File::create(dir.path().join("out/.work/lock")).unwrap();
    lock.lock().unwrap();
    let ran = extract(dir.path(), &["dataset", "in", "-o", "out"], b"");
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("another run"), "{}", ran.err);
    drop(lock);
    assert_eq!(extract(dir.path(), &["dataset", "in", "-o", "out"], b"").code, 0);
}

/// A page that goes on in another file: the fragment finds its head, by the words or by the pages named and the persons.
#[test]
fn pages_that_belong_together() {
    let head = format!("陈望舒同法国外交部长会谈\n\n{FIRST}（下转第三版）\n");
    let rest = "（上接第一版）\n\n勒布朗表示，法方高度重视对华关系，愿扩大双向投资，便利人员往来，推动两国合作再上新台阶。\n";
    let dir = folder(&[("in/01.txt", &head), ("in/03.txt", rest)]);
    let ran = extract(dir.path(), &["dataset", "in", "-o", "out"], b"");
    assert_eq!(ran.code, 0, "{}", ran.err);
    let articles = rows(&dir.path().join("out"), "articles");
    let fragment = articles.iter().find(|a| a["kind"] == "fragment").unwrap_or_else(|| panic!("{articles:?}"));
    let head = articles.iter().find(|a| a["kind"] == "report").unwrap_or_else(|| panic!("{articles:?}"));
    assert_eq!(fragment["whole"], head["id"]);
    assert_eq!(rows(&dir.path().join("out"), "meetings")[0]["sources"], 2);
}
