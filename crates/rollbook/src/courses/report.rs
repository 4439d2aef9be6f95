//! How a course goes for those who have it: everybody together, lesson by lesson, and each of them.

use roaring::RoaringTreemap;
use rusqlite::{Connection, OptionalExtension};
use serde::Serialize;

use super::{Reached, Standings};
use crate::access::{Enrollment, Enrollments};
use crate::book::Book;
use crate::error::Result;
use crate::ids::{ChapterId, CourseId, LessonId, MemberId};
use crate::members::set::trashed;
use crate::views::{Gradebook, Ledger};

/// Everybody who has the course, whatever the status of their access; the trash is left aside.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct CourseReport {
    pub members: u64,
    /// Of them, who did something in it.
    pub started: u64,
    pub completed: u64,
    /// In the order of the outline.
    pub lessons: Vec<LessonReport>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct LessonReport {
    pub lesson_id: LessonId,
    pub lesson: String,
    pub chapter_id: ChapterId,
    pub chapter: String,
    pub published: bool,
    pub is_quiz: bool,
    /// Members who opened it.
    pub viewed: u64,
    /// Members who completed it, or passed the quiz.
    pub completed: u64,
}

/// A member in a course.
#[derive(Clone, Debug, PartialEq, Serialize, ts_rs::TS)]
pub struct CourseMember {
    pub id: MemberId,
    pub name: String,
    pub email: String,
    /// None when they have the course no more.
    pub enrollment: Option<Enrollment>,
    pub reached: Reached,
}

impl Book {
    pub fn course_report(&self, course: CourseId) -> Result<CourseReport> {
        self.read(|db| {
            let holders = self.lists.ledger(db, |ledger| holders(db, ledger, course))?;
            let mut report = CourseReport { members: holders.len(), ..CourseReport::default() };
            self.lists.gradebook(db, |gradebook| {
                count(gradebook, course, &holders, &mut report);
                Ok(())
            })?;
            report.lessons = lessons(db, course, &holders)?;
            Ok(report)
        })
    }

    /// A row for each id, `None` for a member who is no more.
    pub fn course_members(
        &self,
        course: CourseId,
        ids: &[MemberId],
        now: i64,
    ) -> Result<Vec<Option<CourseMember>>> {
        let zone = self.settings().zone;
        self.read(|db| {
            let mut who = db.prepare_cached("SELECT name, email FROM members WHERE id = ?1")?;
            let (mut enrollments, mut standings) = (Enrollments::new(db)?, Standings::new(db)?);
            let mut rows = Vec::with_capacity(ids.len());
            for id in ids {
                let known = who.query_row([id], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
                let Some((name, email)) = known else {
                    rows.push(None);
                    continue;
                };
                let of_course = |one: &Enrollment| one.course_id == course;
                let standing = standings.of(*id)?.into_iter().find(|one| one.course == course);
                rows.push(Some(CourseMember {
                    id: *id,
                    name,
                    email,
                    enrollment: enrollments.of(*id, now, zone)?.into_iter().find(of_course),
                    reached: standing.map(|one| one.reached).unwrap_or_default(),
                }));
            }
            Ok(rows)
        })
    }
}

/// Who has an open grant that opens the course, outside the trash.
fn holders(db: &Connection, ledger: &Ledger, course: CourseId) -> Result<RoaringTreemap> {
    let opened = ledger.opened(db)?;
    let Some(place) = opened.courses.iter().position(|one| *one == course) else {
        return Ok(RoaringTreemap::new());
    };
    let mut holders = RoaringTreemap::new();
    for (member, grants) in ledger.members() {
        if grants.iter().any(|grant| opened.by(grant).contains(&place)) {
            holders.insert(member.0 as u64);
        }
    }
    Ok(holders - trashed(db)?)
}

fn count(
    gradebook: &Gradebook,
    course: CourseId,
    holders: &RoaringTreemap,
    report: &mut CourseReport,
) {
    let of_course = gradebook.standings().iter().filter(|one| one.course == course);
    for one in of_course.filter(|one| holders.contains(one.member.0 as u64)) {
        let Reached { viewed, started_at, .. } = one.reached;
        report.started += u64::from(viewed > Some(0.0) || started_at.is_some());
        report.completed += u64::from(one.reached.complete_since().is_some());
    }
}

fn lessons(
    db: &Connection,
    course: CourseId,
    holders: &RoaringTreemap,
) -> Result<Vec<LessonReport>> {
    let mut statement = db.prepare_cached(
        "SELECT l.id, l.title, c.id, c.title, l.published, l.kind = 'quiz'
         FROM chapters c JOIN lessons l ON l.chapter_id = c.id
         WHERE c.course_id = ?1 AND c.removed_at IS NULL AND l.removed_at IS NULL
         ORDER BY c.position, c.id, l.position, l.id",
    )?;
    let lessons = statement.query_map([course], |row| {
        Ok(LessonReport {
            lesson_id: row.get(0)?,
            lesson: row.get(1)?,
            chapter_id: row.get(2)?,
            chapter: row.get(3)?,
            published: row.get(4)?,
            is_quiz: row.get(5)?,
            viewed: 0,
            completed: 0,
        })
    })?;
    let mut lessons: Vec<LessonReport> = lessons.collect::<rusqlite::Result<_>>()?;
    for lesson in &mut lessons {
        let (viewed, completed) = attended(db, lesson.lesson_id)?;
        lesson.viewed = viewed.intersection_len(holders);
        lesson.completed = completed.intersection_len(holders);
    }
    Ok(lessons)
}

/// Who opened a lesson, and who completed it or passed the quiz.
pub(crate) fn attended(
    db: &Connection,
    lesson: LessonId,
) -> Result<(RoaringTreemap, RoaringTreemap)> {
    let (mut viewed, mut completed) = (RoaringTreemap::new(), RoaringTreemap::new());
    for sql in [
        "SELECT member_id, completed_at IS NOT NULL FROM lesson_progress
         WHERE lesson_id = ?1 AND coalesce(viewed_at, completed_at) IS NOT NULL",
        "SELECT member_id, passed FROM quiz_results WHERE lesson_id = ?1",
    ] {
        let mut statement = db.prepare_cached(sql)?;
        let mut rows = statement.query([lesson])?;
        while let Some(row) = rows.next()? {
            let member: MemberId = row.get(0)?;
            viewed.insert(member.0 as u64);
            if row.get(1)? {
                completed.insert(member.0 as u64);
            }
        }
    }
    Ok((viewed, completed))
}
