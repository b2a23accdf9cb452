//! The instruments of a file, found by their titles.

use super::fold;
use crate::model::{Act, ActKind, Document, PartyLevel};
use std::collections::{BTreeSet, HashMap};

/// The countries of the sides.
fn countries(d: &Document) -> BTreeSet<&str> {
    d.parties.iter().filter_map(|p| p.country.as_deref()).collect()
}

/// Whether two have the same states as sides: 中 and 英, 中国 and 英国.
fn states(a: &Document, b: &Document) -> bool {
    let all = |d: &Document| d.parties.iter().all(|p| p.level == Some(PartyLevel::State) && p.country.is_some());
    all(a) && all(b) && countries(a) == countries(b)
}

/// Whether two are cited by different days: 2017年6月8日的《甲国和乙国联合声明》, 2018年6月7日的《甲国和乙国联合声明》.
fn other_day(a: &Document, b: &Document) -> bool {
    let cited = |d: &Document| d.acts.iter().all(|a| a.act == ActKind::Cite) && d.date.as_ref().is_some_and(|t| t.len() == 10);
    cited(a) && cited(b) && a.date != b.date
}

/// Whether a printed text cites another of its own title by the day of that: 双方重申遵守2016年6月22日签署的《甲国和乙国联合声明》.
fn earlier(text: &Document, d: &Document) -> bool {
    let whole = |t: &Option<String>| t.as_ref().is_some_and(|t| t.len() == 10);
    let printed = (text.article == d.article || whole(&text.date)) && !(text.preamble.is_empty() && text.clauses.is_empty());
    let cited = d.acts.iter().all(|a| a.act == ActKind::Cite) && whole(&d.date);
    printed && cited && text.date != d.date
}

/// Instruments in the order in which they are found; no title stands twice.
#[derive(Debug, Default)]
pub struct Shelf {
    documents: Vec<Document>,
    titles: HashMap<String, usize>,
    descriptions: HashMap<String, usize>,
    /// How often something is told again of what states signed.
    retold: usize,
}

impl Shelf {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.documents.len()
    }

    /// Those from the `n`th on.
    pub fn since(&self, n: usize) -> &[Document] {
        self.documents.get(n..).unwrap_or_default()
    }

    /// How often an article has told again that states signed one of them.
    pub fn retold(&self) -> usize {
        self.retold
    }

    /// Takes those from the `n`th on away again. Their titles stay behind and lead nowhere, or to another instrument.
    pub fn truncate(&mut self, n: usize) {
        self.documents.truncate(n);
    }

    /// All of them.
    pub fn into_documents(self) -> Vec<Document> {
        self.documents
    }

    /// Where the one with a title stands.
    fn titled(&self, title: Option<&str>) -> Option<usize> {
        let title = fold(title?);
        let &n = self.titles.get(&title)?;
        let found = self.documents.get(n)?.title.as_deref()?;
        (fold(found) == title).then_some(n)
    }

    /// Of those with the title of number `n` that one article cites by different days, the one of the same day.
    fn of_day(&self, n: usize, d: &Document) -> usize {
        let last = self.documents.get(n).filter(|o| other_day(o, d));
        let same = |o: &Document| o.title == d.title && o.article == d.article && o.date == d.date;
        // a page may name any number of them
        let from = n.saturating_sub(200);
        last.and_then(|_| self.documents[from..n].iter().rposition(same)).map_or(n, |i| from + i)
    }

    /// Whether there is one with a title.
    pub fn has(&self, title: Option<&str>) -> bool {
        self.titled(title).is_some()
    }

    /// Whether there is one that has no title, only this description.
    pub fn describes(&self, description: &str) -> bool {
        let found = self.descriptions.get(description).and_then(|&n| self.documents.get(n));
        found.is_some_and(|d| d.description.as_deref() == Some(description))
    }

    /// Gives a document that is called by the end of its title (《行动计划》, 《北京宣言》) the title of the one in its article that
    /// ends so, where one alone does. Whether that is the text itself.
    pub fn calls(&self, d: &mut Document, own: Option<&str>) -> bool {
        let Some(short) = d.title.as_deref().filter(|_| d.date.is_none()) else { return false };
        let stem = |o: &Document| o.title.as_deref().and_then(|t| t.split('（').next()).unwrap_or_default().to_owned();
        let ends = |o: &Document| stem(o).strip_suffix(short).is_some_and(|rest| !rest.is_empty());
        // 《中俄睦邻友好合作条约》: the two names of the states are all that is shorter
        let sides = |d: &Document| d.parties.iter().map(|p| p.name.len()).sum::<usize>();
        let after = |o: &Document| {
            let last = o.parties.last()?;
            let title = stem(o);
            title.rfind(&last.name).map(|i| title[i + last.name.len()..].to_owned())
        };
        let abbreviated = d.parties.len() == 2 && d.parties.iter().all(|p| p.name.chars().count() == 1);
        let rest = abbreviated.then(|| short.get(sides(d)..)).flatten().filter(|r| r.chars().count() > 4);
        let same = |o: &Document| rest.is_some() && states(o, d) && after(o).as_deref() == rest;
        // a page may name any number of them; those of its article stand last
        let near = self.documents.iter().rev().take(200).filter(|o| o.article == d.article);
        let mut of_sort = near.filter(|o| ends(o) || same(o)).filter_map(|o| o.title.as_deref());
        let (Some(title), None) = (of_sort.next(), of_sort.next()) else { return false };
        if own == Some(title) {
            return true;
        }
        d.title = Some(title.to_owned());
        false
    }

    /// Gives one that the report above only calls by its sort (双方发表联合声明，全文如下) the title of its text, where the sides are the same.
    pub fn printed_below(&mut self, d: &Document) {
        let of = countries(d);
        let untitled = |o: &Document| o.title.is_none() && o.kind == d.kind && o.acts.iter().any(|a| a.act != ActKind::Cite);
        let near = self.documents.len().saturating_sub(20);
        let n = (near..self.documents.len())
            .rfind(|&n| untitled(&self.documents[n]) && of.len() > 1 && countries(&self.documents[n]) == of);
        if let (Some(n), Some(title)) = (n, &d.title) {
            let o = &mut self.documents[n];
            o.title = Some(title.clone());
            o.description = None;
            o.parties.clone_from(&d.parties);
            self.titles.insert(fold(title), n);
        }
    }

    /// Adds one that the printed text of the same title cites; by that title the text itself is meant from then on too.
    fn add_earlier(&mut self, d: Document) {
        let near = self.documents.len().saturating_sub(200);
        let same = |o: &Document| o.title == d.title && o.article == d.article && o.date == d.date && o.clauses.is_empty();
        match self.documents[near..].iter().rposition(same) {
            Some(i) => self.documents[near + i].acts.extend(d.acts),
            None => self.documents.push(d),
        }
    }

    /// Adds a document, or what is told of it to the one with the same title.
    pub fn add(&mut self, d: Document) {
        let known = self.titled(d.title.as_deref()).map(|n| self.of_day(n, &d));
        if known.is_some_and(|n| earlier(&self.documents[n], &d)) {
            return self.add_earlier(d);
        }
        let known = known.and_then(|n| self.documents.get_mut(n));
        // 合作谅解备忘录 with one government and with another
        let same = |o: &&mut Document| o.parties.is_empty() || d.parties.is_empty() || o.parties == d.parties || states(o, &d);
        let known = known.filter(same).filter(|o| !other_day(o, &d));
        let Some(o) = known else {
            let n = self.documents.len();
            self.titles.extend(d.title.as_deref().map(|t| (fold(t), n)));
            self.descriptions.extend(d.description.clone().map(|t| (t, n)));
            self.documents.push(d);
            return;
        };
        let signed = |a: &Act| matches!(a.act, ActKind::Sign | ActKind::SignAndIssue | ActKind::WitnessSigning);
        self.retold += usize::from(d.acts.iter().any(signed) && o.article != d.article && countries(o).len() > 1);
        o.acts.extend(d.acts);
        o.date = o.date.take().or(d.date);
        if o.parties.is_empty() {
            o.parties = d.parties;
        }
        o.list = o.list.take().or(d.list);
        // a text that only names it has none of its own
        if o.clauses.is_empty() && !(d.preamble.is_empty() && d.clauses.is_empty()) {
            o.preamble = d.preamble;
            o.clauses = d.clauses;
            o.closing = d.closing;
        }
        o.truncated |= d.truncated;
        o.continues_on = o.continues_on.take().or(d.continues_on);
    }
}
