//! The clauses of a text that is printed in full.

use crate::diagnostic::{Code, Diagnostic};
use crate::lexicon::Category;
use crate::model::{Clause, Commitment};
use crate::parse::date::WrittenDate;
use crate::parse::dates::dates;
use crate::parse::enumerator::{Style, alone, article_mark, enumerator};
use crate::parse::sentence::sentences;
use crate::parse::signature::{dated as dated_line, signs};
use crate::record::Context;
use crate::span::Span;
use std::collections::BTreeSet;

/// The clauses of a text, by the enumerators that open its paragraphs: the first style is the top level, a new one goes deeper.
pub(super) fn clauses(
    cx: &Context<'_>,
    body: &[Span],
    diagnostics: &mut Vec<Diagnostic>,
) -> (Vec<String>, Vec<Clause>, Vec<String>) {
    let mut preamble = Vec::new();
    let mut closing: Vec<String> = Vec::new();
    let mut top: Vec<Clause> = Vec::new();
    let mut styles: Vec<Style> = Vec::new();
    // the last number of each style: articles run on over chapters
    let mut last: Vec<(Style, u32)> = Vec::new();
    let joined = unparted(cx, body);
    let parts = body.iter().flat_map(|&p| run_on(cx, p, joined.contains(&p.start)));
    for (p, article) in parts.flat_map(|part| signed_off(cx, part)) {
        let text = cx.get(p).trim();
        let cut = article.map(|(n, len)| (Style::Article, n, Span::new(p.start, p.start + len), &text[len..]));
        let mark = cut.or_else(|| alone(text).map(|n| (Style::Section, n, p, ""))).or_else(|| {
            let (rest, e) = enumerator(text).ok()?;
            let clause = !matches!(e.style, Style::Is | Style::Sequence);
            clause.then(|| (e.style, e.number, Span::new(p.start + e.span.start, p.start + e.span.end), rest))
        });
        let Some((style, number, marker, rest)) = mark else {
            let closes = !closing.is_empty() || signs(text, cx.lexicon) || is_closing(text);
            // a text without clauses: the day under its title does not close it
            let unmarked = top.is_empty() && (preamble.is_empty() || dates(text).len() > 1);
            if closes && !unmarked {
                closing.push(text.to_owned());
            } else if top.is_empty() {
                preamble.push(text.to_owned());
            } else if let Some(c) = deepest(&mut top, styles.len()) {
                paragraph(cx, c, p, text);
            }
            continue;
        };
        if top.is_empty() {
            preamble.append(&mut closing);
        }
        let depth = styles.iter().position(|s| *s == style).unwrap_or(styles.len());
        // a running 一是 of another depth than any open one begins only where its number is 1
        if depth == styles.len() {
            let runs_on = last.iter().any(|l| *l == (style, number.saturating_sub(1)));
            if number > 1 && !styles.is_empty() && !runs_on {
                if let Some(c) = deepest(&mut top, styles.len()) {
                    paragraph(cx, c, p, text);
                }
                continue;
            }
            if styles.len() < 8 {
                styles.push(style);
            }
        }
        styles.truncate(depth + 1);
        last.retain(|l| l.0 != style);
        last.push((style, number));
        let mut clause = Clause {
            marker: Some(cx.get(marker).trim().to_owned()),
            number: (number > 0).then_some(number),
            source: cx.source(p),
            ..Clause::default()
        };
        // 第一条：合作目标
        let rest = rest.trim().trim_start_matches('：').trim_start();
        if !rest.is_empty() {
            let words = Span::new(p.end - rest.len(), p.end);
            let heading =
                rest.chars().count() <= 30 && !rest.ends_with(['。', '；', '：', '，']) && commitment(cx, words).is_none();
            if heading {
                clause.heading = Some(rest.to_owned());
            } else {
                paragraph(cx, &mut clause, words, rest);
            }
        }
        let siblings = match depth {
            0 => &mut top,
            d => match deepest(&mut top, d) {
                Some(parent) => &mut parent.clauses,
                None => &mut top,
            },
        };
        if let Some(n) = siblings.last().and_then(|s| s.number)
            && number > n + 1
        {
            diagnostics.push(Diagnostic::new(
                Code::NumberingGap,
                format!("clause {number} follows {n}"),
                Some(cx.source(marker)),
            ));
        }
        siblings.push(clause);
    }
    (preamble, top, closing)
}

/// Where the paragraphs begin that open with articles which lost the blank behind them: each counts on from the one before it.
fn unparted(cx: &Context<'_>, body: &[Span]) -> BTreeSet<usize> {
    // …订定下列条款：第一条 behind the words that it opens with
    let first = |p: Span| cx.get(p).contains("：第一条").then_some(1);
    let opened = body.iter().filter_map(|&p| Some((p, article_mark(cx.get(p)).map(|a| a.0).or_else(|| first(p))?)));
    let opened: Vec<(Span, u32)> = opened.collect();
    let counts_on = |a: &(Span, u32), b: &(Span, u32)| a.1 + 1 == b.1;
    let beside =
        |i: usize| i > 0 && counts_on(&opened[i - 1], &opened[i]) || opened.get(i + 1).is_some_and(|b| counts_on(&opened[i], b));
    (0..opened.len()).filter(|&i| beside(i)).map(|i| opened[i].0.start).collect()
}

/// A paragraph in which articles run on (如下：第一条 …。第二条 …。), each of them alone: two or more that count on, behind the end of
/// a sentence. Pages that lost the breaks of their lines often lost the blank behind 第一条 too; `joined` opens with one of several.
/// With each its number and how long it is as printed.
fn run_on(cx: &Context<'_>, p: Span, joined: bool) -> Vec<(Span, Option<(u32, usize)>)> {
    let text = cx.get(p);
    let mut cuts: Vec<(usize, (u32, usize))> = Vec::new();
    let ends = text.match_indices(['。', '：', '；']).map(|(i, m)| i + m.len());
    for at in std::iter::once(0).chain(ends) {
        let rest = text[at..].trim_start();
        let counts_on = |o: &(u32, usize)| cuts.last().map_or(at == 0 || o.0 == 1, |(_, l)| l.0 + 1 == o.0);
        if let Some(o) = article_mark(rest).filter(counts_on) {
            cuts.push((text.len() - rest.len(), o));
        }
    }
    if cuts.len() < if joined { 1 } else { 2 } {
        return vec![(p, None)];
    }
    let starts = std::iter::once((0, None)).chain(cuts.iter().map(|&(at, o)| (at, Some(o))));
    let ends = cuts.iter().map(|c| c.0).chain([text.len()]);
    let part = |from: usize, to: usize| Span::new(p.start + from, p.start + to).trimmed(cx.text());
    starts.zip(ends).map(|((from, o), to)| (part(from, to), o)).filter(|(s, _)| !s.is_empty()).collect()
}

/// A part of a text on one line, and the closing words behind it: …终止。本协定于…年…月…日在甲地签订，共两份….
fn signed_off(cx: &Context<'_>, (p, article): (Span, Option<(u32, usize)>)) -> Vec<(Span, Option<(u32, usize)>)> {
    let text = cx.get(p);
    let closes = |rest: &str| {
        let clause = &rest[..rest.find(['，', '。']).unwrap_or(rest.len())];
        clause.contains('于') && ["签订", "签署", "签字"].iter().any(|w| clause.ends_with(w)) && is_closing(rest.trim_end())
    };
    // the closing words of a text are short
    let ends = text.match_indices('。').map(|(i, m)| i + m.len()).filter(|i| text.len() - i <= 1000);
    let at = ends.filter(|&i| article.is_some_and(|(_, len)| i > len)).find_map(|i| {
        let rest = text[i..].trim_start();
        (rest.starts_with('本') && closes(rest)).then_some(text.len() - rest.len())
    });
    let Some(at) = at else { return vec![(p, article)] };
    vec![(Span::new(p.start, p.start + at).trimmed(cx.text()), article), (Span::new(p.start + at, p.end), None)]
}

/// The last clause at a depth (1 is the top level).
fn deepest(top: &mut [Clause], depth: usize) -> Option<&mut Clause> {
    let mut c = top.last_mut()?;
    for _ in 1..depth {
        if c.clauses.is_empty() {
            break;
        }
        c = c.clauses.last_mut()?;
    }
    Some(c)
}

/// 二〇二六年五月二十日于北京, 本协定于…签署: the end of a text.
fn is_closing(text: &str) -> bool {
    let chars = text.chars().count();
    // 本备忘录于二〇〇三年十一月十八日在甲地签署，用中文和英文写成，两种文本同等作准
    if text.starts_with("下列签署人") || text.contains("以昭信守") || text.starts_with('本') && text.contains("同等作准")
    {
        return true;
    }
    // 按双方一九七一年四月二十日签订的贸易协定: another one is recalled
    let recalled = |w: &WrittenDate| {
        let behind = &text[w.span.end..];
        let clause = &behind[..behind.find(['，', '。', '；', '、']).unwrap_or(behind.len())];
        ["签订的", "签署的", "缔结的", "订立的", "签字的", "签定的"].iter().any(|v| clause.contains(v))
    };
    let dated = dates(text).iter().any(|w| w.year.is_some() && w.day.is_some() && !recalled(w));
    dated_line(text.trim_end_matches('。'))
        || (dated && chars <= 40 && !text.contains(['，', '。']))
        || dated && chars <= 160 && text.contains("（签字）")
        || (dated
            && (text.contains("签订") || text.contains("订于") || text.contains("一式") || text.contains("于"))
            && chars <= 120
            && (text.contains("一式") || text.contains("订")))
}

/// Adds a paragraph to a clause, with the sentences of it that commit.
fn paragraph(cx: &Context<'_>, clause: &mut Clause, at: Span, text: &str) {
    clause.paragraphs.push(text.to_owned());
    for s in sentences(cx.text(), at) {
        clause.commitments.extend(commitment(cx, s));
    }
}

/// `commitment = actor, { adverb }, verb` at the head of a sentence.
fn commitment(cx: &Context<'_>, s: Span) -> Option<Commitment> {
    const VERBS: &[&str] = &[
        "一致同意",
        "同意",
        "商定",
        "支持",
        "重申",
        "将",
        "愿",
        "承诺",
        "强调",
        "高度评价",
        "反对",
        "认为",
        "指出",
        "呼吁",
        "主张",
        "欢迎",
        "决定",
        "致力于",
        "坚持",
        "恪守",
        "应",
        "不",
        "鼓励",
        "谴责",
        "确认",
        "声明",
        "赞赏",
        "一致认为",
        "尊重",
        "坚定支持",
    ];
    let text = cx.get(s);
    let actor = match cx.hits.at(Category::Groups, s.start) {
        Some(h) if cx.lexicon.entry(h).kind.as_deref() != Some("not_group") => h.span.len(),
        _ => {
            let mut chars = text.char_indices();
            let (_, c) = chars.next()?;
            let (at, next) = chars.next()?;
            if next != '方' || cx.lexicon.abbreviated(c).next().is_none() {
                return None;
            }
            at + next.len_utf8()
        }
    };
    let mut rest = &text[actor..];
    for w in ["再次", "一致", "将继续", "还", "也", "共同", "坚定", "积极"] {
        if let Some(r) = rest.strip_prefix(w)
            && VERBS.iter().any(|v| r.starts_with(v))
        {
            rest = r;
        }
    }
    let verb = VERBS.iter().filter(|v| rest.starts_with(**v)).max_by_key(|v| v.len())?;
    Some(Commitment {
        actor: text[..actor].to_owned(),
        verb: (*verb).to_owned(),
        text: Some(text.to_owned()),
        source: cx.source(s),
    })
}
