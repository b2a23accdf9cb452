//! The talks that the text of an instrument tells of in its opening, beside the journey: 访问期间，某主席同某总统举行会谈.

use super::meetings;
use super::setting::roles;
use crate::article::Draft;
use crate::lexicon::Category;
use crate::model::{Extraction, Meeting, MeetingKind, Party, VisitKind};
use crate::parse::enumerator::enumerator;
use crate::record::Context;
use crate::record::people::People;
use crate::record::scene::Scene;
use crate::record::when::Calendar;
use crate::span::Span;
use std::collections::BTreeSet;

/// Reads the encounters that the opening of a printed text tells of: those of persons of several states. The visits of the text
/// stand from number `first` on; one that is alone is the one during which they met.
pub fn in_opening(
    cx: &Context<'_>,
    article: &str,
    (draft, first): (&Draft, usize),
    people: &mut People,
    calendar: &Calendar,
    out: &mut Extraction,
) {
    let body = opening(cx, &draft.body);
    if body.is_empty() {
        return;
    }
    let opening = Draft { body, headline: None, ..draft.clone() };
    let scene = Scene::new(cx, &opening, article, None);
    let known = out.meetings.len();
    // what is left open there is nobody's question
    meetings(cx, &scene, people, calendar, out, &mut Vec::new());
    let mut told = out.meetings.split_off(known);
    if let [journey] = &out.visits[first..] {
        for m in &mut told {
            // 温家宝总理同巴特总理举行会谈: the guest is called in full where the journey is told of
            let guest = m.parties.iter_mut().filter(|p| p.name == journey.visitor);
            guest
                .filter(|p| shorter(p.office.as_deref(), journey.office.as_deref()))
                .for_each(|p| p.office.clone_from(&journey.office));
            m.visit = m.visit.filter(|k| *k != VisitKind::Visit).or(journey.kind).or(m.visit);
            // 同安瓦尔总理举行会谈: of the state that the guest is in
            if m.parties.iter().any(|p| p.country == journey.country) {
                let open = m.parties.iter_mut().filter(|p| p.country.is_none() && p.org.is_none());
                open.for_each(|p| p.country.clone_from(&journey.to));
            }
            // 访问期间: where the journey goes
            if m.country.is_none() {
                m.country.clone_from(&journey.to);
                roles(m);
            }
        }
    }
    told.retain(between_states);
    out.meetings.append(&mut told);
}

/// Whether an office is the end of another, which says of what state it is: 总理, 蒙古国总理.
fn shorter(office: Option<&str>, whole: Option<&str>) -> bool {
    office.zip(whole).is_some_and(|(o, w)| o.len() < w.len() && w.ends_with(o))
}

/// The paragraphs that tell what has happened: from the invitation, or the day of the meeting, up to the first in which the sides
/// speak of something else.
fn opening(cx: &Context<'_>, body: &[Span]) -> Vec<Span> {
    let words = |p: Span| {
        let text = cx.get(p).trim();
        enumerator(text).map_or(text, |(rest, _)| rest).trim_start()
    };
    let invited = |p: Span| words(p).starts_with('应') && words(p).contains("邀请");
    let met = |p: Span| cx.hits.within(Category::Encounters, p).next().is_some();
    let Some(from) = body.iter().take(4).position(|&p| invited(p)).or_else(|| body.iter().take(2).position(|&p| met(p))) else {
        return Vec::new();
    };
    // 两国元首举行会谈，就…交换意见: what they did, and not what they say
    let held = |p: Span| {
        let clause = words(p).split('，').next().unwrap_or("");
        ["举行会谈", "举行了会谈", "举行会晤", "举行了会晤"].iter().any(|w| clause.ends_with(w))
    };
    let speaks = |p: Span| cx.hits.at(Category::Groups, Span::of_slice(cx.text(), words(p)).start).is_some() && !held(p);
    body[from..].iter().copied().take(4).take_while(|&p| invited(p) || met(p) && !speaks(p)).collect()
}

/// Whether an encounter that has taken place is one of persons with offices of several states.
fn between_states(m: &Meeting) -> bool {
    let of = |p: &Party| p.country.clone().or_else(|| p.org.clone()).filter(|_| p.office.as_deref().is_some_and(|o| o != p.name));
    let sides: Option<BTreeSet<String>> = m.parties.iter().map(of).collect();
    let talks = matches!(m.kind, MeetingKind::Talks | MeetingKind::Meeting | MeetingKind::Summit | MeetingKind::PhoneCall);
    !m.announced && talks && sides.is_some_and(|s| s.len() > 1)
}
