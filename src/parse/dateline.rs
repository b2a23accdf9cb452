//! Datelines: 新华社北京5月20日电（记者…）, and what stands in for them.

use super::{
    Parsed,
    date::{WrittenDate, date},
};
use crate::lexicon::{Category, Lexicon};
use crate::span::{Span, first_chars};
use nom::{
    Parser,
    branch::alt,
    bytes::complete::{tag, take_till, take_while},
    combinator::opt,
    sequence::{delimited, preceded},
};

/// A dateline as written; spans are relative to the text given.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Dateline {
    /// The agency, with what the lexicon calls it.
    pub agency: Option<String>,
    /// Whether the paper says 据: the agency is the source, not the author.
    pub via: bool,
    /// Where it was filed.
    pub place: Option<Span>,
    /// When.
    pub date: Option<WrittenDate>,
    /// Names only.
    pub reporters: Vec<String>,
    /// The whole, with the blank or colon behind it.
    pub span: Span,
}

fn blanks(i: &str) -> Parsed<'_, &str> {
    take_while(|c| c == ' ').parse(i)
}

/// What closes a dateline.
const KINDS: [&str; 10] = ["综合外电报导", "综合外电", "综合报导", "消息", "快讯", "专讯", "专电", "电讯", "讯", "电"];

/// `kind = "综合外电报导" | "综合外电" | "综合报导" | "消息" | "快讯" | "专讯" | "专电" | "电讯" | "讯" | "电"`
fn kind(i: &str) -> Parsed<'_, &str> {
    let (i, _) = blanks(i)?;
    let Some((rest, k)) = KINDS.iter().find_map(|k| Some((i.strip_prefix(k)?, *k))) else {
        return Err(nom::Err::Error(()));
    };
    // 电 opens other words: 电话, 电视, 电影
    if rest.starts_with(['话', '视', '影', '力', '子', '报', '台', '贺', '唁']) {
        Err(nom::Err::Error(()))
    } else {
        Ok((rest, k))
    }
}

/// `reporters = "（", [agency], "记者", name, {(" " | "、" | "，"), name}, "）" | "记者", name, …, "报道"`
fn bracket(i: &str) -> Parsed<'_, &str> {
    preceded(blanks, delimited(tag("（"), take_till(|c| c == '）' || c == '\n'), tag("）"))).parse(i)
}

/// The names of a list of reporters: 记者 杨依军 温馨, 记者杨依军温馨; 张 铎 is one name.
#[must_use]
pub fn reporters(list: &str, lexicon: &Lexicon) -> Vec<String> {
    if !list.contains("记者") && !list.contains("通讯员") {
        return Vec::new();
    }
    let mut out: Vec<String> = Vec::new();
    let mut half: Option<&str> = None;
    for token in list.split([' ', '、', '，', '；', '\u{3000}', ',']) {
        let name = ["特约记者", "通讯员", "记者"].iter().fold(token, |t, w| t.rsplit(w).next().unwrap_or(t)).trim();
        if name.is_empty() || token.ends_with("记者") || name.chars().any(|c| "：:报社台电讯".contains(c)) {
            continue;
        }
        let one = name.chars().count() == 1;
        match half.take() {
            Some(h) if one => out.push(format!("{h}{name}")),
            Some(h) => out.extend([h.to_owned(), name.to_owned()]),
            None if one => half = Some(name),
            None => match two_names(name, lexicon) {
                Some((a, b)) => out.extend([a.to_owned(), b.to_owned()]),
                None => out.push(name.to_owned()),
            },
        }
    }
    out.extend(half.map(str::to_owned));
    out
}

/// Two names without a blank between them (杨依军温馨), where only one character can begin the second.
fn two_names<'a>(words: &'a str, lexicon: &Lexicon) -> Option<(&'a str, &'a str)> {
    let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let chars = words.chars().count();
    if !(5..=6).contains(&chars) || !words.chars().all(han) {
        return None;
    }
    let surname = |s: &str| lexicon.prefix(Category::Surnames, s).is_some();
    let mut ways = (2..=3).filter(|n| (2..=3).contains(&(chars - n))).filter_map(|n| {
        let (a, b) = words.split_at(words.char_indices().nth(n)?.0);
        (surname(a) && surname(b)).then_some((a, b))
    });
    let way = ways.next()?;
    ways.next().is_none().then_some(way)
}

/// `byline = agency, ["/"], ["特约" | "特派"], "记者", names, ["/", kind of report]` on a line of its own: 本报记者 杨依军 温馨.
#[must_use]
pub fn byline(line: &str, lexicon: &Lexicon) -> Option<Dateline> {
    byline_of(line, lexicon).filter(|d| d.agency.is_some())
}

/// `（记者…）` at the end of a text: who wrote it.
#[must_use]
pub fn signed_off(paragraph: &str, lexicon: &Lexicon) -> Option<Dateline> {
    let end = paragraph.trim_end().len();
    let inner = paragraph[..end].strip_suffix('）')?;
    let at = inner.rfind('（')?;
    let by = byline_of(&inner[at + '（'.len_utf8()..], lexicon)?;
    Some(Dateline { span: Span::new(at, end), ..by })
}

/// A byline, with an agency or without.
fn byline_of(line: &str, lexicon: &Lexicon) -> Option<Dateline> {
    let line = line.trim_start();
    let (rest, name) = agency(line, lexicon).map_or((line, None), |(rest, name)| (rest, Some(name)));
    let rest =
        rest.trim_start_matches([' ', '/', '／']).trim_start_matches("特约").trim_start_matches("特派").strip_prefix("记者")?;
    let (names, tail) = rest.split_once(['/', '／']).unwrap_or((rest, ""));
    let told = ["", "报道", "报导", "即时报导", "即时报道", "综合报导", "综合报道"];
    let list = reporters(&format!("记者{names}"), lexicon);
    let people = !list.is_empty()
        && list.iter().all(|n| (2..=4).contains(&n.chars().count()) && lexicon.prefix(Category::Surnames, n).is_some());
    (people && told.contains(&tail.trim())).then(|| Dateline {
        agency: name,
        reporters: list,
        span: Span::new(0, line.len()),
        ..Dateline::default()
    })
}

/// Where a place or a programme may stand: up to 14 characters that hold no punctuation.
fn place(i: &str) -> Parsed<'_, &str> {
    let stop = |c: char| c.is_ascii_digit() || "，。；：（）】、“《 \n".contains(c);
    let (_, s) = take_till(stop).parse(i)?;
    // a date in Chinese numerals ends the place too: 维拉港二〇二四年三月五日
    let numeral = |at: usize, c: char| super::number::is_numeral(c) && date(&i[at..]).is_ok_and(|(_, d)| d.day.is_some());
    let end = s.char_indices().find(|&(at, c)| numeral(at, c)).map_or(s.len(), |(at, _)| at);
    if s[..end].chars().count() > 14 || s.contains("记者") { Err(nom::Err::Error(())) } else { Ok((&i[end..], &i[..end])) }
}

/// The name of an agency at the head of `i`: the longest that the lexicon knows.
fn agency<'a>(i: &'a str, lexicon: &Lexicon) -> Parsed<'a, String> {
    match lexicon.prefix(Category::Agencies, i) {
        Some((entry, len)) => {
            let form = &i[..len];
            // a site keeps its own name, and so does an agency in traditional script; a variant spelling gives the agency
            let own =
                entry.variants.iter().any(|v| v.form == form && matches!(v.kind.as_deref(), Some("site" | "paper" | "hant")));
            Ok((&i[len..], if own { form.to_owned() } else { entry.name.clone() }))
        }
        None => Err(nom::Err::Error(())),
    }
}

/// The length of the name behind 记者: up to a blank, or to the town and the day of 记者王小明台北12日电.
fn reporter(i: &str, lexicon: &Lexicon) -> usize {
    let words = &i[..i.find([' ', '，']).unwrap_or(i.len())];
    let day = words.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
    let town = words[..day].char_indices().map(|(at, _)| at).find(|&at| at > 0 && located(&words[at..day], lexicon));
    town.unwrap_or(words.len())
}

/// `[country], place`: 台北, 馬紹爾群島馬久羅.
fn located(words: &str, lexicon: &Lexicon) -> bool {
    let whole = |s: &str| lexicon.prefix(Category::Places, s).is_some_and(|(_, len)| len == s.len());
    whole(words) || lexicon.prefix(Category::Countries, words).is_some_and(|(_, len)| len == words.len() || whole(&words[len..]))
}

/// `author = ["本报" | agency], "记者", name` before 据: 记者 俞铮 据新华社北京…; the names, and what is behind them.
fn author<'a>(i: &'a str, lexicon: &Lexicon) -> Option<(Vec<String>, &'a str)> {
    let own = lexicon.prefix(Category::Agencies, i).map_or(0, |(_, len)| len);
    let tail = i[own..].trim_start().strip_prefix("记者")?;
    let (names, _) = tail.split_once('据')?;
    if names.chars().count() > 16 || names.contains(['，', '。', '（', '：']) {
        return None;
    }
    let list = reporters(&format!("记者{names}"), lexicon);
    (!list.is_empty()).then(|| (list, &tail[names.len()..]))
}

/// What stands at the head of a report for its agency, place and day, or for who wrote it.
#[must_use]
pub fn dateline(text: &str, lexicon: &Lexicon) -> Option<Dateline> {
    filed(text, lexicon).or_else(|| reported(text, lexicon))
}

/// `reported = ["【"], [agency], ([date], "报道", [reporters] | ["驻", place], ["特约"], "记者", names, ["／"], [place], "报道"), ("】" | "：" | " ")`:
/// 【环球网报道】, 国际在线报道（记者李明）：, 大公报记者李明北京报道：, 【记者李明／台北报导】.
fn reported(text: &str, lexicon: &Lexicon) -> Option<Dateline> {
    if !["报道", "报导", "记者"].iter().any(|w| first_chars(text, 40).contains(w)) {
        return None;
    }
    let (i, open) = opt(alt((tag::<_, _, ()>("【"), tag("（")))).parse(text.trim_start()).ok()?;
    let (i, name) = agency(i, lexicon).map_or((i, None), |(i, name)| (i, Some(name)));
    let i = i.trim_start_matches([' ', '/', '／']);
    let (j, when) = date(i).ok().filter(|(_, d)| name.is_some() && d.has_day()).map_or((i, None), |(j, d)| (j, Some(d)));
    let tells = |i: &'_ str| ["报道", "报导"].iter().find(|w| i.starts_with(**w)).map(|w| w.len());
    let closes = |i: &str| i.starts_with(['：', ' ', '／', '/']) || open.is_some() && i.starts_with(['】', '）']);
    let mut d = Dateline { agency: name, date: when, ..Dateline::default() };
    let rest = if let Some(len) = tells(j).filter(|_| d.agency.is_some()) {
        let rest = &j[len..];
        let (after, by) = bracket(rest).map_or((rest, ""), |(after, by)| (after, by));
        let (after, by) = if let Some(names) = after.trim_start().strip_prefix("记者").filter(|_| by.is_empty()) {
            let names = names.trim_start();
            let end = names.find([' ', '】', '：'])?;
            (&names[end..], &after[..after.len() - names.len() + end])
        } else {
            (after, by)
        };
        d.reporters = reporters(by, lexicon);
        let sure = open.is_some() || d.date.is_some() || !d.reporters.is_empty() || after.starts_with('：');
        (sure && closes(after)).then_some(after)?
    } else {
        let at = i.find("记者").filter(|at| matches!(&i[..*at], "" | "特约" | "特派") || i.starts_with('驻') && *at <= 24)?;
        let tail = &i[at + "记者".len()..];
        let stop = tail.find(['】', '）', '：', '，', '。', '“', '\n']).unwrap_or(tail.len());
        let end = ["报道", "报导"].iter().filter_map(|w| tail[..stop].find(w)).min();
        let after = end.map_or(&tail[stop..], |e| &tail[e + "报道".len()..]);
        let sure = closes(after) && (end.is_some() || open.is_some() && after.starts_with(['】', '）']));
        let words = &tail[..end.unwrap_or(stop)];
        let (names, place) = words.split_once(['/', '／']).unwrap_or_else(|| {
            let town = words.char_indices().map(|(at, _)| at).find(|&at| at > 3 && located(words[at..].trim_end(), lexicon));
            words.split_at(town.unwrap_or(words.len()))
        });
        let place = place.trim_end_matches("即时").trim_end_matches("综合").trim();
        d.place = (!place.is_empty()).then(|| Span::of_slice(text, place));
        d.reporters = reporters(&format!("记者{names}"), lexicon);
        let named = |n: &String| (2..=4).contains(&n.chars().count()) && lexicon.prefix(Category::Surnames, n).is_some();
        (sure && !d.reporters.is_empty() && d.reporters.iter().all(named)).then_some(after)?
    };
    let rest = rest.trim_start_matches(['】', '）', ' ', '：', '／', '/']);
    d.span = Span::new(0, Span::of_slice(text, rest).start);
    // （记者李明） on a line of its own ends a text
    (open != Some("（") || !rest.trim().is_empty()).then_some(d)
}

/// `filed = [author], ["据"], agency, ( [place], date, kind | "消息" | "讯" ), ["（", …, "）"], ["：" | " "]`
fn filed(text: &str, lexicon: &Lexicon) -> Option<Dateline> {
    let whole = text;
    let offset = |rest: &str| Span::of_slice(whole, rest).start;
    let (i, _) = blanks(text).ok()?;
    let (i, open) = opt(alt((tag::<_, _, ()>("（"), tag("【"), tag("《")))).parse(i).ok()?;
    let (by, i) = author(i, lexicon).unwrap_or((Vec::new(), i));
    let (i, via) = opt(alt((tag::<_, _, ()>("据"), tag("综合"), tag("来源：")))).parse(i).ok()?;
    let (mut i, name) = agency(i, lexicon).ok()?;
    // 新华社、人民日报北京…: several agencies; the first is kept
    while let Some(rest) = i.strip_prefix(['、', '/', '／']) {
        // 中央社／台北5日电
        let slash = !i.starts_with('、');
        match agency(rest, lexicon) {
            Ok((rest, _)) => i = rest,
            Err(_) if slash => {
                i = rest;
                break;
            }
            Err(_) => return None,
        }
    }
    let mut d = Dateline { agency: Some(name), via: via.is_some(), reporters: by, ..Dateline::default() };
    let full = (|| {
        let (j, _) = blanks(i).ok()?;
        // 新华社记者李明北京5月20日电
        let (j, marked) = opt(preceded(opt(tag::<_, _, ()>("特约")), tag("记者"))).parse(j).ok()?;
        let (by, j) = j.split_at(marked.map_or(0, |_| reporter(j, lexicon)));
        let by = marked.map(|_| by);
        let (j, _) = blanks(j).ok()?;
        let (j, p) = place(j).ok()?;
        let (j, _) = blanks(j).ok()?;
        let (j, when) = date(j).ok()?;
        let (j, _) = kind(j).ok()?;
        Some((j, p, when, by))
    })();
    let mut rest = if let Some((j, p, when, by)) = full {
        if !p.is_empty() {
            d.place = Some(Span::of_slice(whole, p).trimmed(whole));
        }
        d.date = Some(when);
        let by = reporters(&by.map(|b| format!("记者{b}")).unwrap_or_default(), lexicon);
        d.reporters.extend(by.into_iter().filter(|b| (2..=12).contains(&b.chars().count())));
        j
    } else {
        let (j, p) = place(i).ok()?;
        let at = KINDS.iter().find_map(|k| p.ends_with(k).then(|| p.len() - k.len()))?;
        if at > 0 {
            d.place = Some(Span::of_slice(whole, &p[..at]));
        }
        j
    };
    for _ in 0..3 {
        if let Ok((j, list)) = bracket(rest) {
            d.reporters.extend(reporters(list, lexicon));
            rest = j;
        }
    }
    let after = rest.trim_start_matches([' ', '】', '）', '》']);
    if let Some(tail) = after.strip_prefix("记者")
        && let Some((names, j)) = tail.split_once("报道：").or_else(|| tail.split_once("报道 "))
        && names.chars().count() <= 30
    {
        // 记者张明北京报道
        let town = names.char_indices().map(|(at, _)| at).find(|&at| at > 3 && located(&names[at..], lexicon));
        let (names, place) = names.split_at(town.unwrap_or(names.len()));
        d.place = d.place.or_else(|| (!place.is_empty()).then(|| Span::of_slice(whole, place)));
        d.reporters.extend(reporters(&format!("记者{names}"), lexicon));
        rest = j;
    }
    if open.is_some() {
        rest = rest.trim_start_matches(['）', '】', '》']);
    }
    let rest = rest.trim_start_matches([' ', '：', ':', '/', '／']);
    // 据外交部网站消息，…
    let rest = if d.via { rest.trim_start_matches('，') } else { rest };
    d.span = Span::new(0, offset(rest));
    // 新华社讯息…: without date, colon or bracket a word that merely begins so
    let closed =
        d.date.is_some() || whole[..d.span.end].ends_with([' ', '：', ':', '）', '】', '》', '，', '/', '／']) || rest.is_empty();
    closed.then_some(d)
}

/// `（新华社北京5月20日电）` at the end of a text.
#[must_use]
pub fn behind(paragraph: &str, lexicon: &Lexicon) -> Option<Dateline> {
    let end = paragraph.trim_end().len();
    let inner = paragraph[..end].strip_suffix('）')?;
    let at = inner.rfind('（')?;
    let from = at + '（'.len_utf8();
    let d = dateline(&inner[from..], lexicon).filter(|d| d.date.is_some() && !d.via && from + d.span.end >= inner.len())?;
    let place = d.place.map(|p| Span::new(p.start + from, p.end + from));
    Some(Dateline { place, span: Span::new(at, end), ..d })
}

/// Whether words lead to other pages or say whose the page is: 相关链接：…, 【版权声明】…, 相关报道 on its own.
#[must_use]
pub fn after(words: &str, lexicon: &Lexicon) -> bool {
    let words = words.trim_start_matches(['（', '【', ' ']);
    let found = lexicon.prefix(Category::Furniture, words).filter(|(e, _)| e.kind.as_deref() == Some("after"));
    found.is_some_and(|(_, len)| words.len() == len || words[len..].starts_with(['：', ' ', '】', '）', '·', '>']))
}

/// A text without what is put at its end: （完）, （责任编辑：…）, 视频编辑：… 文字编辑：….
#[must_use]
pub fn without_end_mark<'a>(paragraph: &'a str, lexicon: &Lexicon) -> &'a str {
    let text = paragraph.trim_end();
    let near = text.char_indices().rev().nth(80).map_or(0, |(i, _)| i);
    let editors = |i: &usize| {
        let rest = text[*i..].trim_start_matches(['（', '【', ' ']);
        let editor = lexicon.prefix(Category::Furniture, rest).is_some_and(|(e, _)| e.kind.as_deref() == Some("editor"));
        editor && rest.contains('：') && !rest.contains('。')
    };
    let ends = |from: usize| text[from..].match_indices(['。', '！', '？', '”', '）']).map(move |(i, w)| from + i + w.len());
    let far = text.char_indices().rev().nth(400).map_or(0, |(i, _)| i);
    let led = || ends(far).find(|&i| after(text[i..].trim_start(), lexicon));
    let text = ends(near).find(editors).or_else(led).map_or(text, |i| &text[..i]);
    ["（完）", "【完】", "（全文完）", "（完）。"].iter().find_map(|m| text.strip_suffix(m)).unwrap_or(text)
}

/// `note = "据新华社" | "（据新华社…）" | "（来源：…）"` at the end of a text: its span and the words without brackets.
#[must_use]
pub fn source_note(paragraph: &str, lexicon: &Lexicon) -> Option<Span> {
    let end = paragraph.trim_end().len();
    let s = &paragraph[..end];
    let body = s.strip_suffix('）').unwrap_or(s);
    // no note is longer, and nearly no paragraph holds such a word
    let near = body.char_indices().rev().nth(120).map_or(0, |(at, _)| at);
    if !body[near..].contains(['据', '源', '综']) {
        return None;
    }
    let at = ["（据", "据", "（来源：", "来源：", "（综合", "综合"]
        .iter()
        .filter_map(|w| body[near..].rfind(w).map(|p| (near + p, near + p + w.len())))
        .max_by_key(|p| (p.1, p.1 - p.0))?;
    let tail = body.get(at.1..)?.trim_matches(['。', ' ', '：']);
    let (_, len) = lexicon.prefix(Category::Agencies, tail)?;
    let rest = &tail[len..];
    let before = s[..at.0].trim_end();
    let stands_alone = before.is_empty() || before.ends_with(['。', '！', '？', '”', '）', '』', '」']);
    let short = rest.chars().count() <= 16
        && (rest.is_empty()
            || rest.starts_with(['、', '等'])
            || ["电", "讯", "消息", "报道", "网站"].iter().any(|w| rest.ends_with(w)));
    (stands_alone && short && !s.ends_with('，')).then(|| Span::new(at.0, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_reporters() {
        let names = |list| reporters(list, Lexicon::built_in());
        assert_eq!(names("记者 杨依军 温馨"), ["杨依军", "温馨"]);
        assert_eq!(names("记者李明 王小雨"), ["李明", "王小雨"]);
        assert_eq!(names("记者杨依军王小雨"), ["杨依军", "王小雨"]);
        assert_eq!(names("新华社记者 李明 人民日报记者 王小雨"), ["李明", "王小雨"]);
        assert_eq!(names("记者 张 铎 李 王小雨"), ["张铎", "李", "王小雨"]);
        assert!(names("新闻联播").is_empty());
    }
}
