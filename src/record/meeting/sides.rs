//! The sides of an encounter: whom the words around the verb name.

use super::Reader;
use super::name::{conference_name, numbered};
use super::object::{listed_behind, object, presented, welcomes};
use super::side::{guest_of_the_day, is_group, is_side, personal, represented, speakers, spouse_of_leaders};
use crate::lexicon::{Category, Hit};
use crate::model::{MeetingKind, Party};
use crate::parse::clause::Clause;
use crate::record::Context;
use crate::record::countries::chinese_name;
use crate::span::Span;

/// The word of an encounter and what stands around it.
#[derive(Clone, Copy)]
pub(super) struct Around<'c> {
    pub(super) clause: &'c Clause,
    pub(super) hit: &'c Hit,
    /// How the sides stand around the word, as the lexicon says: with, object, conference, event, message, tour.
    pub(super) syntax: &'c str,
    pub(super) kind: MeetingKind,
    /// The part of the sentence that tells.
    pub(super) telling: Span,
}

impl Around<'_> {
    /// The words of the sentence before the encounter.
    pub(super) fn before<'t>(&self, cx: &Context<'t>) -> &'t str {
        cx.get(Span::new(self.telling.start, self.hit.span.start))
    }

    /// 将同…共同主持…会议: who they are is settled, though it is to come.
    fn presided_together(&self, cx: &Context<'_>) -> bool {
        self.before(cx).rsplit('，').next().is_some_and(|w| w.contains("共同主持"))
    }

    /// The same with the word itself.
    pub(super) fn upto<'t>(&self, cx: &Context<'t>) -> &'t str {
        cx.get(Span::new(self.telling.start, self.hit.span.end))
    }

    /// The words behind it.
    fn behind<'t>(&self, cx: &Context<'t>) -> &'t str {
        &cx.text()[self.hit.span.end..self.telling.end]
    }
}

/// The parties of an encounter.
pub(super) struct Found {
    pub(super) groups: Vec<Vec<Party>>,
    pub(super) end: usize,
    pub(super) name: Option<String>,
}

/// The two sides as they are read.
#[derive(Default)]
pub(super) struct Sides {
    subject: Vec<Party>,
    pub(super) others: Vec<Party>,
    /// Where the words of the encounter end.
    pub(super) end: usize,
    /// 分别会见: an encounter with each.
    pub(super) one_by_one: bool,
    /// The others stand in a list of the next sentence.
    listed: bool,
}

impl Reader<'_> {
    /// The parties of the encounter that a word tells of, with the clause before it.
    pub(super) fn sides(&mut self, w: Around<'_>) -> Option<Found> {
        let (cx, Around { clause: c, hit: h, syntax, kind, .. }) = (self.cx, w);
        let group = c.subject.is_some_and(|s| is_group(cx, s));
        let mut sides = Sides { subject: self.subject(c, group), end: numbered(cx, h.span.end), ..Sides::default() };
        let behind = w.behind(cx);
        match syntax {
            // 两国元首分别举行小范围会见和大范围会谈
            "object" if group && (behind.is_empty() || behind.starts_with(['和', '、', '，', '。'])) => {}
            "object" => self.received(w, group, &mut sides),
            "event" | "conference" => sides.others = self.present(w),
            "message" => self.addressed(w, &mut sides),
            _ => {
                sides.one_by_one = w.before(cx).contains("分别");
                let beside = c.beside.filter(|_| syntax == "tour");
                // 向…颁授勋章, 为…颁授勋章
                let whom = c.whom.filter(|_| kind == MeetingKind::Ceremony);
                // 对德国进行正式访问并主持中德政府磋商: where the journey goes
                let journey = |to: &Span| {
                    let country = cx.hits.at(Category::Countries, to.start).is_some_and(|c| c.span == *to);
                    let between = Span::new(to.end, w.hit.span.start);
                    country && cx.hits.within(Category::Visits, between).next().is_some()
                };
                for s in [c.with, c.to.filter(|to| !journey(to)), whom, beside].into_iter().flatten() {
                    if personal(cx, self.people, s) {
                        sides.others.extend(self.people.parties(cx, s));
                    }
                }
                sides.others.retain(|p| is_side(cx, p));
                // 就合作交换意见，并向甲市、乙区颁授牌匾: towns are no persons
                if kind == MeetingKind::Ceremony && syntax == "with" {
                    sides.others.retain(|p| p.office.is_some() || !p.name.ends_with(['市', '区', '县', '省', '州', '见']));
                }
            }
        }
        // 世界银行和某基金组织联合发展委员会会议: what the meeting is called holds no side
        if syntax == "conference" && c.attends.is_none() && c.subject.is_some_and(|s| s.end == h.span.start) {
            sides.subject.retain(|p| p.office.as_deref().is_some_and(|o| o != p.name) || p.org.is_none());
        }
        if c.future && syntax == "conference" && !w.presided_together(cx) {
            sides.others.retain(|p| c.attends.is_none() && p.office.as_deref().is_some_and(|o| o != p.name));
        }
        // 看望 is what leaders do at home every day
        if cx.get(h.span).starts_with("看望") {
            sides.others.retain(|p| p.office.is_some() && p.country.as_deref().is_some_and(|c| c != cx.home));
            if sides.others.is_empty() {
                return None;
            }
        }
        // 举行宴会，欢迎国际贵宾。他们是：…
        if let Some(list) = listed_behind(cx, self.scene, w.telling, h.span).map(|l| self.people.parties(cx, l))
            && list.len() > 1
        {
            let named = |p: &Party| p.country.is_some() || p.org.is_some();
            if syntax == "message" {
                sides.subject.retain(named);
            }
            sides.others.retain(named);
            sides.others.extend(list);
            sides.listed = true;
        }
        let Sides { subject, mut others, end, one_by_one, listed } = sides;
        // 出席甲国总统某就职仪式并同其举行会见: who is named last in the sentence
        if others.first().is_some_and(|o| o.name == "其")
            && let Some(told) = self.found.last().filter(|m| m.span.start >= w.telling.start && m.span.end <= w.telling.end)
        {
            let abroad = |p: &&Party| p.country.as_deref().is_some_and(|c| c != cx.home) && p.office.is_some();
            others.extend(told.parties.iter().rfind(abroad).cloned());
        }
        state_once(cx, &mut others);
        office_once(cx, &mut others);
        others.retain(|o| o.name != "其" && !subject.iter().any(|s| s.name == o.name));
        if kind == MeetingKind::Message && subject.is_empty() && !listed {
            return None;
        }
        let name = if syntax == "conference" { conference_name(cx, h, w.telling) } else { None };
        let mut all = subject.clone();
        all.extend(others.iter().cloned());
        let mut seen = std::collections::BTreeSet::new();
        all.retain(|p| seen.insert((p.name.clone(), p.country.clone())));
        let spoken = listed || !subject.is_empty();
        if !self.enough(w, &all, others.iter().any(|o| o.office.is_some()), spoken, name.as_deref()) {
            return None;
        }
        let groups = match (&subject[..], &others[..]) {
            // 总理某、外长某分别向甲国总理某、外长某致电: one to each
            ([_, _, ..], [_, _, ..]) if one_by_one && kind == MeetingKind::Message && subject.len() == others.len() => {
                subject.iter().zip(&others).map(|(s, o)| vec![s.clone(), o.clone()]).collect()
            }
            (_, [_, _, ..]) if one_by_one => pair_off(&subject, &others),
            // 胡锦涛和温家宝分别致电…: each of them
            ([_, _, ..], [other]) if one_by_one && (kind == MeetingKind::Message || syntax == "object") => {
                subject.iter().map(|s| vec![s.clone(), other.clone()]).collect()
            }
            _ => vec![all],
        };
        Some(Found { groups, end, name })
    }

    /// Who stands before the word, or whom the text told of before.
    fn subject(&mut self, c: &Clause, group: bool) -> Vec<Party> {
        let cx = self.cx;
        let mut subject = match c.subject {
            Some(s) if !group => self.people.parties(cx, represented(cx, s)),
            _ => Vec::new(),
        };
        subject.retain(|p| is_side(cx, p));
        if let Some(s) = c.subject {
            let how = if group {
                "a group: the sides of the encounter before, or the two who speak"
            } else {
                "the subject of the clause"
            };
            cx.trace.took("subject", s, how, || cx.get(s).to_owned());
        }
        if let Some(w) = c.with.or(c.to).or(c.whom) {
            cx.trace.took("with", w, "the words behind 同, 与, 向, 为", || cx.get(w).to_owned());
        }
        if group {
            let last = self.found.iter().rev().find(|m| m.parties.len() > 1 && m.kind != MeetingKind::Message);
            subject = last
                .map(|m| self.of_three(c, m).unwrap_or_else(|| m.parties.clone()))
                .or_else(|| self.invited(c))
                .unwrap_or_else(|| speakers(&self.voices, self.people));
            subject.retain(|p| !spouse_of_leaders(c.subject.map_or("", |s| cx.get(s)), p));
        } else if subject.is_empty()
            && let Some(s) = self.told.subject.filter(|_| c.subject.is_none())
        {
            cx.trace.took("subject", s, "the clause has no subject: that of the sentence before", || cx.get(s).to_owned());
            subject = self.people.parties(cx, s);
            subject.retain(|p| is_side(cx, p));
        }
        subject
    }

    /// 会见…: whom the words behind the verb name.
    fn received(&mut self, w: Around<'_>, group: bool, sides: &mut Sides) {
        let (cx, Around { clause: c, hit: h, telling, .. }) = (self.cx, w);
        let object = object(cx, h.span.end, telling.end);
        sides.end = object.end;
        cx.trace.took("object", object, "the words behind the verb", || cx.get(object).to_owned());
        // 在会见英国首相…时，温家宝说: who receives is named behind
        let tail = Span::new(object.end, telling.end);
        if c.subject.is_none()
            && !group
            && let Some(who) = cx.get(tail).strip_prefix("时").map(|w| w.trim_start_matches('，')).filter(|w| !w.is_empty())
        {
            let named = self.people.parties(cx, Span::new(telling.end - who.len(), telling.end));
            if let [one] = &named[..]
                && is_side(cx, one)
            {
                sides.subject = named;
            }
        }
        sides.others = self.people.parties(cx, object);
        sides.others.retain(|p| is_side(cx, p));
        let words = w.upto(cx);
        if sides.others.is_empty() && words.ends_with("分别会见") {
            sides.others.extend(guest_of_the_day(&self.found, cx.home));
        } else if sides.others.is_empty() && words.ends_with("会见") && object.is_empty() {
            sides.others.extend(self.guest_just_come(telling.start));
        }
        let collective = words.contains("集体") || words.contains("共同");
        let guests = sides.others.iter().filter(|p| p.office.as_deref() != Some("夫人"));
        let countries =
            guests.filter_map(|p| p.country.as_ref().or(p.org.as_ref())).collect::<std::collections::BTreeSet<_>>().len();
        sides.one_by_one = words.contains("分别") || (!collective && countries > 1);
        if let Some(s) = c.with {
            let with = self.people.parties(cx, s);
            if sides.others.is_empty() {
                sides.others = with;
                // 同甲国总统某、乙国总理某举行双边会见
                sides.one_by_one |= words.contains("双边");
            } else if words.contains("共同会见") {
                // 李强同诺沃亚共同会见企业家代表: both receive
                sides.subject.extend(with.into_iter().filter(|p| is_side(cx, p)));
            }
        }
    }

    /// Who else is at a ceremony, a banquet or a conference.
    fn present(&mut self, w: Around<'_>) -> Vec<Party> {
        let (cx, Around { clause: c, hit: h, syntax, telling, .. }) = (self.cx, w);
        let mut others = Vec::new();
        // 将同…共同出席论坛: who will come is open; 将同…举行中美元首会晤 are the two
        let open = c.future && syntax == "conference" && c.attends.is_some() && !w.presided_together(cx);
        // 大使某偕公使某向…呈递国书: who comes along presents nothing
        let along = |w: &Span| cx.get(h.span).contains("国书") && cx.text()[..w.start].ends_with('偕');
        let with = c.with.filter(|w| !along(w));
        for s in [with, c.whom].into_iter().chain(presented(cx, c, h, telling.start)).flatten().filter(|_| !open) {
            others.extend(self.people.parties(cx, s));
        }
        // 举行仪式，欢迎…
        if others.is_empty()
            && let Some(rest) = welcomes(w.behind(cx))
        {
            let welcomed = object(cx, telling.end - rest.len(), telling.end);
            let words = cx.get(welcomed);
            // 对我国进行国事访问, but 对话会的嘉宾
            let turns = words.match_indices('对').map(|(i, _)| i).find(|i| !words[*i..].starts_with("对话"));
            let stop = ["访华", "来华", "访问", "来访", "到访"].iter().filter_map(|w| words.find(w)).chain(turns);
            let stop = stop.filter(|i| *i > 0).min().unwrap_or(welcomed.len());
            others = self.people.parties(cx, Span::new(welcomed.start, welcomed.start + stop));
        }
        if let Some(attended) = c.attends {
            self.hosts(w, attended, &mut others);
        }
        // 邀请美国总统某在瀛台共进晚宴
        if others.is_empty()
            && syntax == "event"
            && let Some((_, whom)) = w.before(cx).rsplit_once("邀请").filter(|(w, _)| !w.ends_with(['应', '受', '的']))
            && let Some(stop) = ["在", "到", "共", "一同", "一道"].iter().filter_map(|w| whom.find(w)).min()
            && h.span.start - whom.len() > telling.start
        {
            let from = h.span.start - whom.len();
            others = self.people.parties(cx, Span::new(from, from + stop));
        }
        others.retain(|p| is_side(cx, p));
        others
    }

    /// Whose event it is that is attended, and with whom.
    fn hosts(&mut self, w: Around<'_>, attended: Span, others: &mut Vec<Party>) {
        let (cx, telling) = (self.cx, w.telling);
        // 出席中俄印领导人会晤，同普京、莫迪就…
        let beside = w.behind(cx);
        if others.is_empty()
            && let Some(rest) = ["，同", "，与"].iter().find_map(|w| beside.strip_prefix(w))
            && let Some(stop) = ["就", "共同", "一道", "一起", "举行", "进行", "，"].iter().filter_map(|w| rest.find(w)).min()
        {
            let from = telling.end - rest.len();
            *others = self.people.parties(cx, Span::new(from, from + stop));
        }
        // 出席普京举行的欢迎宴会
        let words = cx.get(attended);
        let behind = &cx.text()[attended.end..telling.end];
        let behind = ["集体", "共同", "联合"].iter().find_map(|w| behind.strip_prefix(w)).unwrap_or(behind);
        let held = ["举行的", "举办的", "为其举行", "主持的"]
            .iter()
            .find_map(|w| words.find(w))
            .or_else(|| ["举行的", "举办的", "为", "在", "主持的"].iter().any(|w| behind.starts_with(w)).then_some(words.len()));
        if let Some(at) = held {
            let by = words[..at].trim_end_matches("共同").trim_end_matches("联合");
            let host = self.people.parties(cx, Span::new(attended.start, attended.start + by.len()));
            others.extend(host.into_iter().filter(|p| is_side(cx, p)));
        } else if others.is_empty() && w.syntax == "event" {
            // 出席玻利维亚总统帕斯就职仪式: whose it is
            let of = self.people.parties(cx, attended);
            // 出席日本经济团体联合会欢迎午餐会
            let body = |p: &Party| w.kind == MeetingKind::Banquet && p.country.as_deref().is_some_and(|c| c != cx.home);
            let holder = |p: &Party| p.country.is_some() && p.office.as_deref().is_some_and(|o| o != p.name) || body(p);
            others.extend(of.into_iter().filter(|p| is_side(cx, p) && holder(p)));
        }
    }
}

/// 蒙古国总理某、文化体育旅游部长某: the state is printed once, before the first of its offices.
fn state_once(cx: &Context<'_>, others: &mut [Party]) {
    let mut state: Option<String> = None;
    for p in others {
        let open = p.country.is_none() && p.org.is_none() && p.office.as_deref().is_some_and(|o| o != p.name);
        if open && !chinese_name(cx, &p.name) {
            p.country.clone_from(&state);
        }
        state = p.country.clone().filter(|c| c != cx.home);
    }
}

/// 泰国、印尼、越南外长: the office is printed once, behind the last of the states.
fn office_once(cx: &Context<'_>, others: &mut [Party]) {
    let Some((last, states)) = others.split_last_mut() else { return };
    let unnamed = last.office.as_deref().filter(|o| *o == last.name);
    let Some(office) = unnamed.and_then(|o| Some(&o[cx.lexicon.prefix(Category::Countries, o)?.1..])).filter(|o| !o.is_empty())
    else {
        return;
    };
    let state = |p: &Party| p.office.is_none() && cx.lexicon.exact(Category::Countries, &p.name).is_some();
    for p in states.iter_mut().rev().take_while(|p| state(p)) {
        p.name.push_str(office);
        p.office = Some(p.name.clone());
    }
}

/// One encounter for each counterpart, spouses with theirs.
pub(super) fn pair_off(subject: &[Party], others: &[Party]) -> Vec<Vec<Party>> {
    let mut out: Vec<Vec<Party>> = Vec::new();
    for o in others {
        if o.office.as_deref() == Some("夫人")
            && let Some(last) = out.last_mut()
        {
            last.push(o.clone());
            continue;
        }
        let mut one = subject.to_vec();
        one.push(o.clone());
        out.push(one);
    }
    out
}
