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
            None => match run_together(name, lexicon) {
                Some(names) => out.extend(names.into_iter().map(str::to_owned)),
                None => out.push(name.to_owned()),
            },
        }
    }
    out.extend(half.map(str::to_owned));
    out
}

/// Names without blanks between them (杨依军温馨, 唐明修许志远刘刚), where they can be parted in one way only.
fn run_together<'a>(words: &'a str, lexicon: &Lexicon) -> Option<Vec<&'a str>> {
    let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let chars = words.chars().count();
    if !(5..=12).contains(&chars) || !words.chars().all(han) {
        return None;
    }
    let mut ways = Vec::new();
    part(words, lexicon, &mut Vec::new(), &mut ways);
    if ways.len() == 1 { ways.pop() } else { None }
}

/// All ways to part words into names of two or three characters, each with a family name.
fn part<'a>(words: &'a str, lexicon: &Lexicon, names: &mut Vec<&'a str>, ways: &mut Vec<Vec<&'a str>>) {
    if words.is_empty() {
        ways.push(names.clone());
        return;
    }
    if lexicon.prefix(Category::Surnames, words).is_none() {
        return;
    }
    for n in 2..=3 {
        let end = words.char_indices().nth(n).map_or(words.len(), |(i, _)| i);
        if words[..end].chars().count() == n {
            names.push(&words[..end]);
            part(&words[end..], lexicon, names, ways);
            names.pop();
        }
    }
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
        assert_eq!(names("记者杨依军王小雨刘刚"), ["杨依军", "王小雨", "刘刚"]);
        assert_eq!(names("新华社记者 李明 人民日报记者 王小雨"), ["李明", "王小雨"]);
        assert_eq!(names("记者 张 铎 李 王小雨"), ["张铎", "李", "王小雨"]);
        assert!(names("新闻联播").is_empty());
    }
}
