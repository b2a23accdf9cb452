//! What the words of a sentence say of a journey: who announces it, whether it is to come, takes place or is over.

use crate::lexicon::{Category, Hit};
use crate::model::Party;
use crate::parse::date::{WrittenDate, date};
use crate::parse::dates::dates;
use crate::parse::invitation::invitation;
use crate::record::Context;
use crate::span::Span;

/// Where words say of something that it is to come: 将, but not 将领; 定于, 预定.
pub(super) fn to_come(words: &str) -> Option<usize> {
    let at = |(i, w): (usize, &str)| (!words[i + w.len()..].starts_with(['领', '军', '士', '官', '校'])).then_some(i);
    let set = ["定于", "拟于", "预定"].iter().filter_map(|w| words.find(w));
    words.match_indices('将').find_map(at).into_iter().chain(set).min()
}

/// What a sentence announces.
pub(super) struct Announced {
    /// The words that tell of a journey.
    pub(super) zone: Span,
    /// Who announces a journey and may be the one who travels.
    pub(super) by: Option<Span>,
    /// Whether they welcome the one who has arrived.
    pub(super) welcomed: bool,
    /// Whether the press is told of a journey to come.
    pub(super) to_come: bool,
}

/// The words of a sentence without the one who announces it (发言人某宣布：应…, 发言人某说，应…, 某某办公室26日公布，…, 另据介绍，应…),
/// and behind a ceremony those that say who is welcomed (举行仪式，欢迎某对甲国进行正式访问), which begins the visit.
pub(super) fn announced(cx: &Context<'_>, s: Span) -> Announced {
    let text = cx.get(s);
    if let Some(about) = briefed(text) {
        let zone = Span::new(s.start + about.start, s.start + about.end);
        return Announced { zone, by: None, welcomed: false, to_come: true };
    }
    for (i, mark) in text.match_indices(['：', '，']) {
        let (head, rest) = (&text[..i], &text[i + mark.len()..]);
        let spokesman = head.contains("发言人");
        let tells = ["宣布", "公布"].iter().any(|w| head.ends_with(w));
        let invited = rest.starts_with('应') && rest.contains("邀请");
        let said = Span::new(s.start, s.start + i);
        let verb = cx.hits.within(Category::Speech, said).find(|h| h.span.end == said.end).map(|h| h.span.start);
        let verb = verb.filter(|_| spokesman || tells || invited);
        if verb.is_some() || head.ends_with("公布") || invited && spokesman || mark == "：" && i < 120 && text[i..].contains('应')
        {
            let zone = Span::new(said.end + mark.len(), s.end);
            let by = verb.map(|at| Span::new(s.start, at)).filter(|_| !spokesman);
            return Announced { zone, by, welcomed: false, to_come: false };
        }
    }
    let welcome =
        ["仪式，欢迎", "仪式，热烈欢迎", "仪式欢迎", "仪式热烈欢迎"].iter().find_map(|w| text.find(w).map(|i| i + w.len()));
    let zone = Span::new(s.start + welcome.unwrap_or(0), s.end);
    Announced { zone, by: None, welcomed: welcome.is_some(), to_come: false }
}

/// 外交部就某主席对甲国进行国事访问举行中外媒体吹风会: what the press is told of.
pub(in crate::record) fn briefed(sentence: &str) -> Option<Span> {
    let words = sentence.trim_end().trim_end_matches('。').strip_suffix("吹风会")?;
    let from = words.find('就').filter(|&i| words[..i].chars().count() <= 16)? + '就'.len_utf8();
    let held = ["举行", "举办", "召开"].iter().filter_map(|w| words[from..].rfind(w)).max()?;
    Some(Span::new(from, from + held))
}

/// Where 对甲国进行访问后 is over, or 访问甲国后 before where one goes next.
fn visited(text: &str) -> Option<usize> {
    let behind = |w: &str| text.find(w).map(|i| i + w.len());
    let next = ["抵达", "飞抵", "赴", "前往", "转赴"];
    let left = || {
        let at = behind("访问")?;
        let end = at + text[at..].find('后')? + '后'.len_utf8();
        (text[at..end].chars().count() <= 20 && next.iter().any(|w| text[end..].starts_with(w))).then_some(end)
    };
    behind("访问后").or_else(left)
}

/// Where the words that end a journey are over and others follow.
pub(super) fn first_ends(text: &str) -> Option<usize> {
    let at = text.find("结束")?;
    let rest = &text[at..];
    let after = visited(rest);
    [after, rest.find('，')].into_iter().flatten().min().map(|i| at + i).filter(|i| *i < text.len())
}

/// Whether a sentence ends a journey.
pub(super) fn ends(text: &str) -> bool {
    let home = |t: &str| ["回国", "离开", "返回", "回到", "返京", "抵京"].iter().any(|w| t.contains(w));
    let over = text.find("结束").is_some_and(|i| {
        let rest = text[i + "结束".len()..].trim_start_matches('了');
        rest.starts_with('对') || rest.starts_with('在') && text.contains("访问") || visited(rest).is_some() || home(rest)
    });
    over || text.find("访问后").is_some_and(|i| home(&text[i..]))
        || text.find("访问的").is_some_and(|i| text[i..].contains("回国"))
}

/// Whether the words of a visit say that it takes place: 于3月23日至26日对甲国进行国事访问, 5日访问甲国, 访美. Not what they qualify
/// (访问甲国期间 without its days, 访问的某), the house that is visited (访问甲国国民议会), or one of whom a meeting speaks.
pub(super) fn happens(cx: &Context<'_>, s: Span, h: &Hit, by_days: bool) -> bool {
    // 访新加坡: the name of the country begins inside the word
    let inside = cx.get(h.span).rfind('访').map(|i| h.span.start + i + '访'.len_utf8()).filter(|&at| at < h.span.end);
    let from = inside.and_then(|at| cx.hits.at(Category::Countries, at)).map_or(h.span.end, |c| c.span.end.max(h.span.end));
    let (head, behind) = (Span::new(s.start, h.span.start), &cx.text()[from..s.end]);
    let mut object = behind[..behind.find(['，', '。', '；', '！']).unwrap_or(behind.len())].trim_start_matches('了');
    while let Some((_, len)) =
        [Category::Countries, Category::Places].iter().find_map(|&c| cx.lexicon.prefix(c, object)).filter(|(_, len)| *len > 0)
    {
        object = object[len..].trim_start_matches(['、', '和', '与', '及', '等']);
    }
    let meets = ["会见", "会谈", "会晤", "通话", "通电话"].iter().any(|w| cx.get(head).contains(w));
    !meets
        && (object.is_empty()
            || object == "期间" && by_days
            || object.starts_with('并') && !object.contains('的')
            || ["两国", "三国"].iter().any(|w| object.starts_with(w)))
}

/// 应…邀请 anywhere in a sentence.
pub(super) fn invited_by(cx: &Context<'_>, s: Span) -> Option<Span> {
    let text = cx.get(s);
    let end = text.find("邀请").or_else(|| text.find("之邀"))?;
    let start = text[..end].rfind('应')? + '应'.len_utf8();
    invitation(cx.text(), Span::new(s.start + start, s.end)).map(|i| i.0)
}

/// 越南文化、体育与旅游部: one body of one state, whose name holds the marks of a list.
pub(super) fn ministry(cx: &Context<'_>, w: Span) -> Option<Vec<Party>> {
    let words = cx.get(w);
    let mut states = cx.hits.within(Category::Countries, w);
    let state = states.next().filter(|h| h.span.start == w.start).and_then(|h| cx.lexicon.entry(h).code.clone());
    let one = states.next().is_none() && cx.hits.within(Category::Offices, w).next().is_none();
    let body = words.contains('、') && words.ends_with('部') && words.matches('部').count() == 1;
    (one && body && state.is_some()).then(|| vec![Party { name: words.to_owned(), country: state, ..Party::default() }])
}

/// The parts of a sentence that tell a journey each, with a day of its own: 将于5日访问甲国，7日至9日对乙国进行正式访问, …访问；乙国总统…将于…访问; without days
/// where the press is `briefed` of them.
pub(super) fn legs(cx: &Context<'_>, s: Span, briefed: bool) -> Vec<Span> {
    let text = cx.get(s);
    let commas = text.match_indices(['，', '；']).map(|(i, c)| s.start + i + c.len()).collect::<Vec<_>>();
    // ；乙国总统某将于4日至6日对丙国进行国事访问
    let another = |clause: Span| {
        cx.text()[..clause.start].ends_with('；')
            && cx.hits.within(Category::Offices, clause).next().is_some()
            && dates(cx.get(clause)).iter().any(WrittenDate::has_day)
    };
    let goes = |&&at: &&usize| {
        let clause = Span::new(at, s.end).of(cx.text());
        let clause = Span::new(at, at + clause.find(['，', '；']).unwrap_or(clause.len()));
        cx.hits.within(Category::Visits, clause).next().is_some()
            && cx.hits.within(Category::Countries, clause).next().is_some()
            && (briefed || date(cx.get(clause)).is_ok_and(|(_, d)| d.has_day()) || another(clause))
    };
    let starts: Vec<usize> = commas.iter().filter(goes).copied().collect();
    // what stands before the first has a country and a day too; 应甲国邀请，5日对其进行访问 is one journey
    let first = Span::new(s.start, starts.first().copied().unwrap_or(s.end));
    let dated = || briefed || dates(cx.get(first)).iter().any(WrittenDate::has_day);
    let told = cx.hits.within(Category::Countries, first).next().is_some() && dated();
    if starts.is_empty() || !told {
        return vec![s];
    }
    let ends = starts.iter().copied().chain([s.end]);
    std::iter::once(s.start).chain(starts.iter().copied()).zip(ends).map(|(a, b)| Span::new(a, b)).collect()
}
