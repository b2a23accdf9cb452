//! What options may be set to.

use crate::{Format, TextMode};
use chrono::NaiveDate;
use clap::ValueEnum;

/// How differences are printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// For people
    #[default]
    Text,
    /// For programs
    Json,
}

/// How diagnostics are printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum DiagnosticsArg {
    /// For people, with the line
    #[default]
    Human,
    /// An object a line, for tools
    Json,
    /// One SARIF 2.1.0 log at the end, for code hosts
    Sarif,
}

/// When messages are coloured.
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub enum Color {
    /// Where a terminal shows them
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Color {
    /// Makes it hold for all that this process prints.
    pub fn set(self) {
        match self {
            Self::Auto => anstream::ColorChoice::Auto,
            Self::Always => anstream::ColorChoice::Always,
            Self::Never => anstream::ColorChoice::Never,
        }
        .write_global();
    }
}

/// [`Format`] by name.
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub enum FormatArg {
    /// A document for each input
    #[default]
    Yaml,
    /// An object; an array for several inputs or a folder
    Json,
    /// An object a line
    Jsonl,
}

impl From<FormatArg> for Format {
    fn from(arg: FormatArg) -> Self {
        match arg {
            FormatArg::Yaml => Self::Yaml,
            FormatArg::Json => Self::Json,
            FormatArg::Jsonl => Self::Jsonl,
        }
    }
}

/// [`TextMode`] by name.
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub enum TextArg {
    /// Those of statements, clauses and captions
    #[default]
    Records,
    /// These and the paragraphs of every article
    Full,
    /// None: dates, names, titles, counts
    None,
}

impl From<TextArg> for TextMode {
    fn from(arg: TextArg) -> Self {
        match arg {
            TextArg::Records => Self::Records,
            TextArg::Full => Self::Full,
            TextArg::None => Self::None,
        }
    }
}

/// An EDTF day, month or year, strictly: `2026-5-2` may be a slip, so it is no date.
pub fn published(text: &str) -> Result<String, String> {
    let parts: Vec<&str> = text.split('-').collect();
    let widths = [4, 2, 2];
    let formed = parts.len() <= 3
        && parts.iter().zip(widths).all(|(part, width)| part.len() == width && part.bytes().all(|b| b.is_ascii_digit()));
    if !formed {
        return Err("a date is written 2026-05-21, 2026-05 or 2026".into());
    }
    let number = |n: usize| parts.get(n).and_then(|p| p.parse::<u32>().ok()).unwrap_or(1);
    let year = i32::try_from(number(0)).unwrap_or_default();
    match NaiveDate::from_ymd_opt(year, number(1), number(2)) {
        Some(_) if year > 0 => Ok(text.to_owned()),
        _ => Err("there is no such day in the calendar".into()),
    }
}

/// A day, or the word that says where it is.
pub fn published_or_name(text: &str) -> Result<String, String> {
    if text == "name" { Ok(text.to_owned()) } else { published(text) }
}

/// A label that the WHATWG Encoding Standard knows.
pub fn encoding(label: &str) -> Result<String, String> {
    match encoding_rs::Encoding::for_label(label.as_bytes()) {
        Some(_) => Ok(label.to_owned()),
        None => Err("no such encoding; the usual ones are utf-8, gb18030, gbk, big5, utf-16le, utf-16be".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        for good in ["2026-05-21", "2024-02-29", "2026-05", "2026"] {
            assert_eq!(published(good).as_deref(), Ok(good));
        }
        for bad in [
            "2026-5-2",
            "2026-05-2",
            "26-05-21",
            "2026-13",
            "2025-02-29",
            "2026-00",
            "0000",
            "",
            "-",
            "2026-05-21-1",
            "２０２６",
            "+026",
        ] {
            assert!(published(bad).is_err(), "{bad}");
        }
    }
}
