//! The written forms: nom parsers from `&str` to parts, each with its span and without judgement.
//!
//! A dateline that says 2月30日 parses; whether there is such a day is asked later. Every parser works on a slice of the one
//! buffer of the page, so the offset of a slice is its span. The rules stand above the functions that implement them; the
//! whole grammar is in `grammar/rules/`.

pub mod announced;
pub mod byline;
pub mod circumstance;
pub mod clause;
pub mod credit;
pub mod date;
pub mod dateline;
pub mod dates;
pub mod ending;
pub mod enumerator;
pub mod invitation;
mod marks;
pub mod names;
pub mod number;
pub mod parties;
pub mod person;
pub mod quantity;
mod reach;
pub mod sentence;
pub mod signature;
pub mod title;
pub mod turn;
pub mod week;
pub mod words;

/// Result of a parser of this grammar: the rest of the input and the part. No error is kept: a form is there or it is not.
pub type Parsed<'a, T> = nom::IResult<&'a str, T, ()>;
