//! When the lessons of a course open is decided: for the course, or for a product that holds it.

use rusqlite::OptionalExtension;

use super::edit::change;
use super::{Outline, attendance, mark, read};
use crate::book::{Book, By, Tx};
use crate::drip::{Facts, Schedule, Timetable};
use crate::error::{Error, Result};
use crate::ids::{CourseId, LessonId, MemberId, ProductId};
use crate::journal::{Op, OpKind, Outcome};
use crate::time::Zone;

impl Book {
    /// Gives a course its schedule, or a product its own for that course; without one the product
    /// follows the course again. What `schedule.product` says does not matter. With `keep_opened`
    /// whoever opened a lesson that would be locked for them by this keeps it, unlocked.
    pub fn save_schedule(
        &self,
        by: &By,
        course: CourseId,
        product: Option<ProductId>,
        schedule: Option<&Schedule>,
        keep_opened: bool,
    ) -> Result<Outcome<()>> {
        let zone = self.settings().zone;
        self.write(by, Op::new(OpKind::ScheduleSave), |tx| {
            let before = read::outline(tx, course)?;
            tx.say("title", read::title(tx, course)?);
            if let Some(product) = product {
                tx.say("name", product_title(tx, product, course)?);
            }
            change(tx, course, |outline| {
                if let Some(schedule) = schedule {
                    outline.refuse_strangers(schedule)?;
                }
                let schedule = schedule.map(|it| Schedule { product, ..it.clone() });
                match (product, schedule) {
                    (None, own) => outline.own = own.unwrap_or_default(),
                    (Some(_), own) => {
                        outline.by_product.retain(|it| it.product != product);
                        outline.by_product.extend(own);
                    }
                }
                Ok(())
            })?;
            match keep_opened {
                true => keep(tx, &before, zone),
                false => Ok(()),
            }
        })
    }
}

/// Unlocks each lesson that somebody opened and that the schedules of now lock for them.
fn keep(tx: &Tx, before: &Outline, zone: Zone) -> Result<()> {
    let course = before.course;
    let after = read::outline(tx, course)?;
    let (before, after) = (Timetable::new(before, zone), Timetable::new(&after, zone));
    let is_open = |timetable: &Timetable, lesson: LessonId, facts: &Facts| {
        let lesson = timetable.find(lesson);
        lesson.is_some_and(|lesson| timetable.opening(lesson, facts, tx.now()).open)
    };
    for member in who_opened_something(tx, course)? {
        let facts = attendance::facts(tx, course, member, zone)?;
        for (lesson, attendance) in &facts.lessons {
            if attendance.opened_at().is_some()
                && is_open(&before, *lesson, &facts)
                && !is_open(&after, *lesson, &facts)
            {
                mark::unlock(tx, member, *lesson)?;
            }
        }
    }
    Ok(())
}

fn who_opened_something(tx: &Tx, course: CourseId) -> Result<Vec<MemberId>> {
    let mut statement = tx.prepare_cached(
        "SELECT p.member_id FROM chapters c JOIN lessons l ON l.chapter_id = c.id
         JOIN lesson_progress p ON p.lesson_id = l.id WHERE c.course_id = ?1
         UNION SELECT q.member_id FROM chapters c JOIN lessons l ON l.chapter_id = c.id
         JOIN quiz_results q ON q.lesson_id = l.id WHERE c.course_id = ?1",
    )?;
    let members = statement.query_map([course], |row| row.get(0))?;
    Ok(members.collect::<rusqlite::Result<_>>()?)
}

impl Outline {
    /// A schedule is about the chapters and lessons there are.
    fn refuse_strangers(&self, schedule: &Schedule) -> Result<()> {
        if let Some(id) = schedule.chapters.keys().find(|id| self.chapter(**id).is_none()) {
            return Err(Error::NotFound { what: "chapter", id: id.to_string() });
        }
        let named = schedule.lessons.keys().chain(&schedule.from);
        match named.copied().find(|id| self.lesson(*id).is_none()) {
            Some(id) => Err(Error::NotFound { what: "lesson", id: id.to_string() }),
            None => Ok(()),
        }
    }
}

/// The title of a product that holds the course.
fn product_title(tx: &Tx, product: ProductId, course: CourseId) -> Result<String> {
    tx.prepare_cached(
        "SELECT p.title FROM products p JOIN product_courses h ON h.product_id = p.id
         WHERE p.id = ?1 AND h.course_id = ?2",
    )?
    .query_row((product, course), |row| row.get(0))
    .optional()?
    .ok_or_else(|| Error::NotFound { what: "product", id: product.to_string() })
}
