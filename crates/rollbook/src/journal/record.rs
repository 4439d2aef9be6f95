//! Recording a write: the session's changeset, cut into pieces while it streams out.
//!
//! SQLite hands rows out in hash order. A piece holds a few thousand rows of one table in key
//! order, so that a member's history reads one piece and undo walks the tables' pages in order
//! (applying a million rows in hash order takes minutes, in key order seconds). Raw changes are in
//! memory up to [`RUN_BYTES`] at a time; of more, pieces are of several runs through the keys. Pieces
//! are kept compressed.

use std::io;

use roaring::RoaringTreemap;
use rusqlite::session::Session;
use rusqlite::{Connection, OptionalExtension};

use super::changeset::{self, Header, Reader};
use super::op::Op;
use super::tables::{Subject, TABLES, Table};
use crate::error::{Error, Result};
use crate::ids::EntryId;

/// A piece is cut when it has this many raw bytes: small enough that a member's history reads
/// little, large enough to compress well.
const PIECE_BYTES: usize = 256 * 1024;
const ZSTD_LEVEL: i32 = 1;

/// How many raw bytes are brought into key order together: a hundred megabytes with their places,
/// and seldom more than a few pieces for one member.
const RUN_BYTES: usize = if cfg!(test) { 512 } else { 64 << 20 };

/// What a write did.
#[derive(Clone, Debug)]
pub struct Outcome<T> {
    pub value: T,
    /// `None` when nothing changed; then nothing was journaled either.
    pub entry: Option<EntryId>,
    pub op: Op,
    /// Rows changed.
    pub changes: u64,
    /// The members touched.
    pub members: RoaringTreemap,
}

/// The changes of one write, ready to be kept.
#[derive(Debug, Default)]
pub struct Recorded {
    pub(crate) pieces: Vec<Piece>,
    pub rows: u64,
    pub members: RoaringTreemap,
}

#[derive(Debug)]
pub(crate) struct Piece {
    pub table: &'static str,
    /// Pieces of a table are kept in the order of their first keys.
    first_key: i64,
    pub n: u64,
    pub members: RoaringTreemap,
    /// Rows whose member is not in the change itself.
    unresolved: Vec<i64>,
    /// zstd of a changeset.
    pub changes: Vec<u8>,
}

/// A session attached to the journaled tables, and what was recorded apart from it.
pub(crate) struct Recorder<'db> {
    db: &'db Connection,
    session: Session<'db>,
    recorded: Recorded,
}

impl<'db> Recorder<'db> {
    pub fn start(db: &'db Connection) -> Result<Self> {
        Ok(Self { db, session: session(db)?, recorded: Recorded::default() })
    }

    /// Runs `f` and makes pieces of what it changed: a session holds every changed row as it was
    /// before, and of this one nothing is left in memory. No other part of the write may change
    /// these rows, or the entry would have two changes of one row.
    pub fn apart<T>(&mut self, f: impl FnOnce() -> Result<T>) -> Result<T> {
        let own = session(self.db)?;
        self.session.set_enabled(false);
        let value = f();
        self.session.set_enabled(true);
        let value = value?;
        self.recorded.add(self.db, own)?;
        Ok(value)
    }

    pub fn finish(self) -> Result<Recorded> {
        let Self { db, session, mut recorded } = self;
        recorded.add(db, session)?;
        recorded.pieces.sort_by_key(|piece| (Table::rank(piece.table), piece.first_key));
        Ok(recorded)
    }
}

impl Recorded {
    fn add(&mut self, db: &Connection, mut session: Session) -> Result<()> {
        let mut cutter = Cutter::default();
        let streamed = session.changeset_strm(&mut cutter);
        if let Some(error) = cutter.failure.take() {
            return Err(error);
        }
        streamed?;
        cutter.end_table()?;
        if !cutter.pending.is_empty() {
            return Err(Error::Internal("the recorded changeset ends in mid-row".to_owned()));
        }
        for mut piece in cutter.pieces {
            piece.resolve(db)?;
            self.rows += piece.n;
            self.members |= &piece.members;
            self.pieces.push(piece);
        }
        Ok(())
    }
}

fn session(db: &Connection) -> Result<Session<'_>> {
    let mut session = Session::new(db)?;
    for table in TABLES {
        session.attach(Some(table.name))?;
    }
    Ok(session)
}

impl Piece {
    fn resolve(&mut self, db: &Connection) -> Result<()> {
        let Some(Table { subject: Subject::Column { lookup, .. }, .. }) = Table::named(self.table)
        else {
            return Ok(());
        };
        let mut statement = db.prepare_cached(lookup)?;
        for id in self.unresolved.drain(..) {
            if let Some(member) = statement.query_row([id], |row| row.get(0)).optional()? {
                let member: i64 = member;
                self.members.insert(member as u64);
            }
        }
        Ok(())
    }
}

/// Takes the changeset as it streams and cuts it.
#[derive(Default)]
struct Cutter {
    pending: Vec<u8>,
    table: Option<Rows>,
    pieces: Vec<Piece>,
    failure: Option<Error>,
}

/// The raw changes of the table that is streaming.
struct Rows {
    table: &'static Table,
    header: Header,
    bytes: Vec<u8>,
    /// First key column (0 if it is text), start and length in `bytes`.
    places: Vec<(i64, usize, u32)>,
}

impl io::Write for Cutter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.pending.extend_from_slice(bytes);
        if let Err(error) = self.consume() {
            self.failure = Some(error);
            return Err(io::Error::other("the changeset could not be cut"));
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Cutter {
    fn consume(&mut self) -> Result<()> {
        let pending = std::mem::take(&mut self.pending);
        let mut reader = Reader::new(&pending);
        while !reader.is_done() {
            if reader.at_header() {
                let Some(header) = reader.try_header() else { break };
                self.end_table()?;
                let table = Table::named(&header.table).ok_or_else(|| {
                    Error::Internal(format!("table {} is not journaled", header.table))
                })?;
                self.table = Some(Rows { table, header, bytes: Vec::new(), places: Vec::new() });
                continue;
            }
            let Some(rows) = &mut self.table else {
                return Err(Error::Internal("a changeset without a table".to_owned()));
            };
            let Some(bytes) = reader.try_skip(rows.header.key.len()) else { break };
            rows.push(bytes);
            if rows.bytes.len() >= RUN_BYTES {
                self.pieces.append(&mut rows.cut()?);
            }
        }
        self.pending = pending[reader.position()..].to_vec();
        Ok(())
    }

    fn end_table(&mut self) -> Result<()> {
        if let Some(mut rows) = self.table.take() {
            self.pieces.append(&mut rows.cut()?);
        }
        Ok(())
    }
}

impl Rows {
    fn push(&mut self, bytes: &[u8]) {
        self.places.push((changeset::first_key(bytes), self.bytes.len(), bytes.len() as u32));
        self.bytes.extend_from_slice(bytes);
    }

    /// Makes pieces of what came so far, in key order.
    fn cut(&mut self) -> Result<Vec<Piece>> {
        self.places.sort_unstable();
        let mut pieces = Vec::new();
        let mut piece = Vec::new();
        let mut first = 0;
        for (index, (_, start, length)) in self.places.iter().enumerate() {
            if piece.is_empty() {
                self.header.write(&mut piece);
                first = index;
            }
            piece.extend_from_slice(&self.bytes[*start..start + *length as usize]);
            if piece.len() >= PIECE_BYTES || index + 1 == self.places.len() {
                pieces.push(self.piece(&self.places[first..=index], &piece)?);
                piece.clear();
            }
        }
        self.places.clear();
        self.bytes.clear();
        Ok(pieces)
    }

    fn piece(&self, rows: &[(i64, usize, u32)], changeset: &[u8]) -> Result<Piece> {
        let mut members = RoaringTreemap::new();
        let mut unresolved = Vec::new();
        for (key, start, length) in rows {
            let bytes = &self.bytes[*start..start + *length as usize];
            let mut points_at_some = false;
            for column in self.table.members() {
                for member in changeset::numbers(bytes, self.header.key.len(), column) {
                    points_at_some = true;
                    members.insert(member as u64);
                }
            }
            match self.table.subject {
                Subject::Key | Subject::KeyColumn => {
                    members.insert(*key as u64);
                }
                Subject::Column { .. } if !points_at_some => unresolved.push(*key),
                Subject::Column { .. } | Subject::Nobody => {}
            }
        }
        let changes = zstd::bulk::compress(changeset, ZSTD_LEVEL)
            .map_err(|e| Error::Internal(format!("compressing the journal: {e}")))?;
        Ok(Piece {
            table: self.table.name,
            first_key: rows.first().map_or(0, |(key, ..)| *key),
            n: rows.len() as u64,
            members,
            unresolved,
            changes,
        })
    }
}
