//! Sorting: any columns, blanks last both ways, the id as the last key so that the order is total.
//!
//! The last column comes first: each sort leaves in place what is equal. Everybody by name or e-mail
//! comes out of an index; numbers lie in memory ([`roll`](super::roll) and others), and so do most
//! texts ([`haystack`](super::haystack)). The others are read from the book. Texts are compared by
//! their [`keys`](super::keys).
//!
//! An [`Order`] of everybody is kept. After a commit those it touched are put where they belong now,
//! and a filter's members are picked from it instead of being sorted.

use std::collections::HashMap;
use std::sync::Arc;

use roaring::RoaringTreemap;
use rusqlite::{Connection, params_from_iter};

use super::Lists;
use super::halves::{Ids, Rows};
use super::keys::{self, Keys};
use super::ledger::Held;
use super::sort::{By, EnrollmentColumn, SortField, SortKey};
use super::touched::Kept;
use crate::error::Result;
use crate::fields::{self, Shape};
use crate::filter::Selected;
use crate::ids::{CohortId, CourseId, FieldId, MemberId};
use crate::members::set::trashed;
use crate::text::fold;

/// Everybody outside the trash, in one order.
#[derive(Debug)]
pub(super) struct Order {
    pub sort: Vec<By>,
    pub ids: Arc<[MemberId]>,
}

impl Order {
    pub fn load(db: &Connection, lists: &Lists, sort: &[By], now: i64) -> Result<Self> {
        let ids = match sort {
            [By { key, .. }] if has_index(*key) => by_index(db, *key)?,
            _ => sorted(db, lists, &Selected::outside_trash(db)?, sort, now)?,
        };
        Ok(Self { sort: sort.to_vec(), ids: ids.into() })
    }

    /// Where somebody with this key belongs among `ids`, whose keys are looked up.
    fn place(&self, db: &Connection, ids: &[MemberId], key: &[u8], id: MemberId) -> Result<usize> {
        let (mut low, mut high) = (0, ids.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            let other = keys_of(db, &self.sort, &ids[middle..=middle])?;
            if (other.first().unwrap_or_default(), ids[middle]) < (key, id) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        Ok(low)
    }
}

impl Kept for Order {
    /// Each of them is looked for by looking some twenty others up.
    fn is_worth_patching(&self, touched: &RoaringTreemap) -> bool {
        self.sort.iter().all(|by| by.key.field.is_of_members())
            && touched.len() <= self.ids.len() as u64 / 256
    }

    fn patch(&mut self, db: &Connection, touched: &RoaringTreemap) -> Result<()> {
        let is_left = |id: &MemberId| !touched.contains(id.0 as u64);
        let left: Vec<MemberId> = self.ids.iter().copied().filter(is_left).collect();
        let trashed = trashed(db)?;
        let mut back = Vec::new();
        for id in (touched - trashed).iter().map(|id| MemberId(id as i64)) {
            let keys = keys_of(db, &self.sort, &[id])?;
            if let Some(key) = keys.first() {
                back.push((self.place(db, &left, key, id)?, key.to_vec(), id));
            }
        }
        back.sort_unstable();
        let mut ids = Vec::with_capacity(left.len() + back.len());
        let mut copied = 0;
        for (place, _, id) in back {
            ids.extend_from_slice(&left[copied..place]);
            ids.push(id);
            copied = place;
        }
        ids.extend_from_slice(&left[copied..]);
        self.ids = ids.into();
        Ok(())
    }
}

/// Whether everybody comes out of an index in this order.
fn has_index(key: SortKey) -> bool {
    matches!(key.field, SortField::Name | SortField::Email)
}

/// In the order of the index on names or e-mails; those without one come last.
fn by_index(db: &Connection, key: SortKey) -> Result<Vec<MemberId>> {
    let (column, order) = (key.field.column(), if key.desc { "DESC" } else { "ASC" });
    // The index on names is of those outside the trash, and is only used when that is said. That on
    // e-mails has everybody, and saying it would look each of them up.
    let (whose, trashed) = match key.field {
        SortField::Name => ("m.trashed_at IS NULL AND", RoaringTreemap::new()),
        _ => ("", trashed(db)?),
    };
    // Backwards the index has the ids backwards as well; asked for otherwise, SQLite would sort.
    let some = format!(
        "SELECT id, {column} FROM members m WHERE {whose} {column} > ''
         ORDER BY {column} {order}, id {order}"
    );
    let none = format!("SELECT id FROM members m WHERE {whose} {column} = '' ORDER BY id");
    let mut ids = Vec::new();
    let take = |ids: &mut Vec<MemberId>, id: MemberId| {
        if !trashed.contains(id.0 as u64) {
            ids.push(id);
        }
    };
    let mut statement = db.prepare_cached(&some)?;
    let mut rows = statement.query([])?;
    let (mut same, mut from) = (Vec::new(), 0);
    while let Some(row) = rows.next()? {
        if key.desc {
            let text = row.get_ref(1)?.as_bytes().unwrap_or_default();
            if text != same {
                ids[from..].reverse();
                from = ids.len();
                same.clear();
                same.extend_from_slice(text);
            }
        }
        take(&mut ids, row.get(0)?);
    }
    if key.desc {
        ids[from..].reverse();
    }
    let mut statement = db.prepare_cached(&none)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        take(&mut ids, row.get(0)?);
    }
    Ok(ids)
}

/// Whom a filter selects, in an order that is not at hand.
pub(super) fn sorted(
    db: &Connection,
    lists: &Lists,
    selected: &Selected,
    sort: &[By],
    now: i64,
) -> Result<Vec<MemberId>> {
    let (mut ids, sort) = match sort.split_last() {
        // Those in the trash are in no order that is kept.
        Some((last, before)) if has_index(last.key) && !selected.reaches_trash => {
            let everybody = lists.everybody(db, std::slice::from_ref(last), now)?;
            (everybody.iter().copied().filter(|id| selected.has(id.0)).collect(), before)
        }
        _ => (lists.roll(db, |roll| Ok(roll.selected(selected)))?, sort),
    };
    for by in sort.iter().rev() {
        ids = if by.key.field.is_text() {
            by_text(db, lists, selected, &ids, by)?
        } else {
            by_number(db, lists, &ids, by.key, now)?
        };
    }
    Ok(ids)
}

/// By a column of numbers, which all lie in memory.
fn by_number(
    db: &Connection,
    lists: &Lists,
    ids: &[MemberId],
    key: SortKey,
    now: i64,
) -> Result<Vec<MemberId>> {
    match key.field {
        SortField::Enrollment(column, course) => {
            let enrolled = lists.ledger(db, |ledger| ledger.enrolled(db, course, now))?;
            let cohorts = cohorts_by_title(db, course)?;
            let value = |(held, cohort): &(Held, Option<CohortId>)| match column {
                EnrollmentColumn::Access => Some(held.status as i64),
                EnrollmentColumn::Cohort => cohort.and_then(|id| cohorts.get(&id).copied()),
                EnrollmentColumn::Enrolled => Some(held.starts_at),
                EnrollmentColumn::Expires => held.expires_at,
            };
            Ok(numbered(ids, key.desc, |id| enrolled.of(id).and_then(value)))
        }
        SortField::Courses => {
            let n_courses = lists.ledger(db, |ledger| ledger.n_courses(db))?;
            Ok(numbered(ids, key.desc, |id| Some(n_courses.of(id).into())))
        }
        SortField::Progress(column, course) => lists.gradebook(db, |gradebook| {
            let value = |id| gradebook.of(id, course).and_then(|reached| column.of(reached));
            Ok(numbered(ids, key.desc, value))
        }),
        field => lists.roll(db, |roll| {
            let column = roll.column(field);
            Ok(numbered(ids, key.desc, |id| roll.line(id).and_then(&column)))
        }),
    }
}

/// Where each cohort of a course stands among all of them.
fn cohorts_by_title(db: &Connection, course: CourseId) -> Result<HashMap<CohortId, i64>> {
    let mut statement = db.prepare_cached("SELECT id, title FROM cohorts WHERE course_id = ?1")?;
    let mut cohorts = statement
        .query_map([course], |row| Ok((fold(&row.get::<_, String>(1)?), row.get(0)?)))?
        .collect::<rusqlite::Result<Vec<(String, CohortId)>>>()?;
    cohorts.sort_unstable();
    Ok(cohorts.into_iter().map(|(_, id)| id).zip(0..).collect())
}

/// Members by a number that not all of them have.
fn numbered(
    ids: &[MemberId],
    desc: bool,
    number: impl Fn(MemberId) -> Option<i64>,
) -> Vec<MemberId> {
    let key = |id: &MemberId| match number(*id) {
        // Turned over, the largest is the smallest.
        Some(number) => (false, if desc { !number } else { number }, *id),
        None => (true, 0, *id),
    };
    let mut rows: Vec<(bool, i64, MemberId)> = ids.iter().map(key).collect();
    keys::sort(&mut rows, |a, b| (a.0, a.1).cmp(&(b.0, b.1)));
    rows.into_iter().map(|(.., id)| id).collect()
}

/// Up to so many members are looked up one by one; for more, everybody is read, also in tests.
const FEW: usize = if cfg!(test) { 4 } else { 10_000 };

/// How many values of a field are remembered with what they are sorted by.
const MOST_KNOWN: usize = 1 << 16;

/// By a column of texts. `ids` are those that are selected.
fn by_text(
    db: &Connection,
    lists: &Lists,
    selected: &Selected,
    ids: &[MemberId],
    by: &By,
) -> Result<Vec<MemberId>> {
    if let Some(text) = by.key.field.in_memory() {
        return lists.haystack(db, |haystack| {
            let mut keys = Keys::default();
            for id in ids {
                if let Some(text) = haystack.text(*id, text) {
                    keys.push(*id, text, by.key.desc);
                }
            }
            Ok(keys.order())
        });
    }
    if ids.len() <= FEW {
        return Ok(keys_of(db, std::slice::from_ref(by), ids)?.order());
    }
    let parts = lists.read_all(db, Rows::Members, |db, part| {
        if let (SortField::Custom(field), Some(shape)) = (by.key.field, &by.shape) {
            return own_keys(db, selected, part, field, shape, by.key.desc);
        }
        let mut keys = Keys::default();
        let column = by.key.field.column();
        let mut statement = db.prepare_cached(&format!(
            "SELECT m.id, {column} FROM members m WHERE m.id BETWEEN ?1 AND ?2 ORDER BY m.id"
        ))?;
        let mut rows = statement.query([part.first, part.last])?;
        while let Some(row) = rows.next()? {
            if selected.has(row.get(0)?) {
                keys.push_row(row, std::slice::from_ref(by))?;
            }
        }
        Ok(keys)
    })?;
    Ok(parts.into_iter().reduce(Keys::and).unwrap_or_default().order_of(ids))
}

/// What members who have a value of a field are sorted by.
fn own_keys(
    db: &Connection,
    selected: &Selected,
    part: Ids,
    field: FieldId,
    shape: &Shape,
    desc: bool,
) -> Result<Keys> {
    let mut keys = Keys::default();
    // Most values are had by many.
    let mut known: HashMap<String, Vec<u8>> = HashMap::new();
    fields::each_value(db, field, part, |member, value| {
        if !selected.has(member.0) {
            return;
        }
        if let Some(key) = known.get(value) {
            return keys.push(member, key, desc);
        }
        if known.len() == MOST_KNOWN {
            known.clear();
        }
        let key = known.entry(value.to_owned()).or_insert_with(|| shape.order(value));
        keys.push(member, key, desc);
    })?;
    Ok(keys)
}

/// What members are sorted by, looked up one by one. Whoever is no more is left out.
fn keys_of(db: &Connection, sort: &[By], ids: &[MemberId]) -> Result<Keys> {
    let Columns { sql, fields } = columns(sort);
    let sql = format!("SELECT m.id{sql} FROM members m WHERE m.id = ?");
    let mut statement = db.prepare_cached(&sql)?;
    let mut keys = Keys::default();
    for id in ids {
        let bound = fields.iter().map(|field| field.0).chain([id.0]);
        let mut rows = statement.query(params_from_iter(bound))?;
        if let Some(row) = rows.next()? {
            keys.push_row(row, sort)?;
        }
    }
    Ok(keys)
}

/// What follows the id in a statement that reads what members are sorted by, and the custom fields
/// that it binds.
struct Columns {
    sql: String,
    fields: Vec<FieldId>,
}

fn columns(sort: &[By]) -> Columns {
    let mut columns = Columns { sql: String::new(), fields: Vec::new() };
    for By { key, .. } in sort {
        columns.sql.push_str(", ");
        match key.field {
            SortField::Custom(id) => {
                columns.fields.push(id);
                columns.sql.push_str(
                    "(SELECT value FROM custom_values WHERE member_id = m.id AND field_id = ?)",
                );
            }
            field => columns.sql.push_str(field.column()),
        }
    }
    columns
}
