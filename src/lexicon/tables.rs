//! The lexicon as the scan needs it: the entries without what only their checks need, and a trie of all their forms.
//!
//! The build script compiles `grammar/lexicon` with this same code and embeds the bytes; at start they are only copied.

use super::characters::simplified;
use super::entry::{Category, Entry, Variant};
use super::trie::{ABBREVIATES, FIRST, Root, SOUGHT, Trie, Word, count};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use std::sync::OnceLock;

/// An entry: unfolded when it is first asked for, since few of them stand on one page.
#[derive(Debug, Default)]
struct Cell {
    entry: OnceLock<Box<Entry>>,
    /// Where in the bytes it is folded.
    at: u32,
}

/// A compiled lexicon.
#[derive(Debug, Default)]
pub struct Tables {
    /// The entries of each file, in the order of [`Category::ALL`].
    entries: Vec<Vec<Cell>>,
    /// What the entries that are not unfolded yet are read from.
    folded: &'static [u8],
    /// All their forms.
    pub trie: Trie,
    /// One-character abbreviations of countries, sorted.
    pub abbreviations: Vec<(char, u32)>,
    /// For each file the nodes that its words begin with, each behind the character that goes on from there, in order.
    roots: Vec<Vec<Root>>,
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

impl Tables {
    /// Compiles entries, which are given by the name of their file.
    pub fn compile(mut all: BTreeMap<String, Vec<Entry>>) -> Self {
        let mut forms: BTreeMap<String, Vec<Word>> = BTreeMap::new();
        let mut tables = Self::default();
        for category in Category::ALL {
            let mut list = all.remove(category.name()).unwrap_or_default();
            list.iter_mut().for_each(in_simplified);
            for (n, e) in list.iter().enumerate() {
                let short = |v: &&Variant| v.kind.as_deref() == Some("abbreviation");
                let own = std::iter::once((e.name.as_str(), false));
                for (form, abbreviation) in own.chain(e.variants.iter().map(|v| (v.form.as_str(), short(&v)))) {
                    let Some(initial) = form.chars().next() else { continue };
                    let words = forms.entry(form.to_owned()).or_default();
                    let mut word = Word { entry: count(n), category: category as u8, flags: 0 };
                    if abbreviation {
                        tables.abbreviations.push((initial, word.entry));
                    } else if category.is_sought() && !words.iter().any(|w| w.category == word.category && w.sought()) {
                        word.flags |= SOUGHT;
                    }
                    if !words.iter().any(|w| w.category == word.category && w.first()) {
                        word.flags |= FIRST;
                        if form.len() == initial.len_utf8() && e.variants.iter().filter(short).any(|v| v.form == form) {
                            word.flags |= ABBREVIATES;
                        }
                    }
                    if word.flags != 0 {
                        words.push(word);
                    }
                }
            }
            tables.entries.push(list.into_iter().map(|e| Cell { entry: Box::new(e).into(), at: 0 }).collect());
        }
        tables.abbreviations.sort_by_key(|a| a.0);
        tables.trie = Trie::of(&forms);
        tables.roots = tables.trie.roots_of_files();
        tables
    }

    /// An entry of a file.
    pub fn entry(&self, category: Category, n: u32) -> Option<&Entry> {
        let cell = self.entries.get(category as usize)?.get(n as usize)?;
        let unfold = || Bytes(self.folded.get(cell.at as usize..).unwrap_or_default()).entry().unwrap_or_default();
        Some(cell.entry.get_or_init(|| Box::new(unfold())))
    }

    /// How many entries a file has.
    pub fn count(&self, category: Category) -> u32 {
        self.entries.get(category as usize).map_or(0, |list| count(list.len()))
    }

    /// The forms of a file that differ from `words` in one character, each with its entry.
    pub fn nearly(&self, category: Category, words: &str) -> Vec<(String, u32)> {
        self.trie.nearly(category, words, self.roots.get(category as usize).map_or(&[], Vec::as_slice))
    }

    /// The tables as bytes, in the order of [`Tables::from_bytes`].
    #[allow(dead_code, reason = "for the build script")]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        let number = |out: &mut Vec<u8>, n: u32| out.extend(n.to_le_bytes());
        let numbers = |out: &mut Vec<u8>, list: &[u32]| {
            number(out, count(list.len()));
            out.extend(list.iter().flat_map(|n| n.to_le_bytes()));
        };
        let text = |out: &mut Vec<u8>, t: &str| {
            out.extend(u16::try_from(t.len()).unwrap_or(u16::MAX).to_le_bytes());
            out.extend(t.as_bytes());
        };
        // what is absent is empty: no field of an entry is there and empty
        let maybe = |out: &mut Vec<u8>, t: &Option<String>| text(out, t.as_deref().unwrap_or_default());
        let mut folded = Vec::new();
        for category in Category::ALL {
            let mut places = Vec::new();
            for e in (0..self.count(category)).filter_map(|n| self.entry(category, n)) {
                places.push(count(folded.len()));
                text(&mut folded, &e.id);
                text(&mut folded, &e.name);
                for field in [&e.code, &e.kind, &e.country, &e.mode, &e.event] {
                    maybe(&mut folded, field);
                }
                number(&mut folded, u32::from_le_bytes(e.year.unwrap_or(i32::MIN).to_le_bytes()));
                number(&mut folded, count(e.countries.len()));
                for c in &e.countries {
                    text(&mut folded, c);
                }
                number(&mut folded, count(e.variants.len()));
                for v in &e.variants {
                    text(&mut folded, &v.form);
                    maybe(&mut folded, &v.kind);
                }
            }
            numbers(&mut out, &places);
        }
        number(&mut out, count(folded.len()));
        out.extend(folded);
        numbers(&mut out, &self.trie.labels);
        numbers(&mut out, &self.trie.children);
        numbers(&mut out, &self.trie.ends);
        number(&mut out, count(self.trie.words.len()));
        for w in &self.trie.words {
            number(&mut out, w.entry);
            out.extend([w.category, w.flags]);
        }
        number(&mut out, count(self.abbreviations.len()));
        for (c, entry) in &self.abbreviations {
            number(&mut out, u32::from(*c));
            number(&mut out, *entry);
        }
        for roots in &self.roots {
            number(&mut out, count(roots.len()));
            out.extend(roots.as_flattened().iter().flat_map(|n| n.to_le_bytes()));
        }
        out
    }

    /// The tables that [`Tables::to_bytes`] wrote.
    pub fn from_bytes(bytes: &'static [u8]) -> Option<Self> {
        let mut from = Bytes(bytes);
        let mut entries = Vec::with_capacity(Category::ALL.len());
        for _ in Category::ALL {
            entries.push(from.list(|at| Cell { entry: OnceLock::new(), at: u32::from_le_bytes(at) })?);
        }
        let length = from.number()? as usize;
        let (folded, tail) = from.0.split_at_checked(length)?;
        from.0 = tail;
        let (labels, children, ends) = (from.numbers()?, from.numbers()?, from.numbers()?);
        let words =
            from.list(|[a, b, c, d, category, flags]| Word { entry: u32::from_le_bytes([a, b, c, d]), category, flags })?;
        let trie = Trie { labels, children, ends, words, ..Trie::default() }.rooted();
        let pair = |[a, b, c, d, e, f, g, h]: [u8; 8]| [u32::from_le_bytes([a, b, c, d]), u32::from_le_bytes([e, f, g, h])];
        let abbreviations = from.list(|b| (char::from_u32(pair(b)[0]).unwrap_or_default(), pair(b)[1]))?;
        let roots = Category::ALL.iter().map(|_| from.list(pair)).collect::<Option<_>>()?;
        Some(Self { entries, folded, trie, abbreviations, roots })
    }
}

/// What is absent was written as empty.
fn present(text: String) -> Option<String> {
    Some(text).filter(|t| !t.is_empty())
}

/// Bytes that are being read.
struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (head, tail) = self.0.split_first_chunk::<N>()?;
        self.0 = tail;
        Some(*head)
    }

    fn number(&mut self) -> Option<u32> {
        self.take().map(u32::from_le_bytes)
    }

    fn numbers(&mut self) -> Option<Vec<u32>> {
        self.list(u32::from_le_bytes)
    }

    /// A list of what takes `N` bytes each, behind its length.
    fn list<T, const N: usize>(&mut self, each: impl Fn([u8; N]) -> T) -> Option<Vec<T>> {
        let length = (self.number()? as usize).checked_mul(N)?;
        let (list, tail) = self.0.split_at_checked(length)?;
        self.0 = tail;
        Some(list.as_chunks().0.iter().map(|item| each(*item)).collect())
    }

    fn text(&mut self) -> Option<String> {
        let length = usize::from(u16::from_le_bytes(self.take()?));
        let (text, tail) = self.0.split_at_checked(length)?;
        self.0 = tail;
        std::str::from_utf8(text).ok().map(str::to_owned)
    }

    fn several<T>(&mut self, each: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        (0..self.number()?).map(|_| each(self)).collect()
    }

    fn entry(&mut self) -> Option<Entry> {
        let mut e = Entry { id: self.text()?, name: self.text()?, ..Entry::default() };
        for field in [&mut e.code, &mut e.kind, &mut e.country, &mut e.mode, &mut e.event] {
            *field = present(self.text()?);
        }
        e.year = Some(i32::from_le_bytes(self.take()?)).filter(|y| *y != i32::MIN);
        e.countries = self.several(Self::text)?;
        e.variants = self.several(|b| Some(Variant { form: b.text()?, kind: present(b.text()?) }))?;
        Some(e)
    }
}
