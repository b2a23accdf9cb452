//! How much of a headline a text tells.

use super::names::Sieve;
use crate::span::is_letter;

/// The pairs of neighbouring characters of a headline, to be looked for in texts.
pub struct Words {
    /// Sorted.
    pairs: Vec<[char; 2]>,
    /// Asked before they are: most pairs of a text are not among them.
    sieve: Sieve,
}

impl Words {
    /// Those of the lines of a headline.
    pub fn of<'a>(lines: impl IntoIterator<Item = &'a str>) -> Self {
        let mut words = Self { pairs: Vec::new(), sieve: Sieve::default() };
        pairs(lines, |pair| {
            words.sieve.add(pair);
            words.pairs.push(pair);
        });
        words.pairs.sort_unstable();
        words.pairs.dedup();
        words
    }

    /// The share of them that a text holds too.
    pub fn share(&self, text: &[&str]) -> f64 {
        if self.pairs.is_empty() {
            return 0.0;
        }
        let mut told = vec![false; self.pairs.len()];
        pairs(text.iter().copied(), |pair| {
            if self.sieve.may_hold(pair)
                && let Ok(at) = self.pairs.binary_search(&pair)
                && let Some(told) = told.get_mut(at)
            {
                *told = true;
            }
        });
        #[allow(clippy::cast_precision_loss)] // counts of characters of a headline
        let share = told.iter().filter(|t| **t).count() as f64 / self.pairs.len() as f64;
        share
    }
}

/// Hands over the pairs of neighbouring letters of lines that are read as one.
fn pairs<'a>(lines: impl IntoIterator<Item = &'a str>, mut each: impl FnMut([char; 2])) {
    let mut last = None;
    for c in lines.into_iter().flat_map(str::chars).filter(|c| is_letter(*c)) {
        if let Some(before) = last.replace(c) {
            each([before, c]);
        }
    }
}
