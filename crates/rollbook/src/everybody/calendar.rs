//! Which lessons open on the days to come, and for how many members.

use std::collections::{BTreeMap, HashMap};

use chrono::{Days, NaiveDate};
use serde::Serialize;

use super::Everybody;
use crate::book::Book;
use crate::drip::{Asks, LessonNo, Opening, Timetable};
use crate::error::Result;
use crate::ids::{CourseId, LessonId};
use crate::outline::{self, Lesson};
use crate::progress::{Phase, Progress};
use crate::time::{day_end, day_of, iso_day};

/// A lesson that opens on a day, for somebody who can't open it yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct NextOpening {
    /// A day of the school, as `2026-03-01`.
    pub day: String,
    pub lesson: LessonId,
    pub title: String,
    pub chapter: String,
    /// For how many members it opens that day if nothing happens but that time goes by.
    pub members: u64,
}

/// How a published lesson stands for everybody who has the course now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct LessonCounts {
    pub lesson: LessonId,
    pub title: String,
    /// Members who can open it.
    pub open: u64,
    /// Members for whom it opens by itself.
    pub opens_later: u64,
    /// Members for whom something else has to happen first.
    pub locked: u64,
}

impl Book {
    /// What opens from `now` until the end of the day that is `days` days later, by day and then in
    /// the order of the course.
    pub fn next_openings(
        &self,
        course: CourseId,
        days: u32,
        now: i64,
        progress: &Progress,
    ) -> Result<Vec<NextOpening>> {
        let zone = self.settings().zone;
        let today = day_of(zone, now);
        let last = today.checked_add_days(Days::new(days.into())).unwrap_or(NaiveDate::MAX);
        let until = day_end(zone, last);
        self.read(|db| {
            let outline = outline::read(db, course)?;
            let timetable = Timetable::new(&outline, zone);
            let mut found: BTreeMap<(NaiveDate, LessonNo), u64> = BTreeMap::new();
            let lessons: Vec<LessonNo> = timetable.lessons().map(|(lesson, _)| lesson).collect();
            let asks = Asks::of(&timetable, lessons.iter().copied());
            let everybody =
                Everybody::with(db, &self.lists, course, &asks, zone)?.outside_trash()?;
            everybody.each(Phase::Reading, progress, |_, facts| {
                let openings = timetable.openings(facts, now);
                for lesson in &lessons {
                    let opening = openings.of(*lesson);
                    if let Some(at) = opening.opens_at
                        && !opening.open
                        && at <= until
                    {
                        *found.entry((day_of(zone, at), *lesson)).or_default() += 1;
                    }
                }
                Ok(())
            })?;
            let places: HashMap<LessonId, &str> =
                outline.lessons().map(|(chapter, it)| (it.id, chapter.title.as_str())).collect();
            let openings = found.into_iter().map(|((day, lesson), members)| {
                let Lesson { id, title, .. } = timetable.lesson(lesson);
                let chapter = places.get(id).copied().unwrap_or_default().to_owned();
                let (day, title) = (iso_day(day), title.clone());
                NextOpening { day, lesson: *id, title, chapter, members }
            });
            Ok(openings.collect())
        })
    }

    /// How each published lesson stands for everybody who has the course now, in order.
    pub fn lesson_counts(
        &self,
        course: CourseId,
        now: i64,
        progress: &Progress,
    ) -> Result<Vec<LessonCounts>> {
        let zone = self.settings().zone;
        self.read(|db| {
            let outline = outline::read(db, course)?;
            let timetable = Timetable::new(&outline, zone);
            let lessons: Vec<LessonNo> = timetable.lessons().map(|(lesson, _)| lesson).collect();
            let none = |(_, lesson): (_, &Lesson)| LessonCounts {
                lesson: lesson.id,
                title: lesson.title.clone(),
                open: 0,
                opens_later: 0,
                locked: 0,
            };
            let mut counts: Vec<LessonCounts> = timetable.lessons().map(none).collect();
            let asks = Asks::of(&timetable, lessons.iter().copied());
            let everybody =
                Everybody::with(db, &self.lists, course, &asks, zone)?.outside_trash()?;
            everybody.each(Phase::Reading, progress, |_, facts| {
                if facts.has_access(now) {
                    let openings = timetable.openings(facts, now);
                    for (lesson, counts) in lessons.iter().zip(&mut counts) {
                        *counts.under(openings.of(*lesson)) += 1;
                    }
                }
                Ok(())
            })?;
            Ok(counts)
        })
    }
}

impl LessonCounts {
    fn under(&mut self, opening: Opening) -> &mut u64 {
        match opening {
            Opening { open: true, .. } => &mut self.open,
            Opening { opens_at: Some(_), .. } => &mut self.opens_later,
            Opening { opens_at: None, .. } => &mut self.locked,
        }
    }
}
