//! When the lessons of a course open is decided: for the course, or for a product that holds it.

use rusqlite::OptionalExtension;

use super::edit::change;
use super::write::Opened;
use super::{Outline, mark, read};
use crate::book::{Book, By, Tx};
use crate::courses;
use crate::drip::Schedule;
use crate::error::{Error, Result};
use crate::everybody::{Change, ScheduleEffect};
use crate::ids::{CourseId, LessonId, MemberId, ProductId};
use crate::journal::{Op, OpKind, Outcome};
use crate::progress::{Phase, Progress};
use crate::views::Lists;

/// A schedule for a course, or for a product that holds it.
#[derive(Clone, Debug)]
pub struct NewSchedule {
    pub course: CourseId,
    /// Its own, for whoever has the course by it; the course itself without one.
    pub product: Option<ProductId>,
    /// What it says of its product does not matter. Without one the product follows the course again.
    pub schedule: Option<Schedule>,
    /// Whoever opened a lesson that this would lock for them keeps it, unlocked.
    pub keep_opened: bool,
}

impl Book {
    /// Gives a course its schedule, or a product its own for that course.
    pub fn save_schedule(
        &self,
        by: &By,
        new: &NewSchedule,
        progress: &Progress,
    ) -> Result<Outcome<ScheduleEffect>> {
        self.write(by, Op::new(OpKind::ScheduleSave), |tx| {
            let (effect, kept) = new.put(tx, &self.lists, progress)?;
            progress.begin(Phase::Writing, kept.len() as u64)?;
            tx.in_bulk("unlocks", kept.len() as u64, || {
                kept.iter().try_for_each(|(member, lesson)| {
                    mark::unlock(tx, *member, *lesson)?;
                    progress.step(1)
                })
            })?;
            progress.begin(Phase::Journaling, 0)?;
            Ok(effect)
        })
    }

    /// What [`save_schedule`](Book::save_schedule) would do.
    pub fn preview_schedule(
        &self,
        by: &By,
        new: &NewSchedule,
        progress: &Progress,
    ) -> Result<ScheduleEffect> {
        Ok(self.preview(by, |tx| Ok(new.put(tx, &self.lists, progress)?.0))?.value)
    }
}

impl NewSchedule {
    /// Writes it, and says what that does and which lessons are to be unlocked for whom.
    fn put(
        &self,
        tx: &Tx,
        lists: &Lists,
        progress: &Progress,
    ) -> Result<(ScheduleEffect, Vec<(MemberId, LessonId)>)> {
        let Self { course, product, .. } = *self;
        tx.say("title", courses::title(tx, course)?);
        if let Some(product) = product {
            tx.say("name", product_title(tx, product, course)?);
        }
        let before = read::outline(tx, course)?;
        // Whether what was opened stays is chosen here, and counted with the rest.
        change(tx, course, Opened::Locked, |outline| {
            outline.follow(product, self.schedule.as_ref())
        })?;
        let after = read::outline(tx, course)?;
        let (keep_opened, now, zone) = (self.keep_opened, tx.now(), tx.settings().zone);
        Change { before: &before, after: &after, keep_opened, now, zone }
            .effect(tx, lists, progress)
    }
}

impl Outline {
    /// The course, or the product, follows this schedule; the product without one the course's.
    pub(super) fn follow(
        &mut self,
        product: Option<ProductId>,
        schedule: Option<&Schedule>,
    ) -> Result<()> {
        if let Some(schedule) = schedule {
            self.refuse_strangers(schedule)?;
        }
        let schedule = schedule.map(|it| Schedule { product, ..it.clone() });
        match (product, schedule) {
            (None, own) => self.own = own.unwrap_or_default(),
            (Some(_), own) => {
                self.by_product.retain(|it| it.product != product);
                self.by_product.extend(own);
            }
        }
        Ok(())
    }

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
