//! When and where an encounter took place, and who was at home.

use super::object::object;
use super::{Reader, Told};
use crate::diagnostic::{Code, Diagnostic};
use crate::lexicon::{Category, Hit};
use crate::model::{Meeting, MeetingKind, Mode, Role, TimeOfDay};
use crate::parse::clause::{Clause, clause};
use crate::parse::date::{DayPart, WrittenDate};
use crate::record::Context;
use crate::record::countries::stands_for;
use crate::record::place::{Place, place};
use crate::record::scene::{Scene, Sentence};
use crate::span::{Span, find_rare};

impl Told {
    /// Notes where the report is; a venue leaves it in the city that was told of before.
    pub(super) fn note(&mut self, p: Place, at: Span) {
        if p.country.is_some() {
            let before = self.place.take().filter(|t| t.country == p.country);
            let city = p.city.or_else(|| before.and_then(|t| t.city));
            self.place = Some(Place { city, ..p });
            self.place_at = Some(at);
        }
    }
}

impl Reader<'_> {
    /// The day and the part of the day, as the clause tells or the sentences before it.
    pub(super) fn when(&mut self, m: &mut Meeting, c: &Clause, whole: Span) {
        let near = self.told.date;
        let w = c.date.filter(WrittenDate::has_day);
        let settled = match w {
            Some(w) => {
                let s = self.calendar.resolve(&w, near.as_ref());
                if s.is_none() && w.month.is_some() {
                    self.diagnostics.push(Diagnostic::new(
                        Code::ImpossibleDate,
                        "a date that is no day of the calendar",
                        Some(self.cx.source(whole)),
                    ));
                }
                s
            }
            None if m.announced => None,
            // 此前正在访问甲国的外相某与…举行会谈: some day before
            None if ["此前", "不久前", "此前不久", "早些时候"].iter().any(|w| self.cx.get(whole).starts_with(w)) => {
                None
            }
            // 峰会2016年9月在南江举行: a month is not the day of the report
            None if c.date.is_some_and(|d| d.month.is_some()) => None,
            None => near.and_then(|n| self.calendar.resolve(&n, None)),
        };
        if let Some(s) = settled {
            m.date = Some(match s.until {
                Some(u) => format!("{}/{u}", s.edtf),
                None => s.edtf,
            });
            m.date_basis = s.basis;
            let (from, how) = match w {
                Some(w) => (w.span, "the day that the clause prints"),
                None => (whole, "no day in the clause: that of the sentences before, or of the dateline"),
            };
            self.cx.trace.took("date", from, how, || m.date.clone().unwrap_or_default());
        }
        m.time_of_day = c.date.and_then(|d| d.part).map(time_of_day);
        m.local_time = c.date.is_some_and(|d| d.local);
    }

    /// 峰会将以视频方式举行: how the encounter that was told of before takes place.
    pub(super) fn by_video(&mut self, telling: Span) {
        let words = self.cx.get(telling).trim_end_matches('。');
        let words = ["本次", "此次", "本届"].iter().find_map(|w| words.strip_prefix(w)).unwrap_or(words);
        let Some(how) = ["峰会", "会议", "会谈", "会晤", "会见", "论坛"].iter().find_map(|w| words.strip_prefix(w))
        else {
            return;
        };
        let how = how.trim_start_matches('将');
        let by_video = ["以视频", "通过视频", "采用视频"].iter().any(|w| how.starts_with(w));
        if !by_video || !["举行", "召开", "进行"].iter().any(|w| how.ends_with(w)) || how.contains('，') {
            return;
        }
        let open = self.event.as_mut().map(super::event::Event::meeting);
        if let Some(m) = open.or_else(|| self.found.last_mut()).filter(|m| m.kind != MeetingKind::Message) {
            m.mode = Some(Mode::Video);
            m.parties.iter_mut().for_each(|p| p.role = None);
        }
    }

    /// 访问法国期间，…, 访俄期间，…: what follows is there; on some day of the journey where the sentence before tells of its end.
    pub(super) fn during(&mut self, telling: Span) {
        let words = self.cx.get(telling);
        let mut short = words.strip_prefix('访').unwrap_or_default().chars();
        if let Some(c) = short.next().filter(|_| short.as_str().starts_with("期间"))
            && let Some(country) = stands_for(self.cx, c)
        {
            let n = self.scene.sentences.partition_point(|s| s.span.start < telling.start);
            let before = n.checked_sub(1).map_or("", |n| self.cx.get(self.scene.sentences[n].span));
            if before.contains("结束") && ["回到", "回国", "返回", "返京"].iter().any(|w| before.contains(w)) {
                self.told.date = None;
            }
            self.told.note(Place { country: Some(country), ..Place::default() }, telling);
            return;
        }
        let head = words.char_indices().nth(16).map_or(words, |(i, _)| &words[..i]);
        let Some(behind) = ["访问", "在"].iter().find_map(|w| head.strip_prefix(w)) else { return };
        let Some((to, _)) = behind.split_once("期间") else { return };
        let to = to.trim_end_matches("访问");
        if !to.is_empty() && !to.contains(['，', '、', '和']) {
            let at = Span::of_slice(self.cx.text(), to);
            self.told.note(place(self.cx, at), at);
        }
    }

    /// Notes the day and the place of an arrival or a signature: the next day is counted from it, and what follows is there.
    pub(super) fn arrived(&mut self, s: &Sentence) {
        let words = self.cx.get(s.telling);
        let signs = |h: &&Hit| ["签署", "签订", "签字"].iter().any(|w| self.cx.get(h.span).ends_with(w));
        if let Some(verb) = self.cx.hits.within(Category::Acts, s.telling).find(signs) {
            let c = clause(self.cx.text(), Span::new(s.telling.start, verb.span.start), self.cx.hits, &self.people.known);
            if let Some(d) = c.date.filter(|d| d.day.is_some() && d.until_day.is_none() && !c.future) {
                self.told.date = Some(d);
                if let Some(at) = c.place {
                    self.told.note(place(self.cx, at), at);
                }
            }
            return;
        }
        let verb = ["抵达", "飞抵", "到达"].iter().filter_map(|w| Some((find_rare(words, w)?, w.len()))).min();
        let Some((at, len)) = verb else { return };
        let c = clause(self.cx.text(), Span::new(s.telling.start, s.telling.start + at), self.cx.hits, &self.people.known);
        if let Some(d) = c.date.filter(|d| d.day.is_some() && d.until_day.is_none()) {
            self.told.date = Some(d);
        }
        let behind = &words[at + len..];
        let stop = behind.find(['，', '。', '；', '、', '对', '开', '进', '出']).unwrap_or(behind.len());
        let from = s.telling.start + at + len;
        let to = Span::new(from, from + stop);
        self.told.note(place(self.cx, to), to);
    }
}

pub(super) fn whereabouts(cx: &Context<'_>, m: &mut Meeting, c: &Clause, scene: &Scene, told: &mut Told) {
    // 就在首都附近发生的事故致电…: where it was that the message is about
    if let Some(p) = c.place.or(c.arrived.filter(|_| m.visit.is_none())).filter(|_| m.kind != MeetingKind::Message) {
        let at = p;
        let p = place(cx, p);
        if p.several {
            return;
        }
        for (field, value) in [("venue", &p.venue), ("city", &p.city), ("country", &p.country)] {
            if let Some(value) = value {
                cx.trace.took(field, at, "the place behind 在", || value.clone());
            }
        }
        m.city.clone_from(&p.city);
        m.venue.clone_from(&p.venue);
        m.country.clone_from(&p.country);
        if !m.announced {
            told.note(p, at);
        }
    }
    // 中国驻伊朗大使馆举行招待会: where it is posted
    let posted = |name: &str| {
        let behind = name.split_once('驻').map(|(_, behind)| behind).filter(|w| !w.starts_with('华'))?;
        cx.lexicon.prefix(Category::Countries, behind)?.0.code.clone()
    };
    if m.mode == Some(Mode::InPerson) && m.country.is_none() && m.kind == MeetingKind::Banquet {
        m.country = m.parties.iter().find_map(|p| posted(&p.name));
    }
    if m.mode == Some(Mode::InPerson) && m.country.is_none() {
        m.country = told.place.as_ref().and_then(|p| p.country.clone());
        if m.country.is_none()
            && !m.announced
            && let Some(at) = scene.filed_at
        {
            m.country = place(cx, at).country;
            cx.trace
                .took("country", at, "no place that tells it: that of the dateline", || m.country.clone().unwrap_or_default());
        } else if let (Some(country), Some(at)) = (&m.country, told.place_at) {
            cx.trace.took("country", at, "no place that tells it: that of the encounter before", || country.clone());
        }
    }
    let here = m.mode == Some(Mode::InPerson) && !m.announced;
    if here
        && m.city.is_none()
        && let Some(t) = told.place.as_ref().filter(|t| t.country == m.country)
    {
        m.city.clone_from(&t.city);
        if let (Some(city), Some(at)) = (&m.city, told.place_at) {
            cx.trace.took("city", at, "no city printed: that of the encounter before in the same country", || city.clone());
        }
    }
    if here
        && m.city.is_none()
        && c.place.is_some()
        && let Some(at) = scene.filed_at
    {
        let p = place(cx, at);
        if p.city.is_some() && (m.country.is_none() || p.country == m.country) {
            m.city = p.city;
            m.country = m.country.take().or(p.country);
            cx.trace
                .took("city", at, "a place that no list knows: the city of the dateline", || m.city.clone().unwrap_or_default());
        }
    }
}

/// What is toured, where no other venue is named: 共同参观布达王宫.
pub(super) fn toured(cx: &Context<'_>, m: &mut Meeting, h: &Hit, telling: Span) {
    if m.kind == MeetingKind::Tour && m.venue.is_none() {
        let o = object(cx, h.span.end, telling.end);
        let o = Span::new(o.end - cx.get(o).trim_start_matches('了').len(), o.end);
        let words = cx.get(o);
        let seen = ["视频", "演出", "表演", "节目"].iter().any(|w| words.ends_with(w));
        if words.chars().count() <= 16 && !words.contains(['“', '《', '、']) && !words.is_empty() && !seen {
            m.venue = place(cx, o).venue;
        }
    }
}

/// The host is the side at home.
pub(super) fn roles(m: &mut Meeting) {
    let Some(home) = m.country.clone() else { return };
    if m.mode != Some(Mode::InPerson) || !m.parties.iter().any(|p| p.country.as_ref() == Some(&home)) {
        return;
    }
    for p in &mut m.parties {
        p.role = Some(if p.country.as_ref() == Some(&home) { Role::Host } else { Role::Guest });
    }
}

/// Whether a day lies in a range: 4月11日至12日…会谈, and then 11日下午.
pub(super) fn within(range: Option<&str>, day: Option<&str>) -> bool {
    let (Some(r), Some(d)) = (range, day) else { return false };
    r.split_once('/').is_some_and(|(a, b)| a <= d && d <= b)
}

/// The part of the day as a code.
#[must_use]
fn time_of_day(p: DayPart) -> TimeOfDay {
    match p {
        DayPart::EarlyMorning => TimeOfDay::EarlyMorning,
        DayPart::Morning => TimeOfDay::Morning,
        DayPart::Noon => TimeOfDay::Noon,
        DayPart::Afternoon => TimeOfDay::Afternoon,
        DayPart::Evening => TimeOfDay::Evening,
    }
}
