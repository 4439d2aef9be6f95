//! What the opening of some lessons depends on, so that nothing else has to be read of a million
//! members.

use std::collections::BTreeSet;

use super::rule::{Event, Item};
use crate::ids::{ChapterId, CourseId, LessonId};
use crate::outline::Outline;

/// What must be known of a member.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asks {
    /// What they did in these lessons, or what was done for them there.
    pub lessons: BTreeSet<LessonId>,
    /// When they opened the first lesson of the course.
    pub first_lesson: bool,
    /// When they completed these courses.
    pub courses: BTreeSet<CourseId>,
}

/// What the states of these lessons depend on.
pub fn asks(outline: &Outline, lessons: &[LessonId]) -> Asks {
    let mut asks = Asks::default();
    for lesson in lessons {
        asks.lessons.insert(*lesson);
        let before = outline.lessons().take_while(|(_, one)| one.id != *lesson);
        if outline.in_order {
            let published = before.filter(|(_, one)| one.published);
            asks.lessons.extend(published.map(|(_, one)| one.id));
        }
        for (chapter, one) in outline.lessons().filter(|(_, one)| one.id == *lesson) {
            let rule = one.drip.as_ref().or(chapter.drip.as_ref());
            for condition in rule.into_iter().flat_map(|rule| rule.conditions()) {
                asks.add(&condition.event, outline);
            }
        }
    }
    asks
}

impl Asks {
    fn add(&mut self, event: &Event<i64>, outline: &Outline) {
        match event {
            Event::Enrollment | Event::CohortStart | Event::At(_) => {}
            Event::FirstLesson => self.first_lesson = true,
            Event::Completed(Item::Course(id)) => {
                self.courses.insert(CourseId(*id));
            }
            Event::Completed(Item::Chapter(id)) => {
                let chapter = outline.chapter(ChapterId(*id)).into_iter();
                self.lessons.extend(chapter.flat_map(|it| it.published()).map(|it| it.id));
            }
            Event::Completed(Item::Lesson(id)) | Event::Passed(id) => {
                self.lessons.insert(LessonId(*id));
            }
        }
    }
}
