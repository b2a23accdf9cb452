//! Meetings that are themselves the subject: 金砖国家领导人会晤在约翰内斯堡举行。南非总统…主持会晤。…出席。

use super::Reader;
use super::attendance::Attendance;
use super::mentioned::is_circumstance;
use super::name::{between_states, by_opening, conference_name, is_round, numbered, whole_names};
use super::setting::whereabouts;
use super::side::is_side;
use crate::lexicon::{Category, Hit};
use crate::model::{Meeting, MeetingKind, Mode, Party};
use crate::parse::clause::{Clause, clause};
use crate::record::scene::Sentence;
use crate::span::Span;

/// A meeting that was told of, whose sides are told next.
pub(super) struct Event {
    meeting: Meeting,
    paragraph: usize,
    /// Whether a sentence says that it was held; else only that somebody attended.
    told: bool,
}

impl Event {
    /// What is told of it so far.
    pub(super) fn meeting(&mut self) -> &mut Meeting {
        &mut self.meeting
    }

    /// Somebody gave it: who came is told in the same paragraph.
    pub(super) fn held(&mut self) {
        self.told = true;
    }
}

impl Reader<'_> {
    /// Opens an event where a sentence says that a named meeting was held.
    pub(super) fn held(&mut self, s: &Sentence) {
        let cx = self.cx;
        // 第二十轮战略安全磋商
        let round = |h: &Hit| is_round(cx.get(Span::new(s.telling.start, h.span.start)));
        let named = |h: &&Hit| {
            let kind = cx.lexicon.entry(h).kind.as_deref();
            matches!(kind, Some("conference" | "event"))
                || cx.get(h.span).ends_with("会晤")
                || kind == Some("with") && (round(h) || self.between(h, s))
        };
        for h in &whole_names(cx, cx.hits.within(Category::Encounters, s.telling).filter(named).copied()) {
            let end = numbered(cx, h.span.end);
            let rest = cx.get(Span::new(end.min(s.telling.end), s.telling.end));
            let stop = rest.find(['，', '。', '；']).unwrap_or(rest.len());
            let opens = |w: &str| rest[..stop].find(w).filter(|i| !rest[i + w.len()..].starts_with('式'));
            // …会议9日在甲地闭幕。: told by its end, where nothing before told of it
            let ends = |w: &str| rest[..stop].strip_suffix(w).map(str::len).filter(|_| self.event.is_none());
            let over = ["闭幕", "落幕"].iter().find_map(|w| ends(w));
            let Some(at) = ["举行", "召开", "开幕", "举办"].iter().filter_map(|w| opens(w)).min().or(over) else {
                continue;
            };
            // 由某部主办的|对话会: who gave it is no side
            let before = cx.get(Span::new(s.telling.start, h.span.start));
            let given = ["主办的", "举办的", "承办的"].iter().filter_map(|w| Some(before.find(w)? + w.len())).max();
            let given = given.filter(|&i| before[..i].contains('由')).map_or(s.telling.start, |i| s.telling.start + i);
            let own = clause(cx.text(), Span::new(given, h.span.start), cx.hits, &self.people.known);
            // 金砖国家领导人第十五次会晤 is no leader with a name
            // nor is 二十国集团领导人杭州峰会
            let named = |o: &Hit, w: Span| o.span.end < w.end && cx.hits.at(Category::Places, o.span.end).is_none();
            let person = own
                .subject
                .is_some_and(|w| !cx.get(w).contains('第') && cx.hits.within(Category::Offices, w).any(|o| named(o, w)));
            cx.trace.attempt("meetings", s.span, h.span, || "meeting that is held".into());
            // 林致远宣布博览会开幕
            let declared = cx.get(Span::new(s.telling.start, h.span.start)).ends_with("宣布");
            if person
                || declared
                || own.attends.is_some()
                || own.with.is_some()
                || own.to.is_some()
                || own.future
                || is_circumstance(rest, Some("conference"))
            {
                cx.trace.gives_up("somebody holds it, it is to come, or it only says when something else was");
                continue;
            }
            let Some(name) = conference_name(cx, h, s.telling) else {
                cx.trace.gives_up("no name of a meeting stands before it");
                continue;
            };
            let mut c = clause(cx.text(), Span::new(end, end + at), cx.hits, &self.people.known);
            c.date = c.date.or(own.date);
            c.place = c.place.or(own.place);
            let summit =
                cx.lexicon.entry(h).code.as_deref() == Some("summit") || name.contains("领导人") || name.contains("元首");
            let event = |h: &Hit| cx.lexicon.entry(h).kind.as_deref() == Some("event");
            let kind = match cx.lexicon.entry(h).code.as_deref().and_then(MeetingKind::from_code) {
                Some(own) if event(h) => own,
                _ if by_opening(cx, h) => MeetingKind::OpeningCeremony,
                _ if summit => MeetingKind::Summit,
                _ => MeetingKind::Conference,
            };
            let mode =
                if c.video || rest[..stop].contains("视频") || name.contains("视频") { Mode::Video } else { Mode::InPerson };
            let mut m = Meeting {
                article: self.scene.article.clone(),
                kind,
                mode: Some(mode),
                name: Some(name),
                announced: c.future,
                source: cx.source(s.span),
                span: s.span,
                ..Meeting::default()
            };
            self.when(&mut m, &c, s.span);
            whereabouts(cx, &mut m, &c, self.scene, &mut self.told);
            // 当晚，…: what follows leans on its day
            if let Some(d) = c.date.filter(|d| d.day.is_some() && d.until_day.is_none()) {
                self.told.date = Some(d);
            }
            cx.trace.gives(|| kind.code());
            self.event = Some(Event { meeting: m, paragraph: s.paragraph, told: true });
            // …举行，国家主席…出席并讲话
            self.attending(Span::new(end + at, s.telling.end));
            return;
        }
    }

    /// Opens an event that one side attends, in case that others are told of next: …出席开幕式。法国总统…、…出席.
    pub(super) fn attends(&mut self, c: &Clause, kind: MeetingKind, name: Option<String>, mode: Option<Mode>, whole: Span) {
        let cx = self.cx;
        if !self.may_open(kind, name.as_deref()) {
            return;
        }
        let mut parties = c.subject.map_or_else(Vec::new, |s| self.people.parties(cx, s));
        parties.retain(|p| p.country.is_some() && (p.office.is_some() || self.people.known.holds(&p.name)));
        if parties.is_empty() {
            return;
        }
        self.opened(c, kind, name, mode, whole);
        if let Some(event) = &mut self.event {
            event.meeting.parties = parties;
            event.told = false;
        }
    }

    /// Whether none is open, and it has a name if its kind has one.
    fn may_open(&self, kind: MeetingKind, name: Option<&str>) -> bool {
        self.event.is_none() && (name.is_some() || !matches!(kind, MeetingKind::Conference | MeetingKind::Summit))
    }

    /// Opens an event whose sides are told next.
    pub(super) fn opened(&mut self, c: &Clause, kind: MeetingKind, name: Option<String>, mode: Option<Mode>, whole: Span) {
        if self.event.is_some() {
            return;
        }
        let cx = self.cx;
        let mode = mode.unwrap_or(if c.video { Mode::Video } else { Mode::InPerson });
        let mut m = Meeting {
            article: self.scene.article.clone(),
            kind,
            mode: Some(mode),
            name,
            source: cx.source(whole),
            span: whole,
            ..Meeting::default()
        };
        self.when(&mut m, c, whole);
        whereabouts(cx, &mut m, c, self.scene, &mut self.told);
        let paragraph = self.scene.sentences.iter().find(|s| s.span == whole).map_or(0, |s| s.paragraph);
        self.event = Some(Event { meeting: m, paragraph, told: true });
    }

    /// 中美经贸高层会谈: whether the name of talks opens with two countries.
    fn between(&self, h: &Hit, s: &Sentence) -> bool {
        let before = self.cx.get(Span::new(s.telling.start, h.span.start));
        let from = before.rfind('，').map_or(0, |i| i + '，'.len_utf8());
        let mut two = before[from..].chars();
        let country = |c: Option<char>| c.is_some_and(|c| c == '中' || self.cx.lexicon.abbreviated(c).next().is_some());
        country(two.next()) && country(two.next()) && before.chars().count() <= 40
    }

    /// Adds the sides that a sentence of the same paragraph names: who presides, who attends.
    pub(super) fn join(&mut self, s: &Sentence) {
        let Some(event) = self.event.take() else { return };
        // what somebody attends, others may attend in one of the next paragraphs
        let several = event.meeting.parties.len() > 1;
        // who presided is told behind all that was said
        let presided =
            ["主持会议", "主持峰会", "主持会晤"].iter().any(|w| self.cx.get(s.telling).trim_end_matches('。').ends_with(w));
        if event.paragraph != s.paragraph && (event.told && several || s.paragraph > event.paragraph + 3) && !presided {
            self.close(event);
            return;
        }
        self.event = Some(event);
        self.attending(s.telling);
    }

    /// Adds those of whom words say that they preside or attend, to the event that is open.
    pub(super) fn attending(&mut self, telling: Span) {
        let Some(mut event) = self.event.take() else { return };
        let cx = self.cx;
        let words = cx.get(telling);
        if event.meeting.kind == MeetingKind::WelcomeCeremony {
            for p in self.escorted(telling) {
                add(&mut event.meeting, p);
            }
        }
        for verb in ["主持", "出席", "列席", "参加", "进行", "与会", "发表", "致辞", "致开幕", "作主旨", "先后发言", "分别发言"]
        {
            let Some(at) = words.find(verb) else { continue };
            let from = words[..at].rfind('。').map_or(0, |i| i + '。'.len_utf8());
            let zone = Span::new(telling.start + from, telling.start + at);
            // 没有出席, 会见出席…的, 向出席…的嘉宾表示欢迎
            let absent = ["没有", "未", "不", "没", "向", "对"].iter().any(|w| cx.get(zone).ends_with(w));
            // 还共同出席签字仪式: another event than the one that is open
            let behind = cx.hits.within(Category::Encounters, Span::new(zone.end, telling.end)).next();
            let own = behind.and_then(|h| cx.lexicon.entry(h).code.as_deref()).and_then(MeetingKind::from_code);
            let other =
                own.is_some_and(|k| matches!(k, MeetingKind::SigningCeremony | MeetingKind::Banquet) && k != event.meeting.kind);
            let absent = absent || other;
            if absent || cx.hits.within(Category::Encounters, zone).any(|h| cx.lexicon.entry(h).kind.as_deref() == Some("object"))
            {
                continue;
            }
            let c = clause(cx.text(), zone, cx.hits, &self.people.known);
            // 同…进行简短交谈 is an encounter of its own
            let behind = &words[at + verb.len()..];
            let clause_end = telling.start + at + verb.len() + behind.find(['，', '。', '；']).unwrap_or(behind.len());
            let met = cx
                .hits
                .within(Category::Encounters, Span::new(zone.end, clause_end))
                .any(|h| cx.lexicon.entry(h).kind.as_deref() == Some("with"));
            let Some(subject) = c.subject.filter(|_| verb != "进行" || c.with.is_some() && !met) else { continue };
            // 甲国总统某、乙国副总统某，某组织秘书长某列席: the list goes on behind a comma
            let rest = Span::new(subject.end, zone.end);
            let rest = Some(rest).filter(|r| cx.get(*r).starts_with('，') && c.with.is_none() && c.place.is_none());
            // 应国务院总理何文远邀请，…等国领导人将与会: who invites to a meeting is its host
            let host = c.inviter.filter(|_| event.meeting.announced);
            for side in host.into_iter().chain([subject]).chain(c.with).chain(rest) {
                for p in self.people.parties(cx, side).into_iter().filter(|p| is_side(cx, p)) {
                    add(&mut event.meeting, p);
                }
            }
        }
        self.event = Some(event);
    }

    /// 田山首相由何文远总理陪同，检阅了仪仗队, 在何文远总理陪同下检阅: who is welcomed, and by whom.
    fn escorted(&mut self, telling: Span) -> Vec<Party> {
        let cx = self.cx;
        let words = cx.get(telling);
        let Some(at) = words.find("陪同").filter(|_| words.contains("检阅")) else { return Vec::new() };
        let clause = words[..at].rfind(['，', '。']).map_or(0, |i| i + '，'.len_utf8());
        let Some(by) = words[clause..at].rfind(['由', '在']).map(|i| clause + i) else { return Vec::new() };
        let [guest, host] =
            [clause..by, by + '由'.len_utf8()..at].map(|r| Span::new(telling.start + r.start, telling.start + r.end));
        let mut both = self.people.parties(cx, Span::new(host.start, host.start + cx.get(host).trim_end_matches('的').len()));
        both.extend(self.people.parties(cx, guest));
        both
    }

    /// Those who attended, as sides of the event that is open.
    pub(super) fn attended(&mut self, s: &Sentence, list: &Attendance) -> bool {
        // 某总统举行宴会。应邀出席宴会的有…: in a paragraph of its own
        let next = |e: &Event| e.meeting.kind == MeetingKind::Banquet && e.paragraph + 1 == s.paragraph;
        let Some(event) = self.event.as_mut().filter(|e| e.paragraph == s.paragraph || !e.told || next(e)) else {
            return false;
        };
        let mut persons: Vec<Party> = list.persons.iter().filter_map(|w| self.people.party(self.cx, w)).collect();
        // 缅甸总统…、副总统…: the country is printed once
        let mut country = None;
        for p in &mut persons {
            if p.country.is_none() && p.org.is_none() && p.office.is_some() {
                p.country.clone_from(&country);
            }
            country.clone_from(&p.country);
        }
        // 国务委员某出席上述活动: who comes along with one of the same country is no side
        let home = |p: &Party| p.country.as_deref() == Some(self.cx.home);
        let along = |p: &Party| home(p) || p.country.is_none() && p.office.is_none();
        let along = event.meeting.parties.iter().any(home) && persons.iter().all(along);
        if along || !persons.iter().any(|p| p.office.is_some()) {
            return false;
        }
        for p in persons {
            add(&mut event.meeting, p);
        }
        true
    }

    /// Ends the event that is open.
    pub(super) fn settle(&mut self) {
        if let Some(event) = self.event.take() {
            self.close(event);
        }
    }

    fn close(&mut self, event: Event) {
        let mut m = event.meeting;
        if !event.told || m.parties.is_empty() {
            // 哈萨克斯坦总统…在致辞中表示, 副部长…在会议上说
            let words: &[&str] =
                if event.told { &["会议上", "会上", "论坛上"] } else { &["致辞", "致词", "讲话", "发言"] };
            for s in self.scene.speeches.iter().filter(|s| !s.joint) {
                let addressed = s.lead.is_some_and(|l| words.iter().any(|w| self.cx.get(l).contains(w)));
                if let Some(p) = self.people.find(&s.name).filter(|_| addressed) {
                    let p = p.clone();
                    add(&mut m, p);
                }
            }
        }
        let sides: std::collections::BTreeSet<_> =
            m.parties.iter().filter_map(|p| p.country.as_ref().or(p.org.as_ref())).collect();
        let abroad = m.country.is_some() && m.parties.first().is_some_and(|p| p.country.is_some() && p.country != m.country);
        let between = event.told && m.name.as_deref().is_some_and(|n| between_states(self.cx, n));
        if sides.len() < 2 && (m.parties.is_empty() || !(between || m.kind == MeetingKind::Summit && abroad)) {
            return;
        }
        // what another sentence told of one who attends
        let same = |o: &Meeting| {
            let presided = || self.cx.get(o.span).contains("主持") && o.span.start > m.span.start;
            (matches!(o.kind, MeetingKind::Summit | MeetingKind::Conference | MeetingKind::OpeningCeremony) || presided())
                && o.parties.iter().all(|p| m.parties.iter().any(|q| q.name == p.name))
        };
        if event.told {
            self.found.retain(|o| !same(o));
            self.found.push(m);
        } else {
            // the one who was told of alone, and the others at the opening of the same event
            self.found.retain(|o| o.span != m.span || o.name != m.name);
            self.found.retain(|o| o.kind != MeetingKind::OpeningCeremony || !same(o));
            let at = self.found.partition_point(|o| o.span.start <= m.span.start);
            self.found.insert(at, m);
        }
    }
}

fn add(m: &mut Meeting, p: Party) {
    let person = p.office.as_deref().is_some_and(|o| o != p.name) && (p.country.is_some() || p.org.is_some());
    if person && !m.parties.iter().any(|q| q.name == p.name) {
        m.parties.push(p);
    }
}
