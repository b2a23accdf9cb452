//! Sentences that are news of their own, whoever speaks before them.

use super::reports::first_person;
use crate::lexicon::Category;
use crate::parse::date::{Relative, WrittenDate, date};
use crate::parse::dates::dates;
use crate::parse::person::name_end;
use crate::record::Context;
use crate::record::people::People;
use crate::span::{Span, find_rare};

/// 国务院副总理何文远28日会见…, 2017年4月14日晚，国务院副总理何文远会见…: a person is introduced and meets somebody on a day, or writes.
pub(super) fn told_anew(cx: &Context<'_>, s: Span, people: &People) -> bool {
    let dated = date(cx.get(s)).ok().filter(|(rest, w)| w.has_day() && rest.starts_with('，'));
    let s = dated.map_or(s, |(rest, _)| Span::new(s.end - rest.len() + '，'.len_utf8(), s.end));
    let words = cx.get(s);
    let stop = words.find(['，', '。', '：']).unwrap_or(words.len());
    let zone = Span::new(s.start, s.start + stop);
    let Some(office) = cx.hits.within(Category::Offices, zone).next() else { return false };
    let name = name_end(cx.get(Span::new(office.span.end, zone.end)), office.span.end, cx.hits, cx.lexicon, &people.known);
    // 何文远也在28日, 章海川上将28日
    let rank = cx.hits.at(Category::Offices, office.span.end + name).filter(|h| h.span.end <= zone.end);
    let name = rank.map_or(name, |h| h.span.end - office.span.end);
    let behind = cx.text()[office.span.end + name..zone.end].trim_start_matches(['也', '在', '于']);
    // 今日起率团出席
    let told = |w: &WrittenDate| (w.has_day() || w.relative == Some(Relative::Today)) && w.year.is_none();
    let day = dated.is_some() || date(behind).is_ok_and(|(_, w)| told(&w));
    // 甲国总统某在贺函中祝贺…
    let after = Span::new(office.span.end + name, zone.end);
    let wrote = cx.hits.within(Category::Encounters, after).next().is_some_and(|h| {
        cx.lexicon.entry(h).kind.as_deref() == Some("message")
            && ["", "在", "也", "还"].contains(&cx.get(Span::new(after.start, h.span.start)))
    });
    let before = cx.get(Span::new(s.start, office.span.start));
    let introduced = before.is_empty() || introduced(cx, s) && before.chars().count() <= 12;
    let met = cx.hits.within(Category::Encounters, s).any(|h| {
        matches!(cx.lexicon.entry(h).kind.as_deref(), Some("with" | "object" | "event" | "conference" | "press" | "message"))
    });
    name > 0 && (day || wrote) && introduced && met && !first_person(cx, s)
}

/// Whether a sentence says that a meeting is held on a day of this month: …2日在总部召开扩大会议。
pub(super) fn held_on_a_day(cx: &Context<'_>, s: Span) -> bool {
    let held = |h: &crate::lexicon::Hit| {
        cx.lexicon.entry(h).kind.as_deref() == Some("conference") && cx.text()[h.span.end..].starts_with(['。', '，'])
    };
    let Some(h) = cx.hits.within(Category::Encounters, s).next().filter(|h| held(h)) else { return false };
    let before = cx.get(Span::new(s.start, h.span.start));
    let verb = ["召开", "举行"].iter().filter_map(|w| find_rare(before, w)).min();
    let own = |w: &WrittenDate| w.day.is_some() && w.year.is_none() && w.month.is_none();
    verb.is_some_and(|at| !before[..at].contains('，') && dates(&before[..at]).iter().any(own))
}

/// Whether a country, an organisation or an office opens a sentence, as where a report introduces somebody.
pub(super) fn introduced(cx: &Context<'_>, s: Span) -> bool {
    [Category::Countries, Category::Organisations, Category::Offices].iter().any(|&c| cx.hits.at(c, s.start).is_some())
}
