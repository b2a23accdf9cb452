//! Instruments: named in reports, entered in lists, printed in full.

use super::Context;
use super::anatomy::document;
use super::scene::Scene;
use super::when::Calendar;
use crate::article::Draft;
use crate::diagnostic::{Code, Diagnostic};
use crate::lexicon::Category;
use crate::model::{Act, ActKind, Article, ArticleKind, Clause, Commitment, Document, DocumentKind, Extraction, ListEntry};
use crate::parse::date::{WrittenDate, dates};
use crate::parse::enumerator::{Enumerator, Style, alone, enumerator};
use crate::parse::sentence::sentences;
use crate::parse::title::titles;
use crate::span::Span;

/// The instruments that a report names.
pub fn mentioned(cx: &Context<'_>, scene: &Scene, calendar: &Calendar, out: &mut Extraction, diagnostics: &mut Vec<Diagnostic>) {
    for s in &scene.sentences {
        for at in titles(cx.text(), s.span).1 {
            let mark = Span::new(at, at + '《'.len_utf8());
            let message = format!("a title that is never {}", if cx.get(mark) == "《" { "closed" } else { "opened" });
            diagnostics.push(Diagnostic::new(Code::UnbalancedTitle, message, Some(cx.source(mark))));
        }
        dated_nouns(cx, s.span, &scene.article, out, calendar);
        let mut found = in_sentence(cx, s.span, scene.filed.as_ref(), calendar);
        found.extend(known_by_name(cx, s.span));
        for mut d in found {
            d.article.clone_from(&scene.article);
            let at = d.span.start;
            let near = out.meetings.iter().rev().find(|m| m.article == scene.article && m.span.start <= at && !m.announced);
            let meeting = near.map(|m| m.id.clone());
            let signed = |a: &Act| matches!(a.act, ActKind::Sign | ActKind::SignAndIssue | ActKind::WitnessSigning);
            if d.acts.iter().any(signed) {
                // the day that the sentence tells, else that of the encounter
                let own =
                    dates(cx.get(Span::new(s.span.start, at))).into_iter().rfind(|w| w.day.is_some() && w.until_day.is_none());
                let told = own.and_then(|w| calendar.resolve(&w, scene.filed.as_ref())).map(|s| s.edtf);
                d.date = told.or_else(|| d.date.take()).or_else(|| near.and_then(|m| m.date.clone()));
                let date = d.date.clone();
                d.acts.iter_mut().filter(|a| signed(a)).for_each(|a| a.date.clone_from(&date));
            }
            for a in &mut d.acts {
                if a.act != ActKind::Cite {
                    a.meeting.clone_from(&meeting);
                }
            }
            add(out, d);
        }
    }
}

/// The titles of a sentence with what is done with them.
fn in_sentence(cx: &Context<'_>, s: Span, filed: Option<&WrittenDate>, calendar: &Calendar) -> Vec<Document> {
    let (found, _) = titles(cx.text(), s);
    let mut out = Vec::new();
    for (i, &(title, depth)) in found.iter().enumerate() {
        let mut d = document(cx, title);
        if d.kind == DocumentKind::Other && !instrument_other(cx, title) {
            continue;
        }
        let outer = '《'.len_utf8();
        let before = Span::new(s.start, title.start.saturating_sub(outer).max(s.start));
        let behind = Span::new((title.end + outer).min(s.end), s.end);
        let (kind, verb) = if depth > 0 { (ActKind::Cite, None) } else { act(cx, before, behind) };
        // the date belongs to the title where it stands directly before it: 2005年7月1日《…》, 2025年5月8日签署的《…》
        let near = dates(cx.get(before)).pop().filter(|w| {
            let between = &cx.get(before)[w.span.end..];
            (w.year.is_some() || w.year_offset.is_some())
                && (between.is_empty() || between.chars().count() <= 8 && between.ends_with('的'))
        });
        let mut act = Act {
            act: kind,
            source: cx.source(Span::new(verb.map_or(title.start, |v: Span| v.start.min(title.start)), title.end)),
            ..Act::default()
        };
        if let Some(w) = near {
            d.date = calendar.resolve(&w, filed).map(|d| d.edtf);
            act.act = ActKind::Cite;
        } else if matches!(kind, ActKind::Sign | ActKind::SignAndIssue | ActKind::WitnessSigning) && i < found.len() {
            d.date = filed.and_then(|f| calendar.resolve(f, None)).map(|d| d.edtf).filter(|d| !d.contains("XX-XX"));
        }
        if act.act == ActKind::Cite {
            act.article_cited = article_cited(cx.get(behind));
        } else {
            act.date.clone_from(&d.date);
            act.by = by(cx, before, verb);
        }
        d.acts.push(act);
        out.push(d);
    }
    out
}

/// Instruments that texts name without 《》 because everybody knows them: 中日和平友好条约缔结45周年.
fn known_by_name(cx: &Context<'_>, s: Span) -> Vec<Document> {
    cx.hits
        .within(Category::Anniversaries, s)
        .filter_map(|h| {
            let name = &cx.lexicon.entry(h).name;
            let (_, code) = crate::parse::title::noun(name, cx.lexicon)?;
            let title = Span::new(h.span.start, h.span.start + name.len());
            (code != "other" && cx.get(title) == name && !cx.text()[..title.start].ends_with('《')).then(|| {
                let mut d = document(cx, title);
                d.acts.push(Act { act: ActKind::Cite, source: cx.source(title), ..Act::default() });
                d
            })
        })
        .collect()
}

/// A title whose noun is an instrument although no kind of its own: 路线图, 共识, 倡议.
fn instrument_other(cx: &Context<'_>, title: Span) -> bool {
    crate::parse::title::noun(cx.get(title).trim_end_matches('）'), cx.lexicon).is_some()
}

/// What is done with a title: the last verb before it in its clause, or a verb behind it (《…》继续延期).
fn act(cx: &Context<'_>, before: Span, behind: Span) -> (ActKind, Option<Span>) {
    let words = cx.get(before);
    // 《…》和《…》, 《…》、《…》: the verb before the first
    let from = before.start + words.rfind(['。', '；']).map_or(0, |i| i + 3);
    let zone = Span::new(from, before.end);
    let acts = |z: Span| {
        cx.hits
            .within(Category::Acts, z)
            .filter(|h| !matches!(cx.lexicon.entry(h).kind.as_deref(), Some("not_act")))
            .filter_map(|h| Some((h.span, ActKind::from_code(cx.lexicon.entry(h).code.as_deref()?)?)))
            .collect::<Vec<_>>()
    };
    let tail_end = cx.get(behind).find(['，', '。', '；', '《']).unwrap_or(cx.get(behind).len());
    let tail = Span::new(behind.start, behind.start + tail_end);
    if let Some((span, k)) = acts(tail).into_iter().find(|(_, k)| *k == ActKind::Extend) {
        return (k, Some(span));
    }
    if cx.get(tail).starts_with("的签署") || cx.get(tail).starts_with("签署") && cx.get(zone).contains("见证") {
        return (ActKind::WitnessSigning, Some(tail));
    }
    let list = acts(zone);
    let Some(&(span, mut kind)) = list.last() else { return (ActKind::Cite, None) };
    let between = cx.get(Span::new(span.end, before.end));
    // between the verb and the title stand only other titles, 了, 《; not a clause of its own
    let plain: String = strip_titles(between);
    let gap = plain.trim_matches(['了', '《', '》', '、', '和', '及', '以', '与', '并', ' ']);
    if gap.contains('，') || gap.chars().count() > 24 {
        return (ActKind::Cite, None);
    }
    let witness = list.iter().any(|(s, k)| *s != span && matches!(k, ActKind::WitnessSigning | ActKind::WitnessExchange))
        || cx.get(Span::new(zone.start, span.start)).ends_with("见证");
    if witness && kind == ActKind::Sign {
        kind = ActKind::WitnessSigning;
    }
    (kind, Some(span))
}

/// A text without what stands in 《》.
fn strip_titles(s: &str) -> String {
    let mut depth = 0usize;
    s.chars()
        .filter(|c| match c {
            '《' => {
                depth += 1;
                false
            }
            '》' => {
                depth = depth.saturating_sub(1);
                false
            }
            _ => depth == 0,
        })
        .collect()
}

/// 根据《…》第二十五条: the article cited behind a title.
fn article_cited(behind: &str) -> Option<String> {
    let rest = behind.strip_prefix('第')?;
    let end = rest.find('条')?;
    let n = &rest[..end];
    (n.chars().count() <= 5 && crate::parse::number::number(n).is_ok_and(|(r, _)| r.is_empty())).then(|| format!("第{n}条"))
}

/// Who acts: the words that open the clause of the verb.
fn by(cx: &Context<'_>, before: Span, verb: Option<Span>) -> Option<String> {
    let verb = verb?;
    let words = cx.get(Span::new(before.start, verb.start));
    let from = words.rfind('，').map_or(0, |i| i + 3);
    let subject = words[from..].trim().trim_end_matches("共同").trim_end_matches("还").trim_end_matches("先后");
    let known = cx.hits.at(Category::Groups, before.start + from).is_some();
    (known && subject.chars().count() <= 12).then(|| subject.to_owned())
}

/// Adds a document, or what is told of it to the one with the same title.
pub fn add(out: &mut Extraction, d: Document) {
    let key = |t: &Option<String>| t.as_deref().map(fold);
    match out.documents.iter_mut().find(|o| o.title.is_some() && key(&o.title) == key(&d.title)) {
        Some(o) => {
            o.acts.extend(d.acts);
            o.date = o.date.take().or(d.date);
            o.list = o.list.take().or(d.list);
            if o.clauses.is_empty() {
                o.preamble = d.preamble;
                o.clauses = d.clauses;
                o.closing = d.closing;
            }
            o.truncated |= d.truncated;
            o.continues_on = o.continues_on.take().or(d.continues_on);
        }
        None => out.documents.push(d),
    }
}

/// A title without what printing changes: blanks, width, dashes.
#[must_use]
pub fn fold(t: &str) -> String {
    t.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '－' | '—' | '–' | '─' | '-' => '-',
            '〈' => '《',
            '〉' => '》',
            c => c,
        })
        .collect()
}

/// The instruments of a list, or the one that is printed in full.
pub fn printed(
    cx: &Context<'_>,
    draft: &Draft,
    article: &mut Article,
    out: &mut Extraction,
    calendar: &Calendar,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if article.kind == ArticleKind::DocumentList {
        list(cx, draft, article, out, diagnostics);
        return;
    }
    let Some(headline) = draft.headline else {
        cited_in(cx, draft, article, out, calendar);
        return;
    };
    let mut d = document(cx, headline);
    article.document.clone_from(&d.title);
    d.article.clone_from(&article.id);
    d.continues_on.clone_from(&article.continues_on);
    d.truncated = article.continues_on.is_some();
    d.acts.push(Act { act: ActKind::Issue, source: cx.source(headline), ..Act::default() });
    let (preamble, clauses, closing) = clauses(cx, &draft.body, diagnostics);
    d.preamble = preamble;
    d.clauses = clauses;
    d.closing = closing;
    // a first clause and no second: the rest is on another page
    d.truncated |= d.clauses.len() == 1 && d.clauses[0].number == Some(1) && d.closing.is_empty();
    if let Some(w) = d.closing.iter().flat_map(|c| dates(c)).find(|w| w.year.is_some() && w.day.is_some()) {
        d.date = calendar.resolve(&w, None).map(|d| d.edtf);
    }
    if d.closing.iter().any(|c| ["订于", "签订", "签署", "签字"].iter().any(|w| c.contains(w))) {
        d.acts.iter_mut().for_each(|a| a.act = ActKind::Sign);
        d.acts.iter_mut().for_each(|a| a.date.clone_from(&d.date));
    }
    let acts = std::mem::take(&mut d.acts);
    let told = out.documents.iter().any(|o| o.title.as_deref().map(fold) == d.title.as_deref().map(fold));
    // the text itself says that it was issued; where a list or report tells how, that stands
    d.acts = if told { Vec::new() } else { acts };
    add(out, d);
    cited_in(cx, draft, article, out, calendar);
}

fn cited_in(cx: &Context<'_>, draft: &Draft, article: &Article, out: &mut Extraction, calendar: &Calendar) {
    for &p in &draft.body {
        for s in sentences(cx.text(), p) {
            for mut d in in_sentence(cx, s, None, calendar) {
                d.article.clone_from(&article.id);
                if d.acts.iter().any(|a| matches!(a.act, ActKind::Extend))
                    || cx.get(s).contains("予以延期")
                    || cx.get(s).contains("继续延期")
                {
                    // 双方同意根据《…》第二十五条对其予以延期
                    if d.acts.iter().any(|a| a.article_cited.is_some())
                        && let Some(a) = d.acts.first_mut()
                    {
                        a.act = ActKind::Extend;
                    }
                } else {
                    d.acts.iter_mut().for_each(|a| a.act = ActKind::Cite);
                }
                add(out, d);
            }
            dated_nouns(cx, s, &article.id, out, calendar);
        }
    }
}

/// 1996年4月25日的中俄联合声明: an instrument cited by its date and noun.
fn dated_nouns(cx: &Context<'_>, s: Span, article: &str, out: &mut Extraction, calendar: &Calendar) {
    let text = cx.get(s);
    for w in dates(text).into_iter().filter(|w| w.year.is_some() && w.day.is_some()) {
        let rest = text[w.span.end..].trim_start_matches('的');
        let at = text.len() - rest.len();
        let Some(end) = ["联合声明", "联合公报", "联合宣言", "协定", "条约", "议定书"]
            .iter()
            .filter_map(|n| rest.find(n).map(|i| i + n.len()))
            .min()
        else {
            continue;
        };
        let words = &rest[..end];
        if words.chars().count() > 14 || words.contains(['《', '，', '。', '、']) {
            continue;
        }
        let description = text[w.span.start..at + end].to_owned();
        if out.documents.iter().any(|d| d.description.as_deref() == Some(&description)) {
            continue;
        }
        let span = Span::new(s.start + w.span.start, s.start + at + end);
        let kind =
            crate::parse::title::noun(words, cx.lexicon).and_then(|(_, c)| DocumentKind::from_code(&c)).unwrap_or_default();
        let source = cx.source(span);
        out.documents.push(Document {
            article: article.to_owned(),
            description: Some(description),
            kind,
            date: calendar.resolve(&w, None).map(|d| d.edtf),
            acts: vec![Act { act: ActKind::Cite, source: source.clone(), ..Act::default() }],
            source,
            span,
            ..Document::default()
        });
    }
}

/// A list of outcomes: sections and entries.
fn list(cx: &Context<'_>, draft: &Draft, article: &mut Article, out: &mut Extraction, diagnostics: &mut Vec<Diagnostic>) {
    let (mut section, mut heading, mut kind) = (None, None, ActKind::Announce);
    let mut last: Option<(Style, u32)> = None;
    if let Some(h) = draft.headline {
        kind = section_act(cx, h).unwrap_or(ActKind::Announce);
    }
    for &p in &draft.body {
        let text = cx.get(p);
        let e = enumerator(text).ok();
        let (found, _) = titles(cx.text(), p);
        let outer: Vec<Span> = found.iter().filter(|f| f.1 == 0).map(|f| f.0).collect();
        if outer.is_empty() {
            let rest = e.map_or(text, |(rest, _)| rest).trim();
            let named = crate::parse::title::noun(rest.trim_end_matches(['；', '。']), cx.lexicon).filter(|(_, c)| c != "other");
            if named.is_some() && e.is_some() && crate::parse::title::opens_party(rest, cx.lexicon).is_some() {
                // a title printed without 《》
                let at = Span::new(p.end - rest.len(), p.end).trimmed(cx.text());
                let title = Span::new(at.start, at.start + cx.get(at).trim_end_matches(['；', '。']).len());
                entry(cx, title, article, out, kind, section, heading.clone(), e.map(|e| e.1), &mut last, diagnostics);
                continue;
            }
            if rest.chars().count() <= 60 {
                let n = e.as_ref().map(|(_, e)| e.number).or_else(|| alone(text));
                section = n.or(section.map(|s: u32| s + 1)).or(Some(1));
                heading = Some(rest.trim_end_matches(['：', '。']).to_owned()).filter(|h| !h.is_empty());
                kind = section_act(cx, p).unwrap_or(kind);
                last = None;
            }
            continue;
        }
        for title in outer {
            entry(cx, title, article, out, kind, section, heading.clone(), e.as_ref().map(|e| e.1), &mut last, diagnostics);
        }
    }
}

#[allow(clippy::too_many_arguments)] // one entry of a list, with the section it stands in
fn entry(
    cx: &Context<'_>,
    title: Span,
    article: &Article,
    out: &mut Extraction,
    kind: ActKind,
    section: Option<u32>,
    heading: Option<String>,
    marker: Option<Enumerator>,
    last: &mut Option<(Style, u32)>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut d = document(cx, title);
    d.article.clone_from(&article.id);
    let number = marker.map(|m| m.number).filter(|n| *n > 0);
    if let Some(m) = marker {
        if let Some((style, n)) = *last
            && style == m.style
            && m.number > n + 1
        {
            let message = format!("number {} follows {n}", m.number);
            diagnostics.push(Diagnostic::new(Code::NumberingGap, message, Some(cx.source(title))));
        }
        *last = Some((m.style, m.number));
    }
    d.list = Some(ListEntry { section, section_title: heading, number });
    d.acts.push(Act { act: kind, source: cx.source(title), ..Act::default() });
    add(out, d);
}

/// What the heading of a section says is done with its entries.
fn section_act(cx: &Context<'_>, p: Span) -> Option<ActKind> {
    let words = cx.get(p);
    if words.contains("见证交换") || words.contains("见证换文") {
        return Some(ActKind::WitnessExchange);
    }
    if words.contains("见证") {
        return Some(ActKind::WitnessSigning);
    }
    if words.contains("宣布") {
        return Some(ActKind::Announce);
    }
    cx.hits
        .within(Category::Acts, p)
        .filter(|h| cx.lexicon.entry(h).kind.as_deref() != Some("not_act"))
        .find_map(|h| ActKind::from_code(cx.lexicon.entry(h).code.as_deref()?))
}

/// The clauses of a text, by the enumerators that open its paragraphs: the first style is the top level, a new one goes deeper.
fn clauses(cx: &Context<'_>, body: &[Span], diagnostics: &mut Vec<Diagnostic>) -> (Vec<String>, Vec<Clause>, Vec<String>) {
    let mut preamble = Vec::new();
    let mut closing: Vec<String> = Vec::new();
    let mut top: Vec<Clause> = Vec::new();
    let mut styles: Vec<Style> = Vec::new();
    for &p in body {
        let text = cx.get(p).trim();
        let mark = alone(text).map(|n| (Style::Section, n, p, "")).or_else(|| {
            let (rest, e) = enumerator(text).ok()?;
            let clause = !matches!(e.style, Style::Is | Style::Sequence);
            clause.then(|| (e.style, e.number, Span::new(p.start + e.span.start, p.start + e.span.end), rest))
        });
        let Some((style, number, marker, rest)) = mark else {
            if top.is_empty() {
                preamble.push(text.to_owned());
            } else if is_closing(text) || !closing.is_empty() {
                closing.push(text.to_owned());
            } else if let Some(c) = deepest(&mut top, styles.len()) {
                paragraph(cx, c, p, text);
            }
            continue;
        };
        let depth = styles.iter().position(|s| *s == style).unwrap_or(styles.len());
        // a running 一是 of another depth than any open one begins only where its number is 1
        if depth == styles.len() {
            if number > 1 && !styles.is_empty() {
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
        let mut clause = Clause {
            marker: Some(cx.get(marker).trim().to_owned()),
            number: (number > 0).then_some(number),
            source: cx.source(p),
            ..Clause::default()
        };
        let rest = rest.trim();
        if !rest.is_empty() {
            let heading = rest.chars().count() <= 30 && !rest.ends_with(['。', '；', '：']);
            if heading {
                clause.heading = Some(rest.to_owned());
            } else {
                paragraph(cx, &mut clause, Span::new(p.end - rest.len(), p.end), rest);
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
    let dated = dates(text).iter().any(|w| w.year.is_some() && w.day.is_some());
    (dated && chars <= 40 && !text.contains('，'))
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
