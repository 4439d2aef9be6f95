//! Export: enrollments, subscriptions or members as a file.

use std::path::PathBuf;

use rollbook::export::{ExportFormat, ExportKind};
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
