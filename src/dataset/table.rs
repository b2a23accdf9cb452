//! What a table is, and its rows and cells; `tables` lists them all.

use serde_json::{Map, Value};

/// What a cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A text, a code or a date (EDTF).
    Text,
    /// A number.
    Count,
    /// `true`, or nothing.
    Flag,
    /// A list; JSON in a cell.
    List,
}

/// A column.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What a cell holds.
    pub kind: Kind,
    /// What it means.
    pub about: &'static str,
    /// The table whose key it is.
    pub refers: Option<&'static str>,
}

/// A table.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// What a row is.
    pub about: &'static str,
    /// Whether the first column is the key.
    pub keyed: bool,
    /// Its columns.
    pub columns: &'static [Column],
}

/// A row: values by the name of the column; what is absent has no entry.
pub type Row = Map<String, Value>;

impl Table {
    /// A row in the order of the columns, without what is absent.
    pub fn ordered(&self, mut row: Row) -> Row {
        let mut out = Row::new();
        for c in self.columns {
            let absent =
                |v: &Value| v.is_null() || *v == Value::Bool(false) || v.as_array().is_some_and(Vec::is_empty) || v == "";
            if let Some(value) = row.remove(c.name).filter(|v| !absent(v)) {
                out.insert(c.name.to_owned(), value);
            }
        }
        debug_assert!(row.is_empty(), "{}: no such columns {row:?}", self.name);
        out
    }

    /// The cells of a row, for CSV.
    pub fn cells(&self, row: &Row) -> Vec<String> {
        self.columns.iter().map(|c| cell(row.get(c.name))).collect()
    }
}

/// A value in a cell. What a spreadsheet would take for a formula gets a ' before it.
fn cell(value: Option<&Value>) -> String {
    let text = match value {
        None | Some(Value::Null) => return String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    };
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']) { format!("'{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for text in ["=1+1", "+86", "-", "@sum", "＝1"] {
            assert_eq!(cell(Some(&Value::from(text))), format!("'{text}"));
        }
        assert_eq!(cell(Some(&Value::from("1=1"))), "1=1");
    }
}
