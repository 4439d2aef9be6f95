//! Changing many members at once: their status, a field of the school's own, the trash.

use std::collections::BTreeMap;

use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};

use super::Status;
use super::edit::{TEXT_LIMIT, display_name, limit};
use super::merged::refuse_merged;
use super::show::{holder, name_of};
use crate::book::{Book, By, Previewed, Tx, in_order_of_ids};
use crate::error::{Error, Result};
use crate::fields::{self, CustomField};
use crate::ids::{FieldId, MemberId};
use crate::journal::{Op, OpKind, Outcome};
use crate::progress::{Phase, Progress};

/// How often a loop over members looks whether it was cancelled.
const CHECK_EVERY: usize = 256;

#[derive(Clone, Debug, PartialEq, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum MemberChange {
    Status(Status),
    /// To the trash; their access and history stay with them.
    Trash,
    /// Out of the trash.
    Restore,
    Field(NewValue),
}

/// A value of a custom field.
#[derive(Clone, Debug, PartialEq, Deserialize, ts_rs::TS)]
pub struct NewValue {
    pub field: FieldId,
    /// In the form it is kept in; an empty one clears.
    pub value: String,
}

/// What a change of many members did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChangedMembers {
    pub members: u64,
    /// Members that were left as they are, each for one reason.
    pub exceptions: BTreeMap<MemberException, u64>,
}

/// Why a member was left as they are.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS,
)]
#[serde(rename_all = "snake_case")]
pub enum MemberException {
    /// They are so already.
    Already,
    /// Somebody else has their e-mail by now, so they stay in the trash.
    EmailTaken,
    /// They were merged into somebody; that is undone as a merge.
    Merged,
}

impl Book {
    /// Changes these members, as one entry. To restore a single one whose e-mail is somebody else's
    /// by now, or who was merged, is refused; of several, such are left in the trash and counted.
    pub fn change_members(
        &self,
        by: &By,
        members: &[MemberId],
        change: &MemberChange,
        progress: &Progress,
    ) -> Result<Outcome<ChangedMembers>> {
        let op = match change {
            MemberChange::Status(status) => {
                Op::new(OpKind::MembersStatus).with("status", status.name())
            }
            MemberChange::Trash => Op::new(OpKind::MembersTrash),
            MemberChange::Restore => Op::new(OpKind::MembersRestore),
            MemberChange::Field(new) => {
                Op::new(OpKind::MembersField).with("value", new.value.trim())
            }
        };
        self.write(by, op, |tx| apply(tx, members, change, progress))
    }

    /// What [`change_members`](Book::change_members) would do.
    pub fn preview_members(
        &self,
        by: &By,
        members: &[MemberId],
        change: &MemberChange,
        progress: &Progress,
    ) -> Result<Previewed<ChangedMembers>> {
        self.preview(by, |tx| apply(tx, members, change, progress))
    }

    /// Moves members to the trash.
    pub fn trash(&self, by: &By, members: &[MemberId], p: &Progress) -> Result<Outcome<u64>> {
        self.change_members(by, members, &MemberChange::Trash, p).map(n_members)
    }

    /// Takes members out of the trash.
    pub fn restore_members(
        &self,
        by: &By,
        members: &[MemberId],
        p: &Progress,
    ) -> Result<Outcome<u64>> {
        self.change_members(by, members, &MemberChange::Restore, p).map(n_members)
    }

    pub fn set_status(
        &self,
        by: &By,
        members: &[MemberId],
        status: Status,
        p: &Progress,
    ) -> Result<Outcome<u64>> {
        self.change_members(by, members, &MemberChange::Status(status), p).map(n_members)
    }
}

fn n_members(outcome: Outcome<ChangedMembers>) -> Outcome<u64> {
    let Outcome { value, entry, op, changes, members } = outcome;
    Outcome { value: value.members, entry, op, changes, members }
}

fn apply(
    tx: &Tx,
    members: &[MemberId],
    change: &MemberChange,
    progress: &Progress,
) -> Result<ChangedMembers> {
    let asked = Asked::of(tx, change)?;
    progress.begin(Phase::Writing, members.len() as u64)?;
    let mut done = ChangedMembers::default();
    for chunk in in_order_of_ids(members).chunks(CHECK_EVERY) {
        for id in chunk {
            match asked.carry_out(tx, *id)? {
                None => done.members += 1,
                Some(exception) => *done.exceptions.entry(exception).or_default() += 1,
            }
        }
        progress.step(chunk.len() as u64)?;
    }
    progress.begin(Phase::Journaling, 0)?;
    tx.say("members", done.members);
    if let [only] = members {
        if matches!(change, MemberChange::Restore) && done.members == 0 {
            refuse_merged(tx, *only)?;
            refuse_taken(tx, *only)?;
        }
        tx.say("name", display_name(tx, *only)?);
    }
    Ok(done)
}

/// A change, with what it needs of the book.
enum Asked {
    Status(Status),
    Trash,
    Restore,
    Field(CustomField, String),
}

impl Asked {
    fn of(tx: &Tx, change: &MemberChange) -> Result<Self> {
        Ok(match change {
            MemberChange::Status(status) => Self::Status(*status),
            MemberChange::Trash => Self::Trash,
            MemberChange::Restore => Self::Restore,
            MemberChange::Field(NewValue { field, value }) => {
                let field = fields::by_id(tx, *field)?;
                limit(value, TEXT_LIMIT)?;
                let is_blank = value.trim().is_empty();
                let value = if is_blank { String::new() } else { field.shape.canonical(value)? };
                tx.say("title", field.shape.label.clone());
                tx.say("kind", field.shape.kind.name());
                Self::Field(field, value)
            }
        })
    }

    /// Changes one member, or says why not.
    fn carry_out(&self, tx: &Tx, id: MemberId) -> Result<Option<MemberException>> {
        let is_changed = match self {
            Self::Status(status) => {
                tx.prepare_cached("UPDATE members SET status = ?2 WHERE id = ?1 AND status <> ?2")?
                    .execute(params![id, status])?
                    > 0
            }
            Self::Trash => {
                tx.prepare_cached(
                    "UPDATE members SET trashed_at = ?2 WHERE id = ?1 AND trashed_at IS NULL",
                )?
                .execute(params![id, tx.now()])?
                    > 0
            }
            Self::Restore => {
                match refuse_merged(tx, id).and_then(|()| refuse_taken(tx, id)) {
                    Err(Error::EmailTaken { .. }) => return Ok(Some(MemberException::EmailTaken)),
                    Err(Error::Merged { .. }) => return Ok(Some(MemberException::Merged)),
                    free => free?,
                }
                tx.prepare_cached(
                    "UPDATE members SET trashed_at = NULL WHERE id = ?1 AND trashed_at IS NOT NULL",
                )?
                .execute([id])?
                    > 0
            }
            Self::Field(field, value) => fields::set(tx, id, field.id, value)?,
        };
        Ok((!is_changed).then_some(MemberException::Already))
    }
}

fn refuse_taken(tx: &Tx, id: MemberId) -> Result<()> {
    let found: Option<(String, String)> = tx
        .prepare_cached("SELECT email, email_key FROM members WHERE id = ?1")?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((email, key)) = found else { return Ok(()) };
    match holder(tx, &key, Some(id))? {
        Some(other) => Err(Error::EmailTaken { email, name: name_of(tx, other)?, id: other.0 }),
        None => Ok(()),
    }
}
