//! Copies of the book: by hand, before a migration or a restore, and by itself.
//!
//! They lie in a folder beside the book that has its name. Each is named after the time, the reason
//! and the book's mark, because another book may have had this name before. Automatic ones are
//! thinned: hourly for a day, daily for a month, weekly for a year.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDateTime};
use rusqlite::backup::{Backup as Copy, StepResult};
use rusqlite::{Connection, OptionalExtension};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::counts::counts;
use super::{Book, BookCounts, By, SCHEMA, connection, header, migrate};
use crate::error::{Error, Result};
use crate::files::{self, sibling};

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;
/// Pages per step; between steps other connections get a turn.
const PAGES: i32 = 4096;
const STAMP: &str = "%Y-%m-%dT%H%M%SZ";
/// Behind the name of a copy until it is whole, and of what SQLite keeps beside it.
const HALVES: [&str; 2] = ["-part", "-part-journal"];
/// Behind the name of the book: the copy that is about to take its place.
const RESTORING: &str = "-restoring";

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum BackupReason {
    Automatic,
    Manual,
    Migration,
    Restore,
    /// Its file was deleted, renamed or replaced while the book was open.
    Rescue,
}

impl BackupReason {
    const ALL: [BackupReason; 5] = [
        BackupReason::Automatic,
        BackupReason::Manual,
        BackupReason::Migration,
        BackupReason::Restore,
        BackupReason::Rescue,
    ];

    fn name(self) -> &'static str {
        match self {
            BackupReason::Automatic => "automatic",
            BackupReason::Manual => "manual",
            BackupReason::Migration => "migration",
            BackupReason::Restore => "restore",
            BackupReason::Rescue => "rescue",
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

/// What the book would be after a restore, beside what it is.
#[derive(Clone, Debug, PartialEq, Serialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct Restoring {
    pub after: BookCounts,
    pub now: BookCounts,
    /// Entries of today's journal that the backup does not have, and the other way round: those of
    /// another line, when the book itself was restored in between.
    pub entries_lost: u64,
    pub entries_back: u64,
    /// When the first of the lost entries was made.
    pub since: Option<i64>,
}

impl Book {
    /// Copies the book to `path` (which must not exist), or into the backups' folder.
    pub fn back_up(&self, path: Option<&Path>, reason: BackupReason, now: i64) -> Result<Backup> {
        let make = |source: &Connection| match path {
            None => copy(source, &self.path, reason, now),
            Some(path) if path.exists() => Err(Error::Exists { path: path.to_owned() }),
            Some(path) => copy_to(source, path, reason, now),
        };
        match self.reader() {
            // The writer is the only one that still has the file without a name.
            Err(Error::BookReplaced { .. } | Error::BookMissing { .. })
                if path.is_some() || self.writer.place().is_lost() =>
            {
                make(&self.writer.lock())
            }
            source => make(&source?),
        }
    }

    /// Copies a book whose file was deleted, renamed or replaced since it was opened to its backups,
    /// because closing it would lose what no file holds. Closing does so by itself; whoever asks
    /// before learns where the copy is. `None` when there is no need.
    pub fn rescue(&self) -> Result<Option<Backup>> {
        self.writer.rescue().map_err(|e| e.in_book(&self.path))
    }

    /// Makes an automatic backup when the book changed and the newest is an hour old, then thins.
    /// Called by the host now and then.
    ///
    /// A clock that was set back finds backups and entries of a time to come. Such a backup keeps no
    /// other from being made; such an entry counts as a change until the clock has caught up.
    pub fn back_up_if_due(&self, now: i64) -> Result<Option<Backup>> {
        let newest = self.backups()?.iter().map(|backup| backup.at).filter(|at| *at <= now).max();
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
        for spare in thin(&self.backups()?, now) {
            // A backup that can't be removed costs space, nothing else.
            let _ = fs::remove_file(spare);
        }
        Ok(Some(made))
    }

    /// The backups of this book in the folder beside it, newest first.
    pub fn backups(&self) -> Result<Vec<Backup>> {
        list(&self.path, &self.read(mark)?)
    }

    /// What [`restore`](Book::restore) would change.
    pub fn preview_restore(&self, backup: &Path) -> Result<Restoring> {
        header::probe(backup)?;
        let source = connection::reader(backup)?;
        let look = || -> Result<_> { Ok((counts(&source)?, line(&source)?)) };
        let (after, theirs) = look().map_err(|e| e.in_book(backup))?;
        let (now, ours) = self.read(|db| Ok((counts(db)?, line(db)?)))?;
        let shared = ours.iter().zip(&theirs).take_while(|(one, other)| one == other).count();
        Ok(Restoring {
            after,
            now,
            entries_lost: (ours.len() - shared) as u64,
            entries_back: (theirs.len() - shared) as u64,
            since: ours.get(shared).map(|entry| entry.1),
        })
    }

    /// Replaces the book by a backup of it. The book as it is now is backed up first. The backup is
    /// copied, checked and brought to today's schema before anything is replaced, and nobody else
    /// can open the book in between.
    pub fn restore(self, backup: &Path, by: &By) -> Result<Book, NotRestored> {
        let fresh = match self.prepare_restore(backup, by) {
            Ok(fresh) => fresh,
            Err(error) => return Err(NotRestored { error, book: Some(Box::new(self)) }),
        };
        let Book { path, installation, readers, lists, writer, lock, .. } = self;
        drop((readers, lists, writer));
        let replaced = put_in_place(&fresh, &path);
        let opened = Book::open_locked(&path, installation, lock, by);
        match (replaced, opened) {
            (Ok(()), Ok(book)) => Ok(book),
            (Ok(()), Err(error)) => Err(NotRestored { error, book: None }),
            (Err(error), opened) => Err(NotRestored { error, book: opened.ok().map(Box::new) }),
        }
    }

    /// Gives the copy that can take the book's place. Whatever can be refused is refused here, while
    /// the book is still open.
    fn prepare_restore(&self, backup: &Path, by: &By) -> Result<PathBuf> {
        header::probe(backup)?;
        self.writer.place().check()?;
        self.back_up(None, BackupReason::Restore, by.now)?;
        let fresh = sibling(&self.path, RESTORING);
        let make = || {
            copy_to(&connection::reader(backup)?, &fresh, BackupReason::Restore, by.now)?;
            let copy = connection::writer(&fresh, false)?;
            let whole: String = copy
                .pragma_query_value(None, "quick_check", |row| row.get(0))
                .map_err(|e| Error::of_book(backup, e))?;
            if whole != "ok" {
                return Err(Error::DamagedBook { path: backup.to_owned(), detail: whole });
            }
            let found = migrate::version(&copy, backup)?;
            if found < SCHEMA {
                migrate::migrate(&copy, backup, found)?;
            }
            self.empty_log()
        };
        if let Err(error) = make() {
            let _ = files::remove(&fresh);
            return Err(error);
        }
        Ok(fresh)
    }
}

/// Every entry by its number, its time and what it was: enough to tell where two journals part.
fn line(db: &Connection) -> Result<Vec<(i64, i64, String)>> {
    let mut statement = db.prepare("SELECT seq, at, op FROM journal ORDER BY seq")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// A restore that did not take place.
#[derive(Debug)]
pub struct NotRestored {
    pub error: Error,
    /// The book as it was; absent only if it can't be opened any more.
    pub book: Option<Box<Book>>,
}

/// The book is closed and its log is empty; nothing in it is lost with the files beside it.
fn put_in_place(fresh: &Path, book: &Path) -> Result<()> {
    let put = || {
        let (log, index) = connection::logs_of(book);
        files::remove(&log)?;
        files::remove(&index)?;
        files::replace(fresh, book)
    };
    put().map_err(|error| {
        let _ = files::remove(fresh);
        Error::io(book, &error)
    })
}

/// Tells a book from every other, also from a later one of the same name: eight digits drawn from
/// its first entry, which says on which installation, when and as what it was made. Its copies have
/// the same mark.
fn mark(db: &Connection) -> Result<String> {
    let first = db
        .query_row("SELECT device, at, args FROM journal ORDER BY seq LIMIT 1", [], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, row.get::<_, String>(2)?))
        })
        .optional()?;
    let digest = Sha256::digest(format!("{first:?}"));
    Ok(format!("{:08x}", u32::from_be_bytes([digest[0], digest[1], digest[2], digest[3]])))
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
    let name = format!("{stamp} {} {}", reason.name(), mark(source)?);
    let free = (0..1000)
        .map(|n| match n {
            0 => format!("{name}.rollbook"),
            n => format!("{name} {n}.rollbook"),
        })
        .map(|name| folder.join(name))
        .find(|path| !path.exists());
    let path = free.ok_or_else(|| Error::Exists { path: folder.clone() })?;
    copy_to(source, &path, reason, now)
}

/// Removes what was left of copies by processes that died meanwhile. Only who holds the book's lock
/// and makes none may ask for it.
pub(super) fn remove_halves(book: &Path, db: &Connection) -> Result<()> {
    let mark = mark(db)?;
    let fresh = sibling(book, RESTORING);
    for suffix in ["", "-journal", "-wal", "-shm"].iter().chain(&HALVES) {
        let _ = fs::remove_file(sibling(&fresh, suffix));
    }
    // A folder that can't be read keeps what is in it: it costs space, nothing else.
    for file in fs::read_dir(folder(book)).into_iter().flatten().flatten() {
        let name = file.file_name().to_string_lossy().into_owned();
        let whole = HALVES.iter().find_map(|half| name.strip_suffix(half));
        if whole.is_some_and(|name| parse_name(name, &mark).is_some()) {
            let _ = fs::remove_file(file.path());
        }
    }
    Ok(())
}

fn copy_to(source: &Connection, path: &Path, reason: BackupReason, now: i64) -> Result<Backup> {
    let half = sibling(path, HALVES[0]);
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
        files::replace(&half, path).map_err(|e| Error::io(path, &e))
    };
    if let Err(error) = run() {
        let _ = fs::remove_file(&half);
        return Err(error);
    }
    let size = fs::metadata(path).map_err(|e| Error::io(path, &e))?.len();
    Ok(Backup { path: path.to_owned(), at: now, size, reason })
}

fn list(book: &Path, mark: &str) -> Result<Vec<Backup>> {
    let folder = folder(book);
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let mut backups = Vec::new();
    for file in fs::read_dir(&folder).map_err(|e| Error::io(&folder, &e))? {
        let file = file.map_err(|e| Error::io(&folder, &e))?;
        let name = file.file_name().to_string_lossy().into_owned();
        if let Some((at, reason)) = parse_name(&name, mark) {
            let size = file.metadata().map_err(|e| Error::io(&folder, &e))?.len();
            backups.push(Backup { path: file.path(), at, size, reason });
        }
    }
    backups.sort_by_key(|backup| std::cmp::Reverse(backup.at));
    Ok(backups)
}

/// When and why the book with this mark was backed up, if the file is a backup of it.
fn parse_name(name: &str, mark: &str) -> Option<(i64, BackupReason)> {
    let mut words = name.strip_suffix(".rollbook")?.split(' ');
    let at = NaiveDateTime::parse_from_str(words.next()?, STAMP).ok()?;
    let word = words.next()?;
    let reason = BackupReason::ALL.into_iter().find(|reason| reason.name() == word)?;
    words.next().filter(|word| *word == mark)?;
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

    fn add(book: &Book, email: &str, now: i64) {
        let fields = MemberFields { email: Some(email.into()), ..MemberFields::default() };
        book.add_member(&By { now, ..by() }, &fields).unwrap();
    }

    fn n_members(book: &Book) -> i64 {
        book.read(|db| Ok(db.query_row("SELECT count(*) FROM members", [], |row| row.get(0))?))
            .unwrap()
    }

    fn files_beside(book: &Book) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(book.path().parent().unwrap())
            .unwrap()
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn an_automatic_backup_is_made_when_there_is_something_new() {
        let (_dir, book) = book();
        let start = by().now;
        let made = |minutes: i64, email: Option<&str>| {
            let now = start + minutes * HOUR / 60;
            if let Some(email) = email {
                add(&book, email, now);
            }
            book.back_up_if_due(now).unwrap().is_some()
        };
        assert!(made(0, None), "there was none");
        assert!(!made(120, None), "nothing is new");
        assert!(made(180, Some("ana@example.com")));
        assert!(!made(181, Some("bia@example.com")), "the last one is too young");
        assert!(made(240, None));
    }

    #[test]
    fn a_clock_that_was_set_back_stops_no_backups() {
        let (_dir, book) = book();
        let later = by().now + 30 * DAY;
        add(&book, "ana@example.com", later);
        assert!(book.back_up_if_due(later).unwrap().is_some());
        let back = by().now + DAY;
        add(&book, "bia@example.com", back);
        assert!(book.back_up_if_due(back).unwrap().is_some(), "the other one is of a time to come");
        assert!(book.back_up_if_due(back + HOUR / 2).unwrap().is_none(), "still hourly");
        assert_eq!(book.backups().unwrap().len(), 2, "and none is thinned away");
    }

    #[test]
    fn a_new_book_with_an_old_name_has_no_backups() {
        let (dir, old) = book();
        let path = old.path().to_owned();
        let kept = old.back_up(None, BackupReason::Manual, by().now).unwrap();
        drop(old);
        fs::remove_file(&path).unwrap();
        let named = super::super::NewBook { name: "B", zone: "UTC", locale: "en" };
        let installation = crate::ids::Installation::new(7);
        let new = Book::create(&path, &named, installation, &by()).unwrap();
        assert_eq!(new.backups().unwrap(), []);
        let own = new.back_up(None, BackupReason::Manual, by().now).unwrap();
        assert_eq!(new.backups().unwrap(), [own]);

        // The old book, come back from its backup, finds its own.
        drop(new);
        fs::copy(&kept.path, dir.path().join("a.rollbook")).unwrap();
        let old = Book::open(&path, installation, &by()).unwrap();
        assert_eq!(old.backups().unwrap(), [kept]);
    }

    #[test]
    fn a_restore_is_previewed_in_numbers() {
        let (_dir, book) = book();
        add(&book, "ana@example.com", by().now);
        let backup = book.back_up(None, BackupReason::Manual, by().now).unwrap();
        let same = book.preview_restore(&backup.path).unwrap();
        assert_eq!((same.after, same.entries_lost, same.since), (same.now, 0, None));

        add(&book, "bia@example.com", by().now + 1);
        add(&book, "caio@example.com", by().now + 2);
        let seen = book.preview_restore(&backup.path).unwrap();
        assert_eq!((seen.after.members, seen.now.members), (1, 3));
        assert_eq!((seen.entries_lost, seen.entries_back), (2, 0));
        assert_eq!(seen.since, Some(by().now + 1));

        let later = book.back_up(None, BackupReason::Manual, by().now + 3).unwrap();
        let book = book.restore(&backup.path, &by()).unwrap();
        add(&book, "dora@example.com", by().now + 4);
        let other = book.preview_restore(&later.path).unwrap();
        assert_eq!((other.entries_lost, other.entries_back), (1, 2), "another line of entries");
    }

    #[test]
    fn a_restore_brings_back_what_was() {
        let (_dir, book) = book();
        let backup = book.back_up(None, BackupReason::Manual, by().now).unwrap();
        add(&book, "ana@example.com", by().now);
        let book = book.restore(&backup.path, &by()).unwrap();
        assert_eq!(n_members(&book), 0);
        let kept = book.backups().unwrap();
        assert_eq!(kept.len(), 2, "the book as it was before the restore is kept");

        let came = book
            .read(|_| {
                add(&book, "bia@example.com", by().now);
                Ok(n_members(&book))
            })
            .unwrap();
        assert_eq!(came, 1, "who reads keeps nobody from writing, as in every other book");
    }

    #[test]
    fn nobody_opens_a_book_while_it_is_restored() {
        let (_dir, book) = book();
        let (path, installation) = (book.path().to_owned(), book.installation);
        let backup = book.back_up(None, BackupReason::Manual, by().now).unwrap();
        let is_over = std::sync::atomic::AtomicBool::new(false);
        std::thread::scope(|scope| {
            let other = scope.spawn(|| {
                while !is_over.load(std::sync::atomic::Ordering::Relaxed) {
                    let error = Book::open(&path, installation, &by()).unwrap_err();
                    assert_eq!(error.code(), "book_locked", "{error}");
                }
            });
            let mut book = book;
            for n in 0..20 {
                book = book.restore(&backup.path, &By { now: by().now + n * DAY, ..by() }).unwrap();
            }
            is_over.store(true, std::sync::atomic::Ordering::Relaxed);
            other.join().unwrap();
        });
    }

    #[test]
    fn a_refused_restore_leaves_the_book_open_as_it_was() {
        let (dir, book) = book();
        add(&book, "ana@example.com", by().now);
        let backup = book.back_up(None, BackupReason::Manual, by().now).unwrap();
        let damaged = dir.path().join("damaged.rollbook");
        let mut bytes = fs::read(&backup.path).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle..middle + 8192].fill(0xA5);
        fs::write(&damaged, bytes).unwrap();
        let before = files_beside(&book);
        let refused = book.restore(&damaged, &by()).unwrap_err();
        assert_eq!(refused.error.code(), "damaged_book", "{}", refused.error);
        let book = refused.book.expect("the book was not closed");
        assert_eq!(n_members(&book), 1);
        assert_eq!(files_beside(&book), before, "no half restore is left");
    }

    /// A virus scanner, a backup program.
    #[cfg(windows)]
    #[test]
    fn a_restore_under_a_program_that_holds_the_book_is_refused() {
        use std::os::windows::fs::OpenOptionsExt;

        let (_dir, book) = book();
        let backup = book.back_up(None, BackupReason::Manual, by().now).unwrap();
        add(&book, "ana@example.com", by().now);
        let path = book.path().to_owned();
        // It lets others read and write, but not take the file away.
        let scanner = fs::OpenOptions::new().read(true).share_mode(3).open(&path).unwrap();
        let refused = book.restore(&backup.path, &by()).unwrap_err();
        let book = refused.book.expect("the book is opened again");
        assert_eq!(n_members(&book), 1);
        assert!(!files_beside(&book).iter().any(|name| name.contains("restoring")));
        drop(scanner);
        let book = book.restore(&backup.path, &by()).unwrap();
        assert_eq!(n_members(&book), 0);
    }

    #[test]
    fn what_killed_copies_left_is_gone_when_the_book_is_opened() {
        let (_dir, book) = book();
        book.back_up(None, BackupReason::Manual, by().now).unwrap();
        let (path, kept) = (book.path().to_owned(), folder(book.path()));
        let backup = book.backups().unwrap().remove(0).path;
        let other = kept.join("2026-01-01T000000Z manual 00000000.rollbook-part");
        let left = [
            sibling(&backup, "-part"),
            sibling(&backup, "-part-journal"),
            sibling(&path, "-restoring"),
            sibling(&path, "-restoring-part"),
        ];
        for half in left.iter().chain([&other]) {
            fs::write(half, "half").unwrap();
        }
        drop(book);
        let book = Book::open(&path, crate::ids::Installation::new(7), &by()).unwrap();
        assert_eq!(left.map(|half| half.exists()), [false; 4]);
        assert!(other.exists(), "another book may be making it");
        assert_eq!(book.backups().unwrap().len(), 1);
    }
}
