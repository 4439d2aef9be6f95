//! Everybody's open grants in memory, in the order of the members.
//!
//! Who has which course at this instant is asked for by counts, by filters and by the order of a list.
//! The book has no index that would answer it without reading every grant, seconds for a few million
//! of them; here it is a walk over one array. A grant takes 32 bytes: what it is of, its cohort and its
//! source are its terms, which it shares with many others.

use std::collections::HashMap;

use roaring::RoaringTreemap;
use rusqlite::{Connection, Row};

use super::Lists;
use super::halves::{Ids, Rows};
use super::haystack::position;
use super::shared::Shared;
use super::touched::Kept;
use crate::access::{AccessStatus, State, latest_end, status_of};
use crate::error::Result;
use crate::ids::{CohortId, CourseId, MemberId, ProductId};

#[derive(Debug, Default)]
pub(crate) struct Ledger {
    grants: Vec<Open>,
    terms: Shared<Terms>,
    targets: Shared<Target>,
    sources: Shared<String>,
}

/// What a grant is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Target {
    Course(CourseId),
    Product(ProductId),
}

/// What grants have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Terms {
    /// The places of its target and its source among those of the ledger.
    pub target: usize,
    pub source: usize,
    pub cohort: Option<CohortId>,
}

/// An open grant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Open {
    pub member: MemberId,
    pub starts_at: i64,
    /// The last instant of access; `i64::MAX` when there is none.
    last: i64,
    terms: u32,
    state: State,
}

impl Open {
    /// The place of its terms among those of the ledger.
    pub fn place(&self) -> usize {
        self.terms as usize
    }

    /// Whether it is neither blocked nor waiting for a person.
    pub fn is_active(&self) -> bool {
        self.state == State::Active
    }

    /// The last instant of access, if there is one.
    pub fn expires_at(&self) -> Option<i64> {
        Some(self.last).filter(|last| *last < i64::MAX)
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

/// What reasons for one thing come to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Held {
    /// The best.
    pub status: AccessStatus,
    /// The earliest.
    pub starts_at: i64,
    /// The latest end; of blocked reasons only while there is no other.
    pub expires_at: Option<i64>,
}

impl Held {
    pub fn by(grant: &Open, now: i64) -> Self {
        let (status, expires_at) = (grant.status(now), grant.expires_at());
        Self { status, starts_at: grant.starts_at, expires_at }
    }

    /// Adds another reason.
    pub fn unite(&mut self, other: Held) {
        self.expires_at =
            latest_end((self.status, self.expires_at), (other.status, other.expires_at));
        self.status = self.status.min(other.status);
        self.starts_at = self.starts_at.min(other.starts_at);
    }
}

const COLUMNS: &str =
    "SELECT member_id, course_id, product_id, state, starts_at, expires_at, source,
                              cohort_id FROM grants WHERE ended_at IS NULL";

impl Ledger {
    pub fn load(db: &Connection, lists: &Lists) -> Result<Self> {
        let sql = format!("{COLUMNS} AND id BETWEEN ?1 AND ?2");
        let parts = lists.read_all(db, Rows::Grants, |db, Ids { first, last }| {
            let mut ledger = Self::default();
            let mut statement = db.prepare_cached(&sql)?;
            let mut rows = statement.query([first, last])?;
            while let Some(row) = rows.next()? {
                ledger.push(row)?;
            }
            Ok(ledger)
        })?;
        let mut ledger = parts.into_iter().reduce(Self::and).unwrap_or_default();
        ledger.grants.sort_by_key(|grant| grant.member);
        ledger.grants.shrink_to_fit();
        Ok(ledger)
    }

    /// With the grants of another part behind.
    fn and(mut self, other: Self) -> Self {
        let targets: Vec<usize> =
            other.targets().iter().map(|target| self.targets.place(target)).collect();
        let sources: Vec<usize> =
            other.sources().iter().map(|source| self.sources.place(source.as_str())).collect();
        let place = |terms: &Terms| {
            let (target, source) = (targets[terms.target], sources[terms.source]);
            self.terms.place(&Terms { target, source, ..*terms }) as u32
        };
        let terms: Vec<u32> = other.terms().iter().map(place).collect();
        let grants = other.grants.into_iter();
        self.grants.extend(grants.map(|grant| Open { terms: terms[grant.place()], ..grant }));
        self
    }

    /// Every member with an open grant, in the order of the ids, and their grants.
    pub fn members(&self) -> impl Iterator<Item = (MemberId, &[Open])> {
        self.grants.chunk_by(|a, b| a.member == b.member).map(|grants| (grants[0].member, grants))
    }

    /// What grants have in common; [`Open::place`] counts into it.
    pub fn terms(&self) -> &[Terms] {
        &self.terms.values
    }

    /// What grants are of; [`Terms::target`] counts into it.
    pub fn targets(&self) -> &[Target] {
        &self.targets.values
    }

    /// Where grants come from; [`Terms::source`] counts into it.
    pub fn sources(&self) -> &[String] {
        &self.sources.values
    }

    pub fn target(&self, terms: Terms) -> Target {
        self.targets.values[terms.target]
    }

    /// Which courses the terms open, as products hold them now.
    pub fn opened(&self, db: &Connection) -> Result<Opened> {
        let held = courses_of_products(db)?;
        let mut opened = Opened::default();
        let mut places = HashMap::new();
        for terms in self.terms() {
            let target = self.target(*terms);
            let courses = match &target {
                Target::Course(course) => std::slice::from_ref(course),
                Target::Product(product) => held.get(product).map_or(&[][..], Vec::as_slice),
            };
            let mut place = |course: &CourseId| {
                *places.entry(*course).or_insert_with(|| {
                    opened.courses.push(*course);
                    opened.courses.len() - 1
                })
            };
            opened.by_terms.push(courses.iter().map(&mut place).collect());
        }
        Ok(opened)
    }

    pub(super) fn n_courses(&self, db: &Connection) -> Result<CourseCounts> {
        let opened = self.opened(db)?;
        let mut counts = CourseCounts::default();
        // For each course, the member it was counted for last, by their place.
        let mut counted = vec![usize::MAX; opened.courses.len()];
        for (place, (member, grants)) in self.members().enumerate() {
            let mut n = 0;
            for course in grants.iter().flat_map(|grant| opened.by(grant)) {
                n += u32::from(std::mem::replace(&mut counted[*course], place) != place);
            }
            counts.members.push(member.0);
            counts.n.push(n);
        }
        Ok(counts)
    }

    /// What each member's grants of a course come to.
    pub(super) fn enrolled(&self, db: &Connection, course: CourseId, now: i64) -> Result<Enrolled> {
        let opened = self.opened(db)?;
        let place = opened.courses.iter().position(|one| *one == course);
        let mut enrolled = Enrolled::default();
        let mut reasons: Vec<&Open> = Vec::new();
        for (member, grants) in self.members() {
            reasons.clear();
            let of_course = |grant: &&Open| place.is_some_and(|at| opened.by(grant).contains(&at));
            reasons.extend(grants.iter().filter(of_course));
            let Some(first) = reasons.first() else { continue };
            let mut held = Held::by(first, now);
            reasons[1..].iter().for_each(|reason| held.unite(Held::by(reason, now)));
            enrolled.members.push(member.0);
            enrolled.held.push((held, self.cohort(&mut reasons, now)));
        }
        Ok(enrolled)
    }

    /// The cohort of the best of some reasons that have one; of equal ones, of the one that starts last.
    fn cohort(&self, reasons: &mut [&Open], now: i64) -> Option<CohortId> {
        reasons.sort_by_key(|reason| reason.starts_at);
        let mut best: Option<AccessStatus> = None;
        let mut found = None;
        for reason in reasons {
            let (status, cohort) = (reason.status(now), self.terms()[reason.place()].cohort);
            if cohort.is_some() && best.is_none_or(|best| status <= best) {
                (best, found) = (Some(status), cohort);
            }
        }
        found
    }

    fn push(&mut self, row: &Row) -> rusqlite::Result<()> {
        let target = match row.get(1)? {
            Some(course) => Target::Course(course),
            None => Target::Product(row.get(2)?),
        };
        let terms = Terms {
            target: self.targets.place(&target),
            source: self.sources.place(row.get_ref(6)?.as_str()?),
            cohort: row.get(7)?,
        };
        self.grants.push(Open {
            member: row.get(0)?,
            starts_at: row.get(4)?,
            last: row.get::<_, Option<i64>>(5)?.unwrap_or(i64::MAX),
            terms: self.terms.place(&terms) as u32,
            state: row.get(3)?,
        });
        Ok(())
    }
}

/// Everybody who has a course.
#[derive(Debug, Default)]
pub(super) struct Enrolled {
    /// In the order of the ids, as what they have is.
    members: Vec<i64>,
    held: Vec<(Held, Option<CohortId>)>,
}

impl Enrolled {
    pub fn of(&self, member: MemberId) -> Option<&(Held, Option<CohortId>)> {
        position(&self.members, member.0).map(|at| &self.held[at])
    }
}

/// How many courses each member with an open grant has.
#[derive(Debug, Default)]
pub(super) struct CourseCounts {
    /// In the order of the ids, as the numbers are.
    members: Vec<i64>,
    n: Vec<u32>,
}

impl CourseCounts {
    pub fn of(&self, member: MemberId) -> u32 {
        position(&self.members, member.0).map_or(0, |at| self.n[at])
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
pub(crate) struct Opened {
    pub courses: Vec<CourseId>,
    /// For each of the ledger's terms, places among the courses.
    by_terms: Vec<Vec<usize>>,
}

impl Opened {
    /// The places of the courses that a grant opens.
    pub fn by(&self, grant: &Open) -> &[usize] {
        &self.by_terms[grant.place()]
    }
}

/// The courses that products hold; a product without any is not in it.
pub(crate) fn courses_of_products(db: &Connection) -> Result<HashMap<ProductId, Vec<CourseId>>> {
    let mut statement = db.prepare_cached("SELECT product_id, course_id FROM product_courses")?;
    let mut rows = statement.query([])?;
    let mut held: HashMap<ProductId, Vec<CourseId>> = HashMap::new();
    while let Some(row) = rows.next()? {
        held.entry(row.get(0)?).or_default().push(row.get(1)?);
    }
    Ok(held)
}
