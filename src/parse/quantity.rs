//! How many: 20项, 20多份, 近20项, 十多项, 数十项, 多项, 一系列.

use super::{
    Parsed,
    number::{is_numeral, number},
};
use crate::lexicon::CharSet;
use crate::span::Span;
use nom::{
    Parser,
    branch::alt,
    bytes::complete::tag,
    combinator::{opt, value},
    sequence::preceded,
};

/// A quantity as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Quantity {
    /// The number, where one is printed.
    pub count: Option<u32>,
    /// 多, 余, 超过: there may be more.
    pub at_least: bool,
    /// Where it stands.
    pub span: Span,
}

fn unit(i: &str) -> Parsed<'_, &str> {
    alt((tag("项"), tag("份"), tag("个"), tag("件"), tag("部"), tag("批"))).parse(i)
}

/// `quantity = ["近" | "约" | "超过" | "逾"], ( number, ["多" | "余"] | "数十" | "多" | "若干" ), unit | "一系列"`
pub fn quantity(i: &str) -> Parsed<'_, Quantity> {
    let whole = i;
    let (i, over) =
        opt(alt((value(false, alt((tag("近"), tag("约")))), value(true, alt((tag("超过"), tag("逾"), tag("超"))))))).parse(i)?;
    let counted = (number, opt(alt((tag("多"), tag("余")))), unit).map(|(n, more, _)| (Some(n), more.is_some()));
    let vague = preceded(alt((tag("数十"), tag("几十"), tag("若干"), tag("多"), tag("数"))), unit).map(|_| (None, true));
    let series = tag("一系列").map(|_| (None, false));
    let (i, (count, more)) = alt((counted, vague, series)).parse(i)?;
    Ok((i, Quantity { count, at_least: more || over == Some(true), span: Span::new(0, whole.len() - i.len()) }))
}

/// What a quantity without a number opens with, or with more words before it.
static VAGUE: CharSet = CharSet::of("近约超逾数几若多");

/// The quantities of a text, with spans in it.
#[must_use]
pub fn quantities(text: &str) -> Vec<Quantity> {
    let mut out: Vec<Quantity> = Vec::new();
    let mut at = 0;
    let mut numeral = false;
    while let Some(c) = text.get(at..).and_then(|s| s.chars().next()) {
        let now = c.is_ascii_digit() || is_numeral(c);
        if ((now && !numeral) || VAGUE.holds(c))
            && let Ok((_, mut q)) = quantity(&text[at..])
        {
            q.span = Span::new(at, at + q.span.end);
            at = q.span.end;
            numeral = false;
            out.push(q);
            continue;
        }
        numeral = now;
        at += c.len_utf8();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        let q = |s: &str| quantities(s).first().map(|q| (q.count, q.at_least));
        assert_eq!(q("签署20项文件"), Some((Some(20), false)));
        assert_eq!(q("交换20多份文本"), Some((Some(20), true)));
        assert_eq!(q("十多项协议"), Some((Some(10), true)));
        assert_eq!(q("近20项"), Some((Some(20), false)));
        assert_eq!(q("多项协议"), Some((None, true)));
    }
}
