//! What is wrong with an outline, before anything of it is written.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::file::with_chapter;
use super::{Lesson, Outline, reach};
use crate::drip::{Event, Item, Rule, Schedule, Score};
use crate::error::{Error, Result};
use crate::ids::{ChapterId, LessonId, ProductId};
use crate::text::fold;

/// What is wrong, where, and what to do. Chapters and lessons go by their titles.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OutlineProblem {
    #[error(
        "the outline can't be read: {detail}. Mend the file and try again; nothing was written"
    )]
    Unreadable { detail: String },
    #[error(
        "the file is the outline of \"{found}\", not of \"{expected}\"; change \"course\" in the \
         file, or choose the other course"
    )]
    OtherCourse { found: String, expected: String },
    #[error("{at}: a chapter or lesson has no title; give it one")]
    MissingTitle { at: String },
    #[error("{at}: \"{title}\" is there twice; give one of them another title")]
    DoubleTitle { title: String, at: String },
    #[error("{at}: there is no {what} \"{title}\"; write its title as it stands in the book")]
    Unknown { what: &'static str, title: String, at: String },
    #[error(
        "no product called \"{product}\" holds the course {course}; write its title as it stands in \
         the book, or add the course to it first"
    )]
    NotHeldBy { product: String, course: String },
    #[error("{at}: several lessons are called \"{title}\"; name its chapter too, as \"{such_as}\"")]
    Ambiguous { title: String, at: String, such_as: String },
    #[error(
        "{at}: \"{title}\" is no quiz, so nobody can pass it; make it one, or use after_completed"
    )]
    NotAQuiz { title: String, at: String },
    #[error("{at}: a quiz can't ask for {pass} percent; at most 100")]
    PassMark { pass: u8, at: String },
    #[error(
        "these would never open, because each waits for the next: {chain}; take one of the conditions out"
    )]
    Circle { chain: String },
    #[error(
        "{at}: the rule begins with a lesson that is removed; let it begin with another one first"
    )]
    BeginsNowhere { at: String },
    #[error("{at} opens after a lesson or chapter that is removed; change that rule first")]
    Removed { at: String },
}

impl OutlineProblem {
    pub(super) fn unknown(what: &'static str, title: &str, at: &str) -> Self {
        Self::Unknown { what, title: title.to_owned(), at: at.to_owned() }
    }

    fn reason(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "unreadable",
            Self::OtherCourse { .. } => "other_course",
            Self::MissingTitle { .. } => "missing_title",
            Self::DoubleTitle { .. } => "double_title",
            Self::Unknown { .. } => "unknown",
            Self::NotHeldBy { .. } => "not_held_by",
            Self::Ambiguous { .. } => "ambiguous",
            Self::NotAQuiz { .. } => "not_a_quiz",
            Self::PassMark { .. } => "pass_mark",
            Self::Circle { .. } => "circle",
            Self::BeginsNowhere { .. } => "begins_nowhere",
            Self::Removed { .. } => "removed",
        }
    }

    /// The values the sentence needs.
    pub(crate) fn args(&self) -> Map<String, Value> {
        let values = match self {
            Self::Unreadable { detail } => json!({ "detail": detail }),
            Self::OtherCourse { found, expected } => {
                json!({ "found": found, "expected": expected })
            }
            Self::MissingTitle { at } | Self::BeginsNowhere { at } | Self::Removed { at } => {
                json!({ "at": at })
            }
            Self::DoubleTitle { title, at } | Self::NotAQuiz { title, at } => {
                json!({ "title": title, "at": at })
            }
            Self::Unknown { what, title, at } => json!({ "what": what, "title": title, "at": at }),
            Self::NotHeldBy { product, course } => {
                json!({ "product": product, "course": course })
            }
            Self::Ambiguous { title, at, such_as } => {
                json!({ "title": title, "at": at, "suchAs": such_as })
            }
            Self::PassMark { pass, at } => json!({ "pass": pass, "at": at }),
            Self::Circle { chain } => json!({ "chain": chain }),
        };
        let mut args = Map::from_iter([("reason".to_owned(), json!(self.reason()))]);
        if let Value::Object(values) = values {
            args.extend(values);
        }
        args
    }
}

impl From<OutlineProblem> for Error {
    fn from(problem: OutlineProblem) -> Self {
        Error::BadOutline(problem)
    }
}

/// What a check looks at beside the outline.
pub(super) struct Around {
    /// The courses that its rules lead to.
    pub others: Vec<Outline>,
    pub products: Vec<(ProductId, String)>,
}

/// Titles are there and can be told apart, rules name what the outline has, and everything can open.
pub(super) fn check(outline: &Outline, around: &Around) -> Result<()> {
    titles(outline)?;
    for (chapter, lesson) in outline.lessons() {
        if let Some(pass) = lesson.quiz.and_then(|quiz| quiz.pass).filter(|pass| *pass > 100) {
            let at = with_chapter(&chapter.title, &lesson.title);
            return Err(OutlineProblem::PassMark { pass, at }.into());
        }
    }
    for schedule in outline.schedules() {
        let called = |(id, _): &&(ProductId, String)| schedule.product == Some(*id);
        let product = around.products.iter().find(called).map(|(_, title)| title.as_str());
        rules(outline, schedule, product)?;
    }
    reach::check(outline, &around.others)
}

/// The rules of a schedule depend on nothing that the outline does not have.
fn rules(outline: &Outline, schedule: &Schedule, product: Option<&str>) -> Result<()> {
    let at = |title: &str| of_product(product, title);
    references(outline, schedule.rule.as_ref(), || at(&outline.title))?;
    if schedule.from.is_some_and(|from| outline.lesson(from).is_none()) {
        return Err(OutlineProblem::BeginsNowhere { at: at(&outline.title) }.into());
    }
    for chapter in &outline.chapters {
        references(outline, schedule.chapters.get(&chapter.id), || at(&chapter.title))?;
    }
    for (chapter, lesson) in outline.lessons() {
        let rule = schedule.lessons.get(&lesson.id);
        references(outline, rule, || at(&with_chapter(&chapter.title, &lesson.title)))?;
    }
    Ok(())
}

/// Where a rule stands: `Start / Welcome`, with a product's own schedule `Pro: Start / Welcome`.
pub(super) fn of_product(product: Option<&str>, title: &str) -> String {
    product.map_or_else(|| title.to_owned(), |product| format!("{product}: {title}"))
}

/// Chapters have titles that can be told apart, and so have the lessons of each.
pub(super) fn titles(outline: &Outline) -> Result<()> {
    distinct(outline.chapters.iter().map(|it| it.title.as_str()), &outline.title)?;
    for chapter in &outline.chapters {
        distinct(chapter.lessons.iter().map(|it| it.title.as_str()), &chapter.title)?;
    }
    Ok(())
}

pub(super) fn distinct<'a>(titles: impl Iterator<Item = &'a str>, at: &str) -> Result<()> {
    let mut known = HashSet::new();
    for title in titles {
        let folded = fold(title);
        let at = at.to_owned();
        if folded.is_empty() {
            return Err(OutlineProblem::MissingTitle { at }.into());
        }
        if !known.insert(folded) {
            return Err(OutlineProblem::DoubleTitle { title: title.to_owned(), at }.into());
        }
    }
    Ok(())
}

/// A rule depends on nothing that the outline does not have.
fn references(outline: &Outline, rule: Option<&Rule>, at: impl Fn() -> String) -> Result<()> {
    for condition in rule.map_or(&[][..], Rule::conditions) {
        let is_there = match condition.event {
            Event::Completed(Item::Lesson(id)) => outline.lesson(LessonId(id.0)).is_some(),
            Event::Completed(Item::Chapter(id)) => outline.chapter(ChapterId(id.0)).is_some(),
            Event::Passed(quiz) | Event::Submitted(quiz) | Event::Scored(Score { quiz, .. }) => {
                match outline.lesson(LessonId(quiz.0)) {
                    Some(Lesson { quiz: None, title, .. }) => {
                        let (title, at) = (title.clone(), at());
                        return Err(OutlineProblem::NotAQuiz { title, at }.into());
                    }
                    quiz => quiz.is_some(),
                }
            }
            _ => true,
        };
        if !is_there {
            return Err(OutlineProblem::Removed { at: at() }.into());
        }
    }
    Ok(())
}
