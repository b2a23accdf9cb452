//! What stands together on a page, counted up to two: no page makes it much larger than its words are many.

/// Sequences of up to three characters. It is filled, then sorted, then asked.
#[derive(Debug, Default)]
pub struct Bag {
    all: Vec<u64>,
    /// How many are sorted, so that no more than two of a kind are among them.
    sorted: usize,
}

/// Three characters of 21 bits each.
fn packed(chars: &[char]) -> u64 {
    chars.iter().fold(0, |n, c| n << 21 | u64::from(*c))
}

impl Bag {
    /// Takes in a sequence.
    pub fn add(&mut self, chars: &[char]) {
        // what came in since is as much as what was there: sorting pays
        if self.all.len() >= (2 * self.sorted).max(1 << 16) {
            self.sort();
        }
        self.all.push(packed(chars));
    }

    /// Makes it ready to be asked.
    pub fn sort(&mut self) {
        self.all.sort_unstable();
        let mut last = (0, 0);
        self.all.retain(|&n| {
            last = if last.0 == n { (n, last.1 + 1) } else { (n, 1) };
            last.1 <= 2
        });
        self.sorted = self.all.len();
    }

    /// How often a sequence is in it: two for as often or oftener.
    #[must_use]
    pub fn count(&self, chars: &[char]) -> usize {
        let n = packed(chars);
        let first = self.all.partition_point(|m| *m < n);
        self.all.iter().skip(first).take(2).take_while(|m| **m == n).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_up_to_two() {
        let mut bag = Bag::default();
        for n in 0..200_000u32 {
            bag.add(&['会', char::from_u32(0x4e00 + n % 100).unwrap_or('谈')]);
        }
        bag.add(&['会', '见', '谈']);
        bag.sort();
        assert_eq!((bag.count(&['会', '一']), bag.count(&['会', '见', '谈']), bag.count(&['谈', '会'])), (2, 1, 0));
        assert!(bag.all.len() < 300);
    }
}
