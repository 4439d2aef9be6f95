//! Listing members.

use std::io::{self, BufWriter, Write};

use rollbook::views::{MemberRow, Query, SortField, SortKey};
use serde_json::json;

use crate::args::Members;
use crate::books::{by, filter, open};
use crate::failure::{Failure, Result};

/// Rows that are read and written at once.
const WINDOW: usize = 512;

pub fn run(args: &Members) -> Result<()> {
    let (book, now) = (open(&args.book)?, by().now);
    let query = Query {
        filter: filter(&args.filters)?,
        search: args.search.clone(),
        sort: args.sorts.iter().map(|text| sort_key(text)).collect::<Result<_>>()?,
    };
    let view = book.open_view(&query, now)?;
    if let Some(problem) = view.problem {
        return Err(rollbook::Error::from(problem).into());
    }
    let shown = &view.ids[..args.limit.unwrap_or(usize::MAX).min(view.ids.len())];
    let mut out = BufWriter::new(io::stdout().lock());
    if args.json {
        write!(out, "{{\"total\":{},\"members\":[", view.ids.len())?;
    }
    let mut is_first = true;
    for window in shown.chunks(WINDOW) {
        for row in book.member_rows(window, now)?.iter().flatten() {
            if args.json {
                write!(out, "{}{}", if is_first { "" } else { "," }, json!(row))?;
            } else {
                writeln!(out, "{}", line(row))?;
            }
            is_first = false;
        }
    }
    if args.json {
        writeln!(out, "]}}")?;
    }
    Ok(out.flush()?)
}

fn line(row: &MemberRow) -> String {
    let titles: Vec<&str> = row.courses.iter().map(|course| course.title.as_str()).collect();
    let more = row.n_courses.saturating_sub(titles.len() as u64);
    let more = if more > 0 { format!(" +{more}") } else { String::new() };
    format!("{}\t{}\t{}\t{}{more}", row.name, row.email, row.status, titles.join(", "))
}

fn sort_key(text: &str) -> Result<SortKey> {
    let (desc, name) = text.strip_prefix('-').map_or((false, text), |name| (true, name));
    let field = SortField::ALL.into_iter().find(|field| field.name() == name);
    let field = field.ok_or_else(|| {
        let known = SortField::ALL.map(SortField::name).join(", ");
        Failure::new(format_args!("--sort {text}: there is no such field; there are: {known}"))
    })?;
    Ok(SortKey { field, desc })
}
