//! Persons as they are introduced: an office and a name, several offices, lists of persons, groups.

use super::sentence::{enclosed, is_inside};
use crate::lexicon::{Category, Hit, Hits, Lexicon};
use crate::span::Span;

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

/// The words behind a person's name that end it; a name is never followed by its own continuation with one of these.
const ENDS: &[&str] = &[
    "在",
    "同",
    "与",
    "举行",
    "进行",
    "共同",
    "将",
    "应邀",
    "应约",
    "率",
    "出席",
    "抵达",
    "乘",
    "主持",
    "发表",
    "参加",
    "访问",
    "离开",
    "前往",
    "结束",
    "于",
    "就",
    "对",
    "向",
    "给",
    "还",
    "也",
    "再次",
    "分别",
    "集体",
    "先后",
    "互致",
    "通电话",
    "通话",
    "通报",
    "通过",
    "致电",
    "致信",
    "致函",
    "致辞",
    "致以",
    "致贺",
    "来华",
    "来访",
    "为",
    "由",
    "一行",
    "一道",
    "一起",
    "陪同",
    "以及",
    "等",
    "时",
    "后",
    "并",
    "会上",
    "已",
    "的",
    "亲切",
    "亲自",
    "以视频",
    "代表",
    "作了",
    "作出",
    "作为",
    "签署",
    "听取",
    "见证",
    "强调",
    "视频",
    "书面",
    "会见",
    "从",
    "到",
    "观看",
    "观摩",
    "参观",
    "赴",
    "举办",
    "宴请",
    "夫妇",
    "复信",
    "复电",
    "今天",
    "昨天",
    "昨日",
    "今日",
    "前日",
    "当天",
    "当晚",
    "当日",
    "日前",
    "近日",
    "说",
    "热烈",
    "高度",
    "积极",
    "衷心",
    "祝",
    "感谢",
    "欢迎",
    "本人",
    "偕",
    "携",
    "及其",
    "所",
    "登上",
    "检阅",
    "步入",
    "走",
    "考察",
    "介绍",
    "赞赏",
    "深刻",
    "首先",
    "茶叙",
    "或",
    "邀请",
    "之邀",
    "亦",
];

/// Titles that stand behind a name and belong to it.
const TITLES: &[&str] = &["亲王", "王子", "公主", "大公", "王妃", "伯爵", "爵士", "殿下"];

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

/// Whether words that stand behind a name end it.
#[must_use]
pub fn ends_name(words: &str) -> bool {
    ENDS.iter().any(|w| words.starts_with(w))
}

/// Where a name that begins at the start of `s` ends, in bytes. `known` names decide; then words that end a name.
#[must_use]
pub fn name_end(s: &str, at: usize, hits: &Hits, known: &[String]) -> usize {
    if let Some(k) = known.iter().filter(|k| s.starts_with(k.as_str())).max_by_key(|k| k.len()) {
        return k.len();
    }
    let mut end = s.len();
    for (i, c) in s.char_indices() {
        let stop = !(c.is_alphanumeric() || "·．.-－—".contains(c))
            || c.is_ascii_digit()
            || super::number::is_numeral(c) && i > 0 && "月日".chars().any(|u| s[i + c.len_utf8()..].starts_with(u));
        // a name has two characters at least: 李在镕
        let word = s[..i].chars().nth(1).is_some() && ENDS.iter().any(|w| s[i..].starts_with(w));
        let verb = i > 0
            && [Category::Speech, Category::Encounters, Category::Acts, Category::Visits]
                .iter()
                .any(|&c| hits.at(c, at + i).is_some());
        if stop || word || verb {
            end = i;
            break;
        }
    }
    end
}

/// `persons = person, { ("、" | "和" | "与" | "及" | "以及" | "，"), person }`
/// `person = [ modifier, "的" ], [ office, { ("、" | "兼"), office } ], name | group`
#[must_use]
pub fn persons(text: &str, span: Span, hits: &Hits, lexicon: &Lexicon, known: &[String]) -> Vec<WrittenPerson> {
    let inside = enclosed(text, span);
    let mut out: Vec<WrittenPerson> = Vec::new();
    let mut office_from: Option<usize> = None;
    let pieces = split(text, span, &inside, hits, lexicon, known);
    let last = pieces.len().saturating_sub(1);
    for (n, piece) in pieces.into_iter().enumerate() {
        let mut seg = strip(text, piece, &inside);
        if seg.is_empty() {
            continue;
        }
        // 一行, 等, 夫妇 behind a name
        let trimmed =
            seg.of(text).trim_end_matches("一行").trim_end_matches('等').trim_end_matches("夫妇").trim_end_matches("本人");
        seg = Span::new(seg.start, seg.start + trimmed.len());
        let office = hits.within(Category::Offices, seg).rfind(|h| {
            let kind = lexicon.entry(h).kind.as_deref();
            kind != Some("not_office")
                && kind != Some("honorific")
                && !is_inside(&inside, h.span.start)
                && (!matches!(kind, Some("weak" | "degree")) || h.span.end < seg.end)
                && (kind != Some("degree") || h.span.start > seg.start)
        });
        let office = office.map(|h| before_royal(text, h, seg, hits, lexicon));
        let start = office_from.unwrap_or(seg.start);
        // 米勒连任德国总理: the office stands behind the name
        let elected = ["再次当选", "再度当选", "当选连任", "连任", "蝉联", "当选", "就任", "出任", "担任", "继任", "荣任"]
            .iter()
            .filter_map(|w| Some((seg.of(text).find(w)?, w.len())))
            .min_by_key(|(i, n)| (*i, std::cmp::Reverse(*n)));
        if let (Some((i, n)), Some(h)) = (elected.filter(|e| e.0 > 0), office)
            && h.span.start >= seg.start + i + n
            && let own = Span::new(seg.start, seg.start + i)
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
                if let Some(k) = known.iter().filter(|k| before.of(text) == k.as_str()).max_by_key(|k| k.len()) {
                    // 普京总统
                    let name = Span::new(seg.start, seg.start + k.len());
                    out.push(WrittenPerson { name: Some(name), office: None, span: seg });
                    office_from = None;
                } else if office_from.is_none() && addressed(text, before, h, hits, lexicon) {
                    // 拜登总统, whose name stands nowhere else
                    out.push(WrittenPerson { name: Some(before), office: Some(h.span), span: seg });
                } else if n < last {
                    office_from = Some(start);
                } else {
                    let whole = Span::new(start, seg.end);
                    out.push(WrittenPerson { name: None, office: Some(whole), span: whole });
                }
            }
            Some(h) => {
                let rest = Span::new(h.span.end, seg.end);
                let lead = rest.of(text).len() - rest.of(text).trim_start_matches([' ', '“']).len();
                let at = rest.start + lead;
                let len = name_end(&text[at..seg.end], at, hits, known);
                let name = Span::new(at, at + len);
                let chars = name.of(text).chars().count();
                if chars == 0 || chars > 24 {
                    let whole = Span::new(start, h.span.end);
                    out.push(WrittenPerson { name: None, office: Some(whole), span: whole });
                } else {
                    let name = honorific(text, name, hits, lexicon);
                    out.push(WrittenPerson {
                        name: Some(name),
                        office: Some(Span::new(start, h.span.end)),
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
                let known_len = known.iter().filter(|k| seg.of(text).starts_with(k.as_str())).map(String::len).max();
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
                out.push(WrittenPerson { name: Some(name), office: None, span: seg });
            }
        }
    }
    out
}

/// Whether a country and a weak noun of office end at a 、 with an office without a country behind it.
fn goes_on(text: &str, seg: Span, hits: &Hits, lexicon: &Lexicon) -> bool {
    let weak = hits
        .within(Category::Offices, seg)
        .next_back()
        .is_some_and(|h| h.span.end == seg.end && lexicon.entry(h).kind.as_deref() == Some("weak"));
    let next = seg.end + '、'.len_utf8();
    weak && text[seg.end..].starts_with('、')
        && [Category::Countries, Category::Organisations].iter().any(|&c| hits.at(c, seg.start).is_some())
        && hits.at(Category::Offices, next).is_some_and(|h| {
            let kind = lexicon.entry(h).kind.as_deref();
            !matches!(kind, Some("not_office" | "weak" | "honorific")) && text[h.span.end..].starts_with(char::is_alphabetic)
        })
}

/// 阿曼内阁副首相法赫德亲王: a royal title behind a name is part of it, the office is the one before.
fn before_royal<'a>(text: &str, last: &'a Hit, seg: Span, hits: &'a Hits, lexicon: &Lexicon) -> &'a Hit {
    if last.span.end != seg.end || lexicon.entry(last).kind.as_deref() != Some("royal") {
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

/// Whether what stands before the title of a leader is a name: 拜登总统, but not 各国总统, 工党主席.
fn addressed(text: &str, name: Span, title: &Hit, hits: &Hits, lexicon: &Lexicon) -> bool {
    const NO_NAME: &[&str] = &[
        "各", "两", "多国", "三", "本", "该", "前", "新任", "现任", "时任", "历任", "候任", "首", "第", "双方", "每", "代", "副",
        "原", "常务", "名誉", "荣誉", "轮值", "执行", "联合", "终身", "全球", "全国", "国家", "国际", "政府", "联邦", "地方",
        "部分", "有关", "我", "你", "他", "她", "其", "这", "那", "同", "与", "和", "以", "在", "由", "任",
    ];
    let leads = matches!(lexicon.entry(title).kind.as_deref(), Some("head_of_state" | "head_of_government" | "royal"))
        || matches!(title.span.of(text), "主席" | "总书记" | "议长" | "外长" | "委员长");
    let leads = leads && !matches!(title.span.of(text), "国家元首" | "政府首脑");
    let words = name.of(text);
    leads
        && plain_name(text, name, hits)
        && !NO_NAME.iter().any(|w| words.starts_with(w))
        && !words.ends_with(|c| "会党盟社团部院联局委军国省市州区县织届席方司行厅署处央府和与同的兼".contains(c))
}

/// Whether words can be a name by their length, signs and the words they hold.
fn plain_name(text: &str, name: Span, hits: &Hits) -> bool {
    let words = name.of(text);
    (2..=12).contains(&words.chars().count())
        && words.chars().all(|c| c.is_alphabetic() || "·-－".contains(c))
        && [
            Category::Countries,
            Category::Organisations,
            Category::Bodies,
            Category::Groups,
            Category::Offices,
            Category::Speech,
            Category::Encounters,
            Category::Visits,
            Category::Acts,
        ]
        .iter()
        .all(|&c| hits.within(c, name).next().is_none())
}

/// Takes 先生, 女士, 阁下 and 教授 off the end of a name.
fn honorific(text: &str, name: Span, hits: &Hits, lexicon: &Lexicon) -> Span {
    match hits.within(Category::Offices, name).next_back() {
        Some(h)
            if h.span.end == name.end
                && h.span.start > name.start
                && matches!(lexicon.entry(h).kind.as_deref(), Some("honorific" | "degree")) =>
        {
            Span::new(name.start, h.span.start).trimmed(text)
        }
        _ => name,
    }
}

/// Takes off what qualifies a person: 来华进行国事访问的, 了, 同期来访的.
fn strip(text: &str, seg: Span, inside: &[Span]) -> Span {
    let mut seg = seg.trimmed(text);
    let words = seg.of(text);
    // 欧盟委员会负责伙伴关系的委员: what an office is charged with is part of it
    let charged = ["负责", "主管", "分管"].iter().filter_map(|w| words.find(w)).min().filter(|i| *i > 0);
    let de = words[..]
        .match_indices('的')
        .map(|(i, _)| i)
        .rfind(|&i| !is_inside(inside, seg.start + i) && i + '的'.len_utf8() < words.len())
        .filter(|&i| charged.is_none_or(|c| c > i || words[..c].contains('的')));
    if let Some(i) = de {
        seg = Span::new(seg.start + i + '的'.len_utf8(), seg.end);
    }
    loop {
        let words = seg.of(text);
        let Some(w) = ["了", "正在", "来访", "来华", "到访", "刚刚", "中方", "应邀", "前来", "到任的", "新任", "由", "包括"]
            .iter()
            .find(|w| words.starts_with(**w) && words.len() > w.len())
        else {
            return seg.trimmed(text);
        };
        seg = Span::new(seg.start + w.len(), seg.end);
    }
}

/// Splits a list of persons. 和 and 与 are also inside names of offices (工业和贸易部长): they part only where what stands
/// before them is complete, a name behind its office or a name that is known.
fn split(text: &str, span: Span, inside: &[Span], hits: &Hits, lexicon: &Lexicon, known: &[String]) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = span.start;
    let mut at = span.start;
    let words = ["以及", "、", "，", "和", "与", "及", "；"];
    while at < span.end {
        let rest = &text[at..span.end];
        let step = rest.chars().next().map_or(1, char::len_utf8);
        let in_name = [Category::Countries, Category::Offices, Category::Bodies, Category::Organisations].iter().any(|&c| {
            hits.within(c, Span::new(at.saturating_sub(45).max(span.start), span.end))
                .any(|h| h.span.start < at && at < h.span.end)
        });
        if let Some(k) = known.iter().filter(|k| rest.starts_with(k.as_str())).max_by_key(|k| k.len()) {
            at += k.len();
            continue;
        }
        if is_inside(inside, at) || in_name {
            at += step;
            continue;
        }
        if let Some(w) = words.iter().find(|w| rest.starts_with(**w)) {
            let left = Span::new(start, at);
            let right = Span::new(at + w.len(), span.end);
            let hard = matches!(*w, "、" | "，" | "；" | "以及") && !(*w == "、" && halves(left, right, hits));
            if left.is_empty() {
                start = right.start;
                at = right.start;
                continue;
            }
            if hard || complete(text, left, right, hits, lexicon, known) {
                out.push(left);
                start = right.start;
                at = right.start;
                continue;
            }
        }
        at += step;
    }
    out.push(Span::new(start, span.end));
    out
}

/// Whether words end with the name of a body.
fn ends_in_body(text: &str, seg: Span, hits: &Hits) -> bool {
    seg.of(text).ends_with("委员会") || hits.within(Category::Bodies, seg).any(|h| h.span.end == seg.end)
}

/// 乌拉圭工业、能源和矿业部部长: the name of a ministry in two halves, a country at the head of the first, the office behind the
/// field in the second.
fn halves(left: Span, right: Span, hits: &Hits) -> bool {
    let country = hits.within(Category::Countries, left).next().is_some_and(|h| h.span.end < left.end);
    let office_left = hits.within(Category::Offices, left).next().is_some();
    let behind = hits.within(Category::Offices, right).next().is_some_and(|h| h.span.start > right.start);
    let other = hits.within(Category::Countries, right).next().is_some();
    country && behind && !office_left && !other
}

fn office_right(hits: &Hits, right: Span) -> bool {
    hits.within(Category::Offices, right).next().is_some()
}

fn complete(text: &str, left: Span, right: Span, hits: &Hits, lexicon: &Lexicon, known: &[String]) -> bool {
    // 阮文和举行会谈: nothing that could be a person stands behind
    let rest = right.of(text);
    let named =
        [Category::Countries, Category::Offices, Category::Organisations].iter().any(|&c| hits.at(c, right.start).is_some());
    if rest.trim().is_empty() || !named && ENDS.iter().any(|w| rest.starts_with(w)) {
        return false;
    }
    let l = left.of(text);
    if known.iter().any(|k| l.ends_with(k.as_str())) {
        return true;
    }
    // 副总理兼乡村及区域发展部长: the office goes on
    let named_left = hits
        .within(Category::Offices, left)
        .next_back()
        .is_some_and(|h| h.span.end < left.end && !text[h.span.end..left.end].starts_with('兼'));
    // 巴尔加总统和…
    let titled = |h: &Hit| {
        matches!(&text[h.span.end..left.end], "" | "夫妇")
            && addressed(text, Span::new(left.start, h.span.start), h, hits, lexicon)
    };
    if office_right(hits, right) && hits.within(Category::Offices, left).next().is_some_and(titled) {
        return true;
    }
    let office_left = hits.within(Category::Offices, left).next().is_some();
    let office_right = office_right(hits, right);
    if office_left {
        // 国家主席和总统夫人: an office without a name is no full person, but 国王和太后 are two
        return named_left || right.of(text).chars().count() <= 6;
    }
    !office_right && l.chars().count() <= 12
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(s: &str) -> Vec<(String, String)> {
        let lexicon = Lexicon::built_in();
        let hits = lexicon.scan(s);
        persons(s, Span::new(0, s.len()), &hits, lexicon, &[])
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
