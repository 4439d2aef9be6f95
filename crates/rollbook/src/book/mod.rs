//! A book: one SQLite file, one writer, a few readers.
//!
//! Only this folder opens connections and begins transactions. The writer sits behind a mutex;
//! readers are read-only connections lent out one at a time (WAL lets them read while a write runs).

mod backup;
mod bulk;
mod check;
mod connection;
mod counts;
mod header;
mod lock;
mod migrate;
mod open;
mod place;
mod sample;
mod settings;
mod write;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::Connection;

use crate::error::{Error, Result};
use crate::ids::Installation;
use crate::views::Lists;

pub use backup::{Backup, BackupReason, NotRestored, Restoring};
pub(crate) use bulk::in_order_of_ids;
pub use check::{CheckReport, Finding};
pub use counts::BookCounts;
pub(crate) use counts::n_trashed;
pub use open::NewBook;
pub use settings::{Settings, SettingsEdit};
pub use write::{By, Previewed, Tx};

/// The newest schema this Rollbook knows; `PRAGMA user_version` of a book.
pub const SCHEMA: i64 = migrate::STEPS.len() as i64;

/// An open book. Shared between threads; dropping it closes the file and releases its lock.
#[derive(Debug)]
pub struct Book {
    path: PathBuf,
    installation: Installation,
    // Dropped in this order: a reader that closes last could not move the log into the book, which
    // would then not be one file; the lock goes when every connection is closed.
    readers: Mutex<Vec<Connection>>,
    pub(crate) lists: Lists,
    writer: place::Writer,
    version: AtomicU64,
    settings: Mutex<Settings>,
    lock: lock::BookLock,
}

impl Book {
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Rises with every commit, so that whoever holds rows can tell that they may be stale.
    pub fn version(&self) -> u64 {
        self.version.load(Ordering::Acquire)
    }

    /// Runs `f` on a read-only connection, in one consistent snapshot.
    pub fn read<T>(&self, f: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let lent = locked(&self.readers).pop();
        let connection = match lent {
            Some(connection) => connection,
            None => self.reader()?,
        };
        connection.execute_batch("BEGIN").map_err(|e| self.sql(e))?;
        let result = f(&connection);
        // A read transaction has nothing to lose; ending it can only fail on a broken connection,
        // which is then dropped instead of lent again.
        if connection.execute_batch("ROLLBACK").is_ok() {
            locked(&self.readers).push(connection);
        }
        result.map_err(|e| self.located(e))
    }

    /// The same for work that goes through the whole book, on a connection of its own with a cache
    /// to match. It is closed at the end, so that the memory is free again.
    pub(crate) fn read_at_length<T>(&self, f: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        self.writer.place().check()?;
        let connection = connection::long_reader(&self.path)?;
        connection.execute_batch("BEGIN").map_err(|e| self.sql(e))?;
        f(&connection).map_err(|e| self.located(e))
    }

    pub fn settings(&self) -> Settings {
        locked(&self.settings).clone()
    }

    /// A new read-only connection to the file that is open.
    pub(crate) fn reader(&self) -> Result<Connection> {
        self.writer.place().check()?;
        connection::reader(&self.path)
    }

    fn sql(&self, error: rusqlite::Error) -> Error {
        Error::of_book(&self.path, error)
    }

    fn located(&self, error: Error) -> Error {
        error.in_book(&self.path)
    }
}

/// Runs `f` on a reader, in one consistent snapshot. After an error the connection may be in it still.
pub(crate) fn in_snapshot<T>(
    reader: &Connection,
    f: impl FnOnce(&Connection) -> Result<T>,
) -> Result<T> {
    reader.execute_batch("BEGIN")?;
    let result = f(reader)?;
    reader.execute_batch("ROLLBACK")?;
    Ok(result)
}

/// A panic while a lock was held leaves the data behind it as consistent as SQLite keeps it, so
/// the lock is taken over rather than passed on as a second panic.
pub(crate) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::open::NewBook;
    use super::*;
    use crate::ids::Installation;

    /// Noon of 1 March 2026, UTC.
    pub(crate) const NOW: i64 = 1_772_366_400_000;

    pub(crate) fn by() -> By {
        By { actor: "owner".to_owned(), now: NOW }
    }

    pub(crate) fn book() -> (tempfile::TempDir, Book) {
        let dir = tempfile::tempdir().unwrap();
        let new = NewBook { name: "Ateliê", zone: "America/Sao_Paulo", locale: "pt-BR" };
        let book = Book::create(&dir.path().join("a.rollbook"), &new, Installation::new(7), &by())
            .unwrap();
        (dir, book)
    }
}
