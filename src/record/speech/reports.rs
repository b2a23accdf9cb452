//! The sentences that report and so end a speech.

use super::anew::{held_on_a_day, introduced, told_anew};
use super::events::{attended, concludes, met_that_day, tells_of_a_meeting};
use super::group::{both_or_group, both_sides};
use crate::lexicon::Category;
use crate::parse::circumstance::opens_circumstance;
use crate::parse::date::date;
use crate::parse::dates::dates;
use crate::parse::ending;
use crate::parse::person::persons;
use crate::parse::sentence::{enclosed, is_inside};
use crate::record::Context;
use crate::record::people::People;
use crate::record::place::is_venue;
use crate::record::scene::Sentence;
use crate::span::Span;

/// Why a sentence ends a speech that only names who spoke next.
pub(super) const SPOKE: &str = "it says who spoke";

/// 此外，国务院副总理何文远28日…
const BESIDES: [&str; 5] = ["此外，中共另一", "此外，另一", "此外，", "另外，", "另一"];

/// Why a sentence reports and so ends a speech; nothing where it may be part of one.
pub(super) fn reports(cx: &Context<'_>, s: &Sentence, people: &People, joint: bool) -> Option<&'static str> {
    let besides = BESIDES.iter().find(|w| cx.get(s.span).starts_with(**w)).map_or(0, |w| w.len());
    let s = &Sentence { span: Span::new(s.span.start + besides, s.span.end), ..*s };
    tells(cx, s, people, joint).or_else(|| takes_the_floor(cx, s.span, people))
}

fn tells(cx: &Context<'_>, s: &Sentence, people: &People, joint: bool) -> Option<&'static str> {
    let text = cx.get(s.span);
    if crate::record::attendance::is_attendance(cx, s.span) {
        return Some("it says who took part");
    }
    let starts = |list: &[&str]| list.iter().any(|w| text.starts_with(w));
    let exchanged = || ["交换", "沟通", "讨论"].iter().any(|w| text.contains(w)) && text.contains('就');
    let ought =
        |at: usize| ["应", "要", "可", "愿", "将", "需", "还应", "也应", "必须"].iter().any(|w| cx.text()[at..].starts_with(w));
    if both_or_group(cx, s.span).is_some_and(|at| !ought(at)) && exchanged() {
        return Some("a group exchanged views");
    }
    // 勒布朗总统对此表示同意。 · 联合国秘书长安德森也对建议表示欢迎。
    let taken = text.rsplit_once("表示").filter(|(who, how)| !who.contains('，') && how.chars().count() <= 5);
    let named = |who: &str| {
        let first = |at: usize| Span::new(s.span.start, s.span.start + at);
        people.known.first(text).is_some() && who.ends_with("对此")
            || introduced(cx, s.span) && who.find('对').is_some_and(|at| persons_open(cx, first(at), people))
    };
    if text.chars().count() <= 36 && taken.is_some_and(|(who, _)| named(who)) && !first_person(cx, s.span) {
        return Some("it tells how the other took it");
    }
    // 国王对三峡工程表示浓厚兴趣，详细询问了…; 秦怀谷在讲话中对…感到高兴: at the head of a paragraph, whatever goes on behind it
    let first = &text[..text.find(['，', '。']).unwrap_or(text.len())];
    let feels = first.find('对').is_some_and(|at| at > 0 && people.known.first(text).is_some_and(|k| k.len() <= at))
        && (first.rsplit_once("表示").is_some_and(|(_, how)| (2..=5).contains(&how.chars().count()))
            || first.rsplit_once("感到").is_some_and(|(_, how)| (2..=6).contains(&how.chars().count())));
    if s.opens && feels && !first_person(cx, s.span) {
        return Some("it tells how the other took it");
    }
    // 应中国政府邀请，甲国总统某今天抵达…: a journey, in a paragraph of its own
    let by_invitation = s.opens && text.starts_with('应') && text.contains("邀请，");
    if by_invitation && cx.hits.within(Category::Visits, s.span).next().is_some() && !first_person(cx, s.span) {
        return Some("it tells of a journey by invitation");
    }
    // 某总统是在会见省长某时作此表述的
    if ["作此表述", "作此表示", "作上述表示", "作出上述表示", "作如上表示", "说这番话"].iter().any(|w| text.contains(w))
    {
        return Some("it tells where the words were said");
    }
    // who that is, the words before do not settle
    if ["对方表示", "对方说", "对方称", "对方则"].iter().any(|w| text.starts_with(w)) {
        return Some("the other one speaks");
    }
    if ["以下全文", "全文如下", "以下是全文", "以下为全文"].iter().any(|w| text.starts_with(w)) {
        return Some("what follows is printed in full");
    }
    let along = ["陪同访问", "陪同出访", "陪同前往", "同机抵达"];
    if ["等陪同人员", "机场迎接", "机场送行"].iter().any(|w| text.contains(w))
        || along.iter().any(|w| text.trim_end_matches('。').ends_with(w)) && !first_person(cx, s.span)
    {
        return Some("it says who came along");
    }
    if attended(text) && !first_person(cx, s.span) {
        return Some("it says who attended");
    }
    let credit =
        cx.hits.within(Category::Furniture, s.span).next().filter(|h| cx.lexicon.entry(h).kind.as_deref() == Some("editor"));
    if credit.is_some_and(|h| cx.get(Span::new(s.span.start, h.span.start)).chars().count() <= 1) {
        return Some("it names the editors");
    }
    if ending::after(text, cx.lexicon) {
        return Some("it leads to other pages, or says whose the page is");
    }
    // 全场响起热烈掌声。 · 宴会在…气氛中进行。
    let applause = text.contains("掌声") && (text.starts_with("全场") || text.contains("响起") || text.contains("报以"));
    if (applause || ["气氛中进行", "氛围中进行"].iter().any(|w| text.contains(w))) && !first_person(cx, s.span) {
        return Some("it tells what was to be seen or heard");
    }
    if starts(&["出席", "参加", "陪同"]) && ["的还有", "的有"].iter().any(|w| text.contains(w)) {
        return Some("it says who took part");
    }
    if s.opens && (text.starts_with('向') || text.contains("发来")) && text.contains("的还有") {
        return Some("it says who did so too");
    }
    // 甲国代表团还将赴云南参观: the guests go on
    let guests = text.split_once("代表团还将").filter(|(who, _)| !who.contains('，') && who.chars().count() <= 20);
    if guests.is_some_and(|(_, on)| ["赴", "前往", "访问", "参观", "到", "在"].iter().any(|w| on.starts_with(w))) {
        return Some("it tells where a delegation goes on to");
    }
    let held = ["会议", "峰会", "论坛", "大会", "本次会议", "此次会议", "会晤"].iter().find_map(|w| text.strip_prefix(w));
    if held.is_some_and(|rest| {
        ["发表", "宣布", "决定", "达成", "通过", "批准", "闭幕", "结束", "由", "讨论", "集中讨论", "审议", "听取"]
            .iter()
            .any(|w| rest.trim_start_matches('还').starts_with(w))
    }) {
        return Some("it tells what a meeting brought");
    }
    // 投资峰会由贸促会主办，已举办三届
    let clause = &text[..text.find('，').unwrap_or(text.len())];
    if s.opens
        && clause.contains('由')
        && ["主办", "联合举行", "联合举办", "共同举办", "共同举行", "承办"]
            .iter()
            .any(|w| clause.trim_end_matches('。').ends_with(w))
    {
        return Some("it tells who gave an event");
    }
    if s.opens && tells_of_a_meeting(cx, s.span) && !first_person(cx, s.span) {
        return Some("it tells of what a meeting was");
    }
    // 南江日报报道，这是…
    let paper = cx.lexicon.prefix(Category::Agencies, text).map_or("", |(_, len)| &text[len..]);
    // 某社5月10日引述知情人士报道，…
    let cites = || {
        let told = &paper[..paper.find('，').unwrap_or(paper.len())];
        date(told).is_ok_and(|(rest, w)| w.has_day() && ["报道", "报导", "援引", "引述"].iter().any(|v| rest.starts_with(v)))
    };
    if s.opens && (["报道", "报导", "援引", "引述"].iter().any(|w| paper.starts_with(w)) || cites())
        || starts(&["据悉", "另据", "报道说，", "报道称，", "报导说，", "报导称，", "报导指出，"])
    {
        return Some("it opens with the paper that tells it");
    }
    // 据甲国媒体10日报道，…: in the middle of a paragraph too
    let clause = &text[..text.find('，').unwrap_or(text.len())];
    let of_paper = ["据", "有", "此前有", "此前曾有"].iter().any(|w| clause.starts_with(w));
    let by_paper = of_paper && ["报道", "报导", "消息"].iter().any(|w| clause.trim_end_matches(['称', '说']).ends_with(w));
    if by_paper && !first_person(cx, s.span) {
        return Some("it opens with the paper that tells it");
    }
    // 他还向客人介绍了改革的情况。
    let goes_on = ["他还", "她还", "他们还"].iter().find_map(|w| text.strip_prefix(w));
    if goes_on.is_some_and(|t| {
        ["向", "就", "同", "与", "在", "出席", "参观", "会见", "介绍", "回答", "阐述", "通报"].iter().any(|w| t.starts_with(w))
    }) && !first_person(cx, s.span)
    {
        return Some("it tells what the one who spoke did beside");
    }
    // the first person is the speaker's
    if starts(&["我", "我们", "希望", "要", "让我们"]) {
        return None;
    }
    // 习近平主席访问期间 is said by one who speaks
    let circumstance = opens_circumstance(text).is_some() && people.known.first(text).is_none()
        || starts(&[
            "当天",
            "当晚",
            "同日",
            "当日",
            "随后",
            "欢迎仪式",
            "在热烈的掌声中",
            "抵达",
            "离开",
            "签字仪式",
            "会见记者",
            "早些时候",
            "此前，",
            "会前，",
            "会后，",
            "此后，",
            "晚宴",
            "宴会",
        ]);
    // 此访期间，两国议会交流机制会议成功举行: this visit is that of the one who speaks, where no name goes on
    let own = |at: usize| {
        text.starts_with("此访")
            && !people.known.open(&cx.text()[at..])
            && cx.hits.at(Category::Offices, at).is_none()
            && both_or_group(cx, Span::new(at, s.span.end)).is_none()
    };
    // 此访期间，习近平主席同总统先生…: of whom one speaks
    let past = || date(text).is_ok_and(|(_, w)| w.year.is_some() || w.year_offset.is_some_and(|y| y < 0));
    let spoken = |i: usize| {
        let at = s.span.start + i + '，'.len_utf8();
        // 总理先生去年访华期间，…: who is addressed listens
        let addressed = || ["先生", "女士", "阁下", "陛下", "殿下"].iter().any(|w| text[..i].contains(w));
        text[..i].ends_with("期间") && (titled(cx, at) || past() || own(at) || addressed())
    };
    // 会见马丹时，双方就…交换意见
    let meeting = || {
        let when = text.split_once('，').and_then(|(when, _)| when.strip_suffix('时')).filter(|w| w.chars().count() <= 24);
        when.is_some_and(|w| ["会见", "会晤", "同", "与"].iter().any(|o| w.trim_start_matches('在').starts_with(o)))
            && cx.hits.within(Category::Encounters, s.span).next().is_some_and(|h| h.span.start < s.span.start + 72)
    };
    let circumstance = circumstance || s.opens && meeting();
    let circumstance = circumstance && (s.opens || !text.find('，').is_some_and(spoken));
    // 17日下午，周文渊参观了…: a day without its year and a part of it are the report's
    let dated = date(text).is_ok_and(|(rest, w)| {
        let behind = rest.strip_prefix('，').map(|r| s.span.end - r.len());
        // 今天中午，周文渊拜会…: so is today, where it is a name that opens what is told
        let today = |at: usize| {
            w.relative.is_some()
                && people.known.first(&cx.text()[at..]).is_some_and(|k| cx.hits.at(Category::Offices, at + k.len()).is_none())
        };
        w.part.is_some() && w.year.is_none() && behind.is_some_and(|at| !titled(cx, at) && (w.day.is_some() || today(at)))
    });
    if (circumstance || dated) && !first_person(cx, s.span) && (s.opens || text.chars().take(12).any(|c| c == '，')) {
        return Some("it opens with when or on what occasion something happened");
    }
    if s.opens && met_that_day(cx, s.span) && !first_person(cx, s.span) {
        return Some("a paragraph that tells of an encounter, and of its day");
    }
    // a bare name that does not speak tells what somebody did: at the head, or behind 在二层大厅，
    let there = text.strip_prefix('在').and_then(|t| t.split_once('，')).filter(|(place, _)| place.chars().count() <= 16);
    let act = there.filter(|_| people.known.first(text).is_none()).map_or(text, |(_, rest)| rest);
    if let Some(k) = people.known.first(act) {
        let behind = s.span.end - act.len() + k.len();
        // 勒布朗代表法国政府…
        let title = cx.hits.at(Category::Offices, behind).filter(|h| cx.get(h.span) != "代表");
        let acts = title.is_none() && (s.opens || !cx.text()[behind..].starts_with(['的', '所']));
        return acts.then_some("it opens with the name of a person who does not speak");
    }
    let group = cx
        .hits
        .within(Category::Groups, s.span)
        .find(|h| h.span.start == s.span.start)
        .map(|h| h.span.end)
        .or_else(|| both_sides(cx, text).map(|n| s.span.start + n));
    if let Some(end) = group.filter(|_| s.opens || joint) {
        let rest = &cx.text()[end..s.span.end];
        let told = [
            "就",
            "还",
            "共同签",
            "签署",
            "听取",
            "见证",
            "共同见证",
            "责成",
            "发表",
            "宣布",
            "出席",
            "先后",
            "共同出席",
            "共同会见",
            "一致",
            "互",
            "达成",
            "登",
            "同意",
            "为",
            "在",
            "共同为",
            "共同参观",
            "合影",
            "回顾",
            "介绍",
            "通报",
        ]
        .iter()
        .any(|w| rest.starts_with(w));
        if told {
            return Some("it opens with a group that does something");
        }
    }
    // 双方发表《…联合声明》，签署…等领域多份合作文件。: nothing but what was concluded
    if group.is_some_and(|end| concludes(cx, Span::new(end, s.span.end))) {
        return Some("both sides conclude instruments");
    }
    // 两国元首来到涵元殿, 两国元首12日将举行会谈; 暮色四合，两国元首走下船来
    let moves = |rest: &str| {
        let rest = ["一同", "一道", "共同", "缓步", "信步"].iter().find_map(|w| rest.strip_prefix(w)).unwrap_or(rest);
        ["来到", "步入", "走进", "走下", "登上", "拾阶", "漫步", "散步", "凭栏", "握手", "合影", "互致问候", "检阅", "乘车"]
            .iter()
            .any(|w| rest.starts_with(w))
    };
    let day = |rest: &str| date(rest).is_ok_and(|(_, w)| w.has_day() && w.year.is_none() && w.part.is_none());
    let behind = |at: usize| both_or_group(cx, Span::new(at, s.span.end)).map(|end| &cx.text()[end..s.span.end]);
    let later = text.match_indices('，').take(4).map(|(i, m)| s.span.start + i + m.len());
    let goes = |rest: &str| rest.split('，').take(4).any(moves);
    let seen = || behind(s.span.start).is_some_and(|r| moves(r) || day(r)) || later.clone().filter_map(behind).any(goes);
    // 在馆外庭院，两国元首共同植树
    let hosted = || {
        there.is_some_and(|(place, rest)| {
            let place = place.trim_end_matches(['前', '外', '内', '里', '旁', '边']);
            is_venue(place) && !place.ends_with('台') && behind(s.span.end - rest.len()).is_some()
        })
    };
    if (seen() || hosted()) && !first_person(cx, s.span) {
        return Some("it tells of a group that goes somewhere, or meets on a day");
    }
    if told_anew(cx, s.span, people) {
        return Some("a person in office, a day and an encounter: news of its own");
    }
    if !s.opens {
        return None;
    }
    // 联合国、非洲联盟三方代表2日在总部召开扩大会议
    if held_on_a_day(cx, s.span) && !first_person(cx, s.span) {
        return Some("it tells of a meeting that was held on a day");
    }
    // 李强同…举行会谈: an encounter told by a subject with an office or a date at the head
    let head_end = text.char_indices().nth(40).map_or(s.span.end, |(i, _)| s.span.start + i);
    let zone = Span::new(s.span.start, s.span.end);
    let dated = date(text).is_ok_and(|(_, w)| w.has_day() && (w.part.is_some() || w.day.is_some()) && w.year.is_none());
    let met = cx.hits.within(Category::Encounters, zone).any(|h| {
        let e = cx.lexicon.entry(h);
        matches!(e.kind.as_deref(), Some("with" | "object" | "event" | "press" | "tour" | "message"))
            && h.span.start < head_end.max(s.span.start + 120)
    });
    let introduces =
        cx.hits.within(Category::Offices, Span::new(s.span.start, head_end)).next().is_some() && persons_open(cx, s.span, people);
    // 国务院总理何文远乘专机于25日下午抵达…
    let arrived = || {
        let moved = ["抵达", "到达", "离开", "启程", "回到"].iter().any(|w| text.contains(w));
        moved && dates(text).iter().any(|w| w.has_day() && w.year.is_none())
    };
    // 越共中央总书记…向周文渊总书记致以热烈祝贺
    let wishes = || text.contains("致以");
    // 5日，甲国、乙国和丙国领导人发表联合声明，要求…
    let issued = || {
        cx.hits.within(Category::Acts, Span::new(s.span.start, head_end)).any(|h| {
            let act = cx.lexicon.entry(h).code.as_deref();
            matches!(act, Some("issue" | "sign" | "sign_and_issue")) && cx.hits.at(Category::Instruments, h.span.end).is_some()
        })
    };
    let tells = introduces && (met || arrived() || wishes())
        || (dated && text.chars().take(16).any(|c| "，在同和与会".contains(c)) && (met || introduces || issued()))
        || text.starts_with("据")
        // 根据国防部消息，
        || text.starts_with("根据")
            && text.split('，').next().is_some_and(|w| ["消息", "报道", "网页", "网站", "新闻稿"].iter().any(|n| w.ends_with(n)));
    tells.then_some("a paragraph that opens with a day or a person in office and an encounter")
}

fn persons_open(cx: &Context<'_>, s: Span, people: &People) -> bool {
    let words = cx.get(s);
    let end = words.find(['，', '。']).unwrap_or(words.len());
    let list = persons(cx.text(), Span::new(s.start, s.start + end), cx.hits, cx.lexicon, &people.known);
    // 两国元首随后主持…: two who hold it
    let called = |n: Option<Span>| n.is_some() || words.starts_with("两国");
    list.first().is_some_and(|p| called(p.name) && p.office.is_some() && p.span.start < s.start + 60)
}

/// 柬埔寨首相索帕主持会议。 · 主席格林代表委员们发言。: a person in office who presides or speaks, and nothing of what is said.
fn takes_the_floor(cx: &Context<'_>, s: Span, people: &People) -> Option<&'static str> {
    let words = cx.get(s).trim_end_matches(['。', '！']);
    let ends = |list: &[&str]| list.iter().any(|w| words.ends_with(w));
    let presided = ends(&["主持会议", "主持了会议", "主持峰会", "主持仪式", "主持开幕式"]);
    // 勒布朗也在音乐会上致辞
    let too = words.chars().count() <= 24 && words.contains("也在") && cx.hits.within(Category::Offices, s).next().is_none();
    ((presided || ends(&["发言", "致辞", "致词"]))
        && words.chars().count() <= if words.contains('、') { 400 } else { 80 }
        && !words.contains(['，', '：'])
        && (too || persons_open(cx, s, people))
        && !first_person(cx, s))
    .then_some(if presided { "it says who presided" } else { SPOKE })
}

/// 周文渊主席: a name with its title behind it, as one speaks of another.
fn titled(cx: &Context<'_>, at: usize) -> bool {
    let named = |n: usize| cx.text()[at..].char_indices().nth(n).map(|(i, _)| at + i);
    cx.lexicon.prefix(Category::Surnames, &cx.text()[at..]).is_some()
        && cx.hits.at(Category::Offices, at).is_none()
        && (2..=4).filter_map(named).any(|n| cx.hits.at(Category::Offices, n).is_some())
}

/// Whether a sentence speaks of 我 or 我们 outside quotation marks; 我国 and 我省 are the paper's own words too.
pub(super) fn first_person(cx: &Context<'_>, s: Span) -> bool {
    let inside = enclosed(cx.text(), s);
    let ours = |rest: &str| ["我国", "我省", "我市", "我军", "我党", "我驻", "我方"].iter().any(|w| rest.starts_with(w));
    cx.get(s)
        .match_indices(['我', '你', '您'])
        .any(|(i, _)| !is_inside(&inside, s.start + i) && !ours(&cx.text()[s.start + i..s.end]))
}
