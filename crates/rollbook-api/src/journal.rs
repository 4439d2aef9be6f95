//! Activity, undo and redo.

use rollbook::EntryId;
use rollbook::journal::{Entry, RowChange, Undone};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::app::MaybeJob;
use crate::call::Call;
use crate::error::Result;
use crate::outcome::Outcome;

/// The most entries and rows that are handed out at once.
const LIMIT: usize = 1000;

#[derive(Debug, Deserialize, TS)]
pub(crate) struct OlderEntries {
    /// Entries older than this one; `null` = from the newest.
    before: Option<EntryId>,
    #[ts(type = "number")]
    limit: usize,
    #[ts(optional, type = "string | null")]
    kind: Option<String>,
}

#[derive(Debug, Deserialize, TS)]
pub(crate) struct EntryRows {
    entry: EntryId,
    #[ts(type = "number")]
    limit: usize,
}

/// The first rows a write changed or would change, and how many in all.
#[derive(Debug, Serialize, TS)]
pub(crate) struct Changes {
    pub changes: Vec<RowChange>,
    pub total: u64,
}

#[derive(Debug, Deserialize, TS)]
#[ts(optional_fields)]
pub(crate) struct MaybeEntry {
    /// Absent = the newest that is not taken back yet.
    entry: Option<EntryId>,
    #[ts(optional, type = "Id")]
    job: Option<String>,
}

pub(crate) fn list(call: &Call, request: OlderEntries) -> Result<Vec<Entry>> {
    let kind = request.kind.as_deref();
    Ok(call.book()?.entries(request.before, kind, request.limit.min(LIMIT))?)
}

pub(crate) fn changes(call: &Call, request: EntryRows) -> Result<Changes> {
    let limit = request.limit.min(LIMIT);
    let (changes, total) = call.book()?.entry_changes(request.entry, limit)?;
    Ok(Changes { changes, total })
}

pub(crate) fn undo(call: &Call, request: MaybeEntry) -> Result<Outcome<Undone>> {
    let (book, job) = (call.book()?, call.job(request.job.as_deref()));
    let outcome = book.undo(&call.by(), request.entry, &job)?;
    Outcome::of(&book, outcome, |undone| undone)
}

pub(crate) fn redo(call: &Call, request: MaybeJob) -> Result<Outcome<Undone>> {
    let (book, job) = (call.book()?, call.job(request.job.as_deref()));
    let outcome = book.redo(&call.by(), &job)?;
    Outcome::of(&book, outcome, |undone| undone)
}
