//! What a change of an outline would do to members, before it is made.
//!
//! Nothing has to be written for that: the outline is changed in memory, and both are compared.

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::check::check;
use super::edit::{TakenOut, course_of_chapter, course_of_lesson, taken_out};
use super::read::{around, outline};
use super::{ChapterEdit, Lesson, LessonEdit, Outline};
use crate::book::Book;
use crate::error::Result;
use crate::everybody::{Change, ScheduleEffect};
use crate::ids::{ChapterId, CourseId, LessonId};
use crate::progress::Progress;

/// One change of an outline, as the commands that make it take it.
#[derive(Clone, Debug, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum OutlineChange {
    EditChapter {
        id: ChapterId,
        #[serde(flatten)]
        edit: ChapterEdit,
    },
    /// Lessons of one course.
    EditLessons {
        ids: Vec<LessonId>,
        #[serde(flatten)]
        edit: LessonEdit,
    },
    RemoveChapter {
        id: ChapterId,
    },
    /// Lessons of one course.
    RemoveLessons {
        ids: Vec<LessonId>,
    },
}

/// What a change of an outline does to members.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct OutlineEffect {
    /// What goes out of it.
    pub removed: TakenOut,
    /// For whom the lessons that stay published open or lock by it today.
    pub opens: ScheduleEffect,
}

impl Book {
    /// What a change would do at an instant (UTC milliseconds). What the change refuses, this does.
    pub fn preview_outline(
        &self,
        wanted: &OutlineChange,
        now: i64,
        progress: &Progress,
    ) -> Result<OutlineEffect> {
        let zone = self.settings().zone;
        self.read(|db| {
            let Some(course) = wanted.course(db)? else { return Ok(OutlineEffect::default()) };
            let before = outline(db, course)?;
            let mut after = before.clone();
            let removed = taken_out(db, &wanted.make(&mut after)?)?;
            check(&after, &around(db, &after)?)?;
            let change = Change { before: &before, after: &after, keep_opened: true, now, zone };
            Ok(OutlineEffect { removed, opens: change.foreseen(db, &self.lists, progress)? })
        })
    }
}

impl OutlineChange {
    /// The course it is about; none if it is about no lesson.
    fn course(&self, db: &Connection) -> Result<Option<CourseId>> {
        match self {
            Self::EditChapter { id, .. } | Self::RemoveChapter { id } => {
                course_of_chapter(db, *id).map(Some)
            }
            Self::EditLessons { ids, .. } | Self::RemoveLessons { ids } => {
                ids.first().map(|first| course_of_lesson(db, *first)).transpose()
            }
        }
    }

    /// Makes it, and hands over what goes out.
    fn make(&self, outline: &mut Outline) -> Result<Vec<Lesson>> {
        match self {
            Self::EditChapter { id, edit } => outline.edit_chapter(*id, edit).map(|_| Vec::new()),
            Self::EditLessons { ids, edit } => outline.edit_lessons(ids, edit).map(|_| Vec::new()),
            Self::RemoveChapter { id } => Ok(outline.take_chapter(*id)?.1.lessons),
            Self::RemoveLessons { ids } => outline.take_lessons(ids),
        }
    }
}
