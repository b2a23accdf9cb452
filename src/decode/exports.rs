//! What programs put around the texts that they hand out: the hours of subtitles, the fields of a database, the marks of a forum,
//! quotation marks around every paragraph, ornaments before it, hyphens at line ends, the headline once more before the report.

use super::blanks::{blank, told};
use super::script::is_han;
use super::tally::Tally;
use super::{commas, joined};
use crate::source::{Rewriter, Text};
use crate::span::{Span, find_rare};

/// What is read in the place of a stretch of the text.
pub(super) type Edit = (Span, &'static str);

/// So many lines at least tell what a page does with all of them.
const LEAST: usize = 5;

/// A text without it, and what of that changes the words of a sentence.
pub(super) struct Stripped {
    pub(super) text: Text,
    /// Hyphens left out, and commas and blanks read as other marks.
    pub(super) marks: Tally,
    /// Hours left out.
    pub(super) hours: Tally,
}

/// Leaves it out.
pub(super) fn strip(old: Text) -> Stripped {
    let s = old.as_str();
    let lines: Vec<Span> = s.lines().map(|l| Span::of_slice(s, l).trimmed(s)).filter(|l| !l.is_empty()).collect();
    let mut edits = hyphens(s, &lines);
    edits.extend(joined::ends(s, &lines));
    edits.extend(hours(s, &lines));
    edits.extend(quoted(s, &lines));
    edits.extend(forum(s));
    edits.extend(headline_again(s, &lines));
    edits.extend(commas::stops(s, &lines));
    edits.extend(commas::lists(s));
    let marked = paragraphs_marked(s, &lines);
    let fields = lines.iter().take(LEAST * 4).filter(|l| field(l.of(s)).is_some()).count() > 1;
    for (i, line) in lines.iter().enumerate() {
        edits.extend(ornament(s, *line, marked));
        edits.extend(speaker(s, *line));
        edits.extend(tagged(s, *line));
        edits.extend(joined::gaps(s, *line));
        edits.extend(joined::bars(s, *line));
        edits.extend(wiki(s, *line));
        if fields {
            edits.extend(named(s, *line));
        }
        edits.extend(lines.get(i + 1).and_then(|next| initial(s, i.checked_sub(1).map(|n| lines[n]), *line, *next)));
    }
    let (mut marks, mut hours) = (Tally::default(), Tally::default());
    if edits.is_empty() {
        return Stripped { text: old, marks, hours };
    }
    edits.sort_unstable();
    let mut rw = Rewriter::new(&old);
    for (span, with) in edits {
        // one inside another
        if span.start < rw.at() {
            continue;
        }
        rw.keep_to(span.start);
        let from = if with.is_empty() { rw.drop_to(span.end) } else { rw.replace_to(span.end, with) };
        let was = span.of(s);
        if matches!(with, "，" | "。" | "、") || was == "-" {
            marks.add(from);
        } else if hour(was) == Some(was.len()) {
            hours.add(from);
        }
    }
    Stripped { text: rw.finish(), marks, hours }
}

/// Whether nearly all of the lines that are asked do it.
fn most(done: usize, all: usize) -> bool {
    done >= LEAST && done * 10 >= all * 6
}

/// 双方就共同关心的-: hyphens where a page breaks nearly all of its lines.
fn hyphens(s: &str, lines: &[Span]) -> Vec<Edit> {
    let found: Vec<Edit> = lines
        .iter()
        .filter(|l| l.of(s).strip_suffix('-').is_some_and(|b| b.ends_with(|c: char| !c.is_ascii() || c.is_ascii_alphanumeric())))
        .map(|l| (Span::new(l.end - 1, l.end), ""))
        .collect();
    if most(found.len(), lines.len()) { found } else { Vec::new() }
}

/// `[00:01:04] 双方就…`: the hour before nearly every line.
fn hours(s: &str, lines: &[Span]) -> Vec<Edit> {
    let found: Vec<Edit> = lines.iter().filter_map(|l| hour(l.of(s)).map(|n| (Span::new(l.start, l.start + n), ""))).collect();
    if most(found.len(), lines.len()) { found } else { Vec::new() }
}

/// `hour = [ "[" | "(" ], digits, ":", digits, [ ":", digits ], [ "." | ",", digits ], [ "]" | ")" ], { " " }`: its length.
fn hour(line: &str) -> Option<usize> {
    let inner = line.trim_start_matches(['[', '(', '（', '【']);
    let clock = |c: char| c.is_ascii_digit() || ":.,".contains(c);
    let end = inner.find(|c| !clock(c)).unwrap_or(inner.len());
    let (time, rest) = inner.split_at(end);
    let parts = time.split(':').count();
    let told =
        (2..=3).contains(&parts) && time.split(':').all(|p| (1..=6).contains(&p.len()) && p.as_bytes()[0].is_ascii_digit());
    let shut = rest.trim_start_matches([']', ')', '）', '】']);
    let bracketed = inner.len() < line.len() && shut.len() < rest.len();
    let behind = shut.trim_start_matches([' ', '\t', '\u{3000}']);
    let apart = bracketed || parts == 3 && (behind.len() < shut.len() || shut.is_empty());
    (told && apart).then(|| line.len() - behind.len())
}

/// "双方…交换了意见。" on every line: the quotation marks of a table's cells.
fn quoted(s: &str, lines: &[Span]) -> Vec<Edit> {
    let cell = |l: &&Span| {
        let inner = l.of(s).strip_prefix('"').and_then(|t| t.strip_suffix('"'));
        inner.is_some_and(|t| t.matches('"').count() % 2 == 0)
    };
    let found = lines.iter().filter(cell).count();
    let told = lines.iter().filter(cell).any(|l| l.of(s).contains('。'));
    if found < 2 || found * 10 < lines.len() * 8 || !told {
        return Vec::new();
    }
    lines.iter().filter(cell).flat_map(|l| [(Span::new(l.start, l.start + 1), ""), (Span::new(l.end - 1, l.end), "")]).collect()
}

/// `[b]`, `[/size]`, `[color=red]`: the marks of a forum.
fn forum(s: &str) -> Vec<Edit> {
    const TAGS: [&str; 17] = [
        "b",
        "i",
        "u",
        "s",
        "size",
        "color",
        "font",
        "url",
        "img",
        "quote",
        "align",
        "center",
        "left",
        "indent",
        "p",
        "backcolor",
        "list",
    ];
    let mut out = Vec::new();
    if find_rare(s, "[/").is_none() {
        return out;
    }
    let mut at = 0;
    while let Some(found) = s[at..].find('[') {
        let start = at + found;
        at = start + 1;
        let tag = &s[at..];
        let inner: usize = tag.bytes().take(80).take_while(|b| b.is_ascii_graphic() && *b != b']' && *b != b'[').count();
        let Some(_) = tag[inner..].strip_prefix(']') else { continue };
        let word = tag[..inner].trim_start_matches('/').split('=').next().unwrap_or("");
        if TAGS.iter().any(|t| t.eq_ignore_ascii_case(word)) {
            at += inner + 1;
            out.push((Span::new(start, at), ""));
        }
    }
    out
}

/// The headline at the head of the report too, as a sentence of its own: 陈望舒会见马丹。新华社利马…
fn headline_again(s: &str, lines: &[Span]) -> Option<Edit> {
    let [head, lead, ..] = lines else { return None };
    let head = head.of(s).trim_start_matches(['#', ' ']);
    let length = head.chars().count();
    let rest = lead.of(s).strip_prefix(head).filter(|_| (6..=60).contains(&length) && !head.contains('。'))?;
    let behind = rest.trim_start_matches(['。', '.', ' ', '\u{3000}']);
    let long = behind.chars().nth(30).is_some();
    (behind.len() < rest.len() && long).then(|| (Span::new(lead.start, lead.end - behind.len()), ""))
}

/// Dots and stars that a page may put before each paragraph.
const DOTS: [char; 13] = ['▶', '►', '▸', '●', '○', '■', '□', '◆', '◇', '★', '☆', '▪', '▫'];

/// The mark that stands before most of the paragraphs. Before one line alone it may be that of a list, or point at a picture.
fn paragraphs_marked(s: &str, lines: &[Span]) -> Option<char> {
    let mut told = lines.iter().map(|l| l.of(s)).filter(|l| told(l) && l.contains('。'));
    let first = told.next()?.chars().next().filter(|c| DOTS.contains(c))?;
    // ■10月2日，…: the items of a chronicle
    let dated = |l: &str| l.trim_start_matches(|c| c == first || blank(c)).starts_with(|c: char| c.is_ascii_digit());
    let (all, marked) = told.fold((1, 1), |(all, n), l| (all + 1, n + usize::from(l.starts_with(first) && !dated(l))));
    (marked > 1 && marked * 10 >= all * 8).then_some(first)
}

/// Ornaments before a line: the little pictures of a messenger, and what the paragraphs of the page are `marked` with.
fn ornament(s: &str, line: Span, marked: Option<char>) -> Option<Edit> {
    let text = line.of(s);
    if text.starts_with(|c| matches!(c, '\u{20}'..='\u{24ff}' | '\u{3000}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}')) {
        return None;
    }
    let picture = |c: char| {
        matches!(c, '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{2b05}'..='\u{2bff}' | '\u{200d}')
            && !"★☆".contains(c)
    };
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let behind = &rest[c.len_utf8()..];
        let selected = behind.strip_prefix('\u{fe0f}');
        if !(picture(c) || selected.is_some() || marked == Some(c)) {
            break;
        }
        rest = selected.unwrap_or(behind).trim_start_matches(blank);
    }
    (rest.len() < text.len()).then(|| (Span::new(line.start, line.end - rest.len()), ""))
}

/// 主播：, 解说：: who reads a paragraph of a broadcast.
fn speaker(s: &str, line: Span) -> Option<Edit> {
    const READERS: [&str; 8] = ["主播", "播音员", "播音", "解说", "解说词", "画外音", "旁白", "配音"];
    let text = line.of(s);
    let bare = text.strip_prefix('【').unwrap_or(text);
    let rest = READERS.iter().find_map(|w| bare.strip_prefix(w)?.strip_prefix(['：', ':', '】']))?;
    let rest = rest.trim_start_matches(['：', ':', ' ']);
    told(rest).then(|| (Span::new(line.start, line.end - rest.len()), ""))
}

/// #时政要闻#【…】: what a message on a network is filed under.
fn tagged(s: &str, line: Span) -> Option<Edit> {
    let mut rest = line.of(s);
    while let Some((tag, behind)) = rest.strip_prefix('#').and_then(|t| t.split_once('#')) {
        if !(1..=20).contains(&tag.chars().count()) || !tag.starts_with(is_han) || tag.contains(blank) {
            break;
        }
        rest = behind.trim_start_matches(blank);
    }
    (rest.len() < line.len() && told(rest)).then(|| (Span::new(line.start, line.end - rest.len()), ""))
}

/// == 陈望舒会见马丹 ==: the heading of a wiki.
fn wiki(s: &str, line: Span) -> Vec<Edit> {
    let text = line.of(s);
    let words = text.trim_matches('=');
    let (left, right) = (text.len() - text.trim_start_matches('=').len(), text.len() - text.trim_end_matches('=').len());
    if left != right || !(2..=6).contains(&left) || words.trim().is_empty() {
        return Vec::new();
    }
    vec![(Span::new(line.start, line.start + left), "#"), (Span::new(line.end - right, line.end), "")]
}

/// 【标题】…, 正文：…: the name of a field of a database before a line, and what it holds.
fn field(text: &str) -> Option<(&str, &str)> {
    const FIELDS: [&str; 25] = [
        "标题",
        "题名",
        "篇名",
        "新闻标题",
        "正文",
        "全文",
        "内容",
        "新闻内容",
        "作者",
        "来源",
        "媒体",
        "报纸",
        "日期",
        "发布日期",
        "发布时间",
        "时间",
        "版次",
        "版面",
        "版名",
        "关键词",
        "栏目",
        "专栏",
        "标引",
        "title",
        "content",
    ];
    let inner = text.strip_prefix(['【', '[', '<', '〈']);
    let bare = inner.unwrap_or(text);
    let name = FIELDS.iter().filter(|f| bare.starts_with(**f)).max_by_key(|f| f.len())?;
    let rest = bare[name.len()..].trim_start_matches(blank);
    let shut = if inner.is_some() { rest.strip_prefix(['】', ']', '>', '〉']) } else { rest.strip_prefix(['：', ':', '=']) };
    shut.map(|rest| (*name, rest.trim_start_matches(['：', ':', ' ', '\u{3000}'])))
}

/// The names of fields: those of the headline and of the text go; of the others the brackets.
fn named(s: &str, line: Span) -> Vec<Edit> {
    let text = line.of(s);
    let Some((name, rest)) = field(text) else { return Vec::new() };
    let start = line.end - rest.len();
    if ["标题", "题名", "篇名", "正文", "全文", "内容", "title", "content"].iter().any(|w| name.ends_with(w)) {
        return vec![(Span::new(line.start, start), "")];
    }
    let at = line.start + text.find(name).unwrap_or(0);
    if at == line.start {
        return Vec::new();
    }
    vec![(Span::new(line.start, at), ""), (Span::new(at + name.len(), start), "：")]
}

/// A first character printed large, on a line of its own above its paragraph, with empty lines between them.
fn initial(s: &str, before: Option<Span>, line: Span, next: Span) -> Option<Edit> {
    let text = line.of(s);
    let alone = text
        .chars()
        .next()
        .filter(|c| is_han(*c) && c.len_utf8() == text.len() && !"一二三四五六七八九十图文摄注附".contains(*c));
    let opens = before.is_none_or(|b| s[b.end..line.start].matches('\n').count() > 1);
    let rest = next.of(s);
    let goes_on = rest.starts_with(is_han) && told(rest) && rest.chars().nth(12).is_some();
    let apart = s[line.end..next.start].matches('\n').count();
    (alone.is_some() && opens && goes_on && apart > 1).then(|| (Span::new(line.end, next.start), ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(s: &str) -> String {
        let mut t = Text::default();
        t.push_verbatim(s, 0);
        strip(t).text.as_str().to_owned()
    }

    #[test]
    fn lengths_of_hours() {
        assert_eq!(hour("[00:01:04] 双方"), Some(11));
        assert_eq!(hour("00:01:04,500 双方"), Some(13));
        assert_eq!(hour("8:30 开始"), None);
        assert_eq!(hour("新华社"), None);
    }

    #[test]
    fn what_is_around_goes() {
        assert_eq!(plain("[b]会谈[/b][1]"), "会谈[1]");
        assert_eq!(plain("👇👇\n📢 会谈"), "\n会谈");
        assert_eq!(plain("●会谈\n▲图为会谈"), "●会谈\n▲图为会谈");
        assert_eq!(plain("●会谈后，双方签字。\n●双方表示，愿意。"), "会谈后，双方签字。\n双方表示，愿意。");
        assert_eq!(plain("【标题】会谈\n【作者】马丹\n【正文】双方"), "会谈\n作者：马丹\n双方");
        assert_eq!(plain("标题：会谈"), "标题：会谈");
        assert_eq!(plain("#时政##外交#【会谈】双方，"), "【会谈】双方，");
        assert_eq!(plain("解说：会谈后，双方签字。"), "会谈后，双方签字。");
    }
}
