//! What is done by hand to lessons of members: complete, unlock, lock again, reset.
//!
//! It is one loop over the members in the order of their ids, in which their rows lie together, with
//! a few statements each: a million members are marked in seconds, and whom it changes nothing for,
//! and what a reset forgets, is counted on the way.

use std::collections::BTreeSet;

use rusqlite::{CachedStatement, OptionalExtension, params};
use serde::{Deserialize, Serialize};

use crate::access::has_course;
use crate::book::{Book, By, Previewed, Tx, in_order_of_ids};
use crate::error::{Error, Result};
use crate::ids::{CourseId, LessonId, MemberId};
use crate::journal::{Op, OpKind, Outcome};
use crate::progress::{Phase, Progress};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// Also unlocks: what is complete is not locked behind whoever completed it.
    Complete,
    Unlock,
    Lock,
    /// Forgets views and completion, what was done by hand, and quiz results.
    Reset,
}

/// What marking did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marked {
    /// Whom it changed something for.
    pub members: u64,
    /// Members who stay as they are.
    pub already: u64,
    /// Of those it changed something for, who has not all of the courses the lessons are of. It is
    /// theirs when they get them.
    pub without_access: u64,
    pub lost: Lost,
}

/// What a reset forgets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct Lost {
    /// Lessons that somebody had viewed and not completed.
    pub views: u64,
    pub completions: u64,
    /// What was unlocked or locked by hand.
    pub by_hand: u64,
    /// Attempts at quizzes.
    pub results: u64,
}

/// How often a loop over members looks whether it was cancelled.
const CHECK_EVERY: usize = 256;

/// Titles that an entry names; of more lessons it names the courses.
const N_NAMED: usize = 3;

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
        // What a clock that was ahead set for later holds from now.
        const UNLOCK: &str = "INSERT INTO unlocks (member_id, lesson_id, state, set_at)
             VALUES (?1, ?2, 'open', ?3)
             ON CONFLICT DO UPDATE SET state = 'open', set_at = ?3
             WHERE state <> 'open' OR set_at > ?3";
        const LOCK: &str = "INSERT INTO unlocks (member_id, lesson_id, state, set_at)
             VALUES (?1, ?2, 'locked', ?3)
             ON CONFLICT DO UPDATE SET state = 'locked', set_at = ?3
             WHERE state <> 'locked' OR set_at > ?3";
        const COMPLETE: &str = "INSERT INTO lesson_progress
                 (member_id, lesson_id, viewed_at, completed_at)
             VALUES (?1, ?2, ?3, ?3)
             ON CONFLICT DO UPDATE SET viewed_at = coalesce(viewed_at, ?3), completed_at = ?3
             WHERE completed_at IS NULL";
        match self {
            Mark::Complete => &[COMPLETE, UNLOCK],
            Mark::Unlock => &[UNLOCK],
            Mark::Lock => &[LOCK],
            // In the order of `Lost::count`.
            Mark::Reset => &[
                "DELETE FROM lesson_progress
                 WHERE member_id = ?1 AND lesson_id = ?2 AND completed_at IS NULL",
                "DELETE FROM lesson_progress WHERE member_id = ?1 AND lesson_id = ?2",
                "DELETE FROM unlocks WHERE member_id = ?1 AND lesson_id = ?2",
                "DELETE FROM quiz_results WHERE member_id = ?1 AND lesson_id = ?2",
            ],
        }
    }
}

impl Lost {
    /// Counts rows that the nth statement of a reset took out.
    fn count(&mut self, nth: usize, n: u64) {
        match nth {
            0 => self.views += n,
            1 => self.completions += n,
            2 => self.by_hand += n,
            _ => self.results += n,
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
}

fn apply(
    tx: &Tx,
    members: &[MemberId],
    lessons: &[LessonId],
    mark: Mark,
    progress: &Progress,
) -> Result<Marked> {
    let mut asked = Asked::of(tx, lessons, mark)?;
    progress.begin(Phase::Writing, members.len() as u64)?;
    let mut done = Marked::default();
    for chunk in in_order_of_ids(members).chunks(CHECK_EVERY) {
        for member in chunk {
            asked.mark(tx, *member, &mut done)?;
        }
        progress.step(chunk.len() as u64)?;
    }
    tx.say("members", done.members);
    tx.say("lessons", lessons.len() as u64);
    tx.say("title", asked.title);
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

/// What is asked, with its statements at hand.
struct Asked<'tx> {
    lessons: &'tx [LessonId],
    courses: BTreeSet<CourseId>,
    /// What the lessons are called.
    title: String,
    mark: Mark,
    now: i64,
    statements: Vec<CachedStatement<'tx>>,
    exists: CachedStatement<'tx>,
}

impl<'tx> Asked<'tx> {
    fn of(tx: &'tx Tx, lessons: &'tx [LessonId], mark: Mark) -> Result<Self> {
        let (mut titles, mut courses, mut of_courses) = (Vec::new(), BTreeSet::new(), Vec::new());
        for lesson in lessons {
            let Place { title, course, course_title } = place(tx, *lesson)?;
            titles.push(title);
            if courses.insert(course) {
                of_courses.push(course_title);
            }
        }
        let named = if titles.len() > N_NAMED { of_courses } else { titles };
        let statements = mark.statements().iter().map(|sql| tx.prepare_cached(sql));
        Ok(Self {
            lessons,
            courses,
            title: named.join(", "),
            mark,
            now: tx.now(),
            statements: statements.collect::<rusqlite::Result<_>>()?,
            exists: tx.prepare_cached("SELECT 1 FROM members WHERE id = ?1")?,
        })
    }

    fn mark(&mut self, tx: &Tx, member: MemberId, done: &mut Marked) -> Result<()> {
        if !self.exists.exists([member])? {
            return Err(Error::NotFound { what: "member", id: member.to_string() });
        }
        let mut is_changed = false;
        for lesson in self.lessons {
            for (nth, statement) in self.statements.iter_mut().enumerate() {
                let n = match self.mark {
                    Mark::Reset => statement.execute(params![member, lesson])?,
                    _ => statement.execute(params![member, lesson, self.now])?,
                };
                is_changed |= n > 0;
                if self.mark == Mark::Reset {
                    done.lost.count(nth, n as u64);
                }
            }
        }
        if !is_changed {
            done.already += 1;
            return Ok(());
        }
        done.members += 1;
        for course in &self.courses {
            if !has_course(tx, member, *course)? {
                done.without_access += 1;
                break;
            }
        }
        Ok(())
    }
}

struct Place {
    title: String,
    course: CourseId,
    course_title: String,
}

fn place(tx: &Tx, lesson: LessonId) -> Result<Place> {
    tx.prepare_cached(
        "SELECT l.title, k.id, k.title FROM lessons l JOIN chapters c ON c.id = l.chapter_id
         JOIN courses k ON k.id = c.course_id WHERE l.id = ?1 AND l.removed_at IS NULL",
    )?
    .query_row([lesson], |row| {
        Ok(Place { title: row.get(0)?, course: row.get(1)?, course_title: row.get(2)? })
    })
    .optional()?
    .ok_or_else(|| Error::NotFound { what: "lesson", id: lesson.to_string() })
}

/// Gives one member what another did in lessons: the earlier view and completion of each, and every
/// attempt at a quiz. What was unlocked for either is open, and a lock does not come along, so that nobody loses by it.
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
         SELECT ?2, lesson_id, state, set_at FROM unlocks WHERE member_id = ?1 AND state = 'open'
         ON CONFLICT DO UPDATE SET state = excluded.state, set_at = excluded.set_at
         WHERE state = 'locked'",
    )?
    .execute([from, to])?;
    tx.prepare_cached("UPDATE quiz_results SET member_id = ?2 WHERE member_id = ?1")?
        .execute([from, to])?;
    Ok(())
}
