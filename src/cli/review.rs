//! `extract review FILE…`: records beside the page they were read from; and what a reviewer changed, put into the records.

use super::args::ReviewArgs;
use super::{Exit, input, output, read, report, shown};
use crate::review::{self, corrections};
use crate::{Extraction, Format, Options, Writer};
use std::io;
use std::path::Path;

/// Writes the page, or with `--apply` the corrected records.
pub fn review(args: &ReviewArgs) -> io::Result<Exit> {
    let lexicon = match read::lexicon(args.reading.grammar.as_deref()) {
        Ok(lexicon) => lexicon,
        Err(failed) => return Ok(failed),
    };
    let corrections = match args.apply.as_deref().map(load) {
        None => None,
        Some(Ok(corrections)) => Some(corrections),
        Some(Err(message)) => return Ok(report::failure(&message)),
    };
    let mut exit = Exit::Good;
    let mut pages: Vec<(Vec<u8>, Options<'_>, Extraction, String)> = Vec::new();
    let (inputs, folders) = input::inputs(&args.inputs);
    let several = folders || inputs.len() > 1;
    for found in inputs {
        match found.and_then(|input| input.read().map(|bytes| (input, bytes))) {
            Ok((input, bytes)) => {
                let options = args.reading.options(&input, args.text.into(), lexicon.as_ref());
                let value = crate::extract(&bytes, &options).value;
                pages.push((bytes, options, value, input.shown()));
            }
            Err(message) => exit = report::failure(&message),
        }
    }
    if let Some(corrections) = corrections {
        let mut writer = Writer::new(Vec::new(), Format::Yaml, several);
        for (_, _, value, name) in &mut pages {
            let tally = corrections.apply(value);
            for warning in &tally.warnings {
                report::line(&format!("{name}: \u{1b}[1m\u{1b}[33mwarning\u{1b}[0m: {}", shown(warning)));
            }
            let (accepted, rejected, changed) = (tally.accepted, tally.rejected, tally.changed);
            report::line(&format!("{name}: {accepted} accepted, {rejected} taken out, {changed} fields corrected"));
            if tally.left_out > 0 {
                exit = Exit::Failed;
            }
            writer.write(value)?;
        }
        return written(args.output.as_deref(), &writer.finish()?, exit);
    }
    let inputs: Vec<review::Input<'_>> =
        pages.iter().map(|(bytes, options, value, _)| review::Input { bytes, options, value }).collect();
    if inputs.is_empty() {
        return Ok(exit);
    }
    let html = review::page(&inputs).map_err(io::Error::other)?;
    written(args.output.as_deref(), html.as_bytes(), exit)
}

/// Reads a file of corrections.
fn load(path: &Path) -> Result<corrections::Corrections, String> {
    let input = input::Input::of(path);
    let name = input.shown();
    let bytes = input.read()?;
    let text = std::str::from_utf8(&bytes).map_err(|_| format!("{name}: not UTF-8"))?;
    corrections::read(text).map_err(|e| format!("{name}: {}", shown(&e)))
}

/// Writes to the file that was asked for, or to standard output.
fn written(path: Option<&Path>, bytes: &[u8], exit: Exit) -> io::Result<Exit> {
    let Some(path) = path.filter(|p| *p != Path::new("-")) else {
        output::bytes(bytes)?;
        return Ok(exit);
    };
    match std::fs::write(path, bytes) {
        Ok(()) => Ok(exit),
        Err(error) => Ok(report::failure(&format!("{}: {error}", shown(&path.to_string_lossy())))),
    }
}
