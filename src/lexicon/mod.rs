//! The lexicon: the words that gongbao knows, as data. One scan finds all of them.
//!
//! The entries are written in `grammar/lexicon/*.yaml`, embedded when the library is built. [`Lexicon::with_overlay`] lays a
//! user's own entries over them. Words and texts meet in simplified characters.

mod characters;
mod entry;
mod tables;
mod trie;

use crate::span::Span;
pub use characters::{CharSet, simplified, wide_char};
pub use entry::{Category, Entry};
use std::collections::BTreeMap;
use std::sync::LazyLock;
use tables::Tables;
use trie::Word;

/// The entries with their examples, for those who check or change them.
static ENTRIES: &str = include_str!(concat!(env!("OUT_DIR"), "/lexicon.json"));
/// The same entries compiled.
static TABLES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.tables"));
static BUILT_IN: LazyLock<Lexicon> = LazyLock::new(|| {
    Tables::from_bytes(TABLES).map_or_else(|| Lexicon::compile(embedded_entries()), |tables| Lexicon { tables })
});

/// How many files the lexicon has.
const FILES: usize = Category::ALL.len();

/// Entries by the name of their file.
pub type Entries = BTreeMap<String, Vec<Entry>>;

/// The entries that are embedded in the library.
#[must_use]
pub fn embedded_entries() -> Entries {
    serde_json::from_str(ENTRIES).unwrap_or_default()
}

/// A word found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// Where.
    pub span: Span,
    /// Which file it is from.
    pub category: Category,
    /// Which entry of that file.
    pub entry: u32,
}

/// The words of one text, in the order of the text, per category leftmost-longest.
#[derive(Debug, Clone, Default)]
pub struct Hits {
    by_category: [Vec<Hit>; FILES],
}

impl Hits {
    fn of(&self, category: Category) -> &[Hit] {
        self.by_category.get(category as usize).map_or(&[], Vec::as_slice)
    }

    /// Takes in a hit that begins where the last ones began or behind: of two that overlap, the first and longest stays.
    fn take_in(&mut self, hit: Hit) {
        // 泰国王后, 中国王毅: no office begins inside the name of a country and ends behind it; no encounter so in that of a town,
        // as in 在迪拜会见
        let name = match hit.category {
            Category::Offices => self.of(Category::Countries),
            Category::Encounters => self.of(Category::Places),
            _ => &[],
        };
        let before = name.iter().rev().find(|c| c.span.start < hit.span.start);
        if before.is_some_and(|c| hit.span.start < c.span.end && hit.span.end > c.span.end) {
            return;
        }
        let Some(hits) = self.by_category.get_mut(hit.category as usize) else { return };
        match hits.last_mut() {
            Some(last) if last.span.start == hit.span.start => *last = hit,
            Some(last) if last.span.end > hit.span.start => {}
            _ => hits.push(hit),
        }
    }

    /// The hits of a category that lie wholly inside `span`.
    pub fn within(&self, category: Category, span: Span) -> impl DoubleEndedIterator<Item = &Hit> {
        let all = self.of(category);
        let first = all.partition_point(|h| h.span.start < span.start);
        let last = first + all[first..].partition_point(|h| h.span.start < span.end);
        all[first..last].iter().filter(move |h| h.span.end <= span.end)
    }

    /// Where the words of some categories stand that lie wholly inside `span`.
    #[must_use]
    pub fn spans(&self, categories: &[Category], span: Span) -> Spans {
        let mut all: Vec<Span> = categories.iter().flat_map(|&c| self.within(c, span)).map(|h| h.span).collect();
        all.sort_unstable();
        Spans(all)
    }

    /// The hit of a category that begins at byte `at`.
    #[must_use]
    pub fn at(&self, category: Category, at: usize) -> Option<&Hit> {
        let all = self.of(category);
        all.binary_search_by_key(&at, |h| h.span.start).ok().and_then(|i| all.get(i))
    }
}

/// Where words of several categories stand, in order: for those who ask at every character.
#[derive(Debug, Clone)]
pub struct Spans(Vec<Span>);

impl Spans {
    /// Whether `at` stands behind the beginning and before the end of one of those that lie wholly inside `zone`.
    #[must_use]
    pub fn hold(&self, at: usize, zone: Span) -> bool {
        let first = self.0.partition_point(|s| s.start < zone.start);
        self.0[first..].iter().take_while(|s| s.start < at).any(|s| at < s.end && s.end <= zone.end)
    }
}

/// A compiled lexicon.
#[derive(Debug)]
pub struct Lexicon {
    tables: Tables,
}

impl Lexicon {
    /// The lexicon that is embedded in the library.
    #[must_use]
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// Compiles entries.
    #[must_use]
    pub fn compile(all: Entries) -> Self {
        Self { tables: Tables::compile(all) }
    }

    /// The embedded lexicon with a user's own entries laid over it: the same id in the same file takes the place of ours.
    #[must_use]
    pub fn with_overlay(overlay: Entries) -> Self {
        let mut all = embedded_entries();
        for (file, own) in overlay {
            let list = all.entry(file).or_default();
            for e in own {
                match list.iter_mut().find(|o| o.id == e.id) {
                    Some(o) => *o = e,
                    None => list.push(e),
                }
            }
        }
        Self::compile(all)
    }

    /// All words of the text, found in one scan: at each character the trie is walked as far as the text goes with it.
    #[must_use]
    pub fn scan(&self, text: &str) -> Hits {
        let trie = &self.tables.trie;
        let mut hits = Hits::default();
        let mut chars = text.chars();
        let mut ahead = chars.next();
        while let Some(c) = ahead {
            let end = text.len() - chars.as_str().len();
            ahead = chars.next();
            // nearly no two characters open a word
            let Some(root) = trie.root(c).filter(|n| trie.opens(*n, ahead)) else { continue };
            let start = end - c.len_utf8();
            let (mut node, mut next, mut behind, mut end) = (Some(root), ahead, chars.clone(), end);
            while let Some(n) = node {
                let words = trie.words(n);
                if !words.is_empty() {
                    let span = Span::new(start, end);
                    // 扎耶德国际机场: 国 is of the word behind
                    let country = |w: &&Word| w.category == Category::Countries as u8;
                    let cut = next == Some('际') && text[..end].ends_with('国');
                    for w in words.iter().filter(|w| w.sought() && !(cut && country(w))) {
                        if let Some(&category) = Category::ALL.get(usize::from(w.category)) {
                            hits.take_in(Hit { span, category, entry: w.entry });
                        }
                    }
                }
                node = next.and_then(|c| trie.child(n, c));
                end += next.map_or(0, char::len_utf8);
                next = behind.next();
            }
        }
        // those of a large page; those of a line are soon gone
        hits.by_category.iter_mut().filter(|list| list.len() > 1000).for_each(Vec::shrink_to_fit);
        hits
    }

    /// The entry of a hit.
    #[must_use]
    pub fn entry(&self, hit: &Hit) -> &Entry {
        static NONE: LazyLock<Entry> = LazyLock::new(Entry::default);
        self.tables.entry(hit.category, hit.entry).unwrap_or(&NONE)
    }

    /// The entry of a file that is written exactly so.
    #[must_use]
    pub fn exact(&self, category: Category, form: &str) -> Option<&Entry> {
        let (word, len) = self.tables.trie.openings(category, form).last()?;
        self.tables.entry(category, word.entry).filter(|_| len == form.len())
    }

    /// The longest word of a file that `text` opens with, and its length in bytes; one-character abbreviations do not count.
    #[must_use]
    pub fn prefix(&self, category: Category, text: &str) -> Option<(&Entry, usize)> {
        let (word, len) = self.tables.trie.openings(category, text).filter(|(w, _)| !w.abbreviates()).last()?;
        self.tables.entry(category, word.entry).map(|e| (e, len))
    }

    /// The same of several files, found in one walk.
    #[must_use]
    pub fn prefixes<const N: usize>(&self, files: [Category; N], text: &str) -> [Option<(&Entry, usize)>; N] {
        let mut longest = [None; N];
        for (node, len) in self.tables.trie.walk(text) {
            for word in self.tables.trie.words(node).iter().filter(|w| w.first() && !w.abbreviates()) {
                let file = files.iter().position(|c| *c as u8 == word.category);
                if let Some(longest) = file.and_then(|n| longest.get_mut(n)) {
                    *longest = Some((word.entry, len));
                }
            }
        }
        std::array::from_fn(|n| {
            let (file, (entry, len)) = (files.get(n)?, (*longest.get(n)?)?);
            self.tables.entry(*file, entry).map(|e| (e, len))
        })
    }

    /// The last word of a file in `text`, of those that end there the longest: its entry, where it begins and its length in bytes.
    #[must_use]
    pub fn last(&self, category: Category, text: &str) -> Option<(&Entry, usize, usize)> {
        let at = |(start, _)| self.tables.trie.openings(category, &text[start..]).map(move |(word, len)| (word, start, len));
        let (word, start, len) = text.char_indices().flat_map(at).max_by_key(|&(_, start, len)| (start + len, len))?;
        self.tables.entry(category, word.entry).map(|e| (e, start, len))
    }

    /// Whether words are what is left of a clause, and no name: 红十字国际委员会方面对此表示, 合影留念.
    #[must_use]
    pub fn is_no_name(&self, words: &str) -> bool {
        let is = |e: &Entry, kinds: [&str; 2]| e.kind.as_deref().is_some_and(|k| kinds.contains(&k));
        self.exact(Category::NotNames, words).is_some_and(|e| e.kind.as_deref() != Some("event"))
            || self.prefix(Category::NotNames, words).is_some_and(|(e, _)| is(e, ["opens", "either"]))
            || self
                .last(Category::NotNames, words)
                .is_some_and(|(e, at, len)| at + len == words.len() && is(e, ["ends", "either"]))
    }

    /// The form of a file that differs from words, which it does not know, in one character; the name of the entry where it has several
    /// such forms (新华社, 新华网); nothing where several entries have.
    #[must_use]
    pub fn nearly(&self, category: Category, words: &str) -> Option<String> {
        if self.exact(category, words).is_some() {
            return None;
        }
        let forms = self.tables.nearly(category, words);
        let (form, entry) = forms.first()?;
        let name = || self.tables.entry(category, *entry).map(|e| e.name.clone());
        match forms.len() {
            1 => Some(form.clone()),
            _ if forms.iter().all(|f| f.1 == *entry) => name().filter(|n| forms.iter().any(|f| f.0 == *n)),
            _ => None,
        }
    }

    /// The countries that a one-character abbreviation may mean: 俄, 阿.
    pub fn abbreviated(&self, c: char) -> impl Iterator<Item = &Entry> {
        let all = &self.tables.abbreviations;
        let first = all.partition_point(|a| a.0 < c);
        let here = all.iter().skip(first).take_while(move |a| a.0 == c);
        here.filter_map(|a| self.tables.entry(Category::Countries, a.1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_embedded_is_what_is_compiled() {
        let (embedded, compiled) = (Lexicon::built_in(), Lexicon::compile(embedded_entries()));
        assert_eq!(embedded.tables.trie, compiled.tables.trie);
        assert_eq!(embedded.tables.abbreviations, compiled.tables.abbreviations);
        for category in Category::ALL {
            let (a, b) = (&embedded.tables, &compiled.tables);
            assert_eq!(a.count(category), b.count(category), "{}", category.name());
            for n in 0..a.count(category) {
                let lean =
                    b.entry(category, n).map(|e| Entry { examples: Vec::new(), not: Vec::new(), source: None, ..e.clone() });
                assert_eq!(a.entry(category, n), lean.as_ref(), "{}", category.name());
            }
        }
    }

    /// Every form is found where it stands alone, by the scan and by the walk.
    #[test]
    fn every_form_is_found() {
        let lexicon = Lexicon::built_in();
        for category in Category::ALL.into_iter().filter(|c| c.is_sought()) {
            for e in (0..lexicon.tables.count(category)).filter_map(|n| lexicon.tables.entry(category, n)) {
                let variants = e.variants.iter().filter(|v| v.kind.as_deref() != Some("abbreviation")).map(|v| &v.form);
                for form in variants.chain([&e.name]) {
                    let hits = lexicon.scan(form);
                    let first = hits.within(category, Span::new(0, form.len())).next();
                    assert!(first.is_some_and(|h| h.span.len() == form.len()), "{form} of {}", category.name());
                    assert!(lexicon.exact(category, form).is_some() && lexicon.prefix(category, form).is_some(), "{form}");
                }
            }
        }
        assert!(lexicon.exact(Category::Countries, "俄罗").is_none());
    }

    #[test]
    fn one_character_off() {
        let lexicon = Lexicon::built_in();
        assert_eq!(lexicon.nearly(Category::Agencies, "新华杜").as_deref(), Some("新华社"));
        assert_eq!(lexicon.nearly(Category::Countries, "赛尔维亚").as_deref(), Some("塞尔维亚"));
        assert_eq!(lexicon.nearly(Category::Agencies, "新华社"), None);
        assert_eq!(lexicon.nearly(Category::Agencies, "新花杜"), None);
    }
}
