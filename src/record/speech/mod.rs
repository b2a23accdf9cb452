//! Which sentences are speech, and whose.
//!
//! Attribution is a subject at the head of a sentence and a verb of speech. The speech runs until the next attribution or until
//! a sentence that reports, over as many paragraphs as it takes; inside it 我, 双方, 中方 are the speaker's.

mod anew;
mod aside;
mod attribution;
mod events;
mod group;
mod interview;
mod relayed;
mod reports;
mod statements;
mod subject;

pub use statements::statements;

use crate::lexicon::{Category, Hit};
use crate::parse::date::date;
use crate::parse::person::persons;
use crate::parse::sentence::ends_sentence;
use crate::record::Context;
use crate::record::people::People;
use crate::record::scene::{Scene, Sentence, Speech};
use crate::span::{Span, find_rare};
use attribution::{announces, attribution, inaugurates, is_adverb};
use interview::{Interview, Said, asks, replies};
use relayed::{of_himself, relays, sourced, speaks_for_others, to_come};
use reports::{SPOKE, first_person, reports};
use subject::{Subject, on_occasion, subject};

/// Marks speech in a scene.
pub fn find(cx: &Context<'_>, scene: &mut Scene, people: &mut People, headless: bool) {
    let mut open: Option<usize> = None;
    let mut joint_paragraph = usize::MAX;
    let mut speeches: Vec<Speech> = Vec::new();
    let mut headless = headless;
    let interview = Interview::of(cx, scene, people);
    scene.interview = interview.is_some();
    let mut asked = false;
    let mut answered = false;
    for i in 0..scene.sentences.len() {
        let s = scene.sentences[i];
        let silent = Span::new(s.span.start, s.span.start);
        match interview.as_ref().and_then(|d| d.said(cx, &s, people)) {
            Some(Said::Question) => {
                (asked, answered, open) = (true, false, None);
                scene.sentences[i].telling = silent;
                continue;
            }
            Some(Said::Answer(speech)) => {
                (asked, answered, headless) = (false, true, false);
                // 应…邀请，…将访华: what a spokesman announces is told, not only said
                let announces = cx.get(speech.text).starts_with('应');
                scene.sentences[i].telling = if announces { speech.text } else { silent };
                speeches.push(speech);
                open = Some(speeches.len() - 1);
                continue;
            }
            None => {}
        }
        // 有记者问，…？: a question in the words of the report
        if let Some(told) = asks(cx.get(s.span)) {
            (asked, open) = (true, None);
            scene.sentences[i].telling = Span::new(s.span.start, s.span.start + told);
            continue;
        }
        // an answer runs to the next question, a question to the next answer, whoever is quoted inside
        if let Some(o) = open.filter(|_| answered) {
            speeches[o].text.end = s.span.end;
            scene.sentences[i].telling = silent;
            continue;
        }
        let question = i.checked_sub(1).map(|n| scene.sentences[n].span);
        if asked && !attribution(cx, &s, None, people).is_some_and(|(a, _)| replies(cx, &s, &a, question)) {
            scene.sentences[i].telling = silent;
            continue;
        }
        asked = false;
        if let Some((mut speech, mut telling)) = trailing(cx, &s, people)
            .or_else(|| pronoun(cx, &s, speeches.last(), &scene.sentences[..i], people))
            .or_else(|| attribution(cx, &s, open.map(|o| &speeches[o]), people))
        {
            if speech.speaker.is_some_and(|w| matches!(cx.get(w), "他" | "她" | "他们" | "她们")) {
                // 阿里感谢…的热情接待。他表示，…: the thanks only lead over to the speech
                speeches.pop_if(|l| {
                    l.name == speech.name && is_attitude(cx, l) && cx.get(Span::new(l.text.end, s.span.start)).trim().is_empty()
                });
            }
            // 外交部发言人顾青松主持记者会。顾青松介绍，28日晚，…
            let spokesman = || {
                let before = [Span::new(s.span.start, speech.text.start), scene.sentences[0].span];
                before.iter().any(|&b| cx.get(b).contains("发言人"))
            };
            // 商务部透露，访问期间，…将拜会…, 商务部表示，11日，…会见…, 克里姆林宫证实，…通话
            let ministry = || speech.speaker.is_some_and(|w| speaks_for_others(cx.get(w)));
            let told = (relays(cx, speech.text) || to_come(cx, speech.text)) && (spokesman() || ministry())
                || sourced(cx, s.words, speech.text);
            if told {
                speech.told = true;
                telling = speech.text;
            }
            // 某总统在社交媒体上说，当天他与甲国特使某举行了会晤: one of the two tells of it
            if !told && !speech.joint && of_himself(cx, speech.text) {
                telling = s.words;
            }
            headless = false;
            let one = speech.joint;
            joint_paragraph = if one { s.paragraph } else { usize::MAX };
            scene.sentences[i].telling = telling;
            // 发言人介绍，28日晚，…通电话，陈望舒表示，…: who is told of speaks in the same sentence
            let relayed = Sentence { span: speech.text, words: speech.text, opens: true, ..s };
            let inner = told.then(|| attribution(cx, &relayed, None, people)).flatten();
            speeches.push(speech);
            if let Some((said, told)) = inner
                && let (Some(at), Some(outer)) = (said.speaker, speeches.last_mut())
                && at.start > outer.text.start
                && told.end >= told.start
            {
                // 外交部长陈望舒同…通电话，…，陈望舒外长表示: from the clause in which the verb stands
                let clause =
                    said.verb.and_then(|v| Some(at.start + cx.text().get(at.start..v.start)?.rfind('，')? + '，'.len_utf8()));
                outer.text.end = clause.unwrap_or(at.start);
                scene.sentences[i].telling = told;
                speeches.push(said);
            }
            open = Some(speeches.len() - 1);
            continue;
        }
        // 林致远宣布博览会开幕: what is declared is told
        let words = cx.get(s.span);
        if let Some(at) = find_rare(words, "宣布").map(|i| i + "宣布".len()).filter(|at| inaugurates(&words[*at..])) {
            scene.sentences[i].telling = Span::new(s.span.start + at, s.span.end);
        }
        // “……。”法国前总理马丹认为，…: the quotation that opens a paragraph is his who is named behind it
        if let Some(quote) = quoted_first(cx, &s, scene.sentences.get(i + 1), people) {
            speeches.push(quote);
            open = Some(speeches.len() - 1);
            headless = false;
            scene.sentences[i].telling = silent;
            continue;
        }
        // what a page opens with is the end of a speech only where it lasts to the end of its paragraph
        headless &= open.is_some() || !narrated(cx, &scene.sentences[i..], people);
        if headless && reports(cx, &s, people, true).is_none() {
            // the head of this speech is on another page
            match open {
                Some(o) => speeches[o].text.end = s.span.end,
                None => {
                    cx.trace.attempt("statements", s.span, s.span, || "speech whose head is on another page".into());
                    cx.trace.gives(|| "nobody that this page names".into());
                    speeches.push(Speech { text: s.span, ..Speech::default() });
                    open = Some(speeches.len() - 1);
                }
            }
            scene.sentences[i].telling = silent;
            continue;
        }
        headless = false;
        let Some(o) = open else { continue };
        let over = reports(cx, &s, people, speeches[o].joint)
            .or_else(|| (speeches[o].joint && joint_paragraph != s.paragraph).then_some("a group speaks for one paragraph"));
        if let Some(why) = over {
            open = None;
            // who spoke is told for what comes behind it, not as an encounter of its own
            if why == SPOKE {
                scene.sentences[i].telling = silent;
            }
            cx.trace.later(("statements", speeches[o].text), s.span, "end", why, || cx.get(s.span).to_owned());
        } else {
            speeches[o].text.end = s.span.end;
            // 发言人宣布，…。访问期间，…将同其会谈: the announcement goes on
            if !speeches[o].told {
                scene.sentences[i].telling = silent;
            }
        }
    }
    scene.speeches = speeches;
}

/// Whether a sentence reports in the paragraph that the first of these opens.
fn narrated(cx: &Context<'_>, sentences: &[Sentence], people: &People) -> bool {
    let Some(first) = sentences.first().filter(|s| s.opens) else { return false };
    sentences
        .iter()
        .skip(1)
        .take_while(|s| s.paragraph == first.paragraph)
        .take(20)
        .any(|s| reports(cx, s, people, true).is_some())
}

/// Whether a speech rests on a verb like 感谢 alone.
fn is_attitude(cx: &Context<'_>, speech: &Speech) -> bool {
    speech
        .verb
        .and_then(|v| cx.hits.at(Category::Speech, v.start))
        .is_some_and(|h| cx.lexicon.entry(h).kind.as_deref() == Some("attitude"))
}

/// The person who opens the sentence before: in the same paragraph, or wherever it stands for one who sent a message.
fn subject_before(cx: &Context<'_>, before: &[Sentence], paragraph: Option<usize>, people: &People) -> Option<String> {
    let last = before.last().filter(|l| paragraph.is_none_or(|p| l.paragraph == p))?;
    // 他表示希望议员多来访问。他说: the one who spoke
    if cx.get(last.span).starts_with(['他', '她']) {
        return None;
    }
    let named = people.known.first(cx.get(last.span)).map(str::to_owned);
    // 4日，国家主席周文渊致电…
    let opens = |at: usize| {
        let before = cx.get(Span::new(last.span.start, at));
        before.is_empty() || before.ends_with('，') || date(before).is_ok()
    };
    named.or_else(|| Some(subject(cx, last.span, people, true).filter(|s| !s.loose && !s.group && opens(s.span.start))?.name))
}

/// 他说，: the one who is told of in the sentence before, or who spoke last; 贺电说，: the one who sent it.
fn pronoun(
    cx: &Context<'_>,
    s: &Sentence,
    last: Option<&Speech>,
    before: &[Sentence],
    people: &People,
) -> Option<(Speech, Span)> {
    let text = cx.get(s.span);
    if let Some(they) = ["他们", "她们"].iter().find(|w| text.starts_with(**w)) {
        return they_say(cx, s, they.len(), last, before, people);
    }
    let he = text.chars().next().filter(|c| matches!(c, '他' | '她')).map(char::len_utf8);
    let sent = cx.hits.at(Category::Encounters, s.span.start).filter(|h| cx.lexicon.entry(h).kind.as_deref() == Some("message"));
    let end = he.or_else(|| sent.map(|h| h.span.len()))?;
    let spoke = last.filter(|l| he.is_some() && !l.joint && l.speaker.is_some());
    // 奥利维尔总统和我高兴地看到…。他表示: the sentence before is said by him, whoever it speaks of
    let within = |l: &Speech, b: &Sentence| l.text.start <= b.span.start && l.text.end == b.span.end && first_person(cx, b.span);
    let running = spoke.filter(|l| before.last().is_some_and(|b| within(l, b)));
    let told = || subject_before(cx, before, he.map(|_| s.paragraph), people);
    let name = running.map(|l| l.name.clone()).or_else(told).or_else(|| spoke.map(|l| l.name.clone()))?;
    let subject = Subject { span: Span::new(s.span.start, s.span.start + end), name: name.clone(), ..Subject::default() };
    let points = announces(cx, s);
    let verb =
        points.map(|p| p.0).or_else(|| Some(cx.hits.within(Category::Speech, s.span).find(|h| opens_speech(cx, h))?.span))?;
    let before = cx.get(Span::new(subject.span.end, verb.start));
    let opened = cx.text()[verb.end..s.span.end].starts_with(['，', '：', '“']);
    // 他在回答记者提问时说，
    let occasion = || he.is_some() && opened && before.starts_with('在') && on_occasion(cx, before);
    let direct = before.is_empty() || is_adverb(cx, before) || sent.is_some() && before == "中" || occasion();
    // 他表示很高兴…: no comma
    let speaks = he.is_some()
        && ["表示", "强调", "指出", "说", "认为"].contains(&cx.get(verb))
        && !cx.text()[verb.end..].starts_with([
            '了', '过', '的', '感', '欢', '祝', '赞', '慰', '哀', '同', '支', '遗', '关', '谴', '敬', '衷', '热', '诚', '沉',
            '强', '坚', '深', '愤', '满', '高',
        ]);
    let found = points.is_some() || direct && (opened || speaks);
    if found {
        cx.trace.attempt("statements", s.span, verb, || "pronoun and verb of speech".into());
        cx.trace
            .took("speaker", subject.span, "the one who is told of in the sentence before, or who spoke last", || name.clone());
        cx.trace.gives(|| name.clone());
    }
    found.then(|| {
        let (mut speech, telling) = speech(cx, s, &subject, verb);
        speech.text = Span::new(points.map_or(speech.text.start, |p| p.1), speech.text.end);
        (speech, telling)
    })
}

/// 他们表示，: the group that opens the sentence before, or spoke last; verb and comma may stand behind other clauses (他们感谢…，表示…).
fn they_say(
    cx: &Context<'_>,
    s: &Sentence,
    they: usize,
    last: Option<&Speech>,
    before: &[Sentence],
    people: &People,
) -> Option<(Speech, Span)> {
    let told = before.last().filter(|l| l.paragraph == s.paragraph);
    let group = told.and_then(|l| subject(cx, l.span, people, true)).filter(|f| f.group).map(|f| f.name);
    // …主席某和…会长某代表委员们发言。
    let several = || {
        let speak = |l: &Span| ["发言", "致辞", "致词"].iter().any(|w| cx.get(*l).trim_end_matches('。').ends_with(w));
        let words = told.map(|l| l.span).filter(speak)?;
        let end = ["分别", "先后", "逐一", "代表", "也", "在", "发言", "致辞", "致词"]
            .iter()
            .filter_map(|w| cx.get(words).rfind(w))
            .min()?;
        let list = persons(cx.text(), Span::new(words.start, words.start + end), cx.hits, cx.lexicon, &people.known);
        let names: Vec<&str> = list.iter().filter(|p| p.office.is_some()).filter_map(|p| Some(cx.get(p.name?))).collect();
        (names.len() > 1).then(|| names.join("、"))
    };
    let name = group.or_else(several).or_else(|| last.filter(|l| l.joint).map(|l| l.name.clone()))?;
    let subject = Subject { span: Span::new(s.span.start, s.span.start + they), name, group: true, outside: true, loose: false };
    let kind = |h: &&Hit| {
        matches!(cx.lexicon.entry(h).kind.as_deref(), Some("plain" | "joint"))
            && !cx.text()[h.span.end..].starts_with(['了', '过', '的'])
    };
    let verb = cx.hits.within(Category::Speech, s.span).find(kind)?;
    let before = cx.get(Span::new(subject.span.end, verb.span.start));
    if !(before.is_empty() || is_adverb(cx, before) || before.ends_with('，')) {
        return None;
    }
    cx.trace.attempt("statements", s.span, verb.span, || "they and a verb of speech".into());
    cx.trace.took("speaker", subject.span, "the group of the sentence before, or which spoke last", || subject.name.clone());
    cx.trace.gives(|| subject.name.clone());
    Some(speech(cx, s, &subject, verb.span))
}

/// A sentence that is all quotation, at the head of a paragraph: the speech of the one whom the next sentence opens with.
fn quoted_first(cx: &Context<'_>, s: &Sentence, next: Option<&Sentence>, people: &People) -> Option<Speech> {
    let words = cx.get(s.span);
    if !s.opens || !words.starts_with('“') || !words.ends_with('”') {
        return None;
    }
    let next = next.filter(|n| n.paragraph == s.paragraph)?;
    let (speech, _) = attribution(cx, next, None, people).filter(|(n, _)| !n.joint)?;
    Some(Speech { lead: None, told: false, text: s.span, ..speech })
}

/// “……。”陈望舒说。
fn trailing(cx: &Context<'_>, s: &Sentence, people: &People) -> Option<(Speech, Span)> {
    let text = cx.get(s.span);
    if !text.starts_with(['“', '「']) {
        return None;
    }
    let close = text.rfind(['”', '」'])?;
    let at = s.span.start + close + '”'.len_utf8();
    let comma = cx.text()[at..s.span.end].starts_with('，');
    let tail = Span::new(if comma { at + '，'.len_utf8() } else { at }, s.span.end).trimmed(cx.text());
    let plain = |h: &&Hit| cx.lexicon.entry(h).kind.as_deref().is_none_or(|k| k == "plain");
    let verb = cx.hits.within(Category::Speech, tail).find(plain)?;
    // “分裂”没有出路，人民常说: marks on a word, not on what somebody said
    let whole = text[..close].ends_with(['。', '！', '？', '，', '…', '；', '—']);
    if !whole && cx.get(tail).contains('，') {
        return None;
    }
    let rest = cx.get(Span::new(verb.span.end, tail.end));
    if !rest.trim_end_matches(ends_sentence).is_empty() {
        return None;
    }
    let subject = subject(cx, Span::new(tail.start, verb.span.start), people, true)?;
    cx.trace.attempt("statements", s.span, verb.span, || "quotation with its speaker behind".into());
    cx.trace.took("speaker", subject.span, "between the quotation and the verb", || subject.name.clone());
    cx.trace.gives(|| subject.name.clone());
    let quote = Span::new(s.span.start, at);
    let speech = Speech {
        speaker: Some(subject.span),
        name: subject.name,
        joint: subject.group,
        verb: Some(verb.span),
        lead: None,
        text: quote,
        told: false,
    };
    Some((speech, Span::new(s.span.start, s.span.start)))
}

fn opens_speech(cx: &Context<'_>, h: &Hit) -> bool {
    cx.lexicon.entry(h).kind.as_deref() != Some("not_speech")
}

/// 韩仲民主席对客人说: where the words before the speech begin, behind the title of who speaks.
fn behind_title(cx: &Context<'_>, subject: &Subject, verb: usize) -> usize {
    let end = subject.span.end;
    // 范文山代表越方表示: no title
    let title = |h: &&Hit| h.span.end <= verb && !matches!(cx.lexicon.entry(h).kind.as_deref(), Some("not_office" | "weak"));
    cx.hits.at(Category::Offices, end).filter(|h| !subject.group && title(h)).map_or(end, |h| h.span.end)
}

fn speech(cx: &Context<'_>, s: &Sentence, subject: &Subject, verb: Span) -> (Speech, Span) {
    let text = &cx.text()[verb.end..s.span.end];
    // 转达了…的问候
    let start = verb.end + (text.len() - text.strip_prefix(['，', '：', '了', '、']).unwrap_or(text).len());
    let lead = Span::new(behind_title(cx, subject, verb.start), verb.start).trimmed(cx.text());
    let speech = Speech {
        speaker: Some(subject.span),
        name: subject.name.clone(),
        joint: subject.group,
        verb: Some(verb),
        lead: (!lead.is_empty()).then_some(lead),
        text: Span::new(start, s.span.end),
        told: cx.get(verb) == "宣布",
    };
    // what a spokesman announces is told, not only said
    if speech.told {
        return (speech, Span::new(start, s.span.end));
    }
    // 祝贺并欢迎伊朗参加领导人会晤，指出: what is welcomed is not told
    let attitude = |h: &&Hit| cx.lexicon.entry(h).kind.as_deref() == Some("attitude");
    let end = cx.hits.within(Category::Speech, lead).find(attitude).map_or(verb.start, |h| h.span.start);
    (speech, Span::new(s.span.start, end))
}
