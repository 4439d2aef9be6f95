//! One process per book: a lock on a file beside it.
//!
//! The book itself can't carry the lock: on Windows a locked file can't be read by SQLite, and
//! SQLite's own locks come and go with transactions. The system releases it when a process dies.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

#[derive(Debug)]
pub(super) struct BookLock {
    path: PathBuf,
    _file: File,
}

impl BookLock {
    pub(super) fn take(book: &Path) -> Result<Self> {
        let mut name = book.as_os_str().to_owned();
        name.push("-lock");
        let path = PathBuf::from(name);
        let file =
            OpenOptions::new().create(true).truncate(false).write(true).open(&path).map_err(
                |e| match Error::io(book, &e) {
                    Error::Permission { path } => Error::BookReadOnly { path },
                    other => other,
                },
            )?;
        match file.try_lock() {
            Ok(()) => Ok(Self { path, _file: file }),
            Err(TryLockError::WouldBlock) => Err(Error::BookLocked { path: book.to_owned() }),
            Err(TryLockError::Error(e)) => Err(Error::io(book, &e)),
        }
    }
}

impl Drop for BookLock {
    fn drop(&mut self) {
        // A left-over lock file is harmless: the lock itself dies with the process.
        let _ = std::fs::remove_file(&self.path);
    }
}
