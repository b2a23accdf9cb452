//! Imports go one way: a module of the library names only modules that stand before it in [`ORDER`].
//!
//! The test reads every path that begins at the root of the crate (`crate::…`, `super::…` of a top module, names that `lib.rs`
//! gives on) in every file of `src` and prints file and line of each that points the other way.

use std::fs;
use std::path::{Path, PathBuf};

/// The modules, lowest first.
const ORDER: [&str; 17] = [
    "span",
    "source",
    "diagnostic",
    "lexicon",
    "parse",
    "decode",
    "layout",
    "model",
    "article",
    "record",
    "link",
    "emit",
    "pipeline",
    "explain",
    "review",
    "dataset",
    "cli",
];

/// What a module may name at most, where that is less than all that stands before it.
const ONLY: [(&str, &[&str]); 2] = [("parse", &["span", "diagnostic", "lexicon"]), ("model", &["span", "source", "diagnostic"])];

#[test]
fn imports_go_one_way() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let given_on = given_on(&fs::read_to_string(src.join("lib.rs")).unwrap());
    let mut wrong = Vec::new();
    let mut seen = 0;
    for path in rust_files(&src) {
        let below: Vec<String> =
            path.strip_prefix(&src).unwrap().iter().map(|part| part.to_string_lossy().into_owned()).collect();
        let module = below[0].trim_end_matches(".rs");
        if below.len() == 1 && matches!(module, "lib" | "main") {
            continue;
        }
        assert!(ORDER.contains(&module), "src/{module}: a module that has no place in the order");
        // src/a.rs and src/a/mod.rs are one step below the root, src/a/b.rs is two.
        let depth = below.len() - usize::from(below.last().is_some_and(|name| name == "mod.rs"));
        let text = fs::read_to_string(&path).unwrap();
        seen += 1;
        for (line, target) in named(&text, depth, &given_on) {
            if !allowed(module, &target) {
                wrong.push(format!("src/{}:{line}: {module} names {target}", below.join("/")));
            }
        }
    }
    assert!(seen > ORDER.len(), "only {seen} files read");
    assert!(wrong.is_empty(), "imports that point upwards:\n{}", wrong.join("\n"));
}

#[test]
fn violations_are_seen() {
    let given_on = given_on("pub use emit::{Format, Writer};\npub use model::Extraction;\n");
    let targets = |text: &str, depth| named(text, depth, &given_on);
    assert_eq!(targets("use crate::span::Span;\nuse crate::record;\n", 1), [(1, "span".to_owned()), (2, "record".to_owned())]);
    assert_eq!(
        targets("use crate::{\n    link,\n    model::{Act, cli},\n};\n", 1),
        [(2, "link".to_owned()), (3, "model".to_owned())]
    );
    assert_eq!(targets("fn f() -> crate::Writer { crate::cli::run() }", 1), [(1, "cli".to_owned()), (1, "emit".to_owned())]);
    assert_eq!(targets("use super::link;\nuse super::super::emit;\n", 2), [(2, "emit".to_owned())]);
    assert_eq!(targets("//! [`crate::cli`]\n// crate::cli\nlet a = \"crate::cli\";\n", 1), []);
    assert!(allowed("article", "model") && allowed("record", "record") && allowed("cli", "pipeline"));
    assert!(!allowed("parse", "source") && !allowed("layout", "model") && !allowed("link", "emit"));
}

/// Whether `module` may name `target`.
fn allowed(module: &str, target: &str) -> bool {
    let rank = |name: &str| ORDER.iter().position(|m| *m == name);
    match ONLY.iter().find(|(m, _)| *m == module) {
        _ if module == target => true,
        Some((_, only)) => only.contains(&target),
        None => rank(target) < rank(module),
    }
}

/// The modules that a file names, each with its line.
fn named(text: &str, depth: usize, given_on: &[(String, String)]) -> Vec<(usize, String)> {
    let code = without_comments_and_strings(text);
    let root = format!("{}::", vec!["super"; depth].join("::"));
    let mut out = Vec::new();
    for start in ["crate::", root.as_str()] {
        for (at, _) in code.match_indices(start) {
            let before = code[..at].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | ':' | '$')) {
                continue;
            }
            for (offset, name) in first_names(&code[at + start.len()..]) {
                let line = code[..at + start.len() + offset].matches('\n').count() + 1;
                let module = given_on.iter().find(|(n, _)| *n == name).map_or(name, |(_, m)| m.clone());
                if ORDER.contains(&module.as_str()) {
                    out.push((line, module));
                }
            }
        }
    }
    out.sort();
    out
}

/// The first name of each path in `a::b…` or `{a::b, c::{d, e}}`, and where it stands.
fn first_names(rest: &str) -> Vec<(usize, String)> {
    let name_at = |at: usize| {
        let end = rest[at..].find(|c: char| !c.is_alphanumeric() && c != '_').map_or(rest.len(), |n| at + n);
        (at, rest[at..end].to_owned())
    };
    if !rest.starts_with('{') {
        return vec![name_at(0)];
    }
    let (mut out, mut level, mut expecting) = (Vec::new(), 0, true);
    for (at, c) in rest.char_indices() {
        match c {
            '{' => level += 1,
            '}' => level -= 1,
            ',' if level == 1 => expecting = true,
            c if level == 1 && expecting && !c.is_whitespace() => {
                out.push(name_at(at));
                expecting = false;
            }
            _ => {}
        }
        if level == 0 {
            break;
        }
    }
    out
}

/// The names that `lib.rs` gives on, and the module of each.
fn given_on(lib: &str) -> Vec<(String, String)> {
    let mut out = Vec::new();
    for statement in lib.split("pub use ").skip(1) {
        let statement = statement.split(';').next().unwrap_or_default();
        let Some((module, names)) = statement.split_once("::") else { continue };
        for name in names.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|n| !n.is_empty()) {
            out.push((name.to_owned(), module.to_owned()));
        }
    }
    out
}

/// `text` with comments and what stands in double quotes blanked, line for line.
fn without_comments_and_strings(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        let mut quoted = false;
        let mut chars = line.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '\\' if quoted => {
                    chars.next();
                }
                '\'' if !quoted && chars.peek() == Some(&'"') => {
                    chars.next();
                    chars.next();
                }
                '"' => quoted = !quoted,
                '/' if !quoted && chars.peek() == Some(&'/') => break,
                c if !quoted => out.push(c),
                _ => {}
            }
        }
        out.push('\n');
    }
    out
}

/// Every `.rs` file under `dir`, sorted.
fn rust_files(dir: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for path in fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            out.extend(rust_files(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
    out.sort();
    out
}
