//! One member with everything a page about them shows.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};

use crate::access::{Enrollment, Enrollments, Grant, grants};
use crate::book::Book;
use crate::courses::{CourseProgress, Named, Standing, Standings};
use crate::error::{Error, Result};
use crate::fields::{self, CustomField};
use crate::ids::{FieldId, MemberId};
use crate::text::fold;
use crate::time::Zone;

use super::merged::{merged_into, other_addresses, who_stays};

/// A member's own status; access has another ([`crate::access::AccessStatus`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "MemberStatus")]
pub enum Status {
    Active,
    Pending,
    /// Blocked.
    Disabled,
}

impl Status {
    pub const ALL: [Status; 3] = [Status::Active, Status::Pending, Status::Disabled];

    pub fn name(self) -> &'static str {
        match self {
            Status::Active => "active",
            Status::Pending => "pending",
            Status::Disabled => "disabled",
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Status {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Status::ALL
            .into_iter()
            .find(|status| status.name() == text)
            .ok_or_else(|| Error::InvalidValue { field: "status", value: text.to_owned() })
    }
}

impl ToSql for Status {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.name().into())
    }
}

impl FromSql for Status {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_str()?.parse().map_err(|_| FromSqlError::InvalidType)
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct Member {
    pub id: MemberId,
    pub name: String,
    pub given: String,
    pub family: String,
    pub email: String,
    pub status: Status,
    pub company: String,
    pub phone: String,
    pub external_id: String,
    pub joined_at: Option<i64>,
    pub last_seen_at: Option<i64>,
    pub created_at: i64,
    pub trashed: bool,
    /// Who this member is now, if they were a duplicate and merged.
    pub merged_into: Option<Named>,
    /// The addresses of duplicates that were merged into this member; they still find them.
    pub also_known_as: Vec<String>,
    pub custom: Vec<Custom>,
    pub access: Vec<Enrollment>,
    pub grants: Vec<Grant>,
    /// By title, also of courses that the member has no more.
    pub progress: Vec<CourseProgress>,
}

/// A custom field and this member's value, empty if there is none.
#[derive(Clone, Debug, PartialEq, Serialize, ts_rs::TS)]
pub struct Custom {
    #[serde(flatten)]
    pub field: CustomField,
    /// In the form it is kept in.
    pub value: String,
}

impl Member {
    /// The name, or the e-mail of somebody without one.
    pub fn display_name(&self) -> &str {
        if self.name.is_empty() { &self.email } else { &self.name }
    }
}

impl Book {
    pub fn member(&self, id: MemberId, now: i64) -> Result<Member> {
        let zone = self.settings().zone;
        self.read(|db| full(db, id, now, zone))
    }

    /// The member with this e-mail, whatever its case, or of whom a duplicate had it; the trash is
    /// left aside.
    pub fn member_by_email(&self, email: &str) -> Result<MemberId> {
        let missing = || Error::NotFound { what: "member", id: email.to_owned() };
        let key = super::Email::parse(email).map_err(|_| missing())?;
        self.read(|db| holder(db, key.key(), None)?.ok_or_else(missing))
    }
}

/// Whose e-mail this is, the trash left aside: somebody's own, or that of a duplicate who was merged
/// into them. With `except`, who else has it; a member may take over the address of a duplicate.
pub(crate) fn holder(
    db: &Connection,
    email_key: &str,
    except: Option<MemberId>,
) -> Result<Option<MemberId>> {
    let except = except.map(|id| who_stays(db, id)).transpose()?;
    let mut statement = db.prepare_cached(
        "SELECT id FROM members WHERE email_key = ?1 AND (trashed_at IS NULL OR merged_into IS NOT NULL)
         ORDER BY trashed_at IS NOT NULL, id",
    )?;
    let mut present =
        db.prepare_cached("SELECT 1 FROM members WHERE id = ?1 AND trashed_at IS NULL")?;
    let mut rows = statement.query([email_key])?;
    while let Some(row) = rows.next()? {
        let member = who_stays(db, row.get(0)?)?;
        if Some(member) != except && present.exists([member])? {
            return Ok(Some(member));
        }
    }
    Ok(None)
}

/// What a person calls a member: the name, or the e-mail of somebody without one.
pub(super) fn name_of(db: &Connection, id: MemberId) -> Result<String> {
    Ok(db
        .prepare_cached(
            "SELECT CASE WHEN name = '' THEN email ELSE name END FROM members WHERE id = ?1",
        )?
        .query_row([id], |row| row.get(0))?)
}

/// A member with everything that is their own: all but access.
pub(crate) fn own(db: &Connection, id: MemberId) -> Result<Member> {
    let missing = || Error::NotFound { what: "member", id: id.to_string() };
    let mut member = bare(db, id)?.ok_or_else(missing)?;
    member.merged_into = merged_into(db, id)?;
    member.also_known_as = other_addresses(db, id)?;
    member.custom = custom(db, id)?;
    Ok(member)
}

/// A member with everything.
pub(crate) fn full(db: &Connection, id: MemberId, now: i64, zone: Zone) -> Result<Member> {
    let mut member = own(db, id)?;
    member.access = Enrollments::new(db)?.of(id, now, zone)?;
    member.grants = grants(db, id, now, zone)?;
    member.progress = progress(db, id)?;
    Ok(member)
}

/// A member without what other tables know of them.
pub(crate) fn bare(db: &Connection, id: MemberId) -> Result<Option<Member>> {
    let mut statement = db.prepare_cached(
        "SELECT id, name, given, family, email, status, company, phone, external_id, joined_at,
                last_seen_at, created_at, trashed_at IS NOT NULL
         FROM members WHERE id = ?1",
    )?;
    let member = statement.query_row([id], |row| {
        Ok(Member {
            id: row.get(0)?,
            name: row.get(1)?,
            given: row.get(2)?,
            family: row.get(3)?,
            email: row.get(4)?,
            status: row.get(5)?,
            company: row.get(6)?,
            phone: row.get(7)?,
            external_id: row.get(8)?,
            joined_at: row.get(9)?,
            last_seen_at: row.get(10)?,
            created_at: row.get(11)?,
            trashed: row.get(12)?,
            merged_into: None,
            also_known_as: Vec::new(),
            custom: Vec::new(),
            access: Vec::new(),
            grants: Vec::new(),
            progress: Vec::new(),
        })
    });
    Ok(member.optional()?)
}

fn custom(db: &Connection, id: MemberId) -> Result<Vec<Custom>> {
    let mut values = custom_values(db, id)?;
    let with_value = |field: CustomField| {
        let value = values.remove(&field.id).unwrap_or_default();
        Custom { field, value }
    };
    Ok(fields::all(db)?.into_iter().map(with_value).collect())
}

/// A member's values of custom fields; none of those that are blank.
pub(crate) fn custom_values(db: &Connection, id: MemberId) -> Result<BTreeMap<FieldId, String>> {
    let mut statement = db.prepare_cached(
        "SELECT field_id, value FROM custom_values WHERE member_id = ?1 AND value <> ''",
    )?;
    let values = statement.query_map([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(values.collect::<rusqlite::Result<_>>()?)
}

fn progress(db: &Connection, id: MemberId) -> Result<Vec<CourseProgress>> {
    let mut title = db.prepare_cached("SELECT title FROM courses WHERE id = ?1")?;
    let mut progress = Vec::new();
    for Standing { course, reached, .. } in Standings::new(db)?.of(id)? {
        let title: String = title.query_row([course], |row| row.get(0))?;
        progress.push(CourseProgress { course_id: course, course: title, reached });
    }
    progress.sort_by_cached_key(|one| (fold(&one.course), one.course_id));
    Ok(progress)
}
