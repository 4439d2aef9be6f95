//! What a member has, course by course, as it follows from their grants.

use rusqlite::Connection;
use serde::Serialize;

use super::grant::{AccessStatus, State, status_of};
use crate::error::Result;
use crate::ids::{CourseId, GrantId, MemberId};
use crate::time::{Zone, day_of, iso_day};

#[derive(Clone, Debug, PartialEq, Serialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct Enrollment {
    pub course_id: CourseId,
    pub course: String,
    pub cohort: Option<String>,
    pub status: AccessStatus,
    /// The earliest start.
    pub enrolled_at: Option<i64>,
    /// The latest end; `None` when any reason has none.
    pub expires_at: Option<i64>,
    pub expires_on: Option<String>,
    /// 0 to 1.
    pub progress: Option<f64>,
    pub completed_at: Option<i64>,
    pub last_activity_at: Option<i64>,
    /// Where the access comes from: a source and, for products, their title.
    pub source: String,
    pub grant_ids: Vec<GrantId>,
}

/// A member's enrollments by course title.
pub(crate) fn enrollments(
    db: &Connection,
    member: MemberId,
    now: i64,
    zone: Zone,
) -> Result<Vec<Enrollment>> {
    let mut statement = db.prepare_cached(
        "SELECT h.course_id, c.title, h.grant_id, h.state, h.starts_at, h.expires_at, h.source,
                t.title, p.title, r.completed, r.completed_at, r.last_activity_at
         FROM holdings h JOIN courses c ON c.id = h.course_id
         LEFT JOIN products p ON p.id = h.product_id LEFT JOIN cohorts t ON t.id = h.cohort_id
         LEFT JOIN course_progress r ON r.member_id = h.member_id AND r.course_id = h.course_id
         WHERE h.member_id = ?1 ORDER BY c.title COLLATE NOCASE, h.course_id, h.starts_at",
    )?;
    let mut rows = statement.query([member])?;
    let mut found: Vec<Enrollment> = Vec::new();
    while let Some(row) = rows.next()? {
        let state: State = row.get(3)?;
        let (starts_at, expires_at): (i64, Option<i64>) = (row.get(4)?, row.get(5)?);
        let product: Option<String> = row.get(8)?;
        let one = Enrollment {
            course_id: row.get(0)?,
            course: row.get(1)?,
            cohort: row.get(7)?,
            status: status_of(state, starts_at, expires_at, now),
            enrolled_at: Some(starts_at),
            expires_at,
            expires_on: None,
            progress: row.get(9)?,
            completed_at: row.get(10)?,
            last_activity_at: row.get(11)?,
            source: product.map_or(row.get(6)?, |title| title),
            grant_ids: vec![row.get(2)?],
        };
        match found.last_mut() {
            Some(last) if last.course_id == one.course_id => last.unite(one),
            _ => found.push(one),
        }
    }
    for enrollment in &mut found {
        enrollment.expires_on = enrollment.expires_at.map(|at| iso_day(day_of(zone, at)));
    }
    Ok(found)
}

impl Enrollment {
    /// Adds another reason for the same course.
    fn unite(&mut self, other: Enrollment) {
        self.status = self.status.min(other.status);
        self.enrolled_at = self.enrolled_at.min(other.enrolled_at);
        self.expires_at = match (self.expires_at, other.expires_at) {
            (Some(a), Some(b)) => Some(a.max(b)),
            _ => None,
        };
        if !self.source.split(", ").any(|source| source == other.source) {
            self.source = format!("{}, {}", self.source, other.source);
        }
        self.cohort = self.cohort.take().or(other.cohort);
        self.grant_ids.extend(other.grant_ids);
    }
}
