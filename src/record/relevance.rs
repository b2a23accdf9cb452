//! Whether an article is diplomatic news at all. One without an encounter of two sides, an instrument or a visit is `other`.

use super::Context;
use super::scene::Scene;
use crate::lexicon::{Category, Hit};
use crate::model::{ActKind, ArticleKind, Document, DocumentKind, Extraction, Meeting, MeetingKind, Party, Signatory};

/// Whether an article gives records.
pub fn relevant(
    cx: &Context<'_>,
    scene: &Scene,
    out: &Extraction,
    documents: &[Document],
    first: (usize, usize, usize, usize, usize),
    kind: ArticleKind,
) -> bool {
    let meetings = &out.meetings[first.0..];
    let abroad = names_others(cx, scene);
    if meetings.iter().any(|m| two_sides(m, abroad)) || !out.visits[first.4..].is_empty() {
        return true;
    }
    let signed = |a: &crate::model::Act| !matches!(a.act, ActKind::Cite | ActKind::Issue | ActKind::Adopt);
    // between states, or with somebody abroad; what is ratified, comes into force or ends is one too
    let abroad_too = |d: &Document| {
        let foreign = |p: &Signatory| p.org.is_some() || p.country.as_deref().is_some_and(|c| c != "CN");
        d.parties.len() > 1 && d.parties.iter().any(foreign)
    };
    let lead = scene.sentences.first().map_or("", |s| cx.get(s.span));
    let in_force = |d: &Document| {
        d.title.as_deref().is_some_and(|t| lead.contains(t))
            && ["生效", "批准", "交存", "换文", "终止", "延期", "互换"].iter().any(|w| lead.contains(w))
    };
    // 峰会通过《…组织领导人…宣言》
    let sentence = |d: &Document| {
        let n = scene.sentences.partition_point(|s| s.span.end < d.span.end);
        scene.sentences.get(n).map(|s| s.span).filter(|s| s.contains(d.span))
    };
    // what is only called by its sort (互免签证协定) is what the article is about, or a remark in a story
    let named = |d: &Document| {
        !d.parties.is_empty()
            || cx.text()[..d.span.start].ends_with('《')
            || d.title.as_deref().is_none_or(|t| t.contains("关于") || lead.contains(t))
    };
    // 商务部部长某与乙国商业部长某签署《…》: two of whom one is of another country, and what only states or bodies conclude
    let concluded = |d: &Document| {
        use DocumentKind::{Accord, Agreement, ExchangeOfNotes, Memorandum, Minutes, Mou, Protocol, Treaty};
        matches!(d.kind, Treaty | Agreement | Accord | Protocol | Mou | Memorandum | Minutes | ExchangeOfNotes)
    };
    let two = |s: crate::span::Span| {
        let held = |h: &&Hit| cx.lexicon.entry(h).kind.as_deref() != Some("not_office");
        cx.hits.within(Category::Offices, s).filter(held).count() > 1
            && cx.hits.within(Category::Countries, s).any(|h| cx.lexicon.entry(h).code.as_deref() != Some("CN"))
    };
    let nations = |d: &Document| {
        named(d)
            && sentence(d).is_some_and(|s| {
                countries(cx, s) > 1 || concluded(d) && two(crate::span::Span::new(s.start, d.span.start.max(s.start)))
            })
    };
    let leaders = |words: &str| ["领导人", "元首", "峰会", "首脑", "部长会议"].iter().any(|w| words.contains(w));
    let of_several = |words: crate::span::Span| cx.hits.within(Category::Organisations, words).next().is_some();
    let summit = |d: &Document| {
        let told =
            |a: &crate::model::Act| matches!(a.act, ActKind::Adopt | ActKind::Issue | ActKind::SignAndIssue | ActKind::Announce);
        let title = d.title.as_deref().unwrap_or("");
        d.acts.iter().any(told)
            && d.kind != DocumentKind::Other
            && ((leaders(title) || lead.contains(title) && d.acts.iter().any(|a| a.act == ActKind::Adopt)) && of_several(d.span)
                // 甲组织领导人会议发表《新加坡宣言》
                || sentence(d).is_some_and(|s| leaders(cx.get(s)) && of_several(s))
                // 某组织峰会16日闭幕。峰会通过《哈瓦那宣言》
                || leaders(lead) && scene.sentences.first().is_some_and(|s| of_several(s.span)))
    };
    let between = |d: &Document| d.acts.iter().any(|a| a.by.as_deref().is_some_and(|b| b.contains('国')));
    // 双方发表《甲国和乙国联合声明》
    let issued = |d: &Document| {
        matches!(d.kind, DocumentKind::JointStatement | DocumentKind::JointCommunique | DocumentKind::JointDeclaration)
            && d.acts.iter().any(|a| matches!(a.act, ActKind::Issue | ActKind::SignAndIssue))
    };
    let instrument = |d: &Document| {
        d.acts.iter().any(signed) && (abroad_too(d) || between(d) || nations(d))
            || abroad_too(d) && in_force(d)
            || issued(d) && (abroad_too(d) || nations(d))
    };
    if documents.iter().any(|d| instrument(d) || summit(d)) {
        return true;
    }
    // 甲国和乙国签署16项合作协议
    let counted = |b: &crate::model::Bundle| b.count.is_some() && countries(cx, b.span) > 1;
    if out.bundles[first.3..].iter().any(counted) {
        return true;
    }
    // 二十国集团领导人峰会闭幕后，国家主席某会见中外记者: of what several states concluded
    let press = ["会见中外记者", "会见记者"].iter().any(|w| lead.contains(w)) && leaders(lead);
    if press && scene.sentences.first().is_some_and(|s| of_several(s.span)) && out.statements.len() > first.1 {
        return true;
    }
    // a spokesman of the foreign or defence ministry speaks for the state, and so does a foreign minister who is interviewed
    let spokesman = out.statements[first.1..].iter().any(|s| {
        let office = s.office.as_deref().or(s.speaker.as_deref()).unwrap_or("");
        // so do 驻法国大使, and who leads a state where papers of another ask
        let own = || office.contains("驻华") || s.country.as_deref() == Some("CN");
        let posted =
            office.contains('驻') && own() && ["大使", "公使", "代表", "总领事", "代办"].iter().any(|w| office.contains(w));
        let leads = || ["总理", "国家主席", "委员长", "总书记", "外长"].iter().any(|w| office.contains(w));
        posted
            || scene.interview && leads() && asked_abroad(cx, scene)
            || (office.contains("发言人") || scene.interview || office.contains("常驻"))
                && (office.contains("外交部")
                    || office.contains("常驻联合国")
                    || office.contains("国防部")
                    || s.country.as_deref().is_some_and(|c| c != "CN"))
    });
    if spokesman || with_envoys(lead) && out.statements.len() > first.1 {
        return true;
    }
    // 多国人士, 叙利亚和伊朗: those who speak are of several countries
    let several = out.statements[first.1..].iter().any(|s| {
        let speaker = s.speaker.as_deref().unwrap_or("");
        s.joint
            && (["多国", "各国", "国际", "海外", "外国", "国家人士", "国家各界"].iter().any(|w| speaker.contains(w))
                || scene.speeches.iter().any(|p| p.name == speaker && p.speaker.is_some_and(|w| countries(cx, w) > 1))
                // 巴西各界人士
                || ["人士", "学者", "专家"].iter().any(|w| speaker.ends_with(w))
                    && s.country.as_deref().is_some_and(|c| !["CN", "HK", "MO", "TW"].contains(&c)))
    });
    // leaders of several countries speak: 外国领导人祝贺…
    let leads = |o: &str| {
        ["总统", "总理", "首相", "国王", "元首", "主席", "总书记", "外长", "外交部", "外交大臣"].iter().any(|w| o.contains(w))
    };
    let leaders: std::collections::BTreeSet<&str> = out.statements[first.1..]
        .iter()
        .filter(|s| s.office.as_deref().is_some_and(leads))
        .filter_map(|s| s.country.as_deref().filter(|c| *c != "CN"))
        .collect();
    // 阿盟4日召开首脑会议。…埃及总统某在会上表示，…: one is enough where an organisation meets
    let gathers = || {
        let held = ["外长会", "首脑会议", "首脑理事会", "峰会", "领导人会", "部长级会议", "特别会议", "紧急会议"];
        let speaks = |s: &crate::model::Statement| {
            s.office.as_deref().is_some_and(leads) && (s.org.is_some() || s.country.as_deref().is_some_and(|c| c != "CN"))
        };
        held.iter().any(|w| lead.contains(w))
            && scene.sentences.first().is_some_and(|s| of_several(s.span))
            && out.statements[first.1..].iter().any(speaks)
    };
    if several || leaders.len() > 1 || gathers() {
        return true;
    }
    if kind == ArticleKind::Fragment {
        if out.statements[first.1..].iter().any(|s| s.speaker.is_some()) {
            return true;
        }
        return scene
            .sentences
            .iter()
            .any(|s| cx.hits.within(Category::Groups, s.span).any(|h| cx.lexicon.entry(h).kind.as_deref() == Some("joint")));
    }
    false
}

/// What a ministry does with the envoys of others: 向某使馆提出严正交涉, 举行招待会，…驻华武官应邀出席.
fn with_envoys(lead: &str) -> bool {
    let protests = ["提出严正交涉", "提出强烈抗议", "提出交涉", "提出抗议"].iter().any(|w| lead.contains(w));
    protests && ["使馆", "大使", "临时代办"].iter().any(|w| lead.contains(w)) || lead.contains("招待会") && lead.contains("驻华")
}

/// How many countries and unions of them words name.
fn countries(cx: &Context<'_>, words: crate::span::Span) -> usize {
    let union = |h: &&Hit| cx.lexicon.entry(h).kind.as_deref() == Some("union");
    let unions = cx.hits.within(Category::Organisations, words).filter(union);
    let hits = cx.hits.within(Category::Countries, words).chain(unions);
    let codes = hits.filter_map(|h| cx.lexicon.entry(h).code.as_deref());
    codes.collect::<std::collections::BTreeSet<_>>().len()
}

/// Whether an article names a country or a place besides China's, an organisation of several, or the side of one: 中方 has another before it.
fn names_others(cx: &Context<'_>, scene: &Scene) -> bool {
    let kind = |h: &Hit| cx.lexicon.entry(h).kind.as_deref();
    let elsewhere = |h: &Hit| cx.lexicon.entry(h).country.as_deref().is_some_and(|c| c != "CN");
    if scene.headline.is_some_and(|h| worldwide(cx.get(h))) {
        return true;
    }
    scene.sentences.iter().any(|s| {
        let foreign = |h: &Hit| cx.lexicon.entry(h).code.as_deref().is_none_or(|c| c != "CN");
        cx.hits.within(Category::Countries, s.span).any(foreign)
            || cx.hits.within(Category::Organisations, s.span).next().is_some()
            || cx.hits.within(Category::Places, s.span).any(elsewhere)
            || cx.hits.within(Category::Groups, s.span).any(|h| kind(h) == Some("side") && cx.get(h.span).ends_with('方'))
    })
}

/// Whether what an interview begins with names a country besides China, or a place there.
fn asked_abroad(cx: &Context<'_>, scene: &Scene) -> bool {
    let foreign =
        |h: &Hit| cx.lexicon.entry(h).code.as_deref().or(cx.lexicon.entry(h).country.as_deref()).is_some_and(|c| c != "CN");
    let zones = scene.headline.into_iter().chain(scene.sentences.iter().take(4).map(|s| s.span));
    let named = |z: crate::span::Span| [Category::Countries, Category::Places].iter().any(|&c| cx.hits.within(c, z).any(foreign));
    zones.into_iter().any(named)
}

/// Whether a side is called one from abroad, or of the world.
fn from_abroad(p: &Party) -> bool {
    p.name.contains("境外") || worldwide(&p.name) || p.office.as_deref().is_some_and(worldwide)
}

/// Whether words speak of more than one state.
pub(super) fn worldwide(words: &str) -> bool {
    const REGIONS: [&str; 10] = ["亚洲", "亚太", "欧亚", "欧洲", "中东欧", "非洲", "拉美", "加勒比", "阿拉伯", "中亚"];
    let wide = ["外国", "国际", "世界", "驻华", "跨国", "各国", "全球", "中外", "一带一路", "达沃斯", "香格里拉"];
    wide.iter().chain(&REGIONS).any(|w| words.contains(w))
}

/// Whether an encounter is one of two sides: of two countries, or of one with somebody whose country is not told in an article
/// that names others.
fn two_sides(m: &Meeting, abroad: bool) -> bool {
    let sides = m.parties.iter().filter_map(|p| p.country.as_ref().or(p.org.as_ref())).collect::<std::collections::BTreeSet<_>>();
    let untold = m.parties.len() > 1 && m.parties.iter().any(|p| p.country.is_none() && p.org.is_none()) && sides.len() == 1;
    sides.len() > 1
        || (m.kind == MeetingKind::Summit && !sides.is_empty())
        || (matches!(m.kind, MeetingKind::Conference | MeetingKind::OpeningCeremony)
            && m.parties.len() == 1
            && !sides.is_empty()
            && m.name.is_some())
        || ((abroad || m.parties.iter().any(from_abroad)) && (untold || (m.announced && !m.parties.is_empty())))
}
