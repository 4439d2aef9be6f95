//! One row per member and subscription they hold.

use std::io::Write;

use rusqlite::{Connection, Statement};

use super::sheet::{Cell, Sheet};
use super::words::Words;
use crate::access::{AccessStatus, State, is_scheduled, latest_end, status_of, unite_source};
use crate::error::Result;
use crate::ids::{MemberId, ProductId};

const HEADERS: &[(&str, &str)] = &[
    ("Name", "Nome"),
    ("Email", "E-mail"),
    ("Subscription", "Assinatura"),
    ("Status", "Situação"),
    ("Created", "Data de criação"),
    ("Expires", "Data de expiração"),
    ("Source", "Origem"),
];

pub(super) struct Rows<'db> {
    words: Words,
    now: i64,
    held: Statement<'db>,
}

/// All of a member's open reasons for one subscription.
struct Held {
    product: ProductId,
    name: String,
    email: String,
    title: String,
    status: AccessStatus,
    is_scheduled: bool,
    created_at: i64,
    expires_at: Option<i64>,
    source: String,
}

impl<'db> Rows<'db> {
    pub fn new(db: &'db Connection, words: Words, now: i64) -> Result<Self> {
        let held = db.prepare(
            "SELECT g.product_id, m.name, m.email, p.title, g.state, g.starts_at, g.expires_at,
                    g.source
             FROM grants g JOIN products p ON p.id = g.product_id
             JOIN members m ON m.id = g.member_id
             WHERE g.member_id = ?1 AND g.ended_at IS NULL AND p.kind = 'subscription'
             ORDER BY p.title COLLATE NOCASE, p.id, g.starts_at, g.id",
        )?;
        Ok(Self { words, now, held })
    }

    pub fn headers(&self) -> Vec<String> {
        self.words.headers(HEADERS)
    }

    pub fn write<W: Write>(&mut self, id: MemberId, sheet: &mut Sheet<W>) -> Result<()> {
        let mut rows = self.held.query([id])?;
        let mut open: Option<Held> = None;
        while let Some(row) = rows.next()? {
            let (state, starts_at, expires_at): (State, _, _) =
                (row.get(4)?, row.get(5)?, row.get(6)?);
            let status = status_of(state, starts_at, expires_at, self.now);
            let next = Held {
                product: row.get(0)?,
                name: row.get(1)?,
                email: row.get(2)?,
                title: row.get(3)?,
                status,
                is_scheduled: is_scheduled(state, status),
                created_at: starts_at,
                expires_at,
                source: row.get(7)?,
            };
            match &mut open {
                Some(held) if held.product == next.product => held.unite(&next),
                _ => {
                    if let Some(whole) = open.replace(next) {
                        whole.write(self.words, sheet)?;
                    }
                }
            }
        }
        open.map_or(Ok(()), |last| last.write(self.words, sheet))
    }
}

impl Held {
    /// Adds another reason, which began later: the best status and the latest end count.
    fn unite(&mut self, other: &Held) {
        self.expires_at =
            latest_end((self.status, self.expires_at), (other.status, other.expires_at));
        self.status = self.status.min(other.status);
        self.is_scheduled &= other.is_scheduled;
        unite_source(&mut self.source, &other.source);
    }

    fn write<W: Write>(&self, words: Words, sheet: &mut Sheet<W>) -> Result<()> {
        sheet.write([
            Cell::Text(&self.name),
            Cell::Text(&self.email),
            Cell::Text(&self.title),
            Cell::Text(words.enrollment_status(self.status, self.is_scheduled)),
            Cell::From(Some(self.created_at)),
            Cell::Until(self.expires_at),
            Cell::Text(&self.source),
        ])
    }
}
