//! `extract explain --timing`: how long each stage takes. The library asks no clock; it says when a stage is over.

use super::{Exit, output};
use crate::{Extraction, Format, Options, Writer, pipeline};
use serde_json::json;
use std::fmt::Write as _;
use std::io;
use std::time::{Duration, Instant};

/// An input is read again and again for so long: one reading of a page takes less time than a system needs to turn to others.
const LONG_ENOUGH: Duration = Duration::from_millis(300);

/// The stages in their order, and the least time that each took.
type Times = Vec<(&'static str, Duration)>;

/// Prints the seconds of each stage.
pub fn timing(bytes: &[u8], options: &Options<'_>, name: &str, json: bool) -> io::Result<Exit> {
    let begun = Instant::now();
    let mut times = once(bytes, options)?;
    // the words are made ready once, however much is read
    let lexicon = if times.is_empty() { Duration::ZERO } else { times.remove(0).1 };
    let mut readings = 1;
    while begun.elapsed() < LONG_ENOUGH {
        for (least, (_, again)) in times.iter_mut().zip(once(bytes, options)?.into_iter().skip(1)) {
            least.1 = least.1.min(again);
        }
        readings += 1;
    }
    let all: Duration = times.iter().map(|t| t.1).sum();
    if json {
        let seconds: serde_json::Map<_, _> = times.iter().map(|(stage, t)| ((*stage).into(), t.as_secs_f64().into())).collect();
        return output::json(&json!({
            "bytes": bytes.len(),
            "readings": readings,
            "lexicon": lexicon.as_secs_f64(),
            "seconds": seconds,
            "all": all.as_secs_f64(),
        }));
    }
    let mut out = format!("{name}: {} bytes, the least of {readings} readings\n", bytes.len());
    let whole = all.as_secs_f64().max(f64::MIN_POSITIVE);
    for (stage, t) in &times {
        let _ = writeln!(out, "  {stage:<8}{:>12.6} s{:>6.1} %", t.as_secs_f64(), 100.0 * t.as_secs_f64() / whole);
    }
    let _ = writeln!(out, "  {:<8}{:>12.6} s", "all", all.as_secs_f64());
    let _ = writeln!(out, "  {:<8}{:>12.6} s, once for all inputs", "lexicon", lexicon.as_secs_f64());
    output::bytes(out.as_bytes())
}

/// Reads and writes once.
fn once(bytes: &[u8], options: &Options<'_>) -> io::Result<Times> {
    let mut times = Times::new();
    let mut last = Instant::now();
    let mut over = |stage| {
        let now = Instant::now();
        times.push((stage, now.duration_since(last)));
        last = now;
    };
    let found = pipeline::watched(bytes.into(), options, &mut over).value;
    written(&found)?;
    over("emit");
    Ok(times)
}

fn written(found: &Extraction) -> io::Result<()> {
    let mut writer = Writer::new(io::sink(), Format::Yaml, false);
    writer.write(found)?;
    writer.finish()?;
    Ok(())
}
