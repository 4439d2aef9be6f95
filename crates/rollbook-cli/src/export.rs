//! Writing lists.

use std::io::{self, BufWriter, Write};

use rollbook::Progress;
use rollbook::export::{ExportFormat, Locale};
use rollbook::views::Query;

use crate::args::Export;
use crate::books::{by, filter, open};
use crate::failure::{Result, say};

pub fn run(args: &Export) -> Result<()> {
    let (book, now, progress) = (open(&args.book)?, by().now, Progress::default());
    let query = Query { filter: filter(&args.filters)?, ..Query::default() };
    let format = ExportFormat {
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
