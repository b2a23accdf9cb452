//! Who took part: 蔡奇、王毅等参加上述活动。

use super::Context;
use crate::lexicon::{Category, CharSet};
use crate::model::MeetingKind;
use crate::parse::invitation::invitation;
use crate::parse::names::Names;
use crate::parse::person::{WrittenPerson, persons};
use crate::span::{Span, find_rare, without_end};

/// Those who took part, as read.
#[derive(Debug, Clone, Default)]
pub struct Attendance {
    /// Persons.
    pub persons: Vec<WrittenPerson>,
    /// Whether the list closes with 等.
    pub open: bool,
    /// Groups.
    pub groups: Vec<String>,
    /// What they took part in, where one kind of encounter is named: 会见, 会谈, 宴会.
    pub of: Option<MeetingKind>,
}

const VERBS: &[&str] = &["陪同出席", "陪同参加", "参加", "出席", "陪同", "在座", "与会"];

/// 甲、乙、丙发言: that several spoke says that they took part.
const SPOKE: &[&str] = &["先后发言", "分别发言", "逐一发言", "发言", "先后致辞", "分别致辞", "致辞"];

/// Words of groups that are no names.
const GROUPS: &[&str] = &[
    "领导人",
    "负责人",
    "部门",
    "代表",
    "官员",
    "成员",
    "总理",
    "部长",
    "人士",
    "有关",
    "双方",
    "各国",
    "国家",
    "同志",
    "干部",
    "群众",
    "人员",
    "使节",
    "大使",
    "企业",
    "专家",
    "学者",
    "嘉宾",
];

/// Whether a sentence only says who took part.
#[must_use]
pub fn is_attendance(cx: &Context<'_>, s: Span) -> bool {
    attendance(cx, s, &Names::default()).is_some()
}

/// What somebody takes part in, behind the verb of it; 上述 and 有关 may stand before.
const WHAT: &[&str] = &[
    "活动",
    "会见",
    "会谈",
    "谈话",
    "谈话和宴会",
    "会议",
    "仪式",
    "会晤",
    "通话",
    "开幕式",
    "闭幕式",
    "欢迎宴会",
    "宴会",
    "欢迎仪式",
    "座谈会",
    "座谈",
    "观看",
    "参观",
    "签字仪式",
    "签约仪式",
    "晚宴",
    "午宴",
    "早餐会",
    "午餐会",
    "晚餐会",
    "国宴",
    "家宴",
    "酒会",
    "招待会",
    "考察",
    "致电",
    "会见活动",
    "会谈活动",
    "参观活动",
    "会议活动",
    "开幕式活动",
    "会见和宴请",
    "会见和宴会",
    "会谈和宴请",
    "启动仪式",
    "揭牌仪式",
    "峰会",
];

/// Where a verb stands last: 陪同 in 陪同人员 is none.
fn verb(text: &str, verb: &str) -> Option<usize> {
    text.rmatch_indices(verb).map(|(i, v)| (i, &text[i + v.len()..])).find(|(_, rest)| !rest.starts_with("人员")).map(|f| f.0)
}

/// What may stand between.
const WHICH: &[&str] = &["了", "上述", "有关", "相关", "以上", "这些", "此次", "当天的", "当晚的"];

/// The characters that all of these end with.
static ENDS: CharSet = CharSet::of("言辞席加同座会动见谈议式晤话幕观看察电请宴峰了述关上些次的");

/// Where a list of persons ends that stands before its verb: 蔡奇、王毅等|参加上述活动, 肖扬|会见时在座.
fn listed_before(text: &str) -> Option<usize> {
    let text = text.strip_suffix("作陪").unwrap_or(text);
    // nearly no sentence ends so
    if !text.ends_with(|c| ENDS.holds(c)) || !VERBS.iter().chain(WHAT).chain(WHICH).chain(SPOKE).any(|w| text.ends_with(w)) {
        return None;
    }
    if let Some(list) = SPOKE.iter().find_map(|w| text.strip_suffix(w)) {
        let list = list.trim_end_matches("在会上").trim_end_matches('等');
        return (list.matches('、').nth(1).is_some() && !list.contains(['，', '并'])).then_some(list.len());
    }
    let (at, verb) =
        VERBS.iter().filter_map(|v| verb(text, v).map(|i| (i, *v))).min_by_key(|(i, v)| (*i, std::cmp::Reverse(v.len())))?;
    let mut what = text[at + verb.len()..].trim_start_matches('了');
    for w in &WHICH[1..] {
        what = what.strip_prefix(w).unwrap_or(what);
    }
    // 会谈及备忘录签订仪式
    let first = ["及", "和"].iter().find_map(|w| what.split_once(w)).filter(|(_, next)| next.ends_with("仪式")).map(|f| f.0);
    if !what.is_empty() && !WHAT.contains(&first.unwrap_or(what)) {
        return None;
    }
    let before = ["分别", "一同", "共同", "将应邀", "应邀", "将", "也", "还", "时", "会见", "会谈", "会晤", "，"];
    Some(before.iter().fold(&text[..at], |l, w| without_end(l, w)).trim_end().len())
}

/// Where a list of persons begins that stands behind what they took part in: 出席宴会的还有|…, 参加会见的有：|…, 在场者有|….
fn listed_behind(text: &str) -> Option<usize> {
    let head =
        ["出席", "参加", "陪同", "作陪", "在场", "在座"].iter().filter_map(|v| find_rare(text, v)).min().filter(|i| *i <= 12)?;
    // 参加会见的，法国方面有|外交部长…
    let of_side = || {
        let at = head + find_rare(&text[head..], "的，")? + "的，".len();
        let has = text[at..].find('有').filter(|i| text[at..at + i].ends_with(['方', '面']) && *i <= 24)?;
        Some(at + has + '有'.len_utf8())
    };
    if let Some(from) = of_side() {
        return Some(from + (text.len() - from) - text[from..].trim_start_matches('：').len());
    }
    let (at, w) = ["的还有：", "的有：", "的还有", "的有", "的包括", "者有：", "者有", "者还有"]
        .iter()
        .filter_map(|w| Some((find_rare(&text[head..], w)? + head, *w)))
        .min_by_key(|(i, w)| (*i, std::cmp::Reverse(w.len())))?;
    (text[head..at].chars().count() <= 14).then_some(at + w.len())
}

/// `attendance = name, { "、", name }, [ "等" ], [ "以及", group ], ( "参加" | "出席" | "陪同" ), [ what ], "。"`
pub fn attendance(cx: &Context<'_>, s: Span, known: &Names) -> Option<Attendance> {
    let text = cx.get(s).trim_end_matches(['。', '！', ' ']);
    let from = s.end - cx.get(s).len();
    let list = match listed_behind(text) {
        Some(at) => Span::new(from + at, from + text.len()),
        None => Span::new(from, from + listed_before(text)?),
    };
    if text.chars().count() > 400 || text.contains(['“', '《']) {
        return None;
    }
    let list = list.trimmed(cx.text());
    let words = cx.get(list);
    // …等中方陪同人员
    let escorts = ["陪同人员", "随行人员"].iter().find_map(|w| words.strip_suffix(w)).map(|w| w.trim_end_matches("中方"));
    let escorts = escorts.filter(|w| w.ends_with('等'));
    let list = escorts.map_or(list, |w| Span::new(list.start, list.start + w.len()));
    let words = cx.get(list);
    // 会见由…率领的代表团，…出席 · 使馆举行招待会，…出席 tells of an encounter itself, 甲同乙共同主持，…出席 of who presided
    let met = |h: &crate::lexicon::Hit| matches!(cx.lexicon.entry(h).kind.as_deref(), Some("with" | "object" | "message"));
    // 应国务院总理何文远邀请，…等国领导人将与会: who is invited is told of one by one
    let invited = words.starts_with('应') && invitation(cx.text(), Span::new(list.start + '应'.len_utf8(), list.end)).is_some();
    // 来自中法两国以及各地出版、文化等各界人士: nobody is named
    if invited
        || words.starts_with("来自")
        || ["举行", "举办", "共同主持"].iter().any(|w| words.contains(w))
        || cx.hits.within(Category::Encounters, list).any(met)
    {
        return None;
    }
    // 法国总统勒布朗说，法方愿意参加
    let said = |h: &crate::lexicon::Hit| cx.get(Span::new(h.span.end, list.end)).starts_with('，');
    if cx.hits.within(Category::Speech, list).any(said) {
        return None;
    }
    let of = [("会见", MeetingKind::Meeting), ("会谈", MeetingKind::Talks), ("宴会", MeetingKind::Banquet)];
    let alone = |w: &str| text.strip_suffix(w).is_some_and(|t| !t.ends_with(['和', '、', '与', '及']));
    let of = of.iter().find(|(w, _)| alone(w)).map(|f| f.1);
    let mut a = Attendance { of, open: words.ends_with('等') || words.contains("等，"), ..Attendance::default() };
    let listed = persons(cx.text(), list, cx.hits, cx.lexicon, known);
    // 基础设施、环境和农业、体育部部长等: offices without those who hold them
    let fields = listed.last().is_some_and(|w| w.name.is_none());
    for w in listed {
        let Some(name) = w.name else {
            a.groups.extend(w.office.map(|o| cx.get(o).to_owned()));
            continue;
        };
        let words = cx.get(name);
        let chars = words.chars().count();
        let told = known.holds(words);
        let chinese = (2..=4).contains(&chars) && cx.lexicon.prefix(Category::Surnames, words).is_some();
        let foreign = (2..=20).contains(&chars) && words.chars().all(|c| c.is_alphanumeric() || c == '·' || c == '-');
        let group = GROUPS.iter().any(|w| words.contains(w));
        let field = fields && w.office.is_none() && !told && !chinese;
        if (group && !told) || field || !(told || chinese || foreign) || chars > 9 && !words.contains('·') {
            a.groups.push(cx.get(w.span).to_owned());
        } else {
            a.persons.push(w);
        }
    }
    // a sentence whose subject is a side or a single long phrase tells something else
    let short = |w: &WrittenPerson| w.name.is_some_and(|n| cx.get(n).chars().count() <= 5);
    let fits = a.persons.first().is_some_and(short)
        || a.persons.len() + a.groups.len() > 1 && !a.persons.is_empty()
        || words.contains('·');
    (fits && !a.persons.is_empty()).then_some(a)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_ends_are_known() {
        assert!(VERBS.iter().chain(WHAT).chain(WHICH).chain(SPOKE).all(|w| w.ends_with(|c| ENDS.holds(c))));
    }
}
