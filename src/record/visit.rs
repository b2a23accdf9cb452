//! Visits: who travels where, when, in what form.

use super::Context;
use super::people::People;
use super::place::place;
use super::scene::Scene;
use super::when::Calendar;
use crate::lexicon::{Category, Hit};
use crate::model::{Extraction, Party, Visit, VisitKind, VisitStatus};
use crate::parse::clause::clause;
use crate::parse::date::dates;
use crate::span::Span;

/// Reads the visits of a scene: sentences that say 应…邀请…对…进行访问, that somebody arrives, or ends a visit.
pub fn visits(cx: &Context<'_>, scene: &Scene, people: &mut People, calendar: &Calendar, out: &mut Extraction) {
    let first = out.visits.len();
    for s in &scene.sentences {
        // 发言人宣布：with the invitation in a paragraph of its own: what is announced is told
        let announced = || cx.get(s.span).starts_with('应') && cx.get(s.span).contains("邀请，") && cx.get(s.span).contains('将');
        if s.telling.is_empty() && !announced() {
            continue;
        }
        let found = in_sentence(cx, s.span, scene, people, calendar);
        for mut v in found {
            v.article.clone_from(&scene.article);
            match out.visits[first..].iter_mut().find(|o| o.visitor == v.visitor && o.to == v.to) {
                Some(o) => {
                    o.kind = o.kind.or(v.kind).map(|k| if k == VisitKind::Visit { v.kind.unwrap_or(k) } else { k });
                    o.from = o.from.take().or(v.from);
                    o.until = o.until.take().or(v.until);
                    o.inviter = o.inviter.take().or(v.inviter);
                }
                None => out.visits.push(v),
            }
        }
    }
}

fn in_sentence(cx: &Context<'_>, s: Span, scene: &Scene, people: &mut People, calendar: &Calendar) -> Vec<Visit> {
    // 发言人宣布：应…邀请，…: the visit is told behind the colon
    let announced = cx.get(s).find('：').filter(|i| *i < 120 && cx.get(s)[*i..].contains('应'));
    let s = announced.map_or(s, |i| Span::new(s.start + i + '：'.len_utf8(), s.end));
    let text = cx.get(s);
    let hits: Vec<&Hit> =
        cx.hits.within(Category::Visits, s).filter(|h| cx.lexicon.entry(h).kind.as_deref() != Some("not_visit")).collect();
    let invited = text.contains("邀请") && text.contains('应');
    if hits.is_empty() && !invited {
        return Vec::new();
    }
    let leaves = ["离京", "离开北京", "启程", "飞赴", "飞往", "前往", "动身"].iter().any(|w| text.contains(w));
    let arrives = ["抵达", "飞抵", "开始对"].iter().any(|w| text.contains(w)) || leaves && !hits.is_empty();
    let home = |t: &str| ["回国", "离开", "返回", "回到", "返京", "抵京"].iter().any(|w| t.contains(w));
    let ends = text.contains("结束对")
        || text.contains("结束在") && text.contains("访问")
        || text.find("结束").is_some_and(|i| home(&text[i..]))
        || text.find("访问后").is_some_and(|i| home(&text[i..]));
    // what is told behind the end is the next journey
    let over = text.find("结束").filter(|_| ends).and_then(|i| text[i..].find('，').map(|n| i + n));
    let upto = over.map_or(s.end, |i| s.start + i);
    let hits: Vec<&Hit> = if ends { hits.into_iter().filter(|h| h.span.end <= upto).collect() } else { hits };
    let future = text.contains("将于")
        || text.contains("将对")
        || text.contains("将赴")
        || text.contains("将出席")
        || text.contains('将') && invited;
    if invited || !hits.is_empty() {
        cx.trace.attempt("visits", s, hits.first().map_or(s, |h| h.span), || "visit".into());
    }
    if !(invited || arrives || ends || (future && !hits.is_empty())) {
        cx.trace.gives_up("nobody is invited, sets out, arrives or leaves, and nothing is to come");
        return Vec::new();
    }
    // the sentence that tells where from and to: a visit needs its word, or a departure by invitation
    if hits.is_empty() && !(invited && (arrives || text.contains("赴") || text.contains("前往"))) {
        cx.trace.gives_up("no word of a visit, and no departure by invitation");
        return Vec::new();
    }
    let verb_at = hits.last().map_or(s.end, |h| h.span.start);
    let c = clause(cx.text(), Span::new(s.start, verb_at), cx.hits, &people.known);
    let mut visitor = c.subject.map(|w| people.parties(cx, w)).unwrap_or_default();
    visitor.retain(|p| p.office.is_some() || people.known.holds(&p.name));
    let Some(v) = visitor.first().cloned() else {
        cx.trace.gives_up("no person with an office, and none who is known, is its subject");
        return Vec::new();
    };
    cx.trace.took("visitor", c.subject.unwrap_or(s), "the subject of the clause", || v.name.clone());
    // ends of the journey: countries behind 对, 赴, 访问, 抵达
    let mut targets = targets(cx, Span::new(s.start, upto), &v);
    if targets.is_empty() && (text.contains("访华") || text.contains("来华") || text.contains("对中国")) {
        targets.push("CN".into());
    }
    let inviter = c.inviter.or_else(|| invited_by(cx, s)).map(|w| people.parties(cx, w)).unwrap_or_default();
    if targets.is_empty() && ["上述", "三国", "四国", "五国"].iter().any(|w| text.contains(w)) {
        // 对上述三国进行国事访问: the countries of those who invite
        for code in inviter.iter().filter_map(|p| p.country.clone()) {
            if !targets.contains(&code) && v.country.as_ref() != Some(&code) {
                targets.push(code);
            }
        }
    }
    if targets.is_empty() {
        cx.trace.gives_up("no country behind 对, 赴, 访问, 抵达");
        return Vec::new();
    }
    cx.trace.took("to", s, "countries behind 对, 赴, 访问, 抵达, 前往, or of those who invite", || targets.join(", "));
    let kind = hits
        .iter()
        .rev()
        .filter_map(|h| VisitKind::from_code(cx.lexicon.entry(h).code.as_deref()?))
        .min_by_key(|k| usize::from(*k == VisitKind::Visit));
    let span_dates: Vec<_> = dates(text).into_iter().filter(|d| d.has_day() || d.until_day.is_some()).collect();
    // 3日宣布，将于10日访问: the day of the journey stands behind 将
    let behind = text.find('将').filter(|_| !ends).unwrap_or(0);
    let first = span_dates.iter().find(|d| d.span.start > behind).or(span_dates.first());
    let range = span_dates.iter().find(|d| d.until_day.is_some()).or(first).copied();
    let settled = range.and_then(|w| calendar.resolve(&w, scene.filed.as_ref()));
    if let (Some(w), Some(d)) = (range, &settled) {
        let at = Span::new(s.start + w.span.start, s.start + w.span.end);
        cx.trace.took(if ends { "until" } else { "from" }, at, "the day that the sentence prints", || d.edtf.clone());
    }
    let status = if ends {
        VisitStatus::Ended
    } else if arrives && !text.contains("将") {
        VisitStatus::Begun
    } else if future {
        VisitStatus::Announced
    } else {
        VisitStatus::Ended
    };
    let (from, until, basis) = match settled {
        Some(d) if ends => (None, Some(d.edtf), d.basis),
        Some(d) => (Some(d.edtf), d.until, d.basis),
        None => (None, None, None),
    };
    let each = targets.len();
    cx.trace.gives(|| kind.map_or_else(|| "visit".to_owned(), VisitKind::code));
    targets
        .into_iter()
        .enumerate()
        .map(|(i, to)| Visit {
            visitor: v.name.clone(),
            office: v.office.clone(),
            country: v.country.clone(),
            inviter: pick(&inviter, &to, i, each),
            to: Some(to),
            kind,
            from: from.clone(),
            until: until.clone(),
            date_basis: basis.clone(),
            status: Some(status),
            source: cx.source(s),
            span: s,
            ..Visit::default()
        })
        .collect()
}

/// 应…邀请 anywhere in a sentence.
fn invited_by(cx: &Context<'_>, s: Span) -> Option<Span> {
    let text = cx.get(s);
    let end = text.find("邀请").or_else(|| text.find("之邀"))?;
    let start = text[..end].rfind('应')? + '应'.len_utf8();
    (start < end).then(|| Span::new(s.start + start, s.start + end).trimmed(cx.text()))
}

/// Of several who invite, the one of the country.
fn pick(inviters: &[Party], to: &str, i: usize, all: usize) -> Option<String> {
    inviters
        .iter()
        .find(|p| p.country.as_deref() == Some(to) && p.office.as_deref() != Some(p.name.as_str()))
        .or_else(|| inviters.get(i).filter(|_| inviters.len() == all))
        .or_else(|| inviters.first().filter(|_| all == 1))
        .map(|p| p.name.clone())
        .filter(|n| n.chars().count() <= 24)
}

/// The countries a journey goes to: the objects of 对…进行访问, 访问…, 抵达…, 赴…, 前往….
fn targets(cx: &Context<'_>, s: Span, visitor: &Party) -> Vec<String> {
    let text = cx.get(s);
    let mut out: Vec<String> = Vec::new();
    let mut take = |zone: Span| {
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
        // 对…进行国事访问
        let head = &text[..h.span.start - s.start];
        if let Some(i) = head.rfind('对').or_else(|| head.rfind("前往")) {
            take(Span::new(s.start + i, h.span.start));
        }
        // 访问…
        if cx.get(h.span).ends_with("访问") {
            let rest = &text[h.span.end - s.start..];
            let stop = rest.find(['，', '。', '；', '并']).unwrap_or(rest.len());
            if !rest.starts_with('的') && !rest.starts_with("期间") {
                take(Span::new(h.span.end, h.span.end + stop));
            }
        }
    }
    if let Some((i, w)) = ["赴", "前往", "抵达", "飞往"].iter().find_map(|w| text.find(w).map(|i| (i, w))) {
        let rest = &text[i + w.len()..];
        let stop = rest.find(['，', '。', '；', '并', '出']).unwrap_or(rest.len());
        let at = s.start + i + w.len();
        let zone = Span::new(at, at + stop);
        take(zone);
        let city = place(cx, zone).country.filter(|c| visitor.country.as_ref() != Some(c));
        if out.is_empty() {
            out.extend(city);
        }
    }
    out
}
