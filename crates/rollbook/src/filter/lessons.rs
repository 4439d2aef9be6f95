//! Which members did something in a lesson, or can open it.

use roaring::RoaringTreemap;
use rusqlite::Connection;

use super::Key;
use super::days::Clock;
use crate::drip::Opening;
use crate::error::Result;
use crate::everybody;
use crate::ids::LessonId;
use crate::members::set;
use crate::views::Lists;

/// Whoever completed a lesson or tried a quiz has viewed it, also where nobody noted the view.
const VIEWED: &str = "SELECT member_id FROM lesson_progress
     WHERE lesson_id = ?1 AND (viewed_at IS NOT NULL OR completed_at IS NOT NULL)";
const COMPLETED: &str =
    "SELECT member_id FROM lesson_progress WHERE lesson_id = ?1 AND completed_at IS NOT NULL";
const ATTEMPTED: &str = "SELECT member_id FROM quiz_results WHERE lesson_id = ?1";
const PASSED: &str = "SELECT member_id FROM quiz_results WHERE lesson_id = ?1 AND passed";

/// Of whom a key about lessons holds, for any of these.
pub(super) fn holders(
    db: &Connection,
    lists: &Lists,
    key: &Key,
    lessons: &[i64],
    clock: Clock,
) -> Result<RoaringTreemap> {
    let mut found = RoaringTreemap::new();
    for lesson in lessons {
        let statements: &[&str] = match key {
            Key::Viewed => &[VIEWED, ATTEMPTED],
            Key::Done => &[COMPLETED, PASSED],
            Key::Passed => &[PASSED],
            _ => &[],
        };
        for sql in statements {
            found |= set::found(db, sql, [lesson])?;
        }
        if *key == Key::Opens {
            found |= who_opens(db, lists, &[LessonId(*lesson)], clock, |opening| opening.open)?;
        }
    }
    Ok(found)
}

/// For whom one of these lessons opens in such a way.
pub(super) fn who_opens(
    db: &Connection,
    lists: &Lists,
    lessons: &[LessonId],
    Clock { now, zone }: Clock,
    holds: impl Fn(Opening) -> bool,
) -> Result<RoaringTreemap> {
    let mut found = RoaringTreemap::new();
    for lesson in lessons {
        found |= everybody::who_opens(db, lists, *lesson, now, zone, &holds)?;
    }
    Ok(found)
}
