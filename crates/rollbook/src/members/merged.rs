//! Members who turned out to be somebody else: their row stays in the trash and points at the one
//! who stays, so that an old address still finds the person.
//!
//! Whom a row points at may have been merged since, so that the one who stays is at the end of a
//! chain. Chains are not shortened: each merge can then be undone by itself.

use roaring::RoaringTreemap;
use rusqlite::Connection;

use super::set;
use super::show::name_of;
use crate::courses::Named;
use crate::error::{Error, Result};
use crate::ids::MemberId;

/// A common table of a member and everybody who was merged into them. `UNION` ends a circle, which
/// only another program can have made.
const ALL_OF: &str = "WITH RECURSIVE person (id) AS (
         SELECT ?1 UNION SELECT m.id FROM members m JOIN person p ON m.merged_into = p.id
     )";

/// The member, and everybody who was merged into them.
pub(crate) fn all_of(db: &Connection, member: MemberId) -> Result<Vec<MemberId>> {
    let mut statement = db.prepare_cached(&format!("{ALL_OF} SELECT id FROM person"))?;
    let ids = statement.query_map([member], |row| row.get(0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

/// The addresses that find a member beside their own, as they were written.
pub(super) fn other_addresses(db: &Connection, member: MemberId) -> Result<Vec<String>> {
    other(db, "email", member)
}

/// The keys of those addresses.
pub(crate) fn addresses_of(db: &Connection, member: MemberId) -> Result<Vec<String>> {
    other(db, "email_key", member)
}

fn other(db: &Connection, column: &str, member: MemberId) -> Result<Vec<String>> {
    let mut statement = db.prepare_cached(&format!(
        "{ALL_OF} SELECT DISTINCT m.{column} FROM person p JOIN members m ON m.id = p.id
         WHERE m.id <> ?1 AND m.email <> ''
           AND m.email_key <> (SELECT email_key FROM members WHERE id = ?1) ORDER BY m.id"
    ))?;
    let emails = statement.query_map([member], |row| row.get(0))?;
    Ok(emails.collect::<rusqlite::Result<_>>()?)
}

/// Whom a member's changes are now made to: themselves, unless they were merged.
pub(crate) fn who_stays(db: &Connection, member: MemberId) -> Result<MemberId> {
    let mut statement = db.prepare_cached(
        "WITH RECURSIVE chain (id, next) AS (
             SELECT id, merged_into FROM members WHERE id = ?1
             UNION SELECT m.id, m.merged_into FROM members m JOIN chain c ON m.id = c.next
         )
         SELECT id FROM chain WHERE next IS NULL",
    )?;
    let mut rows = statement.query([member])?;
    Ok(rows.next()?.map(|row| row.get(0)).transpose()?.unwrap_or(member))
}

/// These members, and whoever stays of those among them who were merged.
pub(crate) fn with_who_stays(
    db: &Connection,
    mut members: RoaringTreemap,
) -> Result<RoaringTreemap> {
    for merged in set::merged(db)? & &members {
        members.insert(who_stays(db, MemberId(merged as i64))?.0 as u64);
    }
    Ok(members)
}

/// Who somebody is now who was merged; `None` for anybody else.
pub(super) fn merged_into(db: &Connection, member: MemberId) -> Result<Option<Named>> {
    let stays = who_stays(db, member)?;
    if stays == member {
        return Ok(None);
    }
    Ok(Some(Named { id: stays.to_string(), title: name_of(db, stays)? }))
}

/// Refuses what can't be done with somebody who was merged.
pub(crate) fn refuse_merged(db: &Connection, member: MemberId) -> Result<()> {
    match merged_into(db, member)? {
        Some(into) => Err(Error::Merged { name: name_of(db, member)?, into: into.title }),
        None => Ok(()),
    }
}

/// Refuses what can't be done with any of these who was merged.
pub(crate) fn refuse_any_merged(db: &Connection, members: &[MemberId]) -> Result<()> {
    let merged = set::merged(db)?;
    let gone = members.iter().find(|id| merged.contains(id.0 as u64));
    gone.map_or(Ok(()), |id| refuse_merged(db, *id))
}

/// The addresses of everybody who was merged, each with the member who stays. An address that
/// belongs to somebody outside the trash is theirs.
pub(crate) fn addresses(db: &Connection) -> Result<Vec<(String, MemberId)>> {
    let mut statement = db.prepare_cached(
        "SELECT m.email_key, m.id FROM members m WHERE m.merged_into IS NOT NULL AND m.email_key <> ''
           AND NOT EXISTS (SELECT 1 FROM members o
                           WHERE o.email_key = m.email_key AND o.trashed_at IS NULL)",
    )?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push((row.get(0)?, who_stays(db, row.get(1)?)?));
    }
    Ok(found)
}
