//! The rows that could not be taken, as a file that imports again once they are mended.

use super::facts::Cells;
use super::options::Verdict;
use super::plan::Plan;
use super::records::{Record, Records};
use super::session::Draft;
use super::values::neutralise;
use crate::error::{Error, Result};

/// The column that says what is wrong. Reading the file again ignores it.
pub(super) const PROBLEM: &str = "Problem (Rollbook)";

/// The failed and conflicting rows with the file's own headers, or `None` when there are none.
/// Columns of passwords are left blank.
pub(super) fn csv(draft: &Draft, plan: &Plan) -> Result<Option<Vec<u8>>> {
    let wanted = |verdict| matches!(verdict, Verdict::Failed | Verdict::Conflict);
    if !plan.rows.iter().any(|row| wanted(row.verdict)) {
        return Ok(None);
    }
    let broken = |e: csv::Error| Error::Internal(format!("writing failed rows: {e}"));
    let mut out = csv::WriterBuilder::new()
        .delimiter(draft.layout.delimiter)
        .flexible(true)
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    let headers = draft.columns.headers().chain([PROBLEM]);
    out.write_record(headers).map_err(broken)?;
    let mut records = Records::open(&draft.source, &draft.layout)?;
    let mut record = Record::default();
    for (index, row) in plan.rows.iter().enumerate().filter(|(_, row)| wanted(row.verdict)) {
        records.read_at(row.offset, u64::from(row.line), &mut record)?;
        let cells = Cells { record: &record, fixes: draft.fixes.get(&(index as u32)) };
        // Cells beyond the last column come before the problem only in rows that have them.
        let n_cells = draft.columns.len().max(record.len());
        let mut line: Vec<String> = (0..n_cells)
            .map(|at| match draft.is_password(at) {
                true => String::new(),
                false => neutralise(cells.get(at)).into_owned(),
            })
            .collect();
        line.push(plan.reason(index).unwrap_or_default().to_owned());
        out.write_record(&line).map_err(broken)?;
    }
    let bytes = out.into_inner().map_err(|e| Error::Internal(e.to_string()))?;
    Ok(Some(bytes))
}
