//! Tables as Parquet, by the library of Apache Arrow. Texts, numbers and flags are columns of their type; lists are JSON, as in
//! the CSV.

use crate::dataset::table::{Kind, Row, Table};
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::Type;
use serde_json::Value;
use std::fs::File;
use std::io::{self, BufWriter};
use std::sync::Arc;

/// So many rows are kept before they are written: Parquet goes column by column.
const GROUP: usize = 4096;

/// A file while it is written.
pub struct Parquet {
    table: &'static Table,
    writer: SerializedFileWriter<BufWriter<File>>,
    rows: Vec<Row>,
}

impl Parquet {
    /// Begins a file.
    pub fn new(file: BufWriter<File>, table: &'static Table) -> io::Result<Self> {
        let mut fields = Vec::new();
        for c in table.columns {
            let (physical, logical) = match c.kind {
                Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
                Kind::List => (Physical::BYTE_ARRAY, Some(LogicalType::Json)),
                Kind::Count => (Physical::INT64, None),
                Kind::Flag => (Physical::BOOLEAN, None),
            };
            let field = Type::primitive_type_builder(c.name, physical)
                .with_repetition(Repetition::OPTIONAL)
                .with_logical_type(logical)
                .build()?;
            fields.push(Arc::new(field));
        }
        let schema = Arc::new(Type::group_type_builder(table.name).with_fields(fields).build()?);
        let properties =
            WriterProperties::builder().set_compression(Compression::UNCOMPRESSED).set_created_by("gongbao".into()).build();
        Ok(Self { table, writer: SerializedFileWriter::new(file, schema, Arc::new(properties))?, rows: Vec::new() })
    }

    /// Takes a row.
    pub fn row(&mut self, row: Row) -> io::Result<()> {
        self.rows.push(row);
        if self.rows.len() >= GROUP { self.group() } else { Ok(()) }
    }

    /// Ends the file.
    pub fn finish(mut self) -> io::Result<()> {
        if !self.rows.is_empty() {
            self.group()?;
        }
        self.writer.close()?;
        Ok(())
    }

    fn group(&mut self) -> io::Result<()> {
        let rows = std::mem::take(&mut self.rows);
        let mut group = self.writer.next_row_group()?;
        for c in self.table.columns {
            let Some(column) = group.next_column()? else { break };
            let cells: Vec<Option<&Value>> = rows.iter().map(|r| r.get(c.name)).collect();
            match c.kind {
                Kind::Count => write::<Int64Type>(column, &cells, |v| v.as_i64().unwrap_or_default())?,
                Kind::Flag => write::<BoolType>(column, &cells, |v| v.as_bool().unwrap_or_default())?,
                Kind::Text | Kind::List => write::<ByteArrayType>(column, &cells, |v| {
                    ByteArray::from(v.as_str().map_or_else(|| v.to_string(), str::to_owned).into_bytes())
                })?,
            }
        }
        group.close()?;
        Ok(())
    }
}

fn write<T: DataType>(
    mut column: SerializedColumnWriter<'_>,
    cells: &[Option<&Value>],
    value: impl Fn(&Value) -> T::T,
) -> io::Result<()> {
    let values: Vec<T::T> = cells.iter().flatten().map(|v| value(v)).collect();
    let defined: Vec<i16> = cells.iter().map(|c| i16::from(c.is_some())).collect();
    column.typed::<T>().write_batch(&values, Some(&defined), None)?;
    column.close()?;
    Ok(())
}
