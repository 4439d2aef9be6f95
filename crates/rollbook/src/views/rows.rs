//! The rows of a window of a list, by id.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, Row};
use serde::Serialize;

use super::haystack::Search;
use crate::access::{AccessStatus, State, status_of};
use crate::book::Book;
use crate::error::Result;
use crate::ids::{CourseId, FieldId, MemberId};
use crate::members::{Status, bare, custom_values};

/// Courses a row names; of the others it says how many.
const COURSES_SHOWN: usize = 3;

#[derive(Clone, Debug, PartialEq, Serialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct MemberRow {
    pub id: MemberId,
    pub name: String,
    pub email: String,
    pub status: Status,
    pub company: String,
    pub phone: String,
    pub external_id: String,
    pub joined_at: Option<i64>,
    pub last_seen_at: Option<i64>,
    pub created_at: i64,
    /// The first by title.
    pub courses: Vec<CourseSummary>,
    pub n_courses: u64,
    pub trashed: bool,
    /// Values of custom fields that are not blank, in the form they are kept in.
    #[ts(type = "Record<Id, string>")]
    pub custom: BTreeMap<FieldId, String>,
}

/// An enrollment in a row of a list.
#[derive(Clone, Debug, PartialEq, Serialize, ts_rs::TS)]
pub struct CourseSummary {
    pub title: String,
    pub status: AccessStatus,
}

/// A member as the palette shows one.
#[derive(Clone, Debug, PartialEq, Serialize, ts_rs::TS)]
pub struct Found {
    pub id: MemberId,
    pub name: String,
    pub email: String,
}

impl Book {
    /// A row for each id, `None` for a member who is no more.
    pub fn member_rows(&self, ids: &[MemberId], now: i64) -> Result<Vec<Option<MemberRow>>> {
        self.read(|db| ids.iter().map(|id| member_row(db, *id, now)).collect())
    }

    /// The first members that a text finds: those whose name or e-mail begins with it, then others,
    /// both by name.
    pub fn find_members(&self, text: &str, limit: usize, now: i64) -> Result<Vec<Found>> {
        let search = Search::new(text);
        if search.is_empty() {
            return Ok(Vec::new());
        }
        let everybody = self.base("", &[], self.version(), now)?;
        let ids: Vec<MemberId> = self.searched(&everybody, |haystack, slots| {
            let (mut first, mut then) = (Vec::new(), Vec::new());
            for slot in haystack.among(&search, slots) {
                if first.len() == limit {
                    break;
                }
                if haystack.begins(slot, &search) {
                    first.push(haystack.id(slot));
                } else if then.len() < limit {
                    then.push(haystack.id(slot));
                }
            }
            first.into_iter().chain(then).take(limit).collect()
        })?;
        self.read(|db| {
            let mut statement =
                db.prepare_cached("SELECT id, name, email FROM members WHERE id = ?1")?;
            let found =
                |row: &Row| Ok(Found { id: row.get(0)?, name: row.get(1)?, email: row.get(2)? });
            let mut members = Vec::with_capacity(ids.len());
            for id in ids {
                members.extend(statement.query_row([id], found).optional()?);
            }
            Ok(members)
        })
    }
}

fn member_row(db: &Connection, id: MemberId, now: i64) -> Result<Option<MemberRow>> {
    let Some(member) = bare(db, id)? else { return Ok(None) };
    let (courses, n_courses) = courses(db, id, now)?;
    Ok(Some(MemberRow {
        id,
        name: member.name,
        email: member.email,
        status: member.status,
        company: member.company,
        phone: member.phone,
        external_id: member.external_id,
        joined_at: member.joined_at,
        last_seen_at: member.last_seen_at,
        created_at: member.created_at,
        courses,
        n_courses,
        trashed: member.trashed,
        custom: custom_values(db, id)?,
    }))
}

/// The first enrollments by title, and how many there are.
fn courses(db: &Connection, id: MemberId, now: i64) -> Result<(Vec<CourseSummary>, u64)> {
    let mut statement = db.prepare_cached(
        "SELECT h.course_id, c.title, h.state, h.starts_at, h.expires_at
         FROM holdings h JOIN courses c ON c.id = h.course_id
         WHERE h.member_id = ?1 ORDER BY c.title COLLATE NOCASE, h.course_id",
    )?;
    let mut rows = statement.query([id])?;
    let mut shown: Vec<CourseSummary> = Vec::new();
    let mut n = 0;
    let mut last: Option<CourseId> = None;
    while let Some(row) = rows.next()? {
        let course: CourseId = row.get(0)?;
        let state: State = row.get(2)?;
        let status = status_of(state, row.get(3)?, row.get(4)?, now);
        if last.replace(course) != Some(course) {
            n += 1;
            if shown.len() < COURSES_SHOWN {
                shown.push(CourseSummary { title: row.get(1)?, status });
            }
        } else if n as usize == shown.len()
            && let Some(summary) = shown.last_mut()
        {
            summary.status = summary.status.min(status);
        }
    }
    Ok((shown, n))
}
