//! A roster: who has what the file is about and is not in the file.
//!
//! A row makes its member present whatever becomes of it: somebody whose row failed for a bad date
//! is in the file all the same. A row that can't be told whose it is makes those present who have
//! the name it gives; if there are none, it may be anybody's. So a roster that would take access
//! away is refused while such rows are left, and when more are missing than a whole file would
//! leave out, until the person says the number.
//!
//! Missing is who has the thing itself now. Access that begins later, is blocked or is over, and a
//! course that a product opens, are not what a roster is about, and stay.

use std::collections::{HashMap, HashSet};

use rusqlite::types::Value;
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};

use super::evaluate::{Evaluator, Note, Outcome, Reason, Target};
use super::facts::{Cells, Facts, Fault};
use super::fields::Field;
use super::mapping::Mapping;
use super::options::Options;
use super::purpose::Missing;
use super::values::Code;
use crate::access::State;
use crate::book::Tx;
use crate::error::{Error, Result};
use crate::ids::{GrantId, MemberId};
use crate::members::Email;
use crate::progress::{Phase, Progress};
use crate::text::{fold, is_invisible};
use crate::time::{Zone, day_of, iso_day};

/// Who is missing from the file, in the order of their names.
#[derive(Debug)]
pub struct Roster {
    pub counts: RosterCounts,
    missing: Vec<Absent>,
}

#[derive(Debug)]
struct Absent {
    member: MemberId,
    grants: Vec<GrantId>,
    /// From when until when they last in all.
    starts_at: i64,
    ends_at: Option<i64>,
    by_product: bool,
}

impl Absent {
    fn also(&mut self, grant: GrantId, starts_at: i64, ends_at: Option<i64>) {
        self.grants.push(grant);
        self.starts_at = self.starts_at.min(starts_at);
        self.ends_at = self.ends_at.zip(ends_at).map(|(one, other)| one.max(other));
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct RosterCounts {
    /// Members who have access now.
    pub holders: u64,
    /// Of these, those who are not in the file.
    pub missing: u64,
    /// Of the missing, those who have the course by a product too and keep it.
    pub by_product: u64,
    /// Members who are not missing only because a row that can't be read has their name.
    pub spared: u64,
    /// Rows that may be anybody's: nothing in them says whose they are.
    pub unreadable: u64,
    /// What becomes of the missing needs a person to say that their number is right.
    pub unsure: bool,
}

/// Somebody who is missing from a roster.
#[derive(Clone, Debug, PartialEq, Serialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct MissingMember {
    pub member_id: MemberId,
    pub name: String,
    pub email: String,
    /// Days in the book's zone, of the access that is about to go.
    pub starts_on: String,
    pub expires_on: Option<String>,
    /// Has the course by a product too, which stays.
    pub by_product: bool,
}

/// Whom the rows of a file are about, while they are being judged.
#[derive(Debug, Default)]
pub(super) struct Present {
    members: HashSet<MemberId>,
    /// Folded names of rows that can't be told whose they are, and how many have each.
    names: HashMap<String, u64>,
    nameless: u64,
}

impl Present {
    pub fn note(
        &mut self,
        cells: &Cells,
        mapping: &Mapping,
        facts: &Result<Facts, Fault>,
        outcome: &Outcome,
        evaluator: &Evaluator,
    ) -> Result<()> {
        if outcome.verdict.is_taken() {
            self.members.extend(outcome.member);
            return Ok(());
        }
        match (outcome.reason, facts) {
            (Some(Reason::Note(Note::OtherTitle)), _)
            | (_, Err(Fault { code: Code::TotalsRow, .. })) => return Ok(()),
            _ => {}
        }
        let cell = |field| mapping.column_of(&field).map_or("", |column| cells.get(column));
        let giftee = cell(Field::GifteeEmail);
        let is_gift = !giftee.chars().all(is_invisible);
        // What else is said of a person is said of the buyer.
        let of_member = |field| if is_gift { "" } else { cell(field) };
        let email = Email::parse(if is_gift { giftee } else { cell(Field::Email) }).ok();
        let named = evaluator.members_named(email.as_ref(), of_member(Field::ExternalId))?;
        // Somebody with an e-mail that the book does not know is new, and no one who is missing.
        if named.is_empty() && email.is_none() {
            let name = match of_member(Field::Name) {
                "" => format!("{} {}", of_member(Field::FirstName), of_member(Field::LastName)),
                name => name.to_owned(),
            };
            match fold(name.trim()) {
                name if name.is_empty() => self.nameless += 1,
                name => *self.names.entry(name).or_default() += 1,
            }
        }
        self.members.extend(named);
        Ok(())
    }
}

impl Roster {
    /// Compares who has a course or product now with who is in the file.
    pub(super) fn compare(
        db: &Connection,
        target: &Target,
        options: &Options,
        present: &Present,
        now: i64,
    ) -> Result<Self> {
        let mut roster = Self { counts: RosterCounts::default(), missing: Vec::new() };
        let mut unmatched = present.names.clone();
        let mut holders = db.prepare(
            "SELECT g.member_id, g.id, g.starts_at, g.expires_at, m.name_key
             FROM grants g JOIN members m ON m.id = g.member_id
             WHERE (g.course_id = ?1 OR g.product_id = ?2) AND (?3 OR g.cohort_id = ?4)
             AND g.ended_at IS NULL AND g.state = 'active' AND g.starts_at <= ?5
             AND (g.expires_at IS NULL OR g.expires_at >= ?5) AND m.trashed_at IS NULL
             ORDER BY m.name_key, m.id, g.id",
        )?;
        let cohort = target.cohort.as_ref();
        let mut rows = holders.query(params![
            target.course(),
            target.product(),
            cohort.is_none(),
            cohort.and_then(|cohort| cohort.id),
            now
        ])?;
        let mut last = None;
        while let Some(row) = rows.next()? {
            let (member, grant): (MemberId, GrantId) = (row.get(0)?, row.get(1)?);
            let (starts_at, ends_at): (i64, Option<i64>) = (row.get(2)?, row.get(3)?);
            if last.replace(member) == Some(member) {
                if let Some(absent) = roster.missing.last_mut().filter(|it| it.member == member) {
                    absent.also(grant, starts_at, ends_at);
                }
                continue;
            }
            roster.counts.holders += 1;
            if present.members.contains(&member) {
                continue;
            }
            let name = row.get_ref(4)?.as_str().unwrap_or_default();
            if present.names.contains_key(name) {
                unmatched.remove(name);
                roster.counts.spared += 1;
                continue;
            }
            let by_product = opened_by_product(db, member, target, now)?;
            roster.counts.by_product += u64::from(by_product);
            let grants = vec![grant];
            roster.missing.push(Absent { member, grants, starts_at, ends_at, by_product });
        }
        roster.counts.missing = roster.missing.len() as u64;
        roster.counts.unreadable = present.nameless + unmatched.values().sum::<u64>();
        roster.counts.unsure = roster.counts.is_unsure(options);
        Ok(roster)
    }

    /// Looks at the number of the missing anew, after something else was decided about them.
    pub(super) fn reconsider(&mut self, options: &Options) {
        self.counts.unsure = self.counts.is_unsure(options);
    }

    /// Everybody who is missing, and from when until when they have it.
    pub(crate) fn missing(&self) -> impl Iterator<Item = (MemberId, i64, Option<i64>)> {
        self.missing.iter().map(|absent| (absent.member, absent.starts_at, absent.ends_at))
    }

    /// Those who are missing: `len` from the `start`th on.
    pub(super) fn window(
        &self,
        db: &Connection,
        zone: Zone,
        start: usize,
        len: usize,
    ) -> Result<Vec<MissingMember>> {
        let mut person = db.prepare_cached("SELECT name, email FROM members WHERE id = ?1")?;
        let day = |at| iso_day(day_of(zone, at));
        let end = self.missing.len().min(start.saturating_add(len));
        let window = self.missing.get(start..end).unwrap_or_default();
        let mut members = Vec::with_capacity(window.len());
        for absent in window {
            members.push(person.query_row([absent.member], |row| {
                Ok(MissingMember {
                    member_id: absent.member,
                    name: row.get(0)?,
                    email: row.get(1)?,
                    starts_on: day(absent.starts_at),
                    expires_on: absent.ends_at.map(day),
                    by_product: absent.by_product,
                })
            })?);
        }
        Ok(members)
    }

    /// Refuses what a truncated file would do. `accepted` is the number of missing that a person
    /// said is right.
    pub(super) fn admit(&self, accepted: Option<u64>) -> Result<()> {
        let RosterCounts { holders, missing, unreadable, unsure, .. } = self.counts;
        if unsure && accepted != Some(missing) {
            return Err(Error::RosterUnsure { missing, holders, unreadable });
        }
        Ok(())
    }

    /// Ends or blocks what the missing have, if that was asked; how many members it is done to.
    pub(super) fn carry_out(&self, tx: &Tx, missing: Missing, progress: &Progress) -> Result<u64> {
        let (sql, to) = match missing {
            Missing::List => return Ok(0),
            Missing::End => ("UPDATE grants SET ended_at = ?2 WHERE id = ?1", tx.now().into()),
            Missing::Disable => (
                "UPDATE grants SET state = ?2 WHERE id = ?1",
                Value::from(State::Disabled.name().to_owned()),
            ),
        };
        let mut update = tx.prepare_cached(sql)?;
        progress.begin(Phase::Writing, self.counts.missing)?;
        for absent in &self.missing {
            for grant in &absent.grants {
                update.execute(params![grant, to])?;
            }
            progress.step(1)?;
        }
        Ok(self.counts.missing)
    }
}

impl RosterCounts {
    fn is_unsure(&self, options: &Options) -> bool {
        let share = u64::from(options.threshold.0);
        let is_much = self.missing * 100 > self.holders * share;
        options.missing != Missing::List && self.missing > 0 && (is_much || self.unreadable > 0)
    }
}

fn opened_by_product(db: &Connection, member: MemberId, target: &Target, now: i64) -> Result<bool> {
    let Some(course) = target.course() else { return Ok(false) };
    let mut statement = db.prepare_cached(
        "SELECT 1 FROM holdings WHERE member_id = ?1 AND course_id = ?2 AND product_id IS NOT NULL
         AND state = 'active' AND starts_at <= ?3 AND (expires_at IS NULL OR expires_at >= ?3)",
    )?;
    Ok(statement.exists(params![member, course, now])?)
}

#[cfg(test)]
mod tests;
