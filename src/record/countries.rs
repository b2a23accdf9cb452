//! Which country is meant where none is printed: resolved only where one candidate is left.

use super::Context;
use crate::article::Page;
use crate::lexicon::{Category, Hits, Lexicon};
use crate::span::Span;
use std::collections::{BTreeMap, BTreeSet};

/// The one foreign country that a text speaks of: by its names, and by abbreviations in pairs with China (中匈, 匈中) and before
/// 方 (匈方). `None` where several are spoken of about as often.
#[must_use]
pub fn only_foreign(cx: &Context<'_>, scope: Span) -> Option<String> {
    let list = spoken_of(cx, scope);
    let (n, code) = list.first()?;
    let second = list.get(1).map_or(0, |l| l.0);
    (*n >= 2 && *n >= 2 * second && !code.starts_with('?')).then(|| code.clone())
}

/// The abbreviation that a text speaks of most and that may be several countries: where it stands, and their codes.
#[must_use]
pub fn unsettled(cx: &Context<'_>, scope: Span) -> Option<(Span, Vec<String>)> {
    let c = spoken_of(cx, scope).first()?.1.strip_prefix('?')?.chars().next()?;
    let text = cx.get(scope);
    let (at, pair) =
        [format!("中{c}"), format!("{c}中"), format!("{c}方")].iter().filter_map(|p| Some((text.find(p)?, p.len()))).min()?;
    let codes: std::collections::BTreeSet<String> = states(cx, c).into_iter().collect();
    Some((Span::new(scope.start + at, scope.start + at + pair), codes.into_iter().collect()))
}

/// The states that an abbreviation may mean; a region or a state of the past is not the other side of a pair.
fn states(cx: &Context<'_>, c: char) -> Vec<String> {
    let state = |e: &&crate::lexicon::Entry| e.kind.is_none() && !matches!(e.code.as_deref(), Some("HK" | "MO" | "TW"));
    cx.lexicon.abbreviated(c).filter(state).filter_map(|e| e.code.clone()).collect()
}

/// The foreign countries that a text speaks of, the most frequent first; an abbreviation that is not settled stands behind a `?`.
fn spoken_of(cx: &Context<'_>, scope: Span) -> Vec<(usize, String)> {
    let text = cx.get(scope);
    let mut named: BTreeMap<String, usize> = BTreeMap::new();
    for h in cx.hits.within(Category::Countries, scope) {
        if let Some(code) = &cx.lexicon.entry(h).code
            && code != "CN"
        {
            *named.entry(code.clone()).or_default() += 1;
        }
    }
    let mut short: BTreeMap<char, usize> = BTreeMap::new();
    for ((at, a), b) in text.char_indices().zip(text.chars().skip(1)) {
        let c = match (a, b) {
            ('中', c) | (c, '中' | '方') if c != '中' && cx.lexicon.abbreviated(c).next().is_some() => c,
            _ => continue,
        };
        let from = scope.start + at;
        let behind = &text[at + a.len_utf8() + b.len_utf8()..];
        if ORDINARY.contains(c) && !speaks_of_both(behind) {
            continue;
        }
        if !in_word(cx, Span::new(from, from + a.len_utf8() + b.len_utf8())) {
            *short.entry(c).or_default() += 1;
        }
    }
    // an abbreviation speaks for the named countries that it may mean, or for the only one it can mean
    let mut score = named.clone();
    for (c, n) in short {
        let all = states(cx, c);
        let fits: Vec<&String> = all.iter().filter(|a| named.contains_key(*a)).collect();
        match (&fits[..], &all[..]) {
            ([one], _) => *score.entry((*one).clone()).or_default() += 2 * n,
            ([], [one]) => *score.entry(one.clone()).or_default() += 2 * n,
            // spoken of, but not settled: no country may win over it
            _ => *score.entry(format!("?{c}")).or_default() += 2 * n,
        }
    }
    let mut list: Vec<(usize, String)> = score.into_iter().map(|(c, n)| (n, c)).collect();
    list.sort_by(|a, b| b.cmp(a));
    list
}

/// Whether two characters are part of a word that has nothing to do with a pair (中亚, 中南海, 西方), or one of them is part of
/// the name of a country beside the other (其中俄罗斯, 以中国…, 俄罗斯方面).
fn in_word(cx: &Context<'_>, pair: Span) -> bool {
    let around = Span::new(pair.start.saturating_sub(30), (pair.end + 30).min(cx.text().len()));
    let inside = |c| cx.hits.within(c, around).any(|h| h.span.start <= pair.start && pair.end <= h.span.end);
    inside(Category::Places)
        || inside(Category::Agencies)
        || inside(Category::Organisations)
        || inside(Category::Groups)
        || cx.hits.within(Category::Countries, around).any(|h| h.span.start < pair.end && pair.start < h.span.end)
}

/// Abbreviations that are ordinary words too: 发展中不断…, 当中老人.
const ORDINARY: &str = "不老新以多意加利和也立约";

/// Whether the words behind a pair are those of two countries: 中老关系, 中不双方, 不方愿.
fn speaks_of_both(behind: &str) -> bool {
    const WORDS: &[&str] = &[
        "两国", "双方", "关系", "友", "建交", "合作", "两党", "双边", "经贸", "战略", "全面", "传统", "命运", "两军", "元首",
        "铁路", "愿", "将", "高度", "坚", "支持", "感谢", "欢迎", "始终", "，", "、", "人民", "表示",
    ];
    WORDS.iter().any(|w| behind.starts_with(w))
}

/// The countries that a page names by more than an abbreviation.
#[must_use]
pub fn named<'a>(page: &Page, hits: &Hits, lexicon: &'a Lexicon) -> BTreeSet<&'a str> {
    let all = hits.within(Category::Countries, Span::new(0, page.text.len()));
    all.filter_map(|h| lexicon.entry(h).code.as_deref()).collect()
}

/// Whether a character is an abbreviation and an ordinary word too: 新总统, 老总理.
#[must_use]
pub fn is_ordinary(c: char) -> bool {
    ORDINARY.contains(c)
}

/// The state that a character stands for (中, 俄): settled where one country has the abbreviation, or one of those that have it is named on the page.
#[must_use]
pub fn stands_for(cx: &Context<'_>, c: char) -> Option<String> {
    let state = |e: &&crate::lexicon::Entry| e.kind.is_none() && !matches!(e.code.as_deref(), Some("HK" | "MO" | "TW"));
    let all: Vec<&String> = cx.lexicon.abbreviated(c).filter(state).filter_map(|e| e.code.as_ref()).collect();
    let mut named: Vec<&String> = all.iter().copied().filter(|a| cx.named.contains(a.as_str())).collect();
    // 中苏 where the page names the state of the past
    let past = cx.lexicon.abbreviated(c).filter(|e| e.kind.as_deref() == Some("historical")).filter_map(|e| e.code.as_ref());
    named.extend(past.filter(|a| cx.named.contains(a.as_str())));
    // 中阿 where the page names the Arab states together: they may be meant
    let page = Span::new(0, cx.text().len());
    let together = || cx.hits.within(Category::Organisations, page).any(|h| cx.get(h.span).contains(c));
    match (&named[..], &all[..]) {
        ([_], [_, _, ..]) if together() => None,
        ([one], _) | ([], [one]) => Some((*one).clone()),
        _ => None,
    }
}

/// Characters that write the sounds of other languages and seldom stand in Chinese given names, two of them never.
const SOUNDS: &str = "尔爾斯姆茨弗厄埃瓦扎蒂戈耶诺諾卡拉萨薩尼夫基库庫塔图圖罗羅杜巴普托奥奧哈莫尤迪伊阿特勒塞莱萊逊遜";

/// Whether a name has the form of a Chinese one: a family name and one or two characters, but not 安瓦尔.
#[must_use]
pub fn chinese_name(cx: &Context<'_>, name: &str) -> bool {
    let chars = name.chars().count();
    cx.lexicon.prefix(Category::Surnames, name).is_some_and(|(e, len)| {
        let given = chars - name[..len].chars().count();
        let sounds = || given == 2 && name[len..].chars().all(|c| SOUNDS.contains(c));
        (1..=2).contains(&given) && e.country.is_none() && !sounds()
    })
}
