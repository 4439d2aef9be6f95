//! ODS, the workbooks of LibreOffice and Google Sheets (OpenDocument 1.3, part 3, chapter 9).

use std::collections::HashSet;

use quick_xml::events::{BytesStart, Event};

use super::cells::{iso, percent};
use super::package::{Package, Part, add_text, attribute, cut};
use super::rows::Rows;
use super::{Fault, MAX_SHEETS, Sheet};

pub(super) fn read(package: &mut Package) -> Result<Vec<Sheet>, Fault> {
    if is_encrypted(package)? {
        return Err(Fault::Encrypted);
    }
    let Some(mut part) = package.part("content.xml")? else { return Err(Fault::NoWorkbook) };
    let mut sheets = Vec::new();
    let mut hidden = HashSet::new();
    let mut style = String::new();
    let mut is_workbook = false;
    loop {
        let table = match part.next()? {
            Event::Start(element) => match element.name().as_ref() {
                "office:spreadsheet" => {
                    is_workbook = true;
                    None
                }
                "style:style" => {
                    style = attribute(&element, "name")?.unwrap_or_default();
                    None
                }
                "style:table-properties" => {
                    if attribute(&element, "display")?.as_deref() == Some("false") {
                        hidden.insert(style.clone());
                    }
                    None
                }
                "table:table" if is_workbook => {
                    let style = attribute(&element, "style-name")?.unwrap_or_default();
                    Some((attribute(&element, "name")?.unwrap_or_default(), style))
                }
                _ => None,
            },
            Event::Eof if is_workbook => return Ok(sheets),
            Event::Eof => return Err(Fault::NoWorkbook),
            _ => None,
        };
        match table {
            Some((_, style)) if hidden.contains(&style) => part.skip()?,
            Some((name, _)) => {
                let mut rows = Rows::begin()?;
                sheet(&mut part, &mut rows)?;
                sheets.extend(rows.finish(name)?);
                if sheets.len() > MAX_SHEETS {
                    return Err(Fault::TooLarge);
                }
            }
            None => {}
        }
    }
}

fn is_encrypted(package: &mut Package) -> Result<bool, Fault> {
    if package.has("encrypted-package") {
        return Ok(true);
    }
    let Some(mut manifest) = package.part("META-INF/manifest.xml")? else { return Ok(false) };
    loop {
        match manifest.next()? {
            Event::Start(element) if element.local_name().as_ref() == "encryption-data" => {
                return Ok(true);
            }
            Event::Eof => return Ok(false),
            _ => {}
        }
    }
}

/// What has begun within a sheet.
enum Begun {
    Row {
        n_times: u64,
    },
    Cell(CellHead),
    /// A part of the sheet that holds no rows of its own.
    Aside,
}

/// Reads a table that has just begun.
fn sheet(part: &mut Part, rows: &mut Rows) -> Result<(), Fault> {
    let (mut row, mut n_times) = (0_u64, 1);
    let mut column = 0_usize;
    let mut text = String::new();
    loop {
        let begun = match part.next()? {
            Event::Start(element) => match element.name().as_ref() {
                "table:table-row" => {
                    Some(Begun::Row { n_times: repeated(&element, "number-rows-repeated")? })
                }
                "table:table-cell" | "table:covered-table-cell" => {
                    Some(Begun::Cell(CellHead::read(&element)?))
                }
                "table:shapes" | "table:table" | "office:forms" | "table:named-expressions" => {
                    Some(Begun::Aside)
                }
                _ => None,
            },
            Event::End(element) => match element.name().as_ref() {
                "table:table-row" => {
                    rows.end(row, n_times)?;
                    row = row.saturating_add(n_times);
                    None
                }
                "table:table" => return Ok(()),
                _ => None,
            },
            Event::Eof => return Err(cut()),
            _ => None,
        };
        match begun {
            Some(Begun::Row { n_times: times }) => (n_times, column) = (times, 0),
            Some(Begun::Cell(cell)) => {
                cell.text(part, &mut text)?;
                // Blank cells repeat to the edge of the sheet.
                let n_filled = if text.is_empty() { 0 } else { cell.n_times };
                for at in 0..n_filled.min(crate::import::layout::MAX_COLUMNS + 1) {
                    rows.cell(column.saturating_add(at), &text);
                }
                column = column.saturating_add(cell.n_times);
            }
            Some(Begun::Aside) => part.skip()?,
            None => {}
        }
    }
}

fn repeated<T: std::str::FromStr + From<u8>>(element: &BytesStart, name: &str) -> Result<T, Fault> {
    let times = attribute(element, name)?;
    Ok(times.and_then(|times| times.parse().ok()).unwrap_or_else(|| T::from(1)))
}

/// What a cell says of itself before its text.
struct CellHead {
    n_times: usize,
    kind: String,
    value: String,
    is_error: bool,
}

impl CellHead {
    fn read(element: &BytesStart) -> Result<Self, Fault> {
        let mut head =
            Self { n_times: 1, kind: String::new(), value: String::new(), is_error: false };
        for attribute in element.attributes().with_checks(false) {
            let attribute = attribute.map_err(super::package::damaged)?;
            let value: &str = &attribute.value;
            match attribute.key.as_ref() {
                "table:number-columns-repeated" => head.n_times = value.parse().unwrap_or(1),
                "office:value-type" => value.clone_into(&mut head.kind),
                "calcext:value-type" => head.is_error = value == "error",
                "office:value" | "office:date-value" | "office:boolean-value" => {
                    value.clone_into(&mut head.value);
                }
                _ => {}
            }
        }
        Ok(head)
    }

    /// What the cell shows: its text where that is all there is, or else its value, so that no
    /// thousands separator and no rounding is taken for a part of it.
    fn text(&self, part: &mut Part, text: &mut String) -> Result<(), Fault> {
        shown(part, text)?;
        let value = match self.kind.as_str() {
            _ if self.is_error || self.value.is_empty() => return Ok(()),
            "float" if is_padded(text, &self.value) => return Ok(()),
            "float" | "currency" => super::cells::Shown::Number.text(&self.value, false),
            "percentage" => percent(&self.value),
            "date" => iso(&self.value, text.contains(':')),
            "boolean" => self.value.to_uppercase(),
            _ => return Ok(()),
        };
        *text = value;
        Ok(())
    }
}

/// Whether a text is a number with the zeros its format puts before it.
fn is_padded(text: &str, value: &str) -> bool {
    text.len() > 1
        && text.starts_with('0')
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && text.trim_start_matches('0') == value.trim_start_matches('0')
}

/// The paragraphs of a cell that has just begun. Notes and drawings are none.
fn shown(part: &mut Part, text: &mut String) -> Result<(), Fault> {
    text.clear();
    let mut n_paragraphs = 0;
    loop {
        let is_paragraph = match part.next()? {
            Event::Start(element) => element.name().as_ref() == "text:p",
            Event::End(_) => return Ok(()),
            Event::Eof => return Err(cut()),
            _ => continue,
        };
        if is_paragraph {
            if n_paragraphs > 0 {
                text.push('\n');
            }
            n_paragraphs += 1;
            paragraph(part, text)?;
        } else {
            part.skip()?;
        }
    }
}

/// The text of a paragraph, in which several spaces are an element of their own.
fn paragraph(part: &mut Part, text: &mut String) -> Result<(), Fault> {
    let mut depth = 1_usize;
    while depth > 0 {
        let mut is_note = false;
        match part.next()? {
            Event::Start(element) => match element.name().as_ref() {
                "text:s" => {
                    let n_spaces: usize = repeated(&element, "c")?;
                    text.extend(std::iter::repeat_n(' ', n_spaces.min(1000)));
                    depth += 1;
                }
                "text:tab" => {
                    text.push('\t');
                    depth += 1;
                }
                "text:line-break" => {
                    text.push('\n');
                    depth += 1;
                }
                "office:annotation" | "text:note" => is_note = true,
                _ => depth += 1,
            },
            Event::End(_) => depth -= 1,
            Event::Eof => return Err(cut()),
            event => add_text(&event, text)?,
        }
        if is_note {
            part.skip()?;
        }
    }
    Ok(())
}
