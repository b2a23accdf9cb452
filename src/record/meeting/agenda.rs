//! What was talked about, and in what formats.

use crate::model::{Meeting, MeetingKind};
use crate::record::Context;
use crate::span::Span;

/// How views are exchanged.
const HOW: [&str; 13] = ["、", "地", "坦诚", "坦率", "深入", "友好", "充分", "广泛", "全面", "认真", "再次", "进一步", "详细"];

/// 就核问题、地区局势等交换了意见: what views were exchanged on.
pub(super) fn topics(cx: &Context<'_>, telling: Span, found: &mut [Meeting]) {
    let words = cx.get(telling);
    if !words.contains("交换") {
        return;
    }
    let Some(end) = ["深入交换", "充分交换", "广泛交换", "坦诚交换", "交换"].iter().filter_map(|w| words.find(w)).min()
    else {
        return;
    };
    let Some(start) = words[..end].rfind('就').map(|i| i + '就'.len_utf8()) else { return };
    let list = words[start..end]
        .trim_end_matches(['，', '了'])
        .trim_end_matches("进行")
        .trim_end_matches("问题等")
        .trim_end_matches('等')
        .trim_end_matches("等问题");
    // 国际和地区问题坦诚、深入交换了意见: how, not on what
    let mut list = list;
    while let Some(rest) = HOW.iter().find_map(|w| list.strip_suffix(w)) {
        list = rest.trim_end_matches("问题等").trim_end_matches('等');
    }
    if list.is_empty() || list.contains('，') || !["意见", "看法"].iter().any(|w| words[end..].contains(w)) {
        return;
    }
    // no views are exchanged at a welcome, though it be told of behind the talks
    let talked = |m: &Meeting| {
        use MeetingKind::{Ceremony, Message, SigningCeremony, WelcomeCeremony};
        !m.announced && !matches!(m.kind, Message | Ceremony | SigningCeremony | WelcomeCeremony)
    };
    let Some(last) = found.iter().rposition(talked) else { return };
    let kind = found[last].kind;
    // 分别同甲国外长某、乙国外长某通电话，就…交换意见: on each call
    for (n, m) in found.iter_mut().enumerate() {
        let one = n == last || talked(m) && m.kind == kind && m.span.overlaps(telling);
        if !one || !m.topics.is_empty() {
            continue;
        }
        m.topics = items(list);
        let at = Span::new(telling.start + start, telling.start + start + list.len());
        cx.trace.later(("meetings", m.span), at, "topics", "between 就 and 交换意见", || list.to_owned());
    }
}

/// 中德、中欧关系、地区局势: two of whom a relation is spoken of are one topic with it.
fn items(list: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut open = String::new();
    for t in list.split('、').map(str::trim).filter(|t| !t.is_empty() && t.chars().count() <= 40) {
        let whole = if open.is_empty() { t.to_owned() } else { format!("{open}、{t}") };
        if t.chars().count() <= 2 && t.starts_with('中') {
            open = whole;
        } else {
            out.push(whole);
            open.clear();
        }
    }
    out.extend(Some(open).filter(|o| !o.is_empty()));
    out
}

/// 两国元首先后举行小范围、大范围会谈: the formats of the talks that were told.
pub(super) fn formats(cx: &Context<'_>, telling: Span, found: &mut [Meeting]) {
    let words = cx.get(telling);
    if !words.contains("会谈") && !words.contains("会晤") {
        return;
    }
    let both = words.contains("大小范围");
    let told = ["小范围", "大范围"].iter().filter(|w| both || words.contains(**w));
    let told: Vec<String> = told.map(|w| (*w).to_owned()).collect();
    if told.is_empty() {
        return;
    }
    if let Some(m) = found.iter_mut().rev().find(|m| matches!(m.kind, MeetingKind::Talks | MeetingKind::Meeting))
        && m.formats.is_empty()
    {
        m.formats = told;
    }
}
