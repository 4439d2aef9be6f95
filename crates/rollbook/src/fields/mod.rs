//! The school's own fields: what they are called, what they hold, and what a value of each means.
//!
//! A value is kept as text in one form only ([`value`]): a number with a point and without what
//! groups its digits, a day as ISO writes it, `yes` or `no`, a choice as the field spells it. So
//! equal values are equal texts, digits are never rounded, and the window and the files each write
//! them in their reader's language. A value that came before the field had its kind stays as it is:
//! it is shown, found by its text, sorted behind the others, and never lost.

mod edit;
pub mod number;
mod value;

use std::fmt;
use std::str::FromStr;

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, Row, params};
use serde::{Deserialize, Serialize};

use crate::book::Book;
use crate::error::{Error, Result};
use crate::ids::{FieldId, MemberId};
use crate::text::fold;
use crate::views::Ids;

pub use edit::{Conversion, FieldEdit, Misfit, Removed};
pub(crate) use edit::{find_or_add, set};
pub use number::{DecimalSign, Number};
pub use value::{NO, Writing, YES};

/// What the values of a field are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    #[default]
    Text,
    Number,
    Date,
    /// One of the field's choices.
    Choice,
    YesNo,
}

impl FieldKind {
    pub const ALL: [FieldKind; 5] =
        [FieldKind::Text, FieldKind::Number, FieldKind::Date, FieldKind::Choice, FieldKind::YesNo];

    pub fn name(self) -> &'static str {
        match self {
            FieldKind::Text => "text",
            FieldKind::Number => "number",
            FieldKind::Date => "date",
            FieldKind::Choice => "choice",
            FieldKind::YesNo => "yes_no",
        }
    }
}

impl fmt::Display for FieldKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for FieldKind {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        FieldKind::ALL
            .into_iter()
            .find(|kind| kind.name() == text)
            .ok_or_else(|| Error::InvalidValue { field: "kind", value: text.to_owned() })
    }
}

impl ToSql for FieldKind {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.name().into())
    }
}

impl FromSql for FieldKind {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_str()?.parse().map_err(|_| FromSqlError::InvalidType)
    }
}

/// A field of the school's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct CustomField {
    pub id: FieldId,
    /// The folded label, by which files and edits name it.
    pub key: String,
    #[serde(flatten)]
    pub shape: Shape,
}

/// What a field is called and holds, whether the book has it yet or not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(rename = "FieldShape")]
pub struct Shape {
    pub label: String,
    pub kind: FieldKind,
    /// In order; kept also while the field is of another kind.
    pub choices: Vec<String>,
}

impl Shape {
    /// A field that takes any text.
    pub fn text(label: &str) -> Self {
        Self { label: label.to_owned(), ..Self::default() }
    }
}

impl Book {
    /// The fields, in the school's order.
    pub fn custom_fields(&self) -> Result<Vec<CustomField>> {
        self.read(all)
    }

    /// How many members, the trash included, have a value in each field that has any.
    pub fn field_counts(&self) -> Result<Vec<(FieldId, u64)>> {
        self.read(|db| {
            let mut statement = db.prepare_cached(
                "SELECT field_id, count(*) FROM custom_values WHERE value <> '' GROUP BY field_id",
            )?;
            let counts =
                statement.query_map([], |row| Ok((row.get(0)?, row.get::<_, i64>(1)? as u64)))?;
            Ok(counts.collect::<rusqlite::Result<_>>()?)
        })
    }
}

/// Every field, in the school's order.
pub(crate) fn all(db: &Connection) -> Result<Vec<CustomField>> {
    let mut statement = db.prepare_cached(
        "SELECT id, key, label, kind, choices FROM custom_fields ORDER BY position, created_at, id",
    )?;
    let fields = statement.query_map([], custom_field)?;
    Ok(fields.collect::<rusqlite::Result<_>>()?)
}

/// Hands over every value of a field, of these members in their order.
pub(crate) fn each_value(
    db: &Connection,
    field: FieldId,
    members: Ids,
    mut f: impl FnMut(MemberId, &str),
) -> Result<()> {
    let mut statement = db.prepare_cached(
        "SELECT member_id, value FROM custom_values
         WHERE field_id = ?1 AND member_id BETWEEN ?2 AND ?3 AND value <> '' ORDER BY member_id",
    )?;
    let mut rows = statement.query(params![field, members.first, members.last])?;
    while let Some(row) = rows.next()? {
        f(row.get(0)?, row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?);
    }
    Ok(())
}

/// The field a label means, if there is one.
pub(crate) fn find(db: &Connection, label: &str) -> Result<Option<CustomField>> {
    let mut statement = db.prepare_cached(
        "SELECT id, key, label, kind, choices FROM custom_fields WHERE key = ?1 ORDER BY id LIMIT 1",
    )?;
    Ok(statement.query_map([fold(label)], custom_field)?.next().transpose()?)
}

pub(crate) fn by_id(db: &Connection, id: FieldId) -> Result<CustomField> {
    let mut statement =
        db.prepare_cached("SELECT id, key, label, kind, choices FROM custom_fields WHERE id = ?1")?;
    let found = statement.query_map([id], custom_field)?.next().transpose()?;
    found.ok_or_else(|| Error::NotFound { what: "field", id: id.to_string() })
}

fn custom_field(row: &Row) -> rusqlite::Result<CustomField> {
    // Choices that a newer Rollbook wrote otherwise are as good as none.
    let choices: String = row.get(4)?;
    Ok(CustomField {
        id: row.get(0)?,
        key: row.get(1)?,
        shape: Shape {
            label: row.get(2)?,
            kind: row.get(3)?,
            choices: serde_json::from_str(&choices).unwrap_or_default(),
        },
    })
}
