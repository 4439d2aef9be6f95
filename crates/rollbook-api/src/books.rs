//! Creating, opening and closing books; settings, backups, the check.

use std::path::{Path, PathBuf};

use rollbook::Book;
use rollbook::book::{self, Backup, BackupReason, CheckReport, Restoring, SettingsEdit};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::app::MaybeJob;
use crate::call::{Call, Nothing};
use crate::error::Result;
use crate::outcome::{BookInfo, Outcome};
use rollbook::export::Locale;

#[derive(Debug, Deserialize, TS)]
pub(crate) struct NewBook {
    path: PathBuf,
    name: String,
    zone: String,
    locale: Locale,
    /// Fill it with invented people.
    sample: bool,
}

#[derive(Debug, Deserialize, TS)]
pub(crate) struct At {
    pub path: PathBuf,
}

#[derive(Debug, Deserialize, TS)]
pub(crate) struct BackupTo {
    /// `null` = into the folder of backups.
    path: Option<PathBuf>,
}

pub(crate) fn create(call: &Call, new: NewBook) -> Result<BookInfo> {
    let by = call.by();
    let path = absolute(&new.path);
    let locale = new.locale.tag();
    let open = call.desk.put(&by, |installation| {
        let new_book = book::NewBook { name: &new.name, zone: &new.zone, locale };
        let create = if new.sample { Book::create_sample } else { Book::create };
        create(&path, &new_book, installation, &by)
    })?;
    BookInfo::of(&open)
}

pub(crate) fn open(call: &Call, book: At) -> Result<BookInfo> {
    BookInfo::of(&*call.desk.open(&call.by(), &book.path)?)
}

/// A path stays right when the host's working folder changes.
pub(crate) fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

/// Whether both are the same file, which is there.
pub(crate) fn is_same(open: &Path, path: &Path) -> bool {
    match (open.canonicalize(), path.canonicalize()) {
        (Ok(open), Ok(path)) => open == path,
        _ => false,
    }
}

/// What became of a book that was closed.
#[derive(Debug, Serialize, TS)]
#[ts(rename = "ClosedBook")]
pub(crate) struct Closed {
    /// Where a copy of it lies, if its file was not in its place any more.
    rescued: Option<PathBuf>,
}

#[expect(clippy::unnecessary_wraps, reason = "commands have one shape")]
pub(crate) fn close(call: &Call, _: Nothing) -> Result<Closed> {
    Ok(Closed { rescued: call.desk.close() })
}

pub(crate) fn info(call: &Call, _: Nothing) -> Result<BookInfo> {
    BookInfo::of(&*call.book()?)
}

pub(crate) fn settings(call: &Call, edit: SettingsEdit) -> Result<Outcome<()>> {
    let book = call.book()?;
    let outcome = book.edit_settings(&call.by(), &edit)?;
    call.desk.remember(&book, call.now);
    Outcome::of(&book, outcome, |()| ())
}

pub(crate) fn backups(call: &Call, _: Nothing) -> Result<Vec<Backup>> {
    Ok(call.book()?.backups()?)
}

pub(crate) fn backup(call: &Call, to: BackupTo) -> Result<Backup> {
    let path = to.path.as_deref().map(absolute);
    Ok(call.book()?.back_up(path.as_deref(), BackupReason::Manual, call.now)?)
}

pub(crate) fn restore_preview(call: &Call, backup: At) -> Result<Restoring> {
    Ok(call.book()?.preview_restore(&absolute(&backup.path))?)
}

pub(crate) fn restore(call: &Call, backup: At) -> Result<BookInfo> {
    BookInfo::of(&*call.desk.restore(&call.by(), &absolute(&backup.path))?)
}

pub(crate) fn check(call: &Call, request: MaybeJob) -> Result<CheckReport> {
    let job = call.job(request.job.as_deref());
    Ok(call.book()?.check(&job)?)
}
