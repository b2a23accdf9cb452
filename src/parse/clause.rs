//! The clause around a verb: when, who, with whom, where.

use super::circumstance::{AFTERWARDS, clock, is_circumstance, when, without_manner};
use super::date::{Relative, WrittenDate, date};
use super::invitation::{comes_by_invitation, invitation};
use super::marks::{MARKS, Mark, OPENS_MARK, joined, named_zheng, of_republic, opens_name};
use super::names::Names;
use super::reach::{before_occasion, held_at, lists_on, qualifies_subject, still_modifies};
use super::sentence::{enclosed, is_inside};
use crate::lexicon::{Category, CharSet, Hits, Spans};
use crate::span::Span;

/// What stands around a verb, as written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Clause {
    /// The date and time of day.
    pub date: Option<WrittenDate>,
    /// Who: from the head of the clause to the first preposition or verb.
    pub subject: Option<Span>,
    /// 同…, 与…: with whom.
    pub with: Option<Span>,
    /// 为…: for whom.
    pub whom: Option<Span>,
    /// 向…, 对…: to whom.
    pub to: Option<Span>,
    /// 在…: where.
    pub place: Option<Span>,
    /// 抵达…: where the subject has come.
    pub arrived: Option<Span>,
    /// 在…陪同下: who goes with the subject.
    pub beside: Option<Span>,
    /// 应…邀请: who invites.
    pub inviter: Option<Span>,
    /// 出席…: what is attended, before the verb.
    pub attends: Option<Span>,
    /// 视频, 线上.
    pub video: bool,
    /// 将.
    pub future: bool,
}

/// What a date may open with.
static OPENS_DATE: CharSet =
    CharSet::of("0123456789〇零○一二三四五六七八九十百千两当今昨明前次第翌本同上下北凌清早中傍晚星周礼这近日不");

/// Reads the clause that ends at `verb`: from `span.start` up to the verb. Inside a known name no word opens a part (韩正在北京).
#[must_use]
pub fn clause(text: &str, span: Span, hits: &Hits, known: &Names) -> Clause {
    let mut c = Clause::default();
    let inside = enclosed(text, span);
    let words = hits.spans(&WHOLE, around(span));
    let mut at = span.start;
    // what is being read, and since where
    let mut open: (Option<Mark>, usize) = (None, at);
    // how sure the subject is: words, or a person by office or name
    let mut settled = 0u8;
    // where a name ends, whatever word its last character seems to open
    let mut name_ends = usize::MAX;
    // whether the day is that of who tells it: 网站5日消息，4日，…
    let mut cited = false;
    // how far the words reach that only qualify the subject
    let mut qualified = span.start;
    let sure = |s: Span| known.open(s.of(text)) || hits.within(Category::Offices, s).next().is_some();
    while at < span.end {
        let rest = &text[at..span.end];
        let ch = rest.chars().next().unwrap_or(' ');
        if is_inside(&inside, at) {
            at += ch.len_utf8();
            continue;
        }
        if let Some(k) = known.longest(rest) {
            at += k.len();
            name_ends = at;
            continue;
        }
        // 晚 and 早 alone are characters of names
        let part = || !matches!(ch, '早' | '晚') || rest[ch.len_utf8()..].starts_with(['上', '间', '晨', '些']);
        if OPENS_DATE.holds(ch)
            && part()
            && (!in_word(&words, hits, at) || rest.starts_with("北京时间"))
            // 晋一|3日 is a name and a day
            && !text[span.start..at].ends_with(|p: char| {
                p.is_ascii_digit() || p == '第' || super::number::is_numeral(p) && !ch.is_ascii_digit()
            })
            && let Ok((_, mut d)) = date(rest)
            && d.stands_behind(&text[span.start..at])
            && (d.has_day() || d.part.is_some() || d.month.is_some())
            && (open.0 != Some(Mark::With) || !still_modifies(text, at, span, &inside))
            && open.0 != Some(Mark::Attend)
        {
            d.span = Span::new(at, at + d.span.end);
            // 28日至29日，即下周三至周四
            if text[span.start..at].ends_with(['即', '至']) && c.date.is_some() {
                at = d.span.end;
                continue;
            }
            // 4日至6日访问埃及期间，于5日会见…: a day is nearer than the days around it
            let nearer = |o: WrittenDate| !o.has_day() || o.until_day.is_some() && d.until_day.is_none();
            // 17日发文说，他|19日将…通电话: of what is to come, and not of him who tells it
            let to_come = d.has_day() && text[d.span.end..span.end].starts_with('将') && !c.future;
            if c.date.is_none_or(|o| d.has_day() && (cited || to_come || nearer(o))) {
                // 23日报道，某总统当天…: the day of the paper
                let same = c.date.filter(|_| cited && d.relative == Some(Relative::SameDay));
                cited = ["消息，", "报道，", "引述", "援引"].iter().any(|w| text[d.span.end..span.end].starts_with(w));
                // 某自5日至7日
                let end = open.1 + text[open.1..at].trim_end_matches(['自', '从']).len();
                close(&mut c, text, open, end, &mut settled, (&sure, hits));
                let part = c.date.and_then(|o| o.part).filter(|_| d.part.is_none());
                let local = d.local || c.date.is_some_and(|o| o.local);
                c.date = Some(WrittenDate { part: d.part.or(part), local, ..same.unwrap_or(d) });
                at = d.span.end;
                open = (None, at);
                continue;
            }
            // 5日，…报道，4日晚某总统会见…: the day that is told of is no part of who
            if open.0.is_none() && text[open.1..at].trim().is_empty() {
                open.1 = d.span.end;
            }
            at = d.span.end;
            continue;
        }
        // 与甲国总统某，乙国总理某简短会面
        if ch == '，' && open.0 == Some(Mark::With) && lists_on(Span::new(open.1, at), at + ch.len_utf8(), text, span.end, hits)
        {
            at += ch.len_utf8();
            continue;
        }
        if ch == '，' || ch == '：' || ch == '；' {
            close(&mut c, text, open, at, &mut settled, (&sure, hits));
            at += ch.len_utf8();
            open = (None, at);
            continue;
        }
        // 随后习近平同…, 欢迎仪式后胡锦涛同…: when it was, without a comma
        if open.0.is_none()
            && text[open.1..at].chars().all(char::is_whitespace)
            && let Some(len) = when(rest)
        {
            at += len;
            open = (None, at);
            continue;
        }
        let before = text[span.start..at].chars().next_back().unwrap_or(' ');
        // 总理将同…: two marks, and nobody called 将同
        let behind_mark = open.0.is_some() && open.1 == at;
        let mark = if !OPENS_MARK.holds(ch) || in_word(&words, hits, at) && !(ch == '在' || ch == '同' || ch == '与') {
            None
        } else {
            MARKS
                .iter()
                .filter(|(w, ..)| w.starts_with(ch) && rest.starts_with(*w))
                .find(|(w, _, no_before, no_behind)| {
                    (!no_before.contains(before) || name_ends == at)
                        && (!rest[w.len()..].starts_with(|n| no_behind.contains(n))
                            // 同意大利总统, 对外蒙古
                            || hits.at(Category::Countries, at + w.len()).is_some())
                })
                .filter(|_| !inside_word(&words, at))
                // 以某为团长的代表团, 由某率领的代表团
                .filter(|_| !["为团长的", "为首的", "率领的"].iter().any(|w| rest.starts_with(w)))
                .filter(|(w, m, ..)| behind_mark || !opens_name(text, Span::new(at, span.end), (w, *m), open.0, hits))
        };
        // 在北京和德国总理…共同出席, 昨天和德国总理…会面, 将和…会面: 和 behind a place, a day or 将 opens the other side
        let next = matches!(open.0, None | Some(Mark::Future)) && at == open.1 && c.subject.is_some();
        let and = matches!(ch, '和' | '与') && (next || open.0 == Some(Mark::At) && at > open.1) && !of_republic(text, at);
        let and = and
            && hits.within(Category::Offices, Span::new(open.1, at)).next().is_none()
            && !in_word(&words, hits, at)
            && sure(Span::new(at + ch.len_utf8(), span.end));
        let mark = if and { Some((&rest[..ch.len_utf8()], Mark::With)) } else { mark.map(|(w, m, ..)| (*w, *m)) };
        // 国家副主席韩正在北京…: an office, a family name and 正 are a name
        if ch == '正' && rest.starts_with("正在") && named_zheng(text, at, hits) {
            at += '正'.len_utf8();
            name_ends = at;
            continue;
        }
        // 应甲国总统某、乙国总理某的邀请: whatever stands between is who invites
        if let Some((w, Mark::Invited)) = mark
            && let Some((inviter, end)) = invitation(text, Span::new(at + w.len(), span.end))
        {
            // 与应商务部邀请来访的美国商务部长某举行会谈: the invitation qualifies the one with whom
            if behind_mark && let Some(de) = comes_by_invitation(&text[end..span.end]) {
                c.inviter = c.inviter.or(Some(inviter));
                at = end + de;
                open = (open.0, at);
                continue;
            }
            close(&mut c, text, open, at, &mut settled, (&sure, hits));
            c.inviter = Some(inviter);
            at = end;
            open = (None, at);
            continue;
        }
        // 在农历新年即将到来之际: an occasion, and nothing that is announced
        let occasion = || rest[..rest.find(['，', '。']).unwrap_or(rest.len())].ends_with("之际");
        let mark = mark.filter(|(_, m)| !(*m == Mark::Future && open.0 == Some(Mark::At) && occasion()));
        if let Some((w, m)) = mark {
            // 刚刚抵达莫斯科的国家主席…, 正在甲地陪同某主席出席…的外长: what is before 的 qualifies the subject
            let so_far = Span::new(open.1, at);
            if at >= qualified && open.0.is_none() && settled < 2 && !sure(so_far) {
                qualified = qualifies_subject(text, at, span, &inside, hits).unwrap_or(at);
            }
            if at < qualified {
                at += w.len();
                continue;
            }
            // 同…的…: what is behind 的 is still the one with whom
            // 观看同…共同举行的演出: with whom it was held, not seen
            let held_with = matches!((open.0, m), (Some(Mark::Attend), Mark::With));
            // 与甲国总理某以视频形式同出席论坛的…代表见面: how they meet, not who he is
            let how = m == Mark::Video && sure(so_far);
            let modifies = !how
                && (held_with || matches!(open.0, Some(Mark::With | Mark::For | Mark::To | Mark::By)))
                && text[at..span.end].contains('的')
                && (still_modifies(text, at, span, &inside) || held_with && text[at..span.end].ends_with('的'));
            // 出席在缅甸举行的第17次领导人会议, 出席由三国共同举办的晚宴
            if m == Mark::Attend
                && let Some((of, held, day)) = held_at(text, Span::new(at + w.len(), span.end))
            {
                close(&mut c, text, open, at, &mut settled, (&sure, hits));
                c.date = day.or(c.date);
                c.future |= day.is_some() && rest[w.len()..].starts_with('将');
                if text[..of.start].ends_with('在') {
                    c.place = c.place.or(Some(of));
                    open = (Some(m), held);
                } else {
                    open = (Some(m), at + w.len());
                }
                at = held;
                continue;
            }
            // 与越南文化、体育与旅游部部长某: inside the name of a ministry, whose state stands before it
            let ministry = (open.0, m) == (Some(Mark::With), Mark::With)
                && hits.at(Category::Countries, open.1).is_some_and(|h| h.span.end < at)
                && !sure(so_far)
                && hits.within(Category::Offices, Span::new(at, span.end)).next().is_some();
            if !modifies && !ministry {
                close(&mut c, text, open, at, &mut settled, (&sure, hits));
                match m {
                    Mark::Video => c.video = true,
                    Mark::Future => c.future = true,
                    _ => {}
                }
                open = (Some(m), at + w.len());
            }
            at += w.len();
            continue;
        }
        // 尤多约诺 is a name
        let by_word = || rest.strip_prefix('约').is_some_and(|r| !r.starts_with(['诺', '翰', '瑟', '旦', '书', '夫']));
        if matches!(open.0, Some(Mark::Invited)) && by_word() {
            c.inviter = Some(Span::new(open.1, at).trimmed(text)).filter(|s| !s.is_empty());
            at += '约'.len_utf8();
            open = (None, at);
            continue;
        }
        at += ch.len_utf8();
    }
    close(&mut c, text, open, span.end, &mut settled, (&sure, hits));
    // what is to come is not on the day on which a paper tells of it
    c.date = c.date.filter(|_| !(cited && c.future));
    c
}

/// The words that no mark may stand inside of.
const WHOLE: [Category; 9] = [
    Category::Agencies,
    Category::Countries,
    Category::Offices,
    Category::Places,
    Category::Bodies,
    Category::Organisations,
    Category::Encounters,
    Category::Groups,
    Category::Speech,
];

/// As far before a place and behind it the words reach that are looked at there.
fn around(span: Span) -> Span {
    Span::new(span.start.saturating_sub(45), span.end + 60)
}

/// Whether `at` stands inside a word of the lexicon that began before it.
fn inside_word(words: &Spans, at: usize) -> bool {
    words.hold(at, around(Span::new(at, at)))
}

fn in_word(words: &Spans, hits: &Hits, at: usize) -> bool {
    inside_word(words, at)
        || [Category::Countries, Category::Offices, Category::Places, Category::Groups].iter().any(|&c| hits.at(c, at).is_some())
}

/// Ends the part that is open.
fn close(
    c: &mut Clause,
    text: &str,
    open: (Option<Mark>, usize),
    end: usize,
    settled: &mut u8,
    (sure, hits): (&impl Fn(Span) -> bool, &Hits),
) {
    let span = Span::new(open.1, end).trimmed(text);
    if span.is_empty() {
        return;
    }
    match open.0 {
        // 由某陪同，在…: who goes with the subject
        Some(Mark::By) if text[end..].starts_with("陪同") => c.beside = c.beside.or(Some(span)),
        None | Some(Mark::By) => {
            // 各位观众，这里是…: where the report is spoken
            if let Some(here) = ["这里是", "這裡是"].iter().find_map(|w| span.of(text).strip_prefix(w)) {
                c.place = c.place.or(Some(Span::new(span.end - here.len(), span.end)));
                return;
            }
            if ["各位观众", "观众朋友们", "听众朋友们", "各位听众"].contains(&span.of(text)) {
                return;
            }
            // 某总统是应…邀请访华的
            let words = without_manner(span.of(text).strip_suffix('是').unwrap_or(span.of(text)));
            let span = Span::new(span.start, span.start + words.len());
            // 省委书记某, 代省长某
            let person = |s: Span| {
                let opens = [Category::Offices, Category::Countries, Category::Organisations].iter();
                let name =
                    hits.within(Category::Offices, s).next_back().map(|o| Span::new(o.span.end, s.end).of(text).chars().count());
                opens.clone().any(|&c| hits.at(c, s.start).is_some()) && name.is_some_and(|n| (2..=12).contains(&n))
            };
            // 高远总领事访问里昂，其间拜会…: who travels
            let titled = |s: Span| {
                let office = hits.within(Category::Offices, s).next_back().filter(|o| o.span.end == s.end);
                office.is_some_and(|o| (2..=4).contains(&Span::new(s.start, o.span.start).of(text).chars().count()))
            };
            let travels = hits.within(Category::Visits, span).map(|v| Span::new(span.start, v.span.start));
            let travels = travels.filter(|s| !text[s.end..span.end].contains(['的', '团'])).find(|&s| person(s) || titled(s));
            let span = travels.unwrap_or(span);
            let words = span.of(text);
            let adverb = is_circumstance(words)
                || clock(words)
                || AFTERWARDS.contains(&words)
                || ["此前", "期间", "会上"].contains(&words)
                || ["会谈", "会见", "会议", "访问", "仪式", "此"].iter().any(|w| words.starts_with(w))
                    && ["前", "后", "时", "中"].iter().any(|w| words.ends_with(w));
            let rank = if sure(span) { 2 } else { u8::from(!words.ends_with('后')) };
            let rank = if adverb { 0 } else { rank };
            // two of one subject: 省委书记某，代省长某
            let listed = rank == 2 && *settled == 2 && open.0.is_none() && c.subject.is_some_and(&person) && person(span);
            if let Some(s) =
                c.subject.filter(|s| listed && text[s.end..].starts_with('，') && s.end + '，'.len_utf8() == span.start)
            {
                c.subject = Some(s.cover(span));
                return;
            }
            if rank > *settled {
                c.subject = Some(span);
                *settled = rank;
            }
        }
        Some(Mark::At) => {
            let words = span.of(text);
            if let Some(by) = words.strip_suffix("陪同下").filter(|w| !w.is_empty()) {
                c.beside = c.beside.or(Some(Span::new(span.start, span.start + by.len()).trimmed(text)));
                return;
            }
            let circumstance = ["期间", "之际", "时", "后", "下", "框架内", "基础上", "间隙", "中", "前", "上", "同时", "过程中"]
                .iter()
                .any(|w| words.ends_with(w));
            // 在农历新年即将到来之际: the words go on behind a mark
            let on = &text[end..];
            let stop = on.find(['，', '。']).unwrap_or(on.len());
            let circumstance = circumstance || on[..stop].starts_with('即') && on[..stop].ends_with("之际");
            // 在社交平台表示，…: where somebody writes
            let circumstance = circumstance || ["社交", "个人社交", "推特", "脸书"].iter().any(|w| words.starts_with(w));
            if !circumstance && c.place.is_none() && !matches!(words, "这里" | "這裡" | "此" | "此间" | "那里") {
                c.place = Some(span);
            }
        }
        // 中国同法国建交60周年之际: an occasion is nobody
        Some(Mark::With)
            if ["之际", "期间", "间隙"].iter().any(|w| span.of(text).ends_with(w))
                || ["建交", "复交"].iter().any(|w| span.of(text).contains(w)) =>
        {
            // 与某部长在甲地举行的对话会期间举行会谈: with whom stands before when it was
            let who = || span.of(text).find('在').map(|i| Span::new(span.start, span.start + i)).filter(|w| sure(*w));
            c.with = c.with.or_else(|| before_occasion(span, text, hits)).or_else(who);
        }
        // 国务卿某与国防部长某8日在华盛顿与外长某举行会谈: the first 与 joins those who meet
        Some(Mark::With) => match (c.subject, c.with) {
            (Some(s), Some(w)) if joined(text, s, w) && [s, w, span].iter().all(|p| sure(*p)) => {
                (c.subject, c.with) = (Some(s.cover(w)), Some(span));
            }
            _ => c.with = c.with.or(Some(span)),
        },
        Some(Mark::For) => c.whom = c.whom.or(Some(span)),
        Some(Mark::To) => c.to = c.to.or(Some(span)),
        Some(Mark::Attend) => c.attends = c.attends.or(Some(span)),
        // 抵达开罗，与…举行会谈
        Some(Mark::Arrive) => c.arrived = c.arrived.or(hits.at(Category::Places, span.start).map(|h| h.span)),
        Some(Mark::Invited | Mark::Skip | Mark::Future | Mark::Video) => {}
    }
}
