//! The inputs of a dataset: files, folders, patterns, lists, archives, JSON Lines, standard input.

use crate::cli::input::{self, Input, LARGEST};
use crate::cli::shown;
use flate2::read::MultiGzDecoder;
use serde_json::Value;
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek};
use std::path::{Component, Path, PathBuf};

/// No text packs denser than this; what does is there to fill the memory.
const DENSEST: u64 = 100;

/// One page to read.
#[derive(Debug)]
pub struct Item {
    /// Path below the folder given, with `/`.
    pub name: String,
    /// Path of its records in the dataset.
    pub record: String,
    /// When it was published, where its container says so.
    pub published: Option<String>,
    /// Its bytes, or where they are.
    pub bytes: Bytes,
}

/// The bytes of a page.
#[derive(Debug)]
pub enum Bytes {
    /// In a file.
    File(PathBuf),
    /// In memory: out of an archive or a line.
    Read(Vec<u8>),
}

/// What cannot be given.
#[derive(Debug, Clone)]
pub struct Failure {
    /// The input.
    pub input: String,
    /// What is wrong with it.
    pub message: String,
}

/// Something that holds pages.
#[derive(Debug, Clone)]
enum Origin {
    Page { name: String, path: PathBuf },
    Container { prefix: String, path: PathBuf },
    Stdin,
}

/// The inputs that were asked for.
#[derive(Debug)]
pub struct Sources {
    origins: Vec<Origin>,
    failures: Vec<Failure>,
    field: String,
    taken: BTreeSet<String>,
}

/// Takes pages and what cannot be read; `false` where no more is wanted.
pub trait Taker {
    /// Takes a page.
    fn page(&mut self, item: Item) -> bool;
    /// Takes a failure.
    fn failure(&mut self, failure: Failure);
}

impl Sources {
    /// Looks up what the arguments name. `out` is no input; `field` is the text of a line of JSON.
    pub fn find(arguments: &[PathBuf], out: &Path, field: &str) -> Self {
        let mut found = Self { origins: Vec::new(), failures: Vec::new(), field: field.to_owned(), taken: BTreeSet::new() };
        let mut spread = Vec::new();
        for argument in arguments {
            found.spread(argument, &mut spread);
        }
        let alone = spread.len() == 1;
        let out = out.canonicalize().ok();
        for argument in spread {
            found.argument(&argument, alone, out.as_deref());
        }
        found
    }

    /// How many there are, archives counted as one.
    pub fn len(&self) -> usize {
        self.origins.len()
    }

    /// `@list` and patterns to paths.
    fn spread(&mut self, argument: &Path, out: &mut Vec<PathBuf>) {
        let text = argument.to_string_lossy();
        if let Some(list) = text.strip_prefix('@') {
            match Input::of(Path::new(list)).read() {
                Ok(bytes) => {
                    let lines = String::from_utf8_lossy(&bytes).into_owned();
                    let paths = lines.trim_start_matches('\u{feff}').lines().map(str::trim);
                    out.extend(paths.filter(|l| !l.is_empty() && !l.starts_with('#')).map(PathBuf::from));
                }
                Err(message) => self.failures.push(Failure { input: text.into_owned(), message }),
            }
        } else if text.contains(['*', '?', '[']) && !argument.exists() {
            let before = out.len();
            match glob::glob(&text) {
                Ok(paths) => out.extend(paths.filter_map(Result::ok).filter(|p| p.is_file())),
                Err(error) => {
                    let message = format!("{}: no pattern: {error}", shown(&text));
                    self.failures.push(Failure { input: text.clone().into_owned(), message });
                    return;
                }
            }
            if out.len() == before {
                let message = format!("{}: no file fits this pattern", shown(&text));
                self.failures.push(Failure { input: text.into_owned(), message });
            }
        } else {
            out.push(argument.to_owned());
        }
    }

    fn argument(&mut self, argument: &Path, alone: bool, out: Option<&Path>) {
        if argument == Path::new("-") {
            self.origins.push(Origin::Stdin);
            return;
        }
        let last = argument.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        if argument.is_dir() {
            let prefix = if alone || last.is_empty() { String::new() } else { format!("{last}/") };
            let (found, _) = input::inputs(std::slice::from_ref(&argument.to_owned()));
            for page in found {
                match page {
                    Ok(Input::File(path)) => {
                        if out.is_some_and(|o| path.canonicalize().is_ok_and(|p| p.starts_with(o))) {
                            continue;
                        }
                        let below = path.strip_prefix(argument).unwrap_or(&path);
                        self.origins.push(Origin::Page { name: format!("{prefix}{}", plain(below)), path });
                    }
                    Ok(Input::Stdin) => {}
                    Err(message) => self.failures.push(Failure { input: plain(argument), message }),
                }
            }
        } else if holds_pages(argument) {
            let prefix = if alone { String::new() } else { format!("{}/", stem(&last)) };
            self.origins.push(Origin::Container { prefix, path: argument.to_owned() });
        } else {
            self.origins.push(Origin::Page { name: plain(argument), path: argument.to_owned() });
        }
    }

    /// Hands over every page, in order.
    pub fn give(mut self, taker: &mut dyn Taker) {
        for failure in std::mem::take(&mut self.failures) {
            taker.failure(failure);
        }
        for origin in std::mem::take(&mut self.origins) {
            let (name, given) = match &origin {
                Origin::Page { name, path } => {
                    if self.hand(name.clone(), None, Bytes::File(path.clone()), taker) {
                        continue;
                    }
                    return;
                }
                Origin::Container { prefix, path } => {
                    let name = path.to_string_lossy().into_owned();
                    (name, File::open(path).and_then(|file| self.unpack(prefix, path, file, false, taker)))
                }
                Origin::Stdin => ("-".to_owned(), self.unpack("", Path::new("stdin"), io::stdin().lock(), false, taker)),
            };
            match given {
                Ok(true) => {}
                Ok(false) => return,
                Err(error) => {
                    let message = format!("{}: {}", shown(&name), input::reason(&error));
                    taker.failure(Failure { input: name, message });
                }
            }
        }
    }

    /// A page with the path of its records; `None` where it was given before.
    fn item(&mut self, name: String, published: Option<String>, bytes: Bytes) -> Option<Item> {
        if !self.taken.insert(format!("page {name}")) {
            return None;
        }
        let stem = match name.rsplit_once('.') {
            Some((stem, end)) if !stem.is_empty() && !stem.ends_with('/') && !end.contains('/') => stem,
            _ => &name,
        };
        // Of two pages that differ in their ending only, the second keeps it.
        let mut record = format!("records/{stem}.yaml");
        if !self.taken.insert(record.clone()) {
            record = format!("records/{name}.yaml");
            self.taken.insert(record.clone());
        }
        Some(Item { name, record, published, bytes })
    }

    /// Unpacks whatever a stream turns out to be by its first bytes; `packed` where it came out of a gzip.
    fn unpack(&mut self, prefix: &str, path: &Path, stream: impl Read, packed: bool, taker: &mut dyn Taker) -> io::Result<bool> {
        let mut stream = BufReader::with_capacity(1 << 16, stream);
        let mut head = vec![0; 512];
        let mut have = 0;
        while have < head.len() {
            match stream.read(&mut head[have..])? {
                0 => break,
                n => have += n,
            }
        }
        head.truncate(have);
        let mut whole = io::Cursor::new(head.clone()).chain(stream);
        let gzip = head.starts_with(&[0x1f, 0x8b]);
        let zip = head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06");
        if packed && (gzip || zip) {
            // There is a gzip that unpacks to itself, and a zip inside of one has no size that is known.
            return Err(io::Error::other("packed twice; unpack it first"));
        }
        if gzip {
            // What is inside is a tar, JSON Lines, or one page.
            let inner = path.with_extension("");
            let inside: Box<dyn Read> = Box::new(MultiGzDecoder::new(whole));
            return self.unpack(prefix, &inner, inside, true, taker);
        }
        if zip {
            // A zip is read from its end.
            let mut file = tempfile::tempfile()?;
            io::copy(&mut whole, &mut file)?;
            file.rewind()?;
            return self.unzip(prefix, file, taker);
        }
        if head.get(257..262) == Some(b"ustar") {
            return self.untar(prefix, whole, taker);
        }
        let first = head.iter().find(|b| !b.is_ascii_whitespace());
        if first == Some(&b'{') || path.extension().is_some_and(|e| e == "jsonl" || e == "ndjson") {
            return self.lines(prefix, BufReader::new(whole), taker);
        }
        let name = format!("{prefix}{}", plain(Path::new(path.file_name().unwrap_or(path.as_os_str()))));
        self.member(name, whole, LARGEST, taker)
    }

    /// Hands over a page; `false` where no more is wanted.
    fn hand(&mut self, name: String, published: Option<String>, bytes: Bytes, taker: &mut dyn Taker) -> bool {
        self.item(name, published, bytes).is_none_or(|item| taker.page(item))
    }

    /// Hands over what unpacks to a page of at most so many bytes.
    fn member(&mut self, name: String, stream: impl Read, most: u64, taker: &mut dyn Taker) -> io::Result<bool> {
        let mut bytes = Vec::new();
        stream.take(most + 1).read_to_end(&mut bytes)?;
        // What is larger than the largest page says so where it is read.
        if most < LARGEST && bytes.len() as u64 > most {
            let message = format!("{}: unpacks to more than {DENSEST} times its size; no page does", shown(&name));
            taker.failure(Failure { input: name, message });
            return Ok(true);
        }
        Ok(self.hand(name, None, Bytes::Read(bytes), taker))
    }

    fn untar(&mut self, prefix: &str, stream: impl Read, taker: &mut dyn Taker) -> io::Result<bool> {
        let mut archive = tar::Archive::new(stream);
        for entry in archive.entries()? {
            let entry = entry?;
            let name = plain(&entry.path()?);
            let file = entry.header().entry_type().is_file();
            if file && is_member(&name) && !self.member(format!("{prefix}{name}"), entry, LARGEST, taker)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn unzip(&mut self, prefix: &str, file: File, taker: &mut dyn Taker) -> io::Result<bool> {
        let mut archive = zip::ZipArchive::new(file).map_err(io::Error::other)?;
        let mut names: Vec<String> = archive.file_names().filter_map(Result::ok).map(std::borrow::Cow::into_owned).collect();
        names.sort();
        for member in names {
            let name = plain(Path::new(&member));
            if member.ends_with('/') || !is_member(&name) {
                continue;
            }
            let entry = archive.by_name(&member).map_err(io::Error::other)?;
            let most = LARGEST.min(entry.compressed_size().saturating_mul(DENSEST).saturating_add(1 << 16));
            if !self.member(format!("{prefix}{name}"), entry, most, taker)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// JSON Lines: the text, and `name` or `id`, and `published` or `date`, where there are such fields.
    fn lines(&mut self, prefix: &str, mut stream: impl BufRead, taker: &mut dyn Taker) -> io::Result<bool> {
        for n in 1.. {
            let mut line = Vec::new();
            if (&mut stream).take(LARGEST + 1).read_until(b'\n', &mut line)? == 0 {
                break;
            }
            let at = format!("{prefix}line-{n:06}");
            if line.len() as u64 > LARGEST {
                let message = format!("{at}: larger than {} MiB; what follows is not read", LARGEST >> 20);
                taker.failure(Failure { input: at, message });
                break;
            }
            if line.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            let value: Value = serde_json::from_slice(&line).unwrap_or_default();
            let Some(text) = value.get(&self.field).and_then(Value::as_str) else {
                let message = format!("{at}: no JSON object with a text called {}", shown(&self.field));
                taker.failure(Failure { input: at, message });
                continue;
            };
            let word = |fields: &[&str]| {
                let found = fields.iter().find_map(|f| value.get(*f)).filter(|v| v.is_string() || v.is_number());
                found.map(|v| v.as_str().map_or_else(|| v.to_string(), str::to_owned))
            };
            let name = word(&["name", "id"]).map(|n| plain(Path::new(&n))).filter(|n| !n.is_empty());
            let name = name.map_or(at, |n| format!("{prefix}{n}"));
            let published = word(&["published", "date"]).and_then(|d| crate::cli::values::published(&d).ok());
            if !self.hand(name, published, Bytes::Read(text.as_bytes().to_vec()), taker) {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// A path without what leads out of the folder, with `/`; below the folder of work where it is there.
fn plain(path: &Path) -> String {
    let here = std::env::current_dir().ok();
    let path = here.and_then(|here| path.strip_prefix(here).ok()).unwrap_or(path);
    let parts = path.components().filter_map(|c| match c {
        Component::Normal(part) => Some(told(part).replace(['\\', '#'], "_")),
        _ => None,
    });
    parts.collect::<Vec<_>>().join("/")
}

/// A name as text; a byte that is none is written as its number, so that two names stay two.
fn told(name: &OsStr) -> String {
    let mut out = String::new();
    for chunk in name.as_encoded_bytes().utf8_chunks() {
        out.push_str(chunk.valid());
        out.extend(chunk.invalid().iter().map(|b| format!("%{b:02X}")));
    }
    out
}

/// Whether a member of an archive is a page, by its name.
fn is_member(name: &str) -> bool {
    input::is_page(Path::new(name)) && !name.split('/').any(|part| part.starts_with('.'))
}

/// A file that holds several pages, by its name.
fn holds_pages(path: &Path) -> bool {
    let ends = [".tar", ".zip", ".gz", ".tgz", ".jsonl", ".ndjson"];
    let name = path.to_string_lossy().to_ascii_lowercase();
    ends.iter().any(|e| name.ends_with(e))
}

fn stem(name: &str) -> &str {
    name.split('.').find(|part| !part.is_empty()).unwrap_or(name)
}
