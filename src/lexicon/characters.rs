//! Traditional characters and the simplified ones they are read as. One simplified form finds a word in both scripts.

use std::borrow::Cow;
use std::sync::LazyLock;

/// Pairs of a traditional and a simplified character, parted by blanks.
static PAIRS: &str = include_str!("../../grammar/characters/traditional.txt");

/// The first character of the table below.
const FIRST: usize = 0x3400;

/// The simplified form of each character from `FIRST` on; 0 where it is its own.
static TABLE: LazyLock<Vec<u16>> = LazyLock::new(|| {
    let mut table = vec![0; 0xa000 - FIRST];
    for pair in PAIRS.split_whitespace() {
        let mut chars = pair.chars().map(|c| c as usize);
        if let (Some(from), Some(to)) = (chars.next(), chars.next())
            && let Some(cell) = from.checked_sub(FIRST).and_then(|i| table.get_mut(i))
        {
            *cell = u16::try_from(to).unwrap_or(0);
        }
    }
    table
});

/// The simplified form of a character.
fn simple(table: &[u16], c: char) -> char {
    let cell = (c as usize).checked_sub(FIRST).and_then(|i| table.get(i)).copied().unwrap_or(0);
    if cell == 0 { c } else { char::from_u32(u32::from(cell)).unwrap_or(c) }
}

/// The text in simplified characters, which are as long as those they stand for: every offset stays.
#[must_use]
pub fn simplified(text: &str) -> Cow<'_, str> {
    let table = TABLE.as_slice();
    match text.char_indices().find(|&(_, c)| simple(table, c) != c) {
        None => Cow::Borrowed(text),
        Some((at, _)) => {
            let mut out = String::with_capacity(text.len());
            out.push_str(&text[..at]);
            out.extend(text[at..].chars().map(|c| simple(table, c)));
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
            assert_eq!(simple(&TABLE, chars[0]), chars[1], "{pair}");
            assert_eq!(simple(&TABLE, chars[1]), chars[1], "{pair} is read as what is read otherwise");
        }
    }
}
