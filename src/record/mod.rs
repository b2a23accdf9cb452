//! Parts to records: what a written form means beside its neighbours.
//!
//! 1. [`when`]: the year and month that the texts do not print, with what they rest on.
//! 2. [`people`]: who is named, with office and country.
//! 3. [`speech`]: which sentences are speech, and whose.
//! 4. [`meeting`], [`document`], [`bundle`], [`visit`]: records, each from the sentences that tell.

mod anatomy;
mod attendance;
mod belonging;
mod bundle;
mod countries;
mod document;
mod heads;
mod meeting;
mod people;
mod place;
mod printed;
mod register;
mod relevance;
mod scene;
mod speech;
mod spelling;
mod trace;
mod visit;
mod when;

use crate::article::Page;
use crate::diagnostic::{Code, Diagnostic, Outcome};
use crate::lexicon::{Hits, Lexicon};
use crate::model::{Article, ArticleKind, Caption, Dateline, Extraction};
use crate::parse::credit;
use crate::parse::title::short_titles;
use crate::source::{Source, hash};
use crate::span::Span;
pub use printed::printed;
use scene::Scene;
pub use trace::{Attempt, Step, Trace};
use when::Calendar;

/// What every reader of a page needs.
pub struct Context<'a> {
    /// The page.
    pub page: &'a Page,
    /// The words found in its text.
    pub hits: &'a Hits,
    /// The words.
    pub lexicon: &'a Lexicon,
    /// What is done, for who asks.
    pub trace: &'a Trace,
    /// The countries that the page names by more than an abbreviation.
    pub named: std::collections::BTreeSet<&'a str>,
    /// The country whose offices are printed without it.
    pub home: &'static str,
    /// Short titles and the titles they stand for: 《…》（以下简称《协定》）.
    pub short_titles: Vec<(Span, Span)>,
}

impl<'a> Context<'a> {
    /// What stands at a span.
    #[must_use]
    pub fn get(&self, span: Span) -> &'a str {
        span.of(self.page.text.as_str())
    }

    /// The repaired text.
    #[must_use]
    pub fn text(&self) -> &'a str {
        self.page.text.as_str()
    }

    /// The `source` of a span.
    #[must_use]
    pub fn source(&self, span: Span) -> Source {
        self.page.source(span)
    }
}

/// Reads the records of a page.
///
/// The articles carry their paragraphs where `full`. Their ids, until they are linked, are a number and a hash of the words that the
/// final ones rest on.
pub fn records(
    page: &Page,
    hits: &Hits,
    lexicon: &Lexicon,
    published: Option<&str>,
    full: bool,
    trace: &Trace,
) -> Outcome<Extraction> {
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    let cx = Context {
        page,
        hits,
        lexicon,
        trace,
        named: countries::named(page, hits, lexicon),
        home: belonging::home(page, lexicon),
        short_titles: short_titles(page.text.as_str()),
    };
    let calendar = Calendar::of(&cx, published, &mut diagnostics);
    let mut out = Extraction::default();
    out.source.published = published.map(str::to_owned).or_else(|| calendar.page_date());
    out.articles.reserve_exact(page.articles.len());
    let mut shelf = document::Shelf::default();
    let mut people = people::People::of(&cx);
    for (n, draft) in page.articles.iter().enumerate() {
        people.enter(cx.get(draft.span));
        let mut article = article(&cx, draft, &calendar, &mut diagnostics);
        let mut paragraphs = draft.body.iter().map(|&p| cx.get(p).trim());
        let content = [article.headline.as_deref().unwrap_or(""), paragraphs.clone().next().unwrap_or("")];
        let id = format!("{n} {}", hash(&content, 4));
        article.id.clone_from(&id);
        if full {
            article.paragraphs = paragraphs.by_ref().map(str::to_owned).collect();
        }
        spelling::near_words(&cx, draft, &mut diagnostics);
        let listed = matches!(article.kind, ArticleKind::DocumentText | ArticleKind::DocumentList);
        let mut scene = Scene::new(&cx, draft, &id, calendar.filed(draft));
        if listed {
            document::printed(&cx, draft, &mut article, &mut shelf, &calendar, &mut diagnostics);
            if article.kind == ArticleKind::DocumentText {
                scene.speeches.clear();
                let first = out.visits.len();
                visit::visits(&cx, &scene, &mut people, &calendar, &mut out);
                meeting::in_opening(&cx, &id, (draft, first), &mut people, &calendar, &mut out);
            }
        } else if !draft.body.is_empty() && article.kind != ArticleKind::Other {
            speech::find(&cx, &mut scene, &mut people, article.kind == ArticleKind::Fragment);
            let said = diagnostics.len();
            let retold = shelf.retold();
            let first = (out.meetings.len(), out.statements.len(), shelf.len(), out.bundles.len(), out.visits.len());
            let told = meeting::meetings(&cx, &scene, &mut people, &calendar, &mut out, &mut diagnostics);
            visit::visits(&cx, &scene, &mut people, &calendar, &mut out);
            visit::told_in_full(&mut out.meetings[first.0..], &out.visits[first.4..]);
            document::mentioned(&cx, &scene, &calendar, (&out.meetings, &told), &mut shelf, &mut diagnostics);
            bundle::bundles(&cx, &scene, &told, &mut out);
            speech::statements(&cx, &scene, &mut people, &told, &mut out, &mut diagnostics);
            cx.trace.attempt("articles", draft.span, draft.body_span(), || "relevance".into());
            // an instrument that another article has named too is as much news here
            let again = shelf.retold() > retold;
            if again || relevance::relevant(&cx, &scene, &out, shelf.since(first.2), first, article.kind) {
                cx.trace.gives(|| "diplomatic news".into());
            } else {
                cx.trace.gives_up(
                    "no encounter of two sides, no visit, nothing signed, no spokesman of a state: its records are left out",
                );
                out.meetings.truncate(first.0);
                out.statements.truncate(first.1);
                shelf.truncate(first.2);
                out.bundles.truncate(first.3);
                out.visits.truncate(first.4);
                // what is left open in records that are left out is nobody's question
                let about_records = |d: &Diagnostic| d.code == Code::AmbiguousCountry;
                let kept = diagnostics.split_off(said).into_iter().filter(|d| !about_records(d));
                diagnostics.extend(kept);
                if article.kind != ArticleKind::Fragment {
                    article.kind = ArticleKind::Other;
                }
            }
        }
        out.articles.push(article);
    }
    out.documents = shelf.into_documents();
    known_later(&people, &mut out);
    Outcome { value: out, diagnostics }
}

/// Who speaks before the page introduces them: a piece of a report above the text that names the office.
fn known_later(people: &people::People, out: &mut Extraction) {
    for s in out.statements.iter_mut().filter(|s| !s.joint && s.country.is_none() && s.org.is_none()) {
        let Some(p) = s.speaker.as_deref().and_then(|n| people.find(n)) else { continue };
        s.office = s.office.take().or_else(|| p.office.clone());
        s.country.clone_from(&p.country);
        s.org.clone_from(&p.org);
    }
}

/// （图为会见现场。 · （图为会见现场）: without the bracket around it.
fn unbracketed(caption: &str) -> &str {
    let inner = caption.strip_prefix('（').map(|t| t.strip_suffix('）').unwrap_or(t));
    inner.filter(|t| !t.contains(['（', '）'])).unwrap_or(caption)
}

/// The article record of a draft.
fn article(cx: &Context<'_>, draft: &crate::article::Draft, calendar: &Calendar, diagnostics: &mut Vec<Diagnostic>) -> Article {
    let words = |s: Option<Span>| s.map(|s| cx.get(s).trim().to_owned()).filter(|s| !s.is_empty());
    cx.trace.attempt("articles", draft.span, draft.headline.unwrap_or(draft.span), || "article".into());
    for (field, at) in
        [("kicker", draft.kicker), ("headline", draft.headline), ("subhead", draft.subhead), ("source_note", draft.note)]
    {
        if let Some(at) = at {
            cx.trace.took(field, at, "a line of a headline that was matched with this text", || cx.get(at).to_owned());
        }
    }
    let dateline = draft.dateline.as_ref().map(|d| {
        let date = d.date.and_then(|w| calendar.resolve(&w, None));
        cx.trace.took("dateline", d.span, "an agency, a place, a day and 电 or 讯 at the head of a text", || {
            cx.get(d.span).to_owned()
        });
        if let Some(w) = d.date
            && date.is_none()
            && w.month.is_some()
        {
            diagnostics.push(Diagnostic::new(
                Code::ImpossibleDate,
                "a date that is no day of the calendar",
                Some(cx.source(d.span)),
            ));
        }
        if date.as_ref().is_some_and(|s| s.edtf.starts_with("XXXX")) {
            let message = "the year is not printed and nothing tells it; --published gives it";
            diagnostics.push(Diagnostic::new(Code::UnknownYear, message, Some(cx.source(d.span))));
        }
        Box::new(Dateline {
            agency: d.agency.clone(),
            place: words(d.place),
            date: date.as_ref().map(|d| d.edtf.clone()),
            date_basis: date.and_then(|d| d.basis),
            reporters: d.reporters.clone(),
            via: d.via.then(|| d.agency.clone()).flatten(),
        })
    });
    cx.trace.gives(|| draft.kind.code());
    let captions = draft
        .captions
        .iter()
        .map(|&s| {
            let t = cx.get(s);
            let credit = credit::credit(t, cx.lexicon);
            let end = credit.as_ref().map_or(t.len(), |c| c.span.start);
            Caption {
                text: Some(unbracketed(t[..end].trim()).to_owned()).filter(|t| !t.is_empty()),
                agency: credit.as_ref().and_then(|c| c.agency.clone()),
                photographer: credit.and_then(|c| c.photographer),
                source: cx.source(s),
            }
        })
        .collect();
    Article {
        id: String::new(),
        kind: draft.kind,
        kicker: words(draft.kicker),
        headline: words(draft.headline),
        subhead: words(draft.subhead).map(|s| s.trim_start_matches(['—', '-', ' ']).to_owned()),
        dateline,
        source_note: words(draft.note).map(|n| n.trim_matches(['（', '）', '。', ' ']).to_owned()),
        captions,
        continued_from: words(draft.continued_from),
        continues_on: words(draft.continues_on),
        page: words(draft.page),
        document: None,
        paragraphs: Vec::new(),
        corrected: Vec::new(),
        source: cx.source(draft.span.trimmed(cx.text())),
        span: draft.span,
    }
}
