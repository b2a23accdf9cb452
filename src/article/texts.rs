//! Runs of body blocks that are one text.

use super::goes_on::{carries_on, columned, ends_text, filed_behind, is_digest, speaks_on, tells_on, tells_the_day};
use crate::layout::{Block, BlockKind, opens_paragraph};
use crate::lexicon::{Category, Lexicon};
use crate::parse::{byline, credit, credit::Jump, dateline, enumerator, signature, title, words::Words};
use crate::span::{Span, first_chars};
use std::cell::LazyCell;
use std::ops::Deref;

/// A text: indices of blocks.
#[derive(Debug, Clone, Default)]
pub struct Run {
    /// Its paragraphs.
    pub body: Vec<usize>,
    /// （上接…） before it.
    pub from: Option<usize>,
    /// （下转…） behind it.
    pub to: Option<usize>,
    /// Nothing but the end of the text before it parts the two: no headline, dateline or mark.
    pub weak: bool,
    /// Its head is missing: it begins where another text has ended, and not as a text begins.
    pub headless: bool,
    /// Where it goes on elsewhere on the page: the block, and whether that is the second half of a paragraph.
    pub resumed: Vec<(usize, bool)>,
}

/// Headline lines that stand together.
#[derive(Debug, Clone, Default)]
pub struct Group {
    /// The lines.
    pub lines: Vec<usize>,
    /// The text before it.
    pub before: Option<usize>,
    /// The text behind it, where the two touch.
    pub behind: Option<usize>,
    /// It stands in the middle of a text.
    pub inside: bool,
    /// A label of a page behind it.
    pub label: Option<usize>,
}

/// The texts of a page and the headlines between them.
#[derive(Debug, Clone, Default)]
pub struct Sketch {
    /// The texts, in order.
    pub runs: Vec<Run>,
    /// The groups of headlines, in order.
    pub groups: Vec<Group>,
    /// Captions with the text that was open, or was next, where they stand.
    pub captions: Vec<(usize, Option<usize>, usize)>,
}

/// Finds texts and groups of headlines.
pub fn texts(blocks: &[Block<'_>], lexicon: &Lexicon) -> Sketch {
    let mut s = Sketch::default();
    let mut pending: Vec<Group> = Vec::new();
    let mut from: Option<usize> = None;
    let mut over = true;
    for (i, b) in blocks.iter().enumerate() {
        match b.kind {
            // behind a text it is the end of it
            BlockKind::Signature if pending.is_empty() && !over => {
                s.runs.iter_mut().last().into_iter().for_each(|r| r.body.push(i));
            }
            BlockKind::Headline | BlockKind::Signature => {
                // the years of a plan, and the day that a collection of laws gives, stand below the line that says where the page has it from
                let years = title::years(&b.text).is_some() || signature::labelled(&b.text);
                let next = |l: usize| l + 1 == i || years && blocks[l + 1..i].iter().all(|b| b.kind == BlockKind::Furniture);
                let touching = i > 0 && pending.last().and_then(|g| g.lines.last()).is_some_and(|&l| next(l));
                match pending.last_mut().filter(|_| touching) {
                    Some(g) => g.lines.push(i),
                    None => pending.push(Group { lines: vec![i], before: s.runs.len().checked_sub(1), ..Group::default() }),
                }
            }
            BlockKind::PageLabel => {
                if let Some(g) = pending.last_mut() {
                    g.label = Some(i);
                }
            }
            BlockKind::Caption => s.captions.push((i, s.runs.len().checked_sub(1), s.runs.len())),
            BlockKind::Jump => match credit::jump(&b.text) {
                Some((Jump::From, ..)) => from = Some(i),
                _ => {
                    if let Some(r) = s.runs.last_mut() {
                        r.to = Some(i);
                    }
                    over = true;
                }
            },
            BlockKind::Furniture => {}
            BlockKind::Body if is_digest(&blocks[i..], lexicon) => {}
            BlockKind::Body => {
                let dated = LazyCell::new(|| dateline::dateline(&b.text, lexicon).is_some());
                let opens = LazyCell::new(|| opens_paragraph(&b.text, lexicon));
                let last = s.runs.last();
                let ended = last.and_then(|r| r.body.last()).is_some_and(|&l| ends_text(&blocks[l].text, lexicon));
                let parted = s.runs.is_empty()
                    || over
                    || from.is_some()
                    || *dated && !(pending.is_empty() && filed_behind(&b.text, lexicon))
                    || splits(blocks, &pending, i, last, ended, &opens, lexicon)
                    || ended && (opens_document(blocks, i) || !pending.is_empty() && byline::byline(&b.text, lexicon).is_some())
                    || last.and_then(|r| r.body.last()).is_some_and(|&l| columned(&blocks[l + 1..i]));
                // 会议通过并发表《…》: of the meeting that was told of
                let goes_on = || {
                    let presided = ["主持会议。", "主持峰会。", "主持开幕式。", "主持仪式。", "主持大会。", "主持论坛。"];
                    ["会议", "峰会", "会晤", "论坛", "活动"].iter().any(|w| b.text.starts_with(w))
                        // 何文远主持开幕式。 behind who attended it
                        || b.text.chars().count() <= 16 && presided.iter().any(|w| b.text.ends_with(w))
                        || last.is_some_and(|r| carries_on(&b.text, &lead(blocks, &r.body), lexicon))
                };
                // a lead may end with who took part; what ends a text is a paragraph of its own
                // 林致远出席开幕式。 between the lead and the report: one person, and no list
                // 中央政治局常委、国务院副总理何文远出席。 too: who ends a text is called by name
                let of_office = |t: &str| [Category::Offices, Category::Bodies].iter().any(|&c| lexicon.prefix(c, t).is_some());
                let one = |t: &str| !several_sentences(t) && !t.contains(['等', '，']) && (!t.contains('、') || of_office(t));
                let lead_ends = || {
                    last.is_some_and(|r| match r.body[..] {
                        [only] => several_sentences(&blocks[only].text),
                        [_, second] => one(&blocks[second].text),
                        _ => false,
                    })
                };
                let weak = !parted && ended && !*opens && !lead_ends() && !goes_on();
                let starts = parted || weak;
                let n = if starts { s.runs.len() } else { s.runs.len() - 1 };
                let last = pending.len().saturating_sub(1);
                for (k, mut g) in pending.drain(..).enumerate() {
                    g.inside = !starts;
                    g.behind = (starts && k == last).then_some(n);
                    s.groups.push(g);
                }
                if starts {
                    let headed = s.groups.last().is_some_and(|g| g.behind == Some(n));
                    let headless = from.is_some() || (!headed && ended && !*opens && !*dated);
                    s.runs.push(Run { from: from.take(), weak, headless, ..Run::default() });
                    over = false;
                }
                if let Some(r) = s.runs.last_mut() {
                    r.body.push(i);
                }
            }
        }
    }
    s.groups.append(&mut pending);
    sections(&mut s, blocks);
    part(&mut s, blocks, lexicon);
    s
}

/// Where the headlines of a page are headings of one level, a heading of a higher level before one of them names a section of the
/// page and is no part of the headline.
fn sections(s: &mut Sketch, blocks: &[Block<'_>]) {
    let last = |g: &Group| g.lines.last().map_or(0, |&l| blocks[l].level);
    let mut counts = [0usize; 8];
    for g in s.groups.iter().filter(|g| g.behind.is_some()) {
        counts[usize::from(last(g).min(7))] += 1;
    }
    let mut out = Vec::with_capacity(s.groups.len());
    for mut g in s.groups.drain(..) {
        let level = last(&g);
        let higher = |&l: &usize| (1..level).contains(&blocks[l].level);
        if counts[usize::from(level.min(7))] > 2
            && let Some(at) = g.lines.iter().rposition(higher)
        {
            let own = g.lines.split_off(at + 1);
            out.push(Group { lines: std::mem::replace(&mut g.lines, own), before: g.before, ..Group::default() });
        }
        out.push(g);
    }
    s.groups = out;
}

/// A headline behind the last of several reports that run into each other parts them: where a text had ended before a paragraph
/// that the headline fits far better than it fits the opening, another text begins.
fn part(s: &mut Sketch, blocks: &[Block<'_>], lexicon: &Lexicon) {
    for g in (0..s.groups.len()).rev() {
        let group = &s.groups[g];
        let heading = group.lines.iter().any(|&l| blocks[l].level > 0);
        let Some(run) = group.before.filter(|_| !group.inside && !heading) else { continue };
        let head = Words::of(group.lines.iter().map(|&l| blocks[l].text.as_ref()));
        let body = s.runs[run].body.clone();
        // one paragraph behind a report with a dateline only tells what else happened
        let line = dateline::dateline(&blocks[body[0]].text, lexicon);
        let dated = line.is_some();
        // a dateline on a line of its own
        let skip = usize::from(line.is_some_and(|d| d.span.end >= blocks[body[0]].text.len()));
        let opening = head.share(&lead(blocks, &body[..body.len().min(1 + skip)]));
        let ended = |k: usize| ends_text(&blocks[body[k - 1]].text, lexicon);
        let fits = |k: usize| head.share(&lead(blocks, &body[k..=k]));
        // a paragraph that may open another text, and how well the headline fits it
        let opener = |k: usize| {
            let ended = ended(k);
            let fit = (ended || tells_the_day(&blocks[body[k]].text)).then(|| fits(k))?;
            (ended || fit > 0.55).then_some((k, fit))
        };
        let best = (1 + skip..body.len() - usize::from(dated)).filter_map(opener).max_by(|a, b| a.1.total_cmp(&b.1));
        let Some((k, _)) = best.filter(|&(_, fit)| fit > 0.3 && fit > opening + 0.2) else { continue };
        let tail = s.runs[run].body.split_off(k);
        let to = s.runs[run].to.take();
        s.runs.insert(run + 1, Run { body: tail, to, ..Run::default() });
        let later = |n: &mut usize| *n += usize::from(*n > run);
        for (n, o) in s.groups.iter_mut().enumerate() {
            if let Some(b) = o.before.as_mut() {
                *b += usize::from(*b > run || (*b == run && n >= g));
            }
            o.behind.iter_mut().for_each(later);
        }
        for c in &mut s.captions {
            c.1.iter_mut().for_each(later);
            later(&mut c.2);
        }
    }
}

/// Whether the headlines before block `i` part it from the text before them.
fn splits(
    blocks: &[Block<'_>],
    pending: &[Group],
    i: usize,
    run: Option<&Run>,
    ended: bool,
    opens: &impl Deref<Target = bool>,
    lexicon: &Lexicon,
) -> bool {
    let lines: Vec<usize> = pending.iter().flat_map(|g| g.lines.iter().copied()).collect();
    if lines.is_empty() {
        return false;
    }
    if lines.iter().any(|&l| blocks[l].level > 0) {
        return true;
    }
    let b = &blocks[i].text;
    // 二、…, a heading, 三、…: the text goes on
    let number = |l: usize| enumerator::enumerator(&blocks[l].text).ok().map(|(_, e)| (e.style, e.number)).filter(|n| n.1 > 0);
    let before = run.and_then(|r| r.body.iter().rev().find_map(|&l| number(l)));
    if let [heading] = lines[..]
        && before.zip(number(i)).is_some_and(|(a, b)| a.0 == b.0 && a.1 + 1 == b.1)
        && blocks[heading].text.chars().count() <= 20
    {
        return false;
    }
    if section(blocks, &lines) {
        return false;
    }
    // what is open is a dateline and nothing else
    let body = run.map_or(&[][..], |r| &r.body);
    let filed = !body.is_empty()
        && body.iter().all(|&l| dateline::dateline(&blocks[l].text, lexicon).is_some_and(|d| d.span.end >= blocks[l].text.len()));
    if let Some((_, t)) = document_title(blocks, &lines, lexicon) {
        let party = title::parts(&t, lexicon).parties.first().is_some_and(|p| b.starts_with(p.of(&t)));
        return ended || party || !filed && issued_here(blocks, &lines, i) || opens_document(blocks, i);
    }
    let last = lines.last().map_or("", |&l| blocks[l].text.as_ref());
    if title::names_list(last) {
        return true;
    }
    let head = Words::of(lines.iter().map(|&l| blocks[l].text.as_ref()));
    let told = run.map_or(0.0, |r| head.share(&lead(blocks, &r.body)));
    let ahead = head.share(&lead(blocks, &[i]));
    // a heading between what somebody said of one matter and of the next
    let heading = || lines.iter().all(|&l| !blocks[l].text.contains(first_chars(b, 2)));
    // or what the text with a dateline goes on to tell of somebody
    let one = lines.len() == 1 && last.chars().count() <= 20;
    let told_on = |r: &Run| {
        let dated = || r.body.first().is_some_and(|&l| dateline::dateline(&blocks[l].text, lexicon).is_some());
        one && dated() && tells_on(b, &lead(blocks, &r.body), lexicon)
    };
    let goes_on = || run.is_some_and(|r| speaks_on(b, &lead(blocks, &r.body), lexicon) || told_on(r)) && heading();
    // headlines and short texts follow
    if filed || ended && !goes_on() {
        return true;
    }
    ahead > told && (ahead > 0.4 || **opens) && !goes_on()
}

/// Whether the text of a document begins at block `i` below the lines of its title: the day stands among them, or it opens with the
/// journey on which it was issued.
pub fn issued_here(blocks: &[Block<'_>], lines: &[usize], i: usize) -> bool {
    // 一、应…邀请: the first clause tells of the journey
    let b = &blocks[i].text;
    let b = enumerator::enumerator(b).map_or(b.as_ref(), |(rest, _)| rest);
    let invited = b.starts_with(['应', '應']) && (b.contains("邀请") || b.contains("邀請"));
    invited || lines.iter().any(|&l| signature::dated(&blocks[l].text))
}

/// Whether a block is an entry of a list: 《…》, with a number or without.
pub fn is_entry(b: &Block<'_>) -> bool {
    let t = enumerator::enumerator(&b.text).map_or(b.text.as_ref(), |(rest, _)| rest);
    t.trim_start().starts_with('《')
}

/// Whether headlines are one heading between two entries of a list: 商务部.
pub fn section(blocks: &[Block<'_>], lines: &[usize]) -> bool {
    let [l] = lines[..] else { return false };
    let beside = |n: Option<usize>| n.and_then(|n| blocks.get(n)).is_some_and(is_entry);
    let heading = |b: &Block<'_>| b.level == 0 && b.text.chars().count() <= 20 && !title::names_list(&b.text);
    heading(&blocks[l]) && beside(l.checked_sub(1)) && beside(Some(l + 1))
}

/// The first 400 characters of a text, as its paragraphs hold them.
pub fn lead<'a>(blocks: &'a [Block<'_>], body: &[usize]) -> Vec<&'a str> {
    let mut out = Vec::with_capacity(1);
    let mut left = 400;
    for t in body.iter().map(|&i| blocks[i].text.as_ref()) {
        let head = first_chars(t, left);
        out.push(head);
        if head.len() < t.len() {
            break;
        }
        left -= t.chars().count();
    }
    out
}

/// Headline lines that are the title of a document, in the order in which they give one.
pub fn document_title(blocks: &[Block<'_>], lines: &[usize], lexicon: &Lexicon) -> Option<(Vec<usize>, String)> {
    let is_title = |t: &str| title::whole(t, lexicon);
    // the day below the title is no part of it
    let lines: Vec<usize> = lines.iter().copied().filter(|&l| !signature::dated(&blocks[l].text)).collect();
    let of = |order: &[usize]| order.iter().map(|&l| blocks[l].text.trim()).collect::<String>();
    for n in (1..=lines.len().min(3)).rev() {
        for window in lines.windows(n) {
            let mut orders = vec![window.to_vec()];
            if n > 1 {
                orders.push(window.iter().rev().copied().collect());
            }
            for order in orders {
                let t = of(&order);
                let later_opens = order[1..].iter().any(|&l| title::parts(blocks[l].text.trim(), lexicon).parties.len() > 1);
                if is_title(&t) && !later_opens && (n == 1 || !is_title(blocks[order[n - 1]].text.trim())) {
                    return Some((order, t));
                }
            }
        }
    }
    None
}

/// Whether a paragraph has more than one sentence.
fn several_sentences(t: &str) -> bool {
    t.trim_end_matches(['。', '！']).contains('。')
}

/// Whether a document begins at block `i`: within three paragraphs its sides declare or agree “as follows”.
fn opens_document(blocks: &[Block<'_>], i: usize) -> bool {
    blocks[i..]
        .iter()
        .filter(|b| b.kind == BlockKind::Body)
        .take(3)
        .take_while(|b| enumerator::alone(&b.text).is_none())
        .any(|b| b.text.trim_end_matches(['：', '。']).ends_with("如下"))
}

/// Whether a line speaks of what this tool reads: an encounter, an office, an instrument.
pub fn speaks_of_encounters(t: &str, lexicon: &Lexicon) -> bool {
    let hits = lexicon.scan(t);
    let whole = Span::new(0, t.len());
    [Category::Encounters, Category::Offices, Category::Instruments].iter().any(|&c| hits.within(c, whole).next().is_some())
}
