//! What drip means for everybody who has a course, at once.
//!
//! The answer for one member and the answer for a million come from the same function of the same
//! facts ([`crate::drip`]); here the facts are only read otherwise. Who has the course is walked in
//! memory, where one member's grants lie together ([`crate::views::Ledger`]), and what the rules ask
//! of each is read beside it: a strand for each lesson, all of them in the order of the members
//! ([`strand`]). So nothing is looked up member by member, and only a block of each strand is held.
//!
//! Whoever is blocked can't enter anything and is left out; those in the trash are
//! [by request](Everybody::outside_trash).

mod attendance;
mod calendar;
mod effect;
mod open;
mod strand;
#[cfg(test)]
mod tests;

use rusqlite::Connection;

use crate::courses::{Standing, cohort_starts};
use crate::drip::{Asks, Facts, Held};
use crate::error::Result;
use crate::ids::{CourseId, MemberId, ProductId};
use crate::members::set;
use crate::progress::{Phase, Progress};
use crate::time::Zone;
use crate::views::{Lists, Open, Target, Terms, courses_of_products};
use attendance::Attended;
use strand::Strand;

pub use calendar::{LessonCounts, NextOpening};
pub(crate) use effect::Change;
pub use effect::{LessonEffect, ScheduleEffect};
pub(crate) use open::who_opens;

const OWN_STARTS: &str = "SELECT member_id, starts_at FROM drip_starts
     WHERE course_id = ?1 AND member_id >= ?2 ORDER BY member_id";

/// Everybody who has, had or will have a course, with what some rules ask of them.
pub(crate) struct Everybody<'db> {
    db: &'db Connection,
    /// By member.
    grants: Vec<Open>,
    /// For each of the terms of grants, what one on these terms gives; nothing of other courses.
    given: Vec<Option<Given>>,
    own_starts: Strand<i64>,
    attended: Attended,
    /// Of each course whose completion is asked for.
    completions: Vec<(CourseId, Completions)>,
}

/// Who completed a course and when, by member.
type Completions = Vec<(MemberId, i64)>;

/// What the terms of a grant say about the course.
#[derive(Clone, Copy)]
struct Given {
    product: Option<ProductId>,
    cohort_starts_at: Option<i64>,
}

impl<'db> Everybody<'db> {
    pub fn with(
        db: &'db Connection,
        lists: &Lists,
        course: CourseId,
        asks: &Asks,
        zone: Zone,
    ) -> Result<Self> {
        let held = courses_of_products(db)?;
        let starts = cohort_starts(db, course, zone)?;
        let given = |target: Target, terms: &Terms| {
            let product = match target {
                Target::Course(one) => (one == course).then_some(None),
                Target::Product(one) => held.get(&one)?.contains(&course).then_some(Some(one)),
            }?;
            let cohort_starts_at = terms.cohort.and_then(|cohort| starts.get(&cohort)).copied();
            Some(Given { product, cohort_starts_at })
        };
        let blocked = set::found(db, "SELECT id FROM members WHERE status = 'disabled'", [])?;
        let (grants, given) = lists.ledger(db, |ledger| {
            let given: Vec<Option<Given>> =
                ledger.terms().iter().map(|terms| given(ledger.target(*terms), terms)).collect();
            let mut grants = Vec::new();
            for (member, held) in ledger.members() {
                let counts = |grant: &&Open| grant.is_active() && given[grant.place()].is_some();
                if held.iter().any(|grant| counts(&grant)) && !blocked.contains(member.0 as u64) {
                    grants.extend(held.iter().filter(counts));
                }
            }
            Ok((grants, given))
        })?;
        Ok(Self {
            db,
            grants,
            given,
            own_starts: Strand::new(OWN_STARTS, course.0, |row| row.get(1)),
            attended: Attended::of_lessons(db, course, asks)?,
            completions: completions(db, lists, asks)?,
        })
    }

    /// Without those in the trash.
    pub fn outside_trash(mut self) -> Result<Self> {
        let trash = set::trashed(self.db)?;
        self.grants.retain(|grant| !trash.contains(grant.member.0 as u64));
        Ok(self)
    }

    /// Hands over each of them in the order of the ids.
    pub fn each(
        mut self,
        phase: Phase,
        progress: &Progress,
        mut f: impl FnMut(MemberId, &Facts) -> Result<()>,
    ) -> Result<()> {
        progress.begin(phase, self.grants.len() as u64)?;
        let mut facts = Facts::default();
        for grants in self.grants.chunk_by(|a, b| a.member == b.member) {
            let member = grants[0].member;
            facts.held.clear();
            facts.held.extend(grants.iter().filter_map(|grant| {
                let Given { product, cohort_starts_at } = self.given[grant.place()]?;
                Some(Held {
                    product,
                    starts_at: grant.starts_at,
                    expires_at: grant.expires_at(),
                    cohort_starts_at,
                })
            }));
            facts.own_start = self.own_starts.of(self.db, member)?.first().copied();
            self.attended.read(self.db, member, &mut facts.lessons)?;
            facts.courses.clear();
            facts.courses.extend(self.completions.iter().filter_map(|(course, completions)| {
                let at = completions.binary_search_by_key(&member, |(member, _)| *member).ok()?;
                Some((*course, completions[at].1))
            }));
            f(member, &facts)?;
            progress.step(grants.len() as u64)?;
        }
        Ok(())
    }
}

/// Nothing of a course is read unless some rule asks for its completion.
fn completions(
    db: &Connection,
    lists: &Lists,
    asks: &Asks,
) -> Result<Vec<(CourseId, Completions)>> {
    if asks.courses.is_empty() {
        return Ok(Vec::new());
    }
    lists.gradebook(db, |gradebook| {
        let of = |course: &CourseId| {
            let standings = gradebook.standings().iter().filter(|one| one.course == *course);
            let complete = |one: &Standing| Some((one.member, one.reached.complete_since()?));
            (*course, standings.filter_map(complete).collect())
        };
        Ok(asks.courses.iter().map(of).collect())
    })
}
