//! The inputs: files, folders of pages, standard input.

use super::args::Cli;
use super::shown;
use crate::source::hex;
use clap::CommandFactory;
use ignore::WalkBuilder;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Larger inputs are no pages; reading one would only fill the memory.
pub const LARGEST: u64 = 256 << 20;

/// What a folder is searched for.
const EXTENSIONS: [&str; 4] = ["txt", "md", "html", "htm"];

/// One input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
}

impl Input {
    /// The input of an argument that is not looked for in folders.
    pub fn of(argument: &Path) -> Self {
        if argument == Path::new("-") { Self::Stdin } else { Self::File(argument.to_owned()) }
    }

    /// Its name in the records: the file name without its folder, `-` for standard input.
    pub fn name(&self) -> String {
        match self {
            Self::Stdin => "-".into(),
            Self::File(path) => path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned(),
        }
    }

    /// Its name in messages.
    pub fn shown(&self) -> String {
        match self {
            Self::Stdin => "-".into(),
            Self::File(path) => shown(&path.to_string_lossy()).into_owned(),
        }
    }

    /// For a name that may be meant as a command.
    fn hint(&self, error: &io::Error) -> &'static str {
        let Self::File(path) = self else { return "" };
        let name = path.to_string_lossy();
        if error.kind() != io::ErrorKind::NotFound || name.contains(['.', '/', '\\']) {
            return "";
        }
        let command = Cli::command();
        if command.get_subcommands().any(|c| c.get_name() == name) {
            " (a command stands before all options)"
        } else {
            " (`extract --help` lists the commands)"
        }
    }

    /// Its bytes, or what to say about it.
    pub fn read(&self) -> Result<Vec<u8>, String> {
        let read = match self {
            Self::Stdin => bounded(io::stdin().lock(), 0),
            Self::File(path) => File::open(path).and_then(|file| {
                let size = file.metadata().map_or(0, |m| m.len());
                bounded(file, size)
            }),
        };
        match read {
            Ok(bytes) if bytes.len() as u64 > LARGEST => {
                Err(format!("{}: larger than {} MiB; split it into pages", self.shown(), LARGEST >> 20))
            }
            Ok(bytes) => Ok(bytes),
            Err(error) => Err(format!("{}: {}{}", self.shown(), reason(&error), self.hint(&error))),
        }
    }

    /// Whether it can be read a second time: a file, not a pipe.
    pub fn is_lasting(&self) -> bool {
        matches!(self, Self::File(path) if path.is_file())
    }

    /// Its bytes once more; none where they are no longer those with this SHA-256.
    pub fn read_again(&self, sha256: &str) -> Vec<u8> {
        self.read().ok().filter(|bytes| hex(&Sha256::digest(bytes)) == sha256).unwrap_or_default()
    }
}

/// What `from` holds; `size` is what it says it does, so that there is no more room for it than it takes.
fn bounded(from: impl Read, size: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(usize::try_from(size.min(LARGEST)).unwrap_or(0) + 1);
    from.take(LARGEST + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// What went wrong, and what to do about it.
pub fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder; check the name".into(),
        io::ErrorKind::PermissionDenied => "may not be read; check its permissions".into(),
        io::ErrorKind::IsADirectory => "is a folder; give a file in it".into(),
        _ => format!("cannot be read: {error}"),
    }
}

/// The inputs that the arguments name, and whether a folder is among them. Folders are searched for pages, in the order of the
/// names, without what is hidden. Where an argument gives nothing, its place holds what to say.
pub fn inputs(arguments: &[PathBuf]) -> (Vec<Result<Input, String>>, bool) {
    let mut out = Vec::new();
    let mut folders = false;
    for argument in arguments {
        if argument == Path::new("-") || !argument.is_dir() {
            out.push(Ok(Input::of(argument)));
            continue;
        }
        folders = true;
        let before = out.len();
        pages(argument, &mut out);
        if out.len() == before {
            let name = argument.to_string_lossy();
            out.push(Err(format!(
                "{}: no {} in this folder or below it",
                shown(&name),
                EXTENSIONS.map(|e| format!(".{e}")).join(", ")
            )));
        }
    }
    (out, folders)
}

fn pages(folder: &Path, out: &mut Vec<Result<Input, String>>) {
    // What version control ignores is read all the same: corpora are often kept out of it.
    let walk = WalkBuilder::new(folder)
        .standard_filters(false)
        .hidden(true)
        .ignore(true)
        .sort_by_file_name(std::ffi::OsStr::cmp)
        .build();
    for entry in walk {
        match entry {
            Ok(entry) if entry.depth() > 0 && entry.path().is_file() && is_page(entry.path()) => {
                out.push(Ok(Input::File(entry.into_path())));
            }
            Ok(_) => {}
            Err(error) => out.push(Err(shown(&error.to_string()).into_owned())),
        }
    }
}

pub fn is_page(path: &Path) -> bool {
    path.extension().is_some_and(|e| EXTENSIONS.iter().any(|known| e.eq_ignore_ascii_case(known)))
}
