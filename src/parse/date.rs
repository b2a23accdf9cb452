//! Dates and times of the day as they are written.

use super::{
    Parsed,
    number::{arabic, number},
    week::{Week, weekday},
};
use crate::span::Span;
use nom::{
    Parser,
    branch::alt,
    bytes::complete::{tag, take_while},
    character::complete::one_of,
    combinator::{not, opt, peek, recognize, value, verify},
    sequence::{delimited, preceded, terminated},
};

/// A part of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayPart {
    /// 凌晨, 清晨.
    EarlyMorning,
    /// 上午, 早上.
    Morning,
    /// 中午.
    Noon,
    /// 下午.
    Afternoon,
    /// 晚, 傍晚, 夜间.
    Evening,
}

/// A day named by another day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relative {
    /// 当天, 当日, 同日, 当晚: the day told of.
    SameDay,
    /// 今天, 今晚: the day of the report.
    Today,
    /// 昨天.
    Yesterday,
    /// 前天.
    BeforeYesterday,
    /// 次日: the day after the one told of.
    NextDay,
    /// 明天.
    Tomorrow,
    /// 周三, 上周五: a day of the week, Monday is 1.
    Weekday(Week, u8),
    /// 近日, 日前: no day that could be told.
    Lately,
}

/// A date as written; what is not printed is `None`, and nothing is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WrittenDate {
    /// The year.
    pub year: Option<i32>,
    /// 今年 0, 去年 -1, 明年 1: years from the year of the report.
    pub year_offset: Option<i32>,
    /// 本月 0, 上月 -1.
    pub month_offset: Option<i32>,
    /// The month.
    pub month: Option<u32>,
    /// The day.
    pub day: Option<u32>,
    /// Last month of a range, where printed.
    pub until_month: Option<u32>,
    /// Last day of a range.
    pub until_day: Option<u32>,
    /// A day named by another.
    pub relative: Option<Relative>,
    /// The part of the day.
    pub part: Option<DayPart>,
    /// 当地时间.
    pub local: bool,
    /// Where it stands in the text given.
    pub span: Span,
}

impl WrittenDate {
    /// Whether it says which day (not only the part of one).
    #[must_use]
    pub fn has_day(&self) -> bool {
        self.day.is_some() || self.relative.is_some()
    }

    /// Whether it can be a date behind these words: 每周三, 为期一周 and 为期1日 are none, 纪念日前 is no 日前. 将于周三 is to come.
    #[must_use]
    pub fn stands_behind(&mut self, before: &str) -> bool {
        match &mut self.relative {
            Some(Relative::Weekday(week, _)) => {
                if *week == Week::Nearest && ["将于", "将在", "将", "定于", "预定"].iter().any(|w| before.ends_with(w)) {
                    *week = Week::Coming;
                }
                !before.ends_with(|c: char| digit(c) || "每半隔几多数个".contains(c))
            }
            Some(Relative::Lately) => !before.ends_with(|c: char| digit(c) || "节生念庆今末期工假数几多".contains(c)),
            // 为期1日的访问 says how long
            _ => self.month.is_some() || !before.ends_with("为期"),
        }
    }
}

fn blank(i: &str) -> Parsed<'_, &str> {
    take_while(|c| c == ' ').parse(i)
}

/// A number before a unit: `5 月`.
fn counted<'a>(unit: &'static str) -> impl Parser<&'a str, Output = u32, Error = ()> {
    terminated(number, (blank, tag(unit)))
}

/// The first year of the Republic, by which Taiwan counts, is 1912.
const BEFORE_REPUBLIC: u32 = 1911;

/// `year = number, "年" | "民国", number, "年" | "今年" | "去年" | "明年"`; 103年1月7日 is of the Republic too.
fn year(i: &str) -> Parsed<'_, (Option<i32>, Option<i32>)> {
    let of_republic = |y: u32| (i32::try_from(y + BEFORE_REPUBLIC).ok(), None);
    let day_behind = peek((counted("月"), blank, counted("日")));
    alt((
        delimited(tag("民国"), verify(number, |y| (1..200).contains(y)), (blank, tag("年"))).map(of_republic),
        verify(terminated(arabic, (tag("年"), day_behind)), |y| (90..200).contains(y)).map(of_republic),
        verify(terminated(number, (blank, tag("年"))), |y| (1000..3000).contains(y)).map(|y| (i32::try_from(y).ok(), None)),
        value((None, Some(0)), alt((tag("今年"), tag("本年")))),
        value((None, Some(-1)), alt((tag("去年"), tag("上年")))),
        value((None, Some(1)), tag("明年")),
    ))
    .parse(i)
}

/// `day = number, ("日" | "号")`, and not 日本, 日前.
fn day(i: &str) -> Parsed<'_, u32> {
    // 本（14）日, as Taiwan writes it
    let bracketed = delimited(alt((tag("本（"), tag("今（"), tag("昨（"))), number, tag("）日"));
    let (rest, n) = alt((counted("日"), counted("号"), bracketed)).parse(i)?;
    if n == 0 || n > 31 || rest.starts_with("内瓦") { Err(nom::Err::Error(())) } else { Ok((rest, n)) }
}

/// `part = "上午" | "下午" | …`
pub fn day_part(i: &str) -> Parsed<'_, DayPart> {
    if !i.starts_with(['凌', '清', '上', '早', '中', '正', '午', '下', '晚', '傍', '夜', '深']) {
        return Err(nom::Err::Error(()));
    }
    alt((
        value(DayPart::EarlyMorning, alt((tag("凌晨"), tag("清晨")))),
        value(DayPart::Morning, alt((tag("上午"), tag("早上"), tag("早晨"), tag("早间")))),
        value(DayPart::Noon, alt((tag("中午"), tag("正午"), tag("午间")))),
        value(DayPart::Afternoon, alt((tag("下午"), tag("午后")))),
        value(
            DayPart::Evening,
            alt((tag("晚上"), tag("晚间"), tag("傍晚"), tag("夜间"), tag("深夜"), terminated(tag("晚"), peek(not_word)))),
        ),
    ))
    .parse(i)
}

/// 晚 is no part of the day in 晚宴, 晚会, 晚报, 晚些时候.
fn not_word(i: &str) -> Parsed<'_, ()> {
    if i.starts_with(['宴', '会', '报', '些', '于', '年', '辈', '餐']) { Err(nom::Err::Error(())) } else { Ok((i, ())) }
}

/// `range = ("至" | "到" | "—" | "-" | "～"), [month], day`
fn until(i: &str) -> Parsed<'_, (Option<u32>, u32)> {
    preceded(alt((tag("至"), tag("到"), tag("——"), recognize(one_of("—–-－～~")))), (opt(counted("月")), day)).parse(i)
}

/// `following = { "、", day }`: the days right behind one another, 25日、26日, and the last of them.
fn following(mut i: &str, first: Option<u32>) -> (&str, Option<u32>) {
    let mut last = None;
    while let (Some(d), Ok((rest, next))) = (last.or(first), preceded(tag("、"), day).parse(i) as Parsed<'_, u32>)
        && next == d + 1
    {
        (i, last) = (rest, Some(next));
    }
    (i, last)
}

/// `relative = "当天" | "当日" | "同日" | "今天" | "昨天" | …`, with 今天（4月27日） giving the printed day.
fn relative(i: &str) -> Parsed<'_, WrittenDate> {
    let of = |relative, part| WrittenDate { relative: Some(relative), part, ..WrittenDate::default() };
    let (i, mut w) = alt((
        value(of(Relative::SameDay, Some(DayPart::Evening)), alt((tag("当晚"), tag("当天晚"), tag("同日晚")))),
        // 同日本首相: with Japan, not on the same day
        value(
            of(Relative::SameDay, None),
            alt((tag("当天"), tag("当日"), terminated(tag("同日"), not(one_of("本方韩俄中美"))), tag("同一天"))),
        ),
        value(of(Relative::Today, Some(DayPart::Evening)), tag("今晚")),
        value(of(Relative::Yesterday, Some(DayPart::Evening)), tag("昨晚")),
        // 昨（18日）, as papers of Hong Kong and Macao print it
        value(of(Relative::Yesterday, None), terminated(tag("昨"), peek((tag("（"), calendar)))),
        value(of(Relative::Today, None), terminated(tag("今"), peek((tag("（"), calendar)))),
        value(of(Relative::Today, Some(DayPart::EarlyMorning)), tag("今晨")),
        value(of(Relative::Today, Some(DayPart::Morning)), tag("今早")),
        value(of(Relative::Today, None), alt((tag("今天"), tag("今日")))),
        value(of(Relative::Yesterday, None), alt((tag("昨天"), tag("昨日")))),
        // 目前日本 is no day
        value(
            of(Relative::BeforeYesterday, None),
            alt((tag("前天"), terminated(tag("前日"), peek(one_of("在于同与会对上下晚举出抵"))))),
        ),
        value(of(Relative::Tomorrow, None), alt((tag("明天"), tag("明日")))),
        // 第二天然气管道 is a second one of gas
        value(of(Relative::NextDay, None), alt((tag("次日"), tag("翌日"), terminated(tag("第二天"), not(tag("然")))))),
        value(
            of(Relative::Lately, None),
            alt((tag("近日"), tag("连日来"), tag("不久前"), tag("前不久"), terminated(tag("日前"), not(one_of("往来后夕景线"))))),
        ),
        weekday.map(|(week, day)| of(Relative::Weekday(week, day), None)),
    ))
    .parse(i)?;
    let (i, printed) = opt(delimited(tag("（"), calendar, tag("）"))).parse(i)?;
    if let Some(p) = printed {
        w = WrittenDate { part: w.part, ..p };
    }
    Ok((i, w))
}

/// `numeric = year, ("-" | "/" | "."), month, ("-" | "/" | "."), day` — as web pages print them: 2025-10-14.
fn numeric(i: &str) -> Parsed<'_, WrittenDate> {
    let (i, y) = verify(arabic, |y| (1000..3000).contains(y)).parse(i)?;
    let (i, mark) = one_of("-/.").parse(i)?;
    let (i, m) = verify(arabic, |m| (1..=12).contains(m)).parse(i)?;
    let (i, _) = nom::character::complete::char(mark).parse(i)?;
    let (i, d) = verify(arabic, |d| (1..=31).contains(d)).parse(i)?;
    let w = WrittenDate { year: i32::try_from(y).ok(), month: Some(m), day: Some(d), ..WrittenDate::default() };
    Ok((i, w))
}

/// `calendar = [year], ( month, [day, [range]] | day, [range] )` — also a year alone.
fn calendar<'a>(i: &'a str) -> Parsed<'a, WrittenDate> {
    if let Ok(found) = numeric(i) {
        return Ok(found);
    }
    let mut w = WrittenDate::default();
    let (i, y) = opt(year).parse(i)?;
    if let Some((year, offset)) = y {
        w.year = year;
        w.year_offset = offset;
    }
    let (i, offset) =
        opt(alt((value(-1, tag("上月")), value(0, alt((tag("本月"), tag("当月")))), value(1, tag("下月"))))).parse(i)?;
    w.month_offset = offset;
    // 2024 年 5 月 4 日, as the web prints it
    let spaced = |i: &'a str, before: bool| if before { i.trim_start_matches(' ') } else { i };
    let (rest, month) = opt(verify(counted("月"), |m| (1..=12).contains(m))).parse(spaced(i, y.is_some()))?;
    let i = if month.is_some() { rest } else { i };
    w.month = month;
    let (rest, d) = opt(day).parse(spaced(i, y.is_some() || month.is_some()))?;
    let i = if d.is_some() { rest } else { i };
    w.day = d;
    let i = if d.is_some() {
        // 5日（周三）, 5日星期三
        let (i, _) = opt(alt((delimited(tag("（"), weekday, tag("）")), weekday))).parse(i)?;
        let (i, u) = opt(until).parse(i)?;
        if let Some((m, d)) = u {
            w.until_month = m;
            w.until_day = Some(d);
            i
        } else {
            let (i, last) = following(i, d);
            w.until_day = last;
            i
        }
    } else {
        // 5月19至20日, 本月19至20日: the first day has no 日
        let (rest, u) = opt((verify(number, |d| (1..=31).contains(d)), until)).parse(i)?;
        match u {
            Some((d, (m, u))) => {
                w.day = Some(d);
                w.until_month = m;
                w.until_day = Some(u);
                rest
            }
            None => i,
        }
    };
    if w.year.is_none() && w.year_offset.is_none() && w.month.is_none() && w.day.is_none() {
        return Err(nom::Err::Error(()));
    }
    Ok((i, w))
}

/// Whether a date can begin here, by its first two characters: nearly everywhere it cannot.
fn may_begin(i: &str) -> bool {
    let mut chars = i.chars();
    let (Some(first), second) = (chars.next(), chars.next().unwrap_or(' ')) else { return false };
    match first {
        '今' | '昨' | '明' | '去' | '当' | '同' | '本' | '上' | '下' | '前' | '次' | '翌' => {
            matches!(
                second,
                '年' | '月' | '日' | '天' | '午' | '晚' | '晨' | '地' | '一' | '（' | '周' | '星' | '礼' | '个' | '不'
            )
        }
        '这' => matches!(second, '周' | '星' | '礼' | '个'),
        '近' => second == '日',
        '日' => second == '前',
        '不' => second == '久',
        '民' => second == '国',
        '第' => second == '二',
        '星' => second == '期',
        '礼' => second == '拜',
        '周' => matches!(second, '一' | '二' | '三' | '四' | '五' | '六' | '日' | '天'),
        '北' => second == '京',
        '中' | '正' => second == '午',
        '午' => matches!(second, '间' | '后'),
        '凌' | '清' => second == '晨',
        '早' => matches!(second, '上' | '晨' | '间'),
        '傍' => second == '晚',
        '夜' => second == '间',
        '深' => second == '夜',
        '晚' | ' ' => true,
        c => digit(c) && counts(i),
    }
}

pub(super) fn digit(c: char) -> bool {
    c.is_ascii_digit() || super::number::is_numeral(c)
}

/// Whether the number that a text opens with is one of a date: a unit of the calendar stands behind it, or the mark of 2025-10-14.
fn counts(i: &str) -> bool {
    let behind = i.trim_start_matches(|c| digit(c) || c == 'O').trim_start_matches(' ');
    behind.starts_with(['年', '月', '日', '号', '至', '-', '/', '.'])
}

/// `date = ["当地时间" | "北京时间"], ( calendar | relative ), [ part ] | part`
pub fn date(i: &str) -> Parsed<'_, WrittenDate> {
    if !may_begin(i) {
        return Err(nom::Err::Error(()));
    }
    let whole = i;
    let (i, zone) = opt(terminated(alt((value(true, tag("当地时间")), value(false, tag("北京时间")))), blank)).parse(i)?;
    let (i, w) = if i.starts_with(digit) { opt(calendar).parse(i)? } else { opt(alt((relative, calendar))).parse(i)? };
    let (i, part) = opt(preceded(blank, day_part)).parse(i)?;
    let mut w = match (w, part) {
        (Some(w), _) => w,
        (None, Some(_)) => WrittenDate::default(),
        (None, None) => return Err(nom::Err::Error(())),
    };
    w.part = part.or(w.part);
    w.local = zone == Some(true);
    w.span = Span::new(0, whole.len() - i.len());
    Ok((i, w))
}

#[cfg(test)]
mod tests {
    use super::super::dates::dates;
    use super::*;

    fn one(s: &str) -> WrittenDate {
        dates(s).into_iter().next().unwrap_or_default()
    }

    #[test]
    fn forms() {
        let d = one("当地时间5月20日上午，");
        assert_eq!((d.month, d.day, d.part, d.local), (Some(5), Some(20), Some(DayPart::Morning), true));
        let d = one("一九九七年十月二十九日");
        assert_eq!((d.year, d.month, d.day), (Some(1997), Some(10), Some(29)));
        let d = one("2026年5月19日至20日");
        assert_eq!((d.year, d.day, d.until_day), (Some(2026), Some(19), Some(20)));
        let d = one("7月30日至8月2日");
        assert_eq!((d.day, d.until_month, d.until_day), (Some(30), Some(8), Some(2)));
        let d = one("今天（4月27日）");
        assert_eq!((d.month, d.day), (Some(4), Some(27)));
        assert_eq!(one("当晚，").relative, Some(Relative::SameDay));
        assert_eq!(one("3 月21日").month, Some(3));
        assert_eq!(one("二00九年").year, Some(2009));
        assert_eq!(one("去年11月").year_offset, Some(-1));
        let d = one("5月19至20日");
        assert_eq!((d.month, d.day, d.until_day), (Some(5), Some(19), Some(20)));
        assert_eq!((one("午后").part, one("傍晚").part), (Some(DayPart::Afternoon), Some(DayPart::Evening)));
        assert_eq!((date("第二天，").is_ok(), date("第二天然气管道").is_ok()), (true, false));
        assert_eq!(dates("30周年和20项").len(), 0);
        assert_eq!(one("每周三举行").relative, None);
        assert_eq!(one("将于周三").relative, Some(Relative::Weekday(Week::Coming, 3)));
        assert_eq!(one("周三（11月8日）").day, Some(8));
        assert_eq!(one("今（10）日").day, Some(10));
        assert_eq!(one("3月5日（星期三）上午").part, Some(DayPart::Morning));
        assert_eq!((one("民国112年3月20日").year, one("103年01月07日").year), (Some(2023), Some(2014)));
        assert_eq!(one("走过100年，5月1日").year, None);
    }
}
