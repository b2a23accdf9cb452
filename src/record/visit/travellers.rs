//! Who travels, and who of several invites.

use crate::lexicon::{Category, Hit};
use crate::model::Party;
use crate::record::Context;
use crate::record::people::People;
use crate::span::Span;

/// The persons of a subject: by their office, because a delegation is theirs, or because the page knows them.
pub(super) fn persons(cx: &Context<'_>, people: &mut People, subject: Option<Span>) -> Vec<Party> {
    // 外交部宣布甲国总统将于…: without the one who announces
    // 外交部负责人介绍了国家主席周文渊即将…有关情况: nor with the one who gives the particulars
    let said = |w: Span| {
        let tells = |h: &&Hit| ["宣布", "介绍", "介绍了", "表示"].iter().any(|v| cx.get(h.span).ends_with(v));
        cx.hits.within(Category::Speech, w).rfind(tells).map(|h| {
            let past = if cx.text()[h.span.end..w.end].starts_with('了') { '了'.len_utf8() } else { 0 };
            Span::new(h.span.start, h.span.end + past)
        })
    };
    // 市长某宣布将于近日访问甲国, 亲王某表示不久将访华: the one who announces travels
    let travels = |w: Span, verb: Span| {
        let behind = Span::new(verb.end, w.end);
        if ["", "不久", "很快"].contains(&cx.get(behind)) { Span::new(w.start, verb.start) } else { behind }
    };
    let subject = subject.map(|w| said(w).map_or(w, |verb| travels(w, verb)));
    // 林致远主席专机抵达
    let aboard = |w: Span| ["乘坐的专机", "的专机", "专机"].iter().find_map(|p| cx.get(w).strip_suffix(p)).map(str::len);
    let subject = subject.map(|w| Span::new(w.start, aboard(w).map_or(w.end, |len| w.start + len)));
    let mut all = subject.map(|w| people.parties(cx, w)).unwrap_or_default();
    let group = |p: &Party| p.delegation.is_some() || p.name.ends_with("代表团") && p.country.is_some();
    // a name that holds an office, a bracket and more was not read
    let read = |p: &Party| p.office.as_deref() != Some(p.name.as_str()) || !p.name.contains('（');
    // 双方同意某主席应邀访问: what both agreed on
    let both = |p: &Party| p.name.starts_with("双方") || p.name.starts_with("两国");
    all.retain(|p| read(p) && !both(p) && (p.office.is_some() || group(p) || people.known.holds(&p.name)));
    all
}

/// Of several who invite, the one of the country.
pub(super) fn pick(inviters: &[Party], to: &str, i: usize, all: usize) -> Option<String> {
    inviters
        .iter()
        .find(|p| p.country.as_deref() == Some(to) && p.office.as_deref() != Some(p.name.as_str()))
        .or_else(|| inviters.get(i).filter(|_| inviters.len() == all))
        .or_else(|| inviters.first().filter(|_| all == 1))
        .map(|p| p.name.clone())
        .filter(|n| n.chars().count() <= 24)
}
