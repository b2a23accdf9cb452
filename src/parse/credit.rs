//! Credits of photographs, and the marks that lead to another page.

use super::number;
use crate::lexicon::{Category, Lexicon};
use crate::span::Span;

/// The credit at the end of a caption; spans are relative to the text given.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Credit {
    /// The agency, as the lexicon calls it.
    pub agency: Option<String>,
    /// The photographer, blanks taken out.
    pub photographer: Option<String>,
    /// From the first word of the credit to the end.
    pub span: Span,
}

/// `credit = [agency], ["记者" | "通讯员"], [name], ("摄" | "发" | "供图" | "图")`
#[must_use]
pub fn credit(text: &str, lexicon: &Lexicon) -> Option<Credit> {
    let trimmed = text.trim_end_matches([' ', '。', '）', '\n', '/']);
    if let Some(found) = of_archive(text, trimmed).or_else(|| of_source(text, trimmed, lexicon)) {
        return Some(found);
    }
    let verb = ["摄影报道", "摄", "供图", "发", "图"].into_iter().find(|v| trimmed.ends_with(v))?;
    let body = &trimmed[..trimmed.len() - verb.len()];
    // the credit is short: look at the last 30 characters only
    let from = body.char_indices().rev().nth(30).map_or(0, |(i, _)| i);
    let tail = &body[from..];
    let agency = last_agency(tail, lexicon).filter(|&(at, len, _)| {
        let between = tail[at + len..].trim();
        between.is_empty()
            || between.starts_with("记者")
            || between.starts_with("通讯员")
            || between.starts_with('（')
            || between.starts_with("发")
    });
    let (start, name) = if let Some((at, len, _)) = agency {
        (at, &tail[at + len..])
    } else if let Some(at) = tail.rfind("记者").or_else(|| tail.rfind("通讯员")) {
        (at, &tail[at..])
    } else if matches!(verb, "摄" | "供图" | "摄影报道") {
        // 李明 摄 behind a full stop or a blank; 李 明 is one name
        let behind = |t: &str| {
            t.rfind(['。', '！', '”', '）', '（', '\n', ' ']).map_or(0, |p| p + t[p..].chars().next().map_or(0, char::len_utf8))
        };
        let mut at = behind(tail.trim_end());
        let first = behind(tail[..at].trim_end());
        if tail[at..].trim().chars().count() == 1 && tail[first..at].trim().chars().count() == 1 {
            at = first;
        }
        (at, &tail[at..])
    } else {
        return None;
    };
    let name = name
        .trim_start_matches(['发', '（', ' '])
        .trim_start_matches("特约")
        .trim_start_matches("记者")
        .trim_start_matches("通讯员");
    let name: String = name.chars().filter(|c| !c.is_whitespace() && *c != '/').collect();
    let count = name.chars().count();
    if count > 12
        || name.contains(['，', '。', '、']) && count > 24
        || (verb != "发" && count < 2 && agency.is_none())
        || (verb == "图" && agency.is_none())
    {
        return None;
    }
    if verb == "发" && (agency.is_none() || count > 0) {
        return None;
    }
    let before = tail[..start].trim_end();
    if !(before.is_empty() && from == 0
        || before.ends_with(['。', '！', '？', '”', '）', '（', '》', '\n'])
        || tail[..start].ends_with(' '))
    {
        return None;
    }
    let mut at = from + start;
    if text[..at].ends_with('（') {
        at -= '（'.len_utf8();
    }
    Some(Credit { agency: agency.map(|a| a.2), photographer: (count > 0).then_some(name), span: Span::new(at, text.len()) })
}

/// `（资料图片）`: a picture of an earlier day, without a name.
fn of_archive(text: &str, trimmed: &str) -> Option<Credit> {
    let words = ["资料图片", "资料照片", "资料图", "档案照片", "视频截图"];
    let at = words.iter().find_map(|w| trimmed.strip_suffix(w))?.len();
    let before = text[..at].trim_end_matches(['（', ' ']);
    let apart = before.len() < at || before.ends_with(['。', '！', '？', '”', '）']);
    (apart && !before.is_empty()).then(|| Credit { span: Span::new(before.len(), text.len()), ..Credit::default() })
}

/// `("图/" | "图自" | "图片来源：" | "图源：" | "供图：" | "图："), agency` at the end.
fn of_source(text: &str, trimmed: &str, lexicon: &Lexicon) -> Option<Credit> {
    let near = trimmed.char_indices().rev().nth(16).map_or(0, |(i, _)| i);
    let tail = &trimmed[near..];
    // nearly no paragraph ends so
    if !tail.contains(['图', '影']) {
        return None;
    }
    let (at, len) = ["图片来源：", "图源：", "供图：", "图/", "图：", "图自", "摄影："]
        .iter()
        .find_map(|w| tail.rfind(w).map(|at| (at, w.len())))?;
    let name = tail[at + len..].trim();
    let agency = lexicon.prefix(Category::Agencies, name).filter(|a| a.1 == name.len()).map(|a| a.0.name.clone());
    let photographer = tail[at..].starts_with("摄影").then(|| name.chars().filter(|c| !c.is_whitespace()).collect::<String>());
    let named = agency.is_some() || photographer.as_ref().is_some_and(|p| (2..=4).contains(&p.chars().count()));
    let at = trimmed[..near + at].trim_end_matches(['（', ' ']).len();
    let apart = at < near + tail.len()
        && (at == 0 || trimmed[..at].ends_with(['。', '！', '？', '”', '）']) || trimmed[at..].starts_with([' ', '（']));
    (named && apart).then(|| Credit {
        photographer: photographer.filter(|_| agency.is_none()),
        agency,
        span: Span::new(at, text.len()),
    })
}

/// The last agency named in a text: offset, length, name.
fn last_agency(text: &str, lexicon: &Lexicon) -> Option<(usize, usize, String)> {
    lexicon.last(Category::Agencies, text).map(|(e, at, len)| (at, len, e.name.clone()))
}

/// Whether a line opens as captions do: 图为…, 这是….
#[must_use]
pub fn opens_caption(text: &str) -> bool {
    ["图为", "图①", "图②", "图③", "图一", "图1", "上图", "下图", "左图", "右图", "资料图", "大图", "小图", "△", "▲", "▼"]
        .iter()
        .any(|w| text.starts_with(w))
}

/// A mark that leads to or from another page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Jump {
    /// （上接第一版）.
    From,
    /// （下转第三版）.
    To,
}

/// The number of a page: 第三版, P03 and 3 are one.
#[must_use]
pub fn page_number(page: &str) -> Option<u32> {
    let digits: String = page.chars().filter(char::is_ascii_digit).collect();
    let chinese: String = page.chars().filter(|&c| number::is_numeral(c)).collect();
    digits.parse().ok().or_else(|| number::chinese(&chinese))
}

/// `jump = "（", ("上接" | "紧接" | "下转"), page, "）"`: what it is, the page named, and where it stands in the text.
#[must_use]
pub fn jump(text: &str) -> Option<(Jump, Span, Span)> {
    // nearly no paragraph names a page
    if !text.contains('接') && !text.contains('转') {
        return None;
    }
    for (word, kind) in [("上接", Jump::From), ("紧接", Jump::From), ("下转", Jump::To), ("转入", Jump::To)] {
        let Some(at) = text.find(word) else { continue };
        let page = &text[at + word.len()..];
        let len = page.find(['）', ')', '】', '\n', '。', '，', ' ']).unwrap_or(page.len());
        let page_span = Span::new(at + word.len(), at + word.len() + len);
        let name = page_span.of(text);
        let named = name.ends_with('版') || name.chars().all(|c| c.is_ascii_alphanumeric()) || name.contains("版");
        if len == 0 || !named || name.chars().count() > 12 {
            continue;
        }
        let mut span = Span::new(at, page_span.end);
        let before = text[..at].trim_end_matches(['▶', '◀', '►', '◄', ' ']);
        if before.ends_with(['（', '(', '【']) {
            span.start = before.len() - before.chars().next_back().map_or(0, char::len_utf8);
        }
        if text[span.end..].starts_with(['）', ')', '】']) {
            span.end += text[span.end..].chars().next().map_or(0, char::len_utf8);
        }
        // only at either end of its paragraph: anywhere else it is running text
        let tail = text[span.end..].trim_matches([' ', '▶', '◀', '►', '◄']);
        if text[..span.start].trim().is_empty() || tail.is_empty() {
            return Some((kind, span, page_span));
        }
    }
    None
}
