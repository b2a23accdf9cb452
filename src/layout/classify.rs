//! What each paragraph is.

use super::lines::closes;
use super::unwrap::Paragraph;
use super::{Block, BlockKind};
use crate::lexicon::{Category, Lexicon};
use crate::parse::{credit, date, dateline, enumerator};
use crate::span::Span;

/// Gives each paragraph its kind.
pub fn classify(text: &str, paragraphs: Vec<Paragraph>, lexicon: &Lexicon) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    let slogans = slogan_chunks(text, &paragraphs, lexicon);
    for p in paragraphs {
        let mut b = Block::new(BlockKind::Body, text, p.parts, p.chunk);
        b.level = p.level;
        if slogans.contains(&p.chunk) && !closes(&b.text) {
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
    if closes(t) || listed || dateline::dateline(t, lexicon).is_some() || credit::jump(t).is_some() {
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
        tail.strip_suffix('版')
            .is_some_and(|n| !n.is_empty() && n.chars().all(|c| c.is_ascii_digit() || crate::parse::number::is_numeral(c)))
            && (at == 0 || code[..at].trim_end().ends_with(['·', '|', '-', '/', ' ', '版']) || code[..at].ends_with(' '))
    });
    let bare = code.bytes().all(|b| b.is_ascii_digit()) && (1..=3).contains(&code.len());
    let short = code.strip_suffix('版').is_some_and(|n| !n.is_empty() && n.len() <= 3 && n.bytes().all(|b| b.is_ascii_digit()));
    lettered || version || bare || short
}

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
        if covered * 2 >= chars || (opens && matches!(kind, Some("editor" | "web" | "masthead" | "app" | "publicity"))) {
            return true;
        }
        if kind == Some("app") && chars < 30 && !closes(t) {
            return true;
        }
    }
    if !t.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)) {
        return true;
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
    // 港岛日报 2025年3月12日 星期三, 发布时间：2025-10-14, 2025年第8期
    let told =
        ["星期", "版", "发布", "發布", "时间", "時間", "来源", "來源", "总第", "總第", "农历"].iter().any(|w| t.contains(w));
    if told && chars <= 60 && !closes(t) && date::dates(t).iter().any(|d| d.year.is_some()) {
        return true;
    }
    t.starts_with("http") || t.starts_with("www.")
}

/// Chunks of short lines of which one is a slogan: the others belong to it.
fn slogan_chunks(text: &str, paragraphs: &[Paragraph], lexicon: &Lexicon) -> Vec<usize> {
    let mut out = Vec::new();
    for p in paragraphs {
        let words: String = p.parts.iter().map(|s| s.of(text)).collect();
        let hits = lexicon.scan(&words);
        let slogan = hits
            .within(Category::Furniture, Span::new(0, words.len()))
            .any(|h| matches!(lexicon.entry(h).kind.as_deref(), Some("slogan" | "publicity")));
        if slogan && words.chars().count() <= 30 && !closes(&words) {
            out.extend([p.chunk.saturating_sub(1), p.chunk, p.chunk + 1]);
        }
    }
    // a neighbour belongs to it only where all its lines are short and none opens a text
    let short = |chunk: usize| {
        let mut any = false;
        let all = paragraphs.iter().filter(|p| p.chunk == chunk).all(|p| {
            any = true;
            let words: String = p.parts.iter().map(|s| s.of(text)).collect();
            let latin = words.is_ascii();
            let scan = lexicon.scan(&words);
            let told = scan.within(Category::Encounters, Span::new(0, words.len())).next().is_some();
            words.chars().count() <= 26
                && !closes(&words)
                && (latin || p.level == 0)
                && !told
                && scan.within(Category::Offices, Span::new(0, words.len())).next().is_none()
        });
        any && all
    };
    out.sort_unstable();
    out.dedup();
    out.retain(|&c| short(c));
    out
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

/// A credit on a line of its own belongs to the caption above it in the same chunk.
fn merge_captions(blocks: &mut Vec<Block>, lexicon: &Lexicon) {
    let mut i = 0;
    while i + 1 < blocks.len() {
        let (a, b) = (&blocks[i], &blocks[i + 1]);
        let same = a.chunk == b.chunk;
        let credited = |b: &Block| credit::credit(&b.text, lexicon).is_some_and(|c| b.text[..c.span.start].trim().is_empty());
        let caption_then_credit = same
            && b.kind == BlockKind::Caption
            && credited(b)
            && matches!(a.kind, BlockKind::Body | BlockKind::Caption | BlockKind::Headline)
            && a.text.chars().count() < 200
            && a.level == 0
            && credit::credit(&a.text, lexicon).is_none()
            && dateline::dateline(&a.text, lexicon).is_none();
        if caption_then_credit {
            let b = blocks.remove(i + 1);
            let a = &mut blocks[i];
            a.kind = BlockKind::Caption;
            if !a.text.ends_with('\n') {
                a.text.push(' ');
            }
            a.text.push_str(&b.text);
            a.parts.extend(b.parts);
        }
        i += 1;
    }
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

fn credit_only(line: &str, lexicon: &Lexicon) -> bool {
    credit::credit(line, lexicon).is_some_and(|c| line[..c.span.start].trim().is_empty())
}

/// Whether a line opens as a dateline does, even where the line ends inside it: it never goes on another line.
pub fn dateline_opens(line: &str, lexicon: &Lexicon) -> bool {
    let Some((_, len)) = lexicon.prefix(Category::Agencies, line) else { return false };
    let rest = line[len..].trim_start();
    dateline::dateline(line, lexicon).is_some()
        || lexicon.prefix(Category::Places, rest).is_some_and(|(_, n)| {
            let tail = rest[n..].trim_start();
            tail.is_empty() || tail.starts_with(|c: char| c.is_ascii_digit()) || date::date(tail).is_ok()
        })
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
    if WORDS.iter().any(|w| t.starts_with(w)) {
        return true;
    }
    if lexicon.prefix(Category::Groups, t).is_some()
        || crate::parse::title::opens_party(t, lexicon).is_some()
        || lexicon.prefix(Category::Offices, t).is_some()
    {
        return true;
    }
    // 习近平指出，: a short subject and a verb of speech with its comma
    let head: String = t.chars().take(24).collect();
    let Some(comma) = head.find(['，', '：', '“', '。']) else { return name_opens(t, lexicon) };
    let hits = lexicon.scan(&head[..comma]);
    hits.within(Category::Speech, Span::new(0, comma)).any(|h| h.span.end == comma && h.span.start > 0) || name_opens(t, lexicon)
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

/// A line that may be a headline is one, or the first half of a paragraph that a column cut.
fn settle_headlines(blocks: &mut [Block], lexicon: &Lexicon) {
    for i in 0..blocks.len() {
        if blocks[i].kind != BlockKind::Headline || blocks[i].level > 0 {
            continue;
        }
        let before = blocks[..i].iter().rev().find(|b| b.kind == BlockKind::Body || b.kind == BlockKind::Jump);
        let before_open = before.is_some_and(|b| b.kind == BlockKind::Body && is_open(&b.text, lexicon));
        let after = blocks[i + 1..].iter().find(|b| matches!(b.kind, BlockKind::Body | BlockKind::Headline));
        let t = &blocks[i].text;
        let comma = t.contains(['，', '。', '；']);
        let cut = match after {
            Some(a) if a.kind == BlockKind::Body => {
                let mid = a.text.starts_with(['，', '、', '。', '；', '：', '”', '）', '》']);
                let dated = dateline::dateline(&a.text, lexicon).is_some();
                let speaks = comma && speaks(t, lexicon);
                if dated {
                    false
                } else {
                    mid || speaks
                        || (comma && !before_open)
                        || (comma && !opens_paragraph(&a.text, lexicon))
                        || (!before_open && !opens_paragraph(&a.text, lexicon))
                }
            }
            Some(_) | None => comma && before_open,
        };
        // prev is open and this does not look like a headline: a piece between two cuts
        let piece = before_open && (comma || t.starts_with(['，', '、', '的', '”', '）']));
        if cut || piece {
            blocks[i].kind = BlockKind::Body;
        }
    }
}

/// Whether a paragraph was cut: it does not end as a paragraph ends, and is no entry of a list.
pub fn is_open(t: &str, lexicon: &Lexicon) -> bool {
    !closes(t)
        && dateline::source_note(t, lexicon).is_none()
        && enumerator::alone(t).is_none()
        && !t.ends_with('》')
        && !t.trim_end().ends_with("电")
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
