//! To whom a message goes: persons, or the event that somebody congratulates on.

use super::Reader;
use super::name::{between_states, is_event};
use super::object::{object, taken};
use super::side::is_side;
use super::sides::{Around, Sides};
use crate::lexicon::Category;
use crate::model::Party;
use crate::parse::date::{WrittenDate, date};
use crate::parse::dates::dates;
use crate::record::belonging::belongs;
use crate::span::Span;

/// What an event is called that was named before.
const EVENTS: [&str; 10] = ["论坛", "会议", "大会", "峰会", "年会", "博览会", "活动", "开幕式", "研讨会", "智库论坛"];

impl Reader<'_> {
    /// 致电…: to whom a message goes.
    pub(super) fn addressed(&mut self, w: Around<'_>, sides: &mut Sides) {
        let (cx, Around { clause: c, hit: h, telling, .. }) = (self.cx, w);
        for s in [c.with, c.to].into_iter().flatten() {
            sides.others.extend(self.written_to(s));
        }
        // 论坛5日在成都开幕。国家主席某向论坛发来贺信: the one that the sentence before names
        let again = c.to.map_or("", |s| cx.get(s));
        let again = ["本届", "此次", "本次", "这次"].iter().find_map(|w| again.strip_prefix(w)).unwrap_or(again);
        if sides.others.is_empty() && EVENTS.contains(&again) {
            sides.others = self.held_before(telling);
        }
        if sides.others.is_empty() {
            // 致电、致函国家主席…: the last of several verbs
            let mut verb = h.span.end;
            while let Some(next) = cx.hits.within(Category::Encounters, Span::new(verb, telling.end)).find(|n| {
                ["、", "并", "和", ""].contains(&cx.get(Span::new(verb, n.span.start)))
                    && cx.lexicon.entry(n).kind.as_deref() == Some("message")
            }) {
                verb = next.span.end;
            }
            let object = object(cx, verb, telling.end);
            sides.end = object.end;
            sides.others = self.written_to(object);
            if let ([one], Some(office)) = (&mut sides.others[..], taken(cx, Span::new(object.end, telling.end)))
                && one.office.is_none()
            {
                one.office = Some(cx.get(office).to_owned());
                let (country, org) = belongs(cx, office);
                one.country = one.country.take().or(country);
                one.org = one.org.take().or(org);
                self.people.introduce(one);
            }
        }
        // 国家主席某致贺信，…: the words name nobody
        let bare = c.subject.is_some_and(|s| s.end == h.span.start) && cx.text()[h.span.end..].starts_with(['，', '。']);
        if sides.others.is_empty() && bare {
            sides.others = self.held_before(telling);
        }
        sides.one_by_one = w.upto(cx).contains("分别");
        sides.others.retain(|p| is_side(cx, p));
    }

    /// Whom a message is written to: persons, or an event between states as it is called (第36届非洲联盟峰会).
    fn written_to(&mut self, w: Span) -> Vec<Party> {
        let cx = self.cx;
        let words = cx.get(w);
        let name = ["召开", "开幕", "举行", "举办"].iter().find_map(|v| words.strip_suffix(v)).unwrap_or(words);
        if !is_event(cx, name) {
            return self.people.parties(cx, w);
        }
        self.event_written_to(Span::new(w.start, w.start + name.len()))
    }

    /// 第四届艺术节5日在成都闭幕。国家主席周文渊致贺信，…: the event that the sentence before tells of.
    fn held_before(&self, telling: Span) -> Vec<Party> {
        let cx = self.cx;
        let n = self.scene.sentences.partition_point(|s| s.span.end <= telling.start);
        let Some(last) = n.checked_sub(1).and_then(|i| self.scene.sentences.get(i)) else { return Vec::new() };
        let words = cx.get(last.telling).trim_end_matches('。');
        if !["开幕", "闭幕", "举行", "召开", "举办", "启动"].iter().any(|w| words.ends_with(w)) {
            return Vec::new();
        }
        // 5日，第四届…
        let from = date(words).map_or(0, |(rest, _)| words.len() - rest.trim_start_matches('，').len());
        let day = dates(&words[from..]).into_iter().find(WrittenDate::has_day).map(|d| d.span.start);
        let stop = day.into_iter().chain(words[from..].find('在')).min().unwrap_or(0);
        let name = Span::new(last.telling.start + from, last.telling.start + from + stop);
        let between = between_states(cx, cx.get(name)) && is_event(cx, cx.get(name));
        if between { self.event_written_to(name) } else { Vec::new() }
    }

    /// An event as the one that is written to, where it is one between states.
    fn event_written_to(&self, at: Span) -> Vec<Party> {
        let cx = self.cx;
        let name = cx.get(at);
        let within = |c| cx.hits.within(c, at).next().is_some();
        let between =
            within(Category::Organisations) || within(Category::Countries) || name.contains("两岸") || between_states(cx, name);
        let org = cx.hits.within(Category::Organisations, at).find_map(|h| cx.lexicon.entry(h).code.clone());
        let event = Party { name: name.trim_start_matches('了').to_owned(), org, ..Party::default() };
        if between { vec![event] } else { Vec::new() }
    }
}
