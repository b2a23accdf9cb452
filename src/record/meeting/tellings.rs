//! Where an article tells of its encounters: what is said, signed or issued belongs to the one that was told of last.

use crate::model::{Meeting, MeetingKind};
use crate::record::Context;
use crate::span::Span;

/// The places where the encounters of an article are told of, in the order of the text; those to come are not among them.
#[derive(Debug, Default)]
pub struct Tellings {
    /// The number of the first encounter of the article.
    first: usize,
    /// Where, and the number of the encounter.
    places: Vec<(usize, usize)>,
}

impl Tellings {
    /// Of the encounters from number `first` on, which are those of one article.
    #[must_use]
    pub fn of(meetings: &[Meeting], first: usize) -> Self {
        let held = meetings.iter().enumerate().skip(first).filter(|(_, m)| !m.announced);
        let all = held.flat_map(|(n, m)| std::iter::once(&m.span).chain(&m.again).map(move |at| (at.start, n)));
        let mut places: Vec<_> = all.collect();
        places.sort_unstable();
        Self { first, places }
    }

    /// The encounters of the article.
    #[must_use]
    pub fn all<'m>(&self, meetings: &'m [Meeting]) -> &'m [Meeting] {
        meetings.get(self.first..).unwrap_or_default()
    }

    /// Those that are told of up to a byte of the text, the last one first.
    pub fn before<'m>(&self, meetings: &'m [Meeting], at: usize) -> impl Iterator<Item = &'m Meeting> {
        let until = self.places.partition_point(|p| p.0 <= at);
        let told = self.places.iter().take(until).rev();
        told.filter_map(move |p| meetings.get(p.1))
    }

    /// The encounter at which something was signed or issued that is told of at byte `at` of a sentence: a ceremony of signing in that
    /// sentence, else the one that it says it comes after, else the last one told of, and a letter only where nothing else was held.
    pub fn held<'m>(&self, cx: &Context<'_>, meetings: &'m [Meeting], sentence: Span, at: usize) -> Option<&'m Meeting> {
        let told = || self.before(meetings, at).take(16);
        let signing = |m: &&Meeting| m.kind == MeetingKind::SigningCeremony && sentence.overlaps(m.span);
        let after =
            named(cx.get(sentence)).and_then(|kinds| told().find(signing).or_else(|| told().find(|m| kinds.contains(&m.kind))));
        after.or_else(|| told().find(|m| m.kind != MeetingKind::Message)).or_else(|| told().next())
    }
}

/// 会谈后 · 会谈结束后: the kinds of the encounter that a sentence says it comes after, though a ceremony may have been told of since.
fn named(sentence: &str) -> Option<&'static [MeetingKind]> {
    const AFTER: [(&str, &[MeetingKind]); 3] = [
        ("会谈", &[MeetingKind::Talks]),
        ("会见", &[MeetingKind::Meeting]),
        ("会晤", &[MeetingKind::Meeting, MeetingKind::Summit]),
    ];
    let when = sentence.split('，').next()?.strip_suffix('后')?;
    let when = when.strip_suffix("之").or_else(|| when.strip_suffix("结束")).unwrap_or(when);
    AFTER.iter().find(|(noun, _)| when == *noun).map(|(_, kinds)| *kinds)
}
