//! Who took part: 蔡奇、王毅等参加上述活动。

use super::Context;
use super::people::People;
use crate::lexicon::Category;
use crate::span::Span;

/// Those who took part, as read.
#[derive(Debug, Clone, Default)]
pub struct Attendance {
    /// Names.
    pub names: Vec<String>,
    /// Whether the list closes with 等.
    pub open: bool,
    /// Groups.
    pub groups: Vec<String>,
}

const VERBS: &[&str] = &["陪同出席", "陪同参加", "参加", "出席", "陪同", "在座", "与会"];

/// Whether a sentence only says who took part.
#[must_use]
pub fn is_attendance(cx: &Context<'_>, s: Span) -> bool {
    attendance(cx, s, None).is_some()
}

/// `attendance = name, { "、", name }, [ "等" ], [ "以及", group ], ( "参加" | "出席" | "陪同" ), [ what ], "。"`
pub fn attendance(cx: &Context<'_>, s: Span, people: Option<&People>) -> Option<Attendance> {
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
    let list = &text[..at];
    let mut a = Attendance::default();
    let list = list
        .trim_end_matches("分别")
        .trim_end_matches("一同")
        .trim_end_matches("共同")
        .trim_end_matches("也")
        .trim_end_matches("还");
    let mut any = false;
    for part in list.split(['、', '，']).flat_map(|p| p.split("以及")) {
        let part = part.trim();
        if part.is_empty() {
            continue;
        }
        let open = part.ends_with('等');
        a.open |= open;
        let part = part.trim_end_matches('等').trim_end_matches("也").trim();
        if part.is_empty() {
            continue;
        }
        any = true;
        let from = s.start + (part.as_ptr() as usize - cx.get(s).as_ptr() as usize);
        let span = Span::new(from, from + part.len());
        let office = cx.hits.within(Category::Offices, span).rfind(|h| cx.lexicon.entry(h).kind.as_deref() != Some("not_office"));
        let name = match office {
            Some(h) if h.span.end < span.end => cx.get(Span::new(h.span.end, span.end)).trim(),
            Some(_) => "",
            None => part,
        };
        let chars = name.chars().count();
        let known = people.is_some_and(|p| p.find(name).is_some());
        let chinese = (2..=4).contains(&chars) && cx.lexicon.prefix(Category::Surnames, name).is_some();
        let foreign = (2..=20).contains(&chars) && name.chars().all(|c| c.is_alphanumeric() || c == '·' || c == '-');
        let group = [
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
        ]
        .iter()
        .any(|w| name.contains(w));
        if name.is_empty() || (group && !known) || !(known || chinese || foreign) || chars > 9 && !name.contains('·') {
            a.groups.push(part.to_owned());
        } else {
            a.names.push(name.to_owned());
        }
    }
    // a sentence whose subject is a side or a single long phrase tells something else
    let fits = any
        && (!a.names.is_empty())
        && (a.names.len() + a.groups.len() > 1 || a.names[0].chars().count() <= 5 || list.contains('·'));
    fits.then_some(a)
}
