//! Compiles `grammar/lexicon/*.yaml` into one JSON file that the library embeds: YAML is for people, start-up is not.

#[path = "src/lexicon/entry.rs"]
#[allow(dead_code)]
mod entry;

use entry::{Category, Entry};
use std::{collections::BTreeMap, env, fs, path::Path};

fn main() {
    println!("cargo:rerun-if-changed=grammar/lexicon");
    println!("cargo:rerun-if-changed=src/lexicon/entry.rs");
    let mut all: BTreeMap<&str, Vec<Entry>> = BTreeMap::new();
    for category in Category::ALL {
        let path = format!("grammar/lexicon/{}.yaml", category.name());
        let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"));
        let entries: Vec<Entry> = serde_yaml::from_str(&text).unwrap_or_else(|e| panic!("{path}: {e}"));
        all.insert(category.name(), entries);
    }
    let out = Path::new(&env::var("OUT_DIR").expect("cargo sets OUT_DIR")).join("lexicon.json");
    fs::write(&out, serde_json::to_string(&all).expect("entries are plain data")).expect("OUT_DIR is writable");
}
