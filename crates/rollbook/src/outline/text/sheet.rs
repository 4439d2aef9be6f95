//! A workbook as a text: the sheet that is a table, from its header on, or else the first one as a list
//! in which each cell is a line and stands as deep as its column.
//!
//! So a person sees what was read, and mends it, like any other text before anything is written.

use std::path::Path;

use super::{LARGEST_FILE, table, unreadable};
use crate::error::Result;
use crate::import::{Record, Records, Source};

/// A row of a sheet, and its number.
struct Row {
    line: u64,
    cells: Vec<String>,
}

pub(super) fn read(path: &Path) -> Result<String> {
    let source = Source::from_path(path)?;
    let mut first = None;
    for sheet in source.sheets() {
        let rows = rows(&source, sheet)?;
        if let Some(header) = rows.iter().position(|row| table::is_header(&row.cells)) {
            return Ok(as_table(&rows[header..]));
        }
        first.get_or_insert(rows);
    }
    Ok(as_list(&first.unwrap_or_default()))
}

fn rows(source: &Source, sheet: &str) -> Result<Vec<Row>> {
    let mut records = Records::of_sheet(source, sheet)?;
    let mut record = Record::default();
    let mut rows = Vec::new();
    while records.next(&mut record)? {
        // What it unpacks to is bounded like a text.
        if record.offset() > LARGEST_FILE {
            return Err(unreadable(format!("it is larger than {} MB", LARGEST_FILE >> 20)));
        }
        let one_line = |cell: &str| cell.split_whitespace().collect::<Vec<_>>().join(" ");
        rows.push(Row { line: record.line(), cells: record.cells().map(one_line).collect() });
    }
    Ok(rows)
}

fn as_table(rows: &[Row]) -> String {
    let quoted = |cell: &String| match cell.contains('"') {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell.clone(),
    };
    let line = |row: &Row| row.cells.iter().map(quoted).collect::<Vec<_>>().join("\t");
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Blank rows stay: between groups they may be all that tells chapters from lessons.
fn as_list(rows: &[Row]) -> String {
    let mut lines = Vec::new();
    let mut last = None;
    for row in rows {
        if last.replace(row.line).is_some_and(|last| last + 1 < row.line) {
            lines.push(String::new());
        }
        let cells = row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
        lines.extend(cells.map(|(column, cell)| format!("{}{cell}", "\t".repeat(column))));
    }
    lines.join("\n")
}
