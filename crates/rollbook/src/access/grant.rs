//! One reason for access.

use std::fmt;
use std::str::FromStr;

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, Row};
use serde::{Deserialize, Serialize};

use crate::courses::Named;
use crate::error::{Error, Result};
use crate::ids::{CourseId, GrantId, MemberId};
use crate::time::{Zone, day_of, iso_day};

/// What a person set a grant to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "GrantState")]
pub enum State {
    #[default]
    Active,
    Pending,
    Disabled,
}

impl State {
    pub const ALL: [State; 3] = [State::Active, State::Pending, State::Disabled];

    pub fn name(self) -> &'static str {
        match self {
            State::Active => "active",
            State::Pending => "pending",
            State::Disabled => "disabled",
        }
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for State {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        State::ALL
            .into_iter()
            .find(|state| state.name() == text)
            .ok_or_else(|| Error::InvalidValue { field: "state", value: text.to_owned() })
    }
}

impl ToSql for State {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.name().into())
    }
}

impl FromSql for State {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_str()?.parse().map_err(|_| FromSqlError::InvalidType)
    }
}

/// What a grant, or all grants of an enrollment together, come to at some instant. The order is
/// the one in which they win.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum AccessStatus {
    Active,
    Pending,
    Expired,
    Disabled,
}

impl AccessStatus {
    /// In their order, so that a status is its own place among them.
    pub const ALL: [AccessStatus; 4] = [
        AccessStatus::Active,
        AccessStatus::Pending,
        AccessStatus::Expired,
        AccessStatus::Disabled,
    ];

    pub fn name(self) -> &'static str {
        match self {
            AccessStatus::Active => "active",
            AccessStatus::Pending => "pending",
            AccessStatus::Expired => "expired",
            AccessStatus::Disabled => "disabled",
        }
    }
}

/// A grant that has not begun is pending, one whose last millisecond has passed is expired.
pub(crate) fn status_of(
    state: State,
    starts_at: i64,
    expires_at: Option<i64>,
    now: i64,
) -> AccessStatus {
    match state {
        State::Disabled => AccessStatus::Disabled,
        _ if expires_at.is_some_and(|last| last < now) => AccessStatus::Expired,
        State::Pending => AccessStatus::Pending,
        State::Active if starts_at > now => AccessStatus::Pending,
        State::Active => AccessStatus::Active,
    }
}

/// Whether a grant is pending for no other reason than that it begins later.
pub(crate) fn is_scheduled(state: State, status: AccessStatus) -> bool {
    state == State::Active && status == AccessStatus::Pending
}

#[derive(Clone, Debug, PartialEq, Serialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct Grant {
    pub id: GrantId,
    pub target: Target,
    pub cohort: Option<Named>,
    pub source: String,
    pub state: State,
    pub status: AccessStatus,
    pub starts_at: i64,
    pub starts_on: String,
    /// The last millisecond of access.
    pub expires_at: Option<i64>,
    pub expires_on: Option<String>,
    pub ended_at: Option<i64>,
}

/// What a grant gives.
#[derive(Clone, Debug, PartialEq, Serialize, ts_rs::TS)]
pub struct Target {
    pub kind: TargetKind,
    /// A course's or a product's id.
    pub id: String,
    pub title: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum TargetKind {
    Course,
    Product,
}

/// Whether a member has a course by any open reason, also by one that is over or blocked.
pub(crate) fn has_course(db: &Connection, member: MemberId, course: CourseId) -> Result<bool> {
    Ok(db
        .prepare_cached(
            "SELECT 1 FROM grants WHERE member_id = ?1 AND ended_at IS NULL
             AND (course_id = ?2 OR product_id IN
                 (SELECT product_id FROM product_courses WHERE course_id = ?2))",
        )?
        .exists((member, course))?)
}

/// A member's grants, open ones first.
pub(crate) fn grants(
    db: &Connection,
    member: MemberId,
    now: i64,
    zone: Zone,
) -> Result<Vec<Grant>> {
    let mut statement = db.prepare_cached(
        "SELECT g.id, g.course_id, g.product_id, coalesce(c.title, p.title), t.id, t.title, g.source,
                g.state, g.starts_at, g.expires_at, g.ended_at
         FROM grants g LEFT JOIN courses c ON c.id = g.course_id
         LEFT JOIN products p ON p.id = g.product_id LEFT JOIN cohorts t ON t.id = g.cohort_id
         WHERE g.member_id = ?1 ORDER BY g.ended_at IS NOT NULL, g.starts_at, g.id",
    )?;
    let rows = statement.query_map([member], |row| grant(row, now, zone))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn grant(row: &Row, now: i64, zone: Zone) -> rusqlite::Result<Grant> {
    let course: Option<i64> = row.get(1)?;
    let product: Option<i64> = row.get(2)?;
    let cohort: Option<i64> = row.get(4)?;
    let (state, starts_at, expires_at) = (row.get(7)?, row.get(8)?, row.get(9)?);
    Ok(Grant {
        id: row.get(0)?,
        target: Target {
            kind: if course.is_some() { TargetKind::Course } else { TargetKind::Product },
            id: course.or(product).unwrap_or_default().to_string(),
            title: row.get(3)?,
        },
        cohort: match cohort {
            Some(id) => Some(Named { id: id.to_string(), title: row.get(5)? }),
            None => None,
        },
        source: row.get(6)?,
        state,
        status: status_of(state, starts_at, expires_at, now),
        starts_at,
        starts_on: iso_day(day_of(zone, starts_at)),
        expires_at,
        expires_on: expires_at.map(|at| iso_day(day_of(zone, at))),
        ended_at: row.get(10)?,
    })
}
