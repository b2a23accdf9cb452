//! Messages of many senders: 多国领导人致电国家主席…，祝贺…。法国总统…表示，…。芬兰总统…在贺函中说，….
//!
//! The sentence that opens such a report has a group for its subject; each one who speaks in what follows wrote a message.

use super::Reader;
use super::side::is_side;
use crate::lexicon::{Category, Hit};
use crate::model::{Meeting, MeetingKind, Mode, Party};
use crate::parse::clause::{Clause, clause};
use crate::record::scene::Sentence;
use crate::span::Span;

/// What the opening of such a report tells of every message in it.
pub(super) struct Letters {
    /// The message as far as it is told: to whom, when, and in which sentence.
    draft: Meeting,
    /// Whether a sender was named since.
    any: bool,
}

impl Reader<'_> {
    /// Opens a report of messages where its first sentence says that leaders of several countries wrote.
    pub(super) fn letters(&mut self, s: &Sentence) {
        let cx = self.cx;
        let message = |h: &&Hit| cx.lexicon.entry(h).kind.as_deref() == Some("message");
        let Some(h) = cx.hits.within(Category::Encounters, s.telling).find(message).copied() else { return };
        let words = cx.get(Span::new(s.telling.start, h.span.start));
        let senders = ["领导人", "负责人", "政要", "元首", "人士", "组织"].iter().any(|w| words.contains(w));
        let several =
            ["一些", "多国", "多个", "许多", "各国", "外国", "世界", "多位", "国际组织"].iter().any(|w| words.contains(w));
        if !senders || !several {
            return;
        }
        let c = clause(cx.text(), Span::new(s.telling.start, h.span.start), cx.hits, &self.people.known);
        let mut draft = Meeting {
            article: self.scene.article.clone(),
            kind: MeetingKind::Message,
            mode: Some(Mode::Written),
            span: s.span,
            ..Meeting::default()
        };
        self.when(&mut draft, &c, s.span);
        draft.parties = self.addressee(&c, &h, s.telling);
        self.letters = Some(Letters { draft, any: false });
    }

    /// To whom the messages go: behind the verb, behind 祝贺, or behind 向; nobody where several are named, for who wrote to whom
    /// is not told.
    fn addressee(&mut self, c: &Clause, h: &Hit, telling: Span) -> Vec<Party> {
        let cx = self.cx;
        let behind = Span::new(h.span.end, telling.end);
        let up_to = |from: usize, stops: &[&str]| {
            let rest = &cx.text()[from..telling.end];
            let stop = stops.iter().filter_map(|w| rest.find(w)).min().unwrap_or(rest.len());
            Span::new(from, from + stop)
        };
        let praised = cx.get(behind).find("祝贺").map(|i| behind.start + i + "祝贺".len());
        let verb = cx.hits.within(Category::Encounters, behind).take(1).last();
        let verb = verb
            .map_or(h.span.end, |v| if cx.get(Span::new(h.span.end, v.span.start)) == "、" { v.span.end } else { h.span.end });
        let zones = [
            c.to.or(c.with),
            Some(up_to(verb, &["，", "。", "或通过", "等方式", "就"])),
            praised.map(|at| up_to(at, &["当选", "再次", "连任", "就任", "担任", "，", "。"])),
        ];
        for zone in zones.into_iter().flatten().filter(|z| !z.is_empty()) {
            let mut to = self.people.parties(cx, zone);
            to.retain(|p| is_side(cx, p) && crate::record::countries::chinese_name(cx, &p.name));
            if let [one] = &mut to[..] {
                one.country.get_or_insert_with(|| cx.home.to_owned());
                self.people.introduce(one);
                return to;
            }
        }
        Vec::new()
    }

    /// Who wrote too, as the list behind 发来贺电的还有; whether it is one.
    pub(super) fn wrote_too(&mut self, s: &Sentence) -> bool {
        let words = self.cx.get(s.telling);
        if self.letters.is_none() || !words.contains("发来") {
            return false;
        }
        let at = ["的还有：", "的还有", "的有：", "的有"].iter().find_map(|w| Some(words.find(w)? + w.len()));
        if let Some(i) = at {
            self.message_of(s, Span::new(s.telling.start + i, s.telling.end));
        }
        at.is_some()
    }

    /// A message of each who speaks in such a report: 法国总统…表示, 芬兰总统…在贺函中说.
    pub(super) fn wrote(&mut self, s: &Sentence) {
        if self.letters.is_none() {
            return;
        }
        let Some(who) = clause(self.cx.text(), s.telling, self.cx.hits, &self.people.known).subject else { return };
        // 美国总统某代表美国政府
        let own = self.cx.get(who).find("代表").filter(|i| *i > 0).map_or(who.len(), |i| i);
        self.message_of(s, Span::new(who.start, who.start + own));
    }

    fn message_of(&mut self, s: &Sentence, from: Span) {
        let cx = self.cx;
        let Some(letters) = self.letters.as_ref() else { return };
        let mut parties = self.people.parties(cx, from);
        let of_office = |p: &Party| p.office.as_deref().is_some_and(|o| o != p.name);
        let abroad = |p: &Party| p.org.is_some() || p.country.as_deref().is_some_and(|c| c != cx.home);
        parties.retain(|p| is_side(cx, p) && of_office(p) && abroad(p));
        let told =
            |p: &Party| self.found.iter().any(|m| m.kind == MeetingKind::Message && m.parties.iter().any(|q| q.name == p.name));
        parties.retain(|p| !told(p));
        if parties.is_empty() {
            return;
        }
        let mut m = Meeting { span: s.span, source: cx.source(s.span), ..letters.draft.clone() };
        m.parties.splice(0..0, parties);
        // two were written to, and nothing says by whom: the senders alone, where the word itself is printed
        let message = |h: &Hit| cx.lexicon.entry(h).kind.as_deref() == Some("message");
        if letters.draft.parties.is_empty() && !cx.hits.within(Category::Encounters, s.telling).any(message) {
            return;
        }
        self.found.push(m);
        if let Some(l) = &mut self.letters {
            l.any = true;
        }
    }

    /// Ends such a report: the group of its opening is those who were named since, and all of them wrote to the same person.
    pub(super) fn sent(&mut self) {
        let Some(Letters { draft, any }) = self.letters.take() else { return };
        let abroad = |p: &Party| p.office.is_some() && p.country.as_deref().is_some_and(|c| c != self.cx.home);
        let told = |m: &Meeting| m.kind == MeetingKind::Message && m.span != draft.span && m.parties.iter().any(abroad);
        if !any && !self.found.iter().any(told) {
            return;
        }
        self.found.retain(|m| m.kind != MeetingKind::Message || m.span != draft.span);
        let home = |p: &Party| p.country.as_deref() == Some(self.cx.home);
        let mut undated = Meeting::default();
        self.when(&mut undated, &Clause::default(), draft.span);
        for m in self.found.iter_mut().filter(|m| m.kind == MeetingKind::Message && !m.parties.iter().any(home)) {
            m.parties.extend(draft.parties.iter().cloned());
            if m.date == undated.date {
                m.date.clone_from(&draft.date);
                m.date_basis.clone_from(&draft.date_basis);
            }
        }
    }
}
