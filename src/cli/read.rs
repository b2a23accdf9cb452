//! The main job: inputs to records.

use super::args::{ReadArgs, Reading};
use super::diagnostics::Teller;
use super::input::{self, Input};
use super::{Exit, grammar, output, report};
use crate::{Code, Diagnostic, Extraction, Lexicon, Options, Outcome, Severity, TextMode, Writer};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, IsTerminal};
use std::num::NonZero;
use std::path::Path;
use std::sync::mpsc::sync_channel;

/// So many inputs that were read wait for those before them, for each thread.
const AHEAD: usize = 8;

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
    let one = |found: Found| -> Result<Read, String> {
        let (input, bytes) = found.and_then(|input| input.read().map(|bytes| (input, bytes)))?;
        let options = args.reading.options(&input, args.text.into(), lexicon.as_ref());
        // of a file nothing is kept: it is there to be read again
        if input.is_lasting() {
            let outcome = crate::extract(bytes, &options);
            return Ok(Read { input, kept: None, outcome });
        }
        let outcome = crate::extract(&bytes, &options);
        Ok(Read { input, kept: Some(bytes), outcome })
    };
    in_order(inputs, threads(args), one, |read| {
        let Read { input, kept, outcome } = match read {
            Ok(read) => read,
            Err(message) => {
                bar.suspend(|| teller.failure(&message));
                exit = Exit::Failed;
                bar.inc(1);
                return Ok(());
            }
        };
        let worth = |d: &&Diagnostic| unreadable(d.code) || (!args.quiet && d.severity >= least);
        let said: Vec<&Diagnostic> = outcome.diagnostics.iter().filter(worth).collect();
        if !said.is_empty() {
            let read = &outcome.value.source;
            let bytes = kept.unwrap_or_else(|| input.read_again(&read.sha256));
            let page = report::Page { name: &input.shown(), bytes: &bytes, encoding: &read.encoding };
            bar.suspend(|| teller.page(&page, &said));
        }
        if outcome.diagnostics.iter().any(|d| unreadable(d.code) || (args.strict && d.severity >= Severity::Warning)) {
            exit = Exit::Failed;
        }
        if !outcome.diagnostics.iter().any(|d| unreadable(d.code)) {
            writer.write(&outcome.value)?;
        }
        bar.inc(1);
        Ok(())
    })?;
    bar.finish_and_clear();
    teller.finish();
    writer.finish()?;
    Ok(exit)
}

/// An input, or what to say about it.
type Found = Result<Input, String>;

/// An input that was read.
struct Read {
    input: Input,
    /// Its bytes, where they cannot be read again.
    kept: Option<Vec<u8>>,
    outcome: Outcome<Extraction>,
}

/// How many threads read.
fn threads(args: &ReadArgs) -> usize {
    args.jobs.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZero::get)
}

/// Does `one` with each of a list, by so many threads in turn, and hands over what comes out in the order of the list.
fn in_order<T: Send, R: Send>(
    list: Vec<T>,
    threads: usize,
    one: impl Fn(T) -> R + Sync,
    mut take: impl FnMut(R) -> io::Result<()>,
) -> io::Result<()> {
    let threads = threads.min(list.len());
    if threads < 2 {
        return list.into_iter().try_for_each(|t| take(one(t)));
    }
    std::thread::scope(|scope| {
        let mut hands: Vec<Vec<T>> = (0..threads).map(|_| Vec::new()).collect();
        let all = list.len();
        for (n, t) in list.into_iter().enumerate() {
            if let Some(hand) = hands.get_mut(n % threads) {
                hand.push(t);
            }
        }
        let readers: Vec<_> = hands
            .into_iter()
            .map(|hand| {
                // one that is far ahead waits: no more than a few inputs are in memory
                let (give, taken) = sync_channel(AHEAD);
                let one = &one;
                let _reader = scope.spawn(move || hand.into_iter().map(one).try_for_each(|read| give.send(read)));
                taken
            })
            .collect();
        // a reader whose channel is closed stops
        (0..all).zip(readers.iter().cycle()).try_for_each(|(_, reader)| reader.recv().map_or(Ok(()), &mut take))
    })
}

impl Reading {
    /// How an input of that name is read, with the words of [`lexicon`].
    pub fn options<'a>(&self, input: &Input, text: TextMode, lexicon: Option<&'a Lexicon>) -> Options<'a> {
        let (published, encoding) = (self.published.clone(), self.encoding.clone());
        Options { name: input.name(), published, text, encoding, lexicon }
    }
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
