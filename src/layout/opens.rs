//! How lines and paragraphs open and end.

use super::furniture::{furniture, page_label};
use super::lines::{closes, is_han};
use crate::lexicon::{Category, Hit, Lexicon};
use crate::parse::circumstance::opens_circumstance;
use crate::parse::turn::{Turn, turn};
use crate::parse::{byline, credit, date, dateline, ending, enumerator, parties};
use crate::span::{Span, first_chars};

/// Whether a line never joins another: a heading by its look, furniture, a caption's opening, an enumerator alone, a dateline.
pub fn stands_alone(line: &str, lexicon: &Lexicon) -> bool {
    page_label(line)
        || bullet(line)
        || enumerator::alone(line).is_some()
        || furniture(line, lexicon)
        || credit::opens_caption(line)
        || credit::jump(line).is_some_and(|(_, span, _)| span.len() + 6 >= line.len())
        || credit_only(line, lexicon)
}

/// · 外交部举行招待会: an item of a list of links.
pub fn bullet(line: &str) -> bool {
    // ·扎帕罗夫 is what a column left of a name
    line.starts_with(['●', '■', '▪', '◆', '▲', '★']) || line.strip_prefix(['·', '•']).is_some_and(|l| l.starts_with(' '))
}

/// Whether a line is nothing but the marks that end a sentence, which a column left to a line of their own.
pub fn only_closes(t: &str) -> bool {
    let marks = |c: char| "。！？；：，、”’」』）》…".contains(c);
    t.chars().next().is_some_and(|c| "。！？；：，、”’」』）》".contains(c)) && t.chars().all(marks) && t.chars().count() <= 4
}

/// Whether a line is nothing but a credit.
pub fn credit_only(line: &str, lexicon: &Lexicon) -> bool {
    credit::credit(line, lexicon).is_some_and(|c| line[..c.span.start].trim().is_empty())
}

/// Whether a text ends with the credit of a picture and says something before it.
pub fn credited(t: &str, lexicon: &Lexicon) -> bool {
    credit::credit(t, lexicon).is_some_and(|c| !t[..c.span.start].trim().is_empty())
}

/// Whether a line opens as captions do, those with a credit behind them included.
pub fn opens_caption(t: &str) -> bool {
    t.starts_with("这是") || credit::opens_caption(t)
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

/// Whether a text opens as a paragraph does: a dateline, a date, an enumerator, or a subject that reports or speaks.
#[must_use]
pub fn opens_paragraph(t: &str, lexicon: &Lexicon) -> bool {
    const WORDS: [&str; 23] = [
        "有记者问",
        "据",
        "应",
        "当地时间",
        "北京时间",
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
        "我们",
        "我",
        "要",
        "希望",
        "当前",
        "今年",
    ];
    let asked = || turn(t, lexicon).is_some_and(|(_, whose)| whose != Turn::Words);
    if dateline::dateline(t, lexicon).is_some()
        || byline::byline(t, lexicon).is_some()
        || enumerator::enumerator(t).is_ok()
        || date::date(t).is_ok()
        || asked()
    {
        return true;
    }
    if t.starts_with(['，', '、', '。', '；', '：', '”', '）', '》', '？', '！', '的', '了', '和', '与', '及']) {
        return false;
    }
    if ["举行", "进行"].iter().any(|w| t.starts_with(w)) {
        return false;
    }
    if WORDS.iter().any(|w| t.starts_with(w)) || opens_circumstance(t).is_some() {
        return true;
    }
    // 以某部副部长某为团长的代表团
    if t.starts_with('以') && ["为团长的", "为首的"].iter().any(|w| first_chars(t, 40).contains(w)) {
        return true;
    }
    if lexicon.prefix(Category::Groups, t).is_some()
        || parties::opens_party(t, lexicon).is_some()
        || lexicon.prefix(Category::Offices, t).is_some()
    {
        return true;
    }
    // 习近平指出，: a short subject and a verb of speech with its comma
    let head: String = t.chars().take(24).collect();
    let Some(comma) = head.find(['，', '：', '“', '。']) else { return name_opens(t, lexicon) };
    attributed(&head[..comma], lexicon) && lexicon.prefix(Category::Speech, t).is_none() || name_opens(t, lexicon)
}

/// Whether a line that follows a full stop at the end of a full line tells of something else than the sentence before: who took
/// part, what came before or after the talks, who spoke.
pub fn reports_anew(line: &str, lexicon: &Lexicon) -> bool {
    const WORDS: [&str; 4] = ["当晚", "当天", "同日", "此访"];
    let ours = ["中方", "我", "双方", "两国", "中国", "各方"].iter().any(|w| line.starts_with(w));
    WORDS.iter().any(|w| line.starts_with(w))
        || opens_circumstance(line).is_some()
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
            || [
                "同",
                "会见",
                "在",
                "出席",
                "参加",
                "等参加",
                "等出席",
                "抵达",
                "乘",
                "对",
                "向",
                "将",
                "和",
                "与",
                "就",
                "说",
                "还",
            ]
            .iter()
            .any(|w| rest.starts_with(w))
            || lexicon.prefix(Category::Speech, rest).is_some()
    })
}

/// Whether a word of the lexicon lies across the seam of two pieces.
pub fn across(left: &str, right: &str, lexicon: &Lexicon) -> bool {
    const WORDS: [Category; 10] = [
        Category::Encounters,
        Category::Offices,
        Category::Instruments,
        Category::Groups,
        Category::Speech,
        Category::Visits,
        Category::Bodies,
        Category::Places,
        Category::Countries,
        Category::Organisations,
    ];
    let tail = left.char_indices().rev().nth(5).map_or(left, |(at, _)| &left[at..]);
    let both = format!("{tail}{}", first_chars(right, 6));
    let hits = lexicon.scan(&both);
    let whole = Span::new(0, both.len());
    WORDS.iter().any(|&c| hits.within(c, whole).any(|h| h.span.start < tail.len() && h.span.end > tail.len()))
}

/// Whether a text opens with an attribution: 王毅表示，, and not 力。王毅表示， or 互支持，, as the second half of a paragraph does.
pub fn speaks(t: &str, lexicon: &Lexicon) -> bool {
    let Some(comma) = t.find(['，', '：', '。', '；']).filter(|&at| !t[at..].starts_with(['。', '；'])) else {
        return false;
    };
    attributed(&t[..comma], lexicon)
}

/// Whether words are a subject and a verb of speech that a comma may follow: 支持 and 感谢 take what they are about.
fn attributed(words: &str, lexicon: &Lexicon) -> bool {
    let hits = lexicon.scan(words);
    let opens = [Category::Countries, Category::Offices, Category::Groups, Category::Organisations, Category::Places];
    let named = || words.contains('·') || opens.into_iter().any(|c| lexicon.prefix(c, words).is_some());
    let subject = |at: usize| {
        let chars = words[..at].chars().count();
        chars > 1 && !words[..at].contains('的') && (chars <= 10 || named())
    };
    let verb = |h: &Hit| !matches!(lexicon.entry(h).kind.as_deref(), Some("attitude" | "not_speech"));
    let mut verbs = hits.within(Category::Speech, Span::new(0, words.len()));
    verbs.any(|h| h.span.end == words.len() && verb(h) && subject(h.span.start))
}

/// Whether a paragraph was cut: it does not end as a paragraph ends, and is no entry of a list.
pub fn is_open(t: &str, lexicon: &Lexicon) -> bool {
    let whole = || {
        ending::source_note(t, lexicon).is_some()
            || ending::signed_off(t, lexicon).is_some()
            || ending::without_end_mark(t, lexicon).len() < t.trim_end().len()
            || enumerator::alone(t).is_some()
            || t.ends_with('》')
            || dateline::dateline(t, lexicon).is_some_and(|d| d.span.end >= t.len() || t[d.span.end..].starts_with("题："))
            || presents(t)
            || t.ends_with('摄') && !t.ends_with("拍摄")
            || byline::byline(t, lexicon).is_some()
            || listed(t)
            || date::date(t).is_ok_and(|(rest, d)| {
                d.year.is_some() && rest.trim_start().starts_with(['于', '在', '订']) && rest.chars().count() <= 16
            })
    };
    !closes(t) && (in_title(t) || !whole())
}

/// 发布人：国防部新闻发言人顾青松大校: a line that says who answers, or presides.
pub fn presents(t: &str) -> bool {
    let labels = ["发布人", "发布会发言人", "嘉宾", "访谈嘉宾", "受访人", "受访者", "采访对象"];
    let behind = labels.iter().find_map(|w| t.trim_start().strip_prefix(w));
    behind.is_some_and(|rest| rest.trim_start().starts_with('：')) && t.chars().count() <= 80
}

/// Whether a text ends inside 《》.
fn in_title(t: &str) -> bool {
    // a title is short: the end of the text is enough
    t.chars().rev().take(100).find(|c| matches!(c, '《' | '》')) == Some('《')
}

/// Whether a text closes 《》 that were opened before it.
fn closes_title(t: &str) -> bool {
    t.find('》').is_some_and(|at| !t[..at].contains('《'))
}

/// Whether the brackets in which one line ends are closed by the next: 《…的协 · 定》, 行动计划（ · 2027—2029）.
pub fn torn(before: &str, line: &str) -> bool {
    let round = || {
        before.chars().rev().take(30).find(|c| matches!(c, '（' | '）')) == Some('（')
            && line.chars().take(30).find(|c| matches!(c, '（' | '）')) == Some('）')
    };
    in_title(before) && closes_title(line) || round()
}

/// Whether a line is one large character that opens the text beside it: 新 · 华社北京5月20日电.
pub fn drop_cap(before: &str, line: &str) -> bool {
    let mut chars = before.chars();
    let one = chars.next().is_some_and(is_han) && chars.next().is_none();
    one && enumerator::alone(before).is_none() && line.starts_with(is_han) && line.chars().nth(6).is_some()
}

/// Whether a paragraph bears the number that follows the one of the paragraph before it, or the first below a heading:
/// 一、推进战略对接，密切政策沟通 · （一）….
pub fn follows(before: &str, t: &str) -> bool {
    use enumerator::Style::{Dash, Is, Ordinal, Sequence};
    let number = |t| enumerator::enumerator(t).ok().map(|(_, e)| (e.style, e.number)).filter(|n| n.1 > 0);
    let heading = || before.chars().count() <= 40 && !before.contains('。');
    number(before).zip(number(t)).is_some_and(|(a, b)| {
        let deeper = a.0 != b.0 && b.1 == 1 && !matches!(b.0, Dash | Is | Ordinal | Sequence);
        a.0 == b.0 && a.1 + 1 == b.1 || deeper && heading()
    })
}

fn listed(t: &str) -> bool {
    enumerator::enumerator(t).is_ok_and(|(_, e)| {
        !matches!(e.style, enumerator::Style::Is | enumerator::Style::Ordinal | enumerator::Style::Sequence) && !t.contains('，')
    })
}
