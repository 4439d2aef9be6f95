//! Importing a list.

use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;

use rollbook::export::{ExportFormat, Locale};
use rollbook::import::fields::Takes;
use rollbook::import::mapping::Ask;
use rollbook::import::{
    Counts, DateOrder, Effect, Field, Import as Session, LayoutHints, Options, Problem, Purpose,
    RosterCounts, Source, Threshold,
};
use rollbook::text::fold;
use rollbook::{Book, EntryId, Error, Progress};
use rollbook_api::usual_layout;
use serde::Serialize;

use crate::args::Import;
use crate::books::{by, open, print_json};
use crate::failure::{Failure, Result, say};

/// How many problems are named one by one where a person reads them.
const N_NAMED: usize = 20;

#[derive(Serialize)]
struct Report {
    entry: Option<EntryId>,
    #[serde(flatten)]
    counts: Counts,
    problems: Vec<Problem>,
    #[serde(skip_serializing_if = "Option::is_none")]
    roster: Option<RosterCounts>,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    recorded: Option<Recorded>,
}

/// What a file about lessons adds.
#[derive(Clone, Copy, Serialize)]
struct Recorded {
    lessons: u64,
    results: u64,
    progress: u64,
    /// Rows of which something gets the file's day, because they say none.
    undated: u64,
}

pub fn run(args: &Import) -> Result<()> {
    let book = open(&args.book)?;
    for path in args.failed_rows.iter().chain(&args.save_missing) {
        refuse_to_replace(path, &[&args.book, &args.file])?;
    }
    let mut import = Session::open(&book, source(&args.file)?, hints(&book, args))?;
    ask_for_sheet(&import)?;
    map(&mut import, &args.maps)?;
    import.set_options(options(&book, args)?);
    ask_what_is_open(&import, args.date_order.is_some())?;

    let progress = Progress::default();
    let by = by();
    let plan = import.plan(&book, by.now, &progress)?;
    let (counts, problems) = (plan.counts, plan.problems.clone());
    let roster = plan.roster.as_ref().map(|roster| roster.counts);
    let is_of_lessons = args.progress_of.is_some() || args.quiz_results_of.is_some();
    let recorded = is_of_lessons.then(|| Recorded::of(&plan.effect));
    if let (Some(path), Some(roster)) = (&args.save_missing, &plan.roster) {
        let locale = Locale::of_tag(&book.settings().locale);
        book.export_missing(roster, ExportFormat { locale, ..ExportFormat::default() }, path)?;
        say(format_args!("the missing are in {}", path.display()));
    }
    if let Some(n) = args.confirm_missing {
        import.accept_missing(n);
    }
    // A place that can't be written to is found while nothing is.
    if let Some(path) = &args.failed_rows {
        keep_failed_rows(&import, &book, path)?;
    }
    let entry = if args.dry_run { None } else { import.apply(&book, &by, &progress)?.entry };
    report(args, &Report { entry, counts, problems, roster, recorded })
}

impl Recorded {
    fn of(effect: &Effect) -> Self {
        let Effect { lessons, results, progress, undated, .. } = *effect;
        Self { lessons, results, progress, undated }
    }
}

fn source(file: &Path) -> Result<Source> {
    if file != Path::new("-") {
        return Ok(Source::from_path(file).map_err(Error::from)?);
    }
    let mut bytes = Vec::new();
    io::stdin().read_to_end(&mut bytes)?;
    Ok(Source::from_bytes("standard input", bytes).map_err(Error::from)?)
}

fn hints(book: &Book, args: &Import) -> LayoutHints {
    LayoutHints {
        encoding: args.encoding.clone(),
        delimiter: args.delimiter,
        sheet: args.sheet.clone(),
        has_header: args.no_header.then_some(false),
        date_order: args.date_order.map(DateOrder::from),
        ..usual_layout(book)
    }
}

fn options(book: &Book, args: &Import) -> Result<Options> {
    let (mut courses, mut products) = (args.courses.clone(), args.products.clone());
    let about = [
        (Purpose::Expiry, &args.expiry_of),
        (Purpose::Roster, &args.roster),
        (Purpose::Progress, &args.progress_of),
        (Purpose::Quizzes, &args.quiz_results_of),
    ];
    let about = about.into_iter().find_map(|(purpose, title)| Some((purpose, title.clone()?)));
    let purpose = match about {
        None => Purpose::Members,
        Some((purpose @ (Purpose::Progress | Purpose::Quizzes), title)) => {
            book.course_titled(&title)?;
            courses.push(title);
            purpose
        }
        Some((purpose, title)) => {
            let titles = if is_course(book, &title)? { &mut courses } else { &mut products };
            titles.push(title);
            purpose
        }
    };
    Ok(Options {
        purpose,
        policy: args.policy.into(),
        courses,
        products,
        cohort: args.cohort.clone(),
        expires_on: args.expires.clone(),
        state: args.status.map(Into::into).unwrap_or_default(),
        blank_is_endless: args.blank_is_endless,
        missing: args.missing.into(),
        threshold: args.threshold.map(Threshold).unwrap_or_default(),
        lesson: args.lesson.clone(),
        done_on: args.done_on.clone(),
        score_of: args.score_of,
        ..Options::default()
    })
}

/// Whether a title of the book is a course's; otherwise it is a product's.
fn is_course(book: &Book, title: &str) -> Result<bool> {
    let is_it = |known: &str| fold(known.trim()) == fold(title.trim());
    let now = by().now;
    let is_course = book.courses(true, now)?.iter().any(|course| is_it(&course.title));
    let is_product = book.products(true, now)?.iter().any(|product| is_it(&product.title));
    match (is_course, is_product) {
        (true, true) => {
            Err(Failure::new(format_args!("{title}: a course and a product are called so")))
        }
        (false, false) => {
            Err(Failure::new(format_args!("{title}: no course or product is called so")))
        }
        (is_course, _) => Ok(is_course),
    }
}

fn map(import: &mut Session, maps: &[String]) -> Result<()> {
    for map in maps {
        let (header, field) = map
            .rsplit_once('=')
            .ok_or_else(|| Failure::new(format_args!("--map {map}: should read HEADER=FIELD")))?;
        let field = Field::parse(field.trim())
            .map_err(|e| Failure::new(format_args!("--map {map}: {e}")))?;
        let headers: Vec<&str> = import.draft.columns.headers().collect();
        let column = headers
            .iter()
            .position(|known| *known == header)
            .or_else(|| headers.iter().position(|known| fold(known) == fold(header)))
            .ok_or_else(|| {
                let known = headers.join(", ");
                Failure::new(format_args!(
                    "--map {map}: no column is called so; there are: {known}"
                ))
            })?;
        import.choose_field(column, field);
    }
    Ok(())
}

/// Which sheet it is decides which columns there are to speak of.
fn ask_for_sheet(import: &Session) -> Result<()> {
    if import.draft.layout.sheet_certain {
        return Ok(());
    }
    let sheets: Vec<String> =
        import.draft.source.sheets().map(|sheet| format!("--sheet '{sheet}'")).collect();
    Err(Failure::new(format_args!(
        "several sheets look like a list; choose one: {}",
        sheets.join(" or ")
    )))
}

/// What the window would ask is refused here: a wrong guess looks right until it does harm.
fn ask_what_is_open(import: &Session, order_given: bool) -> Result<()> {
    let draft = &import.draft;
    let headers: Vec<&str> = draft.columns.headers().collect();
    if let Some(ask) = draft.mapping.open_questions().first() {
        return Err(Failure::new(match ask {
            Ask::WhichColumn { field, columns } => {
                let rivals: Vec<String> = columns
                    .iter()
                    .filter_map(|at| headers.get(*at))
                    .map(|header| format!("--map '{header}={field}'"))
                    .collect();
                format!("several columns could be {field}; choose one: {}", rivals.join(" or "))
            }
            Ask::WhichField { fields } => {
                let at = draft.mapping.columns.iter().position(|c| c.ask.as_ref() == Some(ask));
                let header = at.and_then(|at| headers.get(at)).unwrap_or(&"");
                let rivals: Vec<String> =
                    fields.iter().map(|field| format!("--map '{header}={field}'")).collect();
                format!(
                    "column {header} could be several fields; choose one: {}",
                    rivals.join(" or ")
                )
            }
        }));
    }
    let has_dates = draft.mapping.columns.iter().any(|column| column.field.takes() == Takes::Date);
    if has_dates && !order_given && !import.is_ready() && import.unready().is_none() {
        let order = draft.layout.date_order;
        say(format_args!(
            "the file leaves the order of its dates open; they are read as {order:?}. \
             Say --date-order to read them otherwise"
        ));
    }
    Ok(())
}

/// The rows that were not taken are written over neither the book nor the list they come from.
fn refuse_to_replace(path: &Path, files: &[&Path]) -> Result<()> {
    let Ok(whole) = path.canonicalize() else { return Ok(()) };
    if files.iter().any(|file| file.canonicalize().is_ok_and(|file| file == whole)) {
        return Err(Error::Exists { path: path.to_owned() }.into());
    }
    Ok(())
}

fn keep_failed_rows(import: &Session, book: &Book, path: &Path) -> Result<()> {
    let Some(csv) = import.failed_rows(book)? else { return Ok(()) };
    fs::write(path, csv).map_err(|e| Error::io(path, &e))?;
    say(format_args!("the rows that were not taken are in {}", path.display()));
    Ok(())
}

fn report(args: &Import, report: &Report) -> Result<()> {
    if args.json {
        return print_json(report);
    }
    for problem in report.problems.iter().take(N_NAMED) {
        let Problem { line, column, value, code } = problem;
        let column = column.as_deref().unwrap_or("the row");
        say(format_args!("line {line}, {column}, \"{value}\": {code}"));
    }
    if report.problems.len() > N_NAMED {
        say(format_args!("and more; --json lists them, --failed-rows keeps them"));
    }
    let Counts { rows, created, updated, unchanged, skipped, conflicts, failed } = report.counts;
    let mut out = io::stdout().lock();
    writeln!(
        out,
        "{rows} rows: {created} created, {updated} updated, {unchanged} unchanged, \
         {skipped} skipped, {conflicts} conflicts, {failed} failed"
    )?;
    if let Some(RosterCounts { holders, missing, by_product, unreadable, .. }) = report.roster {
        writeln!(
            out,
            "{missing} of {holders} who have access are missing, {by_product} of them have it by \
             a product too; {unreadable} rows may be anybody's"
        )?;
    }
    if let Some(Recorded { lessons, results, progress, undated }) = report.recorded {
        writeln!(
            out,
            "{lessons} lessons, {results} quiz results, {progress} courses; {undated} rows get the \
             file's day"
        )?;
    }
    match report.entry {
        Some(entry) => writeln!(out, "entry {entry}")?,
        None if args.dry_run => writeln!(out, "nothing was written: a dry run")?,
        None if rows == 0 => {
            writeln!(out, "nothing was written: the file has a header and nothing below it")?;
        }
        None => writeln!(out, "nothing was written: nothing is new")?,
    }
    Ok(())
}
