//! The state of each lesson for one member at one instant, with the reasons.

use serde::Serialize;

use super::facts::{Facts, Held};
use super::opening::{Cause, Opening, Openings, entered};
use super::rule::{Condition, Event, Every, Item, Rule, Score};
use super::timetable::{LessonNo, Nth, Timetable};
use super::words::Span;
use crate::ids::{ChapterId, CourseId, LessonId};

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
    /// How far apart lessons or chapters open that follow one another, where it does not open the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub every: Option<Every>,
    /// The score to be reached, in percent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_least: Option<u8>,
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
    /// As the two before, counted from the start that was set for this member.
    AfterOwnStart,
    AfterFirstLesson,
    AfterCompleted,
    QuizPassed,
    QuizSubmitted,
    QuizScore,
    At,
}

impl Code {
    fn because(self, since: Option<i64>, opens_at: Option<i64>) -> Because {
        Because {
            code: self,
            since,
            wait: None,
            every: None,
            at_least: None,
            opens_at,
            title: None,
            course_id: None,
        }
    }
}

impl Timetable<'_> {
    /// The published lessons of a course, in order, as a member with these facts finds them at `now`.
    pub fn states(&self, facts: &Facts, now: i64) -> Vec<LessonState> {
        let openings = self.openings(facts, now);
        self.lessons().map(|(at, _)| self.state(at, &openings, facts, now)).collect()
    }

    fn state(&self, at: LessonNo, openings: &Openings, facts: &Facts, now: i64) -> LessonState {
        let (opened, cause) = openings.opened(at);
        let Opening { open, opens_at } = entered(opened, facts, now);
        let mut because = match cause {
            Cause::Nothing => Vec::new(),
            Cause::Grant(held) => self.reasons(at, openings, facts, held),
            Cause::Unlocked(since) => vec![Code::Unlocked.because(Some(since), Some(since))],
            Cause::LockedAgain(since) => vec![Code::LockedAgain.because(Some(since), None)],
        };
        because.retain(|reason| reason.opens_at.is_some_and(|opens| opens <= now) == open);
        let access = facts.access_from(now);
        if !open && (access != Some(now) || (opened.is_some() && opens_at.is_none())) {
            let from = access.filter(|from| *from > now);
            because.insert(0, Code::NoAccess.because(None, from));
        }
        let place = &self.places[at.0];
        LessonState {
            lesson_id: place.lesson.id,
            lesson: place.lesson.title.clone(),
            chapter: place.chapter.title.clone(),
            open,
            hidden: !open && self.plans(facts, now).all(|plan| plan.schedule.hide_locked),
            opens_at,
            because,
        }
    }

    /// What a grant asks before the lesson opens, met or not.
    fn reasons(
        &self,
        at: LessonNo,
        openings: &Openings,
        facts: &Facts,
        held: &Held,
    ) -> Vec<Because> {
        let plan = self.plan(held.product);
        let slot = plan.slot(at);
        let mut because = match slot.rule {
            Rule::Open => vec![Code::Open.because(None, Some(held.starts_at))],
            Rule::Manual => vec![Code::Manual.because(None, None)],
            Rule::All(conditions) | Rule::Any(conditions) => {
                conditions.iter().map(|one| self.reason(one, slot.nth, facts, held)).collect()
            }
        };
        if plan.schedule.in_order && at.0 > 0 {
            let mut earlier = self.places[..at.0].iter().map(|place| place.lesson);
            let missing = earlier.find(|lesson| facts.done_at(lesson.id).is_none());
            let title = missing.map(|lesson| lesson.title.clone());
            let clear_at = openings.clear_at(at);
            because.push(Because { title, ..Code::InOrder.because(None, clear_at) });
        }
        because
    }

    fn reason(&self, condition: &Condition, nth: Nth, facts: &Facts, held: &Held) -> Because {
        let code = match &condition.event {
            Event::Enrollment | Event::CohortStart if facts.own_start.is_some() => {
                Code::AfterOwnStart
            }
            Event::Enrollment => Code::AfterEnrollment,
            Event::CohortStart => Code::AfterCohortStart,
            Event::FirstLesson => Code::AfterFirstLesson,
            Event::Completed(_) => Code::AfterCompleted,
            Event::Passed(_) => Code::QuizPassed,
            Event::Submitted(_) => Code::QuizSubmitted,
            Event::Scored(_) => Code::QuizScore,
            Event::At(_) => Code::At,
        };
        let (since, opens_at) = self.met_at(condition, nth, facts, held).unzip();
        // A course that was completed nobody knows when has nothing to be counted from.
        let mut because = code.because(since.filter(|since| *since > 0), opens_at);
        because.wait = (condition.wait.n > 0).then_some(condition.wait);
        because.every = condition.every.filter(|every| nth.of(every.per) > 0);
        if let Event::Scored(score) = &condition.event {
            because.at_least = Some(score.at_least);
        }
        match &condition.event {
            Event::Completed(Item::Course(id)) => because.course_id = Some(CourseId(id.0)),
            Event::Completed(Item::Chapter(id)) => {
                because.title = self.outline.chapter(ChapterId(id.0)).map(|it| it.title.clone());
            }
            Event::Completed(Item::Lesson(id))
            | Event::Passed(id)
            | Event::Submitted(id)
            | Event::Scored(Score { quiz: id, .. }) => {
                because.title = self.outline.lesson(LessonId(id.0)).map(|it| it.title.clone());
            }
            _ => {}
        }
        because
    }
}
