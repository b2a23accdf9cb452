//! Where an office, a body or a group belongs: the country or organisation that its words name.

use super::Context;
use super::countries::{is_ordinary, stands_for};
use crate::article::Page;
use crate::lexicon::{Category, Hit, Lexicon};
use crate::parse::sentence::{enclosed, is_inside};
use crate::span::Span;

/// The country or organisation in a name without office: of a group (中国政府代表团). Not of what it takes part in
/// (出席中国…论坛的外方嘉宾), and none where it is of several countries. A place or an organisation counts only where the name opens
/// with it: 尼斯 in 阿尔巴尼斯 is no town.
pub(super) fn named_after(cx: &Context<'_>, name: Span) -> (Option<String>, Option<String>) {
    let inside = enclosed(cx.text(), name);
    let words = cx.get(name);
    let de = words.match_indices('的').map(|(i, _)| i).rfind(|&i| !is_inside(&inside, name.start + i));
    let own = de.map_or(name, |i| Span::new(name.start + i + '的'.len_utf8(), name.end));
    let foreign = ["外方", "外国", "境外", "海外", "国际友", "国际组织", "各国", "多国", "外籍", "中外"];
    // 北京科技大学全体巴基斯坦留学生: where they come from
    if cx.get(own).ends_with("留学生")
        && let Some(code) = cx.hits.within(Category::Countries, own).find_map(|h| cx.lexicon.entry(h).code.clone())
    {
        return (Some(code), None);
    }
    // 中日两国文化界人士: the other one
    if let Some(code) = of_both(cx, cx.get(own)) {
        return (Some(code), None);
    }
    // 美方代表
    if let Some(c) = side(cx.get(own)) {
        return (if c == '中' { Some(cx.home.to_owned()) } else { stands_for(cx, c) }, None);
    }
    // 以色列及巴勒斯坦领导人, 甲国、乙国等国领导人: of several
    let codes = cx.hits.within(Category::Countries, own).filter_map(|h| cx.lexicon.entry(h).code.as_deref());
    let several = !words.contains('驻') && codes.collect::<std::collections::BTreeSet<_>>().len() > 1;
    if own.is_empty() || several || foreign.iter().any(|w| cx.get(own).contains(w)) {
        return (None, None);
    }
    if [Category::Places, Category::Organisations].iter().any(|&c| cx.hits.at(c, own.start).is_some()) {
        return belongs(cx, own);
    }
    let country = cx.hits.within(Category::Countries, own).find_map(|h| cx.lexicon.entry(h).code.clone());
    let body = || cx.hits.within(Category::Bodies, own).find_map(|h| cx.lexicon.entry(h).country.clone());
    let at_home = || own_state(cx, cx.get(own)).map(str::to_owned);
    (country.or_else(body).or_else(at_home), None)
}

/// The country beside China in words that open with both: 中日两国文化界人士.
fn of_both(cx: &Context<'_>, words: &str) -> Option<String> {
    let (pair, _) = words.split_once("两国")?;
    let mut two = pair.chars();
    match (two.next()?, two.next()?, two.next()) {
        ('中', c, None) | (c, '中', None) => stands_for(cx, c),
        _ => None,
    }
}

/// 美方, 美方代表: the character of the side that is meant, or whose people are.
pub(super) fn side(words: &str) -> Option<char> {
    let c = words.chars().next()?;
    let who = words[c.len_utf8()..].strip_prefix('方')?;
    let people = ["代表", "人士", "嘉宾", "人员", "企业家", "客人", "领导人"];
    (who.is_empty() || people.iter().any(|w| who.starts_with(w))).then_some(c)
}

/// The country or organisation that an office or body belongs to.
#[must_use]
pub fn belongs(cx: &Context<'_>, span: Span) -> (Option<String>, Option<String>) {
    let words = cx.get(span);
    if is_branch(words) {
        return (None, None);
    }
    if let Some(code) = before_office(cx, span) {
        cx.trace.took("country", span, "the character of a state before an office", || code.clone());
        return (Some(code), None);
    }
    let country =
        cx.hits.within(Category::Countries, span).map(|h| (h.span.start, cx.lexicon.entry(h))).find(|(_, e)| e.code.is_some());
    let org = cx
        .hits
        .within(Category::Organisations, span)
        .map(|h| (h.span.start, cx.lexicon.entry(h)))
        .find(|(_, e)| e.code.is_some());
    let body =
        cx.hits.within(Category::Bodies, span).map(|h| (h.span.start, cx.lexicon.entry(h))).find(|(_, e)| e.country.is_some());
    let place =
        cx.hits.within(Category::Places, span).map(|h| (h.span.start, cx.lexicon.entry(h))).find(|(_, e)| e.country.is_some());
    // 东盟轮值主席国柬埔寨首相, 欧盟轮值主席国德国总理: of the member that is named
    let member = country.filter(|(at, _)| {
        let before = cx.get(Span::new(span.start, *at)).trim_end_matches('、');
        // 上合组织中国国家协调员: whom a member sends
        let sent = words.contains("国家协调员") && !words.contains('驻');
        org.is_some() && (sent || ["主席国", "成员国", "观察员国", "东道国", "伙伴国"].iter().any(|w| before.ends_with(w)))
    });
    let first = [
        country.map(|(at, e)| (at, 0, e.code.clone(), None)),
        org.map(|(at, e)| (at, 1, e.country.clone(), e.code.clone())),
        body.map(|(at, e)| (at, 2, e.country.clone(), None)),
        place.map(|(at, e)| (at, 3, e.country.clone(), None)),
    ]
    .into_iter()
    .flatten()
    .filter(|f| member.is_none_or(|(at, _)| f.0 >= at))
    .min_by_key(|f| (f.0, f.1));
    let (country, org, how) = match first {
        // 驻美国大使 of the home state
        _ if words.starts_with('驻') && !words.starts_with("驻华") => {
            (Some(cx.home.to_owned()), None, "an office of the home state abroad")
        }
        // 国家主席…夫人、联合国教科文组织特使: at home first
        Some((at, 1, ..)) if at > span.start && is_own(words) => {
            (own_state(cx, words).map(str::to_owned), None, "an office of the home state")
        }
        Some((_, 1, c, o)) => (c, o, "an organisation that is named"),
        Some((_, 0, c, _)) => (c, None, "a country that is named"),
        Some((_, _, c, _)) => (c, None, "a body or place of one country"),
        // 周文渊主席特别代表、国家副主席
        None if words.split('、').any(is_own) || words.contains("中方") => {
            let first = words.split('、').find_map(|w| own_state(cx, w)).unwrap_or(cx.home);
            (Some(first.to_owned()), None, "an office of the home state, printed without a country")
        }
        // 英中贸易协会会长; 中非总统, 官房长官: an office that only one country has
        None => {
            (paired(cx, words).or_else(|| only_of(cx, span)), None, "a pair with China, or an office that only one country has")
        }
    };
    if let Some(code) = org.as_ref().or(country.as_ref()) {
        cx.trace.took("country", span, how, || code.clone());
    }
    (country, org)
}

/// 俄外长, 美驻华大使, 俄常驻联合国代表: the state whose character stands right before an office. 新总统 is of a state that the page names.
fn before_office(cx: &Context<'_>, span: Span) -> Option<String> {
    let words = cx.get(span);
    let c = words.chars().next().filter(|c| *c != '中')?;
    let rest = &words[c.len_utf8()..];
    // 美军参谋长联席会议主席
    let own = cx.hits.at(Category::Offices, span.start + c.len_utf8()).is_some();
    let army = if !own && rest.starts_with('军') { '军'.len_utf8() } else { 0 };
    let holds = |h: &Hit| {
        if army > 0 {
            return cx.lexicon.entry(h).kind.as_deref() == Some("military");
        }
        let kinds = ["head_of_state", "head_of_government", "minister", "legislature", "royal", "envoy", "spokesperson"];
        cx.lexicon.entry(h).kind.as_deref().is_some_and(|k| kinds.contains(&k)) && cx.lexicon.entry(h).country.is_none()
    };
    let office = cx.hits.at(Category::Offices, span.start + c.len_utf8() + army).is_some_and(holds);
    let posted = rest.starts_with("驻华") || rest.starts_with("常驻");
    if !office && !posted
        || cx.hits.at(Category::Offices, span.start).is_some()
        || cx.hits.at(Category::Countries, span.start).is_some()
    {
        return None;
    }
    stands_for(cx, c).filter(|code| !is_ordinary(c) || cx.named.contains(code.as_str()))
}

/// Whose offices are printed without a country: an agency of Taiwan writes 外交部长 of its own.
pub(super) fn home(page: &Page, lexicon: &Lexicon) -> &'static str {
    let agency = page.articles.iter().find_map(|a| a.dateline.as_ref()?.agency.as_deref());
    let of = agency.and_then(|a| lexicon.exact(Category::Agencies, a)?.country.as_deref());
    // 记者某某／台北报导, and no agency: a paper there
    let there = |a: &crate::article::Draft| {
        a.dateline.as_ref().is_some_and(|d| d.place.is_some_and(|p| p.of(page.text.as_str()) == "台北"))
    };
    if of == Some("TW") || agency.is_none() && page.articles.iter().any(there) { "TW" } else { "CN" }
}

/// Whose an office is that is printed without a country: 外交部长 of the state whose papers write so, 国务院总理 of China wherever it is printed.
pub(super) fn own_state(cx: &Context<'_>, office: &str) -> Option<&'static str> {
    const OF_CHINA: [&str; 9] = ["国务院", "国务委员", "中共", "全国人大", "全国政协", "中国", "总书记", "省委", "省政府"];
    is_own(office).then(|| if OF_CHINA.iter().any(|w| office.starts_with(w)) { "CN" } else { cx.home })
}

/// Whether an office is one that the papers of Taiwan print without a country, where a person there holds it: 总统, 立法院长.
pub(super) fn of_taiwan(cx: &Context<'_>, office: &str) -> bool {
    const OFFICES: [&str; 9] = ["总统", "副总统", "行政院", "立法院", "监察院", "司法院", "考试院", "国安会", "陆委会"];
    cx.home == "TW" && OFFICES.iter().any(|w| office.starts_with(w))
}

/// The other country of a pair with China that opens the name of a body: 美中关系全国委员会.
fn paired(cx: &Context<'_>, words: &str) -> Option<String> {
    let mut chars = words.chars();
    let other = chars.next().filter(|c| *c != '中')?;
    if chars.next() != Some('中') {
        return None;
    }
    let mut countries = cx.lexicon.abbreviated(other).filter(|e| e.kind.is_none()).filter_map(|e| e.code.as_deref());
    let only = countries.next()?;
    countries.next().is_none().then(|| only.to_owned())
}

/// 某公司中国总裁: whether an office is that of a company from abroad in China.
pub(super) fn is_branch(office: &str) -> bool {
    let heads = ["总裁", "区总裁", "首席", "董事长", "总经理", "区主席", "区首席", "区总经理"];
    office.find("中国").filter(|i| *i > 0).is_some_and(|i| heads.iter().any(|w| office[i + "中国".len()..].starts_with(w)))
}

/// The country that an office names by itself.
fn only_of(cx: &Context<'_>, span: Span) -> Option<String> {
    cx.hits.within(Category::Offices, span).find_map(|h| cx.lexicon.entry(h).country.clone())
}

/// Whether an office is one of the home state that is printed without a country.
pub(super) fn is_own(office: &str) -> bool {
    [
        "国家主席",
        "国务院",
        "国务委员",
        "中共",
        "全国人大",
        "全国政协",
        "国家副主席",
        "外交部",
        "中央",
        "商务部",
        "国防部",
        "中国",
        "总书记",
        "省委",
        "市委",
        "省政府",
        "省人大",
        "省政协",
    ]
    .iter()
    .any(|w| office.starts_with(w))
}
