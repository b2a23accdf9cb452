//! The lexicon as the scan needs it: the entries without what only their checks need, and a trie of all their forms.
//!
//! The build script compiles `grammar/lexicon` with this same code and embeds the bytes; at start they are only copied.

use super::characters::simplified;
use super::entry::{Category, Entry, Variant};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use std::sync::OnceLock;

/// A node below the root, behind the character that goes on from there.
type Root = [u32; 2];

/// What a form is in a file of the lexicon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// Which entry of the file.
    pub entry: u32,
    /// Which file, as a number of [`Category::ALL`].
    pub category: u8,
    /// The flags below.
    flags: u8,
}

/// The scan looks for it: abbreviations are no words by themselves.
const SOUGHT: u8 = 1;
/// The first entry of its file that is written so.
const FIRST: u8 = 2;
/// One character that is an abbreviation of the entry.
const ABBREVIATES: u8 = 4;

impl Word {
    /// Whether the scan looks for it.
    pub fn sought(self) -> bool {
        self.flags & SOUGHT != 0
    }

    /// Whether it is the entry that its file gives for the form.
    pub fn first(self) -> bool {
        self.flags & FIRST != 0
    }

    /// Whether the form is one character and short for the entry.
    pub fn abbreviates(self) -> bool {
        self.flags & ABBREVIATES != 0
    }
}

/// All forms by their characters. Nodes are numbered level by level, so that the children of a node stand side by side, sorted.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Trie {
    /// The character that leads to each node.
    labels: Vec<u32>,
    /// Where the children of each node begin; they end where those of the next begin.
    children: Vec<u32>,
    /// Where the words of each node begin, likewise.
    ends: Vec<u32>,
    words: Vec<Word>,
    /// The child of the root for each character of the first plane: nearly every character of a text asks for one.
    roots: Vec<u16>,
    /// Which characters follow a first one, by a few bits of both: those not in it follow nowhere.
    seconds: Vec<u64>,
}

/// The number of characters with a place in `roots`.
const PLANE: usize = 0x1_0000;
/// The number of words of bits in `seconds`.
const SECONDS: usize = 1 << 11;

impl Trie {
    /// The trie of sorted forms.
    fn of(forms: &BTreeMap<String, Vec<Word>>) -> Self {
        let forms: Vec<(&str, &[Word])> = forms.iter().map(|(f, w)| (f.as_str(), w.as_slice())).collect();
        let mut trie = Self { labels: vec![0], ..Self::default() };
        // each level in turn: which forms go through a node, and how many bytes of them lie behind it
        let mut queue = std::collections::VecDeque::from([(&forms[..], 0)]);
        while let Some((mut here, depth)) = queue.pop_front() {
            trie.ends.push(count(trie.words.len()));
            if let Some(((_, words), others)) = here.split_first().filter(|((form, _), _)| form.len() == depth) {
                trie.words.extend_from_slice(words);
                here = others;
            }
            trie.children.push(count(trie.labels.len()));
            while let Some(c) = here.first().and_then(|(form, _)| form[depth..].chars().next()) {
                let (same, others) = here.split_at(here.partition_point(|(form, _)| form[depth..].chars().next() <= Some(c)));
                trie.labels.push(u32::from(c));
                queue.push_back((same, depth + c.len_utf8()));
                here = others;
            }
        }
        trie.ends.push(count(trie.words.len()));
        trie.children.push(count(trie.labels.len()));
        trie.rooted()
    }

    /// With its tables of first and second characters.
    fn rooted(mut self) -> Self {
        self.seconds = vec![0; SECONDS];
        for root in between(&self.children, 0).filter_map(|n| u32::try_from(n).ok()) {
            for label in self.labels.get(between(&self.children, root)).unwrap_or_default() {
                let (word, bit) = pair(root, *label);
                if let Some(word) = self.seconds.get_mut(word) {
                    *word |= bit;
                }
            }
        }
        self.roots = vec![0; PLANE];
        for (c, node) in self.labels.iter().zip(0u16..).skip(1).take(between(&self.children, 0).len()) {
            if let Some(root) = self.roots.get_mut(*c as usize) {
                *root = node;
            }
        }
        self
    }

    /// The node that a form begins with.
    #[inline]
    pub fn root(&self, c: char) -> Option<u32> {
        match self.roots.get(c as usize) {
            Some(0) => None,
            Some(&node) => Some(u32::from(node)),
            None => self.child(0, c),
        }
    }

    /// Whether a node of the root may lead to a word before `next`: it is one, or the two characters open one.
    #[inline]
    pub fn goes_on(&self, root: u32, next: Option<char>) -> bool {
        let opens = |c| {
            let (word, bit) = pair(root, u32::from(c));
            self.seconds.get(word).is_some_and(|w| w & bit != 0)
        };
        next.is_some_and(opens) || !self.words(root).is_empty()
    }

    /// The node behind another one.
    #[inline]
    pub fn child(&self, node: u32, c: char) -> Option<u32> {
        let range = between(&self.children, node);
        let labels = self.labels.get(range.clone())?;
        let label = u32::from(c);
        let at = if labels.len() > 8 { labels.binary_search(&label).ok()? } else { labels.iter().position(|l| *l == label)? };
        u32::try_from(range.start + at).ok()
    }

    /// The words that end at a node.
    #[inline]
    pub fn words(&self, node: u32) -> &[Word] {
        self.words.get(between(&self.ends, node)).unwrap_or(&[])
    }

    /// The roots of [`Tables`].
    fn roots_of_files(&self) -> Vec<Vec<Root>> {
        let children = |node| between(&self.children, node).filter_map(|n| u32::try_from(n).ok());
        let mut out = vec![Vec::new(); Category::ALL.len()];
        for (root, second) in children(0).flat_map(|root| children(root).map(move |second| (root, second))) {
            let pair = [self.labels.get(second as usize).copied().unwrap_or(0), root];
            let mut below = vec![second];
            while let Some(node) = below.pop() {
                below.extend(children(node));
                for word in self.words(node) {
                    if let Some(roots) = out.get_mut(usize::from(word.category)).filter(|r| r.last() != Some(&pair)) {
                        roots.push(pair);
                    }
                }
            }
        }
        for roots in &mut out {
            roots.sort_unstable();
        }
        out
    }

    /// The forms of a file that differ from `words` in one character, each with its entry; `roots` are those of the file.
    fn nearly(&self, category: Category, words: &str, roots: &[Root]) -> Vec<(String, u32)> {
        let chars: Vec<char> = words.chars().collect();
        let step = |node: Option<u32>, c: &char| self.child(node?, *c);
        let mut out = Vec::new();
        let mut exact = Some(0);
        for (at, &c) in chars.iter().enumerate() {
            let Some(node) = exact else { break };
            let behind: Vec<u32> = match at {
                // the first character is another one: the second tells which
                0 => {
                    let second = chars.get(1).map_or(0, |c| u32::from(*c));
                    let first = roots.partition_point(|r| r[0] < second);
                    roots[first..].iter().take_while(|r| r[0] == second).map(|r| r[1]).collect()
                }
                _ => between(&self.children, node).filter_map(|n| u32::try_from(n).ok()).collect(),
            };
            for child in behind {
                let other = self.labels.get(child as usize).copied().and_then(char::from_u32).filter(|o| *o != c);
                let Some(other) = other else { continue };
                let Some(end) = chars[at + 1..].iter().fold(Some(child), step) else { continue };
                if let Some(word) = self.words(end).iter().find(|w| w.category == category as u8 && w.sought()) {
                    let form = chars[..at].iter().chain([&other]).chain(&chars[at + 1..]).collect();
                    out.push((form, word.entry));
                }
            }
            exact = step(exact, &c);
        }
        out
    }

    /// The word of a file for each opening of `text` that is one, with its length, the shortest first.
    pub fn openings(&self, category: Category, text: &str) -> impl Iterator<Item = (Word, usize)> {
        let mut chars = text.chars();
        let first = chars.next();
        let mut len = first.map_or(0, char::len_utf8);
        let root = first.and_then(|c| self.root(c)).filter(|n| self.goes_on(*n, chars.clone().next()));
        let mut last = None;
        let nodes = std::iter::from_fn(move || {
            let node = match last {
                None => root?,
                Some(node) => {
                    let c = chars.next()?;
                    len += c.len_utf8();
                    self.child(node, c)?
                }
            };
            last = Some(node);
            Some((node, len))
        });
        nodes.filter_map(move |(node, len)| {
            let word = self.words(node).iter().find(|w| w.first() && w.category == category as u8)?;
            Some((*word, len))
        })
    }
}

/// The number of the word and the bit in it that stand for a node of the root and the character behind it.
fn pair(root: u32, label: u32) -> (usize, u64) {
    let hash = (root.wrapping_mul(0x9e37) ^ label.wrapping_mul(0x85eb)) as usize;
    (hash >> 6 & (SECONDS - 1), 1 << (hash & 63))
}

/// The range that a node has in a table of beginnings.
fn between(table: &[u32], node: u32) -> std::ops::Range<usize> {
    let at = |n: usize| table.get(n).map_or(0, |n| *n as usize);
    let (start, end) = (at(node as usize), at(node as usize + 1));
    start..end.max(start)
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

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
        let trie = Trie { labels, children, ends, words, roots: Vec::new(), seconds: Vec::new() }.rooted();
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
