//! Everybody's open grants in memory, in the order of the members.
//!
//! Who has which course at this instant is asked for by counts and by the order of a list. The book
//! has no index that would answer it without reading every grant, seconds for a few million of
//! them; here it is a walk over one array. A grant takes 32 bytes.

use std::collections::HashMap;

use roaring::RoaringTreemap;
use rusqlite::{Connection, Row};

use super::touched::Kept;
use crate::access::{AccessStatus, State, status_of};
use crate::error::Result;
use crate::ids::{CourseId, MemberId, ProductId};

#[derive(Debug, Default)]
pub(super) struct Ledger {
    grants: Vec<Open>,
    targets: Vec<Target>,
    places: HashMap<Target, u32>,
}

/// What a grant is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Target {
    Course(CourseId),
    Product(ProductId),
}

/// An open grant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Open {
    pub member: MemberId,
    pub starts_at: i64,
    /// The last instant of access; `i64::MAX` when there is none.
    last: i64,
    target: u32,
    state: State,
}

impl Open {
    /// The place of its target among those of the ledger.
    pub fn place(&self) -> usize {
        self.target as usize
    }

    pub fn status(&self, now: i64) -> AccessStatus {
        status_of(self.state, self.starts_at, Some(self.last), now)
    }

    /// The last instant before the passing of time alone makes something else of it.
    pub fn true_until(&self, now: i64) -> i64 {
        let start = if self.starts_at > now { self.starts_at - 1 } else { i64::MAX };
        let end = if self.last >= now { self.last } else { i64::MAX };
        start.min(end)
    }
}

const COLUMNS: &str = "SELECT member_id, course_id, product_id, state, starts_at, expires_at
                       FROM grants WHERE ended_at IS NULL";

impl Ledger {
    pub fn load(db: &Connection) -> Result<Self> {
        let mut ledger = Self::default();
        let mut statement = db.prepare_cached(COLUMNS)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            ledger.push(row)?;
        }
        ledger.grants.sort_by_key(|grant| grant.member);
        ledger.grants.shrink_to_fit();
        Ok(ledger)
    }

    /// Every member with an open grant, in the order of the ids, and their grants.
    pub fn members(&self) -> impl Iterator<Item = (MemberId, &[Open])> {
        self.grants.chunk_by(|a, b| a.member == b.member).map(|grants| (grants[0].member, grants))
    }

    /// What grants are of; [`Open::place`] counts into it.
    pub fn targets(&self) -> &[Target] {
        &self.targets
    }

    /// Which courses the targets open, as products hold them now.
    pub fn opened(&self, db: &Connection) -> Result<Opened> {
        let held = held(db)?;
        let mut opened = Opened::default();
        let mut places = HashMap::new();
        for target in &self.targets {
            let courses = match target {
                Target::Course(course) => std::slice::from_ref(course),
                Target::Product(product) => held.get(product).map_or(&[][..], Vec::as_slice),
            };
            let mut place = |course: &CourseId| {
                *places.entry(*course).or_insert_with(|| {
                    opened.courses.push(*course);
                    opened.courses.len() - 1
                })
            };
            opened.by_target.push(courses.iter().map(&mut place).collect());
        }
        Ok(opened)
    }

    /// How many courses each member with an open grant has, in the order of the ids.
    pub fn n_courses(&self, db: &Connection) -> Result<Vec<(MemberId, u32)>> {
        let opened = self.opened(db)?;
        let mut courses: Vec<usize> = Vec::new();
        let count = |(member, grants): (MemberId, &[Open])| {
            courses.clear();
            courses.extend(grants.iter().flat_map(|grant| opened.by(grant)));
            courses.sort_unstable();
            courses.dedup();
            (member, courses.len() as u32)
        };
        Ok(self.members().map(count).collect())
    }

    fn push(&mut self, row: &Row) -> Result<()> {
        let target = match row.get(1)? {
            Some(course) => Target::Course(course),
            None => Target::Product(row.get(2)?),
        };
        let next = self.targets.len() as u32;
        let place = *self.places.entry(target).or_insert(next);
        if place == next {
            self.targets.push(target);
        }
        self.grants.push(Open {
            member: row.get(0)?,
            starts_at: row.get(4)?,
            last: row.get::<_, Option<i64>>(5)?.unwrap_or(i64::MAX),
            target: place,
            state: row.get(3)?,
        });
        Ok(())
    }
}

impl Kept for Ledger {
    fn is_worth_patching(&self, touched: &RoaringTreemap) -> bool {
        touched.len() <= self.grants.len() as u64 / 16
    }

    fn patch(&mut self, db: &Connection, touched: &RoaringTreemap) -> Result<()> {
        self.grants.retain(|grant| !touched.contains(grant.member.0 as u64));
        let mut statement = db.prepare_cached(&format!("{COLUMNS} AND member_id = ?1"))?;
        for member in touched {
            let mut rows = statement.query([member as i64])?;
            while let Some(row) = rows.next()? {
                self.push(row)?;
            }
        }
        // Two sorted runs: the sort only has to merge them.
        self.grants.sort_by_key(|grant| grant.member);
        Ok(())
    }
}

/// The courses that grants open.
#[derive(Debug, Default)]
pub(super) struct Opened {
    pub courses: Vec<CourseId>,
    /// For each target of the ledger, places among the courses.
    by_target: Vec<Vec<usize>>,
}

impl Opened {
    /// The places of the courses that a grant opens.
    pub fn by(&self, grant: &Open) -> &[usize] {
        &self.by_target[grant.place()]
    }
}

/// The courses of each product.
pub(super) fn held(db: &Connection) -> Result<HashMap<ProductId, Vec<CourseId>>> {
    let mut statement = db.prepare_cached("SELECT product_id, course_id FROM product_courses")?;
    let mut rows = statement.query([])?;
    let mut held: HashMap<ProductId, Vec<CourseId>> = HashMap::new();
    while let Some(row) = rows.next()? {
        held.entry(row.get(0)?).or_default().push(row.get(1)?);
    }
    Ok(held)
}
