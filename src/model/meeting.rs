//! Encounters and their sides.

use super::article::DateBasis;
use super::visit::VisitKind;
use crate::source::Source;
use crate::span::Span;

code! {
    /// What an encounter is.
    MeetingKind {
        /// 会谈.
        Talks,
        /// 会见, 会晤 of two sides.
        #[default] Meeting,
        /// 峰会, 元首会晤 by name, 领导人会议.
        Summit,
        /// 通电话, 通话.
        PhoneCall,
        /// 共同会见记者.
        JointPress,
        /// 欢迎仪式.
        WelcomeCeremony,
        /// 宴会, 宴请.
        Banquet,
        /// 茶叙.
        Tea,
        /// 参观, 考察 together.
        Tour,
        /// 签字仪式.
        SigningCeremony,
        /// 开幕式, 启动仪式.
        OpeningCeremony,
        /// Any other: 授勋, 献花, 揭幕, 迎送.
        Ceremony,
        /// 会议, 论坛 presided over or attended.
        Conference,
        /// 致电, 互致, 贺信, 慰问电, 唁电, 复信.
        Message,
    }
}

code! {
    /// How the sides met.
    Mode {
        /// In one place.
        #[default] InPerson,
        /// By telephone.
        Phone,
        /// By video link.
        Video,
        /// In writing.
        Written,
    }
}

code! {
    /// The part of the day, as printed.
    TimeOfDay {
        /// 凌晨, 清晨.
        EarlyMorning,
        /// 上午.
        #[default] Morning,
        /// 中午.
        Noon,
        /// 下午.
        Afternoon,
        /// 晚.
        Evening,
    }
}

code! {
    /// Whose roof it is.
    Role {
        /// Receives.
        #[default] Host,
        /// Is received.
        Guest,
    }
}

record! {
    /// One side of an encounter, a person or a group.
    Party {
        /// The name as printed; a group or body where no person is named.
        name: String,
        /// The office as printed, with the country; every office where there are several.
        office: Option<String>,
        /// ISO 3166-1 alpha-2.
        country: Option<String>,
        /// Code of an organisation: `UN`, `EU`.
        org: Option<String>,
        /// Host or guest, where the text settles it.
        role: Option<Role>,
        /// The delegation that the person leads, as printed.
        delegation: Option<String>,
    }
}

record! {
    /// An encounter.
    Meeting {
        /// Unique in the file, the same for the same content.
        id: String,
        /// The article it was read in.
        article: String,
        /// What it is.
        kind: MeetingKind,
        /// How the sides met.
        mode: Option<Mode>,
        /// EDTF.
        date: Option<String>,
        /// What a year, month or day that is not printed was inferred from.
        date_basis: Option<DateBasis>,
        /// The part of the day.
        time_of_day: Option<TimeOfDay>,
        /// Whether the text says 当地时间.
        local_time: bool,
        /// ISO 3166-1 alpha-2 of the place.
        country: Option<String>,
        /// The city as printed without the country.
        city: Option<String>,
        /// The venue as printed without country and city.
        venue: Option<String>,
        /// Who met.
        parties: Vec<Party>,
        /// The kind of the visit during which it took place.
        visit: Option<VisitKind>,
        /// 小范围, 大范围.
        formats: Vec<String>,
        /// The name of a named meeting: 中俄总理第二十九次定期会晤.
        name: Option<String>,
        /// What views were exchanged on.
        topics: Vec<String>,
        /// Persons who took part besides the parties.
        attendees: Vec<String>,
        /// Whether the list of attendees closes with 等.
        attendees_open: bool,
        /// Groups who took part, as printed.
        attendees_other: Vec<String>,
        /// It had not taken place when the text was written.
        announced: bool,
        /// The fields that were corrected by hand, as JSON Pointers.
        corrected: Vec<String>,
        /// Where it was read.
        source: Source,
        /// Where it stands in the repaired text.
        #[serde(skip)] span: Span,
        /// Where the same article tells of it again.
        #[serde(skip)] again: Vec<Span>,
    }
}
