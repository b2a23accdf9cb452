//! The folder of a dataset, and what is beside it while it is made.
//!
//! Everything is written into `.work` inside the folder first. When all is there, file after file is renamed into its place, the
//! index last: whoever is interrupted leaves whole files, and an index that makes the next run do what is missing. `.work` goes
//! away at the end.

use super::index::{Index, sha256};
use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

const WORK: &str = ".work";

/// Where a dataset is made.
#[derive(Debug)]
pub struct Store {
    out: PathBuf,
    work: PathBuf,
    lock: Option<File>,
    _temporary: Option<tempfile::TempDir>,
}

/// Why a folder cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Unusable {
    /// Another run has it.
    #[error("{0}: another run is writing here; wait for it to end")]
    Busy(String),
    /// It holds something else.
    #[error("{0}: holds {1} and no index.json, so it is no dataset; give another folder or an empty one")]
    Foreign(String, String),
    /// The disk.
    #[error("{0}")]
    Disk(#[from] io::Error),
}

impl Store {
    /// Takes the folder `out`, makes it where it is not there.
    pub fn open(out: &Path) -> Result<Self, Unusable> {
        let shown = out.to_string_lossy().into_owned();
        if let Ok(entries) = fs::read_dir(out) {
            let names: BTreeSet<String> = entries.flatten().map(|e| e.file_name().to_string_lossy().into_owned()).collect();
            if let (false, false, Some(first)) = (names.contains(WORK), names.contains("index.json"), names.first()) {
                return Err(Unusable::Foreign(shown, first.clone()));
            }
        }
        let work = out.join(WORK);
        let lock = loop {
            fs::create_dir_all(&work).map_err(|e| at(&work, &e))?;
            let path = work.join("lock");
            let file = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
            let file = match file {
                // The run before took its folder away just now.
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                other => other.map_err(|e| at(&path, &e))?,
            };
            match file.try_lock() {
                Ok(()) if is_at(&file, &path) => break file,
                Ok(()) => {}
                Err(fs::TryLockError::WouldBlock) => return Err(Unusable::Busy(shown)),
                Err(fs::TryLockError::Error(error)) => return Err(at(&path, &error).into()),
            }
        };
        let store = Self { out: out.to_owned(), work, lock: Some(lock), _temporary: None };
        store.clean()?;
        Ok(store)
    }

    /// A place to make what would stand in `out`, which is left alone.
    pub fn beside(out: &Path) -> io::Result<Self> {
        let temporary = tempfile::Builder::new().prefix("gongbao-").tempdir()?;
        let work = temporary.path().to_owned();
        let store = Self { out: out.to_owned(), work, lock: None, _temporary: Some(temporary) };
        store.clean()?;
        Ok(store)
    }

    /// Makes the folders of a run. Pages that an interrupted run has read stay.
    fn clean(&self) -> io::Result<()> {
        for name in ["new", "sort"] {
            let dir = self.work.join(name);
            if dir.exists() {
                fs::remove_dir_all(&dir).map_err(|e| at(&dir, &e))?;
            }
        }
        for name in ["new", "sort", "pages"] {
            let dir = self.work.join(name);
            fs::create_dir_all(&dir).map_err(|e| at(&dir, &e))?;
        }
        // What an interrupted run leaves is not committed by mistake.
        let ignore = self.work.join(".gitignore");
        fs::write(&ignore, "*\n").map_err(|e| at(&ignore, &e))
    }

    /// Room for sorting.
    pub fn sorting(&self) -> PathBuf {
        self.work.join("sort")
    }

    /// The file of a page that was read.
    pub fn page(&self, key: &str) -> PathBuf {
        self.work.join("pages").join(format!("{key}.json"))
    }

    /// A file of the dataset, where it is as it was written.
    pub fn intact(&self, path: &str, sha: &str) -> Option<Vec<u8>> {
        fs::read(self.out.join(path)).ok().filter(|bytes| sha256(bytes) == sha)
    }

    /// The path under which a file of the new dataset is made.
    pub fn new_file(&self, path: &str) -> io::Result<PathBuf> {
        let file = self.work.join("new").join(path);
        if let Some(dir) = file.parent() {
            fs::create_dir_all(dir).map_err(|e| at(dir, &e))?;
        }
        Ok(file)
    }

    /// A file of the new dataset.
    pub fn put(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let file = self.new_file(path)?;
        fs::write(&file, bytes).map_err(|e| at(&file, &e))
    }

    /// What is different in the new dataset: paths, each with what would happen to it.
    pub fn changes(&self, old: Option<&Index>, index: &Index) -> io::Result<Vec<(String, &'static str)>> {
        let mut out = Vec::new();
        for path in self.made()? {
            match same(&self.out.join(&path), &self.work.join("new").join(&path)) {
                Ok(true) => {}
                Ok(false) => out.push((path, "changed")),
                Err(_) => out.push((path, "missing")),
            }
        }
        let stay = names(index);
        let mut there = old.map(names).unwrap_or_default();
        files_below(&self.out.join("records"), "records", &mut there)?;
        out.extend(
            there.into_iter().filter(|p| !stay.contains(p) && self.out.join(p).exists()).map(|p| (p, "no input gives it")),
        );
        out.sort();
        Ok(out)
    }

    /// Puts the new dataset in the place of the old one; says how many files were written and how many went away.
    pub fn commit(mut self, old: Option<&Index>, index: &Index) -> io::Result<(usize, usize)> {
        let mut written = 0;
        let (mut first, last): (Vec<String>, Vec<String>) = self.made()?.into_iter().partition(|p| p != "index.json");
        first.sort();
        let mut removed = 0;
        for path in first.iter().chain(&last) {
            if path == "index.json" {
                removed = self.remove_gone(old, index);
            }
            let (from, to) = (self.work.join("new").join(path), self.out.join(path));
            if same(&to, &from).unwrap_or(false) {
                continue;
            }
            if let Some(dir) = to.parent() {
                fs::create_dir_all(dir).map_err(|e| at(dir, &e))?;
            }
            fs::rename(&from, &to).map_err(|e| at(&to, &e))?;
            written += 1;
        }
        // What is left behind does no harm: the next run takes it away.
        let _ = fs::remove_dir_all(&self.work);
        self.lock = None;
        Ok((written, removed))
    }

    fn remove_gone(&self, old: Option<&Index>, index: &Index) -> usize {
        let stay = names(index);
        let mut removed = 0;
        for path in old.map(names).unwrap_or_default().difference(&stay) {
            let file = self.out.join(path);
            removed += usize::from(fs::remove_file(&file).is_ok());
            let mut dir = file.parent();
            while let Some(empty) = dir.filter(|d| *d != self.out && fs::remove_dir(d).is_ok()) {
                dir = empty.parent();
            }
        }
        removed
    }

    fn made(&self) -> io::Result<Vec<String>> {
        let mut out = BTreeSet::new();
        files_below(&self.work.join("new"), "", &mut out)?;
        Ok(out.into_iter().collect())
    }
}

/// Whether two files hold the same bytes.
fn same(a: &Path, b: &Path) -> io::Result<bool> {
    let (a, b) = (File::open(a)?, File::open(b)?);
    if a.metadata()?.len() != b.metadata()?.len() {
        return Ok(false);
    }
    let (mut a, mut b) = (BufReader::new(a), BufReader::new(b));
    loop {
        let (x, y) = (a.fill_buf()?, b.fill_buf()?);
        let n = x.len().min(y.len());
        if n == 0 {
            return Ok(x.len() == y.len());
        }
        if x[..n] != y[..n] {
            return Ok(false);
        }
        a.consume(n);
        b.consume(n);
    }
}

/// All files of a dataset.
fn names(index: &Index) -> BTreeSet<String> {
    let inputs = index.inputs.iter().map(|e| &e.record).chain(&index.records).cloned();
    // An index that was changed by hand leads nowhere outside.
    let inside = |p: &String| !p.split('/').any(|part| part == ".." || part.is_empty());
    inputs.chain(index.files.iter().cloned()).filter(inside).collect()
}

fn files_below(dir: &Path, prefix: &str, out: &mut BTreeSet<String>) -> io::Result<()> {
    if !dir.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if prefix.is_empty() { name } else { format!("{prefix}/{name}") };
        if entry.file_type()?.is_dir() {
            files_below(&entry.path(), &path, out)?;
        } else {
            out.insert(path);
        }
    }
    Ok(())
}

/// Writes a file so that it is there whole or not at all.
pub fn write_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let beside = path.with_extension("part");
    let write = || {
        let mut file = File::create(&beside)?;
        file.write_all(bytes)?;
        drop(file);
        fs::rename(&beside, path)
    };
    write().map_err(|e| at(path, &e))
}

/// An error with the file that it is about, and what to do.
pub fn at(path: &Path, error: &io::Error) -> io::Error {
    let what = match error.kind() {
        io::ErrorKind::StorageFull => "the disk is full; make room and run it again".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => {
            "may not be written; check its permissions".to_owned()
        }
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => "is a file; give a folder".to_owned(),
        _ => error.to_string(),
    };
    io::Error::new(error.kind(), format!("{}: {what}", path.to_string_lossy()))
}

/// Whether a file that was opened is still the one of this name.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let of = |m: io::Result<fs::Metadata>| m.ok().map(|m| (m.dev(), m.ino()));
    of(file.metadata()).is_some() && of(file.metadata()) == of(fs::metadata(path))
}

#[cfg(not(unix))]
fn is_at(_: &File, path: &Path) -> bool {
    path.exists()
}
