//! Names: where they end, and what can be one.

use crate::lexicon::{Category, Hit, Hits, Lexicon};
use crate::parse::names::Names;
use crate::parse::number::is_numeral;
use crate::span::Span;

/// Titles that stand behind a name and belong to it.
pub(super) const TITLES: &[&str] = &["亲王", "王子", "公主", "大公", "王妃", "伯爵", "爵士", "殿下"];

/// Whether words that stand behind a name end it.
#[must_use]
pub fn ends_name(words: &str, lexicon: &Lexicon) -> bool {
    lexicon.prefix(Category::NameEnds, words).is_some()
}

/// Whether a character that could end a name is part of it: the last of all (丁世均), or before others of names (鸠山由纪夫).
fn of_name(rest: &str) -> bool {
    let mut chars = rest.chars();
    let (first, second) = (chars.next(), chars.next());
    matches!(
        (first, second),
        (Some('均' | '由' | '于' | '同' | '向' | '应' | '将'), None)
            // 康京和、岩田毅
            | (Some('和' | '与'), None | Some('、' | '，' | '。'))
            | (Some('由'), Some('纪' | '美' | '里' | '佳' | '香' | '贵' | '起'))
            | (Some('于'), Some('尔' | '勒' | '斯'))
    )
}

/// Where a name that begins at the start of `s` ends, in bytes. `known` names decide; then words that end a name.
#[must_use]
pub fn name_end(s: &str, at: usize, hits: &Hits, lexicon: &Lexicon, known: &Names) -> usize {
    // 哈桑·阿里·哈桑: a known name that opens a longer one
    if let Some(k) = known.longest(s).filter(|k| !s[k.len()..].starts_with('·')) {
        return k.len() + given(s, at, k, hits, lexicon);
    }
    natural_end(s, at, hits, lexicon)
}

/// How many bytes a given name takes behind a known Japanese family name: 日本首相安田晋一…。安田表示.
fn given(s: &str, at: usize, family: &str, hits: &Hits, lexicon: &Lexicon) -> usize {
    // 日本兵库县知事井户敏三: where an office there stands before, whatever the family is called
    let before = Span::new(at.saturating_sub(60), at);
    let office = hits.within(Category::Offices, before).any(|h| h.span.end == at);
    let lands = [(Category::Countries, true), (Category::Places, false)];
    let last =
        lands.iter().filter_map(|&(c, land)| Some((hits.within(c, before).next_back()?, land))).max_by_key(|h| h.0.span.end);
    let there = last.is_some_and(|(h, land)| {
        let e = lexicon.entry(h);
        (if land { e.code.as_deref() } else { e.country.as_deref() }) == Some("JP")
    });
    let japanese =
        office && there || lexicon.exact(Category::Surnames, family).is_some_and(|e| e.country.as_deref() == Some("JP"));
    let behind = &s[family.len()..];
    if !japanese
        || behind.starts_with(['和', '与', '同', '在', '及', '的'])
        || hits.at(Category::Offices, at + family.len()).is_some()
    {
        return 0;
    }
    let len = natural_end(s, at, hits, lexicon).saturating_sub(family.len());
    if (1..=3).contains(&behind[..len].chars().count()) { len } else { 0 }
}

fn natural_end(s: &str, at: usize, hits: &Hits, lexicon: &Lexicon) -> usize {
    let not = |h: &Hit| lexicon.entry(h).kind.as_deref().is_some_and(|k| k.starts_with("not_"));
    let verb = |at: usize| {
        [Category::Speech, Category::Encounters, Category::Acts, Category::Visits].iter().find_map(|&c| hits.at(c, at))
    };
    // 就任总统不久后, 任总理一年来, 总统感谢中方, 领导人会晤期间: no name at all; 外国专家代表, 董事访问团 are called so
    let two = |len: usize| s[..len].chars().nth(1).is_some() && !["代表", "访问"].contains(&&s[..len]);
    let years = || ["年", "周年", "个月"].iter().any(|w| s.trim_start_matches(is_numeral).starts_with(w));
    if lexicon.prefix(Category::NameEnds, s).is_some_and(|(_, len)| two(len))
        || verb(at).is_some_and(|h| !not(h) && two(h.span.len().min(s.len())))
        || s.starts_with(is_numeral) && years()
    {
        return 0;
    }
    let mut end = s.len();
    for (i, c) in s.char_indices() {
        let stop = !(c.is_alphanumeric() || "·．.-－—".contains(c))
            || c.is_ascii_digit()
            || is_numeral(c) && i > 0 && "月日".chars().any(|u| s[i + c.len_utf8()..].starts_with(u));
        // a name has two characters at least: 李在镕
        // 曾国卫将, cut before 率领: nothing is wanting to a Chinese name of three
        let in_full = || lexicon.prefix(Category::Surnames, s).is_some_and(|(_, len)| s[len..i].chars().count() == 2);
        let to_come = || s[i..] == *"将" && in_full();
        let word = s[..i].chars().nth(1).is_some() && ends_name(&s[i..], lexicon) && (!of_name(&s[i..]) || to_come());
        if stop || word || i > 0 && verb(at + i).is_some() {
            end = i;
            break;
        }
    }
    end
}

/// Whether what stands before the title of a leader is a name: 拜登总统, but not 各国总统, 工党主席.
pub(super) fn addressed(text: &str, name: Span, title: &Hit, hits: &Hits, lexicon: &Lexicon) -> bool {
    const NO_NAME: &[&str] = &[
        "各", "两", "多国", "三", "本", "该", "前", "新任", "现任", "时任", "历任", "候任", "首", "第", "双方", "每", "代", "副",
        "原", "常务", "名誉", "荣誉", "轮值", "执行", "联合", "终身", "全球", "全国", "国家", "国际", "政府", "联邦", "地方",
        "部分", "有关", "我", "你", "他", "她", "其", "这", "那", "同", "与", "和", "以", "在", "由", "任", "驻",
    ];
    let leads = matches!(lexicon.entry(title).kind.as_deref(), Some("head_of_state" | "head_of_government" | "royal"))
        || matches!(
            title.span.of(text),
            "主席"
                | "总书记"
                | "议长"
                | "外长"
                | "委员长"
                | "参议长"
                | "众议长"
                | "国务卿"
                | "副总统"
                | "副总理"
                | "副首相"
                | "秘书长"
                | "总干事"
                | "高级代表"
                | "大使"
                | "总领事"
                | "国务委员"
                | "副主席"
                | "副委员长"
                | "国务委员兼外长"
                | "国务委员兼外交部长"
        );
    // 林致远董事长: a name in full may have any title behind it
    let in_full = || {
        lexicon.prefix(Category::Surnames, name.of(text)).is_some_and(|(_, len)| {
            let (family, all) = (name.of(text)[..len].chars().count(), name.of(text).chars().count());
            all == family + 2 && (3..=4).contains(&all)
        })
    };
    let heads = ["董事长", "会长", "理事长", "总裁", "社长", "行长", "校长", "院长", "市长", "省长", "部长", "司令"];
    let leads = leads || heads.contains(&title.span.of(text)) && in_full();
    let leads = leads && !matches!(title.span.of(text), "国家元首" | "政府首脑");
    let words = name.of(text);
    leads
        && plain_name(text, name, hits)
        && !NO_NAME.iter().any(|w| words.starts_with(w))
        // 林建国委员长
        && (words.ends_with('国') && in_full() && !lexicon.is_no_name(words)
            || !words.ends_with(|c| "会党盟社团部院联局委军国省市州区县织届席方司行厅署处央府和与同的兼".contains(c)))
}

/// 科技部万钢部长: the name between a ministry and the title that one of it is addressed by.
pub(super) fn of_ministry(text: &str, before: Span, title: &Hit, hits: &Hits, lexicon: &Lexicon) -> Option<Span> {
    const HEADS: [&str; 16] = [
        "部长",
        "副部长",
        "部长助理",
        "局长",
        "副局长",
        "司长",
        "副司长",
        "主任",
        "副主任",
        "秘书长",
        "副秘书长",
        "参赞",
        "主席",
        "副主席",
        "总理",
        "副总理",
    ];
    // 我中央人民政府林致远主席
    let from = before.start + if before.of(text).starts_with('我') { '我'.len_utf8() } else { 0 };
    let ministry = hits.at(Category::Bodies, from).filter(|b| b.span.end < before.end)?;
    let name = Span::new(ministry.span.end, before.end);
    let words = name.of(text);
    let family = lexicon.prefix(Category::Surnames, words).map(|(_, len)| words[len..].chars().count());
    // 社会党国际主席: 国际 is nobody
    let leads = title.span.of(text).ends_with("主席") || title.span.of(text).ends_with("总理");
    let chinese = (2..=4).contains(&words.chars().count()) && family.is_some_and(|given| !leads || given == 2);
    (HEADS.contains(&title.span.of(text)) && chinese && plain_name(text, name, hits)).then_some(name)
}

/// Whether words can be a name by their length, signs and the words they hold.
pub(super) fn plain_name(text: &str, name: Span, hits: &Hits) -> bool {
    let words = name.of(text);
    (2..=12).contains(&words.chars().count())
        && words.chars().all(|c| c.is_alphabetic() || "·-－".contains(c))
        && [
            Category::Countries,
            Category::Organisations,
            Category::Bodies,
            Category::Groups,
            Category::Offices,
            Category::Speech,
            Category::Encounters,
            Category::Visits,
            Category::Acts,
        ]
        .iter()
        .all(|&c| hits.within(c, name).next().is_none())
}

/// 将军, 海军上将, 空军元帅: the rank of an officer, which stands behind his name.
pub(super) fn is_rank(words: &str) -> bool {
    words == "将军" || words.ends_with(['将', '帅'])
}

/// 大使, 公使: how an envoy is called, behind a name that has an office before it too.
pub(super) fn is_envoy(words: &str) -> bool {
    matches!(words, "大使" | "公使" | "总领事" | "代办" | "参赞")
}

/// The titles that a Malay ruler gives, which stand before a name.
const GIVEN: [&str; 8] = ["拿督斯里", "拿督巴杜卡", "拿督威拉", "拿督", "丹斯里", "准拿督", "拿汀斯里", "拿汀"];

/// Whether words end with such a title: who bears it is of Malaysia.
#[must_use]
pub fn of_malaysia(before: &str) -> bool {
    GIVEN.iter().any(|w| before.ends_with(w))
}

/// 首相拿督斯里阿旺: the name without its title.
pub(super) fn untitled(words: &str) -> &str {
    let words = words.trim_start_matches([' ', '“']);
    let name = GIVEN.iter().find_map(|w| words.strip_prefix(w));
    name.filter(|n| n.chars().nth(1).is_some()).unwrap_or(words)
}

/// Takes 先生, 女士, 阁下, 教授, 将军 and 大使 off the end of a name.
pub(super) fn honorific(text: &str, name: Span, hits: &Hits, lexicon: &Lexicon) -> Span {
    match hits.within(Category::Offices, name).next_back() {
        Some(h)
            if h.span.end == name.end
                && h.span.start > name.start
                && (matches!(lexicon.entry(h).kind.as_deref(), Some("honorific" | "degree"))
                    || is_rank(h.span.of(text))
                    || is_envoy(h.span.of(text))) =>
        {
            Span::new(name.start, h.span.start).trimmed(text)
        }
        _ => name,
    }
}
