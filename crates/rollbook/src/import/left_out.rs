//! What did not come in as the file says it, reason by reason.
//!
//! A list of a million rows may have a hundred thousand with the same fault. The count of each
//! reason is exact; the first rows are named, the others are in the file of failed rows. It is kept
//! with the import, so that what was wrong can be read as well a week later.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::options::{Counts, Verdict};
use super::roster::RosterCounts;
use super::values::Problem;

/// How many rows of a reason are named one by one.
const N_CASES: usize = 20;

/// The rows that came out alike for one reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct LeftOut {
    /// Failed and conflicting rows are not in the book at all; of others only something stayed as
    /// it was.
    pub verdict: Verdict,
    /// A [`Reason`](super::Reason)'s code.
    pub code: String,
    /// Rows.
    pub count: u64,
    /// The first twenty of them; none for rows that the policy leaves alone.
    pub cases: Vec<Case>,
}

/// Where in the file, and what is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Case {
    /// From 1.
    pub line: u64,
    /// The header of the column, when one cell is to blame.
    pub column: Option<String>,
    pub value: String,
}

/// What an import's record keeps of how it came out.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct CameOut {
    #[serde(flatten)]
    pub counts: Counts,
    /// Absent in records of the first Rollbooks.
    #[serde(default)]
    pub left_out: Vec<LeftOut>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roster: Option<RosterCounts>,
}

/// Reasons while rows are being judged.
#[derive(Debug, Default)]
pub(super) struct Reasons(BTreeMap<(Verdict, &'static str), (u64, Vec<Case>)>);

impl Reasons {
    /// `problem` is asked for only while rows of this reason are still named.
    pub fn note(
        &mut self,
        verdict: Verdict,
        code: &'static str,
        problem: impl FnOnce() -> Option<Problem>,
    ) {
        let (count, cases) = self.0.entry((verdict, code)).or_default();
        *count += 1;
        if cases.len() < N_CASES
            && let Some(Problem { line, column, value, .. }) = problem()
        {
            cases.push(Case { line, column, value });
        }
    }

    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Rows with a reason, whatever became of them.
    pub fn count(&self, code: &str) -> u64 {
        self.0.iter().filter(|((_, known), _)| *known == code).map(|(_, (count, _))| count).sum()
    }

    /// What is wrong before what stayed; of these what concerns most rows.
    pub fn list(&self) -> Vec<LeftOut> {
        let mut list: Vec<LeftOut> = self
            .0
            .iter()
            .map(|((verdict, code), (count, cases))| LeftOut {
                verdict: *verdict,
                code: (*code).to_owned(),
                count: *count,
                cases: cases.clone(),
            })
            .collect();
        list.sort_by_key(|one| std::cmp::Reverse((one.verdict, one.count)));
        list
    }
}
