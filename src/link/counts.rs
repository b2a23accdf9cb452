//! Numbers that a page announces, held against what it lists.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{ArticleKind, Extraction};
use crate::source::Source;

/// Documents that are counted against the list of the same page.
pub fn check(records: &Extraction) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for list in records.articles.iter().filter(|a| a.kind == ArticleKind::DocumentList) {
        for b in &records.bundles {
            let listed = records.documents.iter().filter(|d| d.list.is_some());
            let inside = |s: &Source| list.source.lines[0] <= s.lines[0] && s.lines[1] <= list.source.lines[1];
            let found = listed.filter(|d| d.acts.iter().any(|a| a.act == b.act && inside(&a.source))).count();
            let Some(count) = b.count.and_then(|c| usize::try_from(c).ok()).filter(|_| found > 0) else { continue };
            // 20多份 may be more, and a list that goes on elsewhere is not all.
            if (found > count && !b.at_least) || (found < count && list.continues_on.is_none()) {
                let message = format!("{count} documents announced, {found} in the list");
                out.push(Diagnostic::new(Code::CountMismatch, message, Some(b.source.clone())));
            }
        }
    }
    out
}
