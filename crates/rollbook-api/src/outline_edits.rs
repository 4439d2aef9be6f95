//! One change of an outline at a time.

use rollbook::outline::{ChapterEdit, LessonEdit, OutlineChange, OutlineEffect, Quiz, TakenOut};
use rollbook::{ChapterId, CourseId, LessonId};
use serde::Deserialize;
use ts_rs::TS;

use crate::call::Call;
use crate::error::Result;
use crate::members::Added;
use crate::outcome::Outcome;

#[derive(Debug, Deserialize, TS)]
pub(crate) struct NewChapter {
    course: CourseId,
    title: String,
}

#[derive(Debug, Deserialize, TS)]
pub(crate) struct ChangedChapter {
    id: ChapterId,
    #[serde(flatten)]
    edit: ChapterEdit,
}

#[derive(Debug, Deserialize, TS)]
pub(crate) struct OneChapter {
    id: ChapterId,
}

#[derive(Debug, Deserialize, TS)]
pub(crate) struct NewLesson {
    chapter: ChapterId,
    title: String,
    /// `null` for a lesson that is no quiz.
    quiz: Option<Quiz>,
}

/// Lessons of one course, and what becomes of all of them.
#[derive(Debug, Deserialize, TS)]
pub(crate) struct ChangedLessons {
    ids: Vec<LessonId>,
    #[serde(flatten)]
    edit: LessonEdit,
}

/// Lessons of one course.
#[derive(Debug, Deserialize, TS)]
pub(crate) struct SeveralLessons {
    ids: Vec<LessonId>,
}

#[derive(Debug, Deserialize, TS)]
pub(crate) struct OneChange {
    change: OutlineChange,
    #[ts(optional, type = "Id")]
    job: Option<String>,
}

pub(crate) fn add_chapter(call: &Call, new: NewChapter) -> Result<Outcome<Added>> {
    let book = call.book()?;
    let outcome = book.add_chapter(&call.by(), new.course, &new.title)?;
    Outcome::of(&book, outcome, |id| Added { id: id.to_string() })
}

pub(crate) fn edit_chapter(call: &Call, changed: ChangedChapter) -> Result<Outcome<()>> {
    let book = call.book()?;
    let outcome = book.edit_chapter(&call.by(), changed.id, &changed.edit)?;
    Outcome::of(&book, outcome, |()| ())
}

pub(crate) fn remove_chapter(call: &Call, chapter: OneChapter) -> Result<Outcome<TakenOut>> {
    let book = call.book()?;
    let outcome = book.remove_chapter(&call.by(), chapter.id)?;
    Outcome::of(&book, outcome, |taken| taken)
}

pub(crate) fn add_lesson(call: &Call, new: NewLesson) -> Result<Outcome<Added>> {
    let book = call.book()?;
    let outcome = book.add_lesson(&call.by(), new.chapter, &new.title, new.quiz)?;
    Outcome::of(&book, outcome, |id| Added { id: id.to_string() })
}

pub(crate) fn edit_lessons(call: &Call, changed: ChangedLessons) -> Result<Outcome<()>> {
    let book = call.book()?;
    let outcome = book.edit_lessons(&call.by(), &changed.ids, &changed.edit)?;
    Outcome::of(&book, outcome, |()| ())
}

pub(crate) fn remove_lessons(call: &Call, lessons: SeveralLessons) -> Result<Outcome<TakenOut>> {
    let book = call.book()?;
    let outcome = book.remove_lessons(&call.by(), &lessons.ids)?;
    Outcome::of(&book, outcome, |taken| taken)
}

/// What a change would do to members.
pub(crate) fn preview(call: &Call, asked: OneChange) -> Result<OutlineEffect> {
    let (book, job) = (call.book()?, call.job(asked.job.as_deref()));
    Ok(book.preview_outline(&asked.change, call.now, &job)?)
}
