//! Records to bytes: YAML, JSON, JSON Lines.
//!
//! A [`Writer`] takes one [`Extraction`] after the other, so that a folder of ten thousand pages needs the memory of one.

mod depth;
mod schema;
mod yaml;

use crate::model::Extraction;
pub use depth::too_deep;
pub use schema::schema;
use std::io::{self, Write};

/// The format of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// A YAML document; several inputs are a stream.
    #[default]
    Yaml,
    /// A JSON object; several inputs are an array.
    Json,
    /// One JSON object a line.
    Jsonl,
}

/// Writes extractions to `out`, one after the other; [`Writer::finish`] closes what is open.
#[derive(Debug)]
pub struct Writer<W> {
    out: W,
    format: Format,
    several: bool,
    written: usize,
}

impl<W: Write> Writer<W> {
    /// A writer to `out`. With `several` the JSON is an array, whatever the number that comes: a reader of the output can
    /// know its shape from the call alone.
    pub const fn new(out: W, format: Format, several: bool) -> Self {
        Self { out, format, several, written: 0 }
    }

    /// Writes one extraction.
    pub fn write(&mut self, extraction: &Extraction) -> io::Result<()> {
        match self.format {
            Format::Yaml => {
                let text = yaml::to_string(extraction)?;
                if self.written > 0 {
                    self.out.write_all(b"---\n")?;
                }
                self.out.write_all(text.as_bytes())?;
            }
            Format::Json if self.several => {
                self.out.write_all(if self.written == 0 { b"[\n" } else { b",\n" })?;
                // A JSON string holds no line break, so every line is structure and can be moved right.
                let text = serde_json::to_string_pretty(extraction)?;
                self.out.write_all(b"  ")?;
                self.out.write_all(text.replace('\n', "\n  ").as_bytes())?;
            }
            Format::Json => {
                serde_json::to_writer_pretty(&mut self.out, extraction)?;
                self.out.write_all(b"\n")?;
            }
            Format::Jsonl => {
                serde_json::to_writer(&mut self.out, extraction)?;
                self.out.write_all(b"\n")?;
            }
        }
        self.written += 1;
        Ok(())
    }

    /// Closes the output and gives back what it was written to.
    pub fn finish(mut self) -> io::Result<W> {
        if self.format == Format::Json && self.several {
            self.out.write_all(if self.written == 0 { b"[]\n" } else { b"\n]\n" })?;
        }
        self.out.flush()?;
        Ok(self.out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(name: &str) -> Extraction {
        let mut e = Extraction { schema: crate::model::SCHEMA.into(), ..Extraction::default() };
        e.source.name = name.into();
        e
    }

    fn written(format: Format, several: bool, pages: &[Extraction]) -> String {
        let mut w = Writer::new(Vec::new(), format, several);
        for p in pages {
            w.write(p).unwrap();
        }
        String::from_utf8(w.finish().unwrap()).unwrap()
    }

    #[test]
    fn several_inputs() {
        let pages = [page("a"), page("b")];
        assert_eq!(
            written(Format::Yaml, true, &pages),
            "schema: gongbao/1\nsource:\n  name: a\n---\nschema: gongbao/1\nsource:\n  name: b\n"
        );
        assert_eq!(
            written(Format::Jsonl, true, &pages),
            "{\"schema\":\"gongbao/1\",\"source\":{\"name\":\"a\"}}\n{\"schema\":\"gongbao/1\",\"source\":{\"name\":\"b\"}}\n"
        );
        let array: Vec<Extraction> = serde_json::from_str(&written(Format::Json, true, &pages)).unwrap();
        assert_eq!(array, pages);
        assert_eq!(written(Format::Json, true, &[]), "[]\n");
        assert_eq!(written(Format::Json, true, &pages[..1]).chars().next(), Some('['));
    }

    #[test]
    fn one_input() {
        let pages = [page("a")];
        assert_eq!(written(Format::Yaml, false, &pages), "schema: gongbao/1\nsource:\n  name: a\n");
        let one: Extraction = serde_json::from_str(&written(Format::Json, false, &pages)).unwrap();
        assert_eq!(one, pages[0]);
    }
}
