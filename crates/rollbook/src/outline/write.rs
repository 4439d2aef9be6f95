//! Outlines into the book: a whole file at once, and the difference that any change makes.

use std::collections::{HashMap, HashSet};
use std::convert::Infallible;

use rusqlite::params;

use super::check::OutlineProblem;
use super::file::{self, Titles};
use super::read::{around, course_titles, outline, product_titles};
use super::{Chapter, Lesson, Outline, Quiz, check, mark};
use crate::book::{Book, By, Tx};
use crate::drip::{Rule, Schedule};
use crate::error::{Error, Result};
use crate::everybody::Change;
use crate::ids::{ChapterId, CourseId, LessonId, ProductId};
use crate::journal::{Op, OpKind, Outcome};
use crate::text::fold;
use crate::views::{Lists, following_names};

impl Book {
    /// Makes the outline of a course what the file says. Chapters and lessons are known by their
    /// titles: those that are there already keep their progress, also when they moved; those that
    /// the file leaves out are removed, and come back with a file that has them again. With
    /// `keep_opened`, whoever opened a lesson that this would lock for them keeps it, unlocked.
    pub fn write_outline(
        &self,
        by: &By,
        course: CourseId,
        wanted: &file::Outline,
        keep_opened: bool,
    ) -> Result<Outcome<Kept>> {
        self.write(by, Op::new(OpKind::OutlineWrite), |tx| {
            let now = outline(tx, course)?;
            tx.say("title", now.title.clone());
            if fold(&wanted.course) != fold(&now.title) {
                let (found, expected) = (wanted.course.clone(), now.title);
                return Err(OutlineProblem::OtherCourse { found, expected }.into());
            }
            let mut next = Known::of(tx, course)?.skeleton(tx, &now, wanted)?;
            // Titles that can't be told apart would make a rule mean another lesson.
            check::titles(&next)?;
            let (courses, products) = (course_titles(tx)?, product_titles(tx, course)?);
            let named = next.clone();
            let known = Titles { outline: &named, courses: &courses, products: &products };
            next.own = known.own(wanted)?;
            next.by_product = known.schedules(&wanted.schedules)?;
            let opened = if keep_opened { Opened::Kept(&self.lists) } else { Opened::Locked };
            save(tx, &now, &next, opened)
        })
    }
}

/// What becomes of a lesson for somebody who opened it, where a change of the outline would lock it.
#[derive(Clone, Copy)]
pub(super) enum Opened<'a> {
    /// They keep it, unlocked.
    Kept(&'a Lists),
    /// They lose it; or it is not asked, because nothing stays written.
    Locked,
}

/// What stays open for those who had opened it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    pub members: u64,
    /// Each counted once, for however many members.
    pub lessons: u64,
}

/// Makes `next` the outline of its course, after a look at whether it holds together. Rows that stay
/// as they are make no change.
pub(super) fn save(tx: &Tx, now: &Outline, next: &Outline, opened: Opened) -> Result<Kept> {
    check::check(next, &around(tx, next)?)?;
    // Asked before anything is written: what lists keep in memory is of the book as it was.
    let kept = match opened {
        Opened::Kept(lists) => {
            let (at, zone) = (tx.now(), tx.settings().zone);
            Change { before: now, after: next, keep_opened: true, now: at, zone }.kept(tx, lists)?
        }
        Opened::Locked => Vec::new(),
    };
    following_names(tx, || put(tx, now, next))?;
    tx.in_bulk("unlocks", kept.len() as u64, || {
        kept.iter().try_for_each(|(member, lesson)| mark::unlock(tx, *member, *lesson))
    })?;
    let lessons: HashSet<LessonId> = kept.iter().map(|(_, lesson)| *lesson).collect();
    Ok(Kept {
        members: kept.chunk_by(|(a, _), (b, _)| a == b).count() as u64,
        lessons: lessons.len() as u64,
    })
}

fn put(tx: &Tx, now: &Outline, next: &Outline) -> Result<()> {
    let Schedule { in_order, hide_locked, rule, from, .. } = &next.own;
    tx.prepare_cached(
        "UPDATE courses SET in_order = ?2, hide_locked = ?3, drip = ?4, drip_from = ?5 WHERE id = ?1",
    )?
    .execute(params![next.course, in_order, hide_locked, json(rule.as_ref())?, from])?;
    for (position, chapter) in next.chapters.iter().enumerate() {
        put_chapter(tx, next, chapter, position as i64)?;
        for (position, lesson) in chapter.lessons.iter().enumerate() {
            put_lesson(tx, next, chapter.id, lesson, position as i64)?;
        }
    }
    for (_, lesson) in now.lessons().filter(|(_, it)| next.lesson(it.id).is_none()) {
        tx.prepare_cached("UPDATE lessons SET removed_at = ?2 WHERE id = ?1")?
            .execute(params![lesson.id, tx.now()])?;
    }
    for chapter in now.chapters.iter().filter(|it| next.chapter(it.id).is_none()) {
        tx.prepare_cached("UPDATE chapters SET removed_at = ?2 WHERE id = ?1")?
            .execute(params![chapter.id, tx.now()])?;
    }
    for schedule in &next.by_product {
        put_schedule(tx, next, schedule)?;
    }
    for product in now.by_product.iter().filter_map(|schedule| schedule.product) {
        if !next.by_product.iter().any(|it| it.product == Some(product)) {
            drop_schedule(tx, next.course, product)?;
        }
    }
    Ok(())
}

fn put_chapter(tx: &Tx, outline: &Outline, chapter: &Chapter, position: i64) -> Result<()> {
    tx.prepare_cached(
        "INSERT INTO chapters (id, course_id, title, position, drip, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (id) DO UPDATE SET title = ?3, position = ?4, drip = ?5, removed_at = NULL",
    )?
    .execute(params![
        chapter.id,
        outline.course,
        chapter.title.trim(),
        position,
        json(outline.own.chapters.get(&chapter.id))?,
        tx.now(),
    ])?;
    Ok(())
}

fn put_lesson(
    tx: &Tx,
    outline: &Outline,
    chapter: ChapterId,
    lesson: &Lesson,
    position: i64,
) -> Result<()> {
    tx.prepare_cached(
        "INSERT INTO lessons (id, chapter_id, title, position, kind, pass_mark, published, drip,
                              created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
         ON CONFLICT (id) DO UPDATE SET chapter_id = ?2, title = ?3, position = ?4, kind = ?5,
             pass_mark = ?6, published = ?7, drip = ?8, removed_at = NULL",
    )?
    .execute(params![
        lesson.id,
        chapter,
        lesson.title.trim(),
        position,
        if lesson.quiz.is_some() { "quiz" } else { "lesson" },
        lesson.quiz.and_then(|quiz| quiz.pass),
        lesson.published,
        json(outline.own.lessons.get(&lesson.id))?,
        tx.now(),
    ])?;
    Ok(())
}

fn put_schedule(tx: &Tx, outline: &Outline, schedule: &Schedule) -> Result<()> {
    let Schedule { product, in_order, hide_locked, rule, from, .. } = schedule;
    tx.prepare_cached(
        "INSERT INTO schedules (product_id, course_id, in_order, hide_locked, drip, drip_from)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT DO UPDATE SET in_order = ?3, hide_locked = ?4, drip = ?5, drip_from = ?6",
    )?
    .execute(params![
        product,
        outline.course,
        in_order,
        hide_locked,
        json(rule.as_ref())?,
        from
    ])?;
    for chapter in &outline.chapters {
        match json(schedule.chapters.get(&chapter.id))? {
            Some(rule) => tx
                .prepare_cached(
                    "INSERT INTO chapter_rules (product_id, chapter_id, drip) VALUES (?1, ?2, ?3)
                     ON CONFLICT DO UPDATE SET drip = ?3",
                )?
                .execute(params![product, chapter.id, rule])?,
            None => tx
                .prepare_cached(
                    "DELETE FROM chapter_rules WHERE product_id = ?1 AND chapter_id = ?2",
                )?
                .execute(params![product, chapter.id])?,
        };
    }
    for (_, lesson) in outline.lessons() {
        match json(schedule.lessons.get(&lesson.id))? {
            Some(rule) => tx
                .prepare_cached(
                    "INSERT INTO lesson_rules (product_id, lesson_id, drip) VALUES (?1, ?2, ?3)
                     ON CONFLICT DO UPDATE SET drip = ?3",
                )?
                .execute(params![product, lesson.id, rule])?,
            None => tx
                .prepare_cached(
                    "DELETE FROM lesson_rules WHERE product_id = ?1 AND lesson_id = ?2",
                )?
                .execute(params![product, lesson.id])?,
        };
    }
    Ok(())
}

/// The product follows the course again, also in what was removed from it.
fn drop_schedule(tx: &Tx, course: CourseId, product: ProductId) -> Result<()> {
    for sql in [
        "DELETE FROM lesson_rules WHERE product_id = ?1 AND lesson_id IN
             (SELECT l.id FROM lessons l JOIN chapters c ON c.id = l.chapter_id
              WHERE c.course_id = ?2)",
        "DELETE FROM chapter_rules WHERE product_id = ?1 AND chapter_id IN
             (SELECT id FROM chapters WHERE course_id = ?2)",
        "DELETE FROM schedules WHERE product_id = ?1 AND course_id = ?2",
    ] {
        tx.prepare_cached(sql)?.execute(params![product, course])?;
    }
    Ok(())
}

/// A rule as it is kept: JSON with ids as numbers.
fn json(rule: Option<&Rule>) -> Result<Option<String>> {
    let Some(rule) = rule else { return Ok(None) };
    let Ok(kept) = rule.renamed(|event| event.map(|id| Ok::<_, Infallible>(id.0)));
    serde_json::to_string(&kept).map(Some).map_err(|error| Error::Internal(error.to_string()))
}

/// The chapters and lessons that a course has or had, by their folded titles; of two with one title
/// the one that is not removed comes last, and is taken first.
pub(super) struct Known {
    chapters: HashMap<String, Vec<ChapterId>>,
    lessons: HashMap<String, Vec<(ChapterId, LessonId)>>,
    as_they_are: HashMap<LessonId, Lesson>,
}

impl Known {
    pub fn of(tx: &Tx, course: CourseId) -> Result<Self> {
        let mut known =
            Self { chapters: HashMap::new(), lessons: HashMap::new(), as_they_are: HashMap::new() };
        let mut chapters = tx.prepare_cached(
            "SELECT title, id FROM chapters WHERE course_id = ?1
             ORDER BY removed_at IS NULL, id DESC",
        )?;
        let mut rows = chapters.query([course])?;
        while let Some(row) = rows.next()? {
            let title = fold(row.get_ref(0)?.as_str().unwrap_or_default());
            known.chapters.entry(title).or_default().push(row.get(1)?);
        }
        let mut lessons = tx.prepare_cached(
            "SELECT l.title, l.chapter_id, l.id, l.published, l.kind = 'quiz', l.pass_mark
             FROM lessons l
             JOIN chapters c ON c.id = l.chapter_id WHERE c.course_id = ?1
             ORDER BY l.removed_at IS NULL, l.id DESC",
        )?;
        let mut rows = lessons.query([course])?;
        while let Some(row) = rows.next()? {
            let title = fold(row.get_ref(0)?.as_str().unwrap_or_default());
            let id = row.get(2)?;
            known.lessons.entry(title).or_default().push((row.get(1)?, id));
            let (is_quiz, pass): (bool, _) = (row.get(4)?, row.get(5)?);
            let lesson = Lesson {
                id,
                title: row.get(0)?,
                published: row.get(3)?,
                quiz: is_quiz.then_some(Quiz { pass }),
            };
            known.as_they_are.insert(id, lesson);
        }
        Ok(known)
    }

    /// The wanted outline with an id for each chapter and lesson, still without rules.
    pub fn skeleton(&mut self, tx: &Tx, now: &Outline, wanted: &file::Outline) -> Result<Outline> {
        let mut chapters = Vec::new();
        for chapter in &wanted.chapters {
            let known = self.chapters.get_mut(&fold(&chapter.title)).and_then(Vec::pop);
            let id = known.map_or_else(|| tx.new_id().map(ChapterId), Ok)?;
            // Those that stay in their chapter come first: what moved may have a namesake there.
            let staying: Vec<Option<LessonId>> =
                chapter.lessons.iter().map(|it| self.take(&it.title, Some(id))).collect();
            chapters.push((id, chapter, staying));
        }
        let mut outline = Outline {
            course: now.course,
            title: now.title.clone(),
            chapters: Vec::new(),
            own: Schedule::default(),
            by_product: Vec::new(),
        };
        for (id, chapter, staying) in chapters {
            let mut lessons = Vec::new();
            for (lesson, staying) in chapter.lessons.iter().zip(staying) {
                let known = staying.or_else(|| self.take(&lesson.title, None));
                lessons.push(Lesson {
                    id: known.map_or_else(|| tx.new_id().map(LessonId), Ok)?,
                    title: lesson.title.clone(),
                    published: lesson.published,
                    quiz: lesson.quiz,
                });
            }
            outline.chapters.push(Chapter { id, title: chapter.title.clone(), lessons });
        }
        Ok(outline)
    }

    /// A lesson as it is, or as it was when it was removed.
    pub fn lesson(&self, id: LessonId) -> Option<&Lesson> {
        self.as_they_are.get(&id)
    }

    /// A lesson with this title that nobody took yet, of one chapter or of any.
    fn take(&mut self, title: &str, chapter: Option<ChapterId>) -> Option<LessonId> {
        let namesakes = self.lessons.get_mut(&fold(title))?;
        let is_there = |(home, _): &(ChapterId, LessonId)| chapter.is_none_or(|it| it == *home);
        let at = namesakes.iter().rposition(is_there)?;
        Some(namesakes.remove(at).1)
    }
}
