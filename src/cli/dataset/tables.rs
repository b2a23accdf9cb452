//! The records of all pages to tables, in a few passes over the pages. What does not fit into memory is sorted on disk.

use super::index::{self, Entry, Index, Making};
use super::pages::{Pages, Read};
use super::sort::{Groups, Sorter};
use super::store::{Store, at};
use super::written::Written;
use crate::dataset::event::{self, Event};
use crate::dataset::merge::{Telling, short_name};
use crate::dataset::page::{Page, hashes};
use crate::dataset::rows::{self, Known};
use crate::dataset::story::{Finder, Stories};
use crate::dataset::wording::{self, Said, Twin};
use crate::dataset::{counts, instrument, package, plot};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs::File;
use std::io::{self, BufWriter, Seek, Write};
use std::path::Path;

/// How the tables are written.
#[derive(Debug, Clone, Copy, Default)]
pub struct Shape {
    /// The CSV begins with a UTF-8 mark.
    pub bom: bool,
    /// Parquet too.
    pub parquet: bool,
}

/// A record of a page, and what it is in the dataset.
type Named = (String, String);

/// Writes everything but the records; gives the index.
pub fn write(pages: &Pages, making: &Making, store: &Store, shape: Shape) -> io::Result<Index> {
    let sorting = store.sorting();
    let stories = stories(&pages.read, &sorting)?;
    let mut written = Written::new(store, shape)?;
    let mut names = settle(&pages.read, &stories, &sorting, &mut written)?;
    let mut twins = compare(&pages.read, &stories, &mut names, &sorting, &mut written)?;

    let mut index = Index { made: making.clone(), ..Index::default() };
    let mut lines = BufWriter::new(tempfile::tempfile_in(&sorting)?);
    let (mut names, mut twins) = (names.groups()?, twins.groups()?);
    for read in &pages.read {
        let page = read.load()?;
        let known = Known {
            ids: names.of_key(&page.name)?.into_iter().collect(),
            twins: twins.of_key(&page.name)?.into_iter().map(|t: Twin| (t.id.clone(), t)).collect(),
        };
        rows::page(&page, &read.record, &known, &stories, &mut |table, row| written.row(table, row))?;
        let entry = Entry {
            name: page.name,
            sha256: page.sha256,
            record: read.record.clone(),
            record_sha256: read.record_sha256.clone(),
            published: read.published.clone(),
            sketches: page.sketches,
        };
        writeln!(lines, "{}", serde_json::to_string(&entry)?)?;
        index.records.push(entry.record);
    }
    for (input, code, message) in &pages.wrong {
        written.row("errors", json!({"input": input, "code": code, "message": message}))?;
    }
    let (summary, mut files) = written.finish()?;
    let package = package::package(&summary.rows, shape.bom);
    store.put("datapackage.json", &pretty(&package)?)?;
    store.put("README.md", summary.readme().as_bytes())?;
    for picture in summary.pictures() {
        let path = format!("plots/{}.svg", picture.name);
        store.put(&path, plot::svg(&picture).map_err(io::Error::other)?.as_bytes())?;
        files.push(path);
    }
    files.extend(["datapackage.json", "README.md"].map(str::to_owned));
    files.sort();
    index.files = files;
    index.rows = summary.rows;
    let mut lines = lines.into_inner().map_err(io::IntoInnerError::into_error)?;
    lines.rewind()?;
    let path = store.new_file("index.json")?;
    File::create(&path).and_then(|file| index::write(&index, lines, file)).map_err(|e| at(&path, &e))?;
    Ok(index)
}

fn pretty(value: &impl serde::Serialize) -> io::Result<Vec<u8>> {
    let mut text = serde_json::to_vec_pretty(value)?;
    text.push(b'\n');
    Ok(text)
}

/// Which articles belong together.
fn stories(pages: &[Read], sorting: &Path) -> io::Result<Stories> {
    let mut sentences: Sorter<String> = Sorter::new(sorting);
    for read in pages {
        let page = read.load()?;
        for (article, sketch) in &page.sketches {
            for hash in hashes(sketch) {
                sentences.push(hash, &page.id(article))?;
            }
        }
    }
    let mut finder = Finder::default();
    let mut groups = sentences.groups()?;
    while let Some((_, articles)) = groups.next_group()? {
        finder.sentence(&articles.into_iter().collect::<BTreeSet<String>>());
    }
    for read in pages {
        finder.note(&read.load()?);
    }
    Ok(finder.finish())
}

/// Encounters, visits and documents that are one; gives what each record of a page is, by page.
fn settle(pages: &[Read], stories: &Stories, sorting: &Path, written: &mut Written) -> io::Result<Sorter<Named>> {
    let mut meetings: Sorter<Telling> = Sorter::new(sorting);
    let mut visits: Sorter<Telling> = Sorter::new(sorting);
    let mut documents: Sorter<Telling> = Sorter::new(sorting);
    // The day that one part of a text leaves out, another part gives.
    let mut undated: Vec<(String, Telling)> = Vec::new();
    let mut days: HashMap<(String, Value, String), BTreeSet<String>> = HashMap::new();
    for read in pages {
        let page = read.load()?;
        let mut begun: BTreeSet<&str> = BTreeSet::new();
        for m in &page.records.meetings {
            let mut t = event::meeting(&page.name, m);
            t.leads = begun.insert(&m.article);
            let story = stories.of(&page.id(&m.article)).map(str::to_owned);
            match (story, event::day_of(&t)) {
                (Some(story), None) => undated.push((story, t)),
                (Some(story), Some(day)) => {
                    days.entry((story, json!(m.kind), event::names(&t))).or_default().insert(day.to_owned());
                    meetings.push(&event::meeting_block(&t), &t)?;
                }
                (None, _) => meetings.push(&event::meeting_block(&t), &t)?,
            }
        }
        for v in &page.records.visits {
            let t = event::visit(&page.name, v);
            visits.push(&event::visit_block(&t), &t)?;
        }
        for d in &page.records.documents {
            let t = instrument::document(&page.name, d);
            documents.push(&instrument::block(&t), &t)?;
        }
    }
    for (story, mut t) in undated {
        let kind = t.fields.get("kind").cloned().unwrap_or_default();
        let known = days.get(&(story, kind, event::names(&t)));
        if let Some(day) = known.filter(|d| d.len() == 1).and_then(BTreeSet::first) {
            t.fields.insert("date".into(), day.clone().into());
        }
        meetings.push(&event::meeting_block(&t), &t)?;
    }
    let mut names: Sorter<Named> = Sorter::new(sorting);
    let mut taken = BTreeSet::new();
    let mut tell = |table: &str, mut events: Vec<Event>| -> io::Result<()> {
        for e in &mut events {
            // Two that are told apart and yet called the same: only where the day is not known.
            let id = e.id.clone();
            let mut n = 1;
            while !taken.insert(e.id.clone()) {
                n += 1;
                e.id = format!("{id}-{n}");
            }
            for t in &e.tellings {
                if let Some(record) = &t.record {
                    names.push(&t.input, &(record.clone(), e.id.clone()))?;
                }
            }
            rows::event(table, e, stories, &mut |table, row| written.row(table, row))?;
        }
        Ok(())
    };
    each(meetings.groups()?, |block| tell("meetings", event::meetings(block)))?;
    each(visits.groups()?, |block| tell("visits", event::visits(block).into_iter().collect()))?;
    each(documents.groups()?, |block| tell("documents", instrument::instruments(block)))?;
    Ok(names)
}

fn each(mut groups: Groups<'_, Telling>, mut tell: impl FnMut(Vec<Telling>) -> io::Result<()>) -> io::Result<()> {
    while let Some((_, mut block)) = groups.next_group()? {
        block.sort_by(|a, b| (&a.input, &a.source.bytes).cmp(&(&b.input, &b.source.bytes)));
        tell(block)?;
    }
    Ok(())
}

/// Statements that are printed twice, and counts against lists in another file; gives what is found out about statements, by page.
fn compare(
    pages: &[Read],
    stories: &Stories,
    names: &mut Sorter<Named>,
    sorting: &Path,
    written: &mut Written,
) -> io::Result<Sorter<Twin>> {
    let mut said: Sorter<Said> = Sorter::new(sorting);
    let mut counted: Sorter<counts::Counted> = Sorter::new(sorting);
    let mut names = names.groups()?;
    for read in pages {
        let page = read.load()?;
        let ids: BTreeMap<String, String> = names.of_key(&page.name)?.into_iter().collect();
        for s in &page.records.statements {
            let meeting = s.meeting.as_ref().and_then(|m| ids.get(m));
            // What stands in one text, or was said at one event.
            let together = stories.of(&page.id(&s.article)).or(meeting.map(String::as_str));
            let (Some(together), Some(text)) = (together, &s.text) else { continue };
            let said_here = Said {
                id: page.id(&s.id),
                input: page.name.clone(),
                speaker: s.speaker.as_deref().map(short_name),
                text: text.clone(),
                meeting: meeting.cloned(),
                fragment: is_fragment(&page, &s.article) || s.truncated_start,
            };
            said.push(together, &said_here)?;
        }
        for (story, c) in counts::counted(&page, stories) {
            counted.push(&story, &c)?;
        }
    }
    let mut twins: Sorter<Twin> = Sorter::new(sorting);
    let mut groups = said.groups()?;
    while let Some((_, story)) = groups.next_group()? {
        let (found, differences) = wording::compare(story);
        for d in &differences {
            rows::difference(d, &mut |table, row| written.row(table, row))?;
        }
        for twin in found {
            let input = twin.id.rsplit_once('#').map_or("", |(input, _)| input).to_owned();
            twins.push(&input, &twin)?;
        }
    }
    let mut groups = counted.groups()?;
    while let Some((_, story)) = groups.next_group()? {
        for row in counts::mismatches(&story) {
            written.row("diagnostics", row)?;
        }
    }
    Ok(twins)
}

fn is_fragment(page: &Page, article: &str) -> bool {
    page.records.articles.iter().any(|a| a.id == article && a.kind == crate::model::ArticleKind::Fragment)
}
