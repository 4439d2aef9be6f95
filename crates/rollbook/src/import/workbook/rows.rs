//! The rows of a sheet on their way into a text.

use std::io::{BufWriter, Write};

use tempfile::NamedTempFile;

use super::{Fault, Sheet};
use crate::files::scratch;
use crate::import::layout::MAX_COLUMNS;
use crate::import::records::MAX_RECORD;

/// The most rows a sheet has in any program.
const MAX_ROWS: u64 = 1 << 20;
/// The most bytes of text.
const MAX_BYTES: u64 = 2 << 30;
/// What a cell may keep for the next row, in bytes: in a wide sheet, every column once had a long one.
const KEPT_CELL: usize = 1 << 10;

/// A sheet's text in the making.
pub(super) struct Rows {
    out: BufWriter<NamedTempFile>,
    /// The cells of the row under way; those beyond `n_cells` are blank.
    cells: Vec<String>,
    n_cells: usize,
    /// The bytes of text in them.
    n_in_row: usize,
    /// How many rows have ended.
    n_ended: u64,
    n_bytes: u64,
    widest: usize,
}

impl Rows {
    pub fn begin() -> Result<Self, Fault> {
        let out = BufWriter::new(scratch().map_err(|e| Fault::Disk(e.to_string()))?);
        Ok(Self {
            out,
            cells: Vec::new(),
            n_cells: 0,
            n_in_row: 0,
            n_ended: 0,
            n_bytes: 0,
            widest: 0,
        })
    }

    /// Puts a text into a column of the row under way. A row that is longer than any may be is not
    /// kept to its end: a text that a sheet repeats in each of its columns would fill the memory. What
    /// is kept is too long all the same, and is refused when the rows are read.
    pub fn cell(&mut self, column: usize, text: &str) {
        if text.is_empty() {
            return;
        }
        self.widest = self.widest.max(column.saturating_add(1));
        if column >= MAX_COLUMNS || self.n_in_row > MAX_RECORD {
            return;
        }
        if column >= self.cells.len() {
            self.cells.resize(column + 1, String::new());
        }
        text.clone_into(&mut self.cells[column]);
        self.n_in_row += text.len();
        self.n_cells = self.n_cells.max(column + 1);
    }

    /// Ends the row under way, which is the sheet's `row`th from 0, and `n_times` the same after it.
    pub fn end(&mut self, row: u64, n_times: u64) -> Result<(), Fault> {
        if self.n_cells == 0 {
            return Ok(());
        }
        if row < self.n_ended {
            return Err(Fault::Damaged(format!("row {} comes twice", row + 1)));
        }
        if row.saturating_add(n_times) > MAX_ROWS {
            return Err(Fault::TooLarge);
        }
        let mut line = "\n".repeat((row - self.n_ended) as usize);
        self.write(&line)?;
        line.clear();
        for (column, cell) in self.cells[..self.n_cells].iter().enumerate() {
            if column > 0 {
                line.push(',');
            }
            if !cell.is_empty() {
                line.push('"');
                line.push_str(&cell.replace('"', "\"\""));
                line.push('"');
            }
        }
        line.push('\n');
        if self.n_bytes.saturating_add(n_times.saturating_mul(line.len() as u64)) > MAX_BYTES {
            return Err(Fault::TooLarge);
        }
        for _ in 0..n_times {
            self.write(&line)?;
        }
        for cell in &mut self.cells[..self.n_cells] {
            cell.clear();
            cell.shrink_to(KEPT_CELL);
        }
        self.n_ended = row + n_times;
        (self.n_cells, self.n_in_row) = (0, 0);
        Ok(())
    }

    fn write(&mut self, text: &str) -> Result<(), Fault> {
        self.n_bytes += text.len() as u64;
        if self.n_bytes > MAX_BYTES {
            return Err(Fault::TooLarge);
        }
        self.out.write_all(text.as_bytes()).map_err(|e| Fault::Disk(e.to_string()))
    }

    /// The sheet, unless it has no rows.
    pub fn finish(self, name: String) -> Result<Option<Sheet>, Fault> {
        if self.n_ended == 0 && self.widest == 0 {
            return Ok(None);
        }
        let file = self.out.into_inner().map_err(|e| Fault::Disk(e.to_string()))?;
        let text = match self.widest {
            0..=MAX_COLUMNS => Ok(file),
            found => Err(Fault::TooManyColumns(found)),
        };
        Ok(Some(Sheet { name, text }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_is_repeated_does_not_fill_the_memory() {
        let mut rows = Rows::begin().unwrap();
        let n_kept = |rows: &Rows| rows.cells.iter().map(String::capacity).sum::<usize>();
        let text = "x".repeat(MAX_RECORD);
        for row in 0..3 {
            for column in row..MAX_COLUMNS {
                rows.cell(column, &text);
            }
            assert!(n_kept(&rows) < 4 * MAX_RECORD);
            rows.end(row as u64, 1).unwrap();
            assert!(n_kept(&rows) <= MAX_COLUMNS * KEPT_CELL);
        }
        rows.cell(0, &text);
        assert_eq!(rows.end(3, 1 << 19).unwrap_err(), Fault::TooLarge, "and none of it is written");
        assert!(rows.n_bytes < 16 * MAX_RECORD as u64);
    }
}
