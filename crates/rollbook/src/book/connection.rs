//! How connections are set up.

#![expect(clippy::disallowed_methods, reason = "this is the one place that opens connections")]

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use crate::error::{Error, Result};

/// The page cache of the writer, in KiB. The journal reads the rows of a large write in no order; this
/// holds enough of them, and leaves an import of a million members under 600 MB.
const WRITER_CACHE_KIB: i64 = 64 * 1024;
const READER_CACHE_KIB: i64 = 16 * 1024;

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
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection =
        Connection::open_with_flags(path, flags).map_err(|e| Error::of_book(path, e))?;
    set_up(&connection, READER_CACHE_KIB).map_err(|e| Error::of_book(path, e))?;
    Ok(connection)
}

pub(super) fn plain(path: &Path) -> Result<Connection> {
    Connection::open(path).map_err(|e| Error::of_book(path, e))
}

fn set_up(connection: &Connection, cache_kib: i64) -> rusqlite::Result<()> {
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    connection.set_prepared_statement_cache_capacity(128);
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "cache_size", -cache_kib)
}
