//! Entities of HTML: `&ldquo;`, `&#12288;`.

use html5gum::{Token, Tokenizer};

/// The character that an entity (`&ldquo;`, `&#12288;`) stands for, and how much of the text it is; breaks and control characters
/// are blanks.
pub(super) fn entity(written: &str) -> Option<(usize, String)> {
    let mut out = String::new();
    for token in Tokenizer::new(written).flatten() {
        if let Token::String(s) = token {
            out.push_str(&String::from_utf8_lossy(&s.value));
        }
    }
    if out == written {
        return None;
    }
    // &copyA; is an entity that lacks its semicolon, and text
    let same = out.bytes().rev().zip(written.bytes().rev()).take_while(|(a, b)| a == b && a.is_ascii()).count();
    let behind = if out.len() > 1 && out.ends_with(';') { same } else { 0 };
    out.truncate(out.len() - behind);
    let blank = |c: char| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c };
    (!out.is_empty()).then(|| (written.len() - behind, out.chars().map(blank).collect()))
}

/// The entity that `s` begins with, as written.
pub(super) fn entity_at(s: &str) -> Option<&str> {
    let end = s.bytes().skip(1).take(33).position(|b| !b.is_ascii_alphanumeric() && b != b'#')? + 1;
    (end > 1 && s.as_bytes()[end] == b';').then(|| &s[..=end])
}
