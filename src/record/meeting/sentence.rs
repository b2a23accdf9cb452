//! The encounters of one sentence.

use super::Reader;
use super::journey::{Journey, journey};
use super::mentioned::{
    is_circumstance, is_commented, is_counted, is_manner, is_mood, is_supposed, is_topic, is_within, is_written_to, modifies,
    takes_part,
};
use super::name::{by_opening, conference_name, is_round, whole_names};
use super::object::{takes_object, welcomes};
use super::setting::{roles, toured, whereabouts, within};
use super::side::is_group;
use super::sides::Around;
use crate::lexicon::{Category, Hit};
use crate::model::{Meeting, MeetingKind, Mode, Party, VisitKind};
use crate::parse::circumstance::denied;
use crate::parse::clause::{Clause, clause};
use crate::parse::date::WrittenDate;
use crate::parse::dates::dates;
use crate::parse::sentence::{enclosed, is_inside};
use crate::record::Context;
use crate::record::place::{is_venue, place};
use crate::span::Span;

/// How many encounters one sentence may tell of; each is read with the words before it.
const MOST: usize = 32;

impl Reader<'_> {
    /// Reads the encounters of one sentence; `telling` is the part that tells, `whole` the sentence.
    pub(super) fn sentence(&mut self, telling: Span, whole: Span) {
        let (cx, scene) = (self.cx, self.scene);
        let inside = enclosed(cx.text(), telling);
        let told = |h: &&Hit| {
            let quoted = is_inside(&inside, h.span.start);
            let encounter = cx.lexicon.entry(h).kind.as_deref() != Some("not_encounter");
            if quoted && encounter {
                cx.trace.attempt("meetings", whole, h.span, || "encounter".into());
                cx.trace.gives_up("it stands in quotation marks, brackets or a title");
            }
            encounter && !quoted
        };
        let hits = whole_names(cx, cx.hits.within(Category::Encounters, telling).filter(told).copied().take(MOST));
        let mut from = telling.start;
        let mut done = telling.start;
        let mut carried: Option<Clause> = None;
        for h in hits {
            let e = cx.lexicon.entry(&h);
            cx.trace.attempt("meetings", whole, h.span, || format!("{} clause", e.kind.as_deref().unwrap_or("with")));
            if h.span.start < done {
                cx.trace.gives_up("it belongs to the encounter before");
                continue;
            }
            let before = cx.get(Span::new(from, h.span.start));
            let behind = &cx.text()[h.span.end..telling.end];
            let named = self.people.known.open(behind);
            let performance = ["演出", "音乐会", "晚会"].iter().any(|w| cx.get(h.span).ends_with(w));
            if performance && before.contains("观看") {
                cx.trace.gives_up("a performance that is watched is no ceremony");
                continue;
            }
            if ["仪仗队", "分列式", "阅兵"].iter().any(|w| behind.trim_start_matches('了').starts_with(w)) {
                cx.trace.gives_up("it is part of a welcome");
                continue;
            }
            if e.kind.as_deref() == Some("conference") && is_topic(before, behind) {
                cx.trace.gives_up("it is what others speak of");
                continue;
            }
            if is_commented(before, behind) {
                cx.trace.gives_up("it is what somebody comments on");
                continue;
            }
            // 共同观看双方签署的合作文件展示
            if e.kind.as_deref() == Some("tour") && ["文件展示", "文本展示"].iter().any(|w| behind.contains(w)) {
                cx.trace.gives_up("what was signed is shown");
                continue;
            }
            // 结束出席峰会返回北京: told as it was held, or not at all
            // nor is what he attended and left: 在出席峰会并结束对甲国的访问后离开
            if before.rsplit('，').next().is_some_and(|w| w.contains("结束出席"))
                || before.contains("出席") && behind.starts_with("并结束")
            {
                cx.trace.gives_up("it is over for the one who leaves it");
                continue;
            }
            if is_counted(before) || is_manner(before, behind) || is_supposed(before) {
                cx.trace.gives_up("it speaks of several, of an earlier one, or of one that may come");
                continue;
            }
            if before.ends_with("陪同") {
                cx.trace.gives_up("it says who came along");
                continue;
            }
            if is_mood(before, behind) {
                cx.trace.gives_up("it says how an event went that was told of");
                continue;
            }
            // 共同会见企业家并座谈交流
            let goes_on = carried.is_some() && before == "并" && cx.get(h.span).contains("座谈");
            if e.kind.as_deref() == Some("with") && (is_within(before) || goes_on) {
                cx.trace.gives_up("it is part of the event that the clause before names");
                continue;
            }
            let declared = ["开幕", "闭幕"].iter().any(|w| behind.starts_with(w));
            if e.kind.as_deref() == Some("conference") && declared && (before.is_empty() || before.ends_with("宣布")) {
                cx.trace.gives_up("its opening is declared");
                continue;
            }
            if e.kind.as_deref() == Some("conference") && modifies(before, behind) {
                cx.trace.gives_up("it says who somebody is: those who attend it");
                continue;
            }
            if e.kind.as_deref() == Some("conference") && is_written_to(cx, &h, Span::new(from, telling.end)) {
                cx.trace.gives_up("a message is written to it");
                continue;
            }
            // 在复信中对…表示赞赏: what stands in a letter, but 致电中国国家主席
            let inside = behind.starts_with('中')
                && [Category::Countries, Category::Offices, Category::Groups, Category::Organisations, Category::Bodies]
                    .iter()
                    .all(|&c| cx.hits.at(c, h.span.end).is_none());
            if e.kind.as_deref() == Some("message") && inside {
                cx.trace.gives_up("it says what stands in a message");
                continue;
            }
            // 甲国总统某同乙国总统某在日内瓦的会晤结束，…: told by its end
            let over = before.ends_with('的') && ["结束，", "结束。"].iter().any(|w| behind.starts_with(w));
            let over = over && e.kind.as_deref() == Some("with");
            // 甲国总统某与乙国总理某举行会谈后|表示: that they met is told here
            let with = before.rfind(['与', '同', '和', '跟']).map(|i| Span::new(h.span.start - before.len() + i, h.span.start));
            let abroad =
                |w: Span| [Category::Countries, Category::Organisations].iter().any(|&c| cx.hits.within(c, w).next().is_some());
            let said = behind == "后" && e.kind.as_deref() == Some("with") && with.is_some_and(abroad);
            if !named && !over && !said && is_circumstance(behind, e.kind.as_deref()) {
                cx.trace.gives_up("it only says when something else was, or names what came of it");
                continue;
            }
            let c = clause(cx.text(), Span::new(from, h.span.start), cx.hits, &self.people.known);
            if denied(before) || c.with.is_some_and(|w| denied(cx.get(Span::new(from, w.start)).trim_end())) {
                cx.trace.gives_up("it is denied");
                continue;
            }
            // 为应邀与会的某论坛成员领导人举行宴会
            if e.kind.as_deref() == Some("conference") && c.whom.is_some_and(|w| w.end == h.span.start) && !behind.is_empty() {
                cx.trace.gives_up("it says who somebody is: those for whom something is given");
                continue;
            }
            // of the same article and without a day of its own: the banquet that was told of
            let given = |m: &Meeting| m.kind == MeetingKind::Banquet && !m.announced;
            let banquet = e.code.as_deref() == Some("banquet") && e.kind.as_deref() == Some("event");
            if banquet && c.date.is_none() && takes_part(before, behind) && self.found.iter().any(given) {
                cx.trace.gives_up("it says what somebody did at the event that was told of");
                continue;
            }
            let anew = before.contains(['，', '；']);
            // 同…举行会谈，并共同主持…会议: with the same one
            let with = matches!(e.kind.as_deref(), Some("with" | "press"))
                || e.kind.as_deref() == Some("conference") && before.contains("共同");
            // 双方商定于4月27日举行首脑会晤
            let agreed = ["商定于", "决定于", "议定于", "同意于"].iter().any(|w| before.contains(w));
            let c = Clause { future: c.future || agreed, ..c };
            let c = inherit(c, carried.as_ref(), anew, with, |s| {
                cx.hits.within(Category::Offices, s).next().is_some() || self.people.known.open(cx.get(s)) || is_group(cx, s)
            });
            let Some(kind) = e.code.as_deref().and_then(MeetingKind::from_code) else { continue };
            let syntax = e.kind.as_deref().unwrap_or("with");
            // 出席…外长第七次会晤, 举行第二轮领事磋商: a meeting with a name
            let attended = syntax == "with"
                && kind == MeetingKind::Meeting
                && c.attends.is_some_and(|a| c.with.is_none() || cx.get(a).contains('第'))
                && c.to.is_none();
            let round = syntax == "with" && cx.get(h.span).ends_with("磋商") && is_round(before);
            let syntax = if syntax == "with" && takes_object(cx, &h, &c) { "object" } else { syntax };
            let (kind, syntax) = match (attended, round) {
                (true, _) => (MeetingKind::Conference, "conference"),
                (_, true) => (MeetingKind::Conference, syntax),
                _ => (kind, syntax),
            };
            // 在第七届博览会开幕式上发表主旨演讲
            let spoken = syntax == "conference"
                && c.attends.is_none()
                && c.place.is_some_and(|p| p.end == h.span.start)
                && speaks_at(behind);
            let c = if spoken { Clause { attends: c.place, place: None, ..c } } else { c };
            // who leaves for a meeting, or has just arrived for it, attends it later
            let past = c.date.is_some_and(|d| d.until_day.is_some()) && !c.future;
            let attended = !past && c.attends.is_some() && syntax == "conference";
            let journey = if attended { journey(cx, Span::new(from, h.span.start)) } else { None };
            let c = match journey {
                Some(Journey { town }) => {
                    self.told.date = c.date.filter(|d| d.day.is_some() && d.until_day.is_none() && !c.future).or(self.told.date);
                    if let Some(at) = town {
                        self.told.note(place(cx, at), at);
                    }
                    // the day of the journey is not that of the meeting: 4日离京，将出席…, but 将于4日出席…
                    let own = |w: &WrittenDate| {
                        let clause = before[..w.span.start].rsplit('，').next().unwrap_or_default();
                        w.until_day.is_some() || clause.contains('将') || before[w.span.end..].starts_with('将')
                    };
                    let own = c.future && dates(before).iter().any(|w| w.has_day() && own(w));
                    Clause { date: c.date.filter(|_| own), place: town.or(c.place), future: true, ..c }
                }
                None => c,
            };
            let kind = match kind {
                MeetingKind::Conference | MeetingKind::Summit if by_opening(cx, &h) => MeetingKind::OpeningCeremony,
                MeetingKind::Ceremony if welcomes(behind).is_some() && !cx.get(h.span).contains("国书") => {
                    MeetingKind::WelcomeCeremony
                }
                other => other,
            };
            let found = self.sides(Around { clause: &c, hit: &h, syntax, kind, telling });
            let Some(found) = found else {
                cx.trace.gives_up("the words around it name no two sides");
                // 三国外长在东京举行第十一次外长会。…出席。
                let nations = |w: &str| {
                    let mut c = w.chars();
                    c.next().is_some_and(|c| "两三四五六七八九十各多".contains(c)) && c.next() == Some('国')
                };
                let of_nations = c.subject.is_some_and(|s| nations(cx.get(s)));
                let holds = before.contains("举行") && (of_nations || c.subject.is_some_and(|s| is_group(cx, s)));
                let name = conference_name(cx, &h, telling);
                if syntax == "conference" && c.attends.is_none() && holds && !c.future && (of_nations || name.is_some()) {
                    self.opened(&c, kind, name, e.mode.as_deref().and_then(Mode::from_code), whole);
                }
                // 大使某在使馆举行招待会。外长某应邀出席。
                let gives =
                    kind == MeetingKind::Banquet && syntax == "event" && ["举行", "举办"].iter().any(|w| before.contains(w));
                // 在机场上举行了欢迎仪式。, 机场上举行了欢迎仪式: who is welcomed stands behind it
                let nobody = c.subject.is_none_or(|s| cx.get(s).strip_suffix(['上', '内', '里', '前']).is_some_and(is_venue));
                if kind == MeetingKind::WelcomeCeremony && nobody && before.contains("举行") && !c.future {
                    self.opened(&c, kind, None, None, whole);
                }
                if matches!(syntax, "conference" | "event") && (c.attends.is_some() || gives) && !c.future {
                    let name = conference_name(cx, &h, telling).filter(|_| syntax == "conference");
                    self.attends(&c, kind, name, e.mode.as_deref().and_then(Mode::from_code), whole);
                    if let Some(event) = self.event.as_mut().filter(|_| c.attends.is_none()) {
                        event.held();
                    }
                    // …出席开幕式并致辞，塞尔维亚总理…、…出席
                    self.attending(Span::new(h.span.end, telling.end));
                }
                if carried.is_none() && c.subject.is_some() {
                    carried = Some(c);
                }
                continue;
            };
            // 12日至13日…出席峰会。与会期间，…会见…: on one of these days; 将于23日抵达 dates nothing else
            if let Some(d) = c.date.filter(|d| d.day.is_some() && !c.future) {
                self.told.date = Some(d);
            }
            done = found.end;
            from = found.end;
            // three sides and more that meet by the name of a meeting
            let sides =
                |g: &Vec<Party>| g.iter().filter_map(|p| p.country.as_ref()).collect::<std::collections::BTreeSet<_>>().len();
            let among = matches!(kind, MeetingKind::Meeting | MeetingKind::Conference) && cx.get(h.span).ends_with("会晤");
            let leaders = found
                .name
                .as_deref()
                .is_some_and(|n| kind == MeetingKind::Conference && (n.contains("领导人") || n.contains("元首")));
            let kind = if leaders || among && syntax != "event" && found.groups.first().map_or(0, sides) > 2 {
                MeetingKind::Summit
            } else {
                kind
            };
            // others may be told of next
            let alone = syntax == "conference" && !c.future && found.groups.iter().all(|g| g.len() == 1);
            for parties in found.groups {
                let mut m = Meeting { article: scene.article.clone(), kind, parties, ..Meeting::default() };
                m.mode = Some(match e.mode.as_deref().and_then(Mode::from_code) {
                    Some(mode) => mode,
                    None if c.video || cx.get(Span::new(telling.start, h.span.end)).contains("视频") => Mode::Video,
                    None if syntax == "conference" && behind.contains("发表视频") => Mode::Video,
                    None if syntax == "conference" && behind.contains("发表书面") => Mode::Written,
                    None if kind == MeetingKind::PhoneCall => Mode::Phone,
                    None if kind == MeetingKind::Message => Mode::Written,
                    None => Mode::InPerson,
                });
                m.announced = c.future && !cx.get(Span::new(telling.start, h.span.start)).contains("将军");
                self.when(&mut m, &c, whole);
                m.visit = visit_kind(cx, Span::new(telling.start, found.end));
                whereabouts(cx, &mut m, &c, scene, &mut self.told);
                toured(cx, &mut m, &h, telling);
                roles(&mut m);
                m.name = found.name.clone().or_else(|| conference_name(cx, &h, telling).filter(|_| round));
                m.span = whole;
                m.source = cx.source(whole);
                cx.trace.took("parties", h.span, "the sides that were settled", || names(&m));
                push(&mut self.found, m);
            }
            cx.trace.gives(|| kind.code());
            if alone {
                let mode = self.found.last().and_then(|m| m.mode);
                self.attends(&c, kind, found.name.clone(), mode, whole);
            }
            self.told.subject = c.subject.or(self.told.subject);
            done = done.max(h.span.end);
            carried = Some(Clause { whom: None, to: None, ..c });
        }
    }
}

/// 开幕式上发表主旨演讲, 上致辞: whether words behind a meeting say that somebody speaks at it.
fn speaks_at(behind: &str) -> bool {
    let stop = behind.find(['，', '。', '；']).unwrap_or(behind.len());
    let (part, speech) = behind[..stop].split_once('上').unwrap_or_default();
    let part = part.trim_start_matches("视频会议");
    let at = ["", "开幕式", "闭幕式", "开幕会", "闭幕会", "开幕大会", "全体会议", "全会", "一般性辩论", "高级别会议", "边会"];
    at.contains(&part) && ["发表", "致辞", "致开幕", "讲话", "发言", "作", "演讲"].iter().any(|w| speech.starts_with(w))
}

/// A later clause of a sentence keeps the subject, date and place of the first.
fn inherit(mut c: Clause, carried: Option<&Clause>, anew: bool, with: bool, person: impl Fn(Span) -> bool) -> Clause {
    if let Some(o) = carried {
        c.subject = c.subject.filter(|s| anew && person(*s) || o.subject.is_none()).or(o.subject);
        if with && c.with.is_none() && c.to.is_none() {
            c.with = o.with;
        }
        c.date = c.date.or(o.date);
        c.place = c.place.or(o.place);
        c.arrived = c.arrived.or(o.arrived);
        c.video |= o.video;
        c.future |= o.future;
    }
    c
}

/// The names of those who met.
pub(super) fn names(m: &Meeting) -> String {
    m.parties.iter().map(|p| p.name.as_str()).collect::<Vec<_>>().join("、")
}

/// 来华进行国事访问的: the visit during which the sides met.
fn visit_kind(cx: &Context<'_>, span: Span) -> Option<VisitKind> {
    cx.hits
        .within(Category::Visits, span)
        .map(|h| cx.lexicon.entry(h))
        .filter(|e| e.kind.as_deref() != Some("not_visit"))
        .find_map(|e| VisitKind::from_code(e.code.as_deref()?))
}

/// Adds an encounter, unless this article has told of it: the same kind, parties and day.
pub(super) fn push(found: &mut Vec<Meeting>, m: Meeting) {
    let among = |a: &Meeting, b: &Meeting| a.parties.iter().all(|p| b.parties.iter().any(|q| q.name == p.name));
    let same = found.iter_mut().find(|o| {
        o.kind == m.kind
            && o.announced == m.announced
            && (o.name == m.name || o.name.is_none() || m.name.is_none())
            && (o.date == m.date || m.date.is_none() || o.date.is_none() || within(o.date.as_deref(), m.date.as_deref()))
            && among(o, &m)
            && among(&m, o)
    });
    match same {
        Some(o) => {
            if within(o.date.as_deref(), m.date.as_deref()) {
                o.date.clone_from(&m.date);
            }
            o.venue = o.venue.take().or(m.venue);
            o.city = o.city.take().or(m.city);
            o.time_of_day = o.time_of_day.or(m.time_of_day);
            o.again.push(m.span);
        }
        None => found.push(m),
    }
}
