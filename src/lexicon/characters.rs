//! Traditional characters and the simplified ones they are read as. One simplified form finds a word in both scripts.

use std::borrow::Cow;

/// Pairs of a traditional and a simplified character, parted by blanks.
static PAIRS: &str = include_str!("../../grammar/characters/traditional.txt");

/// The first character of the table below.
const FIRST: usize = 0x3400;

/// The simplified form of each character from `FIRST` on; 0 where it is its own. The compiler fills it.
#[allow(clippy::cast_possible_truncation)] // three bytes hold sixteen bits of a character
static TABLE: [u16; 0xa000 - FIRST] = {
    let mut table = [0; 0xa000 - FIRST];
    let (pairs, mut at) = (PAIRS.as_bytes(), 0);
    while at < pairs.len() {
        // a blank or an end of line, or two characters of three bytes
        if pairs[at].is_ascii() {
            at += 1;
        } else {
            table[wide_char(pairs, at) - FIRST] = wide_char(pairs, at + 3) as u16;
            at += 6;
        }
    }
    table
};

/// The number of a character that takes three bytes, as nearly all Chinese ones do; for tables that the compiler fills.
pub const fn wide_char(bytes: &[u8], at: usize) -> usize {
    (bytes[at] as usize & 0xf) << 12 | (bytes[at + 1] as usize & 0x3f) << 6 | bytes[at + 2] as usize & 0x3f
}

/// Some characters of the first plane: whether one is among them takes a look at one bit.
pub struct CharSet([u64; 1024]);

impl CharSet {
    /// Those of a text, which are ASCII or take three bytes as Chinese ones do.
    #[must_use]
    pub const fn of(chars: &str) -> Self {
        let (mut bits, bytes, mut at) = ([0; 1024], chars.as_bytes(), 0);
        while at < bytes.len() {
            let (c, len) = if bytes[at].is_ascii() { (bytes[at] as usize, 1) } else { (wide_char(bytes, at), 3) };
            bits[c / 64] |= 1 << (c % 64);
            at += len;
        }
        Self(bits)
    }

    /// Takes in a character; one beyond the first plane stays out.
    pub fn add(&mut self, c: char) {
        if let Some(bits) = self.0.get_mut(c as usize / 64) {
            *bits |= 1 << (c as usize % 64);
        }
    }

    /// Whether a character is among them.
    #[must_use]
    pub fn holds(&self, c: char) -> bool {
        self.0.get(c as usize / 64).is_some_and(|bits| bits >> (c as usize % 64) & 1 == 1)
    }
}

/// The simplified form of a character.
fn simple(c: char) -> char {
    let cell = (c as usize).checked_sub(FIRST).and_then(|i| TABLE.get(i)).copied().unwrap_or(0);
    if cell == 0 { c } else { char::from_u32(u32::from(cell)).unwrap_or(c) }
}

/// The text in simplified characters, which are as long as those they stand for: every offset stays.
#[must_use]
pub fn simplified(text: &str) -> Cow<'_, str> {
    match text.char_indices().find(|&(_, c)| simple(c) != c) {
        None => Cow::Borrowed(text),
        Some((at, _)) => {
            let mut out = String::with_capacity(text.len());
            out.push_str(&text[..at]);
            out.extend(text[at..].chars().map(simple));
            Cow::Owned(out)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_stay() {
        assert_eq!(simplified("國家主席5日會見韓國總統。"), "国家主席5日会见韩国总统。");
        assert!(matches!(simplified("国家主席"), Cow::Borrowed(_)));
        for pair in PAIRS.split_whitespace() {
            let chars: Vec<char> = pair.chars().collect();
            assert_eq!(chars.len(), 2, "{pair}");
            assert_eq!(chars[0].len_utf8(), chars[1].len_utf8(), "{pair}");
            assert_eq!(simple(chars[0]), chars[1], "{pair}");
            assert_eq!(simple(chars[1]), chars[1], "{pair} is read as what is read otherwise");
        }
    }
}
