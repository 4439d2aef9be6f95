//! What drip means for everybody who has a course, at once.
//!
//! The answer for one member and the answer for a million come from the same function of the same
//! facts ([`crate::drip`]); here the facts are only read otherwise. Who has the course is walked in
//! memory, where one member's grants lie together ([`crate::views::Ledger`]), and what the rules ask
//! of each is read beside it: a strand for each lesson, all of them in the order of the members
//! ([`strand`]). So nothing is looked up member by member, and only a block of each strand is held.
//!
//! Whoever is blocked can't enter anything and is left out, as are those in the trash.

mod attended;
mod open;
mod strand;

use std::collections::HashMap;

use roaring::RoaringTreemap;
use rusqlite::Connection;

use crate::drip::{Asks, Facts, Held};
use crate::error::Result;
use crate::ids::{CohortId, CourseId, MemberId};
use crate::time::{Zone, day_start, parse_day};
use crate::views::{Lists, Open, Target, courses_of_products};
use attended::{Attended, Completions};

pub(crate) use open::who_opens;

/// Everybody who has, had or will have a course, with what some rules ask of them.
pub(crate) struct Everybody<'db> {
    db: &'db Connection,
    /// By member.
    grants: Vec<Open>,
    /// For each of the terms of grants, what one on these terms gives; nothing of other courses.
    given: Vec<Option<Given>>,
    attended: Attended,
    completions: Vec<(CourseId, Completions)>,
}

/// What the terms of a grant say about a course.
#[derive(Clone, Copy)]
struct Given {
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
        let courses = courses_of_products(db)?;
        let starts = cohort_starts(db, course, zone)?;
        let shut_out = shut_out(db)?;
        let (grants, given) = lists.ledger(db, |ledger| {
            let gives = |target: Target| match target {
                Target::Course(one) => one == course,
                Target::Product(one) => {
                    courses.get(&one).is_some_and(|held| held.contains(&course))
                }
            };
            let given: Vec<Option<Given>> = ledger
                .terms()
                .iter()
                .map(|terms| {
                    let cohort_starts_at =
                        terms.cohort.and_then(|cohort| starts.get(&cohort)).copied();
                    gives(ledger.target(*terms)).then_some(Given { cohort_starts_at })
                })
                .collect();
            let mut grants = Vec::new();
            for (member, held) in ledger.members() {
                if !shut_out.contains(member.0 as u64) {
                    let counts =
                        |grant: &&Open| grant.is_active() && given[grant.place()].is_some();
                    grants.extend(held.iter().filter(counts));
                }
            }
            Ok((grants, given))
        })?;
        let completions = asks
            .courses
            .iter()
            .map(|course| Ok((*course, Completions::of_course(db, *course)?)))
            .collect::<Result<_>>()?;
        let attended = Attended::of_lessons(db, course, asks)?;
        Ok(Self { db, grants, given, attended, completions })
    }

    /// How many grants there are to walk over.
    pub fn n_grants(&self) -> u64 {
        self.grants.len() as u64
    }

    /// Hands over each member in the order of the ids, with how many grants they have of the course.
    pub fn each(mut self, mut f: impl FnMut(MemberId, &Facts) -> Result<()>) -> Result<()> {
        let mut facts = Facts::default();
        for grants in self.grants.chunk_by(|a, b| a.member == b.member) {
            let member = grants[0].member;
            facts.held.clear();
            facts.held.extend(grants.iter().filter_map(|grant| {
                let Given { cohort_starts_at } = self.given[grant.place()]?;
                Some(Held {
                    starts_at: grant.starts_at,
                    expires_at: grant.expires_at(),
                    cohort_starts_at,
                })
            }));
            self.attended.read(self.db, member, &mut facts.lessons)?;
            facts.courses.clear();
            for (course, completions) in &mut self.completions {
                facts.courses.extend(completions.of(self.db, member)?.map(|at| (*course, at)));
            }
            f(member, &facts)?;
        }
        Ok(())
    }
}

/// When each cohort of a course begins whose day is known.
fn cohort_starts(db: &Connection, course: CourseId, zone: Zone) -> Result<HashMap<CohortId, i64>> {
    let mut statement = db.prepare_cached(
        "SELECT id, starts_on FROM cohorts WHERE course_id = ?1 AND starts_on IS NOT NULL",
    )?;
    let mut rows = statement.query([course])?;
    let mut starts = HashMap::new();
    while let Some(row) = rows.next()? {
        let starts_on = parse_day(row.get_ref(1)?.as_str().unwrap_or_default())?;
        starts.insert(row.get(0)?, day_start(zone, starts_on));
    }
    Ok(starts)
}

fn shut_out(db: &Connection) -> Result<RoaringTreemap> {
    let mut members = RoaringTreemap::new();
    for sql in [
        "SELECT id FROM members WHERE status = 'disabled'",
        "SELECT id FROM members WHERE trashed_at IS NOT NULL",
    ] {
        let mut statement = db.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            members.insert(row.get::<_, i64>(0)? as u64);
        }
    }
    Ok(members)
}
