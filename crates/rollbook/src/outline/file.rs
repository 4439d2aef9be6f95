//! An outline as a file: JSON in which chapters, lessons and courses go by their titles.
//!
//! A lesson whose title occurs twice in its course is named together with its chapter, as
//! `Start / Welcome`.

use std::convert::Infallible;

use serde::{Deserialize, Serialize};

use super::Quiz;
use super::check::OutlineProblem;
use crate::drip::{Event, Item, Rule, Score};
use crate::error::{Error, Result};
use crate::ids::{ChapterId, CourseId, ItemId, LessonId};
use crate::text::fold;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outline {
    pub course: String,
    #[serde(default)]
    pub in_order: bool,
    #[serde(default)]
    pub hide_locked: bool,
    #[serde(default)]
    pub chapters: Vec<Chapter>,
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

/// What titles stand for: the chapters and lessons of one outline, and every course.
pub(super) struct Titles<'a> {
    pub outline: &'a super::Outline,
    pub courses: &'a [(CourseId, String)],
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
            chapters: self.outline.chapters.iter().map(chapter).collect(),
        }
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
