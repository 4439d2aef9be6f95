//! Rules that would keep lessons closed for ever, because each waits for the next.
//!
//! A lesson can open if members get there who complete whatever they can. Lessons that are not
//! published are taken as if they were: sooner or later they will be. A course can be completed if
//! one of its schedules lets members do it.

use std::collections::HashSet;

use super::check::OutlineProblem;
use super::file::with_chapter;
use super::{Chapter, Lesson, Outline};
use crate::drip::{Event, Item, Rule, Schedule};
use crate::error::Result;
use crate::ids::{ChapterId, CourseId, ItemId, LessonId};

/// Refuses a circle that goes through `outline`. `others` are the courses that its rules lead to; one
/// of them that nobody can complete for reasons of its own is no fault of this one.
pub(super) fn check(outline: &Outline, others: &[Outline]) -> Result<()> {
    let all: Vec<&Outline> = others.iter().chain([outline]).collect();
    let without_fault = completed(&all, HashSet::from([outline.course]));
    let stuck_anyway = |course: &CourseId| !without_fault.contains(course);
    let excused = all.iter().map(|it| it.course).filter(stuck_anyway).collect();
    let complete = completed(&all, excused);
    for schedule in outline.schedules() {
        let way = Way::new(outline, schedule, &all, &complete);
        if let Some(stuck) = way.stuck() {
            return Err(OutlineProblem::Circle { chain: way.chain(stuck) }.into());
        }
    }
    Ok(())
}

/// The courses that can be completed, if these can.
fn completed(all: &[&Outline], mut complete: HashSet<CourseId>) -> HashSet<CourseId> {
    loop {
        let more: Vec<CourseId> = all
            .iter()
            .filter(|outline| !complete.contains(&outline.course))
            .filter(|outline| {
                let ways = outline.schedules().map(|one| Way::new(outline, one, all, &complete));
                ways.into_iter().any(|way| way.stuck().is_none())
            })
            .map(|outline| outline.course)
            .collect();
        if more.is_empty() {
            return complete;
        }
        complete.extend(more);
    }
}

/// A course under one of its schedules, and how far members come in it.
struct Way<'a> {
    outline: &'a Outline,
    schedule: &'a Schedule,
    lessons: Vec<(&'a Chapter, &'a Lesson)>,
    /// The place of the lesson from which the rule of the whole schedule holds.
    from: usize,
    all: &'a [&'a Outline],
    /// The courses that can be completed.
    complete: &'a HashSet<CourseId>,
    within: HashSet<LessonId>,
}

/// What has to be done first, and can't be.
enum Missing {
    Lesson(LessonId),
    Course(CourseId),
}

impl<'a> Way<'a> {
    fn new(
        outline: &'a Outline,
        schedule: &'a Schedule,
        all: &'a [&'a Outline],
        complete: &'a HashSet<CourseId>,
    ) -> Self {
        let from = outline.begins(schedule);
        let (lessons, within) = (outline.lessons().collect(), HashSet::new());
        let mut way = Self { outline, schedule, lessons, from, all, complete, within };
        loop {
            let n = way.within.len();
            for place in 0..way.lessons.len() {
                if way.waits_for(place).is_none() {
                    way.within.insert(way.lessons[place].1.id);
                }
            }
            if way.within.len() == n {
                return way;
            }
        }
    }

    /// The first lesson that nobody reaches.
    fn stuck(&self) -> Option<usize> {
        self.lessons.iter().position(|(_, lesson)| !self.within.contains(&lesson.id))
    }

    /// From one that is stuck to one it waits for, until the circle is closed.
    fn chain(&self, stuck: usize) -> String {
        let mut chain = vec![self.title(stuck, self.outline.course)];
        let mut way = self;
        let mut elsewhere;
        let mut place = stuck;
        loop {
            place = match way.waits_for(place) {
                Some(Missing::Lesson(id)) => way.outline.position(id).unwrap_or(place),
                Some(Missing::Course(id)) => {
                    let Some(outline) = way.all.iter().find(|it| it.course == id) else { break };
                    elsewhere = Way::new(outline, &outline.own, self.all, self.complete);
                    way = &elsewhere;
                    let Some(stuck) = way.stuck() else { break };
                    stuck
                }
                None => break,
            };
            let title = way.title(place, self.outline.course);
            let start = chain.iter().position(|known| *known == title);
            chain.push(title);
            if let Some(start) = start {
                chain.drain(..start);
                break;
            }
        }
        chain.join(" → ")
    }

    /// Lessons of another course are named with it.
    fn title(&self, place: usize, course: CourseId) -> String {
        let title = &self.lessons[place].1.title;
        if self.outline.course == course {
            title.clone()
        } else {
            with_chapter(&self.outline.title, title)
        }
    }

    /// What keeps a lesson closed for ever unless it can be completed; `None` when it can open.
    fn waits_for(&self, place: usize) -> Option<Missing> {
        let (chapter, lesson) = self.lessons[place];
        let rule = self.schedule.rule.as_ref().filter(|_| place >= self.from);
        let by_rule = match self.schedule.named(chapter.id, lesson.id).or(rule) {
            Some(Rule::All(conditions)) => {
                conditions.iter().find_map(|one| self.missing_for(&one.event, lesson))
            }
            Some(Rule::Any(conditions)) => {
                let missing = conditions.iter().map(|one| self.missing_for(&one.event, lesson));
                missing.collect::<Option<Vec<_>>>().and_then(|all| all.into_iter().next())
            }
            _ => None,
        };
        let in_order = || {
            let earlier = self.lessons[..place].iter().filter(|_| self.schedule.in_order);
            earlier.map(|(_, it)| it.id).find(|id| !self.within.contains(id))
        };
        by_rule.or_else(|| in_order().map(Missing::Lesson))
    }

    fn missing_for(&self, event: &Event<ItemId>, lesson: &Lesson) -> Option<Missing> {
        let missing = |id: LessonId| (!self.within.contains(&id)).then_some(Missing::Lesson(id));
        match event {
            Event::Completed(Item::Lesson(id)) | Event::Passed(id) | Event::Submitted(id) => {
                missing(LessonId(id.0))
            }
            Event::Scored(score) => missing(LessonId(score.quiz.0)),
            Event::Completed(Item::Chapter(id)) => {
                let chapter = self.outline.chapter(ChapterId(id.0))?;
                chapter.lessons.iter().find_map(|it| missing(it.id))
            }
            // A course whose end opens a part of it never ends.
            Event::Completed(Item::Course(id)) if self.outline.course.0 == id.0 => {
                Some(Missing::Lesson(lesson.id))
            }
            Event::Completed(Item::Course(id)) => {
                let course = CourseId(id.0);
                let is_known = self.all.iter().any(|it| it.course == course);
                (is_known && !self.complete.contains(&course)).then_some(Missing::Course(course))
            }
            // The first lesson that somebody opens can't be one that waits for it.
            Event::FirstLesson => self.within.is_empty().then_some(Missing::Lesson(lesson.id)),
            Event::Enrollment | Event::CohortStart | Event::At(_) => None,
        }
    }
}
