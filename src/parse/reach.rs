//! How far a part of a clause reaches: what a comma, a 的 or a place only qualifies.

use super::date::{WrittenDate, date};
use super::sentence::is_inside;
use crate::lexicon::{Category, Hits};
use crate::span::Span;

/// Whether a comma stands between persons: an office and a name before it, and an office of a country and a name behind it,
/// or any office where each of them is met.
pub(super) fn lists_on(left: Span, right: usize, text: &str, end: usize, hits: &Hits) -> bool {
    let named = |s: Span| hits.within(Category::Offices, s).next_back().is_some_and(|o| o.span.end < s.end);
    let rest = &text[right..end];
    let right = Span::new(right, right + rest.find(['，', '。', '；', '：']).unwrap_or(rest.len()));
    let acts = ["在", "出席", "参加", "将", "就", "对", "向", "举行", "进行", "访问", "同", "与"]
        .iter()
        .any(|w| right.of(text).contains(w));
    let abroad = [Category::Countries, Category::Organisations].iter().any(|&c| hits.at(c, right.start).is_some());
    // 分别同甲国议长某，某党领袖、副总理某…交流: the state is printed once
    let each = ["分别同", "分别与", "分别和"].iter().any(|w| text[..left.start].ends_with(w));
    named(left) && named(right) && (abroad || each) && !acts
}

/// Where, or by whom, what is attended is held, and where its own name begins: 在…举行的|…, 由…举办的|…, 将于16日至19日在…举行的|….
/// The day is that of what is attended.
pub(super) fn held_at(text: &str, behind: Span) -> Option<(Span, usize, Option<WrittenDate>)> {
    let rest = behind.of(text);
    let timed = rest.strip_prefix('将').unwrap_or(rest).strip_prefix('于').and_then(|r| date(r).ok()).filter(|d| d.1.has_day());
    let day = timed.as_ref().map(|(_, w)| *w);
    let rest = timed.map_or(rest, |(r, _)| r);
    let words = rest.strip_prefix('在').or_else(|| rest.strip_prefix('由'))?;
    let stop = words.find(['，', '。', '；']).unwrap_or(words.len());
    let held = ["举行的", "举办的", "召开的", "主办的"].iter().filter_map(|w| Some((words[..stop].find(w)?, w.len()))).min()?;
    let from = behind.end - words.len();
    Some((Span::new(from, from + held.0).trimmed(text), from + held.0 + held.1, day))
}

/// Where the words end that qualify a subject: at a 的 with an office near behind it, before the next comma.
pub(super) fn qualifies_subject(text: &str, at: usize, span: Span, inside: &[Span], hits: &Hits) -> Option<usize> {
    let rest = &text[at..span.end];
    let stop = rest.find(['，', '。', '；']).unwrap_or(rest.len());
    rest[..stop].match_indices('的').map(|(i, w)| at + i + w.len()).find(|&from| {
        // 中华人民共和国国务委员兼国防部长 begins near, however long it is
        let office = hits.within(Category::Offices, Span::new(from, at + stop)).next();
        !is_inside(inside, from - '的'.len_utf8()) && office.is_some_and(|o| o.span.start < from + 36)
    })
}

/// Whether the words from `at` on still qualify a person: a 的 comes before the next comma, and a name behind it.
pub(super) fn still_modifies(text: &str, at: usize, span: Span, inside: &[Span]) -> bool {
    let rest = &text[at..span.end];
    let stop = rest.find(['，', '。', '；']).unwrap_or(rest.len());
    // 在坦诚友好的气氛中 qualifies nobody
    let manner = |behind: &str| ["气氛", "氛围", "背景", "基础", "框架", "情况", "陪同"].iter().any(|w| behind.starts_with(w));
    rest[..stop].match_indices('的').any(|(i, w)| {
        !is_inside(inside, at + i) && i + w.len() < stop && !(rest.starts_with('在') && manner(&rest[i + w.len()..]))
    })
}

/// 国防部长某|在新加坡举行的对话会期间: who stands before the words that say on what occasion.
pub(super) fn before_occasion(span: Span, text: &str, hits: &Hits) -> Option<Span> {
    let words = span.of(text).strip_suffix("期间")?;
    let who = Span::new(span.start, span.start + words.find('在')?);
    hits.within(Category::Offices, who).next_back().filter(|o| o.span.end < who.end)?;
    Some(who)
}
