//! Progress and quiz results by file, from the outside: on lists that came about by chance, from the
//! command line, and at size.

use std::fmt::Write;

use proptest::prelude::*;
use proptest::sample::select;
use rollbook::book::By;
use rollbook::import::{Counts, DateOrder, Import, LayoutHints, Options, Policy, Purpose, Verdict};
use rollbook::outline::file::Outline;
use rollbook::{Book, EntryId, Result};
use serde_json::{Value, json};

use crate::cli::Shell;
use crate::support::{NOW, accounted_for, assert_whole, book, by, dump, go, n_entries, source};

const OUTLINE: &str = r#"{"course": "Drawing", "chapters": [
    {"title": "Start", "lessons": [{"title": "Welcome"}, {"title": "Brushes"}]},
    {"title": "End", "lessons": [{"title": "Welcome"}, {"title": "Quiz", "quiz": {"pass": 70}}]}]}"#;

/// A list about the lessons of *Drawing*, whatever that is in the book it comes to.
#[derive(Clone, Debug)]
pub struct List {
    text: String,
    options: Options,
}

/// A row or a column for each lesson, of people who are in the book and who are not, of lessons that
/// the course has and has not, and of cells that can't be read.
pub fn list() -> impl Strategy<Value = List> {
    let text = prop_oneof![long(), wide(), whole(), results()];
    let policy = select(&[Policy::Fill, Policy::Overwrite][..]);
    let days = select(&[Some("2026-03-01"), None][..]);
    (text, policy, days).prop_map(|((purpose, text), policy, done_on)| List {
        text,
        options: Options {
            purpose,
            policy,
            courses: vec!["drawing".into()],
            done_on: done_on.map(str::to_owned),
            ..Options::default()
        },
    })
}

const PEOPLE: [&str; 5] =
    ["ana@gmail.com", "ANA@gmail.com", "caio@example.com", "nobody@example.com", "not-an-email"];
const TITLES: [&str; 7] =
    ["Start / Welcome", "Welcome", "brushes", "01. Brushes", "Quiz", "Elsewhere", ""];
const DAYS: [&str; 5] = ["2026-02-28", "2026-03-01", "2026-03-01 14:30", "", "soon"];
const DOINGS: [&str; 8] =
    ["x", "2026-02-28", "2026-03-01 14:30", "45%", "no", "", "100", "perhaps"];
const SHARES: [&str; 5] = ["45%", "100%", "0 %", "", "120%"];
const SCORES: [&str; 6] = ["80%", "6/10", "100", "", "120", "ten"];

fn cells(of: &'static [&'static [&'static str]]) -> impl Strategy<Value = Vec<String>> {
    let row = of.iter().map(|cells| select(*cells)).collect::<Vec<_>>();
    let row = row.prop_map(|cells| cells.join(","));
    prop::collection::vec(row, 1..8)
}

fn lines(header: &str, rows: &[String]) -> String {
    rows.iter().fold(format!("{header}\n"), |mut text, row| {
        let _ = writeln!(text, "{row}");
        text
    })
}

fn long() -> impl Strategy<Value = (Purpose, String)> {
    cells(&[&PEOPLE, &TITLES, &DAYS, &DAYS, &["done", "in progress", "", "?"]]).prop_map(|rows| {
        (Purpose::Progress, lines("Email,Lesson,Viewed at,Completed at,Status", &rows))
    })
}

fn wide() -> impl Strategy<Value = (Purpose, String)> {
    cells(&[&PEOPLE, &DOINGS, &DOINGS, &SHARES]).prop_map(|rows| {
        (Purpose::Progress, lines("Email,Start / Welcome,Brushes,% Completed", &rows))
    })
}

fn whole() -> impl Strategy<Value = (Purpose, String)> {
    cells(&[&PEOPLE, &SHARES, &SHARES, &DAYS, &DAYS, &DAYS]).prop_map(|rows| {
        let header = "Email,% Viewed,% Completed,Started,Completed at,Last activity";
        (Purpose::Progress, lines(header, &rows))
    })
}

fn results() -> impl Strategy<Value = (Purpose, String)> {
    let row: &[&[&str]] =
        &[&PEOPLE, &TITLES, &SCORES, &DAYS, &["1", "2", "", "no"], &["", "yes", "no"]];
    cells(row)
        .prop_map(|rows| (Purpose::Quizzes, lines("Email,Quiz,Score,Date,Attempt,Passed", &rows)))
}

fn draft(book: &Book, list: &List) -> Import {
    let hints = LayoutHints {
        delimiter: Some(b','),
        has_header: Some(true),
        date_order: Some(DateOrder::Ymd),
        ..LayoutHints::default()
    };
    let mut import = Import::open(book, source(&list.text), hints).unwrap();
    import.set_options(list.options.clone());
    import
}

/// Carries a list out, and holds it to what must be true of each.
pub fn import(book: &Book, list: &List, by: &By) -> Result<(Option<EntryId>, Counts)> {
    let mut import = draft(book, list);
    let planned = import.plan(book, by.now, &go())?.counts;
    let done = import.apply(book, by, &go())?;
    assert_eq!(done.value, planned, "the plan's counts are the import's");
    assert_eq!(done.value.rows, accounted_for(&done.value));
    assert_eq!(done.value.created, 0, "nobody is added");
    Ok((done.entry, done.value))
}

/// Ana and Caio, and a course with lessons.
fn school() -> (tempfile::TempDir, Book) {
    let (folder, book) = book();
    crate::support::import(&book, "Name,Email\nAna,ana@gmail.com\nCaio,caio@example.com\n");
    let course = book.add_course(&by(), "Drawing").unwrap().value;
    book.write_outline(&by(), course, &Outline::parse(OUTLINE).unwrap(), true).unwrap();
    (folder, book)
}

proptest! {
    #![proptest_config(crate::properties::config())]

    /// Lists that come after each other record what they show; the last of them changes nothing when
    /// it comes again; each goes back whole.
    #[test]
    fn lists_about_lessons_record_what_they_show(
        lists in prop::collection::vec(list(), 1..4),
    ) {
        let (_folder, book) = school();
        for list in &lists {
            let mut shown = draft(&book, list);
            if shown.plan(&book, NOW, &go()).is_err() {
                continue;
            }
            let n = shown.draft.columns.n_rows as usize;
            let rows = shown.rows(&book, None, 0, n, NOW).unwrap().0;
            for (at, row) in rows.iter().enumerate() {
                let alone = shown.rows(&book, None, at, 1, NOW).unwrap().0;
                prop_assert_eq!(std::slice::from_ref(row), &alone[..], "in any window");
                let is_changed = row.cells.iter().any(|cell| cell.changed);
                prop_assert!(!is_changed || row.verdict == Verdict::Updated, "{:?}", row);
            }
            let before = dump(&book);
            let (entry, counts) = import(&book, list, &by()).unwrap();
            let after = dump(&book);
            prop_assert_eq!(counts.updated > 0, before != after, "{:?}", counts);
            if let Some(entry) = entry {
                prop_assert_eq!(book.undo(&by(), Some(entry), &go()).unwrap().value.n_kept, 0);
                prop_assert_eq!(&dump(&book), &before);
                book.redo(&by(), &go()).unwrap();
                prop_assert_eq!(&dump(&book), &after);
            }
            let entries = n_entries(&book);
            let (again, counts) = import(&book, list, &by()).unwrap();
            prop_assert_eq!((again, counts.updated), (None, 0), "the same file twice");
            prop_assert_eq!(n_entries(&book), entries);
            prop_assert_eq!(&dump(&book), &after);
        }
        assert_whole(&book);
    }
}

fn shell() -> Shell {
    let shell = Shell::with_book();
    shell.write("people.csv", "Name,Email\nAna,ana@example.com\nBia,bia@example.com\n");
    shell.write("outline.json", OUTLINE);
    shell.ok(&["import", "a.rollbook", "people.csv", "--course", "Drawing"]);
    shell.ok(&["outline", "a.rollbook", "--course", "Drawing", "outline.json"]);
    shell
}

#[test]
fn progress_comes_in_from_the_command_line() {
    let shell = shell();
    let list = "Email,Lesson,Status\nana@example.com,Brushes,done\nzoe@example.com,Brushes,done\n\
                bia@example.com,Etching,done\n";
    shell.write("progress.csv", list);
    let args = ["import", "a.rollbook", "progress.csv", "--progress-of", "drawing", "--json"];
    let args = [&args[..], &["--done-on", "2026-03-01", "--failed-rows", "failed.csv"]].concat();
    let dry = shell.json(&[&args[..], &["--dry-run"]].concat());
    assert_eq!(
        (&dry["entry"], &dry["lessons"], &dry["undated"]),
        (&Value::Null, &json!(1), &json!(1))
    );
    let codes: Vec<&Value> =
        dry["problems"].as_array().unwrap().iter().map(|problem| &problem["code"]).collect();
    assert_eq!(codes, ["not_in_book", "unknown_lesson"], "who and what is unknown is named");
    assert_eq!(shell.json(&args)["updated"], 1);
    let failed = shell.read("failed.csv");
    assert!(failed.contains("Etching") && !failed.contains("Brushes"), "{failed}");
    let drip = shell.json(&[
        "drip",
        "a.rollbook",
        "--course",
        "Drawing",
        "--member",
        "ana@example.com",
        "--json",
    ]);
    assert!(drip.to_string().contains("Brushes"), "{drip}");
    assert_eq!(shell.json(&args)["entry"], Value::Null, "the same file twice changes nothing");
    let said =
        shell.refused(&["import", "a.rollbook", "progress.csv", "--progress-of", "Painting"]);
    assert!(said.contains("Painting"), "{said}");
    let wrong = ["import", "a.rollbook", "people.csv", "--progress-of", "Drawing"];
    assert!(shell.refused(&wrong).contains("no column says what members did"));
    let lesson = [&wrong[..], &["--lesson", "Etching"]].concat();
    assert!(shell.refused(&lesson).contains("Etching"));
    shell.ok(&[&wrong[..], &["--lesson", "Brushes"]].concat());
}

#[test]
fn quiz_results_come_in_from_the_command_line() {
    let shell = shell();
    shell.write(
        "results.csv",
        "Email,Quiz,Points\nana@example.com,Quiz,15\nbia@example.com,Quiz,9\n",
    );
    let args = ["import", "a.rollbook", "results.csv", "--quiz-results-of", "Drawing", "--json"];
    let dry = shell.json(&[&args[..], &["--dry-run", "--score-of", "20"]].concat());
    assert_eq!((&dry["results"], &dry["undated"]), (&json!(2), &json!(2)));
    let done = shell.json(&[&args[..], &["--score-of", "20"]].concat());
    assert_eq!(done["updated"], 2);
    let again = shell.json(&[&args[..], &["--score-of", "20"]].concat());
    assert_eq!(again["entry"], Value::Null, "the same file twice changes nothing");
    shell.ok(&["undo", "a.rollbook"]);
    assert_eq!(shell.json(&[&args[..], &["--score-of", "20", "--dry-run"]].concat())["results"], 2);
}
