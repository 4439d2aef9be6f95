//! How many members there are, by status, by access, by course and by product.
//!
//! Lists show these numbers beside each name. They are counted in one walk over the ledger, and the
//! outcome is kept until the book changes or the clock passes the next start or end of a grant,
//! whatever comes first: so the numbers are exact, and asking again costs nothing.

use std::collections::HashMap;
use std::sync::Arc;

use rusqlite::Connection;

use super::counts::StatusCounts;
use super::ledger::{Ledger, Target};
use super::order::trashed;
use crate::access::AccessStatus;
use crate::book::n_trashed;
use crate::book::{Book, locked};
use crate::error::Result;
use crate::ids::{CourseId, MemberId, ProductId};

/// The trash is left aside, but for its own number.
#[derive(Debug)]
pub(crate) struct Census {
    pub status: StatusCounts,
    /// Members with an active enrollment.
    pub with_access: u64,
    pub trashed: u64,
    courses: HashMap<CourseId, Holders>,
    products: HashMap<ProductId, Holders>,
    version: u64,
    /// The first and the last instant at which it is true.
    from: i64,
    until: i64,
}

/// Members with an open grant, and those for whom one is active.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Holders {
    pub all: u64,
    pub active: u64,
}

impl Book {
    pub(crate) fn census(&self, now: i64) -> Result<Arc<Census>> {
        // Whoever asks meanwhile waits for this one instead of reading the book a second time.
        let mut kept = locked(&self.lists.census);
        let version = self.version();
        if let Some(census) = kept.as_ref().filter(|census| census.serves(version, now)) {
            return Ok(Arc::clone(census));
        }
        let census =
            self.read(|db| self.lists.ledger(db, |ledger| Census::take(db, ledger, version, now)))?;
        let census = Arc::new(census);
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

    fn serves(&self, version: u64, now: i64) -> bool {
        self.version == version && (self.from..=self.until).contains(&now)
    }

    fn take(db: &Connection, ledger: &Ledger, version: u64, now: i64) -> Result<Self> {
        let trashed = trashed(db)?;
        let opened = ledger.opened(db)?;
        let mut courses = vec![Tally::default(); opened.courses.len()];
        let mut targets = vec![Tally::default(); ledger.targets().len()];
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
                let is_active = grant.status(now) == AccessStatus::Active;
                targets[ledger.terms()[grant.place()].target].count(member, is_active);
                for course in opened.by(grant) {
                    courses[*course].count(member, is_active);
                    has_access |= is_active;
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
            status: status(db)?,
            with_access,
            trashed: n_trashed(db)?,
            courses: opened.courses.into_iter().zip(holders(courses)).collect(),
            products: ledger.targets().iter().zip(holders(targets)).filter_map(product).collect(),
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
    /// The last member counted, and the last for whom a grant is active.
    last: Option<MemberId>,
    last_active: Option<MemberId>,
}

impl Tally {
    fn count(&mut self, member: MemberId, is_active: bool) {
        if self.last.replace(member) != Some(member) {
            self.holders.all += 1;
        }
        if is_active && self.last_active.replace(member) != Some(member) {
            self.holders.active += 1;
        }
    }
}

fn status(db: &Connection) -> Result<StatusCounts> {
    let mut statement = db.prepare_cached(
        // The plus: see `Filter::condition`. Sums, because GROUP BY would sort all members.
        "SELECT coalesce(sum(status = 'active'), 0), coalesce(sum(status = 'pending'), 0),
                coalesce(sum(status = 'disabled'), 0)
         FROM members WHERE +trashed_at IS NULL",
    )?;
    let count = |n: i64| n as u64;
    Ok(statement.query_row([], |row| {
        Ok(StatusCounts {
            active: row.get(0).map(count)?,
            pending: row.get(1).map(count)?,
            disabled: row.get(2).map(count)?,
        })
    })?)
}
