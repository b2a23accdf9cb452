//! The arguments.

use super::values::{Color, DiagnosticsArg, DiffFormat, FormatArg, TextArg, encoding, published, published_or_name};
use crate::Stage;
use clap::{Args, Parser, Subcommand};
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "Examples:
  extract page.txt > page.yaml
  extract --format jsonl --published 2026-05-21 pages/ > pages.jsonl
  cat page.html | extract -

Records go to standard output, what there is to say about them to standard error.
A file that is named like a command is given as ./check.

Exit codes: 0 read; 1 an input could not be read, or --strict and there were warnings; 2 wrong usage.";

/// Reads Chinese diplomatic news and documents into typed records.
#[derive(Debug, Parser)]
#[command(name = "extract", version, arg_required_else_help = true, after_help = EXAMPLES)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Option<Command>,
    #[command(flatten)]
    pub read: ReadArgs,
    /// When to colour messages
    #[arg(long, value_enum, value_name = "WHEN", default_value_t, global = true)]
    pub color: Color,
}

/// What else the command does.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a dataset of pages, or bring it up to date
    Dataset(DatasetArgs),
    /// Write a page that shows the records beside their source, to look them over and correct them
    Review(ReviewArgs),
    /// Print what was gained, lost and changed from one dataset, or file of records, to the next
    Diff(DiffArgs),
    /// Check the lexicon against its own examples, or records against the schema
    #[command(subcommand)]
    Check(CheckCommand),
    /// Print the JSON Schema of the records
    Schema,
    /// Print what one stage makes of an input, or which words and rules led to a record
    Explain(ExplainArgs),
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
}

/// What can be checked.
#[derive(Debug, Subcommand)]
pub enum CheckCommand {
    /// Every entry gives what its examples say, and nothing that its counter-examples rule out
    Grammar {
        /// Check the entries of this folder, laid over the embedded ones
        #[arg(long, value_name = "DIR")]
        grammar: Option<PathBuf>,
    },
    /// Files of records hold to the JSON Schema that `extract schema` prints
    Records {
        /// Files of records: YAML, JSON or JSON Lines; - is standard input
        #[arg(value_name = "FILE", required = true)]
        files: Vec<PathBuf>,
    },
}

/// How inputs are read.
#[derive(Debug, Clone, Args)]
pub struct Reading {
    /// When the inputs were published: 2026-05-21, 2026-05 or 2026
    #[arg(long, value_name = "DATE", value_parser = published)]
    pub published: Option<String>,
    /// Encoding of the inputs, where it is not found out right: gb18030, big5, utf-16le
    #[arg(long, value_name = "LABEL", value_parser = encoding)]
    pub encoding: Option<String>,
    /// Own words (FILE.yaml or lexicon/FILE.yaml in DIR), laid over the embedded ones
    #[arg(long, value_name = "DIR")]
    pub grammar: Option<PathBuf>,
}

/// The arguments of the main job.
#[derive(Debug, Clone, Args)]
pub struct ReadArgs {
    /// Files or folders of pages (.txt, .md, .html, .htm); - is standard input
    #[arg(value_name = "FILE", required = true)]
    pub inputs: Vec<PathBuf>,
    /// What to write
    #[arg(long, value_enum, default_value_t)]
    pub format: FormatArg,
    /// Which texts the records carry
    #[arg(long, value_enum, default_value_t)]
    pub text: TextArg,
    #[command(flatten)]
    pub reading: Reading,
    /// How to print what there is to say about them, on standard error
    #[arg(long, value_enum, value_name = "FORM", default_value_t)]
    pub diagnostics: DiagnosticsArg,
    /// How many threads read [default: one for each processor]
    #[arg(short, long, value_name = "N")]
    pub jobs: Option<std::num::NonZero<usize>>,
    /// Exit 1 where there are warnings
    #[arg(long)]
    pub strict: bool,
    /// Say only what could not be read
    #[arg(short, long, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Say also what was repaired
    #[arg(short, long)]
    pub verbose: bool,
}

/// The arguments of `dataset`.
#[allow(clippy::struct_excessive_bools, reason = "a switch of the command line each")]
#[derive(Debug, Clone, Args)]
pub struct DatasetArgs {
    /// Pages: files, folders, 'patterns', @LIST (a path a line), .tar, .zip, .gz, .jsonl; - is standard input
    #[arg(value_name = "IN", required = true)]
    pub inputs: Vec<PathBuf>,
    /// The folder of the dataset
    #[arg(short, long, value_name = "OUT")]
    pub output: PathBuf,
    /// Write nothing; print what would change, and exit 1 if anything would
    #[arg(long)]
    pub check: bool,
    /// Read all pages anew, unchanged ones too
    #[arg(long)]
    pub all: bool,
    /// Which texts the records carry
    #[arg(long, value_enum, default_value_t)]
    pub text: TextArg,
    /// When the inputs were published: 2026-05-21, 2026-05, 2026, or `name` where the day is in the path of each
    #[arg(long, value_name = "DATE", value_parser = published_or_name)]
    pub published: Option<String>,
    /// Encoding of the inputs, where it is not found out right: gb18030, big5, utf-16le
    #[arg(long, value_name = "LABEL", value_parser = encoding)]
    pub encoding: Option<String>,
    /// Own words (FILE.yaml or lexicon/FILE.yaml in DIR), laid over the embedded ones
    #[arg(long, value_name = "DIR")]
    pub grammar: Option<PathBuf>,
    /// Field of JSON Lines that holds the text
    #[arg(long, value_name = "NAME", default_value = "text")]
    pub text_field: String,
    /// Begin the CSV with a UTF-8 mark, for spreadsheets that take it for another encoding otherwise
    #[arg(long)]
    pub bom: bool,
    /// Write the tables as Parquet too
    #[cfg(feature = "parquet")]
    #[arg(long)]
    pub parquet: bool,
    /// How many threads read [default: one for each processor]
    #[arg(short, long, value_name = "N")]
    pub jobs: Option<std::num::NonZero<usize>>,
    /// Say only what is wrong with the dataset as a whole
    #[arg(short, long)]
    pub quiet: bool,
}

impl DatasetArgs {
    /// Whether Parquet is asked for.
    pub const fn wants_parquet(&self) -> bool {
        #[cfg(feature = "parquet")]
        return self.parquet;
        #[cfg(not(feature = "parquet"))]
        return false;
    }
}

/// The arguments of `review`.
#[derive(Debug, Clone, Args)]
pub struct ReviewArgs {
    /// Files or folders of pages (.txt, .md, .html, .htm); - is standard input
    #[arg(value_name = "FILE", required = true)]
    pub inputs: Vec<PathBuf>,
    /// Where to write; standard output otherwise
    #[arg(short, long, value_name = "OUT")]
    pub output: Option<PathBuf>,
    /// Write no page but the records, as YAML, with the corrections that were exported from one
    #[arg(long, value_name = "CORRECTIONS")]
    pub apply: Option<PathBuf>,
    /// Which texts the records carry
    #[arg(long, value_enum, default_value_t)]
    pub text: TextArg,
    #[command(flatten)]
    pub reading: Reading,
}

/// The arguments of `diff`.
#[derive(Debug, Clone, Args)]
pub struct DiffArgs {
    /// A dataset, or a file of records
    pub old: PathBuf,
    /// Another
    pub new: PathBuf,
    /// What to print
    #[arg(long, value_enum, default_value_t)]
    pub format: DiffFormat,
    /// Exit 1 where there is a difference
    #[arg(long)]
    pub exit_code: bool,
}

/// The arguments of `explain`.
#[derive(Debug, Clone, Args)]
#[command(override_usage = "extract explain [OPTIONS] <STAGE|RECORD> <FILE>\n       extract explain [OPTIONS] --timing <FILE>")]
pub struct ExplainArgs {
    /// A stage (decode, layout, article, parse, record, link), or a record: its id, or its short name on the review page (m2)
    #[arg(value_name = "STAGE|RECORD")]
    first: PathBuf,
    /// The input; - is standard input
    #[arg(value_name = "FILE", required_unless_present = "timing", conflicts_with = "timing")]
    second: Option<PathBuf>,
    /// How long each stage takes, instead
    #[arg(long)]
    pub timing: bool,
    /// What to print
    #[arg(long, value_enum, default_value_t)]
    pub format: DiffFormat,
    #[command(flatten)]
    pub reading: Reading,
}

impl ExplainArgs {
    /// What is to be explained of which input; with `--timing` only the input is named.
    ///
    /// # Errors
    ///
    /// When it is neither a stage nor what a record may be called.
    pub fn asked(&self) -> Result<(Option<Asked>, &Path), clap::Error> {
        let Some(input) = &self.second else { return Ok((None, &self.first)) };
        let name = self.first.to_string_lossy();
        let asked = asked(&name).map_err(|why| {
            let said = format!("invalid value '{name}' for '<STAGE|RECORD>': {why}");
            clap::Error::raw(clap::error::ErrorKind::ValueValidation, said + "\n\nFor more information, try '--help'.\n")
        })?;
        Ok((Some(asked), input))
    }
}

/// What is to be explained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// What a stage makes of the input.
    Stage(Stage),
    /// A record, by its id or short name.
    Record(String),
}

/// The name of a stage, or what may be one of a record: ids have a hyphen, short names are a letter and a number.
fn asked(text: &str) -> Result<Asked, String> {
    if let Some(stage) = Stage::named(text) {
        return Ok(Asked::Stage(stage));
    }
    let short = text.strip_prefix(|c: char| c.is_ascii_lowercase()).is_some_and(|n| n.parse::<usize>().is_ok());
    if short || text.contains('-') {
        return Ok(Asked::Record(text.to_owned()));
    }
    Err("the stages are decode, layout, article, parse, record, link; a record is named by its id or as on the review page: m2"
        .into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_hang_together() {
        <Cli as clap::CommandFactory>::command().debug_assert();
    }
}
