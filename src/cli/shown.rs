//! Names and texts in messages: what would steer the terminal is shown, not obeyed.

use std::borrow::Cow;

/// Whether a terminal takes a character for an order: control characters, and those that turn the direction of the text.
pub fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A text for one line of a message.
pub fn shown(text: &str) -> Cow<'_, str> {
    escaped(text, steers)
}

/// A text of several lines.
pub fn keeping_lines(text: &str) -> Cow<'_, str> {
    escaped(text, |c| c != '\n' && steers(c))
}

fn escaped(text: &str, odd: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&odd) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if odd(c) {
            out.extend(c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_are_shown() {
        assert_eq!(shown("新华社\u{1b}[31m\n"), "新华社\\u{1b}[31m\\u{a}");
        assert_eq!(shown("a\u{9b}2J\u{202e}"), "a\\u{9b}2J\\u{202e}");
        assert_eq!(keeping_lines("a\nb\u{7}"), "a\nb\\u{7}");
        assert!(matches!(shown("第1版.txt"), Cow::Borrowed(_)));
    }
}
