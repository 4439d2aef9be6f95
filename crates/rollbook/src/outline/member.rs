//! The lessons of a course as one member's page shows them: when each opens and why, and what they did
//! there.

use std::collections::HashMap;

use serde::Serialize;

use super::results::{QuizResult, in_course};
use crate::book::Book;
use crate::drip::{Attendance, ByHand, LessonState};
use crate::error::Result;
use crate::ids::{CourseId, LessonId, MemberId};

/// A published lesson, and what a member did there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct MemberLesson {
    pub state: LessonState,
    pub is_quiz: bool,
    pub viewed_at: Option<i64>,
    /// When it was completed, or the quiz passed.
    pub completed_at: Option<i64>,
    /// What somebody decided for this member alone.
    pub by_hand: Option<Decided>,
    /// Attempts at a quiz, the newest first.
    pub results: Vec<QuizResult>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Decided {
    Unlocked,
    Locked,
}

impl Book {
    /// What a member finds in a course at an instant (UTC milliseconds), as far as is known now, and
    /// what they did there.
    pub fn member_lessons(
        &self,
        course: CourseId,
        member: MemberId,
        at: i64,
    ) -> Result<Vec<MemberLesson>> {
        let zone = self.settings().zone;
        self.read(|db| {
            let outline = super::read::outline(db, course)?;
            let facts = super::facts::facts(db, course, member, zone)?;
            let states = super::simulate::states(db, &outline, &facts, at, zone)?;
            let mut results: HashMap<LessonId, Vec<QuizResult>> = HashMap::new();
            for result in in_course(db, member, course)? {
                results.entry(result.quiz_id).or_default().push(result);
            }
            let of_member = |state: LessonState| {
                let id = state.lesson_id;
                let Attendance { viewed_at, completed_at, passed_at, by_hand, .. } =
                    facts.lessons.get(&id).cloned().unwrap_or_default();
                MemberLesson {
                    is_quiz: outline.lesson(id).is_some_and(|lesson| lesson.quiz.is_some()),
                    state,
                    viewed_at,
                    completed_at: completed_at.into_iter().chain(passed_at).min(),
                    by_hand: by_hand.map(|by_hand| match by_hand {
                        ByHand::Unlocked(_) => Decided::Unlocked,
                        ByHand::Locked(_) => Decided::Locked,
                    }),
                    results: results.remove(&id).unwrap_or_default(),
                }
            };
            Ok(states.into_iter().map(of_member).collect())
        })
    }
}
