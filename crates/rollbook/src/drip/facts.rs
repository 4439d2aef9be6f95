//! What the rules ask of one member. Instants are UTC milliseconds.

use std::collections::HashMap;

use crate::ids::{CourseId, LessonId};

/// What is known of a member in one course.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Each reason for which they have, had or will have the course.
    pub held: Vec<Held>,
    /// Lessons they did something in, or that were opened or locked for them by hand.
    pub lessons: HashMap<LessonId, Attendance>,
    /// The courses they completed, and when.
    pub courses: HashMap<CourseId, i64>,
}

/// One grant, as the rules see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    pub starts_at: i64,
    /// The last millisecond of access.
    pub expires_at: Option<i64>,
    /// When the grant's cohort starts; unknown without a cohort or without its date.
    pub cohort_starts_at: Option<i64>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Attendance {
    pub viewed_at: Option<i64>,
    pub completed_at: Option<i64>,
    /// When the quiz was first passed.
    pub passed_at: Option<i64>,
    pub by_hand: Option<ByHand>,
}

/// What somebody decided for one member and one lesson, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ByHand {
    Unlocked(i64),
    Locked(i64),
}

impl Facts {
    pub(super) fn attendance(&self, lesson: LessonId) -> Attendance {
        self.lessons.get(&lesson).copied().unwrap_or_default()
    }

    /// When the first lesson was opened.
    pub(super) fn first_lesson_at(&self) -> Option<i64> {
        self.lessons.values().filter_map(Attendance::opened_at).min()
    }

    /// The first instant, not before `from`, at which some grant runs.
    pub(super) fn access_from(&self, from: i64) -> Option<i64> {
        let entry = |held: &Held| {
            let entry = held.starts_at.max(from);
            held.expires_at.is_none_or(|end| end >= entry).then_some(entry)
        };
        self.held.iter().filter_map(entry).min()
    }
}

impl Attendance {
    /// Whoever completed a lesson has opened it, also where only the completion is known.
    fn opened_at(&self) -> Option<i64> {
        self.viewed_at.into_iter().chain(self.done_at()).min()
    }

    /// When the lesson was completed, or the quiz passed.
    pub(crate) fn done_at(&self) -> Option<i64> {
        self.completed_at.into_iter().chain(self.passed_at).min()
    }
}
