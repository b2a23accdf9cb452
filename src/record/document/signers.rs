//! Who signs an instrument whose title does not name its sides.

use crate::lexicon::Category;
use crate::model::Signatory;
use crate::parse::dates::dates;
use crate::parse::parties::sides;
use crate::record::Context;
use crate::record::anatomy::signatory;
use crate::span::Span;

/// The states and bodies that sign a document whose title does not name them: 清华大学与拉各斯大学在北京签署《…》, 中葡两国政府签署….
pub(super) fn signatories(cx: &Context<'_>, before: Span, verb: Option<Span>) -> Vec<Signatory> {
    let Some(verb) = verb else { return Vec::new() };
    let zone = Span::new(before.start, verb.start);
    let words = cx.get(zone);
    let from = ["，", "见证了", "见证"].iter().filter_map(|w| words.rfind(w).map(|i| i + w.len())).max().unwrap_or(0);
    let words = &words[from..];
    let day = dates(words).first().map_or(words.len(), |d| d.span.start);
    let end = ["在", "于", "共同", "分别", "正式", "今", "昨"]
        .iter()
        .filter_map(|w| words.find(w))
        .min()
        .unwrap_or(words.len())
        .min(day);
    // 中葡两国政府代表, 甲国和乙国两国
    let words = words[..end].trim_end_matches("代表");
    let pair =
        ["两国", "双方", "政府"].iter().any(|w| words.char_indices().nth(2).is_some_and(|(i, _)| words[i..].starts_with(w)));
    let words = ["两国政府", "两国"].iter().find_map(|w| words.strip_suffix(w)).unwrap_or(words);
    let zone = Span::new(zone.start + from, zone.start + from + words.len());
    let ends = |s: Span, c: Category| cx.hits.within(c, s).any(|h| h.span.end == s.end);
    let body = |s: Span| ends(s, Category::Bodies) || ends(s, Category::Countries);
    let persons = cx.hits.within(Category::Offices, zone).any(|h| cx.lexicon.entry(h).kind.as_deref() != Some("not_office"));
    let sides = named(cx, zone);
    let whole = sides.len() > 1 && !persons && (pair || sides.iter().all(|s| body(*s)));
    sides.into_iter().filter(|_| whole).map(|s| signatory(cx, s)).collect()
}

/// Those among whom an instrument came about: 中乙两国政府之间达成的…, 在 before them or not.
pub(super) fn among(cx: &Context<'_>, before: Span) -> Vec<Signatory> {
    let from = cx.get(before).rfind('在').map_or(before.len(), |i| i + '在'.len_utf8());
    named(cx, Span::new(before.start + from, before.end)).into_iter().map(|s| signatory(cx, s)).collect()
}

/// The sides that words name.
fn named(cx: &Context<'_>, zone: Span) -> Vec<Span> {
    sides(cx.get(zone), cx.lexicon).iter().map(|s| Span::new(zone.start + s.start, zone.start + s.end)).collect()
}
