//! Visits: who travels where, when, in what form.

mod form;
mod targets;
mod travellers;
mod words;

use super::Context;
use super::people::People;
use super::scene::{Scene, Sentence};
use super::when::Calendar;
use crate::lexicon::{Category, Hit};
use crate::model::{Extraction, Visit, VisitKind, VisitStatus};
use crate::parse::clause::clause;
use crate::parse::date::{Relative, WrittenDate};
use crate::parse::dates::dates;
use crate::span::Span;
pub use form::told_in_full;
use targets::{bound_for, left, targets};
use travellers::{persons, pick};
pub(super) use words::briefed;
use words::{Announced, announced, ends, first_ends, happens, invited_by, legs, ministry, to_come};

/// Reads the visits of a scene: sentences that say 应…邀请…对…进行访问, that somebody arrives, visits on a day, or ends a visit.
pub fn visits(cx: &Context<'_>, scene: &Scene, people: &mut People, calendar: &Calendar, out: &mut Extraction) {
    let first = out.visits.len();
    // nearly no sentence speaks of a journey
    let may_tell = |s: &&Sentence| cx.hits.within(Category::Visits, s.span).next().is_some() || cx.get(s.span).contains("邀请");
    for s in scene.sentences.iter().filter(may_tell) {
        // 发言人宣布：with the invitation in a paragraph of its own, or told in an answer: what is announced is told
        let announces = |words: &str| words.starts_with('应') && words.contains("邀请，") && to_come(words).is_some();
        if s.telling.is_empty() && !announces(cx.get(announced(cx, s.span).zone)) {
            continue;
        }
        let found = in_sentence(cx, s, scene, people, calendar, &out.visits[first..]);
        for mut v in found {
            v.article.clone_from(&scene.article);
            match out.visits[first..].iter_mut().find(|o| one_person(&o.visitor, &v.visitor) && o.to == v.to) {
                Some(o) => {
                    o.kind = o.kind.or(v.kind).map(|k| if k == VisitKind::Visit { v.kind.unwrap_or(k) } else { k });
                    // its first and last day say more than the day of coming home
                    if o.from.is_none() && v.from.is_some() && v.until.is_some() {
                        (o.until, o.date_basis) = (None, v.date_basis);
                    }
                    o.from = o.from.take().or(v.from);
                    o.until = o.until.take().or(v.until);
                    o.inviter = o.inviter.take().or(v.inviter);
                }
                None => out.visits.push(v),
            }
        }
    }
}

/// Whether two names are of one: 皮埃尔·勒布朗 and 勒布朗.
fn one_person(a: &str, b: &str) -> bool {
    let last = |long: &str, short: &str| long.strip_suffix(short).is_some_and(|given| given.is_empty() || given.ends_with('·'));
    last(a, b) || last(b, a)
}

/// The visits of a sentence; `earlier` are those of the sentences before it.
fn in_sentence(
    cx: &Context<'_>,
    s: &Sentence,
    scene: &Scene,
    people: &mut People,
    calendar: &Calendar,
    earlier: &[Visit],
) -> Vec<Visit> {
    let Announced { zone, by, welcomed, to_come: briefed } = announced(cx, s.span);
    let told = if zone == s.span { s.telling.end } else { zone.end };
    let speech = Span::new(told, zone.end).of(cx.text());
    let opens = [to_come(speech), speech.find('应')].into_iter().flatten().min().unwrap_or(speech.len());
    if speech[..opens].matches('，').count() > 1 {
        return Vec::new();
    }
    // what somebody says of a journey is no news of it where it is not to come
    let s = if speech.is_empty() || to_come(speech).is_some() { zone } else { s.telling };
    // 本次系某就任总理后的首次访问: a remark on the journey that is told of
    if ["本次", "此次", "此访", "此行", "这次"].iter().any(|w| cx.get(s).starts_with(w)) && invited_by(cx, s).is_none()
    {
        return Vec::new();
    }
    if cx.hits.within(Category::Visits, s).next().is_none() && !(cx.get(s).contains("邀请") && cx.get(s).contains('应')) {
        return Vec::new();
    }
    let whole = Whole { span: s, days: s, ends: ends(cx.get(s)), by, welcomed, told, to_come: briefed, earlier };
    // 在结束对甲国的国事访问后，某某还将对乙国进行国事访问: two journeys of one who travels
    let Some(over) = first_ends(cx.get(s)).map(|i| s.start + i) else {
        let legs = legs(cx, s, briefed);
        let to_come = briefed || legs.len() > 1 && to_come(cx.get(legs[0])).is_some();
        let leg = |(n, &part): (usize, &Span)| {
            journey(cx, part, Whole { days: part, to_come: to_come && (n > 0 || briefed), ..whole }, scene, people, calendar)
        };
        return legs.iter().enumerate().flat_map(leg).collect();
    };
    let (before, behind) = (Span::new(s.start, over), Span::new(over, s.end));
    // 将结束对甲国的访问，前往乙国访问: none of the two has happened
    let to_come = whole.ends && to_come(cx.get(before)).is_some();
    let next = journey(cx, behind, Whole { days: behind, ends: false, to_come, ..whole }, scene, people, calendar);
    if to_come && !next.is_empty() {
        return next;
    }
    let days = if next.is_empty() { s } else { before };
    let mut out = journey(cx, before, Whole { days, ..whole }, scene, people, calendar);
    // 抵达甲国，开始访问。…在结束对甲国的访问后，还将访问乙国: the first has not ended yet
    if !next.is_empty() && cx.get(behind).contains("还将") {
        out.retain(|v| !earlier.iter().any(|e| e.visitor == v.visitor && e.to == v.to));
    }
    out.extend(next);
    out
}

/// The sentence that a journey is told in.
#[derive(Clone, Copy)]
struct Whole<'a> {
    span: Span,
    /// Where its days may stand.
    days: Span,
    /// Whether it ends a journey.
    ends: bool,
    /// Who announces the journey, where nobody else travels.
    by: Option<Span>,
    /// Whether it welcomes who has arrived.
    welcomed: bool,
    /// Where the words of the report end.
    told: usize,
    /// Whether the journey before it has yet to end.
    to_come: bool,
    /// The visits of the sentences before.
    earlier: &'a [Visit],
}

/// The journey that a sentence or one part of it tells of.
fn journey(cx: &Context<'_>, s: Span, whole: Whole<'_>, scene: &Scene, people: &mut People, calendar: &Calendar) -> Vec<Visit> {
    let text = cx.get(s);
    let words = |zone| {
        let all = cx.hits.within(Category::Visits, zone);
        // 访华团 names who travels
        let tells =
            |h: &&Hit| cx.lexicon.entry(h).kind.as_deref() != Some("not_visit") && !cx.text()[h.span.end..].starts_with('团');
        all.filter(tells).collect::<Vec<&Hit>>()
    };
    let hits = words(s);
    let ends = whole.ends;
    let invited = invited_by(cx, s).is_some();
    // where one leaves for behind the end of a journey is no journey that has begun
    let next = s.start > whole.span.start;
    let moves = |words: &[&str]| words.iter().filter_map(|w| text.find(w)).min();
    let leaves = moves(&["离京", "离开北京", "启程", "飞赴", "飞往", "前往", "动身"]);
    let arrives = moves(&["抵达", "飞抵", "到达", "抵京", "抵华", "开始对"])
        .or_else(|| bound_for(cx, text, "抵").and(text.find('抵')))
        .or_else(|| leaves.filter(|_| !next && (invited || !hits.is_empty())))
        .or_else(|| whole.welcomed.then_some(0));
    // 将于5日抵达, but 5日启程，出席将于7日开幕的展览会
    let will_arrive = arrives.is_some_and(|i| to_come(&text[..i]).is_some());
    let begins = arrives.is_some() && !will_arrive && !text.contains("还将");
    let arrives = arrives.is_some();
    // 将对甲国进行访问: in the clause of the visit
    let will = |h: &&Hit| {
        let head = &text[..h.span.start - s.start];
        to_come(&head[head.rfind('，').unwrap_or(0)..]).is_some()
    };
    let future = ["将于", "将对", "将赴", "将出席", "将应", "将率", "将前往", "还将", "即将", "定于", "拟于"]
        .iter()
        .any(|w| text.contains(w))
        || hits.iter().any(will)
        || hits.iter().any(|h| cx.text()[h.span.end..s.end].starts_with("前夕"))
        || to_come(text).is_some() && invited
        || will_arrive
        || whole.to_come;
    if invited || !hits.is_empty() {
        cx.trace.attempt("visits", s, hits.first().map_or(s, |h| h.span), || "visit".into());
    }
    let span_dates: Vec<_> = dates(cx.get(whole.days)).into_iter().filter(|d| d.has_day() || d.until_day.is_some()).collect();
    // 3日宣布，将于10日访问: the day of the journey stands behind 将
    let behind = to_come(cx.get(whole.days)).filter(|_| !ends).unwrap_or(0);
    let first = span_dates.iter().find(|d| d.span.start > behind).or(span_dates.first());
    let range = span_dates.iter().find(|d| d.until_day.is_some()).or(first).copied();
    // 将结束对甲国的访问，当日前往乙国: a day to come that is not that of the report
    let told_day = |w: &WrittenDate| !(whole.to_come && w.day.is_none());
    let settled = range.filter(told_day).and_then(|w| {
        // 当天下午，…: the day that was told of before
        let before = (w.relative == Some(Relative::SameDay)).then(|| told_before(cx, whole.span, scene)).flatten();
        calendar.resolve(&w, before.or(scene.filed).as_ref())
    });
    let filed = scene.filed.and_then(|f| calendar.resolve(&f, None)).map(|d| d.edtf);
    // 1972年2月21日，甲国总统访问中国: long ago
    let year = |d: &str| d.get(..4).and_then(|y| y.parse::<i32>().ok());
    let years = filed.as_deref().and_then(year).zip(settled.as_ref().and_then(|d| year(&d.edtf)));
    let recent = years.is_none_or(|(now, then)| now - then < 2);
    let on_day = |h: &Hit| range.is_some_and(|d| whole.days.start + d.span.end <= h.span.start) && settled.is_some();
    let by_days = range.is_some_and(|d| d.until_day.is_some());
    // 结束访问，5日离开甲地前往乙国访问: the next has not begun
    let onward = next && text.contains("离开");
    let told = recent && !onward && hits.iter().any(|h| h.span.end <= whole.told && on_day(h) && happens(cx, s, h, by_days));
    if !(invited || arrives || ends || told || (future && !hits.is_empty())) {
        cx.trace.gives_up("nobody is invited, sets out, arrives or leaves, nothing is to come, and no day of a visit is told");
        return Vec::new();
    }
    // the sentence that tells where from and to: a visit needs its word, or a departure by invitation
    if hits.is_empty() && !(invited && (arrives || ["赴", "前往", "来华"].iter().any(|w| text.contains(w)))) {
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
    if visitors.is_empty()
        && (ends || begins)
        && let Some(h) = hits.last().filter(|h| cx.text()[h.span.end..s.end].starts_with('的'))
    {
        // 对甲国进行访问的国防部长某5日回国, 前来我国进行访问的国防部长某今天到达北京
        let behind = Span::new(h.span.end + '的'.len_utf8(), s.end);
        let over = ["回国", "抵达", "到达", "抵京"].iter().filter_map(|w| cx.get(behind).find(w)).min();
        let behind = Span::new(behind.start, over.map_or(s.end, |i| behind.start + i));
        // not the guest who leaves for another town
        let behind = if ends || over.is_some() { behind } else { Span::new(s.end, s.end) };
        visitors = persons(cx, people, clause(cx.text(), behind, cx.hits, &people.known).subject);
    }
    if let Some(by) = whole.by.filter(|_| visitors.is_empty()) {
        visitors = persons(cx, people, clause(cx.text(), by, cx.hits, &people.known).subject);
    }
    let Some(v) = visitors.first().cloned() else {
        cx.trace.gives_up("no person with an office, and none who is known, is its subject");
        return Vec::new();
    };
    cx.trace.took("visitor", c.subject.unwrap_or(s), "the subject of the clause", || v.name.clone());
    // ends of the journey: countries behind 对, 赴, 访问, 抵达
    let mut targets = targets(cx, s, &v, scene);
    let comes = |words: &[&str]| words.iter().any(|w| text.contains(w));
    if targets.is_empty() && v.country.as_deref() != Some("CN") && comes(&["访华", "来华", "抵华", "抵京", "对中国"]) {
        // 抵華 in a paper of Taiwan
        let there = (cx.home == "TW" || cx.named.contains("TW") && !cx.named.contains("CN")) && !comes(&["抵京", "对中国"]);
        targets.push(if there { "TW".into() } else { "CN".into() });
    }
    if targets.is_empty() && v.country.as_deref() != Some("TW") && comes(&["来台", "抵台"]) {
        targets.push("TW".into());
    }
    let at_home = v.country.as_deref() != Some(cx.home);
    // 应我国政府邀请前来进行友好访问
    let asked = invited && text.contains("应我国") && text.contains("前来");
    if targets.is_empty() && at_home && (asked || comes(&["对我国", "访问我国", "来我国"])) {
        targets.push(cx.home.into());
    }
    // 应国家主席某邀请，甲国总统将于…访问；乙国总统将于…访问: the same one invites
    let listed = || cx.text()[..s.start].ends_with('；').then(|| invited_by(cx, Span::new(whole.span.start, s.start)));
    let invitation = c.inviter.or_else(|| invited_by(cx, s)).or_else(|| listed().flatten());
    let inviter = invitation.map(|w| ministry(cx, w).unwrap_or_else(|| people.parties(cx, w))).unwrap_or_default();
    let both = ["对两国", "访问两国"].iter().any(|w| text.contains(w)) && inviter.len() > 1;
    // 前往上述三国进行访问，并赴日内瓦出席…: to those who invite
    let above = text.contains("上述") && inviter.len() > 1;
    targets.retain(|_| !above);
    if both || targets.is_empty() && ["上述", "以上国家", "三国", "四国", "五国"].iter().any(|w| text.contains(w)) {
        // 对上述三国进行国事访问, 应甲国总统某、乙国总统某邀请对两国进行国事访问: the countries of those who invite
        let printed = cx.hits.within(Category::Countries, invitation.unwrap_or_default());
        // 文莱苏丹: an office, not the Sudan
        let office = |h: &&Hit| {
            cx.hits
                .within(Category::Offices, invitation.unwrap_or_default())
                .any(|o| o.span.start < h.span.start && o.span.contains(h.span))
        };
        // 捷克总理帕劳贝克: a name, not the country that it begins with
        let name = |h: &&Hit| {
            inviter.iter().any(|p| {
                let read = p.office.as_deref().is_some_and(|o| o != p.name) && p.name.len() > h.span.len();
                read && cx.text()[h.span.start..].starts_with(&p.name)
            })
        };
        let printed = printed.filter(|h| !office(h) && !name(h)).filter_map(|h| cx.lexicon.entry(h).code.clone());
        for code in printed.chain(inviter.iter().filter_map(|p| p.country.clone())) {
            if !targets.contains(&code) && v.country.as_ref() != Some(&code) {
                targets.push(code);
            }
        }
    }
    if targets.is_empty() && text.contains("上述") {
        let earlier = whole.earlier.iter().filter(|o| o.visitor == v.name);
        targets.extend(earlier.filter_map(|o| o.to.clone()));
    }
    if targets.is_empty() && ends {
        targets.extend(left(cx, whole.span, scene).filter(|c| v.country.as_ref() != Some(c)));
    }
    // 甲国总理离京前往上海访问: the journey goes on where it began
    let from_here = ["离京", "离开北京"].iter().any(|w| text.contains(w));
    if from_here && !ends && v.country.as_deref().is_some_and(|c| c != "CN") && targets == ["CN"] {
        cx.trace.gives_up("a guest who goes on inside the country");
        return Vec::new();
    }
    if targets.is_empty() {
        cx.trace.gives_up("no country behind 对, 赴, 访问, 抵达");
        return Vec::new();
    }
    cx.trace.took("to", s, "countries behind 对, 赴, 访问, 抵达, 前往, or of those who invite", || targets.join(", "));
    // 为配合国家主席对甲国的国事访问，应…邀请，部长某访问甲国: the form of his own journey stands behind the invitation
    let own = text.find('应').filter(|_| invited).map_or(s.start, |i| s.start + i);
    let own = if hits.iter().any(|h| h.span.start > own) { own } else { s.start };
    let kind = hits
        .iter()
        .filter(|h| h.span.start >= own)
        .rev()
        .filter_map(|h| VisitKind::from_code(cx.lexicon.entry(h).code.as_deref()?))
        .min_by_key(|k| usize::from(*k == VisitKind::Visit));
    if let (Some(w), Some(d)) = (range, &settled) {
        let at = Span::new(whole.days.start + w.span.start, whole.days.start + w.span.end);
        cx.trace.took(if ends { "until" } else { "from" }, at, "the day that the sentence prints", || d.edtf.clone());
    }
    let goes_on = || match &settled {
        Some(d) => {
            d.until.is_some() && filed.is_some() && d.until >= filed
                || range.is_some_and(|w| cx.get(whole.days)[w.span.end..].starts_with('起'))
        }
        None => false,
    };
    let status = if ends {
        VisitStatus::Ended
    } else if begins {
        VisitStatus::Begun
    } else if future {
        VisitStatus::Announced
    } else if told && !invited && goes_on() && !text.contains("进行了") {
        VisitStatus::Begun
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
    // 甲、乙将分别于3日至5日、6日至8日访问丙国: the days of each
    let ranges: Vec<&WrittenDate> = span_dates.iter().filter(|d| d.until_day.is_some()).collect();
    let many = travel.len() * targets.len();
    let apart = many > 1 && ranges.len() == many && text.contains("分别");
    let own = |n: usize| ranges.get(n).filter(|_| apart).and_then(|w| calendar.resolve(w, scene.filed.as_ref()));
    cx.trace.gives(|| kind.map_or_else(|| "visit".to_owned(), VisitKind::code));
    let journeys = travel.iter().flat_map(|v| targets.iter().cloned().enumerate().map(move |(i, to)| (v, i, to)));
    let mut journeys: Vec<Visit> = journeys
        .map(|(v, i, to)| Visit {
            visitor: v.name.clone(),
            office: v.office.clone(),
            country: v.country.clone(),
            inviter: pick(&inviter, &to, i, each),
            to: Some(to),
            kind,
            from: from.clone(),
            // 结束对甲国、乙国的访问回国: the day of the last one
            until: until.clone().filter(|_| !ends || i + 1 == each),
            date_basis: basis.clone(),
            status: Some(status),
            source: cx.source(whole.span),
            span: whole.span,
            ..Visit::default()
        })
        .collect();
    // 结束对甲国进行正式访问和在乙国出席会议, 对甲国进行正式访问，赴乙国主持会议: no visit of that form there
    if let Some(h) = hits.last().filter(|h| {
        ["和在", "及在", "以及在", "和赴", "并赴", "，赴", "，并赴"].iter().any(|w| cx.text()[h.span.end..].starts_with(w))
    }) {
        let invited = invitation.map_or(s.start, |w| w.end.min(h.span.start));
        let before: Vec<_> = cx.hits.within(Category::Countries, Span::new(invited, h.span.start)).collect();
        let named = |to: &Option<String>| before.iter().any(|c| cx.lexicon.entry(c).code == *to);
        journeys.iter_mut().filter(|j| !named(&j.to)).for_each(|j| j.kind = None);
    }
    for (n, j) in journeys.iter_mut().enumerate() {
        if let Some(d) = own(n) {
            (j.from, j.until) = (Some(d.edtf), d.until);
        }
    }
    journeys
}

/// The last day that one of the sentences before tells of.
fn told_before(cx: &Context<'_>, s: Span, scene: &Scene) -> Option<WrittenDate> {
    let n = scene.sentences.partition_point(|o| o.span.start < s.start);
    let own = |w: &WrittenDate| w.day.is_some() && w.relative.is_none() && w.until_day.is_none() && w.year.is_none();
    scene.sentences[..n].iter().rev().take(40).find_map(|o| dates(cx.get(o.telling)).into_iter().rfind(own))
}
