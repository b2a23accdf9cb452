//! Headlines, and the pieces of paragraphs that look like them: what columns and pages cut.

use super::bag::Bag;
use super::lines::is_han;
use super::opens::{across, dateline_opens, is_open, opens_paragraph, speaks, torn};
use super::{Block, BlockKind};
use crate::lexicon::{Category, CharSet, Lexicon};
use crate::parse::date::WrittenDate;
use crate::parse::dates::dates;
use crate::parse::{dateline, enumerator, names::Sieve, signature, title, words::Words};
use crate::span::{Span, first_chars};

/// A line that may be a headline is one, or a piece of a paragraph that columns cut.
///
/// From the end to the beginning for first halves, so that several cuts in one paragraph are found; then from the beginning for
/// what stands between two cuts.
pub fn settle_headlines(blocks: &mut [Block<'_>], lexicon: &Lexicon) {
    let seam = Seam::of(blocks, lexicon);
    let candidate = |b: &Block| b.kind == BlockKind::Headline && b.level == 0 && !refers(&b.text);
    // the last body block before each block
    let mut last = None;
    let before: Vec<Option<usize>> = (0..blocks.len())
        .map(|i| {
            let here = last;
            if matches!(blocks[i].kind, BlockKind::Body | BlockKind::Jump) {
                last = Some(i);
            }
            here
        })
        .collect();
    let mut after: Option<usize> = None;
    for i in (0..blocks.len()).rev() {
        let before = before[i].map(|b| &blocks[b]);
        let before_open = before.is_some_and(|b| b.kind == BlockKind::Body && is_open(&b.text, lexicon));
        let after_it = after.map(|a| &blocks[a]);
        let apart = !before_open && stands_apart(blocks, i);
        // behind a text; a caption or another thing between the line and what follows
        let within = before.is_some();
        let caption = after.is_some_and(|a| a > i + 1);
        // the source and the day of a page stand below its headline
        let labels = || blocks[i + 1..after.unwrap_or(i + 1)].iter().any(|b| b.kind == BlockKind::Furniture && sourced(&b.text));
        let headed = !within && !blocks[i].text.ends_with(['，', '、', '；']) && labels();
        let told = || {
            i > 0
                && blocks[i - 1].kind == BlockKind::Headline
                && after_it.is_some_and(|a| a.kind == BlockKind::Body)
                && introduces(&blocks[i].text, lexicon)
        };
        if candidate(&blocks[i])
            && !headed
            && (told() || is_first_half(&blocks[i].text, after_it, Around { before_open, apart, within, caption }, &seam))
        {
            blocks[i].kind = BlockKind::Body;
        }
        if matches!(blocks[i].kind, BlockKind::Body | BlockKind::Headline) && !refers(&blocks[i].text) {
            after = Some(i);
        }
    }
    // the next body block behind each block: what is settled below stands before it
    let mut next = None;
    let mut behind = vec![None; blocks.len()];
    for (i, b) in blocks.iter().enumerate().rev() {
        behind[i] = next;
        if b.kind == BlockKind::Body {
            next = Some(i);
        }
    }
    let mut open: Option<usize> = None;
    for i in 0..blocks.len() {
        if let Some(o) = open.filter(|_| candidate(&blocks[i])) {
            let t = &blocks[i].text;
            let mid = torn(&blocks[o].text, t) || t.contains(['，', '。', '；']) || t.starts_with(['，', '、', '的', '”', '）']);
            let next = blocks[i + 1..].iter().find(|b| matches!(b.kind, BlockKind::Body | BlockKind::Headline));
            let whole = next.is_some_and(|a| seam.holds(&blocks[o].text, &a.text));
            let sewn = seam.holds(&blocks[o].text, t) || (seam.pair(&blocks[o].text, t) && !seam.told(t, 0.5));
            // its words are not those of the page, as a headline's are; or else the text behind it cannot stand alone either
            let share = if opens_paragraph(t, lexicon) { 0.5 } else { 0.8 };
            let goes_on = |a: &Block| {
                !dateline_opens(&a.text, lexicon)
                    && (!seam.told(t, 0.5) || (!opens_paragraph(&a.text, lexicon) && !seam.told(t, share)))
            };
            let torn = behind[i].is_some_and(|n| goes_on(&blocks[n]));
            if mid || ((sewn || torn) && !whole) {
                blocks[i].kind = BlockKind::Body;
            }
        }
        match blocks[i].kind {
            BlockKind::Body => open = is_open(&blocks[i].text, lexicon).then_some(i),
            BlockKind::Jump => open = None,
            _ => {}
        }
    }
}

/// Whether a piece of furniture tells where a page has its text from, or its full day.
fn sourced(t: &str) -> bool {
    t.contains("来源") || crate::parse::dates::dates(t).iter().any(|d| d.year.is_some() && d.day.is_some())
}

/// Whether a line sends its readers to another page: 夏粮收购进度加快 （详见第四版）.
fn refers(t: &str) -> bool {
    let t = t.trim_end_matches(['）', '】', ' ', '▶', '►', '>']);
    let page = t.strip_suffix('版').unwrap_or("");
    page.rfind(['见', '至']).is_some_and(|at| page[at..].chars().count() <= 5 && page.len() > at + '见'.len_utf8())
}

/// Whether a block is one line between empty lines: no column ends so, and a headline does.
fn stands_apart(blocks: &[Block<'_>], i: usize) -> bool {
    let b = &blocks[i];
    let other = |o: Option<&Block<'_>>| o.is_none_or(|o| o.chunk != b.chunk);
    b.parts.len() == 1 && other(i.checked_sub(1).map(|n| &blocks[n])) && other(blocks.get(i + 1))
}

/// How a line stands on the page.
#[allow(clippy::struct_excessive_bools)] // each is a fact of its own
#[derive(Clone, Copy)]
struct Around {
    /// What comes before it is not closed.
    before_open: bool,
    /// It stands between empty lines.
    apart: bool,
    /// There is a text before it.
    within: bool,
    /// A caption or another such thing stands between it and what follows.
    caption: bool,
}

/// Whether a line that may be a headline is the first half of what comes after it.
fn is_first_half(t: &str, after: Option<&Block<'_>>, around: Around, seam: &Seam<'_>) -> bool {
    let Around { before_open, apart, within, caption } = around;
    if signature::dated(t) || !before_open && (title::names_list(t) || title::whole(t, seam.lexicon)) {
        return false;
    }
    // so is a list of names that the page tells nowhere else
    let listing = || t.matches('、').count() > 2 && !seam.told(t, 0.5);
    let comma = t.contains(['，', '；']) || lists(t) || listing();
    let Some(a) = after else { return comma && before_open };
    if a.kind == BlockKind::Headline {
        return comma && (before_open || (t.contains('，') && speaks(t, seam.lexicon)));
    }
    if dateline_opens(&a.text, seam.lexicon) {
        return false;
    }
    // 新华社 · 北京5月20日电: a dateline is cut anywhere
    if t.chars().count() <= 12 {
        let both: String = t.chars().chain(a.text.chars().take(30)).collect();
        if dateline::dateline(&both, seam.lexicon).is_some_and(|d| d.span.end > t.len()) {
            return true;
        }
    }
    // what is open before the line may be what goes on behind it
    // 两人同乘一车，车上交谈一小时 · 某报在现场了解到，…: the paper that tells it opens the text
    let whole = !before_open && !within && !t.ends_with(['，', '；', '、', '据']) && t.chars().count() <= 40;
    if whole && seam.lexicon.prefix(Category::Agencies, &a.text).is_some() {
        return false;
    }
    let mid = if before_open { a.text.starts_with(marks) } else { only_goes_on(&a.text, seam.lexicon) };
    // 新华社达累斯萨拉: a dateline is cut anywhere
    if apart && seam.lexicon.prefix(Category::Agencies, t).is_none() {
        let long = comma || t.chars().count() > 45;
        // 两国元首先后 · 举行小范围会谈。, with a caption between them or without: nothing opens another text
        // no text is as short as 中阿两国国歌。, unless it is an entry of a list, and no headline as long
        let entry = || a.text.starts_with('《') || enumerator::enumerator(&a.text).is_ok();
        let opens = opens_paragraph(&a.text, seam.lexicon);
        let half = within
            && (opens_paragraph(t, seam.lexicon) && !opens
                || seam.holds(t, &a.text)
                || a.text.chars().count() <= 25 && !entry() && !speaks(&a.text, seam.lexicon)
                || t.chars().count() > 60);
        let sewn = within && !opens && seam.pair(t, &a.text);
        let told = if half || sewn { share(t, &a.text) } else { 1.0 };
        let half = half && told < 0.3 || sewn && told < 0.6;
        let cut = half || hangs(t) || lists(t) || t.ends_with(['，', '；']) || long && !opens && !heads(t, &a.text);
        return mid || cut && !titles(t, seam.lexicon);
    }
    // a caption between the two, and nothing that a headline tells
    let parted = caption && within && share(t, &a.text) < 0.3;
    // 亭中茶叙，满园花香: a heading of two halves in the words of its text
    let heading = comma && within && !before_open && opens_paragraph(&a.text, seam.lexicon) && seam.told(t, 0.5);
    mid || parted
        || (comma && !heading && (!before_open || speaks(t, seam.lexicon)))
        || (!opens_paragraph(&a.text, seam.lexicon) && (comma || !(before_open || heads(t, &a.text))))
        || ((seam.holds(t, &a.text) || hangs(t) || (seam.pair(t, &a.text) && !seam.told(t, 0.5))) && !titles(t, seam.lexicon))
}

/// 国务院总理何文远17日 · 下午在北京会见…: whether a line below a headline tells who did something on a day, as only the first piece of a
/// text does.
fn introduces(t: &str, lexicon: &Lexicon) -> bool {
    let opens = [Category::Offices, Category::Bodies, Category::Countries].iter().any(|&c| lexicon.prefix(c, t).is_some());
    let day = |d: &WrittenDate| d.day.is_some() && d.year.is_none() && d.until_day.is_none();
    let Some(at) = dates(t).iter().find(|d| day(d)).map(|d| d.span.start).filter(|_| opens && !t.contains(['将', '：'])) else {
        return false;
    };
    // a name between the office and the day
    let hits = lexicon.scan(t);
    hits.within(Category::Offices, Span::new(0, at))
        .next_back()
        .is_some_and(|o| (2..=12).contains(&t[o.span.end..at].chars().count()))
}

/// Whether a line begins to list: 他们是：埃及总统, 陪同出访的有：.
fn lists(t: &str) -> bool {
    ["是：", "有：", "包括："].iter().any(|w| t.contains(w))
}

/// What no text opens with.
fn marks(c: char) -> bool {
    "，、。；：”）》".contains(c)
}

/// Whether a text can only go on another: it opens with a mark, with 和 or 的, with what is left of a word before a mark (力，强调), or
/// with a verb of speech.
fn only_goes_on(t: &str, lexicon: &Lexicon) -> bool {
    let mut chars = t.chars();
    let Some(first) = chars.next() else { return false };
    // no rest of a word: a number (一、引言), a label (问：)
    let left = is_han(first) && chars.next().is_some_and(|c| marks(c) && c != '：') && enumerator::enumerator(t).is_err();
    let said = || {
        let (e, len) = lexicon.prefix(Category::Speech, t)?;
        (e.kind.as_deref() != Some("not_speech") && t[len..].starts_with(['，', '：'])).then_some(())
    };
    marks(first) || left || "和与的及是等并而".contains(first) || said().is_some()
}

/// Whether a line is told again by the first sentence behind it, as a headline is and the first half of a sentence is not.
fn heads(line: &str, text: &str) -> bool {
    share(line, text.split('。').next().map_or("", |s| first_chars(s, 200))) >= 0.4
}

/// The share of the pairs of neighbouring characters of a line that the text behind it holds too: of 7,885 headlines of broadcasts 3 %
/// have less than 0.3 in the next paragraph, of 463 first halves 94 %.
fn share(line: &str, text: &str) -> f64 {
    Words::of([line]).share(&[text])
}

/// Whether a line opens as the title of a document does, with the parties and what it is about.
fn titles(t: &str, lexicon: &Lexicon) -> bool {
    t.contains("关于") && title::parts(t, lexicon).parties.len() > 1
}

/// Whether a line ends inside a bracket, or with a word that needs another.
fn hangs(t: &str) -> bool {
    let mut depth = 0i32;
    for c in t.chars() {
        match c {
            '《' | '（' | '“' => depth += 1,
            '》' | '）' | '”' => depth -= 1,
            _ => {}
        }
    }
    depth > 0
        || t.ends_with(['的', '和', '与', '、', '在', '把', '被', '将', '于', '同', '向', '为', '从', '以', '由', '对', '就'])
}

/// What words stand on a page: whether the end of one block and the beginning of another make one.
struct Seam<'a> {
    lexicon: &'a Lexicon,
    /// Three Chinese characters that stand together.
    triples: Bag,
    /// Two characters that stand together.
    pairs: Bag,
}

impl<'a> Seam<'a> {
    fn of(blocks: &[Block<'_>], lexicon: &'a Lexicon) -> Self {
        let mut triples = Bag::default();
        let mut pairs = Bag::default();
        // only what will be asked for: what may lie across a seam, and the pairs of what may be a headline
        let (mut ends, mut starts, mut lines) = (CharSet::of(""), CharSet::of(""), Sieve::default());
        for b in blocks {
            let mut chars = b.text.chars();
            let (first, last) = (chars.clone().next(), chars.next_back());
            first.filter(|c| is_han(*c)).iter().for_each(|c| starts.add(*c));
            last.filter(|c| is_han(*c)).iter().for_each(|c| ends.add(*c));
        }
        let mut asked = false;
        for b in blocks.iter().filter(|b| b.kind == BlockKind::Headline && b.level == 0) {
            for (a, b) in b.text.chars().zip(b.text.chars().skip(1)) {
                lines.add([a, b]);
            }
            asked = true;
        }
        for b in blocks.iter().filter(|_| asked) {
            let mut last = ['\0'; 3];
            // whether the last character may end a line, and whether a seam may lie before it
            let (mut ended, mut before) = (false, false);
            for c in b.text.chars() {
                last = [last[1], last[2], c];
                let here = ended && starts.holds(c);
                if (before || here) && last.iter().all(|c| is_han(*c)) {
                    triples.add(&last);
                }
                if here || lines.may_hold([last[1], c]) {
                    pairs.add(&last[1..]);
                }
                (ended, before) = (ends.holds(c), here);
            }
        }
        triples.sort();
        pairs.sort();
        Self { lexicon, triples, pairs }
    }

    /// Whether of the pairs of neighbouring characters of a line of the page this share stands elsewhere on it too.
    fn told(&self, line: &str, share: f64) -> bool {
        let chars: Vec<char> = line.chars().collect();
        let again = chars.windows(2).filter(|w| self.pairs.count(w) > 1).count();
        #[allow(clippy::cast_precision_loss)] // counts of characters of a line
        let told = again as f64 >= share * chars.len().saturating_sub(1) as f64;
        told
    }

    /// Whether the two characters at the seam stand together on the page.
    fn pair(&self, left: &str, right: &str) -> bool {
        let Some((l, r)) = left.chars().next_back().zip(right.chars().next()) else { return false };
        is_han(l) && is_han(r) && self.pairs.count(&[l, r]) > 0
    }

    /// Whether a word of the lexicon or three characters that stand together elsewhere on the page lie across the seam.
    fn holds(&self, left: &str, right: &str) -> bool {
        let mut tail: Vec<char> = left.chars().rev().take(6).collect();
        tail.reverse();
        let head: Vec<char> = right.chars().take(6).collect();
        let (Some(&l), Some(&r)) = (tail.last(), head.first()) else { return false };
        if !is_han(l) || !is_han(r) {
            return false;
        }
        let elsewhere = |a: Option<char>, b, c: Option<char>| a.zip(c).is_some_and(|(a, c)| self.triples.count(&[a, b, c]) > 0);
        let named = self.lexicon.prefix(Category::Groups, right).is_some();
        let second = tail.iter().rev().nth(1).copied();
        if !named && (elsewhere(second, l, Some(r)) || elsewhere(Some(l), r, head.get(1).copied())) {
            return true;
        }
        across(left, right, self.lexicon)
    }
}
