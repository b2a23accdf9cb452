//! Enumerators: what a clause, a point or a list entry opens with.

use super::{
    Parsed,
    number::{arabic, chinese, is_numeral, number},
};
use crate::span::Span;
use nom::{
    Parser,
    branch::alt,
    bytes::complete::{tag, take_while, take_while1},
    character::complete::{char, one_of},
    combinator::{map_opt, opt, value, verify},
    sequence::{delimited, preceded, terminated},
};

/// The sort of an enumerator; the order is the depth that these sorts usually have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Style {
    /// 第一章.
    Chapter,
    /// 第一节.
    Part,
    /// 第一条.
    Article,
    /// 一、 or 一 alone on its line.
    Section,
    /// （一）.
    Bracketed,
    /// 1. or 1、.
    Arabic,
    /// 1.1.
    Decimal,
    /// 1.1.1.
    SmallDecimal,
    /// （1） or ①.
    SmallBracketed,
    /// （a） or a).
    Letter,
    /// 第一，.
    Ordinal,
    /// 一是.
    Is,
    /// 首先, 其次, 再次, 最后.
    Sequence,
    /// —— or •.
    Dash,
}

/// An enumerator as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Enumerator {
    /// Its sort.
    pub style: Style,
    /// Its number; 0 for a dash.
    pub number: u32,
    /// The marker without what follows it.
    pub span: Span,
}

fn han(i: &str) -> Parsed<'_, u32> {
    map_opt(take_while1(is_numeral), |s: &str| if s.chars().count() <= 5 { chinese(s) } else { None }).parse(i)
}

/// `section = han, "、"`
fn section(i: &str) -> Parsed<'_, (Style, u32)> {
    terminated(han, tag("、")).map(|n| (Style::Section, n)).parse(i)
}

/// `bracketed = "（", han, "）"` · `small = "（", arabic, "）" | "①"…`
fn bracketed(i: &str) -> Parsed<'_, (Style, u32)> {
    alt((
        delimited(one_of("（("), han, one_of("）)")).map(|n| (Style::Bracketed, n)),
        delimited(one_of("（("), verify(arabic, |n| *n < 200), one_of("）)")).map(|n| (Style::SmallBracketed, n)),
        map_opt(one_of("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"), |c: char| {
            Some((Style::SmallBracketed, c as u32 - '①' as u32 + 1))
        }),
        map_opt(one_of("㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"), |c: char| Some((Style::Bracketed, c as u32 - '㈠' as u32 + 1))),
    ))
    .parse(i)
}

/// `arabic = number, ("." | "、" | "．")`, and no decimal
fn numbered(i: &str) -> Parsed<'_, (Style, u32)> {
    let (rest, n) = terminated(verify(arabic, |n| *n > 0 && *n < 200), (opt(char(' ')), one_of(".、．)）"))).parse(i)?;
    if rest.starts_with(|c: char| c.is_ascii_digit()) { Err(nom::Err::Error(())) } else { Ok((rest, (Style::Arabic, n))) }
}

/// `decimal = arabic, ".", arabic, [".", arabic], ["."]`: 2.1, 2.1.3; 1.5亿 is a quantity.
fn decimal(i: &str) -> Parsed<'_, (Style, u32)> {
    let part = || verify(arabic, |n| *n < 200);
    let (rest, (_, mut n, third, _)) =
        (part(), preceded(char('.'), part()), opt(preceded(char('.'), part())), opt(char('.'))).parse(i)?;
    let style = third.map_or(Style::Decimal, |_| Style::SmallDecimal);
    n = third.unwrap_or(n);
    match rest.chars().next() {
        Some(' ' | '　') => Ok((rest, (style, n))),
        Some(c) if n > 0 && c.is_alphabetic() && !"万亿千百倍个元米公吨度岁升克级分美".contains(c) => {
            Ok((rest, (style, n)))
        }
        _ => Err(nom::Err::Error(())),
    }
}

/// `letter = "（", ("a" … "z"), "）" | ("a" … "z"), "）"`
fn letter(i: &str) -> Parsed<'_, (Style, u32)> {
    let number = |c: char| (c as u32 + 1).checked_sub('a' as u32);
    let one = || map_opt(one_of("abcdefghijklmnopqrstuvwxyz"), number);
    alt((delimited(one_of("（("), one(), one_of("）)")), terminated(one(), one_of("）)")))).map(|n| (Style::Letter, n)).parse(i)
}

/// `article = "第", number, ("条" | "章" | "节" | "部分")`, with blanks between them: 第 一 条
fn article(i: &str) -> Parsed<'_, (Style, u32)> {
    let blanks = || take_while(|c| c == ' ');
    let (rest, (n, style)) = preceded(
        (tag("第"), blanks()),
        (
            terminated(number, blanks()),
            alt((
                value(Style::Article, tag("条")),
                value(Style::Chapter, alt((tag("章"), tag("部分"), tag("编")))),
                value(Style::Part, tag("节")),
            )),
        ),
    )
    .parse(i)?;
    // 第一条规定 in running text is no heading
    match rest.chars().next() {
        None | Some(' ' | '\n' | '：' | '　') => Ok((rest, (style, n))),
        _ => Err(nom::Err::Error(())),
    }
}

/// `ordinal = "第", han, ("，" | "、" | "：" | "是")`
fn ordinal(i: &str) -> Parsed<'_, (Style, u32)> {
    terminated(preceded(tag("第"), han), alt((tag("，"), tag("、"), tag("："), tag("是")))).map(|n| (Style::Ordinal, n)).parse(i)
}

/// `is = han, ("是" | "要")`: 一是筑牢…, 二要…
fn is(i: &str) -> Parsed<'_, (Style, u32)> {
    verify(terminated(han, alt((tag("是"), tag("要")))), |n| *n < 20).map(|n| (Style::Is, n)).parse(i)
}

/// `sequence = "首先" | "其次" | "再次" | "最后"`, with a comma.
fn sequence(i: &str) -> Parsed<'_, (Style, u32)> {
    terminated(
        alt((value(1, tag("首先")), value(2, tag("其次")), value(3, tag("再次")), value(3, tag("第三")), value(99, tag("最后")))),
        tag("，"),
    )
    .map(|n| (Style::Sequence, n))
    .parse(i)
}

/// `dash = "——" | "•" | "●" | "■" | "◆"`
fn dash(i: &str) -> Parsed<'_, (Style, u32)> {
    value((Style::Dash, 0), alt((tag("——"), tag("•"), tag("●"), tag("■"), tag("◆"), tag("▪")))).parse(i)
}

/// Whether an enumerator can begin with a character: nearly no paragraph opens with one.
fn may_begin(c: char) -> bool {
    c.is_ascii_digit()
        || c.is_ascii_lowercase()
        || is_numeral(c)
        || matches!(c, '①'..='⑳' | '㈠'..='㈩')
        || matches!(c, '（' | '(' | '第' | '首' | '其' | '再' | '最' | '—' | '•' | '●' | '■' | '◆' | '▪')
}

/// `enumerator = section | bracketed | decimal | numbered | letter | article | ordinal | is | sequence | dash`
pub fn enumerator(i: &str) -> Parsed<'_, Enumerator> {
    let (start, blanks) = take_while(|c| c == ' ').parse(i)?;
    if !start.starts_with(may_begin) {
        return Err(nom::Err::Error(()));
    }
    let (rest, (style, number)) =
        alt((section, bracketed, decimal, numbered, letter, article, ordinal, is, sequence, dash)).parse(start)?;
    Ok((rest, Enumerator { style, number, span: Span::new(blanks.len(), i.len() - rest.len()) }))
}

/// A number alone on its line: 一.
#[must_use]
pub fn alone(line: &str) -> Option<u32> {
    let s = line.trim();
    (!s.is_empty() && s.chars().count() <= 4 && s.chars().all(is_numeral)).then(|| chinese(s)).flatten()
}

/// 二是…, 三要…: whether words open with the marker of a point, behind which a sentence has no subject of its own.
#[must_use]
pub fn opens_point(words: &str) -> bool {
    let mut chars = words.chars();
    chars.next().is_some_and(is_numeral) && matches!(chars.next(), Some('是' | '要'))
}

/// `第一条缔约双方…`: the number of an article and how long its marker is, whatever stands behind it.
#[must_use]
pub fn article_mark(words: &str) -> Option<(u32, usize)> {
    let (behind, n) = super::number::number(words.strip_prefix('第')?).ok()?;
    Some((n, words.len() - behind.strip_prefix('条')?.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles() {
        for (s, style, n) in [
            ("一、请两国", Style::Section, 1),
            ("（二十）《", Style::Bracketed, 20),
            ("1.加强", Style::Arabic, 1),
            ("2.1 高层交往", Style::Decimal, 1),
            ("2.1.3双方", Style::SmallDecimal, 3),
            ("（b）加强", Style::Letter, 2),
            ("㈢加强", Style::Bracketed, 3),
            ("• 加强", Style::Dash, 0),
            ("第二节 贸易", Style::Part, 2),
            ("第三条 双方", Style::Article, 3),
            ("第 四 条", Style::Article, 4),
            ("第二，坚持", Style::Ordinal, 2),
            ("四是开展", Style::Is, 4),
            ("其次，", Style::Sequence, 2),
        ] {
            let (_, e) = enumerator(s).unwrap_or_else(|_| panic!("{s}"));
            assert_eq!((e.style, e.number), (style, n), "{s}");
        }
        assert!(enumerator("1.5亿").is_err());
        assert!(enumerator("第二十五条对其").is_err());
        assert_eq!(alone("二"), Some(2));
    }
}
