//! What the sentences leave open and the page tells: the persons that a lead introduces, the headline, the one candidate that is left.

use super::Reader;
use super::name::is_event;
use crate::diagnostic::{Code, Diagnostic};
use crate::lexicon::{Category, Hit};
use crate::model::{Meeting, MeetingKind, Mode, Party};
use crate::parse::clause::clause;
use crate::record::Context;
use crate::record::belonging::{belongs, is_branch};
use crate::record::countries::{chinese_name, only_foreign, unsettled};
use crate::record::people::People;
use crate::record::scene::Scene;
use crate::span::Span;
use std::collections::HashMap;

impl Reader<'_> {
    /// The persons that the opening of an article introduces, also where it tells of no encounter by name; behind the opening only
    /// the one who opens a sentence.
    pub(super) fn introduce(&mut self, telling: Span, opening: bool) {
        let cx = self.cx;
        let words = cx.get(telling);
        let stop = words.find(['。', '；']).unwrap_or(words.len());
        let within = Span::new(telling.start, telling.start + stop);
        self.told.lead.get_or_insert(within);
        if cx.hits.within(Category::Offices, within).next().is_none() {
            return;
        }
        // 同…总统举行了坦诚和富有成果的会谈: the persons stand before the encounter
        let encounter = |h: &&Hit| cx.lexicon.entry(h).kind.as_deref() != Some("not_encounter");
        let end = cx.hits.within(Category::Encounters, within).find(encounter).map_or(within.end, |h| h.span.start);
        let before = clause(cx.text(), Span::new(telling.start, end), cx.hits, &self.people.known);
        // 周文渊抵达博物馆，韩国总统金在民亲自迎接: the subject of each clause
        let pieces = cx.get(Span::new(telling.start, end)).split_inclusive('，').skip(1).take(3);
        let subject = |p| clause(cx.text(), Span::of_slice(cx.text(), p), cx.hits, &self.people.known).subject;
        let abroad = |s: &Span| cx.hits.at(Category::Countries, s.start).is_some();
        let subjects: Vec<Span> = pieces.filter_map(subject).filter(abroad).collect();
        let with = before.with.filter(|_| opening);
        let subject = before.subject.filter(|s| opening || s.start == telling.start);
        let inviter = before.inviter.filter(|_| opening);
        let mut guests = Vec::new();
        for part in [inviter, subject].into_iter().flatten().filter(|_| inviter.is_some() && self.told.guests.is_empty()) {
            guests.extend(self.people.parties(cx, part));
        }
        if let [a, b] = &guests[..]
            && [a, b].iter().all(|p| p.office.as_deref().is_some_and(|o| o != p.name))
            && a.country.is_some()
            && b.country.is_some()
            && a.country != b.country
        {
            self.told.guests = guests;
        }
        for part in [inviter, subject, with].into_iter().flatten().chain(subjects.into_iter().filter(|_| opening)) {
            if cx.hits.within(Category::Offices, part).next().is_some() && part.len() < 240 {
                self.people.parties(cx, part);
            }
        }
    }

    /// Who is introduced beside a spouse where no encounter is told: 总统和夫人奥云其其格热情迎接.
    pub(super) fn couples(&mut self, telling: Span) {
        let cx = self.cx;
        let spouse = |h: &&Hit| cx.lexicon.entry(h).kind.as_deref() == Some("spouse");
        for h in cx.hits.within(Category::Offices, telling).filter(spouse).take(4) {
            let head = cx.get(Span::new(telling.start, h.span.start));
            let from = head.rfind('，').map_or(telling.start, |i| telling.start + i + '，'.len_utf8());
            let until = cx.text()[h.span.end..telling.end].find(['，', '。']).map_or(telling.end, |i| h.span.end + i);
            let part = Span::new(from, until);
            if part.len() < 150 {
                self.people.parties(cx, part);
            }
        }
    }

    /// What the headline tells and the body does not: an encounter without one (李强同瑞士联邦主席茶叙), the office of a person who is
    /// only named.
    pub(super) fn headline(&mut self) {
        let Some(h) = self.scene.headline.map(|h| announced_by(self.cx, h)) else { return };
        let told = std::mem::take(&mut self.found);
        // 沙特官员会见伊朗代表团 讨论重开使馆: a blank parts clauses, or only lines
        let words = self.cx.get(h);
        let mut at = h.start;
        for part in words.split(' ').filter(|_| words.contains(' ')) {
            self.sentence(Span::new(at, at + part.len()), h);
            at += part.len() + 1;
        }
        if self.found.is_empty() {
            self.sentence(h, h);
        }
        let drafts = std::mem::replace(&mut self.found, told);
        for mut m in drafts {
            let unnamed = |p: &Party| p.office.as_deref() == Some(p.name.as_str());
            let same = self
                .found
                .iter_mut()
                .find(|o| o.kind == m.kind && m.parties.iter().any(|p| o.parties.iter().any(|q| q.name == p.name)));
            if let Some(o) = same {
                // the only one without office, and the only office without a holder
                let mut open: Vec<&mut Party> = o
                    .parties
                    .iter_mut()
                    .filter(|q| {
                        !q.name.ends_with('团')
                            && (q.office.is_none() || q.country.is_none())
                            && !m.parties.iter().any(|p| p.name == q.name)
                    })
                    .collect();
                let offices: Vec<&Party> = m.parties.iter().filter(|p| unnamed(p)).collect();
                if let ([q], [p]) = (&mut open[..], &offices[..]) {
                    q.office = q.office.take().filter(|o| o.chars().count() > 4).or_else(|| p.office.clone());
                    q.country = q.country.take().or_else(|| p.country.clone());
                    q.org = q.org.take().or_else(|| p.org.clone());
                    self.people.introduce(q);
                }
                continue;
            }
            if !self.found.is_empty() {
                continue;
            }
            let named: Vec<String> = m.parties.iter().filter(|p| !unnamed(p)).map(|p| p.name.clone()).collect();
            for p in m.parties.iter_mut().filter(|p| unnamed(p)) {
                let others: Vec<&crate::record::scene::Speech> =
                    self.scene.speeches.iter().filter(|s| !s.joint && s.speaker.is_some() && !named.contains(&s.name)).collect();
                if let Some(known) = self.people.holder(p) {
                    *p = known;
                } else if let Some(s) = others.first().filter(|s| others.iter().all(|o| o.name == s.name)) {
                    p.name.clone_from(&s.name);
                    self.people.introduce(p);
                }
            }
            if let Some(lead) = self.told.lead {
                let c = clause(self.cx.text(), lead, self.cx.hits, &self.people.known);
                self.when(&mut m, &c, h);
            }
            if m.parties.iter().any(unnamed) {
                continue;
            }
            self.found.push(m);
        }
    }
}

/// 【贸易战】商务部：高远会见…: a headline without its rubric and who says it.
fn announced_by(cx: &Context<'_>, h: Span) -> Span {
    let words = cx.get(h);
    let rubric = words.starts_with('【').then(|| words.find('】')).flatten().map_or(0, |i| i + '】'.len_utf8());
    let said = words[rubric..].find('：').map(|i| rubric + i).filter(|&i| {
        let who = Span::new(h.start + rubric, h.start + i);
        cx.get(who).chars().count() <= 10 && cx.hits.within(Category::Encounters, who).next().is_none()
    });
    Span::new(h.start + said.map_or(rubric, |i| i + '：'.len_utf8()), h.end)
}

/// Bytes of an article in which the office of somebody who is only named is looked for.
const NEAR: usize = 1 << 15;

/// Whether a group is of several countries, or of those that it names itself: 各国领导人, 以色列及巴勒斯坦领导人.
fn of_several(cx: &Context<'_>, name: &str) -> bool {
    ["各国", "多国", "外方", "外国", "三国", "四国", "五国", "六国"].iter().any(|w| name.contains(w))
        || cx.lexicon.prefix(Category::Countries, name).is_some()
}

/// Whether a name is that of a body, which holds no office: 日本经济团体联合会.
fn is_body(name: &str) -> bool {
    name.chars().count() > 5 && name.ends_with(['会', '团', '部', '院', '社', '党', '馆'])
}

/// Offices that the home state does not have.
pub(super) const ABROAD: [&str; 8] = ["总统", "首相", "国王", "女王", "天皇", "国务卿", "埃米尔", "苏丹"];

/// Countries and offices of persons who are only named, where one candidate is left.
pub(super) fn complete(
    cx: &Context<'_>,
    scene: &Scene,
    people: &mut People,
    found: &mut [Meeting],
    diagnostics: &mut Vec<Diagnostic>,
) {
    if found.is_empty() {
        return;
    }
    let mut told = false;
    let foreign = only_foreign(cx, scene.body);
    let near = Span::new(scene.body.start, crate::span::boundary(cx.text(), scene.body.end.min(scene.body.start + NEAR)));
    for m in found {
        // whom an encounter told before, or the headline, has introduced since
        for p in m.parties.iter_mut().filter(|p| p.office.is_none() && p.country.is_none() && p.org.is_none()) {
            if let Some(known) = people.find(&p.name).filter(|k| k.name == p.name) {
                *p = Party { role: p.role, delegation: p.delegation.take(), ..known.clone() };
            }
        }
        // 周文渊主席和夫人…出席伊万诺夫总统举行的家宴: the only one of another side
        let home = m.parties.iter().filter(|p| p.country.as_deref() == Some(cx.home)).count();
        let titled = |p: &Party| p.country.is_some() || p.org.is_some() || p.office.as_deref().is_some_and(|o| o != p.name);
        let persons = m.parties.len() == 2 || m.parties.len() == home + 1 && m.parties.iter().all(titled);
        let others = m.parties.iter().filter(|p| p.country.is_some() || p.org.is_some()).count();
        if !persons && (others + 1 == m.parties.len() || m.parties.iter().any(|p| p.country.as_deref() == Some("CN"))) {
            beside(cx, m, people);
        }
        for i in 0..m.parties.len() {
            let p = &m.parties[i];
            let group = p.name.chars().count() > 16 || p.office.as_deref() == Some(p.name.as_str());
            if !persons
                || (group && p.country.is_some())
                || p.name.chars().count() > 16
                || p.office.is_none() && (is_event(cx, &p.name) || is_body(&p.name))
                || (p.country.is_some() && p.office.is_some())
            {
                continue;
            }
            let beside = m.parties.iter().enumerate().find(|(n, _)| *n != i).map(|(_, p)| p.clone()).unwrap_or_default();
            let other = beside.country.clone();
            // 陈达明总统 is of another state; 各国领导人 of none
            let abroad = p.office.as_deref().is_some_and(|o| ABROAD.iter().any(|w| o.ends_with(w)) || is_branch(o));
            let chinese = chinese_name(cx, &p.name) && other.as_deref() != Some("CN") && !abroad;
            let country = if chinese {
                Some("CN")
            } else if other.as_deref() == Some("CN") || chinese_name(cx, &beside.name) {
                foreign.as_deref().filter(|_| !of_several(cx, &p.name))
            } else {
                None
            };
            let own = p.office.is_some() && p.country.is_none() && p.org.is_none() && !chinese;
            // 同联邦议院议长拉默特举行会谈, in the only other country that is told of
            let there = foreign.as_deref().is_some_and(|c| c != cx.home) && m.country == foreign;
            if own && !there && m.parties[i].office.as_deref().is_none_or(|o| o.chars().count() > 4) {
                continue;
            }
            let before = m.parties[i].clone();
            People::infer(cx, &mut m.parties[i], near, country);
            let p = &m.parties[i];
            for (field, had, has) in [("office", &before.office, &p.office), ("country", &before.country, &p.country)] {
                if let Some(value) = has.as_ref().filter(|_| had.is_none()) {
                    let how = if chinese && field == "country" {
                        "a name in the form of a Chinese one"
                    } else if field == "country" {
                        "the only foreign country that the article speaks of"
                    } else {
                        "the office behind the name, or in an address, elsewhere in the article"
                    };
                    cx.trace.later(("meetings", m.span), m.span, field, how, || format!("{value} ({})", p.name));
                }
            }
            people.introduce(&m.parties[i].clone());
            let open = !chinese && m.parties[i].country.is_none() && m.parties[i].org.is_none();
            if open && let Some((at, codes)) = unsettled(cx, scene.body) {
                let (words, codes) = (cx.page.text.printed(at), codes.join(", "));
                let how = "an abbreviation that several countries have, and nothing settles which: left open";
                cx.trace.later(("meetings", m.span), at, "country", how, || codes.clone());
                if !told {
                    told = true;
                    let message = format!("{words} may be {codes}: the country of {} is left out", m.parties[i].name);
                    diagnostics.push(Diagnostic::new(Code::AmbiguousCountry, message, Some(cx.source(at))));
                }
            }
        }
    }
}

/// Countries of those who are only named and stand beside others: 林致远 who receives two foreign ministers, and couples, 周文渊和林若兰
/// who give a banquet for 卡加齐和珍妮特.
fn beside(cx: &Context<'_>, m: &mut Meeting, people: &mut People) {
    let social = matches!(m.kind, MeetingKind::Banquet | MeetingKind::Tea | MeetingKind::Ceremony);
    let two = m.parties.iter().filter_map(|p| p.country.as_deref()).collect::<std::collections::BTreeSet<_>>().len() == 2;
    let couples = social && two && m.parties.len() <= 4;
    // 朝方, 贵宾们, 华侨华人
    let person = |n: &str| n.chars().count() <= 6 && !n.ends_with(['方', '们', '人', '团', '士', '员']);
    let mut before: Option<String> = None;
    for p in &mut m.parties {
        if p.country.is_none() && p.org.is_none() && p.office.is_none() {
            p.country = match before.take().filter(|_| couples && person(&p.name)) {
                Some(code) => Some(code),
                None => chinese_name(cx, &p.name).then(|| "CN".to_owned()),
            };
            if p.country.is_some() {
                // it is told by the countries
                p.role = None;
                people.introduce(p);
            }
        }
        before.clone_from(&p.country);
    }
}

/// One person has one office in a report: 总统 of the banquet is 哥伦比亚总统 of the talks.
pub(super) fn same_office(meetings: &mut [Meeting]) {
    let mut all: HashMap<String, Vec<Party>> = HashMap::new();
    for p in meetings.iter().flat_map(|m| m.parties.iter().filter(|p| p.office.is_some())) {
        let same = all.entry(p.name.clone()).or_default();
        if !same.iter().any(|o| o.office == p.office && o.country == p.country) {
            same.push(p.clone());
        }
    }
    for p in meetings.iter_mut().flat_map(|m| m.parties.iter_mut()) {
        let fuller = all.get(&p.name).into_iter().flatten().find(|o| {
            let (long, short) = (o.office.as_deref().unwrap_or(""), p.office.as_deref().unwrap_or(""));
            long.len() > short.len() && long.ends_with(short) && (p.country.is_none() || p.country == o.country)
        });
        if let Some(o) = fuller.filter(|_| p.office.is_some()) {
            p.office.clone_from(&o.office);
            p.country.clone_from(&o.country);
            p.org.clone_from(&o.org);
        }
    }
}

/// 白宫新闻秘书某表示，总统某与甲国总统某通话: an office without a country is of the state for which the one speaks who tells of it.
pub(super) fn of_who_tells(cx: &Context<'_>, scene: &Scene, m: &mut Meeting) {
    let open = |p: &Party| p.country.is_none() && p.org.is_none() && p.office.as_deref().is_some_and(|o| o != p.name);
    if !m.parties.iter().any(open) {
        return;
    }
    let from = scene.speeches.partition_point(|s| s.text.end <= m.span.start);
    let told = scene.speeches.get(from).filter(|s| s.told && s.text.start < m.span.end);
    let Some(state) = told.and_then(|s| belongs(cx, s.speaker?).0).filter(|c| c != cx.home) else { return };
    if m.parties.iter().all(|p| p.country.as_ref() != Some(&state))
        && let Some(p) = m.parties.iter_mut().find(|p| open(p))
    {
        p.country = Some(state);
    }
}

/// An encounter at a place that no list knows, told of by one side that does not travel: the head of a province or a city who
/// receives, an ambassador to China who is received.
pub(super) fn at_home(cx: &Context<'_>, m: &mut Meeting) {
    if m.country.is_some() || m.mode != Some(Mode::InPerson) || m.announced {
        return;
    }
    let office = |p: &Party, words: &[&str]| p.office.as_deref().is_some_and(|o| words.iter().any(|w| o.contains(w)));
    let regional =
        ["省委", "省长", "市委", "市长", "自治区", "区委", "州委", "县委", "县长", "省政府", "市政府", "省人大", "省政协"];
    let host = m.parties.first().is_some_and(|p| p.country.as_deref() == Some("CN") && office(p, &regional));
    // a welcome is given at home: 新西兰总理某举行仪式，欢迎…
    if m.kind == MeetingKind::WelcomeCeremony && !cx.get(m.span).contains("出席") {
        m.country = m.parties.first().and_then(|p| p.country.clone());
        let how = "who gives the welcome is at home";
        cx.trace.later(("meetings", m.span), m.span, "country", how, || m.country.clone().unwrap_or_default());
        return;
    }
    if host || m.parties.iter().any(|p| office(p, &["驻华"])) {
        m.country = Some("CN".into());
        let how = "a place that no list knows: a regional office receives, or an ambassador to China is received";
        cx.trace.later(("meetings", m.span), m.span, "country", how, || "CN".into());
    }
}
