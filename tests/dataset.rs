//! `extract dataset`: pages to a dataset, and again with what changed.

mod common;

use common::command::{self, extract, put};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const FIRST: &str = "新华社巴黎2026年3月4日电 3月4日上午，外交部长陈望舒在巴黎同法国外交部长勒布朗举行会谈。双方见证签署3项合作文件。\n\
    陈望舒说，今年是中法建立战略协作伙伴关系十周年，两国关系发展势头良好，各领域合作成果丰硕，人民友谊不断加深。\n\
    勒布朗说，法方期待更多中国游客来法国旅行，愿同中方加强航天和农业合作，共同应对全球性挑战。\
    两国人民的友好情谊源远流长，历久弥新。\n";
const SECOND: &str = "央视网消息（新闻联播）：2026年3月4日上午，外交部长陈望舒在巴黎外交部大楼同法国外交部长让·勒布朗举行会谈。\n\
    陈望舒说，今年是中法建立战略合作伙伴关系十周年，两国关系发展势头良好，各领域合作成果丰硕，人民友谊不断加深。\n\
    勒布朗说，法方期待更多中国游客来法国旅行，愿同中方加强航天和农业合作，共同应对全球性挑战。\
    两国人民的友好情谊源远流长，历久弥新。\n";

fn folder(files: &[(&str, &str)]) -> TempDir {
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    command::folder(&files)
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

fn is_page(name: &str) -> bool {
    !name.contains("KNOWN") && Path::new(name).extension().is_some_and(|e| ["txt", "md", "html"].iter().any(|known| e == *known))
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
    for expected in [
        "parties.勒布朗.name,让·勒布朗",
        "misprint,statement,年是中法建立战略协作伙伴",
        "misprint,statement,年是中法建立战略合作伙伴",
    ] {
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
    assert!(
        ran.out.contains("out/records/a.yaml: no input gives it") && ran.out.contains("out/records/c.yaml: missing"),
        "{}",
        ran.out
    );
    let ran = run();
    assert!(ran.err.contains("2 pages: 2 read, 0 unchanged") && !ran.err.contains("0 removed"), "{}", ran.err);
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
        ("in.tar", b""),
        ("in.tgz", b""),
        ("in.zip", b""),
        ("in.jsonl", b""),
        ("@list", b""),
        ("in/*.txt", b""),
        ("-", &gz),
        ("-", &lines),
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

/// Members that lead out of the archive stay below it, and what unpacks to far more than it is is no page.
#[test]
fn archives_from_strangers() {
    let dir = folder(&[]);
    let at = dir.path();
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let plain = zip::write::SimpleFileOptions::default();
    for (name, text) in [("../../a.txt", FIRST), ("/tmp/b.txt", SECOND), ("bomb.txt", &"会谈\n".repeat(5_000_000))] {
        zip.start_file(name, plain).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    fs::write(at.join("in.zip"), zip.finish().unwrap().into_inner()).unwrap();
    let ran = extract(at, &["dataset", "in.zip", "-o", "out"], b"");
    assert_eq!(ran.code, 1);
    let errors = fs::read_to_string(at.join("out/errors.csv")).unwrap();
    assert!(errors.contains("bomb.txt,unreadable,") && errors.contains("unpacks to more than 100 times its size"), "{errors}");
    assert!(at.join("out/records/a.yaml").is_file() && at.join("out/records/tmp/b.yaml").is_file());
    assert!(!at.parent().unwrap().join("a.yaml").exists());

    let mut tar = tar::Builder::new(Vec::new());
    let mut header = tar::Header::new_ustar();
    header.set_size(FIRST.len() as u64);
    header.set_mode(0o644);
    // written by hand: the library that writes archives refuses such a name
    header.as_mut_bytes()[..11].copy_from_slice(b"../../c.txt");
    header.set_cksum();
    tar.append(&header, FIRST.as_bytes()).unwrap();
    let mut link = tar::Header::new_ustar();
    link.set_entry_type(tar::EntryType::Symlink);
    link.set_size(0);
    tar.append_link(&mut link, "d.txt", "/etc/passwd").unwrap();
    fs::write(at.join("in.tar"), tar.into_inner().unwrap()).unwrap();
    let ran = extract(at, &["dataset", "in.tar", "-o", "out2"], b"");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(at.join("out2/records/c.yaml").is_file() && !at.join("out2/records/d.yaml").exists());

    let gzip = |bytes: &[u8]| {
        let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gz.write_all(bytes).unwrap();
        gz.finish().unwrap()
    };
    let mut deep = FIRST.as_bytes().to_vec();
    for _ in 0..3000 {
        deep = gzip(&deep);
    }
    let zipped = gzip(&fs::read(at.join("in.zip")).unwrap());
    for (name, bytes) in [("deep.gz", &deep), ("in.zip.gz", &zipped)] {
        fs::write(at.join(name), bytes).unwrap();
        let ran = extract(at, &["dataset", name, "-o", &format!("{name}-out")], b"");
        assert!(ran.code == 1 && ran.err.contains("packed twice; unpack it first"), "{name}: {}", ran.err);
    }
}

/// Links in circles, a pipe, a device and names that are no UTF-8 stand in a folder of pages.
#[cfg(unix)]
#[test]
fn folders_from_strangers() {
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;
    let dir = folder(&[("in/a.txt", FIRST), ("in/deep/b.txt", SECOND)]);
    let pages = dir.path().join("in");
    symlink(".", pages.join("round")).unwrap();
    symlink("..", pages.join("deep/round")).unwrap();
    symlink("loop.txt", pages.join("loop.txt")).unwrap();
    symlink("/dev/zero", pages.join("zero.txt")).unwrap();
    let made = std::process::Command::new("mkfifo").arg(pages.join("pipe.txt")).status();
    assert!(made.is_ok_and(|s| s.success()));
    for name in [&b"\xd0\xc2.txt"[..], b"\xd0\xc3.txt"] {
        fs::write(pages.join(std::ffi::OsStr::from_bytes(name)), FIRST).unwrap();
    }
    let ran = extract(dir.path(), &["dataset", "in", "-o", "out"], b"");
    assert_eq!(ran.code, 0, "{}", ran.err);
    let inputs = rows(&dir.path().join("out"), "inputs");
    let names: Vec<&str> = inputs.iter().filter_map(|r| r["name"].as_str()).collect();
    assert_eq!(names, ["%D0%C2.txt", "%D0%C3.txt", "a.txt", "deep/b.txt"]);
}

/// As many small pages as a test has time for.
#[test]
fn many_small_pages() {
    let dir = TempDir::new().unwrap();
    for n in 0..2000 {
        put(dir.path(), &format!("in/{}/{n}.txt", n % 10), FIRST.replace("3项", &format!("{n}项")).as_bytes());
    }
    let ran = extract(dir.path(), &["dataset", "in", "-o", "out"], b"");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(rows(&dir.path().join("out"), "inputs").len(), 2000);
}

/// A page is read once: its records and its hash are of the same bytes, and the next run sees that there are more.
#[test]
fn a_page_that_grows_while_it_is_read() {
    let dir = folder(&[("in/a.txt", FIRST), ("in/b.txt", SECOND)]);
    let page = dir.path().join("in/a.txt");
    let run = || extract(dir.path(), &["dataset", "in", "-o", "out"], b"");
    let full = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut file = fs::OpenOptions::new().append(true).open(&page).unwrap();
            while !full.load(std::sync::atomic::Ordering::Relaxed) {
                file.write_all("陈望舒表示，中方愿深化合作。\n".as_bytes()).unwrap();
                std::thread::sleep(std::time::Duration::from_millis(1));
            }
        });
        let ran = run();
        full.store(true, std::sync::atomic::Ordering::Relaxed);
        assert_eq!(ran.code, 0, "{}", ran.err);
    });
    put(dir.path(), "in/a.txt", &[&fs::read(&page).unwrap()[..], "陈望舒说，谢谢。\n".as_bytes()].concat());
    assert_eq!(extract(dir.path(), &["dataset", "in", "-o", "out", "--check"], b"").code, 1);
    assert!(run().err.contains("2 pages: 1 read, 1 unchanged"));
    assert_eq!(extract(dir.path(), &["dataset", "in", "-o", "out", "--check"], b"").code, 0);
    let record = fs::read_to_string(dir.path().join("out/records/a.yaml")).unwrap();
    let read = gongbao::extract(fs::read(&page).unwrap(), &gongbao::Options::default()).value;
    assert!(record.contains(&read.source.sha256), "{record}");
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

/// What is asked for and not there is told, each with its own words; what is asked for twice is read once.
#[test]
fn inputs_that_are_not_there() {
    let dir = folder(&[("in/a.txt", FIRST), ("in/a.md", SECOND), ("lines.jsonl", "{\"body\": 1}\nno JSON\n")]);
    let ran = extract(dir.path(), &["dataset", "@none", "in/*.html", "in/[", "lines.jsonl", "in", "in", "-o", "out"], b"");
    assert_eq!(ran.code, 1);
    let errors = fs::read_to_string(dir.path().join("out/errors.csv")).unwrap();
    let said = ["none: no such file", "no file fits this pattern", "no pattern", "lines/line-000001", "lines/line-000002"];
    for says in said {
        assert!(errors.contains(says), "{says}: {errors}");
    }
    assert_eq!(rows(&dir.path().join("out"), "inputs").len(), 2);
    // two pages that differ in their ending only
    let records = files(&dir.path().join("out/records"));
    assert_eq!(records.keys().collect::<Vec<_>>(), ["in/a.txt.yaml", "in/a.yaml"]);
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

/// Killed again and again, the run after that gives what an undisturbed one gives, byte for byte.
#[test]
fn killed_and_restarted() {
    let dir = TempDir::new().unwrap();
    let at = dir.path();
    for n in 0..6 {
        for (name, bytes) in files(&pages()).iter().filter(|(name, _)| is_page(name)) {
            put(at, &format!("in/{n}/{name}"), bytes);
        }
    }
    let started = std::time::Instant::now();
    assert_eq!(extract(at, &["dataset", "in", "-o", "whole"], b"").code, 0);
    let took = started.elapsed();
    let whole = files(&at.join("whole"));

    // A dataset of other pages is there before: old files are replaced and removed, too.
    put(at, "in/0/more.txt", FIRST.as_bytes());
    assert_eq!(extract(at, &["dataset", "in", "-o", "out"], b"").code, 0);
    let before = files(&at.join("out"));
    fs::remove_file(at.join("in/0/more.txt")).unwrap();
    put(at, "in/1/abroad.txt", SECOND.as_bytes());
    let mut random = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().subsec_nanos();
    let (mut interrupted, mut last) = (0, BTreeMap::new());
    for _ in 0..10 {
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let mut run = std::process::Command::new(assert_cmd::cargo::cargo_bin("extract"))
            .current_dir(at)
            .args(["dataset", "in", "-o", "out", "-q"])
            .spawn()
            .unwrap();
        std::thread::sleep(took * (random >> 16) / 65_536);
        interrupted += usize::from(run.try_wait().unwrap().is_none());
        run.kill().unwrap();
        run.wait().unwrap();
        last = files(&at.join("out"));
        last.retain(|name, _| !name.starts_with(".work/"));
        // Whole files only: each is as it was, or as it will be.
        for name in ["index.json", "datapackage.json"] {
            assert!(serde_json::from_slice::<Value>(&last[name]).is_ok(), "{name}");
        }
    }
    put(at, "in/1/abroad.txt", &fs::read(pages().join("abroad.txt")).unwrap());
    let ran = extract(at, &["dataset", "in", "-o", "out"], b"");
    assert_eq!(ran.code, 0, "{}", ran.err);
    let after = files(&at.join("out"));
    assert!(after.keys().eq(whole.keys()), "{interrupted} interrupted");
    let differ: Vec<&String> = whole.iter().filter(|(name, bytes)| after[*name] != **bytes).map(|(name, _)| name).collect();
    assert!(differ.is_empty(), "{interrupted} interrupted: {differ:?}");
    assert!(before.len() >= after.len() && !last.is_empty());
}

/// With `--text none` no sentence of a page is anywhere in the dataset.
#[test]
fn facts_only() {
    let dir = TempDir::new().unwrap();
    let pages = pages();
    let args = ["dataset", pages.to_str().unwrap(), "-o", "out", "--text", "none", "--parquet"];
    let ran = extract(dir.path(), &args, b"");
    assert_eq!(ran.code, 0, "{}", ran.err);
    let made = files(&dir.path().join("out"));
    let mut sentences = 0;
    for (name, bytes) in files(&pages).iter().filter(|(name, _)| is_page(name)) {
        let Ok(text) = std::str::from_utf8(bytes) else { continue };
        let text: String = text.split('<').map(|t| t.split_once('>').map_or(t, |(_, rest)| rest)).collect();
        let joined: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        for sentence in joined.split_inclusive(['。', '！', '？']).filter(|s| s.ends_with(['。', '！', '？'])) {
            let sentence = sentence.trim_end_matches(['。', '！', '？']);
            if sentence.chars().count() < 12 {
                continue;
            }
            sentences += 1;
            for (file, bytes) in &made {
                let found = bytes.windows(sentence.len()).any(|w| w == sentence.as_bytes());
                assert!(!found, "{name}: “{sentence}” is in {file}");
            }
        }
    }
    assert!(sentences > 100, "{sentences}");
    let meetings = rows(&dir.path().join("out"), "meetings");
    assert!(meetings.iter().any(|m| m.get("venue").is_some()), "{meetings:?}");
}

#[test]
fn differences() {
    let dir = folder(&[("old/a.txt", FIRST), ("new/a.txt", &FIRST.replace("3项", "4项")), ("new/b.txt", SECOND)]);
    let at = dir.path();
    for name in ["old", "new"] {
        assert_eq!(extract(at, &["dataset", name, "-o", &format!("{name}-set")], b"").code, 0);
    }
    let ran = extract(at, &["diff", "old-set", "new-set"], b"");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("inputs: 1 gained, 0 lost, 1 changed\n  + b.txt\n"), "{}", ran.out);
    assert!(ran.out.contains("meetings: 0 gained, 0 lost, 1 changed\n  ~ talks-2026-03-04-勒布朗-陈望舒\n"), "{}", ran.out);
    assert!(ran.out.contains("sources: 1 → 2"), "{}", ran.out);
    assert_eq!(extract(at, &["diff", "--exit-code", "old-set", "new-set"], b"").code, 1);
    assert_eq!(extract(at, &["diff", "--exit-code", "old-set", "old-set"], b"").code, 0);
    let ran = extract(at, &["diff", "--format", "json", "old-set/records/a.yaml", "new-set/records/b.yaml"], b"");
    let json: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(json["statements"]["changed"], serde_json::json!({}));
    assert!(json["meetings"]["gained"].as_object().is_some_and(|m| m.len() == 1), "{json}");
    assert_eq!(extract(at, &["diff", "old", "new-set"], b"").code, 1);
}

#[test]
fn records_against_the_schema() {
    let dir = folder(&[("in/a.txt", FIRST), ("in/b.txt", SECOND)]);
    let at = dir.path();
    for (format, file) in [("yaml", "a.yaml"), ("json", "a.json"), ("jsonl", "a.jsonl")] {
        let ran = extract(at, &["--format", format, "in"], b"");
        fs::write(at.join(file), ran.out).unwrap();
    }
    let ran = extract(at, &["check", "records", "a.yaml", "a.json", "a.jsonl"], b"");
    assert_eq!((ran.code, ran.out.as_str()), (0, "6 documents: all hold\n"), "{}", ran.err);
    let broken = fs::read_to_string(at.join("a.yaml")).unwrap().replacen("kind: talks", "kind: chat", 1);
    fs::write(at.join("b.yaml"), broken).unwrap();
    let ran = extract(at, &["check", "records", "b.yaml"], b"");
    assert_eq!(ran.code, 1);
    assert!(ran.out.starts_with("b.yaml document 1: /meetings/0/kind: "), "{}", ran.out);
    assert_eq!(extract(at, &["check", "records", "missing.yaml"], b"").code, 1);
}
