//! Whether the sides that were read make a record.

use super::Reader;
use super::completion::ABROAD;
use super::name::{between_states, international};
use super::sides::Around;
use crate::model::{MeetingKind, Party};
use crate::record::countries::chinese_name;
use crate::record::place::place;

impl Reader<'_> {
    /// Whether so many sides make a record: `held` says that others hold an office, `spoken` that somebody meets them.
    pub(super) fn enough(&self, w: Around<'_>, all: &[Party], held: bool, spoken: bool, name: Option<&str>) -> bool {
        let (cx, c, conference) = (self.cx, w.clause, w.syntax == "conference");
        // whose office is not printed, or is one that many states have (农业部部长), has no country yet
        let side = |p: &Party| {
            let abroad = p.office.as_deref().is_some_and(|o| ABROAD.iter().any(|w| o.ends_with(w)));
            let own = || (!abroad && chinese_name(cx, &p.name)).then(|| cx.home.to_owned());
            // 哈桑副总统, whose country another sentence prints
            let untold =
                || p.office.as_deref().filter(|o| c.with.is_some() && ABROAD.iter().any(|w| o.ends_with(w))).map(str::to_owned);
            p.country.clone().or_else(|| p.org.clone()).or_else(own).or_else(untold)
        };
        let person = |p: &Party| p.office.as_deref().is_some_and(|o| o != p.name) || chinese_name(cx, &p.name);
        let sides = || all.iter().filter_map(side).collect::<std::collections::BTreeSet<_>>().len();
        match w.kind {
            // announced: whoever will attend holds an office
            MeetingKind::Conference | MeetingKind::OpeningCeremony | MeetingKind::Summit if c.future => {
                all.iter().any(|p| p.office.as_deref().is_some_and(|o| o != p.name) || self.people.known.holds(&p.name))
            }
            MeetingKind::Summit | MeetingKind::Conference | MeetingKind::OpeningCeremony if conference && all.len() == 1 => {
                all.first().is_some_and(|one| self.attends_alone(w, one, name))
            }
            // 王毅与拉米举行战略对话: of the two with each other
            MeetingKind::Conference if c.with.is_some() && c.attends.is_none() && held => all.len() > 1 && sides() > 0,
            // what bears no name is told of persons
            MeetingKind::Conference if conference && name.is_none() && !all.iter().any(person) => false,
            MeetingKind::Conference
            | MeetingKind::OpeningCeremony
            | MeetingKind::Tour
            | MeetingKind::Ceremony
            | MeetingKind::SigningCeremony
            | MeetingKind::Summit => {
                all.len() > 1 && (sides() > 1 || w.syntax == "event" && c.subject.is_some_and(|s| cx.get(s).starts_with("两国")))
            }
            MeetingKind::WelcomeCeremony | MeetingKind::Banquet | MeetingKind::Tea | MeetingKind::JointPress => all.len() > 1,
            _ => spoken && all.len() > 1,
        }
    }

    /// 出席首届中国—海湾国家峰会, 出席世界经济论坛年会: whether a meeting that one side is told to attend is a record.
    fn attends_alone(&self, w: Around<'_>, one: &Party, name: Option<&str>) -> bool {
        let (cx, Around { clause: c, hit: h, telling, .. }) = (self.cx, w);
        let Some(name) = name else { return false };
        let is_summit = cx.lexicon.entry(h).code.as_deref() == Some("summit");
        let at = c.place.and_then(|p| place(cx, p).country);
        let abroad = at.is_some_and(|at| one.country.as_ref().is_some_and(|c| *c != at));
        let of_office = one.office.as_deref().is_some_and(|o| o != one.name);
        // a headline names the leaders of the home state without office
        let headline = self.scene.headline == Some(telling);
        let leader = one.office.is_none() && c.attends.is_some() && headline && chinese_name(cx, &one.name);
        let holder = one.country.is_some() && of_office || leader;
        // 在结束出席…峰会后抵达: where somebody comes from
        let over = w.before(cx).rsplit('，').next().is_some_and(|w| w.contains("结束"));
        let summit = is_summit && (abroad || c.video || international(cx, h, telling));
        holder && !over && (is_summit || c.attends.is_some()) && (summit || between_states(cx, name))
    }
}
