//! What is known of a member in a course: the facts that the rules ask for.

use std::collections::HashMap;

use rusqlite::Connection;

use crate::courses::Standings;
use crate::drip::{Attendance, ByHand, Facts, Held};
use crate::error::{Error, Result};
use crate::ids::{CourseId, LessonId, MemberId};
use crate::members::Status;
use crate::time::{Zone, day_start, parse_day};

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
        lessons: lessons(db, course, member)?,
        courses: completed_courses(db, member)?,
    })
}

fn held(db: &Connection, course: CourseId, member: MemberId, zone: Zone) -> Result<Vec<Held>> {
    let mut statement = db.prepare_cached(
        "SELECT h.starts_at, h.expires_at, c.starts_on FROM holdings h
         LEFT JOIN cohorts c ON c.id = h.cohort_id
         WHERE h.member_id = ?1 AND h.course_id = ?2 AND h.state = 'active' ORDER BY h.starts_at",
    )?;
    let mut rows = statement.query((member, course))?;
    let mut held = Vec::new();
    while let Some(row) = rows.next()? {
        let starts_on: Option<String> = row.get(2)?;
        let starts_on = starts_on.as_deref().map(parse_day).transpose()?;
        held.push(Held {
            starts_at: row.get(0)?,
            expires_at: row.get(1)?,
            cohort_starts_at: starts_on.map(|day| day_start(zone, day)),
        });
    }
    Ok(held)
}

fn lessons(
    db: &Connection,
    course: CourseId,
    member: MemberId,
) -> Result<HashMap<LessonId, Attendance>> {
    let mut statement = db.prepare_cached(
        "SELECT l.id, p.viewed_at, p.completed_at, u.state = 'open', u.set_at,
                (SELECT min(taken_at) FROM quiz_results
                 WHERE member_id = ?1 AND lesson_id = l.id AND passed)
         FROM chapters c JOIN lessons l ON l.chapter_id = c.id
         LEFT JOIN lesson_progress p ON p.member_id = ?1 AND p.lesson_id = l.id
         LEFT JOIN unlocks u ON u.member_id = ?1 AND u.lesson_id = l.id
         WHERE c.course_id = ?2",
    )?;
    let mut rows = statement.query((member, course))?;
    let mut lessons = HashMap::new();
    while let Some(row) = rows.next()? {
        let (is_open, since): (Option<bool>, Option<i64>) = (row.get(3)?, row.get(4)?);
        let by_hand = is_open.zip(since).map(|(is_open, since)| match is_open {
            true => ByHand::Unlocked(since),
            false => ByHand::Locked(since),
        });
        let attendance = Attendance {
            viewed_at: row.get(1)?,
            completed_at: row.get(2)?,
            passed_at: row.get(5)?,
            by_hand,
        };
        if attendance != Attendance::default() {
            lessons.insert(row.get(0)?, attendance);
        }
    }
    Ok(lessons)
}

fn completed_courses(db: &Connection, member: MemberId) -> Result<HashMap<CourseId, i64>> {
    let standings = Standings::new(db)?.of(member)?.into_iter();
    Ok(standings.filter_map(|one| Some((one.course, one.reached.complete_since()?))).collect())
}
