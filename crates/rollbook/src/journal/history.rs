//! Reading the journal: the list of entries, what an entry changed, what happened to a member.

use std::borrow::Cow;

use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::Serialize;
use serde_json::Value as Json;

use super::changeset::{self, Change, ChangeKind, Value};
use super::op::Op;
use super::record::Recorded;
use super::store;
use super::tables::{Subject, Table};
use super::undo;
use crate::book::Book;
use crate::drip::Rule;
use crate::error::{Error, Result};
use crate::fields::{self, FieldKind};
use crate::ids::{EntryId, FieldId, MemberId};
use crate::members;

/// One write as the activity list shows it.
#[derive(Clone, Debug, PartialEq, Serialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct Entry {
    pub id: EntryId,
    pub op: Op,
    pub actor: String,
    pub at: i64,
    pub rows: u64,
    pub members: u64,
    pub undo_of: Option<EntryId>,
    /// Taken back now.
    pub undone: bool,
    /// Whether "Undo this" makes sense.
    pub undoable: bool,
}

/// One row of an entry.
#[derive(Clone, Debug, PartialEq, Serialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct RowChange {
    pub table: &'static str,
    pub id: String,
    /// What a person calls the row: a member's name, a course's title.
    pub label: String,
    #[ts(type = "'created' | 'edited' | 'removed'")]
    pub kind: &'static str,
    pub fields: Vec<FieldChange>,
}

#[derive(Clone, Debug, PartialEq, Serialize, ts_rs::TS)]
pub struct FieldChange {
    /// A column; of a custom field `custom:` and its label.
    pub field: Cow<'static, str>,
    /// What a custom field holds, by which a person reads its values.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub own: Option<FieldKind>,
    #[ts(type = "string | number | null")]
    pub before: Json,
    #[ts(type = "string | number | null")]
    pub after: Json,
}

impl Book {
    /// Entries older than `before`, newest first, of one kind or of all.
    pub fn entries(
        &self,
        before: Option<EntryId>,
        kind: Option<&str>,
        limit: usize,
    ) -> Result<Vec<Entry>> {
        self.read(|db| {
            let mut statement = db.prepare_cached(
                "SELECT seq, op, args, actor, at, rows, members, undo_of FROM journal
                 WHERE (?1 IS NULL OR seq < ?1) AND (?2 IS NULL OR op = ?2)
                 ORDER BY seq DESC LIMIT ?3",
            )?;
            let undone = undo::undone_entries(db)?;
            let rows = statement.query_map(params![before, kind, limit as i64], entry)?;
            rows.map(|row| row?.map(|entry| marked(entry, &undone))).collect()
        })
    }

    /// What the next undo and the next redo would take back.
    pub fn next_steps(&self) -> Result<(Option<Entry>, Option<Entry>)> {
        self.read(|db| {
            let load = |id: Option<EntryId>| id.map(|id| entry_of(db, id)).transpose();
            Ok((load(undo::last_done(db)?)?, load(undo::last_undo(db)?)?))
        })
    }

    /// The first `limit` rows an entry changed, and how many it changed in all.
    pub fn entry_changes(&self, entry: EntryId, limit: usize) -> Result<(Vec<RowChange>, u64)> {
        self.read(|db| {
            let total = entry_of(db, entry)?.rows;
            let mut changes = Vec::new();
            for id in store::pieces(db, entry)? {
                if changes.len() >= limit {
                    break;
                }
                let piece = store::piece(db, id)?;
                describe(db, &piece, None, limit, &mut changes)?;
            }
            Ok((changes, total))
        })
    }

    /// Everything that happened to a member, and to duplicates before they were merged into them,
    /// newest first; with a limit, the newest so many.
    pub fn member_history(
        &self,
        member: MemberId,
        limit: Option<usize>,
    ) -> Result<Vec<(Entry, Vec<RowChange>)>> {
        self.read(|db| {
            let whose = members::all_of(db, member)?;
            let (first, last) = (whose.iter().min(), whose.iter().max());
            let mut statement = db.prepare_cached(
                "SELECT id, seq, subjects FROM journal_changes
                 WHERE first_subject <= ?2 AND last_subject >= ?1 ORDER BY seq DESC, id",
            )?;
            let mut rows = statement.query(params![first, last])?;
            let undone = undo::undone_entries(db)?;
            let mut history: Vec<(Entry, Vec<RowChange>)> = Vec::new();
            while let Some(row) = rows.next()? {
                let subjects = store::from_bytes(row.get_ref(2)?.as_blob().unwrap_or_default())?;
                if !whose.iter().any(|member| subjects.contains(member.0 as u64)) {
                    continue;
                }
                let seq: EntryId = row.get(1)?;
                if history.last().is_none_or(|(entry, _)| entry.id != seq) {
                    if limit == Some(history.len()) {
                        break;
                    }
                    history.push((marked(entry_of(db, seq)?, &undone), Vec::new()));
                }
                let piece = store::piece(db, row.get(0)?)?;
                if let Some((_, changes)) = history.last_mut() {
                    describe(db, &piece, Some(&whose), usize::MAX, changes)?;
                }
            }
            Ok(history)
        })
    }

    /// The members an entry touched.
    pub fn entry_members(&self, entry: EntryId) -> Result<roaring::RoaringTreemap> {
        self.read(|db| store::members(db, entry))
    }
}

impl Recorded {
    /// The first `limit` rows of a write that is still under way.
    pub(crate) fn sample(&self, db: &Connection, limit: usize) -> Result<Vec<RowChange>> {
        let mut changes = Vec::new();
        for piece in &self.pieces {
            if changes.len() >= limit {
                break;
            }
            let raw = store::unpack(&piece.changes)?;
            let kept = store::Piece { table: piece.table.to_owned(), changes: raw };
            describe(db, &kept, None, limit, &mut changes)?;
        }
        Ok(changes)
    }
}

fn entry(row: &Row) -> rusqlite::Result<Result<Entry>> {
    let args: String = row.get(2)?;
    let args = match serde_json::from_str(&args) {
        Ok(args) => args,
        Err(error) => return Ok(Err(Error::Internal(error.to_string()))),
    };
    Ok(Ok(Entry {
        id: row.get(0)?,
        op: Op { kind: row.get(1)?, args },
        actor: row.get(3)?,
        at: row.get(4)?,
        rows: row.get::<_, i64>(5)? as u64,
        members: row.get::<_, i64>(6)? as u64,
        undo_of: row.get(7)?,
        undone: false,
        undoable: false,
    }))
}

fn entry_of(db: &Connection, id: EntryId) -> Result<Entry> {
    db.prepare_cached(
        "SELECT seq, op, args, actor, at, rows, members, undo_of FROM journal WHERE seq = ?1",
    )?
    .query_row([id], entry)
    .optional()?
    .ok_or_else(|| Error::NotFound { what: "entry", id: id.to_string() })?
}

fn marked(mut entry: Entry, undone: &std::collections::HashSet<i64>) -> Entry {
    entry.undone = undone.contains(&entry.id.0);
    entry.undoable = !entry.undone && !entry.op.is(super::OpKind::BookCreate);
    entry
}

/// Columns that say nothing to a person: keys, derived columns, bookkeeping.
const HIDDEN: &[&str] =
    &["id", "name_key", "email_key", "member_id", "field_id", "created_at", "source_ref"];

/// Columns that point at a row with a title, and what the field is then called.
const TITLES: &[(&str, &str, &str)] = &[
    ("course_id", "course", "SELECT title FROM courses WHERE id = ?1"),
    ("product_id", "product", "SELECT title FROM products WHERE id = ?1"),
    ("cohort_id", "cohort", "SELECT title FROM cohorts WHERE id = ?1"),
    ("chapter_id", "chapter", "SELECT title FROM chapters WHERE id = ?1"),
    ("lesson_id", "lesson", "SELECT title FROM lessons WHERE id = ?1"),
    ("drip_from", "drip_from", "SELECT title FROM lessons WHERE id = ?1"),
    ("member_id", "member", MEMBER),
    ("other_id", "other_person", MEMBER),
    ("merged_into", "merged_into", MEMBER),
];

const MEMBER: &str =
    "SELECT CASE WHEN name = '' THEN email ELSE name END FROM members WHERE id = ?1";

fn describe(
    db: &Connection,
    piece: &store::Piece,
    whose: Option<&[MemberId]>,
    limit: usize,
    out: &mut Vec<RowChange>,
) -> Result<()> {
    let Some(table) = Table::named(&piece.table) else { return Ok(()) };
    let (_, changes) = changeset::read(&piece.changes)?;
    for change in changes {
        if out.len() >= limit {
            break;
        }
        if let Some(whose) = whose {
            let about = about(db, table, &change)?;
            if !whose.iter().any(|member| about.contains(&member.0)) {
                continue;
            }
        }
        out.push(row_change(db, table, &change)?);
    }
    Ok(())
}

/// The members a change is about.
fn about(db: &Connection, table: &Table, change: &Change) -> Result<Vec<i64>> {
    let key = change.known().first().and_then(Value::integer);
    let pointed_at = |index| [change.old.get(index), change.new.get(index)].into_iter().flatten();
    let mut members: Vec<i64> =
        table.members().flat_map(pointed_at).filter_map(Value::integer).collect();
    match table.subject {
        Subject::Key | Subject::KeyColumn => members.extend(key),
        Subject::Column { lookup } if members.is_empty() => {
            let found = db.prepare_cached(lookup)?.query_row([key], |row| row.get(0)).optional()?;
            members.extend(found.into_iter().collect::<Vec<i64>>());
        }
        Subject::Column { .. } | Subject::Nobody => {}
    }
    Ok(members)
}

fn row_change(db: &Connection, table: &'static Table, change: &Change) -> Result<RowChange> {
    let key = change.known().first().cloned().unwrap_or(Value::Null);
    let id = match &key {
        Value::Integer(n) => n.to_string(),
        Value::Text(text) => text.clone(),
        _ => String::new(),
    };
    let part = part(table);
    let mut fields = Vec::new();
    for (index, column) in table.columns.iter().enumerate() {
        // Whose a row is goes without saying, unless it becomes somebody else's.
        let moves = *column == "member_id" && change.kind == ChangeKind::Update;
        let is_said = part.is_some_and(|part| part.0 == *column);
        if is_said || (HIDDEN.contains(column) && !moves) {
            continue;
        }
        let (mut before, mut after) = (json(change.old.get(index)), json(change.new.get(index)));
        if *column == "drip" {
            (before, after) = (rule(db, before)?, rule(db, after)?);
        }
        let unchanged = change.kind == ChangeKind::Update
            && change.new.get(index).is_none_or(|value| *value == Value::Absent);
        let empty = |value: &Json| value.is_null() || value.as_str() == Some("");
        if unchanged || (empty(&before) && empty(&after)) {
            continue;
        }
        if let Some((_, field, sql)) = TITLES.iter().find(|(name, ..)| name == column) {
            let (before, after) = (title(db, sql, &before)?, title(db, sql, &after)?);
            fields.push(FieldChange { field: (*field).into(), own: None, before, after });
        } else {
            let (field, own) = match custom_field(db, table, change)? {
                Some((label, kind)) => (label, Some(kind)),
                None => ((*column).into(), None),
            };
            fields.push(FieldChange { field, own, before, after });
        }
    }
    // Whoever was merged is not thrown away, though their row lies in the trash.
    if fields.iter().any(|change| change.field == "merged_into") {
        fields.retain(|change| change.field != "trashed_at");
    }
    let label = match key.integer() {
        Some(key) => label(db, table.name, key)?,
        None => id.clone(),
    };
    let mut label = if label.is_empty() { own_label(table, change) } else { label };
    if let Some((_, _, sql)) = part
        && let Json::String(part) = title(db, sql, &json(change.known().get(1)))?
    {
        label = format!("{label} · {part}");
    }
    let kind = match change.kind {
        ChangeKind::Insert => "created",
        ChangeKind::Update => "edited",
        ChangeKind::Delete => "removed",
    };
    Ok(RowChange { table: table.name, id, label, kind, fields })
}

/// The course, chapter or lesson whose row it is for a member or a product: the second of its key.
fn part(table: &Table) -> Option<&'static (&'static str, &'static str, &'static str)> {
    let column = table.columns[..table.n_key].get(1)?;
    TITLES
        .iter()
        .find(|(name, field, _)| name == column && ["course", "chapter", "lesson"].contains(field))
}

/// A drip rule with titles in the place of ids, as an outline file has it; what is gone has none.
fn rule(db: &Connection, kept: Json) -> Result<Json> {
    let Some(text) = kept.as_str() else { return Ok(kept) };
    let rule: Rule<i64> = serde_json::from_str(text).map_err(unreadable)?;
    let mut titles = db.prepare_cached(
        "SELECT title FROM lessons WHERE id = ?1 UNION ALL SELECT title FROM chapters WHERE id = ?1
         UNION ALL SELECT title FROM courses WHERE id = ?1",
    )?;
    let mut title = |id: &i64| -> Result<String> {
        Ok(titles.query_row([id], |row| row.get(0)).optional()?.unwrap_or_default())
    };
    let named = rule.renamed(|event| event.map(&mut title))?;
    serde_json::to_string(&named).map(Json::String).map_err(unreadable)
}

fn unreadable(error: serde_json::Error) -> Error {
    Error::Internal(error.to_string())
}

/// Which custom field a value is of, and what that holds.
fn custom_field(
    db: &Connection,
    table: &Table,
    change: &Change,
) -> Result<Option<(Cow<'static, str>, FieldKind)>> {
    let field = change.known().get(1).and_then(Value::integer);
    let Some(field) = field.filter(|_| table.name == "custom_values") else { return Ok(None) };
    let Some(label) = custom_label(db, field)? else { return Ok(None) };
    let kind = fields::by_id(db, FieldId(field))?.shape.kind;
    Ok(Some((label, kind)))
}

/// What a custom field is called where columns are named; none if it is no more.
pub(super) fn custom_label(db: &Connection, field: i64) -> Result<Option<Cow<'static, str>>> {
    let label = label(db, "custom_fields", field)?;
    Ok((!label.is_empty()).then(|| format!("custom:{label}").into()))
}

/// The name or title in the change itself, for rows that are no more.
fn own_label(table: &Table, change: &Change) -> String {
    ["name", "title", "email", "label"]
        .iter()
        .filter_map(|wanted| table.columns.iter().position(|column| column == wanted))
        .find_map(|index| match change.known().get(index) {
            Some(Value::Text(text)) if !text.is_empty() => Some(text.clone()),
            _ => None,
        })
        .unwrap_or_default()
}

fn title(db: &Connection, sql: &str, id: &Json) -> Result<Json> {
    let Some(id) = id.as_i64() else { return Ok(Json::Null) };
    let title: Option<String> =
        db.prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()?;
    Ok(title.map_or(Json::Null, Json::String))
}

fn json(value: Option<&Value>) -> Json {
    match value {
        Some(Value::Integer(n)) => (*n).into(),
        Some(Value::Real(x)) => (*x).into(),
        Some(Value::Text(text)) => text.as_str().into(),
        _ => Json::Null,
    }
}

/// What a person calls a row, from the book as it is; empty when the row is not there.
pub(super) fn label(db: &Connection, table: &str, key: i64) -> Result<String> {
    let sql = match table {
        "members" | "custom_values" | "course_progress" | "distinct_people" | "drip_starts"
        | "lesson_progress" | "unlocks" => MEMBER,
        "chapters" => "SELECT title FROM chapters WHERE id = ?1",
        "lessons" => "SELECT title FROM lessons WHERE id = ?1",
        "quiz_results" => {
            "SELECT CASE WHEN m.name = '' THEN m.email ELSE m.name END || ' · ' || l.title
             FROM quiz_results q JOIN members m ON m.id = q.member_id
             JOIN lessons l ON l.id = q.lesson_id WHERE q.id = ?1"
        }
        "courses" => "SELECT title FROM courses WHERE id = ?1",
        "products" | "product_courses" | "schedules" | "chapter_rules" | "lesson_rules" => {
            "SELECT title FROM products WHERE id = ?1"
        }
        "cohorts" => "SELECT title FROM cohorts WHERE id = ?1",
        "custom_fields" => "SELECT label FROM custom_fields WHERE id = ?1",
        "saved_views" => "SELECT name FROM saved_views WHERE id = ?1",
        "grants" => {
            "SELECT CASE WHEN m.name = '' THEN m.email ELSE m.name END || ' · ' ||
                    coalesce(c.title, p.title, '')
             FROM grants g JOIN members m ON m.id = g.member_id
             LEFT JOIN courses c ON c.id = g.course_id LEFT JOIN products p ON p.id = g.product_id
             WHERE g.id = ?1"
        }
        _ => return Ok(String::new()),
    };
    let found: Option<String> =
        db.prepare_cached(sql)?.query_row([key], |row| row.get(0)).optional()?;
    Ok(found.unwrap_or_default())
}
