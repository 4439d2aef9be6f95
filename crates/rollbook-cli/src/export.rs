//! Writing lists.

use std::io::ErrorKind::BrokenPipe;
use std::io::{self, BufWriter, Write};
use std::path::Path;

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
        file: file_kind(args)?,
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
        let mut output = Output { to: io::stdout().lock(), closed: false };
        let mut out = BufWriter::new(&mut output);
        let written = book.export_to_writer(kind, Some(&query), format, &mut out, now, &progress);
        let written = written.map_err(Failure::from).and_then(|n| Ok((n, out.flush()?)));
        drop(out);
        match written {
            Err(_) if output.closed => return Err(Failure::output_closed()),
            written => written?.0,
        }
    };
    say(format_args!("{n_rows} rows"));
    Ok(())
}

/// The standard output, and whether whoever reads it has enough.
struct Output<W> {
    to: W,
    closed: bool,
}

impl<W: Write> Write for Output<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.to.write(bytes).inspect_err(|error| self.closed = error.kind() == BrokenPipe)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush().inspect_err(|error| self.closed = error.kind() == BrokenPipe)
    }
}

fn kind(args: &Export, book: &Book) -> Result<ExportKind> {
    let course = args.course.as_deref().unwrap_or_default();
    if args.course.is_some() && args.kind != Kind::Progress {
        return Err(Failure::new(format_args!(
            "--course is for the progress of one; say --filter 'course:\"{course}\"'"
        )));
    }
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
fn file_kind(args: &Export) -> Result<FileKind> {
    let ending = args.out.as_deref().and_then(Path::extension).unwrap_or_default();
    let ending = ending.to_string_lossy().to_lowercase();
    let is_workbook = ["xlsx", "xls", "ods"].contains(&ending.as_str());
    Ok(match args.format {
        Some(format) => format.into(),
        None if args.profile.is_some() && is_workbook => {
            return Err(Failure::new(format_args!(
                "a platform takes CSV, not .{ending}: name the file .csv"
            )));
        }
        None if ending == "xlsx" => FileKind::Xlsx,
        None if is_workbook => {
            return Err(Failure::new(format_args!(
                "a list is written as CSV or as a workbook named .xlsx, not as .{ending}"
            )));
        }
        None => FileKind::Csv,
    })
}
