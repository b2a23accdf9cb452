//! All forms of the lexicon by their characters.

use super::entry::Category;
use std::collections::BTreeMap;

/// A node below the root, behind the character that goes on from there.
pub type Root = [u32; 2];

/// What a form is in a file of the lexicon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// Which entry of the file.
    pub entry: u32,
    /// Which file, as a number of [`Category::ALL`].
    pub category: u8,
    /// The flags below.
    pub(super) flags: u8,
}

/// The scan looks for it: abbreviations are no words by themselves.
pub(super) const SOUGHT: u8 = 1;

/// The first entry of its file that is written so.
pub(super) const FIRST: u8 = 2;

/// One character that is an abbreviation of the entry.
pub(super) const ABBREVIATES: u8 = 4;

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
    pub(super) labels: Vec<u32>,
    /// Where the children of each node begin; they end where those of the next begin.
    pub(super) children: Vec<u32>,
    /// Where the words of each node begin, likewise.
    pub(super) ends: Vec<u32>,
    pub(super) words: Vec<Word>,
    /// The child of the root for each character of the first plane: nearly every character of a text asks for one.
    pub(super) roots: Vec<u16>,
    /// Which characters follow a first one, by a few bits of both: those not in it follow nowhere.
    pub(super) seconds: Vec<u64>,
    /// Which nodes of the root are words that the scan looks for, a bit for each.
    pub(super) alone: Vec<u64>,
}

/// The number of characters with a place in `roots`.
const PLANE: usize = 0x1_0000;

/// The number of words of bits in `seconds`.
const SECONDS: usize = 1 << 11;

impl Trie {
    /// The trie of sorted forms.
    pub(super) fn of(forms: &BTreeMap<String, Vec<Word>>) -> Self {
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
    pub(super) fn rooted(mut self) -> Self {
        self.seconds = vec![0; SECONDS];
        self.alone = vec![0; between(&self.children, 0).end / 64 + 1];
        for root in between(&self.children, 0).filter_map(|n| u32::try_from(n).ok()) {
            let sought = u64::from(self.words(root).iter().any(|w| w.sought()));
            if let Some(word) = self.alone.get_mut(root as usize / 64) {
                *word |= sought << (root % 64);
            }
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

    /// Whether a node of the root may lead to a word that the scan looks for, before `next`: it is one, or the two characters open one.
    #[inline]
    pub fn opens(&self, root: u32, next: Option<char>) -> bool {
        let here = next.is_some_and(|c| self.may_follow(root, c));
        here || self.alone.get(root as usize / 64).is_some_and(|w| w >> (root % 64) & 1 == 1)
    }

    /// Whether a character may go on from a node of the root.
    #[inline]
    fn may_follow(&self, root: u32, next: char) -> bool {
        let (word, bit) = pair(root, u32::from(next));
        self.seconds.get(word).is_some_and(|w| w & bit != 0)
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
    pub(super) fn roots_of_files(&self) -> Vec<Vec<Root>> {
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
    pub(super) fn nearly(&self, category: Category, words: &str, roots: &[Root]) -> Vec<(String, u32)> {
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
        self.walk(text).filter_map(move |(node, len)| {
            let word = self.words(node).iter().find(|w| w.first() && w.category == category as u8)?;
            Some((*word, len))
        })
    }

    /// The nodes that `text` leads to, each with the length of the opening that does.
    pub fn walk(&self, text: &str) -> impl Iterator<Item = (u32, usize)> {
        let mut chars = text.chars();
        let first = chars.next();
        let mut len = first.map_or(0, char::len_utf8);
        let goes_on = |n: &u32| chars.clone().next().is_some_and(|c| self.may_follow(*n, c)) || !self.words(*n).is_empty();
        let root = first.and_then(|c| self.root(c)).filter(goes_on);
        let mut last = None;
        std::iter::from_fn(move || {
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

pub(super) fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
