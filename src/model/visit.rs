//! Who travels where, when, in what form.

use super::article::DateBasis;
use crate::source::Source;
use crate::span::Span;

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
