//! What the names in a filter stand for, so that it can go on naming that when it is called otherwise.
//!
//! Filters name things by their titles, because people read, type and share them. A filter that is kept
//! would break with the first title that changes; so whoever changes titles asks before what each name
//! [means](Filter::meaning), and has the filter [follow](Filter::follow) afterwards.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::{Condition, Filter, Key, Kind, Node, Placed, Test, Value, lookup};
use crate::error::Result;
use crate::fields::{self, CustomField};
use crate::text::fold;

/// What the names in a filter stand for, condition by condition.
#[derive(Debug)]
pub(crate) struct Meaning(Vec<Meant>);

#[derive(Debug)]
enum Meant {
    /// For each value, the ids of what it names.
    Titled(Vec<Vec<i64>>),
    /// The fields that the key names.
    Fields(Vec<CustomField>),
    /// Nothing that has a name in the book.
    Nothing,
}

impl Filter {
    /// What its names stand for in the book as it is. A name that is nobody's stands for nothing.
    pub(crate) fn meaning(&self, db: &Connection) -> Result<Meaning> {
        let conditions = self.root.iter().flat_map(Node::conditions);
        let meant: Result<_> = conditions.map(|condition| Meant::of(db, condition)).collect();
        Ok(Meaning(meant?))
    }

    /// Has it name what it meant before by what that is called now. A name that still means all of it
    /// stays, and so does one of which nothing is left.
    pub(crate) fn follow(&mut self, db: &Connection, before: &Meaning) -> Result<()> {
        let conditions = self.root.iter_mut().flat_map(Node::conditions_mut);
        conditions.zip(&before.0).try_for_each(|(node, meant)| meant.follow(db, node))
    }

    /// Has it name choices of a custom field by what they are called now: what each was, whatever its
    /// case, and what it is.
    pub(crate) fn rename_choices(&mut self, label: &str, renamed: &BTreeMap<String, String>) {
        let key = fold(label);
        for node in self.root.iter_mut().flat_map(Node::conditions_mut) {
            let Node::Is(Condition { key: Key::Custom(own), test: Test::OneOf(values), .. }) = node
            else {
                continue;
            };
            for placed in values.iter_mut().filter(|_| fold(own) == key) {
                let Value::Text(text) = &mut placed.value else { continue };
                if let Some((_, now)) = renamed.iter().find(|(was, _)| fold(was) == fold(text)) {
                    text.clone_from(now);
                }
            }
        }
    }
}

impl Meant {
    fn of(db: &Connection, Condition { key, test, .. }: &Condition) -> Result<Self> {
        match (key, test) {
            (Key::Custom(label), _) => {
                let wanted = fold(label);
                let fields = fields::all(db)?.into_iter().filter(|field| field.key == wanted);
                Ok(Meant::Fields(fields.collect()))
            }
            (Key::OpensOn(title), _) => {
                let (known, title) = (lookup::titles(db, key)?, Value::Text(title.clone()));
                Ok(Meant::Titled(vec![lookup::named(db, key, &known, &title)?]))
            }
            (_, Test::OneOf(values)) if key.kind() == Kind::Title => {
                let known = lookup::titles(db, key)?;
                let named = |placed: &Placed| lookup::named(db, key, &known, &placed.value);
                values.iter().map(named).collect::<Result<_>>().map(Meant::Titled)
            }
            _ => Ok(Meant::Nothing),
        }
    }

    fn follow(&self, db: &Connection, node: &mut Node) -> Result<()> {
        let Node::Is(condition) = node else { return Ok(()) };
        match (self, &mut condition.key, &mut condition.test) {
            (Meant::Fields(before), Key::Custom(label), _) => follow_fields(db, before, label),
            (Meant::Titled(before), key @ Key::OpensOn(_), _) => {
                let title = Value::Text(key.title().unwrap_or_default().to_owned());
                let mut titles = vec![Placed { value: title, at: condition.at }];
                follow_titles(db, before, key, &mut titles)?;
                // A key has one title; lessons that shared it may have one each by now.
                let named = |placed: Placed| match placed.value {
                    Value::Text(title) => Some(Key::OpensOn(title)),
                    _ => None,
                };
                let is = |key| Node::Is(Condition { key, ..condition.clone() });
                let mut conditions: Vec<Node> =
                    titles.into_iter().filter_map(named).map(is).collect();
                match conditions.len() {
                    0 => {}
                    1 => *node = conditions.remove(0),
                    _ => *node = Node::Any(conditions),
                }
                Ok(())
            }
            (Meant::Titled(before), key, Test::OneOf(values)) => {
                follow_titles(db, before, key, values)
            }
            _ => Ok(()),
        }
    }
}

/// Of several things with one title some may be called otherwise now: then each is named by itself, by
/// its id where its title is also that of something that was not meant.
fn follow_titles(
    db: &Connection,
    before: &[Vec<i64>],
    key: &Key,
    values: &mut Vec<Placed>,
) -> Result<()> {
    let known = lookup::titles(db, key)?;
    let mut followed: Vec<Placed> = Vec::with_capacity(values.len());
    for (placed, before) in values.drain(..).zip(before) {
        let left: Vec<&(i64, String)> =
            known.iter().filter(|(id, _)| before.contains(id)).collect();
        let now = lookup::named(db, key, &known, &placed.value)?;
        if left.iter().all(|(id, _)| now.contains(id)) {
            followed.push(placed);
            continue;
        }
        for (id, title) in left {
            let title = Value::Text(title.clone());
            let means = lookup::named(db, key, &known, &title)?;
            let is_alone = means.iter().all(|id| before.contains(id));
            let value = if is_alone { title } else { Value::Id(*id) };
            let named = Placed { value, at: placed.at };
            if !followed.contains(&named) {
                followed.push(named);
            }
        }
    }
    *values = followed;
    Ok(())
}

fn follow_fields(db: &Connection, before: &[CustomField], label: &mut String) -> Result<()> {
    let now = fields::all(db)?;
    let left: Vec<&CustomField> =
        now.iter().filter(|field| before.iter().any(|was| was.id == field.id)).collect();
    if let Some(field) = left.first()
        && left.iter().all(|field| field.key != fold(label))
    {
        label.clone_from(&field.shape.label);
    }
    Ok(())
}

impl Node {
    fn conditions(&self) -> Vec<&Condition> {
        match self {
            Node::All(nodes) | Node::Any(nodes) => {
                nodes.iter().flat_map(Node::conditions).collect()
            }
            Node::Not(node) => node.conditions(),
            Node::Is(condition) => vec![condition],
        }
    }

    /// The nodes of the same, in the same order.
    fn conditions_mut(&mut self) -> Vec<&mut Node> {
        match self {
            Node::All(nodes) | Node::Any(nodes) => {
                nodes.iter_mut().flat_map(Node::conditions_mut).collect()
            }
            Node::Not(node) => node.conditions_mut(),
            one @ Node::Is(_) => vec![one],
        }
    }
}
