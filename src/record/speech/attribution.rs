//! The attribution: a subject, its verb, and where the speech begins.

use super::subject::subject;
use super::{opens_speech, speech};
use crate::lexicon::{Category, Hit};
use crate::parse::sentence::{enclosed, is_inside};
use crate::record::Context;
use crate::record::people::People;
use crate::record::scene::{Sentence, Speech};
use crate::span::Span;

/// The attribution at the head of a sentence, and the part of it that tells.
pub(super) fn attribution(cx: &Context<'_>, s: &Sentence, open: bool, people: &People) -> Option<(Speech, Span)> {
    let found = attributed(cx, s, open, people);
    match &found {
        Some((speech, _)) => cx.trace.gives(|| speech.name.clone()),
        None => cx.trace.gives_up("no subject of its own at the head of the sentence, or no verb that opens a speech"),
    }
    found
}

fn attributed(cx: &Context<'_>, s: &Sentence, open: bool, people: &People) -> Option<(Speech, Span)> {
    let mut verbs: Vec<&Hit> = cx.hits.within(Category::Speech, s.span).filter(|h| opens_speech(cx, h)).collect();
    if verbs.is_empty() {
        return None;
    }
    let inside = enclosed(cx.text(), s.span);
    verbs.retain(|h| !is_inside(&inside, h.span.start));
    let first = verbs.first()?;
    cx.trace.attempt("statements", s.span, first.span, || "attribution".into());
    // 在谈到气候变化时，陈望舒指出: the first verb may stand in a circumstance before the subject
    let at = |h: &Hit| subject(cx, Span::new(s.span.start, h.span.start), people, !open || s.opens);
    let found = at(first).filter(|f| !f.loose);
    let subject =
        found.or_else(|| verbs.iter().skip(1).take(2).find_map(|h| at(h).filter(|f| !f.loose))).or_else(|| at(first))?;
    // 双方认为 in the middle of a speech is the speaker's; 多国人士认为 is the report's
    let audience = |h: &Hit| cx.lexicon.entry(h).kind.as_deref() == Some("audience") && !cx.get(h.span).starts_with("双方");
    let outside = cx.hits.at(Category::Groups, subject.span.start).is_some_and(audience);
    let how = if subject.group {
        "a group"
    } else if subject.loose {
        "words that open a paragraph"
    } else {
        "a name or office"
    };
    cx.trace.took("speaker", subject.span, how, || subject.name.clone());
    if subject.group && open && !s.opens && !outside {
        cx.trace.gives_up("a group inside a speech: the one who speaks speaks of it");
        return None;
    }
    // 习近平主席指出 inside a speech: the voice of the report names without office
    if open && !s.opens && cx.hits.at(Category::Offices, subject.span.end).is_some() {
        cx.trace.gives_up("a name with its office inside a speech: the one who speaks speaks of that person");
        return None;
    }
    let kind = |h: &Hit| cx.lexicon.entry(h).kind.as_deref().unwrap_or("plain").to_owned();
    let mut attitude: Option<&Hit> = None;
    for h in verbs.iter().filter(|h| h.span.start >= subject.span.end) {
        let before = cx.get(Span::new(subject.span.end, h.span.start));
        let behind = &cx.text()[h.span.end..s.span.end];
        let opened = behind.starts_with(['，', '：', '“', '「']);
        let clause_head = before.ends_with(['，', '并', '、'])
            || before.ends_with("，还")
            || before.ends_with("，也")
            || before.ends_with("，均")
            || before.ends_with("并共同");
        let direct = before.is_empty() || is_adverb(cx, before);
        match kind(h).as_str() {
            "joint" if direct || clause_head || subject.group => {
                if before.contains("将") && direct {
                    cx.trace.refused(h.span, "it is to come");
                    continue;
                }
                cx.trace.took("verb", h.span, "a verb of several who speak as one", || cx.get(h.span).to_owned());
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
                    cx.trace.took("verb", h.span, "a verb of speech", || cx.get(h.span).to_owned());
                    return Some(speech(cx, s, &subject, h));
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
            "attitude" if direct && attitude.is_none() => {
                attitude = Some(h);
            }
            _ => {}
        }
    }
    let h = attitude.filter(|_| !subject.loose && (s.opens || !open))?;
    cx.trace.took("verb", h.span, "an attitude, and no other verb carries the sentence", || cx.get(h.span).to_owned());
    // an attitude alone: 比奥感谢…; it is only speech where no reporting verb carries the sentence
    Some(speech(cx, s, &subject, h))
}

/// Whether words between a subject and its verb are an adverb, or one with a little behind it.
pub(super) fn is_adverb(cx: &Context<'_>, words: &str) -> bool {
    let words = words.trim();
    words.chars().count() <= 8 && cx.lexicon.prefix(Category::Adverbs, words).is_some_and(|(_, len)| words.len() <= len + 6)
}
