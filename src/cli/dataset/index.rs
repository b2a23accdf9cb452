//! `index.json`: what a dataset was made of, so that the next run reads only what changed.

use crate::dataset::page::Sketches;
use crate::lexicon::embedded_entries;
use crate::source::hex;
use crate::{Entries, TextMode};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::Path;

/// The name of this form.
pub const FORM: &str = "gongbao-dataset/1";

/// What a dataset depends on besides its inputs.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Making {
    /// `gongbao-dataset/1`.
    pub form: String,
    /// The version of gongbao.
    pub gongbao: String,
    /// SHA-256 of the words that were read with.
    pub grammar: String,
    /// Which texts the records carry.
    pub text: String,
    /// `--published`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// `--encoding`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
}

impl Making {
    /// What this program makes with these options.
    pub fn new(own: Option<&Entries>, text: TextMode, published: Option<&str>, encoding: Option<&str>) -> Self {
        let mut grammar = Sha256::new();
        for entries in [Some(&embedded_entries()), own].into_iter().flatten() {
            grammar.update(serde_json::to_vec(entries).unwrap_or_default());
        }
        let text = match text {
            TextMode::None => "none",
            TextMode::Records => "records",
            TextMode::Full => "full",
        };
        Self {
            form: FORM.into(),
            gongbao: env!("CARGO_PKG_VERSION").into(),
            grammar: hex(&grammar.finalize()),
            text: text.into(),
            published: published.map(str::to_owned),
            encoding: encoding.map(str::to_owned),
        }
    }
}

/// One input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Path below the folder that was read.
    pub name: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Path of its records in the dataset.
    pub record: String,
    /// SHA-256 of that file.
    pub record_sha256: String,
    /// When it was published, where that is known of this input alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// Sentences of its articles, hashed, to find copies.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub sketches: Sketches,
}

/// The file.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Index {
    /// What else it depends on.
    pub made: Making,
    /// Rows by table.
    pub rows: BTreeMap<String, u64>,
    /// The other files of the dataset besides records.
    pub files: Vec<String>,
    /// Paths of records; not in the file, where the inputs have them.
    #[serde(skip)]
    pub records: Vec<String>,
    /// The inputs, by name. There may be many: they are written as they come, a line each.
    pub inputs: Vec<Entry>,
}

/// Writes `index.json`: what is in memory, then the lines of the inputs.
pub fn write(index: &Index, lines: File, to: impl Write) -> io::Result<()> {
    let mut to = BufWriter::new(to);
    let head = serde_json::to_string_pretty(index)?;
    to.write_all(head.trim_end_matches("[]\n}").as_bytes())?;
    to.write_all(b"[")?;
    for (n, line) in BufReader::new(lines).lines().enumerate() {
        write!(to, "{}    {}", if n > 0 { ",\n" } else { "\n" }, line?)?;
    }
    to.write_all(b"\n  ]\n}\n")?;
    to.flush()
}

/// The index of a dataset; `None` where there is none or it is of another form.
pub fn load(out: &Path) -> io::Result<Option<Index>> {
    match fs::read(out.join("index.json")) {
        Ok(bytes) => Ok(serde_json::from_slice::<Index>(&bytes).ok().filter(|i| i.made.form == FORM)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// SHA-256 of bytes, in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}
