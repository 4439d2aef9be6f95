//! The file: delimited text, safe to open in a spreadsheet.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::ExportFormat;
use crate::error::{Error, Result};
use crate::import::values::neutralise;

const BOM: &[u8] = b"\xef\xbb\xbf";

pub(super) struct Sheet<W: Write> {
    csv: csv::Writer<W>,
    /// What errors name.
    target: PathBuf,
    n_rows: u64,
}

impl<W: Write> Sheet<W> {
    pub fn begin(mut out: W, format: ExportFormat, target: &Path) -> Result<Self> {
        let delimiter = u8::try_from(format.delimiter)
            .ok()
            .filter(|byte| matches!(byte, b',' | b';' | b'\t' | b'|'))
            .ok_or_else(|| Error::InvalidValue {
                field: "delimiter",
                value: format.delimiter.to_string(),
            })?;
        if format.bom {
            out.write_all(BOM).map_err(|e| Error::io(target, &e))?;
        }
        let csv = csv::WriterBuilder::new()
            .delimiter(delimiter)
            .terminator(csv::Terminator::CRLF)
            .buffer_capacity(1 << 16)
            .from_writer(out);
        Ok(Self { csv, target: target.to_owned(), n_rows: 0 })
    }

    pub fn write(&mut self, cells: impl IntoIterator<Item = impl AsRef<str>>) -> Result<()> {
        for cell in cells {
            let written = self.csv.write_field(neutralise(cell.as_ref()).as_bytes());
            written.map_err(|e| failure(&self.target, e))?;
        }
        let ended = self.csv.write_record(None::<&[u8]>);
        ended.map_err(|e| failure(&self.target, e))?;
        self.n_rows += 1;
        Ok(())
    }

    /// How many rows were written, the headers' among them.
    pub fn finish(mut self) -> Result<u64> {
        self.csv.flush().map_err(|e| Error::io(&self.target, &e))?;
        Ok(self.n_rows)
    }
}

fn failure(target: &Path, error: csv::Error) -> Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => Error::io(target, &error),
        other => Error::Internal(format!("writing {}: {other:?}", target.display())),
    }
}
