//! The trash, and the status of many members at once.

use rusqlite::params;

use super::Status;
use super::edit::display_name;
use super::merged::refuse_merged;
use crate::book::{Book, By, Tx, in_order_of_ids};
use crate::error::{Error, Result};
use crate::ids::MemberId;
use crate::journal::{Op, OpKind, Outcome};
use crate::progress::{Phase, Progress};

/// How often a loop over members looks whether it was cancelled.
pub(crate) const CHECK_EVERY: usize = 256;

impl Book {
    /// Moves members to the trash; their access and history stay with them.
    pub fn trash(&self, by: &By, members: &[MemberId], p: &Progress) -> Result<Outcome<u64>> {
        self.update_each(by, Op::new(OpKind::MembersTrash), members, p, |tx, id| {
            Ok(tx
                .prepare_cached(
                    "UPDATE members SET trashed_at = ?2 WHERE id = ?1 AND trashed_at IS NULL",
                )?
                .execute(params![id, tx.now()])?)
        })
    }

    /// Takes members out of the trash. One whose e-mail somebody else has by now is refused, and so
    /// is one who was merged: that is undone as a merge.
    pub fn restore_members(
        &self,
        by: &By,
        members: &[MemberId],
        p: &Progress,
    ) -> Result<Outcome<u64>> {
        self.update_each(by, Op::new(OpKind::MembersRestore), members, p, |tx, id| {
            refuse_merged(tx, id)?;
            refuse_taken(tx, id)?;
            Ok(tx
                .prepare_cached(
                    "UPDATE members SET trashed_at = NULL WHERE id = ?1 AND trashed_at IS NOT NULL",
                )?
                .execute([id])?)
        })
    }

    pub fn set_status(
        &self,
        by: &By,
        members: &[MemberId],
        status: Status,
        p: &Progress,
    ) -> Result<Outcome<u64>> {
        let op = Op::new(OpKind::MembersStatus).with("status", status.name());
        self.update_each(by, op, members, p, |tx, id| {
            tx.prepare_cached("UPDATE members SET status = ?2 WHERE id = ?1 AND status <> ?2")?
                .execute(params![id, status])
                .map_err(Error::from)
        })
    }

    fn update_each(
        &self,
        by: &By,
        op: Op,
        members: &[MemberId],
        progress: &Progress,
        mut update: impl FnMut(&Tx, MemberId) -> Result<usize>,
    ) -> Result<Outcome<u64>> {
        self.write(by, op, |tx| {
            progress.begin(Phase::Writing, members.len() as u64)?;
            let mut n = 0;
            for chunk in in_order_of_ids(members).chunks(CHECK_EVERY) {
                for id in chunk {
                    n += update(tx, *id)? as u64;
                }
                progress.step(chunk.len() as u64)?;
            }
            progress.begin(Phase::Journaling, 0)?;
            tx.say("members", n);
            if let [only] = members {
                tx.say("name", display_name(tx, *only)?);
            }
            Ok(n)
        })
    }
}

fn refuse_taken(tx: &Tx, id: MemberId) -> Result<()> {
    let mut statement = tx.prepare_cached(
        "SELECT m.email, CASE WHEN o.name = '' THEN o.email ELSE o.name END, o.id
         FROM members m JOIN members o ON o.email_key = m.email_key AND o.id <> m.id
         WHERE m.id = ?1 AND o.trashed_at IS NULL",
    )?;
    let mut rows = statement.query([id])?;
    match rows.next()? {
        Some(row) => {
            Err(Error::EmailTaken { email: row.get(0)?, name: row.get(1)?, id: row.get(2)? })
        }
        None => Ok(()),
    }
}
