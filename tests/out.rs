//! The dataset `out/`: for every page `tests/pages/NAME.{txt,md,html}` the file `out/NAME.yaml` is what `extract` gives with
//! default options; and `docs/records.schema.json` is the schema of these records. `GONGBAO_UPDATE=1 cargo test --test out` writes
//! what differs and deletes what no page gives any more.

use gongbao::{Format, Options, Writer, extract};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn dataset_is_current() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (pages, out) = (root.join("tests/pages"), root.join("out"));
    let expected = dataset(&pages);
    if update() {
        fs::create_dir_all(&out).unwrap();
    }
    let mut differ = Vec::new();
    for (name, yaml) in &expected {
        let path = out.join(name);
        let have = fs::read(&path).ok();
        if have.as_ref() == Some(yaml) {
            continue;
        }
        if update() {
            replace(&path, yaml);
        } else {
            differ.push(format!("out/{name}: {}", difference(have.as_deref(), yaml)));
        }
    }
    for path in files(&out) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if expected.contains_key(&name) {
            continue;
        }
        if update() {
            fs::remove_file(&path).unwrap();
        } else {
            differ.push(format!("out/{name}: no page gives it"));
        }
    }
    assert!(
        differ.is_empty(),
        "out/ is not what the pages give; read what changed with `GONGBAO_UPDATE=1 cargo test --test out` and `git diff out`:\n{}",
        differ.join("\n")
    );
}

#[test]
fn schema_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/records.schema.json");
    let want = serde_json::to_string_pretty(&gongbao::schema()).unwrap() + "\n";
    let have = fs::read(&path).ok();
    if have.as_deref() == Some(want.as_bytes()) {
        return;
    }
    assert!(update(), "docs/records.schema.json: {}", difference(have.as_deref(), want.as_bytes()));
    replace(&path, want.as_bytes());
}

/// Whether what differs is to be written.
fn update() -> bool {
    std::env::var_os("GONGBAO_UPDATE").is_some_and(|v| v == "1")
}

/// Writes a file. Beside it first: whoever reads meanwhile finds the old file or the new one, never half of it.
fn replace(path: &Path, bytes: &[u8]) {
    let beside = path.with_extension("new");
    fs::write(&beside, bytes).unwrap();
    fs::rename(&beside, path).unwrap();
}

/// The files of the dataset: name and bytes.
fn dataset(pages: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut out = BTreeMap::new();
    for path in files(pages) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let is_page = path.extension().is_some_and(|e| ["txt", "md", "html"].iter().any(|known| e == *known));
        if !is_page || matches!(name.as_str(), "KNOWN.txt" | "README.md") {
            continue;
        }
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let extraction = extract(&fs::read(&path).unwrap(), &Options { name, ..Options::default() }).value;
        let mut writer = Writer::new(Vec::new(), Format::Yaml, false);
        writer.write(&extraction).unwrap();
        let before = out.insert(format!("{stem}.yaml"), writer.finish().unwrap());
        assert!(before.is_none(), "two pages are called {stem}");
    }
    assert!(!out.is_empty(), "no page in {}", pages.display());
    out
}

/// The first line that differs.
fn difference(have: Option<&[u8]>, want: &[u8]) -> String {
    let Some(have) = have else { return "missing".into() };
    let (have, want) = (String::from_utf8_lossy(have), String::from_utf8_lossy(want));
    let line = have.lines().zip(want.lines()).take_while(|(a, b)| a == b).count();
    let at = |text: &str| text.lines().nth(line).map_or("(the end)".to_owned(), |l| l.trim().to_owned());
    format!("line {}: stands “{}”, should be “{}”", line + 1, at(&have), at(&want))
}

/// The files in a folder, sorted; none where there is no such folder.
fn files(dir: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir).into_iter().flatten();
    let mut out: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_file()).collect();
    out.sort();
    out
}
