//! `extract explain`: what one stage made of an input, what led to a record, or how long each stage takes.

use super::args::{Asked, ExplainArgs};
use super::input::Input;
use super::values::DiffFormat;
use super::{Exit, output, read, report, shown, timing};
use crate::{Format, Made, Options, Place, TextMode, Tried, Why, Writer};
use std::fmt::Write as _;
use std::io;
use std::path::Path;

/// Prints what was asked for.
pub fn explain(args: &ExplainArgs, asked: Option<&Asked>, input: &Path) -> io::Result<Exit> {
    let input = Input::of(input);
    let bytes = match input.read() {
        Ok(bytes) => bytes,
        Err(message) => return Ok(report::failure(&message)),
    };
    let lexicon = match read::lexicon(args.reading.grammar.as_deref()) {
        Ok(lexicon) => lexicon,
        Err(failed) => return Ok(failed),
    };
    let options = args.reading.options(&input, TextMode::Full, lexicon.as_ref());
    let json = args.format == DiffFormat::Json;
    match asked {
        None => timing::timing(&bytes, &options, &input.shown(), json),
        Some(Asked::Stage(stage)) => explain_stage(crate::explain(*stage, &bytes, &options), json),
        Some(Asked::Record(id)) => explain_record(id, &bytes, &options, &input.shown(), json),
    }
}

/// Prints what a stage made: its pieces, or its records.
fn explain_stage(made: Made, json: bool) -> io::Result<Exit> {
    match made {
        made if json => output::json(&serde_json::to_value(made)?),
        Made::Records(records) => {
            let mut writer = Writer::new(Vec::new(), Format::Yaml, false);
            writer.write(&records)?;
            output::bytes(&writer.finish()?)
        }
        Made::Items { encoding, script, items } => {
            let mut out = format!("{encoding}, {script}\n");
            for item in &items {
                let _ = writeln!(out, "{}{:<22} {}", at(&item.place), item.what, shown(&item.place.text));
            }
            output::bytes(out.as_bytes())
        }
    }
}

/// Prints what led to a record; where there is none of that name, those that come near.
fn explain_record(id: &str, bytes: &[u8], options: &Options<'_>, name: &str, json: bool) -> io::Result<Exit> {
    let names = crate::review::handles(&crate::extract(bytes, options).value, bytes.len());
    let known = names.iter().find(|(handle, own)| own == id || handle == id);
    let Some((handle, why)) = known.and_then(|(handle, id)| Some((handle, crate::why(id, bytes, options)?))) else {
        let mut said = format!("{name}: no record {}", shown(id));
        said.push_str(if names.is_empty() { "; it gives none" } else { "; there are" });
        for (handle, id) in near(id, names) {
            let _ = write!(said, "\n  {handle:<4} {id}");
        }
        return Ok(report::failure(&said));
    };
    if json {
        let mut value = serde_json::to_value(why)?;
        value["handle"] = handle.as_str().into();
        return output::json(&value);
    }
    output::bytes(readable(handle, &why, name).as_bytes())
}

/// So many records are named where none fits.
const NEAR: usize = 8;

/// The records whose names share the longest beginning with one that is not there.
fn near(id: &str, mut all: Vec<(String, String)>) -> Vec<(String, String)> {
    let shared = |own: &str| own.chars().zip(id.chars()).take_while(|(a, b)| a == b).count();
    all.sort_by_key(|(handle, own)| std::cmp::Reverse(shared(own).max(shared(handle))));
    all.truncate(NEAR);
    all
}

/// Line and column, as wide as those of a page are.
fn at(place: &Place) -> String {
    format!("{:<9} ", format!("{}:{}", place.line, place.column))
}

/// The beginning of a text, in one line.
fn short(text: &str, most: usize) -> String {
    let line: String = text.trim().chars().map(|c| if c == '\n' { ' ' } else { c }).take(most).collect();
    let more = if text.trim().chars().nth(most).is_some() { "…" } else { "" };
    format!("{}{more}", shown(&line))
}

/// What led to a record, for people.
fn readable(handle: &str, why: &Why, name: &str) -> String {
    let mut out = format!("{handle} {} ({})\n", why.id, why.list);
    let bytes: Vec<String> = why.place.source.bytes.iter().map(|b| format!("{}..{}", b[0], b[1])).collect();
    let _ = writeln!(out, "{name}:{}:{} bytes {}", why.place.line, why.place.column, bytes.join(" "));
    let _ = writeln!(out, "  {}", short(&why.place.text, 200));
    tried(&mut out, "Read by", &why.rules);
    if !why.inferred.is_empty() {
        out.push_str("\nInferred\n");
    }
    for i in &why.inferred {
        let place = i.evidence.as_ref().map_or_else(|| " ".repeat(10), at);
        let words = i.evidence.as_ref().map_or_else(String::new, |e| format!(": {}", shown(&e.text)));
        let _ = writeln!(out, "  {place}{} from {}{words}", i.field, i.from);
    }
    tried(&mut out, "Read in the same words", &why.beside);
    tried(&mut out, "Refused", &why.refused);
    if !why.words.is_empty() {
        out.push_str("\nWords of the lexicon\n");
    }
    for w in &why.words {
        let about =
            [Some(&w.entry), w.kind.as_ref(), w.code.as_ref()].into_iter().flatten().cloned().collect::<Vec<_>>().join(", ");
        let _ = writeln!(out, "  {}{} ({}.yaml: {about})", at(&w.place), shown(&w.place.text), w.file);
    }
    if !why.diagnostics.is_empty() {
        out.push_str("\nDiagnostics\n");
    }
    for d in &why.diagnostics {
        let line = d.source.as_ref().map_or(1, |s| s.lines[0]);
        let _ = writeln!(out, "  {:<9} {}: {}", line, d.code.name(), shown(&d.message));
    }
    out
}

fn tried(out: &mut String, heading: &str, all: &[Tried]) {
    if !all.is_empty() {
        let _ = writeln!(out, "\n{heading}");
    }
    let in_lexicon = |entry: &Option<String>| entry.as_ref().map_or_else(String::new, |e| format!(" ({e})"));
    for t in all {
        let gives = t.gives.as_ref().map_or_else(String::new, |g| format!(" → {}", shown(g)));
        let why = t.refused.map_or_else(String::new, |why| format!(": {why}"));
        let _ = writeln!(out, "  {}{}, at “{}”{}{gives}{why}", at(&t.at), t.rule, short(&t.at.text, 40), in_lexicon(&t.entry));
        for s in &t.steps {
            let words = if s.field.is_none() { &s.from.text } else { &s.value };
            let field = s.field.unwrap_or("refused");
            let _ = writeln!(out, "    {}{field:<10} {} – {}{}", at(&s.from), short(words, 60), s.how, in_lexicon(&s.entry));
        }
    }
}
