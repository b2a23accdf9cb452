//! Marks that a page prints for others, twice, or not at all; letters that are read for digits.

use super::forms::{narrow, plain};
use super::pairs::Quotes;
use super::script::is_han;
use crate::span::signs;

/// What a page does with its full stops.
#[derive(Debug, Default, Clone, Copy)]
#[allow(clippy::struct_excessive_bools)]
pub(super) struct Stops {
    /// It prints ．for them.
    pub(super) dots: bool,
    /// It prints o, O or 0 for them, as recognised print may.
    pub(super) rings: bool,
    /// Its paragraphs end without any.
    pub(super) none: bool,
    /// A line without it was met.
    begun: bool,
}

impl Stops {
    /// Looks at the ends of the lines that hold sentences.
    pub(super) fn of(text: &str) -> Self {
        let (mut told, mut long, mut ended, mut dotted) = (0usize, 0usize, 0usize, 0usize);
        for line in text.lines().map(|l| l.trim_matches(|c| super::blanks::blank(c) || c == '\t')).filter(|l| sentences(l)) {
            told += 1;
            long += usize::from(line.chars().nth(60).is_some());
            ended += usize::from(line.chars().rev().take(12).any(|c| "。！？!?…：；".contains(c)) || line.ends_with('.'));
            dotted += usize::from(line.ends_with('．'));
        }
        Self {
            dots: dotted > 0 && !text.contains('。'),
            rings: rings(text),
            none: told > 1 && ended + dotted == 0 && long * 2 >= told,
            begun: false,
        }
    }

    /// Whether a line lacks the stop at its end: a long one, or behind the first of these any with a comma.
    pub(super) fn lacks(&mut self, line: &str) -> bool {
        let long = |n: usize| line.chars().nth(n).is_some();
        // 新华社北京5月20日电（记者李明）…: no comma, but no headline either
        let filed = || long(40) && line.contains(['（', '：', '日']);
        self.begun |= self.none && (sentences(line) || filed());
        self.begun
            && (line.contains(['，', ',', '。']) || long(30))
            && line.ends_with(|c| is_han(c) || c.is_ascii_digit() || "”’》）".contains(c))
    }
}

/// Whether a line holds sentences, as a headline does not.
fn sentences(line: &str) -> bool {
    line.contains(['，', ',', '。', '﹐', '︐', '､']) && line.chars().nth(30).is_some()
}

/// Whether letters stand for the full stops of a page: between Chinese characters, and never beside other letters.
fn rings(text: &str) -> bool {
    let all = || text.match_indices(['o', 'O']);
    all().take(3).count() > 1 && {
        let (alone, rings) =
            all().fold((0usize, 0usize), |(n, r), (at, _)| (n + 1, r + usize::from(ring(&text[..at], &text[at..]))));
        rings > 1 && rings * 2 > alone
    }
}

/// Whether a letter or digit stands where a full stop would: 交换意见o双方. Not 新冠O型.
pub(super) fn ring(before: &str, rest: &str) -> bool {
    let mut rest = rest.chars();
    let behind = |c: char| is_han(c) || "”》）".contains(c);
    matches!(rest.next(), Some('o' | 'O' | '0'))
        && before.ends_with(behind)
        && rest.next().is_none_or(|c| is_han(c) && !"型号时点度".contains(c) || matches!(c, '\n' | '“' | '《'))
}

/// Whether a character is a mark that may say no more than the one behind it.
pub(super) fn may_double(c: char) -> bool {
    matches!(c, '，' | ',' | '。' | '；' | '：' | '、' | '.')
}

/// Whether a mark says no more than the one behind it: 共识，， · 共识，。 · 共识.。
pub(super) fn doubled(c: char, next: Option<char>) -> bool {
    let Some(next) = next else { return false };
    match c {
        '，' => matches!(next, '，' | '。' | '；' | '：' | '、' | '！' | '？' | ','),
        ',' => "，。；：、！？".contains(next),
        '。' | '；' | '：' | '、' => next == c,
        '.' => next == '。',
        _ => false,
    }
}

/// The digit for which a letter stands in a number: 2O24年3月l5日. `before` ends with the letter's neighbour, `rest` opens with it.
pub(super) fn misread(before: &str, rest: &str) -> Option<char> {
    let mut here = rest.chars();
    let digit = match here.next()? {
        // 2〇24: beside digits it is none of those of 二〇二四
        '〇' => {
            let beside = [before.chars().next_back(), here.next()];
            return beside.into_iter().flatten().any(|c| c.is_ascii_digit()).then_some('0');
        }
        'O' | 'o' => '0',
        'l' | 'I' => '1',
        _ => return None,
    };
    let figure = |c: &char| c.is_ascii_digit() || matches!(c, 'O' | 'o' | 'l' | 'I');
    let left = before.chars().rev().take(8).take_while(figure).count();
    let right = rest.chars().take(8).take_while(figure).count();
    let run = || before.chars().rev().take(left).chain(rest.chars().take(right));
    let outer = before.chars().rev().nth(left).is_none_or(|c| !c.is_alphanumeric() && !"._-".contains(c) || is_han(c));
    let unit = rest.chars().skip(right).find(|c| !super::blanks::blank(*c)).map(narrow);
    let dated = unit.is_some_and(|c| "年月日".contains(c)) && run().any(|c| c != 'O' && c != 'o');
    let counted = unit.is_some_and(|c| "年月日号时点分届次周项份名个多余亿万岁".contains(c)) && run().any(|c| c.is_ascii_digit());
    (outer && left + right < 8 && (dated || counted)).then_some(digit)
}

/// Whether nothing of a line can be folded, whatever stands around it: Chinese characters, digits, and marks that are as they
/// ought to be, none of which says the same as the next one. The quotations of such a line are passed over.
pub(super) fn untouched(line: &str, quotes: &mut Quotes) -> bool {
    let (mut quote, mut mark, mut behind) = (None, '\0', 0);
    for (at, c) in signs(line) {
        match c {
            '“' | '”' => quote = Some(c),
            '\u{4e00}'..='\u{9fff}' | '—' | '…' | '？' | '！' | '%' | '‘' | '’' => {}
            // they may be misread digits
            'O' | 'o' | 'I' | 'l' => return false,
            _ if c != ' ' && plain(c) => {}
            _ => return false,
        }
        if behind == at && doubled(mark, Some(c)) {
            return false;
        }
        (mark, behind) = (c, at + c.len_utf8());
    }
    quotes.passed(quote, line);
    true
}
