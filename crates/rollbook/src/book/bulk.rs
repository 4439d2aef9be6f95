//! Writes of so many rows that keeping a table's indexes up with each of them costs more than
//! making the indexes anew.
//!
//! E-mails and names come in no order, so each row of a large import dirties pages of their indexes
//! all over the file; sorted once at the end they are written from front to back. Rows of tables that
//! are kept are written in the order of their members for the same reason.

use super::Tx;
use crate::error::Result;
use crate::ids::MemberId;

/// Fewer rows than this are never worth it: sorting has its price too.
const N_WORTH_IT: u64 = 50_000;

/// Members in the order in which their rows lie together, in tables and indexes.
pub(crate) fn in_order_of_ids(members: &[MemberId]) -> Vec<MemberId> {
    let mut members = members.to_vec();
    members.sort_unstable();
    members
}

impl Tx<'_> {
    /// Runs `f`, which adds, changes or removes `n_rows` rows of `table`, and looks none up but by
    /// key. If it fails the write fails, and the indexes are as they were.
    pub(crate) fn in_bulk<T>(
        &self,
        table: &str,
        n_rows: u64,
        f: impl FnOnce() -> Result<T>,
    ) -> Result<T> {
        if n_rows < N_WORTH_IT || self.has_more_rows(table, 2 * n_rows)? {
            return f();
        }
        let indexes = self.indexes(table)?;
        for (name, _) in &indexes {
            self.execute_batch(&format!("DROP INDEX {name}"))?;
        }
        let value = f()?;
        for (_, sql) in &indexes {
            self.execute_batch(sql)?;
        }
        Ok(value)
    }

    fn has_more_rows(&self, table: &str, n_rows: u64) -> Result<bool> {
        let sql = format!("SELECT 1 FROM {table} LIMIT 1 OFFSET ?1");
        Ok(self.prepare(&sql)?.exists([n_rows as i64])?)
    }

    /// The names of a table's indexes, and the statements that make them. One that finds the rows of
    /// the table which point at another row of it is not among them: for each row that goes, SQLite
    /// would read the whole table instead.
    fn indexes(&self, table: &str) -> Result<Vec<(String, String)>> {
        let mut statement = self.prepare(
            "SELECT name, sql FROM sqlite_schema s
             WHERE type = 'index' AND tbl_name = ?1 AND sql IS NOT NULL AND NOT EXISTS (
                 SELECT 1 FROM pragma_index_info(s.name) i JOIN pragma_foreign_key_list(?1) f
                 ON f.\"from\" = i.name AND f.\"table\" = ?1 WHERE i.seqno = 0)
             ORDER BY rowid",
        )?;
        let indexes = statement.query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(indexes.collect::<rusqlite::Result<_>>()?)
    }
}

#[cfg(test)]
mod tests {
    use super::N_WORTH_IT;
    use crate::book::Book;
    use crate::book::tests::{book, by};
    use crate::error::Error;
    use crate::journal::{Op, OpKind};

    fn indexes(book: &Book) -> Vec<String> {
        book.read(|db| {
            let mut statement = db.prepare(
                "SELECT sql FROM sqlite_schema WHERE tbl_name = 'members' AND type = 'index'
                 ORDER BY name",
            )?;
            let sql = statement.query_map([], |row| row.get(0))?;
            Ok(sql.collect::<rusqlite::Result<_>>()?)
        })
        .unwrap()
    }

    #[test]
    fn indexes_are_gone_while_it_runs_and_the_same_afterwards() {
        let (_dir, book) = book();
        let before = indexes(&book);
        assert!(before.iter().any(|sql| sql.contains("email_key")), "{before:?}");
        let count = "SELECT count(*) FROM sqlite_schema WHERE name = 'members_email'";
        let merged = "SELECT count(*) FROM sqlite_schema WHERE name = 'members_merged'";
        book.write(&by(), Op::new(OpKind::MemberAdd), |tx| {
            let during = tx.in_bulk("members", N_WORTH_IT, || {
                Ok(tx.query_row(count, [], |row| row.get::<_, i64>(0))?)
            })?;
            assert_eq!(during, 0, "the index is gone while the rows are written");
            let kept = tx.in_bulk("members", N_WORTH_IT, || {
                Ok(tx.query_row(merged, [], |row| row.get::<_, i64>(0))?)
            })?;
            assert_eq!(kept, 1, "what points at a row that goes is still found");
            let few = tx.in_bulk("members", N_WORTH_IT - 1, || {
                Ok(tx.query_row(count, [], |row| row.get::<_, i64>(0))?)
            })?;
            assert_eq!(few, 1, "a few rows keep it");
            Ok(())
        })
        .unwrap();
        assert_eq!(indexes(&book), before);
    }

    #[test]
    fn a_failed_write_keeps_the_indexes() {
        let (_dir, book) = book();
        let before = indexes(&book);
        let failed = book.write(&by(), Op::new(OpKind::MemberAdd), |tx| {
            tx.in_bulk("members", N_WORTH_IT, || Err::<(), _>(Error::Cancelled))
        });
        assert!(matches!(failed, Err(Error::Cancelled)));
        assert_eq!(indexes(&book), before);
    }
}
