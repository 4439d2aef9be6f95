//! What a person decides about an import, and how it comes out in numbers.

use serde::{Deserialize, Serialize};

use super::fields::Field;
use super::purpose::{Missing, Purpose, Threshold};
use crate::access::State;

/// How rows of members the book knows already are taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Policy {
    /// Only blanks are filled.
    #[default]
    Fill,
    /// Fields of the file replace the book's.
    Overwrite,
    /// Members the book knows are left alone.
    Skip,
    /// Nobody is added.
    UpdateOnly,
}

/// Which of several rows with one e-mail counts for the member's own fields.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Duplicates {
    #[default]
    First,
    Last,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(rename = "ImportOptions")]
pub struct Options {
    pub purpose: Purpose,
    pub policy: Policy,
    /// The fields that [`Policy::Overwrite`] replaces; `None` means every one that is mapped.
    pub overwrite: Option<Vec<Field>>,
    /// A blank cell empties the book's field (only together with overwrite).
    pub erase_blank: bool,
    /// An earlier expiry, a later start that is to come or a lower status, the member's own among
    /// them, may replace what gives more.
    pub shorten_access: bool,
    /// A blocked member or access may be made active again.
    pub revive: bool,
    pub duplicates: Duplicates,
    /// Titles that everybody in the file gets; missing ones are created.
    pub courses: Vec<String>,
    pub products: Vec<String>,
    pub cohort: Option<String>,
    /// Days in the book's zone.
    pub expires_on: Option<String>,
    pub starts_on: Option<String>,
    pub state: State,
    /// A blank day of a list of dates means that access has no end.
    pub blank_is_endless: bool,
    /// What becomes of those who are missing from a roster.
    pub missing: Missing,
    pub threshold: Threshold,
    /// The lesson or quiz that rows are about which name none: its title, or `Chapter / Lesson`.
    pub lesson: Option<String>,
    /// The day of what the file calls done without saying when, in the book's zone. Without one it
    /// is the day the file was last changed.
    pub done_on: Option<String>,
    /// What a plain number of a score is of; `None` is found out from the column.
    pub score_of: Option<u32>,
}

impl Options {
    /// Whether rows come out alike: what becomes of the missing, and how many they may be, changes
    /// none of them.
    pub(super) fn judges_like(&self, other: &Self) -> bool {
        let Self { missing, threshold, .. } = *other;
        Self { missing, threshold, ..self.clone() } == *other
    }

    pub(super) fn overwrites(&self, field: &Field) -> bool {
        self.policy == Policy::Overwrite
            && self.overwrite.as_ref().is_none_or(|fields| fields.contains(field))
    }
}

/// What happens with a row. Every row has exactly one. The order is from well to badly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Created,
    Updated,
    Unchanged,
    Skipped,
    Conflict,
    Failed,
}

impl Verdict {
    /// Whether the row comes into the book, or is there already.
    pub(super) fn is_taken(self) -> bool {
        matches!(self, Self::Created | Self::Updated | Self::Unchanged)
    }
}

/// `rows` is always the sum of the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Counts {
    pub rows: u64,
    pub created: u64,
    pub updated: u64,
    pub unchanged: u64,
    pub skipped: u64,
    pub conflicts: u64,
    pub failed: u64,
}

impl Counts {
    pub(super) fn count(&mut self, verdict: Verdict) {
        self.rows += 1;
        *self.of(verdict) += 1;
    }

    fn of(&mut self, verdict: Verdict) -> &mut u64 {
        match verdict {
            Verdict::Created => &mut self.created,
            Verdict::Updated => &mut self.updated,
            Verdict::Unchanged => &mut self.unchanged,
            Verdict::Skipped => &mut self.skipped,
            Verdict::Conflict => &mut self.conflicts,
            Verdict::Failed => &mut self.failed,
        }
    }
}
