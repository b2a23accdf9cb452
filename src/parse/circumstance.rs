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

/// Whether words are nothing but such a circumstance: they end with it.
#[must_use]
pub fn is_circumstance(words: &str) -> bool {
    if words.ends_with("期间") || words.ends_with("之际") || words.ends_with("间隙") {
        return true;
    }
    TIMES.iter().filter_map(|t| words.strip_suffix(t)).any(|w| EVENTS.iter().any(|e| w.ends_with(e)))
}

/// How many bytes of `text` are a circumstance that opens it, of at most eight characters before its noun: 双方签字仪式前.
#[must_use]
pub fn opens_circumstance(text: &str) -> Option<usize> {
    let end = text.char_indices().take(16).find(|(_, c)| "，。；：、“《".contains(*c)).map_or(text.len(), |(i, _)| i);
    let head = &text[..text.char_indices().nth(16).map_or(text.len(), |(i, _)| i).min(end)];
    let mut ends = head.char_indices().map(|(i, c)| i + c.len_utf8());
    ends.find(|&at| {
        is_circumstance(&head[..at]) && !head[at..].starts_with(['续', '来', '者', '往', '景', '提', '进', '后', '时'])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn circumstances() {
        for words in ["会谈后", "签署仪式前", "欢迎仪式结束后", "访问期间", "双方签字仪式之后"] {
            assert!(is_circumstance(words), "{words}");
            assert_eq!(opens_circumstance(&format!("{words}，两国总理共同会见记者。")), Some(words.len()));
        }
        assert!(!is_circumstance("今后"));
        assert_eq!(opens_circumstance("中方愿同俄方加强合作。"), None);
        assert_eq!(opens_circumstance("访问前景广阔。"), None);
    }
}
