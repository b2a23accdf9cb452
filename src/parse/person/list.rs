//! Lists of persons: where one ends and the next begins.

use super::is_group;
use super::name::{addressed, ends_name};
use crate::lexicon::{Category, Hit, Hits, Lexicon};
use crate::parse::marks::of_republic;
use crate::parse::names::Names;
use crate::parse::sentence::is_inside;
use crate::span::Span;

/// Splits a list of persons. 和 and 与 are also inside names of offices (工业和贸易部长): they part only where what stands
/// before them is complete, a name behind its office or a name that is known.
pub(super) fn split(text: &str, span: Span, inside: &[Span], hits: &Hits, lexicon: &Lexicon, known: &Names) -> Vec<Span> {
    let mut out = Vec::new();
    // 与会的甲国、乙国、丙国等国领导人: a group
    let group =
        ["等国领导人", "等国代表", "等国家领导人", "等国政要", "等国总统", "等国外长"].iter().any(|w| span.of(text).ends_with(w));
    if group && hits.within(Category::Offices, span).all(|h| h.span.end == span.end) {
        return vec![span];
    }
    let mut start = span.start;
    let mut at = span.start;
    let words = ["以及", "、", "，", "和", "与", "及", "；"];
    let names = hits.spans(&[Category::Countries, Category::Offices, Category::Bodies, Category::Organisations], span);
    while at < span.end {
        let rest = &text[at..span.end];
        let step = rest.chars().next().map_or(1, char::len_utf8);
        let in_name = names.hold(at, Span::new(at.saturating_sub(45).max(span.start), span.end));
        if let Some(k) = known.longest(rest) {
            at += k.len();
            continue;
        }
        if is_inside(inside, at) || in_name || of_republic(text, at) {
            at += step;
            continue;
        }
        // 日本首相安倍晋三 韩国总统文在寅, in a headline
        let blank = rest.starts_with(' ') && hits.at(Category::Countries, at + 1).is_some();
        let blank = blank && hits.within(Category::Offices, Span::new(start, at)).next_back().is_some_and(|o| o.span.end < at);
        if let Some(w) = words.iter().find(|w| rest.starts_with(**w)).or(blank.then_some(&" ")) {
            let left = Span::new(start, at);
            let right = Span::new(at + w.len(), span.end);
            // 为与会代表团团长举行的, 纪念中日和平友好条约
            if *w == "与" && right.of(text).starts_with('会') || *w == "和" && right.of(text).starts_with("平友好") {
                at = right.start;
                continue;
            }
            let within = *w == "、" && (halves(text, left, right, hits) || posts(left.of(text), right.of(text)));
            let hard = blank || matches!(*w, "、" | "，" | "；" | "以及") && !within;
            if left.is_empty() {
                start = right.start;
                at = right.start;
                continue;
            }
            if hard || !within && complete(text, left, right, hits, lexicon, known) {
                out.push(left);
                start = right.start;
                at = right.start;
                continue;
            }
        }
        at += step;
    }
    out.push(Span::new(start, span.end));
    out
}

/// Whether words end with the name of a body.
pub(super) fn ends_in_body(text: &str, seg: Span, hits: &Hits) -> bool {
    seg.of(text).ends_with("委员会") || hits.within(Category::Bodies, seg).any(|h| h.span.end == seg.end)
}

/// 乌拉圭工业、能源和矿业部部长: the name of a ministry in two halves, a country at the head of the first, the office behind the
/// field in the second.
fn halves(text: &str, left: Span, right: Span, hits: &Hits) -> bool {
    let country = hits.within(Category::Countries, left).next().is_some_and(|h| h.span.end < left.end);
    let office_left = hits.within(Category::Offices, left).next_back();
    // 委员兼经济、科研部长: the second office of one
    let beside = office_left.is_some_and(|o| text[o.span.end..left.end].starts_with('兼'));
    let country = country || beside;
    let office_left = office_left.is_some() && !beside;
    let behind = hits.within(Category::Offices, right).next().filter(|h| h.span.start > right.start);
    let other = |h: &Hit| hits.within(Category::Countries, Span::new(right.start, h.span.start)).next().is_some();
    country && !office_left && behind.is_some_and(|h| !other(h))
}

/// 驻德国汉堡、慕尼黑的总领馆: the places of several posts.
fn posts(left: &str, right: &str) -> bool {
    let missions = ["总领馆", "使馆", "大使馆", "总领事馆", "使领馆"];
    left.contains('驻') && right.split_once('的').is_some_and(|(_, what)| missions.iter().any(|m| what.starts_with(m)))
}

/// Whether words end with an office.
fn last_office(words: Span, hits: &Hits, lexicon: &Lexicon) -> bool {
    let held = |h: &Hit| !matches!(lexicon.entry(h).kind.as_deref(), Some("not_office" | "weak" | "degree" | "honorific"));
    hits.within(Category::Offices, words).next_back().is_some_and(|h| h.span.end == words.end && held(h))
}

fn office_right(hits: &Hits, right: Span) -> bool {
    hits.within(Category::Offices, right).next().is_some()
}

fn complete(text: &str, left: Span, right: Span, hits: &Hits, lexicon: &Lexicon, known: &Names) -> bool {
    // 阮文和举行会谈: nothing that could be a person stands behind
    let rest = right.of(text);
    let title = |h: &Hit| lexicon.entry(h).kind.as_deref() == Some("honorific");
    // 和来访的澳大利亚总理吉拉德: what qualifies a person stands before the country
    let modified = rest.find('的').filter(|&i| rest[..i].chars().count() <= 16 && !rest[..i].contains(['，', '、']));
    // 副总统阿尔维斯和时任副总统莫朗
    let held = ["时任", "现任", "新任", "前任", "候任", "原"].iter().find(|w| rest.starts_with(**w)).map(|w| w.len());
    let named = [0].into_iter().chain(modified.map(|i| i + '的'.len_utf8())).chain(held).any(|at| {
        [Category::Countries, Category::Offices, Category::Organisations]
            .iter()
            .any(|&c| hits.at(c, right.start + at).is_some_and(|h| !title(h)))
    });
    // 经济部长和知名企业家代表, but 出席工商领袖和前高官对话的代表
    let attends = ["出席", "参加", "与会"].iter().any(|w| left.of(text).starts_with(w));
    if is_group(text, right, hits) && !attends && last_office(left, hits, lexicon) {
        return true;
    }
    if rest.trim().is_empty()
        || rest.starts_with(['、', '，', '。'])
        || !named && !rest.starts_with("与会") && ends_name(rest, lexicon)
    {
        return false;
    }
    let l = left.of(text);
    // 印度和日本外长: the office of both, printed once
    let state = |s: Span| hits.at(Category::Countries, s.start).map(|h| h.span.end);
    let held = |h: &Hit| !matches!(lexicon.entry(h).kind.as_deref(), Some("not_office" | "weak"));
    let ends = |h: &Hit| h.span.end == right.end && state(right) == Some(h.span.start) && held(h);
    if state(left) == Some(left.end) && hits.within(Category::Offices, right).any(ends) {
        return true;
    }
    // 甲国政府和乙国副总统某: two who invite
    if known.end(l) || l.ends_with("政府") && hits.at(Category::Countries, right.start).is_some() {
        return true;
    }
    let office = |h: &&Hit| lexicon.entry(h).kind.as_deref() != Some("not_office");
    // 副总理兼乡村及区域发展部长: the office goes on
    let named_left = hits
        .within(Category::Offices, left)
        .rfind(office)
        .is_some_and(|h| h.span.end < left.end && !text[h.span.end..left.end].starts_with('兼'));
    // 巴尔加总统和…
    let titled = |h: &Hit| {
        matches!(&text[h.span.end..left.end], "" | "夫妇")
            && addressed(text, Span::new(left.start, h.span.start), h, hits, lexicon)
    };
    if office_right(hits, right) && hits.within(Category::Offices, left).next().is_some_and(titled) {
        return true;
    }
    // 自治区主席王正明等地方负责人和甲国总督
    let several = |w: &&str| l.ends_with(*w) && l.contains('等');
    if ["负责人", "领导人", "官员", "代表"].iter().any(several) {
        return true;
    }
    // 参议院代表团和各国议会联盟秘书长约翰森
    if l.ends_with("代表团") && office_right(hits, right) {
        return true;
    }
    let office_left = hits.within(Category::Offices, left).any(|h| office(&h));
    let office_right = office_right(hits, right);
    if office_left {
        // 国家主席和总统夫人: an office without a name is no full person, but 国王和太后 are two
        return named_left || right.of(text).chars().count() <= 6;
    }
    !office_right && l.chars().count() <= 12
}
