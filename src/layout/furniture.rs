//! What is printed around the texts: labels of pages, headers, editors, slogans, menus.

use super::lines::{closes, is_han};
use super::opens::only_closes;
use super::unwrap::Paragraph;
use super::{Block, BlockKind};
use crate::lexicon::{Category, Hit, Hits, Lexicon};
use crate::parse::{date, dates, number::is_numeral};
use crate::span::Span;

/// `label = "P", number | letter, number | "第", number, "版", [ "（", [ section ], "）" ] | section, "·", "第", number, "版"`
pub fn page_label(t: &str) -> bool {
    let chars = t.chars().count();
    if chars > 14 {
        return false;
    }
    let code = t.trim();
    let mut cs = code.chars();
    let lettered =
        cs.next().is_some_and(|c| c.is_ascii_uppercase()) && code.len() <= 4 && code.len() >= 2 && cs.all(|c| c.is_ascii_digit());
    let version = code.find('第').is_some_and(|at| {
        let tail = &code[at + '第'.len_utf8()..];
        tail.strip_suffix('版').is_some_and(|n| !n.is_empty() && n.chars().all(|c| c.is_ascii_digit() || is_numeral(c)))
            && (at == 0 || code[..at].trim_end().ends_with(['·', '|', '-', '/', ' ', '版']) || code[..at].ends_with(' '))
    });
    let bare = code.bytes().all(|b| b.is_ascii_digit()) && (1..=3).contains(&code.len());
    let short = code.strip_suffix('版').is_some_and(|n| !n.is_empty() && n.len() <= 3 && n.bytes().all(|b| b.is_ascii_digit()));
    // 第3版 国际
    let titled = code.strip_prefix('第').and_then(|n| n.split_once("版 ")).is_some_and(|(n, name)| {
        !n.is_empty() && n.chars().all(|c| c.is_ascii_digit() || is_numeral(c)) && name.trim().chars().count() <= 4
    });
    // 第4版（要闻）, 第6版（）
    let bracketed = code
        .strip_prefix('第')
        .and_then(|n| n.split_once("版（"))
        .is_some_and(|(n, name)| !n.is_empty() && n.chars().all(|c| c.is_ascii_digit() || is_numeral(c)) && name.ends_with('）'));
    lettered || version || bare || short || titled || bracketed
}

/// 第3页 共8页, — 3 —, ▶▶▶ 详见第三版: the number of a page and nothing else.
fn page_number(t: &str) -> bool {
    let told = t.contains('页') || t.contains("详见") || t.contains("转版");
    told && t.chars().any(|c| c.is_ascii_digit() || is_numeral(c))
        && t.chars().all(|c| c.is_ascii_digit() || is_numeral(c) || "第共页版详见码（） /，-—·▶►>【】".contains(c))
}

/// 本网站…版权，未经书面同意禁止转载 · 声明：本文仅代表作者观点: who may not print the page, and whose words they are.
fn rights(t: &str) -> bool {
    let any = |words: &[&str]| words.iter().any(|w| t.contains(w));
    if t.starts_with("声明：") && any(&["仅代表", "不代表"]) {
        return true;
    }
    t.contains("转载") && any(&["禁止", "未经", "不得", "请注明", "谢绝"]) && any(&["版权", "本网", "本站", "本报", "授权"])
}

/// 35阅读, • 0回复, 赞12 在看8: counts of a web page.
fn counted(t: &str, lexicon: &Lexicon) -> bool {
    let said = t.split(|c: char| c.is_ascii_digit() || " •·（）：+万".contains(c)).filter(|w| !w.is_empty());
    let count =
        |w: &str| lexicon.prefix(Category::Furniture, w).is_some_and(|(e, n)| n == w.len() && e.kind.as_deref() == Some("count"));
    let mut said = said.peekable();
    t.contains(|c: char| c.is_ascii_digit()) && said.peek().is_some() && said.all(count)
}

/// 国　际, 南江日报: the name of a part of the paper, or of a paper, on a line of its own.
fn section(t: &str, lexicon: &Lexicon) -> bool {
    let bare: String = t.chars().filter(|c| *c != ' ').collect();
    let paper = ["日报", "晚报", "晨报", "早报", "时报", "周报"].iter().any(|w| bare.ends_with(w));
    let named = || {
        lexicon.prefix(Category::Furniture, &bare).is_some_and(|(e, n)| n == bare.len() && e.kind.as_deref() == Some("section"))
    };
    (2..=8).contains(&bare.chars().count()) && bare.chars().all(is_han) && (paper || named())
}

/// 南江日报  2023年6月2日  星期五, 6月2日 第3版: nothing but the day and whose page it is.
fn running_head(t: &str, lexicon: &Lexicon) -> bool {
    let day = |w: &str| date::date(w).is_ok_and(|(rest, d)| rest.is_empty() && d.day.is_some());
    let label = |w: &str| w.starts_with("星期") || page_label(w) || section(w, lexicon);
    let words = || t.split([' ', '|', '·']).filter(|w| !w.is_empty());
    t.contains('日') && words().all(|w| day(w) || label(w)) && words().any(day) && words().any(label)
}

/// What a line of the page says about itself beside a date: 港岛日报 2025年3月12日 星期三, 发布时间：2025-10-14, 2025年第8期;
/// 2023年“诚信之星”发布 is a headline.
const LABELS: &[&str] = &[
    "星期",
    "版面",
    "发布时间",
    "發布時間",
    "发布日期",
    "發布日期",
    "發佈時間",
    "發佈日期",
    "发布于",
    "发布：",
    "时间：",
    "時間：",
    "来源",
    "來源",
    "总第",
    "總第",
    "农历",
    "PostTime",
    "date ",
    "農曆",
];

/// 《南江日报》（2024年5月28日 第03版）: the paper and page that a text was taken from, on a line of its own.
fn taken_from(t: &str) -> bool {
    let page = |w: &str| w.contains('年') && w.contains('日') && w.trim_end_matches(['）', ' ']).ends_with('版');
    t.strip_prefix('《')
        .and_then(|w| w.split_once('》'))
        .is_some_and(|(_, rest)| rest.trim_start().starts_with('（') && page(rest))
}

/// Whether a line is printed around the texts: a date with its weekday, an editor's name, a slogan, an address of the web.
pub fn furniture(t: &str, lexicon: &Lexicon) -> bool {
    let chars = t.chars().count();
    // 首页 > 新闻中心 > 正文, 国内|国际|专题|时评: where a page stands in its site
    let path = || {
        let steps = t.matches(['>', '＞']).count();
        steps > 1 || steps == 1 && chars <= 20 || t.matches(['|', '｜']).count() > 3
    };
    if chars < 200 && !closes(t) && path() && !t.contains(['《', '，', '。']) {
        return true;
    }
    if chars < 200 && rights(t) {
        return true;
    }
    if chars > 80 {
        return false;
    }
    if page_number(t)
        || chars <= 16 && section(t, lexicon)
        || chars <= 40 && running_head(t, lexicon)
        || chars <= 30 && counted(t, lexicon)
        || chars <= 40 && taken_from(t)
    {
        return true;
    }
    // 】 【打 印】: a button, whatever is put around and into it
    let button = t.starts_with(['】', '【', '[']).then(|| t.replace([' ', '【', '】', '[', ']'], ""));
    let pressed = |w: &String| {
        lexicon.exact(Category::Furniture, w).is_some_and(|e| matches!(e.kind.as_deref(), Some("web" | "app" | "count")))
    };
    if button.as_ref().is_some_and(pressed) {
        return true;
    }
    let hits = lexicon.scan(t);
    let whole = Span::new(0, t.len());
    if t.contains(['-', '_', '—']) && site(t) && hits.within(Category::Encounters, whole).next().is_none() {
        return true;
    }
    let of_page = |h: &&Hit| !matches!(lexicon.entry(h).kind.as_deref(), Some("section" | "count" | "digest"));
    if let Some(h) = hits.within(Category::Furniture, whole).find(of_page) {
        // 03 要闻, 2024.5.20 星期一: numbers around it say nothing
        let chars = t.chars().filter(|c| !c.is_ascii_digit() && !" .-/|·".contains(*c)).count();
        let covered: usize = hits
            .within(Category::Furniture, whole)
            .filter(of_page)
            .map(|h| h.span.of(t).chars().filter(|c| *c != ' ').count())
            .sum();
        let opens = t[..h.span.start].trim_matches(['【', '[', ' ']).is_empty() && !closes(t);
        let kind = lexicon.entry(h).kind.as_deref();
        // 农历新年将至，国家主席…, 出版界推出…: a text may begin with such a word
        let goes_on = || {
            t[h.span.end..].chars().next().is_some_and(is_han)
                || [Category::Offices, Category::Encounters].iter().any(|&c| hits.within(c, whole).next().is_some())
        };
        let around = match kind {
            Some("editor" | "web" | "after" | "app") => true,
            Some("masthead" | "publicity") => !goes_on(),
            _ => false,
        };
        if covered * 2 >= chars || (opens && around) {
            return true;
        }
        if kind == Some("app") && chars < 30 && !closes(t) {
            return true;
        }
    }
    if !t.chars().any(is_han) {
        return !only_closes(t);
    }
    // 2026年5月21日 星期四
    if let Ok((rest, d)) = date::date(t)
        && d.year.is_some()
        && rest.chars().count() <= 60
        && (rest.trim().is_empty()
            || stamp(rest) && !headlines(t, &hits)
            || site(rest)
            || rest.contains("星期")
            || rest.contains("版")
            || rest.contains("农历"))
        && !closes(t)
    {
        return d.day.is_some();
    }
    let issue = || {
        t.split_once('第')
            .is_some_and(|(_, n)| n.trim_start_matches(|c: char| c.is_ascii_digit() || is_numeral(c)).starts_with('期'))
    };
    let told = || LABELS.iter().any(|w| t.contains(w)) || t.ends_with('版') || issue();
    let sure = || ["来源：", "时间：", "日期："].iter().any(|w| t.contains(w));
    let dated = || dates::dates(t).iter().any(|d| d.year.is_some());
    if chars <= 60 && !closes(t) && told() && dated() && (sure() || !headlines(t, &hits)) {
        return true;
    }
    // 原创 南江发布 2024年3月9日 20:14 江苏, 3月9日 20:14 来自 微博
    let put_up = || t.split(' ').any(clock) && !closes(t) && !t.contains('，') && !headlines(t, &hits);
    if chars <= 40 && put_up() && dates::dates(t).iter().any(|d| d.day.is_some()) {
        return true;
    }
    t.starts_with("http") || t.starts_with("www.")
}

/// A headline that the page prints twice, as the title of the page and above the text, with nothing but labels between: the first
/// is furniture.
pub fn echoes(blocks: &mut [Block]) {
    let bare = |t: &str| t.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    for i in 0..blocks.len() {
        if blocks[i].kind != BlockKind::Headline {
            continue;
        }
        // …_南江新闻网: the title of a web page names the site too
        let site = |t: &&str| ["网", "在线", "日报", "新闻", "频道"].iter().any(|w| t.ends_with(w));
        let title = blocks[i].text.rsplit_once(['_', '|', '-']).filter(|t| t.1.chars().count() <= 12);
        let title = title.filter(|t| !blocks[i].text[t.0.len()..].starts_with('-') || site(&t.1)).map(|t| t.0);
        let mut rest = bare(title.unwrap_or(&blocks[i].text));
        let mut labels = usize::from(title.is_some());
        for b in &blocks[i + 1..] {
            match b.kind {
                BlockKind::PageLabel | BlockKind::Furniture => labels += 1,
                BlockKind::Headline if rest.starts_with(&bare(&b.text)) && (labels > 0 || rest.len() == bare(&b.text).len()) => {
                    rest = rest[bare(&b.text).len()..].to_owned();
                }
                _ => break,
            }
            if rest.is_empty() {
                break;
            }
        }
        if rest.is_empty() {
            blocks[i].kind = BlockKind::Furniture;
        }
    }
}

/// 周五23:37:46, 03:05金羊网: the hour behind the day, and then perhaps whose page it is.
fn stamp(rest: &str) -> bool {
    let rest = rest.trim_start();
    let rest = ["星期", "周"].iter().find_map(|w| rest.strip_prefix(w)?.strip_prefix(is_han)).unwrap_or(rest).trim_start();
    let hour = &rest[..rest.find(|c: char| !(c.is_ascii_digit() || c == ':')).unwrap_or(rest.len())];
    clock(hour) && !rest.contains(['，', '。']) || clock(rest.split(' ').next().unwrap_or(""))
}

/// 南江新闻网, 南江新闻-南江网: the name of a site, alone or with that of its part.
fn site(t: &str) -> bool {
    let named = |w: &str| ["网", "网站", "在线", "频道", "客户端"].iter().any(|n| w.ends_with(n));
    let mut parts = t.trim().split(['-', '_', '—', ' ']).filter(|w| !w.is_empty());
    let word = |w: &str| (2..=8).contains(&w.chars().count()) && w.chars().all(is_han);
    parts.next_back().is_some_and(|last| named(last) && word(last)) && parts.all(word)
}

/// 20:14, 09:30:05: the hour behind the day on which a page was put up.
fn clock(t: &str) -> bool {
    let t = t.trim().trim_start_matches('T');
    t.contains(':') && t.len() <= 8 && t.bytes().all(|b| b.is_ascii_digit() || b == b':')
}

/// Whether a line with a date is about something: a title in 《》, a quoted name, what happened at an encounter.
fn headlines(t: &str, hits: &Hits) -> bool {
    let whole = Span::new(0, t.len());
    t.contains(['《', '“']) || [Category::Encounters, Category::Speech].iter().any(|&c| hits.within(c, whole).next().is_some())
}

/// Chunks of short lines of which one is a slogan or an item of a menu: the others belong to it.
pub fn furnished(text: &str, paragraphs: &[Paragraph], lexicon: &Lexicon) -> Vec<usize> {
    let (mut out, mut menus) = (Vec::new(), Vec::new());
    for p in paragraphs {
        // no character takes more than four bytes
        if p.parts.iter().map(|s| s.len()).sum::<usize>() > 4 * 30 {
            continue;
        }
        let words: String = p.parts.iter().map(|s| s.of(text)).collect();
        if words.chars().nth(30).is_some() {
            continue;
        }
        let hits = lexicon.scan(&words);
        let kinds = |kinds: &[&str]| {
            let mut all = hits.within(Category::Furniture, Span::new(0, words.len()));
            all.any(|h| lexicon.entry(h).kind.as_deref().is_some_and(|k| kinds.contains(&k)))
        };
        if kinds(&["web", "after"]) && menus.last() != Some(&p.chunk) && is_menu(text, of_chunk(paragraphs, p.chunk)) {
            menus.push(p.chunk);
        }
        if kinds(&["slogan", "publicity"]) && !closes(&words) {
            out.extend([p.chunk.saturating_sub(1), p.chunk, p.chunk + 1]);
        }
    }
    // a neighbour belongs to it only where all its lines are short and none opens a text
    let short = |chunk: usize| {
        of_chunk(paragraphs, chunk).iter().all(|p| {
            let words: String = p.parts.iter().map(|s| s.of(text)).collect();
            let latin = words.is_ascii();
            let scan = lexicon.scan(&words);
            let told = scan.within(Category::Encounters, Span::new(0, words.len())).next().is_some();
            words.chars().count() <= 26
                && !closes(&words)
                && (latin || p.level == 0)
                && !told
                && scan.within(Category::Offices, Span::new(0, words.len())).next().is_none()
        })
    };
    out.sort_unstable();
    out.dedup();
    out.retain(|&c| short(c));
    out.extend(menus);
    out.sort_unstable();
    out
}

/// The paragraphs of a chunk.
fn of_chunk(paragraphs: &[Paragraph], chunk: usize) -> &[Paragraph] {
    let first = paragraphs.partition_point(|p| p.chunk < chunk);
    &paragraphs[first..first + paragraphs[first..].partition_point(|p| p.chunk == chunk)]
}

/// Whether the lines of a chunk are those of a menu: several, all of a few characters.
fn is_menu(text: &str, lines: &[Paragraph]) -> bool {
    let item = |p: &Paragraph| {
        let words: String = p.parts.iter().map(|s| s.of(text)).collect();
        p.level == 0 && words.chars().count() <= 6 && !closes(&words)
    };
    lines.len() > 2 && lines.iter().all(item)
}
