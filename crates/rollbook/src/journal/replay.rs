//! Proof that the journal tells everything: replayed from an empty book it gives this book.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, session::ConflictAction};

use super::store;
use super::tables::{TABLES, Table};
use crate::error::Result;
use crate::ids::EntryId;
use crate::progress::{Phase, Progress};

/// Where the replayed book and the real one differ: table, and the first column of the row's key.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Difference {
    pub table: &'static str,
    pub key: String,
}

/// At most this many differences are named; one is enough to know that something is wrong.
const N_NAMED: usize = 20;

/// Replays `book`'s journal into `empty`, which has the schema and no rows, and compares.
pub(crate) fn differences(
    book: &Connection,
    empty: &Connection,
    progress: &Progress,
) -> Result<Vec<Difference>> {
    drop_indexes(empty)?;
    let entries: Vec<i64> = book
        .prepare("SELECT seq FROM journal ORDER BY seq")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    progress.begin(Phase::Verifying, entries.len() as u64)?;
    for entry in entries {
        for id in store::pieces(book, EntryId(entry))? {
            let piece = store::piece(book, id)?;
            // What conflicts here shows as a difference below.
            empty.apply_strm(&mut piece.changes.as_slice(), None::<fn(&str) -> bool>, |_, _| {
                ConflictAction::SQLITE_CHANGESET_OMIT
            })?;
        }
        progress.step(1)?;
    }
    let mut found = Vec::new();
    for table in TABLES {
        compare(book, empty, table, &mut found)?;
    }
    Ok(found)
}

/// Changes find their rows by key, and the rows are compared in its order; other indexes would be
/// kept up for nobody.
fn drop_indexes(db: &Connection) -> Result<()> {
    let names: Vec<String> = db
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for name in names {
        db.execute_batch(&format!("DROP INDEX {name}"))?;
    }
    Ok(())
}

fn compare(
    left: &Connection,
    right: &Connection,
    table: &'static Table,
    found: &mut Vec<Difference>,
) -> Result<()> {
    let key = table.columns[..table.n_key].join(", ");
    let sql = format!("SELECT {} FROM {} ORDER BY {key}", table.columns.join(", "), table.name);
    let (mut left, mut right) = (left.prepare(&sql)?, right.prepare(&sql)?);
    let (mut left, mut right) = (left.query([])?, right.query([])?);
    while found.len() < N_NAMED {
        let (a, b) = (left.next()?, right.next()?);
        let name = |row: &rusqlite::Row| row.get_ref(0).map(text);
        let key = match (a, b) {
            (None, None) => break,
            (Some(row), None) | (None, Some(row)) => name(row)?,
            (Some(a), Some(b)) => {
                let mut same = true;
                for i in 0..table.columns.len() {
                    same = same && a.get_ref(i)? == b.get_ref(i)?;
                }
                if same {
                    continue;
                }
                name(a)?
            }
        };
        found.push(Difference { table: table.name, key });
    }
    Ok(())
}

fn text(value: ValueRef) -> String {
    match value {
        ValueRef::Integer(n) => n.to_string(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
        other => format!("{other:?}"),
    }
}
