//! What a sentence does with an instrument that it names, and who does it.

use super::unmarked::{LISTS, day_and_place};
use crate::lexicon::Category;
use crate::model::ActKind;
use crate::parse::quantity::quantities;
use crate::record::Context;
use crate::span::Span;

/// What is done with a title: the last verb before it in its clause, or a verb behind it (《…》继续延期).
pub(super) fn act(cx: &Context<'_>, before: Span, behind: Span) -> (ActKind, Option<Span>) {
    let words = cx.get(before);
    // 《…》和《…》, 《…》、《…》: the verb before the first
    let from = before.start + words.rfind(['。', '；']).map_or(0, |i| i + 3);
    let zone = Span::new(from, before.end);
    let acts = |z: Span| {
        cx.hits
            .within(Category::Acts, z)
            .filter(|h| !matches!(cx.lexicon.entry(h).kind.as_deref(), Some("not_act")))
            .filter_map(|h| Some((h.span, ActKind::from_code(cx.lexicon.entry(h).code.as_deref()?)?)))
            .collect::<Vec<_>>()
    };
    let tail_end = cx.get(behind).find(['，', '。', '；', '《']).unwrap_or(cx.get(behind).len());
    let tail = Span::new(behind.start, behind.start + tail_end);
    if let Some((span, k)) = acts(tail).into_iter().find(|(_, k)| *k == ActKind::Extend) {
        return (k, Some(span));
    }
    // 出席《…》、《…》等文件的签字仪式
    let near = cx.get(behind).char_indices().nth(300).map_or(cx.get(behind).len(), |(i, _)| i);
    let stop = cx.get(behind)[..near].find(['，', '。', '；']).unwrap_or(near);
    let ceremony = cx.hits.within(Category::Acts, Span::new(behind.start, behind.start + stop)).next_back();
    if let Some(h) = ceremony.filter(|h| cx.get(h.span).ends_with("仪式") && h.span.end == behind.start + stop) {
        let between: String = strip_titles(cx.get(Span::new(behind.start, h.span.start)));
        if between.is_empty() || between.ends_with('的') && between.chars().count() <= 12 {
            return (ActKind::WitnessSigning, Some(h.span));
        }
    }
    if cx.get(tail).starts_with("的签署") || cx.get(tail).starts_with("签署") && cx.get(zone).contains("见证") {
        return (ActKind::WitnessSigning, Some(tail));
    }
    // 《…》3日公布
    let told_behind = |v: &Span| v.end == tail.end && day_and_place(cx.get(Span::new(tail.start, v.start)));
    if let Some(&(span, k)) = acts(tail).first().filter(|(v, _)| told_behind(v)) {
        return (k, Some(span));
    }
    let list = acts(zone);
    let Some(&(span, mut kind)) = list.last() else { return (ActKind::Cite, None) };
    let between = cx.get(Span::new(span.end, before.end));
    // between the verb and the title stand only other titles, 了, 《; not a clause of its own
    let plain: String = strip_titles(between);
    let gap = plain.trim_matches(['了', '《', '》', '、', '和', '及', '以', '与', '并', ' ']);
    // 签署5份合作文件，包括《…》
    let speaks = |w: &str| w.starts_with('，') || crate::record::bundle::NOUNS.iter().any(|n| w.contains(n));
    let counted = LISTS.iter().any(|w| gap.trim_end_matches('：').ends_with(w)) && (!quantities(gap).is_empty() || speaks(gap));
    // 发表“纪念《…》签署十周年联合声明”: inside the title of another
    let quoted = !gap.ends_with('“') && gap.rfind('“') > gap.rfind('”');
    if !counted && gap.contains('，') || gap.chars().count() > 24 || quoted {
        return (ActKind::Cite, None);
    }
    let witness = list.iter().any(|(s, k)| *s != span && matches!(k, ActKind::WitnessSigning | ActKind::WitnessExchange))
        || cx.get(Span::new(zone.start, span.start)).ends_with("见证");
    // 推动签署《…》: what somebody wants
    let clause = cx.get(Span::new(zone.start, span.start));
    if kind == ActKind::Sign
        && ["推动", "尽早", "尽快", "早日", "争取", "希望", "商", "拟", "谈判", "准备", "就"].iter().any(|w| clause.ends_with(w))
    {
        return (ActKind::Cite, None);
    }
    if witness && kind == ActKind::Sign {
        kind = ActKind::WitnessSigning;
    }
    (kind, Some(span))
}

/// A text without what stands in 《》.
fn strip_titles(s: &str) -> String {
    let mut depth = 0usize;
    s.chars()
        .filter(|c| match c {
            '《' => {
                depth += 1;
                false
            }
            '》' => {
                depth = depth.saturating_sub(1);
                false
            }
            _ => depth == 0,
        })
        .collect()
}

/// 根据《…》第二十五条: the article cited behind a title.
pub(super) fn article_cited(behind: &str) -> Option<String> {
    let rest = behind.strip_prefix('第')?;
    let end = rest.find('条')?;
    let n = &rest[..end];
    (n.chars().count() <= 5 && crate::parse::number::number(n).is_ok_and(|(r, _)| r.is_empty())).then(|| format!("第{n}条"))
}

/// Who acts: the words that open the clause of the verb.
pub(super) fn by(cx: &Context<'_>, before: Span, verb: Option<Span>) -> Option<String> {
    let verb = verb?;
    let words = cx.get(Span::new(before.start, verb.start));
    let from = words.rfind('，').map_or(0, |i| i + 3);
    let subject = words[from..].trim().trim_end_matches("共同").trim_end_matches("先后");
    let subject = subject.trim_end_matches('将').trim_end_matches(['还', '也']);
    let at = Span::new(before.start + from, before.start + from + subject.len());
    let known = cx.hits.at(Category::Groups, at.start).is_some() && cx.hits.within(Category::Acts, at).next().is_none();
    (known && subject.chars().count() <= 12).then(|| subject.to_owned())
}
