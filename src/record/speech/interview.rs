//! Questions and answers as ministries print them: 问：…, 某社记者：…, 答：…, 陈望舒：….

use crate::lexicon::Category;
use crate::parse::date::date;
use crate::parse::person::{name_end, persons};
use crate::parse::turn::{Turn, turn};
use crate::record::Context;
use crate::record::people::People;
use crate::record::scene::{Scene, Sentence, Speech};
use crate::span::{Span, find_rare};

/// What a paragraph of an interview is.
pub(super) enum Said {
    /// A question: nobody's statement.
    Question,
    /// An answer.
    Answer(Speech),
}

/// An article that is printed as questions and answers.
pub(super) struct Interview {
    /// The one who answers, where the label is 答 or 发言人.
    host: Option<(Span, String)>,
    /// The paragraphs above an answer: questions, whether they are labelled or not.
    questions: Vec<usize>,
}

impl Interview {
    /// `None` where no paragraph is labelled as a question, nor one as the answer to the one above it.
    pub(super) fn of(cx: &Context<'_>, scene: &Scene, people: &mut People) -> Option<Self> {
        let answers = |s: &&Sentence| s.opens && ["答：", "答:"].iter().any(|w| cx.get(s.span).starts_with(w));
        let questions: Vec<usize> = scene.sentences.iter().filter(answers).filter_map(|s| s.paragraph.checked_sub(1)).collect();
        let asks = |s: &&Sentence| {
            s.opens
                && (questions.binary_search(&s.paragraph).is_ok()
                    || turn(cx.get(s.span), cx.lexicon).is_some_and(|t| t.1 == Turn::Question))
        };
        let first = scene.sentences.iter().find(asks)?;
        let head = scene.sentences.iter().take_while(|s| s.span.start < first.span.start).map(|s| s.span);
        let zones: Vec<Span> = scene.headline.into_iter().chain(head.take(20)).collect();
        // 外交部长陈望舒向媒体介绍情况并回答提问: before whoever else is told of
        let answers = |z: &&Span| ["介绍", "回答", "答问", "答记者问", "采访", "主持"].iter().any(|w| cx.get(**z).contains(w));
        let host = zones.iter().filter(answers).chain(&zones).find_map(|&zone| host(cx, zone, people));
        // 驻法国大使接受专访: by office alone
        let host = host.or_else(|| zones.iter().filter(answers).find_map(|&zone| office(cx, zone, people)));
        // 记者：… · 顾青松：…: whoever answers the first question
        let behind = scene.sentences.iter().filter(|s| s.opens && s.paragraph > first.paragraph);
        let label =
            behind.filter_map(|s| Some((turn(cx.get(s.span), cx.lexicon)?, s.span.start))).find(|t| t.0.1 != Turn::Question);
        let answering = label
            .filter(|((_, whose), _)| *whose == Turn::Words)
            .map(|((label, _), at)| Span::new(at + label.start, at + label.end));
        let named = |at: &Span| {
            (2..=4).contains(&cx.get(*at).chars().count()) && cx.lexicon.prefix(Category::Surnames, cx.get(*at)).is_some()
        };
        let host = host.or_else(|| answering.filter(named).map(|at| (at, cx.get(at).to_owned())));
        Some(Self { host, questions })
    }

    /// What begins with a sentence.
    pub(super) fn said(&self, cx: &Context<'_>, s: &Sentence, people: &People) -> Option<Said> {
        if s.opens && self.questions.binary_search(&s.paragraph).is_ok() {
            return Some(Said::Question);
        }
        let (label, whose) = turn(cx.get(s.span), cx.lexicon).filter(|_| s.opens)?;
        let label = Span::new(s.span.start + label.start, s.span.start + label.end);
        if whose == Turn::Question {
            return Some(Said::Question);
        }
        let words = cx.get(label);
        let answer = words.ends_with('答');
        let by_host = whose == Turn::Answer;
        let host = || self.host.as_ref().map(|h| h.1.as_str()).filter(|name| words.ends_with(name));
        let named = || people.known.last(words).or_else(host);
        let (speaker, name) = match (&self.host, by_host) {
            (Some((at, name)), true) => (*at, name.clone()),
            (None, true) if !answer => (label, words.to_owned()),
            _ => (label, named()?.to_owned()),
        };
        let text = Span::new(label.end + '：'.len_utf8(), s.span.end).trimmed(cx.text());
        let verb = answer.then(|| Span::new(label.end - '答'.len_utf8(), label.end));
        cx.trace.attempt("statements", text, label, || "turn of an interview".into());
        cx.trace.took("speaker", speaker, "the label, or the one whom the headline names", || name.clone());
        cx.trace.gives(|| name.clone());
        Some(Said::Answer(Speech { speaker: Some(speaker), name, verb, text, ..Speech::default() }))
    }
}

/// An office without a name that opens a zone.
fn office(cx: &Context<'_>, zone: Span, people: &People) -> Option<(Span, String)> {
    let office = cx.hits.within(Category::Offices, zone).find(|h| cx.lexicon.entry(h).kind.as_deref() != Some("not_office"))?;
    let head = Span::new(zone.start, office.span.end);
    let list = persons(cx.text(), head, cx.hits, cx.lexicon, &people.known);
    let whole = |p: &crate::parse::person::WrittenPerson| p.name.is_none() && p.office.is_some() && p.span == head;
    list.iter().any(whole).then(|| (head, cx.get(head).to_owned()))
}

/// The first person with an office in the headline or in what stands before the first question; he is introduced.
fn host(cx: &Context<'_>, zone: Span, people: &mut People) -> Option<(Span, String)> {
    let office = cx.hits.within(Category::Offices, zone).find(|h| cx.lexicon.entry(h).kind.as_deref() != Some("not_office"))?;
    let behind = &cx.text()[office.span.end..zone.end];
    // 陈望舒部长接受采访: the name stands before
    let acts = ["接受", "举行", "回答", "答", "就", "会见", "主持", "谈", "在"].iter().any(|w| behind.starts_with(w));
    let name = if acts { 0 } else { name_end(behind, office.span.end, cx.hits, cx.lexicon, &people.known) };
    let head = Span::new(zone.start, office.span.end + name);
    // 2026年1月16日外交部发言人…
    let lead = date(cx.get(head)).map_or(0, |(rest, _)| head.len() - rest.len());
    let head = Span::new(head.start + lead, head.end);
    let list = persons(cx.text(), head, cx.hits, cx.lexicon, &people.known);
    let person = list.into_iter().find(|p| p.name.is_some() && p.office.is_some())?;
    let party = people.party(cx, &person)?;
    people.introduce(&party);
    Some((person.span, party.name))
}

/// Whether a speech answers what was asked: it opens a paragraph, says so, or stands behind the question where a page sets no paragraphs
/// (…对此有何评论？陈望舒说：…).
pub(super) fn replies(cx: &Context<'_>, s: &Sentence, answer: &Speech, before: Option<Span>) -> bool {
    let told = s.opens || cx.get(s.span).contains("回答");
    let question = before.is_some_and(|b| cx.get(b).ends_with('？'));
    told || question && answer.verb.is_some_and(|v| cx.text()[v.end..].starts_with('：'))
}

/// 有记者问，…？, 发言人主持例行记者会，有记者问，…？: how much of a sentence tells, where the rest of it is what was asked.
pub(super) fn asks(sentence: &str) -> Option<usize> {
    let asked = |w: &str| ["有记者问", "有记者提问"].iter().any(|q| w.trim_start_matches('另').starts_with(q));
    let behind = || find_rare(sentence, "，有记者").filter(|&i| asked(&sentence[i + '，'.len_utf8()..]));
    if asked(sentence) { Some(0) } else { behind() }
}
