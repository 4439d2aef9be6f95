//! Imports from a file's bytes to the members in the book.

use std::fmt::Write;

use super::{Counts, Duplicates, Field, Import, LayoutHints, Options, Policy, Source, Verdict};
use crate::access::{AccessStatus, BulkChange, NewAccess, State};
use crate::book::Book;
use crate::book::tests::{NOW, book, by};
use crate::courses::CohortEdit;
use crate::fields::{DecimalSign, FieldKind};
use crate::members::{Member, MemberFields, Status};
use crate::products::ProductEdit;
use crate::progress::Progress;
use crate::time::format_local;

pub(super) fn open(book: &Book, csv: &str) -> Import {
    let source = Source::from_bytes("list.csv", csv.as_bytes().to_vec()).unwrap();
    Import::open(book, source, LayoutHints::default()).unwrap()
}

pub(super) fn import_with(book: &Book, csv: &str, options: Options) -> Counts {
    let mut import = open(book, csv);
    import.set_options(options);
    let planned = import.plan(book, NOW, &Progress::default()).unwrap().counts;
    let outcome = import.apply(book, &by(), &Progress::default()).unwrap();
    assert_eq!(outcome.value, planned, "what was shown is what was done");
    planned
}

pub(super) fn import(book: &Book, csv: &str) -> Counts {
    import_with(book, csv, Options::default())
}

pub(super) fn member(book: &Book, email: &str) -> Member {
    book.member(book.member_by_email(email).unwrap(), NOW).unwrap()
}

/// Pauses what somebody has of a course by itself.
fn block(book: &Book, email: &str, course: &str) {
    let courses = book.courses(true, NOW).unwrap();
    let course = courses.iter().find(|one| one.title == course).unwrap().id;
    let blocked = BulkChange {
        courses: vec![course],
        products: Vec::new(),
        to: NewAccess::State(State::Disabled),
    }
    .into();
    let member = book.member_by_email(email).unwrap();
    book.change_access(&by(), &[member], &blocked, &Progress::default()).unwrap();
}

pub(super) fn counts(
    created: u64,
    updated: u64,
    unchanged: u64,
    skipped: u64,
    conflicts: u64,
    failed: u64,
) -> Counts {
    let rows = created + updated + unchanged + skipped + conflicts + failed;
    Counts { rows, created, updated, unchanged, skipped, conflicts, failed }
}

pub(super) fn in_course(title: &str) -> Options {
    Options { courses: vec![title.to_owned()], ..Options::default() }
}

pub(super) fn whole(book: &Book) {
    let report = book.check(&Progress::default()).unwrap();
    assert!(report.ok, "{:?}", report.findings);
}

const LIST: &str = "Name,Email,Phone,Course,Expires\n\
    Ana Souza,ana@example.com,,Drawing,2026-12-31\n\
    Bruno Dias,bruno@example.com,+44 123,Drawing,\n\
    Caio,not-an-email,,Drawing,\n\
    Dora,,,Drawing,\n\
    ana again,ANA@EXAMPLE.COM,,Painting,\n";

#[test]
fn rows_become_members_with_access() {
    let (_dir, book) = book();
    assert_eq!(import(&book, LIST), counts(2, 1, 0, 0, 0, 2));
    let ana = member(&book, "ana@example.com");
    assert_eq!(ana.name, "Ana Souza", "the first row counts for the member's own fields");
    let access: Vec<_> =
        ana.access.iter().map(|e| (e.course.as_str(), e.expires_on.as_deref())).collect();
    assert_eq!(access, [("Drawing", Some("2026-12-31")), ("Painting", None)]);
    assert_eq!(member(&book, "bruno@example.com").phone, "+44 123");
    whole(&book);
}

#[test]
fn the_same_file_twice_changes_nothing() {
    let (_dir, book) = book();
    import(&book, LIST);
    let entries = book.entries(None, None, 100).unwrap().len();
    assert_eq!(import(&book, LIST), counts(0, 0, 3, 0, 0, 2));
    assert_eq!(book.entries(None, None, 100).unwrap().len(), entries, "no entry for no change");
}

#[test]
fn an_import_is_one_undo() {
    let (_dir, book) = book();
    import(&book, LIST);
    book.undo(&by(), None, &Progress::default()).unwrap();
    assert!(book.member_by_email("ana@example.com").is_err());
    assert!(book.courses(true, NOW).unwrap().is_empty());
    assert!(book.imports().unwrap()[0].undone);
    book.redo(&by(), &Progress::default()).unwrap();
    assert_eq!(member(&book, "ana@example.com").access.len(), 2);
    whole(&book);
}

#[test]
fn a_day_for_everybody_is_for_the_rows_without_one() {
    let (_dir, book) = book();
    let csv = "Email,Course,Enrolled at,Expires\n\
        ana@example.com,Drawing,2026-01-15,\n\
        bruno@example.com,Drawing,,2027-06-30\n";
    let options = Options {
        starts_on: Some("2026-03-01".into()),
        expires_on: Some("2026-12-31".into()),
        ..Options::default()
    };
    let mut import = open(&book, csv);
    import.set_options(options);
    let effect = import.plan(&book, NOW, &Progress::default()).unwrap().effect;
    assert_eq!((effect.grants, effect.starts_in_file, effect.ends_in_file), (2, 1, 1));
    import.apply(&book, &by(), &Progress::default()).unwrap();
    let days = |email| {
        let grant = member(&book, email).grants.remove(0);
        (grant.starts_on, grant.expires_on.unwrap())
    };
    assert_eq!(days("ana@example.com"), ("2026-01-15".into(), "2026-12-31".into()));
    assert_eq!(days("bruno@example.com"), ("2026-03-01".into(), "2027-06-30".into()));
}

#[test]
fn blanks_are_filled_and_nothing_else() {
    let (_dir, book) = book();
    import(&book, "Name,Email,Phone\nAna,ana@example.com,\nBruno,bruno@example.com,1\n");
    let done = import(&book, "Name,Email,Phone\nANA S.,ana@example.com,55\n,bruno@example.com,2\n");
    assert_eq!(done, counts(0, 1, 1, 0, 0, 0));
    let ana = member(&book, "ana@example.com");
    assert_eq!((ana.name.as_str(), ana.phone.as_str()), ("Ana", "55"));
    assert_eq!(member(&book, "bruno@example.com").phone, "1");
}

#[test]
fn a_blank_cell_erases_only_when_asked() {
    let (_dir, book) = book();
    import(&book, "Name,Email,Phone\nAna,ana@example.com,55\n");
    let blank = "Name,Email,Phone\nAna Souza,ana@example.com,\n";
    let overwrite = Options { policy: Policy::Overwrite, ..Options::default() };
    import_with(&book, blank, overwrite.clone());
    let ana = member(&book, "ana@example.com");
    assert_eq!((ana.name.as_str(), ana.phone.as_str()), ("Ana Souza", "55"));
    import_with(&book, blank, Options { erase_blank: true, ..overwrite });
    assert_eq!(member(&book, "ana@example.com").phone, "");
    whole(&book);
}

/// A file without a column for the whole name.
#[test]
fn a_name_follows_its_parts_and_keeps_those_the_file_has_not() {
    #[track_caller]
    fn check(known: [&str; 3], file: &str, expect: [&str; 3]) {
        let (_dir, book) = book();
        let [name, given, family] = known.map(|text| Some(text.to_owned()));
        let email = Some("ana@example.com".to_owned());
        let fields = MemberFields { name, given, family, email, ..MemberFields::default() };
        book.add_member(&by(), &fields).unwrap();
        let overwrite = Options { policy: Policy::Overwrite, ..Options::default() };
        let file = format!("{file},ana@example.com\n");
        for _ in 0..2 {
            import_with(&book, &file, overwrite.clone());
            let ana = member(&book, "ana@example.com");
            assert_eq!([&*ana.name, &*ana.given, &*ana.family], expect, "{file:?}");
        }
    }
    let souza = ["Ana Souza", "Ana", "Souza"];
    check(souza, "First name,Last name,Email\nAna,", souza);
    check(souza, "First name,Email\nAna Maria", ["Ana Maria Souza", "Ana Maria", "Souza"]);
    check(souza, "Last name,Email\nSilva", ["Ana Silva", "Ana", "Silva"]);
    check(souza, "First name,Last name,Email\nBia,Dias", ["Bia Dias", "Bia", "Dias"]);
    let whole = ["Ana de Souza", "", ""];
    check(whole, "First name,Email\nAna", ["Ana de Souza", "Ana", ""]);
    check(whole, "First name,Last name,Email\nAna,Souza", souza);
    check(["Ana", "Ana", ""], "First name,Email\nBia", ["Bia", "Bia", ""]);
    check(
        ["Ana de Souza", "Ana", "Souza"],
        "First name,Email\nAna",
        ["Ana de Souza", "Ana", "Souza"],
    );
}

#[test]
fn policies_skip_and_update_only() {
    let (_dir, book) = book();
    import(&book, "Name,Email\nAna,ana@example.com\n");
    let both = "Name,Email,Phone\nAna,ana@example.com,5\nBruno,bruno@example.com,6\n";
    let skip = Options { policy: Policy::Skip, ..Options::default() };
    let update = Options { policy: Policy::UpdateOnly, ..Options::default() };
    assert_eq!(import_with(&book, both, update), counts(0, 1, 0, 1, 0, 0));
    assert_eq!(import_with(&book, both, skip), counts(1, 0, 0, 1, 0, 0));
}

#[test]
fn access_is_extended_and_never_shortened() {
    let (_dir, book) = book();
    let until = |day: &str| Options { expires_on: Some(day.to_owned()), ..in_course("Drawing") };
    let list = "Email\nana@example.com\n";
    let end = |book: &Book| member(book, "ana@example.com").access[0].expires_on.clone();
    import_with(&book, list, until("2026-06-30"));
    assert_eq!(import_with(&book, list, until("2026-05-31")), counts(0, 0, 1, 0, 0, 0));
    assert_eq!(end(&book).as_deref(), Some("2026-06-30"));
    assert_eq!(import_with(&book, list, until("2026-12-31")), counts(0, 1, 0, 0, 0, 0));
    assert_eq!(end(&book).as_deref(), Some("2026-12-31"));
    assert_eq!(import_with(&book, list, in_course("drawing")), counts(0, 0, 1, 0, 0, 0));
    assert_eq!(book.courses(true, NOW).unwrap().len(), 1, "titles are compared folded");
}

#[test]
fn rows_that_shorten_one_access_do_so_to_the_last_of_their_days_and_once() {
    let (_dir, book) = book();
    import(&book, "Email,Course,Expires\nana@x.com,Drawing,2026-12-31\n");
    let list = "Email,Course,Expires\n\
                ana@x.com,Drawing,2026-06-30\n\
                ana@x.com,Drawing,2026-09-30\n\
                ana@x.com,Drawing,2026-07-31\n";
    let shorten = || Options { shorten_access: true, ..Options::default() };
    assert_eq!(import_with(&book, list, shorten()), counts(0, 1, 2, 0, 0, 0));
    let end = member(&book, "ana@x.com").access[0].expires_on.clone();
    assert_eq!(end.as_deref(), Some("2026-09-30"));
    assert_eq!(import_with(&book, list, shorten()), counts(0, 0, 3, 0, 0, 0));

    let longer = "Email,Course,Expires\n\
                  ana@x.com,Drawing,2026-06-30\n\
                  ana@x.com,Drawing,2026-12-31\n";
    assert_eq!(import_with(&book, longer, shorten()), counts(0, 1, 1, 0, 0, 0));
    whole(&book);
}

#[test]
fn an_access_status_is_lowered_only_when_asked() {
    let (_dir, book) = book();
    let list = |status: &str| format!("Email,Course,Access\nana@example.com,Drawing,{status}\n");
    let import = |status: &str, options: Options| {
        let mut import = open(&book, &list(status));
        import.choose_field(2, Field::AccessStatus);
        import.set_options(options);
        import.apply(&book, &by(), &Progress::default()).unwrap();
        member(&book, "ana@example.com").grants[0].state
    };
    let overwrite = Options { policy: Policy::Overwrite, ..Options::default() };
    import("active", Options::default());
    for lower in ["pending", "disabled"] {
        assert_eq!(import(lower, overwrite.clone()), State::Active, "{lower}");
    }
    let lower = Options { shorten_access: true, ..overwrite };
    assert_eq!(import("pending", lower.clone()), State::Pending);
    assert_eq!(import("active", lower.clone()), State::Active, "up again");
    assert_eq!(import("disabled", lower), State::Disabled);
}

#[test]
fn a_blocked_course_is_not_lengthened_because_a_product_opens_it() {
    let (_dir, book) = book();
    import(&book, "Email,Course,Expires\nana@example.com,Drawing,2026-04-30\n");
    let holding = ProductEdit {
        courses: Some(vec![book.courses(false, NOW).unwrap()[0].id]),
        ..ProductEdit::default()
    };
    book.add_product(&by(), "The club", &holding).unwrap();
    import(&book, "Email,Product,Expires\nana@example.com,The club,2026-06-30\n");
    let course = |book: &Book| {
        let grants = member(book, "ana@example.com").grants;
        grants.into_iter().find(|grant| grant.target.title == "Drawing").unwrap()
    };
    block(&book, "ana@example.com", "Drawing");
    let before = course(&book);

    let longer = "Email,Course,Expires\nana@example.com,Drawing,2026-12-31\n";
    let mut longer = open(&book, longer);
    longer.plan(&book, NOW, &Progress::default()).unwrap();
    let plan = longer.made_plan().unwrap();
    assert_eq!((plan.counts.unchanged, plan.count_of("blocked_kept")), (1, 1));
    longer.apply(&book, &by(), &Progress::default()).unwrap();

    assert_eq!(course(&book), before);
    assert_eq!(member(&book, "ana@example.com").grants.len(), 2, "and nothing is given beside it");
}

#[test]
fn no_course_without_a_title_is_made() {
    let (_dir, book) = book();
    import(&book, "Email,Course,Product\nana@example.com,\u{200b},\u{feff}\n");
    let mut untitled = open(&book, "Email\nbruno@example.com\n");
    untitled.set_options(in_course("  "));
    let error = untitled.apply(&book, &by(), &Progress::default()).unwrap_err();
    assert_eq!(error.code(), "missing_title");
    assert!(book.courses(true, NOW).unwrap().is_empty());
    assert!(book.products(true, NOW).unwrap().is_empty());
}

#[test]
fn one_member_by_email_and_by_id_is_given_a_course_once() {
    let (_dir, book) = book();
    import(&book, "Email,Platform ID\nana@example.com,007\n");
    let list = "Email,Platform ID,Course\nana@example.com,,Drawing\n,007,Drawing\n";
    assert_eq!(import(&book, list), counts(0, 1, 0, 0, 1, 0));
    assert_eq!(member(&book, "ana@example.com").grants.len(), 1);
}

#[test]
fn a_row_of_an_id_alone_gives_way_to_the_row_that_says_whose_it_is() {
    let (_dir, book) = book();
    let list = "Email,Platform ID,Course\n,007,Drawing\nana@example.com,007,Painting\n";
    assert_eq!(import(&book, list), counts(1, 0, 0, 0, 0, 1));
    assert_eq!(
        import(&book, list),
        counts(0, 0, 1, 0, 1, 0),
        "nor is it taken once the id is known"
    );
    let access = member(&book, "ana@example.com").access;
    assert_eq!(access.iter().map(|one| one.course.as_str()).collect::<Vec<_>>(), ["Painting"]);
}

#[test]
fn a_blocked_member_stays_blocked() {
    let (_dir, book) = book();
    import(&book, "Email,Status\nana@example.com,disabled\n");
    let active = "Email,Status\nana@example.com,active\n";
    let overwrite = Options { policy: Policy::Overwrite, ..Options::default() };
    import_with(&book, active, overwrite.clone());
    assert_eq!(member(&book, "ana@example.com").status, Status::Disabled);
    import_with(&book, active, Options { revive: true, ..overwrite });
    assert_eq!(member(&book, "ana@example.com").status, Status::Active);
}

#[test]
fn an_id_of_somebody_else_is_a_conflict() {
    let (_dir, book) = book();
    import(&book, "Email,Platform ID\nana@example.com,007\nbruno@example.com,8\n");
    assert_eq!(member(&book, "ana@example.com").external_id, "007");
    let done = import(
        &book,
        "Email,Platform ID\nana@example.com,8\nnew@example.com,007\nx@example.com,9\ny@example.com,9\n",
    );
    assert_eq!(done, counts(1, 0, 0, 0, 3, 0));
}

#[test]
fn a_file_of_ids_alone_finds_its_members() {
    let (_dir, book) = book();
    import(&book, "Email,Platform ID\nana@example.com,007\n");
    let done = import(&book, "Platform ID,Phone\n007,55\n008,66\n");
    assert_eq!(done, counts(0, 1, 0, 0, 0, 1));
    assert_eq!(member(&book, "ana@example.com").phone, "55");
}

#[test]
fn failed_rows_import_again_once_mended() {
    let (_dir, book) = book();
    let list =
        "Name,Email,Password,Phone\nAna,ana@example.com,hunter2,=1+1\nBruno,bruno@,secret,-5\n";
    let mut import = open(&book, list);
    import.plan(&book, NOW, &Progress::default()).unwrap();
    import.choose_field(3, Field::Custom("Fone".into()));
    import.plan(&book, NOW, &Progress::default()).unwrap();
    import.apply(&book, &by(), &Progress::default()).unwrap();
    let failed = String::from_utf8(import.failed_rows(&book).unwrap().unwrap()).unwrap();
    assert_eq!(
        failed,
        "Name,Email,Password,Phone,Problema (Rollbook)\r\n\
         Bruno,bruno@,,'-5,Email: Não é um e-mail\r\n",
        "passwords are never kept"
    );
    let mut again = open(&book, &failed);
    assert_eq!(again.draft.mapping.field_of(3), &Field::Custom("Fone".into()), "as in the first");
    assert_eq!(again.draft.mapping.field_of(4), &Field::Ignore);
    again.plan(&book, NOW, &Progress::default()).unwrap();
    let still = String::from_utf8(again.failed_rows(&book).unwrap().unwrap()).unwrap();
    assert_eq!(still, failed, "what is wrong is said once");
    let mended = failed.replace("bruno@", "bruno@example.com");
    assert_eq!(self::import(&book, &mended), counts(1, 0, 0, 0, 0, 0));
    assert_eq!(member(&book, "bruno@example.com").custom[0].value, "-5");
}

#[test]
fn what_was_left_out_is_kept_reason_by_reason() {
    let (_dir, book) = book();
    let mut csv = LIST.to_owned();
    for n in 0..30 {
        writeln!(csv, "Broken,broken {n},,Drawing,").unwrap();
    }
    let mut import = open(&book, &csv);
    import.plan(&book, NOW, &Progress::default()).unwrap();
    let said = import.made_plan().unwrap().left_out();
    let outcome = import.apply(&book, &by(), &Progress::default()).unwrap();
    let summary: Vec<_> = said
        .iter()
        .map(|one| (one.verdict, one.code.as_str(), one.count, one.cases.len()))
        .collect();
    assert_eq!(
        summary,
        [
            (Verdict::Failed, "bad_email", 31, 20),
            (Verdict::Failed, "missing_email", 1, 1),
            (Verdict::Updated, "duplicate_in_file", 1, 1),
        ]
    );
    let first = &said[0].cases[0];
    assert_eq!((first.line, first.column.as_deref()), (4, Some("Email")));
    assert_eq!(first.value, "not-an-email");

    book.undo(&by(), outcome.entry, &Progress::default()).unwrap();
    let kept = book.imports().unwrap().remove(0);
    assert!(kept.undone);
    assert_eq!((kept.counts, kept.left_out), (outcome.value, said), "the record stays");
}

/// Spreadsheets and scripts write days so.
#[test]
fn an_end_at_midnight_is_the_end_of_its_day() {
    let (_dir, book) = book();
    for (n, (day, expect)) in [
        ("2026-12-31", "2026-12-31 23:59:59"),
        ("2026-12-31 00:00:00", "2026-12-31 23:59:59"),
        ("2026-12-31T00:00", "2026-12-31 23:59:59"),
        ("31/12/2026 0:00", "2026-12-31 23:59:59"),
        ("31 Dec 2026 12:00:00 AM", "2026-12-31 23:59:59"),
        ("2026-12-31 00:00:01", "2026-12-31 00:00:01"),
        ("2026-12-31 03:00:00Z", "2026-12-31 00:00:00"),
        ("2026-12-31 00:00:00-03:00", "2026-12-31 00:00:00"),
    ]
    .into_iter()
    .enumerate()
    {
        let email = format!("ana{n}@example.com");
        import(&book, &format!("Email,Course,Expires\n{email},Drawing,{day}\n"));
        let ends_at = member(&book, &email).grants[0].expires_at.unwrap();
        assert_eq!(format_local(book.settings().zone, ends_at), expect, "{day}");
    }
}

#[test]
fn progress_has_the_scale_of_its_column_whatever_it_is_called() {
    let (_dir, book) = book();
    let list = "Email,Course,Completion,Fully done,In percent\n\
        ana@example.com,Drawing,0.45,0,1\n\
        bia@example.com,Drawing,1,1,50\n\
        caio@example.com,Drawing,0.8,1,80\n";
    for (column, expect) in [(2, [0.45, 1.0, 0.8]), (3, [0.0, 1.0, 1.0]), (4, [0.01, 0.5, 0.8])] {
        let mut import = open(&book, list);
        for other in 2..5 {
            import
                .choose_field(other, if other == column { Field::Progress } else { Field::Ignore });
        }
        import.set_options(Options { policy: Policy::Overwrite, ..Options::default() });
        import.apply(&book, &by(), &Progress::default()).unwrap();
        let progress = ["ana", "bia", "caio"]
            .map(|who| member(&book, &format!("{who}@example.com")).access[0].progress);
        assert_eq!(progress, expect.map(Some), "column {column}");
        book.undo(&by(), None, &Progress::default()).unwrap();
    }
}

#[test]
fn a_sum_under_the_list_is_skipped_wherever_it_stands() {
    let list = "Name,Email,Status,Expires\n\
        Ana Souza,ana@example.com,active,2026-12-31\n\
        ,,TOTAL,1\n\
        Subtotal,,,1\n\
        Total geral:,1\n\
        Total,total@example.com,active,\n";
    let (_dir, book) = book();
    let mut import = open(&book, list);
    let plan = import.plan(&book, NOW, &Progress::default()).unwrap();
    assert_eq!(plan.counts, counts(2, 0, 0, 3, 0, 0), "somebody may be called Total");
}

#[test]
fn a_cell_is_mended_in_the_review() {
    let (_dir, book) = book();
    let mut import = open(&book, "Name,Email\nAna,ana@example\nBruno,bruno@@x\n");
    import.plan(&book, NOW, &Progress::default()).unwrap();
    import.fix(1, 1, "bruno@example.com");
    let plan = import.plan(&book, NOW, &Progress::default()).unwrap();
    assert_eq!(plan.rows_with(Some(Verdict::Created)).last(), Some(&1));
    let (rows, _) = import.rows(&book, Some(Verdict::Created), 0, 10, NOW).unwrap();
    assert!(rows.iter().any(|row| row.edited));
}

#[test]
fn the_winner_of_duplicates_is_chosen() {
    let (_dir, book) = book();
    let list = "Name,Email\nAna,ana@example.com\nAna Souza,Ana@example.com\n";
    let mut import = open(&book, list);
    let plan = import.plan(&book, NOW, &Progress::default()).unwrap();
    assert_eq!(plan.counts, counts(1, 0, 0, 1, 0, 0));
    let (rows, _) = import.rows(&book, None, 0, 10, NOW).unwrap();
    assert_eq!((&rows[1].same_as, rows[1].n_same), (&vec![2], 1));
    assert_eq!(rows[1].winner_line, Some(2));
    import.choose(&book, 1).unwrap();
    import.apply(&book, &by(), &Progress::default()).unwrap();
    assert_eq!(member(&book, "ana@example.com").name, "Ana Souza");
}

#[test]
fn own_fields_are_read_as_their_kind_and_what_does_not_fit_is_said() {
    let (_dir, book) = book();
    let list = "Email,custom.Age,custom.Born,custom.Size,custom.Tax number\n\
                a@example.com,\"1.234,5\",31/12/2000,M,007\n\
                b@example.com,18,13/02/1999,S,012\n";
    let mut first = open(&book, list);
    first.choose_kind(3, FieldKind::Choice);
    first.apply(&book, &by(), &Progress::default()).unwrap();
    let fields = book.custom_fields().unwrap();
    let shapes: Vec<_> = fields.iter().map(|f| (f.shape.label.as_str(), f.shape.kind)).collect();
    assert_eq!(
        shapes,
        [
            ("Age", FieldKind::Number),
            ("Born", FieldKind::Date),
            ("Size", FieldKind::Choice),
            ("Tax number", FieldKind::Text),
        ]
    );
    assert_eq!(fields[2].shape.choices, ["M", "S"]);
    let values: Vec<String> =
        member(&book, "a@example.com").custom.into_iter().map(|custom| custom.value).collect();
    assert_eq!(values, ["1234.5", "2000-12-31", "M", "007"]);

    let later = "Email,Age,Born,Size\n\
                 c@example.com,many,2001-01-01,M\n\
                 d@example.com,1,soon,M\n\
                 e@example.com,1,2001-01-01,XL\n\
                 f@example.com,1.234,2001-01-01,s\n";
    let mut second = open(&book, later);
    second.set_options(Options { policy: Policy::Overwrite, ..Options::default() });
    let reasons = |import: &mut Import| -> Vec<Option<&'static str>> {
        let plan = import.plan(&book, NOW, &Progress::default()).unwrap();
        (0..4).map(|row| plan.reason(row)).collect()
    };
    let wrong = [Some("bad_number"), Some("bad_date"), Some("not_a_choice")];
    assert_eq!(reasons(&mut second)[..3], wrong);
    assert_eq!(reasons(&mut second)[3], Some("ambiguous_number"));
    let decimal = Some(DecimalSign::Comma);
    second.set_layout(LayoutHints { decimal, ..LayoutHints::default() }).unwrap();
    assert_eq!(reasons(&mut second)[3], None);
    let done = second.apply(&book, &by(), &Progress::default()).unwrap().value;
    assert_eq!(done, counts(1, 0, 0, 0, 0, 3));
    let values: Vec<String> =
        member(&book, "f@example.com").custom.into_iter().map(|custom| custom.value).collect();
    assert_eq!(values, ["1234", "2001-01-01", "S", ""]);
    whole(&book);
}

#[test]
fn only_a_field_of_the_book_may_hold_a_day_before_1900() {
    let (_folder, book) = book();
    let list = "Email,Born,Joined\n\
                ana@x.com,1899-01-15,2026-01-01\n\
                bia@x.com,1990-01-01,1899-12-31\n";
    let mut import = open(&book, list);
    import.choose_field(1, Field::Custom("Born".into()));
    let plan = import.plan(&book, NOW, &Progress::default()).unwrap();
    assert_eq!((plan.counts.created, plan.counts.failed), (1, 1));
    assert_eq!(plan.problems[0].column.as_deref(), Some("Joined"));
    import.apply(&book, &by(), &Progress::default()).unwrap();
    assert_eq!(member(&book, "ana@x.com").custom[0].value, "1899-01-15");
}

#[test]
fn a_file_of_one_email_names_the_first_fifty_rows_and_the_one_that_counts() {
    let (_dir, book) = book();
    let list = format!("Name,Email\n{}", "Ana,ana@example.com\n".repeat(2000));
    let mut import = open(&book, &list);
    import.set_options(Options { duplicates: Duplicates::Last, ..Options::default() });
    import.plan(&book, NOW, &Progress::default()).unwrap();
    let (rows, _) = import.rows(&book, None, 1000, 10, NOW).unwrap();
    let expected: Vec<u32> = (2..52).chain([2001]).collect();
    assert_eq!((&rows[0].same_as, rows[0].n_same), (&expected, 1999));
}

#[test]
fn what_everybody_gets_now_is_given_beside_what_begins_later() {
    let (_dir, book) = book();
    import(&book, "Email,Course,Enrolled at\nana@example.com,Drawing,2027-01-01\n");
    let people = "Email\nana@example.com\n";
    assert_eq!(import_with(&book, people, in_course("Drawing")), counts(0, 1, 0, 0, 0, 0));
    let ana = member(&book, "ana@example.com");
    assert_eq!(ana.access[0].status, AccessStatus::Active);
    let starts: Vec<_> = ana.grants.iter().map(|grant| grant.starts_on.as_str()).collect();
    assert_eq!(starts, ["2026-03-01", "2027-01-01"]);
    assert_eq!(import_with(&book, people, in_course("Drawing")), counts(0, 0, 1, 0, 0, 0));

    // A list of enrollments without a day doesn't say that they have begun.
    import(&book, "Email,Course,Enrolled at\nbia@example.com,Drawing,2027-01-01\n");
    let mut listed = open(&book, "Email,Course\nbia@example.com,Drawing\n");
    let plan = listed.plan(&book, NOW, &Progress::default()).unwrap();
    assert_eq!((plan.counts.unchanged, plan.count_of("scheduled_kept")), (1, 1));
}

#[test]
fn a_list_in_a_cell_gives_each_course_once() {
    let (_dir, book) = book();
    book.add_course(&by(), "Drawing, Basic").unwrap();
    let list = "Email,Courses,Progress,Expires\n\
        ana@example.com,\"drawing, basic, Ink, ink\",50%,2027-01-31\n\
        bia@example.com,Ink,50%,\n";
    let mut import = open(&book, list);
    import.set_options(in_course("Ink"));
    let plan = import.plan(&book, NOW, &Progress::default()).unwrap();
    assert_eq!((plan.counts, plan.effect.grants), (counts(2, 0, 0, 0, 0, 0), 3));
    assert_eq!(plan.new_courses, ["Ink"]);
    let (rows, _) = import.rows(&book, None, 0, 1, NOW).unwrap();
    assert_eq!(rows[0].access, ["Ink", "Drawing, Basic"]);
    import.apply(&book, &by(), &Progress::default()).unwrap();
    let held = |email| {
        let access = member(&book, email).access;
        access.into_iter().map(|e| (e.course, e.expires_on, e.progress)).collect::<Vec<_>>()
    };
    let until = Some("2027-01-31".to_owned());
    assert_eq!(
        held("ana@example.com"),
        [("Drawing, Basic".into(), until.clone(), None), ("Ink".into(), until, None)],
        "of two courses nobody can tell which one is half done"
    );
    assert_eq!(held("bia@example.com"), [("Ink".into(), None, Some(0.5))]);
    assert_eq!(import_with(&book, list, in_course("Ink")), counts(0, 0, 2, 0, 0, 0));
    whole(&book);
}

#[test]
fn a_gift_is_its_recipients_and_says_nothing_of_the_buyer() {
    let (_dir, book) = book();
    let list = "Name,Email,Giftee email,Phone,Product\n\
        Paul,paul@example.com,mia@example.com,55,Brushes\n\
        Rui,rui@example.com,,66,Brushes\n";
    assert_eq!(import(&book, list), counts(2, 0, 0, 0, 0, 0));
    let mia = member(&book, "mia@example.com");
    assert_eq!((mia.name.as_str(), mia.phone.as_str(), mia.grants.len()), ("", "", 1));
    assert_eq!(member(&book, "rui@example.com").phone, "66");
    assert!(book.member_by_email("paul@example.com").is_err());
}

#[test]
fn a_mapping_is_remembered_for_the_same_headers() {
    let (_dir, book) = book();
    let list = "Pessoa,Contato,Obs\nAna,ana@example.com,x\n";
    let mut first = open(&book, list);
    first.choose_field(2, Field::Custom("Notes".into()));
    first.apply(&book, &by(), &Progress::default()).unwrap();
    let again = open(&book, "Pessoa,Contato,Obs\nBia,bia@example.com,y\n");
    assert_eq!(again.draft.mapping.field_of(2), &Field::Custom("Notes".into()));
    assert_eq!(again.draft.remembered.as_ref().unwrap().file_name, "list.csv");
    assert!(open(&book, list).draft.same_file_at.is_some());
    assert_eq!(member(&book, "ana@example.com").custom[0].value, "x");
    whole(&book);
}

#[test]
fn the_review_shows_what_the_book_keeps() {
    let (_dir, book) = book();
    import(&book, "Name,Email,Phone\nAna,ana@example.com,\n");
    let mut import = open(&book, "Name,Email,Phone\nAna Souza,ana@example.com,55\n");
    import.plan(&book, NOW, &Progress::default()).unwrap();
    let (rows, _) = import.rows(&book, None, 0, 10, NOW).unwrap();
    let cells: Vec<_> = rows[0]
        .cells
        .iter()
        .map(|cell| (cell.before.as_deref(), cell.after.as_deref(), cell.changed))
        .collect();
    assert_eq!(
        cells,
        [(Some("Ana"), Some("Ana"), false), (None, None, false), (None, Some("55"), true)]
    );
}

#[test]
fn people_of_several_rows_are_counted_once() {
    let (_dir, book) = book();
    let mut import = open(&book, LIST);
    let plan = import.plan(&book, NOW, &Progress::default()).unwrap();
    assert_eq!((plan.effect.members, plan.effect.grants), (2, 3));
}

#[test]
fn the_books_own_fields_are_known_by_their_name() {
    let (_dir, book) = book();
    let mut ana = MemberFields { email: Some("ana@example.com".into()), ..MemberFields::default() };
    ana.custom.insert("Shirt size".into(), "M".into());
    book.add_member(&by(), &ana).unwrap();
    let import = open(&book, "Email,SHIRT SIZE,Other\nbia@example.com,L,x\n");
    assert_eq!(import.draft.mapping.field_of(1), &Field::Custom("Shirt size".into()));
    assert_eq!(import.draft.mapping.field_of(2), &Field::Ignore);
}

#[test]
fn somebody_in_the_trash_is_left_there() {
    let (_dir, book) = book();
    import(&book, "Email\nana@example.com\n");
    let ana = book.member_by_email("ana@example.com").unwrap();
    book.trash(&by(), &[ana], &Progress::default()).unwrap();
    assert_eq!(import(&book, "Email\nana@example.com\n"), counts(0, 0, 0, 1, 0, 0));
}

#[test]
fn a_cancelled_import_writes_nothing() {
    let (_dir, book) = book();
    let mut import = open(&book, LIST);
    import.plan(&book, NOW, &Progress::default()).unwrap();
    let progress = Progress::default();
    progress.cancel();
    let error = import.apply(&book, &by(), &progress).unwrap_err();
    assert_eq!(error.code(), "cancelled");
    assert!(book.member_by_email("ana@example.com").is_err());
    import.apply(&book, &by(), &Progress::default()).unwrap();
}

#[test]
fn a_plan_follows_the_book() {
    let (_dir, book) = book();
    let mut import = open(&book, "Name,Email\nAna,ana@example.com\n");
    assert_eq!(import.plan(&book, NOW, &Progress::default()).unwrap().counts.created, 1);
    let ana = MemberFields { email: Some("ana@example.com".into()), ..MemberFields::default() };
    book.add_member(&by(), &ana).unwrap();
    assert_eq!(import.plan(&book, NOW, &Progress::default()).unwrap().counts.updated, 1);
}

#[test]
fn what_is_written_is_what_was_looked_at() {
    let (_dir, book) = book();
    let mut import = open(&book, "Name,Email\nAna,ana@example.com\n");
    import.plan(&book, NOW, &Progress::default()).unwrap();
    let ana = MemberFields { email: Some("ana@example.com".into()), ..MemberFields::default() };
    let added = book.add_member(&by(), &ana).unwrap();
    let error = import.apply(&book, &by(), &Progress::default()).unwrap_err();
    assert_eq!(error.code(), "plan_stale", "a new member was shown, a known one would be edited");
    assert_eq!(book.member(added.value, NOW).unwrap().name, "");
    let done = import.apply(&book, &by(), &Progress::default()).unwrap();
    assert_eq!(done.value.updated, 1, "looked at again, it is written");
}

#[test]
fn a_plan_for_a_book_that_changed_is_not_carried_out() {
    let (_dir, book) = book();
    let mut import = open(&book, "Name,Email\nAna,ana@example.com\n");
    import.plan(&book, NOW, &Progress::default()).unwrap();
    book.add_course(&by(), "Drawing").unwrap();
    let plan = import.made_plan().unwrap();
    let done = super::apply::apply(&book, &by(), &import.draft, plan, &Progress::default());
    assert_eq!(done.unwrap_err().code(), "plan_stale");
    assert!(book.member_by_email("ana@example.com").is_err(), "nothing was written");
}

#[test]
fn order_of_rows_does_not_matter_for_independent_rows() {
    let names = ["Ana", "Bruno", "Caio", "Dora"];
    let list = |names: &[&str]| {
        let mut csv = "Name,Email,Course\n".to_owned();
        for name in names {
            writeln!(csv, "{name},{name}@example.com,Drawing").unwrap();
        }
        csv
    };
    let members = |csv: &str| {
        let (_dir, book) = book();
        import(&book, csv);
        let mut all: Vec<(String, usize)> = names
            .iter()
            .map(|name| member(&book, &format!("{name}@example.com")))
            .map(|member| (member.name, member.access.len()))
            .collect();
        all.sort();
        all
    };
    let mut backwards = names;
    backwards.reverse();
    assert_eq!(members(&list(&names)), members(&list(&backwards)));
}

#[test]
fn progress_is_kept_per_course_and_never_lowered() {
    let (_dir, book) = book();
    let list =
        |percent: &str| format!("Email,Course,Progress\nana@example.com,Drawing,{percent}\n");
    import(&book, &list("45%"));
    import(&book, &list("20%"));
    assert_eq!(member(&book, "ana@example.com").access[0].progress, Some(0.45));
    import(&book, &list("80%"));
    assert_eq!(member(&book, "ana@example.com").access[0].progress, Some(0.8));
    whole(&book);
}

#[test]
fn rows_of_one_person_do_not_overwrite_each_others_progress() {
    for list in ["100%,2026-02-01", "45%,2026-01-01"].map(|first| {
        format!(
            "Email,Course,Progress,Completed at\nana@example.com,Drawing,{first}\n\
             ana@example.com,Drawing,100%,2026-02-01\nana@example.com,Drawing,45%,2026-01-01\n"
        )
    }) {
        let (_dir, book) = book();
        let overwrite = Options { policy: Policy::Overwrite, ..Options::default() };
        import_with(&book, &list, overwrite.clone());
        assert_eq!(member(&book, "ana@example.com").access[0].progress, Some(1.0));
        assert_eq!(import_with(&book, &list, overwrite).unchanged, 3, "{list}");
    }
}

#[test]
fn a_cohort_is_created_within_its_course() {
    let (_dir, book) = book();
    let list =
        "Email,Course,Cohort\nana@example.com,Drawing,March\nbia@example.com,Drawing,April\n";
    import(&book, list);
    let courses = book.courses(false, NOW).unwrap();
    assert_eq!(courses.len(), 1);
    assert_eq!(courses[0].cohorts.len(), 2);
    assert_eq!(member(&book, "bia@example.com").access[0].cohort.as_deref(), Some("April"));
    assert_eq!(import(&book, list).unchanged, 2);
}

#[test]
fn who_is_put_into_a_cohort_that_is_closed_joins_it_and_the_plan_says_so() {
    let (_dir, book) = book();
    let list =
        "Email,Course,Cohort\nana@example.com,Drawing,March\nbia@example.com,Drawing,April\n";
    import(&book, list);
    let march = book.courses(false, NOW).unwrap()[0].cohorts[1].id;
    let closed = CohortEdit { closes_on: Some(Some("2020-02-20".into())), ..CohortEdit::default() };
    book.edit_cohort(&by(), march, &closed).unwrap();
    let late = "Email,Course,Cohort\ncaio@example.com,Drawing,March\n";
    let mut import = open(&book, late);
    let plan = import.plan(&book, NOW, &Progress::default()).unwrap();
    assert_eq!(plan.closed_cohorts, ["March"]);
    import.apply(&book, &by(), &Progress::default()).unwrap();
    assert_eq!(member(&book, "caio@example.com").access[0].cohort.as_deref(), Some("March"));
}

/// The reason that was blocked stays blocked; another is given beside it, as it would be to somebody
/// who has none, and found when the file comes again.
#[test]
fn revived_access_is_a_reason_of_its_own_and_given_once() {
    let (_dir, book) = book();
    let list = "Email,Course,Expires\nana@example.com,Drawing,2026-02-01\n";
    import(&book, list);
    block(&book, "ana@example.com", "Drawing");

    let revive =
        Options { revive: true, expires_on: Some("2026-12-31".into()), ..in_course("Drawing") };
    let list = "Email\nana@example.com\n";
    assert_eq!(import_with(&book, list, revive.clone()).updated, 1);
    let access = &member(&book, "ana@example.com").access[0];
    assert_eq!(access.status, AccessStatus::Active);
    assert_eq!(access.expires_on.as_deref(), Some("2026-12-31"));
    let states: Vec<State> =
        member(&book, "ana@example.com").grants.iter().map(|grant| grant.state).collect();
    assert_eq!(states, [State::Disabled, State::Active]);
    assert_eq!(import_with(&book, list, revive).unchanged, 1, "and again it finds what it gave");
}

/// A skipped member's rows say whose a platform id is as well: told apart by whether the member is
/// known already, the same file would bring in somebody at its second coming.
#[test]
fn an_id_that_the_file_gives_two_people_is_a_conflict_also_where_one_is_skipped() {
    let (_dir, book) = book();
    let list = "Email,Platform ID,Course\nana@example.com,,\nana@example.com,2,Drawing\n\
                bia@example.com,2,\n";
    let skip = Options { policy: Policy::Skip, ..Options::default() };
    assert_eq!(import_with(&book, list, skip.clone()), counts(1, 1, 0, 0, 1, 0));
    assert_eq!(import_with(&book, list, skip), counts(0, 0, 0, 2, 1, 0));
}

#[test]
fn overwriting_lowers_a_member_and_delays_a_start_only_when_asked() {
    let (_dir, book) = book();
    let list = |status: &str, from: &str| {
        let list =
            format!("Email,Status,Course,Enrolled\nana@example.com,{status},Drawing,{from}\n");
        let mut import = open(&book, &list);
        import.choose_field(1, Field::Status);
        import
    };
    let overwrite = Options { policy: Policy::Overwrite, ..Options::default() };
    let shorten = Options { shorten_access: true, ..overwrite.clone() };
    let import = |status: &str, from: &str, options: &Options| {
        let mut import = list(status, from);
        import.set_options(options.clone());
        import.apply(&book, &by(), &Progress::default()).unwrap();
        let ana = member(&book, "ana@example.com");
        (ana.status, ana.grants[0].starts_on.clone())
    };
    import("active", "2026-01-10", &overwrite);
    let mut lower = list("disabled", "2026-06-01");
    lower.set_options(overwrite.clone());
    let plan = lower.plan(&book, NOW, &Progress::default()).unwrap();
    assert_eq!((plan.counts.unchanged, plan.count_of("would_shorten")), (1, 1));
    let is = |status, from: &str| (status, from.to_owned());
    assert_eq!(
        import("pending", "2026-02-10", &overwrite),
        is(Status::Active, "2026-02-10"),
        "a later start that is over takes nothing away"
    );
    assert_eq!(import("pending", "2026-06-01", &shorten), is(Status::Pending, "2026-06-01"));
    assert_eq!(
        import("active", "2026-05-01", &overwrite),
        is(Status::Active, "2026-05-01"),
        "more is given without asking"
    );
    assert_eq!(import("disabled", "2026-05-01", &shorten).0, Status::Disabled);
    assert_eq!(import("pending", "2026-05-01", &overwrite).0, Status::Disabled, "not revived");
}

#[test]
fn a_course_that_everybody_gets_and_the_row_names_is_given_once() {
    let (_dir, book) = book();
    let list = "Email,Course,Cohort,Expires\nana@example.com,drawing,March,2026-12-31\n\
                bia@example.com,,,\n";
    import_with(&book, list, in_course("Drawing"));
    let ana = member(&book, "ana@example.com");
    assert_eq!(ana.grants.len(), 1);
    assert_eq!(ana.grants[0].cohort.as_ref().map(|cohort| cohort.title.as_str()), Some("March"));
    assert_eq!(ana.grants[0].expires_on.as_deref(), Some("2026-12-31"));
    assert_eq!(ana.grants[0].target.title, "Drawing", "called as everybody's");
    assert_eq!(member(&book, "bia@example.com").grants.len(), 1);
}

#[test]
fn a_blocked_row_neither_lengthens_nor_unblocks_what_another_row_gives() {
    let list = |rows: [&str; 2]| format!("Email,Course,Access,Expires\n{}\n{}\n", rows[0], rows[1]);
    let blocked = "ana@example.com,Drawing,disabled,2026-12-31";
    let active = "ana@example.com,Drawing,active,2026-06-30";
    for (rows, status, end) in [
        ([blocked, active], AccessStatus::Active, "2026-06-30"),
        ([active, blocked], AccessStatus::Active, "2026-06-30"),
        ([blocked, blocked], AccessStatus::Disabled, "2026-12-31"),
    ] {
        let (_dir, book) = book();
        for updated in [1, 0] {
            let mut import = open(&book, &list(rows));
            import.choose_field(2, Field::AccessStatus);
            let done = import.apply(&book, &by(), &Progress::default()).unwrap().value;
            assert_eq!(done.created, updated);
            let access = &member(&book, "ana@example.com").access;
            assert_eq!(access[0].status, status, "{rows:?}");
            assert_eq!(access[0].expires_on.as_deref(), Some(end), "{rows:?}");
        }
    }
}

#[test]
fn rows_of_one_person_that_are_over_do_not_hide_one_that_is_not() {
    let (_dir, book) = book();
    let list = "Email,Product,Expires\nana@example.com,Club,2026-02-01\n\
                ana@example.com,Club,\nana@example.com,Club,2026-02-01\n";
    for (created, updated) in [(1, 1), (0, 0)] {
        let done = import_with(&book, list, in_course("Drawing"));
        assert_eq!((done.created, done.updated), (created, updated));
        let grants = member(&book, "ana@example.com").grants;
        let ends: Vec<_> = grants
            .iter()
            .map(|grant| (grant.target.title.as_str(), grant.expires_on.as_deref()))
            .collect();
        // What everybody gets comes back; a row that lists a product without a date brings no old
        // access back.
        let over = Some("2026-02-01");
        assert_eq!(ends, [("Drawing", None), ("Club", over)]);
    }
}

/// A row that lists old access with no beginning gives access that began on its last day, and one
/// that contradicts itself is an error of the cell to be mended.
#[test]
fn access_that_would_be_over_before_it_begins_is_an_error_of_the_row() {
    let (_dir, book) = book();
    let list = "Email,Course,Enrolled,Expires\nana@example.com,Drawing,,2025-06-30\n\
                bia@example.com,Drawing,2026-05-02,2026-05-01\n\
                caio@example.com,,2026-05-02,2026-05-01\n\
                dora@example.com,Drawing,2026-05-01,2026-05-01\n";
    let mut import = open(&book, list);
    let plan = import.plan(&book, NOW, &Progress::default()).unwrap();
    assert_eq!(plan.counts, counts(3, 0, 0, 0, 0, 1), "who gets nothing gets it at no wrong time");
    let problem = &plan.problems[0];
    assert_eq!((problem.line, problem.code), (3, "ends_before_start"));
    assert_eq!(problem.column.as_deref(), Some("Expires"));
    assert_eq!(problem.value, "2026-05-01");
    let (rows, _) = import.rows(&book, Some(Verdict::Failed), 0, 10, NOW).unwrap();
    assert_eq!(rows[0].cells[3].problem, Some("ends_before_start"));
    import.apply(&book, &by(), &Progress::default()).unwrap();
    assert_eq!(member(&book, "ana@example.com").grants[0].starts_on, "2025-06-30");

    let mut late = open(&book, "Email,Enrolled\nana@example.com,2027-01-01\n");
    late.set_options(Options { expires_on: Some("2026-12-31".into()), ..in_course("Painting") });
    let plan = late.plan(&book, NOW, &Progress::default()).unwrap();
    assert_eq!(plan.problems[0].column.as_deref(), Some("Enrolled"), "all that the row says");

    let mut reversed = open(&book, "Email\nana@example.com\n");
    reversed.set_options(Options {
        starts_on: Some("2027-01-01".into()),
        expires_on: Some("2026-12-31".into()),
        ..in_course("Painting")
    });
    let error = reversed.plan(&book, NOW, &Progress::default()).unwrap_err();
    assert_eq!(error.code(), "ends_before_start");
}

#[test]
fn overwriting_leaves_no_access_that_is_over_before_it_begins() {
    let (_dir, book) = book();
    import(&book, "Email,Course,Enrolled,Expires\nana@example.com,Drawing,2026-01-01,2026-06-30\n");
    let before = member(&book, "ana@example.com");
    let shorten = Options { policy: Policy::Overwrite, shorten_access: true, ..Options::default() };
    for (list, column) in [
        ("Email,Course,Expires\nana@example.com,Drawing,2025-12-01\n", "Expires"),
        ("Email,Course,Enrolled\nana@example.com,Drawing,2026-07-01\n", "Enrolled"),
    ] {
        let mut import = open(&book, list);
        import.set_options(shorten.clone());
        let plan = import.plan(&book, NOW, &Progress::default()).unwrap();
        assert_eq!(plan.counts, counts(0, 0, 0, 0, 0, 1));
        assert_eq!(plan.problems[0].column.as_deref(), Some(column));
        let (rows, _) = import.rows(&book, None, 0, 10, NOW).unwrap();
        assert_eq!(rows[0].cells[2].problem, Some("ends_before_start"));
        import.apply(&book, &by(), &Progress::default()).unwrap();
        assert_eq!(member(&book, "ana@example.com"), before);
    }
}

/// The window of the review begins in the middle of somebody's rows.
#[test]
fn a_row_is_shown_as_it_will_be_written_whatever_rows_are_in_the_window() {
    let (_dir, book) = book();
    let list = "Name,Email,Course,Expires\nAna,ana@example.com,Drawing,2026-06-30\n\
                Bia,bia@example.com,drawing,\nAna,ana@example.com,DRAWING,2026-12-31\n\
                Ana,ana@example.com,Drawing,2026-09-30\n";
    let mut import = open(&book, list);
    import.plan(&book, NOW, &Progress::default()).unwrap();
    let (whole, _) = import.rows(&book, None, 0, 10, NOW).unwrap();
    let titles: Vec<_> = whole.iter().map(|row| row.access.join(", ")).collect();
    assert_eq!(titles, ["Drawing", "Drawing", "Drawing", ""], "the last one adds nothing");
    for (at, row) in whole.iter().enumerate() {
        let (alone, _) = import.rows(&book, None, at, 1, NOW).unwrap();
        assert_eq!(&alone[0], row, "row {at}");
    }
}
