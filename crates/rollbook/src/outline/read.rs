//! Outlines out of the book.

use std::collections::BTreeMap;
use std::convert::Infallible;

use rusqlite::types::FromSql;
use rusqlite::{Connection, OptionalExtension};

use super::check::Around;
use super::file::{self, Titles};
use super::{Chapter, Lesson, Outline, Quiz, Who};
use crate::book::Book;
use crate::courses;
use crate::drip::{Event, Item, LessonState, Rule, Schedule};
use crate::error::{Error, Result};
use crate::ids::{ChapterId, CourseId, ItemId, LessonId, MemberId, ProductId};

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
            let products = product_titles(db, course)?;
            Ok(Titles { outline: &outline, courses: &course_titles(db)?, products: &products }
                .write())
        })
    }

    /// What a member finds in a course at an instant (UTC milliseconds), as far as is known now.
    pub fn drip(&self, course: CourseId, member: MemberId, at: i64) -> Result<Vec<LessonState>> {
        self.simulate(course, &Who::Member(member), at, None)
    }

    /// The lessons of a course with these titles, case and accents aside; `Start / Welcome` names the
    /// chapter too.
    pub fn lessons_titled(&self, course: CourseId, titles: &[String]) -> Result<Vec<LessonId>> {
        self.read(|db| {
            let outline = outline(db, course)?;
            let known = Titles { outline: &outline, courses: &[], products: &[] };
            titles.iter().map(|title| known.lesson(title, &outline.title)).collect()
        })
    }
}

pub(crate) fn outline(db: &Connection, course: CourseId) -> Result<Outline> {
    let found = db
        .prepare_cached(
            "SELECT title, in_order, hide_locked, drip, drip_from FROM courses WHERE id = ?1",
        )?
        .query_row([course], |row| {
            let own = Schedule {
                in_order: row.get(1)?,
                hide_locked: row.get(2)?,
                from: row.get(4)?,
                ..Schedule::default()
            };
            Ok((row.get(0)?, own, row.get(3)?))
        })
        .optional()?;
    let (title, mut own, drip) =
        found.ok_or_else(|| Error::NotFound { what: "course", id: course.to_string() })?;
    own.rule = rule(drip)?;
    let mut outline = Outline { course, title, chapters: Vec::new(), own, by_product: Vec::new() };
    chapters(db, &mut outline)?;
    for chapter in &mut outline.chapters {
        chapter.lessons = lessons(db, chapter.id, &mut outline.own)?;
    }
    outline.by_product = of_products(db, course)?;
    Ok(outline)
}

fn chapters(db: &Connection, outline: &mut Outline) -> Result<()> {
    let mut chapters = db.prepare_cached(
        "SELECT id, title, drip FROM chapters WHERE course_id = ?1 AND removed_at IS NULL
         ORDER BY position, id",
    )?;
    let mut rows = chapters.query([outline.course])?;
    while let Some(row) = rows.next()? {
        let id = row.get(0)?;
        outline.chapters.push(Chapter { id, title: row.get(1)?, lessons: Vec::new() });
        if let Some(rule) = rule(row.get(2)?)? {
            outline.own.chapters.insert(id, rule);
        }
    }
    Ok(())
}

fn lessons(db: &Connection, chapter: ChapterId, own: &mut Schedule) -> Result<Vec<Lesson>> {
    let mut statement = db.prepare_cached(
        "SELECT id, title, published, kind = 'quiz', pass_mark, drip FROM lessons
         WHERE chapter_id = ?1 AND removed_at IS NULL ORDER BY position, id",
    )?;
    let mut rows = statement.query([chapter])?;
    let mut lessons = Vec::new();
    while let Some(row) = rows.next()? {
        let id = row.get(0)?;
        let is_quiz: bool = row.get(3)?;
        let pass = row.get(4)?;
        lessons.push(Lesson {
            id,
            title: row.get(1)?,
            published: row.get(2)?,
            quiz: is_quiz.then_some(Quiz { pass }),
        });
        if let Some(rule) = rule(row.get(5)?)? {
            own.lessons.insert(id, rule);
        }
    }
    Ok(lessons)
}

/// The schedules of products that hold the course. One of a product that does not any more is kept,
/// for the day on which it does again.
fn of_products(db: &Connection, course: CourseId) -> Result<Vec<Schedule>> {
    let mut statement = db.prepare_cached(
        "SELECT s.product_id, s.in_order, s.hide_locked, s.drip, s.drip_from
         FROM schedules s JOIN product_courses USING (product_id, course_id)
         WHERE s.course_id = ?1 ORDER BY s.product_id",
    )?;
    let mut rows = statement.query([course])?;
    let mut schedules = Vec::new();
    while let Some(row) = rows.next()? {
        let product: ProductId = row.get(0)?;
        schedules.push(Schedule {
            product: Some(product),
            in_order: row.get(1)?,
            hide_locked: row.get(2)?,
            rule: rule(row.get(3)?)?,
            from: row.get(4)?,
            chapters: rules(
                db,
                "SELECT r.chapter_id, r.drip FROM chapter_rules r
                 JOIN chapters c ON c.id = r.chapter_id AND c.removed_at IS NULL
                 WHERE r.product_id = ?1 AND c.course_id = ?2",
                product,
                course,
            )?,
            lessons: rules(
                db,
                "SELECT r.lesson_id, r.drip FROM lesson_rules r
                 JOIN lessons l ON l.id = r.lesson_id AND l.removed_at IS NULL
                 JOIN chapters c ON c.id = l.chapter_id AND c.removed_at IS NULL
                 WHERE r.product_id = ?1 AND c.course_id = ?2",
                product,
                course,
            )?,
        });
    }
    Ok(schedules)
}

fn rules<Id: FromSql + Ord>(
    db: &Connection,
    sql: &str,
    product: ProductId,
    course: CourseId,
) -> Result<BTreeMap<Id, Rule>> {
    let mut statement = db.prepare_cached(sql)?;
    let mut rows = statement.query((product, course))?;
    let mut rules = BTreeMap::new();
    while let Some(row) = rows.next()? {
        if let Some(rule) = rule(row.get(1)?)? {
            rules.insert(row.get(0)?, rule);
        }
    }
    Ok(rules)
}

/// A rule as it is kept: JSON with ids as numbers.
fn rule(json: Option<String>) -> Result<Option<Rule>> {
    let Some(json) = json else { return Ok(None) };
    let kept: Rule<i64> = serde_json::from_str(&json)
        .map_err(|error| Error::Internal(format!("a drip rule can't be read: {error}")))?;
    let Ok(rule) = kept.renamed(|event| event.map(|id| Ok::<_, Infallible>(ItemId(*id))));
    Ok(Some(rule))
}

/// Nothing for a course that an undo took out of the book.
pub(super) fn title(db: &Connection, course: CourseId) -> Result<Option<String>> {
    let mut statement = db.prepare_cached("SELECT title FROM courses WHERE id = ?1")?;
    Ok(statement.query_row([course], |row| row.get(0)).optional()?)
}

pub(super) fn course_titles(db: &Connection) -> Result<Vec<(CourseId, String)>> {
    let mut statement = db.prepare_cached("SELECT id, title FROM courses ORDER BY id")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The products that hold a course.
pub(super) fn product_titles(
    db: &Connection,
    course: CourseId,
) -> Result<Vec<(ProductId, String)>> {
    let mut statement = db.prepare_cached(
        "SELECT p.id, p.title FROM products p JOIN product_courses h ON h.product_id = p.id
         WHERE h.course_id = ?1 ORDER BY p.id",
    )?;
    let rows = statement.query_map([course], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// What the rules of an outline lead to, from course to course.
pub(super) fn around(db: &Connection, from: &Outline) -> Result<Around> {
    let mut others: Vec<Outline> = Vec::new();
    let mut ahead: Vec<CourseId> = courses_named(from);
    while let Some(course) = ahead.pop() {
        if course == from.course || others.iter().any(|known| known.course == course) {
            continue;
        }
        match outline(db, course) {
            Ok(found) => {
                ahead.extend(courses_named(&found));
                others.push(found);
            }
            // An undo took it out of the book. What waits for it says so.
            Err(Error::NotFound { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(Around { others, products: product_titles(db, from.course)? })
}

fn courses_named(outline: &Outline) -> Vec<CourseId> {
    let rules = outline.schedules().flat_map(Schedule::rules);
    let events = rules.flat_map(Rule::conditions).map(|condition| &condition.event);
    events
        .filter_map(|event| match event {
            Event::Completed(Item::Course(id)) => Some(CourseId(id.0)),
            _ => None,
        })
        .collect()
}
