//! Which members have an enrollment, or a product, of which something holds.
//!
//! The open grants are read in the order of their members, so that one member's lie together, and
//! brought together as the member's page shows them: the best status, the earliest start, the latest
//! end. Nothing is kept but the rows of the member at hand.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use roaring::RoaringTreemap;
use rusqlite::types::Value as Bound;
use rusqlite::{Connection, params_from_iter};

use super::days::Span;
use super::keys::ANY;
use super::select::{Sql, json};
use crate::access::{AccessStatus, State, status_of};
use crate::error::Result;

/// What the details of a condition are about.
#[derive(Clone, Debug)]
pub(super) enum Named {
    /// Any enrollment.
    Nothing,
    /// The enrollments in these courses.
    Courses(Rc<[i64]>),
    /// The grants of these products.
    Products(Rc<[i64]>),
}

impl Named {
    pub const NOTHING: [Named; 1] = [Named::Nothing];
}

/// What must hold of one row, all of it.
#[derive(Debug, Default)]
pub(super) struct Details {
    /// Statuses of which one must be the row's.
    pub access: Vec<Vec<&'static str>>,
    /// Grants of which one must be among the row's.
    pub grants: Vec<RoaringTreemap>,
    pub enrolled: Vec<DayTest>,
    pub expires: Vec<DayTest>,
    pub progress: Vec<ProgressTest>,
}

impl Details {
    fn is_empty(&self) -> bool {
        let Self { access, grants, enrolled, expires, progress } = self;
        access.is_empty()
            && grants.is_empty()
            && enrolled.is_empty()
            && expires.is_empty()
            && progress.is_empty()
    }
}

#[derive(Debug, Default)]
pub(super) struct DayTest {
    pub spans: Vec<Span>,
    pub never: bool,
}

impl DayTest {
    fn holds(&self, at: Option<i64>) -> bool {
        match at {
            Some(at) => self.spans.iter().any(|span| span.holds(at)),
            None => self.never,
        }
    }
}

/// A test of a member's progress in a course.
#[derive(Debug)]
pub(super) struct ProgressTest {
    /// By course.
    listed: HashMap<i64, RoaringTreemap>,
    /// Whether it holds for those who are not listed instead.
    all_but: bool,
}

impl ProgressTest {
    /// Progress in one of the ranges of whole percents, or not known.
    pub fn percent(db: &Connection, ranges: &[(u8, u8)], unknown: bool) -> Result<Self> {
        let mut sql = Sql::default();
        let mut tests = vec!["0".to_owned()];
        for (from, to) in ranges {
            let (from, to) = (sql.bind(i64::from(*from)), sql.bind(i64::from(*to)));
            tests.push(format!("round(completed * 100) BETWEEN {from} AND {to}"));
        }
        Self::read(db, "completed", &tests, unknown, sql)
    }

    /// Completed at such a time, or not completed.
    pub fn completed(db: &Connection, test: &DayTest) -> Result<Self> {
        let mut sql = Sql::default();
        let mut tests = vec!["0".to_owned()];
        for span in &test.spans {
            let (from, until) = (sql.bind(span.from), sql.bind(span.until));
            tests.push(format!("(completed_at >= {from} AND completed_at < {until})"));
        }
        Self::read(db, "completed_at", &tests, test.never, sql)
    }

    fn read(
        db: &Connection,
        column: &str,
        tests: &[String],
        unknown: bool,
        sql: Sql,
    ) -> Result<Self> {
        let holds = tests.join(" OR ");
        let holds = if unknown { format!("NOT ({holds})") } else { format!("({holds})") };
        let mut statement = db.prepare_cached(&format!(
            "SELECT course_id, member_id FROM course_progress WHERE {column} IS NOT NULL AND {holds}"
        ))?;
        let mut rows = statement.query(params_from_iter(sql.into_values()))?;
        let mut listed: HashMap<i64, RoaringTreemap> = HashMap::new();
        while let Some(row) = rows.next()? {
            listed.entry(row.get(0)?).or_default().insert(row.get::<_, i64>(1)? as u64);
        }
        Ok(Self { listed, all_but: unknown })
    }

    fn holds(&self, member: i64, course: i64) -> bool {
        let is_listed = self.listed.get(&course).is_some_and(|ids| ids.contains(member as u64));
        is_listed != self.all_but
    }
}

/// The ids in the first column.
pub(super) fn members(
    db: &Connection,
    sql: &str,
    values: impl IntoIterator<Item = Bound>,
) -> Result<RoaringTreemap> {
    let mut statement = db.prepare_cached(sql)?;
    let mut rows = statement.query(params_from_iter(values))?;
    let mut ids = RoaringTreemap::new();
    while let Some(row) = rows.next()? {
        ids.insert(row.get::<_, i64>(0)? as u64);
    }
    Ok(ids)
}

pub(super) fn grants_in_cohorts(db: &Connection, cohorts: &[i64]) -> Result<RoaringTreemap> {
    let sql = "SELECT id FROM grants WHERE cohort_id IN (SELECT value FROM json_each(?1))";
    members(db, sql, [json(cohorts).into()])
}

pub(super) fn grants_from_sources(db: &Connection, sources: &[String]) -> Result<RoaringTreemap> {
    let mut grants = RoaringTreemap::new();
    for source in sources {
        grants |= members(db, "SELECT id FROM grants WHERE source = ?1", [source.clone().into()])?;
    }
    Ok(grants)
}

/// The members with a row of what is named for which the details hold.
pub(super) fn holders(
    db: &Connection,
    named: &Named,
    details: &Details,
    now: i64,
) -> Result<RoaringTreemap> {
    const READ: &str =
        "SELECT member_id, id, course_id, product_id, state, starts_at, expires_at FROM grants";
    const OF_COURSES: &str = "course_id IN (SELECT value FROM json_each(?1))";
    const OF_PRODUCTS: &str = "product_id IN (SELECT value FROM json_each(?1))";
    let through =
        format!("product_id IN (SELECT product_id FROM product_courses WHERE {OF_COURSES})");
    let (sql, ids) = match named {
        Named::Nothing => (format!("{READ} WHERE ended_at IS NULL"), None),
        Named::Courses(ids) => (
            format!(
                "{READ} WHERE {OF_COURSES} AND ended_at IS NULL
                 UNION ALL {READ} WHERE {through} AND ended_at IS NULL"
            ),
            Some(ids),
        ),
        Named::Products(ids) => {
            (format!("{READ} WHERE {OF_PRODUCTS} AND ended_at IS NULL"), Some(ids))
        }
    };
    let ids = ids.map(|ids| Bound::Text(json(ids)));
    if details.is_empty() {
        return members(db, &sql, ids);
    }
    let products = Products::read(db, named)?;
    let mut statement = db.prepare_cached(&format!("{sql} ORDER BY member_id"))?;
    let mut rows = statement.query(params_from_iter(ids))?;
    let mut member = Page { id: 0, rows: Vec::new() };
    let mut found = RoaringTreemap::new();
    while let Some(row) = rows.next()? {
        let id: i64 = row.get(0)?;
        if id != member.id {
            member.close(details, &products, &mut found);
            member.id = id;
        }
        let state: State = row.get(4)?;
        let (starts_at, expires_at): (i64, Option<i64>) = (row.get(5)?, row.get(6)?);
        let reason = Reason {
            grant: row.get(1)?,
            status: status_of(state, starts_at, expires_at, now),
            starts_at,
            expires_at,
        };
        if let Some(course) = row.get(2)? {
            member.add(Subject::Course(course), &reason, details);
        } else if let Some(product) = row.get(3)? {
            match products.courses.get(&product) {
                _ if matches!(named, Named::Products(_)) => {
                    member.add(Subject::Product(product), &reason, details);
                }
                Some(courses) => {
                    for course in courses {
                        member.add(Subject::Course(*course), &reason, details);
                    }
                }
                None => member.add(Subject::Nothing(product), &reason, details),
            }
        }
    }
    member.close(details, &products, &mut found);
    Ok(found)
}

/// The courses that products hold, those alone that are asked for.
struct Products {
    courses: HashMap<i64, Vec<i64>>,
}

impl Products {
    fn read(db: &Connection, named: &Named) -> Result<Self> {
        let wanted: Option<HashSet<i64>> = match named {
            Named::Courses(ids) => Some(ids.iter().copied().collect()),
            _ => None,
        };
        let mut statement =
            db.prepare_cached("SELECT product_id, course_id FROM product_courses")?;
        let mut rows = statement.query([])?;
        let mut courses: HashMap<i64, Vec<i64>> = HashMap::new();
        while let Some(row) = rows.next()? {
            let course = row.get(1)?;
            if wanted.as_ref().is_none_or(|wanted| wanted.contains(&course)) {
                courses.entry(row.get(0)?).or_default().push(course);
            }
        }
        Ok(Self { courses })
    }
}

/// What a row is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Subject {
    Course(i64),
    /// A product that was asked for.
    Product(i64),
    /// A product that holds no course, and so gives no access.
    Nothing(i64),
}

/// A grant.
struct Reason {
    grant: i64,
    status: AccessStatus,
    starts_at: i64,
    expires_at: Option<i64>,
}

/// A member and their rows so far.
struct Page {
    id: i64,
    rows: Vec<Held>,
}

/// A row: its reasons taken together.
struct Held {
    subject: Subject,
    status: AccessStatus,
    starts_at: i64,
    /// The latest end; of blocked reasons only while there is no other.
    expires_at: Option<i64>,
    /// For each set of grants in the details, whether one is among the reasons.
    has_grant: Vec<bool>,
}

impl Page {
    fn add(&mut self, subject: Subject, reason: &Reason, details: &Details) {
        let has = |grants: &RoaringTreemap| grants.contains(reason.grant as u64);
        match self.rows.iter_mut().find(|row| row.subject == subject) {
            Some(row) => {
                row.unite(reason);
                let sets = row.has_grant.iter_mut().zip(&details.grants);
                sets.for_each(|(there, grants)| *there |= has(grants));
            }
            None => self.rows.push(Held {
                subject,
                status: reason.status,
                starts_at: reason.starts_at,
                expires_at: reason.expires_at,
                has_grant: details.grants.iter().map(has).collect(),
            }),
        }
    }

    fn close(&mut self, details: &Details, products: &Products, found: &mut RoaringTreemap) {
        let member = self.id;
        if self.rows.drain(..).any(|row| row.holds(member, details, products)) {
            found.insert(member as u64);
        }
    }
}

impl Held {
    fn unite(&mut self, reason: &Reason) {
        let is_blocked = |status| status == AccessStatus::Disabled;
        self.expires_at = match (is_blocked(self.status), is_blocked(reason.status)) {
            (true, false) => reason.expires_at,
            (false, true) => self.expires_at,
            _ => self.expires_at.zip(reason.expires_at).map(|(a, b)| a.max(b)),
        };
        self.status = self.status.min(reason.status);
        self.starts_at = self.starts_at.min(reason.starts_at);
    }

    fn holds(&self, member: i64, details: &Details, products: &Products) -> bool {
        let has_status = |wanted: &Vec<&str>| {
            let is_it = |word: &&str| *word == ANY.0 || *word == self.status.name();
            !matches!(self.subject, Subject::Nothing(_)) && wanted.iter().any(is_it)
        };
        let has_progress = |test: &ProgressTest| match self.subject {
            Subject::Course(course) => test.holds(member, course),
            Subject::Product(product) => {
                let courses = products.courses.get(&product).into_iter().flatten();
                courses.copied().any(|course| test.holds(member, course))
            }
            Subject::Nothing(_) => false,
        };
        details.access.iter().all(has_status)
            && self.has_grant.iter().all(|there| *there)
            && details.enrolled.iter().all(|test| test.holds(Some(self.starts_at)))
            && details.expires.iter().all(|test| test.holds(self.expires_at))
            && details.progress.iter().all(has_progress)
    }
}
