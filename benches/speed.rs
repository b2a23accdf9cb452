//! How fast the library reads, beside what it could not do without and what else reads Chinese: `cargo bench`.
//!
//! All read the same text by one thread: a folder of broadcasts where it stands beside the repository, else the pages of the tests,
//! again and again. Only the ratios of one run say something; `docs/performance.md` has them.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use gongbao::{Entries, Options, extract};
use jieba_rs::Jieba;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// The pages of our own are repeated up to this size.
const REPEATED: usize = 4 << 20;

static BROADCASTS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let found = read(&here.join("../shared/corpus/broadcast/days"));
    if found.is_empty() { repeated() } else { found }
});

/// Pages of a newspaper, where they stand beside the repository: talks, statements and lists, hardly a sentence without a record.
static PAPER: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let found = read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/seeds"));
    if found.is_empty() { repeated() } else { again(&found) }
});

/// Our own pages, shorter ones: joint statements, lists, treaties, what is printed around them.
static DENSE: LazyLock<Vec<Vec<u8>>> = LazyLock::new(repeated);

static FORMS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let files = files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("grammar/lexicon"));
    let mut all = Vec::new();
    for file in files.iter().filter(|f| f.extension().is_some_and(|e| e == "yaml")) {
        let text = fs::read_to_string(file).expect("the lexicon can be read");
        let part: Entries = [(String::new(), serde_yaml::from_str(&text).expect("the lexicon is well formed"))].into();
        for e in part.into_values().flatten() {
            all.extend(e.variants.into_iter().map(|v| v.form).chain([e.name]));
        }
    }
    all.sort();
    all.dedup();
    all
});

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path()).collect();
    files.sort();
    files
}

fn read(folder: &Path) -> Vec<Vec<u8>> {
    let pages = files(folder).into_iter().filter(|f| f.extension().is_some_and(|e| e == "txt" || e == "md"));
    pages.filter_map(|f| fs::read(f).ok()).filter(|b| std::str::from_utf8(b).is_ok()).collect()
}

fn repeated() -> Vec<Vec<u8>> {
    again(&read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages")))
}

fn again(pages: &[Vec<u8>]) -> Vec<Vec<u8>> {
    let size: usize = pages.iter().map(Vec::len).sum();
    pages.iter().cycle().take(pages.len() * (REPEATED / size.max(1))).cloned().collect()
}

fn of(bencher: Bencher<'_, '_>, pages: &[Vec<u8>], each: impl Fn(&[u8]) -> usize + Sync) {
    let size: usize = pages.iter().map(Vec::len).sum();
    bencher.counter(BytesCount::new(size)).bench(|| pages.iter().map(|p| each(black_box(p))).sum::<usize>());
}

fn text(page: &[u8]) -> &str {
    std::str::from_utf8(page).unwrap_or_default()
}

#[divan::bench]
fn a_from_utf8(bencher: Bencher<'_, '_>) {
    of(bencher, &BROADCASTS, |p| std::str::from_utf8(p).map_or(0, str::len));
}

#[divan::bench]
fn b_memchr(bencher: Bencher<'_, '_>) {
    of(bencher, &BROADCASTS, |p| memchr::memchr_iter(b'\n', p).count());
}

#[divan::bench]
fn c_one_scan_with_the_lexicon(bencher: Bencher<'_, '_>) {
    let mut builder = AhoCorasick::builder();
    let scan = builder
        .kind(Some(AhoCorasickKind::DFA))
        .match_kind(MatchKind::LeftmostLongest)
        .build(&*FORMS)
        .expect("the lexicon is no larger than an automaton may be");
    of(bencher, &BROADCASTS, |p| scan.find_iter(p).count());
}

#[divan::bench]
fn d_jieba_cuts_into_words(bencher: Bencher<'_, '_>) {
    let jieba = Jieba::new();
    of(bencher, &BROADCASTS, |p| jieba.cut(text(p), false).len());
}

#[divan::bench]
fn e_library(bencher: Bencher<'_, '_>) {
    of(bencher, &BROADCASTS, |p| extract(p, &Options::default()).value.meetings.len());
}

#[divan::bench]
fn f_library_paper(bencher: Bencher<'_, '_>) {
    of(bencher, &PAPER, |p| extract(p, &Options::default()).value.meetings.len());
}

#[divan::bench]
fn g_library_dense(bencher: Bencher<'_, '_>) {
    of(bencher, &DENSE, |p| extract(p, &Options::default()).value.meetings.len());
}

fn main() {
    // a page first, so that no case pays for the tables
    black_box(extract("会谈".as_bytes(), &Options::default()));
    divan::main();
}
