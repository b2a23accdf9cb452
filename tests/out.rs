//! The dataset `out/` is what `extract dataset tests/pages -o out` makes; and `docs/records.schema.json` is the schema of its
//! records. `GONGBAO_UPDATE=1 cargo test --test out` writes what differs and deletes what no page gives any more.

use assert_cmd::Command;
use std::fs;
use std::path::Path;

#[test]
fn dataset_is_current() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let how = if update() { "--all" } else { "--check" };
    let run =
        Command::cargo_bin("extract").unwrap().current_dir(root).args(["dataset", "tests/pages", "-o", "out", how]).output();
    let run = run.unwrap();
    assert!(
        run.status.success(),
        "out/ is not what the pages give; read what changed with `GONGBAO_UPDATE=1 cargo test --test out` and `git diff out`:\n{}{}",
        String::from_utf8_lossy(&run.stdout),
        String::from_utf8_lossy(&run.stderr)
    );
}

#[test]
fn schema_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/records.schema.json");
    let want = serde_json::to_string_pretty(&gongbao::schema()).unwrap() + "\n";
    let have = fs::read_to_string(&path).unwrap_or_default();
    if have == want {
        return;
    }
    let line = have.lines().zip(want.lines()).take_while(|(a, b)| a == b).count();
    assert!(update(), "docs/records.schema.json: line {} is not what the records have", line + 1);
    // Beside it first: whoever reads meanwhile finds the old file or the new one, never half of it.
    let beside = path.with_extension("new");
    fs::write(&beside, want).unwrap();
    fs::rename(&beside, &path).unwrap();
}

/// Whether what differs is to be written.
fn update() -> bool {
    std::env::var_os("GONGBAO_UPDATE").is_some_and(|v| v == "1")
}
