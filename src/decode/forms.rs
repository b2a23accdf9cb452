//! Other forms of a character or mark: full-width, vertical, compatibility, radicals.

use unicode_normalization::UnicodeNormalization;

/// Characters that take no room and say nothing.
pub(super) fn zero_width(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}'
        | '\u{feff}')
}

/// The mark of which `c` is another form, whatever stands beside it.
pub(super) fn form(c: char) -> Option<char> {
    Some(match c {
        '﹐' | '︐' => '，',
        '﹑' | '､' | '︑' => '、',
        '﹒' | '｡' | '︒' => '。',
        '﹔' | '︔' => '；',
        '﹕' | '︓' => '：',
        '﹖' | '︖' => '？',
        '﹗' | '︕' => '！',
        '﹙' | '︵' => '（',
        '﹚' | '︶' => '）',
        '｢' | '﹁' => '「',
        '｣' | '﹂' => '」',
        '﹃' => '『',
        '﹄' => '』',
        '︽' | '≪' => '《',
        '︾' | '≫' => '》',
        '︿' => '〈',
        '﹀' => '〉',
        '︻' => '【',
        '︼' => '】',
        '︱' => '—',
        '︙' => '…',
        _ => return None,
    })
}

/// Full-width digits and letters, compatibility ideographs and radicals as ordinary characters, forms of marks as these; all
/// else as it is.
pub(super) fn narrow(c: char) -> char {
    /// Radicals that PDFs print for characters and that Unicode leaves without a mapping.
    const RADICALS: [(char, char); 28] = [
        ('⺠', '民'),
        ('⻁', '虎'),
        ('⻄', '西'),
        ('⻅', '见'),
        ('⻆', '角'),
        ('⻉', '贝'),
        ('⻋', '车'),
        ('⻓', '长'),
        ('⻔', '门'),
        ('⻘', '青'),
        ('⻙', '韦'),
        ('⻚', '页'),
        ('⻛', '风'),
        ('⻜', '飞'),
        ('⻝', '食'),
        ('⻢', '马'),
        ('⻣', '骨'),
        ('⻤', '鬼'),
        ('⻥', '鱼'),
        ('⻦', '鸟'),
        ('⻧', '卤'),
        ('⻨', '麦'),
        ('⻩', '黄'),
        ('⻬', '齐'),
        ('⻮', '齿'),
        ('⻰', '龙'),
        ('⺟', '母'),
        ('⺫', '目'),
    ];
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '％' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{2f00}'..='\u{2fdf}' | '\u{f900}'..='\u{faff}' => std::iter::once(c).nfkc().next().unwrap_or(c),
        '\u{2e80}'..='\u{2eff}' => {
            let known = RADICALS.iter().find(|r| r.0 == c).map(|r| r.1);
            known.or_else(|| std::iter::once(c).nfkc().next()).unwrap_or(c)
        }
        _ => form(c).unwrap_or(c),
    }
}

/// Whether a mark has its own room on its left: a blank before it says nothing.
pub(super) fn shuts(c: char) -> bool {
    matches!(c, '，' | '。' | '；' | '：' | '、' | '？' | '！' | '）' | '》' | '”' | '’')
}

/// The dots inside names.
pub(super) fn is_dot(c: char) -> bool {
    matches!(c, '·' | '•' | '‧' | '・')
}

/// What is never folded, told fast.
pub(super) fn plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, ' ' | '，' | '。' | '、' | '：' | '；' | '“' | '”' | '（' | '）' | '《' | '》' | '·')
}

/// The full-width form of a mark that may stand beside Chinese.
pub(super) fn full(c: char) -> &'static str {
    match c {
        ',' => "，",
        ';' => "；",
        ':' => "：",
        '?' => "？",
        _ => "！",
    }
}
