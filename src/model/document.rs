//! Instruments: titles, sides, what was done with them, their clauses.

use crate::source::Source;
use crate::span::Span;

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
