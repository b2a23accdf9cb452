//! The parties that a title names and that a text opens with: 甲国政府和乙国政府关于…, 中俄….

use crate::lexicon::{Category, Hit, Lexicon};
use crate::span::Span;

/// Whether a text opens as a party does; how long the country, organisation, body or place is that it opens with.
#[must_use]
pub fn opens_party(s: &str, lexicon: &Lexicon) -> Option<usize> {
    let files = [Category::Countries, Category::Organisations, Category::Places, Category::Bodies];
    let [country, organisation, place, body] = lexicon.prefixes(files, s);
    let body = body.filter(|(e, _)| e.code.as_deref() != Some("suffix"));
    [country, organisation, place, body].into_iter().flatten().map(|(_, len)| len).max()
}

/// The sides that words name and nothing else: 清华大学与拉各斯大学.
#[must_use]
pub fn sides(words: &str, lexicon: &Lexicon) -> Vec<Span> {
    parties(words, Some(words.len()), lexicon)
}

/// The sides that a text opens with: 甲国政府和乙国政府，为了…, 甲国和乙国（以下简称“双方”）.
#[must_use]
pub fn opening_sides(text: &str, lexicon: &Lexicon) -> Vec<Span> {
    let words = &text[..text.find(['，', '（', '为', '。', '《', '“', '在', '：']).unwrap_or(text.len())];
    if opens_party(words, lexicon).is_none() || words.chars().count() > 60 {
        return Vec::new();
    }
    let found = sides(words, lexicon);
    let whole = |s: &Span| {
        let name = s.of(words);
        opens_party(name, lexicon).is_some_and(|n| matches!(&name[n..], "" | "政府" | "中央人民政府" | "人民政府"))
    };
    if found.len() > 1 && found.iter().all(whole) { found } else { Vec::new() }
}

/// Where a body ends whose name is not known but ends as those of bodies do: 拉各斯大学, in front of the next side or the noun.
fn opens_body(s: &str, lexicon: &Lexicon) -> Option<usize> {
    let stop = s.find(['和', '与', '與', '同', '、', '关', '關', '《', '“']).unwrap_or(s.len());
    let head = &s[..stop];
    let ends = |h: &Hit| {
        let e = lexicon.entry(h);
        e.code.as_deref() == Some("suffix")
            && matches!(e.kind.as_deref(), Some("university" | "company" | "media" | "organisation"))
            && h.span.start > 3
            && h.span.end - h.span.start > 3
    };
    let scan = lexicon.scan(head);
    scan.within(Category::Bodies, Span::new(0, head.len())).rfind(|h| ends(h)).map(|h| h.span.end)
}

/// Behind the name of a state it ends that of a side.
const GOVERNMENT: &str = "政府";

/// The parties that the words before 关于 name, or those that a whole title opens with.
pub(super) fn parties(stem: &str, zone_end: Option<usize>, lexicon: &Lexicon) -> Vec<Span> {
    let zone = &stem[..zone_end.unwrap_or(stem.len())];
    // 为乙国建设…提供技术的协议: what it is for
    if zone.starts_with(['为', '向', '就', '在']) {
        return Vec::new();
    }
    let opened = opens_party(zone, lexicon);
    if opened.is_none() && opens_body(zone, lexicon).is_none() {
        // 第九次中日韩领导人会议联合宣言
        let from = numbered(zone);
        return abbreviated(&zone[from..], lexicon).into_iter().map(|s| Span::new(s.start + from, s.end + from)).collect();
    }
    let inside = super::sentence::enclosed(zone, Span::new(0, zone.len()));
    let mut out = Vec::new();
    let mut from = 0;
    // where the name of a side ends that is known
    let mut name_ends = opened.unwrap_or(0);
    for (at, c) in zone.char_indices() {
        // 甲国政府乙国政府文化协定
        if out.is_empty() && at > 0 && zone[name_ends.min(at)..at] == *GOVERNMENT {
            let state = lexicon.prefix(Category::Countries, &zone[at..]).map(|(_, len)| len);
            if let Some(len) = state.filter(|len| zone[at + len..].starts_with(GOVERNMENT)) {
                out.push(Span::new(from, at));
                (from, name_ends) = (at, at + len);
                continue;
            }
        }
        if at == 0 || !"和与與同及、—－-–——".contains(c) || super::sentence::is_inside(&inside, at) {
            continue;
        }
        // 大不列颠及北爱尔兰联合王国
        if at < name_ends {
            continue;
        }
        // the second half of —— stands inside the mark that parted them
        let Some(left) = zone.get(from..at) else { continue };
        let right = zone[at + c.len_utf8()..].trim_start_matches(['—', '－', '-']);
        // 中国—东盟自贸区: a dash between two bare names that go on is a name, not two parties
        let dash = !"和与與同及、".contains(c);
        // a body that is not known opens a side only behind another body
        let body = || lexicon.scan(left).within(Category::Bodies, Span::new(0, left.len())).any(|h| h.span.end == left.len());
        let opens = opens_party(right, lexicon).is_some() || left.len() <= 180 && opens_body(right, lexicon).is_some() && body();
        // 马来西亚投资、贸易和工业部: the mark is inside the name of a body, which no side before it has closed
        let unclosed = || {
            let named = |c| lexicon.prefix(c, right).is_some();
            let files = [Category::Countries, Category::Organisations, Category::Places];
            lexicon.prefix(Category::Countries, left).is_some_and(|(_, n)| n < left.len())
                && !body()
                && !files.into_iter().any(named)
        };
        if opens && !left.is_empty() && !left.ends_with(['—', '－', '-']) && !unclosed() {
            // 中国—老挝联合公报: nothing stands behind the second
            let all = || opens_party(right, lexicon) == Some(right.len());
            if dash && zone_end.is_none() && !body() && !all() {
                continue;
            }
            // 甲论坛——北京行动计划: where it was made
            let town = |s| lexicon.prefix(Category::Countries, s).is_none() && lexicon.prefix(Category::Places, s).is_some();
            if dash && town(right) && lexicon.prefix(Category::Organisations, left).is_some() {
                continue;
            }
            out.push(Span::new(from, at));
            from = zone.len() - right.len();
            name_ends = from + opens_party(right, lexicon).unwrap_or(0);
        }
    }
    if out.is_empty() {
        return out;
    }
    let end = if zone_end.is_some() { zone.len() } else { from + party_end(&zone[from..], lexicon) };
    out.push(Span::new(from, end));
    out.into_iter().map(|s| s.trimmed(zone)).collect()
}

/// How long the number is that the name of a meeting opens with: 第九次, 第四届.
fn numbered(name: &str) -> usize {
    let rest = name.strip_prefix('第').and_then(|t| super::number::number(t).ok()).map(|(rest, _)| rest);
    let counted = rest.and_then(|t| t.strip_prefix(['次', '届', '轮', '屆', '輪']));
    counted.map_or(0, |t| name.len() - t.len())
}

/// Where a party ends that no 关于 closes: behind the last noun of a body, or else behind the name that it opens with.
fn party_end(s: &str, lexicon: &Lexicon) -> usize {
    let hits = lexicon.scan(s);
    let opened = opens_party(s, lexicon).or_else(|| opens_body(s, lexicon)).unwrap_or(0);
    let body = hits.within(Category::Bodies, Span::new(0, s.len())).map(|h| h.span.end).rfind(|&e| e >= opened);
    body.unwrap_or(opened).max(opened)
}

/// 中俄睦邻友好合作条约, 中日韩联合声明: two or three one-character names of countries.
fn abbreviated(zone: &str, lexicon: &Lexicon) -> Vec<Span> {
    let mut chars = zone.char_indices();
    let (Some((_, a)), Some(mut second)) = (chars.next(), chars.next()) else { return Vec::new() };
    // 中、汤两国建立外交关系的联合公报
    if second.1 == '、' {
        let next = chars.next().filter(|_| chars.as_str().starts_with("两国"));
        let Some(next) = next else { return Vec::new() };
        second = next;
    }
    let (at, b) = second;
    let codes = |c| lexicon.abbreviated(c).filter_map(|e| e.code.as_deref()).collect::<Vec<_>>();
    let (first, second) = (codes(a), codes(b));
    // 中华: one country twice is no pair
    let two = !first.is_empty() && !second.is_empty() && first != second;
    if !two || (a == '中') == (b == '中') {
        return Vec::new();
    }
    let mut out = vec![Span::new(0, a.len_utf8()), Span::new(at, at + b.len_utf8())];
    let end = at + b.len_utf8();
    let mut rest = zone[end..].chars();
    let third = rest.next().filter(|&c| {
        const OF_THREE: [&str; 7] = ["三国", "三方", "联合", "領導人", "领导人", "自由贸易", "外长"];
        let goes_on = rest.as_str();
        codes(c).iter().any(|x| !first.contains(x) && !second.contains(x))
            && (goes_on.is_empty() || OF_THREE.iter().any(|w| goes_on.starts_with(w)))
    });
    out.extend(third.map(|c| Span::new(end, end + c.len_utf8())));
    out
}
