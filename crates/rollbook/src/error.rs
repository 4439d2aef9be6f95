//! What can go wrong, as a closed set of codes with their values. Words for people live in the UI;
//! the `Display` text here is what the command line and the log show.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;
use serde_json::{Map, Value, json};

use crate::fields::FieldKind;
use crate::filter::FilterProblem;
use crate::outline::OutlineProblem;

pub type Result<T, E = Error> = std::result::Result<T, E>;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("{path}: there is no such file")]
    BookMissing { path: PathBuf },
    #[error("{path}: already exists; choose another name")]
    Exists { path: PathBuf },
    #[error("{path}: is not a Rollbook book; it was not touched")]
    NotABook { path: PathBuf },
    #[error("{path}: the book is damaged ({detail}); restore a backup")]
    DamagedBook { path: PathBuf, detail: String },
    #[error(
        "{path}: was made by a newer Rollbook (schema {found}, this one knows {known}); update Rollbook to open it"
    )]
    NewerBook { path: PathBuf, found: i64, known: i64 },
    #[error("{path}: is open in another Rollbook or another program; close it there first")]
    BookLocked { path: PathBuf },
    #[error(
        "{path}: another file has taken its place; nothing was written. Back up, then open the book again"
    )]
    BookReplaced { path: PathBuf },
    #[error(
        "{path}: can't be written to; make the file and its folder writable, or copy the book elsewhere"
    )]
    BookReadOnly { path: PathBuf },
    #[error("{path}: permission denied")]
    Permission { path: PathBuf },
    #[error("{path}: there is no such folder")]
    FolderMissing { path: PathBuf },
    #[error("{path}: is open in another program; close it there, or choose another name")]
    FileInUse { path: PathBuf },
    #[error("the disk is full; nothing was written. Free some space and try again")]
    DiskFull,
    #[error("{path}: {detail}")]
    Io { path: PathBuf, detail: String },
    #[error("{what} {id} is not in this book")]
    NotFound { what: &'static str, id: String },
    #[error("\"{value}\" is not an e-mail address")]
    InvalidEmail { value: String },
    #[error("{email} belongs to {name} already")]
    EmailTaken { email: String, name: String, id: i64 },
    #[error("{name} was merged into {into}; undo that to have both")]
    Merged { name: String, into: String },
    #[error("{name} is in the trash; restore them first")]
    InTrash { name: String },
    #[error("a title is needed")]
    MissingTitle,
    #[error("\"{title}\" exists already")]
    TitleTaken { title: String },
    #[error("{members} members are in the cohort \"{title}\"; move them to another first")]
    CohortInUse { title: String, members: u64, trashed: u64 },
    #[error("\"{value}\" is not a day (YYYY-MM-DD)")]
    InvalidDay { value: String },
    #[error(
        "the access would end on {expires_on}, before it starts on {starts_on}; choose a later end or an earlier start"
    )]
    EndsBeforeStart { starts_on: String, expires_on: String },
    #[error("\"{value}\" is not a time zone (for example America/Sao_Paulo)")]
    InvalidZone { value: String },
    #[error("\"{value}\" is too long ({length} characters; at most {limit})")]
    TooLong { value: String, length: usize, limit: usize },
    #[error("{value} is not a possible {field}")]
    InvalidValue { field: &'static str, value: String },
    #[error("\"{value}\" is not possible in the field {label}, whose kind is {kind}")]
    BadFieldValue { label: String, kind: FieldKind, value: String },
    #[error("{0}")]
    BadFilter(FilterProblem),
    #[error("{0}")]
    BadOutline(OutlineProblem),
    #[error("there is nothing to undo")]
    NothingToUndo,
    #[error("there is nothing to redo")]
    NothingToRedo,
    #[error("entry {entry} is undone already")]
    AlreadyUndone { entry: i64 },
    #[error("no column is mapped to the e-mail or the platform id; rows can't be told apart")]
    NoIdentityColumn,
    #[error("choose one course or product of the book that the file is about")]
    NoSubject,
    #[error(
        "no column is mapped to the end or the beginning of access; there is nothing to change"
    )]
    NoDayColumn,
    #[error(
        "no column says what members did. Choose which column is the lesson, the date or the \
         progress, or which lesson a column is about"
    )]
    NoProgressColumn,
    #[error(
        "no column says which quiz it was and how it came out. Choose which columns are the quiz and \
         the score, or which quiz a column is about"
    )]
    NoScoreColumn,
    #[error(
        "{missing} of {holders} who have access are not in the file ({unreadable} rows can't be read); \
         nothing was written. Say that {missing} are missing if that is right"
    )]
    RosterUnsure { missing: u64, holders: u64, unreadable: u64 },
    #[error("the book changed since the review; look at the review again")]
    PlanStale,
    #[error("{0}")]
    Import(#[from] crate::import::SourceError),
    #[error("cancelled; nothing was written")]
    Cancelled,
    #[error("database: {0}")]
    Sql(#[source] rusqlite::Error),
    #[error("{0}")]
    Internal(String),
}

/// One list of codes per kind of error, so that none can be left out of what the UI has words for.
macro_rules! codes {
    ($error:ident: $($variant:ident = $code:literal,)* $(.. $other:ident)?) => {
        impl $error {
            /// Every code there is; an error that wraps another has that one's.
            pub const CODES: &[&str] = &[$($code,)*];

            /// Names the failure; part of the contract with the UI.
            pub fn code(&self) -> &'static str {
                match self {
                    $($error::$variant { .. } => $code,)*
                    $($error::$other(other) => other.code(),)?
                }
            }
        }
    };
}
pub(crate) use codes;

codes! {
    Error:
    BookMissing = "book_missing",
    Exists = "exists",
    NotABook = "not_a_book",
    DamagedBook = "damaged_book",
    NewerBook = "newer_book",
    BookLocked = "book_locked",
    BookReplaced = "book_replaced",
    BookReadOnly = "book_read_only",
    Permission = "permission",
    FolderMissing = "folder_missing",
    FileInUse = "file_in_use",
    DiskFull = "disk_full",
    Io = "io",
    NotFound = "not_found",
    InvalidEmail = "invalid_email",
    EmailTaken = "email_taken",
    Merged = "merged",
    InTrash = "in_trash",
    MissingTitle = "missing_title",
    TitleTaken = "title_taken",
    CohortInUse = "cohort_in_use",
    InvalidDay = "invalid_day",
    EndsBeforeStart = "ends_before_start",
    InvalidZone = "invalid_zone",
    TooLong = "too_long",
    InvalidValue = "invalid_value",
    BadFieldValue = "bad_field_value",
    BadFilter = "bad_filter",
    BadOutline = "bad_outline",
    NothingToUndo = "nothing_to_undo",
    NothingToRedo = "nothing_to_redo",
    AlreadyUndone = "already_undone",
    NoIdentityColumn = "no_identity_column",
    NoSubject = "no_subject",
    NoDayColumn = "no_day_column",
    NoProgressColumn = "no_progress_column",
    NoScoreColumn = "no_score_column",
    RosterUnsure = "roster_unsure",
    PlanStale = "plan_stale",
    Cancelled = "cancelled",
    Sql = "internal",
    Internal = "internal",
    .. Import
}

impl Error {
    /// The values the sentence needs.
    pub fn args(&self) -> Map<String, Value> {
        let args = match self {
            Error::BookMissing { path }
            | Error::Exists { path }
            | Error::NotABook { path }
            | Error::BookLocked { path }
            | Error::BookReplaced { path }
            | Error::BookReadOnly { path }
            | Error::Permission { path }
            | Error::FolderMissing { path }
            | Error::FileInUse { path } => json!({ "path": path }),
            Error::DamagedBook { path, detail } | Error::Io { path, detail } => {
                json!({ "path": path, "detail": detail })
            }
            Error::NewerBook { path, found, known } => {
                json!({ "path": path, "found": found, "known": known })
            }
            Error::NotFound { what, id } => json!({ "what": what, "id": id }),
            Error::InvalidEmail { value }
            | Error::InvalidDay { value }
            | Error::InvalidZone { value } => json!({ "value": value }),
            Error::EndsBeforeStart { starts_on, expires_on } => {
                json!({ "startsOn": starts_on, "expiresOn": expires_on })
            }
            Error::EmailTaken { email, name, id } => {
                json!({ "email": email, "name": name, "id": id.to_string() })
            }
            Error::CohortInUse { title, members, trashed } => {
                json!({ "title": title, "members": members, "trashed": trashed })
            }
            Error::Merged { name, into } => json!({ "name": name, "into": into }),
            Error::InTrash { name } => json!({ "name": name }),
            Error::TitleTaken { title } => json!({ "title": title }),
            Error::TooLong { value, length, limit } => {
                json!({ "value": value, "length": length, "limit": limit })
            }
            Error::InvalidValue { field, value } => json!({ "field": field, "value": value }),
            Error::BadFieldValue { label, kind, value } => {
                json!({ "label": label, "kind": kind.name(), "value": value })
            }
            Error::BadFilter(FilterProblem { code, at, text, expected }) => {
                json!({ "reason": code, "at": at, "text": text, "expected": expected.join(", ") })
            }
            Error::BadOutline(problem) => return problem.args(),
            Error::Import(failure) => return failure.args(),
            Error::RosterUnsure { missing, holders, unreadable } => {
                json!({ "missing": missing, "holders": holders, "unreadable": unreadable })
            }
            Error::AlreadyUndone { entry } => json!({ "entry": entry.to_string() }),
            _ => json!({}),
        };
        match args {
            Value::Object(map) => map,
            _ => Map::new(),
        }
    }

    /// What happened to `path` while the file system was asked for it.
    pub fn io(path: &Path, error: &std::io::Error) -> Self {
        use std::io::ErrorKind;
        let path = path.to_owned();
        match error.kind() {
            ErrorKind::NotFound => Error::BookMissing { path },
            ErrorKind::PermissionDenied => Error::Permission { path },
            ErrorKind::AlreadyExists => Error::Exists { path },
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Error::DiskFull,
            ErrorKind::ReadOnlyFilesystem => Error::BookReadOnly { path },
            _ => Error::Io { path, detail: error.to_string() },
        }
    }

    /// Gives a bare database error the book it happened in.
    pub(crate) fn in_book(self, path: &Path) -> Self {
        match self {
            Error::Sql(error) => Self::of_book(path, error),
            other => other,
        }
    }

    /// What a database error means for the book at `path`.
    pub fn of_book(path: &Path, error: rusqlite::Error) -> Self {
        let is_missing = matches!(path.try_exists(), Ok(false));
        let path = path.to_owned();
        match error.sqlite_error_code() {
            Some(ErrorCode::CannotOpen | ErrorCode::SystemIoFailure) if is_missing => {
                Error::BookMissing { path }
            }
            Some(ErrorCode::DiskFull) => Error::DiskFull,
            Some(ErrorCode::ReadOnly) => Error::BookReadOnly { path },
            Some(ErrorCode::CannotOpen) => Error::Permission { path },
            Some(ErrorCode::NotADatabase) => Error::NotABook { path },
            Some(ErrorCode::DatabaseCorrupt) => {
                Error::DamagedBook { path, detail: error.to_string() }
            }
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Error::BookLocked { path },
            Some(ErrorCode::SystemIoFailure) => Error::Io { path, detail: error.to_string() },
            Some(ErrorCode::OperationInterrupted) => Error::Cancelled,
            _ => Error::Sql(error),
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Error::DiskFull,
            Some(ErrorCode::OperationInterrupted) => Error::Cancelled,
            _ => Error::Sql(error),
        }
    }
}
