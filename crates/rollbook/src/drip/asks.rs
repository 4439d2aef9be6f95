//! What the opening of some lessons depends on, so that nothing else has to be read of a million
//! members.

use std::collections::BTreeSet;

use super::rule::{Event, Item, Score};
use super::timetable::{LessonNo, Plan, Timetable};
use crate::ids::{ChapterId, CourseId, ItemId, LessonId};
use crate::outline::Chapter;

/// What must be known of a member.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Asks {
    /// What they did in these lessons, or what was done for them there.
    pub lessons: BTreeSet<LessonId>,
    /// When they opened the first lesson of the course.
    pub first_lesson: bool,
    /// When they completed these courses.
    pub courses: BTreeSet<CourseId>,
}

impl Asks {
    /// What the openings of these lessons depend on by any schedule, in each of the timetables.
    pub fn of(timetables: &[&Timetable], lessons: &[LessonNo]) -> Self {
        let mut asks = Self::default();
        for timetable in timetables {
            for lesson in lessons {
                asks.add_lesson(timetable, *lesson);
            }
        }
        asks
    }

    fn add_lesson(&mut self, timetable: &Timetable, lesson: LessonNo) {
        self.lessons.insert(timetable.lesson(lesson).id);
        for plan in timetable.all_plans() {
            if plan.schedule.in_order {
                let earlier = &timetable.places[..lesson.0];
                self.lessons.extend(earlier.iter().map(|place| place.lesson.id));
            }
            for condition in plan.slot(lesson).rule.conditions() {
                self.add_event(timetable, &condition.event);
            }
        }
    }

    fn add_event(&mut self, timetable: &Timetable, event: &Event<ItemId>) {
        match event {
            Event::Enrollment | Event::CohortStart | Event::At(_) => {}
            Event::FirstLesson => self.first_lesson = true,
            Event::Completed(Item::Course(id)) => {
                self.courses.insert(CourseId(id.0));
            }
            Event::Completed(Item::Chapter(id)) => {
                let chapter = timetable.outline.chapter(ChapterId(id.0)).into_iter();
                self.lessons.extend(chapter.flat_map(Chapter::published).map(|it| it.id));
            }
            Event::Completed(Item::Lesson(id))
            | Event::Passed(id)
            | Event::Submitted(id)
            | Event::Scored(Score { quiz: id, .. }) => {
                self.lessons.insert(LessonId(id.0));
            }
        }
    }
}

impl<'a> Timetable<'a> {
    /// Whether a lesson may open at another time by another timetable of the same outline.
    pub(crate) fn differs(&self, other: &Timetable, lesson: LessonNo) -> bool {
        let products = self.all_plans().chain(other.all_plans()).map(|plan| plan.schedule.product);
        let mut plans = products.map(|product| (self.plan(product), other.plan(product)));
        plans.any(|(one, other)| {
            let (a, b) = (one.slot(lesson), other.slot(lesson));
            (a.rule, a.nth, one.schedule.in_order) != (b.rule, b.nth, other.schedule.in_order)
        })
    }

    fn all_plans(&self) -> impl Iterator<Item = &Plan<'a>> {
        std::iter::once(&self.own).chain(&self.by_product)
    }
}
