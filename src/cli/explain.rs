//! `extract explain STAGE FILE`: what one stage made of an input.

use super::args::ExplainArgs;
use super::input::Input;
use super::{Exit, output, read, report};
use crate::Options;
use std::io;

/// Prints what the stage made of the input.
pub fn explain(args: &ExplainArgs) -> io::Result<Exit> {
    let input = Input::of(&args.input);
    let bytes = match input.read() {
        Ok(bytes) => bytes,
        Err(message) => return Ok(report::failure(&message)),
    };
    let lexicon = match read::lexicon(args.reading.grammar.as_deref()) {
        Ok(lexicon) => lexicon,
        Err(failed) => return Ok(failed),
    };
    let options = Options {
        name: input.name(),
        published: args.reading.published.clone(),
        text: crate::TextMode::Full,
        encoding: args.reading.encoding.clone(),
        lexicon: lexicon.as_ref(),
    };
    output::json(&crate::explain(args.stage.into(), &bytes, &options))
}
