//! Compiles `grammar/lexicon/*.yaml` into what the library embeds: tables for the scan, and JSON with the examples, for who checks
//! or changes the entries. YAML is for people, start-up is not.

#[path = "src/lexicon/characters.rs"]
#[allow(dead_code)]
mod characters;

#[path = "src/lexicon/entry.rs"]
#[allow(dead_code)]
mod entry;
#[path = "src/lexicon/tables.rs"]
#[allow(dead_code)]
mod tables;
#[path = "src/lexicon/trie.rs"]
#[allow(dead_code)]
mod trie;

use entry::{Category, Entry};
use std::{collections::BTreeMap, env, fs, path::PathBuf};

fn main() {
    println!("cargo:rerun-if-changed=grammar/lexicon");
    println!("cargo:rerun-if-changed=grammar/characters");
    println!("cargo:rerun-if-changed=src/lexicon");
    let mut all: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
    for category in Category::ALL {
        let path = format!("grammar/lexicon/{}.yaml", category.name());
        let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"));
        let entries: Vec<Entry> = serde_yaml::from_str(&text).unwrap_or_else(|e| panic!("{path}: {e}"));
        all.insert(category.name().to_owned(), entries);
    }
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets OUT_DIR"));
    let json = serde_json::to_string(&all).expect("entries are plain data");
    fs::write(out.join("lexicon.json"), json).expect("OUT_DIR is writable");
    fs::write(out.join("lexicon.tables"), tables::Tables::compile(all).to_bytes()).expect("OUT_DIR is writable");
}
