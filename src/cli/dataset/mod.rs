//! `extract dataset IN… -o OUT`: pages to a dataset, and again with only what changed.
//!
//! 1. `sources`: which pages there are.
//! 2. `pages`: each is read, unless the dataset or an interrupted run has it.
//! 3. `tables`: all records to tables, with what the pages tell together.
//! 4. `store`: the new dataset takes the place of the old one.

mod index;
mod pages;
#[cfg(feature = "parquet")]
mod parquet;
mod sort;
mod sources;
mod store;
mod tables;
mod written;

use super::args::DatasetArgs;
use super::{Exit, grammar, output, report, shown};
use crate::{Lexicon, Options};
use index::{Index, Making};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use pages::{Pages, Reader};
use sources::Sources;
use std::fmt::Write as _;
use std::io::{self, IsTerminal};
use std::path::Path;
use store::{Store, Unusable};
use tables::Shape;

/// Makes or checks a dataset. What is wrong with the disk is said here: it is not standard output that cannot be written.
pub fn dataset(args: &DatasetArgs) -> io::Result<Exit> {
    match made(args) {
        Err(Unusable::Disk(error)) if error.kind() == io::ErrorKind::BrokenPipe => Err(error),
        Err(error) => Ok(report::failure(&shown(&error.to_string()))),
        Ok(exit) => Ok(exit),
    }
}

fn made(args: &DatasetArgs) -> Result<Exit, Unusable> {
    let own = match args.grammar.as_deref().map(grammar::load).transpose() {
        Ok(own) => own,
        Err(wrong) => {
            for message in &wrong {
                report::failure(message);
            }
            return Ok(Exit::Failed);
        }
    };
    let dated = args.published.as_deref() == Some("name");
    let published = args.published.clone();
    let making = Making::new(own.as_ref(), args.text.into(), published.as_deref(), args.encoding.as_deref());
    let lexicon = own.map(Lexicon::with_overlay);

    let store = if args.check { Store::beside(&args.output)? } else { Store::open(&args.output)? };
    let old = index::load(&args.output)?;
    let sources = Sources::find(&args.inputs, &args.output, &args.text_field);
    let bar = progress(sources.len(), args.quiet);
    let reader = Reader {
        store: &store,
        // A check trusts nothing.
        old: old.as_ref().filter(|_| !args.check && !args.all),
        making: &making,
        options: Options {
            published: published.filter(|_| !dated),
            text: args.text.into(),
            encoding: args.encoding.clone(),
            lexicon: lexicon.as_ref(),
            ..Options::default()
        },
        dated,
    };
    let jobs = args.jobs.or_else(|| std::thread::available_parallelism().ok()).map_or(1, std::num::NonZero::get);
    let pages = reader.read(sources, jobs, &bar)?;
    bar.finish_and_clear();
    for (input, _, message) in pages.wrong.iter().filter(|_| !args.quiet) {
        report::failure(&format!("{}: {}", shown(input), shown(message)));
    }
    let shape = Shape { bom: args.bom, parquet: args.wants_parquet() };
    let index = tables::write(&pages, &making, &store, shape)?;
    if args.check {
        return check(&store, old.as_ref(), &index, &args.output);
    }
    let gone = store.commit(old.as_ref(), &index)?;
    if !args.quiet {
        report::line(&summary(&pages, &index, gone));
    }
    Ok(if pages.wrong.is_empty() { Exit::Good } else { Exit::Failed })
}

/// Prints what would change.
fn check(store: &Store, old: Option<&Index>, index: &Index, out: &Path) -> Result<Exit, Unusable> {
    let changes = store.changes(old, index)?;
    let mut text = String::new();
    for (path, what) in &changes {
        let _ = writeln!(text, "{}: {what}", shown(&out.join(path).to_string_lossy()));
    }
    output::bytes(text.as_bytes())?;
    Ok(if changes.is_empty() { Exit::Good } else { Exit::Failed })
}

fn summary(pages: &Pages, index: &Index, (written, removed): (usize, usize)) -> String {
    let rows = |table: &str| index.rows.get(table).copied().unwrap_or_default();
    let (all, anew) = (pages.read.len(), pages.anew);
    let mut text = format!("{all} pages: {anew} read, {} unchanged", all - anew);
    if !pages.wrong.is_empty() {
        let _ = write!(text, ", {} could not be read (errors.csv)", pages.wrong.len());
    }
    let _ = write!(
        text,
        "; {} meetings, {} statements, {} documents, {} visits; {written} files written, {removed} removed",
        rows("meetings"),
        rows("statements"),
        rows("documents"),
        rows("visits")
    );
    text
}

/// A bar for people who wait.
fn progress(inputs: usize, quiet: bool) -> ProgressBar {
    if quiet || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(inputs as u64), ProgressDrawTarget::stderr());
    match ProgressStyle::with_template("{wide_bar} {pos}/{len} pages, {per_sec}, {eta} left") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
