//! One encounter told twice in a file is one record, and so is one visit.

use crate::model::{ArticleKind, Extraction, Meeting, MeetingKind, Visit};
use crate::record::Trace;
use std::collections::{BTreeSet, HashMap, HashSet};

/// Merges encounters of the same kind, parties and day; statements and acts follow.
pub fn encounters(records: &mut Extraction, trace: &Trace) {
    let mut kept: Vec<Meeting> = Vec::new();
    let mut renamed: HashMap<String, String> = HashMap::new();
    // only those with the same parties are held against each other
    let mut met: HashMap<Vec<String>, Vec<usize>> = HashMap::new();
    for m in std::mem::take(&mut records.meetings) {
        let others = met.entry(names(&m)).or_default();
        match others.iter().copied().find(|&k| kept.get(k).is_some_and(|k| same(k, &m))).and_then(|k| kept.get_mut(k)) {
            Some(k) => {
                renamed.insert(m.id.clone(), k.id.clone());
                let places = [k.span, m.span];
                fill(k, m);
                let other = if k.span == places[0] { places[1] } else { places[0] };
                trace.later(("meetings", k.span), other, "place", "told of again in another article: one encounter", String::new);
            }
            None => {
                others.push(kept.len());
                kept.push(m);
            }
        }
    }
    let printed: HashSet<&str> =
        records.articles.iter().filter(|a| a.kind == ArticleKind::DocumentText).map(|a| a.id.as_str()).collect();
    printed_talks(&mut kept, &printed, &mut renamed);
    records.meetings = kept;
    let follow = |id: &mut Option<String>| {
        if let Some(new) = id.as_ref().and_then(|i| renamed.get(i)) {
            *id = Some(new.clone());
        }
    };
    records.statements.iter_mut().for_each(|s| follow(&mut s.meeting));
    records.bundles.iter_mut().for_each(|b| follow(&mut b.meeting));
    records.documents.iter_mut().flat_map(|d| &mut d.acts).for_each(|a| follow(&mut a.meeting));
}

/// 举行会晤 in the text of a statement, and 举行会谈 of these days in the report beside it: one encounter, as the report tells it.
/// `printed` are the articles that are such texts.
fn printed_talks(kept: &mut Vec<Meeting>, printed: &HashSet<&str>, renamed: &mut HashMap<String, String>) {
    let talks = |m: &Meeting| matches!(m.kind, MeetingKind::Talks | MeetingKind::Meeting | MeetingKind::Summit);
    // what a report tells too is not of the text alone
    let shared: HashSet<String> = renamed.values().cloned().collect();
    let alone = |m: &Meeting| printed.contains(m.article.as_str()) && !shared.contains(&m.id);
    let mut reported: HashMap<Vec<String>, (String, Option<String>)> = HashMap::new();
    for m in kept.iter().filter(|m| talks(m) && !m.announced && !alone(m)) {
        reported.entry(names(m)).or_insert_with(|| (m.id.clone(), m.date.clone()));
    }
    kept.retain(|m| {
        let report = reported.get(&names(m)).filter(|r| talks(m) && alone(m) && days_meet(m.date.as_deref(), r.1.as_deref()));
        if let Some((id, _)) = report {
            renamed.insert(m.id.clone(), id.clone());
        }
        report.is_none()
    });
}

/// Whether two days or spans of days (EDTF) have a day in common, as far as they are known.
fn days_meet(a: Option<&str>, b: Option<&str>) -> bool {
    let (Some(a), Some(b)) = (a, b) else { return true };
    let up_to = |x: &str, y: &str| x.bytes().zip(y.bytes()).find(|(x, y)| x != y).is_none_or(|(x, y)| x < y);
    let ((from_a, to_a), (from_b, to_b)) = (a.split_once('/').unwrap_or((a, a)), b.split_once('/').unwrap_or((b, b)));
    a.contains('X') || b.contains('X') || up_to(from_a, to_b) && up_to(from_b, to_a)
}

/// Leaves out what a file prints twice about one encounter, word for word, statements and counts of documents: a text copied twice, a
/// report and the page that repeats it.
pub fn repeated(records: &mut Extraction) {
    let mut said = HashSet::new();
    records.statements.retain(|s| {
        let long = s.text.as_ref().is_some_and(|t| t.chars().nth(12).is_some());
        !long || s.meeting.is_none() || said.insert((s.meeting.clone(), s.speaker.clone(), s.verb.clone(), s.text.clone()))
    });
    let mut counted = HashSet::new();
    let two = records.articles.iter().filter(|a| a.kind == ArticleKind::Report).nth(1).is_some();
    records
        .bundles
        .retain(|b| !two || b.meeting.is_none() || counted.insert((b.act, b.count, b.fields.clone(), b.meeting.clone())));
}

/// Merges visits of one person to one country that two articles tell in the same way.
pub fn visits(records: &mut Extraction, trace: &Trace) {
    let mut kept: Vec<Visit> = Vec::new();
    let mut made: HashMap<(String, Option<String>), Vec<usize>> = HashMap::new();
    for v in std::mem::take(&mut records.visits) {
        let others = made.entry((v.visitor.clone(), v.to.clone())).or_default();
        match others.iter().copied().find(|&k| kept.get(k).is_some_and(|k| one_journey(k, &v))).and_then(|k| kept.get_mut(k)) {
            Some(k) => {
                trace.later(("visits", k.span), v.span, "place", "told of again in another article: one visit", String::new);
                k.from = k.from.take().or(v.from);
                k.until = k.until.take().or(v.until);
                k.date_basis = k.date_basis.take().or(v.date_basis);
                k.inviter = k.inviter.take().or(v.inviter);
                k.office = k.office.take().or(v.office);
                k.kind = k.kind.or(v.kind);
            }
            None => {
                others.push(kept.len());
                kept.push(v);
            }
        }
    }
    records.visits = kept;
}

/// Whether two visits of one person to one country are the same journey.
fn one_journey(a: &Visit, b: &Visit) -> bool {
    let fits = |a: &Option<String>, b: &Option<String>| a == b || a.is_none() || b.is_none();
    a.article != b.article
        && a.status == b.status
        && fits(&a.from, &b.from)
        && fits(&a.until, &b.until)
        && (a.kind == b.kind || a.kind.is_none() || b.kind.is_none())
}

/// Who met, whatever the order.
fn names(m: &Meeting) -> Vec<String> {
    m.parties.iter().map(|p| p.name.clone()).collect::<BTreeSet<_>>().into_iter().collect()
}

/// Whether two encounters of the same parties are one.
fn same(a: &Meeting, b: &Meeting) -> bool {
    a.kind == b.kind
        && a.article != b.article
        && a.announced == b.announced
        && (a.date == b.date || a.date.is_none() || b.date.is_none())
        && (a.name == b.name || a.name.is_none() || b.name.is_none())
        && (a.country == b.country || a.country.is_none() || b.country.is_none())
        && (a.time_of_day == b.time_of_day || a.time_of_day.is_none() || b.time_of_day.is_none())
        && !matches!(a.kind, MeetingKind::Message)
}

/// What the second place tells and the first does not.
fn fill(a: &mut Meeting, mut b: Meeting) {
    // the place that gives the time of day is the report of the encounter itself; the other one mentions it
    if a.time_of_day.is_none() && b.time_of_day.is_some() {
        b.id.clone_from(&a.id);
        std::mem::swap(a, &mut b);
    }
    a.date = a.date.take().or(b.date);
    a.date_basis = a.date_basis.take().or(b.date_basis);
    a.time_of_day = a.time_of_day.or(b.time_of_day);
    a.local_time |= b.local_time;
    a.country = a.country.take().or(b.country);
    a.city = a.city.take().or(b.city);
    a.venue = a.venue.take().or(b.venue);
    a.visit = a.visit.or(b.visit);
    a.name = a.name.take().or(b.name);
    if a.attendees.is_empty() {
        a.attendees = b.attendees;
        a.attendees_open = b.attendees_open;
        a.attendees_other = b.attendees_other;
    }
    if a.formats.is_empty() {
        a.formats = b.formats;
    }
    for p in b.parties {
        if let Some(o) = a.parties.iter_mut().find(|o| o.name == p.name) {
            o.office = o.office.take().or(p.office);
            o.country = o.country.take().or(p.country);
            o.role = o.role.or(p.role);
        }
    }
}
