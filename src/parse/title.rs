//! Titles of instruments: 《…》 that nest, and what a title is made of.

use super::number::arabic;
use super::parties::parties;
use super::signature::dated;
use crate::lexicon::{Category, Entry, Hit, Lexicon};
use crate::span::{Span, find_rare, signs};

/// The titles of a text in the order in which they open: the span inside 《》 and the depth (0 outermost).
/// A 《 that is never closed, and a 》 that was never opened, give nothing; their offsets are in the second value.
#[must_use]
pub fn titles(text: &str, span: Span) -> (Vec<(Span, usize)>, Vec<usize>) {
    let mut out: Vec<(Span, usize)> = Vec::new();
    let mut lost = Vec::new();
    let mut open: Vec<(usize, usize)> = Vec::new();
    let words = span.of(text);
    // nearly no sentence holds one
    if !words.contains('《') && !words.contains('》') {
        return (out, lost);
    }
    for (at, c) in signs(words) {
        let at = span.start + at;
        match c {
            '《' => {
                if open.len() < 32 {
                    open.push((at, out.len()));
                    out.push((Span::new(at + c.len_utf8(), at + c.len_utf8()), open.len() - 1));
                } else {
                    lost.push(at);
                }
            }
            '》' => match open.pop().and_then(|(_, i)| out.get_mut(i)) {
                Some((title, _)) => title.end = at,
                None => lost.push(at),
            },
            // a title does not run over paragraphs
            '\n' => lost.extend(open.drain(..).map(|(at, _)| at)),
            _ => {}
        }
    }
    lost.extend(open.into_iter().map(|(at, _)| at));
    out.retain(|(s, _)| !s.is_empty());
    (out, lost)
}

/// The short titles that a text gives, each with the title that it stands for: 《…》（以下简称《协定》）, （下称“协定”）.
#[must_use]
pub fn short_titles(text: &str) -> Vec<(Span, Span)> {
    let mut out = Vec::new();
    for (at, w) in text.match_indices("称《").take(500) {
        let from = at + w.len();
        let bracket = text[..at].char_indices().rev().take(10).find(|c| c.1 == '（').map(|c| c.0);
        let close = text[from..].char_indices().take(20).find(|c| c.1 == '》').map(|c| c.0);
        let Some((close, bracket)) = close.zip(bracket) else { continue };
        let Some(title) = text[..bracket].strip_suffix('》') else { continue };
        let mut depth = 1;
        let open = title.char_indices().rev().take(200).find(|(_, c)| {
            depth += i32::from(*c == '》') - i32::from(*c == '《');
            depth == 0
        });
        if let Some((open, _)) = open {
            out.push((Span::new(from, from + close), Span::new(open + '《'.len_utf8(), title.len())));
        }
    }
    out
}

/// What a title is made of; spans are relative to the title.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TitleParts {
    /// The parties, in order.
    pub parties: Vec<Span>,
    /// What stands between 关于 and the noun.
    pub subject: Option<Span>,
    /// The noun that ends it.
    pub noun: Option<Span>,
    /// The code of that noun.
    pub code: Option<String>,
    /// First and last year of （2026—2027）.
    pub period: Option<(u32, u32)>,
}

/// `title = [ party, { join, party } ], [ "在…之际" ], [ "关于", subject, ["的"] ], noun, { "（", …, "）" }`
/// `join = "和" | "与" | "同" | "及" | "、" | "—"`
///
/// 和 is also inside names (工业和贸易部): a party behind a join opens with a country, an organisation, a place or a known body.
#[must_use]
pub fn parts(title: &str, lexicon: &Lexicon) -> TitleParts {
    let mut p = TitleParts::default();
    let stem = bare(title, |inside| p.period = p.period.or_else(|| period(inside)));
    let mut stem = named(stem, lexicon);
    if let Some((len, code)) = noun(stem, lexicon) {
        p.noun = Some(Span::new(stem.len() - len, stem.len()));
        p.code = Some(code);
        stem = &stem[..stem.len() - len];
    }
    let about = ["关于", "關於"].iter().find_map(|w| top_level(stem, w));
    let occasion = top_level(stem, "在").filter(|&at| stem[at..].contains("之际") || stem[at..].contains("周年"));
    let zone_end = [about, occasion, top_level(stem, "就")].into_iter().flatten().min();
    p.parties = parties(stem, zone_end, lexicon);
    if p.parties.is_empty() && stem.starts_with(['〈', '《']) {
        // 《〈甲国和乙国…协定〉修订议定书》: the sides are those of the title inside, behind all that opens there
        let from = stem.len() - stem.trim_start_matches(['〈', '《']).len();
        let end = stem.find(['〉', '》']).unwrap_or(stem.len());
        let inner = parts(&stem[from..end.max(from)], lexicon).parties;
        p.parties = inner.into_iter().map(|s| Span::new(s.start + from, s.end + from)).collect();
    }
    if let Some(at) = about {
        let subject = Span::new(at + "关于".len(), stem.len()).trimmed(title);
        // 关于推进…关系的联合工作计划
        let ends = ["的联合", "的"].iter().find_map(|w| subject.of(title).strip_suffix(w));
        let subject = ends.map_or(subject, |s| Span::new(subject.start, subject.start + s.len()));
        // 关于…的北京宣言: where it was made
        let made_at = subject
            .of(title)
            .rfind('的')
            .filter(|&i| lexicon.exact(Category::Places, &subject.of(title)[i + '的'.len_utf8()..]).is_some());
        let subject = made_at.map_or(subject, |i| Span::new(subject.start, subject.start + i));
        p.subject = (!subject.is_empty()).then_some(subject);
    }
    p
}

/// A title without what stands in brackets at its end, which is handed over.
fn bare<'a>(title: &'a str, mut each: impl FnMut(&'a str)) -> &'a str {
    let mut stem = title.trim_end();
    stem = ["中英文全文", "全文"].iter().find_map(|w| stem.strip_suffix(w)).unwrap_or(stem).trim_end();
    while let Some(s) = stem.strip_suffix('）') {
        let Some(at) = s.rfind('（') else { break };
        each(&s[at + '（'.len_utf8()..]);
        stem = s[..at].trim_end();
    }
    unnumbered(undated(stem))
}

/// A title without the number of the page behind it: …合作协定-1.
#[must_use]
pub fn unnumbered(title: &str) -> &str {
    title.strip_suffix(|c: char| c.is_ascii_digit()).and_then(|t| t.strip_suffix('-')).unwrap_or(title)
}

/// A title without the day and the place that stand behind it on its line: …联合公报 2002年7月21日于香港.
#[must_use]
pub fn undated(title: &str) -> &str {
    let mut parts = title.match_indices(' ').map(|(at, _)| at);
    parts.find(|&at| dated(&title[at..])).map_or(title, |at| title[..at].trim_end())
}

/// 甲国和乙国联合公报——深化互信: a title without the words behind its dash, where the noun of a kind stands before it.
fn named<'a>(stem: &'a str, lexicon: &Lexicon) -> &'a str {
    let above = find_rare(stem, "——").map(|at| stem[..at].trim_end());
    above.filter(|s| noun(s, lexicon).is_some_and(|n| n.1 != "other")).unwrap_or(stem)
}

/// Whether a text is a title with its parties and the noun of a kind.
#[must_use]
pub fn whole(t: &str, lexicon: &Lexicon) -> bool {
    // the noun first: most lines have none
    if !entitles(t, lexicon) || parts(t, lexicon).parties.len() < 2 {
        return false;
    }
    // 甲国和乙国签署31份谅解备忘录 tells what was done
    let t = bare(t, |_| {});
    let head = &t[..top_level(t, "关于").unwrap_or(t.len())];
    let acts = |h: &Hit| lexicon.entry(h).kind.is_none();
    !lexicon.scan(head).within(Category::Acts, Span::new(0, head.len())).any(acts)
}

/// Whether a line ends as the title of a text does that may be printed below it: 联合声明, 新闻公报; not 共识, 框架, 报告.
#[must_use]
pub fn entitles(line: &str, lexicon: &Lexicon) -> bool {
    let printed =
        |(_, e): (usize, &Entry)| e.code.as_deref().is_some_and(|c| c != "other") || e.kind.as_deref() == Some("printed");
    ending(named(bare(line, |_| {}), lexicon), lexicon).is_some_and(printed)
}

/// Whether a headline is the title of an instrument, and not what was done with one: 两国发表联合声明.
#[must_use]
pub fn entitled(headline: &str, lexicon: &Lexicon) -> bool {
    let acts = |h: &Hit| lexicon.entry(h).kind.is_none();
    let done = || lexicon.scan(headline).within(Category::Acts, Span::new(0, headline.len())).any(acts);
    // 纪念《…》签署十周年联合声明
    entitles(headline, lexicon) && (headline.starts_with("纪念") || !headline.contains(['《', '：']) && !done())
}

/// The instrument noun that ends a text: its length in bytes and its code.
#[must_use]
pub fn noun(stem: &str, lexicon: &Lexicon) -> Option<(usize, String)> {
    ending(stem, lexicon).map(|(len, e)| (len, e.code.clone().unwrap_or_else(|| "other".into())))
}

/// The shortest noun that ends a text: 条约 of 引渡条约.
#[must_use]
pub fn bare_noun(stem: &str, lexicon: &Lexicon) -> Option<usize> {
    let starts = stem.char_indices().rev().take(10).map(|(at, _)| at);
    starts.into_iter().find(|&at| lexicon.exact(Category::Instruments, &stem[at..]).is_some()).map(|at| stem.len() - at)
}

/// The longest noun that ends a text.
fn ending<'a>(stem: &str, lexicon: &'a Lexicon) -> Option<(usize, &'a Entry)> {
    let chars: Vec<usize> = stem.char_indices().rev().take(10).map(|(i, _)| i).collect();
    chars.into_iter().rev().find_map(|at| Some((stem.len() - at, lexicon.exact(Category::Instruments, &stem[at..])?)))
}

/// Offset of a word that stands in no bracket, title or quotation.
fn top_level(s: &str, word: &str) -> Option<usize> {
    if !s.contains(word) {
        return None;
    }
    let inside = super::sentence::enclosed(s, Span::new(0, s.len()));
    s.match_indices(word).map(|(i, _)| i).find(|&i| !super::sentence::is_inside(&inside, i))
}

/// `period = year, ("—" | "-" | "至"), year`
fn period(s: &str) -> Option<(u32, u32)> {
    let (rest, from) = arabic(s).ok()?;
    let rest = rest.trim_start_matches('年').trim_start_matches(['—', '-', '－', '–', '至', '～']);
    let (rest, until) = arabic(rest).ok()?;
    let ok = (1000..3000).contains(&from) && (1000..3000).contains(&until) && rest.trim_start_matches('年').chars().count() <= 2;
    ok.then_some((from, until))
}

/// The years of a plan, where a line is nothing else: （2024至2026年）.
#[must_use]
pub fn years(line: &str) -> Option<(u32, u32)> {
    let inside = line.trim().strip_prefix('（').and_then(|l| l.strip_suffix('）'))?;
    period(inside).filter(|_| inside.chars().count() <= 12)
}

/// Whether a headline is that of a list: 合作成果清单.
#[must_use]
pub fn names_list(t: &str) -> bool {
    ["清单", "一览", "一览表"].iter().any(|w| t.trim_end().ends_with(w))
}
