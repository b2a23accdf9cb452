//! Encounters that one article tells twice in other words.

use crate::model::{Meeting, MeetingKind, Party};

/// An encounter of somebody whose office alone is printed, where another of that office or country is told to have met the same person
/// so: 林致远同日本首相安田晋一举行会谈。…林致远与日本首相举行会谈。
pub(super) fn told_by_office(meetings: &mut Vec<Meeting>) {
    let unnamed = |p: &Party| p.office.as_deref() == Some(p.name.as_str());
    let holds = |p: &Party, q: &Party| {
        let office = p.office.as_deref().unwrap_or("");
        unnamed(p)
            && !unnamed(q)
            && p.country.is_some()
            && p.country == q.country
            && q.office.as_deref().is_none_or(|o| o.ends_with(office))
    };
    let again = |m: &Meeting, o: &Meeting| {
        (o.kind, &o.date) == (m.kind, &m.date)
            && m.parties.iter().all(|p| o.parties.iter().any(|q| q.name == p.name || holds(p, q)))
    };
    let mut at = 0;
    while let Some(m) = meetings.get(at) {
        let by_office = m.parties.iter().any(unnamed);
        let first = meetings.iter().position(|o| by_office && o.span != m.span && again(m, o));
        let Some(first) = first else {
            at += 1;
            continue;
        };
        let again = meetings.remove(at);
        let Some(o) = meetings.get_mut(if first > at { first - 1 } else { first }) else { continue };
        if o.topics.is_empty() {
            o.topics = again.topics;
        }
        // 两国总理 of the ceremony behind the talks are the same
        let holders: Vec<(Party, Party)> = again
            .parties
            .iter()
            .filter_map(|p| {
                let q = o.parties.iter().find(|q| holds(p, q))?;
                Some((p.clone(), Party { office: q.office.clone().or_else(|| p.office.clone()), ..q.clone() }))
            })
            .collect();
        for p in meetings.iter_mut().flat_map(|m| &mut m.parties) {
            if let Some((_, q)) = holders.iter().find(|(unnamed, _)| unnamed.name == p.name) {
                *p = Party { role: p.role, ..q.clone() };
            }
        }
    }
}

/// 会见某协会代表团时表示，…。…今天下午会见了以某为团长的代表团。: a delegation without its leader and one of the same country that has its leader,
/// met by the same person on one day, are one.
pub(super) fn same_delegation(meetings: &mut Vec<Meeting>) {
    let nameless = |p: &Party| p.office.is_none() && p.delegation.is_none() && p.name.ends_with('团') && p.country.is_some();
    let led = |o: &Meeting, p: &Party| o.parties.iter().any(|q| q.delegation.is_some() && q.country == p.country);
    let mut at = 0;
    while at < meetings.len().min(64) {
        let m = &meetings[at];
        let fuller = meetings.iter().position(|o| {
            (o.kind, o.date.as_deref()) == (m.kind, m.date.as_deref())
                && o.parties.first().map(|p| &p.name) == m.parties.first().map(|p| &p.name)
                && m.parties.iter().any(nameless)
                && m.parties.iter().skip(1).all(|p| nameless(p) && led(o, p))
        });
        let Some(fuller) = fuller.filter(|f| *f != at) else {
            at += 1;
            continue;
        };
        let again = meetings.remove(at);
        if let Some(o) = meetings.get_mut(if fuller > at { fuller - 1 } else { fuller }) {
            o.again.push(again.span);
        }
    }
}

/// 何文远出席第十次领导人会议。…某和何文远共同主持会议。: a conference without a name, of some who are at one with a name on that day, is that one.
pub(super) fn presided(meetings: &mut Vec<Meeting>) {
    let conference = |m: &Meeting| matches!(m.kind, MeetingKind::Conference | MeetingKind::Summit);
    let mut at = 1;
    while at < meetings.len().min(64) {
        let (before, rest) = meetings.split_at(at);
        let m = &rest[0];
        let there = |o: &Meeting| m.parties.iter().all(|p| o.parties.iter().any(|q| q.name == p.name));
        let bare = conference(m) && m.name.is_none() && !m.parties.is_empty();
        let whole = before.iter().rposition(|o| bare && conference(o) && o.name.is_some() && o.date == m.date && there(o));
        let Some(whole) = whole else {
            at += 1;
            continue;
        };
        let again = meetings.remove(at);
        if let Some(o) = meetings.get_mut(whole) {
            o.again.push(again.span);
            if o.attendees.is_empty() {
                o.attendees = again.attendees;
            }
        }
    }
}
