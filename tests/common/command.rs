//! The command as a user runs it, in a folder of its own.

use assert_cmd::Command;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// How a run ended, and what it said.
pub struct Ran {
    /// The exit code.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

/// Runs `extract`.
pub fn extract(dir: &Path, args: &[&str], stdin: &[u8]) -> Ran {
    let output = Command::cargo_bin("extract").unwrap().current_dir(dir).args(args).write_stdin(stdin).output().unwrap();
    Ran {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// A folder with files.
pub fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let dir = TempDir::new().unwrap();
    for (name, bytes) in files {
        put(dir.path(), name, bytes);
    }
    dir
}

/// Writes a file and the folders above it.
pub fn put(dir: &Path, name: &str, bytes: &[u8]) {
    let path = dir.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}
