//! What is done by hand to lessons of members: complete, unlock, lock again, reset; quiz results.

use rusqlite::{OptionalExtension, params};

use crate::book::{Book, By, Previewed, Tx};
use crate::error::{Error, Result};
use crate::ids::{LessonId, MemberId, QuizResultId};
use crate::journal::{Op, OpKind, Outcome};
use crate::progress::{Phase, Progress};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Also unlocks: what is complete is not locked behind whoever completed it.
    Complete,
    Unlock,
    Lock,
    /// Forgets views and completion, what was done by hand, and quiz results.
    Reset,
}

/// Whom marking changed something for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marked {
    pub members: u64,
    /// Members who stay as they are.
    pub already: u64,
}

impl Mark {
    fn kind(self) -> OpKind {
        match self {
            Mark::Complete => OpKind::LessonsComplete,
            Mark::Unlock => OpKind::LessonsUnlock,
            Mark::Lock => OpKind::LessonsLock,
            Mark::Reset => OpKind::LessonsReset,
        }
    }

    fn statements(self) -> &'static [&'static str] {
        const UNLOCK: &str = "INSERT INTO unlocks (member_id, lesson_id, state, set_at)
             VALUES (?1, ?2, 'open', ?3)
             ON CONFLICT DO UPDATE SET state = 'open', set_at = ?3 WHERE state <> 'open'";
        const LOCK: &str = "INSERT INTO unlocks (member_id, lesson_id, state, set_at)
             VALUES (?1, ?2, 'locked', ?3)
             ON CONFLICT DO UPDATE SET state = 'locked', set_at = ?3 WHERE state <> 'locked'";
        const COMPLETE: &str = "INSERT INTO lesson_progress
                 (member_id, lesson_id, viewed_at, completed_at)
             VALUES (?1, ?2, ?3, ?3)
             ON CONFLICT DO UPDATE SET viewed_at = coalesce(viewed_at, ?3), completed_at = ?3
             WHERE completed_at IS NULL";
        match self {
            Mark::Complete => &[COMPLETE, UNLOCK],
            Mark::Unlock => &[UNLOCK],
            Mark::Lock => &[LOCK],
            Mark::Reset => &[
                "DELETE FROM lesson_progress WHERE member_id = ?1 AND lesson_id = ?2",
                "DELETE FROM unlocks WHERE member_id = ?1 AND lesson_id = ?2",
                "DELETE FROM quiz_results WHERE member_id = ?1 AND lesson_id = ?2",
            ],
        }
    }
}

impl Book {
    /// Marks each of the lessons for each of the members, in one step.
    pub fn mark_lessons(
        &self,
        by: &By,
        members: &[MemberId],
        lessons: &[LessonId],
        mark: Mark,
        progress: &Progress,
    ) -> Result<Outcome<Marked>> {
        self.write(by, Op::new(mark.kind()), |tx| apply(tx, members, lessons, mark, progress))
    }

    /// What [`mark_lessons`](Book::mark_lessons) would do.
    pub fn preview_mark(
        &self,
        by: &By,
        members: &[MemberId],
        lessons: &[LessonId],
        mark: Mark,
        progress: &Progress,
    ) -> Result<Previewed<Marked>> {
        self.preview(by, |tx| apply(tx, members, lessons, mark, progress))
    }

    /// Records an attempt at a quiz, taken now. A score (in percent) passes by the pass mark of the
    /// quiz, any score without one.
    pub fn add_quiz_result(
        &self,
        by: &By,
        member: MemberId,
        quiz: LessonId,
        score: u8,
    ) -> Result<Outcome<QuizResultId>> {
        self.write(by, Op::new(OpKind::QuizResult), |tx| {
            let (title, pass): (String, Option<u8>) = tx
                .prepare_cached(
                    "SELECT title, pass_mark FROM lessons WHERE id = ?1 AND kind = 'quiz'",
                )?
                .query_row([quiz], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?
                .ok_or_else(|| Error::NotFound { what: "quiz", id: quiz.to_string() })?;
            if score > 100 {
                return Err(Error::InvalidValue { field: "score", value: score.to_string() });
            }
            require_member(tx, member)?;
            tx.say("title", title);
            tx.say("name", crate::members::display_name(tx, member)?);
            let id = QuizResultId(tx.new_id()?);
            let passed = pass.is_none_or(|pass| score >= pass);
            tx.prepare_cached(
                "INSERT INTO quiz_results (id, member_id, lesson_id, score, passed, taken_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![id, member, quiz, score, passed, tx.now()])?;
            Ok(id)
        })
    }
}

fn apply(
    tx: &Tx,
    members: &[MemberId],
    lessons: &[LessonId],
    mark: Mark,
    progress: &Progress,
) -> Result<Marked> {
    let mut titles = Vec::new();
    for lesson in lessons {
        titles.push(title(tx, *lesson)?);
    }
    progress.begin(Phase::Writing, members.len() as u64)?;
    let mut done = Marked::default();
    for member in members {
        require_member(tx, *member)?;
        let mut n = 0;
        for lesson in lessons {
            for sql in mark.statements() {
                let mut statement = tx.prepare_cached(sql)?;
                n += match statement.parameter_count() {
                    2 => statement.execute(params![member, lesson])?,
                    _ => statement.execute(params![member, lesson, tx.now()])?,
                };
            }
        }
        done.members += u64::from(n > 0);
        done.already += u64::from(n == 0);
        progress.step(1)?;
    }
    tx.say("members", done.members);
    tx.say("title", titles.join(", "));
    if let [only] = members {
        tx.say("name", crate::members::display_name(tx, *only)?);
    }
    progress.begin(Phase::Journaling, 0)?;
    Ok(done)
}

/// Opens a lesson for one member, whatever the rules say.
pub(super) fn unlock(tx: &Tx, member: MemberId, lesson: LessonId) -> Result<()> {
    for sql in Mark::Unlock.statements() {
        tx.prepare_cached(sql)?.execute(params![member, lesson, tx.now()])?;
    }
    Ok(())
}

fn title(tx: &Tx, lesson: LessonId) -> Result<String> {
    tx.prepare_cached("SELECT title FROM lessons WHERE id = ?1 AND removed_at IS NULL")?
        .query_row([lesson], |row| row.get(0))
        .optional()?
        .ok_or_else(|| Error::NotFound { what: "lesson", id: lesson.to_string() })
}

fn require_member(tx: &Tx, member: MemberId) -> Result<()> {
    match tx.prepare_cached("SELECT 1 FROM members WHERE id = ?1")?.exists([member])? {
        true => Ok(()),
        false => Err(Error::NotFound { what: "member", id: member.to_string() }),
    }
}

/// Gives one member what another did in lessons: the earlier view and completion of each, and every
/// attempt at a quiz. What was unlocked for either is open, so that nobody loses by it.
pub(crate) fn take_over(tx: &Tx, from: MemberId, to: MemberId) -> Result<()> {
    tx.prepare_cached(
        "INSERT INTO lesson_progress (member_id, lesson_id, viewed_at, completed_at)
         SELECT ?2, lesson_id, viewed_at, completed_at FROM lesson_progress WHERE member_id = ?1
         ON CONFLICT DO UPDATE SET
             viewed_at = coalesce(min(viewed_at, excluded.viewed_at), viewed_at, excluded.viewed_at),
             completed_at =
                 coalesce(min(completed_at, excluded.completed_at), completed_at, excluded.completed_at)",
    )?
    .execute([from, to])?;
    tx.prepare_cached(
        "INSERT INTO unlocks (member_id, lesson_id, state, set_at)
         SELECT ?2, lesson_id, state, set_at FROM unlocks WHERE member_id = ?1
         ON CONFLICT DO UPDATE SET state = excluded.state, set_at = excluded.set_at
         WHERE state = 'locked' AND excluded.state = 'open'",
    )?
    .execute([from, to])?;
    tx.prepare_cached("UPDATE quiz_results SET member_id = ?2 WHERE member_id = ?1")?
        .execute([from, to])?;
    Ok(())
}
