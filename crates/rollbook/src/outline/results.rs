//! Results of quizzes: one row, one attempt.
//!
//! Whether an attempt passed is decided when it is entered, by the pass mark of that day, and stays so
//! when the mark changes: what somebody was told they passed is not taken from them. Where the mark of
//! today would decide otherwise, that is said beside it.

use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};

use crate::book::{Book, By, Tx};
use crate::error::{Error, Result};
use crate::ids::{ChapterId, CourseId, LessonId, MemberId, QuizResultId};
use crate::journal::{Op, OpKind, Outcome};
use crate::time::{Zone, day_of, day_start, parse_day};

/// One attempt at a quiz.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct QuizResult {
    pub id: QuizResultId,
    pub quiz_id: LessonId,
    pub quiz: String,
    pub course_id: CourseId,
    pub course: String,
    /// In percent.
    pub score: u8,
    /// By the pass mark of the day on which it was entered.
    pub passed: bool,
    /// The pass mark of today; any score passes without one.
    pub pass_mark: Option<u8>,
    /// Whether the pass mark of today would decide otherwise.
    pub otherwise_today: bool,
    pub taken_at: i64,
}

/// An attempt as it is entered.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
#[ts(optional_fields)]
pub struct NewAttempt {
    /// In percent.
    pub score: u8,
    /// A day in the book's zone; today without one.
    pub taken_on: Option<String>,
}

impl From<u8> for NewAttempt {
    fn from(score: u8) -> Self {
        Self { score, taken_on: None }
    }
}

/// Whoever took a quiz, all attempts together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct QuizTaker {
    pub id: MemberId,
    pub name: String,
    pub email: String,
    /// The best score, in percent.
    pub best: u8,
    pub attempts: u32,
    /// When it was first passed.
    pub passed_at: Option<i64>,
    pub last_at: i64,
}

/// A quiz, and how it went for those who took it; the trash is left aside.
#[derive(Clone, Debug, PartialEq, Serialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct QuizReport {
    pub quiz: String,
    pub chapter_id: ChapterId,
    pub pass_mark: Option<u8>,
    /// Members who took it, and of them those who passed.
    pub takers: u64,
    pub passed: u64,
    pub attempts: u64,
    /// The mean of everybody's best score, in percent.
    pub mean_best: Option<f64>,
}

impl Book {
    /// Every attempt of a member, by course and place in its outline, the newest first of each quiz.
    pub fn quiz_results(&self, member: MemberId) -> Result<Vec<QuizResult>> {
        self.read(|db| {
            let mut statement = db.prepare_cached(&format!(
                "{RESULTS} WHERE q.member_id = ?1
                 ORDER BY k.title COLLATE NOCASE, k.id, c.position, l.position, l.id,
                          q.taken_at DESC, q.id DESC"
            ))?;
            let results = statement.query_map([member], result)?;
            Ok(results.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// Who took a quiz, whoever took it last first, and how it went for all of them.
    pub fn quiz_report(&self, quiz: LessonId) -> Result<(QuizReport, Vec<MemberId>)> {
        self.read(|db| {
            let mut report = db
                .prepare_cached(
                    "SELECT title, chapter_id, pass_mark FROM lessons WHERE id = ?1 AND kind = 'quiz'",
                )?
                .query_row([quiz], |row| {
                    Ok(QuizReport {
                        quiz: row.get(0)?,
                        chapter_id: row.get(1)?,
                        pass_mark: row.get(2)?,
                        takers: 0,
                        passed: 0,
                        attempts: 0,
                        mean_best: None,
                    })
                })
                .optional()?
                .ok_or_else(|| no_quiz(quiz))?;
            let mut statement = db.prepare_cached(
                "SELECT q.member_id, count(*), max(q.score), max(q.passed) FROM quiz_results q
                 JOIN members m ON m.id = q.member_id AND m.trashed_at IS NULL
                 WHERE q.lesson_id = ?1
                 GROUP BY q.member_id ORDER BY max(q.taken_at) DESC, q.member_id",
            )?;
            let mut rows = statement.query([quiz])?;
            let (mut takers, mut sum) = (Vec::new(), 0);
            while let Some(row) = rows.next()? {
                takers.push(row.get(0)?);
                report.attempts += row.get::<_, i64>(1)? as u64;
                sum += row.get::<_, i64>(2)?;
                report.passed += u64::from(row.get::<_, bool>(3)?);
            }
            report.takers = takers.len() as u64;
            report.mean_best = (!takers.is_empty()).then(|| sum as f64 / takers.len() as f64);
            Ok((report, takers))
        })
    }

    /// A row for each of these who took a quiz.
    pub fn quiz_takers(
        &self,
        quiz: LessonId,
        members: &[MemberId],
    ) -> Result<Vec<Option<QuizTaker>>> {
        self.read(|db| {
            let mut statement = db.prepare_cached(
                "SELECT m.name, m.email, max(q.score), count(*),
                        min(CASE WHEN q.passed THEN q.taken_at END), max(q.taken_at)
                 FROM quiz_results q JOIN members m ON m.id = q.member_id
                 WHERE q.member_id = ?1 AND q.lesson_id = ?2 GROUP BY m.id",
            )?;
            let mut takers = Vec::with_capacity(members.len());
            for id in members {
                let taker = statement.query_row(params![id, quiz], |row| {
                    Ok(QuizTaker {
                        id: *id,
                        name: row.get(0)?,
                        email: row.get(1)?,
                        best: row.get(2)?,
                        attempts: row.get(3)?,
                        passed_at: row.get(4)?,
                        last_at: row.get(5)?,
                    })
                });
                takers.push(taker.optional()?);
            }
            Ok(takers)
        })
    }

    /// Records an attempt at a quiz. A score passes by the pass mark of the quiz, any score without one.
    pub fn add_quiz_result(
        &self,
        by: &By,
        member: MemberId,
        quiz: LessonId,
        attempt: impl Into<NewAttempt>,
    ) -> Result<Outcome<QuizResultId>> {
        let attempt = attempt.into();
        self.write(by, Op::new(OpKind::QuizResult), |tx| {
            let pass_mark = say(tx, member, quiz)?;
            let (score, taken_at) = (score(&attempt)?, taken_at(tx, &attempt, None)?);
            let id = QuizResultId(tx.new_id()?);
            tx.prepare_cached(
                "INSERT INTO quiz_results (id, member_id, lesson_id, score, passed, taken_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![
                id,
                member,
                quiz,
                score,
                passes(score, pass_mark),
                taken_at
            ])?;
            Ok(id)
        })
    }

    /// Corrects an attempt. Another score passes by the pass mark of today; another day alone changes
    /// nothing of that.
    pub fn edit_quiz_result(
        &self,
        by: &By,
        id: QuizResultId,
        attempt: &NewAttempt,
    ) -> Result<Outcome<()>> {
        self.write(by, Op::new(OpKind::QuizCorrect), |tx| {
            let kept = kept(tx, id)?;
            let pass_mark = say(tx, kept.member, kept.quiz)?;
            let (score, taken_at) = (score(attempt)?, taken_at(tx, attempt, Some(kept.taken_at))?);
            let passed = if score == kept.score { kept.passed } else { passes(score, pass_mark) };
            tx.prepare_cached(
                "UPDATE quiz_results SET score = ?2, passed = ?3, taken_at = ?4
                 WHERE id = ?1 AND (score <> ?2 OR passed <> ?3 OR taken_at <> ?4)",
            )?
            .execute(params![id, score, passed, taken_at])?;
            Ok(())
        })
    }

    pub fn remove_quiz_result(&self, by: &By, id: QuizResultId) -> Result<Outcome<()>> {
        self.write(by, Op::new(OpKind::QuizRetract), |tx| {
            let kept = kept(tx, id)?;
            say(tx, kept.member, kept.quiz)?;
            tx.prepare_cached("DELETE FROM quiz_results WHERE id = ?1")?.execute([id])?;
            Ok(())
        })
    }
}

const RESULTS: &str = "
    SELECT q.id, l.id, l.title, k.id, k.title, q.score, q.passed, l.pass_mark, q.taken_at
    FROM quiz_results q JOIN lessons l ON l.id = q.lesson_id
    JOIN chapters c ON c.id = l.chapter_id JOIN courses k ON k.id = c.course_id";

/// A member's attempts at the quizzes of a course, the newest first of each.
pub(super) fn in_course(
    db: &Connection,
    member: MemberId,
    course: CourseId,
) -> Result<Vec<QuizResult>> {
    let mut statement = db.prepare_cached(&format!(
        "{RESULTS} WHERE q.member_id = ?1 AND k.id = ?2 ORDER BY q.taken_at DESC, q.id DESC"
    ))?;
    let results = statement.query_map(params![member, course], result)?;
    Ok(results.collect::<rusqlite::Result<_>>()?)
}

fn result(row: &Row) -> rusqlite::Result<QuizResult> {
    let (score, passed, pass_mark) = (row.get(5)?, row.get(6)?, row.get(7)?);
    Ok(QuizResult {
        id: row.get(0)?,
        quiz_id: row.get(1)?,
        quiz: row.get(2)?,
        course_id: row.get(3)?,
        course: row.get(4)?,
        score,
        passed,
        pass_mark,
        otherwise_today: passes(score, pass_mark) != passed,
        taken_at: row.get(8)?,
    })
}

fn passes(score: u8, pass_mark: Option<u8>) -> bool {
    pass_mark.is_none_or(|pass| score >= pass)
}

fn score(attempt: &NewAttempt) -> Result<u8> {
    match attempt.score {
        score @ 0..=100 => Ok(score),
        score => Err(Error::InvalidValue { field: "score", value: score.to_string() }),
    }
}

/// The instant of a day that is entered: this one if it is today, its first otherwise. An attempt that
/// stays on its day keeps its hour.
fn taken_at(tx: &Tx, attempt: &NewAttempt, before: Option<i64>) -> Result<i64> {
    let zone: Zone = tx.settings().zone;
    let Some(day) = &attempt.taken_on else { return Ok(before.unwrap_or(tx.now())) };
    let day = parse_day(day)?;
    let same = before.into_iter().chain([tx.now()]).find(|at| day_of(zone, *at) == day);
    Ok(same.unwrap_or_else(|| day_start(zone, day)))
}

/// Names who took what in the entry; the pass mark of the quiz.
fn say(tx: &Tx, member: MemberId, quiz: LessonId) -> Result<Option<u8>> {
    let (title, pass_mark): (String, Option<u8>) = tx
        .prepare_cached("SELECT title, pass_mark FROM lessons WHERE id = ?1 AND kind = 'quiz'")?
        .query_row([quiz], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?
        .ok_or_else(|| no_quiz(quiz))?;
    if !tx.prepare_cached("SELECT 1 FROM members WHERE id = ?1")?.exists([member])? {
        return Err(Error::NotFound { what: "member", id: member.to_string() });
    }
    tx.say("title", title);
    tx.say("name", crate::members::display_name(tx, member)?);
    Ok(pass_mark)
}

fn no_quiz(id: LessonId) -> Error {
    Error::NotFound { what: "quiz", id: id.to_string() }
}

struct Kept {
    member: MemberId,
    quiz: LessonId,
    score: u8,
    passed: bool,
    taken_at: i64,
}

fn kept(tx: &Tx, id: QuizResultId) -> Result<Kept> {
    tx.prepare_cached(
        "SELECT member_id, lesson_id, score, passed, taken_at FROM quiz_results WHERE id = ?1",
    )?
    .query_row([id], |row| {
        Ok(Kept {
            member: row.get(0)?,
            quiz: row.get(1)?,
            score: row.get(2)?,
            passed: row.get(3)?,
            taken_at: row.get(4)?,
        })
    })
    .optional()?
    .ok_or_else(|| Error::NotFound { what: "quiz_result", id: id.to_string() })
}
