//! What an undo must not bring about, although each of its fields could go back by itself.
//!
//! Two members never share an e-mail, two courses never a title, and no access ends before it
//! begins. Where the book has moved on so that one of these would be, the undo leaves that field as
//! it was and names it. What comes back to a member who was merged since is the one's who stays.

use std::collections::{BTreeSet, HashMap, HashSet};

use rusqlite::{Connection, OptionalExtension, params};

use super::changeset::{self, Change, ChangeKind, Value};
use super::kept::{KeptList, Why};
use super::store;
use super::tables::Table;
use crate::book::Tx;
use crate::duplicates;
use crate::error::Result;
use crate::ids::MemberId;
use crate::members::{holder, set, who_stays};
use crate::text::fold;

/// Looks at what taking back the changes in `pieces` came to, and sets right what must not be twice.
pub(super) fn keep(tx: &Tx, pieces: &[i64], kept: &mut KeptList) -> Result<()> {
    let mut shared_emails = None;
    for id in pieces {
        let piece = store::piece(tx, *id)?;
        let table = piece.table()?;
        let Some(changes) =
            changeset::pick(&piece.changes, |bytes| Ok(!changeset::is_insert(bytes)))?
        else {
            continue;
        };
        if table.name == "members" {
            keep_emails_apart(tx, table, &changes, &mut shared_emails, kept)?;
            take_over_again(tx, table, &changes)?;
        } else if let Some(titled) = TITLED.iter().find(|titled| titled.table == table.name) {
            keep_titles_apart(tx, table, titled, &changes, kept)?;
        }
    }
    Ok(())
}

fn key_of(change: &Change) -> i64 {
    change.known().first().and_then(Value::integer).unwrap_or(0)
}

fn value<'v>(table: &Table, record: &'v [Value], column: &str) -> Option<&'v Value> {
    let index = table.columns.iter().position(|known| *known == column)?;
    record.get(index).filter(|value| **value != Value::Absent)
}

/// A merge that is done again moves what is in its entry. Whoever went may have got more in between.
fn take_over_again(tx: &Tx, table: &Table, changes: &[u8]) -> Result<()> {
    if set::merged(tx)?.is_empty() {
        return Ok(());
    }
    for change in changeset::read(changes)?.1 {
        if value(table, &change.old, "merged_into").and_then(Value::integer).is_none() {
            continue;
        }
        let gone = MemberId(key_of(&change));
        let stays = who_stays(tx, gone)?;
        if stays != gone {
            duplicates::take_over(tx, gone, stays)?;
        }
    }
    Ok(())
}

/// Gives what came back to members who were merged since to those who stay. `changes` are those that
/// were taken back.
pub(super) fn keep_with_who_stays(tx: &Tx, table: &'static Table, changes: &[u8]) -> Result<()> {
    let points_at_member = |(_, parent): &&(usize, &str)| *parent == "members";
    let columns: Vec<usize> =
        table.parents.iter().filter(points_at_member).map(|(index, _)| *index).collect();
    // Whom a member was merged into may have been merged as well: that is a chain.
    if columns.is_empty() || table.name == "members" {
        return Ok(());
    }
    let merged = set::merged(tx)?;
    if merged.is_empty() {
        return Ok(());
    }
    let mut gone = BTreeSet::new();
    for change in changeset::read(changes)?.1 {
        for index in &columns {
            let member = change.old.get(*index).and_then(Value::integer);
            let Some(member) = member.filter(|id| merged.contains(*id as u64)) else { continue };
            if *index < table.n_key {
                gone.insert(MemberId(member));
            } else {
                hand_over(tx, table, *index, key_of(&change), MemberId(member))?;
            }
        }
    }
    for member in gone {
        duplicates::unite_rows(tx, table.name, member, who_stays(tx, member)?)?;
    }
    Ok(())
}

/// Gives one row to who stays of the member it is of.
fn hand_over(tx: &Tx, table: &Table, column: usize, id: i64, member: MemberId) -> Result<()> {
    let (name, column) = (table.name, table.columns[column]);
    tx.prepare_cached(&format!("UPDATE {name} SET {column} = ?2 WHERE id = ?1 AND {column} = ?3"))?
        .execute(params![id, who_stays(tx, member)?, member])?;
    Ok(())
}

/// Two members never share an e-mail: whoever got theirs back, or came back with it, while somebody
/// else has it by now, or is found by it since a merge, stays as they were.
fn keep_emails_apart(
    tx: &Tx,
    table: &'static Table,
    changes: &[u8],
    shared: &mut Option<HashSet<i64>>,
    kept: &mut KeptList,
) -> Result<()> {
    for change in changeset::read(changes)?.1 {
        let Some(before) = Before::of(table, &change) else { continue };
        let member = key_of(&change);
        // One look at the whole index is cheaper than one for each of a million members.
        let shared = match shared {
            Some(shared) => shared,
            None => shared.insert(members_of_shared_emails(tx)?),
        };
        if shared.contains(&member) && is_double(tx, member)? && before.put(tx, member)? {
            kept.push(table, member, Some("email"), Why::Exists);
        }
    }
    Ok(())
}

/// Members with an e-mail that another one has too, the trash included.
fn members_of_shared_emails(db: &Connection) -> Result<HashSet<i64>> {
    let mut statement = db.prepare(
        "SELECT id FROM members WHERE email_key IN
             (SELECT email_key FROM members GROUP BY email_key HAVING count(*) > 1)",
    )?;
    let ids = statement.query_map([], |row| row.get(0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

/// Whether a member has an e-mail by which somebody else is found.
fn is_double(db: &Connection, member: i64) -> Result<bool> {
    let key: Option<String> = db
        .prepare_cached("SELECT email_key FROM members WHERE id = ?1 AND trashed_at IS NULL")?
        .query_row([member], |row| row.get(0))
        .optional()?;
    let Some(key) = key else { return Ok(false) };
    Ok(holder(db, &key, Some(MemberId(member)))?.is_some())
}

/// What kept a member from sharing an e-mail before an entry was taken back.
enum Before {
    Email { email: String, key: String, key_now: String },
    Trashed(i64),
    Gone,
}

impl Before {
    fn of(table: &Table, change: &Change) -> Option<Self> {
        let value = |record, column| value(table, record, column).cloned();
        if change.kind == ChangeKind::Delete {
            return Some(Before::Gone);
        }
        if let (Some(Value::Text(email)), Some(Value::Text(key)), Some(Value::Text(key_now))) = (
            value(&change.new, "email"),
            value(&change.new, "email_key"),
            value(&change.old, "email_key"),
        ) {
            return Some(Before::Email { email, key, key_now });
        }
        value(&change.new, "trashed_at").and_then(|at| at.integer()).map(Before::Trashed)
    }

    /// Whether there was something to put. Somebody who was not in the book goes to the trash, so
    /// that their access has somebody to belong to.
    fn put(&self, tx: &Tx, member: i64) -> Result<bool> {
        let trash = "UPDATE members SET trashed_at = ?2 WHERE id = ?1";
        let n = match self {
            Before::Email { email, key, key_now } => tx
                .prepare_cached(
                    "UPDATE members SET email = ?2, email_key = ?3
                     WHERE id = ?1 AND email_key = ?4",
                )?
                .execute((member, email, key, key_now))?,
            Before::Trashed(at) => tx.prepare_cached(trash)?.execute((member, at))?,
            Before::Gone => tx.prepare_cached(trash)?.execute((member, tx.now()))?,
        };
        Ok(n > 0)
    }
}

/// Rows that are told apart by their titles, case and accents aside.
struct Titled {
    table: &'static str,
    column: &'static str,
    /// Derived from the title: its folded form.
    key: Option<&'static str>,
    /// Titles are one of a kind among the rows that share this column.
    within: Option<&'static str>,
    /// Rows in which this column is filled are out of sight, and their titles free.
    removed: Option<&'static str>,
}

const TITLE: Titled = Titled { table: "", column: "title", key: None, within: None, removed: None };
const PART: Titled = Titled { removed: Some("removed_at"), ..TITLE };

static TITLED: [Titled; 7] = [
    Titled { table: "courses", ..TITLE },
    Titled { table: "chapters", within: Some("course_id"), ..PART },
    Titled { table: "lessons", within: Some("chapter_id"), ..PART },
    Titled { table: "cohorts", within: Some("course_id"), ..TITLE },
    Titled { table: "products", ..TITLE },
    Titled { table: "saved_views", column: "name", ..TITLE },
    Titled { table: "custom_fields", column: "label", key: Some("key"), ..TITLE },
];

impl Titled {
    /// All rows that are in sight: id, what they are told apart within, title.
    fn rows(&self, db: &Connection) -> Result<Vec<(i64, i64, String)>> {
        let Self { table, column, within, removed, .. } = self;
        let (within, removed) = (within.unwrap_or("0"), removed.unwrap_or("NULL"));
        let sql = format!("SELECT id, {within}, {column} FROM {table} WHERE {removed} IS NULL");
        let mut statement = db.prepare(&sql)?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Whether taking the change back lets a row come back: into the book, into sight, or to others
    /// that it is told apart from.
    fn comes_back(&self, table: &Table, change: &Change) -> bool {
        let is_changed = |column: &str| value(table, &change.new, column).is_some();
        change.kind == ChangeKind::Delete
            || [self.removed, self.within].into_iter().flatten().any(is_changed)
    }

    fn put(&self, tx: &Tx, id: i64, title: &str) -> Result<()> {
        let Self { table, column, key, .. } = self;
        tx.execute(&format!("UPDATE {table} SET {column} = ?2 WHERE id = ?1"), (id, title))?;
        if let Some(key) = key {
            let sql = format!("UPDATE {table} SET {key} = ?2 WHERE id = ?1");
            tx.execute(&sql, (id, fold(title)))?;
        }
        Ok(())
    }
}

/// What was to get its old title back, while something else has it by now, keeps the one it has.
/// What comes back under a title that is taken gets a number, so that all that belongs to it can
/// come back too.
fn keep_titles_apart(
    tx: &Tx,
    table: &'static Table,
    titled: &Titled,
    changes: &[u8],
    kept: &mut KeptList,
) -> Result<()> {
    let rows = titled.rows(tx)?;
    let mut taken: HashMap<(i64, String), u32> = HashMap::new();
    for (_, within, title) in &rows {
        *taken.entry((*within, fold(title))).or_default() += 1;
    }
    let by_id: HashMap<i64, (i64, &str)> =
        rows.iter().map(|(id, within, title)| (*id, (*within, title.as_str()))).collect();
    for change in changeset::read(changes)?.1 {
        let id = key_of(&change);
        let Some((within, title)) = by_id.get(&id).copied() else { continue };
        if taken.get(&(within, fold(title))).is_none_or(|n| *n < 2) {
            continue;
        }
        let numbered = || (2..).map(|n| format!("{title} ({n})"));
        let free = |title: &String| !taken.contains_key(&(within, fold(title)));
        let put = match value(table, &change.new, titled.column) {
            Some(Value::Text(before)) if free(before) => Some(before.clone()),
            Some(_) => numbered().find(free),
            None if titled.comes_back(table, &change) => numbered().find(free),
            None => None,
        };
        if let Some(put) = put {
            titled.put(tx, id, &put)?;
            kept.push(table, id, Some(titled.column), Why::Exists);
            if let Some(n) = taken.get_mut(&(within, fold(title))) {
                *n -= 1;
            }
            *taken.entry((within, fold(&put))).or_default() += 1;
        }
    }
    Ok(())
}

/// An end that was changed before a start was, and goes back alone, may lie before that start.
pub(super) fn keep_ends_after_starts(
    tx: &Tx,
    table: &'static Table,
    changes: &[u8],
    kept: &mut KeptList,
) -> Result<()> {
    let (mut first, mut last) = (i64::MAX, i64::MIN);
    changeset::pick(changes, |bytes| {
        let id = changeset::first_key(bytes);
        (first, last) = (first.min(id), last.max(id));
        Ok(false)
    })?;
    // The rows of a piece lie together, so that one look finds all of them.
    let mut statement = tx.prepare_cached(
        "SELECT id FROM grants WHERE id BETWEEN ?1 AND ?2 AND expires_at < starts_at",
    )?;
    let wrong = statement.query_map([first, last], |row| row.get(0))?;
    let wrong = wrong.collect::<rusqlite::Result<HashSet<i64>>>()?;
    if wrong.is_empty() {
        return Ok(());
    }
    for change in changeset::read(changes)?.1 {
        let id = key_of(&change);
        if !wrong.contains(&id) {
            continue;
        }
        for column in ["expires_at", "starts_at"] {
            let of = |record| value(table, record, column);
            let (Some(back), Some(before)) = (of(&change.old), of(&change.new)) else { continue };
            let n = tx.execute(
                &format!(
                    "UPDATE grants SET {column} = ?2
                     WHERE id = ?1 AND {column} IS ?3 AND expires_at < starts_at"
                ),
                (id, before, back),
            )?;
            if n > 0 {
                kept.push(table, id, Some(column), Why::EndsBeforeStart);
            }
        }
    }
    Ok(())
}
