//! What stands before a person and says more of him: 来华进行国事访问的…, 新任…, 隆重热烈欢迎….

use crate::lexicon::{Category, Hits};
use crate::parse::names::Names;
use crate::parse::sentence::is_inside;
use crate::span::{Span, find_rare};

/// Takes off what qualifies a person: 来华进行国事访问的, 了, 同期来访的.
pub(super) fn strip(text: &str, seg: Span, inside: &[Span], hits: &Hits, known: &Names) -> Span {
    let mut seg = seg.trimmed(text);
    let words = seg.of(text);
    // 欧盟委员会负责伙伴关系的委员: what an office is charged with is part of it
    let charged = || ["负责", "主管", "分管"].iter().filter_map(|w| find_rare(words, w)).min().filter(|i| *i > 0);
    let de = words
        .match_indices('的')
        .map(|(i, _)| i)
        .rfind(|&i| !is_inside(inside, seg.start + i) && i + '的'.len_utf8() < words.len())
        .filter(|&i| charged().is_none_or(|c| c > i || words[..c].contains('的')));
    if let Some(i) = de {
        seg = Span::new(seg.start + i + '的'.len_utf8(), seg.end);
    }
    // 何文远听取了集团董事长某的介绍: what somebody did is no office
    if let Some(done) = find_rare(seg.of(text), "了").map(|i| Span::new(seg.start + i + '了'.len_utf8(), seg.end))
        && known.open(seg.of(text))
        && hits.within(Category::Offices, done).next().is_some()
    {
        seg = done;
    }
    // 观察员国代表团团长阿富汗总统: the office of a state behind that of a delegation
    if let Some(i) = find_rare(seg.of(text), "代表团团长").map(|i| seg.start + i + "代表团团长".len())
        && hits.at(Category::Countries, i).is_some()
    {
        seg = Span::new(i, seg.end);
    }
    // 隆重热烈欢迎甲国总统某, 袭击发生时甲国总统某: what is done with the guest, and when
    let behind = ["欢迎", "时"].iter().filter_map(|w| Some(seg.start + find_rare(seg.of(text), w)? + w.len()));
    if let Some(i) = behind.max().filter(|i| hits.at(Category::Countries, *i).is_some()) {
        seg = Span::new(i, seg.end);
    }
    loop {
        let words = seg.of(text);
        let Some(w) = [
            "了",
            "正在",
            "来访",
            "来华",
            "到访",
            "刚刚",
            "中方",
            "应邀",
            "前来",
            "到任的",
            "新任",
            "由",
            "包括",
            "另一位",
            "另一名",
            "另一",
        ]
        .iter()
        // 中方牵头人 is an office
        .find(|w| {
            words.starts_with(**w)
                && words.len() > w.len()
                && !(**w == "中方" && hits.at(Category::Offices, seg.start + w.len()).is_some_and(|h| h.span.end == seg.end))
        }) else {
            return seg.trimmed(text);
        };
        seg = Span::new(seg.start + w.len(), seg.end);
    }
}
