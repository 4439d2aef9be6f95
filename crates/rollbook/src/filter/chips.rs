//! A filter as the window's chips: the parts that must all hold, each with its text.
//!
//! A chip that is one condition says its key, its sign and its values, so that each can be changed;
//! one that is put together of several is its text. The texts of all chips, with a space between
//! them, are the filter.

use rusqlite::Connection;
use serde::Serialize;

use super::print::Part;
use super::{
    Condition, Filter, FilterKey, FilterProblem, Key, Kind, Node, Placed, Test, Value, lookup, own,
};
use crate::book::Book;
use crate::error::{Error, Result};
use crate::fields;

/// A filter's text, read.
#[derive(Clone, Debug, PartialEq, Serialize, ts_rs::TS)]
#[ts(rename = "ShownFilter")]
pub struct Shown {
    /// As Rollbook writes it; as it was given when it can't be read.
    pub text: String,
    pub chips: Vec<Chip>,
    /// Why it selects nobody.
    pub problem: Option<FilterProblem>,
}

#[derive(Clone, Debug, PartialEq, Serialize, ts_rs::TS)]
#[ts(rename = "FilterChip")]
pub struct Chip {
    /// What it adds to the filter.
    pub text: String,
    /// Whether it says what must not hold.
    pub negated: bool,
    /// `null` for several conditions put together.
    pub key: Option<FilterKey>,
    /// `:`, `<`, `<=`, `>` or `>=`.
    pub sign: &'static str,
    pub values: Vec<ChipValue>,
    /// What several conditions are put together of, and by which word.
    #[ts(type = "Array<FilterChip>")]
    pub parts: Vec<Chip>,
    #[ts(type = "'and' | 'or' | null")]
    pub joint: Option<&'static str>,
}

#[derive(Clone, Debug, PartialEq, Serialize, ts_rs::TS)]
pub struct ChipValue {
    /// As it stands in the filter.
    pub text: String,
    /// What a person calls it, where the text is a number: the title, or an import's file.
    pub label: Option<String>,
}

impl Book {
    /// Reads a filter's text, without looking for members.
    pub fn show_filter(&self, text: &str) -> Result<Shown> {
        let filter: Filter = match text.parse() {
            Ok(filter) => filter,
            Err(problem) => {
                let problem = Some(problem);
                return Ok(Shown { text: text.to_owned(), chips: Vec::new(), problem });
            }
        };
        self.read(|db| {
            let chips = filter.parts().iter().map(|part| chip(db, part));
            let chips = chips.collect::<Result<_>>()?;
            let problem = match filter.root.as_ref().map_or(Ok(()), |root| look_up(db, root)) {
                Err(Error::BadFilter(problem)) => Some(problem),
                found => found.map(|()| None)?,
            };
            Ok(Shown { text: filter.to_string(), chips, problem })
        })
    }
}

fn chip(db: &Connection, part: &Node) -> Result<Chip> {
    let text = Part(part).to_string();
    let (inner, negated) = match part {
        Node::Not(inner) => (&**inner, true),
        node => (node, false),
    };
    let Condition { key, test, .. } = match inner {
        Node::Is(condition) => condition,
        group => {
            let (nodes, joint) = match group {
                Node::All(nodes) => (nodes.as_slice(), "and"),
                Node::Any(nodes) => (nodes.as_slice(), "or"),
                // Not within not: the inner one is the only part.
                one => (std::slice::from_ref(one), "and"),
            };
            let parts = nodes.iter().map(|node| chip(db, node)).collect::<Result<_>>()?;
            let joint = Some(joint);
            return Ok(Chip {
                text,
                negated,
                key: None,
                sign: ":",
                values: Vec::new(),
                parts,
                joint,
            });
        }
    };
    let sign = match test {
        Test::OneOf(_) => ":",
        Test::Compare(comparison, _) => comparison.sign(),
    };
    let value = |value| Ok(ChipValue { text: key.value(value), label: label(db, key, value)? });
    let values = test.values().map(value).collect::<Result<_>>()?;
    let field = match key {
        Key::Custom(label) => fields::find(db, label)?,
        _ => None,
    };
    let key =
        Some(field.map_or_else(|| FilterKey::of(key), |field| FilterKey::of_field(&field.shape)));
    Ok(Chip { text, negated, key, sign, values, parts: Vec::new(), joint: None })
}

/// What a person calls a value that is a number.
fn label(db: &Connection, key: &Key, value: &Value) -> Result<Option<String>> {
    let Value::Id(id) = value else { return Ok(None) };
    if *key == Key::Import {
        let mut file = db.prepare_cached("SELECT file_name FROM imports WHERE seq = ?1")?;
        return Ok(file.query_map([id], |row| row.get(0))?.next().transpose()?);
    }
    let known = lookup::titles(db, key)?.into_iter().find(|(known, _)| known == id);
    known.map(|(id, title)| lookup::label(db, key, id, title)).transpose()
}

/// Whether the book has all that is named.
fn look_up(db: &Connection, node: &Node) -> Result<()> {
    let condition = match node {
        Node::All(nodes) | Node::Any(nodes) => {
            return nodes.iter().try_for_each(|node| look_up(db, node));
        }
        Node::Not(node) => return look_up(db, node),
        Node::Is(condition) => condition,
    };
    match &condition.key {
        Key::Custom(label) => return own::look_up(db, label, condition),
        key @ Key::OpensOn(title) => {
            return lookup::lessons_called(db, key, title, condition.at).map(|_| ());
        }
        _ => {}
    }
    let Test::OneOf(values) = &condition.test else { return Ok(()) };
    let given: Vec<Placed> =
        values.iter().filter(|placed| placed.value != Value::None).cloned().collect();
    match condition.key.kind() {
        Kind::Title => lookup::ids(db, &condition.key, &given).map(|_| ()),
        Kind::Entry => given.iter().try_for_each(|placed| match placed.value {
            Value::Id(id) => lookup::entry(db, placed, id).map(|_| ()),
            _ => Ok(()),
        }),
        _ if condition.key == Key::Source => lookup::sources(db, &given).map(|_| ()),
        _ => Ok(()),
    }
}
