//! What the rules ask of one member. Instants are UTC milliseconds.

use std::collections::HashMap;

use crate::ids::{CourseId, LessonId, ProductId};

/// What is known of a member in one course.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Each reason for which they have, had or will have the course.
    pub held: Vec<Held>,
    /// For this member the course counts from here, whenever they enrolled or their cohort starts.
    pub own_start: Option<i64>,
    /// Lessons they did something in, or that were opened or locked for them by hand.
    pub lessons: HashMap<LessonId, Attendance>,
    /// The courses they completed, and when.
    pub courses: HashMap<CourseId, i64>,
}

/// One grant, as the rules see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// The product that was granted; the course itself without one.
    pub product: Option<ProductId>,
    pub starts_at: i64,
    /// The last millisecond of access.
    pub expires_at: Option<i64>,
    /// When the grant's cohort starts; unknown without a cohort or without its date.
    pub cohort_starts_at: Option<i64>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attendance {
    pub viewed_at: Option<i64>,
    pub completed_at: Option<i64>,
    /// When the quiz was first passed.
    pub passed_at: Option<i64>,
    /// Attempts at the quiz, the earliest first.
    pub attempts: Vec<Attempt>,
    pub by_hand: Option<ByHand>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attempt {
    pub taken_at: i64,
    /// In percent.
    pub score: u8,
}

/// What somebody decided for one member and one lesson, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ByHand {
    Unlocked(i64),
    Locked(i64),
}

impl Facts {
    /// When a lesson was completed, or the quiz passed.
    pub(super) fn done_at(&self, lesson: LessonId) -> Option<i64> {
        self.lessons.get(&lesson).and_then(Attendance::done_at)
    }

    /// When the first lesson was opened.
    pub(super) fn first_lesson_at(&self) -> Option<i64> {
        self.lessons.values().filter_map(Attendance::opened_at).min()
    }

    /// Whether some grant runs at an instant.
    pub(crate) fn has_access(&self, at: i64) -> bool {
        self.access_from(at) == Some(at)
    }

    /// The first instant, not before `from`, at which some grant runs.
    pub(super) fn access_from(&self, from: i64) -> Option<i64> {
        self.held.iter().filter_map(|held| held.access_from(from)).min()
    }
}

impl Held {
    /// The first instant, not before `from`, at which this grant runs.
    pub(super) fn access_from(&self, from: i64) -> Option<i64> {
        let entry = self.starts_at.max(from);
        self.expires_at.is_none_or(|end| end >= entry).then_some(entry)
    }
}

impl Attendance {
    /// Whoever completed a lesson or tried a quiz has opened it, also where only that is known.
    pub(crate) fn opened_at(&self) -> Option<i64> {
        self.viewed_at.into_iter().chain(self.done_at()).chain(self.reached_at(0)).min()
    }

    /// When the lesson was completed, or the quiz passed.
    pub(super) fn done_at(&self) -> Option<i64> {
        self.completed_at.into_iter().chain(self.passed_at).min()
    }

    /// When an attempt first reached this score.
    pub(super) fn reached_at(&self, score: u8) -> Option<i64> {
        self.attempts.iter().find(|attempt| attempt.score >= score).map(|it| it.taken_at)
    }
}
