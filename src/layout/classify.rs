//! What each paragraph is.

use super::lines::closes;
use super::unwrap::Paragraph;
use super::{Block, BlockKind};
use crate::lexicon::{Category, Hits, Lexicon};
use crate::parse::{credit, date, dateline, enumerator, number::is_numeral, title};
use crate::span::Span;
use std::collections::{HashMap, HashSet};

/// Gives each paragraph its kind.
pub fn classify(text: &str, paragraphs: Vec<Paragraph>, lexicon: &Lexicon) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    let furnished = furnished(text, &paragraphs, lexicon);
    for p in paragraphs {
        let mut b = Block::new(BlockKind::Body, text, p.parts, p.chunk);
        b.level = p.level;
        if furnished.binary_search(&p.chunk).is_ok() && !closes(&b.text) {
            b.kind = BlockKind::Furniture;
            out.push(b);
            continue;
        }
        b.kind = kind(&b, lexicon);
        out.extend(split_jumps(text, b));
    }
    merge_captions(&mut out, lexicon);
    settle_headlines(&mut out, lexicon);
    out
}

/// The kind of a paragraph by itself; `Headline` means that it may be one.
fn kind(b: &Block, lexicon: &Lexicon) -> BlockKind {
    let t = b.text.as_str();
    if page_label(t) {
        return BlockKind::PageLabel;
    }
    if furniture(t, lexicon) {
        return BlockKind::Furniture;
    }
    if b.level > 0 {
        return BlockKind::Headline;
    }
    if is_caption(t, lexicon) {
        return BlockKind::Caption;
    }
    let listed = enumerator::alone(t).is_some()
        || enumerator::enumerator(t).is_ok_and(|(_, e)| e.style != enumerator::Style::Dash)
        || (t.starts_with('《') && t.ends_with('》'));
    // 莱索托王国代表 莫霍洛: a line of signature
    let signs = t.contains("代表") && t.chars().count() <= 24 && (t.contains(' ') || t.ends_with("代表"));
    if signs && crate::parse::title::opens_party(t, lexicon).is_some() {
        return BlockKind::Body;
    }
    // a full stop inside: no headline
    if closes(t) || t.contains('。') || listed || dateline_opens(t, lexicon) || credit::jump(t).is_some() {
        return BlockKind::Body;
    }
    // 二〇二四年六月十二日于北京: the close of a document
    if let Ok((rest, d)) = date::date(t)
        && d.year.is_some()
        && d.day.is_some()
        && rest.trim_start().starts_with(['于', '在', '订'])
        && rest.chars().count() <= 16
    {
        return BlockKind::Body;
    }
    if dateline::source_note(t, lexicon).is_some() {
        return BlockKind::Body;
    }
    if t.chars().count() <= 90 { BlockKind::Headline } else { BlockKind::Body }
}

fn is_caption(t: &str, lexicon: &Lexicon) -> bool {
    let chars = t.chars().count();
    (credit::credit(t, lexicon).is_some() && chars < 260 && dateline::dateline(t, lexicon).is_none())
        || (credit::opens_caption(t) && chars < 120)
}

/// `label = "P", number | letter, number | "第", number, "版" | section, "·", "第", number, "版"`
fn page_label(t: &str) -> bool {
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
    lettered || version || bare || short
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
    "发布于",
    "发布：",
    "时间：",
    "時間：",
    "来源",
    "來源",
    "总第",
    "總第",
    "农历",
    "農曆",
];

/// Whether a line is printed around the texts: a date with its weekday, an editor's name, a slogan, an address of the web.
fn furniture(t: &str, lexicon: &Lexicon) -> bool {
    let chars = t.chars().count();
    if chars > 80 {
        return false;
    }
    let hits = lexicon.scan(t);
    let whole = Span::new(0, t.len());
    if let Some(h) = hits.within(Category::Furniture, whole).next() {
        let covered: usize = hits.within(Category::Furniture, whole).map(|h| h.span.of(t).chars().count()).sum();
        let opens = h.span.start == 0 && !closes(t);
        let kind = lexicon.entry(h).kind.as_deref();
        // 农历新年将至，国家主席…, 出版界推出…: a text may begin with such a word
        let goes_on = || {
            t[h.span.end..].chars().next().is_some_and(is_han)
                || [Category::Offices, Category::Encounters].iter().any(|&c| hits.within(c, whole).next().is_some())
        };
        let around = match kind {
            Some("editor" | "web" | "app") => true,
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
        && (rest.trim().is_empty() || rest.contains("星期") || rest.contains("版") || rest.contains("农历"))
        && !closes(t)
    {
        return d.day.is_some();
    }
    let issue = t
        .split_once('第')
        .is_some_and(|(_, n)| n.trim_start_matches(|c: char| c.is_ascii_digit() || is_numeral(c)).starts_with('期'));
    let told = LABELS.iter().any(|w| t.contains(w)) || t.ends_with('版') || issue;
    if told && chars <= 60 && !closes(t) && date::dates(t).iter().any(|d| d.year.is_some()) && !headlines(t, &hits) {
        return true;
    }
    t.starts_with("http") || t.starts_with("www.")
}

/// Whether a line with a date is about something: a title in 《》, a quoted name, what happened at an encounter.
fn headlines(t: &str, hits: &Hits) -> bool {
    let whole = Span::new(0, t.len());
    t.contains(['《', '“']) || [Category::Encounters, Category::Speech].iter().any(|&c| hits.within(c, whole).next().is_some())
}

/// Whether a line is nothing but the marks that end a sentence, which a column left to a line of their own.
pub fn only_closes(t: &str) -> bool {
    let marks = |c: char| "。！？；：，、”’」』）》…".contains(c);
    t.chars().next().is_some_and(|c| "。！？；：，、”’」』）》".contains(c)) && t.chars().all(marks) && t.chars().count() <= 4
}

/// Chunks of short lines of which one is a slogan or an item of a menu: the others belong to it.
fn furnished(text: &str, paragraphs: &[Paragraph], lexicon: &Lexicon) -> Vec<usize> {
    let (mut out, mut menus) = (Vec::new(), Vec::new());
    for p in paragraphs {
        let words: String = p.parts.iter().map(|s| s.of(text)).collect();
        let hits = lexicon.scan(&words);
        let kinds = |kinds: &[&str]| {
            let mut all = hits.within(Category::Furniture, Span::new(0, words.len()));
            all.any(|h| lexicon.entry(h).kind.as_deref().is_some_and(|k| kinds.contains(&k)))
        };
        if kinds(&["web"]) && menus.last() != Some(&p.chunk) && is_menu(text, of_chunk(paragraphs, p.chunk)) {
            menus.push(p.chunk);
        }
        if kinds(&["slogan", "publicity"]) && words.chars().count() <= 30 && !closes(&words) {
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

/// A paragraph with （上接…） or （下转…） at one end is two blocks.
fn split_jumps(text: &str, b: Block) -> Vec<Block> {
    let Some((_, span, _)) = credit::jump(&b.text) else { return vec![b] };
    let (head, mark) = cut(text, &b, span.start);
    let (mark, tail) = cut(text, &mark, span.len());
    let mut out = Vec::new();
    for (mut part, kind) in [(head, b.kind), (mark, BlockKind::Jump), (tail, b.kind)] {
        if !part.text.trim().is_empty() {
            part.kind = kind;
            out.push(part);
        }
    }
    out
}

/// Cuts a block at byte `at` of its words.
fn cut(text: &str, b: &Block, at: usize) -> (Block, Block) {
    let (mut left, mut right, mut seen) = (Vec::new(), Vec::new(), 0);
    for &p in &b.parts {
        let here = at.saturating_sub(seen).min(p.len());
        if here > 0 {
            left.push(Span::new(p.start, p.start + here));
        }
        if here < p.len() {
            right.push(Span::new(p.start + here, p.end));
        }
        seen += p.len();
    }
    (Block::new(b.kind, text, left, b.chunk), Block::new(b.kind, text, right, b.chunk))
}

/// A credit on a line of its own belongs to the caption above it in the same chunk; so does the last line of a caption that takes
/// the whole chunk.
fn merge_captions(blocks: &mut Vec<Block>, lexicon: &Lexicon) {
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    for (i, b) in blocks.iter().enumerate() {
        let merges = b.kind == BlockKind::Caption
            && out.last().is_some_and(|a| {
                let whole = || {
                    let other = |o: Option<&Block>| o.is_none_or(|o| o.chunk != b.chunk);
                    other(i.checked_sub(2).map(|n| &blocks[n]))
                        && other(blocks.get(i + 1))
                        && !closes(&a.text)
                        && !opens_caption(&b.text)
                };
                let words = a.kind == BlockKind::Body || a.kind == BlockKind::Caption || a.kind == BlockKind::Headline;
                a.chunk == b.chunk
                    && words
                    && a.level == 0
                    && a.text.chars().count() < 200
                    && credit::credit(&a.text, lexicon).is_none()
                    && dateline::dateline(&a.text, lexicon).is_none()
                    && (credit_only(&b.text, lexicon) || whole())
            });
        match out.last_mut().filter(|_| merges) {
            Some(a) => {
                a.kind = BlockKind::Caption;
                a.text.push(' ');
                a.text.push_str(&b.text);
                a.parts.extend(&b.parts);
            }
            None => out.push(b.clone()),
        }
    }
    *blocks = out;
}

/// Whether a line never joins another: a heading by its look, furniture, a caption's opening, an enumerator alone, a dateline.
pub fn stands_alone(line: &str, lexicon: &Lexicon) -> bool {
    page_label(line)
        || enumerator::alone(line).is_some()
        || furniture(line, lexicon)
        || credit::opens_caption(line)
        || credit::jump(line).is_some_and(|(_, span, _)| span.len() + 6 >= line.len())
        || credit_only(line, lexicon)
}

/// Whether a line is nothing but a credit.
pub fn credit_only(line: &str, lexicon: &Lexicon) -> bool {
    credit::credit(line, lexicon).is_some_and(|c| line[..c.span.start].trim().is_empty())
}

/// Whether a line opens as a dateline does, even where the line ends inside it: an agency, and then 消息, 讯 or 电 or a place
/// with the beginning of a date.
pub fn dateline_opens(line: &str, lexicon: &Lexicon) -> bool {
    if dateline::dateline(line, lexicon).is_some() {
        return true;
    }
    let t = line.trim_start_matches(['（', '【', ' ']);
    let t = t.strip_prefix('据').unwrap_or(t);
    let Some((_, len)) = lexicon.prefix(Category::Agencies, t) else { return false };
    let rest = &t[len..];
    let place = rest.trim_start();
    // 新华社北: the line ends inside the name of the place
    if !place.is_empty() && place.chars().count() < 3 && place.chars().all(is_han) {
        return true;
    }
    if let Some((_, n)) = lexicon.prefix(Category::Places, place) {
        let tail = place[n..].trim_start();
        if tail.is_empty() || tail.starts_with(|c: char| c.is_ascii_digit()) || date::date(tail).is_ok() {
            return true;
        }
    }
    let end = rest.find(['，', '。', '、', '；', '“', '《']).unwrap_or(rest.len());
    if end < rest.len() && !rest[..end].contains(['电', '電']) {
        return false;
    }
    let told = |w: &str| rest.find(w).is_some_and(|at| at <= 42 && rest[at + w.len()..].starts_with(['（', '：', ' ', '】']));
    let date = |at: usize| rest[at..].chars().all(|c| c.is_ascii_digit() || "月日电電 ".contains(c));
    ["消息", "讯", "电", "訊", "電"].into_iter().any(told)
        || rest.find(|c: char| c.is_ascii_digit()).is_some_and(|at| at > 0 && at <= 24 && date(at))
}

/// Whether a text ends with the credit of a picture and says something before it.
pub fn credited(t: &str, lexicon: &Lexicon) -> bool {
    credit::credit(t, lexicon).is_some_and(|c| !t[..c.span.start].trim().is_empty())
}

/// Whether a line opens as captions do, those with a credit behind them included.
pub fn opens_caption(t: &str) -> bool {
    t.starts_with("这是") || credit::opens_caption(t)
}

/// Whether a text opens as a paragraph does: a dateline, a date, an enumerator, or a subject that reports or speaks.
#[must_use]
pub fn opens_paragraph(t: &str, lexicon: &Lexicon) -> bool {
    const WORDS: [&str; 30] = [
        "据",
        "应",
        "当地时间",
        "北京时间",
        "会谈后",
        "会谈前",
        "会见后",
        "会见前",
        "会议期间",
        "访问期间",
        "此访",
        "此间",
        "此前",
        "随后",
        "早些时候",
        "同时",
        "此外",
        "另据",
        "在",
        "近年来",
        "欢迎仪式",
        "签字仪式",
        "仪式前",
        "仪式后",
        "我们",
        "我",
        "要",
        "希望",
        "当前",
        "今年",
    ];
    if dateline::dateline(t, lexicon).is_some() || enumerator::enumerator(t).is_ok() || date::date(t).is_ok() {
        return true;
    }
    if t.starts_with(['，', '、', '。', '；', '：', '”', '）', '》', '？', '！', '的', '了', '和', '与', '及']) {
        return false;
    }
    if ["举行", "进行"].iter().any(|w| t.starts_with(w)) {
        return false;
    }
    if WORDS.iter().any(|w| t.starts_with(w)) {
        return true;
    }
    if lexicon.prefix(Category::Groups, t).is_some()
        || title::opens_party(t, lexicon).is_some()
        || lexicon.prefix(Category::Offices, t).is_some()
    {
        return true;
    }
    // 习近平指出，: a short subject and a verb of speech with its comma
    let head: String = t.chars().take(24).collect();
    let Some(comma) = head.find(['，', '：', '“', '。']) else { return name_opens(t, lexicon) };
    let hits = lexicon.scan(&head[..comma]);
    let subject = |at: usize| at > 0 && lexicon.prefix(Category::Speech, t).is_none();
    hits.within(Category::Speech, Span::new(0, comma)).any(|h| h.span.end == comma && subject(h.span.start))
        || name_opens(t, lexicon)
}

/// Whether a line that follows a full stop at the end of a full line tells of something else than the sentence before: who took
/// part, what came before or after the talks, who spoke.
pub fn reports_anew(line: &str, lexicon: &Lexicon) -> bool {
    const WORDS: [&str; 9] = ["会谈后", "会谈前", "会见后", "会见前", "当晚", "当天", "同日", "此访", "访问期间"];
    let ours = ["中方", "我", "双方", "两国", "中国", "各方"].iter().any(|w| line.starts_with(w));
    WORDS.iter().any(|w| line.starts_with(w))
        || (!ours && (speaks(line, lexicon) || told_of(line, lexicon)))
        || name_opens(line, lexicon) && (line.contains("参加") || line.contains("出席"))
}

/// Whether a line opens with a short subject and a verb of speech without a comma: 恩东感谢中方, 双方同意加强.
fn told_of(line: &str, lexicon: &Lexicon) -> bool {
    let head: String = line.chars().take(12).take_while(|c| is_han(*c) || *c == '·').collect();
    let hits = lexicon.scan(&head);
    hits.within(Category::Speech, Span::new(0, head.len())).next().is_some_and(|h| {
        let subject = &head[..h.span.start];
        subject.chars().count() > 1 && !subject.contains(['的', '将', '要', '并', '愿', '应'])
    })
}

/// A Chinese name and a word that reports: 王毅会见, 蔡奇、丁薛祥等参加.
fn name_opens(t: &str, lexicon: &Lexicon) -> bool {
    if lexicon.prefix(Category::Surnames, t).is_none() {
        return false;
    }
    let head: String = t.chars().take(6).collect();
    [2, 3, 4].iter().any(|&n| {
        let Some((at, _)) = head.char_indices().nth(n) else { return false };
        let rest = &t[at..];
        rest.starts_with('、')
            || ["同", "会见", "在", "出席", "抵达", "乘", "对", "向", "将", "和", "与", "就", "说", "还"]
                .iter()
                .any(|w| rest.starts_with(w))
            || lexicon.prefix(Category::Speech, rest).is_some()
    })
}

/// A line that may be a headline is one, or a piece of a paragraph that columns cut.
///
/// From the end to the beginning for first halves, so that several cuts in one paragraph are found; then from the beginning for
/// what stands between two cuts.
fn settle_headlines(blocks: &mut [Block], lexicon: &Lexicon) {
    let seam = Seam::of(blocks, lexicon);
    let candidate = |b: &Block| b.kind == BlockKind::Headline && b.level == 0;
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
        if candidate(&blocks[i]) && is_first_half(&blocks[i].text, after.map(|a| &blocks[a]), before_open, &seam) {
            blocks[i].kind = BlockKind::Body;
        }
        if matches!(blocks[i].kind, BlockKind::Body | BlockKind::Headline) {
            after = Some(i);
        }
    }
    let mut open: Option<usize> = None;
    for i in 0..blocks.len() {
        if let Some(o) = open.filter(|_| candidate(&blocks[i])) {
            let t = &blocks[i].text;
            let mid = t.contains(['，', '。', '；']) || t.starts_with(['，', '、', '的', '”', '）']);
            let next = blocks[i + 1..].iter().find(|b| matches!(b.kind, BlockKind::Body | BlockKind::Headline));
            let whole = next.is_some_and(|a| seam.holds(&blocks[o].text, &a.text));
            let sewn = seam.holds(&blocks[o].text, t) || (seam.pair(&blocks[o].text, t) && !seam.told(t, 0.5));
            // its words are not those of the page, as a headline's are; or else the text behind it cannot stand alone either
            let share = if opens_paragraph(t, lexicon) { 0.5 } else { 0.8 };
            let goes_on = |a: &Block| {
                !dateline_opens(&a.text, lexicon)
                    && (!seam.told(t, 0.5) || (!opens_paragraph(&a.text, lexicon) && !seam.told(t, share)))
            };
            let torn = blocks[i + 1..].iter().find(|b| b.kind == BlockKind::Body).is_some_and(goes_on);
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

/// Whether a line that may be a headline is the first half of what comes after it.
fn is_first_half(t: &str, after: Option<&Block>, before_open: bool, seam: &Seam<'_>) -> bool {
    // so is a list of names that the page tells nowhere else
    let listing = || t.matches('、').count() > 2 && !seam.told(t, 0.5);
    let comma = t.contains(['，', '；']) || t.contains("是：") || listing();
    let Some(a) = after else { return comma && before_open };
    if a.kind == BlockKind::Headline {
        return comma && (before_open || (t.contains('，') && speaks(t, seam.lexicon)));
    }
    if dateline_opens(&a.text, seam.lexicon) {
        return false;
    }
    let mid = a.text.starts_with(['，', '、', '。', '；', '：', '”', '）', '》']);
    mid || (comma && (!before_open || speaks(t, seam.lexicon)))
        || (!opens_paragraph(&a.text, seam.lexicon) && (comma || !(before_open || heads(t, &a.text))))
        || ((seam.holds(t, &a.text) || hangs(t) || (seam.pair(t, &a.text) && !seam.told(t, 0.5))) && !titles(t, seam.lexicon))
}

/// Whether a line is told again by the first sentence behind it, as a headline is and the first half of a sentence is not.
fn heads(line: &str, text: &str) -> bool {
    let chars: Vec<char> = line.chars().filter(|c| c.is_alphanumeric()).collect();
    let sentence = text.chars().take_while(|c| *c != '。').take(200);
    let text: Vec<char> = sentence.filter(|c| c.is_alphanumeric()).collect();
    let pairs: HashSet<&[char]> = text.windows(2).collect();
    chars.windows(2).filter(|w| pairs.contains(w)).count() * 5 >= chars.len().saturating_sub(1) * 2
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
    triples: HashSet<[char; 3]>,
    pairs: HashMap<[char; 2], u32>,
}

impl<'a> Seam<'a> {
    fn of(blocks: &[Block], lexicon: &'a Lexicon) -> Self {
        let mut triples = HashSet::new();
        let mut pairs = HashMap::new();
        if blocks.iter().any(|b| b.kind == BlockKind::Headline && b.level == 0) {
            for b in blocks {
                let mut last = ['\0'; 3];
                for c in b.text.chars() {
                    last = [last[1], last[2], c];
                    if last.iter().all(|c| is_han(*c)) {
                        triples.insert(last);
                    }
                    *pairs.entry([last[1], c]).or_default() += 1;
                }
            }
        }
        Self { lexicon, triples, pairs }
    }

    /// Whether of the pairs of neighbouring characters of a line of the page this share stands elsewhere on it too.
    fn told(&self, line: &str, share: f64) -> bool {
        let chars: Vec<char> = line.chars().collect();
        let again = chars.windows(2).filter(|w| self.pairs.get(&[w[0], w[1]]).is_some_and(|&n| n > 1)).count();
        #[allow(clippy::cast_precision_loss)] // counts of characters of a line
        let told = again as f64 >= share * chars.len().saturating_sub(1) as f64;
        told
    }

    /// Whether the two characters at the seam stand together on the page.
    fn pair(&self, left: &str, right: &str) -> bool {
        let Some((l, r)) = left.chars().next_back().zip(right.chars().next()) else { return false };
        is_han(l) && is_han(r) && self.pairs.contains_key(&[l, r])
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
        let elsewhere = |a: Option<char>, b, c: Option<char>| a.zip(c).is_some_and(|(a, c)| self.triples.contains(&[a, b, c]));
        let named = self.lexicon.prefix(Category::Groups, right).is_some();
        let second = tail.iter().rev().nth(1).copied();
        if !named && (elsewhere(second, l, Some(r)) || elsewhere(Some(l), r, head.get(1).copied())) {
            return true;
        }
        let at: usize = tail.iter().map(|c| c.len_utf8()).sum();
        let both: String = tail.iter().chain(&head).collect();
        let hits = self.lexicon.scan(&both);
        let words = [Category::Encounters, Category::Offices, Category::Instruments, Category::Groups, Category::Speech];
        words.iter().any(|&c| hits.within(c, Span::new(0, both.len())).any(|h| h.span.start < at && h.span.end > at))
    }
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// Whether a paragraph was cut: it does not end as a paragraph ends, and is no entry of a list.
pub fn is_open(t: &str, lexicon: &Lexicon) -> bool {
    !closes(t)
        && dateline::source_note(t, lexicon).is_none()
        && enumerator::alone(t).is_none()
        && !t.ends_with('》')
        && dateline::dateline(t, lexicon).is_none_or(|d| d.span.end < t.len())
        && !listed(t)
        && !date::date(t).is_ok_and(|(rest, d)| {
            d.year.is_some() && rest.trim_start().starts_with(['于', '在', '订']) && rest.chars().count() <= 16
        })
}

fn listed(t: &str) -> bool {
    enumerator::enumerator(t).is_ok_and(|(_, e)| {
        !matches!(e.style, enumerator::Style::Is | enumerator::Style::Ordinal | enumerator::Style::Sequence) && !t.contains('，')
    })
}

/// Whether a text opens with an attribution.
fn speaks(t: &str, lexicon: &Lexicon) -> bool {
    let Some(comma) = t.find(['，', '：']) else { return false };
    let hits = lexicon.scan(&t[..comma]);
    hits.within(Category::Speech, Span::new(0, comma)).any(|h| h.span.end == comma && h.span.start > 0)
}
