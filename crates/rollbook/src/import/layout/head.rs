//! Where a list begins: what stands above its header, whether it has one, and what its columns are
//! called.

use std::collections::HashSet;

use super::columns::{KIND_ROWS, Kind};
use crate::import::fields::{self, Field};
use crate::import::records::{Dialect, Record, Records};
use crate::import::source::{Part, Source, SourceError};

/// How many rows the header is judged by.
const OPENING_ROWS: u64 = 50;

/// The most rows that stand above a header.
const MOST_ABOVE: usize = 10;

/// The first rows of a file, by which the header is told from the values.
pub(super) struct Head {
    pub rows_above: u32,
    first: Vec<String>,
    rest: Vec<Vec<Kind>>,
    n_widest: usize,
}

impl Head {
    pub fn read(
        source: &Source,
        part: Part,
        dialect: Dialect,
        has_header: Option<bool>,
    ) -> Result<Self, SourceError> {
        let mut records = Records::open_text(source.text(part)?, source.name(), dialect)?;
        let mut record = Record::default();
        let mut opening: Vec<Vec<String>> = Vec::new();
        let mut n_widest = 0;
        for n in 0..KIND_ROWS {
            if !records.next(&mut record)? {
                break;
            }
            n_widest = n_widest.max(record.len());
            if n < OPENING_ROWS {
                opening.push(record.cells().map(str::to_owned).collect());
            }
        }
        let rows_above = if has_header == Some(false) { 0 } else { rows_above(&opening) };
        let mut rows = opening.into_iter().skip(rows_above);
        let first = rows.next().unwrap_or_default();
        let kinds = |row: Vec<String>| row.iter().map(|cell| Kind::of(cell)).collect();
        Ok(Self { rows_above: rows_above as u32, first, rest: rows.map(kinds).collect(), n_widest })
    }

    /// Whether these are people: a column is called e-mail, or holds e-mails.
    pub fn is_list(&self) -> bool {
        let is_email = |cell: &String| {
            fields::by_header(cell).is_some_and(|(field, _)| *field == Field::Email)
                || Kind::of(cell) == Kind::Email
        };
        self.first.iter().any(is_email) || self.rest.iter().flatten().any(|k| *k == Kind::Email)
    }

    /// An e-mail, a date or a number is a value and no header, unless a known header beside it
    /// says that the row is one after all. Nor does a header leave the e-mails without a name.
    pub fn has_header(&self) -> bool {
        if self.first.iter().any(|cell| cell.contains('@')) {
            return false;
        }
        if self.first.iter().any(|cell| fields::by_header(cell).is_some()) {
            return true;
        }
        let is_value = |cell: &String| !matches!(Kind::of(cell), Kind::Text | Kind::Empty);
        let has_nameless_emails = self.first.iter().enumerate().any(|(column, cell)| {
            let is_email = |kinds: &Vec<Kind>| kinds.get(column) == Some(&Kind::Email);
            cell.is_empty() && self.rest.iter().any(is_email)
        });
        !self.first.iter().any(is_value) && !has_nameless_emails
    }

    pub fn headers(&self, has_header: bool) -> Vec<String> {
        let given: &[String] = if has_header { &self.first } else { &[] };
        let n_columns = if has_header { self.n_named(given) } else { self.n_widest };
        let mut taken = HashSet::new();
        (0..n_columns)
            .map(|column| {
                let header = given.get(column).map_or("", String::as_str);
                let header = header.split_whitespace().collect::<Vec<_>>().join(" ");
                let header = if header.is_empty() { numbered(column) } else { header };
                unique(header, &mut taken)
            })
            .collect()
    }

    /// A header row may end in delimiters under which nothing ever stands.
    fn n_named(&self, header: &[String]) -> usize {
        let n_named = header.iter().rposition(|cell| !cell.is_empty()).map_or(0, |at| at + 1);
        let is_filled = |kind: &Kind| *kind != Kind::Empty;
        let n_filled = self
            .rest
            .iter()
            .filter_map(|kinds| kinds.iter().rposition(is_filled))
            .max()
            .map_or(0, |at| at + 1);
        n_filled.min(header.len()).max(n_named)
    }
}

/// How many rows stand above the header, which is the row with the most names that are known. A title
/// or a note fills fewer cells than it; so do the names of groups of columns, such as *Student* above
/// *Name* and *E-mail*, often merged with their neighbours.
fn rows_above(opening: &[Vec<String>]) -> usize {
    let n_filled = |row: &[String]| row.iter().filter(|cell| !cell.is_empty()).count();
    let n_known =
        |row: &[String]| row.iter().filter(|cell| fields::by_header(cell).is_some()).count();
    let has_email = |row: &[String]| row.iter().any(|cell| cell.contains('@'));
    let possible = opening.iter().take(MOST_ABOVE + 1).enumerate();
    let possible = possible.filter(|(_, row)| n_filled(row) > 1 && !has_email(row));
    // Of several with as many the first.
    let header = possible.rev().max_by_key(|(_, row)| n_known(row));
    let Some((at, header)) = header.filter(|(_, row)| n_known(row) > 0) else { return 0 };
    let is_title = |row: &Vec<String>| !has_email(row) && n_filled(row) < n_filled(header);
    if opening[..at].iter().all(is_title) { at } else { 0 }
}

/// The header of a column that has none.
pub(in crate::import) fn numbered(column: usize) -> String {
    format!("Column {}", column + 1)
}

fn unique(header: String, taken: &mut HashSet<String>) -> String {
    let mut name = header.clone();
    let mut n = 1;
    while !taken.insert(name.clone()) {
        n += 1;
        name = format!("{header} ({n})");
    }
    name
}
