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

impl StatusCounts {
    fn all(self) -> u64 {
        self.active + self.pending + self.disabled
    }
}

impl Book {
    pub fn member_counts(&self, now: i64) -> Result<Counts> {
        let census = self.census(now)?;
        Ok(Counts {
            status: census.status,
            no_access: census.status.all() - census.with_access,
            trashed: census.trashed,
        })
    }
}

/// Members in the book, the trash left aside. SQLite counts a whole table without looking at its
/// rows; with a condition it would look at each of them.
pub(crate) fn n_members(db: &Connection) -> Result<u64> {
    let all: i64 = db
        .prepare_cached(
            "SELECT (SELECT count(*) FROM members)
                  - (SELECT count(*) FROM members WHERE trashed_at IS NOT NULL)",
        )?
        .query_row([], |row| row.get(0))?;
    Ok(all as u64)
}
