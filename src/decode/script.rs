//! Frequent characters: what tells simplified from traditional script, and Chinese from bytes read in the wrong encoding.

use crate::lexicon::wide_char;

/// Frequent in both scripts.
const COMMON: &str = "的一是在不了有和人中大上我以要他用生到作地出就分成可主年同工也能下子面而方多定行法所民得三等部度家力如水化高自二理起小物心政正平安全新外交日月本前合作共和平友好周世界主席和同次第指出表示重要支持今年共同更公社北京";

/// Frequent in simplified script and in no traditional text.
const HANS: &str = "国会谈总统双关华尔这个们来说对发时问题经济贸协议战结构产业动员际联见间长门马东车边过还进远运实现应当无与为专两严义习书乡从仓伤优传伪伟众侧签团电记者开访强则乐区广传认论设让讲请读调质规观视导尽层岁师带应总";

/// Frequent in traditional script.
const HANT: &str = "國會談總統雙關華爾這個們來說對發時問題經濟貿協議戰結構產業動員際聯見間長門馬東車邊過還進遠運實現應當無與為專兩嚴義習書鄉從倉傷優傳偽偉眾側簽團電記者開訪強則樂區廣傳認論設讓講請讀調質規觀視導盡層歲師帶應總後";

/// In which list each character from `FIRST` on stands. The compiler fills it.
static LISTS: [u8; 0xa000 - FIRST] = {
    let mut table = [0; 0xa000 - FIRST];
    let lists = [(IN_HANS, HANS), (IN_HANT, HANT), (FREQUENT, COMMON)];
    let mut n = 0;
    while n < lists.len() {
        let (list, chars) = (lists[n].0, lists[n].1.as_bytes());
        let mut at = 0;
        while at < chars.len() {
            table[wide_char(chars, at) - FIRST] |= list | FREQUENT;
            at += 3;
        }
        n += 1;
    }
    table
};

const FIRST: usize = 0x4e00;
const IN_HANS: u8 = 1;
const IN_HANT: u8 = 2;
const FREQUENT: u8 = 4;

fn lists(c: char) -> u8 {
    (c as usize).checked_sub(FIRST).and_then(|i| LISTS.get(i)).copied().unwrap_or(0)
}

/// Whether `c` is among the most frequent characters of Chinese news in either script.
pub(super) fn is_frequent(c: char) -> bool {
    lists(c) & FREQUENT != 0
}

/// `hant` where traditional characters outnumber simplified ones, else `hans`. A page is in one script: its first part tells.
pub(super) fn script(text: &str) -> &'static str {
    let (mut hans, mut hant, mut seen) = (0, 0, 0);
    for c in text.chars() {
        // characters of both scripts tell nothing
        match lists(c) & (IN_HANS | IN_HANT) {
            IN_HANS => hans += 1,
            IN_HANT => hant += 1,
            _ => {}
        }
        seen += usize::from(matches!(c, '\u{4e00}'..='\u{9fff}') || is_han(c));
        if seen == 50_000 {
            break;
        }
    }
    if hant > hans { "hant" } else { "hans" }
}

/// Whether `c` is a Chinese character.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '〇' | '\u{2e80}'..='\u{2fdf}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts() {
        assert_eq!(script("国家主席同俄罗斯总统会谈"), "hans");
        assert_eq!(script("國家主席同俄羅斯總統會談"), "hant");
        assert_eq!(script(""), "hans");
        assert!(is_frequent('的') && !is_frequent('腴'));
    }
}
