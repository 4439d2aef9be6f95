//! What a file is for.
//!
//! Most lists bring members in. Others are about one course or product that is chosen with the
//! file: a list of new dates; a roster, which says who has it and, by leaving people out, who has
//! not; what members did in the lessons of a course; and how they came out in its quizzes. They go
//! through the same steps; what differs is what a row means.

use serde::{Deserialize, Serialize};

use super::facts::Facts;
use super::options::Options;
use crate::text::fold;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// Members are added and updated.
    #[default]
    Members,
    /// The access that members have to one course or product ends, and begins, on the days of the
    /// file. Nobody is added, and nothing else of a member changes.
    Expiry,
    /// The file is everyone in one course, cohort or product.
    Roster,
    /// What members did in one course and its lessons. Nobody is added, and nothing is opened.
    Progress,
    /// Tries at the quizzes of one course.
    Quizzes,
}

impl Purpose {
    /// Whether the file is about lessons, so that each of several rows of one person counts.
    pub(super) fn is_of_lessons(self) -> bool {
        matches!(self, Self::Progress | Self::Quizzes)
    }
}

/// What becomes of those who have what a roster is about and are not in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// They are shown, and keep what they have.
    #[default]
    List,
    /// Their access ends with the import.
    End,
    /// Their access is blocked.
    Disable,
}

/// How much of a roster may be missing, in percent of those who have access, before the person has
/// to say that it is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(transparent)]
pub struct Threshold(pub u8);

impl Default for Threshold {
    fn default() -> Self {
        Self(10)
    }
}

/// The one thing that a file is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Subject<'a> {
    pub is_course: bool,
    pub title: &'a str,
}

impl Options {
    /// What the file is about, when it is about one thing.
    pub(super) fn subject(&self) -> Option<Subject<'_>> {
        match (self.purpose, &self.courses[..], &self.products[..]) {
            (Purpose::Members, ..) => None,
            (purpose, [], _) if purpose.is_of_lessons() => None,
            (_, [title], []) => Some(Subject { is_course: true, title }),
            (_, [], [title]) => Some(Subject { is_course: false, title }),
            _ => None,
        }
    }

    /// Whether a row is about that thing. One that names another is of a longer list, such as an
    /// export of every enrollment.
    pub(super) fn concerns(&self, facts: &Facts) -> bool {
        let Some(Subject { is_course, title }) = self.subject() else { return true };
        let is = |named: &str, wanted: &str| fold(named) == fold(wanted);
        let mut named =
            facts.named.iter().filter(|naming| naming.is_course == is_course).peekable();
        if named.peek().is_none() {
            return facts.named.is_empty();
        }
        let is_cohort = match (self.purpose, &self.cohort) {
            (Purpose::Roster, Some(wanted)) => facts.cohort.is_empty() || is(facts.cohort, wanted),
            _ => true,
        };
        named.any(|naming| naming.names(title)) && is_cohort
    }
}
