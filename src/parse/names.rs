//! Names that are known: which of them a text opens or ends with, without asking every one of them.

use std::collections::HashMap;

/// Known names, in the order in which they were learned; each has two characters at least.
#[derive(Debug, Clone, Default)]
pub struct Names {
    list: Vec<String>,
    /// Which of them begin with two characters.
    opening: HashMap<[char; 2], Vec<usize>>,
    /// The same, asked before the table is: at nearly every character of a text no name begins.
    sieve: Sieve,
    /// Which of them end with two characters, the last one first.
    ending: HashMap<[char; 2], Vec<usize>>,
}

/// Pairs of characters by a few bits of each: what it does not hold was never added.
#[derive(Debug, Clone)]
pub struct Sieve([u64; 64]);

impl Default for Sieve {
    fn default() -> Self {
        Self([0; 64])
    }
}

impl Sieve {
    /// The number of a word and the bit in it.
    fn place([a, b]: [char; 2]) -> (usize, u64) {
        let n = (a as usize).wrapping_mul(61) ^ b as usize;
        (n / 64 % 64, 1 << (n % 64))
    }

    /// Takes in a pair.
    pub fn add(&mut self, pair: [char; 2]) {
        let (word, bit) = Self::place(pair);
        if let Some(word) = self.0.get_mut(word) {
            *word |= bit;
        }
    }

    /// Whether a pair may have been taken in.
    #[must_use]
    pub fn may_hold(&self, pair: [char; 2]) -> bool {
        let (word, bit) = Self::place(pair);
        self.0.get(word).is_some_and(|w| w & bit != 0)
    }
}

/// The first two characters.
fn two(mut chars: impl Iterator<Item = char>) -> Option<[char; 2]> {
    Some([chars.next()?, chars.next()?])
}

impl Names {
    /// Takes in a name; whether it is new.
    pub fn learn(&mut self, name: &str) -> bool {
        let (Some(head), Some(tail)) = (two(name.chars()), two(name.chars().rev())) else { return false };
        if self.holds(name) {
            return false;
        }
        self.sieve.add(head);
        self.opening.entry(head).or_default().push(self.list.len());
        self.ending.entry(tail).or_default().push(self.list.len());
        self.list.push(name.to_owned());
        true
    }

    /// The same names, the longest first.
    #[must_use]
    pub fn longest_first(self) -> Self {
        let mut list = self.list;
        list.sort_by_key(|k| std::cmp::Reverse(k.len()));
        list.iter().fold(Self::default(), |mut names, name| {
            names.learn(name);
            names
        })
    }

    /// Those that a text opens with, in their order.
    fn opening<'a>(&'a self, text: &str) -> impl Iterator<Item = (usize, &'a str)> {
        let key = two(text.chars()).filter(|k| self.sieve.may_hold(*k));
        let some = key.and_then(|k| self.opening.get(&k)).map_or(&[][..], Vec::as_slice);
        some.iter().filter_map(|&n| Some((n, self.list.get(n)?.as_str()))).filter(|(_, k)| text.starts_with(k))
    }

    /// The longest that a text opens with.
    #[must_use]
    pub fn longest(&self, text: &str) -> Option<&str> {
        self.opening(text).map(|(_, k)| k).max_by_key(|k| k.len())
    }

    /// The first one learned that a text opens with.
    #[must_use]
    pub fn first(&self, text: &str) -> Option<&str> {
        self.opening(text).next().map(|(_, k)| k)
    }

    /// Those that open with some words: a family name.
    pub fn opening_with(&self, words: &str) -> impl Iterator<Item = &str> {
        self.list.iter().map(String::as_str).filter(move |n| n.starts_with(words))
    }

    /// Whether a text opens with one.
    #[must_use]
    pub fn open(&self, text: &str) -> bool {
        self.first(text).is_some()
    }

    /// The first learned of those that a text ends with.
    #[must_use]
    pub fn last(&self, text: &str) -> Option<&str> {
        let list = two(text.chars().rev()).and_then(|k| self.ending.get(&k))?;
        list.iter().filter_map(|&n| self.list.get(n)).map(String::as_str).find(|k| text.ends_with(k))
    }

    /// Whether a text ends with one.
    #[must_use]
    pub fn end(&self, text: &str) -> bool {
        self.last(text).is_some()
    }

    /// Whether it is one.
    #[must_use]
    pub fn holds(&self, name: &str) -> bool {
        self.opening(name).any(|(_, k)| k == name)
    }

    /// Whether one stands in a text.
    #[must_use]
    pub fn stand_in(&self, text: &str) -> bool {
        !self.list.is_empty() && text.char_indices().any(|(at, _)| self.open(&text[at..]))
    }

    /// Those that stand in a text, in their order.
    #[must_use]
    pub fn printed_in(&self, text: &str) -> Self {
        let mut found: Vec<usize> = Vec::new();
        let mut before = (0, '\0');
        for (at, c) in text.char_indices() {
            if self.sieve.may_hold([before.1, c]) {
                found.extend(self.opening(&text[before.0..]).map(|(n, _)| n));
            }
            before = (at, c);
        }
        found.sort_unstable();
        found.dedup();
        found.into_iter().filter_map(|n| self.list.get(n)).fold(Self::default(), |mut names, name| {
            names.learn(name);
            names
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn asked() {
        let mut names = Names::default();
        assert!(names.learn("陈望") && names.learn("陈望舒") && names.learn("勒布朗"));
        assert!(!names.learn("陈望舒") && !names.learn("陈"));
        assert_eq!((names.first("陈望舒说"), names.longest("陈望舒说")), (Some("陈望"), Some("陈望舒")));
        assert!(names.end("外长勒布朗") && !names.end("勒布") && names.holds("勒布朗") && !names.holds("勒布"));
        assert!(names.stand_in("同勒布朗会谈") && !names.stand_in("同勒布会谈"));
        let names = names.printed_in("勒布朗同陈望舒、陈望舒同勒布朗").longest_first();
        assert_eq!(names.list, ["陈望舒", "勒布朗", "陈望"]);
    }
}
