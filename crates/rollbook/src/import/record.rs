//! What the book remembers of an import, beside the journal entry it made.

use rusqlite::{Connection, params};

use crate::error::{Error, Result};
use crate::ids::EntryId;

/// Kept with the entry; it stays when the import is undone.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportRecord {
    pub file_name: String,
    /// Bytes.
    pub size: u64,
    /// Identifies the file's bytes, to tell that the same file comes again.
    pub digest: String,
    /// Identifies the set of headers, to find the mapping used for it before.
    pub header_key: String,
    /// JSON of layout, mapping and options.
    pub settings: String,
    /// JSON of the counts and of what was left out.
    pub came_out: String,
    /// The failed rows as a CSV that imports again.
    pub failed_rows: Option<Vec<u8>>,
}

impl ImportRecord {
    pub(crate) fn keep(&self, db: &Connection, entry: EntryId) -> Result<()> {
        let failed = self
            .failed_rows
            .as_deref()
            .map(|csv| zstd::bulk::compress(csv, 3))
            .transpose()
            .map_err(|e| Error::Internal(format!("compressing failed rows: {e}")))?;
        db.execute(
            "INSERT INTO imports (seq, file_name, size, digest, header_key, settings, counts, failed_rows)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![
                entry,
                self.file_name,
                self.size as i64,
                self.digest,
                self.header_key,
                self.settings,
                self.came_out,
                failed,
            ],
        )?;
        Ok(())
    }
}
