//! What is wrong with an outline, before anything of it is written.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::file::with_chapter;
use super::{Chapter, Lesson, Outline};
use crate::drip::{Event, Item, Rule, Schedule, Score};
use crate::error::{Error, Result};
use crate::ids::{ChapterId, ItemId, LessonId};
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
            Self::Ambiguous { .. } => "ambiguous",
            Self::NotAQuiz { .. } => "not_a_quiz",
            Self::PassMark { .. } => "pass_mark",
            Self::Circle { .. } => "circle",
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
            Self::MissingTitle { at } | Self::Removed { at } => json!({ "at": at }),
            Self::DoubleTitle { title, at } | Self::NotAQuiz { title, at } => {
                json!({ "title": title, "at": at })
            }
            Self::Unknown { what, title, at } => json!({ "what": what, "title": title, "at": at }),
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

/// Titles are there and can be told apart, rules name what the outline has, and everything can open.
pub(super) fn check(outline: &Outline) -> Result<()> {
    titles(outline.chapters.iter().map(|it| it.title.as_str()), &outline.title)?;
    for chapter in &outline.chapters {
        titles(chapter.lessons.iter().map(|it| it.title.as_str()), &chapter.title)?;
        for lesson in &chapter.lessons {
            if let Some(pass) = lesson.quiz.and_then(|quiz| quiz.pass).filter(|pass| *pass > 100) {
                let at = with_chapter(&chapter.title, &lesson.title);
                return Err(OutlineProblem::PassMark { pass, at }.into());
            }
        }
    }
    for schedule in outline.schedules() {
        rules(outline, schedule)?;
        Reach { outline, schedule }.everything()?;
    }
    Ok(())
}

/// The rules of a schedule depend on nothing that the outline does not have.
fn rules(outline: &Outline, schedule: &Schedule) -> Result<()> {
    references(outline, schedule.rule.as_ref(), &outline.title)?;
    if schedule.from.is_some_and(|from| outline.lesson(from).is_none()) {
        return Err(OutlineProblem::Removed { at: outline.title.clone() }.into());
    }
    for chapter in &outline.chapters {
        references(outline, schedule.chapters.get(&chapter.id), &chapter.title)?;
        for lesson in &chapter.lessons {
            let at = with_chapter(&chapter.title, &lesson.title);
            references(outline, schedule.lessons.get(&lesson.id), &at)?;
        }
    }
    Ok(())
}

fn titles<'a>(titles: impl Iterator<Item = &'a str>, at: &str) -> Result<()> {
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
fn references(outline: &Outline, rule: Option<&Rule>, at: &str) -> Result<()> {
    for condition in rule.map_or(&[][..], Rule::conditions) {
        let is_there = match condition.event {
            Event::Completed(Item::Lesson(id)) => outline.lesson(LessonId(id.0)).is_some(),
            Event::Completed(Item::Chapter(id)) => outline.chapter(ChapterId(id.0)).is_some(),
            Event::Passed(quiz) | Event::Submitted(quiz) | Event::Scored(Score { quiz, .. }) => {
                match outline.lesson(LessonId(quiz.0)) {
                    Some(Lesson { quiz: None, title, .. }) => {
                        let (title, at) = (title.clone(), at.to_owned());
                        return Err(OutlineProblem::NotAQuiz { title, at }.into());
                    }
                    quiz => quiz.is_some(),
                }
            }
            _ => true,
        };
        if !is_there {
            return Err(OutlineProblem::Removed { at: at.to_owned() }.into());
        }
    }
    Ok(())
}

/// Which lessons can ever open, if members complete whatever they can. Lessons that are not
/// published are taken as if they were: sooner or later they will be.
struct Reach<'a> {
    outline: &'a Outline,
    schedule: &'a Schedule,
}

impl Reach<'_> {
    fn everything(&self) -> Result<()> {
        let lessons: Vec<(&Chapter, &Lesson)> = self.outline.lessons().collect();
        let mut within: HashSet<LessonId> = HashSet::new();
        loop {
            let n = within.len();
            for (place, (chapter, lesson)) in lessons.iter().enumerate() {
                let waits = self.waits_for(chapter, lesson, &lessons[..place], &within);
                if waits.is_none() {
                    within.insert(lesson.id);
                }
            }
            if within.len() == n {
                break;
            }
        }
        let Some(stuck) = lessons.iter().position(|(_, it)| !within.contains(&it.id)) else {
            return Ok(());
        };
        // From one that is stuck to one it waits for, until the circle is closed.
        let mut chain = vec![stuck];
        loop {
            let place = chain[chain.len() - 1];
            let (chapter, lesson) = lessons[place];
            let next = self
                .waits_for(chapter, lesson, &lessons[..place], &within)
                .and_then(|id| lessons.iter().position(|(_, it)| it.id == id));
            let Some(next) = next else { break };
            let start = chain.iter().position(|place| *place == next);
            chain.push(next);
            if let Some(start) = start {
                chain.drain(..start);
                break;
            }
        }
        let titles: Vec<&str> = chain.iter().map(|at| lessons[*at].1.title.as_str()).collect();
        Err(OutlineProblem::Circle { chain: titles.join(" → ") }.into())
    }

    /// A lesson that keeps this one closed for ever unless it can be completed; `None` when this one
    /// can open.
    fn waits_for(
        &self,
        chapter: &Chapter,
        lesson: &Lesson,
        earlier: &[(&Chapter, &Lesson)],
        within: &HashSet<LessonId>,
    ) -> Option<LessonId> {
        let missing = |id: LessonId| (!within.contains(&id)).then_some(id);
        let quiz = |id: &ItemId| missing(LessonId(id.0));
        let of = |lessons: &[Lesson]| lessons.iter().find_map(|it| missing(it.id));
        let blocking = |event: &Event<ItemId>| match event {
            Event::Completed(Item::Lesson(id)) | Event::Passed(id) | Event::Submitted(id) => {
                quiz(id)
            }
            Event::Scored(score) => quiz(&score.quiz),
            Event::Completed(Item::Chapter(id)) => {
                self.outline.chapter(ChapterId(id.0)).and_then(|chapter| of(&chapter.lessons))
            }
            // A course whose end opens a part of it never ends.
            Event::Completed(Item::Course(id)) => {
                (self.outline.course.0 == id.0).then_some(lesson.id)
            }
            _ => None,
        };
        let from = self.schedule.from.and_then(|from| self.outline.position(from)).unwrap_or(0);
        let rule = self.schedule.rule.as_ref().filter(|_| earlier.len() >= from);
        let by_rule = match self.schedule.named(chapter.id, lesson.id).or(rule) {
            Some(Rule::All(conditions)) => conditions.iter().find_map(|it| blocking(&it.event)),
            Some(Rule::Any(conditions)) => {
                let all: Option<Vec<_>> = conditions.iter().map(|it| blocking(&it.event)).collect();
                all.and_then(|all| all.first().copied())
            }
            _ => None,
        };
        let in_order = || earlier.iter().find_map(|(_, it)| missing(it.id));
        by_rule.or_else(|| if self.schedule.in_order { in_order() } else { None })
    }
}
