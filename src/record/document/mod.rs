//! Instruments: named in reports, entered in lists, printed in full.

mod acts;
mod clauses;
mod days;
mod entries;
mod list;
mod mention;
mod shelf;
mod signers;
mod speaking;
mod unmarked;

pub use mention::mentioned;
pub use shelf::Shelf;

use crate::article::Draft;
use crate::diagnostic::Diagnostic;
use crate::lexicon::Category;
use crate::model::{Act, ActKind, Article, ArticleKind, Document, DocumentKind};
use crate::parse::announced;
use crate::parse::date::{WrittenDate, date};
use crate::parse::dates::dates;
use crate::parse::enumerator::enumerator;
use crate::parse::sentence::sentences;
use crate::parse::signature::{dated, labelled};
use crate::parse::title::{noun, unnumbered};
use crate::record::Context;
use crate::record::anatomy::document;
use crate::record::when::Calendar;
use crate::span::Span;
use clauses::clauses;
use days::told_day;
use list::list;
use mention::in_sentence;
use speaking::speaking;
use unmarked::unmarked;

/// A title without what printing changes: blanks, width, dashes.
#[must_use]
pub fn fold(t: &str) -> String {
    t.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '－' | '—' | '–' | '─' | '-' => '-',
            '〈' => '《',
            '〉' => '》',
            c => c,
        })
        .collect()
}

/// The instruments of a list, or the one that is printed in full.
pub fn printed(
    cx: &Context<'_>,
    draft: &Draft,
    article: &mut Article,
    shelf: &mut Shelf,
    calendar: &Calendar,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if article.kind == ArticleKind::DocumentList {
        list(cx, draft, article, shelf, diagnostics);
        return;
    }
    // 「甲地宣言」全文如下：under the headline of a newspaper
    let announced = announced(cx, draft);
    let told = announced.as_ref().map_or_else(|| above(cx, &draft.body), |a| a.told);
    // 有效期：…: a line of a table is no title
    let own = draft.headline.filter(|h| !cx.get(*h).contains('：'));
    let Some(headline) = announced.as_ref().map(|a| a.title).or(own) else {
        cited_in(cx, &draft.body, false, article, shelf, calendar);
        return;
    };
    let title = undated(cx, headline);
    let mut d = document(cx, title);
    if announced.as_ref().is_some_and(|a| a.sort) {
        d.description = d.title.take();
    }
    let years = draft.subhead.and_then(|s| crate::parse::title::years(cx.get(s)));
    d.period = d.period.take().or(years.map(|(a, b)| format!("{a:04}/{b:04}")));
    article.document.clone_from(&d.title);
    d.article.clone_from(&article.id);
    d.continues_on.clone_from(&article.continues_on);
    d.truncated = article.continues_on.is_some();
    d.acts.push(Act { act: ActKind::Issue, source: cx.source(headline), ..Act::default() });
    let (preamble, clauses, closing) = clauses(cx, &draft.body[told..], diagnostics);
    d.preamble = preamble;
    d.clauses = clauses;
    d.closing = closing;
    if d.parties.is_empty() {
        d.parties = speaking(cx, &draft.body[told..]);
    }
    // a first clause and no second: the rest is on another page
    d.truncated |= d.clauses.len() == 1 && d.clauses[0].number == Some(1) && d.closing.is_empty();
    // the day at the end, or the one under the title
    let under = [cx.get(Span::new(title.end, headline.end)), draft.subhead.map_or("", |s| cx.get(s))]
        .into_iter()
        .chain(draft.body.first().map(|&p| cx.get(p)));
    let under = under.filter(|l| dated(l) || labelled(l) || draft.subhead.is_some_and(|s| cx.get(s) == *l));
    // 有效期：1944年9月30日至今 is no day of signature
    let under = under.map(|l| l.split("有效期").next().unwrap_or(l));
    if let Some(w) =
        d.closing.iter().map(String::as_str).chain(under).flat_map(dates).find(|w| w.year.is_some() && w.day.is_some())
    {
        d.date = calendar.resolve(&w, None).map(|d| d.edtf);
    }
    // …年…月…日，甲国总理与乙国总理举行会谈，并发表联合声明如下：
    if let Some(Ok((_, w))) = draft.body.first().map(|&p| date(cx.get(p))).filter(|_| d.description.is_some() && d.date.is_none())
    {
        d.date = calendar.resolve(&w, None).map(|d| d.edtf).filter(|t| t.len() == 10);
    }
    if d.closing.iter().any(|c| ["订于", "签订", "签署", "签字"].iter().any(|w| c.contains(w))) {
        d.acts.iter_mut().for_each(|a| a.act = ActKind::Sign);
        d.acts.iter_mut().for_each(|a| a.date.clone_from(&d.date));
    }
    let acts = std::mem::take(&mut d.acts);
    let (above, headed) = (&draft.body[..told], announced.is_none());
    if !headed {
        cited_in(cx, above, true, article, shelf, calendar);
    }
    shelf.printed_below(&d);
    let known = shelf.has(d.title.as_deref());
    // the text itself says that it was issued; where a list or report tells how, that stands
    d.acts = if known { Vec::new() } else { acts };
    shelf.add(d);
    // what announces it below its headline may call it by its sort
    if headed {
        cited_in(cx, above, true, article, shelf, calendar);
    }
    cited_in(cx, &draft.body[told..], false, article, shelf, calendar);
}

/// What a paragraph above a text says that it is.
struct Announced {
    /// Its title, or the noun of its kind.
    title: Span,
    /// It is only called by its sort.
    sort: bool,
    /// How many paragraphs stand above the text.
    told: usize,
}

/// What the report above a text calls it, where the headline does not: 「甲地宣言」全文如下：, 双方发表联合宣言如下：.
fn announced(cx: &Context<'_>, draft: &Draft) -> Option<Announced> {
    let names = |s: Span| noun(cx.get(s), cx.lexicon).is_some_and(|(_, code)| code != "other");
    if draft.headline.is_some_and(|h| names(undated(cx, h))) {
        return None;
    }
    let told = draft.body.iter().take(6).enumerate().find_map(|(i, &p)| {
        let text = cx.get(p);
        let at = |s: Span| Span::new(p.start + s.start, p.start + s.end);
        if let Some(title) = announced::title(text, cx.lexicon) {
            return Some(Announced { title: at(title), sort: false, told: i + 1 });
        }
        // 应…邀请，…。双方发表联合宣言如下：一、…: it is what the text itself begins with
        let clause = draft.body.get(i + 1).is_some_and(|&n| opens_clause(cx.get(n).trim()));
        let sort = announced::sort(text, cx.lexicon)?;
        let whole_day = date(text).is_ok_and(|(_, d)| d.year.is_some() && d.day.is_some());
        Some(Announced { title: at(sort), sort: true, told: if clause || whole_day && i == 0 { i } else { i + 1 } })
    });
    told.or_else(|| own_name(cx, draft))
}

/// What a text without a headline calls itself where its sides agree as it opens: 本条约.
fn own_name(cx: &Context<'_>, draft: &Draft) -> Option<Announced> {
    if draft.headline.is_some() || !draft.body.iter().take(3).any(|&p| announced::agrees(cx.get(p))) {
        return None;
    }
    let mut named = draft.body.iter().take(20).filter_map(|&p| Some((p, announced::own(cx.get(p), cx.lexicon)?)));
    let (p, name) = named.next()?;
    Some(Announced { title: Span::new(p.start + name.start, p.start + name.end), sort: true, told: 0 })
}

/// How many paragraphs only say that the text follows, below a headline that has its title: …3日发表宣言，全文如下：.
fn above(cx: &Context<'_>, body: &[Span]) -> usize {
    let follows = |p: &Span| {
        let text = cx.get(*p).trim().trim_end_matches('：');
        text.ends_with("全文如下") && text.chars().count() <= 120
    };
    body.iter().take(2).rposition(follows).map_or(0, |i| i + 1)
}

/// Whether a paragraph opens with the mark of a clause.
fn opens_clause(words: &str) -> bool {
    crate::parse::enumerator::alone(words).is_some() || enumerator(words).is_ok()
}

/// A title without the day in brackets behind it, （全文）, （节选）, and what announces it: （受权发布）.
fn undated(cx: &Context<'_>, headline: Span) -> Span {
    let words = cx.get(headline);
    let opened = ["（受权发布）", "受权发布：", "受权发布丨", "受权发布|", "附件："].iter().find_map(|w| words.strip_prefix(w));
    let start = headline.end - opened.unwrap_or(words).len();
    let mut stem = opened.unwrap_or(words).trim_end();
    while let Some(at) = stem.strip_suffix('）').and_then(|s| s.rfind('（')).filter(|&at| {
        dated(&stem[at..])
            || labelled(&stem[at..])
            || of_year(&stem[at..])
            || matches!(&stem[at..], "（全文）" | "（节选）" | "（摘要）" | "（要点）")
            || of_page(&stem[at..])
    }) {
        stem = stem[..at].trim_end();
    }
    let stem = unnumbered(crate::parse::title::undated(stem));
    Span::new(start, start + stem.len())
}

/// （2023年）: how a collection tells texts of one title apart.
fn of_year(bracket: &str) -> bool {
    let year = bracket.strip_prefix('（').and_then(|b| b.strip_suffix("年）"));
    year.is_some_and(|y| y.len() == 4 && y.chars().all(|c| c.is_ascii_digit()))
}

/// （2）: which page of a text that a portal prints on several.
fn of_page(bracket: &str) -> bool {
    let page = bracket.strip_prefix('（').and_then(|b| b.strip_suffix('）'));
    page.is_some_and(|n| (1..=2).contains(&n.len()) && n.chars().all(|c| c.is_ascii_digit()))
}

/// What the paragraphs of a document name, or those of the `report` above it.
fn cited_in(cx: &Context<'_>, body: &[Span], report: bool, article: &Article, shelf: &mut Shelf, calendar: &Calendar) {
    // 双方签署了下列文件： and a paragraph for each
    let mut lists = false;
    for &p in body {
        let words = cx.get(p).trim();
        lists &= enumerator(words).map_or(words, |(rest, _)| rest).trim_start().starts_with('《');
        for s in sentences(cx.text(), p) {
            // 双方签署了《…》: done on the journey that the text tells of
            let signed = ["签署了", "签订了", "簽署了", "簽訂了"].iter().filter_map(|w| cx.get(s).find(w)).min();
            let tells = |at: usize| report || signed.is_some_and(|i| s.start + i < at);
            let mut found = in_sentence(cx, s, None, calendar);
            if tells(s.end) {
                found.extend(unmarked(cx, s, s));
            }
            for mut d in found {
                d.article.clone_from(&article.id);
                // the text itself, whose headline stands above
                if report && d.title == article.document && shelf.has(d.title.as_deref()) {
                    continue;
                }
                // 两国代表6日在甲地签署《…》，内容如下：
                if report && d.date.is_none() && d.acts.iter().any(|a| a.act != ActKind::Cite) {
                    let told = dates(cx.get(s)).into_iter().rfind(|w| s.start + w.span.end <= d.span.start && told_day(w));
                    d.date = told.and_then(|w| calendar.resolve(&w, None)).map(|w| w.edtf);
                    let date = d.date.clone();
                    d.acts.iter_mut().for_each(|a| a.date.clone_from(&date));
                }
                // 忆及各方于2002年11月4日签署《…》
                if !report && d.date.is_none() {
                    d.date = signed_on(cx, s, d.span).and_then(|w| calendar.resolve(&w, None)).map(|w| w.edtf);
                }
                if shelf.calls(&mut d, article.document.as_deref()) {
                    continue;
                }
                if d.acts.iter().any(|a| matches!(a.act, ActKind::Extend))
                    || cx.get(s).contains("予以延期")
                    || cx.get(s).contains("继续延期")
                {
                    // 双方同意根据《…》第二十五条对其予以延期
                    if d.acts.iter().any(|a| a.article_cited.is_some())
                        && let Some(a) = d.acts.first_mut()
                    {
                        a.act = ActKind::Extend;
                    }
                } else if lists {
                    d.acts.iter_mut().for_each(|a| a.act = ActKind::Sign);
                } else if !tells(d.span.start) {
                    d.acts.iter_mut().for_each(|a| a.act = ActKind::Cite);
                }
                shelf.add(d);
            }
            dated_nouns(cx, s, &article.id, shelf, calendar);
            lists |= signed.is_some() && cx.get(p).trim_end().ends_with('：');
        }
    }
}

/// The whole day that stands before the verb of a title: 2002年11月4日签署《…》.
fn signed_on(cx: &Context<'_>, s: Span, title: Span) -> Option<WrittenDate> {
    let behind = |w: &WrittenDate| cx.text().get(s.start + w.span.end..title.start).map(|t| t.trim_end_matches('《'));
    let verb = |w: &WrittenDate| matches!(behind(w), Some("签署" | "签订" | "签署了" | "签订了" | "发表" | "缔结" | "通过"));
    dates(cx.get(s)).into_iter().find(|w| w.year.is_some() && w.day.is_some() && verb(w))
}

/// 1996年4月25日的中俄联合声明: an instrument cited by its date and noun.
fn dated_nouns(cx: &Context<'_>, s: Span, article: &str, shelf: &mut Shelf, calendar: &Calendar) {
    let text = cx.get(s);
    if cx.hits.within(Category::Instruments, s).next().is_none() {
        return;
    }
    for w in dates(text).into_iter().filter(|w| w.year.is_some() && w.day.is_some()) {
        let rest = text[w.span.end..].trim_start_matches('的');
        let at = text.len() - rest.len();
        let Some(end) = ["联合声明", "联合公报", "联合宣言", "协定", "条约", "议定书"]
            .iter()
            .filter_map(|n| rest.find(n).map(|i| i + n.len()))
            .min()
        else {
            continue;
        };
        let words = &rest[..end];
        // 有效期：1961年11月13日至今
        if words.chars().count() > 14 || words.contains(['《', '，', '。', '、']) || words.starts_with("至今") {
            continue;
        }
        let description = text[w.span.start..at + end].to_owned();
        if shelf.describes(&description) {
            continue;
        }
        let span = Span::new(s.start + w.span.start, s.start + at + end);
        let kind =
            crate::parse::title::noun(words, cx.lexicon).and_then(|(_, c)| DocumentKind::from_code(&c)).unwrap_or_default();
        cx.trace.attempt("documents", span, span, || "date and noun".into());
        cx.trace.gives(|| kind.code());
        let source = cx.source(span);
        shelf.add(Document {
            article: article.to_owned(),
            description: Some(description),
            kind,
            date: calendar.resolve(&w, None).map(|d| d.edtf),
            acts: vec![Act { act: ActKind::Cite, source: source.clone(), ..Act::default() }],
            source,
            span,
            ..Document::default()
        });
    }
}

/// What the heading of a section says is done with its entries.
fn section_act(cx: &Context<'_>, p: Span) -> Option<ActKind> {
    let words = cx.get(p);
    if words.contains("见证交换") || words.contains("见证换文") {
        return Some(ActKind::WitnessExchange);
    }
    if words.contains("见证") {
        return Some(ActKind::WitnessSigning);
    }
    if words.contains("宣布") {
        return Some(ActKind::Announce);
    }
    cx.hits
        .within(Category::Acts, p)
        .filter(|h| cx.lexicon.entry(h).kind.as_deref() != Some("not_act"))
        .find_map(|h| ActKind::from_code(cx.lexicon.entry(h).code.as_deref()?))
}
