//! Diagnostics in the form that was asked for: for people, as JSON Lines, or as SARIF, which code hosts show at the line.

use super::report::{self, Page};
use super::values::DiagnosticsArg;
use crate::{Diagnostic, Severity};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::io::Write;

/// The page of every code: why it matters, an example, what to do.
const PAGES: &str = include_str!("../../docs/diagnostics.md");

/// Says what there is to say about the inputs, on standard error.
#[derive(Debug)]
pub struct Teller {
    form: DiagnosticsArg,
    /// What SARIF holds is written together at the end.
    results: Vec<Value>,
    failures: Vec<Value>,
}

impl Teller {
    /// Nothing said yet.
    pub const fn new(form: DiagnosticsArg) -> Self {
        Self { form, results: Vec::new(), failures: Vec::new() }
    }

    /// An input could not be read.
    pub fn failure(&mut self, message: &str) {
        match self.form {
            DiagnosticsArg::Human => {
                report::failure(message);
            }
            DiagnosticsArg::Json => line(&json!({"severity": "error", "message": message})),
            DiagnosticsArg::Sarif => self.failures.push(json!({"level": "error", "message": {"text": message}})),
        }
    }

    /// Diagnostics of a page.
    pub fn page(&mut self, page: &Page<'_>, diagnostics: &[&Diagnostic]) {
        let places = diagnostics.iter().flat_map(|d| d.source.iter().flat_map(|s| s.bytes.iter().flatten().copied())).collect();
        let positions = crate::Positions::of(page.bytes, page.encoding, places);
        for d in diagnostics {
            // a file that is another one by now has no place for it
            let place = d.source.as_ref().and_then(|s| s.bytes.first()).filter(|_| !page.bytes.is_empty());
            let at = place.map(|r| (positions.get(r[0]), positions.get(r[1])));
            match self.form {
                DiagnosticsArg::Human => page.say(d, at.map(|a| a.0)),
                DiagnosticsArg::Json => line(&object(page.name, d, at)),
                DiagnosticsArg::Sarif => self.results.push(result(page.name, d, at)),
            }
        }
    }

    /// Writes what was kept until all was said.
    pub fn finish(self) {
        if self.form == DiagnosticsArg::Sarif {
            let successful = self.failures.is_empty();
            line(&json!({
                "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
                "version": "2.1.0",
                "runs": [{
                    "tool": {"driver": {"name": "gongbao", "semanticVersion": env!("CARGO_PKG_VERSION"), "rules": rules()}},
                    "columnKind": "unicodeCodePoints",
                    "invocations": [{"executionSuccessful": successful, "toolExecutionNotifications": self.failures}],
                    "results": self.results,
                }],
            }));
        }
    }
}

/// Prints a line of JSON. That nobody reads it is no failure.
fn line(value: &Value) {
    let _ = writeln!(std::io::stderr(), "{value}");
}

/// A diagnostic as a line of JSON: as it stands in the records, with its file and its first place in lines and characters.
fn object(name: &str, d: &Diagnostic, at: Option<([usize; 2], [usize; 2])>) -> Value {
    let mut value = json!({"file": name, "severity": d.severity, "code": d.code, "message": d.message});
    if let Some(([line, column], [end_line, end_column])) = at {
        value["line"] = line.into();
        value["column"] = column.into();
        value["end_line"] = end_line.into();
        value["end_column"] = end_column.into();
    }
    if let Some(source) = &d.source {
        value["bytes"] = json!(source.bytes);
    }
    if let Some(help) = report::help(d.code) {
        value["help"] = help.into();
    }
    value
}

/// A diagnostic as a result of SARIF. One about the whole input stands at its first line, because a code host shows no other.
fn result(name: &str, d: &Diagnostic, at: Option<([usize; 2], [usize; 2])>) -> Value {
    let mut region = json!({"startLine": 1});
    if let Some(([line, column], [end_line, end_column])) = at {
        region = json!({"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column});
    }
    if let Some(bytes) = d.source.as_ref().and_then(|s| s.bytes.first()) {
        region["byteOffset"] = bytes[0].into();
        region["byteLength"] = (bytes[1] - bytes[0]).into();
    }
    let level = match d.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let code = d.code.name();
    let index = pages().position(|(known, _)| known == code);
    let mut value = json!({
        "ruleId": code,
        "level": level,
        "message": {"text": d.message},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri(name)}, "region": region}}],
    });
    if let Some(index) = index {
        value["ruleIndex"] = index.into();
    }
    value
}

/// A path as a URI: relative as it was given, so that a code host finds the file.
fn uri(path: &str) -> String {
    let mut out = String::from(if path.starts_with('/') { "file://" } else { "" });
    for b in path.replace('\\', "/").trim_start_matches("./").bytes() {
        if b.is_ascii_alphanumeric() || b"-._~/".contains(&b) {
            out.push(char::from(b));
        } else {
            let _ = write!(out, "%{b:02X}");
        }
    }
    out
}

/// The codes with their pages.
fn pages() -> impl Iterator<Item = (&'static str, &'static str)> {
    PAGES.split("\n### ").skip(1).filter_map(|part| {
        let (code, page) = part.split_once('\n')?;
        Some((code.trim(), page.split("\n## ").next().unwrap_or(page).trim()))
    })
}

/// What each code means, for those who show it.
fn rules() -> Vec<Value> {
    let rule = |(code, page): (&str, &str)| {
        let first = page.split("\n\n").next().unwrap_or(page);
        let short = first.split("**").next().unwrap_or(first).split("```").next().unwrap_or(first);
        let short = short.split_whitespace().collect::<Vec<_>>().join(" ");
        json!({
            "id": code,
            "shortDescription": {"text": short},
            "help": {"text": page.replace("**", ""), "markdown": page},
        })
    };
    pages().map(rule).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_its_page() {
        assert!(rules().iter().all(|r| r["shortDescription"]["text"].as_str().is_some_and(|t| t.len() > 10)));
        assert!(pages().any(|(code, page)| code == "impossible-date" && page.contains("What to do")));
    }

    #[test]
    fn paths_are_escaped() {
        assert_eq!(uri("./tests/第 1版.txt"), "tests/%E7%AC%AC%201%E7%89%88.txt");
        assert_eq!(uri("/a/b.txt"), "file:///a/b.txt");
    }
}
