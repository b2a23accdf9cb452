//! All headlines and captions of a page matched with its texts at once.

use super::texts::{Group, Run, Sketch, document_title, is_entry, issued_here, lead, section, speaks_of_encounters};
use crate::layout::Block;
use crate::lexicon::{Category, Lexicon};
use crate::parse::{dateline, signature, title, words::Words};
use crate::span::is_letter;
use std::cell::LazyCell;
use std::collections::HashSet;

/// What is printed over a text.
#[derive(Debug, Clone, Default)]
pub struct Head {
    /// 肩题.
    pub kicker: Vec<usize>,
    /// 主题: its lines in the order in which they are read.
    pub headline: Vec<usize>,
    /// 副题.
    pub subhead: Vec<usize>,
    /// It stands behind its text.
    pub behind: bool,
    /// Its lines were printed in another order.
    pub reordered: bool,
    /// It is the title of a document.
    pub document: bool,
}

/// A text with its head and captions, or a headline without text.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// The text; empty for a teaser.
    pub run: Run,
    /// Its head.
    pub head: Head,
    /// Its captions.
    pub captions: Vec<usize>,
    /// The label of its page, of a headline without text.
    pub label: Option<usize>,
    /// A teaser that speaks of nothing this tool reads.
    pub stray: bool,
    /// A list of the headlines of the page.
    pub contents: bool,
}

impl Plan {
    /// The block that decides its place on the page.
    fn place(&self) -> usize {
        self.run.body.first().or(self.head.headline.first()).copied().unwrap_or(usize::MAX)
    }
}

/// Matches.
pub fn heads(blocks: &[Block<'_>], sketch: Sketch, lexicon: &Lexicon) -> Vec<Plan> {
    let Sketch { runs, groups, captions } = sketch;
    let leads: Vec<Vec<&str>> = runs.iter().map(|r| lead(blocks, &r.body)).collect();
    let words = |g: &Group| Words::of(g.lines.iter().map(|&l| blocks[l].text.as_ref()));
    let mut headed = vec![false; runs.len()];
    groups.iter().filter_map(|g| g.behind).for_each(|t| headed[t] = true);
    // a text below the title of a document has its head; lines inside it are headings
    let mut named = vec![false; runs.len()];
    let title = |g: &Group| document_title(blocks, &g.lines, lexicon).map(|t| t.0);
    let mut titles: Vec<Option<Vec<usize>>> = groups.iter().map(title).collect();
    for (g, title) in groups.iter().zip(&titles) {
        if let Some(t) = g.behind.filter(|_| title.is_some()) {
            named[t] = true;
        }
    }
    let mut root = 0;
    let roots: Vec<usize> = (0..runs.len())
        .map(|t| {
            root = if runs[t].weak { root } else { t };
            root
        })
        .collect();
    let heading = |g: &Group| g.lines.iter().any(|&l| blocks[l].level > 0);
    // the texts that a headline behind them may be of
    let mut claimed = vec![false; runs.len()];
    for t in groups.iter().filter(|g| !heading(g)).filter_map(|g| g.before) {
        claimed[t] = true;
        claimed[roots[t]] = true;
    }
    // every pair that may be, with how well it fits
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for (n, g) in groups.iter().enumerate() {
        let heading = heading(g);
        let head = LazyCell::new(|| words(g));
        if let Some(t) = g.behind {
            let fragment = if runs[t].from.is_some() { 0.5 } else { 0.0 };
            // of a heading above a text that nothing else claims it does not matter
            let fit = if heading && !claimed[t] { 0.0 } else { head.share(&leads[t]) };
            // the report above a statement names it too
            let own = titles[n].is_some() && runs[t].body.first().is_some_and(|&b| issued_here(blocks, &g.lines, b));
            pairs.push((0.35 + fit + f64::from(u8::from(own)) - fragment, n, t));
        }
        if let Some(t) = g.before.filter(|_| !(heading || g.inside && section(blocks, &g.lines))) {
            let fit = head.share(&leads[t]);
            if g.inside && titles[n].is_some() {
                pairs.push((1.0, n, t));
            } else if fit > 0.3 && !runs[t].headless && !(g.inside && named[t]) {
                pairs.push((fit, n, t));
            }
            // what only seems to be another text may be the end of the one that the headline is of
            let root = roots[t];
            if root < t && !headed[root] {
                let fit = head.share(&leads[root]);
                if fit > 0.3 {
                    pairs.push((1.0 + fit, n, root));
                }
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut of_group: Vec<Option<usize>> = vec![None; groups.len()];
    let mut of_run: Vec<Option<usize>> = vec![None; runs.len()];
    for (_, g, t) in pairs {
        if of_group[g].is_none() && of_run[t].is_none() {
            of_group[g] = Some(t);
            of_run[t] = Some(g);
        }
    }
    let mut plans: Vec<Plan> = Vec::with_capacity(runs.len() + of_group.iter().filter(|t| t.is_none()).count());
    for (t, mut run) in runs.into_iter().enumerate() {
        let head = of_run[t].map_or_else(Head::default, |g| {
            let (lines, sections) = groups[g].lines.split_at(list_head(blocks, &groups[g].lines, &run));
            let mut h = arrange(blocks, lines, titles[g].take(), &leads[t], lexicon);
            h.behind = groups[g].behind != Some(t);
            run.body.splice(0..0, sections.iter().copied());
            h
        });
        plans.push(Plan { run, head, ..Plan::default() });
    }
    for (i, before, next) in captions {
        let words = Words::of([blocks[i].text.as_ref()]);
        let fit = |t: usize| leads.get(t).map_or(-1.0, |l| words.share(l));
        let best = match before {
            Some(b) if fit(next) > fit(b) + 0.2 && plans[b].run.body.last().is_some_and(|&l| l < i) => next,
            Some(b) => b,
            None => next,
        };
        match plans.get_mut(best) {
            Some(p) => p.captions.push(i),
            None => plans.push(Plan { captions: vec![i], stray: true, ..Plan::default() }),
        }
    }
    let letters =
        |lines: &[usize]| lines.iter().flat_map(|&l| blocks[l].text.chars()).filter(|c| is_letter(*c)).collect::<String>();
    let told: HashSet<String> = plans.iter().map(|p| letters(&p.head.headline)).filter(|h| !h.is_empty()).collect();
    for (g, _) in groups.iter().zip(&of_group).filter(|(_, of)| of.is_none()) {
        // the headline of a text printed once more
        if told.contains(&letters(&g.lines)) {
            continue;
        }
        // 政治合作: a heading inside the text of a document
        let heading = g.inside && g.lines.iter().all(|&l| blocks[l].text.chars().count() <= 20 && blocks[l].level == 0);
        let own = g.before.and_then(|t| plans.get_mut(t)).filter(|_| heading);
        let section =
            |p: &Plan| section(blocks, &g.lines) && p.head.headline.last().is_some_and(|&l| title::names_list(&blocks[l].text));
        let quiet = || g.lines.iter().all(|&l| !speaks_of_encounters(&blocks[l].text, lexicon));
        let document =
            |p: &Plan| p.head.document || matches!(p.head.headline[..], [l] if title::entitled(&blocks[l].text, lexicon));
        if let Some(p) = own.filter(|p| section(p) || document(p) && quiet()) {
            p.run.body.extend(&g.lines);
            p.run.body.sort_unstable();
            continue;
        }
        for &l in &g.lines {
            // a heading between two paragraphs has no text on another page
            let stray = heading && !blocks[l].text.contains('版') || !speaks_of_encounters(&blocks[l].text, lexicon);
            let head = Head { headline: vec![l], ..Head::default() };
            plans.push(Plan { head, label: g.label, stray, ..Plan::default() });
        }
    }
    plans.sort_by_key(Plan::place);
    join_announced(blocks, &mut plans, lexicon);
    mark_contents(blocks, &mut plans);
    plans
}

/// How many lines of a group are the headline: those behind the name of a list, above its first entry, are its first sections.
fn list_head(blocks: &[Block<'_>], lines: &[usize], run: &Run) -> usize {
    let named = lines.iter().position(|&l| title::names_list(&blocks[l].text)).map_or(lines.len(), |at| at + 1);
    let short = |&l: &usize| blocks[l].text.chars().count() <= 20 && blocks[l].level == 0;
    let entries = run.body.first().is_some_and(|&b| is_entry(&blocks[b]));
    if entries && lines[named..].iter().all(short) { named } else { lines.len() }
}

/// A headline with nothing but a dateline below it, and then the document that it names: one article.
fn join_announced(blocks: &[Block<'_>], plans: &mut Vec<Plan>, lexicon: &Lexicon) {
    let words = |lines: &[usize]| lines.iter().map(|&l| blocks[l].text.trim()).collect::<String>();
    let only_dateline = |p: &Plan| {
        let dated = |b: usize| {
            let text = blocks[b].text.trim();
            let behind = dateline::dateline(text, lexicon).and_then(|d| text.get(d.span.end..)).map(str::trim);
            // 新华社东京5月22日电 …会议22日发表宣言，全文如下：
            behind.is_some_and(|t| t.is_empty() || t.ends_with("全文如下：") && !t.contains('。'))
        };
        matches!(p.run.body[..], [b] if dated(b)) && p.captions.is_empty()
    };
    for i in (1..plans.len()).rev() {
        let title = words(&plans[i].head.headline);
        let above = &plans[i - 1];
        // 新华社杜尚别9月17日电 alone, and the declaration of a summit
        let alone = above.head.headline.is_empty() && title::entitled(&title, lexicon) && !plans[i].run.body.is_empty();
        let again = plans[i].head.document && !above.head.headline.is_empty() && words(&above.head.headline).contains(&title);
        if (again || alone) && only_dateline(above) {
            let above = plans.remove(i - 1);
            let p = &mut plans[i - 1];
            p.head.kicker.splice(0..0, above.head.kicker.into_iter().chain(above.head.headline).chain(above.head.subhead));
            p.run.body.splice(0..0, above.run.body);
        }
    }
}

/// Marks the lists of what a page holds: texts of three lines or more, most of them headlines of other texts.
fn mark_contents(blocks: &[Block<'_>], plans: &mut [Plan]) {
    let letters =
        |l: usize| blocks[l].text.chars().filter(|c| matches!(c, '\u{4e00}'..='\u{9fff}') || is_letter(*c) && c.is_alphabetic());
    let heads: HashSet<String> = plans
        .iter()
        .map(|p| p.head.headline.iter().flat_map(|&l| letters(l)).collect())
        .filter(|h: &String| !h.is_empty())
        .collect();
    let longest = heads.iter().map(|h| h.chars().count()).max().unwrap_or(0);
    for p in plans.iter_mut().filter(|p| p.run.body.len() > 2) {
        // a longer line is none of the headlines
        let words = |l: usize| letters(l).nth(longest).is_none().then(|| letters(l).collect::<String>());
        let listed = p.run.body.iter().filter(|&&l| words(l).is_some_and(|w| heads.contains(&w))).count();
        p.contents = listed * 2 > p.run.body.len();
    }
}

/// Which line of a group is kicker, headline, subhead; `title` are those that are the title of a document.
fn arrange(blocks: &[Block<'_>], lines: &[usize], title: Option<Vec<usize>>, lead: &[&str], lexicon: &Lexicon) -> Head {
    let text = |l: usize| blocks[l].text.trim();
    if let Some(order) = title {
        let reordered = order.windows(2).any(|w| w[0] > w[1]);
        let mut head = Head { headline: order, reordered, document: true, ..Head::default() };
        for &l in lines {
            if !head.headline.contains(&l) {
                if l < head.headline[0] { head.kicker.push(l) } else { head.subhead.push(l) }
            }
        }
        return head;
    }
    // the declaration of a summit has no sides in its title, but the day stands with it, or the years of a plan do
    let dated = |l: usize| signature::dated(text(l)) || title::years(text(l)).is_some();
    if lines.iter().any(|&l| dated(l))
        && let Some(at) = lines.iter().position(|&l| title::entitled(text(l), lexicon))
    {
        let (kicker, rest) = lines.split_at(at);
        return Head {
            kicker: kicker.to_vec(),
            headline: vec![rest[0]],
            subhead: rest[1..].to_vec(),
            document: true,
            ..Head::default()
        };
    }
    // the name of an agency says where the page has its text from
    let (sources, told): (Vec<usize>, Vec<usize>) =
        lines.iter().partition(|&&l| lexicon.exact(Category::Agencies, text(l)).is_some());
    if !sources.is_empty() && !told.is_empty() {
        let mut head = arrange(blocks, &told, None, lead, lexicon);
        head.subhead.extend(sources);
        return head;
    }
    // 肩题, 主题, ——副题: what the dash opens, however many lines stand above it
    if let Some(at) = (2..lines.len()).find(|&n| text(lines[n]).starts_with("——")) {
        let mut head = arrange(blocks, &lines[..at], None, lead, lexicon);
        head.subhead.extend(&lines[at..]);
        return head;
    }
    let [first, rest @ ..] = lines else { return Head::default() };
    let mut head = Head::default();
    let Some(&second) = rest.first() else {
        head.headline = vec![*first];
        return head;
    };
    let kicks = ["指出", "强调", "表示", "时", "说", "致辞", "讲话", "：", "时说"].iter().any(|w| text(*first).ends_with(w))
        && !text(*first).ends_with("同时");
    let tight = blocks[*first].chunk == blocks[second].chunk && blocks[*first].level == 0;
    let (a, b) = (text(*first).chars().count(), text(second).chars().count());
    // one headline broken over two lines; not where the text tells one of them and not the other
    let fits = Words::of([text(*first)]).share(lead) - Words::of([text(second)]).share(lead);
    let broken = rest.len() == 1 && (tight && a.abs_diff(b) <= 3 && fits.abs() < 0.4 || sewn(text(*first), text(second), lead));
    // ——副题; a dash alone may be the one of 中国—东盟
    let dashed = text(second).starts_with("——") || (text(second).starts_with(['—', '-']) && !broken);
    if dashed {
        head.headline = vec![*first];
        head.subhead = rest.to_vec();
    } else if kicks {
        head.kicker = vec![*first];
        head.headline = vec![second];
        head.subhead = rest[1..].to_vec();
    } else if broken {
        head.headline = lines.to_vec();
    } else if fits > 0.3 || blocks[*first].level > 0 && blocks[second].level > blocks[*first].level {
        head.headline = vec![*first];
        head.subhead = rest.to_vec();
    } else {
        head.kicker = vec![*first];
        head.headline = vec![second];
        head.subhead = rest[1..].to_vec();
    }
    head
}

/// Whether the text tells what stands across the end of a line: 欧洲 · 理事会.
fn sewn(first: &str, second: &str, lead: &[&str]) -> bool {
    let mut tail: Vec<char> = first.chars().rev().take(2).collect();
    tail.reverse();
    let head: Vec<char> = second.chars().take(2).collect();
    let ([a, b], [c, d]) = (&tail[..], &head[..]) else { return false };
    let told = |s: [&char; 3]| {
        let words: String = s.into_iter().collect();
        s.iter().all(|c| is_letter(**c)) && lead.iter().any(|l| l.contains(&words))
    };
    told([a, b, c]) && told([b, c, d])
}
