//! The lines that open and close a document: when and where it was made, and who signed it.

use super::date::date;
use super::dates::dates;
use super::parties::opens_party;
use crate::lexicon::{Category, Hit, Lexicon};
use crate::span::Span;
use std::borrow::Cow;

/// What stands behind the name of one who signed.
const SIGNED: [&str; 4] = ["（签字）", "（签名）", "（签章）", "（签署）"];

/// `signature = party, ( office | "代表" ), [ names ], { party, … }` on a line of its own: 中华人民共和国主席, 汤加王国代表 图波乌.
#[must_use]
pub fn signs(line: &str, lexicon: &Lexicon) -> bool {
    let line = unsigned(line);
    let first = line.trim().split(' ').next().unwrap_or("");
    // nearly no line opens with a party
    let Some(opened) = opens_party(first, lexicon) else { return false };
    if line.chars().count() > 72 {
        return false;
    }
    // 中华人民共和国教育部  新西兰教育部
    let body = |t: &str| {
        opens_party(t, lexicon).is_some()
            && lexicon.scan(t).within(Category::Bodies, Span::new(0, t.len())).any(|h| h.span.end == t.len())
    };
    let mut bodies = line.split_whitespace();
    if bodies.clone().count() > 1 && bodies.all(body) {
        return true;
    }
    let office = &first[opened..];
    if office.is_empty() {
        return false;
    }
    let hits = lexicon.scan(office);
    let all = |c| hits.within(c, Span::new(0, office.len()));
    // 甲国总理 乙国外长致电祝贺…: a headline, however its first words look
    let verbs = lexicon.scan(&line);
    let told = [Category::Encounters, Category::Acts, Category::Speech, Category::Visits]
        .iter()
        .any(|&c| verbs.within(c, Span::new(0, line.len())).next().is_some());
    let held = |h: &Hit| h.span.end == office.len() && lexicon.entry(h).kind.as_deref() != Some("not_office");
    !line.contains(['，', '。', '：', '；', '《', '、', '“', '！', '？'])
        && office.chars().count() <= 12
        && !told
        && (office.ends_with("代表") || all(Category::Offices).any(held))
}

/// Whether a line below a signature goes on with it: names that blanks part, with （签字） or without.
#[must_use]
pub fn names(line: &str) -> bool {
    let bare = unsigned(line);
    let mut tokens = bare.split_whitespace();
    tokens.clone().count() <= 6 && tokens.all(|t| t.chars().count() <= 14 && t.chars().all(|c| c.is_alphabetic() || c == '·'))
}

fn unsigned(line: &str) -> Cow<'_, str> {
    let bare = |l: Cow<'_, str>, w: &&str| Cow::Owned(l.replace(w, " "));
    if line.contains("（签") { SIGNED.iter().fold(line.into(), bare) } else { line.into() }
}

/// `dated line = [ "（" ], full date, [ place | "于", place | "通过" ], [ "）" ]`: 2019年4月12日，北京 below a title.
#[must_use]
pub fn dated(line: &str) -> bool {
    // what is left of a table
    let line = line.trim().trim_end_matches(['|', ' ']);
    let bare = line.strip_prefix('（').and_then(|l| l.strip_suffix('）')).unwrap_or(line);
    // 雅加达，2023年9月6日: the place first
    let bare = match bare.split_once(['，', ' ']) {
        Some((place, d)) if place.chars().count() <= 8 && date(d.trim_start()).is_ok() && date(place).is_err() => d.trim_start(),
        _ => bare,
    };
    date(bare).is_ok_and(|(rest, d)| {
        let rest = rest.trim_start_matches(['，', ' ', '于', '在']);
        d.year.is_some() && d.day.is_some() && rest.chars().count() <= 10 && rest.chars().all(|c| c.is_alphabetic() || c == ' ')
    })
}

/// `（签订日期1981年9月27日 生效日期1983年4月28日）`: how a collection of laws dates a text.
#[must_use]
pub fn labelled(line: &str) -> bool {
    let label = ["签订日期", "签署日期", "签字日期", "签订时间", "签署时间", "通过日期"].iter().find_map(|w| line.find(w));
    line.chars().count() <= 60
        && label.is_some_and(|i| dates(&line[i..]).first().is_some_and(|d| d.year.is_some() && d.day.is_some()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines() {
        let lexicon = Lexicon::built_in();
        assert!(signs("中华人民共和国主席", lexicon));
        assert!(signs("中华人民共和国政府代表   汤加王国政府代表", lexicon));
        assert!(!signs("中华人民共和国主席会见汤加国王", lexicon));
        assert!(!signs("中华人民共和国", lexicon));
        assert!(!signs("汤加王国首相 汤加王国议长致电祝贺林致远当选中华人民共和国副主席", lexicon));
        assert!(names("林致远  拉希莫夫"));
        assert!(names("（签字）     （签字）"));
        assert!(dated("（2019年4月12日，北京）"));
        assert!(dated("2023年9月6日 雅加达"));
        assert!(dated("雅加达，2023年9月6日"));
        assert!(!dated("2023年9月6日是两国建交五十周年纪念日"));
    }
}
