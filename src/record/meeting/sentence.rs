//! The encounters of one sentence.

use super::Reader;
use super::setting::{roles, toured, whereabouts, within};
use super::sides::{conference_name, is_group, numbered, welcomes};
use crate::lexicon::{Category, Hit};
use crate::model::{Meeting, MeetingKind, Mode, Party, VisitKind};
use crate::parse::clause::{Clause, clause};
use crate::parse::sentence::{enclosed, is_inside};
use crate::record::Context;
use crate::record::place::place;
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
            let behind = &cx.text()[h.span.end..telling.end];
            let named = self.people.known.open(behind);
            if cx.get(h.span).ends_with("演出") && cx.get(Span::new(from, h.span.start)).contains("观看") {
                cx.trace.gives_up("a performance that is watched is no ceremony");
                continue;
            }
            if e.kind.as_deref() == Some("conference") && is_topic(cx.get(Span::new(from, h.span.start)), behind) {
                cx.trace.gives_up("it is what others speak of");
                continue;
            }
            let before = cx.get(Span::new(from, h.span.start));
            if ["多次", "曾", "曾经", "频繁", "经常", "再度", "屡次", "数次", "保持"].iter().any(|w| before.ends_with(w))
            {
                cx.trace.gives_up("it speaks of several, or of an earlier one");
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
            if !named && is_circumstance(behind, e.kind.as_deref()) {
                cx.trace.gives_up("it only says when something else was, or names what came of it");
                continue;
            }
            let c = clause(cx.text(), Span::new(from, h.span.start), cx.hits, &self.people.known);
            let anew = cx.get(Span::new(from, h.span.start)).contains('，');
            let c = inherit(c, carried.as_ref(), anew, e.kind.as_deref() == Some("with"), |s| {
                cx.hits.within(Category::Offices, s).next().is_some() || self.people.known.open(cx.get(s)) || is_group(cx, s)
            });
            let Some(kind) = e.code.as_deref().and_then(MeetingKind::from_code) else { continue };
            let syntax = e.kind.as_deref().unwrap_or("with");
            // 出席…外长第七次会晤, 举行第二轮领事磋商: a meeting with a name
            let attended = syntax == "with"
                && kind == MeetingKind::Meeting
                && c.attends.is_some_and(|a| c.with.is_none() || cx.get(a).contains('第'))
                && c.to.is_none();
            let round = syntax == "with" && cx.get(h.span).ends_with("磋商") && is_round(cx.get(Span::new(from, h.span.start)));
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
                    // the day of the journey is not that of the meeting
                    Clause { date: c.date.filter(|_| c.future), place: town.or(c.place), future: true, ..c }
                }
                None => c,
            };
            let kind = match kind {
                MeetingKind::Conference | MeetingKind::Summit if by_opening(cx, &h) => MeetingKind::OpeningCeremony,
                MeetingKind::Ceremony if welcomes(behind).is_some() => MeetingKind::WelcomeCeremony,
                other => other,
            };
            let found = self.sides(&c, &h, syntax, kind, telling);
            let Some(found) = found else {
                cx.trace.gives_up("the words around it name no two sides");
                // 三国外长在东京举行第十一次外长会。…出席。
                let nations = |w: &str| {
                    let mut c = w.chars();
                    c.next().is_some_and(|c| "两三四五六七八九十各多".contains(c)) && c.next() == Some('国')
                };
                let holds = cx.get(Span::new(from, h.span.start)).contains("举行")
                    && c.subject.is_some_and(|s| is_group(cx, s) || nations(cx.get(s)));
                if syntax == "conference" && c.attends.is_none() && holds && !c.future {
                    let name = conference_name(cx, &h, telling);
                    self.opened(&c, kind, name, e.mode.as_deref().and_then(Mode::from_code), whole);
                }
                if matches!(syntax, "conference" | "event") && c.attends.is_some() && !c.future {
                    let name = conference_name(cx, &h, telling).filter(|_| syntax == "conference");
                    self.attends(&c, kind, name, e.mode.as_deref().and_then(Mode::from_code), whole);
                }
                if carried.is_none() && c.subject.is_some() {
                    carried = Some(c);
                }
                continue;
            };
            if let Some(d) = c.date.filter(|d| d.day.is_some() && d.until_day.is_none()) {
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
                whereabouts(cx, &mut m, &c, scene, &mut self.told);
                toured(cx, &mut m, &h, telling);
                roles(&mut m);
                m.visit = visit_kind(cx, Span::new(telling.start, found.end));
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

/// Whether a meeting is told by its opening: 博览会开幕式.
pub(super) fn by_opening(cx: &Context<'_>, h: &Hit) -> bool {
    ["开幕式", "开幕会", "开幕大会", "开幕典礼", "启动仪式"].iter().any(|w| cx.get(h.span).ends_with(w))
}

/// The words of encounters, those of one meeting joined: 地区论坛外长会, 论坛2024年年会, 交易会全球服务贸易峰会. The last one says
/// what it is.
pub(super) fn whole_names(cx: &Context<'_>, hits: impl Iterator<Item = Hit>) -> Vec<Hit> {
    const OTHER: &[char] = &[
        '，', '。', '；', '：', '、', '（', '“', '《', '和', '与', '并', '及', '上', '在', '的', '出', '举', '开', '将', '为',
        '暨', '主',
    ];
    let conference = |h: &Hit| cx.lexicon.entry(h).kind.as_deref() == Some("conference");
    let opening = |h: &Hit| cx.lexicon.entry(h).code.as_deref() == Some("opening_ceremony");
    let mut out: Vec<Hit> = Vec::new();
    for h in hits {
        // 博览会开幕式
        if let Some(last) = out.last_mut().filter(|l| conference(l) && opening(&h) && numbered(cx, l.span.end) == h.span.start) {
            last.span = last.span.cover(h.span);
            continue;
        }
        let joined = out.last_mut().filter(|l| conference(l) && conference(&h) && l.span.end <= h.span.start).filter(|l| {
            let between = cx.get(Span::new(l.span.end, h.span.start));
            h.span.end == numbered(cx, l.span.end) || between.chars().count() <= 12 && !between.contains(OTHER)
        });
        match joined {
            Some(last) => *last = Hit { span: last.span.cover(h.span), ..h },
            None => out.push(h),
        }
    }
    out
}

/// 出席杭州峰会外方代表团团长, 出席领导人会议并进行国事访问的智利总统: whether a meeting that is attended only qualifies a person.
fn modifies(before: &str, behind: &str) -> bool {
    let stop = behind.find(['，', '。', '；']).unwrap_or(behind.len());
    let attends = before.rsplit(['，', '。']).next().is_some_and(|w| w.contains("出席") || w.contains("参加"));
    let group = ["外方", "各方", "各国", "代表", "嘉宾", "外国", "有关", "国际"].iter().any(|w| behind.starts_with(w));
    let visits =
        behind[..stop].starts_with('并') && ["访问的", "访的", "访华的", "停留的"].iter().any(|w| behind[..stop].contains(w));
    attends && (group || visits)
}

/// 就地区合作、二十国集团峰会等议题交换意见: whether a meeting is a topic.
fn is_topic(before: &str, behind: &str) -> bool {
    let part = before.rsplit(['，', '。']).next().unwrap_or(before);
    let stop = behind.find(['，', '。', '；']).unwrap_or(behind.len());
    let spoken = ["议题", "问题", "交换", "交流", "讨论", "沟通", "磋商", "达成共识"].iter().any(|w| behind[..stop].contains(w));
    part.rfind('就').is_some_and(|i| !part[i..].starts_with("就任") && !part[..i].ends_with(['成', '造'])) && spoken
}

/// 致电第36届峰会, 向第36届峰会致贺电: whether a message goes to a meeting.
fn is_written_to(cx: &Context<'_>, h: &Hit, zone: Span) -> bool {
    let message = |m: &&Hit| cx.lexicon.entry(m).kind.as_deref() == Some("message");
    let near = |from: usize, to: usize| from <= to && !cx.get(Span::new(from, to)).contains(['，', '。', '；']);
    let before = cx.hits.within(Category::Encounters, Span::new(zone.start, h.span.start)).rfind(message);
    let behind = cx.hits.within(Category::Encounters, Span::new(h.span.end, zone.end)).find(message);
    before.is_some_and(|m| near(m.span.end, h.span.start))
        || behind.is_some_and(|m| near(h.span.end, m.span.start))
            && cx.get(Span::new(zone.start, h.span.start)).rsplit('，').next().is_some_and(|w| w.contains('向'))
}

/// 开幕式上发表主旨演讲, 上致辞: whether words behind a meeting say that somebody speaks at it.
fn speaks_at(behind: &str) -> bool {
    let stop = behind.find(['，', '。', '；']).unwrap_or(behind.len());
    let (part, speech) = behind[..stop].split_once('上').unwrap_or_default();
    let part = part.trim_start_matches("视频会议");
    let at = ["", "开幕式", "闭幕式", "开幕会", "闭幕会", "开幕大会", "全体会议", "全会", "一般性辩论", "高级别会议", "边会"];
    at.contains(&part) && ["发表", "致辞", "致开幕", "讲话", "发言", "作", "演讲"].iter().any(|w| speech.starts_with(w))
}

/// A journey to what is attended.
struct Journey {
    /// The words of the town.
    town: Option<Span>,
}

/// 离开北京赴岘港出席…, 乘专机抵达喀山，出席…: whether somebody travels to what is attended.
fn journey(cx: &Context<'_>, before: Span) -> Option<Journey> {
    let words = cx.get(before);
    let flies = ["离开", "离京", "启程", "乘专机", "乘包机", "乘机"].iter().any(|w| words.contains(w));
    let to = ["抵达", "飞抵", "前往", "应邀赴", "赴"].iter().find_map(|w| words.rfind(w).map(|i| i + w.len()));
    let town = to.map(|i| {
        let end = words[i..].find(['，', '出', '参', '对', '进', '并', '、', '举', '同', '与', '共']).unwrap_or(words.len() - i);
        Span::new(before.start + i, before.start + i + end).trimmed(cx.text())
    });
    let town = town.filter(|t| !t.is_empty());
    let known = town.is_some_and(|t| {
        let p = place(cx, t);
        p.venue.is_none() && p.country.is_some()
    });
    let awaited = ["期待", "关注", "普遍", "结束", "圆满", "表示"].iter().any(|w| words.contains(w));
    ((flies || known) && !awaited).then(|| Journey { town: town.filter(|_| known) })
}

/// An encounter that only says when something else was: 会谈后, 会谈期间, 会谈成果.
pub(super) fn is_circumstance(behind: &str, kind: Option<&str>) -> bool {
    let words = [
        "后",
        "前",
        "期间",
        "结束",
        "成果",
        "机制",
        "委员会",
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
        "发表的",
        "开始",
        "宣言",
        "主题",
        "活动",
        "是",
        "时在座",
        "表示",
    ];
    // 理事会第二十三次会议期间
    let behind = behind
        .strip_prefix('第')
        .and_then(|r| Some(&r[r.find(['次', '届', '轮']).filter(|i| *i <= 15)? + '次'.len_utf8()..]))
        .map_or(behind, |r| r.strip_prefix("会议").unwrap_or(r));
    // 会见前总统…, 会见中方…: what follows belongs to the person
    let before = behind.starts_with("前，") || behind.starts_with("前夕");
    let person = kind == Some("object") && (behind.starts_with('中') || (behind.starts_with('前') && !before));
    // 同英国首相…会晤后说: that they met is told here
    let told = kind == Some("with") && behind.strip_prefix('后').is_some_and(|r| SAYS.iter().any(|w| r.starts_with(w)));
    !told && !person && words.iter().any(|w| behind.starts_with(w))
}

/// What somebody does behind an encounter: 会谈后说, 会晤后对记者表示.
const SAYS: [&str; 9] = ["说", "表示", "宣布", "指出", "强调", "称", "对记者", "对媒体", "向记者"];

/// Whether words end with the number of a round and at most the field of it: 第二轮领事.
pub(super) fn is_round(before: &str) -> bool {
    before.rfind('第').is_some_and(|i| {
        let words = &before[i + '第'.len_utf8()..];
        words
            .find(['轮', '次', '届'])
            .is_some_and(|n| (1..=12).contains(&n) && words[n..].chars().count() <= 9 && !words.contains('，'))
    })
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
fn push(found: &mut Vec<Meeting>, m: Meeting) {
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
        }
        None => found.push(m),
    }
}
