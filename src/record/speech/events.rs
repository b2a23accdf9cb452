//! Sentences that tell of an event: that it was held, who came, what was signed.

use crate::lexicon::Category;
use crate::parse::date::WrittenDate;
use crate::parse::dates::dates;
use crate::parse::sentence::{enclosed, is_inside};
use crate::record::Context;
use crate::record::bundle::NOUNS;
use crate::span::Span;

/// 年会以“…”为主题，14日在南京开幕 · 交易会9月2日至6日在北京举行，主题为“…”: when and where a meeting was, or of what it was.
pub(super) fn tells_of_a_meeting(cx: &Context<'_>, s: Span) -> bool {
    let text = cx.get(s).trim_end_matches(['。', ' ']);
    let held = ["开幕", "举行", "举办", "召开"];
    let theme =
        text.split_once("，主题为").map(|(before, _)| before).or_else(|| text.split_once("，主题是").map(|(before, _)| before));
    let meeting = |h: &crate::lexicon::Hit| cx.lexicon.entry(h).kind.as_deref() == Some("conference");
    let dated =
        || dates(text).iter().any(|w| w.has_day() && w.year.is_none()) && cx.hits.within(Category::Encounters, s).any(meeting);
    let ends = |t: &str| held.iter().any(|w| t.ends_with(w));
    // 南美洲国家联盟峰会将在当地时间今天开幕，聚焦…: on a day that is named
    let clause = &text[..text.find('，').unwrap_or(text.len())];
    let soon =
        || ["今天", "明天", "今日", "明日"].iter().any(|w| clause.contains(w)) || dates(clause).iter().any(WrittenDate::has_day);
    let to_come =
        |h: &crate::lexicon::Hit| meeting(h) && h.span.end < s.start + clause.len() && cx.text()[h.span.end..].starts_with('将');
    if ends(clause) && clause.contains('将') && soon() && cx.hits.within(Category::Encounters, s).any(to_come) {
        return true;
    }
    !text.contains('将') && (theme.is_some_and(ends) || ends(text) && (text.contains("为主题，") || dated()))
}

/// 同一天，某总理在古堡会见了…, 某总理和夫人今天下午在中南海会见了…: the day of the report, and behind it an encounter that is over.
pub(super) fn met_that_day(cx: &Context<'_>, s: Span) -> bool {
    let text = cx.get(s);
    let same = ["同一天，", "同一日，"].iter().find(|w| text.starts_with(**w)).map(|w| w.len());
    let head = same.unwrap_or(0);
    let clause = &text[..text[head..].find(['，', '。']).map_or(text.len(), |i| head + i)];
    let own = |w: &WrittenDate| w.year.is_none() && w.year_offset.is_none() && (w.has_day() || w.relative.is_some());
    let day = same.or_else(|| dates(clause).into_iter().find(own).map(|w| w.span.end));
    let over = |h: &crate::lexicon::Hit| {
        let (before, word) = (&cx.text()[s.start..h.span.start], cx.get(h.span));
        let verb = matches!(cx.lexicon.entry(h).kind.as_deref(), Some("with" | "object"));
        verb && (word.ends_with('了') || before.ends_with("举行了") || cx.text()[h.span.end..].starts_with('了'))
    };
    day.is_some_and(|at| cx.hits.within(Category::Encounters, Span::new(s.start + at, s.start + clause.len())).any(over))
}

/// 中外代表约200人参加招待会, 高德明出席开幕式并致辞: an event that somebody attended, as the last words of a sentence.
pub(super) fn attended(text: &str) -> bool {
    // 二十国集团成员领导人、有关国际组织负责人与会。
    let came = text.trim_end_matches(['。', '！']).strip_suffix("与会");
    if came.is_some_and(|w| !w.contains('，') && ["领导人", "负责人", "代表", "嘉宾", "人士"].iter().any(|g| w.ends_with(g)))
    {
        return true;
    }
    if !text.contains("参加") && !text.contains("出席") && !text.contains("参会") {
        return false;
    }
    let words = text.trim_end_matches(['。', '！']);
    let Some(at) = ["参加", "出席", "参会"].iter().filter_map(|w| words.rfind(w)).max() else { return false };
    let (who, what) = (&words[..at], &words[at..]);
    // 甲国总理某出席峰会并致辞，某组织秘书长某通过视频方式致辞
    let addressed = words.ends_with("方式致辞") && words.contains("出席");
    let speaks = addressed
        || ["并致辞", "并分别致辞", "并先后致辞", "并讲话", "并发言", "并发表主旨演讲"].iter().any(|w| what.ends_with(w));
    let many = ["人", "代表", "嘉宾", "人士", "等"].iter().any(|w| who.ends_with(w));
    let event = ["会", "论坛", "典礼", "仪式", "活动", "宴会", "会见", "会谈", "会议"].iter().any(|w| what.ends_with(w));
    let wished = ["将", "愿", "欢迎", "期待", "希望", "邀请", "派", "要"].iter().any(|w| who.replace("政要", "").contains(w));
    (speaks || many && event) && !wished && what.chars().count() <= 30
}

/// Whether words open with an act and end with an instrument in each of their clauses, as no one speaks: not 签署了…, 签署…，为…注入动力.
pub(super) fn concludes(cx: &Context<'_>, words: Span) -> bool {
    let text = cx.get(words).trim_end_matches(['。', ' ']);
    let inside = enclosed(cx.text(), words);
    let commas = text.match_indices('，').map(|(i, _)| i).filter(|i| !is_inside(&inside, words.start + i));
    let ends: Vec<usize> = commas.chain([text.len()]).collect();
    let mut start = 0;
    ends.into_iter().all(|end| {
        let clause = &text[start..end];
        start = end + '，'.len_utf8();
        let act = clause.trim_start_matches('并');
        let done = cx.lexicon.prefix(Category::Acts, act).filter(|(e, len)| {
            let sort =
                matches!(e.code.as_deref(), Some("sign" | "issue" | "sign_and_issue" | "witness_signing" | "witness_exchange"));
            sort && !act[..*len].ends_with('了') && !act.starts_with('将')
        });
        done.is_some() && (clause.ends_with('》') || NOUNS.iter().any(|n| clause.ends_with(n)))
    })
}
