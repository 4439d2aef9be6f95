//! Which sheet of a workbook is the list, and what separates and wraps the cells of a text.

use std::io::{Read, Seek, SeekFrom};

use super::LayoutHints;
use super::head::Head;
use crate::import::records::{Dialect, Record, Records, separator_line};
use crate::import::source::{Part, Source, SourceError};
use crate::import::values::Code;
use crate::members::Email;
use crate::text::fold;

/// How many rows the delimiter and the quote are judged by.
const DIALECT_ROWS: usize = 200;

/// How many bytes are searched for a quote.
const HEAD: u64 = 256 * 1024;

/// How the text of a sheet is written.
pub(in crate::import) const OF_SHEETS: Dialect = Dialect { delimiter: b',', quote: b'"' };

/// The sheet that is asked for, or the first that looks like a list, and whether it is the only one.
pub(super) fn detect_sheet(
    source: &Source,
    hints: &LayoutHints,
) -> Result<(Option<String>, bool), SourceError> {
    if let Some(asked) = &hints.sheet {
        let exactly = source.sheets().find(|sheet| *sheet == asked);
        let nearly = || source.sheets().find(|sheet| fold(sheet) == fold(asked));
        let sheet = exactly.or_else(nearly).unwrap_or(asked).to_owned();
        // One that is not there is refused in the workbook's own words.
        source.text(Part::Sheet(&sheet))?;
        return Ok((Some(sheet), true));
    }
    let mut lists = Vec::new();
    for sheet in source.sheets() {
        // A sheet that is too wide is no list; what is wrong with it is said when it is chosen.
        if Head::read(source, Part::Sheet(sheet), OF_SHEETS, None).is_ok_and(|head| head.is_list())
        {
            lists.push(sheet);
        }
    }
    let sheet = lists.first().copied().or_else(|| source.sheets().next());
    Ok((sheet.map(str::to_owned), lists.len() < 2))
}

/// Reads the file with each delimiter and keeps the one that gives the most even rows.
pub(super) fn detect_dialect(
    source: &Source,
    part: Part,
    hints: &LayoutHints,
) -> Result<Dialect, SourceError> {
    let head = read_head(source, part)?;
    let named = hints.delimiter.or_else(|| separator_line(&head).map(|(delimiter, _)| delimiter));
    let delimiters = named.map_or_else(|| b",;\t|".to_vec(), |delimiter| vec![delimiter]);
    // An apostrophe is a letter of many names, so it is only thought of where no quote is.
    let likely: &[u8] = if head.contains(&b'"') { b"\"" } else { b"\"'" };
    let quotes = hints.quote.map_or_else(|| likely.to_vec(), |quote| vec![quote]);
    let mut best = (Evenness::default(), Dialect { delimiter: delimiters[0], quote: quotes[0] });
    for &quote in &quotes {
        for &delimiter in &delimiters {
            let dialect = Dialect { delimiter, quote };
            let evenness = Evenness::of(source, part, dialect)?;
            if evenness.is_better_than(&best.0) {
                best = (evenness, dialect);
            }
        }
    }
    Ok(best.1)
}

/// The beginning of the text.
fn read_head(source: &Source, part: Part) -> Result<Vec<u8>, SourceError> {
    let mut text = source.text(part)?;
    let mut head = Vec::new();
    text.file
        .seek(SeekFrom::Start(text.start))
        .and_then(|_| text.file.take(HEAD).read_to_end(&mut head))
        .map_err(SourceError::io(source.name()))?;
    Ok(head)
}

/// How well a delimiter explains a file.
#[derive(Debug, Default)]
struct Evenness {
    /// How many rows have the usual number of cells, from 0 to 1.
    even: f64,
    /// How many rows have a cell that is an e-mail address and nothing else, from 0 to 1.
    with_email: f64,
    n_cells: usize,
    /// Rows that quoting cannot explain.
    flawed: f64,
}

impl Evenness {
    fn of(source: &Source, part: Part, dialect: Dialect) -> Result<Self, SourceError> {
        let mut records = Records::open_text(source.text(part)?, source.name(), dialect)?;
        let mut record = Record::default();
        let mut lens = Vec::with_capacity(DIALECT_ROWS);
        let (mut n_emails, mut n_flawed) = (0, 0);
        while lens.len() < DIALECT_ROWS && records.next(&mut record)? {
            lens.push(record.len());
            let is_email = |cell: &str| cell.contains('@') && Email::parse(cell).is_ok();
            n_emails += usize::from(record.cells().any(is_email));
            let is_flawed = record.flaw(usize::MAX).is_some_and(|f| f.code == Code::UnclosedQuote)
                || record.cells().any(|cell| is_wrapped(cell, dialect.quote));
            n_flawed += usize::from(is_flawed);
        }
        if lens.is_empty() {
            return Ok(Self::default());
        }
        let n_cells = most_frequent(&lens);
        let n_even = lens.iter().filter(|len| **len == n_cells).count();
        let share = |n: usize| n as f64 / lens.len() as f64;
        Ok(Self {
            even: share(n_even),
            with_email: share(n_emails),
            n_cells,
            flawed: share(n_flawed),
        })
    }

    fn score(&self) -> f64 {
        // A delimiter that occurs nowhere explains a file of one column perfectly and any other
        // not at all, so one that really splits is worth more.
        let splits = if self.n_cells > 1 { 1.0 } else { 0.0 };
        self.even + self.with_email + splits - 2.0 * self.flawed
    }

    fn is_better_than(&self, other: &Self) -> bool {
        let by = self.score() - other.score();
        by > 0.01 || (by > -0.01 && self.n_cells > other.n_cells)
    }
}

/// Whether a cell still wears quotes of the other kind, so that the wrong quote was tried.
fn is_wrapped(cell: &str, quote: u8) -> bool {
    let other = if quote == b'"' { '\'' } else { '"' };
    cell.len() > 1 && cell.starts_with(other) && cell.ends_with(other)
}

fn most_frequent(lens: &[usize]) -> usize {
    let frequency = |len: &usize| (lens.iter().filter(|other| *other == len).count(), *len);
    lens.iter().copied().max_by_key(frequency).unwrap_or_default()
}
