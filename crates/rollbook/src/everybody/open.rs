//! Who can open a lesson, and when it opens for the others.

use roaring::RoaringTreemap;
use rusqlite::Connection;

use super::Everybody;
use crate::drip::{Asks, Opening, Timetable};
use crate::error::Result;
use crate::ids::LessonId;
use crate::outline;
use crate::progress::{Phase, Progress};
use crate::time::Zone;
use crate::views::Lists;

/// The members for whom a published lesson opens in such a way, as it stands at `now`; nobody for one
/// that is not published.
pub(crate) fn who_opens(
    db: &Connection,
    lists: &Lists,
    lesson: LessonId,
    now: i64,
    zone: Zone,
    holds: impl Fn(Opening) -> bool,
) -> Result<RoaringTreemap> {
    let course = outline::course_of_lesson(db, lesson)?;
    let outline = outline::read(db, course)?;
    let timetable = Timetable::new(&outline, zone);
    let mut found = RoaringTreemap::new();
    let Some(lesson) = timetable.find(lesson) else { return Ok(found) };
    let asks = Asks::of(&timetable, [lesson]);
    let everybody = Everybody::with(db, lists, course, &asks, zone)?;
    everybody.each(Phase::Reading, &Progress::default(), |member, facts| {
        if holds(timetable.openings(facts, now).of(lesson)) {
            found.insert(member.0 as u64);
        }
        Ok(())
    })?;
    Ok(found)
}
