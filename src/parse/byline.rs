//! Who wrote a text: 本报记者 杨依军 温馨.

use super::dateline::{Dateline, agency};
use crate::lexicon::{Category, Lexicon};
use crate::span::Span;

/// The names of a list of reporters: 记者 杨依军 温馨, 记者杨依军温馨; 张 铎 is one name.
#[must_use]
pub fn reporters(list: &str, lexicon: &Lexicon) -> Vec<String> {
    if !list.contains("记者") && !list.contains("通讯员") {
        return Vec::new();
    }
    let mut out: Vec<String> = Vec::new();
    let mut half: Option<&str> = None;
    for token in list.split([' ', '、', '，', '；', '\u{3000}', ',']) {
        let name = ["特约记者", "通讯员", "记者"].iter().fold(token, |t, w| t.rsplit(w).next().unwrap_or(t)).trim();
        if name.is_empty() || token.ends_with("记者") || name.chars().any(|c| "：:报社台电讯".contains(c)) {
            continue;
        }
        let one = name.chars().count() == 1;
        match half.take() {
            Some(h) if one => out.push(format!("{h}{name}")),
            Some(h) => out.extend([h.to_owned(), name.to_owned()]),
            None if one => half = Some(name),
            None => match two_names(name, lexicon) {
                Some((a, b)) => out.extend([a.to_owned(), b.to_owned()]),
                None => out.push(name.to_owned()),
            },
        }
    }
    out.extend(half.map(str::to_owned));
    out
}

/// Two names without a blank between them (杨依军温馨), where only one character can begin the second.
fn two_names<'a>(words: &'a str, lexicon: &Lexicon) -> Option<(&'a str, &'a str)> {
    let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let chars = words.chars().count();
    if !(5..=6).contains(&chars) || !words.chars().all(han) {
        return None;
    }
    let surname = |s: &str| lexicon.prefix(Category::Surnames, s).is_some();
    let mut ways = (2..=3).filter(|n| (2..=3).contains(&(chars - n))).filter_map(|n| {
        let (a, b) = words.split_at(words.char_indices().nth(n)?.0);
        (surname(a) && surname(b)).then_some((a, b))
    });
    let way = ways.next()?;
    ways.next().is_none().then_some(way)
}

/// `byline = agency, ["/"], ["特约" | "特派"], "记者", names, ["/", kind of report]` on a line of its own: 本报记者 杨依军 温馨.
#[must_use]
pub fn byline(line: &str, lexicon: &Lexicon) -> Option<Dateline> {
    byline_of(line, lexicon).filter(|d| d.agency.is_some())
}

/// A byline, with an agency or without.
pub(super) fn byline_of(line: &str, lexicon: &Lexicon) -> Option<Dateline> {
    let line = line.trim_start();
    let (rest, name) = agency(line, lexicon).map_or((line, None), |(rest, name)| (rest, Some(name)));
    let rest =
        rest.trim_start_matches([' ', '/', '／']).trim_start_matches("特约").trim_start_matches("特派").strip_prefix("记者")?;
    let (names, tail) = rest.split_once(['/', '／']).unwrap_or((rest, ""));
    let told = ["", "报道", "报导", "即时报导", "即时报道", "综合报导", "综合报道"];
    let list = reporters(&format!("记者{names}"), lexicon);
    let people = !list.is_empty()
        && list.iter().all(|n| (2..=4).contains(&n.chars().count()) && lexicon.prefix(Category::Surnames, n).is_some());
    (people && told.contains(&tail.trim())).then(|| Dateline {
        agency: name,
        reporters: list,
        span: Span::new(0, line.len()),
        ..Dateline::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_reporters() {
        let names = |list| reporters(list, Lexicon::built_in());
        assert_eq!(names("记者 杨依军 温馨"), ["杨依军", "温馨"]);
        assert_eq!(names("记者李明 王小雨"), ["李明", "王小雨"]);
        assert_eq!(names("记者杨依军王小雨"), ["杨依军", "王小雨"]);
        assert_eq!(names("新华社记者 李明 人民日报记者 王小雨"), ["李明", "王小雨"]);
        assert_eq!(names("记者 张 铎 李 王小雨"), ["张铎", "李", "王小雨"]);
        assert!(names("新闻联播").is_empty());
    }
}
