//! Outlines, what opens when, and what is done to lessons by hand.

use std::io::{self, BufWriter, Read, Write};
use std::path::Path;

use rollbook::drip::{Because, LessonState};
use rollbook::everybody::{LessonCounts, NextOpening};
use rollbook::export::Locale;
use rollbook::outline::file::Outline as File;
use rollbook::outline::text::{Flaw, read_file};
use rollbook::outline::{Becomes, ChangedStarts, Fit, Kept, Mark, Marked, NewStart};
use rollbook::time::{Zone, format_local, iso_instant, parse_instant};
use rollbook::views::Query;
use rollbook::{Book, CourseId, MemberId, Progress};
use serde_json::{Value, json};

use crate::args::{Drip, OnLessons, Outline, Start};
use crate::books::{by, filter, open, print_json};
use crate::failure::{Failure, Result, say};

pub fn outline(args: &Outline) -> Result<()> {
    let book = open(&args.book)?;
    let course = book.course_titled(&args.course)?;
    let Some(path) = &args.file else {
        let text = match args.list {
            true => book.outline_list(course, Locale::of_tag(&book.settings().locale))?,
            false => book.outline_file(course)?.to_json()? + "\n",
        };
        return Ok(write!(io::stdout().lock(), "{text}")?);
    };
    let text = text(path)?;
    let is_json = path.extension().is_some_and(|extension| extension == "json")
        || text.trim_start_matches('\u{feff}').trim_start().starts_with('{');
    if !is_json {
        if args.lock_opened {
            return Err(Failure::new(format_args!(
                "--lock-opened is for JSON; a list leaves what members opened open for them"
            )));
        }
        return list(&book, course, &text, args);
    }
    if args.exactly || args.dry_run {
        return Err(Failure::new(format_args!(
            "--exactly and --dry-run are for lists; JSON is always the whole outline"
        )));
    }
    let file = File::parse(&text)?;
    let outcome = book.write_outline(&by(), course, &file, !args.lock_opened)?;
    let n_lessons: usize = file.chapters.iter().map(|chapter| chapter.lessons.len()).sum();
    let n_chapters = file.chapters.len();
    let done = if outcome.entry.is_some() { "written" } else { "unchanged" };
    say(format_args!("{}: {n_chapters} chapters, {n_lessons} lessons, {done}", file.course));
    let Kept { members, lessons } = outcome.value;
    if members > 0 {
        say(format_args!("{members} members keep {lessons} lessons that they had opened"));
    }
    Ok(())
}

/// Takes a list or a table, and says what became of its lessons.
fn list(book: &Book, course: CourseId, text: &str, args: &Outline) -> Result<()> {
    let fit = if args.exactly { Fit::Exactly } else { Fit::Add };
    let (read, done) = if args.dry_run {
        (book.preview_list(&by(), course, text, fit)?, "would be")
    } else {
        (book.take_list(&by(), course, text, fit)?.value, "are")
    };
    for Flaw { line, kind, text } in &read.flaws {
        let kind = json!(kind).as_str().unwrap_or_default().replace('_', " ");
        say(format_args!("line {line}: {kind}: {text}"));
    }
    let count = |what: Becomes| {
        let lessons = read.chapters.iter().flat_map(|chapter| &chapter.lessons);
        lessons.filter(|lesson| lesson.becomes == what).count()
    };
    say(format_args!(
        "{} lessons {done} new, {} moved, {} changed, {} removed, {} as before",
        count(Becomes::New),
        count(Becomes::Moved),
        count(Becomes::Changed),
        count(Becomes::Removed),
        count(Becomes::Stays)
    ));
    Ok(())
}

fn text(path: &Path) -> Result<String> {
    if path.to_str() != Some("-") {
        return Ok(read_file(path)?);
    }
    let mut text = String::new();
    let read = io::stdin().lock().read_to_string(&mut text);
    read.map_err(|error| Failure::new(format_args!("-: can't be read: {error}")))?;
    Ok(text)
}

pub fn drip(args: &Drip) -> Result<()> {
    let book = open(&args.book)?;
    let zone = book.settings().zone;
    let course = book.course_titled(&args.course)?;
    let Some(member) = &args.member else { return everybody(&book, course, args) };
    let member = book.member_by_email(member)?;
    let at = args.at.as_ref().map(|text| moment(zone, text)).transpose()?;
    let at = at.unwrap_or_else(|| by().now);
    let states = book.drip(course, member, at)?;
    if args.json {
        let states: Vec<Value> = states.iter().map(|state| told(state, zone)).collect();
        return print_json(&states);
    }
    let mut out = BufWriter::new(io::stdout().lock());
    for state in &states {
        let open = if state.open { "open" } else { "locked" };
        let opens_at = state.opens_at.map(|at| format_local(zone, at)).unwrap_or_default();
        let because: Vec<String> =
            state.because.iter().map(|because| line(because, zone)).collect();
        let because = because.join("; ");
        writeln!(out, "{}\t{}\t{open}\t{opens_at}\t{because}", state.chapter, state.lesson)?;
    }
    Ok(out.flush()?)
}

/// How the lessons stand for everybody, or what opens next.
fn everybody(book: &Book, course: CourseId, args: &Drip) -> Result<()> {
    let (now, go) = (by().now, Progress::default());
    let rows: Vec<Value> = if let Some(days) = args.calendar {
        let told = |NextOpening { day, title, members, .. }: NextOpening| json!({ "day": day, "lesson": title, "members": members });
        book.next_openings(course, days, now, &go)?.into_iter().map(told).collect()
    } else {
        let told = |LessonCounts { title, open, opens_later, locked, .. }: LessonCounts| json!({ "lesson": title, "open": open, "opens_later": opens_later, "locked": locked });
        book.lesson_counts(course, now, &go)?.into_iter().map(told).collect()
    };
    if args.json {
        return print_json(&rows);
    }
    let columns: &[&str] = match args.calendar {
        Some(_) => &["day", "lesson", "members"],
        None => &["lesson", "open", "opens_later", "locked"],
    };
    let mut out = BufWriter::new(io::stdout().lock());
    for row in &rows {
        let cell = |column: &&str| match &row[*column] {
            Value::String(text) => text.clone(),
            value => value.to_string(),
        };
        writeln!(out, "{}", columns.iter().map(cell).collect::<Vec<_>>().join("\t"))?;
    }
    Ok(out.flush()?)
}

fn moment(zone: Zone, text: &str) -> Result<i64> {
    parse_instant(zone, text).ok_or_else(|| {
        Failure::new(format_args!(
            "--at {text}: is not a date and time; write it like 2026-03-01T09:00"
        ))
    })
}

pub fn start(args: &Start) -> Result<()> {
    let book = open(&args.book)?;
    let course = book.course_titled(&args.course)?;
    let zone = book.settings().zone;
    let starts_at = args.at.as_ref().map(|text| moment(zone, text)).transpose()?;
    let members = members(&book, &args.members, &args.filters)?;
    let new = NewStart { course, starts_at };
    let outcome = book.set_start(&by(), &members, &new, &Progress::default())?;
    let ChangedStarts { members, already, without_access } = outcome.value;
    if args.json {
        let report = json!({
            "members": members, "already": already, "without_access": without_access,
            "entry": outcome.entry,
        });
        return print_json(&report);
    }
    say(format_args!("{members} members changed, {already} stay as they are"));
    Ok(())
}

/// Instants as text with their offset, which scripts can compare and people can read.
fn told(state: &LessonState, zone: Zone) -> Value {
    let instant = |at: Option<i64>| at.map(|at| iso_instant(zone, at));
    let because = |because: &Because| {
        let mut told = json!({ "code": because.code });
        let values = [
            ("title", because.title.clone()),
            ("since", instant(because.since)),
            ("wait", because.wait.map(|wait| wait.to_string())),
            ("every", because.every.map(|every| every.span.to_string())),
            ("opens_at", instant(because.opens_at)),
        ];
        for (name, value) in values {
            if let Some(value) = value {
                told[name] = value.into();
            }
        }
        told
    };
    json!({
        "lesson": state.lesson,
        "chapter": state.chapter,
        "open": state.open,
        "hidden": state.hidden,
        "opens_at": instant(state.opens_at),
        "because": state.because.iter().map(because).collect::<Vec<_>>(),
    })
}

fn line(because: &Because, zone: Zone) -> String {
    let code = json!(because.code).as_str().unwrap_or_default().replace('_', " ");
    let title = because.title.as_ref().map(|title| format!(" \"{title}\"")).unwrap_or_default();
    let at = because.opens_at.map(|at| format!(" {}", format_local(zone, at))).unwrap_or_default();
    format!("{code}{title}{at}")
}

pub fn mark(args: &OnLessons, mark: Mark) -> Result<()> {
    let book = open(&args.book)?;
    let course = book.course_titled(&args.course)?;
    let lessons = book.lessons_titled(course, &args.lessons)?;
    let members = members(&book, &args.members, &args.filters)?;
    let (by, go) = (by(), Progress::default());
    let (Marked { members, already, .. }, entry) = if args.dry_run {
        (book.preview_mark(&by, &members, &lessons, mark, &go)?.value, None)
    } else {
        let outcome = book.mark_lessons(&by, &members, &lessons, mark, &go)?;
        (outcome.value, outcome.entry)
    };
    if args.json {
        let report = json!({ "members": members, "already": already, "entry": entry });
        return print_json(&report);
    }
    let done = if args.dry_run { "would change" } else { "changed" };
    say(format_args!("{members} members {done}, {already} stay as they are"));
    Ok(())
}

fn members(book: &Book, emails: &[String], filters: &[String]) -> Result<Vec<MemberId>> {
    if filters.is_empty() {
        let members = emails.iter().map(|email| book.member_by_email(email));
        return Ok(members.collect::<rollbook::Result<_>>()?);
    }
    let query = Query { filter: filter(filters)?, ..Query::default() };
    let view = book.open_view(&query, by().now)?;
    match view.problem {
        Some(problem) => Err(rollbook::Error::from(problem).into()),
        None => Ok(view.ids.to_vec()),
    }
}
