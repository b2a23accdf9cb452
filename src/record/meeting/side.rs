//! What can be a side of an encounter: a person, a state, an organisation, and not the rest of a clause.

use super::Reader;
use super::name::is_ordinal;
use crate::lexicon::Category;
use crate::model::{Meeting, Party};
use crate::parse::clause::{Clause, clause};
use crate::record::Context;
use crate::record::people::People;
use crate::record::scene::Scene;
use crate::span::Span;

/// Whether a subject is a group that stands for the sides of the last encounter: 两国元首, 双方, 中俄双方.
pub(super) fn is_group(cx: &Context<'_>, s: Span) -> bool {
    cx.hits.within(Category::Groups, s).any(|h| h.span.start == s.start && cx.lexicon.entry(h).kind.as_deref() == Some("joint"))
}

/// 韩国和朝鲜|代表: the two states, where nobody who represents them is named.
pub(super) fn represented(cx: &Context<'_>, s: Span) -> Span {
    let words = cx.get(s);
    let who = ["两国代表团", "双方代表团", "两国代表", "双方代表", "代表团", "代表"].iter().find_map(|w| words.strip_suffix(w));
    let state = |w: &str| cx.lexicon.exact(Category::Countries, w).is_some();
    let two = who.filter(|w| ['和', '与', '同'].iter().filter_map(|c| w.split_once(*c)).any(|(a, b)| state(a) && state(b)));
    two.map_or(s, |w| Span::new(s.start, s.start + w.len()))
}

/// Whether somebody is no part of 两国元首, 两国领导人: the spouse who stood beside one of them at a welcome.
pub(super) fn spouse_of_leaders(group: &str, p: &Party) -> bool {
    ["元首", "领导人", "首脑", "总理"].iter().any(|w| group.ends_with(w)) && p.office.as_deref() == Some("夫人")
}

/// Whether a party can be a side: a name that is not a whole clause.
pub(super) fn is_side(cx: &Context<'_>, p: &Party) -> bool {
    let chars = p.name.chars().count();
    // 出席…研讨班的各国代表: a group and what it takes part in
    let most = if p.name.starts_with("出席") { 60 } else { 40 };
    let blank = p.name.contains(' ') && chars > 12;
    (2..=most).contains(&chars)
        && !blank
        && !p.name.starts_with("出席了")
        // 使节们依次向…递交国书: they are named before or behind
        && !p.name.starts_with("使节们")
        && !p.name.contains(['，', '。', '；'])
        && !is_ordinal(&p.name)
        // 据甲国媒体报道，…
        && !p.name.starts_with('据')
        // 甲国外交部称不接受该决定 召见乙国大使: who says something
        && !["称不", "称将", "称愿", "称已", "表示", "宣布"].iter().any(|w| p.name.contains(w))
        && !cx.lexicon.is_no_name(&p.name)
        // 塔斯社4日援引国防部的消息称，…: who tells of it
        && (p.office.is_some() || cx.lexicon.exact(Category::Agencies, &p.name).is_none())
}

/// Whether words name a person, a side or a group of persons, and not the fields of an agreement.
pub(super) fn personal(cx: &Context<'_>, people: &People, w: Span) -> bool {
    let words = cx.get(w);
    [Category::Offices, Category::Countries, Category::Organisations, Category::Groups]
        .iter()
        .any(|&c| cx.hits.within(c, w).next().is_some())
        || people.known.stand_in(words)
        || words.chars().count() <= 6 && !words.contains('、')
        || words.contains('·')
}

/// Who speaks in an article, three at most.
pub(super) fn voices(scene: &Scene) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for s in scene.speeches.iter().filter(|s| !s.joint && s.speaker.is_some()) {
        if out.len() < 3 && !out.contains(&s.name) {
            out.push(s.name.clone());
        }
    }
    out
}

/// The two persons who speak in an article, where there are just two: they are 两国元首 of an article that names nobody before.
pub(super) fn speakers(voices: &[String], people: &People) -> Vec<Party> {
    let known = |n: &String| people.find(n).cloned().unwrap_or_else(|| Party { name: n.clone(), ..Party::default() });
    if voices.len() == 2 { voices.iter().map(known).collect() } else { Vec::new() }
}

/// 委员长某、副主席某分别会见。: the guest of the encounter that was told of before.
pub(super) fn guest_of_the_day(found: &[Meeting], home: &str) -> Option<Party> {
    let abroad = |p: &&Party| p.country.as_deref().is_some_and(|c| c != home) && p.office.is_some();
    let guests: Vec<&Party> = found.last()?.parties.iter().filter(abroad).collect();
    if let [one] = guests[..] { Some(one.clone()) } else { None }
}

impl Reader<'_> {
    /// 应…邀请，甲国某党总书记某率团访华。部长某会见。: who came, as the sentence before tells.
    pub(super) fn guest_just_come(&mut self, from: usize) -> Option<Party> {
        let cx = self.cx;
        let n = self.scene.sentences.partition_point(|s| s.span.start < from).checked_sub(1)?;
        let before = self.scene.sentences[n].span;
        let words = cx.get(before).trim_end_matches('。');
        let came = ["访华", "来华访问", "访问中国"].iter().find_map(|w| words.strip_suffix(w)).filter(|w| w.contains('应'))?;
        let told = clause(cx.text(), Span::new(before.start, before.start + came.len()), cx.hits, &self.people.known);
        let abroad = |p: &Party| p.country.as_deref().is_some_and(|c| c != cx.home) && p.office.is_some();
        match &self.people.parties(cx, told.subject?)[..] {
            [one] if abroad(one) => Some(one.clone()),
            _ => None,
        }
    }

    /// 会见甲国总统某和乙国总理某。三国领导人…: all whom the sentence names that tells of the last encounter, where they are of three states.
    pub(super) fn of_three(&self, c: &Clause, last: &Meeting) -> Option<Vec<Party>> {
        if !["三国", "三方", "三位"].iter().any(|w| self.cx.get(c.subject.unwrap_or_default()).starts_with(w)) {
            return None;
        }
        let mut all: Vec<Party> = Vec::new();
        // they were told of last: the end of the list is enough
        let told = self.found.iter().rposition(|m| m.span == last.span)?;
        let first = self.found[..told].iter().rposition(|m| m.span != last.span).map_or(0, |n| n + 1);
        for p in self.found[first..=told].iter().flat_map(|m| &m.parties) {
            if !all.iter().any(|o| o.name == p.name) {
                all.push(p.clone());
            }
        }
        (all.len() == 3).then_some(all)
    }

    /// 应甲国总统某邀请，乙国总统某…访问。两国元首…: who invites and who comes, where the word for both is that of their offices.
    pub(super) fn invited(&self, c: &Clause) -> Option<Vec<Party>> {
        let words = self.cx.get(c.subject?);
        let leads = words.ends_with("元首") || words.ends_with("领导人") || words == "双方";
        let noun = words.strip_prefix("两国").unwrap_or(words);
        let fits = |p: &Party| leads || p.office.as_deref().is_some_and(|o| o.ends_with(noun));
        let guests = &self.told.guests;
        (guests.len() == 2 && guests.iter().all(fits)).then(|| guests.clone())
    }
}
