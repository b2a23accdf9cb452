//! The dates of a text, and those that pages print about themselves.

use super::date::{WrittenDate, date, digit};
use crate::lexicon::CharSet;
use crate::span::{Span, find_byte};

/// What a date opens with that is looked for in a text.
static OPENS: CharSet =
    CharSet::of("0123456789〇零○一二三四五六七八九十百千两当今去明昨同上下本凌清早中午傍深北星周礼这近日不民");

/// All dates of a text, in order, with spans in it.
#[must_use]
pub fn dates(text: &str) -> Vec<WrittenDate> {
    let mut out = Vec::new();
    let mut behind = 0;
    let mut digits = false;
    for (at, c) in text.char_indices() {
        if at < behind || !OPENS.holds(c) {
            digits = false;
            continue;
        }
        // not in the middle of a number
        let numeral = digit(c);
        if !(numeral && digits)
            && let Ok((_, mut w)) = date(&text[at..])
            && w.stands_behind(&text[..at])
        {
            w.span = Span::new(at, at + w.span.end);
            behind = w.span.end;
            out.push(w);
        }
        digits = numeral;
    }
    out
}

/// Whether a day may be printed with its year: a number behind 年, or marks as in 2025-10-14.
fn may_hold_year(line: &str) -> bool {
    let mark = |from| find_byte(line, from, |b| matches!(b, b'-' | b'/' | b'.'));
    let numeral = |at: usize| line.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    line.match_indices('年').any(|(at, w)| line[at + w.len()..].trim_start_matches(' ').starts_with(digit))
        || std::iter::successors(mark(0), |at| mark(at + 1)).any(|at| at > 0 && numeral(at - 1) && numeral(at + 1))
}

/// The dates of a text that may be printed with year and day: those of the lines that may hold one.
#[must_use]
pub fn dates_with_years(text: &str) -> Vec<WrittenDate> {
    let mut out = Vec::new();
    let mut from = 0;
    for line in text.split_inclusive('\n') {
        if may_hold_year(line) {
            let moved = |w: WrittenDate| WrittenDate { span: Span::new(from + w.span.start, from + w.span.end), ..w };
            out.extend(dates(line).into_iter().map(moved));
        }
        from += line.len();
    }
    out
}

/// A date in eight digits, as pages print it about themselves: 20220924.
///
/// `in_digits = year4, month2, day2`, with no digit on either side.
#[must_use]
pub fn in_digits(text: &str) -> Option<WrittenDate> {
    let mut at = 0;
    while let Some(found) = text[at..].find(|c: char| c.is_ascii_digit()) {
        let start = at + found;
        let digits = text[start..].bytes().take_while(u8::is_ascii_digit).count();
        at = start + digits;
        if digits != 8 {
            continue;
        }
        let value = |from: usize, to: usize| text[start + from..start + to].parse::<u32>().unwrap_or(0);
        let (y, m, d) = (value(0, 4), value(4, 6), value(6, 8));
        if (1900..2100).contains(&y) && (1..=12).contains(&m) && (1..=31).contains(&d) {
            let (year, span) = (i32::try_from(y).ok(), Span::new(start, at));
            return Some(WrittenDate { year, month: Some(m), day: Some(d), span, ..WrittenDate::default() });
        }
    }
    None
}

/// The date that a title line gives for the page: in brackets or at its end behind a blank.
#[must_use]
pub fn of_title(text: &str) -> Option<WrittenDate> {
    let written = dates(text).into_iter().find(|d| d.year.is_some() && d.month.is_some() && d.day.is_some());
    let d = written.or_else(|| in_digits(text))?;
    let (before, behind) = (&text[..d.span.start], &text[d.span.end..]);
    let bracketed = before.ends_with(['（', '(', '[', '【']) && behind.starts_with(['）', ')', ']', '】']);
    let last = behind.trim().is_empty() && before.ends_with([' ', '|', '·', '-']);
    (bracketed || last).then_some(d)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_titles() {
        let day = |s: &str| of_title(s).map(|d| (d.year, d.month, d.day));
        assert_eq!(day("《晚间新闻》（20240807）"), Some((Some(2024), Some(8), Some(7))));
        assert_eq!(day("一周要闻 2024-08-07"), Some((Some(2024), Some(8), Some(7))));
        assert_eq!(day("编号20240807的文件"), None);
        assert_eq!(in_digits("时间戳1681822471040"), None);
        assert_eq!(in_digits("1.2024.13.45"), None);
    }
}
