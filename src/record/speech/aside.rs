//! What stands before the subject of a sentence, up to a comma: 据某社消息，, 在谈到气候变化时，.

use crate::lexicon::Category;
use crate::record::Context;
use crate::record::people::People;

/// Whether words before the first comma only say when, where or of what somebody speaks: 会谈中, 对此, 关于经贸问题, 法新社报道.
pub(super) fn is_aside(cx: &Context<'_>, words: &str) -> bool {
    let short = words.chars().count() <= 24;
    let ends = ["报道", "报导", "期间", "仪式上", "会上", "中", "时", "后", "前"];
    let starts =
        ["这里是", "在", "关于", "据", "另据", "根据", "就", "最新消息", "面对", "鉴于", "随着", "围绕", "作为", "此外", "另外"];
    let asked = words.starts_with('应') && ["要求", "请求", "邀请"].iter().any(|w| words.ends_with(w));
    (short && (asked || ends.iter().any(|w| words.ends_with(w)) || starts.iter().any(|w| words.starts_with(w))))
        || cx.lexicon.exact(Category::Adverbs, words).is_some()
        || is_topic(words)
        || quotes_what_is_issued(words)
}

/// 声明称，双方…: the words are those of the sides that issued it.
fn quotes_what_is_issued(words: &str) -> bool {
    let said = PRINTED.iter().find_map(|w| words.strip_prefix(w));
    said.is_some_and(|w| matches!(w, "称" | "说" | "指出" | "表示" | "强调" | "宣布"))
}

/// What several issue, as a report calls it.
pub(super) const PRINTED: [&str; 5] = ["联合声明", "联合公报", "声明", "公报", "宣言"];

/// 谈及中秘党际关系, 关于乌克兰危机: what a speech turns to.
fn is_topic(adverb: &str) -> bool {
    let turns = ["谈及", "谈到", "提及", "说到", "关于", "对于", "针对", "展望", "回顾"];
    let whole = ["一事", "问题", "说法", "言论", "局势", "情况", "报道"].iter().any(|w| adverb.ends_with(w));
    let most = if whole { 30 } else { 18 };
    turns.iter().any(|w| adverb.starts_with(w)) && adverb.chars().count() <= most && !adverb.contains('“')
}

/// 在回答关于…、…的提问时，陈望舒指出: however long, where somebody who is known stands behind it.
pub(super) fn long_aside(words: &str, behind: &str, people: &People) -> bool {
    words.starts_with(['在', '就']) && words.ends_with(['时', '中', '后']) && people.known.open(behind)
}
