//! Places: the words behind 在 to city and venue.

use super::Context;
use crate::lexicon::Category;
use crate::span::Span;

/// A place as read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// The city as printed.
    pub city: Option<String>,
    /// The venue as printed.
    pub venue: Option<String>,
    /// Whether several are named, so that none is told.
    pub several: bool,
}

/// Nouns that end the name of a venue.
const VENUES: &[&str] = &[
    "宫",
    "堂",
    "馆",
    "厅",
    "大厦",
    "酒店",
    "饭店",
    "楼",
    "中心",
    "府",
    "阁",
    "广场",
    "机场",
    "基地",
    "庄园",
    "别墅",
    "大学",
    "学院",
    "公园",
    "花园",
    "剧院",
    "会所",
    "官邸",
    "总部",
    "大使馆",
    "体育场",
    "会场",
    "室",
    "港",
    "岛",
    "城堡",
    "城",
    "海",
    "台",
    "苑",
    "亭",
    "园",
    "寺",
    "庙",
    "塔",
    "桥",
    "街",
    "路",
    "村",
    "号",
    "使馆",
    "纪念碑",
    "陵园",
    "博物馆",
    "宾馆",
    "山庄",
    "站",
    "院",
    "部",
    "国会",
    "议会",
];

/// Whether words end with the noun of a venue.
#[must_use]
pub fn is_venue(words: &str) -> bool {
    VENUES.iter().any(|v| words.ends_with(v))
}

/// Whether words that no list knows may name a town: not 双边和国际场合, 本月, 继续展开.
fn may_be_town(words: &str) -> bool {
    words.chars().all(char::is_alphabetic)
        && !words.contains(['的', '和', '月', '年', '天', '第', '届', '节', '场', '党'])
        && !["展开", "重启", "遇难", "国际", "人民", "期间", "框架"].iter().any(|w| words.contains(w))
}

/// `place = [country], { region | city }, [ venue ]`
#[must_use]
pub fn place(cx: &Context<'_>, span: Span) -> Place {
    let mut p = Place::default();
    let mut span = span;
    // 4月20日至21日在…; 下榻的钓鱼台国宾馆
    if let Ok((rest, _)) = crate::parse::date::date(cx.get(span)) {
        span = Span::new(span.end - rest.len(), span.end).trimmed(cx.text());
    }
    let qualified = |words: &str| ["下榻的", "悠久的", "所在的"].iter().filter_map(|w| words.rfind(w).map(|i| i + w.len())).max();
    if let Some(i) = qualified(cx.get(span)).filter(|i| span.start + i < span.end) {
        span = Span::new(span.start + i, span.end);
    }
    // 位于加拿大首都渥太华的总督府
    if let Some(rest) = ["位于", "设在", "坐落在"].iter().find_map(|w| cx.get(span).strip_prefix(w)) {
        span = Span::new(span.end - rest.len(), span.end);
    }
    // 在人民大会堂接受驻华大使递交国书, 在非盟总部召开扩大会议
    if let Some(i) = ["接受", "递交", "颁授", "主持", "召开", "举行", "举办"].iter().filter_map(|w| cx.get(span).find(w)).min()
    {
        span = Span::new(span.start, span.start + i);
    }
    // 在北京和莫斯科两地
    if let Some(rest) = ["两地", "三地", "多地"].iter().find_map(|w| cx.get(span).strip_suffix(w)) {
        span = Span::new(span.start, span.start + rest.len());
    }
    while let Some(w) = ["成功", "隆重", "继续", "共进", "顺利", "共同", "亲切", "热情", "分别", "集体", "正式", "如期", "再次"]
        .iter()
        .find(|w| cx.get(span).ends_with(**w))
    {
        span = Span::new(span.start, span.end - w.len());
    }
    // 在中俄方面，俄罗斯总统会见…: no place, and that of the clause before is not meant
    if cx.get(span).ends_with("方面") {
        return Place { several: true, ..p };
    }
    // 在耶路撒冷和拉姆安拉: two towns, and nothing says which
    let towns = cx.get(span).split(['和', '与', '、']).filter(|w| cx.lexicon.exact(Category::Places, w).is_some()).count();
    if towns > 1 {
        return Place { several: true, ..p };
    }
    let text = cx.get(span);
    // 于下月访问法国; 在第三届峰会召开前
    if text.starts_with(['下', '本', '近']) && text.contains("访问") || text.starts_with('第') {
        return p;
    }
    let mut at = span.start;
    let mut whole = true;
    if let Some((e, len)) = cx.lexicon.prefix(Category::Countries, text)
        && e.code.is_some()
    {
        p.country.clone_from(&e.code);
        let rest = &text[len..];
        // 俄罗斯联邦政府大厦 is one name; 俄罗斯莫斯科 is a country and a city
        if rest.is_empty() {
            return p;
        }
        // 约旦南部城市亚喀巴
        let town = rest.split_once("城市").filter(|(what, town)| what.chars().count() <= 4 && !town.is_empty());
        let city = town.map_or(rest, |(_, town)| town).trim_start_matches("首都");
        if city.len() < rest.len() && cx.lexicon.prefix(Category::Places, city).is_none() && city.chars().count() <= 8 {
            // 巴巴多斯首都布里奇顿
            p.city = Some(city.to_owned());
            return p;
        }
        let named = cx.lexicon.prefix(Category::Places, city);
        if named.is_some_and(|(e, _)| e.kind.as_deref() != Some("venue") || city.len() < rest.len()) {
            at += text.len() - city.len();
            whole = false;
        }
    } else if let Some(rest) = text.strip_prefix("首都") {
        at += text.len() - rest.len();
    }
    let mut city_end = at;
    let mut from = at;
    while let Some((e, len)) = cx.lexicon.prefix(Category::Places, &cx.text()[city_end..span.end]) {
        if e.kind.as_deref() == Some("venue") {
            p.country = p.country.or_else(|| e.country.clone());
            break;
        }
        // 旧金山莫斯科尼中心: a town in the name of a house elsewhere
        if city_end > from && e.country.is_some() && p.country.is_some() && e.country != p.country {
            break;
        }
        // 莫斯科大学 and 北京饭店 are venues that open with a city; 北京人民大会堂 is a city and a venue
        p.country = p.country.or_else(|| e.country.clone());
        city_end += len;
        for suffix in ["省", "市", "州", "县", "区"] {
            if cx.text()[city_end..span.end].starts_with(suffix) {
                city_end += suffix.len();
            }
        }
        // 日本北海道首府札幌
        if let Some(rest) = cx.text()[city_end..span.end].strip_prefix("首府") {
            (from, city_end) = (span.end - rest.len(), span.end - rest.len());
            whole = false;
        }
    }
    let city = Span::new(from, city_end);
    // 在北京的八一大楼
    let past = city_end + if cx.text()[city_end..span.end].starts_with('的') && city_end > from { '的'.len_utf8() } else { 0 };
    let venue = Span::new(if whole && city.is_empty() { span.start } else { past }, span.end).trimmed(cx.text());
    if !city.is_empty() {
        p.city = Some(cx.get(city).to_owned());
    }
    let words = cx.get(venue);
    if !words.is_empty() {
        let known = cx.lexicon.prefix(Category::Places, words).is_some();
        let chars = words.chars().count();
        if known || is_venue(words) || !city.is_empty() {
            // 西安国际会议中心 is one name: what is left of it names no place
            let generic = [
                "国际会议中心",
                "会议中心",
                "国际机场",
                "机场",
                "大学",
                "体育中心",
                "博物馆",
                "大剧院",
                "国际博览中心",
                "国家会展中心",
                "会展中心",
            ]
            .contains(&words);
            // 辽宁友谊宾馆 is no house of another name in a town
            let name = cx.get(city);
            let region = [name, name.trim_end_matches(['省', '州'])]
                .iter()
                .any(|n| cx.lexicon.exact(Category::Places, n).is_some_and(|e| e.kind.as_deref() == Some("region")));
            let house = ["宾馆", "饭店", "酒店", "会堂", "大厦", "大剧院"].iter().any(|w| words.ends_with(w));
            if region && house && !known {
                p.venue = Some(cx.get(Span::new(city.start, span.end)).to_owned());
                p.city = None;
            } else if generic && !city.is_empty() {
                p.venue = Some(cx.get(Span::new(city.start, span.end)).to_owned());
            } else if region && (2..=6).contains(&chars) && !known && !is_venue(words) && venue.start == city.end {
                // 云南安宁: a town that no list knows
                p.city = Some(cx.get(city.cover(venue)).to_owned());
            } else if chars <= 30 && !words.contains("持续") {
                p.venue = Some(words.to_owned());
            }
        } else if words == "京" {
            p.city = Some("北京".into());
            p.country = Some("CN".into());
        } else if chars == 1 {
            let mut list = words
                .chars()
                .flat_map(|c| cx.lexicon.abbreviated(c))
                .filter_map(|e| e.code.clone())
                .filter(|c| cx.named.contains(c.as_str()));
            p.country = list.next().filter(|_| list.next().is_none());
        } else if chars <= 10 && may_be_town(words) {
            // 日本神奈川县箱根: a town that no list knows
            let country = cx.lexicon.prefix(Category::Countries, words).map_or(0, |(_, len)| len);
            p.city = Some(words[country..].to_owned()).filter(|c| !c.is_empty());
        }
    }
    p
}
