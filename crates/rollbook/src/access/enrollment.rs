//! What a member has, course by course, as it follows from their grants.

use std::collections::HashMap;

use rusqlite::{CachedStatement, Connection};
use serde::Serialize;

use super::grant::{AccessStatus, State, is_scheduled, status_of};
use crate::courses::{Standing, Standings};
use crate::error::Result;
use crate::ids::{CohortId, CourseId, GrantId, MemberId, ProductId};
use crate::time::{Zone, day_of, iso_day};

#[derive(Clone, Debug, PartialEq, Serialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct Enrollment {
    pub course_id: CourseId,
    pub course: String,
    /// Of several, that of the best reason; of equal ones, of the one that starts last.
    pub cohort: Option<String>,
    pub status: AccessStatus,
    /// Pending for no other reason than that it begins later.
    #[serde(skip)]
    pub is_scheduled: bool,
    /// The earliest start.
    pub enrolled_at: Option<i64>,
    /// The latest end; `None` when any reason has none.
    pub expires_at: Option<i64>,
    pub expires_on: Option<String>,
    /// 0 to 1.
    #[serde(skip)]
    pub viewed: Option<f64>,
    /// 0 to 1.
    pub progress: Option<f64>,
    #[serde(skip)]
    pub started_at: Option<i64>,
    pub completed_at: Option<i64>,
    pub last_activity_at: Option<i64>,
    /// Where the access comes from: a source and, for products, their title.
    pub source: String,
    pub grant_ids: Vec<GrantId>,
}

/// Works out enrollments, member after member. What they all refer to, the few courses, products and
/// cohorts, is read once.
pub(crate) struct Enrollments<'db> {
    /// With its place among the others by title.
    courses: HashMap<CourseId, (usize, String)>,
    products: HashMap<ProductId, Sold>,
    cohorts: HashMap<CohortId, String>,
    grants: CachedStatement<'db>,
    progress: Standings<'db>,
}

/// A product as an enrollment sees it.
struct Sold {
    title: String,
    courses: Vec<CourseId>,
}

impl<'db> Enrollments<'db> {
    pub fn new(db: &'db Connection) -> Result<Self> {
        let courses = db
            .prepare_cached("SELECT id, title FROM courses ORDER BY title COLLATE NOCASE, id")?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .enumerate()
            .map(|(at, row)| row.map(|(id, title)| (id, (at, title))))
            .collect::<rusqlite::Result<_>>()?;
        let mut products: HashMap<ProductId, Sold> = db
            .prepare_cached("SELECT id, title FROM products")?
            .query_map([], |row| {
                Ok((row.get(0)?, Sold { title: row.get(1)?, courses: Vec::new() }))
            })?
            .collect::<rusqlite::Result<_>>()?;
        let mut held = db.prepare_cached("SELECT product_id, course_id FROM product_courses")?;
        let mut rows = held.query([])?;
        while let Some(row) = rows.next()? {
            if let Some(product) = products.get_mut(&row.get(0)?) {
                product.courses.push(row.get(1)?);
            }
        }
        let cohorts = db
            .prepare_cached("SELECT id, title FROM cohorts")?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(Self {
            courses,
            products,
            cohorts,
            grants: db.prepare_cached(
                "SELECT id, course_id, product_id, cohort_id, source, state, starts_at, expires_at
                 FROM grants WHERE member_id = ?1 AND ended_at IS NULL",
            )?,
            progress: Standings::new(db)?,
        })
    }

    /// A member's enrollments by course title.
    pub fn of(&mut self, member: MemberId, now: i64, zone: Zone) -> Result<Vec<Enrollment>> {
        let mut found: Vec<Enrollment> = Vec::new();
        // The status of the reason that the last one's cohort is of.
        let mut of_cohort: Option<AccessStatus> = None;
        for one in self.reasons(member, now)? {
            let status = one.cohort.as_ref().map(|_| one.status);
            match found.last_mut() {
                Some(last) if last.course_id == one.course_id => {
                    if status.is_some_and(|status| of_cohort.is_none_or(|best| status <= best)) {
                        of_cohort = status;
                        last.cohort.clone_from(&one.cohort);
                    }
                    last.unite(one);
                }
                _ => {
                    of_cohort = status;
                    found.push(one);
                }
            }
        }
        if found.is_empty() {
            return Ok(found);
        }
        for enrollment in &mut found {
            enrollment.expires_on = enrollment.expires_at.map(|at| iso_day(day_of(zone, at)));
        }
        for Standing { course, reached, .. } in self.progress.of(member)? {
            if let Some(enrollment) = found.iter_mut().find(|one| one.course_id == course) {
                enrollment.viewed = reached.viewed;
                enrollment.progress = reached.completed;
                enrollment.started_at = reached.started_at;
                enrollment.completed_at = reached.completed_at;
                enrollment.last_activity_at = reached.last_activity_at;
            }
        }
        Ok(found)
    }

    /// An enrollment for each reason alone: by course title, then by when it starts, a grant of the
    /// course before one of a product.
    fn reasons(&mut self, member: MemberId, now: i64) -> Result<Vec<Enrollment>> {
        let mut reasons = Vec::new();
        let mut rows = self.grants.query([member])?;
        while let Some(row) = rows.next()? {
            let direct: Option<CourseId> = row.get(1)?;
            let product: Option<ProductId> = row.get(2)?;
            let product = product.and_then(|id| self.products.get(&id));
            let through = product.map_or(&[][..], |product| &product.courses);
            for course_id in direct.iter().chain(through) {
                let Some((place, title)) = self.courses.get(course_id) else { continue };
                let cohort: Option<CohortId> = row.get(3)?;
                let state: State = row.get(5)?;
                let (starts_at, expires_at): (i64, Option<i64>) = (row.get(6)?, row.get(7)?);
                let status = status_of(state, starts_at, expires_at, now);
                let reason = Enrollment {
                    course_id: *course_id,
                    course: title.clone(),
                    cohort: cohort.and_then(|id| self.cohorts.get(&id).cloned()),
                    status,
                    is_scheduled: is_scheduled(state, status),
                    enrolled_at: Some(starts_at),
                    expires_at,
                    expires_on: None,
                    viewed: None,
                    progress: None,
                    started_at: None,
                    completed_at: None,
                    last_activity_at: None,
                    source: product.map_or(row.get(4)?, |product| product.title.clone()),
                    grant_ids: vec![row.get(0)?],
                };
                reasons.push(((*place, starts_at, direct.is_none()), reason));
            }
        }
        reasons.sort_by_key(|(order, _)| *order);
        Ok(reasons.into_iter().map(|(_, reason)| reason).collect())
    }
}

/// When access ends that has two reasons, by the status and the end of each. A blocked one says
/// nothing of when the access of another ends.
pub(crate) fn latest_end(
    (status, end): (AccessStatus, Option<i64>),
    (other_status, other_end): (AccessStatus, Option<i64>),
) -> Option<i64> {
    let is_blocked = |status| status == AccessStatus::Disabled;
    match (is_blocked(status), is_blocked(other_status)) {
        (true, false) => other_end,
        (false, true) => end,
        _ => end.zip(other_end).map(|(a, b)| a.max(b)),
    }
}

impl Enrollment {
    /// Adds another reason for the same course. Its cohort is another question.
    fn unite(&mut self, other: Enrollment) {
        self.expires_at =
            latest_end((self.status, self.expires_at), (other.status, other.expires_at));
        self.status = self.status.min(other.status);
        self.is_scheduled &= other.is_scheduled;
        self.enrolled_at = self.enrolled_at.min(other.enrolled_at);
        unite_source(&mut self.source, &other.source);
        self.grant_ids.extend(other.grant_ids);
    }
}

/// Adds where another reason comes from, unless it is named already.
pub(crate) fn unite_source(source: &mut String, other: &str) {
    if !source.split(", ").any(|known| known == other) {
        source.push_str(", ");
        source.push_str(other);
    }
}
