//! How much is in the book.

use rusqlite::Connection;
use serde::Serialize;

use super::Book;
use crate::error::Result;
use crate::views;

/// Members without those in the trash; courses and products without archived ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct BookCounts {
    pub members: u64,
    pub trashed: u64,
    pub courses: u64,
    pub products: u64,
}

impl Book {
    pub fn counts(&self) -> Result<BookCounts> {
        self.read(counts)
    }
}

/// Members in the trash. Duplicates who were merged are not: the person is in the book.
pub(crate) fn n_trashed(db: &Connection) -> Result<u64> {
    let n: i64 = db
        .prepare_cached(
            "SELECT (SELECT count(*) FROM members WHERE trashed_at IS NOT NULL)
                  - (SELECT count(*) FROM members WHERE merged_into IS NOT NULL)",
        )?
        .query_row([], |row| row.get(0))?;
    Ok(n as u64)
}

pub(super) fn counts(db: &Connection) -> Result<BookCounts> {
    let count = |sql| -> Result<u64> {
        Ok(db.prepare_cached(sql)?.query_row([], |row| row.get::<_, i64>(0))? as u64)
    };
    Ok(BookCounts {
        members: views::n_members(db)?,
        trashed: n_trashed(db)?,
        courses: count("SELECT count(*) FROM courses WHERE archived_at IS NULL")?,
        products: count("SELECT count(*) FROM products WHERE archived_at IS NULL")?,
    })
}
