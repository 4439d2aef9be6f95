//! Sorting: any columns, blanks last both ways, the id as the last key so that the order is total.
//!
//! Everybody by name comes out of the index. For other orders SQLite hands over the columns and the
//! sort happens here: a row's columns become one byte string that compares as they do.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};
use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::filter::Selected;
use crate::ids::MemberId;
use crate::text::fold;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
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
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct SortKey {
    pub field: SortField,
    #[serde(default)]
    pub desc: bool,
}

impl SortField {
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
            SortField::Courses => "coalesce(n.courses, 0)",
            SortField::CreatedAt => "m.created_at",
        }
    }

    /// Whether the column is to be folded; names and e-mails are stored folded.
    fn folds(self) -> bool {
        matches!(self, SortField::Company | SortField::Phone | SortField::ExternalId)
    }
}

/// The members a filter selects, in order.
pub(super) fn ids(db: &Connection, selected: &Selected, sort: &[SortKey]) -> Result<Vec<MemberId>> {
    match sort {
        [SortKey { field: SortField::Name, desc }] if !selected.reaches_trash => {
            by_name(db, selected, *desc)
        }
        _ => sorted(db, selected, sort),
    }
}

/// In the order of the index on names: those without a name come last.
fn by_name(db: &Connection, selected: &Selected, desc: bool) -> Result<Vec<MemberId>> {
    let order = if desc { "DESC" } else { "ASC" };
    let named = format!(
        "SELECT id FROM members WHERE trashed_at IS NULL AND name_key > '' ORDER BY name_key {order}, id"
    );
    let nameless = "SELECT id FROM members WHERE trashed_at IS NULL AND name_key = '' ORDER BY id";
    let mut ids = Vec::new();
    for sql in [&named, nameless] {
        let mut statement = db.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let id = row.get(0)?;
            if selected.has(id) {
                ids.push(MemberId(id));
            }
        }
    }
    Ok(ids)
}

fn sorted(db: &Connection, selected: &Selected, sort: &[SortKey]) -> Result<Vec<MemberId>> {
    let columns: Vec<&str> = sort.iter().map(|key| key.field.column()).collect();
    let mut counted = "";
    if sort.iter().any(|key| key.field == SortField::Courses) {
        counted = "LEFT JOIN (SELECT member_id, count(DISTINCT course_id) AS courses FROM holdings
                              GROUP BY member_id) n ON n.member_id = m.id";
    }
    let sql = format!("SELECT m.id, {} FROM members m {counted}", columns.join(", "));
    let mut statement = db.prepare_cached(&sql)?;
    let mut rows = statement.query([])?;
    let mut keys = Keys::default();
    while let Some(row) = rows.next()? {
        if selected.has(row.get(0)?) {
            keys.push(row, sort)?;
        }
    }
    Ok(keys.into_order())
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
    id: i64,
    start: usize,
    length: u32,
}

/// Before a value and before a blank.
const PRESENT: u8 = 0;
const BLANK: u8 = 1;

impl Keys {
    fn push(&mut self, row: &Row, sort: &[SortKey]) -> Result<()> {
        let start = self.bytes.len();
        for (i, key) in sort.iter().enumerate() {
            self.push_value(row.get_ref(i + 1)?, *key);
        }
        let key = &self.bytes[start..];
        let mut prefix = [0; 16];
        let n = key.len().min(prefix.len());
        prefix[..n].copy_from_slice(&key[..n]);
        self.rows.push(Keyed {
            prefix: u128::from_be_bytes(prefix),
            id: row.get(0)?,
            start,
            length: key.len() as u32,
        });
        Ok(())
    }

    /// Descending is the bytes turned over, all but the one that keeps blanks last.
    fn push_value(&mut self, value: ValueRef, key: SortKey) {
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

    fn into_order(self) -> Vec<MemberId> {
        let Self { bytes, mut rows } = self;
        let key = |row: &Keyed| &bytes[row.start..row.start + row.length as usize];
        rows.sort_unstable_by(|a, b| {
            a.prefix.cmp(&b.prefix).then_with(|| key(a).cmp(key(b))).then_with(|| a.id.cmp(&b.id))
        });
        rows.into_iter().map(|row| MemberId(row.id)).collect()
    }
}
