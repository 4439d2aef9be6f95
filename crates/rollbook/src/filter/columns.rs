//! What is asked of the members' own texts, as tests of one statement.
//!
//! SQLite refuses an expression of more than a thousand levels. The texts of a condition are one bound
//! list, and what remains is joined in halves, so a filter may have as many values as somebody pastes.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::error::Error;

use aho_corasick::AhoCorasick;
use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;
use rusqlite::types::{Value as Bound, ValueRef};

use super::{Key, Value};
use crate::error::Result;
use crate::text::fold;

/// A statement's values, in the order of its numbered parameters.
#[derive(Default)]
pub(super) struct Sql {
    values: Vec<Bound>,
}

impl Sql {
    pub(super) fn bind(&mut self, value: impl Into<Bound>) -> String {
        self.values.push(value.into());
        format!("?{}", self.values.len())
    }

    /// Binds texts as one value.
    fn list(&mut self, texts: &[String]) -> String {
        self.bind(serde_json::Value::from(texts).to_string())
    }

    pub(super) fn truncate(&mut self, n: usize) {
        self.values.truncate(n);
    }

    pub(super) fn len(&self) -> usize {
        self.values.len()
    }

    pub(super) fn into_values(self) -> Vec<Bound> {
        self.values
    }
}

/// Tests as one, no deeper than their number has bits; nothing holds of none.
pub(super) fn joined(tests: &[String], joint: &str) -> String {
    match tests {
        [] => "0".to_owned(),
        [test] => test.clone(),
        tests => {
            let (left, right) = tests.split_at(tests.len() / 2);
            format!("({}{joint}{})", joined(left, joint), joined(right, joint))
        }
    }
}

/// Where a condition about the member lives in `members m`.
#[derive(Clone, Copy)]
pub(super) enum Column {
    Trash,
    /// Folded already.
    Key(&'static str),
    Folded(&'static str),
    Phone,
    Whole(&'static str),
}

impl Column {
    pub fn of(key: &Key) -> Option<Self> {
        Some(match key {
            Key::In => Column::Trash,
            Key::Name => Column::Key("m.name_key"),
            // E-mail keys keep their accents, which don't count here.
            Key::Email => Column::Folded("m.email_key"),
            Key::Phone => Column::Phone,
            Key::PlatformId => Column::Whole("m.external_id"),
            _ => return None,
        })
    }

    fn name(self) -> &'static str {
        match self {
            Column::Trash => "m.trashed_at",
            Column::Phone => "m.phone",
            Column::Key(name) | Column::Folded(name) | Column::Whole(name) => name,
        }
    }

    /// The tests of which one must hold for one of the values.
    pub fn tests<'v>(self, values: impl Iterator<Item = &'v Value>, sql: &mut Sql) -> Vec<String> {
        let name = self.name();
        let mut tests = BTreeSet::new();
        let (mut wholes, mut parts, mut dialled_parts) = (Vec::new(), Vec::new(), Vec::new());
        for value in values {
            match (self, value) {
                (Column::Trash, _) => {
                    tests.insert(format!("{name} IS NOT NULL"));
                }
                (_, Value::Any) => {
                    tests.insert(format!("{name} <> ''"));
                }
                (_, Value::None) => {
                    tests.insert(format!("{name} = ''"));
                }
                (Column::Whole(_), Value::Text(text)) => wholes.push(text.clone()),
                (Column::Phone, Value::Text(text)) if !dialled(text).is_empty() => {
                    dialled_parts.push(dialled(text));
                }
                (_, Value::Text(text)) => parts.push(fold(text)),
                _ => {}
            }
        }
        let mut tests: Vec<String> = tests.into_iter().collect();
        match wholes.as_slice() {
            [] => {}
            [one] => tests.push(format!("{name} = {}", sql.bind(one.clone()))),
            _ => tests
                .push(format!("{name} IN (SELECT value FROM json_each({}))", sql.list(&wholes))),
        }
        let has_part = match self {
            Column::Key(_) => "has_part",
            _ => "folded_has_part",
        };
        for (function, parts) in [(has_part, parts), ("dialled_has_part", dialled_parts)] {
            if !parts.is_empty() {
                tests.push(format!("{function}({name}, {})", sql.list(&parts)));
            }
        }
        tests
    }
}

/// The functions that the tests call: whether a text, read in some way, has one of a list of parts.
pub(super) fn offer_functions(db: &Connection) -> Result<()> {
    type Reading = fn(&str) -> Cow<str>;
    let readings: [(&str, Reading); 3] = [
        ("has_part", |text| Cow::Borrowed(text)),
        ("folded_has_part", |text| Cow::Owned(fold(text))),
        ("dialled_has_part", |text| Cow::Owned(dialled(text))),
    ];
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    for (name, read) in readings {
        db.create_scalar_function(name, 2, flags, move |call| {
            // The list is the same for all rows of a statement and read for the first.
            let parts = call.get_or_create_aux(1, listed)?;
            Ok(parts.is_match(read(call.get_raw(0).as_str()?).as_ref()))
        })?;
    }
    Ok(())
}

/// All parts are looked for in one walk over a text, so thousands cost what one does.
fn listed(list: ValueRef) -> Result<AhoCorasick, Box<dyn Error + Send + Sync>> {
    let parts: Vec<String> = serde_json::from_str(list.as_str()?)?;
    Ok(AhoCorasick::new(parts)?)
}

/// A phone number without what people write between its digits.
fn dialled(text: &str) -> String {
    fold(text).chars().filter(|char| char.is_alphanumeric()).collect()
}
