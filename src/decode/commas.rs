//! Commas and blanks that stand for other marks: for the full stops of what a machine wrote down as it was spoken, and for the marks
//! between the words of a list.

use super::blanks::blank;
use super::exports::Edit;
use super::script::is_han;
use crate::span::{Span, find_rare};

/// 陈望舒指出，…，马丹表示，…: commas, or blanks, and no full stop on the page. A sentence ends before the clause that says who speaks,
/// when, or who takes part, and with its paragraph.
pub(super) fn stops(s: &str, lines: &[Span]) -> Vec<Edit> {
    const SAYS: [&str; 9] = ["表示", "指出", "强调", "说", "认为", "重申", "提出", "強調", "說"];
    const OPENS: [&str; 7] = ["会谈后", "会见后", "随后", "会谈前", "双方还", "两国元首还", "會談後"];
    const CLOSES: [&str; 7] = ["参加会见", "参加会谈", "参加上述活动", "出席上述活动", "参加", "在座", "陪同会见"];
    let long = |l: &&Span| l.of(s).chars().nth(80).is_some();
    let mut out = Vec::new();
    let dotted = lines.iter().any(|l| l.of(s).ends_with(['·', '.']));
    if dotted || s.contains(['。', '！', '？', '．', '｡', '︒', '﹒']) || dots(s) {
        return out;
    }
    for line in lines.iter().filter(long) {
        // the mark of a heading is no word
        let text = line.of(s).trim_start_matches('#').trim_start();
        let commas = text.matches(['，', ',']).count();
        let gap = |c: char| if commas > 1 { c == '，' || c == ',' } else { blank(c) };
        let count = if commas > 1 { commas } else { text.matches(blank).count() };
        // a clause is neither a word nor a page
        if count < 4 || text.chars().nth(count * 4).is_none() || text.chars().nth(count * 40).is_some() {
            continue;
        }
        let clauses: Vec<Span> = text.split(gap).map(|c| Span::of_slice(s, c)).collect();
        for pair in clauses.windows(2) {
            let (at, clause) = (Span::new(pair[0].end, pair[1].start), pair[1].of(s));
            if pair[0].is_empty() {
                continue;
            }
            // in the clause before it somebody only begins to speak
            let begins = SAYS.iter().any(|w| pair[0].of(s).ends_with(w));
            let short = clause.chars().nth(30).is_none();
            let told = short && SAYS.iter().chain(&CLOSES).any(|w| clause.ends_with(w));
            if !begins && (clause.is_empty() || told || OPENS.iter().any(|w| clause.starts_with(w))) {
                out.push((at, "。"));
            } else if commas < 2 && !clause.is_empty() {
                out.push((at, "，"));
            }
        }
    }
    out
}

/// Whether half-width dots stand for the full stops of a page.
fn dots(s: &str) -> bool {
    s.match_indices('.').filter(|(at, _)| s[..*at].ends_with(is_han)).take(2).count() > 1
}

/// 签署农业，航天，教育等领域…: the commas of a list that ends with 等, on a page that has no other mark for them.
pub(super) fn lists(s: &str) -> Vec<Edit> {
    const LONGEST: usize = 5;
    const MOST: usize = 40;
    let mut out: Vec<Edit> = Vec::new();
    if s.contains(['、', '､', '﹑', '︑']) || find_rare(s, "等").is_none() {
        return out;
    }
    let comma = |c: char| matches!(c, '，' | ',');
    for (at, _) in s.match_indices('等') {
        // backwards from 等, short words between commas
        let mut words = Vec::new();
        let mut end = at;
        while let Some(item) = s[..end].chars().rev().take(LONGEST + 1).position(comma) {
            let from = s[..end].char_indices().rev().nth(item).map_or(0, |(i, _)| i);
            let mark = s[from..].chars().next().map_or(1, char::len_utf8);
            let word = &s[from + mark..end];
            if word.is_empty() || word.contains('等') && end < at || words.len() > MOST || !word.chars().all(is_han) {
                break;
            }
            words.push((Span::new(from, from + mark), "、"));
            end = from;
        }
        // one comma alone may part two clauses
        if words.len() > 1 {
            out.extend(words);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(s: &str, edits: Vec<Edit>) -> String {
        let mut out = s.to_owned();
        for (span, with) in edits.into_iter().rev() {
            out.replace_range(span.start..span.end, with);
        }
        out
    }

    #[test]
    fn lists_and_stops() {
        let lists = |s: &str| {
            let mut edits = super::lists(s);
            edits.sort_unstable();
            read(s, edits)
        };
        assert_eq!(lists("签署农业,航天，教育等领域文件"), "签署农业、航天、教育等领域文件");
        assert_eq!(lists("愿同秘方一道，巩固传统产业合作，加强文化合作等"), "愿同秘方一道，巩固传统产业合作，加强文化合作等");
        assert_eq!(lists("会见后，马丹等参加"), "会见后，马丹等参加");
        assert_eq!(lists("会见、会谈后，马丹，米勒等参加"), "会见、会谈后，马丹，米勒等参加");
        let said = "陈望舒表示，双方关系很好，愿意加强合作，推动各领域取得新进展，".repeat(3) + "马丹等参加会见";
        let lines = [Span::new(0, said.len())];
        let read = read(&said, super::stops(&said, &lines));
        assert_eq!(read.matches('。').count(), 3);
        assert!(read.ends_with("。马丹等参加会见"));
        let heading = "# ".to_owned() + &"陈望舒同到访的马丹举行了会谈 双方就共同关心的问题交换了意见 ".repeat(4);
        let marks = super::stops(&heading, &[Span::new(0, heading.len())]);
        assert!(!marks.is_empty() && marks.iter().all(|(at, _)| at.start > 2));
    }
}
