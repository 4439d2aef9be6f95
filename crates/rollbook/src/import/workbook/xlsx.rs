//! XLSX, the workbooks of Excel since 2007 (ECMA-376, part 1, chapter 18).

use std::collections::HashMap;

use quick_xml::events::{BytesStart, Event};

use super::cells::{Shown, iso};
use super::package::{Package, Part, attribute, cut, damaged};
use super::rows::Rows;
use super::{Fault, MAX_SHEETS, Sheet};

/// The most texts that cells may share, and their length in all.
const MAX_STRINGS: usize = 20_000_000;
const MAX_STRING_BYTES: usize = 512 << 20;

pub(super) fn read(package: &mut Package) -> Result<Vec<Sheet>, Fault> {
    let Some(workbook) = main_part(package)? else { return Err(Fault::NoWorkbook) };
    let relations = relations(package, &workbook)?;
    let book = Workbook::read(&mut package.needed(&workbook)?)?;
    let part = |kind: &str| relations.values().find(|to| to.kind == kind);
    let formats = match part("styles").map(|to| package.part(&to.path)).transpose()?.flatten() {
        Some(mut part) => formats(&mut part)?,
        None => Vec::new(),
    };
    let strings =
        match part("sharedStrings").map(|to| package.part(&to.path)).transpose()?.flatten() {
            Some(mut part) => Strings::read(&mut part)?,
            None => Strings::default(),
        };
    let reading = Reading { strings, formats, is_1904: book.is_1904 };
    let mut sheets = Vec::new();
    for (name, relation) in book.sheets {
        let Some(to) = relations.get(&relation).filter(|to| to.kind == "worksheet") else {
            continue;
        };
        let mut rows = Rows::begin()?;
        reading.sheet(&mut package.needed(&to.path)?, &mut rows)?;
        sheets.extend(rows.finish(name)?);
        if sheets.len() > MAX_SHEETS {
            return Err(Fault::TooLarge);
        }
    }
    Ok(sheets)
}

/// Where a relation of a part leads.
struct Relation {
    /// The last word of its type.
    kind: String,
    path: String,
}

fn main_part(package: &mut Package) -> Result<Option<String>, Fault> {
    let found = relations(package, "")?;
    let main = found.into_values().find(|to| to.kind == "officeDocument").map(|to| to.path);
    let usual = || package.has("xl/workbook.xml").then(|| "xl/workbook.xml".to_owned());
    // A document of words or slides has a main part too.
    Ok(main.or_else(usual).filter(|path| !path.starts_with("word/") && !path.starts_with("ppt/")))
}

/// The relations of a part, or of the package, by their ids.
fn relations(package: &mut Package, of: &str) -> Result<HashMap<String, Relation>, Fault> {
    let (folder, file) = of.rsplit_once('/').unwrap_or(("", of));
    let path = match folder {
        "" => format!("_rels/{file}.rels"),
        folder => format!("{folder}/_rels/{file}.rels"),
    };
    let mut found = HashMap::new();
    let Some(mut part) = package.part(&path)? else { return Ok(found) };
    loop {
        match part.next()? {
            Event::Start(element) if element.local_name().as_ref() == "Relationship" => {
                let kind = attribute(&element, "Type")?.unwrap_or_default();
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                let target = attribute(&element, "Target")?.unwrap_or_default();
                let id = attribute(&element, "Id")?.unwrap_or_default();
                found.insert(id, Relation { kind, path: resolve(folder, &target) });
            }
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}

/// A target as it is seen from a folder of the package.
fn resolve(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(path.pop()),
            step => path.push(step),
        }
    }
    path.join("/")
}

struct Workbook {
    is_1904: bool,
    /// Names and relations of the visible sheets, in their order.
    sheets: Vec<(String, String)>,
}

impl Workbook {
    fn read(part: &mut Part) -> Result<Self, Fault> {
        let mut book = Self { is_1904: false, sheets: Vec::new() };
        loop {
            match part.next()? {
                Event::Start(element) => match element.local_name().as_ref() {
                    "workbookPr" => {
                        let epoch = attribute(&element, "date1904")?;
                        book.is_1904 = epoch.is_some_and(|is_so| is_so == "1" || is_so == "true");
                    }
                    "sheet" => {
                        let state = attribute(&element, "state")?;
                        let is_visible = state.is_none_or(|state| state == "visible");
                        let name = attribute(&element, "name")?.unwrap_or_default();
                        if let Some(id) = attribute(&element, "id")?.filter(|_| is_visible) {
                            book.sheets.push((name, id));
                        }
                    }
                    _ => {}
                },
                Event::Eof => return Ok(book),
                _ => {}
            }
        }
    }
}

/// What the formats of cells show, by the number a cell names.
fn formats(part: &mut Part) -> Result<Vec<Shown>, Fault> {
    let number = |element: &BytesStart, name: &str| -> Result<u32, Fault> {
        Ok(attribute(element, name)?.and_then(|id| id.parse().ok()).unwrap_or_default())
    };
    let mut own = HashMap::new();
    let mut formats = Vec::new();
    let mut is_of_cells = false;
    loop {
        match part.next()? {
            Event::Start(element) => match element.local_name().as_ref() {
                "numFmt" => {
                    let code = attribute(&element, "formatCode")?.unwrap_or_default();
                    own.insert(number(&element, "numFmtId")?, Shown::by_code(&code));
                }
                "cellXfs" => is_of_cells = true,
                "xf" if is_of_cells => {
                    let id = number(&element, "numFmtId")?;
                    formats.push(own.get(&id).cloned().unwrap_or_else(|| Shown::by_id(id)));
                }
                _ => {}
            },
            Event::End(element) if element.local_name().as_ref() == "cellXfs" => {
                is_of_cells = false;
            }
            Event::Eof => return Ok(formats),
            _ => {}
        }
    }
}

/// The texts that cells share.
#[derive(Default)]
struct Strings {
    text: String,
    ends: Vec<u32>,
}

impl Strings {
    fn read(part: &mut Part) -> Result<Self, Fault> {
        let mut strings = Self::default();
        let mut text = String::new();
        loop {
            let is_item = match part.next()? {
                Event::Start(element) => element.local_name().as_ref() == "si",
                Event::Eof => return Ok(strings),
                _ => false,
            };
            if is_item {
                rich_text(part, &mut text)?;
                strings.push(&text)?;
            }
        }
    }

    fn push(&mut self, text: &str) -> Result<(), Fault> {
        self.text.push_str(text);
        self.ends.push(self.text.len() as u32);
        let is_too_large = self.text.len() > MAX_STRING_BYTES || self.ends.len() > MAX_STRINGS;
        if is_too_large { Err(Fault::TooLarge) } else { Ok(()) }
    }

    fn get(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)? as usize;
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        Some(&self.text[start..end])
    }
}

/// The text of an item that has just begun: of its runs, but not of how they are pronounced.
fn rich_text(part: &mut Part, text: &mut String) -> Result<(), Fault> {
    text.clear();
    let mut depth = 1_usize;
    while depth > 0 {
        let name = match part.next()? {
            Event::Start(element) => element.local_name().as_ref().to_owned(),
            Event::End(_) => {
                depth -= 1;
                continue;
            }
            Event::Eof => return Err(cut()),
            _ => continue,
        };
        match name.as_str() {
            "t" => part.text(text)?,
            "rPh" => part.skip()?,
            _ => depth += 1,
        }
    }
    unescape(text);
    Ok(())
}

/// Excel writes a character that XML can't hold, or that would be lost, as `_x000D_`.
fn unescape(text: &mut String) {
    if !text.contains("_x") {
        return;
    }
    let mut units: Vec<u16> = Vec::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(char) = rest.chars().next() {
        let code = rest.strip_prefix("_x").and_then(|code| code.get(..5)?.strip_suffix('_'));
        let code = code.filter(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()));
        if let Some(unit) = code.and_then(|code| u16::from_str_radix(code, 16).ok()) {
            units.push(unit);
            rest = &rest["_x000D_".len()..];
        } else {
            units.extend(char.encode_utf16(&mut [0; 2]).iter());
            rest = &rest[char.len_utf8()..];
        }
    }
    *text = String::from_utf16_lossy(&units);
}

/// What is needed to read a sheet.
struct Reading {
    strings: Strings,
    formats: Vec<Shown>,
    is_1904: bool,
}

impl Reading {
    fn sheet(&self, part: &mut Part, rows: &mut Rows) -> Result<(), Fault> {
        let (mut row, mut column) = (0_u64, 0_usize);
        let mut text = String::new();
        loop {
            let cell = match part.next()? {
                Event::Start(element) => match element.local_name().as_ref() {
                    "row" => {
                        if let Some(number) = attribute(&element, "r")? {
                            let number: u64 = number.parse().map_err(damaged)?;
                            row = number.checked_sub(1).ok_or_else(|| damaged("row 0"))?;
                        }
                        column = 0;
                        None
                    }
                    "c" => Some(CellHead::read(&element)?),
                    _ => None,
                },
                Event::End(element) if element.local_name().as_ref() == "row" => {
                    rows.end(row, 1)?;
                    row = row.saturating_add(1);
                    None
                }
                Event::Eof => return Ok(()),
                _ => None,
            };
            if let Some(cell) = cell {
                column = cell.column.unwrap_or(column);
                self.cell(part, &cell, &mut text)?;
                rows.cell(column, &text);
                column = column.saturating_add(1);
            }
        }
    }

    /// The text of a cell that has just begun.
    fn cell(&self, part: &mut Part, cell: &CellHead, text: &mut String) -> Result<(), Fault> {
        text.clear();
        let mut value = String::new();
        loop {
            let name = match part.next()? {
                Event::Start(element) => element.local_name().as_ref().to_owned(),
                Event::End(_) => break,
                Event::Eof => return Err(cut()),
                _ => continue,
            };
            match name.as_str() {
                "v" => part.text(&mut value)?,
                "is" => rich_text(part, text)?,
                // A formula counts by the value it had.
                _ => part.skip()?,
            }
        }
        if value.is_empty() {
            return Ok(());
        }
        let shown = self.formats.get(cell.format).unwrap_or(&Shown::Number);
        match cell.kind.as_str() {
            "s" => {
                let index: usize = value.trim().parse().map_err(damaged)?;
                let shared = self.strings.get(index);
                text.push_str(shared.ok_or_else(|| damaged(format!("there is no text {index}")))?);
            }
            "b" => text.push_str(if value.trim() == "1" { "TRUE" } else { "FALSE" }),
            "str" => {
                text.push_str(&value);
                unescape(text);
            }
            "e" => text.push_str(&value),
            "d" => {
                let has_time = !matches!(shown, Shown::When { has_time: false, .. });
                text.push_str(&iso(&value, has_time));
            }
            _ => text.push_str(&shown.text(&value, self.is_1904)),
        }
        Ok(())
    }
}

/// What a cell says of itself before its value.
struct CellHead {
    /// Missing where cells simply follow each other.
    column: Option<usize>,
    format: usize,
    kind: String,
}

impl CellHead {
    fn read(element: &BytesStart) -> Result<Self, Fault> {
        let mut head = Self { column: None, format: 0, kind: String::new() };
        for attribute in element.attributes().with_checks(false) {
            let attribute = attribute.map_err(damaged)?;
            let value: &str = &attribute.value;
            match attribute.key.as_ref() {
                "r" => head.column = Some(column(value)?),
                "s" => head.format = value.parse().map_err(damaged)?,
                "t" => value.clone_into(&mut head.kind),
                _ => {}
            }
        }
        Ok(head)
    }
}

/// The column of a reference such as `AB12`, from 0.
fn column(reference: &str) -> Result<usize, Fault> {
    let letters = reference.bytes().take_while(u8::is_ascii_alphabetic);
    let number = letters.fold(0_usize, |number, letter| {
        let digit = usize::from(letter.to_ascii_uppercase() - b'A') + 1;
        number.saturating_mul(26).saturating_add(digit)
    });
    number.checked_sub(1).ok_or_else(|| damaged(format!("no cell is called {reference}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        for (reference, expect) in [("A1", 0), ("Z9", 25), ("AA1", 26), ("XFD1048576", 16_383)] {
            assert_eq!(column(reference), Ok(expect), "{reference}");
        }
        assert!(column("12").is_err());
    }

    #[test]
    fn escapes_of_excel_are_taken_back() {
        for (text, expect) in [
            ("a_x000D_b", "a\rb"),
            ("_x005F_x000D_", "_x000D_"),
            ("_xD83D__xDE00_", "😀"),
            ("_x00", "_x00"),
            ("ana_xavier_", "ana_xavier_"),
            ("_xéé", "_xéé"),
        ] {
            let mut unescaped = text.to_owned();
            unescape(&mut unescaped);
            assert_eq!(unescaped, expect);
        }
    }

    #[test]
    fn targets_are_seen_from_their_folder() {
        assert_eq!(resolve("xl", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(resolve("xl", "/xl/styles.xml"), "xl/styles.xml");
        assert_eq!(resolve("xl/a", "../styles.xml"), "xl/styles.xml");
    }
}
