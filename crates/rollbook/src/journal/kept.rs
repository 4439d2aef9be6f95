//! What an undo left alone, row by row or field by field, and the words for it.

use std::borrow::Cow;
use std::collections::HashMap;

use rusqlite::Connection;
use serde::Serialize;

use super::changeset::{Change, Value};
use super::history;
use super::tables::Table;
use crate::error::Result;

/// How many kept fields are named; the rest are counted.
const N_NAMED: usize = 1000;

/// A row or field that undo left alone.
#[derive(Clone, Debug, PartialEq, Serialize, ts_rs::TS)]
pub struct Kept {
    pub what: String,
    pub why: Why,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    /// A column; of a custom field `custom:` and its label.
    pub field: Option<Cow<'static, str>>,
    #[serde(skip)]
    pub table: &'static str,
    #[serde(skip)]
    pub key: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Somebody changed it after the entry.
    ChangedSince,
    /// Something made later needs it, such as an access of a member the entry had added.
    InUse,
    /// It is not there any more.
    Gone,
    /// It is there already.
    Exists,
    /// Access would end before it begins.
    EndsBeforeStart,
}

#[derive(Default)]
pub(super) struct KeptList {
    pub rows: Vec<Kept>,
    pub n: u64,
    /// By place in `rows`: what a lost row pointed at.
    owners: HashMap<usize, Vec<(&'static str, i64)>>,
    /// By place in `rows`: the custom field that a value is of.
    custom: HashMap<usize, i64>,
}

impl KeptList {
    pub fn push(&mut self, table: &'static Table, key: i64, field: Option<&'static str>, why: Why) {
        self.n += 1;
        if self.rows.len() < N_NAMED {
            let field = field.map(Cow::Borrowed);
            self.rows.push(Kept { what: String::new(), why, field, table: table.name, key });
        }
    }

    /// What a change would have done to its row, or to one field of it.
    pub fn push_change(
        &mut self,
        table: &'static Table,
        change: &Change,
        field: Option<&'static str>,
        why: Why,
    ) {
        let key = |index: usize| change.known().get(index).and_then(Value::integer);
        self.push(table, key(0).unwrap_or(0), field, why);
        if let Some(custom) = key(1).filter(|_| table.name == "custom_values")
            && self.rows.len() as u64 == self.n
        {
            self.custom.insert(self.rows.len() - 1, custom);
        }
    }

    /// A row that can't come back because what it belongs to is gone. What is left of that names it.
    pub fn push_lost(&mut self, table: &'static Table, key: i64, row: &[Value]) {
        self.push(table, key, None, Why::Gone);
        if self.rows.len() as u64 == self.n {
            self.owners.insert(self.rows.len() - 1, owners(table, row));
        }
    }

    /// Finds the words for what was kept, once everything else is in place.
    pub fn name(&mut self, db: &Connection) -> Result<()> {
        for (index, kept) in self.rows.iter_mut().enumerate() {
            kept.what = history::label(db, kept.table, kept.key)?;
            for (table, id) in self.owners.get(&index).into_iter().flatten() {
                if kept.what.is_empty() {
                    kept.what = history::label(db, table, *id)?;
                }
            }
            if let Some(custom) = self.custom.get(&index) {
                kept.field = history::custom_label(db, *custom)?.or(kept.field.take());
            }
        }
        Ok(())
    }
}

/// The rows that a row points at.
fn owners(table: &Table, row: &[Value]) -> Vec<(&'static str, i64)> {
    let owner = |(index, parent): &(usize, &'static str)| {
        row.get(*index).and_then(Value::integer).map(|id| (*parent, id))
    };
    table.parents.iter().filter_map(owner).collect()
}
