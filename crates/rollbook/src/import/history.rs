//! Imports that were done.

use rusqlite::OptionalExtension;
use serde::Serialize;

use super::left_out::{CameOut, LeftOut};
use super::options::{Counts, Options};
use super::purpose::{Missing, Purpose};
use super::roster::RosterCounts;
use crate::book::Book;
use crate::error::{Error, Result};
use crate::ids::EntryId;
use crate::journal;

/// One import as the list of imports shows it.
#[derive(Clone, Debug, PartialEq, Serialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
#[ts(rename = "ImportRecord")]
pub struct DoneImport {
    pub entry: EntryId,
    pub file_name: String,
    pub at: i64,
    pub actor: String,
    pub counts: Counts,
    pub left_out: Vec<LeftOut>,
    pub purpose: Purpose,
    /// Who was missing, where the file was a roster, and what became of them.
    pub roster: Option<RosterCounts>,
    pub missing: Missing,
    /// What everybody in the file got, or what the file was about.
    pub courses: Vec<String>,
    pub products: Vec<String>,
    pub undone: bool,
    pub has_failed_rows: bool,
}

impl Book {
    /// Every import, newest first.
    pub fn imports(&self) -> Result<Vec<DoneImport>> {
        self.read(|db| {
            let undone = journal::undone_entries(db)?;
            let mut statement = db.prepare(
                "SELECT i.seq, i.file_name, j.at, j.actor, i.counts, i.settings,
                        i.failed_rows IS NOT NULL
                 FROM imports i JOIN journal j USING (seq) ORDER BY i.seq DESC",
            )?;
            let mut rows = statement.query([])?;
            let mut imports = Vec::new();
            while let Some(row) = rows.next()? {
                let entry: EntryId = row.get(0)?;
                let came_out: CameOut =
                    serde_json::from_str(row.get_ref(4)?.as_str().unwrap_or_default())
                        .map_err(|e| Error::Internal(format!("an import's counts: {e}")))?;
                let options = options(row.get_ref(5)?.as_str().unwrap_or_default());
                imports.push(DoneImport {
                    entry,
                    file_name: row.get(1)?,
                    at: row.get(2)?,
                    actor: row.get(3)?,
                    counts: came_out.counts,
                    left_out: came_out.left_out,
                    purpose: options.purpose,
                    roster: came_out.roster,
                    missing: options.missing,
                    courses: options.courses,
                    products: options.products,
                    undone: undone.contains(&entry.0),
                    has_failed_rows: row.get(6)?,
                });
            }
            Ok(imports)
        })
    }

    /// The failed rows of an import as a CSV that imports again.
    pub fn failed_rows(&self, entry: EntryId) -> Result<Vec<u8>> {
        let packed: Option<Option<Vec<u8>>> = self.read(|db| {
            Ok(db
                .query_row("SELECT failed_rows FROM imports WHERE seq = ?1", [entry], |row| {
                    row.get(0)
                })
                .optional()?)
        })?;
        match packed {
            Some(Some(packed)) => journal::store::unpack(&packed),
            _ => Err(Error::NotFound { what: "failed rows", id: entry.to_string() }),
        }
    }
}

/// The options kept with an import; those of another version that can't be read count as none.
fn options(settings: &str) -> Options {
    let settings: serde_json::Value = serde_json::from_str(settings).unwrap_or_default();
    serde_json::from_value(settings["options"].clone()).unwrap_or_default()
}
