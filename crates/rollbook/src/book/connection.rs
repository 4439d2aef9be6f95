//! How connections are set up.

#![expect(clippy::disallowed_methods, reason = "this is the one place that opens connections")]

use std::path::{Path, PathBuf};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::error::{Error, Result};
use crate::files::sibling;

/// The page cache of the writer, in KiB. The journal reads the rows of a large write in no order; this
/// holds enough of them, and leaves an import of a million members under 600 MB.
const WRITER_CACHE_KIB: i64 = 64 * 1024;
const READER_CACHE_KIB: i64 = 16 * 1024;
/// Of a reader that goes through the whole book, looking each row up in indexes that are in another
/// order: it holds the indexes of a million members.
const LONG_READER_CACHE_KIB: i64 = 128 * 1024;
const SCRATCH_CACHE_KIB: i64 = 64 * 1024;

pub(super) fn writer(path: &Path, create: bool) -> Result<Connection> {
    let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    if create {
        flags |= OpenFlags::SQLITE_OPEN_CREATE;
    }
    let connection =
        Connection::open_with_flags(path, flags).map_err(|e| Error::of_book(path, e))?;
    if connection.is_readonly("main").map_err(|e| Error::of_book(path, e))? {
        return Err(Error::BookReadOnly { path: path.to_owned() });
    }
    set_up(&connection, WRITER_CACHE_KIB).map_err(|e| Error::of_book(path, e))?;
    Ok(connection)
}

pub(super) fn reader(path: &Path) -> Result<Connection> {
    read_only(path, READER_CACHE_KIB)
}

pub(super) fn long_reader(path: &Path) -> Result<Connection> {
    read_only(path, LONG_READER_CACHE_KIB)
}

fn read_only(path: &Path, cache_kib: i64) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection =
        Connection::open_with_flags(path, flags).map_err(|e| Error::of_book(path, e))?;
    set_up(&connection, cache_kib).map_err(|e| Error::of_book(path, e))?;
    Ok(connection)
}

pub(super) fn plain(path: &Path) -> Result<Connection> {
    Connection::open(path).map_err(|e| Error::of_book(path, e))
}

/// For a file that is thrown away: nothing guards it against a crash, or rows against pointing
/// nowhere. Foreign keys can't be switched off later, inside a transaction.
pub(super) fn scratch(path: &Path) -> Result<Connection> {
    let connection = plain(path)?;
    let set_up = || -> rusqlite::Result<()> {
        connection.pragma_update(None, "journal_mode", "off")?;
        connection.pragma_update(None, "synchronous", "off")?;
        connection.pragma_update(None, "locking_mode", "exclusive")?;
        connection.pragma_update(None, "foreign_keys", false)?;
        connection.pragma_update(None, "cache_size", -SCRATCH_CACHE_KIB)
    };
    set_up().map_err(|e| Error::of_book(path, e))?;
    Ok(connection)
}

/// The log that SQLite keeps beside an open book, and the log's index. What is in them belongs to that one file: beside
/// another of the same name they would be its ruin.
pub(super) fn logs_of(book: &Path) -> (PathBuf, PathBuf) {
    (sibling(book, "-wal"), sibling(book, "-shm"))
}

fn set_up(connection: &Connection, cache_kib: i64) -> rusqlite::Result<()> {
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    connection.set_prepared_statement_cache_capacity(128);
    // A statement is planned once. Otherwise one whose plan might be another for another value, such
    // as where a partial index is of everything but a value, is planned anew for each.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "cache_size", -cache_kib)
}
