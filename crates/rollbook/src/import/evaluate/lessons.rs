//! A row of a list about lessons: what somebody did in them, and how they came out in quizzes.
//!
//! It only records. Nothing is opened by it, nobody needs access, and nobody is added: whoever is
//! not in the book is named and left alone. What is known stays, unless the file may overwrite it; of
//! several rows about one lesson the first says when. A try at a quiz that the book has already, or
//! that an earlier row has, is not one more.

use std::hash::BuildHasher;

use rusqlite::{OptionalExtension, params};

use super::access::{Change, Given};
use super::edits::{Edit, Text};
use super::people::{Known, Standing};
use super::{Evaluator, Note, Outcome, Reason};
use crate::error::Result;
use crate::ids::{LessonId, MemberId};
use crate::import::dates::When;
use crate::import::doing::Doing;
use crate::import::facts::{CourseProgress, Facts, Fault};
use crate::import::fields::Field;
use crate::import::lessons::KnownLesson;
use crate::import::options::Verdict;
use crate::import::purpose::Purpose;
use crate::import::values::Code;
use crate::time::{day_end, day_of, day_start};

/// What is known of a member in a lesson.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::import) struct Seen {
    pub viewed_at: Option<i64>,
    pub completed_at: Option<i64>,
}

/// What a row says of a lesson.
#[derive(Clone, Copy, Debug, Default)]
struct Told {
    viewed_at: Option<i64>,
    completed_at: Option<i64>,
    /// The day is the file's, because the row says none.
    is_undated: bool,
}

/// A try at a quiz, as a row has it.
struct Attempt {
    quiz: LessonId,
    column: Option<usize>,
    score: u8,
    passed: bool,
}

impl Evaluator<'_> {
    /// What a row changes, if it is of a list about lessons.
    pub(super) fn note_lessons(
        &mut self,
        facts: &Facts,
        standing: Standing,
        known: &Known,
    ) -> Result<Outcome> {
        let mut outcome = Outcome::bare(Verdict::Unchanged, None, Some(known.id));
        let noted = match self.options.purpose {
            Purpose::Quizzes => self.note_results(facts, standing, known.id, &mut outcome)?,
            _ => self.note_progress(facts, standing, known.id, &mut outcome)?,
        };
        if let Err(fault) = noted {
            return Ok(Outcome::failed(fault, Some(known.id)));
        }
        if !outcome.changes.is_empty() {
            outcome.verdict = Verdict::Updated;
        }
        Ok(outcome)
    }

    /// What a row says otherwise than the book, whatever earlier rows said.
    pub fn differing_in_lessons(
        &mut self,
        facts: &Facts,
        standing: Standing,
        verdict: Verdict,
    ) -> Result<Vec<Edit>> {
        let alone = Standing { is_repeated: false, ..standing };
        let outcome = self.review(facts, alone, verdict)?;
        Ok(outcome.changes.iter().flat_map(|change| self.edits_of(change)).collect())
    }

    fn note_progress(
        &mut self,
        facts: &Facts,
        standing: Standing,
        member: MemberId,
        outcome: &mut Outcome,
    ) -> Result<Result<(), Fault>> {
        let mut told = Vec::with_capacity(1 + facts.lessons.doings.len());
        match self.named_lesson(facts) {
            Ok(None) => {
                if let Some(target) = self.subject() {
                    let given = self.course_given(standing, target);
                    let change =
                        self.progress(facts.course, standing, Some(member), target, given)?;
                    outcome.changes.extend(change);
                    if standing.is_repeated && facts.course != CourseProgress::default() {
                        let progress = given.further(facts.course);
                        let given = Given { progress, ..Given::default() };
                        self.given.insert((standing.identity, target), given);
                    }
                }
            }
            Ok(Some(lesson)) => told.push((lesson.id, None, self.told_of_row(facts))),
            Err(fault) => return Ok(Err(fault)),
        }
        for (column, doing) in &facts.lessons.doings {
            match self.lesson_of(*column, facts) {
                Ok(lesson) => told.push((lesson.id, Some(*column), self.told(*doing))),
                Err(fault) => return Ok(Err(fault)),
            }
        }
        for (lesson, column, told) in told {
            self.see(standing, member, lesson, column, told, outcome)?;
        }
        Ok(Ok(()))
    }

    /// What a row with a lesson in it says of that lesson.
    fn told_of_row(&self, facts: &Facts) -> Told {
        let has = |field: &Field| self.mapping.column_of(field).is_some();
        let says_how = [Field::ViewedAt, Field::CompletedAt, Field::LessonStatus, Field::Progress];
        let share = facts.course.completed.map(|share| match share {
            1.0 => Doing::Completed(None),
            0.0 => Doing::Nothing,
            _ => Doing::Viewed,
        });
        let doing = match (facts.lessons.status, share) {
            (Some(status), Some(share)) => status.further(share),
            (Some(doing), None) | (None, Some(doing)) => doing,
            // A list of members and lessons and nothing else is one of who completed them.
            (None, None) if !says_how.iter().any(has) => Doing::Completed(None),
            (None, None) => Doing::Nothing,
        };
        let viewed_at = facts.lessons.viewed_at.or(facts.course.started_at);
        match (facts.course.completed_at, doing) {
            (Some(at), _) => Told { viewed_at, completed_at: Some(at), is_undated: false },
            (None, Doing::Viewed) if viewed_at.is_some() => Told { viewed_at, ..Told::default() },
            (None, doing) => {
                Told { viewed_at: viewed_at.or(self.told(doing).viewed_at), ..self.told(doing) }
            }
        }
    }

    fn told(&self, doing: Doing) -> Told {
        let undated = Told { is_undated: true, ..Told::default() };
        match doing {
            Doing::Nothing => Told::default(),
            Doing::Viewed => Told { viewed_at: Some(self.done_at), ..undated },
            Doing::Completed(None) => Told { completed_at: Some(self.done_at), ..undated },
            Doing::Completed(at) => Told { completed_at: at, ..Told::default() },
        }
    }

    fn see(
        &mut self,
        standing: Standing,
        member: MemberId,
        lesson: LessonId,
        column: Option<usize>,
        told: Told,
        outcome: &mut Outcome,
    ) -> Result<()> {
        let before = self.seen(member, lesson)?;
        let mut after = before;
        let cells = [
            (&mut after.viewed_at, told.viewed_at, Field::ViewedAt),
            (&mut after.completed_at, told.completed_at, Field::CompletedAt),
        ];
        for (at, (cell, said, field)) in cells.into_iter().enumerate() {
            let Some(said) = said else { continue };
            if standing.is_repeated
                && !self.told.insert(self.hash((standing.identity, lesson.0, at)))
            {
                continue;
            }
            match *cell {
                None => *cell = Some(said),
                // Files know days.
                Some(known) if said != day_start(self.zone, day_of(self.zone, known)) => {
                    let is_taken = !told.is_undated && self.options.overwrites(&field);
                    if is_taken {
                        *cell = Some(said);
                    }
                }
                Some(_) => {}
            }
        }
        if after != before {
            outcome.changes.push(Change::Lesson { lesson, column, before, after });
            if told.is_undated {
                outcome.reason = Some(Reason::Note(Note::Undated));
            }
        }
        Ok(())
    }

    fn seen(&self, member: MemberId, lesson: LessonId) -> Result<Seen> {
        let mut statement = self.db.prepare_cached(
            "SELECT viewed_at, completed_at FROM lesson_progress
             WHERE member_id = ?1 AND lesson_id = ?2",
        )?;
        let seen = statement.query_row(params![member, lesson], |row| {
            Ok(Seen { viewed_at: row.get(0)?, completed_at: row.get(1)? })
        });
        Ok(seen.optional()?.unwrap_or_default())
    }

    fn note_results(
        &mut self,
        facts: &Facts,
        standing: Standing,
        member: MemberId,
        outcome: &mut Outcome,
    ) -> Result<Result<(), Fault>> {
        let mut attempts = Vec::with_capacity(1 + facts.lessons.scores.len());
        for (column, score) in &facts.lessons.scores {
            let quiz = match self
                .lesson_of(*column, facts)
                .and_then(|it| quiz(facts, Some(*column), it))
            {
                Ok(quiz) => quiz,
                Err(fault) => return Ok(Err(fault)),
            };
            let passed = passes(quiz, *score);
            attempts.push(Attempt { quiz: quiz.id, column: Some(*column), score: *score, passed });
        }
        let column = self.mapping.column_of(&Field::Lesson);
        match self
            .named_lesson(facts)
            .and_then(|it| it.map(|it| quiz(facts, column, it)).transpose())
        {
            Err(fault) => return Ok(Err(fault)),
            Ok(None) => {}
            Ok(Some(quiz)) => match facts.lessons.score {
                Some(score) => {
                    let passed = facts.lessons.passed.unwrap_or_else(|| passes(quiz, score));
                    attempts.push(Attempt { quiz: quiz.id, column: None, score, passed });
                }
                // With a column for each quiz, the row need not have one more.
                None if !attempts.is_empty() => {}
                None => return Ok(Err(self.fault(facts, &Field::Score, Code::MissingScore))),
            },
        }
        for attempt in attempts {
            self.try_quiz(facts, standing, member, attempt, outcome)?;
        }
        Ok(Ok(()))
    }

    fn try_quiz(
        &mut self,
        facts: &Facts,
        standing: Standing,
        member: MemberId,
        attempt: Attempt,
        outcome: &mut Outcome,
    ) -> Result<()> {
        let Attempt { quiz, column, score, passed } = attempt;
        // The tries of one day are told apart, and stay in order, by their number.
        let nth = facts.lessons.attempt.map(|attempt| i64::from(attempt) - 1);
        let (taken_at, same) = match (facts.lessons.taken, nth) {
            (Some(When::Instant(at)), _) => (at, (at, at)),
            (Some(When::Day(day)), Some(nth)) => {
                let at = day_start(self.zone, day) + nth;
                (at, (at, at))
            }
            (Some(When::Day(day)), None) => {
                let start = day_start(self.zone, day);
                (start, (start, day_end(self.zone, day)))
            }
            (None, nth) => (self.done_at + nth.unwrap_or_default(), (i64::MIN, i64::MAX)),
        };
        let key = self.hash((standing.identity, quiz.0, score, same));
        if standing.is_repeated && !self.told.insert(key) {
            return Ok(());
        }
        let mut known = self.db.prepare_cached(
            "SELECT 1 FROM quiz_results
             WHERE member_id = ?1 AND lesson_id = ?2 AND score = ?3 AND taken_at BETWEEN ?4 AND ?5",
        )?;
        if !known.exists(params![member, quiz, score, same.0, same.1])? {
            if facts.lessons.taken.is_none() {
                outcome.reason = Some(Reason::Note(Note::Undated));
            }
            outcome.changes.push(Change::Attempt { quiz, column, score, passed, taken_at });
        }
        Ok(())
    }

    /// The lesson that the row names or, if it names none, the one the file is about.
    fn named_lesson(&self, facts: &Facts) -> Result<Option<&KnownLesson>, Fault> {
        let (chapter, title) = match (facts.lessons.lesson, &self.options.lesson) {
            ("", Some(title)) => ("", title.as_str()),
            ("", None) => return Ok(None),
            (title, _) => (facts.lessons.chapter, title),
        };
        let found = self.lessons.find(chapter, title);
        found.map(Some).map_err(|code| self.fault(facts, &Field::Lesson, code))
    }

    /// The lesson that a column is about.
    fn lesson_of(&self, column: usize, facts: &Facts) -> Result<&KnownLesson, Fault> {
        let title = match self.mapping.field_of(column) {
            Field::OfLesson(title) => title.as_str(),
            _ => "",
        };
        let fault = |code| Fault { line: facts.line, column: Some(column), code };
        self.lessons.find("", title).map_err(fault)
    }

    fn course_given(&self, standing: Standing, target: usize) -> CourseProgress {
        let given = self.given.get(&(standing.identity, target));
        given.map(|given| given.progress).unwrap_or_default()
    }

    fn hash(&self, key: impl std::hash::Hash) -> u64 {
        self.hasher.hash_one(key)
    }

    /// What the cells of a row show that changes lessons or a course: old and new.
    pub fn edits_of(&self, change: &Change) -> Vec<Edit> {
        match change {
            Change::Lesson { column, before, after, .. } => {
                self.edits_of_lesson(*column, *before, *after)
            }
            Change::Attempt { column, score, taken_at, .. } => {
                let field = match column {
                    Some(column) => self.mapping.field_of(*column).clone(),
                    None => Field::Score,
                };
                let mut edits = vec![Edit::new(field, Text::Words(format!("{score} %")))];
                edits.push(Edit::new(Field::TakenAt, Text::At(Some(*taken_at))));
                edits
            }
            Change::Progress { before, set, .. } => {
                let share = |share: Option<f64>| {
                    Text::Words(share.map_or_else(String::new, |share| {
                        format!("{} %", (share * 1000.0).round() / 10.0)
                    }))
                };
                let shares = [
                    (Field::Viewed, before.viewed, set.viewed),
                    (Field::Progress, before.completed, set.completed),
                ];
                let days = [
                    (Field::StartedAt, before.started_at, set.started_at),
                    (Field::CompletedAt, before.completed_at, set.completed_at),
                    (Field::LastActivityAt, before.last_activity_at, set.last_activity_at),
                ];
                let shares = shares.into_iter().filter(|(.., set)| set.is_some());
                let days = days.into_iter().filter(|(.., set)| set.is_some());
                shares
                    .map(|(field, before, after)| Edit {
                        field,
                        before: share(before),
                        after: share(after),
                    })
                    .chain(days.map(|(field, before, after)| Edit {
                        field,
                        before: Text::Day(before),
                        after: Text::Day(after),
                    }))
                    .collect()
            }
            _ => Vec::new(),
        }
    }

    fn edits_of_lesson(&self, column: Option<usize>, before: Seen, after: Seen) -> Vec<Edit> {
        let cells = [
            (Field::ViewedAt, before.viewed_at, after.viewed_at),
            (Field::CompletedAt, before.completed_at, after.completed_at),
        ];
        let changed = cells.into_iter().filter(|(_, before, after)| before != after);
        changed
            .map(|(field, before, after)| {
                let has_own = self.mapping.column_of(&field).is_some();
                let field = match column {
                    Some(column) => self.mapping.field_of(column).clone(),
                    None if has_own => field,
                    None => Field::Lesson,
                };
                Edit { field, before: Text::Day(before), after: Text::Day(after) }
            })
            .collect()
    }
}

fn quiz<'l>(
    facts: &Facts,
    column: Option<usize>,
    lesson: &'l KnownLesson,
) -> Result<&'l KnownLesson, Fault> {
    match lesson.is_quiz {
        true => Ok(lesson),
        false => Err(Fault { line: facts.line, column, code: Code::NotAQuiz }),
    }
}

fn passes(quiz: &KnownLesson, score: u8) -> bool {
    quiz.pass_mark.is_none_or(|pass| score >= pass)
}

#[cfg(test)]
mod tests;
