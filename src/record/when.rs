//! Dates: the year and month that a text does not print are inferred, with what they rest on.
//!
//! In this order: `--published`; the header of the page; a full date of the same day elsewhere in the file; anniversaries and
//! dated mechanisms. Two bases that disagree give no guess.

use super::Context;
use crate::article::Draft;
use crate::diagnostic::{Code, Diagnostic};
use crate::lexicon::Category;
use crate::model::DateBasis;
use crate::parse::number::number;
use crate::parse::week::Week;
use crate::parse::{
    date::{Relative, WrittenDate},
    dates::dates_with_years,
};
use crate::span::Span;
use chrono::{Datelike, Days, NaiveDate, TimeDelta};

/// A date that was settled.
#[derive(Debug, Clone, PartialEq)]
pub struct Settled {
    /// EDTF.
    pub edtf: String,
    /// The last day of a range, EDTF.
    pub until: Option<String>,
    /// What the inferred part rests on.
    pub basis: Option<DateBasis>,
}

/// What is known about the year.
#[derive(Debug, Clone, Default)]
pub struct Calendar {
    published: Option<NaiveDate>,
    header: Option<(NaiveDate, DateBasis)>,
    /// Full dates printed anywhere in the file.
    full: Vec<(NaiveDate, NaiveDate, DateBasis)>,
    year: Option<(i32, DateBasis)>,
    filed: Vec<(Span, WrittenDate)>,
}

impl Calendar {
    /// Reads the evidence of a page.
    pub fn of(cx: &Context<'_>, published: Option<&str>, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut c = Self { published: published.and_then(|p| NaiveDate::parse_from_str(p, "%Y-%m-%d").ok()), ..Self::default() };
        let basis = |from: &str, span: Span| DateBasis {
            from: from.into(),
            evidence: Some(cx.get(span).to_owned()),
            source: Some(cx.source(span)),
        };
        c.header = cx.page.dates.iter().find_map(|(w, s)| Some((naive(w.year?, w.month?, w.day?)?, basis("page", *s))));
        let mut known = std::collections::BTreeSet::new();
        for w in dates_with_years(cx.text()) {
            if let (Some(y), Some(m), Some(d)) = (w.year, w.month, w.day)
                && let Some(first) = naive(y, m, d)
            {
                let last = w.until_day.and_then(|u| naive(y, w.until_month.unwrap_or(m), u)).unwrap_or(first);
                // a day that is printed again says no more
                if known.insert((first, last)) {
                    c.full.push((first, last, basis("file", w.span)));
                }
            }
        }
        c.filed = cx.page.articles.iter().filter_map(|a| Some((a.span, a.dateline.as_ref()?.date?))).collect();
        let mut years: Vec<(i32, Span)> = anniversaries(cx);
        let mut page_year = cx.page.dates.iter().find_map(|(w, s)| Some((w.year?, basis("page", *s))));
        // the anniversary of an earlier year is one that the text remembers, that of a far one a goal
        if let Some((h, _)) = &c.header {
            years.retain(|y| (0..2).contains(&y.0.saturating_sub(h.year())));
        }
        if let (None, Some((h, _))) = (c.published, &c.header)
            && let Some((_, at)) = years.first().filter(|f| f.0 != h.year() && years.iter().all(|y| y.0 == f.0))
        {
            let message = format!("the page says {}, “{}” says another year", h.year(), cx.get(*at));
            diagnostics.push(Diagnostic::new(Code::ConflictingDates, message, Some(cx.source(*at))));
            c.header = None;
            page_year = None;
            years.clear();
        }
        if c.published.is_none() && c.header.is_none() {
            let first = years.first().copied();
            if let Some((_, other)) = years.iter().find(|y| Some(y.0) != first.map(|f| f.0)) {
                diagnostics.push(Diagnostic::new(
                    Code::ConflictingDates,
                    format!("two bases of the year disagree: “{}” and “{}”", first.map_or("", |f| cx.get(f.1)), cx.get(*other)),
                    Some(cx.source(*other)),
                ));
                years.clear();
            }
            c.year = page_year.or_else(|| years.first().map(|&(y, s)| (y, basis("anniversary", s))));
        }
        c
    }

    /// The date that the page prints about itself.
    pub fn page_date(&self) -> Option<String> {
        self.header.as_ref().map(|(d, _)| d.to_string())
    }

    /// The date of the report: its dateline, or else when it was published.
    pub fn filed(&self, draft: &Draft) -> Option<WrittenDate> {
        draft.dateline.as_ref().and_then(|d| d.date).or_else(|| {
            let day = self.published.or(self.header.as_ref().map(|h| h.0))?;
            Some(written(day))
        })
    }

    /// Settles a date as written. `near` is the day told of, which 当天 and a bare 20日 lean on. `None` for what is no day of
    /// the calendar, and for what names no day at all.
    pub fn resolve(&self, w: &WrittenDate, near: Option<&WrittenDate>) -> Option<Settled> {
        match w.relative {
            Some(Relative::Lately) => return None,
            Some(Relative::SameDay) => return self.resolve(near.filter(|n| n.relative != Some(Relative::SameDay))?, None),
            Some(r) => {
                let counted = |base: NaiveDate| match r {
                    Relative::Yesterday => base.checked_sub_days(Days::new(1)),
                    Relative::BeforeYesterday => base.checked_sub_days(Days::new(2)),
                    Relative::Tomorrow | Relative::NextDay => base.checked_add_days(Days::new(1)),
                    Relative::Weekday(week, day) => of_week(base, week, day),
                    _ => Some(base),
                };
                let basis = Some(DateBasis { from: "dateline".into(), ..DateBasis::default() });
                let edtf = match self.day_of(near) {
                    Some(base) => counted(base)?.to_string(),
                    // without a year: where it is the same day in every year
                    None => {
                        let (month, day) = near.and_then(|n| n.month.zip(n.day))?;
                        let [leap, common] =
                            [2000, 2001].map(|y| Some(counted(naive(y, month, day)?)?.format("XXXX-%m-%d").to_string()));
                        leap.filter(|l| common.as_ref() == Some(l))?
                    }
                };
                return Some(Settled { edtf, until: None, basis });
            }
            None => {}
        }
        if w.day.is_none() && w.month.is_none() {
            let y = match (w.year, w.year_offset) {
                (Some(y), _) => y,
                (None, Some(o)) => o + near.and_then(|n| n.year).or_else(|| self.day_of(near).map(|d| d.year()))?,
                (None, None) => return None,
            };
            return Some(Settled { edtf: format!("{y:04}"), until: None, basis: None });
        }
        let (month, month_basis) = match w.month {
            Some(m) => (Some(m), None),
            None => match self.month(w, near) {
                Some((m, b)) => (Some(m), Some(b)),
                None => (None, None),
            },
        };
        let Some(month) = month else {
            let d = w.day.filter(|d| *d <= 31)?;
            let until = w.until_day.filter(|u| *u > d && *u <= 31 && w.until_month.is_none()).map(|u| format!("XXXX-XX-{u:02}"));
            return Some(Settled { edtf: format!("XXXX-XX-{d:02}"), until, basis: None });
        };
        let (year, year_basis) = match w.year {
            Some(y) => (Some(y), None),
            None => match self.year(w, month, near) {
                Some((y, b)) => (Some(y), b),
                None => (None, None),
            },
        };
        let y = year.map_or("XXXX".to_owned(), |y| format!("{y:04}"));
        let basis = year_basis.or(month_basis);
        let Some(day) = w.day else { return Some(Settled { edtf: format!("{y}-{month:02}"), until: None, basis }) };
        naive(year.unwrap_or(2000), month, day)?;
        let until = w.until_day.and_then(|u| {
            let m = w.until_month.unwrap_or(month);
            let last = year.map_or(2000, |y| if m < month { y + 1 } else { y });
            naive(last, m, u)?;
            let y = year.map_or("XXXX".to_owned(), |_| format!("{last:04}"));
            Some(format!("{y}-{m:02}-{u:02}"))
        });
        Some(Settled { edtf: format!("{y}-{month:02}-{day:02}"), until, basis })
    }

    /// The dateline of the article in which a date stands; of the first one, for a date of none.
    fn filed_for(&self, w: &WrittenDate) -> Option<WrittenDate> {
        // in the order of the text
        let n = self.filed.partition_point(|(article, _)| article.end < w.span.end);
        let own = self.filed.get(n).filter(|(article, _)| article.contains(w.span));
        own.or(self.filed.first()).map(|f| f.1)
    }

    /// The day of a report, as far as it is known.
    fn day_of(&self, near: Option<&WrittenDate>) -> Option<NaiveDate> {
        let from = |w: &WrittenDate| {
            // 新华社仰光四日电: a day alone leans on the day of the page
            let month = w.month.or_else(|| self.month(w, None).map(|m| m.0))?;
            naive(w.year.or_else(|| self.year(w, month, None).map(|y| y.0))?, month, w.day?)
        };
        near.and_then(from).or(self.published).or(self.header.as_ref().map(|h| h.0))
    }

    /// The month of a bare day: that of the day told of or of the report; the month before where the day lies ahead of it.
    fn month(&self, w: &WrittenDate, near: Option<&WrittenDate>) -> Option<(u32, DateBasis)> {
        let day = w.day?;
        let told = near.filter(|n| n.month.is_some());
        let (month, base, from) = match (told, self.published, self.header.as_ref()) {
            (Some(n), ..) => (n.month?, n.day?, "dateline"),
            (None, Some(p), _) => (p.month(), p.day(), "published"),
            (None, None, Some((h, _))) => (h.month(), h.day(), "page"),
            (None, None, None) => {
                let f = self.filed_for(w)?;
                (f.month?, f.day?, "dateline")
            }
        };
        let month = match w.month_offset {
            Some(-1) => (month + 10) % 12 + 1,
            Some(1) => month % 12 + 1,
            // 31日 in a report of 1 August is in July; a day further ahead than this is a plan
            None if day > base + 20 => (month + 10) % 12 + 1,
            _ => month,
        };
        Some((month, DateBasis { from: from.into(), ..DateBasis::default() }))
    }

    /// The year of a month and day.
    fn year(&self, w: &WrittenDate, month: u32, near: Option<&WrittenDate>) -> Option<(i32, Option<DateBasis>)> {
        let offset = w.year_offset;
        let with = |year: i32, basis: DateBasis| Some((year + offset.unwrap_or(0), Some(basis)));
        let nearest = |base: NaiveDate| match offset {
            Some(_) => base.year(),
            None => {
                let day = w.day.unwrap_or(15).min(28);
                let distance = |y: i32| naive(y, month, day).map_or(i64::MAX, |d| (d - base).num_days().abs());
                (base.year() - 1..=base.year() + 1).min_by_key(|&y| distance(y)).unwrap_or(base.year())
            }
        };
        if let Some(p) = self.published {
            return with(nearest(p), DateBasis { from: "published".into(), evidence: Some(p.to_string()), source: None });
        }
        if let Some((h, basis)) = &self.header {
            return with(nearest(*h), basis.clone());
        }
        // 12月30日 in a report of 2 January, 下月3日 in one of December
        let at_the_turn = |y: i32, m: Option<u32>, d: Option<u32>| {
            let far = m.filter(|m| m.abs_diff(month) >= 10);
            far.zip(d).and_then(|(m, d)| naive(y, m, d)).map_or(y, nearest)
        };
        if let Some((n, y)) = near.and_then(|n| Some((n, n.year?))) {
            return with(at_the_turn(y, n.month, n.day), DateBasis { from: "context".into(), ..DateBasis::default() });
        }
        let told = self.filed_for(w);
        if let Some(d) = w.day {
            let same: Vec<_> = self
                .full
                .iter()
                .filter(|(a, b, _)| (a.year()..=b.year()).any(|y| naive(y, month, d).is_some_and(|x| *a <= x && x <= *b)))
                .collect();
            if let Some((a, _, basis)) = same.first()
                && same.iter().all(|s| s.0.year() == a.year())
            {
                return Some((a.year(), Some(basis.clone())));
            }
            // another day of the same report: its dateline has a year
            if let Some(f) = told.filter(|f| f.day != Some(d) || f.month != Some(month))
                && let (Some(fm), Some(_)) = (f.month, f.day)
                && matches!(fm.abs_diff(month), 0 | 1 | 11)
                && let Some((y, b)) = self.year(&f, fm, None)
            {
                return with(at_the_turn(y, f.month, f.day), b.unwrap_or_default());
            }
        }
        let (y, basis) = self.year.clone()?;
        with(y, basis)
    }
}

/// The day of a week, counted from that of the report.
fn of_week(base: NaiveDate, week: Week, day: u8) -> Option<NaiveDate> {
    let ahead = i64::from(day) - i64::from(base.weekday().number_from_monday());
    base.checked_add_signed(TimeDelta::days(match week {
        Week::Nearest if ahead > 0 => ahead - 7,
        Week::Coming if ahead < 0 => ahead + 7,
        Week::Last => ahead - 7,
        Week::Next => ahead + 7,
        Week::Nearest | Week::Coming | Week::This => ahead,
    }))
}

fn naive(y: i32, m: u32, d: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(y, m, d)
}

fn written(day: NaiveDate) -> WrittenDate {
    WrittenDate { year: Some(day.year()), month: Some(day.month()), day: Some(day.day()), ..WrittenDate::default() }
}

/// The years that anniversaries and dated mechanisms in the text imply.
fn anniversaries(cx: &Context<'_>) -> Vec<(i32, Span)> {
    let mut out = Vec::new();
    let text = cx.text();
    for a in &cx.page.articles {
        for &p in &a.body {
            for h in cx.hits.within(Category::Anniversaries, p) {
                let e = cx.lexicon.entry(h);
                let Some(base) = e.year else { continue };
                let sentence = text[p.start..h.span.start].rfind('。').map_or(p.start, |i| p.start + i + '。'.len_utf8());
                let before = &text[sentence..h.span.start];
                let shift = if before.contains("明年") || before.contains("次年") {
                    -1
                } else {
                    i32::from(before.contains("去年"))
                };
                if before.contains(|c: char| c.is_ascii_digit())
                    && before.contains('年')
                    && !before.contains("今年")
                    && crate::parse::dates::dates(before).iter().any(|d| d.year.is_some())
                {
                    continue;
                }
                if e.kind.as_deref() == Some("dated") {
                    if before.contains("今年") || before.contains("本年") {
                        out.push((base.saturating_add(shift), h.span));
                    }
                    continue;
                }
                let until = text[h.span.end..p.end].char_indices().nth(24).map_or(p.end, |(i, _)| h.span.end + i);
                let behind = &text[h.span.end..until];
                let behind = &behind[..behind.find('。').unwrap_or(behind.len())];
                let Some(at) = behind.find("周年") else { continue };
                let digits = behind[..at]
                    .char_indices()
                    .rev()
                    .take_while(|(_, c)| c.is_ascii_digit() || crate::parse::number::is_numeral(*c))
                    .last();
                let Some((from, _)) = digits else { continue };
                let Ok(("", n)) = number(&behind[from..at]) else { continue };
                // the event has to be named, in the entry's own words or between them and the number
                let event = e.event.as_deref().unwrap_or("");
                let between = &behind[..from];
                if !(cx.get(h.span).contains(event) || between.contains(event) || between.trim_matches(['》', '”']).is_empty())
                {
                    continue;
                }
                if between.contains(['，', '；']) {
                    continue;
                }
                let end = h.span.end + at + "周年".len();
                if let Ok(n) = i32::try_from(n) {
                    out.push((base.saturating_add(n).saturating_add(shift), Span::new(h.span.start, end)));
                }
            }
        }
    }
    out
}
