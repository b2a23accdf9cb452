//! Numbers that a page announces, held against what it lists.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{ActKind, Article, ArticleKind, Extraction};
use std::collections::{HashMap, HashSet};

/// Documents that are counted against the list of the same page: the next one, or the last before it.
pub fn check(records: &Extraction) -> Vec<Diagnostic> {
    let mut lists: Vec<&Article> = records.articles.iter().filter(|a| a.kind == ArticleKind::DocumentList).collect();
    lists.sort_by_key(|a| a.source.lines);
    let found = listed(records, &lists);
    let mut out = Vec::new();
    for b in &records.bundles {
        let next = lists.partition_point(|l| l.source.lines[1] < b.source.lines[0]);
        let n = next.min(lists.len().saturating_sub(1));
        let Some(list) = lists.get(n) else { break };
        let found = found.get(&(n, b.act)).copied().unwrap_or(0);
        let Some(count) = b.count.and_then(|c| usize::try_from(c).ok()).filter(|_| found > 0) else { continue };
        // 20多份 may be more, and a list that goes on elsewhere is not all.
        if (found > count && !b.at_least) || (found < count && list.continues_on.is_none()) {
            let message = format!("{count} documents announced, {found} in the list");
            out.push(Diagnostic::new(Code::CountMismatch, message, Some(b.source.clone())));
        }
    }
    out
}

/// How many documents each list holds of which something was done.
fn listed(records: &Extraction, lists: &[&Article]) -> HashMap<(usize, ActKind), usize> {
    let mut found = HashMap::new();
    for d in records.documents.iter().filter(|d| d.list.is_some()) {
        let of = |a: &crate::model::Act| {
            let [first, last] = a.source.lines;
            let n = lists.partition_point(|l| l.source.lines[1] < last);
            lists.get(n).filter(|l| l.source.lines[0] <= first).map(|_| (n, a.act))
        };
        for key in d.acts.iter().filter_map(of).collect::<HashSet<_>>() {
            *found.entry(key).or_insert(0) += 1;
        }
    }
    found
}
