//! Sorting what need not fit into memory: runs on disk, merged when read.

use serde::Serialize;
use serde::de::DeserializeOwned;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Seek, Write};
use std::marker::PhantomData;
use std::path::{Path, PathBuf};

/// So many bytes are kept before they go to disk.
const KEPT: usize = 2 << 20;

/// Takes values with keys, in any order.
pub struct Sorter<T> {
    dir: PathBuf,
    kept: Vec<(String, String)>,
    bytes: usize,
    runs: Vec<File>,
    of: PhantomData<T>,
}

impl<T: Serialize + DeserializeOwned> Sorter<T> {
    /// A sorter that uses the folder `dir`.
    pub fn new(dir: &Path) -> Self {
        Self { dir: dir.to_owned(), kept: Vec::new(), bytes: 0, runs: Vec::new(), of: PhantomData }
    }

    /// Takes a value.
    pub fn push(&mut self, key: &str, value: &T) -> io::Result<()> {
        // A line is key, tab, value: neither may end it.
        let key = key.replace(['\t', '\n', '\r'], " ");
        let value = serde_json::to_string(value)?;
        self.bytes += key.len() + value.len() + 48;
        self.kept.push((key, value));
        if self.bytes > KEPT {
            let mut run = BufWriter::new(tempfile::tempfile_in(&self.dir)?);
            self.kept.sort_by(|a, b| a.0.cmp(&b.0));
            for (key, value) in self.kept.drain(..) {
                writeln!(run, "{key}\t{value}")?;
            }
            self.runs.push(run.into_inner().map_err(io::IntoInnerError::into_error)?);
            self.bytes = 0;
        }
        Ok(())
    }

    /// The values by key; of one key in the order in which they came. What it gives can be asked for again.
    pub fn groups(&mut self) -> io::Result<Groups<'_, T>> {
        self.kept.sort_by(|a, b| a.0.cmp(&b.0));
        let mut readers = Vec::new();
        for run in &mut self.runs {
            run.rewind()?;
            readers.push(BufReader::new(run.try_clone()?));
        }
        let mut groups = Groups { readers, kept: self.kept.iter(), heads: BinaryHeap::new(), of: PhantomData };
        for n in 0..=groups.readers.len() {
            groups.advance(n)?;
        }
        Ok(groups)
    }
}

/// Goes through the values, one key after the other.
pub struct Groups<'a, T> {
    readers: Vec<BufReader<File>>,
    kept: std::slice::Iter<'a, (String, String)>,
    heads: BinaryHeap<Reverse<(String, usize, String)>>,
    of: PhantomData<T>,
}

impl<T: DeserializeOwned> Groups<'_, T> {
    fn advance(&mut self, n: usize) -> io::Result<()> {
        let Some(reader) = self.readers.get_mut(n) else {
            if let Some((key, value)) = self.kept.next() {
                self.heads.push(Reverse((key.clone(), n, value.clone())));
            }
            return Ok(());
        };
        let mut line = String::new();
        if reader.read_line(&mut line)? > 0 {
            let (key, value) = line.trim_end_matches('\n').split_once('\t').unwrap_or_default();
            self.heads.push(Reverse((key.to_owned(), n, value.to_owned())));
        }
        Ok(())
    }

    /// The key that comes next.
    pub fn key(&self) -> Option<&str> {
        self.heads.peek().map(|Reverse((key, ..))| key.as_str())
    }

    /// The next key and its values.
    pub fn next_group(&mut self) -> io::Result<Option<(String, Vec<T>)>> {
        let Some(key) = self.key().map(str::to_owned) else { return Ok(None) };
        let mut values = Vec::new();
        while let Some(Reverse((_, n, value))) = self.heads.pop_if_key(&key) {
            values.push(serde_json::from_str(&value)?);
            self.advance(n)?;
        }
        Ok(Some((key, values)))
    }

    /// The values of a key, where the keys asked for rise; none where there are none.
    pub fn of_key(&mut self, key: &str) -> io::Result<Vec<T>> {
        while let Some(next) = self.key() {
            match next.cmp(key) {
                std::cmp::Ordering::Less => {
                    self.next_group()?;
                }
                std::cmp::Ordering::Equal => return Ok(self.next_group()?.map(|(_, values)| values).unwrap_or_default()),
                std::cmp::Ordering::Greater => break,
            }
        }
        Ok(Vec::new())
    }
}

/// Takes the head where it has this key.
trait PopIfKey {
    fn pop_if_key(&mut self, key: &str) -> Option<Reverse<(String, usize, String)>>;
}

impl PopIfKey for BinaryHeap<Reverse<(String, usize, String)>> {
    fn pop_if_key(&mut self, key: &str) -> Option<Reverse<(String, usize, String)>> {
        if self.peek().is_some_and(|Reverse((k, ..))| k == key) { self.pop() } else { None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_than_fits() {
        let dir = tempfile::tempdir().unwrap();
        let mut sorter: Sorter<String> = Sorter::new(dir.path());
        let text = "字".repeat(400);
        for n in 0..20_000_u32 {
            sorter.push(&format!("{:05}", n.wrapping_mul(7919) % 10_000), &format!("{n}{text}")).unwrap();
        }
        assert!(sorter.runs.len() > 1);
        for _ in 0..2 {
            let mut groups = sorter.groups().unwrap();
            let mut seen = 0;
            let mut last = String::new();
            while let Some((key, values)) = groups.next_group().unwrap() {
                assert!(key > last);
                assert_eq!(values.len(), 2);
                assert!(values[0].len() <= values[1].len());
                seen += 1;
                last = key;
            }
            assert_eq!(seen, 10_000);
        }
        let mut groups = sorter.groups().unwrap();
        assert!(groups.of_key("00004x").unwrap().is_empty());
        assert_eq!(groups.of_key("00005").unwrap().len(), 2);
    }
}
