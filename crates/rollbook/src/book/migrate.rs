//! Schema steps: forward only, all or nothing, and they only add.

use std::path::Path;

use rusqlite::Connection;

use crate::error::{Error, Result};

/// Step n brings a book from schema n to n + 1.
pub(super) const STEPS: [&str; 2] =
    [include_str!("schema/001.sql"), include_str!("schema/002.sql")];

pub(super) fn version(connection: &Connection, path: &Path) -> Result<i64> {
    connection
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .map_err(|e| Error::of_book(path, e))
}

/// Runs the missing steps in one transaction.
pub(super) fn migrate(connection: &Connection, path: &Path, from: i64) -> Result<()> {
    let run = || -> rusqlite::Result<()> {
        connection.execute_batch("BEGIN IMMEDIATE")?;
        for step in &STEPS[from as usize..] {
            connection.execute_batch(step)?;
        }
        connection.pragma_update(None, "user_version", STEPS.len() as i64)?;
        connection.execute_batch("COMMIT")
    };
    run().map_err(|error| {
        // The transaction may have ended by itself; what counts is the first error.
        let _ = connection.execute_batch("ROLLBACK");
        Error::of_book(path, error)
    })
}
