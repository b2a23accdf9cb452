//! The day on which something was done with an instrument.

use crate::parse::date::{Relative, WrittenDate};
use crate::parse::dates::dates;
use crate::record::Context;
use crate::record::scene::Scene;
use crate::record::when::Calendar;

/// Whether a date is one day: 26日, 今天.
pub(super) fn told_day(w: &WrittenDate) -> bool {
    (w.day.is_some() || w.relative == Some(Relative::Today)) && w.until_day.is_none()
}

/// 2002年6月7日，第二次峰会在甲地举行。成员国元首签署《…》: the day that the sentence before tells of the past, or days.
pub(super) fn day_of_past(cx: &Context<'_>, scene: &Scene, n: usize) -> Option<WrittenDate> {
    let before = scene.sentences.get(n.checked_sub(1)?)?.span;
    let (words, here) = (cx.get(before), scene.sentences[n].span);
    let adjoins = cx.text().get(before.end..here.start).is_some_and(|t| !t.contains('\n'));
    let held = ["举行", "召开", "成立"].iter().any(|w| words.contains(w));
    let day = dates(words).into_iter().find(|w| w.span.start == 0 && w.year.is_some() && w.day.is_some())?;
    let past = scene.filed.as_ref().is_none_or(|f| f.year.is_none() || f.year != day.year);
    (adjoins && held && past).then_some(day)
}

/// 近日, 日前: the day of the report is not the one on which it was done.
pub(super) fn lately(words: &str) -> bool {
    ["近日", "日前", "此前", "不久前", "近期"].iter().any(|w| words.contains(w))
}

/// The day of the report, where its month is known.
pub(super) fn filed_day(filed: Option<&WrittenDate>, calendar: &Calendar) -> Option<String> {
    filed.and_then(|f| calendar.resolve(f, None)).map(|d| d.edtf).filter(|d| !d.contains("XX-XX"))
}

/// The day that a report tells: 今天 is that of its dateline, and not the one on which the page was printed.
pub(super) fn settled(w: &WrittenDate, filed: Option<&WrittenDate>, calendar: &Calendar) -> Option<String> {
    let day = match (w.relative, filed) {
        (Some(Relative::Today), Some(f)) => calendar.resolve(f, None),
        _ => calendar.resolve(w, filed),
    };
    day.map(|s| s.edtf)
}
