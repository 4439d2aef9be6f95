//! The outline of a course: chapters with lessons and quizzes in order, each with the rule of when it
//! opens, and what members did in them.
//!
//! What is removed stays in the book, out of sight: progress in it is kept, and comes back when a
//! lesson of that title does. The rules are applied in [`crate::drip`].

mod check;
mod edit;
mod facts;
pub mod file;
mod foresee;
mod listed;
mod mark;
mod member;
mod reach;
mod read;
mod results;
mod schedule;
mod simulate;
mod start;
pub mod text;
mod write;

pub use check::OutlineProblem;
pub(crate) use edit::course_of_lesson;
pub use edit::{ChapterEdit, LessonEdit, TakenOut};
pub use foresee::{OutlineChange, OutlineEffect};
pub use listed::{Becomes, BecomesChapter, BecomesLesson, Fit, ReadList};
pub(crate) use mark::take_over;
pub use mark::{Lost, Mark, Marked};
pub use member::{Decided, MemberLesson};
pub(crate) use read::outline as read;
pub use results::{NewAttempt, QuizReport, QuizResult, QuizTaker};
pub use schedule::NewSchedule;
pub use simulate::Who;
pub(crate) use start::unite_starts;
pub use start::{ChangedStarts, NewStart};
pub use write::Kept;

use serde::{Deserialize, Serialize};

use crate::drip::Schedule;
use crate::ids::{ChapterId, CourseId, LessonId};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    pub course: CourseId,
    pub title: String,
    pub chapters: Vec<Chapter>,
    /// When the lessons open.
    pub own: Schedule,
    /// When they open for whoever has the course by one of these products; by product.
    pub by_product: Vec<Schedule>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct Chapter {
    pub id: ChapterId,
    pub title: String,
    pub lessons: Vec<Lesson>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct Lesson {
    pub id: LessonId,
    pub title: String,
    /// Members don't see a lesson that is not.
    pub published: bool,
    pub quiz: Option<Quiz>,
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

    /// The place of a lesson among all of the course, from 0.
    pub fn position(&self, id: LessonId) -> Option<usize> {
        self.lessons().position(|(_, lesson)| lesson.id == id)
    }

    /// The place of the lesson with which the rule of a whole schedule begins. Where an undo took
    /// that lesson away, it begins nowhere, rather than with lessons it was never meant for.
    pub(crate) fn begins(&self, schedule: &Schedule) -> usize {
        schedule.from.map_or(0, |from| self.position(from).unwrap_or(usize::MAX))
    }

    /// The course's own schedule and those of products.
    pub fn schedules(&self) -> impl Iterator<Item = &Schedule> {
        std::iter::once(&self.own).chain(&self.by_product)
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
