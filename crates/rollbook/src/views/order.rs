//! Sorting: any columns, blanks last both ways, the id as the last key so that the order is total.
//!
//! Everybody by name or e-mail comes out of an index. For other orders SQLite hands over the columns
//! and the sort happens here: a row's columns become one byte string that compares as they do.
//!
//! An [`Order`] of everybody is kept. After a commit those it touched are put where they belong now,
//! and a filter's members are picked from it instead of being sorted.

use std::cmp::Ordering;
use std::sync::Arc;
use std::thread;

use roaring::RoaringTreemap;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row, params_from_iter};
use serde::{Deserialize, Serialize};

use super::Lists;
use super::gradebook::Gradebook;
use super::halves::Ids;
use super::ledger::CourseCounts;
use super::touched::Kept;
use crate::courses::Reached;
use crate::error::{Error, Result};
use crate::fields::{self, Shape};
use crate::filter::Selected;
use crate::ids::{CourseId, FieldId, MemberId};
use crate::text::fold;

/// A column to sort by: `name`, `custom:12` for the custom field with the id 12, or `completed:34` for how
/// much of the course with the id 34 was completed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(try_from = "String", into = "String")]
#[ts(
    type = "'name' | 'email' | 'status' | 'joined_at' | 'last_seen_at' | 'company' | 'phone' | 'external_id' | 'courses' | 'created_at' | `custom:${string}` | `${'viewed' | 'completed' | 'started_at' | 'last_activity_at' | 'completed_at'}:${string}`"
)]
pub enum SortField {
    Name,
    Email,
    Status,
    JoinedAt,
    LastSeenAt,
    Company,
    Phone,
    ExternalId,
    /// How many courses the member has, in whatever status.
    Courses,
    CreatedAt,
    /// As its kind compares. A field that is no more sorts nobody.
    Custom(FieldId),
    /// How far the member got in a course. One that is no more sorts nobody.
    Progress(ProgressColumn, CourseId),
}

/// What is known of somebody's progress in a course.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProgressColumn {
    Viewed,
    Completed,
    StartedAt,
    LastActivityAt,
    CompletedAt,
}

impl ProgressColumn {
    pub(super) const ALL: [ProgressColumn; 5] = [
        ProgressColumn::Viewed,
        ProgressColumn::Completed,
        ProgressColumn::StartedAt,
        ProgressColumn::LastActivityAt,
        ProgressColumn::CompletedAt,
    ];

    fn name(self) -> &'static str {
        match self {
            ProgressColumn::Viewed => "viewed",
            ProgressColumn::Completed => "completed",
            ProgressColumn::StartedAt => "started_at",
            ProgressColumn::LastActivityAt => "last_activity_at",
            ProgressColumn::CompletedAt => "completed_at",
        }
    }

    /// A number that compares as the value does.
    pub(super) fn of(self, reached: &Reached) -> Option<i64> {
        let share = |share: f64| (share * 1e9).round() as i64;
        match self {
            ProgressColumn::Viewed => reached.viewed.map(share),
            ProgressColumn::Completed => reached.completed.map(share),
            ProgressColumn::StartedAt => reached.started_at,
            ProgressColumn::LastActivityAt => reached.last_activity_at,
            ProgressColumn::CompletedAt => reached.completed_at,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct SortKey {
    pub field: SortField,
    #[serde(default)]
    pub desc: bool,
}

impl SortField {
    /// All but the custom fields and progress.
    pub const ALL: [SortField; 10] = [
        SortField::Name,
        SortField::Email,
        SortField::Status,
        SortField::JoinedAt,
        SortField::LastSeenAt,
        SortField::Company,
        SortField::Phone,
        SortField::ExternalId,
        SortField::Courses,
        SortField::CreatedAt,
    ];

    pub fn name(self) -> &'static str {
        match self {
            SortField::Name => "name",
            SortField::Email => "email",
            SortField::Status => "status",
            SortField::JoinedAt => "joined_at",
            SortField::LastSeenAt => "last_seen_at",
            SortField::Company => "company",
            SortField::Phone => "phone",
            SortField::ExternalId => "external_id",
            SortField::Courses => "courses",
            SortField::CreatedAt => "created_at",
            SortField::Custom(_) => "custom",
            SortField::Progress(column, _) => column.name(),
        }
    }

    fn column(self) -> &'static str {
        match self {
            SortField::Name => "m.name_key",
            SortField::Email => "m.email_key",
            SortField::Status => {
                "CASE m.status WHEN 'active' THEN 0 WHEN 'pending' THEN 1 ELSE 2 END"
            }
            SortField::JoinedAt => "m.joined_at",
            SortField::LastSeenAt => "m.last_seen_at",
            SortField::Company => "m.company",
            SortField::Phone => "m.phone",
            SortField::ExternalId => "m.external_id",
            // From memory instead, or from a table of its own.
            SortField::Courses | SortField::Custom(_) | SortField::Progress(..) => "NULL",
            SortField::CreatedAt => "m.created_at",
        }
    }

    /// Whether the column is to be folded; names and e-mails are stored folded.
    fn folds(self) -> bool {
        matches!(self, SortField::Company | SortField::Phone | SortField::ExternalId)
    }
}

impl TryFrom<String> for SortField {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let known = Self::ALL.into_iter().find(|field| field.name() == text);
        let of = || {
            let (name, id) = text.split_once(':')?;
            if name == "custom" {
                return id.parse().ok().map(SortField::Custom);
            }
            let column = ProgressColumn::ALL.into_iter().find(|column| column.name() == name)?;
            Some(SortField::Progress(column, id.parse().ok()?))
        };
        known.or_else(of).ok_or_else(|| format!("nothing is sorted by {text}"))
    }
}

impl From<SortField> for String {
    fn from(field: SortField) -> Self {
        match field {
            SortField::Custom(id) => format!("{}:{id}", field.name()),
            SortField::Progress(_, id) => format!("{}:{id}", field.name()),
            field => field.name().to_owned(),
        }
    }
}

/// A key to sort by, with what the book says of its column.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct By {
    pub key: SortKey,
    /// Of a custom field.
    shape: Option<Shape>,
}

/// What keys mean in the book as it is now.
pub(super) fn meant(db: &Connection, sort: &[SortKey]) -> Result<Vec<By>> {
    let shape = |key: &SortKey| match key.field {
        SortField::Custom(id) => match fields::by_id(db, id) {
            Err(Error::NotFound { .. }) => Ok(None),
            field => field.map(|field| Some(field.shape)),
        },
        _ => Ok(None),
    };
    sort.iter().map(|key| Ok(By { key: *key, shape: shape(key)? })).collect()
}

/// Everybody outside the trash, in one order.
#[derive(Debug)]
pub(super) struct Order {
    pub sort: Vec<By>,
    pub ids: Arc<[MemberId]>,
}

impl Order {
    pub fn load(db: &Connection, lists: &Lists, sort: &[By]) -> Result<Self> {
        let ids = match sort {
            [By { key, .. }] if matches!(key.field, SortField::Name | SortField::Email) => {
                by_index(db, *key)?
            }
            _ => sorted(db, lists, &Selected::outside_trash(db)?, sort)?,
        };
        Ok(Self { sort: sort.to_vec(), ids: ids.into() })
    }

    /// Where somebody with this key belongs among `ids`, whose keys are looked up.
    fn place(&self, db: &Connection, ids: &[MemberId], key: &[u8], id: MemberId) -> Result<usize> {
        let (mut low, mut high) = (0, ids.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            let other = key_of(db, &self.sort, ids[middle])?.unwrap_or_default();
            if (other.as_slice(), ids[middle]) < (key, id) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        Ok(low)
    }
}

impl Kept for Order {
    /// Each of them is looked for by looking some twenty others up. The number of courses changes
    /// with what products hold, progress with what courses do, which touches no member.
    fn is_worth_patching(&self, touched: &RoaringTreemap) -> bool {
        !counts_courses(&self.sort)
            && !asks_for_progress(&self.sort)
            && touched.len() <= self.ids.len() as u64 / 256
    }

    fn patch(&mut self, db: &Connection, touched: &RoaringTreemap) -> Result<()> {
        let is_left = |id: &MemberId| !touched.contains(id.0 as u64);
        let left: Vec<MemberId> = self.ids.iter().copied().filter(is_left).collect();
        let mut back = Vec::new();
        for id in touched.iter().map(|id| MemberId(id as i64)) {
            if let Some(key) = key_of(db, &self.sort, id)? {
                back.push((self.place(db, &left, &key, id)?, key, id));
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

pub(crate) fn trashed(db: &Connection) -> Result<RoaringTreemap> {
    let mut statement = db.prepare_cached("SELECT id FROM members WHERE trashed_at IS NOT NULL")?;
    let mut rows = statement.query([])?;
    let mut members = RoaringTreemap::new();
    while let Some(row) = rows.next()? {
        members.insert(row.get::<_, i64>(0)? as u64);
    }
    Ok(members)
}

/// Whom a filter selects, in an order that is not at hand.
pub(super) fn sorted(
    db: &Connection,
    lists: &Lists,
    selected: &Selected,
    sort: &[By],
) -> Result<Vec<MemberId>> {
    let n_courses = match counts_courses(sort) {
        true => lists.ledger(db, |ledger| ledger.n_courses(db))?,
        false => CourseCounts::default(),
    };
    let by = |gradebook: &Gradebook| {
        in_order(db, lists, selected, sort, Counted { n_courses: &n_courses, gradebook })
    };
    if asks_for_progress(sort) { lists.gradebook(db, by) } else { by(&Gradebook::default()) }
}

/// What members are sorted by and the book has no column for.
#[derive(Clone, Copy)]
struct Counted<'a> {
    n_courses: &'a CourseCounts,
    gradebook: &'a Gradebook,
}

fn in_order(
    db: &Connection,
    lists: &Lists,
    selected: &Selected,
    sort: &[By],
    counted: Counted,
) -> Result<Vec<MemberId>> {
    let Columns { sql, ids } = columns(sort, 3);
    let sql = format!("SELECT m.id{sql} FROM members m WHERE m.id BETWEEN ?1 AND ?2");
    let parts = lists.read_all(db, |db, Ids { first, last }| {
        let mut statement = db.prepare(&sql)?;
        let bound = [first, last].into_iter().chain(ids.iter().map(|field| field.0));
        let mut rows = statement.query(params_from_iter(bound))?;
        let mut keys = Keys::default();
        while let Some(row) = rows.next()? {
            if selected.has(row.get(0)?) {
                keys.push(row, sort, counted)?;
            }
        }
        Ok(keys)
    })?;
    Ok(parts.into_iter().reduce(Keys::and).unwrap_or_default().into_order())
}

/// What a member is sorted by, one byte string; `None` for somebody in the trash, or no more.
fn key_of(db: &Connection, sort: &[By], id: MemberId) -> Result<Option<Vec<u8>>> {
    let Columns { sql, ids } = columns(sort, 2);
    let sql = format!("SELECT m.id{sql} FROM members m WHERE m.id = ?1 AND m.trashed_at IS NULL");
    let mut statement = db.prepare_cached(&sql)?;
    let bound = std::iter::once(id.0).chain(ids.into_iter().map(|field| field.0));
    let mut rows = statement.query(params_from_iter(bound))?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let mut keys = Keys::default();
    let (n_courses, gradebook) = (&CourseCounts::default(), &Gradebook::default());
    keys.push(row, sort, Counted { n_courses, gradebook })?;
    Ok(Some(keys.bytes))
}

fn counts_courses(sort: &[By]) -> bool {
    sort.iter().any(|by| by.key.field == SortField::Courses)
}

fn asks_for_progress(sort: &[By]) -> bool {
    sort.iter().any(|by| matches!(by.key.field, SortField::Progress(..)))
}

/// What follows the id in a statement that reads what members are sorted by, and the custom fields
/// that it binds.
struct Columns {
    sql: String,
    ids: Vec<FieldId>,
}

/// `first` is the number of the first parameter that is free.
fn columns(sort: &[By], first: usize) -> Columns {
    let mut columns = Columns { sql: String::new(), ids: Vec::new() };
    for By { key, .. } in sort {
        columns.sql.push_str(", ");
        match key.field {
            SortField::Custom(id) => {
                let at = first + columns.ids.len();
                columns.ids.push(id);
                let value = "SELECT value FROM custom_values WHERE member_id = m.id AND field_id =";
                columns.sql.extend(["(", value, " ?", &at.to_string(), ")"]);
            }
            field => columns.sql.push_str(field.column()),
        }
    }
    columns
}

/// One comparable byte string per row.
#[derive(Default)]
struct Keys {
    bytes: Vec<u8>,
    rows: Vec<Keyed>,
}

struct Keyed {
    /// The first bytes, which mostly settle a comparison without a look at the rest.
    prefix: u128,
    id: MemberId,
    start: usize,
    length: u32,
}

/// Bytes of a key that are compared as a number.
const PREFIX: usize = 16;

/// Below this many rows one thread is quicker than several.
const WORTH_SPLITTING: usize = 1 << 15;

/// Before a value and before a blank.
const PRESENT: u8 = 0;
const BLANK: u8 = 1;

impl Keys {
    fn push(&mut self, row: &Row, sort: &[By], counted: Counted) -> Result<()> {
        let start = self.bytes.len();
        let id: MemberId = row.get(0)?;
        for (i, by) in sort.iter().enumerate() {
            let value = match by.key.field {
                SortField::Courses => ValueRef::Integer(counted.n_courses.of(id).into()),
                SortField::Progress(column, course) => {
                    let reached = counted.gradebook.of(id, course);
                    let value = reached.and_then(|reached| column.of(reached));
                    value.map_or(ValueRef::Null, ValueRef::Integer)
                }
                _ => row.get_ref(i + 1)?,
            };
            self.push_value(value, by);
        }
        let key = &self.bytes[start..];
        let mut prefix = [0; PREFIX];
        let n = key.len().min(prefix.len());
        prefix[..n].copy_from_slice(&key[..n]);
        self.rows.push(Keyed {
            prefix: u128::from_be_bytes(prefix),
            id,
            start,
            length: key.len() as u32,
        });
        Ok(())
    }

    /// Descending is the bytes turned over, all but the one that keeps blanks last.
    fn push_value(&mut self, value: ValueRef, by: &By) {
        let key = by.key;
        let start = self.bytes.len() + 1;
        match value {
            ValueRef::Integer(number) => {
                self.bytes.push(PRESENT);
                // With the sign bit turned over, negative numbers compare below the others.
                self.bytes.extend_from_slice(&(number ^ i64::MIN).to_be_bytes());
            }
            ValueRef::Text(text) if !text.is_empty() => {
                self.bytes.push(PRESENT);
                match std::str::from_utf8(text) {
                    Ok(text) if by.shape.is_some() => {
                        let order = by.shape.iter().flat_map(|shape| shape.order(text));
                        self.bytes.extend(order);
                    }
                    Ok(text) if key.field.folds() => {
                        self.bytes.extend_from_slice(fold(text).as_bytes());
                    }
                    _ => self.bytes.extend_from_slice(text),
                }
                // Ends the text below any letter, so that a shorter one comes first.
                self.bytes.push(0);
            }
            _ => self.bytes.push(BLANK),
        }
        if key.desc {
            self.bytes[start..].iter_mut().for_each(|byte| *byte = !*byte);
        }
    }

    /// With the rows of another part behind.
    fn and(mut self, other: Self) -> Self {
        let base = self.bytes.len();
        self.bytes.extend_from_slice(&other.bytes);
        self.rows
            .extend(other.rows.into_iter().map(|row| Keyed { start: row.start + base, ..row }));
        self
    }

    fn into_order(self) -> Vec<MemberId> {
        let Self { bytes, mut rows } = self;
        let rest = |row: &Keyed| bytes[row.start..][..row.length as usize].get(PREFIX..);
        let compare = |a: &Keyed, b: &Keyed| {
            let by_key = a.prefix.cmp(&b.prefix).then_with(|| rest(a).cmp(&rest(b)));
            by_key.then_with(|| (a.length, a.id).cmp(&(b.length, b.id)))
        };
        sort(&mut rows, compare);
        rows.into_iter().map(|row| row.id).collect()
    }
}

/// Sorts shares of the rows on all processors, then merges them.
fn sort(rows: &mut [Keyed], compare: impl Fn(&Keyed, &Keyed) -> Ordering + Sync) {
    let n_threads = match rows.len() {
        0..WORTH_SPLITTING => 1,
        _ => thread::available_parallelism().map_or(1, usize::from),
    };
    let share = rows.len().div_ceil(n_threads).max(1);
    thread::scope(|scope| {
        for rows in rows.chunks_mut(share) {
            scope.spawn(|| rows.sort_unstable_by(&compare));
        }
    });
    // What is a few sorted runs only needs merging.
    rows.sort_by(compare);
}
