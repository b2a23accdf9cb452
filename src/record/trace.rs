//! What was done on the way to the records: kept only where somebody asks why, and never read by the rules themselves.
//!
//! A rule that looks for a record opens an attempt, says what it takes from which words, and which candidates it refuses; the attempt
//! ends with what it gives, or with why it gives nothing.

use crate::span::Span;
use std::cell::RefCell;

/// Collects attempts; nothing unless it is [`Trace::kept`].
#[derive(Debug, Default)]
pub struct Trace(Option<RefCell<Log>>);

#[derive(Debug, Default)]
struct Log {
    attempts: Vec<Attempt>,
    open: bool,
}

/// One attempt at a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// The list of the records that the record would stand in.
    pub list: &'static str,
    /// The sentence, or the part of the page, in which it is looked for.
    pub within: Span,
    /// The words that set it off.
    pub at: Span,
    /// The rule, as `grammar/rules` calls it, or what is done.
    pub rule: String,
    /// What it gives; nothing where it was given up.
    pub gives: Option<String>,
    /// Why it was given up.
    pub refused: Option<&'static str>,
    /// What was taken and refused on the way.
    pub steps: Vec<Step>,
}

/// What was taken from some words, or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The words.
    pub from: Span,
    /// The field that they settle; nothing for a candidate that was refused.
    pub field: Option<&'static str>,
    /// Its value.
    pub value: String,
    /// By what reading of the words, or why not.
    pub how: &'static str,
}

impl Trace {
    /// One that collects.
    #[must_use]
    pub fn kept() -> Self {
        Self(Some(RefCell::default()))
    }

    /// Whether it collects.
    #[must_use]
    pub const fn is_kept(&self) -> bool {
        self.0.is_some()
    }

    /// What was collected.
    #[must_use]
    pub fn attempts(self) -> Vec<Attempt> {
        self.0.map(|log| log.into_inner().attempts).unwrap_or_default()
    }

    /// Opens an attempt; one that is open still has given what it took.
    pub fn attempt(&self, list: &'static str, within: Span, at: Span, rule: impl FnOnce() -> String) {
        let Some(log) = &self.0 else { return };
        let attempt = Attempt { list, within, at, rule: rule(), gives: None, refused: None, steps: Vec::new() };
        let mut log = log.borrow_mut();
        log.attempts.push(attempt);
        log.open = true;
    }

    /// Ends the attempt that is open with what it gives.
    pub fn gives(&self, what: impl FnOnce() -> String) {
        self.with(|log| {
            if let Some(last) = log.attempts.last_mut() {
                last.gives = Some(what());
            }
            log.open = false;
        });
    }

    /// Ends the attempt that is open: it gives nothing.
    pub fn gives_up(&self, why: &'static str) {
        self.with(|log| {
            if let Some(last) = log.attempts.last_mut() {
                last.refused = Some(why);
            }
            log.open = false;
        });
    }

    /// A field was settled by some words.
    pub fn took(&self, field: &'static str, from: Span, how: &'static str, value: impl FnOnce() -> String) {
        self.step(|| Step { from, field: Some(field), value: value(), how });
    }

    /// A candidate was refused.
    pub fn refused(&self, from: Span, why: &'static str) {
        self.step(|| Step { from, field: None, value: String::new(), how: why });
    }

    /// A whole attempt in one: a field of a record that stands already.
    pub fn later(
        &self,
        (list, within): (&'static str, Span),
        from: Span,
        field: &'static str,
        how: &'static str,
        value: impl FnOnce() -> String,
    ) {
        if self.0.is_some() {
            self.attempt(list, within, from, || "completion".to_owned());
            self.took(field, from, how, value);
            self.with(|log| log.open = false);
        }
    }

    fn step(&self, step: impl FnOnce() -> Step) {
        self.with(|log| {
            if let Some(last) = log.attempts.last_mut() {
                let step = step();
                if !last.steps.contains(&step) {
                    last.steps.push(step);
                }
            }
        });
    }

    fn with(&self, change: impl FnOnce(&mut Log)) {
        let Some(log) = &self.0 else { return };
        let mut log = log.borrow_mut();
        if log.open {
            change(&mut log);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attempts_hold_their_steps() {
        let at = Span::new(3, 9);
        let trace = Trace::kept();
        trace.took("city", at, "nowhere", String::new);
        trace.attempt("meetings", Span::new(0, 30), at, || "with clause".into());
        trace.took("city", at, "behind 在", || "巴黎".into());
        trace.refused(at, "no side");
        trace.gives(|| "talks".into());
        trace.took("city", at, "too late", String::new);
        let [one] = trace.attempts().try_into().unwrap();
        assert_eq!((one.gives.as_deref(), one.steps.len()), (Some("talks"), 2));
    }

    #[test]
    fn nothing_is_kept_unasked() {
        let trace = Trace::default();
        trace.attempt("meetings", Span::default(), Span::default(), || unreachable!());
        trace.took("city", Span::default(), "", || unreachable!());
        trace.gives(|| unreachable!());
        assert!(trace.attempts().is_empty());
    }
}
