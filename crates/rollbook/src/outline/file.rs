//! An outline as a file: JSON in which chapters, lessons, courses and products go by their titles.
//!
//! A lesson whose title occurs twice in its course is named together with its chapter, as
//! `Start / Welcome`.

use std::collections::BTreeMap;
use std::convert::Infallible;

use serde::{Deserialize, Serialize};

use super::Quiz;
use super::check::{OutlineProblem, distinct, of_product};
use crate::drip::{self, Event, Item, Rule, Score};
use crate::error::{Error, Result};
use crate::ids::{ChapterId, CourseId, ItemId, LessonId, ProductId};
use crate::text::fold;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outline {
    pub course: String,
    #[serde(default)]
    pub in_order: bool,
    #[serde(default)]
    pub hide_locked: bool,
    /// For the whole course, from a lesson on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drip: Option<Rule<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    #[serde(default)]
    pub chapters: Vec<Chapter>,
    /// Of products that open the course otherwise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub schedules: Vec<Schedule>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chapter {
    pub title: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drip: Option<Rule<String>>,
    #[serde(default)]
    pub lessons: Vec<Lesson>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lesson {
    pub title: String,
    #[serde(default = "published", skip_serializing_if = "Clone::clone")]
    pub published: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quiz: Option<Quiz>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drip: Option<Rule<String>>,
}

/// When the lessons open for whoever has the course by a product.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Schedule {
    pub product: String,
    #[serde(default)]
    pub in_order: bool,
    #[serde(default)]
    pub hide_locked: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drip: Option<Rule<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub chapters: BTreeMap<String, Rule<String>>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub lessons: BTreeMap<String, Rule<String>>,
}

impl Schedule {
    /// A product whose members wait for nothing.
    pub fn open(product: &str) -> Self {
        Self { product: product.to_owned(), ..Self::default() }
    }
}

fn published() -> bool {
    true
}

impl Outline {
    /// Reads a file; what can't be read is said with its line.
    pub fn parse(json: &str) -> Result<Self> {
        serde_json::from_str(json.trim_start_matches('\u{feff}'))
            .map_err(|error| OutlineProblem::Unreadable { detail: error.to_string() }.into())
    }

    /// The file, to be read and edited by people.
    pub fn to_json(&self) -> Result<String> {
        let json = serde_json::to_string_pretty(self);
        json.map_err(|error| Error::Internal(error.to_string()))
    }
}

/// What titles stand for: the chapters and lessons of one outline, every course, and the products
/// that hold this one.
pub(super) struct Titles<'a> {
    pub outline: &'a super::Outline,
    pub courses: &'a [(CourseId, String)],
    pub products: &'a [(ProductId, String)],
}

impl Titles<'_> {
    /// The outline with titles in the place of ids.
    pub fn write(&self) -> Outline {
        let own = &self.outline.own;
        let rule = |rule: Option<&Rule>| rule.map(|it| self.to_titles(it));
        let lesson = |lesson: &super::Lesson| Lesson {
            title: lesson.title.clone(),
            published: lesson.published,
            quiz: lesson.quiz,
            drip: rule(own.lessons.get(&lesson.id)),
        };
        let chapter = |chapter: &super::Chapter| Chapter {
            title: chapter.title.clone(),
            drip: rule(own.chapters.get(&chapter.id)),
            lessons: chapter.lessons.iter().map(lesson).collect(),
        };
        Outline {
            course: self.outline.title.clone(),
            in_order: own.in_order,
            hide_locked: own.hide_locked,
            drip: rule(own.rule.as_ref()),
            from: own.from.map(|from| self.title_of_lesson(ItemId(from.0))),
            chapters: self.outline.chapters.iter().map(chapter).collect(),
            schedules: self.outline.by_product.iter().map(|it| self.schedule(it)).collect(),
        }
    }

    fn schedule(&self, schedule: &drip::Schedule) -> Schedule {
        let product = self.products.iter().find(|(id, _)| schedule.product == Some(*id));
        let chapters = schedule.chapters.iter().map(|(id, rule)| {
            let chapter = self.outline.chapter(*id);
            (chapter.map_or_else(removed, |it| it.title.clone()), self.to_titles(rule))
        });
        let lessons = schedule
            .lessons
            .iter()
            .map(|(id, rule)| (self.title_of_lesson(ItemId(id.0)), self.to_titles(rule)));
        Schedule {
            product: product.map_or_else(removed, |(_, title)| title.clone()),
            in_order: schedule.in_order,
            hide_locked: schedule.hide_locked,
            drip: schedule.rule.as_ref().map(|rule| self.to_titles(rule)),
            from: schedule.from.map(|from| self.title_of_lesson(ItemId(from.0))),
            chapters: chapters.collect(),
            lessons: lessons.collect(),
        }
    }

    /// The schedule of the course itself with ids in the place of titles.
    pub fn own(&self, wanted: &Outline) -> Result<drip::Schedule> {
        let course = &self.outline.title;
        let mut own = drip::Schedule {
            in_order: wanted.in_order,
            hide_locked: wanted.hide_locked,
            rule: wanted.drip.as_ref().map(|rule| self.to_ids(rule, course)).transpose()?,
            from: wanted.from.as_ref().map(|from| self.lesson(from, course)).transpose()?,
            ..drip::Schedule::default()
        };
        for (chapter, wanted) in self.outline.chapters.iter().zip(&wanted.chapters) {
            if let Some(rule) = &wanted.drip {
                own.chapters.insert(chapter.id, self.to_ids(rule, &wanted.title)?);
            }
            for (lesson, wanted) in chapter.lessons.iter().zip(&wanted.lessons) {
                if let Some(rule) = &wanted.drip {
                    let at = with_chapter(&chapter.title, &wanted.title);
                    own.lessons.insert(lesson.id, self.to_ids(rule, &at)?);
                }
            }
        }
        Ok(own)
    }

    /// The schedules of products with ids in the place of titles.
    pub fn schedules(&self, wanted: &[Schedule]) -> Result<Vec<drip::Schedule>> {
        distinct(wanted.iter().map(|it| it.product.as_str()), &self.outline.title)?;
        wanted.iter().map(|wanted| self.schedule_to_ids(wanted)).collect()
    }

    fn schedule_to_ids(&self, wanted: &Schedule) -> Result<drip::Schedule> {
        let at = |title: &str| of_product(Some(&wanted.product), title);
        let course = at(&self.outline.title);
        let mut schedule = drip::Schedule {
            product: Some(self.product(&wanted.product)?),
            in_order: wanted.in_order,
            hide_locked: wanted.hide_locked,
            rule: wanted.drip.as_ref().map(|rule| self.to_ids(rule, &course)).transpose()?,
            from: wanted.from.as_ref().map(|from| self.lesson(from, &course)).transpose()?,
            ..drip::Schedule::default()
        };
        let twice = |title: &str| OutlineProblem::DoubleTitle {
            title: title.to_owned(),
            at: course.clone(),
        };
        for (title, rule) in &wanted.chapters {
            let rule = self.to_ids(rule, &at(title))?;
            if schedule.chapters.insert(self.chapter(title, &course)?, rule).is_some() {
                return Err(twice(title).into());
            }
        }
        for (title, rule) in &wanted.lessons {
            let rule = self.to_ids(rule, &at(title))?;
            if schedule.lessons.insert(self.lesson(title, &course)?, rule).is_some() {
                return Err(twice(title).into());
            }
        }
        Ok(schedule)
    }

    /// The rule with ids in the place of titles; `at` is where it stands.
    pub fn to_ids(&self, rule: &Rule<String>, at: &str) -> Result<Rule> {
        let lesson = |title: &str| Ok::<_, Error>(ItemId(self.lesson(title, at)?.0));
        rule.renamed(|event| {
            Ok(match event {
                Event::Enrollment => Event::Enrollment,
                Event::CohortStart => Event::CohortStart,
                Event::FirstLesson => Event::FirstLesson,
                Event::At(time) => Event::At(*time),
                Event::Passed(title) => Event::Passed(lesson(title)?),
                Event::Submitted(title) => Event::Submitted(lesson(title)?),
                Event::Scored(Score { quiz, at_least }) => {
                    Event::Scored(Score { quiz: lesson(quiz)?, at_least: *at_least })
                }
                Event::Completed(item) => Event::Completed(match item {
                    Item::Lesson(title) => Item::Lesson(lesson(title)?),
                    Item::Chapter(title) => Item::Chapter(ItemId(self.chapter(title, at)?.0)),
                    Item::Course(title) => Item::Course(ItemId(self.course(title, at)?.0)),
                }),
            })
        })
    }

    fn to_titles(&self, rule: &Rule) -> Rule<String> {
        let renamed = rule.renamed(|event| {
            Ok::<_, Infallible>(match event {
                Event::Enrollment => Event::Enrollment,
                Event::CohortStart => Event::CohortStart,
                Event::FirstLesson => Event::FirstLesson,
                Event::At(time) => Event::At(*time),
                Event::Passed(id) => Event::Passed(self.title_of_lesson(*id)),
                Event::Submitted(id) => Event::Submitted(self.title_of_lesson(*id)),
                Event::Scored(Score { quiz, at_least }) => {
                    Event::Scored(Score { quiz: self.title_of_lesson(*quiz), at_least: *at_least })
                }
                Event::Completed(item) => Event::Completed(match item {
                    Item::Lesson(id) => Item::Lesson(self.title_of_lesson(*id)),
                    Item::Chapter(id) => {
                        let chapter = self.outline.chapter(ChapterId(id.0));
                        Item::Chapter(chapter.map_or_else(removed, |it| it.title.clone()))
                    }
                    Item::Course(id) => {
                        let course = self.courses.iter().find(|(course, _)| course.0 == id.0);
                        Item::Course(course.map_or_else(removed, |(_, title)| title.clone()))
                    }
                }),
            })
        });
        let Ok(rule) = renamed;
        rule
    }

    pub fn lesson(&self, title: &str, at: &str) -> Result<LessonId> {
        let wanted = fold(title);
        let mut called = self.outline.lessons().filter(|(_, it)| fold(&it.title) == wanted);
        let unknown = |what| OutlineProblem::unknown(what, title, at);
        match (called.next(), called.next()) {
            (Some((_, lesson)), None) => Ok(lesson.id),
            (Some((chapter, lesson)), Some(_)) => {
                let such_as = with_chapter(&chapter.title, &lesson.title);
                let (title, at) = (title.to_owned(), at.to_owned());
                Err(OutlineProblem::Ambiguous { title, at, such_as }.into())
            }
            (None, _) => self
                .outline
                .lessons()
                .find(|(chapter, it)| fold(&with_chapter(&chapter.title, &it.title)) == wanted)
                .map(|(_, lesson)| lesson.id)
                .ok_or_else(|| unknown("lesson").into()),
        }
    }

    fn chapter(&self, title: &str, at: &str) -> Result<ChapterId> {
        let wanted = fold(title);
        let found = self.outline.chapters.iter().find(|it| fold(&it.title) == wanted);
        Ok(found.ok_or_else(|| OutlineProblem::unknown("chapter", title, at))?.id)
    }

    fn course(&self, title: &str, at: &str) -> Result<CourseId> {
        let wanted = fold(title);
        let found = self.courses.iter().find(|(_, it)| fold(it) == wanted);
        Ok(found.ok_or_else(|| OutlineProblem::unknown("course", title, at))?.0)
    }

    fn product(&self, title: &str) -> Result<ProductId> {
        let wanted = fold(title);
        let found = self.products.iter().find(|(_, it)| fold(it) == wanted);
        let unknown = || OutlineProblem::NotHeldBy {
            product: title.to_owned(),
            course: self.outline.title.clone(),
        };
        Ok(found.ok_or_else(unknown)?.0)
    }

    fn title_of_lesson(&self, id: ItemId) -> String {
        let found = self.outline.lessons().find(|(_, it)| it.id.0 == id.0);
        let Some((chapter, lesson)) = found else { return removed() };
        let folded = fold(&lesson.title);
        let namesakes = self.outline.lessons().filter(|(_, it)| fold(&it.title) == folded);
        match namesakes.count() {
            1 => lesson.title.clone(),
            _ => with_chapter(&chapter.title, &lesson.title),
        }
    }
}

pub(crate) fn with_chapter(chapter: &str, lesson: &str) -> String {
    format!("{chapter} / {lesson}")
}

/// What a rule waits for that an undo took out of the book. Read back, it is refused as unknown.
fn removed() -> String {
    "(removed)".to_owned()
}
