//! The outline of a course: chapters with lessons and quizzes in order, each with the rule of when it
//! opens, and what members did in them.
//!
//! What is removed stays in the book, out of sight: progress in it is kept, and comes back when a
//! lesson of that title does. The rules are applied in [`crate::drip`].

mod attendance;
mod check;
mod edit;
pub mod file;
mod mark;
mod read;
mod write;

pub use check::OutlineProblem;
pub use edit::{ChapterEdit, LessonEdit};
pub(crate) use mark::take_over;
pub use mark::{Mark, Marked};
pub(crate) use read::outline as read;

use serde::{Deserialize, Serialize};

use crate::drip::Rule;
use crate::ids::{ChapterId, CourseId, LessonId};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    pub course: CourseId,
    pub title: String,
    /// Each lesson waits until all before it are complete.
    pub in_order: bool,
    /// Members don't see lessons that are locked for them.
    pub hide_locked: bool,
    pub chapters: Vec<Chapter>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chapter {
    pub id: ChapterId,
    pub title: String,
    /// Open without one.
    pub drip: Option<Rule>,
    pub lessons: Vec<Lesson>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lesson {
    pub id: LessonId,
    pub title: String,
    pub published: bool,
    pub quiz: Option<Quiz>,
    /// The chapter's without one.
    pub drip: Option<Rule>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct Quiz {
    /// The score that passes, in percent; any without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pass: Option<u8>,
}

impl Outline {
    pub fn chapter(&self, id: ChapterId) -> Option<&Chapter> {
        self.chapters.iter().find(|chapter| chapter.id == id)
    }

    pub fn lesson(&self, id: LessonId) -> Option<&Lesson> {
        self.lessons().map(|(_, lesson)| lesson).find(|lesson| lesson.id == id)
    }

    /// The lessons in order, with their chapters.
    pub fn lessons(&self) -> impl Iterator<Item = (&Chapter, &Lesson)> {
        self.chapters
            .iter()
            .flat_map(|chapter| chapter.lessons.iter().map(move |lesson| (chapter, lesson)))
    }
}

impl Chapter {
    pub fn published(&self) -> impl Iterator<Item = &Lesson> {
        self.lessons.iter().filter(|lesson| lesson.published)
    }
}

#[cfg(test)]
mod tests;
