//! The state of each lesson for one member at one instant, with the reasons.

use serde::Serialize;

use super::facts::{ByHand, Facts, Held};
use super::rule::{Condition, Event, Item, Rule, Span};
use crate::ids::{ChapterId, CourseId, LessonId};
use crate::outline::{Chapter, Lesson, Outline};
use crate::time::{Zone, from_local};

/// A lesson as a member finds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct LessonState {
    pub lesson_id: LessonId,
    pub lesson: String,
    pub chapter: String,
    pub open: bool,
    /// Locked, in a course that does not show what is locked.
    pub hidden: bool,
    /// When it could first be entered, or can be from now on, as far as is known. UTC milliseconds.
    pub opens_at: Option<i64>,
    /// What holds an open lesson open, or a locked one back. Never empty.
    pub because: Vec<Because>,
}

/// One reason, in values that the UI has words for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
#[ts(optional_fields)]
pub struct Because {
    pub code: Code,
    /// The instant of the event that is counted from; none when it is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<i64>,
    /// What is counted from it, such as `1w`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(type = "string")]
    pub wait: Option<Span>,
    /// When this reason alone lets it open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opens_at: Option<i64>,
    /// The lesson, chapter or quiz that has to be done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The course that has to be completed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub course_id: Option<CourseId>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "DripCode")]
pub enum Code {
    /// Nothing holds it back.
    Open,
    /// It waits for a person.
    Manual,
    Unlocked,
    LockedAgain,
    /// No grant runs at this instant, or none will when it opens.
    NoAccess,
    /// An earlier lesson is not complete.
    InOrder,
    AfterEnrollment,
    AfterCohortStart,
    AfterFirstLesson,
    AfterCompleted,
    QuizPassed,
    At,
}

impl Code {
    fn because(self, since: Option<i64>, opens_at: Option<i64>) -> Because {
        Because { code: self, since, wait: None, opens_at, title: None, course_id: None }
    }
}

/// The published lessons of a course, in order, as a member with these facts finds them at `at`.
pub fn states(outline: &Outline, facts: &Facts, at: i64, zone: Zone) -> Vec<LessonState> {
    let question = Question { outline, facts, at, zone };
    let mut states = Vec::new();
    let mut earlier = Earlier::None;
    for chapter in &outline.chapters {
        for (nth, lesson) in chapter.published().enumerate() {
            let place = Place { chapter, lesson, nth: nth as u32 };
            states.push(question.state(&place, &earlier));
            earlier = earlier.and(lesson, facts);
        }
    }
    states
}

/// Whether a lesson is open.
pub(crate) fn opens_now(
    outline: &Outline,
    facts: &Facts,
    lesson: LessonId,
    at: i64,
    zone: Zone,
) -> bool {
    states(outline, facts, at, zone).iter().any(|state| state.lesson_id == lesson && state.open)
}

struct Question<'a> {
    outline: &'a Outline,
    facts: &'a Facts,
    at: i64,
    zone: Zone,
}

struct Place<'a> {
    chapter: &'a Chapter,
    lesson: &'a Lesson,
    /// Among the published lessons of its chapter, from 0.
    nth: u32,
}

/// The lessons before one.
enum Earlier<'a> {
    None,
    /// All complete, the last of them at this instant.
    Done(i64),
    /// The first that is not.
    Missing(&'a Lesson),
}

impl<'a> Earlier<'a> {
    fn and(self, lesson: &'a Lesson, facts: &Facts) -> Self {
        match (self, facts.attendance(lesson.id).done_at()) {
            (Earlier::Missing(first), _) => Earlier::Missing(first),
            (_, None) => Earlier::Missing(lesson),
            (Earlier::None, Some(done)) => Earlier::Done(done),
            (Earlier::Done(last), Some(done)) => Earlier::Done(last.max(done)),
        }
    }
}

/// When something opens, if that is known, and the reasons, met or not.
struct Opening {
    at: Option<i64>,
    because: Vec<Because>,
}

impl Question<'_> {
    fn state(&self, place: &Place, earlier: &Earlier) -> LessonState {
        let attendance = self.facts.attendance(place.lesson.id);
        let opening = match attendance.by_hand {
            Some(ByHand::Locked(since)) if since <= self.at => {
                Opening { at: None, because: vec![Code::LockedAgain.because(Some(since), None)] }
            }
            by_hand => {
                let mut opening = self.by_rule(place);
                if self.outline.in_order {
                    opening.wait_for(earlier, attendance.done_at());
                }
                if let Some(ByHand::Unlocked(since)) = by_hand
                    && opening.at.is_none_or(|at| at > since)
                {
                    let because = vec![Code::Unlocked.because(Some(since), Some(since))];
                    opening = Opening { at: Some(since), because };
                }
                opening
            }
        };
        self.entered(place, opening)
    }

    /// The opening by the grant for which it is the earliest.
    fn by_rule(&self, place: &Place) -> Opening {
        let openings = self.facts.held.iter().map(|held| self.by_grant(place, held));
        let earliest = openings.min_by_key(|opening| (opening.at.is_none(), opening.at));
        earliest.unwrap_or(Opening { at: None, because: Vec::new() })
    }

    fn by_grant(&self, place: &Place, held: &Held) -> Opening {
        let rule = place.lesson.drip.as_ref().or(place.chapter.drip.as_ref());
        let because: Vec<Because> = match rule {
            None | Some(Rule::Open) => vec![Code::Open.because(None, Some(held.starts_at))],
            Some(Rule::Manual) => vec![Code::Manual.because(None, None)],
            Some(Rule::All(conditions) | Rule::Any(conditions)) => {
                conditions.iter().map(|one| self.reason(one, held, place.nth)).collect()
            }
        };
        let times = because.iter().map(|reason| reason.opens_at);
        let at = match rule {
            Some(Rule::Any(_)) => times.flatten().min(),
            _ => times.collect::<Option<Vec<_>>>().and_then(|times| times.into_iter().max()),
        };
        Opening { at, because }
    }

    fn reason(&self, condition: &Condition, held: &Held, nth: u32) -> Because {
        let (code, since) = match &condition.event {
            Event::Enrollment => (Code::AfterEnrollment, Some(held.starts_at)),
            Event::CohortStart => (Code::AfterCohortStart, held.cohort_starts_at),
            Event::FirstLesson => (Code::AfterFirstLesson, self.facts.first_lesson_at()),
            Event::Completed(item) => (Code::AfterCompleted, self.completed_at(*item)),
            Event::Passed(quiz) => {
                (Code::QuizPassed, self.facts.attendance(LessonId(*quiz)).passed_at)
            }
            Event::At(at) => (Code::At, Some(from_local(self.zone, at.0))),
        };
        let met_at = since.map(|since| condition.met_at(since, nth, self.zone));
        let opens_at = met_at.map(|met_at| met_at.max(held.starts_at));
        let mut because = code.because(since, opens_at);
        because.wait = (condition.wait.n > 0).then_some(condition.wait);
        match condition.event {
            Event::Completed(Item::Course(id)) => because.course_id = Some(CourseId(id)),
            Event::Completed(Item::Chapter(id)) => {
                because.title = self.outline.chapter(ChapterId(id)).map(|it| it.title.clone());
            }
            Event::Completed(Item::Lesson(id)) | Event::Passed(id) => {
                because.title = self.outline.lesson(LessonId(id)).map(|it| it.title.clone());
            }
            _ => {}
        }
        because
    }

    fn completed_at(&self, item: Item<i64>) -> Option<i64> {
        match item {
            Item::Course(id) => self.facts.courses.get(&CourseId(id)).copied(),
            Item::Lesson(id) => self.facts.attendance(LessonId(id)).done_at(),
            Item::Chapter(id) => {
                let lessons = self.outline.chapter(ChapterId(id))?.published();
                let done = lessons.map(|lesson| self.facts.attendance(lesson.id).done_at());
                // Nobody can complete a chapter that has no lessons.
                done.collect::<Option<Vec<_>>>()?.into_iter().max()
            }
        }
    }

    /// What is opened is entered only with access.
    fn entered(&self, place: &Place, opening: Opening) -> LessonState {
        let Opening { at: opening, mut because } = opening;
        let access = self.facts.access_from(self.at);
        let entry = opening.and_then(|opens| self.facts.access_from(opens.max(self.at)));
        let open = entry == Some(self.at);
        because.retain(|reason| reason.opens_at.is_some_and(|opens| opens <= self.at) == open);
        if !open && (access != Some(self.at) || (opening.is_some() && entry.is_none())) {
            let from = access.filter(|from| *from > self.at);
            because.insert(0, Code::NoAccess.because(None, from));
        }
        LessonState {
            lesson_id: place.lesson.id,
            lesson: place.lesson.title.clone(),
            chapter: place.chapter.title.clone(),
            open,
            hidden: self.outline.hide_locked && !open,
            opens_at: if open { opening.and_then(|at| self.facts.access_from(at)) } else { entry },
            because,
        }
    }
}

impl Opening {
    /// Waits for the lessons before, or, if that came first, until this one was done itself.
    fn wait_for(&mut self, earlier: &Earlier, done: Option<i64>) {
        let (last, title) = match earlier {
            Earlier::None => return,
            Earlier::Done(last) => (Some(*last), None),
            Earlier::Missing(lesson) => (None, Some(lesson.title.clone())),
        };
        let clear = last.into_iter().chain(done).min();
        self.at = self.at.zip(clear).map(|(at, clear)| at.max(clear));
        self.because.push(Because { title, ..Code::InOrder.because(None, clear) });
    }
}
