//! How far somebody came in a course as a whole.

use rusqlite::{OptionalExtension, params};

use super::Evaluator;
use super::access::Change;
use super::people::Standing;
use crate::error::Result;
use crate::ids::MemberId;
use crate::import::facts::CourseProgress;
use crate::import::fields::Field;

impl Evaluator<'_> {
    /// What a row adds to what is known of a course. Progress never goes back, unless the file may
    /// overwrite it. Of several rows of one person none overwrites another, or the file would change
    /// the book each time it comes. `given` is how far earlier rows came.
    pub(super) fn progress(
        &self,
        said: CourseProgress,
        standing: Standing,
        member: Option<MemberId>,
        target: usize,
        given: CourseProgress,
    ) -> Result<Option<Change>> {
        if said == CourseProgress::default() {
            return Ok(None);
        }
        let known = self.course_progress(member, target)?;
        let before = known.further(given);
        let overwrites = |field| !standing.is_repeated && self.options.overwrites(&field);
        let share = |before: Option<f64>, after: Option<f64>, field| {
            let is_taken = |after: &f64| {
                before.is_none_or(|before| {
                    *after > before || (overwrites(field) && after.total_cmp(&before).is_ne())
                })
            };
            after.filter(is_taken)
        };
        let instant = |before: Option<i64>, after: Option<i64>, field| {
            after.filter(|after| before.is_none() || (overwrites(field) && before != Some(*after)))
        };
        let last_activity_at = said.last_activity_at.filter(|after| {
            let is_other = before.last_activity_at != Some(*after);
            before.last_activity_at < Some(*after)
                || (overwrites(Field::LastActivityAt) && is_other)
        });
        let set = CourseProgress {
            viewed: share(before.viewed, said.viewed, Field::Viewed),
            completed: share(before.completed, said.completed, Field::Progress),
            started_at: instant(before.started_at, said.started_at, Field::StartedAt),
            completed_at: instant(before.completed_at, said.completed_at, Field::CompletedAt),
            last_activity_at,
        };
        let is_set = set != CourseProgress::default();
        Ok(is_set.then_some(Change::Progress { target, before: known, set }))
    }

    fn course_progress(&self, member: Option<MemberId>, target: usize) -> Result<CourseProgress> {
        let course = self.targets[target].course();
        let Some((member, course)) = member.zip(course) else {
            return Ok(CourseProgress::default());
        };
        let mut statement = self.db.prepare_cached(
            "SELECT viewed, completed, started_at, completed_at, last_activity_at
             FROM course_progress WHERE member_id = ?1 AND course_id = ?2",
        )?;
        let known = statement.query_row(params![member, course], |row| {
            Ok(CourseProgress {
                viewed: row.get(0)?,
                completed: row.get(1)?,
                started_at: row.get(2)?,
                completed_at: row.get(3)?,
                last_activity_at: row.get(4)?,
            })
        });
        Ok(known.optional()?.unwrap_or_default())
    }
}

impl CourseProgress {
    /// The larger shares and the later activity; of other dates those that are known first.
    pub fn further(self, other: Self) -> Self {
        let larger = |one: Option<f64>, other: Option<f64>| match (one, other) {
            (Some(one), Some(other)) => Some(one.max(other)),
            (one, other) => one.or(other),
        };
        Self {
            viewed: larger(self.viewed, other.viewed),
            completed: larger(self.completed, other.completed),
            started_at: self.started_at.or(other.started_at),
            completed_at: self.completed_at.or(other.completed_at),
            last_activity_at: self.last_activity_at.max(other.last_activity_at),
        }
    }
}
