//! Schema steps: forward only, all or nothing, and they only add.

use std::path::Path;

use rusqlite::Connection;

use crate::error::{Error, Result};

/// Step n brings a book from schema n to n + 1.
pub(super) const STEPS: [&str; 5] = [
    include_str!("schema/001.sql"),
    include_str!("schema/002.sql"),
    include_str!("schema/003.sql"),
    include_str!("schema/004.sql"),
    include_str!("schema/005.sql"),
];

pub(super) fn version(connection: &Connection, path: &Path) -> Result<i64> {
    connection
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .map_err(|e| Error::of_book(path, e))
}

/// Runs the missing steps in one transaction.
pub(super) fn migrate(connection: &Connection, path: &Path, from: i64) -> Result<()> {
    let run = || -> rusqlite::Result<()> {
        connection.execute_batch("BEGIN IMMEDIATE")?;
        for step in &STEPS[from as usize..] {
            connection.execute_batch(step)?;
        }
        connection.pragma_update(None, "user_version", STEPS.len() as i64)?;
        connection.execute_batch("COMMIT")
    };
    run().map_err(|error| {
        // The transaction may have ended by itself; what counts is the first error.
        let _ = connection.execute_batch("ROLLBACK");
        Error::of_book(path, error)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::connection;

    #[test]
    fn a_book_of_each_earlier_schema_becomes_one_of_today() {
        for from in 1..STEPS.len() {
            let dir = tempfile::tempdir().unwrap();
            let path = dir.path().join("a.rollbook");
            let db = connection::plain(&path).unwrap();
            for step in &STEPS[..from] {
                db.execute_batch(step).unwrap();
            }
            db.execute_batch(
                "INSERT INTO members (id, name, name_key, email, email_key, created_at)
                    VALUES (1, 'Ana', 'ana', 'a@x.com', 'a@x.com', 0);
                 INSERT INTO courses (id, title, created_at) VALUES (2, 'Oil', 0);
                 INSERT INTO grants (id, member_id, course_id, starts_at, created_at)
                    VALUES (3, 1, 2, 0, 0);",
            )
            .unwrap();
            db.pragma_update(None, "user_version", from as i64).unwrap();
            migrate(&db, &path, from as i64).unwrap();
            assert_eq!(version(&db, &path).unwrap(), STEPS.len() as i64);

            let fresh = connection::plain(&dir.path().join("b.rollbook")).unwrap();
            migrate(&fresh, &path, 0).unwrap();
            assert_eq!(schema(&db), schema(&fresh), "from schema {from}");
            let held: i64 =
                db.query_row("SELECT count(*) FROM holdings", [], |row| row.get(0)).unwrap();
            assert_eq!(held, 1, "what was there is there");
        }
    }

    fn schema(db: &Connection) -> Vec<String> {
        let mut statement = db
            .prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name")
            .unwrap();
        let rows = statement.query_map([], |row| row.get(0)).unwrap();
        rows.collect::<rusqlite::Result<_>>().unwrap()
    }
}
