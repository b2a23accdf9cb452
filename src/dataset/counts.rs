//! Counts of documents in one file held against the list in another.

use super::page::Page;
use super::story::Stories;
use crate::model::ArticleKind;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// A number that a page gives for documents of one act, or the documents that its list gives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// The input.
    pub input: String,
    /// The act.
    pub act: String,
    /// How many.
    pub count: u32,
    /// Whether there may be more: 20多份, or a list that goes on elsewhere.
    pub at_least: bool,
    /// Whether it is a list.
    pub list: bool,
    /// First and last line.
    pub lines: [usize; 2],
}

/// The counts and lists of a page that has an article which other files print too; by story.
pub fn counted(page: &Page, stories: &Stories) -> Vec<(String, Counted)> {
    let r = &page.records;
    let story = |article: &str| stories.of(&page.id(article)).map(str::to_owned);
    let mut out = Vec::new();
    for b in &r.bundles {
        if let (Some(story), Some(count)) = (story(&b.article), b.count) {
            let act = b.act.code();
            out.push((
                story,
                Counted { input: page.name.clone(), act, count, at_least: b.at_least, list: false, lines: b.source.lines },
            ));
        }
    }
    let all: BTreeSet<String> = r.articles.iter().filter_map(|a| story(&a.id)).collect();
    for list in r.articles.iter().filter(|a| a.kind == ArticleKind::DocumentList) {
        let mut by_act: BTreeMap<String, u32> = BTreeMap::new();
        for d in r.documents.iter().filter(|d| d.list.is_some()) {
            // A document has one act in the list: the heading under which it stands.
            let inside = |s: &crate::Source| list.source.lines[0] <= s.lines[0] && s.lines[1] <= list.source.lines[1];
            if let Some(act) = d.acts.iter().find(|a| inside(&a.source)).or(d.acts.first()) {
                *by_act.entry(act.act.code()).or_default() += 1;
            }
        }
        for (act, count) in by_act {
            for story in &all {
                let at_least = list.continues_on.is_some();
                let (input, act, lines) = (page.name.clone(), act.clone(), list.source.lines);
                out.push((story.clone(), Counted { input, act, count, at_least, list: true, lines }));
            }
        }
    }
    out
}

/// Rows for the diagnostics: counts that the lists of other files do not bear out.
pub fn mismatches(story: &[Counted]) -> Vec<Value> {
    let mut out = Vec::new();
    for count in story.iter().filter(|c| !c.list) {
        for list in story.iter().filter(|l| l.list && l.act == count.act && l.input != count.input) {
            let short = list.count < count.count && !list.at_least;
            let long = list.count > count.count && !count.at_least;
            if short || long {
                let message = format!("{} documents announced, {} in the list of {}", count.count, list.count, list.input);
                out.push(json!({
                    "input": count.input, "severity": "warning", "code": "count-mismatch", "message": message,
                    "first_line": count.lines[0], "last_line": count.lines[1],
                }));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_that_do_not_agree() {
        let counted = |input: &str, count, at_least, list| Counted {
            input: input.into(),
            act: "witness_signing".into(),
            count,
            at_least,
            list,
            lines: [1, 1],
        };
        let found = |a: Counted, b: Counted| mismatches(&[a, b]).len();
        assert_eq!(found(counted("a", 20, false, false), counted("b", 20, false, true)), 0);
        assert_eq!(found(counted("a", 20, false, false), counted("b", 19, false, true)), 1);
        assert_eq!(found(counted("a", 20, false, false), counted("b", 19, true, true)), 0);
        assert_eq!(found(counted("a", 20, true, false), counted("b", 23, false, true)), 0);
        assert_eq!(found(counted("a", 20, false, false), counted("b", 23, true, true)), 1);
    }
}
