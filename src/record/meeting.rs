//! Encounters: who met whom, when and where.

use super::Context;
use super::attendance;
use super::people::People;
use super::place::{Place, place};
use super::scene::Scene;
use super::when::Calendar;
use crate::diagnostic::{Code, Diagnostic};
use crate::lexicon::{Category, Hit};
use crate::model::{Extraction, Meeting, MeetingKind, Mode, Party, Role, TimeOfDay, VisitKind};
use crate::parse::clause::{Clause, clause};
use crate::parse::date::{DayPart, WrittenDate};
use crate::parse::sentence::{enclosed, is_inside};
use crate::span::Span;

/// The part of the day as a code.
#[must_use]
pub fn time_of_day(p: DayPart) -> TimeOfDay {
    match p {
        DayPart::EarlyMorning => TimeOfDay::EarlyMorning,
        DayPart::Morning => TimeOfDay::Morning,
        DayPart::Noon => TimeOfDay::Noon,
        DayPart::Afternoon => TimeOfDay::Afternoon,
        DayPart::Evening => TimeOfDay::Evening,
    }
}

/// What is carried from one telling sentence to the next.
#[derive(Default)]
struct Told {
    date: Option<WrittenDate>,
    subject: Option<Span>,
    place: Option<Place>,
    /// The clause that opens the article.
    lead: Option<Clause>,
}

/// Reads the encounters of a scene.
pub fn meetings(
    cx: &Context<'_>,
    scene: &mut Scene,
    people: &mut People,
    calendar: &Calendar,
    out: &mut Extraction,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let first = out.meetings.len();
    let mut told = Told { date: scene.filed, ..Told::default() };
    let mut present: Vec<(attendance::Attendance, usize, bool)> = Vec::new();
    for i in 0..scene.sentences.len() {
        let s = scene.sentences[i];
        if s.telling.is_empty() {
            continue;
        }
        if let Some(a) = attendance::attendance(cx, s.span, Some(people)) {
            present.push((a, out.meetings.len(), cx.get(s.span).contains("上述")));
            continue;
        }
        if i < 3 {
            introduce(cx, s.telling, people, &mut told);
        }
        sentence(cx, scene, s.telling, s.span, people, calendar, &mut told, out, first, diagnostics);
        formats(cx, s.telling, out, first);
        topics(cx, s.telling, out, first);
    }
    headline(cx, scene, people, calendar, &mut told, out, first, diagnostics);
    complete(cx, scene, people, out, first);
    for m in &mut out.meetings[first..] {
        if m.parties.iter().all(|p| p.role.is_none()) {
            roles(m);
        }
    }
    let last = out.meetings.len();
    for (a, until, all) in present {
        // in the middle of a report a list belongs to the encounter before it; at the end, and with 上述, to all of them
        let from = if all || until == last { first } else { until.saturating_sub(1).max(first) };
        let until = if until == first { last } else { until };
        for m in out.meetings[from..until].iter_mut().filter(|m| !m.announced && m.kind != MeetingKind::Message) {
            for n in &a.names {
                if !m.attendees.contains(n) && !m.parties.iter().any(|p| &p.name == n) {
                    m.attendees.push(n.clone());
                }
            }
            m.attendees_open |= a.open;
            m.attendees_other.extend(a.groups.iter().filter(|g| !m.attendees_other.contains(g)).cloned().collect::<Vec<_>>());
        }
    }
}

/// The persons that the opening of an article introduces, also where it tells of no encounter by name.
fn introduce(cx: &Context<'_>, telling: Span, people: &mut People, told: &mut Told) {
    let words = cx.get(telling);
    let stop = words.find(['。', '；']).unwrap_or(words.len());
    let c = clause(cx.text(), Span::new(telling.start, telling.start + stop), cx.hits, &people.known);
    for part in [c.subject, c.with].into_iter().flatten() {
        if cx.hits.within(Category::Offices, part).next().is_some() && part.len() < 240 {
            people.parties(cx, part);
        }
    }
    if told.lead.is_none() {
        told.lead = Some(c);
    }
}

/// What the headline tells and the body does not: an encounter without one (李强同瑞士联邦主席茶叙), the office of a person who is
/// only named.
#[allow(clippy::too_many_arguments)]
fn headline(
    cx: &Context<'_>,
    scene: &Scene,
    people: &mut People,
    calendar: &Calendar,
    told: &mut Told,
    out: &mut Extraction,
    first: usize,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(h) = scene.headline else { return };
    let mut draft = Extraction::default();
    sentence(cx, scene, h, h, people, calendar, told, &mut draft, 0, diagnostics);
    for mut m in draft.meetings {
        let unnamed = |p: &Party| p.office.as_deref() == Some(p.name.as_str());
        let same = out.meetings[first..]
            .iter_mut()
            .find(|o| o.kind == m.kind && m.parties.iter().any(|p| o.parties.iter().any(|q| q.name == p.name)));
        if let Some(o) = same {
            // the only one without office, and the only office without a holder
            let mut open: Vec<&mut Party> = o
                .parties
                .iter_mut()
                .filter(|q| (q.office.is_none() || q.country.is_none()) && !m.parties.iter().any(|p| p.name == q.name))
                .collect();
            let offices: Vec<&Party> = m.parties.iter().filter(|p| unnamed(p)).collect();
            if let ([q], [p]) = (&mut open[..], &offices[..]) {
                q.office = q.office.take().filter(|o| o.chars().count() > 4).or_else(|| p.office.clone());
                q.country = q.country.take().or_else(|| p.country.clone());
                q.org = q.org.take().or_else(|| p.org.clone());
                people.introduce(q);
            }
            continue;
        }
        if out.meetings.len() > first {
            continue;
        }
        let named: Vec<String> = m.parties.iter().filter(|p| !unnamed(p)).map(|p| p.name.clone()).collect();
        for p in m.parties.iter_mut().filter(|p| unnamed(p)) {
            let others: Vec<&super::scene::Speech> =
                scene.speeches.iter().filter(|s| !s.joint && s.speaker.is_some() && !named.contains(&s.name)).collect();
            if let Some(known) = people.holder(p) {
                *p = known;
            } else if let Some(s) = others.first().filter(|s| others.iter().all(|o| o.name == s.name)) {
                p.name.clone_from(&s.name);
                people.introduce(p);
            }
        }
        if let Some(c) = told.lead.clone() {
            when(&mut m, &c, told, calendar, diagnostics, cx, h);
        }
        if m.parties.iter().any(unnamed) {
            continue;
        }
        m.id = format!("m{}", out.meetings.len());
        out.meetings.push(m);
    }
}

/// Countries and offices of persons who are only named, where one candidate is left.
fn complete(cx: &Context<'_>, scene: &Scene, people: &mut People, out: &mut Extraction, first: usize) {
    let foreign = super::countries::only_foreign(cx, scene.body);
    for m in &mut out.meetings[first..] {
        let persons = m.parties.len() == 2;
        for i in 0..m.parties.len() {
            let p = &m.parties[i];
            let group = p.name.chars().count() > 16 || p.office.as_deref() == Some(p.name.as_str());
            if !persons
                || (group && p.country.is_some())
                || p.name.chars().count() > 16
                || (p.country.is_some() && p.office.is_some())
            {
                continue;
            }
            let other = m.parties[1 - i].country.clone();
            let chinese = super::countries::chinese_name(cx, &p.name) && other.as_deref() != Some("CN");
            let country = if chinese {
                Some("CN")
            } else if other.as_deref() == Some("CN") || super::countries::chinese_name(cx, &m.parties[1 - i].name) {
                foreign.as_deref()
            } else {
                None
            };
            let own = p.office.is_some() && p.country.is_none() && p.org.is_none() && !chinese;
            if own && m.parties[i].office.as_deref().is_none_or(|o| o.chars().count() > 4) {
                continue;
            }
            People::infer(cx, &mut m.parties[i], scene.body, country);
            people.introduce(&m.parties[i].clone());
        }
    }
}

/// Reads the encounters of one sentence; `telling` is the part that tells, `whole` the sentence.
#[allow(clippy::too_many_arguments)] // the state of one article, handed on by one caller
fn sentence(
    cx: &Context<'_>,
    scene: &Scene,
    telling: Span,
    whole: Span,
    people: &mut People,
    calendar: &Calendar,
    told: &mut Told,
    out: &mut Extraction,
    first: usize,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let inside = enclosed(cx.text(), telling);
    let hits: Vec<Hit> = cx
        .hits
        .within(Category::Encounters, telling)
        .filter(|h| !is_inside(&inside, h.span.start) && cx.lexicon.entry(h).kind.as_deref() != Some("not_encounter"))
        .copied()
        .collect();
    let speakers = speakers(scene, people);
    let mut from = telling.start;
    let mut done = telling.start;
    let mut carried: Option<Clause> = None;
    for h in hits {
        if h.span.start < done {
            continue;
        }
        let e = cx.lexicon.entry(&h);
        let behind = &cx.text()[h.span.end..telling.end];
        if is_circumstance(behind, e.kind.as_deref()) {
            continue;
        }
        let c = clause(cx.text(), Span::new(from, h.span.start), cx.hits, &people.known);
        let anew = cx.get(Span::new(from, h.span.start)).contains('，');
        let c = inherit(c, carried.as_ref(), anew, e.kind.as_deref() == Some("with"), |s| {
            cx.hits.within(Category::Offices, s).next().is_some()
                || people.known.iter().any(|k| cx.get(s).starts_with(k.as_str()))
        });
        let Some(kind) = e.code.as_deref().and_then(MeetingKind::from_code) else { continue };
        let found = sides(cx, &c, &h, e.kind.as_deref().unwrap_or("with"), kind, telling, people, told, out, first, &speakers);
        let Some(found) = found else {
            if carried.is_none() && c.subject.is_some() {
                carried = Some(c);
            }
            continue;
        };
        if let Some(d) = c.date.filter(|d| d.day.is_some() && d.until_day.is_none()) {
            told.date = Some(d);
        }
        let kind =
            if kind == MeetingKind::Ceremony && behind.starts_with("，欢迎") { MeetingKind::WelcomeCeremony } else { kind };
        done = found.end;
        from = found.end;
        // three sides and more that meet by the name of a meeting
        let sides = |g: &Vec<Party>| g.iter().filter_map(|p| p.country.as_ref()).collect::<std::collections::BTreeSet<_>>().len();
        let kind =
            if kind == MeetingKind::Meeting && e.kind.as_deref() == Some("with") && found.groups.first().map_or(0, sides) > 2 {
                MeetingKind::Summit
            } else {
                kind
            };
        for parties in found.groups {
            let mut m = Meeting { article: scene.article.clone(), kind, parties, ..Meeting::default() };
            m.mode = Some(match e.mode.as_deref().and_then(Mode::from_code) {
                Some(mode) => mode,
                None if c.video || cx.get(Span::new(telling.start, h.span.end)).contains("视频") => Mode::Video,
                None if kind == MeetingKind::PhoneCall => Mode::Phone,
                None if kind == MeetingKind::Message => Mode::Written,
                None => Mode::InPerson,
            });
            m.announced = c.future && !cx.get(Span::new(telling.start, h.span.start)).contains("将军");
            when(&mut m, &c, told, calendar, diagnostics, cx, whole);
            whereabouts(cx, &mut m, &c, scene, told);
            toured(cx, &mut m, &h, telling);
            roles(&mut m);
            m.visit = visit_kind(cx, Span::new(telling.start, found.end));
            m.name.clone_from(&found.name);
            m.span = whole;
            m.source = cx.source(whole);
            m.id = format!("m{}", out.meetings.len());
            push(out, first, m);
        }
        told.subject = c.subject.or(told.subject);
        done = done.max(h.span.end);
        carried = Some(Clause { whom: None, to: None, ..c });
    }
}

/// An encounter that only says when something else was: 会谈后, 会谈期间, 会谈成果.
fn is_circumstance(behind: &str, kind: Option<&str>) -> bool {
    let words = [
        "后",
        "前",
        "期间",
        "结束",
        "成果",
        "机制",
        "框架",
        "精神",
        "共识",
        "的",
        "中，",
        "上，",
        "上的",
        "之际",
        "以来",
        "纪要",
        "现场",
        "代表团",
        "制度",
        "主席",
        "秘书",
        "成员",
        "组委会",
    ];
    // 会见前总统…, 会见中方…: what follows belongs to the person
    let before = behind.starts_with("前，") || behind.starts_with("前夕");
    let person = kind == Some("object") && (behind.starts_with('中') || (behind.starts_with('前') && !before));
    !person && words.iter().any(|w| behind.starts_with(w))
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
        c.video |= o.video;
        c.future |= o.future;
    }
    c
}

/// The parties of an encounter.
struct Found {
    groups: Vec<Vec<Party>>,
    end: usize,
    name: Option<String>,
}

#[allow(clippy::too_many_arguments)]
fn sides(
    cx: &Context<'_>,
    c: &Clause,
    h: &Hit,
    syntax: &str,
    kind: MeetingKind,
    telling: Span,
    people: &mut People,
    told: &Told,
    out: &Extraction,
    first: usize,
    speakers: &[Party],
) -> Option<Found> {
    let last = out.meetings[first..]
        .iter()
        .rev()
        .find(|m| m.parties.len() > 1 && m.kind != MeetingKind::Message)
        .map(|m| m.parties.clone());
    let group = c.subject.is_some_and(|s| is_group(cx, s));
    let mut subject = match c.subject {
        Some(s) if !group => people.parties(cx, s),
        _ => Vec::new(),
    };
    subject.retain(is_side);
    if group {
        subject = last.clone().unwrap_or_else(|| speakers.to_vec());
    } else if subject.is_empty()
        && let Some(s) = told.subject.filter(|_| c.subject.is_none())
    {
        subject = people.parties(cx, s);
        subject.retain(is_side);
    }
    let mut end = h.span.end;
    let mut others: Vec<Party> = Vec::new();
    let mut one_by_one = false;
    let behind = &cx.text()[h.span.end..telling.end];
    match syntax {
        // 两国元首分别举行小范围会见和大范围会谈
        "object" if group && (behind.is_empty() || behind.starts_with(['和', '、', '，', '。'])) => {}
        "object" => {
            let object = object(cx, h.span.end, telling.end);
            end = object.end;
            others = people.parties(cx, object);
            others.retain(is_side);
            let words = cx.get(Span::new(telling.start, h.span.end));
            let collective = words.contains("集体") || words.contains("共同");
            one_by_one = words.contains("分别")
                || (!collective
                    && others
                        .iter()
                        .filter(|p| p.country.is_some() && p.office.as_deref() != Some("夫人"))
                        .map(|p| &p.country)
                        .collect::<std::collections::BTreeSet<_>>()
                        .len()
                        > 1);
            if others.is_empty()
                && let Some(w) = c.with
            {
                others = people.parties(cx, w);
            }
        }
        "event" | "conference" => {
            for w in [c.with, c.whom].into_iter().flatten().filter(|_| !(c.future && syntax == "conference")) {
                others.extend(people.parties(cx, w));
            }
            // 举行仪式，欢迎…
            let behind = &cx.text()[h.span.end..telling.end];
            if others.is_empty()
                && let Some(rest) = behind.strip_prefix("，欢迎")
            {
                let welcomed = object(cx, telling.end - rest.len(), telling.end);
                let stop = cx.get(welcomed).find('对').unwrap_or(welcomed.len());
                others = people.parties(cx, Span::new(welcomed.start, welcomed.start + stop));
            }
            if let Some(a) = c.attends {
                // 出席普京举行的欢迎宴会
                let words = cx.get(a);
                let behind = &cx.text()[a.end..telling.end];
                let held = ["举行的", "举办的", "为其举行", "主持的"].iter().find_map(|w| words.find(w)).or_else(|| {
                    ["举行的", "举办的", "为", "在", "主持的"].iter().any(|w| behind.starts_with(w)).then_some(words.len())
                });
                if let Some(at) = held {
                    let host = people.parties(cx, Span::new(a.start, a.start + at));
                    others.extend(host.into_iter().filter(is_side));
                }
            }
            others.retain(is_side);
        }
        "message" => {
            for w in [c.with, c.to].into_iter().flatten() {
                others.extend(people.parties(cx, w));
            }
            if others.is_empty() {
                let object = object(cx, h.span.end, telling.end);
                end = object.end;
                others = people.parties(cx, object);
                one_by_one = cx.get(Span::new(telling.start, h.span.end)).contains("分别");
            }
            others.retain(is_side);
        }
        _ => {
            for w in [c.with, c.to].into_iter().flatten() {
                if personal(cx, people, w) {
                    others.extend(people.parties(cx, w));
                }
            }
            others.retain(is_side);
        }
    }
    if c.future && syntax == "conference" {
        others.clear();
    }
    others.retain(|o| o.name != "其" && !subject.iter().any(|s| s.name == o.name));
    if kind == MeetingKind::Message && subject.is_empty() {
        return None;
    }
    let named = match syntax {
        "conference" => conference_name(cx, h, telling),
        _ => None,
    };
    let mut all = subject.clone();
    all.extend(others.iter().cloned());
    let sides = all.iter().filter_map(|p| p.country.as_ref().or(p.org.as_ref())).collect::<std::collections::BTreeSet<_>>().len();
    let enough = match kind {
        MeetingKind::Conference | MeetingKind::OpeningCeremony | MeetingKind::Summit if c.future => !all.is_empty(),
        // attended by name: 出席首届中国—海湾国家峰会
        MeetingKind::Summit if all.len() == 1 => named.is_some() && international(cx, h, telling) && all[0].office.is_some(),
        MeetingKind::Conference
        | MeetingKind::OpeningCeremony
        | MeetingKind::Tour
        | MeetingKind::Ceremony
        | MeetingKind::SigningCeremony
        | MeetingKind::Summit => all.len() > 1 && sides > 1,
        MeetingKind::WelcomeCeremony | MeetingKind::Banquet | MeetingKind::Tea | MeetingKind::JointPress => all.len() > 1,
        _ => !subject.is_empty() && all.len() > 1,
    };
    if !enough {
        return None;
    }
    let groups = if one_by_one && others.len() > 1 { pair_off(&subject, &others) } else { vec![all] };
    Some(Found { groups, end, name: named })
}

/// Whether the name of a meeting holds a country or an organisation.
fn international(cx: &Context<'_>, h: &Hit, telling: Span) -> bool {
    let before = cx.get(Span::new(telling.start, h.span.start));
    let from = telling.start + before.rfind(['，', '席', '持', '行']).map_or(0, |i| i + 3);
    let zone = Span::new(from, h.span.end);
    [Category::Countries, Category::Organisations].iter().any(|&c| cx.hits.within(c, zone).next().is_some())
}

/// Whether words name a person, a side or a group of persons, and not the fields of an agreement.
fn personal(cx: &Context<'_>, people: &People, w: Span) -> bool {
    let words = cx.get(w);
    [Category::Offices, Category::Countries, Category::Organisations, Category::Groups]
        .iter()
        .any(|&c| cx.hits.within(c, w).next().is_some())
        || people.known.iter().any(|k| words.contains(k.as_str()))
        || words.chars().count() <= 6 && !words.contains('、')
        || words.contains('·')
}

/// One encounter for each counterpart, spouses with theirs.
fn pair_off(subject: &[Party], others: &[Party]) -> Vec<Vec<Party>> {
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

/// Whether a subject is a group that stands for the sides of the last encounter: 两国元首, 双方, 中俄双方.
fn is_group(cx: &Context<'_>, s: Span) -> bool {
    cx.hits.within(Category::Groups, s).any(|h| h.span.start == s.start && cx.lexicon.entry(h).kind.as_deref() == Some("joint"))
}

/// Whether a party can be a side: a name that is not a whole clause.
fn is_side(p: &Party) -> bool {
    let chars = p.name.chars().count();
    (2..=40).contains(&chars)
        && !p.name.contains(['，', '。', '；'])
        && !matches!(p.name.as_str(), "记者" | "中外记者" | "其" | "他" | "她" | "他们" | "双方" | "各方")
}

/// The object behind a verb: up to the end of the clause, or to what goes on behind a person.
fn object(cx: &Context<'_>, from: usize, end: usize) -> Span {
    let text = &cx.text()[from..end];
    let inside = enclosed(cx.text(), Span::new(from, end));
    let mut stop = text.len();
    for (i, c) in text.char_indices() {
        if is_inside(&inside, from + i) {
            continue;
        }
        let rest = &text[i..];
        let cut = matches!(c, '，' | '。' | '；' | '：' | '！')
            || (rest.starts_with("并") && !rest.starts_with("并列") && !qualifies(rest))
            || (i > 6
                && (rest.starts_with("时，")
                    || rest.starts_with("时说")
                    || rest.starts_with("时表")
                    || rest.starts_with("时强")
                    || rest.starts_with("时指")
                    || rest == "时"
                    || rest.starts_with("时重")))
            || (i > 0 && rest.starts_with("一行"));
        if cut {
            stop = i;
            break;
        }
    }
    Span::new(from, from + stop).trimmed(cx.text())
}

/// Whether the words up to the next comma still qualify a person behind them: …并进行正式访问的埃塞俄比亚总理.
fn qualifies(rest: &str) -> bool {
    let stop = rest.find(['，', '。', '；']).unwrap_or(rest.len());
    rest[..stop].find('的').is_some_and(|i| i + 3 < stop)
}

/// The name of a named meeting: from the last mark of the clause to the word itself.
fn conference_name(cx: &Context<'_>, h: &Hit, telling: Span) -> Option<String> {
    let before = cx.get(Span::new(telling.start, h.span.start));
    let from = before.rfind(['，', '的', '、']).map_or(0, |i| i + 3);
    let mut words = before[from..].trim_start_matches(['和', '与', '并']);
    for w in ["出席", "主持", "举行", "参加", "举办", "共同主持", "召开"] {
        if let Some(i) = words.rfind(w) {
            words = &words[i + w.len()..];
        }
    }
    let name = format!("{}{}", words.trim(), cx.get(h.span));
    ((4..=50).contains(&name.chars().count()) && name.chars().count() > cx.get(h.span).chars().count()).then_some(name)
}

fn when(
    m: &mut Meeting,
    c: &Clause,
    told: &Told,
    calendar: &Calendar,
    diagnostics: &mut Vec<Diagnostic>,
    cx: &Context<'_>,
    whole: Span,
) {
    let near = told.date;
    let w = c.date.filter(WrittenDate::has_day);
    let settled = match w {
        Some(w) => {
            let s = calendar.resolve(&w, near.as_ref());
            if s.is_none() && w.month.is_some() {
                diagnostics.push(Diagnostic::new(
                    Code::ImpossibleDate,
                    "a date that is no day of the calendar",
                    Some(cx.source(whole)),
                ));
            }
            s
        }
        None if m.announced => None,
        None => near.and_then(|n| calendar.resolve(&n, None)),
    };
    if let Some(s) = settled {
        m.date = Some(match s.until {
            Some(u) => format!("{}/{u}", s.edtf),
            None => s.edtf,
        });
        m.date_basis = s.basis;
    }
    m.time_of_day = c.date.and_then(|d| d.part).map(time_of_day);
    m.local_time = c.date.is_some_and(|d| d.local);
}

fn whereabouts(cx: &Context<'_>, m: &mut Meeting, c: &Clause, scene: &Scene, told: &mut Told) {
    if let Some(p) = c.place {
        let p = place(cx, p);
        m.city.clone_from(&p.city);
        m.venue.clone_from(&p.venue);
        m.country.clone_from(&p.country);
        if p.country.is_some() && !m.announced {
            let city =
                p.city.clone().or_else(|| told.place.as_ref().filter(|t| t.country == p.country).and_then(|t| t.city.clone()));
            told.place = Some(Place { city, ..p });
        }
    }
    if m.mode == Some(Mode::InPerson) && m.country.is_none() {
        m.country = told.place.as_ref().and_then(|p| p.country.clone());
        if m.country.is_none()
            && !m.announced
            && let Some(at) = scene.filed_at
        {
            m.country = place(cx, at).country;
        }
    }
    let here = m.mode == Some(Mode::InPerson) && !m.announced;
    if here
        && m.city.is_none()
        && let Some(t) = told.place.as_ref().filter(|t| t.country == m.country)
    {
        m.city.clone_from(&t.city);
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
        }
    }
}

/// What is toured, where no other venue is named: 共同参观布达王宫.
fn toured(cx: &Context<'_>, m: &mut Meeting, h: &Hit, telling: Span) {
    if m.kind == MeetingKind::Tour && m.venue.is_none() {
        let o = object(cx, h.span.end, telling.end);
        let words = cx.get(o);
        if words.chars().count() <= 16 && !words.contains(['“', '《', '、']) && !words.is_empty() {
            m.venue = place(cx, o).venue;
        }
    }
}

/// The host is the side at home.
fn roles(m: &mut Meeting) {
    let Some(home) = m.country.clone() else { return };
    if m.mode != Some(Mode::InPerson) || !m.parties.iter().any(|p| p.country.as_ref() == Some(&home)) {
        return;
    }
    for p in &mut m.parties {
        p.role = Some(if p.country.as_ref() == Some(&home) { Role::Host } else { Role::Guest });
    }
}

/// 来华进行国事访问的: the visit during which the sides met.
fn visit_kind(cx: &Context<'_>, span: Span) -> Option<VisitKind> {
    cx.hits
        .within(Category::Visits, span)
        .map(|h| cx.lexicon.entry(h))
        .filter(|e| e.kind.as_deref() != Some("not_visit"))
        .find_map(|e| VisitKind::from_code(e.code.as_deref()?))
}

/// Whether a day lies in a range: 4月11日至12日…会谈, and then 11日下午.
fn within(range: Option<&str>, day: Option<&str>) -> bool {
    let (Some(r), Some(d)) = (range, day) else { return false };
    r.split_once('/').is_some_and(|(a, b)| a <= d && d <= b)
}

/// 就核问题、地区局势等交换了意见: what views were exchanged on.
fn topics(cx: &Context<'_>, telling: Span, out: &mut Extraction, first: usize) {
    let words = cx.get(telling);
    let Some(end) = ["深入交换", "充分交换", "广泛交换", "坦诚交换", "交换"].iter().filter_map(|w| words.find(w)).min()
    else {
        return;
    };
    let Some(start) = words[..end].rfind('就').map(|i| i + '就'.len_utf8()) else { return };
    let list = words[start..end]
        .trim_end_matches(['，', '了'])
        .trim_end_matches("进行")
        .trim_end_matches("问题等")
        .trim_end_matches('等')
        .trim_end_matches("等问题");
    if list.is_empty() || list.contains('，') || !["意见", "看法"].iter().any(|w| words[end..].contains(w)) {
        return;
    }
    if let Some(m) = out.meetings[first..].iter_mut().rev().find(|m| !m.announced && m.kind != MeetingKind::Message)
        && m.topics.is_empty()
    {
        m.topics = list.split('、').map(|t| t.trim().to_owned()).filter(|t| !t.is_empty() && t.chars().count() <= 40).collect();
    }
}

/// 两国元首先后举行小范围、大范围会谈: the formats of the talks that were told.
fn formats(cx: &Context<'_>, telling: Span, out: &mut Extraction, first: usize) {
    let words = cx.get(telling);
    if !words.contains("会谈") && !words.contains("会晤") {
        return;
    }
    let found: Vec<String> = ["小范围", "大范围"].iter().filter(|w| words.contains(**w)).map(|w| (*w).to_owned()).collect();
    if found.is_empty() {
        return;
    }
    if let Some(m) = out.meetings[first..].iter_mut().rev().find(|m| matches!(m.kind, MeetingKind::Talks | MeetingKind::Meeting))
        && m.formats.is_empty()
    {
        m.formats = found;
    }
}

/// The two persons who speak in an article, where there are just two: they are 两国元首 of an article that names nobody before.
fn speakers(scene: &Scene, people: &People) -> Vec<Party> {
    let mut out: Vec<Party> = Vec::new();
    for s in scene.speeches.iter().filter(|s| !s.joint && s.speaker.is_some()) {
        if !out.iter().any(|p| p.name == s.name) {
            out.push(people.find(&s.name).cloned().unwrap_or_else(|| Party { name: s.name.clone(), ..Party::default() }));
        }
    }
    if out.len() == 2 { out } else { Vec::new() }
}

/// Adds an encounter, unless this article has told of it: the same kind, parties and day.
fn push(out: &mut Extraction, first: usize, m: Meeting) {
    let names = |m: &Meeting| m.parties.iter().map(|p| p.name.clone()).collect::<std::collections::BTreeSet<_>>();
    let mine = names(&m);
    let same = out.meetings[first..].iter_mut().find(|o| {
        o.kind == m.kind
            && o.announced == m.announced
            && (o.date == m.date || m.date.is_none() || o.date.is_none() || within(o.date.as_deref(), m.date.as_deref()))
            && names(o) == mine
    });
    match same {
        Some(o) => {
            if within(o.date.as_deref(), m.date.as_deref()) {
                o.date.clone_from(&m.date);
            }
            o.venue = o.venue.take().or(m.venue);
            o.city = o.city.take().or(m.city);
            o.time_of_day = o.time_of_day.or(m.time_of_day);
        }
        None => out.meetings.push(m),
    }
}
