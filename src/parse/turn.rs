//! Turns of a conversation as ministries print them: 问：…, 某社记者：…, 答：…, 陈望舒：….

use super::sentence::ends_sentence;
use crate::lexicon::{Category, Lexicon};
use crate::span::Span;

/// Whose turn a label opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// 问, 某社记者: somebody asks.
    Question,
    /// 答, 发言人: the one who is asked answers.
    Answer,
    /// Somebody's name, or any words before a colon.
    Words,
}

/// `turn = label, "："` at the head of a paragraph: the label and whose turn it opens.
#[must_use]
pub fn turn(text: &str, lexicon: &Lexicon) -> Option<(Span, Turn)> {
    let (end, _) = text.char_indices().take(24).find(|(_, c)| matches!(c, '：' | ':'))?;
    let label = Span::new(0, end).trimmed(text);
    let words = label.of(text);
    if words.is_empty() || words.contains(|c| ends_sentence(c) || matches!(c, '，' | '、' | '“')) {
        return None;
    }
    let asks = matches!(words, "问" | "追问" | "提问" | "主持人")
        || ["记者", "记者问", "记者提问", "记者追问"].iter().any(|w| words.ends_with(w))
        || lexicon.exact(Category::Agencies, words.trim_matches(['《', '》'])).is_some();
    // 陈望舒部长答：
    let answers = words.ends_with('答') || words.ends_with("发言人");
    Some((
        label,
        if asks {
            Turn::Question
        } else if answers {
            Turn::Answer
        } else {
            Turn::Words
        },
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turns() {
        let kind = |text: &str| turn(text, Lexicon::built_in()).map(|(label, t)| (label.of(text).to_owned(), t));
        assert_eq!(kind("问：中方有何评论？"), Some(("问".into(), Turn::Question)));
        assert_eq!(kind("《人民日报》记者：请问部长"), Some(("《人民日报》记者".into(), Turn::Question)));
        assert_eq!(kind("法新社：请问"), Some(("法新社".into(), Turn::Question)));
        assert_eq!(kind("答：中方注意到"), Some(("答".into(), Turn::Answer)));
        assert_eq!(kind("陈望舒部长答：中方注意到"), Some(("陈望舒部长答".into(), Turn::Answer)));
        assert_eq!(kind("陈望舒：中方注意到"), Some(("陈望舒".into(), Turn::Words)));
        assert_eq!(kind("双方同意，各方：一"), None);
        assert_eq!(kind("没有冒号"), None);
    }
}
