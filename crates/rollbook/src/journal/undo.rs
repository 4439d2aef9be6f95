//! Undo: the inverse of an entry, applied as a write of its own.
//!
//! A field that was changed since is left alone and named; so is a row that something later hangs
//! on. Everything else goes back, field by field. An undo is an entry like any other: undoing it
//! is redo, it survives a restart, and it can be looked at.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::hooks::Action;
use rusqlite::session::{ChangesetItem, ConflictAction, ConflictType, invert_strm};
use rusqlite::types::ValueRef;
use rusqlite::{CachedStatement, Connection, OptionalExtension, params_from_iter};
use serde::Serialize;

use super::changeset::{self, Change, ChangeKind, Header, Value};
use super::kept::{Kept, KeptList, Why};
use super::op::{Op, OpKind};
use super::record::Outcome;
use super::tables::Table;
use super::{rules, store};
use crate::book::{Book, By, Tx};
use crate::duplicates;
use crate::error::{Error, Result};
use crate::ids::EntryId;
use crate::progress::{Phase, Progress};
use crate::views::following_names;

/// What an undo did.
#[derive(Clone, Debug, PartialEq, Serialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
#[ts(rename = "UndoResult")]
pub struct Undone {
    pub entry: EntryId,
    /// The write that was taken back (or done again).
    pub op: Op,
    /// Rows put back.
    pub undone: u64,
    /// What was left alone, the first thousand of `n_kept`.
    pub kept: Vec<Kept>,
    pub n_kept: u64,
}

impl Book {
    /// Takes back `entry`, or the newest write that is not taken back yet.
    pub fn undo(
        &self,
        by: &By,
        entry: Option<EntryId>,
        progress: &Progress,
    ) -> Result<Outcome<Undone>> {
        let target = self.read(|db| match entry {
            Some(entry) => {
                if undone_entries(db)?.contains(&entry.0) {
                    return Err(Error::AlreadyUndone { entry: entry.0 });
                }
                Ok(entry)
            }
            None => last_done(db)?.ok_or(Error::NothingToUndo),
        })?;
        self.invert(by, target, entry.is_none(), progress)
    }

    /// Does again what the last undo took back, if nothing was written since.
    pub fn redo(&self, by: &By, progress: &Progress) -> Result<Outcome<Undone>> {
        let target = self.read(|db| last_undo(db)?.ok_or(Error::NothingToRedo))?;
        self.invert(by, target, true, progress)
    }

    fn invert(
        &self,
        by: &By,
        target: EntryId,
        is_step: bool,
        progress: &Progress,
    ) -> Result<Outcome<Undone>> {
        let done = self.read(|db| op_of(db, target))?;
        // Without it the book would have no name and no zone.
        if done.is(OpKind::BookCreate) {
            return Err(Error::NothingToUndo);
        }
        let kind = if done.is(OpKind::Undo) { OpKind::Redo } else { OpKind::Undo };
        // An undo keeps the words of what it undoes, so that a redo can say them again.
        let original = if done.is(OpKind::Undo) || done.is(OpKind::Redo) {
            done
        } else {
            let kind = done.kind.clone();
            done.with("of", kind).with("entry", target.to_string())
        };
        let of = original.args.get("of").and_then(|of| of.as_str());
        let of_merge = kind == OpKind::Redo && of == Some(OpKind::MembersMerge.name());
        let op = Op { kind: kind.name().to_owned(), args: original.args.clone() };
        let mut outcome = self.write(by, op, |tx| {
            // Asked again now that nobody else writes: of two at once, the second comes too late.
            if undone_entries(tx)?.contains(&target.0) {
                return Err(Error::AlreadyUndone { entry: target.0 });
            }
            tx.undoes(target);
            if is_step {
                tx.counts_as_step();
            }
            // A step back and one forward have nothing between them.
            if of_merge && !is_step {
                duplicates::refuse_stale(tx, target)?;
            }
            let (kept, n_kept) = following_names(tx, || apply_inverse(tx, target, progress))?;
            tx.say("kept", n_kept);
            progress.begin(Phase::Journaling, 0)?;
            Ok(Undone { entry: target, op: original, undone: 0, kept, n_kept })
        })?;
        outcome.value.undone = outcome.changes;
        Ok(outcome)
    }
}

/// The write Ctrl+Z takes back next.
pub(crate) fn last_done(db: &Connection) -> Result<Option<EntryId>> {
    let undone = undone_entries(db)?;
    let mut statement = db.prepare_cached(
        "SELECT seq FROM journal WHERE op NOT IN ('undo', 'redo', 'book.create') ORDER BY seq DESC",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let seq: i64 = row.get(0)?;
        if !undone.contains(&seq) {
            return Ok(Some(EntryId(seq)));
        }
    }
    Ok(None)
}

/// The undo that a redo takes back next: the newest one in force with no other write after it.
pub(crate) fn last_undo(db: &Connection) -> Result<Option<EntryId>> {
    let undone = undone_entries(db)?;
    let mut statement = db.prepare_cached("SELECT seq, op FROM journal ORDER BY seq DESC")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (seq, op): (i64, String) = (row.get(0)?, row.get(1)?);
        if op == OpKind::Undo.name() && !undone.contains(&seq) {
            return Ok(Some(EntryId(seq)));
        }
        if op != OpKind::Undo.name() && op != OpKind::Redo.name() {
            return Ok(None);
        }
    }
    Ok(None)
}

/// The entries that are taken back now: those with an undo that is itself in force.
pub(crate) fn undone_entries(db: &Connection) -> Result<HashSet<i64>> {
    let mut statement = db.prepare_cached(
        "SELECT seq, undo_of FROM journal WHERE undo_of IS NOT NULL ORDER BY seq DESC",
    )?;
    let mut rows = statement.query([])?;
    let mut undone = HashSet::new();
    while let Some(row) = rows.next()? {
        let (seq, of): (i64, i64) = (row.get(0)?, row.get(1)?);
        if !undone.contains(&seq) {
            undone.insert(of);
        }
    }
    Ok(undone)
}

fn op_of(db: &Connection, entry: EntryId) -> Result<Op> {
    let found: Option<(String, String)> = db
        .query_row("SELECT op, args FROM journal WHERE seq = ?1", [entry], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    let (kind, args) =
        found.ok_or_else(|| Error::NotFound { what: "entry", id: entry.to_string() })?;
    let args = serde_json::from_str(&args).map_err(|e| Error::Internal(e.to_string()))?;
    Ok(Op { kind, args })
}

fn apply_inverse(tx: &Tx, entry: EntryId, progress: &Progress) -> Result<(Vec<Kept>, u64)> {
    let pieces = store::pieces(tx, entry)?;
    progress.begin(Phase::Undoing, 2 * pieces.len() as u64)?;
    let mut kept = KeptList::default();
    tx.in_bulk("members", store::rows_of(tx, entry, "members")?, || {
        // Rows come back before rows go. Parents come first, so that one which is missing then is
        // gone for good; children go first, so that what points at a parent then is a later edit.
        // No row is in two pieces: where nothing else here changes a table, each piece is recorded by
        // itself, and a million rows are never in memory at once.
        for id in &pieces {
            let piece = store::piece(tx, *id)?;
            let table = piece.table()?;
            match table.name {
                "grants" => tx.recorded_apart(|| {
                    put_back(tx, table, &piece.changes, &mut kept)?;
                    rules::keep_ends_after_starts(tx, table, &piece.changes, &mut kept)
                })?,
                // Rows of other tables that came back may be changed once more below.
                _ => put_back(tx, table, &piece.changes, &mut kept)?,
            }
            progress.step(1)?;
        }
        let mut staying = Staying::default();
        for id in pieces.iter().rev() {
            let piece = store::piece(tx, *id)?;
            let table = piece.table()?;
            if let Some(owner) = table.part_of
                && !staying.contains_key(owner)
            {
                // Everything else that hangs on the owners is out by now.
                staying.insert(owner, owners_that_stay(tx, &pieces, table, owner)?);
            }
            tx.recorded_apart(|| take_out(tx, table, &piece.changes, &staying, &mut kept))?;
            progress.step(1)?;
        }
        Ok(())
    })?;
    rules::keep(tx, &pieces, &mut kept)?;
    kept.name(tx)?;
    Ok((kept.rows, kept.n))
}

/// Gives back what the changes removed or edited.
fn put_back(tx: &Tx, table: &'static Table, changes: &[u8], kept: &mut KeptList) -> Result<()> {
    let wanted = changeset::pick(changes, |bytes| Ok(!changeset::is_insert(bytes)))?;
    let Some(wanted) = wanted else { return Ok(()) };
    tx.execute_batch("SAVEPOINT put_back")?;
    let mut applied = apply(tx, &inverse(&wanted)?)?;
    if applied.has_orphans {
        // SQLite says that something points nowhere now, but not what: it is looked for, and left
        // out the second time.
        tx.execute_batch("ROLLBACK TO put_back")?;
        applied = apply(tx, &inverse(&without_orphans(tx, table, &wanted, kept)?)?)?;
    }
    tx.execute_batch("RELEASE put_back")?;
    for conflict in applied.conflicts {
        settle(tx, table, conflict, kept)?;
    }
    rules::keep_with_who_stays(tx, table, &wanted)
}

/// By table, the rows that an entry made and that stay, with the reason.
type Staying = HashMap<&'static str, HashMap<i64, Why>>;

/// The rows of `owner` that an entry made and that stay because they, or rows of `part` that belong
/// to them, are not as it left them, or because something later points at them.
fn owners_that_stay(
    tx: &Tx,
    pieces: &[i64],
    part: &'static Table,
    owner: &str,
) -> Result<HashMap<i64, Why>> {
    let mut n_as_made: HashMap<i64, i64> = HashMap::new();
    let mut staying = HashMap::new();
    for id in pieces.iter().rev() {
        let piece = store::piece(tx, *id)?;
        let table = piece.table()?;
        if table != part && table.name != owner {
            continue;
        }
        let Some(made) = changeset::pick(&piece.changes, |bytes| Ok(changeset::is_insert(bytes)))?
        else {
            continue;
        };
        let mut now = tx.prepare_cached(&row_by_key(table))?;
        let mut lookups = lookups(tx, table, Some(part))?;
        let mut n_parts = tx.prepare_cached(&format!(
            "SELECT count(*) FROM {} WHERE {} = ?1",
            part.name, part.columns[0]
        ))?;
        // The pieces of parts come before those of their owners, seen from the end.
        for change in changeset::read(&made)?.1 {
            let key = change.new.first().and_then(Value::integer).unwrap_or(0);
            let mut rows = now.query(params_from_iter(change.new.iter().take(table.n_key)))?;
            let Some(row) = rows.next()? else { continue };
            let mut is_as_made = true;
            for (index, value) in change.new.iter().enumerate() {
                is_as_made &= value_of(row.get_ref(index)) == *value;
            }
            if table == part {
                *n_as_made.entry(key).or_default() += i64::from(is_as_made);
            } else if !is_as_made {
                staying.insert(key, Why::ChangedSince);
            } else if points_at(&mut lookups, key)?
                || n_parts.query_row([key], |row| row.get::<_, i64>(0))?
                    != n_as_made.get(&key).copied().unwrap_or_default()
            {
                staying.insert(key, Why::InUse);
            }
        }
    }
    Ok(staying)
}

fn row_by_key(table: &Table) -> String {
    let key: Vec<String> =
        table.columns[..table.n_key].iter().map(|column| format!("{column} = ?")).collect();
    format!("SELECT {} FROM {} WHERE {}", table.columns.join(", "), table.name, key.join(" AND "))
}

/// Asks whether a row is pointed at, from every table but one.
fn lookups<'t>(tx: &'t Tx, table: &Table, but: Option<&Table>) -> Result<Vec<CachedStatement<'t>>> {
    table
        .children()
        .filter(|(child, _)| Some(*child) != but)
        .map(|(child, column)| {
            let sql = format!("SELECT 1 FROM {} WHERE {column} = ?1", child.name);
            Ok(tx.prepare_cached(&sql)?)
        })
        .collect()
}

fn points_at(lookups: &mut [CachedStatement], key: i64) -> Result<bool> {
    for lookup in lookups {
        if lookup.exists([key])? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Takes out the rows that the changes added, but for those that something later points at and
/// parts of rows that stay.
fn take_out(
    tx: &Tx,
    table: &'static Table,
    changes: &[u8],
    staying: &Staying,
    kept: &mut KeptList,
) -> Result<()> {
    let mut lookups = lookups(tx, table, None)?;
    let owners = table.part_of.and_then(|owner| staying.get(owner));
    let own = staying.get(table.name);
    let wanted = changeset::pick(changes, |bytes| {
        if !changeset::is_insert(bytes) {
            return Ok(false);
        }
        let key = changeset::first_key(bytes);
        if owners.is_some_and(|owners| owners.contains_key(&key)) {
            return Ok(false);
        }
        let why = match own.and_then(|own| own.get(&key)) {
            Some(why) => Some(*why),
            None => points_at(&mut lookups, key)?.then_some(Why::InUse),
        };
        if let Some(why) = why {
            kept.push(table, key, None, why);
        }
        Ok(why.is_none())
    })?;
    let Some(wanted) = wanted else { return Ok(()) };
    for conflict in apply(tx, &inverse(&wanted)?)?.conflicts {
        settle(tx, table, conflict, kept)?;
    }
    Ok(())
}

/// The changes without what would point at a row that is no more: a removed row as a whole, of an
/// edited one just the field.
fn without_orphans(
    db: &Connection,
    table: &'static Table,
    changes: &[u8],
    kept: &mut KeptList,
) -> Result<Vec<u8>> {
    let (header, changes) = changeset::read(changes)?;
    let mut wanted = Vec::new();
    header.write(&mut wanted);
    for mut change in changes {
        let key = change.known().first().and_then(Value::integer).unwrap_or(0);
        let mut missing = missing_parents(db, table, &change.old)?;
        if change.kind == ChangeKind::Update {
            // A row whose key points nowhere is gone itself, which applying will find.
            missing.retain(|index| *index >= table.n_key);
        }
        if missing.is_empty() {
            changeset::write_change(&change, &mut wanted);
        } else if change.kind == ChangeKind::Delete {
            kept.push_lost(table, key, &change.old);
        } else {
            for index in missing {
                kept.push(table, key, Some(table.columns[index]), Why::Gone);
                change.old[index] = Value::Absent;
                change.new[index] = Value::Absent;
            }
            if change.new.iter().any(|value| *value != Value::Absent) {
                changeset::write_change(&change, &mut wanted);
            }
        }
    }
    Ok(wanted)
}

/// The columns among these values that point at a row which is not there.
fn missing_parents(db: &Connection, table: &'static Table, values: &[Value]) -> Result<Vec<usize>> {
    let mut missing = Vec::new();
    for (index, parent) in table.parents {
        if let Some(Value::Integer(id)) = values.get(*index)
            && !db.prepare_cached(&format!("SELECT 1 FROM {parent} WHERE id = ?1"))?.exists([id])?
        {
            missing.push(*index);
        }
    }
    Ok(missing)
}

/// A change that did not fit the rows as they are.
struct Conflict {
    kind: ConflictType,
    change: Change,
}

/// What applying a changeset came to.
struct Applied {
    /// The changes that were left out.
    conflicts: Vec<Conflict>,
    /// Something points at a row that is not there. SQLite asks once, before it forgets.
    has_orphans: bool,
}

fn inverse(mut changes: &[u8]) -> Result<Vec<u8>> {
    let mut inverse = Vec::with_capacity(changes.len());
    invert_strm(&mut changes, &mut inverse)?;
    Ok(inverse)
}

/// Applies a changeset, leaving out and returning what conflicts.
fn apply(db: &Connection, mut changes: &[u8]) -> Result<Applied> {
    let conflicts = Arc::new(Mutex::new(Vec::new()));
    let has_orphans = Arc::new(AtomicBool::new(false));
    let (seen, orphans) = (Arc::clone(&conflicts), Arc::clone(&has_orphans));
    db.apply_strm(&mut changes, None::<fn(&str) -> bool>, move |kind, item| {
        if kind == ConflictType::SQLITE_CHANGESET_FOREIGN_KEY {
            orphans.store(true, Ordering::Relaxed);
        } else if let Some(change) = change_of(&item) {
            let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
            seen.push(Conflict { kind, change });
        }
        ConflictAction::SQLITE_CHANGESET_OMIT
    })?;
    let mut conflicts = conflicts.lock().unwrap_or_else(PoisonError::into_inner);
    Ok(Applied {
        conflicts: std::mem::take(&mut *conflicts),
        has_orphans: has_orphans.load(Ordering::Relaxed),
    })
}

fn change_of(item: &ChangesetItem) -> Option<Change> {
    let op = item.op().ok()?;
    let n = op.number_of_columns() as usize;
    let old = || (0..n).map(|column| value_of(item.old_value(column))).collect();
    let new = || (0..n).map(|column| value_of(item.new_value(column))).collect();
    Some(match op.code() {
        Action::SQLITE_INSERT => Change { kind: ChangeKind::Insert, old: Vec::new(), new: new() },
        Action::SQLITE_DELETE => Change { kind: ChangeKind::Delete, old: old(), new: Vec::new() },
        _ => Change { kind: ChangeKind::Update, old: old(), new: new() },
    })
}

fn value_of(value: rusqlite::Result<ValueRef>) -> Value {
    match value {
        Err(_) => Value::Absent,
        Ok(ValueRef::Null) => Value::Null,
        Ok(ValueRef::Integer(n)) => Value::Integer(n),
        Ok(ValueRef::Real(x)) => Value::Real(x),
        Ok(ValueRef::Text(text)) => Value::Text(String::from_utf8_lossy(text).into_owned()),
        Ok(ValueRef::Blob(bytes)) => Value::Blob(bytes.to_vec()),
    }
}

/// Decides what a conflict means. A row whose fields were partly changed since gets its other
/// fields back.
fn settle(
    db: &Connection,
    table: &'static Table,
    conflict: Conflict,
    kept: &mut KeptList,
) -> Result<()> {
    let Conflict { kind, change } = conflict;
    match (kind, change.kind) {
        // Taking back an insert whose row is gone: there is nothing left to take back.
        (ConflictType::SQLITE_CHANGESET_NOTFOUND, ChangeKind::Delete) => {}
        (ConflictType::SQLITE_CHANGESET_NOTFOUND, _) => {
            kept.push_change(table, &change, None, Why::Gone);
        }
        (ConflictType::SQLITE_CHANGESET_DATA, ChangeKind::Update) => {
            for (field, part) in by_field(table, &change) {
                let mut bytes = Vec::new();
                header_of(table).write(&mut bytes);
                changeset::write_change(&part, &mut bytes);
                if !missing_parents(db, table, &part.new)?.is_empty() {
                    kept.push_change(table, &change, Some(field), Why::Gone);
                } else if !apply(db, &bytes)?.conflicts.is_empty() {
                    kept.push_change(table, &change, Some(field), Why::ChangedSince);
                }
            }
        }
        (ConflictType::SQLITE_CHANGESET_DATA, _) => {
            kept.push_change(table, &change, None, Why::ChangedSince);
        }
        (ConflictType::SQLITE_CHANGESET_CONFLICT, _) => {
            kept.push_change(table, &change, None, Why::Exists);
        }
        _ => kept.push_change(table, &change, None, Why::InUse),
    }
    Ok(())
}

/// An update as one change per field. A derived column goes with the field it is derived from.
fn by_field(table: &'static Table, change: &Change) -> Vec<(&'static str, Change)> {
    let mut parts = Vec::new();
    for (index, column) in table.columns.iter().enumerate().skip(table.n_key) {
        let derived = format!("{column}_key");
        let own = |i: usize| i == index || table.columns[i] == derived;
        if column.ends_with("_key") && table.columns.iter().any(|c| format!("{c}_key") == *column) {
            continue;
        }
        let is_changed = |i: usize| change.new.get(i).is_some_and(|value| *value != Value::Absent);
        if !(0..table.columns.len()).any(|i| own(i) && is_changed(i)) {
            continue;
        }
        let pick = |record: &[Value], key: bool| {
            record
                .iter()
                .enumerate()
                .map(|(i, value)| {
                    if (key && i < table.n_key) || (own(i) && is_changed(i)) {
                        value.clone()
                    } else {
                        Value::Absent
                    }
                })
                .collect()
        };
        let part = Change {
            kind: ChangeKind::Update,
            old: pick(&change.old, true),
            new: pick(&change.new, false),
        };
        parts.push((*column, part));
    }
    parts
}

fn header_of(table: &Table) -> Header {
    let key =
        (0..table.columns.len()).map(|i| if i < table.n_key { (i + 1) as u8 } else { 0 }).collect();
    Header { table: table.name.to_owned(), key }
}
