//! Who makes a declaration, where only its opening says so: 我们，甲国、乙国和丙国的领导人，….

use crate::model::Signatory;
use crate::parse::date::date;
use crate::parse::enumerator::enumerator;
use crate::parse::title::{opens_party, sides};
use crate::record::Context;
use crate::record::anatomy::signatory;
use crate::span::Span;

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
    let Some(words) = body.iter().take(4).find_map(zone) else { return Vec::new() };
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

/// Who speaks for states.
const HEADS: [&str; 9] = ["领导人", "国家元首", "元首", "政府首脑", "国家和政府首脑", "外长", "外交部长", "部长", "代表"];
