//! Datelines: 新华社北京5月20日电（记者…）, and what stands in for them.

use super::{
    Parsed,
    byline::reporters,
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
    // 路透北京8月31日 - …: a dash for the word
    if let Some(rest) = ["- ", "– "].iter().find_map(|w| i.strip_prefix(w)) {
        return Ok((rest, ""));
    }
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
pub(super) fn agency<'a>(i: &'a str, lexicon: &Lexicon) -> Parsed<'a, String> {
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
    town(&words[..day], 1, lexicon).unwrap_or(words.len())
}

/// Where the town begins that words end with, behind so many bytes at least: 李明北京.
fn town(words: &str, least: usize, lexicon: &Lexicon) -> Option<usize> {
    words.char_indices().map(|(at, _)| at).find(|&at| at >= least && located(words[at..].trim_end(), lexicon))
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
    filed(text, lexicon).or_else(|| reported(text, lexicon)).or_else(|| placed(text, lexicon))
}

/// `placed = "（", place, date, kind, "）"`: （吉隆坡24日讯）, as papers of Malaysia open a report.
fn placed(text: &str, lexicon: &Lexicon) -> Option<Dateline> {
    let words = text.trim_start().strip_prefix('（')?;
    let (i, p) = place(words).ok().filter(|(_, p)| located(p.trim(), lexicon))?;
    let (i, when) = date(i).ok().filter(|(_, d)| d.day.is_some())?;
    let (i, _) = kind(i).ok()?;
    let rest = i.strip_prefix('）')?.trim_start_matches([' ', '：']);
    let span = Span::new(0, Span::of_slice(text, rest).start);
    Some(Dateline { place: Some(Span::of_slice(text, p.trim())), date: Some(when), span, ..Dateline::default() })
}

/// `reported = ["【"], [agency], ([date], "报道", [reporters] | ["驻", place], ["特约"], "记者", names, ["／"], [place], "报道"), ("】" | "：" | " ")`:
/// 【环球网报道】, 国际在线报道（记者李明）：, 大公报记者李明北京报道：, 【记者李明／台北报导】.
fn reported(text: &str, lexicon: &Lexicon) -> Option<Dateline> {
    if !["报道", "报导", "记者"].iter().any(|w| first_chars(text, 40).contains(w)) {
        return None;
    }
    let (i, open) = opt(alt((tag::<_, _, ()>("【"), tag("（"), tag("〔")))).parse(text.trim_start()).ok()?;
    let (i, name) = agency(i, lexicon).map_or((i, None), |(i, name)| (i, Some(name)));
    let i = i.trim_start_matches([' ', '/', '／']);
    let (j, when) = date(i).ok().filter(|(_, d)| name.is_some() && d.has_day()).map_or((i, None), |(j, d)| (j, Some(d)));
    let tells = |i: &str| ["报道", "报导"].iter().find(|w| i.starts_with(**w)).map(|w| w.len());
    let closes = |i: &str| i.starts_with(['：', ' ', '／', '/']) || open.is_some() && i.starts_with(['】', '）', '〕']);
    let mut d = Dateline { agency: name, date: when, ..Dateline::default() };
    let rest = if let Some(len) = tells(j).filter(|_| d.agency.is_some()) {
        let rest = &j[len..];
        let (after, by) = bracket(rest).unwrap_or((rest, ""));
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
        let stop = tail.find(['】', '）', '〕', '：', '，', '。', '“', '\n']).unwrap_or(tail.len());
        let end = ["报道", "报导"].iter().filter_map(|w| tail[..stop].find(w)).min();
        // 特派记者李明／北京10日电
        let wired = tail[..stop].split_once(['/', '／']).and_then(|(_, filed)| {
            let (i, place) = place(filed).ok()?;
            let (i, when) = date(i).ok()?;
            let (i, _) = kind(i).ok()?;
            Some((place, when, &tail[Span::of_slice(tail, i).start..]))
        });
        d.date = d.date.or(wired.as_ref().map(|w| w.1));
        let after = wired.as_ref().map_or_else(|| end.map_or(&tail[stop..], |e| &tail[e + "报道".len()..]), |w| w.2);
        let words = &tail[..end.unwrap_or(stop)];
        let parted = words.split_once(['/', '／']);
        let sure = (closes(after) || after.is_empty() && parted.is_some())
            && (end.is_some() || wired.is_some() || open.is_some() && after.starts_with(['】', '）', '〕']));
        let (names, place) = parted.unwrap_or_else(|| words.split_at(town(words, 4, lexicon).unwrap_or(words.len())));
        let place = wired.map_or(place, |w| w.0);
        let place = place.trim_end_matches("即时").trim_end_matches("综合").trim();
        d.place = (!place.is_empty()).then(|| Span::of_slice(text, place));
        d.reporters = reporters(&format!("记者{names}"), lexicon);
        let named = |n: &String| (2..=4).contains(&n.chars().count()) && lexicon.prefix(Category::Surnames, n).is_some();
        (sure && !d.reporters.is_empty() && d.reporters.iter().all(named)).then_some(after)?
    };
    let rest = rest.trim_start_matches(['】', '）', '〕', ' ', '：', '／', '/']);
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
    // 马新社（新加坡30日讯）
    if let Some(p) = placed(i, lexicon).filter(|_| open.is_none()) {
        let at = p.place.map(|s| Span::of_slice(whole, s.of(i)));
        return Some(Dateline { agency: Some(name), place: at, span: Span::new(0, offset(i) + p.span.end), ..p });
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
        let (names, place) = names.split_at(town(names, 4, lexicon).unwrap_or(names.len()));
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
