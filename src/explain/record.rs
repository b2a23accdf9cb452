//! What led to a record: the rule, the words, what was refused.

use super::Place;
use crate::article::{self, Page};
use crate::decode;
use crate::diagnostic::Diagnostic;
use crate::layout;
use crate::lexicon::{Category, Hits, Lexicon};
use crate::link;
use crate::model::Extraction;
use crate::pipeline::{Options, extract};
use crate::record::{self, Attempt, Trace};
use crate::span::Span;
use serde::Serialize;
use serde_json::Value;

/// What led to a record.
#[derive(Debug, Clone, Serialize)]
pub struct Why {
    /// Its id.
    pub id: String,
    /// The list that it stands in.
    pub list: &'static str,
    /// What it was read from.
    pub place: Place,
    /// The attempts that gave it, and those that added to it, in order.
    pub rules: Vec<Tried>,
    /// What was inferred, and from what.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub inferred: Vec<Inferred>,
    /// What else was read in the same words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub beside: Vec<Tried>,
    /// Attempts that were given up: in the same words, and elsewhere in its article.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub refused: Vec<Tried>,
    /// The words of the lexicon in it.
    pub words: Vec<Word>,
    /// What there is to say about its lines.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub diagnostics: Vec<Diagnostic>,
}

/// An attempt of a rule.
#[derive(Debug, Clone, Serialize)]
pub struct Tried {
    /// The rule, as `grammar/rules` calls it, or what is done.
    pub rule: String,
    /// The list of the records that it reads.
    pub list: &'static str,
    /// What it gave.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gives: Option<String>,
    /// Why it was given up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refused: Option<&'static str>,
    /// The words that set it off.
    pub at: Place,
    /// Their entry in the lexicon: `encounters.yaml: talks`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entry: Option<String>,
    /// What it took, and did not take, from which words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Step>,
}

/// What was taken from some words, or not.
#[derive(Debug, Clone, Serialize)]
pub struct Step {
    /// The field; none for a candidate that was refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<&'static str>,
    /// Its value.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub value: String,
    /// By what reading of the words, or why not.
    pub how: &'static str,
    /// The words.
    pub from: Place,
    /// The entry of the lexicon in them that has this value: `places.yaml: paris`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entry: Option<String>,
}

/// A value that is not printed.
#[derive(Debug, Clone, Serialize)]
pub struct Inferred {
    /// The field: a JSON Pointer into the record.
    pub field: String,
    /// `published`, `page`, `file`, `anniversary`, `dateline`, `context`.
    pub from: String,
    /// The words it rests on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Place>,
}

/// A word of the lexicon.
#[derive(Debug, Clone, Serialize)]
pub struct Word {
    /// The file of the lexicon.
    pub file: &'static str,
    /// The entry.
    pub entry: String,
    /// Its kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Its code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Where it stands.
    #[serde(flatten)]
    pub place: Place,
}

/// Why a record is as it is; `id` is one that [`extract`] gives with the same options. Nothing where the input gives no such record.
#[must_use]
pub fn why(id: &str, bytes: &[u8], options: &Options<'_>) -> Option<Why> {
    let mut why = Reasons::of(bytes, options).of_record(id)?;
    let outcome = extract(bytes, options);
    let lines = why.place.source.lines;
    let there = |d: &Diagnostic| d.source.as_ref().is_some_and(|s| s.lines[0] <= lines[1] && lines[0] <= s.lines[1]);
    why.diagnostics = outcome.diagnostics.into_iter().filter(there).collect();
    Place::settle(bytes, &outcome.value.source.encoding, why.places());
    Some(why)
}

/// An input read once more, this time with what was done on the way.
pub(crate) struct Reasons<'a> {
    page: Page,
    hits: Hits,
    lexicon: &'a Lexicon,
    records: Extraction,
    /// The attempts of each article, and of what belongs to none.
    attempts: Vec<Vec<Attempt>>,
}

/// A record among the others.
struct Found {
    list: &'static str,
    span: Span,
    /// Its code.
    code: String,
    /// The names of the sides of an encounter, the title of a document: what tells it from another in the same sentence.
    names: String,
    fields: Value,
}

impl Found {
    fn of(records: &Extraction, id: &str) -> Option<Self> {
        macro_rules! look {
            ($list:ident, $code:expr, $names:expr) => {
                if let Some(r) = records.$list.iter().find(|r| r.id == id) {
                    let fields = serde_json::to_value(r).unwrap_or_default();
                    #[allow(clippy::redundant_closure_call)]
                    return Some(Self { list: stringify!($list), span: r.span, code: $code(r), names: $names(r), fields });
                }
            };
        }
        look!(articles, |a: &crate::model::Article| a.kind.code(), |_| String::new());
        look!(meetings, |m: &crate::model::Meeting| m.kind.code(), |m: &crate::model::Meeting| {
            m.parties.iter().map(|p| p.name.as_str()).collect::<Vec<_>>().join("、")
        });
        look!(statements, |s: &crate::model::Statement| s.speaker.clone().unwrap_or_default(), |_| String::new());
        look!(documents, |d: &crate::model::Document| d.kind.code(), |d: &crate::model::Document| {
            d.title.clone().unwrap_or_default()
        });
        look!(bundles, |b: &crate::model::Bundle| b.act.code(), |_| String::new());
        look!(visits, |v: &crate::model::Visit| v.kind.map_or_else(|| "visit".to_owned(), crate::model::VisitKind::code), |_| {
            String::new()
        });
        None
    }
}

impl<'a> Reasons<'a> {
    pub(crate) fn of(bytes: &[u8], options: &Options<'a>) -> Self {
        let lexicon = options.lexicon.unwrap_or_else(|| Lexicon::built_in());
        let decoded = decode::decode(bytes.into(), options.encoding.as_deref(), lexicon).value;
        let blocks = layout::layout(&decoded, lexicon).value;
        let page = article::articles(&decoded, &blocks, lexicon).value;
        let hits = lexicon.scan(page.text.as_str());
        let trace = Trace::kept();
        let records = record::records(&page, &hits, lexicon, options.published.as_deref(), true, &trace).value;
        let records = link::link(records, &trace).value;
        let mut reasons = Self { attempts: vec![Vec::new(); page.articles.len() + 1], page, hits, lexicon, records };
        for attempt in trace.attempts() {
            let article = reasons.article(attempt.within);
            if let Some(attempts) = reasons.attempts.get_mut(article) {
                attempts.push(attempt);
            }
        }
        reasons
    }

    /// The number of the article that holds a span.
    fn article(&self, span: Span) -> usize {
        let articles = &self.page.articles;
        let at = articles.partition_point(|a| a.span.start <= span.start).saturating_sub(1);
        articles.get(at).filter(|a| a.span.contains(span)).map_or(articles.len(), |_| at)
    }

    /// What led to a record; its places have no lines and columns yet.
    pub(crate) fn of_record(&self, id: &str) -> Option<Why> {
        let found = Found::of(&self.records, id)?;
        Some(Why { id: id.to_owned(), ..self.why(&found) })
    }

    fn place(&self, span: Span) -> Place {
        Place::of(&self.page.text, &self.page.lines, &[span])
    }

    fn why(&self, found: &Found) -> Why {
        let article = self.article(found.span);
        // an instrument is one record, in however many articles it is named
        let elsewhere_too = found.list == "documents";
        let attempts = self.attempts.iter().enumerate().filter(|(n, _)| *n == article || elsewhere_too).flat_map(|(_, a)| a);
        let whole = found.list == "articles";
        let title = |a: &Attempt| elsewhere_too && a.within.of(self.page.text.as_str()) == found.names;
        let (mut rules, mut beside, mut refused, mut elsewhere) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for a in attempts {
            let own = a.list == found.list;
            let here = own && (a.within.overlaps(found.span) || title(a));
            let given = a.gives.is_some() || (a.refused.is_none() && !a.steps.is_empty());
            match (here, given) {
                (true, true) if gave(a, found) => rules.push(self.tried(a)),
                (true, true) => beside.push(self.tried(a)),
                (true, false) => refused.push(self.tried(a)),
                (false, false) if (own || whole) && self.article(a.within) == article => elsewhere.push(self.tried(a)),
                _ => {}
            }
        }
        refused.append(&mut elsewhere);
        let mut basis = Vec::new();
        inferred("", &found.fields, &mut basis);
        let words = if whole { Vec::new() } else { self.words(found.span) };
        Why {
            id: String::new(),
            list: found.list,
            place: self.place(found.span),
            rules,
            inferred: basis,
            beside,
            refused,
            words,
            diagnostics: Vec::new(),
        }
    }

    fn tried(&self, a: &Attempt) -> Tried {
        let step = |s: &record::Step| Step {
            field: s.field,
            value: s.value.clone(),
            how: s.how,
            from: self.place(s.from),
            entry: s.field.and_then(|_| self.entry(s.from, &Category::ALL, Some(&s.value))),
        };
        let triggers = [Category::Encounters, Category::Visits, Category::Speech, Category::Instruments, Category::Acts];
        let steps = a.steps.iter().map(step).collect();
        Tried {
            rule: a.rule.clone(),
            list: a.list,
            gives: a.gives.clone(),
            refused: a.refused,
            at: self.place(a.at),
            entry: self.entry(a.at, &triggers, None),
            steps,
        }
    }

    /// The entry of a word in a span: of one that is the span, or of the longest that has a value, as its form or its code.
    fn entry(&self, span: Span, files: &[Category], value: Option<&str>) -> Option<String> {
        let text = self.page.text.as_str();
        let fits = |h: &crate::lexicon::Hit| match value {
            None => h.span == span,
            Some(value) => {
                let e = self.lexicon.entry(h);
                h.span.of(text) == value || e.code.as_deref() == Some(value) || e.country.as_deref() == Some(value)
            }
        };
        let all = files.iter().flat_map(|&c| self.hits.within(c, span).filter(|h| fits(h)).map(move |h| (c, h)));
        let (category, hit) = all.max_by_key(|(_, h)| h.span.len())?;
        Some(format!("{}.yaml: {}", category.name(), self.lexicon.entry(hit).id))
    }

    /// The words of the lexicon in a span, in order.
    fn words(&self, span: Span) -> Vec<Word> {
        let of = |category| self.hits.within(category, span).map(move |h| (category, *h));
        let mut all: Vec<(Category, crate::lexicon::Hit)> = Category::ALL.into_iter().flat_map(of).collect();
        all.sort_by_key(|(_, h)| (h.span.start, usize::MAX - h.span.end));
        let word = |(category, h): (Category, crate::lexicon::Hit)| {
            let e = self.lexicon.entry(&h);
            let (entry, kind, code) = (e.id.clone(), e.kind.clone(), e.code.clone().or_else(|| e.country.clone()));
            Word { file: category.name(), entry, kind, code, place: self.place(h.span) }
        };
        all.into_iter().map(word).collect()
    }
}

/// Every `date_basis` in a record.
fn inferred(at: &str, value: &Value, out: &mut Vec<Inferred>) {
    match value {
        Value::Object(fields) => {
            for (name, inner) in fields {
                if name == "date_basis" {
                    let text = |name: &str| inner[name].as_str().unwrap_or_default().to_owned();
                    let source = serde_json::from_value(inner["source"].clone()).ok();
                    let evidence = source.map(|source| Place { text: text("evidence"), source, ..Place::default() });
                    out.push(Inferred { field: format!("{at}/date"), from: text("from"), evidence });
                } else {
                    inferred(&format!("{at}/{name}"), inner, out);
                }
            }
        }
        Value::Array(items) => items.iter().enumerate().for_each(|(n, v)| inferred(&format!("{at}/{n}"), v, out)),
        _ => {}
    }
}

/// Whether an attempt in the words of a record gave this one, or added to it.
fn gave(a: &Attempt, found: &Found) -> bool {
    if found.list != "meetings" {
        return true;
    }
    let Some(code) = &a.gives else { return true };
    let sides: Vec<&str> = a.steps.iter().filter(|s| s.field == Some("parties")).map(|s| s.value.as_str()).collect();
    *code == found.code && (sides.is_empty() || sides.iter().any(|s| s.split('、').any(|n| found.names.contains(n))))
}

impl Why {
    /// All places in it.
    pub(crate) fn places(&mut self) -> impl Iterator<Item = &mut Place> {
        let tried = self.rules.iter_mut().chain(&mut self.beside).chain(&mut self.refused);
        let tried = tried.flat_map(|t| std::iter::once(&mut t.at).chain(t.steps.iter_mut().map(|s| &mut s.from)));
        let evidence = self.inferred.iter_mut().filter_map(|i| i.evidence.as_mut());
        std::iter::once(&mut self.place).chain(tried).chain(evidence).chain(self.words.iter_mut().map(|w| &mut w.place))
    }
}
