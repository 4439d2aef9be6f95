//! Whether an open book's file is still the one that has its name, and what becomes of it if not.
//!
//! A file that was deleted or renamed, whose drive is gone or whose place another one took (programs
//! that keep a folder in step with another computer do that) would still take writes, into nowhere.
//! When such a book is closed, what it holds is copied to its backups.
//!
//! SQLite keeps what was written last in a log beside the file, and takes any log of the right name
//! for the file's own: it would write pages of one file into another. So whoever opens a book notes
//! in its lock which file it is, and a log that a process left which died with another file open is
//! put aside.

use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard};
use std::time::UNIX_EPOCH;

use rusqlite::Connection;

use super::backup::{self, Backup, BackupReason};
use super::lock::BookLock;
use super::{connection, locked};
use crate::error::{Error, Result};
use crate::files::{self, FileId, sibling};

/// How many logs of other files are kept beside a book.
const N_ASIDE: usize = 100;

#[derive(Debug)]
pub(super) struct Place {
    path: PathBuf,
    file: FileId,
    folder: Option<FileId>,
    is_rescued: AtomicBool,
}

impl Place {
    /// Of the file that has the name now, before it is opened.
    pub fn claim(path: &Path, lock: &BookLock) -> Result<Self> {
        let file = std::fs::metadata(path).map_err(|e| Error::io(path, &e))?;
        let (log, _) = connection::logs_of(path);
        let is_anothers = lock.left().is_some_and(|left| left != told_apart_by(&file));
        if is_anothers && std::fs::metadata(&log).is_ok_and(|log| log.len() > 0) {
            put_aside(path)?;
        }
        lock.note(&told_apart_by(&file)).map_err(|e| Error::io(path, &e))?;
        let folder = folder_of(path);
        Ok(Self {
            path: path.to_owned(),
            file: FileId::of(&file),
            folder,
            is_rescued: false.into(),
        })
    }

    pub fn check(&self) -> Result<()> {
        match std::fs::metadata(&self.path) {
            Ok(file) if FileId::of(&file) == self.file => Ok(()),
            Ok(_) => Err(Error::BookReplaced { path: self.path.clone() }),
            Err(error) => Err(Error::io(&self.path, &error)),
        }
    }

    /// The file has lost its name, but lay in a folder that is still there.
    pub fn is_lost(&self) -> bool {
        let is_lost =
            matches!(self.check(), Err(Error::BookReplaced { .. } | Error::BookMissing { .. }));
        is_lost && folder_of(&self.path) == self.folder
    }
}

fn folder_of(path: &Path) -> Option<FileId> {
    let folder = std::fs::metadata(path.parent()?).ok()?;
    Some(FileId::of(&folder))
}

impl Drop for Place {
    /// SQLite leaves the log of a file that lost its name.
    fn drop(&mut self) {
        if !self.is_lost() {
            return;
        }
        if *self.is_rescued.get_mut() {
            let (log, index) = connection::logs_of(&self.path);
            let _ = files::remove(&log);
            let _ = files::remove(&index);
        } else {
            let _ = put_aside(&self.path);
        }
    }
}

/// Keeps the log for whoever finds the file it belongs to, under a name that nothing looks for.
fn put_aside(path: &Path) -> Result<()> {
    let (log, index) = connection::logs_of(path);
    let names = (1..=N_ASIDE).map(|n| match n {
        1 => sibling(path, "-wal-of-another-file"),
        n => sibling(path, &format!("-wal-of-another-file-{n}")),
    });
    let free = names.into_iter().find(|name| !name.exists());
    let put = || {
        match &free {
            Some(free) if log.exists() => files::replace(&log, free)?,
            _ => files::remove(&log)?,
        }
        files::remove(&index)
    };
    put().map_err(|e| Error::io(path, &e))
}

/// When a file came into being tells it from whatever takes its place. Its number would not do where
/// the file system has one for it: some give another number after each mount.
fn told_apart_by(file: &Metadata) -> String {
    let born = file.created().ok().and_then(|at| at.duration_since(UNIX_EPOCH).ok());
    match born {
        Some(born) => format!("born {}", born.as_nanos()),
        None => format!("{:?}", FileId::of(file)),
    }
}

/// The one connection that writes, and the place of the file it writes to.
#[derive(Debug)]
pub(super) struct Writer {
    // Dropped in this order: the log may be touched when nothing has it open.
    db: Mutex<Connection>,
    place: Place,
}

impl Writer {
    pub fn new(db: Connection, place: Place) -> Self {
        Self { db: Mutex::new(db), place }
    }

    pub fn lock(&self) -> MutexGuard<'_, Connection> {
        locked(&self.db)
    }

    pub fn place(&self) -> &Place {
        &self.place
    }

    /// Copies a book whose file lost its name to its backups, once.
    pub fn rescue(&self) -> Result<Option<Backup>> {
        if !self.place.is_lost() || self.place.is_rescued.load(Ordering::Relaxed) {
            return Ok(None);
        }
        let db = self.lock();
        let changed = db.query_row("SELECT max(at) FROM journal", [], |row| row.get(0))?;
        let made = backup::copy(&db, &self.place.path, BackupReason::Rescue, changed)?;
        self.place.is_rescued.store(true, Ordering::Relaxed);
        Ok(Some(made))
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        // Whoever wants to know asks before; what can't be copied stays in the log.
        let _ = self.rescue();
    }
}
