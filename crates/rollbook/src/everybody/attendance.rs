//! What each member did in some lessons.

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
