//! How many members there are, by status, by access, by course and by product.
//!
//! Lists show these numbers beside each name, and asking SQLite for each of them by itself reads the
//! ledger once per number. Here it is read once for all of them, and the outcome is kept until the
//! book changes or the clock passes the next start or end of a grant, whatever comes first: so the
//! numbers are exact, and asking again costs nothing.

use std::collections::HashMap;
use std::sync::Arc;

use roaring::RoaringTreemap;
use rusqlite::Connection;

use super::counts::StatusCounts;
use crate::access::{AccessStatus, State, status_of};
use crate::book::{Book, locked};
use crate::error::Result;
use crate::ids::{CourseId, ProductId};

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
        let census = Arc::new(self.read(|db| Census::take(db, version, now))?);
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

    fn take(db: &Connection, version: u64, now: i64) -> Result<Self> {
        let trashed = trashed(db)?;
        let opens = courses_of_products(db)?;
        let mut courses: HashMap<CourseId, Held> = HashMap::new();
        let mut products: HashMap<ProductId, Held> = HashMap::new();
        let mut with_access = RoaringTreemap::new();
        let mut until = i64::MAX;
        let mut grants = db.prepare_cached(
            "SELECT member_id, course_id, product_id, state, starts_at, expires_at
             FROM grants WHERE ended_at IS NULL",
        )?;
        let mut rows = grants.query([])?;
        while let Some(row) = rows.next()? {
            let member = row.get::<_, i64>(0)? as u64;
            let state: State = row.get(3)?;
            let (starts_at, expires_at): (i64, Option<i64>) = (row.get(4)?, row.get(5)?);
            until = until.min(true_until(starts_at, expires_at, now));
            if trashed.contains(member) {
                continue;
            }
            let is_active = status_of(state, starts_at, expires_at, now) == AccessStatus::Active;
            let direct: Option<CourseId> = row.get(1)?;
            let mut through: &[CourseId] = &[];
            if let Some(product) = row.get(2)? {
                products.entry(product).or_default().add(member, is_active);
                through = opens.get(&product).map_or(through, Vec::as_slice);
            }
            for course in direct.iter().chain(through) {
                courses.entry(*course).or_default().add(member, is_active);
                if is_active {
                    with_access.insert(member);
                }
            }
        }
        Ok(Self {
            status: status(db)?,
            with_access: with_access.len(),
            trashed: trashed.len(),
            courses: courses.into_iter().map(|(id, held)| (id, held.holders())).collect(),
            products: products.into_iter().map(|(id, held)| (id, held.holders())).collect(),
            version,
            from: now,
            until,
        })
    }
}

/// Members, each of them once however many grants they have.
#[derive(Default)]
struct Held {
    all: RoaringTreemap,
    active: RoaringTreemap,
}

impl Held {
    fn add(&mut self, member: u64, is_active: bool) {
        self.all.insert(member);
        if is_active {
            self.active.insert(member);
        }
    }

    fn holders(&self) -> Holders {
        Holders { all: self.all.len(), active: self.active.len() }
    }
}

/// The last instant before the passing of time alone makes something else of a grant.
fn true_until(starts_at: i64, expires_at: Option<i64>, now: i64) -> i64 {
    let start = if starts_at > now { starts_at - 1 } else { i64::MAX };
    let end = expires_at.filter(|last| *last >= now).unwrap_or(i64::MAX);
    start.min(end)
}

fn trashed(db: &Connection) -> Result<RoaringTreemap> {
    let mut statement = db.prepare_cached("SELECT id FROM members WHERE trashed_at IS NOT NULL")?;
    let mut rows = statement.query([])?;
    let mut members = RoaringTreemap::new();
    while let Some(row) = rows.next()? {
        members.insert(row.get::<_, i64>(0)? as u64);
    }
    Ok(members)
}

fn courses_of_products(db: &Connection) -> Result<HashMap<ProductId, Vec<CourseId>>> {
    let mut statement = db.prepare_cached("SELECT product_id, course_id FROM product_courses")?;
    let mut rows = statement.query([])?;
    let mut courses: HashMap<ProductId, Vec<CourseId>> = HashMap::new();
    while let Some(row) = rows.next()? {
        courses.entry(row.get(0)?).or_default().push(row.get(1)?);
    }
    Ok(courses)
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
