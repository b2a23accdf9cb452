//! Numbers in Arabic and Chinese digits.

use super::Parsed;
use nom::{Parser, bytes::complete::take_while1, character::complete::digit1, combinator::map_opt};

/// Value of a Chinese digit.
fn digit(c: char) -> Option<u32> {
    Some(match c {
        '〇' | '零' | '○' | 'O' | '０' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '貳' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return c.to_digit(10),
    })
}

/// Whether the character can be part of a Chinese number.
#[must_use]
pub fn is_numeral(c: char) -> bool {
    matches!(c, '〇' | '零' | '○' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '千' | '两')
}

/// `chinese = digit, {digit} | [digit], "十", [digit] | digit, "百", …` — 十五, 二十, 一百零二, 二〇二六, 二00九.
#[must_use]
pub fn chinese(s: &str) -> Option<u32> {
    if s.is_empty() || s.chars().count() > 12 {
        return None;
    }
    if !s.contains(['十', '百', '千']) {
        return s.chars().try_fold(0u32, |n, c| n.checked_mul(10)?.checked_add(digit(c)?));
    }
    let (mut total, mut last) = (0u32, None);
    for c in s.chars() {
        let unit = match c {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            _ => {
                last = Some(digit(c)?);
                continue;
            }
        };
        total = total.checked_add(last.take().unwrap_or(1).checked_mul(unit)?)?;
    }
    total.checked_add(last.unwrap_or(0))
}

/// `arabic = digit, {digit}` — at most nine digits.
pub fn arabic(i: &str) -> Parsed<'_, u32> {
    map_opt(digit1, |s: &str| if s.len() <= 9 { s.parse().ok() } else { None }).parse(i)
}

/// `number = arabic | chinese`, where a Chinese number of four digits may hold ASCII digits (二00九) and the letter that looks like one
/// (二OO九): 安田晋一3日 is the third.
pub fn number(i: &str) -> Parsed<'_, u32> {
    let letter = i.starts_with(is_numeral);
    map_opt(take_while1(|c: char| is_numeral(c) || c.is_ascii_digit() || letter && c == 'O'), |s: &str| {
        let ascii = s.bytes().filter(u8::is_ascii_digit).count();
        let chars = s.chars().count();
        if ascii == chars {
            return if s.len() <= 9 { s.parse().ok() } else { None };
        }
        (ascii == 0 || chars >= 4).then(|| chinese(s)).flatten()
    })
    .parse(i)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values() {
        for (s, n) in [
            ("十", 10),
            ("十五", 15),
            ("二十", 20),
            ("二十五", 25),
            ("一百零二", 102),
            ("二〇二六", 2026),
            ("二00九", 2009),
            ("二OO九", 2009),
            ("一九九七", 1997),
        ] {
            assert_eq!(chinese(s), Some(n), "{s}");
        }
        assert_eq!(number("20项"), Ok(("项", 20)));
        assert_eq!(number("20OECD"), Ok(("OECD", 20)));
        assert!(number("九九九九九九九九九九九九九九").is_err());
    }
}
