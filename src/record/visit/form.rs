//! The form of a journey, for the encounters that took place on it.

use crate::model::{Meeting, Visit, VisitKind};

/// 来访的甲国总理, and then 甲国总理抵达北京开始正式访问: an encounter bears the form of the journey that the article tells of.
pub fn told_in_full(meetings: &mut [Meeting], visits: &[Visit]) {
    for m in meetings.iter_mut().filter(|m| m.visit == Some(VisitKind::Visit)) {
        let guest = |v: &&Visit| {
            v.to == m.country && m.parties.iter().any(|p| p.name == v.visitor && p.country == v.country) && during(m, v)
        };
        let mut forms = visits.iter().filter(guest).filter_map(|v| v.kind);
        if let (Some(form), None) = (forms.next(), forms.next()) {
            m.visit = Some(form);
        }
    }
}

/// Whether the day of an encounter, where it is known, is none before or behind the journey: who met before met on another.
fn during(m: &Meeting, v: &Visit) -> bool {
    let whole = |d: &Option<String>| d.clone().filter(|d| d.len() == 10 && !d.contains('X'));
    let Some(day) = whole(&m.date) else { return true };
    whole(&v.from).is_none_or(|from| from <= day) && whole(&v.until).is_none_or(|until| day <= until)
}
