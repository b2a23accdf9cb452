//! Days of the week: 周三, 上周五, 下星期一.

use super::Parsed;
use nom::{
    Parser,
    branch::alt,
    bytes::complete::tag,
    character::complete::one_of,
    combinator::{opt, value},
    sequence::{preceded, terminated},
};

/// Which week a day is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Week {
    /// 周三: the last such day up to the report.
    Nearest,
    /// 将于周三: the first such day from the report on.
    Coming,
    /// 上周三.
    Last,
    /// 本周三.
    This,
    /// 下周三.
    Next,
}

/// The days, Monday first.
const DAYS: &str = "一二三四五六日";

/// `weekday = [ "上" | "本" | "这" | "下" ], ( "星期" | "周" | "礼拜" ), ( "一" | … | "日" | "天" )`; the day counted from 1, Monday.
/// 周一至周五 is every week, 周日报 a paper.
pub fn weekday(i: &str) -> Parsed<'_, (Week, u8)> {
    let which = alt((value(Week::Last, tag("上")), value(Week::This, alt((tag("本"), tag("这")))), value(Week::Next, tag("下"))));
    let (i, week) = opt(terminated(which, opt(tag("个")))).parse(i)?;
    let (i, c) = preceded(alt((tag("星期"), tag("周"), tag("礼拜"))), one_of("一二三四五六日天")).parse(i)?;
    let habit = ["至周", "到周", "至星期", "到星期", "国", "年", "期", "报", "刊", "次"].iter().any(|w| i.starts_with(w));
    let day = DAYS.chars().zip(1..).find_map(|(d, n)| (d == c).then_some(n)).unwrap_or(7);
    let coming = if i.starts_with('将') { Week::Coming } else { Week::Nearest };
    if habit { Err(nom::Err::Error(())) } else { Ok((i, (week.unwrap_or(coming), day))) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        let read = |s: &str| weekday(s).ok().map(|r| r.1);
        assert_eq!(read("周三在北京"), Some((Week::Nearest, 3)));
        assert_eq!(read("星期天"), Some((Week::Nearest, 7)));
        assert_eq!(read("上周五，"), Some((Week::Last, 5)));
        assert_eq!(read("下个星期一"), Some((Week::Next, 1)));
        assert_eq!(read("周四将访问"), Some((Week::Coming, 4)));
        assert_eq!(read("周一至周五"), None);
        assert_eq!(read("周边国家"), None);
    }
}
