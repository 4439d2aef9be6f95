//! The file as a workbook of Excel: dates are dates, shares are numbers, and text is text, so that
//! nothing is run as a formula. A list of more rows than a sheet can have goes on in the next.
//!
//! A workbook is XML in a ZIP archive. It is put together here, because it goes to the file as its
//! rows come: memory and temporary files stay small, a full disk is told when it is full, and
//! whoever cancels does not wait for the packing of what is not wanted any more.

use std::fmt::Write as _;
use std::io::{self, Write};

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, ZipWriter};

use super::words::Locale;

/// The most rows of a sheet, with its header. Tests do with fewer.
const MAX_ROWS: u32 = if cfg!(test) { 12 } else { 1 << 20 };

/// The most bytes of a sheet, before it is compressed: spreadsheets take no part of four gigabytes.
const MAX_BYTES: u64 = if cfg!(test) { 1 << 14 } else { 3 << 30 };

/// The rows by which the widths of the columns are judged; they wait in memory, because widths stand
/// before rows. And the widest column, in characters.
const JUDGED_ROWS: u32 = if cfg!(test) { 5 } else { 5_000 };
const MAX_WIDTH: usize = 48;

/// The longest text of a cell, in UTF-16 units. A longer one makes Excel refuse the whole file.
const MAX_TEXT: usize = 32_767;

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

/// How a cell is shown: its place among the formats of [`styles`].
#[derive(Clone, Copy)]
enum Look {
    Header = 1,
    Text,
    Day,
    Instant,
    Percent,
    /// To the hundredth. Excel would show the point of an optional decimal without one: `45.%`.
    PercentAndDecimals,
}

impl Look {
    fn of_share(share: f64) -> Self {
        let hundredths = (share * 10_000.0).round();
        if hundredths % 100.0 == 0.0 { Self::Percent } else { Self::PercentAndDecimals }
    }
}

pub(super) struct Workbook<W: Write> {
    parts: ZipWriter<StreamWriter<W>>,
    title: String,
    headers: Vec<String>,
    widths: Vec<usize>,
    /// How many rows each sheet has, with its header. The last one is being written.
    heights: Vec<u32>,
    /// Of the rows of that one, so far.
    n_bytes: u64,
    /// The first rows of the sheet, until it is known how wide its columns are.
    waiting: String,
    row: String,
}

impl<W: Write> Workbook<W> {
    pub fn begin(out: W, title: &str, headers: &[String], locale: Locale) -> io::Result<Self> {
        let mut workbook = Self {
            parts: ZipWriter::new_stream(out),
            title: title.to_owned(),
            headers: headers.to_vec(),
            widths: Vec::new(),
            heights: Vec::new(),
            n_bytes: 0,
            waiting: String::new(),
            row: String::new(),
        };
        workbook.part("[Content_Types].xml", CONTENT_TYPES)?;
        workbook.part("_rels/.rels", RELATIONS)?;
        workbook.part("xl/styles.xml", &styles(locale))?;
        workbook.begin_sheet()?;
        Ok(workbook)
    }

    pub fn write(&mut self, values: impl Iterator<Item = Value>) -> io::Result<()> {
        if self.heights.last() == Some(&MAX_ROWS) || self.n_bytes >= MAX_BYTES {
            self.end_sheet()?;
            self.begin_sheet()?;
        }
        let height = self.height();
        *height += 1;
        let row = *height;
        self.row.clear();
        _ = write!(self.row, "<row r=\"{row}\">");
        for (column, value) in values.enumerate() {
            if row <= JUDGED_ROWS
                && let Some(width) = self.widths.get_mut(column)
            {
                *width = (*width).max(value.width());
            }
            value.write(&mut self.row, column, row);
        }
        self.row.push_str("</row>");
        self.n_bytes += self.row.len() as u64;
        if row <= JUDGED_ROWS {
            self.waiting.push_str(&self.row);
            return Ok(());
        }
        self.release()?;
        self.parts.write_all(self.row.as_bytes())
    }

    /// Ends the file, and gives back what it was written to.
    pub fn finish(mut self) -> io::Result<()> {
        self.end_sheet()?;
        let (mut sheets, mut ranges, mut relations) = (String::new(), String::new(), String::new());
        for (at, height) in self.heights.iter().enumerate() {
            let (n, name) = (at + 1, escaped(&self.name(at)));
            _ = write!(sheets, r#"<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>"#);
            let last = letters(self.headers.len().saturating_sub(1));
            // Excel keeps the range of a filter under this name, too.
            _ = write!(
                ranges,
                r#"<definedName name="_xlnm._FilterDatabase" localSheetId="{at}" hidden="1">'{name}'!$A$1:${last}${height}</definedName>"#
            );
            _ = write!(
                relations,
                r#"<Relationship Id="rId{n}" Type="{REL}/worksheet" Target="worksheets/sheet{n}.xml"/>"#
            );
        }
        _ = write!(
            relations,
            r#"<Relationship Id="styles" Type="{REL}/styles" Target="styles.xml"/>"#
        );
        self.part(
            "xl/workbook.xml",
            &format!(
                r#"<workbook xmlns="{MAIN}" xmlns:r="{REL}"><sheets>{sheets}</sheets><definedNames>{ranges}</definedNames></workbook>"#
            ),
        )?;
        let relations = format!(r#"<Relationships xmlns="{PACKAGE}">{relations}</Relationships>"#);
        self.part("xl/_rels/workbook.xml.rels", &relations)?;
        self.parts.finish()?.into_inner().flush()
    }

    fn begin_sheet(&mut self) -> io::Result<()> {
        self.heights.push(1);
        self.n_bytes = 0;
        self.begin_part(&format!("xl/worksheets/sheet{}.xml", self.heights.len()))?;
        self.widths = self.headers.iter().map(|header| header.chars().count() + 3).collect();
        self.waiting.push_str("<row r=\"1\">");
        for (column, header) in self.headers.iter().enumerate() {
            text_cell(&mut self.waiting, header, Look::Header, column, 1);
        }
        self.waiting.push_str("</row>");
        Ok(())
    }

    /// Writes the beginning of the sheet, if it still waits.
    fn release(&mut self) -> io::Result<()> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let selected = if self.heights.len() == 1 { " tabSelected=\"1\"" } else { "" };
        let mut head = format!(
            r#"{XML}<worksheet xmlns="{MAIN}"><sheetViews><sheetView{selected} workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/></sheetView></sheetViews><cols>"#
        );
        for (column, width) in self.widths.iter().enumerate() {
            let (n, width) = (column + 1, (width + 1).min(MAX_WIDTH));
            _ = write!(head, r#"<col min="{n}" max="{n}" width="{width}" customWidth="1"/>"#);
        }
        head.push_str("</cols><sheetData>");
        self.parts.write_all(head.as_bytes())?;
        self.parts.write_all(self.waiting.as_bytes())?;
        self.waiting.clear();
        Ok(())
    }

    fn end_sheet(&mut self) -> io::Result<()> {
        self.release()?;
        let (last, height) = (letters(self.headers.len().saturating_sub(1)), *self.height());
        let end = format!(r#"</sheetData><autoFilter ref="A1:{last}{height}"/></worksheet>"#);
        self.parts.write_all(end.as_bytes())
    }

    fn height(&mut self) -> &mut u32 {
        if self.heights.is_empty() {
            self.heights.push(0);
        }
        let last = self.heights.len() - 1;
        &mut self.heights[last]
    }

    /// What a sheet is called: `Members`, `Members 2`.
    fn name(&self, at: usize) -> String {
        if at == 0 { self.title.clone() } else { format!("{} {}", self.title, at + 1) }
    }

    fn begin_part(&mut self, name: &str) -> io::Result<()> {
        let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        Ok(self.parts.start_file(name, packed)?)
    }

    fn part(&mut self, name: &str, content: &str) -> io::Result<()> {
        self.begin_part(name)?;
        self.parts.write_all(XML.as_bytes())?;
        self.parts.write_all(content.as_bytes())
    }
}

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const REL: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// It comes first, before it is known how many sheets there will be: whatever is not named is one.
const CONTENT_TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>"#;

const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;

/// The formats of cells, in the order of [`Look`] after the one of cells that have none. Text is
/// marked as text, so that a number with zeros in front keeps them when somebody edits the cell.
fn styles(locale: Locale) -> String {
    let day = match locale {
        Locale::En => "yyyy\\-mm\\-dd",
        Locale::PtBr => "dd/mm/yyyy",
    };
    format!(
        r#"<styleSheet xmlns="{MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="{day}"/><numFmt numFmtId="165" formatCode="{day}\ hh:mm:ss"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="7"><xf/><xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="165" applyNumberFormat="1"/><xf numFmtId="9" applyNumberFormat="1"/><xf numFmtId="10" applyNumberFormat="1"/></cellXfs></styleSheet>"#
    )
}

impl Value {
    fn write(&self, row: &mut String, column: usize, n: u32) {
        match self {
            Self::Text(text) if !text.is_empty() => {
                text_cell(row, text, Look::Text, column, n);
            }
            Self::Blank | Self::Text(_) => {}
            Self::Number(number) => number_cell(row, *number, None, column, n),
            Self::Share(share) => number_cell(row, *share, Some(Look::of_share(*share)), column, n),
            Self::Day(day) => match serial(*day) {
                Some(serial) => number_cell(row, serial, Some(Look::Day), column, n),
                None => text_cell(row, &day.to_string(), Look::Text, column, n),
            },
            Self::At(at) => match serial(at.date()) {
                Some(serial) => {
                    let time = f64::from(at.num_seconds_from_midnight()) / 86_400.0;
                    number_cell(row, serial + time, Some(Look::Instant), column, n);
                }
                None => text_cell(row, &at.to_string(), Look::Text, column, n),
            },
        }
    }
}

fn text_cell(row: &mut String, text: &str, look: Look, column: usize, n: u32) {
    let (place, look, text) = (letters(column), look as u8, escaped(text));
    _ = write!(
        row,
        r#"<c r="{place}{n}" s="{look}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>"#
    );
}

fn number_cell(row: &mut String, number: f64, look: Option<Look>, column: usize, n: u32) {
    let (place, look) = (letters(column), look.map_or(0, |look| look as u8));
    _ = write!(row, r#"<c r="{place}{n}" s="{look}"><v>{number}</v></c>"#);
}

/// The number that stands for a day. Before March 1900 spreadsheets disagree on which that is, and
/// there is none of five digits.
fn serial(day: NaiveDate) -> Option<f64> {
    let first = NaiveDate::from_ymd_opt(1900, 3, 1)?;
    let is_known = day >= first && day.year() <= 9999;
    is_known.then(|| (day - first).num_days() as f64 + 61.0)
}

/// The letters of a column: A, Z, AA.
fn letters(column: usize) -> String {
    let letter = char::from(b'A' + (column % 26) as u8);
    match column / 26 {
        0 => letter.to_string(),
        rest => format!("{}{letter}", letters(rest - 1)),
    }
}

/// A text as XML holds it. What XML can't hold, and a carriage return, which it would change, is
/// written as Excel does: `_x000D_`; so what looks like that is not taken for it.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut n_units = 0;
    for (at, char) in text.char_indices() {
        n_units += char.len_utf16();
        if n_units > MAX_TEXT {
            break;
        }
        match char {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '_' if is_code(&text[at..]) => escaped.push_str("_x005F_"),
            '\n' | '\t' => escaped.push(char),
            '\0'..=' ' | '\u{fffe}' | '\u{ffff}' if char != ' ' => {
                _ = write!(escaped, "_x{:04X}_", u32::from(char));
            }
            _ => escaped.push(char),
        }
    }
    escaped
}

fn is_code(text: &str) -> bool {
    let code = text.strip_prefix("_x").and_then(|code| code.get(..5));
    code.and_then(|code| code.strip_suffix('_'))
        .is_some_and(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()))
}
