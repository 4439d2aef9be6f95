//! What the book knows of everybody and one thing, in the order of the members.

use rusqlite::{Connection, Row};

use crate::error::Result;
use crate::ids::MemberId;

/// Rows that are read at a time.
const BLOCK: usize = 1024;

/// The rows of one thing, a lesson or a course. Members are asked for in the order of their ids, so
/// that strands of several things are walked side by side, with a block of each in memory.
#[derive(Debug)]
pub(super) struct Strand<T> {
    /// The rows of the thing `?1` from the member `?2` on, the member's id first, in their order.
    sql: &'static str,
    thing: i64,
    read: fn(&Row) -> rusqlite::Result<T>,
    members: Vec<MemberId>,
    rows: Vec<T>,
    /// The first row that is not of a member before the one who was asked for last.
    next: usize,
    is_over: bool,
}

impl<T> Strand<T> {
    pub fn new(
        sql: &'static str,
        thing: impl Into<i64>,
        read: fn(&Row) -> rusqlite::Result<T>,
    ) -> Self {
        let (members, rows) = (Vec::new(), Vec::new());
        Self { sql, thing: thing.into(), read, members, rows, next: 0, is_over: false }
    }

    /// The rows of a member.
    pub fn of(&mut self, db: &Connection, member: MemberId) -> Result<&[T]> {
        if self.members.last().is_none_or(|last| *last < member) && !self.is_over {
            self.read_from(db, member)?;
        }
        let rest = &self.members[self.next..];
        self.next += rest.iter().take_while(|one| **one < member).count();
        let n = self.members[self.next..].iter().take_while(|one| **one == member).count();
        Ok(&self.rows[self.next..self.next + n])
    }

    /// Reads a block that ends with the last row of some member.
    fn read_from(&mut self, db: &Connection, member: MemberId) -> Result<()> {
        self.members.clear();
        self.rows.clear();
        self.next = 0;
        let mut statement = db.prepare_cached(self.sql)?;
        let mut rows = statement.query([self.thing, member.0])?;
        while let Some(row) = rows.next()? {
            let member = row.get(0)?;
            if self.members.len() >= BLOCK && self.members.last() != Some(&member) {
                return Ok(());
            }
            self.members.push(member);
            self.rows.push((self.read)(row)?);
        }
        self.is_over = true;
        Ok(())
    }
}
