//! Who follows when a product holds other courses: whoever has the product gets what is added and
//! loses what is taken out, unless they have it for another reason.

use std::collections::BTreeSet;

use serde::Serialize;

use super::ledger::{Open, Target, courses_of_products};
use crate::access::AccessStatus;
use crate::book::Book;
use crate::courses::{Named, title};
use crate::error::Result;
use crate::ids::{CourseId, ProductId};
use crate::members::set::trashed;

/// What a course that a product is to hold, or to hold no longer, means for members.
#[derive(Clone, Debug, PartialEq, Serialize, ts_rs::TS)]
pub struct Following {
    pub course: Named,
    /// Members for whom the course becomes active.
    pub gain: u64,
    /// Members for whom it is active no longer.
    pub lose: u64,
    /// Members with the product, active or not, for whom neither changes.
    pub keep: u64,
}

impl Book {
    /// What would follow if the product held these courses and no others; one line for each that it
    /// does not hold yet, or would not hold any more, by title.
    pub fn preview_courses(
        &self,
        product: ProductId,
        courses: &[CourseId],
        now: i64,
    ) -> Result<Vec<Following>> {
        self.read(|db| {
            let held = courses_of_products(db)?;
            let before: BTreeSet<_> = held.get(&product).into_iter().flatten().copied().collect();
            let after: BTreeSet<_> = courses.iter().copied().collect();
            let trashed = trashed(db)?;
            self.lists.ledger(db, |ledger| {
                let mut lines = Vec::new();
                for course in before.symmetric_difference(&after).copied() {
                    let opens = |target: &Target| match target {
                        Target::Course(one) => Opens::always(*one == course),
                        Target::Product(one) if *one == product => Opens {
                            before: before.contains(&course),
                            after: after.contains(&course),
                        },
                        Target::Product(one) => {
                            Opens::always(held.get(one).is_some_and(|held| held.contains(&course)))
                        }
                    };
                    let opens: Vec<Opens> =
                        ledger.terms().iter().map(|terms| opens(&ledger.target(*terms))).collect();
                    let course = Named { id: course.to_string(), title: title(db, course)? };
                    let mut line = Following { course, gain: 0, lose: 0, keep: 0 };
                    for (member, grants) in ledger.members() {
                        if !trashed.contains(member.0 as u64) {
                            line.count(grants, &opens, now);
                        }
                    }
                    lines.push(line);
                }
                lines.sort_by_cached_key(|line| crate::text::fold(&line.course.title));
                Ok(lines)
            })
        })
    }
}

/// Whether grants of some terms open a course, as products are and as they would be.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Opens {
    before: bool,
    after: bool,
}

impl Opens {
    fn always(opens: bool) -> Self {
        Self { before: opens, after: opens }
    }
}

impl Following {
    /// Counts a member by their grants.
    fn count(&mut self, grants: &[Open], opens: &[Opens], now: i64) {
        let of = |grant: &Open| opens[grant.place()];
        if grants.iter().map(of).all(|opens| opens.before == opens.after) {
            return;
        }
        let active = |grant: &&Open| grant.status(now) == AccessStatus::Active;
        let active = || grants.iter().filter(active).map(of);
        let (before, after) =
            (active().any(|opens| opens.before), active().any(|opens| opens.after));
        match (before, after) {
            (false, true) => self.gain += 1,
            (true, false) => self.lose += 1,
            _ => self.keep += 1,
        }
    }
}
