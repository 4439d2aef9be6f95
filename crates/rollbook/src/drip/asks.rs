//! What the opening of some lessons depends on, so that nothing else has to be read of a million
//! members.

use std::collections::{BTreeSet, HashMap};

use super::rule::{Event, Item, Rule, Score};
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
    /// What the openings of these lessons depend on by any schedule.
    pub fn of(timetable: &Timetable, lessons: impl IntoIterator<Item = LessonNo>) -> Self {
        Self::default().and(timetable, lessons)
    }

    /// And what those of another timetable depend on.
    pub fn and(
        mut self,
        timetable: &Timetable,
        lessons: impl IntoIterator<Item = LessonNo>,
    ) -> Self {
        for lesson in lessons {
            self.add_lesson(timetable, lesson);
        }
        self
    }

    fn add_lesson(&mut self, timetable: &Timetable, lesson: LessonNo) {
        self.lessons.insert(timetable.lesson(lesson).id);
        for plan in timetable.all_plans() {
            if plan.schedule.in_order {
                self.lessons.extend(timetable.before(lesson));
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
                self.lessons.extend(timetable.of_chapter(ChapterId(id.0)));
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
    /// The lessons that both have and that may open at another time by the other, with their places
    /// here and there. A title or a pass mark makes no difference: what was done counts as it did.
    pub(crate) fn differing(&self, other: &Timetable) -> Vec<(LessonNo, LessonNo)> {
        let places: HashMap<LessonId, LessonNo> =
            other.lessons().map(|(there, lesson)| (lesson.id, there)).collect();
        let both = self.lessons().filter_map(|(here, it)| Some((here, *places.get(&it.id)?)));
        both.filter(|(here, there)| self.differs(*here, other, *there)).collect()
    }

    fn differs(&self, here: LessonNo, other: &Timetable, there: LessonNo) -> bool {
        let products = self.all_plans().chain(other.all_plans()).map(|plan| plan.schedule.product);
        let mut plans = products.map(|product| (self.plan(product), other.plan(product)));
        plans.any(|(a, b)| {
            let (slot, other_slot) = (a.slot(here), b.slot(there));
            let in_order = a.schedule.in_order;
            (slot.rule, slot.nth, in_order)
                != (other_slot.rule, other_slot.nth, b.schedule.in_order)
                || (in_order && !same(self.before(here), other.before(there)))
                || chapters(slot.rule).any(|id| !same(self.of_chapter(id), other.of_chapter(id)))
        })
    }

    /// The published lessons before one.
    fn before(&self, lesson: LessonNo) -> impl Iterator<Item = LessonId> {
        self.places[..lesson.0].iter().map(|place| place.lesson.id)
    }

    /// The published lessons of a chapter, if it is there.
    fn of_chapter(&self, id: ChapterId) -> impl Iterator<Item = LessonId> {
        let chapter = self.outline.chapter(id).into_iter();
        chapter.flat_map(Chapter::published).map(|lesson| lesson.id)
    }

    fn all_plans(&self) -> impl Iterator<Item = &Plan<'a>> {
        std::iter::once(&self.own).chain(&self.by_product)
    }
}

/// The chapters that a rule waits for.
fn chapters(rule: &Rule) -> impl Iterator<Item = ChapterId> {
    rule.conditions().iter().filter_map(|condition| match condition.event {
        Event::Completed(Item::Chapter(id)) => Some(ChapterId(id.0)),
        _ => None,
    })
}

/// Whether these are the same lessons, in whatever order.
fn same(some: impl Iterator<Item = LessonId>, others: impl Iterator<Item = LessonId>) -> bool {
    let (mut some, mut others): (Vec<_>, Vec<_>) = (some.collect(), others.collect());
    if some == others {
        return true;
    }
    some.sort_unstable();
    others.sort_unstable();
    some == others
}
