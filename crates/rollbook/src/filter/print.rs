//! Writing a filter: the text that reads as the same filter.

use std::fmt::{self, Display, Formatter, Write};

use super::keys::NEVER;
use super::{Comparison, Condition, Filter, Key, Kind, Node, Placed, Test, Value};

impl Display for Filter {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.root.iter().try_for_each(|root| root.fmt(f))
    }
}

impl Display for Node {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Node::Any(nodes) => {
                for (i, node) in nodes.iter().enumerate() {
                    f.write_str(if i > 0 { " or " } else { "" })?;
                    match node {
                        Node::Any(_) => write!(f, "({node})")?,
                        _ => node.fmt(f)?,
                    }
                }
                Ok(())
            }
            Node::All(nodes) => {
                for (i, node) in nodes.iter().enumerate() {
                    f.write_str(if i > 0 { " " } else { "" })?;
                    Part(node).fmt(f)?;
                }
                Ok(())
            }
            Node::Not(node) => match **node {
                Node::Is(_) => write!(f, "-{node}"),
                _ => write!(f, "-({node})"),
            },
            Node::Is(condition) => condition.fmt(f),
        }
    }
}

/// A node as it stands among others that must all hold.
pub(super) struct Part<'a>(pub &'a Node);

impl Display for Part<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.0 {
            Node::All(_) | Node::Any(_) => write!(f, "({})", self.0),
            node => node.fmt(f),
        }
    }
}

impl Display for Condition {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.key.fmt(f)?;
        match &self.test {
            Test::OneOf(values) => {
                for (i, value) in values.iter().enumerate() {
                    f.write_char(if i > 0 { ',' } else { ':' })?;
                    self.write_value(value, f)?;
                }
                Ok(())
            }
            Test::Compare(comparison, value) => {
                f.write_str(comparison.sign())?;
                self.write_value(value, f)
            }
        }
    }
}

impl Condition {
    fn write_value(&self, placed: &Placed, f: &mut Formatter<'_>) -> fmt::Result {
        self.key.value(&placed.value).fmt(f)
    }
}

impl Key {
    /// A value as it stands behind this key.
    pub(super) fn value(&self, value: &Value) -> String {
        match value {
            Value::Word(word) => (*word).to_owned(),
            Value::Text(text) => Quoted(text).to_string(),
            Value::Id(id) if self.kind() == Kind::Entry => id.to_string(),
            Value::Id(id) => format!("#{id}"),
            Value::Days(days) => days.to_string(),
            Value::Percent(from, to) if from == to && from.is_some() => number(*from),
            Value::Percent(from, to) => format!("{}..{}", number(*from), number(*to)),
            Value::Any => "any".to_owned(),
            Value::None if self.kind() == Kind::Days => NEVER.to_owned(),
            Value::None => "none".to_owned(),
        }
    }
}

fn number(percent: Option<u8>) -> String {
    percent.map(|percent| percent.to_string()).unwrap_or_default()
}

impl Display for Key {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())?;
        self.title().map_or(Ok(()), |title| write!(f, ".{}", Quoted(title)))
    }
}

impl Comparison {
    /// The longer signs first: one may begin with another.
    pub const ALL: [Comparison; 4] =
        [Comparison::AtMost, Comparison::AtLeast, Comparison::Less, Comparison::More];

    pub fn sign(self) -> &'static str {
        match self {
            Comparison::Less => "<",
            Comparison::AtMost => "<=",
            Comparison::More => ">",
            Comparison::AtLeast => ">=",
        }
    }
}

/// A text, in quotes unless it is one plain word that could mean nothing else.
struct Quoted<'a>(&'a str);

impl Display for Quoted<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let is_plain = |char: char| char.is_alphanumeric() || "-_.@+/&".contains(char);
        let text = self.0;
        if !text.is_empty() && text.chars().all(is_plain) && !super::parse::is_reserved(text) {
            f.write_str(text)
        } else {
            write!(f, "\"{}\"", text.replace('"', "\"\""))
        }
    }
}
