//! How many members there are, by status, by access, by course and by product.
//!
//! Lists show these numbers beside each name. They are counted in one walk over the ledger and the roll,
//! and the outcome is kept until the book changes or the clock passes the next start or end of a grant,
//! whatever comes first: so the numbers are exact, and asking again costs nothing.

use std::collections::HashMap;
use std::sync::Arc;

use roaring::RoaringTreemap;
use rusqlite::Connection;
use serde::Serialize;

use super::counts::StatusCounts;
use super::ledger::{Ledger, Target};
use super::roll::Roll;
use crate::access::AccessStatus;
use crate::book::n_trashed;
use crate::book::{Book, locked};
use crate::error::Result;
use crate::ids::{CohortId, CourseId, MemberId, ProductId};
use crate::members::Status;
use crate::members::set::trashed;

/// The trash is left aside, but for its own number.
#[derive(Debug)]
pub(crate) struct Census {
    pub status: StatusCounts,
    /// Members with an active enrollment.
    pub with_access: u64,
    pub trashed: u64,
    courses: HashMap<CourseId, Holders>,
    products: HashMap<ProductId, Holders>,
    cohorts: HashMap<CohortId, Holders>,
    version: u64,
    /// The first and the last instant at which it is true.
    from: i64,
    until: i64,
}

/// Members with an open grant of something, each counted under the best that theirs come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct Holders {
    /// The sum of the others.
    pub all: u64,
    pub active: u64,
    pub pending: u64,
    pub expired: u64,
    pub disabled: u64,
}

impl Holders {
    fn under(&mut self, status: AccessStatus) -> &mut u64 {
        match status {
            AccessStatus::Active => &mut self.active,
            AccessStatus::Pending => &mut self.pending,
            AccessStatus::Expired => &mut self.expired,
            AccessStatus::Disabled => &mut self.disabled,
        }
    }
}

impl Book {
    pub(crate) fn census(&self, now: i64) -> Result<Arc<Census>> {
        // Whoever asks meanwhile waits for this one instead of reading the book a second time.
        let mut kept = locked(&self.lists.census);
        let version = self.version();
        if let Some(census) = kept.as_ref().filter(|census| census.serves(version, now)) {
            return Ok(Arc::clone(census));
        }
        let census = self.read(|db| {
            self.lists.roll(db, |roll| {
                self.lists.ledger(db, |ledger| Census::take(db, roll, ledger, version, now))
            })
        });
        let census = Arc::new(census?);
        *kept = Some(Arc::clone(&census));
        Ok(census)
    }
}

impl Census {
    pub fn of_course(&self, course: CourseId) -> Holders {
        self.courses.get(&course).copied().unwrap_or_default()
    }

    pub fn of_product(&self, product: ProductId) -> Holders {
        self.products.get(&product).copied().unwrap_or_default()
    }

    pub fn of_cohort(&self, cohort: CohortId) -> Holders {
        self.cohorts.get(&cohort).copied().unwrap_or_default()
    }

    fn serves(&self, version: u64, now: i64) -> bool {
        self.version == version && (self.from..=self.until).contains(&now)
    }

    fn take(db: &Connection, roll: &Roll, ledger: &Ledger, version: u64, now: i64) -> Result<Self> {
        let trashed = trashed(db)?;
        let opened = ledger.opened(db)?;
        let mut courses = vec![Tally::default(); opened.courses.len()];
        let mut targets = vec![Tally::default(); ledger.targets().len()];
        let mut cohorts: HashMap<CohortId, Tally> = HashMap::new();
        let (mut with_access, mut until) = (0, i64::MAX);
        for (member, grants) in ledger.members() {
            for grant in grants {
                until = until.min(grant.true_until(now));
            }
            if trashed.contains(member.0 as u64) {
                continue;
            }
            let mut has_access = false;
            for grant in grants {
                let (status, terms) = (grant.status(now), ledger.terms()[grant.place()]);
                targets[terms.target].count(member, status);
                if let Some(cohort) = terms.cohort {
                    cohorts.entry(cohort).or_default().count(member, status);
                }
                for course in opened.by(grant) {
                    courses[*course].count(member, status);
                    has_access |= status == AccessStatus::Active;
                }
            }
            with_access += u64::from(has_access);
        }
        let holders = |tallies: Vec<Tally>| tallies.into_iter().map(|tally| tally.holders);
        let product = |(target, holders): (&Target, Holders)| match target {
            Target::Product(product) => Some((*product, holders)),
            Target::Course(_) => None,
        };
        Ok(Self {
            status: status(roll, &trashed),
            with_access,
            trashed: n_trashed(db)?,
            courses: opened.courses.into_iter().zip(holders(courses)).collect(),
            products: ledger.targets().iter().zip(holders(targets)).filter_map(product).collect(),
            cohorts: cohorts.into_iter().map(|(cohort, tally)| (cohort, tally.holders)).collect(),
            version,
            from: now,
            until,
        })
    }
}

/// Counts members one after another, each of them once however many grants they have.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    holders: Holders,
    /// The last member counted, and under what.
    last: Option<(MemberId, AccessStatus)>,
}

impl Tally {
    /// Counts one of a member's grants; all of them come one after another.
    fn count(&mut self, member: MemberId, status: AccessStatus) {
        match self.last {
            Some((last, best)) if last == member && best <= status => return,
            Some((last, best)) if last == member => *self.holders.under(best) -= 1,
            _ => self.holders.all += 1,
        }
        *self.holders.under(status) += 1;
        self.last = Some((member, status));
    }
}

/// Members outside the trash by their own status.
fn status(roll: &Roll, trashed: &RoaringTreemap) -> StatusCounts {
    let mut counts = StatusCounts::default();
    for line in roll.lines().iter().filter(|line| !trashed.contains(line.member.0 as u64)) {
        match line.status {
            Status::Active => counts.active += 1,
            Status::Pending => counts.pending += 1,
            Status::Disabled => counts.disabled += 1,
        }
    }
    counts
}
