//! How many members there are, by what the side bar and the filter bar show.

use rusqlite::Connection;
use serde::Serialize;

use crate::book::Book;
use crate::error::Result;

/// The trash is left aside, but for its own number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
#[ts(rename = "MemberCounts")]
pub struct Counts {
    pub status: StatusCounts,
    pub no_access: u64,
    pub trashed: u64,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct StatusCounts {
    pub active: u64,
    pub pending: u64,
    pub disabled: u64,
}

impl Book {
    pub fn member_counts(&self, now: i64) -> Result<Counts> {
        self.read(|db| {
            let mut counts = Counts::default();
            let mut statement = db.prepare_cached(
                // The plus: see `Filter::condition`.
                "SELECT status, count(*) FROM members WHERE +trashed_at IS NULL GROUP BY status",
            )?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let n = row.get::<_, i64>(1)? as u64;
                match row.get_ref(0)?.as_str().unwrap_or_default() {
                    "active" => counts.status.active = n,
                    "pending" => counts.status.pending = n,
                    _ => counts.status.disabled = n,
                }
            }
            let with_access: i64 = db
                .prepare_cached(
                    "SELECT count(DISTINCT h.member_id) FROM holdings h
                     JOIN members m ON m.id = h.member_id
                     WHERE m.trashed_at IS NULL AND h.state = 'active' AND h.starts_at <= ?1
                       AND (h.expires_at IS NULL OR h.expires_at >= ?1)",
                )?
                .query_row([now], |row| row.get(0))?;
            counts.no_access = all(db)? - with_access as u64;
            counts.trashed = db
                .prepare_cached("SELECT count(*) FROM members WHERE trashed_at IS NOT NULL")?
                .query_row([], |row| row.get::<_, i64>(0))? as u64;
            Ok(counts)
        })
    }
}

/// Members in the book, the trash left aside.
pub(super) fn all(db: &Connection) -> Result<u64> {
    let all: i64 = db
        .prepare_cached("SELECT count(*) FROM members WHERE trashed_at IS NULL")?
        .query_row([], |row| row.get(0))?;
    Ok(all as u64)
}
