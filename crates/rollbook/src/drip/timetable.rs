//! The rules of a course laid out: for each published lesson, what each schedule says of it.
//!
//! This is worked out once for a course and then asked for one member or for a million.

use super::rule::{Per, Rule};
use super::schedule::Schedule;
use crate::ids::{LessonId, ProductId};
use crate::outline::{Chapter, Lesson, Outline};
use crate::time::Zone;

/// An outline with its rules, ready to be asked by [`states`](Timetable::states) and
/// [`opening`](Timetable::opening).
pub struct Timetable<'a> {
    pub(super) outline: &'a Outline,
    pub(super) zone: Zone,
    /// The published lessons, in order.
    pub(super) places: Vec<Place<'a>>,
    pub(super) own: Plan<'a>,
    pub(super) by_product: Vec<Plan<'a>>,
}

/// A published lesson of a timetable; it stands for its number among them, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LessonNo(pub(super) usize);

pub(super) struct Place<'a> {
    pub chapter: &'a Chapter,
    pub lesson: &'a Lesson,
    /// Among all lessons of the course.
    position: usize,
    nth: Nth,
}

/// How many came before, each from 0, of what `every` may count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Nth {
    lesson: u32,
    chapter: u32,
}

/// What one schedule says of each place.
pub(super) struct Plan<'a> {
    pub schedule: &'a Schedule,
    slots: Vec<Slot<'a>>,
}

pub(super) struct Slot<'a> {
    pub rule: &'a Rule,
    pub nth: Nth,
}

static OPEN: Rule = Rule::Open;

impl Nth {
    pub fn of(self, per: Per) -> u32 {
        match per {
            Per::Lesson => self.lesson,
            Per::Chapter => self.chapter,
        }
    }
}

impl<'a> Timetable<'a> {
    pub fn new(outline: &'a Outline, zone: Zone) -> Self {
        let places = places(outline);
        let own = Plan::new(&outline.own, outline, &places);
        let plan = |schedule| Plan::new(schedule, outline, &places);
        let by_product = outline.by_product.iter().map(plan).collect();
        Self { outline, zone, places, own, by_product }
    }

    /// Where a lesson is; nowhere unless it is published.
    pub fn find(&self, lesson: LessonId) -> Option<LessonNo> {
        self.places.iter().position(|place| place.lesson.id == lesson).map(LessonNo)
    }

    pub fn lesson(&self, lesson: LessonNo) -> &'a Lesson {
        self.places[lesson.0].lesson
    }

    /// The published lessons, in order.
    pub fn lessons(&self) -> impl Iterator<Item = (LessonNo, &'a Lesson)> {
        self.places.iter().enumerate().map(|(n, place)| (LessonNo(n), place.lesson))
    }

    /// The schedule of whoever has the course by this product, or by itself.
    pub(super) fn plan(&self, product: Option<ProductId>) -> &Plan<'a> {
        let has_own = |plan: &&Plan| product.is_some() && plan.schedule.product == product;
        self.by_product.iter().find(has_own).unwrap_or(&self.own)
    }
}

impl<'a> Plan<'a> {
    fn new(schedule: &'a Schedule, outline: &Outline, places: &[Place<'a>]) -> Self {
        let from = outline.begins(schedule);
        let first = places.iter().find(|place| place.position >= from).map(|place| place.nth);
        let n_before = places.iter().take_while(|place| place.position < from).count();
        let slot = |(n, place): (usize, &Place<'a>)| match (
            schedule.named(place.chapter.id, place.lesson.id),
            &schedule.rule,
        ) {
            (Some(rule), _) => Slot { rule, nth: place.nth },
            (None, Some(rule)) if n >= n_before => {
                let chapter = place.nth.chapter - first.unwrap_or_default().chapter;
                Slot { rule, nth: Nth { lesson: (n - n_before) as u32, chapter } }
            }
            _ => Slot { rule: &OPEN, nth: Nth::default() },
        };
        Self { schedule, slots: places.iter().enumerate().map(slot).collect() }
    }

    pub fn slot(&self, lesson: LessonNo) -> &Slot<'a> {
        &self.slots[lesson.0]
    }
}

fn places(outline: &Outline) -> Vec<Place<'_>> {
    let mut places: Vec<Place> = Vec::new();
    for (position, (chapter, lesson)) in outline.lessons().enumerate() {
        if !lesson.published {
            continue;
        }
        let nth = match places.last() {
            None => Nth::default(),
            Some(last) if last.chapter.id == chapter.id => {
                Nth { lesson: last.nth.lesson + 1, ..last.nth }
            }
            Some(last) => Nth { lesson: 0, chapter: last.nth.chapter + 1 },
        };
        places.push(Place { chapter, lesson, position, nth });
    }
    places
}
