//! The files of the tables: CSV, JSON Lines and, where asked for, Parquet, row after row.

use super::store::{Store, at};
use super::tables::Shape;
use crate::dataset::summary::Summary;
use crate::dataset::table::Table;
use crate::dataset::tables::TABLES;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufWriter, Write};

/// All tables while they are written.
pub struct Written {
    files: BTreeMap<&'static str, Files>,
    summary: Summary,
    parquet: bool,
}

struct Files {
    table: &'static Table,
    csv: csv::Writer<BufWriter<File>>,
    jsonl: BufWriter<File>,
    #[cfg(feature = "parquet")]
    parquet: Option<super::parquet::Parquet>,
}

impl Written {
    /// Opens the files.
    pub fn new(store: &Store, shape: Shape) -> io::Result<Self> {
        let mut files = BTreeMap::new();
        for table in &TABLES {
            let create = |ending: &str| {
                let path = store.new_file(&format!("{}.{ending}", table.name))?;
                File::create(&path).map(BufWriter::new).map_err(|e| at(&path, &e))
            };
            let mut csv = create("csv")?;
            if shape.bom {
                csv.write_all("\u{feff}".as_bytes())?;
            }
            let mut csv = csv::Writer::from_writer(csv);
            csv.write_record(table.columns.iter().map(|c| c.name)).map_err(io::Error::from)?;
            let opened = Files {
                table,
                csv,
                jsonl: create("jsonl")?,
                #[cfg(feature = "parquet")]
                parquet: if shape.parquet { Some(super::parquet::Parquet::new(create("parquet")?, table)?) } else { None },
            };
            files.insert(table.name, opened);
        }
        Ok(Self { files, summary: Summary::default(), parquet: shape.parquet })
    }

    /// Writes a row of a table.
    pub fn row(&mut self, table: &str, row: Value) -> io::Result<()> {
        let (Some(files), Value::Object(row)) = (self.files.get_mut(table), row) else { return Ok(()) };
        let row = files.table.ordered(row);
        self.summary.count(table, &row);
        files.csv.write_record(files.table.cells(&row)).map_err(io::Error::from)?;
        serde_json::to_writer(&mut files.jsonl, &row)?;
        files.jsonl.write_all(b"\n")?;
        #[cfg(feature = "parquet")]
        if let Some(parquet) = &mut files.parquet {
            parquet.row(row)?;
        }
        Ok(())
    }

    /// Closes the files; gives the counts and the names of the files.
    pub fn finish(self) -> io::Result<(Summary, Vec<String>)> {
        let mut summary = self.summary;
        let mut names = Vec::new();
        for (name, mut files) in self.files {
            summary.rows.entry(name.to_owned()).or_default();
            files.csv.flush()?;
            files.jsonl.flush()?;
            #[cfg(feature = "parquet")]
            if let Some(parquet) = files.parquet {
                parquet.finish()?;
            }
            names.extend(["csv", "jsonl"].map(|ending| format!("{name}.{ending}")));
            if self.parquet {
                names.push(format!("{name}.parquet"));
            }
        }
        Ok((summary, names))
    }
}
