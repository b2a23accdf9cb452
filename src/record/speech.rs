//! Which sentences are speech, and whose.
//!
//! Attribution is a subject at the head of a sentence and a verb of speech. The speech runs until the next attribution or until
//! a sentence that reports, over as many paragraphs as it takes; inside it 我, 双方, 中方 are the speaker's.

use super::Context;
use super::people::{People, belongs};
use super::scene::{Scene, Sentence, Speech};
use crate::diagnostic::{Code, Diagnostic};
use crate::lexicon::{Category, Hit};
use crate::model::{Extraction, Point, Statement};
use crate::parse::date::date;
use crate::parse::enumerator::{Style, enumerator};
use crate::parse::person::persons;
use crate::parse::sentence::{enclosed, ends_sentence, is_inside};
use crate::span::Span;

/// A subject at the head of a sentence.
#[derive(Debug, Clone, Default)]
struct Subject {
    /// As written.
    span: Span,
    name: String,
    group: bool,
    /// Only at the head of a paragraph: printed words that no lexicon knows.
    loose: bool,
}

/// Marks speech in a scene.
pub fn find(cx: &Context<'_>, scene: &mut Scene, people: &mut People, headless: bool) {
    let mut open: Option<usize> = None;
    let mut joint_paragraph = usize::MAX;
    let mut speeches: Vec<Speech> = Vec::new();
    let mut headless = headless;
    for i in 0..scene.sentences.len() {
        let s = scene.sentences[i];
        if let Some((speech, telling)) = trailing(cx, &s, people)
            .or_else(|| attribution(cx, &s, open.is_some(), people))
            .or_else(|| pronoun(cx, &s, speeches.last()))
        {
            headless = false;
            let one = speech.joint;
            joint_paragraph = if one { s.paragraph } else { usize::MAX };
            speeches.push(speech);
            open = Some(speeches.len() - 1);
            scene.sentences[i].telling = telling;
            continue;
        }
        if headless && !reports(cx, &s, people, true) {
            // the head of this speech is on another page
            match open {
                Some(o) => speeches[o].text.end = s.span.end,
                None => {
                    speeches.push(Speech { text: s.span, ..Speech::default() });
                    open = Some(speeches.len() - 1);
                }
            }
            scene.sentences[i].telling = Span::new(s.span.start, s.span.start);
            continue;
        }
        headless = false;
        let Some(o) = open else { continue };
        let over = reports(cx, &s, people, speeches[o].joint) || (speeches[o].joint && joint_paragraph != s.paragraph);
        if over {
            open = None;
        } else {
            speeches[o].text.end = s.span.end;
            scene.sentences[i].telling = Span::new(s.span.start, s.span.start);
        }
    }
    scene.speeches = speeches;
}

/// 他说，: the one who spoke last.
fn pronoun(cx: &Context<'_>, s: &Sentence, last: Option<&Speech>) -> Option<(Speech, Span)> {
    let last = last.filter(|l| !l.joint && l.speaker.is_some())?;
    let text = cx.get(s.span);
    let c = text.chars().next().filter(|c| matches!(c, '他' | '她'))?;
    let subject = Subject {
        span: Span::new(s.span.start, s.span.start + c.len_utf8()),
        name: last.name.clone(),
        group: false,
        loose: false,
    };
    let verb = cx.hits.within(Category::Speech, s.span).find(|h| opens_speech(cx, h))?;
    let before = cx.get(Span::new(subject.span.end, verb.span.start));
    let opened = cx.text()[verb.span.end..s.span.end].starts_with(['，', '：', '“']);
    ((before.is_empty() || is_adverb(before)) && opened).then(|| speech(cx, s, &subject, verb))
}

/// “……。”陈望舒说。
fn trailing(cx: &Context<'_>, s: &Sentence, people: &People) -> Option<(Speech, Span)> {
    let text = cx.get(s.span);
    if !text.starts_with(['“', '「']) {
        return None;
    }
    let close = text.rfind(['”', '」'])?;
    let at = s.span.start + close + '”'.len_utf8();
    let tail = Span::new(at, s.span.end).trimmed(cx.text());
    let verb = cx.hits.within(Category::Speech, tail).find(|h| opens_speech(cx, h))?;
    let rest = cx.get(Span::new(verb.span.end, tail.end));
    if !rest.trim_end_matches(ends_sentence).is_empty() {
        return None;
    }
    let subject = subject(cx, Span::new(tail.start, verb.span.start), people, true)?;
    let quote = Span::new(s.span.start, at);
    let speech = Speech {
        speaker: Some(subject.span),
        name: subject.name,
        joint: subject.group,
        verb: Some(verb.span),
        lead: None,
        text: quote,
    };
    Some((speech, Span::new(s.span.start, s.span.start)))
}

fn opens_speech(cx: &Context<'_>, h: &Hit) -> bool {
    cx.lexicon.entry(h).kind.as_deref() != Some("not_speech")
}

/// The attribution at the head of a sentence, and the part of it that tells.
fn attribution(cx: &Context<'_>, s: &Sentence, open: bool, people: &People) -> Option<(Speech, Span)> {
    let inside = enclosed(cx.text(), s.span);
    let verbs: Vec<&Hit> =
        cx.hits.within(Category::Speech, s.span).filter(|h| opens_speech(cx, h) && !is_inside(&inside, h.span.start)).collect();
    let first = verbs.first()?;
    // 在谈到气候变化时，陈望舒指出: the first verb may stand in a circumstance before the subject
    let at = |h: &Hit| subject(cx, Span::new(s.span.start, h.span.start), people, !open || s.opens);
    let found = at(first).filter(|f| !f.loose);
    let subject =
        found.or_else(|| verbs.iter().skip(1).take(2).find_map(|h| at(h).filter(|f| !f.loose))).or_else(|| at(first))?;
    if subject.group && open && !s.opens {
        return None;
    }
    // 习近平主席指出 inside a speech: the voice of the report names without office
    if open && !s.opens && cx.hits.at(Category::Offices, subject.span.end).is_some() {
        return None;
    }
    let kind = |h: &Hit| cx.lexicon.entry(h).kind.as_deref().unwrap_or("plain").to_owned();
    let mut attitude: Option<&Hit> = None;
    for h in &verbs {
        let before = cx.get(Span::new(subject.span.end, h.span.start));
        let behind = &cx.text()[h.span.end..s.span.end];
        let opened = behind.starts_with(['，', '：', '“', '「']);
        let clause_head = before.ends_with(['，', '并', '、'])
            || before.ends_with("，还")
            || before.ends_with("，也")
            || before.ends_with("，均")
            || before.ends_with("并共同");
        let direct = before.is_empty() || is_adverb(before);
        match kind(h).as_str() {
            "joint" if direct || clause_head || subject.group => {
                if before.contains("将") && direct {
                    continue;
                }
                return Some(speech(cx, s, &subject, h));
            }
            "plain" => {
                let core = ["表示", "指出", "强调", "说", "认为", "重申", "称", "谈到", "宣布", "說", "表示說", "稱"]
                    .iter()
                    .any(|w| cx.get(h.span).ends_with(w));
                // 表示感谢, 表示欢迎 are attitudes; 表示愿同… is speech
                let noun = [
                    "感谢", "欢迎", "祝贺", "哀悼", "慰问", "赞赏", "支持", "同意", "满意", "遗憾", "关切", "谴责", "敬意",
                    "衷心", "热烈", "诚挚", "沉痛", "高度", "强烈", "坚决", "了", "的", "过", "深切", "愤慨",
                ]
                .iter()
                .any(|n| behind.starts_with(n));
                if opened || (clause_head && !noun && core) || (direct && core && !noun && (subject.group || s.opens || !open)) {
                    if subject.loose && !(opened && s.opens) {
                        return None;
                    }
                    return Some(speech(cx, s, &subject, h));
                }
            }
            "attitude" if direct && attitude.is_none() => {
                attitude = Some(h);
            }
            _ => {}
        }
    }
    let h = attitude.filter(|_| !subject.loose && (s.opens || !open))?;
    // an attitude alone: 比奥感谢…; it is only speech where no reporting verb carries the sentence
    Some(speech(cx, s, &subject, h))
}

fn is_adverb(words: &str) -> bool {
    let words = words.trim();
    words.chars().count() <= 8
        && [
            "还",
            "再次",
            "同时",
            "也",
            "最后",
            "随后",
            "进一步",
            "特别",
            "着重",
            "则",
            "并",
            "均",
            "都",
            "一致",
            "共同",
            "高度",
            "对此",
            "在会上",
            "在会谈中",
            "在会见中",
            "在致辞中",
            "衷心",
            "热烈",
            "诚挚",
            "代表",
            "首先",
            "积极",
            "强烈",
        ]
        .iter()
        .any(|w| words == *w || words.starts_with(w) && words.len() <= w.len() + 6)
}

fn speech(cx: &Context<'_>, s: &Sentence, subject: &Subject, verb: &Hit) -> (Speech, Span) {
    let text = &cx.text()[verb.span.end..s.span.end];
    let start = verb.span.end + (text.len() - text.strip_prefix(['，', '：']).unwrap_or(text).len());
    let lead = Span::new(subject.span.end, verb.span.start).trimmed(cx.text());
    let speech = Speech {
        speaker: Some(subject.span),
        name: subject.name.clone(),
        joint: subject.group,
        verb: Some(verb.span),
        lead: (!lead.is_empty()).then_some(lead),
        text: Span::new(start, s.span.end),
    };
    // what a spokesman announces is told, not only said
    let told = cx.get(verb.span) == "宣布";
    (speech, if told { Span::new(start, s.span.end) } else { Span::new(s.span.start, verb.span.start) })
}

/// The subject that opens `head`, which ends before the first verb of speech.
fn subject(cx: &Context<'_>, head: Span, people: &People, may_introduce: bool) -> Option<Subject> {
    let mut head = head.trimmed(cx.text());
    // 5月20日，… and 会谈中，… stand before the subject
    for _ in 0..3 {
        let words = cx.get(head);
        if let Ok((rest, w)) = date(words)
            && (w.has_day() || w.part.is_some())
        {
            head = Span::new(head.end - rest.trim_start_matches('，').len(), head.end);
            continue;
        }
        if let Some(comma) = words.find('，') {
            let adverb = &words[..comma];
            let circumstance = adverb.chars().count() <= 24
                && (["会谈中", "会见中", "会谈后", "会见后", "期间", "仪式上", "会上", "中", "时", "后", "前"]
                    .iter()
                    .any(|w| adverb.ends_with(w))
                    || adverb.starts_with("在")
                    || adverb.starts_with("就"))
                && people.known.iter().all(|k| !adverb.starts_with(k.as_str()));
            if circumstance {
                head = Span::new(head.start + comma + '，'.len_utf8(), head.end);
                continue;
            }
        }
        break;
    }
    let words = cx.get(head);
    if let Some(k) = people.known.iter().find(|k| words.starts_with(k.as_str())) {
        let mut end = head.start + k.len();
        // 莱恩斯和迪克表示: two names
        let rest = &words[k.len()..];
        for join in ["和", "、", "与"] {
            if let Some(second) = rest.strip_prefix(join)
                && let Some(other) =
                    people.known.iter().find(|o| second.starts_with(o.as_str())).map(std::string::String::len).or_else(|| {
                        (second.chars().count() <= 8 && !second.contains('，') && !second.is_empty()).then_some(second.len())
                    })
            {
                end = head.start + k.len() + join.len() + other;
                let span = Span::new(head.start, end);
                return Some(Subject { span, name: cx.get(span).to_owned(), group: true, loose: false });
            }
        }
        if end == head.start {
            end = head.end;
        }
        let span = Span::new(head.start, end);
        return Some(Subject { span, name: k.clone(), group: false, loose: false });
    }
    if let Some(h) = cx.hits.within(Category::Groups, head).find(|h| h.span.start == head.start) {
        let kind = cx.lexicon.entry(h).kind.as_deref();
        if kind == Some("joint") || kind == Some("audience") {
            return Some(Subject { span: h.span, name: cx.get(h.span).to_owned(), group: true, loose: false });
        }
        if kind == Some("side") {
            return None;
        }
    }
    if let Some(len) = both_sides(cx, words) {
        let span = Span::new(head.start, head.start + len);
        return Some(Subject { span, name: cx.get(span).to_owned(), group: true, loose: false });
    }
    if !may_introduce {
        return None;
    }
    let first = words.find(['，', '。', '：']).map_or(head.end, |i| head.start + i);
    let zone = Span::new(head.start, first);
    let office = cx.hits.within(Category::Offices, zone).find(|h| cx.lexicon.entry(h).kind.as_deref() != Some("not_office"));
    if let Some(o) = office {
        // up to the first word behind the name
        let list = persons(cx.text(), zone, cx.hits, cx.lexicon, &people.known);
        if let Some(p) = list.first().filter(|p| p.span.start <= o.span.start) {
            return match p.name {
                Some(n) if cx.get(n).chars().count() <= 16 => {
                    let name = cx.get(n).to_owned();
                    Some(Subject { span: Span::new(p.span.start, n.end), name, group: false, loose: false })
                }
                _ => {
                    let span = Span::new(head.start, o.span.end);
                    let name = fuller_office(cx, span);
                    (name.chars().count() <= 30).then_some(Subject { span, name, group: false, loose: false })
                }
            };
        }
    }
    // printed words that only the head of a paragraph makes a speaker
    let mut end = zone.end;
    for w in crate::parse::date::dates(cx.get(zone)) {
        end = end.min(zone.start + w.span.start);
    }
    let mut name = cx.get(Span::new(zone.start, end)).trim();
    for w in [
        "发表声明",
        "发表谈话",
        "在一份声明中",
        "在声明中",
        "在社交媒体",
        "还",
        "也",
        "日前",
        "近日",
        "随后",
        "此前",
        "凌晨",
        "在",
    ] {
        if let Some(at) = name.find(w) {
            name = &name[..at];
        }
    }
    let pronoun = [
        "我",
        "我们",
        "中方",
        "你",
        "这",
        "要",
        "希望",
        "其",
        "此",
        "双方要",
        "他们",
        "如果",
        "只有",
        "当前",
        "今天",
        "一个",
        "中国要",
        "一要",
        "而",
    ]
    .iter()
    .any(|p| name.starts_with(p));
    let chars = name.chars().count();
    let span = Span::new(zone.start, zone.start + name.len());
    (!pronoun && (2..=24).contains(&chars) && !name.ends_with('方') && !name.contains(['“', '”'])
        || name.starts_with('《') && chars <= 24)
        .then(|| Subject { span, name: name.to_owned(), group: false, loose: true })
}

/// 发言人 after 国防部新闻发言人: the longer form in which the same article introduced the office.
fn fuller_office(cx: &Context<'_>, office: Span) -> String {
    let words = cx.get(office);
    let Some(article) = cx.page.articles.iter().find(|a| a.span.contains(office)) else { return words.to_owned() };
    let before = Span::new(article.span.start, office.start);
    cx.hits
        .within(Category::Offices, before)
        .filter(|h| cx.get(h.span).ends_with(words))
        .map(|h| {
            let text = cx.get(Span::new(before.start, h.span.end));
            let from = text
                .rfind(['，', '。', '\n', '：', '）', '“', '”'])
                .map_or(0, |i| i + text[i..].chars().next().map_or(1, char::len_utf8));
            text[from..].trim().to_owned()
        })
        .find(|f| {
            f.chars().count() > words.chars().count() && f.chars().count() <= 24 && !f.contains(|c: char| c.is_ascii_digit())
        })
        .unwrap_or_else(|| words.to_owned())
}

/// 中俄双方, 中法两国元首, 两国总理: how many bytes a group takes that is made of the names of its sides.
fn both_sides(cx: &Context<'_>, words: &str) -> Option<usize> {
    let mut rest = words;
    let mut sides = 0;
    while let Some(c) = rest.chars().next() {
        if cx.lexicon.abbreviated(c).next().is_none() || sides == 4 {
            break;
        }
        rest = &rest[c.len_utf8()..];
        sides += 1;
    }
    if sides < 2 {
        return None;
    }
    let (e, len) = cx.lexicon.prefix(Category::Groups, rest)?;
    (e.kind.as_deref() == Some("joint")).then_some(words.len() - rest.len() + len)
}

/// Where a group that opens a sentence ends.
fn both_or_group(cx: &Context<'_>, s: Span) -> Option<usize> {
    let joint = |h: &&Hit| h.span.start == s.start && cx.lexicon.entry(h).kind.as_deref() == Some("joint");
    cx.hits.within(Category::Groups, s).find(joint).map(|h| h.span.end).or_else(|| both_sides(cx, cx.get(s)).map(|n| s.start + n))
}

/// Whether a sentence reports and so ends a speech.
fn reports(cx: &Context<'_>, s: &Sentence, people: &People, joint: bool) -> bool {
    let text = cx.get(s.span);
    if super::attendance::is_attendance(cx, s.span) {
        return true;
    }
    let starts = |list: &[&str]| list.iter().any(|w| text.starts_with(w));
    let exchanged = ["交换", "沟通", "讨论"].iter().any(|w| text.contains(w)) && ["还就", "就"].iter().any(|w| text.contains(w));
    if exchanged && both_or_group(cx, s.span).is_some() {
        return true;
    }
    // the first person is the speaker's
    if starts(&["我", "我们", "希望", "要", "让我们"]) {
        return false;
    }
    let circumstance = starts(&[
        "会谈后",
        "会谈前",
        "会见后",
        "会见前",
        "会议期间",
        "访问期间",
        "当天",
        "当晚",
        "同日",
        "当日",
        "仪式后",
        "仪式前",
        "会谈结束",
        "随后",
        "会后",
        "会前",
        "开幕式前",
        "开幕式后",
        "欢迎仪式",
        "在热烈的掌声中",
        "抵达",
        "离开",
        "签字仪式",
        "致辞结束",
        "演讲结束",
        "会见记者",
        "此访期间",
        "早些时候",
        "会晤前",
        "会晤后",
        "晚宴",
    ]);
    if circumstance && (s.opens || text.chars().take(12).any(|c| c == '，')) {
        return true;
    }
    // a bare name that does not speak tells what somebody did
    if let Some(k) = people.known.iter().find(|k| text.starts_with(k.as_str())) {
        let behind = s.span.start + k.len();
        return cx.hits.at(Category::Offices, behind).is_none() && (s.opens || !cx.text()[behind..].starts_with(['的', '所']));
    }
    let group = cx
        .hits
        .within(Category::Groups, s.span)
        .find(|h| h.span.start == s.span.start)
        .map(|h| h.span.end)
        .or_else(|| both_sides(cx, text).map(|n| s.span.start + n));
    if let Some(end) = group.filter(|_| s.opens || joint) {
        let rest = &cx.text()[end..s.span.end];
        let told = [
            "就",
            "还",
            "共同签",
            "签署",
            "听取",
            "见证",
            "共同见证",
            "责成",
            "发表",
            "宣布",
            "出席",
            "先后",
            "共同出席",
            "共同会见",
            "一致",
            "互",
            "达成",
            "登",
            "同意",
            "为",
            "在",
            "共同为",
            "共同参观",
            "合影",
            "回顾",
            "介绍",
            "通报",
        ]
        .iter()
        .any(|w| rest.starts_with(w));
        if told {
            return true;
        }
    }
    if !s.opens {
        return false;
    }
    // 李强同…举行会谈: an encounter told by a subject with an office or a date at the head
    let head_end = text.char_indices().nth(40).map_or(s.span.end, |(i, _)| s.span.start + i);
    let zone = Span::new(s.span.start, s.span.end);
    let dated = date(text).is_ok_and(|(_, w)| w.has_day() && (w.part.is_some() || w.day.is_some()) && w.year.is_none());
    let met = cx.hits.within(Category::Encounters, zone).any(|h| {
        let e = cx.lexicon.entry(h);
        matches!(e.kind.as_deref(), Some("with" | "object" | "event" | "press" | "tour" | "message"))
            && h.span.start < head_end.max(s.span.start + 120)
    });
    let introduces =
        cx.hits.within(Category::Offices, Span::new(s.span.start, head_end)).next().is_some() && persons_open(cx, s.span, people);
    (dated && text.chars().take(16).any(|c| "，在同和与会".contains(c)) && (met || introduces))
        || (met && introduces)
        || text.starts_with("据")
}

fn persons_open(cx: &Context<'_>, s: Span, people: &People) -> bool {
    let words = cx.get(s);
    let end = words.find(['，', '。']).unwrap_or(words.len());
    let list = persons(cx.text(), Span::new(s.start, s.start + end), cx.hits, cx.lexicon, &people.known);
    list.first().is_some_and(|p| p.name.is_some() && p.office.is_some() && p.span.start < s.start + 60)
}

/// The statements of a scene.
pub fn statements(
    cx: &Context<'_>,
    scene: &Scene,
    people: &mut People,
    out: &mut Extraction,
    first_meeting: usize,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for sp in &scene.speeches {
        let text = sp.text.trimmed(cx.text());
        if text.is_empty() || cx.get(text).trim_matches(|c: char| !c.is_alphanumeric()).is_empty() {
            continue;
        }
        let mut st = Statement {
            article: scene.article.clone(),
            joint: sp.joint,
            verb: sp.verb.map(|v| cx.get(v).to_owned()),
            lead: sp.lead.map(|l| cx.get(l).trim_matches(['，', ' ']).to_owned()).filter(|l| !l.is_empty()),
            text: Some(cx.get(text).to_owned()),
            truncated_start: sp.speaker.is_none(),
            span: text,
            source: cx.source(text),
            ..Statement::default()
        };
        if let Some(at) = sp.speaker {
            st.speaker = Some(sp.name.clone());
            if let Some(p) = people.find(&sp.name) {
                st.speaker = Some(p.name.clone());
                st.office.clone_from(&p.office);
                st.country.clone_from(&p.country);
                st.org.clone_from(&p.org);
            } else if sp.joint {
                let sides: Vec<_> = sp.name.split(['和', '、', '与']).filter_map(|n| people.find(n)).collect();
                if sides.len() > 1 && sides.iter().all(|p| p.country == sides[0].country) {
                    st.country.clone_from(&sides[0].country);
                }
            } else {
                (st.country, st.org) = belongs(cx, at);
                let office = cx.get(at).strip_suffix(sp.name.as_str()).filter(|o| !o.is_empty());
                st.office = office.map(|o| o.trim().to_owned());
                if st.office.is_some() {
                    let party = crate::model::Party {
                        name: sp.name.clone(),
                        office: st.office.clone(),
                        country: st.country.clone(),
                        org: st.org.clone(),
                        ..Default::default()
                    };
                    people.introduce(&party);
                }
            }
        }
        st.points = points(cx, text);
        if let Some((promised, at)) = announced_points(cx, text)
            && !st.points.is_empty()
            && st.points.len() != promised
        {
            let message = format!("{promised} points announced, {} found", st.points.len());
            diagnostics.push(Diagnostic::new(Code::CountMismatch, message, Some(cx.source(at))));
        }
        let meeting = out.meetings[first_meeting..]
            .iter()
            .rev()
            .find(|m| m.span.start <= text.start && !m.announced)
            .or(out.meetings[first_meeting..].first());
        st.meeting = meeting.map(|m| m.id.clone());
        out.statements.push(st);
    }
}

/// The points of a speech: enumerators of one style at the heads of sentences, numbered one after the other.
fn points(cx: &Context<'_>, span: Span) -> Vec<Point> {
    let text = cx.get(span);
    let mut heads: Vec<(Style, u32, Span)> = Vec::new();
    let mut starts = vec![0];
    starts.extend(
        text.char_indices().filter(|(_, c)| matches!(c, '。' | '；' | '：' | '\n' | '！')).map(|(i, c)| i + c.len_utf8()),
    );
    for at in starts {
        let rest = text[at..].trim_start();
        let at = text.len() - rest.len();
        let Ok((_, e)) = enumerator(rest) else { continue };
        if matches!(e.style, Style::Is | Style::Ordinal | Style::Sequence | Style::Arabic | Style::Section | Style::Bracketed)
            && heads.last().is_none_or(|h| h.2.start < span.start + at)
        {
            heads.push((e.style, e.number, Span::new(span.start + at + e.span.start, span.start + at + e.span.end)));
        }
    }
    let Some(style) = heads.first().map(|h| h.0) else { return Vec::new() };
    heads.retain(|h| h.0 == style);
    // a speech that begins on another page may begin with any number
    let mut kept: Vec<(Style, u32, Span)> = Vec::new();
    for h in heads {
        if kept.last().is_none_or(|l| h.1 == l.1 + 1 || (h.1 == 99 && style == Style::Sequence)) {
            kept.push(h);
        }
    }
    if kept.len() < 2 && kept.first().is_none_or(|k| k.1 < 2) {
        return Vec::new();
    }
    let mut out = Vec::new();
    for (i, (_, number, marker)) in kept.iter().enumerate() {
        let end = kept.get(i + 1).map_or(span.end, |n| n.2.start);
        let own = Span::new(marker.end, end).trimmed(cx.text());
        let words = cx.get(own);
        let heading = words.find(['。', '；', '\n', '！']).map_or(words, |p| &words[..p]);
        let number = if *number == 99 { u32::try_from(i).unwrap_or(0) + 1 } else { *number };
        out.push(Point {
            marker: cx.get(*marker).to_owned(),
            number,
            heading: Some(heading.trim_start_matches(['，', ' ']).to_owned()).filter(|h| !h.is_empty()),
            text: Some(words.to_owned()),
            source: cx.source(Span::new(marker.start, own.end)),
        });
    }
    out
}

/// 提出四点建议: the number announced.
fn announced_points(cx: &Context<'_>, span: Span) -> Option<(usize, Span)> {
    let text = cx.get(span);
    let at = ["点建议", "点主张", "点意见", "点看法", "点倡议"].iter().find_map(|w| text.find(w))?;
    let digits: usize = text[..at]
        .chars()
        .rev()
        .take_while(|c| c.is_ascii_digit() || crate::parse::number::is_numeral(*c))
        .map(char::len_utf8)
        .sum();
    let (_, n) = crate::parse::number::number(&text[at - digits..at]).ok()?;
    Some((n as usize, Span::new(span.start + at - digits, span.start + at)))
}
