//! The words that open a part of a clause: 在, 同, 为, 向, 出席.

use crate::lexicon::{Category, CharSet, Hits};
use crate::span::Span;

/// A word that opens a part of the clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    At,
    With,
    For,
    To,
    Invited,
    Attend,
    Skip,
    Future,
    Video,
    By,
    Arrive,
}

/// Words that open a part, and what may not stand before or behind them (共同, 作为, 现在).
pub(super) const MARKS: &[(&str, Mark, &str, &str)] = &[
    ("正在", Mark::Skip, "", ""),
    ("在", Mark::At, "现存正所潜实内外好", "任即场野座职"),
    ("是于", Mark::At, "", ""),
    ("是应", Mark::Invited, "", ""),
    ("于", Mark::At, "由对关等至处属终基位", "是"),
    ("共同", Mark::Skip, "", ""),
    ("一同", Mark::Skip, "", ""),
    ("陪同", Mark::With, "", "下"),
    ("同", Mark::With, "共不相连如协会合一陪", "意时志盟样胞事行等步期"),
    ("与", Mark::With, "参给授赋", "会此"),
    ("跟", Mark::With, "", ""),
    ("偕", Mark::With, "", ""),
    ("成为", Mark::Skip, "", ""),
    ("作为", Mark::Skip, "", ""),
    ("为", Mark::For, "成作因以认视行更最较极颇变化分称", "期止主由了此"),
    ("向", Mark::To, "方走面迈导朝趋意动", "前上"),
    ("对", Mark::To, "相针面反应", "话接外内华"),
    ("给", Mark::To, "", "予"),
    ("应约", Mark::Skip, "", ""),
    ("应邀", Mark::Skip, "", ""),
    ("应", Mark::Invited, "相响供回适反效", "该当对急用"),
    ("以视频方式", Mark::Video, "", ""),
    ("通过视频", Mark::Video, "", ""),
    ("以视频形式", Mark::Video, "", ""),
    ("以视频会议形式", Mark::Video, "", ""),
    ("以视频会议方式", Mark::Video, "", ""),
    ("以线上方式", Mark::Video, "", ""),
    ("视频连线", Mark::Video, "", ""),
    ("通过视频连线", Mark::Video, "", ""),
    ("线上", Mark::Video, "", ""),
    ("视频", Mark::Video, "", ""),
    ("将", Mark::Future, "", "军士领"),
    ("还会", Mark::Future, "", "见晤谈同商"),
    ("即将", Mark::Future, "", ""),
    ("定于", Mark::Future, "决商约", ""),
    ("拟于", Mark::Future, "", ""),
    ("计划于", Mark::Future, "", ""),
    ("出席", Mark::Attend, "", ""),
    ("参加", Mark::Attend, "", ""),
    ("主持", Mark::Attend, "", ""),
    ("观看", Mark::Attend, "", ""),
    ("举行", Mark::Skip, "", ""),
    ("进行", Mark::Skip, "", ""),
    ("举办", Mark::Skip, "", ""),
    ("集体", Mark::Skip, "", ""),
    ("分别", Mark::Skip, "", ""),
    ("分组", Mark::Skip, "", ""),
    ("先后", Mark::Skip, "", ""),
    ("亲切", Mark::Skip, "", ""),
    ("再次", Mark::Skip, "", ""),
    ("会谈后", Mark::Skip, "", ""),
    ("会见后", Mark::Skip, "", ""),
    ("还", Mark::Skip, "", ""),
    ("一道", Mark::Skip, "", ""),
    ("一起", Mark::Skip, "", ""),
    ("互致", Mark::Skip, "", ""),
    ("互", Mark::Skip, "相", "联助利惠动换访信补认鉴学通"),
    ("就", Mark::Skip, "成造", "任业"),
    ("由", Mark::By, "自理缘", "于纪美佳贵"),
    ("乘", Mark::Skip, "", ""),
    ("抵达", Mark::Arrive, "", ""),
    ("飞抵", Mark::Arrive, "", ""),
    ("抵京", Mark::Skip, "", ""),
    ("抵华", Mark::Skip, "", ""),
    ("抵台", Mark::Skip, "", ""),
    ("圆满结束", Mark::Skip, "", ""),
    ("结束", Mark::Skip, "", ""),
    ("离开", Mark::Skip, "", ""),
    ("欢迎", Mark::Skip, "", ""),
    ("并", Mark::Skip, "合", "不非"),
    ("率", Mark::Skip, "效", ""),
    ("启程", Mark::Skip, "", ""),
    ("不顾", Mark::Skip, "", ""),
];

/// Whether the 和 at `at` is that of a republic that no lexicon knows: 卡尔梅克共和国首府.
pub(super) fn of_republic(text: &str, at: usize) -> bool {
    text[at..].starts_with("和国") && text[..at].ends_with('共') && !text[..at].ends_with("中共")
}

/// Whether the character of a mark is part of a name: 韩国总统李在镕, where one character is no name yet, and 日本外相向井, where
/// nobody stands behind whom one could turn to.
pub(super) fn opens_name(text: &str, rest: Span, (mark, kind): (&str, Mark), open: Option<Mark>, hits: &Hits) -> bool {
    let offices = |end: usize| hits.within(Category::Offices, Span::new(end.saturating_sub(60), end)).any(|h| h.span.end == end);
    if mark.chars().count() > 1 {
        return false;
    }
    let before = text[..rest.start].chars().next_back().filter(|c| c.is_alphabetic()).map_or(0, char::len_utf8);
    if before > 1 && offices(rest.start - before) && !offices(rest.start) {
        return true;
    }
    // 总统于勒, but 总统于4日, 总统于北京
    let behind = rest.start + mark.len();
    let timed = text[behind..rest.end]
        .starts_with(|c: char| c.is_ascii_digit() || super::number::is_numeral(c) || "当今上下昨近本同日".contains(c))
        || [Category::Places, Category::Countries].iter().any(|&c| hits.at(c, behind).is_some());
    if mark == "于" && offices(rest.start) && !timed {
        return true;
    }
    let stop = text[rest.start..rest.end].find(|c: char| c.is_ascii_digit() || "在同与，".contains(c));
    let near = Span::new(rest.start, stop.map_or(rest.end, |i| rest.start + i));
    let whom = |c| hits.within(c, near).next().is_some();
    let other = matches!(open, Some(Mark::With | Mark::For));
    kind == Mark::To && offices(rest.start) && (other || !whom(Category::Offices) && !whom(Category::Countries))
}

/// Whether `at` stands behind an office and a family name.
pub(super) fn named_zheng(text: &str, at: usize, hits: &Hits) -> bool {
    let Some(family) = text[..at].chars().next_back() else { return false };
    let from = at - family.len_utf8();
    hits.within(Category::Offices, Span::new(from.saturating_sub(60), from)).any(|h| h.span.end == from)
}

/// The characters that marks open with.
pub(super) static OPENS_MARK: CharSet =
    CharSet::of("正在是于共一陪同与跟偕成作为向对给应以通视线将即出参主观举进集分先亲再会还互就由乘抵飞圆结离欢并率启定拟不计");

/// Whether nothing but 与 stands between two parts.
pub(super) fn joined(text: &str, a: Span, b: Span) -> bool {
    a.end < b.start && matches!(text[a.end..b.start].trim(), "与" | "和" | "同")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_marks_are_known_by_their_first_character() {
        assert!(MARKS.iter().all(|(w, ..)| w.starts_with(|c| OPENS_MARK.holds(c))));
    }
}
