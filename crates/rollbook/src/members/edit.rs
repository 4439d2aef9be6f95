//! Adding members and changing their fields.

use rusqlite::{OptionalExtension, params};
use serde::Deserialize;
use serde_json::Value as Json;
use std::collections::BTreeMap;

use super::merged::refuse_merged;
use super::show::{holder, name_of};
use super::{Email, Name, Status};
use crate::access::{GrantSpec, grant};
use crate::book::{Book, By, Tx};
use crate::error::{Error, Result};
use crate::fields::{self, Shape};
use crate::ids::MemberId;
use crate::journal::{Op, OpKind, Outcome};
use crate::progress::Progress;
use crate::text::fold;
use crate::time::{day_start, parse_day};

/// Characters a name may have; every other text may have [`TEXT_LIMIT`].
const NAME_LIMIT: usize = 300;
pub(super) const TEXT_LIMIT: usize = 1000;

/// What to set; `None` leaves a field as it is.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct MemberFields {
    pub name: Option<String>,
    pub given: Option<String>,
    pub family: Option<String>,
    pub email: Option<String>,
    pub company: Option<String>,
    pub phone: Option<String>,
    pub external_id: Option<String>,
    pub status: Option<Status>,
    /// A day in the book's zone; `Some(None)` clears it.
    #[serde(deserialize_with = "present")]
    pub joined_on: Option<Option<String>>,
    /// Values of custom fields by key, in the form they are kept in; an empty one is removed.
    #[ts(optional, as = "Option<BTreeMap<String, String>>")]
    pub custom: BTreeMap<String, String>,
}

/// Tells "not given" from "given as null".
fn present<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Option<String>>, D::Error> {
    Option::deserialize(from).map(Some)
}

impl Book {
    pub fn add_member(&self, by: &By, fields: &MemberFields) -> Result<Outcome<MemberId>> {
        self.write(by, Op::new(OpKind::MemberAdd), |tx| {
            let id = add(tx, fields)?;
            tx.say("name", display_name(tx, id)?);
            Ok(id)
        })
    }

    /// Adds a member and gives them access, as one entry.
    pub fn add_member_with_access(
        &self,
        by: &By,
        fields: &MemberFields,
        access: &GrantSpec,
    ) -> Result<Outcome<MemberId>> {
        self.write(by, Op::new(OpKind::MemberAdd), |tx| {
            let id = add(tx, fields)?;
            if access.courses.is_empty() && access.products.is_empty() {
                tx.say("name", display_name(tx, id)?);
            } else {
                grant(tx, &[id], access, &Progress::default())?;
            }
            Ok(id)
        })
    }

    /// Refuses somebody who was merged: whoever stays is the one to edit.
    pub fn edit_member(&self, by: &By, id: MemberId, fields: &MemberFields) -> Result<Outcome<()>> {
        self.write(by, Op::new(OpKind::MemberEdit), |tx| {
            refuse_merged(tx, id)?;
            edit(tx, id, fields)?;
            tx.say("name", display_name(tx, id)?);
            Ok(())
        })
    }
}

/// Adds a member inside a write. The e-mail is required.
pub(crate) fn add(tx: &Tx, fields: &MemberFields) -> Result<MemberId> {
    if fields.email.as_deref().unwrap_or_default().trim().is_empty() {
        return Err(Error::InvalidEmail { value: String::new() });
    }
    let id = MemberId(tx.new_id()?);
    tx.prepare_cached(
        "INSERT INTO members (id, name, name_key, email, email_key, joined_at, created_at)
         VALUES (?1, '', '', '', '', ?2, ?2)",
    )?
    .execute(params![id, tx.now()])?;
    edit(tx, id, fields)?;
    Ok(id)
}

pub(crate) fn edit(tx: &Tx, id: MemberId, fields: &MemberFields) -> Result<()> {
    let now: Option<(String, String, String)> = tx
        .prepare_cached("SELECT name, given, family FROM members WHERE id = ?1")?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let (name, given, family) =
        now.ok_or_else(|| Error::NotFound { what: "member", id: id.to_string() })?;
    if let Some(email) = &fields.email {
        set_email(tx, id, email)?;
    }
    if fields.name.is_some() || fields.given.is_some() || fields.family.is_some() {
        // Parts that are typed without a full name make the full name.
        let parts_only = fields.name.is_none();
        let full = if parts_only { String::new() } else { fields.name.clone().unwrap_or(name) };
        let name = Name::with_parts(
            &full,
            fields.given.as_deref().unwrap_or(&given),
            fields.family.as_deref().unwrap_or(&family),
        );
        limit(name.full(), NAME_LIMIT)?;
        tx.prepare_cached(
            "UPDATE members SET name = ?2, name_key = ?3, given = ?4, family = ?5 WHERE id = ?1",
        )?
        .execute(params![
            id,
            name.full(),
            fold(name.full()),
            name.given(),
            name.family()
        ])?;
    }
    let texts = [
        ("company", &fields.company),
        ("phone", &fields.phone),
        ("external_id", &fields.external_id),
    ];
    for (column, value) in texts {
        if let Some(value) = value {
            limit(value, TEXT_LIMIT)?;
            tx.prepare_cached(&format!("UPDATE members SET {column} = ?2 WHERE id = ?1"))?
                .execute(params![id, value.trim()])?;
        }
    }
    if let Some(status) = fields.status {
        tx.prepare_cached("UPDATE members SET status = ?2 WHERE id = ?1")?
            .execute(params![id, status])?;
    }
    if let Some(joined_on) = &fields.joined_on {
        let joined = joined_on.as_deref().map(parse_day).transpose()?;
        let at = joined.map(|day| day_start(tx.settings().zone, day));
        tx.prepare_cached("UPDATE members SET joined_at = ?2 WHERE id = ?1")?
            .execute(params![id, at])?;
    }
    for (key, value) in &fields.custom {
        set_custom(tx, id, key, value)?;
    }
    Ok(())
}

fn set_email(tx: &Tx, id: MemberId, text: &str) -> Result<()> {
    let email =
        Email::parse(text).map_err(|_| Error::InvalidEmail { value: text.trim().to_owned() })?;
    if let Some(other) = holder(tx, email.key(), Some(id))? {
        let (email, name) = (email.as_str().to_owned(), name_of(tx, other)?);
        return Err(Error::EmailTaken { email, name, id: other.0 });
    }
    tx.prepare_cached("UPDATE members SET email = ?2, email_key = ?3 WHERE id = ?1")?
        .execute(params![id, email.as_str(), email.key()])?;
    Ok(())
}

/// Sets a value, or takes it away where it is blank. A label that no field has makes a field of text.
fn set_custom(tx: &Tx, member: MemberId, label: &str, value: &str) -> Result<()> {
    limit(value, TEXT_LIMIT)?;
    let field = fields::find_or_add(tx, &Shape::text(label))?;
    let value =
        if value.trim().is_empty() { String::new() } else { field.shape.canonical(value)? };
    fields::set(tx, member, field.id, &value).map(|_| ())
}

pub(crate) fn display_name(tx: &Tx, id: MemberId) -> Result<Json> {
    Ok(name_of(tx, id)?.into())
}

pub(super) fn limit(value: &str, limit: usize) -> Result<()> {
    let length = value.chars().count();
    if length > limit {
        let value = value.chars().take(40).collect();
        return Err(Error::TooLong { value, length, limit });
    }
    Ok(())
}
