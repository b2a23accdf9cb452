//! Who took part: 蔡奇、王毅等参加上述活动。

use super::Context;
use crate::lexicon::Category;
use crate::parse::names::Names;
use crate::parse::person::{WrittenPerson, persons};
use crate::span::Span;

/// Those who took part, as read.
#[derive(Debug, Clone, Default)]
pub struct Attendance {
    /// Persons.
    pub persons: Vec<WrittenPerson>,
    /// Whether the list closes with 等.
    pub open: bool,
    /// Groups.
    pub groups: Vec<String>,
}

const VERBS: &[&str] = &["陪同出席", "陪同参加", "参加", "出席", "陪同", "在座", "与会"];

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

/// `attendance = name, { "、", name }, [ "等" ], [ "以及", group ], ( "参加" | "出席" | "陪同" ), [ what ], "。"`
pub fn attendance(cx: &Context<'_>, s: Span, known: &Names) -> Option<Attendance> {
    let text = cx.get(s).trim_end_matches(['。', '！', ' ']);
    if text.chars().count() > 160 || text.contains(['“', '《']) {
        return None;
    }
    let (at, verb) =
        VERBS.iter().filter_map(|v| text.rfind(v).map(|i| (i, *v))).min_by_key(|(i, v)| (*i, std::cmp::Reverse(v.len())))?;
    let what = &text[at + verb.len()..];
    let plain = what.is_empty()
        || [
            "上述活动",
            "活动",
            "会见",
            "会谈",
            "有关活动",
            "会议",
            "仪式",
            "上述会谈",
            "上述会见",
            "会晤",
            "相关活动",
            "了上述活动",
            "了会见",
            "了会谈",
            "通话",
            "开幕式",
            "欢迎宴会",
            "宴会",
            "欢迎仪式",
            "有关会见",
            "有关会谈",
            "座谈会",
            "座谈",
            "观看",
            "参观",
            "签字仪式",
            "上述会议",
            "晚宴",
            "考察",
            "致电",
        ]
        .contains(&what);
    if !plain {
        return None;
    }
    let list = ["分别", "一同", "共同", "也", "还"].iter().fold(&text[..at], |l, w| l.trim_end_matches(w)).trim();
    // 会见由…率领的代表团，…出席 tells of an encounter itself
    let met = |h: &crate::lexicon::Hit| matches!(cx.lexicon.entry(h).kind.as_deref(), Some("with" | "object" | "message"));
    if cx.hits.within(Category::Encounters, Span::new(s.start, s.start + list.len())).any(met) {
        return None;
    }
    let mut a = Attendance { open: list.ends_with('等') || list.contains("等，"), ..Attendance::default() };
    for w in persons(cx.text(), Span::new(s.start, s.start + list.len()), cx.hits, cx.lexicon, known) {
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
        if (group && !told) || !(told || chinese || foreign) || chars > 9 && !words.contains('·') {
            a.groups.push(cx.get(w.span).to_owned());
        } else {
            a.persons.push(w);
        }
    }
    // a sentence whose subject is a side or a single long phrase tells something else
    let short = |w: &WrittenPerson| w.name.is_some_and(|n| cx.get(n).chars().count() <= 5);
    let fits = a.persons.first().is_some_and(short)
        || a.persons.len() + a.groups.len() > 1 && !a.persons.is_empty()
        || list.contains('·');
    (fits && !a.persons.is_empty()).then_some(a)
}
