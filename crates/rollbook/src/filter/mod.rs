//! Filters: which members a list shows, written as text.
//!
//! `status:active -course:"Oil painting" access:none` is three terms that must all hold. The text is
//! read into a [`Filter`], which becomes an SQL condition with bound values ([`condition`]), so the
//! window's chips, a saved view and the command line mean the same members.
//! A filter that can't be read is a [`FilterProblem`] and selects nothing, never everything.

mod condition;
mod parse;
#[cfg(test)]
mod tests;

use std::fmt;

use serde::Serialize;

pub(crate) use condition::Condition;

use crate::access::AccessStatus;
use crate::error::Error;
use crate::ids::EntryId;
use crate::members::Status;

/// Terms that must all hold. Without any it means everybody who is not in the trash.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub terms: Vec<Term>,
}

/// One test, or with a `-` before it its opposite.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    pub negated: bool,
    pub test: Test,
    /// Where the term begins in the text it was read from, in characters.
    pub at: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// The member's own status.
    Status(Status),
    /// Has an expired enrollment and no active one.
    Expired,
    /// Has no active enrollment.
    NoAccess,
    /// Has an enrollment with this status.
    Access(AccessStatus),
    /// Has an open grant to the course, directly or by a product.
    Course(Pick),
    /// Has an open grant to the product.
    Product(Pick),
    /// Has an open grant in the cohort.
    Cohort(Pick),
    /// Has an open grant from the source.
    Source(String),
    /// Was touched by the journal entry.
    Import(EntryId),
    InTrash,
    /// The column contains the text, case and accents aside.
    Contains(Column, String),
}

/// A course, product or cohort as a filter names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pick {
    /// Compared folded; several may have the same one.
    Title(String),
    Id(i64),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    Name,
    Email,
    Company,
}

/// What is wrong with a filter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct FilterProblem {
    /// `not_a_term`, `unknown_name`, `unknown_value`, `missing_value`, `unclosed_quote`,
    /// `text_after_quote`, `unknown_course`, `unknown_product`, `unknown_cohort`, `unknown_source`
    /// or `unknown_entry`.
    pub code: &'static str,
    /// Characters before the part that is wrong.
    pub at: usize,
    pub text: String,
}

impl Filter {
    /// Whether it selects everybody who is not in the trash.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Whether the same members can match at one instant and not at another.
    pub(crate) fn reads_the_clock(&self) -> bool {
        let by_time =
            |term: &Term| matches!(term.test, Test::Expired | Test::NoAccess | Test::Access(_));
        self.terms.iter().any(by_time)
    }
}

impl From<FilterProblem> for Error {
    fn from(problem: FilterProblem) -> Self {
        Error::BadFilter { reason: problem.code, at: problem.at, text: problem.text }
    }
}

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, term) in self.terms.iter().enumerate() {
            if i > 0 {
                f.write_str(" ")?;
            }
            term.fmt(f)?;
        }
        Ok(())
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.negated {
            f.write_str("-")?;
        }
        match &self.test {
            Test::Status(status) => write!(f, "status:{status}"),
            Test::Expired => f.write_str("status:expired"),
            Test::NoAccess => f.write_str("access:none"),
            Test::Access(status) => write!(f, "access:{}", status.name()),
            Test::Course(pick) => write!(f, "course:{pick}"),
            Test::Product(pick) => write!(f, "product:{pick}"),
            Test::Cohort(pick) => write!(f, "cohort:{pick}"),
            Test::Source(source) => write!(f, "source:{}", Quoted(source)),
            Test::Import(entry) => write!(f, "import:{entry}"),
            Test::InTrash => f.write_str("in:trash"),
            Test::Contains(column, text) => write!(f, "{}:{}", column.name(), Quoted(text)),
        }
    }
}

impl fmt::Display for Pick {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Pick::Title(title) => Quoted(title).fmt(f),
            Pick::Id(id) => write!(f, "#{id}"),
        }
    }
}

impl Column {
    pub const ALL: [Column; 3] = [Column::Name, Column::Email, Column::Company];

    pub fn name(self) -> &'static str {
        match self {
            Column::Name => "name",
            Column::Email => "email",
            Column::Company => "company",
        }
    }
}

/// A value, in quotes unless it is one plain word.
struct Quoted<'a>(&'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_plain = |char: char| char.is_alphanumeric() || "-_.@+".contains(char);
        if self.0.chars().all(is_plain) && !self.0.is_empty() {
            f.write_str(self.0)
        } else {
            write!(f, "\"{}\"", self.0.replace('"', "\"\""))
        }
    }
}
