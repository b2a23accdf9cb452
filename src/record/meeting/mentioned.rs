//! Encounters that a sentence only mentions: the topic of others, who somebody is, when something else was.

use crate::lexicon::{Category, Hit};
use crate::parse::number::is_numeral;
use crate::record::Context;
use crate::span::Span;

/// 出席杭州峰会外方代表团团长, 出席领导人会议并进行国事访问的智利总统: whether a meeting that is attended only qualifies a person.
pub(super) fn modifies(before: &str, behind: &str) -> bool {
    let stop = behind.find(['，', '。', '；']).unwrap_or(behind.len());
    let attends = before.rsplit(['，', '。']).next().is_some_and(|w| w.contains("出席") || w.contains("参加"));
    let group = ["外方", "各方", "各国", "代表", "嘉宾", "外国", "有关", "国际"].iter().any(|w| behind.starts_with(w));
    let visits =
        behind[..stop].starts_with('并') && ["访问的", "访的", "访华的", "停留的"].iter().any(|w| behind[..stop].contains(w));
    attends && (group || visits)
}

/// 就地区合作、二十国集团峰会等议题交换意见: whether a meeting is a topic.
pub(super) fn is_topic(before: &str, behind: &str) -> bool {
    let part = before.rsplit(['，', '。']).next().unwrap_or(before);
    let stop = behind.find(['，', '。', '；']).unwrap_or(behind.len());
    let spoken = ["议题", "问题", "交换", "交流", "讨论", "沟通", "磋商", "达成共识"].iter().any(|w| behind[..stop].contains(w));
    about(part) && spoken
}

/// 就甲国总统会见某答记者问: whether an encounter is what somebody was asked about, or comments on.
pub(super) fn is_commented(before: &str, behind: &str) -> bool {
    let part = before.rsplit(['，', '。']).next().unwrap_or(before);
    let stop = behind.find(['，', '。', '；']).unwrap_or(behind.len());
    let comments = ["记者问", "记者提问", "答问", "发表谈话", "发表声明", "发表评论", "提出交涉", "提出抗议"];
    about(part) && comments.iter().any(|w| behind[..stop].contains(w))
}

/// Whether a clause opens a topic: 就, but not in 就任, 成就.
fn about(part: &str) -> bool {
    part.rfind('就').is_some_and(|i| !part[i..].starts_with("就任") && !part[..i].ends_with(['成', '造']))
}

/// 宴会在热烈友好的气氛中进行, 会谈持续约两小时: whether words only say how something went that was told of before.
pub(super) fn is_mood(before: &str, behind: &str) -> bool {
    let stop = behind.find(['，', '。', '；']).unwrap_or(behind.len());
    let mood = |words: &str| ["气氛中", "氛围中"].iter().any(|w| words.contains(w));
    (before.is_empty() || before.ends_with('，')) && behind.starts_with("持续")
        || before.is_empty() && behind.trim_start_matches("始终").starts_with('在') && mood(&behind[..stop])
}

/// 先后在宴会上讲话, 出席宴会作陪: whether words only say what somebody did at an event, and not who gives it.
pub(super) fn takes_part(before: &str, behind: &str) -> bool {
    let clause = before.rsplit('，').next().unwrap_or(before);
    let stop = behind.find(['，', '。', '；', '（']).unwrap_or(behind.len());
    clause.ends_with('在') && behind.starts_with(['上', '中'])
        || ["出席", "参加", "出席了", "参加了"].iter().any(|w| clause.ends_with(w)) && matches!(&behind[..stop], "" | "作陪")
}

/// 若会谈举行, 这次会见将强调…: whether an encounter is only supposed, or spoken of again.
pub(super) fn is_supposed(before: &str) -> bool {
    let clause = before.rsplit('，').next().unwrap_or(before);
    ["若", "如果", "假如", "倘若", "一旦"].iter().any(|w| clause.starts_with(w))
        || ["这次", "此次", "该次", "上次", "上一次"].iter().any(|w| clause.ends_with(w))
}

/// 通过互访、会晤、通话等方式保持沟通: whether an encounter is one of the ways in which several keep in touch.
pub(super) fn is_manner(before: &str, behind: &str) -> bool {
    let part = before.rsplit(['，', '。']).next().unwrap_or(before);
    let stop = behind.find(['，', '。', '；']).unwrap_or(behind.len());
    part.contains("通过") && ["等方式", "等形式", "等渠道", "等多种"].iter().any(|w| behind[..stop].contains(w))
}

/// 宴会中，周文渊同来宾亲切交谈: whether an encounter is part of the event that the clause before it names.
pub(super) fn is_within(before: &str) -> bool {
    ["宴会中，", "宴会上，", "晚宴上，", "午宴上，", "席间，", "招待会上，"].iter().any(|w| before.starts_with(w))
}

/// 多次会晤, 10余场防务磋商, 曾会见, 感谢周主席拨冗会见: whether words speak of several encounters, or of an earlier one.
pub(super) fn is_counted(before: &str) -> bool {
    const ENDS: [&str; 10] = ["多次", "曾", "曾经", "频繁", "经常", "再度", "屡次", "数次", "保持", "拨冗"];
    let near = before.char_indices().rev().nth(5).map_or(before, |(i, _)| &before[i..]);
    // 其间的三场会见, but not 第三次会晤
    let number = before.strip_suffix(['场', '次']).map(|w| w.trim_end_matches(|c| is_numeral(c) || c == '两'));
    let several = number.is_some_and(|w| {
        let n = &before[w.len()..before.len() - '场'.len_utf8()];
        !n.is_empty() && n != "一" && !w.ends_with('第')
    });
    several
        || ENDS.iter().any(|w| before.ends_with(w))
        || ["余场", "多场", "数场", "几场", "余次"].iter().any(|w| near.contains(w))
}

/// 致电第36届峰会, 向第36届峰会致贺电: whether a message goes to a meeting.
pub(super) fn is_written_to(cx: &Context<'_>, h: &Hit, zone: Span) -> bool {
    let message = |m: &&Hit| cx.lexicon.entry(m).kind.as_deref() == Some("message");
    let near = |from: usize, to: usize| from <= to && !cx.get(Span::new(from, to)).contains(['，', '。', '；']);
    let before = cx.hits.within(Category::Encounters, Span::new(zone.start, h.span.start)).rfind(message);
    let behind = cx.hits.within(Category::Encounters, Span::new(h.span.end, zone.end)).find(message);
    before.is_some_and(|m| near(m.span.end, h.span.start))
        || behind.is_some_and(|m| near(h.span.end, m.span.start))
            && cx.get(Span::new(zone.start, h.span.start)).rsplit('，').next().is_some_and(|w| w.contains('向'))
}

/// An encounter that only says when something else was: 会谈后, 会谈期间, 会谈成果.
pub(super) fn is_circumstance(behind: &str, kind: Option<&str>) -> bool {
    let words = [
        "后",
        "前",
        "以后",
        "以前",
        "之后",
        "之前",
        "感到",
        "期间",
        "结束",
        "成果",
        "机制",
        "委员会",
        "框架",
        "精神",
        "共识",
        "的",
        "中，",
        "上，",
        "上的",
        "之际",
        "以来",
        "纪要",
        "现场",
        "代表团",
        "制度",
        "主席",
        "共同主席",
        "轮值主席",
        "联合主席",
        "东道",
        "秘书",
        "副秘书",
        "理事",
        "成员",
        "组委会",
        "配偶",
        "会标",
        "标志",
        "标识",
        "发表的",
        "开始",
        "宣言",
        "政治声明",
        "主题",
        "活动",
        "是",
        "时在座",
        "表示",
        "各项成果",
        "重要成果",
        "丰硕成果",
    ];
    // 理事会第二十三次会议期间
    let behind = behind
        .strip_prefix('第')
        .and_then(|r| Some(&r[r.find(['次', '届', '轮']).filter(|i| *i <= 15)? + '次'.len_utf8()..]))
        .map_or(behind, |r| r.strip_prefix("会议").unwrap_or(r));
    // 会见前总统…, 会见中方…: what follows belongs to the person
    let before = behind.starts_with("前，") || behind.starts_with("前夕");
    // 会见了代表团一行
    let guests = behind.strip_prefix("代表团").map(|r| r.strip_prefix("一行").unwrap_or(r));
    let guests = guests.is_some_and(|r| r.is_empty() || r.starts_with(['，', '。', '；']));
    let person = kind == Some("object")
        && (guests || behind.starts_with('中') && !behind.starts_with("中，") || (behind.starts_with('前') && !before));
    // 同英国首相…会晤后说: that they met is told here
    let told = kind == Some("with") && behind.strip_prefix('后').is_some_and(|r| SAYS.iter().any(|w| r.starts_with(w)));
    // 万隆会议60周年纪念活动
    let remembered = behind.trim_start_matches(|c: char| c.is_ascii_digit() || is_numeral(c)).starts_with("周年");
    !told && !person && (remembered || words.iter().any(|w| behind.starts_with(w)))
}

/// What somebody does behind an encounter: 会谈后说, 会晤后对记者表示.
const SAYS: [&str; 9] = ["说", "表示", "宣布", "指出", "强调", "称", "对记者", "对媒体", "向记者"];
