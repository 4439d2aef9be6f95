//! The one door through which a book changes.

use std::cell::{Cell, RefCell};
use std::ops::Deref;
use std::sync::atomic::Ordering;

use rusqlite::{Connection, OptionalExtension, params};

use super::{Book, Settings, locked};
use crate::error::{Error, Result};
use crate::ids::EntryId;
use crate::import::ImportRecord;
use crate::journal::{Op, Outcome, Recorded, Recorder, RowChange, store};

/// Who acts, and when (UTC milliseconds). The library reads no clock.
#[derive(Clone, Debug)]
pub struct By {
    pub actor: String,
    pub now: i64,
}

/// A write under way: the connection, inside the transaction, and what the entry will say.
pub struct Tx<'db> {
    db: &'db Connection,
    /// Taken when the write is over.
    recorder: RefCell<Option<Recorder<'db>>>,
    settings: Settings,
    first_id: i64,
    next_id: Cell<Option<i64>>,
    device: i64,
    now: i64,
    args: RefCell<Vec<(String, serde_json::Value)>>,
    undo_of: Cell<Option<EntryId>>,
    is_step: Cell<bool>,
    import: RefCell<Option<ImportRecord>>,
}

impl Deref for Tx<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        self.db
    }
}

impl Tx<'_> {
    /// When the write is, to the second: what is kept of it comes back from a file as it was.
    pub fn now(&self) -> i64 {
        self.now
    }

    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// A new id; never given out before, not even to a row that was undone since.
    pub fn new_id(&self) -> Result<i64> {
        let next = match self.next_id.get() {
            Some(next) => next,
            None => self
                .db
                .query_row("SELECT next FROM counters WHERE device = ?1", [self.device], |row| {
                    row.get(0)
                })
                .optional()?
                .unwrap_or(self.first_id),
        };
        self.next_id.set(Some(next + 1));
        Ok(next)
    }

    /// Adds what the entry's sentence needs and only the write itself knows, such as a count.
    pub fn say(&self, name: &str, value: impl Into<serde_json::Value>) {
        self.args.borrow_mut().push((name.to_owned(), value.into()));
    }

    /// Makes the entry the inverse of another.
    pub(crate) fn undoes(&self, entry: EntryId) {
        self.undo_of.set(Some(entry));
    }

    /// Makes an entry even of a write that changes nothing: a step back or forward has to be
    /// remembered, or the next one would be the same again.
    pub(crate) fn counts_as_step(&self) {
        self.is_step.set(true);
    }

    /// Runs `f` and records what it changes by itself; see [`Recorder::apart`] for when that is right.
    pub(crate) fn recorded_apart<T>(&self, f: impl FnOnce() -> Result<T>) -> Result<T> {
        match self.recorder.borrow_mut().as_mut() {
            Some(recorder) => recorder.apart(f),
            None => f(),
        }
    }

    /// What the write changed; called once, after the last change.
    fn recorded(&self) -> Result<Recorded> {
        let recorder = self.recorder.take();
        recorder.map_or_else(|| Ok(Recorded::default()), Recorder::finish)
    }

    /// Keeps the record of an import with the entry.
    pub(crate) fn record_import(&self, record: ImportRecord) {
        *self.import.borrow_mut() = Some(record);
    }

    fn keep_counter(&self) -> Result<()> {
        if let Some(next) = self.next_id.get() {
            self.db.execute(
                "INSERT INTO counters (device, next) VALUES (?1, ?2)
                 ON CONFLICT (device) DO UPDATE SET next = ?2",
                params![self.device, next],
            )?;
        }
        Ok(())
    }
}

impl Book {
    /// Runs `f` in a transaction, journals what it changed and commits. If `f` fails, or anything
    /// after it, the book is as it was. If nothing changed there is no entry, unless it is a step
    /// back or forward.
    pub fn write<T>(
        &self,
        by: &By,
        op: Op,
        f: impl FnOnce(&Tx) -> Result<T>,
    ) -> Result<Outcome<T>> {
        let db = self.writer.lock();
        let outcome = self.in_transaction(&db, by, |tx| {
            let value = f(tx)?;
            let recorded = tx.recorded()?;
            let entry = self.journal(tx, by, op, recorded)?;
            tx.keep_counter()?;
            Ok(Outcome {
                value,
                entry: entry.id,
                op: entry.op,
                changes: entry.rows,
                members: entry.members,
            })
        })?;
        if let Some(EntryId(entry)) = outcome.entry {
            self.lists.note(entry as u64, outcome.members.clone());
            // Before the version: who sees the new one must not read it in the old time zone.
            self.reload_settings(&db)?;
            self.version.store(entry as u64, Ordering::Release);
        }
        Ok(outcome)
    }

    /// Runs `f` for its changes and takes them back: what a bulk action would do.
    pub fn preview<T>(&self, by: &By, f: impl FnOnce(&Tx) -> Result<T>) -> Result<Previewed<T>> {
        let db = self.writer.lock();
        let mut seen = None;
        let end = self.in_transaction(&db, by, |tx| {
            let value = f(tx)?;
            let recorded = tx.recorded()?;
            // The names of rows that will be gone must be looked up while they are there.
            let sample = recorded.sample(tx, N_SAMPLE)?;
            let members = recorded.members.len();
            seen = Some(Previewed { value, changes: recorded.rows, members, sample });
            // Leaving with an error is what rolls back.
            Err::<(), _>(Error::Cancelled)
        });
        match (seen, end) {
            (Some(seen), _) => Ok(seen),
            (None, Err(error)) => Err(error),
            (None, Ok(())) => Err(Error::Internal("a preview ended without changes".to_owned())),
        }
    }

    fn in_transaction<T>(
        &self,
        db: &Connection,
        by: &By,
        f: impl FnOnce(&Tx) -> Result<T>,
    ) -> Result<T> {
        self.writer.place().check()?;
        // A panic in an earlier write may have left its transaction open.
        if !db.is_autocommit() {
            db.execute_batch("ROLLBACK").map_err(|e| self.sql(e))?;
        }
        db.execute_batch("BEGIN IMMEDIATE").map_err(|e| self.sql(e))?;
        let result = Recorder::start(db).and_then(|recorder| {
            let tx = Tx {
                db,
                recorder: RefCell::new(Some(recorder)),
                settings: locked(&self.settings).clone(),
                first_id: self.installation.first_id(),
                next_id: Cell::new(None),
                device: self.installation.number(),
                now: by.now - by.now.rem_euclid(1000),
                args: RefCell::default(),
                undo_of: Cell::new(None),
                is_step: Cell::new(false),
                import: RefCell::new(None),
            };
            let value = f(&tx)?;
            db.execute_batch("COMMIT")?;
            Ok(value)
        });
        if result.is_err() && !db.is_autocommit() {
            db.execute_batch("ROLLBACK").map_err(|e| self.sql(e))?;
        }
        result.map_err(|e| self.located(e))
    }

    fn journal(&self, tx: &Tx, by: &By, mut op: Op, recorded: Recorded) -> Result<Journaled> {
        op.args.extend(tx.args.take());
        let mut id = None;
        if recorded.rows > 0 || tx.is_step.get() {
            let stamp = store::Stamp {
                actor: &by.actor,
                device: self.installation.number(),
                at: by.now,
                undo_of: tx.undo_of.get(),
            };
            let entry = store::append(tx, &op, &stamp, &recorded)?;
            if let Some(import) = tx.import.take() {
                import.keep(tx, entry)?;
            }
            id = Some(entry);
        }
        Ok(Journaled { id, op, rows: recorded.rows, members: recorded.members })
    }
}

/// Rows a preview shows, of all it counts.
const N_SAMPLE: usize = 50;

/// What a write would do.
#[derive(Clone, Debug)]
pub struct Previewed<T> {
    pub value: T,
    /// Rows it would change.
    pub changes: u64,
    /// Members it would touch.
    pub members: u64,
    /// The first rows it would change.
    pub sample: Vec<RowChange>,
}

struct Journaled {
    id: Option<EntryId>,
    op: Op,
    rows: u64,
    members: roaring::RoaringTreemap,
}
