//! Writing lists.

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use rollbook::Progress;
use rollbook::export::{ExportFormat, FileKind, Locale};
use rollbook::views::Query;

use crate::args::Export;
use crate::books::{by, open};
use crate::failure::{Result, say};

pub fn run(args: &Export) -> Result<()> {
    let (book, now, progress) = (open(&args.book)?, by().now, Progress::default());
    let query = Query { filter: args.filters.join(" "), ..Query::default() };
    let format = ExportFormat {
        file: file_kind(args),
        delimiter: char::from(args.delimiter),
        bom: args.bom,
        locale: Locale::of_tag(&book.settings().locale),
    };
    let kind = args.kind.into();
    let n_rows = if let Some(path) = &args.out {
        book.export(kind, Some(&query), format, path, now, &progress)?
    } else {
        let mut out = BufWriter::new(io::stdout().lock());
        let n = book.export_to_writer(kind, Some(&query), format, &mut out, now, &progress)?;
        out.flush()?;
        n
    };
    say(format_args!("{n_rows} rows"));
    Ok(())
}

/// What was asked for, or what the name of the file says.
fn file_kind(args: &Export) -> FileKind {
    let is_workbook = |path: &PathBuf| path.extension().is_some_and(|end| end == "xlsx");
    match args.format {
        Some(format) => format.into(),
        None if args.out.as_ref().is_some_and(is_workbook) => FileKind::Xlsx,
        None => FileKind::Csv,
    }
}
