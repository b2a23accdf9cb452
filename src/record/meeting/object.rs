//! What stands behind the verb of an encounter: whom it names, and where they end.

use crate::lexicon::{Category, Hit};
use crate::parse::clause::Clause;
use crate::parse::sentence::{enclosed, is_inside};
use crate::record::Context;
use crate::record::scene::Scene;
use crate::span::Span;

/// The object behind a verb: up to the end of the clause, or to what goes on behind a person.
pub(super) fn object(cx: &Context<'_>, from: usize, end: usize) -> Span {
    let text = &cx.text()[from..end];
    let inside = enclosed(cx.text(), Span::new(from, end));
    let mut stop = text.len();
    // 在会见马丹时陈望舒说
    let received = ["在会见", "在会晤", "在接见"].iter().any(|w| cx.text()[..from].ends_with(w));
    let clause = text.find(['，', '。', '：']).map_or(text, |i| &text[..i]);
    let timed = clause.rfind('时').filter(|i| received && *i > 3);
    for (i, c) in text.char_indices() {
        if is_inside(&inside, from + i) || c == '，' && goes_on(cx, from + i + c.len_utf8(), end) {
            continue;
        }
        let rest = &text[i..];
        let cut = matches!(c, '，' | '。' | '；' | '：' | '！')
            || (rest.starts_with("并") && !rest.starts_with("并列") && !qualifies(rest))
            || (i > 6
                && (rest.starts_with("时，")
                    || rest.starts_with("前，")
                    || rest.starts_with("后，")
                    || rest.starts_with("时说")
                    || rest.starts_with("时表")
                    || rest.starts_with("时强")
                    || rest.starts_with("时指")
                    || rest == "时"
                    || rest.starts_with("时重")))
            // 在会见某时作上述表示, 与某会见时作此表述
            || rest.starts_with("时作")
            || timed == Some(i)
            || c == '、' && meets(cx, from + i + c.len_utf8())
            || (i > 0 && ["一行", "和他一行", "和她一行"].iter().any(|w| rest.starts_with(w)));
        if cut {
            stop = i;
            break;
        }
    }
    let past = if text[..stop].starts_with('了') { '了'.len_utf8() } else { 0 };
    Span::new(from + past, from + stop).trimmed(cx.text())
}

/// Whether another person follows a comma in a list: …总统额勒贝格道尔吉，波兰众议长布翁斯卡和…, …代表，以及…人士.
fn goes_on(cx: &Context<'_>, at: usize, end: usize) -> bool {
    let words = &cx.text()[at..end];
    if words.starts_with("以及") {
        return true;
    }
    let stop = words.find(['，', '。', '；', '：']).unwrap_or(words.len());
    let piece = Span::new(at, at + stop);
    let verb = [Category::Encounters, Category::Speech, Category::Acts, Category::Visits]
        .iter()
        .any(|&c| cx.hits.within(c, piece).next().is_some());
    let person = cx
        .hits
        .within(Category::Offices, piece)
        .next()
        .is_some_and(|o| o.span.end < piece.end && cx.lexicon.entry(o).kind.as_deref() != Some("not_office"));
    let acts = ["在", "出席", "参加", "将", "就", "对", "向", "举行", "访问", "等"].iter().any(|w| words[..stop].contains(w));
    [Category::Countries, Category::Organisations].iter().any(|&c| cx.hits.at(c, at).is_some()) && person && !verb && !acts
}

/// 将晋见甲国总统某、拜会外长某: whether another one is met behind a mark.
fn meets(cx: &Context<'_>, at: usize) -> bool {
    let met = cx.hits.at(Category::Encounters, at).filter(|h| cx.lexicon.entry(h).kind.as_deref() == Some("object"));
    let whose = [Category::Countries, Category::Offices, Category::Bodies, Category::Organisations];
    met.is_some_and(|h| whose.iter().any(|&c| cx.hits.at(c, h.span.end).is_some()))
}

/// 某总统昨天会晤乙国总统某: whether who is met stands behind a word that has 同 before it elsewhere.
pub(super) fn takes_object(cx: &Context<'_>, h: &Hit, c: &Clause) -> bool {
    let whose = [Category::Countries, Category::Offices, Category::Organisations];
    let bare = matches!(cx.get(h.span), "会晤" | "会面" | "约谈") && c.with.is_none() && c.subject.is_some();
    // 双方举行会晤, 外长会晤
    let held = cx.text()[..h.span.start].ends_with(['行', '的', '次', '轮', '和', '、']);
    bare && !held && whose.iter().any(|&c| cx.hits.at(c, h.span.end).is_some())
}

/// Whether the words up to the next comma still qualify a person behind them: …并进行正式访问的埃塞俄比亚总理.
fn qualifies(rest: &str) -> bool {
    let stop = rest.find(['，', '。', '；']).unwrap_or(rest.len());
    rest[..stop].find('的').is_some_and(|i| i + 3 < stop)
}

/// 祝贺他连任俄罗斯联邦政府总理: the office that the one written to has taken.
pub(super) fn taken(cx: &Context<'_>, behind: Span) -> Option<Span> {
    let words = cx.get(behind);
    let at = ["祝贺他", "祝贺她", "祝贺其"].iter().find_map(|w| Some(words.find(w)? + w.len()))?;
    let verbs = ["再次当选并就任", "当选并就任", "再次当选", "连任", "当选连任", "当选", "就任", "出任", "担任", "继任"];
    let verb = verbs.iter().filter(|w| words[at..].starts_with(**w)).max_by_key(|w| w.len())?;
    let from = at + verb.len();
    let from = from + if words[from..].starts_with('为') { '为'.len_utf8() } else { 0 };
    let stop = words[from..].find(['，', '。', '；']).map_or(words.len(), |i| from + i);
    let zone = Span::new(behind.start + from, behind.start + stop);
    let last = cx.hits.within(Category::Offices, zone).rfind(|h| cx.lexicon.entry(h).kind.as_deref() != Some("not_office"))?;
    Some(Span::new(zone.start, last.span.end))
}

/// 向法国总统勒布朗递交国书, 接受法国驻华大使勒布朗、…等6国新任驻华大使递交国书: who receives credentials and who presents them.
pub(super) fn presented(cx: &Context<'_>, c: &Clause, letters: &Hit, from: usize) -> [Option<Span>; 2] {
    if !cx.get(letters.span).contains("国书") {
        return [None, None];
    }
    let before = cx.get(Span::new(from, letters.span.start));
    let giver = before.rsplit_once("接受").map(|(_, whom)| {
        let others = whom.rfind('等').filter(|&i| whom[i..].ends_with(['使', '节'])).unwrap_or(whom.len());
        let at = letters.span.start - whom.len();
        Span::new(at, at + others)
    });
    [c.to, giver]
}

/// The list in the next sentence: 他们是：…; that of those who present credentials stands a few sentences on: 这6位新任驻华大使是：….
pub(super) fn listed_behind(cx: &Context<'_>, scene: &Scene, telling: Span, word: Span) -> Option<Span> {
    let letters = cx.get(word).contains("国书");
    let next = scene.sentences.partition_point(|s| s.span.start < telling.end);
    scene.sentences[next..].iter().take(if letters { 6 } else { 1 }).find_map(|s| {
        let words = cx.get(s.span);
        let envoys =
            || words.split_once("是：").filter(|(who, _)| who.starts_with('这') && who.ends_with(['使', '节'])).map(|w| w.1);
        let heads = ["他们是：", "她们是：", "其中有：", "他们有：", "她们有："];
        let rest = heads.iter().find_map(|w| words.strip_prefix(w)).or_else(|| if letters { envoys() } else { None })?;
        let list = rest.trim_end_matches('。');
        let start = s.span.end - rest.len();
        Some(Span::new(start, start + list.len()))
    })
}

/// 举行仪式，欢迎…, 举行宴会，代表中国政府热烈欢迎…, 举行宴会，欢送…: what stands behind 欢迎 or 欢送.
pub(super) fn welcomes(behind: &str) -> Option<&str> {
    let rest = behind.trim_start_matches('，');
    let (before, whom) = rest.split_once("欢迎").or_else(|| rest.split_once("欢送"))?;
    let manner = ["", "热烈", "热情", "隆重"].contains(&before) || before.starts_with("代表") && before.chars().count() <= 40;
    manner.then_some(whom)
}
