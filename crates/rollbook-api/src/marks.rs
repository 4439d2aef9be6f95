//! What is done by hand to lessons of members.

use rollbook::LessonId;
use rollbook::journal::RowChange;
use rollbook::outline::{Lost, Mark};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::call::Call;
use crate::error::Result;
use crate::members::Selection;
use crate::outcome::Outcome;

/// One mark on each of the lessons, for each of the members.
#[derive(Debug, Deserialize, TS)]
#[ts(optional_fields)]
pub(crate) struct MarkForMany {
    members: Selection,
    lessons: Vec<LessonId>,
    mark: Mark,
    #[ts(optional, type = "Id")]
    job: Option<String>,
}

/// What marking does, or would do.
#[derive(Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Marked {
    /// Whom it changes something for.
    members: u64,
    /// Members who stay as they are.
    already: u64,
    /// Of those it changes something for, who has not all of the courses.
    without_access: u64,
    /// What a reset forgets.
    lost: Lost,
    /// Rows that change.
    changes: u64,
    /// The first of them.
    sample: Vec<RowChange>,
}

impl Marked {
    fn of(done: rollbook::outline::Marked, changes: u64, sample: Vec<RowChange>) -> Self {
        let rollbook::outline::Marked { members, already, without_access, lost } = done;
        Self { members, already, without_access, lost, changes, sample }
    }
}

pub(crate) fn mark(call: &Call, request: MarkForMany) -> Result<Outcome<Marked>> {
    let (book, job) = (call.book()?, call.job(request.job.as_deref()));
    let members = request.members.of(&book)?;
    let outcome = book.mark_lessons(&call.by(), &members, &request.lessons, request.mark, &job)?;
    let changes = outcome.changes;
    Outcome::of(&book, outcome, |done| Marked::of(done, changes, Vec::new()))
}

pub(crate) fn preview(call: &Call, request: MarkForMany) -> Result<Marked> {
    let (book, job) = (call.book()?, call.job(request.job.as_deref()));
    let members = request.members.of(&book)?;
    let seen = book.preview_mark(&call.by(), &members, &request.lessons, request.mark, &job)?;
    Ok(Marked::of(seen.value, seen.changes, seen.sample))
}
