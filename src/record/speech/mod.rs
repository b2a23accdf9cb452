//! Which sentences are speech, and whose.
//!
//! Attribution is a subject at the head of a sentence and a verb of speech. The speech runs until the next attribution or until
//! a sentence that reports, over as many paragraphs as it takes; inside it 我, 双方, 中方 are the speaker's.

mod attribution;
mod interview;
mod reports;
mod statements;
mod subject;

pub use statements::statements;

use crate::lexicon::{Category, Hit};
use crate::parse::sentence::ends_sentence;
use crate::record::Context;
use crate::record::people::People;
use crate::record::scene::{Scene, Sentence, Speech};
use crate::span::Span;
use attribution::{attribution, is_adverb};
use interview::{Interview, Said};
use reports::reports;
use subject::{Subject, subject};

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
        // an answer runs to the next question, a question to the next answer, whoever is quoted inside
        if let Some(o) = open.filter(|_| answered) {
            speeches[o].text.end = s.span.end;
            scene.sentences[i].telling = silent;
            continue;
        }
        if asked && !(s.opens && attribution(cx, &s, false, people).is_some()) {
            scene.sentences[i].telling = silent;
            continue;
        }
        asked = false;
        if let Some((speech, telling)) = trailing(cx, &s, people)
            .or_else(|| attribution(cx, &s, open.is_some(), people))
            .or_else(|| pronoun(cx, &s, speeches.last(), subject_before(cx, &scene.sentences[..i], s.paragraph, people)))
        {
            if speech.speaker.is_some_and(|w| matches!(cx.get(w), "他" | "她")) {
                // 阿里感谢…的热情接待。他表示，…: the thanks only lead over to the speech
                speeches.pop_if(|l| {
                    l.name == speech.name && is_attitude(cx, l) && cx.get(Span::new(l.text.end, s.span.start)).trim().is_empty()
                });
            }
            headless = false;
            let one = speech.joint;
            joint_paragraph = if one { s.paragraph } else { usize::MAX };
            speeches.push(speech);
            open = Some(speeches.len() - 1);
            scene.sentences[i].telling = telling;
            continue;
        }
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
            cx.trace.later(("statements", speeches[o].text), s.span, "end", why, || cx.get(s.span).to_owned());
        } else {
            speeches[o].text.end = s.span.end;
            scene.sentences[i].telling = silent;
        }
    }
    scene.speeches = speeches;
}

/// Whether a speech rests on a verb like 感谢 alone.
fn is_attitude(cx: &Context<'_>, speech: &Speech) -> bool {
    speech
        .verb
        .and_then(|v| cx.hits.at(Category::Speech, v.start))
        .is_some_and(|h| cx.lexicon.entry(h).kind.as_deref() == Some("attitude"))
}

/// The person who opens the sentence before, in the same paragraph.
fn subject_before<'p>(cx: &Context<'_>, before: &[Sentence], paragraph: usize, people: &'p People) -> Option<&'p str> {
    let last = before.last().filter(|l| l.paragraph == paragraph)?;
    people.known.first(cx.get(last.span))
}

/// 他说，: the one who is told of in the sentence before, or who spoke last.
fn pronoun(cx: &Context<'_>, s: &Sentence, last: Option<&Speech>, before: Option<&str>) -> Option<(Speech, Span)> {
    let spoke = last.filter(|l| !l.joint && l.speaker.is_some()).map(|l| l.name.as_str());
    let name = before.or(spoke)?;
    let text = cx.get(s.span);
    let c = text.chars().next().filter(|c| matches!(c, '他' | '她'))?;
    let subject =
        Subject { span: Span::new(s.span.start, s.span.start + c.len_utf8()), name: name.to_owned(), group: false, loose: false };
    let verb = cx.hits.within(Category::Speech, s.span).find(|h| opens_speech(cx, h))?;
    let before = cx.get(Span::new(subject.span.end, verb.span.start));
    let opened = cx.text()[verb.span.end..s.span.end].starts_with(['，', '：', '“']);
    let found = (before.is_empty() || is_adverb(cx, before)) && opened;
    if found {
        cx.trace.attempt("statements", s.span, verb.span, || "pronoun and verb of speech".into());
        cx.trace.took("speaker", subject.span, "the one who is told of in the sentence before, or who spoke last", || {
            name.to_owned()
        });
        cx.trace.gives(|| name.to_owned());
    }
    found.then(|| speech(cx, s, &subject, verb))
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
    };
    Some((speech, Span::new(s.span.start, s.span.start)))
}

fn opens_speech(cx: &Context<'_>, h: &Hit) -> bool {
    cx.lexicon.entry(h).kind.as_deref() != Some("not_speech")
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
