//! What every write answers: what was done, and the book as it is now.

use std::path::PathBuf;

use rollbook::journal::{Entry, Op};
use rollbook::{Book, EntryId};
use serde::Serialize;
use ts_rs::TS;

use crate::error::Result;

/// `entry` and `op` are `null` when nothing changed.
#[derive(Debug, Serialize, TS)]
pub(crate) struct Outcome<T> {
    pub value: T,
    pub entry: Option<EntryId>,
    pub op: Option<Op>,
    /// Rows changed.
    pub changes: u64,
    pub book: BookInfo,
}

impl<T> Outcome<T> {
    pub fn of<U>(
        book: &Book,
        outcome: rollbook::Outcome<U>,
        value: impl FnOnce(U) -> T,
    ) -> Result<Self> {
        Ok(Self {
            value: value(outcome.value),
            entry: outcome.entry,
            op: outcome.entry.map(|_| outcome.op),
            changes: outcome.changes,
            book: BookInfo::of(book)?,
        })
    }
}

/// The open book at a glance.
#[derive(Debug, Serialize, TS)]
pub(crate) struct BookInfo {
    path: PathBuf,
    name: String,
    zone: String,
    #[ts(as = "crate::kept::Locale")]
    locale: String,
    /// Those in the trash are counted apart.
    members: u64,
    trashed: u64,
    /// Archived ones are not counted.
    courses: u64,
    products: u64,
    /// Rises with every commit.
    version: u64,
    /// What the next undo and redo take back.
    undo: Option<EntryHead>,
    redo: Option<EntryHead>,
}

#[derive(Debug, Serialize, TS)]
pub(crate) struct EntryHead {
    id: EntryId,
    op: Op,
}

impl BookInfo {
    pub fn of(book: &Book) -> Result<Self> {
        // Read first: a commit in between leaves the version behind, so that hosts look again.
        let version = book.version();
        let settings = book.settings();
        let counts = book.counts()?;
        let (undo, redo) = book.next_steps()?;
        Ok(Self {
            path: book.path().to_owned(),
            name: settings.name,
            zone: settings.zone.name().to_owned(),
            locale: settings.locale,
            members: counts.members,
            trashed: counts.trashed,
            courses: counts.courses,
            products: counts.products,
            version,
            undo: undo.map(EntryHead::from),
            redo: redo.map(EntryHead::from),
        })
    }
}

impl From<Entry> for EntryHead {
    fn from(entry: Entry) -> Self {
        Self { id: entry.id, op: entry.op }
    }
}
