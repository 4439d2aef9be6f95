//! One change of an outline at a time: add, rename, move, publish, remove. Whoever opened a lesson that
//! one of them would lock for them keeps it, unlocked.

use roaring::RoaringTreemap;
use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};

use super::read::outline;
use super::write::{Opened, save};
use super::{Chapter, Lesson, Outline, Quiz};
use crate::book::{Book, By, Tx};
use crate::courses;
use crate::edits::given;
use crate::error::{Error, Result};
use crate::ids::{ChapterId, CourseId, LessonId};
use crate::journal::{Op, OpKind, Outcome};
use crate::members::set;

/// What to change; `None` leaves it.
#[derive(Clone, Debug, Default, Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(optional_fields)]
pub struct ChapterEdit {
    pub title: Option<String>,
    /// Its place among the chapters, from 0; beyond the last is last.
    pub position: Option<usize>,
}

impl ChapterEdit {
    /// What the entry says was done, where it is one thing.
    fn deed(&self) -> &'static str {
        match (&self.title, self.position) {
            (None, Some(_)) => "move",
            (Some(_), None) => "rename",
            _ => "edit",
        }
    }
}

/// What to change; `None` leaves it, `Some(None)` clears.
#[derive(Clone, Debug, Default, Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(optional_fields)]
pub struct LessonEdit {
    pub title: Option<String>,
    pub published: Option<bool>,
    /// Cleared, a quiz is a lesson.
    #[serde(deserialize_with = "given")]
    pub quiz: Option<Option<Quiz>>,
    /// Another chapter of the same course; at its end without a position.
    pub chapter: Option<ChapterId>,
    /// The place of the first of them in the chapter, from 0, when they are taken out; beyond the
    /// last is last. Without it and without a chapter everything stays where it is.
    pub position: Option<usize>,
}

impl LessonEdit {
    fn moves(&self) -> bool {
        self.chapter.is_some() || self.position.is_some()
    }

    /// What the entry says was done, where it is one thing.
    fn deed(&self) -> &'static str {
        match (self.moves(), &self.title, self.published, &self.quiz) {
            (true, None, None, None) => "move",
            (false, Some(_), None, None) => "rename",
            (false, None, Some(true), None) => "publish",
            (false, None, Some(false), None) => "unpublish",
            (false, None, None, Some(Some(_))) => "quiz",
            (false, None, None, Some(None)) => "lesson",
            _ => "edit",
        }
    }
}

/// Whom taking something out of an outline concerns. What they did is kept in the book, and comes
/// back with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct TakenOut {
    pub lessons: u64,
    /// Members who viewed or completed one of the lessons, or took one of the quizzes.
    pub members: u64,
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
            change(tx, course, Opened::Kept(&self.lists), |outline| {
                outline.chapters.push(Chapter { id, title, lessons });
                Ok(id)
            })
        })
    }

    pub fn edit_chapter(&self, by: &By, id: ChapterId, edit: &ChapterEdit) -> Result<Outcome<()>> {
        self.write(by, Op::new(OpKind::ChapterEdit).with("did", edit.deed()), |tx| {
            change(tx, course_of_chapter(tx, id)?, Opened::Kept(&self.lists), |outline| {
                let place = outline.edit_chapter(id, edit)?;
                tx.say("title", outline.chapters[place].title.clone());
                tx.say("place", place + 1);
                Ok(())
            })
        })
    }

    /// Removes a chapter with its lessons. What members did in them is kept.
    pub fn remove_chapter(&self, by: &By, id: ChapterId) -> Result<Outcome<TakenOut>> {
        self.write(by, Op::new(OpKind::ChapterRemove), |tx| {
            change(tx, course_of_chapter(tx, id)?, Opened::Kept(&self.lists), |outline| {
                let (_, chapter) = outline.take_chapter(id)?;
                tx.say("title", chapter.title.clone());
                taken_out(tx, &chapter.lessons)
            })
        })
    }

    /// A new lesson or quiz at the end of its chapter, published.
    pub fn add_lesson(
        &self,
        by: &By,
        chapter: ChapterId,
        title: &str,
        quiz: Option<Quiz>,
    ) -> Result<Outcome<LessonId>> {
        self.write(by, Op::new(OpKind::LessonAdd).with("title", title.trim()), |tx| {
            let id = LessonId(tx.new_id()?);
            let title = title.to_owned();
            change(tx, course_of_chapter(tx, chapter)?, Opened::Kept(&self.lists), |outline| {
                let lesson = Lesson { id, title, published: true, quiz };
                outline.chapter_mut(chapter)?.lessons.push(lesson);
                Ok(id)
            })
        })
    }

    /// Changes lessons of one course alike. Those that move end up one after the other, in the order
    /// in which they stood.
    pub fn edit_lessons(
        &self,
        by: &By,
        ids: &[LessonId],
        edit: &LessonEdit,
    ) -> Result<Outcome<()>> {
        let op = Op::new(OpKind::LessonEdit).with("did", edit.deed()).with("n", ids.len());
        self.write(by, op, |tx| {
            let Some(first) = ids.first() else { return Ok(()) };
            change(tx, course_of_lesson(tx, *first)?, Opened::Kept(&self.lists), |outline| {
                let moved = outline.edit_lessons(ids, edit)?;
                tx.say("title", outline.lesson_mut(*first)?.title.clone());
                if let Some((chapter, place)) = moved {
                    tx.say("place", place + 1);
                    tx.say("chapter", outline.chapter_mut(chapter)?.title.clone());
                }
                Ok(())
            })
        })
    }

    /// Removes lessons of one course. What members did in them is kept.
    pub fn remove_lessons(&self, by: &By, ids: &[LessonId]) -> Result<Outcome<TakenOut>> {
        let op = Op::new(OpKind::LessonRemove).with("n", ids.len());
        self.write(by, op, |tx| {
            let Some(first) = ids.first() else { return Ok(TakenOut::default()) };
            change(tx, course_of_lesson(tx, *first)?, Opened::Kept(&self.lists), |outline| {
                let lessons = outline.take_lessons(ids)?;
                tx.say("title", lessons[0].title.clone());
                taken_out(tx, &lessons)
            })
        })
    }
}

pub(super) fn taken_out<'a>(
    db: &Connection,
    lessons: impl IntoIterator<Item = &'a Lesson>,
) -> Result<TakenOut> {
    let mut n = 0;
    let mut members = RoaringTreemap::new();
    for lesson in lessons {
        n += 1;
        members |= courses::attended(db, lesson.id)?.0;
    }
    // Nobody misses what they did while they are in the trash, nor twice after a merge.
    members -= set::trashed(db)?;
    Ok(TakenOut { lessons: n, members: members.len() })
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
    opened: Opened,
    f: impl FnOnce(&mut Outline) -> Result<T>,
) -> Result<T> {
    let now = outline(tx, course)?;
    let mut next = now.clone();
    let value = f(&mut next)?;
    save(tx, &now, &next, opened)?;
    Ok(value)
}

impl Outline {
    fn chapter_mut(&mut self, id: ChapterId) -> Result<&mut Chapter> {
        let found = self.chapters.iter_mut().find(|chapter| chapter.id == id);
        found.ok_or_else(|| Error::NotFound { what: "chapter", id: id.to_string() })
    }

    /// Changes a chapter; its place, from 0.
    pub(super) fn edit_chapter(&mut self, id: ChapterId, edit: &ChapterEdit) -> Result<usize> {
        let (place, mut chapter) = self.take_chapter(id)?;
        set(&mut chapter.title, edit.title.as_ref());
        let place = edit.position.unwrap_or(place).min(self.chapters.len());
        self.chapters.insert(place, chapter);
        Ok(place)
    }

    /// Changes lessons alike; the chapter they move to, and the place of the first there, from 0.
    pub(super) fn edit_lessons(
        &mut self,
        ids: &[LessonId],
        edit: &LessonEdit,
    ) -> Result<Option<(ChapterId, usize)>> {
        for id in ids {
            let lesson = self.lesson_mut(*id)?;
            set(&mut lesson.title, edit.title.as_ref());
            set(&mut lesson.published, edit.published.as_ref());
            set(&mut lesson.quiz, edit.quiz.as_ref());
        }
        let Some(first) = ids.first().filter(|_| edit.moves()) else { return Ok(None) };
        let home = edit.chapter.map_or_else(|| self.home(*first), Ok)?;
        let moved = self.take_lessons(ids)?;
        let chapter = self.chapter_mut(home)?;
        let place = edit.position.unwrap_or(usize::MAX).min(chapter.lessons.len());
        chapter.lessons.splice(place..place, moved);
        Ok(Some((home, place)))
    }

    /// Takes a chapter out, with its place.
    pub(super) fn take_chapter(&mut self, id: ChapterId) -> Result<(usize, Chapter)> {
        let at = self.chapters.iter().position(|chapter| chapter.id == id);
        let at = at.ok_or_else(|| Error::NotFound { what: "chapter", id: id.to_string() })?;
        Ok((at, self.chapters.remove(at)))
    }

    fn lesson_mut(&mut self, id: LessonId) -> Result<&mut Lesson> {
        let mut lessons = self.chapters.iter_mut().flat_map(|chapter| &mut chapter.lessons);
        lessons.find(|lesson| lesson.id == id).ok_or_else(|| no_lesson(id))
    }

    /// The chapter a lesson is in.
    fn home(&self, id: LessonId) -> Result<ChapterId> {
        let found = self.lessons().find(|(_, lesson)| lesson.id == id);
        found.map(|(chapter, _)| chapter.id).ok_or_else(|| no_lesson(id))
    }

    /// Takes lessons out, in the order in which they stood.
    pub(super) fn take_lessons(&mut self, ids: &[LessonId]) -> Result<Vec<Lesson>> {
        if let Some(missing) = ids.iter().find(|id| self.lesson(**id).is_none()) {
            return Err(no_lesson(*missing));
        }
        let wanted = |lesson: &mut Lesson| ids.contains(&lesson.id);
        let chapters = self.chapters.iter_mut();
        Ok(chapters.flat_map(|chapter| chapter.lessons.extract_if(.., wanted)).collect())
    }
}

fn no_lesson(id: LessonId) -> Error {
    Error::NotFound { what: "lesson", id: id.to_string() }
}

pub(super) fn course_of_chapter(db: &Connection, id: ChapterId) -> Result<CourseId> {
    db.prepare_cached("SELECT course_id FROM chapters WHERE id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()?
        .ok_or_else(|| Error::NotFound { what: "chapter", id: id.to_string() })
}

pub(crate) fn course_of_lesson(db: &Connection, id: LessonId) -> Result<CourseId> {
    db.prepare_cached(
        "SELECT c.course_id FROM lessons l JOIN chapters c ON c.id = l.chapter_id WHERE l.id = ?1",
    )?
    .query_row([id], |row| row.get(0))
    .optional()?
    .ok_or_else(|| no_lesson(id))
}
