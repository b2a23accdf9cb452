//! The countries that a journey goes to.

use crate::lexicon::Category;
use crate::model::Party;
use crate::record::Context;
use crate::record::countries::stands_for;
use crate::record::place::place;
use crate::record::scene::Scene;
use crate::span::Span;

/// The countries a journey goes to: the objects of 对…进行访问, 访问…, 抵达…, 赴…, 前往….
pub(super) fn targets(cx: &Context<'_>, s: Span, visitor: &Party, scene: &Scene) -> Vec<String> {
    let text = cx.get(s);
    let mut out: Vec<String> = Vec::new();
    let take = |out: &mut Vec<String>, zone: Span| {
        for h in cx.hits.within(Category::Countries, zone) {
            if let Some(code) = &cx.lexicon.entry(h).code
                && !out.contains(code)
                && visitor.country.as_ref() != Some(code)
            {
                out.push(code.clone());
            }
        }
    };
    for h in cx.hits.within(Category::Visits, s) {
        // 对…进行国事访问, 过境…并进行友好访问
        let head = &text[..h.span.start - s.start];
        if let Some(i) = head.rfind('对').or_else(|| head.rfind("前往")).or_else(|| head.rfind("过境")) {
            take(&mut out, Span::new(s.start + i, h.span.start));
        }
        // 访美, 访新西兰; 某人访美的回访 is not there
        let word = cx.get(h.span).trim_end_matches('了');
        let there = !word.ends_with("访问") && !cx.text()[h.span.end..s.end].starts_with('的');
        if let Some(i) = word.rfind('访').filter(|_| there).map(|i| i + '访'.len_utf8()) {
            let object = Span::new(h.span.start + i, h.span.end);
            let named = cx.hits.at(Category::Countries, object.start).and_then(|h| cx.lexicon.entry(h).code.clone());
            let mut short = cx.get(object).chars();
            let short = || short.next().filter(|c| *c != '华' && short.next().is_none()).and_then(|c| called(cx, c));
            let code = named.or_else(short).filter(|c| c != "EU" && visitor.country.as_ref() != Some(c));
            out.extend(code.filter(|c| !out.contains(c)));
        }
        // 访问…
        if word.ends_with("访问") || word.ends_with('访') {
            let rest = &text[h.span.end - s.start..];
            let stop = rest.find(['，', '。', '；', '并']).unwrap_or(rest.len());
            if !rest.starts_with('的') && !rest.starts_with("期间") {
                take(&mut out, Span::new(h.span.end, h.span.end + stop));
            }
        }
    }
    if let Some((i, w)) =
        ["赴", "前往", "抵达", "飞抵", "到达", "飞往", "转往", "转抵"].iter().find_map(|w| text.find(w).map(|i| (i, w)))
    {
        let rest = &text[i + w.len()..];
        let stop = rest.find(['，', '。', '；', '并', '出']).unwrap_or(rest.len());
        let at = s.start + i + w.len();
        let zone = Span::new(at, at + stop);
        take(&mut out, zone);
        // 抵达这里开始正式访问: the town of the dateline
        let here = ["这里", "此间", "此地"].iter().any(|w| rest.starts_with(w));
        let town = scene.filed_at.filter(|_| here).unwrap_or(zone);
        let city = place(cx, town).country.filter(|c| visitor.country.as_ref() != Some(c));
        if out.is_empty() {
            out.extend(city);
        }
    }
    // 应甲国政府邀请动身去甲国, 到甲国去作私人访问
    for (i, w) in text.match_indices(['去', '到']).take(if out.is_empty() { 8 } else { 0 }) {
        let goes = ["动身", "启程"].iter().any(|v| text[..i].ends_with(v)) || w == "到" && text[i..].contains("访问");
        let named = cx.hits.at(Category::Countries, s.start + i + w.len()).filter(|_| goes).map(|h| h.span);
        take(&mut out, named.unwrap_or(Span::new(s.end, s.end)));
    }
    // 赴甲国主持…，赴乙国主持…
    for (i, w) in text.match_indices("，赴").skip(usize::from(out.is_empty())) {
        let at = s.start + i + w.len();
        let named = cx.hits.at(Category::Countries, at).map(|h| h.span);
        take(&mut out, named.unwrap_or(Span::new(at, at)));
    }
    // 访问上海和北京: the country of a town
    for h in cx.hits.within(Category::Visits, s).filter(|h| cx.get(h.span).ends_with("访问")) {
        let town = cx.hits.at(Category::Places, h.span.end).filter(|_| out.is_empty()).and_then(|h| place(cx, h.span).country);
        out.extend(town.filter(|c| visitor.country.is_some() && visitor.country.as_ref() != Some(c)));
    }
    if out.is_empty() {
        let short = ["抵", "赴"].iter().find_map(|w| bound_for(cx, text, w));
        out.extend(short.filter(|c| visitor.country.as_ref() != Some(c)));
    }
    out
}

/// 结束出席…返回北京。离开安卡拉时，…: the country of the town that one of the next sentences leaves.
pub(super) fn left(cx: &Context<'_>, s: Span, scene: &Scene) -> Option<String> {
    let from = scene.sentences.partition_point(|o| o.span.start < s.start);
    scene.sentences[from..].iter().take(4).find_map(|o| {
        let (before, behind) = cx.get(o.span).split_once("离开")?;
        let town = &behind[..behind.find(['时', '，', '。'])?];
        let at = o.span.start + before.len() + "离开".len();
        place(cx, Span::new(at, at + town.len())).country
    })
}

/// 抵柬进行…访问, 赴法出席…: the country that one character stands for.
pub(super) fn bound_for(cx: &Context<'_>, text: &str, verb: &str) -> Option<String> {
    let (_, rest) = text.split_once(verb)?;
    let c = rest.chars().next().filter(|c| !matches!(c, '华' | '華'))?;
    let goes_on =
        ["进行", "開始", "开始", "参加", "出席", "访问", "，", "。"].iter().any(|w| rest[c.len_utf8()..].starts_with(w));
    if goes_on { called(cx, c) } else { None }
}

/// The country that one character stands for; 访台, 抵台 name a place that stands in no pair.
fn called(cx: &Context<'_>, c: char) -> Option<String> {
    if c == '台' { Some("TW".into()) } else { stands_for(cx, c) }
}
