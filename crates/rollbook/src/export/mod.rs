//! Export: enrollments, subscriptions, members or progress in a course, all or those of a list, as a file for a
//! spreadsheet, another platform or Rollbook itself.
//!
//! The headers are among those the import knows, and what a spreadsheet would run as a formula is
//! neutralised in a way the import takes back, so a book comes out of its export as it went in.
//! A file appears whole or not at all: it is written beside its place and then renamed.

mod enrollments;
mod members;
mod missing;
mod profiles;
mod progress;
mod sheet;
mod subscriptions;
#[cfg(test)]
mod tests;
mod words;
mod workbook;

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use serde::Deserialize;
use tempfile::{NamedTempFile, TempPath};

use crate::book::Book;
use crate::error::{Error, Result};
use crate::files;
use crate::ids::{CourseId, MemberId};
use crate::progress::{Phase, Progress};
use crate::views::Query;

pub use profiles::{Profile, ProfileReport};
use sheet::Sheet;
pub use words::Locale;
use words::Words;

/// How many members are looked up in the order of their ids, in which the book keeps them, before
/// their rows go to the file in the order of the list. Their rows are some 30 MB. In tests it is so
/// small that every file has several pages.
const PAGE: usize = if cfg!(test) { 2 } else { 1 << 18 };

/// How many members are written before a look at whether the person cancelled.
const STEP: usize = 256;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum ExportKind {
    /// One row per member and course.
    Enrollments,
    /// One row per member and product of the kind subscription.
    Subscriptions,
    /// One row per member.
    Members,
    /// One row per member who has the course or did something in it.
    Progress(CourseId),
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    /// Text in UTF-8 with CRLF at the end of each line.
    #[default]
    Csv,
    /// A workbook of Excel. It has neither delimiter nor byte order mark.
    Xlsx,
}

/// How the file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ts_rs::TS)]
pub struct ExportFormat {
    #[serde(default)]
    #[ts(optional, as = "Option<FileKind>")]
    pub file: FileKind,
    /// One ASCII character.
    #[ts(type = "',' | ';'")]
    pub delimiter: char,
    /// Whether the file begins with a byte order mark, by which Excel recognises UTF-8.
    pub bom: bool,
    /// Of headers, statuses and dates.
    pub locale: Locale,
}

impl Default for ExportFormat {
    fn default() -> Self {
        Self { file: FileKind::Csv, delimiter: ',', bom: false, locale: Locale::En }
    }
}

impl Book {
    /// Writes the file at `path`, replacing what is there, and says how many rows it has. `query`
    /// chooses the members and their order; everybody by name without one.
    pub fn export(
        &self,
        kind: ExportKind,
        query: Option<&Query>,
        format: ExportFormat,
        path: &Path,
        now: i64,
        progress: &Progress,
    ) -> Result<u64> {
        let path = &target(path, self)?;
        let half = half_file(path)?;
        let n_rows = self.write_sheet(kind, query, format, half.as_file(), path, now, progress)?;
        put(half.into_temp_path(), path, progress)?;
        Ok(n_rows)
    }

    /// Writes the same to `out`, such as the standard output.
    pub fn export_to_writer(
        &self,
        kind: ExportKind,
        query: Option<&Query>,
        format: ExportFormat,
        out: impl Write,
        now: i64,
        progress: &Progress,
    ) -> Result<u64> {
        self.write_sheet(kind, query, format, out, Path::new("-"), now, progress)
    }

    #[expect(clippy::too_many_arguments, reason = "the two doors above, and where errors point")]
    fn write_sheet(
        &self,
        kind: ExportKind,
        query: Option<&Query>,
        format: ExportFormat,
        out: impl Write,
        target: &Path,
        now: i64,
        progress: &Progress,
    ) -> Result<u64> {
        let view = self.open_view(query.unwrap_or(&Query::default()), now)?;
        if let Some(problem) = view.problem {
            return Err(problem.into());
        }
        let words = Words { locale: format.locale, zone: self.settings().zone };
        progress.begin(Phase::Exporting, view.ids.len() as u64)?;
        self.read(|db| {
            let mut rows = Rows::of(kind, db, words, now)?;
            let title = words.headers(&[kind.title()]).remove(0);
            let mut sheet = Sheet::begin(out, format, words, target, &title, &rows.headers())?;
            for ids in view.ids.chunks(PAGE) {
                let mut by_key: Vec<usize> = (0..ids.len()).collect();
                by_key.sort_unstable_by_key(|at| ids[*at]);
                let mut places = vec![0..0; ids.len()];
                for step in by_key.chunks(STEP) {
                    for at in step {
                        let start = sheet.end_of_page()?;
                        rows.write(ids[*at], &mut sheet)?;
                        places[*at] = start..sheet.end_of_page()?;
                    }
                    progress.step(step.len() as u64)?;
                }
                sheet.turn(places)?;
            }
            sheet.finish()
        })
    }
}

impl ExportKind {
    /// In English and Portuguese.
    fn title(self) -> (&'static str, &'static str) {
        match self {
            Self::Enrollments => ("Enrollments", "Matrículas"),
            Self::Subscriptions => ("Subscriptions", "Assinaturas"),
            Self::Members => ("Members", "Membros"),
            Self::Progress(_) => ("Progress", "Progresso"),
        }
    }
}

/// What writes the rows of a member.
enum Rows<'db> {
    Enrollments(Box<enrollments::Rows<'db>>),
    Subscriptions(subscriptions::Rows<'db>),
    Members(members::Rows<'db>),
    Progress(Box<progress::Rows<'db>>),
}

impl<'db> Rows<'db> {
    fn of(kind: ExportKind, db: &'db Connection, words: Words, now: i64) -> Result<Self> {
        Ok(match kind {
            ExportKind::Enrollments => {
                Self::Enrollments(Box::new(enrollments::Rows::new(db, words, now)?))
            }
            ExportKind::Subscriptions => {
                Self::Subscriptions(subscriptions::Rows::new(db, words, now)?)
            }
            ExportKind::Members => Self::Members(members::Rows::new(db, words)?),
            ExportKind::Progress(course) => {
                Self::Progress(Box::new(progress::Rows::new(db, course, words, now)?))
            }
        })
    }

    fn write<W: Write>(&mut self, id: MemberId, sheet: &mut Sheet<W>) -> Result<()> {
        match self {
            Self::Enrollments(rows) => rows.write(id, sheet),
            Self::Subscriptions(rows) => rows.write(id, sheet),
            Self::Members(rows) => rows.write(id, sheet),
            Self::Progress(rows) => rows.write(id, sheet),
        }
    }

    fn headers(&self) -> Vec<String> {
        match self {
            Self::Enrollments(rows) => rows.headers(),
            Self::Subscriptions(rows) => rows.headers(),
            Self::Members(rows) => rows.headers(),
            Self::Progress(rows) => rows.headers(),
        }
    }
}

/// A file beside `path` that goes away by itself unless it is renamed.
fn half_file(path: &Path) -> Result<NamedTempFile<File>> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    // An export is as open as any file of its owner's.
    files::half(folder, 0o666).map_err(|e| match e.kind() {
        io::ErrorKind::NotFound => Error::FolderMissing { path: folder.to_owned() },
        // It is no book that can't be written.
        io::ErrorKind::ReadOnlyFilesystem => Error::Permission { path: folder.to_owned() },
        _ => Error::io(folder, &e),
    })
}

/// Puts a file that is written in its place, unless the person cancelled meanwhile.
fn put(half: TempPath, path: &Path, progress: &Progress) -> Result<()> {
    let file = OpenOptions::new().write(true).open(&half).map_err(|e| Error::io(path, &e))?;
    file.sync_all().map_err(|e| Error::io(path, &e))?;
    drop(file);
    progress.step(0)?;
    half.persist(path).map_err(|e| not_put(path, &e.error))
}

/// Why a file is not in its place. Its folder can be written to, or it would not be there: on
/// Windows a file can't be replaced while a spreadsheet has it open.
fn not_put(path: &Path, error: &io::Error) -> Error {
    let is_refused =
        matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ResourceBusy);
    if is_refused && path.exists() {
        return Error::FileInUse { path: path.to_owned() };
    }
    Error::io(path, error)
}

/// What went wrong where rows are written to `target`.
fn failure(target: &Path, error: csv::Error) -> Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => Error::io(target, &error),
        other => Error::Internal(format!("writing {}: {other:?}", target.display())),
    }
}

/// Where an export to `path` goes: to the file that a link leads to, and neither over a device nor
/// over the book.
fn target(path: &Path, book: &Book) -> Result<PathBuf> {
    let detail = match path.metadata() {
        Ok(there) if there.is_dir() => Some("is a folder; name a file in it"),
        // A file would take the place of the device.
        Ok(there) if !there.is_file() => Some("is no file"),
        _ => None,
    };
    if let Some(detail) = detail {
        return Err(Error::Io { path: path.to_owned(), detail: detail.to_owned() });
    }
    if is_same_file(path, book.path()) {
        return Err(Error::Exists { path: path.to_owned() });
    }
    let file = if path.is_symlink() { path.canonicalize().ok() } else { None };
    Ok(file.unwrap_or_else(|| path.to_owned()))
}

/// An export over the open book would be the end of it.
fn is_same_file(path: &Path, book: &Path) -> bool {
    let whole = |path: &Path| -> io::Result<_> { path.canonicalize() };
    matches!((whole(path), whole(book)), (Ok(path), Ok(book)) if path == book)
}
