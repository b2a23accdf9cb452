//! When or on what occasion something happened, told by another event: 会谈后, 签字仪式前, 欢迎仪式结束后, 访问期间.

/// Nouns of events that others are dated by.
const EVENTS: &[&str] = &[
    "会谈",
    "会见",
    "会晤",
    "会面",
    "会议",
    "会",
    "磋商",
    "通话",
    "访问",
    "此访",
    "访华",
    "仪式",
    "典礼",
    "宴会",
    "晚宴",
    "午宴",
    "招待会",
    "开幕式",
    "闭幕式",
    "开幕",
    "闭幕",
    "签字",
    "签约",
    "签署",
    "演讲",
    "讲话",
    "致辞",
    "致词",
    "峰会",
    "论坛",
    "对话",
    "座谈",
    "座谈会",
    "记者会",
    "发布会",
    "活动",
    "参观",
    "比赛",
    "演出",
    "抵达",
    "离开",
    "启程",
    "首脑会议",
    "出席",
    "逗留",
    "停留",
    "任职",
    "检阅",
    "会上",
];

/// What stands behind them.
const TIMES: &[&str] =
    &["开始前", "结束后", "结束时", "结束", "之前", "之后", "前夕", "前", "后", "期间", "间隙", "之际", "现场", "过程中"];

/// Adverbs that tie to what was told before.
pub const AFTERWARDS: [&str; 6] = ["随后", "此后", "其后", "之后", "稍后", "尔后"];

/// What says of a subject how or when, behind it: 中共代表团连日来访问…, 夫妇联袂为….
const MANNERS: [&str; 20] = [
    "随后",
    "连日来",
    "日前",
    "近日",
    "近期",
    "目前",
    "相继",
    "先后",
    "联袂",
    "全程",
    "再次",
    "多次",
    "专程",
    "亲自",
    "一道",
    "携手",
    "刚刚",
    "当即",
    "立即",
    "也同时",
];

/// A subject without such words behind it.
#[must_use]
pub fn without_manner(mut words: &str) -> &str {
    while let Some(rest) = MANNERS.iter().find_map(|w| words.strip_suffix(w)).filter(|w| !w.is_empty()) {
        words = rest;
    }
    words
}

/// Whether what is done with somebody is denied: 俄方不|与, 未|同; `before` ends with the preposition.
#[must_use]
pub fn denied(before: &str) -> bool {
    // 没有宣布某总统和某主席|将会晤
    let clause = before.rsplit(['，', '；']).next().unwrap_or(before);
    if ["没有宣布", "没有排除", "并未宣布", "尚未宣布", "不排除"].iter().any(|w| clause.contains(w)) {
        return true;
    }
    let Some(words) = ["与", "同", "和", "跟"].iter().find_map(|w| before.strip_suffix(w)) else { return false };
    ["不", "不会", "不再", "不愿", "未", "没有", "无法", "拒绝", "不能", "不想", "取消", "取消了"]
        .iter()
        .any(|w| words.ends_with(w))
}

/// The characters that `TIMES` end with.
fn closes(c: char) -> bool {
    matches!(c, '前' | '后' | '时' | '束' | '夕' | '间' | '隙' | '际' | '场' | '中')
}

/// 6时30分, 九时许: the hour behind a part of a day.
#[must_use]
pub fn clock(words: &str) -> bool {
    let hour = |c: char| {
        c.is_ascii_digit() || super::number::is_numeral(c) || matches!(c, '时' | '点' | '分' | '半' | '许' | '整' | '多')
    };
    let number = |c: char| c.is_ascii_digit() || super::number::is_numeral(c);
    words.starts_with(number) && words.contains(['时', '点', '分']) && words.chars().all(hour)
}

/// Whether words are nothing but such a circumstance: they end with it.
#[must_use]
pub fn is_circumstance(words: &str) -> bool {
    // the last character of them all, since nearly no words end so
    if !words.ends_with(closes) {
        return false;
    }
    if words.ends_with("期间") || words.ends_with("之际") || words.ends_with("间隙") {
        return true;
    }
    TIMES.iter().filter_map(|t| words.strip_suffix(t)).any(|w| EVENTS.iter().any(|e| w.ends_with(e)))
}

/// How many bytes of `text` are a circumstance that opens it, of at most eight characters before its noun: 双方签字仪式前.
#[must_use]
pub fn opens_circumstance(text: &str) -> Option<usize> {
    let mark = |c: char| matches!(c, '，' | '。' | '；' | '：' | '、' | '“' | '《');
    let mut head = text.char_indices().take(16).take_while(|(_, c)| !mark(*c)).peekable();
    while let Some((i, c)) = head.next() {
        let at = i + c.len_utf8();
        let goes_on = matches!(head.peek(), Some((_, '续' | '来' | '者' | '往' | '景' | '提' | '进' | '后' | '时')));
        if !goes_on && closes(c) && is_circumstance(&text[..at]) {
            return Some(at);
        }
    }
    None
}

/// How many bytes words take that only say when: 随后, 欢迎仪式后. A comma may stand behind them.
#[must_use]
pub fn when(rest: &str) -> Option<usize> {
    let adverb = AFTERWARDS.iter().find(|w| rest.starts_with(**w)).map(|w| w.len());
    adverb.or_else(|| opens_circumstance(rest)).filter(|&n| !rest[n..].starts_with(['，', '的']) && !rest[n..].is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn circumstances() {
        assert!(TIMES.iter().all(|t| t.ends_with(closes)));
        for words in ["会谈后", "签署仪式前", "欢迎仪式结束后", "访问期间", "双方签字仪式之后"] {
            assert!(is_circumstance(words), "{words}");
            assert_eq!(opens_circumstance(&format!("{words}，两国总理共同会见记者。")), Some(words.len()));
        }
        assert_eq!(without_manner("代表团连日来相继"), "代表团");
        assert!(denied("俄方不与") && denied("双方未同") && !denied("中方不断同"));
        assert!(!is_circumstance("今后"));
        assert_eq!(opens_circumstance("中方愿同俄方加强合作。"), None);
        assert_eq!(opens_circumstance("访问前景广阔。"), None);
    }
}
