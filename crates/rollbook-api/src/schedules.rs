//! When the lessons of a course open, for everybody at once.

use rollbook::drip::Schedule;
use rollbook::everybody::{LessonCounts, NextOpening, ScheduleEffect};
use rollbook::outline::NewSchedule;
use rollbook::{CourseId, ProductId};
use serde::Deserialize;
use ts_rs::TS;

use crate::call::Call;
use crate::error::Result;
use crate::outcome::Outcome;

/// The schedule of a course, or of a product for that course.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(rename = "NewSchedule")]
pub(crate) struct ChangedSchedule {
    course: CourseId,
    product: Option<ProductId>,
    /// Without one the product follows the course again.
    schedule: Option<Schedule>,
    /// Whoever opened a lesson that this would lock for them keeps it, unlocked.
    keep_opened: bool,
    #[ts(optional, type = "Id")]
    job: Option<String>,
}

#[derive(Debug, Deserialize, TS)]
pub(crate) struct NextDays {
    course: CourseId,
    /// How many days beyond today.
    days: u32,
    #[ts(optional, type = "Id")]
    job: Option<String>,
}

#[derive(Debug, Deserialize, TS)]
pub(crate) struct CourseJob {
    course: CourseId,
    #[ts(optional, type = "Id")]
    job: Option<String>,
}

impl From<ChangedSchedule> for NewSchedule {
    fn from(changed: ChangedSchedule) -> Self {
        let ChangedSchedule { course, product, schedule, keep_opened, job: _ } = changed;
        Self { course, product, schedule, keep_opened }
    }
}

pub(crate) fn save(call: &Call, new: ChangedSchedule) -> Result<Outcome<ScheduleEffect>> {
    let (book, job) = (call.book()?, call.job(new.job.as_deref()));
    let outcome = book.save_schedule(&call.by(), &new.into(), &job)?;
    Outcome::of(&book, outcome, |effect| effect)
}

pub(crate) fn preview(call: &Call, new: ChangedSchedule) -> Result<ScheduleEffect> {
    let (book, job) = (call.book()?, call.job(new.job.as_deref()));
    Ok(book.preview_schedule(&call.by(), &new.into(), &job)?)
}

pub(crate) fn calendar(call: &Call, next: NextDays) -> Result<Vec<NextOpening>> {
    let (book, job) = (call.book()?, call.job(next.job.as_deref()));
    Ok(book.next_openings(next.course, next.days, call.now, &job)?)
}

pub(crate) fn counts(call: &Call, of: CourseJob) -> Result<Vec<LessonCounts>> {
    let (book, job) = (call.book()?, call.job(of.job.as_deref()));
    Ok(book.lesson_counts(of.course, call.now, &job)?)
}
