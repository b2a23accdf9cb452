//! Records to rows.

use super::event::Event;
use super::page::Page;
use super::story::Stories;
use super::table::Row;
use super::wording::{Difference, Twin};
use crate::Severity;
use crate::model::{Clause, Document, Statement};
use crate::source::Source;
use serde_json::{Value, json};
use std::collections::{BTreeSet, HashMap};

/// Takes the rows: the name of the table, and the row.
pub type Sink<'a> = dyn FnMut(&str, Value) -> std::io::Result<()> + 'a;

type Done = std::io::Result<()>;

/// What the whole dataset knows about one page.
#[derive(Debug, Default)]
pub struct Known {
    /// Ids in the dataset of its meetings, visits and documents, by their ids in the page.
    pub ids: HashMap<String, String>,
    /// What is found out about its statements, by their ids in the dataset.
    pub twins: HashMap<String, Twin>,
}

impl Known {
    fn id(&self, local: Option<&String>) -> Option<&String> {
        local.and_then(|l| self.ids.get(l))
    }
}

/// The rows of a page itself.
pub fn page(page: &Page, record: &str, known: &Known, stories: &Stories, sink: &mut Sink<'_>) -> Done {
    let r = &page.records;
    let warnings = r.diagnostics.iter().filter(|d| d.severity >= Severity::Warning).count();
    let source = json!({
        "name": page.name, "record": record, "sha256": page.sha256, "encoding": r.source.encoding, "script": r.source.script,
        "published": r.source.published, "articles": r.articles.len(), "meetings": r.meetings.len(),
        "statements": r.statements.len(), "documents": r.documents.len(), "warnings": warnings,
    });
    sink("inputs", source)?;
    for a in &r.articles {
        let id = page.id(&a.id);
        let d = a.dateline.as_ref();
        let row = json!({
            "id": id, "input": page.name, "kind": a.kind, "kicker": a.kicker, "headline": a.headline, "subhead": a.subhead,
            "agency": d.and_then(|d| d.agency.as_ref()), "place": d.and_then(|d| d.place.as_ref()),
            "date": d.and_then(|d| d.date.as_ref()), "reporters": d.map(|d| &d.reporters), "page": a.page,
            "continued_from": a.continued_from, "continues_on": a.continues_on, "whole": stories.whole(&id),
            "story": stories.of(&id), "document": a.document, "captions": a.captions.len(),
        });
        sink("articles", with_bytes(row, &a.source))?;
        for c in &a.captions {
            let row = json!({"article": id, "text": c.text, "agency": c.agency, "photographer": c.photographer});
            sink("captions", with_lines(row, &c.source))?;
        }
    }
    for s in &r.statements {
        statement(page, s, known, sink)?;
    }
    for d in &r.documents {
        document(page, d, known, sink)?;
    }
    for b in &r.bundles {
        let row = json!({
            "id": page.id(&b.id), "input": page.name, "article": page.id(&b.article), "act": b.act, "count": b.count,
            "at_least": b.at_least, "fields": b.fields, "meeting": known.id(b.meeting.as_ref()),
        });
        sink("bundles", with_lines(row, &b.source))?;
    }
    for d in &r.diagnostics {
        let row = json!({"input": page.name, "severity": d.severity, "code": d.code, "message": d.message});
        sink("diagnostics", d.source.as_ref().map_or(row.clone(), |s| with_lines(row, s)))?;
    }
    Ok(())
}

fn statement(page: &Page, s: &Statement, known: &Known, sink: &mut Sink<'_>) -> Done {
    let id = page.id(&s.id);
    let twin = known.twins.get(&id);
    // The whole print knows best where it was said.
    let meeting = twin.and_then(|t| t.meeting.as_ref()).or_else(|| known.id(s.meeting.as_ref()));
    let row = json!({
        "id": id, "input": page.name, "article": page.id(&s.article), "meeting": meeting, "same_as": twin.map(|t| &t.same_as),
        "speaker": s.speaker, "joint": s.joint, "office": s.office, "country": s.country, "org": s.org, "verb": s.verb,
        "lead": s.lead, "text": s.text, "points": s.points.len(), "truncated_start": s.truncated_start,
    });
    sink("statements", with_bytes(row, &s.source))?;
    for p in &s.points {
        let row = json!({"statement": id, "number": p.number, "marker": p.marker, "heading": p.heading, "text": p.text});
        sink("points", with_lines(row, &p.source))?;
    }
    Ok(())
}

fn document(page: &Page, d: &Document, known: &Known, sink: &mut Sink<'_>) -> Done {
    let document = known.ids.get(&d.id);
    for a in &d.acts {
        let row = json!({
            "document": document, "input": page.name, "act": a.act, "date": a.date, "by": a.by,
            "meeting": known.id(a.meeting.as_ref()), "article_cited": a.article_cited,
        });
        sink("acts", with_lines(row, &a.source))?;
    }
    clauses(page, document, None, &page.id(&d.id), &d.clauses, sink)
}

fn clauses(
    page: &Page,
    document: Option<&String>,
    parent: Option<&str>,
    path: &str,
    list: &[Clause],
    sink: &mut Sink<'_>,
) -> Done {
    for (n, c) in list.iter().enumerate() {
        let id = format!("{path}/{}", n + 1);
        let row = json!({
            "id": id, "document": document, "input": page.name, "parent": parent, "position": n + 1, "marker": c.marker,
            "number": c.number, "heading": c.heading, "text": c.paragraphs.join("\n"),
        });
        sink("clauses", with_lines(row, &c.source))?;
        for m in &c.commitments {
            let row = json!({"clause": id, "actor": m.actor, "verb": m.verb, "text": m.text});
            sink("commitments", with_lines(row, &m.source))?;
        }
        clauses(page, document, Some(&id), &id, &c.clauses, sink)?;
    }
    Ok(())
}

/// The rows of an event or instrument. `table` is `meetings`, `visits` or `documents`.
pub fn event(table: &str, event: &Event, stories: &Stories, sink: &mut Sink<'_>) -> Done {
    let key = table.trim_end_matches('s');
    let mut sources = Vec::new();
    for t in &event.tellings {
        let article = format!("{}#{}", t.input, t.article);
        sources.push((t.input.clone(), article.clone(), t.record.clone(), t.source.clone()));
        for tail in stories.tails(&article).iter().filter(|_| t.leads) {
            let id = format!("{}#{}", tail.input, tail.article);
            sources.push((tail.input.clone(), id, None, tail.source.clone()));
        }
    }
    sources.sort_by(|a, b| (&a.0, &a.3.bytes).cmp(&(&b.0, &b.3.bytes)));
    let inputs: BTreeSet<&String> = sources.iter().map(|s| &s.0).collect();

    let mut row: Row = event.merged.fields.clone();
    row.insert("id".into(), event.id.clone().into());
    row.insert("sources".into(), inputs.len().into());
    row.insert("variants".into(), json!(event.merged.variants));
    if table == "documents" {
        row.remove("continues_on");
        // The list that names it first; a text printed under a heading of the list stands there too.
        let listed = event.tellings.iter().find_map(|t| t.fields.get("list").map(|l| (t, l)));
        if let Some((t, list)) = listed {
            row.insert("list".into(), format!("{}#{}", t.input, t.article).into());
            for field in ["section", "section_title", "number"] {
                row.insert(field.into(), list.get(field).cloned().unwrap_or_default());
            }
        }
    }
    sink(table, Value::Object(row))?;
    for (n, party) in event.merged.parties.iter().enumerate() {
        let mut row = party.clone();
        row.insert(key.into(), event.id.clone().into());
        row.insert("position".into(), (n + 1).into());
        sink("parties", Value::Object(row))?;
    }
    for (input, article, record, source) in sources {
        sink("sources", with_bytes(json!({key: event.id, "input": input, "article": article, "record": record}), &source))?;
    }
    for v in &event.merged.variants {
        let row = json!({
            key: event.id, "kind": "field", "field": v.field, "value": v.value, "inputs": v.inputs, "kept": v.kept,
        });
        sink("conflicts", row)?;
    }
    Ok(())
}

/// The rows of a place where prints differ.
pub fn difference(d: &Difference, sink: &mut Sink<'_>) -> Done {
    let kind = if d.misprint { "misprint" } else { "wording" };
    for (n, (value, inputs)) in d.said.iter().enumerate() {
        let row =
            json!({"meeting": d.meeting, "kind": kind, "field": "statement", "value": value, "inputs": inputs, "kept": n == 0});
        sink("conflicts", row)?;
    }
    Ok(())
}

fn with_lines(mut row: Value, source: &Source) -> Value {
    row["first_line"] = source.lines[0].into();
    row["last_line"] = source.lines[1].into();
    row
}

fn with_bytes(row: Value, source: &Source) -> Value {
    let mut row = with_lines(row, source);
    row["bytes"] = json!(source.bytes);
    row
}
