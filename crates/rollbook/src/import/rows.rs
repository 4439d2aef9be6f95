//! Rows of a plan in detail: each cell with what it would change.

use std::collections::HashSet;

use rusqlite::Connection;
use serde::Serialize;

use super::evaluate::{Change, Edit, Evaluator, Gathered, Moment, Outcome, Text};
use super::facts::{Cells, Reading};
use super::fields::Field;
use super::options::{Options, Policy, Verdict};
use super::plan::Plan;
use super::records::{Record, Records};
use super::session::Draft;
use crate::error::Result;
use crate::ids::MemberId;
use crate::time::{Zone, day_of, format_local, iso_day};

/// How many rows of one person are named with each of them; a file may have one e-mail in all its
/// rows.
const N_SAME: usize = 50;

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
    /// The lines of other rows with the same e-mail: the first fifty, and the one that counts.
    pub same_as: Vec<u32>,
    /// How many other rows have the same e-mail.
    pub n_same: u32,
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
    let moment = Moment::of(draft, zone, now)?;
    let evaluator = |options| {
        // Who is refused stands in the verdicts.
        let gathered = Gathered { refused: HashSet::new(), ..plan.gathered.clone() };
        Evaluator::new(db, options, &draft.mapping, moment, gathered)
    };
    // What would change if everything could tells what is kept.
    let anything = Options {
        policy: Policy::Overwrite,
        overwrite: None,
        erase_blank: false,
        shorten_access: true,
        revive: true,
        ..draft.options.clone()
    };
    let (mut bound, mut unbound) = (evaluator(&draft.options)?, evaluator(&anything)?);
    // What is new is called as the first row calls it, which need not be among these.
    for (is_course, titles) in [(true, &plan.new_courses), (false, &plan.new_products)] {
        for title in titles {
            bound.target(is_course, title, "")?;
        }
    }
    let is_of_lessons = draft.options.purpose.is_of_lessons();
    let reading = Reading::new(draft, zone)?;
    let mut records = Records::open(&draft.source, &draft.layout)?;
    let (mut record, mut other) = (Record::default(), Record::default());
    let mut evaluated = HashSet::new();
    let mut details = Vec::with_capacity(rows.len());
    for row in rows {
        let at = plan.rows[*row as usize];
        records.read_at(at.offset, u64::from(at.line), &mut record)?;
        let cells = Cells { record: &record, fixes: draft.fixes.get(row) };
        let (outcome, differing, same, winner_line) = match reading.facts(&cells) {
            Ok(facts) => {
                let same = plan.same_person(&facts);
                // What the rows before it gave the same person decides what this one still adds.
                for earlier in same.iter().take_while(|earlier| *earlier < row) {
                    if evaluated.insert(*earlier) {
                        let at = plan.rows[*earlier as usize];
                        records.read_at(at.offset, u64::from(at.line), &mut other)?;
                        let cells = Cells { record: &other, fixes: draft.fixes.get(earlier) };
                        if let Ok(facts) = reading.facts(&cells) {
                            let standing = plan.standing(*earlier as usize, &facts);
                            bound.review(&facts, standing, at.verdict)?;
                        }
                    }
                }
                evaluated.insert(*row);
                let standing = plan.standing(*row as usize, &facts);
                let mut outcome = bound.review(&facts, standing, at.verdict)?;
                if at.verdict == Verdict::Created {
                    outcome.edits = bound.fields_of_new(&facts);
                }
                let changed: Vec<Edit> =
                    outcome.changes.iter().flat_map(|change| bound.edits_of(change)).collect();
                outcome.edits.extend(changed);
                let differing = match is_of_lessons {
                    true => unbound.differing_in_lessons(&facts, standing, at.verdict)?,
                    false => unbound.differing(&facts, standing)?,
                };
                // In a list about lessons no row takes the place of another.
                let same = if is_of_lessons { &[][..] } else { same };
                (outcome, differing, same, standing.winner)
            }
            Err(fault) => (Outcome::failed(fault, None), Vec::new(), &[][..], None),
        };
        details.push(PlanRow {
            row: *row,
            line: at.line,
            verdict: at.verdict,
            member_id: outcome.member,
            reason: plan.reason(*row as usize),
            winner_line,
            cells: (0..draft.columns.len().max(record.len()))
                .map(|column| cell(draft, &cells, column, &outcome, &differing, zone))
                .collect(),
            access: access(&outcome, &bound),
            same_as: others(plan, *row, same, winner_line),
            n_same: same.len().saturating_sub(1) as u32,
            edited: draft.fixes.contains_key(row),
            chosen: draft.chosen.contains(row),
        });
    }
    Ok(details)
}

fn others(plan: &Plan, row: u32, same: &[u32], winner_line: Option<u64>) -> Vec<u32> {
    let lines = same.iter().filter(|other| **other != row);
    let lines = lines.map(|other| plan.rows[*other as usize].line).enumerate();
    let is_winner = |line: u32| winner_line == Some(u64::from(line));
    lines.filter(|(n, line)| *n < N_SAME || is_winner(*line)).map(|(_, line)| line).collect()
}

/// The rows of the person a row is about.
pub(super) fn same_person(draft: &Draft, plan: &Plan, zone: Zone, row: u32) -> Result<Vec<u32>> {
    let Some(at) = plan.rows.get(row as usize) else { return Ok(Vec::new()) };
    let reading = Reading::new(draft, zone)?;
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
        Field::Course | Field::Product | Field::Courses | Field::Products => {
            outcome.changes.iter().any(|change| matches!(change, Change::Grant { .. }))
        }
        Field::ExpiresAt => {
            outcome.changes.iter().any(|change| matches!(change, Change::Extend { .. }))
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
        problem: outcome
            .fault()
            .filter(|fault| fault.column == Some(column))
            .map(|fault| fault.code.name()),
    }
}

fn words(edit: &Edit, zone: Zone) -> (Option<String>, Option<String>) {
    let text = |value: &Text| match value {
        Text::Words(words) if words.is_empty() => None,
        Text::Words(words) => Some(words.clone()),
        Text::At(at) => at.map(|at| format_local(zone, at)),
        Text::Day(at) => at.map(|at| iso_day(day_of(zone, at))),
    };
    (text(&edit.before), text(&edit.after))
}

fn access(outcome: &Outcome, evaluator: &Evaluator) -> Vec<String> {
    outcome
        .changes
        .iter()
        .filter_map(|change| match change {
            Change::Grant { target, .. } | Change::Extend { target, .. } => Some(*target),
            _ => None,
        })
        .map(|target| evaluator.targets[target].title.clone())
        .collect()
}
