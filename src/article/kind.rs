//! What kind of text an article is, by how it opens and what its paragraphs open with.

use super::Draft;
use super::heads::Plan;
use crate::lexicon::{Category, Hit, Lexicon};
use crate::model::ArticleKind;
use crate::parse::{announced, date, enumerator, parties, signature, title};
use crate::span::Span;

/// The kind of an article.
pub(super) fn kind(text: &str, d: &Draft, plan: &Plan, lexicon: &Lexicon) -> ArticleKind {
    if plan.contents {
        return ArticleKind::Other;
    }
    if d.body.is_empty() {
        return if plan.stray { ArticleKind::Other } else { ArticleKind::Teaser };
    }
    let headline = d.headline.map_or("", |h| h.of(text));
    let listed = d.body.iter().filter(|p| is_list_entry(p.of(text))).count();
    let unquoted = d.body.iter().filter(|p| is_unquoted_entry(p.of(text), lexicon)).count();
    let titled = unquoted > 1 || d.body.iter().any(|p| p.of(text).contains('《'));
    let marked = d.body.iter().filter(|p| enumerator::enumerator(p.of(text)).is_ok()).count() * 2 > d.body.len();
    let named = |words: &[&str]| words.iter().any(|w| headline.ends_with(w));
    if titled && (named(&["清单", "一览", "一览表"]) || marked && named(&["成果", "成果文件", "合作文件"]))
        || listed >= 3 && listed * 2 >= d.body.len()
        || unquoted >= 3
            && unquoted * 2 >= d.body.len()
            && d.body.first().is_some_and(|p| enumerator::enumerator(p.of(text)).is_ok())
    {
        return ArticleKind::DocumentList;
    }
    let declares = d.body.iter().take(4).any(|p| p.of(text).trim_end_matches(['：', '。']).ends_with("如下"))
        || declares_late(text, &d.body);
    let clauses = d.body.iter().filter(|p| is_clause(p.of(text))).count();
    // it bears the day and place of its signature
    let signed = || d.body.iter().any(|p| p.of(text).contains('于') && signature::dated(p.of(text)));
    let named = plan.head.document;
    if title::entitled(headline, lexicon)
        && (declares
            || clauses > 1 && clauses * 2 > d.body.len()
            || named && signed()
            || (named && (d.dateline.is_none() || d.body.len() > 2) && opens_in_full(text, &d.body, lexicon)
                || speaks_for_sides(text, &d.body, lexicon))
                && !tells_of_issue(text, headline, &d.body, lexicon))
    {
        return ArticleKind::DocumentText;
    }
    if d.dateline.is_none() {
        let titled = named || title::entitled(headline, lexicon) && clauses > 1;
        if (titled && (declares || clauses > 0)) || (declares && clauses > 0) {
            return ArticleKind::DocumentText;
        }
    }
    if given_in_full(text, &d.body, lexicon) || d.dateline.is_none() && agreed_upon(text, &d.body, lexicon) {
        return ArticleKind::DocumentText;
    }
    if plan.run.headless {
        return ArticleKind::Fragment;
    }
    ArticleKind::Report
}

/// Whether a text that opens with its occasion declares behind all its reasons: 值此…，\n重申…；\n…\n声明如下：.
fn declares_late(text: &str, body: &[Span]) -> bool {
    let mut words = body.iter().map(|p| p.of(text));
    let opens = words.clone().next().is_some_and(|t| t.starts_with("值此"));
    opens && words.by_ref().take_while(|t| !is_clause(t)).take(20).any(|t| t.trim_end_matches('：').ends_with("声明如下"))
}

/// Whether a text opens as that of an instrument does: 应…邀请，…, 我们，…, or with the sides themselves.
fn opens_in_full(text: &str, body: &[Span], lexicon: &Lexicon) -> bool {
    let first = body.iter().map(|p| p.of(text)).find(|t| !signature::dated(t)).unwrap_or("");
    // 一、应…邀请: the first clause tells of the journey
    let first = enumerator::enumerator(first).map_or(first, |(rest, _)| rest);
    first.starts_with('应') && first.contains("邀请")
        || first.starts_with("我们")
        || parties::opens_party(first, lexicon).is_some()
}

/// Whether a text without a title is that of an instrument: its sides agree as it opens (甲国和乙国…，议定如下：, 根据“…协定”，…达成协议如下：),
/// and it calls itself by its sort (本条约).
fn agreed_upon(text: &str, body: &[Span], lexicon: &Lexicon) -> bool {
    let mut words = body.iter().map(|p| p.of(text)).filter(|t| !signature::dated(t)).take(20).peekable();
    let first = words.peek().copied().unwrap_or("");
    let opens = ["根据", "当此", "为了"].iter().any(|w| first.starts_with(w)) || parties::opening_sides(first, lexicon).len() > 1;
    opens && announced::agrees(first) && words.any(|t| announced::own(t, lexicon).is_some())
}

/// Whether a text without clauses is announced with its title, by what stands at the head of all: 两国在甲地签署《…》，内容如下：.
fn given_in_full(text: &str, body: &[Span], lexicon: &Lexicon) -> bool {
    let heads = body.iter().take(2).zip(body.iter().skip(1));
    // 某年某月某日，甲国总理与乙国总理举行会谈，并发表联合声明如下：
    let first = body.first().map_or("", |p| p.of(text));
    let whole_day = date::date(first).is_ok_and(|(_, d)| d.year.is_some() && d.day.is_some());
    if body.len() > 2 && whole_day && announced::sort(first, lexicon).is_some() {
        return true;
    }
    heads.map(|(p, next)| (p.of(text), next.of(text))).any(|(p, next)| {
        let whole = p.contains("全文") || p.contains("内容如下") && parties::opens_party(next, lexicon).is_some();
        whole && p.chars().count() <= 200 && announced::title(p, lexicon).is_some()
    })
}

/// Whether a text without clauses is that of an instrument: its sides speak in half of its paragraphs (双方强调…, 外长们指出…), or it
/// opens as no report does, with the whole day of the meeting or with the occasion (值此…).
fn speaks_for_sides(text: &str, body: &[Span], lexicon: &Lexicon) -> bool {
    let mut words = body.iter().map(|p| p.of(text)).filter(|t| !signature::dated(t)).peekable();
    let first = words.peek().copied().unwrap_or("");
    let whole_day = date::date(first).is_ok_and(|(_, d)| d.year.is_some() && d.day.is_some());
    let speaks = |t: &str| {
        let leaders = t.char_indices().take(6).any(|(_, c)| c == '们');
        leaders || lexicon.prefix(Category::Groups, t).is_some_and(|(e, _)| e.kind.as_deref() != Some("not_group"))
    };
    let (sides, all) = words.fold((0, 0), |(n, all), t| (n + usize::from(speaks(t)), all + 1));
    whole_day || first.starts_with("值此") || sides > 1 && sides * 2 >= all
}

/// Whether a text tells first that an instrument was issued, as a report does: 访问结束后，双方发表了联合声明.
fn tells_of_issue(text: &str, headline: &str, body: &[Span], lexicon: &Lexicon) -> bool {
    let first = body.iter().map(|p| p.of(text)).find(|t| !signature::dated(t)).unwrap_or("");
    let noun = title::parts(headline, lexicon).noun.map_or("", |n| n.of(headline));
    let issues = |clause: &str| {
        let ends = clause.strip_suffix(noun).is_some_and(|c| !c.contains(['《', '本']));
        let acts = |h: &Hit| lexicon.entry(h).kind.is_none();
        ends && lexicon.scan(clause).within(Category::Acts, Span::new(0, clause.len())).any(acts)
    };
    first.split(['，', '。']).any(issues)
}

/// `1.` and a title without 《》.
fn is_unquoted_entry(t: &str, lexicon: &Lexicon) -> bool {
    enumerator::enumerator(t).is_ok_and(|(rest, _)| {
        let rest = rest.trim().trim_end_matches(['；', '。']);
        let opens = rest.starts_with("关于") || parties::opens_party(rest, lexicon).is_some();
        title::noun(rest, lexicon).is_some_and(|(_, c)| c != "other") && opens
    })
}

/// `（一）《…》`
fn is_list_entry(t: &str) -> bool {
    let rest = enumerator::enumerator(t).map_or(t, |(rest, _)| rest).trim();
    rest.starts_with('《') && rest.trim_end_matches(['；', '。', '，']).ends_with(['》', '）'])
}

fn is_clause(t: &str) -> bool {
    use enumerator::Style;
    enumerator::alone(t).is_some()
        || enumerator::enumerator(t).is_ok_and(|(_, e)| {
            matches!(
                e.style,
                Style::Article
                    | Style::Section
                    | Style::Bracketed
                    | Style::Arabic
                    | Style::Decimal
                    | Style::Chapter
                    | Style::Part
                    | Style::Ordinal
            )
        })
}
