//! The file: delimited text, safe to open in a spreadsheet, or a workbook.
//!
//! Rows are written on a page in memory, in whatever order they are quick to come by, and go to the
//! file in the order of the list when the page is turned.

use std::borrow::Cow;
use std::io::{BufWriter, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::words::{Stamp, Words};
use super::workbook::{Value, Workbook};
use super::{ExportFormat, FileKind, failure};
use crate::error::{Error, Result};
use crate::fields::{FieldKind, NO, Number, YES};
use crate::import::values::neutralise;

const BOM: &[u8] = b"\xef\xbb\xbf";

/// How much goes to the file at once, in bytes.
const BUFFER: usize = 1 << 16;

/// What a row says in a column.
pub(super) enum Cell<'a> {
    Text(&'a str),
    /// When something begins, in UTC milliseconds.
    From(Option<i64>),
    /// When something ends, in UTC milliseconds.
    Until(Option<i64>),
    /// From 0 to 1.
    Share(Option<f64>),
    Number(Number),
    Day(NaiveDate),
    YesNo(bool),
}

impl<'a> Cell<'a> {
    /// A value of a custom field; what is left from another kind is text.
    pub fn own(kind: FieldKind, value: &'a str) -> Self {
        let typed = match kind {
            FieldKind::Number => Number::parse(value).map(Self::Number),
            FieldKind::Date => value.parse().ok().map(Self::Day),
            FieldKind::YesNo if value == YES || value == NO => Some(Self::YesNo(value == YES)),
            FieldKind::Text | FieldKind::Choice | FieldKind::YesNo => None,
        };
        typed.unwrap_or(Self::Text(value))
    }
}

pub(super) struct Sheet<W: Write> {
    form: Form<W>,
    page: csv::Writer<Vec<u8>>,
    builder: csv::WriterBuilder,
    words: Words,
    /// What errors name.
    target: PathBuf,
    n_rows: u64,
}

enum Form<W: Write> {
    Text(BufWriter<W>),
    Workbook(Box<Workbook<BufWriter<W>>>),
}

impl<W: Write> Sheet<W> {
    pub fn begin(
        out: W,
        format: ExportFormat,
        words: Words,
        target: &Path,
        title: &str,
        headers: &[String],
    ) -> Result<Self> {
        let mut builder = csv::WriterBuilder::new();
        builder.terminator(csv::Terminator::CRLF);
        let form = match format.file {
            FileKind::Csv => {
                builder.delimiter(delimiter(format)?);
                Form::Text(
                    begin_text(out, format, &builder, headers).map_err(|e| failure(target, e))?,
                )
            }
            FileKind::Xlsx => {
                let out = BufWriter::with_capacity(BUFFER, out);
                let workbook = Workbook::begin(out, title, headers, format.locale);
                Form::Workbook(Box::new(workbook.map_err(|e| Error::io(target, &e))?))
            }
        };
        let page = builder.from_writer(Vec::new());
        Ok(Self { form, page, builder, words, target: target.to_owned(), n_rows: 0 })
    }

    pub fn write<'c>(&mut self, cells: impl IntoIterator<Item = Cell<'c>>) -> Result<()> {
        for cell in cells {
            let field = match self.form {
                Form::Text(_) => plain(self.words, &cell),
                Form::Workbook(_) => Cow::Owned(value(self.words, &cell).noted()),
            };
            let written = self.page.write_field(field.as_bytes());
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
            match &mut self.form {
                Form::Text(out) => {
                    out.write_all(&bytes[part]).map_err(|e| Error::io(&self.target, &e))?;
                }
                Form::Workbook(workbook) => {
                    let mut rows =
                        csv::ReaderBuilder::new().has_headers(false).from_reader(&bytes[part]);
                    for row in rows.records() {
                        let row = row.map_err(|e| failure(&self.target, e))?;
                        let values = row.iter().map(Value::of_note);
                        let written = workbook.write(values);
                        written.map_err(|e| Error::io(&self.target, &e))?;
                    }
                }
            }
        }
        Ok(())
    }

    /// How many rows were written below the headers.
    pub fn finish(self) -> Result<u64> {
        let target = self.target;
        let finished = match self.form {
            Form::Text(mut out) => out.flush(),
            Form::Workbook(workbook) => workbook.finish(),
        };
        finished.map_err(|e| Error::io(&target, &e))?;
        Ok(self.n_rows)
    }
}

fn delimiter(format: ExportFormat) -> Result<u8> {
    let byte = u8::try_from(format.delimiter).ok();
    byte.filter(|byte| matches!(byte, b',' | b';' | b'\t' | b'|')).ok_or_else(|| {
        Error::InvalidValue { field: "delimiter", value: format.delimiter.to_string() }
    })
}

fn begin_text<W: Write>(
    out: W,
    format: ExportFormat,
    builder: &csv::WriterBuilder,
    headers: &[String],
) -> csv::Result<BufWriter<W>> {
    let mut out = BufWriter::with_capacity(BUFFER, out);
    if format.bom {
        out.write_all(BOM)?;
    }
    let mut line = builder.from_writer(Vec::new());
    line.write_record(headers.iter().map(|header| neutralise(header).into_owned()))?;
    let line = line.into_inner().map_err(csv::IntoInnerError::into_error)?;
    out.write_all(&line)?;
    Ok(out)
}

fn plain<'c>(words: Words, cell: &Cell<'c>) -> Cow<'c, str> {
    match cell {
        Cell::Text(text) => neutralise(text),
        Cell::Share(Some(share)) => Cow::Owned(words.percent(*share)),
        Cell::Number(number) => Cow::Owned(words.number(number)),
        Cell::Day(day) => Cow::Owned(words.stamp(Stamp::Day(*day))),
        Cell::YesNo(is_yes) => Cow::Borrowed(words.yes_no(*is_yes)),
        Cell::From(Some(at)) => Cow::Owned(words.stamp(words.from(*at))),
        Cell::Until(Some(at)) => Cow::Owned(words.stamp(words.until(*at))),
        Cell::From(None) | Cell::Until(None) | Cell::Share(None) => Cow::Borrowed(""),
    }
}

fn value(words: Words, cell: &Cell) -> Value {
    let stamp = match cell {
        // Only an apostrophe in front means something to the import; a workbook runs no text.
        Cell::Text(text) if text.starts_with('\'') => return Value::Text(neutralise(text).into()),
        Cell::Text(text) => return Value::Text((*text).to_owned()),
        Cell::Share(share) => return share.map_or(Value::Blank, Value::Share),
        // A number that a spreadsheet would round stays a text.
        Cell::Number(number) => {
            let exact = number.as_float().map(Value::Number);
            return exact.unwrap_or_else(|| Value::Text(number.to_string()));
        }
        Cell::Day(day) => return Value::Day(*day),
        Cell::YesNo(is_yes) => return Value::Text(words.yes_no(*is_yes).to_owned()),
        Cell::From(at) => at.map(|at| words.from(at)),
        Cell::Until(at) => at.map(|at| words.until(at)),
    };
    match stamp {
        None => Value::Blank,
        Some(Stamp::Day(day)) => Value::Day(day),
        Some(Stamp::Local(at)) => Value::At(at),
        Some(Stamp::Utc(_)) => Value::Text(stamp.map_or_else(String::new, |at| words.stamp(at))),
    }
}
