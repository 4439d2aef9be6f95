//! The file: delimited text, safe to open in a spreadsheet.
//!
//! Rows are written on a page in memory, in whatever order they are quick to come by, and go to the
//! file in the order of the list when the page is turned.

use std::io::{BufWriter, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};

use super::ExportFormat;
use crate::error::{Error, Result};
use crate::import::values::neutralise;

const BOM: &[u8] = b"\xef\xbb\xbf";

pub(super) struct Sheet<W: Write> {
    out: BufWriter<W>,
    page: csv::Writer<Vec<u8>>,
    builder: csv::WriterBuilder,
    /// What errors name.
    target: PathBuf,
    n_rows: u64,
}

impl<W: Write> Sheet<W> {
    pub fn begin(out: W, format: ExportFormat, target: &Path) -> Result<Self> {
        let delimiter = u8::try_from(format.delimiter)
            .ok()
            .filter(|byte| matches!(byte, b',' | b';' | b'\t' | b'|'))
            .ok_or_else(|| Error::InvalidValue {
                field: "delimiter",
                value: format.delimiter.to_string(),
            })?;
        let mut out = BufWriter::with_capacity(1 << 16, out);
        if format.bom {
            out.write_all(BOM).map_err(|e| Error::io(target, &e))?;
        }
        let mut builder = csv::WriterBuilder::new();
        builder.delimiter(delimiter).terminator(csv::Terminator::CRLF);
        let page = builder.from_writer(Vec::new());
        Ok(Self { out, page, builder, target: target.to_owned(), n_rows: 0 })
    }

    pub fn write(&mut self, cells: impl IntoIterator<Item = impl AsRef<str>>) -> Result<()> {
        for cell in cells {
            let written = self.page.write_field(neutralise(cell.as_ref()).as_bytes());
            written.map_err(|e| failure(&self.target, e))?;
        }
        let ended = self.page.write_record(None::<&[u8]>);
        ended.map_err(|e| failure(&self.target, e))?;
        self.n_rows += 1;
        Ok(())
    }

    /// How many bytes the page has.
    pub fn end_of_page(&mut self) -> Result<usize> {
        self.page.flush().map_err(|e| Error::io(&self.target, &e))?;
        Ok(self.page.get_ref().len())
    }

    /// Writes these parts of the page to the file, in this order, and begins a new one.
    pub fn turn(&mut self, parts: impl IntoIterator<Item = Range<usize>>) -> Result<()> {
        self.end_of_page()?;
        let page = std::mem::replace(&mut self.page, self.builder.from_writer(Vec::new()));
        let bytes = page.into_inner().map_err(|e| Error::io(&self.target, e.error()))?;
        for part in parts {
            let written = self.out.write_all(&bytes[part]);
            written.map_err(|e| Error::io(&self.target, &e))?;
        }
        Ok(())
    }

    /// How many rows were written, the headers' among them.
    pub fn finish(mut self) -> Result<u64> {
        self.out.flush().map_err(|e| Error::io(&self.target, &e))?;
        Ok(self.n_rows)
    }
}

fn failure(target: &Path, error: csv::Error) -> Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => Error::io(target, &error),
        other => Error::Internal(format!("writing {}: {other:?}", target.display())),
    }
}
