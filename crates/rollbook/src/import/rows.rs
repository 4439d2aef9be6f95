//! Rows of a plan in detail: each cell with what it would change.

use rusqlite::Connection;
use serde::Serialize;

use super::evaluate::{Access, Edit, Evaluator, Outcome, Text};
use super::facts::{Cells, Reading};
use super::fields::Field;
use super::options::{Options, Policy, Verdict};
use super::plan::Plan;
use super::records::{Record, Records};
use super::session::Draft;
use crate::error::Result;
use crate::ids::MemberId;
use crate::time::{Zone, format_local};

#[derive(Clone, Debug, PartialEq, Serialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct PlanRow {
    /// The row's place in the file, from 0.
    pub row: u32,
    /// The line of the file it begins on.
    pub line: u32,
    pub verdict: Verdict,
    pub member_id: Option<MemberId>,
    /// Why it came out as it did.
    pub reason: Option<&'static str>,
    /// The line of the row that counts instead, when this one is a duplicate.
    #[serde(skip)]
    pub winner_line: Option<u64>,
    pub cells: Vec<PlanCell>,
    /// Titles of the courses and products it gives.
    pub access: Vec<String>,
    /// The lines of the rows with the same e-mail.
    pub same_as: Vec<u32>,
    /// A person mended a cell.
    pub edited: bool,
    /// A person made it the one that counts.
    pub chosen: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, ts_rs::TS)]
pub struct PlanCell {
    pub value: String,
    /// The book's value, when the cell says something else.
    pub before: Option<String>,
    /// What the book will say then: the cell's value, or its own where that is kept.
    pub after: Option<String>,
    pub changed: bool,
    /// The code of what is wrong with the cell.
    pub problem: Option<&'static str>,
}

pub(super) fn details(
    draft: &Draft,
    plan: &Plan,
    db: &Connection,
    zone: Zone,
    now: i64,
    rows: &[u32],
) -> Result<Vec<PlanRow>> {
    let mut evaluator =
        Evaluator::new(db, &draft.options, &draft.mapping, zone, now, plan.refused.clone())?;
    // What would change if everything could tells what is kept.
    let anything = Options {
        policy: Policy::Overwrite,
        overwrite: None,
        erase_blank: false,
        revive: true,
        ..draft.options.clone()
    };
    let mut unbound =
        Evaluator::new(db, &anything, &draft.mapping, zone, now, plan.refused.clone())?;
    let reading = Reading::new(&draft.layout, &draft.mapping, zone);
    let mut records = Records::open(&draft.source, &draft.layout)?;
    let mut record = Record::default();
    let mut details = Vec::with_capacity(rows.len());
    for row in rows {
        let at = plan.rows[*row as usize];
        records.read_at(at.offset, u64::from(at.line), &mut record)?;
        let (facts, mut outcome) =
            plan.outcome(draft, *row as usize, &record, &reading, &mut evaluator)?;
        if let (Ok(facts), Verdict::Created) = (&facts, outcome.verdict) {
            outcome.edits = evaluator.fields_of_new(facts);
        }
        let differing = match (&facts, outcome.member) {
            (Ok(facts), Some(_)) => {
                unbound.evaluate(facts, plan.standing(*row as usize, facts))?.edits
            }
            _ => Vec::new(),
        };
        let (same_as, winner_line) = match &facts {
            Ok(facts) => {
                let rows = plan.same_person(facts);
                let lines = rows.iter().map(|row| plan.rows[*row as usize].line).collect();
                (lines, plan.standing(*row as usize, facts).winner)
            }
            Err(_) => (Vec::new(), None),
        };
        let fault = facts.as_ref().err().map(|fault| (fault.column, fault.code.name()));
        let cells = Cells { record: &record, fixes: draft.fixes.get(row) };
        details.push(PlanRow {
            row: *row,
            line: at.line,
            verdict: at.verdict,
            member_id: outcome.member,
            reason: at.code(),
            winner_line,
            cells: (0..draft.columns.len().max(record.len()))
                .map(|column| cell(draft, &cells, column, &outcome, &differing, fault, zone))
                .collect(),
            access: access(&outcome, &evaluator),
            same_as,
            edited: draft.fixes.contains_key(row),
            chosen: draft.chosen.contains(row),
        });
    }
    Ok(details)
}

/// The rows of the person a row is about.
pub(super) fn same_person(draft: &Draft, plan: &Plan, zone: Zone, row: u32) -> Result<Vec<u32>> {
    let Some(at) = plan.rows.get(row as usize) else { return Ok(Vec::new()) };
    let reading = Reading::new(&draft.layout, &draft.mapping, zone);
    let mut records = Records::open(&draft.source, &draft.layout)?;
    let mut record = Record::default();
    records.read_at(at.offset, u64::from(at.line), &mut record)?;
    let cells = Cells { record: &record, fixes: draft.fixes.get(&row) };
    Ok(match reading.facts(&cells) {
        Ok(facts) => plan.same_person(&facts).to_vec(),
        Err(_) => Vec::new(),
    })
}

fn cell(
    draft: &Draft,
    cells: &Cells,
    column: usize,
    outcome: &Outcome,
    differing: &[Edit],
    fault: Option<(Option<usize>, &'static str)>,
    zone: Zone,
) -> PlanCell {
    let field = draft.mapping.field_of(column);
    let of_field = |edit: &&Edit| edit.field == *field && *field != Field::Ignore;
    let edit = outcome.edits.iter().find(of_field);
    let (before, after) = match (edit, differing.iter().find(of_field)) {
        (Some(edit), _) => words(edit, zone),
        (None, Some(kept)) => {
            let (before, _) = words(kept, zone);
            (before.clone(), before)
        }
        (None, None) => (None, None),
    };
    let gives = match field {
        Field::Course | Field::Product => outcome.access.iter().any(|access| {
            matches!(access, Access::Grant { .. } | Access::Extend { grant: None, .. })
        }),
        Field::ExpiresAt => {
            outcome.access.iter().any(|access| matches!(access, Access::Extend { .. }))
        }
        _ => false,
    };
    PlanCell {
        value: match draft.is_password(column) {
            true => String::new(),
            false => cells.get(column).to_owned(),
        },
        before,
        after,
        changed: edit.is_some() || gives,
        problem: fault.and_then(|(at, code)| (at == Some(column)).then_some(code)),
    }
}

fn words(edit: &Edit, zone: Zone) -> (Option<String>, Option<String>) {
    let text = |value: &Text| match value {
        Text::Words(words) if words.is_empty() => None,
        Text::Words(words) => Some(words.clone()),
        Text::At(at) => at.map(|at| format_local(zone, at)),
    };
    (text(&edit.before), text(&edit.after))
}

fn access(outcome: &Outcome, evaluator: &Evaluator) -> Vec<String> {
    outcome
        .access
        .iter()
        .filter_map(|access| match access {
            Access::Grant { target, .. } | Access::Extend { target, .. } => Some(*target),
            _ => None,
        })
        .map(|target| evaluator.targets[target].title.clone())
        .collect()
}
