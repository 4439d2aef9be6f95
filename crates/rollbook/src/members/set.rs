//! Members as sets of their ids.

use roaring::RoaringTreemap;
use rusqlite::{Connection, Params};

use crate::error::Result;

/// The ids in the first column of what a statement finds.
pub(crate) fn found(db: &Connection, sql: &str, values: impl Params) -> Result<RoaringTreemap> {
    let mut statement = db.prepare_cached(sql)?;
    let mut rows = statement.query(values)?;
    let mut ids = RoaringTreemap::new();
    while let Some(row) = rows.next()? {
        ids.insert(row.get::<_, i64>(0)? as u64);
    }
    Ok(ids)
}

/// Those in the trash, whoever was merged among them.
pub(crate) fn trashed(db: &Connection) -> Result<RoaringTreemap> {
    found(db, "SELECT id FROM members WHERE trashed_at IS NOT NULL", [])
}

/// Those who were merged into somebody.
pub(crate) fn merged(db: &Connection) -> Result<RoaringTreemap> {
    found(db, "SELECT id FROM members WHERE merged_into IS NOT NULL", [])
}
