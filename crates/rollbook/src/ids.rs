//! Ids: 23 random bits of the installation, then a 40-bit counter.
//!
//! An id is the rowid, the session key and the search index's key at once. It sorts by age within
//! one installation and never collides between two that are offline. In JSON it is a string,
//! because JavaScript numbers hold 53 bits only.

use std::fmt;
use std::str::FromStr;

use rusqlite::types::{FromSql, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// The installation a book is opened on; the high bits of every id it makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Installation(u32);

impl Installation {
    const BITS: u32 = 23;

    /// Takes the low 23 bits of `random`, which the host drew once and keeps. Zero is avoided so
    /// that ids are never small numbers that look like row counts.
    pub fn new(random: u32) -> Self {
        Self((random & ((1 << Self::BITS) - 1)).max(1))
    }

    /// The first id this installation gives out.
    pub fn first_id(self) -> i64 {
        (i64::from(self.0) << 40) + 1
    }

    pub fn number(self) -> i64 {
        i64::from(self.0)
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ts_rs::TS)]
        #[ts(rename = "Id", type = "string")]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = std::num::ParseIntError;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = String::deserialize(from)?;
                text.parse().map_err(de::Error::custom)
            }
        }

        impl ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                self.0.to_sql()
            }
        }

        impl FromSql for $name {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                i64::column_result(value).map(Self)
            }
        }
    )*};
}

ids! {
    /// A person.
    MemberId;
    CourseId;
    ProductId;
    CohortId;
    ChapterId;
    LessonId;
    /// A lesson, chapter or course, as a drip rule names it.
    ItemId;
    QuizResultId;
    /// One reason for access.
    GrantId;
    SavedViewId;
    /// A custom field's definition.
    FieldId;
    /// A journal entry; entries count from 1 in every book.
    EntryId;
}
