//! Starts of single members, also of many at once.

use rollbook::CourseId;
use rollbook::journal::RowChange;
use rollbook::outline::{ChangedStarts, NewStart};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::call::Call;
use crate::error::Result;
use crate::members::Selection;
use crate::outcome::Outcome;
use crate::outlines::InCourse;

/// From when a course is counted for these members.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct StartForMany {
    members: Selection,
    course: CourseId,
    /// From their enrollment and cohort again without one. UTC milliseconds.
    starts_at: Option<i64>,
    #[ts(optional, type = "Id")]
    job: Option<String>,
}

/// A member's own start in a course.
#[derive(Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct OwnStart {
    /// None when their enrollment and cohort count.
    starts_at: Option<i64>,
}

/// What a new start does, or would do.
#[derive(Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct StartsChanged {
    /// Whom it changes something for.
    members: u64,
    /// Members who stay as they are.
    already: u64,
    /// Of those it changes something for, who does not have the course.
    without_access: u64,
    /// The first rows that change.
    sample: Vec<RowChange>,
}

impl StartsChanged {
    fn of(done: ChangedStarts, sample: Vec<RowChange>) -> Self {
        let ChangedStarts { members, already, without_access } = done;
        Self { members, already, without_access, sample }
    }
}

pub(crate) fn own(call: &Call, request: InCourse) -> Result<OwnStart> {
    Ok(OwnStart { starts_at: call.book()?.own_start(request.course, request.member)? })
}

pub(crate) fn set(call: &Call, request: StartForMany) -> Result<Outcome<StartsChanged>> {
    let (book, job) = (call.book()?, call.job(request.job.as_deref()));
    let members = request.members.of(&book)?;
    let new = NewStart { course: request.course, starts_at: request.starts_at };
    let outcome = book.set_start(&call.by(), &members, &new, &job)?;
    Outcome::of(&book, outcome, |done| StartsChanged::of(done, Vec::new()))
}

pub(crate) fn preview(call: &Call, request: StartForMany) -> Result<StartsChanged> {
    let (book, job) = (call.book()?, call.job(request.job.as_deref()));
    let members = request.members.of(&book)?;
    let new = NewStart { course: request.course, starts_at: request.starts_at };
    let seen = book.preview_start(&call.by(), &members, &new, &job)?;
    Ok(StartsChanged::of(seen.value, seen.sample))
}
