//! From speeches to statements, with their points.

use super::attribution::announced_points;
use super::group::both_sides;
use crate::diagnostic::{Code, Diagnostic};
use crate::lexicon::Category;
use crate::model::{Extraction, Meeting, MeetingKind, Party, Point, Statement};
use crate::parse::enumerator::{Style, enumerator};
use crate::record::Context;
use crate::record::belonging::{self, belongs, is_own};
use crate::record::meeting::Tellings;
use crate::record::people::People;
use crate::record::scene::Scene;
use crate::span::Span;
use std::collections::BTreeSet;

/// The statements of a scene.
pub fn statements(
    cx: &Context<'_>,
    scene: &Scene,
    people: &mut People,
    told: &Tellings,
    out: &mut Extraction,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for (n, sp) in scene.speeches.iter().enumerate() {
        let text = sp.text.trimmed(cx.text());
        if text.is_empty() || cx.get(text).trim_matches(|c: char| !c.is_alphanumeric()).is_empty() {
            continue;
        }
        let mut st = Statement {
            article: scene.article.clone(),
            joint: sp.joint,
            verb: sp.verb.map(|v| cx.get(v).to_owned()),
            lead: sp.lead.map(|l| cx.get(l).trim_matches(['，', ' ']).to_owned()).filter(|l| !l.is_empty()),
            text: Some(cx.get(text).to_owned()),
            truncated_start: sp.speaker.is_none(),
            span: text,
            source: cx.source(text),
            ..Statement::default()
        };
        if let Some(at) = sp.speaker {
            cx.trace.attempt("statements", text, at, || "speaker".into());
            st.speaker = Some(sp.name.clone());
            if let Some(p) = people.find(&sp.name).cloned().or_else(|| people.called(cx, at, &sp.name).filter(|_| !sp.joint)) {
                let party = || [&p.office, &p.country, &p.org].into_iter().flatten().cloned().collect::<Vec<_>>().join(" ");
                cx.trace.took("office", at, "as the page introduces the name", party);
                st.speaker = Some(p.name);
                st.office = p.office;
                st.country = p.country;
                st.org = p.org;
            } else if sp.joint {
                st.country = side(cx, &sp.name, told.all(&out.meetings));
                let sides: Vec<_> = sp.name.split(['和', '、', '与']).filter_map(|n| people.find(n)).collect();
                if sides.len() > 1 && sides.iter().all(|p| p.country == sides[0].country) {
                    st.country.clone_from(&sides[0].country);
                } else if both_sides(cx, &sp.name).is_none()
                    && !sp.name.chars().all(|c| cx.lexicon.abbreviated(c).next().is_some())
                    && !sp.name.replace("与会", "").contains(['和', '与', '、'])
                    && [Category::Countries, Category::Organisations].iter().any(|&c| cx.hits.at(c, at.start).is_some())
                {
                    // 法国与会人士
                    (st.country, st.org) = belongs(cx, at);
                }
            } else {
                (st.country, st.org) = belongs(cx, at);
                if st.country.is_none() && st.org.is_none() {
                    st.country = side(cx, &sp.name, told.all(&out.meetings));
                }
                if st.country.is_none() && st.org.is_none() && is_own(&sp.name) {
                    st.country = Some("CN".into());
                }
                let office = cx.get(at).strip_suffix(sp.name.as_str()).filter(|o| !o.is_empty());
                st.office = office.map(|o| o.trim().to_owned());
                if st.office.is_some() {
                    let party = Party {
                        name: sp.name.clone(),
                        office: st.office.clone(),
                        country: st.country.clone(),
                        org: st.org.clone(),
                        ..Default::default()
                    };
                    people.introduce(&party);
                }
            }
        }
        cx.trace.gives(|| st.speaker.clone().unwrap_or_default());
        st.points = points(cx, text, diagnostics);
        if let Some((promised, at)) = announced_points(cx, Span::new(sp.verb.map_or(text.start, |v| v.end), text.end))
            && !st.points.is_empty()
            && st.points.len() != promised
        {
            let message = format!("{promised} points announced, {} found", st.points.len());
            diagnostics.push(Diagnostic::new(Code::CountMismatch, message, Some(cx.source(at))));
        }
        // nobody makes a speech at a welcome
        let speaks = |m: &&Meeting| m.kind != MeetingKind::WelcomeCeremony;
        let before = || told.before(&out.meetings, text.start).filter(speaks);
        // 在会见埃及外长萨利赫时，陈望舒表示: the one with whom the words before the verb name
        let head = sp.verb.and_then(|v| {
            let n = scene.sentences.partition_point(|s| s.span.end < v.start);
            scene.sentences.get(n).map(|s| s.span).filter(|s| s.contains(v)).map(|s| Span::new(s.start, v.start))
        });
        let whom = |p: &Party| p.name != sp.name && head.is_some_and(|h| cx.get(h).contains(p.name.as_str()));
        let meeting = before()
            .take(16)
            .find(|m| m.parties.iter().any(whom))
            .or_else(|| {
                // 分别会见甲、乙和丙: the one with whoever speaks, of those that one sentence tells of
                let last = before().next()?;
                let with = |m: &Meeting, name: &str| m.parties.iter().any(|p| p.name == name);
                let together = || before().take_while(|m| m.span == last.span).take(16).filter(|m| with(m, &sp.name));
                // the host speaks to the guest who answers him
                let answers = scene.speeches.iter().skip(n + 1).find(|o| o.name != sp.name).map(|o| &o.name);
                let answers = answers.filter(|_| last.kind != MeetingKind::Message);
                answers.and_then(|name| together().find(|m| with(m, name))).or_else(|| together().next()).or(Some(last))
            })
            .or_else(|| told.before(&out.meetings, text.start).next())
            .or_else(|| told.all(&out.meetings).first().filter(|m| !m.announced));
        st.meeting = meeting.map(|m| m.id.clone());
        if let Some(m) = meeting {
            cx.trace.later(("statements", text), m.span, "meeting", "the last encounter told of before it", || m.kind.code());
        }
        out.statements.push(st);
    }
}

/// The country of 塞方, 塞方代表: the only one of the parties that has the abbreviation.
fn side(cx: &Context<'_>, name: &str, meetings: &[Meeting]) -> Option<String> {
    let c = belonging::side(name)?;
    if c == '中' {
        return Some("CN".into());
    }
    let codes: BTreeSet<&str> = meetings.iter().flat_map(|m| &m.parties).filter_map(|p| p.country.as_deref()).collect();
    let mut fits = cx.lexicon.abbreviated(c).filter_map(|e| e.code.as_deref()).filter(|code| codes.contains(code));
    let one = fits.next()?;
    fits.all(|f| f == one).then(|| one.to_owned())
}

/// Points of one series that are written in two ways, or on one breath.
fn settle(cx: &Context<'_>, span: Span, heads: &mut Vec<(Style, u32, Span)>) {
    // 首先，…第二，…
    let second = heads.iter().find(|h| h.1 == 2).map(|h| h.0);
    if let Some(first) = heads.first_mut().filter(|h| h.0 == Style::Sequence && h.1 == 1 && second == Some(Style::Ordinal)) {
        first.0 = Style::Ordinal;
    }
    // 特点一是…，二是…，三是…
    let kind = |s: Span| cx.get(s).chars().next_back();
    let Some(mark) = heads.first().map_or(Some('是'), |h| (h.0 == Style::Is).then(|| kind(h.2)).flatten()) else { return };
    let glued: Vec<(Style, u32, Span)> = cx
        .get(span)
        .match_indices(mark)
        .filter_map(|(i, _)| {
            let head = &cx.get(span)[..i];
            let from = head
                .rfind(|c| !crate::parse::number::is_numeral(c))
                .map_or(0, |p| p + head[p..].chars().next().map_or(1, char::len_utf8));
            let (_, e) = enumerator(&cx.get(span)[from..]).ok().filter(|(_, e)| e.style == Style::Is)?;
            let before = head[..from].chars().next_back();
            let opens = before.is_none_or(|c| "。；：，\n！".contains(c));
            let first = e.number == 1 && before.is_some_and(|c| !"之统唯某其每万第同专任非不".contains(c));
            (opens || first).then(|| (Style::Is, e.number, Span::new(span.start + from, span.start + from + e.span.end)))
        })
        .collect();
    // one series: from its first point, each behind the one before
    let mut series: Vec<(Style, u32, Span)> = Vec::new();
    for g in glued {
        match series.last() {
            Some(last) if g.1 == last.1 + 1 => series.push(g),
            None | Some(_) if g.1 == 1 && series.len() < 2 => series = vec![g],
            _ => {}
        }
    }
    let found = heads.iter().filter(|h| h.0 == Style::Is).count();
    if series.len() > found.max(1) {
        *heads = series;
    }
}

/// The points of a speech: enumerators of one style at the heads of sentences, numbered one after the other; a marker that is lost
/// leaves a gap, which is said.
fn points(cx: &Context<'_>, span: Span, diagnostics: &mut Vec<Diagnostic>) -> Vec<Point> {
    let text = cx.get(span);
    let mut heads: Vec<(Style, u32, Span)> = Vec::new();
    let mut starts = vec![0];
    starts.extend(
        text.char_indices().filter(|(_, c)| matches!(c, '。' | '；' | '：' | '\n' | '！')).map(|(i, c)| i + c.len_utf8()),
    );
    for at in starts {
        let rest = text[at..].trim_start();
        let at = text.len() - rest.len();
        let Ok((_, e)) = enumerator(rest) else { continue };
        if matches!(e.style, Style::Is | Style::Ordinal | Style::Sequence | Style::Arabic | Style::Section | Style::Bracketed)
            && heads.last().is_none_or(|h| h.2.start < span.start + at)
        {
            heads.push((e.style, e.number, Span::new(span.start + at + e.span.start, span.start + at + e.span.end)));
        }
    }
    settle(cx, span, &mut heads);
    let Some(style) = heads.first().map(|h| h.0) else { return Vec::new() };
    heads.retain(|h| h.0 == style);
    // a speech that begins on another page may begin with any number
    let mut kept: Vec<(Style, u32, Span)> = Vec::new();
    for h in heads {
        let last = kept.last().map(|l| l.1);
        let gap = last.filter(|l| matches!(style, Style::Is | Style::Ordinal) && h.1 == l + 2);
        if let Some(last) = gap {
            let message = format!("point {} behind point {last}", h.1);
            diagnostics.push(Diagnostic::new(Code::NumberingGap, message, Some(cx.source(h.2))));
        }
        if gap.is_some() || last.is_none_or(|l| h.1 == l + 1 || (h.1 == 99 && style == Style::Sequence)) {
            kept.push(h);
        }
    }
    if kept.len() < 2 && kept.first().is_none_or(|k| k.1 < 2) {
        return Vec::new();
    }
    let mut out = Vec::new();
    for (i, (_, number, marker)) in kept.iter().enumerate() {
        let end = kept.get(i + 1).map_or(span.end, |n| n.2.start);
        let own = Span::new(marker.end, end).trimmed(cx.text());
        let words = cx.get(own);
        let heading = words.find(['。', '；', '\n', '！']).map_or(words, |p| &words[..p]);
        let number = if *number == 99 { u32::try_from(i).unwrap_or(0) + 1 } else { *number };
        out.push(Point {
            marker: cx.get(*marker).to_owned(),
            number,
            heading: Some(heading.trim_start_matches(['，', ' ']).to_owned()).filter(|h| !h.is_empty()),
            text: Some(words.to_owned()),
            source: cx.source(Span::new(marker.start, own.end)),
        });
    }
    out
}
