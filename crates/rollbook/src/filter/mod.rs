//! Filters: which members a list shows, written as text.
//!
//! `status:active course:Drawing (expires<2026-12-31 or access:expired)` is read into a [`Filter`]
//! ([`parse`]), which is written back the same ([`print`]), shown as chips ([`chips`]) and evaluated
//! as sets of members ([`select`]), so the window's chips, a saved view and the command line mean
//! the same members. The keys come from one list ([`keys`]). A filter that can't be read is a
//! [`FilterProblem`] and selects nobody, never everybody.
//!
//! # What a filter means
//!
//! A condition is about the member (`status`, `name`, `joined`, …) or about one row of the member's
//! page: an enrollment, which is a member × course with all reasons for it taken together. `course`,
//! `product`, `bundle` and `subscription` **name** a row; `access`, `cohort`, `source`, `enrolled`,
//! `expires`, `progress` and `completed` are its **details**.
//!
//! - Details that stand in one *and* with a name are about what is named: `course:Drawing
//!   expires<2026-12-31` asks when Drawing ends, whatever else the member has. Several details are
//!   about the same row. Where several things are named, the details hold of each.
//! - A named product, bundle or subscription is a row of its own: the member's grants of it.
//! - Without a name, details are about any one enrollment. A product that holds no course yet has no
//!   enrollment, but its source, cohort and dates are found; it gives no access.
//! - What is named also holds inside the parentheses beside it, unless something is named there:
//!   `course:Drawing (access:expired or access:pending)`.
//! - Not means *has none such*: `-course:Oil` has no Oil, `-access:active` has no active enrollment,
//!   and beside a name, `course:Drawing -access:active`, none of what is named.
//! - `access:none` is `-access:active`; `status:expired` is `access:expired -access:active`;
//!   `course:none` is `-course:any`, and so for all names and for `cohort`.
//! - Nobody in the trash is selected but by an alternative of the outermost *or* that says
//!   `in:trash`.
//!
//! `opens`, `viewed`, `done` and `passed` are about the member and a lesson of some course, which is
//! named with its course, and stand beside a named course as any condition about the member does. So
//! does `opens."Oil / Brushes":today..+7d`, the day on which a lesson opens.
//!
//! Progress and dates that are not known match no comparison; `none` and `never` find them.

mod chips;
mod days;
mod keys;
mod ledger;
mod lessons;
mod lookup;
mod names;
mod own;
mod parse;
mod print;
mod roll;
mod select;
mod suggest;
#[cfg(test)]
pub(crate) mod tests;
mod texts;

use std::fmt;

use serde::Serialize;

use crate::error::Error;

pub use chips::{Chip, ChipValue, Shown};
pub(crate) use days::Clock;
pub use days::{Day, Days};
pub use keys::{FilterKey, Key, Kind};
pub(crate) use select::Selected;
pub use suggest::Suggestion;

/// What a list is narrowed to. Without a root it means everybody who is not in the trash.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub root: Option<Node>,
}

/// A condition, or conditions put together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// Two or more that must all hold.
    All(Vec<Node>),
    /// Two or more of which one must hold.
    Any(Vec<Node>),
    Not(Box<Node>),
    Is(Condition),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    pub key: Key,
    pub test: Test,
    pub at: At,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// Has one of the values; there is at least one.
    OneOf(Vec<Placed>),
    /// Of days, percentages and custom fields only.
    Compare(Comparison, Placed),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    Less,
    AtMost,
    More,
    AtLeast,
}

/// A value, and where it stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    pub value: Value,
    pub at: At,
}

/// What a key may be. Which of these a key takes is said by its [`Kind`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// One of the key's own words.
    Word(&'static str),
    /// A title, a source, a part of a text, or what the kind of a custom field makes of it.
    Text(String),
    /// `#12`: a course, product or cohort by its id; or the number of a journal entry.
    Id(i64),
    Days(Days),
    /// From … to, in whole percent, both included.
    Percent(Option<u8>, Option<u8>),
    /// `any`: there is a value.
    Any,
    /// `none`, of days `never`: there is no value.
    None,
}

/// Characters of the text before something. It says where to look, not what is meant, so it does
/// not count when filters are compared.
#[derive(Clone, Copy, Debug, Default)]
pub struct At(pub usize);

impl PartialEq for At {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for At {}

/// What is wrong with a filter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct FilterProblem {
    /// One of [`FilterProblem::CODES`].
    pub code: &'static str,
    /// Characters before the part that is wrong.
    pub at: usize,
    /// The part that is wrong; empty at the end of the text.
    pub text: String,
    /// What could stand there instead, the likeliest first; empty when that can't be listed.
    pub expected: Vec<String>,
}

impl FilterProblem {
    pub const CODES: &[&str] = &[
        "not_a_condition",
        "unknown_key",
        "unknown_value",
        "missing_value",
        "unclosed_quote",
        "missing_space",
        "unclosed_parenthesis",
        "unopened_parenthesis",
        "no_comparison",
        "one_value",
        "not_a_day",
        "not_a_number",
        "not_a_percentage",
        "too_deep",
        "unknown_course",
        "unknown_product",
        "unknown_bundle",
        "unknown_subscription",
        "unknown_cohort",
        "unknown_source",
        "unknown_custom",
        "unknown_lesson",
        "unknown_quiz",
        "unknown_entry",
    ];
}

impl Filter {
    /// Whether it selects everybody who is not in the trash.
    pub fn is_empty(&self) -> bool {
        self.root.is_none()
    }

    /// The filter that selects whom all of these do, as if they were written behind one another.
    pub fn all_of(filters: impl IntoIterator<Item = Filter>) -> Self {
        let mut parts: Vec<Node> = Vec::new();
        for filter in filters {
            match filter.root {
                Some(Node::All(nodes)) => parts.extend(nodes),
                other => parts.extend(other),
            }
        }
        let root = if parts.len() > 1 { Some(Node::All(parts)) } else { parts.pop() };
        Self { root }
    }

    /// The parts that must all hold, as chips show them.
    pub fn parts(&self) -> &[Node] {
        match &self.root {
            None => &[],
            Some(Node::All(parts)) => parts,
            Some(one) => std::slice::from_ref(one),
        }
    }

    /// Whether the same members can match at one instant and not at another.
    pub(crate) fn reads_the_clock(&self) -> bool {
        self.root.as_ref().is_some_and(Node::reads_the_clock)
    }
}

impl Node {
    fn reads_the_clock(&self) -> bool {
        match self {
            Node::All(nodes) | Node::Any(nodes) => nodes.iter().any(Node::reads_the_clock),
            Node::Not(node) => node.reads_the_clock(),
            Node::Is(Condition { key, test, .. }) => {
                matches!(key, Key::Access | Key::Status | Key::Opens | Key::OpensOn(_))
                    || test.values().any(|value| value.is_relative(key))
            }
        }
    }
}

impl Test {
    pub fn values(&self) -> impl Iterator<Item = &Value> {
        let placed = match self {
            Test::OneOf(values) => values.as_slice(),
            Test::Compare(_, value) => std::slice::from_ref(value),
        };
        placed.iter().map(|placed| &placed.value)
    }
}

impl Value {
    /// A custom field's value may be a day; that is known when the book is asked.
    fn is_relative(&self, key: &Key) -> bool {
        match (self, key) {
            (Value::Days(days), _) => days.is_relative(),
            (Value::Text(text), Key::Custom(_)) => {
                parse::days(text).is_some_and(|days| days.is_relative())
            }
            _ => false,
        }
    }
}

impl fmt::Display for FilterProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { code, at, text, expected } = self;
        let what = match *code {
            "not_a_condition" => "a condition such as status:active is expected here",
            "unknown_key" => "there is no such key",
            "unknown_value" => "the key does not take this value",
            "missing_value" => "a value is missing",
            "unclosed_quote" => "the quote is not closed",
            "missing_space" => "a space is missing before it, or quotes around the value",
            "unclosed_parenthesis" => "the parenthesis is not closed",
            "unopened_parenthesis" => "no parenthesis was opened",
            "no_comparison" => "the key can't be compared, only set with a colon",
            "one_value" => "a comparison takes one value",
            "not_a_number" => "this is not a number",
            "not_a_day" => "this is not a day",
            "not_a_percentage" => "this is not a percentage from 0 to 100",
            "too_deep" => "there are too many parentheses within one another",
            "unknown_course" => "there is no such course",
            "unknown_product" => "there is no such product",
            "unknown_bundle" => "there is no such bundle",
            "unknown_subscription" => "there is no such subscription",
            "unknown_cohort" => "there is no such cohort",
            "unknown_source" => "nothing comes from such a source",
            "unknown_custom" => "there is no such custom field",
            "unknown_lesson" => "there is no such lesson",
            "unknown_quiz" => "there is no such quiz",
            "unknown_entry" => "the history has no such entry",
            code => code,
        };
        write!(f, "the filter breaks at character {}", at + 1)?;
        if !text.is_empty() {
            write!(f, ", \"{text}\"")?;
        }
        write!(f, ": {what}")?;
        if !expected.is_empty() {
            write!(f, " (expected: {})", expected.join(", "))?;
        }
        Ok(())
    }
}

impl From<FilterProblem> for Error {
    fn from(problem: FilterProblem) -> Self {
        Error::BadFilter(problem)
    }
}
