//! Who invites, and who comes by invitation.

use crate::span::Span;

/// Who invites, and where the words of the invitation end: `invitation = "应", inviter, [ "的" ], ( "邀请" | "邀請" | "之邀" )`;
/// `span` begins behind 应.
#[must_use]
pub fn invitation(text: &str, span: Span) -> Option<(Span, usize)> {
    let rest = span.of(text);
    let stop = rest.find(['。', '；', '：']).unwrap_or(rest.len());
    let stop = rest.char_indices().nth(100).map_or(stop, |(i, _)| stop.min(i));
    let (at, w) = ["邀请", "邀請", "之邀"].iter().filter_map(|w| Some((rest[..stop].find(w)?, w))).min()?;
    // 应甲国、乙国和丙国三国邀请
    // 应某总统多次盛情邀请
    let mut inviter = rest[..at].trim_end_matches('的');
    while let Some(who) = ["多次", "再次", "盛情", "热情", "诚挚", "友好"].iter().find_map(|w| inviter.strip_suffix(w))
    {
        inviter = who.trim_end_matches('的');
    }
    let counted = inviter.strip_suffix('国').and_then(|w| w.strip_suffix(['两', '三', '四', '五', '六', '七', '八']));
    let inviter = counted.unwrap_or(inviter);
    let whole = Span::new(span.start, span.start + inviter.len()).trimmed(text);
    (!whole.is_empty()).then_some((whole, span.start + at + w.len()))
}

/// 来访的, 来华进行正式访问的: where the words end that say that somebody comes by invitation.
pub(super) fn comes_by_invitation(behind: &str) -> Option<usize> {
    let de = behind.find('的').filter(|i| behind[..*i].chars().count() <= 12 && !behind[..*i].contains('，'))?;
    ["来", "访", "前来", "到访", "正在"].iter().any(|w| behind.starts_with(w)).then_some(de + '的'.len_utf8())
}
