//! Why: what each stage made of an input, and what led to a record, each word with where it stands.
//!
//! 1. [`stages`]: what a stage made of a page, piece by piece.
//! 2. [`record`]: the attempts of the rules that a record stage kept (`record::Trace`), those that gave the record and those that were
//!    given up, with the words of the lexicon in it.

mod place;
mod record;
mod stages;

pub use place::Place;
pub(crate) use record::Reasons;
pub use record::{Inferred, Step, Tried, Why, Word, why};
pub use stages::{Item, Made, stage};

/// A stage, for [`stage`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Bytes to text.
    Decode,
    /// Text to blocks.
    Layout,
    /// Blocks to articles.
    Article,
    /// Written forms.
    Parse,
    /// Records as read.
    Record,
    /// Records as emitted.
    Link,
}

impl Stage {
    /// The stage of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "decode" => Self::Decode,
            "layout" => Self::Layout,
            "article" => Self::Article,
            "parse" => Self::Parse,
            "record" => Self::Record,
            "link" => Self::Link,
            _ => return None,
        })
    }
}
