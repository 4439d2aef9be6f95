//! What is known of a member in a course: the facts that the rules ask for.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension};

use crate::courses::{Standings, cohort_starts};
use crate::drip::{Attempt, Attendance, ByHand, Facts, Held};
use crate::error::{Error, Result};
use crate::ids::{CohortId, CourseId, LessonId, MemberId};
use crate::members::Status;
use crate::time::Zone;

pub(super) fn facts(
    db: &Connection,
    course: CourseId,
    member: MemberId,
    zone: Zone,
) -> Result<Facts> {
    let status = crate::members::bare(db, member)?
        .ok_or_else(|| Error::NotFound { what: "member", id: member.to_string() })?
        .status;
    Ok(Facts {
        // Somebody who is blocked can't enter anything.
        held: if status == Status::Disabled { Vec::new() } else { held(db, course, member, zone)? },
        own_start: own_start(db, course, member)?,
        lessons: lessons(db, course, member)?,
        courses: completed_courses(db, member)?,
    })
}

pub(super) fn held(
    db: &Connection,
    course: CourseId,
    member: MemberId,
    zone: Zone,
) -> Result<Vec<Held>> {
    let mut statement = db.prepare_cached(
        "SELECT starts_at, expires_at, cohort_id, product_id FROM holdings
         WHERE member_id = ?1 AND course_id = ?2 AND state = 'active' ORDER BY starts_at",
    )?;
    let starts = cohort_starts(db, course, zone)?;
    let rows = statement.query_map((member, course), |row| {
        let cohort: Option<CohortId> = row.get(2)?;
        Ok(Held {
            product: row.get(3)?,
            starts_at: row.get(0)?,
            expires_at: row.get(1)?,
            cohort_starts_at: cohort.and_then(|cohort| starts.get(&cohort)).copied(),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(super) fn own_start(
    db: &Connection,
    course: CourseId,
    member: MemberId,
) -> Result<Option<i64>> {
    let mut statement = db.prepare_cached(
        "SELECT starts_at FROM drip_starts WHERE member_id = ?1 AND course_id = ?2",
    )?;
    Ok(statement.query_row((member, course), |row| row.get(0)).optional()?)
}

fn lessons(
    db: &Connection,
    course: CourseId,
    member: MemberId,
) -> Result<HashMap<LessonId, Attendance>> {
    let mut statement = db.prepare_cached(
        "SELECT l.id, p.viewed_at, p.completed_at, u.state = 'open', u.set_at
         FROM chapters c JOIN lessons l ON l.chapter_id = c.id
         LEFT JOIN lesson_progress p ON p.member_id = ?1 AND p.lesson_id = l.id
         LEFT JOIN unlocks u ON u.member_id = ?1 AND u.lesson_id = l.id
         WHERE c.course_id = ?2 AND coalesce(p.member_id, u.member_id) IS NOT NULL",
    )?;
    let mut rows = statement.query((member, course))?;
    let mut lessons: HashMap<LessonId, Attendance> = HashMap::new();
    while let Some(row) = rows.next()? {
        let (is_open, since): (Option<bool>, Option<i64>) = (row.get(3)?, row.get(4)?);
        let by_hand = is_open.zip(since).map(|(is_open, since)| match is_open {
            true => ByHand::Unlocked(since),
            false => ByHand::Locked(since),
        });
        let attendance = Attendance {
            viewed_at: row.get(1)?,
            completed_at: row.get(2)?,
            by_hand,
            ..Attendance::default()
        };
        lessons.insert(row.get(0)?, attendance);
    }
    attempts(db, course, member, &mut lessons)?;
    Ok(lessons)
}

fn attempts(
    db: &Connection,
    course: CourseId,
    member: MemberId,
    lessons: &mut HashMap<LessonId, Attendance>,
) -> Result<()> {
    let mut statement = db.prepare_cached(
        "SELECT q.lesson_id, q.taken_at, q.score, q.passed FROM quiz_results q
         JOIN lessons l ON l.id = q.lesson_id JOIN chapters c ON c.id = l.chapter_id
         WHERE q.member_id = ?1 AND c.course_id = ?2 ORDER BY q.taken_at, q.id",
    )?;
    let mut rows = statement.query((member, course))?;
    while let Some(row) = rows.next()? {
        let attendance = lessons.entry(row.get(0)?).or_default();
        let attempt = Attempt { taken_at: row.get(1)?, score: row.get(2)? };
        if row.get(3)? {
            attendance.passed_at = attendance.passed_at.or(Some(attempt.taken_at));
        }
        attendance.attempts.push(attempt);
    }
    Ok(())
}

fn completed_courses(db: &Connection, member: MemberId) -> Result<HashMap<CourseId, i64>> {
    let standings = Standings::new(db)?.of(member)?.into_iter();
    Ok(standings.filter_map(|one| Some((one.course, one.reached.complete_since()?))).collect())
}
