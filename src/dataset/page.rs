//! One input as the dataset keeps it.

use super::folded;
use crate::model::{Article, Extraction};
use crate::pipeline::strip_texts;
use crate::{Code, Options, TextMode, extract};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Shorter sentences stand in many texts.
const SENTENCE: usize = 12;

/// So many hashes of an article are kept: enough to find its copies, whole or cut.
const KEPT: usize = 32;

/// Sentences of each article, hashed: the lowest [`KEPT`] hashes, eight hexadecimal digits each, by the id of the article.
pub type Sketches = BTreeMap<String, String>;

/// One input with its records.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Page {
    /// Path of the input below the folder given, with `/`.
    pub name: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// What its articles share with others.
    pub sketches: Sketches,
    /// Its records.
    pub records: Extraction,
}

impl Page {
    /// Reads an input; or says why it is none. The texts that `options` does not ask for are gone, their sketches stay.
    pub fn read(name: &str, bytes: &[u8], options: &Options<'_>) -> Result<Self, (Code, String)> {
        let full = Options { text: TextMode::Full, ..options.clone() };
        let mut records = extract(bytes, &full).value;
        let unreadable = |c: Code| matches!(c, Code::EmptyInput | Code::BinaryInput | Code::NotChinese);
        if let Some(d) = records.diagnostics.iter().find(|d| unreadable(d.code)) {
            return Err((d.code, d.message.clone()));
        }
        let sketches = records.articles.iter().filter_map(sketch).collect();
        strip_texts(&mut records, options.text);
        Ok(Self { name: name.to_owned(), sha256: records.source.sha256.clone(), sketches, records })
    }

    /// The id of a record in the whole dataset.
    pub fn id(&self, local: &str) -> String {
        format!("{}#{local}", self.name)
    }

    /// The folder of the input.
    pub fn folder(&self) -> &str {
        self.name.rsplit_once('/').map_or("", |(folder, _)| folder)
    }
}

/// The sketch of an article's text; `None` where it has too little text to be recognised.
fn sketch(article: &Article) -> Option<(String, String)> {
    let sentences = article.paragraphs.iter().flat_map(|p| p.split(['。', '！', '？', '；', '!', '?', ';']));
    let long = sentences.map(folded).filter(|s| s.chars().count() >= SENTENCE);
    let mut hashes: Vec<String> = long.map(|s| super::short_hash(&s, 8)).collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes.truncate(KEPT);
    (!hashes.is_empty()).then(|| (article.id.clone(), hashes.concat()))
}

/// The hashes of a sketch.
pub fn hashes(sketch: &str) -> impl Iterator<Item = &str> {
    (0..sketch.len() / 8).filter_map(|n| sketch.get(n * 8..n * 8 + 8))
}
