//! Who makes a declaration, where only its opening says so: 我们，甲国、乙国和丙国的领导人，….

use crate::lexicon::Category;
use crate::model::Signatory;
use crate::parse::date::date;
use crate::parse::enumerator::enumerator;
use crate::parse::parties::{opening_sides, opens_party, sides};
use crate::parse::title::parts;
use crate::record::Context;
use crate::record::anatomy::signatory;
use crate::span::{Span, first_chars};

/// `speaking = [ date, "，" ], "我们，", side, { join, side }, [ "的", heads | "成员国" ], "，"`
pub(super) fn speaking(cx: &Context<'_>, body: &[Span]) -> Vec<Signatory> {
    let zone = |p: &Span| {
        let text = cx.get(*p).trim();
        let words = enumerator(text).map_or(text, |(rest, _)| rest).trim_start();
        let words = date(words).map_or(words, |(rest, _)| rest.trim_start_matches('，'));
        let rest = words.strip_prefix("我们，")?;
        let named = &rest[..rest.find('，')?];
        let heads = |i: &usize| HEADS.iter().any(|w| named[i + '的'.len_utf8()..].starts_with(w));
        let of = named.match_indices('的').map(|(i, _)| i).find(heads).unwrap_or(named.len());
        // 甲国和某联盟成员国（以下称“各方”）
        Some(&named[..named[..of].find('（').filter(|i| named[*i..].starts_with("（以下")).unwrap_or(of)])
    };
    let Some(words) = body.iter().take(4).find_map(zone) else { return in_opening(cx, body) };
    let found = sides(words, cx.lexicon);
    let whole = |s: &Span| {
        let name = s.of(words);
        opens_party(name, cx.lexicon).is_some_and(|n| matches!(name[n..].trim(), "" | "成员国"))
    };
    let at = Span::of_slice(cx.text(), words).start;
    if found.len() < 2 || !found.iter().all(whole) {
        return Vec::new();
    }
    found.into_iter().map(|s| signatory(cx, Span::new(at + s.start, at + s.end))).collect()
}

/// 甲国和乙国，为了…决定缔结本条约: the sides that the text opens with; 甲国和乙国（以下称双方）: those that it gives a name;
/// 根据“甲国和乙国贸易协定”第三条: those of the instrument that it follows from.
fn in_opening(cx: &Context<'_>, body: &[Span]) -> Vec<Signatory> {
    let named = |at: usize, words: &str| -> Vec<Signatory> {
        let found = opening_sides(words, cx.lexicon);
        found.into_iter().map(|s| signatory(cx, Span::new(at + s.start, at + s.end))).collect()
    };
    if let Some(found) = body.iter().take(2).map(|&p| heads_who_met(cx, p)).find(|f| f.len() > 2) {
        return found;
    }
    for &p in body.iter().take(4) {
        let text = cx.get(p);
        let opening = named(p.start, text);
        if !opening.is_empty() {
            return opening;
        }
        // the sides stand directly before the name that the text gives them
        let called = ["（以下称", "（以下简称", "（下称"].iter().filter_map(|w| text.find(w)).min();
        let sides = called.filter(|&i| ["双方", "各方", "缔约"].iter().any(|w| first_chars(&text[i..], 10).contains(w)));
        if let Some(end) = sides {
            let from = text[..end].rfind(['，', '。', '；']).map_or(0, |i| i + '，'.len_utf8());
            let starts =
                cx.hits.within(Category::Countries, Span::new(p.start + from, p.start + end)).map(|h| h.span.start - p.start);
            let found = starts.take(2).map(|at| named(p.start + at, &text[at..])).find(|f| !f.is_empty());
            if let Some(found) = found {
                return found;
            }
        }
        // 当此甲国和乙国关于…的协定签订之际
        if ["根据", "当此"].iter().any(|w| text.starts_with(w)) {
            let Some(state) = cx.hits.within(Category::Countries, p).next().map(|h| h.span.start) else { continue };
            let of_text = Span::new(state, p.end);
            let noun =
                cx.hits.within(Category::Instruments, of_text).find(|h| cx.lexicon.entry(h).code.as_deref() != Some("other"));
            let Some(end) = noun.map(|h| h.span.end) else { continue };
            let sides = parts(cx.get(Span::new(state, end)), cx.lexicon).parties;
            return sides.into_iter().map(|s| signatory(cx, Span::new(state + s.start, state + s.end))).collect();
        }
    }
    Vec::new()
}

/// 甲国总统某、乙国总统某、丙国总统某在甲地共同举行峰会: the states whose heads met.
fn heads_who_met(cx: &Context<'_>, p: Span) -> Vec<Signatory> {
    let text = cx.get(p);
    let Some(end) = ["举行", "会晤", "举办"].iter().filter_map(|w| text.find(w)).min() else { return Vec::new() };
    let head =
        |s: &Span| ["总统", "主席", "总理", "国王", "首相", "苏丹", "元首"].iter().any(|w| cx.text()[s.end..].starts_with(w));
    let states = cx.hits.within(Category::Countries, Span::new(p.start, p.start + end)).map(|h| h.span).filter(head);
    states.map(|s| signatory(cx, s)).collect()
}

/// Who speaks for states.
const HEADS: [&str; 9] = ["领导人", "国家元首", "元首", "政府首脑", "国家和政府首脑", "外长", "外交部长", "部长", "代表"];
