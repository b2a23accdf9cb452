//! Records beside the page they were read from: one HTML page that needs nothing else, not even a network.
//!
//! 1. [`marks`]: which bytes of the input belong to which record.
//! 2. [`lines`]: the input cut into lines, and these where a mark begins or ends.
//! 3. [`cards`]: the fields of each record, for people; [`fields`] says which of them can be corrected, and to what.
//! 4. [`page`]: all of it through `templates/review/page.html`, which escapes whatever stands in the texts.
//!
//! [`corrections`] puts into the records what a reviewer changed.

mod cards;
pub mod corrections;
mod fields;
mod lines;
mod marks;
mod page;

pub use marks::handles;
pub use page::{Input, page};
