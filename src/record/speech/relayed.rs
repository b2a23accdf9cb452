//! What a spokesman tells as news: what has happened, and what is to come.

use crate::lexicon::{Category, Hit};
use crate::parse::date::{Relative, WrittenDate, date};
use crate::parse::dates::dates;
use crate::record::Context;
use crate::span::Span;

/// 克里姆林宫, 白宫新闻秘书某, 总统办公室: whether those words call one who speaks for a state, and not in his own name.
pub(super) fn speaks_for_others(words: &str) -> bool {
    let ends =
        ["部", "宫", "总统府", "首相府", "总理府", "国务院", "办公室", "新闻局", "新闻处", "使馆", "官员", "青瓦台", "官邸"];
    ["发言人", "新闻秘书", "新闻局"].iter().any(|w| words.contains(w)) || ends.iter().any(|w| words.ends_with(w))
}

/// 据克里姆林宫新闻局通报，甲国总统和乙国总统通电话: whether what a source is quoted for is news of an encounter.
pub(super) fn sourced(cx: &Context<'_>, sentence: Span, said: Span) -> bool {
    let source = Span::new(sentence.start, said.start.clamp(sentence.start, sentence.end));
    let words = cx.get(source).trim_end_matches('，');
    if !words.starts_with('据') || words.contains('，') {
        return false;
    }
    let clauses = cx.get(said).match_indices('，').nth(1).map_or(said.end, |(i, _)| said.start + i);
    let met = |h: &Hit| matches!(cx.lexicon.entry(h).kind.as_deref(), Some("with" | "object"));
    cx.hits
        .within(Category::Encounters, Span::new(said.start, clauses))
        .find(|h| met(h))
        .is_some_and(|h| !cx.text()[said.start..h.span.start].contains(['我', '将', '曾', '“']))
}

/// 28日晚，…通电话, 今天上午，…举行会谈, 部长某11日会见…: a spokesman or a ministry tells of an encounter on its day.
pub(super) fn relays(cx: &Context<'_>, said: Span) -> bool {
    let words = cx.get(said);
    // 应…邀请，甲国总统于22日至26日对乙国进行国事访问: the journey that is over, and what was done on it
    let journey = || cx.hits.within(Category::Visits, said).next().is_some();
    if words.starts_with('应') && words.contains("邀请，") && words.contains('于') && !words.contains('将') && journey() {
        return true;
    }
    let met = |h: &Hit| match cx.lexicon.entry(h).kind.as_deref() {
        Some("with" | "object") => true,
        Some("conference") => cx.text()[said.start..h.span.start].contains("举行了"),
        _ => false,
    };
    let Some(h) = cx.hits.within(Category::Encounters, said).find(|h| met(h)) else { return false };
    let recent = |w: &WrittenDate| w.year.is_none() && w.has_day() && w.relative != Some(Relative::SameDay);
    // in the clause of the encounter, which may stand behind when it was; 我 and 将 are said, not told
    let before = &words[..h.span.start - said.start];
    let before = ["据我了解，", "据了解，", "据悉，"].iter().find_map(|w| before.strip_prefix(w)).unwrap_or(before);
    let told = before.matches('，').count() < 2 && !before.contains(['我', '将', '曾']);
    // 就合作进行了一次通话, 通了电话: it is over
    let held = || ["进行了", "举行了", "会见了", "会晤了"].iter().any(|w| before.contains(w)) || cx.get(h.span).contains('了');
    told && (held() || dates(before).iter().any(recent)) || date(words).is_ok_and(|(_, w)| w.has_day() && w.year.is_none())
}

/// 当天他与甲国总统某举行了会晤, 他刚刚同乙国总理某通了电话: whether who speaks tells that he met somebody.
pub(super) fn of_himself(cx: &Context<'_>, said: Span) -> bool {
    let words = cx.get(said);
    let clause = &words[..words.find(['，', '。', '；']).unwrap_or(words.len())];
    // 他19日将分别与甲国总统某和乙国总统某通电话
    let planned = clause.strip_prefix(['他', '她']).and_then(|w| date(w).ok()).filter(|(_, w)| w.has_day());
    let calls =
        |h: &Hit| cx.lexicon.entry(h).kind.as_deref() == Some("with") && cx.text()[h.span.end..].starts_with(['，', '。']);
    let planned = planned.and_then(|(rest, _)| rest.strip_prefix('将')).map(|rest| rest.trim_start_matches("分别"));
    if planned.is_some_and(|rest| rest.starts_with(['与', '同'])) {
        return cx.hits.within(Category::Encounters, Span::new(said.start, said.start + clause.len())).any(calls);
    }
    let own = ["他与", "他同", "他已与", "他已同", "他刚刚与", "他刚刚同", "他当天与", "他当天同", "她与", "她同"];
    let Some(at) = own.iter().find_map(|w| clause.find(w).filter(|i| clause[..*i].chars().count() <= 8)) else { return false };
    let (head, rest) = (&clause[..at], Span::new(said.start + at, said.start + clause.len()));
    let when = head.is_empty() || dates(head).iter().any(|w| w.has_day() || w.relative.is_some()) || head == "此前";
    let met = |h: &Hit| {
        let behind = &cx.text()[h.span.end..said.end];
        cx.lexicon.entry(h).kind.as_deref() == Some("with") && behind.starts_with(['，', '。', '；', '了'])
    };
    when && !clause.contains(['将', '愿', '曾', '若', '“']) && cx.hits.within(Category::Encounters, rest).any(met)
}

/// 经双方商定，…将于…举行, 访问期间，…将拜会…: what a spokesman tells is to come.
pub(super) fn to_come(cx: &Context<'_>, said: Span) -> bool {
    let words = cx.get(said);
    let opens = ["经", "应", "访问期间", "此访期间"].iter().any(|w| words.starts_with(w)) && words.contains('将');
    let met = |h: &Hit| cx.lexicon.entry(h).kind.as_deref() != Some("not_encounter");
    // 甲国总统今天将与乙国总统通话
    let clause = &words[..words.find(['，', '。']).unwrap_or(words.len())];
    let between = |h: &Hit| matches!(cx.lexicon.entry(h).kind.as_deref(), Some("with" | "object"));
    let clause_at = Span::new(said.start, said.start + clause.len());
    let dated = clause.contains('将')
        && dates(clause).iter().any(|w| w.has_day() && w.year.is_none())
        && cx.hits.within(Category::Encounters, clause_at).any(between);
    dated || (opens || words.contains("将于")) && cx.hits.within(Category::Encounters, said).any(met)
}
