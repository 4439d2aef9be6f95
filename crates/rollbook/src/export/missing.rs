//! Who is missing from a roster, as a list that can be asked after, and imported again.

use std::path::Path;

use rusqlite::Connection;

use super::sheet::{Cell, Sheet};
use super::words::Words;
use super::{ExportFormat, half_file, put, target};
use crate::book::Book;
use crate::error::Result;
use crate::import::Roster;
use crate::progress::Progress;

const TITLE: (&str, &str) = ("Missing", "Ausentes");
const HEADERS: &[(&str, &str)] = &[
    ("Name", "Nome"),
    ("Email", "E-mail"),
    ("Enrollment date", "Data de matrícula"),
    ("Expiration date", "Data de expiração"),
];

impl Book {
    /// Writes the file at `path`, replacing what is there, one row per missing member in the order
    /// of their names, and says how many it has.
    pub fn export_missing(
        &self,
        roster: &Roster,
        format: ExportFormat,
        path: &Path,
    ) -> Result<u64> {
        let path = &target(path, self)?;
        let words = Words { locale: format.locale, zone: self.settings().zone };
        let half = half_file(path)?;
        let n_rows = self.read(|db| {
            let title = words.headers(&[TITLE]).remove(0);
            let headers = words.headers(HEADERS);
            let sheet = Sheet::begin(half.as_file(), format, words, path, &title, &headers)?;
            write(db, roster, sheet)
        })?;
        put(half.into_temp_path(), path, &Progress::default())?;
        Ok(n_rows)
    }
}

fn write(db: &Connection, roster: &Roster, mut sheet: Sheet<&std::fs::File>) -> Result<u64> {
    let mut person = db.prepare("SELECT name, email FROM members WHERE id = ?1")?;
    for (member, starts_at, ends_at) in roster.missing() {
        let (name, email): (String, String) =
            person.query_row([member], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let start = sheet.end_of_page()?;
        sheet.write([
            Cell::Text(&name),
            Cell::Text(&email),
            Cell::From(Some(starts_at)),
            Cell::Until(ends_at),
        ])?;
        let end = sheet.end_of_page()?;
        sheet.turn(std::iter::once(start..end))?;
    }
    sheet.finish()
}
