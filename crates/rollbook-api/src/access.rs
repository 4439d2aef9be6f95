//! Giving, changing and ending access.

use rollbook::MemberId;
use rollbook::access::{AccessChange, AccessEdit, Exception};
use rollbook::journal::RowChange;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::call::Call;
use crate::error::Result;
use crate::journal::Changes;
use crate::members::Selection;
use crate::outcome::Outcome;

#[derive(Debug, Deserialize, TS)]
pub(crate) struct EditedAccess {
    member: MemberId,
    #[serde(flatten)]
    edit: AccessEdit,
}

/// One change for many members.
#[derive(Debug, Deserialize, TS)]
#[ts(optional_fields)]
pub(crate) struct ChangeForMany {
    members: Selection,
    change: AccessChange,
    #[ts(optional, type = "Id")]
    job: Option<String>,
}

/// What a change for many does, or would do.
#[derive(Debug, Serialize, TS)]
pub(crate) struct Changed {
    /// Members whose access changes.
    members: u64,
    grants: u64,
    /// Why something is left as it is, and for how many members.
    exceptions: Vec<Left>,
    /// The first rows that change.
    sample: Vec<RowChange>,
}

#[derive(Debug, Serialize, TS)]
#[ts(rename = "LeftAsItIs")]
pub(crate) struct Left {
    why: Exception,
    members: u64,
}

impl Changed {
    fn of(done: &rollbook::access::Changed, sample: Vec<RowChange>) -> Self {
        let left = |(why, members): (&Exception, &u64)| Left { why: *why, members: *members };
        Self {
            members: done.members,
            grants: done.grants,
            exceptions: done.exceptions.iter().map(left).collect(),
            sample,
        }
    }
}

pub(crate) fn edit(call: &Call, request: EditedAccess) -> Result<Outcome<()>> {
    let book = call.book()?;
    let outcome = book.edit_access(&call.by(), request.member, &request.edit)?;
    Outcome::of(&book, outcome, |()| ())
}

pub(crate) fn preview_edit(call: &Call, request: EditedAccess) -> Result<Changes> {
    let seen = call.book()?.preview_access(&call.by(), request.member, &request.edit)?;
    Ok(Changes { changes: seen.sample, total: seen.changes })
}

pub(crate) fn change(call: &Call, request: ChangeForMany) -> Result<Outcome<Changed>> {
    let (book, job) = (call.book()?, call.job(request.job.as_deref()));
    let members = request.members.of(&book)?;
    let outcome = book.change_access(&call.by(), &members, &request.change, &job)?;
    Outcome::of(&book, outcome, |done| Changed::of(&done, Vec::new()))
}

pub(crate) fn preview_change(call: &Call, request: ChangeForMany) -> Result<Changed> {
    let (book, job) = (call.book()?, call.job(request.job.as_deref()));
    let members = request.members.of(&book)?;
    let seen = book.preview_change(&call.by(), &members, &request.change, &job)?;
    Ok(Changed::of(&seen.value, seen.sample))
}
