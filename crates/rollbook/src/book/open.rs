//! Creating, opening and closing a book.

use std::fs::OpenOptions;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::AtomicU64;

use super::backup::BackupReason;
use super::lock::BookLock;
use super::place::{Place, Writer};
use super::{Book, By, SettingsEdit, connection, header, migrate, settings};
use crate::error::{Error, Result};
use crate::ids::Installation;
use crate::journal::{Op, OpKind};
use crate::views::Lists;

/// What a new book is called and where its school is.
#[derive(Clone, Debug)]
pub struct NewBook<'a> {
    pub name: &'a str,
    /// An IANA time zone.
    pub zone: &'a str,
    pub locale: &'a str,
}

impl Book {
    /// Makes a book at `path`, which must not exist.
    pub fn create(path: &Path, new: &NewBook, installation: Installation, by: &By) -> Result<Self> {
        crate::time::Zone::parse(new.zone)
            .map_err(|_| Error::InvalidZone { value: new.zone.to_owned() })?;
        // Reserved first, so that a file that is there already is never opened, let alone changed.
        OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(path)
            .map_err(|e| Error::io(path, &e))?;
        let filled = BookLock::take(path).and_then(|lock| {
            Self::fill_new(path, new, installation, by, lock).inspect_err(|_| {
                let (log, index) = connection::logs_of(path);
                let _ = std::fs::remove_file(log);
                let _ = std::fs::remove_file(index);
            })
        });
        filled.inspect_err(|_| {
            let _ = std::fs::remove_file(path);
        })
    }

    fn fill_new(
        path: &Path,
        new: &NewBook,
        installation: Installation,
        by: &By,
        lock: BookLock,
    ) -> Result<Self> {
        let place = Place::claim(path, &lock)?;
        let writer = connection::writer(path, true)?;
        migrate::migrate(&writer, path, 0)?;
        let book = Self::with(path, installation, Writer::new(writer, place), lock)?;
        let edit = SettingsEdit {
            name: Some(new.name.to_owned()),
            zone: Some(new.zone.to_owned()),
            locale: Some(new.locale.to_owned()),
        };
        book.write(by, Op::new(OpKind::BookCreate).with("name", new.name), |tx| {
            settings::apply(tx, &edit)
        })?;
        // Last, so that what a process leaves that dies before is no book.
        book.writer
            .lock()
            .pragma_update(None, "application_id", header::APPLICATION_ID)
            .map_err(|e| Error::of_book(path, e))?;
        // From its first moment the book is whole in its own file, for whoever copies just that.
        book.empty_log()?;
        Ok(book)
    }

    /// Opens the book at `path`, migrating it (after a backup) when it is older than this Rollbook.
    pub fn open(path: &Path, installation: Installation, by: &By) -> Result<Self> {
        header::probe(path)?;
        let lock = BookLock::take(path)?;
        Self::open_locked(path, installation, lock, by)
    }

    /// The same for a book whose lock is held already.
    pub(super) fn open_locked(
        path: &Path,
        installation: Installation,
        lock: BookLock,
        by: &By,
    ) -> Result<Self> {
        let place = Place::claim(path, &lock)?;
        let writer = connection::writer(path, false)?;
        let found = migrate::version(&writer, path)?;
        header::refuse_newer(path, found)?;
        // A read that touches the schema and a page of rows: damage shows here, not in mid-work.
        writer
            .query_row("SELECT count(*) FROM (SELECT id FROM members LIMIT 1)", [], |_| Ok(()))
            .map_err(|e| Error::of_book(path, e))?;
        if found < super::SCHEMA {
            super::backup::copy(&writer, path, BackupReason::Migration, by.now)?;
            migrate::migrate(&writer, path, found)?;
        }
        super::backup::remove_halves(path, &writer)?;
        Self::with(path, installation, Writer::new(writer, place), lock)
    }

    /// Moves what was committed from the log beside the book into its file.
    pub(super) fn empty_log(&self) -> Result<()> {
        let is_busy: bool = self
            .writer
            .lock()
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))
            .map_err(|e| self.sql(e))?;
        if is_busy { Err(Error::BookLocked { path: self.path.clone() }) } else { Ok(()) }
    }

    fn with(
        path: &Path,
        installation: Installation,
        writer: Writer,
        lock: BookLock,
    ) -> Result<Self> {
        let db = writer.lock();
        let seq: Option<i64> = db
            .query_row("SELECT max(seq) FROM journal", [], |row| row.get(0))
            .map_err(|e| Error::of_book(path, e))?;
        let settings = settings::load(&db).map_err(|e| e.in_book(path))?;
        // A backup is no WAL book; one that takes the book's place becomes one here.
        let set_up = || -> rusqlite::Result<()> {
            db.pragma_update(None, "journal_mode", "wal")?;
            db.pragma_update(None, "synchronous", "full")
        };
        set_up().map_err(|e| Error::of_book(path, e))?;
        drop(db);
        Ok(Self {
            path: path.to_owned(),
            installation,
            writer,
            readers: Mutex::new(Vec::new()),
            version: AtomicU64::new(seq.unwrap_or(0) as u64),
            settings: Mutex::new(settings),
            lists: Lists::default(),
            lock,
        })
    }
}
