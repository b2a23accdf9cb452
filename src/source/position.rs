//! Lines and columns, for people and their editors.

use encoding_rs::{Encoding, UTF_8};

/// Where some bytes of an input stand: line and column, both from 1; a column is a character.
#[derive(Debug, Clone, Default)]
pub struct Positions(Vec<(usize, [usize; 2])>);

impl Positions {
    /// Finds all of them in one walk over the input; `encoding` is its label.
    #[must_use]
    pub fn of(bytes: &[u8], encoding: &str, mut places: Vec<usize>) -> Self {
        places.sort_unstable();
        places.dedup();
        let encoding = Encoding::for_label(encoding.as_bytes()).unwrap_or(UTF_8);
        let (mut from, mut line, mut column, mut returned) = (0, 1, 1, false);
        let mut found = Vec::with_capacity(places.len());
        for place in places {
            let to = place.clamp(from, bytes.len().max(from));
            let text = encoding.decode_without_bom_handling(bytes.get(from..to).unwrap_or_default()).0;
            for (n, c) in text.chars().enumerate() {
                match c {
                    '\n' if returned => {}
                    '\n' | '\r' => (line, column) = (line + 1, 1),
                    // the mark of the encoding is no character of the first line
                    '\u{feff}' if from + n == 0 => {}
                    _ => column += 1,
                }
                returned = c == '\r';
            }
            from = to;
            found.push((place, [line, column]));
        }
        Self(found)
    }

    /// Line and column of a byte that was asked for; the beginning for another.
    #[must_use]
    pub fn get(&self, place: usize) -> [usize; 2] {
        self.0.binary_search_by_key(&place, |p| p.0).ok().and_then(|at| self.0.get(at)).map_or([1, 1], |p| p.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_characters() {
        let text = "\u{feff}新华社\r\n北京a\r电";
        let at = |word: &str| text.find(word).unwrap();
        let found = Positions::of(text.as_bytes(), "UTF-8", vec![at("电"), at("华"), at("京"), 0, 999]);
        assert_eq!(found.get(at("华")), [1, 2]);
        assert_eq!(found.get(at("京")), [2, 2]);
        assert_eq!(found.get(at("电")), [3, 1]);
        assert_eq!(found.get(999), [3, 2]);
        assert_eq!(found.get(5), [1, 1]);
    }

    #[test]
    fn other_encodings() {
        let (gb, _, _) = encoding_rs::GB18030.encode("公报\n双方");
        assert_eq!(Positions::of(&gb, "gb18030", vec![7]).get(7), [2, 2]);
        let wide: Vec<u8> = "公\n双方".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(Positions::of(&wide, "utf-16le", vec![6]).get(6), [2, 2]);
    }
}
