//! Export: enrollments, subscriptions or members as a file.

use std::path::PathBuf;

use rollbook::export::{ExportFormat, ExportKind, Profile, ProfileReport};
use rollbook::views::Query;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::call::Call;
use crate::error::Result;

#[derive(Debug, Deserialize, TS)]
#[ts(optional_fields)]
pub(crate) struct ExportTo {
    kind: ExportKind,
    /// Whose; absent or `null` = everybody's.
    #[ts(optional = nullable)]
    query: Option<Query>,
    #[serde(flatten)]
    format: ExportFormat,
    path: PathBuf,
    #[ts(optional, type = "Id")]
    job: Option<String>,
}

#[derive(Debug, Deserialize, TS)]
#[ts(optional_fields)]
pub(crate) struct ExportFor {
    profile: Profile,
    /// Whose; absent or `null` = everybody's.
    #[ts(optional = nullable)]
    query: Option<Query>,
    /// Without it nothing is written, and the report says what would be.
    path: Option<PathBuf>,
    #[ts(optional, type = "Id")]
    job: Option<String>,
}

#[derive(Debug, Serialize, TS)]
pub(crate) struct Exported {
    rows: u64,
    path: PathBuf,
}

pub(crate) fn run(call: &Call, to: ExportTo) -> Result<Exported> {
    let (book, job) = (call.book()?, call.job(to.job.as_deref()));
    let query = to.query.as_ref();
    let rows = book.export(to.kind, query, to.format, &to.path, call.now, &job)?;
    Ok(Exported { rows, path: to.path })
}

pub(crate) fn run_for(call: &Call, to: ExportFor) -> Result<ProfileReport> {
    let (book, job) = (call.book()?, call.job(to.job.as_deref()));
    let path = to.path.as_deref();
    Ok(book.export_for(to.profile, to.query.as_ref(), path, call.now, &job)?)
}
