//! The attribution: a subject, its verb, and where the speech begins.

use super::group::{both_or_group, is_day};
use super::subject::{Subject, subject};
use super::{opens_speech, speech};
use crate::lexicon::{Category, Hit};
use crate::parse::sentence::{enclosed, is_inside};
use crate::record::Context;
use crate::record::countries::chinese_name;
use crate::record::people::People;
use crate::record::scene::{Sentence, Speech};
use crate::span::Span;

/// The attribution at the head of a sentence, and the part of it that tells.
pub(super) fn attribution(cx: &Context<'_>, s: &Sentence, open: Option<&Speech>, people: &People) -> Option<(Speech, Span)> {
    let found = announcing(cx, s, open, people).or_else(|| attributed(cx, s, open, people));
    match &found {
        Some((speech, _)) => cx.trace.gives(|| speech.name.clone()),
        None => cx.trace.gives_up("no subject of its own at the head of the sentence, or no verb that opens a speech"),
    }
    found
}

/// Why the subject of a sentence inside a speech is one of whom the speaker speaks; nothing where the report goes on to tell who
/// speaks.
fn spoken_of(
    cx: &Context<'_>,
    s: &Sentence,
    open: Option<&Speech>,
    subject: &Subject,
    verb: Option<&Hit>,
) -> Option<&'static str> {
    let how = if subject.group {
        "a group"
    } else if subject.loose {
        "words that open a paragraph"
    } else {
        "a name or office"
    };
    cx.trace.took("speaker", subject.span, how, || subject.name.clone());
    let running = open.filter(|_| !s.opens)?;
    // 双方认为 in the middle of a speech is the speaker's; 两国元首一致认为, 多国人士认为 are the report's, and so is what follows
    // the words of a group or a side
    let joint = |h: &Hit| {
        let before = cx.get(Span::new(subject.span.end, h.span.start));
        cx.lexicon.entry(h).kind.as_deref() == Some("joint") && (before.is_empty() || is_adverb(cx, before))
    };
    let opens = |h: &Hit| joint(h) && cx.text()[h.span.end..].starts_with('，');
    let leaders = ["元首", "领导人", "总理", "总书记", "外长"].iter().any(|w| subject.name.ends_with(w));
    // 双方一致认为，…。双方商定，…: what was agreed on, where a page sets no paragraphs
    let agreed = |h: &Hit| opens(h) && ["一致", "商定", "议定"].iter().any(|w| cx.get(h.span).contains(w));
    // 双方宣布，…, 双方宣布将…: what the report tells; 两国元首宣布建立战略伙伴关系，擘画了… looks back
    let declared = |h: &Hit| {
        let behind = &cx.text()[h.span.end..];
        cx.get(h.span).ends_with("宣布")
            && matches!(cx.get(Span::new(subject.span.end, h.span.start)), "" | "共同" | "一致" | "联合")
            && behind.starts_with(['，', '：', '将'])
    };
    // 金砖国家领导人重申: of several countries, as none of them speaks
    let many = ["国家领导人", "成员国领导人", "成员国元首", "各国总理", "各国外长", "各国首脑"]
        .iter()
        .any(|w| subject.name.ends_with(w));
    let reported = subject.outside
        || many && verb.is_some()
        || running.joint
        || running.name.ends_with('方')
        || verb.is_some_and(|v| leaders && opens(v) || agreed(v) || declared(v));
    if subject.group && !reported {
        return Some("a group inside a speech: the one who speaks speaks of it");
    }
    // 中方认为 in the words of a minister of China
    if subject.name == "中方" && !running.joint && chinese_name(cx, &running.name) {
        return Some("the side of the one who speaks");
    }
    // 习近平主席指出 inside a speech: the voice of the report names without office, or all with it (勒布朗总统说)
    let title = cx.hits.at(Category::Offices, subject.span.end).filter(|h| cx.get(h.span) != "代表");
    let speaks = |h: &Hit| {
        verb.is_some_and(|v| {
            v.span.start >= h.span.end && matches!(cx.get(Span::new(h.span.end, v.span.start)), "" | "还" | "也")
        })
    };
    let titled = || {
        let named = |at: Span| {
            cx.hits.at(Category::Offices, at.end).is_some()
                || cx.hits.within(Category::Offices, at).any(|h| h.span.end == at.end && h.span.start > at.start)
        };
        running.speaker.is_some_and(named)
    };
    // 两国元首强调…周文渊主席指出: those who speak as one speak of none of them
    let sides = || running.joint && running.speaker.is_some_and(|at| both_or_group(cx, at).is_some());
    title
        .filter(|h| !(speaks(h) && (running.told || titled() || sides())))
        .map(|_| "a name with its office inside a speech: the one who speaks speaks of that person")
}

/// What several points are called that are put forward.
const POINTS: &[&str] =
    &["建议", "主张", "意见", "看法", "倡议", "举措", "希望", "期许", "要求", "措施", "思路", "设想", "原则", "行动"];

/// 提出四点建议: the number, and where it stands.
pub(super) fn announced_points(cx: &Context<'_>, zone: Span) -> Option<(usize, Span)> {
    let text = cx.get(zone);
    let (at, _) = text.match_indices(['点', '条', '项']).find(|(i, c)| {
        let behind = &text[i + c.len()..];
        POINTS.iter().any(|p| behind.starts_with(p))
    })?;
    let digits: usize = text[..at]
        .chars()
        .rev()
        .take_while(|c| c.is_ascii_digit() || crate::parse::number::is_numeral(*c))
        .map(char::len_utf8)
        .sum();
    // 和平共处五项原则 are known by that name
    if text[..at - digits].ends_with("和平共处") {
        return None;
    }
    let (_, n) = crate::parse::number::number(&text[at - digits..at]).ok()?;
    Some((n as usize, Span::new(zone.start + at - digits, zone.start + at)))
}

/// 提出三点建议。 · 就…提出四点看法：: the verb that announces points, and where they begin.
pub(super) fn announces(cx: &Context<'_>, s: &Sentence) -> Option<(Span, usize)> {
    let text = cx.get(s.span);
    if !text.contains("提出") {
        return None;
    }
    // 在“和平与安全”议题会议上就…提出三点看法：: what is quoted before the verb is no end
    let inside = enclosed(cx.text(), s.span);
    let (at, stop) = text.match_indices("提出").find_map(|(at, _)| {
        let stop = at + text[at..].find(['。', '：', '！', '“'])?;
        let last = !text[at + "提出".len()..stop].contains("提出");
        (last && !is_inside(&inside, s.span.start + at)).then_some((at, stop))
    })?;
    let verb = Span::new(s.span.start + at, s.span.start + at + "提出".len());
    let what = text[at + "提出".len()..stop].trim_start_matches('了');
    let points = POINTS.iter().find_map(|p| what.strip_suffix(p))?;
    let begins = s.span.start + stop + text[stop..].chars().next().map_or(0, char::len_utf8);
    let counted = points.chars().count() <= 5
        && points.strip_suffix(['点', '条', '项']).is_some_and(|n| {
            matches!(n, "几" | "以下几" | "如下几")
                || crate::parse::number::number(n.trim_start_matches(['以', '如', '下'])).is_ok_and(|r| r.0.is_empty())
        });
    let follows = |t: &str| crate::parse::enumerator::enumerator(t.trim_start()).is_ok();
    // 就深化合作提出建议。第一，…
    let bare = points.is_empty() && cx.text()[begins..].trim_start().starts_with(['第', '一']);
    ((counted && points.ends_with('点')) || (counted || bare) && follows(&cx.text()[begins..])).then_some((verb, begins))
}

/// 周文渊就…提出三点建议。一是…: the points are the speech, though a full stop stands before them.
fn announcing(cx: &Context<'_>, s: &Sentence, open: Option<&Speech>, people: &People) -> Option<(Speech, Span)> {
    let (verb, begins) = announces(cx, s)?;
    cx.trace.attempt("statements", s.span, verb, || "points put forward".into());
    let subject = subject(cx, Span::new(s.words.start.min(verb.start), verb.start), people, open.is_none() || s.opens)
        .filter(|f| !f.loose)?;
    if let Some(why) = spoken_of(cx, s, open, &subject, None) {
        cx.trace.gives_up(why);
        return None;
    }
    let (mut speech, telling) = speech(cx, s, &subject, verb);
    speech.text = Span::new(begins, speech.text.end);
    Some((speech, telling))
}

fn attributed(cx: &Context<'_>, s: &Sentence, open: Option<&Speech>, people: &People) -> Option<(Speech, Span)> {
    let mut verbs: Vec<&Hit> = cx.hits.within(Category::Speech, s.span).filter(|h| opens_speech(cx, h)).collect();
    if verbs.is_empty() {
        return None;
    }
    let inside = enclosed(cx.text(), s.span);
    // 充满活力和希望: a noun
    let noun = |h: &Hit| cx.get(h.span) == "希望" && cx.text()[..h.span.start].ends_with(['和', '与']);
    verbs.retain(|h| !is_inside(&inside, h.span.start) && !noun(h));
    let first = verbs.first()?;
    cx.trace.attempt("statements", s.span, first.span, || "attribution".into());
    // 在谈到气候变化时，陈望舒指出: the first verb may stand in a circumstance before the subject
    let head = |h: &Hit| Span::new(s.words.start.min(h.span.start), h.span.start);
    // 外交部负责人指出，…。外交部负责人表示，…: the one who speaks, by nothing but the office
    let again = |h: &Hit| {
        let same = open.filter(|o| !o.joint && !o.name.is_empty() && o.name == cx.get(head(h).trimmed(cx.text())))?;
        Some(Subject::one(head(h).trimmed(cx.text()), &same.name))
    };
    let at = |h: &Hit| subject(cx, head(h), people, open.is_none() || s.opens).or_else(|| again(h));
    let found = at(first).filter(|f| !f.loose);
    let subject =
        found.or_else(|| verbs.iter().skip(1).take(2).find_map(|h| at(h).filter(|f| !f.loose))).or_else(|| at(first))?;
    if let Some(why) = spoken_of(cx, s, open, &subject, verbs.iter().find(|h| h.span.start >= subject.span.end).copied()) {
        cx.trace.gives_up(why);
        return None;
    }
    let kind = |h: &Hit| cx.lexicon.entry(h).kind.as_deref().unwrap_or("plain").to_owned();
    let mut attitude: Option<&Hit> = None;
    for h in verbs.iter().filter(|h| h.span.start >= subject.span.end) {
        // 陈望舒部长转达了…: the title is no part of the name
        let title = cx
            .hits
            .at(Category::Offices, subject.span.end)
            .filter(|t| s.opens && t.span.end <= h.span.start && !cx.get(t.span).starts_with("代表"));
        let before = cx.get(Span::new(title.map_or(subject.span.end, |t| t.span.end), h.span.start));
        let behind = &cx.text()[h.span.end..s.span.end];
        let opened = behind.starts_with(['，', '：', '“', '「']);
        let clause_head = before.ends_with(['，', '并', '、'])
            || before.ends_with("，还")
            || before.ends_with("，也")
            || before.ends_with("，均")
            // 周文渊出席开幕式并发表讲话，他指出，
            || opened && before.ends_with(['他', '她']) && before.trim_end_matches(['他', '她']).ends_with('，')
            || before.ends_with("，纷纷")
            || before.ends_with("并共同");
        // 与会企业家逐一发言，他们赞赏…
        let direct = before.is_empty() || is_adverb(cx, before) || subject.group && before.ends_with("，他们");
        match kind(h).as_str() {
            "joint" if subject.loose && open.is_some() && !s.opens => {}
            "joint" if direct || clause_head && (opened || cx.get(h.span) != "决定") || subject.group => {
                if before.contains("将") && direct {
                    cx.trace.refused(h.span, "it is to come");
                    continue;
                }
                // 双方就…达成一致。
                if behind.starts_with('。') {
                    cx.trace.refused(h.span, "nothing is said behind it");
                    continue;
                }
                cx.trace.took("verb", h.span, "a verb of several who speak as one", || cx.get(h.span).to_owned());
                let subject = nearer(cx, &subject, h, people).unwrap_or(subject);
                return Some(speech(cx, s, &subject, h.span));
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
                .any(|n| behind.starts_with(n))
                    || cx.get(h.span) == "宣布" && inaugurates(behind);
                // 赞同中方主张，认为…: whose it is stands before it
                let owned = matches!(cx.get(h.span), "主张" | "建议" | "提议" | "倡议" | "呼吁" | "期待" | "希望")
                    && (before.ends_with(['方', '的', '国', '点', '项'])
                        // 赞同…对两国关系的评价和建议
                        || before.contains('的') && before.ends_with(['和', '与', '及', '、']))
                    && !direct;
                if owned {
                    cx.trace.refused(h.span, "a noun, with its owner before it");
                    continue;
                }
                // 一名官员告诉法新社，…: who is told stands between the verb and the comma
                let whom =
                    |w: &str| w.chars().count() <= 10 && !["我", "人们", "世人", "世界", "大家"].iter().any(|p| w.starts_with(p));
                let to = behind.find('，').filter(|&i| cx.get(h.span) == "告诉" && direct && whom(&behind[..i]));
                if let Some(to) = to {
                    cx.trace.took("verb", h.span, "a verb of speech, and who is told", || cx.get(h.span).to_owned());
                    let (mut said, telling) = speech(cx, s, &subject, h.span);
                    said.text.start = h.span.end + to + '，'.len_utf8();
                    return Some((said, telling));
                }
                if opened || (clause_head && !noun && core) || (direct && core && !noun) {
                    if subject.loose && !(opened && (s.opens || subject.outside && (direct || is_day(before)) && core)) {
                        return None;
                    }
                    cx.trace.took("verb", h.span, "a verb of speech", || cx.get(h.span).to_owned());
                    let subject = nearer(cx, &subject, h, people).unwrap_or(subject);
                    return Some(speech(cx, s, &subject, h.span));
                }
                // 周文渊希望双方加强合作: like an attitude, where no other verb carries the sentence
                if direct && attitude.is_none() && cx.get(h.span) == "希望" {
                    attitude = Some(h);
                    continue;
                }
                cx.trace.refused(
                    h.span,
                    if noun {
                        "what follows makes it an attitude or an act, not a speech"
                    } else {
                        "it does not open a speech here"
                    },
                );
            }
            "attitude" if (direct || on_behalf(before) || at_hand(before)) && attitude.is_none() => {
                // 勒布朗对此表示感谢。 · …表示感谢，并请周文渊转达问候。
                if behind.starts_with('。') || behind.starts_with("，并") {
                    cx.trace.refused(h.span, "nothing is said behind it");
                    continue;
                }
                attitude = Some(h);
            }
            _ => {}
        }
    }
    // 勒布朗热烈欢迎… inside a speech: the report, which names without office
    let personal = |h: &Hit| ["欢迎", "感谢", "祝贺", "评价", "赞赏", "转达", "希望"].iter().any(|w| cx.get(h.span).ends_with(w));
    let h = attitude.filter(|h| {
        !subject.loose && (s.opens || open.is_none() || subject.outside || people.known.holds(&subject.name) && personal(h))
    })?;
    cx.trace.took("verb", h.span, "an attitude, and no other verb carries the sentence", || cx.get(h.span).to_owned());
    // an attitude alone: 比奥感谢…; it is only speech where no reporting verb carries the sentence
    Some(speech(cx, s, &subject, h.span))
}

/// 陈望舒同马丹通电话，双方重申: who speaks opens the clause of the verb, and somebody else the sentence.
fn nearer(cx: &Context<'_>, first: &Subject, verb: &Hit, people: &People) -> Option<Subject> {
    let before = Span::new(first.span.end, verb.span.start);
    let comma = cx.get(before).rfind('，')?;
    let clause = Span::new(before.start + comma + '，'.len_utf8(), before.end);
    // 介绍了情况，纷纷表示
    if is_adverb(cx, cx.get(clause)) {
        return None;
    }
    let found = subject(cx, clause, people, true).filter(|f| !f.loose && f.name != first.name && f.span.start == clause.start)?;
    // 国防部举行记者会，新闻发言人顾青松大校介绍
    let rank = cx.hits.at(Category::Offices, found.span.end).filter(|h| cx.lexicon.entry(h).kind.as_deref() == Some("honorific"));
    let rest = cx.get(Span::new(rank.map_or(found.span.end, |h| h.span.end), clause.end));
    let there = rest.starts_with('在') && rest.ends_with(['上', '中', '时', '后']) && rest.chars().count() <= 16;
    (rest.is_empty() || is_adverb(cx, rest) || there).then_some(found)
}

/// 宣布博览会开幕: an act, not a speech.
pub(super) fn inaugurates(behind: &str) -> bool {
    let clause = &behind[..behind.find(['，', '。', '；']).unwrap_or(behind.len())];
    clause.chars().count() <= 16 && ["开幕", "闭幕", "启动", "开馆", "开园", "开赛"].iter().any(|w| clause.ends_with(w))
}

/// 代表法国政府和人民 between a subject and its verb.
fn on_behalf(before: &str) -> bool {
    before.starts_with("代表") && before.chars().count() <= 24 && !before.contains('，')
}

/// 在发言中, 在会谈时, 发表讲话， between a subject and its verb.
fn at_hand(before: &str) -> bool {
    if matches!(before, "发表讲话，" | "致辞，" | "发言，" | "发表演讲，") {
        return true;
    }
    let inner = before.strip_prefix('在').and_then(|w| w.strip_suffix(['中', '时']));
    inner.is_some_and(|w| ["发言", "致辞", "讲话", "会见", "会谈", "会晤", "座谈", "交流"].contains(&w))
}

/// Whether words between a subject and its verb are an adverb, or one with a little behind it.
pub(super) fn is_adverb(cx: &Context<'_>, words: &str) -> bool {
    let words = words.trim();
    words.chars().count() <= 8 && cx.lexicon.prefix(Category::Adverbs, words).is_some_and(|(_, len)| words.len() <= len + 6)
}
