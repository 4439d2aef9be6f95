//! When lessons open for one member. Nothing here allocates: it is asked for a million members.

use std::cell::Cell;

use super::facts::{ByHand, Facts, Held};
use super::rule::{Condition, Event, Item, Rule, Score};
use super::timetable::{LessonNo, Nth, Plan, Slot, Timetable};
use crate::ids::{ChapterId, CourseId, ItemId, LessonId};
use crate::time::from_local;

/// Whether a lesson is open at an instant, and when it opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening {
    pub open: bool,
    /// Of an open lesson, when it could first be entered; of a locked one, when it can be from then
    /// on, as far as is known. UTC milliseconds.
    pub opens_at: Option<i64>,
}

/// What decides when a lesson opens.
#[derive(Clone, Copy)]
pub(super) enum Cause<'f> {
    /// There is no grant at all.
    Nothing,
    Grant(&'f Held),
    Unlocked(i64),
    LockedAgain(i64),
}

/// When lessons open for one member. Best asked for them in order: what all lessons before one come to
/// is kept for the next.
pub struct Openings<'a> {
    timetable: &'a Timetable<'a>,
    facts: &'a Facts,
    now: i64,
    /// Of so many lessons, the first ones: when the last of them was done.
    done: Cell<(usize, Option<i64>)>,
}

impl Openings<'_> {
    /// A lesson as the member finds it: what [`states`](Timetable::states) says of it, without the
    /// reasons.
    pub fn of(&self, lesson: LessonNo) -> Opening {
        entered(self.opened(lesson).0, self.facts, self.now)
    }

    /// When a lesson is opened, whether or not there is access by then, and by what.
    pub(super) fn opened(&self, lesson: LessonNo) -> (Option<i64>, Cause<'_>) {
        let id = self.timetable.lesson(lesson).id;
        let by_hand = self.facts.lessons.get(&id).and_then(|attendance| attendance.by_hand);
        if let Some(ByHand::Locked(since)) = by_hand
            && since <= self.now
        {
            return (None, Cause::LockedAgain(since));
        }
        let grants = self.facts.held.iter().map(|held| (self.by_grant(lesson, held), held));
        let earliest = grants.min_by_key(|(at, _)| (at.is_none(), *at));
        let (at, cause) =
            earliest.map_or((None, Cause::Nothing), |(at, held)| (at, Cause::Grant(held)));
        match by_hand {
            Some(ByHand::Unlocked(since)) if at.is_none_or(|at| at > since) => {
                (Some(since), Cause::Unlocked(since))
            }
            _ => (at, cause),
        }
    }

    fn by_grant(&self, lesson: LessonNo, held: &Held) -> Option<i64> {
        let plan = self.timetable.plan(held.product);
        let at = self.timetable.by_rule(plan.slot(lesson), self.facts, held)?;
        if plan.schedule.in_order { Some(at.max(self.clear_at(lesson)?)) } else { Some(at) }
    }

    /// When a lesson stops waiting for those before it: when all of them were done, or, if that came
    /// first, when it was done itself.
    pub(super) fn clear_at(&self, lesson: LessonNo) -> Option<i64> {
        let own = self.done_at(lesson.0);
        self.all_before(lesson).into_iter().chain(own).min()
    }

    /// When all lessons before one were done. Of none, long ago.
    fn all_before(&self, LessonNo(n): LessonNo) -> Option<i64> {
        let (known, done) = self.done.get();
        let (from, done) = if known <= n { (known, done) } else { NONE_DONE };
        let done = (from..n).try_fold(done?, |latest, n| Some(latest.max(self.done_at(n)?)));
        self.done.set((n, done));
        done
    }

    fn done_at(&self, n: usize) -> Option<i64> {
        self.facts.done_at(self.timetable.places[n].lesson.id)
    }
}

/// No lesson at all is done since long ago.
const NONE_DONE: (usize, Option<i64>) = (0, Some(i64::MIN));

impl Timetable<'_> {
    /// When lessons open for a member with these facts, as it is known at `now`.
    pub fn openings<'a>(&'a self, facts: &'a Facts, now: i64) -> Openings<'a> {
        Openings { timetable: self, facts, now, done: Cell::new(NONE_DONE) }
    }

    fn by_rule(&self, slot: &Slot, facts: &Facts, held: &Held) -> Option<i64> {
        let met_at = |condition| Some(self.met_at(condition, slot.nth, facts, held)?.1);
        match slot.rule {
            Rule::Open => Some(held.starts_at),
            Rule::Manual => None,
            Rule::All(conditions) => latest(conditions.iter().map(met_at)),
            Rule::Any(conditions) => conditions.iter().filter_map(met_at).min(),
        }
    }

    /// The instant that a condition counts from, and the one at which it is met.
    pub(super) fn met_at(
        &self,
        condition: &Condition,
        nth: Nth,
        facts: &Facts,
        held: &Held,
    ) -> Option<(i64, i64)> {
        let since = self.event_at(&condition.event, facts, held)?;
        let nth = condition.every.map_or(0, |every| nth.of(every.per));
        Some((since, condition.met_at(since, nth, self.zone).max(held.starts_at)))
    }

    fn event_at(&self, event: &Event<ItemId>, facts: &Facts, held: &Held) -> Option<i64> {
        let attendance = |quiz: &ItemId| facts.lessons.get(&LessonId(quiz.0));
        match event {
            Event::Enrollment => Some(facts.own_start.unwrap_or(held.starts_at)),
            Event::CohortStart => facts.own_start.or(held.cohort_starts_at),
            Event::FirstLesson => facts.first_lesson_at(),
            Event::Completed(item) => self.completed_at(*item, facts),
            Event::Passed(quiz) => attendance(quiz)?.passed_at,
            Event::Submitted(quiz) => attendance(quiz)?.reached_at(0),
            Event::Scored(Score { quiz, at_least }) => attendance(quiz)?.reached_at(*at_least),
            Event::At(at) => Some(from_local(self.zone, at.0)),
        }
    }

    fn completed_at(&self, item: Item<ItemId>, facts: &Facts) -> Option<i64> {
        match item {
            Item::Course(id) => facts.courses.get(&CourseId(id.0)).copied(),
            Item::Lesson(id) => facts.done_at(LessonId(id.0)),
            Item::Chapter(id) => {
                let mut lessons = self.outline.chapter(ChapterId(id.0))?.published().peekable();
                // Nobody can complete a chapter that has no lessons.
                lessons.peek()?;
                latest(lessons.map(|lesson| facts.done_at(lesson.id)))
            }
        }
    }

    /// The schedules by which somebody has the course at `now`; if they don't have it, those by which
    /// they had it or will.
    pub(super) fn plans<'s>(
        &'s self,
        facts: &'s Facts,
        now: i64,
    ) -> impl Iterator<Item = &'s Plan<'s>> {
        let runs = move |held: &&Held| held.access_from(now) == Some(now);
        let some_run = facts.held.iter().any(|held| runs(&held));
        let grants = facts.held.iter().filter(move |held| !some_run || runs(held));
        let none = facts.held.is_empty().then_some(None);
        grants.map(|held| held.product).chain(none).map(|product| self.plan(product))
    }
}

/// What is opened is entered only with access.
pub(super) fn entered(opened: Option<i64>, facts: &Facts, now: i64) -> Opening {
    let entry = opened.and_then(|opened| facts.access_from(opened.max(now)));
    let open = entry == Some(now);
    let opens_at = if open { opened.and_then(|opened| facts.access_from(opened)) } else { entry };
    Opening { open, opens_at }
}

/// The latest, if all are known. Of nothing, long ago.
fn latest(mut instants: impl Iterator<Item = Option<i64>>) -> Option<i64> {
    instants.try_fold(i64::MIN, |latest, at| Some(latest.max(at?)))
}
