//! The records: the contract of what comes out, defined once. YAML, JSON and the JSON Schema follow from these types.
//!
//! Field names and codes are English and fixed; names, titles and texts stay in the language of the source. What is absent
//! is left out. Dates are EDTF (ISO 8601-2), countries ISO 3166-1 alpha-2.

use crate::diagnostic::Diagnostic;
use crate::source::Source;
use crate::span::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The name of this contract, in every output.
pub const SCHEMA: &str = "gongbao/1";

/// Defines a record: every optional or empty field is left out when written and may be left out when read.
macro_rules! record {
    ($(#[$meta:meta])* $name:ident { $($(#[$fm:meta])* $field:ident : $ty:ty),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
        #[serde(deny_unknown_fields, default)]
        pub struct $name { $($(#[$fm])* #[serde(skip_serializing_if = "is_absent")] pub $field: $ty,)* }
    };
}

/// What is left out when written: absent options, empty lists and strings, `false`. Codes and numbers always stand.
trait Absent {
    fn absent(&self) -> bool {
        false
    }
}

impl<T> Absent for Option<T> {
    fn absent(&self) -> bool {
        self.is_none()
    }
}

impl<T> Absent for Vec<T> {
    fn absent(&self) -> bool {
        self.is_empty()
    }
}

impl Absent for String {
    fn absent(&self) -> bool {
        self.is_empty()
    }
}

impl Absent for bool {
    fn absent(&self) -> bool {
        !*self
    }
}

impl Absent for u32 {}
impl Absent for Source {}
impl Absent for Input {}

fn is_absent(value: &impl Absent) -> bool {
    value.absent()
}

/// Defines a code: an enum written in snake case.
macro_rules! code {
    ($(#[$meta:meta])* $name:ident { $($(#[$vm:meta])* $variant:ident),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$vm])* $variant,)* }

        impl Absent for $name {}

        impl $name {
            /// The code as written.
            #[must_use]
            pub fn code(self) -> String {
                serde_json::to_value(self).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
            }

            /// The value of a code; `None` where there is none of that name.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                serde_json::from_value(serde_json::Value::String(code.to_owned())).ok()
            }
        }
    };
}

record! {
    /// Everything that one input file gives.
    Extraction {
        /// `gongbao/1`.
        schema: String,
        /// The input.
        source: Input,
        /// The news items, document texts and lists that the page carries.
        articles: Vec<Article>,
        /// Encounters: talks, calls, ceremonies, messages.
        meetings: Vec<Meeting>,
        /// Who said what.
        statements: Vec<Statement>,
        /// Instruments: signed, issued, announced, extended, cited.
        documents: Vec<Document>,
        /// Instruments that are only counted.
        bundles: Vec<Bundle>,
        /// Who travels where, when, in what form.
        visits: Vec<Visit>,
        /// What was repaired, guessed or could not be read.
        diagnostics: Vec<Diagnostic>,
    }
}

record! {
    /// The input file.
    Input {
        /// File name without its folder.
        name: String,
        /// SHA-256 of the bytes, in hexadecimal.
        sha256: String,
        /// Label of the encoding, as the WHATWG Encoding Standard names it: `UTF-8`, `GB18030`, `Big5`, `UTF-16LE`.
        encoding: String,
        /// ISO 15924 in lower case: `hans`, `hant`.
        script: String,
        /// When it was published, where known.
        published: Option<String>,
    }
}

code! {
    /// What an article is.
    ArticleKind {
        /// A news report.
        #[default] Report,
        /// A joint statement, communiqué or treaty printed in full.
        DocumentText,
        /// A list of outcomes.
        DocumentList,
        /// A headline whose text is on another page.
        Teaser,
        /// A text whose head is on another page.
        Fragment,
        /// Anything else on the page; gives no records.
        Other,
    }
}

record! {
    /// A news item, document text or list.
    Article {
        /// Unique in the file, the same for the same content.
        id: String,
        /// What it is.
        kind: ArticleKind,
        /// 肩题, the line above the headline.
        kicker: Option<String>,
        /// 主题, the headline.
        headline: Option<String>,
        /// 副题, the line below the headline.
        subhead: Option<String>,
        /// 新华社北京5月20日电（记者…）.
        dateline: Option<Dateline>,
        /// 据新华社 and the like at the end.
        source_note: Option<String>,
        /// Photo captions, taken out of the body.
        captions: Vec<Caption>,
        /// The page named by （上接第一版）.
        continued_from: Option<String>,
        /// The page named by （下转第三版）.
        continues_on: Option<String>,
        /// The page it is printed on, or that a teaser points to: `P02`.
        page: Option<String>,
        /// Title of the document whose text or list it is.
        document: Option<String>,
        /// The repaired text; with `--text full` only.
        paragraphs: Vec<String>,
        /// The fields that were corrected by hand, as JSON Pointers.
        corrected: Vec<String>,
        /// Where it was read.
        source: Source,
        /// Where it stands in the repaired text.
        #[serde(skip)] span: Span,
    }
}

record! {
    /// The opening of agency copy.
    Dateline {
        /// 新华社, 本报, 中新社, 央视网.
        agency: Option<String>,
        /// Where the report was filed.
        place: Option<String>,
        /// When it was filed, EDTF.
        date: Option<String>,
        /// What a year or month that is not printed was inferred from.
        date_basis: Option<DateBasis>,
        /// Names only.
        reporters: Vec<String>,
        /// 据新华社: the agency that the paper took it from.
        via: Option<String>,
    }
}

record! {
    /// A photo caption.
    Caption {
        /// The caption without its credit.
        text: Option<String>,
        /// The agency credited.
        agency: Option<String>,
        /// The photographer credited.
        photographer: Option<String>,
        /// Where it was read.
        source: Source,
    }
}

record! {
    /// What an inferred part of a date rests on.
    DateBasis {
        /// `published`, `page`, `file`, `anniversary`, `dateline`, `context`.
        from: String,
        /// The words it was inferred from.
        evidence: Option<String>,
        /// Where those words stand.
        source: Option<Source>,
    }
}

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
    }
}

record! {
    /// What one side said.
    Statement {
        /// Unique in the file, the same for the same content.
        id: String,
        /// The article it was read in.
        article: String,
        /// Full name; a group as printed.
        speaker: Option<String>,
        /// Whether the speaker is a group of several sides.
        joint: bool,
        /// The speaker's office as printed.
        office: Option<String>,
        /// ISO 3166-1 alpha-2.
        country: Option<String>,
        /// Code of the speaker's organisation.
        org: Option<String>,
        /// The verb that opens the speech.
        verb: Option<String>,
        /// The words between the speaker and the speech.
        lead: Option<String>,
        /// The encounter at which it was said.
        meeting: Option<String>,
        /// The speech.
        text: Option<String>,
        /// Points of the speech: 一是…二是….
        points: Vec<Point>,
        /// The beginning, with its speaker, is on another page.
        truncated_start: bool,
        /// The fields that were corrected by hand, as JSON Pointers.
        corrected: Vec<String>,
        /// Where it was read.
        source: Source,
        /// Where it stands in the repaired text.
        #[serde(skip)] span: Span,
    }
}

record! {
    /// A point of a speech.
    Point {
        /// The marker as printed: 一是, 第一，.
        marker: String,
        /// Its number.
        number: u32,
        /// The sentence behind the marker.
        heading: Option<String>,
        /// The text of the point, heading included.
        text: Option<String>,
        /// Where it was read.
        source: Source,
    }
}

code! {
    /// What an instrument is, by the noun that ends its title.
    DocumentKind {
        /// 条约.
        Treaty,
        /// 协定.
        Agreement,
        /// 协议.
        Accord,
        /// 议定书.
        Protocol,
        /// 谅解备忘录.
        Mou,
        /// 备忘录.
        Memorandum,
        /// 联合声明.
        JointStatement,
        /// 联合公报.
        JointCommunique,
        /// 联合宣言.
        JointDeclaration,
        /// 宣言.
        Declaration,
        /// 计划, 行动计划.
        Plan,
        /// 规划, 纲要, 方案.
        Programme,
        /// 公约.
        Convention,
        /// 宪章.
        Charter,
        /// 换文.
        ExchangeOfNotes,
        /// 纪要.
        Minutes,
        /// 意向书.
        LetterOfIntent,
        /// 安排.
        Arrangement,
        /// 合同.
        Contract,
        /// 声明.
        Statement,
        /// Any other noun.
        #[default] Other,
    }
}

code! {
    /// On what level a party acts.
    PartyLevel {
        /// The state.
        State,
        /// Its head.
        HeadOfState,
        /// The government.
        Government,
        /// A ministry, agency or authority.
        #[default] Ministry,
        /// A parliament.
        Legislature,
        /// A political party.
        Party,
        /// A news agency, paper or broadcaster.
        Media,
        /// A university, academy or institute.
        University,
        /// A company.
        Company,
        /// An organisation of states or any other.
        Organisation,
    }
}

record! {
    /// A side of an instrument.
    Signatory {
        /// As printed.
        name: String,
        /// ISO 3166-1 alpha-2.
        country: Option<String>,
        /// Code of an organisation.
        org: Option<String>,
        /// On what level it acts.
        level: Option<PartyLevel>,
    }
}

code! {
    /// What is done with instruments.
    ActKind {
        /// 签署并发表.
        SignAndIssue,
        /// 签署.
        Sign,
        /// 发表.
        Issue,
        /// 见证签署.
        WitnessSigning,
        /// 见证交换.
        WitnessExchange,
        /// 宣布.
        Announce,
        /// 通过.
        Adopt,
        /// 延期.
        Extend,
        /// Named only.
        #[default] Cite,
        /// 达成.
        Reach,
    }
}

record! {
    /// What is told of an instrument at one place.
    Act {
        /// What is done.
        act: ActKind,
        /// EDTF.
        date: Option<String>,
        /// By whom, as printed.
        by: Option<String>,
        /// The encounter at which it was done.
        meeting: Option<String>,
        /// 第二十五条: the article cited.
        article_cited: Option<String>,
        /// Where it was read.
        source: Source,
    }
}

record! {
    /// The place in a list of outcomes.
    ListEntry {
        /// Number of the section.
        section: Option<u32>,
        /// Its title.
        section_title: Option<String>,
        /// Number in the section.
        number: Option<u32>,
    }
}

record! {
    /// An instrument.
    Document {
        /// Unique in the file, the same for the same content.
        id: String,
        /// The article it was read in first.
        article: String,
        /// Without the outer 《》; nested titles kept.
        title: Option<String>,
        /// For one cited by date and noun only: the words.
        description: Option<String>,
        /// By the noun that ends the title.
        kind: DocumentKind,
        /// The sides, in the order of the title.
        parties: Vec<Signatory>,
        /// What stands between 关于 and the kind.
        subject: Option<String>,
        /// EDTF interval: `2026/2027`.
        period: Option<String>,
        /// Of signature or issue, EDTF.
        date: Option<String>,
        /// What is told of it.
        acts: Vec<Act>,
        /// Where it stands in a list of outcomes.
        list: Option<ListEntry>,
        /// What stands before the first clause of a text printed in full.
        preamble: Vec<String>,
        /// The clauses of a text printed in full.
        clauses: Vec<Clause>,
        /// What stands behind the last clause: place and date of signature.
        closing: Vec<String>,
        /// The text printed ends before the document does.
        truncated: bool,
        /// The page on which the text goes on.
        continues_on: Option<String>,
        /// The fields that were corrected by hand, as JSON Pointers.
        corrected: Vec<String>,
        /// Where it was read first.
        source: Source,
        /// Where it stands in the repaired text.
        #[serde(skip)] span: Span,
    }
}

record! {
    /// A clause of a document printed in full.
    Clause {
        /// The marker as printed: 一、, （一）, 第一条.
        marker: Option<String>,
        /// Its number.
        number: Option<u32>,
        /// A heading behind the marker.
        heading: Option<String>,
        /// The paragraphs of the clause itself.
        paragraphs: Vec<String>,
        /// Clauses inside.
        clauses: Vec<Clause>,
        /// What the paragraphs commit to.
        commitments: Vec<Commitment>,
        /// Where it was read.
        source: Source,
    }
}

record! {
    /// A paragraph that commits.
    Commitment {
        /// 双方, 中方, 俄方.
        actor: String,
        /// 支持, 重申, 愿, 将, 商定.
        verb: String,
        /// The sentence.
        text: Option<String>,
        /// Where it was read.
        source: Source,
    }
}

record! {
    /// Instruments that are only counted.
    Bundle {
        /// Unique in the file, the same for the same content.
        id: String,
        /// The article it was read in.
        article: String,
        /// What was done.
        act: ActKind,
        /// How many.
        count: Option<u32>,
        /// 20多份, 多项.
        at_least: bool,
        /// As printed, without 等领域.
        fields: Vec<String>,
        /// The encounter at which it was done.
        meeting: Option<String>,
        /// The fields that were corrected by hand, as JSON Pointers.
        corrected: Vec<String>,
        /// Where it was read.
        source: Source,
        /// Where it stands in the repaired text.
        #[serde(skip)] span: Span,
    }
}

code! {
    /// The form of a visit.
    VisitKind {
        /// 国事访问.
        StateVisit,
        /// 正式访问, 正式友好访问.
        OfficialVisit,
        /// 友好访问.
        GoodwillVisit,
        /// 工作访问.
        WorkingVisit,
        /// 访问.
        #[default] Visit,
    }
}

code! {
    /// How far a visit has come.
    VisitStatus {
        /// To come.
        #[default] Announced,
        /// Begun.
        Begun,
        /// Over.
        Ended,
    }
}

record! {
    /// A journey of one person to one country.
    Visit {
        /// Unique in the file, the same for the same content.
        id: String,
        /// The article it was read in.
        article: String,
        /// Who travels.
        visitor: String,
        /// The office as printed.
        office: Option<String>,
        /// ISO 3166-1 alpha-2 of the visitor.
        country: Option<String>,
        /// ISO 3166-1 alpha-2 of where to.
        to: Option<String>,
        /// The form, where the text says 访问.
        kind: Option<VisitKind>,
        /// EDTF.
        from: Option<String>,
        /// EDTF.
        until: Option<String>,
        /// What a year or month that is not printed was inferred from.
        date_basis: Option<DateBasis>,
        /// Who invited.
        inviter: Option<String>,
        /// How far it has come.
        status: Option<VisitStatus>,
        /// The fields that were corrected by hand, as JSON Pointers.
        corrected: Vec<String>,
        /// Where it was read.
        source: Source,
        /// Where it stands in the repaired text.
        #[serde(skip)] span: Span,
    }
}
