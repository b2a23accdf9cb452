//! The main job: inputs to records.

use super::args::ReadArgs;
use super::diagnostics::Teller;
use super::input;
use super::{Exit, grammar, output, report};
use crate::{Code, Diagnostic, Lexicon, Options, Severity, Writer};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, IsTerminal};
use std::path::Path;

/// Reads every input, writes its records, says what there is to say about it.
pub fn read(args: &ReadArgs) -> io::Result<Exit> {
    let lexicon = match lexicon(args.reading.grammar.as_deref()) {
        Ok(lexicon) => lexicon,
        Err(failed) => return Ok(failed),
    };
    let (inputs, folders) = input::inputs(&args.inputs);
    let mut writer = Writer::new(output::stdout(), args.format.into(), folders || inputs.len() > 1);
    let bar = progress(inputs.len(), args.quiet);
    let least = if args.verbose { Severity::Note } else { Severity::Warning };
    let mut teller = Teller::new(args.diagnostics);
    let mut exit = Exit::Good;
    for found in inputs {
        let read = found.and_then(|input| input.read().map(|bytes| (input, bytes)));
        let (input, bytes) = match read {
            Ok(read) => read,
            Err(message) => {
                bar.suspend(|| teller.failure(&message));
                exit = Exit::Failed;
                bar.inc(1);
                continue;
            }
        };
        let options = Options {
            name: input.name(),
            published: args.reading.published.clone(),
            text: args.text.into(),
            encoding: args.reading.encoding.clone(),
            lexicon: lexicon.as_ref(),
        };
        let outcome = crate::extract(&bytes, &options);
        let page = report::Page { name: &input.shown(), bytes: &bytes, encoding: &outcome.value.source.encoding };
        let worth = |d: &&Diagnostic| unreadable(d.code) || (!args.quiet && d.severity >= least);
        let said: Vec<&Diagnostic> = outcome.diagnostics.iter().filter(worth).collect();
        bar.suspend(|| teller.page(&page, &said));
        if outcome.diagnostics.iter().any(|d| unreadable(d.code) || (args.strict && d.severity >= Severity::Warning)) {
            exit = Exit::Failed;
        }
        if !outcome.diagnostics.iter().any(|d| unreadable(d.code)) {
            writer.write(&outcome.value)?;
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    teller.finish();
    writer.finish()?;
    Ok(exit)
}

/// The words to read with: `None` for the embedded ones alone.
pub fn lexicon(dir: Option<&Path>) -> Result<Option<Lexicon>, Exit> {
    let Some(dir) = dir else { return Ok(None) };
    match grammar::load(dir) {
        Ok(entries) => Ok(Some(Lexicon::with_overlay(entries))),
        Err(wrong) => {
            for message in &wrong {
                report::failure(message);
            }
            Err(Exit::Failed)
        }
    }
}

/// Whether an input with this diagnostic gives no records because it is no text to read.
fn unreadable(code: Code) -> bool {
    matches!(code, Code::EmptyInput | Code::BinaryInput | Code::NotChinese)
}

/// A bar for people who wait; nothing where nobody looks, or where records already run over the same screen.
fn progress(inputs: usize, quiet: bool) -> ProgressBar {
    if inputs < 2 || quiet || !io::stderr().is_terminal() || io::stdout().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(inputs as u64), ProgressDrawTarget::stderr());
    match ProgressStyle::with_template("{wide_bar} {pos}/{len} {eta}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
