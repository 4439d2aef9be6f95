//! A row of a list of dates: it moves the end, and the beginning, of access that is there.
//!
//! The file is the truth here, so it may shorten. What it says is about the access that somebody has
//! now, or else about the access that lasted longest; grants that are over beside a running one stay
//! as they were. Where several run at once, what comes out is that the last one ends on the day of
//! the file. Nothing is invented: whoever has none of it is named and left alone.

use rusqlite::params;

use super::access::{Change, Held, Which};
use super::edits::{Edit, Text};
use super::{Evaluator, Known, Outcome, Reason};
use crate::access::State;
use crate::error::Result;
use crate::ids::MemberId;
use crate::import::facts::Facts;
use crate::import::fields::Field;
use crate::import::options::Verdict;
use crate::import::values::Code;
use crate::members::Status;
use crate::time::day_of;

/// What a row of a list that is about one thing has to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) enum Note {
    /// The row names another course or product.
    OtherTitle,
    MemberBlocked,
    AccessBlocked,
    /// The member had it, and it was taken away.
    AccessEnded,
    /// The member has the course through a product only.
    ByProduct,
    /// The member never had it.
    HasNone,
    /// The row has no day.
    NoDay,
    /// The access ends earlier than it did.
    Shortened,
    /// Likewise, but a product opens the course for longer.
    ShortenedBesideProduct,
    /// Access that was over is not any more.
    ComesBack,
    /// Access that had begun begins on a day to come.
    BeginsLater,
    /// The member has the course in another cohort, and stays there.
    OtherCohort,
    /// Something is done, and the file does not say since when.
    Undated,
}

impl Note {
    pub fn code(self) -> &'static str {
        match self {
            Note::OtherTitle => "other_title",
            Note::MemberBlocked => "member_blocked",
            Note::AccessBlocked => "access_blocked",
            Note::AccessEnded => "access_ended",
            Note::ByProduct => "by_product",
            Note::HasNone => "has_none",
            Note::NoDay => "no_day",
            Note::Shortened => "shortened",
            Note::ShortenedBesideProduct => "shortened_beside_product",
            Note::ComesBack => "comes_back",
            Note::BeginsLater => "begins_later",
            Note::OtherCohort => "other_cohort",
            Note::Undated => "undated",
        }
    }
}

/// From when until when access lasts in all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Bounds {
    starts_at: i64,
    ends_at: Option<i64>,
}

impl Bounds {
    fn of(grants: &[Held]) -> Option<Self> {
        let starts_at = grants.iter().map(|held| held.starts_at).min()?;
        let last = grants.iter().max_by_key(|held| lasts(held.expires_at))?;
        Some(Self { starts_at, ends_at: last.expires_at })
    }
}

impl Evaluator<'_> {
    /// What a row changes about the dates of a member's access to what the file is about.
    pub(super) fn move_dates(&self, facts: &Facts, known: &Known) -> Result<Outcome> {
        let skipped = |note| {
            let reason = Some(Reason::Note(note));
            Ok(Outcome::bare(Verdict::Skipped, reason, Some(known.id)))
        };
        let Some(target) = self.subject() else { return skipped(Note::HasNone) };
        if known.status == Status::Disabled {
            return skipped(Note::MemberBlocked);
        }
        let (direct, by_product): (Vec<Held>, Vec<Held>) =
            self.held(known.id, target)?.into_iter().partition(|held| held.is_direct);
        let had_direct = !direct.is_empty();
        let before = self.running(direct);
        let Some(bounds) = Bounds::of(&before) else {
            return skipped(match (had_direct, by_product.is_empty()) {
                (true, _) => Note::AccessBlocked,
                (false, false) => Note::ByProduct,
                (false, true) if self.had(known.id, target)? => Note::AccessEnded,
                (false, true) => Note::HasNone,
            });
        };
        let mut after = before.clone();
        let has_day = self.set_dates(facts, bounds, &mut after);
        let mut outcome = Outcome::bare(Verdict::Unchanged, None, Some(known.id));
        for (held, moved) in before.iter().zip(&after) {
            let Which::InBook(grant) = held.grant else { continue };
            if held.starts_at != moved.starts_at {
                let starts_at = moved.starts_at;
                outcome.changes.push(Change::SetStart { grant, starts_at });
            }
            if held.expires_at != moved.expires_at {
                let (grant, expires_at) = (held.grant, moved.expires_at);
                outcome.changes.push(Change::Extend { grant, target, expires_at });
            }
            if held != moved && moved.expires_at.is_some_and(|end| end < moved.starts_at) {
                let is_end = held.expires_at != moved.expires_at;
                let field = if is_end { Field::ExpiresAt } else { Field::EnrolledAt };
                let fault = self.fault(facts, &field, Code::EndsBeforeStart);
                return Ok(Outcome::failed(fault, outcome.member));
            }
        }
        if let Some(moved) = Bounds::of(&after).filter(|moved| *moved != bounds) {
            outcome.verdict = Verdict::Updated;
            outcome.edits = edits(bounds, moved);
            outcome.reason = self.note(bounds, moved, &by_product).map(Reason::Note);
        } else if !has_day {
            outcome.reason = Some(Reason::Note(Note::NoDay));
        }
        Ok(outcome)
    }

    /// The grants that a row is about: those not over, or else the one that lasted longest.
    fn running(&self, mut direct: Vec<Held>) -> Vec<Held> {
        direct.retain(|held| held.state != State::Disabled);
        direct.sort_by_key(|held| (lasts(held.expires_at), held.grant));
        let n_over = direct.iter().filter(|held| self.is_over(held)).count();
        direct.drain(..n_over.min(direct.len().saturating_sub(1)));
        direct
    }

    /// Moves the grants to the days of the row; whether it has any.
    fn set_dates(&self, facts: &Facts, bounds: Bounds, grants: &mut [Held]) -> bool {
        let end = match facts.expires_at {
            Some(end) => Some(Some(end)),
            None if self.options.blank_is_endless => {
                self.mapping.column_of(&Field::ExpiresAt).map(|_| None)
            }
            None => None,
        };
        if let Some(end) = end {
            for held in grants.iter_mut().filter(|held| lasts(held.expires_at) > lasts(end)) {
                held.expires_at = end;
            }
            if lasts(bounds.ends_at) < lasts(end)
                && let Some(last) = grants.last_mut()
            {
                last.expires_at = end;
            }
        }
        // Files know days. Access that began in the course of that day begins on it already.
        let is_same_day = |at| facts.enrolled_at.is_some_and(|from| self.is_same_day(at, from));
        if let Some(from) = facts.enrolled_at
            && !is_same_day(bounds.starts_at)
        {
            for held in grants.iter_mut().filter(|held| held.starts_at < from) {
                held.starts_at = from;
            }
            if bounds.starts_at > from
                && let Some(first) = grants.iter_mut().min_by_key(|held| held.starts_at)
            {
                first.starts_at = from;
            }
        }
        end.is_some() || facts.enrolled_at.is_some()
    }

    fn note(&self, before: Bounds, after: Bounds, by_product: &[Held]) -> Option<Note> {
        let is_over = |end: Option<i64>| end.is_some_and(|end| end < self.now);
        let goes_on = || {
            by_product
                .iter()
                .filter(|held| held.state != State::Disabled && !self.is_over(held))
                .any(|held| lasts(held.expires_at) > lasts(after.ends_at))
        };
        if lasts(after.ends_at) < lasts(before.ends_at) {
            return Some(match goes_on() {
                true => Note::ShortenedBesideProduct,
                false => Note::Shortened,
            });
        }
        if before.starts_at <= self.now && after.starts_at > self.now {
            return Some(Note::BeginsLater);
        }
        (is_over(before.ends_at) && !is_over(after.ends_at)).then_some(Note::ComesBack)
    }

    fn is_same_day(&self, one: i64, other: i64) -> bool {
        day_of(self.zone, one) == day_of(self.zone, other)
    }

    /// Whether a member had a course or product that was taken away.
    fn had(&self, member: MemberId, target: usize) -> Result<bool> {
        let target = &self.targets[target];
        let mut statement = self.db.prepare_cached(
            "SELECT 1 FROM grants WHERE member_id = ?1 AND ended_at IS NOT NULL
             AND (course_id = ?2 OR product_id = ?3)",
        )?;
        Ok(statement.exists(params![member, target.course(), target.product()])?)
    }
}

/// What the cells show: when access began and ended in all, and when it will.
fn edits(before: Bounds, after: Bounds) -> Vec<Edit> {
    let pairs = [
        (Field::EnrolledAt, Some(before.starts_at), Some(after.starts_at)),
        (Field::ExpiresAt, before.ends_at, after.ends_at),
    ];
    pairs
        .into_iter()
        .filter(|(_, before, after)| before != after)
        .map(|(field, before, after)| Edit {
            field,
            before: Text::Day(before),
            after: Text::Day(after),
        })
        .collect()
}

/// Ends in the order in which they come; what has none comes last.
fn lasts(end: Option<i64>) -> i64 {
    end.unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests;
