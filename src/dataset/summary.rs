//! What is in a dataset: counts by year, country and kind, and its `README.md`.

use super::table::Row;
use super::tables::TABLES;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// So many values of one kind are listed; the rest is summed up.
const LISTED: usize = 20;

/// Counts of rows.
#[derive(Debug, Clone, Default)]
pub struct Summary {
    /// Rows of each table.
    pub rows: BTreeMap<String, u64>,
    /// By table and what is counted by, the number of rows of each value.
    by: BTreeMap<(&'static str, &'static str), BTreeMap<String, u64>>,
}

/// What is counted: the table, the column, by what, and whether a picture is made of it.
const COUNTED: [(&str, &str, &str); 9] = [
    ("meetings", "date", "year"),
    ("meetings", "kind", "kind"),
    ("parties", "country", "country"),
    ("documents", "date", "year"),
    ("documents", "kind", "kind"),
    ("visits", "from", "year"),
    ("visits", "kind", "kind"),
    ("statements", "country", "country"),
    ("conflicts", "kind", "kind"),
];

/// One picture: the name of its file, its title, and bars in order.
#[derive(Debug, Clone)]
pub struct Bars {
    /// `meetings-by-year`.
    pub name: String,
    /// Meetings by year.
    pub title: String,
    /// Values and counts.
    pub counts: Vec<(String, u64)>,
}

impl Summary {
    /// Counts a row.
    pub fn count(&mut self, table: &str, row: &Row) {
        *self.rows.entry(table.to_owned()).or_default() += 1;
        for (counted, column, by) in COUNTED.iter().filter(|(t, ..)| *t == table) {
            // A side of a meeting; those of documents stand in another table's count.
            if *counted == "parties" && !row.contains_key("meeting") {
                continue;
            }
            let value = row.get(*column).and_then(Value::as_str);
            let value = match *by {
                "year" => value.and_then(|v| v.get(..4)).filter(|y| *y != "XXXX"),
                _ => value,
            };
            let value = value.unwrap_or("unknown").to_owned();
            *self.by.entry((counted, by)).or_default().entry(value).or_default() += 1;
        }
    }

    /// The pictures.
    pub fn pictures(&self) -> Vec<Bars> {
        COUNTED.iter().filter_map(|(table, _, by)| self.bars(table, by)).collect()
    }

    /// Years in their order; other values by how many, most first.
    fn bars(&self, table: &str, by: &str) -> Option<Bars> {
        let counts = self.by.iter().find(|((t, b), _)| *t == table && *b == by).map(|(_, counts)| counts)?;
        let mut bars: Vec<(String, u64)> = counts.iter().map(|(v, n)| (v.clone(), *n)).collect();
        if by != "year" {
            bars.sort_by(|a, b| (std::cmp::Reverse(a.1), &a.0).cmp(&(std::cmp::Reverse(b.1), &b.0)));
        }
        if by != "year" && bars.len() > LISTED {
            let rest: u64 = bars.split_off(LISTED - 1).iter().map(|(_, n)| n).sum();
            bars.push(("other".into(), rest));
        }
        let what = if table == "parties" { "parties of meetings" } else { table };
        Some(Bars { name: format!("{table}-by-{by}"), title: format!("{} by {by}", capital(what)), counts: bars })
    }

    /// The `README.md` of the dataset.
    pub fn readme(&self) -> String {
        let rows = |t: &str| self.rows.get(t).copied().unwrap_or_default();
        let mut out = String::from("# Records of Chinese diplomatic news\n\n");
        let _ = write!(
            out,
            "Written by `extract dataset` (gongbao {}); changes made by hand are lost.\n\n\
             {} told by {}, with {}, {} and {}.\n",
            env!("CARGO_PKG_VERSION"),
            many(rows("meetings"), "meeting"),
            many(rows("inputs"), "page"),
            many(rows("statements"), "statement"),
            many(rows("documents"), "document"),
            many(rows("visits"), "visit"),
        );
        if rows("errors") > 0 {
            let _ = writeln!(out, "{} could not be read: `errors.csv`.", many(rows("errors"), "input"));
        }
        out.push_str(
            "\n## Files\n\n\
             Each table is there as CSV and as JSON Lines; `datapackage.json` describes every column (Data Package of Frictionless).\n\
             Columns named after a table hold its key. Lists are JSON. A cell that a spreadsheet would take for a formula has a `'`\n\
             before it; the JSON Lines have the bare value. `records/` holds what each page gave, `index.json` what was read.\n\n\
             | table | rows | what a row is |\n| --- | ---: | --- |\n",
        );
        for t in &TABLES {
            let about = t.about.strip_prefix("One row for each ").unwrap_or(t.about);
            let _ = writeln!(out, "| `{}` | {} | {} |", t.name, rows(t.name), capital(about));
        }
        out.push_str(
            "\nOne event that several pages tell is one row of `meetings`, its pages are rows of `sources`. What they say differently\n\
             is in `conflicts`: the value that most of them give stands in the table.\n\n## Counts\n",
        );
        for picture in self.pictures() {
            let _ = write!(
                out,
                "\n### {}\n\n![{}](plots/{}.svg)\n\n| value | rows |\n| --- | ---: |\n",
                picture.title, picture.title, picture.name
            );
            for (value, n) in &picture.counts {
                let _ = writeln!(out, "| {value} | {n} |");
            }
        }
        out
    }
}

fn many(n: u64, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}
