//! History, undo and redo.

use std::io::{self, BufWriter, Write};

use rollbook::journal::{Entry, RowChange, Undone, Why};
use rollbook::time::{Zone, format_local};
use rollbook::{EntryId, Outcome, Progress};
use serde::Serialize;
use serde_json::{Value, json};

use crate::args::{History, Redo, Undo};
use crate::books::{by, open, print_json};
use crate::failure::Result;

/// Entries read at once.
const PAGE: usize = 500;

#[derive(Serialize)]
struct MemberEntry {
    #[serde(flatten)]
    entry: Entry,
    changes: Vec<RowChange>,
}

pub fn undo(args: &Undo) -> Result<()> {
    let undone = open(&args.book)?.undo(&by(), args.entry, &Progress::default())?;
    report(&undone, args.json)
}

pub fn redo(args: &Redo) -> Result<()> {
    let undone = open(&args.book)?.redo(&by(), &Progress::default())?;
    report(&undone, args.json)
}

fn report(outcome: &Outcome<Undone>, json: bool) -> Result<()> {
    let Undone { entry, undone, kept, n_kept, .. } = &outcome.value;
    if json {
        let report = json!({ "entry": entry, "undone": undone, "kept": kept, "n_kept": n_kept });
        return print_json(&report);
    }
    let mut out = io::stdout().lock();
    writeln!(out, "entry {entry}: {undone} rows put back, {n_kept} kept")?;
    for kept in kept {
        let why = match kept.why {
            Why::ChangedSince => "was changed since",
            Why::InUse => "is in use by something later",
            Why::Gone => "is gone",
            Why::Exists => "is there already",
            Why::EndsBeforeStart => "would end before it starts",
        };
        let field = kept.field.as_deref().map(|field| format!(", {field}")).unwrap_or_default();
        writeln!(out, "kept: {}{field}: {why}", kept.what)?;
    }
    Ok(())
}

pub fn history(args: &History) -> Result<()> {
    let book = open(&args.book)?;
    let zone = book.settings().zone;
    let mut out = BufWriter::new(io::stdout().lock());
    if let Some(email) = &args.member {
        let member = book.member_by_email(email)?;
        let history = book.member_history(member, None)?.into_iter();
        let entries: Vec<MemberEntry> =
            history.map(|(entry, changes)| MemberEntry { entry, changes }).collect();
        if args.json {
            drop(out);
            return print_json(&json!({ "entries": entries }));
        }
        for MemberEntry { entry, changes } in &entries {
            writeln!(out, "{}", line(entry, zone))?;
            for change in changes {
                for field in &change.fields {
                    let (before, after) = (words(&field.before), words(&field.after));
                    writeln!(out, "    {} {}: {before} -> {after}", change.table, field.field)?;
                }
            }
        }
        return Ok(out.flush()?);
    }
    let mut all = Vec::new();
    let mut before: Option<EntryId> = None;
    loop {
        let page = book.entries(before, None, PAGE)?;
        let Some(last) = page.last() else { break };
        before = Some(last.id);
        all.extend(page);
    }
    if args.json {
        drop(out);
        return print_json(&json!({ "entries": all }));
    }
    for entry in &all {
        writeln!(out, "{}", line(entry, zone))?;
    }
    Ok(out.flush()?)
}

fn line(entry: &Entry, zone: Zone) -> String {
    let args = entry.op.args.iter().map(|(name, value)| format!(" {name}={}", words(value)));
    let undone = if entry.undone { " (undone)" } else { "" };
    format!(
        "{}\t{}\t{}\t{}{}{undone}",
        entry.id,
        format_local(zone, entry.at),
        entry.actor,
        entry.op.kind,
        args.collect::<String>(),
    )
}

fn words(value: &Value) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        Value::String(text) => format!("\"{text}\""),
        other => other.to_string(),
    }
}
