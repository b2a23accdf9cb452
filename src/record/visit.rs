//! Visits: who travels where, when, in what form.

use super::Context;
use super::people::People;
use super::place::place;
use super::scene::Scene;
use super::when::Calendar;
use crate::lexicon::{Category, Hit};
use crate::model::{Extraction, Party, Visit, VisitKind, VisitStatus};
use crate::parse::clause::{clause, invitation};
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
    if cx.hits.within(Category::Visits, s).next().is_none() && !(cx.get(s).contains("邀请") && cx.get(s).contains('应')) {
        return Vec::new();
    }
    // 在结束对甲国的国事访问后，某某还将对乙国进行国事访问: two journeys of one who travels
    let Some(over) = first_ends(cx.get(s)).map(|i| s.start + i) else {
        return journey(cx, s, Whole { span: s, days: s, ends: ends(cx.get(s)) }, scene, people, calendar);
    };
    let (before, behind) = (Span::new(s.start, over), Span::new(over, s.end));
    let next = journey(cx, behind, Whole { span: s, days: behind, ends: false }, scene, people, calendar);
    let days = if next.is_empty() { s } else { before };
    let mut out = journey(cx, before, Whole { span: s, days, ends: ends(cx.get(s)) }, scene, people, calendar);
    out.extend(next);
    out
}

/// Where the words that end a journey are over and others follow.
fn first_ends(text: &str) -> Option<usize> {
    let at = text.find("结束")?;
    let rest = &text[at..];
    let after = rest.find("访问后").map(|i| i + "访问后".len());
    [after, rest.find('，')].into_iter().flatten().min().map(|i| at + i).filter(|i| *i < text.len())
}

/// Whether a sentence ends a journey.
fn ends(text: &str) -> bool {
    let home = |t: &str| ["回国", "离开", "返回", "回到", "返京", "抵京"].iter().any(|w| t.contains(w));
    let over = text.find("结束").is_some_and(|i| {
        let rest = text[i + "结束".len()..].trim_start_matches('了');
        rest.starts_with('对') || rest.starts_with('在') && text.contains("访问") || rest.contains("访问后") || home(rest)
    });
    over || text.find("访问后").is_some_and(|i| home(&text[i..]))
}

/// The sentence that a journey is told in.
#[derive(Clone, Copy)]
struct Whole {
    span: Span,
    /// Where its days may stand.
    days: Span,
    /// Whether it ends a journey.
    ends: bool,
}

/// The journey that a sentence or one part of it tells of.
fn journey(cx: &Context<'_>, s: Span, whole: Whole, scene: &Scene, people: &mut People, calendar: &Calendar) -> Vec<Visit> {
    let text = cx.get(s);
    let words = |zone| {
        let all = cx.hits.within(Category::Visits, zone);
        all.filter(|h| cx.lexicon.entry(h).kind.as_deref() != Some("not_visit")).collect::<Vec<&Hit>>()
    };
    let hits = words(s);
    let ends = whole.ends;
    let invited = text.contains("邀请") && text.contains('应');
    // where one leaves for behind the end of a journey is no journey that has begun
    let next = s.start > whole.span.start;
    let leaves = ["离京", "离开北京", "启程", "飞赴", "飞往", "前往", "动身"].iter().any(|w| text.contains(w));
    let arrives = ["抵达", "飞抵", "开始对"].iter().any(|w| text.contains(w)) || leaves && !next && (invited || !hits.is_empty());
    let future =
        ["将于", "将对", "将赴", "将出席", "还将", "即将"].iter().any(|w| text.contains(w)) || text.contains('将') && invited;
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
    let verb_at = |zone: Span| words(zone).last().map_or(zone.end, |h| h.span.start);
    let c = clause(cx.text(), Span::new(s.start, verb_at(s)), cx.hits, &people.known);
    let mut visitors = persons(cx, people, c.subject);
    if visitors.is_empty() && s != whole.span {
        // the other part of the sentence names who travels: …后，某某回到北京
        let other = if next { Span::new(whole.span.start, s.start) } else { Span::new(s.end, whole.span.end) };
        let moves = ["回到", "返回", "回国", "离开", "乘", "启程", "抵达"].iter().filter_map(|w| cx.get(other).find(w)).min();
        let end = moves.map_or(other.end, |i| other.start + i).min(verb_at(other));
        let w = clause(cx.text(), Span::new(other.start, end), cx.hits, &people.known);
        visitors = persons(cx, people, w.subject);
    }
    let Some(v) = visitors.first().cloned() else {
        cx.trace.gives_up("no person with an office, and none who is known, is its subject");
        return Vec::new();
    };
    cx.trace.took("visitor", c.subject.unwrap_or(s), "the subject of the clause", || v.name.clone());
    // ends of the journey: countries behind 对, 赴, 访问, 抵达
    let mut targets = targets(cx, s, &v);
    if targets.is_empty() && (text.contains("访华") || text.contains("来华") || text.contains("对中国")) {
        targets.push("CN".into());
    }
    if targets.is_empty() && ["对我国", "对我國", "访问我国", "訪問我國"].iter().any(|w| text.contains(w)) {
        targets.push(cx.home.into());
    }
    let invitation = c.inviter.or_else(|| invited_by(cx, s));
    let inviter = invitation.map(|w| people.parties(cx, w)).unwrap_or_default();
    if targets.is_empty() && ["上述", "三国", "四国", "五国"].iter().any(|w| text.contains(w)) {
        // 对上述三国进行国事访问: the countries of those who invite
        let printed = cx.hits.within(Category::Countries, invitation.unwrap_or_default());
        let printed = printed.filter_map(|h| cx.lexicon.entry(h).code.clone());
        for code in printed.chain(inviter.iter().filter_map(|p| p.country.clone())) {
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
    let span_dates: Vec<_> = dates(cx.get(whole.days)).into_iter().filter(|d| d.has_day() || d.until_day.is_some()).collect();
    // 3日宣布，将于10日访问: the day of the journey stands behind 将
    let behind = cx.get(whole.days).find('将').filter(|_| !ends).unwrap_or(0);
    let first = span_dates.iter().find(|d| d.span.start > behind).or(span_dates.first());
    let range = span_dates.iter().find(|d| d.until_day.is_some()).or(first).copied();
    let settled = range.and_then(|w| calendar.resolve(&w, scene.filed.as_ref()));
    if let (Some(w), Some(d)) = (range, &settled) {
        let at = Span::new(whole.days.start + w.span.start, whole.days.start + w.span.end);
        cx.trace.took(if ends { "until" } else { "from" }, at, "the day that the sentence prints", || d.edtf.clone());
    }
    let status = if ends {
        VisitStatus::Ended
    } else if arrives && !text.contains("将") {
        VisitStatus::Begun
    } else if future {
        VisitStatus::Announced
    } else if invited && first.is_none() && !["进行了", "访问了", "期间"].iter().any(|w| text.contains(w)) {
        // 某总统是应…的邀请对我国进行国事访问的
        VisitStatus::Begun
    } else {
        VisitStatus::Ended
    };
    let (from, until, basis) = match settled {
        Some(d) if ends => (None, Some(d.edtf), d.basis),
        Some(d) => (Some(d.edtf), d.until, d.basis),
        None => (None, None, None),
    };
    let each = targets.len();
    // 甲国总理某、乙国外长某将分别访问丙国
    let mut travel = vec![v];
    for p in visitors.into_iter().skip(1) {
        if p.country.is_some() && travel.iter().all(|t| t.country.is_some() && t.country != p.country) {
            travel.push(p);
        }
    }
    cx.trace.gives(|| kind.map_or_else(|| "visit".to_owned(), VisitKind::code));
    let journeys = travel.iter().flat_map(|v| targets.iter().cloned().enumerate().map(move |(i, to)| (v, i, to)));
    journeys
        .map(|(v, i, to)| Visit {
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
            source: cx.source(whole.span),
            span: whole.span,
            ..Visit::default()
        })
        .collect()
}

/// The persons of a subject: by their office, or because the page knows them.
fn persons(cx: &Context<'_>, people: &mut People, subject: Option<Span>) -> Vec<Party> {
    let mut all = subject.map(|w| people.parties(cx, w)).unwrap_or_default();
    all.retain(|p| p.office.is_some() || people.known.holds(&p.name));
    all
}

/// 应…邀请 anywhere in a sentence.
fn invited_by(cx: &Context<'_>, s: Span) -> Option<Span> {
    let text = cx.get(s);
    let end = text.find("邀请").or_else(|| text.find("之邀"))?;
    let start = text[..end].rfind('应')? + '应'.len_utf8();
    invitation(cx.text(), Span::new(s.start + start, s.end)).map(|i| i.0)
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
