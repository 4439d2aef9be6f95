//! How far somebody came in a course as a whole.

use rusqlite::{OptionalExtension, params};

use super::Evaluator;
use super::access::Change;
use super::people::Standing;
use crate::courses::Reached;
use crate::error::Result;
use crate::ids::MemberId;
use crate::import::facts::CourseProgress;
use crate::import::fields::Field;

impl Evaluator<'_> {
    /// What a row adds to what is known of a course, also by its lessons: a file that says less than
    /// they do says nothing new. Progress never goes back, unless the file may overwrite what files
    /// said; nothing overwrites what was done in a lesson. Of several rows of one person none overwrites another, or the file would change
    /// the book each time it comes. `given` is how far earlier rows came.
    pub(super) fn progress(
        &mut self,
        said: CourseProgress,
        standing: Standing,
        member: Option<MemberId>,
        target: usize,
        given: CourseProgress,
    ) -> Result<Option<Change>> {
        if said == CourseProgress::default() {
            return Ok(None);
        }
        let said_before = self.course_progress(member, target)?;
        let known = self.reached(member, target)?;
        let before = known.further(given);
        let overwrites = |field| !standing.is_repeated && self.options.overwrites(&field);
        let share = |of: fn(&CourseProgress) -> Option<f64>, field| {
            let (before, after) = (of(&before), of(&said)?);
            let is_more = before.is_none_or(|before| hundredths(after) > hundredths(before));
            let is_other = || of(&said_before).or(before) != Some(after);
            (is_more || (overwrites(field) && is_other())).then_some(after)
        };
        let instant = |of: fn(&CourseProgress) -> Option<i64>, field| {
            let (before, after) = (of(&before), of(&said)?);
            let is_new = match field {
                Field::LastActivityAt => before < Some(after),
                _ => before.is_none(),
            };
            let is_other = || of(&said_before).or(before) != Some(after);
            (is_new || (overwrites(field) && is_other())).then_some(after)
        };
        let set = CourseProgress {
            viewed: share(|it| it.viewed, Field::Viewed),
            completed: share(|it| it.completed, Field::Progress),
            started_at: instant(|it| it.started_at, Field::StartedAt),
            completed_at: instant(|it| it.completed_at, Field::CompletedAt),
            last_activity_at: instant(|it| it.last_activity_at, Field::LastActivityAt),
        };
        let is_set = set != CourseProgress::default();
        Ok(is_set.then_some(Change::Progress { target, before: known, set }))
    }

    /// How far somebody got, by what files said and what they did in lessons.
    fn reached(&mut self, member: Option<MemberId>, target: usize) -> Result<CourseProgress> {
        let course = self.targets[target].course();
        let Some((member, course)) = member.zip(course) else {
            return Ok(CourseProgress::default());
        };
        let standing = self.standings.of(member)?.into_iter().find(|one| one.course == course);
        let Reached { viewed, completed, started_at, last_activity_at, completed_at } =
            standing.map(|one| one.reached).unwrap_or_default();
        Ok(CourseProgress { viewed, completed, started_at, completed_at, last_activity_at })
    }

    /// What files said of a member in a course.
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

/// A share in hundredths of a percent, as files write it: two thirds come back as 66.67 %, and are no
/// more than they were.
fn hundredths(share: f64) -> i64 {
    (share * 10_000.0).round() as i64
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
