//! Copies of the book: by hand, before a migration or a restore, and by itself.
//!
//! They lie in a folder beside the book, named after it, the time and the reason. Automatic ones
//! are thinned: hourly for a day, daily for a month, weekly for a year.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDateTime};
use rusqlite::Connection;
use rusqlite::backup::{Backup as Copy, StepResult};
use serde::Serialize;

use super::{Book, By, connection, header};
use crate::error::{Error, Result};
use crate::ids::Installation;

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;
/// Pages per step; between steps other connections get a turn.
const PAGES: i32 = 4096;
const STAMP: &str = "%Y-%m-%dT%H%M%SZ";

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum BackupReason {
    Automatic,
    Manual,
    Migration,
    Restore,
}

impl BackupReason {
    const ALL: [BackupReason; 4] = [
        BackupReason::Automatic,
        BackupReason::Manual,
        BackupReason::Migration,
        BackupReason::Restore,
    ];

    fn name(self) -> &'static str {
        match self {
            BackupReason::Automatic => "automatic",
            BackupReason::Manual => "manual",
            BackupReason::Migration => "migration",
            BackupReason::Restore => "restore",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, ts_rs::TS)]
pub struct Backup {
    pub path: PathBuf,
    pub at: i64,
    /// Bytes.
    pub size: u64,
    pub reason: BackupReason,
}

impl Book {
    /// Copies the book to `path` (which must not exist), or into the backups' folder.
    pub fn back_up(&self, path: Option<&Path>, reason: BackupReason, now: i64) -> Result<Backup> {
        let source = connection::reader(&self.path)?;
        match path {
            None => copy(&source, &self.path, reason, now),
            Some(path) if path.exists() => Err(Error::Exists { path: path.to_owned() }),
            Some(path) => copy_to(&source, path, reason, now),
        }
    }

    /// Makes an automatic backup when the book changed and the newest is an hour old, then thins.
    /// Called by the host now and then.
    pub fn back_up_if_due(&self, now: i64) -> Result<Option<Backup>> {
        let backups = list(&self.path)?;
        let newest = backups.iter().map(|backup| backup.at).max();
        let changed: Option<i64> =
            self.read(|db| Ok(db.query_row("SELECT max(at) FROM journal", [], |row| row.get(0))?))?;
        let due = match (newest, changed) {
            (_, None) => false,
            (None, Some(_)) => true,
            (Some(newest), Some(changed)) => changed > newest && now - newest >= HOUR,
        };
        if !due {
            return Ok(None);
        }
        let made = self.back_up(None, BackupReason::Automatic, now)?;
        for spare in thin(&list(&self.path)?, now) {
            // A backup that can't be removed costs space, nothing else.
            let _ = fs::remove_file(spare);
        }
        Ok(Some(made))
    }

    /// The backups beside the book, newest first.
    pub fn backups(&self) -> Result<Vec<Backup>> {
        list(&self.path)
    }

    /// Replaces the book by a backup of it. The book as it is now is backed up first; the backup is
    /// copied and checked before anything is replaced.
    pub fn restore(self, backup: &Path, installation: Installation, by: &By) -> Result<Book> {
        header::probe(backup)?;
        let path = self.path.clone();
        self.back_up(None, BackupReason::Restore, by.now)?;
        let fresh = sibling(&path, "-restoring");
        // A leftover of a restore that was killed; the book itself is whole.
        let _ = fs::remove_file(&fresh);
        let source = connection::reader(backup)?;
        copy_to(&source, &fresh, BackupReason::Restore, by.now)?;
        let whole: String = connection::reader(&fresh)?
            .pragma_query_value(None, "quick_check", |row| row.get(0))
            .map_err(|e| Error::of_book(backup, e))?;
        if whole != "ok" {
            let _ = fs::remove_file(&fresh);
            return Err(Error::DamagedBook { path: backup.to_owned(), detail: whole });
        }
        drop(self);
        for suffix in ["-wal", "-shm"] {
            let _ = fs::remove_file(sibling(&path, suffix));
        }
        fs::rename(&fresh, &path).map_err(|e| Error::io(&path, &e))?;
        Book::open(&path, installation, by)
    }
}

/// Where a book's backups lie.
pub(super) fn folder(book: &Path) -> PathBuf {
    let stem = book.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    book.with_file_name(format!("{stem} backups"))
}

pub(super) fn copy(
    source: &Connection,
    book: &Path,
    reason: BackupReason,
    now: i64,
) -> Result<Backup> {
    let folder = folder(book);
    fs::create_dir_all(&folder).map_err(|e| Error::io(&folder, &e))?;
    let stamp = DateTime::from_timestamp_millis(now).unwrap_or_default().format(STAMP);
    let free = (0..1000)
        .map(|n| match n {
            0 => format!("{stamp} {}.rollbook", reason.name()),
            n => format!("{stamp} {} {n}.rollbook", reason.name()),
        })
        .map(|name| folder.join(name))
        .find(|path| !path.exists());
    let path = free.ok_or_else(|| Error::Exists { path: folder.clone() })?;
    copy_to(source, &path, reason, now)
}

fn copy_to(source: &Connection, path: &Path, reason: BackupReason, now: i64) -> Result<Backup> {
    let half = sibling(path, "-part");
    let run = || -> Result<()> {
        let mut target = connection::plain(&half)?;
        let copy = Copy::new(source, &mut target).map_err(|e| Error::of_book(path, e))?;
        while copy.step(PAGES).map_err(|e| Error::of_book(path, e))? != StepResult::Done {}
        drop(copy);
        // A copy of a WAL book says WAL in its header; a single file is what a backup should be.
        target
            .pragma_update(None, "journal_mode", "delete")
            .map_err(|e| Error::of_book(path, e))?;
        drop(target);
        fs::rename(&half, path).map_err(|e| Error::io(path, &e))
    };
    if let Err(error) = run() {
        let _ = fs::remove_file(&half);
        return Err(error);
    }
    let size = fs::metadata(path).map_err(|e| Error::io(path, &e))?.len();
    Ok(Backup { path: path.to_owned(), at: now, size, reason })
}

fn list(book: &Path) -> Result<Vec<Backup>> {
    let folder = folder(book);
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let mut backups = Vec::new();
    for file in fs::read_dir(&folder).map_err(|e| Error::io(&folder, &e))? {
        let file = file.map_err(|e| Error::io(&folder, &e))?;
        let name = file.file_name().to_string_lossy().into_owned();
        if let Some((at, reason)) = parse_name(&name) {
            let size = file.metadata().map_err(|e| Error::io(&folder, &e))?.len();
            backups.push(Backup { path: file.path(), at, size, reason });
        }
    }
    backups.sort_by_key(|backup| std::cmp::Reverse(backup.at));
    Ok(backups)
}

fn parse_name(name: &str) -> Option<(i64, BackupReason)> {
    let mut words = name.strip_suffix(".rollbook")?.split(' ');
    let at = NaiveDateTime::parse_from_str(words.next()?, STAMP).ok()?;
    let word = words.next()?;
    let reason = BackupReason::ALL.into_iter().find(|reason| reason.name() == word)?;
    Some((at.and_utc().timestamp_millis(), reason))
}

/// The automatic backups that are one too many: of each hour of the last day, each day of the last
/// month and each week of the last year the newest stays; older ones go.
fn thin(backups: &[Backup], now: i64) -> Vec<PathBuf> {
    let mut taken = HashSet::new();
    let mut newest_first: Vec<&Backup> =
        backups.iter().filter(|backup| backup.reason == BackupReason::Automatic).collect();
    newest_first.sort_by_key(|backup| std::cmp::Reverse(backup.at));
    newest_first
        .into_iter()
        .filter(|backup| {
            let age = now - backup.at;
            let slot = match age {
                age if age < DAY => HOUR,
                age if age < 31 * DAY => DAY,
                age if age < 366 * DAY => 7 * DAY,
                _ => return true,
            };
            !taken.insert((slot, backup.at.div_euclid(slot)))
        })
        .map(|backup| backup.path.clone())
        .collect()
}

fn sibling(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{book, by};
    use super::*;
    use crate::members::MemberFields;

    #[test]
    fn automatic_backups_are_thinned() {
        let now = 400 * DAY;
        let backups: Vec<Backup> = (0..400 * 4)
            .map(|i| {
                let at = now - i64::from(i) * DAY / 4 - 1;
                let path = PathBuf::from(at.to_string());
                Backup { path, at, size: 0, reason: BackupReason::Automatic }
            })
            .collect();
        let spare = thin(&backups, now);
        let left = backups.len() - spare.len();
        assert_eq!(left, 4 + 30 + 49, "4 of the day, 30 days, and weeks for the rest of the year");
        assert!(!spare.contains(&backups[0].path), "the newest stays");
    }

    #[test]
    fn a_restore_brings_back_what_was() {
        let (_dir, book) = book();
        let backup = book.back_up(None, BackupReason::Manual, by().now).unwrap();
        let ana = MemberFields { email: Some("ana@example.com".into()), ..MemberFields::default() };
        book.add_member(&by(), &ana).unwrap();
        let installation = book.installation;
        let book = book.restore(&backup.path, installation, &by()).unwrap();
        let n: i64 = book
            .read(|db| Ok(db.query_row("SELECT count(*) FROM members", [], |row| row.get(0))?))
            .unwrap();
        assert_eq!(n, 0);
        let kept = book.backups().unwrap();
        assert_eq!(kept.len(), 2, "the book as it was before the restore is kept");
    }
}
