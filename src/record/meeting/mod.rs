//! Encounters: who met whom, when and where.

mod agenda;
mod completion;
mod setting;
mod sides;

use crate::diagnostic::Diagnostic;
use crate::lexicon::{Category, Hit};
use crate::model::{Extraction, Meeting, MeetingKind, Mode, Party, TimeOfDay, VisitKind};
use crate::parse::clause::{Clause, clause};
use crate::parse::date::{DayPart, WrittenDate};
use crate::parse::sentence::{enclosed, is_inside};
use crate::record::people::People;
use crate::record::place::Place;
use crate::record::scene::Scene;
use crate::record::when::Calendar;
use crate::record::{Context, attendance};
use crate::span::Span;
use agenda::{formats, topics};
use completion::{at_home, complete, headline, introduce, same_office};
use setting::{roles, toured, when, whereabouts, within};
use sides::{conference_name, sides, speakers};

/// The part of the day as a code.
#[must_use]
pub fn time_of_day(p: DayPart) -> TimeOfDay {
    match p {
        DayPart::EarlyMorning => TimeOfDay::EarlyMorning,
        DayPart::Morning => TimeOfDay::Morning,
        DayPart::Noon => TimeOfDay::Noon,
        DayPart::Afternoon => TimeOfDay::Afternoon,
        DayPart::Evening => TimeOfDay::Evening,
    }
}

/// What is carried from one telling sentence to the next.
#[derive(Default)]
struct Told {
    date: Option<WrittenDate>,
    subject: Option<Span>,
    place: Option<Place>,
    /// The clause that opens the article.
    lead: Option<Clause>,
}

/// Reads the encounters of a scene.
pub fn meetings(
    cx: &Context<'_>,
    scene: &mut Scene,
    people: &mut People,
    calendar: &Calendar,
    out: &mut Extraction,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let first = out.meetings.len();
    let mut told = Told { date: scene.filed, ..Told::default() };
    let mut present: Vec<(attendance::Attendance, Vec<Party>, usize, bool)> = Vec::new();
    for i in 0..scene.sentences.len() {
        let s = scene.sentences[i];
        if s.telling.is_empty() {
            continue;
        }
        if let Some(a) = attendance::attendance(cx, s.span, &people.known) {
            let persons = a.persons.iter().filter_map(|w| people.party(cx, w)).collect();
            present.push((a, persons, out.meetings.len(), cx.get(s.span).contains("上述")));
            continue;
        }
        if i < 3 {
            introduce(cx, s.telling, people, &mut told);
        }
        sentence(cx, scene, s.telling, s.span, people, calendar, &mut told, out, first, diagnostics);
        formats(cx, s.telling, out, first);
        topics(cx, s.telling, out, first);
    }
    headline(cx, scene, people, calendar, &mut told, out, first, diagnostics);
    complete(cx, scene, people, out, first);
    same_office(&mut out.meetings[first..]);
    out.meetings[first..].iter_mut().for_each(at_home);
    for m in &mut out.meetings[first..] {
        if m.parties.iter().all(|p| p.role.is_none()) {
            roles(m);
        }
    }
    let last = out.meetings.len();
    for (a, persons, until, all) in present {
        // in the middle of a report a list belongs to the encounter before it; at the end, and with 上述, to all of them
        let from = if all || until == last { first } else { until.saturating_sub(1).max(first) };
        let until = if until == first { last } else { until };
        for m in out.meetings[from..until].iter_mut().filter(|m| !m.announced && m.kind != MeetingKind::Message) {
            for p in &persons {
                if m.attendees.contains(&p.name) || m.parties.iter().any(|q| q.name == p.name) {
                    continue;
                }
                // 卢旺达总统卡加梅、…出席会议: who comes to a conference for another country is a side of it
                let guest = p.office.is_some() && p.country.as_deref().is_some_and(|c| c != "CN") || p.org.is_some();
                if guest && matches!(m.kind, MeetingKind::Conference | MeetingKind::Summit | MeetingKind::OpeningCeremony) {
                    m.parties.push(p.clone());
                } else {
                    m.attendees.push(p.name.clone());
                }
            }
            m.attendees_open |= a.open;
            m.attendees_other.extend(a.groups.iter().filter(|g| !m.attendees_other.contains(g)).cloned().collect::<Vec<_>>());
        }
    }
}

/// Reads the encounters of one sentence; `telling` is the part that tells, `whole` the sentence.
#[allow(clippy::too_many_arguments)] // the state of one article, handed on by one caller
fn sentence(
    cx: &Context<'_>,
    scene: &Scene,
    telling: Span,
    whole: Span,
    people: &mut People,
    calendar: &Calendar,
    told: &mut Told,
    out: &mut Extraction,
    first: usize,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let inside = enclosed(cx.text(), telling);
    let hits: Vec<Hit> = cx
        .hits
        .within(Category::Encounters, telling)
        .filter(|h| !is_inside(&inside, h.span.start) && cx.lexicon.entry(h).kind.as_deref() != Some("not_encounter"))
        .copied()
        .collect();
    let speakers = speakers(scene, people);
    let mut from = telling.start;
    let mut done = telling.start;
    let mut carried: Option<Clause> = None;
    for h in hits {
        if h.span.start < done {
            continue;
        }
        let e = cx.lexicon.entry(&h);
        let behind = &cx.text()[h.span.end..telling.end];
        if is_circumstance(behind, e.kind.as_deref()) {
            continue;
        }
        let c = clause(cx.text(), Span::new(from, h.span.start), cx.hits, &people.known);
        let anew = cx.get(Span::new(from, h.span.start)).contains('，');
        let c = inherit(c, carried.as_ref(), anew, e.kind.as_deref() == Some("with"), |s| {
            cx.hits.within(Category::Offices, s).next().is_some()
                || people.known.iter().any(|k| cx.get(s).starts_with(k.as_str()))
        });
        let Some(kind) = e.code.as_deref().and_then(MeetingKind::from_code) else { continue };
        let syntax = e.kind.as_deref().unwrap_or("with");
        // 出席…外长第七次会晤, 举行第二轮领事磋商: a meeting with a name
        let attended =
            syntax == "with" && kind == MeetingKind::Meeting && c.attends.is_some() && c.with.is_none() && c.to.is_none();
        let round = syntax == "with" && cx.get(h.span).ends_with("磋商") && is_round(cx.get(Span::new(from, h.span.start)));
        let (kind, syntax) = match (attended, round) {
            (true, _) => (MeetingKind::Conference, "conference"),
            (_, true) => (MeetingKind::Conference, syntax),
            _ => (kind, syntax),
        };
        let found = sides(cx, &c, &h, syntax, kind, telling, people, told, out, first, &speakers, scene);
        let Some(found) = found else {
            if carried.is_none() && c.subject.is_some() {
                carried = Some(c);
            }
            continue;
        };
        if let Some(d) = c.date.filter(|d| d.day.is_some() && d.until_day.is_none()) {
            told.date = Some(d);
        }
        let kind =
            if kind == MeetingKind::Ceremony && behind.starts_with("，欢迎") { MeetingKind::WelcomeCeremony } else { kind };
        done = found.end;
        from = found.end;
        // three sides and more that meet by the name of a meeting
        let sides = |g: &Vec<Party>| g.iter().filter_map(|p| p.country.as_ref()).collect::<std::collections::BTreeSet<_>>().len();
        let kind =
            if kind == MeetingKind::Meeting && e.kind.as_deref() == Some("with") && found.groups.first().map_or(0, sides) > 2 {
                MeetingKind::Summit
            } else {
                kind
            };
        for parties in found.groups {
            let mut m = Meeting { article: scene.article.clone(), kind, parties, ..Meeting::default() };
            m.mode = Some(match e.mode.as_deref().and_then(Mode::from_code) {
                Some(mode) => mode,
                None if c.video || cx.get(Span::new(telling.start, h.span.end)).contains("视频") => Mode::Video,
                None if kind == MeetingKind::PhoneCall => Mode::Phone,
                None if kind == MeetingKind::Message => Mode::Written,
                None => Mode::InPerson,
            });
            m.announced = c.future && !cx.get(Span::new(telling.start, h.span.start)).contains("将军");
            when(&mut m, &c, told, calendar, diagnostics, cx, whole);
            whereabouts(cx, &mut m, &c, scene, told);
            toured(cx, &mut m, &h, telling);
            roles(&mut m);
            m.visit = visit_kind(cx, Span::new(telling.start, found.end));
            m.name = found.name.clone().or_else(|| conference_name(cx, &h, telling).filter(|_| round));
            m.span = whole;
            m.source = cx.source(whole);
            m.id = format!("m{}", out.meetings.len());
            push(out, first, m);
        }
        told.subject = c.subject.or(told.subject);
        done = done.max(h.span.end);
        carried = Some(Clause { whom: None, to: None, ..c });
    }
}

/// An encounter that only says when something else was: 会谈后, 会谈期间, 会谈成果.
fn is_circumstance(behind: &str, kind: Option<&str>) -> bool {
    let words = [
        "后",
        "前",
        "期间",
        "结束",
        "成果",
        "机制",
        "框架",
        "精神",
        "共识",
        "的",
        "中，",
        "上，",
        "上的",
        "之际",
        "以来",
        "纪要",
        "现场",
        "代表团",
        "制度",
        "主席",
        "秘书",
        "成员",
        "组委会",
        "发表的",
        "开始",
        "宣言",
        "主题",
    ];
    // 理事会第二十三次会议期间
    let behind = behind
        .strip_prefix('第')
        .and_then(|r| Some(&r[r.find(['次', '届', '轮']).filter(|i| *i <= 15)? + '次'.len_utf8()..]))
        .map_or(behind, |r| r.strip_prefix("会议").unwrap_or(r));
    // 会见前总统…, 会见中方…: what follows belongs to the person
    let before = behind.starts_with("前，") || behind.starts_with("前夕");
    let person = kind == Some("object") && (behind.starts_with('中') || (behind.starts_with('前') && !before));
    !person && words.iter().any(|w| behind.starts_with(w))
}

/// Whether words end with the number of a round and at most the field of it: 第二轮领事.
fn is_round(before: &str) -> bool {
    before.rfind('第').is_some_and(|i| {
        let words = &before[i + '第'.len_utf8()..];
        words
            .find(['轮', '次', '届'])
            .is_some_and(|n| (1..=12).contains(&n) && words[n..].chars().count() <= 9 && !words.contains('，'))
    })
}

/// A later clause of a sentence keeps the subject, date and place of the first.
fn inherit(mut c: Clause, carried: Option<&Clause>, anew: bool, with: bool, person: impl Fn(Span) -> bool) -> Clause {
    if let Some(o) = carried {
        c.subject = c.subject.filter(|s| anew && person(*s) || o.subject.is_none()).or(o.subject);
        if with && c.with.is_none() && c.to.is_none() {
            c.with = o.with;
        }
        c.date = c.date.or(o.date);
        c.place = c.place.or(o.place);
        c.video |= o.video;
        c.future |= o.future;
    }
    c
}

/// 来华进行国事访问的: the visit during which the sides met.
fn visit_kind(cx: &Context<'_>, span: Span) -> Option<VisitKind> {
    cx.hits
        .within(Category::Visits, span)
        .map(|h| cx.lexicon.entry(h))
        .filter(|e| e.kind.as_deref() != Some("not_visit"))
        .find_map(|e| VisitKind::from_code(e.code.as_deref()?))
}

/// Adds an encounter, unless this article has told of it: the same kind, parties and day.
fn push(out: &mut Extraction, first: usize, m: Meeting) {
    let names = |m: &Meeting| m.parties.iter().map(|p| p.name.clone()).collect::<std::collections::BTreeSet<_>>();
    let mine = names(&m);
    let same = out.meetings[first..].iter_mut().find(|o| {
        o.kind == m.kind
            && o.announced == m.announced
            && (o.name == m.name || o.name.is_none() || m.name.is_none())
            && (o.date == m.date || m.date.is_none() || o.date.is_none() || within(o.date.as_deref(), m.date.as_deref()))
            && names(o) == mine
    });
    match same {
        Some(o) => {
            if within(o.date.as_deref(), m.date.as_deref()) {
                o.date.clone_from(&m.date);
            }
            o.venue = o.venue.take().or(m.venue);
            o.city = o.city.take().or(m.city);
            o.time_of_day = o.time_of_day.or(m.time_of_day);
        }
        None => out.meetings.push(m),
    }
}
