//! Articles: what a page carries, and where its words are from.

use crate::source::Source;
use crate::span::Span;

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
        dateline: Option<Box<Dateline>>,
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
