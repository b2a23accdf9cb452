//! Whether an article is diplomatic news at all. One without an encounter of two sides, an instrument or a visit is `other`.

use super::Context;
use super::scene::Scene;
use crate::lexicon::Category;
use crate::model::{ActKind, ArticleKind, Extraction, Meeting, MeetingKind};

/// Whether an article gives records.
pub fn relevant(
    cx: &Context<'_>,
    scene: &Scene,
    out: &Extraction,
    first: (usize, usize, usize, usize, usize),
    kind: ArticleKind,
) -> bool {
    let meetings = &out.meetings[first.0..];
    if meetings.iter().any(two_sides) || !out.visits[first.4..].is_empty() {
        return true;
    }
    let signed = |a: &crate::model::Act| !matches!(a.act, ActKind::Cite | ActKind::Issue | ActKind::Adopt);
    if out.documents[first.2..].iter().any(|d| d.acts.iter().any(signed) && d.parties.len() > 1) {
        return true;
    }
    // a spokesman of the foreign or defence ministry speaks for the state
    let spokesman = out.statements[first.1..].iter().any(|s| {
        let office = s.office.as_deref().or(s.speaker.as_deref()).unwrap_or("");
        office.contains("发言人")
            && (office.contains("外交部") || office.contains("国防部") || s.country.as_deref().is_some_and(|c| c != "CN"))
    });
    if spokesman {
        return true;
    }
    // 多国人士, 叙利亚和伊朗: those who speak are of several countries
    let several = out.statements[first.1..].iter().any(|s| {
        let speaker = s.speaker.as_deref().unwrap_or("");
        s.joint
            && (["多国", "各国", "国际", "海外", "外国", "国家人士", "国家各界"].iter().any(|w| speaker.contains(w))
                || scene.speeches.iter().any(|p| p.name == speaker && p.speaker.is_some_and(|w| countries(cx, w) > 1)))
    });
    if several {
        return true;
    }
    if kind == ArticleKind::Fragment {
        if out.statements[first.1..].iter().any(|s| s.speaker.is_some()) {
            return true;
        }
        return scene
            .sentences
            .iter()
            .any(|s| cx.hits.within(Category::Groups, s.span).any(|h| cx.lexicon.entry(h).kind.as_deref() == Some("joint")));
    }
    false
}

/// How many countries words name.
fn countries(cx: &Context<'_>, words: crate::span::Span) -> usize {
    let codes = cx.hits.within(Category::Countries, words).filter_map(|h| cx.lexicon.entry(h).code.as_deref());
    codes.collect::<std::collections::BTreeSet<_>>().len()
}

/// Whether an encounter is one of two sides.
fn two_sides(m: &Meeting) -> bool {
    let sides = m.parties.iter().filter_map(|p| p.country.as_ref().or(p.org.as_ref())).collect::<std::collections::BTreeSet<_>>();
    sides.len() > 1
        || m.kind == MeetingKind::Summit
        || (m.parties.len() > 1 && m.parties.iter().any(|p| p.country.is_none() && p.org.is_none()) && sides.len() == 1)
        || (m.announced && !m.parties.is_empty())
}
