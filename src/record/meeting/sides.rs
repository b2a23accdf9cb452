//! The sides of an encounter: whom the words around the verb name.

use super::Reader;
use crate::lexicon::{Category, Entry, Hit};
use crate::model::{MeetingKind, Party};
use crate::parse::clause::Clause;
use crate::parse::sentence::{enclosed, is_inside};
use crate::record::Context;
use crate::record::belonging::belongs;
use crate::record::countries::chinese_name;
use crate::record::people::People;
use crate::record::place::place;
use crate::record::relevance::worldwide;
use crate::record::scene::Scene;
use crate::span::Span;

/// The parties of an encounter.
pub(super) struct Found {
    pub(super) groups: Vec<Vec<Party>>,
    pub(super) end: usize,
    pub(super) name: Option<String>,
}

impl Reader<'_> {
    /// The parties of the encounter that the word at `h` tells of, with the clause before it.
    pub(super) fn sides(&mut self, c: &Clause, h: &Hit, syntax: &str, kind: MeetingKind, telling: Span) -> Option<Found> {
        let (cx, scene) = (self.cx, self.scene);
        let group = c.subject.is_some_and(|s| is_group(cx, s));
        let mut subject = match c.subject {
            Some(s) if !group => self.people.parties(cx, s),
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
            subject = last.map_or_else(|| speakers(&self.voices, self.people), |m| m.parties.clone());
        } else if subject.is_empty()
            && let Some(s) = self.told.subject.filter(|_| c.subject.is_none())
        {
            cx.trace.took("subject", s, "the clause has no subject: that of the sentence before", || cx.get(s).to_owned());
            subject = self.people.parties(cx, s);
            subject.retain(|p| is_side(cx, p));
        }
        let mut end = numbered(cx, h.span.end);
        let mut others: Vec<Party> = Vec::new();
        let mut one_by_one = false;
        let behind = &cx.text()[h.span.end..telling.end];
        match syntax {
            // 两国元首分别举行小范围会见和大范围会谈
            "object" if group && (behind.is_empty() || behind.starts_with(['和', '、', '，', '。'])) => {}
            "object" => {
                let object = object(cx, h.span.end, telling.end);
                end = object.end;
                cx.trace.took("object", object, "the words behind the verb", || cx.get(object).to_owned());
                // 在会见英国首相…时，温家宝说: who receives is named behind
                let tail = Span::new(object.end, telling.end);
                if c.subject.is_none()
                    && !group
                    && let Some(who) =
                        cx.get(tail).strip_prefix("时").map(|w| w.trim_start_matches('，')).filter(|w| !w.is_empty())
                {
                    let named = self.people.parties(cx, Span::new(telling.end - who.len(), telling.end));
                    if let [one] = &named[..]
                        && is_side(cx, one)
                    {
                        subject = named;
                    }
                }
                others = self.people.parties(cx, object);
                others.retain(|p| is_side(cx, p));
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
                if let Some(w) = c.with {
                    let with = self.people.parties(cx, w);
                    if others.is_empty() {
                        others = with;
                    } else if words.contains("共同会见") {
                        // 李强同诺沃亚共同会见企业家代表: both receive
                        subject.extend(with.into_iter().filter(|p| is_side(cx, p)));
                    }
                }
            }
            "event" | "conference" => {
                // 将同…共同出席论坛: who will come is open; 将同…举行中美元首会晤 are the two
                let open = c.future && syntax == "conference" && c.attends.is_some();
                for w in [c.with, c.whom].into_iter().flatten().filter(|_| !open) {
                    others.extend(self.people.parties(cx, w));
                }
                // 举行仪式，欢迎…
                let behind = &cx.text()[h.span.end..telling.end];
                if others.is_empty()
                    && let Some(rest) = welcomes(behind)
                {
                    let welcomed = object(cx, telling.end - rest.len(), telling.end);
                    let words = cx.get(welcomed);
                    let stop =
                        ["对", "访华", "来华", "访问", "来访", "到访"].iter().filter_map(|w| words.find(w)).filter(|i| *i > 0);
                    let stop = stop.min().unwrap_or(welcomed.len());
                    others = self.people.parties(cx, Span::new(welcomed.start, welcomed.start + stop));
                }
                if let Some(a) = c.attends {
                    // 出席中俄印领导人会晤，同普京、莫迪就…
                    if others.is_empty()
                        && let Some(rest) = ["，同", "，与"].iter().find_map(|w| behind.strip_prefix(w))
                        && let Some(stop) =
                            ["就", "共同", "一道", "一起", "举行", "进行", "，"].iter().filter_map(|w| rest.find(w)).min()
                    {
                        let from = telling.end - rest.len();
                        others = self.people.parties(cx, Span::new(from, from + stop));
                    }
                    // 出席普京举行的欢迎宴会
                    let words = cx.get(a);
                    let behind = &cx.text()[a.end..telling.end];
                    let held = ["举行的", "举办的", "为其举行", "主持的"].iter().find_map(|w| words.find(w)).or_else(|| {
                        ["举行的", "举办的", "为", "在", "主持的"].iter().any(|w| behind.starts_with(w)).then_some(words.len())
                    });
                    if let Some(at) = held {
                        let by = words[..at].trim_end_matches("共同").trim_end_matches("联合");
                        let host = self.people.parties(cx, Span::new(a.start, a.start + by.len()));
                        others.extend(host.into_iter().filter(|p| is_side(cx, p)));
                    } else if others.is_empty() && syntax == "event" {
                        // 出席玻利维亚总统帕斯就职仪式: whose it is
                        let of = self.people.parties(cx, a);
                        let holder = |p: &Party| p.country.is_some() && p.office.as_deref().is_some_and(|o| o != p.name);
                        others.extend(of.into_iter().filter(|p| is_side(cx, p) && holder(p)));
                    }
                }
                // 邀请美国总统某在瀛台共进晚宴
                if others.is_empty()
                    && syntax == "event"
                    && let before = cx.get(Span::new(telling.start, h.span.start))
                    && let Some((_, whom)) = before.rsplit_once("邀请").filter(|(w, _)| !w.ends_with(['应', '受', '的']))
                    && let Some(stop) = ["在", "到", "共", "一同", "一道"].iter().filter_map(|w| whom.find(w)).min()
                    && h.span.start - whom.len() > telling.start
                {
                    let from = h.span.start - whom.len();
                    others = self.people.parties(cx, Span::new(from, from + stop));
                }
                others.retain(|p| is_side(cx, p));
            }
            "message" => {
                for w in [c.with, c.to].into_iter().flatten() {
                    others.extend(self.written_to(w));
                }
                if others.is_empty() {
                    // 致电、致函国家主席…: the last of several verbs
                    let mut verb = h.span.end;
                    while let Some(next) = cx.hits.within(Category::Encounters, Span::new(verb, telling.end)).find(|n| {
                        ["、", "并", "和", ""].contains(&cx.get(Span::new(verb, n.span.start)))
                            && cx.lexicon.entry(n).kind.as_deref() == Some("message")
                    }) {
                        verb = next.span.end;
                    }
                    let object = object(cx, verb, telling.end);
                    end = object.end;
                    others = self.written_to(object);
                    if let ([one], Some(office)) = (&mut others[..], taken(cx, Span::new(object.end, telling.end)))
                        && one.office.is_none()
                    {
                        one.office = Some(cx.get(office).to_owned());
                        let (country, org) = belongs(cx, office);
                        one.country = one.country.take().or(country);
                        one.org = one.org.take().or(org);
                        self.people.introduce(one);
                    }
                }
                one_by_one = cx.get(Span::new(telling.start, h.span.end)).contains("分别");
                others.retain(|p| is_side(cx, p));
            }
            _ => {
                one_by_one = cx.get(Span::new(telling.start, h.span.start)).contains("分别");
                let beside = c.beside.filter(|_| syntax == "tour");
                for w in [c.with, c.to, beside].into_iter().flatten() {
                    if personal(cx, self.people, w) {
                        others.extend(self.people.parties(cx, w));
                    }
                }
                others.retain(|p| is_side(cx, p));
            }
        }
        if c.future && syntax == "conference" {
            others.retain(|p| c.attends.is_none() && p.office.as_deref().is_some_and(|o| o != p.name));
        }
        // 看望 is what leaders do at home every day
        if cx.get(h.span).starts_with("看望") {
            others.retain(|p| p.office.is_some() && p.country.as_deref().is_some_and(|c| c != cx.home));
            if others.is_empty() {
                return None;
            }
        }
        // 举行宴会，欢迎国际贵宾。他们是：…
        let mut listed = false;
        if let Some(list) = listed_behind(cx, scene, telling).map(|l| self.people.parties(cx, l))
            && list.len() > 1
        {
            let named = |p: &Party| p.country.is_some() || p.org.is_some();
            if syntax == "message" {
                subject.retain(named);
            }
            others.retain(named);
            others.extend(list);
            listed = true;
        }
        others.retain(|o| o.name != "其" && !subject.iter().any(|s| s.name == o.name));
        if kind == MeetingKind::Message && subject.is_empty() && !listed {
            return None;
        }
        let named = match syntax {
            "conference" => conference_name(cx, h, telling),
            _ => None,
        };
        let mut all = subject.clone();
        all.extend(others.iter().cloned());
        let mut seen = std::collections::BTreeSet::new();
        all.retain(|p| seen.insert((p.name.clone(), p.country.clone())));
        let sides =
            all.iter().filter_map(|p| p.country.as_ref().or(p.org.as_ref())).collect::<std::collections::BTreeSet<_>>().len();
        let enough = match kind {
            // announced: whoever will attend holds an office
            MeetingKind::Conference | MeetingKind::OpeningCeremony | MeetingKind::Summit if c.future => {
                all.iter().any(|p| p.office.as_deref().is_some_and(|o| o != p.name) || self.people.known.holds(&p.name))
            }
            // attended by name: 出席首届中国—海湾国家峰会, 出席世界经济论坛年会
            MeetingKind::Summit | MeetingKind::Conference | MeetingKind::OpeningCeremony
                if all.len() == 1 && syntax == "conference" =>
            {
                let is_summit = cx.lexicon.entry(h).code.as_deref() == Some("summit");
                let attends = is_summit || c.attends.is_some();
                let abroad = c
                    .place
                    .and_then(|p| place(cx, p).country)
                    .is_some_and(|at| all[0].country.as_ref().is_some_and(|c| *c != at));
                let one = &all[0];
                let of_office = one.office.as_deref().is_some_and(|o| o != one.name);
                // a headline names the leaders of the home state without office
                let leader =
                    one.office.is_none() && c.attends.is_some() && scene.headline == Some(telling) && chinese_name(cx, &one.name);
                let holder = one.country.is_some() && of_office || leader;
                // 在结束出席…峰会后抵达: where somebody comes from
                let over = cx.get(Span::new(telling.start, h.span.start)).rfind('，').map_or(0, |i| i + '，'.len_utf8());
                let over = cx.get(Span::new(telling.start + over, h.span.start)).contains("结束");
                let between = named.as_deref().is_some_and(|n| between_states(cx, n));
                let summit = is_summit && (abroad || c.video || international(cx, h, telling));
                named.is_some() && holder && !over && attends && (summit || between)
            }
            // 王毅与拉米举行战略对话: of the two with each other
            MeetingKind::Conference if c.with.is_some() && c.attends.is_none() && others.iter().any(|o| o.office.is_some()) => {
                all.len() > 1 && sides > 0
            }
            MeetingKind::Conference
            | MeetingKind::OpeningCeremony
            | MeetingKind::Tour
            | MeetingKind::Ceremony
            | MeetingKind::SigningCeremony
            | MeetingKind::Summit => all.len() > 1 && sides > 1,
            MeetingKind::WelcomeCeremony | MeetingKind::Banquet | MeetingKind::Tea | MeetingKind::JointPress => all.len() > 1,
            _ => (listed || !subject.is_empty()) && all.len() > 1,
        };
        if !enough {
            return None;
        }
        let groups = match (&subject[..], &others[..]) {
            (_, [_, _, ..]) if one_by_one => pair_off(&subject, &others),
            // 胡锦涛和温家宝分别致电…: each of them
            ([_, _, ..], [other]) if one_by_one && (kind == MeetingKind::Message || syntax == "object") => {
                subject.iter().map(|s| vec![s.clone(), other.clone()]).collect()
            }
            _ => vec![all],
        };
        Some(Found { groups, end, name: named })
    }
}

impl Reader<'_> {
    /// Whom a message is written to: persons, or an event between states as it is called (第36届非洲联盟峰会).
    fn written_to(&mut self, w: Span) -> Vec<Party> {
        let cx = self.cx;
        let words = cx.get(w);
        let name = ["召开", "开幕", "举行", "举办"].iter().find_map(|v| words.strip_suffix(v)).unwrap_or(words);
        if !is_event(cx, name) {
            return self.people.parties(cx, w);
        }
        let at = Span::new(w.start, w.start + name.len());
        let within = |c| cx.hits.within(c, at).next().is_some();
        let between = within(Category::Organisations)
            || within(Category::Countries)
            || ["世界", "国际", "全球", "中外", "两岸", "一带一路"].iter().any(|v| name.contains(v));
        let org = cx.hits.within(Category::Organisations, at).find_map(|h| cx.lexicon.entry(h).code.clone());
        let event = Party { name: name.trim_start_matches('了').to_owned(), org, ..Party::default() };
        if between { vec![event] } else { Vec::new() }
    }
}

/// 祝贺他连任俄罗斯联邦政府总理: the office that the one written to has taken.
fn taken(cx: &Context<'_>, behind: Span) -> Option<Span> {
    let words = cx.get(behind);
    let at = ["祝贺他", "祝贺她", "祝贺其"].iter().find_map(|w| Some(words.find(w)? + w.len()))?;
    let verbs = ["再次当选并就任", "当选并就任", "再次当选", "连任", "当选连任", "当选", "就任", "出任", "担任", "继任"];
    let verb = verbs.iter().filter(|w| words[at..].starts_with(**w)).max_by_key(|w| w.len())?;
    let from = at + verb.len();
    let from = from + if words[from..].starts_with('为') { '为'.len_utf8() } else { 0 };
    let stop = words[from..].find(['，', '。', '；']).map_or(words.len(), |i| from + i);
    let zone = Span::new(behind.start + from, behind.start + stop);
    let last = cx.hits.within(Category::Offices, zone).rfind(|h| cx.lexicon.entry(h).kind.as_deref() != Some("not_office"))?;
    Some(Span::new(zone.start, last.span.end))
}

/// The list in the next sentence: 他们是：….
fn listed_behind(cx: &Context<'_>, scene: &Scene, telling: Span) -> Option<Span> {
    let next = scene.sentences.get(scene.sentences.partition_point(|s| s.span.start < telling.end))?.span;
    let words = cx.get(next);
    let rest = ["他们是：", "她们是：", "其中有：", "他们有：", "她们有："].iter().find_map(|w| words.strip_prefix(w))?;
    let list = rest.trim_end_matches('。');
    let start = next.end - rest.len();
    Some(Span::new(start, start + list.len()))
}

/// Whether the name of a meeting holds a country or an organisation.
fn international(cx: &Context<'_>, h: &Hit, telling: Span) -> bool {
    let before = cx.get(Span::new(telling.start, h.span.start));
    let from = telling.start + before.rfind(['，', '席', '持', '行']).map_or(0, |i| i + 3);
    let zone = Span::new(from, h.span.end);
    [Category::Countries, Category::Organisations].iter().any(|&c| cx.hits.within(c, zone).next().is_some())
}

/// Whether a meeting is one between states by its name: it holds an organisation, another country, or a word like 国际.
pub(super) fn between_states(cx: &Context<'_>, name: &str) -> bool {
    let foreign = |e: &Entry| e.code.as_deref().is_some_and(|c| c != cx.home && !["HK", "MO", "TW"].contains(&c));
    worldwide(name)
        || name.char_indices().any(|(at, _)| {
            let rest = &name[at..];
            cx.lexicon.prefix(Category::Organisations, rest).is_some()
                || cx.lexicon.prefix(Category::Countries, rest).is_some_and(|(e, _)| foreign(e))
        })
}

/// Whether words name a person, a side or a group of persons, and not the fields of an agreement.
fn personal(cx: &Context<'_>, people: &People, w: Span) -> bool {
    let words = cx.get(w);
    [Category::Offices, Category::Countries, Category::Organisations, Category::Groups]
        .iter()
        .any(|&c| cx.hits.within(c, w).next().is_some())
        || people.known.stand_in(words)
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

/// 举行仪式，欢迎…, 举行宴会，代表中国政府热烈欢迎…: what stands behind 欢迎.
pub(super) fn welcomes(behind: &str) -> Option<&str> {
    let rest = behind.trim_start_matches('，');
    let (before, whom) = rest.split_once("欢迎")?;
    let manner = ["", "热烈", "热情", "隆重"].contains(&before) || before.starts_with("代表") && before.chars().count() <= 40;
    manner.then_some(whom)
}

/// Whether a subject is a group that stands for the sides of the last encounter: 两国元首, 双方, 中俄双方.
pub(super) fn is_group(cx: &Context<'_>, s: Span) -> bool {
    cx.hits.within(Category::Groups, s).any(|h| h.span.start == s.start && cx.lexicon.entry(h).kind.as_deref() == Some("joint"))
}

/// 第十九次 of 二十国集团领导人第十九次峰会.
fn is_ordinal(name: &str) -> bool {
    name.starts_with('第') && name.ends_with(['次', '届', '轮'])
}

/// Whether a party can be a side: a name that is not a whole clause.
pub(super) fn is_side(cx: &Context<'_>, p: &Party) -> bool {
    let chars = p.name.chars().count();
    let blank = p.name.contains(' ') && chars > 12;
    (2..=40).contains(&chars)
        && !blank
        && !p.name.contains(['，', '。', '；'])
        && !is_ordinal(&p.name)
        && !is_no_name(cx, &p.name)
}

/// Whether words are what is left of a clause: 红十字国际委员会方面对此表示, 合影留念.
fn is_no_name(cx: &Context<'_>, words: &str) -> bool {
    let is = |e: &Entry, kinds: [&str; 2]| e.kind.as_deref().is_some_and(|k| kinds.contains(&k));
    cx.lexicon.exact(Category::NotNames, words).is_some_and(|e| e.kind.as_deref() != Some("event"))
        || cx.lexicon.prefix(Category::NotNames, words).is_some_and(|(e, _)| is(e, ["opens", "either"]))
        || cx
            .lexicon
            .last(Category::NotNames, words)
            .is_some_and(|(e, at, len)| at + len == words.len() && is(e, ["ends", "either"]))
}

/// Whether words name an event: 第六届论坛.
pub(super) fn is_event(cx: &Context<'_>, words: &str) -> bool {
    let words = words.rsplit_once('（').filter(|(_, w)| w.ends_with('）')).map_or(words, |(w, _)| w).trim_end_matches(['”', '"']);
    cx.lexicon
        .last(Category::NotNames, words)
        .is_some_and(|(e, at, len)| at + len == words.len() && e.kind.as_deref() == Some("event"))
}

/// The object behind a verb: up to the end of the clause, or to what goes on behind a person.
pub(super) fn object(cx: &Context<'_>, from: usize, end: usize) -> Span {
    let text = &cx.text()[from..end];
    let inside = enclosed(cx.text(), Span::new(from, end));
    let mut stop = text.len();
    // 在会见马丹时陈望舒说
    let received = ["在会见", "在会晤", "在接见"].iter().any(|w| cx.text()[..from].ends_with(w));
    let clause = text.find(['，', '。', '：']).map_or(text, |i| &text[..i]);
    let timed = clause.rfind('时').filter(|i| received && *i > 3);
    for (i, c) in text.char_indices() {
        if is_inside(&inside, from + i) || c == '，' && goes_on(cx, from + i + c.len_utf8(), end) {
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
            || timed == Some(i)
            || (i > 0 && rest.starts_with("一行"));
        if cut {
            stop = i;
            break;
        }
    }
    let past = if text[..stop].starts_with('了') { '了'.len_utf8() } else { 0 };
    Span::new(from + past, from + stop).trimmed(cx.text())
}

/// Whether another person follows a comma in a list: …总统额勒贝格道尔吉，波兰众议长布翁斯卡和….
fn goes_on(cx: &Context<'_>, at: usize, end: usize) -> bool {
    let words = &cx.text()[at..end];
    let stop = words.find(['，', '。', '；', '：']).unwrap_or(words.len());
    let piece = Span::new(at, at + stop);
    let verb = [Category::Encounters, Category::Speech, Category::Acts, Category::Visits]
        .iter()
        .any(|&c| cx.hits.within(c, piece).next().is_some());
    let person = cx
        .hits
        .within(Category::Offices, piece)
        .next()
        .is_some_and(|o| o.span.end < piece.end && cx.lexicon.entry(o).kind.as_deref() != Some("not_office"));
    let acts = ["在", "出席", "参加", "将", "就", "对", "向", "举行", "访问", "等"].iter().any(|w| words[..stop].contains(w));
    [Category::Countries, Category::Organisations].iter().any(|&c| cx.hits.at(c, at).is_some()) && person && !verb && !acts
}

/// Whether the words up to the next comma still qualify a person behind them: …并进行正式访问的埃塞俄比亚总理.
fn qualifies(rest: &str) -> bool {
    let stop = rest.find(['，', '。', '；']).unwrap_or(rest.len());
    rest[..stop].find('的').is_some_and(|i| i + 3 < stop)
}

/// The name of a named meeting: from the last mark of the clause to the word itself.
pub(super) fn conference_name(cx: &Context<'_>, h: &Hit, telling: Span) -> Option<String> {
    let before = cx.get(Span::new(telling.start, h.span.start));
    let from = before.rfind(['，', '的', '、']).map_or(0, |i| i + 3);
    // …领导人会议和第九届东亚峰会 are two
    let mut other = cx.hits.within(Category::Encounters, Span::new(telling.start + from, h.span.start));
    let other = other.rfind(|o| cx.get(Span::new(o.span.end, h.span.start)).starts_with(['和', '与', '及', '暨']));
    let from = other.map_or(from, |o| o.span.end - telling.start);
    let mut words = before[from..].trim_start_matches(['和', '与', '并', '及', '暨']);
    for w in ["出席", "列席", "主持", "举行", "参加", "举办", "共同主持", "召开", "签署", "向"] {
        if let Some(i) = words.rfind(w) {
            words = words[i + w.len()..].trim_start_matches('了');
        }
    }
    // 在第十五届企业家高峰会, but not 在华企业圆桌会
    if let Some((_, behind)) = words.rsplit_once('在').filter(|(_, w)| !w.starts_with('华')) {
        words = behind;
    }
    // 上海合作组织（以下简称“上合组织”）元首理事会会议
    let short = words.find("（以下简称").and_then(|i| Some((i, i + words[i..].find('）')? + '）'.len_utf8())));
    let words = short.map_or_else(|| words.to_owned(), |(i, j)| format!("{}{}", &words[..i], &words[j..]));
    let own = cx.get(Span::new(h.span.start, numbered(cx, h.span.end)));
    let own = ["开幕式", "开幕会", "开幕大会", "开幕典礼", "启动仪式"].iter().find_map(|w| own.strip_suffix(w)).unwrap_or(own);
    let name = format!("{}{own}", words.trim());
    // 祝贺上合组织天津峰会圆满成功: it is spoken of
    let spoken = ["祝贺", "感谢", "介绍", "赞赏", "期待", "希望", "支持"].iter().any(|w| name.contains(w));
    let pointed = spoken || ["此次", "本次", "这次", "该", "上述", "本届"].iter().any(|w| name.starts_with(w));
    (!pointed && (4..=50).contains(&name.chars().count()) && name.chars().count() > cx.get(h.span).chars().count())
        .then_some(name)
}

/// Where the name of a meeting ends that is counted behind its word: 元首理事会|第二十四次会议.
pub(super) fn numbered(cx: &Context<'_>, end: usize) -> usize {
    let rest = &cx.text()[end..];
    let Some(count) = rest.strip_prefix('第') else { return end };
    let digits: usize =
        count.chars().take_while(|c| c.is_ascii_digit() || crate::parse::number::is_numeral(*c)).map(char::len_utf8).sum();
    let behind = count[digits..].strip_prefix(['次', '届', '轮']).filter(|_| digits > 0 && digits < 16);
    let noun = behind.and_then(|b| ["全体会议", "会议", "峰会", "会晤", "年会"].iter().find_map(|n| b.strip_prefix(n)));
    noun.map_or(end, |n| end + rest.len() - n.len())
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
