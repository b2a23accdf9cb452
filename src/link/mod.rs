//! What records mean beside each other: one encounter told twice, counts against lists, and ids that are the same for the same content.

mod counts;
mod ids;
mod merge;

use crate::diagnostic::Outcome;
use crate::model::Extraction;
use crate::record::Trace;

/// Links the records of one input.
pub fn link(mut records: Extraction, trace: &Trace) -> Outcome<Extraction> {
    merge::encounters(&mut records, trace);
    merge::visits(&mut records, trace);
    merge::repeated(&mut records);
    ids::assign(&mut records);
    let diagnostics = counts::check(&records);
    Outcome { value: records, diagnostics }
}
