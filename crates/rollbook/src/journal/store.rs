//! Entries on disk.

use roaring::RoaringTreemap;
use rusqlite::{Connection, params};

use super::op::Op;
use super::record::Recorded;
use super::tables::Table;
use crate::error::{Error, Result};
use crate::ids::EntryId;

/// Who did it, when and where.
pub(crate) struct Stamp<'a> {
    pub actor: &'a str,
    pub device: i64,
    pub at: i64,
    pub undo_of: Option<EntryId>,
}

/// Keeps a recorded write as the next entry.
pub(crate) fn append(
    db: &Connection,
    op: &Op,
    stamp: &Stamp,
    recorded: &Recorded,
) -> Result<EntryId> {
    let args = serde_json::to_string(&op.args).map_err(|e| Error::Internal(e.to_string()))?;
    db.prepare_cached(
        "INSERT INTO journal (op, args, actor, device, at, rows, members, undo_of)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute(params![
        op.kind,
        args,
        stamp.actor,
        stamp.device,
        stamp.at,
        recorded.rows as i64,
        recorded.members.len() as i64,
        stamp.undo_of,
    ])?;
    let seq = EntryId(db.last_insert_rowid());
    let mut insert = db.prepare_cached(
        "INSERT INTO journal_changes (seq, tbl, n, first_subject, last_subject, subjects, changes)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    for piece in &recorded.pieces {
        let bounds = piece.members.min().zip(piece.members.max());
        insert.execute(params![
            seq,
            piece.table,
            piece.n as i64,
            bounds.map(|(first, _)| first as i64),
            bounds.map(|(_, last)| last as i64),
            bounds.map(|_| to_bytes(&piece.members)).transpose()?,
            piece.changes,
        ])?;
    }
    Ok(seq)
}

/// A piece as it is kept: its table and changeset.
pub(crate) struct Piece {
    pub table: String,
    pub changes: Vec<u8>,
}

impl Piece {
    pub fn table(&self) -> Result<&'static Table> {
        Table::named(&self.table)
            .ok_or_else(|| Error::Internal(format!("table {} is not journaled", self.table)))
    }
}

/// The ids of an entry's pieces, parents' tables first.
pub(crate) fn pieces(db: &Connection, entry: EntryId) -> Result<Vec<i64>> {
    let mut statement =
        db.prepare_cached("SELECT id FROM journal_changes WHERE seq = ?1 ORDER BY id")?;
    let ids = statement.query_map([entry], |row| row.get(0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

/// How many rows of a table an entry changed.
pub(crate) fn rows_of(db: &Connection, entry: EntryId, table: &str) -> Result<u64> {
    let rows: i64 = db.query_row(
        "SELECT coalesce(sum(n), 0) FROM journal_changes WHERE seq = ?1 AND tbl = ?2",
        params![entry, table],
        |row| row.get(0),
    )?;
    Ok(rows as u64)
}

pub(crate) fn piece(db: &Connection, id: i64) -> Result<Piece> {
    let mut statement =
        db.prepare_cached("SELECT tbl, changes FROM journal_changes WHERE id = ?1")?;
    let (table, packed): (String, Vec<u8>) =
        statement.query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(Piece { table, changes: unpack(&packed)? })
}

/// Every member an entry touched.
pub(crate) fn members(db: &Connection, entry: EntryId) -> Result<RoaringTreemap> {
    members_of(db, entry, None)
}

/// The members that an entry's changes of a table are about.
pub(crate) fn members_of(
    db: &Connection,
    entry: EntryId,
    table: Option<&str>,
) -> Result<RoaringTreemap> {
    let mut statement = db.prepare_cached(
        "SELECT subjects FROM journal_changes
         WHERE seq = ?1 AND (?2 IS NULL OR tbl = ?2) AND subjects IS NOT NULL",
    )?;
    let mut rows = statement.query(params![entry, table])?;
    let mut all = RoaringTreemap::new();
    while let Some(row) = rows.next()? {
        all |= from_bytes(row.get_ref(0)?.as_blob().unwrap_or_default())?;
    }
    Ok(all)
}

pub(crate) fn from_bytes(bytes: &[u8]) -> Result<RoaringTreemap> {
    RoaringTreemap::deserialize_from(bytes)
        .map_err(|e| Error::Internal(format!("a member set in the journal can't be read: {e}")))
}

fn to_bytes(members: &RoaringTreemap) -> Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(members.serialized_size());
    members.serialize_into(&mut bytes).map_err(|e| Error::Internal(e.to_string()))?;
    Ok(bytes)
}

pub(crate) fn unpack(packed: &[u8]) -> Result<Vec<u8>> {
    zstd::stream::decode_all(packed)
        .map_err(|e| Error::Internal(format!("a piece of the journal can't be read: {e}")))
}
