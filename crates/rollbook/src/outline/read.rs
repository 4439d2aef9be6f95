//! Outlines out of the book.

use rusqlite::{Connection, OptionalExtension};

use super::file::{self, Titles};
use super::{Chapter, Lesson, Outline, Quiz};
use crate::book::Book;
use crate::courses;
use crate::drip::{LessonState, Rule, states};
use crate::error::{Error, Result};
use crate::ids::{ChapterId, CourseId, LessonId, MemberId};

impl Book {
    /// The course with this title, case and accents aside.
    pub fn course_titled(&self, title: &str) -> Result<CourseId> {
        let missing = || Error::NotFound { what: "course", id: title.to_owned() };
        self.read(|db| courses::find(db, title)?.ok_or_else(missing))
    }

    pub fn outline(&self, course: CourseId) -> Result<Outline> {
        self.read(|db| outline(db, course))
    }

    /// The outline of a course as a file would have it.
    pub fn outline_file(&self, course: CourseId) -> Result<file::Outline> {
        self.read(|db| {
            let outline = outline(db, course)?;
            Ok(Titles { outline: &outline, courses: &course_titles(db)? }.write())
        })
    }

    /// What a member finds in a course at an instant (UTC milliseconds), as far as is known now.
    pub fn drip(&self, course: CourseId, member: MemberId, at: i64) -> Result<Vec<LessonState>> {
        let zone = self.settings().zone;
        self.read(|db| {
            let facts = super::attendance::facts(db, course, member, zone)?;
            let mut states = states(&outline(db, course)?, &facts, at, zone);
            for because in states.iter_mut().flat_map(|state| &mut state.because) {
                if let Some(course) = because.course_id {
                    because.title = Some(title(db, course)?);
                }
            }
            Ok(states)
        })
    }

    /// The lessons of a course with these titles, case and accents aside; `Start / Welcome` names the
    /// chapter too.
    pub fn lessons_titled(&self, course: CourseId, titles: &[String]) -> Result<Vec<LessonId>> {
        self.read(|db| {
            let outline = outline(db, course)?;
            let known = Titles { outline: &outline, courses: &[] };
            titles.iter().map(|title| known.lesson(title, &outline.title)).collect()
        })
    }
}

pub(crate) fn outline(db: &Connection, course: CourseId) -> Result<Outline> {
    let mut outline = db
        .prepare_cached("SELECT title, in_order, hide_locked FROM courses WHERE id = ?1")?
        .query_row([course], |row| {
            Ok(Outline {
                course,
                title: row.get(0)?,
                in_order: row.get(1)?,
                hide_locked: row.get(2)?,
                chapters: Vec::new(),
            })
        })
        .optional()?
        .ok_or_else(|| Error::NotFound { what: "course", id: course.to_string() })?;
    let mut chapters = db.prepare_cached(
        "SELECT id, title, drip FROM chapters WHERE course_id = ?1 AND removed_at IS NULL
         ORDER BY position, id",
    )?;
    let mut rows = chapters.query([course])?;
    while let Some(row) = rows.next()? {
        let id = row.get(0)?;
        outline.chapters.push(Chapter {
            id,
            title: row.get(1)?,
            drip: rule(row.get(2)?)?,
            lessons: lessons(db, id)?,
        });
    }
    Ok(outline)
}

fn lessons(db: &Connection, chapter: ChapterId) -> Result<Vec<Lesson>> {
    let mut statement = db.prepare_cached(
        "SELECT id, title, published, kind = 'quiz', pass_mark, drip FROM lessons
         WHERE chapter_id = ?1 AND removed_at IS NULL ORDER BY position, id",
    )?;
    let mut rows = statement.query([chapter])?;
    let mut lessons = Vec::new();
    while let Some(row) = rows.next()? {
        let is_quiz: bool = row.get(3)?;
        let pass = row.get(4)?;
        lessons.push(Lesson {
            id: row.get(0)?,
            title: row.get(1)?,
            published: row.get(2)?,
            quiz: is_quiz.then_some(Quiz { pass }),
            drip: rule(row.get(5)?)?,
        });
    }
    Ok(lessons)
}

fn rule(json: Option<String>) -> Result<Option<Rule>> {
    let rule = json.map(|json| serde_json::from_str(&json)).transpose();
    rule.map_err(|error| Error::Internal(format!("a drip rule can't be read: {error}")))
}

fn title(db: &Connection, course: CourseId) -> Result<String> {
    let mut statement = db.prepare_cached("SELECT title FROM courses WHERE id = ?1")?;
    Ok(statement.query_row([course], |row| row.get(0)).optional()?.unwrap_or_default())
}

pub(super) fn course_titles(db: &Connection) -> Result<Vec<(CourseId, String)>> {
    let mut statement = db.prepare_cached("SELECT id, title FROM courses ORDER BY id")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
