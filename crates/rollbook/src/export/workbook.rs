//! The file as a workbook of Excel: dates are dates, shares are numbers, and text is text, so that
//! nothing is run as a formula. Rows go to the disk as they come; a list of more rows than a sheet
//! can have goes on in the next.

use std::io::{self, Seek, Write};
use std::path::Path;

use chrono::{Datelike, NaiveDate, NaiveDateTime};
use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use super::words::Locale;
use crate::error::Error;

/// The most rows of a sheet, with its header. Tests do with fewer.
const MAX_ROWS: u32 = if cfg!(test) { 12 } else { 1 << 20 };

/// The rows by which the widths of the columns are judged, and the widest column, in characters.
const JUDGED_ROWS: u32 = 10_000;
const MAX_WIDTH: usize = 48;

/// A typed cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Blank,
    Text(String),
    Day(NaiveDate),
    At(NaiveDateTime),
    /// From 0 to 1.
    Share(f64),
    Number(f64),
}

impl Value {
    /// The value as it waits on a page: its kind in one letter, then itself.
    pub fn noted(&self) -> String {
        match self {
            Self::Blank => String::new(),
            Self::Text(text) => format!("t{text}"),
            Self::Day(day) => format!("d{day}"),
            Self::At(at) => format!("a{at:?}"),
            Self::Share(share) => format!("s{share}"),
            Self::Number(number) => format!("n{number}"),
        }
    }

    pub fn of_note(note: &str) -> Self {
        let Some((kind, rest)) = note.split_at_checked(1) else { return Self::Blank };
        let read = match kind {
            "d" => rest.parse().ok().map(Self::Day),
            "a" => rest.parse().ok().map(Self::At),
            "s" => rest.parse().ok().map(Self::Share),
            "n" => rest.parse().ok().map(Self::Number),
            _ => None,
        };
        read.unwrap_or_else(|| Self::Text(rest.to_owned()))
    }

    /// About how many characters it is wide.
    fn width(&self) -> usize {
        match self {
            Self::Blank => 0,
            Self::Text(text) => text.chars().count(),
            Self::Day(_) => 10,
            Self::At(_) => 19,
            Self::Share(_) => 6,
            Self::Number(number) => number.to_string().len(),
        }
    }
}

pub(super) struct Workbook {
    book: rust_xlsxwriter::Workbook,
    title: String,
    headers: Vec<String>,
    widths: Vec<usize>,
    n_sheets: usize,
    /// Where the next row goes.
    row: u32,
    header: Format,
    day: Format,
    instant: Format,
    share: Format,
}

/// What the writer of workbooks says.
#[derive(Debug)]
pub(super) struct Fault(XlsxError);

impl Fault {
    pub fn at(self, target: &Path) -> Error {
        match self.0 {
            XlsxError::IoError(error) => Error::io(target, &error),
            other => Error::Internal(format!("writing {}: {other}", target.display())),
        }
    }
}

impl From<XlsxError> for Fault {
    fn from(error: XlsxError) -> Self {
        Self(error)
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self(XlsxError::IoError(error))
    }
}

impl Workbook {
    pub fn begin(title: &str, headers: &[String], locale: Locale) -> Result<Self, Fault> {
        let day = match locale {
            Locale::En => "yyyy-mm-dd",
            Locale::PtBr => "dd/mm/yyyy",
        };
        let mut workbook = Self {
            book: rust_xlsxwriter::Workbook::new(),
            title: title.to_owned(),
            headers: headers.to_vec(),
            widths: Vec::new(),
            n_sheets: 0,
            row: 0,
            header: Format::new().set_bold(),
            day: Format::new().set_num_format(day),
            instant: Format::new().set_num_format(format!("{day} hh:mm:ss")),
            share: Format::new().set_num_format("0.##%"),
        };
        workbook.begin_sheet()?;
        Ok(workbook)
    }

    fn begin_sheet(&mut self) -> Result<(), Fault> {
        self.n_sheets += 1;
        let name = match self.n_sheets {
            1 => self.title.clone(),
            n => format!("{} {n}", self.title),
        };
        let sheet = self.book.add_worksheet_with_constant_memory()?;
        sheet.set_name(name)?.set_freeze_panes(1, 0)?;
        for (column, header) in self.headers.iter().enumerate() {
            sheet.write_string_with_format(0, column as u16, header, &self.header)?;
        }
        self.widths = self.headers.iter().map(|header| header.chars().count() + 3).collect();
        self.row = 1;
        Ok(())
    }

    pub fn write(&mut self, values: impl Iterator<Item = Value>) -> Result<(), Fault> {
        if self.row == MAX_ROWS {
            self.end_sheet()?;
            self.begin_sheet()?;
        }
        let sheet = self.book.worksheet_from_index(self.n_sheets - 1)?;
        for (column, value) in values.enumerate() {
            if self.row <= JUDGED_ROWS
                && let Some(width) = self.widths.get_mut(column)
            {
                *width = (*width).max(value.width());
            }
            let (row, column) = (self.row, column as u16);
            match value {
                Value::Text(text) if !text.is_empty() => sheet.write_string(row, column, text)?,
                Value::Blank | Value::Text(_) => sheet,
                Value::Share(share) => {
                    sheet.write_number_with_format(row, column, share, &self.share)?
                }
                Value::Number(number) => sheet.write_number(row, column, number)?,
                // There is no day before 1900 in a workbook.
                Value::Day(day) if day.year() < 1900 => {
                    sheet.write_string(row, column, day.to_string())?
                }
                Value::At(at) if at.year() < 1900 => {
                    sheet.write_string(row, column, at.to_string())?
                }
                Value::Day(day) => sheet.write_datetime_with_format(row, column, day, &self.day)?,
                Value::At(at) => {
                    sheet.write_datetime_with_format(row, column, at, &self.instant)?
                }
            };
        }
        self.row += 1;
        Ok(())
    }

    fn end_sheet(&mut self) -> Result<(), Fault> {
        let last = (self.headers.len() as u16).saturating_sub(1);
        let sheet: &mut Worksheet = self.book.worksheet_from_index(self.n_sheets - 1)?;
        sheet.autofilter(0, 0, self.row - 1, last)?;
        for (column, width) in self.widths.iter().enumerate() {
            sheet.set_column_width(column as u16, (width + 1).min(MAX_WIDTH) as f64)?;
        }
        Ok(())
    }

    /// Packs what was written.
    pub fn finish(mut self, mut out: impl Write) -> Result<(), Fault> {
        self.end_sheet()?;
        let mut packed = tempfile::tempfile()?;
        self.book.save_to_writer(&mut packed)?;
        packed.rewind()?;
        io::copy(&mut packed, &mut out)?;
        out.flush()?;
        Ok(())
    }
}
