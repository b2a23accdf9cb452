//! Guests who were received one by one, though the sentence that names them does not say so.

use super::sentence::push;
use super::sides::pair_off;
use crate::model::{Meeting, MeetingKind, Party};
use crate::record::Context;

/// 会见总理某、总督某，…。在会见总理某时，…: an encounter with each, where what comes behind tells of one of them alone.
pub(super) fn apart(cx: &Context<'_>, found: Vec<Meeting>) -> Vec<Meeting> {
    let sides: Vec<Option<Vec<Vec<Party>>>> = found.iter().map(|m| one_by_one(cx, m, &found)).collect();
    if sides.iter().all(Option::is_none) {
        return found;
    }
    let mut out = Vec::with_capacity(found.len());
    for (m, groups) in found.into_iter().zip(sides) {
        match groups {
            Some(groups) => groups.into_iter().for_each(|parties| push(&mut out, Meeting { parties, ..m.clone() })),
            None => push(&mut out, m),
        }
    }
    out
}

/// The sides of each encounter that one of several guests is.
fn one_by_one(cx: &Context<'_>, m: &Meeting, found: &[Meeting]) -> Option<Vec<Vec<Party>>> {
    let (host, guests) = m.parties.split_first()?;
    // 省委书记某，省长某会见…: two who receive
    let two = guests.iter().any(|g| g.country.is_some() && g.country == host.country);
    let together = two || ["集体会", "共同会", "一同会", "一起会"].iter().any(|w| cx.get(m.span).contains(w));
    if m.kind != MeetingKind::Meeting || guests.len() < 2 || together {
        return None;
    }
    let alone = |o: &Meeting| match &o.parties[..] {
        [one, guest] => o.kind == m.kind && one.name == host.name && guests.iter().any(|g| g.name == guest.name),
        _ => false,
    };
    let later = |o: &&Meeting| o.span.start > m.span.start && alone(o);
    let groups = found.iter().any(|o| later(&o)).then(|| pair_off(std::slice::from_ref(host), guests));
    groups.filter(|g| g.len() > 1)
}
