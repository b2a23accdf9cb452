//! What stands together on a page, counted up to two: no page makes it much larger than its words are many.

/// Sequences of up to three characters. It is filled, then sorted, then asked.
#[derive(Debug, Default)]
pub struct Bag(Vec<u64>);

/// Three characters of 21 bits each.
fn packed(chars: &[char]) -> u64 {
    chars.iter().fold(0, |n, c| n << 21 | u64::from(*c))
}

impl Bag {
    /// Takes in a sequence.
    pub fn add(&mut self, chars: &[char]) {
        // where there is no room, sorting makes some; then what is kept is half as much again
        if self.0.len() == self.0.capacity() {
            self.sort();
            self.0.reserve_exact((self.0.len() / 2).max(1 << 14));
        }
        self.0.push(packed(chars));
    }

    /// Makes it ready to be asked.
    pub fn sort(&mut self) {
        self.0.sort_unstable();
        let mut last = (0, 0);
        self.0.retain(|&n| {
            last = if last.0 == n { (n, last.1 + 1) } else { (n, 1) };
            last.1 <= 2
        });
    }

    /// How often a sequence is in it: two for as often or oftener.
    #[must_use]
    pub fn count(&self, chars: &[char]) -> usize {
        let n = packed(chars);
        let first = self.0.partition_point(|m| *m < n);
        self.0.iter().skip(first).take(2).take_while(|m| **m == n).count()
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
        assert!(bag.0.len() < 300);
    }
}
