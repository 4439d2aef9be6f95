//! Writing lists.

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use rollbook::export::{ExportFormat, ExportKind, FileKind, Locale, Profile};
use rollbook::views::Query;
use rollbook::{Book, Progress};

use crate::args::{Export, Kind};
use crate::books::{by, filter, open};
use crate::failure::{Failure, Result, say};

pub fn run(args: &Export) -> Result<()> {
    let (book, now, progress) = (open(&args.book)?, by().now, Progress::default());
    let query = Query { filter: filter(&args.filters)?, ..Query::default() };
    let format = ExportFormat {
        file: file_kind(args),
        delimiter: char::from(args.delimiter),
        bom: args.bom,
        locale: Locale::of_tag(&book.settings().locale),
    };
    if let Some(profile) = args.profile {
        return export_for(args, profile.into(), &book, &query, now, &progress);
    }
    let kind = kind(args, &book)?;
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

fn kind(args: &Export, book: &Book) -> Result<ExportKind> {
    let course = args.course.as_deref().unwrap_or_default();
    Ok(match args.kind {
        Kind::Enrollments => ExportKind::Enrollments,
        Kind::Subscriptions => ExportKind::Subscriptions,
        Kind::Members => ExportKind::Members,
        Kind::Progress => ExportKind::Progress(book.course_titled(course)?),
    })
}

/// Writes what a platform takes, and says what it does not.
fn export_for(
    args: &Export,
    profile: Profile,
    book: &Book,
    query: &Query,
    now: i64,
    progress: &Progress,
) -> Result<()> {
    let Some(path) = &args.out else {
        return Err(Failure::new(format_args!("--for may need several files: say --out FILE")));
    };
    let report = book.export_for(profile, Some(query), Some(path), now, progress)?;
    for file in &report.files {
        say(format_args!("{}", file.display()));
    }
    say(format_args!("{} rows", report.rows));
    for (count, what) in [
        (report.transliterated, "written without letters the platform does not take"),
        (report.without_last_name, "without a last name, which the platform asks for"),
        (report.without_email, "left out: no e-mail the platform takes"),
        (report.blocked, "left out: blocked"),
        (report.pending, "left out: pending"),
    ] {
        if count > 0 {
            say(format_args!("{count} {what}"));
        }
    }
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
