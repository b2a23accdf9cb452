//! The lexicon: the words that gongbao knows, as data. One scan finds all of them.
//!
//! The entries are written in `grammar/lexicon/*.yaml`, embedded when the library is built. [`Lexicon::with_overlay`] lays a
//! user's own entries over them. Words and texts meet in simplified characters.

mod characters;
mod entry;

use crate::span::Span;
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
pub use characters::simplified;
pub use entry::{Category, Entry};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

static EMBEDDED: &str = include_str!(concat!(env!("OUT_DIR"), "/lexicon.json"));
static BUILT_IN: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::compile(embedded_entries()));

/// Entries by the name of their file.
pub type Entries = BTreeMap<String, Vec<Entry>>;

/// The entries that are embedded in the library.
#[must_use]
pub fn embedded_entries() -> Entries {
    serde_json::from_str(EMBEDDED).unwrap_or_default()
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
    by_category: HashMap<Category, Vec<Hit>>,
}

impl Hits {
    /// The hits of a category that lie wholly inside `span`.
    pub fn within(&self, category: Category, span: Span) -> impl DoubleEndedIterator<Item = &Hit> {
        let all = self.by_category.get(&category).map_or(&[][..], Vec::as_slice);
        let first = all.partition_point(|h| h.span.start < span.start);
        let last = first + all[first..].partition_point(|h| h.span.start < span.end);
        all[first..last].iter().filter(move |h| h.span.end <= span.end)
    }

    /// The hit of a category that begins at byte `at`.
    #[must_use]
    pub fn at(&self, category: Category, at: usize) -> Option<&Hit> {
        let all = self.by_category.get(&category)?;
        all.binary_search_by_key(&at, |h| h.span.start).ok().and_then(|i| all.get(i))
    }
}

/// Writes the forms of an entry in simplified characters, each once.
fn in_simplified(e: &mut Entry) {
    let simple = |form: &mut String| {
        if let Cow::Owned(s) = simplified(form) {
            *form = s;
        }
    };
    simple(&mut e.name);
    e.variants.iter_mut().for_each(|v| simple(&mut v.form));
    let mut seen = HashSet::from([e.name.clone()]);
    e.variants.retain(|v| seen.insert(v.form.clone()));
}

/// Of sorted hits that overlap, the first and longest stays.
fn leftmost_longest(hits: &mut Vec<Hit>) {
    let mut end = 0;
    hits.retain(|h| {
        let keep = h.span.start >= end;
        if keep {
            end = h.span.end;
        }
        keep
    });
}

/// A compiled lexicon.
#[derive(Debug)]
pub struct Lexicon {
    entries: HashMap<Category, Vec<Entry>>,
    finder: AhoCorasick,
    /// For each pattern of the finder: what it is.
    words: Vec<Vec<(Category, u32)>>,
    /// One-character abbreviations of countries.
    abbreviations: HashMap<char, Vec<u32>>,
    by_form: HashMap<(Category, String), u32>,
    /// Lengths of the forms of a file that open with a character, longest first.
    lengths: HashMap<(Category, char), Vec<usize>>,
}

impl Lexicon {
    /// The lexicon that is embedded in the library.
    #[must_use]
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// Compiles entries.
    #[must_use]
    #[allow(clippy::missing_panics_doc, reason = "a finder of no pattern always builds")]
    pub fn compile(mut all: Entries) -> Self {
        let mut entries = HashMap::new();
        let mut forms: BTreeMap<String, Vec<(Category, u32)>> = BTreeMap::new();
        let mut abbreviations: HashMap<char, Vec<u32>> = HashMap::new();
        let mut by_form = HashMap::new();
        for category in Category::ALL {
            let mut list = all.remove(category.name()).unwrap_or_default();
            list.iter_mut().for_each(in_simplified);
            for (n, e) in list.iter().enumerate() {
                let n = u32::try_from(n).unwrap_or(u32::MAX);
                let own = std::iter::once((e.name.as_str(), None));
                for (form, kind) in own.chain(e.variants.iter().map(|v| (v.form.as_str(), v.kind.as_deref()))) {
                    if form.is_empty() {
                        continue;
                    }
                    by_form.entry((category, form.to_owned())).or_insert(n);
                    if kind == Some("abbreviation") {
                        if let Some(c) = form.chars().next() {
                            abbreviations.entry(c).or_default().push(n);
                        }
                    } else if category != Category::Surnames {
                        forms.entry(form.to_owned()).or_default().push((category, n));
                    }
                }
            }
            entries.insert(category, list);
        }
        let mut lengths: HashMap<(Category, char), Vec<usize>> = HashMap::new();
        for (category, form) in by_form.keys() {
            if let Some(c) = form.chars().next() {
                lengths.entry((*category, c)).or_default().push(form.len());
            }
        }
        for l in lengths.values_mut() {
            l.sort_unstable_by(|a, b| b.cmp(a));
            l.dedup();
        }
        let finder = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .match_kind(MatchKind::Standard)
            .build(forms.keys())
            .unwrap_or_else(|_| AhoCorasick::new::<[&str; 0], &str>([]).expect("no pattern always builds"));
        Self { entries, finder, words: forms.into_values().collect(), abbreviations, by_form, lengths }
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

    /// All words of the text, found in one scan.
    #[must_use]
    pub fn scan(&self, text: &str) -> Hits {
        let mut by_category: HashMap<Category, Vec<Hit>> = HashMap::new();
        for m in self.finder.find_overlapping_iter(text) {
            let span = Span::new(m.start(), m.end());
            for &(category, entry) in self.words.get(m.pattern().as_usize()).map_or(&[][..], Vec::as_slice) {
                by_category.entry(category).or_default().push(Hit { span, category, entry });
            }
        }
        for hits in by_category.values_mut() {
            hits.sort_by_key(|h| (h.span.start, std::cmp::Reverse(h.span.end)));
        }
        let mut countries = by_category.remove(&Category::Countries).unwrap_or_default();
        leftmost_longest(&mut countries);
        // 泰国王后, 中国王毅: no office begins inside the name of a country and ends behind it
        if let Some(offices) = by_category.get_mut(&Category::Offices) {
            offices.retain(|o| {
                let before = countries.partition_point(|c| c.span.start < o.span.start);
                before.checked_sub(1).is_none_or(|n| {
                    let c = countries[n].span;
                    o.span.start >= c.end || o.span.end <= c.end
                })
            });
        }
        by_category.insert(Category::Countries, countries);
        by_category.values_mut().for_each(leftmost_longest);
        Hits { by_category }
    }

    /// The entry of a hit.
    #[must_use]
    pub fn entry(&self, hit: &Hit) -> &Entry {
        static NONE: LazyLock<Entry> = LazyLock::new(Entry::default);
        self.entries.get(&hit.category).and_then(|l| l.get(hit.entry as usize)).unwrap_or(&NONE)
    }

    /// All entries of a file.
    #[must_use]
    pub fn entries(&self, category: Category) -> &[Entry] {
        self.entries.get(&category).map_or(&[], Vec::as_slice)
    }

    /// The entry of a file that is written exactly so.
    #[must_use]
    pub fn exact(&self, category: Category, form: &str) -> Option<&Entry> {
        let n = *self.by_form.get(&(category, form.to_owned()))?;
        self.entries(category).get(n as usize)
    }

    /// The longest word of a file that `text` opens with, and its length in bytes; one-character abbreviations do not count.
    #[must_use]
    pub fn prefix(&self, category: Category, text: &str) -> Option<(&Entry, usize)> {
        let first = text.chars().next()?;
        self.lengths.get(&(category, first))?.iter().find_map(|&len| {
            let form = text.get(..len)?;
            let entry = self.exact(category, form)?;
            let abbreviation = || entry.variants.iter().any(|v| v.form == form && v.kind.as_deref() == Some("abbreviation"));
            (form.chars().nth(1).is_some() || !abbreviation()).then_some((entry, len))
        })
    }

    /// The countries that a one-character abbreviation may mean: 俄, 阿.
    pub fn abbreviated(&self, c: char) -> impl Iterator<Item = &Entry> {
        let list = self.abbreviations.get(&c).map_or(&[][..], Vec::as_slice);
        list.iter().filter_map(|&n| self.entries(Category::Countries).get(n as usize))
    }
}
