//! Reading the inputs: each to a file of its own beside the dataset, by several threads; what is unchanged is taken from the
//! dataset as it is, and what an interrupted run has read is not read again.

use super::index::{Entry, Index, Making, sha256};
use super::sources::{Bytes, Failure, Item, Sources, Taker};
use super::store::{Store, write_file};
use crate::cli::input::{Input, LARGEST};
use crate::cli::shown;
use crate::dataset::page::Page;
use crate::dataset::short_hash;
use crate::model::Extraction;
use crate::{Format, Options, Writer};
use indicatif::ProgressBar;
use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::PathBuf;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};

/// So many pages wait for a thread.
const WAITING: usize = 16;

/// A page that was read, without its records.
#[derive(Debug, Clone)]
pub struct Read {
    /// Its name.
    pub name: String,
    /// Path of its records in the dataset.
    pub record: String,
    /// SHA-256 of that file.
    pub record_sha256: String,
    /// When it was published, where its container says so.
    pub published: Option<String>,
    /// The file that holds it.
    staged: PathBuf,
}

impl Read {
    /// The page.
    pub fn load(&self) -> io::Result<Page> {
        Ok(serde_json::from_slice(&fs::read(&self.staged)?)?)
    }
}

/// An input that could not be read: its name, the code, what is wrong.
pub type Wrong = (String, String, String);

/// All inputs.
#[derive(Debug, Default)]
pub struct Pages {
    /// Those that were read, by name.
    pub read: Vec<Read>,
    /// Those that were not.
    pub wrong: Vec<Wrong>,
    /// How many of those read had to be read anew.
    pub anew: usize,
}

/// How pages are read.
pub struct Reader<'a> {
    /// Where everything is.
    pub store: &'a Store,
    /// What the dataset was made of.
    pub old: Option<&'a Index>,
    /// What it is made of now.
    pub making: &'a Making,
    /// How texts are read.
    pub options: Options<'a>,
    /// `--published name`: the date is in the path.
    pub dated: bool,
}

impl Reader<'_> {
    /// Reads every page, with `jobs` threads.
    pub fn read(&self, sources: Sources, jobs: usize, bar: &ProgressBar) -> io::Result<Pages> {
        let known: HashMap<&str, &Entry> = match self.old.filter(|old| old.made == *self.making) {
            Some(old) => old.inputs.iter().map(|e| (e.name.as_str(), e)).collect(),
            None => HashMap::new(),
        };
        let done = Mutex::new((Pages::default(), Ok(())));
        let (give, take) = sync_channel::<Item>(WAITING);
        let take = Mutex::new(take);
        std::thread::scope(|scope| {
            for _ in 0..jobs.max(1) {
                scope.spawn(|| {
                    loop {
                        let item = take.lock().unwrap_or_else(PoisonError::into_inner).recv();
                        let Ok(item) = item else { break };
                        let name = item.name.clone();
                        let read = self.one(item, &known);
                        let mut done = done.lock().unwrap_or_else(PoisonError::into_inner);
                        match read {
                            Ok(Ok((read, anew))) => {
                                done.0.read.push(read);
                                done.0.anew += usize::from(anew);
                            }
                            Ok(Err((code, message))) => done.0.wrong.push((name, code, message)),
                            Err(error) => done.1 = Err(error),
                        }
                        bar.inc(1);
                    }
                });
            }
            let mut feeder = Feeder { give, wrong: Vec::new(), stop: &|| done.lock().is_ok_and(|d| d.1.is_err()) };
            sources.give(&mut feeder);
            let wrong = feeder.wrong;
            drop(feeder.give);
            done.lock().unwrap_or_else(PoisonError::into_inner).0.wrong.extend(wrong);
        });
        let (mut pages, result) = done.into_inner().unwrap_or_else(PoisonError::into_inner);
        result?;
        pages.read.sort_by(|a, b| a.name.cmp(&b.name));
        pages.wrong.sort();
        Ok(pages)
    }

    /// One page; or what is wrong with it; or an error of the dataset's own disk.
    fn one(&self, item: Item, known: &HashMap<&str, &Entry>) -> io::Result<Result<(Read, bool), (String, String)>> {
        let bytes = match item.bytes {
            Bytes::Read(bytes) if bytes.len() as u64 > LARGEST => {
                let message = format!("larger than {} MiB; split it into pages", LARGEST >> 20);
                return Ok(Err(("unreadable".into(), message)));
            }
            Bytes::Read(bytes) => bytes,
            Bytes::File(path) => {
                let input = Input::File(path);
                match input.read() {
                    Ok(bytes) => bytes,
                    Err(message) => return Ok(Err(("unreadable".into(), bare(&message, &input.shown())))),
                }
            }
        };
        let sha = sha256(&bytes);
        let published = item.published.or_else(|| self.dated.then(|| date_in(&item.name)).flatten());
        let key = serde_json::to_string(&(self.making, &item.name, &sha, &published))?;
        let staged = self.store.page(&short_hash(&key, 16));
        let mut anew = false;
        // What is in the dataset and as it was written needs no reading; nor what an interrupted run has read.
        let entry =
            known.get(item.name.as_str()).filter(|e| e.sha256 == sha && e.record == item.record && e.published == published);
        let kept = entry.and_then(|e| Some((e, self.store.intact(&e.record, &e.record_sha256)?)));
        let page = match kept {
            Some((entry, yaml)) => {
                let page = serde_yaml::from_slice::<Extraction>(&yaml).ok().map(|records| Page {
                    name: item.name.clone(),
                    sha256: sha.clone(),
                    sketches: entry.sketches.clone(),
                    records,
                });
                if let Some(page) = page {
                    write_file(&staged, &serde_json::to_vec(&page)?)?;
                    let record_sha256 = entry.record_sha256.clone();
                    return Ok(Ok((Read { name: item.name, record: item.record, record_sha256, published, staged }, false)));
                }
                None
            }
            None => fs::read(&staged).ok().and_then(|json| serde_json::from_slice::<Page>(&json).ok()),
        };
        let page = match page {
            Some(page) => page,
            None => {
                anew = true;
                let name = item.name.rsplit('/').next().unwrap_or(&item.name).to_owned();
                let options = Options { name, ..self.options.clone() };
                let options = Options { published: published.clone().or(options.published.clone()), ..options };
                match Page::read(&item.name, &bytes, &options) {
                    Ok(page) => page,
                    Err((code, message)) => return Ok(Err((code.name(), message))),
                }
            }
        };
        if anew {
            write_file(&staged, &serde_json::to_vec(&page)?)?;
        }
        let mut yaml = Writer::new(Vec::new(), Format::Yaml, false);
        yaml.write(&page.records)?;
        let yaml = yaml.finish()?;
        self.store.put(&item.record, &yaml)?;
        let record_sha256 = sha256(&yaml);
        Ok(Ok((Read { name: item.name, record: item.record, record_sha256, published, staged }, anew)))
    }
}

/// Hands pages to the threads.
struct Feeder<'a> {
    give: SyncSender<Item>,
    wrong: Vec<Wrong>,
    stop: &'a dyn Fn() -> bool,
}

impl Taker for Feeder<'_> {
    fn page(&mut self, item: Item) -> bool {
        !(self.stop)() && self.give.send(item).is_ok()
    }

    fn failure(&mut self, failure: Failure) {
        let message = bare(&failure.message, &shown(&failure.input));
        self.wrong.push((failure.input, "unreadable".into(), message));
    }
}

/// A message without the path before it, which is another on every machine.
fn bare(message: &str, path: &str) -> String {
    message.strip_prefix(path).and_then(|m| m.strip_prefix(": ")).unwrap_or(message).to_owned()
}

/// The last date in a path: 20220929-02.txt, 2026/05/21.txt, 2026-05-21/001.txt.
fn date_in(name: &str) -> Option<String> {
    let name = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let bytes = name.as_bytes();
    let digits = |from: usize, n: usize| name.get(from..from + n).filter(|d| d.bytes().all(|b| b.is_ascii_digit()));
    let mut found = None;
    for at in 0..bytes.len() {
        if at > 0 && bytes[at - 1].is_ascii_digit() {
            continue;
        }
        let Some(year) = digits(at, 4) else { continue };
        let sign = usize::from(bytes.get(at + 4).is_some_and(|b| b"-_/.".contains(b)));
        let (month, day) = (digits(at + 4 + sign, 2), digits(at + 6 + 2 * sign, 2));
        let signs_agree = sign == 0 || bytes.get(at + 4) == bytes.get(at + 7);
        let ends = !bytes.get(at + 8 + 2 * sign).is_some_and(u8::is_ascii_digit);
        if let (Some(month), Some(day), true, true) = (month, day, signs_agree, ends) {
            found = crate::cli::values::published(&format!("{year}-{month}-{day}")).ok().or(found);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::date_in;

    #[test]
    fn dates_in_paths() {
        for (name, date) in [
            ("20220929-02.txt", Some("2022-09-29")),
            ("2026/05/21.txt", Some("2026-05-21")),
            ("rmrb_2026-05-21_03.txt", Some("2026-05-21")),
            ("20260230.txt", None),
            ("1234567890.txt", None),
            ("第一版.txt", None),
        ] {
            assert_eq!(date_in(name).as_deref(), date, "{name}");
        }
    }
}
