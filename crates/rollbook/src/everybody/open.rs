//! Who can open a lesson.

use roaring::RoaringTreemap;
use rusqlite::{Connection, OptionalExtension};

use super::Everybody;
use crate::drip::{Asks, Timetable};
use crate::error::{Error, Result};
use crate::ids::{CourseId, LessonId};
use crate::outline;
use crate::progress::{Phase, Progress};
use crate::time::Zone;
use crate::views::Lists;

/// The members for whom a published lesson is open at `now`; nobody for one that is not published.
pub(crate) fn who_opens(
    db: &Connection,
    lists: &Lists,
    lesson: LessonId,
    now: i64,
    zone: Zone,
) -> Result<RoaringTreemap> {
    let course = course_of(db, lesson)?;
    let outline = outline::read(db, course)?;
    let timetable = Timetable::new(&outline, zone);
    let mut found = RoaringTreemap::new();
    let Some(lesson) = timetable.find(lesson) else { return Ok(found) };
    let asks = Asks::of(&timetable, [lesson]);
    let everybody = Everybody::with(db, lists, course, &asks, zone)?;
    everybody.each(Phase::Reading, &Progress::default(), |member, facts| {
        if timetable.opening(lesson, facts, now).open {
            found.insert(member.0 as u64);
        }
        Ok(())
    })?;
    Ok(found)
}

fn course_of(db: &Connection, lesson: LessonId) -> Result<CourseId> {
    db.prepare_cached(
        "SELECT c.course_id FROM lessons l JOIN chapters c ON c.id = l.chapter_id WHERE l.id = ?1",
    )?
    .query_row([lesson], |row| row.get(0))
    .optional()?
    .ok_or_else(|| Error::NotFound { what: "lesson", id: lesson.to_string() })
}
