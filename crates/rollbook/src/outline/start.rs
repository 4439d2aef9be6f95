//! Starts of single members: from when a course is counted for them, whenever they enrolled or their
//! cohort starts.

use rusqlite::params;

use super::facts;
use crate::access::has_course;
use crate::book::{Book, By, Previewed, Tx, in_order_of_ids};
use crate::courses;
use crate::error::{Error, Result};
use crate::ids::{CourseId, MemberId};
use crate::journal::{Op, OpKind, Outcome};
use crate::progress::{Phase, Progress};
use crate::time::{day_of, iso_day};

/// A start for many members.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewStart {
    pub course: CourseId,
    /// UTC milliseconds; from their enrollment and cohort again without it.
    pub starts_at: Option<i64>,
}

/// Whom a new start changed something for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ChangedStarts {
    pub members: u64,
    /// Members who stay as they are.
    pub already: u64,
    /// Of those it changed something for, who does not have the course. It counts when they get it.
    pub without_access: u64,
}

impl Book {
    /// The member's own start in a course, UTC milliseconds; none when enrollment and cohort count.
    pub fn own_start(&self, course: CourseId, member: MemberId) -> Result<Option<i64>> {
        self.read(|db| facts::own_start(db, course, member))
    }

    /// Lets a course count from an instant for each of these members, or from their enrollment and
    /// cohort again. The start is the member's in the course: it holds for every grant, also for one
    /// that is given later.
    pub fn set_start(
        &self,
        by: &By,
        members: &[MemberId],
        new: &NewStart,
        progress: &Progress,
    ) -> Result<Outcome<ChangedStarts>> {
        let zone = self.settings().zone;
        let day = new.starts_at.map_or_else(|| "none".to_owned(), |at| iso_day(day_of(zone, at)));
        let op = Op::new(OpKind::DripStart).with("day", day);
        self.write(by, op, |tx| new.apply(tx, members, progress))
    }

    /// What [`set_start`](Book::set_start) would do.
    pub fn preview_start(
        &self,
        by: &By,
        members: &[MemberId],
        new: &NewStart,
        progress: &Progress,
    ) -> Result<Previewed<ChangedStarts>> {
        self.preview(by, |tx| new.apply(tx, members, progress))
    }
}

impl NewStart {
    fn apply(&self, tx: &Tx, members: &[MemberId], progress: &Progress) -> Result<ChangedStarts> {
        let Self { course, starts_at } = *self;
        tx.say("title", courses::title(tx, course)?);
        progress.begin(Phase::Writing, members.len() as u64)?;
        let mut done = ChangedStarts::default();
        for member in in_order_of_ids(members) {
            if set(tx, course, member, starts_at)? {
                done.members += 1;
                done.without_access += u64::from(!has_course(tx, member, course)?);
            } else {
                done.already += 1;
            }
            progress.step(1)?;
        }
        tx.say("members", done.members);
        if let [only] = members {
            tx.say("name", crate::members::display_name(tx, *only)?);
        }
        progress.begin(Phase::Journaling, 0)?;
        Ok(done)
    }
}

/// Whether this changed anything.
fn set(tx: &Tx, course: CourseId, member: MemberId, starts_at: Option<i64>) -> Result<bool> {
    if !tx.prepare_cached("SELECT 1 FROM members WHERE id = ?1")?.exists([member])? {
        return Err(Error::NotFound { what: "member", id: member.to_string() });
    }
    let n = match starts_at {
        Some(at) => tx
            .prepare_cached(
                "INSERT INTO drip_starts (member_id, course_id, starts_at) VALUES (?1, ?2, ?3)
                 ON CONFLICT DO UPDATE SET starts_at = ?3 WHERE starts_at <> ?3",
            )?
            .execute(params![member, course, at])?,
        None => tx
            .prepare_cached("DELETE FROM drip_starts WHERE member_id = ?1 AND course_id = ?2")?
            .execute(params![member, course])?,
    };
    Ok(n > 0)
}

/// Gives one member the starts of another, before the grants of the other become theirs. The earliest
/// instant counts from which the course counts for either, so that nobody loses by it.
pub(crate) fn unite_starts(tx: &Tx, from: MemberId, to: MemberId) -> Result<()> {
    let courses: Vec<CourseId> = tx
        .prepare_cached("SELECT course_id FROM drip_starts WHERE member_id IN (?1, ?2)")?
        .query_map([from, to], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for course in courses {
        let starts = [counted_from(tx, course, from)?, counted_from(tx, course, to)?];
        if let Some(start) = starts.into_iter().flatten().min() {
            set(tx, course, to, Some(start))?;
        }
    }
    Ok(())
}

/// The earliest instant from which a course counts for a member, by their own start or by any grant.
fn counted_from(tx: &Tx, course: CourseId, member: MemberId) -> Result<Option<i64>> {
    if let Some(own) = facts::own_start(tx, course, member)? {
        return Ok(Some(own));
    }
    let held = facts::held(tx, course, member, tx.settings().zone)?;
    Ok(held.iter().flat_map(|held| [Some(held.starts_at), held.cohort_starts_at]).flatten().min())
}
