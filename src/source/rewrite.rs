//! One pass over a text that keeps, drops and replaces, while the source map goes along.

use super::{Piece, Text};
use crate::span::Span;

/// Makes a new text out of an old one, left to right, in time linear in both. Nothing of the input is lost on the way: what
/// is not kept or replaced is in the new text as dropped, and so is what had been dropped from the old one.
pub(crate) struct Rewriter<'a> {
    old: &'a Text,
    new: Text,
    at: usize,
    piece: usize,
    from: usize,
}

impl<'a> Rewriter<'a> {
    /// Begins at the start of `old`.
    pub(crate) fn new(old: &'a Text) -> Self {
        Self { old, new: Text::with_room(old.len()), at: 0, piece: 0, from: 0 }
    }

    /// How far the old text is dealt with.
    pub(crate) fn at(&self) -> usize {
        self.at
    }

    /// How far the input is dealt with.
    pub(crate) fn from(&self) -> usize {
        self.from
    }

    /// The new text so far.
    pub(crate) fn written(&self) -> &str {
        self.new.as_str()
    }

    /// Copies the old text up to `end`.
    pub(crate) fn keep_to(&mut self, end: usize) {
        let old = self.old;
        self.walk(end, |new, piece, from| {
            if piece.wide == 0 {
                new.push_dropped(from);
            } else {
                let at = new.string.len();
                new.string.push_str(Span::new(piece.at, piece.end()).of(&old.string));
                new.push_piece(Piece { at, ..piece });
            }
        });
    }

    /// Leaves out the old text up to `end`; says where in the input that was.
    pub(crate) fn drop_to(&mut self, end: usize) -> Span {
        let mut read: Option<Span> = None;
        self.walk(end, |new, _, from| {
            new.push_dropped(from);
            read = Some(read.map_or(from, |r| r.cover(from)));
        });
        read.unwrap_or(Span::new(self.from, self.from))
    }

    /// Puts `with` in the place of the old text up to `end`; says where in the input that was. The first character of `with`
    /// leads back to all of it, so that each unit of the map is one character.
    pub(crate) fn replace_to(&mut self, end: usize, with: &str) -> Span {
        let mut read: Option<Span> = None;
        self.walk(end, |new, piece, from| match read {
            None if piece.wide == 0 => new.push_dropped(from),
            None if from.is_empty() => {}
            None => read = Some(from),
            Some(r) => read = Some(r.cover(from)),
        });
        let from = read.unwrap_or(Span::new(self.from, self.from));
        match with.split_at_checked(with.chars().next().map_or(0, char::len_utf8)) {
            Some((first, rest)) if !first.is_empty() => {
                self.new.push_unit(first, from);
                self.new.push_inserted(rest, from.end);
            }
            _ => self.new.push_dropped(from),
        }
        from
    }

    /// Adds what is nowhere in the input.
    pub(crate) fn insert(&mut self, text: &str) {
        self.new.push_inserted(text, self.from);
    }

    /// The new text, with what is left of the old one.
    pub(crate) fn finish(mut self) -> Text {
        self.keep_to(self.old.len());
        for piece in self.old.pieces.iter().skip(self.piece) {
            self.new.push_dropped(Span::new(piece.from, piece.source_end()));
        }
        self.new.trimmed()
    }

    /// Hands over every piece of the old text up to `end`, cut to size, and moves on.
    fn walk(&mut self, end: usize, mut each: impl FnMut(&mut Text, Piece, Span)) {
        while let Some(p) = self.old.pieces.get(self.piece).filter(|p| p.at < end) {
            let mut cut = *p;
            if let Some(skip) = self.at.saturating_sub(p.at).checked_div(p.wide()) {
                cut = p.cut(skip, (end.min(p.end()) - p.at).div_ceil(p.wide()));
            }
            let from = Span::new(cut.from, cut.source_end());
            each(&mut self.new, cut, from);
            self.from = self.from.max(from.end);
            if p.end() > end {
                break;
            }
            self.piece += 1;
        }
        self.at = self.at.max(end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_lost() {
        let mut old = Text::default();
        old.push_dropped(Span::new(0, 3));
        old.push_verbatim("会谈,双方", 3);
        old.push_dropped(Span::new(16, 20));
        let mut rw = Rewriter::new(&old);
        rw.keep_to(6);
        assert_eq!(rw.replace_to(7, "，"), Span::new(9, 10));
        rw.drop_to(10);
        rw.insert("\n");
        let new = rw.finish();
        assert_eq!(new.as_str(), "会谈，\n方");
        let from: Vec<_> = new.source_pieces().map(|(_, f)| (f.start, f.end)).collect();
        assert_eq!(from, [(0, 3), (3, 9), (9, 10), (10, 13), (13, 13), (13, 16), (16, 20)]);
    }
}
