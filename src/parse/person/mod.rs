//! Persons as they are introduced: an office and a name, several offices, lists of persons, groups.

mod list;
mod name;
mod qualified;

use super::sentence::{enclosed, is_inside};
use crate::lexicon::{Category, Hit, Hits, Lexicon};
use crate::parse::names::Names;
use crate::span::{Span, find_rare, without_end};
use list::{ends_in_body, split};
use name::{TITLES, addressed, honorific, is_envoy, is_rank, of_ministry, plain_name, untitled};
pub use name::{ends_name, name_end, of_malaysia};
use qualified::strip;

/// A person or group as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WrittenPerson {
    /// The name, or the words of a group.
    pub name: Option<Span>,
    /// The office with its country; several offices are one span.
    pub office: Option<Span>,
    /// All of it.
    pub span: Span,
}

/// Nouns that end a group of persons.
const GROUPS: &[&str] = &[
    "代表",
    "代表们",
    "人士",
    "团",
    "成员",
    "负责人",
    "领导人",
    "嘉宾",
    "贵宾",
    "学生",
    "师生",
    "使节",
    "专家",
    "记者",
    "青年",
    "运动员",
    "队员",
    "官员",
    "议员",
];

/// `persons = person, { ("、" | "和" | "与" | "及" | "以及" | "，"), person }`
/// `person = [ modifier, "的" ], [ office, { ("、" | "兼"), office } ], name | group`
#[must_use]
pub fn persons(text: &str, span: Span, hits: &Hits, lexicon: &Lexicon, known: &Names) -> Vec<WrittenPerson> {
    let inside = enclosed(text, span);
    let mut out: Vec<WrittenPerson> = Vec::new();
    let mut office_from: Option<usize> = None;
    let pieces = split(text, span, &inside, hits, lexicon, known);
    let last = pieces.len().saturating_sub(1);
    let next_country: Vec<bool> =
        pieces.iter().skip(1).map(|p| hits.at(Category::Countries, p.trimmed(text).start).is_some()).chain([false]).collect();
    // 经济部长和企业家代表: nobody among them is the minister
    let next_group: Vec<bool> = pieces.iter().skip(1).map(|p| is_group(text, *p, hits)).collect();
    for (n, piece) in pieces.into_iter().enumerate() {
        let mut seg = strip(text, piece, &inside, hits, known);
        if seg.is_empty() {
            continue;
        }
        // 总统陈达明（右）: where somebody stands in a picture
        seg = Span::new(seg.start, seg.start + seated(seg.of(text)).len());
        // 一行, 等, 夫妇 behind a name
        let trimmed = ["一行", "等", "夫妇", "本人", "联名", "联合"].iter().fold(seg.of(text), |t, w| without_end(t, w));
        seg = Span::new(seg.start, seg.start + trimmed.len());
        // 法国、德国、波兰三国领导人: the word for all of them stands behind the last
        if n > 0
            && let Some(state) = hits.at(Category::Countries, seg.start).map(|c| c.span.end)
            && hits.at(Category::Groups, state).is_some_and(|g| g.span.end == seg.end)
            && text[state..].starts_with(['两', '三', '四', '五', '六', '七', '八'])
        {
            seg = Span::new(seg.start, state);
        }
        // 自治区主席王正明等地方负责人: the one who is named
        if let Some((one, group)) = seg.of(text).split_once('等')
            && GROUPS.iter().any(|g| group.ends_with(g))
            && let named = Span::new(seg.start, seg.start + one.len())
            && hits.within(Category::Offices, named).next_back().is_some_and(|o| {
                (2..=4).contains(&Span::new(o.span.end, named.end).of(text).chars().count())
                    && lexicon.prefix(Category::Surnames, &text[o.span.end..]).is_some()
            })
        {
            seg = named;
        }
        let office = hits.within(Category::Offices, seg).rfind(|h| {
            let kind = lexicon.entry(h).kind.as_deref();
            kind != Some("not_office")
                && kind != Some("honorific")
                && !is_inside(&inside, h.span.start)
                && (!matches!(kind, Some("weak" | "degree")) || h.span.end < seg.end)
                && (kind != Some("degree") || h.span.start > seg.start)
        });
        let office =
            office.map(|h| before_title(text, h, seg, hits, lexicon, n < last && next_country.get(n) != Some(&true), known));
        if let Some(at) = office.and_then(|h| run_in(seg, h, hits, lexicon)) {
            seg = Span::new(at, seg.end);
        }
        // 莫里州长先生曾…, 韩总理致答辞时, 韩主席是在…离开: no name stands behind the office
        if let Some(h) = office.filter(|h| h.span.end < seg.end)
            && no_name_behind(Span::new(h.span.end, seg.end).of(text), hits.at(Category::Offices, h.span.end), lexicon)
        {
            seg = Span::new(seg.start, h.span.end);
        }
        let start = office_from.unwrap_or(seg.start);
        // 出席太平洋岛国议员研讨班的各国代表: those who attend, and nobody called so
        let own = seg.of(text);
        if ["出席", "参加", "与会"].iter().any(|w| own.starts_with(w)) && GROUPS.iter().any(|g| own.ends_with(g)) {
            out.push(WrittenPerson { name: Some(seg), office: None, span: seg });
            office_from = None;
            continue;
        }
        // 米勒连任德国总理: the office stands behind the name
        let elected = || {
            ["再次当选", "再度当选", "当选连任", "连任", "蝉联", "当选", "就任", "出任", "担任", "继任", "荣任"]
                .iter()
                .filter_map(|w| Some((find_rare(seg.of(text), w)?, w.len())))
                .min_by_key(|(i, n)| (*i, std::cmp::Reverse(*n)))
        };
        if let Some(h) = office
            // 德国当选连任总统米勒: nobody called 德国
            && let Some((i, n)) = elected().filter(|e| e.0 > 0)
            && hits.at(Category::Countries, seg.start).is_none_or(|c| c.span.end < seg.start + i)
            && h.span.start >= seg.start + i + n
            // 米勒2022年出任
            && let own = Span::new(seg.start, seg.start + seg.of(text)[..i].find(|c: char| c.is_ascii_digit()).unwrap_or(i))
            && hits.within(Category::Offices, own).next().is_none()
        {
            let from = seg.start + i + n;
            let from = from + if text[from..].starts_with('为') { '为'.len_utf8() } else { 0 };
            let taken = Span::new(from, h.span.end);
            out.push(WrittenPerson { name: Some(own), office: Some(taken), span: Span::new(own.start, taken.end) });
            office_from = None;
            continue;
        }
        // 文莱苏丹代表苏弗里亲王: a title behind the name, and an office before it
        if let Some(t) = office.filter(|h| h.span.end == seg.end && TITLES.contains(&h.span.of(text)))
            && let Some(o) = hits.within(Category::Offices, Span::new(seg.start, t.span.start)).next_back()
            && (2..=8).contains(&Span::new(o.span.end, t.span.start).of(text).chars().count())
        {
            let name = Span::new(o.span.end, seg.end);
            out.push(WrittenPerson {
                name: Some(name),
                office: Some(Span::new(start, o.span.end)),
                span: Span::new(start, seg.end),
            });
            office_from = None;
            continue;
        }
        match office {
            // an office whose holder is named behind the next 、
            Some(h) if h.span.end == seg.end => {
                let before = Span::new(seg.start, h.span.start);
                // 周文渊主席特别代表、国务院副总理某: sent by whom the office names
                let sent = ["特使", "代表"].iter().any(|w| h.span.of(text).ends_with(w));
                if sent && n < last {
                    office_from = Some(start);
                } else if known.holds(before.of(text)) {
                    // 普京总统
                    out.push(WrittenPerson { name: Some(before), office: None, span: seg });
                    office_from = None;
                } else if let Some(name) = of_ministry(text, before, h, hits, lexicon).filter(|_| office_from.is_none()) {
                    // 科技部万钢部长
                    out.push(WrittenPerson { name: Some(name), office: Some(h.span), span: seg });
                } else if office_from.is_none() && addressed(text, before, h, hits, lexicon) {
                    // 拜登总统, whose name stands nowhere else
                    out.push(WrittenPerson { name: Some(before), office: Some(h.span), span: seg });
                } else if n < last && !next_group.get(n).is_some_and(|g| *g) {
                    office_from = Some(start);
                } else {
                    let whole = Span::new(start, seg.end);
                    out.push(WrittenPerson { name: None, office: Some(whole), span: whole });
                }
            }
            Some(h) => {
                // 文化部长官金在民: nobody called 官金
                let officer = h.span.of(text).ends_with("部长") && text[h.span.end..].starts_with('官');
                let rest = Span::new(h.span.end + if officer { '官'.len_utf8() } else { 0 }, seg.end);
                let lead = rest.of(text).len() - untitled(rest.of(text)).len();
                let at = rest.start + lead;
                let len = name_end(&text[at..seg.end], at, hits, lexicon, known);
                let name = Span::new(at, at + len);
                let chars = name.of(text).chars().count();
                if chars == 0 || chars > 24 {
                    let whole = Span::new(start, h.span.end);
                    out.push(WrittenPerson { name: None, office: Some(whole), span: whole });
                } else {
                    let name = honorific(text, name, hits, lexicon);
                    out.push(WrittenPerson {
                        name: Some(name),
                        office: Some(Span::new(start, rest.start)),
                        span: Span::new(start, name.end),
                    });
                }
                office_from = None;
            }
            // 新思想党领导人、当选副总统乌略亚: a weak noun and an office of the same person
            None if n < last && goes_on(text, seg, hits, lexicon) => office_from = office_from.or(Some(seg.start)),
            // 国务院副总理、投资委员会、能源委员会主席: a body between two halves of an office
            None if office_from.is_some() && n < last && ends_in_body(text, seg, hits) => {}
            None => {
                office_from = None;
                // a name that is known ends where it ends; a group is kept with what qualifies it
                let known_len = known.longest(seg.of(text)).map(str::len);
                let name = match known_len {
                    Some(len) => Span::new(seg.start, seg.start + len),
                    None => {
                        let group = GROUPS.iter().any(|g| seg.of(text).ends_with(g));
                        let whole = if group { piece.trimmed(text) } else { seg };
                        let digits =
                            whole.of(text).find(|c: char| c.is_ascii_digit()).filter(|i| *i > 6 && !group).unwrap_or(whole.len());
                        honorific(text, Span::new(whole.start, whole.start + digits), hits, lexicon)
                    }
                };
                // 副外长鲁登、维尔什: several hold the office of a deputy
                let deputy = |p: &WrittenPerson| {
                    let office = p.office.filter(|o| p.name.is_some_and(|n| n.start >= o.end))?;
                    let last = hits.within(Category::Offices, office).next_back()?;
                    (last.span.of(text).starts_with('副') && text[p.span.end..].starts_with('、')).then_some(office)
                };
                let office = out.last().and_then(deputy).filter(|_| name == seg && plain_name(text, name, hits));
                out.push(WrittenPerson { name: Some(name), office, span: seg });
            }
        }
    }
    out
}

/// Whether what stands behind an office opens with how its holder is addressed, or with a word that ends names.
fn no_name_behind(words: &str, title: Option<&Hit>, lexicon: &Lexicon) -> bool {
    // one character may be a family name: 曾, 时, 于
    let ends = lexicon.prefix(Category::NameEnds, words).is_some_and(|(_, len)| words[..len].chars().count() > 1);
    // 外国专家代表, 执行董事访问团
    let group = GROUPS.iter().any(|g| words.ends_with(g));
    ends && !group || title.is_some_and(|t| lexicon.entry(t).kind.as_deref() == Some("honorific"))
}

/// Whether words are a group, and no office stands before its noun: 知名企业家代表.
fn is_group(text: &str, words: Span, hits: &Hits) -> bool {
    GROUPS.iter().any(|g| words.of(text).ends_with(g)) && hits.within(Category::Offices, words).all(|o| o.span.end == words.end)
}

/// Where an office begins that a country opens right behind the word of an encounter: a headline runs into its text (两国举行和谈甲国总统某).
fn run_in(seg: Span, office: &Hit, hits: &Hits, lexicon: &Lexicon) -> Option<usize> {
    let before = Span::new(seg.start, office.span.start);
    // 两岸企业家峰会台湾方面理事长: what bears a name is part of the office
    let met =
        hits.within(Category::Encounters, before).next_back().filter(|h| lexicon.entry(h).kind.as_deref() == Some("with"))?;
    hits.at(Category::Countries, met.span.end).map(|_| met.span.end)
}

/// Words without the place in a picture behind them, or the name in letters: 总统陈达明（右二）, 院长格林博士（Dr. A. Green）.
fn seated(words: &str) -> &str {
    let place = words.strip_suffix('）').and_then(|w| w.rsplit_once('（'));
    place
        .filter(|(_, p)| !p.is_empty() && (p.is_ascii() || p.chars().all(|c| "左右中前后排居第一二三四五六七八".contains(c))))
        .map_or(words, |p| p.0)
}

/// Whether a country and a weak noun of office end at a 、 with an office without a country behind it.
fn goes_on(text: &str, seg: Span, hits: &Hits, lexicon: &Lexicon) -> bool {
    let weak = hits
        .within(Category::Offices, seg)
        .next_back()
        .is_some_and(|h| h.span.end == seg.end && lexicon.entry(h).kind.as_deref() == Some("weak"));
    let next = seg.end + '、'.len_utf8();
    // 甲国共产党中央政治局委员、甲国政府总理某: the country is printed again
    let state = |at: usize| hits.at(Category::Countries, at).and_then(|h| Some((lexicon.entry(h).code.as_deref()?, h.span.end)));
    let again = state(next).filter(|n| state(seg.start).is_some_and(|own| own.0 == n.0)).and_then(|(_, end)| {
        let near = text[end..].char_indices().nth(12).map_or(text.len(), |(i, _)| end + i);
        hits.within(Category::Offices, Span::new(end, near)).find(|h| !text[end..h.span.start].contains(['、', '，']))
    });
    weak && text[seg.end..].starts_with('、')
        && [Category::Countries, Category::Organisations].iter().any(|&c| hits.at(c, seg.start).is_some())
        && hits.at(Category::Offices, next).or(again).is_some_and(|h| {
            let kind = lexicon.entry(h).kind.as_deref();
            !matches!(kind, Some("not_office" | "weak" | "honorific")) && text[h.span.end..].starts_with(char::is_alphabetic)
        })
}

/// 阿曼内阁副首相法赫德亲王, 英国首相撒切尔夫人: a title behind a name is part of it, the office is the one before.
/// 国家主席周文渊夫人、…特使 has another office behind it, and is no wife by her husband's name.
fn before_title<'a>(
    text: &str,
    last: &'a Hit,
    seg: Span,
    hits: &'a Hits,
    lexicon: &Lexicon,
    goes_on: bool,
    known: &Names,
) -> &'a Hit {
    let of_known = || known.end(&text[seg.start..last.span.start]);
    let title = match lexicon.entry(last).kind.as_deref() {
        // 工程院院长格林博士: the degree holds no office
        Some("royal" | "degree") => true,
        // 革命委员会主席奈林将军
        Some("military") => is_rank(last.span.of(text)),
        // 中国常驻联合国代表林致远大使
        Some("envoy") => is_envoy(last.span.of(text)),
        Some("spouse") => !goes_on && !of_known(),
        _ => false,
    };
    if last.span.end != seg.end || !title {
        return last;
    }
    let before = hits.within(Category::Offices, Span::new(seg.start, last.span.start)).next_back();
    before
        .filter(|b| {
            let name = Span::new(b.span.end, last.span.start);
            lexicon.entry(b).kind.as_deref() != Some("not_office") && plain_name(text, name, hits)
        })
        .unwrap_or(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(s: &str) -> Vec<(String, String)> {
        let lexicon = Lexicon::built_in();
        let hits = lexicon.scan(s);
        persons(s, Span::new(0, s.len()), &hits, lexicon, &Names::default())
            .iter()
            .map(|p| (p.office.map_or("", |o| o.of(s)).to_owned(), p.name.map_or("", |n| n.of(s)).to_owned()))
            .collect()
    }

    #[test]
    fn lists() {
        assert_eq!(read("法国总统勒布朗"), [("法国总统".into(), "勒布朗".into())]);
        assert_eq!(
            read("来华访问的法国总理勒布朗、德国外长米勒"),
            [("法国总理".into(), "勒布朗".into()), ("德国外长".into(), "米勒".into())]
        );
        assert_eq!(read("中央书记处书记、外交部长陈望舒"), [("中央书记处书记、外交部长".into(), "陈望舒".into())]);
        assert_eq!(read("俄罗斯工业和贸易部长伊万诺夫"), [("俄罗斯工业和贸易部长".into(), "伊万诺夫".into())]);
    }
}
