//! Encounters: who met whom, when and where.
//!
//! [`sentence`](Reader::sentence) finds the words of encounters and reads the clause around each; [`sides`](Reader::sides) settles
//! the parties, [`addressee`] to whom a message goes, [`setting`] day and place; [`name`] says what a meeting is called, [`mentioned`] which
//! ones are only spoken of, [`apart`] who was received one by one, [`again`] what is told twice, and [`completion`] fills in what another
//! sentence or the headline tells; [`letters`] reads reports of messages from many, [`opening`] what a printed statement tells of.

mod addressee;
mod again;
mod agenda;
mod apart;
mod completion;
mod enough;
mod event;
mod journey;
mod letters;
mod mentioned;
mod name;
mod object;
mod opening;
mod sentence;
mod setting;
mod side;
mod sides;
mod tellings;

use super::people::People;
use super::place::Place;
use super::scene::Scene;
use super::when::Calendar;
use super::{Context, attendance};
use crate::diagnostic::Diagnostic;
use crate::layout::bullet;
use crate::lexicon::{Category, Hit};
use crate::model::{Extraction, Meeting, MeetingKind, Party};
use crate::parse::date::WrittenDate;
use crate::span::Span;
use again::{presided, same_delegation, told_by_office};
use agenda::{formats, topics};
use apart::apart;
use completion::{at_home, complete, of_who_tells, same_office};
pub use opening::in_opening;
use setting::roles;
pub use tellings::Tellings;

/// What is carried from one telling sentence to the next.
#[derive(Default)]
struct Told {
    date: Option<WrittenDate>,
    subject: Option<Span>,
    place: Option<Place>,
    /// The words of that place.
    place_at: Option<Span>,
    /// The words of the clause that opens the article.
    lead: Option<Span>,
    /// Who invites and who comes, where the opening says so.
    guests: Vec<Party>,
}

/// Reads the encounters of one article.
struct Reader<'a> {
    cx: &'a Context<'a>,
    scene: &'a Scene,
    people: &'a mut People,
    calendar: &'a Calendar,
    diagnostics: &'a mut Vec<Diagnostic>,
    told: Told,
    event: Option<event::Event>,
    letters: Option<letters::Letters>,
    found: Vec<Meeting>,
    /// Who speaks.
    voices: Vec<String>,
}

/// Those who took part, and in what: how many encounters had been told of before, and whether all of them are meant.
struct Present {
    list: attendance::Attendance,
    persons: Vec<Party>,
    until: usize,
    all: bool,
    /// The item of a chronicle that they stand in: ■10月22日，….
    item: Option<Span>,
}

/// Reads the encounters of a scene; says where it tells of them.
pub fn meetings(
    cx: &Context<'_>,
    scene: &Scene,
    people: &mut People,
    calendar: &Calendar,
    out: &mut Extraction,
    diagnostics: &mut Vec<Diagnostic>,
) -> Tellings {
    let told = Told { date: scene.filed, ..Told::default() };
    let mut r = Reader {
        cx,
        scene,
        people,
        calendar,
        diagnostics,
        told,
        event: None,
        letters: None,
        found: Vec::new(),
        voices: side::voices(scene),
    };
    let mut present = Vec::new();
    if cx.trace.is_kept() {
        said(cx, scene);
    }
    for (i, s) in scene.sentences.iter().enumerate().filter(|(_, s)| !s.telling.is_empty()) {
        if let Some(list) = attendance::attendance(cx, s.words, &r.people.known).filter(|l| !opens_held(cx, s.telling, l)) {
            if r.attended(s, &list) {
                continue;
            }
            let persons = list.persons.iter().filter_map(|w| r.people.party(cx, w)).collect();
            let own = |end: usize| scene.sentences.partition_point(|o| o.paragraph < s.paragraph + end);
            let item = scene.sentences.get(own(0)..own(1)).unwrap_or_default();
            let item = item.first().zip(item.last()).map(|(a, b)| a.span.cover(b.span)).filter(|w| bullet(cx.get(*w)));
            let (until, all) = (r.found.len(), cx.get(s.span).contains("上述"));
            present.push(Present { list, persons, until, all, item });
            continue;
        }
        if i < 3 || s.opens && cx.hits.at(Category::Countries, s.telling.start).is_some() {
            r.introduce(s.telling, i < 3);
        }
        if i == 0 {
            r.letters(s);
        }
        // 外交部就…对甲国进行国事访问举行吹风会: what the press is told of
        if super::visit::briefed(cx.get(s.telling)).is_some() {
            continue;
        }
        if r.wrote_too(s) {
            continue;
        }
        r.join(s);
        r.during(s.telling);
        let before = r.found.len();
        r.sentence(s.telling, s.span);
        if r.found.len() == before {
            r.held(s);
            r.by_video(s.telling);
            r.arrived(s);
            r.couples(s.telling);
            r.wrote(s);
        }
        formats(cx, s.telling, &mut r.found);
        topics(cx, s.telling, &mut r.found);
    }
    r.settle();
    r.sent();
    r.headline();
    let Reader { mut found, people, diagnostics, .. } = r;
    found = apart(cx, found);
    complete(cx, scene, people, &mut found, diagnostics);
    same_office(&mut found);
    same_delegation(&mut found);
    for p in &present {
        attend(cx, &mut found, p);
    }
    for m in &mut found {
        of_who_tells(cx, scene, m);
        at_home(cx, m);
        if m.parties.iter().any(|p| p.role.is_none()) {
            roles(m);
        }
    }
    told_by_office(&mut found);
    presided(&mut found);
    let first = out.meetings.len();
    for m in found {
        out.meetings.push(Meeting { id: format!("m{}", out.meetings.len()), ..m });
    }
    Tellings::of(&out.meetings, first)
}

/// 战略对话10日在华盛顿举行，…率团参加: whether who took part is told with the meeting itself.
fn opens_held(cx: &Context<'_>, telling: Span, list: &attendance::Attendance) -> bool {
    let Some(first) = list.persons.first() else { return false };
    let head = Span::new(telling.start, first.span.start.clamp(telling.start, telling.end));
    let meeting = |h: &&Hit| cx.lexicon.entry(h).kind.as_deref() == Some("conference");
    cx.hits.within(Category::Encounters, head).find(meeting).is_some_and(|h| {
        let behind = cx.get(Span::new(h.span.end, head.end));
        ["举行，", "召开，", "开幕，", "举办，"].iter().any(|w| behind.ends_with(w))
    })
}

/// The words of encounters that are spoken of in speeches.
fn said(cx: &Context<'_>, scene: &Scene) {
    for s in scene.sentences.iter().filter(|s| s.telling != s.words) {
        for h in cx.hits.within(Category::Encounters, s.span).filter(|h| !s.telling.contains(h.span)) {
            cx.trace.attempt("meetings", s.span, h.span, || "encounter".into());
            cx.trace.gives_up("it is said, not told: it stands in a speech");
        }
    }
}

/// Adds those who took part.
fn attend(cx: &Context<'_>, found: &mut [Meeting], p: &Present) {
    // in the middle of a report a list belongs to the encounter before it; at the end, and with 上述, to all of them
    let from = if p.all || p.until == found.len() { 0 } else { p.until.saturating_sub(1) };
    let until = if p.until == 0 { found.len() } else { p.until.min(found.len()) };
    let from = from.min(until);
    // 参加会见: not in the banquet that is told of beside it
    let of = p.list.of.filter(|k| !p.all && found[from..until].iter().any(|m| m.kind == *k && !m.announced));
    let own = |m: &Meeting| p.item.is_none_or(|at| at.contains(m.span));
    let meant = |m: &&mut Meeting| !m.announced && m.kind != MeetingKind::Message && of.is_none_or(|k| m.kind == k) && own(m);
    for m in found[from..until].iter_mut().filter(meant) {
        if let (Some(first), Some(last)) = (p.list.persons.first(), p.list.persons.last()) {
            let list = first.span.cover(last.span);
            cx.trace
                .later(("meetings", m.span), list, "attendees", "a sentence that says who took part", || cx.get(list).to_owned());
        }
        for person in &p.persons {
            if m.attendees.contains(&person.name) || m.parties.iter().any(|q| q.name == person.name) {
                continue;
            }
            // 卢旺达总统卡加梅、…出席会议: who comes to a conference for another country is a side of it
            let guest = person.office.is_some() && person.country.as_deref().is_some_and(|c| c != "CN") || person.org.is_some();
            if guest && matches!(m.kind, MeetingKind::Conference | MeetingKind::Summit | MeetingKind::OpeningCeremony) {
                m.parties.push(person.clone());
            } else {
                m.attendees.push(person.name.clone());
            }
        }
        m.attendees_open |= p.list.open;
        for g in &p.list.groups {
            if !m.attendees_other.contains(g) {
                m.attendees_other.push(g.clone());
            }
        }
    }
}
