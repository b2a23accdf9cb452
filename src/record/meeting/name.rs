//! The names of meetings: 第二十四次元首理事会会议, 博览会开幕式.

use crate::lexicon::{Category, Entry, Hit};
use crate::record::Context;
use crate::record::countries::is_ordinary;
use crate::record::relevance::worldwide;
use crate::span::{Span, find_rare};

/// What an opening is called.
const OPENINGS: [&str; 5] = ["开幕式", "开幕会", "开幕大会", "开幕典礼", "启动仪式"];

/// The name of a named meeting: from the last mark of the clause to the word itself.
pub(super) fn conference_name(cx: &Context<'_>, h: &Hit, telling: Span) -> Option<String> {
    let before = cx.get(Span::new(telling.start, h.span.start));
    let from = before.rfind(['，', '的', '、']).map_or(0, |i| i + 3);
    // …领导人会议和第九届东亚峰会 are two
    let mut other = cx.hits.within(Category::Encounters, Span::new(telling.start + from, h.span.start));
    let other = other.rfind(|o| cx.get(Span::new(o.span.end, h.span.start)).starts_with(['和', '与', '及', '暨']));
    let from = other.map_or(from, |o| o.span.end - telling.start);
    let mut words = before[from..].trim_start_matches(['和', '与', '并', '及', '暨']);
    for w in ["出席", "列席", "主持", "举行", "参加", "举办", "共同主持", "召开", "签署", "向"] {
        if words.contains(w)
            && let Some(i) = words.rfind(w)
        {
            words = words[i + w.len()..].trim_start_matches('了');
        }
    }
    // 在第十五届企业家高峰会, but not 在华企业圆桌会
    if let Some((_, behind)) = words.rsplit_once('在').filter(|(_, w)| !w.starts_with('华')) {
        words = behind;
    }
    // 围绕“…的海洋环境”主题作大会发言: the end of a quotation is no name
    if words.find('”').is_some_and(|i| !words[..i].contains('“')) {
        return None;
    }
    // 上海合作组织（以下简称“上合组织”）元首理事会会议
    let short = find_rare(words, "（以下简称").and_then(|i| Some((i, i + words[i..].find('）')? + '）'.len_utf8())));
    let words = short.map_or_else(|| words.to_owned(), |(i, j)| format!("{}{}", &words[..i], &words[j..]));
    let own = cx.get(Span::new(h.span.start, numbered(cx, h.span.end)));
    let own = OPENINGS.iter().find_map(|w| own.strip_suffix(w)).unwrap_or(own);
    let mut name = format!("{}{own}", words.trim());
    // 首届东亚峰会等会议: the last of a list
    let last = name.strip_suffix("等会议").or_else(|| name.strip_suffix("等活动"));
    if let Some(last) = last.filter(|w| ["会议", "峰会", "论坛", "会晤"].iter().any(|n| w.ends_with(n))) {
        name.truncate(last.len());
    }
    // 祝贺上合组织天津峰会圆满成功: it is spoken of
    let spoken = ["祝贺", "感谢", "介绍", "赞赏", "期待", "希望", "支持", "表示", "宣布"].iter().any(|w| name.contains(w));
    let pointed = spoken || ["此次", "本次", "这次", "该", "上述", "本届"].iter().any(|w| name.starts_with(w));
    (!pointed && (4..=50).contains(&name.chars().count()) && name.chars().count() > cx.get(h.span).chars().count())
        .then_some(name)
}

/// Where the name of a meeting ends that is counted behind its word: 元首理事会|第二十四次会议.
pub(super) fn numbered(cx: &Context<'_>, end: usize) -> usize {
    let rest = &cx.text()[end..];
    let Some(count) = rest.strip_prefix('第') else { return end };
    let digits: usize =
        count.chars().take_while(|c| c.is_ascii_digit() || crate::parse::number::is_numeral(*c)).map(char::len_utf8).sum();
    let behind = count[digits..].strip_prefix(['次', '届', '轮']).filter(|_| digits > 0 && digits < 16);
    let noun = behind.and_then(|b| ["全体会议", "会议", "峰会", "会晤", "年会"].iter().find_map(|n| b.strip_prefix(n)));
    noun.map_or(end, |n| end + rest.len() - n.len())
}

/// Whether the name of a meeting holds a country or an organisation.
pub(super) fn international(cx: &Context<'_>, h: &Hit, telling: Span) -> bool {
    let before = cx.get(Span::new(telling.start, h.span.start));
    let from = telling.start + before.rfind(['，', '席', '持', '行']).map_or(0, |i| i + 3);
    let zone = Span::new(from, h.span.end);
    [Category::Countries, Category::Organisations].iter().any(|&c| cx.hits.within(c, zone).next().is_some())
}

/// Whether a meeting is one between states by its name: it holds an organisation, another country, or a word like 国际.
pub(super) fn between_states(cx: &Context<'_>, name: &str) -> bool {
    let foreign = |e: &Entry| e.code.as_deref().is_some_and(|c| c != cx.home && !["HK", "MO", "TW"].contains(&c));
    // 中印经贸论坛, 首届中欧企业家论坛
    let ordinal = name.strip_prefix("首届").or_else(|| name.strip_prefix('第')?.split_once(['届', '次', '轮']).map(|n| n.1));
    // “鼓岭缘”中美民间友好论坛
    let quoted = name.strip_prefix('“').and_then(|n| n.split_once('”')).map(|n| n.1);
    let mut two = ordinal.or(quoted).unwrap_or(name).chars();
    let forum = ["论坛", "大会", "对话会", "研讨会", "博览会"].iter().any(|w| name.ends_with(w));
    let pair = forum
        && match (two.next(), two.next()) {
            (Some('中'), Some(c)) | (Some(c), Some('中')) => {
                "欧非拉阿".contains(c) || cx.lexicon.abbreviated(c).next().is_some() && !is_ordinary(c)
            }
            _ => false,
        };
    pair || worldwide(name)
        || name.char_indices().any(|(at, _)| {
            let rest = &name[at..];
            cx.lexicon.prefix(Category::Organisations, rest).is_some()
                || cx.lexicon.prefix(Category::Countries, rest).is_some_and(|(e, _)| foreign(e))
        })
}

/// 第十九次 of 二十国集团领导人第十九次峰会.
pub(super) fn is_ordinal(name: &str) -> bool {
    name.starts_with('第') && name.ends_with(['次', '届', '轮'])
}

/// Whether words name an event: 第六届论坛.
pub(super) fn is_event(cx: &Context<'_>, words: &str) -> bool {
    let words = words.rsplit_once('（').filter(|(_, w)| w.ends_with('）')).map_or(words, |(w, _)| w).trim_end_matches(['”', '"']);
    cx.lexicon
        .last(Category::NotNames, words)
        .is_some_and(|(e, at, len)| at + len == words.len() && e.kind.as_deref() == Some("event"))
}

/// Whether a meeting is told by its opening: 博览会开幕式.
pub(super) fn by_opening(cx: &Context<'_>, h: &Hit) -> bool {
    OPENINGS.iter().any(|w| cx.get(h.span).ends_with(w))
}

/// The words of encounters, those of one meeting joined: 地区论坛外长会, 论坛2024年年会, 交易会全球服务贸易峰会. The last one says
/// what it is.
pub(super) fn whole_names(cx: &Context<'_>, hits: impl Iterator<Item = Hit>) -> Vec<Hit> {
    const OTHER: &[char] = &[
        '，', '。', '；', '：', '、', '（', '“', '《', '和', '与', '并', '及', '上', '在', '的', '出', '举', '开', '将', '为',
        '暨', '主',
    ];
    let conference = |h: &Hit| cx.lexicon.entry(h).kind.as_deref() == Some("conference");
    let opening = |h: &Hit| cx.lexicon.entry(h).code.as_deref() == Some("opening_ceremony");
    let mut out: Vec<Hit> = Vec::new();
    for h in hits {
        // 博览会开幕式
        if let Some(last) = out.last_mut().filter(|l| conference(l) && opening(&h) && numbered(cx, l.span.end) == h.span.start) {
            last.span = last.span.cover(h.span);
            // 博览会暨地区经济论坛开幕式: one event of two names
            if let [.., first, last] = &mut out[..]
                && conference(first)
                && let Some(between) = cx.get(Span::new(first.span.end, last.span.start)).strip_prefix('暨')
                && between.chars().count() <= 12
                && !between.contains(OTHER)
            {
                *first = Hit { span: first.span.cover(last.span), ..*last };
                out.pop();
            }
            continue;
        }
        let joined = out.last_mut().filter(|l| conference(l) && conference(&h) && l.span.end <= h.span.start).filter(|l| {
            let between = cx.get(Span::new(l.span.end, h.span.start));
            h.span.end == numbered(cx, l.span.end) || between.chars().count() <= 12 && !between.contains(OTHER)
        });
        match joined {
            Some(last) => *last = Hit { span: last.span.cover(h.span), ..h },
            None => out.push(h),
        }
    }
    out
}

/// Whether words end with the number of a round and at most the field of it: 第二轮领事.
pub(super) fn is_round(before: &str) -> bool {
    before.rfind('第').is_some_and(|i| {
        let words = &before[i + '第'.len_utf8()..];
        words
            .find(['轮', '次', '届'])
            .is_some_and(|n| (1..=12).contains(&n) && words[n..].chars().count() <= 9 && !words.contains('，'))
    })
}
