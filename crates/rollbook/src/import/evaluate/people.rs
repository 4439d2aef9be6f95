//! Whom a row is about: people of the file told apart, and found in the book.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

use rusqlite::{Connection, OptionalExtension, Row, ToSql};

use super::Evaluator;
use crate::error::Result;
use crate::ids::MemberId;
use crate::import::facts::Facts;
use crate::members::{Email, Status, addresses, who_stays};

/// Tells people of a file apart: a hash of the e-mail, or of the platform id where there is none.
/// Sixty-four random-keyed bits: of a million people, two are taken for one once in 10⁷ imports.
#[derive(Debug, Default)]
pub(in crate::import) struct Identities {
    hasher: RandomState,
    /// Members with more than one address, because duplicates were merged into them.
    known: HashMap<String, MemberId>,
}

impl Identities {
    pub fn load(db: &Connection) -> Result<Self> {
        let mut known = HashMap::new();
        let mut own = db.prepare_cached(
            "SELECT email_key FROM members WHERE id = ?1 AND trashed_at IS NULL AND email_key <> ''",
        )?;
        for (email, member) in addresses(db)? {
            known.insert(email, member);
            let own: Option<String> = own.query_row([member], |row| row.get(0)).optional()?;
            known.extend(own.map(|email| (email, member)));
        }
        Ok(Self { hasher: RandomState::new(), known })
    }

    pub fn of_id(&self, external_id: &str) -> u64 {
        self.hasher.hash_one((1, external_id))
    }

    pub fn of(&self, facts: &Facts) -> u64 {
        let Some(email) = &facts.email else { return self.of_id(facts.external_id) };
        match self.known.get(email.key()) {
            Some(member) => self.hasher.hash_one((2, member)),
            None => self.hasher.hash_one((0, email.key())),
        }
    }
}

/// Where a row stands among those with the same identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) struct Standing {
    pub identity: u64,
    /// The platform id's hash, where the row has one.
    pub external: Option<u64>,
    /// The line of the row that counts, when it is another.
    pub winner: Option<u64>,
    pub is_repeated: bool,
}

/// How a file names a member.
#[derive(Clone, Copy)]
pub(super) struct Mention {
    pub identity: u64,
    pub by_email: bool,
}

/// A member as the book has them.
pub(super) struct Known {
    pub id: MemberId,
    pub name: String,
    pub given: String,
    pub family: String,
    pub email: String,
    pub company: String,
    pub phone: String,
    pub external_id: String,
    pub status: Status,
    pub joined_at: Option<i64>,
    pub last_seen_at: Option<i64>,
    pub is_trashed: bool,
    pub is_merged: bool,
}

pub(super) enum Found {
    Nobody,
    One(Box<Known>),
    /// The e-mail and the platform id are of two members.
    Two(MemberId),
}

impl Evaluator<'_> {
    /// The member a row is about: by e-mail, and by platform id where there is no e-mail. Those of a
    /// duplicate who was merged find the one who stayed. An id that is somebody else's is a conflict; ids of different platforms may be equal by chance,
    /// so an id never decides against an e-mail.
    pub(super) fn find(&self, facts: &Facts) -> Result<Found> {
        if self.is_empty {
            return Ok(Found::Nobody);
        }
        let by_email = match &facts.email {
            Some(email) => self.known("email_key = ?1", email.key())?,
            None => None,
        };
        if facts.external_id.is_empty() {
            return Ok(by_email.map_or(Found::Nobody, |known| Found::One(Box::new(known))));
        }
        let by_id = self.known("external_id = ?1 AND external_id <> ''", facts.external_id)?;
        Ok(match (by_email, by_id) {
            (Some(one), Some(other)) if one.id != other.id => Found::Two(one.id),
            (None, Some(other)) if facts.email.is_some() => Found::Two(other.id),
            (Some(known), _) | (None, Some(known)) => Found::One(Box::new(known)),
            (None, None) => Found::Nobody,
        })
    }

    /// Every member that an e-mail or a platform id is of.
    pub fn members_named(&self, email: Option<&Email>, external_id: &str) -> Result<Vec<MemberId>> {
        let mut named = Vec::new();
        if self.is_empty {
            return Ok(named);
        }
        if let Some(email) = email {
            named.extend(self.known("email_key = ?1", email.key())?.map(|known| known.id));
        }
        if !external_id.is_empty() {
            let by_id = self.known("external_id = ?1 AND external_id <> ''", external_id)?;
            named.extend(by_id.map(|known| known.id));
        }
        Ok(named)
    }

    /// Somebody in the trash is found only when nobody else is.
    pub(super) fn known(&self, by: &str, value: impl ToSql) -> Result<Option<Known>> {
        let sql = format!(
            "SELECT id, name, given, family, email, company, phone, external_id, status, joined_at,
                    last_seen_at, trashed_at IS NOT NULL, merged_into IS NOT NULL
             FROM members WHERE {by}
             ORDER BY trashed_at IS NOT NULL, merged_into IS NULL, id LIMIT 1"
        );
        let found = self.db.prepare_cached(&sql)?.query_row([value], known).optional()?;
        match found {
            Some(known) if known.is_merged => self.known("id = ?1", who_stays(self.db, known.id)?),
            found => Ok(found),
        }
    }
}

fn known(row: &Row) -> rusqlite::Result<Known> {
    Ok(Known {
        id: row.get(0)?,
        name: row.get(1)?,
        given: row.get(2)?,
        family: row.get(3)?,
        email: row.get(4)?,
        company: row.get(5)?,
        phone: row.get(6)?,
        external_id: row.get(7)?,
        status: row.get(8)?,
        joined_at: row.get(9)?,
        last_seen_at: row.get(10)?,
        is_trashed: row.get(11)?,
        is_merged: row.get(12)?,
    })
}
