//! How far somebody came in a course as a whole.

use rusqlite::{OptionalExtension, params};

use super::access::{Change, Given, Wish};
use super::people::Standing;
use super::{Evaluator, Outcome};
use crate::error::Result;
use crate::import::facts::Facts;
use crate::import::fields::Field;

impl Evaluator<'_> {
    /// Progress never goes back, unless the file may overwrite it. Of several rows of one person
    /// none overwrites another, or the file would change the book each time it comes. Says how far
    /// the file has come with this person.
    pub(super) fn give_progress(
        &self,
        facts: &Facts,
        standing: Standing,
        wish: Wish,
        given: Given,
        outcome: &mut Outcome,
    ) -> Result<(Option<f64>, Option<i64>)> {
        let target = wish.target;
        let so_far =
            (larger(facts.progress, given.completed), given.completed_at.or(facts.completed_at));
        if !wish.is_only_course || (facts.progress.is_none() && facts.completed_at.is_none()) {
            return Ok(so_far);
        }
        let now: (Option<f64>, Option<i64>) = match (outcome.member, self.targets[target].course())
        {
            (Some(member), Some(course)) => self
                .db
                .prepare_cached(
                    "SELECT completed, completed_at FROM course_progress
                     WHERE member_id = ?1 AND course_id = ?2",
                )?
                .query_row(params![member, course], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?
                .unwrap_or_default(),
            _ => Default::default(),
        };
        let now = (larger(now.0, given.completed), now.1.or(given.completed_at));
        let before = now.0;
        let overwrites = |field| !standing.is_repeated && self.options.overwrites(field);
        let completed = match (before, facts.progress) {
            (Some(before), Some(after)) if overwrites(&Field::Progress) => {
                (before.total_cmp(&after).is_ne()).then_some(after)
            }
            (before, Some(after)) => (before.is_none_or(|before| after > before)).then_some(after),
            (_, None) => None,
        };
        let overwrites = overwrites(&Field::CompletedAt);
        let completed_at = facts
            .completed_at
            .filter(|after| now.1.is_none() || (overwrites && now.1 != Some(*after)));
        if completed.is_some() || completed_at.is_some() {
            outcome.changes.push(Change::Progress { target, completed, completed_at });
        }
        Ok(so_far)
    }
}

fn larger(a: Option<f64>, b: Option<f64>) -> Option<f64> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.max(b)),
        (a, b) => a.or(b),
    }
}
