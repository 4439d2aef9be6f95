//! Creating, opening and closing a book.

use std::fs::OpenOptions;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::AtomicU64;

use rusqlite::Connection;

use super::backup::BackupReason;
use super::lock::BookLock;
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
        Self::fill_new(path, new, installation, by).inspect_err(|_| {
            for suffix in ["", "-wal", "-shm", "-lock"] {
                let mut name = path.as_os_str().to_owned();
                name.push(suffix);
                let _ = std::fs::remove_file(name);
            }
        })
    }

    fn fill_new(path: &Path, new: &NewBook, installation: Installation, by: &By) -> Result<Self> {
        let lock = BookLock::take(path)?;
        let writer = connection::writer(path, true)?;
        let prepare = || -> rusqlite::Result<()> {
            writer.pragma_update(None, "application_id", header::APPLICATION_ID)?;
            writer.pragma_update(None, "journal_mode", "wal")
        };
        prepare().map_err(|e| Error::of_book(path, e))?;
        migrate::migrate(&writer, path, 0)?;
        let book = Self::with(path, installation, writer, lock)?;
        let edit = SettingsEdit {
            name: Some(new.name.to_owned()),
            zone: Some(new.zone.to_owned()),
            locale: Some(new.locale.to_owned()),
        };
        book.write(by, Op::new(OpKind::BookCreate).with("name", new.name), |tx| {
            settings::apply(tx, &edit)
        })?;
        // From its first moment the book is whole in its own file, for whoever copies just that.
        super::locked(&book.writer)
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
            .map_err(|e| Error::of_book(path, e))?;
        Ok(book)
    }

    /// Opens the book at `path`, migrating it (after a backup) when it is older than this Rollbook.
    pub fn open(path: &Path, installation: Installation, by: &By) -> Result<Self> {
        if !path.exists() {
            return Err(Error::BookMissing { path: path.to_owned() });
        }
        header::probe(path)?;
        let lock = BookLock::take(path)?;
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
        Self::with(path, installation, writer, lock)
    }

    fn with(
        path: &Path,
        installation: Installation,
        writer: Connection,
        lock: BookLock,
    ) -> Result<Self> {
        writer.pragma_update(None, "synchronous", "full").map_err(|e| Error::of_book(path, e))?;
        let seq: Option<i64> = writer
            .query_row("SELECT max(seq) FROM journal", [], |row| row.get(0))
            .map_err(|e| Error::of_book(path, e))?;
        let settings = settings::load(&writer).map_err(|e| e.in_book(path))?;
        Ok(Self {
            path: path.to_owned(),
            installation,
            writer: Mutex::new(writer),
            readers: Mutex::new(Vec::new()),
            version: AtomicU64::new(seq.unwrap_or(0) as u64),
            settings: Mutex::new(settings),
            lists: Lists::default(),
            _lock: lock,
        })
    }
}
