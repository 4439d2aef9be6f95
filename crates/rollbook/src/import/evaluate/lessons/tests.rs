//! Progress and quiz results by file.

use crate::book::Book;
use crate::book::tests::{NOW, book, by};
use crate::import::tests::{counts, import_with, in_course, open, whole};
use crate::import::{Counts, Field, Import, Options, Policy, Purpose, Verdict};
use crate::members::MemberFields;
use crate::progress::Progress;
use crate::time::{Zone, day_of, iso_day};

const OUTLINE: &str = r#"{"course": "Drawing", "chapters": [
    {"title": "Start", "lessons": [{"title": "Welcome"}, {"title": "1. Colour"}]},
    {"title": "Practice", "lessons": [
        {"title": "Welcome"}, {"title": "Shapes"}, {"title": "Test", "quiz": {"pass": 70}}]}]}"#;

/// A book with Drawing, its lessons, and two members who have no access to it.
fn school() -> (tempfile::TempDir, Book) {
    let (folder, book) = book();
    let drawing = book.add_course(&by(), "Drawing").unwrap().value;
    let outline = crate::outline::file::Outline::parse(OUTLINE).unwrap();
    book.write_outline(&by(), drawing, &outline, true).unwrap();
    for (name, email) in [("Ana Souza", "ana@example.com"), ("Bia Rocha", "bia@example.com")] {
        let fields = MemberFields {
            name: Some(name.into()),
            email: Some(email.into()),
            ..MemberFields::default()
        };
        book.add_member(&by(), &fields).unwrap();
    }
    (folder, book)
}

fn progress() -> Options {
    Options {
        purpose: Purpose::Progress,
        done_on: Some("2026-06-01".into()),
        ..in_course("drawing")
    }
}

fn results() -> Options {
    Options { purpose: Purpose::Quizzes, ..progress() }
}

/// What the book knows, a line each: `ana Welcome viewed completed`, `ana Test 80 passed day`.
fn known(book: &Book) -> Vec<String> {
    let day = |at: Option<i64>| at.map_or("-".into(), |at| iso_day(day_of(Zone::UTC, at)));
    let lines = book.read(|db| {
        let mut lines = Vec::new();
        let mut statement = db.prepare(
            "SELECT substr(m.email, 1, 3), c.title || ' / ' || l.title, p.viewed_at, p.completed_at
             FROM lesson_progress p JOIN members m ON m.id = p.member_id
             JOIN lessons l ON l.id = p.lesson_id JOIN chapters c ON c.id = l.chapter_id
             ORDER BY m.email, c.position, l.position",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (who, lesson): (String, String) = (row.get(0)?, row.get(1)?);
            lines.push(format!("{who} {lesson} {} {}", day(row.get(2)?), day(row.get(3)?)));
        }
        let mut statement = db.prepare(
            "SELECT substr(m.email, 1, 3), l.title, r.score, r.passed, r.taken_at
             FROM quiz_results r JOIN members m ON m.id = r.member_id
             JOIN lessons l ON l.id = r.lesson_id ORDER BY m.email, r.taken_at, r.score",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (who, quiz): (String, String) = (row.get(0)?, row.get(1)?);
            let (score, passed): (u8, bool) = (row.get(2)?, row.get(3)?);
            let passed = if passed { "passed" } else { "failed" };
            lines.push(format!("{who} {quiz} {score} {passed} {}", day(row.get(4)?)));
        }
        let mut statement = db.prepare(
            "SELECT substr(m.email, 1, 3), c.title, p.viewed, p.completed, p.started_at,
                    p.completed_at, p.last_activity_at
             FROM course_progress p JOIN members m ON m.id = p.member_id
             JOIN courses c ON c.id = p.course_id ORDER BY m.email, c.title",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (who, course): (String, String) = (row.get(0)?, row.get(1)?);
            let share = |share: Option<f64>| share.map_or("-".into(), |share| share.to_string());
            lines.push(format!(
                "{who} {course} {} {} {} {} {}",
                share(row.get(2)?),
                share(row.get(3)?),
                day(row.get(4)?),
                day(row.get(5)?),
                day(row.get(6)?)
            ));
        }
        Ok(lines)
    });
    lines.unwrap()
}

/// Imports a file into a school, holds it to change nothing when it comes again, and its undo to
/// take all of it back.
#[track_caller]
fn check(csv: &str, options: Options, expect: Counts, then: &[&str]) {
    let (_folder, book) = school();
    let before = known(&book);
    assert_eq!(import_with(&book, csv, options.clone()), expect);
    assert_eq!(known(&book), then);
    let again = import_with(&book, csv, options);
    assert_eq!((again.created, again.updated), (0, 0), "the same file twice changes nothing");
    if !then.is_empty() {
        book.undo(&by(), None, &Progress::default()).unwrap();
    }
    assert_eq!(known(&book), before);
    whole(&book);
}

fn planned(book: &Book, csv: &str, options: Options) -> Import {
    let mut import = open(book, csv);
    import.set_options(options);
    import.plan(book, NOW, &Progress::default()).unwrap();
    import
}

/// The reasons of the rows, in the order of the file.
fn reasons(csv: &str, options: Options) -> Vec<Option<&'static str>> {
    let (_folder, book) = school();
    let import = planned(&book, csv, options);
    let n = import.draft.columns.n_rows as usize;
    let (rows, _) = import.rows(&book, None, 0, n, NOW).unwrap();
    rows.into_iter().map(|row| row.reason).collect()
}

#[test]
fn a_row_for_each_member_and_lesson() {
    check(
        "Name,Email,Chapter,Lesson,Viewed,Completed at\n\
         Ana,ana@example.com,Start,Welcome,2026-03-01,2026-03-02\n\
         Ana,ana@example.com,Practice,welcome,2026-03-03,\n\
         Ana,ana@example.com,,Lesson 1: colour,,2026-03-04\n\
         Bia,bia@example.com,,Shapes,,\n",
        progress(),
        counts(0, 3, 1, 0, 0, 0),
        &[
            "ana Start / Welcome 2026-03-01 2026-03-02",
            "ana Start / 1. Colour - 2026-03-04",
            "ana Practice / Welcome 2026-03-03 -",
        ],
    );
}

#[test]
fn a_column_for_each_lesson() {
    check(
        "Student,Email,Start / Welcome,COLOUR,Shapes,Teacher's note\n\
         Ana,ana@example.com,2026-03-01,x,45%,Good\n\
         Bia,bia@example.com,,100%,0,\n",
        progress(),
        counts(0, 2, 0, 0, 0, 0),
        &[
            "ana Start / Welcome - 2026-03-01",
            "ana Start / 1. Colour - 2026-06-01",
            "ana Practice / Shapes 2026-06-01 -",
            "bia Start / 1. Colour - 2026-06-01",
        ],
    );
}

#[test]
fn what_is_done_without_a_day_gets_the_files_and_says_so() {
    let csv = "Email,Lesson,Status\nana@example.com,Shapes,Completed\n\
               bia@example.com,Shapes,In progress\nbia@example.com,Colour,Not started\n";
    check(
        csv,
        progress(),
        counts(0, 2, 1, 0, 0, 0),
        &["ana Practice / Shapes - 2026-06-01", "bia Practice / Shapes 2026-06-01 -"],
    );
    assert_eq!(reasons(csv, progress()), [Some("undated"), Some("undated"), None]);
    let (_folder, book) = school();
    let import = planned(&book, csv, progress());
    let effect = import.made_plan().unwrap().effect;
    assert_eq!((effect.lessons, effect.undated, effect.members), (2, 2, 2));
}

#[test]
fn a_list_of_who_completed_one_lesson() {
    let options = Options { lesson: Some("shapes".into()), ..progress() };
    check(
        "Email\nana@example.com\n",
        options.clone(),
        counts(0, 1, 0, 0, 0, 0),
        &["ana Practice / Shapes - 2026-06-01"],
    );
    let (_folder, book) = school();
    let mut import = open(&book, "Email\nana@example.com\n");
    import.set_options(Options { lesson: Some("Elsewhere".into()), ..options });
    let refused = import.plan(&book, NOW, &Progress::default()).unwrap_err();
    assert_eq!(refused.code(), "not_found");
}

#[test]
fn progress_of_the_course_as_a_whole() {
    check(
        "Email,% Viewed,% Completed,Started,Completed date,Last activity\n\
         ana@example.com,80%,45%,2026-01-10,,2026-05-01\n\
         bia@example.com,100,100,2026-01-11,2026-04-30,2026-05-02\n",
        progress(),
        counts(0, 2, 0, 0, 0, 0),
        &[
            "ana Drawing 0.8 0.45 2026-01-10 - 2026-05-01",
            "bia Drawing 1 1 2026-01-11 2026-04-30 2026-05-02",
        ],
    );
}

/// One column writes shares of one, the other percent.
#[test]
fn each_column_tells_what_its_numbers_are_of() {
    check(
        "Email,% Viewed,% Completed\nana@example.com,0.8,45\nbia@example.com,1,100\n",
        progress(),
        counts(0, 2, 0, 0, 0, 0),
        &["ana Drawing 0.8 0.45 - - -", "bia Drawing 1 1 - - -"],
    );
}

#[test]
fn progress_never_goes_back_unless_asked() {
    let (_folder, book) = school();
    let further = "Email,% Viewed,% Completed,Last activity\nana@example.com,80,45,2026-05-01\n";
    let less = "Email,% Viewed,% Completed,Last activity\nana@example.com,70,50,2026-04-01\n";
    import_with(&book, further, progress());
    assert_eq!(import_with(&book, less, progress()).updated, 1);
    assert_eq!(known(&book), ["ana Drawing 0.8 0.5 - - 2026-05-01"]);
    let overwrite = Options { policy: Policy::Overwrite, ..progress() };
    import_with(&book, less, overwrite);
    assert_eq!(known(&book), ["ana Drawing 0.7 0.5 - - 2026-04-01"]);
    whole(&book);
}

#[test]
fn what_lessons_show_is_nothing_new() {
    let (_folder, book) = school();
    let lesson = "Email,Lesson,Completed at\nana@example.com,Shapes,2026-03-01\n";
    import_with(&book, lesson, progress());
    let header = "Email,% Viewed,% Completed,Started,Last activity";
    let course = |share: &str| {
        let list = format!("{header}\nana@example.com,{share},{share},2026-03-01,2026-03-01\n");
        import_with(&book, &list, progress())
    };
    assert_eq!(course("20.004"), counts(0, 0, 1, 0, 0, 0), "one of five, as a file may write it");
    assert_eq!(known(&book), ["ana Practice / Shapes - 2026-03-01"]);
    assert_eq!(course("40"), counts(0, 1, 0, 0, 0, 0));
    whole(&book);
}

#[test]
fn what_is_known_of_a_lesson_stays_unless_asked() {
    let (_folder, book) = school();
    let first = "Email,Lesson,Completed at\nana@example.com,Shapes,2026-03-01 14:30\n";
    let other = "Email,Lesson,Completed at\nana@example.com,Shapes,2026-03-05\n";
    let same_day = "Email,Lesson,Completed at\nana@example.com,Shapes,2026-03-01\n";
    import_with(&book, first, progress());
    assert_eq!(import_with(&book, other, progress()), counts(0, 0, 1, 0, 0, 0));
    let overwrite = Options { policy: Policy::Overwrite, ..progress() };
    assert_eq!(import_with(&book, same_day, overwrite.clone()), counts(0, 0, 1, 0, 0, 0));
    assert_eq!(import_with(&book, other, overwrite.clone()), counts(0, 1, 0, 0, 0, 0));
    assert_eq!(known(&book), ["ana Practice / Shapes - 2026-03-05"]);
    let undated = "Email,Lesson,Status\nana@example.com,Shapes,done\n";
    assert_eq!(import_with(&book, undated, overwrite), counts(0, 0, 1, 0, 0, 0));
}

#[test]
fn of_rows_about_one_lesson_the_first_says_when() {
    let csv = "Email,Lesson,Completed at\nana@example.com,Shapes,2026-03-05\n\
               ana@example.com,shapes,2026-03-01\n";
    let overwrite = Options { policy: Policy::Overwrite, ..progress() };
    for options in [progress(), overwrite] {
        check(csv, options, counts(0, 1, 1, 0, 0, 0), &["ana Practice / Shapes - 2026-03-05"]);
    }
}

#[test]
fn strangers_and_unknown_lessons_are_said_and_not_invented() {
    let csv = "Email,Lesson,Completed at\n\
               zoe@example.com,Shapes,2026-03-01\n\
               ana@example.com,Etching,2026-03-01\n\
               ana@example.com,Welcome,2026-03-01\n\
               ana@example.com,Shapes,soon\n\
               ana@example.com,Practice / Welcome,2026-03-01\n";
    check(csv, progress(), counts(0, 1, 0, 1, 0, 3), &["ana Practice / Welcome - 2026-03-01"]);
    let said = [
        Some("not_in_book"),
        Some("unknown_lesson"),
        Some("ambiguous_lesson"),
        Some("bad_date"),
        None,
    ];
    assert_eq!(reasons(csv, progress()), said);

    // Once they are mended, the rows that failed come in.
    let (_folder, book) = school();
    let import = planned(&book, csv, progress());
    let failed = String::from_utf8(import.failed_rows(&book).unwrap().unwrap()).unwrap();
    assert_eq!(failed.lines().count(), 4, "{failed}");
    let mended = failed
        .replace("Etching", "Shapes")
        .replace(",Welcome", ",Start / Welcome")
        .replace("soon", "2026-03-02");
    assert_eq!(import_with(&book, &mended, progress()), counts(0, 2, 1, 0, 0, 0));
}

#[test]
fn rows_of_another_course_are_left_alone() {
    check(
        "Email,Course,Lesson,Completed at\nana@example.com,Painting,Shapes,2026-03-01\n\
         ana@example.com,Drawing,Shapes,2026-03-02\n",
        progress(),
        counts(0, 1, 0, 1, 0, 0),
        &["ana Practice / Shapes - 2026-03-02"],
    );
}

#[test]
fn scores_come_in_as_percent() {
    for (scores, expect) in [
        (["8/10", "5/10"], [80, 50]),
        (["80%", "50 %"], [80, 50]),
        (["80", "50"], [80, 50]),
        (["8", "5"], [80, 50]),
        (["0.8", "0.5"], [80, 50]),
    ] {
        let csv = format!(
            "Email,Quiz,Score,Date\nana@example.com,Test,{},2026-03-01\n\
             bia@example.com,test,{},2026-03-01\n",
            scores[0], scores[1]
        );
        let then = [
            format!("ana Test {} passed 2026-03-01", expect[0]),
            format!("bia Test {} failed 2026-03-01", expect[1]),
        ];
        check(&csv, results(), counts(0, 2, 0, 0, 0, 0), &then.each_ref().map(String::as_str));
    }
}

#[test]
fn the_file_may_say_what_a_score_is_of_and_whether_it_passed() {
    check(
        "Email,Quiz,Points,Max points,Passed\nana@example.com,Test,15,20,no\n\
         bia@example.com,Test,5,10,yes\n",
        results(),
        counts(0, 2, 0, 0, 0, 0),
        &["ana Test 75 failed 2026-06-01", "bia Test 50 passed 2026-06-01"],
    );
    let of_twenty = Options { score_of: Some(20), ..results() };
    check(
        "Email,Quiz,Score\nana@example.com,Test,15\n",
        of_twenty,
        counts(0, 1, 0, 0, 0, 0),
        &["ana Test 75 passed 2026-06-01"],
    );
}

#[test]
fn the_same_attempt_is_one() {
    check(
        "Email,Quiz,Score,Taken at,Attempt\n\
         ana@example.com,Test,80,2026-03-01,1\n\
         ana@example.com,Test,80,2026-03-01,2\n\
         ana@example.com,Test,80,2026-03-01,1\n\
         ana@example.com,Test,60,2026-03-01,3\n",
        results(),
        counts(0, 3, 1, 0, 0, 0),
        &[
            "ana Test 80 passed 2026-03-01",
            "ana Test 80 passed 2026-03-01",
            "ana Test 60 failed 2026-03-01",
        ],
    );
    // A file that knows the day only finds the result that was taken in the course of it.
    let (_folder, book) = school();
    import_with(
        &book,
        "Email,Quiz,Score,Date\nana@example.com,Test,80,2026-03-01 14:05\n",
        results(),
    );
    let day = "Email,Quiz,Score,Date\nana@example.com,Test,80%,2026-03-01\n";
    assert_eq!(import_with(&book, day, results()), counts(0, 0, 1, 0, 0, 0));
    let undated = "Email,Quiz,Score\nana@example.com,Test,80%\n";
    assert_eq!(import_with(&book, undated, results()), counts(0, 0, 1, 0, 0, 0));
}

#[test]
fn a_column_for_each_quiz_or_one_quiz_for_all() {
    let then = ["ana Test 90 passed 2026-03-01"];
    let wide = "Email,Test,Date\nana@example.com,90,2026-03-01\nbia@example.com,,2026-03-01\n";
    let (_folder, book) = school();
    let import = planned(&book, wide, results());
    let of = Field::OfLesson("Practice / Test".into());
    assert_eq!(*import.draft.mapping.field_of(1), of, "the header is a quiz of the course");
    check(wide, results(), counts(0, 1, 1, 0, 0, 0), &then);
    let one = Options { lesson: Some("Test".into()), ..results() };
    check(
        "Email,Score,Date\nana@example.com,90,2026-03-01\n",
        one,
        counts(0, 1, 0, 0, 0, 0),
        &then,
    );
}

#[test]
fn results_that_make_no_sense_fail() {
    let csv = "Email,Quiz,Score,Date\nana@example.com,Test,120,2026-03-01\n\
               ana@example.com,Test,,2026-03-01\nana@example.com,Shapes,80,2026-03-01\n\
               ana@example.com,Exam,80,2026-03-01\n";
    let said = ["bad_score", "missing_score", "not_a_quiz", "unknown_lesson"].map(Some);
    assert_eq!(reasons(csv, results()), said);
    check(csv, results(), counts(0, 0, 0, 0, 0, 4), &[]);
}

#[test]
fn the_review_shows_old_and_new() {
    let (_folder, book) = school();
    let wide = "Email,Shapes,Colour\nana@example.com,2026-03-05,x\n";
    import_with(&book, "Email,Shapes\nana@example.com,2026-03-01\n", progress());
    let import = planned(&book, wide, progress());
    let (rows, _) = import.rows(&book, Some(Verdict::Updated), 0, 9, NOW).unwrap();
    let cell =
        |at: usize| (rows[0].cells[at].before.as_deref(), rows[0].cells[at].after.as_deref());
    assert_eq!(cell(1), (Some("2026-03-01"), Some("2026-03-01")), "what is kept is shown");
    assert_eq!(cell(2), (None, Some("2026-06-01")));
    assert!(rows[0].cells[2].changed && !rows[0].cells[1].changed);
}

#[test]
fn what_a_file_was_about_is_remembered() {
    let (_folder, book) = school();
    let options = Options { lesson: Some("Shapes".into()), ..progress() };
    import_with(&book, "Email,Finished\nana@example.com,x\n", options);
    let next = open(&book, "Email,Finished\nbia@example.com,x\n");
    assert_eq!(next.draft.options.purpose, Purpose::Progress);
    assert_eq!(next.draft.options.courses, ["drawing"]);
    assert_eq!(next.draft.options.lesson.as_deref(), Some("Shapes"));
    assert_eq!(next.draft.options.done_on, None, "the day is the file's own");
}

#[test]
fn columns_of_lessons_go_with_the_course() {
    let (_folder, book) = school();
    let mut import = open(&book, "Email,Status,Shapes,Colour\nana@example.com,active,x,x\n");
    let fields = |import: &Import| -> Vec<String> {
        import.draft.mapping.columns.iter().map(|choice| choice.field.to_string()).collect()
    };
    assert_eq!(fields(&import), ["email", "status", "ignore", "ignore"]);
    import.set_options(progress());
    let lessons = ["lesson:Practice / Shapes", "lesson:Start / 1. Colour"];
    assert_eq!(fields(&import), ["email", "ignore", lessons[0], lessons[1]]);
    import.choose_field(3, Field::Ignore);
    import.set_options(Options { lesson: None, policy: Policy::Overwrite, ..progress() });
    assert_eq!(fields(&import), ["email", "ignore", lessons[0], "ignore"], "choices stay");
    import.set_options(Options::default());
    assert_eq!(fields(&import), ["email", "status", "ignore", "ignore"]);
}

/// A list of enrollments gives access and knows how far everybody came.
#[test]
fn a_list_of_enrollments_knows_how_far_everybody_came() {
    let csv = "Email,Course,Enrolled,Activated At,% Viewed,% Completed,Completed Date,Last activity\n\
               ana@example.com,Drawing,2026-01-05,2026-01-10,0.8,0.45,,2026-05-01\n\
               bia@example.com,Drawing,2026-01-05,2026-01-11,1,1,2026-04-30,2026-05-02\n";
    check(
        csv,
        Options::default(),
        counts(0, 2, 0, 0, 0, 0),
        &[
            "ana Drawing 0.8 0.45 2026-01-10 - 2026-05-01",
            "bia Drawing 1 1 2026-01-11 2026-04-30 2026-05-02",
        ],
    );
    // In Portuguese and Spanish, and of several rows of one person the further.
    for headers in [
        "E-mail;Curso;% Visto;% Concluído;Iniciado em;Última atividade",
        "Correo electrónico;Curso;% Visualizado;% Completado;Fecha de inicio;Última actividad",
    ] {
        let csv = format!(
            "{headers}\nana@example.com;Drawing;80%;45%;2026-01-10;2026-05-01\n\
             ana@example.com;Drawing;70%;50%;2026-01-11;2026-04-01\n"
        );
        check(
            &csv,
            Options::default(),
            counts(0, 2, 0, 0, 0, 0),
            &["ana Drawing 0.8 0.5 2026-01-10 - 2026-05-01"],
        );
    }
    // A list of contacts knows when somebody was last seen, and nothing of a course.
    let (_folder, book) = school();
    let import = open(&book, "Email,Last Activity\nana@example.com,2026-05-01\n");
    assert_eq!(*import.draft.mapping.field_of(1), Field::LastSeenAt);
}
