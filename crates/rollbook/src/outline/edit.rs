//! One change of an outline at a time: add, rename, move, publish, remove.

use rusqlite::OptionalExtension;

use super::read::outline;
use super::write::save;
use super::{Chapter, Lesson, Outline, Quiz};
use crate::book::{Book, By, Tx};
use crate::error::{Error, Result};
use crate::ids::{ChapterId, CourseId, LessonId};
use crate::journal::{Op, OpKind, Outcome};

/// What to change; `None` leaves it.
#[derive(Clone, Debug, Default)]
pub struct ChapterEdit {
    pub title: Option<String>,
    /// Its place among the chapters, from 0; beyond the last is last.
    pub position: Option<usize>,
}

/// What to change; `None` leaves it, `Some(None)` clears.
#[derive(Clone, Debug, Default)]
pub struct LessonEdit {
    pub title: Option<String>,
    pub published: Option<bool>,
    /// Cleared, a quiz is a lesson.
    pub quiz: Option<Option<Quiz>>,
    /// Another chapter of the same course; at its end without a position.
    pub chapter: Option<ChapterId>,
    /// Its place in the chapter, from 0; beyond the last is last.
    pub position: Option<usize>,
}

impl Book {
    /// A new chapter after all others.
    pub fn add_chapter(
        &self,
        by: &By,
        course: CourseId,
        title: &str,
    ) -> Result<Outcome<ChapterId>> {
        self.write(by, Op::new(OpKind::ChapterAdd).with("title", title.trim()), |tx| {
            let id = ChapterId(tx.new_id()?);
            let (title, lessons) = (title.to_owned(), Vec::new());
            change(tx, course, |outline| {
                outline.chapters.push(Chapter { id, title, lessons });
                Ok(id)
            })
        })
    }

    pub fn edit_chapter(&self, by: &By, id: ChapterId, edit: &ChapterEdit) -> Result<Outcome<()>> {
        self.write(by, Op::new(OpKind::ChapterEdit), |tx| {
            change(tx, course_of_chapter(tx, id)?, |outline| {
                let (place, mut chapter) = outline.take_chapter(id)?;
                set(&mut chapter.title, edit.title.as_ref());
                tx.say("title", chapter.title.clone());
                let chapters = &mut outline.chapters;
                chapters.insert(edit.position.unwrap_or(place).min(chapters.len()), chapter);
                Ok(())
            })
        })
    }

    /// Removes a chapter with its lessons. What members did in them is kept.
    pub fn remove_chapter(&self, by: &By, id: ChapterId) -> Result<Outcome<()>> {
        self.write(by, Op::new(OpKind::ChapterRemove), |tx| {
            change(tx, course_of_chapter(tx, id)?, |outline| {
                tx.say("title", outline.take_chapter(id)?.1.title);
                Ok(())
            })
        })
    }

    /// A new lesson at the end of its chapter, published.
    pub fn add_lesson(
        &self,
        by: &By,
        chapter: ChapterId,
        title: &str,
    ) -> Result<Outcome<LessonId>> {
        self.write(by, Op::new(OpKind::LessonAdd).with("title", title.trim()), |tx| {
            let id = LessonId(tx.new_id()?);
            let title = title.to_owned();
            change(tx, course_of_chapter(tx, chapter)?, |outline| {
                let lesson = Lesson { id, title, published: true, quiz: None };
                outline.chapter_mut(chapter)?.lessons.push(lesson);
                Ok(id)
            })
        })
    }

    pub fn edit_lesson(&self, by: &By, id: LessonId, edit: &LessonEdit) -> Result<Outcome<()>> {
        self.write(by, Op::new(OpKind::LessonEdit), |tx| {
            change(tx, course_of_lesson(tx, id)?, |outline| {
                let (home, place, mut lesson) = outline.take_lesson(id)?;
                set(&mut lesson.title, edit.title.as_ref());
                set(&mut lesson.published, edit.published.as_ref());
                set(&mut lesson.quiz, edit.quiz.as_ref());
                tx.say("title", lesson.title.clone());
                let chapter = edit.chapter.unwrap_or(home);
                let stays = if chapter == home { place } else { usize::MAX };
                let lessons = &mut outline.chapter_mut(chapter)?.lessons;
                lessons.insert(edit.position.unwrap_or(stays).min(lessons.len()), lesson);
                Ok(())
            })
        })
    }

    /// Removes a lesson. What members did in it is kept.
    pub fn remove_lesson(&self, by: &By, id: LessonId) -> Result<Outcome<()>> {
        self.write(by, Op::new(OpKind::LessonRemove), |tx| {
            change(tx, course_of_lesson(tx, id)?, |outline| {
                tx.say("title", outline.take_lesson(id)?.2.title);
                Ok(())
            })
        })
    }
}

/// Takes over a field of an edit that is given.
fn set<T: Clone>(field: &mut T, given: Option<&T>) {
    if let Some(value) = given {
        field.clone_from(value);
    }
}

/// Reads the outline, lets `f` change it and writes the difference.
pub(super) fn change<T>(
    tx: &Tx,
    course: CourseId,
    f: impl FnOnce(&mut Outline) -> Result<T>,
) -> Result<T> {
    let now = outline(tx, course)?;
    let mut next = now.clone();
    let value = f(&mut next)?;
    save(tx, &now, &next)?;
    Ok(value)
}

impl Outline {
    fn chapter_mut(&mut self, id: ChapterId) -> Result<&mut Chapter> {
        let found = self.chapters.iter_mut().find(|chapter| chapter.id == id);
        found.ok_or_else(|| Error::NotFound { what: "chapter", id: id.to_string() })
    }

    /// Takes a chapter out, with its place.
    fn take_chapter(&mut self, id: ChapterId) -> Result<(usize, Chapter)> {
        let at = self.chapters.iter().position(|chapter| chapter.id == id);
        let at = at.ok_or_else(|| Error::NotFound { what: "chapter", id: id.to_string() })?;
        Ok((at, self.chapters.remove(at)))
    }

    /// Takes a lesson out, with its chapter and its place there.
    fn take_lesson(&mut self, id: LessonId) -> Result<(ChapterId, usize, Lesson)> {
        for chapter in &mut self.chapters {
            if let Some(at) = chapter.lessons.iter().position(|lesson| lesson.id == id) {
                return Ok((chapter.id, at, chapter.lessons.remove(at)));
            }
        }
        Err(Error::NotFound { what: "lesson", id: id.to_string() })
    }
}

fn course_of_chapter(tx: &Tx, id: ChapterId) -> Result<CourseId> {
    tx.prepare_cached("SELECT course_id FROM chapters WHERE id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()?
        .ok_or_else(|| Error::NotFound { what: "chapter", id: id.to_string() })
}

pub(super) fn course_of_lesson(tx: &Tx, id: LessonId) -> Result<CourseId> {
    tx.prepare_cached(
        "SELECT c.course_id FROM lessons l JOIN chapters c ON c.id = l.chapter_id WHERE l.id = ?1",
    )?
    .query_row([id], |row| row.get(0))
    .optional()?
    .ok_or_else(|| Error::NotFound { what: "lesson", id: id.to_string() })
}
