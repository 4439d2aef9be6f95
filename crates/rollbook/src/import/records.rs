//! The rows of a source, streamed.
//!
//! The splitting is our own rather than the csv crate's, because a review has to say things that
//! crate cannot: the line a row begins on in files with any line ending, the line of a quote that
//! is never closed, and where a row starts so that it can be read again. A row is also bounded
//! here, so that 200 MB on one line cost one buffer. What the crate writes is read back equal: a
//! property test holds the two together.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};

use memchr::{memchr, memchr3};

use super::layout::{Columns, Layout, OF_SHEETS};
use super::source::{Part, Source, SourceError, Text};
use super::values::{Code, Problem};

/// The longest row, in bytes.
pub const MAX_RECORD: usize = 1 << 20;

const CHUNK: usize = 256 * 1024;

/// One row. Reuse it: its buffers are kept from row to row.
#[derive(Debug, Default)]
pub struct Record {
    /// The cells as they are in the file, without their quotes, each followed by a line feed.
    text: String,
    /// Where each cell ends in `text`.
    ends: Vec<usize>,
    line: u64,
    offset: u64,
    open_quote: Option<u64>,
    has_invalid_text: bool,
}

/// What is wrong with a row before its values are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flaw {
    pub code: Code,
    /// The line it is on, which in a row of several lines need not be the first.
    pub line: u64,
    pub column: Option<usize>,
}

impl Record {
    /// The line of the file the row begins on, or the row of the sheet, from 1.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// Where the row begins, in bytes of the decoded text; with its line it can be
    /// [read again](Records::read_at).
    pub fn offset(&self) -> u64 {
        self.offset
    }

    pub fn len(&self) -> usize {
        self.ends.len()
    }

    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// A cell without surrounding whitespace; blank where the row is shorter.
    pub fn cell(&self, column: usize) -> &str {
        self.raw(column).trim()
    }

    /// A cell as it is in the file; blank where the row is shorter.
    pub fn raw(&self, column: usize) -> &str {
        let Some(&end) = self.ends.get(column) else { return "" };
        let start = if column == 0 { 0 } else { self.ends[column - 1] + 1 };
        &self.text[start..end]
    }

    /// All cells without surrounding whitespace.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|column| self.cell(column))
    }

    /// The first thing that keeps the row from being taken at its word.
    pub fn flaw(&self, n_columns: usize) -> Option<Flaw> {
        let flaw = |code, column| Flaw { code, line: self.line, column };
        if let Some(line) = self.open_quote {
            return Some(Flaw { line, ..flaw(Code::UnclosedQuote, None) });
        }
        if self.has_invalid_text {
            let column = self.position(|cell| cell.contains(char::REPLACEMENT_CHARACTER));
            return Some(flaw(Code::InvalidText, column));
        }
        if self.text.bytes().any(is_control) {
            let column = self.position(|cell| cell.bytes().any(is_control));
            return Some(flaw(Code::ControlCharacter, column));
        }
        let has_extra = (n_columns..self.len()).any(|column| !self.cell(column).is_empty());
        has_extra.then(|| flaw(Code::ExtraCells, None))
    }

    /// The same, to be shown beside the row.
    pub fn problem(&self, columns: &Columns) -> Option<Problem> {
        let flaw = self.flaw(columns.len())?;
        let value = match flaw.column {
            Some(column) => self.cell(column).to_owned(),
            None if flaw.code == Code::ExtraCells => {
                let extra: Vec<&str> = self.cells().skip(columns.len()).collect();
                extra.join(" ")
            }
            None => self.cells().find(|cell| !cell.is_empty()).unwrap_or_default().to_owned(),
        };
        let header = |column: usize| columns.columns.get(column).map(|c| c.header.clone());
        let column = flaw.column.and_then(header);
        Some(Problem { line: flaw.line, column, value, code: flaw.code.name() })
    }

    fn position(&self, is_meant: impl Fn(&str) -> bool) -> Option<usize> {
        (0..self.len()).find(|column| is_meant(self.raw(*column)))
    }

    /// Spreadsheets leave rows of nothing but delimiters at the end of what they export.
    fn is_blank(&self) -> bool {
        self.text.trim_ascii_start().is_empty()
    }
}

/// The rows of a source, from the first after the header to the last.
#[derive(Debug)]
pub struct Records {
    file: File,
    name: String,
    dialect: Dialect,
    is_decoded: bool,
    /// Whether a row is one line however many it has, as in a sheet.
    is_sheet: bool,
    buffer: Vec<u8>,
    /// Where the next row begins in `buffer`.
    start: usize,
    /// Where the next row begins in the text.
    offset: u64,
    line: u64,
    is_at_end: bool,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Dialect {
    pub delimiter: u8,
    pub quote: u8,
}

impl Records {
    /// Opens the rows as the layout says, without the header and what stands above it.
    pub fn open(source: &Source, layout: &Layout) -> Result<Self, SourceError> {
        let dialect = Dialect { delimiter: layout.delimiter, quote: layout.quote };
        let mut records = Self::open_text(source.text(layout.part()?)?, source.name(), dialect)?;
        for _ in 0..layout.rows_above + u32::from(layout.has_header) {
            records.next(&mut Record::default())?;
        }
        Ok(records)
    }

    /// Opens all rows of a sheet of a workbook, whatever they are.
    pub fn of_sheet(source: &Source, sheet: &str) -> Result<Self, SourceError> {
        Self::open_text(source.text(Part::Sheet(sheet))?, source.name(), OF_SHEETS)
    }

    pub(super) fn open_text(text: Text, name: &str, dialect: Dialect) -> Result<Self, SourceError> {
        let mut records = Self {
            file: text.file,
            name: name.to_owned(),
            dialect,
            is_decoded: text.is_decoded,
            is_sheet: text.is_sheet,
            buffer: Vec::new(),
            start: 0,
            offset: 0,
            line: 1,
            is_at_end: false,
        };
        records.seek(text.start, 1)?;
        records.fill()?;
        if let Some((_, len)) = separator_line(&records.buffer) {
            records.advance(len, 1);
        }
        Ok(records)
    }

    /// Reads the next row that is not blank; `false` when there is none.
    pub fn next(&mut self, record: &mut Record) -> Result<bool, SourceError> {
        while self.read(record)? {
            if !record.is_blank() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Reads the row that was at `offset` and `line` before, and goes on from there.
    pub fn read_at(
        &mut self,
        offset: u64,
        line: u64,
        record: &mut Record,
    ) -> Result<bool, SourceError> {
        self.seek(offset, line)?;
        self.next(record)
    }

    /// Goes to the row at `offset` and `line`.
    pub fn seek(&mut self, offset: u64, line: u64) -> Result<(), SourceError> {
        self.file.seek(SeekFrom::Start(offset)).map_err(SourceError::io(&self.name))?;
        self.buffer.clear();
        self.start = 0;
        self.offset = offset;
        self.line = line;
        self.is_at_end = false;
        Ok(())
    }

    /// Where the next row begins, in bytes of the decoded text, for showing progress.
    pub fn offset(&self) -> u64 {
        self.offset
    }

    fn read(&mut self, record: &mut Record) -> Result<bool, SourceError> {
        let mut open_quote = None;
        let mut cells = Cells::reuse(record);
        loop {
            let input = &self.buffer[self.start..];
            if input.is_empty() {
                if self.is_at_end {
                    return Ok(false);
                }
                self.fill()?;
                continue;
            }
            let literal_from = open_quote.unwrap_or(usize::MAX);
            match split(input, self.is_at_end, literal_from, self.dialect, &mut cells) {
                Split::Row { len, n_lines } => {
                    record.line = self.line;
                    record.offset = self.offset;
                    record.open_quote =
                        open_quote.map(|at: usize| self.line + line_breaks(&input[..at]));
                    cells.finish(record, self.is_decoded);
                    self.advance(len, if self.is_sheet { 1 } else { n_lines });
                    return Ok(true);
                }
                // Read without its meaning the quote spoils one row and not all that follow.
                Split::OpenQuote { at } => open_quote = Some(at),
                Split::More { open_quote: at } if input.len() >= MAX_RECORD => match at {
                    Some(_) => open_quote = at,
                    None => {
                        return Err(SourceError::RecordTooLong {
                            line: self.line,
                            limit: MAX_RECORD,
                        });
                    }
                },
                Split::More { .. } => self.fill()?,
            }
        }
    }

    fn advance(&mut self, len: usize, n_lines: u64) {
        self.start += len;
        self.offset += len as u64;
        self.line += n_lines;
    }

    fn fill(&mut self) -> Result<(), SourceError> {
        self.buffer.drain(..self.start);
        self.start = 0;
        let n_read = (&self.file)
            .take(CHUNK as u64)
            .read_to_end(&mut self.buffer)
            .map_err(SourceError::io(&self.name))?;
        self.is_at_end = n_read == 0;
        Ok(())
    }
}

/// The line `sep=;` with which Excel names the delimiter of a file, and its length.
pub(super) fn separator_line(text: &[u8]) -> Option<(u8, usize)> {
    let len = text.iter().position(|byte| matches!(byte, b'\r' | b'\n'))?;
    let line = text[..len].trim_ascii_end();
    let line = line.strip_prefix(b"\"").and_then(|line| line.strip_suffix(b"\"")).unwrap_or(line);
    let (key, delimiter) = line.split_at_checked(4)?;
    let delimiter = match (delimiter, &text[..len]) {
        ([delimiter], _) => *delimiter,
        // The trimming took the delimiter when it is a tab.
        ([], [.., b'\t']) => b'\t',
        _ => return None,
    };
    let end = len + if text[len..].starts_with(b"\r\n") { 2 } else { 1 };
    key.eq_ignore_ascii_case(b"sep=").then_some((delimiter, end))
}

/// A row being put together in a record's own buffers.
struct Cells {
    text: Vec<u8>,
    ends: Vec<usize>,
}

impl Cells {
    fn reuse(record: &mut Record) -> Self {
        Self {
            text: std::mem::take(&mut record.text).into_bytes(),
            ends: std::mem::take(&mut record.ends),
        }
    }

    fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
    }

    fn end_cell(&mut self) {
        self.ends.push(self.text.len());
        self.text.push(b'\n');
    }

    fn finish(self, record: &mut Record, is_decoded: bool) {
        record.ends = self.ends;
        match String::from_utf8(self.text) {
            Ok(text) => {
                record.has_invalid_text = is_decoded && text.contains(char::REPLACEMENT_CHARACTER);
                record.text = text;
            }
            Err(error) => {
                record.has_invalid_text = true;
                record.text = replace_invalid(error.as_bytes(), &mut record.ends);
            }
        }
    }
}

/// Replaces what is not UTF-8 cell by cell, so that no character is made from the bytes of two.
fn replace_invalid(bytes: &[u8], ends: &mut [usize]) -> String {
    let mut text = String::with_capacity(bytes.len());
    let mut start = 0;
    for end in ends {
        text.push_str(&String::from_utf8_lossy(&bytes[start..*end]));
        start = *end + 1;
        *end = text.len();
        text.push('\n');
    }
    text
}

enum Split {
    /// A whole row of `len` bytes, its line ending included.
    Row { len: usize, n_lines: u64 },
    /// The row goes on after `input`, perhaps inside the quote that opened.
    More { open_quote: Option<usize> },
    /// A quote opens that is never closed.
    OpenQuote { at: usize },
}

/// Splits the first row off `input`. From `literal_from` on, quotes are characters like others.
fn split(
    input: &[u8],
    is_at_end: bool,
    literal_from: usize,
    dialect: Dialect,
    cells: &mut Cells,
) -> Split {
    cells.clear();
    let mut at = 0;
    let mut is_several_lines = false;
    loop {
        if let Some(quote) = quote_at(input, at, dialect).filter(|quote| *quote < literal_from) {
            let cell_start = cells.text.len();
            let Some(end) = unquote(&input[quote + 1..], dialect.quote, &mut cells.text) else {
                return if is_at_end {
                    Split::OpenQuote { at: quote }
                } else {
                    Split::More { open_quote: Some(quote) }
                };
            };
            at = quote + 1 + end;
            if at == input.len() && !is_at_end {
                return Split::More { open_quote: Some(quote) };
            }
            let is_broken =
                cells.text[cell_start..].iter().any(|byte| matches!(byte, b'\n' | b'\r'));
            if is_broken && !ends_cell(input, at, dialect.delimiter) {
                // The quote was closed by the opening quote of a cell further down.
                return Split::OpenQuote { at: quote };
            }
            is_several_lines |= is_broken;
        }
        let rest = &input[at..];
        let Some(len) = memchr3(dialect.delimiter, b'\n', b'\r', rest) else {
            if !is_at_end {
                return Split::More { open_quote: None };
            }
            cells.text.extend_from_slice(rest);
            cells.end_cell();
            let n_lines = if is_several_lines { line_breaks(input) } else { 0 };
            return Split::Row { len: input.len(), n_lines };
        };
        cells.text.extend_from_slice(&rest[..len]);
        cells.end_cell();
        at += len + 1;
        if rest[len] == dialect.delimiter {
            continue;
        }
        if rest[len] == b'\r' {
            match input.get(at) {
                Some(b'\n') => at += 1,
                None if !is_at_end => return Split::More { open_quote: None },
                _ => {}
            }
        }
        let n_lines = if is_several_lines { line_breaks(&input[..at]) } else { 1 };
        return Split::Row { len: at, n_lines };
    }
}

/// The quote a cell opens with. People put a space after the comma before it.
fn quote_at(input: &[u8], at: usize, dialect: Dialect) -> Option<usize> {
    let n_spaces = input[at..].iter().take_while(|byte| **byte == b' ').count();
    let is_quote = input.get(at + n_spaces) == Some(&dialect.quote);
    is_quote.then_some(at + n_spaces)
}

/// Copies a quoted cell up to its closing quote and says where that ends.
fn unquote(input: &[u8], quote: u8, cell: &mut Vec<u8>) -> Option<usize> {
    let mut at = 0;
    loop {
        let len = memchr(quote, &input[at..])?;
        cell.extend_from_slice(&input[at..at + len]);
        at += len + 1;
        if input.get(at) != Some(&quote) {
            return Some(at);
        }
        cell.push(quote);
        at += 1;
    }
}

fn ends_cell(input: &[u8], at: usize, delimiter: u8) -> bool {
    match input[at..].iter().find(|byte| **byte != b' ') {
        Some(byte) => *byte == delimiter || matches!(byte, b'\n' | b'\r'),
        None => true,
    }
}

/// The line breaks in a text: `\n`, `\r\n` and a lone `\r` are one each.
fn line_breaks(text: &[u8]) -> u64 {
    let mut previous = 0;
    let mut n_breaks = 0;
    for &byte in text {
        n_breaks += u64::from(byte == b'\r' || (byte == b'\n' && previous != b'\r'));
        previous = byte;
    }
    n_breaks
}

fn is_control(byte: u8) -> bool {
    byte.is_ascii_control() && !matches!(byte, b'\t' | b'\n' | b'\r')
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::import::LayoutHints;
    use crate::import::source::Part;
    use proptest::prelude::*;

    const COMMA: Dialect = Dialect { delimiter: b',', quote: b'"' };

    fn open(bytes: &[u8], dialect: Dialect) -> Records {
        let source = Source::from_bytes("list.csv", bytes.to_vec()).unwrap();
        Records::open_text(source.text(Part::Text(source.encoding())).unwrap(), "list.csv", dialect)
            .unwrap()
    }

    fn read_all(records: &mut Records) -> Vec<(u64, Vec<String>)> {
        let mut rows = Vec::new();
        let mut record = Record::default();
        while records.next(&mut record).unwrap() {
            let cells = (0..record.len()).map(|column| record.raw(column).to_owned()).collect();
            rows.push((record.line(), cells));
        }
        rows
    }

    #[track_caller]
    fn check(text: &str, expect: &[(u64, &[&str])]) {
        let rows = read_all(&mut open(text.as_bytes(), COMMA));
        let rows: Vec<(u64, Vec<&str>)> = rows
            .iter()
            .map(|(line, cells)| (*line, cells.iter().map(String::as_str).collect()))
            .collect();
        let expect: Vec<(u64, Vec<&str>)> =
            expect.iter().map(|(line, cells)| (*line, cells.to_vec())).collect();
        assert_eq!(rows, expect, "{text:?}");
    }

    #[track_caller]
    fn check_flaw(text: &[u8], expect: Option<(Code, u64, Option<usize>)>) {
        let mut record = Record::default();
        assert!(open(text, COMMA).next(&mut record).unwrap());
        let flaw = record.flaw(2).map(|flaw| (flaw.code, flaw.line, flaw.column));
        assert_eq!(flaw, expect, "{}", text.escape_ascii());
    }

    #[test]
    fn any_line_ending_ends_a_row() {
        for ending in ["\n", "\r\n", "\r"] {
            let text = ["a,b", "c,d", "", "e,f"].join(ending);
            check(&text, &[(1, &["a", "b"]), (2, &["c", "d"]), (4, &["e", "f"])]);
            check(
                &format!("{text}{ending}"),
                &[(1, &["a", "b"]), (2, &["c", "d"]), (4, &["e", "f"])],
            );
        }
    }

    #[test]
    fn quotes_keep_delimiters_and_line_breaks() {
        check(
            "\"Souza, Ana\",\"1\n2\r\n3\r4\"\nb",
            &[(1, &["Souza, Ana", "1\n2\r\n3\r4"]), (5, &["b"])],
        );
        check("\"say \"\"hi\"\"\",x", &[(1, &["say \"hi\"", "x"])]);
        check("Ana \"Nina\" Souza,x", &[(1, &["Ana \"Nina\" Souza", "x"])]);
        check("a, \"b, c\" ,d", &[(1, &["a", "b, c ", "d"])]);
        check("\"\",x", &[(1, &["", "x"])]);
    }

    #[test]
    fn blank_rows_are_not_rows() {
        check("\n \na,b\n,,\n\t\n\"\",\nc\n", &[(3, &["a", "b"]), (7, &["c"])]);
        check(" ", &[]);
    }

    #[test]
    fn a_separator_line_is_not_a_row() {
        check("sep=,\r\na,b", &[(2, &["a", "b"])]);
        check("\"sep=,\"\na,b", &[(2, &["a", "b"])]);
        assert_eq!(separator_line(b"SEP=;\r\nx"), Some((b';', 7)));
        assert_eq!(separator_line(b"sep=\t\nx"), Some((b'\t', 6)));
        assert_eq!(separator_line(b"separate\nx"), None);
    }

    #[test]
    fn a_quote_that_is_never_closed_spoils_one_row() {
        check("a,\"b\nc,d\ne,f\n", &[(1, &["a", "\"b"]), (2, &["c", "d"]), (3, &["e", "f"])]);
        check_flaw(b"a,\"b\nc,d\n", Some((Code::UnclosedQuote, 1, None)));
        check_flaw(b"\"a\nb\",\"c\nd,e\n", Some((Code::UnclosedQuote, 2, None)));
        check(
            "\"a,1\n\"b\",2\n\"c\",3\n",
            &[(1, &["\"a", "1"]), (2, &["b", "2"]), (3, &["c", "3"])],
        );
    }

    #[test]
    fn an_open_quote_in_a_large_file_spoils_one_row() {
        let mut text = String::from("a,\"b\n");
        text.push_str(&"Ana Souza,ana@x.com\n".repeat(120_000));
        let mut records = open(text.as_bytes(), COMMA);
        let mut record = Record::default();
        assert!(records.next(&mut record).unwrap());
        assert_eq!(record.flaw(2).map(|flaw| flaw.code), Some(Code::UnclosedQuote));
        let mut n_sound = 0;
        while records.next(&mut record).unwrap() {
            assert_eq!(record.flaw(2), None);
            n_sound += 1;
        }
        assert_eq!(n_sound, 120_000);
    }

    #[test]
    fn a_row_without_end_is_refused() {
        let mut text = b"Email\n".to_vec();
        text.resize(3 * MAX_RECORD, b'x');
        let mut records = open(&text, COMMA);
        let mut record = Record::default();
        assert!(records.next(&mut record).unwrap());
        let error = records.next(&mut record).unwrap_err();
        assert!(matches!(error, SourceError::RecordTooLong { line: 2, .. }), "{error}");
        assert!(records.buffer.capacity() < 2 * text.len(), "the row was read whole");
    }

    #[test]
    fn flaws_are_named_with_their_line_and_column() {
        check_flaw(b"a,b", None);
        check_flaw(b"a,b, ,", None);
        check_flaw(b"a", None);
        check_flaw(b"a,b,c", Some((Code::ExtraCells, 1, None)));
        check_flaw(b"a,b\0", Some((Code::ControlCharacter, 1, Some(1))));
        check_flaw(b"\"a\tb\nc\",d", None);
        check_flaw("São,é,ã,õ,ç,é,à,í,".as_bytes(), Some((Code::ExtraCells, 1, None)));
        let damaged = "São João,Ação é ôà".as_bytes();
        check_flaw(&[damaged, b"\xe9\n"].concat(), Some((Code::InvalidText, 1, Some(1))));
    }

    #[test]
    fn a_flaw_is_told_with_its_header_and_value() {
        let text = b"Name,Email\nAna,a@x.com\nBob,b\x01@x.com\nCaio,c@x.com,Rio,,Natal\n";
        let source = Source::from_bytes("list.csv", text.to_vec()).unwrap();
        let (layout, columns) = Layout::detect(&source, &LayoutHints::default()).unwrap();
        let mut records = Records::open(&source, &layout).unwrap();
        let mut record = Record::default();
        let mut problems = Vec::new();
        while records.next(&mut record).unwrap() {
            problems.extend(record.problem(&columns));
        }
        let problem = |line, column: Option<&str>, value: &str, code| Problem {
            line,
            column: column.map(str::to_owned),
            value: value.to_owned(),
            code,
        };
        assert_eq!(
            problems,
            [
                problem(3, Some("Email"), "b\u{1}@x.com", Code::ControlCharacter.name()),
                problem(4, None, "Rio  Natal", Code::ExtraCells.name()),
            ]
        );
    }

    #[test]
    fn a_dirty_file_gives_all_its_rows() {
        let fixtures = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/import");
        let source = Source::from_path(&Path::new(fixtures).join("dirty.csv")).unwrap();
        let (layout, columns) = Layout::detect(&source, &LayoutHints::default()).unwrap();
        let mut records = Records::open(&source, &layout).unwrap();
        let mut record = Record::default();
        let mut rows = Vec::new();
        while records.next(&mut record).unwrap() {
            let code = record.problem(&columns).map(|problem| problem.code);
            rows.push((record.line(), record.cell(1).to_owned(), code));
        }
        let row = |line, email: &str, code| (line, email.to_owned(), code);
        assert_eq!(
            rows,
            [
                row(2, "sound@example.com", None),
                row(4, "open@example.com", Some(Code::UnclosedQuote.name())),
                row(5, "two@example.com", None),
                row(6, "nul@example.com", Some(Code::ControlCharacter.name())),
                row(7, "many@example.com", Some(Code::ExtraCells.name())),
                row(8, "short@example.com", None),
                row(9, "bad@example.com", None),
                row(11, "last@example.com", None),
            ]
        );
    }

    #[test]
    fn bytes_of_two_cells_never_make_a_character() {
        let mut bytes = "ção;".repeat(9).into_bytes();
        bytes.extend_from_slice(b"\n\xc3,\xa9\n");
        let rows = read_all(&mut open(&bytes, COMMA));
        assert_eq!(rows[1].1, ["\u{fffd}", "\u{fffd}"]);
    }

    #[test]
    fn a_row_can_be_read_again() {
        let text = "\u{feff}h\r\n\"a\r\nb\",1\r\n\r\nc,2\r\n";
        let mut records = open(text.as_bytes(), COMMA);
        let mut record = Record::default();
        let mut places = Vec::new();
        while records.next(&mut record).unwrap() {
            places.push((record.offset(), record.line(), record.raw(0).to_owned()));
        }
        assert_eq!(places.len(), 3);
        for (offset, line, first) in places.into_iter().rev() {
            assert!(records.read_at(offset, line, &mut record).unwrap());
            assert_eq!((record.raw(0), record.line()), (first.as_str(), line));
        }
    }

    #[test]
    fn cells_are_trimmed_and_kept() {
        let mut record = Record::default();
        assert!(open("  Ana\u{a0}, x \r\n".as_bytes(), COMMA).next(&mut record).unwrap());
        assert_eq!((record.cell(0), record.raw(0)), ("Ana", "  Ana\u{a0}"));
        assert_eq!((record.cell(1), record.cell(7)), ("x", ""));
    }

    fn written(rows: &[Vec<String>], dialect: Dialect, ending: csv::Terminator) -> Vec<u8> {
        let mut writer = csv::WriterBuilder::new()
            .delimiter(dialect.delimiter)
            .quote(dialect.quote)
            .terminator(ending)
            .flexible(true)
            .from_writer(Vec::new());
        for row in rows {
            writer.write_record(row).unwrap();
        }
        writer.into_inner().unwrap()
    }

    proptest! {
        #[test]
        fn what_the_csv_crate_writes_is_read_back(
            rows in prop::collection::vec(
                prop::collection::vec("[a-c,;\t|\"' \r\n=é日\u{1F600}]{0,6}", 1..5), 0..6),
            delimiter in prop::sample::select(b",;\t|".to_vec()),
            quote in prop::sample::select(b"\"'".to_vec()),
            ending in prop::sample::select(vec![
                csv::Terminator::CRLF, csv::Terminator::Any(b'\n'), csv::Terminator::Any(b'\r')]),
        ) {
            let dialect = Dialect { delimiter, quote };
            let rows: Vec<Vec<String>> = rows
                .into_iter()
                .filter(|row| row.iter().any(|cell| !cell.trim().is_empty()))
                .collect();
            let text = written(&rows, dialect, ending);
            if text.is_empty() || separator_line(&text).is_some() {
                return Ok(());
            }
            let source = Source::from_bytes("list.csv", text).unwrap();
            let text = source.text(Part::Text(encoding_rs::UTF_8)).unwrap();
            let mut records = Records::open_text(text, "list.csv", dialect).unwrap();
            let read: Vec<_> = read_all(&mut records).into_iter().map(|(_, row)| row).collect();
            prop_assert_eq!(read, rows);
        }

        #[test]
        fn any_bytes_are_read_to_the_end_and_again(
            parts in prop::collection::vec(prop_oneof![
                prop::sample::select(vec![
                    &b"\""[..], b"\"\"", b"'", b",", b";", b"\t", b"\n", b"\r", b"\r\n", b" ",
                    b"\0", b"\xff", b"\xc3", b"\xa9", b"sep=;", b"ana@x.com", b"13/02/2024",
                    b"45%", b"Email", b"\xef\xbb\xbf",
                ]).prop_map(<[u8]>::to_vec),
                prop::collection::vec(any::<u8>(), 0..4),
            ], 1..60),
        ) {
            let Ok(source) = Source::from_bytes("list.csv", parts.concat()) else { return Ok(()) };
            let Ok((layout, columns)) = Layout::detect(&source, &LayoutHints::default()) else {
                return Ok(());
            };
            let mut records = Records::open(&source, &layout).unwrap();
            let mut record = Record::default();
            let mut rows = Vec::new();
            while records.next(&mut record).unwrap() {
                let cells: Vec<String> = record.cells().map(str::to_owned).collect();
                rows.push((record.offset(), record.line(), record.problem(&columns), cells));
            }
            prop_assert_eq!(rows.len() as u64, columns.n_rows);
            prop_assert!(rows.is_sorted_by(|a, b| a.0 < b.0 && a.1 < b.1));
            for (offset, line, problem, cells) in rows.into_iter().rev() {
                prop_assert!(records.read_at(offset, line, &mut record).unwrap());
                prop_assert_eq!(record.problem(&columns), problem);
                let again: Vec<&str> = record.cells().collect();
                prop_assert_eq!(again, cells);
            }
        }
    }
}
