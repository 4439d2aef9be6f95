//! What each member did in some lessons, and which courses they completed.

use std::collections::HashMap;

use rusqlite::{Connection, Row};

use super::strand::Strand;
use crate::drip::{Asks, Attempt, Attendance, ByHand};
use crate::error::Result;
use crate::ids::{CourseId, LessonId, MemberId};

const PROGRESS: &str = "SELECT member_id, viewed_at, completed_at FROM lesson_progress
     WHERE lesson_id = ?1 AND member_id >= ?2 ORDER BY member_id";
const UNLOCKS: &str = "SELECT member_id, state = 'open', set_at FROM unlocks
     WHERE lesson_id = ?1 AND member_id >= ?2 ORDER BY member_id";
const ATTEMPTS: &str = "SELECT member_id, taken_at, score, passed FROM quiz_results
     WHERE lesson_id = ?1 AND member_id >= ?2 ORDER BY member_id, taken_at";
/// A completion without a date is taken as one of long ago.
const COMPLETED: &str = "SELECT member_id, coalesce(completed_at, last_activity_at, 0)
     FROM course_progress WHERE course_id = ?1 AND member_id >= ?2
     AND (completed_at IS NOT NULL OR completed >= 1) ORDER BY member_id";

/// Everybody's attendance of some lessons.
pub(super) struct Attended(Vec<(LessonId, Strands)>);

/// All that is known of one lesson.
struct Strands {
    /// Viewed and completed.
    progress: Strand<(Option<i64>, Option<i64>)>,
    by_hand: Strand<ByHand>,
    /// The earliest first, each with whether it passed.
    attempts: Strand<(Attempt, bool)>,
}

impl Attended {
    /// Of the lessons that are asked for. When the first lesson was opened is asked of all there
    /// were in the course.
    pub fn of_lessons(db: &Connection, course: CourseId, asks: &Asks) -> Result<Self> {
        let lessons: Vec<LessonId> = if asks.first_lesson {
            let mut statement = db.prepare_cached(
                "SELECT l.id FROM chapters c JOIN lessons l ON l.chapter_id = c.id
                 WHERE c.course_id = ?1 ORDER BY l.id",
            )?;
            let ids = statement.query_map([course], |row| row.get(0))?;
            ids.collect::<rusqlite::Result<_>>()?
        } else {
            asks.lessons.iter().copied().collect()
        };
        Ok(Self(lessons.into_iter().map(|lesson| (lesson, Strands::of(lesson))).collect()))
    }

    /// Puts what is known of a member in the place of what is there.
    pub fn read(
        &mut self,
        db: &Connection,
        member: MemberId,
        into: &mut HashMap<LessonId, Attendance>,
    ) -> Result<()> {
        into.clear();
        for (lesson, strands) in &mut self.0 {
            let attendance = strands.attendance(db, member)?;
            if attendance != Attendance::default() {
                into.insert(*lesson, attendance);
            }
        }
        Ok(())
    }
}

impl Strands {
    fn of(lesson: LessonId) -> Self {
        Self {
            progress: Strand::new(PROGRESS, lesson.0, |row| Ok((row.get(1)?, row.get(2)?))),
            by_hand: Strand::new(UNLOCKS, lesson.0, by_hand),
            attempts: Strand::new(ATTEMPTS, lesson.0, |row| {
                Ok((Attempt { taken_at: row.get(1)?, score: row.get(2)? }, row.get(3)?))
            }),
        }
    }

    fn attendance(&mut self, db: &Connection, member: MemberId) -> Result<Attendance> {
        let (viewed_at, completed_at) =
            self.progress.of(db, member)?.first().copied().unwrap_or_default();
        let by_hand = self.by_hand.of(db, member)?.first().copied();
        let attempts = self.attempts.of(db, member)?;
        Ok(Attendance {
            viewed_at,
            completed_at,
            passed_at: attempts.iter().find(|(_, passed)| *passed).map(|(it, _)| it.taken_at),
            attempts: attempts.iter().map(|(attempt, _)| *attempt).collect(),
            by_hand,
        })
    }
}

fn by_hand(row: &Row) -> rusqlite::Result<ByHand> {
    let since = row.get(2)?;
    Ok(if row.get(1)? { ByHand::Unlocked(since) } else { ByHand::Locked(since) })
}

/// When each member completed a course.
pub(super) struct Completions {
    /// What is known of the course as a whole.
    known: Strand<i64>,
    /// Its published lessons.
    lessons: Vec<Strands>,
}

impl Completions {
    pub fn of_course(db: &Connection, course: CourseId) -> Result<Self> {
        let mut statement = db.prepare_cached(
            "SELECT l.id FROM chapters c JOIN lessons l ON l.chapter_id = c.id
             WHERE c.course_id = ?1 AND c.removed_at IS NULL AND l.removed_at IS NULL
             AND l.published",
        )?;
        let lessons = statement.query_map([course], |row| row.get(0).map(Strands::of))?;
        Ok(Self {
            known: Strand::new(COMPLETED, course.0, |row| row.get(1)),
            lessons: lessons.collect::<rusqlite::Result<_>>()?,
        })
    }

    /// By their own record, or because every published lesson is complete.
    pub fn of(&mut self, db: &Connection, member: MemberId) -> Result<Option<i64>> {
        let known = self.known.of(db, member)?.first().copied();
        let mut done = None;
        for strands in &mut self.lessons {
            let Some(at) = strands.attendance(db, member)?.done_at() else { return Ok(known) };
            done = done.max(Some(at));
        }
        Ok(known.into_iter().chain(done).min())
    }
}
