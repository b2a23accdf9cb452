//! Articles that print the same text, whole or cut, and texts that go on in another file.

use super::page::{Page, hashes};
use crate::model::{Article, ArticleKind};
use crate::parse::credit::page_number;
use crate::source::Source;
use std::collections::{BTreeMap, BTreeSet};

/// So many sentences in common make two articles one text; where one has less than twice as many, half of them.
const COMMON: usize = 2;

/// A sentence that more articles have is a formula, no sign of a copy.
const FORMULA: usize = 50;

/// What is remembered of an article that may belong to another.
#[derive(Debug, Clone)]
struct End {
    article: String,
    input: String,
    local: String,
    folder: String,
    published: Option<String>,
    page: Option<String>,
    other_page: String,
    persons: BTreeSet<String>,
    fragment: bool,
    length: usize,
    source: Source,
}

/// Finds the stories of a dataset; see [`Stories`].
#[derive(Debug, Default)]
pub struct Finder {
    common: BTreeMap<(String, String), usize>,
    linked: BTreeSet<String>,
    ends: BTreeMap<String, End>,
    heads: Vec<End>,
    tails: Vec<End>,
}

/// Which articles belong together.
#[derive(Debug, Default)]
pub struct Stories {
    story: BTreeMap<String, String>,
    whole: BTreeMap<String, String>,
    tails: BTreeMap<String, Vec<Tail>>,
}

/// A text whose head is in another file.
#[derive(Debug, Clone)]
pub struct Tail {
    /// Its input.
    pub input: String,
    /// Id of its article there.
    pub article: String,
    /// Where it stands there.
    pub source: Source,
}

impl Finder {
    /// Notes the articles that say that they go on or come from elsewhere, and those that have sentences in common with others:
    /// when all sentences have been taken.
    pub fn note(&mut self, page: &Page) {
        for a in &page.records.articles {
            let id = page.id(&a.id);
            if let Some(other) = &a.continues_on {
                self.heads.push(end(page, a, other));
            }
            if let Some(other) = &a.continued_from {
                self.tails.push(end(page, a, other));
            }
            if self.linked.contains(&id) {
                self.ends.insert(id, end(page, a, ""));
            }
        }
    }

    /// Takes the articles that have one sentence in common.
    pub fn sentence(&mut self, articles: &BTreeSet<String>) {
        if articles.len() > FORMULA {
            return;
        }
        let input = |a: &str| a.rsplit_once('#').map(|(input, _)| input.to_owned());
        for (n, a) in articles.iter().enumerate() {
            for b in articles.iter().skip(n + 1).filter(|b| input(a) != input(b)) {
                *self.common.entry((a.clone(), b.clone())).or_default() += 1;
                self.linked.extend([a.clone(), b.clone()]);
            }
        }
    }

    /// Puts the articles together.
    pub fn finish(self) -> Stories {
        let mut out = Stories::default();
        let mut group: BTreeMap<String, String> = BTreeMap::new();
        let mut copies: BTreeMap<&str, Vec<(&str, usize)>> = BTreeMap::new();
        for ((a, b), n) in &self.common {
            let (Some(x), Some(y)) = (self.ends.get(a), self.ends.get(b)) else { continue };
            if *n < COMMON && 2 * n < x.length.min(y.length).max(1) {
                continue;
            }
            join(&mut group, a, b);
            copies.entry(a).or_default().push((b, *n));
            copies.entry(b).or_default().push((a, *n));
        }
        for (article, others) in &copies {
            let Some(this) = self.ends.get(*article) else { continue };
            // The whole text is a print that is no fragment. A fragment has it in the nearest page before, as papers are read;
            // of whole texts the longest counts, then the first.
            let shares = others.iter().filter_map(|(o, n)| self.ends.get(*o).map(|e| (e, *n))).filter(|(e, _)| !e.fragment);
            let most = shares.clone().map(|(_, n)| n).max().unwrap_or(0);
            let rank = |e: &'_ End| (e.length, std::cmp::Reverse(e.article.clone()));
            let best = if this.fragment {
                let near = shares.filter(|(_, n)| 2 * n >= most).map(|(e, _)| e);
                near.max_by_key(|e| (e.article < this.article, e.article.clone()))
            } else {
                shares.map(|(e, _)| e).filter(|e| rank(e) > rank(this)).max_by_key(|e| rank(e))
            };
            if let Some(whole) = best {
                out.whole.insert((*article).to_owned(), whole.article.clone());
                if this.fragment {
                    out.tail(whole, this);
                }
            }
        }
        for tail in self.tails.iter().filter(|t| t.fragment && !copies.contains_key(t.article.as_str())) {
            let fits: Vec<&End> = self.heads.iter().filter(|h| goes_on(h, tail)).collect();
            // One that fits, and no second: otherwise the fragment stays one.
            if let [head] = fits[..] {
                join(&mut group, &head.article, &tail.article);
                out.whole.insert(tail.article.clone(), head.article.clone());
                out.tail(head, tail);
            }
        }
        let articles: Vec<String> = group.keys().cloned().collect();
        out.story = articles.into_iter().map(|a| (a.clone(), root(&mut group, &a))).collect();
        out
    }
}

impl Stories {
    fn tail(&mut self, head: &End, tail: &End) {
        let tail = Tail { input: tail.input.clone(), article: tail.local.clone(), source: tail.source.clone() };
        self.tails.entry(head.article.clone()).or_default().push(tail);
    }

    /// The story of an article, named by its first article; `None` where it stands alone.
    pub fn of(&self, article: &str) -> Option<&str> {
        self.story.get(article).map(String::as_str)
    }

    /// The article that prints the whole of this text, or its head.
    pub fn whole(&self, article: &str) -> Option<&str> {
        self.whole.get(article).map(String::as_str)
    }

    /// The fragments in other files that carry on this article.
    pub fn tails(&self, article: &str) -> &[Tail] {
        self.tails.get(article).map_or(&[], Vec::as_slice)
    }
}

fn end(page: &Page, a: &Article, other_page: &str) -> End {
    let meetings = page.records.meetings.iter().filter(|m| m.article == a.id).flat_map(|m| &m.parties).map(|p| &p.name);
    let speakers = page.records.statements.iter().filter(|s| s.article == a.id).filter_map(|s| s.speaker.as_ref());
    End {
        article: page.id(&a.id),
        input: page.name.clone(),
        local: a.id.clone(),
        folder: page.folder().to_owned(),
        published: page.records.source.published.clone(),
        page: a.page.clone(),
        other_page: other_page.to_owned(),
        persons: meetings.chain(speakers).map(|n| super::merge::short_name(n)).collect(),
        fragment: a.kind == ArticleKind::Fragment,
        length: page.sketches.get(&a.id).map_or(0, |s| hashes(s).count()),
        source: a.source.clone(),
    }
}

/// Whether `tail` may be what `head` announces on another page: the same folder and day, pages that do not contradict, and a
/// person whom both name.
fn goes_on(head: &End, tail: &End) -> bool {
    let agree = |known: &Option<String>, said: &str| known.as_ref().is_none_or(|k| page_number(k) == page_number(said));
    head.input != tail.input
        && head.folder == tail.folder
        && (head.published == tail.published || head.published.is_none() || tail.published.is_none())
        && agree(&head.page, &tail.other_page)
        && agree(&tail.page, &head.other_page)
        && head.persons.intersection(&tail.persons).next().is_some()
}

/// The first article of the group of `a`.
fn root(group: &mut BTreeMap<String, String>, a: &str) -> String {
    let mut at = a.to_owned();
    while let Some(next) = group.get(&at).filter(|n| **n != at).cloned() {
        at = next;
    }
    group.insert(a.to_owned(), at.clone());
    at
}

fn join(group: &mut BTreeMap<String, String>, a: &str, b: &str) {
    let (a, b) = (root(group, a), root(group, b));
    let (first, second) = if a < b { (a, b) } else { (b, a) };
    group.insert(second, first);
}
